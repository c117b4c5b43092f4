"""Agreement of coders who set their own units in whole texts: Krippendorff's unitizing family, from runs."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from qualkit.statistics.ratings import Floats
from qualkit.statistics.resampling import Pooled, divide
from qualkit.statistics.runs import Flags, Pieces, Unitized, sum_squares

ALL_CODES = ("u_alpha", "u_alpha_binary", "cu_alpha")
EACH_CODE = ("u_alpha", "ku_alpha", "kcu_alpha")
_NEGLIGIBLE = 1e-12
_SUMS = 5  # total, coded, coded by both, squares of coded, agreed codes; then four for each code


@dataclass(frozen=True)
class TextAgreement:
    """A coefficient of the unitizing family, of one code or, where `code` is None, of all together.

    `estimate` is NaN where it is undefined, and `note` says why. `n_units` counts the characters that two coders or
    more have read; `coverage` is the share of what was coded (of a code, of that code) that the coefficient looks
    at: for cu_alpha, ku_alpha and kcu_alpha what two coders coded, else 1.
    """

    code: Hashable | None
    coefficient: str
    estimate: float
    n_units: int
    coverage: float
    note: str = ""


def measure_unitizing(texts: Unitized) -> list[TextAgreement]:
    """The unitizing family, over all codes together (`pool_all_codes`) and of each code (`pool_each_code`).

    >>> texts = Unitized.of([("d", "x", "a", 0, 4), ("d", "y", "a", 2, 4)], {"d": 10}, ["x", "y"])
    >>> [(found.code, found.coefficient, round(found.estimate, 3)) for found in measure_unitizing(texts)][:2]
    [(None, 'u_alpha', 0.564), (None, 'u_alpha_binary', 0.564)]
    """
    return [*measure_all_codes(texts), *measure_each_code(texts)]


def measure_all_codes(texts: Unitized) -> list[TextAgreement]:
    """u_alpha, u_alpha_binary and cu_alpha over all codes together (`pool_all_codes`)."""
    found = []
    together = pool_all_codes(texts)
    sums = together["u_alpha"].parts.sum(axis=0)
    coded, both = float(sums[1]), float(sums[2])
    for name, pooled in together.items():
        estimate = float(pooled.estimate)
        note = _explain_all(texts, name, coded, both) if math.isnan(estimate) else ""
        coverage = (both / coded if coded else math.nan) if name == "cu_alpha" else 1.0
        found.append(TextAgreement(None, name, estimate, texts.n_units, coverage, note))
    return found


def measure_each_code(texts: Unitized) -> list[TextAgreement]:
    """u_alpha, ku_alpha and kcu_alpha of each code (`pool_each_code`)."""
    found = []
    each = pool_each_code(texts)
    by_code = _sums_of_codes(each["u_alpha"].parts.sum(axis=0), len(texts.codes))
    estimates = {name: pooled.estimate for name, pooled in each.items()}
    for k, code in enumerate(texts.codes):
        own, paired = float(by_code[0][k]), float(by_code[3][k])
        for name in EACH_CODE:
            estimate = float(estimates[name][k])
            note = _explain_code(texts, name, own, paired) if math.isnan(estimate) else ""
            coverage = 1.0 if name == "u_alpha" else paired / own if own else math.nan
            found.append(TextAgreement(code, name, estimate, texts.n_units, coverage, note))
    return found


def pool_all_codes(texts: Unitized) -> dict[str, Pooled]:
    """u_alpha, u_alpha_binary and cu_alpha over all codes together, as functions of sums over `texts.compared`.

    With m coders and L characters, l_ck counts the characters of all ordered pairs of coders, over m - 1, where one
    has c and the other k, 0 being no code; l_c is their sum over k, l = m L of all. By chance
    e_ck = l (l_c l_k - [c = k] s_c) / (l^2 - s), with s_c the squared lengths of the units of c, s_0 the length of
    the gaps, s the sum of both.

    - u_alpha: 1 - D_o / D_e, D_o the l_ck with c other than k, D_e the e_ck: where units are and what they are.
    - u_alpha_binary: the same of coded and not coded, whatever the code: where units are. Runs that overlap are one.
    - cu_alpha: the same of the characters that both coded; of each unit counts the length that the others have
      coded, the mean over them: what units are.

    The documents of a study are taken as one text. u_alpha and cu_alpha need one code at each place: they are NaN
    where a coder's codes overlap. NaN too where there is nothing to differ in.
    Source: Krippendorff, Mathet, Bouvry & Widlöcher (2016), doi:10.1007/s11135-015-0266-1; Krippendorff (2019),
    Content analysis, section 12.6.

    >>> texts = Unitized.of([("d", "x", "a", 0, 4), ("d", "y", "a", 2, 4)], {"d": 10}, ["x", "y"])
    >>> {name: round(float(pooled.estimate), 3) for name, pooled in pool_all_codes(texts).items()}
    {'u_alpha': 0.564, 'u_alpha_binary': 0.564, 'cu_alpha': nan}
    """
    parts = np.array([_sum_all(piece) for piece in texts.pieces]).reshape(-1, _SUMS + 4 * len(texts.codes))
    overlap = bool(len(texts.overlapping))

    def everything(sums: Floats) -> Floats:
        total, coded, both, _, agreed = np.moveaxis(sums[..., :_SUMS], -1, 0)
        own, squares, _, _ = _split(sums[..., _SUMS:], 4)
        gaps = total - coded
        alike = (own**2 - squares).sum(axis=-1) + gaps**2 - gaps
        return _alpha(total, total - 2 * coded + both + agreed, squares.sum(axis=-1) + gaps, alike)

    def binary(sums: Floats) -> Floats:
        total, coded, both, squares, _ = np.moveaxis(sums[..., :_SUMS], -1, 0)
        return _of_two(total, coded, both, squares)

    def coding(sums: Floats) -> Floats:
        _, _, both, _, agreed = np.moveaxis(sums[..., :_SUMS], -1, 0)
        _, _, own, squares = _split(sums[..., _SUMS:], 4)
        return _alpha(both, agreed, squares.sum(axis=-1), (own**2 - squares).sum(axis=-1))

    def undefined(sums: Floats) -> Floats:
        return np.full(sums.shape[:-1], np.nan)

    how = dict(
        zip(ALL_CODES, (undefined if overlap else everything, binary, undefined if overlap else coding), strict=True)
    )
    return {name: Pooled(parts, combine) for name, combine in how.items()}


def pool_each_code(texts: Unitized) -> dict[str, Pooled]:
    """u_alpha, ku_alpha and kcu_alpha of each code, in the order of the codes; they exist where codes overlap too.

    - u_alpha: of this code against everything else, over the whole text: where its units are.
    - ku_alpha: (k)u-alpha, of the characters that both coded with anything:
      1 - (e*_k / l*_k) (l*_k - l*_kk) / (e*_k - e*_kk), how surely the code is told from the others.
    - kcu_alpha: cu-alpha of the same characters with all other codes taken as one. It differs from ku_alpha in that
      the units of the other codes are no pairs of their own either.

    Where a coder gave the code and others too, she gave the code. ku_alpha is then what it is without overlaps,
    for it only asks for this code or another.
    Source: as for `pool_all_codes`; ku_alpha is equation 13 of 2016 and 38 of 2019; kcu_alpha is not published, it is
    cu_alpha of two values.

    >>> runs = [("d", "x", "a", 0, 4), ("d", "x", "b", 5, 9), ("d", "y", "a", 0, 4), ("d", "y", "b", 6, 9)]
    >>> texts = Unitized.of(runs, {"d": 10}, ["x", "y"])
    >>> {name: pooled.estimate.round(3).tolist() for name, pooled in pool_each_code(texts).items()}
    {'u_alpha': [1.0, 0.801], 'ku_alpha': [1.0, 1.0], 'kcu_alpha': [1.0, 1.0]}
    """
    k = len(texts.codes)
    parts = np.array([_sum_each(piece) for piece in texts.pieces]).reshape(-1, 2 + 6 * k)

    def alone(sums: Floats) -> Floats:
        own, agreed, squares, *_ = _sums_of_codes(sums, k)
        return _of_two(sums[..., :1], own, agreed, squares)

    def told_apart(sums: Floats) -> Floats:
        _, agreed, _, paired, squares, _ = _sums_of_codes(sums, k)
        both = sums[..., 1:2]
        return 1 - divide((paired * both - squares) * (paired - agreed), paired**2 * (both - paired))

    def coding(sums: Floats) -> Floats:
        _, agreed, _, paired, squares, others = _sums_of_codes(sums, k)
        both = sums[..., 1:2]
        alike = paired**2 - squares + (both - paired) ** 2 - others
        return _alpha(both, both - 2 * (paired - agreed), squares + others, alike)

    return {name: Pooled(parts, how) for name, how in zip(EACH_CODE, (alone, told_apart, coding), strict=True)}


def _alpha(total: Floats, agreed: Floats, squares: Floats, alike: Floats) -> Floats:
    """1 - D_o / D_e of two values or more; `alike` is the sum of l_c^2 - s_c."""
    chance = total - divide(total * alike, total**2 - squares)
    return 1 - divide(total - agreed, chance, least=_NEGLIGIBLE * total)


def _of_two(total: Floats, coded: Floats, both: Floats, squares: Floats) -> Floats:
    """1 - D_o / D_e of coded and not coded."""
    gaps = total - coded
    return 1 - divide((coded - both) * (total**2 - squares - gaps), total * gaps * coded)


def _sum_all(piece: Pieces) -> Floats:
    """What one document adds to `pool_all_codes`."""
    anything, others = _coded(piece)
    both = ((anything * others) @ piece.sizes).sum()
    union = sum_squares(anything, np.asarray(piece.joined.any(axis=1)), piece.sizes)
    own, agreed, squares, paired, paired_squares = _sum_codes(piece, others)
    sums = [len(anything) * piece.sizes.sum(), (anything @ piece.sizes).sum(), both, union.sum(), agreed.sum()]
    return np.concatenate([sums, own, squares, paired, paired_squares])


def _sum_each(piece: Pieces) -> Floats:
    """What one document adds to `pool_each_code`."""
    coders, codes, n = piece.has.shape
    anything, others = _coded(piece)
    both = ((anything * others) @ piece.sizes).sum()
    beside = anything[:, None] & ~piece.has
    on = piece.joined.sum(axis=1, keepdims=True) > piece.joined
    on &= beside
    on[..., 1:] &= beside[..., :-1]
    sizes = np.repeat(others * piece.sizes, codes, axis=0)
    rest = (
        sum_squares(beside.reshape(coders * codes, n), on.reshape(coders * codes, n), sizes)
        .reshape(coders, codes)
        .sum(axis=0)
    )
    return np.concatenate([[coders * piece.sizes.sum(), both], *_sum_codes(piece, others), rest])


def _coded(piece: Pieces) -> tuple[Flags, Floats]:
    """Coders x pieces: whether she coded it, and the share of the other coders who did."""
    anything = np.asarray(piece.has.any(axis=1))
    return anything, (anything.sum(axis=0) - anything) / (len(anything) - 1)


def _sum_codes(piece: Pieces, others: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Of each code: characters, agreed ones, squared units, characters that others coded too, their squares."""
    coders, codes, n = piece.has.shape
    uses = piece.has.sum(axis=0)
    agreed = (uses * (uses - 1)) @ piece.sizes / (coders - 1)
    paired = np.einsum("gkp,gp,p->k", piece.has, others, piece.sizes)
    inside, joined = piece.has.reshape(coders * codes, n), piece.joined.reshape(coders * codes, n)
    squares = sum_squares(inside, joined, piece.sizes).reshape(coders, codes).sum(axis=0)
    sizes = np.repeat(others * piece.sizes, codes, axis=0)
    paired_squares = sum_squares(inside, joined, sizes).reshape(coders, codes).sum(axis=0)
    return uses @ piece.sizes, agreed, squares, paired, paired_squares


def _split(sums: Floats, n: int) -> list[Floats]:
    return np.split(sums, n, axis=-1)


def _sums_of_codes(sums: Floats, n_codes: int) -> list[Floats]:
    return [sums[..., 2 + i * n_codes : 2 + (i + 1) * n_codes] for i in range(6)]


def _explain_all(texts: Unitized, name: str, coded: float, both: float) -> str:
    overlapping = len(texts.overlapping)
    if not texts.n_units:
        return "undefined: no document was read by two coders"
    if overlapping and name != "u_alpha_binary":
        return (
            f"undefined: in {overlapping} of {len(texts.compared)} documents a coder's codes overlap, so that a place "
            "has no one code (each code for itself is defined)"
        )
    if not coded:
        return "undefined: nobody coded anything"
    if name == "cu_alpha":
        return (
            "undefined: no two coders coded the same place" if not both else "undefined: one code only where two coded"
        )
    return "undefined: no variation, everybody coded everything" + (" with one code" if name == "u_alpha" else "")


def _explain_code(texts: Unitized, name: str, own: float, paired: float) -> str:
    if not texts.n_units:
        return "undefined: no document was read by two coders"
    if not own:
        return "undefined: nobody used the code"
    if name == "u_alpha":
        return "undefined: no variation, everybody gave the code to everything"
    if not paired:
        return "undefined: where it was given, no other coder coded anything"
    return "undefined: no other code where two coders coded"
