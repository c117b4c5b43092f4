"""qualkit: transcripts, codes, outcomes, and whether the evidence supports each claim.

Start with `study = open_study(".")`, then `weigh_findings(study)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualkit.analysis.counts import count_codes, count_matrix
    from qualkit.analysis.crosstab import crosstab
    from qualkit.analysis.joint import joint_display
    from qualkit.analysis.quantitised import quantitise, write_quantitised
    from qualkit.analysis.retrieve import find_quotes
    from qualkit.analysis.stages import count_stages
    from qualkit.analysis.waves import compare_waves
    from qualkit.errors import Fault, FaultsError, QualkitError
    from qualkit.figures.change import plot_change
    from qualkit.figures.crosstab import plot_crosstab
    from qualkit.figures.findings import plot_findings
    from qualkit.figures.stages import plot_stages
    from qualkit.figures.theme_map import plot_theme_map
    from qualkit.findings.weigh import find_evidence, weigh_findings
    from qualkit.reading import read_document
    from qualkit.study import Study, open_study

_HOMES = {
    "write_quantitised": "qualkit.analysis.quantitised",
    "quantitise": "qualkit.analysis.quantitised",
    "joint_display": "qualkit.analysis.joint",
    "plot_findings": "qualkit.figures.findings",
    "plot_stages": "qualkit.figures.stages",
    "plot_change": "qualkit.figures.change",
    "plot_crosstab": "qualkit.figures.crosstab",
    "plot_theme_map": "qualkit.figures.theme_map",
    "find_quotes": "qualkit.analysis.retrieve",
    "crosstab": "qualkit.analysis.crosstab",
    "count_stages": "qualkit.analysis.stages",
    "count_matrix": "qualkit.analysis.counts",
    "count_codes": "qualkit.analysis.counts",
    "Fault": "qualkit.errors",
    "FaultsError": "qualkit.errors",
    "QualkitError": "qualkit.errors",
    "Study": "qualkit.study",
    "compare_waves": "qualkit.analysis.waves",
    "find_evidence": "qualkit.findings.weigh",
    "open_study": "qualkit.study",
    "read_document": "qualkit.reading",
    "weigh_findings": "qualkit.findings.weigh",
}

__all__ = [
    "Fault",
    "FaultsError",
    "QualkitError",
    "Study",
    "compare_waves",
    "count_codes",
    "count_matrix",
    "count_stages",
    "crosstab",
    "find_evidence",
    "find_quotes",
    "joint_display",
    "open_study",
    "plot_change",
    "plot_crosstab",
    "plot_findings",
    "plot_stages",
    "plot_theme_map",
    "quantitise",
    "read_document",
    "weigh_findings",
    "write_quantitised",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its module when it is first used, so that `import qualkit` stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'qualkit' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
