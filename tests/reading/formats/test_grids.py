"""Tables of other people's: the heads are found, no cell is changed, no row is lost, and what was guessed is told."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualkit.errors import FaultsError, QualkitError
from qualkit.reading.drafting.survey_columns import find_columns
from qualkit.reading.drafting.turn_grids import find_shape, read_turns
from qualkit.reading.formats.grids import Grid, read_grid

REAL = Path(__file__).parents[4] / "shared" / "real"


def read(content: str, file: str = "a.csv", **how) -> Grid:
    return read_grid(content.encode(), file=file, **how)


def test_cells_stay_the_texts_that_they_are() -> None:
    grid = read('no,said\n007,NA\n1.50,""\n"1,5", null \n2,\n')
    assert grid.columns == ("no", "said")
    assert grid.rows == (("007", "NA"), ("1.50", ""), ("1,5", "null"), ("2", ""))
    assert grid.lines == (2, 3, 4, 5)
    assert grid.notes == ()


def test_a_column_is_found_by_its_name() -> None:
    grid = read("No,Said\n1,a\n2,b\n")
    assert grid.cells("said ") == ("a", "b")
    with pytest.raises(QualkitError, match=r"a\.csv: it has no column 'Sayd': did you mean 'Said'"):
        grid.cells("Sayd")


def test_the_heads_stand_below_a_title_which_is_told() -> None:
    grid = read("Survey of members,,\nJanuary 2024,,\n,,\nno,name,why\n1,A,x\n2,B,\n")
    assert (grid.columns, grid.rows) == (("no", "name", "why"), (("1", "A", "x"), ("2", "B", "")))
    assert grid.notes == (
        "line 1, above the heads, belongs to no column: 'Survey of members'",
        "line 2, above the heads, belongs to no column: 'January 2024'",
    )


@pytest.mark.parametrize(
    "rows",
    [
        "I,How are you?\nP,Fine.\nI,And then?\nP,Nothing.\n",
        "00:00:01,I,How are you?\n00:00:05,P,Fine.\n00:00:09,I,And?\n",
        "1,Andi,because\n2,Budi,since\n3,Cici,as\n",
    ],
)
def test_a_table_without_heads_loses_no_row(rows: str) -> None:
    grid = read(rows)
    assert len(grid.rows) == rows.count("\n")
    assert grid.columns[:2] == ("column 1", "column 2")
    assert grid.notes == (
        "its first row is like the others and names no columns: they are called column 1, column 2, …",
    )


@pytest.mark.parametrize(
    "heads",
    ["name,1,2,3\n", "name,2017,2018,2019\n", "name,Other,b,c,d\n", "no,age,score\n"],
)
def test_heads_that_look_like_cells_are_heads(heads: str) -> None:
    width = heads.count(",")
    rows = "".join(f"p{n},{','.join('Other' if 'Other' in heads else '4' for _ in range(width))}\n" for n in range(4))
    assert len(read(heads + rows).rows) == 4


def test_somebody_can_say_where_the_heads_are() -> None:
    source = "x,y\na,b\n1,2\n3,4\n"
    assert read(source, heads=2).columns == ("a", "b")
    assert len(read(source, heads=0).rows) == 4
    with pytest.raises(FaultsError, match=r"a\.csv:9: there are no heads on this line"):
        read(source, heads=9)


def test_columns_without_a_name_or_with_the_same_are_told() -> None:
    grid = read("no,why,why,,WHY\n1,a,b,c,d\n2,e,f,g,h\n")
    assert grid.columns == ("no", "why", "why (2)", "column 4", "WHY (3)")
    assert grid.notes == (
        "two columns are called 'why': the later one is read as 'why (2)'",
        "a column has no head: it is called 'column 4'",
        "two columns are called 'WHY': the later one is read as 'WHY (3)'",
    )


def test_rows_of_another_length_are_kept_and_told() -> None:
    grid = read("no,why,then\n1,a\n2,well, perhaps,c\n3,d,e\n")
    assert grid.columns == ("no", "why", "then", "column 4")
    assert grid.rows == (("1", "a", "", ""), ("2", "well", "perhaps", "c"), ("3", "d", "e", ""))
    assert grid.notes[0].startswith("rows with more cells than there are heads (1: line 3)")


def test_empty_rows_and_columns_at_the_edges_are_left_out() -> None:
    assert read(",,no,why,,\n,,1,a,,\n,,,,,\n,,2,b,,\n").rows == (("1", "a"), ("2", "b"))


def test_what_cannot_be_seen_is_no_part_of_a_cell() -> None:
    assert read("no,why\n1,a\u200bb\x07" + "c" * 200 + "\n").rows == (("1", "ab" + "c" * 200),)


@pytest.mark.parametrize(
    ("raw", "file", "message"),
    [
        (b"", "a.csv", r"a\.csv"),
        (b"\n , \n", "a.csv", r"a\.csv: it is empty: there is no row with anything in it"),
        (b"no,why\n", "a.csv", r"a\.csv:1: below this line, which names the columns, there are no rows"),
        (b"PK\x03\x04....", "a.csv", r"a\.csv"),
        (b"\xd0\xcf\x11\xe0....", "a.xls", r"a\.xls: it is locked by a password, or in the old format of Office"),
        (b"," * 20_000 + b"x\na\n", "a.csv", r"a\.csv: it has 20,001 columns and 2 rows, which is no table of people"),
    ],
)
def test_what_is_no_table_is_refused(raw: bytes, file: str, message: str) -> None:
    with pytest.raises(FaultsError, match=message):
        read_grid(raw, file=file)


def test_a_workbook_and_a_csv_of_the_same_cells_are_the_same_grid() -> None:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    rows = [["no", "why"], ["007", "NA"], ["2", "two\nlines"]]
    for row in rows:
        book.active.append(row)
    book.save(out)
    grid = read_grid(out.getvalue(), file="a.xlsx")
    same = read('no,why\n007,NA\n2,"two\nlines"\n')
    assert (grid.columns, grid.rows) == (same.columns, same.rows)


@settings(max_examples=300)
@given(raw=st.binary(max_size=400) | st.text("abIP:,;\t|\"'\n\r \0é1-", max_size=400).map(str.encode),
       file=st.sampled_from(["a.csv", "a.tsv", "a.xlsx", "a.xls"]))  # fmt: skip
@example(raw=b'"', file="a.csv")
@example(raw=b'a,a\n\n"b', file="a.csv")
@example(raw=b"sep=\n1\n", file="a.csv")
def test_any_bytes_end_in_a_grid_or_a_fault(raw: bytes, file: str) -> None:
    try:
        grid = read_grid(raw, file=file)
    except FaultsError:
        return
    assert all(len(row) == len(grid.columns) for row in grid.rows)
    assert len({column.casefold() for column in grid.columns}) == len(grid.columns)
    assert len(grid.lines) == len(grid.rows) > 0
    assert len(find_columns(grid)) == len(grid.columns)
    if find_shape(grid) == "turns":
        read_turns(grid)


@settings(max_examples=60)
@given(data=st.data())
def test_any_damage_to_a_workbook_ends_in_a_grid_or_a_fault(data: st.DataObject) -> None:
    raw = bytearray(_book())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(FaultsError):
        read_grid(bytes(raw), file="a.xlsx")


def _book(kept: list[bytes] = []) -> bytes:  # noqa: B006
    if not kept:
        from openpyxl import Workbook

        book, out = Workbook(), io.BytesIO()
        for row in (["no", "why"], [7, "because"], [8.5, True]):
            book.active.append(row)
        book.save(out)
        kept.append(out.getvalue())
    return kept[0]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real material is not here")
@pytest.mark.parametrize(("name", "rows"), [("dubois-coded-long.csv", 238), ("scrum-participants-01-12-coded.csv", 43)])
def test_real_tables_are_read_whole(name: str, rows: int) -> None:
    grid = read_grid((REAL / name).read_bytes(), file=name)
    assert (len(grid.rows), grid.notes, find_shape(grid)) == (rows, (), "answers")
