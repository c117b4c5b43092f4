"""Statistics that are functions of sums over documents, and what becomes of them when documents are drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from qualkit.errors import QualkitError
from qualkit.statistics.ratings import Floats

RESAMPLES = 1_000
_SMALL = 200_000
"""Few sums are multiplied in portions below this size: larger products OpenBLAS gives to several threads, which on a
busy machine wait for each other longer than they compute."""


@dataclass(frozen=True, eq=False)
class Pooled:
    """One statistic, or several at once, computed from sums over documents.

    `parts` holds documents x sums. `combine` takes sums (any shape that ends in the sums) to the statistic, or to a
    last axis of several; undefined is NaN. A bootstrap over documents is so a weighted sum.
    """

    parts: Floats
    combine: Callable[[Floats], Floats]

    @property
    def estimate(self) -> Floats:
        return self.combine(self.parts.sum(axis=0))


@dataclass(frozen=True, eq=False)
class Resampled:
    """A bootstrap over documents, and what each document weighs.

    `ci_low` and `ci_high` are the percentiles of the resamples in which the statistic was defined, NaN where it
    never was, or where documents cannot be drawn anew because each kind has one only; `n_undefined` counts the
    others of `n_resamples`. `without` holds documents x statistics: the estimate with this document left out;
    `lowest` and `highest` are its range, NaN where nothing is left.
    """

    ci_low: Floats
    ci_high: Floats
    n_undefined: Floats
    n_resamples: int
    without: Floats
    note: str = ""

    @property
    def lowest(self) -> Floats:
        return _edge(self.without, np.inf, np.minimum)

    @property
    def highest(self) -> Floats:
        return _edge(self.without, -np.inf, np.maximum)


def resample_documents(
    pooled: Pooled,
    rng: np.random.Generator,
    *,
    kinds: Sequence[Hashable] | None = None,
    alike: Floats | None = None,
    n_resamples: int = RESAMPLES,
    level: float = 0.95,
) -> Resampled:
    """The percentile interval of documents drawn with replacement, within their kind, and the leave-one-out range.

    `kinds` names the kind of each document (interview, focus group), so that each resample has as many of each; by
    default all are of one. The interval tells how much coding differs between documents like these; it is about a
    population only where the documents were drawn from one. Where each row of `pooled.parts` is the sum over documents
    that are all alike, `alike` tells how many: so units that are drawn one by one take no more rows than there are
    different ones. Source: Efron & Tibshirani (1993), An introduction to
    the bootstrap.

    >>> mean = Pooled(np.array([[1.0, 1.0], [2.0, 1.0], [6.0, 1.0]]), lambda sums: sums[..., 0] / sums[..., 1])
    >>> found = resample_documents(mean, np.random.default_rng(1), level=0.9)
    >>> round(float(found.ci_low), 2), round(float(found.ci_high), 2), found.without.tolist()
    (1.33, 4.67, [4.0, 3.5, 1.5])
    """
    n = len(pooled.parts)
    of = [0] * n if kinds is None else list(kinds)
    if len(of) != n:
        raise QualkitError(f"{len(of)} kinds for {n} documents: one each")
    if not 0 < level < 1:
        raise QualkitError(f"level={level!r}: between 0 and 1, such as 0.95")
    times = np.ones(n) if alike is None else alike
    total = pooled.parts.sum(axis=0)
    without = pooled.combine(total - pooled.parts / times[:, None])
    if times.sum() < 2:
        without = np.full_like(without, np.nan)
    blank = np.full(without.shape[1:], np.nan)
    if len(set(of)) == times.sum():
        note = "no interval: documents cannot be drawn anew where each kind has one only"
        return Resampled(blank, blank, np.zeros(blank.shape), 0, without, note)
    if alike is None:
        weights = draw_documents(of, rng, n_resamples)
    else:
        weights = rng.multinomial(int(times.sum()), times / times.sum(), n_resamples) / times
    size = _SMALL // pooled.parts.size
    size = size if size >= 100 else n_resamples
    portions = (weights[start : start + size] for start in range(0, n_resamples, size))
    drawn = np.concatenate([pooled.combine(portion @ pooled.parts) for portion in portions])
    undefined = np.isnan(drawn).sum(axis=0)
    tail = (1 - level) / 2
    low, high = _quantiles(drawn, (tail, 1 - tail))
    return Resampled(low, high, undefined.astype(float), n_resamples, without)


def draw_documents(kinds: Sequence[Hashable], rng: np.random.Generator, n_resamples: int) -> Floats:
    """Resamples x documents: how often each document was drawn, each kind as often as it has documents."""
    drawn = np.zeros((n_resamples, len(kinds)))
    members: dict[Hashable, list[int]] = {}
    for i, kind in enumerate(kinds):
        members.setdefault(kind, []).append(i)
    for some in members.values():
        n = len(some)
        picked = rng.integers(0, n, (n_resamples, n)) + n * np.arange(n_resamples)[:, None]
        drawn[:, some] = np.bincount(picked.ravel(), minlength=n_resamples * n).reshape(n_resamples, n)
    return drawn


def divide(above: Floats, below: Floats, *, least: Floats | float = 0.0) -> Floats:
    """Above / below, NaN where below is not more than `least`."""
    above, below = np.broadcast_arrays(above, below)
    ratio: Floats = np.divide(above, below, out=np.full(below.shape, np.nan), where=below > least)
    return ratio


def _quantiles(values: Floats, shares: Sequence[float]) -> list[Floats]:
    """Along the first axis, of what is defined, between two values in proportion."""
    ordered = np.sort(values, axis=0)  # NaN last
    n = (~np.isnan(values)).sum(axis=0)
    found = []
    for share in shares:
        place = np.maximum(n - 1, 0) * share
        below = np.floor(place).astype(np.intp)
        above = np.minimum(below + 1, np.maximum(n - 1, 0))
        low, high = (np.take_along_axis(ordered, at[None], axis=0)[0] for at in (below, above))
        found.append(low + (high - low) * (place - below))
    return found


def _edge(values: Floats, start: float, pick: np.ufunc) -> Floats:
    edge: Floats = pick.reduce(np.where(np.isnan(values), start, values), axis=0, initial=start)
    return np.where(np.isinf(edge), np.nan, edge)
