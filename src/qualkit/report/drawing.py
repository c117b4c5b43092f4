"""Drawing one figure of a report, wherever it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qualkit.errors import QualkitError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Paper = Literal["a4", "slide"]
MODULES = ("pandas", "qualkit.figures.frame", "matplotlib.backends.backend_svg")
"""What drawing needs to have imported, whichever figure it is."""


def draw(plot: Callable[[], Axes], path: Path, title: str, description: str, paper: Paper | None) -> str:
    """Write a figure as SVG and PNG; where it would be unreadable on `paper` that is told, and it is not written."""
    from qualkit.figures.style import save_figure

    drawn = plot()
    try:
        save_figure(drawn, path, title=title, description=description, paper=paper)
    except QualkitError as error:
        if paper is None:
            raise
        return f"{path.name} is not written: {error}"
    return ""
