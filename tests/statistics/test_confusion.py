"""What two coders coded, shared out among pairs of codes: known tables, and the laws that all of them keep."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.statistics.confusion import confuse
from qualkit.statistics.runs import Unitized

CODES = ("p", "q", "r")
runs = st.builds(
    lambda document, coder, code, start, length: (document, coder, code, start, min(30, start + length)),
    st.sampled_from(("d", "e")), st.sampled_from(("x", "y")), st.sampled_from(CODES), st.integers(0, 29), st.integers(1, 12),
)  # fmt: skip
codings = st.lists(runs, max_size=14)


def make(rows: list[tuple[str, str, str, int, int]], coders: tuple[str, str] = ("x", "y")) -> Unitized:
    return Unitized.of(rows, {"d": 30, "e": 30}, coders, codes=CODES)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [  # rows p, q, r, none by columns p, q, r, none
        ("p", "p", {(0, 0): 1}),
        ("p", "q", {(0, 1): 1}),
        ("p", "", {(0, 3): 1}),
        ("", "p", {(3, 0): 1}),
        ("pq", "q", {(1, 1): 1, (0, 3): 1}),  # q is agreed upon: p is not confused with it
        ("pq", "qr", {(1, 1): 1, (0, 2): 1}),
        ("pq", "r", {(0, 2): 0.5, (0, 3): 0.5, (1, 2): 0.5, (1, 3): 0.5}),
        ("r", "pq", {(2, 0): 0.5, (3, 0): 0.5, (2, 1): 0.5, (3, 1): 0.5}),
        ("pqr", "pqr", {(0, 0): 1, (1, 1): 1, (2, 2): 1}),
    ],
)
def test_a_unit_is_shared_out_among_the_pairs_of_codes_that_only_one_gave(first, second, expected):
    rows = [("d", "x", code, 5, 6) for code in first] + [("d", "y", code, 5, 6) for code in second]
    table = np.zeros((4, 4))
    for place, value in expected.items():
        table[place] = value
    found = confuse(make(rows))
    assert found.n.tolist() == table.tolist()
    assert found.documents.tolist() == (table > 0).tolist()


def test_passages_are_counted_of_both_coders():
    rows = [("d", "x", "p", 0, 10), ("d", "y", "q", 0, 2), ("d", "y", "q", 4, 6), ("d", "y", "q", 20, 22)]
    found = confuse(make(rows))
    assert (found.passages[0, 1], found.passages_other[0, 1]) == (1, 2)
    assert (found.passages[0, 3], found.passages_other[0, 3]) == (1, 1)  # p alone: the first coder's, in both columns
    assert (found.passages[3, 1], found.passages_other[3, 1]) == (1, 1)


@given(codings)
def test_rows_add_up_to_what_the_first_coder_coded_and_columns_to_what_the_second_did(rows):
    found = confuse(make(rows))
    for coder, sums in (("x", found.n.sum(axis=1)), ("y", found.n.sum(axis=0))):
        for place, code in enumerate(CODES):
            covered = {(row[0], at) for row in rows if row[1:3] == (coder, code) for at in range(*row[3:])}
            assert sums[place] == pytest.approx(len(covered))


@given(codings)
def test_whoever_is_first_changes_only_the_side(rows):
    one, other = confuse(make(rows)), confuse(make(rows, ("y", "x")))
    assert np.allclose(one.n, other.n.T)
    assert (one.documents == other.documents.T).all()
    assert (one.passages == other.passages_other.T).all()


@given(codings)
def test_a_pair_that_has_a_share_has_a_passage_and_a_document(rows):
    found = confuse(make(rows))
    for some in (found.passages, found.passages_other, found.documents):
        assert ((some > 0) == (found.n > 0)).all()


@given(st.lists(runs.filter(lambda row: row[1] == "x"), max_size=10))
def test_who_codes_like_the_other_is_confused_with_nobody(rows):
    found = confuse(make(rows + [(document, "y", *rest) for document, _, *rest in rows]))
    assert (found.n == np.diag(np.diag(found.n))).all()


def test_what_one_has_not_read_is_not_compared():
    rows = [("d", "x", "p", 0, 5), ("e", "x", "p", 0, 7)]
    texts = Unitized.of(rows, {"d": 30, "e": 30}, ("x", "y"), codes=CODES, read={"d": "xy", "e": "x"})
    assert confuse(texts).n.sum() == 5
