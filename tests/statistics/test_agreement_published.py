"""Agreement on fixed units against printed examples and the test cases of other programs, as their sources have them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from qualkit.statistics.agreement import measure_agreement
from qualkit.statistics.ratings import Ratings

NA = None
HAYES = (  # units of five observers, a point where one did not judge: Hayes & Krippendorff (2007), p. 84
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. "
    "000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 "
    "2222. 111.1"
)
FIVE_OBSERVERS = ("112.00112 2.0131", "113 0000.2110231", "203000222100221", ".13....0.10022.", "2..0001.2....31")
GENDER = ("aaaaabbbcaaaaab", "aaaababccaaaaba", "abbcaabbcabbcaa", "ccccaabbcccccaa")
GROUPS = ("abccbadab...bb", "abccbbdabe..ba", ".cccbcdbbeaccc", "abccbddabea.bb")
BEN_GERRY = ("aabbdcccedda", "babbbccce.dd")
DIAGNOSES = [[40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]]
ANXIETY = ("36462424332333221334", "21443216111233113322")  # raters 2 and 3, of R's irr, as in statsmodels' tests


def by_coder(*coders: str) -> Ratings:
    """One text a coder, one sign a unit; a point is missing."""
    rows = zip(*(coder.replace(" ", "") for coder in coders), strict=True)
    return Ratings.of([[NA if sign == "." else sign for sign in row] for row in rows])


def of_table(table: Any) -> Ratings:
    pairs = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    return Ratings.of(pairs, categories=range(len(table)))


def find(ratings: Ratings, *names: Any, **options: Any) -> list[float]:
    return [measure_agreement(ratings, name, **options).estimate for name in names]


@pytest.mark.parametrize(("metric", "alpha"), [("ordinal", 0.7598), ("nominal", 0.4765), ("interval", 0.7574)])
def test_five_observers_of_hayes_and_krippendorff(metric: Any, alpha: float) -> None:
    """Hayes & Krippendorff (2007), doi:10.1080/19312450709336664: ordinal .7598; data as in the tests of DKPro
    Statistics. Nominal .477 and interval .757 as T. Grill's program has them (raoulbia/nltk-krippendorff-validation)."""
    ratings = Ratings.of([[NA if sign == "." else int(sign) for sign in unit] for unit in HAYES.split()])
    assert ratings.n_units == 40
    tolerance = 5e-5 if metric == "ordinal" else 6e-4
    assert measure_agreement(ratings, metric=metric).estimate == pytest.approx(alpha, abs=tolerance)


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        pytest.param([[12, 9, 9], [9, 14, 9], [9, 9, 20]], 0.186, id="alike"),
        pytest.param([[12, 18, 18], [0, 14, 18], [0, 0, 20]], 0.258, id="unlike"),
    ],
)
def test_kappa_rewards_coders_who_differ_in_use(table: Any, kappa: float) -> None:
    """Krippendorff (2004), Content analysis, p. 246, as in the tests of DKPro Statistics."""
    found = find(of_table(table), "percent_agreement", "brennan_prediger", "scott_pi", "cohen_kappa")
    assert found == pytest.approx([0.460, 0.190, 0.186, kappa], abs=1e-3)


def test_two_coders_of_utterances_with_weights() -> None:
    """Artstein & Poesio (2008), doi:10.1162/coli.07-034-R2, p. 568: a check counts half; as DKPro's tests have it."""
    ratings = of_table([[46, 6, 0], [0, 32, 0], [0, 6, 10]])
    found = find(ratings, "percent_agreement", "brennan_prediger", "scott_pi", "cohen_kappa", "krippendorff_alpha")
    assert found == pytest.approx([0.88, 0.82, 0.7995, 0.8013, 0.800], abs=1e-3)
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0.5, 0.5, 1]])
    weighted = measure_agreement(ratings, "cohen_kappa", weights=half)
    assert (weighted.estimate, 1 - weighted.observed, 1 - weighted.expected) == pytest.approx(
        (0.8163, 0.090, 0.490), abs=5e-4
    )


def test_fourteen_raters_of_ten_subjects() -> None:
    """Wikipedia, Fleiss' kappa: .210; as in the tests of statsmodels."""
    rows = ["000014", "02642", "00356", "03920", "22811", "77000", "32630", "25322", "65210", "02237"]
    counts = [[0, 0, 0, 0, 14], *([int(n) for n in row] for row in rows[1:])]
    ratings = Ratings.of([[k for k, n in enumerate(row) for _ in range(n)] for row in counts])
    assert find(ratings, "fleiss_kappa") == pytest.approx([0.210], abs=5e-4)


@pytest.mark.parametrize(
    ("weights", "kappa"), [("identity", -0.006289308), ("linear", 0.1459075), ("quadratic", 0.2520325)]
)
def test_anxiety_of_patients_as_irr_has_it(weights: Any, kappa: float) -> None:
    """kappa2(anxiety[,2:3]) of R's irr, printed in the tests of statsmodels. Nobody gave a 5; irr then takes 4 and 6
    for neighbours, as places in their order are."""
    ratings = by_coder(*ANXIETY)
    assert ratings.categories == tuple("12346")
    assert find(ratings, "cohen_kappa", weights=weights) == pytest.approx([kappa], abs=5e-8)


@pytest.mark.parametrize(
    ("coders", "found"),
    [
        (FIVE_OBSERVERS, {"fleiss_kappa": (0.458, 0.120, 0.199, 0.716), "gwet_ac1": (0.497, 0.122, 0.235, 0.758),
                          "conger_kappa": (0.469, 0.117, 0.219, 0.719), "krippendorff_alpha": (0.481, 0.114, 0.237, 0.724)}),
        (GROUPS, {"fleiss_kappa": (0.657, 0.150, 0.333, 0.981), "gwet_ac1": (0.685, 0.134, 0.396, 0.973),
                  "conger_kappa": (0.659, 0.146, 0.343, 0.974), "krippendorff_alpha": (0.632, 0.150, None, None)}),
        (GENDER, {"fleiss_kappa": (0.129, 0.141, -0.172, 0.430), "gwet_ac1": (0.208, 0.091, 0.014, 0.403),
                  "conger_kappa": (0.166, 0.121, -0.094, 0.426), "krippendorff_alpha": (0.143, 0.141, -0.158, 0.445)}),
        (BEN_GERRY, {"fleiss_kappa": (0.649, 0.191, 0.228, 1), "gwet_ac1": (0.661, 0.184, 0.257, 1),
                     "conger_kappa": (0.657, 0.179, 0.262, 1), "krippendorff_alpha": (0.665, 0.180, None, 1)}),
    ],
    ids=["five observers", "groups", "gender", "Ben and Gerry"],
)  # fmt: skip
def test_gwets_other_data_as_irrcac_has_them(coders: Any, found: dict[Any, tuple[float, ...]]) -> None:
    """Estimate, error and interval in the tests of irrCAC for Python (afergadis/irrCAC). Where a unit has one
    rating, its interval of alpha counts that less than R's package, which ours follows."""
    for name, expected in found.items():
        one = measure_agreement(by_coder(*coders), name)
        for value, told in zip((one.estimate, one.se, one.ci_low, one.ci_high), expected, strict=True):
            assert told is None or value == pytest.approx(told, abs=6e-4), name


@pytest.mark.parametrize(
    ("weights", "kappa", "low", "high"),
    [
        ("identity", 0.432, 0.341, 0.522), ("linear", 0.407, 0.302, 0.512), ("ordinal", 0.390, 0.269, 0.512),
        ("quadratic", 0.383, 0.254, 0.513), ("radical", 0.419, 0.324, 0.515),
    ],
)  # fmt: skip
def test_two_diagnoses_of_223_patients_as_irrcac_has_them(weights: Any, kappa: float, low: float, high: float) -> None:
    """cont4x4diagnosis in the tests of irrCAC for Python; its interval is of t, ours of the normal distribution."""
    one = measure_agreement(of_table(DIAGNOSES), "cohen_kappa", weights=weights)
    assert one.estimate == pytest.approx(kappa, abs=6e-4)
    assert (one.ci_low, one.ci_high) == pytest.approx((low, high), abs=2e-3)


def test_labels_that_are_words() -> None:
    """In the tests of krippendorff for Python: .722222."""
    rows = [["pos", "pos", "pos"], ["neg", "neg", "neg"], ["neu", "neu", "pos"], [NA, "pos", "pos"]]
    assert find(Ratings.of(rows), "krippendorff_alpha") == pytest.approx([0.722222], abs=5e-7)
