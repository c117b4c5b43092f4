"""Saturation and coverage: the point in words, and never more than the curve can tell."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import qualkit as qk
from qualkit.analysis.saturation import COLUMNS, measure_curves
from qualkit.errors import QualkitError
from qualkit.figures.saturation import plot_saturation


def make_saturation(
    interviews: int,
    codes: int = 30,
    *,
    curve: str = "saturation",
    name: str = "",
    base: int = 4,
    permutations: int = 50,
) -> pd.DataFrame:
    random = np.random.default_rng(interviews)
    found = random.random((interviews, codes)) < 0.4
    rows = measure_curves(found, base=base, run=2, threshold=0.05, permutations=permutations, seed=1)
    shared = {"curve": curve, "unit": "interview", "base": base, "run": 2, "threshold": 0.05, "n_missing": 3}
    table = pd.DataFrame([{"position": n, "document": f"M{n:02d}{name}"} | row for n, row in enumerate(rows, start=1)])
    return table.assign(**shared)[[column for column in COLUMNS if column != "date"]]


def make_course(new: list[int], *, curve: str = "saturation", base: int = 2, run: int = 1) -> pd.DataFrame:
    """Interviews that bring so many new codes each."""
    seen = np.cumsum(new)
    n_run = [
        float(sum(new[place - run + 1 : place + 1])) if place >= base + run - 1 else np.nan for place in range(len(new))
    ]
    n_base = seen[min(base, len(new)) - 1]
    share = np.array(n_run) / n_base if n_base else np.full(len(new), np.nan)
    reached = np.logical_or.accumulate(share <= 0.05)
    about = {"curve": curve, "unit": "interview", "base": base, "run": run, "threshold": 0.05, "n_missing": 0}
    random = dict.fromkeys(["permuted_mean", "permuted_low", "permuted_high", "seen_mean", "seen_low", "seen_high"])
    return pd.DataFrame(
        {
            "position": range(1, len(new) + 1),
            "document": [f"D{n}" for n in range(1, len(new) + 1)],
            "n_new": new,
            "n_seen": seen,
            "n_run": n_run,
            "n_base": n_base,
            "share_new": share,
            "reached": reached,
        }
    ).assign(**about, **random)[[column for column in COLUMNS if column != "date"]]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("curve", ["saturation", "coverage"])
@pytest.mark.parametrize(("interviews", "codes"), [(1, 8), (5, 8), (24, 30), (60, 120)])
def test_no_text_is_cut_or_overlaps(interviews, codes, curve, language, check_legible):
    table = make_saturation(interviews, codes, curve=curve, name="-the.hamlet.in.the.east.and.the.people.of.$it$" * 1)
    check_legible(plot_saturation(table, language=language, note="Fictional example study"))


def test_small_axes_scale_all_of_it(check_legible):
    ax = Figure(figsize=(4, 4)).add_axes((0, 0, 1, 1))
    check_legible(plot_saturation(make_saturation(24), ax=ax), smallest=0)


def test_the_point_is_told_in_words(written):
    told = written(plot_saturation(make_course([6, 4, 2, 0, 1])))
    assert any(
        "Saturation was reached with interview 4 (D4): its run brought 0 new codes (0% of the base; threshold 5%). "
        "So 3 interviews were enough by this rule, and 1 more confirmed it; new codes after that: 1." in text
        for text in told
    )
    assert any("a run of 1 interviews / the 10 codes of the first 2 (the base)" in text for text in told)
    assert "reached" in told


def test_coverage_says_that_the_codes_were_fixed_and_never_saturation(written):
    told = written(plot_saturation(make_course([6, 4, 2, 0], curve="coverage")))
    assert told[0].startswith("Coverage") or any(text.startswith("Coverage") for text in told)
    assert any("fixed beforehand" in text and "never that nothing else was to be found" in text for text in told)
    assert not any("aturation" in text for text in told)
    indonesian = written(plot_saturation(make_course([6, 4, 2, 0], curve="coverage"), language="id"))
    assert any("bukan bahwa tidak ada hal lain" in text for text in indonesian)
    assert not any("ejenuhan" in text for text in indonesian)
    assert not any("fixed beforehand" in text for text in written(plot_saturation(make_course([6, 4, 2, 0]))))


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ([6, 4, 2, 3], "Saturation was not reached: the last run brought 3 new codes (30% of the base; threshold 5%)"),
        ([600, 400, 54], "last run brought 54 new codes (5.4% of the base; threshold 5%)"),
        ([6, 4], "Too few to tell: base and first run need 3 interviews, there are 2"),
        ([0, 0, 2], "The base has no codes: the share of new information is undefined"),
    ],
)
def test_what_was_not_reached_or_cannot_be_told_is_said(new, expected, written, check_legible):
    ax = plot_saturation(make_course(new))
    assert any(expected in text for text in written(ax))
    assert "reached" not in written(ax)
    check_legible(ax)


def test_a_panel_without_a_curve_says_so():
    lower = plot_saturation(make_course([6, 4])).child_axes[1]
    assert [text.get_text() for text in lower.texts] == ["nothing to draw"]


def test_interviews_that_nobody_has_read_are_counted(written):
    told = written(plot_saturation(make_saturation(8)))
    assert any("Interviews: 8; left out since nobody has read them: 3" in text for text in told)


def _line(panel, colour: str):
    return next(line for line in panel.lines if line.get_color() == colour and line.get_marker() == "None")


def test_curves_are_the_tables():
    table = make_saturation(12)
    upper, lower = plot_saturation(table).child_axes
    for panel, column in ((upper, "n_seen"), (lower, "share_new")):
        np.testing.assert_array_equal(_line(panel, "#005F9E").get_ydata(), table[column].to_numpy(dtype=float))
        assert panel.get_xlim() == (0.5, 12.5)
    mean = [line for line in lower.lines if line.get_color() == "#1A1A1A" and len(line.get_xdata()) > 2]
    np.testing.assert_array_equal(mean[0].get_ydata(), table["permuted_mean"].dropna().to_numpy())
    threshold = _line(lower, "#B5460F")
    assert set(threshold.get_ydata()) == {0.05}
    marks = [line for line in lower.lines if line.get_marker() == "D"]
    first = table[table["reached"]].iloc[0]
    assert [(*mark.get_xdata(), *mark.get_ydata()) for mark in marks] == [(first["position"], first["share_new"])]


def test_an_interview_stands_below_itself():
    upper, lower = plot_saturation(make_saturation(12)).child_axes
    assert upper.get_position().x0 == pytest.approx(lower.get_position().x0)


def test_without_random_orders_there_is_no_band(written):
    assert not any("random orders" in text for text in written(plot_saturation(make_saturation(8, permutations=0))))
    assert any("random orders" in text for text in written(plot_saturation(make_saturation(8))))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"curve": "saturated"}, "column 'curve' has 'saturated': it must be 'saturation' or 'coverage'"),
        ({"base": [2, 2, 3]}, "several values of 'base': 2, 3"),
        ({"position": 1}, "more than one row for position"),
        ({"n_seen": "many"}, "column 'n_seen' must have numbers"),
        ({"n_missing": None}, "column 'n_missing' has empty cells"),
        ({"reached": "False"}, "'reached' has texts"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_an_error(changed, problem):
    with pytest.raises(QualkitError, match=problem):
        plot_saturation(make_course([6, 4, 0]).assign(**changed))


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_example_is_legible(language, example, check_legible):
    check_legible(plot_saturation(qk.count_saturation(example, permutations=50), language=language))
