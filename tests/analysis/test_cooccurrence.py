"""Co-occurrence, on a made study that can be counted by eye, and its counting against a plain double loop."""

import math
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import pearsonr
from sklearn.metrics import jaccard_score

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis import cooccurrence
from qualkit.analysis.cooccurrence import COLUMNS, UNITS, count_cooccurrence, count_near, count_pairs, measure_pair


@pytest.fixture
def study(tmp_path: Path) -> qk.Study:
    """Three people on farms: rain and loss are told in one breath by A, in one turn by B, far apart by C."""
    made = MadeStudy(tmp_path, codes=["rain", "loss", "help", "never"])
    made.add_interview(
        "A", ("I", "How was it?"), ("A", "Rain took the crop. My brother came."), ("I", "And?"), ("A", "More rain.")
    )
    made.add_interview("B", ("I", "How was it?"), ("B", "It rained. Then we slept. Then we lost it all."))
    made.add_interview("C", ("C", "It poured."), ("I", "Was it bad?"), ("C", "We lost it."), ("D", "Not me."))
    for case, village in {"A": "hill", "B": "hill", "C": "lake", "D": "lake"}.items():
        made.add_case(case, village=village)
    for document, quote, code in [
        ("A", "Rain took the crop.", "rain"),
        ("A", "took the crop", "loss"),
        ("A", "My brother came.", "help"),
        ("A", "More rain.", "rain"),
        ("B", "It rained.", "rain"),
        ("B", "we lost it all", "loss"),
        ("C", "It poured.", "rain"),
        ("C", "We lost it.", "loss"),
    ]:
        made.code(document, quote, code)
    made.review("A", "B", "C")
    return made.open()


def counted(table: pd.DataFrame, *columns: str) -> dict[str, tuple[object, ...]]:
    return {f"{row.code_a}-{row.code_b}": tuple(getattr(row, name) for name in columns) for row in table.itertuples()}


@pytest.mark.parametrize(
    ("unit", "within", "pairs"),
    [
        ("overlap", None, {"rain-loss": (1, 4, 3), "rain-help": (0, 4, 1), "loss-help": (0, 3, 1)}),
        ("near", 0, {"rain-loss": (1, 4, 3), "rain-help": (0, 4, 1), "loss-help": (0, 3, 1)}),
        ("near", 1, {"rain-loss": (1, 4, 3), "rain-help": (1, 4, 1), "loss-help": (0, 3, 1)}),
        ("near", "2 characters", {"rain-loss": (1, 4, 3), "rain-help": (1, 4, 1), "loss-help": (1, 3, 1)}),
        ("near", "0 turns", {"rain-loss": (2, 4, 3), "rain-help": (1, 4, 1), "loss-help": (1, 3, 1)}),
        ("near", "2 turns", {"rain-loss": (4, 4, 3), "rain-help": (2, 4, 1), "loss-help": (1, 3, 1)}),
        ("turn", None, {"rain-loss": (2, 4, 3), "rain-help": (1, 4, 1), "loss-help": (1, 3, 1)}),
        ("case", None, {"rain-loss": (3, 3, 3), "rain-help": (1, 3, 1), "loss-help": (1, 3, 1)}),
        ("document", None, {"rain-loss": (3, 3, 3), "rain-help": (1, 3, 1), "loss-help": (1, 3, 1)}),
    ],
)
def test_each_unit_counts_what_it_names(study: qk.Study, unit: str, within: object, pairs: object) -> None:
    assert counted(count_cooccurrence(study, unit, within=within), "n", "n_a", "n_b") == pairs


def test_units_and_measures_are_those_of_the_four_who_speak(study: qk.Study) -> None:
    table = count_cooccurrence(study, "case", code=["rain", "help"])
    expected = {
        "code_a": "rain", "code_b": "help", "unit": "case", "within": "", "n": 1, "n_a": 3, "n_b": 1, "n_units": 4,
        "n_missing": 0, "c_coefficient": 1 / 3, "jaccard": 1 / 3, "expected": 0.75, "lift": 4 / 3, "phi": 1 / 3,
    }  # fmt: skip
    pd.testing.assert_frame_equal(table, pd.DataFrame([expected], columns=list(COLUMNS)))


def test_a_condition_leaves_out_the_others(study: qk.Study) -> None:
    of_hill = count_cooccurrence(study, "case", where="village == 'hill'")
    assert counted(of_hill, "n", "n_units")["rain-loss"] == (2, 2)
    assert counted(count_cooccurrence(study, "turn", where="village == 'lake'"), "n", "n_units") == {
        "rain-loss": (0, 3)
    }
    assert counted(count_cooccurrence(study, "near", where="village == 'lake'"), "n", "n_units") == {
        "rain-loss": (1, 2)
    }


def test_what_was_not_read_for_both_codes_is_no_unit(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=["x", "y"])
    made.add_voice("A", {"One.": ["x", "y"]})
    made.add_voice("B", {"Two.": "x"}, review=False)
    made.review("B", codes=["x"])
    made.add_voice("C", {"Three.": "y"}, review=False)
    study = made.open()
    for unit, n_units in (("case", 1), ("document", 1), ("turn", 1)):
        assert counted(count_cooccurrence(study, unit), "n", "n_a", "n_b", "n_units", "n_missing") == {
            "x-y": (1, 1, 1, n_units, 2)
        }
    assert counted(count_cooccurrence(study), "n", "n_a", "n_b", "n_units", "n_missing") == {"x-y": (1, 2, 2, 4, 2)}


def test_passages_of_different_coders_make_no_pair_but_units_are_read_by_either(
    make_study: Callable[..., MadeStudy],
) -> None:
    made = make_study(codes=["x", "y"], coders=("a", "b"))
    made.add_voice("A", {"One.": "x"})
    made.code("A", "One.", "y", coder="b")
    made.review("A", coder="b")
    study = made.open()
    assert counted(count_cooccurrence(study), "n") == {"x-y": (0,)}
    assert counted(count_cooccurrence(study, "turn"), "n") == {"x-y": (1,)}
    assert count_cooccurrence(study, coder="a").empty


def test_without_codings_there_are_the_same_columns_and_no_rows(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=["x", "y"])
    made.add_voice("A", {"One.": None})
    study = made.open()
    for unit in UNITS:
        table = count_cooccurrence(study, unit)
        assert table.empty
        assert tuple(table.columns) == COLUMNS


def test_where_nobody_has_read_the_measures_are_undefined(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=["x", "y"])
    made.add_voice("A", {"One.": ["x", "y"]}, review=False)
    row = count_cooccurrence(made.open(), "case").iloc[0]
    assert (row["n"], row["n_units"], row["n_missing"]) == (0, 0, 1)
    assert row[["c_coefficient", "jaccard", "expected", "lift", "phi"]].isna().all()


def test_a_study_is_left_as_it_was(study: qk.Study) -> None:
    before = study.codings
    count_cooccurrence(study, "near")
    pd.testing.assert_frame_equal(study.codings, before)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"unit": "turns"}, "no unit 'turns': did you mean 'turn'?"),
        ({"code": "rian"}, "no code 'rian' .* did you mean 'rain'?"),
        ({"coder": "z"}, "no coder 'z'"),
        ({"where": "vilage == 'hill'"}, "did you mean 'village'?"),
        ({"unit": "near", "within": "close"}, "write 200, '200 characters' or '2 turns'"),
        ({"unit": "near", "within": -5}, "write 200, '200 characters' or '2 turns'"),
        ({"unit": "turn", "within": 10}, "`within` goes with unit 'near', not with 'turn'"),
    ],
)
def test_what_cannot_be_counted_is_told(study: qk.Study, asked: dict[str, object], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        count_cooccurrence(study, **asked)


def test_a_table_that_lacks_something_is_told() -> None:
    table = pd.DataFrame({"document": ["A", None], "coder": "a", "start": 0, "end": 1, "code": ["x", "y"]})
    with pytest.raises(qk.QualkitError, match="column 'document' of the table has empty cells"):
        count_pairs(table)
    with pytest.raises(qk.QualkitError, match="the code 'y' of the table is not among those given"):
        count_pairs(table.fillna("A"), codes=["x"])
    with pytest.raises(qk.QualkitError, match="no column 'coder'"):
        count_pairs(table.drop(columns="coder"))
    with pytest.raises(qk.QualkitError, match="-1 is to overlap"):
        count_pairs(table.fillna("A"), within=-2)


def test_text_and_categories_count_alike() -> None:
    table = pd.DataFrame({"document": ["A", "A", "B"], "coder": "a", "start": 0, "end": 5, "code": ["y", "x", "x"]})
    pd.testing.assert_frame_equal(
        count_pairs(table), count_pairs(table.astype({"code": "category", "document": "category"}))
    )
    assert counted(count_pairs(table), "n", "n_a", "n_b") == {"x-y": (1, 2, 1)}


spans = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(0, 8), st.integers(0, 3)), max_size=40)


def double_loop(rows: list[tuple[int, int, int, int]], within: int) -> np.ndarray:
    """Every two spans looked at, by the definition."""
    n = np.zeros((4, 4), dtype=int)
    for (group, start, length, code), (other_group, other_start, other_length, other) in combinations(rows, 2):
        if within < 0:
            characters = set(range(start, start + length)) & set(range(other_start, other_start + other_length))
            together = bool(characters)
        else:
            together = max(other_start - start - length, start - other_start - other_length) <= within
        if group == other_group and together:
            n[code, other] += 1
            n[other, code] += code != other
    return n


@given(spans, st.integers(-1, 12), st.sampled_from([1, 7, 1 << 20]))
def test_counting_agrees_with_a_double_loop(rows: list[tuple[int, int, int, int]], within: int, at_once: int) -> None:
    group, start, length, code = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cooccurrence, "_PAIRS_AT_ONCE", at_once)
        found = count_near(group, start, start + length, code, 4, within)
    np.testing.assert_array_equal(found, double_loop(rows, within))


@given(spans, st.integers(-1, 12))
def test_both_ways_of_counting_agree(rows: list[tuple[int, int, int, int]], within: int) -> None:
    group, start, length, code = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cooccurrence, "_count_by_piece", cooccurrence._count_by_total)
        by_total = count_near(group, start, start + length, code, 4, within)
    np.testing.assert_array_equal(count_near(group, start, start + length, code, 4, within), by_total)


@given(spans, st.integers(-1, 12), st.integers(0, 10**6), st.randoms())
def test_neither_a_shift_nor_the_order_of_the_rows_matters(
    rows: list[tuple[int, int, int, int]], within: int, shift: int, random: object
) -> None:
    table = pd.DataFrame(
        [(f"D{group}", "a", start, start + length, f"c{code}") for group, start, length, code in rows],
        columns=["document", "coder", "start", "end", "code"],
    )
    moved = table.sample(frac=1, random_state=random.randrange(1000)).assign(
        start=lambda rows: rows["start"] + shift, end=lambda rows: rows["end"] + shift
    )
    pd.testing.assert_frame_equal(count_pairs(table, within=within), count_pairs(moved, within=within))


def test_places_too_great_to_pack_are_sorted_all_the_same() -> None:
    far = 2**40
    found = count_near([0, 2**20, 2**20], [far, far, far + 1], [far + 5, far + 5, far + 5], [0, 0, 1], 2)
    assert found.tolist() == [[0, 1], [1, 0]]


marks = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30)


@given(marks)
def test_measures_agree_with_scipy_and_scikit_learn(rows: list[tuple[bool, bool]]) -> None:
    a, b = np.array(rows).T
    n, n_a, n_b, n_units = int((a & b).sum()), int(a.sum()), int(b.sum()), len(rows)
    measured = measure_pair(n, n_a, n_b, n_units)
    if n_a + n_b:
        assert measured["jaccard"] == pytest.approx(jaccard_score(a, b))
    if 0 < n_a < n_units and 0 < n_b < n_units:
        assert measured["phi"] == pytest.approx(pearsonr(a.astype(float), b.astype(float)).statistic, abs=1e-12)
    else:
        assert math.isnan(measured["phi"])
    if n_a and n_b:
        assert measured["lift"] == pytest.approx(n / measured["expected"])


def test_the_c_coefficient_is_undefined_where_passages_belong_to_several_pairs() -> None:
    assert math.isnan(measure_pair(3, 2, 2, None)["c_coefficient"])  # 3 / 1
    assert math.isnan(measure_pair(4, 2, 2, None)["c_coefficient"])  # 4 / 0
    assert measure_pair(2, 2, 2, None)["c_coefficient"] == 1


def test_passages_that_were_taken_back_or_only_reported_are_not_counted(tmp_path: Path) -> None:
    made = MadeStudy(tmp_path, codes=["a", "b"])
    for case, status in (("F1", "stands"), ("F2", "retracted"), ("F3", "reported")):
        made.add_voice(case, {"It was so.": "a"})
        made.code(case, "It was so.", "b", status=status)
    study = made.open()
    for unit in ("overlap", "near", "turn", "case", "document"):
        table = qk.count_cooccurrence(study, unit)
        assert table[["n", "n_a", "n_b"]].to_numpy().tolist() == [[1, 3, 1]]
