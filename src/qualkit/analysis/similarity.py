"""How alike cases are, pair by pair, and what follows from it: an order, groups around a typical case, silhouettes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from qualkit.errors import QualkitError, suggest

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Feature = Literal["has", "category", "number"]
FEATURES: tuple[Feature, ...] = ("has", "category", "number")
_EXACT = 12  # decimals: what differs by less than a rounding error is a tie


def gower_distance(table: pd.DataFrame, kinds: Mapping[Any, Feature]) -> pd.DataFrame:
    """1 - Gower's similarity of each two rows, from 0 (alike in all that is known of both) to 1.

    Parameters
    ----------
    table : one row a case, one column a feature; NaN and None are missing.
    kinds : for each column `has` (1 or 0: what both have not says nothing of their likeness), `category` (alike or
        not; two-state answers such as yes and no too), or `number` (the difference divided by the range of the column;
        a column without range says nothing).

    Returns
    -------
    DataFrame, rows and columns the index of the table: the mean over the columns that are known of both rows and say
    something. 0 where all that is known of both is absent from both; NaN where nothing is known of both.

    Raises
    ------
    QualkitError
        For a column without a kind, or of an unknown one.

    References
    ----------
    Gower (1971), doi:10.2307/2528823; `has` is his dichotomous, `category` his qualitative character.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"has": [1, 0, 0], "paid": ["yes", "yes", None], "age": [20, 30, 40]}, index=list("abc"))
    >>> gower_distance(table, {"has": "has", "paid": "category", "age": "number"})
         a    b    c
    a  0.0  0.5  1.0
    b  0.5  0.0  0.5
    c  1.0  0.5  0.0
    """
    import pandas as pd

    distance = mean_distance(len(table), compare_columns(table, kinds))
    return pd.DataFrame(distance, index=table.index, columns=table.index)


@dataclass(frozen=True)
class Compared:
    """One column, each row with each: how much they differ where it counts, else 0; whether it counts; both known."""

    differs: Numbers
    counts: NDArray[np.bool_]
    known: NDArray[np.bool_]

    def dealt(self, order: NDArray[np.int64]) -> Compared:
        """As if the values of the column had been dealt to the rows in this order."""
        rows = order[:, None]
        return Compared(self.differs[rows, order], self.counts[rows, order], self.known[rows, order])


def compare_columns(table: pd.DataFrame, kinds: Mapping[Any, Feature]) -> list[Compared]:
    """Each column of a table by itself, as `gower_distance` compares it."""
    import numpy as np

    found = []
    for column in table.columns:
        differs, known, counts = _compare(table[column], kinds.get(column))
        found.append(Compared(np.where(counts, differs, 0.0), counts, known))
    return found


def mean_distance(n_rows: int, columns: Iterable[Compared]) -> Numbers:
    """Gower's distance from its columns: 0 where none counts but some is known, NaN where none is known."""
    import numpy as np

    total, weight = np.zeros((n_rows, n_rows)), np.zeros((n_rows, n_rows))
    shared = np.zeros((n_rows, n_rows), dtype=bool)
    for column in columns:
        total += column.differs
        weight += column.counts
        shared |= column.known
    alike = np.where(shared, 0.0, np.nan)
    mean: Numbers = np.where(weight > 0, total / np.maximum(weight, 1), alike).round(_EXACT)
    return mean


def _compare(column: pd.Series, kind: Feature | None) -> tuple[Numbers, NDArray[np.bool_], NDArray[np.bool_]]:
    """For each two rows: how much they differ, whether both are known, and whether it counts."""
    import numpy as np

    if kind not in FEATURES:
        raise QualkitError(f"the column {column.name!r} is of the kind {kind!r}: {suggest(str(kind), FEATURES)}")
    told = column.notna().to_numpy()
    known = np.logical_and.outer(told, told)
    if kind == "category":
        codes = column.astype(object).astype("category").cat.codes.to_numpy()
        return np.not_equal.outer(codes, codes).astype(float), known, known
    values = column.astype(float).fillna(0.0).to_numpy()
    apart = np.abs(np.subtract.outer(values, values))
    if kind == "has":
        return apart, known, known & (np.add.outer(values, values) > 0)
    width = float(np.ptp(values[told])) if told.any() else 0.0
    return apart / width if width else apart, known, known if width else np.zeros_like(known)


def order_similar(distance: pd.DataFrame) -> list[Hashable]:
    """The names in an order in which similar ones stand side by side.

    Average linkage, its leaves turned so that the sum of the distances of neighbours is the least that the tree
    allows (Bar-Joseph, Gifford & Jaakkola 2001, doi:10.1093/bioinformatics/17.suppl_1.S22). An order and its reverse
    are equally good: that one is given which begins with the earlier of its two ends. Unknown distances count as 1.

    >>> import pandas as pd
    >>> names = list("abcd")
    >>> far = pd.DataFrame([[0, 3, 1, 6], [3, 0, 2, 3], [1, 2, 0, 5], [6, 3, 5, 0]], index=names, columns=names)
    >>> order_similar(far)
    ['a', 'c', 'b', 'd']
    """
    from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
    from scipy.spatial.distance import squareform

    names = list(distance.index)
    if len(names) < 3:
        return names
    near = squareform(distance.fillna(1.0).to_numpy(), checks=False)
    leaves = leaves_list(optimal_leaf_ordering(linkage(near, "average"), near)).tolist()
    return [names[place] for place in (leaves if leaves[0] < leaves[-1] else leaves[::-1])]


def find_medoids(distance: Numbers, n_types: int) -> list[int]:
    """The rows around which the others lie nearest in sum, in the order of the rows; fewer where fewer differ.

    Partitioning around medoids: Kaufman & Rousseeuw (1990), Finding Groups in Data, ch. 2,
    doi:10.1002/9780470316801. Each medoid is added where it helps most (BUILD), then exchanged for another row while
    that makes the sum smaller (SWAP); of equals the earlier row. The end is a best one among single exchanges, not
    among all choices.
    """
    import numpy as np

    medoids: list[int] = []
    nearest = np.full(len(distance), np.inf)
    for _ in range(n_types):
        sums = np.minimum(nearest, distance).sum(axis=1).round(_EXACT)
        best = int(sums.argmin())
        if medoids and sums[best] >= round(float(nearest.sum()), _EXACT):
            break  # all others lie on a medoid
        medoids.append(best)
        nearest = np.minimum(nearest, distance[best])
    cost = round(float(nearest.sum()), _EXACT)
    while True:
        trials = []
        for medoid in sorted(medoids):
            rest = [one for one in medoids if one != medoid]
            kept = distance[rest].min(axis=0) if rest else np.full(len(distance), np.inf)
            sums = np.minimum(kept, distance).sum(axis=1).round(_EXACT)
            trials.append((float(sums.min()), int(sums.argmin()), medoid))
        least, new, old = min(trials, default=(math.inf, 0, 0))
        if least >= cost:
            return sorted(medoids)
        medoids = [new if one == old else one for one in medoids]
        cost = least


def join_nearest(distance: Numbers, medoids: Sequence[int]) -> NDArray[np.int64]:
    """For each row the place, among the medoids, of the nearest; a medoid stays its own, of equals the earlier."""
    nearest: NDArray[np.int64] = distance[:, list(medoids)].argmin(axis=1)
    for place, medoid in enumerate(medoids):
        nearest[medoid] = place
    return nearest


def silhouettes(distance: Numbers, groups: NDArray[np.int64]) -> tuple[Numbers, NDArray[np.int64]]:
    """How well each row lies in its group, -1 to 1, and the group that it is nearest to besides its own.

    (b - a) / max(a, b), with a the mean distance to the others of its group and b the least mean distance to another
    group; 0 for a row alone in its group, and where a and b are 0. With a single group NaN, and group -1.
    Rousseeuw (1987), doi:10.1016/0377-0427(87)90125-7.
    """
    import numpy as np

    present = np.unique(groups)
    if len(present) < 2:
        return np.full(len(groups), np.nan), np.full(len(groups), -1, dtype=np.int64)
    sums = np.stack([distance[:, groups == group].sum(axis=1) for group in present], axis=1)
    sizes = np.array([(groups == group).sum() for group in present])
    own = np.searchsorted(present, groups)
    rows = np.arange(len(groups))
    means = sums / sizes
    means[rows, own] = np.inf
    other = means.argmin(axis=1)
    outside = means[rows, other]
    inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    highest = np.maximum(inside, outside)
    lies = np.where(highest > 0, (outside - inside) / np.where(highest > 0, highest, 1.0), 0.0)
    return np.where(sizes[own] > 1, lies, 0.0), present[other]
