"""Tokens stand exactly where the text says, whatever the text is."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.language import find_tokens


def tokens_of(text: str) -> list[str]:
    return [text[start:end] for start, end in find_tokens(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Saya pinjam, lalu bayar.", ["Saya", "pinjam", "lalu", "bayar"]),
        ("Rp50.000 atau 2,5 juta", ["Rp50.000", "atau", "2,5", "juta"]),
        ("jam 08.30, 12:45", ["jam", "08.30", "12:45"]),
        ("gak-papa, anak-anaknya", ["gak-papa", "anak-anaknya"]),
        ("Qur'an, Qur’an, don't", ["Qur'an", "Qur’an", "don't"]),
        ("'katanya' saya", ["katanya", "saya"]),
        ("pulang.Terus makan", ["pulang", "Terus", "makan"]),
        ("lihat https://a.id/b?c=1,2. ya", ["lihat", "https://a.id/b?c=1,2", "ya"]),
        ("(www.a.co.id/b)", ["www.a.co.id/b"]),
        ("makasih👍🏽 👩‍👩‍👧", ["makasih", "👍🏽", "👩‍👩‍👧"]),
        ("cafe\N{COMBINING ACUTE ACCENT}nya", ["cafe\N{COMBINING ACUTE ACCENT}nya"]),
        ("snake_case -- …", ["snake", "case"]),
        ("हिन्दी", ["हिन्दी"]),
        ("", []),
    ],
)
def test_a_text_has_these_tokens(text: str, tokens: list[str]) -> None:
    assert tokens_of(text) == tokens


def test_a_part_of_a_text_is_counted_from_its_beginning() -> None:
    assert find_tokens("satu dua tiga", 5, 8) == [(5, 8)]


@given(st.text())
def test_tokens_are_in_order_and_hold_no_blanks(text: str) -> None:
    spans = find_tokens(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert not any(letter.isspace() for token in tokens_of(text) for letter in token)


@given(st.text())
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    covered = {place for start, end in find_tokens(text) for place in range(start, end)}
    lost = [letter for place, letter in enumerate(text) if letter.isalnum() and place not in covered]
    assert not [letter for letter in lost if unicodedata.category(letter)[0] in "LN"]


@pytest.mark.parametrize(
    "piece", ["a", "1.", "a-", "http://", "www.", ".", "é\N{COMBINING ACUTE ACCENT}", "👍\u200d", "'"]
)
def test_a_megabyte_without_a_blank_is_read(piece: str) -> None:
    assert find_tokens(piece * (1_000_000 // len(piece))) is not None
