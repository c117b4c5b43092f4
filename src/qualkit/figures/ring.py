"""Where the codes of a network stand: on a flat ring, by theme, their labels outside it at the left and the right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from qualkit.figures.frame import plain
from qualkit.figures.lettering import BODY, SMALL, text_height, text_width, wrap
from qualkit.figures.themes import OUTERMOST, Look, dress_themes, name_code

WIDTH: Final = 7.0
LABEL_WIDTH: Final = 2.0  # inches; what is longer is wrapped
LOWEST: Final = 3.0  # height of the smallest ring
BETWEEN: Final = 0.05  # two labels
ABOVE: Final = 0.08  # a theme
MANY: Final = 40  # codes; from here the letters are smaller
POINTS: Final = 33  # of a curve


@dataclass(frozen=True)
class Node:
    """A code with its label and its place in inches."""

    code: str
    n: int
    look: Look
    lines: list[str]
    x: float
    y: float
    label_x: float
    ha: str  # 'right' at the left side


@dataclass(frozen=True)
class Ring:
    """All codes and headings, placed."""

    nodes: Mapping[str, Node]
    headings: Sequence[tuple[float, float, list[str], str]]  # x, y, lines, ha
    largest: float  # inches across the mark of the most frequent code
    font: float
    height: float
    width: float = WIDTH

    def size(self, n: int) -> float:
        """Inches across a mark whose area shows n."""
        return self.largest * math.sqrt(n / max(node.n for node in self.nodes.values()))

    def curve(self, first: str, second: str) -> tuple[list[float], list[float]]:
        """A line between two codes that bows inward, where no code stands."""
        one, other = self.nodes[first], self.nodes[second]
        inner = min(abs(node.x - self.width / 2) for node in self.nodes.values()) * 2
        reach = 0.25 * inner if one.ha != other.ha else min(0.85 * inner, 0.25 + 0.5 * abs(one.y - other.y))
        bends = [node.x + (reach if node.ha == "right" else -reach) for node in (one, other)]
        t = np.linspace(0, 1, POINTS)
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        x = np.transpose(weights) @ [one.x, *bends, other.x]
        y = np.transpose(weights) @ [one.y, one.y, other.y, other.y]
        return [float(at) for at in x], [float(at) for at in y]


@dataclass(frozen=True)
class _Entry:
    """A code in its column, or the name of a theme."""

    lines: list[str]
    height: float
    look: Look
    code: str = ""


def lay_out(table: pd.DataFrame, labels: Mapping[str, str] | None) -> Ring:
    """Place the codes of a table with at least one pair."""
    n = _count(table)
    font = BODY if len(n) < MANY else SMALL
    largest = 0.2 if len(n) < MANY else 0.14
    themes: dict[str, list[str]] = {}
    for code in n:
        themes.setdefault(code.partition("/")[0], []).append(code)
    looks = dress_themes(themes, labels)
    groups = []
    for theme, codes in themes.items():
        named = wrap(looks[theme].name, LABEL_WIDTH, font, bold=True)
        entries = [_Entry(named, text_height(named, font) + ABOVE, looks[theme])]
        for code in codes:
            lines = wrap(f"{name_code(code, labels)} ({n[code]})", LABEL_WIDTH, font)
            height = max(text_height(lines, font), largest * OUTERMOST) + BETWEEN
            entries.append(_Entry(lines, height, looks[theme], code))
        groups.append(entries)
    sides = _split(groups)
    height = max(LOWEST, *(sum(entry.height for entry in side) for side in sides))
    widths = [text_width(line, font, bold=not entry.code) for side in sides for entry in side for line in entry.lines]
    outer = max(widths) + 0.06 + largest * OUTERMOST / 2
    placed = [_Placing(outer, largest, height, ha) for ha in ("right", "left")]
    nodes = {node.code: node for side, place in zip(sides, placed, strict=True) for node in place.nodes(side, n)}
    headings = [one for side, place in zip(sides, placed, strict=True) for one in place.headings(side)]
    return Ring(nodes, headings, largest, font, height)


def _count(table: pd.DataFrame) -> dict[str, int]:
    """Each code's n, in the order of the codebook: the first in a pair is the first there."""
    first, second = table["code_a"].map(plain), table["code_b"].map(plain)
    most: dict[str, int] = {}
    for code, n in [*zip(first, table["n_a"], strict=True), *zip(second, table["n_b"], strict=True)]:
        most[code] = max(most.get(code, 0), 0 if pd.isna(n) else int(n))
    leads = first.value_counts()
    return {code: most[code] for code in sorted(most, key=lambda code: -int(leads.get(code, 0)))}


def _split(groups: Sequence[Sequence[_Entry]]) -> tuple[list[_Entry], list[_Entry]]:
    """Two columns of about the same height; a theme is divided only where they would differ by more than a third."""
    whole = [[entry for group in groups[:cut] for entry in group] for cut in range(1, len(groups) + 1)]
    rest = [[entry for group in groups[cut:] for entry in group] for cut in range(1, len(groups) + 1)]
    options = list(zip(whole, rest, strict=True))
    best = min(options, key=_unevenness)
    if _unevenness(best) <= 1 / 3:
        return best
    divided = [
        ([*_flat(groups[:at]), *group[:cut]], [group[0], *group[cut:], *_flat(groups[at + 1 :])])
        for at, group in enumerate(groups)
        for cut in range(2, len(group))
    ]
    return min([*options, *divided], key=_unevenness)


def _flat(groups: Sequence[Sequence[_Entry]]) -> list[_Entry]:
    return [entry for group in groups for entry in group]


def _unevenness(sides: tuple[list[_Entry], list[_Entry]]) -> float:
    left, right = (sum(entry.height for entry in side) for side in sides)
    return abs(left - right) / (left + right)


@dataclass(frozen=True)
class _Placing:
    """One side of the ring."""

    outer: float  # from the edge of the sheet to the outermost code
    largest: float
    height: float
    ha: str

    def nodes(self, side: Sequence[_Entry], n: Mapping[str, int]) -> Iterator[Node]:
        away = self.largest * OUTERMOST / 2 + 0.06
        for entry, y in self._stack(side):
            if entry.code:
                x = self._x(y)
                label = x - away if self.ha == "right" else x + away
                yield Node(entry.code, n[entry.code], entry.look, entry.lines, x, y, label, self.ha)

    def headings(self, side: Sequence[_Entry]) -> Iterator[tuple[float, float, list[str], str]]:
        away = self.largest * OUTERMOST / 2 + 0.06
        for entry, y in self._stack(side):
            if not entry.code:
                x = self._x(y)
                yield (x - away if self.ha == "right" else x + away, y + ABOVE / 2, entry.lines, self.ha)

    def _stack(self, side: Sequence[_Entry]) -> Iterator[tuple[_Entry, float]]:
        """Each entry with the middle of its place; what room is left stands between the codes."""
        spare = (self.height - sum(entry.height for entry in side)) / max(sum(bool(entry.code) for entry in side), 1)
        y = 0.0
        for entry in side:
            size = entry.height + (spare if entry.code else 0.0)
            yield entry, y + size / 2
            y += size

    def _x(self, y: float) -> float:
        """Codes above and below stand further in, so that no straight line between two runs through a third."""
        away = 2 * y / self.height - 1
        inset = 0.35 * (WIDTH / 2 - self.outer) * (1 - math.sqrt(max(0.0, 1 - away * away)))
        return self.outer + inset if self.ha == "right" else WIDTH - self.outer - inset
