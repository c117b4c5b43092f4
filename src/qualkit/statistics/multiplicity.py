"""Many tests at once: p values adjusted over a family whose size is told. Pure functions of p values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.errors import QualkitError
from qualkit.statistics.names import CORRECTIONS, Correction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, eq=False)
class Adjusted:
    """Adjusted p values in the order they were given, the method, and `n`, the size of the family."""

    p_values: NDArray[np.float64]
    method: str
    n: int


def adjust_p_values(p_values: ArrayLike, *, method: Correction = "holm") -> Adjusted:
    """Adjust p values for the number of tests in their family.

    `holm` (any error in the family at most alpha): with p sorted, the largest so far of (n - i + 1) p_i.
    `benjamini-hochberg` (share of errors among what is called found): the smallest from here of n p_i / i. None is
    above 1. NaN stays NaN and counts as no test: n is the number of tests that could be made.
    Source: Holm (1979), jstor.org/stable/4615733; Benjamini & Hochberg (1995),
    doi:10.1111/j.2517-6161.1995.tb02031.x.

    >>> adjust_p_values([0.01, 0.04, float("nan"), 0.03])
    Adjusted(p_values=array([0.03, 0.06,  nan, 0.06]), method='holm', n=3)
    """
    import numpy as np

    if method not in CORRECTIONS:
        raise QualkitError(f"method={method!r}: {' or '.join(CORRECTIONS)}")
    given = np.asarray(p_values, dtype=float)
    told = ~np.isnan(given)
    if given.ndim != 1 or ((given[told] < 0) | (given[told] > 1)).any():
        raise QualkitError("p values are one row of numbers between 0 and 1")
    n = int(told.sum())
    order = np.argsort(given[told], kind="stable")
    ordered, place = given[told][order], np.arange(1, n + 1)
    if method == "holm":
        stepped = np.maximum.accumulate(ordered * (n - place + 1))
    else:
        stepped = np.minimum.accumulate((ordered * n / place)[::-1])[::-1]
    adjusted, back = np.full(given.shape, np.nan), np.empty(n)
    back[order] = np.minimum(stepped, 1.0)
    adjusted[told] = back
    return Adjusted(adjusted, method, n)
