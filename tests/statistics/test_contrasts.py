"""Which test and effect a table gets, and which the design forbids."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from scipy import stats

from qualkit.errors import QualkitError
from qualkit.statistics.contrasts import Contrast, measure_contrast
from qualkit.statistics.effects import risk_difference


def contrast(counts: Sequence[Sequence[int]], numbers: Sequence[float] | None = None, **more: object) -> Contrast:
    """The contrast of a table; numbers are given to its cases row by row."""
    cells = [(i, j) for i, row in enumerate(counts) for j, n in enumerate(row) for _ in range(n)]
    rows, columns = (tuple(f"{name}{place}" for place in range(size)) for name, size in (("row", len(counts)), ("value", len(counts[0]))))  # fmt: skip
    return Contrast(rows, columns, [i for i, _ in cells], [j for _, j in cells], numbers, **more)  # type: ignore[arg-type]


TEA = contrast([[3, 1], [1, 3]])  # Fisher (1935), The Design of Experiments, chapter 2
AMOUNTS = contrast([[1, 2], [2, 1]], [900, 700, 800, 100, 300, 200])


@pytest.mark.parametrize(
    ("given", "asked", "method", "effect", "p_value"),
    [
        (TEA, {}, "Fisher, exact", "risk_difference", 34 / 70),
        (TEA, {"effect": "odds_ratio"}, "Fisher, exact", "odds_ratio", 34 / 70),
        (TEA, {"test": "boschloo"}, "Boschloo, exact", "risk_difference", stats.boschloo_exact([[3, 1], [1, 3]]).pvalue),
        (TEA, {"test": "permutation"}, "permutation of the difference of means, exact", "risk_difference", 34 / 70),
        (AMOUNTS, {"test": "permutation", "effect": "cliffs_delta"}, "permutation of the difference of means, exact", "cliffs_delta", 0.1),
        (AMOUNTS, {"test": "mann_whitney"}, "Mann-Whitney, exact", "rank_biserial", 0.1),
        (contrast([[3, 0, 1], [0, 4, 1], [1, 0, 3]]), {}, "Freeman-Halton, exact", "cramers_v", 0.0178),
        (contrast([[5, 3, 1], [0, 2, 5]], columns_ordered=True), {"test": "trend"}, "linear-by-linear trend, exact", "cramers_v", 0.007),
    ],
)  # fmt: skip
def test_a_table_gets_the_test_and_the_effect_that_fit(
    given: Contrast, asked: dict[str, str], method: str, effect: str, p_value: float
) -> None:
    found = measure_contrast(given, **asked)  # type: ignore[arg-type]
    assert (found["method"], found["effect_name"], found["note"]) == (method, effect, "")
    assert found["p_value"] == pytest.approx(p_value, abs=5e-4)
    assert found["ci_low"] <= found["effect"] <= found["ci_high"]


@pytest.mark.parametrize(
    ("given", "asked", "reason"),
    [
        (contrast([[1, 2, 3], [3, 2, 1]]), {"test": "fisher"}, "fisher takes two groups and two values, this table has 2 x 3"),
        (contrast([[1, 2], [2, 1], [1, 1]]), {"effect": "odds_ratio"}, "this table has 3 x 2: use freeman_halton or cramers_v"),
        (contrast([[1, 2], [2, 1], [1, 1]]), {"test": "mann_whitney"}, "mann_whitney compares two groups"),
        (contrast([[1, 2, 3], [3, 2, 1]]), {"test": "permutation"}, "compares numbers, or two values: value0, value1, value2"),
        (TEA, {"test": "fischer"}, "no test 'fischer': did you mean 'fisher'"),
        (TEA, {"effect": "odds_ration"}, "no effect 'odds_ration': did you mean 'odds_ratio'"),
    ],
)  # fmt: skip
def test_a_test_that_makes_no_sense_of_the_table_is_an_error_forced_or_not(
    given: Contrast, asked: dict[str, str], reason: str
) -> None:
    for force in (False, True):
        with pytest.raises(QualkitError, match=reason):
            measure_contrast(given, force=force, **asked)  # type: ignore[arg-type]


VILLAGES = contrast([[4, 0], [0, 4]], clusters=list("aabbccdd"), cluster_name="village")


@pytest.mark.parametrize(
    ("given", "test", "reason"),
    [
        (VILLAGES, "fisher", "cases that share their village are no independent witnesses"),
        (VILLAGES, "barnard", "no independent witnesses"),
        (contrast([[1, 2, 3], [3, 2, 1]]), "trend", "the values value0, value1, value2 have no order"),
        (contrast([[1, 2], [2, 1], [1, 1]]), "trend", "the groups row0, row1, row2 have no order"),
    ],
)
def test_a_test_that_the_design_forbids_is_refused_and_says_so_when_it_is_forced(
    given: Contrast, test: str, reason: str
) -> None:
    with pytest.raises(QualkitError, match=f"{test} is refused: .*{reason}.* force=True carries it out"):
        measure_contrast(given, test=test)  # type: ignore[arg-type]
    forced = measure_contrast(given, test=test, force=True)  # type: ignore[arg-type]
    assert forced["note"].startswith("forced: ")
    assert reason in forced["note"]
    assert forced["p_value"] == forced["p_value"]


def test_of_cases_in_clusters_whole_clusters_change_sides_and_there_is_no_interval() -> None:
    """Of the 6 ways to put two of four villages on either side, 2 are as far apart as these."""
    found = measure_contrast(VILLAGES)
    assert found["p_value"] == pytest.approx(2 / 6)
    assert found["method"] == "permutation of clusters, exact"
    assert found["effect"] == 1
    assert math.isnan(found["ci_low"])
    assert math.isnan(found["ci_high"])
    assert "no interval: cases that share their village are not independent" in found["note"]
    assert risk_difference(4, 0, 0, 4).ci_low > 0  # what ignoring the villages would have claimed


def test_where_sides_differ_within_clusters_cases_change_sides_inside_them() -> None:
    pairs = contrast([[2, 0], [0, 2]], clusters=list("abab"), cluster_name="pair")
    found = measure_contrast(pairs)
    assert found["method"] == "permutation within clusters, exact"
    assert found["p_value"] == pytest.approx(2 / 4)
    with pytest.raises(QualkitError, match="on both sides"):
        measure_contrast(pairs, permute="clusters")


def test_cases_that_each_have_a_cluster_of_their_own_are_independent() -> None:
    alone = contrast([[3, 1], [1, 3]], clusters=range(8), cluster_name="village")
    assert measure_contrast(alone) == measure_contrast(TEA)


def test_more_than_two_values_of_cases_in_clusters_have_no_test_and_say_why() -> None:
    given = contrast([[2, 1, 1], [1, 1, 2]], clusters=list("aabbccdd"), cluster_name="village")
    found = measure_contrast(given)
    assert math.isnan(found["p_value"])
    assert found["method"] == ""
    assert "no test of 2 x 3 for cases in groups" in found["note"]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([[0, 0], [0, 0]], "a group has no cases"),
        ([[3, 1], [0, 0]], "a group has no cases"),
        ([[3, 0], [4, 0]], "a group or a column has no cases"),  # a constant outcome
    ],
)
def test_what_cannot_be_tested_is_not_a_number_and_says_why(counts: list[list[int]], told: str) -> None:
    found = measure_contrast(contrast(counts))
    assert math.isnan(found["p_value"])
    assert told in found["note"]


def test_a_group_of_one_is_tested_and_its_interval_is_wide() -> None:
    found = measure_contrast(contrast([[1, 0], [3, 20]]))
    assert found["p_value"] == pytest.approx(stats.fisher_exact([[1, 0], [3, 20]]).pvalue)
    assert found["ci_high"] - found["ci_low"] > 0.8
