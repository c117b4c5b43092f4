"""Importing: every file whole or not at all, originals untouched, and nothing outside the study."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import qualkit as qk
import strange_readers
from qualkit.errors import QualkitError
from qualkit.importing.plan import Plan
from qualkit.importing.planning import plan_import
from qualkit.importing.staging import Staging
from qualkit.reading.apart import Readers

TALK = (
    "I: How did you come to the group?\n\nR: My neighbour took me along, and I stayed for the savings.\n\n"
    "I: What has changed since?\n\nR: I keep a book now, and I know what comes in and goes out every week.\n\n"
    "I: And what not?\n\nR: The price of rice. That nobody changes, however much one saves.\n"
)


SURVEY = "id,age,What do you say about it?\n" + "".join(
    f"A{n},{20 + n},I say number {n} of many things\n" for n in range(8)
)


def write(folder: Path, name: str, content: str | bytes = TALK) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def bring(root: Path, *files: Path, **said: Any) -> Plan:
    """Import and accept."""
    with plan_import(root, files, processes=1, **said) as plan:
        plan.accept()
    return plan


def states(plan: Plan) -> dict[str, str]:
    return {Path(file).name: state for file, state in zip(plan.files["file"], plan.files["state"], strict=True)}


def problem_of(plan: Plan) -> str:
    (problem,) = plan.files["problem"]
    return str(problem)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


def only_new(root: Path, before: dict[str, bytes]) -> set[str]:
    return {name for name, content in snapshot(root).items() if before.get(name) != content}


# What is written


def test_a_file_becomes_a_transcript_and_its_original_is_kept_untouched(root: Path, inbox: Path) -> None:
    file = write(inbox, "R01.txt", TALK.replace("\n", "\r\n"))
    before = snapshot(root)
    bring(root, file)
    kept = root / "transcripts" / "originals" / "R01.txt"
    document = qk.open_study(root).documents["R01"]
    assert only_new(root, before) == {
        "transcripts/interviews/R01.txt",
        "transcripts/originals/R01.txt",
        "transcripts/cases.csv",
    }
    assert kept.read_bytes() == file.read_bytes() == TALK.replace("\n", "\r\n").encode()
    assert document.text == TALK.strip()
    assert document.header["source"] == "R01.txt"
    assert document.header["source_sha256"] == sha256(file.read_bytes()).hexdigest()
    assert document.header["imported_sha256"] == document.text_sha256
    assert [turn.speaker for turn in document.turns] == ["I", "R"] * 3


def test_nothing_is_written_before_a_plan_is_accepted_nor_when_it_is_refused(root: Path, inbox: Path) -> None:
    before = snapshot(root)
    with plan_import(root, write(inbox, "R01.txt"), processes=1) as plan:
        assert {name.split("/")[1][:8] for name in only_new(root, before)} == {".import-"}
        assert plan.n_new == 1
    assert snapshot(root) == before


def test_what_was_guessed_stands_in_a_table_before_it_is_accepted(root: Path, inbox: Path) -> None:
    with plan_import(root, write(inbox, "R01.txt"), processes=1) as plan:
        (file,) = plan.files.to_dict("records")
        assert (file["document"], file["kind"], file["format"], file["state"]) == ("R01", "interview", "txt", "new")
        assert list(plan.speakers.columns) == ["document", "tag", "turns", "words", "role", "why"]
        assert dict(zip(plan.speakers["tag"], plan.speakers["role"], strict=True)) == {
            "I": "interviewer",
            "R": "informant",
        }


def test_a_plan_is_accepted_once(root: Path, inbox: Path) -> None:
    plan = bring(root, write(inbox, "R01.txt"))
    with pytest.raises(QualkitError, match="accepted or refused already"):
        plan.accept()


def test_new_informants_get_a_row_among_the_cases(root: Path, inbox: Path) -> None:
    plan = bring(root, write(inbox, "R01.txt"))
    assert "R01" in (root / "transcripts" / "cases.csv").read_text(encoding="utf-8")
    assert plan.told == ("added to transcripts/cases.csv: 1 new case (R01)",)


def test_what_is_said_of_kind_and_speakers_wins_over_the_guess(root: Path, inbox: Path) -> None:
    bring(root, write(inbox, "R01.txt"), kind="document", speakers="R=interviewer; I=informant")
    document = qk.read_document(root / "transcripts" / "documents" / "R01.txt")
    assert document.kind == "document"
    assert {turn.speaker: turn.turn_role for turn in document.turns} == {"R": "interviewer", "I": "informant"}


def test_a_folder_is_imported_with_all_below_but_for_what_is_no_document(root: Path, inbox: Path) -> None:
    for name in ("a.txt", "more/b.txt", "~$a.docx", ".hidden.txt", "Thumbs.db", ".git/c.txt", "desktop.ini"):
        write(inbox, name, TALK + name)
    plan = bring(root, inbox)
    assert states(plan) == {"a.txt": "new", "b.txt": "new"}


def test_a_file_that_is_a_transcript_of_qualkit_is_copied_as_it_is(root: Path, inbox: Path) -> None:
    own = f"---\nid: X7\ntype: interview\ninterviewer: I\ninformant: R\n---\n\n{TALK}"
    before = snapshot(root)
    plan = bring(root, write(inbox, "whatever.txt", own))
    assert only_new(root, before) == {"transcripts/interviews/X7.txt", "transcripts/cases.csv"}
    assert (root / "transcripts" / "interviews" / "X7.txt").read_bytes() == own.encode()
    assert list(plan.files["format"]) == ["qualkit"]
    assert states(bring(root, inbox)) == {"whatever.txt": "present"}


def test_the_faults_of_a_transcript_of_qualkit_are_told(root: Path, inbox: Path) -> None:
    plan = bring(root, write(inbox, "a.txt", f"---\nid: X7\ntype: intervew\ninformant: R\n---\n{TALK}"))
    assert "type 'intervew' is unknown" in problem_of(plan)


# What fails, and what it leaves


def test_the_good_files_are_imported_and_of_the_others_nothing(root: Path, inbox: Path) -> None:
    write(inbox, "good.txt")
    write(inbox, "empty.docx", b"")
    write(inbox, "torn.docx", b"PK\x03\x04 torn")
    write(inbox, "really.docx", b"%PDF-1.7 ...")
    write(inbox, "photo.heic", b"\0\0\0\x18ftypheic")
    write(inbox, "blank.txt", b"\xef\xbb\xbf \r\n")
    plan = bring(root, inbox)
    failed = plan.files[plan.files["state"] == "failed"]
    assert states(plan) == dict.fromkeys(
        ("blank.txt", "empty.docx", "photo.heic", "really.docx", "torn.docx"), "failed"
    ) | {"good.txt": "new"}
    assert plan.n_failed == 5
    assert all("\n" not in problem and problem for problem in failed["problem"])
    assert [path.name for path in (root / "transcripts" / "originals").iterdir()] == ["good.txt"]
    assert [path.name for path in (root / "transcripts" / "interviews").iterdir()] == ["good.txt"]


def test_a_file_or_folder_that_is_not_there_is_told_at_once(root: Path, inbox: Path) -> None:
    before = snapshot(root)
    with pytest.raises(QualkitError, match="no file or folder"):
        plan_import(root, [write(inbox, "a.txt"), inbox / "nowhere"])
    assert snapshot(root) == before


def test_a_folder_without_a_study_is_told(tmp_path: Path, inbox: Path) -> None:
    with pytest.raises(QualkitError, match="no study in"):
        plan_import(tmp_path, inbox)


@pytest.mark.parametrize(("said", "told"), [({"encoding": "utf-99"}, "no encoding"), ({"speakers": "I"}, "I")])
def test_an_option_that_means_nothing_is_refused(root: Path, inbox: Path, said: Any, told: str) -> None:
    with pytest.raises(QualkitError, match=told):
        plan_import(root, write(inbox, "a.txt"), **said)
    assert not list((root / "transcripts").glob(".import-*"))


def test_a_reader_that_crashes_costs_one_line(root: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    strange = lambda count, limits: Readers(count, limits, strange_readers.PROGRAM)  # noqa: E731
    monkeypatch.setattr("qualkit.importing.planning.Readers", strange)
    for name in ("a.read_well", "b.crash", "c.read_well"):
        write(inbox, name, TALK + name)
    plan = bring(root, inbox)
    assert states(plan) == {"a.read_well": "new", "b.crash": "failed", "c.read_well": "new"}
    assert plan.files["problem"][1].startswith("the reader crashed on it")


# Again


def test_what_is_there_already_is_left_alone(root: Path, inbox: Path) -> None:
    file = write(inbox, "R01.txt")
    bring(root, file)
    before = snapshot(root)
    assert states(bring(root, file)) == {"R01.txt": "present"}
    assert states(bring(root, write(inbox, "copy of R01.txt"))) == {"copy of R01.txt": "present"}
    assert states(bring(root, root / "transcripts" / "originals")) == {"R01.txt": "present"}
    assert snapshot(root) == before


def test_again_reads_the_original_anew_and_keeps_what_a_person_wrote_into_the_header(root: Path, inbox: Path) -> None:
    file = write(inbox, "R01.txt")
    bring(root, file)
    path = root / "transcripts" / "interviews" / "R01.txt"
    edited = path.read_text(encoding="utf-8").replace("---\n", "---\nplace: at the market\nmood: good\n", 1)
    path.write_text(
        edited.replace("place: ''\n", "").replace('place: ""\n', "").replace("place:\n", ""), encoding="utf-8"
    )
    assert states(bring(root, file, again=True, speakers="R=other")) == {"R01.txt": "again"}
    document = qk.read_document(path)
    assert (document.header["place"], document.header["mood"]) == ("at the market", "good")
    assert {turn.speaker: turn.turn_role for turn in document.turns} == {"I": "interviewer", "R": "other"}
    assert document.text == TALK.strip()


def test_again_leaves_a_transcript_whose_text_was_edited(root: Path, inbox: Path) -> None:
    file = write(inbox, "R01.txt")
    bring(root, file)
    path = root / "transcripts" / "interviews" / "R01.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("rice", "oil"), encoding="utf-8")
    before = snapshot(root)
    assert states(bring(root, file, again=True)) == {"R01.txt": "edited"}
    assert snapshot(root) == before


@pytest.mark.parametrize("name", ["interviews/R01.txt", "answers/s.csv"])
def test_again_leaves_what_was_edited_while_it_was_looked_at(root: Path, inbox: Path, name: str) -> None:
    write(inbox, "R01.txt")
    write(inbox, "s.csv", SURVEY)
    bring(root, inbox)
    path, file = root / "transcripts" / name, inbox / Path(name).name
    with plan_import(root, file, again=True, survey=qk.SurveyOptions(outcomes=("age",)), processes=1) as plan:
        path.write_text(
            path.read_text(encoding="utf-8").replace("savings", "company").replace("many", "few"), encoding="utf-8"
        )
        before = snapshot(root)
        plan.accept()
    assert list(plan.files["state"]) == ["failed"]
    assert "was edited meanwhile" in problem_of(plan)
    assert only_new(root, before) == set()


def test_again_as_another_kind_moves_the_transcript(root: Path, inbox: Path) -> None:
    file = write(inbox, "R01.txt")
    bring(root, file)
    bring(root, file, again=True, kind="document")
    assert not (root / "transcripts" / "interviews" / "R01.txt").exists()
    assert qk.read_document(root / "transcripts" / "documents" / "R01.txt").kind == "document"


def test_another_version_of_a_file_takes_its_place_only_when_told(root: Path, inbox: Path) -> None:
    bring(root, write(inbox, "R01.txt"))
    file = write(inbox, "R01.txt", TALK.replace("rice", "oil"))
    assert "--again reads this one in its place" in problem_of(bring(root, file))
    assert states(bring(root, file, again=True)) == {"R01.txt": "again"}
    assert "oil" in qk.read_document(root / "transcripts" / "interviews" / "R01.txt").text
    assert sorted(path.name for path in (root / "transcripts" / "originals").iterdir()) == ["R01-2.txt", "R01.txt"]


def test_a_folder_without_documents_is_told(root: Path, inbox: Path) -> None:
    write(inbox, "empty/Thumbs.db")
    with pytest.raises(QualkitError, match="there is no document in what was named"):
        plan_import(root, inbox)


def test_a_name_that_no_file_can_have_is_told(root: Path, inbox: Path) -> None:
    with pytest.raises(QualkitError, match="nothing was read"):
        plan_import(root, inbox / ("x" * 3000))


def test_a_folder_that_cannot_be_looked_into_is_told_and_the_others_are_imported(
    root: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(inbox, "closed/R02.txt")
    write(inbox, "R01.txt")
    look = os.scandir

    def scandir(folder: Any) -> Any:
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(folder))
        return look(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    plan = bring(root, inbox)
    assert states(plan) == {"R01.txt": "new", "closed": "failed"}
    assert "the folder cannot be looked into" in plan.files["problem"][1]


def test_where_nobody_speaks_it_is_told(root: Path, inbox: Path) -> None:
    plan = bring(root, write(inbox, "R01.txt", "Once there was a river. Nobody had seen its end.\n"))
    assert list(plan.notes["note"]) == ["no speakers were found, and it is taken for a document"]
    assert list(bring(root, inbox, again=True, kind="document").notes["note"]) == []


# Names


def test_files_of_one_name_in_different_folders_get_their_folders_name_before(root: Path, inbox: Path) -> None:
    write(inbox, "wave1/R01.txt", TALK + "one")
    write(inbox, "wave2/R01.txt", TALK + "two")
    plan = bring(root, inbox)
    assert sorted(plan.files["document"]) == ["wave1-R01", "wave2-R01"]
    assert sorted(path.name for path in (root / "transcripts" / "originals").iterdir()) == [
        "wave1-R01.txt",
        "wave2-R01.txt",
    ]


def test_files_of_one_name_in_one_folder_are_told(root: Path, inbox: Path) -> None:
    write(inbox, "R01.md", TALK + "one")
    write(inbox, "R01.txt", TALK + "two")
    plan = bring(root, inbox)
    assert states(plan) == {"R01.md": "new", "R01.txt": "failed"}
    assert "its id would be 'R01', as that of" in plan.files["problem"][1]


def test_one_content_twice_is_imported_once(root: Path, inbox: Path) -> None:
    write(inbox, "a.txt")
    write(inbox, "b.txt")
    plan = bring(root, inbox)
    assert states(plan) == {"a.txt": "new", "b.txt": "present"}
    assert "the same as" in plan.files["notes"][1]


def test_an_id_that_other_text_has_is_told(root: Path, inbox: Path) -> None:
    own = f"---\nid: R01\ntype: interview\ninterviewer: I\ninformant: R\n---\n{TALK}"
    bring(root, write(inbox, "own.txt", own))
    plan = bring(root, write(inbox, "r01.txt", TALK))
    assert "its id 'R01' belongs to transcripts/interviews/R01.txt already" in problem_of(plan)


@pytest.mark.parametrize(
    "name",
    ["..txt", "a\nb.txt", "…\u202etxt.txt", "-rf.txt", "con.txt", "x" * 200 + ".txt", " .txt", "a:b|c.txt", "~a.txt"],
)
@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_hostile_names_stay_inside_the_study(root: Path, inbox: Path, tmp_path: Path, name: str) -> None:
    file = write(inbox, name)
    before = snapshot(tmp_path)
    bring(root, file)
    new = {path for path in snapshot(tmp_path) if path not in before}
    assert len(new) == 2
    assert all(
        path.startswith((f"{root.name}/transcripts/interviews/", f"{root.name}/transcripts/originals/")) for path in new
    )
    assert len(qk.open_study(root).documents) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("folder", ["interviews", "originals"])
def test_a_folder_that_leads_out_of_the_study_is_not_written_to(
    root: Path, inbox: Path, tmp_path: Path, folder: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "transcripts").mkdir(exist_ok=True)
    (root / "transcripts" / folder).symlink_to(outside, target_is_directory=True)
    plan = bring(root, write(inbox, "R01.txt"))
    assert "leads out of the study" in problem_of(plan)
    assert not list(outside.iterdir())


# Killed half-way


def test_what_a_killed_import_left_is_removed_by_the_next(root: Path, inbox: Path) -> None:
    left = root / "transcripts" / ".import-1234.partial"
    write(left, "0.txt", "left")
    bring(root, write(inbox, "R01.txt"))
    assert not left.exists()
    assert not list((root / "transcripts").glob(".import-*"))


def test_half_a_table_of_cases_is_removed_by_the_next(root: Path, inbox: Path) -> None:
    left = write(root / "transcripts", ".cases.csv.1234.partial", "case,ro")
    bring(root, write(inbox, "R01.txt"))
    assert not left.exists()


def test_cases_that_did_not_come_in_with_their_texts_come_with_the_next(root: Path, inbox: Path) -> None:
    write(inbox, "R01.txt")
    write(inbox, "s.csv", SURVEY)
    cases = root / "transcripts" / "cases.csv"
    write(root, "transcripts/cases.csv", "case,role\n")
    before = cases.read_bytes()
    bring(root, inbox)
    whole = cases.read_text(encoding="utf-8")
    assert "R01" in whole
    assert "A3,member,23" in whole
    cases.write_bytes(before)  # as it is where the import was killed, or the table was open elsewhere
    assert states(bring(root, inbox)) == {"R01.txt": "present", "s.csv": "present"}
    assert cases.read_text(encoding="utf-8") == whole


def test_a_table_of_cases_that_cannot_be_written_is_told_with_the_cause(
    root: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_whole(path: Path, content: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("qualkit.importing.cases.write_whole", write_whole)
    plan = bring(root, write(inbox, "R01.txt"), write(inbox, "s.csv", SURVEY))
    assert states(plan) == {"R01.txt": "new", "s.csv": "new"}
    assert plan.told == ()
    assert [one.partition(":")[0] for one in plan.failures] == [
        "the informants were not added to transcripts/cases.csv",
        "what 's' tells of its persons was not added",
    ]
    assert all("nothing was written (Permission denied); is it open elsewhere" in one for one in plan.failures)


def test_an_original_without_its_transcript_is_read_by_the_next(root: Path, inbox: Path) -> None:
    file = write(inbox, "R01.txt")
    write(root, "transcripts/originals/R01.txt")
    assert states(bring(root, file)) == {"R01.txt": "new"}
    assert [path.name for path in (root / "transcripts" / "originals").iterdir()] == ["R01.txt"]


def test_there_is_one_import_at_a_time(root: Path, inbox: Path) -> None:
    staging = Staging(root)
    try:
        with pytest.raises(QualkitError, match="another import into this study has not ended"):
            plan_import(root, write(inbox, "R01.txt"))
    finally:
        staging.remove()


def test_a_transcript_that_appeared_meanwhile_is_not_written_over(root: Path, inbox: Path) -> None:
    with plan_import(root, write(inbox, "R01.txt"), processes=1) as plan:
        theirs = write(root, "transcripts/interviews/R01.txt", "somebody's work")
        plan.accept()
    assert states(plan) == {"R01.txt": "failed"}
    assert theirs.read_text(encoding="utf-8") == "somebody's work"
    assert not list((root / "transcripts" / "originals").iterdir())


def test_a_full_disk_leaves_no_half_file(root: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def put(self: Staging, name: str, content: bytes, **_: Any) -> Path:
        raise OSError(28, "No space left on device")

    before = snapshot(root)
    monkeypatch.setattr(Staging, "put", put)
    plan = bring(root, write(inbox, "R01.txt"))
    assert "No space left on device" in problem_of(plan)
    assert snapshot(root) == before


def test_the_header_of_an_original_is_not_taken_for_that_of_a_transcript(root: Path, inbox: Path) -> None:
    notes = f"---\ntags: [field, notes]\naliases: []\n---\n{TALK}"
    plan = bring(root, write(inbox, "obsidian.md", notes))
    assert list(plan.files["format"]) == ["md"]


def test_progress_is_told_file_by_file(root: Path, inbox: Path) -> None:
    for number in range(3):
        write(inbox, f"{number}.txt", TALK + str(number))
    told: list[tuple[int, int]] = []
    with plan_import(root, inbox, processes=1, progress=lambda done, total, what: told.append((done, total))):
        assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_plan_shows_how_to_go_on(root: Path, inbox: Path) -> None:
    with plan_import(root, write(inbox, "R01.txt"), processes=1) as plan:
        assert repr(plan) == "<Plan: 1 new; look at .speakers and .files, then .accept() or .refuse()>"
        json.dumps(plan.files.to_dict("records"))


@pytest.mark.skipif(os.name == "nt", reason="files are moved in another way there")
@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_an_import_that_is_killed_leaves_whole_files_and_the_next_brings_the_rest(
    root: Path, inbox: Path, steps: int
) -> None:
    for name in ("a.txt", "b.txt"):
        write(inbox, name, TALK + name)
    program = (
        "import os, sys\nfrom qualkit.importing.planning import plan_import\n"
        f"left, link = iter(range({steps})), os.link\n"
        "def killed(*paths):\n    if next(left, None) is None:\n        os.kill(os.getpid(), 9)\n    link(*paths)\n"
        f"os.link = killed\nplan_import({str(root)!r}, {str(inbox)!r}, processes=1).accept()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    transcripts = root / "transcripts"
    assert len(list(transcripts.glob("originals/*"))) == (steps + 1) // 2
    for path in transcripts.glob("interviews/*.txt"):
        assert qk.read_document(path).text == (TALK + f"{path.stem}.txt").strip()
    bring(root, inbox)
    assert [path.name for path in sorted(transcripts.glob("originals/*"))] == ["a.txt", "b.txt"]
    assert [path.name for path in sorted(transcripts.glob("interviews/*"))] == ["a.txt", "b.txt"]
    assert not list(transcripts.glob(".import-*"))


@pytest.mark.skipif(os.name == "nt", reason="no such end there")
@pytest.mark.parametrize("steps", [0, 1])
def test_one_that_is_killed_while_a_transcript_goes_to_another_folder_leaves_one_file(
    root: Path, inbox: Path, steps: int
) -> None:
    file = write(inbox, "R01.txt")
    bring(root, file)
    program = (
        "import os\nfrom qualkit.importing.planning import plan_import\n"
        f"left = iter(range({steps}))\n"
        "def deadly(step):\n    def killed(*told, **more):\n        if next(left, None) is None:\n"
        "            os.kill(os.getpid(), 9)\n        return step(*told, **more)\n    return killed\n"
        f"plan = plan_import({str(root)!r}, {str(file)!r}, again=True, kind='document', processes=1)\n"
        "for name in ('link', 'unlink', 'rename', 'replace'):\n    setattr(os, name, deadly(getattr(os, name)))\n"
        "plan.accept()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    (left,) = root.glob("transcripts/[!o]*/R01.txt")
    assert qk.read_document(left).text == TALK.strip()
    assert len(qk.open_study(root).documents) == 1
    bring(root, file, again=True, kind="document")
    assert [path.parent.name for path in root.glob("transcripts/[!o]*/R01.txt")] == ["documents"]
    assert qk.open_study(root).documents["R01"].kind == "document"


def test_a_transcript_goes_to_no_folder_where_something_else_lies(root: Path, inbox: Path) -> None:
    file = write(inbox, "R01.txt")
    bring(root, file)
    with plan_import(root, file, again=True, kind="document", processes=1) as plan:
        theirs = write(root, "transcripts/documents/R01.txt", "somebody's work")
        before = snapshot(root / "transcripts" / "interviews")
        plan.accept()
    assert states(plan) == {"R01.txt": "failed"}
    assert theirs.read_text(encoding="utf-8") == "somebody's work"
    assert snapshot(root / "transcripts" / "interviews") == before


# Tables


def test_a_table_of_turns_becomes_a_transcript_or_several(root: Path, inbox: Path) -> None:
    one = "speaker,text\nI,How did you come here?\nR,My neighbour took me along\nI,And then?\nR,I stayed\n"
    two = "file,speaker,text\n" + "".join(f"W{n},{line}\n" for n in (1, 2) for line in one.splitlines()[1:])
    write(inbox, "one.csv", one)
    write(inbox, "two.csv", two)
    plan = bring(root, inbox)
    assert list(plan.files["document"]) == ["one", "W1, W2"]
    study = qk.open_study(root)
    assert study.documents.ids == ("W1", "W2", "one")
    assert [turn.turn_role for turn in study.documents["W1"].turns] == ["interviewer", "informant"] * 2
    assert study.documents["W2"].header["source"] == "two.csv"
    assert states(bring(root, inbox)) == {"one.csv": "present", "two.csv": "present"}
    assert states(bring(root, inbox, again=True)) == {"one.csv": "again", "two.csv": "again"}


def test_the_persons_of_two_surveys_without_ids_are_not_taken_for_the_same(root: Path, inbox: Path) -> None:
    for name in ("p", "q"):
        rows = "".join(f"{20 + n},{name} says something of its own here for the {n}th time\n" for n in range(8))
        write(inbox, f"{name}.csv", f"age,What do you say about it?\n{rows}")
    bring(root, inbox)
    cases = (root / "transcripts" / "cases.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len({line.partition(",")[0] for line in cases}) == 16


@pytest.mark.parametrize("together", [False, True])
def test_a_survey_whose_persons_have_no_names_is_known_again(root: Path, inbox: Path, together: bool) -> None:
    nameless = "".join(line.partition(",")[2] for line in SURVEY.splitlines(keepends=True))
    write(inbox, "s.csv", nameless)
    if together:
        write(inbox, "t.csv", nameless.replace("many", "few"))
    bring(root, inbox)
    before = snapshot(root)
    assert set(states(bring(root, inbox)).values()) == {"present"}
    assert states(bring(root, inbox / "s.csv")) == {"s.csv": "present"}
    assert snapshot(root) == before


def test_a_survey_is_never_written_over_another(root: Path, inbox: Path) -> None:
    file = write(inbox, "s.csv", SURVEY)
    bring(root, file)
    assert states(bring(root, file)) == {"s.csv": "present"}
    write(inbox, "s.csv", SURVEY.replace("many", "few"))
    before = snapshot(root)
    assert "is there already and holds something else" in problem_of(bring(root, file))
    assert snapshot(root) == before


def test_read_document_tells_what_to_do_with_a_survey(inbox: Path) -> None:
    with pytest.raises(QualkitError, match="qualkit import"):
        qk.read_document(write(inbox, "s.csv", SURVEY))


def test_read_document_reads_what_import_would_write(root: Path, inbox: Path) -> None:
    file = write(inbox, "R01.txt")
    bring(root, file)
    read, written = qk.read_document(file), qk.open_study(root).documents["R01"]
    assert (read.id, read.kind, read.text, read.turns) == (written.id, written.kind, written.text, written.turns)
    swapped = qk.read_document(file, kind="document", speakers="R=interviewer; I=informant")
    assert (swapped.kind, swapped.turns[0].turn_role) == ("document", "informant")
