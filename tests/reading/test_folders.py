"""The texts of a study: transcripts one a file, answers many a file, and all that follows from it in a study."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.checks import check_study
from qualkit.errors import FaultsError
from qualkit.report.audit import list_inputs
from qualkit.widget.refusal import Refused
from qualkit.widget.session import Session

SURVEY = "transcripts/answers/survey.csv"
LINES = ["row,case,Why?,What then?", "1,F1,I owe nobody.,I sleep.", "2,F2,,I owe my brother.", "3,F3,I save.,"]


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    """An interview with F1, answers of F1, F2 and F3; a has read all but F3's and coded two answers."""
    made = make_study(codes=["debt", "saving"])
    for case in ("F1", "F2", "F3"):
        made.add_case(case)
    made.add_interview("F1", ("I", "And?"), ("F1", "I told it all."))
    made.review("F1")
    for number, (document, text, quote) in enumerate(
        [("survey.1.Why", "I owe nobody.", "owe"), ("survey.1.What-then", "I sleep.", ""),
         ("survey.2.What-then", "I owe my brother.", "owe my brother")]
    ):  # fmt: skip
        made.log("a", "reviewed", document=document, codes=["*"], text_sha256=sha256(text.encode()).hexdigest())
        if quote:
            start = text.index(quote)
            span = {"start": start, "end": start + len(quote), "quote": quote}
            made.log("a", "add", id=f"c{number}", document=document, code="debt", **span)
    write_answers(made, LINES)
    return made


def write_answers(made: MadeStudy, lines: list[str]) -> None:
    path = made.folder / SURVEY
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_a_study_opens_with_its_answers_behind_its_transcripts(made: MadeStudy) -> None:
    study = made.open()
    assert study.documents.ids == (
        "F1", "survey.1.Why", "survey.1.What-then", "survey.2.What-then", "survey.3.Why",
    )  # fmt: skip
    assert study.documents_by_case["F1"] == ("F1", "survey.1.Why", "survey.1.What-then")
    assert [fault for fault in check_study(made.folder) if "no finding is declared" not in str(fault)] == []


def test_codings_in_answers_are_counted_for_their_cases_and_a_case_is_read_with_all_its_answers(
    made: MadeStudy,
) -> None:
    study = made.open()
    counts = qk.count_codes(study, unit="case").set_index("code")
    assert (counts.at["debt", "n"], counts.at["debt", "n_units"], counts.at["debt", "n_missing"]) == (2, 2, 1)
    quotes = qk.find_quotes(study, code="debt")
    assert list(zip(quotes["document"], quotes["case"], quotes["speaker"], quotes["quote"], strict=True)) == [
        ("survey.1.Why", "F1", "F1", "owe"),
        ("survey.2.What-then", "F2", "F2", "owe my brother"),
    ]


def test_an_answer_is_coded_in_the_notebook_like_any_text(made: MadeStudy) -> None:
    study = made.open()
    session = Session(study, "survey.3.Why", "a")
    opened = session.answer({"ask": "open"})
    assert (opened["answer"], opened["document"]["kind"], opened["document"]["text"]) == ("opened", "answer", "I save.")


def test_an_answer_that_was_edited_or_taken_out_meanwhile_is_not_coded(made: MadeStudy) -> None:
    study = made.open()
    session = Session(study, "survey.3.Why", "a")
    shown = session.answer({"ask": "open"})["document"]["text_sha256"]
    write_answers(made, [*LINES[:3], "3,F3,I saved.,"])
    with pytest.raises(Refused, match=r"survey\.3\.Why"):
        session._disk.check_text(study.documents["survey.3.Why"], shown)
    write_answers(made, LINES[:3])
    with pytest.raises(Refused, match=r"survey\.csv, survey\.3\.Why"):
        session._disk.check_text(study.documents["survey.3.Why"], shown)


def test_the_others_of_a_file_can_still_be_coded_when_one_answer_was_edited(made: MadeStudy) -> None:
    study = made.open()
    session = Session(study, "survey.1.Why", "a")
    document = study.documents["survey.1.Why"]
    write_answers(made, [*LINES[:3], "3,F3,I saved.,"])
    session._disk.check_text(document, document.text_sha256)


def test_a_file_of_answers_that_cannot_be_read_is_told_once_and_not_for_each_coding(made: MadeStudy) -> None:
    made.write()
    write_answers(made, [LINES[0], *(f"{line},more" for line in LINES[1:2]), *LINES[2:]])
    faults = [fault for fault in check_study(made.folder) if not fault.warning and "coding" in fault.file]
    assert faults == []
    with pytest.raises(FaultsError, match=r"survey\.csv:2: 5 cells"):
        qk.open_study(made.folder)


def test_persons_whom_nobody_knows_are_told_together(made: MadeStudy) -> None:
    made.write()
    write_answers(made, [*LINES, "4,F8,yes,no", "5,F9,yes,"])
    told = [str(fault) for fault in check_study(made.folder) if fault.file == SURVEY]
    assert told == [
        f"{SURVEY}:5: 2 of its cases have no row in transcripts/cases.csv: 'F8', 'F9'; add them there "
        "(known are 'F1', 'F2', 'F3')"
    ]


def test_another_file_among_the_answers_is_told_and_not_read(made: MadeStudy) -> None:
    made.write()
    (made.folder / "transcripts" / "answers" / "survey.xlsx").write_bytes(b"PK")
    study = qk.open_study(made.folder)
    told = [str(fault) for fault in study.warnings if fault.file.endswith(".xlsx")]
    assert len(told) == 1
    assert "not read: answers are .csv files" in told[0]


def test_answers_are_inputs_of_a_run(made: MadeStudy) -> None:
    assert made.folder / SURVEY in list_inputs(made.write())
