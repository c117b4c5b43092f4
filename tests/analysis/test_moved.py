"""A study whose transcript was corrected opens; what moved counts at its new place, and is listed until it is settled."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.checks import check_study
from qualkit.cli import main

LOG = "coding/codings/a.jsonl"
ANSWERS = {
    "Dulu saya pinjam ke rentenir di pasar, bunganya dua puluh persen.": "debt/kept",
    "Sekarang utang itu sudah lunas semua, tinggal cicilan koperasi.": "debt/free",
    "Ya.": "saving",
    "Tabungan saya baru tiga ratus ribu, tapi tiap minggu bertambah.": "saving",
}


def make_interview(make_study: Callable[..., MadeStudy], coders: tuple[str, ...] = ("a",)) -> MadeStudy:
    made = make_study(codes=["debt/kept", "debt/free", "saving"], coders=coders)
    made.add_case("M01")
    questions = ("Dulu bagaimana, Bu?", "Kalau utangnya?", "Menabung juga?", "Berapa tabungannya?")
    turns = [turn for asked, said in zip(questions, ANSWERS, strict=True) for turn in (("I", asked), ("M01", said))]
    made.add_interview("M01", *turns)
    text = made.documents["M01"][2]
    for coder in coders:
        for said, code in ANSWERS.items():
            start, end = text.index(said), text.index(said) + len(said)
            around = {"before": text[max(start - 32, 0) : start], "after": text[end : end + 32]}
            made.code("M01", said, code, coder=coder, text_sha256=sha256(text.encode()).hexdigest(), **around)
        made.review("M01", coder=coder)
    made.add_finding("free", "prevalence", support="debt/free", contradict="debt/kept")
    return made


def edit(folder: Path, *changes: tuple[str, str]) -> None:
    path = folder / "transcripts" / "interviews" / "M01.txt"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_bytes(text.encode())


SHIFTED = ("Dulu bagaimana, Bu?", "Dulu bagaimana ceritanya, Bu?")
REWORDED = ("bunganya dua puluh persen", "bungannya dua puluh persen")
DELETED = ("\n\nI: Kalau utangnya?\n\nM01: Sekarang utang itu sudah lunas semua, tinggal cicilan koperasi.", "")
UNSURE = ("I: Menabung juga?\n\nM01: Ya.\n\nI: Berapa tabungannya?", "I: Berapa?\n\nI: Ya?\n\nM01: Ya.\n\nI: Nah.")


@pytest.fixture
def edited(make_study: Callable[..., MadeStudy]) -> Path:
    """One coding in other words, one deleted, one perhaps elsewhere, one merely shifted."""
    folder = make_interview(make_study).write()
    edit(folder, SHIFTED, REWORDED, DELETED, UNSURE)
    return folder


def told(folder: Path) -> dict[int, str]:
    """What check tells of the log, by its line, but for the review."""
    faults = check_study(folder)
    assert all(fault.warning for fault in faults), faults
    return {fault.line: fault.problem for fault in faults if fault.file == LOG and "reviewed" not in fault.problem}


def hows(study: qk.Study) -> dict[str, str]:
    table = qk.find_moved(study)
    return dict(zip(table["id"], table["how"], strict=True))


# What stands


def test_what_shifted_or_was_reworded_counts_where_it_stands_now(edited: Path) -> None:
    study = qk.open_study(edited)
    text = study.documents["M01"].text
    codings = {coding.id: coding for coding in study.record("a").codings}
    assert set(codings) == {"a001", "a004"}
    assert codings["a001"].quote == "Dulu saya pinjam ke rentenir di pasar, bungannya dua puluh persen."
    for coding in codings.values():
        assert text[coding.start : coding.end] == coding.quote
        assert coding.cases == ("M01",)
    assert list(qk.find_quotes(study)["start"]) == sorted(coding.start for coding in codings.values())
    assert list(study.record("a").spans["start"]) == [coding.start for coding in codings.values()]


def test_what_is_doubtful_or_lost_does_not_count_and_is_not_forgotten(edited: Path) -> None:
    record = qk.open_study(edited).record("a")
    assert [(one.id, one.how, one.old, one.new) for one in record.doubtful] == [("a003", "doubtful", "Ya.", "Ya.")]
    assert [(one.id, one.how, one.new, one.start, one.end) for one in record.lost] == [("a002", "lost", "", None, None)]
    assert [(one.id, one.how) for one in record.moved] == [("a001", "reworded"), ("a004", "moved")]
    assert {"debt/free"}.isdisjoint(record.spans["code"])


def test_a_review_of_the_old_text_is_stale(edited: Path) -> None:
    assert not qk.open_study(edited).record("a").reviewed


def test_what_is_lost_is_not_silent_though_the_review_names_no_text(make_study: Callable[..., MadeStudy]) -> None:
    made = make_interview(make_study)
    for event in made.events["a"]:
        event.pop("text_sha256", None)
    folder = made.write()
    assert qk.open_study(folder).record("a").reviewed["M01"] == {"debt", "debt/kept", "debt/free", "saving"}
    edit(folder, DELETED)
    record = qk.open_study(folder).record("a")
    assert [one.code for one in record.lost] == ["debt/free"]
    assert record.reviewed["M01"] == {"debt/kept", "saving"}


def test_an_edit_behind_all_codings_displaces_none(make_study: Callable[..., MadeStudy]) -> None:
    made = make_interview(make_study)
    made.documents["M01"] = (*made.documents["M01"][:2], made.documents["M01"][2] + "\n\nI: Terima kasih.")
    study = made.open()
    assert len(study.record("a").codings) == 4
    assert study.record("a").displaced == ()
    assert qk.find_moved(study).empty


def test_in_an_unchanged_text_nothing_is_searched(
    make_study: Callable[..., MadeStudy], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualkit.coding.displaced.find_anchors", pytest.fail)
    assert len(make_interview(make_study).open().record("a").codings) == 4


def test_another_answer_at_the_old_place_is_not_taken_for_the_one_that_was_coded(
    make_study: Callable[..., MadeStudy],
) -> None:
    folder = make_interview(make_study).write()
    old, new = "I: Menabung juga?\n\nM01: Ya.", "I: Mau ke kota?\n\nM01: Ya."
    edit(folder, (old, f"{new}\n\n{old}"), ("Kalau utangnya?\n\nM01: Sekarang utang", "?\n\nM01: Skr utang"))
    study = qk.open_study(folder)
    text = study.documents["M01"].text
    [answer] = [coding for coding in study.record("a").codings if coding.quote == "Ya."]
    assert text[: answer.start].endswith("Menabung juga?\n\nM01: ")


# What is told


def test_check_tells_of_each_what_became_of_it_and_of_all_how_many(edited: Path) -> None:
    problems = told(edited)
    assert set(problems) == {0, 1, 2, 3, 4}
    assert (
        "moved 1, reworded 1 (they count where they stand now), doubtful 1, lost 1 (they do not count)" in problems[0]
    )
    assert "coded debt/kept: the words '…asar, bunganya dua puluh persen.' are now '…asar, bungannya" in problems[1]
    assert "lost: the text does not hold 'Sekarang utang itu sudah lunas semua, t…' any more" in problems[2]
    assert "'Ya.' is not where it was, and perhaps it is 'Ya.'" in problems[3]
    assert "`qualkit moved --settle a --id a003` takes that place" in problems[3]
    assert "1 coding stands elsewhere in transcripts/interviews/M01.txt" in problems[4]


def test_the_line_that_is_told_is_that_of_the_transcript(edited: Path) -> None:
    lines = (edited / "transcripts" / "interviews" / "M01.txt").read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if "bungannya" in line)
    assert f"(line {number})" in told(edited)[1]
    table = qk.find_moved(qk.open_study(edited))
    assert table.set_index("id")["line_now"]["a001"] == number


def test_many_that_only_shifted_are_told_in_one_line_and_listed_one_by_one(
    make_study: Callable[..., MadeStudy],
) -> None:
    folder = make_interview(make_study).write()
    edit(folder, SHIFTED)
    problems = told(folder)
    assert set(problems) == {0, 1}
    assert "4 codings stand elsewhere" in problems[1]
    assert hows(qk.open_study(folder)) == dict.fromkeys(("a001", "a002", "a003", "a004"), "moved")


def test_what_is_wrong_with_the_codebook_does_not_hide_what_moved(edited: Path) -> None:
    (edited / "coding" / "codebook.yaml").write_text("codes: [", encoding="utf-8")
    lines = {fault.line for fault in check_study(edited) if fault.file == LOG}
    assert {0, 1, 2, 3, 4} <= lines


def test_a_transcript_that_vanished_is_a_fault_not_a_warning(edited: Path) -> None:
    (edited / "transcripts" / "interviews" / "M01.txt").unlink()
    with pytest.raises(qk.FaultsError, match="no document 'M01'"):
        qk.open_study(edited)


def test_the_table_lists_both_wordings_and_places(edited: Path) -> None:
    table = qk.find_moved(qk.open_study(edited))
    assert list(table["id"]) == ["a001", "a002", "a003", "a004"]
    assert list(table["how"]) == ["reworded", "lost", "doubtful", "moved"]
    assert list(table["quote"]) == list(ANSWERS)
    assert table["quote_now"][3] == table["quote"][3]
    assert table["start_now"].isna().tolist() == [False, True, False, False]
    assert (table["end_now"] - table["start_now"])[3] == len(table["quote"][3])


def test_everyones_are_listed_unless_one_is_named(make_study: Callable[..., MadeStudy]) -> None:
    folder = make_interview(make_study, ("a", "b")).write()
    edit(folder, SHIFTED)
    study = qk.open_study(folder)
    assert list(qk.find_moved(study)["coder"]) == ["a"] * 4 + ["b"] * 4
    assert set(qk.find_moved(study, "b")["coder"]) == {"b"}
    with pytest.raises(qk.QualkitError, match="no coder 'c'"):
        qk.find_moved(study, "c")


# Settling


def read_events(folder: Path) -> list[dict[str, Any]]:
    with (folder / LOG).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def test_settling_writes_the_certain_ones_into_the_coders_own_log(edited: Path) -> None:
    before = read_events(edited)
    study = qk.open_study(edited)
    found = qk.find_moved(study)
    written = qk.move_codings(study, "a")
    pd.testing.assert_frame_equal(written, found[found["how"].isin(["moved", "reworded"])].reset_index(drop=True))
    events = read_events(edited)
    assert events[: len(before)] == before, "nothing is rewritten"
    text = study.documents["M01"].text
    for event, how in zip(events[len(before) :], ("reworded", "moved"), strict=True):
        start, end = event["start"], event["end"]
        assert (event["event"], event["coder"], event["to"]) == ("move", "a", [start, end])
        assert event["quote"] == text[start:end]
        assert event["before"] == text[start - 32 : start]
        assert event["after"] == text[end : end + 32]
        assert event["text_sha256"] == study.documents["M01"].text_sha256
        assert event["why"] == {"reworded": "the words changed", "moved": "the words shifted"}[how]
        assert event["from"] == [found.set_index("id")[key][event["id"]] for key in ("start", "end")]


def test_what_is_settled_is_no_longer_listed_and_stands_where_it_stood(edited: Path) -> None:
    study = qk.open_study(edited)
    before = study.record("a").codings
    qk.move_codings(study, "a")
    assert hows(study) == {"a002": "lost", "a003": "doubtful"}
    assert [(c.id, c.start, c.end, c.quote, c.code) for c in study.record("a").codings] == [
        (c.id, c.start, c.end, c.quote, c.code) for c in before
    ]
    assert set(told(edited)) == {0, 2, 3}
    assert qk.move_codings(study, "a").empty
    assert hows(qk.open_study(edited)) == {"a002": "lost", "a003": "doubtful"}


def test_a_doubtful_one_is_taken_only_when_it_is_named(edited: Path) -> None:
    study = qk.open_study(edited)
    qk.move_codings(study, "a")
    written = qk.move_codings(study, "a", ["a003"])
    assert list(written["id"]) == ["a003"]
    assert hows(study) == {"a002": "lost"}
    assert {coding.id for coding in study.record("a").codings} == {"a001", "a003", "a004"}


@pytest.mark.parametrize(
    ("ids", "says"),
    [
        (["a002"], "'a002' is lost: M01 does not hold 'Sekarang utang"),
        (["a001", "a009"], "no coding 'a009' of 'a' is displaced: did you mean 'a00"),
    ],
)
def test_what_cannot_be_settled_is_refused_and_nothing_is_written(edited: Path, ids: list[str], says: str) -> None:
    before = (edited / LOG).read_bytes()
    with pytest.raises(qk.QualkitError, match=says):
        qk.move_codings(qk.open_study(edited), "a", ids)
    assert (edited / LOG).read_bytes() == before


def test_a_move_is_undone_like_any_event(edited: Path) -> None:
    study = qk.open_study(edited)
    qk.move_codings(study, "a", ["a004"])
    journal = study.open_journal("a")
    last = journal.last_undoable("M01")
    assert isinstance(last, dict) and (last["event"], last["id"]) == ("move", "a004")
    journal.append({"event": "undo", "of": last["event_id"], "document": "M01"})
    assert hows(study)["a004"] == "moved"


def test_a_text_that_is_edited_again_is_followed_from_where_it_was_settled(edited: Path) -> None:
    qk.move_codings(qk.open_study(edited), "a")
    edit(edited, ("bungannya dua puluh", "bunganya tiga puluh"), ("bagaimana ceritanya", "bagaimana"))
    study = qk.open_study(edited)
    table = qk.find_moved(study).set_index("id")
    assert table["quote"]["a001"] == "Dulu saya pinjam ke rentenir di pasar, bungannya dua puluh persen."
    assert table["quote_now"]["a001"] == "Dulu saya pinjam ke rentenir di pasar, bunganya tiga puluh persen."
    assert table["how"]["a004"] == "moved"


def test_a_study_that_was_opened_before_an_edit_does_not_take_the_codings_back(
    make_study: Callable[..., MadeStudy],
) -> None:
    folder = make_interview(make_study).write()
    edit(folder, SHIFTED)
    old = qk.open_study(folder)
    edit(folder, ("Menabung juga?", "Ibu menabung juga sekarang?"))
    assert len(qk.move_codings(qk.open_study(folder), "a")) == 4
    before = (folder / LOG).read_bytes()
    with pytest.raises(qk.QualkitError, match=r"M01\.txt was edited since the study was opened.*nothing was written"):
        qk.move_codings(old, "a")
    assert (folder / LOG).read_bytes() == before
    assert qk.move_codings(old.reload(), "a").empty
    assert len(old.record("a").codings) == 4


# The command


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "argv", ["qualkit", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    out, err = capsys.readouterr()
    return int(stopped.value.code or 0), out, err


def test_the_command_lists_settles_and_then_lists_what_is_left(
    edited: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ("--study", str(edited))
    code, out, err = run(monkeypatch, capsys, "moved", *folder)
    assert (code, err) == (0, "doubtful 1, lost 1, moved 1, reworded 1\n")
    assert max(map(len, out.splitlines())) <= 80
    code, out, err = run(monkeypatch, capsys, "moved", "--settle", "a", "--format", "json", *folder)
    assert (code, err) == (0, "written into the log: moved 1, reworded 1\n")
    assert [row["id"] for row in json.loads(out)] == ["a001", "a004"]
    code, out, err = run(monkeypatch, capsys, "moved", "--settle", "a", "--id", "a003", *folder)
    assert (code, err) == (0, "written into the log: doubtful 1\n")
    code, out, err = run(monkeypatch, capsys, "moved", "--format", "csv", *folder)
    assert (code, err) == (0, "lost 1\n")
    assert out.splitlines()[1].startswith("M01,a,debt/free,lost,")
    assert run(monkeypatch, capsys, "moved", "--settle", "a", *folder)[2].startswith("nothing was written")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--id", "a001"], 2, "goes with --settle"),
        (["--settle", "a", "--coder", "a"], 2, "does not go with --settle"),
        (["--settle", "c"], 1, "no coder 'c'"),
        (["--settle", "a", "--id", "a002"], 1, "'a002' is lost"),
    ],
)
def test_misuse_is_told(
    edited: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    says: str,
) -> None:
    done = run(monkeypatch, capsys, "moved", "--study", str(edited), *words)
    assert done[:2] == (code, "")
    assert says in done[2]


def test_reproduce_tells_on_standard_error_how_many_moved_are_doubtful_or_lost(
    edited: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def draw(plot: object, path: Path, *_: object) -> str:
        path.parent.mkdir(exist_ok=True)
        path.with_name(f"{path.name}.svg").write_bytes(b"<svg/>")
        return ""

    monkeypatch.setattr("qualkit.report.reproduce.draw", draw)
    code, out, err = run(monkeypatch, capsys, "reproduce", "--study", str(edited))
    assert code == 0
    assert "moved 1, reworded 1 (they count where they stand now), doubtful 1, lost 1 (they do not count)" in err
    assert "doubtful" not in out
