"""Everything a report shows, computed once: tables by name, and figures with what they are drawn from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from qualkit.analysis.counts import count_codes, count_matrix
from qualkit.analysis.crosstab import crosstab
from qualkit.analysis.multiplicity import adjust_p_values
from qualkit.analysis.retrieve import find_quotes
from qualkit.analysis.stages import count_stages
from qualkit.analysis.waves import compare_waves, list_comparable
from qualkit.columns import make_table
from qualkit.findings.passages import EVIDENCE_COLUMNS
from qualkit.findings.weigh import tabulate_findings, weigh
from qualkit.findings.weighed import Weighed
from qualkit.report.words import words_for
from qualkit.study import Study
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Picture:
    """A figure of the report: its file's name, what it shows in words, and how it is drawn."""

    name: str
    title: str
    description: str
    draw: Callable[[], Axes]


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
    words = words_for(language)
    weighed = tuple(weigh(study, language=language))
    tables = {
        "findings": tabulate_findings(weighed, study, language),
        "evidence": _stack([one.evidence for one in weighed], EVIDENCE_COLUMNS),
        "codes_by_case": count_matrix(study, language=language),
        "code_counts": count_codes(study, language=language),
        "quotes": find_quotes(study),
    }
    notes: list[str] = []
    if study.settings.stages:
        tables["stages"] = count_stages(study, language=language)
    if study.settings.measures:
        if list_comparable(study.settings):
            tables["waves"] = compare_waves(study, language=language)
        tables |= _crosstabs(study, language)
        notes += [
            words["not_comparable"].format(
                measure=study.settings.measure_label(name, language), reason=in_language(measure.reason, language)
            )
            for name, measure in study.settings.measures.items()
            if not measure.comparable
        ]
    else:
        notes.append(words["no_outcomes"])
    return Results(study, language, weighed, tables, tuple(_pictures(tables, study, language)), tuple(notes))


def _crosstabs(study: Study, language: str) -> dict[str, pd.DataFrame]:
    """The crosstabs of study.yaml; those shown together are one family, and their p values are corrected together."""
    tables: dict[str, pd.DataFrame] = {}
    for number, tab in enumerate(study.settings.crosstabs, start=1):
        words = "-".join(re.findall(r"[A-Za-z0-9]+", f"{tab.code} {tab.outcome}"))
        tables[f"crosstab-{number}-{words[:48]}"] = crosstab(study, **tab.model_dump(), language=language)
    tested = [(name, value) for name, table in tables.items() for value in table["value_by"].unique()]
    parts = [tables[name].loc[lambda rows, value=value: rows["value_by"] == value] for name, value in tested]
    adjusted = adjust_p_values([part["p_value"].iloc[0] for part in parts])
    for (name, value), p_adjusted in zip(tested, adjusted.p_values, strict=True):
        here = tables[name]["value_by"] == value
        in_family = tables[name]["p_adjusted"].mask(here, float(p_adjusted))
        tables[name] = tables[name].assign(p_adjusted=in_family, n_tests=adjusted.n)
    return tables


def _stack(tables: Iterable[pd.DataFrame], columns: Iterable[str]) -> pd.DataFrame:
    import pandas as pd

    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else make_table([], tuple(columns))


def _pictures(tables: Mapping[str, pd.DataFrame], study: Study, language: str) -> Iterable[Picture]:
    from qualkit.figures.change import plot_change
    from qualkit.figures.crosstab import plot_crosstab
    from qualkit.figures.findings import plot_findings
    from qualkit.figures.stages import plot_stages
    from qualkit.figures.theme_map import plot_theme_map

    words = words_for(language)
    told: dict[str, Any] = {"language": language, "note": words["fictional_note"] if study.settings.fictional else None}

    def picture(name: str, key: str, plot: Callable[..., Axes], table: pd.DataFrame, **values: str) -> Picture:
        title = words[f"{key}_title"].format(**values)
        return Picture(name, title, words[f"{key}_about"].format(**values), partial(plot, table, **told))

    if len(tables["findings"]):
        yield picture("findings", "findings", plot_findings, tables["findings"])
    grid = tables["codes_by_case"]
    by_role = grid.assign(
        role=grid["role"].map(lambda role: study.settings.role_label(role, language)),
        theme=grid["theme"].map(lambda theme: study.codebook.label(theme, language)),
    )
    yield picture("theme_map", "theme_map", plot_theme_map, by_role)
    for name, table in tables.items():
        if name.startswith("crosstab-") and len(table):
            about = {"code": str(table["label"].iloc[0]), "outcome": str(table["measure_label"].iloc[0])}
            yield picture(name, "crosstab", plot_crosstab, table, **about)
    if "waves" in tables:
        amounts = [name for name, measure in study.settings.measures.items() if measure.type == "amount"]
        money = tables["waves"].loc[lambda rows: rows["measure"].isin(amounts)]
        if len(money):
            yield picture("before_now", "before_now", plot_change, money)
    if "stages" in tables:
        yield picture("stages", "stages", plot_stages, tables["stages"])
