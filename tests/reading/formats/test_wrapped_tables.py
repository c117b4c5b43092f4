"""Rows of tables in PDFs whose cells run over several lines, and what looks like them and is none."""

from __future__ import annotations

import pytest

from qualkit.reading.formats.lines import Line
from qualkit.reading.formats.wrapped_tables import find_wrapped_tables, make_rows

COLUMNS = (90.0, 118.0, 169.0, 424.0)
WORD = 30.0  # points from where a word begins to where the next does


def line(*cells: tuple[float, str], y: float = 0.0, wide: float = 18.0) -> Line:
    """A line whose parts begin at the places given; a gap is seen only where it is wide."""
    words = [(begin + WORD * n, word) for begin, text in cells for n, word in enumerate(text.split())]
    gaps, at, right = [], 0, 0.0
    for begin, text in cells:
        if at and begin - right > wide:
            gaps.append((at, right, begin))
        at, right = at + len(text) + 1, begin + WORD * (len(text.split()) - 1) + 5
    lefts = tuple(place for place, _ in words)
    return Line(" ".join(word for _, word in words), cells[0][0], right, y, 12.0, 5.0, gaps=tuple(gaps), lefts=lefts)


def row(number: str, who: str, said: str) -> Line:
    return line((90.0, number), (118.0, who), (169.0, said))


TALK = [
    line((90.0, "No"), (118.0, "Pelaku"), (169.0, "Verbatim"), (424.0, "Koding")),
    row("1", "P", "Kapan mulai"), line((169.0, "Ibu jualan?")),
    row("2", "S", "Sudah lama,"), line((169.0, "sejak anak")), line((169.0, "kecil.")), line((424.0, "Modal")),
    row("3", "P", "Lalu?"),
]  # fmt: skip
ROWS = [
    ("No", "Pelaku", "Verbatim", "Koding"), ("1", "P", "Kapan mulai Ibu jualan?", ""),
    ("2", "S", "Sudah lama, sejak anak kecil.", "Modal"), ("3", "P", "Lalu?", ""),
]  # fmt: skip


def cells(lines: list[Line], pages: list[int] | None = None) -> list[tuple[str, ...]]:
    found = find_wrapped_tables(lines, pages or [1] * len(lines))
    return [paragraph.cells for _, rows in found.values() for paragraph in make_rows(rows, set())]


def test_rows_are_put_together_from_the_lines_of_their_cells() -> None:
    assert cells(TALK) == ROWS


def test_a_table_ends_where_lines_run_across_its_columns() -> None:
    after = [line((90.0, "Demikian transkrip ini dibuat"))]
    found = find_wrapped_tables([*after, *TALK, *after], [1] * 10)
    assert [(first, end) for first, (end, _) in found.items()] == [(1, 9)]


def test_titles_that_come_again_on_the_next_page_part_no_cell() -> None:
    lines = [*TALK[:4], TALK[0], *TALK[4:]]
    assert cells(lines, [1] * 4 + [2] * 5) == ROWS


def part(who: str, said: str) -> Line:
    """The first line of a row whose number stands in the row above."""
    return line((118.0, who), (169.0, said))


@pytest.mark.parametrize("pages", [[1] * 9, [1] * 4 + [2] * 5], ids=["one page", "two pages"])
def test_a_cell_that_spans_rows_is_one_of_the_first_row_and_empty_in_the_others(pages: list[int]) -> None:
    lines = [
        TALK[0], row("1", "P", "Kapan mulai"), line((169.0, "Ibu jualan?")), part("S", "Sudah lama,"),
        line((169.0, "sejak anak")), row("2", "P", "Lalu?"), part("S", "Ya begitu,"), line((169.0, "sampai sekarang.")),
        row("3", "P", "Sudah."),
    ]  # fmt: skip
    assert cells(lines, pages) == [
        ROWS[0], ("1", "P", "Kapan mulai Ibu jualan?", ""), ("", "S", "Sudah lama, sejak anak", ""),
        ("2", "P", "Lalu?", ""), ("", "S", "Ya begitu, sampai sekarang.", ""), ("3", "P", "Sudah.", ""),
    ]  # fmt: skip


def test_cells_that_wrap_beside_each_other_are_one_row() -> None:
    lines = [
        TALK[0], row("1", "Bu", "Kapan mulai"), part("Sari", "Ibu jualan?"), row("2", "Bu", "Sudah lama,"),
        part("Tini", "sejak anak"), line((169.0, "kecil.")), row("3", "Bu", "Lalu?"), part("Sari", "Begitu."),
    ]  # fmt: skip
    assert cells(lines)[1:] == [
        ("1", "Bu Sari", "Kapan mulai Ibu jualan?", ""), ("2", "Bu Tini", "Sudah lama, sejak anak kecil.", ""),
        ("3", "Bu Sari", "Lalu? Begitu.", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([line((90.0, "P"), (130.0, "Kapan mulai")), line((130.0, "Ibu jualan?"))] * 4, id="tags with tabs"),
        pytest.param(
            [line((90.0, "P"), (130.0, ":"), (160.0, "Kapan mulai")), line((160.0, "Ibu jualan?"))] * 4, id="and colons"
        ),
        pytest.param([row("1", "P", "Kapan?"), row("2", "S", "Dulu."), row("3", "P", "Lalu?")], id="rows of one line"),
        pytest.param([line((90.0, "Ini"), (150.0 + n, "baris"), (300.0 + 3 * n, "rata")) for n in range(6)], id="justified"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_left_to_the_rules_of_paragraphs(lines: list[Line]) -> None:
    assert not cells(lines)


def test_ten_thousand_lines_in_columns_that_are_no_table_are_read() -> None:
    lines = [line((90.0, "a"), (160.0 + 60 * (n % 2), "b"), (300.0 + 60 * (n % 2), "c")) for n in range(10_000)]
    assert find_wrapped_tables(lines, [0] * len(lines)) == {}


def test_a_table_below_lines_in_other_columns_is_found() -> None:
    others = [line((90.0, "a"), (140.0 + 9 * (n % 2), "b"), (300.0, "c")) for n in range(200)]
    lines = [*others, line((90.0, "Kata biasa saja tanpa kolom.")), *TALK]
    assert 201 in find_wrapped_tables(lines, [0] * len(lines))
