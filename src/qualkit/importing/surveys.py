"""Tables with a row a person among the files that come in: their answers a file of the study, the rest facts of cases."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from qualkit.errors import QualkitError
from qualkit.importing.answers import AnswersPlan, plan_answers
from qualkit.importing.cases import Added, add_cases, add_outcomes
from qualkit.reading.answers import CASE
from qualkit.reading.drafting.survey_columns import Column
from qualkit.reading.formats.grids import Grid
from qualkit.study import CASES, OUTCOMES

_LONGEST_NAME = 47  # what ids of answers leave: NAME.ROW.COLUMN
_MOST_TOLD = 6
NUMBERED = ("R001", "R0001", "R00001", "R000001")
"""What the first person of a table without ids would be called; known where there are several such tables."""


@dataclass(frozen=True, slots=True)
class SurveyOptions:
    """What was said of the columns of tables with a row a person."""

    open_columns: tuple[str, ...] = ()  # guessed where none is named
    case_column: str | None = None
    outcomes: tuple[str, ...] = ()


AS_GUESSED = SurveyOptions()


class Facts(Struct, frozen=True):
    """What a survey tells of its cases, to be kept until it is accepted."""

    cases: tuple[dict[str, str], ...]
    outcomes: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey as it would come in."""

    name: str  # of its file among the answers, without the ending
    content: bytes
    facts: bytes
    columns: tuple[Column, ...]
    n_answers: int
    n_words: int
    notes: tuple[str, ...]


def plan_survey(grid: Grid, *, identity: str, said: SurveyOptions, known: Iterable[str]) -> Survey:
    """What a table with a row a person becomes. Raises QualkitError where none of its columns holds open answers."""
    name = name_survey(identity)
    plan = plan_answers(
        grid,
        name=name,
        open_columns=said.open_columns or None,
        case_column=said.case_column,
        outcomes=said.outcomes,
        known=frozenset(known),
    )
    if not plan.csv_text:
        raise QualkitError(
            "it is a table with a row a person, in which no column seems to hold open answers: name those that do, by "
            "--open COLUMN; for attributes alone write them into transcripts/cases.csv"
        )
    answers = [cell for column in plan.open_columns for cell in grid.cells(column) if cell.strip()]
    facts = Facts(tuple(map(dict, plan.cases)), tuple(map(dict, plan.outcomes)))
    return Survey(
        name,
        plan.csv_text.encode(),
        msgspec.json.encode(facts),
        plan.columns,
        len(answers),
        sum(len(answer.split()) for answer in answers),
        (*plan.notes, _tell_columns(plan)),
    )


def name_survey(identity: str) -> str:
    """What a survey's file among the answers is called, without the ending."""
    return identity[:_LONGEST_NAME].rstrip("-._")


def find_same(
    grid: Grid, answers: bytes, *, identity: str, said: SurveyOptions, known: Collection[str]
) -> Survey | None:
    """The survey that a file of answers was made of, where it is this one: its persons are named as they were then."""
    own = {row.get(CASE) for row in csv.DictReader(answers.decode("utf-8", "replace").splitlines())}
    others = [case for case in known if case not in own]
    for cases in (others, [*others, *NUMBERED]):  # by itself, or with other tables
        survey = plan_survey(grid, identity=identity, said=said, known=cases)
        if survey.content == answers:
            return survey
    return None


def add_facts(root: Path, ready: Iterable[Path]) -> Iterator[str]:
    """Add what surveys tell of their cases to the study's tables; what was done is told."""
    for path in ready:
        facts = msgspec.json.decode(path.read_bytes(), type=Facts)
        for file, add, rows in ((CASES, add_cases, facts.cases), (OUTCOMES, add_outcomes, facts.outcomes)):
            if not rows:
                continue
            try:
                yield from tell_added(add(root, rows))
            except QualkitError as error:
                yield f"nothing was added to {file}: {error}"


def tell_added(added: Added) -> Iterator[str]:
    """What came into a table, and what did not."""
    parts = []
    if added.cases:
        parts.append(f"{len(added.cases)} new case{'s' * (len(added.cases) != 1)} ({_name_some(added.cases)})")
    if added.columns:
        parts.append(f"the column{'s' * (len(added.columns) != 1)} {_name_some(added.columns)}")
    if added.filled:
        parts.append(f"{added.filled} cell{'s' * (added.filled != 1)} that were empty")
    if parts:
        yield f"added to {added.file}: {', '.join(parts)}"
    for conflict in added.conflicts[:_MOST_TOLD]:
        yield f"{added.file}: {conflict}"
    if len(added.conflicts) > _MOST_TOLD:
        yield f"{added.file}: and {len(added.conflicts) - _MOST_TOLD} more cells in which something else stands"


def _tell_columns(plan: AnswersPlan) -> str:
    closed = f", {len(plan.closed_columns)} closed" if plan.closed_columns else ""
    case = f"cases by {plan.case_column!r}" if plan.case_column else "no column of cases"
    opened = len(plan.open_columns)
    return f"{opened} column{'s' * (opened != 1)} of open answers{closed}, {case}"


def _name_some(names: Iterable[str]) -> str:
    names = tuple(names)
    return ", ".join(names[:_MOST_TOLD]) + (", …" if len(names) > _MOST_TOLD else "")
