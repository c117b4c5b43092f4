"""Groups whose people are counted by what they are: Nurse 1, Nurse 2; Kader 3; Guest Room 1 in a meeting's transcript."""

from __future__ import annotations

import pytest

from drafted import Said, roles_of, said
from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.formats.manuscript import Paragraph, make_manuscript

SAYS = ("Sumurnya kering.", "Di tempat saya juga.", "Kami beli air.", "Mahal sekali.", "Sama saja.", "Iya.")


def draft(*paragraphs: str) -> Draft:
    return draft_transcript(make_manuscript(map(Paragraph, paragraphs)), identity="F1")


def group(asks: str, *who: str) -> Said:
    first, *rest = zip(who, SAYS, strict=False)
    return [(asks, "Airnya bagaimana?"), first, *rest[:2], (asks, "Lalu, apa yang dilakukan?"), *rest[2:]]


@pytest.mark.parametrize(
    ("asks", "stem"),
    [("Moderator", "Kader"), ("Peneliti", "Bidan Desa"), ("Facilitator", "Nurse"), ("Bu Rina", "Warga")],
)
@pytest.mark.parametrize("order", [(1, 2, 3, 2, 1, 3), (2, 1, 2, 3, 1, 4)])
def test_who_is_counted_by_what_they_are_speaks(asks: str, stem: str, order: tuple[int, ...]) -> None:
    turns = group(asks, *(f"{stem} {number}" for number in order))
    made = draft(*(f"{tag}: {words}" for tag, words in turns))
    assert said(made) == turns
    assert roles_of(made) == {tag: "interviewer" if tag == asks else "informant" for tag, _ in turns}


def test_one_of_another_kind_speaks_among_those_who_are_counted() -> None:
    turns = group("Facilitator", "Nurse 1", "Nurse 2", "Doctor 1", "Nurse 2", "Doctor 1", "Nurse 1")
    assert said(draft(*(f"{tag}: {words}" for tag, words in turns))) == turns


def test_names_of_those_who_are_counted_may_stand_above_their_words() -> None:
    turns = group("Moderator", *(f"Petani {number}" for number in (1, 2, 3, 2, 1, 3)))
    made = draft(*(line for tag, words in turns for line in (tag, words)))
    assert said(made) == turns


def test_a_room_with_a_number_speaks_where_times_stand_beside_the_names() -> None:
    turns = group("Ana Lund", "Guest Room 1", "Bob Hill", "Guest Room 1", "Bob Hill", "Guest Room 1", "Bob Hill")
    made = draft(*(f"{tag}   0:{at:02}\n{words}" for at, (tag, words) in enumerate(turns)))
    assert said(made) == turns


def test_who_is_counted_may_be_named_in_a_legend() -> None:
    turns = group("Moderator", *(f"Kader {number}" for number in (1, 2, 1, 2, 1, 2)))
    made = draft("Keterangan:", "Kader 1 = Bu Tini", "Kader 2 = Bu Asih", *(f"{tag}: {words}" for tag, words in turns))
    assert said(made) == turns
    assert {tag.tag: tag.name for tag in made.tags if tag.name} == {"Kader 1": "Bu Tini", "Kader 2": "Bu Asih"}


def test_parts_that_are_counted_are_nobody() -> None:
    turns = group("P", "N", "N", "N", "N", "N")
    paragraphs = [f"{tag}: {words}" for tag, words in turns]
    for number in (1, 2, 3):
        paragraphs.insert(3 * number - 2, f"Siklus {number}: perencanaan")
    assert set(roles_of(draft(*paragraphs))) == {"P", "N"}


def test_what_somebody_counts_is_nobody() -> None:
    lists = ("Sawah 1: kering.", "Sawah 2: basah.", "Sawah 3: dijual.")
    turns = group("P", "N", "N", "N", "N", "N")
    made = draft(
        *(f"{tag}: {words}" for tag, words in turns[:3]), *lists, *(f"{tag}: {words}" for tag, words in turns[3:])
    )
    assert set(roles_of(made)) == {"P", "N"}


def test_who_is_counted_may_speak_in_a_table_and_be_named_in_another() -> None:
    turns = group("Moderator", *(f"Kader {number}" for number in (1, 2, 1, 2, 1, 2)))
    people = [("Kode", "Nama"), ("Kader 1", "Bu Tini"), ("Kader 2", "Bu Asih")]
    rows = [Paragraph("\n".join(row), cells=row) for row in people]
    talk = [Paragraph(f"{tag}\n{words}", cells=(tag, words)) for tag, words in turns]
    made = draft_transcript(make_manuscript([*rows, Paragraph("Transkrip FGD"), *talk]), identity="F1")
    assert said(made) == turns
    lines = [Paragraph(f"{tag}: {words}") for tag, words in turns]
    made = draft_transcript(make_manuscript([*rows, Paragraph("Transkrip FGD"), *lines]), identity="F1")
    assert said(made) == turns


@pytest.mark.parametrize("heading", ["Daftar peserta:", "Peserta FGD", "List of participants:", "Deltagere"])
@pytest.mark.parametrize("titles", [(("Kode", "Nama", "Dusun"),), ()])
def test_a_table_of_participants_below_its_heading_names_them(
    heading: str, titles: tuple[tuple[str, ...], ...]
) -> None:
    turns = group("Moderator", *(f"Peserta {number}" for number in (1, 2, 1, 2, 1, 2)))
    people = [*titles, ("Peserta 1", "Bu Tini", "Krajan"), ("Peserta 2", "Bu Asih", "Seberang")]
    rows = [Paragraph("\n".join(row), cells=row) for row in people]
    lines = [Paragraph(f"{tag} : {words}") for tag, words in turns]
    made = draft_transcript(
        make_manuscript([Paragraph("Transkrip FGD"), Paragraph(heading), *rows, *lines]), identity="F1"
    )
    assert said(made) == turns
    assert {tag.tag: tag.name for tag in made.tags if tag.name} == {
        "Peserta 1": "Bu Tini, Krajan",
        "Peserta 2": "Bu Asih, Seberang",
    }


def test_each_of_another_kind_speaks_who_comes_again_and_again() -> None:
    turns = [*group("Entrevistadora", *(("Vecino 1", "Vecina 2") * 3)), ("Vecino 1", "Claro."), ("Vecina 2", "No.")]
    assert said(draft(*(f"{tag}: {words}" for tag, words in turns))) == turns


def test_who_answers_below_what_a_form_asks_is_no_interviewer_for_a_line_below_theirs() -> None:
    answers = [f"R{number}: {words}" for number, words in enumerate(SAYS, 1)]
    made = draft("Survei orang tua", "Apa alasan Anda?", *answers, "Apa yang perlu diperbaiki?", *answers)
    assert set(roles_of(made).values()) == {"informant"}


@pytest.mark.parametrize("stem", ["Siklus", "Tahap", "Phase", "Bagian"])
def test_what_is_counted_and_is_nobody_speaks_not_however_often_it_comes(stem: str) -> None:
    turns = group("P", *("N",) * 5)
    again = [f"{stem} {number}: seperti tadi" for number in (1, 2, 1, 2, 1)]
    assert set(roles_of(draft(*(f"{tag}: {words}" for tag, words in turns), *again))) == {"P", "N"}
