"""The rows of a crosstab: which cases have a code, stand on which side of a pair, say it how often, or at what length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from qualkit.analysis.counts import is_read
from qualkit.analysis.expressions import Expression, parse_codes
from qualkit.conditions import decide
from qualkit.errors import QualkitError, suggest
from qualkit.model import Coding
from qualkit.study import Study
from qualkit.wording import format_share, say

Grouping = Literal["has", "side", "count", "words"]
GROUPINGS: tuple[Grouping, ...] = ("has", "side", "count", "words")
MANY = 3  # so many codings or more are one group


@dataclass(frozen=True)
class Groups:
    """Cases in groups, in order; `unread` were not read for all the codes that decide it."""

    names: tuple[str, ...]
    of_case: Mapping[str, str]
    unread: tuple[str, ...]
    label: str


def group_cases(
    study: Study,
    code: str | Iterable[str],
    *,
    group: Grouping = "has",
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> Groups:
    """The cases that have outcomes, grouped by what they say.

    Parameters
    ----------
    code : a code (it and all below), several (any of which counts), or a combination such as `A and not B`,
        `A near B`, `A with B` (in the same turn).
    group : `has` the code or not; `side` of the code and its opposite; `count` of its codings (0, 1, 2, 3 or
        more); `words`, the share of the case's words that carry it (none, below the median of the others, more).
    where : a condition on the case. Cases in roles without outcomes are left out.

    Raises
    ------
    QualkitError
        For an unknown code, grouping, column or coder, and for `side` where the code has no opposite.
    """
    if group not in GROUPINGS:
        raise QualkitError(f"no grouping {group!r}: {suggest(str(group), GROUPINGS)}")
    language = language or study.language
    source = code if isinstance(code, str) else " or ".join(code)
    expression = parse_codes(source, study.codebook.select)
    opposite = _opposite(study, source) if group == "side" else None
    decisive = expression.all_codes | frozenset(study.codebook.select(opposite) if opposite else ())
    cases, unread = _read_cases(study, decisive, where, coder)
    spoken = codings_by_case(study, coder)
    label = _label(study, source, language)
    if opposite:
        names, of_case = _by_side(study, (source, opposite), cases, spoken, language)
    elif group == "has":
        names, of_case = _by_having(study, expression, cases, spoken, language)
    elif group == "count":
        names, of_case = _by_count(study, expression, cases, spoken)
    else:
        names, of_case = _by_words(study, expression, cases, spoken, language)
    return Groups(names, of_case, unread, label)


def _opposite(study: Study, code: str) -> str:
    opposite = study.codebook[code].opposite if code in study.codebook else None
    if opposite is None:
        pairs = [one.path for one in study.codebook if one.opposite]
        raise QualkitError(f"{code!r} names no opposite in the codebook; those that do: {', '.join(pairs) or 'none'}")
    return opposite


def _read_cases(
    study: Study, codes: frozenset[str], where: str | None, coder: str | Iterable[str] | None
) -> tuple[list[str], tuple[str, ...]]:
    facts, spoken = study.facts, study.documents_by_case
    with_outcomes = {role for role, about in study.settings.roles.items() if about.outcomes}
    reviewed = [study.record(name).reviewed for name in study.choose_coders(coder)]
    chosen = [
        case
        for case, role, held in zip(facts["case"], facts["role"], decide(where, facts), strict=True)
        if held is True and (not with_outcomes or role in with_outcomes)
    ]
    read = [case for case in chosen if all(is_read(spoken[case], code, reviewed) for code in codes)]
    return read, tuple(case for case in chosen if case not in set(read))


def codings_by_case(study: Study, coder: str | Iterable[str] | None) -> dict[str, list[Coding]]:
    """The chosen coders' codings about each case, in the order of the texts."""
    codings: dict[str, list[Coding]] = {}
    for name in study.choose_coders(coder):
        for coding in study.record(name).codings:
            for case in coding.cases or ():
                codings.setdefault(case, []).append(coding)
    return codings


def _label(study: Study, source: str, language: str) -> str:
    words = source.replace("(", "( ").replace(")", " )").split()
    codebook = study.codebook
    named = [codebook.label(w.removesuffix("/**"), language) if w.removesuffix("/**") in codebook else w for w in words]
    return " ".join(named).replace("( ", "(").replace(" )", ")")


def _turn_of(study: Study, coding: Coding) -> tuple[str, int]:
    turn = study.documents[coding.document].turn_at(coding.start, coding.end)
    return coding.document, turn.number if turn else 0


def _by_having(
    study: Study,
    expression: Expression,
    cases: Sequence[str],
    spoken: Mapping[str, Sequence[Coding]],
    language: str,
) -> tuple[tuple[str, ...], dict[str, str]]:
    names = (say("coded", language), say("not_coded", language))
    has = {case: expression.holds(spoken.get(case, ()), lambda coding: _turn_of(study, coding)) for case in cases}
    return names, {case: names[0] if holds else names[1] for case, holds in has.items()}


def _by_side(
    study: Study,
    pair: tuple[str, str],
    cases: Sequence[str],
    spoken: Mapping[str, Sequence[Coding]],
    language: str,
) -> tuple[tuple[str, ...], dict[str, str]]:
    codes = [frozenset(study.codebook.select(code)) for code in pair]
    one, other = (study.codebook.label(code, language) for code in pair)
    names = {(True, False): one, (False, True): other, (True, True): say("both_sides", language)}
    neither = say("neither_side", language)

    def side(case: str) -> str:
        has = tuple(any(coding.code in paths for coding in spoken.get(case, ())) for paths in codes)
        return names.get((has[0], has[1]), neither)

    return (one, other, names[True, True], neither), {case: side(case) for case in cases}


def _by_count(
    study: Study, expression: Expression, cases: Sequence[str], spoken: Mapping[str, Sequence[Coding]]
) -> tuple[tuple[str, ...], dict[str, str]]:
    names = (*(str(number) for number in range(MANY)), f"{MANY}+")

    def count(case: str) -> int:
        return len(list(expression.passages(spoken.get(case, ()), lambda coding: _turn_of(study, coding))))

    return names, {case: names[min(count(case), MANY)] for case in cases}


def _by_words(
    study: Study,
    expression: Expression,
    cases: Sequence[str],
    spoken: Mapping[str, Sequence[Coding]],
    language: str,
) -> tuple[tuple[str, ...], dict[str, str]]:
    shares = {
        case: share_of_words(
            study, case, expression.passages(spoken.get(case, ()), lambda coding: _turn_of(study, coding))
        )
        for case in cases
    }
    told = [share for share in shares.values() if share]
    middle = median(told) if told else 0.0
    shown = format_share(middle, language)
    names = (say("no_words", language), say("below", language, value=shown), say("at_least", language, value=shown))
    return names, {
        case: names[0] if not share else names[1] if share < middle else names[2] for case, share in shares.items()
    }


def share_of_words(study: Study, case: str, passages: Iterable[Coding]) -> float:
    """The share of a case's own words that lie in the passages; overlapping ones count once. 0 for no words."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for coding in passages:
        spans.setdefault(coding.document, []).append((coding.start, coding.end))
    covered = total = 0
    for document in (study.documents[name] for name in study.documents_by_case.get(case, ())):
        own = [turn for turn in document.turns if turn.case == case]
        total += sum(len(document.text[turn.start : turn.end].split()) for turn in own)
        last = 0
        for start, end in sorted(spans.get(document.id, [])):
            start = max(start, last)
            for turn in own:
                low, high = max(start, turn.start), min(end, turn.end)
                covered += len(document.text[low:high].split()) if low < high else 0
            last = max(last, end)
    return covered / total if total else 0.0
