"""What each 95 % interval covers, and how often each test errs under the null, by enumeration.

Every table (or pair of samples) that groups of the stated sizes can give is weighed by its probability, at every
pair of true shares on the stated grid. Run: python benchmarks/coverage.py. Exits with 1 where a default covers less
than .94 or a test errs in more than .055.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

import numpy as np
from scipy.special import gammaln, xlogy
from scipy.stats import binom
from statsmodels.stats.proportion import confint_proportions_2indep

from qualkit.statistics import effects, exact, permutation, unconditional

SIZES = ((5, 19), (12, 12), (18, 6), (4, 20))
LARGE = ((50, 50), (100, 24), (12, 300), (4, 600))
SHARES = np.array([0.01, 0.02, *np.arange(0.05, 0.96, 0.05), 0.98, 0.99])
TENTHS = 10
LEAST, MOST = 0.94, 0.055

Limits = tuple[np.ndarray, np.ndarray]
honest = True


def tell(name: str, sizes: object, covered: np.ndarray, low: np.ndarray, high: np.ndarray, *, default: bool) -> None:
    global honest
    fine = covered.min() >= LEAST
    honest = honest and (fine or not default)
    mark = "default" if default else "compare"
    width = np.mean(np.minimum(high, 1e6) - low)
    extra = f"  width {width:.3f}" if width < 10 else ""
    print(f"{name:42s} {sizes!s:10s} {mark}  min {covered.min():.4f}  mean {covered.mean():.4f}{extra}", flush=True)


def each(function: Callable[..., effects.Effect], first: int, second: int) -> Limits:
    found = [[function(i, first - i, j, second - j) for j in range(second + 1)] for i in range(first + 1)]
    return tuple(np.array([[getattr(one, end) for one in row] for row in found]) for end in ("ci_low", "ci_high"))


def cover(limits: Limits, first: np.ndarray, second: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """first, second: probabilities of samples, one row a true distribution; truth: the parameter for each pair."""
    low, high = limits
    covered = np.ones(truth.shape)
    for i, j in np.ndindex(*truth.shape):
        if not np.isnan(truth[i, j]):
            inside = (low <= truth[i, j] + 1e-9) & (high >= truth[i, j] - 1e-9)
            covered[i, j] = first[i] @ inside @ second[j]
    return covered


def chances(n: int) -> np.ndarray:
    return binom.pmf(np.arange(n + 1), n, SHARES[:, None])


def intervals_of_shares() -> None:
    shares = np.linspace(0.001, 0.999, 999)
    for n in (5, 12, 24, 60):
        chance = binom.pmf(np.arange(n + 1), n, shares[:, None])
        for method in ("clopper-pearson", "blaker", "wilson"):
            found = [effects.share_interval(k, n, method=method) for k in range(n + 1)]
            low, high = (np.array([getattr(one, end) for one in found]) for end in ("ci_low", "ci_high"))
            inside = (low <= shares[:, None] + 1e-9) & (high >= shares[:, None] - 1e-9)
            tell(f"share, {method}", n, (chance * inside).sum(axis=1), low, high, default=method != "wilson")


def intervals_of_two_shares() -> None:
    gap = SHARES[:, None] - SHARES
    odds = SHARES / (1 - SHARES)
    for first, second in SIZES:
        weights = chances(first), chances(second)
        limits = each(effects.odds_ratio, first, second)
        tell("odds ratio, exact conditional", (first, second), cover(limits, *weights, odds[:, None] / odds), *limits, default=True)  # fmt: skip
        limits = each(effects.risk_difference, first, second)
        tell("difference, exact unconditional", (first, second), cover(limits, *weights, gap), *limits, default=True)
    for first, second in SIZES + LARGE:
        weights = chances(first), chances(second)
        i, j = np.meshgrid(np.arange(first + 1), np.arange(second + 1), indexing="ij")
        table = i, first - i, j, second - j
        limits = effects.hybrid_intervals(*table)
        tell("difference, hybrid of Clopper-Pearson", (first, second), cover(limits, *weights, gap), *limits, default=True)  # fmt: skip
        limits = effects.score_intervals(*table)
        tell("difference, Miettinen-Nurminen", (first, second), cover(limits, *weights, gap), *limits, default=False)
        if first + second < 100:
            found = np.array([[confint_proportions_2indep(x, first, y, second, method="newcomb", compare="diff") for y in range(second + 1)] for x in range(first + 1)])  # fmt: skip
            limits = found[..., 0], found[..., 1]
            tell("difference, Newcombe", (first, second), cover(limits, *weights, gap), *limits, default=False)


def compositions(n: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (n,)
        return
    for head in range(n + 1):
        for tail in compositions(n - head, parts - 1):
            yield (head, *tail)


def samples(n: int, values: int) -> tuple[np.ndarray, np.ndarray]:
    """All samples of n over so many values, and their probabilities for all distributions in tenths."""
    drawn = np.array(list(compositions(n, values)))
    truths = np.array(list(compositions(TENTHS, values))) / TENTHS
    log = gammaln(n + 1) - gammaln(drawn + 1).sum(axis=1) + xlogy(drawn[None], truths[:, None]).sum(axis=2)
    return drawn, np.exp(log)


def intervals_of_values(few: bool) -> None:
    for first, second in SIZES:
        for values in (2, 3):
            truths = np.array(list(compositions(TENTHS, values))) / TENTHS
            (one, chance_1), (other, chance_2) = samples(first, values), samples(second, values)
            if few:  # each third distribution of the first group
                truths_1, chance_1 = truths[::3], chance_1[::3]
            else:
                truths_1 = truths
            weights = chance_1, chance_2
            found = [[effects.cramers_v([x, y]) for y in other.tolist()] for x in one.tolist()]
            limits = tuple(np.array([[getattr(e, end) for e in row] for row in found]) for end in ("ci_low", "ci_high"))
            share = first / (first + second)
            mean = share * truths_1[:, None] + (1 - share) * truths[None]
            squares = share * truths_1[:, None] ** 2 + (1 - share) * truths[None] ** 2
            phi2 = np.divide(squares, mean, out=np.zeros_like(mean), where=mean > 0).sum(axis=2) - 1
            truth = np.where((mean > 0).sum(axis=2) > 1, np.sqrt(np.maximum(phi2, 0)), np.nan)
            tell(f"Cramer's V, 2 x {values}", (first, second), cover(limits, *weights, truth), *limits, default=True)
            if values == 3:
                order = np.sign(np.subtract.outer(np.arange(values), np.arange(values)))
                found = [
                    [effects.cliffs_delta(np.repeat([0, 1, 2], x), np.repeat([0, 1, 2], y)) for y in other] for x in one
                ]
                limits = tuple(np.array([[getattr(e, end) for e in row] for row in found]) for end in ("ci_low", "ci_high"))  # fmt: skip
                covered = cover(limits, *weights, truths_1 @ order @ truths.T)
                tell("Cliff's delta, 3 values", (first, second), covered, *limits, default=True)


def tell_size(name: str, sizes: object, error: np.ndarray) -> None:
    global honest
    honest = honest and error.max() <= MOST
    print(f"{name:42s} {sizes!s:10s} size     max {error.max():.4f}  mean {error.mean():.4f}", flush=True)


def sizes_of_tests() -> None:
    shares = np.linspace(0.005, 0.995, 199)
    for first, second in SIZES:
        one, other = (binom.pmf(np.arange(n + 1), n, shares[:, None]) for n in (first, second))
        i, j = np.meshgrid(np.arange(first + 1), np.arange(second + 1), indexing="ij")
        p_values = {"Fisher": exact.fisher_tests(i, first - i, j, second - j)}
        for method in ("boschloo", "barnard"):
            p_values[method.capitalize()] = np.array([[unconditional.unconditional_test(x, first - x, y, second - y, method=method).p_value for y in range(second + 1)] for x in range(first + 1)])  # fmt: skip
        for name, found in p_values.items():
            rejected = np.nan_to_num(found, nan=1.0) <= 0.05
            tell_size(name, (first, second), ((one @ rejected) * other).sum(axis=1))
    tests = {
        "Freeman-Halton, 2 x 3": lambda x, y: exact.freeman_halton_test([x, y]),
        "trend, 2 x 3": lambda x, y: exact.trend_test([x, y]),
        "Mann-Whitney, 3 values": lambda x, y: permutation.mann_whitney_test(
            np.repeat([0, 1, 2], x), np.repeat([0, 1, 2], y)
        ),
        "permutation of means, 3 values": lambda x, y: permutation.permutation_test(
            np.repeat([0, 1, 5], x), np.repeat([0, 1, 5], y)
        ),
    }
    for first, second in ((5, 9), (7, 7), (4, 10)):
        (one, chance_1), (other, chance_2) = samples(first, 3), samples(second, 3)
        for name, test in tests.items():
            found = np.array([[test(x, y).p_value for y in other.tolist()] for x in one.tolist()])
            rejected = np.nan_to_num(found, nan=1.0) <= 0.05
            tell_size(name, (first, second), ((chance_1 @ rejected) * chance_2).sum(axis=1))
    for n in (6, 12, 24):
        rejected = np.array([exact.sign_test(k, n - k) <= 0.05 for k in range(n + 1)])
        tell_size("sign and McNemar, discordant pairs", n, np.array([rejected @ binom.pmf(np.arange(n + 1), n, 0.5)]))
    sizes_of_clustered_tests()


def sizes_of_clustered_tests() -> None:
    """By simulation: 2,000 data sets of 8 clusters of 3; clusters differ, sides do not."""
    rng = np.random.default_rng(1)
    clusters = np.repeat(np.arange(8), 3).tolist()
    for permute, side in (("clusters", np.repeat([True, False], 12)), ("within", np.tile([True, False, True], 8))):
        errors = 0
        for _ in range(2000):
            values = np.repeat(rng.normal(size=8), 3) + rng.normal(size=24)
            errors += permutation.clustered_test(values, side.tolist(), clusters, permute=permute).p_value <= 0.05
        tell_size(f"permutation, {permute} (2,000 simulated)", 24, np.array([errors / 2000]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", action="store_true", help="a third of the distributions of three values")
    few = parser.parse_args().few
    intervals_of_shares()
    intervals_of_two_shares()
    sizes_of_tests()
    intervals_of_values(few)
    print("honest" if honest else "NOT HONEST")
    sys.exit(not honest)
