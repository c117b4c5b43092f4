"""Outcome: the median change between two waves, in the cases that were eligible at the first."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from qualkit.analysis.exact import sign_test
from qualkit.analysis.waves import as_numbers, choose_waves, relative_change
from qualkit.claims import Outcome
from qualkit.columns import make_table
from qualkit.findings.basis import Basis
from qualkit.findings.evidence import Question
from qualkit.findings.passages import list_passages
from qualkit.findings.verdicts import Counts, judge_outcome, turn_outcome
from qualkit.findings.weighed import Numbers, Weighed

if TYPE_CHECKING:
    import pandas as pd

_CHANGE_COLUMNS = ("case", "value_from", "value_to", "change", "change_relative", "side")
_SIDES = {1: "supports", -1: "contradicts", 0: "same"}


def weigh_change(claim: Outcome, basis: Basis) -> Weighed:
    """Weigh by the median; better, same, worse and the exact sign test stand beside it."""
    measure = basis.settings.measures[claim.measure]
    waves = [wave for wave in (claim.wave_from, claim.wave_to) if wave]
    declared = list(measure.columns)
    pair = (claim.wave_from or declared[0], claim.wave_to or declared[-1])
    wave_from, wave_to = choose_waves(claim.measure, basis.settings, pair if waves else None)
    cases, undecided = basis.choose(claim.cases)
    facts = basis.facts.set_index("case").loc[list(cases)]
    values_from, values_to = (as_numbers(facts[measure.columns[wave]]) for wave in (wave_from, wave_to))
    sign = 1 if claim.direction == "up" else -1
    sides: dict[str, str] = {}
    changes: list[Fraction] = []
    rows = []
    for case, value_from, value_to in zip(cases, values_from, values_to, strict=True):
        relative = relative_change(value_from, value_to)
        change = _change(claim, value_from, value_to)
        sides[case] = "unread" if change is None else _SIDES[(change * sign > 0) - (change * sign < 0)]
        if change is not None:
            changes.append(change * sign)
        rows.append(
            {
                "case": case,
                "value_from": value_from,
                "value_to": value_to,
                "change": value_to - value_from,
                "change_relative": math.nan if relative is None else float(relative),
                "side": "" if change is None else sides[case],
            }
        )
    return Weighed(
        claim=claim,
        verdict=judge_outcome(changes, claim.smallest),
        numbers=_numbers(claim, changes, list(sides.values()), len(undecided), measure.unit),
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


def _change(claim: Outcome, value_from: float, value_to: float) -> Fraction | None:
    if claim.change == "relative":
        return relative_change(value_from, value_to)
    if math.isnan(value_from) or math.isnan(value_to):
        return None
    return Fraction(repr(value_to)) - Fraction(repr(value_from))


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
        unit="share of the first value" if claim.change == "relative" else unit,
        p_value=sign_test(better, worse),
    )
