"""What a sentence says of a concept it mentions: whether it holds, whose it is, in which mode, and of which time.

The rules look at a few words around the hit, at their punctuation, and at nothing else; `docs/language.md` says how often
they are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from qualkit.language import framing, negation, subjects
from qualkit.language.cues import Passage, read_kinds
from qualkit.language.framing import Mode, Time
from qualkit.language.negation import Polarity
from qualkit.language.rooter import Rooter
from qualkit.language.sentences import find_sentences
from qualkit.language.subjects import About
from qualkit.language.tokens import find_tokens

__all__ = ["About", "Meaning", "Mode", "Polarity", "Time", "find_cues", "find_meaning", "find_triggers", "read_meaning"]

_TRIGGERS = negation.TRIGGERS | subjects.TRIGGERS | framing.TRIGGERS


class Meaning(NamedTuple):
    """What is said of a concept.

    Attributes
    ----------
    polarity
        `affirmed`, `negated`, `ceased` (it was, and is no more), or `not yet`.
    about
        `self`, the speaker or those the speaker speaks for (saya, kami, kita), or `other`: anybody else, kin too.
    mode
        `stated`, `supposed` (kalau …), or `reported` (kata orang …).
    time
        `past` where it is told of a time gone by (dulu, waktu itu), else `open`.
    """

    polarity: Polarity = "affirmed"
    about: About = "self"
    mode: Mode = "stated"
    time: Time = "open"


_PLAIN = Meaning()
_MARKS = frozenset(",;:—–…()[]!")


@cache
def find_cues(language: str = "id") -> frozenset[str]:
    """The roots that the rules look at; any other may be given as ''. People mix languages: they are the same for all."""
    return frozenset(read_kinds()) | framing.PAIRED


@cache
def find_triggers(language: str = "id") -> frozenset[str]:
    """Those of the cues without which nothing but `Meaning()` is said."""
    return frozenset(word for word, kind in read_kinds().items() if kind & _TRIGGERS)


def find_meaning(words: Sequence[str], breaks: str, first: int, last: int, *, is_speech: bool = True) -> Meaning:
    """What is said of a hit.

    Parameters
    ----------
    words
        Roots, as `Rooter` gives them, of the hit's sentence and of the one after it; '' for a word that is no cue.
    breaks
        One character a word, for what follows it: a blank for nothing, `,` for a comma, colon, semicolon, dash or
        bracket, `.` for a sentence's end, `?` for a question mark.
    first, last
        The hit: `words[first:last]`. It may hold words that are not its own (pinjam *tidak lagi* ke bank).
    is_speech
        Whether somebody speaks of themself; in notes everything is about `self`.

    >>> find_meaning(["sudah", "tidak", "utang", "lagi"], "   .", 2, 3)
    Meaning(polarity='ceased', about='self', mode='stated', time='open')
    """
    known, present = read_kinds(), 0
    kinds = [known.get(word, 0) for word in words]
    for kind in kinds:
        present |= kind
    if not present & _TRIGGERS or not 0 <= first < last <= len(kinds):
        return _PLAIN
    breaks = breaks.ljust(len(kinds))
    begin, end = _find_sentence(breaks, first, last, len(kinds))
    passage = Passage(list(words), kinds, breaks, first, last, begin, end)
    polarity, negator = negation.find_polarity(passage)
    about = subjects.find_about(passage) if is_speech else "self"
    return Meaning(polarity, about, framing.find_mode(passage, negator), framing.find_time(passage))


def _find_sentence(breaks: str, first: int, last: int, length: int) -> tuple[int, int]:
    begin, end = first, last
    while begin and breaks[begin - 1] not in ".?":
        begin -= 1
    while end < length and breaks[end - 1] not in ".?":
        end += 1
    return begin, end


def read_meaning(text: str, start: int, end: int, rooter: Rooter, *, is_speech: bool = True) -> Meaning:
    """What a text says of the concept that stands from `start` to `end`, in code points.

    Parameters
    ----------
    text
        Any text.
    start, end
        Where the concept stands.
    rooter
        What finds the roots.
    is_speech
        As for `find_meaning`.

    >>> text = "Dulu saya ngutang ke warung, sekarang sudah nggak."
    >>> read_meaning(text, 10, 17, Rooter("id"))
    Meaning(polarity='affirmed', about='self', mode='stated', time='past')
    """
    words: list[str] = []
    breaks: list[str] = []
    hit: list[int] = []
    for sentence in _find_near(text, start, end):
        places = find_tokens(text, *sentence)
        for (begin, stop), (following, _) in zip(places, [*places[1:], (sentence[1], 0)], strict=True):
            for part in rooter.split(text[begin:stop]):
                if begin + part.start < end and begin + part.end > start:
                    hit.append(len(words))
                words.append(part.root)
                breaks.append(" ")
            breaks[-1:] = _find_break(text[stop:following]) if breaks else ""
        if places:
            closing = text[places[-1][1] : sentence[1]]
            breaks[-1] = "?" if "?" in closing else "."
    return find_meaning(words, "".join(breaks), hit[0], hit[-1] + 1, is_speech=is_speech) if hit else _PLAIN


def _find_near(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences that hold a place, and the one after."""
    sentences = find_sentences(text)
    found = [n for n, (begin, stop) in enumerate(sentences) if begin < end and stop > start]
    return sentences[found[0] : found[-1] + 2] if found else []


def _find_break(gap: str) -> str:
    if "?" in gap:
        return "?"
    is_parted = any(mark in _MARKS for mark in gap) or (" -" in gap)
    return "," if is_parted else " "
