"""Which code one coder uses where another uses another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from qualkit.analysis.compared import Compared, check_pair, choose_compared
from qualkit.analysis.units import Units, find_units
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

ConfusedUnit = Literal["word", "character"]
CONFUSED_UNITS: tuple[ConfusedUnit, ...] = ("word", "character")
CONFUSION_COLUMNS = (
    "code", "label", "code_other", "label_other", "coder", "other", "unit", "n", "n_units", "share", "n_units_other",
    "share_other", "n_passages", "n_passages_other", "n_documents", "n_compared", "n_missing",
)  # fmt: skip


def find_confusions(
    study: Study,
    *coders: str,
    code: str | Iterable[str] = "**",
    unit: ConfusedUnit = "word",
    documents: str | Iterable[str] | None = None,
    blind: bool = True,
    depth: int | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """Which code the second coder uses where the first uses another, the most confused first.

    Of a word (or character) a code that both gave is agreed upon, and cannot be confused with what else either gave
    there. Where the first gave one other code and the second one other, the two are confused. Where there are several,
    the word is shared out evenly: of p codes of the first only and q of the second only each pair has 1 / max(p, q) of
    the word, and what is left of a code has none against it. So all rows of a code add up to what the first coder gave
    it, all rows of a `code_other` to what the second did, and with the coders exchanged the numbers are the same.

    Parameters
    ----------
    coders : two. For more, a table for each two.
    code, documents, blind, depth : as in `compare_coders`. Compared is what both have read, and read for the code. Of
        codes that are not asked for it counts as if nobody had given them.
    unit : `word` (of what is not an interviewer's; a word has a code that touches one of its letters) or `character`
        (of the whole text).
    language : of the labels; the study's by default.

    Returns
    -------
    DataFrame, one row a pair that occurs: `code label` of the first coder, `code_other label_other` of the second, ''
    for no code; `coder other` are the two. First pairs of two codes, then those of a code and none, then what both
    gave; in each the largest first.
    `n` : how much, in `unit`; shares of a word make fractions.
    `n_units share` : how much the first coder gave `code`, and n / n_units; NaN where `code` is ''.
    `n_units_other share_other` : how much the second gave `code_other`, and n / n_units_other; NaN where that is ''.
    `n_passages n_passages_other` : passages of the first and of the second coder in which the pair occurs; of one code
        and none, those of the coder who gave it. `n_documents` : documents in which it does.
    `n_compared n_missing` : documents compared, and others of the study.

    Passages that were taken back or only reported count: that they were coded so is the coder's reading too.

    Raises
    ------
    QualkitError
        For other than two coders, an unknown coder, unit, code or document, and where no document was read by both.

    Examples
    --------
    >>> table = find_confusions(study, "a", "b", code="welfare/**")
    >>> table[["code", "code_other", "n", "n_units", "n_passages"]].head(2)
                              code         code_other     n  n_units  n_passages
    0      welfare/finance/managed  welfare/needs/met  16.0    989.0           1
    1  welfare/independence/gained  welfare/needs/met  10.0    267.0           1
    """
    if unit not in CONFUSED_UNITS:
        raise QualkitError(f"unit={unit!r}: {suggest(str(unit), CONFUSED_UNITS)}")
    check_pair(coders, "a code is confused")
    compared = choose_compared(study, coders, code, documents=documents, blind=blind, depth=depth)
    whole, _ = find_units(compared, unit)
    rows = () if whole is None else _tabulate(compared, whole, unit, language or study.language)
    return make_table(sorted(rows, key=_order), CONFUSION_COLUMNS)


def _tabulate(compared: Compared, units: Units, unit: str, language: str) -> Iterator[dict[str, Any]]:
    from qualkit.statistics.confusion import confuse

    found = confuse(units.texts)
    codes = (*compared.codes, "")
    labels = [compared.study.codebook.label(code, language) if code else "" for code in codes]
    first, second = found.n.sum(axis=1), found.n.sum(axis=0)
    first[-1] = second[-1] = math.nan
    coders = dict(zip(("coder", "other"), compared.coders, strict=True))
    about = {
        **coders,
        "unit": unit,
        "n_compared": units.n_documents,
        "n_missing": len(compared.study.documents) - units.n_documents,
    }
    for row, column in zip(*found.n.nonzero(), strict=True):
        n = found.n[row, column]
        yield about | {
            "code": codes[row],
            "label": labels[row],
            "code_other": codes[column],
            "label_other": labels[column],
            "n": float(n),
            "n_units": float(first[row]),
            "share": float(n / first[row]),
            "n_units_other": float(second[column]),
            "share_other": float(n / second[column]),
            "n_passages": int(found.passages[row, column]),
            "n_passages_other": int(found.passages_other[row, column]),
            "n_documents": int(found.documents[row, column]),
        }


def _order(row: Mapping[str, Any]) -> tuple[int, float]:
    """Pairs of codes, then codes alone, then what both gave; of each the largest first."""
    rank = 2 if row["code"] == row["code_other"] else 1 if "" in (row["code"], row["code_other"]) else 0
    return rank, -round(row["n"], 9)
