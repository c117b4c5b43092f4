"""What is shipped: the package and the example, and nothing that a researcher keeps to herself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PRIVATE = (
    "transcripts/originals/siti.docx",
    "transcripts/interviews/M01-new.txt",
    "coding/.lock",
    "coding/codings/a.jsonl.lock",
    "keys/key.csv",
    "notebooks/.ipynb_checkpoints/01-checkpoint.ipynb",
    "reports/report.html",
    ".env",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel of a copy of the project in which somebody worked; built without network."""
    folder = tmp_path_factory.mktemp("packaging")
    copy = folder / "copy"
    leave = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "reports")
    shutil.copytree(ROOT, copy, ignore=leave)
    for name in PRIVATE:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("secret", encoding="utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def project_files(*patterns: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern)}


def test_the_wheel_holds_every_module_and_says_it_is_typed(wheel: set[str]) -> None:
    modules = {name.removeprefix("src/") for name in project_files("src/qualkit/**/*.py")}
    assert modules | {"qualkit/py.typed"} <= wheel


def test_the_wheel_holds_the_templates(wheel: set[str]) -> None:
    kinds = ("html", "css", "js", "svg", "yaml", "jinja", "j2", "txt", "md", "csv")
    templates = project_files(*(f"src/qualkit/**/*.{kind}" for kind in kinds))
    assert {"src/qualkit/widget/js/coder.js", "src/qualkit/widget/js/coder.css"} <= templates
    assert {name.removeprefix("src/") for name in templates} <= wheel


def test_the_wheel_holds_the_whole_example(wheel: set[str]) -> None:
    example = project_files(
        "study.yaml",
        "methods.yaml",
        "transcripts/*.csv",
        "transcripts/interviews/*.txt",
        "transcripts/observations/*.txt",
        "transcripts/documents/*.txt",
        "coding/*.yaml",
        "coding/*.jsonl",
        "coding/codings/*.jsonl",
        "notebooks/*.ipynb",
    )
    named = {"study.yaml", "transcripts/interviews/M01.txt", "coding/codebook.yaml", "coding/codings/a.jsonl"}
    assert named <= example
    assert {f"qualkit/example/{name}" for name in example} <= wheel


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    shipped = {name.removeprefix("qualkit/example/") for name in wheel}
    assert shipped.isdisjoint(PRIVATE)
    tops = {name.split("/")[0] for name in wheel}
    assert tops == {"qualkit", f"qualkit-{PROJECT['version']}.dist-info"}
    assert not [name for name in wheel if "reports/" in name or "tests/" in name]


def test_the_licence_travels_with_it(wheel: set[str]) -> None:
    assert f"qualkit-{PROJECT['version']}.dist-info/licenses/LICENSE" in wheel


def test_the_citation_names_this_version() -> None:
    lines = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert f"version: {PROJECT['version']}" in lines


def test_the_changelog_names_this_version() -> None:
    assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
