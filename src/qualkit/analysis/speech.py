"""How much is said: the words of informants, and those of them that lie in coded passages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qualkit.model import Document, Turn
from qualkit.reading.spoken import count_words, find_spoken
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd


def count_spoken(document: Document) -> Iterator[tuple[Turn, int]]:
    """The informants' turns of a document, each with its number of words."""
    for turn in document.turns:
        if turn.turn_role == "informant":
            yield turn, count_words(document.text[turn.start : turn.end])


def count_spoken_in(study: Study, codings: pd.DataFrame) -> dict[str, dict[Hashable, int]]:
    """For each code and turn `(document, number)` how many of an informant's words lie in passages of the code.

    Passages that overlap count their words once; a word that a passage cuts counts.
    """
    carrying: dict[str, dict[Hashable, int]] = {}
    for name, rows in codings.groupby("document", sort=False):
        words = [
            (turn.start + start, turn.start + end, turn.number)
            for document in [study.documents[str(name)]]
            for turn in document.turns
            if turn.turn_role == "informant"
            for start, end in find_spoken(document.text[turn.start : turn.end])
        ]
        for code, passages in rows.groupby("code", sort=False):
            covered = _cover(words, zip(passages["start"], passages["end"], strict=True))
            for turn, n in Counter(words[place][2] for place in covered).items():
                carrying.setdefault(str(code), {})[name, turn] = n
    return carrying


def find_touched(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> range:
    """The places of the spans, in the order of the text and apart, that share at least one character with a passage.

    >>> find_touched([0, 10, 20], [9, 19, 29], 5, 12)
    range(0, 2)
    """
    return range(bisect_right(ends, start), bisect_left(starts, end))


def _cover(words: list[tuple[int, int, int]], passages: Iterable[tuple[int, int]]) -> set[int]:
    """The places of the words that share at least one character with a passage."""
    starts, ends = [word[0] for word in words], [word[1] for word in words]
    return {place for start, end in passages for place in find_touched(starts, ends, start, end)}
