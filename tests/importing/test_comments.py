"""Comments in the margin become codings or memos of those who wrote them, once, or stay where they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

import qualkit as qk
from qualkit.importing.planning import plan_import

SAID = (
    ("I", "What changed?"),
    ("R", "We eat three times a day now."),
    ("I", "And the school?"),
    ("R", "For that there is still no money."),
)


def write_commented(path: Path, *comments: tuple[int, str, str]) -> Path:
    """A Word document whose turns carry comments: (which turn, text, author)."""
    document = docx.Document()
    runs = [document.add_paragraph().add_run(f"{tag}: {words}") for tag, words in SAID]
    for turn, text, author in comments:
        document.add_comment(runs[turn], text=text, author=author)
    document.save(str(path))
    return path


def bring(root: Path, file: Path, how: Any, **said: Any) -> tuple[str, ...]:
    with plan_import(root, file, comments=how, processes=1, **said) as plan:
        plan.accept()
    assert plan.n_failed == 0, plan.files["problem"].tolist()
    return plan.told


def read_log(root: Path, coder: str) -> list[dict[str, Any]]:
    with (root / "coding" / "codings" / f"{coder}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def logs(root: Path) -> set[str]:
    return {path.stem for path in (root / "coding" / "codings").glob("*.jsonl") if path.stat().st_size}


def test_comments_are_dropped_by_default_but_counted(root: Path, inbox: Path) -> None:
    file = write_commented(inbox / "R01.docx", (1, "need/met", "Siti"), (3, "hm", "Siti"))
    with plan_import(root, file, processes=1) as plan:
        plan.accept()
        assert "2 comments in the margin, left out: --comments as-memos" in plan.files["notes"][0]
    assert logs(root) == set()
    assert "hm" not in (root / "transcripts" / "interviews" / "R01.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["need/met", "NEED/MET", "#need/met", " need/met. ", "[need/met]"])
def test_a_comment_that_names_a_code_becomes_a_coding_of_its_author(root: Path, inbox: Path, text: str) -> None:
    told = bring(root, write_commented(inbox / "R01.docx", (1, text, "Siti Aminah")), "as-codings")
    (coding,) = qk.open_study(root).codings.to_dict("records")
    assert (coding["coder"], coding["code"], coding["method"]) == ("siti-aminah", "need/met", "import")
    assert coding["quote"].endswith("We eat three times a day now.")
    assert coding["document"] == "R01"
    assert "1 coding in the log of 'siti-aminah'" in " ".join(told)


@pytest.mark.parametrize("text", ["Not met", "belum", "Need/Met; not met", "need/met, Belum"])
def test_codes_are_found_by_their_labels_too_and_several_in_one_comment(root: Path, inbox: Path, text: str) -> None:
    bring(root, write_commented(inbox / "R01.docx", (3, text, "Siti")), "as-codings")
    codes = set(qk.open_study(root).codings["code"])
    assert codes == ({"need/met", "need/unmet"} if "eed" in text else {"need/unmet"})


def test_what_else_a_comment_says_is_the_codings_memo(root: Path, inbox: Path) -> None:
    bring(root, write_commented(inbox / "R01.docx", (3, "need/unmet: school fees", "Siti")), "as-codings")
    (event,) = read_log(root, "siti")
    assert (event["code"], event["memo"]) == ("need/unmet", "school fees")
    assert event["text_sha256"] and event["codebook_sha256"]


def test_a_comment_that_names_no_code_becomes_a_memo_and_is_told(root: Path, inbox: Path) -> None:
    told = bring(
        root, write_commented(inbox / "R01.docx", (3, "needy people", "Siti"), (1, "why?", "Siti")), "as-codings"
    )
    (memo,) = qk.open_study(root).record("siti").log.memos
    assert (memo.on, memo.target) == ("document", "R01")
    assert "For that there is still no money.”: needy people" in memo.text
    assert "three times a day now.”: why?" in memo.text
    assert "2 comments name no code of the codebook" in " ".join(told)
    assert qk.open_study(root).codings.empty


def test_comments_as_memos_make_no_codings(root: Path, inbox: Path) -> None:
    bring(root, write_commented(inbox / "R01.docx", (1, "need/met", "Siti")), "as-memos")
    assert [event["event"] for event in read_log(root, "siti")] == ["memo"]


def test_what_was_imported_before_is_not_taken_twice(root: Path, inbox: Path) -> None:
    file = write_commented(inbox / "R01.docx", (1, "need/met", "Siti"), (3, "why?", "Siti"))
    bring(root, file, "as-codings")
    before = read_log(root, "siti")
    bring(root, file, "as-codings")
    bring(root, file, "as-codings", again=True)
    assert read_log(root, "siti") == before


def test_the_comments_of_what_is_there_already_can_still_be_taken(root: Path, inbox: Path) -> None:
    file = write_commented(inbox / "R01.docx", (1, "need/met", "Siti"))
    bring(root, file, "drop")
    bring(root, file, "as-codings")
    assert len(qk.open_study(root).codings) == 1


def test_a_memo_that_a_person_wrote_stays(root: Path, inbox: Path) -> None:
    file = write_commented(inbox / "R01.docx", (3, "why?", "Siti"))
    bring(root, file, "drop")
    journal = qk.open_study(root).open_journal("siti")
    journal.append({"event": "memo", "on": "document", "target": "R01", "document": "R01", "text": "read with care"})
    bring(root, file, "as-memos")
    (memo,) = qk.open_study(root).record("siti").log.memos
    assert memo.text.startswith("read with care\n“")
    assert memo.text.endswith("why?") or "why? (" in memo.text


@pytest.mark.parametrize(("author", "coder"), [("Siti", "budi"), ("rules", "rules"), ("Consensus", "consensus")])
def test_a_coder_can_be_named_and_no_log_has_a_reserved_name(root: Path, inbox: Path, author: str, coder: str) -> None:
    file = write_commented(inbox / "R01.docx", (1, "need/met", author))
    told = bring(root, file, "as-codings", coder="budi" if author == "Siti" else None)
    assert logs(root) == ({"budi"} if author == "Siti" else set())
    if author != "Siti":
        assert "were not taken" in " ".join(told)


def test_the_log_of_a_coder_who_is_called_the_same_is_theirs(root: Path, inbox: Path) -> None:
    (root / "coding" / "codings" / "Siti.jsonl").write_text("", encoding="utf-8")
    bring(root, write_commented(inbox / "R01.docx", (1, "need/met", "siti")), "as-codings")
    assert logs(root) == {"Siti"}
