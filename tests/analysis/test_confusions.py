"""Which code one coder uses where another uses another, in small studies whose answer is known."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.confusions import CONFUSION_COLUMNS

SAID = "We save every week. The loan came late. Nobody asked us. I sell rice."


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    """a: save (4 words), loan (4), asked (3); b: save and loan on the first, delay on the second, nothing on the third."""
    made = make_study(codes=["money/save", "money/loan", "service/delay", "voice"], coders=("a", "b"))
    made.add_case("M01")
    made.add_interview("M01", ("I", "Tell me all about the loan."), ("M01", SAID))
    made.code("M01", "We save every week.", "money/save")
    made.code("M01", "We save every week.", "money/save", coder="b")
    made.code("M01", "We save every week.", "money/loan", coder="b")
    made.code("M01", "The loan came late.", "money/loan")
    made.code("M01", "came late.", "service/delay", coder="b")
    made.code("M01", "Nobody asked us.", "voice")
    for coder in "ab":
        made.review("M01", coder=coder)
    return made


def tell(table: Any) -> dict[tuple[str, str], float]:
    return {(row.code, row.code_other): row.n for row in table.itertuples()}


def test_a_code_that_both_gave_is_not_confused_with_what_else_was_given_there(made):
    table = qk.find_confusions(made.open(), "a", "b")
    assert list(table.columns) == list(CONFUSION_COLUMNS)
    assert list(tell(table).items()) == [
        (("money/loan", "service/delay"), 2),
        (("", "money/loan"), 4),
        (("voice", ""), 3),
        (("money/loan", ""), 2),
        (("money/save", "money/save"), 4),
    ]


def test_shares_name_their_base_and_what_has_none_is_nan(made):
    table = qk.find_confusions(made.open(), "a", "b").set_index(["code", "code_other"])
    confused = table.loc[("money/loan", "service/delay")]
    assert (confused["n_units"], confused["share"], confused["n_units_other"], confused["share_other"]) == (
        4,
        0.5,
        2,
        1,
    )
    assert (confused["coder"], confused["other"], confused["unit"], confused["n_documents"]) == ("a", "b", "word", 1)
    alone = table.loc[("", "money/loan")]
    assert math.isnan(alone["n_units"]) and math.isnan(alone["share"]) and alone["share_other"] == 1
    assert math.isnan(table.loc[("voice", ""), "share_other"])


def test_characters_count_the_whole_text_and_words_not_the_interviewer(made):
    made.code("M01", "about the loan", "money/loan")
    made.code("M01", "about the loan", "voice", coder="b")
    study = made.open()
    in_words = tell(qk.find_confusions(study, "a", "b"))
    in_characters = tell(qk.find_confusions(study, "a", "b", unit="character"))
    assert ("money/loan", "voice") not in in_words
    assert in_characters["money/loan", "voice"] == len("about the loan")


def test_the_coders_exchanged_give_the_same_table_from_the_other_side(made):
    study = made.open()
    one, other = qk.find_confusions(study, "a", "b"), qk.find_confusions(study, "b", "a")
    assert {(there, here): n for (here, there), n in tell(other).items()} == tell(one)


def test_depth_compares_themes(made):
    assert tell(qk.find_confusions(made.open(), "a", "b", depth=1)) == {
        ("money", "service"): 2,
        ("voice", ""): 3,
        ("money", ""): 2,
        ("money", "money"): 4,
    }


def test_a_document_that_only_one_has_read_is_left_out_and_told(made):
    made.add_voice("M02", {"I lend to my sister.": "money/loan"})
    made.code("M02", "I lend to my sister.", "voice", coder="b")
    table = qk.find_confusions(made.open(), "a", "b")
    assert ("money/loan", "voice") not in tell(table)
    assert (table["n_compared"][0], table["n_missing"][0]) == (1, 1)


def test_a_code_for_which_only_one_has_read_is_left_out(make_study):
    made = make_study(codes=["save", "loan"], coders=("a", "b"))
    made.add_voice("M01", {"We save.": ["save", "loan"]})
    made.review("M01", coder="b", codes=["save"])
    assert tell(qk.find_confusions(made.open(), "a", "b")) == {("save", ""): 2}


def test_what_was_coded_after_the_others_work_was_shown_counts_only_when_asked_for(made):
    made.events["b"] = [event | {"at": "2026-01-01T10:00:00.000Z"} for event in made.events["b"]]
    made.log("b", "shown", document="M01", whose="a", before_review=False, at="2026-01-02T10:00:00.000Z")
    made.code("M01", "Nobody asked us.", "voice", coder="b", at="2026-01-03T10:00:00.000Z")
    study = made.open()
    assert ("voice", "voice") not in tell(qk.find_confusions(study, "a", "b"))
    assert tell(qk.find_confusions(study, "a", "b", blind=False))["voice", "voice"] == 3


def test_a_coder_who_has_read_and_coded_nothing_confuses_nothing(make_study):
    made = make_study(codes=["save"], coders=("a", "b"))
    made.add_voice("M01", {"We save.": "save"})
    made.review("M01", coder="b")
    assert tell(qk.find_confusions(made.open(), "a", "b")) == {("save", ""): 2}


def test_nobody_coded_anything_is_an_empty_table(make_study):
    made = make_study(codes=["save"], coders=("a", "b"))
    made.add_voice("M01", {"We save.": None})
    made.review("M01", coder="b")
    table = qk.find_confusions(made.open(), "a", "b")
    assert (len(table), list(table.columns)) == (0, list(CONFUSION_COLUMNS))


def test_labels_are_in_the_language_asked_for(make_study):
    made = make_study(codes=[{"code": "save", "label": {"en": "Saves", "id": "Menabung"}}], coders=("a", "b"))
    made.add_voice("M01", {"We save.": "save"})
    made.review("M01", coder="b")
    table = qk.find_confusions(made.open(), "a", "b", language="id")
    assert (table["label"][0], table["label_other"][0]) == ("Menabung", "")


@pytest.mark.parametrize(
    ("coders", "about", "told"),
    [
        (("a", "b", "c"), {}, "between two coders, here: a, b, c; make a table for each two"),
        (("a",), {}, "two coders or more"),
        (("a", "nobody"), {}, "no coder 'nobody'"),
        (("a", "b"), {"unit": "wrod"}, "unit='wrod': did you mean 'word'"),
        (("a", "b"), {"code": "mony"}, "money"),
        (("a", "b"), {"documents": "M09"}, "no document 'M09'"),
    ],
)
def test_what_cannot_be_compared_is_told(made, coders, about, told):
    with pytest.raises(qk.QualkitError, match=told):
        qk.find_confusions(made.open(), *coders, **about)


def test_the_example_adds_up_to_what_each_coder_coded(example):
    table = qk.find_confusions(example, "a", "b", unit="character")
    for coder, column in (("a", "code"), ("b", "code_other")):
        covered: dict[str, set[tuple[str, int]]] = {}
        for coding in example.record(coder).codings:
            places = ((coding.document, at) for at in range(coding.start, coding.end))
            covered.setdefault(coding.code, set()).update(places)
        sums = table[table[column] != ""].groupby(column)["n"].sum()
        assert sums.to_dict() == pytest.approx({code: len(places) for code, places in covered.items()})
