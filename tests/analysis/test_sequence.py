"""Where codes stand along the interview, and what follows what."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.sequence import (
    POSITION_COLUMNS,
    SEQUENCE_COLUMNS,
    TRANSITION_COLUMNS,
    count_sequence,
    count_transitions,
    find_sequence,
    summarise_positions,
    tabulate_transitions,
)


@pytest.fixture
def made(tmp_path: Path) -> MadeStudy:
    made = MadeStudy(tmp_path, codes=["plan", "work", "rest"], coders=("a", "b"))
    made.add_interview("A", ("A", "We planned. We worked. We rested. We worked again."), date="2020-01-01")
    made.add_interview("B", ("B", "Work is plan."), date="2020-01-02")
    made.add_text("N", "They worked.", kind="observation")
    made.add_case("A", age=30)
    made.add_case("B", age=60)
    for document, quote, code in [
        ("A", "We worked again.", "work"),
        ("A", "We planned.", "plan"),
        ("A", "We rested.", "rest"),
        ("A", "We worked.", "work"),
        ("A", "We worked.", "plan"),
        ("B", "Work is plan.", "work"),
        ("N", "They worked.", "work"),
    ]:
        made.code(document, quote, code)
    made.code("A", "We planned.", "rest", coder="b")
    return made


def test_passages_stand_in_order_and_two_codes_of_one_passage_on_one_step(made: MadeStudy) -> None:
    table = find_sequence(made.open(), coder="a")
    assert [(row.document, row.step, row.code) for row in table.itertuples()] == [
        ("A", 1, "plan"), ("A", 2, "plan"), ("A", 2, "work"), ("A", 3, "rest"), ("A", 4, "work"), ("B", 1, "work"),
    ]  # fmt: skip
    assert table["position"].between(0, 1, inclusive="neither").all()
    length = len("A: We planned. We worked. We rested. We worked again.")
    assert table["position"].iloc[0] == pytest.approx((3 + 14) / 2 / length)
    assert tuple(table.columns) == SEQUENCE_COLUMNS


def test_beginning_and_end_are_shares_of_the_documents_text(made: MadeStudy) -> None:
    table = find_sequence(made.open(), coder="a", kind=None)
    text = "A: We planned. We worked. We rested. We worked again."
    last = table[table["document"].eq("A")].iloc[-1]
    assert (last["position_start"], last["position_end"]) == (text.index("We worked again.") / len(text), 1.0)
    note = table[table["document"].eq("N")].iloc[0]
    assert (note["position_start"], note["position_end"]) == (0.0, 1.0)
    middle = (table["position_start"] + table["position_end"]) / 2
    pd.testing.assert_series_equal(middle, table["position"], check_names=False)


def test_kind_condition_and_code_choose(made: MadeStudy) -> None:
    study = made.open()
    assert find_sequence(study, kind="observation")["document"].tolist() == ["N"]
    assert set(find_sequence(study, kind=None)["document"]) == {"A", "B", "N"}
    assert set(find_sequence(study, kind=None, where="age > 50")["document"]) == {"B"}
    assert find_sequence(study, "rest", coder="a")["step"].tolist() == [1]


def test_transitions_are_of_one_document_and_one_coder(made: MadeStudy) -> None:
    table = count_transitions(made.open())
    expected = pd.DataFrame(
        [
            ("plan", "plan", "transition", 1, 3, 1 / 3, 1),
            ("plan", "rest", "transition", 1, 3, 1 / 3, 1),
            ("plan", "work", "transition", 1, 3, 1 / 3, 1),
            ("rest", "work", "transition", 1, 1, 1.0, 1),
            ("work", "rest", "transition", 1, 1, 1.0, 1),
        ],
        columns=list(TRANSITION_COLUMNS),
    )
    pd.testing.assert_frame_equal(table, expected)


def test_positions_are_summarised_by_code_the_earliest_first(made: MadeStudy) -> None:
    table = count_sequence(made.open(), coder="a")
    assert table["code"].tolist() == ["plan", "rest", "work"]
    assert table["position_median"].is_monotonic_increasing
    assert table["n"].tolist() == [2, 1, 3]
    assert table["n_documents"].tolist() == [1, 1, 2]
    assert tuple(table.columns) == POSITION_COLUMNS


def test_without_codings_there_are_no_rows_and_the_same_columns(made: MadeStudy) -> None:
    study = made.open()
    asked = {"code": "work", "coder": "b"}
    assert tuple(find_sequence(study, **asked).columns) == SEQUENCE_COLUMNS
    assert tuple(count_sequence(study, **asked).columns) == POSITION_COLUMNS
    assert tuple(count_transitions(study, **asked).columns) == TRANSITION_COLUMNS
    assert count_transitions(study, **asked).empty


def test_an_unknown_kind_is_told(made: MadeStudy) -> None:
    with pytest.raises(qk.QualkitError, match="no kind 'interviews' of document: did you mean 'interview'"):
        find_sequence(made.open(), kind="interviews")
    with pytest.raises(qk.QualkitError, match="did you mean 'plan'"):
        count_sequence(made.open(), "plans")


steps = st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 4), st.sampled_from("xyz")), max_size=15)


@given(steps)
def test_transitions_agree_with_looking_at_every_two_passages(rows: list[tuple[str, int, str]]) -> None:
    table = pd.DataFrame(rows, columns=["document", "step", "code"]).assign(coder="a")
    found = {(row.code_from, row.code_to): row.n for row in tabulate_transitions(table).itertuples()}
    by_hand: dict[tuple[str, str], int] = {}
    for document, step, code in rows:
        for other_document, other_step, other in rows:
            if document == other_document and other_step == step + 1:
                by_hand[code, other] = by_hand.get((code, other), 0) + 1
    assert found == by_hand


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_quartiles_are_numpys(positions: list[float]) -> None:
    row = summarise_positions(pd.DataFrame({"document": "A", "code": "x", "position": positions})).iloc[0]
    quartiles = row[["position_q1", "position_median", "position_q3"]].astype(float)
    np.testing.assert_allclose(quartiles, np.percentile(positions, [25, 50, 75]), atol=1e-12)
