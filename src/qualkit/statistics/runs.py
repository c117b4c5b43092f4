"""Who coded what from where to where: runs in whole texts, cut into pieces that are alike throughout."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualkit.errors import QualkitError, suggest
from qualkit.statistics.ratings import MISSING, Floats, Places, Ratings

Flags = NDArray[np.bool_]
Coding = tuple[Hashable, Hashable, Hashable, int, int]


@dataclass(frozen=True, eq=False)
class Unitized:
    """Who coded what from where to where, in documents of a known length.

    `codings` are rows of document, coder, code, start and end, places but for the half-open run in characters (or
    whatever else `lengths` are counted in); overlapping runs of one code by one coder are one, `n_merged` tells how
    many were joined to others; runs that only touch stay apart. `read` holds documents x coders: where a coder has
    read a document and found nothing, that counts; where she has not read it, it is missing.
    """

    codings: Places
    lengths: Places
    read: Flags
    codes: tuple[Hashable, ...]
    n_merged: int

    @classmethod
    def of(
        cls,
        codings: Iterable[Coding],
        lengths: Mapping[Hashable, int],
        coders: Sequence[Hashable],
        *,
        codes: Sequence[Hashable] | None = None,
        read: Mapping[Hashable, Iterable[Hashable]] | None = None,
    ) -> Unitized:
        """From rows of (document, coder, code, start, end), the length of each document, and the coders.

        `read` names for each document who has read it, by default all coders. Documents keep the order of
        `lengths`, codes that of `codes`, by default of their occurrence.

        >>> texts = Unitized.of([("d", "x", "a", 0, 4), ("d", "x", "a", 2, 6), ("d", "y", "a", 0, 6)], {"d": 10}, ["x", "y"])
        >>> texts.codings.tolist(), texts.n_merged
        ([[0, 0, 0, 0, 6], [0, 1, 0, 0, 6]], 1)
        """
        rows = list(codings)
        known = tuple(dict.fromkeys(row[2] for row in rows)) if codes is None else tuple(codes)
        places = [{name: i for i, name in enumerate(names)} for names in (lengths, coders, known)]
        found = np.array([_place(row, places, lengths) for row in rows], dtype=np.intp).reshape(-1, 5)
        has_read = np.ones((len(lengths), len(coders)), dtype=bool)
        if read is not None:
            for document, i in places[0].items():
                has_read[i] = [coder in set(read.get(document, ())) for coder in coders]
        unread = ~has_read[found[:, 0], found[:, 1]]
        if unread.any():
            document, coder = rows[int(np.flatnonzero(unread)[0])][:2]
            raise QualkitError(f"{coder!r} coded {document!r} and has not read it: name her in `read`, or leave it out")
        merged = _merge(found)
        sizes = np.array(list(lengths.values()), dtype=np.intp)
        return cls(merged, sizes, has_read, known, len(found) - len(merged))

    @property
    def n_documents(self) -> int:
        return len(self.lengths)

    @cached_property
    def n_units(self) -> int:
        """Characters (or what `lengths` count) that two coders or more have read."""
        return int(self.lengths[self.read.sum(axis=1) >= 2].sum())

    @cached_property
    def pieces(self) -> tuple[Pieces, ...]:
        """Each document that two coders or more have read, cut where a run of anyone begins or ends."""
        order = self.codings[np.argsort(self.codings[:, 0], kind="stable")]
        ends = np.searchsorted(order[:, 0], np.arange(self.n_documents + 1))
        return tuple(
            Pieces.of(order[ends[i] : ends[i + 1]], int(self.lengths[i]), self.read[i], len(self.codes))
            for i in range(self.n_documents)
            if self.read[i].sum() >= 2
        )

    @cached_property
    def n_uncoded(self) -> int:
        """Those of `n_units` to which nobody gave a code."""
        return int(sum(piece.sizes[~piece.is_coded].sum() for piece in self.pieces))

    @cached_property
    def compared(self) -> Places:
        """The place of each document that two coders or more have read."""
        return np.flatnonzero(self.read.sum(axis=1) >= 2)

    @cached_property
    def overlapping(self) -> Places:
        """Documents of `compared` in which a coder's runs of different codes overlap."""
        return np.flatnonzero([bool((piece.has.sum(axis=1) > 1).any()) for piece in self.pieces])


def rate_characters(texts: Unitized, code: Hashable | None = None, *, uncoded: bool = True) -> Ratings:
    """Characters (or what `lengths` count) as fixed units: of each coder whether she gave the code, or which codes.

    Runs stand for their characters, so that no text is too long. Documents are those of `texts.compared`. Without
    `uncoded`, those are left out to which nobody gave any code.

    >>> texts = Unitized.of([("d", "x", "a", 0, 4), ("d", "y", "a", 2, 4)], {"d": 10}, ["x", "y"])
    >>> ratings = rate_characters(texts, "a")
    >>> ratings.given.tolist(), ratings.times.tolist()
    ([[0, 0], [1, 0], [1, 1]], [6.0, 2.0, 2.0])
    """
    given, times, documents = [], [], []
    sets: dict[frozenset[Hashable], int] = {}
    for number, piece in enumerate(texts.pieces):
        kept = piece.is_coded | uncoded
        if code is None:
            members = [
                [frozenset(texts.codes[k] for k in np.flatnonzero(column)) for column in coder[:, kept].T]
                for coder in piece.has
            ]
            table = np.array([[sets.setdefault(some, len(sets)) for some in coder] for coder in members], dtype=np.intp)
        else:
            if code not in texts.codes:
                raise QualkitError(f"no code {code!r}: {suggest(str(code), map(str, texts.codes))}")
            table = piece.has[:, texts.codes.index(code), kept].astype(np.intp)
        whole = np.full((len(texts.read[0]), int(kept.sum())), MISSING, dtype=np.intp)
        whole[piece.coders] = table
        given.append(whole.T)
        times.append(piece.sizes[kept])
        documents.append(np.full(int(kept.sum()), number))
    categories: tuple[Hashable, ...] = tuple(sets) if code is None else (False, True)
    if not given:
        return Ratings.packed(np.zeros((0, texts.read.shape[1]), dtype=np.intp), categories)
    return Ratings.packed(
        np.concatenate(given), categories, times=np.concatenate(times), documents=np.concatenate(documents),
        n_documents=len(texts.pieces),
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Pieces:
    """One document, cut where a run of anyone begins or ends: a row of pieces, each with a size.

    `has` holds coders x codes x pieces whether the coder gave the code there, `joined` the same
    whether one run goes on into the piece from the one before. Only coders who have read the document are in it;
    `coders` are their places among all.
    """

    sizes: Floats
    has: Flags
    joined: Flags
    coders: Places

    @classmethod
    def of(cls, codings: Places, length: int, read: Flags, n_codes: int) -> Pieces:
        """From the merged runs of one document."""
        coders = np.flatnonzero(read)
        cuts = np.unique(np.concatenate([[0, length], codings[:, 3], codings[:, 4]]))
        n = len(cuts) - 1
        has = np.zeros((len(coders), n_codes, n), dtype=bool)
        joined = np.zeros_like(has)
        place = np.searchsorted(coders, codings[:, 1])
        begins, ends = np.searchsorted(cuts, codings[:, 3]), np.searchsorted(cuts, codings[:, 4])
        for coder, code, begin, end in zip(place, codings[:, 2], begins, ends, strict=True):
            has[coder, code, begin:end] = True
            joined[coder, code, begin + 1 : end] = True
        return cls(np.diff(cuts).astype(float), has, joined, coders)

    @cached_property
    def is_coded(self) -> Flags:
        """Of each piece whether anybody gave it a code."""
        return np.asarray(self.has.any(axis=(0, 1)))


def sum_squares(inside: Flags, joined: Flags, sizes: Floats) -> Floats:
    """Of each row of pieces the squared sizes of its units: pieces inside, taken together where joined.

    >>> inside, joined = np.array([[True, True, False, True]]), np.array([[False, True, False, False]])
    >>> sum_squares(inside, joined, np.array([1.0, 2.0, 5.0, 3.0])).tolist()
    [18.0]
    """
    rows, n = inside.shape
    unit = np.cumsum(~joined.ravel()) - 1
    size = np.bincount(unit, (inside * sizes).ravel())
    row = np.repeat(np.arange(rows), n)[~joined.ravel()]
    return np.bincount(row, np.square(size), minlength=rows).astype(float)


def _place(row: Coding, places: Sequence[Mapping[Hashable, int]], lengths: Mapping[Hashable, int]) -> list[int]:
    found = []
    for name, known, what in zip(row[:3], places, ("document", "coder", "code"), strict=True):
        if name not in known:
            raise QualkitError(f"no {what} {name!r}: {suggest(str(name), map(str, known))}")
        found.append(known[name])
    document, coder, code, start, end = row
    if not 0 <= start < end <= lengths[document]:
        raise QualkitError(
            f"{coder!r} coded {code!r} in {document!r} from {start} to {end}: a run lies within 0 and "
            f"{lengths[document]} and ends after it begins"
        )
    return [*found, start, end]


def _merge(codings: Places) -> Places:
    """Runs of one code by one coder that overlap are one."""
    order = np.lexsort((codings[:, 4], codings[:, 3], codings[:, 2], codings[:, 1], codings[:, 0]))
    merged: list[list[int]] = []
    for row in codings[order].tolist():
        if merged and merged[-1][:3] == row[:3] and row[3] < merged[-1][4]:
            merged[-1][4] = max(merged[-1][4], row[4])
        else:
            merged.append(row)
    return np.array(merged, dtype=np.intp).reshape(-1, 5)
