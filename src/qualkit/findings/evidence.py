"""What speaks for and against a claim: the side of each case, and every passage it rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qualkit.analysis.choices import Combine
from qualkit.coding.reviews import Reviewed, is_case_read
from qualkit.model import EVIDENCE_METHODS, Coding, Judgement

Side = Literal["supports", "contradicts", "both", "silent", "unread"]


@dataclass(frozen=True)
class Question:
    """What is asked of each case: which codes speak for it, which against it, and of which wave."""

    finding: str
    support: Collection[str]
    contradict: Collection[str]
    when: str | None = None

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(self.support) | frozenset(self.contradict)

    def side_of(self, coding: Coding) -> Side | None:
        """The side a passage is on, None where it bears on neither."""
        if coding.code in self.support:
            return "supports"
        return "contradicts" if coding.code in self.contradict else None

    def counts(self, coding: Coding) -> bool:
        """Whether a passage counts: not one that was taken back, only reported, or about another time."""
        dated = self.when is None or coding.when in (None, self.when)
        return coding.status == "stands" and dated and coding.method in EVIDENCE_METHODS


@dataclass(frozen=True)
class Reading:
    """One coder's work, as far as it decides sides."""

    coder: str
    codings: Sequence[Coding]
    reviewed: Reviewed
    judgements: Sequence[Judgement] = ()


Units = Callable[[Coding], Iterable[str]]


def decide_sides(
    question: Question,
    units: Sequence[str],
    readings: Sequence[Reading],
    *,
    documents: Mapping[str, Sequence[str]],
    combine: Combine = "either",
    units_of: Units | None = None,
) -> dict[str, Side]:
    """The side of each unit (case or source): decided per coder, then combined.

    Parameters
    ----------
    documents : for each unit the documents it depends on; it is unread until all of them are read.
    units_of : whom a passage tells about; by default the cases of its coding.
    combine : `either` takes what any coder found, `both` what all of them did.

    A person's judgement of a unit stands for what the coder's passages say of it.
    """
    per_coder = [_decide(question, units, reading, documents, units_of or cases_of) for reading in readings]
    return {unit: _combine([sides[unit] for sides in per_coder], combine) for unit in units}


def cases_of(coding: Coding) -> Iterable[str]:
    """The cases a passage is about."""
    return coding.cases or ()


def _decide(
    question: Question,
    units: Sequence[str],
    reading: Reading,
    documents: Mapping[str, Sequence[str]],
    units_of: Units,
) -> dict[str, Side]:
    found: dict[str, set[Side]] = {unit: set() for unit in units}
    for coding in reading.codings:
        side = question.side_of(coding)
        if side and question.counts(coding):
            for unit in units_of(coding):
                if unit in found:
                    found[unit].add(side)
    judged = {j.case: j.side for j in reading.judgements if j.finding == question.finding and j.side != "exception"}
    sides: dict[str, Side] = {}
    for unit in units:
        if unit in judged:
            sides[unit] = judged[unit]  # type: ignore[assignment]
        elif not is_case_read(documents.get(unit, ()), question.codes, reading.reviewed):
            sides[unit] = "unread"
        else:
            sides[unit] = _one_side(found[unit])
    return sides


def _one_side(found: Collection[Side]) -> Side:
    if len(found) > 1:
        return "both"
    return next(iter(found), "silent")


def _combine(sides: Sequence[Side], combine: Combine) -> Side:
    read = [side for side in sides if side != "unread"]
    if not read or (combine == "both" and len(read) < len(sides)):
        return "unread"
    flags = [_flags(side) for side in read]
    if combine != "both":
        return _one_side({flag for found in flags for flag in found})
    agreed = {flag for flag in flags[0] if all(flag in found for found in flags)}
    if not agreed and all(flags):
        return "both"  # the coders contradict each other
    return _one_side(agreed)


def _flags(side: Side) -> set[Side]:
    if side == "both":
        return {"supports", "contradicts"}
    return set() if side == "silent" else {side}
