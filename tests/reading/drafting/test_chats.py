"""Interviews by chat, as WhatsApp exports them and as they are copied from it."""

from __future__ import annotations

import pytest

from drafted import draft_text as draft
from drafted import said_when as said
from qualkit.reading.drafting.draft import format_draft
from qualkit.reading.oddities import find_oddities
from qualkit.reading.transcript import parse_transcript

ASK, TELL = "Sejak kapan Ibu berjualan di sini?", "Sudah lama. Satu hal: dulu modalnya pinjam."
ASK2, TELL2 = "Berapa modal awalnya?", "Rp: 500 ribu, biasanya jam 10:30 baru buka."
TALK = (("Rina", ASK), ("Ibu Sari", TELL), ("Rina", ASK2), ("Ibu Sari", TELL2))


def chat(form: str, talk: tuple[tuple[str, str], ...] = TALK) -> str:
    return "\n".join(form.format(minute=f"{5 + n:02}", who=who, words=words) for n, (who, words) in enumerate(talk))


@pytest.mark.parametrize(
    ("form", "time", "day"),
    [
        pytest.param("12/03/24 19.{minute} - {who}: {words}", "19:{minute}", "2024-03-12", id="Android, Indonesian"),
        pytest.param("[12/03/24, 19.{minute}.12] {who}: {words}", "19:{minute}:12", "2024-03-12", id="iOS"),
        pytest.param("3/25/24, 7:{minute} PM - {who}: {words}", "19:{minute}", "2024-03-25", id="Android, American"),
        pytest.param("3/12/24, 7:{minute} AM - {who}: {words}", "07:{minute}", "2024-03-12", id="the American order"),
        pytest.param("\u200e[25/03/24, 12:{minute}:00\u202fAM] {who}: \u200e{words}", "00:{minute}:00", "2024-03-25",
                     id="marks of direction, after midnight"),
        pytest.param("[19.{minute}, 12/3/2024] {who}: {words}", "19:{minute}", "2024-03-12", id="copied from the web"),
        pytest.param("[12/3 19.{minute}] {who}: {words}", "19:{minute}", "12/3", id="copied from a phone"),
        pytest.param("12.03.24, 19:{minute} - ~ {who}: {words}", "19:{minute}", "2024-03-12", id="points, no contact"),
        pytest.param("{who}, [20/06/2023 19:{minute}]\n{words}", "19:{minute}", "2023-06-20", id="Telegram"),
        pytest.param("3/4/24, 19:{minute} - {who}: {words}", "19:{minute}", "3/4/24", id="a day nobody can tell"),
    ],
)  # fmt: skip
def test_every_message_is_a_turn_with_its_time_and_the_day_stands_in_the_header(form: str, time: str, day: str) -> None:
    made = draft(chat(form))
    assert said(made) == [(time.format(minute=f"{5 + n:02}"), who, words) for n, (who, words) in enumerate(TALK)]
    assert {tag.tag: tag.role for tag in made.tags} == {"Rina": "interviewer", "Ibu Sari": "informant"}
    assert made.header["date"] == day
    assert any("chat" in note for note in made.notes)


CLOCKS = [
    pytest.param("19.{minute} - {who}: {words}", "19:{minute}", id="a dash"),
    pytest.param("19.{minute} {who}: {words}", "19:{minute}", id="a blank"),
    pytest.param("[7.{minute} PM] {who}: {words}", "19:{minute}", id="brackets, twelve hours"),
    pytest.param("7:{minute} PM - {who}: {words}", "19:{minute}", id="a dash, twelve hours"),
]


@pytest.mark.parametrize(("form", "time"), CLOCKS)
@pytest.mark.parametrize(
    ("above", "day"),
    [
        pytest.param("Tanggal: 12 Maret 2024\n\n", "2024-03-12", id="in the header"),
        pytest.param("Wawancara lewat WhatsApp, 12 Maret 2024\n\n", "2024-03-12", id="in the title"),
        pytest.param("Selasa, 12 Maret 2024\n", "2024-03-12", id="on its own line"),
        pytest.param("Chat dengan Ibu Sari\n\n12/03/24\n", "12/03/24", id="a day nobody can tell"),
        pytest.param("", "", id="nowhere"),
    ],
)
def test_messages_with_a_time_alone_are_a_chat_too(form: str, time: str, above: str, day: str) -> None:
    made = draft(above + chat(form))
    assert said(made) == [(time.format(minute=f"{5 + n:02}"), who, words) for n, (who, words) in enumerate(TALK)]
    assert made.header["date"] == day
    assert any("chat" in note for note in made.notes)


def test_days_on_lines_of_their_own_between_messages_are_notes() -> None:
    one, two = (chat("19.{minute} - {who}: {words}", TALK[:2]), chat("08.{minute} - {who}: {words}", TALK[2:]))
    made = draft(f"Selasa, 12 Maret 2024\n{one}\nRabu, 13 Maret 2024\n{two}\n08.09 - Ibu Sari keluar")
    assert [(time, who) for time, who, _ in said(made)] == [
        ("19:05", "Rina"), ("19:06", "Ibu Sari"), ("08:05", "Rina"), ("08:06", "Ibu Sari"),
    ]  # fmt: skip
    assert made.header["date"] == "2024-03-12"
    assert "\n\n[Rabu, 13 Maret 2024]\n\n[08:05] Rina: " in made.text
    assert made.text.endswith("\n\n[08:09 Ibu Sari keluar]")
    assert any("2 days" in note for note in made.notes)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("07.10 Guru masuk.\n07.15 Guru: selamat pagi\n07.20 Siswa duduk.\n07.30 Istirahat: ramai", id="notes"),
        pytest.param("1.10 Modal: pinjam\n1.05 Modal: jual\n1.02 Untung: tipis\n1.01 Untung: naik", id="sections"),
        pytest.param("\n".join(f"{n}.{50 + n} {what}: naik" for n in range(30, 34) for what in ("Cabai", "Bawang")), id="prices"),
    ],
)  # fmt: skip
def test_numbers_with_a_point_before_labels_are_no_chat(text: str) -> None:
    assert not any("chat" in note for note in draft(text).notes)


@pytest.mark.parametrize("form", ["[00:{minute}] {who}: {words}", "00:{minute} {who}: {words}"])
def test_times_of_a_recording_are_no_chat(form: str) -> None:
    made = draft(chat(form))
    assert [who for _, who, _ in said(made)] == [who for who, _ in TALK]
    assert not any("chat" in note for note in made.notes)


def test_a_message_goes_on_over_lines_and_media_that_are_left_out_are_its_words() -> None:
    talk = (("Rina", ASK), ("+62 812-3456-7890", "Dua:\n1. modal\n\nHarga: naik"), ("Rina", ASK2),
            ("+62 812-3456-7890", "<Media tidak disertakan>"))  # fmt: skip
    made = draft(chat("12/03/24 19.{minute} - {who}: {words}", talk))
    assert [(who, words) for _, who, words in said(made)] == list(talk)


def test_what_the_program_says_is_a_note_that_nobody_said() -> None:
    lines = chat("05/11/2023 20:{minute} - {who}: {words}").split("\n")
    lines.insert(0, '05/11/2023 19:59 - Rina membuat grup "FGD"')
    lines.insert(3, "05/11/2023 20:06 - Bu Lilis keluar")
    made = draft("\n".join(lines))
    assert said(made)[0] == (None, None, '[19:59 Rina membuat grup "FGD"]')
    assert said(made)[2] == ("20:06", "Ibu Sari", f"{TELL}\n\n[20:06 Bu Lilis keluar]")
    assert {tag.tag: tag.turns for tag in made.tags} == {"Rina": 2, "Ibu Sari": 2}


def test_encryption_told_in_the_name_of_a_contact_is_a_note() -> None:
    line = "[12/03/24, 19.01.01] Ibu Sari: \u200eMessages and calls are end-to-end encrypted.\n"
    assert said(draft(line + chat("[12/03/24, 19.{minute}.12] {who}: {words}")))[0][1] is None


def test_a_chat_of_several_days_tells_each_and_its_times_do_not_run_backwards() -> None:
    made = draft(chat("12/03/24 19.{minute} - {who}: {words}") + "\n" + chat("13/03/24 08.{minute} - {who}: {words}!"))
    assert "[13/03/24]" in made.text
    assert made.header["date"] == "2024-03-12"
    assert any("2 days" in note for note in made.notes)
    document = parse_transcript(format_draft(made), file="F1.txt")
    assert not [str(fault) for fault in find_oddities(document) if "earlier" in str(fault)]


@pytest.mark.parametrize(
    "text",
    [
        "12/03/24 8.15 - Pasar dibuka\n12/03/24 9.15 - Pasar ramai: pembeli datang\n12/03/24 10.15 - Sepi",
        "12/03/24 8.15 - Tempat: pasar\n12/03/24 8.20 - Suasana: ramai\n12/03/24 9.15 - Tempat: sawah\n"
        "12/03/24 9.20 - Suasana: sepi",
    ],
)
def test_a_diary_is_no_chat(text: str) -> None:
    assert not draft(text).tags


@pytest.mark.parametrize(
    ("form", "day"),
    [
        pytest.param("{who}: {words}\n19.{minute}", "", id="below"),
        pytest.param("{who}\n{words}\n19.{minute}", "", id="below, the name above"),
        pytest.param("{who}: {words}\n7:{minute} PM", "", id="below, twelve hours"),
        pytest.param("{who}: {words} 19.{minute}", "", id="behind"),
        pytest.param("{who}: {words} (19:{minute})", "", id="behind, in brackets"),
        pytest.param("{who}: {words}\n19.{minute} ✓✓", "", id="below, with the sign that it was read"),
        pytest.param("{who}\n{words}\n12/03/24 19:{minute}", "2024-03-12", id="below, with the day"),
        pytest.param("{who}\n{words}\nMar 12, 2024, 7:{minute} PM", "2024-03-12", id="below, with the day in words"),
        pytest.param("{who} 7:{minute} PM\n{words}", "", id="above, beside the name"),
        pytest.param(
            "{who} — 25/03/2024 19:{minute}\n{words}", "2024-03-25", id="above, beside the name, with the day"
        ),
        pytest.param("[7:{minute} PM] {who}\n{words}", "", id="above, before the name"),
    ],
)
def test_the_time_may_stand_below_behind_or_above_a_message(form: str, day: str) -> None:
    made = draft(chat(form))
    assert said(made) == [(f"19:{5 + n:02}", who, words) for n, (who, words) in enumerate(TALK)]
    assert made.header["date"] == day
    assert any("chat" in note for note in made.notes)


def test_the_chat_of_a_meeting_names_who_sends_and_not_to_whom() -> None:
    made = draft(chat("19:{minute}:00 From {who} to Everyone:\n{words}"))
    assert said(made) == [(f"19:{5 + n:02}:00", who, words) for n, (who, words) in enumerate(TALK)]


def test_below_a_title_messages_of_several_lines_and_without_a_name_are_of_who_sent_the_last() -> None:
    more = "\nRina\nBaik, terima kasih.\nNanti saya kabari.\n19.12\nSatu lagi ya.\n19.13"
    made = draft(f"Wawancara lewat WhatsApp\n\n{chat('{who}' + chr(10) + '{words}' + chr(10) + '19.{minute}')}{more}")
    assert said(made)[4:] == [
        ("19:12", "Rina", "Baik, terima kasih.\nNanti saya kabari."), ("19:13", "Rina", "Satu lagi ya.")
    ]  # fmt: skip
    assert made.header["title"] == "Wawancara lewat WhatsApp"


@pytest.mark.parametrize(
    "form", ["{who}: {words}\n[00:{minute}]", "{who}: {words}\n00:{minute}:10", "[00:{minute}] {who}: {words}"]
)
def test_times_of_a_recording_make_no_chat_of_a_talk(form: str) -> None:
    assert not any("chat" in note for note in draft(chat(form)).notes)


def test_a_time_that_some_sentences_end_with_is_said() -> None:
    made = draft(
        "\n".join(f"{who}: {words} Jam 10.30" for who, words in TALK[:2]) + f"\nRina: {ASK2}\nIbu Sari: Jam 11.30"
    )
    assert [words for _, _, words in said(made)] == [f"{ASK} Jam 10.30", f"{TELL} Jam 10.30", ASK2, "Jam 11.30"]
