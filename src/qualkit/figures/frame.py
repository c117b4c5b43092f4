"""What every figure has around its picture: title, what is counted and missing, legend, note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from qualkit.errors import QualkitError, suggest
from qualkit.figures.lettering import BODY, SMALL, TITLE, text_height, text_width, wrap
from qualkit.figures.sheet import Sheet, ShownAxes
from qualkit.figures.style import FAMILY, GREY, INK, PAPER
from qualkit.wording import say, say_prices

MARGIN: Final = 0.15
READABLE: Final = 9.0  # inches; no running text is set wider than this
SWATCH: Final = 0.24
GAP: Final = 0.09


@dataclass(frozen=True)
class Key:
    """An entry of a legend; `draw` is given the sheet, the left edge and the middle of the swatch.

    With `fresh` it begins a row of its own.
    """

    label: str
    draw: Callable[[Sheet, float, float], None] | None = None
    fresh: bool = False


@dataclass(frozen=True)
class Frame:
    """A picture of `width` by `body` inches with its title and lines above and its note below."""

    width: float
    body: float
    title: str
    lines: Sequence[str] = ()
    keys: Sequence[Key] = ()
    note: str | None = None

    @cached_property
    def _title(self) -> list[str]:
        return wrap(self.title, min(self.width, READABLE), TITLE, bold=True)

    @cached_property
    def _told(self) -> list[str]:
        wide = min(self.width, READABLE)
        return [line for text in self.lines if text for line in wrap(text, wide)]

    @cached_property
    def _noted(self) -> list[str]:
        return wrap(self.note, min(self.width, READABLE), SMALL) if self.note and self.note.strip() else []

    @cached_property
    def _legend(self) -> list[tuple[Key, list[str], float, float]]:
        """Each entry with its lines and its place, flowing over as many rows as it takes."""
        placed, x, y, deep = [], 0.0, 0.0, 0.0
        for key in self.keys:
            swatch = SWATCH + 0.06 if key.draw else 0.0
            lines = wrap(key.label, min(self.width, READABLE) - swatch)
            wide = swatch + max(text_width(line) for line in lines)
            if x and (key.fresh or x + wide > min(self.width, READABLE)):
                x, y, deep = 0.0, y + deep + 0.04, 0.0
            placed.append((key, lines, x, y))
            x, deep = x + wide + 0.2, max(deep, text_height(lines))
        return placed

    @cached_property
    def top(self) -> float:
        """Where the picture begins."""
        below = text_height(self._title, TITLE) + 0.04 + text_height(self._told)
        if self._legend:
            below = self._legend_top + max(y + text_height(lines) for _, lines, _, y in self._legend)
        return below + GAP * 1.5

    @cached_property
    def _legend_top(self) -> float:
        return text_height(self._title, TITLE) + 0.04 + text_height(self._told) + GAP

    @cached_property
    def height(self) -> float:
        """The height of all."""
        return self.top + self.body + (GAP + text_height(self._noted, SMALL) if self._noted else 0)

    def open(self, ax: Axes | None) -> Sheet:
        """A sheet on these axes, or on a new figure, with all but the picture drawn."""
        sheet = Sheet(ax if ax is not None else new_axes([self])[0], self.width, self.height)
        title = sheet.ax.set_title(
            "\n".join(self._title), x=0, y=1, pad=0, ha="left", va="top", fontsize=TITLE * sheet.scale
        )
        title.set(color=INK, fontweight="bold", fontfamily=FAMILY, parse_math=False)
        if self._told:
            y = text_height(self._title, TITLE) + 0.04
            sheet.text(0, y, self._told, colour=GREY, va="top")
        for key, lines, x, y in self._legend:
            middle = self._legend_top + y + text_height(lines[:1]) * 0.44  # of the letters, not of the line
            if key.draw:
                key.draw(sheet, x, middle)
            inset = SWATCH + 0.06 if key.draw else 0.0
            sheet.text(x + inset, self._legend_top + y, lines, va="top")
        if self._noted:
            sheet.text(0, self.height, self._noted, size=SMALL, colour=GREY, va="bottom")
        return sheet


def new_axes(frames: Sequence[Frame]) -> list[Axes]:
    """Axes for these frames, one below the other on a figure of their size."""
    between = 0.35
    width = max(frame.width for frame in frames) + 2 * MARGIN
    height = sum(frame.height + between for frame in frames) - between + 2 * MARGIN
    figure = Figure(figsize=(width, height), dpi=100, facecolor=PAPER)
    FigureCanvasAgg(figure)
    made: list[Axes] = []
    top = height - MARGIN
    for frame in frames:
        place = (MARGIN / width, (top - frame.height) / height, frame.width / width, frame.height / height)
        made.append(figure.add_axes(place, axes_class=ShownAxes))
        top -= frame.height + between
    return made


def plain(value: object) -> str:
    """A cell as one line of text; what is missing is empty."""
    return "" if value is None or value != value or value is pd.NA else " ".join(str(value).split())


def name_measures(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """The table with `(nominal)` behind the label of each measure whose `prices` are so; others say it themselves."""
    if "prices" not in table:
        return table
    told = zip(table["measure_label"], table["prices"], strict=True)
    named = [
        f"{plain(label)} ({say_prices('nominal', language)})" if prices == "nominal" else label
        for label, prices in told
    ]
    return table.assign(measure_label=named)


def nothing_to_draw(ax: Axes | None, title: str, language: str, note: str | None) -> Axes:
    """Axes that say that the table is empty."""
    frame = Frame(width=5.0, body=0.6, title=title, note=note)
    sheet = frame.open(ax)
    sheet.text(0, frame.top + 0.3, say("nothing", language), colour=GREY, size=BODY)
    return sheet.ax


def check_table(table: pd.DataFrame, columns: Sequence[str], *, once: Sequence[str] = ()) -> None:
    """Raise QualkitError where columns are missing, or where two rows are about the same thing."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        hints = "; ".join(f"{column!r}: {suggest(column, table.columns)}" for column in missing)
        raise QualkitError(f"the table lacks {len(missing)} column(s) that the figure draws: {hints}")
    if once and table.duplicated(list(once)).any():
        row = table.loc[table.duplicated(list(once)), list(once)].iloc[0]
        told = ", ".join(f"{name} {row[name]!r}" for name in once)
        raise QualkitError(f"the table has more than one row for {told}: give one row each")
