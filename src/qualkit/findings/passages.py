"""The passages behind a claim, as tables that can be read, cited and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.columns import make_table
from qualkit.findings.evidence import Question, Reading, Units, cases_of
from qualkit.model import Coding, Documents

if TYPE_CHECKING:
    import pandas as pd

EVIDENCE_COLUMNS = (
    "finding", "case", "case_side", "side", "counts", "document", "kind", "speaker", "turn", "start", "end", "code",
    "coder", "status", "certainty", "when", "quote",
)  # fmt: skip
TRIANGULATION_COLUMNS = ("finding", "source", "n_support", "n_contradict", "n_documents")


def source_of(coding: Coding, documents: Documents) -> str:
    """Who says it: the case that speaks where the passage begins, or the document where nobody does."""
    turn = documents[coding.document].turn_at(coding.start, coding.end)
    return (turn.case if turn else None) or coding.document


def list_passages(
    question: Question,
    readings: Sequence[Reading],
    documents: Documents,
    sides: Mapping[str, str],
    units_of: Units | None = None,
) -> pd.DataFrame:
    """Every passage that bears on a question, and one row for each case that has none.

    `case_side` is where the case stands ('' if the claim is not about it); `counts` is False for what was taken
    back, only reported, or is about another time. A passage about several cases has a row for each.
    """
    units_of = units_of or cases_of
    rows = [
        _row(question, coding, documents, sides, case)
        for reading in readings
        for coding in reading.codings
        if question.side_of(coding)
        for case in tuple(units_of(coding)) or ("",)
    ]
    shown = {row["case"] for row in rows}
    empty = dict.fromkeys(EVIDENCE_COLUMNS, "") | {"finding": question.finding, "counts": False}
    empty |= dict.fromkeys(("turn", "start", "end"))
    rows += [empty | {"case": case, "case_side": side} for case, side in sides.items() if case not in shown]
    return make_table(rows, EVIDENCE_COLUMNS)


def _row(
    question: Question, coding: Coding, documents: Documents, sides: Mapping[str, str], case: str
) -> dict[str, Any]:
    document = documents[coding.document]
    turn = document.turn_at(coding.start, coding.end)
    return {
        "finding": question.finding,
        "case": case,
        "case_side": sides.get(case, ""),
        "side": question.side_of(coding),
        "counts": question.counts(coding),
        "document": coding.document,
        "kind": document.kind,
        "speaker": (turn.speaker if turn else None) or "",
        "turn": turn.number if turn else None,
        "start": coding.start,
        "end": coding.end,
        "code": coding.code,
        "coder": coding.coder,
        "status": coding.status,
        "certainty": coding.certainty,
        "when": coding.when or "",
        "quote": coding.quote,
    }


def triangulate(
    question: Question, readings: Sequence[Reading], documents: Documents, roles: Mapping[str, str]
) -> pd.DataFrame:
    """Passages that count, for and against, by kind of source: the role of who speaks, or the kind of document."""
    found: dict[str, dict[str, set[Any]]] = {}
    for reading in readings:
        for coding in reading.codings:
            side = question.side_of(coding)
            if side and question.counts(coding):
                speaker = source_of(coding, documents)
                kind = roles.get(speaker) or documents[coding.document].kind
                about = found.setdefault(kind, {"supports": set(), "contradicts": set(), "documents": set()})
                about[side].add((coding.document, coding.start, coding.end))
                about["documents"].add(coding.document)
    rows = (
        {
            "finding": question.finding,
            "source": source,
            "n_support": len(about["supports"]),
            "n_contradict": len(about["contradicts"]),
            "n_documents": len(about["documents"]),
        }
        for source, about in sorted(found.items(), key=lambda item: (-len(item[1]["documents"]), item[0]))
    )
    return make_table(rows, TRIANGULATION_COLUMNS)
