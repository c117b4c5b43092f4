"""Turns on one line, as some pages show theses: parted where tags tell it, and only there."""

from __future__ import annotations

import pytest

from drafted import draft_paragraphs as draft
from drafted import said

ASKED = ("Sejak kapan Ibu berjualan di sini?", "Berapa modal awalnya?", "Dari mana modal itu?", "Lalu?")
TOLD = ("Sudah lama, sejak anak masih kecil.", "Tidak banyak, dua juta.", "Saya pinjam dari saudara.", "Ya lunas.")


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


@pytest.mark.parametrize(
    ("asks", "tells"),
    [("P", "N"), ("Peneliti", "Informan"), ("R", "SISWA1"), ("Peneliti", "Bagas"), ("Interviewer", "Student A")],
)
def test_turns_that_are_run_together_here_and_there_are_parted_too(asks: str, tells: str) -> None:
    talk = turns(asks, tells)
    lines = [f"{tag} : {words}" for tag, words in talk]
    made = draft("Transkrip Wawancara", *lines[:3], f"{lines[3]} {lines[4]}", lines[5], f"{lines[6]} {lines[7]}")
    assert said(made) == talk


@pytest.mark.parametrize("ending", ["(mengangguk)", "“Sudah lama”", "Ya begitu…", "“Ya.”"])
def test_an_answer_may_end_with_a_quotation_mark_or_a_note_where_the_next_turn_begins(ending: str) -> None:
    lines = [f"{tag} : {words}" for tag, words in turns("P", "N")]
    made = draft(*lines, f"N : {ending} P : Apa lagi?", "N : Itu saja.")
    assert said(made)[-3:] == [("N", ending), ("P", "Apa lagi?"), ("N", "Itu saja.")]


def test_three_turns_on_one_line_are_three() -> None:
    lines = [f"{tag} : {words}" for tag, words in turns("Peneliti", "Bagas")]
    made = draft(*lines, "Bagas : (diam) Peneliti : “Dua?” Bagas : “Tiga.”")
    assert said(made)[-3:] == [("Bagas", "(diam)"), ("Peneliti", "“Dua?”"), ("Bagas", "“Tiga.”")]


@pytest.mark.parametrize(
    "words",
    [
        "Waktu itu dia bilang P: begitu saja, lalu saya pulang ke rumah.",  # no sentence ends before it
        "Saya jawab. N: itu nama dagang saya.",  # nobody else
        "Tokonya ada dua. Kasir: di depan. Gudang: di belakang.",  # nobody begins a line so
        "Sebentar. (bicara dengan anaknya… P: tidak apa-apa, Bu)",  # within a note
        "P: begitu kata mereka kalau memanggil saya.",  # right behind another tag
    ],
)
def test_what_looks_like_a_tag_amid_a_turn_may_be_said(words: str) -> None:
    made = draft(*(f"{tag} : {told}" for tag, told in turns("P", "N")), f"N : {words}")
    assert said(made)[-1] == ("N", words)
    assert {tag.tag for tag in made.tags} == {"P", "N"}


def test_who_has_few_lines_of_their_own_is_parted_from_the_others_all_the_same() -> None:
    lines = [f"N : {told} P : {asked}" for told, asked in zip(TOLD, ASKED, strict=True)]
    made = draft("P : Apa kabar?", *lines, "N : Baik.", "P : Terima kasih.", "N : Ya.")
    assert len(said(made)) == 12


def test_a_line_that_goes_on_may_hold_the_next_turn() -> None:
    lines = [f"{tag} : {words}" for tag, words in turns("P", "N")]
    made = draft(*lines, "N : Waktu itu harga naik,\njadi saya berhenti dulu. P : Lalu?", "N : Mulai lagi.")
    assert said(made)[-3:] == [
        ("N", "Waktu itu harga naik,\njadi saya berhenti dulu."), ("P", "Lalu?"), ("N", "Mulai lagi.")
    ]  # fmt: skip


def test_that_turns_were_parted_is_told() -> None:
    lines = [f"{tag} : {words}" for tag, words in turns("P", "N")]
    made = draft(*lines, "N : Sudah. P : Baik.")
    assert any("within the line of another" in note for note in made.notes)


def test_who_speaks_on_in_the_next_line_is_who_began_within_the_last() -> None:
    lines = [f"{tag} : {words}" for tag, words in turns("P", "N")]
    made = draft(
        *lines, "P : Lalu apa? N : Saya berhenti dulu", "karena harganya naik. P : Setelah itu?", "N : Mulai lagi."
    )
    assert [tag for tag, _ in said(made)][-4:] == ["P", "N", "P", "N"]


def test_a_word_that_stands_more_often_within_lines_than_before_them_is_said() -> None:
    lines = [f"{tag} : {words} Alamat: di sana." for tag, words in turns("Rina", "Bagas")]
    made = draft(*lines, "Alamat: di sini.", "Alamat: di mana-mana.")
    assert not any("within the line of another" in note for note in made.notes)
    lines = [f"{tag} : {words} Toko: tutup." for tag, words in turns("Rina", "Bagas")]
    made = draft(*lines, "Toko: buka.", "Toko: libur.")
    assert not any("within the line of another" in note for note in made.notes)
