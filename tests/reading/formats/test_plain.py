"""Texts and Markdown: paragraphs, lines, marks that go and words that stay."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import FaultsError
from qualkit.reading.formats.manuscript import Paragraph
from qualkit.reading.formats.plain import read_plain

PROSE = (
    "Saya tidak tahu pasti, tetapi waktu itu kami semua berangkat pagi sekali dari rumah ke sawah bersama anak-anak, "
    "lalu pulang ketika matahari sudah tinggi, dan ibu saya yang memasak untuk semua orang yang ikut membantu kami. "
    "Setiap musim begitu, bertahun-tahun, sampai jalan yang baru dibangun dan orang-orang mulai bekerja di kota."
)


def texts(source: str, file: str = "a.txt") -> list[str]:
    return [paragraph.text for paragraph in read_plain(source.encode(), file=file).paragraphs]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("I: How?\n\nR: Slowly.", ["I: How?", "R: Slowly."]),
        ("I: How?\nR: Slowly.\n", ["I: How?\nR: Slowly."]),
        ("I: How?\r\n\r\n\r\nR: Slowly.\r\n", ["I: How?", "R: Slowly."]),
        ("I: How?\r\rR: Slowly.\r", ["I: How?", "R: Slowly."]),
        ("I:  How? \n \t \n  R:\tSlowly.", ["I: How?", "R: Slowly."]),
        ("I: How?\fR: Slowly.", ["I: How?", "R: Slowly."]),
        ("\n\nOne.\n\n\n\n\nTwo.\n\n", ["One.", "Two."]),
        ("---\nplace: Kota\ndate: 2020-01-02\n---\n\nI: How?", ["place: Kota", "date: 2020-01-02", "I: How?"]),
        ("---\nHe spoke for long\n---\nYes.", ["---\nHe spoke for long\n---\nYes."]),
    ],
)
def test_blocks_between_empty_lines_are_paragraphs(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_lines_broken_at_a_width_are_joined_and_that_is_told() -> None:
    source = "\n\n".join(["P: " + textwrap.fill(PROSE, 70), "I: Ya.", "P: " + textwrap.fill(PROSE, 70)])
    manuscript = read_plain(source.encode(), file="a.txt")
    assert [one.text for one in manuscript.paragraphs] == ["P: " + PROSE, "I: Ya.", "P: " + PROSE]
    assert "broken at a width" in manuscript.notes[0]


def test_a_tag_in_lines_broken_at_a_width_begins_a_line() -> None:
    source = textwrap.fill("P: " + PROSE, 70) + "\nI: Ya.\n[00:10] P: Begitu.\n" + textwrap.fill("P: " + PROSE, 70)
    assert texts(source) == [f"P: {PROSE}\nI: Ya.\n[00:10] P: Begitu.\nP: {PROSE}"]


@pytest.mark.parametrize(
    "source",
    [
        "\n".join(f"P: {PROSE[: 60 + 7 * n]}" for n in range(9)),
        "\n".join(["Ya.", "Tidak.", "Kenapa begitu ya", "saya kurang tahu", "mungkin besok", "atau lusa", "entahlah"]),
        "\n".join(PROSE.split(", ")),
    ],
    ids=["one turn a line", "short lines", "lines of a poem"],
)
def test_lines_that_their_author_broke_stay(source: str) -> None:
    assert texts(source) == [source]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**P:** Yes, *really*.", Paragraph("P: Yes, really.", bold=2)),
        ("__Interviewer__\nHow?", Paragraph("Interviewer\nHow?", bold=11)),
        ("**P** no colon", Paragraph("P no colon", bold=1)),
        ("> **I:** quoted\n> more", Paragraph("I: quoted\nmore", bold=2)),
        ("- P: one\n- I: two", Paragraph("P: one\nI: two")),
        (r"P\_1: 2 \* 3 and \[laughs\]", Paragraph("P_1: 2 * 3 and [laughs]")),
        ("it was ____ and (***) then", Paragraph("it was ____ and (***) then")),
        ("5 * 3 * 2, snake_case_name", Paragraph("5 * 3 * 2, snake_case_name")),
        ("see [the site](https://a.org/b_c_d)", Paragraph("see the site (https://a.org/b_c_d)")),
        ("say `**as is**` now", Paragraph("say **as is** now")),
        ("<!-- P: left out? -->", Paragraph("<!-- P: left out? -->")),
        ("A &amp; B &copy that", Paragraph("A & B &copy that")),
        ("one<br>two\\\nthree  \nfour", Paragraph("one\ntwo\nthree\nfour")),
        ("| Nomor | 6 |  |", Paragraph("Nomor\n6", cells=("Nomor", "6", ""))),
    ],
)
def test_of_markdown_the_marks_go_and_the_words_stay(source: str, expected: Paragraph) -> None:
    assert read_plain(source.encode(), file="a.MD").paragraphs == (expected,)


def test_headings_rules_fences_and_tables_part_paragraphs() -> None:
    source = (
        "# Interview 3 #\nP: Yes.\n\n***\n| a | b |\n|---|:-:|\n| 1 | 2 |\n```text\n# kept\n\n**too**\n```\nEnd\n---\n"
    )
    expected = ["Interview 3", "P: Yes.", "a\nb", "1\n2", "text\n# kept\n**too**\nEnd"]
    assert texts(source, "a.md") == expected


def test_a_plain_text_keeps_its_asterisks() -> None:
    assert texts("**P:** # not a heading\n> *laughs*") == ["**P:** # not a heading\n> *laughs*"]


def test_a_table_that_was_copied_has_its_cells() -> None:
    table = "No\tPelaku\tVerbatim\tKoding\n1\tP\tKapan?\t\n2\tS\tDulu sekali.\tAwal\n3\tP\tLalu?"
    manuscript = read_plain(f"Transkrip\n{table}\nItu saja.".encode(), file="a.txt")
    assert [paragraph.cells or paragraph.text for paragraph in manuscript.paragraphs] == [
        "Transkrip", ("No", "Pelaku", "Verbatim", "Koding"), ("1", "P", "Kapan?", ""), ("2", "S", "Dulu sekali.", "Awal"),
        ("3", "P", "Lalu?", ""), "Itu saja.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "Nama\t\t: Siti\nUmur\t\t: 45\nAsal\t\t: Klaten",
        "P\t:\tKapan?\nN\t:\tDulu.\nP\t:\tLalu?",
        "P\tKapan?\nN\tDulu.\nP\tLalu?",
    ],
)
def test_tabs_that_only_line_up_make_no_table(source: str) -> None:
    assert texts(source) == [re.sub(r"\t+", " ", source)]


def test_the_guess_of_an_encoding_is_told() -> None:
    manuscript = read_plain("P: Ærligt talt.".encode("cp1252"), file="a.txt")
    assert manuscript.text == "P: Ærligt talt."
    assert manuscript.notes[0].startswith("read as cp1252, a guess")


@pytest.mark.parametrize("raw", [b"", b"\n \n", b"\xef\xbb\xbf", b"\x0c"])
def test_a_file_without_words_is_a_fault(raw: bytes) -> None:
    with pytest.raises(FaultsError, match=r"a\.txt: it is empty"):
        read_plain(raw, file="a.txt")


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_are_a_manuscript_or_a_fault(raw: bytes, file: str) -> None:
    try:
        read_plain(raw, file=file)
    except FaultsError:
        return


@given(st.text("ab :.*_`~[]()!\\|#>-+<&;\n1\u00e6", min_size=1), st.sampled_from(["a.txt", "a.md"]))
def test_the_words_that_go_in_come_out(source: str, file: str) -> None:
    try:
        text = read_plain(source.encode(), file=file).text
    except FaultsError:
        text = ""
    words = re.findall(r"[ab1\u00e6]", source)
    found = re.findall(r"[ab1\u00e6]", text)
    assert found == words
