"""What a log added up to at a time: its events before that, document by document."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_study import MadeStudy
from qualkit.coding.events import Passage, make_passage
from qualkit.coding.log import find_first_reviews, fold, identity_of, leave_out_later, when

Event = dict[str, Any]
Events = list[Passage | Event]
MakeStudy = Callable[..., MadeStudy]
END = "2020-01-05"


def event(identity: str, kind: str, day: int | None = None, **more: Any) -> Event:
    at = None if day is None else f"2020-01-{day:02}T00:00:00.000Z"
    return {"event_id": identity, "event": kind, "coder": "a", "at": at} | more


def add(identity: str, coding: str, day: int | None = None, document: str = "F01") -> Passage:
    about = {"id": coding, "document": document, "start": 0, "end": 4, "quote": "Yes.", "code": "money"}
    return make_passage(event(identity, "add", day, **about))


def kept(*events: Passage | Event, **ends: str) -> list[str]:
    return [identity_of(one) for one in leave_out_later(events, ends or {"F01": END})]


def test_what_came_at_the_time_or_after_it_is_left_out() -> None:
    assert kept(add("1", "x", 4), add("2", "y", 5), add("3", "z", 6), add("4", "u")) == ["1", "4"]


def test_other_documents_are_whole() -> None:
    assert kept(add("1", "x", 9, "F02"), add("2", "y", 9), event("3", "reviewed", 9, document="F02")) == ["1", "3"]


@pytest.mark.parametrize("kind", ["remove", "change", "move"])
def test_what_concerns_a_coding_concerns_its_document(kind: str) -> None:
    here, there = add("1", "x", 1), add("2", "y", 1, "F02")
    assert kept(here, there, event("3", kind, 9, id="x"), event("4", kind, 9, id="y")) == ["1", "2", "4"]


@pytest.mark.parametrize("kind", ["reviewed", "unreviewed", "shown"])
def test_what_names_a_document_concerns_it(kind: str) -> None:
    more = {"whose": "b"} if kind == "shown" else {}
    events = [event(str(n), kind, 9, document=f"F0{n}", **more) for n in (1, 2)]
    assert kept(*events) == ["2"]


def test_what_concerns_no_document_stays() -> None:
    judged = event("1", "judge", 9, finding="1a", case="P1", side="supports", reason="read")
    assert kept(judged, event("2", "memo", 9, on="study", target="", text="later"), event("3", "undo", 9, of="1")) == [
        "1", "2", "3",
    ]  # fmt: skip


def test_an_undo_of_an_undo_of_a_removal_concerns_the_coding_s_document() -> None:
    events: Events = [
        add("1", "x", 1), event("2", "remove", 2, id="x"), event("3", "undo", 3, of="2"), event("4", "undo", 9, of="3"),
        event("5", "redo", 9, of="2"),
    ]  # fmt: skip
    for lines in permutations(events):
        assert sorted(kept(*lines)) == ["1", "2", "3"]
        assert sorted(kept(*lines, F02=END)) == ["1", "2", "3", "4", "5"]


def test_undos_that_go_round_or_lead_nowhere_do_no_harm() -> None:
    assert kept(event("1", "undo", 9, of="2"), event("2", "undo", 9, of="1"), event("3", "undo", 9, of="gone")) == [
        "1", "2", "3",
    ]  # fmt: skip


def test_the_first_review_is_the_earliest_that_was_not_undone() -> None:
    events = [
        event("5", "reviewed", 5, document="F01"), event("2", "reviewed", 2, document="F01"),
        event("1", "reviewed", 1, document="F01"), event("3", "undo", 1, of="1"),
        event("4", "unreviewed", 3, document="F01"), event("6", "reviewed", document="F02"), add("7", "x", 1, "F03"),
    ]  # fmt: skip
    assert find_first_reviews(events) == {"F01": "2020-01-02T00:00:00.000Z", "F02": ""}


# --- laws ---------------------------------------------------------------------------------------------------------------

DAYS = st.one_of(st.none(), st.integers(1, 9))
CODINGS = st.sampled_from("xyz")
DOCUMENTS = {"x": "F01", "y": "F01", "z": "F02"}


@st.composite
def logs(draw: st.DrawFn) -> Events:
    events: Events = [add(f"add-{coding}", coding, draw(DAYS), document) for coding, document in DOCUMENTS.items()]
    for number in range(draw(st.integers(0, 8))):
        kind, identity, day = draw(st.sampled_from(("remove", "change", "reviewed", "unreviewed", "undo", "redo"))), f"e{number}", draw(DAYS)  # fmt: skip
        if kind in ("undo", "redo"):
            events.append(event(identity, kind, day, of=draw(st.sampled_from(list(map(identity_of, events))))))
        elif kind in ("reviewed", "unreviewed"):
            events.append(event(identity, kind, day, document=draw(st.sampled_from(("F01", "F02")))))
        else:
            more = {"code": draw(st.sampled_from(("money", "health")))} if kind == "change" else {}
            events.append(event(identity, kind, day, id=draw(CODINGS), **more))
    return events


@given(logs())
def test_at_an_end_after_all_events_the_past_is_the_present(events: Events) -> None:
    assert leave_out_later(events, {}) == events
    assert fold(leave_out_later(events, {"F01": "2021", "F02": "2021"})) == fold(events)


@given(logs(), st.integers(1, 10), st.integers(1, 10))
def test_a_later_end_leaves_out_no_more(events: Events, one: int, other: int) -> None:
    early, late = ({"F01": f"2020-01-{day:02}", "F02": f"2020-01-{day:02}"} for day in sorted((one, other)))
    few, many = leave_out_later(events, early), leave_out_later(events, late)
    assert [event for event in many if event in few] == few
    assert fold(leave_out_later(many, early)) == fold(few)  # at the early time the later did not exist


@given(logs(), st.integers(1, 10))
def test_the_state_at_a_time_is_that_of_a_log_that_ended_then(events: Events, day: int) -> None:
    end = f"2020-01-{day:02}"
    ended = [event for event in events if when(event)[0] < end]
    assert fold(leave_out_later(events, {"F01": end, "F02": end})) == fold(ended)


@given(logs(), st.integers(1, 10), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_nothing(events: Events, day: int, random: Any) -> None:
    ends = {"F01": f"2020-01-{day:02}"}
    shuffled = list(events)
    random.shuffle(shuffled)
    ones, others = (leave_out_later(some, ends) for some in (events, shuffled))
    assert sorted(map(identity_of, ones)) == sorted(map(identity_of, others))


# --- in a study ---------------------------------------------------------------------------------------------------------


def test_past_record_is_the_record_where_nothing_is_left_out(make_study: MakeStudy) -> None:
    made = make_study(codes=["money"])
    made.add_voice("P", {"A loan.": "money"}, review=False)
    made.review("P", at="2020-01-03T00:00:00.000Z")
    made.code("P", "A loan.", "money", at="2020-01-04T00:00:00.000Z")
    study = made.open()
    now = study.record("a")
    for ends in ({}, {"P": "2020-01-05"}, {"other": "2020-01-01"}):
        past = study.past_record("a", ends)
        assert (past.codings, past.reviewed, past.log) == (now.codings, now.reviewed, now.log)
    assert [len(study.past_record("a", {"P": f"2020-01-0{day}"}).codings) for day in (3, 4, 5)] == [1, 1, 2]
    assert set(study.past_record("a", {"P": "2020-01-03"}).reviewed) == set()
    assert set(study.past_record("a", {"P": "2020-01-04"}).reviewed) == {"P"}
    assert set(now.keep_reviews({"P": "2020-01-03"}).reviewed) == {"P"}
    assert set(now.keep_reviews({"P": "2020-01-04"}).reviewed) == set()
