"""Groups of cases against a result: the test and the effect that fit, and the tests that the design forbids."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from qualkit.errors import QualkitError, suggest
from qualkit.statistics.effects import Effect, cliffs_delta, cramers_v, odds_ratio, rank_biserial, risk_difference
from qualkit.statistics.exact import TestResult, fisher_test, freeman_halton_test, trend_test
from qualkit.statistics.names import EFFECTS, TESTS, EffectName, Permute, Test
from qualkit.statistics.permutation import clustered_test, mann_whitney_test, permutation_test
from qualkit.statistics.unconditional import unconditional_test

_OF_COUNTS = ("fisher", "boschloo", "barnard", "risk_difference", "odds_ratio")  # of two groups and two values
_OF_NUMBERS = ("permutation", "mann_whitney", "cliffs_delta", "rank_biserial")  # of two groups
GOES_WITH: dict[Test, EffectName] = {"permutation": "cliffs_delta", "mann_whitney": "rank_biserial"}
"""The effect that belongs beside a test of numbers."""


@dataclass(frozen=True)
class Contrast:
    """Cases that take part in a comparison, each with its group and its value.

    `row` and `column` hold for each case the place of its group and of its value; `numbers` what lies beneath the
    values where they are numbers; `clusters` to which group, village or the like each case belongs, where the
    design has such (`cluster_name`).
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    row: Sequence[int]
    column: Sequence[int]
    numbers: Sequence[float] | None = None
    clusters: Sequence[Hashable] | None = None
    cluster_name: str = ""
    rows_ordered: bool = False
    columns_ordered: bool = False

    @cached_property
    def counts(self) -> list[list[int]]:
        """Cases in each row and column."""
        table = [[0] * len(self.columns) for _ in self.rows]
        for row, column in zip(self.row, self.column, strict=True):
            table[row][column] += 1
        return table

    @cached_property
    def values(self) -> list[float] | None:
        """What permutation tests compare: the numbers, or of two values 1 for the first; None of more."""
        if self.numbers is not None:
            return list(self.numbers)
        return [float(column == 0) for column in self.column] if len(self.columns) == 2 else None

    @property
    def is_clustered(self) -> bool:
        """Whether cases share a cluster; where each has one of its own, they are independent."""
        return self.clusters is not None and len(set(self.clusters)) < len(self.clusters)

    def values_of(self, row: int) -> list[float]:
        """The numbers of one group."""
        return [value for value, where in zip(self.values or (), self.row, strict=True) if where == row]


def measure_contrast(
    contrast: Contrast,
    *,
    test: Test | None = None,
    effect: EffectName | None = None,
    permute: Permute | None = None,
    force: bool = False,
    seed: int = 0,
) -> dict[str, Any]:
    """The effect with its interval, and the test, of one contrast, as columns: effect,
    effect_name, ci_low, ci_high, interval, statistic, p_value, method, note.

    By default Fisher's exact test and the difference of shares of two groups and two values, Freeman and Halton's
    test and Cramér's V of more; where cases belong to clusters, the permutation test that respects them, and an
    effect without an interval. Beside a permutation test of numbers stands Cliff's delta, which is of the numbers
    too. The statistic of a trend is above 0 where more of the one goes with more of the other. What the design forbids (a test that takes the cases of one cluster as independent
    witnesses, a trend over values that have no order) is refused with the reason; `force=True` carries it out, and
    `note` says that it was forced. `method` and `interval` name test and interval as they were computed.

    >>> found = measure_contrast(Contrast(("a", "b"), ("yes", "no"), [0] * 4 + [1] * 4, [0, 0, 0, 1, 1, 1, 1, 0]))
    >>> found["effect"], round(found["p_value"], 4), found["method"]
    (0.5, 0.4857, 'Fisher, exact')
    """
    for kind, name, known in (("test", test, TESTS), ("effect", effect, EFFECTS)):
        if name is not None:
            if name not in known:
                raise QualkitError(f"no {kind} {name!r}: {suggest(str(name), known)}")
            _check_shape(contrast, name)
    chosen = test or _default_test(contrast)
    reason = _find_objection(contrast, chosen)
    if reason and not force:
        raise QualkitError(f"{chosen} is refused: {reason}. force=True carries it out and says so")
    notes = [f"forced: {reason}"] if reason else []
    result = _run(contrast, chosen, permute, seed, as_clusters=contrast.is_clustered and not reason)
    found = _estimate(contrast, effect or _default_effect(contrast, chosen))
    low, high, interval = found.ci_low, found.ci_high, found.method
    if contrast.is_clustered and not reason:
        low, high, interval = math.nan, math.nan, ""
        notes.append(f"no interval: cases that share their {contrast.cluster_name} are not independent")
    notes += [note for note in (found.note, result.note) if note]
    return {
        "effect": found.estimate,
        "effect_name": found.name,
        "ci_low": low,
        "ci_high": high,
        "interval": interval,
        "statistic": result.statistic,
        "p_value": result.p_value,
        "method": result.method,
        "note": "; ".join(dict.fromkeys(notes)),
    }


def _check_shape(contrast: Contrast, name: str) -> None:
    """Raise where a test or effect makes no sense of so many groups or values, whatever the design."""
    shape = f"this table has {len(contrast.rows)} x {len(contrast.columns)}"
    if name in _OF_COUNTS and (len(contrast.rows), len(contrast.columns)) != (2, 2):
        raise QualkitError(f"{name} takes two groups and two values, {shape}: use freeman_halton or cramers_v")
    if name in _OF_NUMBERS and len(contrast.rows) != 2:
        raise QualkitError(f"{name} compares two groups, {shape}: use freeman_halton, or trend where they are ordered")
    if name in _OF_NUMBERS and contrast.values is None:
        raise QualkitError(f"{name} compares numbers, or two values: {', '.join(contrast.columns)} are neither")


def _default_test(contrast: Contrast) -> Test | None:
    if contrast.is_clustered:
        return "permutation" if len(contrast.rows) == 2 and contrast.values is not None else None
    return "fisher" if (len(contrast.rows), len(contrast.columns)) == (2, 2) else "freeman_halton"


def _default_effect(contrast: Contrast, test: Test | None) -> EffectName:
    numbers = test == "permutation" and not set(contrast.values or ()) <= {0.0, 1.0}
    if (len(contrast.rows), len(contrast.columns)) == (2, 2) and test != "mann_whitney" and not numbers:
        return "risk_difference"
    return GOES_WITH.get(test, "cramers_v") if test else "cramers_v"


def _find_objection(contrast: Contrast, test: Test | None) -> str:
    """Why the design forbids a test, every reason; '' where it does not."""
    reasons = []
    if contrast.is_clustered and test not in (None, "permutation"):
        reasons.append(
            f"cases that share their {contrast.cluster_name} are no independent witnesses, and this test takes them as "
            "such; permutation deals out whole groups, or cases within them"
        )
    if test == "trend" and not contrast.columns_ordered and len(contrast.columns) > 2:
        reasons.append(f"the values {', '.join(contrast.columns)} have no order")
    if test == "trend" and not contrast.rows_ordered and len(contrast.rows) > 2:
        reasons.append(f"the groups {', '.join(contrast.rows)} have no order")
    return "; ".join(reasons)


def _run(contrast: Contrast, test: Test | None, permute: Permute | None, seed: int, *, as_clusters: bool) -> TestResult:
    n, counts = len(contrast.row), contrast.counts
    if test is None:
        why = f"no test of {len(contrast.rows)} x {len(contrast.columns)} for cases in groups: name two values or bands"
        return TestResult("", math.nan, math.nan, n, why)
    if test == "permutation" and as_clusters:
        return _permute_clusters(contrast, permute, seed)
    if test == "permutation":
        return permutation_test(contrast.values_of(0), contrast.values_of(1), seed=seed)
    if test == "mann_whitney":
        return mann_whitney_test(contrast.values_of(0), contrast.values_of(1), seed=seed)
    if test == "freeman_halton":
        return freeman_halton_test(counts, seed=seed)
    if test == "trend":
        up, down = range(len(contrast.rows)), range(len(contrast.columns))[::-1]  # values, and two groups, fall
        return trend_test(counts, row_scores=up if contrast.rows_ordered else up[::-1], column_scores=down, seed=seed)
    if test == "fisher":
        p_value = fisher_test(counts)
        note = "" if p_value == p_value else "a group or a column has no cases"
        return TestResult("Fisher, exact", p_value, math.nan, n, note)
    return unconditional_test(*counts[0], *counts[1], method=test)


def _permute_clusters(contrast: Contrast, permute: Permute | None, seed: int) -> TestResult:
    """Whole clusters change sides where each is on one side, else cases within their cluster."""
    clusters = contrast.clusters or ()
    sides: dict[Hashable, set[int]] = {}
    for cluster, row in zip(clusters, contrast.row, strict=True):
        sides.setdefault(cluster, set()).add(row)
    how: Permute = permute or ("clusters" if all(len(rows) == 1 for rows in sides.values()) else "within")
    in_first = [row == 0 for row in contrast.row]
    return clustered_test(contrast.values or [], in_first, clusters, permute=how, seed=seed)


def _estimate(contrast: Contrast, name: EffectName) -> Effect:
    counts = contrast.counts
    if name == "cramers_v":
        return cramers_v(counts)
    if name == "risk_difference":
        return risk_difference(*counts[0], *counts[1])
    if name == "odds_ratio":
        return odds_ratio(*counts[0], *counts[1])
    dominance = cliffs_delta if name == "cliffs_delta" else rank_biserial
    return dominance(contrast.values_of(0), contrast.values_of(1))
