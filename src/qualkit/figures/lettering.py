"""Text that is measured before it is placed: its width, its lines, and labels moved apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

TITLE: Final = 11.0  # points
BODY: Final = 8.0
SMALL: Final = 7.0  # nothing is smaller
LINE: Final = 1.32  # height of a line in its font size
ROUGHLY: Final = 0.25  # by how much the sum of the letters may err: kerning, and the edges of a short line


@lru_cache(maxsize=50_000)
def text_width(text: str, size: float = BODY, bold: bool = False) -> float:
    """Width of one line in inches, with some room for the differences between renderers.

    Examples
    --------
    >>> text_width("mm") > text_width("ii") > text_width("") == 0
    True
    """
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 72 * 1.03


def text_height(lines: Sequence[str], size: float = BODY) -> float:
    """Height of some lines in inches."""
    return len(lines) * size * LINE / 72


def wrap(text: str, width: float, size: float = BODY, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `width` inches: at spaces, else after / _ -, else anywhere.

    Examples
    --------
    >>> wrap("savings are a burden", 0.8)
    ['savings are a', 'burden']
    >>> "".join(wrap("welfare/moneylender/free", 0.8)) == "welfare/moneylender/free"
    True
    """
    lines = [""]
    for piece in re.findall(r"\s+|[^\s/_\-]*[/_\-]+|[^\s/_\-]+", " ".join(text.split())):
        if _fits((lines[-1] + piece).rstrip(), width, size, bold):
            lines[-1] += piece
            continue
        if not piece.isspace():
            lines.append(piece)
        while len(lines[-1]) > 1 and not _fits(lines[-1].rstrip(), width, size, bold):
            keep = max(1, _fitting(lines[-1], width, size, bold))
            lines[-1:] = [lines[-1][:keep], lines[-1][keep:]]
    return [line.strip() for line in lines if line.strip()] or [""]


def _fitting(word: str, width: float, size: float, bold: bool) -> int:
    return next((n - 1 for n in range(1, len(word) + 1) if not _fits(word[:n], width, size, bold)), len(word))


def _fits(line: str, width: float, size: float, bold: bool) -> bool:
    """Whether a line is narrow enough: by the sum of its letters where that is clear by far, else measured."""
    if line.isascii():  # other letters may join or stack, so that their sum says little
        sum_of_letters = size * sum(_advance(letter, bold) for letter in line)
        if abs(sum_of_letters - width) > ROUGHLY * max(sum_of_letters, width):
            return sum_of_letters < width
    return text_width(line, size, bold) <= width


@lru_cache(maxsize=256)
def _advance(letter: str, bold: bool) -> float:
    """What an ASCII letter adds to a line, in inches, at a font size of one point."""
    return (text_width(f"n{letter}n", BODY, bold) - text_width("nn", BODY, bold)) / BODY


def spread(centres: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move labels apart along a line, each as little as the least squares allow, within low and high.

    Examples
    --------
    >>> spread([1.0, 1.0, 5.0], [1.0, 1.0, 1.0], 0.0, 10.0)
    [0.5, 1.5, 5.0]
    """
    order = sorted(range(len(centres)), key=lambda i: centres[i])
    before = [0.0] * len(centres)  # the room taken by the labels before this one
    for earlier, i in pairwise(order):
        before[i] = before[earlier] + sizes[earlier]
    blocks: list[list[float]] = []  # pooled neighbours: sum and count
    for i in order:
        blocks.append([centres[i] - sizes[i] / 2 - before[i], 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + total, blocks[-1][1] + count]
    starts = [total / count for total, count in blocks for _ in range(int(count))]
    placed = [0.0] * len(centres)
    last = max(low, high - sum(sizes))
    for i, start in zip(order, starts, strict=True):
        placed[i] = min(max(start, low), last) + before[i] + sizes[i] / 2
    return placed
