"""The lines of a PDF, page by page, in reading order: their words, where they stand, and how they are set."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from qualkit.errors import Fault, FaultsError

MOST_PAGES = 5_000
WIDE = 1.5  # a gap between words, in heights of a letter, that may part columns

_WORD = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
_SOFT = "\ufffe"  # what pdfium writes for a hyphen at the end of a line
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
              0xFFFE: "-"}  # fmt: skip
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one column's part of it. Lengths are in points; y counts from the foot of the page."""

    text: str
    x0: float
    x1: float
    y: float  # where its letters end below
    height: float  # of its letters
    lead: float  # how wide its first word is
    bold: int = 0  # how many characters at its beginning are bold
    gaps: tuple[tuple[int, float, float], ...] = ()  # wide gaps: before which character, from where to where


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    pictured: bool = False  # it holds a picture; looked for only where it holds hardly a word
    asides: int = 0  # comments and text boxes that a reader of PDFs put upon it

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.lines)


def read_pages(raw: bytes, *, file: str) -> list[Page]:
    """The pages of a PDF. Raises FaultsError where it is broken or locked."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(raw)) as document:
            if len(document) > MOST_PAGES:
                raise _refuse(file, f"it has {len(document):,} pages, more than any transcript; it was not read")
            pages = [_read_page(document, number) for number in range(len(document))]
    except (pypdfium2.PdfiumError, OSError, ValueError, ctypes.ArgumentError) as error:
        raise _refuse(file, _explain(raw, error)) from None
    letters = "".join(line.text for page in pages for line in page.lines)
    unreadable = len(_UNREADABLE.findall(letters))
    if unreadable * 5 > len(letters):
        raise _refuse(file, f"{unreadable:,} of its {len(letters):,} letters have no meaning, since its fonts do not tell "
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


def _read_page(document: Any, number: int) -> Page:
    import pypdfium2.raw as pdfium

    with closing(document[number]) as page, closing(page.get_textpage()) as textpage:
        width, height = page.get_size()
        found = Page(number + 1, width, height, tuple(order_lines(list(_find_lines(textpage)), width)))
        pictured = found.words < 10 and any(page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        return replace(found, pictured=pictured, asides=_count_asides(page))


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


# Lines


class _Letters:
    """The letters of a page: what each is, where it stands, how it is set. One call a letter is slow: ask for few."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium, self._page = pdfium, textpage.raw
        count = textpage.count_chars()
        text = textpage.get_text_range() if count else ""
        if len(text) != count:  # letters beyond 16 bit, or without meaning: then the places must be counted singly
            codes = (pdfium.FPDFText_GetUnicode(self._page, index) for index in range(count))
            text = "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes)
        self.text = text
        self._box = pdfium.FS_RECTF()
        self._name = ctypes.create_string_buffer(128)

    def box(self, index: int) -> tuple[float, float, float, float]:
        self._pdfium.FPDFText_GetLooseCharBox(self._page, index, ctypes.byref(self._box))
        return self._box.left, self._box.right, self._box.bottom, self._box.top

    def is_bold(self, index: int) -> bool:
        if self._pdfium.FPDFText_GetFontWeight(self._page, index) >= 600:
            return True
        length = self._pdfium.FPDFText_GetFontInfo(self._page, index, self._name, 128, ctypes.byref(ctypes.c_int()))
        return 0 < length <= 128 and any(word in self._name.value.lower() for word in (b"bold", b"black", b"heavy"))


@dataclass(slots=True)
class _Open:
    """A line while its words come in."""

    words: list[str]
    starts: list[int]  # of each word, among the letters
    last: int  # the last letter
    x0: float
    x: float  # where its last word begins
    y: float
    top: float
    gaps: list[tuple[int, float, float]]


def _find_lines(textpage: Any) -> Iterator[Line]:
    letters = _Letters(textpage)
    line: _Open | None = None
    broken = False
    for word in _WORD.finditer(letters.text):
        x, _, y, top = letters.box(word.start())
        if line and not broken and _is_beside(line, x, y, top):
            _add_gap(line, letters, x)
        else:
            if line:
                yield _close(line, letters)
            line = _Open([], [], 0, x, x, y, top, [])
        line.words.append(word[0])
        line.starts.append(word.start())
        line.last, line.x = word.end() - 1, x
        broken = word[0].endswith(_SOFT)
    if line:
        yield _close(line, letters)


def _is_beside(line: _Open, x: float, y: float, top: float) -> bool:
    overlap = min(line.top, top) - max(line.y, y)
    return x >= line.x and overlap >= 0.4 * min(line.top - line.y, top - y)


def _add_gap(line: _Open, letters: _Letters, x: float) -> None:
    size = max(line.top - line.y, 1.0)
    if x - line.x > 0.4 * size * (len(line.words[-1]) + 1):  # else no gap can be there: spare the call
        end = letters.box(line.last)[1]
        if x - end > WIDE * size:
            line.gaps.append((sum(map(len, line.words)) + len(line.words), end, x))


def _close(line: _Open, letters: _Letters) -> Line:
    last = line.last - (letters.text[line.last] == _SOFT and line.last > line.starts[0])
    bold = 0
    for word, start in zip(line.words, line.starts, strict=True):
        if not letters.is_bold(start):
            break
        bold += len(word) + 1
    text = " ".join(line.words).translate(_LIGATURES)
    x1 = letters.box(last)[1]
    first = letters.box(line.starts[0] + len(line.words[0]) - 1)[1] if len(line.words) > 1 else x1
    return Line(text, line.x0, x1, line.y, max(line.top - line.y, 1.0), first - line.x0, max(bold - 1, 0),
                tuple(line.gaps))  # fmt: skip


# Order


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
    return list(_part_columns(ordered, *gutter)) if gutter else ordered


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
    return replace(left, text=f"{left.text} {right.text}", x1=max(left.x1, right.x1), gaps=gaps)


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


def _part_columns(lines: Iterable[Line], edge: float, begin: float) -> Iterator[Line]:
    """The lines, with those of the right column after those of the left; a line across both ends a stretch of them."""
    right: list[Line] = []
    for line in lines:
        cut = next(((at, start, end) for at, start, end in line.gaps if start <= edge + 1 and end >= begin - 1), None)
        if cut:
            at, start, end = cut
            yield replace(line, text=line.text[: at - 1], x1=start, gaps=(), bold=min(line.bold, at - 1))
            words = line.text[at:]
            lead = (line.x1 - end) * len(words.split(" ", 1)[0]) / max(len(words), 1)
            right.append(replace(line, text=words, x0=end, lead=lead, gaps=(), bold=0))
        elif line.x0 >= begin - 1:
            right.append(line)
        else:
            if line.x1 > begin:
                yield from right
                right = []
            yield line
    yield from right
