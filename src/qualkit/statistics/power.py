"""What a study of this size could have seen. Pure functions of group sizes, never of what was observed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from qualkit.errors import QualkitError
from qualkit.statistics.exact import binomial_chances, check_counts, fisher_tests

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

TABLES = 250_000
"""Up to so many possible tables the power is exact."""


@dataclass(frozen=True)
class Detectable:
    """The nearest shares above and below the baseline that a test would have told from it.

    `difference_up` and `difference_down` are these shares minus the baseline, NaN where not even 1 or 0 would have
    been told; `method` says whether they are exact.
    """

    share: float
    difference_up: float
    difference_down: float
    power: float
    alpha: float
    n_first: int
    n_second: int
    method: str


def fisher_power(share_first: float, share_second: float, *, n_first: int, n_second: int, alpha: float = 0.05) -> float:
    """The probability that Fisher's exact test, two-sided, gives p <= alpha where these are the true shares.

    The sum of the binomial probabilities of all tables in which it does; beyond 250,000 possible tables (say, two
    groups of 500) the normal approximation with Casagrande, Pike & Smith's continuity correction. NaN where
    a group is empty. The shares are assumed, not observed: the power at the observed effect says no more than
    p does (Hoenig & Heisey 2001, doi:10.1198/000313001300339897).
    Source: Casagrande, Pike & Smith (1978), doi:10.2307/2530613.

    >>> round(fisher_power(0.5, 0.9, n_first=20, n_second=20), 3)
    0.742
    """
    n_first, n_second = check_counts(n_first, n_second)
    for name, value in (("share_first", share_first), ("share_second", share_second)):
        if not 0 <= value <= 1:
            raise QualkitError(f"{name}={value!r}: a share is between 0 and 1")
    if not 0 < alpha < 1:
        raise QualkitError(f"alpha={alpha!r}: between 0 and 1")
    if not (n_first and n_second):
        return math.nan
    import numpy as np

    return float(_powers(np.array([share_first]), np.array([share_second]), n_first, n_second, alpha)[0])


def _powers(shares: Floats, others: Floats, n_first: int, n_second: int, alpha: float) -> Floats:
    """The power for each pair of shares of the first and the second group."""
    if not _is_exact(n_first, n_second):
        return _approximate(shares, others, n_first, n_second, alpha)
    first, second = binomial_chances(n_first, shares), binomial_chances(n_second, others)
    powers: Floats = ((first @ _rejected(n_first, n_second, alpha)) * second).sum(axis=1)
    return powers


def _is_exact(n_first: int, n_second: int) -> bool:
    return (n_first + 1) * (n_second + 1) <= TABLES


@lru_cache(maxsize=8)
def _rejected(n_first: int, n_second: int, alpha: float) -> NDArray[np.bool_]:
    import numpy as np

    i, j = np.meshgrid(np.arange(n_first + 1), np.arange(n_second + 1), indexing="ij")
    p_values = fisher_tests(i, n_first - i, j, n_second - j)
    rejected: NDArray[np.bool_] = np.nan_to_num(p_values, nan=1.0) <= alpha
    return rejected


def _approximate(shares: Floats, others: Floats, n_first: ArrayLike, n_second: ArrayLike, alpha: float) -> Floats:
    import numpy as np
    from scipy.special import ndtr, ndtri

    first, second = np.asarray(n_first, dtype=float), np.asarray(n_second, dtype=float)
    mean = (first * shares + second * others) / (first + second)
    null = np.sqrt(mean * (1 - mean) * (1 / first + 1 / second))
    real = np.sqrt(shares * (1 - shares) / first + others * (1 - others) / second)
    gap = np.abs(shares - others) - (1 / first + 1 / second) / 2
    reach = gap + ndtri(alpha / 2) * null
    powers: Floats = np.where(real > 0, ndtr(reach / np.maximum(real, 1e-300)), (reach > 0).astype(float))
    return powers


def detectable_difference(
    n_first: int, n_second: int, *, share: float | None = None, power: float = 0.8, alpha: float = 0.05
) -> Detectable:
    """The smallest difference of shares that Fisher's test would have found in groups of these sizes.

    `share` is the assumed share of the second group, from outside the study. From it the first group's share is
    moved up, and down, until `fisher_power` reaches `power` (found to 1e-6). Without it the two shares move apart
    evenly about one half, where least is seen. NaN where the power is never reached: then this study could not have
    seen even the largest difference.

    >>> found = detectable_difference(12, 12, share=0.5)
    >>> round(found.difference_up, 3), round(found.difference_down, 3), found.method
    (0.499, -0.499, 'exact')
    >>> round(detectable_difference(6, 18).difference_up, 3)
    0.662
    """
    if not 0 < power < 1:
        raise QualkitError(f"power={power!r}: between 0 and 1")
    base = 0.5 if share is None else share
    fisher_power(base, base, n_first=n_first, n_second=n_second, alpha=alpha)  # checks the rest

    def reached(steps: Floats, end: float) -> NDArray[np.bool_]:
        if share is None:
            shares, others = 0.5 + steps * (end - 0.5), 0.5 - steps * (end - 0.5)
        else:
            shares, others = share + steps * (end - share), 0 * steps + share
        enough: NDArray[np.bool_] = _powers(shares, others, n_first, n_second, alpha) >= power
        return enough

    widest = {end: 2 * (end - 0.5) if share is None else end - share for end in (1.0, 0.0)}
    up, down = (
        _nearest(partial(reached, end=end)) * gap if n_first and n_second else math.nan for end, gap in widest.items()
    )
    method = "exact" if _is_exact(n_first, n_second) else "normal approximation"
    return Detectable(base, up, down, power, alpha, n_first, n_second, method)


def detectable_differences(
    n_first: ArrayLike, n_second: ArrayLike, *, power: float = 0.8, alpha: float = 0.05, limit: int = 2_500
) -> Floats:
    """`detectable_difference` without an assumed share, upwards, for many pairs of group sizes at once.

    Exact up to `limit` possible tables, beyond by the normal approximation. NaN where a group is empty, or where not
    even the largest difference would have been found.

    >>> detectable_differences([12, 6, 3000], [12, 18, 2000]).round(3)
    array([0.593, 0.662, 0.041])
    """
    import numpy as np

    first, second = (np.asarray(sizes, dtype=np.int64) for sizes in (n_first, n_second))
    found = np.full(first.shape, np.nan)
    few = (first > 0) & (second > 0) & ((first + 1) * (second + 1) <= limit)
    for place in np.flatnonzero(few):
        found[place] = _detectable_exactly(int(first[place]), int(second[place]), power, alpha)
    many = np.flatnonzero((first > 0) & (second > 0) & ~few)
    low, high = np.zeros(len(many)), np.ones(len(many))
    for _ in range(22):  # to 1e-6
        middle = (low + high) / 2
        powers = _approximate(0.5 + middle / 2, 0.5 - middle / 2, first[many], second[many], alpha)
        low, high = np.where(powers >= power, low, middle), np.where(powers >= power, middle, high)
    largest = _approximate(np.ones(len(many)), np.zeros(len(many)), first[many], second[many], alpha)
    found[many] = np.where(largest >= power, high, np.nan)
    return found


@lru_cache(maxsize=4096)
def _detectable_exactly(n_first: int, n_second: int, power: float, alpha: float) -> float:
    return detectable_difference(n_first, n_second, power=power, alpha=alpha).difference_up


def _nearest(reached: Callable[[Floats], NDArray[np.bool_]]) -> float:
    """The first step from 0 to 1 at which enough is reached, found in ever finer grids; NaN where there is none."""
    import numpy as np

    near, far = 0.0, 1.0
    while True:
        grid = np.linspace(near, far, 201)
        found = np.flatnonzero(reached(grid[1:]))
        if not len(found):
            return math.nan
        near, far = float(grid[found[0]]), float(grid[found[0] + 1])
        if far - near <= 1e-6:
            return far
