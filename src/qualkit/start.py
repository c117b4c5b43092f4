"""Beginning a study: an empty one, or a copy of the example."""

from __future__ import annotations

import shutil
from pathlib import Path

from qualkit.errors import QualkitError

PACKAGE = Path(__file__).parent
FOLDERS = (
    "transcripts/interviews",
    "transcripts/observations",
    "transcripts/documents",
    "transcripts/answers",
    "transcripts/originals",
    "coding/codings",
    "notebooks",
    "reports",
)
EXAMPLE = ("study.yaml", "methods.yaml", "transcripts", "coding", "notebooks")


def make_study(folder: str | Path) -> Path:
    """Make an empty study in a new or empty folder. Raises QualkitError where something lies there already."""
    folder = _new_folder(Path(folder))
    shutil.copytree(PACKAGE / "new_study", folder, dirs_exist_ok=True)
    for name in ("gitignore", "gitattributes"):
        (folder / name).rename(folder / f".{name}")
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    return folder


def copy_example(folder: str | Path) -> Path:
    """Copy the fictional example study into a new or empty folder. Raises QualkitError as `make_study` does."""
    source = PACKAGE / "example"
    if not source.is_dir():
        source = PACKAGE.parents[1]  # a checkout is the example study itself
    if not (source / "study.yaml").is_file():
        raise QualkitError("this installation lacks the example study; install qualkit anew")
    folder = _new_folder(Path(folder))
    for name in EXAMPLE:
        if (source / name).is_dir():
            shutil.copytree(source / name, folder / name, ignore=shutil.ignore_patterns(".*", "originals"))
        else:
            shutil.copy(source / name, folder / name)
    for name in ("gitignore", "gitattributes"):
        shutil.copy(PACKAGE / "new_study" / name, folder / f".{name}")
    return folder


def _new_folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        filled = any(folder.iterdir())
    except OSError as error:
        raise QualkitError(f"cannot make a study in {folder}: {error.strerror}") from None
    if filled:
        raise QualkitError(f"{folder} is not empty; nothing was written: name a folder that does not exist yet")
    return folder
