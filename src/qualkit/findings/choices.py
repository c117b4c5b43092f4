"""What the findings rest on beside the evidence: whether other coders' codings would have given other verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qualkit.analysis.choices import Over, count_moves, list_choices, tell_unread
from qualkit.claims import Combination, Outcome
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.findings.weigh import weigh
from qualkit.findings.weighed import COLUMNS as WEIGHED_COLUMNS
from qualkit.findings.weighed import Weighed
from qualkit.study import Study
from qualkit.wording import say

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    *WEIGHED_COLUMNS[:3], "choice", *WEIGHED_COLUMNS[3:], "over", "n_apart", "verdict_of_record", "moves",
    "n_changed", "changed", "n_read_by_one", "note",
)  # fmt: skip


def compare_verdicts(
    study: Study, *coders: str, finding: str | None = None, cases: Over = "shared", language: str | None = None
) -> pd.DataFrame:
    """The verdict of each claim by each coder's codings, by both's, by either's, and by those that were agreed.

    Parameters
    ----------
    coders : two or more.
    finding : its id; all findings by default.
    cases : `shared` weighs the cases (of an event: the marked sources) that every named coder has read for the
        claim's codes, so that choices differ by reading alone; verdicts then are of these cases, and need not be those
        of `weigh_findings`. `all` weighs what each has read: then a choice also differs by having read less.
    language : of `claim` and `note`; the study's by default.

    Returns
    -------
    DataFrame, one row a finding and choice, findings as declared: the columns of `weigh_findings`, and `choice`: a
    coder's name, `both` (what all of them found), `either` (what any did), `consensus` where there is such a log.
    `over` which cases, `n_apart` of the claim's cases left out as not all have read them. The verdict is held against
    `verdict_of_record`, that by the coders of record over the same cases: `moves` whether it differs, `n_changed`
    cases on another side among those read in both (`changed` names them), `n_read_by_one` cases read in only one of
    the two. Where nobody's cases are shared there is no verdict, and `note` says why.

    Raises
    ------
    QualkitError
        For fewer than two coders, an unknown coder, finding or `cases`.

    Examples
    --------
    >>> table = compare_verdicts(study, "a", "b", finding="training-passive")
    >>> table[["choice", "verdict", "n_support", "n_both", "moves", "changed"]]
       choice    verdict  n_support  n_both  moves changed
    0       a  supported         16       1  False
    1       b  supported         15       2  False     M04
    2    both  supported         16       1  False
    3  either  supported         15       2  False     M04
    """
    known = [claim.id for claim in study.findings]
    if finding is not None and finding not in known:
        raise QualkitError(f"no finding {finding!r}: {suggest(finding, known)}")
    language = language or study.language
    record, *choices = list_choices(study, coders, cases)
    of_record = {one.claim.id: one for one in weigh(study, language=language, choice=record)}
    weighed = [(choice, weigh(study, language=language, choice=choice)) for choice in choices]
    rows = [
        all_of_it[place].row(language)
        | {"choice": choice.name, "over": cases, "n_apart": all_of_it[place].n_apart}
        | _hold_against(all_of_it[place], of_record, language)
        for place, claim in enumerate(study.findings)
        if finding in (None, claim.id)
        for choice, all_of_it in weighed
    ]
    return make_table(rows, COLUMNS)


def _hold_against(here: Weighed, of_record: Mapping[str, Weighed], language: str) -> dict[str, Any]:
    """What moves; without a verdict where nothing was left to compare."""
    before = of_record[here.claim.id]
    moved = count_moves(here.read, before.read) | {"note": _tell(here, of_record, language)}
    if _is_empty(before, of_record):
        return moved | dict.fromkeys(("verdict", "verdict_of_record", "moves", "turns_with"))
    return moved | {"verdict_of_record": before.verdict, "moves": here.verdict != before.verdict}


def _tell(here: Weighed, of_record: Mapping[str, Weighed], language: str) -> str:
    if _is_empty(here, of_record):
        return say("choice.premise" if isinstance(here.claim, Combination) else "choice.none_shared", language)
    if isinstance(here.claim, Outcome):
        return say("choice.no_codes", language)
    before = of_record[here.claim.id]
    return tell_unread(here.numbers.counts.unread, before.numbers.counts.unread, language)


def _is_empty(one: Weighed, others: Mapping[str, Weighed]) -> bool:
    """Whether all that a claim could rest on was left out because not all coders have read it."""
    if isinstance(one.claim, Combination):
        return any(_is_empty(others[premise], others) for premise in one.claim.premises)
    return bool(one.n_apart) and not one.sides
