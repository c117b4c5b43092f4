"""Amounts by what people say: the cases with a code beside those read without it, in the measure's own unit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.analysis.bands import Change, band_outcome
from qualkit.analysis.effects import cliffs_delta
from qualkit.analysis.groups import Grouping, Groups, group_cases
from qualkit.analysis.multiplicity import adjust_p_values
from qualkit.analysis.permutation import permutation_test
from qualkit.columns import make_table
from qualkit.errors import QualkitError
from qualkit.settings import Settings
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "code", "label", "measure", "measure_label", "unit", "wave", "side", "n", "n_missing", "n_unread", "median",
    "quartile_low", "quartile_high", "estimate", "effect", "effect_name", "ci_low", "ci_high", "p_value",
    "p_adjusted", "n_tests", "method",
)  # fmt: skip


def compare_groups(
    study: Study,
    code: str | Iterable[str],
    outcome: str,
    *,
    group: Grouping = "has",
    change: Change | None = None,
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """Amounts of the cases that say something beside those of the cases that were read and do not, per code.

    Parameters
    ----------
    code : one code or combination, or several: each is compared by itself, and together they are the family over
        which the p values are corrected.
    outcome : a measure or column of numbers. A measure with two waves stands for its `absolute` change, or what
        `change` says; amounts of different years are nominal, unless study.yaml gives `prices:` to deflate them.
    group : `has` the code or not, or `side` of the code and its opposite (cases on both or neither are left out).

    Returns
    -------
    DataFrame, two rows a code, one a side: `n` cases whose value is known, `n_missing` without one, `n_unread` not
    read for the code (on neither side), `median` and quartiles of the values in the measure's unit. On both rows of
    a pair: `estimate`, the difference of the medians, first side less second; `effect`, Cliff's delta (first above
    second), with its interval; `p_value` of the exact permutation test of the means, and `p_adjusted` after Holm over
    `n_tests` codes; `method` names the test as it was run. Undefined is NaN.

    Raises
    ------
    QualkitError
        For what holds no numbers, and as `crosstab` does.

    Examples
    --------
    >>> table = compare_groups(study, "welfare/finance/managed", "income")
    >>> table[["side", "n", "n_missing", "median"]]
            side   n  n_missing    median
    0      coded  17          1  450000.0
    1  not coded   6          0   75000.0
    """
    codes = [code] if isinstance(code, str) else list(code)
    columns = band_outcome(study, outcome, change=change or _default_change(study, outcome), language=language)
    if not columns.numbers:
        raise QualkitError(f"{outcome!r} holds no numbers to compare; set it against codes with `crosstab`")
    pairs = [
        _compare(group_cases(study, one, group=group, where=where, coder=coder, language=language), columns.numbers)
        for one in codes
    ]
    adjusted = adjust_p_values([pair[0]["p_value"] for pair in pairs])
    rows = [
        {
            "code": one,
            "measure": columns.measure,
            "measure_label": columns.label,
            "unit": _unit(study.settings, columns.measure, change),
            "wave": outcome if outcome not in study.settings.measures else "change",
            "p_adjusted": float(p_adjusted),
            "n_tests": adjusted.n,
        }
        | side
        for one, pair, p_adjusted in zip(codes, pairs, adjusted.p_values, strict=True)
        for side in pair
    ]
    return make_table(rows, COLUMNS)


def _default_change(study: Study, outcome: str) -> Change | None:
    measure = study.settings.measures.get(outcome)
    return "absolute" if measure and len(measure.columns) > 1 else None


def _unit(settings: Settings, measure: str, change: Change | None) -> str:
    return "share of the first value" if change == "relative" else settings.measures[measure].unit


def _compare(groups: Groups, numbers: Mapping[str, float]) -> list[dict[str, Any]]:
    sides = groups.names[:2]
    members = [[case for case, side in groups.of_case.items() if side == name] for name in sides]
    values = [[numbers[case] for case in cases if case in numbers] for cases in members]
    test, effect = permutation_test(*values), cliffs_delta(*values)
    medians = [_quantile(told, 0.5) for told in values]
    shared = {
        "label": groups.label,
        "n_unread": len(groups.unread),
        "estimate": medians[0] - medians[1],
        "effect": effect.estimate,
        "effect_name": "cliffs_delta",
        "ci_low": effect.ci_low,
        "ci_high": effect.ci_high,
        "p_value": test.p_value,
        "method": test.method,
    }
    return [
        shared
        | {
            "side": side,
            "n": len(told),
            "n_missing": len(cases) - len(told),
            "median": _quantile(told, 0.5),
            "quartile_low": _quantile(told, 0.25),
            "quartile_high": _quantile(told, 0.75),
        }
        for side, cases, told in zip(sides, members, values, strict=True)
    ]


def _quantile(values: Sequence[float], share: float) -> float:
    """The quantile by linear interpolation (Hyndman & Fan's type 7); NaN of nothing."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
