"""Saturation: codes met so far, and the share of new ones in each run against the threshold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from qualkit.errors import QualkitError
from qualkit.figures.frame import SWATCH, Frame, Key, check_table, nothing_to_draw, plain
from qualkit.figures.lettering import BODY, SMALL, text_height, text_width, wrap
from qualkit.figures.sheet import Box, Sheet
from qualkit.figures.style import FAMILY, GREY, INK, PAPER, style
from qualkit.wording import format_number, say

COLUMNS: Final = (
    "position", "document", "n_new", "n_seen", "n_run", "n_base", "share_new", "permuted_mean", "permuted_low",
    "permuted_high", "seen_mean", "seen_low", "seen_high", "reached", "curve", "unit", "base", "run", "threshold",
    "n_missing",
)  # fmt: skip
TOLD: Final = ("position", "n_new", "n_seen", "n_base", "base", "run", "threshold", "n_missing")  # never empty
CURVES: Final = ("saturation", "coverage")
WIDTH, UPPER, LOWER = 7.0, 2.2, 1.9
BETWEEN: Final = 0.5  # the panels, with the upper one's axis
FOOT: Final = 0.42  # the lower one's axis
REAL: Final = "#005F9E"
BAND: Final = "#D4D4D4"
LIMIT: Final = "#B5460F"
BASE: Final = "#F3F0E6"
DOTS, DASHES = (0, (1, 1.2)), (0, (4, 1.6))


def plot_saturation(
    table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None
) -> Axes:
    """Draw how the codes were met, interview by interview, in the real order and beside it in random ones.

    Parameters
    ----------
    table : DataFrame
        As `count_saturation` gives it, one row an interview: `position document n_new n_seen n_run n_base share_new
        permuted_mean permuted_low permuted_high seen_mean seen_low seen_high reached curve unit base run threshold
        n_missing`.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        Above the codes met so far, below new codes in each run / codes of the base, with the threshold and, where it
        was reached, the first run that did. Titled 'Saturation' or 'Coverage' by `curve`: of codes that were fixed
        beforehand the figure says that the curve cannot show that nothing else was to be found.

    Raises
    ------
    QualkitError
        For missing columns, an interview in two rows, and rows of more than one curve, base, run or threshold.

    Examples
    --------
    >>> table = pd.DataFrame({"position": [1, 2, 3], "document": ["A", "B", "C"], "n_new": [4, 2, 0],
    ...     "n_seen": [4, 6, 6], "n_run": [None, 2, 0], "n_base": 4, "share_new": [None, 0.5, 0.0],
    ...     "permuted_mean": None, "permuted_low": None, "permuted_high": None, "seen_mean": None, "seen_low": None,
    ...     "seen_high": None, "reached": [False, False, True], "curve": "coverage", "unit": "interview", "base": 1,
    ...     "run": 1, "threshold": 0.05, "n_missing": 0})
    >>> plot_saturation(table).get_title()
    'Coverage: how soon the codes were met'
    """
    with style():
        if table.empty:
            return nothing_to_draw(ax, say("saturation_nothing", language), language, note)
        check_table(table, COLUMNS, once=("position",))
        rows = _read(table)
        lines = [*_tell(rows, language), *_tell_point(rows, language)]
        title = say(f"saturation_title.{rows['curve'].iloc[0]}", language)
        frame = Frame(
            WIDTH, _heads(language) + UPPER + BETWEEN + LOWER + FOOT, title, lines, _keys(rows, language), note
        )
        sheet = frame.open(ax)
        _draw(sheet, rows, frame.top, language)
        return sheet.ax


def _read(table: pd.DataFrame) -> pd.DataFrame:
    rows = table.copy()
    for column in ("curve", "base", "run", "threshold", "n_base", "n_missing"):
        if rows[column].nunique(dropna=False) > 1:
            told = ", ".join(str(value) for value in rows[column].unique())
            raise QualkitError(f"one figure draws one curve, the table has several values of {column!r}: {told}")
    curve = plain(rows["curve"].iloc[0])
    if curve not in CURVES:
        raise QualkitError(
            f"column 'curve' has {curve!r}: it must be 'saturation' or 'coverage', as of count_saturation"
        )
    for column in COLUMNS:
        if column in ("document", "curve", "unit", "reached"):
            continue
        try:
            rows[column] = pd.to_numeric(rows[column]).astype(float)
        except (TypeError, ValueError) as error:
            raise QualkitError(f"column {column!r} must have numbers to be drawn: {error}") from None
        if column in TOLD and rows[column].isna().any():
            raise QualkitError(
                f"column {column!r} has empty cells: give a number in each row, as count_saturation does"
            )
    if any(isinstance(value, str) for value in rows["reached"]):
        raise QualkitError("column 'reached' has texts: give True or False, or 'False' would count as reached")
    return rows.sort_values("position").reset_index(drop=True)


def _tell(rows: pd.DataFrame, language: str) -> list[str]:
    first, last = rows.iloc[0], rows.iloc[-1]
    counts = {"n": len(rows), "codes": int(last["n_seen"]), "missing": int(first["n_missing"])}
    told = [say("saturation_size", language, **counts)]
    if first["curve"] == "coverage":
        told.append(say("saturation_fixed", language))
    if len(rows) < first["base"]:  # then the base is not whole
        return told
    numbers = {"base": int(first["base"]), "run": int(first["run"]), "n_base": int(first["n_base"])}
    return [*told, say("saturation_share", language, **numbers)]


def _tell_point(rows: pd.DataFrame, language: str) -> list[str]:
    """Where the threshold was reached, or why it was not."""
    first = rows.iloc[0]
    base, run, limit = int(first["base"]), int(first["run"]), _percent(first["threshold"], language)
    if len(rows) < base + run:
        return [say("saturation_few", language, needed=base + run, n=len(rows))]
    if rows["share_new"].isna().all():
        return [say("saturation_undefined", language)]
    row = _reached(rows)
    curve = first["curve"]
    if row is None:
        row = rows.iloc[-1]
        about = {"n": int(row["n_run"]), "share": _percent(row["share_new"], language), "limit": limit}
        return [say(f"saturation_not.{curve}", language, **about)]
    position = int(row["position"])
    about = {"n": int(row["n_run"]), "share": _percent(row["share_new"], language), "limit": limit}
    told = say(f"saturation_at.{curve}", language, position=position, document=plain(row["document"]), **about)
    later = int(rows.loc[rows["position"] > row["position"], "n_new"].sum())
    enough = {"enough": position - run, "run": run, "later": later}
    return [told + " " + say(f"saturation_enough.{curve}", language, **enough)]


def _percent(share: float, language: str) -> str:
    """With a decimal: 5.4% is above a threshold of 5%."""
    return f"{format_number(share * 100, language, decimals=1)}%"


def _reached(rows: pd.DataFrame) -> pd.Series[Any] | None:
    reached = rows[rows["reached"].eq(True) & rows["share_new"].notna()]
    return None if reached.empty else reached.iloc[0]


# --- drawing -------------------------------------------------------------------------------------------------


def _heads(language: str) -> float:
    return text_height(wrap(say("saturation_upper", language), WIDTH)) + 0.06


def _keys(rows: pd.DataFrame, language: str) -> list[Key]:
    keys = [Key(say("saturation_key_real", language), _real_key)]
    if rows["seen_mean"].notna().any():
        keys.append(Key(say("saturation_key_random", language), _random_key))
    keys.append(Key(say("saturation_key_base", language), _base_key))
    if rows["share_new"].notna().any():
        limit = _percent(rows["threshold"].iloc[0], language)
        keys.append(Key(say("saturation_key_limit", language, limit=limit), _limit_key))
    if _reached(rows) is not None:
        keys.append(Key(say("saturation_key_reached", language), _reached_key))
    return keys


def _real_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([x, x + SWATCH], [y, y], colour=REAL, width=1.5)
    sheet.line([x + SWATCH / 2], [y], colour=REAL, dash="", marker="o", size=4)


def _random_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.boxes([(x, y - 0.06, SWATCH, 0.12)], face=BAND, edge=BAND)
    sheet.line([x, x + SWATCH], [y, y], colour=INK, width=1, dash=DASHES)


def _base_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.boxes([(x, y - 0.06, SWATCH, 0.12)], face=BASE, edge="#C9C4B0")


def _limit_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([x, x + SWATCH], [y, y], colour=LIMIT, width=1.4, dash=DOTS)


def _reached_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([x + SWATCH / 2], [y], colour=INK, dash="", marker="D", size=6)


def _draw(sheet: Sheet, rows: pd.DataFrame, top: float, language: str) -> None:
    most = float(np.nanmax(rows[["n_seen", "seen_high"]].to_numpy()))
    highest = float(np.nanmax([*rows["share_new"], *rows["permuted_high"], float(rows["threshold"].iloc[0]) * 2, 0.1]))
    head = _heads(language)
    sheet.text(0, top, say("saturation_upper", language), bold=True, va="top")
    scales = (
        _Scale.of(most, True, lambda n: format_number(n, language, decimals=0)),
        _Scale.of(highest, False, lambda share: _percent(share, language)),
    )
    left = max(scale.room for scale in scales)  # one for both, so that an interview stands below itself
    upper = _panel(sheet, rows, (left, top + head, WIDTH - left - 0.05, UPPER), scales[0])
    _draw_course(upper, rows, ("n_seen", "seen"), sheet.scale, steps=True)
    y = top + head + UPPER + BETWEEN
    sheet.text(0, y - head, say("saturation_lower", language), bold=True, va="top")
    lower = _panel(sheet, rows, (left, y, WIDTH - left - 0.05, LOWER), scales[1])
    if rows["share_new"].isna().all():
        about: dict[str, Any] = {
            "ha": "center",
            "va": "center",
            "color": GREY,
            "fontsize": BODY * sheet.scale,
            "fontfamily": FAMILY,
        }
        lower.text(0.5, 0.5, say("nothing", language), transform=lower.transAxes, **about)
    lower.axhline(
        float(rows["threshold"].iloc[0]), color=LIMIT, linewidth=1.4 * sheet.scale, linestyle=DOTS, zorder=2.5
    )
    _draw_course(lower, rows, ("share_new", "permuted"), sheet.scale, steps=False)
    row = _reached(rows)
    if row is not None:
        for panel, column in ((upper, "n_seen"), (lower, "share_new")):
            panel.axvline(row["position"], color=INK, linewidth=0.7 * sheet.scale, zorder=1.6)
            place = [row["position"]], [row[column]]
            panel.plot(*place, "D", color=INK, markersize=6 * sheet.scale, markeredgewidth=0, zorder=4, clip_on=False)
    below = y + LOWER + FOOT
    sheet.text(WIDTH, below, say("saturation_axis", language), size=SMALL, colour=GREY, ha="right", va="bottom")


@dataclass(frozen=True)
class _Scale:
    """An axis from 0 to the largest value."""

    most: float
    ticks: list[float]
    write: Callable[[float], str]

    @classmethod
    def of(cls, most: float, whole: bool, write: Callable[[float], str]) -> _Scale:
        values = MaxNLocator(5, integer=whole, steps=[1, 2, 5, 10]).tick_values(0, most)
        return cls(most, [float(tick) for tick in values if 0 <= tick <= most * 1.06], write)

    @property
    def room(self) -> float:
        return max(text_width(self.write(tick)) for tick in self.ticks) + 0.08


def _panel(sheet: Sheet, rows: pd.DataFrame, box: Box, scale: _Scale) -> Axes:
    """Axes over the interviews."""
    panel = sheet.panel(box)
    last = float(rows["position"].iloc[-1])
    panel.set_xlim(0.5, last + 0.5)
    panel.set_ylim(0, scale.most * 1.08)
    panel.axvspan(0.5, min(float(rows["base"].iloc[0]), last) + 0.5, color=BASE, linewidth=0, zorder=0.5)
    positions = MaxNLocator(15, integer=True, steps=[1, 2, 5, 10]).tick_values(1, last)
    panel.xaxis.set_major_locator(FixedLocator([1, *(float(tick) for tick in positions if 1 < tick <= last)]))
    panel.yaxis.set_major_locator(FixedLocator(scale.ticks))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    panel.yaxis.set_major_formatter(FuncFormatter(lambda value, _: scale.write(value)))
    panel.tick_params(length=2.5 * sheet.scale, pad=3 * sheet.scale, labelsize=BODY * sheet.scale, labelcolor=INK)
    panel.tick_params(axis="y", length=0)
    for label in (*panel.get_xticklabels(), *panel.get_yticklabels()):
        label.set(fontfamily=FAMILY, parse_math=False)
    panel.grid(axis="y", color="#E3E3E3", linewidth=0.5 * sheet.scale)
    panel.set_axisbelow(True)
    panel.set_facecolor(PAPER)
    panel.spines[["top", "right", "left"]].set_visible(False)
    panel.spines["bottom"].set(color=GREY, linewidth=0.7 * sheet.scale)
    return panel


def _draw_course(panel: Axes, rows: pd.DataFrame, columns: tuple[str, str], scale: float, *, steps: bool) -> None:
    """The real order as a line, the random ones as a band with its mean."""
    real, random = columns
    x = rows["position"].to_numpy()
    known = rows[rows[f"{random}_mean"].notna()]
    if len(known):
        at = known["position"].to_numpy()
        low, high = (known[f"{random}_{end}"].to_numpy() for end in ("low", "high"))
        panel.fill_between(at, low, high, color=BAND, linewidth=0, zorder=1.2)
        mean = known[f"{random}_mean"].to_numpy()
        panel.plot(at, mean, color=INK, linewidth=1.0 * scale, linestyle=DASHES, zorder=2.2)
    drawstyle: Any = "steps-post" if steps else "default"
    panel.plot(x, rows[real].to_numpy(), color=REAL, linewidth=1.5 * scale, drawstyle=drawstyle, zorder=3)
    size = (4 if len(rows) <= 40 else 2.5) * scale
    panel.plot(x, rows[real].to_numpy(), "o", color=REAL, markersize=size, markeredgewidth=0, zorder=3.1, clip_on=False)
