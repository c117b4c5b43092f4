"""A picture that is too large for a page, as the pages that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualkit.errors import QualkitError
from qualkit.report.pictures import Picture

if TYPE_CHECKING:
    import pandas as pd

MANY = 99  # stands for the numbers of a part while they are not known


def part_picture(picture: Picture, paper: str) -> list[Picture]:
    """The picture where it fits on a page of this paper, else its parts, in order, named -1, -2 and so on.

    It is parted only where it must be: into one page for each value of its column `each`; what is still too large, into
    as few pages as it takes, with as many values of its column `rows` on each. A part that fits on no page is among
    them, as is a picture that cannot be parted: `save_figure` refuses them and says why.
    """
    if _fits(picture, paper):
        return [picture]
    first = _split(picture.table, picture.each) if picture.each else [picture.table]
    tables = [part for table in first for part in _part(picture, table, paper)]
    if len(tables) == 1:
        return [picture]
    return [picture.part(table, number, len(tables)) for number, table in enumerate(tables, start=1)]


def _part(picture: Picture, table: pd.DataFrame, paper: str) -> list[pd.DataFrame]:
    """As few and as even parts of the table as fit; all of it where none do."""
    values = table[picture.rows].nunique(dropna=False) if picture.rows else 1
    for pages in range(1, values + 1):
        parts = _split(table, picture.rows, pages) if pages > 1 else [table]
        if all(_fits(picture.part(part, MANY, MANY), paper) for part in parts):
            return parts
    return [table]


def _split(table: pd.DataFrame, column: str, pages: int | None = None) -> list[pd.DataFrame]:
    """The rows by the values of a column, in their order: a part for each value, or so many parts of them."""
    import pandas as pd

    places, values = pd.factorize(table[column], use_na_sentinel=False)
    return [part for _, part in table.groupby(places * (pages or len(values)) // len(values))]


def _fits(picture: Picture, paper: str) -> bool:
    from qualkit.figures.paper import lay_on

    figure: Any = picture.draw().figure
    try:
        lay_on(figure, paper)
    except QualkitError:
        return False
    return True
