"""qualkit import: what files would become is shown, then written; what failed is listed at the end."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import qualkit as qk
from qualkit.cli import main
from qualkit.reading.apart import Readers

TALK = "I: How did you come to the group?\n\nR: My neighbour took me along.\n\nI: And then?\n\nR: I stayed {}.\n"
SURVEY = "id,age,Why did you stay in the group?\n" + "".join(
    f"A{n},{20 + n},Because of reason number {n} that I will not tell twice\n" for n in range(1, 9)
)
Run = Callable[..., tuple[int, str, str]]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def readers() -> Any:
    class Lasting(Readers):
        def close(self) -> None: ...

    lasting = Lasting(1)
    yield lasting
    Readers.close(lasting)


@pytest.fixture
def root(make_study: Callable[..., Any]) -> Path:
    made: Path = make_study(codes=["need/met"]).write()
    return made


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], root: Path, readers: Readers) -> Run:
    """Run the import as `main` does, into the study: the exit code, standard output and standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(root)
    monkeypatch.setattr("qualkit.importing.planning.Readers", lambda count, limits: readers)

    def run(*words: str | Path, answer: str | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["qualkit", "import", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO() if answer is None else _Terminal(answer))
        with pytest.raises(SystemExit) as stopped:
            main()
        code = stopped.value.code
        return (code if isinstance(code, int) else 0), *capsys.readouterr()

    return run


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "R01.txt").write_text(TALK.format("two years"), encoding="utf-8")
    return folder


def imported(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "transcripts").glob("*/*.txt") if path.parent.name != "originals")


def test_the_speakers_are_shown_and_without_anybody_to_ask_the_files_are_imported(
    run: Run, root: Path, inbox: Path
) -> None:
    code, out, err = run(inbox)
    assert code == 0
    assert out.splitlines()[0].split() == ["document", "tag", "turns", "words", "role", "why"]
    assert re.search(r"R01 +I +2 +9 +interviewer", out)
    assert imported(root) == ["R01"]
    assert "imported: 1 file; the originals are in transcripts/originals" in err
    assert '--again --speakers "I=interviewer; R=informant"' in err
    assert "next: qualkit check" in err


def test_look_only_shows(run: Run, root: Path, inbox: Path) -> None:
    code, out, err = run(inbox, "--look")
    assert (code, imported(root)) == (0, [])
    assert "informant" in out
    assert "nothing was written" in err


@pytest.mark.parametrize(("answer", "there"), [("y\n", ["R01"]), ("\n", ["R01"]), ("n\n", [])])
def test_at_a_terminal_it_is_asked(run: Run, root: Path, inbox: Path, answer: str, there: list[str]) -> None:
    code, _, err = run(inbox, answer=answer)
    assert (code, imported(root)) == (0, there)
    assert "1 file to import. Accept? [Y/n]" in err
    assert not list((root / "transcripts").glob(".import-*"))


def test_yes_answers_before_it_is_asked(run: Run, root: Path, inbox: Path) -> None:
    _, _, err = run(inbox, "--yes", answer="n\n")
    assert imported(root) == ["R01"]
    assert "Accept?" not in err


def test_of_many_files_the_tags_are_shown_over_all_of_them(run: Run, inbox: Path) -> None:
    for number in range(2, 7):
        (inbox / f"R0{number}.txt").write_text(TALK.format(f"{number} years"), encoding="utf-8")
    _, out, _ = run(inbox)
    assert out.splitlines()[0].split() == ["tag", "documents", "turns", "words", "role", "why"]
    assert re.search(r"^I +6 +12 +54 +interviewer", out, re.MULTILINE)
    assert max(map(len, out.splitlines())) <= 80


def test_the_table_goes_to_other_programs_document_by_document(run: Run, inbox: Path, tmp_path: Path) -> None:
    _, out, _ = run(inbox, "--look", "--format", "json")
    assert [(row["document"], row["tag"]) for row in json.loads(out)] == [("R01", "I"), ("R01", "R")]
    _, out, _ = run(inbox, "--look", "--format", "csv", "--out", tmp_path / "t.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8"))))
    assert (out, len(rows)) == ("", 2)


def test_what_failed_is_listed_at_the_end_and_the_rest_is_imported(run: Run, root: Path, inbox: Path) -> None:
    (inbox / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (inbox / "void.docx").write_bytes(b"")
    code, _, err = run(inbox)
    told = err[err.index("not imported: 2 files") :].splitlines()
    assert code == 1
    assert imported(root) == ["R01"]
    assert [line.strip().split(": ")[0].rpartition("/")[2] for line in told[1:]] == ["scan.png", "void.docx"]
    assert "it holds a picture" in told[1]
    assert "the file is empty" in told[2]


def test_a_guessed_encoding_is_told_and_another_can_be_named(run: Run, root: Path, inbox: Path) -> None:
    (inbox / "R01.txt").write_bytes(TALK.format("à “Évry” — où j’étais né").encode("cp1252"))
    _, _, err = run(inbox)
    assert re.search(r"R01\.txt: .*(cp1252|[Ww]indows-1252)", err)
    run(inbox, "--again", "--encoding", "cp1252")
    assert "à “Évry” — où j’étais né" in qk.open_study(root).documents["R01"].text


def test_roles_are_corrected_by_importing_again(run: Run, root: Path, inbox: Path) -> None:
    run(inbox)
    code, _, err = run(inbox, "--again", "--speakers", "R=interviewer; I=informant")
    assert code == 0
    assert "read anew: 1 file" in err
    (first, *_) = qk.read_document(root / "transcripts" / "interviews" / "R01.txt").turns
    assert (first.speaker, first.turn_role) == ("I", "informant")


def test_what_is_there_already_is_told(run: Run, inbox: Path) -> None:
    run(inbox)
    code, _, err = run(inbox)
    assert code == 0
    assert "there already, and left alone: 1 file; --again reads it anew" in err


@pytest.mark.parametrize(("option", "column", "told"), [("--open", "Why", "it has no column 'Why'"),
                                                       ("--outcome", "id", "'id' cannot be an outcome")])  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_with_its_name_once(
    run: Run, tmp_path: Path, option: str, column: str, told: str
) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(SURVEY, encoding="utf-8")
    _, _, err = run(file, option, column)
    assert f"  {file}: {told}" in err


def test_a_survey_that_is_there_already_is_not_shown_again(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(SURVEY.replace(",", ";"), encoding="utf-8")
    assert "separated by semicolons" in run(file)[2]
    code, out, err = run(file)
    assert (code, out) == (0, "")
    assert "semicolons" not in err
    assert "there already, and left alone: 1 file" in err


def test_why_a_tag_has_its_role_is_told_with_the_document_where_it_differs(run: Run, inbox: Path) -> None:
    for number in range(2, 6):
        more = "\nI: And then?\nR: Nothing.\n" * number
        (inbox / f"R0{number}.txt").write_text(TALK.format("long") + more, encoding="utf-8")
    _, out, _ = run(inbox, "--look")
    assert "asks in 2 of its 2 turns (in R01)" in " ".join(out.split())


def test_the_columns_of_a_survey_are_corrected_by_importing_it_again(run: Run, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(SURVEY, encoding="utf-8")
    _, _, err = run(file)
    assert "columns are wrong? qualkit import … --again --open COLUMN" in err
    assert "--speakers" not in err
    _, _, err = run(file)
    assert "left alone: 1 file; --again with --open, --case or --outcome reads a survey's columns otherwise\n" in err
    code, _, err = run(file, "--again", "--outcome", "age")
    assert (code, "read anew: 1 file" in err) == (0, True)
    assert "added to transcripts/outcomes.csv: 8 new cases (A1, A2, A3, A4, A5, A6, …), the column age" in err
    assert "taken out of transcripts/cases.csv: the column age" in err


def test_where_a_transcript_was_edited_it_is_told_where_to_correct_it(run: Run, root: Path, inbox: Path) -> None:
    run(inbox)
    path = root / "transcripts" / "interviews" / "R01.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("stayed", "left"), encoding="utf-8")
    _, out, err = run(inbox, "--again", "--speakers", "R=interviewer; I=informant")
    assert out == ""
    assert "edited by hand since, and left alone: R01.txt; correct there what is wrong, roles in the header" in err


def test_a_survey_becomes_answers_and_what_its_columns_were_taken_for_is_shown(
    run: Run, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "survey.csv").write_text(SURVEY, encoding="utf-8")
    code, out, err = run(tmp_path / "survey.csv")
    assert code == 0
    assert re.search(r"survey +id +case", out)
    assert "added to transcripts/cases.csv: 8 new cases (A1, A2, A3, A4, A5, A6, …), the column age" in err
    study = qk.open_study(root)
    assert len(study.documents) == 8
    assert study.documents[0].text == "Because of reason number 1 that I will not tell twice"
    assert (root / "transcripts" / "originals" / "survey.csv").read_text(encoding="utf-8") == SURVEY


def test_the_columns_of_a_survey_can_be_named(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "survey.csv").write_text("who,n,said\nB1,3,ya\nB2,4,tidak\n", encoding="utf-8")
    code, _, err = run(tmp_path / "survey.csv", "--open", "said", "--case", "who", "--outcome", "n", "--role", "member")
    assert code == 0, err
    assert "added to transcripts/outcomes.csv" in err
    assert [document.cases for document in qk.open_study(root).documents] == [("B1",), ("B2",)]


@pytest.mark.parametrize("name", ["talk.txt", "survey.csv"])
@pytest.mark.parametrize("times", [1, 2])
def test_where_the_table_of_cases_cannot_be_written_the_cause_is_told_and_it_failed(
    run: Run, root: Path, tmp_path: Path, name: str, times: int
) -> None:
    (tmp_path / name).write_text(SURVEY if name == "survey.csv" else TALK.format("here"), encoding="utf-8")
    (root / "transcripts" / "cases.csv").write_text("case;role\n", encoding="utf-8")
    for _ in range(times):
        code, _, err = run(tmp_path / name)
    assert code == 1
    assert "not added" in err
    assert "transcripts/cases.csv:1: the columns are separated by ';'" in err
    assert "then give the same command again" in err
    assert "next: qualkit check" not in err


@pytest.mark.parametrize("words", [("--speakers", "I"), ("--encoding", "utf-99"), ("nowhere.txt",)])
def test_what_means_nothing_is_told_and_nothing_is_written(
    run: Run, root: Path, inbox: Path, words: tuple[str, ...]
) -> None:
    code, out, err = run(inbox, *words)
    assert (code, out, imported(root)) == (1, "", [])
    assert err.startswith("qualkit: ")  # nobody sees a bar where this goes
