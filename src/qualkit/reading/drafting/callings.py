"""Who is called by what they are (Penjual jamu: …), and tags that nothing parts from the words (Peneliti Kapan?)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

from qualkit.reading.drafting.labels import is_label
from qualkit.reading.drafting.lexicon import NO_TAGS
from qualkit.reading.drafting.lines import Line, Opening
from qualkit.reading.drafting.shapes import shape_of

_PHRASE = re.compile(r"[^\W\d_a-z][\w.'’ ()\[\]/&+,#-]+")
_WORDS = 9  # of a phrase at most
_LEAST = 3  # times that a phrase, or a word without a sign, tells who speaks
_OF_ALL = 0.6  # share of the paragraphs that begin with a tag or phrase
_ANSWERS = 0.4  # share of the times that a phrase stands where somebody is to answer
_FIRST = re.compile(
    r"(?:[0-9]{1,4}[.)]?\s+)?([^\W\d_a-z][^\W\d_]{2,19}(?: [0-9]{1,2})?)\s+(?=[^\W\d_a-z]|[\"“‘(\[…0-9])"
)
_FEW = 6  # people at most whom words without a sign tell
_TURNS = 6
_BEGUN, _BY_TURNS = 0.8, 0.8  # shares of the lines: that begin with such a word, and with another than the last


def find_callings(said: Sequence[tuple[str, bool]], sure: Set[str], units: int) -> set[str]:
    """What stands before colons as often as a speaker would, below a question, or where somebody would answer himself.

    `said` are the tags and all else that stands so, in their order, and whether each asks; `units` are the paragraphs.

    >>> asks, tells, theme = ("P", True), ("Wali murid", False), ("Tema awal", False)
    >>> find_callings([asks, tells, theme] * 3, {"P"}, 6)
    {'Wali murid'}
    """
    times = Counter(tag for tag, _ in said)
    may = {tag for tag, number in times.items() if number >= _LEAST and tag not in sure and _may_be_called(tag)}
    if not may or sum(times[tag] for tag in (*sure, *may)) < _OF_ALL * units:
        return set()
    known = sure | may
    inner: Counter[str] = Counter()
    told: Counter[str] = Counter()
    after, next_known = "", [""] * len(said)
    for number in range(len(said) - 1, -1, -1):
        next_known[number] = after
        after = said[number][0] if said[number][0] in known else after
    for (before, asks), (tag, _), after in zip(said, said[1:], next_known[1:], strict=False):
        if tag in may and before in known:
            inner[tag] += 1
            told[tag] += before != tag and (before == after or asks)
    return {tag for tag in may if inner[tag] >= times[tag] - 2 and told[tag] >= max(2, _ANSWERS * inner[tag])}


def _may_be_called(tag: str) -> bool:
    words = tag.split()
    first = words[0].lower().strip(".,")
    return bool(_PHRASE.fullmatch(tag)) and 1 < len(words) <= _WORDS and first not in NO_TAGS and not is_label(tag)


def find_first_words(lines: Sequence[Line]) -> tuple[list[Opening | None], dict[str, str]]:
    """The words with which nearly all lines of a talk begin by turns, and as whom; nothing where they do not.

    The word behind each has a capital, as no word amid a sentence has, and one of them mostly asks.
    """
    begun = [_FIRST.match(line.text) for line in lines]
    times = Counter(one[1] for one in begun if one)
    tags = {
        tag for tag, number in times.items()
        if number >= _LEAST and shape_of(tag) in ("role", "name") and tag.lower() not in NO_TAGS
    }  # fmt: skip
    if not 2 <= len(tags) <= _FEW:
        return [], {}
    found = [number for number, one in enumerate(begun) if one and one[1] in tags]
    said = [begun[number][1] for number in found]  # type: ignore[index]
    below = lines[found[0] :]
    all_of = sum(line.opens for line in below) if all(lines[number].opens for number in found) else len(below)
    turns = sum(here != after for here, after in pairwise(said))
    asked = Counter(tag for number, tag in zip(found, said, strict=True) if "?" in lines[number].text)
    asks = any(2 * asked[tag] >= times[tag] for tag in tags) and any(2 * asked[tag] < times[tag] for tag in tags)
    if len(found) < max(_TURNS, _BEGUN * all_of) or turns < _BY_TURNS * (len(found) - 1) or not asks:
        return [], {}
    openings: list[Opening | None] = [None] * len(lines)
    for number in found:
        one = begun[number]
        if one:
            openings[number] = Opening(one[1], "bare", one.end(), numbered=one.start(1) > 0)
    return openings, {tag: tag for tag in tags}
