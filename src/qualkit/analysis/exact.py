"""Tests and intervals that are exact, or honest, with few cases. Pure functions of counts."""

from __future__ import annotations

import math
from collections.abc import Sequence

Interval = tuple[float, float]
UNDEFINED: Interval = (math.nan, math.nan)


def sign_test(better: int, worse: int) -> float:
    """Exact two-sided sign test: how often fair coins fall as unevenly or more; ties take no part.

    For yes/no before and now this is McNemar's exact test of the discordant pairs. NaN where nothing changed.
    Source: Conover (1999), Practical Nonparametric Statistics, section 3.4.

    >>> round(sign_test(9, 1), 4)
    0.0215
    """
    from scipy.stats import binomtest

    return float(binomtest(better, better + worse).pvalue) if better + worse else math.nan


def fisher_test(rows: Sequence[Sequence[int]]) -> float:
    """Fisher's exact test, two-sided, of a table of two rows (Freeman & Halton 1951 beyond two columns).

    The p value is the share of all tables with these margins that are no more probable than this one.
    NaN where a row, or all but one column, is empty: there is nothing to compare; and where the columns are so
    many that more than a million partial tables would have to be counted.

    >>> round(fisher_test([[3, 1], [1, 3]]), 4)
    0.4857
    """
    columns = [(a, b) for a, b in zip(*rows, strict=True) if a + b]
    first, n = sum(a for a, _ in columns), sum(a + b for a, b in columns)
    if len(columns) < 2 or first in (0, n):
        return math.nan
    totals = [a + b for a, b in columns]
    ways = {(0, 1): 1}  # (cases in the first row so far, ways so far): how many tables
    for total in totals:
        following: dict[tuple[int, int], int] = {}
        for (used, weight), count in ways.items():
            for cases in range(min(total, first - used) + 1):
                state = (used + cases, weight * math.comb(total, cases))
                following[state] = following.get(state, 0) + count
        if len(following) > 1_000_000:
            return math.nan
        ways = following
    observed = math.prod(math.comb(a + b, a) for a, b in columns)
    whole = {weight: count for (used, weight), count in ways.items() if used == first}
    extreme = sum(weight * count for weight, count in whole.items() if weight <= observed)
    return extreme / math.comb(n, first)


def interval_share(n: int, n_units: int, *, level: float = 0.95) -> Interval:
    """Wilson's score interval of a share (Wilson 1927); NaN without units."""
    from scipy.stats import binomtest

    if not n_units:
        return UNDEFINED
    interval = binomtest(n, n_units).proportion_ci(level, method="wilson")
    return float(interval.low), float(interval.high)


def interval_difference(a: int, b: int, c: int, d: int, *, level: float = 0.95) -> Interval:
    """Newcombe's hybrid score interval of a/(a+b) - c/(c+d), method 10 of Newcombe (1998), doi:10/bsf5xq.

    NaN where one of the groups is empty.

    >>> low, high = interval_difference(56, 14, 48, 32)
    >>> round(low, 4), round(high, 4)
    (0.0524, 0.3339)
    """
    if not (a + b and c + d):
        return UNDEFINED
    first, second = a / (a + b), c / (c + d)
    low_1, high_1 = interval_share(a, a + b, level=level)
    low_2, high_2 = interval_share(c, c + d, level=level)
    gap = first - second
    return (
        gap - math.hypot(first - low_1, high_2 - second),
        gap + math.hypot(high_1 - first, second - low_2),
    )
