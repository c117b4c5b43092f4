"""The words of a language met so far, each with a number: every type is looked at once, however long the texts are."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from qualkit.language.chunks import Chunks, Cut
from qualkit.language.rooter import Rooter
from qualkit.language.spelling import fold
from qualkit.language.tokens import TOKEN

if TYPE_CHECKING:
    import numpy as np

MOST_TYPES = 500_000  # types kept at a time; about 150 MB
PAUSE, STOP, QUESTION = 1, 2, 3
"""What may follow a word: a comma, colon, dash or bracket; the end of a sentence; that of a question."""

_LONGEST_KEPT = 100  # letters of a type whose parts and places are kept
_USUAL = 100  # letters of a type, at most, when many are looked at
_AROUND = '.,;:!?…-–—()[]{}"“”‘’«»*_/'  # what may stand around a word and is in none
_PAUSES, _STOPS, _QUESTIONS = frozenset(",;:-–—()[]"), frozenset(".!…"), frozenset("?")
# A point behind these ends no sentence
_SHORT = (
    "rp no hlm hal jl jln gg kec kab kel prof ir drs dra tn ny st cv pt bu pak bpk ibu bapak sdr dr mas mbak h hj dll dsb "
    "dst dkk yg dgn utk mr mrs ms vs etc e.g i.e"
)
_ABBREVIATED = frozenset(_SHORT.split())


class Vocabulary:
    """Numbers for the words of a language; 0 is what holds no word, a dash between blanks.

    Parameters
    ----------
    rooter
        What finds the roots.
    most_types
        How many types of words are kept; when there are more, `make_room` forgets all, which costs time and changes
        nothing.

    Attributes
    ----------
    forms, roots
        The word with each number, in small letters, and its root, which is looked for when it is asked for.
    places
        For what stands between blanks where its words are in it, one for one with their numbers.

    >>> vocabulary = Vocabulary(Rooter("id"))
    >>> [vocabulary.roots[number] for word in ("Minjem", "Gamau", "lagi") for number in vocabulary.find_numbers(word)]
    ['pinjam', 'tidak', 'mau', 'lagi']
    """

    def __init__(self, rooter: Rooter, *, most_types: int = MOST_TYPES) -> None:
        self.rooter = rooter
        self.places = _Places(rooter)
        self._chunks = Chunks()
        self._most_types = most_types
        self._begin()

    def _begin(self) -> None:
        import numpy as np

        self.forms = [""]
        self.roots = Roots(self.rooter, self.forms)
        self.several: list[tuple[int, ...]] = []
        self._packed: np.ndarray = np.zeros(0, dtype=np.int32)  # of each kind of chunk
        self._numbers: dict[tuple[str, str], int] = {("", ""): 0}
        self._words: dict[str, tuple[int, ...]] = {}

    def encode(self, text: str) -> tuple[Cut, np.ndarray]:
        """A text between its blanks, and of each chunk its word's number times four, plus what follows the word.

        Of a chunk of several words, `-n - 1`, where `several[n]` are such numbers of its words.
        """
        import numpy as np

        cut, new = self._chunks.cut(text)
        if new:
            self._packed = np.append(self._packed, np.fromiter(map(self._pack, new), dtype=np.int32, count=len(new)))
        return cut, self._packed[cut.kinds]

    def _pack(self, chunk: str) -> int:
        bare = chunk if chunk.isalpha() else chunk.strip(_AROUND)
        if bare.isalpha():
            numbers = self.find_numbers(bare)
        else:
            numbers = tuple([number for word in TOKEN.findall(chunk) for number in self.find_numbers(word)])
        follows = _find_break(chunk, bare) if bare is not chunk else 0
        if len(numbers) == 1:
            return numbers[0] << 2 | follows
        if not numbers:
            return follows or PAUSE
        self.several.append((*(number << 2 for number in numbers[:-1]), numbers[-1] << 2 | follows))
        return -len(self.several)

    def make_room(self) -> bool:
        """Forget all words where there are too many. True where that was done: every number means another word then."""
        if len(self._chunks) <= self._most_types and self._chunks.letters <= _USUAL * self._most_types:
            return False
        self._chunks.clear()
        self.places.clear()
        self._begin()
        return True

    def find_numbers(self, word: str) -> tuple[int, ...]:
        """The numbers of the words that a token holds."""
        if (numbers := self._words.get(word)) is None:
            folded = fold(word)
            number = self.roots.own.get(folded)
            if number is None and self.rooter.is_one(folded):
                number = self._add(folded)
            if number is not None:
                return (number,)
            parts = self.rooter.split(word)
            if len(parts) == 1:
                numbers = (self._find_number(folded, parts[0].root),)
            else:
                numbers = tuple([self._find_number(folded[part.start : part.end], part.root) for part in parts])
            if len(word) <= _LONGEST_KEPT:
                self._words[word] = numbers
        return numbers

    def _find_number(self, form: str, root: str) -> int:
        """That of a part of a token, which may have another root than the same word has alone."""
        if self.rooter.is_one(form) and self.rooter.find_root(form) == root:
            number = self.roots.own.get(form)
            return self._add(form) if number is None else number
        key = (form, root)
        if (number := self._numbers.get(key)) is None:
            number = self._numbers[key] = len(self.forms)
            self.forms.append(form)
            self.roots.give(number, root)
        return number

    def _add(self, form: str) -> int:
        number = self.roots.own[form] = len(self.forms)
        self.forms.append(form)
        return number


class Roots:
    """The roots of words, each looked for when it is first asked for: of most words nobody asks.

    Attributes
    ----------
    own
        The words that have the root that they have alone, and their numbers.
    """

    def __init__(self, rooter: Rooter, forms: Sequence[str]) -> None:
        self._forms, self._find_root = forms, rooter.find_root
        self._roots: dict[int, str] = {0: ""}
        self._given: list[int] = []
        self.own: dict[str, int] = {}

    def __getitem__(self, number: int) -> str:
        if (root := self._roots.get(number)) is None:
            root = self._roots[number] = self._find_root(self._forms[number])
        return root

    def give(self, number: int, root: str) -> None:
        """Tell the root of a word that is no token: what its letters say alone may be another."""
        self._roots[number] = root
        self._given.append(number)

    def find(self, roots: Container[str], narrow: re.Pattern[str], begin: int = 0) -> list[int]:
        """The numbers, from one on, of the words that have one of some roots; `narrow` as `Rooter.narrow` gives it."""
        near = {found[0] for found in narrow.finditer("\n".join(self._forms[begin:]))}
        numbers = {*map(self.own.get, near), *self._given}
        return sorted(number for number in numbers if number is not None and number >= begin and self[number] in roots)


class _Places(dict[str, list[tuple[int, int]]]):
    """Where the words of a chunk stand in it; the whole chunk where it holds none."""

    def __init__(self, rooter: Rooter) -> None:
        super().__init__()
        self._split = rooter.split

    def __missing__(self, chunk: str) -> list[tuple[int, int]]:
        places = [
            (found.start() + part.start, found.start() + part.end)
            for found in TOKEN.finditer(chunk)
            for part in self._split(found[0])
        ] or [(0, len(chunk))]
        if len(chunk) <= _LONGEST_KEPT:
            self[chunk] = places
        return places


def _find_break(chunk: str, bare: str) -> int:
    tail = chunk[chunk.rfind(bare) + len(bare) :] if bare else chunk
    if not tail:
        return 0
    signs = frozenset(tail)
    if signs & _QUESTIONS:
        return QUESTION
    if signs & _STOPS:
        return PAUSE if tail[0] == "." and fold(bare) in _ABBREVIATED else STOP
    return PAUSE if signs & _PAUSES else 0
