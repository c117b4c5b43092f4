"""One case as tables, worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy

KEPT, SPENT, PLAN = "money/kept", "money/spent", "plan"
MEASURES = {
    "income": {
        "type": "amount",
        "unit": "EUR",
        "columns": {"before": "i1", "later": "i2", "now": "i3"},
        "better": "up",
    },
    "debt": {"type": "amount", "columns": {"before": "d1", "now": "d2"}, "better": "down"},
    "saved": {"type": "amount", "columns": {"before": "s1", "now": "s2"}, "comparable": False, "reason": "two books"},
    "shop": {"type": "yes/no", "columns": {"before": "b1", "now": "b2"}, "better": "up"},
    "paid": {"type": "category", "columns": {"now": "p"}},
}
TOLD = {"i1": 100, "i2": None, "i3": 150, "d1": 80, "d2": 20, "s1": 1, "s2": 9, "b1": "no", "b2": "yes", "p": "own"}


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    made = make_study(
        codes=[{"code": KEPT, "opposite": SPENT}, SPENT, PLAN],
        roles={"member": {"label": {"en": "Members"}, "outcomes": True}, "board": {}},
        waves=["before", "later", "now"],
        measures=MEASURES,
    )
    made.add_case("F01", age=40, town=None, outcomes=TOLD)
    made.add_case("F02", age=30, town="X", outcomes=dict.fromkeys(TOLD))
    made.add_case("F03", role="board", age=None, town="Y")
    made.add_voice("F01", {"I keep some of it every week.": [KEPT, PLAN], "No.": SPENT, "I keep all of it now.": KEPT})
    made.add_voice("F02", {"I keep a little.": KEPT}, review=False)
    return made


def test_the_attributes_of_the_case_are_those_of_the_file(made: MadeStudy) -> None:
    facts = qk.describe_case(made.open(), "F01").facts
    assert facts["column"].tolist() == ["age", "town"]
    assert facts["value"].tolist()[0] == 40 and not facts["value"].notna().tolist()[1]


def test_each_measure_stands_with_its_waves_and_the_change_from_the_wave_before(made: MadeStudy) -> None:
    table = qk.describe_case(made.open(), "F01").outcomes
    nan = float("nan")
    expected = pd.DataFrame(
        [
            ["debt", "before", 80.0, nan, nan, "", True],
            ["debt", "now", 20.0, -60.0, -0.75, "better", True],
            ["income", "before", 100.0, nan, nan, "", True],
            ["income", "later", nan, nan, nan, "", True],
            ["income", "now", 150.0, nan, nan, "", True],  # the wave before was not told
            ["paid", "now", "own", nan, nan, "", True],
            ["saved", "before", 1.0, nan, nan, "", False],
            ["saved", "now", 9.0, nan, nan, "", False],
            ["shop", "before", "no", nan, nan, "", True],
            ["shop", "now", "yes", 1.0, nan, "better", True],
        ],
        columns=["measure", "wave", "value", "change", "change_relative", "side", "comparable"],
    )
    pd.testing.assert_frame_equal(table[list(expected)], expected, check_dtype=False)
    assert set(table.loc[~table["comparable"], "reason"]) == {"two books"}


def test_codes_tell_nothing_found_from_not_read_and_stand_beside_those_of_the_role(made: MadeStudy) -> None:
    made.code("F01", "all of it now", SPENT, status="retracted")
    study = made.open()
    columns = ["code", "n", "n_set_aside", "read", "n_cases", "n_units"]
    first = qk.describe_case(study, "F01").codes
    assert first[columns].to_numpy().tolist() == [
        [KEPT, 2, 0, True, 1, 1],
        [SPENT, 2, 1, True, 1, 1],
        [PLAN, 1, 0, True, 1, 1],
    ]
    assert not qk.describe_case(study, "F02").codes["read"].any()
    assert not qk.describe_case(study, "F03").codes["read"].any()  # who never speaks is not read


@pytest.mark.parametrize(
    ("said", "review", "side"),
    [
        ({"A.": KEPT}, True, "a"),
        ({"A.": SPENT}, True, "b"),
        ({"A.": KEPT, "B.": SPENT}, True, "both"),
        ({"A.": None}, True, "neither"),
        ({"A.": KEPT}, False, "unread"),
        ({"A.": KEPT, "B.": SPENT}, False, "both"),
        ({"A.": None}, False, "unread"),
    ],
)
def test_the_side_of_a_pair(made: MadeStudy, said: dict, review: bool, side: str) -> None:
    made.add_voice("F04", said, review=review)
    sides = qk.describe_case(made.open(), "F04").sides
    assert sides[["code", "code_b", "side"]].to_numpy().tolist() == [[KEPT, SPENT, side]]


def test_what_was_taken_back_is_on_no_side(made: MadeStudy) -> None:
    made.add_voice("F04", {"Kept.": KEPT})
    made.code("F04", "Kept", SPENT, status="retracted")
    assert qk.describe_case(made.open(), "F04").sides["side"].tolist() == ["a"]


def test_the_quotes_show_as_many_codes_as_they_can_and_stand_in_order(made: MadeStudy) -> None:
    study = made.open()
    two = qk.describe_case(study, "F01", quotes=2).quotes
    assert two[["turn", "code", "quote"]].to_numpy().tolist() == [
        [2, f"{KEPT}; {PLAN}", "I keep some of it every week."],
        [4, SPENT, "No."],
    ]
    assert len(qk.describe_case(study, "F01", quotes=9).quotes) == 3
    assert len(qk.describe_case(study, "F01", quotes=0).quotes) == 0


def test_a_quote_is_the_cases_own_sure_and_stands(made: MadeStudy) -> None:
    made.add_interview("X1", ("I", "She keeps it."), ("F04", "Said once. Said doubtfully. Taken back."))
    made.code("X1", "She keeps it.", KEPT, cases=["F04"])
    made.code("X1", "Said doubtfully.", KEPT, certainty="doubtful")
    made.code("X1", "Taken back.", KEPT, status="retracted")
    made.code("X1", "Said once.", KEPT)
    made.add_case("F04")
    assert qk.describe_case(made.open(), "F04").quotes["quote"].tolist() == ["Said once."]


def test_the_trajectory_follows_the_text(made: MadeStudy) -> None:
    table = qk.describe_case(made.open(), "F01").trajectory
    assert table[["step", "turn", "code"]].to_numpy().tolist() == [
        [1, 2, KEPT],
        [1, 2, PLAN],
        [2, 4, SPENT],
        [3, 6, KEPT],
    ]
    assert table["position"].is_monotonic_increasing and table["position"].between(0, 1).all()


def test_a_case_without_words_or_outcomes_has_empty_tables_with_their_columns(made: MadeStudy) -> None:
    study = made.open()
    nobody, somebody = qk.describe_case(study, "F03"), qk.describe_case(study, "F01")
    for name in ("outcomes", "quotes", "trajectory"):
        assert len(getattr(nobody, name)) == 0
        assert list(getattr(nobody, name)) == list(getattr(somebody, name))


def test_an_unknown_case_is_an_error_with_the_nearest(made: MadeStudy) -> None:
    with pytest.raises(qk.QualkitError, match=r"no case 'F1' in cases.csv: did you mean 'F01'"):
        qk.describe_case(made.open(), "F1")
