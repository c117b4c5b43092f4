"""A verdict must fail when the evidence does: each test plants one thing in a study whose claim is supported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy

Make = Callable[..., MadeStudy]
Plant = Callable[[MadeStudy], None]

MANAGES, STRAINED = "I keep some back every week.", "It is gone before Friday."
YES, NO = "money/managed", "money/strained"
CODES = ["money/managed", "money/strained", "money/other"]
TOP_DOWN, CONSULTED = "plan/top-down", "plan/consulted"
OPPOSITE = {YES: NO, NO: YES, TOP_DOWN: CONSULTED, CONSULTED: TOP_DOWN}
FIVE = ("F01", "F02", "F03", "F04", "F05")
NAN = float("nan")


def weigh(study: qk.Study, finding: str = "managed") -> dict[str, Any]:
    """The finding's row of the table."""
    return dict(qk.weigh_findings(study).set_index("finding").loc[finding])


def sides(study: qk.Study, finding: str = "managed") -> dict[str, str]:
    """Where each case stands."""
    evidence = qk.find_evidence(study, finding)
    return {row.case: row.case_side for row in evidence.itertuples() if row.case_side}


def counted(row: dict[str, Any]) -> tuple[int, ...]:
    """Cases that support, contradict, do both, are silent, are unread."""
    return tuple(int(row[f"n_{side}"]) for side in ("support", "contradict", "both", "silent", "unread"))


# --- prevalence: more than half of five members manage their money; four do, one does not


@pytest.fixture
def managing(make_study: Make) -> MadeStudy:
    made = make_study(codes=CODES)
    for case in FIVE[:4]:
        made.add_voice(case, {MANAGES: YES})
    made.add_voice("F05", {STRAINED: NO})
    made.add_finding("managed", "prevalence", support=YES, contradict=NO)
    return made


def events_of(made: MadeStudy, kind: str, *documents: str, coder: str = "a") -> list[dict[str, Any]]:
    return [e for e in made.events[coder] if e["event"] == kind and (not documents or e["document"] in documents)]


def set_on(made: MadeStudy, *documents: str, **said: Any) -> None:
    """Let the codings of these documents say more than their code."""
    for event in events_of(made, "add", *documents):
        event.update(said)


def test_the_study_they_are_planted_in_supports_the_claim(managing: MadeStudy) -> None:
    study = managing.open()
    row = weigh(study)
    assert (row["verdict"], counted(row)) == ("supported", (4, 1, 0, 0, 0))
    assert (row["low"], row["high"], row["threshold"], row["turns_with"]) == (0.8, 0.8, 0.5, 2)
    assert sides(study) == dict.fromkeys(FIVE[:4], "supports") | {"F05": "contradicts"}


def swap_codes(made: MadeStudy) -> None:
    for event in events_of(made, "add"):
        event["code"] = OPPOSITE[event["code"]]


def silence(made: MadeStudy) -> None:
    for event in events_of(made, "add", "F03", "F04"):
        event["code"] = "money/other"


def unread(made: MadeStudy) -> None:
    made.events["a"] = [e for e in made.events["a"] if e["document"] not in ("F03", "F04")]


def contradict_oneself(made: MadeStudy) -> None:
    for case in ("F03", "F04"):
        made.code(case, MANAGES, NO)


@pytest.mark.parametrize(
    ("plant", "verdict", "counts"),
    [
        pytest.param(swap_codes, "contradicted", (1, 4, 0, 0, 0), id="codes swapped"),
        pytest.param(silence, "insufficient", (2, 1, 0, 2, 0), id="two are silent"),
        pytest.param(unread, "insufficient", (2, 1, 0, 0, 2), id="two are not yet read"),
        pytest.param(contradict_oneself, "mixed", (2, 1, 2, 0, 0), id="two say both"),
        pytest.param(
            lambda made: set_on(made, "F03", "F04", status="retracted"),
            "insufficient", (2, 1, 0, 2, 0), id="two take it back",
        ),
        pytest.param(
            lambda made: set_on(made, "F03", "F04", status="reported"),
            "insufficient", (2, 1, 0, 2, 0), id="two only report it",
        ),
        pytest.param(
            lambda made: set_on(made, *FIVE[:4], certainty="doubtful"),
            "supported", (4, 1, 0, 0, 0), id="doubtful passages count",
        ),
        pytest.param(
            lambda made: set_on(made, "F03", "F04", method="rule"),
            "insufficient", (2, 1, 0, 2, 0), id="a rule found two, nobody accepted them",
        ),
        pytest.param(
            lambda made: set_on(made, "F03", "F04", method="accepted"),
            "supported", (4, 1, 0, 0, 0), id="accepted suggestions count",
        ),
        pytest.param(
            lambda made: set_on(made, "F02", "F03", "F04", cases=["F01"]),
            "insufficient", (1, 1, 0, 3, 0), id="three of the passages are about another case",
        ),
        pytest.param(
            lambda made: set_on(made, "F02", "F03", "F04", cases=[]),
            "insufficient", (1, 1, 0, 3, 0), id="three of the passages are about nobody",
        ),
    ],
)  # fmt: skip
def test_what_is_planted_moves_a_prevalence(
    managing: MadeStudy, plant: Plant, verdict: str, counts: tuple[int, ...]
) -> None:
    plant(managing)
    row = weigh(managing.open())
    assert (row["verdict"], counted(row)) == (verdict, counts)


@pytest.mark.parametrize("status", ["retracted", "reported"])
def test_a_passage_that_does_not_count_is_still_listed(managing: MadeStudy, status: str) -> None:
    set_on(managing, "F03", status=status)
    evidence = qk.find_evidence(managing.open(), "managed").set_index("case").loc["F03"]
    assert dict(evidence[["case_side", "side", "counts", "status", "quote"]]) == {
        "case_side": "silent", "side": "supports", "counts": False, "status": status, "quote": MANAGES,
    }  # fmt: skip


def test_an_unread_case_is_listed_without_a_passage(managing: MadeStudy) -> None:
    unread(managing)
    evidence = qk.find_evidence(managing.open(), "managed").set_index("case")
    assert list(evidence["case_side"][["F03", "F04"]]) == ["unread", "unread"]
    assert list(evidence["quote"][["F03", "F04"]]) == ["", ""]


def test_a_judgement_decides_a_case_that_says_both(managing: MadeStudy) -> None:
    contradict_oneself(managing)
    managing.judge("managed", "F03", "supports", reason="she means her mother")
    row = weigh(managing.open())
    assert (row["verdict"], counted(row)) == ("supported", (3, 1, 1, 0, 0))


def test_a_judgement_in_another_finding_decides_nothing(managing: MadeStudy) -> None:
    contradict_oneself(managing)
    managing.add_finding("strained", "prevalence", support=NO, contradict=YES)
    managing.judge("strained", "F03", "contradicts")
    assert counted(weigh(managing.open())) == (2, 1, 2, 0, 0)


def test_a_claim_that_nothing_contradicts_is_present_and_never_supported(managing: MadeStudy) -> None:
    managing.findings = []
    managing.add_finding("managed", "prevalence", support=YES)
    row = weigh(managing.open())
    assert (row["verdict"], row["n_support"], row["n_cases"]) == ("present", 4, 5)
    assert pd.isna(row["high"])
    assert pd.isna(row["threshold"])


def test_a_claim_that_nobody_speaks_for_is_not_present(managing: MadeStudy) -> None:
    managing.findings = []
    managing.add_finding("other", "prevalence", support="money/other")
    assert weigh(managing.open(), "other")["verdict"] == "insufficient"


@pytest.mark.parametrize(("when", "verdict"), [(None, "supported"), ("now", "supported"), ("before", "insufficient")])
def test_a_passage_about_another_wave_does_not_count(make_study: Make, when: str | None, verdict: str) -> None:
    made = make_study(codes=CODES, waves=["before", "now"])
    for case in FIVE:
        made.add_voice(case, {MANAGES: YES})
    set_on(made, when=when)
    made.add_finding("managed", "prevalence", support=YES, contradict=NO, when="now")
    assert weigh(made.open())["verdict"] == verdict


def test_a_text_that_changed_since_it_was_reviewed_is_unread(managing: MadeStudy) -> None:
    folder, header, text = managing.documents["F04"]
    managing.documents["F04"] = (folder, header, text + " And so on.")
    row = weigh(managing.open())
    assert (row["verdict"], counted(row)) == ("supported", (3, 1, 0, 0, 1))


NEW = {"at": "2020-06-01T00:00:00.000Z", "by": "a", "action": "new", "to": "money/strained"}


@pytest.mark.parametrize(
    ("at", "codes", "unread"),
    [
        (None, "*", 5),
        ("2020-05-31T00:00:00.000Z", "*", 5),
        ("2020-06-02T00:00:00.000Z", "*", 0),
        ("2020-05-31T00:00:00.000Z", "money/strained", 0),
    ],
)
def test_a_review_of_all_codes_covers_only_those_there_were(
    managing: MadeStudy, at: str | None, codes: str, unread: int
) -> None:
    managing.history = [NEW]
    for event in events_of(managing, "reviewed"):
        event.update(at=at, codes=["money/managed", codes])
    assert weigh(managing.open())["n_unread"] == unread


def test_a_case_with_two_files_is_unread_until_both_are_reviewed(managing: MadeStudy) -> None:
    managing.add_interview("F04b", ("I", "Once more."), ("F04", "Still the same."))
    assert sides(managing.open())["F04"] == "unread"
    managing.review("F04b")
    assert sides(managing.open())["F04"] == "supports"


def test_two_informants_in_one_file_are_two_cases(managing: MadeStudy) -> None:
    speakers = {
        "I": {"role": "interviewer"},
        "W": {"role": "informant", "case": "F06"},
        "H": {"role": "informant", "case": "F07"},
    }
    managing.add_case("F06")
    managing.add_case("F07")
    managing.add_interview("pair", ("I", "Both of you?"), ("W", "I save."), ("H", "I spend."), speakers=speakers)
    managing.code("pair", "I save.", YES)
    managing.code("pair", "I spend.", NO)
    managing.review("pair")
    found = sides(managing.open())
    assert (found["F06"], found["F07"]) == ("supports", "contradicts")


@pytest.mark.parametrize(
    ("combine", "decided"),
    [
        ("either", {"F01": "supports", "F02": "both", "F03": "supports", "F04": "supports"}),
        ("both", {"F01": "supports", "F02": "both", "F03": "silent", "F04": "unread"}),
    ],
)
def test_two_coders_are_combined_as_the_study_says(make_study: Make, combine: str, decided: dict[str, str]) -> None:
    made = make_study(codes=CODES, coders=("a", "b"), combine=combine)
    for case in FIVE[:4]:
        made.add_voice(case, {MANAGES: YES})
    made.code("F01", MANAGES, YES, coder="b")  # they agree
    made.code("F02", MANAGES, NO, coder="b")  # they contradict each other
    made.review("F01", "F02", "F03", coder="b")  # b found nothing in F03, and has not read F04
    made.add_finding("managed", "prevalence", support=YES, contradict=NO)
    assert sides(made.open()) == decided


def test_with_a_consensus_only_the_consensus_counts(make_study: Make) -> None:
    made = make_study(codes=CODES, coders=("a", "b"), combine="consensus")
    for case in FIVE[:3]:
        made.add_voice(case, {MANAGES: YES})
    for case in FIVE[:3]:
        made.code(case, MANAGES, NO, coder="consensus")
        made.review(case, coder="consensus")
    made.add_finding("managed", "prevalence", support=YES, contradict=NO)
    study = made.open()
    assert weigh(study)["verdict"] == "contradicted"
    assert qk.weigh_findings(study, coder="a")["verdict"].tolist() == ["supported"]


def test_a_case_whose_condition_is_undecided_is_counted_as_missing(make_study: Make) -> None:
    made = make_study(codes=CODES)
    for case, age in zip(FIVE, [30, 40, 50, None, None], strict=True):
        made.add_case(case, age=age)
        made.add_voice(case, {MANAGES: YES})
    made.add_finding("managed", "prevalence", support=YES, contradict=NO, cases="age >= 40")
    row = weigh(made.open())
    assert (row["verdict"], row["n_cases"], row["n_missing"]) == ("supported", 2, 2)


def test_an_interval_is_told_only_of_a_probability_sample(managing: MadeStudy) -> None:
    assert pd.isna(weigh(managing.open())["ci_low"])
    managing.settings["sampling"] = "probability"
    row = weigh(managing.open())
    assert (round(row["ci_low"], 3), round(row["ci_high"], 3)) == (0.284, 0.995)  # Clopper and Pearson's, 4 of 5


# --- event: who was there (P1, P2), what the paper says (D1), and hearsay (F01)

ALONE, ASKED = "They decided it alone.", "They asked us first."


@pytest.fixture
def planned(make_study: Make) -> MadeStudy:
    made = make_study(codes=[TOP_DOWN, CONSULTED], roles={"member": {}, "staff": {}})
    for case in ("P1", "P2"):
        made.add_case(case, role="staff")
    made.add_voice("P1", {ALONE: TOP_DOWN})
    made.add_voice("P2", {"I was on leave.": None})
    made.add_voice("F01", {"Something else.": None})
    made.add_voice("F02", {"Something else.": None})
    made.add_text("D1", "The board has resolved.\n\nMembers were not present.")
    made.code("D1", "Members were not present.", TOP_DOWN)
    made.add_text("D2", "The plan as printed.")
    made.review("D1", "D2")
    marked = {"firsthand": ["P1", "P2"], "official": ["D1", "D2"]}
    made.add_finding("planned", "event", support=TOP_DOWN, contradict=CONSULTED, **marked)
    return made


def drop(made: MadeStudy, *documents: str) -> None:
    made.events["a"] = [e for e in made.events["a"] if e["event"] != "add" or e["document"] not in documents]


def hearsay_only(made: MadeStudy) -> None:
    drop(made, "P1", "D1")
    for case in ("F01", "F02"):
        made.code(case, "Something else.", TOP_DOWN)


def officials_only(made: MadeStudy) -> None:
    drop(made, "P1")
    made.code("D2", "The plan as printed.", TOP_DOWN)


def contradict_firsthand(made: MadeStudy) -> None:
    made.code("P2", "I was on leave.", CONSULTED)


def contradict_officially(made: MadeStudy) -> None:
    made.code("D2", "The plan as printed.", CONSULTED)


def contradict_by_hearsay(made: MadeStudy) -> None:
    made.code("F01", "Something else.", CONSULTED)


def except_it(made: MadeStudy) -> None:
    contradict_firsthand(made)
    made.judge("planned", "P2", "exception", reason="one small wish, after the plan stood")


@pytest.mark.parametrize(
    ("plant", "verdict"),
    [
        pytest.param(lambda made: None, "established", id="one who was there, and the paper"),
        pytest.param(hearsay_only, "not established", id="hearsay only"),
        pytest.param(officials_only, "not established", id="two official papers only"),
        pytest.param(lambda made: drop(made, "D1"), "not established", id="one source only"),
        pytest.param(contradict_firsthand, "disputed", id="one who was there contradicts"),
        pytest.param(contradict_officially, "established", id="a paper contradicts"),
        pytest.param(contradict_by_hearsay, "established", id="hearsay contradicts"),
        pytest.param(except_it, "qualified", id="the contradiction is judged an exception"),
        pytest.param(lambda made: set_on(made, "D1", status="reported"), "not established", id="the paper reports it"),
        pytest.param(lambda made: set_on(made, "P1", status="retracted"), "not established", id="P1 takes it back"),
        pytest.param(swap_codes, "disputed", id="codes swapped"),
    ],
)
def test_what_is_planted_moves_an_event(planned: MadeStudy, plant: Plant, verdict: str) -> None:
    plant(planned)
    assert weigh(planned.open(), "planned")["verdict"] == verdict


def test_many_who_only_heard_of_it_establish_nothing(planned: MadeStudy) -> None:
    hearsay_only(planned)
    for number in range(3, 30):
        planned.add_voice(f"F{number:02}", {ALONE: TOP_DOWN})
    assert weigh(planned.open(), "planned")["verdict"] == "not established"


# --- outcome: income, before and now, of six members


@pytest.fixture
def earning(make_study: Make) -> MadeStudy:
    return make_earning(make_study, [(100, 150)] * 5 + [(100, 100)])


def make_earning(make_study: Make, values: list[tuple[Any, Any]], **claim: Any) -> MadeStudy:
    income = {"type": "amount", "unit": "KES", "columns": {"before": "b", "now": "n"}, "better": "up"}
    made = make_study(codes=CODES, waves=["before", "now"], measures={"income": income})
    for number, (before, now) in enumerate(values, start=1):
        made.add_case(f"F{number:02}", outcomes={"b": before, "n": now})
        made.add_voice(f"F{number:02}", {})
    made.add_finding("up", "outcome", measure="income", direction="up", smallest="20 %", **claim)
    return made


@pytest.mark.parametrize(
    ("values", "verdict", "counts"),  # up, down, same, without both values
    [
        pytest.param([(100, 150)] * 5 + [(100, 100)], "supported", (5, 0, 1, 0), id="as found"),
        pytest.param([(150, 100)] * 5 + [(100, 100)], "contradicted", (0, 5, 1, 0), id="waves swapped"),
        pytest.param([(100, 150)] * 4 + [(100, None)] * 2, "insufficient", (4, 0, 0, 2), id="four told both"),
        pytest.param([(100, 150)] * 5 + [(None, 100)], "supported", (5, 0, 0, 1), id="one told no first value"),
        pytest.param([(100, 150)] * 3 + [(100, 100)] * 2, "mixed", (3, 0, 2, 0), id="one case carries the median"),
        pytest.param([(100, 119)] * 6, "mixed", (6, 0, 0, 0), id="less than what matters"),
        pytest.param([(100, 120)] * 6, "supported", (6, 0, 0, 0), id="just what matters"),
        pytest.param([(0, 150)] + [(100, 150)] * 5, "supported", (5, 0, 0, 1), id="no share of nothing"),
        pytest.param([], "insufficient", (0, 0, 0, 0), id="nobody"),
    ],
)
def test_what_is_planted_moves_an_outcome(
    make_study: Make, values: list[tuple[Any, Any]], verdict: str, counts: tuple[int, ...]
) -> None:
    made = make_earning(make_study, values)
    if not values:
        made.add_voice("F01", {})
        made.add_case("F01", role="member", outcomes={"b": 1, "n": 1})
        made.findings[0]["cases"] = "b > 5"
    row = weigh(made.open(), "up")
    found = tuple(int(row[name]) for name in ("n_support", "n_contradict", "n_same", "n_unread"))
    assert (row["verdict"], found) == (verdict, counts)


def test_swapping_the_waves_in_the_study_turns_an_outcome_too(earning: MadeStudy) -> None:
    earning.settings["measures"]["income"]["columns"] = {"before": "n", "now": "b"}
    row = weigh(earning.open(), "up")
    assert row["verdict"] == "contradicted"
    assert row["estimate"] == pytest.approx(-1 / 3)


def test_an_outcome_tells_its_median_and_the_exact_sign_test(earning: MadeStudy) -> None:
    row = weigh(earning.open(), "up")
    assert (row["estimate"], row["threshold"], row["turns_with"]) == (0.5, 0.2, 2)
    assert row["p_value"] == pytest.approx(2 * 0.5**5)


def test_a_missing_value_leaves_open_who_is_eligible(make_study: Make) -> None:
    made = make_earning(make_study, [(100, 150)] * 5 + [(None, 100), (10, 5)], cases="b > 50")
    row = weigh(made.open(), "up")
    assert (row["verdict"], row["n_cases"], row["n_missing"]) == ("supported", 5, 1)


# --- association: who came to the training (a code) is independent (a code)

CAME, STAYED, ALONE_NOW, LEANS = "training/came", "training/stayed-away", "stand/alone", "stand/leans"


def make_associated(make_study: Make, pairs: list[tuple[str | None, str | None]], **claim: Any) -> MadeStudy:
    made = make_study(codes=[CAME, STAYED, ALONE_NOW, LEANS])
    for number, (exposure, response) in enumerate(pairs, start=1):
        made.add_case(f"F{number:02}", had_shop="yes" if number % 2 else "no")
        made.add_voice(f"F{number:02}", {"About the training.": exposure, "About standing.": response})
    exposure = {"support": CAME, "contradict": STAYED}
    response = {"support": ALONE_NOW, "contradict": LEANS}
    made.add_finding("goes-with", "association", exposure=exposure, response=response, smallest=0.25, **claim)
    return made


TOGETHER = [(CAME, ALONE_NOW)] * 4 + [(STAYED, LEANS)] * 4


@pytest.mark.parametrize(
    ("pairs", "verdict", "difference"),
    [
        pytest.param(TOGETHER, "supported", 1.0, id="as found"),
        pytest.param([(CAME, LEANS)] * 4 + [(STAYED, ALONE_NOW)] * 4, "contradicted", -1.0, id="one side swapped"),
        pytest.param([(STAYED, LEANS)] * 4 + [(CAME, ALONE_NOW)] * 4, "supported", 1.0, id="both sides swapped"),
        pytest.param([(CAME, ALONE_NOW), (CAME, LEANS), (STAYED, ALONE_NOW), (STAYED, LEANS)] * 2, "mixed", 0.0, id="no difference"),
        pytest.param([(CAME, ALONE_NOW), (STAYED, LEANS)], "mixed", 1.0, id="one case carries it"),
        pytest.param([(CAME, ALONE_NOW)] * 8, "insufficient", NAN, id="nobody stayed away"),
        pytest.param([(CAME, ALONE_NOW)] * 4 + [(None, LEANS)] * 4, "insufficient", NAN, id="the others are silent"),
    ],
)  # fmt: skip
def test_what_is_planted_moves_an_association(
    make_study: Make, pairs: list[tuple[str, str]], verdict: str, difference: float
) -> None:
    row = weigh(make_associated(make_study, pairs).open(), "goes-with")
    assert row["verdict"] == verdict
    assert row["effect"] == pytest.approx(difference, nan_ok=True)


def test_an_association_in_the_other_direction_is_the_mirror_image(make_study: Make) -> None:
    made = make_associated(make_study, TOGETHER, direction="less")
    assert weigh(made.open(), "goes-with")["verdict"] == "contradicted"


@pytest.mark.parametrize(("status", "verdict"), [("retracted", "insufficient"), ("reported", "insufficient")])
def test_what_was_taken_back_or_reported_makes_no_association(make_study: Make, status: str, verdict: str) -> None:
    made = make_associated(make_study, TOGETHER)
    set_on(made, "F05", "F06", "F07", "F08", status=status)
    row = weigh(made.open(), "goes-with")
    assert (row["verdict"], row["n_silent"]) == (verdict, 4)


def test_an_unread_case_is_in_neither_group(make_study: Make) -> None:
    made = make_associated(make_study, TOGETHER)
    made.events["a"] = [e for e in made.events["a"] if e["document"] != "F01"]
    row = weigh(made.open(), "goes-with")
    assert (row["n_cases"], row["n_support"], row["n_unread"]) == (8, 7, 1)


# --- combination


@pytest.mark.parametrize(
    ("plant", "verdict"),
    [
        pytest.param(lambda made: None, "supported", id="both hold"),
        pytest.param(swap_codes, "contradicted", id="one is contradicted"),
        pytest.param(silence, "insufficient", id="one is open"),
        pytest.param(contradict_oneself, "mixed", id="one is mixed"),
    ],
)
def test_a_combination_falls_with_its_worst_premise(managing: MadeStudy, plant: Plant, verdict: str) -> None:
    plant(managing)
    managing.add_case("P1", role="member")
    managing.add_case("P2", role="member")
    managing.add_text("D1", "It is so.")
    managing.add_voice("P1", {ALONE: "money/other"})
    managing.code("D1", "It is so.", "money/other")
    managing.review("D1")
    managing.findings[0]["cases"] = "case != 'P1' and case != 'P2'"
    managing.add_finding("noted", "event", support="money/other", firsthand="P1", official="D1")
    managing.add_finding("together", "combination", premises=["managed", "noted"])
    study = managing.open()
    assert weigh(study, "noted")["verdict"] == "established"
    assert weigh(study, "together")["verdict"] == verdict
