"""The tables of a report: what every study has, and what its study.yaml asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from qualkit.analysis.agreement import compare_coders
from qualkit.analysis.changes import count_changes
from qualkit.analysis.compared import list_coders
from qualkit.analysis.cooccurrence import count_cooccurrence
from qualkit.analysis.counts import count_codes, count_matrix
from qualkit.analysis.crosstab import crosstab
from qualkit.analysis.flows import count_flows
from qualkit.analysis.joint import joint_display
from qualkit.analysis.pairs import compare_outcomes
from qualkit.analysis.retrieve import find_quotes
from qualkit.analysis.saturation import count_saturation
from qualkit.analysis.sequence import find_sequence
from qualkit.analysis.stages import count_stages
from qualkit.analysis.waves import compare_waves, list_comparable
from qualkit.columns import make_table
from qualkit.errors import QualkitError
from qualkit.findings.passages import EVIDENCE_COLUMNS
from qualkit.findings.weigh import tabulate_findings
from qualkit.findings.weighed import Weighed
from qualkit.report.words import words_for
from qualkit.statistics.multiplicity import adjust_p_values
from qualkit.study import Study
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import pandas as pd

_AGREEMENT = ("u_alpha_binary", "u_alpha")  # of passages whose borders each coder has set, and whose codes overlap


def make_tables(study: Study, weighed: Sequence[Weighed], language: str) -> dict[str, pd.DataFrame]:
    """Every table under the name of its file."""
    tables = {
        "findings": tabulate_findings(weighed, study, language),
        "evidence": _stack([one.evidence for one in weighed], EVIDENCE_COLUMNS),
        "codes_by_case": count_matrix(study, language=language),
        "code_counts": count_codes(study, language=language),
        "quotes": find_quotes(study),
        "sequence": find_sequence(study),
        "cooccurrence": count_cooccurrence(study, "turn"),
    }
    with suppress(QualkitError):  # an interview has no date: told by `list_notes`
        tables["saturation"] = count_saturation(study)
    with suppress(QualkitError):  # there are no two who have read one document
        tables["agreement"] = compare_coders(study, *list_coders(study), coefficient=_AGREEMENT, language=language)
    if study.settings.stages:
        tables["stages"] = count_stages(study, language=language)
        if study.settings.stages.consequences:
            tables["flows"] = count_flows(study, language=language)
    if study.settings.measures:
        if list_comparable(study.settings):
            tables["waves"] = compare_waves(study, language=language)
            tables["changes"] = count_changes(study, language=language)
        tables |= _crosstabs(study, language) | _joint_displays(study, language)
        for name in study.settings.families:
            tables[f"family-{_plain(name)}"] = compare_outcomes(study, family=name, language=language)
    return tables


def list_notes(study: Study, tables: Mapping[str, pd.DataFrame], language: str) -> Iterator[str]:
    """What is not shown, and why."""
    words = words_for(language)
    if "saturation" not in tables:
        yield words["no_dates"]
    if not study.settings.measures:
        yield words["no_outcomes"]
    for name, measure in study.settings.measures.items():
        if not measure.comparable:
            reason = in_language(measure.reason, language)
            yield words["not_comparable"].format(measure=study.settings.measure_label(name, language), reason=reason)


def _crosstabs(study: Study, language: str) -> dict[str, pd.DataFrame]:
    """The crosstabs of study.yaml; those shown together are one family, and their p values are corrected together."""
    tables: dict[str, pd.DataFrame] = {}
    for number, tab in enumerate(study.settings.crosstabs, start=1):
        tables[f"crosstab-{number}-{_plain(f'{tab.code} {tab.outcome}')}"] = crosstab(
            study, **tab.model_dump(), language=language
        )
    tested = [(name, value) for name, table in tables.items() for value in table["value_by"].unique()]
    parts = [tables[name].loc[lambda rows, value=value: rows["value_by"] == value] for name, value in tested]
    adjusted = adjust_p_values([part["p_value"].iloc[0] for part in parts])
    for (name, value), p_adjusted in zip(tested, adjusted.p_values, strict=True):
        here = tables[name]["value_by"] == value
        in_family = tables[name]["p_adjusted"].mask(here, float(p_adjusted))
        tables[name] = tables[name].assign(p_adjusted=in_family, n_tests=adjusted.n)
    return tables


def _joint_displays(study: Study, language: str) -> dict[str, pd.DataFrame]:
    tables = {}
    for number, asked in enumerate(study.settings.joint_displays, start=1):
        options = {"change": asked.change, "bands": asked.bands, "language": language}
        table = joint_display(study, asked.codes, asked.outcome, **options)  # type: ignore[arg-type]
        tables[f"joint-{number}-{_plain(asked.outcome)}"] = table
    return tables


def _plain(name: str) -> str:
    """A part of a file's name."""
    return "-".join(re.findall(r"[A-Za-z0-9]+", name))[:48]


def _stack(tables: Iterable[pd.DataFrame], columns: Iterable[str]) -> pd.DataFrame:
    import pandas as pd

    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else make_table([], tuple(columns))
