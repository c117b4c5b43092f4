"""The columns of a crosstab: an outcome as it was told, as a change between waves, or in bands that the user names."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from qualkit.analysis.waves import as_numbers, compare_waves, exact_values
from qualkit.errors import QualkitError, suggest
from qualkit.outcomes import find_measure
from qualkit.prices import is_deflated, name_prices
from qualkit.settings import Measure
from qualkit.study import Study
from qualkit.wording import format_amount, format_number, format_share, say, say_prices
from qualkit.yaml_file import in_language

Change = Literal["direction", "absolute", "relative", "per_member"]
CHANGES: tuple[Change, ...] = ("direction", "absolute", "relative", "per_member")


@dataclass(frozen=True)
class Bands:
    """Each case's value of an outcome as one of a few; a case that is not named has none.

    `numbers` lie beneath: of yes and no 1 and 0, of a change its size. They are `numeric` where the measure is.
    """

    measure: str
    label: str
    names: tuple[str, ...]
    of_case: Mapping[str, str]
    numbers: Mapping[str, float]
    ordered: bool
    numeric: bool = False


def band_outcome(
    study: Study,
    outcome: str,
    *,
    change: Change | None = None,
    bands: Sequence[float] | None = None,
    members: str = "household_size",
    language: str | None = None,
) -> Bands:
    """An outcome, case by case, in a few values.

    Parameters
    ----------
    outcome : a measure of study.yaml, or a column of outcomes.csv.
    change : how a measure with two waves or more is taken: `direction` (better, same, worse; the default),
        `absolute` in its unit, `relative` to the first wave (a case that had 0 there has no value), or absolute
        `per_member` of the household (the attribute `members`; without a size above 0 there is no value).
    bands : the inner limits of numbers, ascending: `[1_000_000, 2_000_000]` makes three bands, each from its
        limit upwards. By default the median parts two. Limits are shown rounded, unless two would then look alike.

    Values of a category with the same label are one value.

    Where study.yaml has `prices:`, money is taken in the prices of its base year, bands and changes alike, and the
    label says so; a case whose year is not known has no value.

    Raises
    ------
    QualkitError
        For an unknown outcome, a change that the waves do not allow, bands for what is no number, limits that are
        no ascending numbers, and sizes of households that are no numbers.
    """
    language = language or study.language
    name, measure, column = find_measure(outcome, study.settings.measures)
    label = _label(study, name, measure, column, language)
    if change is not None and change not in CHANGES:
        raise QualkitError(f"no change {change!r}: {suggest(str(change), CHANGES)}")
    if column is not None and change is not None:
        raise QualkitError(f"{outcome!r} is one wave; name the measure {name!r} to take its change")
    if column is None and change in (None, "direction"):
        if bands is not None:
            raise QualkitError("better, same and worse have no bands: add change='absolute' or 'relative'")
        return _by_direction(study, name, measure, label, language)
    if column is None:
        numbers = _changes(study, name, change or "absolute", members)
        unit = "" if change == "relative" else measure.unit
        label = say(f"changed.{change or 'absolute'}", language, measure=label)
        return _by_number(name, label, numbers, unit, bands, language, share=change == "relative")
    if measure.type in ("amount", "count"):
        wave = next(wave for wave, of_wave in measure.columns.items() if of_wave == column)
        values = exact_values(name, study.settings, wave, study.outcomes, study.facts)
        numbers = {c: float(v) for c, v in zip(study.outcomes["case"], values, strict=True) if v is not None}
        return _by_number(name, label, numbers, measure.unit, bands, language)
    if bands is not None:
        raise QualkitError(f"{outcome!r} holds no numbers, so it has no bands")
    return _by_category(study, name, measure, column, label, language)


def _label(study: Study, name: str, measure: Measure, column: str | None, language: str) -> str:
    """The measure's label, with its wave where it has several, and of which year the prices are."""
    label = study.settings.measure_label(name, language)
    waves = [wave for wave, of_wave in measure.columns.items() if of_wave == column]
    if len(measure.columns) > 1 and waves:
        label = f"{label}, {study.settings.wave_label(waves[0], language)}"
    if not is_deflated(measure, study.settings):
        return label
    return f"{label}, {say_prices(name_prices(measure, study.settings), language)}"


def _by_direction(study: Study, name: str, measure: Measure, label: str, language: str) -> Bands:
    changes = compare_waves(study, name)
    if measure.better == "":
        raise QualkitError(f"study.yaml does not say whether more of {name!r} is better: add `better: up` or `down`")
    names = {side: say(f"change.{side}", language) for side in ("better", "same", "worse")}
    rows = [row for row in changes.itertuples(index=False) if row.side]
    of_case = {row.case: names[row.side] for row in rows}
    numbers, numeric = {row.case: row.change for row in rows}, measure.type in ("amount", "count")
    return Bands(name, label, tuple(names.values()), of_case, numbers, ordered=True, numeric=numeric)


def _changes(study: Study, name: str, change: Change, members: str) -> dict[str, float]:
    table = compare_waves(study, name)
    values = table["change_relative"] if change == "relative" else table["change"]
    numbers = dict(zip(table["case"], values, strict=True))
    if change == "per_member":
        if members not in study.cases.columns:
            raise QualkitError(f"no attribute {members!r} in cases.csv: {suggest(members, study.cases.columns)}")
        sizes = _read_sizes(study, members)
        numbers = {case: value / sizes[case] if case in sizes else math.nan for case, value in numbers.items()}
    return {case: float(value) for case, value in numbers.items() if not math.isnan(value)}


def _read_sizes(study: Study, members: str) -> dict[str, float]:
    """How many live in each case's household, where that is told and more than none."""
    sizes = dict(zip(study.cases["case"], as_numbers(study.cases[members]), strict=True))
    wrong = [f"{size!r} of {case}" for case, size in sizes.items() if isinstance(size, str) and not _is_number(size)]
    if wrong:
        some = ", ".join(wrong[:5]) + (", …" if len(wrong) > 5 else "")
        raise QualkitError(f"the attribute {members!r} in cases.csv holds what is no number: {some}; write numbers")
    return {case: float(size) for case, size in sizes.items() if size and float(size) > 0}


def _is_number(cell: str) -> bool:
    try:
        return cell == "" or math.isfinite(float(cell))
    except ValueError:
        return False


def _by_number(
    name: str,
    label: str,
    numbers: Mapping[str, float],
    unit: str,
    bands: Sequence[float] | None,
    language: str,
    *,
    share: bool = False,
) -> Bands:
    told = sorted(numbers.values())
    if bands is None:
        middle = (told[(len(told) - 1) // 2] + told[len(told) // 2]) / 2 if told else math.nan
        if told and told[0] == middle:  # nobody told less: the upper band is what is more
            (shown,) = _show_limits([middle], unit, language, share=share)
            names = (say("above", language, value=shown), say("at_most", language, value=shown))
            of_case = {case: names[0] if value > middle else names[1] for case, value in numbers.items()}
            return Bands(name, label, names, of_case, numbers, ordered=True, numeric=True)
        limits = [middle] if told else []
    else:
        limits = _read_limits(bands)
    shown_limits = _show_limits(limits, unit, language, share=share)
    upward = [say("below", language, value=shown_limits[0])] if limits else [say("any", language)]
    upward += [say("from_to", language, low=low, high=high) for low, high in pairwise(shown_limits)]
    upward += [say("at_least", language, value=shown_limits[-1])] if limits else []
    of_case = {case: upward[sum(value >= limit for limit in limits)] for case, value in numbers.items()}
    return Bands(name, label, tuple(reversed(upward)), of_case, numbers, ordered=True, numeric=True)


def _read_limits(bands: Sequence[float]) -> list[float]:
    try:
        limits = [float(limit) for limit in bands]
    except (TypeError, ValueError):
        raise QualkitError(f"bands are inner limits such as [1_000_000, 2_000_000]; found {bands!r}") from None
    if limits != sorted(set(limits)) or not all(map(math.isfinite, limits)):
        raise QualkitError(f"bands must ascend, each limit once, and be finite; found {list(bands)}")
    return limits


def _show_limits(limits: Sequence[float], unit: str, language: str, *, share: bool) -> list[str]:
    """Limits as people read them; where two would look alike, with as many decimals as tell them apart."""
    shown = [format_share(limit, language) if share else format_amount(limit, unit, language) for limit in limits]
    decimals = 0
    while len(set(shown)) < len(limits) and decimals <= 15:
        scaled = [format_number(100 * limit if share else limit, language, decimals=decimals) for limit in limits]
        shown = [f"{number}%" if share else f"{number} {unit}".strip() for number in scaled]
        decimals += 1
    return shown


def _by_category(study: Study, name: str, measure: Measure, column: str, label: str, language: str) -> Bands:
    told = {case: value for case, value in zip(study.outcomes["case"], study.outcomes[column], strict=True) if value}
    if measure.type == "yes/no":
        words = {value: say(value, language) for value in ("yes", "no")}
        numbers = {case: float(value == "yes") for case, value in told.items()}
    else:
        words = {
            value: in_language(measure.values.get(value, {}), language) or value for value in sorted(set(told.values()))
        }
        numbers = {}
    of_case = {case: words[value] for case, value in told.items()}
    names = tuple(dict.fromkeys(words.values())) or (say("any", language),)
    return Bands(name, label, names, of_case, numbers, ordered=measure.type == "yes/no")
