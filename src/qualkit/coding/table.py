"""Codings as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qualkit.columns import make_table
from qualkit.model import Coding, Documents

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "document", "kind", "turn", "turn_role", "speaker", "case", "start", "end", "code", "theme", "coder", "method",
    "status", "certainty", "when", "memo", "at", "id", "quote",
)  # fmt: skip


def tabulate_codings(codings: Iterable[Coding], documents: Documents) -> pd.DataFrame:
    """One row a coding, in the order given.

    `turn` and `speaker` are those in which the passage begins; `case` names whom it is about (several are joined
    with '; ', none is '').
    """
    return make_table((_row(coding, documents) for coding in codings), COLUMNS)


def split_cases(table: pd.DataFrame) -> pd.DataFrame:
    """One row a coding and case; codings about no case are left out."""
    split = table.assign(case=table["case"].str.split("; ")).explode("case")
    return split[split["case"] != ""].reset_index(drop=True)


def _row(coding: Coding, documents: Documents) -> dict[str, Any]:
    document = documents[coding.document]
    turn = document.turn_at(coding.start, coding.end)
    return {
        "document": coding.document,
        "kind": document.kind,
        "turn": turn.number if turn else 0,
        "turn_role": turn.turn_role if turn else "other",
        "speaker": (turn.speaker if turn else None) or "",
        "case": "; ".join(coding.cases or ()),
        "start": coding.start,
        "end": coding.end,
        "code": coding.code,
        "theme": coding.code.partition("/")[0],
        "coder": coding.coder,
        "method": coding.method,
        "status": coding.status,
        "certainty": coding.certainty,
        "when": coding.when or "",
        "memo": coding.memo,
        "at": coding.at,
        "id": coding.id,
        "quote": coding.quote,
    }
