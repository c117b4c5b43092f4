"""The rules of DESIGN's verdicts, and `turns_with` held against trying out every other reading."""

from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.findings.verdicts import (
    Counts,
    Source,
    difference,
    judge_association,
    judge_combination,
    judge_event,
    judge_outcome,
    judge_presence,
    judge_prevalence,
    turn_association,
    turn_outcome,
    turn_prevalence,
)

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        (Counts(support=13, contradict=11), "supported"),
        (Counts(support=12, contradict=12), "mixed"),
        (Counts(support=11, contradict=13), "contradicted"),
        (Counts(support=12, silent=12), "insufficient"),
        (Counts(support=12, unread=12), "insufficient"),
        (Counts(support=12, both=12), "mixed"),
        (Counts(support=13, silent=11), "supported"),
        (Counts(contradict=13, unread=11), "contradicted"),
        (Counts(support=2, both=20, silent=2), "mixed"),
        (Counts(silent=24), "insufficient"),
        (Counts(), "insufficient"),
    ],
)
def test_a_prevalence_is_decided_by_what_is_sure_whatever_the_open_cases_say(counts: Counts, verdict: str) -> None:
    assert judge_prevalence(counts, HALF) == verdict


def test_the_threshold_is_exact_where_floating_point_is_not() -> None:
    assert judge_prevalence(Counts(support=7, contradict=3), Fraction("0.7")) == "mixed"
    assert judge_prevalence(Counts(support=8, contradict=2), Fraction("0.7")) == "supported"


def test_a_claim_that_nothing_could_contradict_is_at_most_present() -> None:
    assert [judge_presence(support) for support in (0, 1, 24)] == ["insufficient", "present", "present"]


counts_of_few_cases = st.lists(st.integers(0, 3), min_size=4, max_size=4).map(
    lambda n: Counts(support=n[0], contradict=n[1], both=n[2], silent=n[3])
)


@given(counts_of_few_cases, st.sampled_from([HALF, Fraction(1, 4), Fraction(2, 3), Fraction("0.9")]))
def test_turns_with_is_the_fewest_cases_of_all_readings_that_change_a_prevalence(
    counts: Counts, threshold: Fraction
) -> None:
    before = (counts.support, counts.contradict, counts.both, counts.silent)
    n = sum(before)
    needed = [
        sum(max(0, old - new) for old, new in zip(before, after, strict=True))
        for after in product(range(n + 1), repeat=4)
        if sum(after) == n and judge_prevalence(Counts(*after), threshold) != judge_prevalence(counts, threshold)
    ]
    assert turn_prevalence(counts, threshold) == (min(needed) if n else None)


def said(name: str, *what: str, firsthand: bool = True) -> Source:
    return Source(name, firsthand, "for" in what, "against" in what, "excepted" in what)


@pytest.mark.parametrize(
    ("sources", "verdict"),
    [
        ([said("S01", "for"), said("D01", "for", firsthand=False)], "established"),
        ([said("S01", "for")], "not established"),
        ([said("D01", "for", firsthand=False), said("D02", "for", firsthand=False)], "not established"),
        ([said("S01", "for"), said("S05", "for"), said("M02", "against")], "disputed"),
        ([said("S01", "for", "against"), said("S05", "for")], "disputed"),
        ([said("S01", "for"), said("S05", "for"), said("D01", "against", firsthand=False)], "established"),
        ([said("S01", "for"), said("S05", "for"), said("M02", "against", "excepted")], "qualified"),
        ([said("S01", "for"), said("M02", "against", "excepted")], "not established"),
        ([said("M02", "against")], "disputed"),
        ([], "not established"),
    ],
)
def test_an_event_is_established_by_its_sources_and_never_by_a_share(sources: list[Source], verdict: str) -> None:
    assert judge_event(sources) == verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ([0.3, 0.3, 0.3, 0.3, 0.3], "supported"),
        ([0.3, 0.3, 0.3, 0.3], "insufficient"),
        ([0.3, 0.3, 0.3, 0.0, 0.0], "mixed"),  # one case less and the median falls short
        ([0.3, 0.3, 0.3, 0.3, 0.0], "supported"),
        ([-0.3, -0.3, -0.3, -0.3, 0.0], "contradicted"),
        ([0.1, 0.1, 0.1, 0.1, 0.1], "mixed"),
    ],
)
def test_an_outcome_is_decided_by_its_median_which_no_single_case_may_carry(changes: list[float], verdict: str) -> None:
    assert judge_outcome(changes, 0.2) == verdict


@given(st.lists(st.sampled_from([-0.5, 0.0, 0.2, 0.5]), min_size=5, max_size=7))
def test_turns_with_is_the_fewest_changes_that_turn_an_outcome(changes: list[float]) -> None:
    extremes = (-9.0, 0.0, 0.2, 9.0)
    verdict, n = judge_outcome(changes, 0.2), len(changes)
    fewest = next(
        k
        for k in range(1, n + 1)
        if any(
            judge_outcome([*kept, *new], 0.2) != verdict
            for kept in {tuple(sorted(rest)) for rest in _subsets(changes, n - k)}
            for new in combinations_with_replacement(extremes, k)
        )
    )
    assert turn_outcome(changes, 0.2) == fewest


def _subsets(values: list[float], size: int) -> list[tuple[float, ...]]:
    from itertools import combinations

    return list(combinations(values, size))


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        ((4, 1, 1, 17), "supported"),
        ((1, 4, 17, 1), "contradicted"),
        ((3, 3, 9, 9), "mixed"),
        ((1, 0, 1, 3), "mixed"),  # one case carries it
        ((0, 0, 9, 9), "insufficient"),
    ],
)
def test_an_association_must_outlast_any_one_case(table: tuple[int, int, int, int], verdict: str) -> None:
    assert judge_association(table, Fraction("0.25")) == verdict


tables = st.tuples(*[st.integers(0, 3)] * 4)


@given(tables)
def test_turns_with_is_the_fewest_cases_that_turn_an_association(table: tuple[int, int, int, int]) -> None:
    smallest, n = Fraction("0.25"), sum(table)
    verdict = judge_association(table, smallest)
    needed = [
        sum(max(0, old - new) for old, new in zip(table, after, strict=True))
        for after in product(range(n + 1), repeat=4)
        if sum(after) == n and judge_association(after, smallest) != verdict
    ]
    assert turn_association(table, smallest) == (None if verdict == "insufficient" else min(needed, default=None))


def test_the_difference_of_an_empty_group_is_undefined_and_not_zero() -> None:
    assert difference((0, 0, 2, 2)) != difference((0, 0, 2, 2))
    assert difference((4, 1, 1, 17)) == pytest.approx(0.8 - 1 / 18)


@pytest.mark.parametrize(
    ("premises", "verdict"),
    [
        (["supported", "established"], "supported"),
        (["supported", "present"], "present"),
        (["qualified", "disputed", "supported"], "disputed"),
        (["insufficient", "mixed"], "insufficient"),
        (["insufficient", "not established"], "not established"),
        ([], "insufficient"),
    ],
)
def test_a_combination_is_as_good_as_the_worst_of_its_premises(premises: list[str], verdict: str) -> None:
    assert judge_combination(premises) == verdict  # type: ignore[arg-type]
