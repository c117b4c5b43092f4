"""What agreement is asked of wrongly, and values that are none: told in words, and never a number that is not meant."""

from __future__ import annotations

import decimal
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import qualkit as qk
from qualkit.statistics.runs import Unitized, rate_characters

ROWS = [[1, 1], [2, 2], [1, 2], [2, 2]]
SOME = [["a", "b"], ["a", "a"]]


@pytest.mark.parametrize(
    ("rows", "asked", "message"),
    [
        ([1, 2, 3], {}, "a unit=1: give a list of values"),
        (None, {}, "ratings=None: give a list"),
        ("abab", {}, "ratings='abab': a text is no list"),
        (["ab", "ba"], {}, "a unit='ab': a text is no list"),
        ([[1, 2], [1]], {}, "units with 1 and 2 values"),
        ([[["a"], ["a"]], [["a"], ["b"]]], {}, "cannot be compared"),
        (ROWS, {"level": None}, "level=None"),
        (ROWS, {"level": "0.95"}, "level='0.95'"),
        (ROWS, {"n_resamples": 0}, "n_resamples=0"),
        (ROWS, {"n_resamples": -1}, "n_resamples=-1"),
        (ROWS, {"n_resamples": 2.5}, "n_resamples=2.5"),
        (ROWS, {"seed": -1}, "seed=-1"),
        (ROWS, {"seed": None}, "seed=None"),
        (ROWS, {"metric": None}, "no metric None"),
        (ROWS, {"coefficient": 5}, "coefficient=5"),
        (ROWS, {"weights": [[1, 5], [5, 1]]}, "from 0 to 1"),
        (ROWS, {"weights": [[1, math.inf], [math.inf, 1]]}, "from 0 to 1"),
        (ROWS, {"weights": [[1, 0], [0]]}, "a symmetric table of 2 x 2"),
        (ROWS, {"weights": [[1, "a"], ["a", 1]]}, "a symmetric table of 2 x 2"),
        (SOME, {"categories": ["a", "b", None]}, "no category"),
        (SOME, {"categories": ["a", "b", math.nan]}, "no category"),
        (SOME, {"categories": [["a"], "b"]}, "cannot be compared"),
        (SOME, {"categories": 5}, "categories=5"),
        (SOME, {"documents": [1, None]}, "a unit has no document"),
        (SOME, {"documents": [[1], [2]]}, "cannot be compared"),
        (SOME, {"documents": 5}, "documents=5"),
        ([[math.inf, 1], [2, 2]], {"metric": "interval"}, "needs numbers below"),
        ([[1e308, -1e308], [2, 2]], {"weights": "linear"}, "needs numbers below"),
        ([[10**400, 1], [2, 2]], {"metric": "interval"}, "needs categories that are numbers"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_told(rows: Any, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.compare_ratings(rows, **{"n_resamples": 20} | asked)


def test_a_column_of_documents_is_one_and_full() -> None:
    table = pd.DataFrame([["a", "b", 1], ["a", "a", None]], columns=["x", "y", "where"])
    with pytest.raises(qk.QualkitError, match="a unit has no document"):
        qk.compare_ratings(table, documents="where")
    with pytest.raises(qk.QualkitError, match="2 columns are called 'x'"):
        qk.compare_ratings(table.set_axis(["x", "y", "x"], axis=1), documents="x")


@pytest.mark.parametrize("rows", [pd.DataFrame({"a": [], "b": []}), [[None, None]] * 3, [[1, None], [None, 2]]])
def test_where_nothing_can_be_paired_all_is_undefined_with_its_reason(rows: Any) -> None:
    table = qk.compare_ratings(rows)
    assert table["estimate"].isna().all()
    assert table["note"].str.contains("no unit was rated by two coders").all()


@pytest.mark.parametrize(
    "missing", [None, math.nan, pd.NA, pd.NaT, np.float32("nan"), np.datetime64("NaT"), decimal.Decimal("nan")]
)
def test_whatever_stands_for_missing_is_missing(missing: Any) -> None:
    found = qk.compare_ratings([*ROWS, [missing, 1]], n_resamples=20).set_index("coefficient")
    plain = qk.compare_ratings([*ROWS, [None, 1]], n_resamples=20).set_index("coefficient")
    assert found.loc["krippendorff_alpha", "n_units"] == 4
    assert found["estimate"].to_dict() == pytest.approx(plain["estimate"].to_dict())


@pytest.mark.parametrize("kind", [np.int64, np.int16, np.float32])
def test_numbers_weigh_as_numbers_whoever_made_them(kind: Any) -> None:
    rows = [[1, 1], [2, 2], [10, 2], [1, 2], [10, 10]]
    plain = qk.compare_ratings(rows, weights="linear", n_resamples=20)["estimate"]
    other = qk.compare_ratings([[kind(value) for value in row] for row in rows], weights="linear", n_resamples=20)
    assert other["estimate"].to_list() == pytest.approx(plain.to_list())


def test_uncoded_units_that_are_left_out_are_no_category() -> None:
    """Two coders with the same passages and other codes: where the rest is left out, 'no code' is nobody's value."""
    runs = [("d", "x", "p", 0, 4), ("d", "y", "p", 0, 4), ("d", "x", "p", 5, 9), ("d", "y", "q", 5, 9)]
    texts = Unitized.of(runs, {"d": 20}, ["x", "y"])
    assert set(rate_characters(texts).categories) == {frozenset(), frozenset("p"), frozenset("q")}
    assert set(rate_characters(texts, uncoded=False).categories) == {frozenset("p"), frozenset("q")}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"level": None}, "level=None"),
        ({"n_resamples": 0}, "n_resamples=0"),
        ({"n_resamples": "x"}, "n_resamples='x'"),
        ({"unit": 5}, "unit=5"),
        ({"unit": []}, "no unit is named"),
        ({"unit": [None]}, "unit=\\[None\\]"),
        ({"coefficient": 5}, "coefficient=5"),
        ({"coefficient": []}, "no coefficient is named"),
        ({"coefficient": "u_alpha", "unit": "turn"}, "u_alpha is no coefficient of unit turn"),
        ({"coefficient": "cohen_kappa", "unit": "segment"}, "cohen_kappa is no coefficient of unit segment"),
        ({"depth": 1.5}, "depth=1.5"),
        ({"depth": "x"}, "depth='x'"),
        ({"uncoded": None}, "uncoded=None"),
        ({"code": 5}, "code=5"),
        ({"documents": 5}, "documents=5"),
        ({"documents": [None]}, "documents="),
    ],
)
def test_what_coders_cannot_be_compared_by_is_told(example: qk.Study, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.compare_coders(example, "a", "b", **{"code": "welfare/needs/**"} | asked)


@pytest.mark.parametrize("coders", [(5, "a"), (None, "a"), (["a", "b"],)])
@pytest.mark.parametrize("compare", [qk.compare_coders, qk.compare_codes, qk.find_confusions, qk.find_disagreements])
def test_who_is_no_coder_is_told(example: qk.Study, compare: Callable[..., Any], coders: tuple[Any, ...]) -> None:
    with pytest.raises(qk.QualkitError, match="coder"):
        compare(example, *coders)
