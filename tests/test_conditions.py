"""The language of `where` and `cases`: small, three-valued, and never run as code."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.conditions import decide
from qualkit.errors import QualkitError


@pytest.fixture
def people() -> pd.DataFrame:
    return pd.DataFrame(
        {"case": ["F1", "F2", "F3"], "role": ["member", "staff", None], "age": [30, 45, float("nan")]},
        columns=["case", "role", "age"],
    )


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        (None, [True, True, True]),
        ("  ", [True, True, True]),
        ("age > 40", [False, True, None]),
        ("40 < age", [False, True, None]),
        ("30 <= age < 45", [True, False, None]),
        ("age != 30", [False, True, None]),
        ("age > -1", [True, True, None]),
        ("role == 'member'", [True, False, None]),
        ('role == "member"', [True, False, None]),
        ("role in ('member', 'staff')", [True, True, None]),
        ("role not in ['member']", [False, True, None]),
        ("age in (30, 31)", [True, False, None]),
        ("not role == 'member'", [False, True, None]),
        ("role == 'member' and age > 40", [False, False, None]),
        ("role == 'member' or age > 40", [True, True, None]),
        ("case == 'F3' or age > 40", [False, True, True]),  # True decides an `or`
        ("case == 'F1' and age > 40", [False, False, False]),  # False decides an `and`
        ("not (age > 40 and role == 'staff')", [True, False, None]),
        ("case < 'F2'", [True, False, False]),
    ],
)
def test_what_a_condition_says_of_each_row(people: pd.DataFrame, condition: str | None, held: list[Any]) -> None:
    assert decide(condition, people).tolist() == held


TRUTH = {"yes": True, "no": False, None: None}
values = st.sampled_from(["yes", "no", None])


@given(values, values)
def test_and_or_not_are_those_of_kleene(left: str | None, right: str | None) -> None:
    row = pd.DataFrame({"a": pd.Series([left], dtype=object), "b": pd.Series([right], dtype=object)})
    a, b = TRUTH[left], TRUTH[right]
    order = [False, None, True]
    least, most = (pick((a, b), key=order.index) for pick in (min, max))
    assert decide("a == 'yes' and b == 'yes'", row).tolist() == [least]
    assert decide("a == 'yes' or b == 'yes'", row).tolist() == [most]
    assert decide("not a == 'yes'", row).tolist() == [None if a is None else not a]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("__import__('os').system('true')", "is not allowed"),
        ("age.__class__ == 1", "holds 'age.__class__', which is not allowed"),
        ("len(role) == 6", r"holds 'len\(role\)', which is not allowed"),
        ("role[0] == 'm'", "is not allowed"),
        ("age + 1 > 40", r"holds 'age \+ 1', which is not allowed"),
        ("age ** 9 > 1", "is not allowed"),
        ("(lambda: 1)() == 1", "is not allowed"),
        ("[x for x in role] == 1", "is not allowed"),
        ("(x := 1) == 1", "is not allowed"),
        ("f'{role}' == 'm'", "is not allowed"),
        ("age if role else 1", "is not allowed"),
        ("role == None", "holds None; use texts in quotes and numbers"),
        ("role == b'member'", "use texts in quotes and numbers"),
        ("age == 1j", "use texts in quotes and numbers"),
        ("-role == 1", "cannot read the condition"),
        ("role is 'member'", "use == != < <= > >= in, not in"),
        ("role = 'member'", "cannot read the condition"),
        ("import os", "cannot read the condition"),
        ("role == 'member", "cannot read the condition"),
        ("age", "compares nothing"),
        ("'member'", "compares nothing"),
        ("@age > 1", "cannot read the condition"),
        ("agee > 40", "names the column 'agee': did you mean 'age'"),
        ("age > 40 and gender == 'f'", "names the column 'gender'"),
        ("role == member", "names the column 'member'"),
        ("age == '40'", "compares 30.* with '40': put texts in quotes, and no numbers"),
        ("role > 3", "compares 'member' with 3"),
        ("role in 'member'", "`in` goes with a list"),
        ("age == (30, 31)", "`in` goes with a list"),
        ("age > 1 " * 200, "longer than 1,000 characters"),
        ("(" * 400 + "age" + ")" * 400, "cannot read|compares nothing"),
        ("not " * 240 + "age > 1 and", "cannot read"),
        ("age > 1\x00", "cannot read"),
    ],
)
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_nothing_but_the_grammar_is_read(people: pd.DataFrame, condition: str, message: str) -> None:
    with pytest.raises(QualkitError, match=message):
        decide(condition, people)


@given(st.text(max_size=40) | st.text("age role'()=<>!notinandor0123456789 .[],-_", max_size=60))
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_any_words_are_a_condition_or_a_clear_error(condition: str) -> None:
    people = pd.DataFrame({"role": ["member", None], "age": [30.0, float("nan")]})
    try:
        held = decide(condition, people)
    except QualkitError:
        return
    assert all(value in (True, False, None) for value in held)


def test_a_very_deep_condition_is_decided_or_refused() -> None:
    people = pd.DataFrame({"age": [30.0]})
    assert decide("not " * 200 + "age > 1", people).tolist() == [True]


def test_an_unknown_column_is_told_even_where_there_are_no_rows() -> None:
    with pytest.raises(QualkitError, match="names the column 'agee'"):
        decide("agee > 1", pd.DataFrame({"age": []}))


def test_the_table_is_not_changed(people: pd.DataFrame) -> None:
    before = people.copy(deep=True)
    decide("age > 40", people)
    pd.testing.assert_frame_equal(people, before)
