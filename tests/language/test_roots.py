"""Roots of Indonesian words, formal and spoken. How often they are right is told by benchmarks/roots.py."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.language import Rooter
from qualkit.language.roots import find_candidates

TABLES = sorted(Path(__file__).parent.glob("*forms.tsv"))
LEAST = 0.98  # of each table; what they scored before any rule was mended by them is told in docs/language.md

find_root = Rooter("id").find_root


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_the_roots_of_a_table_are_found(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = [
        (row["form"], row["root"], found)
        for row in rows
        if (found := find_root(row["form"])) not in {*row["root"].split("|"), *map(find_root, row["root"].split("|"))}
    ]
    assert 1 - len(wrong) / len(rows) >= LEAST, wrong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mereka", "reka"), ("menteri", "teri"), ("kepala", "pala"), ("perempuan", "empu"), ("desa", "desakan"),
        ("rusa", "kerusakan"), ("simpan", "simpang"), ("bank", "bang"), ("berhasil", "hasil"), ("ketua", "tua"),
        ("bukan", "buka"), ("peluang", "uang"), ("menang", "tenang"), ("mengurus", "kurus"), ("beasiswa", "siswa"),
        ("beli", "beliau"), ("jala", "jalan"), ("utang", "hutan"), ("dengar", "dengan"), ("sekolah", "kolah"),
    ],
)  # fmt: skip
def test_words_that_only_look_alike_are_kept_apart(one: str, other: str) -> None:
    assert find_root(one) != find_root(other)


@pytest.mark.parametrize(
    "name", ["Tarsih", "Sukarti", "Wahyuni", "Setiawan", "Kediri", "Sidoarjo", "Ngatini", "Permatasari"]
)
def test_a_name_is_not_taken_apart(name: str) -> None:
    assert find_root(name) == name.lower()
    assert find_root(f"{name}nya") == name.lower()


@pytest.mark.parametrize(
    ("word", "root"),
    [("diuploadin", "upload"), ("ngezoomin", "zoom"), ("di-scan", "scan"), ("nge-print", "print"), ("grupnya", "grup")],
)
def test_an_unknown_word_loses_what_is_surely_an_affix(word: str, root: str) -> None:
    assert find_root(word) == root


def test_every_reading_is_shown_with_its_cost() -> None:
    readings = find_candidates("memarang")
    assert {"parang"} <= {reading.root for reading in readings}
    assert [reading.cost for reading in readings] == sorted(reading.cost for reading in readings)


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(find_root(text), str)
    find_candidates(text)


@given(
    st.sampled_from(["pinjam", "tabung", "setor", "kumpul", "ajar", "cicil"]),
    st.sampled_from(["nya", "lah", "kah", "pun"]),
)
def test_a_clitic_changes_nothing(root: str, clitic: str) -> None:
    for form in (root, f"di{root}", f"di{root}kan", f"{root}in"):
        assert find_root(form + clitic) == find_root(form) == root
