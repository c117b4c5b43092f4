"""PDFs: paragraphs come back from lines on pages, and what is left out is told."""

from __future__ import annotations

import io
import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pages_of_text import FONTS, make_pdf, set_lines
from qualkit.errors import FaultsError
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.pages import AT_ONCE
from qualkit.reading.formats.pdf import read_pdf

REAL = Path(__file__).parents[4] / "shared" / "real"
PROSE = (
    "P: Saya tidak tahu pasti karena waktu itu kami semua berangkat pagi sekali dari rumah bersama anak yang paling "
    "besar lalu kami pulang lagi ketika matahari sudah tinggi dan ibu saya yang memasak untuk semua orang di sawah."
)
WIDE = textwrap.wrap(PROSE, 72)  # as a typesetter breaks it: each letter is as wide as the others


def read(*pages: list[tuple[float, float, str]], **kwargs: object) -> Manuscript:
    return read_pdf(make_pdf(pages, **kwargs), file="a.pdf")  # type: ignore[arg-type]


def texts(*pages: list[tuple[float, float, str]]) -> list[str]:
    return [paragraph.text for paragraph in read(*pages).paragraphs]


def test_wrapped_lines_are_joined_and_tags_begin_paragraphs() -> None:
    lines = [*WIDE, "I: Begitu ya.", *WIDE, "[00:12:05] P: Ya.", "Lalu apa?"]
    assert texts(set_lines(lines)) == [
        " ".join(WIDE),
        "I: Begitu ya.",
        " ".join(WIDE),
        "[00:12:05] P: Ya.",
        "Lalu apa?",
    ]


def test_a_tag_on_a_line_of_its_own_stays_on_it() -> None:
    words = textwrap.wrap(PROSE.removeprefix("P: "), 72)
    lines = ["[00:10] RESEARCHER:", *words, "", "[00:18] PARTICIPANT 1:", *words]
    joined = " ".join(words)
    assert texts(set_lines(lines)) == ["[00:10] RESEARCHER:", joined, "[00:18] PARTICIPANT 1:", joined]


def test_a_word_before_a_colon_in_the_middle_of_a_sentence_begins_nothing() -> None:
    lines = [WIDE[0], "Namun: " + WIDE[1][:60], "akhir."]
    assert texts(set_lines(lines)) == [" ".join(lines)]


def test_an_indent_and_a_wider_gap_begin_paragraphs() -> None:
    full = WIDE[1]
    short = full[:-4].rstrip()
    indented = [
        (90.0, 760.0, short),
        (72, 747, full),
        (90, 734, short),
        (72, 721, full),
        (72, 700, full),
        (72, 687, "End."),
    ]
    assert texts(indented) == [f"{short} {full}"] * 2 + [f"{full} End."]


def test_lines_that_hang_below_a_tag_belong_to_it() -> None:
    words = [(72.0, 760.0, "Informan"), (130, 760, ": " + WIDE[1][:50]), (142, 747, WIDE[1][:50]), (142, 734, "akhir."),
             (72, 721, "Peneliti"), (130, 721, ": Ya?")]  # fmt: skip
    assert texts(words) == [f"Informan : {WIDE[1][:50]} {WIDE[1][:50]} akhir.", "Peneliti : Ya?"]


def test_rows_of_a_header_table_keep_their_cells() -> None:
    rows = [("Nomor", "6"), ("Hari/Tanggal", "Senin, 3 Februari 2020"), ("Tempat", "Rumah informan")]
    words = [
        part
        for n, (key, value) in enumerate(rows)
        for part in ((72.0, 760.0 - 20 * n, key), (300.0, 760.0 - 20 * n, value))
    ]
    assert [paragraph.cells for paragraph in read(words).paragraphs] == rows


def test_cells_of_narrow_letters_end_where_they_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FONTS, "", "Helvetica")
    rows = [
        ("....................", "Rini"),
        ("....................", "Tono Wibowo"),
        ("illilliilllillilli", "Siti dan ibunya"),
    ]
    words = [
        part
        for n, (left, right) in enumerate(rows)
        for part in ((72.0, 760.0 - 20 * n, left), (148.0, 760.0 - 20 * n, right))
    ]
    assert [paragraph.cells for paragraph in read(words).paragraphs] == rows


def test_a_paragraph_goes_on_over_the_end_of_a_page_without_its_header_and_number() -> None:
    pages = []
    for number in range(4):
        head = [(72.0, 800.0, "Lampiran 3 Transkrip"), (290.0, 30.0, f"- {number + 7} -")]
        body = set_lines(
            [*(WIDE if number == 0 else [f"P: Ya, {number} kali.", *WIDE[1:]]), WIDE[0].removeprefix("P: ")]
        )
        pages.append([head[0], *body, head[1]])
    manuscript = read(*pages)
    assert manuscript.paragraphs[0].text == " ".join([*WIDE])
    assert "Lampiran" not in manuscript.text
    assert not any(f"- {number} -" in manuscript.text for number in range(7, 11))
    assert manuscript.notes == ("8 lines of headers, footers and page numbers are left out: "
                                "'Lampiran # Transkrip', '- # -'",)  # fmt: skip


def test_a_sentence_runs_over_the_end_of_a_page() -> None:
    assert texts(set_lines(WIDE[:2]), set_lines(WIDE[2:])) == [" ".join(WIDE)]


def test_a_tag_at_the_top_of_every_page_is_no_header() -> None:
    page = set_lines(["P:", "", "Ya."])
    assert texts(page, page, page) == ["P:", "Ya."] * 3


@pytest.mark.parametrize("number", ["5", "ya"])
def test_what_stands_once_at_the_edge_of_a_page_is_kept(number: str) -> None:
    pages = [set_lines(WIDE) for _ in range(4)]
    pages[2].append((290.0, 30.0, number))
    assert number in texts(*pages)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("inter", "view", "interview"),
        ("anak", "anak", "anak-anak"),
        ("berjalan", "jalan", "berjalan-jalan"),
        ("sayur", "mayur", "sayur-mayur"),
        ("bolak", "balik", "bolak-balik"),
        ("tolong", "menolong", "tolong-menolong"),
        ("COVID", "19", "COVID-19"),
        ("Jawa", "Bali", "Jawa-Bali"),
    ],
)
def test_a_hyphen_at_a_lines_end_goes_unless_it_is_the_words_own(left: str, right: str, expected: str) -> None:
    lines = [f"saya tidak tahu pasti karena waktu itu kami semua berangkat pagi sekali {left}-", f"{right} lalu."]
    assert expected in texts(set_lines(lines))[0].split()


def test_what_else_stands_in_the_document_decides_about_a_hyphen() -> None:
    lines = ["It was a follow-up, she said, and nothing else was asked of them in the whole follow-", "up visit."]
    assert texts(set_lines(lines))[0].endswith("whole follow-up visit.")


def test_one_hyphen_in_a_long_text_is_its_authors() -> None:
    lines = [line for n in range(20) for line in (*WIDE, f"{n} lalu.")]
    lines[8] = f"{lines[8][:-12]} freezer-"
    assert "freezer-nya" in " ".join(texts(set_lines([*lines[:9], "nya itu", *lines[9:]])))
    lines[16] = f"{lines[16][:-12]} it-"
    assert "freezernya" in " ".join(texts(set_lines([*lines[:9], "nya itu", *lines[9:16], "freezernya", *lines[16:]])))


def test_a_bold_sentence_is_bold_to_its_end_over_several_lines() -> None:
    bold, plain = [f"**{line}" for line in WIDE], ["Ya."]
    manuscript = read(set_lines([*bold, "", *plain]))
    assert [(len(one.text), one.bold) for one in manuscript.paragraphs] == [(len(" ".join(WIDE)),) * 2, (3, 0)]


def test_columns_are_read_one_after_the_other_even_where_lines_run_across() -> None:
    left = [f"left {n:02} and as many words as fit" for n in range(12)]
    right = [f"right {n:02} and as many words as fit" for n in range(12)]
    rows = [part for n in range(12) for part in ((72.0, 760.0 - 13 * n, left[n]), (310.0, 760.0 - 13 * n, right[n]))]
    assert " ".join(texts(rows)).split() == " ".join(left + right).split()


def test_a_page_written_from_below_is_read_from_above() -> None:
    assert texts(set_lines(WIDE * 3)[::-1]) == [" ".join(WIDE)] * 3


def test_bold_names_without_colon_are_seen() -> None:
    manuscript = read(set_lines(["**Informan", "Ya, begitu.", "", "**Peneliti", "Kenapa?"]))
    assert [(one.text, one.bold) for one in manuscript.paragraphs] == [
        ("Informan", 8), ("Ya, begitu.", 0), ("Peneliti", 8), ("Kenapa?", 0),
    ]  # fmt: skip


def draw(lines: list[str]) -> bytes:
    """A PDF by another program, in a font that has more letters than those made by hand."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 11))
    for number, line in enumerate(lines):
        figure.text(0.1, 0.9 - 0.02 * number, line, fontsize=9)
    stream = io.BytesIO()
    FigureCanvasPdf(figure).print_pdf(stream)
    return stream.getvalue()


def test_another_programs_pdf_keeps_every_word() -> None:
    assert read_pdf(draw(WIDE), file="a.pdf").text.split() == " ".join(WIDE).split()


def test_emoji_are_kept_and_what_follows_them_is_read_as_ever() -> None:
    lines = [f"{line} anak-" for line in WIDE]
    plain, smiling = (
        read_pdf(draw([first, *lines, "anak."]), file="a.pdf") for first in ("P: x Ya", "P: \U0001f600 Ya")
    )
    assert "anak-anak" in plain.text
    assert smiling.text == plain.text.replace("x", "\U0001f600", 1)
    assert smiling.notes == ()


def test_a_scan_is_refused_with_its_pages() -> None:
    with pytest.raises(FaultsError, match=r"a\.pdf: it has pictures and no text on pages 1, 2: a scan\? Run a text"):
        read([], [], pictures=[0, 1])


def test_pages_without_text_are_told() -> None:
    manuscript = read(set_lines(WIDE), [], [], pictures=[1])
    assert manuscript.notes == (
        "page 2: a picture and hardly a word; what is written in it was not read", "page 3: no text",
    )  # fmt: skip


def test_an_empty_pdf_is_refused() -> None:
    with pytest.raises(FaultsError, match=r"a\.pdf: it is empty"):
        read([])


def test_a_locked_pdf_is_refused() -> None:
    raw = make_pdf([set_lines(WIDE)])
    lock = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") >>"
    raw = raw.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [(i) (i)] /Encrypt " + lock)
    with pytest.raises(FaultsError, match="locked by a password"):
        read_pdf(raw, file="a.pdf")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "not a PDF"),
        (b"P: a text", "not a PDF"),
        (b"%PDF-1.7\nrest", "it is broken"),
        (b"PK\x03\x04", "not a PDF"),
    ],
)
def test_what_is_no_pdf_is_refused(raw: bytes, problem: str) -> None:
    with pytest.raises(FaultsError, match=rf"a\.pdf: .*{problem}"):
        read_pdf(raw, file="a.pdf")


WHOLE = make_pdf([set_lines(WIDE)])


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=20), st.integers(0, len(WHOLE))
)
def test_a_damaged_pdf_is_a_manuscript_or_a_fault(damage: list[tuple[int, int]], end: int) -> None:
    raw = bytearray(WHOLE)
    for place, byte in damage:
        raw[place] = byte
    try:
        read_pdf(bytes(raw[:end] if end % 3 == 0 else raw), file="a.pdf")
    except FaultsError:
        return


PLACES = st.tuples(
    st.integers(40, 500), st.integers(5, 830), st.sampled_from(["ya", "P: tidak", "**Ibu", "satu-", "7", "a b"])
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(PLACES, max_size=12), min_size=1, max_size=4))
@example([[(40, 5, "ya")] * 2] * 2)
def test_what_is_not_left_out_is_there(pages: list[list[tuple[float, float, str]]]) -> None:
    """Letters on top of one another are dropped by the library, so that each word gets a line of its own."""
    placed = [[(x, 800 - 60 * n, text) for n, (x, _, text) in enumerate(page)] for page in pages]
    try:
        manuscript = read(*placed)
    except FaultsError:
        assert not any(pages)
        return
    assert "headers" in str(manuscript.notes) or _letters(manuscript.text) == _letters(
        "".join(text for page in placed for _, _, text in page)
    )


def _letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalnum())


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.parametrize("number", ["01", "12"])
def test_real_interviews_have_their_tags_on_lines_of_their_own(number: str) -> None:
    manuscript = read_pdf((REAL / f"scrum-participant-{number}.pdf").read_bytes(), file="a.pdf")
    tags = [one.text for one in manuscript.paragraphs if one.text.startswith("[")]
    assert len(tags) > 70
    assert {tag.partition("] ")[2].rstrip(":") for tag in tags} == {"RESEARCHER", f"PARTICIPANT {int(number)}"}
    assert 6_600 < len(manuscript.text.split()) < 6_700


def test_more_pages_than_are_open_at_once_are_read_in_order_each_with_its_own_lines() -> None:
    pages = [set_lines([f"**P{number}: Ya.", "Lalu kami pulang.", "Besok lagi."]) for number in range(2 * AT_ONCE + 1)]
    pages[AT_ONCE - 1] = []
    found = read(*pages)
    tags = [paragraph.text.split(":")[0] for paragraph in found.paragraphs if paragraph.bold]
    assert tags == [f"P{number}" for number in range(len(pages)) if number != AT_ONCE - 1]
    assert any(f"page {AT_ONCE}: no text" in note for note in found.notes)
