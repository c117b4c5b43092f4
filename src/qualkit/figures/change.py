"""The change of a measure between two waves: a line per case, the median, and what is missing."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.errors import QualkitError
from qualkit.figures.frame import check_table, new_axes, nothing_to_draw
from qualkit.figures.slopes import Slopes, draw_slopes, plan_slopes
from qualkit.figures.style import style
from qualkit.wording import say

COLUMNS: Final = (
    *("measure", "measure_label", "unit", "better", "case", "wave_from", "wave_to", "wave_from_label"),
    *("wave_to_label", "value_from", "value_to", "change", "change_relative", "side"),
)


def plot_change(table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None) -> Axes:
    """Draw each case's value at two waves as a line, with the median in bold.

    Parameters
    ----------
    table : DataFrame
        `measure measure_label unit better case wave_from wave_to wave_from_label wave_to_label value_from value_to
        change change_relative side`, one row a case; side is better, same, worse, or '' where a value is missing.
        `prices`, where the table has it, tells whether amounts are nominal or in the prices of a year.
    ax : Axes, optional
        Where to draw one measure; by default a new figure with a panel for each measure.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        Of the first measure; the money axis is its `child_axes[0]`. Worse cases are named, at most twelve.

    Examples
    --------
    >>> table = pd.DataFrame({"measure": "income", "measure_label": "Income", "unit": "IDR", "better": "up",
    ...     "case": ["M01"], "wave_from": "t1", "wave_to": "t2", "wave_from_label": "before",
    ...     "wave_to_label": "now", "value_from": 1e6, "value_to": 2e6, "change": 1e6, "change_relative": 1.0,
    ...     "side": "better"})
    >>> plot_change(table).get_title()
    'Income: before and now'
    """
    with style():
        if table.empty:
            return nothing_to_draw(ax, say("change_nothing", language), language, note)
        check_table(table, COLUMNS, once=("measure", "case"))
        plans = _plan(table, language, note)
        if ax is not None and len(plans) > 1:
            named = ", ".join(map(str, table["measure"].unique()))
            raise QualkitError(f"these axes take one measure, the table has {named}: leave ax out or choose one")
        places = [ax] if ax is not None else new_axes([plan.frame for plan in plans])
        drawn = [draw_slopes(plan, place) for plan, place in zip(plans, places, strict=True)]
        return drawn[0]


def _plan(table: pd.DataFrame, language: str, note: str | None) -> list[Slopes]:
    """A panel for each measure; the note stands below the last."""
    parts = [part for _, part in table.groupby("measure", sort=False)]
    return [plan_slopes(part, language, None) for part in parts[:-1]] + [plan_slopes(parts[-1], language, note)]
