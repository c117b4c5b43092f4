"""Outcome: the median change between two waves, in the cases that were eligible at the first."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from qualkit.analysis.waves import as_float, choose_waves, exact_values, relative_change
from qualkit.claims import Outcome
from qualkit.columns import make_table
from qualkit.findings.basis import Basis
from qualkit.findings.evidence import Question
from qualkit.findings.passages import list_passages
from qualkit.findings.verdicts import Counts, judge_outcome, turn_outcome
from qualkit.findings.weighed import Numbers, Weighed
from qualkit.prices import is_deflated, name_prices
from qualkit.settings import Settings
from qualkit.statistics.exact import sign_test

if TYPE_CHECKING:
    import pandas as pd

_CHANGE_COLUMNS = ("case", "value_from", "value_to", "change", "change_relative", "side", "prices")
_SIDES = {1: "supports", -1: "contradicts", 0: "same"}


def weigh_change(claim: Outcome, basis: Basis) -> Weighed:
    """Weigh by the median, in the prices of one year where there is a series; the exact sign test stands beside it."""
    measure = basis.settings.measures[claim.measure]
    waves = [wave for wave in (claim.wave_from, claim.wave_to) if wave]
    declared = list(measure.columns)
    pair = (claim.wave_from or declared[0], claim.wave_to or declared[-1])
    wave_from, wave_to = choose_waves(claim.measure, basis.settings, pair if waves else None)
    cases, undecided = basis.choose(claim.cases)
    facts = basis.facts.set_index("case").loc[list(cases)].reset_index()
    values_from, values_to = (
        exact_values(claim.measure, basis.settings, wave, facts, facts) for wave in (wave_from, wave_to)
    )
    sign = 1 if claim.direction == "up" else -1
    sides: dict[str, str] = {}
    changes: list[Fraction] = []
    rows = []
    for case, value_from, value_to in zip(cases, values_from, values_to, strict=True):
        change = _change(claim, value_from, value_to)
        sides[case] = "unread" if change is None else _SIDES[(change * sign > 0) - (change * sign < 0)]
        if change is not None:
            changes.append(change * sign)
        rows.append(
            {
                "case": case,
                "value_from": as_float(value_from),
                "value_to": as_float(value_to),
                "change": as_float(_difference(value_from, value_to)),
                "change_relative": as_float(relative_change(value_from, value_to)),
                "side": "" if change is None else sides[case],
                "prices": name_prices(measure, basis.settings),
            }
        )
    return Weighed(
        claim=claim,
        verdict=judge_outcome(changes, claim.smallest),
        numbers=_numbers(claim, changes, list(sides.values()), len(undecided), _unit(claim, basis.settings)),
        sides=sides,
        excluded=dict.fromkeys(undecided, "undecided"),
        evidence=_list_said(claim, sides, basis),
        triangulation=basis.no_triangulation(),
        tables={"changes": make_table(rows, _CHANGE_COLUMNS)},
    )


def _list_said(claim: Outcome, sides: dict[str, str], basis: Basis) -> pd.DataFrame:
    """What the cases say of it, beside the values; a row without a quote where they say nothing."""
    question = basis.ask(claim.id, claim.said, ()) if claim.said else Question(claim.id, (), ())
    table = list_passages(question, basis.readings, basis.documents, sides)
    return table[table["case"].isin(set(sides))].assign(side="").reset_index(drop=True)


def _change(claim: Outcome, value_from: Fraction | None, value_to: Fraction | None) -> Fraction | None:
    return (relative_change if claim.change == "relative" else _difference)(value_from, value_to)


def _difference(value_from: Fraction | None, value_to: Fraction | None) -> Fraction | None:
    return None if value_from is None or value_to is None else value_to - value_from


def _unit(claim: Outcome, settings: Settings) -> str:
    measure = settings.measures[claim.measure]
    unit = "share of the first value" if claim.change == "relative" else measure.unit
    return f"{unit}, {name_prices(measure, settings)}" if is_deflated(measure, settings) else unit


def _numbers(claim: Outcome, changes: list[Fraction], sides: list[str], undecided: int, unit: str) -> Numbers:
    better, worse = sides.count("supports"), sides.count("contradicts")
    turns_with = turn_outcome(changes, claim.smallest)
    sign = 1 if claim.direction == "up" else -1
    return Numbers(
        counts=Counts(support=better, contradict=worse, unread=sides.count("unread")),
        n_same=sides.count("same"),
        n_missing=undecided,
        threshold=float(claim.smallest),
        turns_with=math.nan if turns_with is None else turns_with,
        estimate=float(median(changes)) * sign if changes else math.nan,
        unit=unit,
        p_value=sign_test(better, worse),
    )
