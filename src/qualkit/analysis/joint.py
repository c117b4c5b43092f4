"""Joint displays: what a group of people said, beside what happened to their money, with their words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.analysis.bands import Change, band_outcome
from qualkit.analysis.groups import Voices, codings_by_case
from qualkit.columns import make_table
from qualkit.model import Coding
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "code", "label", "measure", "measure_label", "unit", "value", "n", "n_units", "share", "n_unread", "quotes",
    "quoted", "negative_case", "negative_quote",
)  # fmt: skip
READABLE = (30, 220)  # characters: a quote that says enough and fits a cell


def joint_display(
    study: Study,
    code: str | Iterable[str],
    outcome: str,
    *,
    change: Change | None = None,
    bands: Sequence[float] | None = None,
    quotes: int = 2,
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """The table that mixed-methods papers print: groups by outcome, codes, how many, and who says it how.

    Parameters
    ----------
    code : the codes to show, each by itself: a selection such as `welfare/**`, or several.
    outcome, change, bands, where, coder : as in `crosstab`.
    quotes : how many quotes at most speak for a cell, each of another case. Chosen are passages of 30 to 220
        characters where there are some, and of these the ones nearest to the middle in length.

    Returns
    -------
    DataFrame, one row a code and value of the outcome: `n` cases with the code of `n_units` cases with that value
    that were read for it, `share` n / n_units, `n_unread` cases with that value not read for the code; `quotes`
    with `quoted` whom they are from; `negative_case`, one of that value with the opposite code and without this
    one, and its `negative_quote` ('' where there is none).

    Examples
    --------
    >>> table = joint_display(study, "welfare/finance/managed", "cashbook")
    >>> table[["value", "n", "n_units", "negative_case"]]
      value   n  n_units negative_case
    0   yes  16       16
    1    no   2        8           M06
    """
    language = language or study.language
    columns = band_outcome(study, outcome, change=change, bands=bands, language=language)
    spoken = codings_by_case(study, coder)
    voices = Voices.of(study, where=where, coder=coder, language=language)
    rows: list[dict[str, Any]] = []
    for path in _shown(study, code, spoken):
        groups = voices.group(path)
        having = groups.names[0]
        for value in columns.names:
            told = [case for case, where_it_is in columns.of_case.items() if where_it_is == value]
            read = [case for case in told if case in groups.of_case]
            cases = [case for case in read if groups.of_case[case] == having]
            chosen = _choose(spoken, cases, {path, *study.codebook.select(path)}, quotes)
            negative = _negative(study, path, [case for case in read if case not in cases], spoken)
            rows.append(
                {
                    "code": path,
                    "label": study.codebook.label(path, language),
                    "measure": columns.measure,
                    "measure_label": columns.label,
                    "unit": "case",
                    "value": value,
                    "n": len(cases),
                    "n_units": len(read),
                    "share": len(cases) / len(read) if read else math.nan,
                    "n_unread": sum(case in told for case in groups.unread),
                    "quotes": "\n".join(f"“{coding.quote}”" for _, coding in chosen),
                    "quoted": ", ".join(case for case, _ in chosen),
                    "negative_case": negative[0] if negative else "",
                    "negative_quote": negative[1].quote if negative else "",
                }
            )
    return make_table(rows, COLUMNS)


def _shown(study: Study, code: str | Iterable[str], spoken: dict[str, list[Coding]]) -> list[str]:
    """The codes that have cells: the leaves, inner nodes that somebody gave, and what is named itself."""
    given = {coding.code for codings in spoken.values() for coding in codings}
    named = {code} if isinstance(code, str) else set(code)
    return [
        path for path in study.codebook.select(code) if path in given or path in study.codebook.leaves or path in named
    ]


def _choose(
    spoken: dict[str, list[Coding]], cases: Sequence[str], codes: set[str], most: int
) -> list[tuple[str, Coding]]:
    """The quotes that speak for a cell: one a case, the most readable first."""
    best = []
    for case in cases:
        said = [coding for coding in spoken.get(case, ()) if coding.code in codes]
        if said:
            best.append((case, min(said, key=_unreadable)))
    return sorted(sorted(best, key=lambda pair: _unreadable(pair[1]))[:most], key=lambda pair: cases.index(pair[0]))


def _unreadable(coding: Coding) -> tuple[bool, int, str, int]:
    low, high = READABLE
    length = len(coding.quote)
    return not low <= length <= high, abs(length - (low + high) // 2), coding.document, coding.start


def _negative(
    study: Study, path: str, without: Sequence[str], spoken: dict[str, list[Coding]]
) -> tuple[str, Coding] | None:
    opposite = study.codebook[path].opposite
    if opposite is None:
        return None
    chosen = _choose(spoken, without, set(study.codebook.select(opposite)), 1)
    return chosen[0] if chosen else None
