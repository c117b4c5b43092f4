"""A figure on a page or a slide: as large as it goes, all of it, and refused where nobody could read it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from test_change_figure import FEW, make_change
from test_flows_figure import make_flows
from test_stages_figure import make_stages
from test_theme_map import make_map

from qualkit.errors import QualkitError
from qualkit.figures.change import plot_change
from qualkit.figures.flows import plot_flows
from qualkit.figures.paper import MARGINS, lay_on, smallest_text
from qualkit.figures.stages import plot_stages
from qualkit.figures.style import DPI, save_figure
from qualkit.figures.theme_map import plot_theme_map

FIGURES = [
    pytest.param(lambda: plot_flows(make_flows(2, 3, 2), note="Fictional"), id="flows"),
    pytest.param(lambda: plot_stages(make_stages(3, 4)), id="stages"),
    pytest.param(lambda: plot_theme_map(make_map(5, 8)), id="theme_map"),
    pytest.param(lambda: plot_change(make_change(FEW)), id="change"),
]
TOLD = {"title": "T", "description": "D"}


def read_svg(file: Path) -> tuple[tuple[float, float], list[float]]:
    """Width and height in inches, and the size of every text in points on that paper."""
    root = ElementTree.fromstring(file.read_bytes())
    size = tuple(float(root.attrib[name].removesuffix("in")) for name in ("width", "height"))
    across, up = map(float, root.attrib["viewBox"].split()[2:])
    assert across / size[0] == pytest.approx(up / size[1], rel=1e-3)  # nothing is stretched
    sizes = [float(found) for found in re.findall(r"font-size: ([\d.]+)px", file.read_text(encoding="utf-8"))]
    return size, [points * size[0] * 72 / across for points in sizes]


def find_ink(file: Path) -> tuple[float, float, float, float]:
    """The white margins of a PNG in inches: left, right, top, bottom."""
    dark = (imread(file)[..., :3] < 0.99).any(axis=2)
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    height, width = dark.shape
    return columns[0] / DPI, (width - 1 - columns[-1]) / DPI, rows[0] / DPI, (height - 1 - rows[-1]) / DPI


@pytest.mark.parametrize("paper", ["a4", "slide"])
@pytest.mark.parametrize("draw", FIGURES)
def test_files_are_as_large_as_the_paper_and_all_lies_within_its_margins(draw, paper, tmp_path):
    svg, png = save_figure(draw(), tmp_path / "f", **TOLD, paper=paper)
    (width, height), _ = read_svg(svg)
    assert (width, height) in {"a4": [(8.27, 11.69), (11.69, 8.27)], "slide": [(13.33, 7.5)]}[paper]
    picture = imread(png)
    assert picture.shape[:2] == pytest.approx((height * DPI, width * DPI), abs=1)
    assert (picture[..., 3] == 1).all()  # the paper is white to its edge
    assert min(find_ink(png)) >= MARGINS[paper]


@pytest.mark.parametrize("paper", ["a4", "slide"])
@pytest.mark.parametrize("draw", FIGURES)
def test_text_grows_until_the_figure_meets_a_margin(draw, paper, tmp_path):
    ax = draw()
    svg, _ = save_figure(ax, tmp_path / "f", **TOLD, paper=paper)
    (width, height), sizes = read_svg(svg)
    across, up = ax.figure.get_size_inches()
    scale = min(sizes) / smallest_text(ax.figure)
    room = (width - 2 * MARGINS[paper]) / across, (height - 2 * MARGINS[paper]) / up
    assert scale == pytest.approx(min(room), rel=1e-3)
    assert min(sizes) >= 6
    if paper == "a4":  # turning the page would make it no larger
        turned = (height - 2 * MARGINS[paper]) / across, (width - 2 * MARGINS[paper]) / up
        assert min(turned) <= scale + 1e-3


@pytest.mark.parametrize("paper", ["a4", "slide"])
def test_the_same_bytes_each_time_and_the_figure_is_as_it_was(paper, tmp_path):
    ax = plot_flows(make_flows(2, 3, 2))
    before = [file.read_bytes() for file in save_figure(ax, tmp_path / "before", **TOLD)]
    first = [file.read_bytes() for file in save_figure(ax, tmp_path / "first", **TOLD, paper=paper)]
    again = [file.read_bytes() for file in save_figure(ax, tmp_path / "again", **TOLD, paper=paper)]
    anew = plot_flows(make_flows(2, 3, 2)).figure
    assert [file.read_bytes() for file in save_figure(anew, tmp_path / "anew", **TOLD, paper=paper)] == first == again
    assert [file.read_bytes() for file in save_figure(ax, tmp_path / "after", **TOLD)] == before


@pytest.mark.parametrize(("paper", "name"), [("a4", "an A4 page"), ("slide", "a slide")])
def test_what_nobody_could_read_is_refused_and_not_written(paper, name, tmp_path):
    ax = plot_theme_map(make_map(40, 60))
    with pytest.raises(QualkitError, match=rf"too large for {name}: .* [1-5]\.\d points.*choose fewer codes or cases"):
        save_figure(ax, tmp_path / "new" / "f", **TOLD, paper=paper)
    assert not list(tmp_path.iterdir())


def test_the_limit_is_six_points():
    figure = Figure(figsize=(13.33 - 0.6, 3))  # as wide as a slide within its margins
    text = figure.text(0, 0, "a", fontsize=6.01)
    assert lay_on(figure, "slide").scale == pytest.approx(1)
    text.set_fontsize(5.9)
    with pytest.raises(QualkitError, match=r"would be 5\.9 points"):
        lay_on(figure, "slide")


def test_a_figure_shrunk_onto_small_axes_counts_as_it_is_drawn():
    ax = Figure(figsize=(12, 7)).add_axes((0, 0, 0.2, 0.2))
    plot_stages(make_stages(3, 4), ax=ax)
    with pytest.raises(QualkitError, match="too large for a slide"):
        lay_on(ax.figure, "slide")


def test_only_texts_that_are_drawn_are_measured():
    figure = Figure()
    ax = figure.subplots()
    ax.set_axis_off()
    ax.set_title("seen", fontsize=9)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_tick_params(labelsize=2)
    figure.text(0, 0, " ", fontsize=1)
    figure.text(0, 0, "unseen", fontsize=1, visible=False)
    assert smallest_text(figure) == 9
    ax.set_axis_on()
    assert smallest_text(figure) == 2


def test_the_numbers_of_a_map_are_measured_too():
    assert smallest_text(plot_theme_map(make_map(5, 8)).figure) == 7.5
    ax = plot_theme_map(make_map(5, 8))
    ax.set_title("tiny", fontsize=3)
    assert smallest_text(ax.figure) == 3


def test_another_paper_is_refused_with_what_there_is(tmp_path):
    with pytest.raises(QualkitError, match="no paper 'a5': known are 'a4', 'slide'"):
        save_figure(plot_stages(make_stages(1, 1)), tmp_path / "f", **TOLD, paper="a5")
