"""Tests and intervals that are exact, or honest, with few cases. Pure functions of counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, ClassVar

from qualkit.errors import QualkitError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Counts = NDArray[np.int64]

Interval = tuple[float, float]
UNDEFINED: Interval = (math.nan, math.nan)

STEPS = 500_000
"""Up to so many steps through partial tables a test of r x c is exact; beyond, random tables are drawn."""
RESAMPLES = 99_999
"""How many random arrangements stand for all of them where they are too many."""

_Ways = dict[tuple[tuple[int, ...], int], int]


@dataclass(frozen=True)
class TestResult:
    """A test that was carried out: what it was, and what it found.

    `method` names the test as it was computed, Monte Carlo included; `p_value` is two-sided, NaN where there is
    nothing to compare; `statistic` is what the test orders by; `n` the cases that took part; `note` says why
    a result is undefined, or what was drawn and with which seed.
    """

    __test__: ClassVar[bool] = False  # not for pytest

    method: str
    p_value: float
    statistic: float
    n: int
    note: str = ""


def check_counts(*counts: int) -> tuple[int, ...]:
    """Counts as whole numbers; anything else is refused with its value.

    >>> check_counts(3, 1.0)
    (3, 1)
    """
    for count in counts:
        if not (math.isfinite(count) and count >= 0 and count == int(count)):
            raise QualkitError(f"{count!r} is no count: counts are whole numbers from 0")
    return tuple(int(count) for count in counts)


def sign_test(better: int, worse: int) -> float:
    """Exact two-sided sign test: how often fair coins fall as unevenly or more; ties take no part.

    For yes/no before and now this is McNemar's exact test of the discordant pairs. NaN where nothing changed.
    Source: Conover (1999), Practical Nonparametric Statistics, section 3.4.

    >>> round(sign_test(9, 1), 4)
    0.0215
    """
    better, worse = check_counts(better, worse)
    n = better + worse
    if not n:
        return math.nan
    fewer = sum(math.comb(n, k) for k in range(min(better, worse) + 1))
    return min(1.0, float(Fraction(2 * fewer, 2**n)))


def mcnemar_test(gained: int, lost: int) -> TestResult:
    """McNemar's exact test of yes/no before and now: the sign test of those who changed.

    `gained` changed from no to yes, `lost` from yes to no; who stayed the same takes no part. The statistic is
    gained / (gained + lost). NaN where nobody changed. Source: McNemar (1947), doi:10.1007/BF02295996.

    >>> round(mcnemar_test(7, 1).p_value, 4)
    0.0703
    """
    gained, lost = check_counts(gained, lost)
    n = gained + lost
    note = "" if n else "nobody changed"
    return TestResult("McNemar, exact", sign_test(gained, lost), gained / n if n else math.nan, n, note)


def fisher_test(rows: Sequence[Sequence[int]]) -> float:
    """Fisher's exact test, two-sided, of a table of two rows (Freeman & Halton 1951 beyond two columns).

    The p value is the share of all tables with these margins that are no more probable than this one.
    NaN where a row, or all but one column, is empty: there is nothing to compare; and where the columns are so
    many that more than a million partial tables would have to be counted (`freeman_halton_test` then draws).

    >>> round(fisher_test([[3, 1], [1, 3]]), 4)
    0.4857
    """
    rows = [check_counts(*row) for row in rows]
    columns = [(a, b) for a, b in zip(*rows, strict=True) if a + b]
    first, n = sum(a for a, _ in columns), sum(a + b for a, b in columns)
    if len(columns) < 2 or first in (0, n):
        return math.nan
    totals = [a + b for a, b in columns]
    ways = {(0, 1): 1}  # (cases in the first row so far, ways so far): how many tables
    for total in totals:
        following: dict[tuple[int, int], int] = {}
        for (used, weight), count in ways.items():
            for cases in range(min(total, first - used) + 1):
                state = (used + cases, weight * math.comb(total, cases))
                following[state] = following.get(state, 0) + count
        if len(following) > 1_000_000:
            return math.nan
        ways = following
    observed = math.prod(math.comb(a + b, a) for a, b in columns)
    whole = {weight: count for (used, weight), count in ways.items() if used == first}
    extreme = sum(weight * count for weight, count in whole.items() if weight <= observed)
    return extreme / math.comb(n, first)


def fisher_tests(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Floats:
    """Fisher's exact test, two-sided, of many tables [[a, b], [c, d]] at once: the p values.

    As `fisher_test`, in floating point: tables count as equally probable within a factor 1 + 1e-7, as in R.
    NaN where a row or column is empty.

    >>> fisher_tests([3, 0], [1, 0], [1, 2], [3, 2]).round(4)
    array([0.4857,    nan])
    """
    import numpy as np

    tables = check_tables(a, b, c, d)
    distinct, back = np.unique(tables.reshape(4, -1), axis=1, return_inverse=True)
    p_values = np.full(distinct.shape[1], math.nan)
    first, second, column = distinct[0] + distinct[1], distinct[2] + distinct[3], distinct[0] + distinct[2]
    told = np.flatnonzero((first > 0) & (second > 0) & (column > 0) & (column < first + second))
    fewest, most = _near(distinct[0], first, second, column)
    for some in _in_portions(told, most - fewest + 1):
        p_values[some] = _fisher_portion(distinct[:, some], fewest[some], most[some])
    return p_values[back].reshape(tables.shape[1:])


def _near(cell: Counts, first: Counts, second: Counts, column: Counts) -> tuple[Counts, Counts]:
    """The range of the first cell outside of which no table has a probability that a float would notice."""
    import numpy as np

    n = np.maximum(first + second, 2)
    mean = first * column / n
    deviation = np.sqrt(mean * (n - first) / n * (n - column) / (n - 1))
    reach = np.maximum(12 * deviation, 2 * np.abs(cell - mean) + 3 * deviation) + 30
    fewest = np.maximum(np.maximum(0, column - second), np.floor(mean - reach).astype(np.int64))
    most = np.minimum(np.minimum(first, column), np.ceil(mean + reach).astype(np.int64))
    return fewest, most


def _in_portions(rows: Counts, lengths: Counts) -> Iterator[Counts]:
    import numpy as np

    portion = np.cumsum(lengths[rows]) // 2_000_000
    for number in np.unique(portion):
        yield rows[portion == number]


def _fisher_portion(tables: Counts, fewest: Counts, most: Counts) -> Floats:
    """All tables with the margins of each, end to end in one long array."""
    import numpy as np
    from scipy.special import gammaln

    first, second, column = tables[0] + tables[1], tables[2] + tables[3], tables[0] + tables[2]
    lengths = most - fewest + 1
    starts = np.cumsum(lengths) - lengths
    which = np.repeat(np.arange(len(lengths)), lengths)
    k = np.arange(lengths.sum()) - (starts - fewest)[which]
    factorial = gammaln(np.arange(int((first + second).max()) + 2) + 1.0)
    weight = -(
        factorial[k]
        + factorial[first[which] - k]
        + factorial[column[which] - k]
        + factorial[(second - column)[which] + k]
    )
    weight -= np.maximum.reduceat(weight, starts)[which]
    observed = weight[starts + tables[0] - fewest]
    chance = np.exp(weight)
    extreme = np.where(weight <= observed[which] + 1e-7, chance, 0.0)
    p_values: Floats = np.minimum(1.0, np.add.reduceat(extreme, starts) / np.add.reduceat(chance, starts))
    return p_values


def log_ways(total: int, some: Counts) -> Floats:
    """The logarithm of the number of ways to choose some of all."""
    from scipy.special import gammaln

    ways: Floats = gammaln(total + 1.0) - gammaln(some + 1.0) - gammaln(total - some + 1.0)
    return ways


def binomial_chances(n: int, shares: Floats) -> Floats:
    """The probabilities of 0 to n of n, in the last dimension, for each share.

    >>> import numpy as np
    >>> binomial_chances(2, np.array([0.5, 1.0])).round(4)
    array([[0.25, 0.5 , 0.25],
           [0.  , 0.  , 1.  ]])
    """
    import numpy as np

    k = np.arange(n + 1)
    yes, no = np.log(np.maximum(shares, 1e-300)), np.log(np.maximum(1 - shares, 1e-300))
    chances: Floats = np.exp(log_ways(n, k) + k * yes[..., None] + (n - k) * no[..., None])
    return chances


def check_tables(*cells: ArrayLike) -> NDArray[np.int64]:
    """The four cells of many tables in one array of whole numbers, broadcast against each other."""
    import numpy as np

    numbers = np.stack(np.broadcast_arrays(*(np.asarray(cell, dtype=float) for cell in cells)))
    wrong = ~(np.isfinite(numbers) & (numbers >= 0) & (numbers == np.floor(numbers)))
    if wrong.any():
        raise QualkitError(f"{numbers[wrong][0]} is no count: counts are whole numbers from 0")
    return numbers.astype(np.int64)


def freeman_halton_test(
    rows: Sequence[Sequence[int]], *, limit: int = STEPS, n_resamples: int = RESAMPLES, seed: int = 0
) -> TestResult:
    """Fisher's exact test of any r x c table: the share of tables with these margins no more probable than this.

    Exact, in whole numbers, column by column, while that takes at most `limit` steps; beyond, `n_resamples`
    random tables with these margins and p = (b + 1) / (m + 1), and method and note say so. Empty rows and columns
    are left out; NaN where fewer than two remain. The statistic is the probability of this table.
    Source: Freeman & Halton (1951), doi:10.1093/biomet/38.1-2.141; Mehta & Patel (1983),
    doi:10.1080/01621459.1983.10477989; (b + 1) / (m + 1): Phipson & Smyth (2010), doi:10.2202/1544-6115.1585.

    >>> freeman_halton_test([[3, 0, 1], [0, 4, 1], [1, 0, 3]])
    TestResult(method='Freeman-Halton, exact', p_value=0.0178..., statistic=0.0008..., n=13, note='')
    """
    table = _without_empty(rows)
    n = sum(map(sum, table))
    if len(table) < 2:
        return TestResult("Freeman-Halton, exact", math.nan, math.nan, n, "fewer than two rows or columns have cases")
    whole = _multinomial([sum(row) for row in table])
    observed = math.prod(_multinomial(column) for column in zip(*table, strict=True))
    chance = float(Fraction(observed, whole))
    ways = _fold(table, limit, lambda key, j, column, weight: key * weight, start=1)
    if ways is not None:
        p_value = float(Fraction(sum(mass for key, mass in ways.items() if key <= observed), whole))
        return TestResult("Freeman-Halton, exact", p_value, chance, n)
    import numpy as np

    weights = _log_weight(_random_tables(table, n_resamples, seed))
    extreme = weights <= _log_weight(np.array([table], dtype=float))[0] + 1e-7
    return _announce("Freeman-Halton", extreme, chance, n, seed)


def trend_test(
    rows: Sequence[Sequence[int]],
    *,
    row_scores: Sequence[float] | None = None,
    column_scores: Sequence[float] | None = None,
    limit: int = STEPS,
    n_resamples: int = RESAMPLES,
    seed: int = 0,
) -> TestResult:
    """Exact test of a trend across ordered bands (linear by linear; with two rows, Cochran and Armitage).

    T is the sum of count x row score x column score (scores 0, 1, 2 … unless given). The p value is the share of
    all arrangements with these margins whose T is as far from its mean or farther; the statistic is (T - mean) /
    standard deviation, whose square is Mantel's M². Exact up to `limit` steps, beyond Monte Carlo, as in
    `freeman_halton_test`. NaN where one side has one score only. Source: Agresti (2002), Categorical Data
    Analysis, sections 3.4 and 3.5 (doi:10.1002/0471249688); Armitage (1955), doi:10.2307/3001775.

    >>> round(trend_test([[5, 3, 1], [0, 2, 5]]).p_value, 4)
    0.007
    """
    table = [list(row) for row in _as_table(rows)]
    u = _as_scores(row_scores, len(table), "row_scores")
    v = _as_scores(column_scores, len(table[0]), "column_scores")
    n, row_sums, column_sums = (
        sum(map(sum, table)),
        [sum(row) for row in table],
        [sum(x) for x in zip(*table, strict=True)],
    )
    spread = _spread(u, row_sums) * _spread(v, column_sums)
    if not spread:
        return TestResult("linear-by-linear trend, exact", math.nan, math.nan, n, "one side has one score only")
    mean = _sum_product(u, row_sums) * _sum_product(v, column_sums)  # n times the mean, a whole number
    total = n * sum(x * u[i] * v[j] for i, row in enumerate(table) for j, x in enumerate(row))
    statistic = (total - mean) / math.sqrt(Fraction(spread, n - 1))
    ways = _fold(table, limit, lambda key, j, column, weight: key + v[j] * _sum_product(u, column), start=0)
    if ways is not None:
        extreme = sum(mass for key, mass in ways.items() if abs(n * key - mean) >= abs(total - mean))
        p_value = float(Fraction(extreme, _multinomial(row_sums)))
        return TestResult("linear-by-linear trend, exact", p_value, statistic, n)

    def distance(tables: Any) -> Any:
        import numpy as np

        return np.abs(n * np.einsum("tij,i,j->t", tables, np.array(u, float), np.array(v, float)) - mean)

    far = distance(_random_tables(table, n_resamples, seed)) >= abs(total - mean) * (1 - 1e-9)
    return _announce("linear-by-linear trend", far, statistic, n, seed)


def _as_table(rows: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    table = [check_counts(*row) for row in rows]
    if len({len(row) for row in table}) != 1:
        raise QualkitError("the rows of a table are equally long, and there is at least one")
    return table


def _without_empty(rows: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """The table without rows and columns in which no case is, its shorter side as rows."""
    table = [row for row in _as_table(rows) if any(row)]
    columns = [column for column in zip(*table, strict=True) if any(column)]
    return columns if len(columns) < len(table) else list(zip(*columns, strict=True))


def _as_scores(scores: Sequence[float] | None, length: int, name: str) -> list[int]:
    """Scores as whole numbers in the same proportions: a trend has no unit."""
    if scores is None:
        return list(range(length))
    if len(scores) != length or not all(math.isfinite(score) for score in scores):
        raise QualkitError(f"{name}: {list(scores)!r}; a number for each of the {length} bands is needed")
    exact = [Fraction(str(score)) for score in scores]
    scale = math.lcm(*(score.denominator for score in exact))
    return [int(score * scale) for score in exact]


def _sum_product(scores: Sequence[int], counts: Sequence[int]) -> int:
    return sum(score * count for score, count in zip(scores, counts, strict=True))


def _spread(scores: Sequence[int], counts: Sequence[int]) -> int:
    """n times the sum of squares about the mean."""
    squares = _sum_product([score * score for score in scores], counts)
    return sum(counts) * squares - _sum_product(scores, counts) ** 2


def _multinomial(counts: Sequence[int]) -> int:
    ways, placed = 1, 0
    for count in counts:
        placed += count
        ways *= math.comb(placed, count)
    return ways


def _fold(
    table: Sequence[Sequence[int]], limit: int, combine: Callable[[int, int, tuple[int, ...], int], int], *, start: int
) -> dict[int, int] | None:
    """The number of arrangements for each value of a statistic that is built column by column; None past the limit."""
    sums = tuple(sum(row) for row in table)
    ways: _Ways = {(sums, start): 1}
    steps = 0
    for j, total in enumerate(sum(column) for column in zip(*table, strict=True)):
        following: _Ways = {}
        parts: dict[tuple[int, ...], list[tuple[tuple[int, ...], tuple[int, ...], int]]] = {}
        for (left, key), mass in ways.items():
            if left not in parts:
                parts[left] = []
                for column in _split(total, left):
                    steps += 1
                    if steps > limit:
                        return None
                    rest = tuple(has - takes for has, takes in zip(left, column, strict=True))
                    parts[left].append((column, rest, _multinomial(column)))
            steps += len(parts[left])
            if steps > limit:
                return None
            for column, rest, weight in parts[left]:
                state = (rest, combine(key, j, column, weight))
                following[state] = following.get(state, 0) + mass * weight
        ways = following
    return {key: mass for (_, key), mass in ways.items()}


def _split(total: int, left: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """All ways to take `total` out of what is left in each row."""
    if len(left) == 1:
        if total <= left[0]:
            yield (total,)
        return
    room = sum(left[1:])
    for first in range(max(0, total - room), min(total, left[0]) + 1):
        for others in _split(total - first, left[1:]):
            yield (first, *others)


def _random_tables(table: Sequence[Sequence[int]], n_resamples: int, seed: int) -> Any:
    """Tables with these margins, each as probable as cases shuffled at random make it."""
    import numpy as np

    rng = np.random.default_rng(seed)
    left = np.tile(np.array([sum(column) for column in zip(*table, strict=True)]), (n_resamples, 1))
    tables = np.zeros((n_resamples, len(table), left.shape[1]), dtype=np.int64)
    for i, row in enumerate(table):
        to_place = np.full(n_resamples, sum(row))
        for j in range(left.shape[1]):
            others = left[:, j + 1 :].sum(axis=1)
            tables[:, i, j] = rng.hypergeometric(left[:, j], others, to_place)
            to_place -= tables[:, i, j]
        left -= tables[:, i]
    return tables


def _log_weight(tables: Any) -> Any:
    from scipy.special import gammaln

    return -gammaln(tables + 1.0).sum(axis=(1, 2))


def _announce(name: str, extreme: Any, statistic: float, n: int, seed: int) -> TestResult:
    """The result of a Monte Carlo test, with what was drawn."""
    drawn = len(extreme)
    p_value = (int(extreme.sum()) + 1) / (drawn + 1)
    return TestResult(f"{name}, Monte Carlo", p_value, statistic, n, f"{drawn} random arrangements, seed {seed}")


def interval_share(n: int, n_units: int, *, level: float = 0.95) -> Interval:
    """Wilson's score interval of a share (Wilson 1927, doi:10.2307/2276774); NaN without units.

    It covers 95 % on average; near 0 and 1 less. `effects.share_interval` never covers less.

    >>> low, high = interval_share(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    n, n_units = check_counts(n, n_units)
    if n > n_units:
        raise QualkitError(f"{n} of {n_units} is no share")
    if not n_units:
        return UNDEFINED
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = n / n_units
    middle = (share + z * z / (2 * n_units)) / (1 + z * z / n_units)
    half = z * math.sqrt(share * (1 - share) / n_units + (z / (2 * n_units)) ** 2) / (1 + z * z / n_units)
    return max(0.0, middle - half), min(1.0, middle + half)
