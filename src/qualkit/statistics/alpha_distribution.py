"""Krippendorff's own bootstrap of alpha: pairs of values drawn anew, chance held fast."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from qualkit.statistics.agreement import count_coincidences
from qualkit.statistics.distances import measure_distances
from qualkit.statistics.names import Metric
from qualkit.statistics.ratings import Floats, Ratings

CUSTOMS = (0.667, 0.8)
"""Krippendorff (2004), doi:10.1111/j.1468-2958.2004.tb00738.x: customs of a field, not passes."""


@dataclass(frozen=True, eq=False)
class AlphaDistribution:
    """Values of alpha in order, the middle 95 % of them, and how many pairs each was drawn from."""

    values: Floats
    ci_low: float
    ci_high: float
    n_pairs: int
    note: str = ""

    def fall_short(self, least: float) -> float:
        """The share of values below `least`: the chance that alpha is not reached; NaN where alpha is undefined."""
        return float((self.values < least).mean()) if len(self.values) else math.nan


def draw_alpha(
    ratings: Ratings,
    rng: np.random.Generator,
    *,
    metric: Metric = "nominal",
    n_resamples: int = 10_000,
    level: float = 0.95,
) -> AlphaDistribution:
    """The distribution of alpha that Krippendorff's algorithm draws from the observed coincidences.

    M pairs of values are drawn with the probabilities of their coincidences, M the smaller of 25 times the kinds of
    pairs that occur and (coders - 1) n / 2 of n pairable values; alpha is then 1 - mean distance / D_e, D_e held
    fast, no less than -1. A value of 1 without variation would be undefined and is set to 0: each where all agree
    on one category only, else as many as such draws of all pairs are to be expected.
    Pairs of one unit and units of one document are taken as independent, so the spread is too small (Zapf et al.
    2016, doi:10.1186/s12874-016-0200-9): `resample_documents` draws documents. Source: Krippendorff (2006, revised
    2011), Algorithm for bootstrapping a distribution of alpha; Hayes & Krippendorff (2007),
    doi:10.1080/19312450709336664.

    >>> ratings = Ratings.of([["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]] * 10)
    >>> found = draw_alpha(ratings, np.random.default_rng(1))
    >>> round(found.fall_short(0.8), 1), found.n_pairs
    (1.0, 40)
    """
    coincidences = count_coincidences(ratings).sum(axis=0)
    uses = coincidences.sum(axis=1)
    n = float(uses.sum())
    distances = measure_distances(ratings.categories, metric, uses=uses)
    chance = float(uses @ distances @ uses) / (n * (n - 1)) if n > 1 else 0.0
    if not chance > 0:
        reason = "no variation" if n else "no unit was rated by two coders"
        return AlphaDistribution(np.array([]), math.nan, math.nan, 0, f"undefined: {reason}")
    n_pairs = min(25 * int(np.count_nonzero(coincidences)), (ratings.n_coders - 1) * round(n) // 2)
    apart, kind = np.unique(distances, return_inverse=True)
    share = np.bincount(kind.ravel(), coincidences.ravel(), minlength=len(apart)) / n
    drawn = rng.multinomial(n_pairs, share / share.sum(), size=n_resamples)
    values = np.sort(np.maximum(1 - drawn @ apart / (n_pairs * chance), -1.0))
    agreed = np.diag(coincidences)
    perfect = int((drawn[:, 0] == n_pairs).sum())
    if np.count_nonzero(agreed) > 1:
        n_units = ratings.pairable.counts.sum(axis=1)
        all_pairs = float(ratings.pairable.times @ (n_units * (n_units - 1))) / 2
        unvaried = min(perfect, round(n_resamples * float(np.power(agreed / n, all_pairs).sum())))
    else:
        unvaried = perfect
    values[len(values) - perfect : len(values) - perfect + unvaried] = 0.0
    values.sort()
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return AlphaDistribution(values, float(low), float(high), n_pairs)
