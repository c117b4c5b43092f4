"""What a notebook shows of an import that waits to be accepted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_MOST = 20  # rows of a table
_FILES = ("file", "document", "kind", "turns", "words", "state", "what is to be known")
_SPEAKERS = ("document", "tag", "turns", "words", "role", "why")
_COLUMNS = ("document", "column", "use", "told", "why")


def show_plan(files: pd.DataFrame, speakers: pd.DataFrame, columns: pd.DataFrame, hint: str) -> str:
    """The tables of a plan as HTML, the first rows of each, with what to do next; all that came in is escaped."""
    counts = ", ".join(f"{count} {state}" for state, count in files["state"].value_counts().items())
    told = files["problem"].where(files["problem"] != "", files["notes"])
    names = files["file"].str.replace(r".*[/\\]", "", regex=True)
    return (
        f"<p><b>Import</b>: {escape(counts or 'no files')}; {hint}</p>"
        + _format(files.assign(file=names, **{_FILES[-1]: told}), _FILES, "files")
        + _format(speakers, _SPEAKERS, "speakers")
        + _format(columns, _COLUMNS, "columns")
    )


def _format(table: pd.DataFrame, columns: Sequence[str], name: str) -> str:
    if table.empty:
        return ""
    head = "".join(f"<th style='text-align:left'>{column}</th>" for column in columns)
    rows = "".join(
        f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.head(_MOST)[list(columns)].itertuples(index=False)
    )
    more = len(table) - _MOST
    rest = f"<p>… {more:,} more: see <code>.{name}</code></p>" if more > 0 else ""
    return f"<table><tr>{head}</tr>{rows}</table>{rest}"


def _cell(value: object) -> str:
    words = "" if value is None or value != value else f"{value:,.0f}" if isinstance(value, float) else str(value)
    return f"<td style='text-align:left'>{escape(words)}</td>"
