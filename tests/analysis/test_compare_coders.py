"""How far coders agree in a study: held to a computation from the files alone, and to what must hold of any study."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.agreement import AGREEMENT_COLUMNS

MakeStudy = Callable[..., MadeStudy]
ROOT = Path(__file__).parents[2]
SOME = ("M02", "M07", "O1")
CODES = ("welfare/moneylender/past", "service/problem", "participation/voice")


def pick(table: pd.DataFrame, **wanted: Any) -> pd.Series:
    """The one row that has these values."""
    for name, value in wanted.items():
        table = table[table[name] == value]
    assert len(table) == 1, table
    return table.iloc[0]


# --- the example, computed a second time from its files -----------------------------------------------------------------


@pytest.fixture(scope="module")
def raw() -> dict[str, list[dict[str, Any]]]:
    """The codings of each coder as the logs have them: the example's were never changed, so that its lines are its state."""
    found: dict[str, list[dict[str, Any]]] = {}
    for coder in "ab":
        lines = (ROOT / "coding" / "codings" / f"{coder}.jsonl").read_text(encoding="utf-8").splitlines()
        events = [json.loads(line) for line in lines]
        assert {event["event"] for event in events} == {"add", "reviewed"}
        found[coder] = [event for event in events if event["event"] == "add"]
    return found


def mark(raw: dict[str, list[dict[str, Any]]], study: qk.Study, documents: tuple[str, ...], code: str) -> np.ndarray:
    """Coders x characters of these documents, one behind the other: 1 where the coder gave the code."""
    start, starts = 0, {}
    for name in documents:
        starts[name] = start
        start += len(study.documents[name].text)
    marks = np.zeros((2, start), dtype=int)
    for row, coder in enumerate("ab"):
        for event in raw[coder]:
            if event["document"] in starts and event["code"] == code:
                marks[row, starts[event["document"]] + event["start"] : starts[event["document"]] + event["end"]] = 1
    return marks


@pytest.mark.parametrize("code", CODES)
def test_characters_of_the_example(example: qk.Study, raw: dict[str, list[dict[str, Any]]], code: str) -> None:
    table = qk.compare_coders(example, "a", "b", unit="character", code=code)
    marks = mark(raw, example, example.documents.ids, code)
    row = pick(table, code=code, coefficient="krippendorff_alpha")
    assert row["estimate"] == pytest.approx(krippendorff.alpha(marks, level_of_measurement="nominal"), abs=1e-12)
    assert row["n_units"] == marks.shape[1]
    agreed = float((marks[0] == marks[1]).mean())
    assert pick(table, code=code, coefficient="percent_agreement")["estimate"] == pytest.approx(agreed)
    one, other = marks.mean(axis=1)
    chance = one * other + (1 - one) * (1 - other)
    assert pick(table, code=code, coefficient="cohen_kappa")["estimate"] == pytest.approx(
        (agreed - chance) / (1 - chance)
    )


def find_by_turn(raw: dict[str, list[dict[str, Any]]], study: qk.Study) -> list[tuple[frozenset[str], frozenset[str]]]:
    """For each turn that is not an interviewer's the codes that each coder's passages touch it with."""
    rows = []
    for document in study.documents:
        for turn in document.turns:
            if turn.turn_role == "interviewer":
                continue
            sides = [
                frozenset(
                    event["code"]
                    for event in raw[coder]
                    if event["document"] == document.id and event["start"] < turn.end and turn.start < event["end"]
                )
                for coder in "ab"
            ]
            rows.append((sides[0], sides[1]))
    return rows


def test_turns_of_the_example(example: qk.Study, raw: dict[str, list[dict[str, Any]]]) -> None:
    table = qk.compare_coders(example, "a", "b", unit="turn")
    rows = find_by_turn(raw, example)
    task = AnnotationTask(
        [(coder, str(i), sides[j]) for i, sides in enumerate(rows) for j, coder in enumerate("ab")],
        distance=lambda one, other: float(one != other),
    )
    together = table[table["code"] == "*"].set_index("coefficient")["estimate"]
    assert together["percent_agreement"] == pytest.approx(task.avg_Ao())
    assert together["cohen_kappa"] == pytest.approx(task.kappa())
    assert together["scott_pi"] == pytest.approx(task.pi())
    assert together["krippendorff_alpha"] == pytest.approx(task.alpha())
    code = "participation/voice"
    task = AnnotationTask([(c, str(i), code in sides[j]) for i, sides in enumerate(rows) for j, c in enumerate("ab")])
    alone = table[table["code"] == code].set_index("coefficient")["estimate"]
    assert alone["cohen_kappa"] == pytest.approx(task.kappa())
    assert alone["krippendorff_alpha"] == pytest.approx(task.alpha())


def test_cases_of_the_example(example: qk.Study) -> None:
    code = "welfare/moneylender/free"
    table = qk.compare_coders(example, "a", "b", unit="case", code=code)
    sides = []
    for coder in "ab":
        quotes = qk.find_quotes(example, code=code, coder=coder)
        quotes = quotes[quotes["status"] == "stands"] if "status" in quotes else quotes
        sides.append({case for named in quotes["case"] for case in str(named).split("; ") if case})
    cases = [case for case, documents in example.documents_by_case.items() if documents]
    marks = np.array([[case in side for case in cases] for side in sides], dtype=int)
    row = pick(table, code=code, coefficient="krippendorff_alpha")
    assert row["n_units"] == len(cases) == 29
    assert row["estimate"] == pytest.approx(krippendorff.alpha(marks, level_of_measurement="nominal"))


def test_the_whole_example_reads_as_one_table(example: qk.Study) -> None:
    table = qk.compare_coders(example, "a", "b", unit=("segment", "document"), n_resamples=50)
    assert tuple(table.columns) == AGREEMENT_COLUMNS
    assert list(table["unit"].unique()) == ["segment", "document"]
    assert not table.duplicated(["code", "coefficient", "unit"]).any()
    undefined = table[table["estimate"].isna()]
    assert (undefined["note"] != "").all()
    together = pick(table, code="*", coefficient="u_alpha")
    assert math.isnan(together["estimate"]) and "overlap" in together["note"]
    each = table[(table["coefficient"] == "u_alpha") & (table["code"] != "*")]
    assert each["estimate"].between(0.3, 1).all() and len(each) == 30
    assert (each["ci_low"] <= each["estimate"]).all() and (each["estimate"] <= each["ci_high"]).all()
    assert set(table["share"]) == {1.0}
    qk.plot_agreement(table[table["unit"] == "segment"])


# --- what must hold ---------------------------------------------------------------------------------------------------


def make_pair(make_study: MakeStudy, **more: Any) -> MadeStudy:
    """Two interviews of four sentences; a and b have read both."""
    made = make_study(codes=["help", "money/debt", "money/savings"], coders=("a", "b"), **more)
    for name in ("R1", "R2"):
        made.add_case(name)
        made.add_interview(name, ("I", "Well?"), (name, "They help. I owe. I save. That is all."))
    return made


def review_all(made: MadeStudy, *coders: str) -> None:
    for coder in coders:
        made.review("R1", "R2", coder=coder)


def test_identical_coders_agree_wholly_and_nothing_to_differ_in_is_undefined(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    for coder in "ab":
        made.code("R1", "They help.", "help", coder=coder)
        made.code("R2", "I owe.", "money/debt", coder=coder)
    review_all(made, "a", "b")
    units = ("segment", "character", "word", "sentence", "turn", "document", "case")
    table = qk.compare_coders(made.open(), "a", "b", unit=units)
    told = table[table["estimate"].notna()]
    assert set(told["unit"]) == set(units)
    assert told["estimate"].tolist() == pytest.approx([1.0] * len(told))
    assert (table.loc[table["estimate"].isna(), "note"] != "").all()


def test_a_coder_who_found_nothing_is_compared_and_one_who_read_nothing_is_not(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    made.code("R1", "They help.", "help", coder="a")
    review_all(made, "a", "b")
    table = qk.compare_coders(made.open(), "a", "b", unit="sentence")
    row = pick(table, code="help", coefficient="percent_agreement")
    assert row["estimate"] == pytest.approx(7 / 8) and row["n_units"] == 8
    assert pick(table, code="help", coefficient="cohen_kappa")["estimate"] == pytest.approx(0)
    told = qk.compare_coders(made.open(), "a", "b", unit=["segment", "sentence"], n_resamples=10).set_index("code")[
        "note"
    ]
    assert told["*"].str.contains("coded nothing of this: b", regex=False).all()
    assert not told["help"].str.contains("coded nothing of this", regex=False).any()
    made.events["b"].clear()
    with pytest.raises(qk.QualkitError, match=r"no document was read by two of a, b.*R1: read by a alone"):
        qk.compare_coders(made.open(), "a", "b")


def test_only_what_two_have_read_is_compared_and_the_share_is_told(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    made.code("R1", "They help.", "help", coder="a")
    made.code("R1", "They help.", "help", coder="b")
    made.code("R2", "I owe.", "help", coder="a")
    review_all(made, "a")
    made.review("R1", coder="b")
    row = pick(qk.compare_coders(made.open(), "a", "b", unit="sentence"), code="help", coefficient="percent_agreement")
    assert (row["estimate"], row["n_units"], row["n_documents"], row["n_missing"], row["share"]) == (1.0, 4, 1, 1, 0.5)


def test_a_code_counts_where_both_have_read_for_it(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    made.code("R1", "They help.", "help", coder="a")
    made.code("R1", "I owe.", "money/debt", coder="a")
    made.code("R1", "I owe.", "money/debt", coder="b")
    made.code("R2", "I owe.", "money/debt", coder="b")
    review_all(made, "a")
    made.review("R1", codes=["money/debt"], coder="b")
    made.review("R2", coder="b")
    table = qk.compare_coders(made.open(), "a", "b", unit="sentence", coefficient="percent_agreement")
    assert pick(table, code="help")["n_units"] == 4  # R2 alone
    assert pick(table, code="money/debt")["n_units"] == 8
    together = pick(table, code="*")
    assert (together["n_units"], together["estimate"]) == (8, pytest.approx(7 / 8))  # of R1 only the debt counts


def test_three_coders_of_whom_each_pair_shares_a_document(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    made.events["c"] = []
    made.code("R1", "They help.", "help", coder="a")
    made.code("R1", "They help.", "help", coder="c")
    made.code("R2", "They help.", "help", coder="b")
    made.review("R1", coder="a")
    made.review("R2", coder="b")
    made.review("R1", "R2", coder="c")
    table = qk.compare_coders(made.open(), "a", "b", "c", unit="sentence")
    marks = [[1, 0, 0, 0] + [None] * 4, [None] * 4 + [1, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0]]
    expected = krippendorff.alpha(np.array(marks, dtype=float), level_of_measurement="nominal")
    row = pick(table, code="help", coefficient="krippendorff_alpha")
    assert row["estimate"] == pytest.approx(expected) and row["n_units"] == 8
    assert set(table["coefficient"]) >= {"fleiss_kappa", "conger_kappa"} and "cohen_kappa" not in set(
        table["coefficient"]
    )


def test_uncoded_units_are_left_out_on_request_and_told(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    made.code("R1", "They help. I owe.", "help", coder="a")
    made.code("R1", "They help.", "help", coder="b")
    made.code("R1", "I owe.", "money/debt", coder="b")
    review_all(made, "a", "b")
    study = made.open()
    kept = qk.compare_coders(study, "a", "b", unit="sentence", coefficient="percent_agreement")
    left = qk.compare_coders(study, "a", "b", unit="sentence", coefficient="percent_agreement", uncoded="left out")
    assert (pick(kept, code="*")["estimate"], pick(left, code="*")["estimate"]) == (7 / 8, 1 / 2)
    assert (pick(kept, code="help")["n_units"], pick(left, code="help")["n_units"]) == (8, 2)
    assert "6 of 8" in pick(kept, code="*")["note"] and "6 of 8" in pick(left, code="*")["note"]
    assert set(left["uncoded"]) == {"left out"}


def test_overlapping_codings_of_one_code_are_one_and_told(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    made.code("R1", "They help. I owe.", "help", coder="a")
    made.code("R1", "I owe. I save.", "help", coder="a")
    made.code("R1", "They help. I owe. I save.", "help", coder="b")
    review_all(made, "a", "b")
    row = pick(qk.compare_coders(made.open(), "a", "b"), code="*", coefficient="u_alpha")
    assert row["estimate"] == pytest.approx(1) and "taken as one: 1" in row["note"] and row["n_units"] == 2


def test_themes_are_compared_by_the_depth_of_a_path(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    made.code("R1", "I owe.", "money/debt", coder="a")
    made.code("R1", "I owe.", "money/savings", coder="b")
    review_all(made, "a", "b")
    study = made.open()
    assert pick(qk.compare_coders(study, "a", "b", depth=1), code="money", coefficient="u_alpha")["estimate"] == 1
    assert set(qk.compare_coders(study, "a", "b")["code"]) == {"*", "money/debt", "money/savings"}


def test_what_was_taken_back_is_no_trait_of_a_case(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    made.code("R1", "I owe.", "money/debt", coder="a")
    made.code("R1", "I owe.", "money/debt", coder="b", status="retracted")
    review_all(made, "a", "b")
    table = qk.compare_coders(made.open(), "a", "b", unit=("case", "sentence"), coefficient="percent_agreement")
    assert pick(table, code="money/debt", unit="case")["estimate"] == 1 / 2
    assert pick(table, code="money/debt", unit="sentence")["estimate"] == 1


def test_codings_of_the_interviewers_words_alone_touch_no_sentence(make_study: MakeStudy) -> None:
    made = make_pair(make_study)
    made.code("R1", "Well?", "help", coder="a")
    made.code("R1", "They help.", "help", coder="b")
    review_all(made, "a", "b")
    study = made.open()
    note = pick(qk.compare_coders(study, "a", "b", unit="sentence"), code="*", coefficient="scott_pi")["note"]
    assert "touch no such unit: 1" in note
    note = qk.compare_coders(study, "a", "b", unit="sentence", language="id").iloc[0]["note"]
    assert "tidak menyentuh" in note


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"coders": ("a",)}, "two coders or more"),
        ({"coders": ("a", "a")}, "named twice"),
        ({"coders": ("a", "zz")}, "no coder 'zz'"),
        ({"unit": "page"}, "no unit 'page'"),
        ({"coefficient": "kappa"}, "no coefficient 'kappa'"),
        ({"code": "nothing"}, "nothing"),
        ({"uncoded": "perhaps"}, "uncoded='perhaps'"),
        ({"documents": "R9"}, "no document 'R9'"),
        ({"depth": 0}, "depth=0"),
        ({"level": 1.5}, "level=1.5"),
    ],
)
def test_what_cannot_be_compared_is_told(make_study: MakeStudy, asked: dict[str, Any], message: str) -> None:
    made = make_pair(make_study)
    made.code("R1", "They help.", "help", coder="a")
    review_all(made, "a", "b")
    study = made.open()
    coders = asked.pop("coders", ("a", "b"))
    with pytest.raises(qk.QualkitError, match=message):
        qk.compare_coders(study, *coders, **asked)


PASSAGES = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 25), st.integers(1, 12), st.sampled_from(["help", "money/debt"])),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PASSAGES)
def test_neither_the_order_of_coders_nor_the_names_of_codes_matter(make_study: MakeStudy, passages: Any) -> None:
    found = []
    for coders, codes in (
        (("a", "b"), {}),
        (("b", "a"), {}),
        (("a", "b"), {"help": "money/debt", "money/debt": "help"}),
    ):
        made = make_pair(make_study)
        text = made.documents["R1"][2]
        for number, (coder, start, length, code) in enumerate(passages):
            span = {"start": start, "end": start + length, "quote": text[start : start + length]}
            made.log(coder, "add", id=f"{coder}{number}", document="R1", code=codes.get(code, code), **span)
        review_all(made, "a", "b")
        table = qk.compare_coders(made.open(), *coders, unit=("segment", "character", "turn"), n_resamples=20)
        table["code"] = table["code"].map(lambda code, codes=codes: codes.get(code, code))
        found.append(table.set_index(["code", "unit", "coefficient"])["estimate"].sort_index())
    for other in found[1:]:
        pd.testing.assert_series_equal(found[0], other)
