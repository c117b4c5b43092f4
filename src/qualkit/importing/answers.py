"""A survey on its way into a study: its open answers as texts, its closed columns as attributes and outcomes."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualkit.errors import QualkitError
from qualkit.reading.answers import CASE, RESERVED, ROW
from qualkit.reading.drafting.survey_columns import Column, find_columns, is_persons_name
from qualkit.reading.drafting.turn_grids import word_of
from qualkit.reading.formats.grids import Grid
from qualkit.study import CASES

_REACHED = (
    "telepon telpon phone hp no_hp nomor_hp whatsapp wa email e_mail surel alamat address ip_address ipaddress "
    "email_address first_name last_name recipientemail recipientfirstname recipientlastname latitude longitude "
    "locationlatitude locationlongitude"
)


@dataclass(frozen=True, slots=True)
class AnswersPlan:
    """What would come of a survey, before anything is written."""

    csv_text: str  # for transcripts/answers/NAME.csv; '' where no column holds open answers
    open_columns: tuple[str, ...]  # their heads, as the survey has them
    closed_columns: tuple[str, ...]
    case_column: str  # '' where the cases are made: R001, R002, …
    cases: tuple[Mapping[str, str], ...]  # a row for cases.csv each: case, and the closed columns that hold something
    outcomes: tuple[Mapping[str, str], ...]  # a row for outcomes.csv each
    columns: tuple[Column, ...]  # what was guessed of each column, and why
    notes: tuple[str, ...]


def plan_answers(
    grid: Grid,
    *,
    name: str,
    open_columns: Iterable[str] | None = None,
    case_column: str | None = None,
    outcomes: Iterable[str] = (),
    known: Collection[str] = (),
) -> AnswersPlan:
    r"""Plan how a table with one row a person becomes part of a study.

    Parameters
    ----------
    grid : the table.
    name : what its file of answers will be called, without `.csv`.
    open_columns, case_column : as in `find_columns`.
    outcomes : the closed columns that are outcomes; the other closed ones become attributes of the cases.
    known : the cases that the study has already.

    Raises
    ------
    QualkitError
        Where a column that is named does not exist, or cannot be what it is said to be.

    Examples
    --------
    >>> from qualkit.reading.formats.grids import read_grid
    >>> grid = read_grid(b"id,age,Why did you stay?\nA1,40,It is near my house\nA2,31,NA\n", file="survey.csv")
    >>> plan = plan_answers(grid, name="survey", open_columns=["Why did you stay?"])
    >>> print(plan.csv_text)
    row,case,Why did you stay?
    1,A1,It is near my house
    2,A2,NA
    >>> plan.cases
    ({'case': 'A1', 'age': '40'}, {'case': 'A2', 'age': '31'})
    """
    columns = find_columns(grid, open_columns=open_columns, case_column=case_column)
    told = [grid.columns[grid.find(column)] for column in outcomes]
    case = next((column.name for column in columns if column.use == "case"), "")
    opened = tuple(column.name for column in columns if column.use == "open")
    closed = tuple(column.name for column in columns if column.use == "closed")
    for column in told:
        if column not in closed:
            why = "holds open answers" if column in opened else "names the cases" if column == case else "is empty"
            raise QualkitError(f"{grid.file}: {column!r} cannot be an outcome: it {why}")
    cases, notes = _name_cases(grid, case, name, known)
    attributes = [column for column in closed if column not in told]
    heads, renamed = _free(opened, (*RESERVED, *grid.columns), "answer", ROW, CASE, *RESERVED)
    facts, renamed_facts = _free(closed, grid.columns, name, CASE)
    notes += _tell_persons(closed)
    if not opened:
        notes.append("no column holds open answers; name those that do")
    return AnswersPlan(
        csv_text=_write_csv(grid, opened, heads, cases) if opened else "",
        open_columns=opened,
        closed_columns=closed,
        case_column=case,
        cases=_collect(grid, attributes, facts, cases),
        outcomes=_collect(grid, told, facts, cases) if told else (),
        columns=columns,
        notes=(*grid.notes, *notes, *renamed, *renamed_facts),
    )


def _name_cases(grid: Grid, column: str, name: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """The case of every row, and what to tell of it."""
    if column:
        cases = list(grid.cells(column))
        there = sum(case in known for case in cases)
        notes = [f"{there} of {len(cases)} cases are in the study already: this adds to what it has of them"] * bool(
            there
        )
        if is_persons_name(column):
            notes.append(f"the cases are named by {column!r}: these names will stand in every table and report; name "
                         "another column as the case, or none, if they are people's")  # fmt: skip
        return cases, notes
    digits = max(3, len(str(len(grid.rows))))
    cases = [f"R{number:0{digits}}" for number in range(1, len(grid.rows) + 1)]
    if any(case in known for case in cases):  # somebody else's R001 is another person
        cases = [f"{name}-{case}" for case in cases]
    return cases, [f"no column names the persons: they are called {cases[0]} to {cases[-1]}, in the order of the rows"]


def _tell_persons(closed: Sequence[str]) -> list[str]:
    """A note on the attributes that tell who people are, or where to find them."""
    named = [column for column in closed if is_persons_name(column) or word_of(column) in _REACHED.split()]
    if not named:
        return []
    many = len(named) > 1
    return [
        f"the column{'s' * many} {', '.join(map(repr, named))} tell{'s' * (not many)} who people are, and would stand in "
        f"{CASES} for every table and report: where nobody needs {'them, take them' if many else 'it, take it'} out of "
        "the file and import that"
    ]


def _free(columns: Sequence[str], others: Collection[str], sign: str, *taken: str) -> tuple[dict[str, str], list[str]]:
    """What each column is called in the study: its head, unless that means something else there."""
    names, notes = {}, []
    for column in columns:
        names[column] = column
        while names[column] in taken or (names[column] != column and names[column] in others):
            names[column] = f"{names[column]} ({sign})"
        if names[column] != column:
            notes.append(f"the column {column!r} is called {names[column]!r} in the study, where {column!r} is another")
    return names, notes


def _write_csv(grid: Grid, opened: Sequence[str], heads: Mapping[str, str], cases: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([ROW, CASE, *(heads[column] for column in opened)])
    answers = zip(*(grid.cells(column) for column in opened), strict=True)
    writer.writerows([number, case, *told] for number, (case, told) in enumerate(zip(cases, answers, strict=True), 1))
    return out.getvalue()


def _collect(
    grid: Grid, columns: Sequence[str], names: Mapping[str, str], cases: Sequence[str]
) -> tuple[Mapping[str, str], ...]:
    cells = {names[column]: grid.cells(column) for column in columns}
    return tuple({CASE: case, **{name: told[row] for name, told in cells.items()}} for row, case in enumerate(cases))
