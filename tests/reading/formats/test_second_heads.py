"""Survey services put more than one row of heads above the answers: they name columns, and are no persons."""

from __future__ import annotations

import csv
import io
import json

import pytest

from qualkit.reading.drafting.survey_columns import find_columns
from qualkit.reading.formats.grids import Grid, read_grid


def read(*rows: list[str]) -> Grid:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return read_grid(out.getvalue().encode(), file="a.csv")


def name_keys(*keys: str) -> list[str]:
    return [json.dumps({"ImportId": key}) for key in keys]


CODES = ["StartDate", "ResponseId", "Q1", "Q2"]
TEXTS = ["Start Date", "Response ID", "What has changed?", "How satisfied are you? - Overall"]
KEYS = name_keys("startDate", "_recordId", "QID1_TEXT", "QID2_1")
TOLD = [["2024-03-01", "R_1", "We save", "Very"], ["2024-03-02", "R_2", "Nothing", "Not at all"]]


def test_the_codes_texts_and_keys_of_qualtrics_are_heads() -> None:
    grid = read(CODES, TEXTS, KEYS, *TOLD)
    assert grid.columns == ("StartDate", "ResponseId", "Q1 What has changed?", "Q2 How satisfied are you? - Overall")
    assert grid.rows == tuple(map(tuple, TOLD))
    assert grid.lines == (4, 5)
    assert grid.notes == ("lines 2 and 3 are no persons: they say what the columns above are",)


def test_keys_right_below_the_heads_name_nothing() -> None:
    grid = read(TEXTS, KEYS, *TOLD)
    assert (grid.columns, grid.rows) == (tuple(TEXTS), tuple(map(tuple, TOLD)))
    assert grid.notes == ("line 2 is no person: it says what the columns above are",)


def test_the_choices_of_a_question_stand_below_it() -> None:
    grid = read(
        ["Respondent ID", "What has changed?", "What do you use?", "", "", "How old are you?"],
        ["", "Open-Ended Response", "Savings", "Loans", "Training", "Response"],
        ["118", "We save", "Savings", "", "Training", "35-44"],
        ["119", "Nothing", "", "Loans", "", "25-34"],
        ["120", "A shop", "Savings", "Loans", "", "45-54"],
    )
    assert grid.columns == (
        "Respondent ID", "What has changed?", "What do you use? [Savings]", "What do you use? [Loans]",
        "What do you use? [Training]", "How old are you?",
    )  # fmt: skip
    assert [row[0] for row in grid.rows] == ["118", "119", "120"]
    assert "line 2 is no person: it says what the columns above are" in grid.notes
    assert find_columns(grid)[0].use == "case"


def test_many_choices_are_heads_too_where_few_questions_stand_above_them() -> None:
    choices = [f"Choice {number}" for number in range(12)]
    grid = read(
        ["Respondent ID", "What do you use?", *[""] * 11],
        ["", *choices],
        *(
            [f"11{number}", *(choice if n % (number + 2) else "" for n, choice in enumerate(choices))]
            for number in range(4)
        ),
    )
    assert grid.columns == ("Respondent ID", *(f"What do you use? [{choice}]" for choice in choices))
    assert len(grid.rows) == 4


def test_cells_of_a_workbook_that_were_joined_above_and_beside() -> None:
    grid = read(
        ["No", "Nama", "Layanan", "", "Cerita"],
        ["", "", "Simpan", "Pinjam", ""],
        ["1", "A", "ya", "tidak", "Kami menabung"],
        ["2", "B", "tidak", "ya", "Belum ada"],
    )
    assert grid.columns == ("No", "Nama", "Layanan [Simpan]", "Layanan [Pinjam]", "Cerita")
    assert len(grid.rows) == 2


@pytest.mark.parametrize(
    "rows",
    [
        # somebody without a number, and a remark in a column without a head
        [
            ["no", "why", ""],
            ["", "It is near", "asked again"],
            ["2", "My sister told me", ""],
            ["3", "No idea", "left"],
        ],
        # others have no number either
        [
            ["no", "a", "b", "why", ""],
            ["", "", "", "near", "x"],
            ["", "p", "q", "far", "z"],
            ["3", "r", "s", "no", "t"],
        ],
        # a number is an answer
        [
            ["no", "a", "b", "uses", ""],
            ["", "", "", "loans", "2"],
            ["2", "p", "q", "loans", "1"],
            ["3", "p", "q", "x", "5"],
        ],
        # every column has a head
        [["no", "why", "since"], ["", "near", "long"], ["2", "far", "short"]],
        # nothing is beside the question itself
        [["no", "a", "b", "uses", ""], ["", "", "", "", "x"], ["2", "p", "q", "far", "z"], ["3", "r", "s", "no", "t"]],
        # others say nothing to what is empty there
        [["no", "a", "b", "uses", ""], ["", "", "", "y", "x"], ["2", "", "", "far", "z"], ["3", "", "s", "no", "t"]],
    ],
)
def test_a_person_is_never_taken_for_heads(rows: list[list[str]]) -> None:
    assert len(read(*rows).rows) == len(rows) - 1
