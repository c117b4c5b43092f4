"""Tables that were copied out of a document into a text: a row a line, a tab between its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from qualkit.reading.formats.manuscript import Paragraph, clean

_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,3})?")
_LEAST = 3  # rows, and columns, of a table
_PAIRS = 4  # rows of one with two columns: who speaks, and what is said
_NAME = 4  # words of who speaks


def find_tabbed(block: str) -> list[str | Paragraph]:
    r"""A block of lines with its tables as rows, and the lines between them as they are.

    >>> found = find_tabbed("Lampiran\n1\tP\tKapan?\n2\tN\tDulu.\n3\tP\tBerapa?")
    >>> [part if isinstance(part, str) else part.cells for part in found]
    ['Lampiran', ('1', 'P', 'Kapan?'), ('2', 'N', 'Dulu.'), ('3', 'P', 'Berapa?')]
    """
    parts: list[str | Paragraph] = []
    for tabs, group in groupby(block.split("\n"), key=lambda line: min(line.strip().count("\t"), _LEAST - 1)):
        lines = [*group]
        rows = (_read_rows if tabs > 1 else _read_pairs)(lines) if tabs else []
        parts += rows or ["\n".join(lines)]
    return [*_join(parts)]


def _read_rows(lines: Sequence[str]) -> list[Paragraph]:
    """The rows of a table; none where tabs only put values below each other, behind labels or tags."""
    cells = [[clean(cell) for cell in line.split("\t")] for line in lines]
    width = max(map(len, cells))
    rows = [tuple(row + [""] * (width - len(row))) for row in cells]
    ragged = any(len(row) < width - 1 for row in cells)  # an empty cell at the end may be gone
    signs = sum(any(cell.startswith(":") for cell in row) or row[0].endswith(":") for row in rows)
    columns = list(zip(*rows, strict=True))
    timed = any(all(map(_TIME.fullmatch, column)) for column in columns)  # programs leave out who was not named
    empty = not timed and any(not any(column) for column in columns[:-1])
    if len(rows) < _LEAST or ragged or empty or signs * 2 >= len(rows):
        return []
    return [Paragraph("\n".join(filter(None, row)), cells=row) for row in rows]


def _read_pairs(lines: Sequence[str]) -> list[Paragraph]:
    """The rows of a table of who speaks and what is said; none where the same few do not speak again and again."""
    rows = [(clean(who), clean(said)) for who, _, said in (line.partition("\t") for line in lines)]
    names = {who for who, _ in rows}
    few = len(rows) >= _PAIRS and 1 < len(names) <= len(rows) / 2
    named = all(who and said and len(who.split()) <= _NAME and who[-1] not in ":.?!" for who, said in rows)
    if not few or not named or any(said[0] in ":：" for _, said in rows):
        return []
    return [Paragraph(f"{who}\n{said}", cells=(who, said)) for who, said in rows]


def _join(parts: Sequence[str | Paragraph]) -> Iterator[str | Paragraph]:
    """The parts, with neighbours that are lines in one again."""
    for is_text, group in groupby(parts, key=lambda part: isinstance(part, str)):
        members = [*group]
        yield from ["\n".join(map(str, members))] if is_text else members
