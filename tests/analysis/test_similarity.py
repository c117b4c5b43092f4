"""Likeness of cases against published examples and second implementations."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import silhouette_samples, silhouette_score

from qualkit.analysis.similarity import (
    find_medoids,
    gower_distance,
    join_nearest,
    order_similar,
    silhouettes,
)
from qualkit.errors import QualkitError

# Kaufman & Rousseeuw (1990), Finding Groups in Data, table 5 of ch. 2: how unlike twelve countries are, in the eyes of
# students of political science. The example of Rousseeuw (1987) too.
COUNTRIES = ("BEL", "BRA", "CHI", "CUB", "EGY", "FRA", "IND", "ISR", "USA", "USS", "YUG", "ZAI")
UNLIKE = """
5.58
7.00 6.50
7.08 7.00 3.83
4.83 5.08 8.17 5.83
2.17 5.75 6.67 6.92 4.92
6.42 5.00 5.58 6.00 4.67 6.42
3.42 5.50 6.42 6.42 5.00 3.92 6.17
2.50 4.92 6.25 7.33 4.50 2.25 6.33 2.75
6.08 6.67 4.25 2.67 6.00 6.17 6.17 6.92 6.17
5.25 6.83 4.50 3.75 5.75 5.42 6.08 5.83 6.67 3.67
4.75 3.00 6.08 6.67 5.00 5.58 4.83 6.17 5.67 6.50 6.92
"""


@pytest.fixture
def countries() -> np.ndarray:
    far = np.zeros((12, 12))
    for row, line in enumerate(UNLIKE.split("\n")[1:-1], start=1):
        far[row, :row] = far[:row, row] = [float(number) for number in line.split()]
    return far


# Gower


def flowers() -> pd.DataFrame:
    """Rows 1-3 of the flower data (Struyf, Hubert & Rousseeuw 1996, doi:10.18637/jss.v001.i04), and the rows 10, 11 and
    16 that, with row 5, span the ranges of all eighteen. `ranked` columns are ranks, as daisy takes ordered factors."""
    rows = [
        (1, 0, 1, 1, "4", 3, 15, 25, 15),
        (2, 1, 0, 0, "2", 1, 3, 150, 50),
        (3, 0, 1, 0, "3", 3, 1, 150, 50),
        (5, 0, 1, 0, "5", 2, 2, 20, 15),
        (10, 1, 1, 0, "5", 2, 14, 100, 60),
        (11, 1, 1, 1, "5", 3, 8, 45, 10),
        (16, 1, 0, 0, "4", 2, 18, 200, 60),
    ]
    names = ["row", "winters", "shadow", "tubers", "colour", "soil", "preference", "height", "distance"]
    return pd.DataFrame(rows, columns=names).set_index("row")


def test_gower_gives_the_published_distances_of_the_flower_data() -> None:
    """As R's cluster::daisy(flower) prints them: 0.8875408, 0.5272467, 0.5147059."""
    table = flowers()
    kinds = dict.fromkeys(table.columns[:4], "category") | dict.fromkeys(table.columns[4:], "number")
    far = gower_distance(table, kinds)
    assert far.loc[2, 1] == pytest.approx(0.8875408, abs=5e-8)
    assert far.loc[3, 1] == pytest.approx(0.5272467, abs=5e-8)
    assert far.loc[3, 2] == pytest.approx(0.5147059, abs=5e-8)


def test_what_both_lack_says_nothing_of_codes_but_much_of_answers() -> None:
    """Gower (1971): a dichotomous character that both lack has no weight. By hand for flowers 3 and 2: without the
    tubers that neither has, 4.1176 / 7."""
    table = flowers()
    kinds = dict.fromkeys(table.columns[:4], "category") | dict.fromkeys(table.columns[4:], "number")
    far = gower_distance(table, kinds | {"tubers": "has"})
    assert far.loc[3, 2] == pytest.approx((1 + 1 + 1 + 1 + 2 / 17) / 7)
    assert far.loc[2, 1] == pytest.approx(0.8875408, abs=5e-8)


def by_hand(table: pd.DataFrame, kinds: dict[str, str], i: int, j: int) -> float:
    """Gower's formula, one pair and one column at a time."""
    total, weight, shared = 0.0, 0, False
    for name, kind in kinds.items():
        x, y = table[name].iloc[i], table[name].iloc[j]
        if pd.isna(x) or pd.isna(y):
            continue
        shared = True
        if kind == "has" and not x and not y:
            continue
        width = table[name].max() - table[name].min() if kind == "number" else 1
        if kind == "number" and width == 0:
            continue
        total += abs(x - y) / width if kind in ("number", "has") else x != y
        weight += 1
    return total / weight if weight else 0.0 if shared else np.nan


CELLS = st.tuples(
    st.sampled_from([0.0, 1.0, None]), st.sampled_from(["a", "b", "c", None]), st.sampled_from([0.0, 2.5, 7.0, None])
)


@given(st.lists(CELLS, min_size=1, max_size=7))
def test_gower_agrees_with_its_formula_is_symmetric_and_lies_between_0_and_1(rows: list[tuple]) -> None:
    table = pd.DataFrame(rows, columns=["has", "answer", "number"]).astype({"has": float, "number": float})
    kinds = {"has": "has", "answer": "category", "number": "number"}
    far = gower_distance(table, kinds).to_numpy()
    for i, j in itertools.product(range(len(rows)), repeat=2):
        np.testing.assert_allclose(far[i, j], by_hand(table, kinds, i, j), atol=1e-11)
    assert np.array_equal(far, far.T, equal_nan=True)
    assert np.nanmax(far, initial=0) <= 1 and np.nanmin(far, initial=0) >= 0


def test_without_columns_nothing_is_known() -> None:
    assert gower_distance(pd.DataFrame(index=["a", "b"]), {}).isna().all(axis=None)


def test_a_column_of_no_kind_is_an_error() -> None:
    with pytest.raises(QualkitError, match="'x' is of the kind 'catgory': did you mean 'category'"):
        gower_distance(pd.DataFrame({"x": [1]}), {"x": "catgory"})  # type: ignore[dict-item]


# Medoids and silhouettes


@pytest.mark.parametrize(
    ("n_types", "medoids", "distance", "silhouette"),  # as printed by Kaufman & Rousseeuw, and by Rousseeuw (1987)
    [(2, ["CUB", "USA"], 3.236667, 0.28), (3, ["CUB", "USA", "ZAI"], 2.506667, 0.33)],
)
def test_the_twelve_countries_are_parted_as_published(
    countries: np.ndarray, n_types: int, medoids: list[str], distance: float, silhouette: float
) -> None:
    found = find_medoids(countries, n_types)
    assert [COUNTRIES[place] for place in found] == medoids
    assert countries[:, found].min(axis=1).mean() == pytest.approx(distance, abs=5e-7)
    lies, _ = silhouettes(countries, join_nearest(countries, found))
    assert round(float(lies.mean()), 2) == silhouette


def test_the_third_group_of_countries_is_the_developing_ones(countries: np.ndarray) -> None:
    groups = join_nearest(countries, find_medoids(countries, 3))
    lies, other = silhouettes(countries, groups)
    assert {c for c, group in zip(COUNTRIES, groups, strict=True) if group == 2} == {"BRA", "IND", "ZAI"}
    egypt = COUNTRIES.index("EGY")  # which the authors show to lie between two groups
    assert (groups[egypt], other[egypt], round(float(lies[egypt]), 2)) == (1, 2, 0.02)


@pytest.mark.parametrize("n_types", range(2, 11))
def test_silhouettes_agree_with_a_second_implementation(countries: np.ndarray, n_types: int) -> None:
    groups = join_nearest(countries, find_medoids(countries, n_types))
    lies, _ = silhouettes(countries, groups)
    np.testing.assert_allclose(lies, silhouette_samples(countries, groups, metric="precomputed"))
    assert lies.mean() == pytest.approx(silhouette_score(countries, groups, metric="precomputed"))


@pytest.mark.parametrize("n_types", [1, 2, 3, 4])
def test_no_single_exchange_of_a_medoid_is_better(countries: np.ndarray, n_types: int) -> None:
    found = find_medoids(countries, n_types)
    cost = countries[:, found].min(axis=1).sum()
    for old, new in itertools.product(found, range(12)):
        assert cost <= countries[:, [new if one == old else one for one in found]].min(axis=1).sum() + 1e-9


def test_rows_that_do_not_differ_make_no_second_group() -> None:
    assert find_medoids(np.zeros((4, 4)), 3) == [0]


def test_one_group_has_no_silhouette_and_a_row_alone_has_0() -> None:
    far = np.array([[0.0, 0.2, 1.0], [0.2, 0.0, 1.0], [1.0, 1.0, 0.0]])
    assert np.isnan(silhouettes(far, np.zeros(3, dtype=int))[0]).all()
    assert silhouettes(far, np.array([0, 0, 1]))[0].tolist() == [0.8, 0.8, 0.0]


# Order


def test_no_order_that_the_tree_allows_has_nearer_neighbours() -> None:
    """Points on a line, shuffled: the optimal order is the line, from the end with the earlier name."""
    at = {"a": 5.0, "b": 1.0, "c": 9.0, "d": 2.0, "e": 7.5}
    names = list(at)
    far = pd.DataFrame([[abs(at[x] - at[y]) for y in names] for x in names], index=names, columns=names)
    assert order_similar(far) == ["b", "d", "a", "e", "c"]


@pytest.mark.parametrize("names", [[], ["a"], ["a", "b"]])
def test_of_two_there_is_nothing_to_order(names: list[str]) -> None:
    assert order_similar(pd.DataFrame(0.0, index=names, columns=names)) == names


def test_an_unknown_distance_does_not_stop_the_order() -> None:
    far = pd.DataFrame(0.5, index=list("abc"), columns=list("abc"))
    far.loc["a", "c"] = far.loc["c", "a"] = np.nan
    assert order_similar(far) == ["a", "b", "c"]
