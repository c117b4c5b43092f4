"""Beginning a study: an empty one that can be read at once, or a copy of the example that reproduces."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qualkit.checks import check_study
from qualkit.errors import QualkitError
from qualkit.report.reproduce import reproduce
from qualkit.start import EXAMPLE, FOLDERS, copy_example, make_study

ROOT = Path(__file__).parents[1]


def look_at(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_example(tmp_path_factory.mktemp("copied") / "of the" / "example")


# An empty study


def test_a_new_study_can_be_checked_and_lacks_only_its_transcripts(tmp_path: Path) -> None:
    folder = make_study(tmp_path / "a" / "new study")
    faults = [fault for fault in check_study(folder) if not fault.warning]
    assert [str(fault) for fault in faults] == [
        "transcripts: there are no transcripts yet: bring some in (qualkit import FILES)"
    ]


def test_a_new_study_has_the_folders_that_the_work_needs(tmp_path: Path) -> None:
    folder = make_study(tmp_path / "study")
    assert [name for name in FOLDERS if not (folder / name).is_dir()] == []
    assert {"study.yaml", "methods.yaml", "coding/codebook.yaml", "coding/findings.yaml"} <= set(look_at(folder))


def test_a_new_study_keeps_originals_keys_and_reports_out_of_git(tmp_path: Path) -> None:
    ignored = (make_study(tmp_path / "study") / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"transcripts/originals/", "keys/", "reports/"} <= set(ignored)


def test_a_new_study_merges_logs_line_by_line(tmp_path: Path) -> None:
    attributes = (make_study(tmp_path / "study") / ".gitattributes").read_text(encoding="utf-8")
    assert "*.jsonl merge=union" in attributes


def test_an_empty_folder_that_exists_is_as_good_as_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "study").mkdir()
    assert (make_study(tmp_path / "study") / "study.yaml").is_file()


def test_a_new_study_in_which_one_person_was_coded_is_reproduced(tmp_path: Path, no_drawing: None) -> None:
    folder = make_study(tmp_path / "study")
    (folder / "transcripts" / "interviews" / "A1.txt").write_text(
        "---\nid: A1\ntype: interview\ninterviewer: I\ninformant: A1\n---\nI: How?\n\nA1: Slowly.\n", encoding="utf-8"
    )
    (folder / "transcripts" / "cases.csv").write_text("case,role\nA1,member\n", encoding="utf-8")
    assert [fault for fault in check_study(folder) if not fault.warning] == []
    assert (reproduce(folder).folder / "report.html").is_file()


@pytest.mark.parametrize("make", [make_study, copy_example])
def test_a_folder_that_holds_anything_is_refused_and_not_touched(tmp_path: Path, make: object) -> None:
    (tmp_path / "study.yaml").write_bytes(b"mine")
    (tmp_path / "empty").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(QualkitError, match="is not empty; nothing was written: name a folder that does not exist yet"):
        make(tmp_path)  # type: ignore[operator]
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "study.yaml").read_bytes() == b"mine"


@pytest.mark.parametrize("make", [make_study, copy_example])
def test_a_file_is_no_place_for_a_study(tmp_path: Path, make: object) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(QualkitError, match="cannot make a study in"):
        make(tmp_path / "file")  # type: ignore[operator]


# The example


def test_the_copy_of_the_example_is_the_example_without_its_reports_and_originals(copied: Path) -> None:
    copy = look_at(copied)
    del copy[".gitignore"], copy[".gitattributes"]
    assert {name.split("/")[0] for name in copy} == set(EXAMPLE)
    assert all((ROOT / name).read_bytes() == content for name, content in copy.items())
    assert not any("originals" in name or "checkpoint" in name for name in copy)


def test_the_copy_has_no_faults(copied: Path) -> None:
    assert check_study(copied) == ()


def test_the_copy_is_reproduced_from_any_folder(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_drawing: None
) -> None:
    monkeypatch.chdir(tmp_path)
    done = reproduce(copied)
    assert done.folder == copied / "reports"
    assert list(tmp_path.iterdir()) == []
    assert len(done.results.tables["findings"]) >= 9


def test_the_commands_copy_and_check_from_an_unrelated_folder(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "qualkit", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)

    made = run("example", "my copy")
    assert (made.returncode, made.stdout) == (0, "")
    assert "copied the fictional example study to my copy; next: qualkit reproduce --study " in made.stderr
    checked = run("check", "--study", "my copy")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "no faults found\n")


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are empty pictures: these tests are about the files."""

    def draw(plot: object, path: Path, *_: object) -> str:
        path.parent.mkdir(exist_ok=True)
        path.with_name(f"{path.name}.svg").write_bytes(b"<svg/>")
        return ""

    monkeypatch.setattr("qualkit.report.reproduce.draw", draw)
