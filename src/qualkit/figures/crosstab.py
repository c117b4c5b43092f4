"""One code against one outcome: a bar of 100 percent for each side, with every number in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.errors import QualkitError
from qualkit.figures.bars import NUMBER, Bar, Segment, draw_empty
from qualkit.figures.frame import Frame, check_table, name_measures, nothing_to_draw, plain
from qualkit.figures.lettering import text_height, text_width, wrap
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import fill, style
from qualkit.wording import format_number, format_p, format_share, say, say_note, say_or_same

COLUMNS: Final = (
    *("code", "label", "measure", "measure_label", "side", "value", "n", "n_units", "share"),
    *("n_missing", "n_unread", "effect", "effect_name", "ci_low", "ci_high", "p_value"),
)
WIDTH: Final = 7.0
BAR_HEIGHT: Final = 0.36
LABEL_WIDTH: Final = 1.9
BETWEEN: Final = 0.16


def plot_crosstab(
    table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None
) -> Axes:
    """Draw how the cases of each side are spread over the outcome.

    Parameters
    ----------
    table : DataFrame
        `code label measure measure_label side value n n_units share n_missing n_unread effect effect_name ci_low
        ci_high p_value`, one row a cell of one code and one outcome; `method p_adjusted n_tests correction note` are
        told where the table has them.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        Below the title: what is missing and unread, the effect, its interval and p (p never without an effect).

    Examples
    --------
    >>> table = pd.DataFrame({"code": "a/b", "label": "relief", "measure": "income", "measure_label": "income",
    ...     "side": ["coded", "coded"], "value": ["better", "worse"], "n": [3, 1], "n_units": 4,
    ...     "share": [0.75, 0.25], "n_missing": 0, "n_unread": 1, "effect": None, "effect_name": "odds_ratio",
    ...     "ci_low": None, "ci_high": None, "p_value": None})
    >>> plot_crosstab(table).get_title()
    'Code “relief” and outcome “income”'
    """
    with style():
        if table.empty:
            return nothing_to_draw(ax, say("crosstab_nothing", language), language, note)
        check_table(table, COLUMNS, once=("code", "measure", "side", "value"))
        _check_one(table)
        table = name_measures(table, language)
        rows = _rows(table, language)
        frame = _frame(table, rows, language, note)
        return _draw(frame.open(ax), rows, frame.top, language)


@dataclass(frozen=True)
class _Row:
    side: str
    lines: list[str]
    bar: Bar
    missing: str
    ends: list[str]  # what stands at the end of the bar

    @property
    def height(self) -> float:
        return self.bar.above + max(self.bar.height, text_height(self.lines))


def _frame(table: pd.DataFrame, rows: list[_Row], language: str, note: str | None) -> Frame:
    first = table.iloc[0]
    title = say("crosstab_title", language, code=plain(first["label"]), measure=plain(first["measure_label"]))
    body = sum(row.height + BETWEEN for row in rows) - BETWEEN
    keys = [segment.key for segment in rows[0].bar.segments]
    return Frame(WIDTH, body, title, _tell(table, rows, language), keys, note)


def _check_one(table: pd.DataFrame) -> None:
    pairs = table[["code", "measure"]].drop_duplicates()
    if len(pairs) > 1:
        told = "; ".join(f"{code} × {measure}" for code, measure in pairs.itertuples(index=False))
        raise QualkitError(f"one figure draws one code and one measure, the table has {told}: choose one of them")


def _rows(table: pd.DataFrame, language: str) -> list[_Row]:
    values = list(table["value"].map(plain).unique())
    sides = {str(side): rows for side, rows in table.groupby(table["side"].map(plain), sort=False)}
    lines = {side: wrap(side, LABEL_WIDTH, bold=True) for side in sides}
    missing = {side: _told(rows["n_missing"].iloc[0], language) for side, rows in sides.items()}
    ends = {
        side: [
            say("n", language, n=_whole(rows["n_units"].iloc[0])),
            say("crosstab_missing_row", language, n=missing[side]),
        ]
        for side, rows in sides.items()
    }
    left = max(text_width(line, bold=True) for side in sides for line in lines[side]) + 0.12
    width = WIDTH - left - 0.1 - max(text_width(end, NUMBER) for side in sides for end in ends[side])
    return [
        _Row(side, lines[side], _bar(rows, values, width, language), missing[side], ends[side])
        for side, rows in sides.items()
    ]


def _bar(rows: pd.DataFrame, values: list[str], width: float, language: str) -> Bar:
    cells = {plain(row["value"]): row for row in rows.to_dict("records")}
    segments = []
    for index, value in enumerate(values):
        n = _whole(cells[value]["n"]) if value in cells else 0
        share = float(cells[value]["share"]) if n else math.nan
        segments.append(Segment(value, n, f"{n} ({format_share(share, language)})", *fill(index)))
    total = max(_whole(rows["n_units"].iloc[0]), sum(_whole(part.n) for part in segments))
    return Bar(segments, total, width, BAR_HEIGHT)


def _told(n: Any, language: str) -> str:
    return say("crosstab_unknown", language) if pd.isna(n) else str(int(n))


def _whole(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _tell(table: pd.DataFrame, rows: list[_Row], language: str) -> list[str]:
    missing = ", ".join(f"{row.side} {row.missing}" for row in rows)
    told = say("crosstab_missing", language, missing=missing)
    if text_width(told) > WIDTH:
        told = say("crosstab_missing_see", language)
    return [
        say("crosstab_size", language),
        told,
        say("crosstab_unread", language, n=_told(table["n_unread"].iloc[0], language)),
        *_effect(table.iloc[0], language),
    ]


def _detectable(row: pd.Series, language: str) -> str:
    """What groups of these sizes could have shown."""
    difference = row.get("detectable", math.nan)
    return (
        ""
        if pd.isna(difference)
        else say("detectable", language, difference=format_number(float(difference), language))
    )


def _effect(row: pd.Series, language: str) -> list[str]:
    """The effect with its interval, and the p value only with them; below, what was forced, drawn or left undefined."""
    note = list(filter(None, [_detectable(row, language), say_note(plain(row.get("note", "")), language)]))
    if pd.isna(row["effect"]):
        return [say("effect_undefined", language), *note]
    name = say_or_same("effect", plain(row["effect_name"]), language)
    effect = format_number(float(row["effect"]), language)
    if pd.isna(row["ci_low"]) or pd.isna(row["ci_high"]):
        text = say("effect_bare", language, name=name, effect=effect)
    else:
        low, high = (format_number(float(row[end]), language) for end in ("ci_low", "ci_high"))
        text = say("effect", language, name=name, effect=effect, low=low, high=high)
    if pd.isna(row["p_value"]):
        return [f"{text}.", *note]
    method = say_or_same("method", plain(row.get("method", "")) or "exact", language)
    text = f"{text}; {say('p_of', language, method=method, p=format_p(float(row['p_value']), language))}"
    n_tests = row.get("n_tests", 1)
    if n_tests > 1:
        adjusted = format_p(float(row["p_adjusted"]), language)
        correction = say_or_same("correction", plain(row.get("correction", "")), language)
        text = f"{text}; {say('p_of_family', language, p=adjusted, n=int(n_tests), correction=correction)}"
    return [f"{text}.", *note]


def _draw(sheet: Sheet, rows: list[_Row], y: float, language: str) -> Axes:
    left = max(text_width(line, bold=True) for row in rows for line in row.lines) + 0.12
    for row in rows:
        bar = row.bar
        middle = y + bar.above + (row.height - bar.above) / 2
        sheet.text(left - 0.12, middle, row.lines, bold=True, ha="right")
        if bar.total:
            bar.draw(sheet, left, middle - bar.height / 2)
        else:
            no_cases = say("crosstab_no_cases", language)
            draw_empty(sheet, left, middle - bar.height / 2, bar.width, bar.height, no_cases)
        sheet.text(left + bar.width + 0.1, middle, row.ends, size=NUMBER)
        y += row.height + BETWEEN
    return sheet.ax
