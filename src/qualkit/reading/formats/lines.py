"""The lines on a page of a PDF, as it writes them: which words stand side by side, and where there are gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import sub

from qualkit.reading.formats.letters import Letters

WIDE = 1.5  # a gap between words, in heights of a letter, that may part columns
USUAL, NARROW = 0.4, 0.2  # how wide letters are at least, in their heights: in most words, and in every word

_WORD = re.compile(r"\S+")
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


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a page in its order: from where to where in its text, and where the first letter of each stands."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lengths: list[int]
    lefts: list[float]
    feet: list[float]
    heads: list[float]

    def height(self, number: int) -> float:
        return max(self.heads[number] - self.feet[number], 1.0)

    def count(self, first: int, after: int) -> int:
        """How many characters words have, with the space behind each."""
        return sum(self.lengths[first:after]) + after - first


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of one line: from which to which, and before which there may be a gap."""

    first: int
    after: int
    gaps: list[int]


def find_lines(letters: Letters) -> list[Line]:
    """The lines of the page that was turned to. Places are asked for in two rounds, and of few letters."""
    text = letters.text
    spans = [word.span() for word in (_PARTED if _SOFT in text else _WORD).finditer(text)]
    if not spans:
        return []
    starts, ends = zip(*spans, strict=True)
    lefts, _, feet, heads = letters.find_boxes(starts)
    words = _Words(text, starts, ends, list(map(sub, ends, starts)), lefts, feet, heads)
    rows = list(_find_rows(words))
    rights = iter(letters.find_boxes([place for row in rows for place in _find_ends(words, row)])[1])
    return [_make_line(words, row, rights, letters) for row in rows]


def _find_rows(words: _Words) -> Iterator[_Row]:
    """The words that stand beside each other, each further right than the one before."""
    steps = list(map(sub, words.lefts[1:], words.lefts))
    for first, after in pairwise([*_find_firsts(words), len(words.starts)]):
        height = words.height(first)
        wide, narrow, usual = WIDE * height, NARROW * height, USUAL * height
        within = zip(steps[first : after - 1], words.lengths[first : after - 1], strict=True)
        gaps = [number for number, (step, length) in enumerate(within, start=first + 1)
                if step > wide + narrow * length and step > usual * (length + 1)]  # fmt: skip
        yield _Row(first, after, gaps)


def _find_firsts(words: _Words) -> list[int]:
    """The first word of each line."""
    lefts, feet, heads = words.lefts, words.feet, words.heads
    parted = {number for number, end in enumerate(words.ends, start=1)
              if words.text[end - 1] == _SOFT} if _SOFT in words.text else set()  # fmt: skip
    placed = zip(lefts, lefts[1:], feet, feet[1:], heads, heads[1:], strict=False)
    firsts, first = [0], 0
    for number, (x, next_x, foot, next_foot, head, next_head) in enumerate(placed, start=1):
        if next_foot == foot and next_head == head and next_x >= x and number not in parted:
            continue  # as nearly all are
        overlap = min(heads[first], next_head) - max(feet[first], next_foot)
        beside = overlap >= 0.4 * min(heads[first] - feet[first], next_head - next_foot)
        if next_x < x or number in parted or not beside:
            firsts.append(number)
            first = number
    return firsts


def _find_ends(words: _Words, row: _Row) -> Iterator[int]:
    """The last letters of a line, of its first word, and of the words before gaps."""
    start, last, first = words.starts[row.first], words.ends[row.after - 1] - 1, words.ends[row.first] - 1
    if words.text[last] == _SOFT and last > start:
        last -= 1
    yield last
    yield first if row.after > row.first + 1 else last
    for number in row.gaps:
        yield words.ends[number - 1] - 1


def _make_line(words: _Words, row: _Row, rights: Iterator[float], letters: Letters) -> Line:
    """A line; `rights` tells where the letters end that `_find_ends` named."""
    start, x0, height = words.starts[row.first], words.lefts[row.first], words.height(row.first)
    x1, lead = next(rights), next(rights) - x0
    gaps = []
    for number in row.gaps:
        right, begin = next(rights), words.lefts[number]
        if begin - right > WIDE * height:
            gaps.append((words.count(row.first, number), right, begin))
    text = " ".join(words.text[start : words.ends[row.after - 1]].split())
    if not text.isascii():
        text = text.translate(_LIGATURES)
    return Line(text, x0, x1, words.feet[row.first], height, lead, _count_bold(words, row, letters), tuple(gaps))


def _count_bold(words: _Words, row: _Row, letters: Letters) -> int:
    after = row.first
    while after < row.after and letters.is_bold(words.starts[after]):
        after += 1
    return words.count(row.first, after) - 1 if after > row.first else 0
