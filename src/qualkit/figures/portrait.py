"""The document portrait: how an interview runs, as cells in the colours of the themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.figures.frame import SWATCH, Frame, Key, nothing_to_draw
from qualkit.figures.lettering import SMALL, text_height, text_width, wrap
from qualkit.figures.passages import Course, order_themes, read_courses
from qualkit.figures.sheet import Box, Sheet
from qualkit.figures.style import FAINT, GREY, INK, PAPER, style
from qualkit.figures.themes import CELL, Look, dress_themes
from qualkit.wording import format_number, format_share, say

WIDTH: Final = 7.0
NAME_WIDTH: Final = 1.6
APART: Final = 0.025  # two passages
WIDEST: Final = 0.22  # of a cell
BETWEEN: Final = 0.07  # two documents
LINES, PARTS = 16, 24  # of the portrait of one document: rows, and cells in a row
TALL: Final = 0.22  # a cell of it
FINE: Final = 1e-9  # a passage that ends where a cell begins does not touch it


def plot_portrait(
    table: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    language: str = "en",
    note: str | None = None,
) -> Axes:
    """Draw the passages of each document in their order; of one document, all its text.

    Parameters
    ----------
    table : DataFrame
        As `find_sequence` gives it: `document coder step position_start position_end code theme`, one row a coding.
    labels : mapping, optional
        Names of the themes; by default the themes themselves.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure that grows with the table.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        Several documents: a row each (and for each coder, where there are several), a cell for each passage and
        theme, all of the same width; at the right the number of passages and the share of the text without a code.
        One document of one coder: its text in 384 equal parts, row by row, each in the colours of the passages that
        touch it, white where there are none.

    Raises
    ------
    QualkitError
        For missing columns, and positions that are no shares of the text.

    Examples
    --------
    >>> table = pd.DataFrame({"document": ["A", "A", "B"], "coder": "a", "step": [1, 2, 1],
    ...     "position_start": [0.0, 0.5, 0.2], "position_end": [0.1, 0.7, 0.3], "code": "w/x", "theme": ["w", "s", "w"]})
    >>> [text.get_text() for text in plot_portrait(table).texts][-4:]
    ['B', '1', '90%', 'W']
    """
    with style():
        if table.empty:
            return nothing_to_draw(ax, say("portrait_title", language), language, note)
        courses = read_courses(table)
        looks = dress_themes(order_themes(courses), labels)
        if len(courses) == 1:
            return _draw_one(courses[0], looks, ax, language, note)
        return _draw_strips(courses, looks, ax, language, note)


# --- several documents -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Strip:
    """A document's row: cells by theme, and the lines under passages with several, from the strip's top left."""

    course: Course
    names: list[str]
    cells: Sequence[tuple[str, Box]]
    bonds: Sequence[tuple[float, float, float]]  # left, right, y
    height: float


def _lay_out(course: Course, cell: float, room: float) -> _Strip:
    cells, bonds, x, y = [], [], 0.0, 0.0
    for passage in course.passages:
        wide = cell * len(passage.themes)
        if x and x + wide > room:
            x, y = 0.0, y + CELL + 0.055
        cells += [(theme, (x + cell * place, y, cell, CELL)) for place, theme in enumerate(passage.themes)]
        if len(passage.themes) > 1:
            bonds.append((x, x + wide, y + CELL + 0.022))
        x += wide + APART
    names = wrap(course.name, NAME_WIDTH)
    return _Strip(course, names, cells, bonds, max(y + CELL, text_height(names)))


def _draw_strips(
    courses: Sequence[Course], looks: Mapping[str, Look], ax: Axes | None, language: str, note: str | None
) -> Axes:
    heads = [say("portrait_passages", language).split("\n"), say("portrait_bare", language).split("\n")]
    columns = [max(text_width(line, SMALL) for line in head) + 0.12 for head in heads]
    left = max(text_width(line) for course in courses for line in wrap(course.name, NAME_WIDTH)) + 0.1
    room = WIDTH - left - sum(columns)
    fitting = [
        (room - len(course.passages) * APART) / sum(len(one.themes) for one in course.passages) for course in courses
    ]
    cell = max(min(WIDEST, *fitting), *(look.room + 0.01 for look in looks.values()))
    strips = [_lay_out(course, cell, room) for course in courses]
    head = max(text_height(lines, SMALL) for lines in heads) + 0.04
    body = head + sum(strip.height + BETWEEN for strip in strips)
    several = any(strip.bonds for strip in strips)
    lines = [_tell(courses, language), say("portrait_read", language)]
    frame = Frame(WIDTH, body, say("portrait_title", language), lines, _keys(looks, several, language), note)
    sheet = frame.open(ax)
    ends = [left + room + columns[0], WIDTH]
    for lines, end in zip(heads, ends, strict=True):
        sheet.text(end, frame.top + head - 0.04, lines, size=SMALL, colour=GREY, ha="right", va="bottom")
    _draw_rows(sheet, strips, looks, frame.top + head, left, ends, language)
    return sheet.ax


def _draw_rows(
    sheet: Sheet,
    strips: Sequence[_Strip],
    looks: Mapping[str, Look],
    y: float,
    left: float,
    ends: Sequence[float],
    language: str,
) -> None:
    for number, strip in enumerate(strips):
        middle = y + CELL / 2
        if number:
            sheet.line([0, WIDTH], [y - BETWEEN / 2 + 0.012] * 2, colour="#EDEDED", width=0.5)
        sheet.text(0, y + max(0.0, (CELL - text_height([""])) / 2), strip.names, va="top")
        sheet.text(ends[0], middle, format_number(len(strip.course.passages), language), ha="right")
        sheet.text(ends[1], middle, format_share(1 - strip.course.covered, language), ha="right")
        for theme, look in looks.items():
            look.paint(sheet, [(left + x, y + top, w, h) for one, (x, top, w, h) in strip.cells if one == theme])
        for begin, end, under in strip.bonds:
            sheet.line([left + begin + 0.02, left + end - 0.02], [y + under] * 2, colour=INK, width=0.9)
        y += strip.height + BETWEEN


def _tell(courses: Sequence[Course], language: str) -> str:
    counts = {"rows": len(courses), "n": sum(len(course.passages) for course in courses)}
    return say("portrait_size", language, **counts)


def _keys(looks: Mapping[str, Look], several: bool, language: str) -> list[Key]:
    keys = [look.key for look in looks.values()]
    return [*keys, Key(say("portrait_key_bond", language), _bond_key)] if several else keys


def _bond_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.boxes(
        [(x, y - 0.065, SWATCH / 2, 0.11), (x + SWATCH / 2, y - 0.065, SWATCH / 2, 0.11)], face=PAPER, edge=GREY
    )
    sheet.line([x + 0.02, x + SWATCH - 0.02], [y + 0.065] * 2, colour=INK, width=0.9)


# --- one document ----------------------------------------------------------------------------------------------


def _draw_one(course: Course, looks: Mapping[str, Look], ax: Axes | None, language: str, note: str | None) -> Axes:
    touched = _touch(course, looks)
    counts = {"n": len(course.passages), "bare": format_share(1 - course.covered, language), "parts": LINES * PARTS}
    empty = sum(not themes for themes in touched)
    title = say("portrait_of", language, document=course.name)
    lines = [
        say("portrait_one", language, **counts),
        say("portrait_parts", language, parts=counts["parts"], empty=empty),
    ]
    keys = [*_keys(looks, False, language), Key(say("portrait_key_empty", language), _empty_key)]
    frame = Frame(WIDTH, LINES * TALL, title, lines, keys, note)
    sheet = frame.open(ax)
    left = text_width("100%", SMALL) + 0.08
    cell = (WIDTH - left - 0.01) / PARTS
    boxes = [
        (left + part % PARTS * cell, frame.top + part // PARTS * TALL, cell, TALL) for part in range(LINES * PARTS)
    ]
    bare = [box for box, themes in zip(boxes, touched, strict=True) if not themes]
    sheet.boxes([(x, y + 0.01, w, h - 0.02) for x, y, w, h in bare], face=PAPER, edge="#DADADA")
    shared: dict[str, list[Box]] = {theme: [] for theme in looks}
    for (x, y, wide, tall), themes in zip(boxes, touched, strict=True):
        for place, theme in enumerate(themes):
            part = wide / len(themes)
            shared[theme].append((x + place * part, y + 0.01, part, tall - 0.02))
    for theme, cells in shared.items():
        looks[theme].paint(sheet, cells)
    for row in range(LINES):
        begin = format_share(row / LINES, language)
        sheet.text(left - 0.06, frame.top + (row + 0.5) * TALL, begin, size=SMALL, colour=GREY, ha="right")
    return sheet.ax


def _touch(course: Course, looks: Mapping[str, Look]) -> list[list[str]]:
    """The themes that each part of the text has something of, in the order of the legend."""
    edges = [part / (LINES * PARTS) for part in range(LINES * PARTS + 1)]
    touched = []
    for start, end in pairwise(edges):
        found = {
            theme
            for passage in course.passages
            if passage.start < end - FINE and passage.end > start + FINE
            for theme in passage.themes
        }
        touched.append([theme for theme in looks if theme in found])
    return touched


def _empty_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.boxes([(x, y - CELL / 2, SWATCH, CELL)], face=PAPER, edge=FAINT)
