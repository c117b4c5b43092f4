"""The lines on a page of a PDF, as it writes them: which words stand side by side, and where there are gaps.

What is asked of every word is asked of all words of several pages at once, by arrays; only lines are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from qualkit.reading.formats.letters import Letters

if TYPE_CHECKING:
    import numpy as np

WIDE = 1.5  # a gap between words, in heights of a letter, that may part columns
USUAL, NARROW = 0.4, 0.25  # how wide letters are at least, in their heights: in most words, and in every word

_SOFT = "\ufffe"  # what pdfium writes for a hyphen at the end of a line, with nothing behind it
_LAST_SPACE = "\u3000"
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
              0xFFFE: "-"}  # fmt: skip


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


class _Words(NamedTuple):
    """The words of pages in their order: where in its text they begin and end, and where the first letters stand."""

    starts: np.ndarray
    ends: np.ndarray
    parted: np.ndarray  # whether a hyphen at a line's end is their last letter
    pages: np.ndarray
    lefts: np.ndarray
    feet: np.ndarray
    heads: np.ndarray


def find_lines(letters: Letters, count: int) -> list[list[Line]]:
    """The lines of each of the pages, `count` of them, that were turned to. Places are asked for in two rounds, and of few letters."""
    starts, ends, parted = _find_words(letters.text)
    lines: list[list[Line]] = [[] for _ in range(count)]
    if not len(starts):
        return lines
    lefts, _, feet, heads = letters.find_boxes(starts)
    words = _Words(starts, ends, parted, letters.find_pages(starts), lefts, feet, heads)
    rows = _find_rows(words)
    made = _make_lines(words, rows, _find_gaps(words, rows), letters)
    for page, line in zip(words.pages[rows].tolist(), made, strict=True):
        lines[page].append(line)
    return lines


@cache
def _tell_spaces() -> np.ndarray:
    import numpy as np

    return np.array([chr(code).isspace() for code in range(ord(_LAST_SPACE) + 2)])


def _find_words(text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where words begin and end, and whether a hyphen ends them: at blanks, and behind hyphens at the ends of lines."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    spaces = _tell_spaces()
    filled = ~spaces[np.minimum(codes, len(spaces) - 1)]
    hyphens = codes == ord(_SOFT)
    bounds = np.concatenate(([True], ~filled | hyphens, [True]))
    starts = np.flatnonzero(filled & (bounds[:-2]))
    last = filled & (hyphens | ~np.concatenate((filled[1:], [False])))
    ends = np.flatnonzero(last) + 1
    return starts, ends, hyphens[ends - 1]


def _find_rows(words: _Words) -> list[int]:
    """The first words of lines, in which words stand beside each other, each further right than the one before."""
    import numpy as np

    lefts, feet, heads = words.lefts, words.feet, words.heads
    back = (lefts[1:] < lefts[:-1]) | words.parted[:-1] | (words.pages[1:] != words.pages[:-1])
    moved = (feet[1:] != feet[:-1]) | (heads[1:] != heads[:-1])
    asked = np.flatnonzero(back | moved)
    rows, base, top = [0], float(feet[0]), float(heads[0])
    placed = zip((asked + 1).tolist(), back[asked].tolist(), feet[asked + 1].tolist(), heads[asked + 1].tolist(),
                 strict=True)  # fmt: skip
    for number, anew, foot, head in placed:
        if anew or not ((foot == base and head == top) or _is_beside(base, top, foot, head)):
            rows.append(number)
            base, top = foot, head
    return rows


def _is_beside(base: float, top: float, foot: float, head: float) -> bool:
    return min(top, head) - max(base, foot) >= 0.4 * min(top - base, head - foot)


def _find_gaps(words: _Words, rows: Sequence[int]) -> np.ndarray:
    """The words before which there may be a wide gap."""
    import numpy as np

    begins = np.array([*rows, len(words.starts)])
    heights = np.repeat(np.maximum(words.heads - words.feet, 1.0)[begins[:-1]], np.diff(begins))[1:]
    steps, lengths = np.diff(words.lefts), (words.ends - words.starts)[:-1]
    wide = (steps > WIDE * heights + NARROW * heights * lengths) & (steps > USUAL * heights * (lengths + 1))
    wide[begins[1:-1] - 1] = False
    return np.flatnonzero(wide) + 1


def _make_lines(words: _Words, rows: Sequence[int], wide: np.ndarray, letters: Letters) -> list[Line]:
    import numpy as np

    text, count = letters.text, len(rows)
    firsts, afters = np.array(rows), np.array([*rows[1:], len(words.starts)])
    lasts = words.ends[afters - 1] - 1
    lasts -= words.parted[afters - 1] & (lasts > words.starts[firsts])
    leads = np.where(afters > firsts + 1, words.ends[firsts] - 1, lasts)
    rights = letters.find_boxes(np.concatenate((lasts, leads, words.ends[wide - 1] - 1)))[1]
    feet = words.feet[firsts]
    heights = np.maximum(words.heads[firsts] - feet, 1.0)
    gaps = _place_gaps(words, firsts, heights, wide, rights[2 * count :], text) if len(wide) else {}
    starts, ends, lefts = words.starts.tolist(), words.ends.tolist(), words.lefts.tolist()
    placed = np.stack((rights[:count], feet, heights, rights[count : 2 * count] - words.lefts[firsts]), axis=1).tolist()
    lines = []
    for first, after, (x1, y, height, lead) in zip(rows, afters.tolist(), placed, strict=True):
        start = starts[first]
        said = _join(text, start, ends[after - 1])
        bold = _count_bold(text, starts[first:after], ends[first:after], letters) if letters.is_bold(start) else 0
        if not said.isascii():
            said = said.translate(_LIGATURES)
        begins = tuple(lefts[first:after])
        lines.append(Line(said, begins[0], x1, y, height, lead, bold, gaps.get(first, ()), begins))
    return lines


def _place_gaps(
    words: _Words, firsts: np.ndarray, heights: np.ndarray, wide: np.ndarray, rights: np.ndarray, text: str
) -> dict[int, tuple[tuple[int, float, float], ...]]:
    """The wide gaps of lines, by their first words; `rights` tells where the words before `wide` end."""
    import numpy as np

    rows = np.searchsorted(firsts, wide, "right") - 1
    begins = words.lefts[wide]
    found = begins - rights > WIDE * heights[rows]
    gaps: dict[int, tuple[tuple[int, float, float], ...]] = {}
    placed = zip(firsts[rows][found].tolist(), wide[found].tolist(), rights[found].tolist(), begins[found].tolist(),
                 strict=True)  # fmt: skip
    for first, number, right, begin in placed:
        at = len(_join(text, int(words.starts[first]), int(words.ends[number - 1]))) + 1
        gaps[first] = (*gaps.get(first, ()), (at, right, begin))
    return gaps


def _join(text: str, start: int, end: int) -> str:
    """The words of a line, with one space between."""
    return " ".join(text[start:end].split())


def _count_bold(text: str, starts: Sequence[int], ends: Sequence[int], letters: Letters) -> int:
    """How many characters at the beginning of a line belong to words that begin bold, as its first does."""
    after = 1
    while after < len(starts) and letters.is_bold(starts[after]):
        after += 1
    return len(_join(text, starts[0], ends[after - 1]))
