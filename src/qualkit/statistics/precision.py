"""Analytic standard errors of coefficients of agreement, over units that are taken as drawn independently."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from qualkit.errors import QualkitError
from qualkit.statistics.ratings import MISSING, Floats, Ratings, share_agreeing

GWET = "Gwet (2014), t"
COHEN = "Fleiss, Cohen & Everitt (1969), normal"


@dataclass(frozen=True)
class Precision:
    """A standard error, its interval, how it was computed, and why there is none."""

    se: float
    ci_low: float
    ci_high: float
    interval: str
    note: str = ""


def measure_precision(
    ratings: Ratings,
    coefficient: str,
    weights: Floats,
    estimate: float,
    observed: float,
    expected: float,
    level: float = 0.95,
) -> Precision:
    """The standard error and interval of a coefficient that `measure_agreement` has computed.

    cohen_kappa: the large-sample error and a normal interval. The others, but Holsti's: each unit's own value,
    corrected for what it adds to chance; n - 1 in the divisor, but n for scott_pi; t with n - 1 degrees of freedom,
    n the units that anyone rated (of alpha too, whose error is of the units with pairs, as in Gwet's package).
    Upper ends stop at 1. NaN where all units agree alike: the error would be 0, which says nothing.
    Source: Fleiss, Cohen & Everitt (1969), doi:10.1037/h0028106; Gwet (2008), doi:10.1348/000711006X126600; Gwet
    (2014), Handbook of inter-rater reliability; of alpha Gwet (2011), On the Krippendorff's alpha
    coefficient.
    """
    if not 0 < level < 1:
        raise QualkitError(f"level={level!r}: between 0 and 1, such as 0.95")
    if coefficient == "holsti":
        return Precision(math.nan, math.nan, math.nan, "", "no analytic interval is published")
    n_rated = float(ratings.times[(ratings.given != MISSING).any(axis=1)].sum())
    if coefficient == "krippendorff_alpha":
        ratings = ratings.pairable
    rated = (ratings.given != MISSING).any(axis=1)
    times = ratings.times[rated]
    n = float(times.sum())
    if coefficient == "cohen_kappa":
        values = _of_cohen(ratings, weights, estimate, expected)
    elif coefficient == "krippendorff_alpha":
        values = _of_alpha(ratings, weights)
    else:
        values = _of_units(ratings, coefficient, weights, estimate, expected)[rated]
    mean = float(times @ values) / n
    by_n = coefficient in ("cohen_kappa", "scott_pi")
    spread = float(times @ np.square(values - mean)) / ((n if by_n else n - 1) or math.nan)
    se = math.sqrt(spread / n)
    if not se > 1e-9:
        return Precision(math.nan, math.nan, math.nan, "", "no analytic interval: all units agree alike")
    half = _quantile(coefficient, level, n_rated) * se
    return Precision(se, estimate - half, min(1.0, estimate + half), COHEN if coefficient == "cohen_kappa" else GWET)


def _quantile(coefficient: str, level: float, n: float) -> float:
    from scipy.stats import norm, t

    tail = 1 - (1 - level) / 2
    return float(norm.ppf(tail) if coefficient == "cohen_kappa" else t.ppf(tail, n - 1))


def _of_cohen(ratings: Ratings, weights: Floats, estimate: float, expected: float) -> Floats:
    """What each unit of two coders adds, whose spread is the large-sample variance."""
    first, second = ratings.given[:, 0], ratings.given[:, 1]
    q, n = len(weights), ratings.times.sum()
    one, other = (np.bincount(given, ratings.times, minlength=q) / n for given in (first, second))
    lean = (weights @ other)[first] + (weights @ one)[second]
    values: Floats = (weights[first, second] - (1 - estimate) * lean) / (1 - expected)
    return values


def _of_units(ratings: Ratings, coefficient: str, weights: Floats, estimate: float, expected: float) -> Floats:
    """Each unit's value: its own agreement, less what it adds to the agreement expected by chance."""
    counts = ratings.counts
    n = counts.sum(axis=1)
    paired = n >= 2
    times, all_units = ratings.times, float(ratings.times[n > 0].sum())
    more = all_units / float(times[paired].sum())
    own = np.where(paired, more * (share_agreeing(counts, weights) - expected) / (1 - expected), 0.0)
    shares = np.divide(counts, n[:, None], out=np.zeros_like(counts), where=n[:, None] > 0)
    overall = times @ shares / all_units
    if coefficient in ("fleiss_kappa", "scott_pi"):
        adds = 2 * (shares @ (weights @ overall) - expected)
    elif coefficient in ("gwet_ac1", "gwet_ac2"):
        q = len(weights)
        adds = 2 * (weights.sum() / (q * (q - 1)) * (shares @ (1 - overall)) - expected)
    elif coefficient == "conger_kappa":
        adds = _added_by_coders(ratings, weights, all_units)
    else:
        adds = np.zeros_like(n)
    values: Floats = own - (1 - estimate) * adds / (1 - expected)
    return values


def _added_by_coders(ratings: Ratings, weights: Floats, all_units: float) -> Floats:
    """What each unit adds to the agreement that pairs of coders expect from their own shares."""
    coders = ratings.n_coders
    rated = (ratings.given != MISSING).astype(float)
    uses = (ratings.given[:, :, None] == np.arange(len(weights))).astype(float)
    n = ratings.times @ rated
    shares = np.einsum("i,igk->gk", ratings.times, uses) / n[:, None]
    lean = 2 * (shares.sum(axis=0) - shares) @ weights / (coders * (coders - 1))
    from_uses = np.einsum("igk,gk,g->i", uses, lean, all_units / n)
    from_shares = rated @ ((lean * shares).sum(axis=1) * all_units / n)
    adds: Floats = from_uses - from_shares
    return adds


def _of_alpha(ratings: Ratings, weights: Floats) -> Floats:
    """Each unit's value of alpha, before the correction for small samples; weights are 1 - distance."""
    counts, times = ratings.counts, ratings.times
    n = counts.sum(axis=1)
    mean = float(times @ n / times.sum())
    agreeing = share_agreeing(counts, weights) * n / mean
    observed = float(times @ agreeing / times.sum())
    shares = times @ counts / times.sum() / mean
    expected = float(shares @ weights @ shares)
    alpha = (observed - expected) / (1 - expected)
    extra = (n - mean) / mean
    own = (agreeing - observed * extra - expected) / (1 - expected)
    chance = counts @ (weights @ shares) / mean - expected * extra
    values: Floats = own - 2 * (1 - alpha) * (chance - expected) / (1 - expected)
    return values
