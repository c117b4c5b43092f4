"""Stacked bars of counted cases: every segment has its number, the narrow ones too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qualkit.figures.frame import SWATCH, Key
from qualkit.figures.lettering import spread, text_height, text_width, wrap
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import FAINT, GREY, PAPER, ink_on

NUMBER: Final = 7.5  # font size
ROOM: Final = 0.07  # about a number
LEADER: Final = 0.09


@dataclass(frozen=True)
class Segment:
    """A part of a bar: how many, what is written, and how it looks."""

    label: str
    n: float
    text: str
    face: str
    hatch: str | None = None

    @property
    def key(self) -> Key:
        """Its entry in the legend."""
        return Key(self.label, lambda sheet, x, y: self.paint(sheet, x, y - 0.065, SWATCH, 0.13))

    def paint(self, sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
        """Draw the rectangle."""
        edge = GREY if self.hatch and ink_on(self.face) != PAPER else PAPER
        sheet.boxes([(x, y, width, height)], face=self.face, edge=edge, hatch=self.hatch)
        sheet.outline((x, y, width, height), colour=GREY)


@dataclass(frozen=True)
class Bar:
    """Segments beside each other; `total` cases are `width` inches."""

    segments: Sequence[Segment]
    total: float
    width: float
    height: float

    def _wide(self, segment: Segment) -> float:
        return segment.n / self.total * self.width if self.total else 0.0

    @property
    def _outside(self) -> list[tuple[Segment, float]]:
        """What does not fit into its segment, with the segment's middle."""
        outside, x = [], 0.0
        for segment in self.segments:
            if segment.n and text_width(segment.text, NUMBER) + ROOM > self._wide(segment):
                outside.append((segment, x + self._wide(segment) / 2))
            x += self._wide(segment)
        return outside

    @property
    def _listed(self) -> list[str]:
        """The outside numbers as running text, where they are too many to stand side by side."""
        outside = self._outside
        if sum(text_width(segment.text, NUMBER) + ROOM for segment, _ in outside) <= self.width:
            return []
        return wrap("; ".join(f"{segment.label}: {segment.text}" for segment, _ in outside), self.width, NUMBER)

    @property
    def above(self) -> float:
        """Room that is needed above the bar."""
        if not self._outside:
            return 0.0
        return text_height(self._listed or [""], NUMBER) + (0.03 if self._listed else LEADER)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw with the left end at x and the top of the bar itself at y."""
        left = x
        outside = {id(segment) for segment, _ in self._outside}
        for segment in self.segments:
            wide = self._wide(segment)
            if not segment.n:
                continue
            segment.paint(sheet, left, y, wide, self.height)
            if id(segment) not in outside:
                self._write(sheet, segment, left + wide / 2, y)
            left += wide
        if self._listed:
            sheet.text(x, y - 0.03, self._listed, size=NUMBER, va="bottom")
        else:
            self._draw_outside(sheet, x, y)

    def _write(self, sheet: Sheet, segment: Segment, middle: float, y: float) -> None:
        """On a ground of its own, or hatches and marks would run through the number."""
        wide = text_width(segment.text, NUMBER) + 0.02
        tall = text_height([""], NUMBER) - 0.01
        box = (middle - wide / 2, y + (self.height - tall) / 2, wide, tall)
        sheet.boxes([box], face=segment.face, edge=segment.face, over=True)
        colour = ink_on(segment.face)
        sheet.text(middle, y + self.height / 2, segment.text, size=NUMBER, colour=colour, ha="center")

    def _draw_outside(self, sheet: Sheet, x: float, y: float) -> None:
        outside = self._outside
        sizes = [text_width(segment.text, NUMBER) + ROOM for segment, _ in outside]
        places = spread([middle for _, middle in outside], sizes, 0.0, self.width)
        for (segment, middle), place in zip(outside, places, strict=True):
            sheet.line([x + middle, x + place], [y + 0.04, y - LEADER + 0.02], colour=GREY, width=0.6)
            sheet.text(x + place, y - LEADER, segment.text, size=NUMBER, ha="center", va="bottom")


def draw_empty(sheet: Sheet, x: float, y: float, width: float, height: float, text: str) -> None:
    """A bar of no cases."""
    sheet.outline((x, y, width, height), colour=FAINT)
    sheet.text(x + ROOM, y + height / 2, text, size=NUMBER, colour=GREY)
