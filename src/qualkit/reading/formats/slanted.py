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

FEW = 0.05  # share of the lines that begin with a tag, below which looks are asked for

_ITALIC = 1 << 6  # what a font's flags say of it
_NAMED = re.compile(rb"italic|oblique|slanted|kursiv|[-,]it\b", re.IGNORECASE)
_LONGEST = 128  # bytes of a font's name
_INSIDE = 0.15  # of a letter's height: how far inside a line its first and last letters are looked for
_NEAR = 2.0  # points around such a place


def find_slanted(raw: bytes, pages: Sequence[Page]) -> frozenset[int]:
    """The lines whose first and last letters are in italics, by their identities; none where tags tell who speaks."""
    lines = [line for page in pages for line in page.lines]
    if sum(bool(find_tag(line.text)) for line in lines) > FEW * len(lines):
        return frozenset()
    import pypdfium2

    with closing(pypdfium2.PdfDocument(raw)) as document:
        return frozenset(id(line) for page in pages if page.lines for line in _find_on_page(document, page))


def _find_on_page(document: Any, page: Page) -> Iterator[Line]:
    with closing(document[page.number - 1]) as opened, closing(opened.get_textpage()) as letters:
        for line in page.lines:
            inside = _INSIDE * line.height
            height = line.y + 0.4 * line.height
            if all(_is_slanted(letters, x, height) for x in (line.x0 + inside, line.x1 - inside)):
                yield line


def _is_slanted(letters: Any, x: float, y: float) -> bool:
    import pypdfium2.raw as pdfium

    place = pdfium.FPDFText_GetCharIndexAtPos(letters, x, y, _NEAR, _NEAR)
    if place < 0:
        return False
    name, flags = ctypes.create_string_buffer(_LONGEST), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(letters, place, name, _LONGEST, ctypes.byref(flags))
    return bool(flags.value & _ITALIC) or (0 < length <= _LONGEST and _is_named_so(name.value))


@lru_cache(maxsize=256)
def _is_named_so(name: bytes) -> bool:
    return bool(_NAMED.search(name))
