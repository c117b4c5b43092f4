"""A table that says who is who, above a talk whose turns begin with what its rows are called: I1 | the one who asks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from qualkit.reading.drafting.kin import kin_of
from qualkit.reading.drafting.labels import is_label
from qualkit.reading.drafting.lines import find_opening
from qualkit.reading.drafting.shapes import shape_of
from qualkit.reading.formats.manuscript import Paragraph

_LEAST, _MOST = 2, 40  # people in such a table
_OFTEN = 2  # turns of each
_KNOWN = 0.6  # share of them that speak
_SHORT = 16  # words of what a cell tells of somebody
_INITIAL = re.compile(r"\b[^\W\d_]\.\Z")  # of a name, behind which a point ends no sentence
_SHAPES = frozenset(("code", "caps", "role", "title", "name"))


def count_beginnings(paragraphs: Sequence[Paragraph]) -> dict[str, list[int]]:
    """With what paragraphs begin that may be a tag, or who speaks in a row, and the numbers of these paragraphs."""
    found: dict[str, list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        if paragraph.cells:
            for cell in paragraph.cells[:3]:
                found.setdefault(cell.rstrip(" :："), []).append(number)
            continue
        for line in paragraph.text.split("\n"):
            opening = find_opening(line, bold=paragraph.bold)
            if opening is not None:
                found.setdefault(opening.tag, []).append(number)
    return found


def find_legend(
    first: int, rows: Sequence[Sequence[str]], beginnings: Mapping[str, Sequence[int]]
) -> dict[int, tuple[str, str]]:
    """Whom the rows of a table name, by their numbers among them; nothing where the table is something else.

    One of its columns names each once, and most of these begin turns below it. `first` is the number of the paragraph
    that is its first row; a row of titles names nobody.

    >>> find_legend(0, [("Code", "Who"), ("MO", "asks"), ("P1", "a nurse")], {"MO": [3, 5], "P1": [4, 6]})
    {1: ('MO', 'asks'), 2: ('P1', 'a nurse')}
    """
    if not _LEAST <= len(rows) <= _MOST or not all(len(cell.split()) <= _SHORT for row in rows for cell in row):
        return {}
    for column in range(len(rows[0])):
        cells = [row[column].rstrip(" :：=") for row in rows]
        people = _name(cells, rows, column, first + len(rows), beginnings)
        speaking = sum(_speaks(tag, first + len(rows), beginnings) for tag, _ in people.values())
        if len(people) >= _LEAST and speaking >= max(_LEAST, _KNOWN * len(people)):
            return people
    return {}


def _name(
    cells: Sequence[str],
    rows: Sequence[Sequence[str]],
    column: int,
    below: int,
    beginnings: Mapping[str, Sequence[int]],
) -> dict[int, tuple[str, str]]:
    """The people that a column names; none where it names somebody twice, or the labels of a head, or where they speak."""
    people: dict[int, tuple[str, str]] = {}
    if max(Counter(cells).values()) > 1:
        return people
    for number, (tag, row) in enumerate(zip(cells, rows, strict=True)):
        titles = number == 0 and not _speaks(tag, below, beginnings)
        about = ", ".join(cell for place, cell in enumerate(row) if cell and place != column)
        if titles or not about:
            continue
        if (
            not (shape_of(tag) in _SHAPES or kin_of(tag))
            or "?" in about
            or (about[-1] in ".!…" and not _INITIAL.search(about))
        ):
            return {}
        people[number] = tag, about
    labels = (is_label(tag) and not tag[-1].isdigit() for tag, _ in people.values())  # Participant 1 is somebody
    return {} if all(labels) else people


def _speaks(tag: str, below: int, beginnings: Mapping[str, Sequence[int]]) -> bool:
    """Whether turns begin with a tag from a paragraph on."""
    found = beginnings.get(tag, ())
    return len(found) - bisect_left(found, below) >= _OFTEN
