"""Outcomes between two waves: what was told, what changed, and for whom that is better."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy

NAN = float("nan")
MEASURES = {
    "debt": {"type": "amount", "unit": "KES", "columns": {"2015": "d15", "2016": "d16", "2017": "d17"}, "better": "down"},
    "shop": {"type": "yes/no", "columns": {"2015": "s15", "2017": "s17"}, "better": "up"},
    "crop": {"type": "category", "columns": {"2015": "c15", "2017": "c17"}},
    "once": {"type": "count", "columns": {"2017": "o17"}},
    "book": {"type": "amount", "columns": {"2015": "b15", "2017": "b17"}, "comparable": False, "reason": "another book"},
}  # fmt: skip


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    made = make_study(codes=["money"], waves=["2015", "2016", "2017"], measures=MEASURES)
    rest = {"c15": "maize", "c17": "beans", "o17": 1, "b15": 1, "b17": 2}
    for case, debts, shops in [
        ("F01", (100, 150, 50), ("no", "yes")),
        ("F02", (0, 20, 80), ("yes", "yes")),
        ("F03", (70, None, 70), ("yes", "no")),
        ("F04", (None, 30, 60), ("no", None)),
    ]:
        values: dict[str, Any] = dict(zip(("d15", "d16", "d17", "s15", "s17"), (*debts, *shops), strict=True))
        made.add_case(case, outcomes=values | rest)
        made.add_voice(case, {})
    return made


def expected(waves: tuple[str, str], values: list[tuple[float, float]], change: list[float], relative: list[float], side: list[str]) -> pd.DataFrame:  # fmt: skip
    return pd.DataFrame(
        {
            "measure": "debt",
            "measure_label": "debt",
            "unit": "KES",
            "better": "down",
            "case": ["F01", "F02", "F03", "F04"],
            "wave_from": waves[0],
            "wave_to": waves[1],
            "wave_from_label": waves[0],
            "wave_to_label": waves[1],
            "value_from": [value for value, _ in values],
            "value_to": [value for _, value in values],
            "change": change,
            "change_relative": relative,
            "side": side,
            "prices": "nominal",
        }
    )


def test_by_default_the_first_and_the_last_wave_are_compared(made: MadeStudy) -> None:
    pd.testing.assert_frame_equal(
        qk.compare_waves(made.open(), "debt"),
        expected(
            ("2015", "2017"),
            [(100.0, 50.0), (0.0, 80.0), (70.0, 70.0), (NAN, 60.0)],
            [-50.0, 80.0, 0.0, NAN],
            [-0.5, NAN, 0.0, NAN],  # no share of nothing
            ["better", "worse", "same", ""],
        ),
    )


def test_any_two_waves_may_be_compared(made: MadeStudy) -> None:
    pd.testing.assert_frame_equal(
        qk.compare_waves(made.open(), "debt", waves=("2016", "2017")),
        expected(
            ("2016", "2017"),
            [(150.0, 50.0), (20.0, 80.0), (NAN, 70.0), (30.0, 60.0)],
            [-100.0, 60.0, NAN, 30.0],
            [-2 / 3, 3.0, NAN, 1.0],
            ["better", "worse", "", "worse"],
        ),
    )


def test_yes_is_one_and_no_is_nothing(made: MadeStudy) -> None:
    table = qk.compare_waves(made.open(), "shop")
    assert table["change"].fillna(9).tolist() == [1.0, 0.0, -1.0, 9.0]
    assert table["side"].tolist() == ["better", "same", "worse", ""]


def test_all_that_can_be_compared_are_by_default(made: MadeStudy) -> None:
    assert qk.compare_waves(made.open())["measure"].unique().tolist() == ["debt", "shop"]


@pytest.mark.parametrize(
    ("measure", "waves", "message"),
    [
        ("det", None, "no measure 'det' in study.yaml: did you mean 'debt'"),
        ("book", None, "the waves of 'book' cannot be compared: another book"),
        ("crop", None, "'crop' tells no change: it is a category"),
        ("once", None, "'once' tells no change: .* measured once"),
        ("shop", ("2015", "2016"), "'shop' has no wave '2016': did you mean"),
        ("debt", ("2015", "2016", "2017"), "name two waves of 'debt', found 3"),
    ],
)
def test_what_tells_no_change_is_refused(
    made: MadeStudy, measure: str, waves: tuple[str, ...] | None, message: str
) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.compare_waves(made.open(), measure, waves=waves)


def test_comparing_changes_no_outcome(made: MadeStudy) -> None:
    study = made.open()
    before = study.outcomes.copy(deep=True)
    qk.compare_waves(study)
    pd.testing.assert_frame_equal(study.outcomes, before)
