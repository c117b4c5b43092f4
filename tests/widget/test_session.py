"""What the page may ask, and what it is answered, without a browser: on a study's own files."""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from itertools import count

import pytest
from lab import read_log

import qualkit as qk
from qualkit.errors import QualkitError
from qualkit.widget.refusal import Refused
from qualkit.widget.session import Session

WORDS = "Each week I put a little aside, in the tin under the bed."


@pytest.fixture
def study(make_study):
    study = make_study(codes=["money/saved", "money/owed", "voice"], coders=["a"], waves=["before", "now"])
    study.add_case("D1")
    study.add_case("D2")
    study.add_interview("D1", ("I", "How did you save?"), ("D1", WORDS), ("I", "And now?"), ("D1", "Now I owe."))
    study.add_interview("D2", ("I", "And you?"), ("D2", "Nothing at all."))
    study.add_finding("savers", "prevalence", support=["money/saved"])
    study.code("D1", "the tin", "money/saved", coder="b")
    study.write()
    return study


class Page:
    """Speaks to a session as the view's page does: plain JSON both ways."""

    numbers = count()

    def __init__(self, study, coder="a", document="D1"):
        self.study = study
        self.session = Session(qk.open_study(study.folder), document, coder)
        self.opened = self.ask("open")
        self.text = self.opened["document"]["text"]

    def ask(self, ask, **body):
        message = {"ask": ask, "request": f"r{next(self.numbers)}"} | body
        return json.loads(json.dumps(self.session.answer(json.loads(json.dumps(message)))))

    def write(self, *events, **body):
        events = [{"event_id": f"e{next(self.numbers)}"} | event for event in events]
        return self.ask("write", **{"events": events, "text_sha256": self.opened["document"]["text_sha256"]} | body)

    def add(self, words="put a little aside", code="money/saved", **more):
        start = self.text.index(words)
        span = {"start": start, "end": start + len(words)}
        return {"event": "add", "id": f"c{next(self.numbers)}", "code": code} | span | more

    def log(self, coder="a"):
        return read_log(self.study.folder, coder)

    def refused(self, reason, match, ask, **body):
        """The ask is refused for this reason with these words, and the log stays as it was."""
        before = self.log()
        with pytest.raises(Refused, match=match) as refused:
            self.ask(ask, **body)
        assert refused.value.reason == reason
        assert self.log() == before
        return refused.value


@pytest.fixture
def page(study):
    return Page(study)


def transcript(study, document="D1"):
    return study.folder / "transcripts" / "interviews" / f"{document}.txt"


# --- opening ------------------------------------------------------------------------------------------------------


def test_opening_tells_the_text_its_turns_and_all_that_a_passage_can_be_about(page):
    opened = page.opened
    assert opened["answer"] == "opened"
    assert opened["coder"] == "a"
    assert opened["document"]["text_sha256"] == sha256(page.text.encode()).hexdigest()
    assert [(t["speaker"], page.text[t["start"] : t["end"]]) for t in opened["document"]["turns"]][1] == ("D1", WORDS)
    assert [case["case"] for case in opened["cases"]] == ["D1", "D2"]
    assert [wave["id"] for wave in opened["waves"]] == ["before", "now"]
    assert opened["findings"] == [{"id": "savers", "claim": "savers"}]
    assert [one["id"] for one in opened["documents"]] == ["D1", "D2"]
    assert opened["others"] == [{"coder": "b", "codings": None, "blind": True}]
    assert opened["state"] == {
        "codings": [], "memos": [], "reviewed": None, "undo": None, "redo": None, "rejected": [],
        "moved": [], "doubtful": [], "lost": [], "faults": [],
    }  # fmt: skip
    assert opened["words"]
    assert all(key.startswith("coder.") for key in opened["words"])


def test_a_documents_language_is_told_by_its_header_or_by_the_study_if_it_has_one(page):
    assert (page.session.study.settings.languages, page.opened["document"]["language"]) == (("id",), "id")
    path = transcript(page.study)
    path.write_text(path.read_text(encoding="utf-8").replace("id: D1\n", "id: D1\nlanguage: su\n"), encoding="utf-8")
    assert page.ask("open")["document"]["language"] == "su"


def test_every_code_has_a_colour_its_own_or_that_of_the_code_above_or_one_for_its_theme(make_study):
    study = make_study(
        codes=[{"code": "a", "colour": "#112233"}, "a/b", {"code": "a/b/c", "colour": "#445566"}, "d/e", "f"]
    )
    study.add_interview("D1", ("I", "Yes?"), ("D1", "Yes."))
    study.add_case("D1")
    study.write()
    colours = {code["code"]: code["colour"] for code in Page(study).opened["codebook"]["codes"]}
    assert colours["a"] == colours["a/b"] == "#112233"
    assert colours["a/b/c"] == "#445566"
    assert colours["d"] == colours["d/e"] != colours["f"]
    assert all(len(colour) == 7 for colour in colours.values())


def test_the_codebook_tells_how_often_this_coder_used_each_code(page):
    page.write(page.add(), page.add("the tin"), page.add("Now I owe", "money/owed"))
    used = {code["code"]: code["used"] for code in page.ask("open")["codebook"]["codes"]}
    assert used == {"money": 0, "money/saved": 2, "money/owed": 1, "voice": 0}


def test_another_document_can_be_opened_and_one_that_is_not_there_is_refused(page):
    assert page.ask("open", document="D2")["document"]["id"] == "D2"
    page.refused("invalid", "knows no document 'D3'", "open", document="D3")


def test_a_document_that_is_no_document_a_name_that_is_no_name(study):
    opened = study.open()
    with pytest.raises(QualkitError, match="did you mean 'D1'"):
        Session(opened, "D11", "a")
    for name in ("a/b", "../a", "", "nul", "a" * 65):
        with pytest.raises(QualkitError, match="cannot name a file"):
            Session(opened, "D1", name)
    assert {path.name for path in (study.folder / "coding" / "codings").iterdir()} == {"a.jsonl", "b.jsonl"}


def test_in_indonesian_labels_and_refusals_are_indonesian(study):
    page = Page(study)
    session = Session(page.session.study, "D1", "a", language="id")
    assert session.answer({"ask": "open"})["language"] == "id"
    with pytest.raises(Refused, match="tetap disembunyikan sampai"):
        session.answer({"ask": "show", "coder": "b"})


# --- writing ------------------------------------------------------------------------------------------------------


def test_what_is_written_has_the_words_their_context_and_the_hashes_filled_in_by_python(page):
    answer = page.write(page.add(status="reported", certainty="doubtful", cases=["D2"], when="before"))
    (event,) = page.log()
    start = page.text.index("put a little aside")
    codebook = (page.study.folder / "coding" / "codebook.yaml").read_bytes()
    assert event["quote"] == "put a little aside"
    assert event["before"] == page.text[start - 32 : start]
    assert event["after"] == page.text[event["end"] : event["end"] + 32]
    assert event["text_sha256"] == sha256(page.text.encode()).hexdigest()
    assert event["codebook_sha256"] == sha256(codebook).hexdigest()
    assert (event["coder"], event["method"], event["document"]) == ("a", "manual", "D1")
    assert answer["event_ids"] == [event["event_id"]]
    (coding,) = answer["state"]["codings"]
    assert coding | {"at": None} == {
        "id": event["id"], "start": start, "end": start + 18, "code": "money/saved", "method": "manual",
        "status": "reported", "certainty": "doubtful", "cases": ["D2"], "when": "before", "memo": "", "at": None,
    }  # fmt: skip


def test_emoji_combining_marks_and_right_to_left_words_are_counted_in_code_points(make_study):
    said = "👩‍👩‍👧 saved 🇮🇩, kopí, and then مرحبا بكم to all"
    study = make_study(codes=["voice"])
    study.add_case("D1")
    study.add_interview("D1", ("I", "Yes?"), ("D1", said))
    study.write()
    page = Page(study)
    for words in ("👩‍👩‍👧", "🇮🇩", "kopí", "مرحبا بكم", "to all"):
        page.write(page.add(words, "voice"))
        assert page.log()[-1]["quote"] == words
    assert len(page.ask("look")["state"]["codings"]) == 5


def test_an_event_that_is_sent_again_is_answered_as_written_and_stands_once(page):
    events = [page.add() | {"event_id": "once"}]
    first, second = (page.write(*events) for _ in range(2))
    assert first["event_ids"] == second["event_ids"] == ["once"]
    assert first["state"]["codings"] == second["state"]["codings"]
    third = page.write(*events, page.add("the tin") | {"event_id": "twice"})
    assert third["event_ids"] == ["once", "twice"]
    assert [event["event_id"] for event in page.log()] == ["once", "twice"]


def test_what_was_not_sent_before_the_kernel_went_is_taken_by_the_next_session_for_any_document(study, page):
    new = Page(study, document="D2")
    answer = new.write(page.add(), document="D1", text_sha256=page.opened["document"]["text_sha256"])
    assert [coding["code"] for coding in answer["state"]["codings"]] == ["money/saved"]
    assert new.log()[0]["document"] == "D1"


def test_codings_change_move_get_memos_and_go(page):
    page.write(page.add() | {"id": "c"})
    start = page.text.index("a little")
    state = page.write(
        {"event": "change", "id": "c", "code": "voice", "status": "retracted", "cases": [], "when": "now"},
        {"event": "change", "id": "c", "start": start, "end": start + 8},
        {"event": "memo", "on": "coding", "target": "c", "text": "quietly"},
        {"event": "memo", "on": "case", "target": "D2", "text": "ask again"},
    )["state"]
    (coding,) = state["codings"]
    told = {key: coding[key] for key in ("code", "status", "cases", "when", "start", "end")}
    assert told == {
        "code": "voice", "status": "retracted", "cases": [], "when": "now", "start": start, "end": start + 8,
    }  # fmt: skip
    assert page.log()[2]["quote"] == "a little"
    assert [(memo["on"], memo["target"], memo["text"]) for memo in state["memos"]] == [
        ("coding", "c", "quietly"),
        ("case", "D2", "ask again"),
    ]
    assert page.write({"event": "remove", "id": "c"})["state"]["codings"] == []


def test_a_memo_on_a_case_is_seen_from_every_document_and_an_empty_one_is_gone(page):
    page.write({"event": "memo", "on": "case", "target": "D1", "text": "proud"})
    assert [memo["text"] for memo in page.ask("open", document="D2")["state"]["memos"]] == ["proud"]
    page.ask("open", document="D1")
    page.write({"event": "memo", "on": "case", "target": "D1", "text": ""})
    assert page.ask("look")["state"]["memos"] == []


def test_undo_and_redo_go_step_by_step_and_outlive_the_session(study, page):
    page.write(page.add())
    page.write(page.add("Now I owe", "money/owed"))
    undone = page.ask("undo", event_id="u1")
    assert undone["of"] == {"event": "add", "code": "money/owed"}
    assert [coding["code"] for coding in undone["state"]["codings"]] == ["money/saved"]

    new = Page(study)
    first, second, _ = (event["event_id"] for event in page.log())
    assert new.opened["state"]["undo"] == {"event": "add", "code": "money/saved", "event_id": first}
    assert new.opened["state"]["redo"] == {"event": "add", "code": "money/owed", "event_id": second}
    assert len(new.ask("redo", event_id="r1")["state"]["codings"]) == 2
    assert new.ask("redo", event_id="r1")["of"] == {"event": "add", "code": "money/owed"}  # sent again
    new.refused("invalid", "nothing to redo", "redo", event_id="r2")
    new.ask("undo", event_id="u2")
    new.ask("undo", event_id="u3")
    new.refused("invalid", "nothing to undo", "undo", event_id="u4")
    assert [event["event"] for event in new.log()] == ["add", "add", "undo", "redo", "undo", "undo"]


def test_undo_takes_back_what_was_meant_and_nothing_older_in_its_place(page):
    page.write(page.add() | {"event_id": "first"})
    page.refused("invalid", "was not saved in D1", "undo", event_id="u1", of="never-came")
    page.refused("invalid", "was not saved in D1", "undo", event_id="u2", after="u1")
    page.write(page.add("the tin") | {"event_id": "second"})
    page.refused("invalid", "no longer the last", "undo", event_id="u3", of="first")
    assert page.ask("undo", event_id="u4", of="second")["event_ids"] == ["u4"]
    page.refused("invalid", "no longer the last", "redo", event_id="r1", of="first")
    assert page.ask("undo", event_id="u5", after="u4")["event_ids"] == ["u5"]
    assert page.ask("redo", event_id="r2", of="first")["event_ids"] == ["r2"]


def test_a_decision_between_two_coders_is_neither_undone_nor_redone_piece_by_piece(study):
    page = Page(study)
    page.write(page.add() | {"event_id": "own"})
    add = {key: value for key, value in page.log()[0].items() if key not in ("coder", "at")}
    journal = page.session.study.open_journal("a")
    journal.append(
        {"event": "reject", "event_id": "d-0", "id": "b001", "document": "D1", "whose": "b", "decision": "d"},
        add | {"event_id": "d-1", "id": "new", "decision": "d"},
    )
    assert page.ask("look")["state"]["undo"] is None
    page.refused("invalid", "nothing to undo", "undo", event_id="u1")
    journal.append({"event": "undo", "event_id": "x-0", "of": "d-1"}, {"event": "undo", "event_id": "x-1", "of": "d-0"})
    assert page.ask("look")["state"]["redo"] is None
    page.refused("invalid", "nothing to redo", "redo", event_id="r1")
    assert page.ask("undo", event_id="u2", of="own")["answer"] == "written"


def test_another_window_of_the_same_coder_is_taken_up_at_a_look_and_at_a_write(study, page):
    other = Page(study)
    page.write(page.add())
    assert len(other.ask("look")["state"]["codings"]) == 1
    page.write(page.add("the tin"))
    assert len(other.write(other.add("Now I owe"))["state"]["codings"]) == 3
    assert len(page.ask("look")["state"]["codings"]) == 3


def test_reviewed_is_of_this_text_and_goes_stale_with_it(page):
    state = page.write({"event": "reviewed"})["state"]
    assert state["reviewed"]["stale"] is False
    (event,) = page.log()
    assert (event["codes"], event["text_sha256"]) == (["*"], page.opened["document"]["text_sha256"])
    assert event["codebook_sha256"]
    path = transcript(page.study)
    path.write_text(path.read_text(encoding="utf-8").replace("a little", "a bit"), encoding="utf-8")
    opened = page.ask("open")
    assert opened["state"]["reviewed"]["stale"] is True
    assert [one["reviewed"] for one in opened["documents"]] == [False, False]
    assert page.write({"event": "unreviewed"}, text_sha256=opened["document"]["text_sha256"])


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({"start": -1}, "start is -1"),
        ({"start": 1.5}, "start is 1.5"),
        ({"start": True}, "start is True"),
        ({"end": 10**6}, "does not lie in D1"),
        ({"start": 12, "end": 12}, "does not lie in D1"),
        ({"start": 20, "end": 12}, "does not lie in D1"),
        ({"start": 20, "end": 22}, "There are no words"),
        ({"code": "money/svaed"}, "no code 'money/svaed'"),
        ({"code": ["voice"]}, "no code"),
        ({"id": "../x"}, "id is '../x'"),
        ({"id": None}, "lacks 'id'"),
        ({"cases": ["D9"]}, "knows no case 'D9'"),
        ({"cases": "D1"}, "cases is 'D1'"),
        ({"cases": ["D1", "D1"]}, "cases is"),
        ({"when": "later"}, "knows no wave 'later'"),
        ({"status": "maybe"}, "status is 'maybe'"),
        ({"certainty": 1}, "certainty is 1"),
        ({"method": "import"}, "method is 'import'"),
        ({"method": "rule"}, "method is 'rule'"),
        ({"method": "accepted"}, "lacks 'source'"),
        ({"quote": "something else"}, "has no 'quote'"),
        ({"coder": "b"}, "has no 'coder'"),
        ({"at": "2020-01-01T00:00:00.000Z"}, "has no 'at'"),
        ({"document": "D2"}, "document is 'D2'"),
        ({"memo": "x" * 20_001}, "has 20001 characters"),
        ({"event": "judge"}, "event is 'judge'"),
        ({"event": "undo"}, "event is 'undo'"),
        ({"event": None}, "event is None"),
    ],
)
def test_an_event_that_cannot_be_is_refused_with_a_sentence_that_names_it(page, event, message):
    asked = {"event_id": "bad", "event": "add", "id": "c", "start": 3, "end": 6, "code": "voice"} | event
    sha = page.opened["document"]["text_sha256"]
    refused = page.refused("invalid", message, "write", events=[asked], text_sha256=sha)
    assert refused.event_id == "bad"


def test_half_of_a_surrogate_pair_is_no_text(page):
    asked = {"event_id": "bad", "event": "memo", "on": "study", "target": "", "text": "\ud83d"}
    page.refused("invalid", "text is", "write", events=[asked], text_sha256=page.opened["document"]["text_sha256"])


@pytest.mark.parametrize(
    ("on", "target", "message"),
    [
        ("study", "D1", "target is 'D1'"),
        ("document", "D9", "no document 'D9'"),
        ("case", "D9", "no case 'D9'"),
        ("code", "voices", "no code 'voices'"),
        ("finding", "none", "no finding 'none'"),
        ("coding", "none", "no such coding"),
        ("page", "1", "on is 'page'"),
    ],
)
def test_a_memo_is_on_something_that_is_there(page, on, target, message):
    asked = {"event_id": "bad", "event": "memo", "on": on, "target": target, "text": "x"}
    page.refused("invalid", message, "write", events=[asked], text_sha256=page.opened["document"]["text_sha256"])


def test_of_events_that_belong_together_all_are_written_or_none(page):
    good = page.add() | {"event_id": "good"}
    bad = {"event_id": "bad", "event": "remove", "id": "never"}
    sha = page.opened["document"]["text_sha256"]
    assert page.refused("invalid", "no such coding", "write", events=[good, bad], text_sha256=sha).event_id == "bad"
    assert len(page.write(good, {"event": "remove", "id": good["id"]})["event_ids"]) == 2


def test_an_id_that_a_coding_has_or_had_is_taken(page):
    page.write(page.add() | {"id": "c"})
    page.write({"event": "remove", "id": "c"})
    asked = page.add("the tin") | {"id": "c", "event_id": "bad"}
    sha = page.opened["document"]["text_sha256"]
    page.refused("invalid", "belongs to another coding", "write", events=[asked], text_sha256=sha)


@pytest.mark.parametrize(
    "message",
    [
        {}, {"ask": None}, {"ask": "delete"}, {"ask": ["write"]}, {"ask": "write"}, {"ask": "write", "events": {}},
        {"ask": "write", "events": [1]}, {"ask": "write", "events": [{"event_id": f"e{n}"} for n in range(1001)]},
        {"ask": "undo"}, {"ask": "undo", "event_id": "../x"}, {"ask": "show"}, {"ask": "show", "coder": "a"},
        {"ask": "show", "coder": ["b"]}, {"ask": "look", "document": "D9"}, {"ask": "look", "document": ["D1"]},
        {"ask": "write", "events": [{"event_id": ["x"], "event": "reviewed"}]},
        {"ask": "add_code"}, {"ask": "add_code", "code": "new", "label": 1, "definition": "x"}, [], None, "open",
    ],
)  # fmt: skip
def test_whatever_comes_is_answered_with_a_refusal_and_nothing_is_written(page, message):
    with pytest.raises(QualkitError):
        page.session.answer(message)
    assert page.log() == []


# --- the disk -----------------------------------------------------------------------------------------------------


def test_a_transcript_that_was_changed_is_stale_until_it_is_opened_again(page):
    path = transcript(page.study)
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("a little", "a bit"), encoding="utf-8")
    sha = page.opened["document"]["text_sha256"]
    event = page.add() | {"event_id": "late"}
    page.refused("stale", "D1 was changed on disk", "write", events=[event], text_sha256=sha)
    page.refused("stale", "D1 was changed on disk", "look")
    opened = page.ask("open")
    assert "a bit aside" in opened["document"]["text"]
    page.refused("stale", "D1 was changed on disk", "write", events=[event], text_sha256=sha)
    path.write_text(source, encoding="utf-8")
    page.refused("stale", "D1 was changed", "write", events=[event], text_sha256=opened["document"]["text_sha256"])
    page.ask("open")
    assert page.ask("write", events=[event], text_sha256=sha)["event_ids"] == ["late"]


def test_a_change_that_keeps_size_and_time_is_seen(page):
    path = transcript(page.study)
    page.write(page.add())
    stat = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("a little", "a bottle"), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("a bottle", "a trifle")[: stat.st_size], encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    event = page.add("the tin") | {"event_id": "late"}
    sha = page.opened["document"]["text_sha256"]
    page.refused("stale", "was changed", "write", events=[event], text_sha256=sha)


def test_another_header_or_line_end_makes_no_other_text(page):
    path = transcript(page.study)
    source = path.read_text(encoding="utf-8").replace("id: D1\n", "id: D1\nplace: here\n")
    path.write_bytes(source.replace("\n", "\r\n").encode())
    assert page.write(page.add())["answer"] == "written"


def test_a_transcript_that_vanished_is_gone_until_it_is_back(page):
    path = transcript(page.study)
    aside = path.rename(path.with_suffix(".aside"))
    event = page.add() | {"event_id": "late"}
    sha = page.opened["document"]["text_sha256"]
    page.refused("gone", r"interviews/D1\.txt is no longer there", "write", events=[event], text_sha256=sha)
    page.refused("gone", "no longer there", "open")
    page.refused("gone", "no longer there", "look")
    aside.rename(path)
    assert page.ask("write", events=[event], text_sha256=sha)["event_ids"] == ["late"]


def test_a_transcript_that_is_none_any_more_is_told_with_its_fault(page):
    path = transcript(page.study)
    path.write_text("no header at all", encoding="utf-8")
    event = page.add() | {"event_id": "late"}
    sha = page.opened["document"]["text_sha256"]
    page.refused("gone", "begins with a header", "write", events=[event], text_sha256=sha)
    page.refused("gone", "begins with a header", "open")


def test_faults_elsewhere_in_the_study_keep_nobody_from_coding_and_are_told(page):
    transcript(page.study, "D2").write_text("no header at all", encoding="utf-8")
    path = transcript(page.study)
    path.write_text(path.read_text(encoding="utf-8").replace("a little", "a bit"), encoding="utf-8")
    opened = page.ask("open")
    (notice,) = opened["notices"]
    assert "D2.txt" in notice
    assert page.ask("open")["notices"] == []
    sha = opened["document"]["text_sha256"]
    assert page.write(page.add("the tin") | {"start": 30, "end": 40}, text_sha256=sha)["answer"] == "written"


def test_a_log_that_cannot_be_written_is_told_and_what_was_asked_can_be_sent_again(page):
    path = page.study.folder / "coding" / "codings" / "a.jsonl"
    path.unlink()
    path.mkdir()
    event = page.add() | {"event_id": "late"}
    sha = page.opened["document"]["text_sha256"]
    with pytest.raises(Refused, match=r"a\.jsonl") as refused:
        page.ask("write", events=[event], text_sha256=sha)
    assert refused.value.reason == "disk"
    path.rmdir()
    assert page.ask("write", events=[event], text_sha256=sha)["event_ids"] == ["late"]
    assert [event["event_id"] for event in page.log()] == ["late"]


def test_a_folder_of_logs_that_is_none_is_told(page):
    folder = page.study.folder / "coding" / "codings"
    shutil.rmtree(folder)
    folder.write_text("", encoding="utf-8")
    event = page.add() | {"event_id": "late"}
    with pytest.raises(Refused) as refused:
        page.ask("write", events=[event], text_sha256=page.opened["document"]["text_sha256"])
    assert refused.value.reason == "disk"


def test_a_torn_line_is_told_and_what_follows_it_is_whole(page):
    page.write(page.add())
    with (page.study.folder / "coding" / "codings" / "a.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"event_id": "torn", "event": "ad')
    state = page.write(page.add("the tin"))["state"]
    assert len(state["codings"]) == 2
    (fault,) = state["faults"]
    assert "a.jsonl:2" in fault
    assert json.loads((page.study.folder / "coding" / "codings" / "a.jsonl").read_bytes().splitlines()[-1])


def test_codings_stand_where_their_words_are_in_a_corrected_text_and_what_moved_or_is_lost_is_listed(page):
    page.write(page.add() | {"id": "moves"}, page.add("Now I owe", "money/owed") | {"id": "goes"})
    path = transcript(page.study)
    source = path.read_text(encoding="utf-8").replace("How did you save?", "How did you come to save at all?")
    path.write_text(source.replace("Now I owe.", "That is it, thank you very much."), encoding="utf-8")
    opened = page.ask("open")
    text, state = opened["document"]["text"], opened["state"]
    (coding,) = state["codings"]
    assert text[coding["start"] : coding["end"]] == "put a little aside"
    (moved,) = state["moved"]
    assert (moved["id"], moved["old"], moved["new"]) == ("moves", "put a little aside", "put a little aside")
    (lost,) = state["lost"]
    assert (lost["id"], lost["quote"]) == ("goes", "Now I owe")

    sha, start = opened["document"]["text_sha256"], text.index("That is it")
    moves = [
        {"event": "move", "id": "moves", "start": moved["start"], "end": moved["end"]},
        {"event": "move", "id": "goes", "start": start, "end": start + 10},
    ]
    state = page.write(*moves, text_sha256=sha)["state"]
    assert (state["moved"], state["lost"]) == ([], [])
    assert [text[one["start"] : one["end"]] for one in state["codings"]] == ["put a little aside", "That is it"]
    event = page.log()[-1]
    assert (event["quote"], event["from"][0], event["to"]) == ("That is it", lost["start"], [start, start + 10])
    assert event["why"]
    page.ask("undo", event_id="u1")
    assert [one["id"] for one in page.ask("look")["state"]["lost"]] == ["goes"]


# --- the codebook -------------------------------------------------------------------------------------------------


def test_a_code_from_the_selection_goes_into_the_codebook_and_can_be_used(study, page):
    new = {"code": "money/tin", "label": "In the tin", "definition": "Savings that are kept at home."}
    told = page.ask("add_code", **new)
    assert told["answer"] == "codebook"
    (code,) = [code for code in told["codebook"]["codes"] if code["code"] == "money/tin"]
    assert (code["label"], code["definition"]) == ("In the tin", "Savings that are kept at home.")
    page.write(page.add("the tin", "money/tin"))
    assert page.log()[-1]["codebook_sha256"] == told["codebook"]["sha256"]
    assert qk.open_study(study.folder).codebook["money/tin"]


@pytest.mark.parametrize(
    ("code", "definition", "message"),
    [("money/saved", "x", "there already"), ("bad code!", "x", "bad code"), ("money/new", "", "definition")],
)
def test_a_code_that_cannot_be_added_is_refused_with_the_reason(page, code, definition, message):
    before = (page.study.folder / "coding" / "codebook.yaml").read_bytes()
    with pytest.raises(QualkitError, match=message):
        page.ask("add_code", code=code, label="L", definition=definition)
    assert (page.study.folder / "coding" / "codebook.yaml").read_bytes() == before


def test_a_code_that_another_window_added_is_there_at_the_next_look(study, page):
    other = Page(study)
    page.ask("add_code", code="money/tin", label="In the tin", definition="Savings that are kept at home.")
    seen = other.ask("look")
    assert "money/tin" in [code["code"] for code in seen["codebook"]["codes"]]
    assert "codebook" not in other.ask("look")
    assert other.write(other.add("the tin", "money/tin"))["answer"] == "written"


def test_a_codebook_that_cannot_be_read_is_told_and_nothing_is_written_against_it(page):
    path = page.study.folder / "coding" / "codebook.yaml"
    source = path.read_bytes()
    path.write_text("codes: [", encoding="utf-8")
    event = page.add() | {"event_id": "late"}
    sha = page.opened["document"]["text_sha256"]
    page.refused("broken", r"codebook\.yaml", "write", events=[event], text_sha256=sha)
    page.refused("broken", r"codebook\.yaml", "write", events=[event], text_sha256=sha)
    path.write_bytes(source)
    assert page.ask("write", events=[event], text_sha256=sha)["event_ids"] == ["late"]


def test_a_memo_is_taken_whatever_became_of_the_transcript_and_the_codebook(page):
    path = transcript(page.study)
    path.write_text(path.read_text(encoding="utf-8").replace("a little", "a bit"), encoding="utf-8")
    (page.study.folder / "coding" / "codebook.yaml").write_text("codes: [", encoding="utf-8")
    memo = {"event": "memo", "on": "study", "target": "", "text": "a long thought"}
    assert [one["text"] for one in page.write(memo)["state"]["memos"]] == ["a long thought"]
    path.unlink()
    assert page.write(memo | {"text": "another"})["answer"] == "written"


# --- others -------------------------------------------------------------------------------------------------------


def test_another_coders_work_is_hidden_until_the_document_is_reviewed(page):
    assert "the tin" not in json.dumps(page.opened["state"])
    page.refused("blind", "b stay hidden until you have marked D1", "show", coder="b")
    page.write({"event": "reviewed"})
    shown = page.ask("show", coder="b")
    assert [(one["id"], one["code"], one["coder"]) for one in shown["codings"]] == [("b001", "money/saved", "b")]
    event = page.log()[-1]
    assert (event["event"], event["document"], event["whose"]) == ("shown", "D1", "b")
    assert event["before_review"] is False
    assert page.ask("open")["others"] == [{"coder": "b", "codings": 1, "blind": False}]


def test_faults_of_anothers_log_are_told_without_what_is_in_them(page):
    with (page.study.folder / "coding" / "codings" / "b.jsonl").open("a", encoding="utf-8") as log:
        event = {"event_id": "x", "event": "add", "coder": "b", "id": "x", "document": "D1", "start": 3, "end": 6}
        log.write(json.dumps(event | {"quote": "in secret", "code": "voiced"}) + "\n")
    path = transcript(page.study)
    path.write_text(path.read_text(encoding="utf-8").replace("a little", "a bit"), encoding="utf-8")
    notices = page.ask("open")["notices"]
    assert any("b.jsonl:2: a fault in another coder's log" in notice for notice in notices)
    assert "secret" not in str(notices)
    assert "voiced" not in str(notices)


def test_who_looks_before_is_shown_them_and_the_log_says_so_first(page):
    page.ask("show", coder="b", anyway=True, request="same")
    page.ask("show", coder="b", anyway=True, request="same")
    assert [(event["event"], event["before_review"]) for event in page.log()] == [("shown", True)]


def test_nothing_is_shown_where_the_log_cannot_say_so(page):
    path = page.study.folder / "coding" / "codings" / "a.jsonl"
    path.unlink()
    path.mkdir()
    with pytest.raises(Refused) as refused:
        page.ask("show", coder="b", anyway=True)
    assert refused.value.reason == "disk"


def test_a_review_of_another_text_opens_nothing(page):
    page.write({"event": "reviewed"})
    path = transcript(page.study)
    path.write_text(path.read_text(encoding="utf-8").replace("a little", "a bit"), encoding="utf-8")
    assert page.ask("open")["others"][0]["blind"] is True
    page.refused("blind", "stay hidden", "show", coder="b")


def test_anothers_coding_is_accepted_or_turned_down_only_once_it_was_seen(page):
    accept = page.add("the tin") | {"method": "accepted", "source": {"coder": "b", "id": "b001"}, "event_id": "yes"}
    reject = {"event": "reject", "id": "b001", "whose": "b", "reason": "too wide", "event_id": "no"}
    sha = page.opened["document"]["text_sha256"]
    for event in (accept, reject):
        page.refused("invalid", "b were not shown in D1", "write", events=[event], text_sha256=sha)
    page.ask("show", coder="b", anyway=True)
    state = page.write(accept)["state"]
    assert [coding["method"] for coding in state["codings"]] == ["accepted"]
    assert page.log()[-1]["source"] == {"coder": "b", "id": "b001"}
    state = page.write({"event": "change", "id": accept["id"], "code": "voice"})["state"]
    assert state["codings"][0]["source"] == {"coder": "b", "id": "b001"}
    assert page.write(reject)["state"]["rejected"] == ["b001"]
    unknown = reject | {"id": "b999", "event_id": "other"}
    page.refused("invalid", "no such coding", "write", events=[unknown], text_sha256=sha)


# --- rules --------------------------------------------------------------------------------------------------------


def test_what_the_patterns_find_is_shown_and_taken_over_as_another_coders_work(make_study):
    codes = [{"code": "money/saved", "patterns": ["save|put ... tin", "tin"]}, "voice"]
    study = make_study(codes=codes, coders=["a"], languages=["en"])
    study.add_case("D1")
    study.add_interview("D1", ("I", "Did you save in the tin?"), ("D1", WORDS))
    study.write()
    page = Page(study)
    assert page.opened["others"] == [{"coder": "rules", "codings": None, "blind": True}]
    page.refused("blind", "stay hidden", "show", coder="rules")
    (found,) = page.ask("show", coder="rules", anyway=True)["codings"]
    assert (found["code"], found["coder"]) == ("money/saved", "rules")
    assert "tin" in page.text[found["start"] : found["end"]]
    assert "“" in found["memo"], "the reasons are told beside it"
    span = {key: found[key] for key in ("start", "end", "code")}
    source = {"coder": "rules", "id": found["id"]}
    state = page.write({"event": "add", "id": "c1", "method": "accepted", "source": source} | span)["state"]
    assert [coding["method"] for coding in state["codings"]] == ["accepted"]
    assert page.write({"event": "reject", "id": found["id"], "whose": "rules"})["state"]["rejected"] == [found["id"]]
