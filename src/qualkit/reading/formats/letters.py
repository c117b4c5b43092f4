"""The letters of a PDF's page: what they are, where they stand and how they are set, asked for many at a time.

pdfium tells this of one letter a call, and most of what a call costs is that ctypes checks what it is given. So the
functions that are asked for every word are called unchecked, and write into places made once for the whole document.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

HEAVY = 600  # the weight of a font from which on it is bold

_HEAVY = re.compile(rb"bold|black|heavy", re.IGNORECASE)
_LONGEST = 128  # bytes of a font's name


class Letters:
    """The letters of the page that was last turned to. `text` is what pdfium reads."""

    def __init__(self) -> None:
        import pypdfium2.raw as pdfium

        self._find_code = _leave_unchecked(pdfium.FPDFText_GetUnicode)
        self._find_box = _leave_unchecked(pdfium.FPDFText_GetLooseCharBox)
        self._find_box.restype = None  # nothing is made of what it returns
        self._find_weight = _leave_unchecked(pdfium.FPDFText_GetFontWeight)
        self._find_font = _leave_unchecked(pdfium.FPDFText_GetFontInfo)
        self._name = ctypes.create_string_buffer(_LONGEST)
        self._make_room(0)
        self.text = ""
        self._places: np.ndarray | None = None  # of the text's characters among pdfium's, where these are not the same

    def turn(self, textpage: Any) -> None:
        """Turn to a page, which stays open until the next."""
        import numpy as np

        self._page = ctypes.cast(textpage.raw, ctypes.c_void_p)
        count = textpage.count_chars()
        text, self._places = textpage.get_text_range() if count else "", None
        if len(text) != count:
            sizes = [1 + (letter > "\uffff") for letter in text]
            if sum(sizes) == count:  # emoji and other letters beyond 16 bit, which pdfium counts twice
                self._places = np.cumsum([0, *sizes])
            else:  # letters without meaning, which the text leaves out: then all must be asked for singly
                codes = map(self._find_code, repeat(self._page), range(count))
                text = "".join(map(_read_code, codes))
        self.text = text

    def find_boxes(self, places: np.ndarray) -> np.ndarray:
        """Where letters begin and end, and where their feet and heads are, by their places in the text: four rows."""
        if len(places) > len(self._boxes):
            self._make_room(len(places) + len(places) // 4)
        asked = places if self._places is None else self._places[places]
        deque(map(self._find_box, repeat(self._page), asked.tolist(), self._boxes), maxlen=0)
        return self._numbers[: len(places)].T[[0, 2, 3, 1]].astype(float)

    def is_bold(self, place: int) -> bool:
        if self._places is not None:
            place = int(self._places[place])
        if self._find_weight(self._page, place) >= HEAVY:
            return True
        length = self._find_font(self._page, place, self._name, _LONGEST, None)
        return 0 < length <= _LONGEST and _is_heavy(self._name.value)

    def _make_room(self, count: int) -> None:
        import numpy as np

        room = (ctypes.c_float * (4 * count))()
        self._numbers = np.ctypeslib.as_array(room).reshape(count, 4)
        self._boxes = [*map(ctypes.byref, repeat(room), range(0, 16 * count, 16))]


@lru_cache(maxsize=256)
def _is_heavy(name: bytes) -> bool:
    return bool(_HEAVY.search(name))


def _leave_unchecked(function: Any) -> Any:
    """The same function of pdfium, taking what it is given: pointers must be pointers, all else is a whole number."""
    return type(function)(ctypes.cast(function, ctypes.c_void_p).value)


def _read_code(code: int) -> str:
    """One letter asked for singly. A hyphen at a line's end then has another code than in the text."""
    if code == ord("\x02"):
        return "\ufffe"
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
