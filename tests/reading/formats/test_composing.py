"""Putting a manuscript together: paragraphs, rows, notes, what is bold, and where remarks point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office_files import remarks, texts
from qualkit.reading.formats.composing import Comment, Composer
from qualkit.reading.formats.manuscript import clean

ASIDE = {"1": Comment("aside")}


@pytest.mark.parametrize(
    ("said", "paragraphs"),
    [
        ("one\ntwo", ["one\ntwo"]),
        ("one\n \n two\n\n\n", ["one", "two"]),
        ("\n\n one", ["one"]),
        (" \u200b ", []),
    ],
)
def test_an_empty_line_ends_a_paragraph(said: str, paragraphs: list[str]) -> None:
    composer = Composer()
    composer.say(said)
    assert texts(composer.compose({})) == paragraphs


def test_a_row_of_one_cell_is_a_frame_around_paragraphs() -> None:
    composer = Composer()
    composer.begin_row()
    for said in ("one", "two"):
        composer.say(said)
        composer.end_paragraph()
    composer.end_cell()
    composer.end_row()
    assert texts(composer.compose({})) == ["one", "two"]


def test_a_row_keeps_its_empty_cells_and_what_a_row_in_it_says() -> None:
    composer = Composer()
    composer.begin_row()
    composer.say("a")
    composer.end_cell()
    composer.end_cell()
    composer.begin_row()
    composer.say("b")
    composer.end_cell()
    composer.say("c")
    composer.end_cell()
    composer.end_row()
    composer.end_cell()
    composer.end_row()
    (row,) = composer.compose({}).paragraphs
    assert row.cells == ("a", "", "b\nc")
    assert row.text == "a\nb\nc"


@pytest.mark.parametrize(
    ("runs", "bold"),
    [
        ([("P", True), (": yes", False)], "P"),
        ([(" P", True), (" ", False), ("2", True), (": yes", False)], "P 2"),
        ([("e", True), ("\u0301 no", False)], "é"),  # one character of what was two
        ([("yes ", False), ("P", True)], ""),
        ([("\n", False), ("P  2\n", True), ("yes", False)], "P 2"),
        ([("P", True)], "P"),
    ],
)
def test_bold_counts_the_cleaned_characters_at_the_beginning(runs: list[tuple[str, bool]], bold: str) -> None:
    composer = Composer()
    for said, is_bold in runs:
        composer.say(said, bold=is_bold)
    (paragraph,) = composer.compose({}).paragraphs
    assert paragraph.text[: paragraph.bold] == bold


def test_what_is_bold_is_found_after_an_empty_line_too() -> None:
    composer = Composer()
    for said, bold in (("P", True), (" one\n\n", False), ("I", True), (" two", False)):
        composer.say(said, bold=bold)
    assert [paragraph.bold for paragraph in composer.compose({}).paragraphs] == [1, 1]


def test_a_note_stands_in_its_place_and_keeps_no_spaces_around_it() -> None:
    composer = Composer()
    composer.say("said")
    composer.begin_note("footnote 1")
    composer.say(" one\ntwo ")
    composer.end_paragraph()
    composer.say("three ")
    composer.end_paragraph()
    composer.end_note()
    composer.say(".")
    assert texts(composer.compose({})) == ["said [footnote 1: one two three]."]


def test_a_remark_may_run_over_paragraphs_and_begins_and_ends_at_words() -> None:
    composer = Composer()
    composer.say("one ")
    composer.begin_remark("1")
    for said in (" ", "two  three", " "):
        composer.say(said)
        composer.end_paragraph()
    composer.end_remark("1")
    composer.say("four")
    manuscript = composer.compose(ASIDE)
    assert remarks(manuscript) == [("two three", "aside")]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [("one two", " three", "two"), ("one tw", "o three", "two"), ("one ", "two", "one"), ("", "two three", "two")],
)
def test_a_remark_at_a_place_stands_at_its_word(before: str, after: str, word: str) -> None:
    composer = Composer()
    composer.say(before)
    composer.end_remark("1")
    composer.say(after)
    assert remarks(composer.compose(ASIDE)) == [(word, "aside")]


def test_a_remark_at_no_words_is_told_with_what_it_says() -> None:
    composer = Composer()
    composer.begin_remark("1")
    manuscript = composer.compose(ASIDE)
    assert not manuscript.remarks
    assert manuscript.notes == ("a comment stands at no words of the text and was left out: 'aside'",)


SPOKEN = st.text(alphabet="ab é\u0301\u0327\n\t\u00a0\u200b😀", max_size=12)


@given(SPOKEN, SPOKEN, SPOKEN)
def test_places_are_those_of_the_cleaned_words(before: str, pointed: str, after: str) -> None:
    composer = Composer()
    composer.say(before)
    composer.begin_remark("1")
    composer.say(pointed)
    composer.end_remark("1")
    composer.say(after)
    manuscript = composer.compose(ASIDE)
    assert manuscript.text.split() == clean(before + pointed + after).split()
    for remark in manuscript.remarks:
        assert 0 <= remark.start < remark.end <= len(manuscript.text)
        if (
            clean(pointed)
            and not after.startswith(("\u0301", "\u0327"))
            and not pointed.startswith(("\u0301", "\u0327"))
        ):
            assert manuscript.text[remark.start : remark.end].split() == clean(pointed).split()


@given(st.lists(st.tuples(SPOKEN, st.sampled_from("pcrnbe")), max_size=20))
def test_no_order_of_events_breaks_it_or_loses_words(events: list[tuple[str, str]]) -> None:
    composer = Composer()
    for said, event in events:
        composer.say(said, bold=event == "b")
        if event == "p":
            composer.end_paragraph()
        elif event == "c":
            composer.end_cell()
        elif event == "r":
            composer.begin_row()
        elif event == "n":
            composer.end_row()
        elif event == "b":
            composer.begin_remark("1")
        else:
            composer.end_remark("1")
    manuscript = composer.compose(ASIDE)
    letters = "".join(manuscript.text.split())
    assert all(0 <= paragraph.bold <= len(paragraph.text) for paragraph in manuscript.paragraphs)
    if not any("\u0301" in said or "\u0327" in said for said, _ in events):
        assert letters == "".join("".join(clean(said) for said, _ in events).split())
    for remark in manuscript.remarks:
        assert 0 <= remark.start < remark.end <= len(manuscript.text)
