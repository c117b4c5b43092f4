"""Turns on one line, as some pages show theses: parted where tags tell it, and only there."""

from __future__ import annotations

import pytest

from qualkit.reading.drafting.draft import Draft, draft_transcript, format_draft
from qualkit.reading.formats.manuscript import Paragraph, clean, make_manuscript
from qualkit.reading.transcript import parse_transcript

ASKED = ("Sejak kapan Ibu berjualan di sini?", "Berapa modal awalnya?", "Dari mana modal itu?", "Lalu?")
TOLD = ("Sudah lama, sejak anak masih kecil.", "Tidak banyak, dua juta.", "Saya pinjam dari saudara.", "Ya lunas.")


def draft(*paragraphs: str) -> Draft:
    return draft_transcript(make_manuscript(Paragraph(clean(text)) for text in paragraphs), identity="F1")


def said(made: Draft) -> list[tuple[str | None, str]]:
    document = parse_transcript(format_draft(made), file="made.txt")
    return [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


def turns(asks: str, tells: str) -> list[tuple[str, str]]:
    return [turn for asked, told in zip(ASKED, TOLD, strict=True) for turn in ((asks, asked), (tells, told))]


@pytest.mark.parametrize(("asks", "tells"), [("P", "N"), ("Peneliti", "Informan"), ("I", "IP1")])
@pytest.mark.parametrize("sign", [": ", " : "])
def test_a_page_on_one_line_is_parted_where_somebody_else_begins(asks: str, tells: str, sign: str) -> None:
    made = draft(" ".join(f"{tag}{sign}{words}" for tag, words in turns(asks, tells)))
    assert said(made) == turns(asks, tells)


def test_what_stands_before_the_first_turn_stays_above_it() -> None:
    made = draft("Lampiran 3 Transkrip Wawancara", " ".join(f"{tag} : {words}" for tag, words in turns("P", "N")))
    assert made.header["title"] == "Lampiran 3 Transkrip Wawancara"
    assert said(made) == turns("P", "N")


@pytest.mark.parametrize(
    "words",
    [
        "Syaratnya tiga. KTP: asli. KK: asli. Surat nikah: fotokopi, kalau ada, kalau tidak ada ya tidak usah.",
        "Dia bilang P: begitu saja. Lalu saya pulang, dan besoknya datang lagi ke kantor: masih tutup juga waktu itu.",
    ],
)
def test_words_before_colons_within_a_turn_are_no_turns(words: str) -> None:
    lines = [f"{tag}: {told}" for tag, told in turns("P", "N")]
    made = draft(*lines, f"N: {words}")
    assert said(made)[-1] == ("N", f"{TOLD[-1]}\n\n{words}") or said(made)[-1] == ("N", words)


def test_a_text_of_abbreviations_is_prose() -> None:
    text = "Ada tiga bank. BRI: buka pagi. BNI: tutup sore. BRI: ramai. BRI: jauh. Semua bank ada di kota, kata orang-orang."
    assert not draft(text).tags
