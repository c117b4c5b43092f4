"""Excel workbooks: cells as a person sees them, the right sheet, and nothing that harms."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from qualkit.errors import FaultsError
from qualkit.reading.formats import archive, workbook
from qualkit.reading.formats.workbook import read_workbook


def make_book(*rows: list[Any], formats: dict[str, str] | None = None, more: Any = None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell, form in (formats or {}).items():
        book.active[cell].number_format = form
    if more:
        more(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(raw: bytes, **how: Any):
    return read_workbook(raw, file="a.xlsx", **how)


def change(raw: bytes, name: str, edit: Any) -> bytes:
    """The workbook with one of its parts edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, edit(old.read(each)) if each == name else old.read(each))
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        ("007", "General", "007"),
        ("NA", "General", "NA"),
        (7, "General", "7"),
        (7.0, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (1500000, "#,##0", "1500000"),
        (7, "000", "007"),
        (7, '"R"000', "R007"),
        (0.07, "0%", "7%"),
        (81234567890, "General", "81234567890"),
        (True, "General", "TRUE"),
        (date(2020, 1, 31), "dd/mm/yyyy", "2020-01-31"),
        (datetime(2020, 1, 31, 12, 5), "dd/mm/yyyy hh:mm", "2020-01-31 12:05"),
        (datetime(2020, 1, 31, 12, 5, 59, 999997), "dd/mm/yyyy hh:mm", "2020-01-31 12:06"),
        (time(0, 12, 5), "hh:mm:ss", "00:12:05"),
        (timedelta(hours=30, seconds=5), "[h]:mm:ss", "30:00:05"),
        ("two\nlines", "General", "two\nlines"),
        ("a_x000D_b", "General", "a\rb"),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(value: Any, form: str, seen: str) -> None:
    assert read(make_book(["head"], [value], formats={"A2": form})).rows == [["head"], [seen]]


def test_empty_rows_are_left_out_and_rows_know_their_place() -> None:
    cells = read(make_book(["a", "b"], [None, None], ["", None], [1, None, 2]))
    assert (cells.rows, cells.lines) == ([["a", "b"], ["1", "", "2"]], [1, 4])


def test_the_first_visible_sheet_that_holds_anything_is_read_and_the_others_are_told() -> None:
    def add(book: Any) -> None:
        book.active.title = "Empty"
        for title, state in (("Codes", "hidden"), ("Answers", "visible"), ("Notes", "visible")):
            sheet = book.create_sheet(title)
            sheet.append([title])
            sheet.sheet_state = state

    raw = make_book(more=add)
    cells = read(raw)
    assert cells.rows == [["Answers"]]
    assert cells.notes == (
        "the sheet 'Answers' was read",
        "other sheets were not read: 'Codes' (hidden), 'Notes'; name one to read it",
    )
    assert read(raw, sheet="Codes").rows == [["Codes"]]
    with pytest.raises(FaultsError, match=r"a\.xlsx: it has no sheet 'Answer': did you mean 'Answers'"):
        read(raw, sheet="Answer")


def test_merged_cells_comments_and_formulas_without_a_value_are_told() -> None:
    from openpyxl.comments import Comment

    def add(book: Any) -> None:
        book.active.merge_cells("A1:B1")
        book.active["C2"] = "=1+1"
        book.active["A2"].comment = Comment("look", "me")

    cells = read(make_book(["a", "b", "c"], [1, 2, None], more=add))
    assert cells.rows == [["a", "", "c"], ["1", "2"]] or cells.rows == [["a", "", "c"], ["1", "2", ""]]
    told = " / ".join(cells.notes)
    assert "one group of merged cells" in told
    assert "comments on its cells were left out" in told
    assert "one formula has no stored value" in told


def test_the_stored_value_of_a_formula_is_read() -> None:
    raw = change(make_book(["a"], ["=1+1"]), "xl/worksheets/sheet1.xml",
                 lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>"))  # fmt: skip
    cells = read(raw)
    assert (cells.rows, cells.notes) == ([["a"], ["2"]], ())


def test_a_workbook_whose_main_part_bears_another_name_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_book(["a"], ["b"]))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"xl/workbook.xml", b"xl/workbook2.xml")
            new.writestr(name.replace("workbook.xml", "workbook2.xml"), content)
    assert read(out.getvalue()).rows == [["a"], ["b"]]


def test_a_wrong_size_in_the_file_cuts_nothing_off() -> None:
    raw = change(make_book(["a", "b"], [1, 2]), "xl/worksheets/sheet1.xml",
                 lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:A1"'))  # fmt: skip
    assert read(raw).rows == [["a", "b"], ["1", "2"]]


def test_strings_that_are_shared_and_have_parts_in_bold_are_read_whole() -> None:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = f"<sst {space}><si><t>why</t></si><si><r><t>be</t></r><r><rPr><b/></rPr><t>cause</t></r></si></sst>"
    sheet = f'<worksheet {space}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    sheet += '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c></row></sheetData></worksheet>'
    raw = change(make_book(["a"]), "xl/worksheets/sheet1.xml", lambda _: sheet.encode())
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    raw = change(raw, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", part))
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as book:
        book.writestr("xl/sharedStrings.xml", strings)
    cells = read(out.getvalue())
    assert (cells.rows, cells.lines) == ([["why"], ["because", "", "#N/A"]], [1, 3])


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xd0\xcf\x11\xe0 old", r"a\.xlsx: it is locked by a password, or in the old format of Office"),
        (b"", r"a\.xlsx: it is broken, or not what its name says"),
        (b"a,b\n1,2\n", r"it is broken, or not what its name says"),
        (make_book(["a"])[:700], r"it is broken, or not what its name says"),
    ],
)
def test_what_is_no_workbook_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(FaultsError, match=message):
        read(raw)


def test_another_archive_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    with pytest.raises(FaultsError, match="it is no Excel workbook"):
        read(out.getvalue())


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused(name: str, encoding: str) -> None:
    def declare(xml: bytes) -> bytes:
        body = xml.decode().partition("?>")[2] or xml.decode()
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        return f'<?xml version="1.0" encoding="{encoding}"?>{bomb}{body}'.encode(encoding)

    with pytest.raises(FaultsError, match=f"{name} in it declares entities"):
        read(change(make_book(["a"], ["b"]), name, declare))


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = make_book(*(["a" * 50] for _ in range(200)))
    monkeypatch.setattr(workbook, "_MOST_UNPACKED", 10_000)
    with pytest.raises(FaultsError, match="it unpacks to more than"):
        read(raw)
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1_000)
    with pytest.raises(FaultsError, match="in it unpacks to more than"):
        read(raw)


@pytest.mark.parametrize("place", [b'r="A999999999"', b'r="XFD1048576"', b'r="?"', b'r="A1048577"'])
def test_a_cell_far_outside_any_sheet_ends_in_a_fault_or_a_table(place: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 1_000)
    raw = change(make_book(["a"], ["b"]), "xl/worksheets/sheet1.xml",
                 lambda xml: xml.replace(b'<row r="2"', b"<row " + place.replace(b"A", b"").replace(b"XFD", b""))
                 .replace(b'r="A2"', place))  # fmt: skip
    try:
        assert read(raw).rows
    except FaultsError as error:
        assert "broken" in str(error)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("content", [b"", b"<", b"<x/>", b"\xff\xfe\x00", b"<a><b></a>"])
def test_a_workbook_with_a_broken_part_ends_in_a_fault_or_a_table(part: str, content: bytes) -> None:
    try:
        read(change(make_book(["a"], ["b"]), part, lambda _: content))
    except FaultsError as error:
        assert str(error).startswith("a.xlsx: ")
