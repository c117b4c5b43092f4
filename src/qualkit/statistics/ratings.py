"""What coders gave to the same units: the table that every coefficient of fixed units starts from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualkit.errors import QualkitError, suggest

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
MISSING = -1


@dataclass(frozen=True, eq=False)
class Ratings:
    """Which category each coder gave to each unit.

    Units of one document that got the same from everybody are one row, and `times` says how many they are; so the
    words or characters of a study take as many rows as there are runs of the same codes.

    `given` holds rows x coders the place in `categories`, -1 where the coder gave nothing; `documents` the place of
    each row's document, below `n_documents`. Categories that nobody used count where a coefficient counts
    categories (Brennan-Prediger, Gwet).
    """

    given: Places
    times: Floats
    documents: Places
    categories: tuple[Hashable, ...]
    n_documents: int

    @classmethod
    def of(
        cls,
        values: Sequence[Sequence[Any]],
        *,
        categories: Sequence[Hashable] | None = None,
        documents: Sequence[Hashable] | None = None,
    ) -> Ratings:
        """From rows of units, one value a coder; None and NaN are missing, a set is a value of several codes.

        Without `categories` they are the values that occur, sorted where they have an order. `documents` names the
        document of each unit, by default one for all.

        >>> ratings = Ratings.of([["a", "a"], ["a", "b"], ["a", "a"], ["b", None]])
        >>> ratings.categories, ratings.given.tolist(), ratings.times.tolist()
        (('a', 'b'), [[0, 0], [0, 1], [1, -1]], [2.0, 1.0, 1.0])
        """
        widths = {len(row) for row in values}
        if len(widths) > 1:
            raise QualkitError(f"units with {' and '.join(map(str, sorted(widths)))} values: each has one a coder")
        values = [[_freeze(value) for value in row] for row in values]
        found = _list_values(value for row in values for value in row if not _is_missing(value))
        known = tuple(_sorted(found) if categories is None else map(_freeze, categories))
        if any(map(_is_missing, known)):
            raise QualkitError("None and NaN are no category: they stand for a rating that is missing")
        place: dict[Hashable, int] = {category: i for i, category in enumerate(_list_values(known))}
        if len(place) < len(known):
            raise QualkitError("a category is named twice")
        for value in found:
            if value not in place:
                raise QualkitError(
                    f"a coder gave {value!r}, which is none of the categories: {suggest(str(value), map(str, known))}"
                )
        given = np.array(
            [[MISSING if _is_missing(value) else place[value] for value in row] for row in values], dtype=np.intp
        ).reshape(len(values), max(widths, default=0))
        if documents is None:
            return cls.packed(given, known)
        if len(documents) != len(given):
            raise QualkitError(f"{len(documents)} documents for {len(given)} units: one each")
        if any(map(_is_missing, documents)):
            raise QualkitError("a unit has no document: name one for each unit")
        number = {document: i for i, document in enumerate(_list_values(documents))}
        return cls.packed(given, known, documents=np.array([number[document] for document in documents], dtype=np.intp))

    @classmethod
    def packed(
        cls,
        given: Places,
        categories: tuple[Hashable, ...],
        *,
        times: Floats | None = None,
        documents: Places | None = None,
        n_documents: int | None = None,
    ) -> Ratings:
        """From places, equal rows of a document taken together."""
        n = len(given)
        documents = np.zeros(n, dtype=np.intp) if documents is None else documents
        counts = np.ones(n) if times is None else times
        rows, back = np.unique(np.column_stack([documents, given]), axis=0, return_inverse=True)
        packed: Floats = np.bincount(back.ravel(), counts, minlength=len(rows)).astype(float)
        least = int(documents.max()) + 1 if n else 1
        return cls(rows[:, 1:], packed, rows[:, 0], categories, max(least, n_documents or 0))

    @cached_property
    def counts(self) -> Floats:
        """Rows x categories: how many coders gave each."""
        counts = np.zeros((len(self.given), len(self.categories)))
        for coder in range(self.n_coders):
            rated = np.flatnonzero(self.given[:, coder] != MISSING)
            counts[rated, self.given[rated, coder]] += 1
        return counts

    @property
    def n_coders(self) -> int:
        return int(self.given.shape[1])

    @cached_property
    def n_units(self) -> int:
        """Units that two coders or more gave something."""
        return int(self.times[(self.given != MISSING).sum(axis=1) >= 2].sum())

    @cached_property
    def pairable(self) -> Ratings:
        """Only units that two coders or more gave something."""
        keep = (self.given != MISSING).sum(axis=1) >= 2
        return Ratings(self.given[keep], self.times[keep], self.documents[keep], self.categories, self.n_documents)

    def sum_by_document(self, per_row: Floats) -> Floats:
        """Documents x columns: what each unit of a row adds, times their number."""
        sums = np.zeros((self.n_documents, per_row.shape[1]))
        np.add.at(sums, self.documents, per_row * self.times[:, None])
        return sums


def share_agreeing(counts: Floats, weights: Floats) -> Floats:
    """Of each row of counts the share of pairs of coders who agree, 0 where there is no pair."""
    n = counts.sum(axis=1)
    pairs = n * (n - 1)
    agreeing = np.einsum("ik,ik->i", counts, counts @ weights) - n
    share: Floats = np.divide(agreeing, pairs, out=np.zeros_like(n), where=pairs > 0)
    return share


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)


def _freeze(value: Any) -> Any:
    return frozenset(value) if isinstance(value, set) else value


def _list_values(values: Iterable[Any]) -> dict[Any, None]:
    """Each value once, in the order of their occurrence."""
    found: dict[Any, None] = {}
    for value in values:
        try:
            found[value] = None
        except TypeError:
            raise QualkitError(f"{value!r} cannot be compared: a value is a text, a number or a set of codes") from None
    return found


def _sorted(values: dict[Any, None]) -> list[Hashable]:
    try:
        return sorted(values) if not any(isinstance(value, frozenset) for value in values) else list(values)
    except TypeError:  # kinds without an order between them: as they came
        return list(values)
