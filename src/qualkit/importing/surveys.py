"""Tables with a row a person among the files that come in: their answers a file of the study, the rest facts of cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from msgspec import Struct

from qualkit.errors import QualkitError
from qualkit.importing.answers import AnswersPlan, plan_answers
from qualkit.importing.cases import Added, add_cases, add_outcomes
from qualkit.reading.drafting.survey_columns import Column
from qualkit.reading.formats.grids import Grid

_LONGEST_NAME = 47  # what ids of answers leave: NAME.ROW.COLUMN
_MOST_TOLD = 6
NUMBERED = ("R001", "R0001", "R00001", "R000001")
"""What the first person of a table without ids would be called; known where there are several such tables."""


@dataclass(frozen=True, slots=True)
class SurveyOptions:
    """What was said of the columns of tables with a row a person.

    Where nothing is said of the open columns or of the case, they are guessed; of a survey that is read anew, what
    held before holds on.

    Attributes
    ----------
    open_columns : the columns of open answers; all others are closed then. `("",)` guesses them anew.
    case_column : the column that names the persons; '' for none.
    outcomes : the closed columns that are outcomes; the others become attributes. `("",)` for none.
    """

    open_columns: tuple[str, ...] = ()
    case_column: str | None = None
    outcomes: tuple[str, ...] = ()


AS_GUESSED = SurveyOptions()


class Facts(Struct, frozen=True):
    """What a survey tells of its cases, to be kept until it is accepted."""

    cases: tuple[dict[str, str], ...]
    outcomes: tuple[dict[str, str], ...] = ()
    former_cases: tuple[dict[str, str], ...] = ()  # what it told when it was read before, to be taken out
    former_outcomes: tuple[dict[str, str], ...] = ()
    kept: tuple[str, ...] = ()  # cases that stay, for other texts name them


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey as it would come in."""

    name: str  # of its file among the answers, without the ending
    content: bytes
    facts: Facts
    columns: tuple[Column, ...]
    n_answers: int
    n_words: int
    notes: tuple[str, ...]

    def instead_of(self, former: Survey, kept: tuple[str, ...]) -> Survey:
        """This one, as it takes the place of what was read before; the cases in `kept` stay."""
        before = former.facts
        facts = Facts(self.facts.cases, self.facts.outcomes, before.cases, before.outcomes, kept)
        return replace(self, facts=facts)


def plan_survey(grid: Grid, *, identity: str, said: SurveyOptions, known: Iterable[str]) -> Survey:
    """What a table with a row a person becomes. Raises QualkitError where none of its columns holds open answers."""
    name = name_survey(identity)
    plan = plan_answers(
        grid,
        name=name,
        open_columns=tuple(filter(None, said.open_columns)) or None,
        case_column=said.case_column,
        outcomes=tuple(filter(None, said.outcomes)),
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
        facts,
        plan.columns,
        len(answers),
        sum(len(answer.split()) for answer in answers),
        (*plan.notes, _tell_columns(plan)),
    )


def name_survey(identity: str) -> str:
    """What a survey's file among the answers is called, without the ending."""
    return identity[:_LONGEST_NAME].rstrip("-._")


def add_facts(root: Path, ready: Path) -> Iterator[str]:
    """Add what a survey tells of its cases to the study's tables, and take out what only its former reading told.

    What was done is told. Raises QualkitError where a table cannot be written.
    """
    facts = msgspec.json.decode(ready.read_bytes(), type=Facts)
    for add, rows, former in (
        (add_cases, facts.cases, facts.former_cases),
        (add_outcomes, facts.outcomes, facts.former_outcomes),
    ):
        if rows or former:
            yield from tell_added(add(root, rows, former=former, kept=facts.kept))


def tell_added(added: Added) -> Iterator[str]:
    """What came into a table, and what did not."""
    parts = []
    if added.cases:
        parts.append(f"{len(added.cases)} new case{'s' * (len(added.cases) != 1)} ({tell_some(added.cases)})")
    if added.columns:
        parts.append(f"the column{'s' * (len(added.columns) != 1)} {tell_some(added.columns)}")
    if added.filled:
        parts.append(f"{added.filled} cell{'s' * (added.filled != 1)} that were empty")
    if parts:
        yield f"added to {added.file}: {', '.join(parts)}"
    parts = []
    if added.gone:
        parts.append(f"{len(added.gone)} case{'s' * (len(added.gone) != 1)} ({tell_some(added.gone)})")
    if added.emptied:
        parts.append(f"the column{'s' * (len(added.emptied) != 1)} {tell_some(added.emptied)}")
    if added.cleared and not parts:
        parts.append(f"{added.cleared} cell{'s' * (added.cleared != 1)}")
    if parts:
        yield f"taken out of {added.file}: {', '.join(parts)}"
    if added.left:
        count = f"{len(added.left)} case{'s' * (len(added.left) != 1)}"
        yield f"{added.file}: {count} of its former reading stay, for more stands there ({tell_some(added.left)})"
    for conflict in added.conflicts[:_MOST_TOLD]:
        yield f"{added.file}: {conflict}"
    if len(added.conflicts) > _MOST_TOLD:
        yield f"{added.file}: and {len(added.conflicts) - _MOST_TOLD} more cells in which something else stands"


def _tell_columns(plan: AnswersPlan) -> str:
    closed = f", {len(plan.closed_columns)} closed" if plan.closed_columns else ""
    case = f"cases by {plan.case_column!r}" if plan.case_column else "no column of cases"
    opened = len(plan.open_columns)
    return f"{opened} column{'s' * (opened != 1)} of open answers{closed}, {case}"


def tell_some(names: Iterable[str]) -> str:
    """Names in a message, the first of them where they are many."""
    names = tuple(names)
    return ", ".join(names[:_MOST_TOLD]) + (", …" if len(names) > _MOST_TOLD else "")
