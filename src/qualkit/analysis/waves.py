"""Outcomes between two waves: what was told at each, and what changed, case by case."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.prices import deflate, find_years, is_deflated, name_prices
from qualkit.settings import Measure, Settings
from qualkit.study import Study
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "measure", "measure_label", "unit", "better", "case", "wave_from", "wave_to", "wave_from_label", "wave_to_label",
    "value_from", "value_to", "change", "change_relative", "side", "prices",
)  # fmt: skip


def compare_waves(
    study: Study, measure: str | None = None, *, waves: Sequence[str] | None = None, language: str | None = None
) -> pd.DataFrame:
    """What each case told at two waves of a measure, and the change.

    Parameters
    ----------
    measure : a measure of study.yaml; by default all that can be compared between waves.
    waves : two of the measure's waves; the first and the last by default.

    Returns
    -------
    DataFrame, one row a measure and case with outcomes: `value_from value_to` (yes is 1, no is 0), `change` in the
    measure's unit, `change_relative` as a share of `value_from` (NaN where that is 0), `side` (better, same, worse
    by the measure's `better`, '' where a wave is missing or better is not declared), `prices`. Where study.yaml has
    `prices:`, money is told as value x index of the base year / index of its year (see `qualkit.prices.deflate`),
    and `prices` says for example 'prices of 2017'; a case whose year is not known is missing at that wave. Without
    the series, amounts are 'nominal'; what is no amount, or no money, has ''.

    Raises
    ------
    QualkitError
        For an unknown measure or wave, a category, and waves that study.yaml says cannot be compared.
    """
    settings, language, facts = study.settings, language or study.language, study.facts
    chosen = [measure] if measure else list_comparable(settings)
    rows: list[dict[str, Any]] = []
    for name in chosen:
        wave_from, wave_to = choose_waves(name, settings, waves)
        pairs = [exact_values(name, settings, wave, study.outcomes, facts) for wave in (wave_from, wave_to)]
        shared = _name(name, settings, (wave_from, wave_to), language)
        for case, *pair in zip(study.outcomes["case"], *pairs, strict=True):
            rows.append(shared | {"case": case} | _compare(pair[0], pair[1], settings.measures[name]))
    return make_table(rows, COLUMNS)


def list_comparable(settings: Settings) -> list[str]:
    """The measures that tell a change: measured at two waves or more, in the same way, with a direction."""
    return [
        name
        for name, measure in settings.measures.items()
        if measure.comparable and len(measure.columns) > 1 and measure.type != "category"
    ]


def choose_waves(name: str, settings: Settings, waves: Sequence[str] | None = None) -> tuple[str, str]:
    """The two waves to compare. Raises QualkitError where the measure does not allow it."""
    if name not in settings.measures:
        raise QualkitError(f"no measure {name!r} in study.yaml: {suggest(name, settings.measures)}")
    measure = settings.measures[name]
    if not measure.comparable:
        reason = in_language(measure.reason, settings.report_language)
        raise QualkitError(f"the waves of {name!r} cannot be compared: {reason}")
    if measure.type == "category" or len(measure.columns) < 2:
        raise QualkitError(f"{name!r} tells no change: it is a category or was measured once")
    wanted = tuple(waves) if waves else (next(iter(measure.columns)), list(measure.columns)[-1])
    for wave in wanted:
        if wave not in measure.columns:
            raise QualkitError(f"{name!r} has no wave {wave!r}: {suggest(wave, measure.columns)}")
    if len(wanted) != 2:
        raise QualkitError(f"name two waves of {name!r}, found {len(wanted)}")
    return wanted[0], wanted[1]


def as_numbers(column: pd.Series) -> list[float]:
    """A column of outcomes as numbers: yes is 1, no is 0, missing is NaN."""
    return [{"yes": 1.0, "no": 0.0}.get(value, value) if value is not None else math.nan for value in column]


def exact_values(
    name: str, settings: Settings, wave: str, outcomes: pd.DataFrame, facts: pd.DataFrame
) -> list[Fraction | None]:
    """What was told at a wave, row by row of the outcomes: exact, and money in the prices of the base year.

    `facts` has one row a case, with the column of its year where `prices:` names one. None is not told, or told of
    money whose year is not known.
    """
    measure = settings.measures[name]
    told = as_numbers(outcomes[measure.columns[wave]])
    values = [None if math.isnan(value) else Fraction(repr(float(value))) for value in told]
    prices = settings.prices
    if prices is None or not is_deflated(measure, settings):
        return values
    years = find_years(prices, wave, facts)
    dated = [(value, years.get(case)) for value, case in zip(values, outcomes["case"], strict=True)]
    return [None if value is None or year is None else deflate(value, year, prices) for value, year in dated]


def relative_change(value_from: Fraction | None, value_to: Fraction | None) -> Fraction | None:
    """(to - from) / from, exactly; None where a value is missing or the first is 0.

    >>> relative_change(Fraction(1_500_000), Fraction(1_800_000))
    Fraction(1, 5)
    """
    if value_from is None or value_to is None or value_from == 0:
        return None
    return (value_to - value_from) / abs(value_from)


def as_float(value: Fraction | None) -> float:
    """An exact number as it stands in a table: NaN where there is none."""
    return math.nan if value is None else float(value)


def _name(name: str, settings: Settings, waves: tuple[str, str], language: str) -> dict[str, Any]:
    """What all rows of a measure share."""
    measure = settings.measures[name]
    return {
        "measure": name,
        "measure_label": settings.measure_label(name, language),
        "unit": measure.unit,
        "better": measure.better,
        "wave_from": waves[0],
        "wave_to": waves[1],
        "wave_from_label": settings.wave_label(waves[0], language),
        "wave_to_label": settings.wave_label(waves[1], language),
        "prices": name_prices(measure, settings),
    }


def _compare(value_from: Fraction | None, value_to: Fraction | None, measure: Measure) -> dict[str, Any]:
    change = None if value_from is None or value_to is None else value_to - value_from
    return {
        "value_from": as_float(value_from),
        "value_to": as_float(value_to),
        "change": as_float(change),
        "change_relative": as_float(relative_change(value_from, value_to)),
        "side": name_side(change, measure),
    }


def name_side(change: Fraction | None, measure: Measure) -> str:
    if change is None or not measure.better:
        return ""
    if change == 0:
        return "same"
    return "better" if (change > 0) == (measure.better == "up") else "worse"
