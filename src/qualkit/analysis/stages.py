"""At which stage of a programme its problems arise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qualkit.analysis.retrieve import tabulate_chosen
from qualkit.columns import make_table
from qualkit.errors import QualkitError
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("stage", "stage_label", "problem", "problem_label", "n", "n_cases", "n_documents")


def count_stages(
    study: Study, *, coder: str | Iterable[str] | None = None, language: str | None = None
) -> pd.DataFrame:
    """How often each problem was coded at each stage, as study.yaml names both.

    A problem belongs to the stage of its own path; else to that of the nearest coding of a stage in the same turn,
    by the same coder (the earlier of two equally near); else to none, which is shown as stage ''.

    Returns
    -------
    DataFrame, one row a stage (and none, last) and problem: `n` passages, in `n_documents` documents and about
    `n_cases` cases (passages of prose are about no case).

    Raises
    ------
    QualkitError
        Where study.yaml names no stages.
    """
    if study.settings.stages is None:
        raise QualkitError("study.yaml names no stages: add `stages: {stages: [codes], problems: [codes]}`")
    stages, problems = study.settings.stages.stages, study.settings.stages.problems
    language = language or study.language
    stage_of_code = {path: stage for stage in stages for path in study.codebook.select(stage)}
    problem_of_code = {path: problem for problem in problems for path in study.codebook.select(problem)}
    table = tabulate_chosen(study, [*stages, *problems], coder)
    turns: dict[tuple[str, int, str], list[Any]] = {}
    for row in table.itertuples(index=False):
        turns.setdefault((row.document, row.turn, row.coder), []).append(row)
    found: dict[tuple[str, str], list[Any]] = {}
    for turn in turns.values():
        staged = [row for row in turn if row.code in stage_of_code]
        for row in turn:
            if row.code in problem_of_code:
                stage = stage_of_code.get(row.code) or _nearest(row, staged, stage_of_code)
                found.setdefault((stage, problem_of_code[row.code]), []).append(row)
    rows = (
        {
            "stage": stage,
            "stage_label": study.codebook.label(stage, language) if stage else "",
            "problem": problem,
            "problem_label": study.codebook.label(problem, language),
            "n": len(passages := found.get((stage, problem), [])),
            "n_cases": len({case for row in passages for case in row.case.split("; ")} - {""}),
            "n_documents": len({row.document for row in passages}),
        }
        for stage in (*stages, "")
        for problem in problems
    )
    return make_table(rows, COLUMNS)


def _nearest(problem: Any, staged: list[Any], stage_of_code: dict[str, str]) -> str:
    """The stage of the passage that lies nearest to the problem's, '' where the turn has none."""

    def distance(row: Any) -> tuple[int, int]:
        return max(row.start - problem.end, problem.start - row.end, 0), row.start

    return stage_of_code[min(staged, key=distance).code] if staged else ""
