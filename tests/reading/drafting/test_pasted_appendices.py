"""Appendices of theses as they are pasted from pages: torn tags, running numbers, labels above the talk."""

from __future__ import annotations

import pytest

from qualkit.reading.drafting.draft import Draft, draft_transcript, format_draft
from qualkit.reading.formats.manuscript import Paragraph, clean, make_manuscript
from qualkit.reading.transcript import parse_transcript

ASKED = ("Sejak kapan Ibu menenun?", "Siapa yang mengajari?", "Benangnya dari mana?", "Dijual ke mana?")
TOLD = ("Dari kelas tiga.", "Nenek saya sendiri.", "Beli di kota.", "Ke pengepul saja.")


def draft(*paragraphs: str) -> Draft:
    return draft_transcript(make_manuscript(Paragraph(clean(text)) for text in paragraphs), identity="F1")


def said(made: Draft) -> list[tuple[str | None, str]]:
    document = parse_transcript(format_draft(made), file="made.txt")
    return [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


def turns(asks: str, tells: str) -> list[tuple[str, str]]:
    return [turn for asked, told in zip(ASKED, TOLD, strict=True) for turn in ((asks, asked), (tells, told))]


def lines(asks: str, tells: str, sign: str = " : ") -> list[str]:
    return [f"{tag}{sign}{words}" for tag, words in turns(asks, tells)]


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
