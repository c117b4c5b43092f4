"""Many comparisons at once: each effect as a dot with its interval, and p never without them."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
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
from qualkit.figures.frame import Frame, check_table, name_measures, nothing_to_draw, plain
from qualkit.figures.lettering import SMALL, text_height, text_width, wrap
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import GREY, style
from qualkit.wording import format_number, say, say_note, say_or_same

COLUMNS: Final = (
    *("code", "label", "measure", "measure_label", "effect", "effect_name", "ci_low", "ci_high", "p_value"),
    *("p_adjusted", "n_tests", "correction", "n_units", "n_missing", "n_unread", "method", "note"),
)
WIDTH: Final = 7.0
LABEL_WIDTH: Final = 1.6
NARROWEST: Final = 1.6  # plot
BETWEEN: Final = 0.12  # columns
HEADING: Final = 6.5  # of the name of a panel or group
PANELS: Final = 0.3  # between panels
SIGNED: Final = frozenset(
    {"risk_difference", "share_difference", "cliffs_delta", "rank_biserial", "phi", "yules_q", "somers_d"}
)
UNSIGNED: Final = frozenset({"cramers_v", "cramer_v"})
RATIOS: Final = frozenset({"odds_ratio", "risk_ratio"})
HEADS: Final = ("effect", "n", "p", "adjusted", "tests")
DOT: Final = Marker("o", "#004C80")


def plot_effects(table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None) -> Axes:
    """Draw effects with their intervals, one row a code and outcome, one panel and axis a kind of effect.

    Parameters
    ----------
    table : DataFrame
        `code label measure measure_label effect effect_name ci_low ci_high p_value p_adjusted n_tests correction
        n_units n_missing n_unread method note`, one row a code, outcome and kind of effect.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure that grows downwards with the table.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom, after the notes of the rows.

    Returns
    -------
    Axes
        Rows stand under their outcome, with one code under the code. The vertical line is no effect; ratios have an
        axis of logarithms, and what lies beyond an axis is an arrow. At the right: the effect with its interval, n, the
        p, the adjusted p and the tests in its family. An effect that is undefined is told so with its note, and
        without its p.

    Examples
    --------
    >>> table = pd.DataFrame({"code": "a/b", "label": "relief", "measure": "income", "measure_label": "income",
    ...     "effect": [0.42], "effect_name": "risk_difference", "ci_low": 0.1, "ci_high": 0.68, "p_value": 0.0312,
    ...     "p_adjusted": 0.0936, "n_tests": 3, "correction": "holm", "n_units": 24, "n_missing": 1, "n_unread": 2,
    ...     "method": "exact", "note": ""})
    >>> [text.get_text() for text in plot_effects(table).texts][-10:-5]
    ['0.42 (0.10 to 0.68)', '24 (1; 2)', '0.031', '0.094', '3']
    """
    with style():
        if table.empty:
            return nothing_to_draw(ax, say("effects_title", language), language, note)
        check_table(table, COLUMNS)
        if "outcome" in table:  # two waves of one measure are two outcomes
            table = table.assign(measure=table["outcome"])
        check_table(table, COLUMNS, once=("code", "measure", "effect_name"))
        table = name_measures(table, language).assign(note=[say_note(plain(text), language) for text in table["note"]])
        plan = _Plan.of(table, language)
        frame = Frame(plan.width, plan.height, _title(table, language), _tell(table, language), (), plan.note(note))
        sheet, y = frame.open(ax), frame.top
        for panel in plan.panels:
            panel.draw(sheet, plan, y)
            y += panel.height(plan) + PANELS
        return sheet.ax


@dataclass(frozen=True)
class _Row:
    label: list[str]
    values: tuple[float, float, float]  # effect and the ends of its interval
    undefined: str  # what is told in place of a dot
    cells: list[str]  # at the right


@dataclass(frozen=True)
class _Panel:
    name: list[str]
    methods: list[str]
    scale: Scale
    middle: float  # no effect
    groups: Mapping[str, Sequence[_Row]]  # by outcome; by '' where there is one, or one code

    @classmethod
    def of(cls, name: str, table: pd.DataFrame, groups: Mapping[str, Sequence[_Row]], language: str) -> _Panel:
        """A kind of effect on an axis of its own."""
        values = [value for rows in groups.values() for row in rows for value in row.values]
        scale, middle = _scale(name, values)
        heading = say_or_same("effect", name, language)
        if scale.is_log:
            heading = say("effects_log", language, effect=heading)
        used = dict.fromkeys(text for text in table["method"].map(plain) if text)
        methods = "; ".join(say_or_same("method", text, language) for text in used)
        told = wrap(say("effects_method", language, method=methods), HEADING, SMALL) if methods else []
        return cls(wrap(heading, HEADING, bold=True), told, scale, middle, groups)

    def height(self, plan: _Plan) -> float:
        """Of the panel with its name, the heads of the columns and the axis."""
        rows = sum(plan.row_height(row) for rows in self.groups.values() for row in rows)
        return self._head(plan) + sum(map(_group_height, self.groups)) + rows + AXIS

    def _head(self, plan: _Plan) -> float:
        told = text_height(self.name) + text_height(self.methods, SMALL)
        return told + max(text_height(head, SMALL) for head in plan.heads) + 0.1

    def draw(self, sheet: Sheet, plan: _Plan, y: float) -> None:
        """Draw with the top of its name at y."""
        sheet.text(0, y, self.name, bold=True, va="top")
        sheet.text(0, y + text_height(self.name), self.methods, size=SMALL, colour=GREY, va="top")
        y += self._head(plan)
        right = plan.left + plan.plot
        for head, width in zip(plan.heads, plan.widths, strict=True):
            right += width
            sheet.text(right, y - 0.06, head, size=SMALL, colour=GREY, ha="right", va="bottom")
        sheet.line([0, plan.width], [y, y])
        for group, rows in self.groups.items():
            if group:
                sheet.text(0, y + 0.06, wrap(group, HEADING, bold=True), bold=True, va="top")
                y += _group_height(group)
            y = self._draw_rows(sheet, plan, rows, y)
        self.scale.draw(sheet, plan.left, y, plan.plot, plan.language)

    def _draw_rows(self, sheet: Sheet, plan: _Plan, rows: Sequence[_Row], y: float) -> float:
        at = plan.left + self.scale.place(self.middle) * plan.plot
        for row in rows:
            height = plan.row_height(row)
            middle = y + height / 2
            sheet.line([plan.inset, plan.width], [y + height] * 2, colour=RULE)
            sheet.text(plan.inset, middle, row.label, size=SMALL)
            if row.undefined:
                sheet.text(plan.left, middle, plan.wrap_undefined(row), size=SMALL, colour=GREY)
            else:
                sheet.line([at, at], [y, y + height], width=0.8)
                draw_interval(sheet, self.scale, plan.left, middle, plan.plot, row.values, DOT)
            write_columns(sheet, plan.left + plan.plot, middle, row.cells, plan.widths)
            y += height
        return y


@dataclass(frozen=True)
class _Plan:
    panels: Sequence[_Panel]
    heads: Sequence[list[str]]
    widths: Sequence[float]  # of the columns at the right
    left: float
    plot: float
    inset: float  # of the labels below the name of a group
    notes: Sequence[str]
    language: str

    @classmethod
    def of(cls, table: pd.DataFrame, language: str) -> _Plan:
        notes = list(dict.fromkeys(text for text in table.loc[table["effect"].notna(), "note"].map(plain) if text))
        grouped = table["measure"].map(plain).nunique() > 1 and table["code"].map(plain).nunique() > 1
        by = ("measure", "measure_label") if table["code"].map(plain).nunique() == 1 else ("code", "label")
        labels, names = name_rows(table, *by), name_rows(table, "measure", "measure_label")
        with_p = bool((table["p_value"].notna() & table["effect"].notna()).any())
        kinds: dict[str, dict[str, list[_Row]]] = {}
        for row in table.to_dict("records"):
            group = names[plain(row["measure"])] if grouped else ""
            rows = kinds.setdefault(plain(row["effect_name"]), {}).setdefault(group, [])
            rows.append(_row(row, labels[plain(row[by[0]])], notes, language, with_p))
        every = [row for groups in kinds.values() for rows in groups.values() for row in rows]
        heads, widths = [], []
        for name, cells in zip(HEADS, zip(*(row.cells for row in every), strict=True), strict=False):
            head = wrap(say(f"effects_head_{name}", language), max(0.7, _widest(cells)), SMALL)
            heads.append(head)
            widths.append(_widest([*head, *cells]) + BETWEEN)
        inset = 0.1 if grouped else 0.0
        left = inset + _widest([line for row in every for line in row.label]) + BETWEEN
        plot = max(NARROWEST, WIDTH - left - sum(widths))
        tables = dict(list(table.groupby(table["effect_name"].map(plain), sort=False)))
        panels = [_Panel.of(name, tables[name], groups, language) for name, groups in kinds.items()]
        return cls(panels, heads, widths, left, plot, inset, notes, language)

    @property
    def width(self) -> float:
        return self.left + self.plot + sum(self.widths)

    @property
    def height(self) -> float:
        return sum(panel.height(self) + PANELS for panel in self.panels) - PANELS

    def row_height(self, row: _Row) -> float:
        deep = text_height(self.wrap_undefined(row), SMALL) if row.undefined else 0.0
        return max(text_height(row.label, SMALL), deep) + 0.08

    def wrap_undefined(self, row: _Row) -> list[str]:
        """What is told over the plot and the column of the effect."""
        return wrap(row.undefined, self.plot + self.widths[0] - 0.1, SMALL)

    def note(self, note: str | None) -> str:
        """The notes of the rows, numbered, then the caller's."""
        numbered = [f"[{i}] {text.rstrip('.')}." for i, text in enumerate(self.notes, 1)]
        return " ".join([*numbered, note or ""]).strip()


def _row(row: dict[Hashable, Any], label: str, notes: list[str], language: str, with_p: bool) -> _Row:
    estimate, low, high, p, adjusted, tests = (
        number_or_nan(row[name]) for name in ("effect", "ci_low", "ci_high", "p_value", "p_adjusted", "n_tests")
    )
    text, undefined = plain(row["note"]), math.isnan(estimate)
    missing, unread = (_whole(row[column], language) for column in ("n_missing", "n_unread"))
    cells = ["" if undefined else write_interval((estimate, low, high), language)]
    cells.append(say("effects_n", language, n=_whole(row["n_units"], language), missing=missing, unread=unread))
    if with_p:  # an undefined effect leaves its p without meaning
        known = not undefined and not math.isnan(p)
        cells += [_write_p(p if known else math.nan, language), _write_p(adjusted if known else math.nan, language)]
        cells.append("–" if math.isnan(tests) or not known else format_number(tests, language, decimals=0))
    told = say("effects_undefined_why", language, why=text) if text else say("effects_undefined", language)
    numbered = f"{label} [{notes.index(text) + 1}]" if text and not undefined else label
    return _Row(wrap(numbered, LABEL_WIDTH, SMALL), (estimate, low, high), told if undefined else "", cells)


def _scale(name: str, values: Sequence[float]) -> tuple[Scale, float]:
    """The axis of a kind of effect, and where on it there is none."""
    if name in SIGNED:
        return Scale.fixed(-1, 1, 0.5), 0.0
    if name in UNSIGNED:
        return Scale.fixed(0, 1, 0.25), 0.0
    if name in RATIOS:
        return Scale.ratios(values), 1.0
    return Scale.around(values), 0.0


def _group_height(name: str) -> float:
    return text_height(wrap(name, HEADING, bold=True)) + 0.1 if name else 0.0


def _widest(texts: Sequence[str]) -> float:
    return max(text_width(text, SMALL) for text in texts)


def _whole(value: Any, language: str) -> str:
    return "?" if pd.isna(value) else format_number(float(value), language, decimals=0)


def _write_p(p: float, language: str) -> str:
    if math.isnan(p):
        return "–"
    if 0.9995 <= p < 1:
        return f">{write_number(0.999, language, 3)}"
    return f"<{write_number(0.001, language, 3)}" if p < 0.001 else write_number(p, language, 3)


def _title(table: pd.DataFrame, language: str) -> str:
    measures, codes = (table[column].map(plain).unique() for column in ("measure", "code"))
    if len(measures) == 1:
        return say("effects_title_measure", language, measure=plain(table["measure_label"].iloc[0]))
    if len(codes) == 1:
        return say("effects_title_code", language, code=plain(table["label"].iloc[0]))
    return say("effects_title", language)


def _tell(table: pd.DataFrame, language: str) -> list[str]:
    told = [say("effects_size", language)]
    defined = table["effect"].notna()
    if (~defined).any():
        told.append(say("effects_undefined_n", language, n=int((~defined).sum()), total=len(table)))
    tested = table[defined & table["p_value"].notna()]
    if tested.empty:
        return [*told, say("effects_no_p", language)]
    known = tested.loc[tested["p_adjusted"].notna(), "correction"].map(plain).unique()
    if len(known):
        names = ", ".join(say_or_same("correction", name, language) if name else "?" for name in known)
        told.append(say("effects_corrected", language, correction=names))
    if tested["p_adjusted"].isna().any():
        told.append(say("effects_uncorrected", language, n=int(tested["p_adjusted"].isna().sum())))
    return told
