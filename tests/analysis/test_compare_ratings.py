"""Agreement on any table of units by coders: the published examples as people would type them in."""

from __future__ import annotations

import math
from typing import Any

import krippendorff
import numpy as np
import pandas as pd
import pytest

import qualkit as qk
from qualkit.analysis.ratings import RATING_COLUMNS

FOUR_CODERS = pd.DataFrame({  # Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
})  # fmt: skip


def take(table: pd.DataFrame, coefficient: str) -> pd.Series:
    return table.set_index("coefficient").loc[coefficient]


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_four_coders_with_missing_ratings(metric: Any, alpha: float) -> None:
    table = qk.compare_ratings(FOUR_CODERS, metric=metric)
    assert tuple(table.columns) == RATING_COLUMNS
    row = take(table, "krippendorff_alpha")
    assert row["estimate"] == pytest.approx(alpha, abs=5e-4)
    told = krippendorff.alpha(FOUR_CODERS.to_numpy(dtype=float).T, level_of_measurement=metric)
    assert row["estimate"] == pytest.approx(told)
    assert (row["n_units"], row["coders"], row["unit"]) == (11, "A, B, C, D", "unit")
    assert row["ci_low"] < row["estimate"] < row["ci_high"]


def test_weights_are_for_the_coefficients_that_take_them() -> None:
    ratings = [[1, 1], [2, 2], [3, 2], [4, 4], [2, 1], [3, 3]]
    table = qk.compare_ratings(ratings, weights="quadratic")
    assert "gwet_ac2" in set(table["coefficient"]) and "gwet_ac1" not in set(table["coefficient"])
    plain = take(qk.compare_ratings(ratings), "cohen_kappa")["estimate"]
    assert take(table, "cohen_kappa")["estimate"] > plain
    unweighted = take(qk.compare_ratings(ratings), "krippendorff_alpha")["estimate"]
    assert take(table, "krippendorff_alpha")["estimate"] == pytest.approx(unweighted)


def test_documents_are_what_intervals_draw() -> None:
    rows = pd.DataFrame({"x": list("aabbab"), "y": list("aabbaa"), "where": [1, 1, 1, 2, 2, 3]})
    by_column = qk.compare_ratings(rows, documents="where")
    given = qk.compare_ratings(rows[["x", "y"]], documents=[1, 1, 1, 2, 2, 3])
    pd.testing.assert_frame_equal(by_column, given)
    assert set(by_column["n_documents"]) == {3}
    assert set(qk.compare_ratings(rows[["x", "y"]])["n_documents"]) == {6}


def test_units_drawn_one_by_one_vary_as_theory_has_it() -> None:
    rng = np.random.default_rng(7)
    first = rng.integers(0, 3, 2_000)
    second = np.where(rng.random(2_000) < 0.6, first, rng.integers(0, 3, 2_000))
    table = qk.compare_ratings(pd.DataFrame({"x": first, "y": second}))
    told = table[table["analytic_low"].notna()]
    assert len(told) == 6
    for end, other in (("ci_low", "analytic_low"), ("ci_high", "analytic_high")):
        assert told[end].to_numpy() == pytest.approx(told[other].to_numpy(), abs=0.005)
    assert (table["lowest"] > table["estimate"] - 0.002).all() and (table["highest"] < table["estimate"] + 0.002).all()


def test_sets_of_codes_agree_in_part() -> None:
    rows = [[{"a"}, {"a"}], [{"a", "b"}, {"a"}], [{"b"}, {"c"}], [{"c"}, {"c"}]]
    values = {
        metric: take(qk.compare_ratings(rows, metric=metric), "krippendorff_alpha")["estimate"]
        for metric in ("nominal", "jaccard", "masi")
    }
    assert values["nominal"] < values["masi"] < values["jaccard"]


def test_no_variation_is_undefined_with_its_reason() -> None:
    row = take(qk.compare_ratings([["a", "a"]] * 5), "krippendorff_alpha")
    assert math.isnan(row["estimate"]) and "no variation" in row["note"]


@pytest.mark.parametrize(
    ("rows", "asked", "message"),
    [
        ([["a"], ["b"]], {}, "two coders or more"),
        ([["a", "b"]], {"metric": "near"}, "no metric 'near'"),
        ([["a", "b"]], {"coefficient": "kappa"}, "no coefficient 'kappa'"),
        ([["a", "b"]], {"documents": "where"}, "no column 'where'"),
        ([["a", "b"]], {"categories": ["a"]}, "'b', which is none of the categories"),
        ([["a", "b"]], {"metric": "interval"}, "interval"),
    ],
)
def test_what_cannot_be_rated_is_told(rows: Any, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.compare_ratings(rows, **asked)


def test_numbers_of_numpy_and_missing_ones_of_pandas_are_read() -> None:
    table = pd.DataFrame({"x": pd.array([1, 2, None, 2], dtype="Int64"), "y": np.array([1, 2, 1, 1])})
    assert take(qk.compare_ratings(table), "krippendorff_alpha")["n_units"] == 3
