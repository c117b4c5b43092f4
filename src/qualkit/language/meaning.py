"""What a sentence says of a concept it mentions: whether it holds, whose it is, in which mode, and of which time.

The rules look at a few words around the hit, at their punctuation, and at nothing else; `docs/language.md` says how often
they are right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from qualkit.language import framing, negation, subjects
from qualkit.language.cues import Passage, read_kinds
from qualkit.language.framing import Mode, Time
from qualkit.language.negation import Polarity
from qualkit.language.rooter import Rooter
from qualkit.language.sentences import find_sentences
from qualkit.language.subjects import About
from qualkit.language.tokens import find_tokens

__all__ = ["About", "Meaning", "Mode", "Polarity", "Time", "find_cues", "find_meaning", "read_meaning"]


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


POLARITY, ABOUT, MODE, TIME = 1, 2, 4, 8
EVERY = POLARITY | ABOUT | MODE | TIME
"""What a sentence may say of a hit, as bits."""

TRIGGERS = {
    POLARITY: negation.TRIGGERS, ABOUT: subjects.TRIGGERS, MODE: framing.MODE_TRIGGERS, TIME: framing.TIME_TRIGGERS,
}  # fmt: skip
"""The kinds of cues without any of which it says nothing of that."""

UNSURE = "adik"
"""The one cue whose kinds depend on the word before it."""

PLAIN = Meaning()
"""What a sentence without cues says."""

_MARKS = frozenset(",;:—–…()[]!")


@cache
def find_cues(language: str = "id") -> frozenset[str]:
    """The roots that the rules look at; any other may be given as ''. People mix languages: they are the same for all."""
    return frozenset(read_kinds())


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
    breaks = breaks.ljust(len(words))
    kinds = find_kinds(words, breaks)
    if not 0 <= first < last <= len(kinds):
        return PLAIN
    begin, end = _find_sentence(breaks, first, last, len(kinds))
    present = reduce(or_, kinds[begin : len(kinds) if breaks[end - 1] == "?" else end])
    aspects = sum(aspect for aspect, triggers in TRIGGERS.items() if present & triggers)
    return weigh(Passage(words, kinds, breaks, first, last, begin, end, len(kinds)), aspects, is_speech=is_speech)


def weigh(passage: Passage, aspects: int, *, is_speech: bool = True) -> Meaning:
    """What a passage says of its hit; only of some aspects, where others cannot be told."""
    if not aspects:
        return PLAIN
    polarity, negator = negation.find_polarity(passage) if aspects & POLARITY else ("affirmed", -1)
    return Meaning(
        polarity,
        subjects.find_about(passage) if aspects & ABOUT and is_speech else "self",
        framing.find_mode(passage, negator) if aspects & MODE else "stated",
        framing.find_time(passage) if aspects & TIME else "open",
    )


def find_kinds(words: Sequence[str], breaks: str) -> list[int]:
    """The kinds of cues that words are, given as to `find_meaning`; 0 for a word of content."""
    kinds = [read_kinds().get(word, 0) for word in words]
    correct_kinds(kinds, words, breaks, [at for at, word in enumerate(words) if word == UNSURE])
    return kinds


def correct_kinds(kinds: list[int], words: Sequence[str], breaks: str, places: Iterable[int]) -> None:
    """The kinds of `UNSURE` where it stands: in 'kagak ade' no younger sibling is meant, but 'there is'."""
    for at in places:
        if at and words[at - 1] == "tidak" and breaks[at - 1] == " ":
            kinds[at] = read_kinds()["ada"]


def _find_sentence(breaks: str, first: int, last: int, length: int) -> tuple[int, int]:
    begin = max(breaks.rfind(".", 0, first), breaks.rfind("?", 0, first)) + 1
    point = breaks.find(".", last - 1, length) + 1 or length
    return begin, breaks.find("?", last - 1, point) + 1 or point


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
    Meaning(polarity='ceased', about='self', mode='stated', time='past')
    """
    said = [word for sentence in _find_near(text, start, end) for word in _read_words(text, *sentence, rooter)]
    hit = [n for n, (_, begin, stop, _) in enumerate(said) if begin < end and stop > start]
    if not hit:
        return PLAIN
    words, breaks = [word[0] for word in said], "".join(word[3] for word in said)
    return find_meaning(words, breaks, hit[0], hit[-1] + 1, is_speech=is_speech)


def _read_words(text: str, start: int, end: int, rooter: Rooter) -> list[tuple[str, int, int, str]]:
    """A sentence's words: root, place, and what follows."""
    places = find_tokens(text, start, end)
    said: list[tuple[str, int, int, str]] = []
    for n, (begin, stop) in enumerate(places):
        is_last = n == len(places) - 1
        mark = _find_break(text[stop : end if is_last else places[n + 1][0]], is_last=is_last)
        parts = rooter.split(text[begin:stop])
        said += [
            (part.root, begin + part.start, begin + part.end, mark if part is parts[-1] else " ") for part in parts
        ]
    return said


def _find_near(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences that hold a place, and the one after."""
    sentences = find_sentences(text)
    found = [n for n, (begin, stop) in enumerate(sentences) if begin < end and stop > start]
    return sentences[found[0] : found[-1] + 2] if found else []


def _find_break(gap: str, *, is_last: bool) -> str:
    if "?" in gap:
        return "?"
    if is_last:
        return "."
    return "," if " -" in gap or not _MARKS.isdisjoint(gap) else " "
