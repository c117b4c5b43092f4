"""One run of `qualkit reproduce` on a copy of the example, as a whole process, for all tests that look at a report."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from qualkit.start import copy_example

PLAIN = {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "TZ": "UTC"}
"""A plain C locale, in which Python would even print ASCII."""


@dataclass(frozen=True)
class Run:
    """A study that was reproduced, and what was printed."""

    study: Path
    out: str
    err: str

    @property
    def reports(self) -> Path:
        return self.study / "reports"


def reproduce_example(folder: Path, **variables: str) -> Run:
    """Copy the example there and reproduce it from another folder, in an environment of its own."""
    copy_example(folder)
    done = subprocess.run(
        [sys.executable, "-m", "qualkit", "reproduce", "--study", str(folder)],
        cwd=folder.parent, env={**os.environ, **variables}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Run(folder, done.stdout, done.stderr)


@functools.cache
def run_once(folder: Path) -> Run:
    """The run that all tests share."""
    return reproduce_example(folder / "shared run" / "study", PYTHONHASHSEED="1", COLUMNS="80", **PLAIN)


def draw_nothing(plot: object, path: Path, title: str, *_: object) -> str:
    """Stands in for drawing where a test is about the files and not about what is drawn."""
    path.parent.mkdir(exist_ok=True)
    for suffix in ("svg", "png"):
        path.with_name(f"{path.name}.{suffix}").write_text(f"<svg><title>{title}</title></svg>", encoding="utf-8")
    return ""
