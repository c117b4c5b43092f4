"""Two tags that may be one speaker's are told, two that are two people's are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reading.alike import find_alike, is_one_edit


@pytest.mark.parametrize(
    ("slip", "tag"),
    [
        ("Infroman", "Informan"),
        ("Informa", "Informan"),
        ("INFORMAN", "Informan"),
        ("Ibu  Sari", "Ibu Sari"),
        ("M7", "M07"),
        ("MO1", "M01"),
        ("Pl", "P1"),
        ("p", "P"),
        ("PP", "P"),
        ("YKJ", "YKK"),
        ("Partisipan 1", "Partisipen 1"),
    ],
)
def test_a_slip_that_occurs_once_is_told(slip: str, tag: str) -> None:
    assert find_alike(slip, {tag: 40, "Zulaikha": 39}) == tag


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M", "K"),
        ("I1", "I2"),
        ("Ibu A", "Ibu B"),
        ("Informan 1", "Informan 2"),
        ("M07", "M17"),
        ("Ani", "Budi"),
        ("Interviewer", "Interviewee"),
    ],
)
def test_two_people_are_two(one: str, other: str) -> None:
    assert find_alike(one, {other: 40}) == ""


def test_short_names_a_letter_apart_are_two_people_where_both_speak() -> None:
    assert find_alike("Rina", {"Rini": 38}, turns=30) == ""
    assert find_alike("Rina", {"Rini": 38}, turns=2) == "Rini"


@given(st.text("abc", max_size=6), st.data())
def test_one_edit_is_one_whatever_the_edit(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word)))
    longer = word[:place] + data.draw(st.sampled_from("abcd")) + word[place:]
    assert is_one_edit(word, longer)
    assert is_one_edit(longer, word)
    assert not is_one_edit(word, word)
    assert not is_one_edit(word, word + "dd")
