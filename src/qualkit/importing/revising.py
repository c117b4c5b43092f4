"""A survey that is read anew: by what columns it was read before, and what somebody made that rests on that."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualkit.coding.log import Log, read_log
from qualkit.errors import FaultsError, QualkitError
from qualkit.importing.surveys import NUMBERED, Survey, SurveyOptions, plan_survey, tell_some
from qualkit.reading.answers import CASE, RESERVED, ROW, name_columns
from qualkit.reading.folders import ANSWERS, TRANSCRIPTS, read_folders
from qualkit.reading.formats.grids import Grid
from qualkit.sheets import read_sheet
from qualkit.study import CASES, CODINGS, OUTCOMES, find_coders


@dataclass(frozen=True, slots=True)
class Former:
    """How a survey of the study was read when it came in."""

    said: SurveyOptions
    known: tuple[str, ...]  # the cases of others
    survey: Survey

    def complete(self, said: SurveyOptions, grid: Grid) -> SurveyOptions:
        """What is said now, and where nothing is said, what held before."""
        opened = {grid.columns[grid.find(column)] for column in said.open_columns if column}
        return SurveyOptions(
            said.open_columns or self.said.open_columns,
            self.said.case_column if said.case_column is None else said.case_column,
            said.outcomes or tuple(column for column in self.said.outcomes if column not in opened),
        )

    def is_same(self, survey: Survey) -> bool:
        """Whether a survey would tell the study nothing else."""
        return (survey.content, survey.facts) == (self.survey.content, self.survey.facts)


def find_former(grid: Grid, answers: bytes, *, identity: str, known: Collection[str], root: Path) -> Former | None:
    """How a table was read, of which the study has a file of answers; None where that is not made of it, or was edited.

    The file itself tells its open columns and its cases; what is read so must be the same, byte by byte.
    """
    heads, *rows = _read_rows(answers) or [[]]
    asked = heads[2:]
    opened = tuple(c for c in grid.columns if any(head == c or head.startswith(f"{c} (answer)") for head in asked))
    named = [row[1] for row in rows if len(row) > 1]
    if not opened:
        return None
    others = tuple(case for case in known if case not in set(named))
    columns = [column for column in grid.columns if column not in opened and list(grid.cells(column)) == named]
    for column in columns or [""]:
        for cases in (others, (*others, *NUMBERED)):  # it came by itself, or with other tables
            said = SurveyOptions(opened, column)
            survey = plan_survey(grid, identity=identity, said=said, known=cases)
            if survey.content == answers:
                told = _find_outcomes(root, survey)
                said = SurveyOptions(opened, column, told)
                return Former(said, cases, plan_survey(grid, identity=identity, said=said, known=cases))
    return None


def asks_the_same(grid: Grid, answers: bytes) -> bool:
    """Whether a table has all the questions of a file of answers: another version of one survey."""
    heads = (_read_rows(answers) or [[]])[0]
    return len(heads) > 2 and set(heads[2:]) <= set(grid.columns)


def check_losses(root: Path, former: Survey, survey: Survey) -> tuple[str, ...]:
    """Raise QualkitError where answers or persons would go on which somebody worked.

    The cases that other texts of the study name come back: they stay, whatever this survey tells.
    """
    before, after = _read_texts(former), _read_texts(survey)
    answers = {answer for answer, text in before.items() if after.get(answer) != text}
    own = f"{TRANSCRIPTS}/{ANSWERS}/{former.name}.csv"
    others = {case for one in read_folders(root, []) if one.file != own for case in one.cases}
    persons = {row[CASE] for row in former.facts.cases} - {row[CASE] for row in survey.facts.cases} - others
    touched = {
        name
        for coder in find_coders(root)
        for name in _find_touched(read_log(root / CODINGS / f"{coder}.jsonl", file=coder))
    }
    lost = [part for part in (_tell("answer", answers & touched), _tell("person", persons & touched)) if part]
    if lost:
        raise QualkitError(
            f"{' and '.join(lost)}, on whom or which somebody worked, would go: name its column by --open too, or keep "
            "the --case that it had; or take that work back first"
        )
    return tuple(others)


def _find_outcomes(root: Path, survey: Survey) -> tuple[str, ...]:
    """The closed columns that became outcomes."""
    cases, outcomes = (_read_heads(root, file) for file in (CASES, OUTCOMES))
    closed = (column.name for column in survey.columns if column.use == "closed")
    return tuple(column for column in closed if column in outcomes and column not in cases)


def _read_heads(root: Path, file: str) -> Collection[str]:
    try:
        return read_sheet(root / file, file=file, needed=(CASE,), key=CASE).columns
    except FaultsError:  # told when the table is to be written
        return ()


def _read_texts(survey: Survey) -> dict[str, str]:
    """The answers of a survey by the ids that they have in the study."""
    heads, *rows = _read_rows(survey.content) or [[]]
    names = name_columns([head for head in heads if head not in RESERVED], stem=survey.name)
    cells = ((dict(zip(heads, row, strict=True)), head) for row in rows for head in names)
    return {f"{survey.name}.{row[ROW]}.{names[head]}": row[head].strip() for row, head in cells if row[head].strip()}


def _read_rows(answers: bytes) -> list[list[str]]:
    """The rows of a file of answers; none where it cannot be read as a table."""
    try:
        return list(csv.reader(io.StringIO(answers.decode("utf-8", "replace"), newline="")))
    except csv.Error:
        return []


def _find_touched(log: Log) -> Iterator[str]:
    """The documents and cases that a coder's work is about."""
    for passage in log.passages:
        yield passage.document
        yield from passage.cases or ()
    yield from (review.document for review in log.reviews)
    yield from (rejection.document for rejection in log.rejections)
    yield from (judgement.case for judgement in log.judgements)
    yield from (name for memo in log.memos for name in (memo.target, memo.document) if name)


def _tell(what: str, names: Collection[str]) -> str:
    ordered: Sequence[str] = sorted(names)
    return f"{len(ordered)} {what}{'s' * (len(ordered) != 1)} ({tell_some(ordered)})" if ordered else ""
