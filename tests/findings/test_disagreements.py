"""Where two coders differ, and which cases would change sides: known answers, and each change lived through in full."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.findings.disagreements import DISAGREEMENT_COLUMNS
from qualkit.findings.weigh import weigh

FREE, OWING, ACTIVE, PASSIVE = "debt/free", "debt/owing", "training/active", "training/passive"


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    """Three members and a leader: in each something else is read otherwise."""
    made = make_study(
        codes=[FREE, OWING, ACTIVE, PASSIVE, "voice"], coders=("a", "b"), roles={"member": {}, "leader": {}}
    )
    made.add_finding("free", "prevalence", cases="role == 'member'", support=FREE, contradict=OWING)
    made.add_finding(
        "both", "association", cases="role == 'member'", smallest=0.2,
        exposure={"support": ACTIVE, "contradict": PASSIVE}, response={"support": FREE, "contradict": OWING},
    )  # fmt: skip
    made.add_finding("asked", "event", support="voice", firsthand=["L1"], official=["D1"])
    made.add_finding("all", "combination", premises=["free", "asked"])
    made.add_case("L1", role="leader")
    made.add_voice("M1", {"I owe nobody now.": FREE, "I paid it all back.": FREE, "I ask a lot.": ACTIVE})
    made.add_voice("M2", {"Nobody lends to me any more these days.": FREE, "I sit and listen.": PASSIVE})
    made.add_voice("M3", {"The loan is still there.": None, "I always ask.": ACTIVE})
    made.add_voice("L1", {"They told us afterwards.": None})
    made.add_text("D1", "The people were heard.")
    for document, quote, code in (
        ("M1", "I owe nobody now.", FREE), ("M1", "I ask a lot.", ACTIVE), ("M2", "Nobody lends to me", OWING),
        ("M2", "I sit and listen.", PASSIVE), ("M3", "The loan is still there.", OWING), ("M3", "always ask", ACTIVE),
        ("L1", "told us", "voice"), ("D1", "The people were heard.", "voice"),
    ):  # fmt: skip
        made.code(document, quote, code, coder="b")
    made.review("D1")
    made.review("M1", "M2", "M3", "L1", "D1", coder="b")
    return made


def test_what_most_cases_hang_on_stands_first_then_the_longest(made):
    table = qk.find_disagreements(made.open(), "a", "b")
    assert list(table.columns) == list(DISAGREEMENT_COLUMNS)
    told = table[["document", "kind_of_difference", "code", "code_other", "length", "n_cases", "changes"]]
    assert [tuple(row) for row in told.itertuples(index=False)] == [
        ("M2", "codes", FREE, OWING, 39, 1, "free: M2 supports → contradicts; both: M2 contradicts → supports"),
        ("M3", "right", "", OWING, 24, 1, "free: M3 silent → contradicts; both: M3 silent → contradicts"),
        ("D1", "right", "", "voice", 22, 1, "asked: D1 silent → supports"),
        ("L1", "right", "", "voice", 7, 1, "asked: L1 silent → supports"),
        ("M1", "left", FREE, "", 19, 0, ""),  # she says so twice: without this passage too she is free
        ("M3", "borders", ACTIVE, ACTIVE, 3, 0, ""),
    ]
    assert (table["cases"][0], table["findings"][0]) == ("M2", "free; both")


def test_it_is_asked_of_the_reading_that_is_named_first(made):
    table = qk.find_disagreements(made.open(), "b", "a")
    assert dict(zip(table["document"], table["changes"], strict=True))["M3"] == ""
    assert table["changes"][0] == "free: M2 contradicts → supports; both: M2 supports → contradicts"
    assert set(table["kind_of_difference"]) == {"codes", "left", "right", "borders"}


def test_the_quote_is_the_place_and_what_only_one_coded_stands_beside_it(made):
    study = made.open()
    table = qk.find_disagreements(study, "a", "b")
    for row in table.itertuples():
        assert study.documents[row.document].text[row.start : row.end] == row.quote
    borders = table[table["kind_of_difference"] == "borders"].iloc[0]
    assert (borders["quote"], borders["only"], borders["other_only"]) == ("I always ask.", "I […] .", "")
    assert (borders["speaker"], borders["case"], borders["turn"]) == ("M3", "M3", 4)
    assert borders["open"] == f'qk.open_compare(study, "M3", "a", "b", start={borders["start"]})'


def replace_in_log(made: MadeStudy, row: Any) -> None:
    """In a's log the codings of this place are b's from now on."""

    def lies(event: dict[str, Any]) -> bool:
        inside = event.get("document") == row.document and row.start <= event.get("start", -1) < row.end
        return event["event"] == "add" and inside and event["code"] in (row.code, row.code_other)

    come = [event | {"coder": "a", "event_id": f"x-{event['event_id']}"} for event in made.events["b"] if lies(event)]
    made.events["a"] = [event for event in made.events["a"] if not lies(event)] + come


def find_sides(study: qk.Study, coder: str) -> dict[tuple[str, str], str]:
    return {(one.claim.id, unit): side for one in weigh(study, coder=coder) for unit, side in one.sides.items()}


def live_through(made: MadeStudy) -> Iterator[tuple[str, str]]:
    """For each difference what is told, and what changes in a study in which a has coded there as b did."""
    study = made.open()
    before, log = find_sides(study, "a"), made.events["a"]
    for row in qk.find_disagreements(study, "a", "b").itertuples():
        replace_in_log(made, row)
        after = find_sides(made.open(), "a")
        yield (
            row.changes,
            "; ".join(
                f"{finding}: {unit} {side} → {after[finding, unit]}"
                for (finding, unit), side in before.items()
                if after[finding, unit] != side
            ),
        )
        made.events["a"] = log


def test_what_is_told_comes_to_pass_when_the_log_is_changed_so(made):
    lived = list(live_through(made))
    assert len(lived) == 6
    assert [told for told, _ in lived] == [came for _, came in lived]


def test_retracted_reported_and_dated_passages_count_as_the_findings_count_them(make_study):
    made = make_study(codes=[FREE, OWING], coders=("a", "b"), waves=["before", "now"])
    made.add_finding("now", "prevalence", support=FREE, contradict=OWING, when="now")
    made.add_voice("M1", {"I owe nobody.": None, "I owed him.": None, "He says he is free.": None})
    for coder, status, when in (("a", "stands", "now"), ("b", "retracted", "before")):
        made.code("M1", "I owe nobody.", FREE, coder=coder, status=status)
        made.code("M1", "I owed him.", OWING, coder=coder, when=when)
    made.review("M1", coder="b")
    table = qk.find_disagreements(made.open(), "a", "b")
    assert list(table["kind_of_difference"]) == ["details", "details"]
    assert list(table["note"]) == ["status: stands | retracted", "when: now | before"]
    assert list(table["changes"]) == ["now: M1 both → contradicts", "now: M1 both → supports"]
    assert list(table["length"]) == [0, 0]
    assert [told for told, _ in live_through(made)] == [came for _, came in live_through(made)]


def test_a_person_who_was_judged_and_one_not_wholly_read_change_by_nothing(made):
    made.judge("free", "M2", "supports")
    made.add_interview("M3-2", ("I", "And?"), ("M3", "Nothing."), speakers={"M3": {"role": "informant", "case": "M3"}})
    table = qk.find_disagreements(made.open(), "a", "b").set_index("document")
    assert table.loc["M2", "changes"] == "both: M2 contradicts → supports"  # judged in one finding only
    assert list(table.loc["M3", "changes"]) == ["", ""]


def test_a_passage_about_several_cases_may_move_them_all(make_study):
    made = make_study(codes=[FREE, OWING], coders=("a", "b"))
    made.add_finding("free", "prevalence", support=FREE, contradict=OWING)
    for case in ("M1", "M2"):
        made.add_voice(case, {f"{case} says hello.": None})
        made.review(case, coder="b")
    made.add_text("N1", "They both are free.", kind="observation")
    made.code("N1", "They both are free.", FREE, coder="b", cases=["M1", "M2"])
    made.review("N1")
    made.review("N1", coder="b")
    row = qk.find_disagreements(made.open(), "a", "b").iloc[0]
    assert (row["n_cases"], row["cases"], row["case"], row["speaker"]) == (2, "M1; M2", "M1; M2", "")


def test_what_only_one_has_read_is_left_out_a_document_or_a_code(made):
    made.add_voice("M4", {"I am free.": FREE})
    made.add_voice("M5", {"I am free too.": [FREE, ACTIVE]})
    made.review("M5", coder="b", codes=[FREE])
    table = qk.find_disagreements(made.open(), "a", "b")
    assert "M4" not in set(table["document"])
    assert list(table.loc[table["document"] == "M5", "code"]) == [FREE]


def test_a_coder_who_has_read_and_coded_nothing_differs_everywhere(make_study):
    made = make_study(codes=[FREE], coders=("a", "b"))
    made.add_finding("free", "prevalence", support=FREE)
    made.add_voice("M1", {"I am free.": FREE})
    made.review("M1", coder="b")
    row = qk.find_disagreements(made.open(), "a", "b").iloc[0]
    assert (row["kind_of_difference"], row["changes"]) == ("left", "free: M1 supports → silent")


def test_what_was_coded_after_the_others_work_was_shown_is_no_difference_unless_asked_for(make_study):
    made = make_study(codes=[FREE], coders=("a", "b"))
    made.add_voice("M1", {"I am free.": None})
    made.review("M1", coder="b", at="2026-01-01T10:00:00.000Z")
    made.log("b", "shown", document="M1", whose="a", before_review=False, at="2026-01-02T10:00:00.000Z")
    made.code("M1", "I am free.", FREE, coder="b", at="2026-01-03T10:00:00.000Z")
    study = made.open()
    assert len(qk.find_disagreements(study, "a", "b")) == 0
    assert len(qk.find_disagreements(study, "a", "b", blind=False)) == 1


def test_rules_are_taken_as_if_accepted(make_study):
    made = make_study(codes=[{"code": FREE, "patterns": ["nobody"]}], coders=("a",), languages=["en"])
    made.add_finding("free", "prevalence", support=FREE)
    made.add_voice("M1", {"I owe nobody now.": None})
    row = qk.find_disagreements(made.open(), "a", "rules").iloc[0]
    assert (row["kind_of_difference"], row["changes"]) == ("right", "free: M1 silent → supports")


def test_only_what_is_asked_for(made):
    study = made.open()
    assert set(qk.find_disagreements(study, "a", "b", documents="M3")["document"]) == {"M3"}
    assert set(qk.find_disagreements(study, "a", "b", code="training/**")["code"]) == {ACTIVE}


def test_agreement_everywhere_and_a_study_without_findings(make_study):
    made = make_study(codes=[FREE], coders=("a", "b"))
    made.add_voice("M1", {"I am free.": FREE, "I sing.": None})
    made.review("M1", coder="b")
    assert qk.find_disagreements(made.open(), "a", "b")["n_cases"].tolist() == [0]
    made.code("M1", "I am free.", FREE, coder="b")
    table = qk.find_disagreements(made.open(), "a", "b")
    assert (len(table), list(table.columns)) == (0, list(DISAGREEMENT_COLUMNS))


@pytest.mark.parametrize(
    ("coders", "told"),
    [
        (("a", "b", "c"), "between two coders, here: a, b, c; make a table for each two"),
        (("a",), "two coders or more"),
        (("a", "a"), "named twice"),
        (("a", "nobody"), "no coder 'nobody'"),
    ],
)
def test_what_cannot_be_compared_is_told(made, coders, told):
    with pytest.raises(qk.QualkitError, match=told):
        qk.find_disagreements(made.open(), *coders)


def test_every_difference_of_the_example_stands_once_and_can_be_told_as_json(example):
    table = qk.find_disagreements(example, "a", "b")
    place = ["document", "start", "end", "code", "code_other"]
    assert not table.duplicated(place).any()
    assert (table["n_cases"].diff().dropna() <= 0).all()
    assert json.loads(table.to_json(orient="records"))
    assert ((table["n_cases"] > 0) == (table["changes"] != "")).all()
