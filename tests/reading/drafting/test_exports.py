"""Transcripts as programs write them and researchers set them: times behind tags, counted lines, what programs add."""

from __future__ import annotations

import pytest

from drafted import draft_text as draft
from drafted import said_when as said
from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.formats.manuscript import Paragraph, make_manuscript
from qualkit.reading.formats.plain import read_plain

TALK = (
    "Can you tell me how you came to the mill?", "My father got me in, I was fifteen.", "What was a day like?",
    "You started at six, and the noise was terrible.", "And what came after?", "I went to college, would you believe.",
)  # fmt: skip


def told(made: Draft) -> dict[str, tuple[int, str]]:
    return {tag.tag: (tag.turns, tag.role) for tag in made.tags}


def write(*forms: str) -> str:
    return "\n\n".join(forms[n % len(forms)].format(n=n, words=words) for n, words in enumerate(TALK))


@pytest.mark.parametrize(
    ("form", "time"),
    [
        pytest.param("Speaker {who} [00:0{{n}}:05] {{words}}", "00:0{n}:05", id="in brackets, no colon"),
        pytest.param("Speaker {who} [00:0{{n}}:05 - 00:0{{n}}:40]: {{words}}", "00:0{n}:05", id="from, to"),
        pytest.param("Speaker {who} [{{n}}5.00s - 9{{n}}.25s]:\n{{words}}", "{m}:{s:02}", id="seconds"),
        pytest.param("Speaker {who} (00:0{{n}}:05):\n{{words}}", "00:0{n}:05", id="in round brackets"),
        pytest.param("Speaker {who} 00:0{{n}}:05\n{{words}}", "00:0{n}:05", id="above the words"),
        pytest.param("Speaker {who}: [00:0{{n}}:05] {{words}}", "00:0{n}:05", id="behind the colon"),
    ],
)
def test_a_time_behind_the_tag_is_the_time_of_the_turn(form: str, time: str) -> None:
    made = draft(write(form.format(who="A"), form.format(who="B")))
    expected = [
        (time.format(n=n, m=(10 * n + 5) // 60, s=(10 * n + 5) % 60), f"Speaker {'AB'[n % 2]}", words)
        for n, words in enumerate(TALK)
    ]
    assert said(made) == expected


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("form", ["00:0{n}:05", "[00:0{n}:05]"])
def test_a_time_alone_behind_most_colons_is_the_time_of_the_turn_below(form: str, between: str) -> None:
    made = draft(write(*(f"{name}: {form}{between}{{words}}" for name in ("Ana Lund", "Bo van Dam"))))
    expected = [(f"00:0{n}:05", ("Ana Lund", "Bo van Dam")[n % 2], words) for n, words in enumerate(TALK)]
    assert said(made) == expected


def test_bold_names_with_a_colon_above_the_words_are_tags_though_each_has_few_turns() -> None:
    talk = "".join(f"**{name}:**\n\n{words}\n\n" for name, words in zip(("Sam", "Eri", "Bea") * 2, TALK, strict=True))
    made = draft_transcript(read_plain(talk.encode(), file="F1.md"), identity="F1")
    assert [(name, words) for _, name, words in said(made)] == [*zip(("Sam", "Eri", "Bea") * 2, TALK, strict=True)]


def test_a_time_that_somebody_says_is_no_mark() -> None:
    made = draft("I: When do you open?\n\nR: 10:30\n\nI: And close?\n\nR: 18:00\n\nI: On Sundays too?\n\nR: Never.")
    assert [words for _, _, words in said(made)][1::2] == ["10:30", "18:00", "Never."]


def test_of_two_columns_of_times_the_first_is_when_a_turn_begins() -> None:
    rows = [("AB"[n % 2], f"00:0{n}:01.000", f"00:0{n}:40.000", words) for n, words in enumerate(TALK)]
    made = draft_transcript(make_manuscript(Paragraph("\n".join(row), cells=row) for row in rows), identity="F1")
    assert [time for time, _, _ in said(made)] == [f"00:0{n}:01.000" for n in range(6)]


def test_counted_answers_lose_their_number_like_counted_questions() -> None:
    made = draft("\n\n".join(f"{'QA'[n % 2]}{n // 2 + 1}. {words}" for n, words in enumerate(TALK)))
    assert said(made) == [(None, "QA"[n % 2], words) for n, words in enumerate(TALK)]


def test_an_answer_that_begins_with_a_letter_and_a_stop_keeps_it() -> None:
    answers = ("A. Cruz told me so, and I believed him.", *TALK[3::2])
    made = draft(
        "\n\n".join(f"Q{n}. {ask}\n\n{tell}" for n, (ask, tell) in enumerate(zip(TALK[::2], answers, strict=True), 1))
    )
    assert [words for _, who, words in said(made) if who == "A"] == list(answers)


def test_counted_lines_of_a_turn_that_goes_on_lose_their_number_too() -> None:
    lines = ["INT: so (.) how did you get into it", "RES: well (0.5) it was my father", ".hhh he was in the mill", "(1.2)",
             "INT: right", "RES: and so I just followed", "INT: did you like it?", "RES: no not at first"]  # fmt: skip
    made = draft("\n".join(f"{n:02}  {line}" for n, line in enumerate(lines, 1)))
    assert said(made)[1] == (None, "RES", "well (0.5) it was my father\n.hhh he was in the mill\n(1.2)")
    assert any("2 lines that go on with a turn" in note for note in made.notes)


def test_numbers_that_begin_some_lines_of_speech_stay() -> None:
    made = draft(f"P: {TALK[0]}\nN: {TALK[1]}\n15 tahun waktu itu.\nP: {TALK[2]}\nN: {TALK[3]}\n20 orang ikut.")
    assert "15 tahun" in made.text and "20 orang" in made.text


@pytest.mark.parametrize(
    "closing",
    [
        "End of interview",
        "--- End of recording ---",
        "Transcribed by https://otter.ai",
        "Wawancara selesai.",
        "SELESAI",
    ],
)
def test_a_line_that_closes_the_file_is_said_by_nobody(closing: str) -> None:
    made = draft(f"{write('P: {words}', 'N: {words}')}\n\n{closing}")
    assert made.text.endswith(f"{TALK[-1]}\n\n[{closing}]")


def test_what_stands_above_the_talk_and_again_amid_it_is_said_by_nobody() -> None:
    head = "Transkrip Wawancara Ibu Sumiati"
    talk = write("P: {words}", "N: {words}")
    made = draft(f"{head}\n{talk}\n{head}\n{talk}")
    assert made.header["title"] == head
    assert made.text.count(f"\n\n[{head}]\n\n") == 1


def test_labels_of_people_above_names_that_are_set_apart_by_their_look_belong_to_the_header() -> None:
    bold = [Paragraph(f"{'TE'[n % 2]}W  {words}", bold=2) for n, words in enumerate(TALK)]
    head = map(Paragraph, ("Interviewee: Edith Barlow (b. 1934)", "Interviewer: Tom Wright"))
    made = draft_transcript(make_manuscript([*head, *bold]), identity="F1")
    assert told(made) == {"TW": (3, "interviewer"), "EW": (3, "informant")}
    assert (made.header["informant"], made.header["interviewer"]) == ("Edith Barlow (b. 1934)", "Tom Wright")


def test_what_the_researcher_notes_is_not_said_by_the_interviewer() -> None:
    made = draft(write("Peneliti: {words}", "Informan: {words}") + "\n\nCatatan peneliti: dia menunjuk tangannya.")
    assert told(made)["Catatan peneliti"] == (1, "other")
    assert told(made)["Peneliti"] == (3, "interviewer")


def test_a_label_that_is_not_known_between_known_ones_belongs_to_the_header_of_a_table() -> None:
    rows = [("Nama", "Bu Ani"), ("Sekolah", "SDN 2"), ("Tanggal", "1 Maret 2024"), *zip("PGPGPG", TALK, strict=True)]
    made = draft_transcript(make_manuscript(Paragraph("\n".join(row), cells=row) for row in rows), identity="F1")
    assert told(made) == {"P": (3, "interviewer"), "G": (3, "informant")}
    assert [made.header[key] for key in ("nama", "sekolah", "date")] == ["Bu Ani", "SDN 2", "2024-03-01"]


def test_a_pause_behind_the_colon_is_said() -> None:
    made = draft(write("INT: {words}", "RES: (0.5) {words}"))
    assert [words for _, who, words in said(made) if who == "RES"] == [f"(0.5) {words}" for words in TALK[1::2]]


def test_a_title_with_a_number_and_a_name_is_a_title() -> None:
    made = draft(f"Interview 22: Bob and Jean Harris, 3 June 1998\n\n{write('I: {words}', 'B: {words}')}")
    assert made.header["title"] == "Interview 22: Bob and Jean Harris, 3 June 1998"
    assert made.header["date"] == "1998-06-03"


def test_a_role_with_a_name_above_the_labels_of_a_table_is_a_label_where_the_same_role_speaks_below() -> None:
    head = [("Informan", ": Bu Tini"), ("Tanggal", ": 4 Maret 2024"), ("Lokasi", ": Pasar")]
    rows = [*head, *zip(("Peneliti", "Informan") * 3, TALK, strict=True)]
    made = draft_transcript(make_manuscript(Paragraph("\n".join(row), cells=row) for row in rows), identity="F1")
    assert told(made) == {"Peneliti": (3, "interviewer"), "Informan": (3, "informant")}
    assert [made.header[key] for key in ("informant", "date", "place")] == ["Bu Tini", "2024-03-04", "Pasar"]
    assert not made.notes


def test_below_another_title_it_is_no_label_either() -> None:
    made = draft(
        f"Appendix C: Transcripts\nInterview 22: Bob Harris\nDate: 3 June 1998\n\n{write('I: {words}', 'B: {words}')}"
    )
    assert (made.header["title"], made.header["preamble"]) == ("Appendix C: Transcripts", ["Interview 22: Bob Harris"])
    assert made.header["date"] == "1998-06-03"


@pytest.mark.parametrize("tags", [("p1", "p2", "p3"), ("Ana Lund", "Bo", "Cis"), ("id1", "Moderator", "id2")])
def test_words_in_brackets_with_which_all_paragraphs_begin_are_who_speaks(tags: tuple[str, ...]) -> None:
    made = draft("\n\n".join(f"[{tags[n % 3]}] {words}" for n, words in enumerate(TALK)))
    assert [(name, words) for _, name, words in said(made)] == [(tags[n % 3], words) for n, words in enumerate(TALK)]


def test_notes_in_brackets_with_which_some_paragraphs_begin_are_no_speakers() -> None:
    text = "\n\n".join(f"{('[Laughs] ', '', '[Pause] ')[n % 3]}{words}" for n, words in enumerate(TALK))
    assert draft(text).tags == ()


def test_what_otter_writes_above_a_talk_goes_into_the_header() -> None:
    made = draft("SUMMARY KEYWORDS\nmill, noise, my father, college\n\nSPEAKERS\nAna Lund, Bo\n\n"
                 + write("Ana Lund  0{n}:05\n{words}", "Bo  0{n}:05\n{words}"))  # fmt: skip
    assert made.header["summary_keywords"] == "mill, noise, my father, college"
    assert made.header["told_speakers"] == "Ana Lund, Bo"
    assert made.text.startswith("[00:05] Ana Lund: ")


def test_times_that_are_links_to_a_recording_are_times() -> None:
    made = draft(
        write("[0{n}:05](https://youtu.be/a?t={n}) Ana: {words}", "[0{n}:05](javascript:void(0);) Bo: {words}")
    )
    assert said(made) == [(f"0{n}:05", ("Ana", "Bo")[n % 2], words) for n, words in enumerate(TALK)]
    assert any("6 times are links" in note for note in made.notes)


def test_where_several_speak_and_nobody_asks_nobody_is_taken_for_who_asks() -> None:
    words = ["The slides were full.", "I learnt a lot there.", "It was too long for me."] * 2
    made = draft("\n\n".join(f"[p{n % 3}] {said}" for n, said in enumerate(words)))
    assert {tag.role for tag in made.tags} == {"informant"}


def test_a_time_on_a_line_between_a_name_and_its_words_is_the_time_of_the_turn() -> None:
    made = draft(write("Ana Lund\n00:0{n}:05\n{words}", "Bo van Dam\n00:0{n}:05\n{words}"))
    assert said(made) == [(f"00:0{n}:05", ("Ana Lund", "Bo van Dam")[n % 2], words) for n, words in enumerate(TALK)]


def test_a_word_with_a_colon_right_below_a_name_is_said() -> None:
    words = [f"Well: {words}" if n == 3 else words for n, words in enumerate(TALK)]
    made = draft("\n\n".join(f"00:0{n}:05 - {'Ane' if n % 2 == 0 else 'Per'}\n{said}" for n, said in enumerate(words)))
    assert [words for *_, words in said(made)] == words
    assert {tag.tag for tag in made.tags} == {"Ane", "Per"}


def test_a_time_that_is_all_that_is_said_is_no_time_of_the_turn() -> None:
    made = draft("I:\nWhen do you open?\nR:\n10:30\nI:\nAnd close?\nR:\n18:00\nI:\nOn Sundays too?\nR:\nNever.")
    assert [words for _, _, words in said(made)][1::2] == ["10:30", "18:00", "Never."]


def test_one_side_may_have_a_role_and_the_other_a_word_that_is_not_known() -> None:
    made = draft("Prašalka: Kje?\n\nIntervjuvanec: Na vasi.\n\nPrašalka: Kdaj?\n\nIntervjuvanec: Prej.\n")
    assert told(made) == {"Prašalka": (2, "interviewer"), "Intervjuvanec": (2, "informant")}


@pytest.mark.parametrize(
    "form", ["{who} - 0{n}:05\n{words}", "{who} – 0{n}:05\n\n{words}", "{who}, 0{n}:05\n{words}", "{who} @ 0{n}:05\n{words}",
             "[{who}] 00:0{n}:05\n{words}", "0{n}:05 | {who} | {words}"],
)  # fmt: skip
def test_a_sign_may_part_who_speaks_from_the_time(form: str) -> None:
    between = "\n" if "|" in form else "\n\n"
    names = ("Ana Lund", "Bo van Dam")
    made = draft(between.join(form.format(who=names[n % 2], n=n, words=words) for n, words in enumerate(TALK)))
    assert [(name, words) for _, name, words in said(made)] == [(names[n % 2], words) for n, words in enumerate(TALK)]
    assert [time and time[-4:] for time, _, _ in said(made)] == [f"{n}:05" for n in range(6)]


@pytest.mark.parametrize(
    "form", ["**{who}** (0{n}:05)\n\n{words}", "### {who} - 0{n}:05\n\n{words}", "**{who}: **{words}"]
)
def test_names_and_times_as_programs_write_them_in_markdown(form: str) -> None:
    names = ("Ana Lund", "Bo van Dam")
    text = "\n\n".join(form.format(who=names[n % 2], n=n, words=words) for n, words in enumerate(TALK))
    made = draft_transcript(read_plain(text.encode(), file="F1.md"), identity="F1")
    assert [(name, words) for _, name, words in said(made)] == [(names[n % 2], words) for n, words in enumerate(TALK)]


def test_a_tab_parts_who_speaks_from_what_is_said() -> None:
    made = draft(write("Ana Lund\t{words}", "Bo\t{words}").replace("\n\n", "\n"))
    assert [(name, words) for _, name, words in said(made)] == [
        (("Ana Lund", "Bo")[n % 2], words) for n, words in enumerate(TALK)
    ]


def test_values_behind_tabs_are_no_talk() -> None:
    assert draft("Name\tAna\nAge\t40\nPlace\tVik\nWork\tThe mill\nYears\t30\n").tags == ()
