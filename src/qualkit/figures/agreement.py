"""How far coders agree: coefficients of each code with their intervals, and what is undefined."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.figures.dots import (
    AXIS,
    RULE,
    Marker,
    Scale,
    draw_interval,
    name_rows,
    number_or_nan,
    write_columns,
    write_interval,
    write_number,
)
from qualkit.figures.frame import SWATCH, Frame, Key, check_table, nothing_to_draw, plain
from qualkit.figures.lettering import SMALL, spread, text_height, text_width, wrap
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import GREY, style
from qualkit.wording import format_number, say, say_or_same

COLUMNS: Final = ("code", "coefficient", "unit", "estimate", "ci_low", "ci_high", "n_units")
BY_CHANCE: Final = frozenset({"percent_agreement", "holsti"})  # agreement by chance is in them: no customs
ALL: Final = "*"  # all codes together
CUSTOMS: Final = (0.667, 0.8)  # Krippendorff (2004), doi:10.1111/j.1468-2958.2004.tb00738.x
MARKERS: Final = (  # neighbours differ in shape and by 15 L* or more
    Marker("o", "#08305C"),
    Marker("s", "#D55E00", 5),
    Marker("^", "#000000", 6, hollow=True),
    Marker("D", "#3D9BD1", 5),
    Marker("v", "#4F1C00", 6),
    Marker("o", "#8A8A8A", 5.5, hollow=True),
    Marker("X", "#D9B13B", 6),
    Marker("s", "#005F9E", 5, hollow=True),
    Marker("P", "#009E73", 6),
    Marker("D", "#6B3A5B", 5, hollow=True),
)
WIDTH: Final = 7.0
LABEL_WIDTH: Final = 1.9
NARROWEST: Final = 2.4  # plot
BETWEEN: Final = 0.14  # columns
LANE: Final = 0.14  # of a coefficient in the row of a code
PAD: Final = 0.05  # above and below a row
APART: Final = 0.08  # below all codes together


def plot_agreement(
    table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None
) -> Axes:
    """Draw the agreement of coders: for each code a dot with its interval for each coefficient.

    Parameters
    ----------
    table : DataFrame
        `code coefficient unit estimate ci_low ci_high n_units`, and `label` where the codes have one, one row a code,
        coefficient and unit. Code `*` is all codes together and stands first.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure that grows downwards with the table.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        Coefficients differ by the shape and lightness of their dots. The lines at 0.667 and 0.800 are customs, and the
        figure says that they are no passes. At the right: the estimate with its interval, and n. An estimate that is
        NaN is told as undefined.

    Examples
    --------
    >>> table = pd.DataFrame({"code": ["*", "a/b"], "coefficient": "krippendorff_alpha", "unit": "segment",
    ...     "estimate": [0.74, None], "ci_low": [0.6, None], "ci_high": [0.86, None], "n_units": [120, 0]})
    >>> [text.get_text() for text in plot_agreement(table).texts][-3:]
    ['undefined', '', '0']
    """
    with style():
        title = say("agreement_title", language)
        if table.empty:
            return nothing_to_draw(ax, title, language, note)
        check_table(table, COLUMNS, once=("code", "coefficient", "unit"))
        plan = _Plan.of(table, language)
        frame = Frame(plan.width, plan.height, title, _tell(table, plan, language), _keys(plan), note)
        sheet = frame.open(ax)
        plan.draw(sheet, frame.top)
        return sheet.ax


@dataclass(frozen=True)
class _Lane:
    values: tuple[float, float, float]  # estimate and the ends of its interval
    coefficient: str
    marker: Marker
    cells: list[str]  # at the right


@dataclass(frozen=True)
class _Row:
    label: list[str]
    lanes: Sequence[_Lane]
    together: bool  # all codes

    @property
    def height(self) -> float:
        return max(text_height(self.label), len(self.lanes) * LANE) + 2 * PAD


@dataclass(frozen=True)
class _Plan:
    rows: Sequence[_Row]
    markers: dict[str, Marker]  # of each coefficient
    scale: Scale
    heads: Sequence[list[str]]
    widths: Sequence[float]
    left: float
    plot: float
    language: str

    @classmethod
    def of(cls, table: pd.DataFrame, language: str) -> _Plan:
        table = table.assign(**{name: table[name].map(plain) for name in ("code", "coefficient", "unit")})
        table = table.sort_values("code", key=lambda codes: codes != ALL, kind="stable")
        coefficients = list(dict.fromkeys(table["coefficient"]))
        markers = {name: MARKERS[i % len(MARKERS)] for i, name in enumerate(coefficients)}
        several = table["unit"].nunique() > 1
        lanes: dict[str, list[_Lane]] = {}
        for row in table.sort_values(
            "coefficient", key=lambda names: names.map(coefficients.index), kind="stable"
        ).to_dict("records"):
            lanes.setdefault(row["code"], []).append(_lane(row, markers[row["coefficient"]], language, several))
        labels = _labels(table, language)
        rows = [_Row(wrap(labels[code], LABEL_WIDTH, bold=code == ALL), lanes[code], code == ALL) for code in labels]
        cells = list(zip(*(lane.cells for row in rows for lane in row.lanes), strict=True))
        heads = [
            wrap(say(f"agreement_head_{name}", language), max(0.7, _widest(column)), SMALL)
            for name, column in zip(("estimate", "n"), cells, strict=True)
        ]
        widths = [_widest([*head, *column]) + BETWEEN for head, column in zip(heads, cells, strict=True)]
        left = max(text_width(line, bold=row.together) for row in rows for line in row.label) + BETWEEN
        plot = max(NARROWEST, WIDTH - left - sum(widths))
        return cls(rows, markers, _scale(table), heads, widths, left, plot, language)

    @property
    def customs(self) -> bool:
        """Whether a coefficient has them."""
        return not BY_CHANCE.issuperset(self.markers)

    @property
    def width(self) -> float:
        return self.left + self.plot + sum(self.widths)

    @property
    def head(self) -> float:
        return max(text_height(head, SMALL) for head in [*self.heads, [""]]) + 0.08

    @property
    def height(self) -> float:
        apart = APART if self.rows[0].together else 0.0
        return self.head + sum(row.height for row in self.rows) + apart + AXIS

    def draw(self, sheet: Sheet, top: float) -> None:
        """Draw with the heads of the columns at the top."""
        y, bottom, right = top + self.head, top + self.height - AXIS, self.left + self.plot
        for head, width in zip(self.heads, self.widths, strict=True):
            right += width
            sheet.text(right, y - 0.05, head, size=SMALL, colour=GREY, ha="right", va="bottom")
        sheet.line([0, self.width], [y, y])
        self.scale.draw(sheet, self.left, bottom, self.plot, self.language)
        self._draw_customs(sheet, y, bottom)
        for row in self.rows:
            self._draw_row(sheet, row, y)
            y += row.height
            if row.together:
                y += APART
                sheet.line([0, self.width], [y - APART / 2] * 2)
            else:
                sheet.line([0, self.width], [y, y], colour=RULE)

    def _draw_customs(self, sheet: Sheet, top: float, bottom: float) -> None:
        """Thin lines, their numbers above, moved apart where the axis is long."""
        places = [self.left + self.scale.place(custom) * self.plot for custom in CUSTOMS]
        texts = [_custom(custom, self.language) for custom in CUSTOMS]
        middles = spread(places, [text_width(text, SMALL) + 0.06 for text in texts], self.left, self.left + self.plot)
        for place, middle, text in zip(places, middles, texts, strict=True) if self.customs else ():
            sheet.line([place, place, middle], [bottom, top, top - 0.05], width=0.7, dash=(0, (4, 2)))
            sheet.text(middle, top - 0.05, text, size=SMALL, colour=GREY, ha="center", va="bottom")
        if self.scale.low < 0:
            zero = self.left + self.scale.place(0) * self.plot
            sheet.line([zero, zero], [top, bottom], colour=RULE, width=0.8)

    def _draw_row(self, sheet: Sheet, row: _Row, y: float) -> None:
        middle = y + row.height / 2
        sheet.text(0, middle, row.label, bold=row.together)
        for index, lane in enumerate(row.lanes):
            at = middle + (index - (len(row.lanes) - 1) / 2) * LANE
            if math.isnan(lane.values[0]):
                sheet.text(self.left, at, self._tell_undefined(lane), size=SMALL, colour=GREY)
            else:
                draw_interval(sheet, self.scale, self.left, at, self.plot, lane.values, lane.marker)
            write_columns(sheet, self.left + self.plot, at, lane.cells, self.widths)

    def _tell_undefined(self, lane: _Lane) -> str:
        """In words: a marker at the left would be read as a low estimate."""
        told = say("agreement_undefined", self.language)
        named = f"{say_or_same('coefficient', lane.coefficient, self.language)}: {told}"
        room = self.plot + self.widths[0] - BETWEEN
        return named if len(self.markers) > 1 and text_width(named, SMALL) <= room else told


def _lane(row: dict[Hashable, Any], marker: Marker, language: str, several: bool) -> _Lane:
    values = number_or_nan(row["estimate"]), number_or_nan(row["ci_low"]), number_or_nan(row["ci_high"])
    n = number_or_nan(row["n_units"])
    told = "?" if math.isnan(n) else format_number(n, language, decimals=0)
    if several:
        told = say("agreement_n", language, n=told, unit=say_or_same("unit", row["unit"], language))
    return _Lane(
        values, row["coefficient"], marker, ["" if math.isnan(values[0]) else write_interval(values, language), told]
    )


def _labels(table: pd.DataFrame, language: str) -> dict[str, str]:
    """Of all codes together first, then of each code in the table's order."""
    told = table if "label" in table.columns else table.assign(label=table["code"])
    labels = name_rows(told, "code", "label")
    return {code: say("agreement_all", language) if code == ALL else label for code, label in labels.items()}


def _scale(table: pd.DataFrame) -> Scale:
    """From 0, or from a lower end where one is, to 1; far below 0 there are arrows."""
    told = pd.to_numeric(pd.concat([table["estimate"], table["ci_low"]])).dropna()
    lowest = min([0.0, *told])
    low = 0.0 if lowest >= 0 else -0.5 if lowest >= -0.5 else -1.0
    return Scale.fixed(low, 1, 0.2 if low == 0 else 0.5)


def _custom(custom: float, language: str) -> str:
    return write_number(custom, language, 3)


def _widest(texts: Iterable[str]) -> float:
    return max(text_width(text, SMALL) for text in texts)


def _tell(table: pd.DataFrame, plan: _Plan, language: str) -> list[str]:
    units = [say_or_same("unit", unit, language) for unit in dict.fromkeys(table["unit"].map(plain))]
    low, high = (_custom(custom, language) for custom in CUSTOMS)
    told = [say("agreement_size", language, unit=", ".join(units))]
    if plan.customs:
        customs = [say("agreement_customs", language, low=low, high=high)]
        raw = ", ".join(say_or_same("coefficient", name, language) for name in plan.markers if name in BY_CHANCE)
        told.append(" ".join([*customs, *([say("agreement_by_chance", language, names=raw)] if raw else [])]))
    undefined = int(table["estimate"].isna().sum())
    return [*told, say("agreement_undefined_n", language, n=undefined, total=len(table))] if undefined else told


def _keys(plan: _Plan) -> list[Key]:
    def swatch(marker: Marker, sheet: Sheet, x: float, y: float) -> None:
        sheet.line([x, x + SWATCH], [y, y], colour=marker.colour, width=1.1)
        marker.draw(sheet, x + SWATCH / 2, y)

    names = plan.markers.items()
    return [Key(say_or_same("coefficient", name, plan.language), partial(swatch, marker)) for name, marker in names]
