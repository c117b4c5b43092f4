"""Tables as text (.csv, .tsv): which sign separates their cells, and the cells, with the line each row begins on."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from qualkit.errors import Fault, FaultsError
from qualkit.files import normalise
from qualkit.reading.formats.decoding import decode

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars (|)"}

_LOOKED_AT = 200_000  # characters, and rows, by which the separator is judged
_ROWS_LOOKED_AT = 300
_AGREES = 0.95  # of the rows must be of one length for marks of quotation to be taken as text
_END = "\N{INFORMATION SEPARATOR FOUR}end"  # a last row of our own: where it is not read as one, a quotation is open


@dataclass(frozen=True, slots=True)
class Cells:
    """A table's cells as texts, row by row, before it is known what they are; `lines` are the rows' places in it."""

    rows: list[list[str]]
    lines: list[int]
    notes: tuple[str, ...] = ()


def read_separated(raw: bytes, *, file: str, encoding: str | None = None) -> Cells:
    """The cells of a table that is written as text. Raises FaultsError."""
    decoded = decode(raw, file=file, encoding=encoding)
    text = normalise(decoded.text).replace("\0", "")
    notes = list(decoded.notes)
    skipped, separator = _take_declared(text)
    if skipped:
        text = text.partition("\n")[2]
    separator = separator or find_separator(text, file)
    if separator != ",":
        notes.append(f"its columns are separated by {SEPARATORS.get(separator, repr(separator))}")
    # Python's own limit of 131,072 signs a cell is less than a long interview in one cell; it is only ever raised
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + len(_END)))
    rows, note = _split(text, separator, file, skipped)
    if note:
        notes.append(note)
    return Cells([row for _, row in rows], [line + skipped for line, _ in rows], tuple(notes))


def find_separator(text: str, file: str = "") -> str:
    r"""The sign that separates the cells: that by which the most rows have the same number of them.

    Signs inside quotation marks count for nothing. Where no sign parts the rows alike, there is one column.

    >>> find_separator('name;said\nA;"yes; or no"\nB;well, no\n')
    ';'
    """
    best: tuple[float, int, str] = (0.0, 1, "\t" if file.lower().endswith((".tsv", ".tab")) else ",")
    for separator in SEPARATORS:
        lengths = _count_cells(text, separator)
        if not lengths:
            continue
        columns, rows = max(lengths.items(), key=lambda counted: (counted[1], counted[0]))
        if columns > 1:
            best = max(best, (rows / lengths.total(), columns, separator), key=lambda found: found[:2])
    return best[2]


def _count_cells(text: str, separator: str) -> Counter[int]:
    """How many rows have how many cells, among the first rows."""
    looked_at = text[:_LOOKED_AT]
    reader = csv.reader(io.StringIO(looked_at, newline=""), delimiter=separator)
    try:
        rows = list(islice(reader, _ROWS_LOOKED_AT))
    except csv.Error:
        return Counter()
    if len(looked_at) < len(text) and len(rows) > 1:
        rows.pop()  # cut in the middle
    return Counter(len(row) for row in rows if any(cell.strip() for cell in row))


def _take_declared(text: str) -> tuple[int, str]:
    """How many lines at the beginning declare the separator (Excel's `sep=;`), and which."""
    first = text.partition("\n")[0].strip()
    if len(first) == 5 and first.lower().startswith("sep="):
        return 1, first[4]
    return (1, "\t") if first.lower() in ("sep=", "sep=\\t") else (0, "")


def _split(text: str, separator: str, file: str, skipped: int) -> tuple[list[tuple[int, list[str]]], str]:
    """The rows with their lines, and a note where quotation marks do not stand as they do in CSV."""
    try:
        return list(_read_rows(text, separator, strict=True)), ""
    except csv.Error:
        pass
    plain = list(_read_rows(text, separator, quoted=False))
    lengths = Counter(len(row) for _, row in plain)
    if lengths and lengths.most_common(1)[0][1] >= _AGREES * len(plain) and len(plain[0][1]) > 1:
        return plain, "quotation marks in it enclose no cells; they were kept as they stand"
    rows = list(_read_rows(f"{text.rstrip()}\n{_END}", separator))
    if rows[-1][1] != [_END]:
        line = rows[-1][0] + skipped
        raise FaultsError([Fault(file, line, "a quotation mark opens here, or below, and is never closed, so that the "
                                 "rows run together: close it, or double it where it is meant (\"\")")])  # fmt: skip
    return rows[:-1], "some quotation marks in it stand where CSV has none; look whether the cells are as meant"


def _read_rows(
    text: str, separator: str, *, strict: bool = False, quoted: bool = True
) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line on which it begins."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict, quoting=quoting)
    before = 0
    for row in reader:
        if any(cell.strip() for cell in row):
            yield before + 1, row
        before = reader.line_num
