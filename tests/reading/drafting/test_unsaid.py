"""Headings and page numbers amid a talk: kept, and said by nobody."""

from __future__ import annotations

import pytest

from drafted import draft_text as draft
from qualkit.reading.drafting.draft import Draft, draft_transcript, format_draft
from qualkit.reading.formats.manuscript import Paragraph, make_manuscript
from qualkit.reading.formats.plain import read_plain
from qualkit.reading.spoken import find_spoken
from qualkit.reading.transcript import parse_transcript

ASK, TELL = "Sejak kapan Ibu berjualan di sini?", "Sudah lama, sejak anak pertama masih kecil."
ASK2, TELL2 = "Berapa modal awalnya?", "Tidak banyak, saya pinjam dari saudara dulu."
FOUR = (ASK, TELL, ASK2, TELL2)


def spoken(made: Draft) -> list[tuple[str | None, str]]:
    """Who says what, without what stands in square brackets."""
    document = parse_transcript(format_draft(made), file="F1.txt")
    return [
        (turn.speaker, " ".join(document.text[turn.start : turn.end][slice(*span)] for span in find_spoken(
            document.text[turn.start : turn.end]))) for turn in document.turns
    ]  # fmt: skip


def talk(*between: str, tags: str = "PNPN") -> str:
    said = [f"{tag}: {words}" for tag, words in zip(tags, FOUR, strict=True)]
    for number, text in enumerate(between):
        said.insert(2 * number + 1 if len(between) > 1 else 2, text)
    return "\n".join(said)


@pytest.mark.parametrize(
    "heading",
    ["WAWANCARA 2", "B. Informan 2 (Bu Darto, pedagang ikan)", "Transkrip Wawancara Informan 2", "Lampiran 4",
     "Wawancara II dengan Bu Sri", "TAPE 1 SIDE B", "Kaset 2", "Hasil Wawancara dengan Informan 2 (Bu Sri)"],
)  # fmt: skip
@pytest.mark.parametrize("blank", ["", "\n"])
def test_the_heading_of_a_part_stays_in_brackets_and_nobody_says_it(heading: str, blank: str) -> None:
    made = draft(talk(f"{blank}{heading}{blank}"))
    assert spoken(made) == list(zip("PNPN", FOUR, strict=True))
    assert f"\n\n[{heading}]\n\n" in made.text
    assert any("square brackets" in note and repr(heading) in note for note in made.notes)


def test_labels_below_such_a_heading_are_said_by_nobody_either() -> None:
    one = f"Peneliti: {ASK}\nInforman 1: {TELL}\nPeneliti: {ASK2}\nInforman 1: {TELL2}"
    made = draft(
        f"{one}\n\nWAWANCARA 2\nInforman 2: Pak Hadi\nUmur: 40 tahun\n\n{one.replace('Informan 1', 'Informan 2')}"
    )
    tags = ["Peneliti", "Informan 1", "Peneliti", "Informan 1", "Peneliti", "Informan 2", "Peneliti", "Informan 2"]
    assert spoken(made) == list(zip(tags, FOUR * 2, strict=True))
    assert "[WAWANCARA 2]\n\n[Informan 2: Pak Hadi]\n\n[Umur: 40 tahun]" in made.text


def test_labels_may_stand_between_the_heading_and_the_turn_below_it() -> None:
    made = draft(talk("Informan 2\nNama : Pak Yusuf\nUmur : 40 tahun"))
    assert spoken(made) == list(zip("PNPN", FOUR, strict=True))
    assert "[Informan 2]\n\n[Nama : Pak Yusuf]\n\n[Umur : 40 tahun]" in made.text


@pytest.mark.parametrize("heading", ["Lampiran 3 (lanjutan)", "Universitas Negeri Malang"])
def test_page_numbers_that_go_up_beside_the_same_line_are_said_by_nobody(heading: str) -> None:
    made = draft(talk(f"\n112\n{heading}\n", f"\n113\n{heading}\n"))
    assert spoken(made) == list(zip("PNPN", FOUR, strict=True))
    assert made.text.count(f"[{heading}]") == 2
    assert "[112]" in made.text


@pytest.mark.parametrize(
    "line",
    [
        "Wawancara 2 kali dengan bank, lalu ditolak.",
        "Dua",
        "40",
        "Modal 2 juta",
        "Informan itu 2 orang",
        "Rumah di RT 2",
    ],
)
def test_what_somebody_goes_on_saying_stays_said(line: str) -> None:
    made = draft(talk(line))
    assert spoken(made)[1] == ("N", f"{TELL} {line}")
    assert not any("square brackets" in note for note in made.notes)


def test_numbers_that_do_not_go_up_by_one_are_said() -> None:
    made = draft(talk("12", "40"))
    assert "[12]" not in made.text


def test_numbers_below_a_tag_that_stands_alone_are_its_words() -> None:
    made = draft("\n\n".join(f"P: {ASK}\n\nN:\n{number}" for number in range(1, 5)))
    assert [words for who, words in spoken(made) if who == "N"] == ["1", "2", "3", "4"]


def test_a_day_alone_between_turns_is_said_by_nobody_and_one_that_goes_on_is_said() -> None:
    assert "[19 Mei 2023]" in draft(talk("\n19 Mei 2023\n")).text
    assert "[19 Mei 2023]" not in draft(talk("19 Mei 2023")).text


def test_lettered_headings_of_themes_are_said_by_nobody() -> None:
    made = draft(f"A. Latar Belakang\n{talk()}\nB. Pekerjaan\n{talk()}\n\nC. Harapan\n{talk()}")
    assert made.text.count("[B. Pekerjaan]") == made.text.count("[C. Harapan]") == 1
    assert all(TELL2 in words for _, words in spoken(made)[3::4])


def test_an_initial_that_begins_a_line_of_speech_is_no_lettered_heading() -> None:
    assert "[B. Hartono yang bilang]" not in draft(f"{talk()}\nB. Hartono yang bilang\n{talk()}").text


def test_a_heading_that_says_with_whom_the_interview_is_stays_in_brackets_where_the_file_is_one_document() -> None:
    heading = "2. Wawancara dengan Bapak Karto"
    assert f"[{heading}]" in draft(f"1. Wawancara dengan Ibu Sri\n{talk()}\n{heading}\n{talk()}").text


def test_counted_questions_of_a_guide_above_turns_are_said_by_nobody() -> None:
    guide = ["Question 1. What do you sell?", "Question 2. How do you decide what to buy, and who helps you with it?"]
    made = draft(
        f"{guide[0]}\nAna: {ASK}\nBen: {TELL}\n{guide[1]}\nBen: {TELL2}\nAna: {ASK2}\nBen: {TELL}\nAna: {TELL2}"
    )
    assert f"\n\n[{guide[1]}]\n\n" in made.text
    assert [words for tag, words in spoken(made) if tag] == [ASK, TELL, TELL2, ASK2, TELL, TELL2]


def test_what_teams_writes_when_it_stops_closes_the_file() -> None:
    made = draft(f"Lund, Ana   0:03\n{ASK}\n\nBen   0:11\n{TELL}\n\nLund, Ana   0:20\n{ASK2}\n\nBen   0:31\n{TELL2}\n\n"
                 "Lund, Ana stopped transcription")  # fmt: skip
    assert spoken(made) == [("Lund, Ana", ASK), ("Ben", TELL), ("Lund, Ana", ASK2), ("Ben", TELL2)]


def test_what_stands_in_the_header_is_not_told_as_a_line_in_brackets() -> None:
    text = (
        f"P = Peneliti, N = Narasumber\n\nWawancara 1\nTanggal: 3 Juni 2024\nP: {ASK}\nN: {TELL}\nP: {ASK2}\nN: {TELL2}"
    )
    draft = draft_transcript(read_plain(text.encode(), file="F.txt"), identity="F")
    assert (draft.header["title"], draft.header["date"]) == ("Wawancara 1", "2024-06-03")
    assert not draft.notes


@pytest.mark.parametrize(
    "end",
    [
        "Transcription ended after 00:34:12\n\nThis transcript was made by a program and may be wrong.",
        "© 2024 Kabar Desa",
        "Copyright 2024 Kabar Desa. All rights reserved.",
        "Kudus, 7 September 2024\n\nPeneliti,\n\nRina Andriani",
        "Mengetahui,\nInforman\n\n(Bu Siti)",
        "*** Wawancara selesai pukul 10.30 WIB ***",
        "Demikian transkrip wawancara ini dibuat dengan sebenarnya.",
    ],
)
def test_what_closes_or_signs_a_file_is_said_by_nobody(end: str) -> None:
    assert spoken(draft(f"{talk()}\n\n{end}")) == list(zip("PNPN", FOUR, strict=True))


@pytest.mark.parametrize(
    "end",
    [
        "Mengetahui itu saya pulang saja.",
        "Copyright is what we fought for.",
        "Kudus, 7 September 1984",
        "Kudus, 7 September 1984\n\nya itu.",
    ],
)
def test_what_somebody_says_last_is_theirs_whatever_it_begins_with(end: str) -> None:
    *_, last = spoken(draft("\n\n".join([*talk().split("\n"), end])))
    assert last[1].split()[-len(end.split()) :] == end.split()


def bold(*said: str) -> Draft:
    """Paragraphs, those that begin with ** bold."""
    texts = ((text.removeprefix("**"), text.startswith("**")) for text in said)
    return draft_transcript(
        make_manuscript(Paragraph(text, bold=len(text) * look) for text, look in texts), identity="F1"
    )


def test_short_bold_lines_above_turns_are_the_titles_of_themes() -> None:
    made = bold(
        f"P: {ASK}",
        f"N: {TELL}",
        "**Modal dan utang",
        f"P: {ASK2}",
        f"N: {TELL2}",
        "**Harapan",
        f"P: {ASK}",
        f"N: {TELL}",
    )
    assert spoken(made) == list(zip("PNPNPN", (*FOUR, ASK, TELL), strict=True))
    assert "[Modal dan utang]" in made.text


@pytest.mark.parametrize(
    "line", ["**Saya tidak mau.", "**Tapi lalu, dengan semua utang itu, saya dan suami pulang lagi ke kampung"]
)
def test_bold_lines_that_are_no_titles_are_said(line: str) -> None:
    made = bold(f"P: {ASK}", f"N: {TELL}", line, f"P: {ASK2}", f"N: {TELL2}", "**Harapan", f"P: {ASK}", f"N: {TELL}")
    assert spoken(made)[1][1].endswith(line.removeprefix("**"))
