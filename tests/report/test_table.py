"""Tables for a paper: rounded for reading, three rules, escaped, and the same in a Word file."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

import qualkit as qk
from qualkit.wording import CATALOGUE

NAN = float("nan")


def cells(values: list, *, name: str = "value", language: str = "en") -> list[str]:
    [column] = qk.show_table(pd.DataFrame({name: values}), language=language).columns
    return list(column.cells)


@pytest.mark.parametrize(
    ("name", "values", "en", "id"),
    [
        ("share", [0.5, 0.004, 1.0, NAN], ["50%", "<1%", "100%", "–"], ["50%", "<1%", "100%", "–"]),
        ("share", [0.5, 17.0], ["0.50", "17.00"], ["0,50", "17,00"]),  # no shares, whatever the name
        ("change_relative", [1.5, -0.25], ["150%", "−25%"], ["150%", "−25%"]),
        ("p_value", [0.0001, 0.0123, 1.0, 0.9999], ["< .001", ".012", "1.000", "> .999"],
         ["< 0,001", "0,012", "1,000", "> 0,999"]),
        ("age", [41.0, 7.0, NAN], ["41", "7", "–"], ["41", "7", "–"]),
        ("joined", [2017, 2008], ["2017", "2008"], ["2017", "2008"]),
        ("income", [1500000.0, 900.0, -20000.0], ["1,500,000", "900", "−20,000"], ["1.500.000", "900", "−20.000"]),
        ("phi", [0.5, -0.123, 2.0], ["0.50", "−0.12", "2.00"], ["0,50", "−0,12", "2,00"]),
        ("effect", [0.004, 0.5], ["< 0.01", "0.50"], ["< 0,01", "0,50"]),
        ("effect", [0.004, 0.02], ["0.004", "0.020"], ["0,004", "0,020"]),
        ("effect_name", ["cliffs_delta"], ["Cliff’s delta"], ["Delta Cliff"]),
        ("method", ["Fisher, exact", ""], ["Fisher’s exact test", "–"], ["uji eksak Fisher", "–"]),
        ("effect", [0.000001, -0.000001, 0.0], ["< 0.0001", "> −0.0001", "0.0000"], ["< 0,0001", "> −0,0001", "0,0000"]),
        ("read", [True, False], ["yes", "no"], ["ya", "tidak"]),
        ("claim", ["a", "", None], ["a", "–", "–"], ["a", "–", "–"]),
        ("mixed", ["a", 2.5], ["a", "2.50"], ["a", "2,50"]),
        ("empty", [None, None], ["–", "–"], ["–", "–"]),
    ],
)  # fmt: skip
def test_cells_are_rounded_for_reading(name: str, values: list, en: list[str], id: list[str]) -> None:
    assert cells(values, name=name) == en
    assert cells(values, name=name, language="id") == id


def test_every_column_of_the_house_has_a_name_in_words_and_others_keep_theirs() -> None:
    table = pd.DataFrame({"n_units": [1], "n": [1], "household_size": [4]})
    assert [column.head for column in qk.show_table(table).columns] == ["N", "n", "Household size"]
    codes = pd.DataFrame({"welfare/needs": [1], "g2": [2.0]})
    assert [column.head for column in qk.show_table(codes).columns] == ["welfare/needs", "G²"]
    table = pd.DataFrame({"share": [1.0], "case": ["a"]})
    assert [column.head for column in qk.show_table(table, language="id").columns] == ["Proporsi", "Kasus"]


def test_the_columns_that_tables_return_are_named(example: qk.Study) -> None:
    tables = [
        qk.count_codes(example), qk.count_matrix(example), qk.find_quotes(example), qk.compare_waves(example),
        qk.crosstab(example, "welfare/needs/met", "income"), qk.find_types(example, shuffles=0),
    ]  # fmt: skip
    unnamed = {column for table in tables for column in table if f"column.{column}" not in CATALOGUE}
    assert not unnamed


def test_row_names_stand_first_and_columns_of_one_name_are_kept() -> None:
    counts = pd.DataFrame({"case": ["a", "a", "b"], "code": ["x", "y", "x"], "n": [1, 2, 3]})
    wide = counts.pivot(index="case", columns="code", values="n")
    assert [(column.head, column.cells) for column in qk.show_table(wide).columns] == [
        ("Case", ("a", "b")),
        ("x", ("1", "3")),
        ("y", ("2", "–")),
    ]
    twice = pd.DataFrame([[1, 2]], columns=["n", "n"])
    assert [column.cells for column in qk.show_table(twice).columns] == [("1",), ("2",)]
    assert len(qk.show_table(counts[counts["n"] > 1]).columns) == 3  # the numbers of the rows are no names
    above = pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("then", "n")]))
    assert qk.show_table(above).columns[0].head == "Then · n"


def test_the_table_itself_is_not_changed() -> None:
    table = pd.DataFrame({"share": [0.12345, NAN], "label": ["a", None]})
    before = table.copy(deep=True)
    qk.show_table(table)._repr_html_()
    pd.testing.assert_frame_equal(table, before)


def test_in_html_the_form_is_in_each_cell_and_everything_is_escaped() -> None:
    evil = '<script>alert(1)</script> & "x"\nnext'
    table = pd.DataFrame({evil: [evil, "b"], "n": [1, 2]})
    html = qk.show_table(table, caption=evil, note=evil)._repr_html_()
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;<br>next") == 4
    assert "class=" not in html and "<style" not in html
    head = re.findall(r"<th style='([^']*)'", html)
    assert all("border-top:1.5pt solid" in style and "border-bottom:0.75pt solid" in style for style in head)
    body = re.findall(r"<td style='([^']*)'", html)
    assert ["border-bottom" in style for style in body] == [False, False, True, True]
    assert all("border-bottom:1.5pt solid" in style for style in body[2:])
    assert ["text-align:right" in style for style in body] == [False, True, False, True]
    assert html.index("<p") < html.index("<table") < html.rindex("<p")


def test_what_is_empty_is_told_below_and_only_then() -> None:
    assert "–: not known" in qk.show_table(pd.DataFrame({"x": [None]}), note="n: cases.").note
    assert qk.show_table(pd.DataFrame({"x": [1]}), note="n: cases.").note == "n: cases."


def test_the_plain_form_names_the_next_step() -> None:
    assert repr(qk.show_table(pd.DataFrame({"x": [1, 2]}), caption="T")) == (
        "<Table 'T': 2 rows, 1 columns; next: qk.write_table(table, 't.docx')>"
    )


@pytest.mark.parametrize("table", [pd.DataFrame(), pd.DataFrame(columns=["case", "n"])])
def test_an_empty_table_is_shown_and_written_all_the_same(table: pd.DataFrame, tmp_path: Path) -> None:
    assert "<table" in qk.show_table(table)._repr_html_()
    written = Document(str(qk.write_table(table, tmp_path / "t.docx", caption="Nothing")))
    assert written.paragraphs[0].text == "Nothing"


# Word


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame({"label": ["Keeps", "Spends\nat once"], "n": [3, 1], "share": [0.75, NAN]})


def borders(cell) -> dict[str, str | None]:
    edges = cell._tc.tcPr.find(qn("w:tcBorders"))
    return {edge.tag.rpartition("}")[2]: edge.get(qn("w:sz")) for edge in edges}


def test_the_word_file_has_the_same_cells_rules_and_font(table: pd.DataFrame, tmp_path: Path) -> None:
    written = Document(str(qk.write_table(table, tmp_path / "t.docx", caption="Table 1", note="n: cases.")))
    [grid] = written.tables
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["Label", "n", "Share"],
        ["Keeps", "3", "75%"],
        ["Spends\nat once", "1", "–"],
    ]
    assert [borders(row.cells[0]) for row in grid.rows] == [
        {"top": "12", "bottom": "6"},
        {"top": None, "bottom": None},
        {"top": None, "bottom": "12"},
    ]
    assert [cell.paragraphs[0].alignment for cell in grid.rows[1].cells] == [
        WD_ALIGN_PARAGRAPH.LEFT,
        WD_ALIGN_PARAGRAPH.RIGHT,
        WD_ALIGN_PARAGRAPH.RIGHT,
    ]
    runs = [run for row in grid.rows for cell in row.cells for run in cell.paragraphs[0].runs]
    assert {run.font.name for run in runs} == {"Times New Roman"} and {run.font.size.pt for run in runs} == {10}
    assert [run.bold for run in runs] == [True] * 3 + [False] * 6
    assert [paragraph.text for paragraph in written.paragraphs] == [
        "Table 1",
        "n: cases. –: not known or does not apply.",
    ]
    assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_same_table_gives_the_same_bytes_and_no_author(table: pd.DataFrame, tmp_path: Path) -> None:
    first, second = (qk.write_table(table, tmp_path / name).read_bytes() for name in ("a.docx", "b.docx"))
    assert first == second
    about = Document(str(tmp_path / "a.docx")).core_properties
    assert (about.author, about.comments) == ("", "")


def test_a_wide_table_lies_across_and_its_columns_fit_the_page(tmp_path: Path) -> None:
    wide = pd.DataFrame({f"column {number}": ["some words to read " * 5] for number in range(12)})
    written = Document(str(qk.write_table(wide, tmp_path / "t.docx")))
    section = written.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(cell.width for cell in written.tables[0].rows[0].cells) <= room


def test_signs_that_no_xml_may_hold_do_not_stop_the_file(tmp_path: Path) -> None:
    hostile = pd.DataFrame({"x": ["a\x00b\x0b<w:t>😀\ud800"]})
    written = Document(str(qk.write_table(hostile, tmp_path / "t.docx", caption="\x01")))
    assert written.tables[0].rows[1].cells[0].text == "a\ufffdb\ufffd<w:t>😀\ufffd"


def test_a_page_has_a_policy_and_what_was_shown_can_be_written(table: pd.DataFrame, tmp_path: Path) -> None:
    shown = qk.show_table(table, caption="Table 1")
    html = qk.write_table(shown, tmp_path / "t.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in html and shown._repr_html_() in html


def test_another_ending_and_a_place_that_cannot_be_written_are_errors(table: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(qk.QualkitError, match=r"cannot write t.pdf: write a file that ends in .docx or .html"):
        qk.write_table(table, tmp_path / "t.pdf")
    with pytest.raises(qk.QualkitError, match=r"cannot write .*is it open in another program"):
        qk.write_table(table, tmp_path / "nowhere" / "t.docx")
