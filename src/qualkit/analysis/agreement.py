"""How far coders agree: every coefficient with its intervals, over all codes and for each, in units that are named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

from qualkit.analysis.compared import Compared, choose_compared
from qualkit.analysis.measured import OF_MORE, OF_TWO, Measured, Resampling, describe, join_notes, measure_ratings
from qualkit.analysis.units import CODED_UNITS, CodedUnit, Units, find_units
from qualkit.columns import make_table
from qualkit.errors import QualkitError, list_names, suggest
from qualkit.statistics.names import COEFFICIENTS, Coefficient, Metric
from qualkit.study import Study
from qualkit.wording import format_number, say

if TYPE_CHECKING:
    import pandas as pd


Uncoded = Literal["counts", "left out"]
UNCODED: tuple[Uncoded, ...] = ("counts", "left out")
AGREEMENT_COLUMNS = (
    "code", "label", "coefficient", "unit", "estimate", "ci_low", "ci_high", "n_units", "coders", "n_documents",
    "n_missing", "share", "uncoded", "lowest", "highest", "n_resamples", "n_undefined", "analytic_low", "analytic_high",
    "below_667", "below_800", "coverage", "note",
)  # fmt: skip
ALL = "*"
_OF_SETS: Mapping[str, Metric] = {"krippendorff_alpha_jaccard": "jaccard", "krippendorff_alpha_masi": "masi"}
_OF_TEXTS = ("u_alpha", "u_alpha_binary", "cu_alpha", "ku_alpha", "kcu_alpha")
CHANCE_CORRECTED = (
    *(name for name in COEFFICIENTS if name not in ("percent_agreement", "holsti", "gwet_ac2")),
    *("u_alpha", "ku_alpha", "kcu_alpha"),
)
_KNOWN = (*(name for name in COEFFICIENTS if name != "gwet_ac2"), *_OF_SETS, *_OF_TEXTS)  # codes have no order


def compare_coders(
    study: Study,
    *coders: str,
    unit: CodedUnit | Iterable[CodedUnit] = "segment",
    coefficient: str | Iterable[str] | None = None,
    code: str | Iterable[str] = "**",
    documents: str | Iterable[str] | None = None,
    uncoded: Uncoded = "counts",
    blind: bool = True,
    depth: int | None = None,
    level: float = 0.95,
    n_resamples: int = 1_000,
    language: str | None = None,
) -> pd.DataFrame:
    """How far two coders or more agree, over all codes together (code `*`) and for each.

    Only documents that two or more have marked as reviewed are compared, and of each coder only what she did before
    anybody else's work was shown to her there. `qk.advise_agreement(study)` says which coefficient to report.

    Parameters
    ----------
    coders : two or more, by their logs; `rules` are what the codebook's patterns find.
    unit : what is compared, one or several.
        `segment`: no fixed units, each coder has set her own: the unitizing family, over whole texts.
        `character`: of the whole text. `word sentence turn`: of what is not an interviewer's; a unit has a code that
        touches one of its letters. `document`, and `case`: it has a code that occurs in it, of a case a passage about it
        that is neither taken back nor reported.
    coefficient : by default all that fit the unit and the number of coders.
    code : which codes are compared.
    documents : only these.
    uncoded : fixed units that none of the coders gave any of these codes. They are many, and that none of them found
        anything there `counts` as agreement by default; `left out`, agreement is about what somebody coded: percentages
        fall, and coefficients that correct for chance may fall below 0, for agreement on absence is gone.
    blind : False compares all that they have coded by now, also after they saw each other's work.
    depth : how many parts of a code's path count: 1 compares themes.
    level, n_resamples : of the intervals.
    language : of labels and of what is told about uncoded units; the study's by default.

    Returns
    -------
    DataFrame, one row a code, unit and coefficient: `code label coefficient unit estimate`.
    `ci_low ci_high` : documents drawn anew with replacement, within their kind; of unit `case` cases, within their role.
        It tells how much coding differs between documents like these; of a population it tells only where the documents
        were drawn from one. `n_undefined` of `n_resamples` draws had no estimate.
    `lowest highest` : with any one document left out.
    `analytic_low analytic_high` : the published analytic interval, which takes units as independent: too narrow here.
    `below_667 below_800` : the chance of alpha falling short of .667 and .800 by Krippendorff's distribution. They are
        customs of a field and not passes.
    `n_units` : that two or more have read; of segments the coders' segments.
    `coders` : who is compared. `n_documents n_missing share` : documents (cases) compared, others of the study, and the
        share of the study's documents that is compared.
    `uncoded` : as asked for; '' of segments. `coverage` : the share of what was coded that the coefficient looks at.
    `note` : why an estimate is NaN, and what else must be known: of `*` how many units none coded, how many codings
        touch no unit, how many overlapping codings of one code by one coder were taken as one, and who coded nothing.

    Over all codes a fixed unit's value is the set of codes it was given: two sets are the same or not, but for
    `krippendorff_alpha_jaccard` and `krippendorff_alpha_masi`, which count what sets share. `u_alpha` and `cu_alpha`
    need one code at each place, and are NaN where one coder's codes overlap; `u_alpha_binary` asks only where anything
    was coded. Formulas and sources: `qualkit.statistics.agreement`, `qualkit.statistics.unitizing`, docs/agreement.md.

    Raises
    ------
    QualkitError
        For fewer than two coders, an unknown coder, unit, coefficient, code or document, and where no document was read
        by two.

    Examples
    --------
    >>> table = compare_coders(study, "a", "b", code="welfare/needs/**", n_resamples=100)
    >>> table[["code", "coefficient", "unit", "estimate", "n_units"]].round(2).head(3)
      code     coefficient     unit  estimate  n_units
    0    *         u_alpha  segment      0.56       79
    1    *  u_alpha_binary  segment      0.56       79
    2    *        cu_alpha  segment      1.00       79
    """
    units, how = check_how(study, unit, coefficient, uncoded, level, n_resamples, language)
    compared = choose_compared(study, coders, code, documents=documents, blind=blind, depth=depth)
    return make_table((row for one in units for row in tabulate(compared, one, how)), AGREEMENT_COLUMNS)


@dataclass(frozen=True)
class How:
    """What was asked for."""

    coefficients: tuple[str, ...] | None = None
    uncoded: Uncoded = "counts"
    resampling: Resampling = field(default_factory=Resampling)
    language: str = "en"

    def wants(self, coefficient: str) -> bool:
        return self.coefficients is None or coefficient in self.coefficients

    def choose(self, n_coders: int) -> Iterator[tuple[str, Coefficient, Metric]]:
        """The coefficients of fixed units: name, what computes it, metric."""
        for name in self.coefficients or (OF_TWO if n_coders == 2 else OF_MORE):
            if name in COEFFICIENTS:
                yield name, name, "nominal"
        for name, metric in _OF_SETS.items():
            if self.wants(name):
                yield name, "krippendorff_alpha", metric


def check_how(
    study: Study,
    unit: CodedUnit | Iterable[CodedUnit],
    coefficient: str | Iterable[str] | None,
    uncoded: Uncoded,
    level: float,
    n_resamples: int,
    language: str | None,
) -> tuple[tuple[CodedUnit, ...], How]:
    """The units, and all else that was asked for. Raises QualkitError for an unknown unit or coefficient."""
    if uncoded not in UNCODED:
        raise QualkitError(f"uncoded={uncoded!r}: {suggest(uncoded, UNCODED)}")
    units = list_names(unit, "unit")
    if not units:
        raise QualkitError(f"no unit is named: {suggest('', CODED_UNITS)}")
    for one in units:
        if one not in CODED_UNITS:
            raise QualkitError(f"no unit {one!r}: {suggest(one, CODED_UNITS)}")
    names = None if coefficient is None else list_names(coefficient, "coefficient")
    if names == ():
        raise QualkitError(f"no coefficient is named: {suggest('', _KNOWN)}")
    for name in names or ():
        if name not in _KNOWN:
            raise QualkitError(f"no coefficient {name!r}: {suggest(name, _KNOWN)}")
        if not any((name in _OF_TEXTS) == (one == "segment") for one in units):
            fitting = _OF_TEXTS if "segment" in units else [other for other in _KNOWN if other not in _OF_TEXTS]
            raise QualkitError(f"{name} is no coefficient of unit {', '.join(units)}: {suggest('', fitting)}")
    how = How(names, uncoded, Resampling(level, n_resamples, study.settings.seed), language or study.language)
    return cast("tuple[CodedUnit, ...]", units), how


def tabulate(compared: Compared, unit: CodedUnit, how: How) -> Iterator[dict[str, Any]]:
    """The rows of one unit: all codes together, then each code in the codebook's order."""
    return tabulate_units(compared, unit, *find_units(compared, unit), how)


def tabulate_units(
    compared: Compared, unit: CodedUnit, together: Units | None, each: Iterable[Units], how: How
) -> Iterator[dict[str, Any]]:
    """The rows of what `find_units` has found: of all codes together, if it is given, and of each."""
    measure = _measure_texts if unit == "segment" else _measure_units
    if together is not None:
        told = _tell_compared(compared, how)
        for row in measure(together, (None,), how)[None]:
            yield _make_row(compared, together, unit, ALL, how, row | {"note": join_notes(row["note"], told)})
    found = {code: (units, rows) for units in each for code, rows in measure(units, units.codes, how).items()}
    for code in compared.codes:
        units, rows = found[code]
        for row in rows:
            yield _make_row(compared, units, unit, code, how, row)


def _tell_compared(compared: Compared, how: How) -> str:
    """Who has read and coded nothing, which may be a mark set by mistake; and how much was read, but not blind."""
    empty, unblind = ", ".join(compared.find_empty()), len(compared.unblind)
    nothing = say("agreement_nothing", how.language, coders=empty) if empty else ""
    return join_notes(nothing, say("agreement_unblind", how.language, n=unblind) if unblind else "")


def _make_row(compared: Compared, units: Units, unit: str, code: str, how: How, row: Measured) -> dict[str, Any]:
    n_all = len(compared.study.documents_by_case) if unit == "case" else len(compared.study.documents)
    label = say("agreement_all", how.language) if code == ALL else compared.study.codebook.label(code, how.language)
    return {
        "code": code,
        "label": label,
        "unit": unit,
        "coders": ", ".join(compared.coders),
        "n_documents": units.n_documents,
        "n_missing": n_all - units.n_documents,
        "share": units.n_documents / n_all,
        "uncoded": "" if unit == "segment" else how.uncoded,
        "analytic_low": math.nan,
        "analytic_high": math.nan,
        "below_667": math.nan,
        "below_800": math.nan,
        "coverage": 1.0,
        **row,
    }


# --- fixed units ----------------------------------------------------------------------------------------------------


def _measure_units(units: Units, codes: Iterable[str | None], how: How) -> dict[str | None, list[Measured]]:
    from qualkit.statistics.runs import rate_characters

    found: dict[str | None, list[Measured]] = {}
    for code in codes:
        ratings = rate_characters(units.texts, code, uncoded=how.uncoded == "counts")
        told = _tell_units(units, how) if code is None else ""
        chosen = how.choose(ratings.n_coders)
        found[code] = []
        for name, coefficient, metric in chosen:
            if code is None or metric == "nominal":  # of one code there is nothing that sets could share
                row = measure_ratings(ratings, coefficient, how.resampling, kinds=units.kinds or None, metric=metric)
                found[code].append(row | {"coefficient": name, "note": join_notes(row["note"], told)})
    return found


def _tell_units(units: Units, how: How) -> str:
    """What must be known of the units: how many none coded, and how many codings lie outside of them."""
    empty, total = units.texts.n_uncoded, units.texts.n_units
    key = "agreement_uncoded_counts" if how.uncoded == "counts" else "agreement_uncoded_left_out"
    outside = say("agreement_outside", how.language, n=units.n_outside) if units.n_outside else ""
    told = {
        "n": format_number(empty, how.language, decimals=0),
        "total": format_number(total, how.language, decimals=0),
    }
    return join_notes(say(key, how.language, **told) if empty else "", outside)


# --- whole texts ----------------------------------------------------------------------------------------------------


def _measure_texts(units: Units, codes: Iterable[str | None], how: How) -> dict[str | None, list[Measured]]:
    from qualkit.statistics.unitizing import measure_all_codes, measure_each_code, pool_all_codes, pool_each_code

    texts = units.texts
    wanted: dict[str | None, list[Measured]] = {code: [] for code in codes}
    together = None in wanted
    pools = pool_all_codes(texts) if together else pool_each_code(texts)
    resampled = {name: how.resampling.draw(pooled, units.kinds) for name, pooled in pools.items() if how.wants(name)}
    told = say("agreement_merged", how.language, n=texts.n_merged) if together and texts.n_merged else ""
    for found in measure_all_codes(texts) if together else measure_each_code(texts):
        code = cast("str | None", found.code)
        if code not in wanted or found.coefficient not in resampled:
            continue
        place = None if code is None else texts.codes.index(code)
        n_segments = len(texts.codings) if place is None else int((texts.codings[:, 2] == place).sum())
        interval = resampled[found.coefficient]
        wanted[code].append({
            "coefficient": found.coefficient,
            "estimate": found.estimate,
            "n_units": n_segments,
            "coverage": found.coverage,
            **describe(interval, place),
            "note": join_notes(found.note, interval.note, told),
        })  # fmt: skip
    return wanted
