"""Effect sizes with intervals that are honest with few cases. Pure functions of counts and values.

`benchmarks/coverage.py` enumerates what each 95 % interval covers; where the usual one falls below 94 %, a wider one
stands here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from qualkit.errors import QualkitError
from qualkit.statistics.exact import (
    UNDEFINED,
    Interval,
    binomial_chances,
    check_counts,
    check_tables,
    interval_share,
    log_ways,
)
from qualkit.statistics.permutation import check_values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

HYBRID = "Newcombe hybrid of Clopper-Pearson"
POSSIBLE_TABLES = 2_500
"""Up to so many possible tables of two groups the interval of a risk difference is exact (two groups of 49)."""


@dataclass(frozen=True)
class Effect:
    """An effect with its interval: `method` names the interval as it was computed, `n` counts the cases.

    `estimate` is NaN where it is undefined, and `note` says why; the interval is then all that is possible, or NaN
    where a group is empty.
    """

    name: str
    estimate: float
    ci_low: float
    ci_high: float
    n: int
    method: str
    note: str = ""


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise QualkitError(f"level={level!r}: between 0 and 1, such as 0.95")


def share_interval(n: int, n_units: int, *, level: float = 0.95, method: str = "clopper-pearson") -> Effect:
    """A share with its interval.

    `clopper-pearson` inverts two one-sided binomial tests and never covers less than the level; `blaker` lies within
    it and does not either; `wilson` covers the level on average, and far less near 0 and 1. NaN without units.
    Source: Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404; Blaker (2000), doi:10.2307/3315916.

    >>> found = share_interval(0, 24)
    >>> found.estimate, found.ci_low, round(found.ci_high, 4)
    (0.0, 0.0, 0.1425)
    """
    _check_level(level)
    n, n_units = check_counts(n, n_units)
    if method not in ("clopper-pearson", "blaker", "wilson"):
        raise QualkitError(f"method={method!r}: clopper-pearson, blaker or wilson")
    if n > n_units:
        raise QualkitError(f"{n} of {n_units} is no share")
    if not n_units:
        return Effect("share", math.nan, *UNDEFINED, n_units, method, "no units")
    if method == "wilson":
        low, high = interval_share(n, n_units, level=level)
    else:
        low, high = _clopper_pearson(n, n_units, level)
        if method == "blaker":
            low, high = _blaker(n, n_units, level, low), 1 - _blaker(n_units - n, n_units, level, 1 - high)
    return Effect("share", n / n_units, low, high, n_units, method)


def _clopper_pearson(n: float, n_units: float, level: float) -> Interval:
    """Also for effective sizes that are no whole numbers."""
    from scipy.special import betaincinv

    tail, slack = (1 - level) / 2, 1e-9
    low = float(betaincinv(n, n_units - n + 1, tail)) if n > slack else 0.0
    high = float(betaincinv(n + 1, n_units - n, 1 - tail)) if n_units - n > slack else 1.0
    return low, high


def _blaker(n: int, n_units: int, level: float, start: float) -> float:
    """The lower limit: from Clopper and Pearson's upwards, until the share is accepted."""
    from scipy.stats import binom

    if n == 0:
        return 0.0
    low, step = start, 1e-3
    while step > 1e-7:
        while low + step < n / n_units and not _is_acceptable(n, n_units, low + step, 1 - level, binom):
            low += step
        step /= 10
    return low


def _is_acceptable(n: int, n_units: int, share: float, alpha: float, binom: Any) -> bool:
    upper = float(binom.sf(n - 1, n_units, share))
    opposite = int(binom.ppf(upper, n_units, share))
    while opposite >= 0 and binom.cdf(opposite, n_units, share) > upper * (1 + 1e-12):
        opposite -= 1
    return upper + (float(binom.cdf(opposite, n_units, share)) if opposite >= 0 else 0.0) > alpha


def odds_ratio(a: int, b: int, c: int, d: int, *, level: float = 0.95) -> Effect:
    """The odds ratio of [[a, b], [c, d]]: the conditional maximum likelihood estimate with its exact interval.

    With the margins given, a follows Fisher's noncentral hypergeometric distribution; the estimate makes its mean a,
    the interval inverts the two one-sided exact tests, as R's fisher.test. 0 and infinity are estimates, not errors.
    Where a column is empty the estimate is NaN and the interval 0 to infinity; where a group is, both are NaN.
    (The last digits of R's upper limits are off by its tolerance.)
    Source: Cornfield (1956); Fay (2010), doi:10.1093/biostatistics/kxp050.

    >>> found = odds_ratio(3, 1, 1, 3)
    >>> round(found.estimate, 4), round(found.ci_low, 4), round(found.ci_high, 2)
    (6.4083, 0.2117, 626.24)
    """
    import numpy as np

    _check_level(level)
    a, b, c, d = check_counts(a, b, c, d)
    n, method = a + b + c + d, "exact conditional"
    if not (a + b and c + d):
        return Effect("odds_ratio", math.nan, *UNDEFINED, n, method, "a group has no cases")
    fewest, most = max(0, a - d), min(a + b, a + c)
    if fewest == most:
        return Effect("odds_ratio", math.nan, 0.0, math.inf, n, method, "a column has no cases")
    k, tail = np.arange(fewest, most + 1), (1 - level) / 2
    weights = log_ways(a + b, k) + log_ways(c + d, a + c - k)

    def chances(log_odds: float) -> Floats:
        tilted = weights + k * log_odds
        chance = np.exp(tilted - tilted.max())
        shares: Floats = chance / chance.sum()
        return shares

    def solve(reached: Callable[[Floats], float]) -> float:
        return _bisect(lambda log_odds: reached(chances(log_odds)))

    low = solve(lambda p: float(p[k >= a].sum()) - tail) if a > fewest else 0.0
    high = solve(lambda p: tail - float(p[k <= a].sum())) if a < most else math.inf
    inner = fewest < a < most
    edge = 0.0 if a == fewest else math.inf
    estimate = solve(lambda p: float(p @ k) - a) if inner else edge
    return Effect("odds_ratio", estimate, low, high, n, method)


def _bisect(rising: Callable[[float], float]) -> float:
    """The odds ratio at whose logarithm a rising function crosses 0."""
    reach = 5.0
    while reach < 600 and (rising(-reach) > 0 or rising(reach) < 0):
        reach *= 2
    return math.exp(_cross(rising, -reach, reach))


def _cross(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses 0; by halves, as scipy.optimize takes longer to import than this to run."""
    while high - low > 1e-12 and low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


def risk_difference(a: int, b: int, c: int, d: int, *, level: float = 0.95, limit: int = POSSIBLE_TABLES) -> Effect:
    """The difference of shares a / (a + b) - c / (c + d) with its interval.

    Up to `limit` possible tables the exact unconditional interval of Agresti and Min: all differences that a two-sided
    test does not reject, whose p is the largest probability, over all shares with that difference, of a table with
    a score statistic as large or larger; it never covers less than the level. Beyond, `hybrid_intervals`, and
    `method` says so: score intervals cover too little at shares near 0 and 1. NaN where a group is empty.
    Source: Agresti & Min (2001), doi:10.1111/j.0006-341X.2001.00963.x; score statistic: Chan & Zhang (1999),
    doi:10.1111/j.0006-341X.1999.01202.x.

    >>> found = risk_difference(4, 1, 5, 14)
    >>> round(found.estimate, 3), round(found.ci_low, 3), round(found.ci_high, 3), found.method
    (0.537, 0.02, 0.811, 'exact unconditional')
    """
    _check_level(level)
    a, b, c, d = check_counts(a, b, c, d)
    first, second, n = a + b, c + d, a + b + c + d
    if not (first and second):
        return Effect("risk_difference", math.nan, *UNDEFINED, n, "exact unconditional", "a group has no cases")
    gap = a / first - c / second
    if (first + 1) * (second + 1) <= limit:
        low, high = _exact_difference(a, first, c, second, level)
        return Effect("risk_difference", gap, low, high, n, "exact unconditional")
    lows, highs = hybrid_intervals(a, b, c, d, level=level)
    return Effect("risk_difference", gap, float(lows), float(highs), n, HYBRID)


@lru_cache(maxsize=4096)
def _exact_difference(a: int, first: int, c: int, second: int, level: float) -> Interval:
    if a * second < c * first:  # one orientation, so that exchanged groups give the mirrored interval
        low, high = _exact_difference(c, second, a, first, level)
        return -high, -low
    gap = a / first - c / second
    return _limit(a, first, c, second, 1 - level, gap, -1), _limit(a, first, c, second, 1 - level, gap, 1)


def _limit(a: int, first: int, c: int, second: int, alpha: float, gap: float, end: int) -> float:
    """The outermost difference that is not rejected, to 1e-4 outwards: from a wider interval inwards."""
    import numpy as np

    def accepted(gaps: Floats) -> NDArray[np.int64]:
        return np.flatnonzero(_worst_p(a, first, c, second, gaps) > alpha)

    wider = hybrid_intervals(a, first - a, c, second - c, level=1 - alpha / 4)
    for start in (float(wider[0 if end < 0 else 1]), float(end)):
        grid = np.linspace(start, gap, 12 if start != end else 42)[:-1]
        found = accepted(grid)
        if not len(found) or found[0] > 0:
            break
    else:
        return float(end)
    at = int(found[0]) if len(found) else len(grid)
    outer, inner = float(grid[at - 1]), float(grid[at]) if at < len(grid) else gap
    while abs(inner - outer) > 1e-4:
        grid = np.linspace(outer, inner, 9)
        found = accepted(grid[1:-1])
        at = int(found[0]) + 1 if len(found) else 8
        outer, inner = float(grid[at - 1]), float(grid[at])
    return outer


def _worst_p(a: int, first: int, c: int, second: int, gaps: Floats) -> Floats:
    import numpy as np

    i, j = np.arange(first + 1), np.arange(second + 1)
    scores = np.abs(_score(i[:, None], first, j[None, :], second, gaps[:, None, None]))
    extreme = (scores >= scores[:, a, c][:, None, None] * (1 - 1e-9)).astype(float)
    spread = (1 - np.cos(np.linspace(0, np.pi, 61))) / 2  # denser towards 0 and 1
    low, high = np.maximum(0.0, -gaps), np.minimum(1.0, 1 - gaps)
    shares = low[:, None] + (high - low)[:, None] * spread
    one, other = binomial_chances(first, np.clip(shares + gaps[:, None], 0, 1)), binomial_chances(second, shares)
    worst: Floats = ((one @ extreme) * other).sum(axis=2).max(axis=1)
    return worst


def _score(a: ArrayLike, first: ArrayLike, c: ArrayLike, second: ArrayLike, gap: ArrayLike) -> Floats:
    """The score statistic of a difference, its variance at the shares most likely under it."""
    import numpy as np

    a, first, c, second, gap = (np.asarray(value, dtype=float) for value in (a, first, c, second, gap))
    n, cases = first + second, a + c
    # the likelihood equation is a cubic in the second share: Miettinen & Nurminen (1985), appendix I
    l2 = (first + 2 * second) * gap - n - cases
    l1 = (second * gap - n - 2 * c) * gap + cases
    l0 = c * gap * (1 - gap)
    q = l2**3 / (3 * n) ** 3 - l1 * l2 / (6 * n**2) + l0 / (2 * n)
    p = np.copysign(np.sqrt(np.maximum(l2**2 / (3 * n) ** 2 - l1 / (3 * n), 0)), q)
    with np.errstate(divide="ignore", invalid="ignore"):
        cosine = np.where(p == 0, 0.0, q / p**3)
    angle = (np.pi + np.arccos(np.clip(cosine, -1, 1))) / 3
    share = np.clip(2 * p * np.cos(angle) - l2 / (3 * n), np.maximum(0, -gap), np.minimum(1, 1 - gap))
    other = np.clip(share + gap, 0, 1)
    variance = (other * (1 - other) / first + share * (1 - share) / second) * n / (n - 1)
    away = a / first - c / second - gap
    with np.errstate(divide="ignore", invalid="ignore"):
        score: Floats = np.where(np.abs(away) < 1e-12, 0.0, away / np.sqrt(np.maximum(variance, 0)))
    return score


def score_intervals(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Miettinen and Nurminen's score intervals of a / (a + b) - c / (c + d), for many tables at once.

    All differences at which the score statistic, with variance times n / (n - 1), is at most z. It covers 95 % on
    average, but less than 94 % with shares near 0 and 1, or one small group, however large the other
    (`hybrid_intervals` does not). NaN where a group is empty.
    Source: Miettinen & Nurminen (1985), doi:10.1002/sim.4780040211.

    >>> low, high = score_intervals([56, 9], [14, 1], [48, 3], [32, 7])
    >>> low.round(4), high.round(4)
    (array([0.0528, 0.17  ]), array([0.3382, 0.8406]))
    """
    import numpy as np

    _check_level(level)
    tables = check_tables(a, b, c, d).astype(float)
    first, second = tables[0] + tables[1], tables[2] + tables[3]
    told = (first > 0) & (second > 0)
    one, other = np.where(told, first, 1.0), np.where(told, second, 1.0)
    gap, z = tables[0] / one - tables[2] / other, NormalDist().inv_cdf((1 + level) / 2)

    def find(end: float) -> Floats:
        outer, inner = np.full(gap.shape, end), gap.copy()
        for _ in range(45):
            middle = (outer + inner) / 2
            within = np.abs(_score(tables[0], one, tables[2], other, middle)) <= z
            outer, inner = np.where(within, outer, middle), np.where(within, middle, inner)
        return np.where(told, (outer + inner) / 2, np.nan)

    return find(-1.0), find(1.0)


def hybrid_intervals(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Intervals of a / (a + b) - c / (c + d) that cover enough, for many tables at once.

    Newcombe's square-and-add with Clopper and Pearson's limits l, u of the shares p, q in place of Wilson's:
    p - q - sqrt((p - l_p)² + (u_q - q)²) to p - q + sqrt((u_p - p)² + (q - l_q)²). NaN where a group is empty.
    Source: Newcombe (1998), doi:10/bsf5xq; Zou & Donner (2008), doi:10.1002/sim.3095.

    >>> low, high = hybrid_intervals([56, 9], [14, 1], [48, 3], [32, 7])
    >>> low.round(3), high.round(3)
    (array([0.044, 0.107]), array([0.344, 0.853]))
    """
    import numpy as np
    from scipy.special import betaincinv

    _check_level(level)
    tables, tail = check_tables(a, b, c, d).astype(float), (1 - level) / 2

    def limits(yes: Floats, no: Floats) -> tuple[Floats, Floats, Floats]:
        low = np.where(yes > 0, betaincinv(np.maximum(yes, 1), no + 1, tail), 0.0)
        high = np.where(no > 0, betaincinv(yes + 1, np.maximum(no, 1), 1 - tail), 1.0)
        return yes / np.where(yes + no > 0, yes + no, np.nan), low, high

    (one, low_1, high_1), (other, low_2, high_2) = limits(tables[0], tables[1]), limits(tables[2], tables[3])
    low = np.maximum(-1.0, one - other - np.hypot(one - low_1, high_2 - other))
    high = np.minimum(1.0, one - other + np.hypot(high_1 - one, other - low_2))
    return low, high


def cramers_v(rows: Sequence[Sequence[int]], *, level: float = 0.95) -> Effect:
    """Cramér's V, corrected for bias, with an interval.

    With X² Pearson's chi-squared, phi² = max(0, X²/n - (r-1)(c-1)/(n-1)), r' = r - (r-1)²/(n-1) and c' alike,
    V = sqrt(phi² / min(r'-1, c'-1)). The interval is of V in the population, by inverting the noncentral chi-squared
    distribution of X², with two changes without which it covers too little: 1 - level is taken times 0.4, and the
    upper limit takes X² to be at least its degrees of freedom. Empty rows and columns are left out; where fewer
    than two of either remain, V is NaN and the interval 0 to 1. Source: Bergsma (2013),
    doi:10.1016/j.jkss.2012.10.002; inversion: Smithson (2003), doi:10.4135/9781412983761.

    >>> found = cramers_v([[16, 2], [0, 6]])
    >>> round(found.estimate, 3), round(found.ci_low, 3), round(found.ci_high, 3)
    (0.807, 0.342, 1.0)
    """
    import numpy as np

    _check_level(level)
    table = np.array([check_counts(*row) for row in rows], dtype=float)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0] if table.size else table.reshape(0, 0)
    n, (r, c) = int(table.sum()), table.shape
    method = "noncentral chi-squared, widened"
    if min(r, c) < 2:
        limits = (0.0, 1.0) if n else UNDEFINED
        return Effect("cramers_v", math.nan, *limits, n, method, "fewer than two rows or columns have cases")
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / n
    chi2, df = float(((table - expected) ** 2 / expected).sum()), (r - 1) * (c - 1)
    effective = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    corrected = max(0.0, chi2 / n - df / (n - 1))
    estimate = min(1.0, math.sqrt(corrected / effective)) if effective > 0 else math.nan
    tail = 0.4 * (1 - level) / 2
    most = n * (min(r, c) - 1)
    low, high = _noncentrality(chi2, df, 1 - tail, most), _noncentrality(max(chi2, df), df, tail, most)
    note = "" if effective > 0 else "too few cases for the correction"
    return Effect("cramers_v", estimate, math.sqrt(low / most), math.sqrt(high / most), n, method, note)


def _noncentrality(chi2: float, df: int, chance: float, most: int) -> float:
    """The noncentrality, at most `most`, at which a chi-squared of at most this has this chance."""
    from scipy.special import chndtr

    if chndtr(chi2, df, 0.0) <= chance:
        return 0.0
    if (chi2 >= most * (1 - 1e-9) and chance < 0.5) or chndtr(chi2, df, float(most)) >= chance:
        return float(most)
    return _cross(lambda noncentrality: chance - float(chndtr(chi2, df, noncentrality)), 0.0, float(most))


def cliffs_delta(first: ArrayLike, second: ArrayLike, *, level: float = 0.95) -> Effect:
    """Cliff's delta: how much more often a value of the first group is the higher than the lower, over all pairs.

    delta = (pairs higher - pairs lower) / all pairs, from -1 to 1. The interval is Clopper and Pearson's of
    (delta + 1) / 2 with an effective number of cases, as Korn and Graubard do in surveys: share (1 - share) / variance,
    the variance (DeLong's) drawn towards the largest possible one, share (1 - share) / min(m, n), with weight
    max(4, 32 / min(m, n)) against min(m, n), as few cases do not tell their variance. NaN where a group is empty.
    Source: Cliff (1993), doi:10.1037/0033-2909.114.3.494; DeLong et al. (1988), doi:10.2307/2531595; the largest
    variance: Birnbaum & Klose (1957), doi:10.1214/aoms/1177706794; Korn & Graubard (1998), Survey Methodology 24.

    >>> found = cliffs_delta([10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50])
    >>> round(found.estimate, 4), round(found.ci_low, 2), round(found.ci_high, 2)
    (-0.25, -0.84, 0.54)
    """
    return _dominance("cliffs_delta", first, second, level)


def rank_biserial(first: ArrayLike, second: ArrayLike, *, level: float = 0.95) -> Effect:
    """The rank-biserial correlation 2U / (mn) - 1 that goes with Mann and Whitney's U, ties counting half.

    It is Cliff's delta under another name, with the same interval. Source: Wendt (1972),
    doi:10.1002/ejsp.2420020412.

    >>> rank_biserial([4, 5, 6], [1, 2, 3]).estimate
    1.0
    """
    return _dominance("rank_biserial", first, second, level)


def _dominance(name: str, first: ArrayLike, second: ArrayLike, level: float) -> Effect:
    _check_level(level)
    one, other = check_values(first), check_values(second)
    m, n = len(one), len(other)
    method = "Clopper-Pearson, effective n"
    if not (m and n):
        return Effect(name, math.nan, *UNDEFINED, m + n, method, "a group has no cases")
    below, above = _placements(one, other), 1 - _placements(other, one)
    share = float(below.mean())
    largest, few = share * (1 - share), min(m, n)
    variance = sum(
        (float(placed.var(ddof=1)) if len(placed) > 1 else largest) / len(placed) for placed in (below, above)
    )
    weight = max(4.0, 32 / few)
    variance = (few * variance + weight * largest / few) / (few + weight)
    effective = max(float(few), largest / variance) if largest > 1e-12 else float(few)
    low, high = _clopper_pearson(share * effective, effective, level)
    return Effect(name, 2 * share - 1, 2 * low - 1, 2 * high - 1, m + n, method)


def _placements(values: Floats, others: Floats) -> Floats:
    """For each value the share of the others below it, equal ones counting half."""
    import numpy as np

    ordered = np.sort(others)
    placed: Floats = (np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")) / 2
    return placed / len(others)
