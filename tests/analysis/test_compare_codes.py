"""Code by code: who gave it how often, where they met, and when kappa misleads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.per_code import CODE_COLUMNS, measure_cells

MakeStudy = Callable[..., MadeStudy]


@pytest.mark.parametrize(
    ("cells", "agreed", "kappa", "paradox"),
    [
        # Feinstein & Cicchetti (1990), J Clin Epidemiol 43: 543-549, tables 1 to 4: the same agreement, another kappa
        ((40, 9, 6, 45), 0.85, 0.70, ""),
        ((80, 10, 5, 5), 0.85, 0.32, "prevalence"),
        ((45, 15, 25, 15), 0.60, 0.13, ""),
        ((25, 35, 5, 35), 0.60, 0.26, "bias"),
    ],
)
def test_the_paradoxes_as_published(cells: tuple[int, ...], agreed: float, kappa: float, paradox: str) -> None:
    found = dict(measure_cells(*cells))
    assert round(found["percent_agreement"], 2) == agreed
    assert round(found["cohen_kappa"], 2) == kappa
    assert found["paradox"] == paradox


CELLS = st.tuples(*[st.integers(0, 30)] * 4).filter(any)


@given(CELLS)
def test_kappa_from_the_cells_is_that_of_another_program(cells: tuple[int, int, int, int]) -> None:
    pairs = [(1, 1)] * cells[0] + [(1, 0)] * cells[1] + [(0, 1)] * cells[2] + [(0, 0)] * cells[3]
    found = dict(measure_cells(*cells))
    if len({value for pair in pairs for value in pair}) == 1:
        assert found["cohen_kappa"] != found["cohen_kappa"]
        return
    task = AnnotationTask([(coder, str(i), pair[j]) for i, pair in enumerate(pairs) for j, coder in enumerate("xy")])
    assert found["cohen_kappa"] == pytest.approx(task.kappa())
    turned = dict(measure_cells(cells[0], cells[2], cells[1], cells[3]))
    assert turned["cohen_kappa"] == pytest.approx(found["cohen_kappa"]) and turned["bias"] == pytest.approx(
        -found["bias"]
    )
    other = dict(measure_cells(*cells[::-1]))  # absence taken for presence
    assert other["prevalence"] == pytest.approx(1 - found["prevalence"])


@pytest.fixture
def made(make_study: MakeStudy) -> MadeStudy:
    """Two interviews, in which a and b agree on one passage, overlap in another, and b misses a third."""
    made = make_study(codes=["help", "owing"], coders=("a", "b"))
    for name in ("R1", "R2"):
        made.add_case(name)
        made.add_interview(name, ("I", "Well?"), (name, "They help. I owe. I save. That is all."))
    made.code("R1", "They help.", "help", coder="a")
    made.code("R1", "They help.", "help", coder="b")
    made.code("R1", "I owe. I save.", "help", coder="a")
    made.code("R1", "I owe.", "help", coder="b")
    made.code("R2", "I owe.", "help", coder="a")
    made.code("R2", "I save.", "owing", coder="b")
    for coder in "ab":
        made.review("R1", "R2", coder=coder)
    return made


def test_each_code_tells_who_gave_it_and_where_they_met(made: MadeStudy) -> None:
    table = qk.compare_codes(made.open(), "a", "b")
    assert tuple(table.columns) == CODE_COLUMNS
    help_, owing = table.to_dict("records")
    counts = ("n", "n_other", "n_met", "n_other_met", "n_units", "n_both", "n_only", "n_other_only", "n_documents")
    assert [help_[name] for name in counts] == [3, 2, 2, 2, 8, 2, 2, 0, 2]
    assert help_["overlap"] == pytest.approx((10 + 6) / (10 + 14 + 6))
    assert (help_["bias"], help_["prevalence"]) == (2 / 8, 6 / 16)
    assert [owing[name] for name in counts] == [0, 1, 0, 0, 8, 0, 0, 1, 2]
    assert owing["overlap"] == 0 and owing["positive_agreement"] == 0


def test_of_segments_the_cells_count_characters(made: MadeStudy) -> None:
    row = qk.compare_codes(made.open(), "a", "b", unit="segment").iloc[0]
    assert (row["coefficient"], row["n_units"], row["n_both"], row["n_only"]) == ("u_alpha", 5, 16, 14)


def test_of_three_coders_every_pair_has_its_rows(made: MadeStudy) -> None:
    made.code("R1", "They help.", "help", coder="c")
    made.review("R1", coder="c")
    table = qk.compare_codes(made.open(), "a", "b", "c", code="help")
    assert table[["coder", "other", "n", "n_other"]].to_numpy().tolist() == [
        ["a", "b", 3, 2],
        ["a", "c", 2, 1],
        ["b", "c", 2, 1],
    ]


def test_the_table_can_be_drawn(made: MadeStudy) -> None:
    qk.plot_agreement(qk.compare_codes(made.open(), "a", "b"))


@pytest.mark.parametrize(
    ("asked", "message"),
    [({"coefficient": "percent_agreement"}, "no coefficient of a code"), ({"unit": "page"}, "no unit 'page'")],
)
def test_what_cannot_be_told_of_a_code(made: MadeStudy, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.compare_codes(made.open(), "a", "b", **asked)
