"""What stands between blanks, each kind of it with a number: a whole text at once, by arrays.

A point, comma or such behind a letter or digit is cut off: most words are met with and without. A chunk of up to 15
bytes, as nearly all are, is two numbers of 64 bits that hold its bytes and its length. So it is looked up among those
known without being made a string, and never taken for another.
"""

from __future__ import annotations

import secrets
import string
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np

SIGNS = b".,;:?!"
_SHORT = 15  # bytes
_LONG = 255 << 56  # where a shorter one has its length
_BEFORE_SIGN = (string.ascii_letters + string.digits).encode()
_SPACES = [chr(code) for code in range(0x3001) if chr(code).isspace()]  # there is none beyond
_WIDE = [space for space in _SPACES if not space.isascii()]
_NARROW = "".join(space for space in _SPACES if space.isascii())
_TO_BLANK = bytes.maketrans(_NARROW.encode(), b" " * len(_NARROW))


class Cut(NamedTuple):
    """A text between its blanks.

    Attributes
    ----------
    begins
        Where each chunk begins, in code points.
    kinds
        The number of its kind.
    signs
        The code of the sign that was cut off behind it, one of `SIGNS`; a blank where there was none.
    """

    begins: np.ndarray
    kinds: np.ndarray
    signs: np.ndarray


class Chunks:
    """The kinds of chunks met so far, numbered from 0 on as they come.

    Attributes
    ----------
    letters
        How many letters all kinds have together.

    >>> cut, new = Chunks().cut("udah minjem,  belum bayar? (Udah) bayar.")
    >>> cut.kinds.tolist(), bytes(cut.signs), new
    ([0, 1, 2, 3, 4, 3], b' , ? .', ['udah', 'minjem', 'belum', 'bayar', '(Udah)'])
    """

    def __init__(self) -> None:
        import numpy as np

        self.letters = 0
        # By chance, so that no text can be written whose chunks all meet in one place of the table
        self._factors = [secrets.randbits(64) | 1 for _ in range(3)]
        self._long: dict[str, int] = {}
        self._heads: np.ndarray = np.zeros(0, dtype=np.uint64)
        self._tails: np.ndarray = self._heads
        self._table: np.ndarray = np.full(2048, -1, dtype=np.int32)  # of kinds, at the places that they are looked for

    def __len__(self) -> int:
        return len(self._heads)

    def cut(self, text: str) -> tuple[Cut, list[str]]:
        """The chunks of a text, and the kinds of them that are new, in the order of their numbers."""
        import numpy as np

        if not text.isascii():
            for space in _WIDE:
                text = text.replace(space, " ")
        raw = text.encode("utf-8", "surrogatepass").translate(_TO_BLANK) + b" " * (_SHORT + 1)
        starts, stops = _find_edges(raw)
        stops, signs = _cut_signs(raw, starts, stops)
        begins, ends = (starts, stops) if text.isascii() else _count_letters(raw, starts, stops)
        heads, tails = _pack(raw, starts, stops - starts)
        for place in np.flatnonzero(stops - starts > _SHORT).tolist():
            heads[place] = self._long.setdefault(text[begins[place] : ends[place]], len(self._long))
            tails[place] = _LONG
        kinds, first = self._find_all(heads, tails)
        new = [text[begin:end] for begin, end in zip(begins[first].tolist(), ends[first].tolist(), strict=True)]
        self.letters += sum(map(len, new))
        return Cut(begins, kinds, signs), new

    def _find_all(self, heads: np.ndarray, tails: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The kinds of chunks, and where each stands first that was new."""
        import numpy as np

        kinds = self._find(heads, tails)
        added = [np.zeros(0, dtype=np.intp)]
        while len(new := np.flatnonzero(kinds < 0)):  # again only where two have the same place and the same mixture
            _, first = np.unique(self._mix(heads[new], tails[new]), return_index=True)
            added.append(new[np.sort(first)])
            self._add(heads[added[-1]], tails[added[-1]])
            kinds[new] = self._find(heads[new], tails[new])
        return kinds, np.concatenate(added)

    def _find(self, heads: np.ndarray, tails: np.ndarray) -> np.ndarray:
        """The kinds of chunks; -1 for one that is new."""
        import numpy as np

        places = self._place(heads, tails)
        kinds: np.ndarray = self._table[places]
        if not len(self):
            return kinds
        left = np.flatnonzero((kinds >= 0) & ~self._is_of(kinds, heads, tails))
        while len(left):  # another kind stands there: the next place
            places[left] = (places[left] + 1) & (len(self._table) - 1)
            found = kinds[left] = self._table[places[left]]
            left = left[(found >= 0) & ~self._is_of(found, heads[left], tails[left])]
        return kinds

    def _is_of(self, kinds: np.ndarray, heads: np.ndarray, tails: np.ndarray) -> np.ndarray:
        same: np.ndarray = (self._heads[kinds] == heads) & (self._tails[kinds] == tails)
        return same

    def _add(self, heads: np.ndarray, tails: np.ndarray) -> None:
        """Number kinds that are new and differ; the table is kept at least half empty."""
        import numpy as np

        before = len(self)
        self._heads, self._tails = np.concatenate([self._heads, heads]), np.concatenate([self._tails, tails])
        if 2 * len(self) > len(self._table):
            self._table = np.full(2 << (2 * len(self)).bit_length(), -1, dtype=np.int32)
            before = 0
        left = np.arange(before, len(self), dtype=np.int32)
        places = self._place(self._heads[left], self._tails[left])
        while len(left):
            free = self._table[places] < 0
            self._table[places[free]] = left[free]
            lost = self._table[places] != left  # to one that stood there, or that took it
            left, places = left[lost], (places[lost] + 1) & (len(self._table) - 1)

    def _place(self, heads: np.ndarray, tails: np.ndarray) -> np.ndarray:
        """Where in the table chunks are looked for first."""
        import numpy as np

        bits = (len(self._table) - 1).bit_length()
        places: np.ndarray = (self._mix(heads, tails) >> np.uint64(64 - bits)).astype(np.intp)
        return places

    def _mix(self, heads: np.ndarray, tails: np.ndarray) -> np.ndarray:
        import numpy as np

        one, other, both = (np.uint64(factor) for factor in self._factors)
        mixed: np.ndarray = heads * one ^ tails * other
        mixed ^= mixed >> np.uint64(32)
        mixed *= both
        return mixed


def _find_edges(raw: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Where what is not blank begins and ends; the last byte is blank."""
    import numpy as np

    is_dark = np.empty(len(raw) + 1, dtype=bool)
    is_dark[0] = False
    np.not_equal(np.frombuffer(raw, dtype=np.uint8), ord(" "), out=is_dark[1:])
    edges = np.flatnonzero(is_dark[1:] != is_dark[:-1])
    return edges[::2], edges[1::2]


def _cut_signs(raw: bytes, starts: np.ndarray, stops: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where chunks end without the sign behind their last letter, and these signs."""
    import numpy as np

    is_sign, is_last = (np.isin(np.arange(256), list(some)) for some in (SIGNS, _BEFORE_SIGN))
    letters = np.frombuffer(raw, dtype=np.uint8)
    places = np.flatnonzero(is_sign[letters[stops - 1]] & (stops - starts > 1))
    places = places[is_last[letters[stops[places] - 2]]]
    signs = np.full(len(stops), ord(" "), dtype=np.uint8)
    signs[places] = letters[stops[places] - 1]
    return stops - (signs != ord(" ")), signs


def _count_letters(raw: bytes, starts: np.ndarray, stops: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places in code points, for such in bytes of UTF-8."""
    import numpy as np

    before = np.cumsum(np.frombuffer(raw, dtype=np.uint8) & 0xC0 != 0x80, dtype=np.int64)
    return before[starts] - 1, before[stops] - 1


def _pack(raw: bytes, starts: np.ndarray, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first eight bytes of chunks, and the next seven below the length, as numbers; bytes there are none of are 0."""
    import numpy as np

    masks = np.array([(1 << 8 * n) - 1 for n in range(9)], dtype=np.uint64)
    eights: np.ndarray = np.ndarray((len(raw) - 7,), dtype="<u8", buffer=raw, strides=(1,))  # from each byte on
    heads = eights[starts] & masks[np.minimum(lengths, 8)]
    tails = eights[starts + 8] & masks[np.clip(lengths - 8, 0, 7)]
    return heads, tails | lengths.astype(np.uint64) << np.uint64(56)
