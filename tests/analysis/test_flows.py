"""What is told together: each passage of a problem once, with the nearest consequence of its turn or with none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import count
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qualkit as qk
from made_study import MadeStudy

PLANNING, DELIVERY = "work/planning", "work/delivery"
MISFIT, TROUBLE = "work/planning/misfit", "trouble"
DEBT, HUNGER = "life/debt", "life/hunger"
STAGES = {"stages": [PLANNING, DELIVERY], "problems": [MISFIT, TROUBLE], "consequences": [DEBT, HUNGER]}
CODES = (MISFIT, DELIVERY, TROUBLE, DEBT, HUNGER)


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    return make_study(codes=CODES, stages=STAGES, coders=("a", "b"))


def counted(study: qk.Study, **how: Any) -> dict[tuple[str, str, str], tuple[int, int, int]]:
    """The rows that are not empty: passages, cases, documents."""
    table = qk.count_flows(study, **how)
    return {(r.stage, r.problem, r.consequence): (r.n, r.n_cases, r.n_documents) for r in table.itertuples() if r.n}


def test_every_combination_has_a_row_and_what_is_none_comes_last(made: MadeStudy) -> None:
    made.add_voice("F01", {"It does not suit us.": [MISFIT, DEBT], "Nor now.": MISFIT})
    labels = {PLANNING: "planning", DELIVERY: "delivery", MISFIT: "misfit", TROUBLE: "trouble", DEBT: "debt"}
    labels |= {HUNGER: "hunger", "": ""}
    expected = pd.DataFrame(
        [
            [s, labels[s], p, labels[p], c, labels[c], "told together" if c else "", "passage", n, n, n]
            for s in (PLANNING, DELIVERY, "")
            for p in (MISFIT, TROUBLE)
            for c in (DEBT, HUNGER, "")
            for n in [int((s, p, c) in {(PLANNING, MISFIT, DEBT), (PLANNING, MISFIT, "")})]
        ],
        columns=[
            "stage", "stage_label", "problem", "problem_label", "consequence", "consequence_label", "link", "unit",
            "n", "n_cases", "n_documents",
        ],
    )  # fmt: skip
    pd.testing.assert_frame_equal(qk.count_flows(made.open()), expected)


@pytest.mark.parametrize(
    ("words", "codes", "consequence"),
    [
        pytest.param("Prices fell. We owe.", {"Prices fell.": [TROUBLE]}, "", id="none in the turn"),
        pytest.param(
            "Prices fell. We owe.", {"Prices fell.": [TROUBLE], "We owe.": [DEBT]}, DEBT, id="the one of the turn"
        ),
        pytest.param(
            "We owe. And so on. Prices fell. No rice.",
            {"Prices fell.": [TROUBLE], "We owe.": [DEBT], "No rice.": [HUNGER]}, HUNGER, id="the nearest of two",
        ),
        pytest.param(
            "No rice. Prices fell. We owe.",
            {"Prices fell.": [TROUBLE], "We owe.": [DEBT], "No rice.": [HUNGER]}, HUNGER,
            id="the earlier of two equally near",
        ),
        pytest.param(
            "No rice. Prices fell. We owe.",
            {"Prices fell.": [TROUBLE], "Prices fell. We owe.": [DEBT], "No rice.": [HUNGER]}, DEBT,
            id="one that overlaps is nearer than any other",
        ),
        pytest.param(
            "Prices fell.", {"Prices fell.": [HUNGER, TROUBLE, DEBT]}, DEBT, id="of the same passage, by the code's path"
        ),
    ],
)  # fmt: skip
def test_a_problem_is_told_with_the_nearest_consequence_of_its_turn(
    made: MadeStudy, words: str, codes: dict[str, list[str]], consequence: str
) -> None:
    made.add_voice("F01", {words: None})
    for quote, paths in codes.items():
        for path in paths:
            made.code("F01", quote, path)
    assert counted(made.open()) == {("", TROUBLE, consequence): (1, 1, 1)}


def test_another_turn_or_another_coder_lends_no_consequence(made: MadeStudy) -> None:
    made.add_voice("F01", {"Prices fell.": TROUBLE, "We owe.": DEBT})
    made.code("F01", "Prices fell.", DEBT, coder="b")
    assert counted(made.open()) == {("", TROUBLE, ""): (1, 1, 1)}


def test_what_lies_in_no_turn_is_told_with_nothing(made: MadeStudy) -> None:
    made.add_voice("F02", {})
    for tag, code in (("I:", TROUBLE), ("F02:", DEBT), ("F02:", DELIVERY)):
        made.code("F02", tag, code)
    study = made.open()
    assert set(study.codings["turn"]) == {0}
    assert counted(study) == {("", TROUBLE, ""): (1, 0, 1)}
    assert qk.count_stages(study).query("n > 0")[["stage", "problem", "n"]].to_numpy().tolist() == [["", TROUBLE, 1]]


def test_each_coder_counts_and_one_can_be_named(made: MadeStudy) -> None:
    made.add_voice("F01", {"Prices fell, and we owe.": [TROUBLE, DEBT]})
    made.code("F01", "Prices fell, and we owe.", TROUBLE, coder="b")
    study = made.open()
    assert counted(study) == {("", TROUBLE, DEBT): (1, 1, 1), ("", TROUBLE, ""): (1, 1, 1)}
    assert counted(study, coder="b") == {("", TROUBLE, ""): (1, 1, 1)}


def test_labels_are_in_the_language_asked_for(example: qk.Study) -> None:
    table = qk.count_flows(example, language="id")
    assert list(table["problem_label"].unique()) == list(
        qk.count_stages(example, language="id")["problem_label"].unique()
    )
    assert set(table["consequence_label"]) >= {example.codebook.label(table["consequence"].iloc[0], "id"), ""}


# Totals


def sums(table: pd.DataFrame) -> dict[tuple[str, str], int]:
    return {(str(s), str(p)): int(n) for (s, p), n in table.groupby(["stage", "problem"])["n"].sum().items()}


def test_the_example_adds_up_to_its_problems_by_stage(example: qk.Study) -> None:
    for coder in (None, "b"):
        flows, stages = qk.count_flows(example, coder=coder), qk.count_stages(example, coder=coder)
        assert sums(flows) == sums(stages)
        assert flows["n"].sum() > 100


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.lists(st.sampled_from(CODES), max_size=3, unique=True), min_size=1, max_size=5),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_passages_add_up_and_no_nearer_consequence_is_passed_over(
    make_study: Callable[..., MadeStudy], told: list[list[list[str]]]
) -> None:
    made = MadeStudy(make_study(codes=CODES).folder.with_name(f"drawn{next(DRAWN)}"), codes=CODES, stages=STAGES)
    number = count()
    turns = [
        [(f"Sentence {'x' * (7 * i % 5)} {next(number)}.", codes) for i, codes in enumerate(turn)] for turn in told
    ]
    made.add_case("F01")
    made.add_interview("F01", *(("F01", " ".join(words for words, _ in turn)) for turn in turns), interviewer="I",
                       informant=["F01"])  # fmt: skip
    for words, codes in (sentence for turn in turns for sentence in turn):
        for code in codes:
            made.code("F01", words, code)
    study = made.open()
    table = qk.count_flows(study)
    assert sums(table) == sums(qk.count_stages(study))
    assert Counter(
        {(p, c): int(n) for (p, c), n in table.groupby(["problem", "consequence"])["n"].sum().items() if n}
    ) == (Counter(pair for turn in turns for pair in pairs_of(turn)))


DRAWN = count()


def pairs_of(turn: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """A second implementation: from the sentence of the problem outwards."""
    text = " ".join(words for words, _ in turn)
    places = [(re.search(re.escape(words), text), codes) for words, codes in turn]
    pairs = []
    for place, codes in places:
        for problem in set(codes) & {MISFIT, TROUBLE}:
            near = []
            for other, others in places:
                between = min(abs(a - b) for a in place.span() for b in other.span()) if other != place else 0
                near += [(between, other.start(), code) for code in others if code in (DEBT, HUNGER)]
            pairs.append((problem, min(near)[2] if near else ""))
    return pairs


# What cannot be counted


def test_a_study_without_consequences_says_what_to_add(make_study: Callable[..., MadeStudy]) -> None:
    without = {key: codes for key, codes in STAGES.items() if key != "consequences"}
    made = make_study(codes=CODES, stages=without)
    made.add_voice("F01", {})
    with pytest.raises(qk.QualkitError, match="names no consequences: add `consequences:"):
        qk.count_flows(made.open())


def test_a_study_without_stages_says_what_to_add(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=CODES)
    made.add_voice("F01", {})
    with pytest.raises(qk.QualkitError, match="names no stages: add `stages:"):
        qk.count_flows(made.open())


@pytest.mark.parametrize(
    ("consequences", "problem"),
    [
        pytest.param([DEBT, TROUBLE], "'trouble' is a problem and a consequence", id="a problem too"),
        pytest.param(["life", DEBT], "'life/debt' is in the consequences 'life' and 'life/debt'", id="twice"),
    ],
)
def test_a_code_that_would_be_told_with_itself_is_refused(
    make_study: Callable[..., MadeStudy], consequences: list[str], problem: str
) -> None:
    made = make_study(codes=CODES, stages=STAGES | {"consequences": consequences})
    made.add_voice("F01", {})
    with pytest.raises(qk.QualkitError, match=problem):
        qk.count_flows(made.open())
