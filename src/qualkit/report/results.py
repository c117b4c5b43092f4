"""Everything a report shows, computed once: tables by name, and figures with what they are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.findings.weigh import weigh
from qualkit.findings.weighed import Weighed
from qualkit.report.pictures import Picture, list_pictures
from qualkit.report.tables import list_notes, make_tables
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Results:
    """A study worked out: `tables` become CSV files under their names, `pictures` SVG and PNG."""

    study: Study
    language: str
    weighed: tuple[Weighed, ...]
    tables: Mapping[str, pd.DataFrame]
    pictures: tuple[Picture, ...]
    notes: tuple[str, ...]


def work_out(study: Study, language: str | None = None) -> Results:
    """Weigh the findings and compute every table of the report."""
    language = language or study.language
    weighed = tuple(weigh(study, language=language))
    tables = make_tables(study, weighed, language)
    pictures = tuple(list_pictures(tables, study, language))
    return Results(study, language, weighed, tables, pictures, tuple(list_notes(study, tables, language)))
