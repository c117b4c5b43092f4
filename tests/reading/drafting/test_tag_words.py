"""Tags in small letters, and first turns under other names than the rest."""

from __future__ import annotations

import textwrap

import pytest

from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.formats.plain import read_plain

ASK, TELL = "Sejak kapan Ibu berjualan di sini?", "Sudah lama, sejak anak pertama masih kecil."
ASK2, TELL2 = "Berapa modal awalnya?", "Tidak banyak. Satu hal: saya pinjam dari saudara dulu."
FOUR = (ASK, TELL, ASK2, TELL2)


def draft(text: str) -> Draft:
    return draft_transcript(read_plain(text.encode(), file="F1.txt"), identity="F1")


def talk(tags: list[str], between: str = "\n") -> str:
    return between.join(f"{tag}: {words}" for tag, words in zip(tags, FOUR * 4, strict=False))


def told(made: Draft) -> dict[str, tuple[int, str]]:
    return {tag.tag: (tag.turns, tag.role) for tag in made.tags}


@pytest.mark.parametrize(
    ("asks", "tells"),
    [("p", "i"), ("p", "n"), ("q", "a"), ("pewawancara", "informan"), ("rina", "pak budi"), ("p", "i1")],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_tags_in_small_letters_speak_where_they_do_all_over_the_file(asks: str, tells: str, between: str) -> None:
    assert told(draft(talk([asks, tells] * 4, between))) == {asks: (4, "interviewer"), tells: (4, "informant")}


def test_a_letter_speaks_also_where_answers_have_many_paragraphs() -> None:
    more = "\n\nLalu kami pindah ke kota." * 6
    made = draft("\n\n".join(f"p: {ASK}\n\ni: {TELL}{more}" for _ in range(5)))
    assert told(made) == {"p": (5, "interviewer"), "i": (5, "informant")}


@pytest.mark.parametrize(
    "text",
    [
        "Pagi ini ramai.\nharga: naik semua\njam: 10.30 baru sepi\nRp: 5.000\nharga: turun lagi\nSiang sepi.",
        "Hari ini saya belajar.\na: setuju\nb: tidak setuju\na: ragu\nb: tidak tahu\nSelesai.",
        "\n".join(["ke: rumah", "Saya pergi ke pasar.", "rp: 500", "dr: pasar", "Lalu pulang.", "Sudah sore."] * 3),
        "\n".join(f"{fruit}: Rp {price}" for fruit, price in zip(["cabai", "bawang", "tomat"] * 2, range(9), strict=False)),
    ],
)  # fmt: skip
def test_words_in_small_letters_before_a_colon_are_prose(text: str) -> None:
    assert not draft(text).tags


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (["Peneliti", "Informan"], ["P", "I"]),
        (["Peneliti", "N", "Peneliti", "N"], ["P", "N"]),
        (["Pewawancara", "Narasumber"], ["PW", "NS"]),
        (["Interviewer", "Respondent"], ["I", "R"]),
        (["Peneliti", "Subjek 1"], ["P", "S1"]),
    ],
)
def test_first_turns_under_the_word_that_the_letters_stand_for_are_of_the_same_speaker(
    first: list[str], then: list[str]
) -> None:
    made = draft(talk(first + then * 5))
    half = (len(first) + 10) // 2
    assert told(made) == {then[0]: (half, "interviewer"), then[1]: (half, "informant")}
    assert any(f"{first[0]!r}" in note and f"{then[0]!r}" in note for note in made.notes)


@pytest.mark.parametrize(
    "tags",
    [
        pytest.param(["Peneliti", "P", "Moderator", "P"] * 3, id="by turns, so they are two"),
        pytest.param(["Peneliti", "Partisipan", *["P", "Q"] * 4], id="two words for one letter"),
        pytest.param(["Peneliti", "Subjek 2", *["P", "S1"] * 4], id="another number"),
    ],
)
def test_a_letter_that_may_be_somebody_else_is_left_alone(tags: list[str]) -> None:
    assert {tags[1]} <= set(told(draft(talk(tags)))) <= set(tags)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_tags_that_were_lost_before_their_colons_are_told_and_not_guessed(between: str) -> None:
    made = draft(between.join(f": {words}" for words in FOUR))
    assert not made.tags
    assert made.text.count(": ") >= len(FOUR)
    assert any("4 lines begin with a colon" in note and "import it again" in note for note in made.notes)


def test_values_torn_from_their_labels_are_no_lost_tags() -> None:
    made = draft(f"Nama\n: Siti\nUmur\n: 40\nTempat\n: Pasar\n\n{talk(['P', 'N'] * 3)}")
    assert not any("colon" in note for note in made.notes)


def test_tags_in_small_letters_begin_lines_where_lines_were_broken_at_a_width() -> None:
    more = " Lalu kami pindah ke kota dan mulai lagi dari awal, karena modalnya habis dan pembelinya belum ada sama sekali."
    told_long = [f"{words}{more if n % 2 else ''}" for n, words in enumerate(FOUR * 3)]
    tags = ("pewawancara", "informan") * 6
    lines = [textwrap.fill(f"{tag}: {words}", 72) for tag, words in zip(tags, told_long, strict=True)]
    made = draft("\n".join(lines))
    assert told(made) == {"pewawancara": (6, "interviewer"), "informan": (6, "informant")}
    assert made.text.split("\n\n") == [f"{tag}: {words}" for tag, words in zip(tags, told_long, strict=True)]
