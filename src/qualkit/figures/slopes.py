"""One panel of `plot_change`: lines between two waves on an axis of amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from qualkit.errors import QualkitError
from qualkit.figures.frame import SWATCH, Frame, Key, plain
from qualkit.figures.lettering import BODY, spread, text_height, text_width, wrap
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import CHANGE, FAMILY, GREY, INK, PAPER
from qualkit.wording import format_amount, say

SIDES: Final[dict[str, tuple[Any, str]]] = {  # drawn in this order: what got worse lies on top
    "same": ((0, (1, 1.2)), "s"),
    "better": ("-", "o"),
    "worse": ((0, (4, 1.5)), "v"),
}
MOST_NAMED: Final = 12
WIDTH, HEIGHT = 7.0, 3.9
LEFT, RIGHT = 1.2, 1.75  # about the lines, in the panel; more where the medians need it
WAVE_WIDTH: Final = 2.1
INSET, OUTSET = 0.25, 0.42  # of the labels from the lines, at the left and at the right
OUTWARD: Final = 0.09  # of a marker whose other wave is missing


@dataclass(frozen=True)
class Slopes:
    """A measure with all that is to be drawn of it."""

    both: pd.DataFrame  # case value_from value_to change side
    one: pd.DataFrame
    named: pd.DataFrame  # the worse cases that are named
    waves: tuple[list[str], list[str]]
    ticks: list[float]
    limits: tuple[float, float]
    write: Callable[[float], str]
    room: tuple[float, float, float]  # for the ticks, and about the lines
    frame: Frame
    language: str


def plan_slopes(table: pd.DataFrame, language: str, note: str | None) -> Slopes:
    """Work out one measure's panel from a table with at least one row."""
    first = table.iloc[0]
    cases = _numbers(table)
    has = cases[["value_from", "value_to"]].notna()
    both, one = cases[has.all(axis=1)], cases[has.sum(axis=1) == 1]
    worse = both[both["side"] == "worse"]
    named = worse.loc[worse["change"].abs().sort_values(ascending=False, kind="stable").index][:MOST_NAMED]
    names = plain(first["wave_from_label"]), plain(first["wave_to_label"])
    waves = tuple(
        [*wrap(name, WAVE_WIDTH), say("n", language, n=int(has[column].sum()))]
        for name, column in zip(names, has, strict=True)
    )
    ticks, limits = _axis(cases)

    def write(value: float) -> str:
        return format_amount(value, plain(first["unit"]), language)

    title = say("change_title", language, measure=plain(first["measure_label"]), wave_from=names[0], wave_to=names[1])
    told = _tell(cases, both, one, named, write, plain(first["better"]), language)
    told += _tell_prices(plain(first.get("prices", "")), language)
    body = HEIGHT + max(map(text_height, waves)) + 0.08
    room = _room(both, ticks, write, language)
    width = max(WIDTH, sum(room) + WAVE_WIDTH + 0.1)
    frame = Frame(width, body, title, told, _keys(both, one, names, language), note)
    return Slopes(both, one, named, (waves[0], waves[1]), ticks, limits, write, room, frame, language)


def _room(
    both: pd.DataFrame, ticks: list[float], write: Callable[[float], str], language: str
) -> tuple[float, float, float]:
    """How wide the ticks are, and what stands left and right of the lines."""
    left = max((text_width(write(tick)) for tick in ticks), default=0) + 0.1
    if both.empty:
        return left, LEFT, RIGHT
    start, end = (_median_label(both, column, write, language) for column in ("value_from", "value_to"))
    wide = max(text_width(part, bold=True) for part in start.split(" ", 1))
    return left, max(LEFT, wide + INSET), max(RIGHT, text_width(end, bold=True) + OUTSET)


def _median_label(both: pd.DataFrame, column: str, write: Callable[[float], str], language: str) -> str:
    return say("change_median_at", language, value=write(float(both[column].median())))


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    cases = table[["case", "value_from", "value_to", "change", "side"]].copy()
    for column in ("value_from", "value_to", "change"):
        try:
            cases[column] = pd.to_numeric(cases[column]).astype(float)
        except (TypeError, ValueError) as error:
            raise QualkitError(f"column {column!r} must have numbers to be drawn: {error}") from None
    cases["case"] = cases["case"].map(plain)
    cases["side"] = cases["side"].map(plain)
    return cases


def _axis(cases: pd.DataFrame) -> tuple[list[float], tuple[float, float]]:
    values = cases[["value_from", "value_to"]].to_numpy().ravel()
    values = values[np.isfinite(values)]
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 1.0)
    if low >= 0 and low < 0.5 * high:
        low = 0.0
    room = 0.06 * (high - low) or max(abs(high) * 0.1, 1.0)
    limits = (low - room, high + room)
    ticks = [
        float(tick)
        for tick in MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(*limits)
        if limits[0] <= tick <= limits[1]
    ]
    return [tick for tick in ticks if tick >= 0 or low < 0], limits


def _tell(
    cases: pd.DataFrame,
    both: pd.DataFrame,
    one: pd.DataFrame,
    named: pd.DataFrame,
    write: Callable[[float], str],
    better: str,
    language: str,
) -> list[str]:
    none = len(cases) - len(both) - len(one)
    told = [say("change_size", language, n=len(both), one=len(one), none=none)]
    if both.empty:
        return [*told, say("change_none", language)]
    median = float(both["change"].median())
    second = [say("change_median", language, change=f"{'+' if median > 0 else ''}{write(median)}")]
    if better in ("up", "down"):
        second.append(say(f"change_{better}", language))
    if both.duplicated(["value_from", "value_to"]).any():
        second.append(say("change_thick", language))
    told.append(" ".join(second))
    worse = int((both["side"] == "worse").sum())
    if len(named) < worse:
        told.append(say("change_named", language, named=len(named), n=worse))
    return told


def _tell_prices(prices: str, language: str) -> list[str]:
    if prices.startswith("prices of "):
        return [say("change_real", language, year=prices.removeprefix("prices of "))]
    return [say("change_nominal", language)] if prices == "nominal" else []


def _keys(both: pd.DataFrame, one: pd.DataFrame, names: tuple[str, str], language: str) -> list[Key]:
    keys = [Key(say("change_key_median", language), _median_key)] if len(both) else []
    for side in ("better", "same", "worse"):
        keys.append(Key(say(f"side.{side}", language, n=int((both["side"] == side).sum())), _side_key(side)))
    for name, column in zip(names, ("value_from", "value_to"), strict=True):
        n = int(one[column].notna().sum())
        if n:
            keys.append(Key(say("change_key_one", language, wave=name, n=n), _open_key))
    return keys


def _side_key(side: str) -> Callable[[Sheet, float, float], None]:
    dash, marker = SIDES[side]
    return lambda sheet, x, y: sheet.line(
        [x + 0.03, x + SWATCH - 0.03], [y, y], colour=CHANGE[side], width=1.4, dash=dash, marker=marker, size=4.5
    )


def _median_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([x + 0.03, x + SWATCH - 0.03], [y, y], colour=INK, width=3, marker="D", size=5)


def _open_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([x + SWATCH / 2], [y], colour=GREY, dash="", marker="o", size=5, open_marker=True)


def draw_slopes(plan: Slopes, ax: Axes | None) -> Axes:
    """Draw a panel with its frame."""
    sheet = plan.frame.open(ax)
    ticks, left, right = plan.room
    width = plan.frame.width
    panel = sheet.panel((ticks, plan.frame.top, width - ticks, HEIGHT))
    inch = 1 / (width - ticks - left - right)  # in units of the x axis, where the waves are 0 and 1
    panel.set_xlim(-left * inch, 1 + right * inch)
    panel.set_ylim(*plan.limits)
    panel.set_xticks([0, 1], ["\n".join(lines) for lines in plan.waves])
    panel.yaxis.set_major_locator(FixedLocator(plan.ticks))
    panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: plan.write(value)))
    panel.tick_params(length=0, pad=4 * sheet.scale, labelsize=BODY * sheet.scale, labelcolor=INK)
    for label in (*panel.get_xticklabels(), *panel.get_yticklabels()):
        label.set(fontfamily=FAMILY, parse_math=False)
    panel.grid(axis="y", color="#E3E3E3", linewidth=0.5 * sheet.scale)
    panel.set_axisbelow(True)
    panel.spines[:].set_visible(False)
    for x in (0, 1):
        panel.axvline(x, color="#9A9A9A", linewidth=0.7 * sheet.scale, zorder=1)
    _draw_lines(panel, plan, sheet.scale, inch)
    _draw_labels(panel, plan, sheet.scale, inch)
    return sheet.ax


def _draw_lines(panel: Axes, plan: Slopes, scale: float, inch: float) -> None:
    for order, (side, (dash, marker)) in enumerate(SIDES.items()):
        lines = plan.both[plan.both["side"] == side]
        ends = Counter(zip(lines["value_from"], lines["value_to"], strict=True))
        for pair, times in sorted(ends.items()):
            width = min(1.0 + 0.7 * (times - 1), 5.0) * scale
            style = {"linestyle": dash, "marker": marker, "markersize": 4.5 * scale, "markeredgewidth": 0}
            panel.plot([0, 1], pair, color=CHANGE[side], linewidth=width, zorder=2 + order / 10, **style)
    for column, x in (("value_from", -OUTWARD * inch), ("value_to", 1 + OUTWARD * inch)):
        values = plan.one[column].dropna()
        panel.plot(
            [x] * len(values), values, "o", color=GREY, mfc=PAPER, markersize=5 * scale, mew=0.9 * scale, zorder=3
        )
    if len(plan.both):
        medians = [float(plan.both[column].median()) for column in ("value_from", "value_to")]
        panel.plot([0, 1], medians, color=PAPER, linewidth=5 * scale, zorder=3)
        panel.plot([0, 1], medians, "D-", color=INK, linewidth=3 * scale, markersize=6 * scale, zorder=3.1)


def _draw_labels(panel: Axes, plan: Slopes, scale: float, inch: float) -> None:
    """The median's values and the names of worse cases, moved apart at the right."""
    if plan.both.empty:
        return
    start, end = (float(plan.both[column].median()) for column in ("value_from", "value_to"))
    font: dict[str, Any] = {"fontsize": BODY * scale, "fontfamily": FAMILY, "va": "center", "parse_math": False}
    told = "\n".join(_median_label(plan.both, "value_from", plan.write, plan.language).split(" ", 1))
    panel.text(-0.2 * inch, start, told, ha="right", color=INK, fontweight="bold", **font)
    labels = [(end, [_median_label(plan.both, "value_to", plan.write, plan.language)], INK)]
    room = plan.room[2] - OUTSET
    for row in plan.named.itertuples(index=False):
        labels.append((float(str(row.value_to)), wrap(str(row.case), room), CHANGE["worse"]))
    tall = (plan.limits[1] - plan.limits[0]) / HEIGHT  # of an inch, in units of the y axis
    sizes = [text_height(lines) * tall for _, lines, _ in labels]
    places = spread([y for y, _, _ in labels], sizes, *plan.limits)
    for (y, lines, colour), place in zip(labels, places, strict=True):
        x = 1 + np.array([0.06, 0.32]) * inch
        panel.plot(x, [y, place], color=colour, linewidth=0.6 * scale, zorder=1.5)
        bold = "bold" if colour == INK else "normal"
        panel.text(float(x[1]) + 0.04 * inch, place, "\n".join(lines), color=colour, fontweight=bold, **font)
