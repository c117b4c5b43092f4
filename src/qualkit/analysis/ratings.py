"""How far coders agree who rated the same units elsewhere: any table of units by coders."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualkit.analysis.measured import OF_MORE, OF_TWO, Resampling, measure_ratings
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.statistics.names import COEFFICIENTS, METRICS, Coefficient, Metric, Weights

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

RATING_COLUMNS = (
    "coefficient", "unit", "estimate", "ci_low", "ci_high", "n_units", "coders", "n_documents", "lowest", "highest",
    "n_resamples", "n_undefined", "analytic_low", "analytic_high", "below_667", "below_800", "note",
)  # fmt: skip


def compare_ratings(
    ratings: pd.DataFrame | Sequence[Sequence[Any]],
    *,
    coefficient: Coefficient | Iterable[Coefficient] | None = None,
    metric: Metric = "nominal",
    weights: Weights | ArrayLike = "identity",
    categories: Sequence[Hashable] | None = None,
    documents: Sequence[Hashable] | str | None = None,
    level: float = 0.95,
    n_resamples: int = 1_000,
    seed: int = 0,
) -> pd.DataFrame:
    """How far two coders or more agree on units that they were given: codes, grades, amounts.

    Parameters
    ----------
    ratings : one row a unit, one column a coder; None and NaN are missing, a set is a value of several codes.
    coefficient : by default all that fit the number of coders; gwet_ac2 for gwet_ac1 where there are `weights`.
    metric : of alpha. nominal: values are the same or not; ordinal: in the order of `categories`; interval and ratio: of
        numbers; jaccard and masi: of sets.
    weights : of all others but holsti, how far near categories agree: linear, quadratic, ordinal, radical, or a table.
    categories : in their order, also those that nobody used; by default the values that occur, sorted.
    documents : the document of each unit, or the column of `ratings` that names it: intervals draw documents. Without
        them each unit is drawn by itself.
    level, n_resamples, seed : of the intervals.

    Returns
    -------
    DataFrame, one row a coefficient, with the columns of `compare_coders`; `unit` is `unit`, `note` tells why an estimate
    is NaN. Formulas and sources: `qualkit.statistics.agreement.measure_agreement`.

    Raises
    ------
    QualkitError
        For an unknown coefficient, metric or value, and for fewer than two coders.

    Examples
    --------
    >>> table = compare_ratings([[1, 1], [2, 2], [3, 3], [3, 4], [1, 2], [4, 4]], metric="interval")
    >>> table[["coefficient", "estimate"]].round(2).tail(2)
              coefficient  estimate
    5            gwet_ac1      0.56
    6  krippendorff_alpha      0.88
    """
    import numpy as np
    import pandas as pd

    from qualkit.statistics.ratings import Ratings

    table = ratings if isinstance(ratings, pd.DataFrame) else pd.DataFrame([list(row) for row in ratings], dtype=object)
    if isinstance(documents, str):
        if documents not in table.columns:
            raise QualkitError(f"no column {documents!r}: {suggest(documents, map(str, table.columns))}")
        documents, table = table[documents].tolist(), table.drop(columns=documents)
    if table.shape[1] < 2:
        raise QualkitError(
            f"agreement is between two coders or more; the table has {table.shape[1]} columns of ratings"
        )
    if metric not in METRICS:
        raise QualkitError(f"no metric {metric!r}: {suggest(metric, METRICS)}")
    weighted = not (isinstance(weights, str) and weights == "identity")
    values = [[None if _is_missing(cell) else cell for cell in row] for row in table.to_numpy(dtype=object)]
    rated, alike = Ratings.of(values, categories=categories, documents=documents), None
    if documents is None:  # each unit is drawn by itself, and those that got the same ratings are alike
        n = len(rated.times)
        rated, alike = replace(rated, documents=np.arange(n), n_documents=n), rated.times
    rows = []
    for name in _choose(coefficient, table.shape[1], weighted):
        takes_weights = weighted and name not in ("holsti", "krippendorff_alpha", "gwet_ac1")
        row = measure_ratings(
            rated, name, Resampling(level, n_resamples, seed), alike=alike, metric=metric,
            weights=weights if takes_weights else "identity",
        )  # fmt: skip
        rows.append({
            "unit": "unit",
            "coders": ", ".join(map(str, table.columns)),
            "n_documents": rated.n_documents if alike is None else len(values),
            "below_667": math.nan,
            "below_800": math.nan,
            **row,
        })  # fmt: skip
    return make_table(rows, RATING_COLUMNS)


def _choose(
    coefficient: Coefficient | Iterable[Coefficient] | None, n_coders: int, weighted: bool
) -> tuple[Coefficient, ...]:
    if coefficient is None:
        usual = OF_TWO if n_coders == 2 else OF_MORE
        return tuple("gwet_ac2" if weighted and name == "gwet_ac1" else name for name in usual)
    names: tuple[Coefficient, ...] = (coefficient,) if isinstance(coefficient, str) else tuple(coefficient)
    for name in names:
        if name not in COEFFICIENTS:
            raise QualkitError(f"no coefficient {name!r}: {suggest(name, COEFFICIENTS)}")
    return names


def _is_missing(cell: Any) -> bool:
    import pandas as pd

    return cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell))
