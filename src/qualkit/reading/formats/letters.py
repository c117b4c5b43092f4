"""The letters of a PDF's pages: what they are, where they stand and how they are set, asked for many at a time.

pdfium tells this of one letter a call, and most of what a call costs is that ctypes checks what it is given. So the
functions that are asked for every word are called unchecked, and write into places made once for the whole document.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

HEAVY = 600  # the weight of a font from which on it is bold
BOLD, SLANTED = 1, 2  # what letters look like, as bits of a number

_HEAVY = re.compile(rb"bold|black|heavy", re.IGNORECASE)
_ITALIC = re.compile(rb"italic|oblique|slanted|kursiv|[-,]it\b", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6  # what a font says of itself
_LONGEST = 128  # bytes of a font's name


class Letters:
    """The letters of the pages that were last turned to. `text` is what pdfium reads, with a line's end behind each."""

    def __init__(self) -> None:
        import pypdfium2.raw as pdfium

        self._find_code = leave_unchecked(pdfium.FPDFText_GetUnicode)
        self._find_box = leave_unchecked(pdfium.FPDFText_GetLooseCharBox, returns=None)
        self._find_weight = leave_unchecked(pdfium.FPDFText_GetFontWeight)
        self._find_font = leave_unchecked(pdfium.FPDFText_GetFontInfo)
        self._name, self._flag = ctypes.create_string_buffer(_LONGEST), ctypes.c_int()
        self._flags = ctypes.byref(self._flag)
        self._make_room(1_000)

    def turn(self, textpages: Sequence[Any]) -> None:
        """Turn to pages, which stay open until the next ones."""
        self._pages = [ctypes.byref(textpage.raw.contents) for textpage in textpages]
        self._places: dict[int, Sequence[int]] = {}
        texts = [self._read(number, textpage) + "\n" for number, textpage in enumerate(textpages)]
        self.text = "".join(texts)
        self._begins = [*accumulate(map(len, texts), initial=0)]

    def _read(self, number: int, textpage: Any) -> str:
        count = textpage.count_chars()
        text: str = textpage.get_text_range() if count else ""
        if len(text) == count:
            return text
        sizes = [1 + (letter > "\uffff") for letter in text]
        if sum(sizes) == count:  # emoji and other letters beyond 16 bit, which pdfium counts twice
            self._places[number] = [*accumulate(sizes, initial=0)]
            return text
        # letters without meaning, which the text leaves out: then all must be asked for singly
        return "".join(map(_read_code, map(self._find_code, repeat(self._pages[number]), range(count))))

    def find_pages(self, places: np.ndarray) -> np.ndarray:
        """On which of the pages letters stand, by their places in the text."""
        import numpy as np

        return np.searchsorted(self._begins, places, "right") - 1

    def find_boxes(self, places: np.ndarray) -> np.ndarray:
        """Where letters begin and end, and where their feet and heads are, by their places in the text: four rows."""

        if len(places) > len(self._boxes):
            self._make_room(len(places))
        deque(map(self._find_box, *self._turn_to(places), self._boxes), maxlen=0)
        return self._numbers[: len(places)].T[[0, 2, 3, 1]].astype(float)

    def find_looks(self, places: np.ndarray) -> np.ndarray:
        """Whether letters are BOLD, SLANTED, both (their sum) or neither (0), by their places in the text."""
        import numpy as np

        return np.fromiter(map(self._find_look, *self._turn_to(places)), np.uint8, len(places))

    def _find_look(self, page: Any, place: int) -> int:
        heavy = BOLD * int(self._find_weight(page, place) >= HEAVY)
        length = self._find_font(page, place, self._name, _LONGEST, self._flags)
        if not 0 < length <= _LONGEST:
            return heavy
        return heavy | _read_font(self._name.value, self._flag.value & _ITALIC_FLAG)

    def _turn_to(self, places: np.ndarray) -> tuple[Iterator[Any], list[int]]:
        """On which pages letters stand, as pdfium wants it, and which they are there."""
        import numpy as np

        pages = self.find_pages(places)
        asked = places - np.array(self._begins)[pages]
        for number, own in self._places.items():
            here = pages == number
            asked[here] = np.array(own)[asked[here]]
        return map(self._pages.__getitem__, pages.tolist()), asked.tolist()

    def _make_room(self, count: int) -> None:
        import numpy as np

        room = (ctypes.c_float * (4 * count))()
        self._numbers = np.ctypeslib.as_array(room).reshape(count, 4)
        self._boxes = [*map(ctypes.byref, repeat(room), range(0, 16 * count, 16))]


@lru_cache(maxsize=256)
def _read_font(name: bytes, italic: int) -> int:
    """What letters look like by the name of their font."""
    return BOLD * bool(_HEAVY.search(name)) | SLANTED * bool(italic or _ITALIC.search(name))


def leave_unchecked(function: Any, returns: Any = ctypes.c_int, *takes: Any) -> Any:
    """The same function of pdfium, taking what it is given: pointers must be pointers, all else is a whole number.

    Pointers that other functions return are told by `takes`. It is over before it would be worth it to let other
    threads run meanwhile.
    """
    return ctypes.PYFUNCTYPE(returns, *takes)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def _read_code(code: int) -> str:
    """One letter asked for singly. A hyphen at a line's end then has another code than in the text."""
    if code == ord("\x02"):
        return "\ufffe"
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
