"""`qualkit check`: everything is read and held against everything else, and all faults are told together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from qualkit.analysis.bands import band_outcome
from qualkit.analysis.crosstab import crosstab
from qualkit.analysis.expressions import parse_codes
from qualkit.analysis.flows import find_doubled
from qualkit.analysis.pairs import fit_change
from qualkit.analysis.rules import find_pattern_faults
from qualkit.coding.decisions import find_contradictions, find_orphans, read_decisions
from qualkit.coding.events import Passage, as_event
from qualkit.coding.log import read_events, when
from qualkit.errors import Fault, QualkitError, suggest
from qualkit.outcomes import find_measure
from qualkit.reading.folders import find_untold
from qualkit.reading.oddities import find_oddities
from qualkit.study import CASES, CODINGS, FINDINGS, OUTCOMES, STUDY, Study, read_study

_MOST_TOLD = 6


def check_study(path: str | Path = ".") -> tuple[Fault, ...]:
    """All faults of the study in a folder, each with file and line; those that are only warnings say so.

    Raises QualkitError where the folder holds no study.

    Examples
    --------
    >>> check_study(".")
    ()
    """
    return check_opened(read_study(path))


def check_opened(study: Study) -> tuple[Fault, ...]:
    """What `check_study` tells, of a study that was read already."""
    faults = set(study.faults)
    if study.is_whole:
        checks = (_check_speakers, _check_cases, _check_outcomes, _check_examples, _check_logs, _check_decisions)
        for check in (*checks, _check_settings, _check_transcripts, find_pattern_faults):
            faults.update(check(study))
    return tuple(sorted(faults))


def _check_speakers(study: Study) -> Iterator[Fault]:
    cases = set(study.cases["case"])
    yield from _check_answers(study, cases)
    for document in study.documents:
        if document.kind == "answer":
            continue
        told: set[str] = set()
        for turn in document.turns:
            if turn.case and turn.case not in cases and turn.case not in told:
                told.add(turn.case)
                problem = f"the informant {turn.case!r} has no row in {CASES}: {suggest(turn.case, cases)}"
                yield Fault(document.file, document.line_at(turn.start), problem)
        if document.kind == "interview" and not document.cases:
            tags = dict.fromkeys(re.findall(r"^[^\S\n]*(\w[\w .-]{0,20}?)[^\S\n]*:", document.text, re.MULTILINE))
            begin = f"; lines begin with {', '.join(f'{tag!r}' for tag in list(tags)[:6])}" if tags else ""
            problem = f"nobody speaks as informant: name `interviewer:` and `informant:`, or `speakers:`, in the header{begin}"
            yield Fault(document.file, 1, problem)


def _check_answers(study: Study, cases: set[str]) -> Iterator[Fault]:
    """Of answers, which come by the thousand, the persons whom nobody knows are told together, file by file."""
    unknown: dict[str, dict[str, int]] = {}
    for document in study.documents:
        for case in document.cases if document.kind == "answer" else ():
            if case not in cases:
                unknown.setdefault(document.file, {}).setdefault(case, document.line_at(0))
    for file, lines in unknown.items():
        some = ", ".join(map(repr, list(lines)[:_MOST_TOLD])) + (", …" if len(lines) > _MOST_TOLD else "")
        who = f"{len(lines)} of its cases have" if len(lines) > 1 else "one of its cases has"
        near = suggest(next(iter(lines)), cases)
        yield Fault(file, min(lines.values()), f"{who} no row in {CASES}: {some}; add them there ({near})")


def _check_transcripts(study: Study) -> Iterator[Fault]:
    """What looks wrong in the transcripts; each is only a warning, as a study may be so."""
    texts: dict[str, str] = {}
    told: set[str] = set()
    for document in study.documents:
        odd = [] if document.kind == "answer" and document.file in told else list(find_oddities(document))
        told.update(fault.file for fault in odd)  # of a file of a thousand answers one is told
        yield from odd
        same = texts.setdefault(document.text_sha256, document.id)
        if same != document.id and document.kind == "interview":
            problem = f"the text is the same as that of {same}: it counts twice unless one of them is taken out"
            yield Fault(document.file, 1, problem, warning=True)


def _check_cases(study: Study) -> Iterator[Fault]:
    roles, told = study.settings.roles, set(study.outcomes["case"])
    for number, (case, role) in enumerate(zip(study.cases["case"], study.cases["role"], strict=True)):
        line = study.case_sheet.line_of(number) if study.case_sheet else 0
        if roles and role not in roles:
            yield Fault(CASES, line, f"case {case!r} has the role {role or ''!r}: {suggest(role or '', roles)}")
        elif role in roles and roles[role].outcomes and case not in told:
            problem = f"case {case!r} has the role {role!r}, which has outcomes, but no row in {OUTCOMES}: add one, "
            yield Fault(CASES, line, problem + "with empty cells for what was not told")
        if not study.documents_by_case[case]:
            yield Fault(CASES, line, f"case {case!r} speaks in no document", warning=True)


def _check_outcomes(study: Study) -> Iterator[Fault]:
    cases = set(study.cases["case"])
    for number, case in enumerate(study.outcomes["case"]):
        if case not in cases:
            line = study.outcome_sheet.line_of(number) if study.outcome_sheet else 0
            yield Fault(OUTCOMES, line, f"case {case!r} has no row in {CASES}: {suggest(case, cases)}")


def _check_examples(study: Study) -> Iterator[Fault]:
    for code in study.codebook:
        for example in code.examples:
            if not study.documents.has(example.document):
                problem = f"no document {example.document!r}: {suggest(example.document, study.documents.ids)}"
            elif example.quote not in study.documents[example.document].text:
                problem = f"{example.document} does not hold the words {example.quote[:60]!r}"
            else:
                continue
            yield Fault(study.codebook.file, code.line, f"example of {code.path}: {problem}")


def _check_logs(study: Study) -> Iterator[Fault]:
    cases, claims = set(study.cases["case"]), [claim.id for claim in study.findings]
    for coder in study.coders:
        file, log = f"{CODINGS}/{coder}.jsonl", study.record(coder).log
        for coding in log.codings:
            for case in coding.cases or ():
                if case not in cases:
                    yield Fault(file, coding.line, f"the coding is about {case!r}, no case: {suggest(case, cases)}")
            if coding.when and coding.when not in study.settings.waves:
                problem = f"`when` is {coding.when!r}, no wave of {STUDY}: {suggest(coding.when, study.settings.waves)}"
                yield Fault(file, coding.line, problem)
        missing = find_untold({review.document for review in log.reviews}, study.faults)
        for review in log.reviews:
            if review.document in missing:
                continue
            if not study.documents.has(review.document):
                problem = f"reviewed {review.document!r}, no document: {suggest(review.document, study.documents.ids)}"
                yield Fault(file, review.line, problem)
            elif review.text_sha256 not in (None, study.documents[review.document].text_sha256):
                problem = (
                    f"{review.document} has changed since it was reviewed; it counts as not read until it is again"
                )
                yield Fault(file, review.line, problem, warning=True)
        for judgement in log.judgements:
            if judgement.finding not in claims:
                problem = f"judged in {judgement.finding!r}, no finding: {suggest(judgement.finding, claims)}"
                yield Fault(file, judgement.line, problem)


def _check_decisions(study: Study) -> Iterator[Fault]:
    """What was decided between two coders, where what stands of it is what nobody chose."""
    logs = {coder: study.record(coder).log for coder in study.coders}
    for coder, log in logs.items():
        if not any("decides" in (passage.more or ()) for passage in log.passages):
            continue
        path, file = study.find_log(coder)
        events = [one for one in read_events(path, file=file)[0] if not isinstance(one, Passage) or one.more]
        alive = {passage.id for passage in log.passages}
        decisions = read_decisions(map(as_event, sorted(events, key=when)), alive)
        for one, other, (whose, identity) in find_contradictions(decisions):
            problem = f"this and line {min(one.line, other.line)} both decide about {whose}'s coding {identity!r}: "
            problem += "what both made counts until it is decided again, in qk.open_compare"
            yield Fault(file, max(one.line, other.line), problem, warning=True)
        there = {name: {passage.id for passage in each.passages} for name, each in logs.items()}
        for orphan in find_orphans(decisions, there):
            if not orphan.is_kept:
                about = ", ".join(f"{whose}'s coding {identity!r}" for whose, identity in sorted(orphan.about))
                problem = f"decided about {about}, which is gone from that log; what the decision made still counts: "
                yield Fault(file, orphan.line, problem + "keep or remove it in qk.open_compare", warning=True)


def _check_settings(study: Study) -> Iterator[Fault]:
    for problem in _wrong_stages(study):
        yield Fault(STUDY, study.setting_line("stages"), problem)
    for number, tab in enumerate(study.settings.crosstabs):
        for problem in _find_refusals(study, [tab.code], [tab.outcome], partial(crosstab, study, **tab.model_dump())):
            yield Fault(STUDY, study.setting_line("crosstabs", number), f"crosstabs: {problem}")
    for name, family in study.settings.families.items():
        for problem in _find_refusals(study, family.codes, family.outcomes, partial(_band, study, family.outcomes)):
            yield Fault(STUDY, study.setting_line("families", name), f"family {name!r}: {problem}")
    for number, shown in enumerate(study.settings.joint_displays):
        bands = partial(band_outcome, study, shown.outcome, change=shown.change, bands=shown.bands)
        for problem in (*_unknown_codes(study, shown.codes), *_find_refusals(study, [], [shown.outcome], bands)):
            yield Fault(STUDY, study.setting_line("joint_displays", number), f"joint_displays: {problem}")
    if study.settings.clusters and study.settings.clusters not in study.cases.columns:
        problem = f"clusters: {CASES} has no column {study.settings.clusters!r}: "
        yield Fault(STUDY, study.setting_line("clusters"), problem + suggest(study.settings.clusters, study.cases))
    if not study.findings and all(fault.file != FINDINGS for fault in study.faults):
        yield Fault(FINDINGS, 0, "no finding is declared yet, so that there is nothing to weigh", warning=True)
    if not study.documents:
        yield Fault("transcripts", 0, "there are no transcripts yet: bring some in (qualkit import FILES)")


def _find_refusals(
    study: Study, codes: Iterable[str], outcomes: Iterable[str], work: Callable[[], object]
) -> list[str]:
    """What is unknown of a comparison, all of it; else why the comparison itself is refused."""
    parts: list[Callable[[], object]] = [
        *(partial(parse_codes, code, study.codebook.select) for code in codes),
        *(partial(find_measure, outcome, study.settings.measures) for outcome in outcomes),
    ]
    unknown = [problem for part in parts for problem in _try(part)]
    whole = all(fault.warning for fault in study.faults)  # else columns may be missing
    return unknown or (_try(work) if whole else [])


def _try(work: Callable[[], object]) -> list[str]:
    try:
        work()
    except QualkitError as error:
        return [str(error)]
    return []


def _band(study: Study, outcomes: Iterable[str]) -> None:
    for outcome in outcomes:
        band_outcome(study, outcome, change=fit_change(study, outcome, None))


def _wrong_stages(study: Study) -> list[str]:
    stages = study.settings.stages
    if stages is None:
        return []
    unknown = list(_unknown_codes(study, [*stages.stages, *stages.problems, *stages.consequences]))
    return unknown or find_doubled(study)


def _unknown_codes(study: Study, selections: Iterable[str]) -> Iterator[str]:
    for selection in selections:
        yield from _try(partial(study.codebook.select, selection))
