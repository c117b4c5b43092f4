"""Two coders on one document: what is an agreement, what a difference, and that nothing is told twice or not at all."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.coding.differences import KINDS, Difference, find_differences, mirror
from qualkit.model import Coding


def coding(start: int, end: int, code: str = "x", *, coder: str = "a", **more: Any) -> Coding:
    identity = more.pop("id", f"{coder}{start}-{end}{code}")
    return Coding(identity, "D", start, end, "", code, coder, **more)


def tell(left: list[tuple[Any, ...]], right: list[tuple[Any, ...]]) -> list[tuple[str, str, str]]:
    """Each difference as its kind and its codings, `x0-5`, of the left and the right."""
    found = find_differences([coding(*one) for one in left], [coding(*one, coder="b") for one in right])
    return [
        (d.kind, *(" ".join(f"{c.code}{c.start}-{c.end}" for c in side) for side in (d.left, d.right))) for d in found
    ]


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ([], [], []),
        ([(0, 5)], [(0, 5)], [("agreement", "x0-5", "x0-5")]),
        ([(0, 5)], [(0, 6)], [("borders", "x0-5", "x0-6")]),
        ([(0, 5)], [(0, 5, "y")], [("codes", "x0-5", "y0-5")]),
        ([(0, 5)], [], [("left", "x0-5", "")]),
        ([], [(0, 5)], [("right", "", "x0-5")]),
        ([(0, 5)], [(5, 9)], [("left", "x0-5", ""), ("right", "", "x5-9")]),  # side by side is not overlapping
        # one long passage against two short ones is one difference of borders
        ([(0, 9)], [(0, 4), (5, 9)], [("borders", "x0-9", "x0-4 x5-9")]),
        # what they agree on is taken out first, and the second code of one of them is hers alone
        ([(0, 5)], [(0, 5), (0, 5, "y")], [("agreement", "x0-5", "x0-5"), ("right", "", "y0-5")]),
        # so is the same code with other borders
        ([(0, 5)], [(1, 5), (0, 5, "y")], [("borders", "x0-5", "x1-5"), ("right", "", "y0-5")]),
        # other codes hang together by their overlaps
        ([(0, 5), (4, 9, "z")], [(3, 6, "y")], [("codes", "x0-5 z4-9", "y3-6")]),
        # two at one place are two agreements, or one and a rest
        ([(0, 5), (0, 5)], [(0, 5)], [("left", "x0-5", ""), ("agreement", "x0-5", "x0-5")]),
        ([(7, 9), (0, 5)], [(0, 5), (7, 9)], [("agreement", "x0-5", "x0-5"), ("agreement", "x7-9", "x7-9")]),
    ],
)
def test_what_is_told_of_two_coders(left: list[Any], right: list[Any], told: list[tuple[str, str, str]]) -> None:
    assert tell(left, right) == told


@pytest.mark.parametrize(
    "more", [{"status": "retracted"}, {"certainty": "doubtful"}, {"when": "before"}, {"cases": ("F01",)}]
)
def test_the_same_passage_with_other_details_is_no_agreement(more: dict[str, Any]) -> None:
    one, other = coding(0, 5), coding(0, 5, coder="b", **more)
    assert find_differences([one], [other]) == (Difference("details", (one,), (other,)),)


def test_of_two_at_one_place_those_whose_details_agree_are_paired() -> None:
    sure, doubtful = coding(0, 5, id="1"), coding(0, 5, id="2", certainty="doubtful")
    other = coding(0, 5, coder="b", certainty="doubtful")
    assert find_differences([sure, doubtful], [other]) == (
        Difference("left", (sure,), ()),
        Difference("agreement", (doubtful,), (other,)),
    )


def test_the_order_of_cases_and_what_a_memo_says_make_no_difference() -> None:
    one = coding(0, 5, cases=("F01", "F02"), memo="why")
    other = coding(0, 5, coder="b", cases=("F02", "F01"))
    assert [difference.kind for difference in find_differences([one], [other])] == ["agreement"]


def make_codings(coder: str) -> st.SearchStrategy[list[Coding]]:
    spans = st.tuples(
        st.integers(0, 20), st.integers(1, 8), st.sampled_from("xyz"), st.sampled_from(["sure", "doubtful"])
    )
    return st.lists(spans, max_size=8).map(
        lambda made: [
            coding(start, start + length, code, coder=coder, id=f"{coder}{n}", certainty=certainty)
            for n, (start, length, code, certainty) in enumerate(made)
        ]
    )


def overlap(one: Coding, other: Coding) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


@given(make_codings("a"), make_codings("b"))
def test_every_coding_is_in_exactly_one_difference(left: list[Coding], right: list[Coding]) -> None:
    found = find_differences(left, right)
    assert Counter(c.id for d in found for c in d.left) == Counter(c.id for c in left)
    assert Counter(c.id for d in found for c in d.right) == Counter(c.id for c in right)


@given(make_codings("a"), make_codings("b"))
def test_who_is_left_and_who_is_right_changes_only_the_names(left: list[Coding], right: list[Coding]) -> None:
    assert [mirror(d) for d in find_differences(right, left)] == list(find_differences(left, right))


@given(make_codings("a"), make_codings("b"), st.randoms())
def test_the_order_of_the_logs_means_nothing(left: list[Coding], right: list[Coding], random: Any) -> None:
    found = find_differences(left, right)
    random.shuffle(left)
    random.shuffle(right)
    assert find_differences(left, right) == found


@given(make_codings("a"))
def test_whoever_is_compared_with_herself_agrees(codings: list[Coding]) -> None:
    assert {d.kind for d in find_differences(codings, codings)} <= {"agreement"}


@given(make_codings("a"), make_codings("b"))
def test_each_kind_is_what_it_says_and_they_stand_in_the_order_of_the_text(
    left: list[Coding], right: list[Coding]
) -> None:
    found = find_differences(left, right)
    assert [(d.start, d.end) for d in found] == sorted((d.start, d.end) for d in found)
    for d in found:
        assert d.kind in KINDS
        passages = {(c.start, c.end, c.code) for c in d.codings}
        if d.kind in ("agreement", "details"):
            assert (len(d.left), len(d.right), len(passages)) == (1, 1, 1)
            assert (d.left[0].certainty == d.right[0].certainty) == (d.kind == "agreement")
        elif d.kind in ("borders", "codes"):
            assert all(any(overlap(one, other) for other in d.right) for one in d.left)
            assert all(any(overlap(one, other) for one in d.left) for other in d.right)
            assert (len({c.code for c in d.codings}) == 1) == (d.kind == "borders")
        else:
            assert (len(d.left), len(d.right)) == ((1, 0) if d.kind == "left" else (0, 1))
    alone = [c for d in found if d.kind in ("left", "right") for c in d.codings]
    assert not any(overlap(one, other) for one in alone for other in alone if one.coder != other.coder)
