"""At which stage of a programme its problems arise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualkit.analysis.retrieve import tabulate_chosen
from qualkit.columns import make_table
from qualkit.errors import QualkitError
from qualkit.settings import Stages
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("stage", "stage_label", "problem", "problem_label", "n", "n_cases", "n_documents")


@dataclass(frozen=True)
class Told:
    """A passage of a problem: the row of its coding, and what it belongs to ('' is none)."""

    row: Any
    stage: str
    problem: str
    consequence: str


def count_stages(
    study: Study, *, coder: str | Iterable[str] | None = None, language: str | None = None
) -> pd.DataFrame:
    """How often each problem was coded at each stage, as study.yaml names both.

    A problem belongs to the stage of its own path; else to that of the nearest coding of a stage in the same turn,
    by the same coder (the earlier of two equally near); else to none, which is shown as stage ''. Passages that were
    taken back or only reported do not count.

    Returns
    -------
    DataFrame, one row a stage (and none, last) and problem: `n` passages, in `n_documents` documents and about
    `n_cases` cases (passages of prose are about no case).

    Raises
    ------
    QualkitError
        Where study.yaml names no stages.
    """
    named = check_stages(study)
    language = language or study.language
    found: dict[tuple[str, str], list[Any]] = {}
    for told in find_problems(study, coder=coder):
        found.setdefault((told.stage, told.problem), []).append(told.row)
    rows = (
        {
            "stage": stage,
            "stage_label": label_or_none(study, stage, language),
            "problem": problem,
            "problem_label": study.codebook.label(problem, language),
            **count_passages(found.get((stage, problem), [])),
        }
        for stage in (*named.stages, "")
        for problem in named.problems
    )
    return make_table(rows, COLUMNS)


def check_stages(study: Study) -> Stages:
    """The stages and problems of study.yaml; raises QualkitError where it names none."""
    if study.settings.stages is None:
        raise QualkitError("study.yaml names no stages: add `stages: {stages: [codes], problems: [codes]}`")
    return study.settings.stages


def find_problems(study: Study, *, coder: str | Iterable[str] | None = None) -> list[Told]:
    """Every passage of a problem with its stage and its consequence, each '' where there is none.

    The nearest passage of a turn is the one with the fewest characters between, none where the two overlap; of equally
    near ones that which begins first, then that which ends first, then by the path of its code. A passage belongs to
    the turn in which it begins; one that lies in no turn has none beside it.
    """
    named = check_stages(study)
    stage_of, problem_of, consequence_of = (
        {path: name for name in names for path in study.codebook.select(name)}
        for names in (named.stages, named.problems, named.consequences)
    )
    table = tabulate_chosen(study, [*named.stages, *named.problems, *named.consequences], coder)
    turns: dict[tuple[str, object, str], list[Any]] = {}
    for row in table.itertuples(index=False):
        turns.setdefault((row.document, row.turn or row.id, row.coder), []).append(row)
    return [
        Told(
            row,
            stage_of.get(row.code) or _nearest(row, turn, stage_of),
            problem_of[row.code],
            _nearest(row, turn, consequence_of),
        )
        for turn in turns.values()
        for row in turn
        if row.code in problem_of
    ]


def label_or_none(study: Study, code: str, language: str) -> str:
    """What to call a stage or consequence; what is none has no name here."""
    return study.codebook.label(code, language) if code else ""


def count_passages(rows: Sequence[Any]) -> dict[str, int]:
    """Passages, the cases that they are about, and the documents that they stand in."""
    return {
        "n": len(rows),
        "n_cases": len({case for row in rows for case in row.case.split("; ")} - {""}),
        "n_documents": len({row.document for row in rows}),
    }


def _nearest(problem: Any, turn: Sequence[Any], name_of: Mapping[str, str]) -> str:
    """What the nearest passage of the turn that has a name stands for, '' where none has."""

    def distance(row: Any) -> tuple[int, int, int, str]:
        return max(row.start - problem.end, problem.start - row.end, 0), row.start, row.end, row.code

    named = [row for row in turn if row.code in name_of]
    return name_of[min(named, key=distance).code] if named else ""
