"""How far coders agree who rated the same units elsewhere: any table of units by coders."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from qualkit.analysis.measured import OF_MORE, OF_TWO, Resampling, measure_ratings
from qualkit.columns import make_table
from qualkit.errors import QualkitError, list_names, suggest
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

    from qualkit.statistics.ratings import Ratings

    resampling = Resampling(level, n_resamples, seed)
    table = _read_table(ratings)
    if isinstance(documents, str):
        documents, table = _take_column(table, documents)
    if documents is not None:
        documents = [None if _is_missing(document) else document for document in _list(documents, "documents")]
    if table.shape[1] < 2:
        raise QualkitError(
            f"agreement is between two coders or more; the table has {table.shape[1]} columns of ratings"
        )
    if metric not in METRICS:
        raise QualkitError(f"no metric {metric!r}: {suggest(metric, METRICS)}")
    categories = None if categories is None else _list(categories, "categories")
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
            rated, name, resampling, alike=alike, metric=metric,
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
    names = list_names(coefficient, "coefficient")
    for name in names:
        if name not in COEFFICIENTS:
            raise QualkitError(f"no coefficient {name!r}: {suggest(name, COEFFICIENTS)}")
    return cast("tuple[Coefficient, ...]", names)


def _read_table(ratings: pd.DataFrame | Sequence[Sequence[Any]]) -> pd.DataFrame:
    import pandas as pd

    if isinstance(ratings, pd.DataFrame):
        return ratings
    rows = [_list(row, "a unit") for row in _list(ratings, "ratings")]
    widths = sorted({len(row) for row in rows})
    if len(widths) > 1:
        raise QualkitError(f"units with {' and '.join(map(str, widths))} values: each has one a coder")
    table = pd.DataFrame(index=range(len(rows)), columns=range(widths[0] if widths else 0), dtype=object)
    for coder in table.columns:
        table[coder] = pd.Series([row[coder] for row in rows], dtype=object)
    return table


def _take_column(table: pd.DataFrame, name: str) -> tuple[list[Any], pd.DataFrame]:
    n = list(table.columns).count(name)
    if not n:
        raise QualkitError(f"no column {name!r}: {suggest(name, map(str, table.columns))}")
    if n > 1:
        raise QualkitError(f"{n} columns are called {name!r}: rename the one that names the documents")
    return table[name].tolist(), table.drop(columns=name)


def _list(values: Any, what: str) -> list[Any]:
    if isinstance(values, str) and what != "categories":
        raise QualkitError(f"{what}={values!r}: a text is no list of values; give a list")
    try:
        return list(values)
    except TypeError:
        raise QualkitError(f"{what}={values!r}: give a list of values") from None


def _is_missing(cell: Any) -> bool:
    import pandas as pd

    return bool(pd.api.types.is_scalar(cell)) and bool(pd.isna(cell))
