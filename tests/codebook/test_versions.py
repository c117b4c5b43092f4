"""Each version of the codebook that something was coded under can be read again, by its hash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.codebook.tree import Code, Codebook
from qualkit.codebook.versions import Keeper, read_versions
from qualkit.errors import QualkitError
from qualkit.files import hash_text


def book(text: str) -> Codebook:
    return Codebook({"money": Code("money", "money")}, sha256=hash_text(text), source=text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "codebook.jsonl"


def test_a_version_is_kept_once_with_its_whole_text(path: Path) -> None:
    now = [book("codes: [uang 🙂]\n")]
    for _ in range(2):
        for keeper in (Keeper(path, lambda: now[-1]), Keeper(path, lambda: now[-1])):
            keeper.keep(now[-1].sha256)
        now.append(book("codes: []\n"))
    versions = read_versions(path)
    assert list(versions) == [now[0].sha256, now[1].sha256]
    assert [version.text for version in versions.values()] == [now[0].source, now[1].source]
    assert all(version.at.endswith("Z") for version in versions.values())


def test_a_version_other_than_the_present_one_cannot_be_kept(path: Path) -> None:
    Keeper(path, lambda: book("codes: []\n")).keep("0" * 64)
    assert read_versions(path) == {}


def test_torn_and_foreign_lines_hold_no_version_and_are_left_as_they_are(path: Path) -> None:
    whole = {"codebook_sha256": "1", "at": "", "text": "t"}
    path.write_text(f'[]\n{json.dumps(whole)}\n{{"codebook_sha256": 2}}\n{{"codebook_sha', encoding="utf-8")
    before = path.read_bytes()
    assert list(read_versions(path)) == ["1"]
    now = book("codes: []\n")
    Keeper(path, lambda: now).keep(now.sha256)
    assert path.read_bytes().startswith(before + b"\n")
    assert list(read_versions(path)) == ["1", now.sha256]


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir()
    now = book("codes: []\n")
    with pytest.raises(QualkitError, match=r"coding/codebook\.jsonl cannot be read"):
        Keeper(path, lambda: now).keep(now.sha256)
