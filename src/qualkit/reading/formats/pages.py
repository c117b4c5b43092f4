"""The pages of a PDF: their lines in reading order, and what else is upon them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from msgspec.structs import replace

from qualkit.errors import Fault, FaultsError
from qualkit.reading.formats.letters import Letters
from qualkit.reading.formats.lines import WIDE, Line, find_lines
from qualkit.reading.formats.ruled_tables import find_grids, find_rules, place_in_cells

MOST_PAGES = 5_000
AT_ONCE = 8  # pages that are open together: what is asked of all their words costs little more than of one page's
ROW, LEAST_ROWS = 1.25, 3  # times the usual distance of lines that rows of a table are apart, and how many they are
FEW_WORDS = 10  # on a page with a picture: it is a scan

_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    pictured: bool = False  # it holds a picture and hardly a word
    asides: int = 0  # comments and text boxes that a reader of PDFs put upon it


def read_pages(raw: bytes, *, file: str) -> list[Page]:
    """The pages of a PDF. Raises FaultsError where it is broken or locked."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(raw)) as document:
            if len(document) > MOST_PAGES:
                raise _refuse(file, f"it has {len(document):,} pages, more than any transcript; it was not read")
            letters = Letters()
            numbers = range(len(document))
            columns: list[tuple[float, ...]] = []
            pages = [
                page
                for first in numbers[::AT_ONCE]
                for page in _read_pages(document, numbers[first : first + AT_ONCE], letters, columns)
            ]
    except (pypdfium2.PdfiumError, OSError, ValueError, ctypes.ArgumentError) as error:
        raise _refuse(file, _explain(raw, error)) from None
    text = "".join(line.text for page in pages for line in page.lines)
    unreadable = len(_UNREADABLE.findall(text))
    if unreadable * 5 > len(text):
        raise _refuse(file, f"{unreadable:,} of its {len(text):,} letters have no meaning, since its fonts do not tell "
                            "it: make the PDF again in the program it comes from, or take the file it was made of")  # fmt: skip
    return pages


def _refuse(file: str, problem: str) -> FaultsError:
    return FaultsError([Fault(file, 0, problem)])


def _explain(raw: bytes, error: Exception) -> str:
    if "assword" in str(error) or "ecurity" in str(error):
        return "it is locked by a password: open it in a reader of PDFs and print or save it without"
    if b"%PDF-" not in raw[:1024]:
        return "it is not a PDF, whatever its name says: give it the ending it should have"
    return f"it is broken ({error}): open it in a reader of PDFs and print it as PDF again, or copy the file again"


def _read_pages(
    document: Any, numbers: Sequence[int], letters: Letters, columns: list[tuple[float, ...]]
) -> Iterator[Page]:
    with ExitStack() as opened:
        pages = [opened.enter_context(closing(document[number])) for number in numbers]
        letters.turn([opened.enter_context(closing(page.get_textpage())) for page in pages])
        for number, page, lines in zip(numbers, pages, find_lines(letters, len(pages)), strict=True):
            yield _read_page(page, number, lines, columns)


def _read_page(page: Any, number: int, found: Sequence[Line], columns: list[tuple[float, ...]]) -> Page:
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    grids = find_grids(*find_rules(page), width)
    placed = place_in_cells(found, grids, height, columns) if grids else found
    lines = tuple(_order_around(placed, width))
    pictured = _has_few_words(lines) and any(page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return Page(number + 1, width, height, lines, pictured, _count_asides(page))


def _has_few_words(lines: Sequence[Line]) -> bool:
    return len(lines) < FEW_WORDS and sum(len(line.text.split()) for line in lines) < FEW_WORDS


def _count_asides(page: Any) -> int:
    """How many notes, text boxes and marked passages a reader put there: they are no part of the page's text."""
    import pypdfium2.raw as pdfium

    kinds = {pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT}
    asides = 0
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            asides += pdfium.FPDFAnnot_GetSubtype(annotation) in kinds
            pdfium.FPDFPage_CloseAnnot(annotation)
    return asides


# Order


def _order_around(lines: Sequence[Line], width: float) -> Iterator[Line]:
    """The lines as they are to be read, those of tables with rules, which are in order, as they are."""
    for ruled, group in groupby(lines, key=lambda line: bool(line.cell)):
        members = [*group]
        yield from members if ruled else order_lines(members, width)


def order_lines(lines: Sequence[Line], width: float) -> list[Line]:
    """The lines as they are to be read.

    Nearly every program writes a PDF in the order of reading, cell by cell and column by column, which no position
    on the page tells as well. Only where the order jumps up the page again and again it is sorted, and only where
    lines run across a gutter between columns they are parted there.
    """
    ordered = list(lines)
    jumps = sum(_jumps_up(above, below) for above, below in pairwise(ordered))
    if jumps > 2 and jumps > 0.1 * len(ordered):
        ordered = list(_merge_rows(ordered))
    gutter = _find_gutter(ordered, width)
    if not gutter:
        return ordered
    return [line for band in _find_bands(ordered, *gutter) for line in _part_columns(band, *gutter)]


def _jumps_up(above: Line, below: Line) -> bool:
    return below.y > above.y + above.height and below.x0 < above.x1 and above.x0 < below.x1


def _merge_rows(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines from top to bottom; what stands side by side is one line."""
    row: list[Line] = []
    for line in [*sorted(lines, key=lambda line: -line.y), None]:
        if row and (line is None or row[0].y - line.y > 0.5 * row[0].height):
            row.sort(key=lambda part: part.x0)
            whole = row[0]
            for part in row[1:]:
                whole = _append(whole, part)
            yield whole
            row = []
        if line is not None:
            row.append(line)


def _append(left: Line, right: Line) -> Line:
    before = len(left.text) + 1
    between = ((before, left.x1, right.x0),) if right.x0 - left.x1 > WIDE * left.height else ()
    gaps = (*left.gaps, *between, *((at + before, start, end) for at, start, end in right.gaps))
    return replace(
        left, text=f"{left.text} {right.text}", x1=max(left.x1, right.x1), gaps=gaps, lefts=left.lefts + right.lefts
    )


def _find_gutter(lines: Sequence[Line], width: float) -> tuple[float, float] | None:
    """From where to where the gap between two columns reaches that most lines have, and text fills on its left.

    The rows of a table have such a gap too, but their cells are seldom full.
    """
    gaps = [(line, start, end) for line in lines for _, start, end in line.gaps if 0.25 < start / width < 0.75]
    if len(gaps) < 8 or 2 * len(gaps) < len(lines):
        return None
    edge = sorted(start for _, start, _ in gaps)[int(0.9 * (len(gaps) - 1))]
    begin = sorted(end for _, _, end in gaps)[int(0.1 * (len(gaps) - 1))]
    full = sum(edge - start < 0.15 * (edge - line.x0) for line, start, _ in gaps)
    return (edge, begin) if edge < begin and full > 0.6 * len(gaps) else None


def _find_bands(lines: Sequence[Line], edge: float, begin: float) -> list[Sequence[Line]]:
    """The rows of a table that looks like two columns, parted where both leave room at once; else all lines as one."""
    steps = sorted(above.y - below.y for above, below in pairwise(lines) if above.y > below.y)
    usual = steps[len(steps) // 4]
    starts = [0, *(n for n in range(1, len(lines)) if lines[n - 1].y - lines[n].y > ROW * usual)]
    both = sum(any(start <= edge + 1 and end >= begin - 1 for _, start, end in lines[n].gaps) for n in starts)
    if both < LEAST_ROWS or both < 0.6 * len(starts):
        return [lines]
    return [lines[first:after] for first, after in pairwise([*starts, len(lines)])]


def _part_columns(lines: Iterable[Line], edge: float, begin: float) -> Iterator[Line]:
    """The lines, with those of the right column after those of the left; a line across both ends a stretch of them."""
    right: list[Line] = []
    for line in lines:
        cut = next(((at, start, end) for at, start, end in line.gaps if start <= edge + 1 and end >= begin - 1), None)
        if cut:
            at, start, end = cut
            words = line.text[at:]
            lefts = line.lefts[: -len(words.split())]
            yield replace(line, text=line.text[: at - 1], x1=start, gaps=(), bold=min(line.bold, at - 1), lefts=lefts)
            lead = (line.x1 - end) * len(words.split(" ", 1)[0]) / max(len(words), 1)
            right.append(replace(line, text=words, x0=end, lead=lead, gaps=(), bold=0, lefts=line.lefts[len(lefts) :]))
        elif line.x0 >= begin - 1:
            right.append(line)
        else:
            if line.x1 > begin:
                yield from right
                right = []
            yield line
    yield from right
