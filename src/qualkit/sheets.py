"""cases.csv and outcomes.csv: cells are texts until a column is known to be something else."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.amounts import describe_open, has_mark, is_like_thousands, read_amounts, write_plain
from qualkit.errors import Fault, FaultsError, suggest
from qualkit.files import read_text

if TYPE_CHECKING:
    import pandas as pd

_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")


@dataclass(frozen=True)
class Sheet:
    """A CSV file as texts: the rows in order, each with its line."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]

    def line_of(self, row: int) -> int:
        return self.lines[row]


def read_sheet(path: Path, *, file: str, needed: Sequence[str], key: str) -> Sheet:
    """Read a comma-separated UTF-8 file whose column `key` names each row once.

    Raises FaultsError with all faults: a missing column, another separator, a row of another length, a key twice.
    """
    columns, records = read_records(path, file=file, needed=needed)
    faults: list[Fault] = []
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    seen: dict[str, int] = {}
    for line, record in records:
        if len(record) != len(columns):
            faults.append(tell_ragged(file, line, len(record), len(columns)))
            continue
        row = {column: cell.strip() for column, cell in zip(columns, record, strict=True)}
        if not row[key]:
            faults.append(Fault(file, line, f"the row has no {key}; name it or delete the row"))
        elif row[key] in seen:
            faults.append(
                Fault(file, line, f"{key} {row[key]!r} stands already on line {seen[row[key]]}; keep one row")
            )
        else:
            seen[row[key]] = line
            rows.append(row)
            lines.append(line)
    if faults:
        raise FaultsError(faults)
    return Sheet(file, columns, tuple(rows), tuple(lines))


def read_records(
    path: Path, *, file: str, needed: Sequence[str]
) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    """The columns of a comma-separated UTF-8 file, and its rows that hold anything, each with the line it ends on.

    Raises FaultsError where it is no CSV, is empty, or lacks a column that is needed.
    """
    source = read_text(path, file)
    reader = csv.reader(io.StringIO(source, newline=""), strict=True)
    try:
        records = [(reader.line_num, record) for record in reader if any(cell.strip() for cell in record)]
    except csv.Error as error:
        raise FaultsError([Fault(file, reader.line_num, f"not readable as CSV: {error}")]) from None
    if not records:
        raise FaultsError(
            [Fault(file, 1, f"the file is empty; its first line names the columns: {','.join(needed)},…")]
        )
    columns = tuple(cell.strip() for cell in records[0][1])
    faults = _check_columns(columns, file, needed)
    if faults:
        raise FaultsError(faults)
    return columns, records[1:]


def tell_ragged(file: str, line: int, n_cells: int, n_columns: int) -> Fault:
    """A row that is longer or shorter than the first line."""
    return Fault(file, line, f"{n_cells} cells where the first line names {n_columns} columns; "
                 "put a cell that holds a comma in double quotes")  # fmt: skip


def _check_columns(columns: Sequence[str], file: str, needed: Sequence[str]) -> list[Fault]:
    if len(columns) == 1 and any(sign in columns[0] for sign in ";\t"):
        sign = ";" if ";" in columns[0] else "tab"
        return [Fault(file, 1, f"the columns are separated by {sign!r}; save the file with commas "
                      "(Excel: 'CSV UTF-8'; LibreOffice: 'Field delimiter ,')")]  # fmt: skip
    faults = [
        Fault(file, 1, f"there is no column {name!r}: {suggest(name, columns)}")
        for name in needed
        if name not in columns
    ]
    twice = {name for name in columns if columns.count(name) > 1}
    faults += [Fault(file, 1, f"two columns are called {name!r}; rename one") for name in sorted(twice)]
    return faults


def to_frame(sheet: Sheet, texts: Sequence[str], faults: list[Fault] | None = None) -> pd.DataFrame:
    """The sheet as a table: columns whose every told cell is a number become numbers, the rest stay text.

    `texts` stay text whatever they hold; so does a column with a cell such as `007`. Nothing declares what such a
    column holds, so that beyond plain numbers only cells with a mark or word of amounts (`Rp`, `juta`) are read, and
    points that part thousands; what is open is added to `faults`, or raised. An empty cell is missing.
    """
    import pandas as pd

    columns: dict[str, pd.Series] = {}
    found: list[Fault] = []
    for column in sheet.columns:
        cells = [row[column] for row in sheet.rows]
        told = [number for number, cell in enumerate(cells) if cell]
        if column not in texts and told and all(_is_like_number(cells[number]) for number in told):
            whole = len(told) == len(cells) and all(_WHOLE_NUMBER.fullmatch(cell) for cell in cells)
            numbers = read_numbers(sheet, column, told, found)
            columns[column] = pd.Series(numbers, dtype="int64" if whole else "float64")
        else:
            columns[column] = pd.Series([cell or None for cell in cells], dtype=object)
    if faults is None and any(not fault.warning for fault in found):
        raise FaultsError(found)
    if faults is not None:
        faults += found
    return pd.DataFrame(columns, columns=list(sheet.columns))


def _is_like_number(cell: str) -> bool:
    return bool(_PLAIN_NUMBER.fullmatch(cell)) or is_like_thousands(cell) or has_mark(cell)


def read_numbers(
    sheet: Sheet,
    column: str,
    rows: Sequence[int],
    faults: list[Fault],
    *,
    unit: str = "",
    whole: bool = False,
    otherwise: str = "",
) -> list[float]:
    """A column as numbers, of those rows in which something is told; the others, and what stays open, are NaN.

    Every cell that stays open is a fault, `otherwise` telling what else may be done; so is a part where the column
    holds `whole` numbers. One warning tells how many cells were read from a notation, for somebody to look.
    """
    values = [math.nan] * len(sheet.rows)
    noted: list[tuple[int, str, str]] = []
    for number, amount in zip(rows, read_amounts([sheet.rows[n][column] for n in rows], unit=unit), strict=True):
        cell, line = sheet.rows[number][column], sheet.line_of(number)
        who = f"{column} of {sheet.rows[number]['case']} is {cell!r}"
        if amount.value is None:
            faults.append(Fault(sheet.file, line, f"{who}{describe_open(amount)}{otherwise}"))
        elif whole and not amount.value.is_integer():
            problem = f"{who}, but a count is whole; write a whole number, or `type: amount` where parts can be"
            faults.append(Fault(sheet.file, line, problem))
        else:
            values[number] = amount.value
            if not amount.plain:
                noted.append((line, cell, write_plain(amount.readings[0])))
    if noted:
        line, cell, value = noted[0]
        many = f"{len(noted)} cells were" if len(noted) > 1 else "1 cell was"
        lines = f"lines {', '.join(str(line) for line, _, _ in noted[:12])}{', …' if len(noted) > 12 else ''}"
        problem = f"{column}: {many} read from notation such as {cell!r} as {value}; see that this is what was told"
        faults.append(Fault(sheet.file, line, f"{problem} ({lines})" if len(noted) > 1 else problem, warning=True))
    return values
