"""Whose codings are used: nothing but another reading may move a verdict, and what is not shared is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import qualkit as qk
from made_study import MadeStudy

Make = Callable[..., MadeStudy]
YES, NO = "money/managed", "money/strained"
KEEPS, SPENDS = "I keep some back every week.", "It is gone before Friday."
MEASURES = {"shop": {"type": "yes/no", "columns": {"now": "shop_now"}}}


def make(
    make_study: Make, by_b: dict[str, str], *, read_by_b: str = "F1 F2 F3 F4 F5 F6", combine: str = "either"
) -> MadeStudy:
    """Six cases; coder a finds YES in F1 to F4 and NO in F5 and F6, b the same but for what `by_b` says."""
    roles = {"member": {"outcomes": True}}
    made = make_study(
        codes=[YES, NO], coders=("a", "b"), roles=roles, waves=["now"], measures=MEASURES, combine=combine
    )
    made.settings["coders"] = {"of_record": ["a"], "combine": combine}
    for number in range(1, 7):
        case, code = f"F{number}", YES if number < 5 else NO
        made.add_case(case, outcomes={"shop_now": "yes" if number < 4 else "no"})
        made.add_voice(case, {KEEPS: code, SPENDS: None})
        if case in read_by_b.split():
            made.code(case, KEEPS, by_b.get(case, code), coder="b")
            made.review(case, coder="b")
    made.add_finding("managed", "prevalence", support=[YES], contradict=[NO])
    made.add_finding(
        "goes-with", "association", smallest="25 %",
        exposure={"support": [YES], "contradict": [NO]}, response={"where": "shop_now == 'yes'"},
    )  # fmt: skip
    made.add_finding("all", "combination", premises=["managed"])
    return made


def test_each_choice_is_weighed_by_its_own_codings(make_study: Make) -> None:
    study = make(make_study, {"F3": NO, "F4": NO}).open()
    table = qk.compare_verdicts(study, "a", "b", finding="managed").set_index("choice")
    columns = ["verdict", "n_support", "n_contradict", "n_both", "moves", "n_changed", "changed"]
    assert table[columns].T.to_dict("list") == {
        "a": ["supported", 4, 2, 0, False, 0, ""],
        "b": ["contradicted", 2, 4, 0, True, 2, "F3, F4"],
        "both": ["mixed", 2, 2, 2, True, 2, "F3, F4"],  # they contradict each other
        "either": ["mixed", 2, 2, 2, True, 2, "F3, F4"],
    }
    assert set(table["verdict_of_record"]) == {"supported"}


def test_the_findings_stand_as_declared_and_a_combination_moves_with_its_premise(make_study: Make) -> None:
    table = qk.compare_verdicts(make(make_study, {"F3": NO, "F4": NO}).open(), "a", "b")
    assert list(table["finding"].unique()) == ["managed", "goes-with", "all"]
    whole = table[table["finding"] == "all"]
    assert list(whole["verdict"]) == ["supported", "contradicted", "mixed", "mixed"]
    assert list(whole["moves"]) == [False, True, True, True]


def test_only_cases_that_all_have_read_are_compared_unless_all_are_asked_for(make_study: Make) -> None:
    study = make(make_study, {"F2": NO}, read_by_b="F1 F2 F5").open()
    shared = qk.compare_verdicts(study, "a", "b", finding="managed").set_index("choice")
    assert list(shared["n_cases"]) == [3, 3, 3, 3]
    assert list(shared["n_apart"]) == [3, 3, 3, 3]
    assert list(shared["n_unread"]) == [0, 0, 0, 0]
    assert set(shared["verdict_of_record"]) == {"supported"}
    assert dict(shared["verdict"]) == {"a": "supported", "b": "contradicted", "both": "mixed", "either": "mixed"}
    of_all = qk.compare_verdicts(study, "a", "b", finding="managed", cases="all").set_index("choice")
    assert list(of_all["n_cases"]) == [6, 6, 6, 6]
    assert dict(of_all["n_unread"]) == {"a": 0, "b": 3, "both": 3, "either": 0}
    assert dict(of_all["n_read_by_one"]) == {"a": 0, "b": 3, "both": 3, "either": 0}
    assert dict(of_all["n_changed"]) == {"a": 0, "b": 1, "both": 1, "either": 1}
    assert "3" in of_all.loc["b", "note"]


def test_what_only_one_has_read_gives_no_verdict_but_a_reason(make_study: Make) -> None:
    study = make(make_study, {}, read_by_b="").open()
    table = qk.compare_verdicts(study, "a", "b", language="en")
    assert table["verdict"].isna().all()
    assert table["moves"].isna().all()
    assert list(table["note"].unique()) == [
        "no case was read by all these coders for these codes",
        "a premise has no verdict: no case was read by all these coders",
    ]
    assert qk.compare_verdicts(study, "a", "b", language="id")["note"][0].startswith("tidak ada kasus")
    estimates = qk.compare_estimates(study, "a", "b", code=YES, outcome="shop", language="en")
    assert estimates[["effect", "effect_of_record", "shift"]].isna().all(axis=None)
    assert list(estimates["n_apart"]) == [6, 6, 6, 6]
    assert estimates["note"].str.contains("no case was read by all").all()


def test_where_the_coders_agree_nothing_moves_in_any_order(make_study: Make) -> None:
    study = make(make_study, {}).open()
    table = qk.compare_verdicts(study, "a", "b")
    assert not table["moves"].any()
    assert not table["n_changed"].any()
    assert (qk.compare_estimates(study, "a", "b", code=YES, outcome="shop")["shift"] == 0).all()


@pytest.mark.parametrize("cases", ["shared", "all"])
def test_the_order_of_coders_does_not_matter(make_study: Make, cases: str) -> None:
    study = make(make_study, {"F1": NO, "F5": YES}, read_by_b="F1 F2 F5").open()
    for compare in (qk.compare_verdicts, qk.compare_estimates):
        one, other = (
            compare(study, *coders, cases=cases).sort_values(["finding", "choice"], ignore_index=True)  # type: ignore[operator]
            for coders in (("a", "b"), ("b", "a"))
        )
        assert one.equals(other)


@pytest.mark.parametrize("coder", ["a", "b"])
def test_of_a_one_sided_claim_both_find_no_more_than_each_and_either_no_less(make_study: Make, coder: str) -> None:
    made = make(make_study, {"F1": NO, "F5": YES, "F6": YES})
    made.add_finding("some", "prevalence", support=[YES])
    n = qk.compare_verdicts(made.open(), "a", "b", finding="some").set_index("choice")["n_support"]
    assert n["both"] <= n[coder] <= n["either"]
    assert dict(n) == {"a": 4, "b": 5, "both": 3, "either": 6}


def test_of_events_the_sources_that_all_have_read_are_weighed(make_study: Make) -> None:
    made = make(make_study, {"F2": NO}, read_by_b="F1 F2")
    made.add_finding("done", "event", support=[YES], contradict=[NO], firsthand=["F1", "F2", "F5"])
    table = qk.compare_verdicts(made.open(), "a", "b", finding="done").set_index("choice")
    assert dict(table["verdict"]) == {
        "a": "established", "b": "disputed", "both": "disputed", "either": "disputed"
    }  # fmt: skip
    assert set(table["n_apart"]) == {1}


def test_what_was_agreed_is_a_choice_where_there_is_such_a_log(make_study: Make) -> None:
    made = make(make_study, {"F3": NO, "F4": NO})
    for number in range(1, 6):  # F6 is not decided yet
        made.code(f"F{number}", KEEPS, YES if number < 4 else NO, coder="consensus")
        made.review(f"F{number}", coder="consensus")
    table = qk.compare_verdicts(made.open(), "a", "b", finding="managed", language="en").set_index("choice")
    assert list(table.index) == ["a", "b", "both", "either", "consensus"]
    agreed = table.loc["consensus"]
    assert (agreed["n_support"], agreed["n_contradict"], agreed["n_unread"]) == (3, 2, 1)
    assert (agreed["verdict"], agreed["changed"], agreed["n_read_by_one"]) == ("insufficient", "F4", 1)
    assert agreed["note"] == "not read in this choice: 1"


def test_an_estimate_shifts_by_what_the_other_coder_reads(make_study: Make) -> None:
    study = make(make_study, {"F3": NO}).open()
    table = qk.compare_estimates(study, "a", "b", code=YES, outcome="shop").set_index("choice")
    # a: 3 of 4 coded have a shop, 0 of 2 others; b: 2 of 3 coded, 1 of 3 others
    assert dict(table["effect"].round(6)) == {"a": 0.75, "b": 0.333333, "both": 0.333333, "either": 0.75}
    assert dict(table["shift"].round(6)) == {"a": 0.0, "b": -0.416667, "both": -0.416667, "either": 0.0}
    assert dict(table["n_changed"]) == {"a": 0, "b": 1, "both": 1, "either": 0}
    assert set(table["n"]) == {6}
    claims = qk.compare_estimates(study, "a", "b").set_index("choice")
    assert set(claims["finding"]) == {"goes-with"}
    # F3 is on both sides for both and either, and takes no part
    assert dict(claims["effect"].round(6)) == {"a": 0.75, "b": 0.333333, "both": 0.666667, "either": 0.666667}
    assert dict(claims["n"]) == {"a": 6, "b": 6, "both": 5, "either": 5}


def test_the_crosstabs_of_the_report_are_compared_by_default(make_study: Make) -> None:
    made = make(make_study, {"F3": NO}, read_by_b="F1 F3 F4 F5")
    made.settings["crosstabs"] = [{"code": YES, "outcome": "shop"}]
    table = qk.compare_estimates(made.open(), "a", "b")
    tab = table[table["finding"] == ""].set_index("choice")
    assert set(tab["n"]) == {4}
    assert set(tab["n_apart"]) == {2}
    assert list(tab["changed"]) == ["", "F3", "F3", ""]


def test_with_all_cases_and_the_coders_of_record_it_is_what_the_study_reports(make_study: Make) -> None:
    study = make(make_study, {"F3": NO}, read_by_b="F1 F3").open()
    reported = qk.weigh_findings(study).set_index("finding")
    table = qk.compare_verdicts(study, "a", "b", cases="all").query("choice == 'a'").set_index("finding")
    columns = [name for name in reported.columns if name != "sentence"]
    assert table[columns].equals(reported[columns])


@pytest.mark.parametrize(
    ("coders", "asked", "problem"),
    [
        (("a",), {}, "two coders or more"),
        (("a", "a"), {}, "two coders or more"),
        ((), {}, "those of this study: a, b"),
        (("a", "c"), {}, "no coder 'c'"),
        (("a", "b"), {"finding": "manage"}, "no finding 'manage'"),
        (("a", "b"), {"cases": "some"}, "no such cases 'some'"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    make_study: Make, coders: tuple[str, ...], asked: dict[str, str], problem: str
) -> None:
    with pytest.raises(qk.QualkitError, match=problem):
        qk.compare_verdicts(make(make_study, {}).open(), *coders, **asked)  # type: ignore[arg-type]


def test_a_crosstab_is_named_whole_or_not_at_all(make_study: Make) -> None:
    with pytest.raises(qk.QualkitError, match="both code= and outcome="):
        qk.compare_estimates(make(make_study, {}).open(), "a", "b", code=YES)


def test_the_second_coder_of_the_example_moves_no_verdict(example: qk.Study) -> None:
    table = qk.compare_verdicts(example, "a", "b")
    assert len(table) == 4 * len(example.findings)
    assert not table["moves"].any()


def test_it_is_told_where_the_coders_of_record_have_not_read_what_is_compared(make_study: Make) -> None:
    made = make(make_study, {"F3": NO, "F4": NO})
    made.settings["coders"] = {"of_record": ["c"], "combine": "either"}
    made.review("F1", coder="c")
    study = made.open()
    table = qk.compare_verdicts(study, "a", "b", finding="managed", language="en")
    assert set(table["note"]) == {"not read by the coders of record: 5"}
    assert set(table["verdict_of_record"]) == {"insufficient"}
    estimates = qk.compare_estimates(study, "a", "b", code=YES, outcome="shop", language="en")
    assert estimates["note"].str.startswith("not read by the coders of record: 5").all()


def test_a_coder_who_read_all_and_coded_nothing_leaves_the_claim_open(make_study: Make) -> None:
    made = make(make_study, {})
    made.review(*(f"F{number}" for number in range(1, 7)), coder="c")
    table = qk.compare_verdicts(made.open(), "a", "c", finding="managed").set_index("choice")
    assert dict(table["verdict"]) == {
        "a": "supported", "c": "insufficient", "both": "insufficient", "either": "supported"
    }  # fmt: skip
    assert dict(table["n_changed"]) == {"a": 0, "c": 6, "both": 6, "either": 0}


def test_a_coder_with_the_name_of_a_choice_is_refused(make_study: Make) -> None:
    made = make(make_study, {})
    made.review("F1", coder="both")
    with pytest.raises(qk.QualkitError, match="has the name of a choice"):
        qk.compare_verdicts(made.open(), "a", "both")
