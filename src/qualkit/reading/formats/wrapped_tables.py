"""Tables on the pages of a PDF whose cells run over several lines: No | Pelaku | Verbatim, each row put together again.

What tells them is where lines begin. A row begins at the left with gaps before the other columns; what is left of its
cells stands below, each line exactly where its column begins. Nobody sets a paragraph so. Where the number of a row
spans several, the others begin with who speaks in them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from qualkit.reading.formats.lines import Line
from qualkit.reading.formats.manuscript import Paragraph, clean
from qualkit.reading.formats.wrapping import ends_sentence, find_tag, join_wrapped

ALIGNED = 1.5  # points between what begins at one place
_COLUMNS, _ROWS, _BELOW = 3, 3, 2  # the least of a table: columns, rows, and lines below the first of their rows
_NEAR = 60  # lines in which the columns of a table show
_FAR = 120  # lines in which a table shows that begins among others that are none

_Row = list[list[str]]  # the lines of each cell
_Parts = list[tuple[int, str]]  # the words of a line by columns


def find_wrapped_tables(lines: Sequence[Line], pages: Sequence[int]) -> dict[int, tuple[int, list[_Row]]]:
    """The tables by the number of their first line: the number of the line behind them, and their rows."""
    tables: dict[int, tuple[int, list[_Row]]] = {}
    number = tried = 0  # how far lines are no table
    known: list[float] = []  # the columns of these lines
    while number < len(lines):
        begins = lines[number].gaps and not (number and _go_on(lines[number - 1], lines[number]))
        columns = _find_columns(lines, number) if begins else []
        if len(columns) < _COLUMNS or (number < tried and _are_same(columns, known)):
            number += 1
            continue
        end, rows = _read_table(lines, pages, number, columns, _FAR if number < tried else len(lines))
        if rows and number < tried:
            end, rows = _read_table(lines, pages, number, columns, len(lines))
        if rows:
            tables[number] = end, rows
        if end > tried:
            tried, known = end, columns
        number = end if rows else number + 1
    return tables


def _are_same(columns: Sequence[float], others: Sequence[float]) -> bool:
    return len(columns) == len(others) and all(
        abs(here - there) < ALIGNED for here, there in zip(columns, others, strict=True)
    )


def _go_on(above: Line, line: Line) -> bool:
    """Whether a line begins, and has a gap, where the one above does: a table begins with the first of them."""
    if abs(above.x0 - line.x0) >= ALIGNED:
        return False
    return any(abs(mine[2] - its[2]) < ALIGNED for mine in above.gaps for its in line.gaps)


def make_rows(rows: Sequence[_Row], words: set[str] | None) -> Iterator[Paragraph]:
    """The rows as paragraphs. `words` are those of the document, for hyphens at the ends of lines; None where these stay.

    Where several turns stand in a cell, each begins a line.
    """
    for row in rows:
        cells = tuple("\n".join(clean(join_wrapped(turn, words)) for turn in _part_turns(cell)) for cell in row)
        yield Paragraph("\n".join(filter(None, cells)), cells=cells)


def _part_turns(cell: Sequence[str]) -> Iterator[list[str]]:
    """The lines of a cell, parted before those that begin with a tag behind the end of a sentence."""
    begins = [0, *(at for at in range(1, len(cell)) if find_tag(cell[at]) and ends_sentence(cell[at - 1]))]
    for start, end in pairwise([*begins, len(cell)]):
        if start < end:
            yield list(cell[start:end])


def _read_table(
    lines: Sequence[Line], pages: Sequence[int], first: int, columns: Sequence[float], most: int
) -> tuple[int, list[_Row]]:
    """The number of the line behind the rows, and these; none where the lines, `most` of which are read, are no table."""
    numbers = range(first, min(len(lines), first + most))
    parted = list(takewhile(_is_within, (_split(lines[number], columns) for number in numbers)))
    spanned = _find_spanned(parted)
    rows: list[_Row] = []
    below, end, title = 0, first, 0
    for number, parts in enumerate(parted):
        turned = number and pages[first + number] != pages[first + number - 1]
        if (title or turned) and parts == parted[title]:
            title, end = title + 1, end + 1  # the titles again, on the next page
            continue
        title = 0
        if parts[0][0] == 0 or number in spanned:
            rows.append([[] for _ in columns])
        elif not rows:
            break
        else:
            below += 1
        end += 1
        for column, words in parts:
            rows[-1][column].append(words)
    signs = sum(
        (row[0] or [""])[0].endswith(":") or any(cell and cell[0].startswith(":") for cell in row) for row in rows
    )
    return end, rows if len(rows) >= _ROWS and below >= _BELOW and 2 * signs < len(rows) else []


def _is_within(parts: _Parts) -> bool:
    """Whether a line is one of the table: one that stands at its left alone runs across the columns."""
    return bool(parts) and (parts[0][0] > 0 or len(parts) > 1)


def _find_spanned(parted: Sequence[_Parts]) -> set[int]:
    """The lines that begin a row though the cells left of them span it from above.

    A cell begins in them where words stand above in the same column, but not on the line right above, as they would if
    that cell went on; and others begin with the same words: who speaks.
    """
    found: list[tuple[int, str, bool]] = []
    last: dict[int, int] = {}  # the last line of each column in this row
    for number, parts in enumerate(parted):
        column, words = parts[0]
        if column == 0:
            last = {}
        elif column in last and len(parts) > 1:
            found.append((number, words, last[column] < number - 1))
        last |= dict.fromkeys((column for column, _ in parts), number)
    times = Counter(words for _, words, _ in found)
    who = {words for _, words, apart in found if apart and times[words] > 1}
    return {number for number, words, _ in found if words in who}


def _find_columns(lines: Sequence[Line], first: int) -> list[float]:
    """Where columns begin: behind the gaps of the first line, and where several lines near it begin or have a gap."""
    left = lines[first].x0
    near = lines[first + 1 : first + _NEAR]
    begins = [begin for _, _, begin in lines[first].gaps]
    more = [begin for line in near if abs(line.x0 - left) < ALIGNED for _, _, begin in line.gaps]
    more = sorted([*more, *(line.x0 for line in near if line.x0 > left + ALIGNED)])
    begins += [here for here, there in zip(more, more[_ROWS - 1 :], strict=False) if there - here < ALIGNED]
    columns = [left]
    for begin in sorted(begins):
        if begin - columns[-1] > 2 * ALIGNED:
            columns.append(begin)
    return columns


def _split(line: Line, columns: Sequence[float]) -> _Parts:
    """The words of a line by columns; nothing where the first word in a column does not begin where it does."""
    words = line.text.split(" ")
    if len(words) != len(line.lefts):
        return []
    parts: _Parts = []
    placed = zip(words, line.lefts, strict=True)
    for column, group in groupby(placed, key=lambda word: bisect_right(columns, word[1] + ALIGNED) - 1):
        members = [*group]
        if column < 0 or abs(members[0][1] - columns[column]) >= ALIGNED:
            return []
        parts.append((column, " ".join(word for word, _ in members)))
    return parts
