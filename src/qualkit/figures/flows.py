"""Stages, their problems and what is told with these: bands as wide as the passages are many."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from qualkit.figures.flow_plan import END, PAD, THINNEST, Band, Node, Plan, inset, lay_out
from qualkit.figures.frame import Frame, check_table, nothing_to_draw
from qualkit.figures.lettering import text_height
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import GREY, INK, PAPER, fill, ink_on, lightness, style
from qualkit.wording import say

COLUMNS: Final = (
    "stage", "stage_label", "problem", "problem_label", "consequence", "consequence_label", "n",
)  # fmt: skip
NEUTRAL: Final = "#DEDEDE"  # boxes of problems and consequences
GROUND: Final = "#F3F3F3"  # behind a problem's label
HALO: Final = 1.3  # points, half of it outside: what keeps bands apart where they cross
NONE: Final = (PAPER, "....")  # what has no stage


def plot_flows(table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None) -> Axes:
    """Draw stages, problems and consequences as three columns of boxes, and bands for the passages between them.

    What a band ends in on the right was told together with the problem, in one turn; it does not show what caused what,
    and the figure says so.

    Parameters
    ----------
    table : DataFrame
        `stage stage_label problem problem_label consequence consequence_label n`, one row a stage, problem and
        consequence, as `count_flows` gives it; stage '' and consequence '' are none, and are set apart. What has no row
        or no n is told as not counted.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure that grows downwards with the table.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        Boxes and bands are as high as their passages are many, on one scale; the numbers are passages. A band keeps
        the shade (from the sixth stage on the pattern, too) of its stage.

    Examples
    --------
    >>> table = pd.DataFrame({"stage": "a", "stage_label": "saving", "problem": "p", "problem_label": "long meetings",
    ...     "consequence": ["c", ""], "consequence_label": ["staying away", ""], "n": [7, 5]})
    >>> [text.get_text() for text in plot_flows(table).texts if text.get_text().isdigit()]
    ['12', '12', '7', '5']
    """
    with style():
        title = say("flows_title", language)
        if table.empty:
            return nothing_to_draw(ax, title, language, note)
        check_table(table, COLUMNS, once=("stage", "problem", "consequence"))
        plan = lay_out(table, language)
        frame = Frame(plan.width, plan.height, title, _tell(plan, language), (), note)
        sheet = frame.open(ax)
        _draw_bands(sheet, plan, frame.top + plan.head)
        _draw_columns(sheet, plan, frame.top)
        return sheet.ax


def _tell(plan: Plan, language: str) -> list[str]:
    stages, _, consequences = ({node.name: node.n for node in column} for column in plan.columns)
    none = {"no_stage": stages.get("", 0), "no_consequence": consequences.get("", 0)}
    told = [say("flows_size", language, n=plan.n, **none), say("flows_together", language)]
    told += [say("flows_thin", language, n=plan.thin)] if plan.thin else []
    return [*told, say("flows_unknown", language, n=plan.unknown)] if plan.unknown else told


def _shades(plan: Plan) -> dict[str, tuple[str, str | None]]:
    return {node.name: fill(index) if node.name else NONE for index, node in enumerate(plan.columns[0])}


def _edge(face: str, hatch: str | None) -> str:
    """The edge of a band, which is its hatch's colour too: its own, unless that is lost on the paper."""
    if hatch and face != PAPER:
        return ink_on(face)
    return "#8A8A8A" if lightness(face) > 85 else face


def _draw_bands(sheet: Sheet, plan: Plan, top: float) -> None:
    shades = _shades(plan)
    stage, problem, consequence = plan.lefts
    leave = consequence - plan.reach
    for bands, begin, end in ((plan.into, stage + plan.box, problem), (plan.out, leave, consequence)):
        for band in bands:
            path = _bend(band, begin, end, top)
            face, hatch = shades[band.stage]
            for edge, width, pattern in ((PAPER, HALO, None), (_edge(face, hatch), 0.5, hatch)):
                sheet.ax.add_patch(
                    PathPatch(path, facecolor=face, edgecolor=edge, hatch=pattern, linewidth=width * sheet.scale)
                )


def _bend(band: Band, begin: float, end: float, top: float) -> Path:
    """A ribbon of one height from one box to another, level where it leaves and where it arrives."""
    width = max(band.width, THINNEST)
    lift = (width - band.width) / 2
    y, z, middle = top + band.begin - lift, top + band.end - lift, (begin + end) / 2
    upper = [(begin, y), (middle, y), (middle, z), (end, z)]
    lower = [(end, z + width), (middle, z + width), (middle, y + width), (begin, y + width)]
    curve = [Path.CURVE4] * 3
    return Path([*upper, *lower, (begin, y)], [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY])


def _draw_columns(sheet: Sheet, plan: Plan, top: float) -> None:
    shades = _shades(plan)
    for index, (column, left, head) in enumerate(zip(plan.columns, plan.lefts, plan.heads, strict=True)):
        right = left + plan.box
        x, ha = (right, "right") if index == 0 else (left, "left")
        sheet.text(x, top + plan.head - 0.1, head, bold=True, ha=ha, va="bottom")
        for node in column:
            face, hatch = shades[node.name] if index == 0 else (PAPER if not node.name else NEUTRAL, None)
            if index == 1 and node.n:
                _draw_ground(sheet, plan, node, top + plan.head)
            _draw_box(sheet, (left, top + plan.head + node.top, plan.box, node.height), node, (face, hatch))
            _draw_label(sheet, node, left - PAD if index == 0 else right + PAD, top + plan.head, ha)


def _draw_ground(sheet: Sheet, plan: Plan, node: Node, top: float) -> None:
    """What joins the two ends of a problem, under its label."""
    left, right = plan.lefts[1] + plan.box, plan.lefts[2] - plan.reach
    height = max(node.height, THINNEST)
    y = top + node.middle - height / 2
    sheet.boxes([(left, y, right - left, height)], face=GROUND, edge=GROUND)
    sheet.boxes([(right - END, y, END, height)], face=GREY, edge=GREY, over=True)


def _draw_box(sheet: Sheet, box: tuple[float, float, float, float], node: Node, shade: tuple[str, str | None]) -> None:
    x, y, width, height = box
    if node.n == 0:
        return
    if height < THINNEST:
        y, height = y - (THINNEST - height) / 2, THINNEST
    face, hatch = shade
    sheet.boxes(
        [(x, y, width, height)], face=face, edge=GREY if not hatch else _edge(face, hatch), hatch=hatch, over=True
    )
    if not node.is_thin:
        if hatch:  # a clear ground, or the hatch runs through the number
            high = min(text_height([""]), height) - 0.01
            sheet.boxes([(x + 0.03, y + height / 2 - high / 2, width - 0.06, high)], face=face, edge=face, over=True)
        sheet.text(x + width / 2, y + height / 2, str(node.n), bold=True, colour=ink_on(face), ha="center")


def _draw_label(sheet: Sheet, node: Node, x: float, top: float, ha: str) -> None:
    y = top + node.middle
    colour = INK if node.n else GREY
    if node.is_thin:
        sheet.text(x, y, str(node.n), bold=True, colour=colour, ha=ha)
        x += inset(node) if ha == "left" else -inset(node)
    sheet.text(x, y, node.lines, colour=colour, ha=ha)
