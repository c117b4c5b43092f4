"""The lines on a page of a PDF, as it writes them: which words stand side by side, and where there are gaps.

What is asked of every word is asked of all words of several pages at once, by arrays; only lines are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from qualkit.reading.formats.letters import BOLD, SLANTED, Letters

if TYPE_CHECKING:
    import numpy as np

WIDE = 1.5  # a gap between words, in heights of a letter, that may part columns
MOST_GAPS = 60  # of a line; what is set wider apart still is no row of a table
BESIDE = 0.4  # of a word's height that one beside it shares with it
DENSE = 0.8  # of the widths of its letters a word takes at least, however near they are set to each other

_SOFT = "\ufffe"  # what pdfium writes for a hyphen at the end of a line, with nothing behind it
_LAST_SPACE = "\u3000"
_LETTERS = 0x530  # all of Latin, Greek and Cyrillic
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
              "\ufb06": "st", _SOFT: "- "}  # fmt: skip


class Line(Struct, frozen=True, gc=False):
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
    slanted: bool = False  # whether its first and last letters are in italics
    cell: tuple[int, ...] = ()  # of a table with rules: which one on its page, of how many columns, the row, the column


class _Words(NamedTuple):
    """The words of pages in their order: where in the text they begin and end, and where their first letters stand."""

    said: list[str]
    starts: np.ndarray
    ends: np.ndarray
    parted: np.ndarray  # whether a hyphen at a line's end is their last letter
    pages: np.ndarray
    lefts: np.ndarray
    feet: np.ndarray
    heads: np.ndarray
    heights: np.ndarray
    widths: np.ndarray  # how wide they are at least


def find_lines(letters: Letters, count: int) -> list[list[Line]]:
    """The lines of each of the pages, `count` of them, that were turned to. Places are asked for in two rounds, and of few letters."""
    import numpy as np

    codes = np.frombuffer(letters.text.encode("utf-32-le"), np.uint32)
    starts, ends, parted = _find_words(codes)
    lines: list[list[Line]] = [[] for _ in range(count)]
    if not len(starts):
        return lines
    lefts, rights, feet, heads = letters.find_boxes(starts)
    heights = np.maximum(heads - feet, 1.0)
    widths = heights * _measure(codes, starts, ends, (rights - lefts) / heights)
    pages = letters.find_pages(starts)
    words = _Words(_split(letters.text, codes), starts, ends, parted, pages, lefts, feet, heads, heights, widths)
    rows = _find_rows(words)
    made = _make_lines(words, rows, _find_gaps(words, rows), letters)
    for page, line in zip(words.pages[rows].tolist(), made, strict=True):
        lines[page].append(line)
    return lines


@cache
def _tell_spaces() -> np.ndarray:
    import numpy as np

    return np.array([chr(code).isspace() for code in range(ord(_LAST_SPACE) + 2)])


def _find_words(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where words begin and end, and whether a hyphen ends them: at blanks, and behind hyphens at the ends of lines."""
    import numpy as np

    spaces = _tell_spaces()
    filled = ~spaces[np.minimum(codes, len(spaces) - 1)]
    hyphens = codes == ord(_SOFT)
    bounds = np.concatenate(([True], ~filled | hyphens, [True]))
    starts = np.flatnonzero(filled & (bounds[:-2]))
    last = filled & (hyphens | ~np.concatenate((filled[1:], [False])))
    ends = np.flatnonzero(last) + 1
    return starts, ends, hyphens[ends - 1]


def _split(text: str, codes: np.ndarray) -> list[str]:
    """The same words, spelt letter by letter."""
    if codes.max() >= ord(min(_LIGATURES)):
        for ligature, spelt in _LIGATURES.items():
            text = text.replace(ligature, spelt)
    return text.split()


def _find_rows(words: _Words) -> list[int]:
    """The first words of lines, in which words stand beside each other, each further right than the one before."""
    import numpy as np

    lefts, feet, heads = words.lefts, words.feet, words.heads
    back = (lefts[1:] < lefts[:-1]) | words.parted[:-1] | (words.pages[1:] != words.pages[:-1])
    begins = np.flatnonzero(np.concatenate(([True], back)))
    lengths = np.diff(begins, append=len(lefts))
    base, top = np.repeat(feet[begins], lengths), np.repeat(heads[begins], lengths)
    shared = np.minimum(top, heads) - np.maximum(base, feet)
    beside = shared >= BESIDE * np.minimum(top - base, heads - feet)
    torn = np.repeat(~np.logical_and.reduceat(beside, begins), lengths)  # some are not: these are looked at one by one
    asked = np.flatnonzero(back | torn[1:]) + 1
    rows, foot, head = [0], float(feet[0]), float(heads[0])
    placed = zip(asked.tolist(), back[asked - 1].tolist(), feet[asked].tolist(), heads[asked].tolist(), strict=True)
    for number, anew, low, high in placed:
        if anew or not _is_beside(foot, head, low, high):
            rows.append(number)
            foot, head = low, high
    return rows


def _is_beside(foot: float, head: float, low: float, high: float) -> bool:
    if (low, high) == (foot, head):
        return True
    return min(head, high) - max(foot, low) >= BESIDE * min(head - foot, high - low)


def _measure(codes: np.ndarray, starts: np.ndarray, ends: np.ndarray, firsts: np.ndarray) -> np.ndarray:
    """How wide words are at least, in heights of a letter, by the widths of the letters that begin words.

    Each letter counts as its narrowest, in whatever font, and one that begins no word as the narrowest of all. What is
    not Latin, Greek or Cyrillic, and may run to the left or upon other letters, counts as nothing.
    """
    import numpy as np

    narrowest = np.full(_LETTERS, np.inf)
    known = np.minimum(codes, _LETTERS - 1)
    np.fmin.at(narrowest, known[starts], firsts)
    narrowest[narrowest == np.inf] = narrowest.min()
    narrowest[-1] = 0
    widths = DENSE * narrowest[known]
    sums = np.cumsum(widths)
    least: np.ndarray = sums[ends - 1] - sums[starts] + widths[starts]
    return least


def _find_gaps(words: _Words, rows: Sequence[int]) -> np.ndarray:
    """The words before which there may be a wide gap."""
    import numpy as np

    begins = np.array([*rows, len(words.starts)])
    heights = np.repeat(words.heights[rows], np.diff(begins))[1:]
    wide = np.diff(words.lefts) - words.widths[:-1] > WIDE * heights
    wide[begins[1:-1] - 1] = False
    return np.flatnonzero(wide) + 1


def _make_lines(words: _Words, rows: Sequence[int], wide: np.ndarray, letters: Letters) -> list[Line]:
    import numpy as np

    count = len(rows)
    firsts, afters = np.array(rows), np.array([*rows[1:], len(words.starts)])
    lasts = words.ends[afters - 1] - 1
    lasts -= words.parted[afters - 1] & (lasts > words.starts[firsts])
    leads = np.where(afters > firsts + 1, words.ends[firsts] - 1, lasts)
    rights = letters.find_boxes(np.concatenate((lasts, leads, words.ends[wide - 1] - 1)))[1]
    feet, heights = words.feet[firsts], words.heights[firsts]
    gaps = _place_gaps(words, firsts, heights, wide, rights[2 * count :]) if len(wide) else {}
    looks = letters.find_looks(words.starts[firsts])
    unbold = _find_unbold(words, firsts, afters, looks, letters)
    slanted = (looks & SLANTED).astype(bool)
    slanted[slanted] = letters.find_looks(lasts[slanted]) & SLANTED
    said, lefts = words.said, (*words.lefts.tolist(),)
    placed = zip(
        *(numbers.tolist() for numbers in (firsts, afters, unbold, rights[:count], feet, heights,
                                           rights[count : 2 * count] - words.lefts[firsts], slanted)), strict=True)  # fmt: skip
    return [
        Line(
            " ".join(said[first:after]), lefts[first], x1, y, height, lead,
            len(" ".join(said[first:regular])) if regular > first else 0, gaps.get(first, ()), lefts[first:after], leans,
        )
        for first, after, regular, x1, y, height, lead, leans in placed
    ]  # fmt: skip


def _place_gaps(
    words: _Words, firsts: np.ndarray, heights: np.ndarray, wide: np.ndarray, rights: np.ndarray
) -> dict[int, tuple[tuple[int, float, float], ...]]:
    """The wide gaps of lines, by their first words; `rights` tells where the words before `wide` end."""
    import numpy as np

    rows = np.searchsorted(firsts, wide, "right") - 1
    begins = words.lefts[wide]
    found = begins - rights > WIDE * heights[rows]
    found &= np.bincount(rows[found], minlength=len(firsts))[rows] <= MOST_GAPS
    gaps: dict[int, tuple[tuple[int, float, float], ...]] = {}
    placed = zip(firsts[rows][found].tolist(), wide[found].tolist(), rights[found].tolist(), begins[found].tolist(),
                 strict=True)  # fmt: skip
    for first, number, right, begin in placed:
        at = len(" ".join(words.said[first:number])) + 1
        gaps[first] = (*gaps.get(first, ()), (at, right, begin))
    return gaps


def _find_unbold(
    words: _Words, firsts: np.ndarray, afters: np.ndarray, looks: np.ndarray, letters: Letters
) -> np.ndarray:
    """The first word of each line that is not bold, or the one after the line: asked word by word, all lines at once.

    `looks` are those of the first words.
    """
    import numpy as np

    unbold = firsts.copy()
    rows = np.flatnonzero(looks & BOLD)
    while len(rows):
        unbold[rows] += 1
        rows = rows[unbold[rows] < afters[rows]]
        rows = rows[letters.find_looks(words.starts[unbold[rows]]) & BOLD > 0]
    return unbold
