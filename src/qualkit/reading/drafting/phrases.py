"""Which of many phrases stand in a text: it is walked through once, however many they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")


def find_phrases(phrases: Iterable[str], text: str) -> set[str]:
    """The phrases that stand in a text letter by letter, between the ends of words.

    >>> sorted(find_phrases(["satu hal", "hal itu", "itu"], "Ada satu hal: ituloh."))
    ['satu hal']
    """
    by_first: dict[str, dict[tuple[int, int], set[str]]] = {}  # by the first word, how far it is in, and the length
    for phrase in phrases:
        if first := _WORD.search(phrase):
            by_first.setdefault(first[0], {}).setdefault((first.start(), len(phrase)), set()).add(phrase)
    found: set[str] = set()
    for word in _WORD.finditer(text) if by_first else ():
        for (before, length), told in by_first.get(word[0], {}).items():
            start = word.start() - before
            end = start + length
            if start >= 0 and (there := text[start:end]) in told and not text[end : end + 1].isalnum():
                found.add(there)
    return found
