"""What a study of this size could have seen."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qualkit.errors import QualkitError
from qualkit.statistics.exact import fisher_test
from qualkit.statistics.power import detectable_difference, fisher_power

shares = st.floats(0.01, 0.99)


def test_the_power_is_near_the_published_simulation():
    """R's ?statmod::power.fisher.test: .5 against .9 in groups of 20, '70% chance' from 100 simulated tables."""
    assert fisher_power(0.5, 0.9, n_first=20, n_second=20) == pytest.approx(0.70, abs=0.092)


@given(shares, shares, st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=25, deadline=None)
def test_the_power_is_the_chance_of_all_tables_that_fisher_rejects(p, q, m, n):
    expected = sum(
        stats.binom.pmf(i, m, p) * stats.binom.pmf(j, n, q)
        for i in range(m + 1)
        for j in range(n + 1)
        if fisher_test([[i, m - i], [j, n - j]]) <= 0.05
    )
    assert fisher_power(p, q, n_first=m, n_second=n) == pytest.approx(expected, abs=1e-9)


def test_at_the_smallest_detectable_difference_the_power_is_just_reached():
    found = detectable_difference(12, 12, share=0.3)
    for difference, inwards in ((found.difference_up, -0.001),):
        assert fisher_power(0.3 + difference, 0.3, n_first=12, n_second=12) >= 0.8
        assert fisher_power(0.3 + difference + inwards, 0.3, n_first=12, n_second=12) < 0.8
    assert math.isnan(found.difference_down)


def test_the_difference_mirrors_with_the_share():
    low, high = detectable_difference(18, 6, share=0.2), detectable_difference(18, 6, share=0.8)
    assert low.difference_up == pytest.approx(-high.difference_down, abs=2e-6)


def test_a_study_too_small_could_have_seen_nothing():
    found = detectable_difference(2, 3, share=0.5)
    assert math.isnan(found.difference_up) and math.isnan(found.difference_down)
    assert math.isnan(detectable_difference(0, 5, share=0.5).difference_up)


def test_large_groups_are_approximated_and_it_is_told():
    found = detectable_difference(2000, 2000, share=0.5)
    assert found.method == "normal approximation"
    near = detectable_difference(300, 300, share=0.5)
    assert near.method == "exact"
    assert found.difference_up == pytest.approx(near.difference_up * math.sqrt(300 / 2000), rel=0.05)


def test_impossible_input_is_refused():
    with pytest.raises(QualkitError, match="a share is between 0 and 1"):
        fisher_power(1.2, 0.5, n_first=5, n_second=5)
    with pytest.raises(QualkitError, match="a share is between 0 and 1"):
        detectable_difference(5, 5, share=float("nan"))
    with pytest.raises(QualkitError, match="power"):
        detectable_difference(5, 5, share=0.5, power=80)
    with pytest.raises(QualkitError, match="alpha"):
        fisher_power(0.5, 0.2, n_first=5, n_second=5, alpha=0)
    with pytest.raises(QualkitError, match="is no count"):
        fisher_power(0.5, 0.2, n_first=-5, n_second=5)
