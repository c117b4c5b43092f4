"""Finding the passages that carry a code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualkit.coding.table import split_cases, tabulate_codings
from qualkit.conditions import decide
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

QUOTE_COLUMNS = [
    "document", "case", "speaker", "start", "end", "code", "coder", "method", "quote", "turn", "status", "certainty",
    "when", "memo", "id",
]  # fmt: skip


def find_quotes(
    study: Study,
    code: str | Iterable[str] = "**",
    *,
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
) -> pd.DataFrame:
    """The coded passages, in the order of the texts.

    Parameters
    ----------
    code : which codes: `welfare/needs` (it and all below), `welfare/*`, `welfare/**`, `**`, or several.
    where : a condition on the case, over its role, attributes and outcomes: `"role == 'member' and age > 40"`.
        Passages about no case, or for whose case a missing value leaves the condition open, are then left out.
    coder : whose codings; the coders of record by default.

    Returns
    -------
    DataFrame, one row a passage and code: `document case speaker start end code coder method quote`, then `turn
    status certainty when memo id`. Several cases of a passage are joined with '; '.

    Raises
    ------
    QualkitError
        For an unknown code, column or coder.

    Examples
    --------
    >>> find_quotes(study, code="welfare/moneylender/owing", where="age < 40")[["document", "start"]].head(2)
      document  start
    0      M22   1983
    1      M22   2888
    """
    table = tabulate_chosen(study, code, coder, set_aside=True)
    if where:
        facts = study.facts
        held = set(facts["case"][decide(where, facts).eq(True)])
        wanted = set(split_cases(table).loc[lambda rows: rows["case"].isin(held), "id"])
        table = table[table["id"].isin(wanted)]
    return table[QUOTE_COLUMNS].reset_index(drop=True)


def tabulate_chosen(
    study: Study, code: str | Iterable[str], coder: str | Iterable[str] | None, *, set_aside: bool = False
) -> pd.DataFrame:
    """The codings of the chosen coders under the chosen codes; with `set_aside` also those taken back or reported."""
    paths = set(study.codebook.select(code))
    codings = [
        coding
        for name in study.choose_coders(coder)
        for coding in study.record(name).codings
        if coding.code in paths and (set_aside or coding.status == "stands")
    ]
    return tabulate_codings(codings, study.documents)
