"""Codes against outcomes, case by case: what people said beside what happened to their money."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.analysis.counts import is_read
from qualkit.analysis.exact import fisher_test, interval_difference
from qualkit.analysis.retrieve import tabulate_chosen
from qualkit.analysis.waves import compare_waves
from qualkit.coding.table import split_cases
from qualkit.columns import make_table
from qualkit.conditions import decide
from qualkit.errors import QualkitError, suggest
from qualkit.outcomes import find_measure
from qualkit.study import Study
from qualkit.wording import format_amount, say
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "code", "label", "measure", "measure_label", "unit", "by", "value_by", "side", "value", "n", "n_units", "share",
    "n_missing", "n_unread", "effect", "effect_name", "ci_low", "ci_high", "p_value",
)  # fmt: skip


def crosstab(
    study: Study,
    code: str | Iterable[str],
    outcome: str,
    *,
    by: str | None = None,
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """A code set against an outcome, with cases as units: those that have the code, and those read without it.

    Parameters
    ----------
    code : a code (it and all below), or several, any of which counts.
    outcome : a column of outcomes.csv, or a measure of study.yaml. A measure with two or more waves that can be
        compared stands for its change from first to last (better, same, worse); an amount or count is split at the
        median of what was told (more than the median where nobody told less).
    by : an attribute, outcome or `role`: a table for each of its values.
    where : a condition on the case. Cases in roles without outcomes are left out.
    coder : whose codings; the coders of record by default.

    Returns
    -------
    DataFrame, one row a cell: `side` (coded or not), `value` of the outcome, `n` cases, `n_units` the cases of that
    side whose outcome is known, `share` n / n_units, `n_missing` cases of that side whose outcome is missing,
    `n_unread` cases not read for the code (on neither side). Of two values: `effect`, the difference of the shares
    with the first value, with Newcombe's 95 % interval; `p_value` Fisher's, exact and two-sided, of the table.

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
    language = language or study.language
    name, values, order = _values_of(study, outcome, language)
    sides, unread = _sides_of(study, code, where, coder, language)
    groups = _groups(study, by)
    selections = [code] if isinstance(code, str) else list(code)
    shared = {
        "code": " | ".join(selections),
        "label": " | ".join(
            study.codebook.label(one.removesuffix("/**").removesuffix("/*"), language) for one in selections
        ),
        "measure": name,
        "measure_label": study.settings.measure_label(name, language),
        "unit": "case",
        "by": by or "",
    }
    order_of_sides = (say("coded", language), say("not_coded", language))
    rows = [
        shared | {"value_by": group} | row
        for group, cases in groups.items()
        for row in _cells(
            {case: side for case, side in sides.items() if case in cases},
            values,
            order_of_sides,
            order,
            len([case for case in unread if case in cases]),
        )
    ]
    return make_table(rows, COLUMNS)


def _sides_of(
    study: Study, code: str | Iterable[str], where: str | None, coder: str | Iterable[str] | None, language: str
) -> tuple[dict[str, str], list[str]]:
    """For each case that was read whether it has the code, and the cases that were not read for it."""
    facts, spoken = study.facts, study.documents_by_case
    paths = study.codebook.select(code)
    coders = study.choose_coders(coder)
    having = set(split_cases(tabulate_chosen(study, paths, coder))["case"])
    reviewed = [study.record(name).reviewed for name in coders]
    with_outcomes = {role for role, about in study.settings.roles.items() if about.outcomes}
    sides: dict[str, str] = {}
    unread: list[str] = []
    for case, role, held in zip(facts["case"], facts["role"], decide(where, facts), strict=True):
        if held is not True or (with_outcomes and role not in with_outcomes):
            continue
        if all(is_read(spoken[case], path, reviewed) for path in paths):
            sides[case] = say("coded" if case in having else "not_coded", language)
        else:
            unread.append(case)
    return sides, unread


def _values_of(study: Study, outcome: str, language: str) -> tuple[str, dict[str, str], list[str]]:
    """The measure's name, each case's value ('' where it is missing), and the values in order."""
    name, measure, column = find_measure(outcome, study.settings.measures)
    if column is None:
        changes = compare_waves(study, name)
        if measure.better == "":
            raise QualkitError(
                f"study.yaml does not say whether more of {name!r} is better: add `better: up` or `down`"
            )
        order = [say(f"change.{side}", language) for side in ("better", "same", "worse")]
        values = {
            row.case: say(f"change.{row.side}", language) if row.side else "" for row in changes.itertuples(index=False)
        }
    elif measure.type in ("amount", "count"):
        values, order = _split_at_median(study.outcomes, column, measure.unit, language)
    else:
        told = [value for value in study.outcomes[column] if value]
        order = ["yes", "no"] if measure.type == "yes/no" else sorted(set(told))
        labels = {
            value: say(value, language)
            if measure.type == "yes/no"
            else in_language(measure.values.get(value, {}), language)
            for value in order
        }
        values = {
            case: (labels[value] or value) if value else ""
            for case, value in zip(study.outcomes["case"], study.outcomes[column], strict=True)
        }
        order = [labels[value] or value for value in order]
    return name, values, order


def _split_at_median(outcomes: pd.DataFrame, column: str, unit: str, language: str) -> tuple[dict[str, str], list[str]]:
    """Amounts in two bands: the median and more, or, where nobody told less, more than the median."""
    told = outcomes[column].dropna()
    middle = float(told.median()) if len(told) else math.nan
    upper, lower = ("at_least", "below") if (told < middle).any() else ("above", "at_most")
    order = [say(key, language, value=format_amount(middle, unit, language)) for key in (upper, lower)]

    def band(value: float) -> str:
        if math.isnan(value):
            return ""
        return order[0] if value > middle or (value == middle and upper == "at_least") else order[1]

    return {case: band(value) for case, value in zip(outcomes["case"], outcomes[column], strict=True)}, order


def _groups(study: Study, by: str | None) -> dict[str, set[str]]:
    facts = study.facts
    if by is None:
        return {"": set(facts["case"])}
    if by not in facts.columns:
        raise QualkitError(f"cannot divide by {by!r}: {suggest(by, facts.columns)}")
    groups: dict[str, set[str]] = {}
    for case, value in zip(facts["case"], facts[by], strict=True):
        groups.setdefault("" if value is None or value != value else str(value), set()).add(case)
    return {value: groups[value] for value in sorted(groups, key=lambda value: (value == "", value))}


def _cells(
    sides: Mapping[str, str],
    values: Mapping[str, str],
    order_of_sides: Sequence[str],
    order: Sequence[str],
    n_unread: int,
) -> list[dict[str, Any]]:
    counts = [
        [sum(where == side and values.get(case, "") == value for case, where in sides.items()) for value in order]
        for side in order_of_sides
    ]
    effect: dict[str, Any] = dict.fromkeys(("effect", "ci_low", "ci_high"), math.nan) | {"effect_name": ""}
    if len(order) == 2:
        (a, b), (c, d) = counts
        low, high = interval_difference(a, b, c, d)
        share = a / (a + b) - c / (c + d) if a + b and c + d else math.nan
        effect = {"effect": share, "effect_name": "risk_difference", "ci_low": low, "ci_high": high}
    p_value = fisher_test(counts) if order else math.nan
    return [
        {
            "side": side,
            "value": value,
            "n": n,
            "n_units": sum(row),
            "share": n / sum(row) if sum(row) else math.nan,
            "n_missing": sum(where == side and not values.get(case) for case, where in sides.items()),
            "n_unread": n_unread,
            "p_value": p_value,
        }
        | effect
        for side, row in zip(order_of_sides, counts, strict=True)
        for value, n in zip(order, row, strict=True)
    ]
