"""Colours that a colour-blind reader and a grey print can tell apart, and files that are always the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal, cast
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from qualkit.figures.paper import Page, lay_on

INK: Final = "#1A1A1A"
GREY: Final = "#595959"
FAINT: Final = "#B0B0B0"
PAPER: Final = "#FFFFFF"

# The hues of Okabe and Ito (2008), darkened or lightened until neighbours differ by 15 L* or more.
BANDS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#6B6B6B")
CATEGORIES: Final = ("#005F9E", "#F2B134", "#FBF3A1", "#3A1F00", "#CC6A12")
STEPS: Final = ("#DCEAF7", "#98BDE0", "#5E93C6", "#245F9A", "#082C54")
CHANGE: Final = {"better": "#2C93CF", "same": "#BDBDBD", "worse": "#8F3A00"}
EVIDENCE: Final = {
    "support": "#005F9E",
    "both": "#CF8F00",
    "silent": "#F7F7F7",
    "unread": "#C4C4C4",
    "contradict": "#4F1C00",
}
HATCHES: Final = (None, "////", "....", "xxxx", "\\\\\\\\")

FAMILY: Final = ["DejaVu Sans", "sans-serif"]
DPI: Final = 160
SETTINGS: Final[dict[str, Any]] = {
    "axes.linewidth": 0.6,
    "font.family": FAMILY,
    "font.sans-serif": ["DejaVu Sans", "Verdana"],  # Verdana: as wide, so nothing overlaps where it stands in
    "hatch.linewidth": 0.6,
    "path.simplify": False,
    "savefig.bbox": None,
    "svg.fonttype": "none",
    "svg.hashsalt": "qualkit",
    "text.hinting": "none",  # hinted letters are wider at some sizes than they were measured, and run off the sheet
    "text.parse_math": False,  # a label with two dollar signs is no formula
    "text.usetex": False,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the house style; what the user has set for matplotlib comes back afterwards.

    Examples
    --------
    >>> with style():
    ...     mpl.rcParams["svg.fonttype"]
    'none'
    """
    with mpl.rc_context():
        mpl.rcdefaults()  # a user's matplotlibrc must not change a report
        mpl.rcParams.update(cast(Any, SETTINGS))  # typed by name in newer versions
        yield


def lightness(colour: str) -> float:
    """CIE L* of a colour, 0 (black) to 100 (white): what is left of it in a grey print.

    Examples
    --------
    >>> round(lightness("#FFFFFF")), round(lightness("#777777"))
    (100, 50)
    """
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def ink_on(colour: str) -> str:
    """Black or white, whichever is read more easily on `colour`.

    Examples
    --------
    >>> ink_on("#FFFFFF"), ink_on("#000000")
    ('#1A1A1A', '#FFFFFF')
    """
    return INK if lightness(colour) > 50 else PAPER


def fill(index: int) -> tuple[str, str | None]:
    """Colour and hatch of the category at `index`; the colours come again with another hatch.

    Examples
    --------
    >>> fill(0), fill(5)
    (('#005F9E', None), ('#005F9E', '////'))
    """
    return CATEGORIES[index % len(CATEGORIES)], HATCHES[index // len(CATEGORIES) % len(HATCHES)]


def save_figure(
    drawn: Axes | Figure,
    path: str | Path,
    *,
    title: str,
    description: str,
    paper: Literal["a4", "slide"] | None = None,
) -> list[Path]:
    """Write a figure as SVG and PNG, byte for byte the same on every run.

    Parameters
    ----------
    drawn : Axes or Figure
        What a `plot_` function returned, or its figure.
    path : str or Path
        The file's path without a suffix; missing folders are made.
    title, description : str
        What a screen reader says; they stand in both files.
    paper : 'a4', 'slide' or None
        Put the figure, as large as it goes, in the middle of an A4 page (standing or lying, margins of 0.6 in) or of a
        slide (13.33 by 7.5 in, margins of 0.3 in). By default the file is as large as the figure.

    Returns
    -------
    list of Path
        The SVG (its text is text) and the PNG.

    Raises
    ------
    QualkitError
        Where a text would be smaller than 6 points on that paper; nothing is written then.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [file.name for file in save_figure(Figure((2, 1)), f"{folder}/a.b", title="T", description="D")]
    ['a.b.svg', 'a.b.png']
    """
    figure = drawn if isinstance(drawn, Figure) else drawn.figure
    assert isinstance(figure, Figure)  # an Axes without a figure cannot be made by the public functions
    page = lay_on(figure, paper) if paper is not None else None
    stem = Path(path)
    stem.parent.mkdir(parents=True, exist_ok=True)
    written = []
    for suffix, content in (
        ("svg", _svg(figure, page, title, description)),
        ("png", _bytes(figure, page, "png", {"Software": None, "Title": title, "Description": description})),
    ):
        file = stem.with_name(f"{stem.name}.{suffix}")
        file.write_bytes(content)
        written.append(file)
    return written


def _bytes(figure: Any, page: Page | None, kind: str, metadata: dict[str, str | None]) -> bytes:
    """The figure, or the page that it lies on in the figure's own inches: the more of them a page, the fewer dots."""
    buffer = BytesIO()
    with style():
        figure.savefig(
            buffer,
            format=kind,
            dpi=DPI * page.scale if page else DPI,
            metadata=metadata,
            facecolor=PAPER,
            bbox_inches=page.box if page else None,
            **({"pil_kwargs": {"compress_level": 3}} if kind == "png" else {}),  # half the time of 6, no larger file
        )
    return buffer.getvalue()


def _svg(figure: Any, page: Page | None, title: str, description: str) -> bytes:
    """matplotlib writes <title> but hides the description in RDF, where no screen reader looks."""
    metadata = {"Title": title, "Description": description, "Date": None, "Creator": None}
    text = _bytes(figure, page, "svg", metadata).decode("utf-8").replace("\r\n", "\n")
    head, end, tail = text.partition("</title>")
    if page:  # the picture stays in its own inches (viewBox) and is shown at the size of the paper
        head = re.sub(
            r'(<svg [^>]*?)width="[^"]*" height="[^"]*"',
            rf'\g<1>width="{page.width:g}in" height="{page.height:g}in"',
            head,
            count=1,
        )
    return f"{head}{end}\n <desc>{escape(description)}</desc>{tail}".encode()
