"""Amounts of different years in the prices of one, by a series that the user gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from qualkit.errors import Fault, suggest
from qualkit.settings import Measure, Prices, Settings

if TYPE_CHECKING:
    import pandas as pd


def deflate(value: Fraction, year: int, prices: Prices) -> Fraction:
    """An amount of one year in the prices of the base year: value x index of the base year / index of its year.

    Source: ILO, IMF and others (2020), Consumer Price Index Manual: Concepts and Methods, on indexation and
    deflation; US Census Bureau, Current versus Constant (or Real) Dollars, which has the same formula.

    >>> series = {"1995": "225.3", "2020": "381.2"}
    >>> prices = Prices(source="CPI-U-RS", series=series, base="2020", years={"before": "1995", "now": "2020"})
    >>> round(float(deflate(Fraction(1000), 1995, prices)), 2)
    1691.97
    """
    return value * prices.series[prices.base] / prices.series[year]


def name_prices(measure: Measure, settings: Settings) -> str:
    """`prices of 2017`, `nominal` where no series is given, or '' for what is no money."""
    if measure.type != "amount":
        return ""
    if settings.prices is None:
        return "nominal"
    return f"prices of {settings.prices.base}" if is_deflated(measure, settings) else ""


def is_deflated(measure: Measure, settings: Settings) -> bool:
    """Whether a measure's amounts are told in the prices of the base year."""
    prices = settings.prices
    return prices is not None and measure.type == "amount" and prices.unit in ("", measure.unit)


def find_years(prices: Prices, wave: str, facts: pd.DataFrame) -> dict[str, int | None]:
    """The year of each case at a wave, None where it is not known or the series does not have it."""
    years = _read_years(prices, wave, facts)
    return {case: year if isinstance(year, int) and year in prices.series else None for case, year in years.items()}


def find_price_faults(settings: Settings, facts: pd.DataFrame, file: str, line: Callable[..., int]) -> list[Fault]:
    """What keeps amounts from being told in the prices of one year; cases without a year are a warning."""
    if settings.prices is None:
        return []
    prices = settings.prices
    faults: list[Fault] = []
    deflated = {name: measure for name, measure in settings.measures.items() if is_deflated(measure, settings)}
    units = sorted({measure.unit for measure in deflated.values()})
    if not deflated or len(units) > 1:
        known = sorted({measure.unit for measure in settings.measures.values() if measure.type == "amount"})
        units_told = ", ".join(map(repr, known)) or "no amounts"
        problem = f"prices: say by `unit:` which amounts are money; the measures have {units_told}"
        faults.append(Fault(file, line("prices", "unit"), problem))
    waves = {wave for measure in settings.measures.values() for wave in measure.columns}
    for wave in prices.years:
        if wave not in waves:
            problem = f"prices: no measure has the wave {wave!r}: {suggest(wave, waves)}"
            faults.append(Fault(file, line("prices", "years", wave), problem))
    for wave in dict.fromkeys(wave for measure in deflated.values() for wave in measure.columns):
        columns = [measure.columns[wave] for measure in deflated.values() if wave in measure.columns]
        told = _find_told(columns, facts)
        for problem, warning in _find_wave_faults(prices, wave, told, facts):
            faults.append(Fault(file, line("prices", "years", wave), f"prices: {problem}", warning=warning))
    return faults


def _find_told(columns: list[str], facts: pd.DataFrame) -> set[str]:
    """The cases with an amount in one of the columns."""
    present = [column for column in columns if column in facts.columns]
    return set(facts.loc[facts[present].notna().any(axis=1), "case"])


def _find_wave_faults(prices: Prices, wave: str, told: set[str], facts: pd.DataFrame) -> Iterator[tuple[str, bool]]:
    named = prices.years.get(wave)
    if named is None:
        yield f"`years:` gives no year for the wave {wave!r}; add a year, or the column that holds each case's", False
        return
    if not named.isdigit() and named not in facts.columns:
        yield f"the wave {wave!r} has neither a year nor a column {named!r}: {suggest(named, facts.columns)}", False
        return
    by_year: dict[Any, list[str]] = {}
    for case, year in _read_years(prices, wave, facts).items():
        if case in told:
            by_year.setdefault(year, []).append(case)
    place = f"in {named}" if not named.isdigit() else f"of the wave {wave!r}"
    for year, cases in by_year.items():
        who = f"cases {', '.join(cases[:12])}{', …' if len(cases) > 12 else ''}"
        if year is None:
            yield f"no year {place} ({who}): their amounts at {wave!r} are left out of what is compared", True
        elif not isinstance(year, int):
            yield f"{year!r} {place} is no year such as 2017 ({who})", False
        elif year not in prices.series:
            known = f"{min(prices.series)} to {max(prices.series)}"
            yield f"the series has no year {year} {place} ({who}); it has {known}, add the year's index", False


def _read_years(prices: Prices, wave: str, facts: pd.DataFrame) -> Mapping[str, int | str | None]:
    """The year of each case as it stands there: a text where it is no year."""
    named = prices.years.get(wave, "")
    if named.isdigit():
        return dict.fromkeys(facts["case"], int(named))
    if named not in facts.columns:
        return dict.fromkeys(facts["case"], None)
    return {case: _as_year(value) for case, value in zip(facts["case"], facts[named], strict=True)}


def _as_year(value: Any) -> int | str | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    text = str(value).removesuffix(".0")
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else str(value)
