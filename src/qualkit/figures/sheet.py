"""A sheet measured in inches from its top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from qualkit.figures.lettering import BODY
from qualkit.figures.style import DPI, FAMILY, GREY, INK, PAPER, style

Box = tuple[float, float, float, float]  # left, top, width, height


class ShownAxes(Axes):
    """Axes that a notebook shows as the picture they are in."""

    def _repr_png_(self) -> bytes:
        buffer = BytesIO()
        figure: Any = self.figure
        with style():
            figure.savefig(buffer, format="png", dpi=DPI * 0.6)
        return buffer.getvalue()


class Sheet:
    """Axes without axis lines, in inches from the top left, scaled down where the axes are too small."""

    def __init__(self, ax: Axes, width: float, height: float) -> None:
        figure: Any = ax.figure
        inches = ax.get_window_extent().transformed(figure.dpi_scale_trans.inverted())
        self.ax = ax
        self.scale = max(min(inches.width / width, inches.height / height), 1e-3)
        if abs(self.scale - 1) < 1e-6:
            self.scale = 1.0
        self.width, self.height = inches.width / self.scale, inches.height / self.scale
        ax.set_axis_off()
        ax.set_xlim(0, self.width)
        ax.set_ylim(self.height, 0)

    def text(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        *,
        size: float = BODY,
        colour: str = INK,
        bold: bool = False,
        ha: str = "left",
        va: str = "center",
        rotation: float = 0,
    ) -> None:
        """Write one line or several."""
        self.ax.text(
            x,
            y,
            text if isinstance(text, str) else "\n".join(text),
            fontsize=size * self.scale,
            fontweight="bold" if bold else "normal",
            fontfamily=FAMILY,
            color=colour,
            ha=ha,
            va=va,
            rotation=rotation,
            parse_math=False,
        )

    def boxes(
        self, boxes: Sequence[Box], *, face: str, edge: str = PAPER, hatch: str | None = None, over: bool = False
    ) -> None:
        """Draw rectangles of one kind; `over` lines, not under them."""
        corners = [[(x, y), (x + w, y), (x + w, y + h), (x, y + h)] for x, y, w, h in boxes]
        if corners:
            self.ax.add_collection(
                PolyCollection(
                    corners,
                    facecolors=face,
                    edgecolors=edge,
                    hatch=hatch,
                    linewidths=0.6 * self.scale,
                    zorder=2.5 if over else 1,
                ),
                autolim=False,
            )

    def outline(self, box: Box, *, colour: str = GREY, width: float = 0.6) -> None:
        """Draw the edge of a rectangle."""
        x, y, w, h = box
        self.line([x, x + w, x + w, x, x], [y, y, y + h, y + h, y], colour=colour, width=width)

    def line(
        self,
        x: Sequence[float],
        y: Sequence[float],
        *,
        colour: str = GREY,
        width: float = 0.6,
        dash: Any = "-",
        marker: str = "",
        size: float = 4,
        open_marker: bool = False,
    ) -> None:
        """Draw a line, its markers, or markers alone (dash='')."""
        made = Line2D(  # not by ax.plot, which reads formats, units and limits first
            x,
            y,
            color=colour,
            linewidth=width * self.scale,
            linestyle=dash,
            marker=marker,
            markersize=size * self.scale,
            markerfacecolor=PAPER if open_marker else colour,
            markeredgewidth=(0.9 if open_marker else 0) * self.scale,
            clip_on=False,
        )
        self.ax.add_artist(made)

    def panel(self, box: Box) -> Axes:
        """Axes with an axis of their own in a rectangle of the sheet."""
        x, y, width, height = box
        return self.ax.inset_axes(
            (x / self.width, 1 - (y + height) / self.height, width / self.width, height / self.height)
        )
