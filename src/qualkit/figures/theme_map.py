"""The theme map: which codes were found in which cases, how often, and what has not been read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.figures.frame import SWATCH, Frame, Key, check_table, nothing_to_draw
from qualkit.figures.lettering import text_height, text_width, wrap
from qualkit.figures.numbers import Number, Numbers
from qualkit.figures.sheet import Box, Sheet
from qualkit.figures.style import BANDS, FAINT, GREY, PAPER, STEPS, ink_on, style
from qualkit.figures.theme_grid import INDENT, NUMBER, Grid, lay_out
from qualkit.wording import say

COLUMNS: Final = ("case", "role", "code", "theme", "label", "n", "read")
LOWEST: Final = (1, 2, 3, 5, 10)  # where each step of the scale begins
STEP_NAMES: Final = ("1", "2", "3–4", "5–9", "10+")
UNREAD: Final = "#E6E6E6"


def plot_theme_map(
    table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None
) -> Axes:
    """Draw codes (rows, by theme) against cases (columns, by role), with the codings counted in the cells.

    Parameters
    ----------
    table : DataFrame
        `case role code theme label n read`, one row a case and code; a pair without a row is drawn as unread.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure that grows with the table.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        At the right stands, per code, in how many of the cases read for it the code was found. Up to about 24 cases the
        map is as wide as a column of A4.

    Examples
    --------
    >>> table = pd.DataFrame({"case": ["M01", "M02"], "role": "member", "code": "a/b", "theme": "a",
    ...                       "label": "relief", "n": [2, 0], "read": [True, False]})
    >>> plot_theme_map(table).get_title()
    'Theme map: codings per case'
    """
    with style():
        title = say("map_title", language)
        if table.empty:
            return nothing_to_draw(ax, title, language, note)
        check_table(table, COLUMNS, once=("case", "code"))
        grid = lay_out(table, language)
        frame = Frame(grid.width, grid.height, title, _tell(grid), _keys(grid), note)
        sheet = frame.open(ax)
        _draw_cases(sheet, grid, frame.top)
        _draw_codes(sheet, grid, frame.top)
        _draw_cells(sheet, grid, frame.top)
        return sheet.ax


def _tell(grid: Grid) -> list[str]:
    language = grid.language
    cells = len(grid.labels) * len(grid.names)
    told = [say("map_size", language, cases=len(grid.names), codes=len(grid.labels))]
    if len(grid.read) == cells:
        return [*told, say("map_all_read", language)]
    told.append(say("map_unread", language, unread=cells - len(grid.read), cells=cells))
    coded = sum(n > 0 and pair not in grid.read for pair, n in grid.n.items())
    return [*told, say("map_unread_coded", language, n=coded)] if coded else told


def _keys(grid: Grid) -> list[Key]:
    def swatch(face: str, hatch: str | None) -> Callable[[Sheet, float, float], None]:
        return lambda sheet, x, y: sheet.boxes([(x, y - 0.065, SWATCH, 0.13)], face=face, edge=GREY, hatch=hatch)

    used = _step(max(grid.n.values(), default=0)) + 1
    keys = [Key(say("map_key", grid.language))] if used else []
    keys += [Key(name, swatch(step, None)) for name, step in zip(STEP_NAMES[:used], STEPS, strict=False)]
    keys.append(Key(say("map_key_zero", grid.language), _zero_key))
    if len(grid.read) < len(grid.labels) * len(grid.names):
        keys.append(Key(say("not_read", grid.language), swatch(UNREAD, "/////")))
    return keys


def _zero_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.boxes([(x, y - 0.065, SWATCH, 0.13)], face=PAPER, edge=FAINT)
    sheet.line([x + SWATCH / 2], [y], colour=FAINT, dash="", marker="o", size=2)


def _step(n: int) -> int:
    """Which step of the scale; -1 for nothing."""
    return sum(n >= lowest for lowest in LOWEST) - 1


def _draw_cases(sheet: Sheet, grid: Grid, top: float) -> None:
    bottom = top + grid.head - 0.04
    for role in grid.roles:
        left = grid.left + role.start
        rule = bottom - grid.name_length - 0.05
        sheet.line([left + 0.02, left + role.size - 0.02], [rule, rule], colour=GREY, width=1)
        name = role.name if role.upright else wrap(role.name, role.size, bold=True)
        middle = left + role.size / 2
        turn = 90 if role.upright else 0
        sheet.text(middle, rule - 0.04, name, bold=True, ha="center", va="bottom", rotation=turn)
        for case, (start, size) in role.members.items():
            middle = grid.left + start + size / 2
            sheet.text(middle, bottom, grid.names[case], ha="center", va="bottom", rotation=90 if grid.upright else 0)


def _draw_codes(sheet: Sheet, grid: Grid, top: float) -> None:
    top += grid.head
    head = say("map_share_head", grid.language)
    sheet.text(grid.right, top - 0.04, head, size=NUMBER, colour=GREY, ha="right", va="bottom")
    for index, theme in enumerate(grid.themes):
        heading = grid.headings[theme.name]
        y = top + theme.start
        deep = text_height(heading) + 0.04
        sheet.boxes([(0, y - deep, 0.07, theme.size + deep)], face=BANDS[index % len(BANDS)])
        sheet.text(INDENT, y - 0.04, heading, bold=True, va="bottom")
        for code, (start, size) in theme.members.items():
            middle = top + start + size / 2
            sheet.text(INDENT, middle, grid.labels[code])
            sheet.text(grid.right, middle, grid.shares[code], ha="right")


def _draw_cells(sheet: Sheet, grid: Grid, top: float) -> None:
    kinds: dict[tuple[int, bool], list[Box]] = {}
    dots: list[tuple[float, float]] = []
    numbers: list[Number] = []
    rows = [(code, *place) for theme in grid.themes for code, place in theme.members.items()]
    inks = {face: ink_on(face) for face in STEPS}
    columns = [(case, *place) for role in grid.roles for case, place in role.members.items()]
    for code, y, height in rows:
        for case, x, width in columns:
            box = (grid.left + x, top + grid.head + y, width, height)
            count, known = grid.n.get((code, case), 0), (code, case) in grid.read
            kinds.setdefault((_step(count), known), []).append(box)
            middle = (box[0] + width / 2, box[1] + height / 2)
            if count > 0:
                face = STEPS[_step(count)]
                if not known:  # a clear ground, or the hatch runs through the number
                    wide = text_width(str(count), NUMBER) + 0.02
                    ground = (middle[0] - wide / 2, middle[1] - 0.065, wide, 0.13)
                    sheet.boxes([ground], face=face, edge=face, over=True)
                numbers.append((*middle, str(count), inks[face]))
            elif known:
                dots.append(middle)
    Numbers(sheet, numbers, size=NUMBER)
    for (step, known), boxes in sorted(kinds.items()):
        face = STEPS[step] if step >= 0 else PAPER if known else UNREAD
        edge = "#D9D9D9" if step < 0 and known else PAPER
        hatched = "#8A8A8A" if step < 0 else ink_on(face)  # seen on each step of the scale
        sheet.boxes(boxes, face=face, edge=edge if known else hatched, hatch=None if known else "/////")
    sheet.line([x for x, _ in dots], [y for _, y in dots], colour=FAINT, dash="", marker="o", size=1.8)
