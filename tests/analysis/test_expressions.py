"""Combinations of codes: what they mean for the passages of one case."""

import pytest

from qualkit.analysis.expressions import NEAR, parse_codes
from qualkit.errors import QualkitError
from qualkit.model import Coding

CODES = ("a", "a/one", "a/two", "b", "c")


def select(selection: str) -> list[str]:
    found = [code for code in CODES if code == selection or code.startswith(selection + "/")]
    if not found:
        raise QualkitError(f"no code {selection!r}")
    return found


def said(*places: tuple[str, int]) -> list[Coding]:
    """Passages of ten characters: (code, start), a hundred characters to a turn."""
    return [Coding(f"{n}", "D", start, start + 10, "x" * 10, code, "k") for n, (code, start) in enumerate(places)]


def turn_of(coding: Coding) -> tuple[str, int]:
    return coding.document, coding.start // 100


@pytest.mark.parametrize(
    ("expression", "passages", "holds"),
    [
        ("a", said(("a/one", 0)), True),
        ("a", said(("b", 0)), False),
        ("a and b", said(("a/one", 0), ("b", 900)), True),
        ("a and not b", said(("a/one", 0), ("b", 900)), False),
        ("a and not b", said(("a/one", 0)), True),
        ("not a", [], True),
        ("a or b and c", said(("a/one", 0)), True),  # `and` binds before `or`
        ("(a or b) and c", said(("a/one", 0)), False),
        ("a with b", said(("a/one", 0), ("b", 50)), True),
        ("a with b", said(("a/one", 95), ("b", 105)), False),
        ("a near b", said(("a/one", 95), ("b", 105)), True),
        ("a near b", said(("a/one", 0), ("b", 10 + NEAR)), True),
        ("a near b", said(("a/one", 0), ("b", 11 + NEAR)), False),
        ("a near a", said(("a/one", 0)), False),  # a passage is not near itself
        ("a near a", said(("a/one", 0), ("a/two", 20)), True),
    ],
)
def test_a_combination_holds_for_the_passages_of_a_case(expression: str, passages: list[Coding], holds: bool) -> None:
    assert parse_codes(expression, select).holds(passages, turn_of) is holds


def test_passages_in_other_documents_are_neither_near_nor_in_the_same_turn() -> None:
    first, second = said(("a/one", 0)), [Coding("9", "E", 0, 10, "x" * 10, "b", "k")]
    assert not parse_codes("a near b or a with b", select).holds([*first, *second], turn_of)


def test_a_case_must_be_read_for_every_code_that_decides() -> None:
    assert parse_codes("a and not (b near c)", select).all_codes == frozenset(CODES)


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("", "name 1 to 100 codes"),
        ("a b", "cannot read 'b'"),
        ("a and", "a code is missing at the end"),
        ("and a", "a code is missing before 'and'"),
        ("(a or b", "a bracket is never closed"),
        ("a or misspelt", "no code 'misspelt'"),
        ("a " * 300, "name 1 to 100 codes"),
    ],
)
def test_what_cannot_be_read_is_told(expression: str, problem: str) -> None:
    with pytest.raises(QualkitError, match=problem):
        parse_codes(expression, select)
