"""What a study of this size could have seen. Pure functions of group sizes, never of what was observed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qualkit.analysis.exact import check_counts, fisher_tests
from qualkit.errors import QualkitError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    if not _is_exact(n_first, n_second):
        return _approximate(share_first, share_second, n_first, n_second, alpha)
    import numpy as np
    from scipy.stats import binom

    one = binom.pmf(np.arange(n_first + 1), n_first, share_first)
    other = binom.pmf(np.arange(n_second + 1), n_second, share_second)
    return float(one @ _rejected(n_first, n_second, alpha).astype(float) @ other)


def _is_exact(n_first: int, n_second: int) -> bool:
    return (n_first + 1) * (n_second + 1) <= TABLES


@lru_cache(maxsize=8)
def _rejected(n_first: int, n_second: int, alpha: float) -> NDArray[np.bool_]:
    import numpy as np

    i, j = np.meshgrid(np.arange(n_first + 1), np.arange(n_second + 1), indexing="ij")
    p_values = fisher_tests(i, n_first - i, j, n_second - j)
    rejected: NDArray[np.bool_] = np.nan_to_num(p_values, nan=1.0) <= alpha
    return rejected


def _approximate(one: float, other: float, n_first: int, n_second: int, alpha: float) -> float:
    from scipy.stats import norm

    mean = (n_first * one + n_second * other) / (n_first + n_second)
    null = math.sqrt(mean * (1 - mean) * (1 / n_first + 1 / n_second))
    real = math.sqrt(one * (1 - one) / n_first + other * (1 - other) / n_second)
    gap = abs(one - other) - (1 / n_first + 1 / n_second) / 2
    reach = gap - float(norm.isf(alpha / 2)) * null
    return float(norm.cdf(reach / real)) if real else float(reach > 0)


def detectable_difference(
    n_first: int, n_second: int, *, share: float, power: float = 0.8, alpha: float = 0.05
) -> Detectable:
    """The smallest difference of shares that Fisher's test would have found in groups of these sizes.

    `share` is the assumed share of the second group, from outside the study, or 0.5, where least is seen. From it
    the first group's share is moved up, and down, until `fisher_power` reaches `power` (found to 1e-6). NaN where
    it never does: then this study could not have seen even the largest difference.

    >>> found = detectable_difference(12, 12, share=0.5)
    >>> round(found.difference_up, 3), round(found.difference_down, 3), found.method
    (0.499, -0.499, 'exact')
    """
    if not 0 < power < 1:
        raise QualkitError(f"power={power!r}: between 0 and 1")
    up, down = (_nearest(n_first, n_second, share, end, power, alpha) - share for end in (1.0, 0.0))
    method = "exact" if _is_exact(n_first, n_second) else "normal approximation"
    return Detectable(share, up, down, power, alpha, n_first, n_second, method)


def _nearest(n_first: int, n_second: int, share: float, end: float, power: float, alpha: float) -> float:
    """From the baseline to the end: the first share at which the power is reached."""
    near, steps = share, 200
    for step in range(1, steps + 1):
        far = share + (end - share) * step / steps
        reached = fisher_power(far, share, n_first=n_first, n_second=n_second, alpha=alpha)
        if reached >= power:
            break
        near = far
    else:
        return math.nan
    while abs(far - near) > 1e-6:
        middle = (near + far) / 2
        enough = fisher_power(middle, share, n_first=n_first, n_second=n_second, alpha=alpha) >= power
        near, far = (near, middle) if enough else (middle, far)
    return far
