"""The language of phrases: what each sign means, and what is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.language import Rooter
from qualkit.patterns.phrases import GAP, MOST_SLOTS, WIDE, Slot, Word, parse_phrase, show_phrase
from qualkit.patterns.symbols import expand, find_alike


def root(text: str) -> frozenset[Word]:
    return frozenset({Word("root", text)})


def test_words_stand_in_order_with_small_gaps() -> None:
    assert parse_phrase("Pinjam rentenir") == (Slot(root("pinjam")), Slot(root("rentenir"), 0, GAP))
    assert parse_phrase("pinjam rentenir", gap=0)[1].most == 0


def test_alternatives_share_a_place() -> None:
    (slot,) = parse_phrase("pinjam|utang*|lunas~")
    assert slot.words == {Word("root", "pinjam"), Word("like", "utang*"), Word("close", "lunas")}


def test_what_is_in_quotes_stands_side_by_side() -> None:
    kapok, tidak, lagi = parse_phrase('kapok "Tidak lagi,"')
    assert (tidak.words, tidak.most) == (frozenset({Word("form", "tidak")}), GAP)
    assert (lagi.words, lagi.most) == (frozenset({Word("form", "lagi")}), 0)
    assert kapok.words == root("kapok")


def test_stars_and_points_stand_for_words() -> None:
    assert parse_phrase("utang * * lunas")[1] == Slot(root("lunas"), 2, GAP)
    assert parse_phrase("utang * * * lunas")[1] == Slot(root("lunas"), 3, 3)
    assert parse_phrase("utang ... lunas")[1] == Slot(root("lunas"), 0, WIDE)
    assert parse_phrase("utang … lunas")[1] == Slot(root("lunas"), 0, WIDE)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "names no word"),
        (" ... ", "names no word"),
        ("* *", "names no word"),
        ('"tidak lagi', "has no partner"),
        ('"?"', "is no word"),
        ("pinjam|", "empty alternative"),
        ("pinjam#bank", "'#'"),
        ("a*", "nearly every word"),
        ("abc~", "four letters"),
        ("uta~ng", "end of a word"),
        ("ren*ir~", "not with"),
        ("utang " + "* " * 13 + "lunas", "no phrase"),
        ("kata " * (MOST_SLOTS + 1), "more than"),
    ],
)
def test_what_means_nothing_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        parse_phrase(text)


@given(st.text(alphabet='abik |*~"“”….#- ', max_size=30))
def test_any_text_is_a_phrase_or_a_clear_fault(text: str) -> None:
    try:
        phrase = parse_phrase(text)
    except ValueError as error:
        assert str(error)
    else:
        assert 0 < len(phrase) <= MOST_SLOTS
        assert all(slot.words and slot.least <= max(slot.most, slot.least) for slot in phrase)
        assert show_phrase(phrase)


def test_two_words_in_one_become_two_places() -> None:
    (way,) = expand(parse_phrase("gamau utang"), Rooter("id"))
    assert [slot.words for slot in way] == [root("tidak"), root("mau"), root("utang")]
    assert [slot.most for slot in way] == [0, 0, GAP]
    assert len(expand(parse_phrase("gamau|ogah utang"), Rooter("id"))) == 2


@pytest.mark.parametrize(
    ("word", "form", "is_alike"),
    [
        ("rentenir", "rentenir", True), ("rentenir", "rentnir", True), ("rentenir", "renteniir", True),
        ("rentenir", "rentanir", True), ("rentenir", "retnenir", True), ("rentenir", "renenit", False),
        ("rentenir", "rntnir", False), ("lunas", "pulas", False), ("lunas", "ulnas", True),
    ],
)  # fmt: skip
def test_words_are_alike_that_differ_by_one_letter(word: str, form: str, is_alike: bool) -> None:
    assert find_alike([Word("close", word)], [form]) == ({Word("close", word): form} if is_alike else {})
