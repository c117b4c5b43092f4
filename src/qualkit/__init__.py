"""qualkit: transcripts, codes, outcomes, and whether the evidence supports each claim.

Start with `study = open_study(".")`, then `weigh_findings(study)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualkit.analysis.advice import advise_agreement
    from qualkit.analysis.agreement import compare_coders
    from qualkit.analysis.changes import count_changes
    from qualkit.analysis.comparison import compare_groups
    from qualkit.analysis.confusions import find_confusions
    from qualkit.analysis.cooccurrence import count_cooccurrence
    from qualkit.analysis.counts import count_codes, count_matrix
    from qualkit.analysis.crosstab import crosstab
    from qualkit.analysis.events import find_events
    from qualkit.analysis.flows import count_flows
    from qualkit.analysis.joint import joint_display
    from qualkit.analysis.keyness import count_keyness
    from qualkit.analysis.kwic import find_kwic
    from qualkit.analysis.moved import find_moved, move_codings
    from qualkit.analysis.pairs import compare_outcomes
    from qualkit.analysis.per_code import compare_codes
    from qualkit.analysis.profiles import describe_case
    from qualkit.analysis.quantitised import quantitise, write_quantitised
    from qualkit.analysis.ratings import compare_ratings
    from qualkit.analysis.retrieve import find_quotes
    from qualkit.analysis.rules import code_by_rules
    from qualkit.analysis.sampling import sample_documents
    from qualkit.analysis.saturation import count_saturation
    from qualkit.analysis.scoring import find_rule_errors, score_rules
    from qualkit.analysis.sequence import count_sequence, count_transitions, find_sequence
    from qualkit.analysis.stages import count_stages
    from qualkit.analysis.times import compare_times
    from qualkit.analysis.training import find_coder_errors, score_coder
    from qualkit.analysis.typology import describe_types, find_types
    from qualkit.analysis.waves import compare_waves
    from qualkit.errors import Fault, FaultsError, QualkitError
    from qualkit.figures.agreement import plot_agreement
    from qualkit.figures.change import plot_change
    from qualkit.figures.codeline import plot_codeline
    from qualkit.figures.confusion import plot_confusion
    from qualkit.figures.crosstab import plot_crosstab
    from qualkit.figures.effects import plot_effects
    from qualkit.figures.findings import plot_findings
    from qualkit.figures.flows import plot_flows
    from qualkit.figures.joint import plot_joint_display
    from qualkit.figures.network import plot_network
    from qualkit.figures.portrait import plot_portrait
    from qualkit.figures.saturation import plot_saturation
    from qualkit.figures.stages import plot_stages
    from qualkit.figures.style import save_figure
    from qualkit.figures.theme_map import plot_theme_map
    from qualkit.findings.choices import compare_verdicts
    from qualkit.findings.disagreements import find_disagreements
    from qualkit.findings.estimates import compare_estimates
    from qualkit.findings.weigh import find_evidence, weigh_findings
    from qualkit.importing.planning import plan_import
    from qualkit.importing.surveys import SurveyOptions
    from qualkit.reading import read_document
    from qualkit.report.codings import show_codings, write_codings
    from qualkit.report.profiles import show_profile, write_profiles
    from qualkit.report.table import show_table, write_table
    from qualkit.study import Study, open_study
    from qualkit.widget.coder import open_coder
    from qualkit.widget.compare import open_compare

_HOMES = {
    "Fault": "qualkit.errors",
    "FaultsError": "qualkit.errors",
    "QualkitError": "qualkit.errors",
    "Study": "qualkit.study",
    "SurveyOptions": "qualkit.importing.surveys",
    "advise_agreement": "qualkit.analysis.advice",
    "code_by_rules": "qualkit.analysis.rules",
    "compare_coders": "qualkit.analysis.agreement",
    "compare_codes": "qualkit.analysis.per_code",
    "compare_estimates": "qualkit.findings.estimates",
    "compare_groups": "qualkit.analysis.comparison",
    "compare_outcomes": "qualkit.analysis.pairs",
    "compare_ratings": "qualkit.analysis.ratings",
    "compare_times": "qualkit.analysis.times",
    "compare_verdicts": "qualkit.findings.choices",
    "compare_waves": "qualkit.analysis.waves",
    "count_changes": "qualkit.analysis.changes",
    "count_codes": "qualkit.analysis.counts",
    "count_cooccurrence": "qualkit.analysis.cooccurrence",
    "count_flows": "qualkit.analysis.flows",
    "count_keyness": "qualkit.analysis.keyness",
    "count_matrix": "qualkit.analysis.counts",
    "count_saturation": "qualkit.analysis.saturation",
    "count_sequence": "qualkit.analysis.sequence",
    "count_stages": "qualkit.analysis.stages",
    "count_transitions": "qualkit.analysis.sequence",
    "crosstab": "qualkit.analysis.crosstab",
    "describe_case": "qualkit.analysis.profiles",
    "describe_types": "qualkit.analysis.typology",
    "find_coder_errors": "qualkit.analysis.training",
    "find_confusions": "qualkit.analysis.confusions",
    "find_disagreements": "qualkit.findings.disagreements",
    "find_events": "qualkit.analysis.events",
    "find_evidence": "qualkit.findings.weigh",
    "find_kwic": "qualkit.analysis.kwic",
    "find_moved": "qualkit.analysis.moved",
    "find_quotes": "qualkit.analysis.retrieve",
    "find_rule_errors": "qualkit.analysis.scoring",
    "find_sequence": "qualkit.analysis.sequence",
    "find_types": "qualkit.analysis.typology",
    "joint_display": "qualkit.analysis.joint",
    "move_codings": "qualkit.analysis.moved",
    "open_coder": "qualkit.widget.coder",
    "open_compare": "qualkit.widget.compare",
    "open_study": "qualkit.study",
    "plan_import": "qualkit.importing.planning",
    "plot_agreement": "qualkit.figures.agreement",
    "plot_change": "qualkit.figures.change",
    "plot_codeline": "qualkit.figures.codeline",
    "plot_confusion": "qualkit.figures.confusion",
    "plot_crosstab": "qualkit.figures.crosstab",
    "plot_effects": "qualkit.figures.effects",
    "plot_findings": "qualkit.figures.findings",
    "plot_flows": "qualkit.figures.flows",
    "plot_joint_display": "qualkit.figures.joint",
    "plot_network": "qualkit.figures.network",
    "plot_portrait": "qualkit.figures.portrait",
    "plot_saturation": "qualkit.figures.saturation",
    "plot_stages": "qualkit.figures.stages",
    "plot_theme_map": "qualkit.figures.theme_map",
    "quantitise": "qualkit.analysis.quantitised",
    "read_document": "qualkit.reading",
    "sample_documents": "qualkit.analysis.sampling",
    "save_figure": "qualkit.figures.style",
    "score_coder": "qualkit.analysis.training",
    "score_rules": "qualkit.analysis.scoring",
    "show_codings": "qualkit.report.codings",
    "show_profile": "qualkit.report.profiles",
    "show_table": "qualkit.report.table",
    "weigh_findings": "qualkit.findings.weigh",
    "write_codings": "qualkit.report.codings",
    "write_profiles": "qualkit.report.profiles",
    "write_quantitised": "qualkit.analysis.quantitised",
    "write_table": "qualkit.report.table",
}

__all__ = [
    "Fault",
    "FaultsError",
    "QualkitError",
    "Study",
    "SurveyOptions",
    "advise_agreement",
    "code_by_rules",
    "compare_coders",
    "compare_codes",
    "compare_estimates",
    "compare_groups",
    "compare_outcomes",
    "compare_ratings",
    "compare_times",
    "compare_verdicts",
    "compare_waves",
    "count_changes",
    "count_codes",
    "count_cooccurrence",
    "count_flows",
    "count_keyness",
    "count_matrix",
    "count_saturation",
    "count_sequence",
    "count_stages",
    "count_transitions",
    "crosstab",
    "describe_case",
    "describe_types",
    "find_coder_errors",
    "find_confusions",
    "find_disagreements",
    "find_events",
    "find_evidence",
    "find_kwic",
    "find_moved",
    "find_quotes",
    "find_rule_errors",
    "find_sequence",
    "find_types",
    "joint_display",
    "move_codings",
    "open_coder",
    "open_compare",
    "open_study",
    "plan_import",
    "plot_agreement",
    "plot_change",
    "plot_codeline",
    "plot_confusion",
    "plot_crosstab",
    "plot_effects",
    "plot_findings",
    "plot_flows",
    "plot_joint_display",
    "plot_network",
    "plot_portrait",
    "plot_saturation",
    "plot_stages",
    "plot_theme_map",
    "quantitise",
    "read_document",
    "sample_documents",
    "save_figure",
    "score_coder",
    "score_rules",
    "show_codings",
    "show_profile",
    "show_table",
    "weigh_findings",
    "write_codings",
    "write_profiles",
    "write_quantitised",
    "write_table",
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
