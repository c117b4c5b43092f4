"""How far a coder agrees with herself: small logs with known times, before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.agreement import AGREEMENT_COLUMNS
from qualkit.analysis.times import find_end

MakeStudy = Callable[..., MadeStudy]
MARCH, APRIL, MAY = ("2026-03-01T10:00:00.000Z", "2026-04-01T10:00:00.000Z", "2026-05-01T10:00:00.000Z")
HOW: dict[str, Any] = {"unit": "sentence", "coefficient": "percent_agreement", "n_resamples": 20}


def begin(make_study: MakeStudy, at: str | None = MARCH) -> MadeStudy:
    """Four sentences, two of them coded and the whole read at a time."""
    study = make_study(codes=["money", "health"])
    study.add_voice(
        "P", dict.fromkeys(("One loan.", "Two saves.", "Three coughs.", "Four nothing."), None), review=False
    )
    study.code("P", "One loan.", "money", at=at)  # a001
    study.code("P", "Two saves.", "money", at=at)  # a002
    study.review("P", at=at)
    return study


def agree(study: MadeStudy, *times: str, code: str = "money", **how: Any) -> Any:
    table = qk.compare_times(study.open(), "a", *times, code=code, **HOW | how)
    assert tuple(table.columns) == AGREEMENT_COLUMNS
    return table[table["code"] == code].iloc[0]


def test_the_first_reading_of_each_document_is_held_against_the_present_one(make_study: MakeStudy) -> None:
    study = begin(make_study)
    study.log("a", "unreviewed", document="P", at=APRIL)
    study.code("P", "Three coughs.", "money", at=APRIL)
    study.review("P", at=MAY)
    row = agree(study)
    assert (row["coders"], row["estimate"], row["n_units"]) == ("a@first, a@now", 3 / 4, 4)


@pytest.mark.parametrize(
    ("event", "told", "estimate"),
    [
        ("remove", {"id": "a001"}, 3 / 4),
        ("change", {"id": "a001", "code": "health"}, 3 / 4),
        ("change", {"id": "a001", "memo": "thought over"}, 1),
        ("undo", {"of": "a-002"}, 3 / 4),
        ("redo", {"of": "a-002"}, 1),
        ("unreviewed", {"document": "P"}, 1),
    ],
)
def test_what_was_done_after_the_date_is_not_in_its_state(
    make_study: MakeStudy, event: str, told: dict[str, Any], estimate: float
) -> None:
    later = begin(make_study)
    later.log("a", event, at=APRIL, **told)
    later.review("P", at=MAY)
    row = agree(later, "2026-03-31")
    assert (row["coders"], row["estimate"]) == ("a@2026-03-31, a@now", estimate)
    earlier = begin(make_study)
    earlier.log("a", event, at=MARCH, **told)
    if event == "unreviewed":
        earlier.review("P", at=MARCH.replace("10:", "11:"))
    earlier.review("P", at=MAY)
    assert agree(earlier, "2026-03-31")["estimate"] == 1  # it is in both states


def test_a_coding_that_was_moved_stands_where_it_did(make_study: MakeStudy) -> None:
    study = begin(make_study)
    text = study.documents["P"][2]
    start = text.index("Three coughs.")
    place = {"start": start, "end": start + len("Three coughs."), "quote": "Three coughs."}
    study.log("a", "move", id="a001", at=APRIL, **place)
    study.review("P", at=MAY)
    assert agree(study)["estimate"] == 2 / 4  # one sentence lost the code, one has got it


def test_an_undo_that_was_taken_back_later_is_in_force_between(make_study: MakeStudy) -> None:
    study = begin(make_study)
    study.log("a", "undo", of="a-001", at=MARCH)
    study.log("a", "redo", of="a-001", at=APRIL)
    study.review("P", at=MAY)
    assert agree(study)["estimate"] == 3 / 4


def test_a_state_has_the_marks_of_its_time(make_study: MakeStudy) -> None:
    study = begin(make_study)
    study.log("a", "unreviewed", document="P", at=APRIL)
    study.review("P", at=MAY)
    with pytest.raises(qk.QualkitError, match=r"a@2026-04-15, a@now \(P: read by a@now alone\)"):
        agree(study, "2026-04-15")


def test_what_was_imported_without_a_time_comes_first(make_study: MakeStudy) -> None:
    study = begin(make_study, at=None)
    study.code("P", "Four nothing.", "money", at=APRIL)
    study.review("P", at=MAY)
    assert agree(study)["estimate"] == 3 / 4
    assert agree(study, "1999-12-31")["estimate"] == 3 / 4


def test_what_was_not_taken_up_again_does_not_count_unless_asked_for(make_study: MakeStudy) -> None:
    study = begin(make_study)
    study.code("P", "Three coughs.", "money", at=APRIL)
    with pytest.raises(qk.QualkitError, match=r"the marks that now stand are from 2026-03-01.*again=False"):
        agree(study)
    assert agree(study, again=False)["estimate"] == 3 / 4
    study.add_voice("Q", {"Nothing was ever changed.": None}, review=False)
    study.review("Q", at=MARCH)
    study.review("P", at=MAY)
    assert (agree(study)["n_documents"], agree(study, again=False)["n_documents"]) == (1, 2)


def test_a_second_reading_for_one_code_is_none_for_another(make_study: MakeStudy) -> None:
    study = begin(make_study)
    study.code("P", "Three coughs.", "health", at=MARCH)
    study.review("P", codes=["money"], at=MAY)
    table = qk.compare_times(study.open(), "a", **HOW).set_index("code")
    assert table.loc["money", ["n_units", "n_documents"]].tolist() == [4, 1]
    assert table.loc["health", ["n_units", "n_documents"]].tolist() == [0, 0]
    assert pd.isna(table.loc["health", "estimate"]) and "undefined" in table.loc["health", "note"]


def test_several_times_are_compared_with_each_other(make_study: MakeStudy) -> None:
    study = begin(make_study)
    study.code("P", "Three coughs.", "money", at=APRIL)
    study.review("P", at=APRIL)
    study.log("a", "remove", id="a001", at=MAY)
    study.review("P", at=MAY)
    assert agree(study, "2026-03-01", "2026-04-01")["estimate"] == 3 / 4
    assert agree(study, "2026-03-01", "now")["estimate"] == 2 / 4
    row = agree(study, "first", "2026-04-01", "now")
    assert row["coders"] == "a@first, a@2026-04-01, a@now"
    assert row["estimate"] == pytest.approx((3 / 4 + 3 / 4 + 2 / 4) / 3)


def test_a_second_reading_after_another_s_work_was_seen_is_not_blind(make_study: MakeStudy) -> None:
    study = begin(make_study)
    study.log("a", "shown", document="P", whose="b", at=APRIL)
    study.code("P", "Three coughs.", "money", at=APRIL)
    study.review("P", at=MAY)
    with pytest.raises(qk.QualkitError, match="blind=False"):
        agree(study)
    assert agree(study, blind=False)["estimate"] == 3 / 4


@pytest.mark.parametrize(
    ("times", "message"),
    [
        (("march",), "time 'march' is none: write a date that exists"),
        (("2026-02-30",), "time '2026-02-30' is none"),
        (("20260301",), "time '20260301' is none"),
        (("2026-03-01T25:00",), "is none"),
        (("9999-12-31",), "is yet to come"),
        (("2026-03-01", "2026-03-01"), "a time is named twice: 2026-03-01, 2026-03-01"),
        (("now",), "a time is named twice: now, now"),
        (("2020-01-01",), r"P: read by a@now alone.*marks that now stand are from 2026-05-01.*name other times"),
    ],
)
def test_what_is_no_time_is_told(make_study: MakeStudy, times: tuple[str, ...], message: str) -> None:
    study = begin(make_study)
    study.review("P", at=MAY)
    with pytest.raises(qk.QualkitError, match=message):
        agree(study, *times)


def test_rules_and_strangers_have_no_past(make_study: MakeStudy) -> None:
    study = begin(make_study).open()
    with pytest.raises(qk.QualkitError, match="the rules have no log"):
        qk.compare_times(study, "rules")
    with pytest.raises(qk.QualkitError, match="no coder 'z'"):
        qk.compare_times(study, "z")


def test_a_time_is_in_its_own_state() -> None:
    assert MARCH < find_end("2026-03-01") < "2026-03-02T00:00:00.000Z"
    assert MARCH < find_end("2026-03-01T10:00") < "2026-03-01T10:00:01.000Z"
    assert MARCH < find_end("2026-03-01T17:00:00.000+07:00") < "2026-03-01T10:00:01.000Z"
    assert "2026-03-01T10:00:00.250Z" < find_end(MARCH.replace(".000", ".250")) < "2026-03-01T10:00:00.251Z"
    assert find_end("2026-03-01T09:59:59") < "2026-03-01T10:00:00.250Z"
