"""Saturation after Guest, Namey & Chen (2020), doi:10.1371/journal.pone.0232076, and what it may be called."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.saturation import COLUMNS, count_saturation, measure_curves

CODES = [f"c{number}" for number in range(1, 10)]


def bringing(new: Sequence[int]) -> np.ndarray:
    """Interviews that bring so many new codes each, and repeat all before."""
    seen = np.cumsum(new)
    return np.arange(seen[-1])[None, :] < seen[:, None]


def measured(new: Sequence[int], **asked: Any) -> pd.DataFrame:
    asked = {"base": 4, "run": 2, "threshold": 0.05, "permutations": 0, "seed": 0} | asked
    return pd.DataFrame(measure_curves(bringing(new), **asked))


def test_the_papers_first_run_is_19_percent_and_saturation_waits_for_a_run_within_5() -> None:
    """Base of 37 codes, 7 in the first run: 19 %, as in the paper; the later interviews are made up."""
    table = measured([15, 10, 7, 5, 4, 3, 1, 0, 0])
    assert table["n_base"].eq(37).all()
    assert table["n_run"].tolist()[5:] == [7, 4, 1, 0]
    assert table["share_new"].round(2).tolist()[5:] == [0.19, 0.11, 0.03, 0.0]
    assert table["share_new"].isna().tolist() == [True] * 5 + [False] * 4
    assert table["reached"].tolist() == [False] * 7 + [True] * 2  # 6 interviews and 2 that confirm it


def test_exactly_the_threshold_is_within_it() -> None:
    assert measured([5, 5, 5, 5, 1, 0])["reached"].tolist()[-1]
    assert not measured([5, 5, 5, 5, 1, 1])["reached"].tolist()[-1]
    assert measured([5, 5, 5, 5, 0, 0], threshold=0)["reached"].tolist()[-1]


def test_base_and_run_of_other_lengths() -> None:
    table = measured([6, 4, 1, 1, 1, 0, 0], base=2, run=3, threshold=0.1)
    assert table["n_run"].tolist()[4:] == [3, 2, 1]
    assert table["share_new"].tolist()[4:] == [0.3, 0.2, 0.1]
    assert table["reached"].tolist() == [False] * 6 + [True]


def test_too_few_interviews_and_a_base_without_codes_have_no_share() -> None:
    assert measured([3, 1, 1])["share_new"].isna().all()
    empty = measured([0, 0, 0, 0, 2, 1, 0], permutations=20)
    assert empty["share_new"].isna().all()
    assert not empty["reached"].any()
    assert empty["permuted_mean"].iloc[-1] >= 0  # other orders have codes in their base


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=8), st.integers(0, 99))
def test_the_curves_stay_in_their_bounds(rows: list[list[bool]], seed: int) -> None:
    found = np.array(rows)
    table = pd.DataFrame(measure_curves(found, base=2, run=1, threshold=0.2, permutations=15, seed=seed))
    seen: set[int] = set()
    for row, n_new, n_seen in zip(rows, table["n_new"], table["n_seen"], strict=True):
        now = {place for place, has in enumerate(row) if has}
        assert n_new == len(now - seen)
        seen |= now
        assert n_seen == len(seen)
    assert (table["seen_low"] <= table["seen_mean"] + 1e-9).all()
    assert (table["seen_mean"] <= table["seen_high"] + 1e-9).all()
    assert table["seen_mean"].is_monotonic_increasing
    assert table["seen_mean"].iloc[-1] == pytest.approx(n_seen)


def test_the_mean_over_random_orders_is_near_the_exact_one() -> None:
    """A code in one of 4 interviews is seen after k of them in k/4 of all orders (Mao Tau: sample-based rarefaction)."""
    found = np.eye(4, dtype=bool)
    table = pd.DataFrame(measure_curves(found, base=1, run=1, threshold=0.05, permutations=50, seed=1))
    assert table["seen_mean"].tolist() == [1, 2, 3, 4]
    only_first = np.array([[True], [False], [False], [False]])
    table = pd.DataFrame(measure_curves(only_first, base=1, run=1, threshold=0.05, permutations=4000, seed=1))
    assert table["seen_mean"].tolist() == pytest.approx([0.25, 0.5, 0.75, 1], abs=0.03)


# --- over a study


def interviews(made: MadeStudy, said: dict[str, tuple[str, str]]) -> MadeStudy:
    """Interviews by id, each with its date and the codes in it."""
    for document, (day, codes) in said.items():
        made.add_case(document)
        made.add_interview(document, ("I", "And?"), (document, "Well, so it was."), **({"date": day} if day else {}))
        for code in codes.split():
            made.code(document, "Well, so it was.", code, at="2020-02-10T08:00:00.000Z")
        made.review(document, at="2020-03-01T08:00:00.000Z")
    return made


SAID = {
    "E1": ("2020-01-09", "c1"),
    "E2": ("2020-01-03", "c1 c2 c3"),
    "E3": ("2020-01-01", "c1 c4"),
    "E4": ("2020-01-03", "c5"),
    "E5": ("2020-01-20", "c1 c9"),
}


@pytest.fixture
def made(tmp_path: Path) -> MadeStudy:
    return interviews(MadeStudy(tmp_path, codes=CODES), SAID)


def test_interviews_go_by_date_and_then_by_id(made: MadeStudy) -> None:
    table = count_saturation(made.open(), base=2, run=2, permutations=10)
    expected = pd.DataFrame(
        {
            "position": [1, 2, 3, 4, 5],
            "document": ["E3", "E2", "E4", "E1", "E5"],
            "date": ["2020-01-01", "2020-01-03", "2020-01-03", "2020-01-09", "2020-01-20"],
            "n_new": [2, 2, 1, 0, 1],
            "n_seen": [2, 4, 5, 5, 6],
            "n_run": [np.nan, np.nan, np.nan, 1, 1],
            "n_base": 4,
            "share_new": [np.nan, np.nan, np.nan, 0.25, 0.25],
        }
    )
    pd.testing.assert_frame_equal(table[list(expected.columns)], expected)
    assert tuple(table.columns) == COLUMNS


def test_the_same_seed_gives_the_same_band_and_the_studys_seed_is_the_default(made: MadeStudy) -> None:
    made.settings["seed"] = 5
    study = made.open()
    asked = {"base": 1, "run": 1, "permutations": 7}
    pd.testing.assert_frame_equal(count_saturation(study, **asked), count_saturation(study, **asked, seed=5))
    assert not count_saturation(study, **asked).equals(count_saturation(study, **asked, seed=6))


def test_an_order_can_be_given(made: MadeStudy) -> None:
    table = count_saturation(made.open(), order=["E5", "E4", "E3", "E2", "E1"], permutations=0)
    assert table["document"].tolist() == ["E5", "E4", "E3", "E2", "E1"]
    assert table["n_new"].tolist() == [2, 1, 1, 2, 0]
    assert table["permuted_mean"].isna().all()


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (["E1", "E2", "E3", "E4", "X5"], "order names 'X5', which is no interview"),
        (["E1", "E2", "E3"], "order lacks E4, E5"),
        (["E1", "E1", "E2", "E3", "E4", "E5"], "order names 'E1' more than once"),
    ],
)
def test_an_order_that_does_not_fit_is_told(made: MadeStudy, order: list[str], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        count_saturation(made.open(), order=order)


@pytest.mark.parametrize("day", ["", "last spring"])
def test_an_interview_without_a_date_is_told(make_study: Callable[..., MadeStudy], day: str) -> None:
    study = interviews(make_study(codes=CODES), {"E1": ("2020-01-01", "c1"), "E2": (day, "c2")}).open()
    with pytest.raises(qk.QualkitError, match=r"no date like 2017-02-16 in the header of .*E2\.txt"):
        count_saturation(study)
    assert len(count_saturation(study, order=["E2", "E1"])) == 2


def test_what_nobody_has_read_brings_no_false_saturation(make_study: Callable[..., MadeStudy]) -> None:
    made = interviews(make_study(codes=CODES), SAID)
    made.add_interview("E6", ("I", "And?"), ("E1", "Nothing was coded here."))  # it needs no date either
    made.add_text("N1", "A note that is no interview.", kind="observation")
    made.review("N1")
    table = count_saturation(made.open(), permutations=0)
    assert len(table) == 5
    assert table["n_missing"].eq(1).all()


@pytest.mark.parametrize(
    ("at", "action", "curve"),
    [
        ("2020-02-20", "new", "saturation"),
        ("2020-02-20T10:00:00.000Z", "split", "saturation"),
        ("2020-01-01", "new", "coverage"),  # before the coding began
        ("2020-02-10", "new", "coverage"),  # on its first day: before it or after, nobody knows
        ("2020-02-10T09:00:00.000Z", "new", "saturation"),
        ("2020-04-01", "new", "coverage"),  # after it ended
        ("2020-02-20", "redefine", "coverage"),
    ],
)
def test_the_curve_is_saturation_only_where_codes_came_up_while_reading(
    make_study: Callable[..., MadeStudy], at: str, action: str, curve: str
) -> None:
    history = [{"at": at, "by": "a", "action": action, "from": ["c8"], "to": ["c9"]}]
    study = interviews(make_study(codes=CODES, history=history), SAID).open()
    assert count_saturation(study, permutations=0)["curve"].eq(curve).all()


def test_undated_coding_is_coverage(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=CODES, history=[{"at": "2020-02-20", "by": "a", "action": "new", "to": ["c9"]}])
    made.add_voice("A", {"Yes.": "c1"})
    assert count_saturation(made.open(), order=["A"])["curve"].tolist() == ["coverage"]


def test_nothing_read_gives_no_rows_and_the_same_columns(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=CODES)
    made.add_voice("A", {"Yes.": "c1"}, review=False)
    table = count_saturation(made.open())
    assert table.empty
    assert tuple(table.columns) == COLUMNS


@pytest.mark.parametrize(
    "asked", [{"base": 0}, {"run": 0}, {"threshold": 5}, {"threshold": -0.1}, {"permutations": -1}, {"code": "c99"}]
)
def test_values_out_of_range_are_told(made: MadeStudy, asked: dict[str, Any]) -> None:
    with pytest.raises(qk.QualkitError, match=f"{next(iter(asked))}|c99"):
        count_saturation(made.open(), **asked)
