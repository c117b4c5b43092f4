"""Every code beside every outcome, on a made study of eleven households; the arrays beside scipy and statsmodels."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.pairs import compare_shares, count_tables
from qualkit.statistics.effects import HYBRID, risk_difference

MEASURES = {
    "maize": {"type": "amount", "unit": "kg", "columns": {"before": "m0", "now": "m1"}, "better": "up"},
    "shop": {"type": "yes/no", "columns": {"now": "shop"}},
    "crop": {"type": "category", "columns": {"now": "crop"}},
}
FAMILIES = {"seeds": {"codes": ["seed/kept", "rain"], "outcomes": ["shop"], "correction": "benjamini-hochberg"}}


@pytest.fixture
def study(tmp_path: Path) -> qk.Study:
    """Eleven households in four villages: the fourth household's shop is not told, the last one is not read."""
    made = MadeStudy(
        tmp_path,
        codes=["seed/kept", "seed/sold", "rain"],
        roles={"farmer": {"outcomes": True}},
        waves=("before", "now"),
        measures=MEASURES,
        families=FAMILIES,
    )
    for number in range(11):
        case, kept = f"H{number:02}", number % 2 == 0
        shop = None if number == 3 else "yes" if kept else "no"
        outcomes = {"m0": 100, "m1": 100 + 10 * number * kept, "shop": shop, "crop": "xyz"[number % 3]}
        made.add_case(case, role="farmer", village=f"v{number // 3}", outcomes=outcomes)
        said = {"I keep it.": "seed/kept"} if kept else {"I sell it.": "seed/sold"}
        made.add_voice(case, said, review=number != 10)
    return made.open()


def test_a_pair_gets_what_fits_its_outcome(study: qk.Study) -> None:
    table = qk.compare_outcomes(study, ["seed/kept", "seed/sold"], ["shop", "maize", "m1", "crop"]).set_index("outcome")
    assert table.loc["shop", "effect_name"].eq("risk_difference").all()
    assert table.loc[["maize", "m1"], "effect_name"].eq("cliffs_delta").all()
    assert table.loc["crop", "effect_name"].eq("cramers_v").all()
    assert table["n_tests"].eq(8).all()
    assert table["family"].eq("").all()
    assert table.loc["shop", "value"].eq("yes").all()
    assert table.loc["maize", "value"].eq("").all()


def test_a_pair_says_the_same_as_the_crosstab_and_the_comparison_of_groups(study: qk.Study) -> None:
    pairs = qk.compare_outcomes(study, "seed/kept", ["shop", "crop", "m1"]).set_index("outcome")
    same = ["effect", "effect_name", "ci_low", "ci_high", "interval", "p_value", "method", "n_unread"]
    for outcome in ("shop", "crop"):
        cells = qk.crosstab(study, "seed/kept", outcome)
        assert pairs.loc[outcome, [*same, "detectable"]].to_dict() == pytest.approx(
            cells.iloc[0][[*same, "detectable"]].to_dict(), nan_ok=True
        )
    groups = qk.compare_groups(study, "seed/kept", "m1").iloc[0]
    assert pairs.loc["m1", same].to_dict() == pytest.approx(groups[same].to_dict())


def test_every_case_is_counted_told_missing_or_unread(study: qk.Study) -> None:
    table = qk.compare_outcomes(study)
    assert len(table) == 3 * 4
    assert (table["n_units"] + table["n_missing"] + table["n_unread"]).eq(11).all()
    assert table.loc[table["outcome"] == "shop", "n_missing"].eq(1).all()


def test_a_family_of_study_yaml_names_codes_outcomes_and_correction(study: qk.Study) -> None:
    table = qk.compare_outcomes(study, family="seeds")
    assert table[["code", "outcome"]].to_numpy().tolist() == [["seed/kept", "shop"], ["rain", "shop"]]
    assert table["family"].eq("seeds").all()
    assert table["correction"].eq("benjamini-hochberg").all()
    assert table["n_tests"].eq(1).all()  # nobody speaks of rain: there is nothing to test
    assert table["note"].tolist() == ["", "a group or a column has no cases"]


def test_cases_that_share_a_village_are_compared_as_such(study: qk.Study) -> None:
    row = qk.compare_outcomes(study, "seed/kept", "shop", clusters="village").iloc[0]
    assert row["method"] == "permutation within clusters, exact"
    assert math.isnan(row["ci_low"])
    assert math.isnan(row["detectable"])


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"family": "seed"}, "declares no family 'seed': did you mean 'seeds'"),
        ({"family": "seeds", "code": "rain"}, "names its codes, outcomes and correction: leave them out"),
        ({"code": "rian"}, "did you mean 'rain'"),
        ({"outcome": "shopp"}, "did you mean 'shop'"),
        ({"clusters": "vilage"}, "no such column in cases.csv: did you mean 'village'"),
        ({"correction": "bonferroni"}, "method='bonferroni': holm or benjamini-hochberg"),
    ],
)
def test_what_cannot_be_compared_is_told(study: qk.Study, asked: dict[str, str], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.compare_outcomes(study, **asked)  # type: ignore[arg-type]


marks = st.sampled_from([0.0, 1.0, math.nan])


@given(arrays(float, (9, 3), elements=marks), arrays(float, (9, 2), elements=marks))
def test_many_tables_at_once_are_the_tables_counted_one_by_one(has: np.ndarray, outcome: np.ndarray) -> None:
    counted = count_tables(has, outcome)
    for cell, (code, told) in zip(counted, ((1, 1), (1, 0), (0, 1), (0, 0)), strict=True):
        for i in range(3):
            for j in range(2):
                assert cell[i, j] == sum(has[k, i] == code and outcome[k, j] == told for k in range(9))
    known = (~np.isnan(has)).astype(int).T @ (~np.isnan(outcome)).astype(int)
    assert (sum(counted) == known).all()


def test_what_is_neither_had_nor_told_is_refused() -> None:
    with pytest.raises(qk.QualkitError, match="1 or 0, or is NaN"):
        count_tables([[2.0]], [[1.0]])
    with pytest.raises(qk.QualkitError, match=r"found \(1, 1\) and \(2, 1\)"):
        count_tables([[1.0]], [[1.0], [0.0]])


cells = st.integers(0, 15)


@given(st.lists(st.tuples(cells, cells, cells, cells), min_size=1, max_size=4))
def test_many_shares_at_once_are_compared_as_one_by_one(tables: list[tuple[int, int, int, int]]) -> None:
    for row, (a, b, c, d) in zip(compare_shares(*zip(*tables, strict=True)), tables, strict=True):
        alone = risk_difference(a, b, c, d)
        assert [row["effect"], row["ci_low"], row["ci_high"]] == pytest.approx(
            [alone.estimate, alone.ci_low, alone.ci_high], nan_ok=True
        )
        if min(a + b, c + d, a + c, b + d):
            assert row["p_value"] == pytest.approx(stats.fisher_exact([[a, b], [c, d]]).pvalue)
        else:
            assert math.isnan(row["p_value"])


def test_beyond_fifty_cases_a_side_the_interval_is_another_and_says_so() -> None:
    small, large = compare_shares([20, 200], [20, 200], [10, 100], [30, 300])
    assert small["interval"] == "exact unconditional"
    assert large["interval"] == HYBRID
    assert large["ci_low"] < large["effect"] < large["ci_high"]
