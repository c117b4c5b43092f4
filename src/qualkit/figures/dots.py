"""Dots with intervals on an axis: values that leave the axis are drawn as arrows, never cut."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from qualkit.figures.frame import plain
from qualkit.figures.lettering import SMALL
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import GREY, INK
from qualkit.wording import format_number, say

RULE: Final = "#E3E3E3"  # between rows
CAP: Final = 0.03  # half of the small line at an interval's end
AXIS: Final = 0.05 + SMALL * 1.32 / 72  # height of the ticks and their numbers
FARTHEST: Final = 1000.0  # of a ratio: beyond 1/1000 and 1000 there are arrows


@dataclass(frozen=True)
class Marker:
    """How a dot looks."""

    shape: str = "o"
    colour: str = INK
    size: float = 5.5
    hollow: bool = False

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw the dot."""
        sheet.line([x], [y], colour=self.colour, dash="", marker=self.shape, size=self.size, open_marker=self.hollow)


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high`, in logarithms where it is of ratios, with its ticks."""

    low: float
    high: float
    ticks: Sequence[float]
    is_log: bool = False

    @classmethod
    def fixed(cls, low: float, high: float, step: float) -> Scale:
        """An axis whose ends are known."""
        return cls(low, high, [float(tick) for tick in np.arange(low, high + step / 2, step).round(9)])

    @classmethod
    def around(cls, values: Sequence[float], *, middle: float = 0.0) -> Scale:
        """An axis about all finite values and `middle`."""
        told = [value for value in values if math.isfinite(value)] + [middle]
        ticks = MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(min(told), max(told) if max(told) > min(told) else 1)
        return cls(float(ticks[0]), float(ticks[-1]), [float(tick) for tick in ticks])

    @classmethod
    def ratios(cls, values: Sequence[float]) -> Scale:
        """A logarithmic axis about all finite positive values and 1, as far to the left as to the right."""
        told = [abs(math.log10(value)) for value in values if 0 < value < math.inf]
        ends = min(max([math.log10(4), *told]) * 1.08, math.log10(FARTHEST))
        powers = range(-int(ends), int(ends) + 1)
        ticks = [10.0**power for power in powers] if ends >= 1 else [0.25, 0.5, 1.0, 2.0, 4.0]
        return cls(10**-ends, 10**ends, ticks, is_log=True)

    def place(self, value: float) -> float:
        """Where a value lies, 0 to 1 along the axis; beyond it below 0 or above 1."""
        if not self.is_log:
            return (value - self.low) / (self.high - self.low)
        if value <= 0 or math.isinf(value):
            return -math.inf if value <= 0 else math.inf
        return math.log(value / self.low) / math.log(self.high / self.low)

    def draw(self, sheet: Sheet, x: float, y: float, width: float, language: str) -> None:
        """Draw the axis with its ticks below y."""
        sheet.line([x, x + width], [y, y], colour=GREY)
        for tick in self.ticks:
            at = x + self.place(tick) * width
            sheet.line([at, at], [y, y + 0.04], colour=GREY)
            text = format_number(tick, language, decimals=3)
            sheet.text(at, y + 0.05, text, size=SMALL, colour=GREY, ha="center", va="top")


def draw_interval(
    sheet: Sheet, scale: Scale, x: float, y: float, width: float, values: tuple[float, float, float], marker: Marker
) -> None:
    """Draw an estimate (the first of `values`) with the ends of its interval; what is NaN is left out."""
    estimate, *ends = values
    if not any(math.isnan(end) for end in ends):
        places = [scale.place(end) for end in ends]
        left, right = (x + min(max(place, 0.0), 1.0) * width for place in places)
        caps = [CAP if _is_inside(place) else 0.0 for place in places]
        bar = [y - caps[0], y + caps[0], y, y, y + caps[1], y - caps[1]]
        sheet.line([left] * 3 + [right] * 3, bar, colour=marker.colour, width=1.1)
        for place, at in zip(places, (left, right), strict=True):
            if not _is_inside(place):
                _draw_arrow(sheet, at, y, place > 1, marker.colour)
    if math.isnan(estimate):
        return
    place = scale.place(estimate)
    if _is_inside(place):
        marker.draw(sheet, x + place * width, y)
    else:  # the estimate itself lies beyond the axis: a second, larger arrow at its end
        _draw_arrow(sheet, x + (width if place > 1 else 0), y, place > 1, marker.colour, size=7)


def _is_inside(place: float) -> bool:
    return -1e-9 <= place <= 1 + 1e-9


def _draw_arrow(sheet: Sheet, x: float, y: float, right: bool, colour: str, size: float = 4.5) -> None:
    sheet.line([x], [y], colour=colour, dash="", marker=">" if right else "<", size=size)


def name_rows(table: pd.DataFrame, key: str, label: str) -> dict[str, str]:
    """The label of each key, in the table's order; where two share a label, each with its key behind it."""
    pairs = dict(zip(table[key].map(plain), table[label].map(plain), strict=True))
    times = Counter(pairs.values())
    return {name: f"{text} ({name})" if text and times[text] > 1 else text or name for name, text in pairs.items()}


def number_or_nan(value: Any) -> float:
    """A cell as a number; what is missing is NaN."""
    return math.nan if value is None or pd.isna(value) else float(value)


def write_number(value: float, language: str, decimals: int = 2) -> str:
    """With its zeros, so that numbers below each other compare; without decimals only what has none.

    Examples
    --------
    >>> write_number(0.1, "en"), write_number(0.9999, "id"), write_number(1.0, "id")
    ('0.10', '1,00', '1')
    """
    text = format_number(value, language, decimals=decimals)
    if not math.isfinite(value) or value == int(value):
        return text
    whole, _, part = text.partition("," if language == "id" else ".")
    return f"{whole}{',' if language == 'id' else '.'}{part.ljust(decimals, '0')}"


def write_estimate(value: float, language: str) -> str:
    """With two decimals, with three where it would be rounded to nothing.

    Examples
    --------
    >>> write_estimate(0.416, "en"), write_estimate(-0.0038, "en"), write_estimate(1e-9, "en")
    ('0.42', '−0.004', '<0.001')
    """
    if not 0 < abs(value) < 0.005:
        return write_number(value, language)
    if abs(value) < 0.0005:
        return ("<" if value > 0 else ">−") + write_number(0.001, language, 3)
    return write_number(value, language, 3)


def write_interval(values: tuple[float, float, float], language: str) -> str:
    """An estimate with its interval, '–' where it is undefined.

    Examples
    --------
    >>> write_interval((0.42, 0.1, 0.68), "en"), write_interval((0.42, math.nan, math.nan), "en")
    ('0.42 (0.10 to 0.68)', '0.42 (no interval)')
    """
    if math.isnan(values[0]):
        return "–"
    estimate, low, high = (write_estimate(value, language) if value == value else "" for value in values)
    if not (low and high):
        return say("dots_bare", language, estimate=estimate)
    return say("dots_told", language, estimate=estimate, low=low, high=high)


def write_columns(
    sheet: Sheet, x: float, y: float, cells: Sequence[str], widths: Sequence[float], *, colour: str = INK
) -> None:
    """Cells of a row beside each other, each with its right edge at the end of its column; y is their middle."""
    for cell, width in zip(cells, widths, strict=True):
        x += width
        sheet.text(x, y, cell, size=SMALL, colour=colour, ha="right")
