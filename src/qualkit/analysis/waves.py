"""Outcomes between two waves: what was told at each, and what changed, case by case."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.settings import Measure, Settings
from qualkit.study import Study
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "measure", "measure_label", "unit", "better", "case", "wave_from", "wave_to", "wave_from_label", "wave_to_label",
    "value_from", "value_to", "change", "change_relative", "side",
)  # fmt: skip


def compare_waves(
    study: Study, measure: str | None = None, *, waves: Sequence[str] | None = None, language: str | None = None
) -> pd.DataFrame:
    """What each case told at two waves of a measure, and the change.

    Parameters
    ----------
    measure : a measure of study.yaml; by default all that can be compared between waves.
    waves : two of the measure's waves; the first and the last by default.

    Returns
    -------
    DataFrame, one row a measure and case with outcomes: `value_from value_to` (yes is 1, no is 0), `change` in the
    measure's unit, `change_relative` as a share of `value_from` (NaN where that is 0), `side` (better, same, worse
    by the measure's `better`, '' where a wave is missing or better is not declared).

    Raises
    ------
    QualkitError
        For an unknown measure or wave, a category, and waves that study.yaml says cannot be compared.
    """
    settings, language = study.settings, language or study.language
    chosen = [measure] if measure else list_comparable(settings)
    rows: list[dict[str, Any]] = []
    for name in chosen:
        wave_from, wave_to = choose_waves(name, settings, waves)
        rows += _compare(name, study.outcomes, settings, (wave_from, wave_to), language)
    return make_table(rows, COLUMNS)


def list_comparable(settings: Settings) -> list[str]:
    """The measures that tell a change: measured at two waves or more, in the same way, with a direction."""
    return [
        name
        for name, measure in settings.measures.items()
        if measure.comparable and len(measure.columns) > 1 and measure.type != "category"
    ]


def choose_waves(name: str, settings: Settings, waves: Sequence[str] | None = None) -> tuple[str, str]:
    """The two waves to compare. Raises QualkitError where the measure does not allow it."""
    if name not in settings.measures:
        raise QualkitError(f"no measure {name!r} in study.yaml: {suggest(name, settings.measures)}")
    measure = settings.measures[name]
    if not measure.comparable:
        reason = in_language(measure.reason, settings.report_language)
        raise QualkitError(f"the waves of {name!r} cannot be compared: {reason}")
    if measure.type == "category" or len(measure.columns) < 2:
        raise QualkitError(f"{name!r} tells no change: it is a category or was measured once")
    wanted = tuple(waves) if waves else (next(iter(measure.columns)), list(measure.columns)[-1])
    for wave in wanted:
        if wave not in measure.columns:
            raise QualkitError(f"{name!r} has no wave {wave!r}: {suggest(wave, measure.columns)}")
    if len(wanted) != 2:
        raise QualkitError(f"name two waves of {name!r}, found {len(wanted)}")
    return wanted[0], wanted[1]


def as_numbers(column: pd.Series) -> list[float]:
    """A column of outcomes as numbers: yes is 1, no is 0, missing is NaN."""
    return [{"yes": 1.0, "no": 0.0}.get(value, value) if value is not None else math.nan for value in column]


def relative_change(value_from: float, value_to: float) -> Fraction | None:
    """(to - from) / from, exactly; None where a value is missing or the first is 0.

    >>> relative_change(1_500_000, 1_800_000)
    Fraction(1, 5)
    """
    if math.isnan(value_from) or math.isnan(value_to) or value_from == 0:
        return None
    return (Fraction(repr(value_to)) - Fraction(repr(value_from))) / abs(Fraction(repr(value_from)))


def _compare(
    name: str, outcomes: pd.DataFrame, settings: Settings, waves: tuple[str, str], language: str
) -> list[dict[str, Any]]:
    measure = settings.measures[name]
    values_from, values_to = (as_numbers(outcomes[measure.columns[wave]]) for wave in waves)
    rows = []
    for case, value_from, value_to in zip(outcomes["case"], values_from, values_to, strict=True):
        relative = relative_change(value_from, value_to)
        rows.append(
            {
                "measure": name,
                "measure_label": settings.measure_label(name, language),
                "unit": measure.unit,
                "better": measure.better,
                "case": case,
                "wave_from": waves[0],
                "wave_to": waves[1],
                "wave_from_label": settings.wave_label(waves[0], language),
                "wave_to_label": settings.wave_label(waves[1], language),
                "value_from": value_from,
                "value_to": value_to,
                "change": value_to - value_from,
                "change_relative": math.nan if relative is None else float(relative),
                "side": _side(value_to - value_from, measure),
            }
        )
    return rows


def _side(change: float, measure: Measure) -> str:
    if math.isnan(change) or not measure.better:
        return ""
    if change == 0:
        return "same"
    return "better" if (change > 0) == (measure.better == "up") else "worse"
