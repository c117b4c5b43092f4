"""Texts as arrays of whole numbers, one a root: what patterns match, each type of word looked at once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

from qualkit.language.rooter import Rooter
from qualkit.language.tokens import TOKEN

MOST_TYPES = 500_000  # types kept at a time; about 100 MB
_LONGEST_KEPT = 100  # letters of a type that is kept
_BLOCK = 50_000  # characters
_BLANK = re.compile(r"\s")


class Encoder:
    """Texts as arrays of whole numbers, one a root, for matching; places are found only when they are asked for.

    Parameters
    ----------
    rooter
        What finds the roots.
    roots
        The roots that are of interest, those of a codebook's patterns: each gets a number from 1, every other root
        is 0, and memory stays bounded however many texts there are. Without it every root met gets a number.
    most_types
        How many types of words are kept; when a text has been read with more, all are forgotten, which costs time and
        changes nothing.

    >>> encoder = Encoder(Rooter("id"), roots=["tidak", "pinjam"])
    >>> text = "Minjem lagi? Gamau pinjaman itu."
    >>> encoder.encode(text).tolist(), encoder.find_places(text)[3]
    ([2, 0, 1, 0, 2, 0], (15, 18))
    """

    def __init__(self, rooter: Rooter, *, roots: Iterable[str] | None = None, most_types: int = MOST_TYPES) -> None:
        self.rooter = rooter
        self.numbers: dict[str, int] = {root: n for n, root in enumerate(dict.fromkeys(roots or ()), 1)}
        self._types = _Types(rooter, self.numbers, is_open=roots is None)
        self._most_types = most_types

    def encode(self, text: str, start: int = 0, end: int | None = None) -> array[int]:
        """The number of every word's root, in order, from `start` to `end` of a text."""
        types = self._types
        if len(types) > self._most_types:
            types.forget()
        numbers = array("i")
        for block in _part(text, start, len(text) if end is None else end):
            numbers.extend(map(types.__getitem__, block.split()))
        return _spread(numbers, types.several) if types.several and min(numbers, default=0) < 0 else numbers

    def find_places(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Where the words stand whose roots `encode` numbers, one for one, in code points of the text."""
        types, places = self._types, []
        for found in TOKEN.finditer(text, start, len(text) if end is None else end):
            if len(types.find_numbers(found[0])) == 1:
                places.append(found.span())
                continue
            begin = found.start()
            places += [(begin + part.start, begin + part.end) for part in self.rooter.split(found[0])]
        return places


def _part(text: str, start: int, end: int) -> Iterator[str]:
    """A text in parts that end at blanks: few strings at a time stay in the processor's memory."""
    while end - start > _BLOCK:
        blank = _BLANK.search(text, start + _BLOCK, end)
        if blank is None:
            break
        yield text[start : blank.start()]
        start = blank.end()
    yield text[start:end]


def _spread(numbers: array[int], several: Sequence[tuple[int, ...]]) -> array[int]:
    """The numbers with those of the tokens that hold several words in their place."""
    import numpy as np

    spread, done = array("i"), 0
    for at in np.flatnonzero(np.frombuffer(numbers, dtype=np.intc) < 0).tolist():
        spread += numbers[done:at]
        spread.extend(several[-numbers[at] - 1])
        done = at + 1
    spread += numbers[done:]
    return spread


_AROUND = '.,;:!?…-–—()[]"“”«»*'  # what may stand around a word and is in none


class _Types(dict[str, int]):
    """What stands between blanks ('pinjam,'), and its root's number: no token holds a blank, and to part a text at
    blanks is several times as fast as to find its tokens. What has no word or several has the number, below 0, of
    their tuple."""

    def __init__(self, rooter: Rooter, numbers: dict[str, int], *, is_open: bool) -> None:
        super().__init__()
        self.several: list[tuple[int, ...]] = []
        self._split, self._numbers, self._is_open = rooter.split, numbers, is_open
        self._words: dict[str, tuple[int, ...]] = {}

    def __missing__(self, chunk: str) -> int:
        bare = chunk.strip(_AROUND)
        words = [bare] if bare.isalpha() else TOKEN.findall(chunk)
        numbers = (
            self.find_numbers(words[0])
            if len(words) == 1
            else tuple(n for word in words for n in self.find_numbers(word))
        )
        if len(numbers) == 1:
            number = numbers[0]
        else:
            self.several.append(numbers)
            number = -len(self.several)
        if len(chunk) <= _LONGEST_KEPT:
            self[chunk] = number
        return number

    def find_numbers(self, word: str) -> tuple[int, ...]:
        if (numbers := self._words.get(word)) is not None:
            return numbers
        roots = [part.root for part in self._split(word)]
        if self._is_open:
            numbers = tuple([self._numbers.setdefault(root, len(self._numbers) + 1) for root in roots])
        else:
            numbers = tuple([self._numbers.get(root, 0) for root in roots])
        if len(word) <= _LONGEST_KEPT:
            self._words[word] = numbers
        return numbers

    def forget(self) -> None:
        self.clear()
        self.several.clear()
        self._words.clear()
