"""The words of a language met so far, each with a number: every type is looked at once, however long the texts are."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from qualkit.language.chunks import SIGNS, Chunks
from qualkit.language.rooter import Rooter
from qualkit.language.spelling import fold
from qualkit.language.tokens import TOKEN

if TYPE_CHECKING:
    import numpy as np

MOST_TYPES = 500_000  # types kept at a time; about 150 MB
PAUSE, STOP, QUESTION = 1, 2, 3
"""What may follow a word: a comma, colon, dash or bracket; the end of a sentence; that of a question."""

_USUAL = 100  # letters of a type, at most, when many are looked at
_AROUND = '.,;:!?…-–—()[]{}"“”‘’«»*_/'  # what may stand around a word and is in none
_PAUSES, _STOPS, _QUESTIONS = frozenset(",;:-–—()[]"), frozenset(".!…"), frozenset("?")
# A point behind these ends no sentence
_SHORT = (
    "rp no hlm hal jl jln gg kec kab kel prof ir drs dra tn ny st cv pt bu pak bpk ibu bapak sdr dr mas mbak h hj dll dsb "
    "dst dkk yg dgn utk mr mrs ms vs etc e.g i.e"
)
_ABBREVIATED = frozenset(_SHORT.split())

_Word = tuple[int, int, int]  # its number, where it begins, where it ends


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

    >>> vocabulary = Vocabulary(Rooter("id"))
    >>> [vocabulary.roots[number] for word in ("Minjem", "Gamau", "lagi") for number, *_ in vocabulary.find_words(word)]
    ['pinjam', 'tidak', 'mau', 'lagi']
    """

    def __init__(self, rooter: Rooter, *, most_types: int = MOST_TYPES) -> None:
        self.rooter = rooter
        self._most_types = most_types
        self._forget()

    def _forget(self) -> None:
        import numpy as np

        self._chunks = Chunks()
        self.forms = [""]
        self.roots = Roots(self.rooter, self.forms)
        self._numbers: dict[tuple[str, str], int] = {("", ""): 0}
        # The word of each kind of chunk, as `encode` tells it; -n - 1 for a chunk of several, which are in the list
        self._packed: np.ndarray = np.zeros((3, 0), dtype=np.int32)
        self._several: list[Sequence[_Word]] = []
        self._is_short: np.ndarray = np.zeros(0, dtype=bool)  # of each kind whether a point behind it ends no sentence

    def encode(self, text: str) -> np.ndarray:
        """The words of a text, shape (3, n): each one's number times four, plus what follows it; where it begins and ends.

        What stands between blanks without a word is one with the number 0.
        """
        import numpy as np

        if len(self._chunks) != len(self._is_short):  # it was interrupted in what follows here
            self._forget()
        cut, new = self._chunks.cut(text)
        if new:
            numbers = chain.from_iterable(map(self._pack, new))
            packed = np.fromiter(numbers, dtype=np.int32, count=3 * len(new)).reshape(-1, 3)
            self._packed = np.hstack([self._packed, packed.T])
            self._is_short = np.append(self._is_short, [fold(chunk.lstrip(_AROUND)) in _ABBREVIATED for chunk in new])
        words: np.ndarray = self._packed.take(cut.kinds, axis=1)
        words[1:] += cut.begins.astype(np.int32)
        last: np.ndarray | slice = slice(None)
        if self._several:
            words, last = self._spread(words, cut.begins)
        of_sign = np.zeros(256, dtype=np.int32)
        of_sign[list(SIGNS)] = [_find_break(chr(sign), "") for sign in SIGNS]
        follows = of_sign[cut.signs]
        points = np.flatnonzero(cut.signs == ord("."))
        follows[points[self._is_short[cut.kinds[points]]]] = PAUSE
        words[0, last] += follows
        return words

    def _pack(self, chunk: str) -> _Word:
        bare = chunk if chunk.isalpha() else chunk.strip(_AROUND)
        tokens = (
            [(bare, chunk.index(bare))] if bare.isalpha() else [(one[0], one.start()) for one in TOKEN.finditer(chunk)]
        )
        *before, (number, begin, end) = [
            (number, at + begin, at + end) for token, at in tokens for number, begin, end in self.find_words(token)
        ] or [(0, 0, len(chunk))]
        follows = _find_break(chunk, bare) if bare is not chunk else 0
        last = number << 2 | follows or PAUSE, begin, end
        if not before:
            return last
        self._several.append([*((number << 2, begin, end) for number, begin, end in before), last])
        return -len(self._several), 0, 0

    def _spread(self, words: np.ndarray, begins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """All words, where a chunk of several is one, and which of them is the last of each chunk."""
        import numpy as np

        places = np.flatnonzero(words[0] < 0)
        several = [self._several[-number - 1] for number in words[0, places].tolist()]
        counts = np.ones(words.shape[1], dtype=np.intp)
        counts[places] = [len(some) for some in several]
        words = words.repeat(counts, axis=1)
        of_several = words[0] < 0
        words[:, of_several] = np.array([word for some in several for word in some], dtype=np.int32).reshape(-1, 3).T
        words[1:, of_several] += begins.repeat(counts)[of_several].astype(np.int32)
        return words, np.cumsum(counts) - 1

    def make_room(self) -> bool:
        """Forget all words where there are too many. True where that was done: every number means another word then."""
        if len(self._chunks) <= self._most_types and self._chunks.letters <= _USUAL * self._most_types:
            return False
        self._forget()
        return True

    def find_words(self, token: str) -> Sequence[_Word]:
        """The words that a token holds: the number of each, and where it begins and ends in it."""
        folded = fold(token)
        number = self.roots.own.get(folded)
        if number is None and self.rooter.is_one(folded):
            number = self._add(folded)
        if number is not None:
            return ((number, 0, len(token)),)
        parts = self.rooter.split(token)
        if len(parts) == 1:
            return ((self._find_number(folded, parts[0].root), 0, len(token)),)
        return [(self._find_number(folded[part.start : part.end], part.root), part.start, part.end) for part in parts]

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
        near = set(narrow.findall("\n".join(self._forms[begin:])))
        numbers = {*map(self.own.get, near), *self._given}
        return sorted(number for number in numbers if number is not None and number >= begin and self[number] in roots)


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
