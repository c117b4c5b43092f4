"""Decisions in a log: whatever is decided, undone, redone and decided again, what stands is what was chosen last."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.coding.decisions import (
    Words,
    decide,
    find_decision,
    find_last_undone,
    read_decisions,
    step_again,
    step_back,
)
from qualkit.coding.differences import find_differences
from qualkit.coding.events import UNDOABLE, Event, as_event, make_passage
from qualkit.coding.log import find_undone, fold
from qualkit.model import Coding, Document

DOCUMENT = Document("D", "interview", "They keep some of it and the rest is gone by Friday.", ())


def coding(start: int, end: int, code: str, coder: str) -> Coding:
    return Coding(f"{coder}{start}{code}", "D", start, end, DOCUMENT.text[start:end], code, coder)


DIFFERENCES = find_differences(
    [coding(0, 9, "x", "a"), coding(10, 17, "x", "a"), coding(20, 30, "y", "a")],
    [coding(0, 9, "x", "b"), coding(12, 17, "x", "b"), coding(40, 45, "y", "b")],
)


class MadeLog:
    """A log as a journal keeps it: every event gets an id and a later time."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def append(self, events: list[Event]) -> None:
        for event in events:
            number = len(self.events)
            self.events.append({"event_id": f"e{number}", "coder": "c", "at": f"{number:04}"} | event)

    @property
    def state(self) -> Any:
        return fold([make_passage(e) if e["event"] == "add" else e for e in self.events])

    @property
    def decisions(self) -> Any:
        return read_decisions(self.events, {passage.id for passage in self.state.passages})

    @property
    def choices(self) -> tuple[str | None, ...]:
        found = (find_decision(difference, self.decisions) for difference in DIFFERENCES)
        return tuple(one and one.choice for one in found)

    def tell(self) -> tuple[Any, ...]:
        """All that stands: the choices, the codings, the rejections."""
        codings = sorted((one.start, one.end, one.code) for one in self.state.passages)
        return self.choices, codings, sorted(one.id for one in self.state.rejections)

    def decide(self, step: str, which: int, choice: Any) -> None:
        others = [Words(0, 4, "z")] if choice == "other" else []
        self.append(
            decide(DIFFERENCES[which], choice, step=step, document=DOCUMENT, former=self.decisions, others=others)
        )

    def undo(self) -> bool:
        undone = find_undone(self.events)
        standing = [e for e in self.events if e["event"] in UNDOABLE and e["event_id"] not in undone]
        if standing:
            self.append(step_back(standing[-1]["decision"], self.events))
        return bool(standing)

    def redo(self) -> bool:
        last = find_last_undone(self.events)
        if last is not None:
            self.append(step_again(last["decision"], self.events))
        return last is not None


acts = st.one_of(
    st.tuples(st.integers(0, len(DIFFERENCES) - 1), st.sampled_from(["left", "right", "both", "neither", "other"])),
    st.sampled_from(["undo", "redo"]),
)


@given(st.lists(acts, max_size=14))
def test_undo_and_redo_lead_through_all_that_stood_in_its_order(done: list[Any]) -> None:
    log = MadeLog()
    past, future = [log.tell()], []
    for number, act in enumerate(done):
        if act == "undo":
            assert log.undo() == (len(past) > 1)
            if len(past) > 1:
                future.append(past.pop())
        elif act == "redo":
            assert log.redo() == bool(future)
            if future:
                past.append(future.pop())
        else:
            log.decide(f"s{number}", *act)
            past, future = [*past, log.tell()], []
            assert log.choices[act[0]] == act[1]
        assert log.tell() == past[-1]


@given(st.lists(st.tuples(st.integers(0, len(DIFFERENCES) - 1), st.sampled_from(["left", "right", "both", "neither"]))))
def test_what_stands_is_what_was_chosen_last_for_each(done: list[Any]) -> None:
    log = MadeLog()
    for number, act in enumerate(done):
        log.decide(f"s{number}", *act)
    fresh = MadeLog()
    for which, choice in dict(done).items():
        fresh.decide(f"f{which}", which, choice)
    assert log.tell() == fresh.tell()


@pytest.mark.parametrize(
    "told", [None, [], "all", [{"coder": "a"}], [3], [{"coder": [], "id": "1", "start": 0, "end": 1, "code": "x"}]]
)
def test_an_event_that_says_something_else_under_these_keys_decides_nothing(told: Any) -> None:
    event = {"event": "reject", "event_id": "1", "id": "x", "document": "D", "whose": "a", "coder": "c"}
    assert read_decisions([event | {"decision": "s", "choice": "neither", "decides": told}], set()) == ()
    assert read_decisions([event | {"decides": told}], set()) == ()


def test_an_event_of_a_decision_comes_back_from_disk_with_its_keys() -> None:
    [event] = decide(DIFFERENCES[0], "both", step="s", document=DOCUMENT)
    told = as_event(make_passage(event | {"coder": "c"}))
    assert {key: told[key] for key in ("decision", "choice", "decides", "source")} == {
        key: event[key] for key in ("decision", "choice", "decides", "source")
    }
