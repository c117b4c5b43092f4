"""Codes against outcomes, case by case: what people said beside what happened to their money."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.analysis.bands import Bands, Change, band_outcome
from qualkit.analysis.effects import risk_difference
from qualkit.analysis.exact import fisher_test
from qualkit.analysis.groups import Grouping, Groups, group_cases
from qualkit.columns import format_number, make_table
from qualkit.errors import QualkitError, suggest
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "code", "label", "measure", "measure_label", "unit", "by", "value_by", "side", "value", "n", "n_units", "share",
    "share_column", "share_total", "n_missing", "n_unread", "effect", "effect_name", "ci_low", "ci_high", "p_value",
)  # fmt: skip


def crosstab(
    study: Study,
    code: str | Iterable[str],
    outcome: str,
    *,
    by: str | None = None,
    group: Grouping = "has",
    change: Change | None = None,
    bands: Sequence[float] | None = None,
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
    where : a condition on the case. Cases in roles without outcomes are left out.
    coder : whose codings; the coders of record by default.

    Returns
    -------
    DataFrame, one row a cell: `side` the row, `value` the column, `n` cases, `n_units` the cases of that row whose
    outcome is known, `share` n / n_units, `share_column` of the column's cases, `share_total` of all in the table,
    `n_missing` cases of that row whose outcome is missing, `n_unread` cases not read for the codes (in no row). Of
    two rows and two columns: `effect`, the difference of the shares of the first column, with its exact 95 %
    interval; `p_value` Fisher's, exact and two-sided, of two rows or two columns. Undefined is NaN.

    Raises
    ------
    QualkitError
        For an unknown code, outcome, column or coder, and a change that study.yaml says cannot be compared.

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
    shared = {
        "code": selections,
        "label": groups.label,
        "measure": columns.measure,
        "measure_label": columns.label,
        "unit": "case",
        "by": by or "",
    }
    rows = [
        shared | {"value_by": value} | row
        for value, cases in divide_cases(study, by).items()
        if by is None or not cases.isdisjoint([*groups.of_case, *groups.unread])
        for row in _cells(groups, columns, cases)
    ]
    return make_table(rows, COLUMNS)


def divide_cases(study: Study, by: str | None) -> dict[str, set[str]]:
    """The cases by the value of an attribute or outcome ('' where it is missing), in its order."""
    facts = study.facts
    if by is None:
        return {"": set(facts["case"])}
    if by not in facts.columns:
        raise QualkitError(f"cannot divide by {by!r}: {suggest(by, facts.columns)}")
    parts: dict[str, set[str]] = {}
    for case, value in zip(facts["case"], facts[by], strict=True):
        parts.setdefault(format_number(value), set()).add(case)
    return {value: parts[value] for value in sorted(parts, key=lambda value: (value == "", value))}


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
    measured = _measure(counts) | {"n_unread": sum(case in cases for case in groups.unread)}
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
        }
        | measured
        for side, row in zip(groups.names, counts, strict=True)
        for value, n, total in zip(columns.names, row, totals, strict=True)
    ]


def _share(n: int, total: int) -> float:
    return n / total if total else math.nan


def _measure(counts: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Effect, interval and exact test, as far as the shape of the table has them; empty rows take no part in a test."""
    filled = [list(row) for row in counts if sum(row)]
    columns = [list(column) for column in zip(*filled, strict=True) if sum(column)]
    measured: dict[str, Any] = dict.fromkeys(("effect", "ci_low", "ci_high", "p_value"), math.nan) | {"effect_name": ""}
    if len(filled) == 2:
        measured["p_value"] = fisher_test(filled)
    elif len(columns) == 2:
        measured["p_value"] = fisher_test(columns)
    if len(counts) == 2 and len(counts[0]) == 2:
        (a, b), (c, d) = counts
        effect = risk_difference(a, b, c, d)
        measured |= {
            "effect": effect.estimate,
            "effect_name": effect.name,
            "ci_low": effect.ci_low,
            "ci_high": effect.ci_high,
        }
    return measured
