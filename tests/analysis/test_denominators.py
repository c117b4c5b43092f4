"""Laws that hold in every study: whatever the cases say and tell, none is dropped and no number contradicts another."""

from __future__ import annotations

import math
import random
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qualkit as qk
from made_study import MadeStudy

A, B = "talk/a", "talk/b"
CODES = [{"code": A, "opposite": B}, {"code": B, "opposite": A}, "talk/c"]
ROLES = {"member": {"outcomes": True}, "staff": {}}
MEASURES = {
    "pay": {"type": "amount", "unit": "IDR", "columns": {"before": "pay_1", "now": "pay_2"}, "better": "up"},
    "shop": {"type": "yes/no", "columns": {"before": "shop_1", "now": "shop_2"}, "better": "up"},
    "crop": {"type": "category", "columns": {"now": "crop"}},
}
AMOUNT = st.sampled_from([None, 0, -500_000, 750_000, 2_000_000, 10**12, 10**15])
YES_NO = st.sampled_from([None, "yes", "no"])
CASE = st.fixed_dictionaries(
    {
        "codes": st.lists(st.sampled_from([A, B, "talk/c"]), max_size=4),
        "read": st.sampled_from([True, True, True, False]),
        "role": st.sampled_from(["member", "member", "member", "staff"]),
        "area": st.sampled_from([None, "hill", "town"]),
        "village": st.sampled_from([None, "v1", "v2", "v3"]),
        "told": st.one_of(
            st.none(),
            st.fixed_dictionaries(
                {
                    "pay_1": AMOUNT,
                    "pay_2": AMOUNT,
                    "shop_1": YES_NO,
                    "shop_2": YES_NO,
                    "crop": st.sampled_from([None, "rice", "maize", "tea"]),
                }
            ),
        ),
    }
)
CASES = st.lists(CASE, min_size=1, max_size=9)
ASKED = st.fixed_dictionaries(
    {
        "code": st.sampled_from([A, "talk", f"{A} and not {B}", f"not {A} or {B}", f"{A} with {B}"]),
        "outcome": st.sampled_from(["pay", "pay_2", "shop", "shop_2", "crop"]),
        "clusters": st.sampled_from([None, "village"]),
    }
)
Cases = list[dict[str, Any]]
law = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    number = iter(range(10**6))
    return lambda: tmp_path_factory.mktemp(f"study{next(number)}")


def make(folder: Any, cases: Cases, order: list[int] | None = None) -> qk.Study:
    """The study of these cases; `order` is that of their rows."""
    made = MadeStudy(folder(), codes=CODES, roles=ROLES, waves=["before", "now"], measures=MEASURES)
    for number in order or range(len(cases)):
        about, case = cases[number], f"F{number:02}"
        made.add_case(case, role=about["role"], outcomes=about["told"], area=about["area"], village=about["village"])
        said = {f"{case} says {n}.": code for n, code in enumerate(about["codes"])}
        made.add_voice(case, said, review=about["read"])
    if not made.outcomes:
        made.outcomes["F00"] = dict.fromkeys(("pay_1", "pay_2", "shop_1", "shop_2", "crop"))
    return made.open()


def count_members(cases: Cases) -> int:
    return sum(case["role"] == "member" for case in cases)


def check_numbers(table: pd.DataFrame) -> None:
    """p between 0 and 1 and never alone; an interval holds its estimate; what is undefined says why."""
    for row in table.itertuples():
        if math.isnan(row.p_value):
            assert row.note
        else:
            assert 0 < row.p_value <= 1
            assert row.p_value <= row.p_adjusted <= 1
            assert not math.isnan(row.effect) or row.note
        if not math.isnan(row.effect) and not math.isnan(row.ci_low):
            assert row.ci_low <= row.effect + 1e-9
            assert row.effect <= row.ci_high + 1e-9


@law
@given(cases=CASES, asked=ASKED, group=st.sampled_from(["has", "count", "words"]))
def test_in_a_crosstab_cells_missing_and_unread_are_all_members_and_shares_add_up(
    folder: Any, cases: Cases, asked: dict[str, Any], group: Any
) -> None:
    study = make(folder, cases)
    whole = qk.crosstab(study, **asked, group=group)
    parts = qk.crosstab(study, **asked, group=group, by="area")
    for table in (whole, parts):
        check_numbers(table)
        sides = table.groupby(["value_by", "side"], sort=False)
        assert (sides["n"].sum() == sides["n_units"].first()).all()
        unread = table.groupby("value_by")["n_unread"].first().sum()
        assert table["n"].sum() + sides["n_missing"].first().sum() + unread == count_members(cases)
        for share, over in (("share", "side"), ("share_column", "value")):
            added = table.groupby(["value_by", over])[share].sum(min_count=1).dropna()
            assert added.map(lambda one: math.isclose(one, 1)).all()
        added = table.groupby("value_by")["share_total"].sum(min_count=1).dropna()
        assert added.map(lambda one: math.isclose(one, 1)).all()
    if len(parts):
        cells = ["side", "value"]
        assert parts.groupby(cells)["n"].sum().to_dict() == whole.set_index(cells)["n"].to_dict()


@law
@given(cases=CASES, code=st.sampled_from([A, "talk", f"{A} and not {B}"]), outcome=st.sampled_from(["pay", "pay_1", "shop_2"]), test=st.sampled_from(["permutation", "mann_whitney"]))  # fmt: skip
def test_in_groups_of_amounts_told_missing_and_unread_are_all_members(
    folder: Any, cases: Cases, code: str, outcome: str, test: Any
) -> None:
    study = make(folder, cases)
    try:
        table = qk.compare_groups(study, code, outcome, test=test)
    except qk.QualkitError as error:
        assert "holds no numbers" in str(error)
        return
    check_numbers(table)
    assert table[["n", "n_missing"]].to_numpy().sum() + table["n_unread"].iloc[0] == count_members(cases)


@law
@given(cases=CASES, clusters=st.sampled_from(["", "village"]), correction=st.sampled_from(["holm", "benjamini-hochberg"]))  # fmt: skip
def test_in_every_pair_told_missing_and_unread_are_all_members(
    folder: Any, cases: Cases, clusters: str, correction: Any
) -> None:
    outcomes = ["pay", "pay_2", "shop", "shop_1", "crop"]
    table = qk.compare_outcomes(make(folder, cases), [A, B], outcomes, clusters=clusters, correction=correction)
    check_numbers(table)
    assert (table["n_units"] + table["n_missing"] + table["n_unread"] == count_members(cases)).all()
    assert (table["n"] <= table["n_units"]).all()
    assert (table["n_tests"] == table["p_value"].notna().sum()).all()


@law
@given(cases=CASES)
def test_between_waves_better_same_worse_and_missing_are_all_members_and_parts_add_up(
    folder: Any, cases: Cases
) -> None:
    cases = [case | {"role": "member"} for case in cases]
    study = make(folder, cases)
    whole, parts = qk.count_changes(study), qk.count_changes(study, by="area")
    counts = ["n_better", "n_same", "n_worse", "n_units", "n_missing"]
    for table in (whole, parts):
        assert (table["n_better"] + table["n_same"] + table["n_worse"] == table["n_units"]).all()
        told = table.dropna(subset=["effect"])
        assert ((told["ci_low"] <= told["effect"]) & (told["effect"] <= told["ci_high"])).all()
        assert table["p_value"].dropna().between(0, 1).all()
        assert (table["p_value"].isna() == table["effect"].isna()).all()
    assert (whole["n_units"] + whole["n_missing"] == len(cases)).all()
    assert parts.groupby("measure")[counts].sum().to_dict() == whole.set_index("measure")[counts].to_dict()


@law
@given(cases=CASES, asked=ASKED, seed=st.integers(0, 99))
def test_the_order_of_the_cases_changes_nothing(folder: Any, cases: Cases, asked: dict[str, Any], seed: int) -> None:
    order = list(range(len(cases)))
    random.Random(seed).shuffle(order)
    studies = make(folder, cases), make(folder, cases, order)
    for ask in (qk.crosstab, qk.compare_outcomes):
        one, other = (ask(study, **asked) for study in studies)  # type: ignore[operator]
        pd.testing.assert_frame_equal(one, other)
