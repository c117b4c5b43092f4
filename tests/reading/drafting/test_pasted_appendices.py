"""Appendices of theses as they are pasted from pages: torn tags, running numbers, labels above the talk."""

from __future__ import annotations

import pytest

from drafted import ASKED, TOLD, lines, said, turns
from drafted import draft_paragraphs as draft
from qualkit.reading.drafting.draft import format_draft


@pytest.mark.parametrize(("asks", "tells"), [("Sinta", "Bu Warni"), ("Interviewer", "Hanne"), ("Marieke", "Joost")])
def test_names_on_one_line_are_parted_where_they_take_turns(asks: str, tells: str) -> None:
    made = draft(f"Catatan dari lapangan. {' '.join(lines(asks, tells, ': '))}")
    assert said(made)[-8:] == turns(asks, tells)


@pytest.mark.parametrize(
    "words",
    [
        "Kami pergi dua kali. Senin: ke pasar. Selasa: ke ladang. Senin: libur. Selasa: kerja. Rabu: pulang ke rumah nenek.",
        "Harganya naik. Beras: mahal. Gula: mahal sekali. Beras: turun lagi. Gula: tetap. Minyak: hilang dari toko di desa.",
    ],
)
def test_words_that_come_again_on_one_line_are_nobodys_names(words: str) -> None:
    assert not draft(words).tags


def test_who_would_answer_himself_is_parted_from_the_other_without_the_end_of_a_sentence() -> None:
    written = lines("I", "R1", ": ")
    made = draft(*written[:4], "I: Lalu?", "R1: Ya begitu I: Itu kenapa?", "R1: Karena jauh.")
    assert said(made)[-3:] == [("R1", "Ya begitu"), ("I", "Itu kenapa?"), ("R1", "Karena jauh.")]
    made = draft("Rina : Assalamualaikum Bu Warni : Waalaikumsalam", *lines("Rina", "Bu Warni"))
    assert said(made)[:2] == [("Rina", "Assalamualaikum"), ("Bu Warni", "Waalaikumsalam")]


def test_a_tag_amid_a_turn_is_said_where_the_other_answers_all_the_same() -> None:
    made = draft(*lines("P", "N"), "P: Anaknya?", "N: Yang dapat nilai P: Ya si bungsu.", "P: Oh begitu.")
    assert said(made)[-2] == ("N", "Yang dapat nilai P: Ya si bungsu.")


def test_running_numbers_go_with_the_turns_that_are_parted() -> None:
    written = [f"{number}. {line}" for number, line in enumerate(lines("Peneliti", "Andi"), start=1)]
    made = draft(written[0], f"{written[1]} {written[2]}", written[3], f"{written[4]} {written[5]}", *written[6:])
    assert said(made) == turns("Peneliti", "Andi")
    written = [f"{number:02}. {line}" for number, line in enumerate(lines("P", "S1"), start=1)]
    assert said(draft(" ".join(written[:3]), " ".join(written[3:6]), *written[6:])) == turns("P", "S1")


def test_a_number_that_is_said_stays_with_who_says_it() -> None:
    made = draft(" ".join(lines("P", "N")[:7]), "N : Sejak umur 12. P : Lama juga.", "N : Anak saya 3. P : Oh.")
    assert said(made)[-4:] == [("N", "Sejak umur 12."), ("P", "Lama juga."), ("N", "Anak saya 3."), ("P", "Oh.")]


@pytest.mark.parametrize(("asks", "tells"), [("Researcher", "Teacher"), ("P", "Guru")])
def test_a_tag_that_begins_other_turns_is_joined_to_its_colon_on_the_next_line(asks: str, tells: str) -> None:
    written = lines(asks, tells)
    torn = [f"{written[0]} {tells}", f": {TOLD[0]}", f"{written[2]} {tells}", f": {TOLD[1]}"]
    assert said(draft(*torn, *written[4:])) == turns(asks, tells)


def test_a_torn_tag_may_have_the_number_of_its_line_before_it_or_no_sentence() -> None:
    written = lines("I", "S")
    made = draft(
        "\n".join([*written, "I : Di mana itu?", "S : Di depan gedung I", ": Oh di sana.", "S : Ya. 30 I", ": Baik."])
    )
    assert said(made)[-5:] == [
        ("I", "Di mana itu?"), ("S", "Di depan gedung"), ("I", "Oh di sana."), ("S", "Ya. 30"), ("I", "Baik.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "label",
    ["Deskripsi informan : Beliau sudah lama berjualan di sini.", "I. Identitas Informan :", "II. Daftar Jawaban :",
     "Sekretaris: Rani Astuti", "Juru Foto: Bima Saputra"],
)  # fmt: skip
def test_a_label_above_the_talk_is_no_speaker(label: str) -> None:
    made = draft("Laporan Wawancara", "Kami berangkat pagi sekali supaya sampai di pasar sebelum ramai pembeli dan penjual.",
                 label, *lines("Pewawancara", "Narasumber", ": "))  # fmt: skip
    assert [tag.tag for tag in made.tags] == ["Pewawancara", "Narasumber"]
    assert said(made)[-8:] == turns("Pewawancara", "Narasumber")


@pytest.mark.parametrize("greeting", ["Moderator: Selamat pagi Bapak Ibu semua.", "Bu Lurah: Silakan dimulai saja."])
def test_who_opens_a_talk_and_says_no_more_is_a_speaker(greeting: str) -> None:
    made = draft(greeting, *lines("Pak Joko", "Bu Siti", ": "))
    assert [tag.tag for tag in made.tags] == [greeting.partition(":")[0], "Pak Joko", "Bu Siti"]


def test_who_offers_a_place_is_a_speaker_though_a_name_alone_stands_behind() -> None:
    made = draft("Juru Foto: Bima Saputra", *lines("P", "N"))
    assert "Bima Saputra" in format_draft(made)
    assert [tag.tag for tag in made.tags] == ["P", "N"]


@pytest.mark.parametrize("opened", ["“", '"'])
@pytest.mark.parametrize(("asks", "tells", "sign"), [("[COUNSEL]", "[WITNESS]", ": "), ("Q", "A", ". ")])
def test_a_quotation_mark_may_stand_before_each_tag(opened: str, asks: str, tells: str, sign: str) -> None:
    made = draft("The record has it so.", "\n".join(f"{opened}{line}" for line in lines(asks, tells, sign)))
    assert said(made)[-8:] == turns(asks.strip("[]"), tells.strip("[]"))


def test_questions_and_answers_with_a_dot_stand_beside_tags_with_a_colon() -> None:
    talk = lines("Q", "A", ". ")
    made = draft(*talk[:4], "Mr. Berg: I object to that.", "The Court: Go on.", "Mr. Berg: Very well.", "The Court: So.", "Mr. Berg: Yes.",
                 "The Court: Thank you.", *talk[4:])  # fmt: skip
    assert [tag for tag, _ in said(made)] == ["Q", "A"] * 2 + ["Mr. Berg", "The Court"] * 3 + ["Q", "A"] * 2
    assert [tag.role for tag in made.tags][:2] == ["interviewer", "informant"]


def test_points_that_letters_count_are_no_answers() -> None:
    made = draft("A. Latar belakang", *lines("P", "N"), "B. Pendidikan", *lines("P", "N"))
    assert {tag.tag for tag in made.tags} == {"P", "N"}


def test_a_label_that_calls_somebody_who_asks_is_no_name_of_who_answers() -> None:
    made = draft("Wawancara di pasar", "Nama penanya : Sinta", "Nama penjual : Pak Darto",
                 *(f"{tag} : {words.rstrip('?')}" for tag, words in turns("Sinta", "Pak Darto")))  # fmt: skip
    assert {tag.tag: tag.role for tag in made.tags} == {"Sinta": "interviewer", "Pak Darto": "informant"}


def test_what_somebody_says_above_the_first_tag_stays_in_the_text() -> None:
    made = draft(
        "Nama : Arif", "B Warni: jadi waktu itu saya", "masih kecil sekali.", *lines("Pewawancara", "Ibu Warni")
    )
    assert "jadi waktu itu saya" in made.text
    made = draft("Nama : Arif", "1. Bagaimana awalnya K1: waktu itu kami", "semua ikut.", "K2: Saya juga ikut.",
                 "K1: Lalu?", "K2: Ya begitu.", "K1: Oh begitu.")  # fmt: skip
    assert "waktu itu kami" in made.text


def test_a_code_with_a_number_behind_its_dot_is_no_slip_of_a_tag() -> None:
    made = draft(*lines("Q", "P6")[:4], "Faktor penghambat\nP6.2 aturan yang berubah", *lines("Q", "P6")[4:])
    assert "P6.2 aturan yang berubah" in made.text


@pytest.mark.parametrize("heading", ["2. Subyek NY", "3. Informan WR", "Lampiran 3.1"])
def test_a_heading_below_a_quotation_is_said_by_nobody(heading: str) -> None:
    talk = [f"{tag} : “{words}”" for tag, words in turns("P", "HN")]
    made = draft("\n".join(["Data Wawancara", "1. Subyek HN", *talk, heading, *talk]))
    assert f"[{heading}]" in made.text


def test_questions_that_numbers_count_may_have_their_answers_on_the_same_line() -> None:
    asked = [f"{number}. {words} {told}" for number, (words, told) in enumerate(zip(ASKED, TOLD, strict=True), start=1)]
    made = draft("Hasil wawancara dengan penenun", "\n".join(asked))
    assert [words.split(". ", 1)[-1] for _, words in said(made)] == [
        words for pair in zip(ASKED, TOLD, strict=True) for words in pair
    ]
    assert {tag.role for tag in made.tags} == {"interviewer", "informant"}


@pytest.mark.parametrize("more", ["Mengapa?", "(gali lebih dalam)"])
def test_a_guide_has_no_answers_on_its_lines(more: str) -> None:
    made = draft(
        "Pedoman wawancara", "\n".join(f"{number}. {words} {more}" for number, words in enumerate(ASKED, start=1))
    )
    assert not made.tags


def test_a_legend_with_dashes_names_those_who_speak() -> None:
    made = draft("\n".join(["Transkrip Temu Bual", "Pengekodan", "A- Alin", "S- Sinta", *lines("S", "A", ": ")]))
    assert {tag.tag: tag.name for tag in made.tags} == {"S": "Sinta", "A": "Alin"}


def test_points_that_somebody_counts_in_a_talk_stay_one_turn() -> None:
    points = "1. Kenapa mahal? Karena jauh.\n2. Kenapa sepi? Karena hujan.\n3. Kenapa rugi? Karena dua-duanya."
    made = draft(*lines("P", "N"), "P : Apa saja masalahnya?", f"N : Ada tiga.\n{points}", "P : Oh begitu.")
    assert said(made)[-2] == ("N", f"Ada tiga.\n{points}")


def test_a_turn_may_begin_behind_one_whose_tag_has_a_semicolon() -> None:
    made = draft(*lines("P", "S1"), "P ; Itu saja ya? S1 : Iya sih", "P : Terima kasih.")
    assert said(made)[-3:] == [("P", "Itu saja ya?"), ("S1", "Iya sih"), ("P", "Terima kasih.")]


@pytest.mark.parametrize(
    "shown",
    ["Anda di halaman 1dari 8", "You are on page 1of 3", "• Tidak ada hasil yang ditemukan", "• No results found"],
)
def test_what_a_site_writes_above_a_text_is_not_its_title(shown: str) -> None:
    made = draft(shown, "Data Transkip P5", *lines("S", "P"))
    assert made.header["title"] == "Data Transkip P5"
    assert shown in format_draft(made)
    made = draft(shown, "Cerita Penenun", *lines("S", "P"))
    assert made.header["title"] == "Cerita Penenun"


@pytest.mark.parametrize(
    "shown", ["Tidak ada komentar:\nPosting Komentar", "No comments:\nPost a Comment", "Posting Komentar"]
)
def test_what_a_blog_writes_below_a_text_is_said_by_nobody(shown: str) -> None:
    made = draft("\n".join([*lines("P", "N"), shown]))
    assert said(made)[-1][1].partition("\n")[0] == TOLD[-1]
    assert all(f"[{line}]" in made.text for line in shown.split("\n"))


@pytest.mark.parametrize("way", ["Bu Warni", "B. Warni", "Ibu Warnii", "Bu warni"])
def test_a_title_or_name_that_is_written_otherwise_now_and_then_is_the_same_speaker(way: str) -> None:
    talk = lines("Pewawancara", "Ibu Warni", ": ")
    made = draft(*talk, "Pewawancara: Anaknya berapa?", f"{way}: Dua saja.", "Pewawancara: Oh begitu.")
    assert [tag.tag for tag in made.tags] == ["Pewawancara", "Ibu Warni"]
    assert said(made)[-2] == ("Ibu Warni", "Dua saja.")
    assert any(way in note and "Ibu Warni" in note for note in made.notes)


@pytest.mark.parametrize("other", ["Pak Warni", "Ibu Warna", "Ibu Narti", "Warni Astuti"])
def test_another_title_or_name_is_another_person(other: str) -> None:
    talk = lines("Pewawancara", "Ibu Warni", ": ")
    made = draft(*talk, "Pewawancara: Anaknya berapa?", f"{other}: Dua saja.", "Pewawancara: Oh begitu.",
                 f"{other}: Ya.")  # fmt: skip
    assert {tag.tag for tag in made.tags} == {"Pewawancara", "Ibu Warni", other}
