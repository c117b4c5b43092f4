"""How well rules agree with a person: hand-counted studies, a published example, and a second count in plain Python."""

from __future__ import annotations

from math import isnan, nan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.scoring import ERROR_COLUMNS, SCORE_COLUMNS, find_rule_errors, score_sentences
from qualkit.errors import QualkitError
from qualkit.language.sentences import find_sentences

CODES = [
    {"code": "money"},
    {"code": "money/loan", "patterns": ["loan|lend"]},
    {"code": "money/saving", "patterns": ["save"]},
    {"code": "health"},
]


def make_study(folder: Path, **more: Any) -> MadeStudy:
    """Two interviews in English. The rules find three sentences, of which the coder has two, and one more."""
    study = MadeStudy(folder, codes=CODES, languages=["en"], **more)
    study.add_voice("P1", {"I took a loan. It was small.": None, "We lend as well.": "money/loan"})
    study.add_voice("P2", {"The loan was late.": "money/loan", "All is well.": None, "I owe them.": "money/loan"})
    return study


def open_written_from(study: MadeStudy, *documents: str) -> qk.Study:
    folder = study.write()
    with (folder / "coding/codebook.yaml").open("a", encoding="utf-8") as file:
        file.write(f"written_from: [{', '.join(documents)}]\n")
    return qk.open_study(folder)


def row_of(table: pd.DataFrame, code: str) -> dict[str, Any]:
    return dict(table.set_index("code").loc[code])


def test_a_sentence_is_counted_once_for_each_code(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    row = row_of(qk.score_rules(study.open(), "a", "money/loan"), "money/loan")
    # found: took a loan, lend, was late; the coder's: lend, was late, owe
    assert {key: row[key] for key in ("n_units", "n", "n_found", "n_true", "n_missed", "n_false")} == {
        "n_units": 6, "n": 3, "n_found": 3, "n_true": 2, "n_missed": 1, "n_false": 1,
    }  # fmt: skip
    assert (row["precision"], row["recall"], row["f1"]) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert row["missed"] == "P2 88–99: “I owe them.”"
    assert row["false"] == "P1 18–32: “I took a loan.”"


def test_the_published_definition(tmp_path: Path) -> None:
    """Manning, Raghavan & Schütze (2008), exercise 8.1: 8 relevant and 10 others returned, of 20 relevant in all."""
    study = MadeStudy(tmp_path, codes=[{"code": "x", "patterns": ["apple"]}], languages=["en"])
    said = [*(("apple", "x"),) * 8, *(("apple", None),) * 10, *(("pear", "x"),) * 12]
    study.add_voice("P", {f"{word.title()} {number}.": code for number, (word, code) in enumerate(said)})
    row = row_of(qk.score_rules(study.open(), "a"), "x")
    assert (row["precision"], row["recall"]) == pytest.approx((8 / 18, 8 / 20))
    assert row["f1"] == pytest.approx(2 * (8 / 18) * (8 / 20) / (8 / 18 + 8 / 20))


def test_codes_without_patterns_count_where_the_coder_used_them(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    study.code("P1", "It was small.", "health")
    table = qk.score_rules(study.open(), "a")
    assert list(table.columns) == list(SCORE_COLUMNS)
    assert list(table["code"]) == ["money/loan", "money/saving", "health", "*"]
    health, saving, micro = (row_of(table, code) for code in ("health", "money/saving", "*"))
    assert (health["n"], health["recall"], health["f1"]) == (1, 0, 0) and isnan(health["precision"])
    assert all(isnan(saving[key]) for key in ("precision", "recall", "f1"))
    assert (micro["n"], micro["n_found"], micro["n_true"], micro["n_units"]) == (4, 3, 2, 18)
    assert micro["f1"] == pytest.approx(4 / 7)


def test_documents_that_patterns_were_written_from_are_left_out(tmp_path: Path) -> None:
    study = open_written_from(make_study(tmp_path), "P1")
    assert study.codebook.written_from == ("P1",)
    held_out = row_of(qk.score_rules(study, "a"), "money/loan")
    assert (held_out["documents"], held_out["n_documents"], held_out["n_units"]) == ("held out", 1, 3)
    assert (held_out["n"], held_out["n_found"], held_out["n_true"]) == (2, 1, 1)
    known = row_of(qk.score_rules(study, "a", documents="written from"), "money/loan")
    assert (known["documents"], known["n"], known["n_found"]) == ("written from", 1, 2)
    both = row_of(qk.score_rules(study, "a", documents="all"), "money/loan")
    assert (both["documents"], both["n"]) == ("all", 3)
    chosen = row_of(qk.score_rules(study, "a", documents=["P1"]), "money/loan")
    assert (chosen["documents"], chosen["n"]) == ("chosen", 1)


def test_where_nothing_is_told_of_it_nothing_is_called_held_out(tmp_path: Path) -> None:
    table = qk.score_rules(make_study(tmp_path).open(), "a")
    assert set(table["documents"]) == {"all, written_from not told"}


def test_what_the_coder_has_not_read_does_not_count(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    study.add_voice("P3", {"A loan.": None}, review=False)
    study.add_voice("P4", {"Another loan.": None}, review=False)
    study.review("P4", codes=["money/saving"])
    table = qk.score_rules(study.open(), "a")
    loan, saving, micro = (row_of(table, code) for code in ("money/loan", "money/saving", "*"))
    assert (loan["n_found"], loan["n_documents"], loan["n_missing"]) == (3, 2, 2)
    assert (saving["n_units"], saving["n_documents"], saving["n_missing"]) == (7, 3, 1)
    assert (micro["n_documents"], micro["n_missing"], micro["n_found"]) == (3, 1, 3)


def test_an_interviewer_s_sentences_are_no_units(tmp_path: Path) -> None:
    study = MadeStudy(tmp_path, codes=CODES, languages=["en"])
    study.add_case("P")
    study.add_interview("P", ("I", "A loan? Tell me."), ("P", "Yes, a loan. It helped."))
    study.review("P")
    row = row_of(qk.score_rules(study.open(), "a"), "money/loan")
    assert (row["n_units"], row["n_found"]) == (2, 1)


def test_one_letter_of_a_sentence_is_enough(tmp_path: Path) -> None:
    study = MadeStudy(tmp_path, codes=CODES, languages=["en"])
    study.add_voice("P", {"First one. Second one. Third one.": None})
    study.code("P", "e. Second one. T", "money/loan")
    assert row_of(qk.score_rules(study.open(), "a"), "money/loan")["n"] == 3


def test_all_errors_are_listed_with_what_was_met(tmp_path: Path) -> None:
    table = find_rule_errors(make_study(tmp_path).open(), "a")
    assert list(table.columns) == list(ERROR_COLUMNS)
    told = [
        tuple(row)
        for row in table[["code", "error", "document", "quote", "pattern", "matched"]].itertuples(index=False)
    ]
    assert told == [
        ("money/loan", "false", "P1", "I took a loan.", "loan|lend", "loan"),
        ("money/loan", "missed", "P2", "I owe them.", "", ""),
    ]
    assert set(table["line"]) == {0, 5}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"coder": "z"}, "no coder 'z'"),
        ({"code": "monney"}, "no code 'monney'"),
        ({"documents": "heldout"}, "documents 'heldout'.*held out"),
        ({"documents": ["P9"]}, "no document 'P9'"),
    ],
)
def test_what_is_unknown_is_told(tmp_path: Path, arguments: dict[str, Any], message: str) -> None:
    study = make_study(tmp_path).open()
    with pytest.raises(QualkitError, match=message):
        qk.score_rules(study, **({"coder": "a"} | arguments))


def test_a_document_that_is_not_there_cannot_have_been_written_from(tmp_path: Path) -> None:
    study = open_written_from(make_study(tmp_path), "P1", "Q7")
    with pytest.raises(QualkitError, match=r"written_from.*'Q7'.*documents='all'"):
        qk.score_rules(study, "a")
    assert len(qk.score_rules(study, "a", documents="all"))


def test_where_no_document_is_left_there_is_nothing_to_score(tmp_path: Path) -> None:
    study = open_written_from(make_study(tmp_path), "P1", "P2")
    with pytest.raises(QualkitError, match="no document is held out"):
        qk.score_rules(study, "a")


# --- a second count -------------------------------------------------------------------------------------------


def count_plainly(
    mine: list[tuple[int, int]], theirs: list[tuple[int, int]], units: list[tuple[int, int]]
) -> tuple[int, ...]:
    """Sentence by sentence, letter by letter."""

    def has(spans: list[tuple[int, int]], unit: tuple[int, int]) -> bool:
        letters = {letter for start, end in spans for letter in range(start, end)}
        return bool(letters & set(range(*unit)))

    pairs = [(has(mine, unit), has(theirs, unit)) for unit in units]
    return tuple(pairs.count(pair) for pair in [(True, True), (True, False), (False, True)])


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda at: (at[0], at[0] + at[1])), max_size=6)


@given(mine=SPANS, theirs=SPANS, gaps=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 12)), max_size=8))
def test_it_is_what_letter_by_letter_counting_gives(
    mine: list[tuple[int, int]], theirs: list[tuple[int, int]], gaps: list[tuple[int, int]]
) -> None:
    units, at = [], 0
    for gap, length in gaps:
        units.append((at + gap, at + gap + length))
        at += gap + length
    true, missed, false = count_plainly(mine, theirs, units)
    assert score_sentences(units, mine, theirs) == (
        [number for number, unit in enumerate(units) if count_plainly(mine, theirs, [unit])[0]],
        [number for number, unit in enumerate(units) if count_plainly(mine, theirs, [unit])[1]],
        [number for number, unit in enumerate(units) if count_plainly(mine, theirs, [unit])[2]],
    )
    assert true + missed + false <= len(units)


def find_spans(study: qk.Study, coder: str) -> dict[tuple[str, str], list[tuple[int, int]]]:
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for coding in study.record(coder).codings:
        spans.setdefault((coding.document, coding.code), []).append((coding.start, coding.end))
    return spans


def test_the_example_is_what_plain_counting_gives(example: qk.Study) -> None:
    table = qk.score_rules(example, "a", documents="all").set_index("code")
    found, theirs = find_spans(example, "rules"), find_spans(example, "a")
    total = [0, 0, 0]
    for code in [code for code in table.index if code != "*"]:
        counts = [0, 0, 0]
        for document in example.documents:
            units = [
                unit
                for turn in document.turns
                if turn.turn_role != "interviewer"
                for unit in find_sentences(document.text, turn.start, turn.end)
            ]
            here = (document.id, code)
            for place, n in enumerate(count_plainly(theirs.get(here, []), found.get(here, []), units)):
                counts[place] += n
        assert list(table.loc[code, ["n_true", "n_missed", "n_false"]]) == counts, code
        total = [whole + part for whole, part in zip(total, counts, strict=True)]
    true, missed, false = total
    assert table.loc["*", "f1"] == pytest.approx(2 * true / (2 * true + missed + false) if true else nan)


def test_patterns_of_the_example_do_as_well_as_its_codebook_says_where_none_was_written_from(example: qk.Study) -> None:
    table = qk.score_rules(example, "a").set_index("code")
    assert set(table["documents"]) == {"held out"}
    assert len(example.codebook.written_from) <= len(example.documents) / 2
    assert table.loc["*", ["precision", "recall", "f1"]].tolist() == pytest.approx([0.3, 0.3, 0.3], abs=0.03)
