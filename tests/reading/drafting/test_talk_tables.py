"""Talks kept in tables: what stands above them, titles that come again, columns that are speakers."""

from __future__ import annotations

import pytest

from drafted import Said, said
from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.formats.manuscript import Paragraph, make_manuscript

ASK, TELL = "Sejak kapan Ibu berjualan di sini?", "Sudah lama, sejak anak pertama masih kecil."
ASK2, TELL2 = "Berapa modal awalnya?", "Tidak banyak, saya pinjam dari saudara dulu."
FOUR = (ASK, TELL, ASK2, TELL2)
HEAD = (("Nomor", "6"), ("Hari/Tanggal", "Senin, 3 April 2017"), ("Tempat", "Pasar Legi"), ("Informan", "Bu Sri"),
        ("Pewawancara", "Rina"))  # fmt: skip


def draft(*rows: tuple[str, ...]) -> Draft:
    paragraphs = (Paragraph("\n".join(filter(None, row)), cells=row) for row in rows)
    return draft_transcript(make_manuscript(paragraphs), identity="F1")


def pairs(asks: str, tells: str) -> Said:
    return list(zip((asks, tells) * 2, FOUR, strict=True))


@pytest.mark.parametrize(
    ("titles", "asks", "tells"),
    [
        pytest.param((), "P", "N", id="letters"),
        pytest.param((), "P :", "N :", id="letters with their colons"),
        pytest.param((("Nama", "Pernyataan"),), "Moderator", "Bu Yanti", id="names below titles"),
        pytest.param((("Pelaku", "Verbatim"),), "Peneliti", "Subjek", id="roles below titles"),
    ],
)
def test_a_table_of_labels_right_above_the_talk_is_its_head(
    titles: tuple[tuple[str, str], ...], asks: str, tells: str
) -> None:
    made = draft(*HEAD, *titles, *zip((asks, tells) * 2, FOUR, strict=True))
    assert said(made) == pairs(asks.rstrip(" :"), tells.rstrip(" :"))
    assert (made.header["date"], made.header["place"], made.header["nomor"]) == ("2017-04-03", "Pasar Legi", "6")
    assert (made.header["interviewer"], made.header["informant"]) == ("Rina", "Bu Sri")


def test_titles_that_come_again_on_the_next_page_are_said_by_nobody() -> None:
    titles = ("No", "Pelaku", "Percakapan")
    rows = [(str(number), *row) for number, row in enumerate(zip("PNPN", FOUR, strict=True), 1)]
    assert said(draft(titles, *rows[:2], titles, *rows[2:])) == pairs("P", "N")


def test_columns_may_be_called_by_who_speaks() -> None:
    made = draft(("Pewawancara", "Narasumber"), (ASK, TELL), (ASK2, TELL2))
    assert said(made) == pairs("Pewawancara", "Narasumber")


def test_several_informants_may_answer_beside_each_other() -> None:
    made = draft(("No", "Pertanyaan", "Informan 1", "Informan 2"), ("1", ASK, TELL, TELL2), ("2", ASK2, TELL2, TELL))
    assert said(made) == [
        ("Pertanyaan", ASK), ("Informan 1", TELL), ("Informan 2", TELL2),
        ("Pertanyaan", ASK2), ("Informan 1", TELL2), ("Informan 2", TELL),
    ]  # fmt: skip


def test_codes_that_count_the_lines_tell_who_speaks() -> None:
    codes = ("P1.01", "S1.01", "P1.02", "S1.02")
    made = draft(*HEAD, ("Kode", "Transkripsi"), *zip(codes, FOUR, strict=True))
    assert said(made) == pairs("P1", "S1")


def test_a_head_may_name_the_roles_that_the_columns_have() -> None:
    made = draft(*HEAD, ("Pewawancara", "Narasumber"), (ASK, TELL), (ASK2, TELL2))
    assert said(made) == pairs("Pewawancara", "Narasumber")
    assert made.header["interviewer"] == "Rina"


def test_a_table_of_people_is_no_talk() -> None:
    rows = (("Informan", "Pewawancara"), ("Bu Sri", "Rina"), ("Bu Tini", "Rina"))
    made = draft(*rows)
    assert not made.tags


def test_who_answers_stands_in_a_column_between_question_and_answer() -> None:
    made = draft(
        ("No", "Pertanyaan", "Informan", "Jawaban"),
        ("1", ASK, "Ny. S", TELL), ("", "", "Ny. R", "Baru setahun."),
        ("2", ASK2, "Ny. S", TELL2), ("", "", "", "Itu saja."), ("", "", "Ny. R", "Lima ratus ribu."),
    )  # fmt: skip
    assert said(made) == [
        ("Pertanyaan", ASK), ("Ny. S", TELL), ("Ny. R", "Baru setahun."),
        ("Pertanyaan", ASK2), ("Ny. S", f"{TELL2}\n\nItu saja."), ("Ny. R", "Lima ratus ribu."),
    ]  # fmt: skip
    assert {tag.tag: tag.role for tag in made.tags} == {
        "Pertanyaan": "interviewer", "Ny. S": "informant", "Ny. R": "informant",
    }  # fmt: skip


@pytest.mark.parametrize("titles", [("Informan", "Jawaban"), ()], ids=["with titles", "without"])
def test_a_row_of_one_question_is_asked_of_all_whose_answers_stand_below_it(titles: tuple[str, ...]) -> None:
    rows = [("1. " + ASK, ""), ("Informan 1", TELL), ("Informan 2", "Baru setahun."),
            ("2. " + ASK2, ""), ("Informan 1", TELL2), ("Informan 2", "Lima ratus ribu.")]  # fmt: skip
    made = draft(*([titles] if titles else []), *rows)
    assert [(who, words) for who, words in said(made) if who != "Informan 1" and who != "Informan 2"] == [
        ("Pertanyaan", "1. " + ASK), ("Pertanyaan", "2. " + ASK2),
    ]  # fmt: skip
    assert [words for who, words in said(made) if who == "Informan 2"] == ["Baru setahun.", "Lima ratus ribu."]
    assert {tag.tag: tag.role for tag in made.tags} == {
        "Pertanyaan": "interviewer", "Informan 1": "informant", "Informan 2": "informant",
    }  # fmt: skip


@pytest.mark.parametrize("titles", [("no", "", "transkrip"), ("No", "Kode", "Verbatim")])
def test_codes_below_no_title_tell_who_speaks_below_titles_of_one_kind(titles: tuple[str, ...]) -> None:
    rows = [(str(n), who, words) for n, (who, words) in enumerate(zip("pipi", FOUR, strict=True), 1)]
    made = draft(titles, *rows)
    assert said(made) == pairs("p", "i")


def test_a_question_in_a_frame_between_rows_is_asked_of_all_too() -> None:
    """In Word, a cell across all columns is a paragraph between the rows."""
    rows = [("Informan", "Jawaban"), ("1. " + ASK,), ("Informan 1", TELL), ("Informan 2", "Baru setahun."),
            ("2. " + ASK2,), ("Informan 1", TELL2), ("Informan 2", "Lima ratus ribu.")]  # fmt: skip
    paragraphs = (Paragraph("\n".join(row), cells=row if len(row) > 1 else ()) for row in rows)
    made = draft_transcript(make_manuscript(paragraphs), identity="F1")
    assert [who for who, _ in said(made)] == ["Pertanyaan", "Informan 1", "Informan 2"] * 2


def test_a_question_between_two_tables_parts_them() -> None:
    rows = [("P", ASK), ("N", TELL), ("Lalu bagaimana?",), ("Nama", "Siti"), ("Umur", "40")]
    paragraphs = (Paragraph("\n".join(row), cells=row if len(row) > 1 else ()) for row in rows)
    made = draft_transcript(make_manuscript(paragraphs), identity="F1")
    assert [who for who, _ in said(made)] == ["P", "N"]


@pytest.mark.parametrize("title", ["Indikator", "Aspek", "Fokus Penelitian", "Variabel"])
def test_what_a_question_is_about_is_a_comment_and_nobody_says_it(title: str) -> None:
    made = draft(("No", title, "Pertanyaan", "Jawaban"), ("1", "Awal usaha", ASK, TELL), ("2", "Modal", ASK2, TELL2))
    assert said(made) == pairs("Pertanyaan", "Jawaban")
    assert [remark.text for remark in made.remarks] == [f"{title}: Awal usaha", f"{title}: Modal"]
    assert any(repr(title) in note for note in made.notes)


def test_questions_about_topics_are_asked() -> None:
    made = draft(("No", "Topik Pertanyaan", "Jawaban"), ("1", ASK, TELL), ("2", ASK2, TELL2))
    assert [words for _, words in said(made)] == list(FOUR)


@pytest.mark.parametrize(("asks", "tells"), [("P", "N"), ("Penemu bual", "Puan R"), ("Peneliti", "Pak Hadi")])
@pytest.mark.parametrize("counted", [False, True])
def test_a_column_of_colons_is_nothing_that_is_said(asks: str, tells: str, counted: bool) -> None:
    rows = [(who, ":", words) for who, words in zip((asks, tells) * 2, FOUR, strict=True)]
    made = draft(*((str(number), *row) if counted else row for number, row in enumerate(rows, 1)))
    assert said(made) == pairs(asks, tells)


def test_colons_before_the_words_of_a_table_are_the_signs_of_its_tags() -> None:
    made = draft(*((who, f": {words}") for who, words in zip("PNPN", FOUR, strict=True)))
    assert said(made) == pairs("P", "N")


@pytest.mark.parametrize(
    "titles", [("Tijd", "Wie", "Wat"), ("Kapan", "Siapa", "Apa"), ("Klokken", "Den der taler", "Det der siges")]
)
def test_titles_above_times_are_said_by_nobody(titles: tuple[str, ...]) -> None:
    rows = [(f"0:0{number}", *row) for number, row in enumerate(zip(("Peneliti", "Bu Sri") * 2, FOUR, strict=True))]
    assert said(draft(titles, *rows)) == pairs("Peneliti", "Bu Sri")


@pytest.mark.parametrize("titles", [("Wie", "Wat"), ("Siapa", "Apa"), ("Hvem", "Hvad")])
def test_titles_that_ask_who_are_said_by_nobody(titles: tuple[str, ...]) -> None:
    assert said(draft(titles, *zip(("Peneliti", "Bu Sri") * 2, FOUR, strict=True))) == pairs("Peneliti", "Bu Sri")


def test_notes_that_come_again_beside_what_was_seen_are_no_speakers() -> None:
    rows = [
        (f"06.{number}0", words, note)
        for number, (words, note) in enumerate(zip(FOUR, ("ramai", "sepi") * 2, strict=True))
    ]
    assert not draft(("Waktu", "Kegiatan yang diamati", "Catatan reflektif"), *rows).tags


def test_a_title_may_call_one_column_by_all_who_speak_in_it() -> None:
    rows = ((who, words, "") for who, words in zip(("Pewawancara", "Informan") * 2, FOUR, strict=True))
    assert said(draft(("Pewawancara/ Informan", "Hasil wawancara", "Ket."), *rows)) == pairs("Pewawancara", "Informan")


def test_turns_with_their_tags_may_stand_beside_running_numbers() -> None:
    made = draft(
        *((str(number), f"{who}: {words}") for number, (who, words) in enumerate(zip("PNPN", FOUR, strict=True), 1))
    )
    assert said(made) == pairs("P", "N")
    assert made.header.get("preamble") is None
    assert any("running numbers" in note for note in made.notes)


def test_a_table_of_questions_alone_keeps_them() -> None:
    assert draft(("Sudah?", ""), ("Belum?", "")).text == "Sudah?\n\nBelum?"


def test_a_column_that_counts_the_rows_is_left_out_whatever_its_title() -> None:
    rows = ((str(number), who, words) for number, (who, words) in enumerate(zip("PNPN", FOUR, strict=True), 1))
    assert said(draft(("Urut", "Pelaku", "Verbatim"), *rows)) == pairs("P", "N")


def test_a_value_in_small_letters_beside_its_label_is_told_once() -> None:
    made = draft(("Tanggal", "3 April 2017"), ("Tempat", "rumah informan"), *zip("PNPN", FOUR, strict=True))
    assert made.header["place"] == "rumah informan"
