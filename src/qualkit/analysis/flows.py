"""What is told together: the stages of a programme, its problems, and what is said in the same turn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qualkit.analysis.stages import check_stages, count_passages, find_problems, label_or_none
from qualkit.columns import make_table
from qualkit.errors import QualkitError
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "stage", "stage_label", "problem", "problem_label", "consequence", "consequence_label", "link", "unit", "n",
    "n_cases", "n_documents",
)  # fmt: skip
TOGETHER = "told together"


def count_flows(study: Study, *, coder: str | Iterable[str] | None = None, language: str | None = None) -> pd.DataFrame:
    """How often each problem of each stage was told together with each consequence, as study.yaml names them.

    The unit is the passage of a problem. It belongs to a stage as in `count_stages`, and to one consequence or none: to
    that of the nearest coding of a consequence in the same turn, by the same coder (the fewest characters between, none
    where they overlap; of equally near ones that which begins first). Where the turn has none, the consequence is ''.

    That two things are told in one turn does not say that the one comes of the other: 'consequence' is what study.yaml
    takes the code for, the table says 'told together', and neither shows a cause. As everywhere,
    passages that were taken back or only reported do not count.

    Parameters
    ----------
    coder : whose codings; the coders of record by default. Each coder's passages are counted.
    language : of the labels; the study's by default.

    Returns
    -------
    DataFrame, one row a stage (and '', no stage, last), problem and consequence (and '', none, last).
    `n` : passages of the problem, 0 or more. Summed over the consequences it is the `n` of `count_stages`.
    `n_documents`, `n_cases` : in how many documents, and about how many cases they are (passages of prose are about no
        case). One document or case may stand in several rows: these do not add up.
    `link` : 'told together', and '' for what was told with no consequence; `unit` : 'passage'.

    Raises
    ------
    QualkitError
        Where study.yaml names no stages or consequences, or the same code as a problem and a consequence.

    Examples
    --------
    >>> table = count_flows(study)
    >>> table[table["n"] > 9][["problem", "consequence_label", "n"]].head(2)
                         problem    consequence_label   n
    7  service/planning/mismatch  Passive in training  11
    8  service/planning/mismatch      Not in training  10
    """
    named = check_stages(study)
    if not named.consequences:
        raise QualkitError("study.yaml names no consequences: add `consequences: [codes]` to its `stages:`")
    if doubled := find_doubled(study):
        raise QualkitError(doubled[0])
    language = language or study.language
    found: dict[tuple[str, str, str], list[Any]] = {}
    for told in find_problems(study, coder=coder):
        found.setdefault((told.stage, told.problem, told.consequence), []).append(told.row)
    rows = (
        {
            "stage": stage,
            "stage_label": label_or_none(study, stage, language),
            "problem": problem,
            "problem_label": study.codebook.label(problem, language),
            "consequence": consequence,
            "consequence_label": label_or_none(study, consequence, language),
            "link": TOGETHER if consequence else "",
            "unit": "passage",
            **count_passages(found.get((stage, problem, consequence), [])),
        }
        for stage in (*named.stages, "")
        for problem in named.problems
        for consequence in (*named.consequences, "")
    )
    return make_table(rows, COLUMNS)


def find_doubled(study: Study) -> list[str]:
    """What is wrong where a code is a consequence twice, or a problem too, which would be told with itself.

    Raises QualkitError for a code that the codebook does not have.
    """
    named = check_stages(study)
    problems = set(study.codebook.select(named.problems)) if named.problems else set()
    told: list[str] = []
    seen: dict[str, str] = {}
    for name in named.consequences:
        for path in study.codebook.select(name):
            if path in problems:
                told.append(f"stages: {path!r} is a problem and a consequence: name it as one of them")
            elif path in seen:
                told.append(f"stages: {path!r} is in the consequences {seen[path]!r} and {name!r}: leave one out")
            seen.setdefault(path, name)
    return told
