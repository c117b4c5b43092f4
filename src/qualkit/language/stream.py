"""Many pieces of text as one array of words, for matching; where a word stands is worked out only when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from qualkit.language.vocabulary import STOP, Vocabulary

if TYPE_CHECKING:
    import numpy as np

MOST_WORDS = 200_000  # of a stream: enough that the cost of looking at one is that of its words
_CHUNK = re.compile(r"\S+")


class Piece(NamedTuple):
    """A part of a text, read by itself: what one speaker says, or a paragraph."""

    text: str
    start: int
    end: int
    document: int = 0  # its number; no phrase, and nothing near, goes from one to another
    is_question: bool = False  # an interviewer's
    is_speech: bool = True  # and no prose
    kind: str = ""  # of the document
    role: str = ""  # of the case that speaks


class Stream:
    """The words of several pieces in a row.

    Attributes
    ----------
    pieces
        The texts.
    words
        The number of each word, shape (n,).
    piece
        The number of the piece in which it stands, shape (n,).
    breaks
        What follows it: 0, PAUSE, STOP or QUESTION, shape (n,).
    sentence
        The number of its sentence, as its points tell, shape (n,); it counts on from piece to piece.

    >>> from qualkit.language.rooter import Rooter
    >>> text = "Udah lunas.  Gamau (lagi) minjem."
    >>> stream = Stream(Vocabulary(Rooter("id")), [Piece(text, 0, len(text))])
    >>> [text[slice(*stream.place(word, word + 1))] for word in range(len(stream))]
    ['Udah', 'lunas', 'Ga', 'mau', 'lagi', 'minjem']
    """

    def __init__(self, vocabulary: Vocabulary, pieces: Sequence[Piece]) -> None:
        import numpy as np

        self.vocabulary, self.pieces = vocabulary, pieces
        chunks: list[str] = []
        ends = []
        for piece in pieces:
            chunks += piece.text[piece.start : piece.end].split()
            ends.append(len(chunks))
        numbers, several = vocabulary.encode(chunks)
        packed = np.fromiter(numbers, dtype=np.int32, count=len(chunks))
        self.chunks = chunks
        self._counts = np.diff([0, *ends])
        self._starts: np.ndarray | None = None
        self._chunk: np.ndarray | None = None  # of each word; None where each chunk is one word
        self._words: np.ndarray | None = None  # before each chunk
        counts = self._counts
        if several and len(packed) and packed.min() < 0:
            packed, self._chunk, self._words = _spread(packed, several)
            counts = np.diff(self._words[[0, *ends]])
        self.words = packed >> 2
        self.breaks = (packed & 3).astype(np.int8)
        self.piece = np.repeat(np.arange(len(pieces), dtype=np.int32), counts)
        ends_here = self.breaks >= STOP
        ends_here[np.cumsum(counts[counts > 0]) - 1] = True
        self.sentence: np.ndarray = np.cumsum(ends_here) - ends_here

    def __len__(self) -> int:
        return len(self.words)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` up to, but not including, `last` stand in their text; they are of one piece."""
        return self._place(first)[0], self._place(last - 1)[1]

    def find_chunks(self) -> tuple[np.ndarray, np.ndarray]:
        """Of each word where that begins which holds it, between blanks, and which word of that it is (from 0)."""
        import numpy as np

        starts = self._find_starts()
        if self._chunk is None or self._words is None:
            return starts, np.zeros(len(starts), dtype=np.int32)
        return starts[self._chunk], (np.arange(len(self)) - self._words[self._chunk]).astype(np.int32)

    def _place(self, word: int) -> tuple[int, int]:
        chunk, part, parts = word, 0, 1
        if self._chunk is not None and self._words is not None:
            chunk = int(self._chunk[word])
            part, parts = word - int(self._words[chunk]), int(self._words[chunk + 1] - self._words[chunk])
        begin, said = int(self._find_starts()[chunk]), self.chunks[chunk]
        if parts == 1 and said.isalnum():
            return begin, begin + len(said)
        start, end = self.vocabulary.split(said)[part]
        return begin + start, begin + end

    def _find_starts(self) -> np.ndarray:
        """Where each chunk begins. Where one blank stands between any two, as nearly everywhere, it need not be sought."""
        if self._starts is not None:
            return self._starts
        import numpy as np

        lengths = np.fromiter(map(len, self.chunks), dtype=np.int64, count=len(self.chunks)) + 1
        behind = np.concatenate([[0], np.cumsum(lengths)])
        until = np.cumsum(self._counts)
        firsts = until - self._counts
        places = np.array([(piece.start, piece.end) for piece in self.pieces], dtype=np.int64).reshape(-1, 2)
        begins: np.ndarray = behind[:-1] + np.repeat(places[:, 0] - behind[firsts], self._counts)
        is_plain = behind[until] - behind[firsts] - 1 == places[:, 1] - places[:, 0]
        for number in np.flatnonzero(~is_plain & (self._counts > 0)).tolist():
            piece = self.pieces[number]
            found = _CHUNK.finditer(piece.text, piece.start, piece.end)
            begins[firsts[number] : until[number]] = [chunk.start() for chunk in found]
        self._starts = begins
        return begins


def _spread(packed: np.ndarray, several: Sequence[tuple[int, ...]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The words of all chunks, the chunk of each, and how many words stand before each chunk."""
    import numpy as np

    places = np.flatnonzero(packed < 0)
    parts = [several[-number - 1] for number in packed[places].tolist()]
    lengths = np.ones(len(packed), dtype=np.int64)
    lengths[places] = [len(part) for part in parts]
    chunk = np.repeat(np.arange(len(packed)), lengths)
    words = np.repeat(packed, lengths)
    words[words < 0] = [number for part in parts for number in part]
    until = np.concatenate([[0], np.cumsum(lengths)])
    return words, chunk, until


def read_streams(vocabulary: Vocabulary, pieces: Iterable[Piece], *, most_words: int = MOST_WORDS) -> Iterator[Stream]:
    """The pieces in streams of some 200,000 words, whole documents each, so that memory stays bounded.

    A vocabulary that holds too many types forgets them between two streams.
    """
    held: list[Piece] = []
    letters = 0
    for piece in pieces:
        if letters > 6 * most_words and piece.document != held[-1].document:
            yield Stream(vocabulary, held)
            held, letters = [], 0
            vocabulary.make_room()
        held.append(piece)
        letters += piece.end - piece.start
    if held:
        yield Stream(vocabulary, held)
