"""Words of one group against another: the words, the figures and what they must not be taken for."""

import math
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import power_divergence

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.keyness import COLUMNS, compare_words, count_keyness, find_words, log_likelihood


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anak-anak itu.", ["anak-anak", "itu"]),
        ("Jum'at, Jum’at", ["jum'at", "jum'at"]),
        ("-nya 'kan' e- --", ["nya", "kan", "e"]),
        ("500 ribu, 2x, a_b", ["ribu", "x", "a", "b"]),
        ("so [laughs, long] it was", ["so", "it", "was"]),
        ("ÉCOLE Straße ΛΌΓΟΣ", ["école", "straße", "λόγος"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("", []),
    ],
)
def test_a_word_is_letters_with_hyphens_and_apostrophes_inside(text: str, words: list[str]) -> None:
    assert list(find_words(text)) == words


def test_g2_is_that_of_a_course_in_corpus_linguistics() -> None:
    """52 in 50,000 words against 57 in 75,000: + 2.65 by Rayson's wizard (ucrel.lancs.ac.uk/llwizard.html)."""
    assert round(float(log_likelihood(52, 57, 50_000, 75_000)), 2) == 2.65


@given(st.integers(0, 500), st.integers(0, 500), st.integers(500, 10_000), st.integers(500, 10_000))
def test_g2_is_scipys_of_the_two_counts(a: int, b: int, c: int, d: int) -> None:
    if not a + b:
        assert log_likelihood(a, b, c, d) == 0
        return
    expected = np.array([c, d]) * (a + b) / (c + d)
    second = power_divergence([a, b], expected, lambda_="log-likelihood").statistic
    assert float(log_likelihood(a, b, c, d)) == pytest.approx(second, abs=1e-8)
    assert float(log_likelihood(b, a, d, c)) == pytest.approx(float(log_likelihood(a, b, c, d)), abs=1e-8)


@pytest.fixture
def study(tmp_path: Path) -> qk.Study:
    made = MadeStudy(tmp_path, codes=["any"])
    said = {
        "H1": ("hill", "Goats, goats and [goats] goats. Maize."),
        "H2": ("hill", "Maize and maize."),
        "L1": ("lake", "Fish and maize. Fish!"),
        "N1": (None, "Bees."),
    }
    for case, (place, words) in said.items():
        made.add_case(case, place=place)
        made.add_interview(case, ("I", "Fish or goats?"), (case, words))
    made.add_case("Q1", place="hill")  # never speaks
    return made.open()


def test_words_of_the_informants_are_counted_with_the_cases_that_use_them(study: qk.Study) -> None:
    table = count_keyness(study, "place == 'hill'", minimum=2).set_index("word")
    assert sorted(table.index) == ["and", "fish", "goats", "maize"]
    assert table["n_words"].eq(8).all()  # goats goats and goats maize, maize and maize
    assert table["n_words_against"].eq(4).all()
    assert table.loc["goats", ["n", "n_against", "n_cases", "n_cases_against"]].tolist() == [3, 0, 1, 0]
    assert table.loc["maize", ["n", "n_against", "n_cases", "n_cases_against"]].tolist() == [3, 1, 2, 1]
    assert table.loc["maize", "per_1000"] == 375
    assert table.loc["maize", "log_ratio"] == pytest.approx(math.log2((3.5 / 8) / (1.5 / 4)))
    assert table.loc["goats", "log_ratio"] == pytest.approx(math.log2((3.5 / 8) / (0.5 / 4)))
    assert table["n_units"].eq(2).all()
    assert table["n_units_against"].eq(1).all()
    assert table["n_missing"].eq(1).all()  # of N1 nobody knows the place
    assert table["p_value"].isna().all()
    assert table["g2"].is_monotonic_decreasing
    assert tuple(table.reset_index().columns) == COLUMNS


def test_the_other_group_can_be_named(study: qk.Study) -> None:
    table = count_keyness(study, "case == 'H1'", against="case == 'H2'", minimum=1).set_index("word")
    assert table.loc["maize", ["n", "n_against"]].tolist() == [1, 2]
    assert "fish" not in table.index
    assert table["n_missing"].eq(0).all()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"where": "place == 'sea'"}, "no case for which .*sea.* speaks"),
        ({"where": "place in ('hill', 'lake')"}, r"no case for which .*not \(place"),
        ({"where": "place == 'hill'", "against": "case == 'H1'"}, "H1 are in both groups"),
        ({"where": "plcae == 'hill'"}, "did you mean 'place'"),
        ({"where": "place == 'hill'", "minimum": 0}, "minimum=0"),
    ],
)
def test_groups_that_cannot_be_compared_are_told(study: qk.Study, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        count_keyness(study, **asked)


def test_a_minimum_nothing_reaches_gives_no_rows_and_the_same_columns(study: qk.Study) -> None:
    for permutations in (0, 10):
        table = count_keyness(study, "place == 'hill'", minimum=99, permutations=permutations)
        assert table.empty
        assert tuple(table.columns) == COLUMNS


# --- p values by cases


COUNTED = {
    "A": {"x": 9, "y": 1}, "B": {"x": 8, "y": 3}, "C": {"x": 7, "z": 2}, "D": {"x": 1, "y": 5}, "E": {"y": 6, "z": 3},
    "F": {"x": 1, "y": 7},
}  # fmt: skip


def test_p_is_the_share_of_dealings_of_the_cases() -> None:
    """Against all 20 ways to deal six cases into two groups of three."""
    table = compare_words(COUNTED, ["A", "B", "C"], permutations=20_000, seed=1).set_index("word")
    drawn = pd.DataFrame(
        {row["word"]: row["g2"] for _, row in compare_words(COUNTED, group).iterrows()}
        for group in combinations(COUNTED, 3)
    )
    for word in ("x", "y", "z"):
        reached = table.loc[word, "g2"] - 1e-9
        assert table.loc[word, "p_value"] == pytest.approx((drawn[word] >= reached).mean(), abs=0.015)
        assert table.loc[word, "p_adjusted"] == pytest.approx((drawn.max(axis=1) >= reached).mean(), abs=0.015)


def test_a_word_that_one_case_says_all_the_time_is_no_evidence_about_the_group() -> None:
    """Its G2 is far beyond 3.84, the 5 % point were the words independent."""
    counted = {name: {"well": 20} for name in "ABCDEFGH"} | {"A": {"well": 20, "aye": 40}}
    row = compare_words(counted, list("ABCD"), permutations=500, seed=3).set_index("word").loc["aye"]
    assert row["g2"] > 20
    assert row["n_cases"] == 1
    assert row["p_value"] > 0.2


def test_the_seed_decides_and_the_studys_is_the_default(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=["any"], seed=9)
    for case, words in {"A": "x x y", "B": "x y", "C": "y y z", "D": "z y x"}.items():
        made.add_case(case)
        made.add_interview(case, ("I", "And?"), (case, words))
    study = made.open()
    asked = {"where": "case in ('A', 'B')", "minimum": 1, "permutations": 60}
    pd.testing.assert_frame_equal(count_keyness(study, **asked), count_keyness(study, **asked, seed=9))
