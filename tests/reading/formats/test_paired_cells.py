"""Tables of two columns in PDFs, both of which wrap: their rows come back, and columns of a page are none."""

from __future__ import annotations

import textwrap

import pytest

from pages_of_text import make_pdf
from qualkit.reading.formats.pages import read_pages
from qualkit.reading.formats.paired_cells import find_paired_cells
from qualkit.reading.formats.pdf import read_pdf

Word = tuple[float, float, str]
LEFT, RIGHT = 60.0, 300.0
ASK = "Sejak kapan Ibu mulai berjualan sayur di pasar ini, dan siapa yang dulu mengajak Ibu ke sini?"
TELL = (
    "Sudah lama sekali, sejak anak pertama masih kecil; waktu itu saya diajak kakak karena di rumah tidak ada kerjaan "
    "dan suami saya baru berhenti dari pabrik."
)


def set_cell(text: str, x: float, y: float, width: int = 34) -> tuple[list[Word], float]:
    """The lines of a cell, and how high the next row may begin."""
    lines = textwrap.wrap(text, width)
    return [(x, y - 13 * n, line) for n, line in enumerate(lines)], y - 13 * len(lines) - 8


def set_rows(rows: list[tuple[str, str]], y: float = 780) -> list[Word]:
    """Cell by cell, as nearly every program writes a table."""
    words: list[Word] = []
    for ask, tell in rows:
        left, below = set_cell(ask, LEFT, y)
        right, lower = set_cell(tell, RIGHT, y)
        words += [*left, *right]
        y = min(below, lower)
    return words


def cells(*pages: list[Word]) -> list[tuple[str, ...]]:
    return [paragraph.cells for paragraph in read_pdf(make_pdf(pages), file="a.pdf").paragraphs if paragraph.cells]


ROWS = [(f"{n}. {ASK}", f"{TELL} Itu yang ke-{n}.") for n in range(1, 5)]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("Pertanyaan", "Jawaban"), *ROWS[:2]], id="with titles"),
        pytest.param(ROWS, id="without"),
        pytest.param([("Pertanyaan", "Jawaban"), ("Kapan?", TELL), *ROWS[:2], ("Lalu?", "Ya.")], id="short cells between"),
    ],
)  # fmt: skip
def test_rows_of_two_wrapped_cells_are_put_together(rows: list[tuple[str, str]]) -> None:
    assert cells(set_rows(rows)) == rows


def test_below_titles_rows_are_rows_though_few_of_their_left_cells_wrap() -> None:
    rows = [
        ("Pertanyaan", "Jawaban"),
        (ASK, TELL),
        ("2. Berapa lama?", TELL),
        ("3. Lalu bagaimana?", TELL),
        ("4. Cukup?", "Ya."),
    ]
    assert cells(set_rows(rows)) == rows


@pytest.mark.parametrize("right", [RIGHT, 135.0], ids=["wide", "narrow"])
@pytest.mark.parametrize(("asks", "tells"), [("Peneliti", "Informan 1"), ("p", "i"), ("p", "i1"), ("i", "r")])
def test_who_speaks_stands_beside_what_is_said_without_a_colon(right: float, asks: str, tells: str) -> None:
    rows = [(asks, ASK), (tells, TELL), (asks, "Lalu?"), (tells, TELL)]
    words, y = [], 780.0
    for who, said in rows:
        cell, below = set_cell(said, right, y)
        words += [(LEFT, y, who), *cell]
        y = below
    assert cells(words) == rows


@pytest.mark.parametrize("marks", [["a", "b"] * 3, ["i", "ii", "iii"] * 2, ["i", "v", "i", "v", "x", "i"]])
def test_small_letters_that_count_items_are_nobody(marks: list[str]) -> None:
    words, y = [], 780.0
    for mark in marks:
        cell, below = set_cell(TELL, LEFT + 50, y, 60)
        words += [(LEFT, y, mark), *cell]
        y = below
    (page,) = read_pages(make_pdf([words]), file="a.pdf")
    assert [*find_paired_cells(page.lines, [1] * len(page.lines))] == []


@pytest.mark.parametrize("mark", ["{}.", "-", "o", "Bab {}"])
def test_items_of_a_list_are_no_rows(mark: str) -> None:
    words, y = [], 780.0
    for number in range(1, 7):
        cell, below = set_cell(TELL, LEFT + 50, y, 60)
        words += [(LEFT, y, mark.format(number)), *cell]
        y = below
    (page,) = read_pages(make_pdf([words]), file="a.pdf")
    assert [*find_paired_cells(page.lines, [1] * len(page.lines))] == []


def test_a_third_column_and_cells_in_the_middle_of_their_row_are_told_apart() -> None:
    words, y = [(LEFT, 800.0, "Pertanyaan"), (260.0, 800.0, "Jawaban"), (480.0, 800.0, "Koding")], 780.0
    for ask, tell in ROWS:
        middle, _ = set_cell(ask, LEFT, y - 13, 28)
        right, below = set_cell(f"{tell} {tell}", 260.0, y, 32)
        words += [*middle, *right, (480.0, y, "modal")]
        y = below
    expected = [("Pertanyaan", "Jawaban", "Koding"), *((ask, f"{tell} {tell}", "modal") for ask, tell in ROWS)]
    assert cells(words) == expected


def test_a_row_goes_on_over_the_end_of_a_page_and_titles_come_again() -> None:
    titles = ("Pertanyaan", "Jawaban")
    first = set_rows([titles, *ROWS])
    half = len(TELL.split()) // 2
    cut = [*set_rows([titles, *ROWS[:3]]), (LEFT, 100.0, "Lalu bagaimana akhirnya?"),
           *set_cell(" ".join(TELL.split()[:half]), RIGHT, 100.0)[0]]  # fmt: skip
    rest = [(LEFT, 780.0, titles[0]), (RIGHT, 780.0, titles[1]),
            *set_cell(" ".join(TELL.split()[half:]), RIGHT, 760.0)[0], *set_rows(ROWS[:3], 680)]  # fmt: skip
    assert cells(first) == [titles, *ROWS]
    assert cells(cut, rest) == [titles, *ROWS[:3], ("Lalu bagaimana akhirnya?", TELL), *ROWS[:3]]


def test_columns_of_a_page_are_no_row() -> None:
    left, _ = set_cell(" ".join([ASK, TELL] * 6), LEFT, 780)
    right, _ = set_cell(" ".join([TELL, ASK] * 6), RIGHT, 780)
    assert cells(*[[*left, *right]] * 4) == []


def test_rows_that_a_program_wrote_line_by_line_are_no_columns() -> None:
    words = sorted(set_rows(ROWS), key=lambda word: (-word[1], word[0]))
    assert cells(words) == ROWS


def test_columns_that_a_program_wrote_line_by_line_are_still_read_one_after_the_other() -> None:
    left, _ = set_cell(" ".join([ASK, TELL] * 6), LEFT, 780)
    right, _ = set_cell(" ".join([TELL, ASK] * 6), RIGHT, 780)
    words = sorted([*left, *right], key=lambda word: (-word[1], word[0]))
    read = read_pdf(make_pdf([words]), file="a.pdf")
    assert " ".join(read.text.split()) == " ".join([ASK, TELL] * 6 + [TELL, ASK] * 6)


# --- short tables -------------------------------------------------------------------------------------------------

THEMES = ("Awal ikut", "Ajakan orang sekitar", "Izin suami dan keluarga", "Rencana")
COLUMNS = ((LEFT, 20), (210.0, 26), (400.0, 24))  # where each begins, and how many letters its lines have


def set_table(rows: list[tuple[str, ...]], y: float = 780, between: float = 4) -> tuple[list[Word], float]:
    """Cell by cell, and how high the line below the table may stand."""
    words: list[Word] = []
    for row in rows:
        placed = [set_cell(cell, left, y, width) for cell, (left, width) in zip(row, COLUMNS, strict=False) if cell]
        words += [word for cell, _ in placed for word in cell]
        y = min(below for _, below in placed) + 8 - between
    return words, y


def themes(count: int, columns: int) -> list[tuple[str, ...]]:
    return [(theme, f"{TELL} Ke-{n}.", ASK)[:columns] for n, theme in enumerate(THEMES[:count])]


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("titled", [True, False])
def test_three_rows_are_enough_where_all_begin_and_hang_at_the_same_places(
    columns: int, count: int, titled: bool
) -> None:
    rows = [("Tema", "Kutipan", "Catatan")[:columns]] * titled + themes(count, columns)
    words, below = set_table(rows)
    around = [(LEFT, 800.0, "Tabel ini berisi jawaban yang dipilih."), (LEFT, below - 14, f"Sekian. {ASK}")]
    assert cells([around[0], *words, around[1]]) == rows


def test_two_speakers_of_three_turns_are_rows() -> None:
    rows = [("Pewawancara", ASK), ("Informan", TELL), ("Pewawancara", f"Lalu? {ASK}")]
    assert cells(set_table(rows)[0]) == rows


def test_a_cell_that_is_empty_in_the_first_row_is_a_column_all_the_same() -> None:
    rows = themes(4, 3)
    rows[0] = (*rows[0][:2], "")
    assert cells(set_table(rows)[0]) == rows


@pytest.mark.parametrize("columns", [2, 3])
def test_a_line_above_in_which_a_word_stands_there_by_chance_is_no_row(columns: int) -> None:
    rows = themes(3, columns)
    words, _ = set_table(rows, 760)
    chance = [(LEFT, 780.0, "yang dilakukan peneliti di"), (210.0, 780.0, "rumah para informan pada bulan Juni.")]
    assert cells([(LEFT, 794.0, f"Tabel berikut berisi wawancara {ASK[:50]}"), *chance, *words]) == rows


@pytest.mark.parametrize("columns", [2, 3])
def test_a_short_line_below_is_no_row(columns: int) -> None:
    rows = themes(3, columns)
    words, below = set_table(rows)
    manuscript = read_pdf(make_pdf([[*words, (LEFT, below - 2, "Sekian.")]]), file="a.pdf")
    assert [one.cells for one in manuscript.paragraphs] == [*rows, ()]
