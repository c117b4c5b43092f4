"""A survey on its way into a study: answers, attributes and outcomes, with nothing changed and nothing mixed up."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit as qk
from made_study import MadeStudy
from qualkit.checks import check_study
from qualkit.errors import QualkitError
from qualkit.importing.answers import plan_answers
from qualkit.importing.cases import add_cases
from qualkit.reading.answers import read_answers
from qualkit.reading.formats.grids import Grid, read_grid

SURVEY = (
    "id;age;saves;Why did you stay?;What then?\n"
    "007;40;yes;It is near, and my sister works there;NA\n"
    "008;31;no;;we sleep better than we did before\n"
    '009;;yes;"two lines\nof an answer that is long";\n'
)


def read(content: str = SURVEY) -> Grid:
    return read_grid(content.encode(), file="survey.csv")


def test_a_survey_becomes_answers_attributes_and_outcomes() -> None:
    plan = plan_answers(read(), name="survey", open_columns=["why did you stay?", "What then?"], outcomes=["saves"])
    assert list(csv.reader(io.StringIO(plan.csv_text))) == [
        ["row", "case", "Why did you stay?", "What then?"],
        ["1", "007", "It is near, and my sister works there", "NA"],
        ["2", "008", "", "we sleep better than we did before"],
        ["3", "009", "two lines\nof an answer that is long", ""],
    ]
    assert (plan.open_columns, plan.closed_columns) == (("Why did you stay?", "What then?"), ("age", "saves"))
    assert plan.case_column == "id"
    assert plan.cases == ({"case": "007", "age": "40"}, {"case": "008", "age": "31"}, {"case": "009", "age": ""})
    assert plan.outcomes[1] == {"case": "008", "saves": "no"}


def test_persons_without_a_column_that_names_them_are_numbered() -> None:
    plan = plan_answers(read("age,why\n40,it is near my house\n31,I was asked to come\n"), name="s")
    assert [row["case"] for row in plan.cases] == ["R001", "R002"]
    assert "no column names the persons: they are called R001 to R002, in the order of the rows" in plan.notes


def test_made_names_never_mix_up_two_persons() -> None:
    source = "age,why\n40,it is near my house\n31,I was asked to come\n"
    plan = plan_answers(read(source), name="wave2", known={"R002"})
    assert [row["case"] for row in plan.cases] == ["wave2-R001", "wave2-R002"]


def test_cases_that_the_study_knows_are_told() -> None:
    plan = plan_answers(read(), name="survey", known={"007", "X"})
    assert "1 of 3 cases are in the study already: this adds to what it has of them" in plan.notes


def test_names_of_people_as_cases_are_told() -> None:
    plan = plan_answers(read("nama,why\nAni,it is near my house\nBudi,I was asked to come\n"), name="s")
    assert plan.case_column == "nama"
    assert any("these names will stand in every table and report" in note for note in plan.notes)


@pytest.mark.parametrize("head", ["Nama", "Name", "nama lengkap", "No HP", "E-mail", "Alamat"])
def test_what_tells_who_people_are_is_told_where_it_would_become_an_attribute(head: str) -> None:
    source = f"id,{head},age,why\nA,Ani,40,it is near my house\nB,Budi,31,I was asked to come\n"
    plan = plan_answers(read(source), name="s", open_columns=["why"])
    assert plan.cases[0][head] == "Ani"
    (note,) = (note for note in plan.notes if "who people are" in note)
    assert note == (
        f"the column {head!r} tells who people are, and would stand in transcripts/cases.csv for every table and report: "
        "where nobody needs it, take it out of the file and import that"
    )


def test_what_tells_nobodys_name_is_not_warned_of() -> None:
    for source in ("id,age,why\nA,40,it is near my house\n", "nama,age,why\nAni,40,it is near my house\n"):
        assert not [
            one for one in plan_answers(read(source), name="s", open_columns=["why"]).notes if "who people" in one
        ]


def test_a_column_that_means_something_else_in_a_study_is_renamed_and_told() -> None:
    source = "id,case,row,date\nA,flu,it is the first row,it was long before that\nB,cold,another row of mine,nobody can say when\n"
    plan = plan_answers(read(source), name="s", open_columns=["row", "date"], case_column="id")
    assert plan.csv_text.splitlines()[0] == "row,case,row (answer),date (answer)"
    assert plan.cases[0] == {"case": "A", "case (s)": "flu"}
    assert "the column 'case' is called 'case (s)' in the study, where 'case' is another" in plan.notes


def test_only_a_closed_column_can_be_an_outcome() -> None:
    for column, why in (("What then?", "holds open answers"), ("id", "names the cases")):
        with pytest.raises(QualkitError, match=f"cannot be an outcome: it {why}"):
            plan_answers(read(), name="s", open_columns=["What then?"], outcomes=[column])
    with pytest.raises(QualkitError, match="no column 'save': did you mean 'saves'"):
        plan_answers(read(), name="s", outcomes=["save"])


def test_a_survey_without_open_answers_has_no_file_of_them() -> None:
    plan = plan_answers(read(), name="s", open_columns=[])
    assert (plan.csv_text, plan.open_columns) == ("", ())
    assert plan.notes[-1] == "no column holds open answers; name those that do"


def test_what_was_planned_opens_as_a_study(make_study: Callable[..., MadeStudy]) -> None:
    folder = make_study(codes=["a"], coders=()).write()
    plan = plan_answers(read(), name="survey", open_columns=["Why did you stay?", "What then?"])
    (folder / "transcripts" / "answers").mkdir()
    (folder / "transcripts" / "answers" / "survey.csv").write_text(plan.csv_text, encoding="utf-8")
    add_cases(folder, plan.cases)
    study = qk.open_study(folder)
    assert {one.id: one.text for one in study.documents} == {
        "survey.1.Why-did-you-stay": "It is near, and my sister works there",
        "survey.1.What-then": "NA",
        "survey.2.What-then": "we sleep better than we did before",
        "survey.3.Why-did-you-stay": "two lines\nof an answer that is long",
    }
    assert study.documents_by_case["007"] == ("survey.1.Why-did-you-stay", "survey.1.What-then")
    assert [fault for fault in check_study(folder) if not fault.warning] == []


cells = st.text(max_size=20).map(lambda text: read_cell(text))


def read_cell(text: str) -> str:
    """A cell as a grid has it."""
    return "".join(sign for sign in text if sign.isprintable()).strip()


@given(rows=st.lists(st.tuples(cells, cells), min_size=1, max_size=8), heads=st.tuples(cells, cells))
def test_every_answer_comes_out_as_it_went_in(rows, heads, tmp_path_factory) -> None:
    heads = tuple(f"{n} {head}".strip() for n, head in enumerate(heads))
    rows = tuple(tuple(unicodedata.normalize("NFC", cell).strip() for cell in row) for row in rows)
    grid = Grid("s.csv", tuple(unicodedata.normalize("NFC", h) for h in heads), rows, tuple(range(len(rows))))
    plan = plan_answers(grid, name="s", open_columns=grid.columns, case_column="")
    path = tmp_path_factory.mktemp("answers") / "s.csv"
    path.write_bytes(plan.csv_text.encode())
    assert [one.text for one in read_answers(path, file="s.csv")] == [cell for row in rows for cell in row if cell]
