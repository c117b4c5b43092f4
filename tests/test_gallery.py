"""The gallery: every figure has its place in it, its code runs, and its pictures are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import qualkit as qk
from test_readme import find_blocks, run_blocks

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs" / "gallery.md"
TEXT = GALLERY.read_text(encoding="utf-8")


@pytest.mark.parametrize("function", [name for name in qk.__all__ if name.startswith("plot_")])
def test_every_figure_is_in_the_gallery(function: str) -> None:
    assert f"qk.{function}(" in "".join(code for _, code in find_blocks(TEXT))


def test_the_pictures_of_the_gallery_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
    assert len(pictures) >= sum(name.startswith("plot_") for name in qk.__all__)
    assert [name for name in pictures if not (GALLERY.parent / name).is_file()] == []


def test_the_code_of_the_gallery_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    run_blocks(find_blocks(TEXT), str(GALLERY))
