"""What was coded after another's work was shown is no reading of one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.compared import choose_compared

MakeStudy = Callable[..., MadeStudy]
ONE, TWO, THREE = (f"2026-03-0{day}T10:00:00.000Z" for day in (1, 2, 3))


@pytest.fixture
def study(make_study: MakeStudy) -> MadeStudy:
    """b has read P, and codes one sentence more on the third day."""
    study = make_study(codes=["money"], coders=("a", "b"))
    study.add_voice("P", {"A loan.": "money", "A debt.": None})
    study.code("P", "A loan.", "money", coder="b", at=ONE)
    study.review("P", coder="b", at=ONE)
    study.code("P", "A debt.", "money", coder="b", at=THREE)
    return study


def quotes(study: MadeStudy, *, blind: bool = True) -> list[str]:
    compared = choose_compared(study.open(), ("a", "b"), blind=blind)
    return [coding.quote for coding in compared.codings["b"]]


@pytest.mark.parametrize("whose", ["a", "rules"])
def test_what_came_after_another_s_work_was_shown_does_not_count(study: MadeStudy, whose: str) -> None:
    assert quotes(study) == ["A loan.", "A debt."]
    study.log("b", "shown", document="P", whose=whose, at=TWO)
    assert quotes(study) == ["A loan."]
    assert quotes(study, blind=False) == ["A loan.", "A debt."]


def test_the_first_time_that_anything_was_shown_is_the_end(study: MadeStudy) -> None:
    study.log("b", "shown", document="P", whose="a", at="2026-03-04T10:00:00.000Z")
    study.log("b", "shown", document="P", whose="rules", at=TWO)
    assert quotes(study) == ["A loan."]


@pytest.mark.parametrize("at", [None, "2026-02-28T10:00:00.000Z"])
def test_a_document_shown_before_it_was_read_is_left_out(study: MadeStudy, at: str | None) -> None:
    study.add_voice("Q", {"Another loan.": "money"})
    study.review("Q", coder="b", at=ONE)
    study.log("b", "shown", document="P", whose="a", at=at)
    compared = choose_compared(study.open(), ("a", "b"))
    assert [document.id for document in compared.documents] == ["Q"]
    assert compared.left_out == {"P": "read by a, and by b only after another's work was shown"}
    assert compared.unblind == {"P"}
    note = qk.compare_coders(study.open(), "a", "b")["note"].iloc[0]
    assert "another’s work was shown before they were marked as reviewed: 1" in note
    assert set(choose_compared(study.open(), ("a", "b"), blind=False).read) == {"P", "Q"}


def test_what_was_shown_in_one_document_ends_nothing_in_another(study: MadeStudy) -> None:
    study.add_voice("Q", {"Another loan.": "money"})
    study.log("b", "shown", document="Q", whose="a", at=TWO)
    assert quotes(study) == ["A loan.", "A debt."]


def test_nobody_unsees_by_undoing(study: MadeStudy) -> None:
    event = study.log("b", "shown", document="P", whose="a", at=TWO)
    study.log("b", "undo", of=event, at=THREE)
    assert quotes(study) == ["A loan."]


def test_where_nothing_was_read_blind_it_is_told(study: MadeStudy) -> None:
    study.log("b", "shown", document="P", whose="a", at=None)
    with pytest.raises(qk.QualkitError, match=r"read by two of a, b \(P: read by a, and by b only after.*blind=False"):
        choose_compared(study.open(), ("a", "b"))
    with pytest.raises(qk.QualkitError, match=r"P: read by a, and by b only after"):
        choose_compared(study.open(), ("a", "b"), documents="P")
