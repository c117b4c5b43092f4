"""An index of texts: where every word of them stands, so that phrases are found without reading the texts again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from qualkit.files import collector_paused
from qualkit.language.stream import Piece, Stream
from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.following import Places, follow, join, set_apart
from qualkit.patterns.phrases import Phrase, Slot, Word
from qualkit.patterns.symbols import compile_like, expand, is_close

if TYPE_CHECKING:
    import numpy as np

_LETTERS = 600_000  # of the texts that are taken apart at a time


class Index:
    """The words of texts of one language.

    It keeps some 30 bytes a word, and what the vocabulary keeps of each type; the texts are the pieces' own.

    Parameters
    ----------
    vocabulary
        Of the language; it may be shared.
    pieces
        The texts.

    >>> from qualkit.language.rooter import Rooter
    >>> from qualkit.patterns.phrases import parse_phrase
    >>> text = "Udah minjem lagi. Gamau pinjaman (dari bank)!"
    >>> index = Index(Vocabulary(Rooter("id")), [Piece(text, 0, len(text))])
    >>> places = index.find(parse_phrase("mau pinjam ... bank"))
    >>> [text[start:end] for _, start, end in index.place(places)]
    ['mau pinjaman (dari bank']
    """

    def __init__(self, vocabulary: Vocabulary, pieces: Sequence[Piece]) -> None:
        import numpy as np

        self.pieces, self._vocabulary = pieces, vocabulary
        with collector_paused():
            read = [_read(Stream(vocabulary, some)) for some in _batch(pieces)]
        words, counts, closes, begins, ends = (
            np.concatenate([one[n] for one in read]) if read else np.zeros(0, dtype=np.int32) for n in range(5)
        )
        self._forms, self._roots = vocabulary.forms, vocabulary.roots  # as they are now: it may forget them
        self._apart = set_apart(words, np.cumsum(closes) - closes)
        self._piece = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        self._begins, self._ends = begins, ends
        self._order = _sort(words)
        self._until = np.cumsum(np.bincount(words, minlength=len(self._forms)))
        self._met = (np.flatnonzero(np.diff(self._until)) + 1).tolist()  # the numbers of words that the texts hold
        self._by_root: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self._order)

    def find(self, phrase: Phrase) -> Places:
        """Where a phrase is met: the numbers of its first and its last words."""
        return join([follow(way, self._find_slot, self._apart) for way in expand(phrase, self._vocabulary.rooter)])

    def find_pieces(self, places: Places) -> np.ndarray:
        """The number of the piece in which each hit stands."""
        pieces: np.ndarray = self._piece[places[0]]
        return pieces

    def place(self, places: Places) -> Iterator[tuple[int, int, int]]:
        """Each hit as the number of its piece, and where it begins and ends in the text of that."""
        first, last = places
        columns = self._piece[first], self._begins[first], self._ends[last]
        return zip(*(column.tolist() for column in columns), strict=True)

    def find_forms(self, word: Word) -> list[str]:
        """The forms in the texts that fit a word of a phrase, the most frequent first."""
        numbers = sorted(self._find_numbers(word), key=lambda number: self._until[number - 1] - self._until[number])
        return list(dict.fromkeys(self._forms[number] for number in numbers))

    @cached_property
    def _by_form(self) -> dict[str, list[int]]:
        groups: dict[str, list[int]] = {}
        for number in self._met:
            groups.setdefault(self._forms[number], []).append(number)
        return groups

    def _find_of_root(self, root: str) -> list[int]:
        if (numbers := self._by_root.get(root)) is None:
            found = self._roots.find({root}, self._vocabulary.rooter.narrow({root}))
            numbers = self._by_root[root] = [number for number in found if self._is_met(number)]
        return numbers

    def _is_met(self, number: int) -> bool:
        """Whether the texts hold a word; other texts have added to a vocabulary that is shared."""
        return 0 < number < len(self._until) and bool(self._until[number] > self._until[number - 1])

    def _find_slot(self, slot: Slot) -> np.ndarray:
        import numpy as np

        numbers = {number for word in slot.words for number in self._find_numbers(word)}
        runs = [self._order[self._until[number - 1] : self._until[number]] for number in numbers]
        places = np.concatenate(runs) if runs else np.zeros(0, dtype=np.int32)
        if len(runs) > 1:
            places.sort()
        return places

    def _find_numbers(self, word: Word) -> Iterable[int]:
        if word.kind == "root":
            return self._find_of_root(self._vocabulary.rooter.find_root(word.text))
        if word.kind == "form":
            return self._by_form.get(word.text, ())
        if word.kind == "like":
            fits = compile_like(word.text).fullmatch
            head, *_, tail = word.text.split("*")  # these tell most forms apart, in a fifth of the time
            forms = [form for form in self._by_form if form.endswith(tail) and form.startswith(head) and fits(form)]
        else:
            text, length = word.text, len(word.text)
            untouched = max(0, (length - 2) // 2)  # letters at one end or the other that no single change reaches
            head, tail = text[:untouched], text[length - untouched :]
            forms = [
                form
                for form in self._by_form
                if -2 < len(form) - length < 2
                and (form.startswith(head) or form.endswith(tail))
                and is_close(form, text)
            ]
        return [number for form in forms for number in self._by_form[form]]


def _sort(words: np.ndarray) -> np.ndarray:
    """The places of words in the order of their numbers, as a stable argsort gives them, in a quarter of its time."""
    import numpy as np

    keys = words.astype(np.int64) << 32 | np.arange(len(words))
    keys.sort()
    places: np.ndarray = (keys & 0xFFFFFFFF).astype(np.int32)
    return places


def _batch(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """The pieces in a few runs, so that few words at a time are objects."""
    begins, letters = [0], 0
    for number, piece in enumerate(pieces):
        if letters > _LETTERS:
            begins.append(number)
            letters = 0
        letters += piece.end - piece.start
    return (pieces[begin:end] for begin, end in pairwise([*begins, len(pieces)]) if end > begin)


def _read(stream: Stream) -> tuple[np.ndarray, ...]:
    """The numbers of words; how many each piece has; of each word whether a sentence ends there, and its place."""
    import numpy as np

    closes = np.diff(stream.sentence, append=stream.sentence[-1:] + 1)
    counts = np.bincount(stream.piece, minlength=len(stream.pieces))
    return stream.words, counts, closes, stream.begins.astype(np.int32), stream.ends.astype(np.int32)
