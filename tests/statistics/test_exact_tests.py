"""Exact tests of tables against published results, other programs and plain enumeration."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qualkit.errors import QualkitError
from qualkit.statistics.exact import (
    fisher_test,
    fisher_tests,
    freeman_halton_test,
    mcnemar_test,
    sign_test,
    trend_test,
)
from qualkit.statistics.unconditional import unconditional_test

few = st.integers(0, 6)
tables_2x2 = st.tuples(few, few, few, few)
# oral lesions in three regions of India: Mehta & Patel, StatXact manual; exact p .0101
LESIONS = [[0, 1, 0], [8, 1, 8], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [1, 0, 1], [1, 0, 1]]
# income and job satisfaction: Agresti (2002), p. 57, in R's ?fisher.test; p = .7827
JOBS = [[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]
# alcohol and malformation: Agresti (2002), section 3.4.5: M² = 6.57 with these scores
ALCOHOL, DRINKS = [[48, 38, 5, 1, 1], [17066, 14464, 788, 126, 37]], [0, 0.5, 1.5, 4, 7]


def as_pairs(rows):
    """The table as one (row, column) a case."""
    return [(i, j) for i, row in enumerate(rows) for j, count in enumerate(row) for _ in range(count)]


def test_freeman_halton_gives_the_published_p_of_the_oral_lesions():
    found = freeman_halton_test(LESIONS)
    assert found.method == "Freeman-Halton, exact"
    assert found.p_value == pytest.approx(0.0101, abs=5e-5)
    assert (found.n, found.note) == (27, "")


def test_a_table_past_the_limit_is_drawn_and_says_so():
    found = freeman_halton_test(JOBS, limit=1000, n_resamples=20_000, seed=3)
    assert found.method == "Freeman-Halton, Monte Carlo"
    assert found.note == "20000 random arrangements, seed 3"
    assert found.p_value == pytest.approx(0.7827, abs=0.012)
    assert found == freeman_halton_test(JOBS, limit=1000, n_resamples=20_000, seed=3)


def test_a_drawn_p_is_never_zero():
    assert freeman_halton_test([[60, 0], [0, 60]], limit=1, n_resamples=99).p_value == 0.01


@given(tables_2x2)
@settings(max_examples=40, deadline=None)
def test_freeman_halton_of_a_fourfold_table_is_fishers_test(cells):
    a, b, c, d = cells
    assert freeman_halton_test([[a, b], [c, d]]).p_value == pytest.approx(
        fisher_test([[a, b], [c, d]]), rel=1e-12, nan_ok=True
    )


@given(st.lists(st.tuples(few, few, few), min_size=3, max_size=3))
@settings(max_examples=30, deadline=None)
def test_freeman_halton_does_not_depend_on_the_order_of_rows_and_columns(rows):
    found = freeman_halton_test(rows).p_value
    assert freeman_halton_test(rows[::-1]).p_value == pytest.approx(found, nan_ok=True)
    assert freeman_halton_test(list(zip(*rows, strict=True))).p_value == pytest.approx(found, nan_ok=True)


@pytest.mark.parametrize("rows", [[[2, 1, 0], [0, 1, 3]], [[1, 1, 0], [0, 2, 0], [1, 0, 2]], [[3, 0, 1], [0, 2, 1]]])
def test_freeman_halton_and_trend_agree_with_every_arrangement_counted(rows):
    sides, bands = zip(*as_pairs(rows), strict=True)
    orders = list(permutations(bands))
    drawn = np.zeros((len(orders), len(rows), len(rows[0])), dtype=int)
    for at, order in enumerate(orders):
        np.add.at(drawn[at], (list(sides), list(order)), 1)
    ways = np.array([1 / math.prod(math.factorial(x) for x in table.ravel()) for table in drawn])
    seen = 1 / math.prod(math.factorial(x) for row in rows for x in row)
    assert freeman_halton_test(rows).p_value == pytest.approx(float(np.mean(ways <= seen * (1 + 1e-9))))
    totals = np.einsum("tij,i,j->t", drawn, np.arange(len(rows)), np.arange(len(rows[0])))
    total = sum(i * j for i, j in as_pairs(rows))
    far = np.abs(totals - totals.mean()) >= abs(total - totals.mean()) - 1e-9
    found = trend_test(rows)
    assert found.p_value == pytest.approx(float(far.mean()))
    spread = totals.std()
    assert found.statistic == pytest.approx((total - totals.mean()) / spread)


def test_the_trend_of_malformation_with_alcohol_is_the_published_one():
    found = trend_test(ALCOHOL, column_scores=DRINKS, limit=1000, n_resamples=20_000)
    assert found.statistic**2 == pytest.approx(6.57, abs=0.005)
    assert found.method == "linear-by-linear trend, Monte Carlo"


def test_the_unit_of_the_scores_does_not_matter():
    rows = [[5, 3, 1, 0], [1, 2, 4, 3]]
    assert trend_test(rows, column_scores=[0.1, 0.2, 0.4, 0.7]) == trend_test(rows, column_scores=[1, 2, 4, 7])


@pytest.mark.parametrize("rows", [[[3, 2], [0, 0]], [[3, 0], [2, 0]], [[0, 0], [0, 0]]])
def test_nothing_to_compare_is_nan_with_the_reason(rows):
    for found in (freeman_halton_test(rows), trend_test(rows), unconditional_test(*rows[0], *rows[1])):
        assert math.isnan(found.p_value)
        assert found.note


@given(tables_2x2)
@settings(max_examples=40, deadline=None)
def test_many_fisher_tests_at_once_are_fisher_tests(cells):
    a, b, c, d = cells
    assert fisher_tests([a], [b], [c], [d])[0] == pytest.approx(
        fisher_test([[a, b], [c, d]]), rel=1e-9, abs=1e-12, nan_ok=True
    )


def test_fisher_tests_of_large_and_lopsided_tables_are_scipys():
    rng = np.random.default_rng(2)
    tables = np.concatenate(
        [
            rng.multinomial(5000, [0.2, 0.3, 0.2, 0.3], size=40),
            rng.multinomial(5000, [0.002, 0.3, 0.01, 0.688], size=40),
            np.array([[500, 10, 20, 400], [0, 60, 2000, 2000], [40, 0, 100, 4000]]),
        ]
    )
    expected = [stats.fisher_exact(table.reshape(2, 2))[1] for table in tables]
    assert fisher_tests(*tables.T) == pytest.approx(expected, rel=1e-6, abs=1e-300)


def test_fisher_tests_keep_the_shape_and_change_nothing():
    a = np.array([[3, 1], [0, 2]])
    before = a.copy()
    assert fisher_tests(a, 1, 2, 3).shape == (2, 2)
    assert (a == before).all()
    assert fisher_tests([], [], [], []).shape == (0,)


def test_mcnemar_gives_the_published_p_of_airway_hyperresponsiveness():
    """Bentur et al. in Fagerland, Lydersen & Laake (2013), doi:10.1186/1471-2288-13-91: 1 and 7, exact p .070."""
    found = mcnemar_test(1, 7)
    assert found.p_value == pytest.approx(0.0703125)
    assert found.n == 8


@given(st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=40, deadline=None)
def test_mcnemar_is_statsmodels_exact_test_and_the_sign_test(gained, lost):
    from statsmodels.stats.contingency_tables import mcnemar

    found = mcnemar_test(gained, lost).p_value
    assert found == pytest.approx(sign_test(gained, lost), nan_ok=True)
    if gained + lost:
        assert found == pytest.approx(mcnemar([[3, gained], [lost, 3]], exact=True).pvalue)


def test_a_long_sign_test_does_not_overflow():
    assert 0 < sign_test(1100, 900) < 0.001


def test_barnard_gives_the_published_p():
    """7 of 15 against 12 of 15: z = 1.894 and one-sided .0341 in SciPy's documentation of barnard_exact."""
    found = unconditional_test(7, 8, 12, 3, method="barnard")
    assert abs(found.statistic) == pytest.approx(1.8943, abs=1e-4)
    assert found.p_value == pytest.approx(2 * 0.0341, abs=1e-3)


def worst_chance(tables, m, n):
    """The largest probability of these tables over 2,001 common shares."""
    shares = np.linspace(0, 1, 2001)
    return max(sum(stats.binom.pmf(x, m, shares) * stats.binom.pmf(y, n, shares) for x, y in tables))


@pytest.mark.parametrize("cells", [(7, 8, 12, 3), (4, 1, 5, 14), (0, 5, 9, 10), (10, 2, 4, 8), (3, 1, 6, 14)])
def test_barnard_is_the_worst_chance_of_a_score_as_large(cells):
    """Ordered in fractions; SciPy's optimum may be a local one, so it is a lower bound."""
    a, b, c, d = cells
    m, n = a + b, c + d

    def square(x, y):
        spread = (x + y) * (m + n - x - y)
        return Fraction((x * n - y * m) ** 2, spread) if spread else Fraction(0)

    tables = [(x, y) for x in range(m + 1) for y in range(n + 1) if square(x, y) >= square(a, c)]
    found = unconditional_test(*cells, method="barnard").p_value
    assert found == pytest.approx(worst_chance(tables, m, n), rel=1e-4)
    assert found >= stats.barnard_exact([[a, c], [b, d]]).pvalue * (1 - 1e-6)


@pytest.mark.parametrize("cells", [(7, 8, 12, 3), (4, 1, 5, 14), (10, 2, 4, 8)])
def test_boschloo_is_the_worst_chance_of_a_fisher_p_as_small(cells):
    a, b, c, d = cells
    m, n, seen = a + b, c + d, fisher_test([[a, b], [c, d]])
    places = [(x, y) for x in range(m + 1) for y in range(n + 1)]
    tables = [(x, y) for x, y in places if fisher_test([[x, m - x], [y, n - y]]) <= seen * (1 + 1e-9)]
    found = unconditional_test(*cells).p_value
    assert found == pytest.approx(worst_chance(tables, m, n), rel=1e-4)
    assert found <= seen + 1e-12


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: fisher_test([[-1, 2], [3, 4]]),
        lambda: fisher_tests([1, float("nan")], 1, 1, 1),
        lambda: fisher_tests(1.5, 1, 1, 1),
        lambda: freeman_halton_test([[1, -2], [3, 4]]),
        lambda: trend_test([[1, 2.5], [3, 4]]),
        lambda: mcnemar_test(-1, 2),
        lambda: sign_test(-1, 2),
        lambda: unconditional_test(1, 2, 3, -4),
    ],
)
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(QualkitError, match="is no count"):
        wrong()


def test_other_impossible_input_is_refused():
    with pytest.raises(QualkitError, match="equally long"):
        freeman_halton_test([[1, 2], [3]])
    with pytest.raises(QualkitError, match="boschloo or barnard"):
        unconditional_test(1, 2, 3, 4, method="fisher")
    with pytest.raises(QualkitError, match="too many possible tables"):
        unconditional_test(100, 100, 100, 100)
    with pytest.raises(QualkitError, match="a number for each"):
        trend_test([[1, 2], [3, 4]], column_scores=[1])
