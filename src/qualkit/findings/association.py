"""Association: what goes with what, case by case, and whether another explanation does as well."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from qualkit.claims import Association, Side
from qualkit.columns import make_table
from qualkit.conditions import decide
from qualkit.findings.basis import Basis
from qualkit.findings.evidence import Question
from qualkit.findings.passages import list_passages
from qualkit.findings.prevalence import count_sides
from qualkit.findings.verdicts import Table, difference, judge_association, turn_association
from qualkit.findings.weighed import Numbers, Weighed
from qualkit.statistics.effects import risk_difference
from qualkit.statistics.exact import fisher_test
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import pandas as pd

_CELLS = ("exposed_with", "exposed_without", "others_with", "others_without")
_STRATUM_COLUMNS = ("rival", "stratum", *_CELLS, "difference")
_OPEN = ("both", "silent", "unread")


def weigh_association(claim: Association, basis: Basis) -> Weighed:
    """Weigh by the difference of shares between the groups; cases on both sides or on neither are listed apart."""
    cases, undecided = basis.choose(claim.cases)
    question = basis.ask(claim.id, claim.codes, ()) if claim.codes else Question(claim.id, (), ())
    apart = basis.find_apart(question, cases) if claim.codes else {}
    cases = tuple(case for case in cases if case not in apart)
    exposure = _group(claim.id, claim.exposure, cases, basis)
    response = _group(claim.id, claim.response, cases, basis)
    told = [case for case in cases if exposure[case] not in _OPEN and response[case] not in _OPEN]
    table = _cross(told, exposure, response)
    judged = table if claim.direction == "more" else (table[1], table[0], table[3], table[2])
    verdict, turns_with = judge_association(judged, claim.smallest), turn_association(judged, claim.smallest)
    sides = _join_groups(claim, exposure, response)
    effect = risk_difference(*table)
    return Weighed(
        claim=claim,
        verdict=verdict,
        numbers=Numbers(
            counts=count_sides(sides.values()),
            threshold=float(claim.smallest),
            turns_with=math.nan if turns_with is None else turns_with,
            n_missing=len(undecided),
            estimate=difference(table),
            unit="difference of shares",
            effect=difference(table),
            effect_name="risk_difference",
            ci_low=effect.ci_low,
            ci_high=effect.ci_high,
            p_value=fisher_test((table[:2], table[2:])),
        ),
        sides=sides,
        excluded=dict.fromkeys(undecided, "undecided") | apart,
        evidence=list_passages(question, basis.readings, basis.documents, sides).assign(side=""),
        triangulation=basis.no_triangulation(),
        tables={
            "cross": make_table([dict(zip(_CELLS, table, strict=True))], _CELLS),
            "rivals": _stratify(claim, told, exposure, response, basis),
        },
    )


def decide_association(claim: Association, basis: Basis, cases: Sequence[str]) -> dict[str, str]:
    """Where each case stands: with the claim, against it, or why it is in neither group."""
    exposure, response = (_group(claim.id, side, cases, basis) for side in (claim.exposure, claim.response))
    return _join_groups(claim, exposure, response)


def _group(finding: str, side: Side, cases: Sequence[str], basis: Basis) -> dict[str, str]:
    """For each case whether it is in the group (supports), outside (contradicts), or which of both is open."""
    if side.where:
        held = dict(zip(basis.facts["case"], decide(side.where, basis.facts), strict=True))
        return {case: {True: "supports", False: "contradicts", None: "unread"}[held[case]] for case in cases}
    decided = basis.decide(basis.ask(finding, side.support, side.contradict), cases)
    if side.contradict:
        return dict(decided)
    return {case: "contradicts" if where == "silent" else where for case, where in decided.items()}


def _cross(cases: Iterable[str], exposure: Mapping[str, str], response: Mapping[str, str]) -> Table:
    cells = [0, 0, 0, 0]
    for case in cases:
        cells[2 * (exposure[case] == "contradicts") + (response[case] == "contradicts")] += 1
    return (cells[0], cells[1], cells[2], cells[3])


def _join_groups(claim: Association, exposure: Mapping[str, str], response: Mapping[str, str]) -> dict[str, str]:
    agrees = claim.direction == "more"
    return {case: _side(exposure[case], response[case], agrees) for case in exposure}


def _side(exposure: str, response: str, agrees: bool) -> str:
    """Where a case stands: with the claim, against it, or why it is in neither group."""
    for reason in ("unread", "both", "silent"):
        if reason in (exposure, response):
            return reason
    return "supports" if (exposure == response) == agrees else "contradicts"


def _stratify(
    claim: Association, told: list[str], exposure: Mapping[str, str], response: Mapping[str, str], basis: Basis
) -> pd.DataFrame:
    rows = []
    for rival in claim.rivals:
        held = dict(zip(basis.facts["case"], decide(rival.where, basis.facts), strict=True))
        for stratum, value in (("yes", True), ("no", False), ("not told", None)):
            cases = [case for case in told if held[case] is value]
            table = _cross(cases, exposure, response)
            if cases or value is not None:
                rows.append(
                    {"rival": in_language(rival.label, basis.language), "stratum": stratum}
                    | dict(zip(_CELLS, table, strict=True))
                    | {"difference": difference(table)}
                )
    return make_table(rows, _STRATUM_COLUMNS)
