"""Tables on the pages of a PDF that have rules around their cells: what stands in each cell, wherever its lines begin.

The rules tell rows and columns where the places of the words do not: of cells that are centred, or narrow, or hold one
line each, with gaps no wider than between words.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, groupby, pairwise, repeat
from operator import neg
from typing import Any, NamedTuple

from msgspec.structs import replace

from qualkit.reading.formats.letters import leave_unchecked
from qualkit.reading.formats.lines import Line
from qualkit.reading.formats.wrapping import HYPHENS, ends_sentence

MOST = 20_000  # things on a page among which rules are looked for
MOST_CROSSINGS = 200_000  # places where rules may cross
MOST_TABLES = 40  # of a page
THIN, LONG = 3.0, 5.0  # points: how thick a rule is at most, and how long at least
NEAR = 2.0  # points between rules that are one, or touch
_COLUMNS, _ROWS = 2, 2  # the least of a table
_WIDE = 0.35  # of a page's width, that a table takes at least
_EDGE, _LOW = 0.13, 0.12  # of a page's height: where what runs along the pages stands, and how high it is at most
_SIDES = 5  # segments of a frame
_MIDDLE = 0.4  # of a letter's height, where the middle of a line is

Rows = list[list[list[str]]]  # the lines of each cell of each row


class Rule(NamedTuple):
    """A rule across a page or down it: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """The rules of a table: where its columns begin and its last one ends, its rows from above, and their cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    begins: tuple[tuple[int, ...], ...]  # by rows: the row in which each cell begins, which may span several


# Rules


def find_rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    """The rules across a page and those down it: thin shapes, and the sides of frames."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page)
    if count > MOST:
        return [], []
    get, kind_of = _find_functions()
    things = [*map(get, repeat(ctypes.cast(page.raw, ctypes.c_void_p).value), range(count))]
    kinds = [*map(kind_of, things)]
    across: list[Rule] = []
    down: list[Rule] = []
    box = [ctypes.c_float() for _ in range(4)]
    for shape in compress(things, map(pdfium.FPDF_PAGEOBJ_PATH.__eq__, kinds)):
        shape = ctypes.cast(shape, pdfium.FPDF_PAGEOBJECT)
        if not pdfium.FPDFPageObj_GetBounds(shape, *map(ctypes.byref, box)):
            continue
        left, low, right, high = (one.value for one in box)
        wide, tall = right - left >= LONG, high - low >= LONG
        if wide and high - low <= THIN:
            across.append(Rule((low + high) / 2, left, right))
        elif tall and right - left <= THIN:
            down.append(Rule((left + right) / 2, low, high))
        elif wide and tall and _is_frame(shape, pdfium):
            across += [Rule(low, left, right), Rule(high, left, right)]
            down += [Rule(left, low, high), Rule(right, low, high)]
    return _join(across), _join(down)


@cache
def _find_functions() -> tuple[Any, Any]:
    """What is upon a page by its number, and its kind: asked of each thing there, text too."""
    import pypdfium2.raw as pdfium

    pointer = ctypes.c_void_p
    get = leave_unchecked(pdfium.FPDFPage_GetObject, pointer, pointer, ctypes.c_int)
    return get, leave_unchecked(pdfium.FPDFPageObj_GetType, ctypes.c_int, pointer)


def _is_frame(shape: Any, pdfium: Any) -> bool:
    """Whether a shape is the outline of a box."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if pdfium.FPDFPath_CountSegments(shape) != _SIDES:
        return False
    return bool(pdfium.FPDFPath_GetDrawMode(shape, fill, stroke)) and bool(stroke.value) and not fill.value


def _join(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, those that stand at one place and touch as one."""
    places: list[list[Rule]] = []
    for rule in sorted(rules):
        if not places or rule.at - places[-1][0].at > NEAR:
            places.append([])
        places[-1].append(rule)
    return [joined for here in places for joined in _join_touching(here)]


def _join_touching(rules: Sequence[Rule]) -> Iterator[Rule]:
    at = sum(rule.at for rule in rules) / len(rules)
    first, *rest = sorted(rules, key=lambda rule: rule.start)
    start, end = first.start, first.end
    for rule in rest:
        if rule.start > end + NEAR:
            yield Rule(at, start, end)
            start = rule.start
        end = max(end, rule.end)
    yield Rule(at, start, end)


# Tables


def find_grids(across: Sequence[Rule], down: Sequence[Rule], width: float) -> list[Grid]:
    """The tables that rules make on a page so wide, those with one row too.

    >>> across, down = [Rule(y, 50, 550) for y in (700, 680, 660)], [Rule(x, 660, 700) for x in (50, 90, 550)]
    >>> [(grid.columns, grid.rows) for grid in find_grids(across, down, 595)]
    [((50, 90, 550), (700, 680, 660))]
    """
    if len(across) * len(down) > MOST_CROSSINGS:
        return []
    grids: list[Grid] = []
    by_place = [(at, list(here)) for at, here in groupby(sorted(across, reverse=True), key=lambda rule: rule.at)]
    columns: tuple[float, ...] = ()
    rows: list[float] = []
    begins: list[tuple[int, ...]] = []
    for (high, above), (low, _) in pairwise([*by_place, (-1.0, [])]):
        middle = (high + low) / 2
        here = tuple(sorted(rule.at for rule in down if rule.start <= middle <= rule.end))
        centres = [(left + right) / 2 for left, right in pairwise(here)]
        parted = [any(rule.start <= centre <= rule.end for rule in above) for centre in centres]
        if not _are_same(columns, here) or len(here) <= _COLUMNS:
            if rows:
                grids.append(Grid(columns, tuple(rows), tuple(begins)))
            columns, rows, begins = (here, [high, low], [(0,) * len(centres)]) if len(here) > _COLUMNS else ((), [], [])
        elif any(parted):
            last = begins[-1]
            begins.append(tuple(len(begins) if new else row for new, row in zip(parted, last, strict=True)))
            rows.append(low)
        else:  # a rule beside the table
            rows[-1] = low
    return [grid for grid in grids if grid.columns[-1] - grid.columns[0] >= _WIDE * width][:MOST_TABLES]


def _are_same(columns: Sequence[float], others: Sequence[float]) -> bool:
    return len(columns) == len(others) and all(
        abs(one - other) <= NEAR for one, other in zip(columns, others, strict=True)
    )


def _runs_along(grid: Grid, height: float) -> bool:
    """Whether a table is low, and stands at the top or the foot of the page."""
    top, foot = grid.rows[0], grid.rows[-1]
    return top - foot < _LOW * height and (foot > (1 - _EDGE) * height or top < _EDGE * height)


# Cells


def place_in_cells(
    lines: Sequence[Line], grids: Sequence[Grid], height: float, known: list[tuple[float, ...]]
) -> list[Line]:
    """The lines of a page so high, those in tables parted where a rule stands between them, behind all that is above.

    A table of one row is one where it goes on with the columns of an earlier page, which are `known`; those of this
    page are added.
    """
    rest = list(lines)
    placed: list[tuple[float, list[Line]]] = []
    for number, grid in enumerate(grids):
        goes_on = any(_are_same(grid.columns, columns) for columns in known)
        if _runs_along(grid, height) and not goes_on:
            continue
        inside = [line for line in rest if _is_inside(line, grid)]
        cells = [part for line in inside for part in _part(line, grid, number)]
        if not _is_table(cells, _ROWS - goes_on):
            continue
        known[:] = [*known[-3:], grid.columns]
        taken = set(map(id, inside))
        rest = [line for line in rest if id(line) not in taken]
        placed.append((grid.rows[0], sorted(cells, key=lambda line: (line.cell, -line.y, line.x0))))
    if not placed:
        return rest
    result: list[Line] = []
    tops = [-top for top, _ in placed]  # from above
    for number, (_, cells) in enumerate([*placed, (0.0, [])]):
        result += [line for line in rest if bisect_left(tops, -line.y) == number]
        result += cells
    return result


def _is_inside(line: Line, grid: Grid) -> bool:
    middle = line.y + _MIDDLE * line.height
    return grid.rows[-1] < middle < grid.rows[0] and grid.columns[0] - NEAR <= line.x0 < grid.columns[-1]


def _part(line: Line, grid: Grid, number: int) -> Iterator[Line]:
    """A line, or what of it stands in each column, with the cell: the table's number, its columns, row and column."""
    row = bisect_left(grid.rows, -(line.y + _MIDDLE * line.height), key=neg) - 1
    words = line.text.split(" ")
    lefts = line.lefts if len(words) == len(line.lefts) else (line.x0,) * len(words)
    last, at = len(grid.columns) - 2, 0
    spots = [min(max(bisect_right(grid.columns, left + 0.5) - 1, 0), last) for left in lefts]
    for column, group in groupby(range(len(words)), key=spots.__getitem__):
        members = [*group]
        text = " ".join(words[member] for member in members)
        ends = line.x1 if members[-1] == len(words) - 1 else lefts[members[-1] + 1]
        yield replace(
            line, text=text, x0=lefts[members[0]], x1=ends, lead=min(line.lead, ends - lefts[members[0]]), gaps=(),
            bold=max(0, min(line.bold - at, len(text))), lefts=lefts[members[0] : members[-1] + 1],
            cell=(number, len(grid.columns) - 1, grid.begins[row][column], column),
        )  # fmt: skip
        at += len(text) + 1


def _is_table(cells: Sequence[Line], least: int) -> bool:
    """Whether words stand in so many rows at least, and side by side in most of them."""
    filled = {line.cell[2:] for line in cells}
    rows = Counter(row for row, _ in filled)
    return len(rows) >= least and 2 * sum(cells > 1 for cells in rows.values()) >= len(rows)


def find_ruled_tables(lines: Sequence[Line], pages: Sequence[int]) -> dict[int, tuple[int, Rows]]:
    """The tables by the number of their first line: the number of the line behind them, and their rows.

    A row at the top of a page may go on with the last one of the page before.
    """
    tables: dict[int, tuple[int, Rows]] = {}
    first = 0
    for key, group in groupby(range(len(lines)), key=lambda number: _key(lines[number], pages[number])):
        numbers = [*group]
        if not key:
            continue
        rows = _make_rows([lines[number] for number in numbers], key[2])
        above = tables.get(first)
        turned = above is not None and above[0] == numbers[0] and pages[numbers[0] - 1] != pages[numbers[0]]
        if above is not None and turned and len(above[1][0]) == key[2]:
            torn = rows[0] if _goes_on(above[1][-1], rows[0]) else []
            for cell, more in zip(above[1][-1], torn, strict=False):
                cell += more
            tables[first] = (numbers[-1] + 1, above[1] + rows[bool(torn) :])
        else:
            first = numbers[0]
            tables[first] = (numbers[-1] + 1, rows)
    return tables


def _goes_on(above: Sequence[Sequence[str]], row: Sequence[Sequence[str]]) -> bool:
    """Whether a row goes on with one above: its first cells are empty, or go on amid a sentence or word."""
    first = next((column for column, cell in enumerate(row) if cell), 0)
    if first >= min(2, len(row) - 1):
        return True
    last, begin = (above[first] or [""])[-1], (row[first] or [""])[0]
    return bool(last) and not ends_sentence(last) and (begin[:1].islower() or last.endswith(HYPHENS))


def _key(line: Line, page: int) -> tuple[int, ...]:
    return (page, *line.cell[:2]) if line.cell else ()


def _make_rows(lines: Sequence[Line], columns: int) -> Rows:
    rows: Rows = []
    for _, group in groupby(lines, key=lambda line: line.cell[2]):
        rows.append([[] for _ in range(columns)])
        for line in group:
            rows[-1][line.cell[3]].append(line.text)
    return rows
