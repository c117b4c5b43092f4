"""Boschloo's and Barnard's tests: exact for every share that both groups may have in common. Pure functions of counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qualkit.errors import QualkitError
from qualkit.statistics.exact import TestResult, binomial_chances, check_counts, fisher_tests

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TABLES = 10_000
"""Up to so many possible tables the tests are carried out."""


def unconditional_test(a: int, b: int, c: int, d: int, *, method: str = "boschloo") -> TestResult:
    """Boschloo's or Barnard's unconditional exact test, two-sided, of [[a, b], [c, d]] with the rows as groups.

    All tables with these two groups are ordered, by Fisher's p value (`boschloo`) or by the pooled z statistic
    (`barnard`); the p value is the largest probability, over all common shares (searched in 1,000 steps and
    refined), of a table as extreme or more. The statistic is Fisher's p, or z. NaN where a group or column is
    empty. More than 10,000 possible tables are refused: Fisher's test loses little there.
    Source: Boschloo (1970), doi:10.1111/j.1467-9574.1970.tb00104.x; Barnard (1945), doi:10.1038/156177a0.

    >>> round(unconditional_test(7, 8, 12, 3, method="barnard").p_value, 4)
    0.0682
    """
    a, b, c, d = check_counts(a, b, c, d)
    first, second, n = a + b, c + d, a + b + c + d
    if method not in ("boschloo", "barnard"):
        raise QualkitError(f"method={method!r}: boschloo or barnard")
    name = f"{method.capitalize()}, exact"
    if not (first and second and a + c and b + d):
        return TestResult(name, math.nan, math.nan, n, "a group or a column has no cases")
    if (first + 1) * (second + 1) > TABLES:
        raise QualkitError(f"{name}: too many possible tables of {first} and {second} cases; use Fisher's test")
    import numpy as np

    i, j = np.meshgrid(np.arange(first + 1), np.arange(second + 1), indexing="ij")
    if method == "boschloo":
        order = fisher_tests(i, first - i, j, second - j)
        extreme = np.nan_to_num(order, nan=1.0) <= order[a, c] * (1 + 1e-7)
    else:
        pooled = (i + j) / n
        deviation = np.sqrt(np.maximum(pooled * (1 - pooled) * (1 / first + 1 / second), 1e-300))
        order = (i / first - j / second) / deviation
        extreme = np.abs(order) >= abs(order[a, c]) * (1 - 1e-9)
    return TestResult(name, _worst_chance(extreme), float(order[a, c]), n)


def _worst_chance(extreme: NDArray[np.bool_]) -> float:
    """The largest probability, over the common share, of the marked tables."""
    import numpy as np

    first, second = (length - 1 for length in extreme.shape)

    def chance(share: Floats) -> Floats:
        one, other = binomial_chances(first, share), binomial_chances(second, share)
        total: Floats = ((one @ extreme.astype(float)) * other).sum(axis=1)
        return total

    shares = np.linspace(0, 1, 1001)
    for _ in range(2):
        found = chance(shares)
        best = int(found.argmax())
        shares = np.linspace(shares[max(0, best - 1)], shares[min(1000, best + 1)], 1001)
    return min(1.0, float(chance(shares).max()))
