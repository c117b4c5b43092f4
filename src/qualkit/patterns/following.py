"""Where the words of a phrase follow each other: all places at once, by arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qualkit.patterns.phrases import Phrase, Slot

if TYPE_CHECKING:
    import numpy as np

_APART = 32  # words by which sentences are set apart: no gap is as wide

Places = tuple["np.ndarray", "np.ndarray"]
"""The first and the last words of hits, in the order of the last."""


def set_apart(words: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """Which word of all each is, given that of its sentence, with more between two sentences than any gap holds.

    A dash between blanks, which holds no word (0 among `words`), is none that a gap has to hold either.
    """
    import numpy as np

    apart: np.ndarray = np.cumsum(words > 0, dtype=np.int32) + _APART * sentence
    return apart


def follow(phrase: Phrase, find_slot: Callable[[Slot], np.ndarray], apart: np.ndarray) -> Places:
    """Where a phrase is met; of each last word the nearest first one.

    Parameters
    ----------
    find_slot
        Tells where words stand that fit a slot, in order.
    apart
        What `set_apart` says of the words.
    """
    import numpy as np

    first = last = find_slot(phrase[0])
    for slot in phrase[1:]:
        if not len(last):
            break
        here = find_slot(slot)
        place, before = apart[here], apart[last]
        nearest = np.searchsorted(before, place - slot.least, side="left") - 1
        reached = (nearest >= 0) & (place - before[nearest] <= slot.most + 1)
        first, last = first[nearest[reached]], here[reached]
    return first, last


def join(found: Sequence[Places]) -> Places:
    """The hits of several phrases, in the order of their last words, each once."""
    import numpy as np

    if len(found) == 1:
        return found[0]
    first = np.concatenate([places[0] for places in found]) if found else np.zeros(0, dtype=np.intp)
    last = np.concatenate([places[1] for places in found]) if found else np.zeros(0, dtype=np.intp)
    order = np.lexsort((first, last))
    first, last = first[order], last[order]
    new = np.ones(len(first), dtype=bool)
    new[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
    return first[new], last[new]
