"""Every code beside every outcome: one row a pair, and the p values of all pairs corrected together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.analysis.bands import Bands, Change, band_outcome
from qualkit.analysis.crosstab import find_detectable
from qualkit.analysis.design import Design
from qualkit.analysis.groups import Groups, Voices
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.outcomes import find_measure
from qualkit.prices import name_prices
from qualkit.statistics.contrasts import GOES_WITH, Contrast, measure_contrast
from qualkit.statistics.effects import HYBRID, POSSIBLE_TABLES, hybrid_intervals, risk_difference
from qualkit.statistics.exact import fisher_tests
from qualkit.statistics.multiplicity import adjust_p_values
from qualkit.statistics.names import Correction, Permute, Test
from qualkit.statistics.power import detectable_differences
from qualkit.study import Study

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    Counts = NDArray[np.int64]

COLUMNS = (
    "family", "code", "label", "outcome", "measure", "measure_label", "unit", "value", "n", "n_units", "n_missing",
    "n_unread", "effect", "effect_name", "ci_low", "ci_high", "interval", "statistic", "p_value", "p_adjusted",
    "n_tests", "correction", "method", "detectable", "prices", "note",
)  # fmt: skip


def compare_outcomes(
    study: Study,
    code: str | Iterable[str] | None = None,
    outcome: str | Iterable[str] | None = None,
    *,
    family: str | None = None,
    change: Change | None = None,
    clusters: str | None = None,
    permute: Permute | None = None,
    correction: Correction | None = None,
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """Every code set against every outcome: those who have the code beside those who were read without it.

    Parameters
    ----------
    code : one code or combination, or several, each by itself; all codes that have no code below them by default.
    outcome : one measure or column of outcomes.csv, or several; all columns by default. A measure with two waves
        stands for its change, as in `crosstab`; of numbers not the bands but the numbers are compared.
    family : the name of codes, outcomes and correction in study.yaml's `families`, instead of naming them here.
    correction : `holm` (the default) or `benjamini-hochberg`, over all pairs of this call.
    change, clusters, permute, where, coder : as in `crosstab`.

    Returns
    -------
    DataFrame, one row a code and outcome: `n` cases with the code of `n_units` cases that were read for it and whose
    outcome is known, `n_missing` read cases without the outcome, `n_unread` cases not read. `effect` with its 95 %
    interval: of yes or no, and of any two values, the difference of shares of `value` (Fisher's test); of numbers
    Cliff's delta (the exact permutation test of the means); of more values Cramér's V (Freeman and Halton's test).
    `p_adjusted` over `n_tests` pairs: those that could be tested. `interval method note detectable prices` as in
    `crosstab`: intervals of differences are exact up to 2,500 possible tables (two groups of 49), beyond
    Newcombe's hybrid of Clopper and Pearson's, as `interval` says. Undefined is NaN.

    Raises
    ------
    QualkitError
        For an unknown family, code, outcome, column or coder.

    Examples
    --------
    >>> table = compare_outcomes(study, "welfare/finance/managed", ["keeps_cashbook", "income"])
    >>> table[["outcome", "n", "n_units", "effect_name", "effect", "n_tests"]].round(2)
              outcome   n  n_units      effect_name  effect  n_tests
    0  keeps_cashbook  18       24  risk_difference    0.89        2
    1          income  17       23     cliffs_delta    0.83        2
    """
    if family is not None:
        code, outcome, correction = _read_family(study, family, code, outcome, correction)
    codes = _list(code) if code is not None else list(study.codebook.leaves)
    outcomes = _list(outcome) if outcome is not None else _list_outcomes(study)
    correction = correction or "holm"
    voices = Voices.of(study, where=where, coder=coder, language=language)
    design = Design.of(study, clusters, permute)
    grouped = {one: voices.group(one) for one in codes}
    banded = {
        one: band_outcome(study, one, change=fit_change(study, one, change), language=language) for one in outcomes
    }
    pairs = [(one, other) for one in codes for other in outcomes]
    contrasts = {pair: design.contrast(grouped[pair[0]], banded[pair[1]]) for pair in pairs}
    measured = _measure_all(contrasts, banded, permute, study.settings.seed)
    adjusted = adjust_p_values([found["p_value"] for found in measured], method=correction)
    rows = [
        _describe(grouped[pair[0]], banded[pair[1]], contrasts[pair])
        | found
        | {
            "note": grouped[pair[0]].add_left_out(found["note"]),
            "prices": name_prices(study.settings.measures[banded[pair[1]].measure], study.settings),
            "family": family or "",
            "code": pair[0],
            "outcome": pair[1],
            "unit": "case",
            "p_adjusted": float(p_adjusted),
            "n_tests": adjusted.n,
            "correction": correction,
        }
        for pair, found, p_adjusted in zip(pairs, measured, adjusted.p_values, strict=True)
    ]
    return make_table(rows, COLUMNS)


def _read_family(
    study: Study,
    name: str,
    code: str | Iterable[str] | None,
    outcome: str | Iterable[str] | None,
    correction: Correction | None,
) -> tuple[Iterable[str], Iterable[str] | None, Correction]:
    families = study.settings.families
    if name not in families:
        raise QualkitError(f"study.yaml declares no family {name!r}: {suggest(name, families)}")
    if code is not None or outcome is not None or correction is not None:
        raise QualkitError(f"the family {name!r} names its codes, outcomes and correction: leave them out here")
    return families[name].codes, families[name].outcomes or None, families[name].correction


def _list(named: str | Iterable[str]) -> list[str]:
    return [named] if isinstance(named, str) else list(dict.fromkeys(named))


def _list_outcomes(study: Study) -> list[str]:
    return [column for measure in study.settings.measures.values() for column in measure.columns.values()]


def fit_change(study: Study, outcome: str, change: Change | None) -> Change | None:
    """A measure as a whole is compared by its change in numbers; one wave, and yes or no, as they are."""
    _, measure, column = find_measure(outcome, study.settings.measures)
    if column is not None or measure.type not in ("amount", "count"):
        return None if column is not None else change
    return change or "absolute"


def _describe(groups: Groups, columns: Bands, contrast: Contrast) -> dict[str, Any]:
    value = columns.names[0] if len(columns.names) == 2 and not columns.numeric else ""
    return {
        "label": groups.label,
        "measure": columns.measure,
        "measure_label": f"{columns.label}: {value}" if value else columns.label,
        "value": value,
        "n": sum(row == 0 for row in contrast.row),
        "n_units": len(contrast.row),
        "n_missing": len(groups.of_case) - len(contrast.row),
        "n_unread": len(groups.unread),
    }


def _measure_all(
    contrasts: Mapping[tuple[str, str], Contrast], banded: Mapping[str, Bands], permute: Permute | None, seed: int
) -> list[dict[str, Any]]:
    """Each pair by what fits it; all pairs of two groups and two values together, as arrays."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    shares: dict[tuple[str, str], list[list[int]]] = {}
    for pair, contrast in contrasts.items():
        columns = banded[pair[1]]
        if contrast.is_clustered or columns.numeric or len(columns.names) != 2:
            test: Test | None = "permutation" if columns.numeric else None
            effect = GOES_WITH["permutation"] if test else None
            measured = measure_contrast(contrast, test=test, effect=effect, permute=permute, seed=seed)
            found[pair] = measured | {"detectable": math.nan if test else find_detectable(contrast)}
        else:
            shares[pair] = contrast.counts
    if shares:
        cells = [[table[i][j] for table in shares.values()] for i in (0, 1) for j in (0, 1)]
        found |= dict(zip(shares, compare_shares(*cells), strict=True))
    return [found[pair] for pair in contrasts]


def count_tables(has: ArrayLike, outcome: ArrayLike) -> tuple[Counts, Counts, Counts, Counts]:
    """The tables of many codes and many outcomes of yes or no: a, b, c, d, each codes x outcomes.

    `has` is cases x codes, `outcome` cases x outcomes, of 1, 0 and NaN (not read; not told). a: with the code and
    yes, b: with the code and no, c and d: the same without the code. Only cases that have both are counted.

    >>> a, b, c, d = count_tables([[1], [1], [0], [math.nan]], [[1], [0], [0], [1]])
    >>> int(a[0, 0]), int(b[0, 0]), int(c[0, 0]), int(d[0, 0])
    (1, 1, 0, 1)
    """
    import numpy as np

    codes, outcomes = (np.asarray(values, dtype=np.float64) for values in (has, outcome))
    if codes.ndim != 2 or outcomes.ndim != 2 or len(codes) != len(outcomes):
        raise QualkitError(f"cases x codes and cases x outcomes are needed, found {codes.shape} and {outcomes.shape}")
    for values in (codes, outcomes):
        if not np.isin(values[~np.isnan(values)], (0.0, 1.0)).all():
            raise QualkitError("a code is had and an outcome is told as 1 or 0, or is NaN")
    yes, no = ((np.nan_to_num(outcomes, nan=1 - value) == value).astype(np.float64) for value in (1.0, 0.0))
    with_it, without = ((np.nan_to_num(codes, nan=1 - value) == value).astype(np.float64) for value in (1.0, 0.0))
    a, b, c, d = (np.rint(side.T @ told).astype(np.int64) for side in (with_it, without) for told in (yes, no))
    return a, b, c, d


def compare_shares(a: Sequence[int], b: Sequence[int], c: Sequence[int], d: Sequence[int]) -> list[dict[str, Any]]:
    """Fisher's test and the difference of shares of many tables [[a, b], [c, d]] at once, one row a table.

    The columns of `compare_outcomes` from `effect` on, but for what needs the whole family.

    >>> found = compare_shares([16], [2], [0], [6])[0]
    >>> round(found["effect"], 3), round(found["p_value"], 5), found["interval"]
    (0.889, 0.00021, 'exact unconditional')
    """
    import numpy as np

    p_values = fisher_tests(a, b, c, d)
    lows, highs = hybrid_intervals(a, b, c, d)
    first, second = np.add(a, b), np.add(c, d)
    exact = (first + 1) * (second + 1) <= POSSIBLE_TABLES
    detectable = detectable_differences(first, second)
    rows: list[dict[str, Any]] = []
    for place, cells in enumerate(zip(a, b, c, d, strict=True)):
        sizes = int(first[place]), int(second[place])
        row: dict[str, Any] = {
            "effect_name": "risk_difference",
            "statistic": math.nan,
            "p_value": float(p_values[place]),
            "method": "Fisher, exact",
            "detectable": float(detectable[place]),
            "note": "" if p_values[place] == p_values[place] else "a group or a column has no cases",
        }
        if exact[place]:
            found = risk_difference(*cells)
            row |= {
                "effect": found.estimate,
                "ci_low": found.ci_low,
                "ci_high": found.ci_high,
                "interval": found.method,
            }
        else:
            row |= {
                "effect": cells[0] / sizes[0] - cells[2] / sizes[1] if all(sizes) else math.nan,
                "ci_low": float(lows[place]),
                "ci_high": float(highs[place]),
                "interval": HYBRID,
            }
        rows.append(row)
    return rows
