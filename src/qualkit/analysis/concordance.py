"""A concordance to look at: the hits below each other, with what stands before and after them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd
from rich.cells import cell_len, set_cell_size

_NEEDED = ("document", "turn", "speaker", "before", "hit", "after")
_SHOWN = 60  # rows in a notebook
_WIDEST_HIT = 30  # columns of a terminal
_PLACE = "text-align:left;white-space:nowrap;opacity:.7"
_BEFORE = "text-align:right;white-space:nowrap"
_AFTER = "text-align:left;white-space:nowrap"


class Concordance(pd.DataFrame):  # type: ignore[misc]  # pandas comes without types
    """A table of hits, which a notebook shows as a concordance; in all else it is a DataFrame."""

    @property
    def _constructor(self) -> Any:
        return Concordance

    def __repr__(self) -> str:
        return "\n".join(filter(None, (super().__repr__(), self._note)))

    @property
    def _note(self) -> str:
        return str(self.attrs.get("note", "")) if self.empty else ""

    def _repr_html_(self) -> str | None:
        if not set(_NEEDED) <= set(self.columns):
            html: str | None = super()._repr_html_()
            return html
        if self.empty:
            return f"<p>no hits{escape(f': {self._note}' if self._note else '')}</p>"
        rows = "".join(map(_show_row, self.head(_SHOWN)[list(_NEEDED)].itertuples(index=False, name=None)))
        shown = f"{_SHOWN} of " if len(self) > _SHOWN else ""
        return f"<div style='overflow-x:auto'><table>{rows}</table></div><p>{shown}{len(self):,} {'hit' if len(self) == 1 else 'hits'}</p>"


def _show_row(row: tuple[Any, ...]) -> str:
    document, turn, speaker, before, hit, after = (escape(_flatten(str(cell))) for cell in row)
    place = " ".join(filter(None, (f"{document}:{turn}", speaker)))
    return (
        f"<tr><td style='{_PLACE}'>{place}</td><td style='{_BEFORE}'>{before}</td>"
        f"<td style='{_AFTER}'><b>{hit}</b></td><td style='{_AFTER}'>{after}</td></tr>"
    )


def format_concordance(table: pd.DataFrame, width: int) -> str:
    """The hits as lines of `width` columns, each hit below the one before; what is cut off there stands in the table.

    >>> row = {"document": "K1", "turn": 2, "speaker": "K", "before": "saya pernah ", "hit": "minjem", "after": " lagi"}
    >>> print(format_concordance(pd.DataFrame([row]), 40), end="")
    document  turn  before  hit     after
    K1           2  pernah  minjem  lagi
    """
    cells = [[_flatten(str(cell)) for cell in table[name]] for name in ("document", "turn", "before", "hit", "after")]
    documents, turns, befores, hits, afters = cells
    names = max(len("document"), _widest(documents))
    widest = max(len("hit"), min(_widest(hits), _WIDEST_HIT))
    left = max(len("before"), (width - names - widest - 13) // 2)
    right = max(len("after"), width - names - widest - left - 12)
    lines = [f"{_cut('document', names)}  turn  {'before':>{left}}  {_cut('hit', widest)}  after"]
    for document, turn, before, hit, after in zip(documents, turns, befores, hits, afters, strict=True):
        said = hit if cell_len(hit) <= widest else set_cell_size(hit, widest - 1) + "…"
        lines.append(
            f"{_cut(document, names)}  {turn:>4}  {_cut(before[::-1].lstrip(), left)[::-1]}  {_cut(said, widest)}  "
            f"{_cut(after.lstrip(), right)}"
        )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _flatten(text: str) -> str:
    """The text on one line; blanks at its ends stay."""
    return "".join(" " if letter.isspace() else letter for letter in text) if not text.isprintable() else text


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _cut(text: str, width: int) -> str:
    return set_cell_size(text, width)
