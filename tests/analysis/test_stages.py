"""At which stage of a programme its problems arise: by path, else by the nearest passage of the turn."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy

PLANNING, DELIVERY = "work/planning", "work/delivery"
MISFIT, TROUBLE = "work/planning/misfit", "trouble"
STAGES = {"stages": [PLANNING, DELIVERY], "problems": [MISFIT, TROUBLE]}


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    return make_study(codes=[MISFIT, DELIVERY, TROUBLE], stages=STAGES, coders=("a", "b"))


def counted(study: qk.Study) -> dict[tuple[str, str], tuple[int, int, int]]:
    """The cells that are not empty: passages, cases, documents."""
    table = qk.count_stages(study)
    return {(row.stage, row.problem): (row.n, row.n_cases, row.n_documents) for row in table.itertuples() if row.n}


def test_every_stage_and_problem_has_a_row_and_no_stage_comes_last(made: MadeStudy) -> None:
    made.add_voice("F01", {"It does not suit us.": MISFIT})
    expected = pd.DataFrame(
        [
            [stage, stage_label, problem, problem_label, n, n, n]
            for (stage, stage_label), counts in {
                (PLANNING, "planning"): (1, 0),
                (DELIVERY, "delivery"): (0, 0),
                ("", ""): (0, 0),
            }.items()
            for (problem, problem_label), n in zip([(MISFIT, "misfit"), (TROUBLE, "trouble")], counts, strict=True)
        ],
        columns=["stage", "stage_label", "problem", "problem_label", "n", "n_cases", "n_documents"],
    )
    pd.testing.assert_frame_equal(qk.count_stages(made.open()), expected)


@pytest.mark.parametrize(
    ("words", "codes", "stage"),
    [
        pytest.param("Late again. Prices fell.", {"Prices fell.": [TROUBLE]}, "", id="no stage in the turn"),
        pytest.param(
            "Late again. Prices fell.", {"Prices fell.": [TROUBLE], "Late again.": [DELIVERY]}, DELIVERY,
            id="the stage of the turn",
        ),
        pytest.param(
            "Late again. And so. Prices fell. They drew it up.",
            {"Prices fell.": [TROUBLE], "Late again.": [DELIVERY], "They drew it up.": [PLANNING]}, PLANNING,
            id="the nearest of two",
        ),
        pytest.param(
            "Late again. Prices fell. They drew it up.",
            {"Prices fell.": [TROUBLE], "Late again.": [DELIVERY], "They drew it up.": [PLANNING]}, DELIVERY,
            id="the earlier of two equally near",
        ),
        pytest.param(
            "Late again. Prices fell.", {"Prices fell.": [TROUBLE, PLANNING], "Late again.": [DELIVERY]}, PLANNING,
            id="the stage of the same passage",
        ),
    ],
)  # fmt: skip
def test_a_problem_without_a_stage_in_its_path_belongs_to_the_nearest(
    made: MadeStudy, words: str, codes: dict[str, list[str]], stage: str
) -> None:
    made.add_voice("F01", {words: None})
    for quote, paths in codes.items():
        for path in paths:
            made.code("F01", quote, path)
    assert counted(made.open()) == {(stage, TROUBLE): (1, 1, 1)}


def test_a_stage_of_another_turn_or_another_coder_lends_nothing(made: MadeStudy) -> None:
    made.settings["coders"] = {"of_record": ["a", "b"]}
    made.add_voice("F01", {"Prices fell.": TROUBLE, "It was late.": DELIVERY})
    made.code("F01", "Prices fell.", DELIVERY, coder="b")
    assert counted(made.open()) == {("", TROUBLE): (1, 1, 1)}


def test_passages_of_prose_are_about_no_case(made: MadeStudy) -> None:
    made.add_voice("F01", {"Prices fell.": TROUBLE, "Prices fell once more.": TROUBLE})
    made.add_text("D1", "Prices have fallen.")
    made.code("D1", "Prices have fallen.", TROUBLE)
    assert counted(made.open()) == {("", TROUBLE): (3, 1, 2)}


def test_a_study_without_stages_says_what_to_add(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=[TROUBLE])
    made.add_voice("F01", {})
    with pytest.raises(qk.QualkitError, match="names no stages: add `stages:"):
        qk.count_stages(made.open())
