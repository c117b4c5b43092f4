"""How far two categories lie apart: Krippendorff's metrics, distances of sets, and weights for partial agreement."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike

from qualkit.errors import QualkitError, suggest
from qualkit.statistics.names import METRICS, WEIGHTS, Metric, Weights
from qualkit.statistics.ratings import Floats

_LARGEST = 1e100  # whose square is a number still


def measure_distances(categories: Sequence[Hashable], metric: Metric, *, uses: Floats | None = None) -> Floats:
    """Categories x categories: the squared differences that Krippendorff's alpha adds up.

    nominal: 1 for different ones. ordinal: the square of what lies between c and k, sum of n_g over g from c to k
    less (n_c + n_k) / 2, in the order of the categories, with `uses` the n. interval: (c - k)^2. ratio:
    ((c - k) / (c + k))^2. For sets of codes, as they are and not squared, as Passonneau takes them: jaccard:
    1 - J, with J = shared / all; masi: 1 - J M, where M is 1 for equal sets, 2/3 where one holds the other, 1/3
    where they share something, else 0. Two empty sets are equal.
    Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability, repository.upenn.edu/asc_papers/43;
    Passonneau (2006), aclanthology.org/L06-1392.

    >>> sets = [frozenset("ab"), frozenset("a"), frozenset("bc")]
    >>> measure_distances(sets, "masi").round(3).tolist()[0]
    [0.0, 0.667, 0.889]
    """
    if metric not in METRICS:
        raise QualkitError(f"metric={metric!r}: {suggest(str(metric), METRICS)}")
    if metric == "nominal":
        return 1.0 - np.eye(len(categories))
    if metric in ("masi", "jaccard"):
        return _between_sets(categories, masi=metric == "masi")
    if metric == "ordinal":
        if uses is None:
            raise QualkitError("an ordinal distance needs how often each category was used")
        middle = np.cumsum(uses) - uses / 2
        return _square(middle[:, None] - middle[None, :])
    numbers = _numbers(categories, f"{metric} metric")
    gaps, sums = numbers[:, None] - numbers[None, :], numbers[:, None] + numbers[None, :]
    if metric == "interval":
        return _square(gaps)
    if (numbers < 0).any():
        raise QualkitError(f"a ratio metric counts from 0: {numbers.min():g} lies below it; use interval")
    return _square(np.divide(gaps, sums, out=np.zeros_like(gaps), where=sums != 0))


def weigh_categories(categories: Sequence[Hashable], weights: Weights | ArrayLike) -> Floats:
    """Categories x categories: how much of an agreement it is that one coder gave k and the other l.

    identity: 1 for the same, else 0. In the order of the categories, with d = |k - l| of q categories:
    linear 1 - d / (q - 1), quadratic 1 - (d / (q - 1))^2, radical 1 - sqrt(d / (q - 1)), ordinal
    1 - d (d + 1) / (q (q - 1)). Where the categories are numbers, k and l are they, except for ordinal. Or a matrix of
    weights of your own, symmetric, from 0 to 1, 1 on the diagonal. Source: Gwet (2014), Handbook of inter-rater reliability.

    >>> weigh_categories("abc", "quadratic").tolist()
    [[1.0, 0.75, 0.0], [0.75, 1.0, 0.75], [0.0, 0.75, 1.0]]
    """
    q = len(categories)
    if not isinstance(weights, str):
        try:
            own = np.asarray(weights, dtype=float)
        except (TypeError, ValueError):
            own = np.zeros(0)
        fits = own.shape == (q, q) and ((own >= 0) & (own <= 1)).all()
        if not fits or not np.allclose(own, own.T) or not np.allclose(np.diag(own), 1):
            raise QualkitError(f"weights are a symmetric table of {q} x {q}, from 0 to 1, with 1 on the diagonal")
        return own
    if weights not in WEIGHTS:
        raise QualkitError(f"weights={weights!r}: {suggest(weights, WEIGHTS)}")
    if weights == "identity" or q < 2:
        return np.eye(q)
    places = np.arange(q, dtype=float)
    if weights == "ordinal":
        steps = np.abs(places[:, None] - places[None, :])
        ordered: Floats = 1.0 - steps * (steps + 1) / (q * (q - 1))
        return ordered
    numeric = all(isinstance(value, Real) and not isinstance(value, bool) for value in categories)
    numbers = _numbers(categories, f"{weights} weights") if numeric else places
    gaps = np.abs(numbers[:, None] - numbers[None, :]) / (numbers.max() - numbers.min())
    power = {"linear": 1.0, "quadratic": 2.0, "radical": 0.5}[weights]
    weighed: Floats = 1.0 - np.power(gaps, power)
    return weighed


def _between_sets(categories: Sequence[Hashable], *, masi: bool) -> Floats:
    sets = []
    for value in categories:
        if not isinstance(value, frozenset):
            raise QualkitError(f"masi and jaccard compare sets of codes, {value!r} is none")
        sets.append(value)
    codes = {code: i for i, code in enumerate(dict.fromkeys(code for codes in sets for code in codes))}
    has = np.zeros((len(sets), len(codes)))
    for row, members in enumerate(sets):
        has[row, [codes[code] for code in members]] = 1
    shared, sizes = has @ has.T, has.sum(axis=1)
    united = sizes[:, None] + sizes[None, :] - shared
    near = np.divide(shared, united, out=np.ones_like(shared), where=united > 0)
    if masi:
        smaller = np.minimum(sizes[:, None], sizes[None, :])
        near *= np.select([united == shared, shared == smaller, shared > 0], [1.0, 2 / 3, 1 / 3], 0.0)
    far: Floats = 1.0 - near
    return far


def _square(gaps: Floats) -> Floats:
    squared: Floats = np.square(gaps)
    return squared


def _numbers(categories: Sequence[Hashable], what: str) -> Floats:
    try:
        numbers = np.array([float(value) for value in categories])  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise QualkitError(f"the {what} needs categories that are numbers; use nominal or ordinal") from None
    largest = np.abs(numbers).max(initial=0)
    if not largest < _LARGEST:
        raise QualkitError(f"the {what} needs numbers below {_LARGEST:g}: {largest:g} is none; use nominal or ordinal")
    return numbers
