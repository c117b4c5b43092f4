"""Amounts of different years: in the prices of one by a series, or nominal, and never both in one column."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.bands import band_outcome
from qualkit.checks import check_study
from qualkit.findings.sentences import write_sentence
from qualkit.findings.weigh import weigh
from qualkit.prices import deflate
from qualkit.settings import Prices

Make = Callable[..., MadeStudy]
NAN = float("nan")
SERIES = {"2010": 50, "2015": 80, "2017": 100}
PRICES = {"source": "Office of statistics", "series": SERIES, "base": 2017, "years": {"before": "joined", "now": 2017}}
MEASURES = {
    "pay": {"type": "amount", "unit": "IDR", "columns": {"before": "pay_1", "now": "pay_2"}, "better": "up"},
    "shop": {"type": "yes/no", "columns": {"before": "shop_1", "now": "shop_2"}, "better": "up"},
    "maize": {"type": "amount", "unit": "kg", "columns": {"before": "kg_1", "now": "kg_2"}, "better": "up"},
}


def make_paid(make_study: Make, *, joined: tuple[Any, ...] = (2010, 2015, 2017, None), **prices: Any) -> MadeStudy:
    """Four cases told 100 before and 150 now; who joined in 2010 had 200 in prices of 2017."""
    about = PRICES | {"unit": "IDR"} | prices
    made = make_study(codes=["any"], waves=["before", "now"], measures=MEASURES, prices=about)
    for number, year in enumerate(joined, start=1):
        told = {"pay_1": 100, "pay_2": 150, "shop_1": "no", "shop_2": "yes", "kg_1": 10, "kg_2": 20}
        made.add_case(f"F{number}", joined=year, size=number, outcomes=told)
        made.add_voice(f"F{number}", {})
    return made


# --- the formula


def test_the_formula_is_that_of_a_published_example() -> None:
    """US Census Bureau, Current versus Constant (or Real) Dollars: 1995 estimate x 381.2 / 225.3 (CPI-U-RS)."""
    prices = Prices(source="CPI-U-RS", series={"1995": "225.3", "2020": "381.2"}, base="2020", years={})
    assert deflate(Fraction(1), 1995, prices) == Fraction(3812, 2253)


@pytest.mark.parametrize(
    ("amount", "year", "base", "index", "expected"),
    [  # CPI-U as worked at fool.com/investing/general/how-to-calculate-the-real-value-of-money-using-the.aspx
        (100, 2015, 1990, ("127.4", "237.4"), 53.66),
    ],
)
def test_a_second_published_example(amount: int, year: int, base: int, index: tuple[str, str], expected: float) -> None:
    prices = Prices(source="CPI-U", series={str(base): index[0], str(year): index[1]}, base=str(base), years={})
    assert round(float(deflate(Fraction(amount), year, prices)), 2) == expected


@given(st.fractions(0, 10**9), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6))
def test_prices_of_a_third_year_may_be_passed_through(value: Fraction, a: int, b: int, c: int) -> None:
    series = {"2010": a, "2015": b, "2017": c}
    by_2015 = Prices(source="s", series=series, base="2015", years={})
    by_2017 = Prices(source="s", series=series, base="2017", years={})
    assert deflate(deflate(value, 2010, by_2015), 2015, by_2017) == deflate(value, 2010, by_2017)
    assert deflate(value, 2017, by_2017) == value


# --- the table of waves


def test_each_case_is_told_in_prices_of_the_base_year_by_its_own_year(make_study: Make) -> None:
    table = qk.compare_waves(make_paid(make_study).open(), "pay")
    expected = pd.DataFrame(
        {
            "case": ["F1", "F2", "F3", "F4"],
            "value_from": [200.0, 125.0, 100.0, NAN],  # no year: not its nominal 100 among real values
            "value_to": [150.0] * 4,
            "change": [-50.0, 25.0, 50.0, NAN],
            "change_relative": [-0.25, 0.2, 0.5, NAN],
            "side": ["worse", "better", "better", ""],
            "prices": ["prices of 2017"] * 4,
        }
    )
    pd.testing.assert_frame_equal(table[expected.columns.tolist()], expected)


def test_a_change_that_prices_ate_up_is_the_same(make_study: Make) -> None:
    """100 at an index of 30 and 70 at one of 21 is the same, which floats would miss."""
    series = {"2010": 21, "2017": 30}
    made = make_paid(make_study, joined=(2010,), series=series)
    made.outcomes["F1"] |= {"pay_1": 0.7, "pay_2": 1}
    assert qk.compare_waves(made.open(), "pay")["side"].tolist() == ["same"]


def test_what_is_no_money_keeps_its_values(make_study: Make) -> None:
    table = qk.compare_waves(make_paid(make_study).open()).groupby("measure")[["change", "prices"]].first()
    assert table.loc["shop"].tolist() == [1.0, ""]
    assert table.loc["maize"].tolist() == [10.0, ""]


def test_without_a_series_amounts_are_nominal(make_study: Make) -> None:
    made = make_paid(make_study)
    del made.settings["prices"]
    table = qk.compare_waves(made.open()).groupby("measure")[["change", "prices"]].first()
    assert table.loc["pay"].tolist() == [50.0, "nominal"]
    assert table.loc["shop"].tolist() == [1.0, ""]


def test_a_year_may_stand_in_the_outcomes(make_study: Make) -> None:
    made = make_paid(make_study, years={"before": "asked", "now": 2017})
    for told in made.outcomes.values():
        told["asked"] = 2010
    study = made.open()
    assert qk.compare_waves(study, "pay")["value_from"].tolist() == [200.0] * 4
    assert not study.warnings  # the column has its use


# --- what builds on it


def test_bands_and_changes_per_member_follow(make_study: Make) -> None:
    study = make_paid(make_study).open()
    per_member = band_outcome(study, "pay", change="per_member", members="size")
    assert per_member.numbers == {"F1": -50.0, "F2": 12.5, "F3": 50 / 3}
    assert band_outcome(study, "pay").of_case == {"F1": "worse", "F2": "better", "F3": "better"}
    assert band_outcome(study, "pay_1").numbers == {"F1": 200.0, "F2": 125.0, "F3": 100.0}
    assert band_outcome(study, "pay_1").label == "pay, before, in prices of 2017"
    assert band_outcome(study, "pay", language="id").label == "pay, menurut harga tahun 2017"
    assert band_outcome(study, "kg_1").label == "maize, before"


@pytest.mark.parametrize(
    ("series", "verdict", "sentence"),
    [
        (None, "supported", "told by the informants, nominal, after joining"),
        ({"2010": 50, "2017": 60}, "supported", "told by the informants, in prices of 2017, after joining"),
        ({"2010": 50, "2017": 90}, "contradicted", "told by the informants, in prices of 2017, after joining"),
    ],
)
def test_a_verdict_turns_with_the_prices_and_says_which_they_are(
    make_study: Make, series: dict[str, int] | None, verdict: str, sentence: str
) -> None:
    made = make_paid(make_study, joined=(2010,) * 6, series=series or SERIES)
    if series is None:
        del made.settings["prices"]
    made.add_finding("up", "outcome", measure="pay", direction="up", smallest="10 %")
    study = made.open()
    row = qk.weigh_findings(study).iloc[0]
    assert row["verdict"] == verdict
    assert row["unit"] == "share of the first value" + (", prices of 2017" if series else "")
    (weighed,) = weigh(study)
    assert sentence in write_sentence(weighed, study, "en")
    assert ("menurut harga tahun 2017," if series else "nominal,") in write_sentence(weighed, study, "id")


def test_a_case_without_a_year_has_no_place_in_a_verdict(make_study: Make) -> None:
    made = make_paid(make_study, joined=(2017,) * 5 + (None,))
    made.add_finding("up", "outcome", measure="pay", direction="up", smallest=10, change="absolute")
    row = qk.weigh_findings(made.open()).iloc[0]
    assert (row["n_support"], row["n_unread"], row["unit"]) == (5, 1, "IDR, prices of 2017")


# --- faults


@pytest.mark.parametrize(
    ("prices", "joined", "problem"),
    [
        ({"base": 2016}, (2017,), "'base' must be a year of the series, which has 2010 to 2017, found '2016'"),
        ({"base": "soon"}, (2017,), "'base' must be a year such as 2017, found 'soon'"),
        ({"series": {"2017": 0}}, (2017,), "'2017' must be a number above 0 such as 118.6, with a point, found '0'"),
        ({"series": {"2017": -3}}, (2017,), "'2017' must be a number above 0"),
        ({"series": {"2017": "118,6"}}, (2017,), "'2017' must be a number above 0"),
        ({"series": {"17": 100}}, (2017,), "'17' must be a year such as 2017, found '17'"),
        ({"source": ""}, (2017,), "'source' is missing"),
        ({"years": {"now": 2017}}, (2017,), "gives no year for the wave 'before'"),
        ({"years": {"before": "joind", "now": 2017}}, (2017,), "neither a year nor a column 'joind': did you mean 'joined'"),
        ({"years": PRICES["years"] | {"later": 2017}}, (2017,), "no measure has the wave 'later'"),
        ({"years": {"before": "joined", "now": 2018}}, (2017, 2010), "the series has no year 2018 of the wave 'now' (cases F1, F2)"),
        ({}, (2017, 2009, 2009), "the series has no year 2009 in joined (cases F2, F3); it has 2010 to 2017"),
        ({}, ("2017", "long ago"), "'long ago' in joined is no year such as 2017 (cases F2)"),
        ({"unit": ""}, (2017,), "say by `unit:` which amounts are money; the measures have 'IDR', 'kg'"),
        ({"unit": "EUR"}, (2017,), "say by `unit:` which amounts are money"),
    ],
)  # fmt: skip
def test_faults_of_the_prices_are_told_by_check(
    make_study: Make, prices: dict[str, Any], joined: tuple[Any, ...], problem: str
) -> None:
    folder = make_paid(make_study, joined=joined, **prices).write()
    faults = [fault for fault in check_study(folder) if fault.file == "study.yaml" and not fault.warning]
    assert any(problem in fault.problem and fault.line > 1 for fault in faults), [str(fault) for fault in faults]


def test_a_case_without_a_year_is_a_warning_where_it_told_an_amount(make_study: Make) -> None:
    made = make_paid(make_study, joined=(2017, None, None))
    made.outcomes["F3"] |= {"pay_1": None, "pay_2": None}
    (warning,) = made.open().warnings
    assert (
        warning.problem
        == "prices: no year in joined (cases F2): their amounts at 'before' are left out of what is compared"
    )
