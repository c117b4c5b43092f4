"""How often codes occur, in what unit, and out of how many that were read."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from qualkit.analysis.retrieve import tabulate_chosen
from qualkit.coding.reviews import Reviewed, is_case_read
from qualkit.coding.table import split_cases
from qualkit.columns import format_number, make_table
from qualkit.conditions import decide
from qualkit.errors import QualkitError, suggest
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["case", "document", "turn", "coding"]
UNITS: tuple[Unit, ...] = ("case", "document", "turn", "coding")
COUNT_COLUMNS = ("code", "label", "theme", "unit", "by", "value", "n", "n_units", "n_missing", "share")
MATRIX_COLUMNS = ("case", "role", "code", "label", "theme", "n", "read")


def count_codes(
    study: Study,
    unit: Unit = "case",
    *,
    by: str | None = None,
    code: str | Iterable[str] = "**",
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """In how many units each code occurs, out of those that were read for it.

    Parameters
    ----------
    unit : what is counted: `case` (once each, however often it says so), `document`, `turn` or `coding`.
    by : an attribute or outcome of the case, or `role` or `kind`, to count by its values.
    where : a condition on the case; units that belong to no case are then left out.
    code, coder : as in `find_quotes`. A code counts itself, not what is below it.

    Returns
    -------
    DataFrame, one row a code (and value of `by`): `n` units that have the code; `n_units` units that were read for
    it; `n_missing` units not read for it; `share` n / n_units (NaN where nothing was read; for `coding`, the
    share among all codings counted). Cases whose `by` is missing form the value '' of their own.

    Raises
    ------
    QualkitError
        For an unknown unit, code, column or coder.

    Examples
    --------
    >>> count_codes(study, code="welfare/needs/*", where="role == 'member'")[["code", "n", "n_units", "share"]]
                      code   n  n_units     share
    0    welfare/needs/met  20       24  0.833333
    1  welfare/needs/unmet   4       24  0.166667
    """
    if unit not in UNITS:
        raise QualkitError(f"no unit {unit!r}: {suggest(str(unit), UNITS)}")
    table = tabulate_chosen(study, code, coder)
    codes = _used(study, code, table)
    reviewed = [study.record(name).reviewed for name in study.choose_coders(coder)]
    carrying = _find_carrying(table, unit)
    rows: list[dict[str, Any]] = []
    for value, units in _group(_list_units(study, unit, where, table), by, study).items():
        for path in codes:
            read = [one for one in units if unit == "coding" or is_read(one.documents, path, reviewed)]
            n = sum(one.key in carrying.get(path, ()) for one in read)
            rows.append(
                {
                    "code": path,
                    "label": study.codebook.label(path, language or study.language),
                    "theme": path.partition("/")[0],
                    "unit": unit,
                    "by": by or "",
                    "value": value,
                    "n": n,
                    "n_units": len(read),
                    "n_missing": len(units) - len(read),
                    "share": n / len(read) if read else math.nan,
                }
            )
    return make_table(rows, COUNT_COLUMNS)


def count_matrix(
    study: Study,
    *,
    code: str | Iterable[str] = "**",
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """The code × case matrix: how often each code was given about each case that speaks.

    Returns
    -------
    DataFrame, one row a case and code: `n` codings (0: read, nothing found), `read` whether the case was read for
    the code (where not, `n` says nothing).
    """
    table = split_cases(tabulate_chosen(study, code, coder))
    counted: Mapping[tuple[str, str], int] = table.groupby(["case", "code"]).size().to_dict()
    reviewed = [study.record(name).reviewed for name in study.choose_coders(coder)]
    facts, spoken = study.facts, study.documents_by_case
    held = decide(where, facts).eq(True)
    rows = (
        {
            "case": case,
            "role": role,
            "code": path,
            "label": study.codebook.label(path, language or study.language),
            "theme": path.partition("/")[0],
            "n": counted.get((case, path), 0),
            "read": is_read(spoken[case], path, reviewed),
        }
        for case, role in zip(facts["case"][held], facts["role"][held], strict=True)
        if spoken[case]
        for path in _used(study, code, table)
    )
    return make_table(rows, MATRIX_COLUMNS)


def is_read(documents: Sequence[str], code: str, reviewed: Iterable[Reviewed]) -> bool:
    """Whether at least one coder has read all these documents for the code."""
    return any(is_case_read(documents, (code,), one) for one in reviewed)


@dataclass(frozen=True)
class _Unit:
    """Something that can carry a code: how it is known, whose it is, and the documents it depends on."""

    key: Hashable
    case: str
    kind: str
    documents: tuple[str, ...]


def _used(study: Study, code: str | Iterable[str], table: pd.DataFrame) -> list[str]:
    """The chosen codes that can be counted: the leaves, and inner nodes that somebody gave."""
    given, leaves = set(table["code"]), set(study.codebook.leaves)
    return [path for path in study.codebook.select(code) if path in leaves or path in given]


def _list_units(study: Study, unit: Unit, where: str | None, table: pd.DataFrame) -> list[_Unit]:
    facts, spoken = study.facts, study.documents_by_case
    if unit == "case":
        units = [_Unit(case, case, "", spoken[case]) for case in facts["case"] if spoken[case]]
    elif unit == "document":
        units = [_Unit(d.id, case, d.kind, (d.id,)) for d in study.documents for case in d.cases or ("",)]
    elif unit == "turn":
        units = [
            _Unit((d.id, turn.number), turn.case or "", d.kind, (d.id,))
            for d in study.documents
            for turn in d.turns
            if turn.turn_role != "interviewer"
        ]
    else:
        units = [
            _Unit(row.id, case, row.kind, (row.document,))
            for row in table.itertuples(index=False)
            for case in str(row.case).split("; ")
        ]
    if where is None:
        return units
    held = set(facts["case"][decide(where, facts).eq(True)])
    return [one for one in units if one.case in held]


def _group(units: Iterable[_Unit], by: str | None, study: Study) -> dict[str, list[_Unit]]:
    """The units by the value that their case (or, by kind, their document) has; '' where it is missing."""
    facts = study.facts.set_index("case")
    if by not in (None, "kind") and by not in facts.columns:
        raise QualkitError(f"cannot count by {by!r}: {suggest(str(by), ['kind', *facts.columns])}")
    groups: dict[str, dict[Hashable, _Unit]] = {}
    for one in units:
        if by is None:
            value = ""
        elif by == "kind":
            value = one.kind
        else:
            value = format_number(facts[by][one.case]) if one.case in facts.index else ""
        groups.setdefault(value, {}).setdefault(one.key, one)
    return {value: list(groups[value].values()) for value in sorted(groups, key=lambda value: (value == "", value))}


def _find_carrying(table: pd.DataFrame, unit: Unit) -> dict[str, set[Hashable]]:
    carrying: dict[str, set[Hashable]] = {}
    for row in split_cases(table).itertuples(index=False) if unit == "case" else table.itertuples(index=False):
        key: Hashable = {"case": row.case, "document": row.document, "coding": row.id}.get(
            unit, (row.document, row.turn)
        )
        carrying.setdefault(str(row.code), set()).add(key)
    return carrying
