"""Tables as text: which sign separates the cells, and that every cell comes through, on the line where it stands."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import FaultsError
from qualkit.reading.formats.separated import SEPARATORS, find_separator, read_separated


def read(content: str | bytes, file: str = "a.csv"):
    return read_separated(content if isinstance(content, bytes) else content.encode(), file=file)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n2,5;3,5\n", ";"),
        ("a\tb\n1, or 2\tx, y\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ('a;b\n"one, two; three";2\n"four, five";3\n', ";"),
        ('name,said\nA,"first; second; third"\nB,"x; y"\n', ","),
        ("Survey, 2024\n\nno;why;then\n1;a, b;c\n2;d;e\n", ";"),
        ("why\nbecause\nno, never\n", ","),
        ("", ","),
    ],
)
def test_the_separator_is_the_sign_that_parts_the_rows_alike(text: str, expected: str) -> None:
    assert find_separator(text) == expected


def test_another_separator_than_a_comma_is_told() -> None:
    assert read("a;b\n1;2\n").notes == ("its columns are separated by semicolons",)
    assert read("a,b\n1,2\n").notes == ()


@pytest.mark.parametrize("declared", ["sep=;", "SEP=;"])
def test_excels_line_that_declares_the_separator_is_no_row(declared: str) -> None:
    cells = read(f"{declared}\r\na,b;c\r\n1;2\r\n")
    assert (cells.rows, cells.lines) == ([["a,b", "c"], ["1", "2"]], [2, 3])


def test_rows_know_the_line_on_which_they_begin() -> None:
    cells = read('a,b\n\n"one\ntwo",x\n,\nlast,y\n')
    assert (cells.rows, cells.lines) == ([["a", "b"], ["one\ntwo", "x"], ["last", "y"]], [1, 3, 6])


def test_a_quotation_inside_a_cell_is_kept_as_it_stands() -> None:
    assert read('a,b\nHe said "yes" to me,2\n').rows[1] == ['He said "yes" to me', "2"]


def test_a_table_that_encloses_no_cells_in_quotation_marks_keeps_them() -> None:
    cells = read('who\tsaid\nA\t"Yes" he said\nB\t"never closed\nC\tend\n')
    assert [row[1] for row in cells.rows] == ["said", '"Yes" he said', '"never closed', "end"]
    assert cells.notes[-1] == "quotation marks in it enclose no cells; they were kept as they stand"


def test_a_quotation_that_is_never_closed_is_refused_with_its_line() -> None:
    with pytest.raises(FaultsError, match=r"a\.csv:3: a quotation mark opens here, or below, and is never closed"):
        read('a,b,c\n1,2,3\n4,"5,6\n7,8,9\n1,2\n')


def test_a_cell_may_hold_a_whole_interview() -> None:
    long = "a word and another " * 20_000
    assert read(f'who,said\nA,"{long}"\n').rows[1][1] == long


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_encoding_that_excel_writes_is_read(encoding: str) -> None:
    text = "no;alasan\r\n1;“kafé” itu dekat rumah saya\r\n2;naïve, déjà vu; kata orang\r\n"
    assert read(text.encode(encoding)).rows[1] == ["1", "“kafé” itu dekat rumah saya"]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=12)


@given(
    rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8),
    separator=st.sampled_from(sorted(SEPARATORS)),
)
def test_what_a_spreadsheet_writes_is_read_cell_for_cell(rows: list[list[str]], separator: str) -> None:
    rows = [["one", "two", "three"], *rows]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    read = read_separated(b"\xef\xbb\xbf" + f"sep={separator}\r\n{out.getvalue()}".encode(), file="a.csv")
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert read.rows == [[unicodedata.normalize("NFC", cell) for cell in row] for row in kept]
