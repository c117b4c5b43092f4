"""Which columns of a survey are open answers, and which one names the persons: guessed, told why, and corrected."""

from __future__ import annotations

import pytest

from qualkit.errors import QualkitError
from qualkit.reading.drafting.survey_columns import find_columns
from qualkit.reading.formats.grids import Grid

N = 30


def make(**columns: list[str]) -> Grid:
    rows = tuple(zip(*columns.values(), strict=True))
    return Grid("survey.csv", tuple(columns), rows, tuple(range(2, len(rows) + 2)))


def repeat(*cells: str) -> list[str]:
    return [cells[n % len(cells)] for n in range(N)]


@pytest.mark.parametrize(
    ("head", "cells", "use"),
    [
        ("Why did you stay?", [f"It is near the house of number {n}" for n in range(N)], "open"),
        ("Why?", [f"near {n}" for n in range(N)], "open"),
        ("Saran", [f"more {n}" for n in range(N)], "open"),
        ("Saran", [*["tidak ada"] * 24, *(f"tolong buka sampai jam {n} malam" for n in range(6))], "closed"),
        ("Saran", [*["-", "no", "tidak ada"] * 5, *(f"tolong buka sampai jam {n} malam" for n in range(15))], "open"),
        ("gender", repeat("female", "male"), "closed"),
        ("satisfied", repeat("I am very satisfied with it", "I am not satisfied at all"), "closed"),
        ("Which of these?", repeat("bank, family", "family", "bank, shop", "shop, family"), "closed"),
        ("income", [f"Rp {n}.500.000" for n in range(N)], "closed"),
        ("Cap waktu", [f"2024-01-{n % 28 + 1:02} 12:05" for n in range(N)], "closed"),
        ("Alamat", [f"Jl. Melati no {n} RT 01 RW 02" for n in range(N)], "closed"),
        ("village", [f"Desa {n}" for n in range(N)], "closed"),
        ("nothing", [""] * N, "empty"),
    ],
)
def test_what_a_column_is_for_is_guessed_by_its_cells_and_its_head(head: str, cells: list[str], use: str) -> None:
    (column,) = find_columns(make(**{head: cells}))
    assert column.use == use, column
    assert column.why


def test_columns_are_told_with_what_they_hold() -> None:
    (column,) = find_columns(make(why=["because it is near", "because it is near", "", "my sister works there too"]))
    assert (column.told, column.distinct, column.words) == (3, 2, 4.3)


@pytest.mark.parametrize(
    ("columns", "case"),
    [
        ({"no": ["1", "2"], "id": ["A", "B"]}, "id"),
        ({"nama": ["Ani", "Budi"], "No.": ["1", "2"]}, "No."),
        ({"nama": ["Ani", "Budi"], "usia": ["4", "5"]}, "nama"),
        ({"id": ["A", "A"], "kode": ["x", "y"]}, "kode"),
        ({"id": ["A", ""], "usia": ["4", "5"]}, ""),
        ({"usia": ["4", "5"]}, ""),
    ],
)
def test_the_case_is_a_column_that_is_called_so_and_tells_every_row_apart(columns: dict, case: str) -> None:
    assert [column.name for column in find_columns(make(**columns)) if column.use == "case"] == [case] * bool(case)


def test_somebody_can_say_which_columns_are_open_and_which_is_the_case() -> None:
    grid = make(
        id=["A", "B"], kode=["x", "y"], why=["it is near my own house", "they told me to come"], short=["a", "b"]
    )
    columns = find_columns(grid, open_columns=["Short"], case_column="kode")
    assert [(column.name, column.use) for column in columns] == [
        ("id", "closed"), ("kode", "case"), ("why", "closed"), ("short", "open"),
    ]  # fmt: skip
    assert [column.use for column in find_columns(grid, case_column="")][:2] == ["closed", "closed"]


def test_a_column_that_cannot_be_what_is_said_is_refused() -> None:
    grid = make(id=["A", "A"], kode=["x", ""], why=["a", "b"])
    with pytest.raises(QualkitError, match=r"'id' cannot name the cases: 'A' stands on line 2 and on line 3"):
        find_columns(grid, case_column="id")
    with pytest.raises(QualkitError, match="'kode' cannot name the cases: it is empty on line 3"):
        find_columns(grid, case_column="kode")
    with pytest.raises(QualkitError, match="no column 'wy': did you mean 'why'"):
        find_columns(grid, open_columns=["wy"])
