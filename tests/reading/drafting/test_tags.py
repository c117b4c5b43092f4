"""Who speaks: the ways in which people write transcripts, each with the turns that are meant."""

from __future__ import annotations

import pytest

from drafted import Said, roles_of
from qualkit.errors import QualkitError
from qualkit.model import TurnRole
from qualkit.reading.drafting.draft import Draft, draft_transcript, format_draft
from qualkit.reading.drafting.speakers import read_roles
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, clean, make_manuscript
from qualkit.reading.transcript import parse_transcript


def paragraphs(text: str) -> Manuscript:
    """A manuscript with a paragraph for each line; an empty line changes nothing."""
    return make_manuscript(Paragraph(clean(line)) for line in text.strip().split("\n"))


def blocks(text: str) -> Manuscript:
    """A manuscript with a paragraph for each block of lines."""
    return make_manuscript(Paragraph(clean(block)) for block in text.strip().split("\n\n"))


def bold(*parts: str | tuple[str, str]) -> Manuscript:
    """A manuscript of paragraphs, of which a pair is bold at its beginning."""
    return make_manuscript(
        Paragraph(part) if isinstance(part, str) else Paragraph("".join(part), bold=len(part[0])) for part in parts
    )


def table(*rows: tuple[str, ...]) -> Manuscript:
    return make_manuscript(Paragraph("\n".join(filter(None, row)), cells=row) for row in rows)


def said(draft: Draft) -> Said:
    """Who says what, as the finished transcript is read."""
    document = parse_transcript(format_draft(draft), file="made.txt")
    assert document.text == draft.text
    return [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


def draft(
    manuscript: Manuscript | str, *, roles: dict[str, TurnRole] | None = None, cases: tuple[str, ...] = ()
) -> Draft:
    return draft_transcript(
        paragraphs(manuscript) if isinstance(manuscript, str) else manuscript, identity="F1", roles=roles, cases=cases
    )


ASK, TELL = "Sejak kapan Ibu berjualan di sini?", "Sudah lama, sejak anak pertama masih kecil."
ASK2, TELL2 = "Berapa modal awalnya?", "Tidak banyak, saya pinjam dari saudara dulu."
FOUR = (ASK, TELL, ASK2, TELL2)


def dialogue(form: str, first: str, second: str) -> str:
    """Two questions and two answers in a form such as `{tag}: {words}`."""
    return "\n".join(form.format(tag=tag, words=words) for tag, words in zip((first, second) * 2, FOUR, strict=True))


@pytest.mark.parametrize(
    ("form", "asks", "tells"),
    [
        pytest.param("{tag}: {words}", "P", "N", id="letters"),
        pytest.param("{tag} : {words}", "P", "I", id="a blank before the colon"),
        pytest.param("{tag}:{words}", "I", "R", id="no blank behind the colon"),
        pytest.param("{tag}：{words}", "P", "N", id="a wide colon"),
        pytest.param("{tag} : {words}", "P", "YKK", id="initials"),
        pytest.param("{tag}: {words}", "Pewawancara", "Narasumber", id="role words"),
        pytest.param("{tag} : {words}", "Peneliti", "Informan 1", id="a role word with a number"),
        pytest.param("{tag}: {words}", "peneliti", "informan", id="role words in small letters"),
        pytest.param("{tag}: {words}", "PENELITI", "INFORMAN", id="role words in capitals"),
        pytest.param("{tag} : {words}", "T", "J", id="tanya and jawab, by letter"),
        pytest.param("{tag} : {words}", "Tanya", "Jawab", id="tanya and jawab"),
        pytest.param("{tag}: {words}", "Pertanyaan", "Jawaban", id="pertanyaan and jawaban"),
        pytest.param("{tag}: {words}", "Q", "A", id="question and answer"),
        pytest.param("{tag}. {words}", "Q", "A", id="a point behind the letter"),
        pytest.param("{tag} - {words}", "P1", "R1", id="a dash"),
        pytest.param("{tag} – {words}", "Peneliti", "Bu Siti", id="a longer dash"),
        pytest.param("{tag}: {words}", "I1", "R1", id="letters with numbers"),
        pytest.param("{tag}: {words}", "Interviewer", "Participant 1", id="English role words"),
        pytest.param("{tag}: {words}", "Peneliti", "Bu Siti", id="a name with a title"),
        pytest.param("{tag}: {words}", "Peneliti", "Pak RT", id="an office with a title"),
        pytest.param("{tag}: {words}", "Fru Holm", "Hr. Dal", id="a title that is a source in capitals"),
        pytest.param("{tag}: {words}", "Peneliti", "Ibu Sri (Ketua)", id="a name with an office in brackets"),
        pytest.param("{tag}: {words}", "Peneliti", "Tn. A", id="a title and a letter"),
        pytest.param("#{tag}: {words}", "I", "R", id="a number sign"),
        pytest.param("• {tag}: {words}", "P", "N", id="a bullet"),
        pytest.param("- {tag}: {words}", "P", "N", id="a hyphen as a bullet"),
        pytest.param("**{tag}:** {words}", "P", "N", id="asterisks of Markdown"),
        pytest.param("[{tag}] {words}", "P", "N", id="square brackets"),
        pytest.param("{tag} {words}", "P", "N", id="a tab, which is a blank by now"),
        pytest.param("{tag}\n{words}", "Peneliti", "Informan", id="a line of its own"),
        pytest.param("{tag}:\n{words}", "PENELITI", "INFORMAN 2", id="a line of its own with a colon"),
        pytest.param("{tag}; {words}", "Peneliti", "Informan", id="a semicolon"),
    ],
)
def test_a_tag_is_found_however_it_is_written(form: str, asks: str, tells: str) -> None:
    made = draft(dialogue(form, asks, tells))
    assert said(made) == list(zip((asks, tells) * 2, FOUR, strict=True))
    assert roles_of(made) == {asks: "interviewer", tells: "informant"}


@pytest.mark.parametrize(
    ("form", "time"),
    [
        pytest.param("[00:01:12] {tag}: {words}", "00:01:12", id="in square brackets before the tag"),
        pytest.param("{tag} [00:01:12]: {words}", "00:01:12", id="in square brackets behind the tag"),
        pytest.param("(00:12) {tag}: {words}", "00:12", id="in round brackets"),
        pytest.param("00:01:12 {tag}: {words}", "00:01:12", id="bare"),
        pytest.param("*0:0 = {tag}: {words}", "0:0", id="with a star and an equals sign"),
        pytest.param("*1.01.35 = {tag}: {words}", "1:01:35", id="with points"),
        pytest.param("#00:00:10-0# {tag}: {words}", "00:00:10.0", id="between number signs"),
        pytest.param("{tag} (00:12): {words}", "00:12", id="in round brackets behind the tag"),
        pytest.param("{tag}  0:05\n{words}", "0:05", id="behind the tag on a line of its own"),
        pytest.param("[00:10] {tag}:\n{words}", "00:10", id="a tag on a line of its own"),
        pytest.param("0:02:16.6\n{tag}: {words}", "0:02:16.6", id="on a line of its own"),
        pytest.param("(07.09)\n{tag}: {words}", "07:09", id="on a line of its own, with a point"),
        pytest.param("[00:01:12 - 00:01:20] {tag}: {words}", "00:01:12", id="from and to"),
    ],
)
def test_a_time_mark_becomes_the_time_of_its_turn(form: str, time: str) -> None:
    made = draft(dialogue(form, "Peneliti", "Informan"))
    document = parse_transcript(format_draft(made), file="made.txt")
    assert [turn.time for turn in document.turns] == [time] * 4
    assert said(made) == list(zip(("Peneliti", "Informan") * 2, FOUR, strict=True))


def test_bold_names_need_no_colon() -> None:
    made = draft(bold(*((f"{tag} ", words) for tag, words in zip(("Rina", "Siti") * 2, FOUR, strict=True))))
    assert said(made) == list(zip(("Rina", "Siti") * 2, FOUR, strict=True))


def test_bold_names_may_have_their_colon_inside_or_outside() -> None:
    made = draft(bold(("Rina:", f" {ASK}"), ("Siti", f": {TELL}"), ("Rina: ", ASK2), ("Siti :", TELL2)))
    assert said(made) == list(zip(("Rina", "Siti") * 2, FOUR, strict=True))


def test_a_bold_question_is_no_name() -> None:
    made = draft(bold((ASK, ""), TELL, (ASK2, ""), TELL2))
    assert not made.tags
    assert made.text == "\n\n".join(FOUR)


def test_speakers_given_by_the_format_win() -> None:
    made = draft(
        make_manuscript(
            [
                Paragraph(ASK, speaker="Rina Sari", time="00:00:01.000"),
                Paragraph("Satu hal: " + TELL, speaker="Bu Siti"),
                Paragraph("Ya."),
            ]
        )
    )
    assert said(made) == [("Rina Sari", ASK), ("Bu Siti", f"Satu hal: {TELL}\n\nYa.")]
    assert made.text.startswith("[00:00:01.000] Rina Sari: ")
    assert roles_of(made) == {"Rina Sari": "interviewer", "Bu Siti": "informant"}


def test_a_colon_that_a_format_gives_as_a_speaker_is_nobody() -> None:
    made = draft(
        make_manuscript(
            [Paragraph(ASK, speaker="Rina"), Paragraph(TELL, speaker=":"), Paragraph("Ya.", speaker="Bu Siti")]
        )
    )
    assert said(made) == [("Rina", f"{ASK}\n\n{TELL}"), ("Bu Siti", "Ya.")]


DIALOGUE = dialogue("{tag}: {words}", "P", "N")


@pytest.mark.parametrize(
    "line",
    [
        "Satu hal: harganya mahal sekali.",
        "HR. Bukhari: harganya mahal sekali.",
        "Jadi begini: kami pergi dulu.",
        "Misalnya: beras dan gula.",
        "Catatan: informan diam sebentar.",
        "Contoh: seperti tadi.",
        "jam 10:30 kami buka.",
        "Rp: lima ribu.",
        "http://example.org/halaman",
        "Mt 5:3 dibaca bersama.",
        "10:30 pagi kami sudah buka: ramai sekali.",
        "Dia bilang P: begitu saja.",
        "1. beras",
        "(N tertawa)",
        "[tertawa]",
        "((laughs))",
        "Pertama: modal.",
        "Suami saya bilang: jangan.",
    ],
)
def test_what_is_no_tag_stays_in_the_words(line: str) -> None:
    made = draft(f"{DIALOGUE}\n{line}\n{DIALOGUE}")
    turns = list(zip(("P", "N") * 2, FOUR, strict=True))
    assert said(made) == [*turns[:3], ("N", f"{TELL2}\n\n{line}"), *turns]


@pytest.mark.parametrize(
    "text",
    [
        "Satu hal: harganya mahal.\nPasar buka jam 10:30 pagi.\nOrang datang dari desa.",
        "Saya pergi ke pasar.\n\nHarga naik terus.",
        "Tujuan: mencatat.\nKesimpulan: ramai.\nSaran: datang pagi.",
        "A. Latar\nPasar ini tua.\nB. Suasana\nRamai sekali.",
    ],
)
def test_a_text_without_speakers_is_prose(text: str) -> None:
    made = draft(text)
    assert not made.tags
    assert made.text.split() == text.split()


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        pytest.param("N; Ya, begitu.", "N", id="a semicolon for a colon"),
        pytest.param("N. Ya, begitu.", "N", id="a point for a colon"),
        pytest.param("N Ya, begitu.", "N", id="no colon"),
        pytest.param("n: Ya, begitu.", "N", id="a small letter"),
        pytest.param("1.42.30 N: Ya, begitu.", "N", id="a time with points"),
    ],
)
def test_a_slip_of_the_pen_is_understood_where_the_tag_is_known(line: str, speaker: str) -> None:
    made = draft(f"{DIALOGUE}\nP: Begitu?\n{line}\n{DIALOGUE}")
    assert said(made)[4:6] == [("P", "Begitu?"), (speaker, "Ya, begitu.")]


def test_a_note_between_tag_and_colon_belongs_to_the_words() -> None:
    made = draft(f"{DIALOGUE}\nP: Begitu?\nN (tertawa): Ya.")
    assert said(made)[-1] == ("N", "(tertawa) Ya.")


def test_a_legend_may_name_somebody_who_speaks_once() -> None:
    made = draft(f"P = Peneliti, N = Narasumber, A = anak narasumber\n{DIALOGUE}\nA: Bu, ayo pulang.")
    assert said(made)[-1] == ("A", "Bu, ayo pulang.")
    assert [(tag.tag, tag.role, tag.name) for tag in made.tags] == [
        ("P", "interviewer", "Peneliti"),
        ("N", "informant", "Narasumber"),
        ("A", "informant", "anak narasumber"),
    ]


def test_two_who_speak_together_are_a_tag_of_their_own() -> None:
    made = draft("I1: Hvor længe?\nM: Ti år.\nK: Ni.\nI1: Hvem?\nM og K: Os.\nI1: Ja?\nM: Ja.\nK: Ja.")
    assert roles_of(made) == {"I1": "interviewer", "M": "informant", "K": "informant", "M og K": "informant"}


def test_a_group_has_several_informants() -> None:
    lines = [f"Moderator: {ASK}"]
    for number in range(1, 5):
        lines += [f"R{number}: {TELL}", f"R{5 - number}: {TELL2}"]
    made = draft("\n".join(lines))
    assert roles_of(made) == {"Moderator": "interviewer"} | {f"R{number}": "informant" for number in (1, 4, 2, 3)}
    assert made.header["speakers"]["R1"]["case"] == "F1-R1"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("P", "I"),
        ("I", "P"),
        ("M", "T"),
        ("T", "M"),
        ("A", "B"),
        ("Budi", "Siti"),
        ("SPEAKER_00", "SPEAKER_01"),
        ("S1", "S2"),
    ],
)
def test_who_asks_is_the_interviewer_whatever_the_letters(first: str, second: str) -> None:
    made = draft(dialogue("{tag}: {words}", first, second) + "\n" + dialogue("{tag}: {words}", first, second))
    assert roles_of(made) == {first: "interviewer", second: "informant"}


def test_questions_without_a_tag_do_not_run_into_the_answers() -> None:
    made = draft(f"1. {ASK}\nJawab: {TELL}\n2. {ASK2}\nJawab: {TELL2}\nItu saja.")
    assert said(made) == [
        ("Tanya", f"1. {ASK}"), ("Jawab", TELL), ("Tanya", f"2. {ASK2}"), ("Jawab", f"{TELL2}\n\nItu saja.")
    ]  # fmt: skip
    assert roles_of(made) == {"Tanya": "interviewer", "Jawab": "informant"}


def test_answers_without_a_tag_are_not_said_by_who_asks() -> None:
    made = draft(f"Pertanyaan: {ASK}\n{TELL}\nPertanyaan: {ASK2}\n{TELL2}\nItu saja.")
    assert said(made) == [
        ("Pertanyaan", ASK), ("Jawaban", TELL), ("Pertanyaan", ASK2), ("Jawaban", f"{TELL2}\n\nItu saja.")
    ]  # fmt: skip
    assert any("'Jawaban'" in note for note in made.notes)


def test_a_table_of_questions_and_answers_is_an_interview() -> None:
    made = draft(table(("No", "Pertanyaan", "Jawaban"), ("1", ASK, TELL), ("2", ASK2, TELL2)))
    assert said(made) == list(zip(("Pertanyaan", "Jawaban") * 2, FOUR, strict=True))


@pytest.mark.parametrize("titles", [(), (("Pembicara", "Ujaran"),)])
def test_a_table_of_speakers_and_words_is_an_interview(titles: tuple[tuple[str, ...], ...]) -> None:
    made = draft(table(*titles, *zip(("P", "N :") * 2, FOUR, strict=True)))
    assert said(made) == list(zip(("P", "N") * 2, FOUR, strict=True))


def test_a_column_of_times_gives_turns_their_times() -> None:
    rows = [(f"00:0{number}", tag, words) for number, (tag, words) in enumerate(zip(("P", "N") * 2, FOUR, strict=True))]
    made = draft(table(("Waktu", "Pembicara", "Ujaran"), *rows))
    assert said(made) == list(zip(("P", "N") * 2, FOUR, strict=True))
    assert made.text.startswith("[00:00] P: ")


def test_a_column_of_themes_becomes_comments() -> None:
    made = draft(
        table(
            ("Baris", "Verbatim", "Tema"), ("1-2", f"P: {ASK}\nN: {TELL}", "lama"), ("3", f"P: {ASK2}\nN: {TELL2}", "")
        )
    )
    assert said(made) == list(zip(("P", "N") * 2, FOUR, strict=True))
    assert [(made.text[one.start : one.end], one.text) for one in made.remarks] == [
        (f"{ASK}\n\nN: {TELL}", "Tema: lama")
    ]


# What a user says


def test_the_user_names_tags_and_roles() -> None:
    made = draft(f"{DIALOGUE}\nSatu hal: mahal.\nP: Ya?", roles={"Satu hal": "informant", "p": "informant"})
    assert ("Satu hal", "mahal.") in said(made)
    assert [(tag.tag, tag.role, tag.why) for tag in made.tags if tag.why == "--speakers"] == [
        ("P", "informant", "--speakers"), ("Satu hal", "informant", "--speakers")
    ]  # fmt: skip


def test_a_name_that_nobody_has_is_told() -> None:
    made = draft(DIALOGUE, roles={"Q": "interviewer"})
    assert any("'Q'" in note for note in made.notes)
    assert "Q" not in roles_of(made)


@pytest.mark.parametrize("said", ["P", "P=boss", "=informant", "P,=informant", "P=informant; P=interviewer"])
def test_what_is_no_role_is_refused(said: str) -> None:
    with pytest.raises(QualkitError, match="speakers"):
        read_roles(said)


def test_roles_are_read_from_the_command_line() -> None:
    assert read_roles("I1,I2=interviewer; M, K = informant;") == {
        "I1": "interviewer", "I2": "interviewer", "M": "informant", "K": "informant"
    }  # fmt: skip


# Cases


def test_the_only_informant_stands_for_the_document() -> None:
    assert draft(DIALOGUE).header["speakers"]["N"] == {"role": "informant", "case": "F1"}


def test_a_tag_that_is_a_case_stands_for_it() -> None:
    assert draft(DIALOGUE, cases=("N",)).header["speakers"]["N"] == {"role": "informant", "case": "N"}


# What stands beside


def pairs(*tags: str) -> Said:
    return list(zip(tags, FOUR, strict=True))


@pytest.mark.parametrize(
    ("asks", "tells"),
    [
        pytest.param("Peneliti", "Ibu", id="a form of address that is also a word of the text"),
        pytest.param("Mawar", "Melati", id="names that are also words"),
        pytest.param("Interviewer (Rina)", "Informan 1 (Bu Siti)", id="a role with a name in brackets"),
        pytest.param("INT", "IP", id="abbreviations"),
        pytest.param("W1/S1", "W1/S2", id="codes with a stroke"),
        pytest.param("Dr. Anna-Lise O'Neil", "Ny. K.", id="signs inside a name"),
    ],
)
def test_a_tag_may_be_many_things(asks: str, tells: str) -> None:
    made = draft("\n".join([dialogue("{tag}: {words}", asks, tells)] * 2 + [f"{asks}: Lalu bunga mawar?"]))
    assert said(made)[:4] == pairs(asks, tells, asks, tells)
    assert roles_of(made) == {asks: "interviewer", tells: "informant"}


def test_question_seven_is_no_seventh_speaker() -> None:
    made = draft(f"Pertanyaan 1: {ASK}\nJawaban 1: {TELL}\nPertanyaan 2: {ASK2}\nJawaban 2: {TELL2}")
    assert said(made) == pairs("Pertanyaan", "Jawaban", "Pertanyaan", "Jawaban")
    assert any("running number" in note for note in made.notes)


def test_participants_keep_their_numbers() -> None:
    made = draft(f"Q: {ASK}\nA1: {TELL}\nQ: {ASK2}\nA2: {TELL2}")
    assert said(made) == pairs("Q", "A1", "Q", "A2")


def test_running_numbers_before_tags_are_left_out_and_told() -> None:
    made = draft("\n".join(f"{number:03} {line}" for number, line in enumerate(DIALOGUE.split("\n"), 1)))
    assert said(made) == pairs("P", "N", "P", "N")
    assert any("running number" in note for note in made.notes)


def test_several_interviews_in_one_file_do_not_make_labels_speakers() -> None:
    heads = [
        f"Nama: {name}\nUsia: {age}\nPekerjaan: Pedagang\n{DIALOGUE}"
        for name, age in (("Ani", 40), ("Budi", 30), ("Eko", 20))
    ]
    assert set(roles_of(draft("\n".join(heads)))) == {"P", "N"}


def test_an_abbreviation_longer_than_the_tags_is_none() -> None:
    made = draft(f"{DIALOGUE}\nBPJS: itu yang membayar.\n{DIALOGUE}")
    assert set(roles_of(made)) == {"P", "N"}


def test_a_legend_at_the_end_tells_the_roles_and_stays_in_the_text() -> None:
    made = draft(dialogue("{tag}: {words}", "X", "Y") + "\nKeterangan: X = informan, Y = peneliti")
    assert roles_of(made) == {"X": "informant", "Y": "interviewer"}
    assert made.text.endswith("Keterangan: X = informan, Y = peneliti")


def test_what_a_conference_program_writes_has_times_and_names() -> None:
    times = ["0:0:0.0 --> 0:0:5.330", "0:0:5.330 --> 0:0:8.0", "0:0:9.0 --> 0:0:12.0"] * 2
    names = ["Siti Rahma", "Budi"] * 3
    made = draft(blocks("\n\n".join(f"{time}\n{name}\nHalo {name}?" for time, name in zip(times, names, strict=True))))
    assert said(made) == [(name, f"Halo {name}?") for name in names]
    assert made.text.startswith("[0:0:0.0] Siti Rahma: ")


def test_a_bold_heading_that_names_a_role_is_no_speaker() -> None:
    made = draft(bold(("Hasil Wawancara Informan Kunci",), "Ini ringkasan.", ("Pertanyaan",), "Ini lagi."))
    assert not made.tags
    assert not draft(blocks("Hasil Wawancara Informan\n\nPertanyaan\n\nJawaban\n\nIni ringkasan. Hanya itu.")).tags


def test_a_name_and_a_time_on_a_line_of_their_own_begin_a_turn_if_they_come_twice() -> None:
    talk = [("Ana Lu", "0:03"), ("Beno Ka", "0:06"), ("Ana Lu", "0:10"), ("Beno Ka", "0:12")]
    made = draft(blocks("\n\n".join(f"{name}  {time}\nHalo, ini kata {time}." for name, time in talk)))
    assert said(made) == [(name, f"Halo, ini kata {time}.") for name, time in talk]
    assert made.text.startswith("[0:03] Ana Lu: Halo")


def test_a_time_mark_within_a_turn_stays_where_it_is() -> None:
    made = draft(f"{DIALOGUE}\n(07.09)\nLalu kami pindah.\n{DIALOGUE}")
    assert said(made)[3] == ("N", f"{TELL2}\n\n(07.09)\n\nLalu kami pindah.")


def test_a_table_that_is_no_transcript_stays_as_it_is() -> None:
    made = draft(table(("Nama", "Usia", "Pekerjaan"), ("Siti", "45", "petani"), ("Budi", "40", "guru")))
    assert not made.tags
    assert made.text == "Nama\nUsia\nPekerjaan\n\nSiti\n45\npetani\n\nBudi\n40\nguru"
