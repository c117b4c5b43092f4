"""Many pieces of text as one array of words, for matching; where a word stands is worked out only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from qualkit.language.vocabulary import STOP, Vocabulary

if TYPE_CHECKING:
    import numpy as np

MOST_WORDS = 200_000  # of a stream: enough that the cost of looking at one is that of its words


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
        self._text = "\n".join([piece.text[piece.start : piece.end] for piece in pieces])
        self._cut, packed = vocabulary.encode(self._text)
        starts = np.array([piece.start for piece in pieces], dtype=np.int64)
        sizes = np.array([piece.end for piece in pieces], dtype=np.int64) - starts
        begins = np.cumsum(sizes + 1) - sizes - 1  # of each piece in the text
        until = np.searchsorted(self._cut.begins, np.append(begins, len(self._text) + 1))
        # Where each chunk begins in the text of its piece
        self._starts = self._cut.begins + np.repeat(starts - begins, np.diff(until))
        # The chunk of each word, and how many words stand before each chunk; None where each chunk is one word
        self._parted: tuple[np.ndarray, np.ndarray] | None = None
        if vocabulary.several and len(packed) and packed.min() < 0:
            packed, chunk, before = _spread(packed, vocabulary.several)
            until = before[until]
            self._parted = chunk, before
        counts = np.diff(until)
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
        import numpy as np

        return next(self.place_all(np.array([first]), np.array([last])))

    def place_all(self, first: np.ndarray, last: np.ndarray) -> Iterator[tuple[int, int]]:
        """As `place`, for many at once."""
        starts, end = self._starts, last - 1
        begin, part, last_part = first, 0 * first, 0 * end
        if self._parted is not None:
            chunk, before = self._parted
            begin, part, end, last_part = (
                chunk[first],
                first - before[chunk[first]],
                chunk[end],
                end - before[chunk[end]],
            )
        places, text, (begins, ends, _) = self.vocabulary.places, self._text, self._cut
        columns = (
            starts[begin], begins[begin], ends[begin], part, starts[end], begins[end], ends[end], last_part
        )  # fmt: skip
        for start, one, stop, n, start_of_last, other, stop_of_last, m in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            yield start + places[text[one:stop]][n][0], start_of_last + places[text[other:stop_of_last]][m][1]

    def find_chunks(self) -> tuple[np.ndarray, np.ndarray]:
        """Of each word where that begins which holds it, between blanks, and which word of that it is (from 0)."""
        import numpy as np

        starts = self._starts
        if self._parted is None:
            return starts, np.zeros(len(starts), dtype=np.int32)
        chunk, before = self._parted
        return starts[chunk], (np.arange(len(self)) - before[chunk]).astype(np.int32)


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
