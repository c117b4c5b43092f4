"""Tests and intervals that are exact, or honest, with few cases. Pure functions of counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

Interval = tuple[float, float]
UNDEFINED: Interval = (math.nan, math.nan)


def sign_test(better: int, worse: int) -> float:
    """Exact two-sided sign test: how often fair coins fall as unevenly or more; ties take no part.

    For yes/no before and now this is McNemar's exact test of the discordant pairs. NaN where nothing changed.
    Source: Conover (1999), Practical Nonparametric Statistics, section 3.4.

    >>> round(sign_test(9, 1), 4)
    0.0215
    """
    n = better + worse
    if not n:
        return math.nan
    fewer = sum(math.comb(n, k) for k in range(min(better, worse) + 1))
    return min(1.0, float(2 * fewer / 2**n))


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
    """Wilson's score interval of a share (Wilson 1927, doi:10.2307/2276774); NaN without units.

    >>> low, high = interval_share(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    if not n_units:
        return UNDEFINED
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = n / n_units
    middle = (share + z * z / (2 * n_units)) / (1 + z * z / n_units)
    half = z * math.sqrt(share * (1 - share) / n_units + (z / (2 * n_units)) ** 2) / (1 + z * z / n_units)
    return max(0.0, middle - half), min(1.0, middle + half)


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
