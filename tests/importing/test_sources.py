"""Which files are meant: all in a folder, but for what is the study's own and for links that lead out of the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import qualkit as qk
from qualkit.errors import QualkitError
from qualkit.importing.planning import plan_import
from qualkit.importing.sources import find_sources
from qualkit.start import make_study

TALK = "I: How did you come here?\n\nR: On foot.\n\nI: And then?\n\nR: I stayed for {}.\n"
links = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


def put(path: Path, content: str = TALK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A study as it lies on a disk after some work, with one file that is still to come in."""
    root = make_study(tmp_path / "study")
    for name in (
        "transcripts/interviews/R01.txt",
        "transcripts/answers/s.csv",
        "transcripts/originals/R01.txt",
        "transcripts/cases.csv",
        "coding/note.txt",
        "reports/report.html",
        "notebooks/read me.md",
    ):
        put(root / name)
    put(root / "recordings" / "R02.txt")
    return root


def names(found: object, root: Path) -> list[str]:
    return sorted(source.path.resolve().relative_to(root.resolve()).as_posix() for source in found.sources)  # type: ignore[attr-defined]


def test_of_the_studys_own_folder_only_what_is_not_its_own_is_meant(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(full)
    for named in (".", full, full.parent):
        found = find_sources([named], full)
        assert names(found, full) == ["recordings/R02.txt"]
        assert {reason for _, reason in found.left_out} == {
            "left out as the study's own; name a file itself to import it"
        }
        left = {Path(file).resolve().relative_to(full).as_posix() for file, _ in found.left_out}
        assert {"study.yaml", "coding", "reports", "notebooks", "transcripts/interviews"} < left


def test_of_all_that_a_shell_names_too(full: Path) -> None:
    assert names(find_sources(sorted(full.glob("[!.]*")), full), full) == ["recordings/R02.txt"]


def test_originals_and_single_files_are_meant_where_they_are_named(full: Path) -> None:
    dropped = put(full / "transcripts" / "interviews" / "R03.md")
    assert names(find_sources([full / "transcripts" / "originals"], full), full) == ["transcripts/originals/R01.txt"]
    assert names(find_sources([dropped], full), full) == ["transcripts/interviews/R03.md"]
    assert names(find_sources([put(full / "transcripts" / "raw" / "a.txt").parent], full), full) == [
        "transcripts/raw/a.txt"
    ]


def test_where_nothing_else_is_meant_it_is_told(full: Path) -> None:
    with pytest.raises(QualkitError, match="no document in what was named but the study's own: name a file itself"):
        find_sources([full / "transcripts" / "interviews"], full)


def test_what_was_left_out_is_told_once_and_the_rest_comes_in(full: Path) -> None:
    with plan_import(full, full, processes=1) as plan:
        plan.accept()
    assert list(plan.files["document"]) == ["R02"]
    assert plan.notes["note"].nunique() == 1
    assert plan.notes["note"][0].startswith("left out as the study's own")
    with plan_import(full, full, processes=1) as plan:
        assert list(plan.files["state"]) == ["present"]


@links
def test_links_that_lead_out_of_the_folder_are_left_out_and_told(root: Path, inbox: Path, tmp_path: Path) -> None:
    put(inbox / "R01.txt")
    secret = put(tmp_path / "elsewhere" / "secret.txt", TALK.format("money"))
    (inbox / "out.txt").symlink_to(secret)
    (inbox / "folder").symlink_to(secret.parent, target_is_directory=True)
    (inbox / "more").mkdir()
    (inbox / "more" / "up.txt").symlink_to(Path("..") / ".." / "elsewhere" / "secret.txt")
    (inbox / "inside.txt").symlink_to("R01.txt")
    with plan_import(root, inbox, processes=1) as plan:
        plan.accept()
    assert [Path(file).name for file in plan.files["file"]] == ["R01.txt", "inside.txt"]
    assert {
        Path(file).name: note for file, note in plan.notes.itertuples(index=False) if note.startswith("left out")
    } == dict.fromkeys(
        ("out.txt", "folder", "up.txt"),
        "left out, for the link leads out of the folder that was named; name what it leads to",
    )
    assert qk.open_study(root).documents.ids == ("R01",)


@links
def test_a_link_that_is_named_itself_is_followed(root: Path, inbox: Path, tmp_path: Path) -> None:
    file = put(tmp_path / "elsewhere" / "R01.txt")
    (inbox / "R09.txt").symlink_to(file)
    (inbox / "all").symlink_to(file.parent, target_is_directory=True)
    assert [source.identity for source in find_sources([inbox / "R09.txt", inbox / "all"], root).sources] == [
        "R09",
        "R01",
    ]


@links
def test_links_that_lead_nowhere_or_in_a_circle_are_told_with_what_cannot_be_read(root: Path, inbox: Path) -> None:
    put(inbox / "R01.txt")
    (inbox / "dead.txt").symlink_to("nothing.txt")
    (inbox / "round.txt").symlink_to("round.txt")
    with plan_import(root, inbox, processes=1) as plan:
        assert dict(zip(plan.files["file"].map(os.path.basename), plan.files["state"], strict=True)) == {
            "R01.txt": "new",
            "dead.txt": "failed",
            "round.txt": "failed",
        }
