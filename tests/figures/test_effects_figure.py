"""Effects: kinds of effect on axes of their own, infinite ends as arrows, and p never alone."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit as qk
from qualkit.errors import QualkitError
from qualkit.figures.dots import Scale, write_estimate
from qualkit.figures.effects import plot_effects

LONG = "the planning of the yearly loans without the members at all "
NAN, INF = math.nan, math.inf


def make_effects(
    codes: int = 1,
    measures: int = 1,
    names: tuple[str, ...] = ("risk_difference",),
    length: int = 20,
    **changes: object,
) -> pd.DataFrame:
    random = np.random.default_rng(codes)
    rows = [
        {
            "code": f"a/{c}",
            "label": f"{c} {LONG}"[:length],
            "measure": f"m{m}",
            "measure_label": f"{m} {LONG}"[:length],
            "effect": float(random.uniform(0.2, 0.6)),
            "effect_name": names[m % len(names)],
            "ci_low": 0.1,
            "ci_high": 0.68,
            "p_value": 0.0312,
            "p_adjusted": 0.3744,
            "n_tests": 12,
            "correction": "holm",
            "n_units": 24,
            "n_missing": 1,
            "n_unread": 2,
            "method": "Fisher",
            "note": "one group has few cases" if c == 0 else "",
        }
        for m in range(measures)
        for c in range(codes)
    ]
    return pd.DataFrame(rows).assign(**changes)


def markers(ax) -> list[str]:
    return [line.get_marker() for line in ax.lines if line.get_marker() not in ("", "None", None)]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("length", [12, 60])
@pytest.mark.parametrize(("codes", "measures"), [(1, 1), (8, 5), (30, 2), (1, 9)])
def test_no_text_is_cut_or_overlaps(codes, measures, length, language, check_legible):
    names = ("risk_difference", "odds_ratio", "cramers_v", "cliffs_delta", "median_difference")
    table = make_effects(codes, measures, names, length)
    table.loc[table.index % 7 == 3, ["effect", "note"]] = [NAN, "a group has no cases with a told value"]
    check_legible(plot_effects(table, language=language, note="Fictional example"))


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_hundred_and_twenty_codes_are_legible(language, check_legible):
    ax = plot_effects(make_effects(120, 1, ("odds_ratio",), 60), language=language)
    check_legible(ax)
    assert ax.figure.get_size_inches()[0] == pytest.approx(7.3)


def test_a_row_tells_effect_interval_n_p_adjusted_p_and_family(written):
    told = written(plot_effects(make_effects(effect=0.416, note="")))
    assert {"0.42 (0.10 to 0.68)", "24 (1; 2)", "0.031", "0.374", "12"} <= set(told)
    text = " ".join(told)
    assert "after Holm’s correction, over the tests counted at the end of the row" in text
    assert {"Difference of shares", "Method: Fisher."} <= set(told)


def test_kinds_of_effect_have_panels_of_their_own(written):
    told = written(plot_effects(make_effects(2, 3, ("risk_difference", "odds_ratio", "cramers_v"))))
    heads = [text for text in told if text.startswith(("Difference", "Odds", "Cramér"))]
    assert heads == ["Difference of shares", "Odds ratio (logarithmic axis)", "Cramér’s V"]
    assert told.count("p") == 3


def test_infinite_ends_are_arrows_and_undefined_ends_no_line(written):
    table = make_effects(effect_name="odds_ratio", effect=3.0, ci_low=0.8, ci_high=INF)
    ax = plot_effects(table)
    assert sorted(markers(ax)) == [">", "o"]
    assert "3 (0.80 to ∞)" in written(ax)
    ax = plot_effects(table.assign(effect=0.0, ci_low=0.0, ci_high=2.0))
    assert set(markers(ax)) == {"<"}
    ax = plot_effects(table.assign(ci_low=NAN, ci_high=NAN))
    assert markers(ax) == ["o"]
    assert "3 (no interval)" in written(ax)


@pytest.mark.parametrize(("name", "middle"), [("risk_difference", 0.0), ("cramers_v", 0.0), ("odds_ratio", 1.0)])
def test_the_line_of_no_effect_stands_where_there_is_none(name, middle):
    ax = plot_effects(make_effects(effect_name=name, effect=middle, ci_low=NAN, ci_high=NAN))
    dot = next(line for line in ax.lines if line.get_marker() == "o").get_xdata()[0]
    assert any(
        line.get_marker() in ("", "None") and list(line.get_xdata()) == [pytest.approx(dot)] * 2 for line in ax.lines
    )


def test_an_undefined_effect_is_told_with_its_note_and_without_its_p(written):
    table = make_effects(2)
    table.loc[0, ["effect", "note", "p_value"]] = [NAN, "no cases on one side", 0.0123]
    ax = plot_effects(table)
    told = written(ax)
    assert "undefined: no cases on one side" in told
    assert "0.012" not in " ".join(told)
    assert markers(ax) == ["o"]
    assert any("without its p: 1 of 2." in text for text in told)


def test_notes_of_defined_effects_are_numbered_below(written):
    told = written(plot_effects(make_effects(2, note=["few cases", "few cases"]), note="Fictional."))
    assert sum(text.endswith("[1]") for text in told) == 2
    assert "[1] few cases. Fictional." in told


def test_p_values_that_are_not_adjusted_are_counted(written):
    told = " ".join(written(plot_effects(make_effects(3, p_adjusted=[0.1, NAN, NAN]))))
    assert "Not adjusted for the number of tests (“–”): 2 p values." in told


def test_without_p_values_there_are_no_columns_of_them(written):
    told = written(plot_effects(make_effects(3, p_value=NAN, p_adjusted=NAN)))
    assert "p" not in told
    assert any("Without p values." in text for text in told)


def test_small_and_large_p_are_never_rounded_to_nothing_or_all(written):
    told = written(plot_effects(make_effects(2, p_value=[0.00001, 0.99996], p_adjusted=[0.00012, 1.0])))
    assert told.count("<0.001") == 2
    assert {">0.999", "1"} <= set(told)


def test_rows_stand_under_their_outcome_or_under_their_code(written):
    assert {"outcome 1", "outcome 2"} <= set(
        written(plot_effects(make_effects(2, 2, measure_label=["outcome 1"] * 2 + ["outcome 2"] * 2)))
    )
    one_code = plot_effects(make_effects(1, 3, label="relief"))
    assert one_code.get_title().replace("\n", " ") == "Code “relief” and outcomes: effects with their intervals"
    one_outcome = plot_effects(make_effects(3, 1, measure_label="income"))
    assert one_outcome.get_title().replace("\n", " ") == "Codes and outcome “income”: effects with their intervals"


def test_unknown_counts_are_no_zeros(written):
    told = written(plot_effects(make_effects(n_missing=NAN, n_unread=None)))
    assert "24 (?; ?)" in told


def test_indonesian_numbers_have_a_decimal_comma(written):
    told = written(plot_effects(make_effects(effect=0.416, note=""), language="id"))
    assert {"0,42 (0,10 s.d. 0,68)", "0,031", "Selisih proporsi"} <= set(told)


def test_hostile_text_is_harmless(check_legible, written):
    ax = plot_effects(
        make_effects(2, code=["a", "b"], label=["<b>$x$ 😀", "b"], note="$\\frac{1}{0}$", method="y" * 300)
    )
    check_legible(ax)
    assert {"<b>$x$ 😀 [1]", "[1] $\\frac{1}{0}$."} <= set(written(ax))


def test_empty_and_wrong_tables(written):
    assert "nothing to draw" in written(plot_effects(make_effects().iloc[:0]))
    with pytest.raises(QualkitError, match="'p_adjusted': did you mean 'p_adjustd'"):
        plot_effects(make_effects().rename(columns={"p_adjusted": "p_adjustd"}))
    with pytest.raises(QualkitError, match="more than one row for code 'a/0', measure 'm0'"):
        plot_effects(pd.concat([make_effects(), make_effects()]))


@pytest.mark.parametrize("language", ["en", "id"])
def test_comparisons_of_the_example_study_are_drawn(example, language, check_legible, written):
    codes = ["welfare/finance/managed", "welfare/needs/met", "participation/training/active"]
    groups = qk.compare_groups(example, codes, "income", language=language).drop_duplicates("code")
    table = groups.assign(n_units=groups["n"], correction="holm", note="")
    ax = plot_effects(table, language=language)
    check_legible(ax)
    told = written(ax)
    assert all(any(text.startswith(write_estimate(e, language)) for text in told) for e in table["effect"])


@given(st.lists(st.floats(1e-12, 1e12), min_size=1, max_size=9))
def test_an_axis_of_ratios_is_symmetric_about_no_effect_and_in_order(values):
    scale = Scale.ratios([*values, 0.0, INF, NAN])
    assert scale.place(1.0) == pytest.approx(0.5)
    assert scale.place(0.0) == -INF
    assert scale.place(INF) == INF
    ordered = sorted(values)
    places = [scale.place(value) for value in ordered]
    assert places == sorted(places)
    assert 2 <= len([tick for tick in scale.ticks if 0 <= scale.place(tick) <= 1]) <= 7


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=9))
def test_an_axis_of_amounts_holds_every_value_and_nothing(values):
    scale = Scale.around([*values, NAN, INF])
    assert all(-1e-6 <= scale.place(value) <= 1 + 1e-6 for value in [*values, 0.0])


def test_two_waves_of_one_measure_are_two_rows(written):
    table = make_effects(2)
    table = table.assign(code="a/b", label="relief", measure="income", outcome=["income_1", "income_2"], note="")
    told = written(plot_effects(table.assign(measure_label=["Income, before", "Income, now"])))
    assert {"Income, before", "Income, now"} <= set(told)
