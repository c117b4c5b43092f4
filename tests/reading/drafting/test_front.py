"""What stands above the first turn: titles, legends, labels."""

from __future__ import annotations

from typing import Any

import pytest

from qualkit.reading.drafting.draft import Draft, draft_transcript, format_draft
from qualkit.reading.drafting.labels import as_date, key_of
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, clean, make_manuscript
from qualkit.reading.formats.plain import read_plain

TURNS = (
    ("P", "Sejak kapan Ibu berjualan di sini?"),
    ("N", "Sudah lama, sejak anak pertama masih kecil."),
    ("P", "Berapa modal awalnya?"),
    ("N", "Tidak banyak, saya pinjam dari saudara dulu."),
)


def draft(head: str | list[tuple[str, ...]], asks: str = "P", tells: str = "N") -> Draft:
    """A head above four turns."""
    if isinstance(head, str):
        above = [Paragraph(clean(line)) for line in head.strip().split("\n")]
    else:
        above = [Paragraph("\n".join(filter(None, row)), cells=row) for row in head]
    tags = {"P": asks, "N": tells}
    below = [Paragraph(f"{tags[tag]} : {words}") for tag, words in TURNS]
    return draft_transcript(make_manuscript([*above, *below]), identity="F1")


def told(made: Draft) -> dict[str, Any]:
    """The header without what every transcript has."""
    return {key: value for key, value in made.header.items() if value and key not in ("id", "type", "speakers")}


def body(asks: str = "P", tells: str = "N") -> str:
    tags = {"P": asks, "N": tells}
    return "\n\n".join(f"{tags[tag]}: {words}" for tag, words in TURNS)


@pytest.mark.parametrize(
    ("head", "header"),
    [
        pytest.param("Transskribering af interview nr. 1", {"title": "Transskribering af interview nr. 1"}, id="a title"),
        pytest.param(
            "LAMPIRAN 3\nTRANSKRIP WAWANCARA", {"title": "TRANSKRIP WAWANCARA", "preamble": ["LAMPIRAN 3"]},
            id="a title below another line",
        ),
        pytest.param(
            "TRANSKRIP WAWANCARA INFORMAN 1\nNama : Ibu Siti\nUsia : 45 tahun\nHari/Tanggal : Senin, 3 April 2017\n"
            "Waktu : 10.00 - 11.30 WIB\nTempat : Rumah informan",
            {
                "title": "TRANSKRIP WAWANCARA INFORMAN 1", "nama": "Ibu Siti", "usia": "45 tahun", "date": "2017-04-03",
                "time": "10.00 - 11.30 WIB", "place": "Rumah informan",
            },
            id="labels",
        ),
        pytest.param("Nama:\nIbu Siti\nUsia:\n45", {"nama": "Ibu Siti", "usia": "45"}, id="values below their labels"),
        pytest.param(
            "Interview 4\nDate: 3 April 2017\nLocation: Village hall\nInterviewer: Anna Holm\nDuration: 45 min",
            {"title": "Interview 4", "date": "2017-04-03", "place": "Village hall", "interviewer": "Anna Holm",
             "duration": "45 min"},
            id="English labels",
        ),
        pytest.param("Dato: 3. april 2017\nBåndlængde 124:26", {"date": "2017-04-03", "duration": "124:26"}, id="Danish"),
        pytest.param(
            [("Nomor", "6"), ("Hari/Tanggal", "Senin, 3 April 2017"), ("Tempat", "Rumah")],
            {"nomor": "6", "date": "2017-04-03", "place": "Rumah"}, id="a table",
        ),
        pytest.param(
            [("Nama", ":", "Siti"), ("Umur", ":", "45")], {"nama": "Siti", "umur": "45"}, id="a table with colons"
        ),
        pytest.param(
            [("Nama", "Siti", "Umur", "45"), ("Tanggal", "3 April 2017", "Tempat", "Pasar")],
            {"nama": "Siti", "umur": "45", "date": "2017-04-03", "place": "Pasar"}, id="a table of two pairs a row",
        ),
        pytest.param(
            [("Nomor", "6"), ("Tempat", "Pasar"), ("", "di belakang"), ("Tanggal", "3 April 2017")],
            {"nomor": "6", "place": "Pasar", "preamble": ["di belakang"], "date": "2017-04-03"},
            id="a table in which a value goes on below",
        ),
        pytest.param("ID: 7\nSource: tape 3", {"told_id": "7", "told_source": "tape 3"}, id="words the header reserves"),
        pytest.param("Nama: Siti\nNama: Ani", {"nama": "Siti", "nama_2": "Ani"}, id="a label told twice"),
        pytest.param("Tanggal: 03/04/2017", {"date": "03/04/2017"}, id="a date that may be two"),
    ],
)  # fmt: skip
def test_the_head_of_a_file_becomes_the_header(head: str | list[tuple[str, ...]], header: dict[str, Any]) -> None:
    made = draft(head)
    assert told(made) == header
    assert made.text == body()


@pytest.mark.parametrize(
    "legend",
    [
        "P: Peneliti\nN: Ibu penjual",
        "P = Peneliti, N = Ibu penjual",
        "P = Peneliti; N = Ibu penjual",
        "Keterangan: P = Peneliti, N = Ibu penjual",
        "Keterangan:\nP : Peneliti\nN : Ibu penjual",
        "Speakers: P – Peneliti; N – Ibu penjual",
        "P = Peneliti dan N = Ibu penjual",
    ],
)
def test_a_legend_names_the_speakers_and_is_no_turn(legend: str) -> None:
    made = draft(legend)
    assert made.text == body()
    assert [(tag.tag, tag.role, tag.name, tag.why) for tag in made.tags] == [
        ("P", "interviewer", "Peneliti", "legend"), ("N", "informant", "Ibu penjual", "legend")
    ]  # fmt: skip
    assert made.header["speakers"]["N"] == {"role": "informant", "case": "F1", "name": "Ibu penjual"}


def test_a_legend_may_stand_in_the_labels() -> None:
    made = draft("Narasumber [N] : Siti Aminah\nPewawancara [P] : Rina Sari")
    assert made.text == body()
    assert {tag.tag: tag.name for tag in made.tags} == {"P": "Rina Sari", "N": "Siti Aminah"}
    assert (made.header["interviewer"], made.header["informant"]) == ("Rina Sari", "Siti Aminah")


def test_who_is_in_the_legend_and_says_nothing_stays_in_the_header() -> None:
    made = draft("P = Peneliti, N = Narasumber, S = suami narasumber")
    assert made.header["legend"] == ["S = suami narasumber"]


@pytest.mark.parametrize(
    "labels", ["Peneliti : Rina Sari\nInforman : Bu Siti", "Informan : Bu Siti\nPeneliti : Rina Sari"]
)
def test_a_role_with_a_name_is_a_label_even_where_it_is_a_tag(labels: str) -> None:
    made = draft(f"Transkrip wawancara\n{labels}", "Peneliti", "Informan")
    assert (made.header["interviewer"], made.header["informant"]) == ("Rina Sari", "Bu Siti")
    assert made.text == body("Peneliti", "Informan")


def test_a_name_may_have_more_behind_it() -> None:
    made = draft("Informan : Ibu Siti, pedagang sayur di pasar\nPeneliti : Rina", "Peneliti", "Informan")
    assert (made.header["interviewer"], made.header["informant"]) == ("Rina", "Ibu Siti, pedagang sayur di pasar")
    assert made.text == body("Peneliti", "Informan")


@pytest.mark.parametrize(("asks", "tells"), [("Peneliti", "Informan"), ("P", "N")])
def test_a_greeting_is_the_first_turn(asks: str, tells: str) -> None:
    made = draft(f"Transkrip wawancara\n{asks} : Assalamualaikum\n{tells} : Waalaikumsalam", asks, tells)
    assert made.text == f"{asks}: Assalamualaikum\n\n{tells}: Waalaikumsalam\n\n{body(asks, tells)}"


def test_initials_at_the_top_tell_who_answers() -> None:
    made = draft("Inisial : YKK", "RS", "YKK")
    assert [(tag.tag, tag.role, tag.why) for tag in made.tags if tag.tag == "YKK"] == [
        ("YKK", "informant", "named at the top")
    ]


def test_a_long_paragraph_above_the_first_turn_stays_in_the_text() -> None:
    long = "Wawancara ini dilakukan di rumah pada sore hari, setelah ia pulang dari pasar bersama anaknya yang kedua."
    made = draft(f"Interview 9\n{long}\nTanggal: 3 April 2017")
    assert told(made) == {"title": "Interview 9", "date": "2017-04-03"}
    assert made.text == f"{long}\n\n{body()}"


def prose(text: str) -> Draft:
    manuscript: Manuscript = make_manuscript(Paragraph(line) for line in text.split("\n"))
    return draft_transcript(manuscript, identity="O1")


def test_notes_from_the_field_have_a_head_too() -> None:
    made = prose(
        "Catatan Lapangan 1\nTanggal: 3 Mei 2019\nInforman: Bu Siti\nPagi itu pasar ramai sekali.\nHarga: naik."
    )
    assert made.header["type"] == "observation"
    assert told(made) == {"title": "Catatan Lapangan 1", "date": "2019-05-03", "told_informant": "Bu Siti"}
    assert made.text == "Pagi itu pasar ramai sekali.\n\nHarga: naik."


@pytest.mark.parametrize(
    "text", ["Judul saja", "Tanggal: 3 Mei 2019", "Pasar pagi\nHarga naik terus.", "Orang datang."]
)
def test_a_text_without_turns_or_labels_loses_nothing(text: str) -> None:
    made = prose(text)
    assert made.text == text.replace("\n", "\n\n")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Senin, 3 April 2017", "2017-04-03"),
        ("3 april 2017", "2017-04-03"),
        ("April 3, 2017", "2017-04-03"),
        ("Monday 3 April 2017", "2017-04-03"),
        ("3. april 2017", "2017-04-03"),
        ("3 de abril de 2017", "2017-04-03"),
        ("2017-04-03", "2017-04-03"),
        ("25/04/2017", "2017-04-25"),
        ("04/04/2017", "2017-04-04"),
        ("Senin, 03/04/2017", "2017-04-03"),
        ("Jum'at, 7 April 2017", "2017-04-07"),
        ("Rabu/27 Oktober 2021", "2021-10-27"),
        ("Senin / 30 Januari 2017", "2017-01-30"),
        ("12.05.2021", "2021-05-12"),
        ("12/13/2019", "2019-12-13"),
        ("13/13/2019", ""),
        ("03/04/2017", ""),
        ("31 April 2017", ""),
        ("Selasa, 3 April 2017", ""),
        ("3 April 2017 pukul 10", ""),
        ("kemarin", ""),
    ],
)
def test_a_date_is_read_where_there_is_one_way_to_read_it(written: str, date: str) -> None:
    assert as_date(written) == date


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Wawancara dengan Bu Siti, 3 Juni 2025", "2025-06-03"),
        ("Interview med Hassan den 12. november 2013", "2013-11-12"),
        ("Interview with Sari (2 February 2024)", "2024-02-02"),
        ("Wawancara kelompok tani\nTanggal 21-08-2023", "2023-08-21"),
        ("Wawancara dengan keluarga Pak Warno\nJumat, 7 Agustus 2015, di rumah Pak Warno", "2015-08-07"),
        ("Wawancara tentang banjir 3 Juni 2010", ""),
        ("Interview about the flood, 3 June 2010", ""),
        ("Wawancara, 3 Juni 2025\nDisalin 5 Juli 2025", "2025-06-03"),
        ("Wawancara, 3/6/2025", ""),
    ],
)
def test_a_date_may_stand_in_a_title_or_below_it(head: str, date: str) -> None:
    made = draft(head)
    assert made.header["date"] == date
    assert made.header["title"] == head.split("\n")[0]


@pytest.mark.parametrize(
    ("label", "key"),
    [("Tgl. Wawancara", "date"), ("Tanggal Observasi", "date"), ("Lokasi Penelitian", "place"), ("Locatie", "place"),
     ("Tempat dan Waktu", "tempat_dan_waktu"), ("Topik Wawancara", "topik_wawancara")],
)  # fmt: skip
def test_a_label_may_say_of_what_it_tells(label: str, key: str) -> None:
    assert key_of(label) == key


def test_what_has_a_time_is_said_and_no_legend() -> None:
    made = draft_transcript(make_manuscript([Paragraph("[00:12] P: Informan:\nP:")]), identity="F1")
    assert made.text.startswith("[00:12] P: Informan:")


@pytest.mark.parametrize(
    "said",
    [
        "Informan: Saya lahir di Klaten tahun 1980, anak ketiga dari lima bersaudara.",
        "Informan: saya lahir di Klaten lalu ikut nenek ke kota sampai besar",
    ],
)
def test_what_an_informant_says_is_no_name_of_one(said: str) -> None:
    made = prose(f"{said}\n\nSaya sekolah sampai SMP lalu kerja di pasar.")
    assert made.text.startswith(said)
    assert told(made) == {}


def test_letters_in_brackets_before_who_they_are_make_a_legend() -> None:
    talk = "P : Sejak kapan Bapak mengajar?\nG : Sejak lulus, tahun itu juga.\n" * 3
    made = draft_transcript(
        read_plain(f"Responden : (P) Peneliti, (G) Guru\n{talk}".encode(), file="F1.txt"), identity="F1"
    )
    assert {tag.tag: (tag.role, tag.name) for tag in made.tags} == {
        "P": ("interviewer", "Peneliti"), "G": ("informant", "Guru"),
    }  # fmt: skip


def test_a_note_behind_a_label_stays_with_its_value() -> None:
    talk = "P: Sejak kapan Bapak mengajar?\nG: Sejak lulus, tahun itu juga.\n" * 3
    made = draft_transcript(
        read_plain(f"Pewawancara (lewat telepon): Ani\n{talk}".encode(), file="F1.txt"), identity="F1"
    )
    assert made.header["interviewer"] == "Ani (lewat telepon)"


def test_a_legend_that_says_otherwise_than_another_is_kept_beside_it() -> None:
    lines = [
        "P = Peneliti",
        "P = Penulis, N = Narasumber",
        "P = Penulis, N = Narasumber",
        "P: Kapan?",
        "N: Dulu.",
        "P: Lalu?",
        "N: Ya.",
    ]
    made = draft_transcript(make_manuscript(map(Paragraph, lines)), identity="F1")
    assert made.header["speakers"]["P"]["name"] == "Peneliti; Penulis"


def test_no_word_is_lost_of_a_line_that_names_one_tag_twice() -> None:
    lines = ["P: 3 Juni P = Peneliti", "N: Dulu.", "P: Lalu?", "N: Ya.", "P: Apa?", "N: Itu."]
    made = draft_transcript(make_manuscript(map(Paragraph, lines)), identity="F1")
    assert "3 Juni" in format_draft(made)


@pytest.mark.parametrize("sign", [" ", ": ", " = ", " – "])
def test_a_legend_below_a_heading_needs_no_sign(sign: str) -> None:
    talk = ["IV Since when?", "IE Since long.", "IV Alone?", "IE With my aunt.", "IV And now?", "IE Now she is old."]
    text = "\n".join(["Key:", f"IV{sign}Interviewer", f"IE{sign}Interviewee", "", *talk])
    made = draft_transcript(read_plain(text.encode(), file="F1.txt"), identity="F1")
    assert {tag: about["name"] for tag, about in made.header["speakers"].items()} == {
        "IV": "Interviewer", "IE": "Interviewee"
    }  # fmt: skip
    assert made.text.startswith("IV: Since when?")


def test_what_heads_a_legend_in_brackets_is_kept() -> None:
    lines = ["Para pihak: (P) Peneliti (N) Narasumber", "P: Kapan?", "N: Dulu.", "P: Lalu?", "N: Ya."]
    made = draft_transcript(make_manuscript(map(Paragraph, lines)), identity="F1")
    assert made.header["preamble"] == ["Para pihak"]
