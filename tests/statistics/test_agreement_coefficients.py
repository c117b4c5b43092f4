"""Agreement on fixed units: against published examples, a second implementation, and the laws that hold."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualkit.errors import QualkitError
from qualkit.statistics.agreement import Agreement, count_coincidences, measure_agreement, pool_agreement
from qualkit.statistics.distances import measure_distances, weigh_categories
from qualkit.statistics.names import COEFFICIENTS
from qualkit.statistics.ratings import Ratings

NA = None

KRIPPENDORFF = [  # coders x units: Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3],
    [NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA],
]
GWET = [  # units x raters: cac.raw4raters of Gwet's R package irrCAC, of Gwet (2014)
    [1, 1, NA, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [NA, 5, 5, 5], [NA, NA, 1, 1], [NA, NA, 3, NA],
]  # fmt: skip
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]  # cont3x3abstractors of irrCAC
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]  # Cohen (1960, 1968), 200 cases, as in ?psych::cohen.kappa
SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]  # SAS documentation, as in statsmodels' own tests
FLEISS_COHEN_EVERITT = [[106, 10, 4], [22, 28, 10], [2, 12, 6]]  # their 1969 table, as in ?psych::cohen.kappa
FLEISS = [  # Fleiss (1971), table 1: 30 patients, how many of 6 psychiatrists gave each of 5 diagnoses
    "00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006",
    "10050", "11040", "03300", "10050", "02031", "00501", "30012", "51000", "02040", "10203",
    "00006", "01050", "02013", "20040", "10041", "05010", "40002", "02040", "10500", "00006",
]  # fmt: skip
SIX_RATERS = [  # distrib.6raters of irrCAC: the first 15 of them
    [int(n) for n in row] for row in FLEISS[:15]
]


def by_unit(coders: Sequence[Sequence[Any]]) -> Ratings:
    return Ratings.of(list(zip(*coders, strict=True)))


def of_table(table: Sequence[Sequence[int]]) -> Ratings:
    """Two coders' ratings from how often each pair of categories occurs."""
    pairs = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    return Ratings.of(pairs, categories=range(len(table)))


def of_counts(rows: Sequence[Sequence[int]]) -> Ratings:
    """Ratings of coders whom nobody told apart."""
    return Ratings.of([[k for k, n in enumerate(row) for _ in range(n)] for row in rows])


# --- published examples


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_krippendorffs_four_coders_and_twelve_units(metric: Any, alpha: float) -> None:
    found = measure_agreement(by_unit(KRIPPENDORFF), metric=metric)
    assert found.estimate == pytest.approx(alpha, abs=5e-4)
    assert found.n_units == 11


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        pytest.param(["0100000000", "1110010100"], 0.095, id="Krippendorff (2011), example A: binary, two coders"),
        pytest.param(["aabbdcccedda", "babbbccceddd"], 0.692, id="Krippendorff (2011), example B: nominal, two coders"),
    ],
)
def test_alpha_of_krippendorffs_two_coders(coders: Sequence[str], alpha: float) -> None:
    assert measure_agreement(by_unit(coders)).estimate == pytest.approx(alpha, abs=5e-4)


@pytest.mark.parametrize(("metric", "alpha"), [("nominal", 0.691), ("interval", 0.811)])
def test_alpha_of_three_coders_who_left_much_out(metric: Any, alpha: float) -> None:
    """Wikipedia, Krippendorff's alpha, a computational example: 15 units, 26 values that can be paired."""
    coders = ["*****34121133*3", "1*213343*******", "**21344*21133*4"]
    values = [[NA if value == "*" else int(value) for value in coder] for coder in coders]
    assert measure_agreement(by_unit(values), metric=metric).estimate == pytest.approx(alpha, abs=5e-4)
    assert count_coincidences(by_unit(values)).sum() == pytest.approx(26)


def test_four_raters_of_fifteen_subjects_have_an_ac1_of_352() -> None:
    """cac.dist4cat of irrCAC for R, Gwet (2014): its vignette says 0.3518903."""
    a = [3, 2, 2, 2, 3, 3, 0, 0, 0, 3, 0, 0, 0, 0, 3]
    b = [0, 1, 1, 0, 1, 1, 4, 3, 0, 1, 4, 3, 2, 0, 1]
    c = [1, 1, 1, 2, 0, 0, 0, 1, 4, 0, 0, 1, 2, 4, 0]
    found = measure_agreement(of_counts(list(zip(a, b, c, strict=True))), "gwet_ac1")
    assert found.estimate == pytest.approx(0.3518903, abs=5e-8)


def test_the_coincidences_of_example_c_are_krippendorffs() -> None:
    """Krippendorff (2011), the matrix of observed coincidences printed for example C."""
    assert count_coincidences(by_unit(KRIPPENDORFF))[0].round(2).tolist() == [
        [7, 1.33, 0.33, 0.33, 0],
        [1.33, 10, 1.33, 0.33, 0],
        [0.33, 1.33, 8, 0.33, 0],
        [0.33, 0.33, 0.33, 4, 0],
        [0, 0, 0, 0, 3],
    ]


@pytest.mark.parametrize(
    ("coefficient", "estimate", "se", "low", "high"),
    [
        ("percent_agreement", 0.8181818, 0.12561, 0.542, 1),
        ("gwet_ac1", 0.77544, 0.14295, 0.461, 1),
        ("fleiss_kappa", 0.76117, 0.15302, 0.424, 1),
        ("krippendorff_alpha", 0.74342, 0.14548, 0.423, 1),
        ("conger_kappa", 0.76282, 0.14917, 0.435, 1),
        ("brennan_prediger", 0.77273, 0.14472, 0.454, 1),
    ],
)
def test_four_raters_with_missing_ratings_as_gwet_has_them(
    coefficient: Any, estimate: float, se: float, low: float, high: float
) -> None:
    """Printed in the vignette of irrCAC 1.x for R."""
    found = measure_agreement(Ratings.of(GWET), coefficient)
    assert found.estimate == pytest.approx(estimate, abs=5e-6)
    assert found.se == pytest.approx(se, abs=6e-6)
    assert (found.ci_low, found.ci_high) == pytest.approx((low, high), abs=6e-4)


@pytest.mark.parametrize(
    ("coefficient", "estimate", "se"),
    [
        ("gwet_ac1", 0.4448007, 0.08418757),
        ("fleiss_kappa", 0.4139265, 0.08119291),
        ("krippendorff_alpha", 0.4204384, None),
        ("brennan_prediger", 0.4388889, 0.08312142),
    ],
)
def test_six_raters_of_fifteen_patients_as_gwet_has_them(coefficient: Any, estimate: float, se: float | None) -> None:
    """Printed in the vignette of irrCAC for R, distrib.6raters. Of alpha it prints .08243 by a formula other than the
    one it has for ratings, which is ours and is Fleiss' .08119 where no rating is missing."""
    found = measure_agreement(of_counts(SIX_RATERS), coefficient)
    assert found.estimate == pytest.approx(estimate, abs=5e-8)
    assert found.se == pytest.approx(0.08119291 if se is None else se, abs=5e-8)


@pytest.mark.parametrize(
    ("coefficient", "estimate", "se", "by_n"),
    [
        ("cohen_kappa", 0.7964094, 0.05891072, True),
        ("scott_pi", 0.7962397, 0.05905473, True),
        ("gwet_ac1", 0.8493305, 0.04321747, False),
        ("brennan_prediger", 0.835, 0.04693346, False),
        ("krippendorff_alpha", 0.7972585, 0.05905473, False),
        ("percent_agreement", 0.89, 0.03128898, False),
        ("holsti", 0.89, math.nan, True),
    ],
)
def test_two_abstractors_as_gwet_has_them(coefficient: Any, estimate: float, se: float, by_n: bool) -> None:
    """Printed in the vignette of irrCAC for R. Of tables it divides by n where of ratings it divides by n - 1."""
    found = measure_agreement(of_table(ABSTRACTORS), coefficient)
    assert found.estimate == pytest.approx(estimate, abs=5e-8)
    assert found.se == pytest.approx(se if by_n else se * math.sqrt(100 / 99), abs=5e-8, nan_ok=True)


def test_kappa_of_cohens_200_cases_is_492_and_weighted_348() -> None:
    """Cohen (1960), doi:10.1177/001316446002000104; (1968), doi:10.1037/h0026256, table 1, whose weights of
    disagreement are 0 1 3, 1 0 6, 3 6 0."""
    assert measure_agreement(of_table(COHEN), "cohen_kappa").estimate == pytest.approx(0.492, abs=5e-4)
    weights = 1 - np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]]) / 6
    weighted = measure_agreement(of_table(COHEN), "cohen_kappa", weights=weights)
    assert weighted.estimate == pytest.approx(0.348, abs=5e-4)


@pytest.mark.parametrize(
    ("weights", "kappa", "se", "low", "high"),
    [("identity", 0.4842, 0.1380, 0.2137, 0.7547), ("linear", 0.4701, 0.1457, 0.1845, 0.7558)],
)
def test_the_large_sample_interval_of_kappa_is_that_of_sas(
    weights: Any, kappa: float, se: float, low: float, high: float
) -> None:
    """PROC FREQ's printed output, which follows Fleiss, Cohen & Everitt (1969)."""
    found = measure_agreement(of_table(SAS), "cohen_kappa", weights=weights)
    assert (found.estimate, found.se, found.ci_low, found.ci_high) == pytest.approx((kappa, se, low, high), abs=5e-5)
    assert found.interval == "Fleiss, Cohen & Everitt (1969), normal"


def test_fleiss_psychiatric_diagnoses_are_430() -> None:
    """Fleiss (1971), doi:10.1037/h0031619, table 1: kappa .430, of agreement .556 and by chance .220."""
    found = measure_agreement(of_counts([[int(n) for n in row] for row in FLEISS]), "fleiss_kappa")
    assert found.estimate == pytest.approx(0.430, abs=5e-4)
    assert (found.observed, found.expected) == pytest.approx((0.556, 0.220), abs=7e-4)


def test_scott_cohen_and_bennett_on_a_hundred_utterances() -> None:
    """Artstein & Poesio (2008), doi:10.1162/coli.07-034-R2: S .4, pi .341, kappa .348."""
    ratings = of_table([[20, 20], [10, 50]])
    found = [measure_agreement(ratings, name) for name in ("brennan_prediger", "scott_pi", "cohen_kappa")]
    assert [one.estimate for one in found] == pytest.approx([0.4, 0.341, 0.348], abs=5e-4)
    assert [one.expected for one in found] == pytest.approx([0.5, 0.545, 0.54], abs=5e-4)


def test_percent_agreement_of_ten_segments_is_60() -> None:
    """ATLAS.ti's manual, Methods for testing ICA: two coders agree on 6 of 10 segments."""
    ratings = by_unit(["1100000000", "0110010100"])
    assert measure_agreement(ratings, "percent_agreement").estimate == pytest.approx(0.6)
    assert measure_agreement(ratings, "holsti").estimate == pytest.approx(0.6)


def test_holsti_counts_decisions_that_only_one_coder_made() -> None:
    """Holsti (1969), p. 140, 2 M / (N1 + N2): of 5 and 4 decisions 3 are shared; by hand, no printed table was found."""
    ratings = by_unit([["a", "b", "a", "c", "b", NA], ["a", "b", NA, "c", "a", NA]])
    assert measure_agreement(ratings, "holsti").estimate == pytest.approx(2 * 3 / (5 + 4))


@pytest.mark.parametrize(
    ("pairs", "jaccard", "masi"),
    [
        pytest.param([("xy", "xyz"), ("xy", "xyz"), ("z", "xyz")], 4 / 9, None, id="figure 2, Jaccard"),
        pytest.param([("xy", "x"), ("xy", "yz"), ("z", "yz")], 5 / 9, None, id="figure 3, Jaccard"),
        pytest.param([("y", "yz"), ("x", "xz"), ("", "xy")], None, 2 / 9, id="figure 2, MASI"),
        pytest.param([("y", ""), ("x", "z"), ("", "y")], None, 0, id="figure 3, MASI"),
    ],
)
def test_distances_of_sets_are_passonneaus(
    pairs: Sequence[tuple[str, str]], jaccard: float | None, masi: float | None
) -> None:
    """Passonneau (2006), aclanthology.org/L06-1392, with the corrections that she confirmed to the author of Perl's
    Statistics::Krippendorff, whose tests hold these means. MASI is there a similarity, Jaccard a distance."""

    def mean(metric: Any) -> float:
        return float(np.mean([measure_distances([frozenset(a), frozenset(b)], metric)[0, 1] for a, b in pairs]))

    if jaccard is not None:
        assert mean("jaccard") == pytest.approx(jaccard)
    if masi is not None:
        assert 1 - mean("masi") == pytest.approx(masi)


def test_weights_of_partial_agreement_are_gwets() -> None:
    """AC2 of the abstractors with quadratic weights: .94024, chance .53985, as irrCAC prints it."""
    found = measure_agreement(of_table(ABSTRACTORS), "gwet_ac2", weights="quadratic")
    assert (found.estimate, found.observed, found.expected) == pytest.approx((0.94024, 0.9725, 0.53985), abs=5e-6)
    assert found.se == pytest.approx(0.01792 * math.sqrt(100 / 99), abs=6e-6)


# --- second implementations

CELL = st.one_of(st.none(), st.integers(0, 3))


def tables(coders: tuple[int, int] = (2, 4), cell: st.SearchStrategy[Any] = CELL) -> st.SearchStrategy[Any]:
    return st.integers(*coders).flatmap(
        lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=12)
    )


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
@settings(max_examples=40)
@given(rows=tables(cell=st.one_of(st.none(), st.integers(1, 5))))
def test_alpha_is_that_of_krippendorff_for_python(metric: Any, rows: list[list[int | None]]) -> None:
    oracle = pytest.importorskip("krippendorff")
    found = measure_agreement(Ratings.of(rows, categories=range(1, 6)), metric=metric)
    assume(not math.isnan(found.estimate))
    given_values = np.array(rows, dtype=float).T
    expected = oracle.alpha(given_values, level_of_measurement=metric, value_domain=[1, 2, 3, 4, 5])
    assert found.estimate == pytest.approx(expected, abs=1e-9)


@settings(max_examples=40)
@given(tables(cell=st.frozensets(st.sampled_from("abc"))), st.sampled_from(["masi", "jaccard"]))
def test_alpha_of_sets_is_that_of_nltk(rows: list[list[frozenset[str]]], metric: Any) -> None:
    agreement = pytest.importorskip("nltk.metrics.agreement")
    found = measure_agreement(Ratings.of(rows), metric=metric)
    assume(not math.isnan(found.estimate))
    triples = [(coder, unit, value) for unit, row in enumerate(rows) for coder, value in enumerate(row)]

    def distance(one: frozenset[str], other: frozenset[str]) -> float:
        shared, union = len(one & other), len(one | other)
        near = shared / union if union else 1.0
        if metric == "masi" and one != other:
            near *= 2 / 3 if one <= other or other <= one else 1 / 3
        return 1 - near

    assert found.estimate == pytest.approx(agreement.AnnotationTask(triples, distance).alpha(), abs=1e-9)


@pytest.mark.parametrize(
    ("coefficient", "method"), [("gwet_ac1", "gwet"), ("fleiss_kappa", "fleiss"), ("conger_kappa", "conger"), ("brennan_prediger", "bp")]
)  # fmt: skip
@settings(max_examples=30)
@given(rows=tables())
def test_coefficients_and_errors_are_those_of_irrcac(coefficient: Any, method: str, rows: list[list[Any]]) -> None:
    raw = pytest.importorskip("irrCAC.raw")
    import pandas as pd

    found = measure_agreement(Ratings.of(rows, categories=range(4)), coefficient)
    assume(not math.isnan(found.estimate) and not math.isnan(found.se))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas and numpy, about the oracle's own code
        table = raw.CAC(pd.DataFrame(rows, dtype=float), categories=[0.0, 1.0, 2.0, 3.0], digits=12)
        oracle = getattr(table, method)()["est"]
    assert found.estimate == pytest.approx(oracle["coefficient_value"], abs=1e-9)
    assert found.se == pytest.approx(oracle["se"], abs=1e-9)


@pytest.mark.parametrize("weights", ["linear", "quadratic", "ordinal", "radical"])
@pytest.mark.parametrize(
    ("coefficient", "method"),
    [("gwet_ac2", "gwet"), ("fleiss_kappa", "fleiss"), ("conger_kappa", "conger"), ("brennan_prediger", "bp")],
)
def test_weighted_coefficients_and_errors_are_those_of_irrcac(coefficient: Any, method: str, weights: Any) -> None:
    raw = pytest.importorskip("irrCAC.raw")
    import pandas as pd

    found = measure_agreement(by_unit(KRIPPENDORFF), coefficient, weights=weights)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = pd.DataFrame(np.array(KRIPPENDORFF, dtype=float).T)
        oracle = raw.CAC(frame, weights=weights, categories=[1.0, 2.0, 3.0, 4.0, 5.0], digits=12)
        expected = getattr(oracle, method)()["est"]
    assert found.estimate == pytest.approx(expected["coefficient_value"], abs=1e-9)
    assert found.se == pytest.approx(expected["se"], abs=1e-9)


def test_the_error_of_interval_alpha_is_that_of_irrcac_with_quadratic_weights() -> None:
    raw = pytest.importorskip("irrCAC.raw")
    import pandas as pd

    complete = [row for row in GWET if None not in row]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = raw.CAC(pd.DataFrame(complete, dtype=float), "quadratic", [1.0, 2.0, 3.0, 4.0], digits=12)
        oracle = table.krippendorff()["est"]
    found = measure_agreement(Ratings.of(complete), metric="interval")
    assert found.estimate == pytest.approx(oracle["coefficient_value"], abs=1e-9)
    assert (found.se, found.ci_low) == pytest.approx((oracle["se"], oracle["confidence_interval"][0]), abs=1e-9)


@pytest.mark.parametrize("table", [COHEN, SAS, FLEISS_COHEN_EVERITT, ABSTRACTORS])
@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic"])
def test_kappa_and_its_error_are_those_of_statsmodels_and_scikit_learn(table: Any, weights: Any) -> None:
    from sklearn.metrics import cohen_kappa_score
    from statsmodels.stats.inter_rater import cohens_kappa

    found = measure_agreement(of_table(table), "cohen_kappa", weights=weights)
    oracle = cohens_kappa(np.array(table), wt=None if weights == "identity" else weights)
    assert (found.estimate, found.se) == pytest.approx((oracle.kappa, oracle.std_kappa), abs=1e-12)
    assert (found.ci_low, found.ci_high) == pytest.approx((oracle.kappa_low, oracle.kappa_upp), abs=1e-9)
    pairs = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    score = cohen_kappa_score(*zip(*pairs, strict=True), weights=None if weights == "identity" else weights)
    assert found.estimate == pytest.approx(score, abs=1e-12)


@given(st.integers(2, 5), st.lists(st.lists(st.integers(0, 2), min_size=5, max_size=5), min_size=2, max_size=12))
def test_fleiss_and_free_marginal_kappa_are_those_of_statsmodels(coders: int, rows: list[list[int]]) -> None:
    from statsmodels.stats.inter_rater import fleiss_kappa

    ratings = Ratings.of([row[:coders] for row in rows], categories=range(3))
    assume(len(np.unique(ratings.given)) > 1)
    table = np.repeat(ratings.counts, ratings.times.astype(int), axis=0)
    assert measure_agreement(ratings, "fleiss_kappa").estimate == pytest.approx(fleiss_kappa(table))
    assert measure_agreement(ratings, "brennan_prediger").estimate == pytest.approx(fleiss_kappa(table, method="rand"))


@given(tables((3, 4), st.integers(0, 2)))
def test_congers_kappa_expects_what_pairs_of_coders_do(rows: list[list[int]]) -> None:
    """Its own definition (1980): the mean of Cohen's chance agreement over pairs of coders."""
    table = np.array(rows)
    shares = [[(coder == k).mean() for k in range(3)] for coder in table.T]
    n = len(shares)
    pairs = [np.dot(shares[g], shares[h]) for g in range(n) for h in range(g)]
    found = measure_agreement(Ratings.of(rows, categories=range(3)), "conger_kappa")
    assert found.expected == pytest.approx(np.mean(pairs))


# --- laws

PLAIN = [name for name in COEFFICIENTS if name != "gwet_ac2"]


def estimate(ratings: Ratings, name: Any, **options: Any) -> float:
    return measure_agreement(ratings, name, **options).estimate


def applies(name: str, rows: Sequence[Sequence[Any]]) -> bool:
    return name not in ("cohen_kappa", "scott_pi") or len(rows[0]) == 2


@pytest.mark.parametrize("name", PLAIN)
@settings(max_examples=30)
@given(values=st.lists(st.integers(0, 3), min_size=2, max_size=10), coders=st.integers(2, 4))
def test_identical_coders_agree_wholly(name: Any, values: list[int], coders: int) -> None:
    assume(len(set(values)) > 1)
    rows = [[value] * coders for value in values]
    if applies(name, rows):
        assert estimate(Ratings.of(rows, categories=range(4)), name) == pytest.approx(1)


@pytest.mark.parametrize("name", PLAIN)
@settings(max_examples=30)
@given(rows=tables(), renamed=st.permutations(range(4)), seed=st.integers(0, 9))
def test_neither_names_of_codes_nor_the_order_of_coders_matter(
    name: Any, rows: list[list[Any]], renamed: list[int], seed: int
) -> None:
    order = np.random.default_rng(seed).permutation(len(rows[0]))
    other = [[None if row[i] is None else renamed[row[i]] for i in order] for row in rows]
    one, same = (measure_agreement(Ratings.of(some, categories=range(4)), name) for some in (rows, other))
    told = [(found.estimate, found.se, found.ci_low, found.observed, found.expected) for found in (one, same)]
    assert told[0] == pytest.approx(told[1], abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", [name for name in PLAIN if name not in ("percent_agreement", "holsti")])
def test_independent_coders_agree_by_chance_only(name: Any) -> None:
    random = np.random.default_rng(7)
    ratings = Ratings.packed(random.integers(0, 4, (20_000, 2)), (0, 1, 2, 3))
    assert estimate(ratings, name) == pytest.approx(0, abs=0.02)


@given(tables((2, 2), st.integers(0, 3)))
def test_alpha_is_scotts_pi_but_for_few_values(rows: list[list[int]]) -> None:
    """As the formulas have it: 1 - alpha = (1 - pi) (n - 1) / n of n values."""
    ratings, n = Ratings.of(rows), 2 * len(rows)
    pi = estimate(ratings, "scott_pi")
    assert 1 - estimate(ratings, "krippendorff_alpha") == pytest.approx((1 - pi) * (n - 1) / n, nan_ok=True)


@given(tables(cell=st.one_of(st.none(), st.sampled_from([0, 1]))), st.sampled_from(["ordinal", "interval", "ratio"]))
def test_of_two_categories_all_metrics_are_the_same(rows: list[list[Any]], metric: Any) -> None:
    ratings = Ratings.of(rows, categories=[0, 1])
    one, other = (measure_agreement(ratings, metric=how) for how in ("nominal", metric))
    assert (one.estimate, one.se) == pytest.approx((other.estimate, other.se), nan_ok=True, abs=1e-9)


@given(tables(), st.sampled_from(["masi", "jaccard"]))
def test_of_one_code_a_unit_sets_are_nominal(rows: list[list[Any]], metric: Any) -> None:
    sets = [[None if value is None else frozenset([value]) for value in row] for row in rows]
    alpha = estimate(Ratings.of(sets), "krippendorff_alpha", metric=metric)
    assert alpha == pytest.approx(estimate(Ratings.of(rows), "krippendorff_alpha"), nan_ok=True)


@pytest.mark.parametrize("name", PLAIN)
@settings(max_examples=30)
@given(rows=tables(), times=st.integers(1, 3), seed=st.integers(0, 9))
def test_neither_documents_nor_packing_change_an_estimate(
    name: Any, rows: list[list[Any]], times: int, seed: int
) -> None:
    documents = np.random.default_rng(seed).integers(0, 3, len(rows) * times).tolist()
    many = Ratings.of(rows * times, categories=range(4), documents=documents)
    once = Ratings.of(rows, categories=range(4))
    packed = Ratings(once.given, once.times * times, once.documents, once.categories, 1)
    one, other = measure_agreement(many, name), measure_agreement(packed, name)
    assert (one.estimate, one.se) == pytest.approx((other.estimate, other.se), nan_ok=True, abs=1e-9)
    assert one.n_units == other.n_units
    assert float(pool_agreement(many, name).estimate) == pytest.approx(one.estimate, nan_ok=True, abs=1e-9)


@pytest.mark.parametrize("name", PLAIN)
def test_nothing_is_changed_in_place(name: Any) -> None:
    ratings = Ratings.of([row[:2] for row in GWET])
    for array in (ratings.given, ratings.times, ratings.documents, ratings.counts):
        array.flags.writeable = False
    measure_agreement(ratings, name)


# --- undefined, and what cannot be asked


@pytest.mark.parametrize("name", ["cohen_kappa", "scott_pi", "fleiss_kappa", "conger_kappa", "krippendorff_alpha"])
def test_without_variation_there_is_no_coefficient(name: Any) -> None:
    found = measure_agreement(Ratings.of([["a", "a"]] * 3, categories=["a", "b"]), name)
    assert (found.estimate, found.ci_low, found.ci_high) == pytest.approx((math.nan,) * 3, nan_ok=True)
    assert found.note == "undefined: no variation, every coder gave every unit the same"


@pytest.mark.parametrize("name", ["percent_agreement", "brennan_prediger", "gwet_ac1"])
def test_some_coefficients_take_no_variation_for_agreement_and_say_so(name: Any) -> None:
    found = measure_agreement(Ratings.of([["a", "a"]] * 3, categories=["a", "b"]), name)
    assert (found.estimate, math.isnan(found.ci_low)) == (1, True)
    assert found.note.startswith("no variation")


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("rows", [[], [["a", None], [None, "b"]], [[None, None]]], ids=["no units", "apart", "nothing"])
def test_where_no_two_coders_rated_a_unit_there_is_no_coefficient(name: Any, rows: list[list[Any]]) -> None:
    found = measure_agreement(Ratings.of(rows, categories=["a", "b"]), name)
    assert math.isnan(found.estimate)
    assert "no unit was rated by two coders" in found.note or "is of two coders, here are 0" in found.note
    assert found.n_units == 0


@pytest.mark.parametrize(
    ("name", "more"), [("cohen_kappa", "conger_kappa takes more"), ("scott_pi", "fleiss_kappa takes more")]
)
def test_coefficients_of_two_coders_name_what_takes_more(name: Any, more: str) -> None:
    found = measure_agreement(Ratings.of([["a", "b", "a"]]), name)
    assert math.isnan(found.estimate)
    assert found.note.endswith(more)


def test_where_all_agree_there_is_no_analytic_interval() -> None:
    found = measure_agreement(Ratings.of([["a", "a"], ["b", "b"]]))
    assert found == Agreement(
        "krippendorff_alpha", 1.0, pytest.approx(math.nan, nan_ok=True), pytest.approx(math.nan, nan_ok=True), 2,
        1.0, pytest.approx(1 / 3), pytest.approx(math.nan, nan_ok=True), "", "no analytic interval: all units agree alike",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"coefficient": "kappa"}, "no coefficient 'kappa'"),
        ({"metric": "nominl"}, "metric='nominl': did you mean 'nominal'"),
        ({"metric": "interval"}, "interval metric needs categories that are numbers"),
        ({"metric": "masi"}, "compare sets of codes, 'a' is none"),
        ({"weights": "linear"}, "krippendorff_alpha takes no weights: give a metric"),
        ({"coefficient": "gwet_ac1", "weights": "linear"}, "ask for gwet_ac2"),
        ({"coefficient": "gwet_ac2"}, "name them"),
        ({"coefficient": "cohen_kappa", "weights": "linar"}, "did you mean 'linear'"),
        ({"coefficient": "cohen_kappa", "weights": [[1, 2]]}, "a symmetric table of 2 x 2"),
        ({"level": 95}, "level=95: between 0 and 1"),
    ],
)
def test_what_cannot_be_asked_is_told(options: dict[str, Any], message: str) -> None:
    with pytest.raises(QualkitError, match=message):
        measure_agreement(Ratings.of([["a", "b"], ["a", "a"]]), **options)


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([["a", "b"], ["a"]], {}, "units with 1 and 2 values"),
        ([["a", "x"]], {"categories": ["a", "b"]}, "gave 'x', which is none of the categories"),
        ([["a", "a"]], {"categories": ["a", "a"]}, "named twice"),
        ([["a", "a"]], {"documents": [1, 2]}, "2 documents for 1 units"),
    ],
)
def test_what_is_no_table_of_ratings_is_told(values: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(QualkitError, match=message):
        Ratings.of(values, **options)


def test_a_ratio_metric_refuses_what_lies_below_0() -> None:
    with pytest.raises(QualkitError, match="-1 lies below it"):
        measure_distances([-1, 2], "ratio")


def test_weights_of_numbers_follow_the_numbers() -> None:
    assert weigh_categories([1, 2, 5], "linear").tolist() == [[1, 0.75, 0], [0.75, 1, 0.25], [0, 0.25, 1]]
    assert weigh_categories(["low", "middle", "high"], "ordinal")[0].tolist() == pytest.approx([1, 2 / 3, 0])
