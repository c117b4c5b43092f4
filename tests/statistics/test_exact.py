"""Exact tests and intervals: against published examples, and against a second implementation."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

from qualkit.statistics.exact import fisher_test, interval_share, sign_test

few = st.integers(0, 12)


# --- sign test, which for yes/no is McNemar's


@pytest.mark.parametrize(
    ("better", "worse", "p_value"),
    [(5, 0, Fraction(1, 16)), (6, 0, Fraction(1, 32)), (9, 1, Fraction(22, 1024)), (3, 3, 1), (1, 0, 1)],
)
def test_the_sign_test_counts_coins(better: int, worse: int, p_value: Fraction) -> None:
    assert sign_test(better, worse) == pytest.approx(float(p_value))


@given(few, few)
def test_the_sign_test_is_that_of_scipy_and_statsmodels_and_knows_no_order(better: int, worse: int) -> None:
    assume(better + worse)
    p_value = sign_test(better, worse)
    assert p_value == pytest.approx(binomtest(better, better + worse).pvalue)
    assert p_value == pytest.approx(mcnemar([[7, better], [worse, 7]], exact=True).pvalue)
    assert p_value == sign_test(worse, better)


def test_where_nothing_changed_there_is_no_sign_test() -> None:
    assert math.isnan(sign_test(0, 0))


# --- Fisher's test


@pytest.mark.parametrize(
    ("rows", "p_value"),
    [
        pytest.param([[3, 1], [1, 3]], 34 / 70, id="tea tasting, Fisher (1935), The Design of Experiments, chapter II"),
        pytest.param([[4, 0], [0, 4]], 2 / 70, id="tea tasting, had she been right each time"),
        pytest.param([[10, 3], [2, 15]], 0.0005367, id="criminal twins, Fisher (1962), as in R's ?fisher.test"),
    ],
)
def test_fishers_test_on_published_tables(rows: list[list[int]], p_value: float) -> None:
    assert fisher_test(rows) == pytest.approx(p_value, rel=1e-3)


@given(few, few, few, few)
def test_fishers_test_is_that_of_scipy(a: int, b: int, c: int, d: int) -> None:
    p_value = fisher_test([[a, b], [c, d]])
    if 0 in (a + b, c + d, a + c, b + d):
        assert math.isnan(p_value)
    else:
        assert p_value == pytest.approx(fisher_exact([[a, b], [c, d]]).pvalue)


def enumerate_tables(rows: Sequence[Sequence[int]]) -> float:
    """Freeman and Halton (1951), doi:10.2307/2332323, by going through every table with these margins."""
    columns, first = [a + b for a, b in zip(*rows, strict=True)], sum(rows[0])

    def ways(row: Sequence[int]) -> int:
        return math.prod(math.comb(total, n) for total, n in zip(columns, row, strict=True))

    every = [ways(row) for row in itertools.product(*(range(total + 1) for total in columns)) if sum(row) == first]
    observed = ways(rows[0])
    return float(Fraction(sum(n for n in every if n <= observed), sum(every)))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=5))
def test_with_more_columns_it_is_the_share_of_tables_no_more_probable(pairs: list[tuple[int, int]]) -> None:
    rows = [list(row) for row in zip(*pairs, strict=True)]
    assume(all(map(sum, rows)) and sum(map(any, pairs)) > 1)
    p_value = fisher_test(rows)
    assert p_value == pytest.approx(enumerate_tables(rows))
    assert p_value == pytest.approx(fisher_test(rows[::-1]))
    assert p_value == pytest.approx(fisher_test([row[::-1] for row in rows]))


def test_an_empty_column_changes_nothing() -> None:
    assert fisher_test([[3, 0, 1], [1, 0, 3]]) == fisher_test([[3, 1], [1, 3]])


@pytest.mark.parametrize("rows", [[[0, 0], [3, 1]], [[3, 0], [1, 0]], [[0, 0], [0, 0]], [[3], [1]]])
def test_where_there_is_nothing_to_compare_there_is_no_p_value(rows: list[list[int]]) -> None:
    assert math.isnan(fisher_test(rows))


# --- intervals


@pytest.mark.parametrize(
    ("n", "n_units", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_that_of_newcombe_1998_a(n: int, n_units: int, low: float, high: float) -> None:
    """Two-sided confidence intervals for the single proportion (doi:10.1002/(SICI)1097-0258), table I, method 3."""
    assert interval_share(n, n_units) == pytest.approx((low, high), abs=5e-5)


@given(few, few, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_of_a_share_is_that_of_statsmodels(n: int, others: int, level: float) -> None:
    assume(n + others)
    low, high = proportion_confint(n, n + others, alpha=1 - level, method="wilson")
    assert interval_share(n, n + others, level=level) == pytest.approx((low, high), abs=1e-9)


def test_without_units_there_is_no_interval() -> None:
    assert all(map(math.isnan, interval_share(0, 0)))
