"""Code by code, how far two coders agree, how often each gives it, and whether its coefficient can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import nan
from typing import TYPE_CHECKING, Any

from qualkit.analysis.agreement import CHANCE_CORRECTED, How, Uncoded, check_how, tabulate_units
from qualkit.analysis.compared import Compared, choose_compared
from qualkit.analysis.units import CodedUnit, Units, find_units
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.model import Coding
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

CODE_COLUMNS = (
    "code", "label", "coder", "other", "n", "n_other", "n_met", "n_other_met", "overlap", "unit", "n_units", "n_both",
    "n_only", "n_other_only", "percent_agreement", "positive_agreement", "negative_agreement", "prevalence", "bias",
    "cohen_kappa", "paradox", "coefficient", "estimate", "ci_low", "ci_high", "n_documents", "note",
)  # fmt: skip
_HIGH, _LOW = 0.8, 0.6  # agreement that is high, a kappa that is low beside it
_RAISED = 0.05  # by unequal use of a code


def compare_codes(
    study: Study,
    *coders: str,
    unit: CodedUnit = "sentence",
    coefficient: str | None = None,
    code: str | Iterable[str] = "**",
    documents: str | Iterable[str] | None = None,
    uncoded: Uncoded = "counts",
    blind: bool = True,
    depth: int | None = None,
    level: float = 0.95,
    n_resamples: int = 1_000,
    language: str | None = None,
) -> pd.DataFrame:
    """Of each code: how often each of two coders gave it, where they met, and the coefficient with what distorts it.

    Parameters
    ----------
    coders : two or more; of more every pair has its rows.
    coefficient : the one that is told with its interval; by default krippendorff_alpha, of unit `segment` u_alpha.
    unit, code, documents, uncoded, blind, depth, level, n_resamples, language : as for `compare_coders`.

    Returns
    -------
    DataFrame, one row a code and pair of coders, in the codebook's order; `plot_agreement` draws it.
    `n n_other` : codings of each; `n_met n_other_met` those that share a letter with one of the other's of this code.
    `overlap` : letters that both gave the code, of those that either did (Jaccard); whatever the unit.
    `n_units n_both n_only n_other_only` : units, and those that carry the code for both, for the one, for the other. Of
        segments n_units counts the segments of both, and what follows counts characters.
    `percent_agreement` : (n_both + neither) / n_units.
    `positive_agreement negative_agreement` : 2 n_both / (2 n_both + n_only + n_other_only), and the same of its absence:
        they tell apart what one coefficient mixes (Cicchetti & Feinstein 1990).
    `prevalence` : the mean share of units that carry it; `bias` : (n_only - n_other_only) / n_units, above 0 where the
        first coder gives it more often. Byrt's prevalence index is 2 prevalence - 1, his bias index is `bias`.
    `cohen_kappa` : with PABAK = 2 percent_agreement - 1 it is (PABAK - PI^2 + BI^2) / (1 - PI^2 + BI^2).
    `paradox` : `prevalence` where agreement is .8 or more and kappa below .6: a rare code leaves chance nearly all of
        the agreement, so look at positive_agreement and the quotes; `bias` where unequal use raises kappa by .05 or
        more. A pointer, no judgement.
    `coefficient estimate ci_low ci_high note` : as `compare_coders` has them.

    Raises
    ------
    QualkitError
        As `compare_coders`.

    References
    ----------
    Feinstein & Cicchetti (1990), doi:10.1016/0895-4356(90)90158-L; Cicchetti & Feinstein (1990),
    doi:10.1016/0895-4356(90)90159-M; Byrt, Bishop & Carlin (1993), doi:10.1016/0895-4356(93)90018-V.

    Examples
    --------
    >>> table = compare_codes(study, "a", "b", code="welfare/needs/**")
    >>> table[["code", "n", "n_other", "n_met", "overlap", "estimate"]].round(2)
                      code   n  n_other  n_met  overlap  estimate
    0    welfare/needs/met  27       25     24     0.46      0.65
    1  welfare/needs/unmet  16       11     10     0.29      0.57
    """
    name = coefficient or ("u_alpha" if unit == "segment" else "krippendorff_alpha")
    if name not in CHANCE_CORRECTED:
        raise QualkitError(f"no coefficient of a code {name!r}: {suggest(name, CHANCE_CORRECTED)}")
    (unit,), how = check_how(study, unit, name, uncoded, level, n_resamples, language)
    rows: list[dict[str, Any]] = []
    for pair in combinations(coders, 2) if len(coders) > 2 else [coders]:
        compared = choose_compared(study, pair, code, documents=documents, blind=blind, depth=depth)
        rows += _tabulate_pair(compared, unit, how)
    return make_table(rows, CODE_COLUMNS)


def _tabulate_pair(compared: Compared, unit: CodedUnit, how: How) -> Iterator[dict[str, Any]]:
    """The rows of two coders, in the codebook's order."""
    first, second = compared.coders
    each = find_units(compared, unit)[1]
    in_letters = each if unit in ("segment", "character") else find_units(compared, "character")[1]
    units_of, letters_of = ({code: units for units in some for code in units.codes} for some in (each, in_letters))
    for measured in tabulate_units(compared, unit, None, each, how):
        code = measured["code"]
        both, only, other, _ = _count_cells(letters_of[code], code)
        either = both + only + other
        counted = _count_codings(compared, code) | {"overlap": both / either if either else nan}
        cells = _count_cells(units_of[code], code, how.uncoded)
        counted |= dict(zip(("n_both", "n_only", "n_other_only"), map(int, cells), strict=False))
        yield {"coder": first, "other": second, **counted, **dict(measure_cells(*cells)), **measured}


def _count_codings(compared: Compared, code: str) -> dict[str, int]:
    """How many codings of a code each has where both have read for it, and how many meet one of the other's."""
    read = {one.id for one in compared.documents if len(compared.readers(one.id, code)) == 2}
    left, right = (
        [one for one in codings if one.code == code and one.document in read] for codings in compared.codings.values()
    )
    return {
        "n": len(left),
        "n_other": len(right),
        "n_met": sum(any(_meet(one, other) for other in right) for one in left),
        "n_other_met": sum(any(_meet(one, other) for one in left) for other in right),
    }


def _meet(one: Coding, other: Coding) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _count_cells(units: Units, code: str, uncoded: Uncoded = "counts") -> tuple[float, float, float, float]:
    """The units that carry a code for both coders, for the first alone, for the second alone, and for neither."""
    from qualkit.statistics.runs import rate_characters

    ratings = rate_characters(units.texts, code, uncoded=uncoded == "counts")
    cells = dict.fromkeys([(1, 1), (1, 0), (0, 1), (0, 0)], 0.0)
    for row, times in zip(ratings.given.tolist(), ratings.times.tolist(), strict=True):
        cells[tuple(row)] += times
    both, only, other, neither = cells.values()
    return both, only, other, neither


def measure_cells(both: float, only: float, other: float, neither: float) -> Iterator[tuple[str, Any]]:
    """Agreement on one code from its four cells, and which paradox of kappa it shows.

    Source: as for `compare_codes`.

    >>> {name: value if isinstance(value, str) else round(value, 2) for name, value in measure_cells(40, 9, 6, 45)}
    {'percent_agreement': 0.85, 'positive_agreement': 0.84, 'negative_agreement': 0.86, 'prevalence': 0.47, 'bias': 0.03, 'cohen_kappa': 0.7, 'paradox': ''}
    """
    n = both + only + other + neither
    agreed, differing = (both + neither) / n if n else nan, only + other
    index, bias = ((both - neither) / n, (only - other) / n) if n else (nan, nan)
    kappa = _kappa(agreed, index, bias)
    level = _kappa(agreed, index, 0)
    yield "percent_agreement", agreed
    yield "positive_agreement", 2 * both / (2 * both + differing) if both or differing else nan
    yield "negative_agreement", 2 * neither / (2 * neither + differing) if neither or differing else nan
    yield "prevalence", (index + 1) / 2
    yield "bias", bias
    yield "cohen_kappa", kappa
    yield "paradox", "prevalence" if agreed >= _HIGH and kappa < _LOW else "bias" if kappa - level >= _RAISED else ""


def _kappa(agreed: float, index: float, bias: float) -> float:
    """Cohen's kappa of two values, after Byrt, Bishop & Carlin (1993); NaN without variation."""
    left = 1 - index**2 + bias**2
    return (2 * agreed - 1 - index**2 + bias**2) / left if left > 1e-12 else nan
