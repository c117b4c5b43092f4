"""The change: both waves, one wave and none are told apart, and the worse cases have names."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from qualkit.errors import QualkitError
from qualkit.figures.change import plot_change

NAN = math.nan


def make_change(values: list[tuple[float, float]], **changes: object) -> pd.DataFrame:
    rows = []
    for i, (before, now) in enumerate(values):
        change = now - before
        side = "" if math.isnan(change) else "better" if change > 0 else "worse" if change < 0 else "same"
        rows.append(
            {
                "measure": "income",
                "measure_label": "Monthly income",
                "unit": "IDR",
                "better": "up",
                "case": f"M{i + 1:02d}",
                "wave_from": "t1",
                "wave_to": "t2",
                "wave_from_label": "before joining",
                "wave_to_label": "now",
                "value_from": before,
                "value_to": now,
                "change": change,
                "change_relative": change / before if before else NAN,
                "side": side,
            }
        )
    return pd.DataFrame(rows).assign(**changes)


def draw_values(cases: int) -> list[tuple[float, float]]:
    random = np.random.default_rng(cases)
    before = np.round(random.lognormal(14, 0.6, cases), -5)
    now = np.where(random.random(cases) < 0.2, before, np.round(before * random.lognormal(0, 0.5, cases), -5))
    before[random.random(cases) < 0.1] = NAN
    now[random.random(cases) < 0.1] = NAN
    return list(zip(before, now, strict=True))


FEW = [(1e6, 2e6), (1.5e6, 1.5e6), (2e6, 1.25e6), (NAN, 3e6), (5e5, NAN), (NAN, NAN)]


def test_each_kind_of_case_is_counted(written):
    told = written(plot_change(make_change(FEW)))
    assert {"better (1)", "same (1)", "worse (1)"} <= set(told)
    assert {"only “before joining” known (1)", "only “now” known (1)"} <= set(told)
    assert any("n = 3 with both waves; missing at one wave: 2, at both: 1." in text for text in told)
    assert {"before joining n = 4", "now n = 4"} <= set(told)


def test_the_median_of_cases_with_both_waves_stands_at_both_waves(written):
    told = written(plot_change(make_change(FEW)))
    assert [text for text in told if text.startswith("median Rp")] == ["median Rp 1.5 million"] * 2


def test_the_axis_is_written_in_readable_rupiah(written):
    told = written(plot_change(make_change([(0.0, 1.5e6)]), language="id"))
    assert {"Rp 0", "Rp 500 ribu", "Rp 1 juta", "Rp 1,5 juta"} <= set(told)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("cases", [1, 5, 24, 60])
def test_no_text_is_cut_or_overlaps(cases, language, check_legible):
    table = make_change(draw_values(cases), wave_from_label="in the year before the member joined the savings group")
    check_legible(plot_change(table, language=language, note="Fictional example study"))


@pytest.mark.parametrize(
    ("prices", "language", "expected"),
    [
        ("nominal", "en", "Amounts are nominal: as told, not adjusted for prices."),
        ("prices of 2017", "en", "Amounts are in prices of 2017; a case whose year is unknown counts as missing."),
        ("nominal", "id", "Nilai nominal: seperti disebut, tidak disesuaikan dengan perubahan harga."),
        ("prices of 2017", "id", "Nilai menurut harga tahun 2017;"),
    ],
)
def test_the_figure_says_which_prices_these_are(prices, language, expected, written, check_legible):
    ax = plot_change(make_change(FEW, prices=prices), language=language)
    check_legible(ax)
    assert any(expected in text for text in written(ax))
    assert not any("rices of" in text or "ominal" in text for text in written(plot_change(make_change(FEW, prices=""))))


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("unit", ["IDR", "KES"])
@pytest.mark.parametrize("factor", [1e6, 1e9])
def test_trillions_are_legible(factor, unit, language, check_legible, written):
    values = [(before * factor, now * factor) for before, now in draw_values(24)]
    ax = plot_change(make_change(values, unit=unit, prices="nominal"), language=language)
    check_legible(ax)
    if unit == "IDR" and factor == 1e6:
        assert any(("Rp 2 trillion" if language == "en" else "Rp 2 triliun") in text for text in written(ax))


def test_at_most_twelve_worse_cases_are_named_and_the_rest_is_told(written, check_legible):
    ax = plot_change(make_change([(2e6, 1e6 + i) for i in range(40)]))
    check_legible(ax)
    told = written(ax)
    assert [text for text in told if text.startswith("M")][1:] == [f"M{i:02d}" for i in range(1, 13)]
    assert any("Named: the 12 of 40 cases" in text for text in told)


def test_long_case_names_are_legible(check_legible):
    table = make_change([(2e6, 1e6), (2e6, 1.01e6), (3e6, 1.02e6)])
    check_legible(plot_change(table.assign(case="the.savings.group.of.the.eastern.hamlet." + table["case"])))


def test_several_measures_get_a_panel_each(check_legible, written):
    table = pd.concat([make_change(FEW), make_change(FEW, measure="debt", measure_label="Debt", better="down")])
    ax = plot_change(table, note="Fictional example study")
    check_legible(ax)
    assert [panel.get_title() for panel in ax.figure.axes if panel.get_title()] == [
        "Monthly income: before joining and now",
        "Debt: before joining and now",
    ]
    assert written(ax).count("Fictional example study") == 1


def test_several_measures_do_not_fit_given_axes():
    table = pd.concat([make_change(FEW), make_change(FEW, measure="debt")])
    with pytest.raises(QualkitError, match="one measure, the table has income, debt"):
        plot_change(table, ax=Figure().subplots())


@pytest.mark.parametrize("values", [[(NAN, NAN)], [(1e6, NAN)], [(0.0, 0.0)], [(-5.0, 5.0), (3.0, -2.0)]])
def test_odd_tables_are_drawn(values, check_legible):
    check_legible(plot_change(make_change(values, unit="")))


def test_values_that_are_no_numbers_are_refused():
    with pytest.raises(QualkitError, match="'value_from' must have numbers"):
        plot_change(make_change(FEW).astype({"value_from": object}).assign(value_from="yes"))
