"""Agreement of coders on fixed units: every coefficient as a function of sums over documents."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from qualkit.errors import QualkitError, suggest
from qualkit.statistics.distances import measure_distances, weigh_categories
from qualkit.statistics.names import COEFFICIENTS, Coefficient, Metric, Weights
from qualkit.statistics.precision import measure_precision
from qualkit.statistics.ratings import MISSING, Floats, Ratings, share_agreeing
from qualkit.statistics.resampling import Pooled, divide

TWO_CODERS = {"cohen_kappa": "conger_kappa", "scott_pi": "fleiss_kappa"}
"""Coefficients of two coders, each with what it becomes with more."""
_NEGLIGIBLE = 1e-12


@dataclass(frozen=True)
class Agreement:
    """A coefficient of agreement with its analytic interval.

    `estimate` is NaN where it is undefined, and `note` says why. `observed` and `expected` are the shares of
    agreement that it compares (of alpha: 1 - disagreement, in the largest distance). `interval` names the analytic
    interval as it was computed, '' where none is published or none could be computed; it takes units as drawn
    independently of each other, which passages of one document are not: `resample_documents` draws documents.
    `n_units` counts the units that two coders or more gave something.
    """

    coefficient: str
    estimate: float
    ci_low: float
    ci_high: float
    n_units: int
    observed: float = math.nan
    expected: float = math.nan
    se: float = math.nan
    interval: str = ""
    note: str = ""


def measure_agreement(
    ratings: Ratings,
    coefficient: Coefficient = "krippendorff_alpha",
    *,
    weights: Weights | ArrayLike = "identity",
    metric: Metric = "nominal",
    level: float = 0.95,
) -> Agreement:
    """How far coders agree on the same units, beyond what chance would give.

    Apart from Holsti's all are (observed - expected) / (1 - expected). Observed is, of all but alpha, the mean over
    units of the share of pairs of coders who agree, in units that two or more rated; what they expect:

    - percent_agreement: nothing, so the share itself. holsti: 2 M / (N1 + N2), M decisions that two coders share,
      N1 and N2 those that each made; of more coders the mean over pairs who met in a unit.
    - scott_pi, fleiss_kappa: sum of p_k^2, p_k the share of category k, each unit counting the same.
    - cohen_kappa, conger_kappa: the same of two coders' own shares, p_1k p_2k, mean over pairs of coders.
    - brennan_prediger: 1 / q, with q categories. gwet_ac1: sum of p_k (1 - p_k) / (q - 1).
    - krippendorff_alpha: 1 - D_o / D_e over coincidences: of the values that can be paired, any two drawn without
      replacement. `metric`: nominal, ordinal, interval, ratio, and jaccard or masi for sets (`measure_distances`).

    `weights` let near categories agree in part (`weigh_categories`), in all but holsti and alpha; gwet_ac2 is AC1
    with weights. scott_pi and cohen_kappa are of two coders and take the units that both rated; the others take
    missing ratings, after Gwet (2014). Intervals: `measure_precision`.
    Source: Holsti (1969), p. 140; Scott (1955), doi:10.1086/266577; Fleiss (1971), doi:10.1037/h0031619; Cohen
    (1960), doi:10.1177/001316446002000104, and (1968), doi:10.1037/h0026256; Conger (1980),
    doi:10.1037/0033-2909.88.2.322; Brennan & Prediger (1981), doi:10.1177/001316448104100307; Gwet (2008),
    doi:10.1348/000711006X126600; Krippendorff (2011), repository.upenn.edu/asc_papers/43.

    >>> ratings = Ratings.of([["a", "a"], ["b", "b"], ["a", "b"], ["a", "a"]])
    >>> found = measure_agreement(ratings)
    >>> round(found.estimate, 3), found.n_units
    (0.533, 4)
    >>> measure_agreement(Ratings.of([["a", "a"], ["a", "a"]])).note
    'undefined: no variation, every coder gave every unit the same'
    """
    _check(coefficient, weights)
    reason = _find_reason(ratings, coefficient)
    if reason:
        return Agreement(coefficient, math.nan, math.nan, math.nan, ratings.n_units, note=f"undefined: {reason}")
    if coefficient in TWO_CODERS:
        ratings = ratings.pairable
    sums = pool_agreement(ratings, coefficient, weights=weights, metric=metric).parts.sum(axis=0)
    how = _How.of(ratings, coefficient, weights, metric)
    estimate, observed, expected = (float(value) for value in how.compare(sums))
    if math.isnan(estimate):
        note = "undefined: no variation, every coder gave every unit the same"
        return Agreement(coefficient, math.nan, math.nan, math.nan, ratings.n_units, observed, expected, note=note)
    precision = measure_precision(ratings, coefficient, how.weights_at(sums), estimate, observed, expected, level)
    note = precision.note
    if estimate == 1 and len(np.unique(ratings.pairable.given[ratings.pairable.given != MISSING])) == 1:
        note = "no variation: every coder gave every unit the same, which this coefficient takes for agreement"
    return Agreement(
        coefficient, estimate, precision.ci_low, precision.ci_high, ratings.n_units, observed, expected,
        precision.se, precision.interval, note,
    )  # fmt: skip


def pool_agreement(
    ratings: Ratings,
    coefficient: Coefficient = "krippendorff_alpha",
    *,
    weights: Weights | ArrayLike = "identity",
    metric: Metric = "nominal",
) -> Pooled:
    """A coefficient as a function of sums over documents, for `resample_documents`; NaN where it is undefined.

    >>> ratings = Ratings.of([["a", "a"], ["b", "b"], ["a", "b"]], documents=[1, 1, 2])
    >>> pool_agreement(ratings).parts.shape[0]
    2
    """
    _check(coefficient, weights)
    if _find_reason(ratings, coefficient):
        return Pooled(np.zeros((ratings.n_documents, 1)), lambda sums: np.full(sums.shape[:-1], np.nan))
    if coefficient in TWO_CODERS:
        ratings = ratings.pairable
    how = _How.of(ratings, coefficient, weights, metric)
    return Pooled(how.parts, lambda sums: how.compare(sums)[0])


def _check(coefficient: str, weights: Weights | ArrayLike) -> None:
    if coefficient not in COEFFICIENTS:
        raise QualkitError(f"no coefficient {coefficient!r}: {suggest(coefficient, COEFFICIENTS)}")
    weighted = not (isinstance(weights, str) and weights == "identity")
    if weighted and coefficient in ("holsti", "krippendorff_alpha", "gwet_ac1"):
        instead = {"krippendorff_alpha": "give a metric", "gwet_ac1": "ask for gwet_ac2"}.get(
            coefficient, "it has none"
        )
        raise QualkitError(f"{coefficient} takes no weights: {instead}")
    if coefficient == "gwet_ac2" and not weighted:
        raise QualkitError("gwet_ac2 is AC1 with weights: name them, such as weights='ordinal', or ask for gwet_ac1")


def _find_reason(ratings: Ratings, coefficient: str) -> str:
    """Why a coefficient cannot be computed, '' where it can (or where only the sums tell)."""
    if not ratings.n_units:
        return "no unit was rated by two coders"
    if coefficient in TWO_CODERS and ratings.n_coders != 2:
        return f"{coefficient} is of two coders, here are {ratings.n_coders}; {TWO_CODERS[coefficient]} takes more"
    if coefficient in ("brennan_prediger", "gwet_ac1", "gwet_ac2") and len(ratings.categories) < 2:
        return "there is one category only"
    if coefficient == "conger_kappa" and not (ratings.given != MISSING).any(axis=0).all():
        return "a coder rated nothing"
    return ""


Compare = Callable[[Floats], tuple[Floats, Floats, Floats]]


@dataclass(frozen=True, eq=False)
class _How:
    """Sums of each document, and how they make estimate, observed and expected agreement."""

    parts: Floats
    compare: Compare
    weights_at: Callable[[Floats], Floats]  # the weights of categories, which ordinal alpha takes from the sums

    @classmethod
    def of(cls, ratings: Ratings, coefficient: str, weights: Weights | ArrayLike, metric: Metric) -> _How:
        if coefficient == "krippendorff_alpha":
            return _alpha(ratings, metric)
        if coefficient == "holsti":
            return _holsti(ratings)
        table = weigh_categories(ratings.categories, weights)
        if coefficient in ("cohen_kappa", "conger_kappa"):
            return _by_coder(ratings, table)
        return _by_category(ratings, table, _chance(coefficient, table))


def _by_category(ratings: Ratings, weights: Floats, chance: Callable[[Floats], Floats]) -> _How:
    """Chance from the shares of categories: sums are units with pairs, what agrees, rated units, shares."""
    counts = ratings.counts
    n = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, n, out=np.zeros_like(counts), where=n > 0)
    columns = [n >= 2, share_agreeing(counts, weights)[:, None], n >= 1, shares]

    def compare(sums: Floats) -> tuple[Floats, Floats, Floats]:
        observed = divide(sums[..., 1], sums[..., 0])
        return _beyond(observed, chance(divide(sums[..., 3:], sums[..., 2:3])))

    return _How(ratings.sum_by_document(np.hstack(columns)), compare, lambda _: weights)


def _chance(coefficient: str, weights: Floats) -> Callable[[Floats], Floats]:
    q = len(weights)
    if coefficient == "percent_agreement":
        return lambda shares: np.zeros(shares.shape[:-1])
    if coefficient == "brennan_prediger":
        return lambda shares: np.full(shares.shape[:-1], weights.sum() / q**2)
    if coefficient in ("gwet_ac1", "gwet_ac2"):
        spread = weights.sum() / (q * (q - 1)) if q > 1 else math.nan
        return lambda shares: spread * (shares * (1 - shares)).sum(axis=-1)
    return lambda shares: (shares @ weights * shares).sum(axis=-1)


def _by_coder(ratings: Ratings, weights: Floats) -> _How:
    """Chance from each coder's own shares: sums are units with pairs, what agrees, and uses by coder and category."""
    coders, q = ratings.n_coders, len(weights)
    counts = ratings.counts
    uses = (ratings.given[:, :, None] == np.arange(q)).astype(float)
    columns = [counts.sum(axis=1, keepdims=True) >= 2, share_agreeing(counts, weights)[:, None]]

    def compare(sums: Floats) -> tuple[Floats, Floats, Floats]:
        used = sums[..., 2:].reshape(*sums.shape[:-1], coders, q)
        shares = divide(used, used.sum(axis=-1, keepdims=True))
        together = shares.sum(axis=-2)
        both = (together @ weights * together).sum(axis=-1)
        own = (shares @ weights * shares).sum(axis=(-2, -1))
        return _beyond(divide(sums[..., 1], sums[..., 0]), (both - own) / (coders * (coders - 1)))

    return _How(
        ratings.sum_by_document(np.hstack([*columns, uses.reshape(-1, coders * q)])), compare, lambda _: weights
    )


def _beyond(observed: Floats, expected: Floats) -> tuple[Floats, Floats, Floats]:
    return divide(observed - expected, 1 - expected, least=_NEGLIGIBLE), observed, expected


def _holsti(ratings: Ratings) -> _How:
    """Sums are, of each pair of coders, decisions that both made and that they share, then decisions of each coder."""
    given, coders = ratings.given, ratings.n_coders
    one, other = np.triu_indices(coders, 1)
    both = (given[:, one] != MISSING) & (given[:, other] != MISSING)
    shared = both & (given[:, one] == given[:, other])

    def compare(sums: Floats) -> tuple[Floats, Floats, Floats]:
        met, agreed, each = np.split(sums, [len(one), 2 * len(one)], axis=-1)
        pairs = divide(2 * agreed, np.where(met > 0, each[..., one] + each[..., other], 0.0))
        defined = ~np.isnan(pairs)
        mean = divide(np.where(defined, pairs, 0).sum(axis=-1), defined.sum(axis=-1).astype(float))
        return mean, mean, np.zeros_like(mean)

    parts = ratings.sum_by_document(np.hstack([both, shared, given != MISSING]).astype(float))
    return _How(parts, compare, lambda _: np.eye(len(ratings.categories)))


def _alpha(ratings: Ratings, metric: Metric) -> _How:
    """Sums are the disagreement of coincidences, and how often each category can be paired."""
    kept = ratings.pairable
    counts, uses = kept.counts, kept.sum_by_document(kept.counts)
    if metric == "ordinal":
        return _ordinal_alpha(kept, uses)
    distances = measure_distances(kept.categories, metric)
    largest = max(float(distances.max(initial=0)), _NEGLIGIBLE)
    far = np.einsum("ik,ik->i", counts, counts @ distances) / (counts.sum(axis=1) - 1)
    differing = kept.sum_by_document(far[:, None])

    def compare(sums: Floats) -> tuple[Floats, Floats, Floats]:
        used = sums[..., 1:]
        return _of_disagreement(used, sums[..., 0], (used @ distances * used).sum(axis=-1), np.asarray(largest))

    return _How(np.column_stack([differing, uses]), compare, lambda _: 1 - distances / largest)


def _ordinal_alpha(ratings: Ratings, uses: Floats) -> _How:
    """Sums are all coincidences and uses, on which the distances depend: (m_c - m_k)^2, m_c the middle rank of c."""
    q = len(ratings.categories)

    def compare(sums: Floats) -> tuple[Floats, Floats, Floats]:
        used, coincide = sums[..., -q:], sums[..., :-q].reshape(*sums.shape[:-1], q, q)
        middle = np.cumsum(used, axis=-1) - used / 2
        far = 2 * (used * middle**2).sum(axis=-1)
        differing = far - 2 * (np.squeeze(middle[..., None, :] @ coincide, axis=-2) * middle).sum(axis=-1)
        random = far * used.sum(axis=-1) - 2 * (used * middle).sum(axis=-1) ** 2
        return _of_disagreement(used, differing, random, np.maximum(np.square(_span(used, middle)), _NEGLIGIBLE))

    def weights_at(sums: Floats) -> Floats:
        distances = measure_distances(ratings.categories, "ordinal", uses=sums[-q:])
        return 1 - distances / max(float(distances.max(initial=0)), _NEGLIGIBLE)

    coincidences = count_coincidences(ratings).reshape(ratings.n_documents, q * q)
    return _How(np.hstack([coincidences, uses]), compare, weights_at)


def _of_disagreement(used: Floats, differing: Floats, random: Floats, largest: Floats) -> tuple[Floats, Floats, Floats]:
    """Alpha, and what is agreed and expected in shares of the largest distance."""
    total = used.sum(axis=-1)
    seen, chance = divide(differing, total), divide(random, total * (total - 1))
    return 1 - divide(seen, chance, least=_NEGLIGIBLE * largest), 1 - seen / largest, 1 - chance / largest


def count_coincidences(ratings: Ratings) -> Floats:
    """Documents x categories x categories: Krippendorff's coincidences of values in the same unit.

    Each unit of n values adds 1 / (n - 1) for each ordered pair of them.

    >>> count_coincidences(Ratings.of([["a", "a"], ["a", "b"]])).tolist()
    [[[2.0, 1.0], [1.0, 0.0]]]
    """
    kept = ratings.pairable
    counts = kept.counts
    scale = kept.times / (counts.sum(axis=1) - 1)
    found = np.zeros((kept.n_documents, counts.shape[1], counts.shape[1]))
    for document in np.unique(kept.documents):
        rows = kept.documents == document
        weighted = counts[rows] * scale[rows, None]
        found[document] = weighted.T @ counts[rows] - np.diag(weighted.sum(axis=0))
    return found


def _span(used: Floats, middle: Floats) -> Floats:
    """Between the middle ranks of the first and the last category in use."""
    last = np.where(used > 0, middle, -np.inf).max(axis=-1, initial=-np.inf)
    first = np.where(used > 0, middle, np.inf).min(axis=-1, initial=np.inf)
    return np.where(np.isfinite(last), last, 0.0) - np.where(np.isfinite(first), first, 0.0)
