"""Before and now in one row: counts, medians with exact intervals, and the exact test; against published examples."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.changes import COLUMNS, median_interval

NAN = float("nan")
MEASURES = {
    "pay": {"type": "amount", "unit": "KES", "columns": {"before": "pay_1", "now": "pay_2"}, "better": "up"},
    "debt": {"type": "amount", "unit": "KES", "columns": {"before": "debt_1", "now": "debt_2"}, "better": "down"},
    "shop": {"type": "yes/no", "columns": {"before": "shop_1", "now": "shop_2"}, "better": "up"},
    "size": {"type": "count", "columns": {"before": "size_1", "now": "size_2"}},
    "crop": {"type": "category", "columns": {"before": "crop_1", "now": "crop_2"}},
    "book": {"type": "amount", "columns": {"before": "b_1", "now": "b_2"}, "comparable": False, "reason": "another book"},
}  # fmt: skip
Make = Callable[..., MadeStudy]


def make_changed(make_study: Make, measure: str, pairs: Sequence[tuple[Any, Any]], **known: Sequence[Any]) -> MadeStudy:
    """A case for each pair of values of one measure."""
    about = {measure: MEASURES[measure]}
    made = make_study(codes=["any"], waves=["before", "now"], measures=about)
    columns = MEASURES[measure]["columns"].values()
    for number, pair in enumerate(pairs):
        case = f"F{number + 1:03}"
        made.add_case(case, outcomes=dict(zip(columns, pair, strict=True)), **{k: v[number] for k, v in known.items()})
    made.add_voice("F001", {})
    return made


def test_a_row_holds_counts_medians_and_the_exact_test(make_study: Make) -> None:
    pairs = [(100, 150), (100, 130), (100, 120), (100, 110), (100, 100), (100, 90), (100, 80), (None, 100), (100, None)]
    table = qk.count_changes(make_changed(make_study, "pay", pairs).open())
    expected = {
        "measure": "pay", "measure_label": "pay", "unit": "KES", "better": "up", "by": "", "value_by": "",
        "wave_from": "before", "wave_to": "now", "wave_from_label": "before", "wave_to_label": "now",
        "n_better": 4, "n_same": 1, "n_worse": 2, "n_units": 7, "n_missing": 2, "share_from": NAN, "share_to": NAN,
        "median_from": 100.0, "median_to": 110.0, "median_change": 10.0, "median_low": -20.0, "median_high": 50.0,
        "effect": 4 / 6, "effect_name": "share_better",
        "ci_low": proportion_confint(4, 6, method="beta")[0], "ci_high": proportion_confint(4, 6, method="beta")[1],
        "p_value": binomtest(4, 6).pvalue, "method": "sign test, exact", "prices": "nominal",
    }  # fmt: skip
    pd.testing.assert_frame_equal(table, pd.DataFrame([expected], columns=list(COLUMNS)))


def test_conovers_consumers(make_study: Make) -> None:
    """Conover (1999), section 3.4, example 1: of 10 consumers 8 prefer one item, 1 the other, 1 neither; one-sided p 0.0195."""
    row = qk.count_changes(make_changed(make_study, "pay", [(0, 1)] * 8 + [(1, 0)] + [(1, 1)]).open()).iloc[0]
    assert (row["n_better"], row["n_same"], row["n_worse"]) == (8, 1, 1)
    assert row["p_value"] / 2 == pytest.approx(0.0195, abs=5e-5)
    assert row["p_value"] == pytest.approx(binomtest(8, 9).pvalue)


def test_the_approval_of_the_prime_minister(make_study: Make) -> None:
    """Agresti (1990), Categorical Data Analysis, p. 350: 1,600 people asked twice; 944 and 880 approve, z squared is 17.36."""
    pairs = [("yes", "yes")] * 794 + [("yes", "no")] * 150 + [("no", "yes")] * 86 + [("no", "no")] * 570
    row = qk.count_changes(make_changed(make_study, "shop", pairs).open()).iloc[0]
    assert (row["n_better"], row["n_same"], row["n_worse"]) == (86, 1364, 150)
    assert (row["share_from"], row["share_to"]) == (944 / 1600, 880 / 1600)
    oracle = mcnemar([[794, 150], [86, 570]], exact=True)
    assert row["p_value"] == pytest.approx(oracle.pvalue, rel=1e-9)
    assert mcnemar([[794, 150], [86, 570]], exact=False, correction=False).statistic == pytest.approx(17.36, abs=5e-3)
    assert (row["method"], row["prices"]) == ("McNemar, exact", "")
    assert row[["median_from", "median_to", "median_change", "median_low", "median_high"]].isna().all()


@pytest.mark.parametrize(
    ("n", "k"),
    [(6, 1), (7, 1), (8, 1), (9, 2), (10, 2), (11, 2), (12, 3), (13, 3), (14, 3), (15, 4), (16, 4), (17, 5), (18, 5), (20, 6)],
)  # fmt: skip
def test_the_interval_of_a_median_is_that_of_published_tables(n: int, k: int) -> None:
    """Table A.7, Confidence Intervals for the Population Median: the narrowest with 95 % or more, [x(k), x(n + 1 - k)]."""
    assert median_interval(list(range(1, n + 1))) == (k, n + 1 - k)


@given(st.lists(st.integers(-20, 20), min_size=6, max_size=40))
def test_the_interval_holds_the_medians_that_the_sign_test_does_not_reject(values: list[int]) -> None:
    """A second way to it: the smallest and largest value m for which P(X <= count on one side) is above 0.025."""
    low, high = median_interval(values)
    for m in range(-21, 22):
        less, more = sum(value < m for value in values), sum(value > m for value in values)
        n = len(values)
        inside = all(binomtest(n - side, n, alternative="less").pvalue > 0.025 for side in (less, more))
        assert inside == (low <= m <= high)


@pytest.mark.parametrize("values", [[], [1], [1, 2, 3, 4, 5]])
def test_too_few_values_have_no_interval(values: list[int]) -> None:
    assert all(math.isnan(limit) for limit in median_interval(values))


def test_fewer_is_better_where_the_study_says_so(make_study: Make) -> None:
    row = qk.count_changes(make_changed(make_study, "debt", [(9, 1), (9, 5), (1, 2)]).open()).iloc[0]
    assert (row["n_better"], row["n_worse"], row["median_change"]) == (2, 1, -4.0)


def test_where_no_way_is_better_nothing_is_counted_as_better(make_study: Make) -> None:
    row = qk.count_changes(make_changed(make_study, "size", [(1, 2), (1, 3), (4, 4)]).open()).iloc[0]
    assert row[["n_better", "n_worse"]].isna().all()
    assert (row["effect_name"], row["effect"]) == ("share_up", 1.0)
    assert (row["n_same"], row["n_units"], row["median_change"], row["p_value"]) == (1, 3, 1.0, 0.5)


def test_nobody_changed_is_undefined_and_not_a_p_of_one(make_study: Make) -> None:
    row = qk.count_changes(make_changed(make_study, "pay", [(1, 1)] * 7).open()).iloc[0]
    assert row[["effect", "p_value"]].isna().all()
    assert (row["n_same"], row["median_low"], row["median_high"]) == (7, 0.0, 0.0)


def test_by_makes_a_row_for_each_group_and_where_leaves_cases_out(make_study: Make) -> None:
    pairs = [(1, 2), (1, 2), (2, 1), (1, None), (1, 2)]
    made = make_changed(
        make_study, "pay", pairs, area=["east", "west", "west", "west", None], age=[30, 40, 50, 60, None]
    )
    study = made.open()
    table = qk.count_changes(study, "pay", by="area")[["value_by", "n_better", "n_worse", "n_units", "n_missing"]]
    assert table.to_numpy().tolist() == [["east", 1, 0, 1, 0], ["west", 1, 1, 2, 1], ["", 1, 0, 1, 0]]
    row = qk.count_changes(study, "pay", where="age > 35").iloc[0]
    assert (row["n_units"], row["n_missing"]) == (2, 2)  # one without a wave, one of whom the age is not known
    assert qk.count_changes(study, "pay", where="age > 99").iloc[0]["n_units"] == 0


def test_of_nobody_there_is_no_row(make_study: Make) -> None:
    made = make_changed(make_study, "pay", [(1, 2)])
    made.outcomes = {}
    (made.write() / "transcripts/outcomes.csv").write_text("case,pay_1,pay_2\n")
    table = qk.count_changes(qk.open_study(made.folder))
    pd.testing.assert_frame_equal(table, pd.DataFrame(columns=list(COLUMNS)))


@pytest.mark.parametrize(
    ("measure", "waves", "message"),
    [
        ("book", None, "the waves of 'book' cannot be compared: another book"),
        ("crop", None, "'crop' tells no change: it is a category"),
        ("pya", None, "no measure 'pya' in study.yaml: did you mean 'pay'"),
        ("pay", ("before", "later"), "'pay' has no wave 'later'"),
    ],
)
def test_what_tells_no_change_is_refused_with_its_reason(
    make_study: Make, measure: str, waves: tuple[str, str] | None, message: str
) -> None:
    made = make_study(codes=["any"], waves=["before", "now"], measures=MEASURES)
    columns = {column: None for about in MEASURES.values() for column in about["columns"].values()}
    made.add_case("F1", outcomes=columns)
    made.add_voice("F1", {})
    with pytest.raises(qk.QualkitError, match=message):
        qk.count_changes(made.open(), measure, waves=waves)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_swapping_the_waves_mirrors_the_row(pairs: list[tuple[int, int]]) -> None:
    forward = median_interval([after - before for before, after in pairs])
    backward = median_interval([before - after for before, after in pairs])
    assert all(math.isnan(limit) for limit in forward) or backward == (-forward[1], -forward[0])
