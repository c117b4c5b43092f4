"""Tables in PDFs whose cells have rules around them, however their words are set."""

from __future__ import annotations

from collections.abc import Sequence

from pages_of_text import Rule, Word, make_pdf
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.pdf import read_pdf

COLUMNS = (60.0, 90.0, 150.0, 540.0)
LINE = 12.0  # points from a line to the next
Cells = tuple[Sequence[str], ...]  # the lines of each cell of a row

TITLES: Cells = (["No"], ["Pelaku"], ["Verbatim"])
TALK: list[Cells] = [
    (["1"], ["Peneliti"], ["Kapan Ibu mulai berjualan?"]),
    (["2"], ["Informan"], ["Sudah lama, sejak anak pertama", "masih kecil."]),
    (["3"], ["Peneliti"], ["Lalu?"]),
    (["4"], ["Informan"], ["Begitu saja."]),
]
ROWS = [
    ("1", "Peneliti", "Kapan Ibu mulai berjualan?"), ("2", "Informan", "Sudah lama, sejak anak pertama masih kecil."),
    ("3", "Peneliti", "Lalu?"), ("4", "Informan", "Begitu saja."),
]  # fmt: skip


def table(
    *rows: Cells, top: float = 700.0, columns: Sequence[float] = COLUMNS, indent: float = 4.0
) -> tuple[list[Word], list[Rule]]:
    """The words of a table, written row by row, and its rules."""
    words: list[Word] = []
    y, edges = top, [top]
    for row in rows:
        for begin, cell in zip(columns, row, strict=False):
            words += [(begin + indent, y - LINE * (line + 1), text) for line, text in enumerate(cell)]
        y -= LINE * max(map(len, row)) + 4
        edges.append(y)
    across: list[Rule] = [(columns[0], edge, columns[-1], edge) for edge in edges]
    return words, [*across, *((place, y, place, top) for place in columns)]


def read(*pages: tuple[list[Word], list[Rule]]) -> Manuscript:
    return read_pdf(make_pdf([words for words, _ in pages], rules=[rules for _, rules in pages]), file="a.pdf")


def cells(made: Manuscript) -> list[tuple[str, ...]]:
    return [paragraph.cells for paragraph in made.paragraphs]


def test_rules_tell_the_cells_of_a_table_with_narrow_columns() -> None:
    assert cells(read(table(*TALK))) == ROWS


def test_titles_in_the_middle_of_their_cells_are_a_row() -> None:
    words, rules = table(TITLES, *TALK)
    words[2] = (300.0, words[2][1], "Verbatim")
    assert cells(read((words, rules))) == [("No", "Pelaku", "Verbatim"), *ROWS]


def test_words_written_column_by_column_stand_in_their_rows() -> None:
    words, rules = table(*TALK)
    assert cells(read((sorted(words, key=lambda word: (word[0], -word[1])), rules))) == ROWS


def test_what_stands_above_and_below_a_table_stays_there() -> None:
    words, rules = table(*TALK)
    made = read(
        ([(60, 760, "Transkrip wawancara dengan Bu Sri"), *words, (60, 500, "Demikian transkrip ini dibuat.")], rules)
    )
    assert cells(made) == [(), *ROWS, ()]
    assert (made.paragraphs[0].text, made.paragraphs[-1].text) == (
        "Transkrip wawancara dengan Bu Sri", "Demikian transkrip ini dibuat.",
    )  # fmt: skip


def test_a_row_that_a_page_ends_goes_on_with_the_next() -> None:
    torn: Cells = ([], [], ["masih kecil."])
    first = (*TALK[:1], (["2"], ["Informan"], ["Sudah lama, sejak anak pertama"]))
    assert cells(read(table(*first), table(torn, *TALK[2:]))) == ROWS


def test_the_last_row_alone_on_a_page_is_one_of_the_table() -> None:
    assert cells(read(table(*TALK[:3]), table(TALK[3], top=800.0))) == ROWS


def test_a_cell_that_spans_rows_belongs_to_the_first() -> None:
    words, rules = table(([], ["Peneliti"], ["Kapan?"]), (["1"], ["Informan"], ["Dulu."]))
    rules[1] = (COLUMNS[1], rules[1][1], COLUMNS[-1], rules[1][1])  # none below the first cell
    assert cells(read((words, rules))) == [("1", "Peneliti", "Kapan?"), ("", "Informan", "Dulu.")]


def test_rules_around_what_is_no_table_part_nothing() -> None:
    box = [
        (50.0, 680.0, 550.0, 680.0),
        (50.0, 720.0, 550.0, 720.0),
        (50.0, 680.0, 50.0, 720.0),
        (550.0, 680.0, 550.0, 720.0),
    ]
    underlined = [(60.0, 738.0, 160.0, 738.0)]
    lines: list[Word] = [
        (60, 740, "Wawancara 2"),
        (60, 700, "P: Kapan Ibu mulai?"),
        (60, 640, "N: Sudah lama."),
        (60, 600, "P: Lalu?"),
    ]
    assert cells(read((lines, [*box, *underlined]))) == [(), (), (), ()]


def test_a_table_along_the_top_of_pages_is_no_row_of_the_talk() -> None:
    head, rules = table((["UGM"], ["2024"], ["Lampiran tesis"]), top=820.0)
    pages = [[*head, *((60.0, 700.0 - 40 * n, text) for n, text in enumerate(said))]
             for said in (["P: Kapan?", "N: Dulu."], ["P: Lalu?", "N: Sudah."])]  # fmt: skip
    made = read(*((words, rules) for words in pages))
    assert [paragraph.text for paragraph in made.paragraphs] == ["P: Kapan?", "N: Dulu.", "P: Lalu?", "N: Sudah."]


def test_the_numbers_of_rows_are_no_numbers_of_lines() -> None:
    rows: list[Cells] = [([str(number)], ["N"], [f"kata yang ke {number}"]) for number in range(1, 30)]
    assert [row[0] for row in cells(read(table(*rows)))] == [str(number) for number in range(1, 30)]


def test_a_row_whose_cells_all_go_on_is_one_row() -> None:
    columns = (60.0, 250.0, 540.0)
    above: list[Cells] = [
        (["Pertanyaan"], ["Jawaban"]),
        (["Kapan Ibu mulai", "berjualan di"], ["Sudah lama, sejak anak-"]),
    ]
    below: list[Cells] = [(["pasar ini?"], ["anak masih kecil."]), (["Lalu?"], ["Begitu saja."])]
    assert cells(read(table(*above, columns=columns), table(*below, columns=columns))) == [
        ("Pertanyaan", "Jawaban"), ("Kapan Ibu mulai berjualan di pasar ini?", "Sudah lama, sejak anak-anak masih kecil."),
        ("Lalu?", "Begitu saja."),
    ]  # fmt: skip


def test_several_turns_in_a_cell_begin_a_line_each() -> None:
    columns = (60.0, 400.0, 540.0)
    rows: list[Cells] = [
        (["Verbatim"], ["Tema"]), (["P: Kapan Ibu mulai?", "N: Sudah lama, sejak anak", "pertama.", "P: Lalu?"], ["Modal"]),
        (["N: Satu", "hal: begitu saja."], ["Harapan"]),
    ]  # fmt: skip
    assert cells(read(table(*rows, columns=columns))) == [
        ("Verbatim", "Tema"), ("P: Kapan Ibu mulai?\nN: Sudah lama, sejak anak pertama.\nP: Lalu?", "Modal"),
        ("N: Satu hal: begitu saja.", "Harapan"),
    ]  # fmt: skip
