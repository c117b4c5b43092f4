"""Permutation tests: had chance dealt out the groups, how often would they differ as much? Pure functions of values."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING

from qualkit.errors import QualkitError
from qualkit.statistics.exact import TestResult
from qualkit.statistics.names import Permute

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

ARRANGEMENTS = 3_000_000
"""Up to so many arrangements all of them are looked at (every division of 24 cases in two); beyond, some are drawn."""
RESAMPLES = 9_999
"""How many are drawn."""
ROUNDING = 4e-15
"""Differences that lie no farther apart than this, times the cases and the largest value, are the same: sums in floats
go astray by less, and beside 1e15 rupiah some hundreds still count."""


def permutation_test(
    first: ArrayLike,
    second: ArrayLike,
    *,
    statistic: str = "mean",
    limit: int = ARRANGEMENTS,
    n_resamples: int = RESAMPLES,
    seed: int = 0,
) -> TestResult:
    """Exact permutation test, two-sided, of the difference of two groups' means or medians.

    The statistic is the difference, first - second. The p value is the share of all divisions of the cases into
    groups of these sizes whose difference is as far from 0 or farther (of means, from that of all divisions, which
    is 0). With more than `limit` divisions `n_resamples` are drawn, p = (b + 1) / (m + 1), and method and note say
    so. NaN where a group is empty or all values are the same. Source: Pitman (1937), doi:10.2307/2984124; Phipson &
    Smyth (2010), doi:10.2202/1544-6115.1585.

    >>> permutation_test([1, 2, 3], [4, 5, 6])
    TestResult(method='permutation of the difference of means, exact', p_value=0.1, statistic=-3.0, n=6, note='')
    """
    import numpy as np

    if statistic not in ("mean", "median"):
        raise QualkitError(f"statistic={statistic!r}: mean or median")
    one, other = check_values(first), check_values(second)
    name, n, k = f"permutation of the difference of {statistic}s", len(one) + len(other), len(one)
    if not (len(one) and len(other)):
        return TestResult(f"{name}, exact", math.nan, math.nan, n, "a group has no cases")
    center = np.mean if statistic == "mean" else np.median
    observed = float(center(one) - center(other))
    pooled = np.sort(np.concatenate([one, other]))
    if pooled[0] == pooled[-1]:
        return TestResult(f"{name}, exact", math.nan, observed, n, "all values are the same")
    slack = ROUNDING * n * float(np.abs(pooled).max())
    if math.comb(n, k) > limit:
        extreme = 0
        rng = np.random.default_rng(seed)
        for size in _portions(n_resamples, n):
            deals = rng.permuted(np.tile(pooled, (size, 1)), axis=1)
            gaps = center(deals[:, :k], axis=1) - center(deals[:, k:], axis=1)
            extreme += int((np.abs(gaps) >= abs(observed) - slack).sum())
        return _drawn(name, extreme, n_resamples, observed, n, seed)
    if statistic == "mean":
        p_value = _share_of_sums(pooled, k, abs(observed), slack)
    else:
        p_value = _share_of_medians(pooled, k, abs(observed), slack)
    return TestResult(f"{name}, exact", p_value, observed, n)


def check_values(values: ArrayLike) -> Floats:
    """Values as one row of finite numbers; what is missing is left out by who calls, so that it is counted there.

    >>> check_values([1, 2])
    array([1., 2.])
    """
    import numpy as np

    numbers = np.asarray(values, dtype=float)
    if numbers.ndim != 1:
        raise QualkitError(f"values in {numbers.ndim} dimensions: a group is one row of numbers")
    if not np.isfinite(numbers).all():
        raise QualkitError("a value is missing or infinite: leave such cases out, and say how many")
    return numbers


def _portions(total: int, width: int) -> Iterator[int]:
    size = max(1, 2_000_000 // width)
    for start in range(0, total, size):
        yield min(size, total - start)


def _drawn(name: str, extreme: int, drawn: int, statistic: float, n: int, seed: int) -> TestResult:
    note = f"{drawn} random arrangements, seed {seed}"
    return TestResult(f"{name}, Monte Carlo", (extreme + 1) / (drawn + 1), statistic, n, note)


def _share_of_sums(pooled: Floats, k: int, gap: float, slack: float) -> float:
    """All sums of k values, from the sums of either half of the cases."""
    import numpy as np

    n = len(pooled)
    half, rest = (_sums_by_size(part) for part in (pooled[: n // 2], pooled[n // 2 :]))
    total = float(pooled.sum())
    extreme = 0
    for i, some in half.items():
        if k - i not in rest:
            continue
        others = np.sort(rest[k - i])
        # gap <= |sum/k - (total - sum)/(n - k)|, solved for the sum
        low = (total / (n - k) - gap + slack) * k * (n - k) / n
        high = (total / (n - k) + gap - slack) * k * (n - k) / n
        below = np.searchsorted(others, low - some, side="right")
        above = len(others) - np.searchsorted(others, high - some, side="left")
        extreme += int((np.minimum(below, len(others)) + above).sum()) if low < high else len(some) * len(others)
    return extreme / math.comb(n, k)


def _sums_by_size(values: Floats) -> dict[int, Floats]:
    import numpy as np

    sums, sizes = np.zeros(1), np.zeros(1, dtype=np.int64)
    for value in values:
        sums, sizes = np.concatenate([sums, sums + value]), np.concatenate([sizes, sizes + 1])
    return {size: sums[sizes == size] for size in range(len(values) + 1)}


def _share_of_medians(pooled: Floats, k: int, gap: float, slack: float) -> float:
    import numpy as np

    extreme = 0
    for chosen in _choose(len(pooled), k):
        taken = np.zeros((len(chosen), len(pooled)), dtype=bool)
        np.put_along_axis(taken, chosen, True, axis=1)
        ones = pooled[chosen]
        others = np.broadcast_to(pooled, taken.shape)[~taken].reshape(len(chosen), -1)
        extreme += int((np.abs(_middle(ones) - _middle(others)) >= gap - slack).sum())
    return extreme / math.comb(len(pooled), k)


def _middle(rows: Floats) -> Floats:
    """The medians of rows that are in order."""
    n = rows.shape[1]
    middle: Floats = (rows[:, (n - 1) // 2] + rows[:, n // 2]) / 2
    return middle


def _choose(n: int, k: int) -> Iterator[NDArray[np.int64]]:
    """All choices of k of n, in portions."""
    import numpy as np

    every = combinations(range(n), k)
    while some := list(islice(every, 100_000)):
        yield np.fromiter(chain.from_iterable(some), dtype=np.int64, count=len(some) * k).reshape(len(some), k)


def mann_whitney_test(
    first: ArrayLike, second: ArrayLike, *, limit: int = 100, n_resamples: int = RESAMPLES, seed: int = 0
) -> TestResult:
    """Mann and Whitney's test, two-sided and exact with ties: the permutation test of the sum of midranks.

    The statistic is U, the pairs in which the first is higher, ties counting half; `effects.rank_biserial` belongs
    beside it. Exact up to `limit` cases, beyond Monte Carlo as in `permutation_test`. NaN where a group is empty or
    all values are the same. Source: Mann & Whitney (1947), doi:10.1214/aoms/1177730491; ties: Lehmann (1975),
    Nonparametrics, section 1.4.

    >>> mann_whitney_test([1, 2, 3], [4, 5, 6])
    TestResult(method='Mann-Whitney, exact', p_value=0.1, statistic=0.0, n=6, note='')
    """
    import numpy as np
    from scipy.stats import rankdata

    one, other = check_values(first), check_values(second)
    n, k = len(one) + len(other), len(one)
    if not (len(one) and len(other)):
        return TestResult("Mann-Whitney, exact", math.nan, math.nan, n, "a group has no cases")
    ranks = np.rint(2 * rankdata(np.concatenate([one, other]))).astype(np.int64)  # twice the midranks
    u = (int(ranks[:k].sum()) - k * (k + 1)) / 2
    if len(set(ranks.tolist())) == 1:
        return TestResult("Mann-Whitney, exact", math.nan, u, n, "all values are the same")
    far = abs(int(ranks[:k].sum()) - k * (n + 1))
    if n > limit:
        rng = np.random.default_rng(seed)
        extreme = 0
        for size in _portions(n_resamples, n):
            sums = rng.permuted(np.tile(ranks, (size, 1)), axis=1)[:, :k].sum(axis=1)
            extreme += int((np.abs(sums - k * (n + 1)) >= far).sum())
        return _drawn("Mann-Whitney", extreme, n_resamples, u, n, seed)
    few = min(k, n - k)  # the smaller group's distance from its mean is the same
    ways = np.zeros((few + 1, int(np.sort(ranks)[-few:].sum()) + 1))
    ways[0, 0] = 1.0
    for rank in ranks:
        ways[1:, rank:] += ways[:-1, : ways.shape[1] - rank].copy()
    extreme_sums = np.abs(np.arange(ways.shape[1]) - few * (n + 1)) >= far
    return TestResult("Mann-Whitney, exact", float(ways[few][extreme_sums].sum() / ways[few].sum()), u, n)


def clustered_test(
    values: ArrayLike,
    in_first: Sequence[bool],
    clusters: Sequence[Hashable],
    *,
    permute: Permute,
    limit: int = ARRANGEMENTS,
    n_resamples: int = RESAMPLES,
    seed: int = 0,
) -> TestResult:
    """Permutation test, two-sided, of the difference of means where cases belong to clusters (groups, villages).

    `permute="within"`: cases of one cluster change sides, each cluster keeping its number on either side, so that
    what differs between clusters counts for nothing; for sides that differ within clusters. `permute="clusters"`:
    whole clusters change sides, so that members of one cluster are no independent witnesses; each cluster must
    then be on one side. The statistic is the mean of the first side - that of the second. p as in
    `permutation_test`, and the note tells the smallest p that the design can give. Values of 0 and 1 give a
    difference of shares. NaN where a side is empty, all values are the same, or only one arrangement exists.
    Source: Good (2005), Permutation, Parametric, and Bootstrap Tests, doi:10.1007/b138696.

    >>> clustered_test([1, 2, 5, 6, 1, 1, 9, 9], [True] * 4 + [False] * 4, list("aabbccdd"), permute="clusters")
    TestResult(method='permutation of clusters, exact', p_value=1.0, statistic=-1.5, n=8, note='smallest possible p ...')
    """
    import numpy as np

    numbers, side = check_values(values), np.asarray(in_first, dtype=bool)
    if permute not in ("within", "clusters"):
        raise QualkitError(f"permute={permute!r}: within or clusters")
    if not len(numbers) == len(side) == len(clusters):
        raise QualkitError(f"{len(numbers)} values, {len(side)} sides, {len(clusters)} clusters: one each a case")
    name = "permutation within clusters" if permute == "within" else "permutation of clusters"
    if not (side.any() and (~side).any()):
        return TestResult(f"{name}, exact", math.nan, math.nan, len(numbers), "a side has no cases")
    observed = float(numbers[side].mean() - numbers[~side].mean())
    if numbers.min() == numbers.max():
        return TestResult(f"{name}, exact", math.nan, observed, len(numbers), "all values are the same")
    number = {cluster: i for i, cluster in enumerate(dict.fromkeys(clusters))}
    of = np.array([number[cluster] for cluster in clusters])
    members = [np.flatnonzero(of == i) for i in range(len(number))]
    arrange = _Within(numbers, side, members) if permute == "within" else _Whole(numbers, side, members)
    if arrange.n == 1:
        return TestResult(f"{name}, exact", math.nan, observed, len(numbers), "the design has only one arrangement")
    slack = ROUNDING * len(numbers) * float(np.abs(numbers).max())
    least = abs(observed) - slack
    if arrange.n > limit:
        gaps = arrange.draw(n_resamples, np.random.default_rng(seed))
        return _drawn(name, int((np.abs(gaps) >= least).sum()), n_resamples, observed, len(numbers), seed)
    gaps = arrange.list_all()
    far = np.abs(gaps)
    smallest = float((far >= far.max() - slack).mean())
    note = f"smallest possible p {smallest:.3g}"
    return TestResult(f"{name}, exact", float((far >= least).mean()), observed, len(numbers), note)


class _Within:
    """Cases change sides inside their cluster: the sum of the first side tells the difference."""

    def __init__(self, values: Floats, side: NDArray[np.bool_], members: list[NDArray[np.int64]]) -> None:
        self.total, self.size, self.rest = float(values.sum()), int(side.sum()), int((~side).sum())
        self.strata = [(values[some], int(side[some].sum())) for some in members]
        self.n = math.prod(math.comb(len(some), k) for some, k in self.strata)

    def _gap(self, sums: Floats) -> Floats:
        return sums / self.size - (self.total - sums) / self.rest

    def list_all(self) -> Floats:
        import numpy as np

        sums = np.zeros(1)
        for values, k in self.strata:
            inside = np.concatenate([values[chosen].sum(axis=1) for chosen in _choose(len(values), k)])
            sums = np.add.outer(sums, inside).ravel()
        return self._gap(sums)

    def draw(self, n_resamples: int, rng: np.random.Generator) -> Floats:
        import numpy as np

        sums = np.zeros(n_resamples)
        for values, k in self.strata:
            at = 0
            for size in _portions(n_resamples, len(values)):
                deals = rng.permuted(np.tile(values, (size, 1)), axis=1)
                sums[at : at + size] += deals[:, :k].sum(axis=1)
                at += size
        return self._gap(sums)


class _Whole:
    """Whole clusters change sides; as clusters differ in size, so do the sides."""

    def __init__(self, values: Floats, side: NDArray[np.bool_], members: list[NDArray[np.int64]]) -> None:
        import numpy as np

        mixed = [some for some in members if 0 < side[some].sum() < len(some)]
        if mixed:
            raise QualkitError(
                f"{len(mixed)} of {len(members)} clusters are on both sides: clusters can only change sides whole "
                'where each is on one side; use permute="within"'
            )
        self.sums = np.array([values[some].sum() for some in members])
        self.sizes = np.array([len(some) for some in members])
        self.k = sum(bool(side[some[0]]) for some in members)
        self.n = math.comb(len(members), self.k)

    def _gap(self, chosen: NDArray[np.int64]) -> Floats:
        sums, sizes = self.sums[chosen].sum(axis=1), self.sizes[chosen].sum(axis=1)
        gap: Floats = sums / sizes - (self.sums.sum() - sums) / (self.sizes.sum() - sizes)
        return gap

    def list_all(self) -> Floats:
        import numpy as np

        return np.concatenate([self._gap(chosen) for chosen in _choose(len(self.sums), self.k)])

    def draw(self, n_resamples: int, rng: np.random.Generator) -> Floats:
        import numpy as np

        order = np.tile(np.arange(len(self.sums)), (n_resamples, 1))
        return self._gap(rng.permuted(order, axis=1)[:, : self.k])
