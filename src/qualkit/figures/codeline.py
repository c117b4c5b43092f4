"""The codeline: where in an interview each code stands, from its beginning to its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.errors import QualkitError
from qualkit.figures.frame import Frame, nothing_to_draw
from qualkit.figures.lettering import BODY, SMALL, text_height, text_width, wrap
from qualkit.figures.passages import Course, Passage, join_spans, order_themes, read_courses
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import GREY, INK, ink_on, style
from qualkit.figures.themes import CELL, Look, dress_themes, name_code
from qualkit.wording import format_share, say

WIDTH: Final = 7.0
LABEL_WIDTH: Final = 2.2
MOST: Final = 6  # panels
LANE: Final = 0.11  # height of a bar
SHORTEST: Final = 0.03  # inches; a shorter passage could not be seen
ROW_GAP, THEME_GAP, PANEL_GAP = 0.06, 0.1, 0.3
AXIS: Final = 0.22
TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
RULE: Final = "#E3E3E3"


def plot_codeline(
    table: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    language: str = "en",
    note: str | None = None,
) -> Axes:
    """Draw codes (rows, by theme) against the text of a document, each passage a bar from its start to its end.

    Parameters
    ----------
    table : DataFrame
        As `find_sequence` gives it: `document coder step position_start position_end code theme`, one row a coding,
        of up to six documents (for several coders: of documents and coders).
    labels : mapping, optional
        Names of codes and themes by their path; by default the path.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure that grows with the codes.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        A panel a document, with the codes that occur in it; passages of one code that overlap stand below each
        other. The first row is all text that has any code, so that the rest is seen.

    Raises
    ------
    QualkitError
        For missing columns, positions that are no shares of the text, and more than six panels.

    Examples
    --------
    >>> table = pd.DataFrame({"document": "A", "coder": "a", "step": [1, 2], "position_start": [0.0, 0.5],
    ...     "position_end": [0.1, 0.7], "code": ["w/debts", "w/savings"], "theme": "w"})
    >>> [text.get_text() for text in plot_codeline(table).texts][-4:]
    ['W', 'w', 'debts (1)', 'savings (1)']
    """
    with style():
        if table.empty:
            return nothing_to_draw(ax, say("codeline_title", language), language, note)
        courses = read_courses(table)
        if len(courses) > MOST:
            raise QualkitError(
                f"{len(courses)} documents (by coder) are too many for one codeline, which draws up to {MOST}: choose "
                "some, as in table[table['document'].isin([…])], or draw them all with plot_portrait"
            )
        looks = dress_themes(order_themes(courses), labels)
        plan = _plan(courses, looks, labels, language)
        return _draw(plan, ax, note)


@dataclass(frozen=True)
class _Row:
    """A code with its bars, each with the lane in which it stands."""

    lines: list[str]
    bars: Sequence[tuple[float, float, int]]
    look: Look

    @property
    def height(self) -> float:
        lanes = max(lane for *_, lane in self.bars) + 1
        return max(lanes * (LANE + 0.02), text_height(self.lines)) + ROW_GAP


@dataclass(frozen=True)
class _Panel:
    """A document: its words, and the rows by theme."""

    course: Course
    title: list[str]
    themes: Sequence[tuple[list[str], Look, Sequence[_Row]]]

    @property
    def head(self) -> float:
        return text_height(self.title) + (0.06 if self.title else 0)

    @property
    def first(self) -> float:
        return max(LANE, text_height([""])) + ROW_GAP

    @property
    def height(self) -> float:
        themes = sum(theme_height(lines) + sum(row.height for row in rows) for lines, _, rows in self.themes)
        return self.head + self.first + themes + AXIS


@dataclass(frozen=True)
class _Plan:
    panels: Sequence[_Panel]
    left: float
    language: str


def theme_height(lines: Sequence[str]) -> float:
    """The room of a theme's name above its codes."""
    return max(text_height(lines), CELL) + THEME_GAP


def _plan(
    courses: Sequence[Course], looks: Mapping[str, Look], labels: Mapping[str, str] | None, language: str
) -> _Plan:
    panels = []
    for course in courses:
        codes = {code for passage in course.passages for code in passage.codes}
        told = {"n": len(course.passages), "codes": len(codes), "bare": format_share(1 - course.covered, language)}
        title = say("codeline_panel", language, document=course.name, **told)
        themes = []
        for theme, look in looks.items():
            rows = _rows(course, theme, look, labels)
            if rows:
                themes.append((wrap(look.name, LABEL_WIDTH - 0.3, bold=True), look, rows))
        panels.append(_Panel(course, wrap(title, WIDTH, bold=True) if len(courses) > 1 else [], themes))
    written = [line for panel in panels for *_, rows in panel.themes for row in rows for line in row.lines]
    bold = [line for panel in panels for lines, *_ in panel.themes for line in lines]
    widths = [text_width(line) for line in (*written, say("codeline_any", language))]
    return _Plan(panels, max(*widths, *(text_width(line, bold=True) + 0.3 for line in bold)) + 0.1, language)


def _rows(course: Course, theme: str, look: Look, labels: Mapping[str, str] | None) -> list[_Row]:
    """The codes of a theme, the one that comes first in the document above."""
    found: dict[str, list[Passage]] = {}
    for passage in course.passages:
        for code, own in passage.codes.items():
            if own == theme:
                found.setdefault(code, []).append(passage)
    return [
        _Row(wrap(f"{name_code(code, labels)} ({len(passages)})", LABEL_WIDTH), _stack(passages), look)
        for code, passages in found.items()
    ]


def _stack(passages: Sequence[Passage]) -> list[tuple[float, float, int]]:
    """Each passage with the first lane in which nothing lies over it."""
    free: list[float] = []
    stacked = []
    for passage in sorted(passages, key=lambda one: (one.start, one.end)):
        lane = next((lane for lane, until in enumerate(free) if until <= passage.start), len(free))
        free[lane : lane + 1] = [passage.end]
        stacked.append((passage.start, passage.end, lane))
    return stacked


def _draw(plan: _Plan, ax: Axes | None, note: str | None) -> Axes:
    language, panels = plan.language, plan.panels
    lines = [say("codeline_size", language), say("codeline_short", language)]
    title = say("codeline_title", language)
    if len(panels) == 1:
        course = panels[0].course
        title = say("codeline_of", language, document=course.name)
        codes = {code for passage in course.passages for code in passage.codes}
        bare = format_share(1 - course.covered, language)
        lines.insert(0, say("codeline_one", language, n=len(course.passages), codes=len(codes), bare=bare))
    body = sum(panel.height for panel in panels) + PANEL_GAP * (len(panels) - 1)
    frame = Frame(WIDTH, body, title, lines, (), note)
    sheet = frame.open(ax)
    y = frame.top
    for panel in panels:
        _draw_panel(sheet, plan, panel, y)
        y += panel.height + PANEL_GAP
    return sheet.ax


def _draw_panel(sheet: Sheet, plan: _Plan, panel: _Panel, y: float) -> None:
    room = WIDTH - plan.left - text_width("100%", SMALL) / 2
    if panel.title:
        sheet.text(0, y, panel.title, bold=True, va="top")
    y += panel.head
    bottom = y + panel.height - panel.head - AXIS
    for tick in TICKS:
        x = plan.left + tick * room
        sheet.line([x, x], [y, bottom], colour=RULE, width=0.7)
        told = format_share(tick, plan.language)
        sheet.text(x, bottom + 0.05, told, size=SMALL, colour=GREY, ha="center", va="top")
    middle = y + (panel.first - ROW_GAP) / 2
    sheet.text(plan.left - 0.08, middle, say("codeline_any", plan.language), colour=GREY, ha="right")
    covered = join_spans((one.start, one.end) for one in panel.course.passages)
    boxes = [_bar(plan.left, room, start, end, middle - LANE / 2) for start, end in covered]
    sheet.boxes(boxes, face=GREY, edge=GREY, over=True)
    y += panel.first
    for lines, look, rows in panel.themes:
        sheet.line([0, plan.left + room], [y + THEME_GAP / 2 - 0.02] * 2, colour=RULE)
        y += theme_height(lines)
        foot = y - max(text_height(lines), CELL) / 2 - 0.01
        look.paint(sheet, [(0.01, foot - CELL / 2, 0.24, CELL)])
        sheet.text(0.3, foot, lines, bold=True)
        for row in rows:
            _draw_row(sheet, row, plan.left, room, y)
            y += row.height


def _draw_row(sheet: Sheet, row: _Row, left: float, room: float, y: float) -> None:
    inner = row.height - ROW_GAP
    lanes = max(lane for *_, lane in row.bars) + 1
    top = y + (inner - lanes * (LANE + 0.02)) / 2
    sheet.text(left - 0.08, y + inner / 2, row.lines, size=BODY, ha="right")
    boxes = [_bar(left, room, start, end, top + lane * (LANE + 0.02)) for start, end, lane in row.bars]
    edge = ink_on(row.look.face) if row.look.hatch else INK
    sheet.boxes(boxes, face=row.look.face, edge=edge, hatch=row.look.hatch, over=True)


def _bar(left: float, room: float, start: float, end: float, y: float) -> tuple[float, float, float, float]:
    wide = max((end - start) * room, SHORTEST)
    return (min(left + start * room, left + room - wide), y, wide, LANE)
