"""What weighing a claim yields."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualkit.claims import Claim
from qualkit.findings.verdicts import Counts, Verdict

if TYPE_CHECKING:
    import pandas as pd

NOT_SHARED = "not read by all"
COLUMNS = (
    "finding", "claim", "kind", "verdict", "n_cases", "n_support", "n_contradict", "n_both", "n_silent", "n_unread",
    "low", "high", "threshold", "turns_with", "n_same", "n_missing", "estimate", "unit", "effect", "effect_name",
    "ci_low", "ci_high", "p_value",
)  # fmt: skip


@dataclass(frozen=True)
class Numbers:
    """The figures behind a verdict; NaN where a kind of claim has no such figure."""

    counts: Counts = field(default_factory=Counts)
    low: float = math.nan
    high: float = math.nan
    threshold: float = math.nan
    turns_with: float = math.nan
    n_same: int = 0
    n_missing: int = 0
    estimate: float = math.nan
    unit: str = ""
    effect: float = math.nan
    effect_name: str = ""
    ci_low: float = math.nan
    ci_high: float = math.nan
    p_value: float = math.nan


@dataclass(frozen=True)
class Weighed:
    """A claim with its verdict and all it rests on.

    Attributes
    ----------
    sides : for each case (of an event: each marked source) where it stands.
    excluded : cases that could not be told to belong to the claim or not, with the reason.
    evidence : every passage that bears on the claim, and a row for each case without one.
    triangulation : passages for and against by kind of source.
    tables : what a kind of claim shows beside it (changes, cross-classification, rivals, premises).
    """

    claim: Claim
    verdict: Verdict
    numbers: Numbers
    sides: Mapping[str, str]
    evidence: pd.DataFrame
    triangulation: pd.DataFrame
    excluded: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def on(self, *sides: str) -> tuple[str, ...]:
        """The cases that stand on one of these sides."""
        return tuple(case for case, side in self.sides.items() if side in sides)

    @property
    def read(self) -> dict[str, str]:
        """Where each case stands that was read."""
        return {case: side for case, side in self.sides.items() if side != "unread"}

    @property
    def n_apart(self) -> int:
        """Cases that are not weighed, as not all coders who must have read them."""
        return sum(reason == NOT_SHARED for reason in self.excluded.values())

    def row(self, language: str) -> dict[str, Any]:
        """The finding as a row of the table of findings."""
        n, counts = self.numbers, self.numbers.counts
        return {
            "finding": self.claim.id,
            "claim": self.claim.words(language),
            "kind": self.claim.kind,
            "verdict": self.verdict,
            "n_cases": counts.all + n.n_same,
            "n_support": counts.support,
            "n_contradict": counts.contradict,
            "n_both": counts.both,
            "n_silent": counts.silent,
            "n_unread": counts.unread,
            **{name: getattr(n, name) for name in COLUMNS[10:]},
        }
