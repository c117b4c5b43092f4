"""What the tests of all figures need: text boxes as Agg measures them, and a look at every text."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

SLACK = 0.5  # pixels


def _visible_texts(figure: Figure) -> list[Text]:
    """All texts that are drawn; the tick labels of axes whose axis is off are objects too, but are not."""
    figure.draw_without_rendering()
    off = [axis for axes in figure.findobj(Axes) if not axes.axison for axis in (axes.xaxis, axes.yaxis)]
    hidden = {id(text) for axis in off for text in axis.findobj(Text)}
    texts = [text for text in figure.findobj(Text) if id(text) not in hidden]
    return [text for text in texts if text.get_visible() and text.get_text().strip()]


@pytest.fixture
def written() -> Callable[[Axes], list[str]]:
    """All texts of the figure that the axes are in, in one line each."""
    return lambda ax: [" ".join(text.get_text().split()) for text in _visible_texts(ax.figure)]


@pytest.fixture
def check_legible() -> Callable[[Axes], None]:
    """Raise where a text is cut by the figure's edge, lies over another text, or is smaller than 7 points."""

    def check(ax: Axes, *, smallest: float = 7.0) -> None:
        figure = ax.figure
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = _visible_texts(figure)
        boxes = np.array([text.get_window_extent(renderer).extents for text in texts])
        assert len(texts) > 1
        small = [text.get_text() for text in texts if text.get_fontsize() < smallest]
        assert not small, f"smaller than {smallest} points: {small[:5]}"
        page = figure.bbox.extents
        inside = (boxes[:, :2] >= page[:2] - SLACK).all(axis=1) & (boxes[:, 2:] <= page[2:] + SLACK).all(axis=1)
        assert inside.all(), f"cut off: {[texts[i].get_text() for i in np.flatnonzero(~inside)[:5]]}"
        for i in range(len(texts) - 1):
            low, high = boxes[i, :2] + SLACK, boxes[i, 2:] - SLACK
            over = (boxes[i + 1 :, :2] < high).all(axis=1) & (boxes[i + 1 :, 2:] > low).all(axis=1)
            overlapped = [texts[i + 1 + j].get_text() for j in np.flatnonzero(over)[:5]]
            assert not overlapped, f"{texts[i].get_text()!r} overlaps {overlapped}"

    return check
