"""Families of tests, against the published example and statsmodels."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import QualkitError
from qualkit.statistics.multiplicity import adjust_p_values

# thrombolysis: Benjamini & Hochberg (1995), section 4.1: 4 found by their method, 3 by a familywise one
PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip
ORACLE = {"holm": "holm", "benjamini-hochberg": "fdr_bh"}


@pytest.mark.parametrize(("method", "found"), [("holm", 3), ("benjamini-hochberg", 4)])
def test_as_many_are_found_as_was_published(method, found):
    adjusted = adjust_p_values(PUBLISHED, method=method)
    assert (adjusted.p_values <= 0.05).sum() == found
    assert adjusted.n == 15


@pytest.mark.parametrize("method", list(ORACLE))
@given(p_values=st.lists(st.floats(0, 1), min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_adjusted_values_are_statsmodels(method, p_values):
    from statsmodels.stats.multitest import multipletests

    expected = multipletests(p_values, method=ORACLE[method])[1]
    assert adjust_p_values(p_values, method=method).p_values == pytest.approx(expected)


@pytest.mark.parametrize("method", list(ORACLE))
def test_a_test_that_could_not_be_made_stays_nan_and_does_not_count(method):
    with_gap = adjust_p_values([0.01, math.nan, 0.2, 0.03], method=method)
    without = adjust_p_values([0.01, 0.2, 0.03], method=method)
    assert math.isnan(with_gap.p_values[1])
    assert with_gap.p_values[[0, 2, 3]].tolist() == without.p_values.tolist()
    assert with_gap.n == without.n == 3


@pytest.mark.parametrize("method", list(ORACLE))
def test_an_empty_family_is_empty(method):
    assert adjust_p_values([], method=method).n == 0
    assert adjust_p_values([math.nan], method=method).n == 0


def test_nothing_given_is_changed():
    given_values = np.array([0.04, 0.01])
    adjust_p_values(given_values)
    assert given_values.tolist() == [0.04, 0.01]


def test_impossible_input_is_refused():
    with pytest.raises(QualkitError, match="between 0 and 1"):
        adjust_p_values([0.5, 1.2])
    with pytest.raises(QualkitError, match="holm or benjamini-hochberg"):
        adjust_p_values([0.5], method="bonferroni")
