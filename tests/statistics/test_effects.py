"""Effects and their intervals against published results, other programs, and what they must cover."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import binom, contingency

from qualkit.errors import QualkitError
from qualkit.statistics.effects import (
    cliffs_delta,
    cramers_v,
    hybrid_intervals,
    odds_ratio,
    rank_biserial,
    risk_difference,
    score_intervals,
    share_interval,
)

few = st.integers(0, 8)
values = st.lists(st.integers(-3, 3), min_size=1, max_size=8)


def test_the_odds_ratio_of_the_convicted_twins_is_rs():
    """Fisher (1962), in R's ?fisher.test: 0.04693661, 0.003325764 to 0.363182271."""
    found = odds_ratio(2, 15, 10, 3)
    assert found.estimate == pytest.approx(0.04693661, rel=1e-4)
    assert (found.ci_low, found.ci_high) == pytest.approx((0.003325764, 0.363182271), rel=5e-3)


@given(few, few, few, few)
@settings(max_examples=40, deadline=None)
def test_the_odds_ratio_is_scipys(a, b, c, d):
    if not (a + b and c + d):
        return
    found = odds_ratio(a, b, c, d)
    expected = contingency.odds_ratio([[a, b], [c, d]], kind="conditional")
    interval = expected.confidence_interval(0.95)
    assert found.estimate == pytest.approx(expected.statistic, rel=1e-4, nan_ok=True)
    assert (found.ci_low, found.ci_high) == pytest.approx((interval.low, interval.high), rel=1e-4)


def test_the_odds_ratio_of_many_people_is_found():
    assert odds_ratio(50_000, 40_000, 30_000, 60_000).estimate == pytest.approx(2.5, rel=1e-3)


# Newcombe (1998), doi:10/bsf5xq, table II, contrasts (a) and (b), method 6
@pytest.mark.parametrize(("cells", "low", "high"), [((56, 14, 48, 32), 0.0528, 0.3382), ((9, 1, 3, 7), 0.1700, 0.8406)])
def test_score_intervals_are_newcombes_published_ones(cells, low, high):
    assert score_intervals(*cells) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    "cells", [(4, 1, 5, 14), (16, 2, 1, 5), (3, 9, 5, 7), (1, 4, 8, 11), (40, 20, 31, 29), (2, 98, 9, 91)]
)
def test_at_score_limits_the_statistic_with_the_likeliest_shares_is_the_normal_quantile(cells):
    """The likelihood is searched, not solved. statsmodels 0.14's constrained shares are not the likeliest ones."""
    a, b, c, d = cells
    m, n = a + b, c + d
    for gap in map(float, score_intervals(*cells)):
        shares = np.linspace(max(0, -gap), min(1, 1 - gap), 200_001)[1:-1]
        q = shares[np.argmax(binom.logpmf(a, m, shares + gap) + binom.logpmf(c, n, shares))]
        variance = ((q + gap) * (1 - q - gap) / m + q * (1 - q) / n) * (m + n) / (m + n - 1)
        assert abs(a / m - c / n - gap) / math.sqrt(variance) == pytest.approx(1.959964, abs=2e-3)


@given(st.lists(st.tuples(few, few, few, few), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_many_intervals_at_once_are_the_same_one_by_one(tables):
    columns = np.array(tables).T
    for intervals in (score_intervals, hybrid_intervals):
        together = np.array(intervals(*columns))
        alone = np.array([intervals(*table) for table in tables]).T
        assert together == pytest.approx(alone, nan_ok=True)


@given(few, few, few, few)
@settings(max_examples=25, deadline=None)
def test_exchanging_groups_mirrors_the_difference_and_its_intervals(a, b, c, d):
    one, other = risk_difference(a, b, c, d), risk_difference(c, d, a, b)
    assert (one.estimate, one.ci_low, one.ci_high) == pytest.approx(
        (-other.estimate, -other.ci_high, -other.ci_low), nan_ok=True
    )
    if a + b and c + d:
        assert -1 <= one.ci_low <= one.estimate <= one.ci_high <= 1
        # other words for the same: no instead of yes
        turned = risk_difference(b, a, d, c)
        assert (turned.ci_low, turned.ci_high) == pytest.approx((-one.ci_high, -one.ci_low), abs=3e-3)


def test_the_exact_difference_is_the_difference_that_no_share_makes_probable():
    """A second implementation, with plain loops: at the limits the largest chance of a table as extreme is .05."""
    a, m, c, n = 4, 5, 5, 19
    found = risk_difference(a, m - a, c, n - c)

    def score(x, y, gap):
        shares = np.linspace(max(0, -gap), min(1, 1 - gap), 4001)
        likely = stats.binom.logpmf(x, m, np.clip(shares + gap, 0, 1)) + stats.binom.logpmf(y, n, shares)
        q = shares[np.argmax(likely)]
        variance = ((q + gap) * (1 - q - gap) / m + q * (1 - q) / n) * (m + n) / (m + n - 1)
        away = abs(x / m - y / n - gap)
        return 0.0 if away < 1e-12 else away / math.sqrt(variance) if variance > 1e-12 else math.inf

    def largest_chance(gap):
        scores = np.array([[score(x, y, gap) for y in range(n + 1)] for x in range(m + 1)])
        extreme = scores >= scores[a, c] - 1e-3
        shares = np.linspace(max(0, -gap), min(1, 1 - gap), 301)
        return max(
            binom.pmf(range(m + 1), m, min(1, q + gap)) @ extreme @ binom.pmf(range(n + 1), n, q) for q in shares
        )

    for limit, outwards in ((found.ci_low, -0.01), (found.ci_high, 0.01)):
        assert largest_chance(limit + outwards) <= 0.05
        assert largest_chance(limit - outwards) > 0.05


@pytest.mark.parametrize(("first", "second"), [(5, 19), (4, 20), (7, 7)])
def test_the_difference_covers_at_least_94_percent(first, second):
    limits = np.array(
        [
            [
                (found.ci_low, found.ci_high)
                for y in range(second + 1)
                for found in [risk_difference(x, first - x, y, second - y)]
            ]
            for x in range(first + 1)
        ]
    )
    for p in (0.02, 0.1, 0.3, 0.5, 0.9):
        for q in (0.05, 0.2, 0.5, 0.7, 0.98):
            inside = (limits[..., 0] <= p - q) & (limits[..., 1] >= p - q)
            covered = binom.pmf(range(first + 1), first, p) @ inside @ binom.pmf(range(second + 1), second, q)
            assert covered >= 0.94


def test_the_switch_to_the_hybrid_is_told():
    assert risk_difference(4, 1, 5, 14).method == "exact unconditional"
    found = risk_difference(40, 20, 30, 30)
    assert found.method == "Newcombe hybrid of Clopper-Pearson"
    assert (found.ci_low, found.ci_high) == hybrid_intervals(40, 20, 30, 30)


def test_shares_have_the_published_clopper_pearson_interval():
    """81 of 263: .2527 to .3676. Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 5."""
    found = share_interval(81, 263)
    assert (found.ci_low, found.ci_high) == pytest.approx((0.2527, 0.3676), abs=5e-5)


@given(st.integers(0, 30), st.integers(0, 30))
@settings(deadline=None)
def test_clopper_pearson_is_statsmodels_and_blaker_lies_within(n, others):
    from statsmodels.stats.proportion import proportion_confint

    if n + others:
        found, within = share_interval(n, n + others), share_interval(n, n + others, method="blaker")
        expected = proportion_confint(n, n + others, method="beta")
        low, high = np.nan_to_num(expected[0], nan=0.0), np.nan_to_num(expected[1], nan=1.0)
        assert (found.ci_low, found.ci_high) == pytest.approx((low, high), abs=1e-9)
        assert found.ci_low <= within.ci_low <= within.estimate <= within.ci_high <= found.ci_high


def test_cramers_v_is_bergsmas_formula_over_scipys_chi_squared():
    """Hair and eye colour (Snee 1974): uncorrected V = .279 in R's vcd::assocstats."""
    table = np.array([[68, 119, 26, 7], [20, 84, 17, 94], [15, 54, 14, 10], [5, 29, 14, 16]])
    assert contingency.association(table) == pytest.approx(0.279, abs=5e-4)
    n, r, c = table.sum(), 4, 4
    phi2 = stats.chi2_contingency(table, correction=False).statistic / n - (r - 1) * (c - 1) / (n - 1)
    expected = math.sqrt(phi2 / (4 - 9 / (n - 1) - 1))
    found = cramers_v(table.tolist())
    assert found.estimate == pytest.approx(expected)
    assert found.ci_low < found.estimate < found.ci_high


def test_cramers_v_of_nothing_related_is_zero_and_of_the_same_is_one():
    assert cramers_v([[6, 6], [6, 6]]).estimate == 0.0
    assert cramers_v([[6, 6], [6, 6]]).ci_high > 0.3
    same = cramers_v([[12, 0], [0, 12]])
    assert (same.estimate, same.ci_high) == (1.0, 1.0)


@given(st.lists(st.tuples(few, few, few), min_size=2, max_size=4))
@settings(deadline=None)
def test_cramers_v_stays_in_bounds_whatever_the_order(rows):
    found = cramers_v(rows)
    turned = cramers_v(list(zip(*rows[::-1], strict=True)))
    assert (found.estimate, found.ci_low, found.ci_high) == pytest.approx(
        (turned.estimate, turned.ci_low, turned.ci_high), nan_ok=True, abs=1e-9
    )
    if not math.isnan(found.estimate):
        assert 0 <= found.ci_low <= found.ci_high <= 1
        assert 0 <= found.estimate <= 1


def test_cliffs_delta_is_effsizes_example():
    """R's effsize::cliff.delta on its documented example: -0.25."""
    found = cliffs_delta([10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50])
    assert found.estimate == pytest.approx(-0.25)


@given(values, values)
@settings(deadline=None)
def test_cliffs_delta_counts_pairs_and_is_the_rank_biserial_of_scipys_u(first, second):
    found = cliffs_delta(first, second)
    pairs = [(x > y) - (x < y) for x in first for y in second]
    assert found.estimate == pytest.approx(sum(pairs) / len(pairs), abs=1e-12)
    u = stats.mannwhitneyu(first, second, method="asymptotic").statistic if len(set(first + second)) > 1 else None
    if u is not None:
        assert rank_biserial(first, second).estimate == pytest.approx(2 * u / len(pairs) - 1, abs=1e-12)
    assert -1 <= found.ci_low <= found.estimate + 1e-9 <= found.ci_high + 2e-9 <= 1 + 3e-9
    other = cliffs_delta(second, first)
    assert (other.ci_low, other.ci_high) == pytest.approx((-found.ci_high, -found.ci_low), abs=1e-9)


def test_groups_wholly_apart_still_have_an_interval():
    found = cliffs_delta([5, 6, 7, 8], [1, 2, 3, 4])
    assert (found.estimate, found.ci_high) == (1.0, 1.0)
    assert found.ci_low < 0


def test_an_empty_group_has_no_effect_and_no_interval():
    for found in (odds_ratio(0, 0, 1, 2), risk_difference(0, 0, 1, 2), cliffs_delta([], [1]), share_interval(0, 0)):
        assert math.isnan(found.estimate) and math.isnan(found.ci_low) and math.isnan(found.ci_high)
        assert found.note
    for intervals in (score_intervals, hybrid_intervals):
        assert np.isnan(intervals([0], [0], [1], [2])).all()


def test_a_constant_outcome_leaves_everything_possible():
    found = odds_ratio(3, 0, 4, 0)
    assert math.isnan(found.estimate) and (found.ci_low, found.ci_high) == (0.0, math.inf)
    table = cramers_v([[3, 0], [4, 0]])
    assert math.isnan(table.estimate) and (table.ci_low, table.ci_high) == (0.0, 1.0)
    assert risk_difference(3, 0, 4, 0).estimate == 0.0


def test_impossible_input_is_refused():
    for wrong in (lambda: odds_ratio(-1, 2, 3, 4), lambda: score_intervals([1.5], 1, 1, 1)):
        with pytest.raises(QualkitError, match="is no count"):
            wrong()
    with pytest.raises(QualkitError, match="missing or infinite"):
        cliffs_delta([1, float("nan")], [2])
    with pytest.raises(QualkitError, match="level"):
        share_interval(1, 2, level=95)
    with pytest.raises(QualkitError, match="is no share"):
        share_interval(3, 2)
    with pytest.raises(QualkitError, match="clopper-pearson, blaker or wilson"):
        share_interval(1, 2, method="wald")
