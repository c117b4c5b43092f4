"""cases.csv and outcomes.csv: texts until a whole column is numbers, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from qualkit.errors import FaultsError
from qualkit.sheets import Sheet, read_sheet, to_frame


def read(folder: Path, content: str | bytes) -> Sheet:
    path = folder / "cases.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sheet(path, file="transcripts/cases.csv", needed=("case", "role"), key="case")


def test_a_sheet_is_rows_of_texts_with_their_lines(tmp_path: Path) -> None:
    sheet = read(tmp_path, '\ufeffcase, role ,note\r\n F1 ,member,"a, b"\r\n\r\n,,\r\nF2,staff,"two\r\nlines"\r\n')
    assert sheet.columns == ("case", "role", "note")
    assert sheet.rows == (
        {"case": "F1", "role": "member", "note": "a, b"},
        {"case": "F2", "role": "staff", "note": "two\nlines"},
    )
    assert sheet.line_of(0) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("case;role\nF1;member\n", r"transcripts/cases\.csv:1: the columns are separated by ';'; save the file with commas"),
        ("case\trole\nF1\tmember\n", r"cases\.csv:1: the columns are separated by 'tab'"),
        (b"case,role\nF1,caf\xe9\n", r"cases\.csv:2: not UTF-8 text \(byte 0xe9\), perhaps Windows \(cp1252\).*CSV UTF-8"),
        ("kase,role\nF1,member\n", r"cases\.csv:1: there is no column 'case': did you mean 'kase'\?"),
        ("case,role,age,age\nF1,member,1,2\n", r"cases\.csv:1: two columns are called 'age'"),
        ("case,role\nF1,member\nF2,staff\nF1,staff\n", r"cases\.csv:4: case 'F1' stands already on line 2"),
        ("case,role\nF1,member,x\n", r"cases\.csv:2: 3 cells where the first line names 2 columns"),
        ("case,role\nF1\n", r"cases\.csv:2: 1 cells where the first line names 2 columns"),
        ("case,role\n,member\n", r"cases\.csv:2: the row has no case"),
        ('case,role\nF1,"member\n', r"cases\.csv:\d: not readable as CSV"),
        ("", r"cases\.csv:1: the file is empty; its first line names the columns: case,role"),
    ],
)  # fmt: skip
def test_a_faulty_sheet_says_where_and_what(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(FaultsError, match=message):
        read(tmp_path, content)


def test_all_faulty_rows_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(FaultsError, match="stands already") as caught:
        read(tmp_path, "case,role\nF1,a\nF1,b\n,c\nF3,d,e\n")
    assert [fault.line for fault in caught.value.faults] == [3, 4, 5]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "20"], pd.Series([1, 20], dtype="int64")),
        (["1", ""], pd.Series([1.0, float("nan")])),
        (["1.5", "-2"], pd.Series([1.5, -2.0])),
        (["007", "8"], pd.Series(["007", "8"], dtype=object)),
        (["1", "many"], pd.Series(["1", "many"], dtype=object)),
        (["1e3", "2"], pd.Series(["1e3", "2"], dtype=object)),
        (["1,000", "2"], pd.Series(["1,000", "2"], dtype=object)),
        (["NA", "nan"], pd.Series(["NA", "nan"], dtype=object)),
        (["", ""], pd.Series([None, None], dtype=object)),
    ],
)
def test_a_column_is_numbers_only_where_every_told_cell_is_plainly_one(cells: list[str], expected: pd.Series) -> None:
    rows = tuple({"case": str(number), "age": cell} for number, cell in enumerate(cells))
    table = to_frame(Sheet("cases.csv", ("case", "age"), rows, (2, 3)), texts=("case",))
    pd.testing.assert_frame_equal(table, pd.DataFrame({"case": pd.Series(["0", "1"], dtype=object), "age": expected}))
