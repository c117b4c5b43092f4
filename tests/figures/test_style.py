"""What holds for all figures: grey print, the same bytes, nothing changed that is the user's."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations, pairwise
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image
from test_agreement_figure import make_agreement
from test_change_figure import FEW, make_change
from test_crosstab_figure import TWO, make_crosstab
from test_effects_figure import make_effects
from test_findings_figure import make_findings
from test_flows_figure import make_flows
from test_joint_figure import make_joint
from test_network_figure import make_small
from test_portrait_figure import THREE
from test_saturation_figure import make_course
from test_stages_figure import make_stages
from test_theme_map import make_map

from qualkit.errors import QualkitError
from qualkit.figures import lettering
from qualkit.figures.agreement import plot_agreement
from qualkit.figures.change import plot_change
from qualkit.figures.codeline import plot_codeline
from qualkit.figures.crosstab import plot_crosstab
from qualkit.figures.effects import plot_effects
from qualkit.figures.findings import plot_findings
from qualkit.figures.flows import COLUMNS as FLOWS
from qualkit.figures.flows import plot_flows
from qualkit.figures.joint import plot_joint_display
from qualkit.figures.lettering import spread, text_width, wrap
from qualkit.figures.network import plot_network
from qualkit.figures.portrait import plot_portrait
from qualkit.figures.saturation import plot_saturation
from qualkit.figures.stages import plot_stages
from qualkit.figures.style import CATEGORIES, CHANGE, EVIDENCE, PAPER, STEPS, ink_on, lightness, save_figure
from qualkit.figures.theme_map import plot_theme_map

FIGURES = [
    pytest.param(plot_theme_map, make_map(5, 8), id="theme_map"),
    pytest.param(plot_crosstab, make_crosstab(TWO), id="crosstab"),
    pytest.param(plot_change, make_change(FEW), id="change"),
    pytest.param(plot_flows, make_flows(2, 3, 2)[list(FLOWS)], id="flows"),
    pytest.param(plot_stages, make_stages(3, 4), id="stages"),
    pytest.param(plot_findings, make_findings([("prevalence", "mixed", 9, 4, 1, 1, 1, 2)]), id="findings"),
    pytest.param(plot_network, make_small(), id="network"),
    pytest.param(plot_portrait, THREE, id="portrait"),
    pytest.param(plot_codeline, THREE, id="codeline"),
    pytest.param(plot_saturation, make_course([6, 4, 2, 0]), id="saturation"),
    pytest.param(plot_joint_display, make_joint(2), id="joint"),
    pytest.param(plot_effects, make_effects(2), id="effects"),
    pytest.param(plot_agreement, make_agreement(2), id="agreement"),
]


@pytest.mark.parametrize("colours", [CATEGORIES, STEPS, tuple(CHANGE.values()), tuple(EVIDENCE.values())])
def test_colours_of_one_figure_differ_by_15_in_lightness(colours):
    levels = sorted(map(lightness, colours))
    assert all(above - below >= 15 for below, above in pairwise(levels)), levels


@pytest.mark.parametrize("colour", [*CATEGORIES, *STEPS, *EVIDENCE.values()])
def test_numbers_on_a_colour_have_the_contrast_of_wcag_aa(colour):
    def luminance(level: float) -> float:
        return ((level + 16) / 116) ** 3

    dark, light = sorted(luminance(lightness(one)) for one in (colour, ink_on(colour)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_a_figure_tells_the_unit_and_has_the_note(plot, table, written):
    for language, unit in (("en", "Unit of counting"), ("id", "Satuan hitung")):
        told = " ".join(written(plot(table, language=language, note="Fictional example study")))
        assert unit in told
        assert told.endswith("Fictional example study") or " Fictional example study " in told


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_an_empty_table_is_told_and_no_error(plot, table, written):
    assert "nothing to draw" in written(plot(table.iloc[:0]))
    assert "tidak ada yang dapat digambar" in written(plot(pd.DataFrame(), language="id"))


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_missing_columns_are_named(plot, table):
    first, second = table.columns[0], table.columns[-1]
    with pytest.raises(QualkitError, match=f"lacks 2 column.*'{first}'.*'{second}'"):
        plot(table.drop(columns=[first, second]))


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_neither_the_table_nor_matplotlibs_settings_are_changed(plot, table, tmp_path):
    before, settings = table.copy(deep=True), dict(mpl.rcParams)
    save_figure(plot(table), tmp_path / "figure", title="T", description="D")
    pd.testing.assert_frame_equal(table, before)
    assert dict(mpl.rcParams) == settings


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_the_users_settings_do_not_change_the_picture(plot, table, tmp_path):
    plain = save_figure(plot(table), tmp_path / "plain", title="T", description="D")
    with mpl.rc_context({"font.size": 20, "font.family": "serif", "lines.linewidth": 9, "axes.titlesize": 30}):
        other = save_figure(plot(table), tmp_path / "other", title="T", description="D")
    assert [file.read_bytes() for file in plain] == [file.read_bytes() for file in other]


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_saved_twice_is_byte_for_byte_the_same(plot, table, tmp_path):
    ax = plot(table)
    drawn = [save_figure(one, tmp_path / name, title="T", description="D") for one, name in ((ax, "a"), (ax, "b"))]
    drawn.append(save_figure(plot(table).figure, tmp_path / "c", title="T", description="D"))
    first, *others = ([file.read_bytes() for file in files] for files in drawn)
    assert others == [first, first]


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_svg_has_text_as_text_with_title_and_description(plot, table, tmp_path):
    title, description = "Debts & <losses>", "Most cases are “better”; a < b."
    svg, png = save_figure(plot(table), tmp_path / "new" / "a.b", title=title, description=description)
    assert (svg.name, png.name) == ("a.b.svg", "a.b.png")
    root = ElementTree.fromstring(svg.read_bytes())
    name = "{http://www.w3.org/2000/svg}"
    assert [root[0].text, root[1].text] == [title, description]
    assert [root[0].tag, root[1].tag] == [f"{name}title", f"{name}desc"]
    assert any(element.text for element in root.iter(f"{name}text"))
    assert b"\r" not in svg.read_bytes()
    assert b"dc:date" not in svg.read_bytes()
    assert b"Matplotlib" not in png.read_bytes()


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_a_notebook_shows_the_axes_as_a_picture(plot, table):
    assert plot(table)._repr_png_().startswith(b"\x89PNG")


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_given_axes_are_returned_and_all_fits(plot, table, check_legible):
    ax = Figure(figsize=(4, 3)).subplots()
    assert plot(table, ax=ax, note="Fictional example study") is ax
    check_legible(ax, smallest=1)


def test_wrapping_loses_nothing_and_keeps_the_width():
    texts = ["a" * 60, "welfare/moneylender/free_at_last", "savings are a burden for the family", "", "  a  b "]
    for text in texts:
        lines = wrap(text, 0.9)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(text_width(line) <= 0.9 for line in lines)


def test_spread_labels_keep_their_order_and_never_overlap():
    centres, sizes = [5.0, 4.9, 5.05, 0.1, 9.9], [1.0, 0.5, 1.0, 1.0, 1.0]
    placed = spread(centres, sizes, 0.0, 10.0)
    order = sorted(range(5), key=lambda i: centres[i])
    assert order == sorted(range(5), key=lambda i: placed[i])
    assert all(abs(placed[i] - placed[j]) >= (sizes[i] + sizes[j]) / 2 - 1e-9 for i, j in combinations(range(5), 2))
    assert all(at - size / 2 >= 0 and at + size / 2 <= 10 for at, size in zip(placed, sizes, strict=True))


def test_paper_is_white():
    assert lightness(PAPER) == pytest.approx(100)


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("AVWTLYfijlt.,/_- mwé–ß@'\"0123456789"), max_size=60),
    st.floats(0.2, 3.0),
    st.sampled_from([7.0, 8.0, 11.0]),
    st.booleans(),
)
def test_lines_judged_by_their_letters_are_broken_as_if_each_were_measured(text, width, size, bold):
    quick = wrap(text, width, size, bold)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lettering, "ROUGHLY", 1.0)  # nothing is clear by far
        assert wrap(text, width, size, bold) == quick


@pytest.mark.parametrize(("plot", "table"), FIGURES)
def test_what_a_notebook_shows_has_a_white_edge(plot, table):
    picture = Image.open(BytesIO(plot(table)._repr_png_())).convert("L")
    width, height = picture.size
    for edge in ((width - 4, 0, width, height), (0, 0, 4, height), (0, 0, width, 4), (0, height - 4, width, height)):
        assert picture.crop(edge).getextrema() == (255, 255)
