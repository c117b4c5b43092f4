"""Transcripts as archives keep them: heads in more languages, legends below a heading, lines that close a file."""

from __future__ import annotations

import pytest

from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.drafting.labels import as_date
from qualkit.reading.formats.manuscript import Paragraph, make_manuscript

SAID = (
    "När började ni med bin?",
    "Det var min syster som hade en kupa över.",
    "Hur många har ni nu?",
    "Nitton, om ingen har svärmat i natt.",
)


def draft(*lines: str) -> Draft:
    return draft_transcript(make_manuscript(map(Paragraph, lines)), identity="F1")


def talk(asks: str, tells: str) -> list[str]:
    return [f"{asks if number % 2 == 0 else tells}: {words}" for number, words in enumerate(SAID)]


def body(asks: str, tells: str) -> str:
    return "\n\n".join(talk(asks, tells))


def test_a_swedish_head_is_told_from_the_turns() -> None:
    made = draft("Intervju nr: 4", "Intervjuad: Man, 61 år", "Intervjuare: Åsa B.", "Datum: 12 augusti 2021", "Plats: Köket",
                 *talk("Intervjuare", "Svar"))  # fmt: skip
    assert made.text == body("Intervjuare", "Svar")
    assert (made.header["interviewer"], made.header["date"]) == ("Åsa B.", "2021-08-12")
    assert (made.header["place"], made.header["informant"]) == ("Köket", "Man, 61 år")


@pytest.mark.parametrize(
    ("written", "date"),
    [("fredag 13 augusti 2021", "2021-08-13"), ("3 de marzo de 2020", "2020-03-03"), ("1. Jänner 2024", "2024-01-01")],
)
def test_dates_of_more_languages_are_read(written: str, date: str) -> None:
    assert as_date(written) == date


@pytest.mark.parametrize(
    "heading", ["Participantes:", "Participants", "Deltagare", "Teilnehmende:", "Personer i samtalet:"]
)
def test_a_legend_below_a_heading_says_who_is_who_though_it_names_no_role(heading: str) -> None:
    made = draft("Grupp 2", heading, "MO: samtalsledare", "P1: kvinna, 71 år, bonde", "P2: man, 66 år, pensionerad lärare",
                 "MO: Vad minns ni?", "P1: Allt.", "P2: Inte jag.", "MO: Inte alls?", "P2: Lite.", "P1: Se där.")  # fmt: skip
    assert made.text.startswith("MO: Vad minns ni?\n\nP1: Allt.")
    assert made.header["speakers"]["P2"]["name"] == "man, 66 år, pensionerad lärare"


def test_a_first_round_of_names_is_talk_where_no_heading_calls_it_a_legend() -> None:
    said = [
        "MO: Välkomna",
        "P1: Anna här, bonde",
        "P2: Bo heter jag",
        "MO: Vad minns ni?",
        "P1: Allt.",
        "P2: Inte jag.",
    ]
    assert draft("Grupp 2", *said).text == "\n\n".join(said)


@pytest.mark.parametrize(
    "closing", ["*19:58 Slut på optagelsen", "[01:02:03] End of interview", "Fin de la entrevista", "Slut på intervjun",
                "[END OF TRANSCRIPT]", "Einde van het interview"],
)  # fmt: skip
def test_what_stands_below_the_line_that_closes_a_file_is_said_by_nobody(closing: str) -> None:
    made = draft(*talk("I", "R"), closing, "This file was made on 2 May.", "It may hold mistakes.")
    shown = closing.strip("[]").replace("[", "(").replace("]", ")").removeprefix("01:02:03) ")
    assert made.text.startswith(body("I", "R")) and f"{shown}]\n\n[This file was made on 2 May.]" in made.text
    assert made.text.endswith("\n\n[It may hold mistakes.]")


def test_a_talk_that_goes_on_below_such_a_line_stays_a_talk() -> None:
    said = [*talk("I", "R"), "[END OF TRANSCRIPT]", "Men vänta.", "R: En sak till."]
    assert draft(*said).text == "\n\n".join(said)


def test_two_labels_on_one_line_are_two() -> None:
    made = draft("Interview 22", "Interviewer: Jane Hill Interviewee: Volunteer, food bank", *talk("JH", "V"))
    assert made.text == body("JH", "V")
    assert (made.header["interviewer"], made.header["informant"]) == ("Jane Hill", "Volunteer, food bank")


@pytest.mark.parametrize("stamp", ["{} (00:0{})", "{} [00:0{}:12]"])
def test_who_speaks_has_a_time_and_who_is_named_above_has_none(stamp: str) -> None:
    names = "Interviewer", "Participant"
    said = [line for number, words in enumerate(SAID) for line in (stamp.format(names[number % 2], number + 1), words)]
    made = draft("Interview 4", "Interviewer: Dr. Lyle", "Participant: HC-4, works on the ward", "Conventions", *said)
    assert (made.header["interviewer"], made.header["informant"]) == ("Dr. Lyle", "HC-4, works on the ward")
    assert made.text.startswith("[00:01") and "works" not in made.text


@pytest.mark.parametrize("tags", [("JH", "V"), ("K", "M")])
def test_a_colon_further_on_hides_no_tag_that_has_none(tags: tuple[str, str]) -> None:
    said = ["When did it begin?", "In May, I think. I said: come by, and bring the van.", "And then?", "Nobody came by.",
            "Really?", "Nobody at all.", "And the soup?", "I said: it will be eaten, and it was.", "By whom?", "By us."]  # fmt: skip
    made = draft(*(f"{tags[number % 2]} {words}" for number, words in enumerate(said)))
    assert made.text == "\n\n".join(f"{tags[number % 2]}: {words}" for number, words in enumerate(said))


def rows(*cells: tuple[str, ...]) -> list[Paragraph]:
    return [Paragraph("\n".join(filter(None, row)), cells=row) for row in cells]


@pytest.mark.parametrize(
    "titles",
    [("Tijd", "Spreker", "Tekst"), ("Tid", "Talare", "Text"), ("Hora", "Hablante", "Texto"), ("Zeit", "Person", "Text"),
     ("Qqq", "Www", "Zzz")],
)  # fmt: skip
def test_the_titles_of_a_table_are_no_turn_in_whatever_language(titles: tuple[str, ...]) -> None:
    talk = [(f"00:0{number}", "Frida" if number % 2 else "Interviewer", words) for number, words in enumerate(SAID)]
    made = draft_transcript(make_manuscript(rows(titles, *talk)), identity="F1")
    assert made.text == "\n\n".join(f"[{time}] {who}: {words}" for time, who, words in talk)


@pytest.mark.parametrize("first", ["MO: leder samtalet", "MO: Moderadora", "MO: hon som frågar"])
def test_a_legend_below_a_heading_may_describe_people_in_any_words(first: str) -> None:
    said = ["MO: Vad minns ni?", "P1: Allt.", "P2: Inte jag.", "MO: Inte alls?", "P2: Lite.", "P1: Se där."]
    made = draft("Grupp 2", "Participantes:", first, "P1: kvinna, 71 år", "P2: man, 66 år", *said)
    assert made.text == "\n\n".join(said)


def test_a_tag_that_a_legend_may_be_called_too_begins_a_turn() -> None:
    said = ["Interviewer:", "How long?", "Participant:", "Ten years.", "Interviewer:", "Here?", "Participant:", "Yes."]
    made = draft("Interview 4", *said[2:], *said)
    assert made.text.startswith("Participant: Ten years.")


@pytest.mark.parametrize("stamp", ["(00:0{})", "[00:0{}]", "00:0{}"])
def test_the_time_behind_a_bold_name_is_its_time(stamp: str) -> None:
    heads = [f"{'Ana' if number % 2 else 'Interviewer'} {stamp.format(number + 1)}" for number in range(4)]
    lines = [
        one
        for head, words in zip(heads, SAID, strict=True)
        for one in (Paragraph(head, bold=len(head.split()[0])), Paragraph(words))
    ]
    made = draft_transcript(make_manuscript(lines), identity="F1")
    assert made.text.startswith(f"[00:01] Interviewer: {SAID[0]}\n\n[00:02] Ana: {SAID[1]}")


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ([("Kode", "Peran", "Usia"), ("MO", "Moderator", "29"), ("P1", "Peserta, pengurus", "41"), ("P2", "nasabah", "38")],
         "Peserta, pengurus, 41"),
        ([("MO", "leder samtalen"), ("P1", "landmand, 61 år"), ("P2", "hans kone")], "landmand, 61 år"),
        ([("Anna", "MO"), ("Bo (61), farmer", "P1"), ("Cissi, his wife", "P2")], "Bo (61), farmer"),
    ],
)  # fmt: skip
def test_a_table_of_who_is_who_is_a_legend(table: list[tuple[str, ...]], name: str) -> None:
    said = ["MO: Vad minns ni?", "P1: Allt.", "P2: Inte jag.", "MO: Inte alls?", "P2: Lite.", "P1: Se där."]
    made = draft_transcript(
        make_manuscript([Paragraph("Grupp 2"), *rows(*table), *map(Paragraph, said)]), identity="F1"
    )
    assert made.text == "\n\n".join(said)
    assert made.header["speakers"]["P1"]["name"] == name
    assert made.header["title"] == "Grupp 2"


def test_a_table_of_who_is_who_names_them_in_a_short_talk() -> None:
    said = ["Ana: Vad minns ni?", "Bo: Allt.", "Ana: Inte alls?", "Bo: Lite."]
    people = rows(("Namn", "Ålder"), ("Ana", "30"), ("Bo", "61"))
    made = draft_transcript(make_manuscript([*people, *map(Paragraph, said)]), identity="F1")
    assert made.text == "\n\n".join(said)
    assert made.header["speakers"]["Bo"]["name"] == "61"


def test_a_table_in_which_each_speaks_once_is_a_talk() -> None:
    said = [
        ("MO", "Vad minns ni?"),
        ("P1", "Allt, tror jag."),
        ("P2", "Inte jag."),
        ("MO", "Inte alls?"),
        ("P1", "Se där."),
    ]
    made = draft_transcript(make_manuscript(rows(*said)), identity="F1")
    assert made.text == "\n\n".join(": ".join(row) for row in said)


@pytest.mark.parametrize(
    "table",
    [
        [("MO", "Välkomna hit."), ("P1", "Tack ska du ha.")],
        [("MO", "Vem vill börja?"), ("P1", "Jag kan")],
    ],
)
def test_rows_in_which_somebody_speaks_are_no_legend(table: list[tuple[str, ...]]) -> None:
    more = ["MO: Vad minns ni?", "P1: Allt.", "MO: Inte alls?", "P1: Se där."]
    made = draft_transcript(make_manuscript([*rows(*table), *map(Paragraph, more)]), identity="F1")
    assert made.text == "\n\n".join([*map(": ".join, table), *more])


def test_labels_that_are_tags_too_go_into_the_header() -> None:
    head = rows(("Interviewer", "Karin L"), ("Respondent", "Sven"))
    made = draft_transcript(
        make_manuscript([Paragraph("Intervju 3"), *head, *map(Paragraph, talk("Interviewer", "Respondent"))]),
        identity="F1",
    )
    assert (made.header["interviewer"], made.header["informant"]) == ("Karin L", "Sven")
    assert made.text == body("Interviewer", "Respondent")


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Interviewet blev holdt i parrets stue den 3. november 2021, og begge var med fra først til sidst.", "2021-11-03"),
        ("Geführt am 8. Februar 2023 in der Kantine. Fragen sind gekürzt, und Namen sind geändert worden.", "2023-02-08"),
        ("Hun er født den 3. november 1961. Interviewet blev holdt i hendes stue, og hendes mand gik til og fra.", ""),
        ("The interview was held on 3 May 2021, and a second interview in the same kitchen was held on 4 May 2021.", ""),
    ],
)  # fmt: skip
def test_a_sentence_above_the_talk_tells_the_day(sentence: str, date: str) -> None:
    made = draft("Interview 4", sentence, *talk("I", "R"))
    assert made.header["date"] == date
    assert made.text.startswith(sentence)


def test_a_recording_with_a_day_is_of_that_day() -> None:
    made = draft("Interview 4", "Optaget: d. 4. maj 2022", "Varighed: 58 min.", *talk("I", "R"))
    assert (made.header["date"], made.header["duration"]) == ("2022-05-04", "58 min.")
    assert draft("Interview 4", "Recorded: on tape", *talk("I", "R")).header["recorded"] == "on tape"


@pytest.mark.parametrize("title", ["Tale", "Qqq", "What was said"])
def test_a_title_above_the_speakers_is_enough(title: str) -> None:
    table = [(("R", "I")[number % 2 == 0], words) for number, words in enumerate(SAID)]
    made = draft_transcript(make_manuscript(rows(("Person", title), *table)), identity="F1")
    assert made.text == "\n\n".join(map(": ".join, table))


@pytest.mark.parametrize("sign", [".", ".-", ". —"])
def test_names_in_capitals_with_a_point_behind_them_are_tags(sign: str) -> None:
    names = ("MODERADORA", "DOÑA ROSA")
    said = [*SAID, "Och sedan?", "Sedan kom snön."]
    made = draft(*(f"{names[number % 2]}{sign} {words}" for number, words in enumerate(said)))
    assert made.text == "\n\n".join(f"{names[number % 2]}: {words}" for number, words in enumerate(said))


def test_sentences_that_are_shouted_are_no_names() -> None:
    said = [*talk("I", "R"), "R: STOP. Jag sa nej.", "ALDRIG. Inte en gång.", "I: Nå?", "R: ALDRIG. Sa jag."]
    assert list(draft(*said).header["speakers"]) == ["I", "R"]


def test_a_translation_beside_the_talk_is_kept_and_told() -> None:
    here = ["Det var min søster som havde et stade derovre, og jeg ville ikke røre ved det."] * 3
    there = ["It was my sister who had a hive over there, and I did not want to touch it."] * 3
    table = [(("A", "B")[number % 2], one, other) for number, (one, other) in enumerate(zip(here, there, strict=True))]
    made = draft_transcript(make_manuscript(rows(("Speaker", "Text", "Translation"), *table, *table)), identity="F1")
    assert made.text.startswith(f"A: {here[0]}\n{there[0]}")
    assert any("'Text' (da), 'Translation' (en)" in note for note in made.notes)
    alone = [row[:2] for row in table]
    made = draft_transcript(make_manuscript(rows(("Speaker", "Text"), *alone, *alone)), identity="F1")
    assert not any("languages" in note for note in made.notes)


@pytest.mark.parametrize("tags", ["I1/I2", "I1 / I2", "I1 & I2"])
def test_a_legend_may_name_several_at_once(tags: str) -> None:
    said = [
        "I1: Vem var först?",
        "M: Jag.",
        "I2: Och sedan?",
        "K: Jag.",
        "I1: När?",
        "M: I maj.",
        "I2: Säkert?",
        "K: Ja.",
    ]
    made = draft("Intervju 3", f"{tags}: interviewere", "M: mand", "K: kvinde", *said)
    assert made.text == "\n\n".join(said)
    assert [one["role"] for one in made.header["speakers"].values()] == ["interviewer", "informant"] * 2
