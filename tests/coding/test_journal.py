"""A journal: what was acknowledged stands in the log, is read on from there, and can be undone and redone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.coding import journal as journals
from qualkit.coding.events import UNDOABLE, Event, Passage, as_event
from qualkit.coding.journal import Journal
from qualkit.coding.log import State, fold, read_log
from qualkit.errors import QualkitError

FILE = "coding/codings/a.jsonl"


def open_journal(folder: Path, coder: str = "a") -> Journal:
    return Journal(folder / f"{coder}.jsonl", file=FILE)


def add(coding: str, document: str = "F01", **more: Any) -> Event:
    about = {"id": coding, "document": document, "start": 0, "end": 4, "quote": "Yes.", "code": "money"}
    return {"event": "add", "event_id": f"add-{coding}"} | about | more


def ids(journal: Journal, document: str | None = None) -> list[str]:
    return [coding.id for coding in journal.fold(document).codings]


def content(journal: Journal) -> Any:
    return [as_event(event) for event in journal.events], journal.faults


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return open_journal(tmp_path)


# --- appending


def test_an_event_is_completed_and_stands_in_the_log(journal: Journal) -> None:
    (written,) = journal.append({"event": "remove", "id": "x"})
    assert (written["event"], written["id"], written["coder"]) == ("remove", "x", "a")
    assert len(written["event_id"]) == 32
    assert written["at"].endswith("Z")
    assert [json.loads(line) for line in journal.path.read_bytes().splitlines()] == [written]
    assert [as_event(event) for event in journal.events] == [written | {"line": 1}]


def test_a_log_is_what_any_reader_makes_of_its_file(journal: Journal) -> None:
    journal.append(add("x"), add("y", "F02"), {"event": "change", "id": "x", "code": "debt"})
    journal.append({"event": "reviewed", "document": "F01", "codes": ["*"], "text_sha256": "0"})
    read = read_log(journal.path, file=FILE)
    assert (read.events, read.faults) == (4, ())
    assert set(read.codings) == set(journal.fold().codings)
    assert content(open_journal(journal.path.parent)) == content(journal)


def test_text_of_any_script_and_half_a_character_are_written_whole(journal: Journal) -> None:
    quotes = ["سلام عليكم", "👩‍👩‍👧 e\u0301", "line\u2028end\u0085\n\r\0", "half \ud83d"]
    for number, quote in enumerate(quotes):
        journal.append(add(str(number), quote=quote))
    assert [coding.quote for coding in read_log(journal.path, file=FILE).codings] == quotes
    assert "سلام".encode() in journal.path.read_bytes()


def test_an_event_that_is_sent_again_is_left_out_whoever_wrote_it(journal: Journal) -> None:
    other = open_journal(journal.path.parent)
    assert len(journal.append(add("x"))) == 1
    assert journal.append(add("x")) == ()
    assert other.append(add("x"), add("y"), add("y"))[0]["id"] == "y"
    assert journal.catch_up()
    assert ids(journal) == ["x", "y"]
    assert len(journal.path.read_bytes().splitlines()) == 2


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        ({"event": "praise"}, "event is 'praise'; it is one of add, change"),
        ({"id": "y"}, "it does not say which it is"),
        ({"event": "add", "id": "y"}, "the event 'add' lacks document, start, end, quote, code"),
        (add("y", start=-1), "start is '-1'; it must be a whole number, 0 or more"),
        (add("y", start=float("nan")), "an event cannot be told in JSON"),
        (add("y", memo=object()), "an event cannot be told in JSON"),
        (
            {"event": "memo", "on": "weather", "target": "", "text": "m"},
            "on is 'weather'; it is one of study, document",
        ),
        ({"event": "memo", "on": "study", "text": "m"}, "the event 'memo' lacks target"),
        ({"event": "reject", "id": "y", "document": "F01"}, "the event 'reject' lacks whose"),
        ({"event": "shown", "document": "F01"}, "the event 'shown' lacks whose"),
        ({"event": "undo"}, "the event 'undo' lacks of"),
        (add("y", coder="b"), "an event of coder 'b' does not belong into the log of 'a'"),
        ({"event": "remove", "id": "x", "event_id": 7}, "it has no event_id"),
    ],
)
def test_an_event_that_no_reader_would_take_is_refused_with_all_that_came_with_it(
    journal: Journal, event: Event, problem: str
) -> None:
    journal.append(add("x"))
    before = journal.path.read_bytes()
    with pytest.raises(QualkitError, match=f"^{FILE}: nothing was written: .*{problem}"):
        journal.append(add("z"), event)
    assert journal.path.read_bytes() == before
    assert ids(journal) == ["x"]
    journal.append(add("z"))
    assert ids(journal) == ["x", "z"]


@pytest.mark.parametrize("last", ["2999-12-31T23:59:59.999Z", "2999-01-01T00:00:00Z", "2999-01-01T00:00:00.123456Z"])
def test_events_stay_in_order_when_the_clock_went_back(journal: Journal, last: str) -> None:
    journal.path.write_text(json.dumps({"coder": "a", "at": last} | add("x")) + "\n")
    journal.append(add("y"), add("z"))
    journal.append({"event": "change", "id": "x", "code": "debt"})
    times = [as_event(event)["at"] for event in journal.events]
    assert times == sorted(set(times))


def test_a_time_that_is_none_puts_no_event_out_of_order(journal: Journal) -> None:
    lines = [{"coder": "a", "at": at} | add(str(number)) for number, at in enumerate([None, "yesterday", "9"])]
    journal.path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    (written,) = journal.append(add("y"))
    assert written["at"].startswith("20")


@pytest.mark.parametrize("at", ["2027-02-30T10:00:00.000Z", "9999-12-31T23:59:59.999Z"])
def test_a_time_that_cannot_be_does_not_stop_its_coder(journal: Journal, at: str) -> None:
    journal.path.write_text(json.dumps({"coder": "a", "at": at} | add("x")) + "\n")
    change = {"event": "change", "id": "x", "code": "food"}
    lines = [{"coder": "a", "at": at, "event_id": "then"} | change]
    with journal.path.open("a") as log:
        log.write("".join(json.dumps(line) + "\n" for line in lines))
    (written,) = journal.append({"event": "change", "id": "x", "code": "debt"})
    assert written["at"].startswith("20")
    for reader in (journal, open_journal(journal.path.parent)):
        assert [coding.code for coding in reader.fold().codings] == ["debt"], "what was done last counts"
    assert [coding.code for coding in read_log(journal.path, file=FILE).codings] == ["debt"]


def test_a_torn_line_is_closed_and_told_wherever_it_was_torn(tmp_path: Path) -> None:
    first = open_journal(tmp_path)
    first.append(add("x"), add("y", quote="Ya. 🙂"))
    whole = first.path.read_bytes()
    begin = whole.index(b"\n") + 1
    for length in range(begin + 1, len(whole) - 1):
        first.path.write_bytes(whole[:length])
        journal = open_journal(tmp_path)
        assert [fault.line for fault in journal.faults] == [2]
        journal.append(add("z"))
        assert ids(journal) == ["x", "z"]
        (fault,) = journal.faults
        assert (fault.line, fault.warning) == (2, True)
        assert "set aside: not a whole JSON object; perhaps a write was interrupted here" in str(fault)
        assert read_log(journal.path, file=FILE).faults == journal.faults


def test_a_whole_last_line_without_its_end_counts(tmp_path: Path) -> None:
    first = open_journal(tmp_path)
    first.append(add("x"), add("y"))
    first.path.write_bytes(first.path.read_bytes()[:-1])
    journal = open_journal(tmp_path)
    assert ids(journal) == ["x", "y"]
    journal.append(add("z"))
    assert content(open_journal(tmp_path)) == content(journal)
    assert (ids(journal), journal.faults) == (["x", "y", "z"], ())


def test_an_append_reads_none_of_what_was_read_before(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.append(*(add(str(number)) for number in range(500)))
    read: list[bytes] = []

    def count_lines(lines: Any, *about: Any) -> Any:
        lines = list(lines)
        read.extend(lines)
        return read_lines(lines, *about)

    read_lines = journals.read_lines
    monkeypatch.setattr(journals, "read_lines", count_lines)
    journal.append(add("x"))
    assert len(read) == 1


# --- reading on


def test_two_journals_of_one_log_see_what_the_other_wrote(journal: Journal) -> None:
    other = open_journal(journal.path.parent)
    assert not other.catch_up()
    for number in range(6):
        (journal, other)[number % 2].append(add(str(number)))
    assert other.catch_up() is False
    assert journal.catch_up() is True
    assert journal.catch_up() is False
    assert content(journal) == content(other)
    assert ids(journal) == list("012345")


LINES = [
    json.dumps({"coder": "a", "at": None} | add("x")).encode() + b"\n",
    json.dumps({"coder": "a", "at": None} | add("y", quote="Ya. 🙂"), ensure_ascii=False).encode() + b"\r\n",
    json.dumps({"coder": "a", "at": None} | add("x", code="debt")).encode() + b"\n",
    json.dumps({"coder": "b", "at": None} | add("z")).encode() + b"\n",
    json.dumps({"coder": "a", "event_id": "r", "event": "remove", "id": "x"}).encode() + b"\n",
    b"\n",
    b"no event\n",
]


@given(st.lists(st.sampled_from(LINES), max_size=12), st.data())
def test_a_log_that_is_read_on_piece_by_piece_is_the_one_read_at_once(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("log")
    journal, whole = open_journal(folder), b"".join(lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=5)))
    for begin, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        with journal.path.open("ab") as stream:
            stream.write(whole[begin:end])
        journal.catch_up()
        assert content(journal) == content(open_journal(folder))
    read = read_log(journal.path, file=FILE)
    assert (read.faults, read.events) == (journal.faults, len(journal.events))


@pytest.mark.parametrize("codes", [("debt", "money"), ("money", "debt")])
def test_an_event_appended_with_the_identity_of_another_changes_nothing_by_coming_later(
    journal: Journal, codes: tuple[str, str]
) -> None:
    for code in codes:
        with journal.path.open("a") as log:
            log.write(json.dumps({"coder": "a", "at": None} | add("x", code=code)) + "\n")
        journal.catch_up()
    assert [coding.code for coding in journal.fold("F01").codings] == ["debt"]
    assert content(journal) == content(open_journal(journal.path.parent))
    journal.append(add("y"))
    assert ids(journal) == ["x", "y"]


def edit_shorter(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))


def edit_longer(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"money"', b'"money/owed"'))


def edit_alike(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"money"', b'"funds"'))


def replace_by_another(path: Path) -> None:
    new = path.with_name("new")
    new.write_bytes(path.read_bytes().replace(b'"money"', b'"funds"') + json.dumps({"coder": "a"} | add("n")).encode())
    new.replace(path)


def take_away(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("edit", [edit_shorter, edit_longer, edit_alike, replace_by_another, take_away])
def test_a_log_that_somebody_edited_is_read_anew(journal: Journal, edit: Any) -> None:
    journal.append(add("x"), add("y"), add("z"))
    before = content(journal)
    edit(journal.path)
    assert journal.catch_up()
    assert content(journal) == content(open_journal(journal.path.parent)) != before
    journal.append(add("later"))
    assert content(journal) == content(open_journal(journal.path.parent))
    assert ids(journal)[-1] == "later"


# --- undo and redo


def undo(journal: Journal, document: str = "F01") -> Event:
    event = journal.last_undoable(document)
    assert event is not None
    return journal.append({"event": "undo", "of": as_event(event)["event_id"]})[0]


def redo(journal: Journal, document: str = "F01") -> Event:
    event = journal.last_undone(document)
    assert event is not None
    return journal.append({"event": "redo", "of": as_event(event)["event_id"]})[0]


EVERY_KIND = [
    {"event": "add", "id": "new", "document": "F01", "start": 5, "end": 8, "quote": "No.", "code": "debt"},
    {"event": "change", "id": "x", "code": "debt", "memo": "read again"},
    {"event": "remove", "id": "x"},
    {"event": "move", "id": "x", "start": 3, "end": 7, "quote": "Yes.", "text_sha256": "1", "why": "corrected"},
    {"event": "memo", "on": "coding", "target": "x", "document": "F01", "text": "to think about"},
    {"event": "memo", "on": "document", "target": "F01", "document": "F01", "text": ""},
    {"event": "reviewed", "document": "F01", "codes": ["*"]},
    {"event": "unreviewed", "document": "F01"},
    {"event": "judge", "document": "F01", "finding": "f", "case": "F01", "side": "both", "reason": "r"},
    {"event": "reject", "id": "b1", "document": "F01", "whose": "b", "reason": "it is about somebody else"},
]


def test_every_kind_that_can_be_undone_is_tried() -> None:
    assert {event["event"] for event in EVERY_KIND} == UNDOABLE


def begin(journal: Journal) -> None:
    """Something of each kind, for another event to change."""
    journal.append(
        add("x"),
        {"event": "memo", "on": "document", "target": "F01", "document": "F01", "text": "noisy"},
        {"event": "memo", "on": "coding", "target": "x", "document": "F01", "text": "first"},
        {"event": "reviewed", "document": "F01", "codes": ["money"]},
        {"event": "judge", "document": "F01", "finding": "f", "case": "F01", "side": "supports", "reason": "r"},
    )


@pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: event["event"])
def test_undo_takes_back_what_was_done_and_redo_brings_it_again(journal: Journal, event: Event) -> None:
    begin(journal)
    before = journal.fold()
    (written,) = journal.append(event)
    done = journal.fold()
    assert done != before
    assert undo(journal)["of"] == written["event_id"]
    assert journal.fold() == before
    assert redo(journal)["of"] == written["event_id"]
    assert journal.fold() == done
    assert journal.last_undone("F01") is None
    assert content(open_journal(journal.path.parent)) == content(journal)


def test_undo_goes_back_step_by_step_and_redo_forth_in_the_same_order(journal: Journal) -> None:
    states = []
    for event in (add("x"), {"event": "change", "id": "x", "code": "debt"}, {"event": "remove", "id": "x"}, add("y")):
        states.append(journal.fold())
        journal.append(event)
    states.append(journal.fold())
    for state in reversed(states[:-1]):
        undo(journal)
        assert journal.fold() == state
    assert journal.last_undoable("F01") is None
    for state in states[1:]:
        redo(journal)
        assert journal.fold() == state
    assert journal.last_undone("F01") is None


def test_after_something_new_there_is_nothing_to_redo(journal: Journal) -> None:
    journal.append(add("x"))
    undo(journal)
    journal.append(add("y"))
    assert journal.last_undone("F01") is None
    undo(journal)
    assert as_event(journal.last_undone("F01") or {})["id"] == "y"
    redo(journal)
    assert (ids(journal), journal.last_undone("F01")) == (["y"], None)


def test_each_document_has_its_own_undo(journal: Journal) -> None:
    journal.append(add("x", "F01"), add("y", "F02"), {"event": "change", "id": "x", "code": "debt"})
    assert as_event(journal.last_undoable("F02") or {})["id"] == "y"
    undo(journal, "F02")
    assert ids(journal) == ["x"]
    assert (journal.last_undoable("F02"), journal.last_undone("F01")) == (None, None)
    assert as_event(undo(journal, "F01"))["of"] != "add-x"
    assert journal.fold("F01").passages[0].code == "money"


def test_an_undo_that_was_itself_undone_is_none(journal: Journal) -> None:
    journal.append(add("x"))
    first = undo(journal)
    journal.append({"event": "undo", "of": first["event_id"]})
    assert ids(journal) == ids(journal, "F01") == ["x"]
    assert as_event(journal.last_undoable("F01") or {})["id"] == "x"
    assert journal.last_undone("F01") is None


def test_what_was_imported_is_not_undone_by_the_way(journal: Journal) -> None:
    journal.path.write_text(json.dumps({"coder": "a", "at": None} | add("x", method="import")) + "\n")
    journal.catch_up()
    assert journal.last_undoable("F01") is None


def test_that_anothers_work_was_shown_cannot_be_undone(journal: Journal) -> None:
    (shown,) = journal.append({"event": "shown", "document": "F01", "whose": "b"})
    assert journal.last_undoable("F01") is None
    journal.append({"event": "undo", "of": shown["event_id"]})
    assert [(one.document, one.whose) for one in journal.fold().shown] == [("F01", "b")]


def in_any_order(state: State) -> list[set[str]]:
    return [set(map(repr, part)) for part in state]


actions = st.lists(st.sampled_from([*range(len(EVERY_KIND)), "undo", "redo", "reopen"]), max_size=14)


@settings(max_examples=50)
@given(actions)
def test_undo_and_then_redo_is_as_if_nothing_had_been_done(
    tmp_path_factory: pytest.TempPathFactory, actions: list[int | str]
) -> None:
    journal = open_journal(tmp_path_factory.mktemp("log"))
    begin(journal)
    for number, action in enumerate(actions):
        if action == "reopen":
            journal = open_journal(journal.path.parent)
        elif isinstance(action, int):
            journal.append(EVERY_KIND[action] | ({"id": f"n{number}"} if action == 0 else {}))
            assert journal.last_undone("F01") is None
        elif action == "undo" and journal.last_undoable("F01"):
            undo(journal)
        elif action == "redo" and journal.last_undone("F01"):
            before, redone = journal.fold(), journal.last_undone("F01")
            redo(journal)
            assert journal.last_undoable("F01") == redone
            undo(journal)
            assert journal.fold() == before
    assert in_any_order(journal.fold()) == in_any_order(fold(reversed(journal.events)))
    if journal.last_undoable("F01"):
        state = journal.fold()
        undo(journal)
        redo(journal)
        assert journal.fold() == state


# --- what it adds up to, document by document


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(EVERY_KIND), st.sampled_from(["F01", "F02", "F03"])), max_size=12))
def test_a_document_adds_up_to_its_part_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[Event, str]]
) -> None:
    journal = open_journal(tmp_path_factory.mktemp("log"))
    journal.append(*(add(f"x-{document}", document) for document in ("F01", "F02", "F03")))
    for number, (event, document) in enumerate(done):
        about = {"document": document} if "document" in event else {}
        coding = {"id": f"n{number}" if event["event"] == "add" else f"x-{document}"} if "id" in event else {}
        journal.append(event | about | coding)
    whole = journal.fold()
    parts = [journal.fold(document) for document in ("F01", "F02", "F03")]
    for number in range(len(whole)):
        if number not in (2, 3):  # of two judgements of one case, or memos on one thing, the later stands
            found = set[str]().union(*(in_any_order(part)[number] for part in parts))
            assert in_any_order(whole)[number] == found


def test_a_moved_passage_carries_the_hash_of_the_text_it_was_placed_in(journal: Journal) -> None:
    journal.append(add("x", text_sha256="old", codebook_sha256="c1"))
    journal.append({"event": "move", "id": "x", "start": 3, "end": 7, "quote": "Yes.", "text_sha256": "new"})
    (passage,) = journal.fold("F01").passages
    assert isinstance(passage, Passage)
    assert (passage.start, passage.text_sha256, passage.codebook_sha256) == (3, "new", "c1")
