"""What the sentences of a stream say of many hits: told by arrays where nothing can be said, by the rules elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualkit.language.cues import Passage, read_kinds
from qualkit.language.meaning import EVERY, PLAIN, UNSURE, Meaning, correct_kinds, weigh
from qualkit.language.reach import Reach, read_signs
from qualkit.language.stream import Stream

if TYPE_CHECKING:
    import numpy as np

_MOST_AROUND = 60  # words of a sentence, and the one after it, that are looked at
_SIGNS = b" ,.?".ljust(256)  # for what follows a word


def read_meanings(
    stream: Stream, symbols: np.ndarray, cues: Sequence[str], first: np.ndarray, last: np.ndarray
) -> list[Meaning]:
    """What the sentences say of hits; `PLAIN` itself where they say nothing.

    Parameters
    ----------
    stream
        The words.
    symbols
        The symbol of each, shape (n,).
    cues
        The cue that each symbol is, or ''.
    first, last
        The hits: from `first` up to, but not including, `last`, shape (m,).
    """
    import numpy as np

    if not len(first):
        return []
    sentence = stream.sentence
    begins = np.append(np.searchsorted(sentence, np.arange(sentence[-1] + 2)), len(sentence))
    signs = np.array([read_signs().get(cue, 0) for cue in cues], dtype=np.uint16)
    reach = Reach(signs[symbols], stream.breaks, sentence)
    aspects = reach.find_aspects(first, last)
    place = sentence[first]
    begin, end, limit = begins[place], begins[place + 1], begins[place + 2]
    # In a sentence without end, of which only what stands around a hit is read, other words may be the first
    aspects = np.where(limit - begin > _MOST_AROUND, EVERY * (reach.present[place] > 0), aspects)
    meanings = [PLAIN] * len(first)
    asked = np.flatnonzero(aspects)
    if not len(asked):
        return meanings
    first, last, begin, end, limit, aspects = (one[asked] for one in (first, last, begin, end, limit, aspects))
    piece = stream.piece[first]
    limit = np.where(stream.piece[limit - 1] == piece, limit, end)
    is_long = limit - begin > _MOST_AROUND
    begin = np.where(is_long, np.maximum(begin, first - _MOST_AROUND // 2), begin)
    limit = np.where(is_long, np.minimum(limit, begin + _MOST_AROUND), limit)
    columns = first, np.minimum(last, limit), begin, np.minimum(end, limit), limit, piece, aspects
    said = _look_up(stream, symbols, cues)
    for at, *place, number, some in zip(asked.tolist(), *(column.tolist() for column in columns), strict=True):
        meanings[at] = weigh(Passage(*said, *place), some, is_speech=stream.pieces[number].is_speech)
    return meanings


def _look_up(stream: Stream, symbols: np.ndarray, cues: Sequence[str]) -> tuple[list[str], list[int], str]:
    """Of each word the cue that it is, the kinds of that, and what follows."""
    import numpy as np

    breaks = stream.breaks.tobytes().translate(_SIGNS).decode("ascii")
    words = np.array(cues, dtype=object)[symbols].tolist()
    kinds = np.array([read_kinds().get(cue, 0) for cue in cues], dtype=object)[symbols].tolist()
    unsure = np.array([cue == UNSURE for cue in cues])[symbols]
    correct_kinds(kinds, words, breaks, np.flatnonzero(unsure).tolist())
    return words, kinds, breaks
