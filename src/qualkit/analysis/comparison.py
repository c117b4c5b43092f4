"""Amounts by what people say: the cases with a code beside those read without it, in the measure's own unit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.analysis.bands import Change, band_outcome
from qualkit.analysis.design import Design
from qualkit.analysis.groups import Grouping, Voices
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.prices import name_prices
from qualkit.settings import Settings
from qualkit.statistics.contrasts import GOES_WITH, Contrast, measure_contrast
from qualkit.statistics.multiplicity import adjust_p_values
from qualkit.statistics.names import Correction, Permute, Test
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "code", "label", "measure", "measure_label", "unit", "wave", "side", "n", "n_missing", "n_unread", "median",
    "quartile_low", "quartile_high", "estimate", "effect", "effect_name", "ci_low", "ci_high", "interval", "statistic",
    "p_value", "p_adjusted", "n_tests", "correction", "method", "prices", "note",
)  # fmt: skip


def compare_groups(
    study: Study,
    code: str | Iterable[str],
    outcome: str,
    *,
    group: Grouping = "has",
    change: Change | None = None,
    test: Test = "permutation",
    clusters: str | None = None,
    permute: Permute | None = None,
    correction: Correction = "holm",
    force: bool = False,
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
    group : `has` the code or not, or `side` of the code and its opposite (cases on both or neither are left out, and
        `note` counts them).
    test : `permutation` of the difference of means, with Cliff's delta, or `mann_whitney`, with the rank-biserial
        correlation.
    clusters, permute, correction, force, where, coder : as in `crosstab`.

    Returns
    -------
    DataFrame, two rows a code, one a side: `n` cases whose value is known, `n_missing` without one, `n_unread` not
    read for the code (on neither side), `median` and quartiles of the values in the measure's unit. On both rows of
    a pair: `estimate`, the difference of the medians, first side less second; `effect`, how much more often the first
    side's value is the higher, with its interval; `p_value` of the test that `method` names, and `p_adjusted` over
    `n_tests` codes; `prices` and `note` as in `crosstab`. Undefined is NaN.

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
    codes = [code] if isinstance(code, str) else list(dict.fromkeys(code))
    columns = band_outcome(study, outcome, change=change or _default_change(study, outcome), language=language)
    if not (columns.numeric or columns.numbers):
        raise QualkitError(f"{outcome!r} holds no numbers to compare; set it against codes with `crosstab`")
    if group not in ("has", "side"):
        raise QualkitError(f"amounts of two groups are compared: group='has' or 'side', not {group!r}")
    if test not in GOES_WITH:
        raise QualkitError(f"no test {test!r} of amounts: {suggest(str(test), GOES_WITH)}")
    voices = Voices.of(study, where=where, coder=coder, language=language)
    design = Design.of(study, clusters, permute)
    compared: list[tuple[list[dict[str, Any]], dict[str, Any]]] = []
    for one in codes:
        groups = voices.group(one, group)
        contrast = design.contrast(groups, columns)
        found = measure_contrast(
            contrast, test=test, effect=GOES_WITH[test], permute=permute, force=force, seed=study.settings.seed
        )
        cases = [sum(where == name for where in groups.of_case.values()) for name in groups.compared]
        found["note"] = groups.add_left_out(found["note"])
        compared.append((_describe(contrast, cases), found | {"label": groups.label, "n_unread": len(groups.unread)}))
    adjusted = adjust_p_values([found["p_value"] for _, found in compared], method=correction)
    rows = [
        {
            "code": one,
            "measure": columns.measure,
            "measure_label": columns.label,
            "unit": _unit(study.settings, columns.measure, change),
            "wave": outcome if outcome not in study.settings.measures else "change",
            "prices": name_prices(study.settings.measures[columns.measure], study.settings),
            "p_adjusted": float(p_adjusted),
            "n_tests": adjusted.n,
            "correction": correction,
        }
        | found
        | side
        for one, (sides, found), p_adjusted in zip(codes, compared, adjusted.p_values, strict=True)
        for side in sides
    ]
    return make_table(rows, COLUMNS)


def _describe(contrast: Contrast, cases: Sequence[int]) -> list[dict[str, Any]]:
    """The two sides: how many told, and what, in quartiles."""
    values = [contrast.values_of(row) for row in range(len(contrast.rows))]
    medians = [_quantile(told, 0.5) for told in values]
    return [
        {
            "side": side,
            "n": len(told),
            "n_missing": n - len(told),
            "median": middle,
            "quartile_low": _quantile(told, 0.25),
            "quartile_high": _quantile(told, 0.75),
            "estimate": medians[0] - medians[1],
        }
        for side, told, n, middle in zip(contrast.rows, values, cases, medians, strict=True)
    ]


def _default_change(study: Study, outcome: str) -> Change | None:
    measure = study.settings.measures.get(outcome)
    return "absolute" if measure and len(measure.columns) > 1 else None


def _unit(settings: Settings, measure: str, change: Change | None) -> str:
    return "share of the first value" if change == "relative" else settings.measures[measure].unit


def _quantile(values: Sequence[float], share: float) -> float:
    """The quantile by linear interpolation (Hyndman & Fan's type 7); NaN of nothing."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
