"""A survey read anew: its columns are taken as they are said to be now, and nothing that somebody made is lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import qualkit as qk
from qualkit.checks import check_study
from qualkit.importing.plan import Plan
from qualkit.importing.planning import plan_import
from qualkit.importing.surveys import SurveyOptions

SURVEY = "code,number,age,saves,Why did you stay?,What then?\n" + "".join(
    f"A{n},{100 + n},{20 + n},{'yes' if n % 2 else 'no'},I stayed for reason number {n} of many,after year {n} I left\n"
    for n in range(1, 9)
)
CASES, OUTCOMES = "transcripts/cases.csv", "transcripts/outcomes.csv"


def said(*opened: str, case: str | None = None, outcomes: tuple[str, ...] = ()) -> SurveyOptions:
    return SurveyOptions(opened, case, outcomes)


def bring(root: Path, file: Path, survey: SurveyOptions | None = None, *, again: bool = False) -> Plan:
    survey = survey or said()
    with plan_import(root, file, survey=survey, again=again, processes=1) as plan:
        plan.accept()
    return plan


def state(plan: Plan) -> tuple[str, str]:
    ((state, problem),) = plan.files[["state", "problem"]].itertuples(index=False)
    return str(state), str(problem)


def rows(root: Path, name: str) -> list[str]:
    return (root / name).read_text(encoding="utf-8").splitlines()


def snapshot(root: Path) -> dict[str, bytes]:
    return {p.as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file() and not p.name.endswith(".lock")}


@pytest.fixture
def survey(root: Path, inbox: Path) -> Path:
    """A survey that came in as it was guessed, into a study without cases."""
    (root / CASES).write_text("case,role\n", encoding="utf-8")
    file = inbox / "s.csv"
    file.write_text(SURVEY, encoding="utf-8")
    assert state(bring(root, file)) == ("new", "")
    return file


def code(root: Path, document: str, **more: Any) -> None:
    text = qk.open_study(root).documents[document].text
    qk.open_study(root).open_journal("a").append(
        {"event": "add", "id": "a1", "document": document, "code": "need/met", "start": 0, "end": 8,
         "quote": text[:8], "method": "manual", **more}
    )  # fmt: skip


def test_where_nothing_else_is_said_nothing_changes(root: Path, inbox: Path, survey: Path) -> None:
    before = snapshot(root)
    assert state(bring(root, survey, again=True)) == ("present", "")
    assert snapshot(root) == before


def test_what_was_said_before_still_holds_where_nothing_else_is_said(root: Path, inbox: Path) -> None:
    file = inbox / "s.csv"
    file.write_text(SURVEY, encoding="utf-8")
    bring(root, file, said("What then?", case="number", outcomes=("saves",)))
    before = snapshot(root)
    for again in (False, True):
        assert state(bring(root, file, again=again)) == ("present", "")
    assert snapshot(root) == before


def test_other_columns_without_again_are_told(root: Path, inbox: Path, survey: Path) -> None:
    before = snapshot(root)
    found = state(bring(root, survey, said("What then?")))
    assert found[0] == "failed"
    assert "is in the study already, with other columns: --again reads it anew" in found[1]
    assert snapshot(root) == before


def test_a_column_that_was_open_becomes_closed_and_the_other_way_round(root: Path, inbox: Path, survey: Path) -> None:
    plan = bring(root, survey, said("What then?"), again=True)
    assert state(plan) == ("again", "")
    assert rows(root, "transcripts/answers/s.csv")[:2] == ["row,case,What then?", "1,A1,after year 1 I left"]
    assert rows(root, CASES)[:2] == [
        "case,role,number,age,saves,Why did you stay?",
        "A1,member,101,21,yes,I stayed for reason number 1 of many",
    ]
    bring(root, survey, said("What then?", "Why did you stay?"), again=True)
    assert rows(root, CASES)[:2] == ["case,role,number,age,saves", "A1,member,101,21,yes"]
    assert len(qk.open_study(root).documents) == 16


def test_a_column_becomes_an_outcome_and_an_attribute_again(root: Path, inbox: Path, survey: Path) -> None:
    before = (root / CASES).read_bytes()
    plan = bring(root, survey, said(outcomes=("saves",)), again=True)
    assert rows(root, CASES)[:2] == ["case,role,number,age", "A1,member,101,21"]
    assert rows(root, OUTCOMES)[:2] == ["case,saves", "A1,yes"]
    assert "taken out of transcripts/cases.csv: the column saves" in plan.told
    bring(root, survey, said(outcomes=("",)), again=True)
    assert rows(root, OUTCOMES) == ["case"]
    assert (root / CASES).read_bytes() == before


def test_the_persons_are_named_by_another_column(root: Path, inbox: Path, survey: Path) -> None:
    plan = bring(root, survey, said(case="number"), again=True)
    assert rows(root, CASES)[:2] == ["case,role,age,saves,code", "101,member,21,yes,A1"]
    assert len(rows(root, CASES)) == 9
    assert "taken out of transcripts/cases.csv: 8 cases (A1, A2, A3, A4, A5, A6, …), the column number" in plan.told
    assert {fault.file for fault in check_study(root)} == {"coding/findings.yaml"}
    bring(root, survey, said(case=""), again=True)
    assert rows(root, CASES)[1] == "R001,member,21,yes,A1,101"
    assert len(rows(root, CASES)) == 9


def test_what_somebody_wrote_into_the_tables_stays(root: Path, inbox: Path, survey: Path) -> None:
    path = root / CASES
    lines = rows(root, CASES)
    lines[0] += ",note"
    lines[1:] = [f"{line}," for line in lines[1:]]
    lines[1] += "by hand"
    lines[2] = lines[2].replace(",22,", ",23,")  # an age that was corrected
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    plan = bring(root, survey, said(case="number"), again=True)
    assert rows(root, CASES)[:4] == [
        "case,role,age,saves,note,code",
        "A1,member,,,by hand,",
        "A2,member,23,,,",
        "101,member,21,yes,,A1",
    ]
    assert any("2 cases of its former reading stay, for more stands there (A1, A2)" in told for told in plan.told)


def test_a_person_who_speaks_elsewhere_too_stays(root: Path, inbox: Path, survey: Path) -> None:
    talk = "I: How was it?\n\nA3: It was good.\n\nI: And then?\n\nA3: I left.\n"
    (inbox / "talk.txt").write_text(talk, encoding="utf-8")
    bring(root, inbox / "talk.txt")
    bring(root, survey, said(case="number"), again=True)
    assert [row for row in rows(root, CASES) if row.startswith("A")] == ["A3,member,,,"]


def test_codings_on_answers_survive(root: Path, inbox: Path, survey: Path) -> None:
    code(root, "s.2.What-then")
    bring(root, survey, said("What then?", case="number", outcomes=("saves",)), again=True)
    study = qk.open_study(root)
    assert study.documents["s.2.What-then"].cases == ("102",)
    assert list(study.codings["quote"]) == ["after ye"]
    assert qk.find_moved(study).empty


@pytest.mark.parametrize(
    ("event", "options", "told"),
    [
        ({"event": "reviewed", "document": "s.2.Why-did-you-stay", "codes": ["*"]}, said("What then?"),
         r"1 answer .*\(s\.2\.Why-did-you-stay\)"),
        ({"event": "memo", "on": "document", "target": "s.2.Why-did-you-stay", "text": "hm"}, said("What then?"),
         r"1 answer .*\(s\.2\.Why-did-you-stay\)"),
        ({"event": "memo", "on": "case", "target": "A2", "text": "hm"}, said(case="number"), r"1 person .*\(A2\)"),
        ({"event": "judge", "finding": "F", "case": "A2", "side": "supports", "reason": "so"}, said(case="number"),
         r"1 person .*\(A2\)"),
    ],
)  # fmt: skip
def test_what_was_worked_on_is_not_taken_away(
    root: Path, inbox: Path, survey: Path, event: dict[str, Any], options: SurveyOptions, told: str
) -> None:
    journal = qk.open_study(root).open_journal("a")
    journal.append(event)
    before = snapshot(root)
    found = state(bring(root, survey, options, again=True))
    assert found[0] == "failed"
    assert re.search(told, found[1]), found[1]
    assert snapshot(root) == before


def test_a_coding_on_an_answer_that_would_go_is_not_taken_away(root: Path, inbox: Path, survey: Path) -> None:
    code(root, "s.2.Why-did-you-stay")
    before = snapshot(root)
    found = state(bring(root, survey, said("What then?"), again=True))
    assert found[0] == "failed"
    assert "name its column by --open too" in found[1]
    assert snapshot(root) == before


def test_a_coding_that_names_a_person_who_would_go_is_not_orphaned(root: Path, inbox: Path, survey: Path) -> None:
    code(root, "s.2.What-then", cases=["A5"])
    found = state(bring(root, survey, said(case="number"), again=True))
    assert found[0] == "failed"
    assert "(A5)" in found[1]


def test_answers_that_were_edited_are_left_alone(root: Path, inbox: Path, survey: Path) -> None:
    path = root / "transcripts" / "answers" / "s.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("reason number 2", "no reason"), encoding="utf-8")
    before = snapshot(root)
    for again in (False, True):
        assert state(bring(root, survey, said("What then?"), again=again)) == ("edited", "")
    assert snapshot(root) == before


def test_answers_that_are_no_table_any_more_are_told_and_left(root: Path, inbox: Path, survey: Path) -> None:
    path = root / "transcripts" / "answers" / "s.csv"
    for broken in ("", "row,case,Why did you stay?\n1,A1," + "x" * 200_000, '"', "row\n1\n", "\ufeffrow;case;q\n"):
        path.write_text(broken, encoding="utf-8")
        assert state(bring(root, survey, again=True)) == ("edited", "")
        assert path.read_text(encoding="utf-8") == broken


def test_another_version_of_a_survey_takes_nothings_place(root: Path, inbox: Path, survey: Path) -> None:
    survey.write_text(SURVEY.replace("many", "few"), encoding="utf-8")
    before = snapshot(root)
    assert "holds something else" in state(bring(root, survey, again=True))[1]
    assert snapshot(root) == before


def test_what_is_to_be_done_with_another_version_of_a_survey_is_told_and_works(
    root: Path, inbox: Path, survey: Path
) -> None:
    answers = root / "transcripts" / "answers" / "s.csv"
    survey.write_text(SURVEY.replace("many", "few") + "A9,109,29,yes,I had no choice in it,then nothing more\n")
    problem = state(bring(root, survey))[1]
    for way in ("New persons", "Corrected answers", "delete transcripts/answers/s.csv"):
        assert way in problem
    answers.unlink()
    assert state(bring(root, survey)) == ("new", "")
    assert "few" in answers.read_text(encoding="utf-8")
    assert rows(root, CASES)[-1].startswith("A9,")


def test_another_survey_of_the_same_name_is_no_version_of_it(root: Path, inbox: Path, survey: Path) -> None:
    survey.write_text(SURVEY.replace("Why did you stay?", "Where do you live now?"), encoding="utf-8")
    assert "rename the file" in state(bring(root, survey))[1]


def test_where_its_cases_cannot_be_written_the_answers_stay_too(root: Path, inbox: Path, survey: Path) -> None:
    (root / CASES).write_text("case;role\nA1;member\n", encoding="utf-8")
    before = snapshot(root)
    found = state(bring(root, survey, said("What then?"), again=True))
    assert found[0] == "failed"
    assert "transcripts/cases.csv:1: the columns are separated by ';'" in found[1]
    assert snapshot(root) == before


@pytest.mark.skipif(os.name == "nt", reason="no such end there")
def test_one_that_is_killed_half_way_is_finished_by_the_next(root: Path, inbox: Path, survey: Path) -> None:
    program = (
        "import os\nfrom qualkit.importing.planning import plan_import\n"
        "from qualkit.importing.staging import Places\nfrom qualkit.importing.surveys import SurveyOptions\n"
        "Places.put = lambda *told, **more: os.kill(os.getpid(), 9)\n"
        f"survey = SurveyOptions(('What then?',), 'number', ('saves',))\n"
        f"plan_import({str(root)!r}, {str(survey)!r}, again=True, survey=survey, processes=1).accept()\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    assert rows(root, "transcripts/answers/s.csv")[0] == "row,case,Why did you stay?,What then?"
    bring(root, survey, said("What then?", case="number", outcomes=("saves",)), again=True)
    assert rows(root, "transcripts/answers/s.csv")[:2] == ["row,case,What then?", "1,101,after year 1 I left"]
    assert rows(root, CASES)[0] == "case,role,age,code,Why did you stay?"
    assert [row[:4] for row in rows(root, CASES)[1:]] == [f"{100 + n}," for n in range(1, 9)]
    assert rows(root, OUTCOMES)[:2] == ["case,saves", "101,yes"]


def test_the_state_of_a_plan_is_plain(root: Path, inbox: Path, survey: Path) -> None:
    with plan_import(root, survey, survey=said("What then?"), again=True, processes=1) as plan:
        assert plan.n_new == 1
        assert dict(zip(plan.columns["column"], plan.columns["use"], strict=True))["What then?"] == "open"
        json.dumps(plan.files.to_dict("records"))
