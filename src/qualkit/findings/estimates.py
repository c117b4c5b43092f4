"""Whether other coders' codings would have given other numbers: crosstabs and associations, choice by choice."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualkit.analysis.bands import Change, band_outcome
from qualkit.analysis.choices import Choice, Over, count_moves, list_choices, tell_unread
from qualkit.analysis.crosstab import cross_groups, divide_cases
from qualkit.analysis.design import Design
from qualkit.analysis.groups import Grouping, Voices
from qualkit.claims import Association, Side
from qualkit.columns import make_table
from qualkit.errors import QualkitError
from qualkit.findings.weigh import weigh
from qualkit.settings import Crosstab
from qualkit.statistics.names import EffectName, Test
from qualkit.study import Study
from qualkit.wording import say

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "finding", "code", "measure", "by", "value_by", "choice", "over", "n", "n_missing", "n_unread", "n_apart",
    "effect", "effect_name", "ci_low", "ci_high", "p_value", "effect_of_record", "shift", "n_changed", "changed",
    "n_read_by_one", "note",
)  # fmt: skip


def compare_estimates(
    study: Study,
    *coders: str,
    code: str | None = None,
    outcome: str | None = None,
    by: str | None = None,
    group: Grouping = "has",
    change: Change | None = None,
    bands: Sequence[float] | None = None,
    test: Test | None = None,
    effect: EffectName | None = None,
    where: str | None = None,
    cases: Over = "shared",
    language: str | None = None,
) -> pd.DataFrame:
    """The effect of each crosstab by each coder's codings, by both's, by either's, and by those that were agreed.

    Parameters
    ----------
    coders : two or more.
    code, outcome : one crosstab, which the options up to `where` describe as for `crosstab`; by default the
        associations among the findings and the crosstabs of study.yaml, which the report shows.
    cases : `shared` takes the cases that every named coder has read for the codes, so that choices differ by reading
        alone; `all` what each has read: then a choice also differs by having read less.
    language : of `note`; the study's by default.

    Returns
    -------
    DataFrame, one row a crosstab (`finding` where it is a claim's; `value_by` its part) and choice: `n` cases compared,
    `n_missing` with no value, `n_unread` not read in this choice, `n_apart` left out as not all have read them;
    `effect` with its interval and `p_value`, not adjusted. `effect_of_record` is that by the coders of record over the
    same cases, `shift` the effect less that; `n_changed`, `changed` and `n_read_by_one` as in `compare_verdicts`. What
    is undefined, as where no case is shared, is NaN; `note` says why.

    Raises
    ------
    QualkitError
        For fewer than two coders, an unknown one, a code without outcome, and what `crosstab` refuses.

    Examples
    --------
    >>> table = compare_estimates(study, "a", "b", code="welfare/finance/managed", outcome="cashbook")
    >>> table[["choice", "n", "effect", "shift"]]
       choice   n    effect  shift
    0       a  24  0.888889    0.0
    1       b  24  0.888889    0.0
    2    both  24  0.888889    0.0
    3  either  24  0.888889    0.0
    """
    if (code is None) != (outcome is None):
        raise QualkitError("a crosstab needs both code= and outcome=; without both, those of the study are compared")
    language = language or study.language
    choices = list_choices(study, coders, cases)
    if code is not None and outcome is not None:
        options = {"by": by, "group": group, "change": change, "test": test, "effect": effect}
        tab = Crosstab(code=code, outcome=outcome, bands=None if bands is None else tuple(bands), **options)  # type: ignore[arg-type]
        compared = _cross_by_choice(study, tab, choices, where, language)
    else:
        compared = _list_known(study, choices, language)
    rows = (one.hold_against(one_of_record, cases, language) for one, one_of_record in compared)
    return make_table(rows, COLUMNS)


@dataclass(frozen=True)
class _Estimate:
    """`sides` are the cases that were read, each with where it stands."""

    row: Mapping[str, Any]
    sides: Mapping[str, str]

    def hold_against(self, of_record: _Estimate, over: Over, language: str) -> dict[str, Any]:
        before, now = of_record.row["effect"], self.row["effect"]
        note = "; ".join(filter(None, (self._tell(of_record, language), self.row["note"])))
        moved = {"over": over, "effect_of_record": before, "shift": now - before, "note": note}
        return {**self.row, **moved, **count_moves(self.sides, of_record.sides)}

    def _tell(self, of_record: _Estimate, language: str) -> str:
        n_unread = self.row["n_unread"]
        if self.row["n_apart"] and not self.sides and not n_unread:
            return say("choice.none_shared", language)
        return tell_unread(n_unread, of_record.row["n_unread"], language)


Compared = Iterator[tuple[_Estimate, _Estimate]]
"""Estimates, each with that of the coders of record."""


def _list_known(study: Study, choices: Sequence[Choice], language: str) -> Compared:
    if claims := [claim for claim in study.findings if isinstance(claim, Association)]:
        by_choice = [_find_associations(study, choice, language) for choice in choices]
        for claim in claims:
            of_record, *others = (found[claim.id] for found in by_choice)
            yield from ((one, of_record) for one in others)
    for tab in study.settings.crosstabs:
        yield from _cross_by_choice(study, tab, choices, None, language)


def _find_associations(study: Study, choice: Choice, language: str) -> dict[str, _Estimate]:
    found = {}
    for one in weigh(study, language=language, choice=choice):
        if isinstance(claim := one.claim, Association):
            numbers, counts = one.numbers, one.numbers.counts
            row = {
                "finding": claim.id, "code": _name(claim.exposure), "measure": _name(claim.response),
                "by": "", "value_by": "", "choice": choice.name,
                "n": counts.support + counts.contradict, "n_missing": numbers.n_missing, "n_unread": counts.unread,
                "n_apart": one.n_apart, "effect": numbers.effect, "effect_name": numbers.effect_name,
                "ci_low": numbers.ci_low, "ci_high": numbers.ci_high, "p_value": numbers.p_value, "note": "",
            }  # fmt: skip
            found[claim.id] = _Estimate(row, one.read)
    return found


def _name(side: Side) -> str:
    return side.where or " or ".join(side.support)


def _cross_by_choice(
    study: Study, tab: Crosstab, choices: Sequence[Choice], where: str | None, language: str
) -> Compared:
    of_record, *others = (_cross(study, tab, choice, where, language) for choice in choices)
    for value in dict.fromkeys(value for found in (of_record, *others) for value in found):
        yield from ((found[value], of_record[value]) for found in others if value in found and value in of_record)


def _cross(study: Study, tab: Crosstab, choice: Choice, where: str | None, language: str) -> dict[str, _Estimate]:
    """The crosstab by one choice: an estimate for each value of `by`."""
    voices = Voices.of(study, where=where, language=language, choice=choice)
    groups = voices.group(tab.code, tab.group)
    columns = band_outcome(study, tab.outcome, change=tab.change, bands=tab.bands, language=language)
    tests = {"test": tab.test, "effect": tab.effect, "permute": None, "force": tab.force}
    table = cross_groups(study, tab.code, groups, columns, Design.of(study, tab.clusters), tests, by=tab.by)  # type: ignore[arg-type]
    found = {}
    for value, within in divide_cases(study, tab.by).items():
        part = table[table["value_by"] == value]
        if part.empty:
            continue
        first, sides = part.iloc[0], part.drop_duplicates("side")
        known = {case: side for case, side in groups.of_case.items() if case in within}
        n_unread = int(first["n_unread"])
        row = {
            **first[["code", "measure", "by", "value_by", "effect_name", "note"]].to_dict(),
            **{name: float(first[name]) for name in ("effect", "ci_low", "ci_high")},
            "p_value": float(first["p_value"]) if known else math.nan,
            "finding": "", "choice": choice.name, "n": int(sides["n_units"].sum()),
            "n_missing": int(sides["n_missing"].sum()), "n_unread": n_unread,
            "n_apart": sum(case in within for case in voices.cases) - len(known) - n_unread,
        }  # fmt: skip
        found[value] = _Estimate(row, known)
    return found
