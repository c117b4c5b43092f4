"""Finding passages: each with its place, and none of a misspelt code."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy

KEPT, SPENT = "money/kept", "money/spent"


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    made = make_study(codes=[KEPT, SPENT], coders=("a", "b"), waves=["now"])
    made.settings["coders"] = {"of_record": ["a"]}
    for case, age in (("F01", 30), ("F02", 50), ("F03", None)):
        made.add_case(case, age=age)
    made.add_voice("F01", {"I keep some.": KEPT})
    made.add_voice("F02", {"I spend it.": SPENT})
    made.add_voice("F03", {"I keep it all.": KEPT})
    made.code("F01", "keep some", SPENT, coder="b")
    made.add_text("D1", "They keep books.")
    made.code("D1", "They keep books.", KEPT)
    made.code(
        "F02", "spend it", KEPT, cases=["F01", "F02"], status="reported", certainty="doubtful", when="now", memo="?"
    )
    return made


def test_a_quote_carries_its_place_and_all_that_was_said_of_it(made: MadeStudy) -> None:
    expected = pd.DataFrame(
        [
            ["F02", "F02", "F02", 19, 30, SPENT, "a", "manual", "I spend it.", 2, "stands", "sure", "", "", "a003"],
            ["F02", "F01; F02", "F02", 21, 29, KEPT, "a", "manual", "spend it", 2, "reported", "doubtful", "now", "?", "a008"],
        ],
        columns=["document", "case", "speaker", "start", "end", "code", "coder", "method", "quote", "turn", "status",
                 "certainty", "when", "memo", "id"],
    )  # fmt: skip
    pd.testing.assert_frame_equal(qk.find_quotes(made.open(), where="age == 50"), expected)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["I keep some.", "I spend it.", "spend it", "I keep it all.", "They keep books."]),
        ({"code": "money"}, ["I keep some.", "I spend it.", "spend it", "I keep it all.", "They keep books."]),
        ({"code": SPENT}, ["I spend it."]),
        ({"code": [SPENT, KEPT], "coder": "b"}, ["keep some"]),
        ({"code": SPENT, "coder": ["a", "b"]}, ["I spend it.", "keep some"]),
        ({"where": "age < 40"}, ["I keep some.", "spend it"]),
        ({"where": "age > 90"}, []),
        ({"where": "not age < 40"}, ["I spend it.", "spend it"]),  # F03's age is not known
    ],
)
def test_what_is_asked_for_is_found_in_the_order_of_the_texts(
    made: MadeStudy, asked: dict[str, str], found: list[str]
) -> None:
    study = made.open()
    table = qk.find_quotes(study, **asked)
    assert table["quote"].tolist() == found
    for row in table.itertuples():
        assert study.documents[row.document].text[row.start : row.end] == row.quote


def test_where_nothing_is_found_the_columns_are_the_same(made: MadeStudy) -> None:
    study = made.open()
    assert list(qk.find_quotes(study, where="age > 90").columns) == list(qk.find_quotes(study).columns)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"code": "money/kep"}, "no code 'money/kep' .*did you mean 'money/kept'"),
        ({"where": "agee > 1"}, "names the column 'agee': did you mean 'age'"),
        ({"coder": "c"}, "no coder 'c' has a log in coding/codings"),
    ],
)
def test_a_misspelt_name_is_an_error_and_no_empty_table(made: MadeStudy, asked: dict[str, str], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.find_quotes(made.open(), **asked)
