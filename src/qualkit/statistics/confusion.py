"""Which code one coder gives where another gives another: what both coded, shared out among pairs of codes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualkit.statistics.ratings import Floats
from qualkit.statistics.runs import Flags, Pieces, Unitized


@dataclass(frozen=True, eq=False)
class Confusion:
    """Tables of the first coder's codes (rows) by the second's (columns); the last row and column are no code.

    `n` holds units, `passages` the first coder's runs in which the pair occurs (the second's in the last row),
    `passages_other` the second's (the first's in the last column), `documents` those in which it does.
    """

    n: Floats
    passages: Floats
    passages_other: Floats
    documents: Floats


def confuse(texts: Unitized) -> Confusion:
    """Share out what two coders coded among the pairs of their codes, unit by unit.

    A code that both gave is paired with itself. Of the others in a unit, p of the first coder and q of the second,
    each pair gets 1 / max(p, q) of the unit, and what is then left of a code is paired with no code. So a row adds up
    to what the first coder gave that code, a column to what the second did, and whoever is first changes nothing but
    the side: where each gave one code, the pair has the whole unit; where the first gave two and the second one other,
    each of the two has half of it with the other code and half with none. Compare the confusion matrices for several
    labels on one unit of Krstinić et al. (2020), doi:10.5121/csit.2020.100801, and Heydarian et al. (2022),
    doi:10.1109/ACCESS.2022.3151048, in which one side is the truth; here neither is.

    >>> texts = Unitized.of([("d", "x", "a", 0, 6), ("d", "y", "b", 4, 10)], {"d": 20}, ["x", "y"], codes=["a", "b"])
    >>> confuse(texts).n.tolist()
    [[0.0, 2.0, 4.0], [0.0, 0.0, 0.0], [0.0, 4.0, 0.0]]
    """
    size = len(texts.codes) + 1
    n, documents = np.zeros((size, size)), np.zeros((size, size))
    passages, passages_other = np.zeros((size, size)), np.zeros((size, size))
    ends = np.searchsorted(texts.codings[:, 0], np.arange(texts.n_documents + 1))
    for document, piece in zip(texts.compared, texts.pieces, strict=True):
        shared, met = _share_out(piece), _meet(piece)
        n += shared
        documents += shared > 0
        cuts = np.concatenate([[0], np.cumsum(piece.sizes)])
        runs = texts.codings[ends[document] : ends[document + 1]]
        begins, behind = np.searchsorted(cuts, runs[:, 3]), np.searchsorted(cuts, runs[:, 4])
        for coder, code, begin, end in zip(runs[:, 1], runs[:, 2], begins, behind, strict=True):
            inside: Flags = np.asarray(met[:, :, begin:end].any(axis=2))
            if coder == 0:
                passages[code] += inside[code]
                passages_other[code, -1] += inside[code, -1]
            else:
                passages_other[:, code] += inside[:, code]
                passages[-1, code] += inside[-1, code]
    return Confusion(n, passages, passages_other, documents)


def _split(piece: Pieces) -> tuple[Flags, Flags, Flags, Floats, Floats]:
    """What both gave, what only each did, and how many codes only each did."""
    first, second = piece.has
    both, left, right = first & second, first & ~second, second & ~first
    return both, left, right, left.sum(axis=0).astype(float), right.sum(axis=0).astype(float)


def _share_out(piece: Pieces) -> Floats:
    both, left, right, n_left, n_right = _split(piece)
    most = np.maximum(n_left, n_right)
    part = piece.sizes / np.maximum(most, 1)
    size = len(both) + 1
    shared = np.zeros((size, size))
    shared[:-1, :-1] = (left * part) @ right.T
    shared[:-1, -1] = left @ (part * (most - n_right))
    shared[-1, :-1] = right @ (part * (most - n_left))
    shared[range(size - 1), range(size - 1)] = both @ piece.sizes
    return shared


def _meet(piece: Pieces) -> Flags:
    """Of each pair and piece whether the pair has a share of it."""
    both, left, right, n_left, n_right = _split(piece)
    size = len(both) + 1
    met = np.zeros((size, size, both.shape[1]), dtype=bool)
    met[:-1, :-1] = left[:, None] & right[None]
    met[:-1, -1] = left & (n_left > n_right)
    met[-1, :-1] = right & (n_right > n_left)
    met[range(size - 1), range(size - 1)] = both
    return met
