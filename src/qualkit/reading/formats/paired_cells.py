"""Tables of two columns on the pages of a PDF, both of which wrap: Pertanyaan | Jawaban, each row put together again.

What tells them is that the text goes up again and again: below the lines of a cell come those of the cell beside it,
which begin as high as it does. Columns of a page do so once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qualkit.reading.formats.lines import Line

ALIGNED = 1.5  # points between what begins at one place
_LEAST = 3  # times that the text goes up on a page of the table; once less below titles
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
        if number < after or not _goes_up(lines, pages, number):
            continue
        left, right = lines[number - 1].x0, lines[number].x0
        first = _find_first(lines, pages, number, after)
        if first is None:
            continue
        table = _read_table(lines, pages, first, (left, right))
        titled = any(_begins_at(begin, right) for _, _, begin in lines[first].gaps)
        if max(table.ups.values(), default=0) >= _LEAST - titled:
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
    found = first
    while first > least and pages[first - 1] == pages[up]:
        first -= 1
        if _begins_at(lines[first].x0, left) and any(_begins_at(gap[2], right) for gap in lines[first].gaps):
            found = first
        elif not _begins_at(lines[first].x0, right):
            break
    return found


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
        if turned and line.gaps and parts == tuple(" ".join(cell) for cell in table.rows[0]):
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
    at = next((at for at, _, begin in line.gaps if _begins_at(begin, right)), 0)
    if at:
        return line.text[: at - 1], line.text[at:]
    return (line.text, "") if line.x1 < right else ("", "")
