"""Codes against outcomes, case by case: what people said beside what happened to their money."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from qualkit.analysis.bands import Bands, Change, band_outcome
from qualkit.analysis.design import Design
from qualkit.analysis.groups import Grouping, Groups, group_cases
from qualkit.columns import format_number, make_table
from qualkit.errors import QualkitError, suggest
from qualkit.prices import name_prices
from qualkit.statistics.contrasts import GOES_WITH, Contrast, measure_contrast
from qualkit.statistics.multiplicity import adjust_p_values
from qualkit.statistics.names import Correction, EffectName, Permute, Test
from qualkit.statistics.power import detectable_differences
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "code", "label", "measure", "measure_label", "unit", "by", "value_by", "side", "value", "n", "n_units", "share",
    "share_column", "share_total", "n_missing", "n_unread", "effect", "effect_name", "ci_low", "ci_high", "interval",
    "statistic", "p_value", "p_adjusted", "n_tests", "correction", "method", "detectable", "prices", "note",
)  # fmt: skip


class Inference(TypedDict):
    """Which test and effect, instead of the defaults."""

    test: Test | None
    effect: EffectName | None
    permute: Permute | None
    force: bool


def crosstab(
    study: Study,
    code: str | Iterable[str],
    outcome: str,
    *,
    by: str | None = None,
    group: Grouping = "has",
    change: Change | None = None,
    bands: Sequence[float] | None = None,
    test: Test | None = None,
    effect: EffectName | None = None,
    clusters: str | None = None,
    permute: Permute | None = None,
    correction: Correction = "holm",
    force: bool = False,
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """A code set against an outcome, with cases as units.

    Parameters
    ----------
    code : a code (it and all below), several (any of which counts), or a combination: `A and not B`, `A near B`
        (within 200 characters), `A with B` (in the same turn).
    outcome : a measure of study.yaml or a column of outcomes.csv. A measure with two or more waves that can be
        compared stands for its change from first to last; numbers are parted at the median of what was told.
    by : an attribute, outcome or `role`: a table for each of its values.
    group : the rows: `has` the code or not, `side` of the code and its opposite, `count` of its codings, or
        `words`, the share of the case's words that carry it.
    change : `direction` (better, same, worse; the default), `absolute`, `relative`, or `per_member` of the household.
    bands : the inner limits of numbers, ascending, instead of the median.
    test, effect : instead of the defaults: `fisher`, `boschloo`, `barnard`, `freeman_halton`, `trend` across ordered
        bands, `permutation` of the difference of means, `mann_whitney`; `risk_difference`, `odds_ratio`,
        `cramers_v`, `cliffs_delta`, `rank_biserial`. The last two tests and effects take the numbers beneath the bands.
    clusters, permute : the column of cases.csv that says which cases belong together (study.yaml's `clusters` by
        default, '' for none): then whole clusters change sides (`clusters`), or cases `within` theirs.
    correction : of the p values over the tables of `by`: `holm` or `benjamini-hochberg`.
    force : carry out a test that the design forbids; `note` says so.
    where : a condition on the case. Cases in roles without outcomes are left out.
    coder : whose codings; the coders of record by default.

    Returns
    -------
    DataFrame, one row a cell: `side` the row, `value` the column, `n` cases, `n_units` the cases of that row whose
    outcome is known, `share` n / n_units, `share_column` of the column's cases, `share_total` of all in the table,
    `n_missing` cases of that row whose outcome is missing, `n_unread` cases not read for the codes (in no row).
    On every row of a table: `effect`, by default the difference of the shares of the first column in two rows and
    columns, else Cramér's V, with its 95 % interval (`interval` names it); `p_value`, two-sided, of the test that
    `method` names, Fisher's or Freeman and Halton's by default; `p_adjusted` over `n_tests` tables; `detectable`, the
    smallest difference of two shares, even about one half, that Fisher's test would have found in groups of these
    sizes with a power of .8 at .05 (it looks at no result; NaN where not even the largest, in other shapes, and beside
    effects of numbers);
    `prices` as in `compare_waves`; `note`, what was forced, drawn, left out or left undefined. Of two sides, cases on
    both or on neither take no part in test and effect. Undefined is NaN.

    Raises
    ------
    QualkitError
        For an unknown code, outcome, column or coder, a change that study.yaml says cannot be compared, and a test
        that does not fit the table or that the design forbids.

    Examples
    --------
    >>> crosstab(study, code="welfare/finance/managed", outcome="cashbook")[["side", "value", "n", "n_units"]]
            side value   n  n_units
    0      coded   yes  16       18
    1      coded    no   2       18
    2  not coded   yes   0        6
    3  not coded    no   6        6
    """
    selections = code if isinstance(code, str) else " or ".join(code)
    groups = group_cases(study, selections, group=group, where=where, coder=coder, language=language)
    columns = band_outcome(study, outcome, change=change, bands=bands, language=language)
    design = Design.of(study, clusters, permute)
    tests: Inference = {"test": test, "effect": effect, "permute": permute, "force": force}
    return cross_groups(study, selections, groups, columns, design, tests, by=by, correction=correction)


def cross_groups(
    study: Study,
    selections: str,
    groups: Groups,
    columns: Bands,
    design: Design,
    tests: Inference,
    *,
    by: str | None = None,
    correction: Correction = "holm",
) -> pd.DataFrame:
    """The table of `crosstab`, of cases that are grouped already."""
    shared = {
        "code": selections,
        "label": groups.label,
        "measure": columns.measure,
        "measure_label": columns.label,
        "unit": "case",
        "prices": name_prices(study.settings.measures[columns.measure], study.settings),
        "by": by or "",
        "correction": correction,
    }
    parts = {
        value: cases
        for value, cases in divide_cases(study, by).items()
        if by is None or not cases.isdisjoint([*groups.of_case, *groups.unread, *groups.open])
    }
    measured = []
    for cases in parts.values():
        contrast = design.contrast(groups, columns, cases)
        found = measure_contrast(contrast, **tests, seed=study.settings.seed)
        note = groups.add_left_out(found["note"], cases)
        of_numbers = found["effect_name"] in GOES_WITH.values()
        measured.append(found | {"detectable": math.nan if of_numbers else find_detectable(contrast), "note": note})
    adjusted = adjust_p_values([found["p_value"] for found in measured], method=correction)
    rows = [
        shared | {"value_by": value} | cell | found | {"p_adjusted": float(p_adjusted), "n_tests": adjusted.n}
        for (value, cases), found, p_adjusted in zip(parts.items(), measured, adjusted.p_values, strict=True)
        for cell in _cells(groups, columns, cases)
    ]
    return make_table(rows, COLUMNS)


def find_detectable(contrast: Contrast) -> float:
    """The difference of shares that two groups of these sizes could have shown; NaN of other shapes and clusters."""
    if (len(contrast.rows), len(contrast.columns)) != (2, 2) or contrast.is_clustered:
        return math.nan
    first, second = map(sum, contrast.counts)
    return float(detectable_differences([first], [second])[0])


def divide_cases(study: Study, by: str | None) -> dict[str, set[str]]:
    """The cases by the value of an attribute or outcome ('' where it is missing), in its order."""
    facts = study.facts
    if by is None:
        return {"": set(facts["case"])}
    if by not in facts.columns:
        raise QualkitError(f"cannot divide by {by!r}: {suggest(by, facts.columns)}")
    parts: dict[Any, set[str]] = {}
    for case, value in zip(facts["case"], facts[by], strict=True):
        parts.setdefault("" if value is None or value != value else value, set()).add(case)
    told = sorted((value for value in parts if value != ""), key=lambda value: (isinstance(value, str), value))
    values = [*told, *([""] if "" in parts else [])]
    shown = [format_number(value) for value in values]
    if len(set(shown)) < len(shown):  # rounded, two values would be one
        shown = [str(value) for value in values]
    return {name: parts[value] for name, value in zip(shown, values, strict=True)}


def _cells(groups: Groups, columns: Bands, cases: set[str]) -> list[dict[str, Any]]:
    sides = {case: side for case, side in groups.of_case.items() if case in cases}
    counts = [
        [
            sum(where == side and columns.of_case.get(case) == value for case, where in sides.items())
            for value in columns.names
        ]
        for side in groups.names
    ]
    totals, whole = [sum(column) for column in zip(*counts, strict=True)], sum(map(sum, counts))
    missing = {
        side: sum(where == side and case not in columns.of_case for case, where in sides.items())
        for side in groups.names
    }
    unread = sum(case in cases for case in groups.unread)
    return [
        {
            "side": side,
            "value": value,
            "n": n,
            "n_units": sum(row),
            "share": _share(n, sum(row)),
            "share_column": _share(n, total),
            "share_total": _share(n, whole),
            "n_missing": missing[side],
            "n_unread": unread,
        }
        for side, row in zip(groups.names, counts, strict=True)
        for value, n, total in zip(columns.names, row, totals, strict=True)
    ]


def _share(n: int, total: int) -> float:
    return n / total if total else math.nan
