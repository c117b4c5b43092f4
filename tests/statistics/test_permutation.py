"""Permutation tests against published results and every arrangement counted."""

from __future__ import annotations

import math
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qualkit.errors import QualkitError
from qualkit.statistics.permutation import clustered_test, mann_whitney_test, permutation_test

values = st.lists(st.integers(0, 6), min_size=1, max_size=5)
# Box, Hunter & Hunter (1978), Statistics for Experimenters, section 4.1: tomatoes, fertilizers A and B
TOMATOES_A, TOMATOES_B = [29.9, 11.4, 25.3, 16.5, 21.1], [26.6, 23.7, 28.5, 14.2, 17.9, 24.3]


def share_as_far(first, second, difference):
    pooled, k = [*first, *second], len(first)
    gaps = []
    for chosen in combinations(range(len(pooled)), k):
        rest = [value for i, value in enumerate(pooled) if i not in chosen]
        gaps.append(difference([pooled[i] for i in chosen], rest))
    return np.mean(np.abs(gaps) >= abs(difference(first, second)) - 1e-9)


@pytest.mark.parametrize("statistic", ["mean", "median"])
@given(first=values, second=values)
@settings(max_examples=40, deadline=None)
def test_the_p_value_counts_every_division(statistic, first, second):
    center = {"mean": np.mean, "median": np.median}[statistic]
    found = permutation_test(first, second, statistic=statistic)
    if len({*first, *second}) == 1:
        assert math.isnan(found.p_value) and found.note == "all values are the same"
    else:
        expected = share_as_far(first, second, lambda one, other: center(one) - center(other))
        assert found.p_value == pytest.approx(expected)
        assert found.statistic == pytest.approx(center(first) - center(second))


def test_the_tomatoes_differ_as_published():
    """One-sided 33 % (154 of 462 above, 2 ties halved) in the book: two-sided about twice that."""
    found = permutation_test(TOMATOES_A, TOMATOES_B)
    assert abs(found.statistic) == pytest.approx(1.69, abs=0.005)
    assert found.p_value == pytest.approx(0.66, abs=0.02)
    expected = stats.permutation_test(
        (TOMATOES_A, TOMATOES_B), lambda x, y, axis: abs(np.mean(x, axis=axis) - np.mean(y, axis=axis)),
        vectorized=True, alternative="greater", n_resamples=np.inf,
    )  # fmt: skip
    assert found.p_value == pytest.approx(expected.pvalue)


def test_large_amounts_of_money_keep_their_ties():
    rupiah = 1e12
    assert permutation_test([rupiah, 2 * rupiah], [3 * rupiah, 4 * rupiah]).p_value == pytest.approx(1 / 3)


def test_past_the_limit_arrangements_are_drawn_and_it_is_told():
    first, second = list(range(10)), list(range(4, 14))
    exact = permutation_test(first, second)
    drawn = permutation_test(first, second, limit=100, n_resamples=4999, seed=5)
    assert exact.method == "permutation of the difference of means, exact"
    assert drawn.method == "permutation of the difference of means, Monte Carlo"
    assert drawn.note == "4999 random arrangements, seed 5"
    assert drawn.p_value == pytest.approx(exact.p_value, abs=0.01)
    assert drawn == permutation_test(first, second, limit=100, n_resamples=4999, seed=5)
    assert permutation_test([0] * 30, [1] * 30, n_resamples=99).p_value == 0.01


def test_mann_whitney_gives_the_published_p():
    """Hollander & Wolfe (1973), p. 69, in R's ?wilcox.test: W = 35, one-sided p = .1272."""
    first = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    found = mann_whitney_test(first, [1.15, 0.88, 0.90, 0.74, 1.21])
    assert found.statistic == 35
    assert found.p_value == pytest.approx(2 * 0.1272, abs=1e-4)


@given(values, values)
@settings(max_examples=60, deadline=None)
def test_mann_whitney_with_ties_counts_every_division_of_the_midranks(first, second):
    ranks = stats.rankdata([*first, *second])
    k, n = len(first), len(first) + len(second)
    found = mann_whitney_test(first, second)
    if len(set(ranks)) == 1:
        assert math.isnan(found.p_value)
        return
    sums = np.array([sum(ranks[list(chosen)]) for chosen in combinations(range(n), k)])
    far = np.abs(sums - k * (n + 1) / 2) >= abs(sum(ranks[:k]) - k * (n + 1) / 2) - 1e-9
    assert found.p_value == pytest.approx(far.mean())


@given(st.permutations(range(12)), st.integers(1, 11))
@settings(max_examples=40, deadline=None)
def test_mann_whitney_without_ties_is_scipys(order, k):
    expected = stats.mannwhitneyu(order[:k], order[k:], method="exact")
    found = mann_whitney_test(order[:k], order[k:])
    assert (found.statistic, found.p_value) == pytest.approx((expected.statistic, expected.pvalue))


def test_mann_whitney_of_many_is_drawn_and_near_the_exact_p():
    first, second = list(range(0, 60, 2)), list(range(9, 69, 2))
    exact, drawn = mann_whitney_test(first, second), mann_whitney_test(first, second, limit=10)
    assert (exact.method, drawn.method) == ("Mann-Whitney, exact", "Mann-Whitney, Monte Carlo")
    assert drawn.p_value == pytest.approx(exact.p_value, abs=0.02)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.sampled_from("ab")), min_size=2, max_size=8))
@settings(max_examples=60, deadline=None)
def test_within_clusters_every_exchange_inside_a_cluster_counts(cases):
    numbers, sides, clusters = (list(column) for column in zip(*cases, strict=True))
    found = clustered_test(numbers, sides, clusters, permute="within")
    if all(sides) or not any(sides):
        assert found.note == "a side has no cases"
        return
    if len(set(numbers)) == 1:
        assert (found.note, math.isnan(found.p_value)) == ("all values are the same", True)
        return
    places = [[i for i, name in enumerate(clusters) if name == cluster] for cluster in sorted(set(clusters))]
    gaps = []
    for chosen in product(*(combinations(some, sum(sides[i] for i in some)) for some in places)):
        first = {i for part in chosen for i in part}
        one, other = [], []
        for i, value in enumerate(numbers):
            (one if i in first else other).append(value)
        gaps.append(np.mean(one) - np.mean(other))
    if len(gaps) == 1:
        assert math.isnan(found.p_value)
    else:
        assert found.p_value == pytest.approx(np.mean(np.abs(gaps) >= abs(found.statistic) - 1e-9))


def test_one_cluster_makes_it_the_ordinary_test():
    numbers, sides = [3, 1, 4, 1, 5, 9, 2, 6], [True] * 3 + [False] * 5
    found = clustered_test(numbers, sides, ["all"] * 8, permute="within")
    assert found.p_value == pytest.approx(permutation_test(numbers[:3], numbers[3:]).p_value)


def test_single_cases_as_clusters_make_it_the_ordinary_test():
    numbers, sides = [3, 1, 4, 1, 5, 9, 2, 6], [True] * 3 + [False] * 5
    found = clustered_test(numbers, sides, range(8), permute="clusters")
    assert found.p_value == pytest.approx(permutation_test(numbers[:3], numbers[3:]).p_value)


def test_four_clusters_can_never_give_a_small_p_and_the_note_says_so():
    found = clustered_test([1] * 6 + [9] * 6, [True] * 6 + [False] * 6, list("aaabbbcccddd"), permute="clusters")
    assert found.p_value == pytest.approx(2 / 6)
    assert found.note == "smallest possible p 0.333"


def test_drawn_clusters_are_near_the_exact_p():
    rng = np.random.default_rng(4)
    numbers, clusters = rng.normal(size=30).round(2) + np.repeat([0, 1], 15), np.repeat(np.arange(10), 3).tolist()
    sides = np.repeat([True, False], 15).tolist()
    within_sides = np.tile([True, False, False], 10).tolist()
    for permute, side in (("clusters", sides), ("within", within_sides)):
        exact = clustered_test(numbers, side, clusters, permute=permute)
        drawn = clustered_test(numbers, side, clusters, permute=permute, limit=5)
        assert drawn.method.endswith("Monte Carlo")
        assert drawn.p_value == pytest.approx(exact.p_value, abs=0.02)


def test_a_cluster_on_both_sides_cannot_change_sides_whole():
    with pytest.raises(QualkitError, match="1 of 2 clusters are on both sides"):
        clustered_test([1, 2, 3], [True, False, False], ["a", "a", "b"], permute="clusters")


def test_impossible_input_is_refused():
    with pytest.raises(QualkitError, match="missing or infinite"):
        permutation_test([1, float("nan")], [2])
    with pytest.raises(QualkitError, match="missing or infinite"):
        mann_whitney_test([1, float("inf")], [2])
    with pytest.raises(QualkitError, match="mean or median"):
        permutation_test([1], [2], statistic="mode")
    with pytest.raises(QualkitError, match="within or clusters"):
        clustered_test([1], [True], ["a"], permute="all")
    with pytest.raises(QualkitError, match="one each a case"):
        clustered_test([1, 2], [True], ["a"], permute="within")


def test_an_empty_group_is_nan_with_the_reason():
    for found in (permutation_test([], [1, 2]), mann_whitney_test([1], [])):
        assert math.isnan(found.p_value) and found.note == "a group has no cases"


def test_nothing_given_is_changed():
    first, second = np.array([3.0, 1.0]), np.array([2.0, 5.0])
    permutation_test(first, second)
    mann_whitney_test(first, second)
    assert first.tolist() == [3.0, 1.0] and second.tolist() == [2.0, 5.0]


@pytest.mark.parametrize("largest", [10**6, 10**12, 10**15])
@pytest.mark.parametrize("clusters", [None, list("aabbccddee")])
def test_beside_a_very_large_amount_small_ones_still_count(largest: int, clusters: list[str] | None) -> None:
    """Against whole numbers, which no rounding touches; with 1e15 all that differed by thousands once tied."""
    values, k = [500, largest, 300_000, 750_000, 1_000, 0, 250_500, 900_000, 300_500, 600_000], 4
    n, groups = len(values), [(2 * i, 2 * i + 1) for i in range(5)] if clusters else [(i,) for i in range(10)]
    deals = [[j for i in some for j in groups[i]] for some in combinations(range(len(groups)), k * len(groups) // n)]  # fmt: skip
    gaps = [abs(n * sum(values[i] for i in chosen) - k * sum(values)) for chosen in deals]
    expected = sum(gap >= gaps[0] for gap in gaps) / len(gaps)
    if clusters:
        found = clustered_test(values, [True] * k + [False] * (n - k), clusters, permute="clusters")
    else:
        found = permutation_test(values[:k], values[k:])
    assert found.p_value == pytest.approx(expected, abs=1e-12)
