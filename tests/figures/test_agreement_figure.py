"""Agreement: coefficients told apart without colour, customs that are no passes, undefined told as such."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from qualkit.errors import QualkitError
from qualkit.figures.agreement import MARKERS, plot_agreement
from qualkit.figures.style import lightness

LONG = "the planning of the yearly loans without the members at all "
ALPHA = ("krippendorff_alpha",)
SEVEN = (
    *("percent_agreement", "holsti", "cohen_kappa", "scott_pi", "gwet_ac1", "krippendorff_alpha", "u_alpha_binary"),
)
NAN = float("nan")


def make_agreement(
    codes: int, coefficients: tuple[str, ...] = ALPHA, length: int = 20, low: float = 0.2, **changes: object
) -> pd.DataFrame:
    random = np.random.default_rng(codes)
    rows = []
    for c in range(codes + 1):
        for coefficient in coefficients:
            estimate = float(random.uniform(low, 1))
            rows.append(
                {
                    "code": f"a/{c}" if c < codes else "*",
                    "label": f"{c} {LONG}"[:length],
                    "coefficient": coefficient,
                    "unit": "segment",
                    "estimate": estimate,
                    "ci_low": estimate - 0.15,
                    "ci_high": min(1.0, estimate + 0.1),
                    "n_units": 120 + c,
                }
            )
    return pd.DataFrame(rows).assign(**changes)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("length", [12, 60])
@pytest.mark.parametrize("coefficients", [ALPHA, SEVEN])
@pytest.mark.parametrize(("codes", "low"), [(1, 0.2), (8, -0.9), (30, 0.2)])
def test_no_text_is_cut_or_overlaps(codes, low, coefficients, length, language, check_legible):
    table = make_agreement(codes, coefficients, length, low)
    table.loc[table.index % 5 == 2, ["estimate", "ci_low", "ci_high"]] = NAN
    check_legible(plot_agreement(table, language=language, note="Fictional example"))


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_hundred_and_twenty_codes_are_legible(language, check_legible):
    ax = plot_agreement(make_agreement(120, ALPHA, 60), language=language)
    check_legible(ax)
    assert ax.figure.get_size_inches()[0] == pytest.approx(7.3)


def test_all_codes_together_stand_first(written):
    told = written(plot_agreement(make_agreement(3, label=["first", "second", "third", ""])))
    names = [text for text in told if text in ("first", "second", "third", "all codes together")]
    assert names == ["all codes together", "first", "second", "third"]


def test_a_row_tells_estimate_interval_and_n(written):
    told = written(plot_agreement(make_agreement(1, estimate=0.714, ci_low=0.55, ci_high=0.84)))
    assert told.count("0.71 (0.55 to 0.84)") == 2
    assert {"120", "121"} <= set(told)
    assert any("Unit of counting: segment." in text for text in told)


def test_customs_are_labelled_and_called_no_passes(written):
    told = written(plot_agreement(make_agreement(2)))
    assert {"0.667", "0.800"} <= set(told)
    assert any("customs for Krippendorff’s alpha, not passes" in text for text in told)
    told = " ".join(written(plot_agreement(make_agreement(2), language="id")))
    assert "bukan batas lulus" in told


def test_customs_are_not_drawn_for_agreement_that_counts_chance(written):
    told = written(plot_agreement(make_agreement(2, ("percent_agreement",))))
    assert "0.667" not in told
    told = " ".join(written(plot_agreement(make_agreement(2, ("percent_agreement", "cohen_kappa")))))
    assert "not for Percent agreement, which" in told


def test_an_undefined_estimate_is_told_and_counted(written):
    table = make_agreement(2)
    table.loc[0, ["estimate", "ci_low", "ci_high"]] = NAN
    told = written(plot_agreement(table))
    assert told.count("undefined") == 1
    assert any("Undefined, not drawn: 1 of 3 estimates." in text for text in told)
    assert not any("undefined" in text.lower() for text in written(plot_agreement(make_agreement(2))))


def test_an_undefined_estimate_has_no_marker_and_names_its_coefficient(written):
    table = make_agreement(1, ("cohen_kappa", "scott_pi"))
    table.loc[0, ["estimate", "ci_low", "ci_high"]] = NAN
    ax = plot_agreement(table)
    assert "Cohen’s kappa: undefined" in written(ax)
    assert [line.get_marker() for line in ax.lines].count("o") == 2  # one in the legend, one of all codes


def test_coefficients_are_in_the_legend_and_differ_in_grey():
    for one, other in pairwise(MARKERS):
        assert one.shape != other.shape
        assert abs(lightness(one.colour) - lightness(other.colour)) >= 15
    assert len({(marker.shape, marker.hollow) for marker in MARKERS}) == len(MARKERS)


def test_each_coefficient_has_one_marker_through_all_rows(written):
    table = make_agreement(2, ("cohen_kappa", "scott_pi"))
    ax = plot_agreement(table.iloc[[1, 0, 2, 3, 4, 5]])  # the order of a row does not change what a marker means
    assert {"Cohen’s kappa", "Scott’s pi"} <= set(written(ax))
    dots = [line.get_marker() for line in ax.lines if line.get_marker() in ("o", "s", "<", ">")]
    assert dots.count("o") == dots.count("s") == 4  # one in the legend, three in rows


def test_several_units_are_named_in_the_rows(written):
    table = make_agreement(1, ("cohen_kappa", "u_alpha")).assign(unit=["case", "character"] * 2)
    told = written(plot_agreement(table))
    assert {"120 (case)", "120 (character)"} <= set(told)
    assert any("Unit of counting: case, character." in text for text in told)


def test_an_interval_that_leaves_the_axis_is_an_arrow():
    table = make_agreement(1, estimate=-0.8, ci_low=-1.4, ci_high=0.1)
    assert sum(line.get_marker() == "<" for line in plot_agreement(table).lines) == 2


def test_labels_are_optional_and_hostile_text_is_harmless(check_legible, written):
    table = make_agreement(1).drop(columns="label").assign(code=["*", "<b>$x$ 😀"], n_units=NAN)
    ax = plot_agreement(table)
    check_legible(ax)
    assert {"<b>$x$ 😀", "all codes together", "?"} <= set(written(ax))


def test_empty_and_wrong_tables(written):
    assert "nothing to draw" in written(plot_agreement(make_agreement(1).iloc[:0]))
    with pytest.raises(QualkitError, match="'coefficient': did you mean 'coeficient'"):
        plot_agreement(make_agreement(1).rename(columns={"coefficient": "coeficient"}))
    with pytest.raises(QualkitError, match="more than one row for code 'a/0'"):
        plot_agreement(pd.concat([make_agreement(1), make_agreement(1)]))
