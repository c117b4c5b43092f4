"""Deciding differences: what the page asks, on real files; what comes of it is read from the log on disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.checks import check_study
from qualkit.widget.compare_session import CompareSession
from qualkit.widget.refusal import Refused

KEPT, SPENT, OWED = "money/kept", "money/spent", "money/owed"
WORDS = "I keep some of it. The rest is gone. My sister owes the shop. We plan a stall."


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    """An agreement, one passage with two borders, two codes on the same words, and one coding that only b has."""
    made = make_study(
        codes=[KEPT, SPENT, OWED, "plan"], coders=("a", "b"), combine="consensus", waves=["before", "now"]
    )
    made.add_case("F01")
    made.add_interview("F01", ("I", "And now?"), ("F01", WORDS))
    made.code("F01", "I keep some of it.", KEPT)
    made.code("F01", "I keep some of it.", KEPT, coder="b")
    made.code("F01", "The rest is gone.", SPENT, certainty="doubtful")
    made.code("F01", "rest is gone.", SPENT, coder="b", when="now", memo="b's own")
    made.code("F01", "My sister owes the shop.", OWED, cases=[])
    made.code("F01", "sister owes", SPENT, coder="b")
    made.code("F01", "We plan a stall.", "plan", coder="b")
    made.review("F01")
    made.review("F01", coder="b")
    return made


class Bench:
    """A session, and what is on disk after it."""

    def __init__(self, made: MadeStudy, *, write: bool = True, **about: Any) -> None:
        self.made = made
        self.study = made.open() if write else qk.open_study(made.folder)
        self.session = CompareSession(self.study, "F01", "a", "b", **about)
        self.opened = self.session.answer({"ask": "open"})
        self.state = self.opened["state"]
        self.steps = 0

    @property
    def kinds(self) -> list[str]:
        return [one["kind"] for one in self.state["differences"]]

    @property
    def choices(self) -> list[str | None]:
        return [one["decision"] and one["decision"]["choice"] for one in self.state["differences"]]

    def key(self, kind: str) -> str:
        return next(one["key"] for one in self.state["differences"] if one["kind"] == kind)

    def ask(self, what: str, **about: Any) -> dict[str, Any]:
        self.steps += 1
        document = self.opened["document"]
        given = {"step": f"s{self.steps}", "document": document["id"], "text_sha256": document["text_sha256"]} | about
        told = self.session.answer({"ask": what} | given)
        self.state = told["state"]
        return told

    def decide(self, kind: str, choice: str, reason: str = "", **more: Any) -> dict[str, Any]:
        return self.ask("decide", keys=[self.key(kind)], choice=choice, reason=reason, **more)

    def log(self) -> list[dict[str, Any]]:
        """What was decided: all but that the work of the two was shown."""
        return [event for event in self.whole_log() if event["event"] != "shown"]

    def whole_log(self) -> list[dict[str, Any]]:
        path = self.made.folder / "coding" / "codings" / "consensus.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def codings(self) -> list[tuple[str, str, str, str]]:
        """Of the consensus, by a fresh opening of the study."""
        if not self.log():
            return []
        study = qk.open_study(self.made.folder)
        return [(one.quote, one.code, one.method, one.memo) for one in study.record("consensus").codings]


def test_what_is_to_be_decided_is_told_in_the_order_of_the_text(made: MadeStudy) -> None:
    bench = Bench(made)
    assert bench.kinds == ["agreement", "borders", "codes", "right"]
    assert bench.choices == [None] * 4
    assert bench.log() == []
    assert bench.opened["words"]["compare.kind.borders"] == "same code, other borders"
    assert [one["coder"] for one in bench.state["differences"][1]["right"]] == ["b"]


def test_taking_the_left_is_an_accepted_coding_with_its_source_and_the_reason(made: MadeStudy) -> None:
    bench = Bench(made)
    bench.decide("borders", "left", "the whole sentence")
    (event,) = bench.log()
    text = made.documents["F01"][2]
    start = text.index("The rest")
    assert event["at"].endswith("Z")
    assert {key: event[key] for key in event if key not in ("at", "event_id", "id", "codebook_sha256", "text_sha256")} == {
        "event": "add", "coder": "consensus", "document": "F01", "start": start, "end": start + 17,
        "quote": "The rest is gone.", "before": text[start - 32 : start], "after": text[start + 17 : start + 49],
        "code": SPENT, "method": "accepted", "source": {"coder": "a", "id": "a002"}, "memo": "the whole sentence",
        "certainty": "doubtful", "decision": "s1", "choice": "left",
        "decides": [
            {"coder": "a", "id": "a002", "code": SPENT, "quote": "The rest is gone.", "start": start, "end": start + 17},
            {"coder": "b", "id": "b002", "code": SPENT, "quote": "rest is gone.", "start": start + 4, "end": start + 17},
        ],
    }  # fmt: skip
    assert bench.choices == [None, "left", None, None]
    assert bench.codings() == [("The rest is gone.", SPENT, "accepted", "the whole sentence")]


def test_every_choice_is_on_disk_and_read_again_when_the_view_is_opened_anew(made: MadeStudy) -> None:
    bench = Bench(made)
    bench.decide("agreement", "both")
    bench.decide("borders", "right")
    bench.decide("codes", "both", "each is right")
    bench.decide("right", "neither", "only a wish")
    assert bench.choices == ["both", "right", "both", "neither"]
    assert bench.codings() == [
        ("I keep some of it.", KEPT, "accepted", ""),
        ("rest is gone.", SPENT, "accepted", ""),
        ("My sister owes the shop.", OWED, "accepted", "each is right"),
        ("sister owes", SPENT, "accepted", "each is right"),
    ]
    reject = bench.log()[-1]
    assert [reject[key] for key in ("event", "id", "whose", "reason")] == ["reject", "b004", "b", "only a wish"]
    again = Bench(made)
    assert again.choices == bench.choices
    assert again.state["differences"][3]["decision"]["reason"] == "only a wish"


def test_what_a_coding_says_beyond_its_code_comes_with_it(made: MadeStudy) -> None:
    bench = Bench(made)
    bench.decide("borders", "right")
    bench.decide("codes", "left")
    (first, second) = [event for event in bench.log() if event["event"] == "add"]
    assert first["when"] == "now"
    assert "cases" not in first
    assert second["cases"] == []


def test_another_code_and_other_words_are_coded_by_hand(made: MadeStudy) -> None:
    bench = Bench(made)
    start = made.documents["F01"][2].index("rest is")
    bench.decide("borders", "other", "half of it", start=start, end=start + 7, code="plan")
    assert bench.codings() == [("rest is", "plan", "manual", "half of it")]
    assert "source" not in bench.log()[-1]
    assert bench.choices == [None, "other", None, None]


def test_to_choose_the_side_that_coded_nothing_rejects_what_the_other_coded(made: MadeStudy) -> None:
    bench = Bench(made)
    bench.decide("right", "left")
    assert (bench.log()[-1]["event"], bench.log()[-1]["id"]) == ("reject", "b004")
    assert bench.choices[3] == "left"


def test_the_view_begins_at_the_difference_that_is_nearest_and_before_an_agreement_that_is_as_near(
    made: MadeStudy,
) -> None:
    made.code("F01", "I keep some", OWED, coder="b")
    text = made.documents["F01"][2]

    def begin(start: int | None) -> str | None:
        bench = Bench(made, start=start)
        return next((one["kind"] for one in bench.state["differences"] if one["key"] == bench.opened["at"]), None)

    assert begin(text.index("I keep some of it.")) == "right"
    assert begin(text.index("sister owes")) == "codes"
    assert begin(len(text)) == "right"
    assert begin(None) is None


@pytest.mark.parametrize("start", [-1, 10_000])
def test_a_start_outside_the_text_is_told(made: MadeStudy, start: int) -> None:
    with pytest.raises(qk.QualkitError, match=f"start={start}: F01 has characters 0 to"):
        Bench(made, start=start)


def test_a_document_without_codings_begins_nowhere(made: MadeStudy) -> None:
    made.events["a"] = [event for event in made.events["a"] if event["event"] == "reviewed"]
    made.events["b"] = [event for event in made.events["b"] if event["event"] == "reviewed"]
    assert Bench(made, start=3).opened["at"] is None


def test_deciding_again_takes_back_what_was_decided_before_and_rewrites_nothing(made: MadeStudy) -> None:
    bench = Bench(made)
    bench.decide("codes", "both")
    before = bench.log()
    bench.decide("codes", "neither", "too vague")
    bench.decide("codes", "left")
    assert bench.log()[: len(before)] == before
    assert bench.codings() == [("My sister owes the shop.", OWED, "accepted", "")]
    assert qk.open_study(made.folder).record("consensus").log.rejections == ()
    assert Bench(made).choices == [None, None, "left", None]


def test_undo_and_redo_go_step_by_step_through_all_that_was_decided_at_once(made: MadeStudy) -> None:
    bench = Bench(made)
    bench.decide("codes", "neither", "vague")
    bench.decide("codes", "both", "after all")
    both = bench.codings()
    bench.ask("undo")
    assert (bench.choices[2], bench.codings()) == ("neither", [])
    assert len(qk.open_study(made.folder).record("consensus").log.rejections) == 2
    bench.ask("undo")
    assert (bench.choices[2], bench.state["undo"]) == (None, False)
    bench = Bench(made)  # undo is in the log, so it goes on after a reload
    bench.steps = 10
    bench.ask("redo")
    assert bench.choices[2] == "neither"
    bench.ask("redo")
    assert (bench.choices[2], bench.codings(), bench.state["redo"]) == ("both", both, False)
    assert qk.open_study(made.folder).record("consensus").log.rejections == ()


def test_all_agreements_are_adopted_in_one_step(made: MadeStudy) -> None:
    made.code("F01", "And now?", "plan")
    made.code("F01", "And now?", "plan", coder="b")
    bench = Bench(made)
    keys = [one["key"] for one in bench.state["differences"] if one["kind"] == "agreement"]
    bench.ask("decide", keys=keys, choice="both")
    assert [quote for quote, *_ in bench.codings()] == ["And now?", "I keep some of it."]
    bench.decide("agreement", "neither")  # one of them, and the other stands
    assert [quote for quote, *_ in bench.codings()] == ["I keep some of it."]
    bench.ask("undo")
    bench.ask("undo")
    assert bench.codings() == []
    assert set(bench.choices) == {None}


def test_the_same_step_sent_again_is_written_once(made: MadeStudy) -> None:
    bench = Bench(made)
    for what, about in (("decide", {"keys": [bench.key("codes")], "choice": "both"}), ("undo", {}), ("redo", {})):
        first = bench.ask(what, step=f"again-{what}", **about)
        n = len(bench.log())
        assert bench.ask(what, step=f"again-{what}", **about)["event_ids"] == first["event_ids"]
        assert len(bench.log()) == n


def test_the_document_is_marked_as_reviewed_once_all_is_decided(made: MadeStudy) -> None:
    bench = Bench(made)
    with pytest.raises(Refused, match="Not marked as reviewed: 4 of 4 are undecided"):
        bench.ask("review")
    assert bench.log() == []
    for kind in ("agreement", "borders", "codes", "right"):
        bench.decide(kind, "both")
    bench.ask("review")
    assert bench.log()[-1]["event"] == "reviewed"
    assert bench.state["reviewed"]["stale"] is False
    assert Bench(made).study.record("consensus").reviewed["F01"]


def test_what_was_recoded_since_is_undecided_again(made: MadeStudy) -> None:
    bench = Bench(made)
    bench.decide("codes", "left")
    made.log("a", "change", id="a003", code="plan")
    again = Bench(made)
    assert again.choices == [None] * 4
    again.steps = 5
    again.decide("codes", "right")
    assert [code for _, code, *_ in again.codings()] == [SPENT]  # what stood for the former code is gone


def test_what_two_copies_decided_differently_is_undecided_until_it_is_decided_again(made: MadeStudy) -> None:
    bench = Bench(made)
    log = made.folder / "coding" / "codings" / "consensus.jsonl"
    bench.decide("agreement", "both")
    before = log.read_bytes()
    bench.ask("decide", step="here", keys=[bench.key("borders")], choice="left")
    here = log.read_bytes()
    log.write_bytes(before)
    there = Bench(made)
    there.ask("decide", step="there", keys=[there.key("borders")], choice="both")
    log.write_bytes(here + log.read_bytes()[len(before) :])  # as git joins two logs
    joined = Bench(made)
    assert joined.choices == ["both", None, None, None]
    faults = [fault for fault in check_study(made.folder) if fault.file.endswith("consensus.jsonl")]
    assert [fault.warning for fault in faults] == [True, True]
    assert "both decide about a's coding 'a002'" in str(faults[0])
    joined.ask("decide", step="again", keys=[joined.key("borders")], choice="right")
    assert joined.choices == ["both", "right", None, None]
    assert [quote for quote, *_ in joined.codings()] == ["I keep some of it.", "rest is gone."]
    assert not [fault for fault in check_study(made.folder) if fault.file.endswith("consensus.jsonl")]


def decide_all_and_code_anew(made: MadeStudy) -> Bench:
    """All is decided; then b removes the passage that only b has, and codes it again."""
    bench = Bench(made)
    for kind in ("agreement", "borders", "codes", "right"):
        bench.decide(kind, "both")
    made.log("b", "remove", id="b004")
    made.code("F01", "We plan a stall.", "plan", coder="b")
    again = Bench(made)
    again.steps = 10
    return again


def test_a_decision_whose_source_is_gone_is_told_and_keeps_the_document_from_being_reviewed(made: MadeStudy) -> None:
    bench = decide_all_and_code_anew(made)
    bench.decide("right", "right")
    assert [quote for quote, *_ in bench.codings()].count("We plan a stall.") == 2
    assert sorted(bench.kinds) == ["agreement", "borders", "codes", "gone", "right"]
    gone = next(one for one in bench.state["differences"] if one["kind"] == "gone")
    text = made.documents["F01"][2]
    assert [text[one["start"] : one["end"]] for one in gone["made"]] == ["We plan a stall."]
    with pytest.raises(Refused, match="1 of 5 are undecided"):
        bench.ask("review")
    with pytest.raises(Refused, match="Choose to keep it"):
        bench.decide("gone", "left")
    (fault,) = (fault for fault in check_study(made.folder) if fault.file.endswith("consensus.jsonl"))
    assert fault.warning
    assert "decided about b's coding 'b004', which is gone" in str(fault)

    bench.decide("gone", "neither")
    assert [quote for quote, *_ in bench.codings()].count("We plan a stall.") == 1
    assert "gone" not in bench.kinds
    bench.ask("undo")
    assert "gone" in bench.kinds
    bench.ask("redo")
    bench.ask("review")
    assert bench.log()[-1]["event"] == "reviewed"


def test_what_was_decided_about_a_source_that_is_gone_may_be_kept(made: MadeStudy) -> None:
    bench = decide_all_and_code_anew(made)
    bench.decide("right", "neither")
    bench.decide("gone", "both")
    assert [quote for quote, *_ in bench.codings()].count("We plan a stall.") == 1
    gone = next(one for one in Bench(made).state["differences"] if one["kind"] == "gone")
    assert gone["decision"]["choice"] == "both"
    assert not [fault for fault in check_study(made.folder) if fault.file.endswith("consensus.jsonl")]
    bench.ask("undo")
    assert next(one for one in bench.state["differences"] if one["kind"] == "gone")["decision"] is None
    bench.ask("redo")
    bench.ask("review")
    assert bench.log()[-1]["event"] == "reviewed"


def test_what_is_left_of_two_when_one_is_removed_is_undecided(made: MadeStudy) -> None:
    bench = Bench(made)
    bench.decide("borders", "left")
    made.log("a", "remove", id="a002")
    again = Bench(made)
    again.steps = 5
    assert set(again.choices) == {None}
    key = next(one["key"] for one in again.state["differences"] if [c["id"] for c in one["right"]] == ["b002"])
    again.ask("decide", keys=[key], choice="neither")
    assert again.codings() == []


def test_an_edit_elsewhere_in_the_transcript_leaves_every_decision(made: MadeStudy) -> None:
    text = made.documents["F01"][2]
    for event in [*made.events["a"], *made.events["b"]]:
        if event["event"] == "add":  # as every tool of ours writes it
            event |= {"before": text[max(0, event["start"] - 32) : event["start"]]}
            event |= {"after": text[event["end"] : event["end"] + 32]}
    bench = Bench(made)
    for kind in ("agreement", "borders", "codes", "right"):
        bench.decide(kind, "both")
    path = next(made.folder.rglob("F01*.txt"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("And now?", "And now, please?"), encoding="utf-8")
    assert Bench(made, write=False, blind=False).choices == ["both"] * 4
    path.write_text(text.replace("rest is gone", "rest has gone"), encoding="utf-8")  # the very words
    assert Bench(made, write=False, blind=False).choices[1] is None


def test_a_list_that_is_out_of_date_decides_nothing(made: MadeStudy) -> None:
    bench = Bench(made)
    key = bench.key("codes")
    with (made.folder / "coding" / "codings" / "b.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps({"event_id": "x", "event": "remove", "coder": "b", "at": None, "id": "b003"}) + "\n")
    with pytest.raises(Refused, match="were changed since they were loaded here"):
        bench.ask("decide", keys=[key], choice="left")
    assert bench.ask("look")["state"]["differences"][2]["kind"] == "left"
    assert bench.log() == []


def test_nobodys_work_is_shown_before_both_have_read(made: MadeStudy) -> None:
    made.events["b"] = [event for event in made.events["b"] if event["event"] != "reviewed"]
    study = made.open()
    with pytest.raises(qk.QualkitError, match=r"b has not marked F01 as reviewed.*blind=False"):
        qk.open_compare(study, "F01", "a", "b")
    assert not (made.folder / "coding" / "codings" / "consensus.jsonl").exists()
    assert Bench(made, blind=False).kinds == ["agreement", "borders", "codes", "right"]


def tell_shown(bench: Bench) -> list[tuple[str, ...]]:
    shown = [event for event in bench.whole_log() if event["event"] == "shown"]
    return [tuple(event[key] for key in ("document", "whose", "coder", "before_review")) for event in shown]


@pytest.mark.parametrize("blind", [True, False])
def test_that_the_work_of_the_two_was_shown_is_noted_once_and_before_anything_is_decided(
    made: MadeStudy, blind: bool
) -> None:
    """Whoever decides nothing and codes afterwards has seen it nevertheless."""
    CompareSession(made.open(), "F01", "a", "b", blind=blind)
    assert not (made.folder / "coding" / "codings" / "consensus.jsonl").exists()  # nothing was shown yet
    expected = [("F01", "a", "consensus", True), ("F01", "b", "consensus", True)]
    assert tell_shown(Bench(made, blind=blind)) == expected
    bench = Bench(made, blind=blind)
    bench.decide("codes", "left")
    assert tell_shown(bench) == expected


def test_what_was_shown_after_ones_own_review_is_told_apart(made: MadeStudy) -> None:
    """Of a coder who has read the document in this very text."""
    made.review("F01", coder="c")
    bench = Bench(made, coder="c")
    shown = [one.whose for one in qk.open_study(made.folder).record("c").log.shown]
    assert shown == ["a", "b"]
    log = (made.folder / "coding" / "codings" / "c.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line).get("before_review") for line in log] == [None, False, False]
    assert bench.state["reviewed"]["stale"] is False


def test_where_it_cannot_be_noted_nothing_is_shown(made: MadeStudy) -> None:
    session = CompareSession(made.open(), "F01", "a", "b")
    path = made.folder / "coding" / "codings" / "consensus.jsonl"
    path.mkdir()
    with pytest.raises(Refused, match=r"Nothing is shown, because the log of consensus cannot note") as refused:
        session.answer({"ask": "open"})
    assert refused.value.reason == "disk"
    path.rmdir()
    assert session.answer({"ask": "open"})["answer"] == "opened"


@pytest.mark.parametrize(("left", "right", "coder"), [("a", "a", "c"), ("a", "b", "b"), ("a", "b", "a")])
def test_three_names_are_needed(made: MadeStudy, left: str, right: str, coder: str) -> None:
    with pytest.raises(qk.QualkitError, match="must be three"):
        qk.open_compare(made.open(), "F01", left, right, coder=coder)


def test_who_and_what_is_not_there_is_told(made: MadeStudy) -> None:
    study = made.open()
    with pytest.raises(qk.QualkitError, match="no coder 'x'"):
        qk.open_compare(study, "F01", "a", "x")
    with pytest.raises(qk.QualkitError, match="no document 'F1'"):
        qk.open_compare(study, "F1", "a", "b")
    with pytest.raises(qk.QualkitError, match="cannot be a coder's name"):
        qk.open_compare(study, "F01", "a", "b", coder="../c")


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"choice": "middle"}, "does not know"),
        ({"choice": None}, "does not know"),
        ({"step": "a/b"}, "does not know"),
        ({"step": ""}, "does not know"),
        ({"reason": 3}, "does not know"),
        ({"keys": []}, "were changed"),
        ({"keys": ["nothing"]}, "were changed"),
        ({"keys": [{}]}, "were changed"),
        ({"text_sha256": "0"}, "was changed on disk"),
        ({"choice": "other", "start": 5, "end": 5, "code": "plan"}, "There are no words at 5-5"),
        ({"choice": "other", "start": 0, "end": 9999, "code": "plan"}, "There are no words"),
        ({"choice": "other", "start": True, "end": 9, "code": "plan"}, "There are no words"),
        ({"choice": "other", "start": 0, "end": 9, "code": "plam"}, "no code 'plam'"),
        ({"choice": "other"}, "There are no words"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_written(
    made: MadeStudy, about: dict[str, Any], message: str
) -> None:
    bench = Bench(made)
    with pytest.raises(Refused, match=message):
        bench.ask("decide", **{"keys": [bench.key("codes")], "choice": "left"} | about)
    assert bench.log() == []


def test_both_of_two_that_differ_only_in_details_is_refused(made: MadeStudy) -> None:
    made.code("F01", "And now?", "plan")
    made.code("F01", "And now?", "plan", coder="b", certainty="doubtful")
    bench = Bench(made)
    with pytest.raises(Refused, match=r"count it twice\. Choose a, b or other"):
        bench.decide("details", "both")
    with pytest.raises(Refused, match="count it twice"):
        bench.ask("decide", keys=[bench.key("agreement"), bench.key("details")], choice="both")
    assert bench.log() == []
    bench.decide("details", "right")
    assert [quote for quote, *_ in bench.codings()] == ["And now?"]


def test_what_was_decided_in_another_document_is_refused_and_nothing_written(made: MadeStudy) -> None:
    """A page that shows two documents and lost its kernel may send what waits to the wrong one."""
    bench = Bench(made)
    for kind in bench.kinds:
        bench.decide(kind, "both")
    before = bench.log()
    for about in ({"document": "F02"}, {"document": None}):
        for what in ("undo", "redo", "review"):
            with pytest.raises(Refused, match="here F01 is compared, so nothing was written"):
                bench.ask(what, **about)
        with pytest.raises(Refused, match="here F01 is compared"):
            bench.decide("codes", "neither", **about)
    assert bench.log() == before


def test_undo_that_means_what_was_not_written_undoes_nothing_older(made: MadeStudy) -> None:
    bench = Bench(made)
    bench.decide("codes", "left")
    with pytest.raises(Refused, match="nothing older was undone"):
        bench.ask("undo", of="s7")
    bench.ask("undo", of="s1")
    assert bench.choices == [None] * 4


def test_an_ask_that_nobody_knows_and_undo_of_nothing_are_refused(made: MadeStudy) -> None:
    bench = Bench(made)
    for message in ({"ask": "dance"}, {}, [], {"ask": ["open"]}):
        with pytest.raises(Refused, match="does not know"):
            bench.session.answer(message)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="nothing to undo"):
        bench.ask("undo")
    with pytest.raises(Refused, match="nothing to redo"):
        bench.ask("redo")


def test_with_combine_consensus_the_study_counts_what_was_decided(made: MadeStudy) -> None:
    """Before there is a decision nothing counts; then the consensus does, and neither a nor b."""
    made.add_finding("kept", "prevalence", support=KEPT, contradict=SPENT, cases="role == 'member'")
    assert qk.weigh_findings(made.open()).loc[0, ["n_support", "n_unread"]].tolist() == [0, 1]
    bench = Bench(made)
    bench.decide("agreement", "both")
    bench.decide("borders", "neither")
    bench.decide("codes", "left")
    bench.decide("right", "neither")
    bench.ask("review")
    made.events["consensus"] = bench.log()
    study = made.open()
    weighed = qk.weigh_findings(study)
    assert weighed.loc[0, ["n_support", "n_contradict", "n_unread"]].tolist() == [1, 0, 0]
    counted = qk.count_codes(study).set_index("code")["n"]
    assert counted.loc[[KEPT, SPENT, OWED, "plan"]].tolist() == [1, 0, 0, 0]  # OWED is about no case
    assert qk.find_quotes(study)["coder"].unique().tolist() == ["consensus"]
    bench.decide("borders", "both")
    made.events["consensus"] = bench.log()
    assert qk.weigh_findings(made.open()).loc[0, ["n_support", "n_both"]].tolist() == [0, 1]


def test_it_speaks_indonesian(made: MadeStudy) -> None:
    bench = Bench(made, language="id")
    assert bench.opened["words"]["compare.choice.both"] == "3 keduanya"
    assert bench.opened["words"]["compare.choice.neither"] == "4 tidak satu pun"  # "tidak keduanya" may be one of them
    with pytest.raises(Refused, match="Tidak ditandai selesai: 4 dari 4"):
        bench.ask("review")
