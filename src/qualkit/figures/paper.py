"""A drawn figure on a page of A4 or on a slide, as large as it goes, and never with text too small to read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from qualkit.errors import QualkitError, suggest

PAPERS: Final = {"a4": ((8.27, 11.69), (11.69, 8.27)), "slide": ((13.33, 7.5),)}  # inches; A4 stands or lies
MARGINS: Final = {"a4": 0.6, "slide": 0.3}
NAMES: Final = {"a4": "an A4 page", "slide": "a slide"}
READABLE: Final = 6.0  # points


@dataclass(frozen=True)
class Page:
    """A figure put on paper: the paper's size in inches, and how many times as large the figure becomes."""

    width: float
    height: float
    scale: float
    figure: Any

    @property
    def box(self) -> Bbox:
        """The paper in the figure's own inches, the figure in its middle."""
        across, up = self.width / self.scale, self.height / self.scale
        left = (self.figure.get_figwidth() - across) / 2
        low = (self.figure.get_figheight() - up) / 2
        return Bbox.from_bounds(left, low, across, up)


def lay_on(figure: Figure, paper: str) -> Page:
    """The page on which a figure becomes largest.

    The figure is not drawn anew: all of it grows or shrinks alike, so that it says on paper what it says on screen.

    Raises
    ------
    QualkitError
        For another paper, and where a text would be smaller than 6 points.

    Examples
    --------
    >>> page = lay_on(Figure((7, 3)), "a4")
    >>> page.width, page.height, round(page.scale, 2)
    (11.69, 8.27, 1.5)
    """
    if paper not in PAPERS:
        raise QualkitError(f"no paper {paper!r}: {suggest(paper, PAPERS)}")
    margin, wide, high = MARGINS[paper], *map(float, figure.get_size_inches())
    sizes = [(min((w - 2 * margin) / wide, (h - 2 * margin) / high), w, h) for w, h in PAPERS[paper]]
    scale, width, height = max(sizes, key=lambda size: size[0])
    if (smallest := smallest_text(figure)) * scale < READABLE:
        raise QualkitError(
            f"too large for {NAMES[paper]}: its smallest text would be {smallest * scale:.1f} points, and under "
            f"{READABLE:g} nobody reads it; choose fewer codes or cases, or save it without `paper=`, at its own size"
        )
    return Page(width, height, scale, figure)


def smallest_text(figure: Figure) -> float:
    """The size in points of the smallest text that is drawn, at the figure's own size; infinite where there is none.

    Examples
    --------
    >>> figure = Figure()
    >>> _ = figure.text(0, 0, "small", fontsize=7), figure.text(0, 1, "large", fontsize=11)
    >>> smallest_text(figure)
    7.0
    """
    every: list[Any] = figure.findobj(Axes)
    hidden: set[int] = set()
    for axes in every:
        for axis in (axes.xaxis, axes.yaxis):
            axis.get_ticklabels()  # writes them, as drawing would
            hidden |= (
                set() if axes.axison else {id(text) for text in axis.findobj(Text)}
            )  # off, an axis keeps its labels
    texts: list[Any] = figure.findobj(Text)
    shown = [text for text in texts if id(text) not in hidden and text.get_visible() and text.get_text().strip()]
    return min((float(text.get_fontsize()) for text in shown), default=math.inf)
