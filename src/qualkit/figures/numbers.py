"""Thousands of numbers on a sheet, drawn as text without an object for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from matplotlib.artist import Artist
from matplotlib.text import Text

from qualkit.figures.sheet import Sheet
from qualkit.figures.style import FAMILY

Number = tuple[float, float, str, str]  # the middle of it: x, y in inches of the sheet; what is written; its colour
OVER_BOXES: Final = 3  # as matplotlib draws its own texts


class Numbers(Artist):
    """Short texts of one size, each centred on its place.

    A matplotlib Text is made, measured and laid out by itself, twice a picture (SVG and PNG), which for the cells of
    a large map takes far longer than the drawing. Here each different number is measured once.
    """

    def __init__(self, sheet: Sheet, numbers: Sequence[Number], *, size: float) -> None:
        super().__init__()
        self.set_zorder(OVER_BOXES)
        self.set_in_layout(False)  # they lie in boxes, which are counted in the layout already
        self.numbers = tuple(numbers)
        self._sheet, self._size = sheet, size * sheet.scale
        sheet.ax.add_artist(self)
        self.set_clip_path(None)

    def get_children(self) -> list[Any]:
        """The numbers as matplotlib's texts, for whoever looks for the texts of a figure."""
        return [self._text(*number) for number in self.numbers]

    def draw(self, renderer: Any) -> None:
        """Draw them, each as text."""
        if not self.get_visible() or not self.numbers:
            return
        mould = self._text(*self.numbers[0])
        font, height = mould.get_fontproperties(), renderer.get_canvas_width_height()[1]
        places = mould.get_transform().transform([(x, y) for x, y, _, _ in self.numbers])
        shifts = {text: _shift(mould, text, renderer) for text in {text for _, _, text, _ in self.numbers}}
        pens = {colour: self._pen(renderer, colour) for _, _, _, colour in self.numbers}
        for (left, top), (x, y, text, colour) in zip(places, self.numbers, strict=True):
            mould.set_position((x, y))  # SVG anchors a text where its object stands
            across, up = shifts[text]
            down = height - (top + up) if renderer.flipy() else top + up
            renderer.open_group("text")
            renderer.draw_text(pens[colour], left + across, down, text, font, 0.0, ismath=False, mtext=mould)
            renderer.close_group("text")
        for pen in pens.values():
            pen.restore()
        self.stale = False

    def _text(self, x: float, y: float, text: str, colour: str) -> Text:
        made = Text(x, y, text, color=colour, fontsize=self._size, fontfamily=FAMILY, ha="center", va="center")
        made.set(transform=self._sheet.ax.transData, parse_math=False)
        figure: Any = self._sheet.ax.figure
        made.set_figure(figure)
        return made

    def _pen(self, renderer: Any, colour: str) -> Any:
        pen = renderer.new_gc()
        pen.set_foreground(colour)
        return pen


def _shift(mould: Text, text: str, renderer: Any) -> tuple[float, float]:
    """From the middle of a text to the beginning of its base line, in pixels."""
    mould.set_text(text)
    mould.set_verticalalignment("center")
    middle = mould.get_window_extent(renderer)
    mould.set_verticalalignment("baseline")
    base = mould.get_window_extent(renderer)
    mould.set_verticalalignment("center")
    return -middle.width / 2, middle.y0 - base.y0
