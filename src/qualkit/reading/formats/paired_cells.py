"""Tables on the pages of a PDF whose first or only cells wrap, each row put together again.

Where both wrap (Pertanyaan | Jawaban), what tells them is that the text goes up again and again: below the lines of a
cell come those of the cell beside it, which begin as high as it does. Columns of a page do so once. Where one wraps
(Informan | what is said), it is that the same few words stand at the left, and all else where the other column begins.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qualkit.reading.formats.lines import Line

ALIGNED = 1.5  # points between what begins at one place
APART = 0.6  # heights of a letter that two cells are apart at least: more than two words
_LEAST = 3  # times that the text goes up on a page of the table; once less below titles
_LONGEST = 40  # letters of who speaks
_WIDEST = 8  # columns
_TITLE, _SENTENCE = 4, 3  # words of a title at most; of what stands at the left on average, at least
_TERM = 3  # letters of a line at the left at least: what is shorter counts items
_SMALL = re.compile(r"[a-z][0-9]{0,2}")
_COUNT = re.compile(r"[0-9]+")
_ASKING = frozenset("pitq")  # small letters of who asks, without one of which letters count items
_COUNTING = frozenset("ivxlcdm")
_Row = list[list[str]]  # the lines of each cell


@dataclass(slots=True)
class _Table:
    rows: list[_Row] = field(default_factory=list)
    end: int = 0
    floor: float = math.inf  # how low the row above reaches
    lowest: float = math.inf
    top: float = -math.inf  # how high the last row begins
    begins: list[int] = field(default_factory=list)  # the first line of each row
    ups: Counter[int] = field(default_factory=Counter)  # how often the text goes up, by pages


def find_paired_cells(lines: Sequence[Line], pages: Sequence[int]) -> Iterator[tuple[int, int, list[_Row]]]:
    """The tables: the number of their first line, that of the line behind them, and their rows."""
    after = 0
    for number in range(1, len(lines)):
        if number < after or lines[number].x0 < lines[number - 1].x0 + ALIGNED:
            continue
        columns = [lines[number - 1].x0, lines[number].x0]
        goes_up = _goes_up(lines, pages, number)
        if not goes_up and (number == after or not all(_split(lines[number - 1], columns))):
            continue
        first = _find_first(lines, pages, number, after)
        if goes_up:
            columns = _find_columns(lines, pages, number, first)
        table, columns = _read_widening(lines, pages, first, columns)
        titled = all(_split(lines[first], columns))
        goes_on = max(table.ups.values(), default=0) >= _LEAST - titled
        if goes_on or _has_speakers(table.rows) or _has_terms(table.rows) or (titled and _has_pairs(table.rows)):
            yield first, table.end, table.rows
        after = table.end


def _read_widening(
    lines: Sequence[Line], pages: Sequence[int], first: int, columns: list[float]
) -> tuple[_Table, list[float]]:
    """The table, with a column more for each cell to the right that begins as high as its row and ends the table."""
    table = _read_table(lines, pages, first, columns)
    while table.rows and table.end < len(lines) and len(columns) < _WIDEST and _goes_up(lines, pages, table.end):
        begin = lines[table.end].x0
        if begin < columns[-1] + ALIGNED or lines[table.end].y > table.top + ALIGNED:
            break
        wider = _read_table(lines, pages, first, [*columns, begin])
        if wider.end <= table.end:
            break
        table, columns = wider, [*columns, begin]
    return table, columns


def _goes_up(lines: Sequence[Line], pages: Sequence[int], number: int) -> bool:
    """Whether a line stands higher than the one before it, and to its right."""
    above, line = lines[number - 1], lines[number]
    return pages[number] == pages[number - 1] and line.y > above.y + 0.5 * line.height and line.x0 > above.x1


def _begins_at(here: float, there: float) -> bool:
    return abs(here - there) < ALIGNED


def _find_first(lines: Sequence[Line], pages: Sequence[int], right: int, least: int) -> int:
    """The first line of the table: of the cell to the left of a line, or of the rows of one line above it."""
    columns, page = [lines[right - 1].x0, lines[right].x0], pages[right]
    top = max(lines[right - 1].y, lines[right].y) + 0.5 * lines[right].height
    first = right - 1
    while first > least and pages[first - 1] == page and lines[first - 1].y < top:
        if not _begins_at(lines[first - 1].x0, columns[0]) or all(_split(lines[first], columns)):
            break
        first -= 1
    found = first
    while first > least and pages[first - 1] == page:
        first -= 1
        if all(_split(lines[first], columns)):
            if not any(_begins_at(begin, columns[1]) for _, _, begin in lines[first].gaps):
                break  # a line of a paragraph, in which a word stands there by chance
            found = first
        elif not _begins_at(lines[first].x0, columns[1]):
            break
    return found


def _find_columns(lines: Sequence[Line], pages: Sequence[int], up: int, first: int) -> list[float]:
    """Where columns begin: where the text goes up in a row, and behind the gaps of the first one."""
    left, columns = lines[up - 1].x0, [lines[up - 1].x0, lines[up].x0]
    found = [begin for _, _, begin in lines[first].gaps]
    for number in range(up + 1, len(lines)):
        if lines[number].x0 < columns[1] - ALIGNED or pages[number] != pages[up]:
            break
        if _goes_up(lines, pages, number):
            found.append(lines[number].x0)
    for begin in sorted(found):
        if begin > left and not any(_begins_at(begin, column) for column in columns):
            columns.append(begin)
    return sorted(columns)


def _has_speakers(rows: Sequence[_Row]) -> bool:
    """Whether the same few words stand at the left, without the colon that tells of them without a table."""
    if not rows or len(rows[0]) != 2:
        return False
    lefts = [" ".join(left) for left, _ in rows]
    lefts = lefts[Counter(lefts)[lefts[0]] == 1 :]  # but for the titles
    wrapped = sum(len(right) > 1 for _, right in rows)
    coloned = any(left.endswith(":") for left in lefts) or any(right and right[0].startswith(":") for _, right in rows)
    named = all(len(left) <= _LONGEST and left[0].isalpha() for left in lefts) and _are_no_items(set(lefts))
    return len(lefts) >= _LEAST and 2 * len(set(lefts)) <= len(lefts) and wrapped > 1 and named and not coloned


def _has_terms(rows: Sequence[_Row]) -> bool:
    """Whether words, others in each row perhaps, stand at the left, and what belongs to them beside: Tema | Kutipan."""
    if len(rows) < _LEAST or len(rows[0]) != 2 or not all(left and right for left, right in rows):
        return False
    titled = all(len(cell) == 1 and len(cell[0].split()) <= _TITLE and cell[0][0].isupper() for cell in rows[0])
    rest = rows[1:] if titled else rows
    named = all(
        left[0][0].isalpha() and len(left[0]) >= _TERM and len(" ".join(left)) <= 2 * _LONGEST for left, _ in rest
    )
    counted = len({_COUNT.sub("", " ".join(left)) for left, _ in rest}) == 1  # Bab 1, Bab 2
    hanging = sum(len(right) > len(left) for left, right in rest)
    coloned = any(left[-1].endswith(":") or right[0].startswith(":") for left, right in rest)
    return len(rest) >= _LEAST and named and hanging > 1 and not (counted or coloned)


def _has_pairs(rows: Sequence[_Row]) -> bool:
    """Whether below two titles stand whole cells beside each other, some of which wrap: Pertanyaan | Jawaban."""
    titles, *rest = rows
    if len(titles) != 2 or len(rest) < _LEAST or not all(left and right for left, right in rest):
        return False
    titled = all(len(cell) == 1 and len(cell[0].split()) <= _TITLE and cell[0][0].isupper() for cell in titles)
    words = sum(len(line.split()) for left, _ in rest for line in left)
    wrapped = sum(len(left) > 1 or len(right) > 1 for left, right in rest)
    coloned = any(left[0].endswith(":") or right[0].startswith(":") for left, right in rest)
    return titled and words >= _SENTENCE * len(rest) and wrapped > 1 and not coloned


def _are_no_items(lefts: set[str]) -> bool:
    """Whether small letters, where they stand alone, are those of who asks and who answers: p, i; not a, b or i, ii."""
    small = {left for left in lefts if len(left) == 1 and not left.isupper()}
    if not small:
        return True
    return all(map(_SMALL.fullmatch, lefts)) and not _ASKING.isdisjoint(small) and not lefts <= _COUNTING


def _read_table(lines: Sequence[Line], pages: Sequence[int], first: int, columns: Sequence[float]) -> _Table:
    """The rows from a line on, as far as every line stands in the columns."""
    table = _Table(end=first)
    side = len(columns) - 1  # the column in which the line before ended
    for number in range(first, len(lines)):
        line, parts = lines[number], _split(lines[number], columns)
        filled = [column for column, words in enumerate(parts) if words]
        turned = number > first and pages[number] != pages[number - 1]
        if turned:
            table.floor = table.lowest = math.inf
        if not filled:
            break
        if turned and len(filled) > 1 and parts == [" ".join(cell) for cell in table.rows[0]]:
            side, table.end = len(columns) - 1, number + 1  # the titles again
            continue
        if not table.rows or (filled[0] == 0 and side > 0 and not (turned and parts[0][0].islower())):
            table.floor = table.lowest
            table.rows.append([[] for _ in columns])
            table.top = line.y
            table.begins.append(number)
        elif not turned and (filled[0] < side or (filled[0] == side and line.y > lines[number - 1].y)):
            break
        elif filled[0] > side and not turned:
            table.ups[pages[number]] += line.y > lines[number - 1].y
        if line.y >= table.floor:
            break  # beside the row above: these are no rows
        for column in filled:
            table.rows[-1][column].append(parts[column])
        side, table.end, table.lowest = filled[-1], number + 1, min(table.lowest, line.y)
    while len(table.rows) > 1 and not any(table.rows[-1][1:]):  # a line below the table
        table.rows.pop()
        table.end = table.begins.pop()
    return table


def _split(line: Line, columns: Sequence[float]) -> list[str]:
    """The words of a line by columns; nothing in any where they do not stand in these."""
    parts = [""] * len(columns)
    column = next((number for number, begin in enumerate(columns) if _begins_at(line.x0, begin)), -1)
    if column < 0:
        return parts
    words = line.text.split(" ")
    places = [(column, 0)]
    if len(words) == len(line.lefts) and line.x1 > columns[min(column + 1, len(columns) - 1)]:
        for number in range(1, len(words)):
            if column + 1 == len(columns):
                break
            if columns[column + 1] - line.lefts[number] >= ALIGNED:
                continue
            after = next((n for n in range(column + 1, len(columns)) if _begins_at(line.lefts[number], columns[n])), 0)
            if after and columns[after] - _find_end(line, words, number - 1) >= APART * line.height:
                column = after
                places.append((column, number))
    if column + 1 < len(columns) and line.x1 >= columns[column + 1]:
        return parts
    for (here, start), (_, end) in pairwise([*places, (0, len(words))]):
        parts[here] = " ".join(words[start:end])
    return parts


def _find_end(line: Line, words: Sequence[str], number: int) -> float:
    """About where a word ends."""
    if number == 0:
        return line.x0 + line.lead
    return line.lefts[number] + len(words[number]) * (line.x1 - line.x0) / len(line.text)
