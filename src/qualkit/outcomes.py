"""outcomes.csv by the measures of study.yaml: what was told, in its type; what was not told stays missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from qualkit.errors import Fault, QualkitError, suggest
from qualkit.settings import Measure
from qualkit.sheets import Sheet, read_numbers, to_frame

if TYPE_CHECKING:
    import pandas as pd

_OTHERWISE = "; leave the cell empty where nothing was told, or declare the mark under `missing:` of the measure"
_YES_NO = {"yes": "yes", "ya": "yes", "no": "no", "tidak": "no"}


def read_outcomes(
    sheet: Sheet | None, measures: Mapping[str, Measure], faults: list[Fault], *, years: Collection[str] = ()
) -> pd.DataFrame:
    """One row a case, each column in the type of its measure; faults are added to the list.

    `years` are the columns that belong to no measure but tell of which year amounts are.
    """
    import pandas as pd

    if sheet is None:
        return pd.DataFrame({"case": pd.Series(dtype=object)})
    measured = {column: measure for measure in measures.values() for column in measure.columns.values()}
    for name, measure in measures.items():
        for wave, column in measure.columns.items():
            if column not in sheet.columns:
                problem = f"measure {name!r}, wave {wave!r}: no column {column!r}: {suggest(column, sheet.columns)}"
                faults.append(Fault(sheet.file, 1, problem))
    table = to_frame(sheet, ("case", *measured), faults)
    for column in sheet.columns:
        if column == "case" or (column in years and column not in measured):
            continue
        if column not in measured:
            problem = f"the column {column!r} belongs to no measure of study.yaml and is left unused"
            faults.append(Fault(sheet.file, 1, problem, warning=True))
            continue
        table[column] = _convert(sheet, column, measured[column], faults)
    return table


def _convert(sheet: Sheet, column: str, measure: Measure, faults: list[Fault]) -> pd.Series:
    import pandas as pd

    if measure.type in ("amount", "count"):
        told = [n for n, row in enumerate(sheet.rows) if row[column] not in ("", *measure.missing)]
        whole = measure.type == "count"
        numbers = read_numbers(sheet, column, told, faults, unit=measure.unit, whole=whole, otherwise=_OTHERWISE)
        return pd.Series(numbers, dtype="float64")
    values: list[str | None] = []
    for number, row in enumerate(sheet.rows):
        cell = row[column]
        if cell == "" or cell in measure.missing:
            values.append(None)
        elif measure.type == "category":
            values.append(cell)
        elif cell.lower() in _YES_NO:
            values.append(_YES_NO[cell.lower()])
        else:
            problem = f"{column} of {row['case']} is {cell!r}, not yes or no (ya or tidak){_OTHERWISE}"
            faults.append(Fault(sheet.file, sheet.line_of(number), problem))
            values.append(None)
    return pd.Series(values, dtype=object)


def find_measure(outcome: str, measures: Mapping[str, Measure]) -> tuple[str, Measure, str | None]:
    """The measure that a name means, and the column if the name is a column's (None: the measure as a whole).

    Raises QualkitError for an unknown name.
    """
    if outcome in measures:
        measure = measures[outcome]
        only = next(iter(measure.columns.values())) if len(measure.columns) == 1 else None
        return outcome, measure, only
    for name, measure in measures.items():
        if outcome in measure.columns.values():
            return name, measure, outcome
    known = [*measures, *(column for measure in measures.values() for column in measure.columns.values())]
    raise QualkitError(f"no outcome {outcome!r}: {suggest(str(outcome), known)}")
