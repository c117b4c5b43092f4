"""Heads, roles and questions as transcripts have them in the languages of Europe."""

from __future__ import annotations

import pytest

from drafted import draft_text as draft
from qualkit.reading.drafting.labels import as_date
from qualkit.reading.drafting.roles import is_question
from qualkit.reading.drafting.shapes import role_word


@pytest.mark.parametrize(
    ("asks", "tells", "date", "place", "day"),
    [
        ("Intervistatrice", "Intervistato", "Data", "Luogo", "7 dicembre 2019"),
        ("Pesquisadora", "Participante", "Data da entrevista", "Local", "7 de dezembro de 2019"),
        ("Badaczka", "Rozmówca", "Data wywiadu", "Miejsce", "7 grudnia 2019"),
        ("Tazatel", "Respondentka", "Datum rozhovoru", "Místo", "7. prosince 2019"),
        ("Kérdező", "Válaszadó", "Időpont", "Helyszín", "2019. december 7."),
        ("Haastattelija", "Haastateltava", "Päivämäärä", "Paikka", "7. joulukuuta 2019"),
        ("Intervjuare", "Intervjuperson", "Datum", "Plats", "7 december 2019"),
        ("Intervievator", "Intervievată", "Data interviului", "Locul", "7 decembrie 2019"),
        ("Istraživačica", "Kazivač", "Datum razgovora", "Mjesto", "7. prosinca 2019"),
        ("Ερευνήτρια", "Συμμετέχων", "Ημερομηνία", "Τόπος", "7 Δεκεμβρίου 2019"),
        ("Интервьюер", "Респондент", "Дата", "Место", "7 декабря 2019"),
    ],
)
def test_roles_and_labels_are_known_by_their_words(asks: str, tells: str, date: str, place: str, day: str) -> None:
    talk = f"{asks}: Abc def?\n\n{tells}: Ghi jkl mno.\n\n" * 3
    made = draft(f"{date}: {day}\n{place}: Vik\n\n{talk}")
    assert {tag.tag: tag.role for tag in made.tags} == {asks: "interviewer", tells: "informant"}
    assert (made.header["date"], made.header["place"]) == ("2019-12-07", "Vik")


def test_a_month_that_is_another_one_in_another_language_is_not_guessed() -> None:
    assert as_date("7 listopada 2019") == ""  # November in Polish, October in Croatian


def test_who_moderates_may_be_named_by_a_label_with_the_word_of_the_tag() -> None:
    made = draft(
        "Grupo focal 2\nModeradora: Alba\n\n" + "Moderadora: ¿Y eso?\n\nRosa: Pues sí.\n\nLuis: Pues no.\n\n" * 3
    )
    assert made.header["interviewer"] == "Alba"
    assert {tag.tag: tag.turns for tag in made.tags} == {"Moderadora": 3, "Rosa": 3, "Luis": 3}


def test_what_is_noted_is_said_by_nobody_of_the_talk() -> None:
    assert role_word("NOTAS DE OBSERVACIÓN") == "other"
    assert role_word("Nota") is None


def test_greek_asks_with_a_semicolon() -> None:
    assert is_question("Πότε ήρθατε εδώ;")
    assert not is_question("He left; she stayed.")


def test_questions_without_tags_are_called_as_the_language_of_the_text_calls_them() -> None:
    answers = [
        "Non lo so.",
        "Era la casa di mia madre e della nonna, e poi non c'era altro.",
        "Mai.",
        "Sì, una volta sola.",
    ]
    talk = "".join(
        f"{n}. Perché non è andata via con gli altri?\n{words}\n\n" for n, words in enumerate(answers, start=1)
    )
    assert [tag.tag for tag in draft(talk).tags] == ["Domanda", "Risposta"]
