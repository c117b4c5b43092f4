"""Sentences and clauses of speech."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.language import find_clauses, find_sentences


def sentences_of(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text)]


def clauses_of(text: str) -> list[str]:
    return [text[start:end] for start, end in find_clauses(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Iya. Sudah lunas!", ["Iya.", "Sudah lunas!"]),
        ("Kata bu. Tarsih mahal.", ["Kata bu. Tarsih mahal."]),
        ("Iya, bu. Saya pinjam.", ["Iya, bu.", "Saya pinjam."]),
        ("iya bu. terus saya pinjam", ["iya bu.", "terus saya pinjam"]),
        ("Bayar Rp. 50.000 sebulan. Berat.", ["Bayar Rp. 50.000 sebulan.", "Berat."]),
        ("Kerja di PT. Maju Jaya. Gajinya kecil.", ["Kerja di PT. Maju Jaya.", "Gajinya kecil."]),
        ("Ketemu Bpk. Camat.", ["Ketemu Bpk. Camat."]),
        ("Beli beras, gula, dll. Terus pulang.", ["Beli beras, gula, dll.", "Terus pulang."]),
        ("Beli beras, dll. di pasar.", ["Beli beras, dll. di pasar."]),
        ("R. A. Kartini lahir di Jepara. Ya.", ["R. A. Kartini lahir di Jepara.", "Ya."]),
        ("Masa sih?! Nggak percaya.", ["Masa sih?!", "Nggak percaya."]),
        ('"Sudah." Dia pulang.', ['"Sudah."', "Dia pulang."]),
        ("Jam 08.30 datang. Pulang jam 9.", ["Jam 08.30 datang.", "Pulang jam 9."]),
        ("Ya... gimana ya. Susah.", ["Ya... gimana ya.", "Susah."]),
        ("Satu baris\n\nbaris lain", ["Satu baris", "baris lain"]),
        ("  ", []),
    ],
)
def test_a_text_has_these_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Dulu saya pinjam di sana, tapi sekarang sudah nggak.",
            ["Dulu saya pinjam di sana,", "tapi sekarang sudah nggak."],
        ),
        ("Beli beras, gula, minyak.", ["Beli beras, gula, minyak."]),
        ("Saya nggak ikut karena nggak punya uang.", ["Saya nggak ikut", "karena nggak punya uang."]),
        ("Saya capek, bu.", ["Saya capek, bu."]),
    ],
)
def test_a_text_has_these_clauses(text: str, clauses: list[str]) -> None:
    assert clauses_of(text) == clauses


@given(st.text(alphabet=st.sampled_from("ab .,!?\n\"'()…-Rp1tapi")))
def test_nothing_but_blanks_is_lost_between_sentences_and_clauses(text: str) -> None:
    for spans in (find_sentences(text), find_clauses(text)):
        assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize("piece", [".", ". ", "\n", "a,", ",", "!a", "bu. ", " -"])
def test_half_a_megabyte_of_anything_is_read(piece: str) -> None:
    assert find_clauses(piece * (500_000 // len(piece))) is not None
