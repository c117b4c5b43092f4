"""Problems against the stages of a programme: how many passages, in how many documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.figures.frame import Frame, check_table, nothing_to_draw, plain
from qualkit.figures.lettering import SMALL, text_height, text_width, wrap
from qualkit.figures.sheet import Box, Sheet
from qualkit.figures.style import FAINT, GREY, PAPER, STEPS, ink_on, style
from qualkit.wording import say

COLUMNS: Final = ("stage", "stage_label", "problem", "problem_label", "n", "n_cases", "n_documents")
LABEL_WIDTH: Final = 2.2
TILE_HEIGHT: Final = 0.44
NUMBER: Final = 10.0
PAD: Final = 0.04
APART: Final = 0.12  # before the column of what has no stage


def plot_stages(table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None) -> Axes:
    """Draw problems (rows) against stages (columns), in the table's order, what has no stage last.

    Parameters
    ----------
    table : DataFrame
        `stage stage_label problem problem_label n n_cases n_documents`, one row a stage and problem; stage '' is
        what belongs to no stage. A pair without a row, or with n missing, is drawn as '–'.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        A tile has the passages as a large number and the documents below it; the darker, the more passages.

    Examples
    --------
    >>> table = pd.DataFrame({"stage": ["a", ""], "stage_label": ["saving", ""], "problem": "p",
    ...     "problem_label": "long meetings", "n": [12, 0], "n_cases": [7, 0], "n_documents": [8, 0]})
    >>> [text.get_text() for text in plot_stages(table).texts][-3:]
    ['12', 'in 8 documents', '0']
    """
    with style():
        title = say("stages_title", language)
        if table.empty:
            return nothing_to_draw(ax, title, language, note)
        check_table(table, COLUMNS, once=("stage", "problem"))
        plan = _Plan.of(table, language)
        frame = Frame(plan.width, plan.height, title, _tell(plan), (), note)
        sheet = frame.open(ax)
        _draw(sheet, plan, frame.top)
        return sheet.ax


@dataclass(frozen=True)
class _Plan:
    tiles: Mapping[tuple[str, str], tuple[int, str]]  # problem and stage: passages, and what is told of documents
    stages: Mapping[str, list[str]]
    problems: Mapping[str, list[str]]
    tile: float
    language: str

    @classmethod
    def of(cls, table: pd.DataFrame, language: str) -> _Plan:
        clean = table.assign(stage=table["stage"].map(plain), problem=table["problem"].map(plain))
        tile = max(0.95, min(1.35, 4.8 / clean["stage"].nunique()))
        tile = max(tile, text_width(say("in_documents", language, n=99), SMALL) + 0.1)
        stages: dict[str, list[str]] = {}
        for stage, label in clean.drop_duplicates("stage").set_index("stage")["stage_label"].items():
            text = plain(label) or str(stage) or say("no_stage", language)
            stages[str(stage)] = wrap(text, tile - 0.08, bold=True)
        if "" in stages:
            stages[""] = stages.pop("")
        labels = clean.drop_duplicates("problem").set_index("problem")["problem_label"]
        problems = {str(problem): wrap(plain(label), LABEL_WIDTH) for problem, label in labels.items()}
        cells = zip(clean["problem"], clean["stage"], clean["n"], clean["n_documents"], strict=True)
        tiles = {(row, stage): (int(n), _documents(d, language)) for row, stage, n, d in cells if not pd.isna(n)}
        return cls(tiles, stages, problems, tile, language)

    @property
    def head(self) -> float:
        return max(text_height(lines) for lines in self.stages.values()) + 0.06

    @property
    def width(self) -> float:
        return max(7.0, LABEL_WIDTH + 0.1 + len(self.stages) * self.tile + APART)

    @property
    def height(self) -> float:
        return self.head + sum(self.row_height(problem) for problem in self.problems)

    def row_height(self, problem: str) -> float:
        return max(TILE_HEIGHT, text_height(self.problems[problem])) + 2 * PAD

    def left(self, index: int) -> float:
        """Left edge of a column; what has no stage stands apart."""
        apart = APART if list(self.stages)[index] == "" and index else 0.0
        return LABEL_WIDTH + 0.1 + index * self.tile + apart


def _documents(n: Any, language: str) -> str:
    if pd.isna(n):
        return "?"
    return say("in_document", language) if n == 1 else say("in_documents", language, n=int(n))


def _tell(plan: _Plan) -> list[str]:
    unknown = len(plan.problems) * len(plan.stages) - len(plan.tiles)
    everywhere = sum(n for n, _ in plan.tiles.values())
    none = sum(n for (_, stage), (n, _) in plan.tiles.items() if stage == "")
    told = [say("stages_size", plan.language, n=everywhere, none=none)]
    return [*told, say("stages_unknown", plan.language, n=unknown)] if unknown else told


def _draw(sheet: Sheet, plan: _Plan, top: float) -> None:
    for index, lines in enumerate(plan.stages.values()):
        middle = plan.left(index) + plan.tile / 2
        sheet.text(middle, top + plan.head - 0.04, lines, bold=True, ha="center", va="bottom")
    most = max((n for n, _ in plan.tiles.values()), default=0)
    y = top + plan.head
    for problem, lines in plan.problems.items():
        height = plan.row_height(problem)
        sheet.line([0, plan.left(len(plan.stages) - 1) + plan.tile], [y, y], colour="#DDDDDD")
        sheet.text(LABEL_WIDTH, y + height / 2, lines, ha="right")
        for index, stage in enumerate(plan.stages):
            tile = (plan.left(index) + PAD, y + PAD, plan.tile - 2 * PAD, height - 2 * PAD)
            _draw_tile(sheet, tile, plan.tiles.get((problem, stage)), most)
        y += height


def _draw_tile(sheet: Sheet, tile: Box, told: tuple[int, str] | None, most: int) -> None:
    x, y, width, height = tile
    middle = x + width / 2
    if told is None or told[0] == 0:
        sheet.text(
            middle, y + height / 2, "–" if told is None else "0", colour=GREY if told is None else FAINT, ha="center"
        )
        return
    n, documents = told
    face = STEPS[min(len(STEPS) - 1, int(len(STEPS) * n / most * 0.999))]
    sheet.boxes([tile], face=face, edge=PAPER)
    ink = ink_on(face)
    sheet.text(middle, y + height / 2 - 0.07, str(n), size=NUMBER, bold=True, colour=ink, ha="center")
    sheet.text(middle, y + height / 2 + 0.11, documents, size=SMALL, colour=ink, ha="center")
