"""Flows: bands as wide as their passages, every passage in a band, and never a word of causes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.patches import PathPatch

import qualkit as qk
from qualkit.errors import QualkitError
from qualkit.figures.flow_plan import THINNEST, lay_out
from qualkit.figures.flows import plot_flows
from qualkit.figures.style import save_figure


def make_flows(stages: int, problems: int, consequences: int, length: int = 20, most: int = 30) -> pd.DataFrame:
    """All combinations, about half of them with passages; what is none is the last of stages and consequences."""
    random = np.random.default_rng(stages * 100 + problems * 10 + consequences)
    text = "the planning of the yearly loans/savings without the members at all "

    def label(number: int, last: int) -> str:
        return "" if number == last else f"{number} {text}"[:length]

    return pd.DataFrame(
        [
            {
                "stage": "" if s == stages else f"s{s}",
                "stage_label": label(s, stages),
                "problem": f"p{p}",
                "problem_label": label(p, -1),
                "consequence": "" if c == consequences else f"c{c}",
                "consequence_label": label(c, consequences),
                "link": "" if c == consequences else "told together",
                "unit": "passage",
                "n": int(random.choice([0, 0, 1, random.integers(0, most)])),
                "n_cases": 1,
                "n_documents": 1,
            }
            for s in range(stages + 1)
            for p in range(problems)
            for c in range(consequences + 1)
        ]
    )


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("length", [12, 60])
@pytest.mark.parametrize(("size", "most"), [((1, 1, 1), 3), ((2, 3, 2), 9), ((4, 4, 6), 40), ((6, 8, 8), 4000)])
def test_no_text_is_cut_or_overlaps(size, most, length, language, check_legible):
    check_legible(plot_flows(make_flows(*size, length, most), language=language, note="Fictional example study. " * 9))


@pytest.mark.parametrize("size", [(2, 2, 2), (6, 8, 8), (9, 20, 20)])
def test_it_is_as_wide_as_a_page_and_grows_downwards(size):
    figure = plot_flows(make_flows(*size, 60)).figure
    assert figure.get_figwidth() == pytest.approx(7.3)


def test_the_example_is_legible_in_both_languages(example, check_legible):
    for language in ("en", "id"):
        check_legible(plot_flows(qk.count_flows(example, language=language), language=language, note="Fictional"))


def test_it_says_what_a_band_means_and_never_that_one_causes_the_other(written):
    table = make_flows(2, 3, 2)
    told = " ".join(written(plot_flows(table)))
    assert "told together with the problem, which does not show that it was caused by it" in told
    assert "tidak berarti disebabkan" in " ".join(written(plot_flows(table, language="id")))
    none = {name: table.loc[table[name] == "", "n"].sum() for name in ("stage", "consequence")}
    assert (
        f"All: {table['n'].sum()}; with no stage: {none['stage']}; with no consequence: {none['consequence']}." in told
    )


def test_boxes_hold_the_sums_and_what_is_none_is_named_last(written):
    table = make_flows(3, 4, 4, most=400)
    told = written(plot_flows(table))
    for column in ("stage", "problem", "consequence"):
        for n in table.groupby(column)["n"].sum():
            assert str(n) in told
    assert told.index("no stage") > max(told.index(label) for label in table["stage_label"].unique() if label)
    assert "no consequence in the turn" in told


def test_bands_are_as_wide_as_their_passages_on_one_scale_and_fill_their_boxes():
    table = make_flows(4, 5, 4, most=60)
    plan = lay_out(table, "en")
    for bands in (plan.into, plan.out):
        assert sum(band.n for band in bands) == table["n"].sum()
        assert all(band.width == pytest.approx(band.n * plan.scale) for band in bands)
    for column, bands, edge in zip(
        plan.columns, (plan.into, plan.into, plan.out), ("begin", "end", "end"), strict=True
    ):
        for node in column:
            here = sorted(
                (getattr(b, edge), b.width)
                for b in bands
                if node.top - 1e-9 <= getattr(b, edge) < node.top + node.height - 1e-9
            )
            assert sum(width for _, width in here) == pytest.approx(node.height)
            assert all(top + width == pytest.approx(after) for (top, width), (after, _) in pairwise(here))


def test_what_is_drawn_is_as_high_as_planned():
    table = make_flows(2, 2, 1, most=50)
    plan, ax = lay_out(table, "en"), plot_flows(table)
    drawn = [patch for patch in ax.patches if isinstance(patch, PathPatch)][1::2]  # each has its white edge before it
    heights = [patch.get_path().vertices[[0, -2], 1] for patch in drawn]
    assert [low - high for high, low in heights] == pytest.approx(
        [max(band.width, THINNEST) for band in (*plan.into, *plan.out)]
    )


def test_a_band_too_thin_to_be_seen_is_widened_and_that_is_told(written):
    table = make_flows(1, 2, 1).assign(n=[1, 0, 0, 0, 0, 0, 4000, 0])
    plan = lay_out(table, "en")
    assert plan.thin == 1
    told = written(plot_flows(table))
    assert any("Bands of 1 or fewer passages are all drawn equally wide" in text for text in told)
    assert not any("equally wide" in text for text in written(plot_flows(table.assign(n=3))))


def test_wide_bands_hide_no_narrow_ones():
    plan = lay_out(make_flows(4, 5, 4), "en")
    for bands in (plan.into, plan.out):
        assert [band.n for band in bands] == sorted((band.n for band in bands), reverse=True)


def test_what_was_never_told_keeps_its_place_with_a_zero_and_no_box(written):
    table = make_flows(2, 2, 2).assign(
        n=lambda rows: rows["n"].where(rows["problem"] != "p1", 0) + (rows["problem"] == "p0")
    )
    ax = plot_flows(table)
    assert "0" in written(ax)
    assert any(text.startswith("1 the planning") for text in written(ax))
    assert not any(band.n == 0 for band in (*lay_out(table, "en").into, *lay_out(table, "en").out))


def test_a_combination_without_a_row_or_a_number_is_told_and_is_no_zero(written):
    table = make_flows(1, 2, 1).astype({"n": float})
    table.loc[0, "n"] = float("nan")
    told = written(plot_flows(table.drop(index=5)))
    assert any("Not counted, so not drawn: 2 combinations." in text for text in told)


def test_nothing_told_at_all_is_drawn_without_bands(check_legible):
    ax = plot_flows(make_flows(2, 2, 2).assign(n=0))
    check_legible(ax)
    assert not [patch for patch in ax.patches if isinstance(patch, PathPatch)]
    assert not [made for made in ax.collections if isinstance(made, PolyCollection)]


def test_hostile_labels_are_text(check_legible, written, tmp_path):
    table = make_flows(2, 2, 2)
    table["problem_label"] = table["problem"] + " owes $5 to $9 <b>&amp; " + "x" * 70
    table["consequence_label"] = "the 😀 of " + table["consequence"]
    ax = plot_flows(table)
    check_legible(ax)
    told = " ".join(written(ax))
    assert "owes $5 to $9 <b>&amp;" in told
    svg, _ = save_figure(ax, tmp_path / "a", title="T", description="D")
    assert "&lt;b&gt;&amp;amp;" in svg.read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "head"), [("en", "Told together with"), ("id", "Diceritakan bersama")])
def test_no_word_of_a_heading_is_broken_over_short_labels(language, head, written, check_legible):
    table = make_flows(1, 1, 1, 1).query("stage != '' and consequence != ''").assign(n=3)
    ax = plot_flows(table, language=language)
    check_legible(ax)
    assert head in written(ax)


def test_a_negative_number_of_passages_is_refused():
    with pytest.raises(QualkitError, match="column 'n' has -3"):
        plot_flows(make_flows(1, 1, 1).assign(n=[-3, 1, 1, 1]))


def test_a_combination_told_twice_is_refused():
    table = make_flows(1, 1, 1)
    with pytest.raises(QualkitError, match="more than one row for stage 's0', problem 'p0', consequence 'c0'"):
        plot_flows(pd.concat([table, table]))
