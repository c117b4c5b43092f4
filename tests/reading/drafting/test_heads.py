"""The heads of theses' transcripts: legends in all shapes, lists of who takes part, and speech that is no label."""

from __future__ import annotations

import pytest

from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.formats.manuscript import Paragraph, clean, make_manuscript

TURNS = (
    ("P", "Sejak kapan Ibu berjualan di sini?"),
    ("N", "Sudah lama, sejak anak pertama masih kecil."),
    ("P", "Berapa modal awalnya?"),
    ("N", "Tidak banyak, saya pinjam dari saudara dulu."),
)


def draft(head: str, asks: str = "P", tells: str = "N", more: str = "") -> Draft:
    """A head, whose blocks are paragraphs, above four turns and more."""
    tags = {"P": asks, "N": tells}
    below = "\n\n".join(f"{tags[tag]} : {words}" for tag, words in TURNS)
    blocks = f"{head.strip()}\n\n{below}\n\n{more}".split("\n\n")
    return draft_transcript(make_manuscript(Paragraph(clean(block)) for block in blocks), identity="F1")


def body(asks: str = "P", tells: str = "N") -> str:
    tags = {"P": asks, "N": tells}
    return "\n\n".join(f"{tags[tag]}: {words}" for tag, words in TURNS)


def names(made: Draft) -> dict[str, str]:
    return {tag.tag: tag.name for tag in made.tags}


@pytest.mark.parametrize(
    "legend",
    [
        "Keterangan:\nP: Peneliti N: Narasumber",
        "P: Peneliti N: Narasumber",
        "P: Peneliti, N: Narasumber",
        "Ket : P = Peneliti N = Narasumber",
        "Legenda: P = Peneliti, N = Narasumber",
        "Legende: P = Peneliti, N = Narasumber",
    ],
)
def test_a_legend_may_stand_on_one_line_without_commas(legend: str) -> None:
    made = draft(f"Transkrip wawancara\n\n{legend}")
    assert made.text == body()
    assert names(made) == {"P": "Peneliti", "N": "Narasumber"}


def test_a_legend_may_say_of_roles_what_they_are() -> None:
    made = draft("Keterangan :\nIter : Interviewer\nItee : Interviewee\nCetak miring : bahasa Jawa", "Iter", "Itee")
    assert made.text == body("Iter", "Itee")
    assert names(made) == {"Iter": "Interviewer", "Itee": "Interviewee"}
    assert made.header["cetak_miring"] == "bahasa Jawa"


def test_a_list_of_who_takes_part_names_the_tags() -> None:
    made = draft("Peserta :\n1. Ibu Yanti (N)\n2. Ibu Kokom (K)", more="K : Saya juga.\n\nP : Oh.\n\nK : Iya.")
    assert names(made) == {"P": "", "N": "Ibu Yanti", "K": "Ibu Kokom"}
    assert made.text.startswith(body())


def test_numerals_above_the_talk_are_headings_though_a_letter_is_a_tag() -> None:
    head = "I. IDENTITAS INFORMAN\n1. Nama : Ibu Rukmini\nII. PELAKSANAAN\n1. Tempat : Pasar\nIII. TRANSKRIP"
    made = draft(head, "P", "I")
    assert made.text == body("P", "I")
    assert (made.header["nama"], made.header["place"]) == ("Ibu Rukmini", "Pasar")


def test_a_title_with_letters_behind_it_is_a_title() -> None:
    made = draft("TRANSKRIP WAWANCARA SUBJEK 1 (N)\nPertemuan ke-1")
    assert made.header["title"] == "TRANSKRIP WAWANCARA SUBJEK 1 (N)"
    assert names(made) == {"P": "", "N": ""}


def test_a_label_may_tell_the_letters_of_a_name() -> None:
    made = draft("Narrator: Thomas Hall (TH)\nInterviewer: Anne Carter (AC)", "AC", "TH")
    assert names(made) == {"AC": "Anne Carter", "TH": "Thomas Hall"}
    assert [(tag.tag, tag.role) for tag in made.tags] == [("AC", "interviewer"), ("TH", "informant")]


@pytest.mark.parametrize("label", ["Fokus Pertanyaan", "Jabatan Responden", "Profil Informan", "Jumlah Peserta"])
def test_a_label_about_a_role_is_no_speaker(label: str) -> None:
    made = draft(f"Informan : Bu Siti\n{label} : kebijakan simpan pinjam\nDurasi : 45 menit", "Peneliti", "Informan")
    assert made.text == body("Peneliti", "Informan")
    assert made.header["duration"] == "45 menit"


def test_a_role_between_labels_is_a_label_whatever_it_tells() -> None:
    head = "Interview #7\nInterviewer: Maria Lopez\nInterviewee: Farmer, 54 years\nDate: 12/13/2019\nLocation: Ica"
    made = draft(head, "Interviewer", "Interviewee")
    assert made.text == body("Interviewer", "Interviewee")
    assert (made.header["informant"], made.header["date"]) == ("Farmer, 54 years", "2019-12-13")


def test_a_paragraph_that_runs_over_lines_is_not_torn() -> None:
    told = "Ini hasil wawancara dengan\nsalah satu pedagang di daerah\nTanah Abang, yang sudah lama di sini\ndan ramah."
    made = draft(f"Wawancara dengan pedagang\n\n{told}")
    assert made.text == f"{told}\n\n{body()}"


def test_speech_below_labels_is_no_label() -> None:
    said = "Myself: You have taught for twenty years. What has\nbeen the change in how you teach?"
    made = draft(f"Interview with a teacher\nDate: 3 April 2017\n\n{said}")
    assert said in made.text
    assert "myself" not in made.header


def test_a_value_may_go_on_in_the_next_line() -> None:
    made = draft(
        "Tanggal: 3 April 2017\nSuasana wawancara : dilakukan sore hari di mana\nbanyak anak bermain\nTempat : Pasar"
    )
    assert made.header["suasana_wawancara"] == "dilakukan sore hari di mana banyak anak bermain"
    assert made.text == body()


def test_a_student_who_names_himself_is_who_asks() -> None:
    talk = "Ibu Masna : Ada apa ya?\n\nRazzaq : Mau bertanya.\n\nIbu Masna : Boleh. Tentang apa?"
    made = draft("Nama : Muhammad Razzaq\nNIM : 1402055162", "Razzaq", "Ibu Masna", talk)
    assert [(tag.tag, tag.role) for tag in made.tags] == [("Razzaq", "interviewer"), ("Ibu Masna", "informant")]


def test_a_legend_of_letters_tells_of_tags_that_are_words() -> None:
    head = "Key: R1 = market vendor, R2 = tailor, M = the first author"
    made = draft(head, "Moderator", "Respondent 1", "Respondent 2: Saya juga.\n\nModerator: Oh.\n\nRespondent 2: Ya.")
    assert names(made) == {"Moderator": "the first author", "Respondent 1": "market vendor", "Respondent 2": "tailor"}
    assert "legend" not in made.header


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Waktu : Sabtu, 7 September 2024, 13.00 WIB", "time"),
        ("Hari/Tgl/Waktu : Sabtu/7 September 2024/13.00 WIB", "hari_tgl_waktu"),
        ("Waktu dan tempat : 7 September 2024, rumah Bu Sri", "waktu_dan_tempat"),
        ("Date and time: 7 September 2024, 2 pm", "date_and_time"),
        ("Tanggal wawancara : Sabtu, 7 September 2024 (13.00-14.00)", "told_date"),
    ],
)
def test_a_day_beside_an_hour_is_the_date_and_the_label_is_kept(label: str, key: str) -> None:
    header = draft(f"Transkrip wawancara\n{label}").header
    assert (header["date"], header[key]) == ("2024-09-07", label.partition(":")[2].strip())


@pytest.mark.parametrize(
    "label", ["Optaget: 7. september 2024", "Direkam: 7 September 2024", "Recorded: 7 September 2024"]
)
def test_when_it_was_recorded_may_be_all_that_a_head_tells(label: str) -> None:
    header = draft(label).header
    assert (header["date"], header.get("title")) == ("2024-09-07", None)


@pytest.mark.parametrize("label", ["Tempat, tanggal lahir : Kudus, 7 September 1984", "Waktu : sejak 7 September 2024"])
def test_another_day_is_no_date_of_the_talk(label: str) -> None:
    assert draft(f"Transkrip wawancara\n{label}").header["date"] == ""


@pytest.mark.parametrize("asks", ["Interviewer", "Interviewer 1"])
def test_a_tag_above_its_words_is_no_title_where_a_file_begins_with_it(asks: str) -> None:
    lines = [
        f"{tag}:\n\n{words}" for tag, words in zip((asks, "Respondent") * 2, (words for _, words in TURNS), strict=True)
    ]
    made = draft_transcript(make_manuscript(map(Paragraph, "\n\n".join(lines).split("\n\n"))), identity="F1")
    assert (made.header.get("title"), {tag.tag: tag.turns for tag in made.tags}) == (None, {asks: 2, "Respondent": 2})


@pytest.mark.parametrize("title", ["Intervju 30.05.2023, grendehuset", "Wawancara 30 Mei 2023", "Interview 2023-05-30"])
def test_a_title_may_have_the_day_right_behind_what_it_is(title: str) -> None:
    assert draft(title).header["date"] == "2023-05-30"
