"""Tables of other people's (.csv, .tsv, .xlsx) as a grid of texts: named columns, and rows of which none is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from qualkit.errors import Fault, FaultsError, QualkitError, suggest
from qualkit.files import normalise
from qualkit.reading.formats.second_heads import join_heads, names_parts
from qualkit.reading.formats.separated import Cells, read_separated

ENDINGS = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls")

_LOOKED_AT = 20  # rows at the top, among which the heads are
_NEARLY_ALL = 0.6  # of the columns have a head
_NEARLY_ALL_NUMBERS = 0.9  # of a column's cells
_FEW_COLUMNS = 4
_MOST_COLUMNS = 16_384  # as many as Excel has
_MOST_TOLD = 5
_UNSEEN = {code: None for code in range(32) if chr(code) not in "\t\n"} | {0x7F: None, 0xFEFF: None, 0x200B: None}
_NUMBER = re.compile(r"(?:Rp\.?\s*)?[-+]?[0-9][0-9.,:/\sT-]*%?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as texts. Every row has a cell for every column; an empty cell is ''."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]  # where each row stands: the line of the file, or the row of the sheet
    notes: tuple[str, ...] = ()  # what was done that its user should know

    def find(self, column: str) -> int:
        """The number of a column, from 0. Raises QualkitError where there is none of that name."""
        if column in self.columns:
            return self.columns.index(column)
        wanted = column.strip().casefold()
        for number, name in enumerate(self.columns):
            if name.casefold() == wanted:
                return number
        raise QualkitError(f"{self.file}: it has no column {column!r}: {suggest(column, self.columns)}")

    def cells(self, column: str) -> tuple[str, ...]:
        """The cells of a column, from the top. Raises QualkitError where there is none of that name."""
        number = self.find(column)
        return tuple(row[number] for row in self.rows)


def read_grid(
    raw: bytes, *, file: str, encoding: str | None = None, sheet: str | None = None, heads: int | None = None
) -> Grid:
    r"""Read a table.

    Cells stay the texts that they are: `007`, `NA`, `1,5`. The heads are looked for below whatever title stands above
    them; a table without heads gets `column 1`, `column 2`, … What was guessed stands in the notes.

    Parameters
    ----------
    raw : the bytes of the file.
    file : its name, by whose ending it is read, and by which faults name it.
    encoding : of a .csv or .tsv, where it is known.
    sheet : the sheet of a workbook; by default the first visible one that holds anything.
    heads : the line (of a workbook: the row) on which the heads stand, 0 where there are none; by default looked for.

    Raises
    ------
    FaultsError
        Where it is no table, is broken or holds nothing.

    Examples
    --------
    >>> grid = read_grid(b"No;Why?\n007;NA\n008;\n", file="survey.csv")
    >>> grid.columns, grid.rows
    (('No', 'Why?'), (('007', 'NA'), ('008', '')))
    """
    from qualkit.reading.formats.workbook import MOST_CELLS, read_workbook  # what unpacks it is long to load

    if PurePath(file).suffix.lower() in _WORKBOOKS:
        found = read_workbook(raw, file=file, sheet=sheet)
    else:
        found = read_separated(raw, file=file, encoding=encoding)
    cells = _trim(found)
    if not cells.rows:
        raise FaultsError([Fault(file, 0, "it is empty: there is no row with anything in it")])
    width = max(map(len, cells.rows))
    if width > _MOST_COLUMNS or width * len(cells.rows) > MOST_CELLS:
        problem = f"it has {width:,} columns and {len(cells.rows):,} rows, which is no table of people; was it damaged?"
        raise FaultsError([Fault(file, 0, problem)])
    return _make_grid(cells, file, _find_heads(cells) if heads is None else _place_of(heads, cells, file))


def is_number(cell: str) -> bool:
    """Whether a cell holds a number, an amount, a date or a time, and no words.

    >>> is_number("1.500"), is_number("Rp 20.000"), is_number("2020-01-31 12:05"), is_number("3 times")
    (True, True, True, False)
    """
    return _NUMBER.fullmatch(cell) is not None


def _trim(cells: Cells) -> Cells:
    """Cleaned cells, without the rows that are empty, and without empty cells at the end of a row."""
    rows, lines = [], []
    for row, line in zip(cells.rows, cells.lines, strict=True):
        texts = [normalise(cell).translate(_UNSEEN).strip() for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows.append(texts)
            lines.append(line)
    return Cells(rows, lines, cells.notes)


def _place_of(heads: int, cells: Cells, file: str) -> int:
    """Which row it is that stands on a line; -1 for no heads."""
    if heads == 0:
        return -1
    if heads not in cells.lines:
        raise FaultsError([Fault(file, heads, "there are no heads on this line: it is empty, or lies in another row")])
    return cells.lines.index(heads)


def _find_heads(cells: Cells) -> int:
    """Which row names the columns: the first that fills nearly all of them, unless it is like the rows below; else -1.

    Or one that fills few, where the row below it names the parts of what it asks.
    """
    rows = cells.rows
    filled = [sum(map(bool, row)) for row in rows[:_LOOKED_AT]]
    place = next(number for number, count in enumerate(filled) if count >= _NEARLY_ALL * max(filled))
    if place and names_parts(rows[place - 1], rows[place], rows[place + 1 :], is_number):
        return place - 1
    row, below = cells.rows[place], cells.rows[place + 1 :]
    return -1 if place == 0 and row not in below and _is_like(row, below) else place


def _is_like(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a first row is of the same kind as those below: numbers over numbers, or speakers who speak again.

    A name that comes again below is no sign in a wide table: there, options of a question bear their own name.
    """
    columns = [[other[n] for other in below if n < len(other) and other[n]] for n in range(len(row))]
    numbers = [cell for cell, told in zip(row, columns, strict=True)
               if len(told) > 1 and sum(map(is_number, told)) >= _NEARLY_ALL_NUMBERS * len(told)]  # fmt: skip
    counted = [cell for cell in numbers if not _YEAR.fullmatch(cell)]
    if counted and all(map(is_number, numbers)) and not _is_numbering(counted):
        return True
    return len(row) <= _FEW_COLUMNS and any(cell and cell in told for cell, told in zip(row, columns, strict=True))


def _is_numbering(cells: Sequence[str]) -> bool:
    """Whether they count 1, 2, 3, …, as the heads of a question's items do."""
    return len(cells) > 2 and list(cells) == [str(number) for number in range(1, len(cells) + 1)]


def _make_grid(cells: Cells, file: str, place: int) -> Grid:
    heads = cells.rows[place] if place >= 0 else []
    rows, lines = cells.rows[place + 1 :], cells.lines[place + 1 :]
    heads, more = join_heads(heads, rows, is_number) if heads else (heads, 0)
    rows, lines, joined = rows[more:], lines[more:], lines[:more]
    if not rows:
        raise FaultsError(
            [Fault(file, cells.lines[place], "below this line, which names the columns, there are no rows")]
        )
    notes = list(cells.notes)
    if place < 0:
        notes.append("its first row is like the others and names no columns: they are called column 1, column 2, …")
    for above, line in zip(cells.rows[: max(place, 0)], cells.lines, strict=False):
        notes.append(f"line {line}, above the heads, belongs to no column: {' '.join(filter(None, above))[:200]!r}")
    if joined:
        notes.append(_tell_joined(joined))
    width = max(len(heads), *map(len, rows))
    kept = [n for n in range(width) if (n < len(heads) and heads[n]) or any(n < len(row) and row[n] for row in rows)]
    notes += _tell_ragged(rows, lines, len(heads)) if heads else []
    columns = _name_columns([heads[n] if n < len(heads) else "" for n in kept], kept, notes, told=place >= 0)
    whole = tuple(tuple(row[n] if n < len(row) else "" for n in kept) for row in rows)
    return Grid(file, columns, whole, tuple(lines), tuple(notes))


def _tell_joined(lines: Sequence[int]) -> str:
    if len(lines) == 1:
        return f"line {lines[0]} is no person: it says what the columns above are"
    return f"lines {' and '.join(map(str, lines))} are no persons: they say what the columns above are"


def _tell_ragged(rows: Sequence[Sequence[str]], lines: Sequence[int], width: int) -> list[str]:
    """Rows that go on behind the last head: the separator may stand in a cell without quotation marks."""
    longer = [line for row, line in zip(rows, lines, strict=True) if len(row) > width]
    if not longer:
        return []
    some = ", ".join(map(str, longer[:_MOST_TOLD])) + (", …" if len(longer) > _MOST_TOLD else "")
    return [f"rows with more cells than there are heads ({len(longer)}: line {some}): the rest has columns of its own; "
            "perhaps a cell there holds the separator without quotation marks"]  # fmt: skip


def _name_columns(heads: Sequence[str], places: Sequence[int], notes: list[str], *, told: bool) -> tuple[str, ...]:
    """Each column's name, its own or a made one; those that bear the same name are numbered."""
    names: list[str] = []
    again: Counter[str] = Counter()
    heads = [" ".join(head.split()) for head in heads]
    all_heads, taken = {head.casefold() for head in heads}, set[str]()
    for head, place in zip(heads, places, strict=True):
        name = head or f"column {place + 1}"
        if name.casefold() in taken or (not head and name.casefold() in all_heads):
            first = name
            while name.casefold() in taken or name.casefold() in all_heads:
                again[first] += 1
                name = f"{first} ({again[first] + 1})"
            notes.append(f"two columns are called {first!r}: the later one is read as {name!r}")
        elif not head and told:
            notes.append(f"a column has no head: it is called {name!r}")
        names.append(name)
        taken.add(name.casefold())
    return tuple(names)
