"""Which lines of a PDF are in italics: asked only where nothing else may tell who speaks."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any

from qualkit.reading.formats.lines import Line
from qualkit.reading.formats.pages import Page
from qualkit.reading.formats.wrapping import find_tag

MOST_LINES = 300  # of a page; to ask for one, pdfium goes through all letters of its page
FEW = 0.05  # share of the lines that begin with a tag, below which looks are asked for

_ITALIC = 1 << 6  # what a font's flags say of it
_NAMED = re.compile(rb"italic|oblique|slanted|kursiv|[-,]it\b", re.IGNORECASE)
_LONGEST = 128  # bytes of a font's name
_INSIDE = (0.15, 0.4, 0.7)  # of a letter's height: how far inside a line its first and last letters are looked for
_NEAR = 2.0  # points around such a place


def find_slanted(raw: bytes, pages: Sequence[Page]) -> frozenset[int]:
    """The lines whose first and last letters are in italics, by their identities; none where tags tell who speaks."""
    lines = [line for page in pages for line in page.lines]
    if sum(bool(find_tag(line.text)) for line in lines) > FEW * len(lines):
        return frozenset()
    import pypdfium2

    with closing(pypdfium2.PdfDocument(raw)) as document:
        asked = [page for page in pages if 0 < len(page.lines) <= MOST_LINES]
        return frozenset(id(line) for page in asked for line in _find_on_page(document, page))


def _find_on_page(document: Any, page: Page) -> Iterator[Line]:
    with closing(document[page.number - 1]) as opened, closing(opened.get_textpage()) as letters:
        for line in page.lines:
            inside = [share * line.height for share in _INSIDE]
            height = line.y + 0.4 * line.height
            first, last = [line.x0 + more for more in inside], [line.x1 - more for more in inside]
            if _is_slanted(letters, first, height) and _is_slanted(letters, last, height):
                yield line


def _is_slanted(letters: Any, places: Sequence[float], y: float) -> bool:
    """Whether the letter at the first of these places that hit one is in italics."""
    import pypdfium2.raw as pdfium

    hit = (pdfium.FPDFText_GetCharIndexAtPos(letters, x, y, _NEAR, _NEAR) for x in places)
    place = next((place for place in hit if place >= 0), -1)
    if place < 0:
        return False
    name, flags = ctypes.create_string_buffer(_LONGEST), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(letters, place, name, _LONGEST, ctypes.byref(flags))
    return bool(flags.value & _ITALIC) or (0 < length <= _LONGEST and _is_named_so(name.value))


@lru_cache(maxsize=256)
def _is_named_so(name: bytes) -> bool:
    return bool(_NAMED.search(name))
