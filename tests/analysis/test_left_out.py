"""What would be miscounted in silence: values that look alike, sides of one name, cases that a condition leaves open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.bands import band_outcome

Make = Callable[..., MadeStudy]
A, B = "talk/a", "talk/b"
MEASURES = {
    "pay": {"type": "amount", "unit": "IDR", "columns": {"before": "pay_1", "now": "pay_2"}, "better": "up"},
    "shop": {"type": "yes/no", "columns": {"before": "shop_1", "now": "shop_2"}, "better": "up"},
    "crop": {"type": "category", "columns": {"now": "crop"}, "values": {"rice": "grain", "maize": "grain"}},
    "cows": {"type": "count", "columns": {"now": "cows"}},
}


def make(make_study: Make, rows: list[dict[str, Any]], codes: Any = (A, B), **more: Any) -> qk.Study:
    """A case for each row: its `codes`, and whatever else is an outcome where a measure has such a column."""
    columns = {column for measure in MEASURES.values() for column in measure["columns"].values()}  # type: ignore[attr-defined]
    made = make_study(codes=codes, waves=["before", "now"], measures=MEASURES, **more)
    for number, row in enumerate(rows):
        case, known = f"F{number + 1:02}", {key: value for key, value in row.items() if key != "codes"}
        outcomes = {column: known.pop(column, None) for column in sorted(columns)}
        made.add_case(case, outcomes=outcomes, **known)
        said = {f"{case} says {n}.": code for n, code in enumerate(row.get("codes", ()))}
        made.add_voice(case, said)
    return made.open()


def test_values_of_a_category_with_the_same_label_are_one_value(make_study: Make) -> None:
    study = make(make_study, [{"codes": [A], "crop": "rice"}, {"codes": [A], "crop": "maize"}, {"crop": "tea"}])
    table = qk.crosstab(study, A, "crop")
    assert table.set_index(["side", "value"])["n"].to_dict() == {
        ("coded", "grain"): 2, ("coded", "tea"): 0, ("not coded", "grain"): 0, ("not coded", "tea"): 1,
    }  # fmt: skip


def test_a_category_that_nobody_told_has_one_column_in_which_all_are_missing(make_study: Make) -> None:
    table = qk.crosstab(make(make_study, [{"codes": [A]}, {}, {}]), A, "crop")
    assert table[["side", "value", "n", "n_missing"]].to_numpy().tolist() == [
        ["coded", "any", 0, 1],
        ["not coded", "any", 0, 2],
    ]
    assert table["note"].str.contains("fewer than two").all()


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"change": "relative", "bands": [0.501, 0.502, 0.503]}, ["50.3% or more", "50.2% to under 50.3%", "50.1% to under 50.2%", "below 50.1%"]),
        ({"change": "absolute", "bands": [1_001_000, 1_002_000]}, ["1,002,000 IDR or more", "1,001,000 IDR to under 1,002,000 IDR", "below 1,001,000 IDR"]),
        ({"change": "absolute", "bands": [1_000_000, 2_000_000]}, ["Rp 2 million or more", "Rp 1 million to under Rp 2 million", "below Rp 1 million"]),
    ],
)  # fmt: skip
def test_limits_that_would_look_alike_are_told_apart(make_study: Make, asked: dict[str, Any], names: list[str]) -> None:
    study = make(make_study, [{"pay_1": 1_000, "pay_2": 1_501 + number} for number in range(4)])
    assert list(band_outcome(study, "pay", **asked).names) == names


@pytest.mark.parametrize("bands", [[float("nan")], [float("inf")], ["some"], 5])
def test_limits_that_are_no_finite_numbers_are_refused(make_study: Make, bands: Any) -> None:
    with pytest.raises(qk.QualkitError, match=r"^bands "):
        band_outcome(make(make_study, [{"cows": 1}]), "cows", bands=bands)


def test_per_member_leaves_out_households_without_a_size_above_0_and_refuses_text(make_study: Make) -> None:
    rows = [{"pay_1": 0, "pay_2": 100, "household_size": size} for size in (4, 0, -2, None)]
    assert band_outcome(make(make_study, rows), "pay", change="per_member").numbers == {"F01": 25.0}
    rows[1]["household_size"] = "four"  # type: ignore[assignment]
    with pytest.raises(qk.QualkitError, match=r"'household_size' .* no number: 'four' of F02; write numbers"):
        band_outcome(make(make_study, rows), "pay", change="per_member")


def test_two_sides_whose_codes_have_one_label_are_told_by_their_paths(make_study: Make) -> None:
    codes = [{"code": one, "opposite": other} for one, other in (("men/decide", "women/decide"), ("women/decide", "men/decide"))]  # fmt: skip
    rows = [{"codes": ["men/decide"], "shop_2": "yes"}] * 4 + [{"codes": ["women/decide"], "shop_2": "no"}] * 5
    table = qk.crosstab(make(make_study, rows, codes), "men/decide", "shop_2", group="side")
    assert table["side"].unique().tolist() == ["men/decide", "women/decide", "both", "neither"]
    assert table["n"].tolist() == [4, 0, 0, 5, 0, 0, 0, 0]
    assert table["effect"].iloc[0] == 1


def test_those_on_both_sides_or_neither_are_counted_where_no_row_shows_them(make_study: Make) -> None:
    codes = [{"code": A, "opposite": B}, {"code": B, "opposite": A}]
    rows = [{"codes": said, "cows": n} for n, said in enumerate([[A], [A], [B], [A, B], [], []])]
    first = qk.compare_groups(make(make_study, rows, codes), A, "cows", group="side").iloc[0]
    assert "cases: 1 on 'both' take no part, 2 on 'neither' take no part" in first["note"]


@pytest.mark.parametrize("compare", [qk.crosstab, qk.compare_groups, qk.compare_outcomes])
def test_cases_that_a_condition_leaves_open_are_told(make_study: Make, compare: Callable[..., Any]) -> None:
    rows = [
        {"codes": [A], "cows": 1, "age": 40},
        {"cows": 2, "age": 50},
        {"cows": 3, "age": None},
        {"cows": 4, "age": 20},
    ]
    table = compare(make(make_study, rows), A, "cows", where="age > 30")
    assert table["note"].str.contains("cases: 1 left out, as a missing value leaves open whether `where` holds").all()


def test_a_code_named_twice_is_one_test(make_study: Make) -> None:
    study = make(make_study, [{"codes": [A], "cows": 1}, {"cows": 2}])
    assert qk.compare_groups(study, [A, A], "cows")["n_tests"].tolist() == [1, 1]


def test_by_numbers_come_in_their_order_and_none_fall_together(make_study: Make) -> None:
    rows = [{"shop_2": "yes", "rooms": rooms} for rooms in (10, 2, 1, None)]
    assert qk.crosstab(make(make_study, rows), A, "shop_2", by="rooms")["value_by"].unique().tolist() == ["1", "2", "10", ""]  # fmt: skip
    rows = [{"shop_2": "yes", "rooms": rooms} for rooms in (0.102, 0.101)]
    assert qk.crosstab(make(make_study, rows), A, "shop_2", by="rooms")["value_by"].unique().tolist() == ["0.101", "0.102"]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        (f"{A} and not {B}", {"0": 3, "2": 1}),  # the case with both is none
        (f"not {A}", {"0": 4}),  # what is not said has no passages
        (f"{A} or {A}", {"0": 2, "1": 1, "2": 1}),  # one passage counts once
        (f"({A} and not {B}) or {B}", {"0": 1, "1": 2, "2": 1}),
    ],
)
def test_only_passages_of_a_combination_that_holds_are_counted(
    make_study: Make, code: str, counts: dict[str, int]
) -> None:
    rows = [{"codes": said, "cows": 1} for said in ([A, A], [A, B], [B], [])]
    table = qk.crosstab(make(make_study, rows), code, "cows", group="count")
    assert table[table["n_units"] > 0].groupby("side")["n_units"].first().to_dict() == counts


@pytest.mark.parametrize(("permute", "problem"), [("within", "name their column by clusters="), ("withn", "did you mean 'within'")])  # fmt: skip
@pytest.mark.parametrize("compare", [qk.crosstab, qk.compare_groups, qk.compare_outcomes])
def test_a_way_to_permute_that_is_unknown_or_has_no_clusters_is_refused(
    make_study: Make, compare: Callable[..., Any], permute: str, problem: str
) -> None:
    with pytest.raises(qk.QualkitError, match=problem):
        compare(make(make_study, [{"codes": [A], "cows": 1}, {"cows": 2}]), A, "cows", permute=permute)


def test_the_effect_beside_a_permutation_of_numbers_is_of_the_numbers(make_study: Make) -> None:
    rows = [{"codes": [A] if n < 4 else [], "cows": n, "village": n // 2} for n in range(8)]
    study = make(make_study, rows)
    for asked in ({"test": "permutation"}, {"clusters": "village"}):
        first = qk.crosstab(study, A, "cows", **asked).iloc[0]  # type: ignore[arg-type]
        assert first["effect_name"] == "cliffs_delta"
        assert first["detectable"] != first["detectable"]  # which is a difference of shares
    assert qk.crosstab(study, A, "shop_2", test="permutation")["effect_name"].iloc[0] == "risk_difference"


@pytest.mark.parametrize("now", [("no", "no", "no", "yes"), ("yes", "yes", "no", "no")])
def test_yes_and_no_before_and_now_get_one_test_whatever_was_told(make_study: Make, now: tuple[str, ...]) -> None:
    """Better, same and worse are three values: also where nobody fares worse."""
    rows = [{"codes": [A] if n % 2 else [], "shop_1": "no" if n < 2 else "yes", "shop_2": told} for n, told in enumerate(now)]  # fmt: skip
    found = qk.compare_outcomes(make(make_study, rows), A, "shop").iloc[0]
    assert (found["effect_name"], found["method"]) == ("cramers_v", "Freeman-Halton, exact")


@pytest.mark.parametrize("group", ["has", "count", "words"])
def test_a_trend_is_above_0_where_those_who_say_it_more_have_more(make_study: Make, group: str) -> None:
    rows = [{"codes": [A] * n, "cows": 10 * n} for n in (0, 0, 1, 2, 3)]
    assert qk.crosstab(make(make_study, rows), A, "cows", group=group, test="trend")["statistic"].iloc[0] > 0  # type: ignore[arg-type]
    rows = [{"codes": [A] * n, "cows": 50 - 10 * n} for n in (0, 0, 1, 2, 3)]
    assert qk.crosstab(make(make_study, rows), A, "cows", group=group, test="trend")["statistic"].iloc[0] < 0  # type: ignore[arg-type]


def test_a_test_that_is_forced_against_two_objections_names_both(make_study: Make) -> None:
    rows = [{"codes": [A] if n < 3 else [], "crop": "rte"[n % 3], "village": n // 2} for n in range(6)]
    note = qk.crosstab(make(make_study, rows), A, "crop", test="trend", clusters="village", force=True)["note"].iloc[0]
    assert "no independent witnesses" in note
    assert "have no order" in note


def test_amounts_that_no_series_deflates_are_marked_nominal(make_study: Make) -> None:
    study = make(make_study, [{"codes": [A], "pay_1": 1, "pay_2": 2, "cows": 1}, {"pay_1": 1, "pay_2": 1, "cows": 2}])
    for compare in (qk.crosstab, qk.compare_groups, qk.compare_outcomes):
        assert set(compare(study, A, "pay")["prices"]) == {"nominal"}  # type: ignore[operator]
        assert set(compare(study, A, "cows")["prices"]) == {""}  # type: ignore[operator]


def test_members_without_a_row_in_outcomes_are_missing_between_waves_too(make_study: Make) -> None:
    roles = {"member": {"outcomes": True}, "staff": {}}
    made = make_study(codes=[A], waves=["before", "now"], measures={"pay": MEASURES["pay"]}, roles=roles)
    made.add_case("F01", outcomes={"pay_1": 1, "pay_2": 2}, area="hill")
    made.add_case("F02", area="hill")
    made.add_case("F03", area="town")
    made.add_case("P01", role="staff", area="town")
    for case in ("F01", "F02", "F03", "P01"):
        made.add_voice(case, {})
    study = made.open()
    counted = ["value_by", "n_units", "n_missing"]
    assert qk.count_changes(study)[counted].to_numpy().tolist() == [["", 1, 2]]
    assert qk.count_changes(study, by="area")[counted].to_numpy().tolist() == [["hill", 1, 1], ["town", 0, 1]]
    assert qk.count_changes(study, where="area == 'hill'")[counted].to_numpy().tolist() == [["", 1, 1]]
    crossed = qk.crosstab(study, A, "pay").iloc[-1]
    assert (crossed["n_units"], crossed["n_missing"]) == (1, 2)


def test_an_outcome_that_nobody_told_is_a_table_of_missing_and_no_error(make_study: Make) -> None:
    study = make(make_study, [{"codes": [A]}, {}, {}])
    table = qk.compare_groups(study, A, "cows")
    assert table[["n", "n_missing"]].to_numpy().tolist() == [[0, 1], [0, 2]]
    assert table[["effect", "p_value"]].isna().all(axis=None)
    assert table["note"].str.contains("a group has no cases").all()
    assert qk.crosstab(study, A, "pay", test="permutation")["n_missing"].tolist() == [1] * 3 + [2] * 3


def test_a_constant_outcome_has_no_p_in_clusters_either(make_study: Make) -> None:
    rows = [{"codes": [A] if n < 4 else [], "cows": 7, "village": n // 2} for n in range(8)]
    first = qk.crosstab(make(make_study, rows), A, "cows", clusters="village").iloc[0]
    assert first["p_value"] != first["p_value"]
    assert "all values are the same" in first["note"]


def test_where_better_is_not_declared_the_effect_is_the_share_that_has_more(make_study: Make) -> None:
    measure = {"shop": {key: value for key, value in MEASURES["shop"].items() if key != "better"}}
    made = make_study(codes=[A], waves=["before", "now"], measures=measure)
    for n, (before, now) in enumerate([("no", "yes")] * 3 + [("yes", "no"), ("yes", "yes")]):
        made.add_case(f"F{n}", outcomes={"shop_1": before, "shop_2": now})
    made.add_voice("F0", {})
    first = qk.count_changes(made.open()).iloc[0]
    assert (first["effect_name"], first["effect"], first["p_value"]) == ("share_up", 0.75, 0.625)
    assert first["ci_low"] == pytest.approx(0.1941, abs=1e-4)  # Clopper & Pearson, 3 of 4
    assert first["n_better"] != first["n_better"]
