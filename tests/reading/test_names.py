"""Names that come from anywhere become ids and names of files that every system takes."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.files import is_safe_name
from qualkit.reading.names import make_id, make_portable, show_name, tell_apart


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("M07", "M07"),
        ("Wawancara 01 (Bu Siti)", "Wawancara-01-Bu-Siti"),
        ("Entrevista nº 3 – José", "Entrevista-no-3-Jose"),
        ("../../etc/passwd", "etc-passwd"),
        ("nul", "file-nul"),
        ("COM1", "file-COM1"),
        ("…", "file"),
    ],
)
def test_an_id_is_what_can_be_kept_of_a_name(name: str, identity: str) -> None:
    assert make_id(name).startswith(identity)


@given(st.text(max_size=90))
def test_every_name_gives_an_id_that_can_name_a_file(name: str) -> None:
    assert is_safe_name(make_id(name))


@given(
    st.text(alphabet="а-яѣ访谈笔记1 ", min_size=1, max_size=12),
    st.text(alphabet="а-яѣ访谈笔记1 ", min_size=1, max_size=12),
)
def test_names_in_other_scripts_are_told_apart(one: str, other: str) -> None:
    lost = any(not sign.isascii() for sign in one + other)
    assert one == other or not lost or make_id(one) != make_id(other) or one.strip() == other.strip()


def test_long_names_that_differ_at_their_end_are_told_apart() -> None:
    assert make_id("x" * 80 + "1") != make_id("x" * 80 + "2")


@given(st.text(max_size=200))
def test_a_portable_name_is_one_file_in_one_folder(name: str) -> None:
    portable = make_portable(name)
    assert PurePath(portable).name == portable
    assert portable not in ("", ".", "..")
    assert len(portable.encode("utf-8")) <= 130
    assert portable == portable.rstrip(" .")
    assert not set('<>:"/\\|?*\n\0') & set(portable)


@given(st.text(max_size=60))
def test_a_name_is_shown_on_one_line(name: str) -> None:
    assert show_name(name).isprintable()


def test_files_of_one_name_are_told_apart_by_as_many_folders_as_it_takes() -> None:
    paths = [PurePath(path) for path in ("a/x/M1.txt", "b/x/M1.txt", "b/y/M2.txt", "b/y/m2.docx")]
    assert tell_apart(paths) == ["a-x-M1.txt", "b-x-M1.txt", "M2.txt", "m2.docx"]
