"""A log is a set of events: their order, doublets and foreign lines change nothing of what they add up to."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.coding.events import EVENTS
from qualkit.coding.log import Log, State, fold, read_log

Event = dict[str, Any]
FILE = "coding/codings/a.jsonl"


def event(identity: str, kind: str, at: str | None = None, **more: Any) -> Event:
    return {"event_id": identity, "event": kind, "coder": "a", "at": at} | more


def add(identity: str, coding: str, at: str | None = None, **more: Any) -> Event:
    about = {"id": coding, "document": "F01", "start": 0, "end": 4, "quote": "Yes.", "code": "money"}
    return event(identity, "add", at, **about | more)


def read(folder: Path, *lines: Event | str | bytes, coder: str = "a") -> Log:
    path = folder / f"{coder}.jsonl"
    raw = [line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)).encode() for line in lines]  # fmt: skip
    path.write_bytes(b"\n".join(raw))
    return read_log(path, file=FILE)


def codes(*events: Event) -> dict[str, str]:
    """What is coded in the end: each coding with its code."""
    return {coding.id: coding.code for coding in fold(events).codings}


EARLY, LATE = "2020-01-01T00:00:00.000Z", "2020-01-02T00:00:00.000Z"


@pytest.mark.parametrize(
    ("events", "left"),
    [
        pytest.param([add("1", "x")], {"x": "money"}, id="an add"),
        pytest.param([add("1", "x"), event("2", "remove", id="x")], {}, id="removed"),
        pytest.param([event("1", "remove", EARLY, id="x"), add("2", "x", LATE)], {}, id="remove beats a later add"),
        pytest.param(
            [add("1", "x"), event("2", "remove", id="x"), event("3", "undo", of="2")],
            {"x": "money"}, id="a remove undone",
        ),
        pytest.param([add("1", "x"), event("2", "undo", of="1")], {}, id="an add undone"),
        pytest.param(
            [add("1", "x"), event("2", "undo", EARLY, of="1"), event("3", "redo", LATE, of="1")],
            {"x": "money"}, id="undone and redone",
        ),
        pytest.param(
            [add("1", "x"), event("2", "redo", EARLY, of="1"), event("3", "undo", LATE, of="1")],
            {}, id="redone and undone",
        ),
        pytest.param(
            [add("1", "x"), event("3", "change", LATE, id="x", code="late"), event("4", "change", EARLY, id="x", code="early")],
            {"x": "late"}, id="the later change wins",
        ),
        pytest.param(
            [add("1", "x"), event("3", "change", EARLY, id="x", code="b"), event("2", "change", EARLY, id="x", code="a")],
            {"x": "b"}, id="at one time, the later event_id",
        ),
        pytest.param(
            [add("1", "x"), event("9", "change", None, id="x", code="unknown"), event("2", "change", EARLY, id="x", code="told")],
            {"x": "told"}, id="an unknown time is the earliest",
        ),
        pytest.param(
            [add("1", "x", LATE), event("2", "change", EARLY, id="x", code="changed")],
            {"x": "changed"}, id="a change told before its add",
        ),
        pytest.param(
            [add("1", "x"), event("2", "change", EARLY, id="x", code="b"), event("3", "undo", LATE, of="2")],
            {"x": "money"}, id="a change undone",
        ),
        pytest.param([event("1", "change", id="x", code="b")], {}, id="a change of nothing"),
    ],
)  # fmt: skip
def test_what_events_add_up_to(events: list[Event], left: dict[str, str]) -> None:
    assert codes(*events) == left


def test_a_change_keeps_what_it_does_not_name() -> None:
    first = add("1", "x", memo="sure?", cases=["F02"], when="now", status="reported", certainty="doubtful")
    (coding,) = fold([first, event("2", "change", EARLY, id="x", code="b", status="stands")]).codings
    assert (coding.code, coding.memo, coding.cases) == ("b", "sure?", ("F02",))
    assert (coding.when, coding.status, coding.certainty) == ("now", "stands", "doubtful")


def test_a_move_takes_the_quote_with_it() -> None:
    moved = event("2", "move", EARLY, id="x", start=5, end=8, quote="No.", why="the text was corrected")
    (coding,) = fold([add("1", "x"), moved]).codings
    assert (coding.start, coding.end, coding.quote) == (5, 8, "No.")


def test_a_review_stands_until_it_is_taken_back() -> None:
    reviewed = [
        event("1", "reviewed", EARLY, document="F01"),
        event("2", "reviewed", EARLY, document="F02", codes=["money"]),
    ]
    assert [(r.document, r.codes) for r in fold(reviewed).reviews] == [("F01", ("*",)), ("F02", ("money",))]
    taken_back = event("3", "unreviewed", LATE, document="F01")
    assert [r.document for r in fold([*reviewed, taken_back]).reviews] == ["F02"]
    again = event("4", "reviewed", "2020-01-03T00:00:00.000Z", document="F01")
    assert [r.document for r in fold([*reviewed, taken_back, again]).reviews] == ["F02", "F01"]


def test_the_later_judgement_of_a_case_stands() -> None:
    def judged(identity: str, at: str, side: str) -> Event:
        return event(identity, "judge", at, finding="managed", case="F01", side=side, reason="read again")

    judgements = fold([judged("1", LATE, "supports"), judged("2", EARLY, "both")]).judgements
    assert [(j.case, j.side, j.reason) for j in judgements] == [("F01", "supports", "read again")]


def memo(identity: str, at: str, text: str, **more: Any) -> Event:
    return event(identity, "memo", at, **{"on": "code", "target": "money", "text": text} | more)


def test_of_two_memos_on_one_thing_the_later_stands_and_an_empty_one_takes_it_away() -> None:
    events = [memo("1", EARLY, "first"), memo("2", LATE, "second"), memo("3", EARLY, "else", on="case")]
    assert [(m.on, m.text) for m in fold(events).memos] == [("code", "second"), ("case", "else")]
    emptied = memo("4", "2020-01-03T00:00:00.000Z", "")
    assert [m.on for m in fold([*events, emptied]).memos] == ["case"]
    assert [m.text for m in fold([*events, emptied, event("5", "undo", of="4")]).memos] == ["second", "else"]


def test_what_was_rejected_is_known_by_whose_it_is() -> None:
    def reject(identity: str, coding: str, whose: str, **more: Any) -> Event:
        return event(identity, "reject", EARLY, id=coding, document="F01", whose=whose, **more)

    events = [reject("1", "x", "b"), reject("2", "x", "rules"), reject("3", "x", "b", reason="not hers")]
    assert [(r.id, r.whose, r.reason) for r in fold(events).rejections] == [("x", "b", "not hers"), ("x", "rules", "")]
    assert [r.whose for r in fold([*events, event("4", "undo", of="2")]).rejections] == ["b"]


def test_every_time_that_anothers_work_was_shown_is_kept() -> None:
    events = [event(str(n), "shown", at, document="F01", whose="b") for n, at in enumerate((LATE, EARLY))]
    assert [shown.at for shown in fold(events).shown] == [EARLY, LATE]


def test_a_move_takes_the_hash_of_its_text_with_it_and_null_leaves_what_must_be_there() -> None:
    moved = event("2", "move", EARLY, id="x", start=5, end=8, quote="No.", text_sha256="new")
    changed = event("3", "change", LATE, id="x", code=None, start=None, memo=None, cases=None)
    (passage,) = fold([add("1", "x", text_sha256="old", memo="m", cases=["F02"]), moved, changed]).passages
    assert (passage.start, passage.text_sha256, passage.code) == (5, "new", "money")
    assert (passage.memo, passage.cases) == (None, None)


def test_who_accepted_a_coding_tells_whose_it_was() -> None:
    accepted = add("1", "x", method="accepted", source={"coder": "b", "id": "b7"})
    assert fold([accepted]).passages[0].source == {"coder": "b", "id": "b7"}


# --- laws

times = st.sampled_from([None, EARLY, LATE])
kinds = st.sampled_from(EVENTS)


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """A few events about two codings, each of which may be undone."""
    made: list[Event] = []
    for number in range(draw(st.integers(1, 9))):
        identity, kind, at = f"a-{number}", draw(kinds), draw(times)
        coding = draw(st.sampled_from("xy"))
        about: dict[str, Any] = {
            "add": {"id": coding, "document": "F01", "start": 0, "end": 4, "quote": "Yes.", "code": "money"},
            "change": {"id": coding, "code": draw(st.sampled_from("pqr"))},
            "move": {"id": coding, "start": number, "end": number + 4, "quote": "Yes."},
            "judge": {"finding": "f", "case": coding, "side": "both", "reason": str(number)},
            "memo": {"on": "coding", "target": coding, "text": draw(st.sampled_from(["", str(number)]))},
            "reject": {"id": coding, "document": "F01", "whose": "b", "reason": str(number)},
            "shown": {"document": "F01", "whose": coding},
        }.get(kind, {"id": coding, "document": coding, "of": f"a-{draw(st.integers(0, 8))}"})
        made.append(event(identity, kind, at, **about))
    return made


def as_sets(state: State) -> list[set[Any]]:
    return [set(part) for part in (state.codings, *state[1:])]


@given(logs().flatmap(lambda events: st.tuples(st.just(events), st.permutations(events))))
def test_the_order_of_events_means_nothing(both: tuple[list[Event], list[Event]]) -> None:
    events, shuffled = both
    assert as_sets(fold(events)) == as_sets(fold(shuffled))


@given(logs(), st.data())
def test_lines_that_stand_twice_count_once(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("log")
    doubled = data.draw(st.permutations([*events, *data.draw(st.lists(st.sampled_from(events)))]))
    once, twice = read(folder, *events), read(folder, *doubled)
    assert (once.events, once.faults, twice.faults) == (twice.events, (), ())

    def content(log: Log) -> tuple[set[str], ...]:
        parts = (log.codings, log.reviews, log.judgements, log.memos, log.rejections, log.shown)
        lines = [[str(vars(one) | {"line": 0}) for one in part] for part in parts]
        return tuple(map(set, lines))

    assert content(once) == content(twice)


# --- lines that are no events of this coder

ADD = add("1", "x")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (json.dumps(ADD)[:40], "not a whole JSON object; perhaps a write was interrupted here"),
        (b"\xff\xfe{}", "not a whole JSON object"),
        ("[1, 2]", "no event of qualkit: it has no event_id"),
        ("{}", "no event of qualkit: it has no event_id"),
        ({"event_id": 7, "event": "add"}, "no event of qualkit: it has no event_id"),
        (add("2", "y") | {"coder": "b"}, "its coder is 'b', but this is the log of 'a'"),
        (event("2", "praise"), "event is 'praise'; it is one of add, change, remove"),
        (event("2", "add", id="y"), "the event 'add' lacks document, start, end, quote, code"),
        (add("2", "y", start="0"), "start is '0'; it must be a whole number, 0 or more"),
        (add("2", "y", start=-1), "start is '-1'; it must be a whole number, 0 or more"),
        (add("2", "y", start=True), "start is 'True'; it must be a whole number, 0 or more"),
        (add("2", "y", end=4.0), "end is '4.0'; it must be a whole number, 0 or more"),
        (add("2", "y", code=["money"]), "code is .*; it must be a text"),
        (add("2", "y", cases="F01"), "cases is 'F01'; it must be a list of texts"),
        (add("2", "y", status="maybe"), "status is 'maybe'; it is one of stands, retracted, reported"),
        (add("2", "y", certainty="quite"), "certainty is 'quite'; it is one of sure, doubtful"),
        (add("2", "y", method="magic"), "method is 'magic'; it is one of manual, accepted, import, rule"),
        (add("2", "y", at=5), "at is '5'; it must be a text"),
        (event("2", "reviewed", document="F01", codes="money"), "codes is 'money'; it must be a list of codes"),
        (event("2", "judge", finding="f", case="c", side="for", reason="r"), "side is 'for'; it is one of supports"),
        (event("2", "judge", finding="f", case="c", side="both"), "the event 'judge' lacks reason"),
        (event("1", "remove", id="x"), r"the event_id '1' belongs to another event too, which stays \(line 1\)"),
        ("[" * 100_000, "not a whole JSON object"),
    ],
)
def test_a_foreign_line_is_set_aside_and_the_rest_kept(tmp_path: Path, line: Any, problem: str) -> None:
    log = read(tmp_path, ADD, line, add("3", "z"))
    assert [coding.id for coding in log.codings] == ["x", "z"]
    (fault,) = log.faults
    assert (fault.file, fault.line, fault.warning) == (FILE, 2, True)
    with pytest.raises(AssertionError, match=problem):
        raise AssertionError(str(fault))


def test_blank_lines_and_windows_line_ends_are_no_faults(tmp_path: Path) -> None:
    log = read(tmp_path, json.dumps(ADD) + "\r", "", json.dumps(add("2", "y")) + "\r", "  ")
    assert ([coding.id for coding in log.codings], log.faults) == (["x", "y"], ())


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085", "\x0b", "\x1c", "\u00a0"])
def test_a_sign_that_some_take_for_a_line_end_stays_inside_the_quote(tmp_path: Path, sign: str) -> None:
    log = read(tmp_path, add("1", "x", quote=f"Y{sign}s."), add("2", "y"))
    assert ([coding.quote for coding in log.codings], log.faults) == ([f"Y{sign}s.", "Yes."], ())


def test_each_coding_knows_its_line(tmp_path: Path) -> None:
    assert [coding.line for coding in read(tmp_path, add("1", "x"), "", add("2", "y")).codings] == [1, 3]


def test_an_empty_log_is_a_log(tmp_path: Path) -> None:
    assert read(tmp_path) == Log("a", (), (), (), 0)


def test_a_time_that_is_none_counts_as_unknown_and_is_told(tmp_path: Path) -> None:
    log = read(
        tmp_path,
        add("1", "x", "2020-02-30T10:00:00.000Z"),
        event("2", "change", "2020-02-31T10:00:00.000Z", id="x", code="debt"),
        event("3", "change", EARLY, id="x", code="food"),
        add("4", "y", "2020-01-01"),
    )
    assert [(coding.id, coding.code, coding.at) for coding in log.codings] == [
        ("x", "food", None),
        ("y", "money", "2020-01-01"),
    ]
    assert [(fault.line, fault.warning) for fault in log.faults] == [(1, True), (2, True)]
    assert "its time '2020-02-30T10:00:00.000Z' is none; it counts as unknown" in log.faults[0].problem


def test_times_that_are_yet_to_come_are_told_once_and_stay_in_order(tmp_path: Path) -> None:
    far = [f"2999-01-01T00:00:00.00{number}Z" for number in range(3)]
    log = read(tmp_path, add("1", "x", EARLY), *(add(at, at, at) for at in far))
    assert [coding.at for coding in log.codings] == [EARLY, *far]
    [fault] = log.faults
    assert (fault.line, fault.warning) == (2, True)
    assert "3 events, from here on, are dated in the future (2999-01-01T00:00:00.000Z)" in fault.problem


def test_of_two_events_with_one_identity_the_same_stands_whatever_the_order_of_the_lines(tmp_path: Path) -> None:
    one, two, three = (add("1", "x", EARLY, code=code) for code in ("debt", "food", "money"))
    for lines in permutations((one, two, three, two | {"more": 1})):
        log = read(tmp_path, *lines)
        assert [coding.code for coding in log.codings] == ["debt"]
        stays = lines.index(one) + 1
        assert {fault.line for fault in log.faults} == {1, 2, 3, 4} - {stays}
        assert any(f"which stays (line {stays})" in fault.problem for fault in log.faults)
