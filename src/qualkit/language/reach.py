"""Of which hits a sentence may say anything, told for all of them at once: only for these the rules are asked.

Each rule looks for its cues in some words before a hit, and in some after it. Where none stands there, nothing is said.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from qualkit.language import framing, negation, subjects
from qualkit.language.cues import Kind, read_kinds
from qualkit.language.meaning import ABOUT, MODE, POLARITY, TIME, TRIGGERS
from qualkit.language.vocabulary import QUESTION, STOP

if TYPE_CHECKING:
    import numpy as np


class _Sign:
    """What a word may be to one rule or another, as bits."""

    DENIES: Final = 1 << 0
    DENIES_AFTER: Final = 1 << 1
    LEADS: Final = 1 << 2  # between a hit and what denies it
    SOMEBODY: Final = 1 << 3
    BEHIND: Final = 1 << 4
    YANG: Final = 1 << 5
    GROUP: Final = 1 << 6  # before or after which yang tells of somebody
    FRAMES: Final = 1 << 7
    SAID: Final = 1 << 8
    PAST: Final = 1 << 9
    GONE: Final = 1 << 10
    THEN: Final = 1 << 11


_ASPECTS = 12  # the bits from here on are the aspects of which a sentence says nothing without such a word
_BY_KIND = {
    _Sign.DENIES: negation.BEFORE, _Sign.DENIES_AFTER: negation.AFTER, _Sign.LEADS: negation.AFTER | negation.LEADS,
    _Sign.SOMEBODY: subjects.SOMEBODY, _Sign.BEHIND: subjects.BEHIND,
    _Sign.GROUP: Kind.GROUP | Kind.MARK | Kind.TOPIC, _Sign.FRAMES: framing.MODE_TRIGGERS, _Sign.SAID: Kind.SAID | Kind.SAY,
    _Sign.PAST: framing.PASTS | Kind.YOUNG, _Sign.GONE: Kind.GONE | Kind.YET, _Sign.THEN: Kind.THEN,
    **{aspect << _ASPECTS: triggers for aspect, triggers in TRIGGERS.items()},
}  # fmt: skip
_BY_WORD = {
    "apalagi": _Sign.DENIES, "alon": _Sign.DENIES, "yang": _Sign.YANG, "who": _Sign.YANG, "lain": _Sign.GROUP,
    "katanya": _Sign.SAID,
}  # fmt: skip


@cache
def read_signs() -> dict[str, int]:
    """For every cue what it may be to the rules."""
    signs = dict.fromkeys([*read_kinds(), *_BY_WORD], 0)
    for word in signs:
        kind = read_kinds().get(word, 0)
        signs[word] = _BY_WORD.get(word, 0) | sum(sign for sign, kinds in _BY_KIND.items() if kind & kinds)
    return signs


class Reach:
    """The cues of a row of words.

    Parameters
    ----------
    signs
        What `read_signs` says of each word, 0 for a word that is no cue, shape (n,).
    breaks, sentence
        What follows it, and the number of its sentence, as a `Stream` has them.

    Attributes
    ----------
    present
        Of each sentence what it may say of any hit in it, or the answer to it where it is a question; bits of `EVERY`.
    """

    def __init__(self, signs: np.ndarray, breaks: np.ndarray, sentence: np.ndarray) -> None:
        import numpy as np

        n = len(signs)
        self._signs, self._breaks, self._sentence = np.append(signs, 0), breaks, sentence
        places = np.arange(n + 1)
        begins = np.append(True, sentence[1:] != sentence[:-1])[:n]
        self.present = self._find_present(begins)
        self._begin = np.maximum.accumulate(np.where(begins, places[:n], 0))
        starts = begins | np.append(True, breaks[:-1] > 0)[:n]
        self._start = np.maximum.accumulate(np.where(starts, places[:n], 0))
        before, after = np.append(0, signs[:-1])[:n], np.append(signs[1:], 0)[:n]
        yang = (signs & _Sign.YANG > 0) & (starts | (before & _Sign.GROUP > 0) | (after & _Sign.GROUP > 0))
        gone = (signs & _Sign.GONE > 0) & (before & _Sign.THEN > 0)
        past = gone | (signs & _Sign.PAST > 0)
        self._denies, self._denies_after = self._count(_Sign.DENIES), self._count(_Sign.DENIES_AFTER)
        self._somebody = _sum(yang | (signs & _Sign.SOMEBODY > 0))
        self._behind = self._count(_Sign.BEHIND)
        self._frames, self._said, self._past = self._count(_Sign.FRAMES), self._count(_Sign.SAID), _sum(past)

    def _find_present(self, begins: np.ndarray) -> np.ndarray:
        """What each sentence, or the answer to it where it is a question, may say of any hit in it."""
        import numpy as np

        first = np.flatnonzero(begins)
        present: np.ndarray = np.bitwise_or.reduceat(self._signs[:-1] >> _ASPECTS, first) if len(first) else first
        asks = self._breaks[first[1:] - 1] == QUESTION
        present[:-1] |= asks * present[1:]
        return present

    def _count(self, sign: int) -> np.ndarray:
        return _sum(self._signs[:-1] & sign > 0)

    def find_aspects(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """What may be said of hits, which stand from `first` to `last`, that not included; bits of `EVERY`."""
        import numpy as np

        begin, n = self._begin[first], len(self._breaks)

        def reaches(count: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
            found: np.ndarray = count[np.minimum(end, n)] > count[start]
            return found

        clause = np.maximum(begin, np.maximum(first - negation.REACH, self._start[first]) - 1)  # and siapa (bilang …)
        leads = (self._signs[last] & _Sign.LEADS > 0) & (self._breaks[last - 1] != STOP)
        polarity = reaches(self._denies, clause, last)
        polarity |= leads & reaches(self._denies_after, last, last + negation.REACH)
        about = reaches(self._somebody, begin, first) | reaches(self._behind, last, last + subjects.REACH + 2)
        mode = reaches(self._frames, begin, first) | reaches(self._said, last, last + framing.MODE_REACH)
        time = reaches(self._past, begin, last + framing.TIME_REACH)
        said = POLARITY * polarity + ABOUT * about + MODE * mode + TIME * time
        aspects: np.ndarray = said & self.present[self._sentence[first]]
        return aspects


def _sum(marks: np.ndarray) -> np.ndarray:
    """How many marks stand before each place, shape (n + 1,)."""
    import numpy as np

    return np.concatenate([[0], np.cumsum(marks, dtype=np.int32)])
