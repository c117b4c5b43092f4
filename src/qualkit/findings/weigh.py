"""Weighing the claims of a study: each kind of claim by its own rule, with all that speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualkit.analysis.choices import Choice
from qualkit.claims import Association, Claim, Combination, Event, Outcome, Prevalence
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.findings.association import weigh_association
from qualkit.findings.basis import Basis
from qualkit.findings.change import weigh_change
from qualkit.findings.event import weigh_event
from qualkit.findings.passages import EVIDENCE_COLUMNS
from qualkit.findings.prevalence import weigh_prevalence
from qualkit.findings.sentences import write_sentence
from qualkit.findings.verdicts import judge_combination
from qualkit.findings.weighed import COLUMNS, Numbers, Weighed
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd


def weigh_findings(
    study: Study, *, coder: str | Iterable[str] | None = None, language: str | None = None
) -> pd.DataFrame:
    """The verdict of each claim in coding/findings.yaml, with the numbers it rests on.

    Parameters
    ----------
    coder : whose codings count; the coders of record by default.
    language : of `claim` and `sentence`; the study's by default.

    Returns
    -------
    DataFrame, one row a finding: `finding claim kind verdict`; `n_cases` the claim applies to, of which
    `n_support n_contradict n_both n_silent n_unread` (and, of an outcome, `n_same`); `n_missing` cases that
    could not be told to belong or not, or lack a value; `low high` the least and greatest share that supports,
    `threshold` to be passed; `turns_with` the fewest cases that, read otherwise, would change the verdict;
    `estimate` (`unit`) of an outcome or association, `effect` with `ci_low ci_high` and exact `p_value`;
    `sentence` to copy. What a kind of claim does not have is NaN.

    Examples
    --------
    >>> weigh_findings(study)[["finding", "verdict", "n_support", "n_cases"]].head(1)
             finding    verdict  n_support  n_cases
    0  money-managed  supported         18       24
    """
    language = language or study.language
    return tabulate_findings(weigh(study, coder=coder, language=language), study, language)


def tabulate_findings(weighed: Iterable[Weighed], study: Study, language: str) -> pd.DataFrame:
    """What was weighed, as the table of `weigh_findings`."""
    rows = (one.row(language) | {"sentence": write_sentence(one, study, language)} for one in weighed)
    return make_table(rows, (*COLUMNS, "sentence"))


def find_evidence(
    study: Study, finding: str | None = None, *, coder: str | Iterable[str] | None = None
) -> pd.DataFrame:
    """Every passage that bears on a finding, and a row for each of its cases that has none.

    Parameters
    ----------
    finding : its id; all findings by default.

    Returns
    -------
    DataFrame, one row a passage and case: `case` whom it is about ('' for prose), `case_side` where that case
    stands (supports, contradicts, both, silent, unread; '' if the claim is not about it), `side` of the passage,
    `counts` (False: taken back, reported, or of another time), then place, code, coder and `quote`.

    Raises
    ------
    QualkitError
        For an unknown finding.
    """
    import pandas as pd

    known = [claim.id for claim in study.findings]
    if finding is not None and finding not in known:
        raise QualkitError(f"no finding {finding!r}: {suggest(finding, known)}")
    tables = [one.evidence for one in weigh(study, coder=coder) if finding in (None, one.claim.id)]
    tables = [table for table in tables if len(table)]
    return pd.concat(tables, ignore_index=True) if tables else make_table([], EVIDENCE_COLUMNS)


def weigh(
    study: Study,
    *,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
    choice: Choice | None = None,
) -> list[Weighed]:
    """Every claim with its verdict, its cases, its passages and what stands beside them.

    A `choice` stands instead of `coder`, and says too how coders are combined and who must have read a case.
    """
    basis = Basis.of(study, choice or Choice.of(study, coder), language or study.language)
    weighed = {claim.id: _weigh_one(claim, basis) for claim in study.findings if not isinstance(claim, Combination)}
    return [
        _weigh_combination(claim, weighed, basis) if isinstance(claim, Combination) else weighed[claim.id]
        for claim in study.findings
    ]


def _weigh_one(claim: Claim, basis: Basis) -> Weighed:
    match claim:
        case Prevalence():
            return weigh_prevalence(claim, basis)
        case Event():
            return weigh_event(claim, basis)
        case Outcome():
            return weigh_change(claim, basis)
        case Association():
            return weigh_association(claim, basis)
    raise QualkitError(f"finding {claim.id!r} has the unknown kind {claim.kind!r}")


def _weigh_combination(claim: Combination, weighed: dict[str, Weighed], basis: Basis) -> Weighed:
    premises = [weighed[premise] for premise in claim.premises]
    rows = (
        {"premise": one.claim.id, "claim": one.claim.words(basis.language), "verdict": one.verdict} for one in premises
    )
    return Weighed(
        claim=claim,
        verdict=judge_combination(one.verdict for one in premises),
        numbers=Numbers(),
        sides={},
        evidence=make_table([], EVIDENCE_COLUMNS),
        triangulation=basis.no_triangulation(),
        tables={"premises": make_table(rows, ("premise", "claim", "verdict"))},
    )
