"""Tables: how they are made of rows, and how they leave as text, CSV, JSON or Markdown."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from qualkit.errors import QualkitError, suggest

if TYPE_CHECKING:
    import pandas as pd

Format = Literal["table", "csv", "json", "md"]
FORMATS: tuple[Format, ...] = ("table", "csv", "json", "md")
_BREAK = "\x1f"  # where a long path may go on in the next line; takes no room, and is not printed
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def make_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """One row a mapping, with these columns and no others, also where there are no rows."""
    import pandas as pd

    return pd.DataFrame([{column: row[column] for column in columns} for row in rows], columns=list(columns))


def check_columns(table: pd.DataFrame, needed: Iterable[str]) -> None:
    """Raise QualkitError where a table lacks a column that is needed."""
    for column in needed:
        if column not in table.columns:
            raise QualkitError(f"the table has no column {column!r}: {suggest(column, table.columns)}")


def format_table(table: pd.DataFrame, how: Format = "table", *, width: int | None = None) -> str:
    """A table as text.

    `json` is a list of row objects, numbers unrounded, NaN as null. `csv` guards cells that a spreadsheet would
    run as a formula with a leading apostrophe. `table` fits `width` characters (the terminal's by default).
    """
    if how not in FORMATS:
        raise QualkitError(f"no format {how!r}: {suggest(how, FORMATS)}")
    if how == "json":
        return json.dumps(to_rows(table), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    if how == "csv":
        return str(guard_formulas(table).to_csv(index=False, lineterminator="\n"))
    if how == "md":
        return _format_markdown(table)
    return _format_terminal(table, width)


def to_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain objects: NaN and missing become None, numpy's numbers Python's."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in table.to_dict("records")]


def guard_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """The table with texts that a spreadsheet would take for formulas made plain text, and LF as the only line end."""

    def guard(cell: Any) -> Any:  # a bare CR is not quoted by the CSV writer, and would begin a row of its own
        if not isinstance(cell, str):
            return cell
        return ("'" if cell.startswith(_FORMULA) else "") + re.sub("\r\n?", "\n", cell)

    return table.map(guard)


def format_number(value: Any, digits: int = 2) -> str:
    """A cell for people: whole numbers with thousands marks, fractions rounded but never to nothing, '' for missing.

    >>> format_number(1500000.0), format_number(0.70833), format_number(0.0001), format_number(float("nan"))
    ('1,500,000', '0.71', '<0.01', '')
    """
    value = _plain(value)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if float(value).is_integer():
        return f"{int(value):,}"
    if round(abs(value), digits) == 0:
        return f"<{10**-digits:.{digits}f}" if value > 0 else f">-{10**-digits:.{digits}f}"
    return f"{value:,.{digits}f}"


def _plain(value: Any) -> Any:
    if hasattr(value, "item"):
        value = value.item()
    if value is None or type(value).__name__ == "NAType" or value != value:  # NaN, NaT
        return None
    if isinstance(value, float) and math.isinf(value):
        return None
    return value


def _format_markdown(table: pd.DataFrame) -> str:
    def cells(values: Iterable[Any]) -> str:
        return "| " + " | ".join(format_number(v).replace("|", "\\|").replace("\n", " ") for v in values) + " |"

    lines = [cells(table.columns), "|" + " --- |" * len(table.columns)]
    return "\n".join([*lines, *(cells(row) for row in table.itertuples(index=False))]) + "\n"


def _format_terminal(table: pd.DataFrame, width: int | None) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in table.columns:
        numeric = table[column].dtype.kind in "iuf"
        shown.add_column(Text(str(column)), justify="right" if numeric else "left", overflow="fold")
    for row in table.itertuples(index=False):
        shown.add_row(*(Text(re.sub(r"/\b", f"/{_BREAK}", format_number(cell))) for cell in row))
    out = io.StringIO()
    console = Console(file=out, width=width, no_color=True, highlight=False, legacy_windows=False)
    console.print(shown)
    lines = out.getvalue().replace(_BREAK, "").splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"
