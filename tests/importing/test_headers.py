"""The header of what came in: what is not known yet stands there empty, to be filled in, and tells nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import qualkit as qk
from qualkit.checks import check_study
from qualkit.importing.planning import plan_import

TALK = "I: How did you come to the group?\n\nR: My neighbour took me along.\n\nI: And then?\n\nR: I stayed.\n"
NOTES = "The hall was empty at nine. Nobody had put out the chairs.\n\nAt ten the first three came.\n"
WHOLE_KEYS = ["source", "source_sha256", "imported_sha256"]


def bring(root: Path, *files: Path, **said: Any) -> None:
    with plan_import(root, files, processes=1, **said) as plan:
        plan.accept()
    assert plan.n_failed == 0, plan.files["problem"].tolist()


def put(inbox: Path, name: str, content: str) -> Path:
    path = inbox / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "kind", "keys"),
    [
        (TALK, "interview", ["date", "place", "interviewer", "informant", "language", "speakers"]),
        (NOTES, "interview", ["date", "place", "interviewer", "informant", "language"]),
        (NOTES, "observation", ["date", "place", "language"]),
        (NOTES, "document", ["date", "language"]),
    ],
)
def test_what_is_not_known_stands_there_empty(
    root: Path, inbox: Path, content: str, kind: Any, keys: list[str]
) -> None:
    bring(root, put(inbox, "R01.txt", content), kind=kind)
    path = root / "transcripts" / f"{kind}s" / "R01.txt"
    header = qk.read_document(path).header
    assert list(header) == ["id", "type", *keys, *WHOLE_KEYS]
    assert {header[key] for key in keys if key != "speakers"} == {""}
    assert f"\n{keys[0]}:\n" in path.read_text(encoding="utf-8")


def test_what_the_document_tells_stands_in_its_place(root: Path, inbox: Path) -> None:
    bring(root, put(inbox, "R01.txt", f"Interviewer: Rina Sari\nPlace: market\n\n{TALK}"))
    header = qk.read_document(root / "transcripts" / "interviews" / "R01.txt").header
    assert list(header)[2:7] == ["date", "place", "interviewer", "informant", "language"]
    assert (header["place"], header["interviewer"], header["informant"]) == ("market", "Rina Sari", "")


def test_what_stands_empty_tells_nothing(root: Path, inbox: Path) -> None:
    bring(root, put(inbox, "R01.txt", TALK))
    bring(root, put(inbox, "O01.txt", NOTES), kind="observation")
    study = qk.open_study(root)
    assert {fault.file for fault in check_study(root)} == {"coding/findings.yaml"}
    assert {turn.speaker: (turn.turn_role, turn.case) for turn in study.documents["R01"].turns} == {
        "I": ("interviewer", None),
        "R": ("informant", "R01"),
    }
    assert {turn.speaker for turn in study.documents["O01"].turns} == {None}
    assert (root / "transcripts" / "cases.csv").read_text(encoding="utf-8") == "case,role\nR01,member\n"


def test_an_empty_key_hides_no_column_of_the_cases(root: Path, inbox: Path) -> None:
    bring(root, put(inbox, "R01.txt", TALK))
    (root / "transcripts" / "cases.csv").write_text("case,role,place\nR01,member,north\n", encoding="utf-8")
    chosen = qk.sample_documents(qk.open_study(root), by="place", share=1, seed=1)
    assert list(chosen["stratum"]) == ["north"]


def test_what_a_person_filled_in_stays_when_it_is_read_anew(root: Path, inbox: Path) -> None:
    file = put(inbox, "R01.txt", TALK)
    bring(root, file)
    path = root / "transcripts" / "interviews" / "R01.txt"
    told = {"date": "2017-02-16", "interviewer": "Rina Sari", "informant": "Siti", "language": "id, jv"}
    source = path.read_text(encoding="utf-8")
    for key, value in told.items():
        source = source.replace(f"\n{key}:\n", f"\n{key}: {value}\n")
    path.write_text(source, encoding="utf-8")
    bring(root, file, again=True, speakers="R=other")
    document = qk.read_document(path)
    assert {key: document.header[key] for key in told} == told
    assert document.header["place"] == ""
    assert {turn.speaker: turn.turn_role for turn in document.turns} == {"I": "interviewer", "R": "other"}
