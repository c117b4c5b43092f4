"""Which codes come together: in overlapping passages, near each other, in a turn, in a case, in a document."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from qualkit.analysis.expressions import NEAR
from qualkit.analysis.spans import count_in_turns, find_carriers, find_cases, tabulate_spans
from qualkit.columns import check_columns, make_table
from qualkit.conditions import decide
from qualkit.errors import QualkitError, suggest
from qualkit.study import Study

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    Counts = NDArray[np.int64]
    Marks = NDArray[np.bool_]

Unit = Literal["overlap", "turn", "near", "case", "document"]
UNITS: tuple[Unit, ...] = ("overlap", "turn", "near", "case", "document")
OF_PASSAGES: tuple[Unit, ...] = ("overlap", "near")
COLUMNS = (
    "code_a", "code_b", "unit", "within", "n", "n_a", "n_b", "n_units", "n_missing", "c_coefficient", "jaccard",
    "expected", "lift", "phi",
)  # fmt: skip
OVERLAP = -1  # the widest gap of passages that share a character: one less than that of passages that touch
_DISTANCE = re.compile(r"\s*(\d+)\s*(characters?|turns?)?\s*")
_PAIRS_AT_ONCE = 1 << 20
_UNITS_AT_ONCE = 1 << 16


def count_cooccurrence(
    study: Study,
    unit: Unit = "overlap",
    *,
    code: str | Iterable[str] = "**",
    within: int | str | None = None,
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
) -> pd.DataFrame:
    """How often each two codes come together.

    Passages that were taken back or only reported are not counted.

    Parameters
    ----------
    unit : what `n` counts. `overlap`: pairs of passages, one of each code and both by the same coder, that share at
        least one character. `near`: such pairs with at most `within` between them, those that overlap included.
        `turn`: turns (not the interviewer's) in which passages of both codes begin. `case`, `document`: cases and
        documents that have both codes, wherever.
    code, coder : as in `find_quotes`. A code counts itself, not what is below it.
    within : with `near` only: 200 or '200 characters' between the end of the one and the start of the other (the
        default), or '2 turns' further on; turns of all speakers count, and '0 turns' is the same turn.
    where : a condition on the case; passages and units that belong to no such case are left out.

    Returns
    -------
    DataFrame, one row an unordered pair of codes that both occur (`code_a` stands first in the codebook), most
    frequent first.
    `n` : pairs of passages, or units with both codes.
    `n_a n_b` : passages, or units, that have the one and the other.
    `n_units` : all passages of the chosen codes; else the units that were read for both codes. Only these are
        counted in `n n_a n_b`.
    `n_missing` : units (for passages: documents) that were not read for both codes.
    `c_coefficient` : n / (n_a + n_b - n), as ATLAS.ti computes it, 0 to 1. One passage can belong to several pairs
        and so take it out of that range: NaN then.
    `jaccard` : units with both / units with either, 0 to 1; as the c-coefficient, but defined for units only.
    `expected` : n_a n_b / n_units, were the codes independent. `lift` : n / expected, 1 if they are.
    `phi` : the correlation of having the one and having the other, -1 to 1.
    The last four are NaN for pairs of passages, which have no common number of trials, and where they would be a
    division by 0. They describe: units of one case are not independent of each other.

    Raises
    ------
    QualkitError
        For an unknown unit, code, column or coder, and a `within` that cannot be read or has no use.

    References
    ----------
    c-coefficient: ATLAS.ti 22 manual, 'Code co-occurrence coefficient'. Jaccard (1912),
    doi:10.1111/j.1469-8137.1912.tb05611.x. Lift: Brin, Motwani, Ullman & Tsur (1997), doi:10.1145/253260.253325
    ('interest'). Phi: Yule (1912), doi:10.2307/2340126.

    Examples
    --------
    >>> table = count_cooccurrence(study, "turn", code="welfare/**", where="role == 'member'")
    >>> table[["code_a", "code_b", "n", "n_a", "n_b", "n_units", "lift"]].head(2).round(2)
                        code_a              code_b  n  n_a  n_b  n_units  lift
    0  welfare/finance/managed   welfare/needs/met  8   57   23      458  2.79
    1  welfare/finance/managed  welfare/livelihood  6   57   46      458  1.05
    """
    if unit not in UNITS:
        raise QualkitError(f"no unit {unit!r}: {suggest(str(unit), UNITS)}")
    distance, by_turns = _read_distance(unit, within)
    held = set(study.facts["case"][decide(where, study.facts).eq(True)]) if where else None
    spans = tabulate_spans(study, code, coder)
    if held is not None:
        spans = spans[[not held.isdisjoint(cases) for cases in find_cases(study, spans)]].reset_index(drop=True)
    used = set(spans["code"].unique())
    codes = [path for path in study.codebook.codes if path in used]
    reviews = _find_read(study, codes, coder)
    if unit in OF_PASSAGES:
        table = count_pairs(count_in_turns(study, spans) if by_turns else spans, within=distance, codes=codes)
        missing = _count_unread(reviews)
        first, second = (_positions(table[column], codes) for column in ("code_a", "code_b"))
        label = "" if unit == "overlap" else f"{distance} {'turns' if by_turns else 'characters'}"
        return table.assign(unit=unit, within=label, n_missing=missing[first, second])
    carrying, read = _mark_units(study, unit, spans, codes, reviews, held)
    n, n_a, n_units = count_shared(carrying, read)
    return _tabulate(codes, unit, n, n_a, n_units, len(read) - n_units)


def count_pairs(table: pd.DataFrame, *, within: int = OVERLAP, codes: Sequence[str] | None = None) -> pd.DataFrame:
    """Pairs of passages that overlap (by default) or have at most `within` between them.

    Parameters
    ----------
    table : one row a passage: document, coder, start, end, code. Only passages of the same document and coder pair.
    within : in the unit of start and end; -1: they must share a character, and empty passages never do.
    codes : the codes in the order in which they name a pair; by default sorted.

    Returns
    -------
    DataFrame as of `count_cooccurrence`, without the number of documents not read.
    """
    import numpy as np

    if within < OVERLAP:
        raise QualkitError(f"within={within} means nothing: -1 is to overlap, 0 to touch, more is a distance")
    check_columns(table, ("document", "coder", "start", "end", "code"))
    found, names = _number(table["code"])
    codes = sorted(names) if codes is None else codes
    number = _positions(names, codes)[found]
    documents, _ = _number(table["document"])
    coders, names = _number(table["coder"])
    group = documents * max(len(names), 1) + coders
    n = count_near(group, table["start"], table["end"], number, len(codes), within)
    singles = np.bincount(number, minlength=len(codes))
    each = np.repeat(singles[:, None], len(codes), axis=1)
    return _tabulate(codes, "overlap" if within < 0 else "near", n, each, np.full_like(each, len(table)), None)


def count_near(
    group: ArrayLike, start: ArrayLike, end: ArrayLike, code: ArrayLike, n_codes: int, within: int = OVERLAP
) -> Counts:
    """For each two codes the pairs of spans of one group with start of the later - end of the earlier <= `within`.

    `code` counts from 0. The result is symmetric; its diagonal holds the pairs of a code with itself. Sorted by
    start, the partners of a span among those after it stand in a row. The rows are counted piece by piece, or,
    where there are more pairs than spans × codes, by each code's running total: memory stays in proportion to the
    spans, however many pairs there are.
    """
    import numpy as np

    group, start, end, code = (np.asarray(values, dtype=np.int64) for values in (group, start, end, code))
    if within < 0:
        filled = end > start
        group, start, end, code = group[filled], start[filled], end[filled], code[filled]
    if not len(start):
        return np.zeros((n_codes, n_codes), dtype=np.int64)
    width = int(start.max()) + 1
    place = group * width + start
    order = _sort(place)
    place, code = place[order], code[order]
    reach = group[order] * width + np.minimum(end[order] + within, width - 1)
    after = np.arange(1, len(place) + 1)
    stop = np.maximum(np.searchsorted(place, reach, side="right"), after)
    ordered = (
        _count_by_piece(code, after, stop, n_codes)
        if int((stop - after).sum()) <= len(code) * n_codes
        else _count_by_total(code, after, stop, n_codes)
    )
    both = ordered + ordered.T
    np.fill_diagonal(both, ordered.diagonal())
    return both


def count_shared(carrying: Marks, read: Marks) -> tuple[Counts, Counts, Counts]:
    """For each two codes, among the units (rows) read for both: those with both, with the first, and all.

    >>> import numpy as np
    >>> has = np.array([[True, True], [True, False], [False, True]])
    >>> both, first, units = count_shared(has, np.array([[True, True], [True, True], [True, False]]))
    >>> int(both[0, 1]), int(first[0, 1]), int(first[1, 0]), int(units[0, 1])
    (1, 2, 1, 2)
    """
    import numpy as np

    size = carrying.shape[1]
    both, first, units = (np.zeros((size, size), dtype=np.int64) for _ in range(3))
    for begin in range(0, len(read), _UNITS_AT_ONCE):  # in single precision whole numbers are exact up to 2^24
        seen = read[begin : begin + _UNITS_AT_ONCE].astype(np.float32)
        having = seen * carrying[begin : begin + _UNITS_AT_ONCE]
        both += (having.T @ having).astype(np.int64)
        first += (having.T @ seen).astype(np.int64)
        units += (seen.T @ seen).astype(np.int64)
    return both, first, units


def _count_by_piece(code: Counts, after: Counts, stop: Counts, n_codes: int) -> Counts:
    import numpy as np

    total = np.zeros(n_codes * n_codes, dtype=np.int64)
    size = stop - after
    done = np.concatenate([[0], np.cumsum(size)])
    begin = 0
    while begin < len(code):
        end = max(int(np.searchsorted(done, done[begin] + _PAIRS_AT_ONCE, side="right")) - 1, begin + 1)
        piece = slice(begin, end)
        shift = np.repeat(after[piece] - done[piece], size[piece])
        partner = code[shift + np.arange(done[begin], done[end])]
        total += np.bincount(np.repeat(code[piece] * n_codes, size[piece]) + partner, minlength=len(total))
        begin = end
    return total.reshape(n_codes, n_codes)


def _count_by_total(code: Counts, after: Counts, stop: Counts, n_codes: int) -> Counts:
    import numpy as np

    total = np.zeros((n_codes, n_codes), dtype=np.int64)
    so_far = np.zeros(len(code) + 1, dtype=np.int64)
    for partner in range(n_codes):
        np.cumsum(code == partner, out=so_far[1:])
        found = so_far[stop] - so_far[after]
        total[:, partner] = np.bincount(code, weights=found, minlength=n_codes)  # exact up to 2^53
    return total


def _tabulate(
    codes: Sequence[str], unit: Unit, n: Counts, n_a: Counts, n_units: Counts, n_missing: Counts | None
) -> pd.DataFrame:
    import numpy as np

    a, b = np.triu_indices(len(codes), k=1)
    order = np.argsort(-n[a, b], kind="stable")
    a, b = a[order], b[order]
    missing = [math.nan] * len(a) if n_missing is None else n_missing[a, b].tolist()
    counts = (n[a, b].tolist(), n_a[a, b].tolist(), n_a[b, a].tolist(), n_units[a, b].tolist(), missing)
    rows = (
        {
            "code_a": codes[first],
            "code_b": codes[second],
            "unit": unit,
            "within": "",
            "n": both,
            "n_a": one,
            "n_b": other,
            "n_units": units,
            "n_missing": unread,
            **measure_pair(both, one, other, None if unit in OF_PASSAGES else units),
        }
        for first, second, both, one, other, units, unread in zip(a.tolist(), b.tolist(), *counts, strict=True)
    )
    return make_table(rows, COLUMNS)


def measure_pair(n: int, n_a: int, n_b: int, n_units: int | None) -> dict[str, float]:
    """The measures of one pair of codes; without a number of units, of passages.

    ATLAS.ti's manual works 5 / (100 + 10 - 5).

    >>> round(measure_pair(5, 100, 10, None)["c_coefficient"], 3)
    0.048
    >>> {name: round(value, 2) for name, value in measure_pair(4, 5, 8, 20).items()}
    {'c_coefficient': 0.44, 'jaccard': 0.44, 'expected': 2.0, 'lift': 2.0, 'phi': 0.47}
    """
    either = n_a + n_b - n
    c = n / either if either > 0 and n <= either else math.nan
    measures = {"c_coefficient": c, "jaccard": math.nan, "expected": math.nan, "lift": math.nan, "phi": math.nan}
    if n_units is None:
        return measures
    spread = n_a * (n_units - n_a) * n_b * (n_units - n_b)
    return measures | {
        "jaccard": c,
        "expected": n_a * n_b / n_units if n_units else math.nan,
        "lift": n * n_units / (n_a * n_b) if n_a * n_b else math.nan,
        "phi": (n * n_units - n_a * n_b) / math.sqrt(spread) if spread else math.nan,
    }


# --- what a study holds, as arrays ---------------------------------------------------------------------------


def _read_distance(unit: Unit, within: int | str | None) -> tuple[int, bool]:
    """How far apart, and whether that is in turns."""
    if unit != "near":
        if within is not None:
            raise QualkitError(f"`within` goes with unit 'near', not with {unit!r}: leave it out, or count 'near'")
        return OVERLAP, False
    found = _DISTANCE.fullmatch(str(NEAR if within is None else within))
    if not found:
        raise QualkitError(f"cannot read within={within!r}: write 200, '200 characters' or '2 turns'")
    return int(found[1]), (found[2] or "").startswith("turn")


def _find_read(study: Study, codes: Sequence[str], coder: str | Iterable[str] | None) -> list[Marks]:
    """For each coder, which documents (rows) were read for which codes (columns)."""
    import numpy as np

    everything = [study.record(name).reviewed for name in study.choose_coders(coder)]
    return [
        np.array(
            [[path in reviewed.get(one, ()) for path in codes] for one in study.documents.ids], dtype=bool
        ).reshape(len(study.documents), len(codes))
        for reviewed in everything
    ]


def _mark_units(
    study: Study,
    unit: Unit,
    spans: pd.DataFrame,
    codes: Sequence[str],
    reviews: Sequence[Marks],
    held: set[str] | None,
) -> tuple[Marks, Marks]:
    """Which units (rows) have which codes (columns), and which were read for them."""
    import numpy as np

    documents, row, passage = find_carriers(study, unit, spans, held)
    carrying = np.zeros((len(documents), len(codes)), dtype=bool)
    column = {path: number for number, path in enumerate(codes)}
    of_code = np.array([column.get(path, -1) for path in spans["code"].cat.categories])
    carrying[row, of_code[spans["code"].cat.codes.to_numpy()[passage]]] = True
    return carrying, _read_of_units(documents, reviews, carrying)


def _read_of_units(documents: Sequence[list[int]], reviews: Sequence[Marks], like: Marks) -> Marks:
    """A unit is read for a code when one coder has read all its documents for it."""
    import numpy as np

    read = np.zeros_like(like)
    if not documents:
        return read
    begins = np.cumsum([0, *map(len, documents[:-1])])
    whole = np.concatenate([np.array(numbers) for numbers in documents])
    for reviewed in reviews:
        read |= np.logical_and.reduceat(reviewed[whole], begins, axis=0)
    return read


def _count_unread(reviews: Sequence[Marks]) -> Counts:
    """For each two codes the documents that no coder has read for the one, or none for the other."""
    import numpy as np

    unread = ~np.logical_or.reduce(np.stack(reviews))
    single, marked = unread.sum(axis=0), unread.astype(np.float64)
    either: Counts = single[:, None] + single[None, :] - (marked.T @ marked).astype(np.int64)
    return either


def _sort(place: Counts) -> Counts:
    """The order of the places. Sorting numbers is several times faster than argsort, so each carries its row along."""
    import numpy as np

    bits = len(place).bit_length()
    if int(place.max()).bit_length() + bits > 62:
        return np.argsort(place, kind="stable")
    packed = (place << bits) | np.arange(len(place))
    packed.sort()
    rows: Counts = packed & ((1 << bits) - 1)
    return rows


def _number(column: pd.Series) -> tuple[Counts, list[str]]:
    """The values as numbers from 0, and which number is which value."""
    import numpy as np
    import pandas as pd

    values = column if isinstance(column.dtype, pd.CategoricalDtype) else column.to_numpy(dtype=object)
    number, names = pd.factorize(values)
    if (number < 0).any():
        raise QualkitError(f"the column {column.name!r} of the table has empty cells: fill them, or leave the rows out")
    return number.astype(np.int64), [str(name) for name in names]


def _positions(values: Iterable[str], names: Sequence[str]) -> Counts:
    """For each value its place among the names. Raises QualkitError where it has none."""
    import numpy as np

    place = {name: number for number, name in enumerate(names)}
    values = list(values)
    unknown = next((value for value in values if value not in place), None)
    if unknown is not None:
        raise QualkitError(f"the code {unknown!r} of the table is not among those given: {suggest(unknown, names)}")
    return np.array([place[value] for value in values], dtype=np.int64)
