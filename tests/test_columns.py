"""Tables leave as text that people, spreadsheets and programs can trust."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pandas as pd
import pytest

from qualkit.columns import FORMATS, check_columns, format_number, format_table, guard_formulas, make_table, to_rows
from qualkit.errors import QualkitError

MIXED = pd.DataFrame(
    {
        "case": ["M01", "M02"],
        "n": np.array([3, 0], dtype="int64"),
        "share": [2 / 3, float("nan")],
        "is_read": [True, False],
        "value": ["ya", None],
    }
)
NO_ROWS = make_table([], ("case", "n", "share"))


def test_json_is_a_list_of_row_objects_with_unrounded_numbers_and_null_for_what_is_missing() -> None:
    text = format_table(MIXED, "json")
    assert json.loads(text) == [
        {"case": "M01", "n": 3, "share": 2 / 3, "is_read": True, "value": "ya"},
        {"case": "M02", "n": 0, "share": None, "is_read": False, "value": None},
    ]
    assert text.startswith("[") and text.endswith("]\n")


@pytest.mark.parametrize("missing", [float("nan"), np.float64("nan"), None, pd.NA, pd.NaT, float("inf")])
def test_json_knows_no_nan_whatever_it_was_made_of(missing: object) -> None:
    table = pd.DataFrame({"share": pd.Series([missing], dtype=object)})
    text = format_table(table, "json")
    assert json.loads(text, parse_constant=pytest.fail) == [{"share": None}]


@pytest.mark.parametrize("number", [np.int64(7), np.float64(0.1), np.bool_(True)])
def test_json_holds_plain_numbers_where_numpy_had_its_own(number: np.generic) -> None:
    assert to_rows(pd.DataFrame({"n": pd.Series([number], dtype=object)})) == [{"n": number.item()}]


def test_json_keeps_the_words_as_they_were_said() -> None:
    said = 'Kata "bos" itu: é, 你好, \u2028 dan 😀'
    assert json.loads(format_table(pd.DataFrame({"quote": [said]}), "json")) == [{"quote": said}]
    assert "😀" in format_table(pd.DataFrame({"quote": [said]}), "json")


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://example.org","here")', "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\tx"]
)
def test_csv_holds_no_cell_that_a_spreadsheet_would_run(cell: str) -> None:
    text = format_table(pd.DataFrame({"quote": [cell]}), "csv")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["quote"], [f"'{cell}"]]


def test_csv_begins_no_row_inside_a_cell_whatever_line_ends_the_cell_holds() -> None:
    text = format_table(pd.DataFrame({"memo": ["\r=1", "a\r\n=1\r=2"]}), "csv")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["memo"], ["'\n=1"], ["a\n=1\n=2"]]


def test_csv_leaves_numbers_numbers_and_words_words() -> None:
    table = pd.DataFrame({"change": [-0.25], "quote": ['pinjam, katanya "nanti"\nlalu hilang'], "a": ["1=1"]})
    assert format_table(table, "csv") == 'change,quote,a\n-0.25,"pinjam, katanya ""nanti""\nlalu hilang",1=1\n'


def test_guarding_formulas_does_not_change_the_table_it_is_given() -> None:
    table = pd.DataFrame({"quote": ["=1+1"]})
    before = table.copy(deep=True)
    guard_formulas(table)
    pd.testing.assert_frame_equal(table, before)


def test_markdown_escapes_pipes_and_keeps_a_row_on_one_line() -> None:
    table = pd.DataFrame({"a|b": ["x | y", "two\nlines"], "share": [0.70833, float("nan")]})
    assert format_table(table, "md") == "| a\\|b | share |\n| --- | --- |\n| x \\| y | 0.71 |\n| two lines |  |\n"


@pytest.mark.parametrize("width", [80, 120])
def test_a_printed_table_fits_its_width_and_drops_no_words(width: int) -> None:
    said = "Modalnya modal orang, yang naik motor pake jaket kulit, tiap jam empat sore udah nangkring di gang."
    table = pd.DataFrame({"document": ["M01"], "code": ["welfare/moneylender/past"], "n": [1500000], "quote": [said]})
    lines = format_table(table, "table", width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert not any(line != line.rstrip() for line in lines)
    assert "1,500,000" in "\n".join(lines)
    assert set(said.replace(",", "").replace(".", "").split()) <= set(
        " ".join(lines).replace(",", " ").replace(".", " ").split()
    )


def test_a_long_path_is_broken_behind_a_slash() -> None:
    table = pd.DataFrame({"code": ["service/evaluation/monitoring", "a/b"], "note": ["few words", "1/2"]})
    lines = format_table(table, "table", width=34).splitlines()
    assert [line.split()[0] for line in lines[2:5]] == ["service/evaluation/", "monitoring", "a/b"]
    assert lines[-1].split() == ["a/b", "1/2"]


def test_a_printed_table_fits_the_terminal_when_no_width_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    table = pd.DataFrame({f"a_rather_long_column_{i}": ["word " * 20] for i in range(6)})
    assert max(map(len, format_table(table).splitlines())) <= 80


def test_a_printed_table_shows_words_and_never_markup() -> None:
    assert "[bold]M01[/bold] :smile:" in format_table(pd.DataFrame({"case": ["[bold]M01[/bold] :smile:"]}), width=80)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("json", "[]\n"),
        ("csv", "case,n,share\n"),
        ("md", "| case | n | share |\n| --- | --- | --- |\n"),
        ("table", "case   n   share\n────────────────\n"),
    ],
)
def test_a_table_without_rows_keeps_its_columns(how: str, expected: str) -> None:
    assert format_table(NO_ROWS, how, width=80) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("how", FORMATS)
def test_every_format_ends_with_one_line_end(how: str) -> None:
    text = format_table(MIXED, how, width=80)  # type: ignore[arg-type]
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_a_format_that_does_not_exist_is_refused_with_the_nearest() -> None:
    with pytest.raises(QualkitError, match=r"no format 'jsn': did you mean 'json'\?"):
        format_table(MIXED, "jsn")  # type: ignore[arg-type]


def test_rows_become_a_table_of_the_named_columns_in_their_order() -> None:
    table = make_table([{"n": 1, "case": "M01", "else": 0}], ("case", "n"))
    pd.testing.assert_frame_equal(table, pd.DataFrame({"case": ["M01"], "n": [1]}))


def test_a_missing_column_is_told_with_the_nearest_name() -> None:
    check_columns(MIXED, ["case", "n"])
    with pytest.raises(QualkitError, match=r"the table has no column 'shares': did you mean 'share'\?"):
        check_columns(MIXED, ["case", "shares"])


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1500000, "1,500,000"), (-0.5, "-0.50"), (3.0, "3"), (None, ""), (pd.NA, ""), (True, "True"), ("007", "007")],
)
def test_numbers_for_people_are_rounded_and_what_is_missing_is_blank(value: object, shown: str) -> None:
    assert format_number(value) == shown
