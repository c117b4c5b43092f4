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
        The number of each word, shape (n,); 0 for what holds none, such as a dash between blanks.
    begins, ends
        Where it stands in the text of its piece, shape (n,).
    piece
        The number of the piece in which it stands, shape (n,).
    breaks
        What follows it: 0, PAUSE, STOP or QUESTION, shape (n,).
    sentence
        The number of its sentence, as its points tell, shape (n,); it counts on from piece to piece.

    >>> from qualkit.language.rooter import Rooter
    >>> text = "Udah lunas.  Gamau (lagi) minjem."
    >>> stream = Stream(Vocabulary(Rooter("id")), [Piece(text, 0, len(text))])
    >>> [text[begin:end] for begin, end in zip(stream.begins, stream.ends)]
    ['Udah', 'lunas', 'Ga', 'mau', 'lagi', 'minjem']
    """

    def __init__(self, vocabulary: Vocabulary, pieces: Sequence[Piece]) -> None:
        import numpy as np

        self.vocabulary, self.pieces = vocabulary, pieces
        packed, begins, ends = vocabulary.encode("\n".join([text[start:end] for text, start, end, *_ in pieces]))
        starts = np.array([piece.start for piece in pieces], dtype=np.int64)
        sizes = np.array([piece.end for piece in pieces], dtype=np.int64) - starts + 1
        shifts = np.cumsum(sizes) - sizes  # where each piece begins in the text of all
        counts = np.diff(np.searchsorted(begins, shifts), append=len(begins))
        self.piece = np.repeat(np.arange(len(pieces), dtype=np.int32), counts)
        moves = np.repeat((starts - shifts).astype(np.int32), counts)
        self.begins, self.ends = begins + moves, ends + moves
        self.words = packed >> 2
        self.breaks = (packed & 3).astype(np.int8)
        ends_here = self.breaks >= STOP
        ends_here[np.cumsum(counts[counts > 0]) - 1] = True
        self.sentence: np.ndarray = np.cumsum(ends_here, dtype=np.int32) - ends_here

    def __len__(self) -> int:
        return len(self.words)


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
