"""Prevalence: more than a share of the cases show it. Without a contradicting code it is at most present."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from qualkit.claims import Prevalence
from qualkit.findings.basis import Basis
from qualkit.findings.evidence import Question, Side
from qualkit.findings.passages import list_passages, triangulate
from qualkit.findings.verdicts import Counts, judge_presence, judge_prevalence, turn_prevalence
from qualkit.findings.weighed import Numbers, Weighed
from qualkit.statistics.effects import share_interval

UNDECIDED = "undecided"


def weigh_prevalence(claim: Prevalence, basis: Basis) -> Weighed:
    """Weigh by the sides of the cases the claim applies to; Clopper and Pearson's interval only of a probability sample."""
    question = _ask(claim, basis)
    cases, undecided = basis.choose(claim.cases)
    apart = basis.find_apart(question, cases)
    sides = basis.decide(question, [case for case in cases if case not in apart])
    counts = count_sides(sides.values())
    if claim.contradict:
        verdict = judge_prevalence(counts, claim.threshold)
        turns_with = turn_prevalence(counts, claim.threshold)
    else:
        verdict, turns_with = judge_presence(counts.support), counts.support or None
    sampled = basis.settings.sampling == "probability" and bool(claim.contradict)
    interval = share_interval(counts.support, counts.all) if sampled else None
    return Weighed(
        claim=claim,
        verdict=verdict,
        numbers=Numbers(
            counts=counts,
            low=float(counts.low) if counts.low is not None else math.nan,
            high=float(counts.high) if counts.high is not None and claim.contradict else math.nan,
            threshold=float(claim.threshold) if claim.contradict else math.nan,
            turns_with=math.nan if turns_with is None else turns_with,
            n_missing=len(undecided),
            ci_low=interval.ci_low if interval else math.nan,
            ci_high=interval.ci_high if interval else math.nan,
        ),
        sides=sides,
        excluded=dict.fromkeys(undecided, UNDECIDED) | apart,
        evidence=list_passages(question, basis.readings, basis.documents, sides),
        triangulation=triangulate(question, basis.readings, basis.documents, basis.roles),
    )


def decide_prevalence(claim: Prevalence, basis: Basis, cases: Sequence[str]) -> dict[str, Side]:
    """Where each case stands."""
    return basis.decide(_ask(claim, basis), cases)


def _ask(claim: Prevalence, basis: Basis) -> Question:
    return basis.ask(claim.id, claim.support, claim.contradict, claim.when)


def count_sides(sides: Iterable[str]) -> Counts:
    """How many stand where."""
    found = Counter(sides)
    return Counts(found["supports"], found["contradicts"], found["both"], found["silent"], found["unread"])
