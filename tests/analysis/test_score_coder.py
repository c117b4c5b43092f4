"""A new coder against a reference: what was missed, what was given instead, and what to read anew, counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.training import TRAINING_COLUMNS, TRAINING_ERROR_COLUMNS

MakeStudy = Callable[..., MadeStudy]
CODES = [
    {"code": "loan", "definition": {"en": "Money lent."}, "exclude": {"en": "Money put aside: saving."}},
    {"code": "saving", "definition": {"en": "Money put aside."}, "include": {"en": "A tin at home."}},
    {"code": "health", "definition": {"en": "Illness and care."}},
]
AT, SHOWN = "2026-03-01T10:00:00.000Z", "2026-03-02T10:00:00.000Z"


@pytest.fixture
def study(make_study: MakeStudy) -> MadeStudy:
    """The reference has three loans, a saving and an illness. The new coder has one of the loans, took two for savings
    (of which one carries a health code for both), and found a saving more."""
    study = make_study(codes=CODES, coders=("a", "new"), languages=["en"])
    said = {"One.": "loan", "Two.": "loan", "Three.": ["loan", "health"], "Four.": "saving", "Five.": None}
    study.add_voice("P", said)
    given = (("One.", "loan"), ("Two.", "saving"), ("Three.", "saving"), ("Three.", "health"), ("Four.", "saving"), ("Five.", "saving"))  # fmt: skip
    for quote, code in given:
        study.code("P", quote, code, coder="new", at=AT)
    study.review("P", coder="new", at=AT)
    return study


def score(study: MadeStudy, **more: Any) -> Any:
    table = qk.score_coder(study.open(), "new", "a", n_resamples=20, language="en", **more)
    assert tuple(table.columns) == TRAINING_COLUMNS
    return table.set_index("code")


def test_each_code_with_what_was_missed_and_what_was_false(study: MadeStudy) -> None:
    table = score(study)
    assert list(table.index) == ["saving", "loan", "health", "*"]  # 3, 2 and 0 sentences coded otherwise
    counted = table[["n_units", "n", "n_found", "n_true", "n_missed", "n_false"]]
    assert counted.loc["loan"].tolist() == [5, 3, 1, 1, 2, 0]
    assert counted.loc["saving"].tolist() == [5, 1, 4, 1, 0, 3]
    assert counted.loc["*"].tolist() == [15, 5, 6, 3, 2, 3]
    assert table.loc["loan", ["precision", "recall", "f1"]].tolist() == pytest.approx([1, 1 / 3, 1 / 2])
    assert table.loc["health", "estimate"] == 1


def test_alpha_is_that_of_compare_coders(study: MadeStudy) -> None:
    table = qk.compare_coders(
        study.open(), "a", "new", unit="sentence", coefficient="krippendorff_alpha", n_resamples=20
    )
    expected = table.set_index("code")[["estimate", "ci_low", "ci_high"]]
    found = score(study)[["estimate", "ci_low", "ci_high"]].astype(float)
    assert found.loc[expected.index].equals(expected)


def test_the_boundary_is_what_was_given_instead_with_both_definitions(study: MadeStudy) -> None:
    table = score(study)
    loan, saving, health = (dict(table.loc[code]) for code in ("loan", "saving", "health"))
    assert (loan["boundary"], loan["n_instead"], loan["n_in_place_of"]) == ("saving", 2, 0)
    assert (saving["boundary"], saving["n_instead"], saving["n_in_place_of"]) == ("loan", 0, 2)
    assert (loan["definition"], loan["exclude"]) == ("Money lent.", "Money put aside: saving.")
    assert (loan["boundary_definition"], loan["boundary_include"]) == ("Money put aside.", "A tin at home.")
    assert (health["boundary"], health["reread"], health["boundary_definition"]) == ("", "", "")


def test_where_to_read_it_anew(study: MadeStudy) -> None:
    lines = (study.write() / "coding/codebook.yaml").read_text().splitlines()
    found = {code: next(n for n, line in enumerate(lines, 1) if f"code: {code}" in line) for code in ("loan", "saving")}
    told = score(study).loc["loan", "reread"].split("; ")
    assert [one.rpartition(" ")[2] for one in told] == ["loan", "saving"]
    for one in told:
        place, _, code = one.rpartition(" ")
        file, _, line = place.rpartition(":")
        assert file == "coding/codebook.yaml" and abs(int(line) - found[code]) <= 3  # within the code's entry


def test_a_code_that_is_not_asked_for_can_be_the_boundary(study: MadeStudy) -> None:
    table = score(study, code="loan")
    assert list(table.index) == ["loan", "*"]
    assert table.loc["loan", "boundary"] == "saving"


def test_what_was_coded_after_the_reference_was_shown_does_not_count(study: MadeStudy) -> None:
    study.log("new", "shown", document="P", whose="a", at=SHOWN)
    study.code("P", "Two.", "loan", coder="new", at="2026-03-03T10:00:00.000Z")
    assert score(study).loc["loan", "n_missed"] == 2


def test_only_what_both_have_read(study: MadeStudy) -> None:
    study.add_voice("Q", {"Six.": "loan"})
    study.add_voice("R", {"Seven.": "loan"})
    study.review("R", codes=["loan"], coder="new", at=AT)
    table = score(study)
    assert table.loc["loan", ["n", "n_documents", "n_missing"]].tolist() == [4, 2, 1]
    assert table.loc["saving", ["n_documents", "n_missing"]].tolist() == [1, 2]
    assert score(study, documents="R").loc["loan", ["n", "n_documents", "n_missing"]].tolist() == [1, 1, 0]
    with pytest.raises(qk.QualkitError, match=r"a, new \(Q: read by a alone\): the new coder's work counts"):
        score(study, documents=["Q"])


def test_all_sentences_are_listed_with_what_each_gave(study: MadeStudy) -> None:
    table = qk.find_coder_errors(study.open(), "new", "a", language="en")
    assert tuple(table.columns) == TRAINING_ERROR_COLUMNS
    assert table[["code", "error", "quote", "given", "reference"]].values.tolist() == [
        ["loan", "missed", "Two.", "saving", "loan"],
        ["loan", "missed", "Three.", "saving; health", "loan; health"],
        ["saving", "false", "Two.", "saving", "loan"],
        ["saving", "false", "Three.", "saving; health", "loan; health"],
        ["saving", "false", "Five.", "saving", ""],
    ]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("new", "new"), "coder and reference are both 'new'"),
        (("new", "z"), "no coder 'z'"),
        (("z", "a"), "no coder 'z'"),
    ],
)
def test_strangers_are_told(study: MadeStudy, names: tuple[str, str], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.score_coder(study.open(), *names)
