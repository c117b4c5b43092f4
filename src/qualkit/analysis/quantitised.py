"""The study as one row a case, for other programs: attributes, outcomes, and what each case was coded with."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from qualkit.analysis.counts import count_matrix
from qualkit.columns import format_table
from qualkit.errors import QualkitError
from qualkit.files import write_whole
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

Filling = Literal["has", "n"]
SUFFIXES = (".csv", ".sav", ".dta")


def quantitise(
    study: Study,
    *,
    filling: Filling = "has",
    code: str | Iterable[str] = "**",
    coder: str | Iterable[str] | None = None,
) -> pd.DataFrame:
    """One row a case: attributes, outcomes, and a column for each code.

    Parameters
    ----------
    filling : `has` puts 1 where the case has the code and 0 where it was read without, `n` the number of codings.
        A case that was not read for a code has a missing value there, never 0.
    code, coder : as in `count_codes`.

    Returns
    -------
    DataFrame: `case`, `role`, the attributes and outcomes under their names, and the codes under their paths.

    Examples
    --------
    >>> quantitise(study, code="welfare/needs/*").columns[-2:].tolist()
    ['welfare/needs/met', 'welfare/needs/unmet']
    """
    import pandas as pd

    matrix = count_matrix(study, code=code, coder=coder)
    cells = matrix["n"].clip(upper=1) if filling == "has" else matrix["n"]
    wide = (
        matrix.assign(cell=cells.astype(float).where(matrix["read"], math.nan))
        .pivot(index="case", columns="code", values="cell")
        .reindex(columns=list(dict.fromkeys(matrix["code"])))
    )
    facts = study.facts
    codes = pd.DataFrame({path: facts["case"].map(wide[path]) for path in wide.columns}, index=facts.index)
    return pd.concat([facts, codes], axis=1)


def write_quantitised(study: Study, path: str | Path, *, filling: Filling = "has", language: str | None = None) -> Path:
    """Write the quantitised table as .csv, SPSS .sav or Stata .dta, with labels for the columns.

    SPSS and Stata allow no '/' in names and 64 or 32 characters at most: codes are named `c_` and their id there,
    with the path and label as the column's label.

    Raises QualkitError for another ending, or where the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise QualkitError(f"cannot write {path.name}: the ending must be one of {', '.join(SUFFIXES)}")
    table = quantitise(study, filling=filling)
    try:
        if path.suffix.lower() == ".csv":
            write_whole(path, b"\xef\xbb\xbf" + format_table(table, "csv").encode())
        else:
            _write_labelled(study, table, path, language or study.language)
    except OSError as error:
        raise QualkitError(f"cannot write {path}: {error.strerror}") from None
    return path


def _write_labelled(study: Study, table: pd.DataFrame, path: Path, language: str) -> None:
    import pyreadstat

    names: dict[str, str] = {}
    labels: dict[str, str] = {}
    measured = {
        column: name for name, measure in study.settings.measures.items() for column in measure.columns.values()
    }
    for column in table.columns:
        column = str(column)
        if column in study.codebook:
            names[column] = _variable(f"c_{study.codebook[column].id}", names)
            labels[names[column]] = f"{study.codebook.label(column, language)} ({column})"[:80]
        else:
            names[column] = _variable(column, names)
            measure = measured.get(column)
            labels[names[column]] = (study.settings.measure_label(measure, language) if measure else column)[:80]
    renamed = table.rename(columns=names)
    aside = path.with_name(f".{path.stem}.partial{path.suffix}")
    write: Any = pyreadstat.write_sav if path.suffix.lower() == ".sav" else pyreadstat.write_dta
    try:
        write(renamed, str(aside), column_labels=[labels[name] for name in renamed.columns])
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _variable(name: str, taken: dict[str, str]) -> str:
    """A name that SPSS and Stata allow, and that no other column has."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter == "_") else "_" for letter in name)
    plain = (plain if plain[:1].isalpha() else f"v_{plain}")[:28]
    number, candidate = 2, plain
    while candidate in taken.values():
        candidate, number = f"{plain}_{number}", number + 1
    return candidate
