"""Tables of two columns on the pages of a PDF whose cells wrap, each row put together again.

Where both wrap (Pertanyaan | Jawaban), what tells them is that the text goes up again and again: below the lines of a
cell come those of the cell beside it, which begin as high as it does. Columns of a page do so once. Where one wraps
(Informan | what is said), it is that the same few words stand at the left, and all else where the other column begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qualkit.reading.formats.lines import Line

ALIGNED = 1.5  # points between what begins at one place
APART = 0.6  # heights of a letter that two cells are apart at least: more than two words
_LEAST = 3  # times that the text goes up on a page of the table; once less below titles
_LONGEST = 40  # letters of who speaks
_Row = list[list[str]]  # the lines of each cell


@dataclass(slots=True)
class _Table:
    rows: list[_Row] = field(default_factory=list)
    end: int = 0
    tops: list[float] = field(default_factory=list)  # how high each row begins
    ups: Counter[int] = field(default_factory=Counter)  # how often the text goes up, by pages


def find_paired_cells(lines: Sequence[Line], pages: Sequence[int]) -> Iterator[tuple[int, int, list[_Row]]]:
    """The tables: the number of their first line, that of the line behind them, and their rows."""
    after = 0
    for number in range(1, len(lines)):
        if number < after or lines[number].x0 < lines[number - 1].x0 + ALIGNED:
            continue
        columns = lines[number - 1].x0, lines[number].x0
        goes_up = _goes_up(lines, pages, number)
        if not goes_up and (number == after or not all(_split(lines[number - 1], columns))):
            continue
        first = (
            _find_first(lines, pages, number, after) if goes_up else _go_up(lines, pages, number - 1, columns, after)
        )
        if first is None:
            continue
        table = _read_table(lines, pages, first, columns)
        titled = all(_split(lines[first], columns))
        if max(table.ups.values(), default=0) >= _LEAST - titled or _has_speakers(table.rows):
            yield first, table.end, table.rows
        after = table.end


def _goes_up(lines: Sequence[Line], pages: Sequence[int], number: int) -> bool:
    """Whether a line stands higher than the one before it, and to its right."""
    above, line = lines[number - 1], lines[number]
    return pages[number] == pages[number - 1] and line.y > above.y + 0.5 * line.height and line.x0 > above.x1


def _begins_at(here: float, there: float) -> bool:
    return abs(here - there) < ALIGNED


def _is_beside(one: float, other: float, line: Line) -> bool:
    return abs(one - other) <= 0.5 * line.height


def _find_first(lines: Sequence[Line], pages: Sequence[int], up: int, least: int) -> int | None:
    """The first line of the table in which the text goes up: of the cell to its left, or of the rows above of one line."""
    left, right = lines[up - 1].x0, lines[up].x0
    first = up - 1
    while first > least and lines[first].y < lines[up].y - 0.5 * lines[up].height:
        first -= 1
    block = range(first, up)
    if not _is_beside(lines[first].y, lines[up].y, lines[up]):
        return None
    if not all(_begins_at(lines[n].x0, left) and pages[n] == pages[up] for n in block):
        return None
    return _go_up(lines, pages, first, (left, right), least)


def _go_up(lines: Sequence[Line], pages: Sequence[int], first: int, columns: tuple[float, float], least: int) -> int:
    """The first line of the rows above a line of a table on its page."""
    found, page = first, pages[first]
    while first > least and pages[first - 1] == page:
        first -= 1
        if all(_split(lines[first], columns)):
            found = first
        elif not _begins_at(lines[first].x0, columns[1]):
            break
    return found


def _has_speakers(rows: Sequence[_Row]) -> bool:
    """Whether the same few words stand at the left, without the colon that tells of them without a table."""
    lefts = [" ".join(left) for left, _ in rows]
    lefts = lefts[Counter(lefts)[lefts[0]] == 1 :]  # but for the titles
    wrapped = sum(len(right) > 1 for _, right in rows)
    coloned = any(left.endswith(":") for left in lefts) or any(right and right[0].startswith(":") for _, right in rows)
    named = all(len(left) <= _LONGEST and (len(left) > 1 or left.isupper()) and left[0].isalpha() for left in lefts)
    return len(lefts) >= _LEAST and 2 * len(set(lefts)) <= len(lefts) and wrapped > 1 and named and not coloned


def _read_table(lines: Sequence[Line], pages: Sequence[int], first: int, columns: tuple[float, float]) -> _Table:
    """The rows from a line on, as far as every line stands in one of the two columns."""
    table = _Table(end=first)
    side = 1  # the column of the line before
    for number in range(first, len(lines)):
        line = lines[number]
        parts = _split(line, columns)
        turned = number > first and pages[number] != pages[number - 1]
        if not any(parts):
            break
        if turned and all(parts) and parts == tuple(" ".join(cell) for cell in table.rows[0]):
            side, table.end = 1, number + 1  # the titles again
            continue
        if parts[0]:
            begins = (side == 1 and not (turned and parts[0][0].islower())) or not table.rows
            if begins:
                table.rows.append([[], []])
                table.tops.append(line.y)
            table.rows[-1][0].append(parts[0])
            side = 0
        if parts[1]:
            if not table.rows or not _may_follow(lines, number, parts, side, table, turned=turned):
                break
            if side == 0 and not parts[0] and not turned:
                table.ups[pages[number]] += line.y > lines[number - 1].y
            table.rows[-1][1].append(parts[1])
            side = 1
        table.end = number + 1
    return table


def _may_follow(
    lines: Sequence[Line], number: int, parts: tuple[str, str], side: int, table: _Table, *, turned: bool
) -> bool:
    """Whether a line of the right column begins as high as its row, or goes on below the line before."""
    if parts[0] or turned:
        return True
    line = lines[number]
    if side == 1:
        return line.y < lines[number - 1].y
    return line.y < lines[number - 1].y or _is_beside(line.y, table.tops[-1], line)


def _split(line: Line, columns: tuple[float, float]) -> tuple[str, str]:
    """The words of a line in the left column and in the right one; none where they do not stand in these."""
    left, right = columns
    if _begins_at(line.x0, right):
        return "", line.text
    if not _begins_at(line.x0, left):
        return "", ""
    if line.x1 < right:
        return line.text, ""
    words = line.text.split(" ")
    after = next((number for number, begin in enumerate(line.lefts) if _begins_at(begin, right)), 0)
    if not after or len(words) != len(line.lefts) or right - _find_end(line, words, after - 1) < APART * line.height:
        return "", ""
    return " ".join(words[:after]), " ".join(words[after:])


def _find_end(line: Line, words: Sequence[str], number: int) -> float:
    """About where a word ends."""
    if number == 0:
        return line.x0 + line.lead
    return line.lefts[number] + len(words[number]) * (line.x1 - line.x0) / len(line.text)
