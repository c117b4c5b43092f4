"""Documents drawn anew, documents left out, and Krippendorff's distribution of alpha."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import QualkitError
from qualkit.statistics.agreement import measure_agreement, pool_agreement
from qualkit.statistics.alpha_distribution import draw_alpha
from qualkit.statistics.distances import measure_distances
from qualkit.statistics.names import COEFFICIENTS
from qualkit.statistics.ratings import Ratings
from qualkit.statistics.resampling import Pooled, divide, draw_documents, resample_documents

NA = None
MEAN = Pooled(np.array([[1.0, 1], [2.0, 1], [6.0, 1], [7.0, 1]]), lambda sums: divide(sums[..., 0], sums[..., 1]))
KRIPPENDORFF = [  # units x coders, as in test_agreement_coefficients
    [1, 1, NA, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [NA, 5, 5, 5], [NA, NA, 1, 1], [NA, 3, NA, NA],
]  # fmt: skip


def rng(seed: int = 3) -> np.random.Generator:
    return np.random.default_rng(seed)


# --- documents


def test_documents_are_drawn_within_their_kind() -> None:
    drawn = draw_documents(["talk", "group", "talk", "talk", "group"], rng(), 200)
    assert set(drawn[:, [0, 2, 3]].sum(axis=1)) == {3}
    assert set(drawn[:, [1, 4]].sum(axis=1)) == {2}
    assert drawn.mean(axis=0) == pytest.approx(1, abs=0.2)


def test_the_same_seed_draws_the_same() -> None:
    one, other = (resample_documents(MEAN, rng(5)) for _ in range(2))
    assert (one.ci_low, one.ci_high) == (other.ci_low, other.ci_high)
    assert not np.array_equal(draw_documents([0] * 9, rng(5), 9), draw_documents([0] * 9, rng(6), 9))


def test_the_interval_is_that_of_all_resamples() -> None:
    """All 4^4 resamples of 1, 2, 6, 7, listed: their mean's 10 % and 90 % points."""
    every = np.sort([sum(some) / 4 for some in np.array(np.meshgrid(*[[1, 2, 6, 7]] * 4)).reshape(4, -1).T])
    found = resample_documents(MEAN, rng(), n_resamples=20_000, level=0.8)
    assert (found.ci_low, found.ci_high) == pytest.approx(np.quantile(every, [0.1, 0.9]), abs=0.26)


def test_each_document_is_left_out_once() -> None:
    found = resample_documents(MEAN, rng())
    assert found.without.tolist() == [5, 14 / 3, 10 / 3, 3]
    assert (found.lowest, found.highest) == (3, 5)


def test_undefined_resamples_are_counted_and_left_out() -> None:
    """A mean of marked documents, of which there is one of two: undefined in a quarter of the resamples."""
    marked = Pooled(np.array([[4.0, 1.0], [0.0, 0.0]]), MEAN.combine)
    found = resample_documents(marked, rng(), n_resamples=4_000)
    assert found.n_undefined == pytest.approx(1_000, rel=0.1)
    assert (found.ci_low, found.ci_high) == (4, 4)
    assert (found.lowest, found.highest) == (4, 4)
    assert np.isnan(found.without[0])


def test_where_each_kind_has_one_document_there_is_no_interval() -> None:
    found = resample_documents(MEAN, rng(), kinds=["a", "b", "c", "d"])
    assert math.isnan(found.ci_low)
    assert found.note == "no interval: documents cannot be drawn anew where each kind has one only"
    assert (found.lowest, found.highest) == (3, 5)


def test_one_document_can_neither_be_drawn_nor_left_out() -> None:
    found = resample_documents(Pooled(MEAN.parts[:1], MEAN.combine), rng())
    assert all(math.isnan(value) for value in (found.ci_low, found.ci_high, found.lowest, found.highest))


def test_of_no_document_nothing_is_known() -> None:
    found = resample_documents(Pooled(MEAN.parts[:0], MEAN.combine), rng())
    assert all(math.isnan(value) for value in (found.ci_low, found.ci_high, found.lowest, found.highest))


def test_several_statistics_are_drawn_at_once() -> None:
    both = Pooled(
        MEAN.parts, lambda sums: np.stack([divide(sums[..., 0], sums[..., 1]), sums[..., 0] * np.nan], axis=-1)
    )
    found = resample_documents(both, rng())
    assert found.ci_low[0] == resample_documents(MEAN, rng()).ci_low
    assert np.isnan([found.ci_low[1], found.ci_high[1], found.lowest[1]]).all()
    assert found.n_undefined.tolist() == [0, 1_000]


@pytest.mark.parametrize("options", [{"kinds": ["a"]}, {"level": 1}])
def test_what_cannot_be_drawn_is_told(options: dict[str, Any]) -> None:
    with pytest.raises(QualkitError, match=r"1 kinds for 4 documents|level=1: between 0 and 1"):
        resample_documents(MEAN, rng(), **options)


@pytest.mark.parametrize("name", [name for name in COEFFICIENTS if name != "gwet_ac2"])
@settings(max_examples=30)
@given(
    rows=st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 2))] * 2), min_size=3, max_size=9),
    weights=st.lists(st.integers(0, 2), min_size=3, max_size=3),
)
def test_a_weighted_sum_is_the_coefficient_of_documents_taken_so_often(
    name: Any, rows: list[tuple[Any, Any]], weights: list[int]
) -> None:
    documents = [i % 3 for i in range(len(rows))]
    pooled = pool_agreement(Ratings.of(rows, categories=range(3), documents=documents), name)
    often = [row for row, document in zip(rows, documents, strict=True) for _ in range(weights[document])]
    found = measure_agreement(Ratings.of(often, categories=range(3)), name).estimate
    assert float(pooled.combine(np.array(weights) @ pooled.parts)) == pytest.approx(found, nan_ok=True, abs=1e-9)


@pytest.mark.parametrize("metric", ["ordinal", "interval"])
def test_ordered_metrics_take_their_distances_from_what_was_drawn(metric: Any) -> None:
    documents = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
    pooled = pool_agreement(Ratings.of(KRIPPENDORFF, documents=documents), metric=metric)
    often = Ratings.of(KRIPPENDORFF[:4] * 2 + KRIPPENDORFF[8:], categories=range(1, 6))
    assert float(pooled.combine(np.array([2, 0, 1]) @ pooled.parts)) == pytest.approx(
        measure_agreement(often, metric=metric).estimate
    )


def test_a_coefficient_of_two_coders_is_undefined_of_three_in_every_resample() -> None:
    pooled = pool_agreement(Ratings.of([["a", "b", "a"], ["a", "a", "a"]], documents=[1, 2]), "cohen_kappa")
    found = resample_documents(pooled, rng(), n_resamples=10)
    assert (float(found.n_undefined), math.isnan(found.ci_low)) == (10, True)


# --- Krippendorff's distribution


def draw_one_by_one(rows: list[list[Any]], metric: Any, seed: int, n_resamples: int) -> list[float]:
    """Krippendorff's manuscript of 2006 and Hayes' macro, transcribed draw by draw, without their correction of 1."""
    ratings = Ratings.of(rows)
    values = list(ratings.categories)
    observed = {(c, k): 0.0 for c in values for k in values}
    for row in rows:
        told = [value for value in row if value is not None]
        for i, c in enumerate(told):
            for j, k in enumerate(told):
                if i != j:
                    observed[c, k] += 1 / (len(told) - 1)
    n = sum(observed.values())
    uses = [sum(observed[c, k] for k in values) for c in values]
    distance = measure_distances(values, metric, uses=np.array(uses))
    chance = sum(
        uses[c] * (uses[k] - (c == k)) * distance[c, k] / (n - 1) for c in range(len(uses)) for k in range(len(uses))
    )
    draws = int(min(25 * sum(share > 0 for share in observed.values()), (len(rows[0]) - 1) * n / 2))
    cells = [(share / n, distance[values.index(c), values.index(k)]) for (c, k), share in observed.items()]
    random = np.random.default_rng(seed)
    picked = random.choice([far for _, far in cells], p=[share for share, _ in cells], size=(n_resamples, draws))
    return [max(-1.0, 1 - row.sum() / (draws * chance / n)) for row in picked]


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval"])
def test_the_distribution_of_alpha_is_that_of_the_algorithm_step_by_step(metric: Any) -> None:
    """No printed run was found for data at hand; so a second implementation stands for one."""
    found = draw_alpha(Ratings.of(KRIPPENDORFF), rng(), metric=metric, n_resamples=40_000)
    again = np.array(draw_one_by_one(KRIPPENDORFF, metric, 11, 40_000))
    assert found.n_pairs == 60  # (4 - 1) 40 / 2, less than 25 times the 16 kinds of pairs
    assert found.values.mean() == pytest.approx(again.mean(), abs=0.003)
    assert (found.ci_low, found.ci_high) == pytest.approx(np.quantile(again, [0.025, 0.975]), abs=0.02)
    for least in (0.667, 0.8):
        assert found.fall_short(least) == pytest.approx((again < least).mean(), abs=0.015)


def test_the_distribution_lies_around_alpha() -> None:
    ratings = Ratings.of(KRIPPENDORFF)
    found = draw_alpha(ratings, rng())
    assert found.values.mean() == pytest.approx(measure_agreement(ratings).estimate, abs=0.01)
    assert found.fall_short(1.01) == 1
    assert np.array_equal(found.values, np.sort(found.values))


def test_draws_without_variation_are_no_agreement() -> None:
    """All agree on one category only, so a draw without a disagreement has no variation: 0, not 1."""
    found = draw_alpha(Ratings.of([["a", "a"]] * 5 + [["a", "b"]]), rng(), n_resamples=2_000)
    assert found.values.max() <= 0


def test_coders_who_agree_wholly_have_a_distribution_at_1_but_for_draws_of_one_category() -> None:
    """Of two units (1/2)^2 + (1/2)^2 of the resamples are expected to hold one category only: half are set to 0."""
    found = draw_alpha(Ratings.of([["a", "a"], ["b", "b"]]), rng(), n_resamples=1_000)
    assert found.values.tolist() == [0.0] * 500 + [1.0] * 500


@pytest.mark.parametrize(
    ("rows", "note"),
    [([["a", "a"]], "undefined: no variation"), ([["a", None]], "undefined: no unit was rated by two coders"), ([], "undefined: no unit was rated by two coders")],
)  # fmt: skip
def test_where_alpha_is_undefined_so_is_its_distribution(rows: list[list[Any]], note: str) -> None:
    found = draw_alpha(Ratings.of(rows, categories=["a", "b"]), rng())
    assert (len(found.values), found.note) == (0, note)
    assert all(math.isnan(value) for value in (found.ci_low, found.ci_high, found.fall_short(0.8)))
