"""The lines on a page of a PDF, as it writes them: which words stand side by side, and where there are gaps."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualkit.reading.formats.letters import Letters

WIDE = 1.5  # a gap between words, in heights of a letter, that may part columns
USUAL, NARROW = 0.4, 0.25  # how wide letters are at least, in their heights: in most words, and in every word

_PARTED = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
_SOFT = "\ufffe"  # what pdfium writes for a hyphen at the end of a line, with nothing behind it
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
              0xFFFE: "-"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one column's part of it. Lengths are in points; y counts from the foot of the page."""

    text: str
    x0: float
    x1: float
    y: float  # where its letters end below
    height: float  # of its letters
    lead: float  # how wide its first word is
    bold: int = 0  # how many characters at its beginning are bold
    gaps: tuple[tuple[int, float, float], ...] = ()  # wide gaps: before which character, from where to where
    lefts: tuple[float, ...] = ()  # where each word begins


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a page in its order, where in its text they begin, and where the first letter of each stands."""

    words: list[str]
    starts: list[int]
    lefts: list[float]
    feet: list[float]
    heads: list[float]

    def join(self, first: int, after: int) -> str:
        return " ".join(self.words[first:after])


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of one line: from which to which, and before which there may be a gap."""

    first: int
    after: int
    gaps: list[int]


def find_lines(letters: Letters) -> list[Line]:
    """The lines of the page that was turned to. Places are asked for in two rounds, and of few letters."""
    found = (_PARTED.findall if _SOFT in letters.text else str.split)(letters.text)
    if not found:
        return []
    starts = _find_starts(letters.text, found)
    lefts, _, feet, heads = letters.find_boxes(starts)
    words = _Words(found, starts, lefts, feet, heads)
    rows = _find_rows(words)
    lasts = [start + len(word) - 1 for start, word in zip(starts, found, strict=True)]
    rights = iter(letters.find_boxes([place for row in rows for place in _find_ends(words, row, lasts)])[1])
    return [_make_line(words, row, rights, letters) for row in rows]


def _find_starts(text: str, words: Sequence[str]) -> list[int]:
    """Where words begin in the text that they were found in; faster than a pattern tells."""
    starts, at = [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    return starts


def _find_rows(words: _Words) -> list[_Row]:
    """The words that stand beside each other, each further right than the one before."""
    begun: list[tuple[int, list[int]]] = []
    gaps: list[int] = []
    base, top, wide, narrow, usual, before, length, parted = 0.0, 0.0, 0.0, 0.0, 0.0, math.inf, 0, False
    placed = zip(words.words, words.lefts, words.feet, words.heads, strict=True)
    for number, (word, x, foot, head) in enumerate(placed):
        if x < before or parted or (not (foot == base and head == top) and not _is_beside(base, top, foot, head)):
            height = max(head - foot, 1.0)
            base, top, wide, narrow, usual, gaps = foot, head, WIDE * height, NARROW * height, USUAL * height, []
            begun.append((number, gaps))
        elif x - before > wide + narrow * length and x - before > usual * (length + 1):
            gaps.append(number)
        before, length, parted = x, len(word), word[-1] == _SOFT
    afters = [*(first for first, _ in begun[1:]), len(words.words)]
    return [_Row(first, after, gaps) for (first, gaps), after in zip(begun, afters, strict=True)]


def _is_beside(base: float, top: float, foot: float, head: float) -> bool:
    return min(top, head) - max(base, foot) >= 0.4 * min(top - base, head - foot)


def _find_ends(words: _Words, row: _Row, lasts: Sequence[int]) -> list[int]:
    """The last letters of a line, of its first word, and of the words before gaps; `lasts` are those of all words."""
    last = lasts[row.after - 1]
    if words.words[row.after - 1][-1] == _SOFT and last > words.starts[row.first]:
        last -= 1
    lead = lasts[row.first] if row.after > row.first + 1 else last
    return [last, lead, *[lasts[number - 1] for number in row.gaps]]


def _make_line(words: _Words, row: _Row, rights: Iterator[float], letters: Letters) -> Line:
    """A line; `rights` tells where the letters end that `_find_ends` named."""
    x0, y = words.lefts[row.first], words.feet[row.first]
    x1, lead, height = next(rights), next(rights) - x0, max(words.heads[row.first] - y, 1.0)
    gaps = []
    for number in row.gaps:
        right, begin = next(rights), words.lefts[number]
        if begin - right > WIDE * height:
            gaps.append((len(words.join(row.first, number)) + 1, right, begin))
    text = words.join(row.first, row.after)
    if not text.isascii():
        text = text.translate(_LIGATURES)
    lefts = tuple(words.lefts[row.first : row.after])
    return Line(text, x0, x1, y, height, lead, _count_bold(words, row, letters), tuple(gaps), lefts)


def _count_bold(words: _Words, row: _Row, letters: Letters) -> int:
    """How many characters at the beginning of a line belong to words that begin bold."""
    after = row.first
    while after < row.after and letters.is_bold(words.starts[after]):
        after += 1
    return len(words.join(row.first, after))
