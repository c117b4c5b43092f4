"""The rules by which a claim earns its verdict. Pure arithmetic: no study, no tables, no words."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Literal

Verdict = Literal[
    "supported", "contradicted", "mixed", "insufficient", "present",
    "established", "disputed", "qualified", "not established",
]  # fmt: skip
Number = float | Fraction
FEWEST_CASES = 5
WORST_FIRST: tuple[frozenset[Verdict], ...] = (
    frozenset({"contradicted", "not established"}),
    frozenset({"insufficient"}),
    frozenset({"mixed", "disputed"}),
    frozenset({"present", "qualified"}),
    frozenset({"supported", "established"}),
)


@dataclass(frozen=True)
class Counts:
    """How many cases of a claim stand on which side."""

    support: int = 0
    contradict: int = 0
    both: int = 0
    silent: int = 0
    unread: int = 0

    @property
    def all(self) -> int:
        return self.support + self.contradict + self.both + self.silent + self.unread

    @property
    def open(self) -> int:
        """Cases of which nothing is known that could still be read either way."""
        return self.silent + self.unread

    @property
    def low(self) -> Fraction | None:
        """The share that supports if nobody else does; None where there are no cases."""
        return Fraction(self.support, self.all) if self.all else None

    @property
    def high(self) -> Fraction | None:
        """The share that supports if everybody does who does not contradict."""
        return Fraction(self.all - self.contradict, self.all) if self.all else None


# --- prevalence -----------------------------------------------------------------------------------------------


def judge_prevalence(counts: Counts, threshold: Fraction) -> Verdict:
    """Supported where more than the threshold support for sure, contradicted where fewer could at most.

    >>> judge_prevalence(Counts(support=18, contradict=6), Fraction(1, 2))
    'supported'
    """
    if not counts.all:
        return "insufficient"
    needed, needed_against = _needed(counts.all, threshold)
    if counts.support >= needed:
        return "supported"
    if counts.contradict >= needed_against:
        return "contradicted"
    reachable = counts.support + counts.open >= needed or counts.contradict + counts.open >= needed_against
    return "insufficient" if counts.open and reachable else "mixed"


def turn_prevalence(counts: Counts, threshold: Fraction) -> int | None:
    """The fewest cases that, read otherwise, would change the verdict; None where there are no cases."""
    if not counts.all:
        return None
    needed, needed_against = _needed(counts.all, threshold)
    verdict = judge_prevalence(counts, threshold)
    if verdict == "supported":
        return counts.support - needed + 1
    if verdict == "contradicted":
        return counts.contradict - needed_against + 1
    ways = [
        missing
        for missing, available in (
            (needed - counts.support, counts.all - counts.support),
            (needed_against - counts.contradict, counts.all - counts.contradict),
        )
        if missing <= available
    ]
    reach = max(counts.support - needed, counts.contradict - needed_against) + counts.open + 1
    if verdict == "insufficient":
        ways.append(reach)  # so many fewer open cases, read as both, leave it mixed for good
    elif counts.all > counts.open:
        ways.append(max(1, 1 - reach))  # so many more open cases could decide it after all
    return min(ways)


def judge_presence(support: int) -> Verdict:
    """A claim without a contradicting code is at most present."""
    return "present" if support else "insufficient"


def _needed(n: int, threshold: Fraction) -> tuple[int, int]:
    """The fewest supporting cases for 'supported', and the fewest contradicting ones for 'contradicted'."""
    return math.floor(threshold * n) + 1, math.floor((1 - threshold) * n) + 1


# --- event ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    """What one marked source says of an event."""

    name: str
    firsthand: bool
    supports: bool
    contradicts: bool
    excepted: bool = False  # a person judged its contradiction an exception


def judge_event(sources: Iterable[Source]) -> Verdict:
    """By who says it, never by a share: two marked sources, one firsthand, and no firsthand source against it."""
    sources = list(sources)
    supporting = [source for source in sources if source.supports]
    against = [source for source in sources if source.firsthand and source.contradicts]
    if any(not source.excepted for source in against):
        return "disputed"
    if len(supporting) < 2 or not any(source.firsthand for source in supporting):
        return "not established"
    return "qualified" if against else "established"


# --- outcome --------------------------------------------------------------------------------------------------


def judge_outcome(changes: Sequence[Number], smallest: Number) -> Verdict:
    """By the median change; `changes` are signed so that what the claim says is positive."""
    if len(changes) < FEWEST_CASES:
        return "insufficient"
    for verdict, sign in (("supported", 1), ("contradicted", -1)):
        signed = sorted(sign * change for change in changes)
        if median(signed) >= smallest and median([-math.inf, *signed[:-1]]) >= smallest:
            return verdict  # type: ignore[return-value]
    return "mixed"


def turn_outcome(changes: Sequence[Number], smallest: Number) -> int | None:
    """The fewest cases that, with any other change, would change the verdict; None under five cases.

    A median that one single case could move below the smallest change is 'mixed'; to turn it needs one.
    """
    n = len(changes)
    if n < FEWEST_CASES:
        return None
    verdict = judge_outcome(changes, smallest)

    def turned(count: int) -> bool:
        up = [*sorted(changes)[count:], *[math.inf] * count]
        down = [*[-math.inf] * count, *sorted(changes)[: n - count]]
        return any(judge_outcome(moved, smallest) != verdict for moved in (up, down))

    return _fewest(turned, n)


# --- association ----------------------------------------------------------------------------------------------

Table = tuple[int, int, int, int]
"""Cases that are exposed with and without the response, then those not exposed with and without it."""


def difference(table: Table) -> float:
    """Share with the response among the exposed, less that among the others; NaN where a group is empty."""
    a, b, c, d = table
    return a / (a + b) - c / (c + d) if a + b and c + d else math.nan


def judge_association(table: Table, smallest: Fraction) -> Verdict:
    """By the difference of shares, which must outlast any one case being read otherwise."""
    if not (table[0] + table[1] and table[2] + table[3]):
        return "insufficient"
    if _reaches(table, smallest) and all(_reaches(moved, smallest) for moved in _neighbours(table)):
        return "supported"
    mirrored = _mirror(table)
    if _reaches(mirrored, smallest) and all(_reaches(moved, smallest) for moved in _neighbours(mirrored)):
        return "contradicted"
    return "mixed"


def turn_association(table: Table, smallest: Fraction) -> int | None:
    """The fewest cases that, read otherwise on either code, would change the verdict; None where a group is empty."""
    verdict = judge_association(table, smallest)
    if verdict == "insufficient":
        return None
    return _fewest(
        lambda count: any(judge_association(moved, smallest) != verdict for moved in _moved(table, count)), sum(table)
    )


def _reaches(table: Table, smallest: Fraction) -> bool:
    a, b, c, d = table
    exposed, others = a + b, c + d
    if not (exposed and others):
        return False
    return (a * others - c * exposed) * smallest.denominator >= smallest.numerator * exposed * others


def _mirror(table: Table) -> Table:
    a, b, c, d = table
    return (b, a, d, c)


def _neighbours(table: Table) -> Iterable[Table]:
    for source in range(4):
        for target in range(4):
            if source != target and table[source]:
                moved = list(table)
                moved[source] -= 1
                moved[target] += 1
                yield (moved[0], moved[1], moved[2], moved[3])


def _moved(table: Table, count: int) -> Iterable[Table]:
    """The tables furthest from this one, in either direction, of those that differ in at most `count` cases.

    What narrows the difference most takes cases from `a` and `d`; they may change sides on either code.
    """
    a, b, c, d = table
    for mirrored in (False, True):
        a, b, c, d = _mirror(table) if mirrored else table
        moving = min(count, a + d)
        for from_a in range(max(0, moving - d), min(a, moving) + 1):
            for to_b in range(moving + 1):
                moved = (a - from_a, b + to_b, c + moving - to_b, d - (moving - from_a))
                yield _mirror(moved) if mirrored else moved
    if count >= min(a + b, c + d):
        yield (0, 0, a + c, b + d)  # one of the groups is empty


# --- combination ----------------------------------------------------------------------------------------------


def judge_combination(premises: Iterable[Verdict]) -> Verdict:
    """The worst of its premises."""
    premises = list(premises)
    return next((verdict for rank in WORST_FIRST for verdict in premises if verdict in rank), "insufficient")


def _fewest(turned: Callable[[int], bool], n: int) -> int | None:
    """The smallest count from 1 to n that turns the verdict; what turns it with few does so with more."""
    counts = range(1, n + 1)
    place = bisect_left(counts, True, key=turned)
    return counts[place] if place < n else None
