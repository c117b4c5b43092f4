"""How often codes occur, in what unit, and out of how many that were read."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from qualkit.analysis.retrieve import tabulate_chosen
from qualkit.analysis.similarity import gower_distance, order_similar
from qualkit.analysis.speech import count_spoken, count_spoken_in
from qualkit.coding.reviews import Reviewed, is_case_read
from qualkit.coding.table import split_cases
from qualkit.columns import format_number, make_table
from qualkit.conditions import decide
from qualkit.errors import QualkitError, suggest
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["case", "document", "turn", "coding", "word"]
UNITS: tuple[Unit, ...] = ("case", "document", "turn", "coding", "word")
Order = Literal["codebook", "similar"]
ORDERS: tuple[Order, ...] = ("codebook", "similar")
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

    Passages that were taken back or only reported are not counted; `find_quotes` lists them with their status.

    Parameters
    ----------
    unit : what is counted: `case` (once each, however often it says so), `document`, `turn`, `coding`, or `word`: the
        words of informants' turns. Passages of a code that overlap, by whichever coder, count their words once; a
        word that a passage cuts counts. A word is what stands between spaces and has a letter or digit; what stands
        in square brackets is the transcriber's. Prose has no informant, and so no word here.
    by : an attribute or outcome of the case, or `role` or `kind`, to count by its values.
    where : a condition on the case; units that belong to no case are then left out.
    code, coder : as in `find_quotes`. A code counts itself, not what is below it.

    Returns
    -------
    DataFrame, one row a code (and value of `by`): `n` units that have the code (words that lie in its passages);
    `n_units` units that were read for it; `n_missing` units not read for it; `share` n / n_units (NaN where nothing
    was read; for `coding`, the share among all codings counted). Cases whose `by` is missing form the value '' of
    their own.

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
    carrying = count_spoken_in(study, table) if unit == "word" else _find_carrying(table, unit)
    rows: list[dict[str, Any]] = []
    for value, units in _group(_list_units(study, unit, where, table), by, study).items():
        for path in codes:
            known = {documents: is_read(documents, path, reviewed) for documents in {one.documents for one in units}}
            read = [one for one in units if unit == "coding" or known[one.documents]]
            n = sum(carrying.get(path, {}).get(one.key, 0) for one in read)
            n_units = sum(one.size for one in read)
            rows.append(
                {
                    "code": path,
                    "label": study.codebook.label(path, language or study.language),
                    "theme": path.partition("/")[0],
                    "unit": unit,
                    "by": by or "",
                    "value": value,
                    "n": n,
                    "n_units": n_units,
                    "n_missing": sum(one.size for one in units) - n_units,
                    "share": n / n_units if n_units else math.nan,
                }
            )
    return make_table(rows, COUNT_COLUMNS)


def count_matrix(
    study: Study,
    *,
    code: str | Iterable[str] = "**",
    where: str | None = None,
    order: Order = "codebook",
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """The code × case matrix: how often each code was given about each case that speaks.

    Parameters
    ----------
    code, where, coder : as in `count_codes`.
    order : `codebook`: cases as in cases.csv, codes as in the codebook. `similar`: within each role the cases, and
        within each theme the codes, so that those alike stand side by side: average linkage on the share of codes (of
        cases) that one of the two has and the other has not, of those that either has and both were read for
        (Gower's distance); its leaves are turned so that neighbours are as near as they can be, and of the two
        directions that one is taken which begins with the earlier name. It shows likeness, no groups: see `find_types`.

    Returns
    -------
    DataFrame, one row a case and code: `n` codings (0: read, nothing found), `read` whether the case was read for
    the code (where not, `n` says nothing).

    Raises
    ------
    QualkitError
        For an unknown order, code, column or coder.

    References
    ----------
    Bar-Joseph, Gifford & Jaakkola (2001), doi:10.1093/bioinformatics/17.suppl_1.S22. Gower (1971),
    doi:10.2307/2528823.

    Examples
    --------
    >>> table = count_matrix(study, code="welfare/moneylender", where="role == 'member'", order="similar")
    >>> table["case"].drop_duplicates().head(6).tolist()
    ['M18', 'M11', 'M12', 'M16', 'M19', 'M15']
    """
    if order not in ORDERS:
        raise QualkitError(f"no order {order!r}: {suggest(str(order), ORDERS)}")
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
    matrix = make_table(rows, MATRIX_COLUMNS)
    return _sort_similar(matrix) if order == "similar" and len(matrix) else matrix


def _sort_similar(matrix: pd.DataFrame) -> pd.DataFrame:
    """The rows with similar cases of a role, and similar codes of a theme, side by side."""
    has = matrix.assign(has=matrix["n"].gt(0).astype(float).where(matrix["read"]))
    place: dict[str, dict[str, int]] = {}
    for one, group, other in (("case", "role", "code"), ("code", "theme", "case")):
        grid = has.pivot(index=one, columns=other, values="has")
        names = matrix.drop_duplicates(one)
        order = [
            name
            for value in names[group].unique()
            for name in order_similar(_distances(grid.loc[sorted(names[one][names[group] == value])]))
        ]
        place[one] = {str(name): number for number, name in enumerate(order)}
    by_place = matrix.sort_values(["case", "code"], key=lambda names: names.map(place[str(names.name)]), kind="stable")
    return by_place.reset_index(drop=True)


def _distances(grid: pd.DataFrame) -> pd.DataFrame:
    return gower_distance(grid, dict.fromkeys(grid.columns, "has"))


def is_read(documents: Sequence[str], code: str, reviewed: Iterable[Reviewed]) -> bool:
    """Whether at least one coder has read all these documents for the code."""
    return any(is_case_read(documents, (code,), one) for one in reviewed)


@dataclass(frozen=True)
class _Unit:
    """Something that can carry a code: how it is known, whose it is, and the documents it depends on.

    `size` is how many it counts for: a turn's words, where words are counted.
    """

    key: Hashable
    case: str
    kind: str
    documents: tuple[str, ...]
    size: int = 1


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
    elif unit == "word":
        units = [
            _Unit((d.id, turn.number), turn.case or "", d.kind, (d.id,), size)
            for d in study.documents
            for turn, size in count_spoken(d)
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


def _find_carrying(table: pd.DataFrame, unit: Unit) -> dict[str, dict[Hashable, int]]:
    carrying: dict[str, dict[Hashable, int]] = {}
    for row in split_cases(table).itertuples(index=False) if unit == "case" else table.itertuples(index=False):
        key: Hashable = {"case": row.case, "document": row.document, "coding": row.id}.get(
            unit, (row.document, row.turn)
        )
        carrying.setdefault(str(row.code), {})[key] = 1
    return carrying
