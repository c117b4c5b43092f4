"""Legends of first letters, `S : Saya` or turned round, and tags that are spelt out once within a line."""

from __future__ import annotations

import pytest

from drafted import draft_paragraphs as draft
from drafted import said

ASKED = ("Sejak kapan Ibu menenun?", "Siapa yang mengajari?", "Benangnya dari mana?", "Dijual ke mana?")
TOLD = ("Dari kelas tiga.", "Nenek saya sendiri.", "Beli di kota.", "Ke pengepul saja.")
INTRO = (
    "Pada hari Minggu yang cerah itu kami pergi ke rumah seorang penenun di ujung desa untuk berbincang dengan beliau."
)


def turns(asks: str, tells: str) -> list[tuple[str, str]]:
    return [turn for asked, told in zip(ASKED, TOLD, strict=True) for turn in ((asks, asked), (tells, told))]


def lines(asks: str, tells: str) -> list[str]:
    return [f"{tag} : {words}" for tag, words in turns(asks, tells)]


@pytest.mark.parametrize("above", [(), (INTRO,), ("Wawancara di Kampung Tenun",)])
@pytest.mark.parametrize(
    "legend",
    [("S : Saya", "W : Warni"), ("Saya : S", "Warni : W"), ("Saya = S", "Warni = W"), ("S : Sinta", "W : Warni")],
)
def test_letters_that_are_the_first_of_names_are_a_legend(above: tuple[str, ...], legend: tuple[str, ...]) -> None:
    made = draft(*above, *legend, *lines("S", "W"))
    assert said(made)[-8:] == turns("S", "W")
    assert [(one.tag, one.name, one.turns) for one in made.tags] == [
        ("S", "Sinta" if "Sinta" in legend[0] else "Saya", 4), ("W", "Warni", 4),
    ]  # fmt: skip


def test_one_word_with_another_letter_is_what_somebody_says() -> None:
    made = draft("S : Kopi", "W : Susu", *lines("S", "W"))
    assert said(made) == [("S", "Kopi"), ("W", "Susu"), *turns("S", "W")]


def test_a_label_whose_value_is_a_letter_is_no_legend() -> None:
    made = draft("Pekerjaan : P", "Jenis kelamin : L", *lines("P", "L"))
    assert [one.name for one in made.tags] == ["", ""]


def test_a_tag_that_is_spelt_out_within_a_line_begins_a_turn_there() -> None:
    _first, *rest = lines("T", "J")
    made = draft(f"Tanya (T): {ASKED[0]} Jawab (J): {TOLD[0]}", f"{rest[1]} {rest[2]}", *rest[3:])
    assert said(made) == turns("T", "J")


def test_what_stands_once_before_all_turns_on_one_line_is_a_label() -> None:
    made = draft(
        f"Contoh. 1. Narasumber : Warni Astuti 2. Tempat : Balai desa {' '.join(lines('Pertanyaan', 'Jawab'))}"
    )
    assert said(made)[-8:] == turns("Pertanyaan", "Jawab")
    assert {one.tag for one in made.tags} == {"Pertanyaan", "Jawab"}


def test_who_says_one_thing_amid_a_talk_on_one_line_is_a_speaker() -> None:
    spoken = lines("P", "N")
    made = draft(" ".join([*spoken[:4], "I : Saya ikut juga.", *spoken[4:]]))
    assert said(made)[4] == ("I", "Saya ikut juga.")


def test_the_first_turns_of_a_talk_on_one_line_may_have_their_tags_spelt_out() -> None:
    made = draft(" ".join([f"3 Question: {ASKED[0]} Answer: {TOLD[0]}", *lines("Q", "A")[2:]]))
    assert said(made) == turns("Q", "A")
