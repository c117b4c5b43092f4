"""The rows of a crosstab: which cases have a code, stand on which side of a pair, say it how often, or at what length."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Literal, TypeVar

from qualkit.analysis.choices import Choice, Combine
from qualkit.analysis.expressions import parse_codes
from qualkit.coding.reviews import Reviewed, is_case_read
from qualkit.conditions import decide
from qualkit.errors import QualkitError, suggest
from qualkit.model import Coding
from qualkit.study import Study
from qualkit.wording import format_share, say

Grouping = Literal["has", "side", "count", "words"]
GROUPINGS: tuple[Grouping, ...] = ("has", "side", "count", "words")
Answer = TypeVar("Answer")
MANY = 3  # so many codings or more are one group


@dataclass(frozen=True)
class Groups:
    """Cases in groups, in order; `unread` were not read for all the codes that decide it.

    `apart` are groups that are shown and take no part in a test: of two sides, both and neither. `open` are cases in
    no group because a missing value leaves open whether `where` holds for them.
    """

    names: tuple[str, ...]
    of_case: Mapping[str, str]
    unread: tuple[str, ...]
    label: str
    ordered: bool = False
    apart: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    def add_left_out(self, note: str, cases: Collection[str] | None = None) -> str:
        """The note of a test, with how many cases take no part although they were read, or might belong."""
        told = []
        of_these = [case for case in self.of_case if cases is None or case in cases]
        for name in self.apart:
            if n := sum(self.of_case[case] == name for case in of_these):
                told.append(f"{n} on {name!r} take no part")
        if n := sum(cases is None or case in cases for case in self.open):
            told.append(f"{n} left out, as a missing value leaves open whether `where` holds")
        return "; ".join(filter(None, (note, f"cases: {', '.join(told)}" if told else "")))

    @property
    def compared(self) -> tuple[str, ...]:
        """The groups that a test compares."""
        return tuple(name for name in self.names if name not in self.apart)


def group_cases(
    study: Study,
    code: str | Iterable[str],
    *,
    group: Grouping = "has",
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> Groups:
    """The cases that have outcomes, grouped by what they say; for many codes make `Voices` once and ask it.

    Parameters
    ----------
    code : a code (it and all below), several (any of which counts), or a combination such as `A and not B`,
        `A near B`, `A with B` (in the same turn).
    group : `has` the code or not; `side` of the code and its opposite; `count` of its codings (0, 1, 2, 3 or
        more); `words`, the share of the case's words that carry it (none, below the median of the others, more).
    where : a condition on the case. Cases in roles without outcomes are left out.

    Passages that were taken back or only reported do not count. Of several coders each decides by herself for the
    cases that she has read; then study.yaml's `combine` says whether either is enough (the larger count or share)
    or both are needed (the smaller; a case is read when both have read it).

    Raises
    ------
    QualkitError
        For an unknown code, grouping, column or coder, and for `side` where the code has no opposite.
    """
    return Voices.of(study, where=where, coder=coder, language=language).group(code, group)


@dataclass(frozen=True)
class _Voice:
    """What one coder found about each case, and what she has read."""

    by_case: Mapping[str, Sequence[Coding]]
    reviewed: Reviewed


@dataclass(frozen=True)
class Voices:
    """What the cases that have outcomes say, as the coders found it: made once, asked for many codes."""

    study: Study
    cases: tuple[str, ...]
    combine: Combine
    language: str
    _heard: tuple[_Voice, ...]
    open: tuple[str, ...] = ()
    _readers: tuple[_Voice, ...] = ()

    @classmethod
    def of(
        cls,
        study: Study,
        *,
        where: str | None = None,
        coder: str | Iterable[str] | None = None,
        language: str | None = None,
        choice: Choice | None = None,
    ) -> Voices:
        """The cases for which `where` holds, with what the chosen coders found; a `choice` stands instead of `coder`."""
        choice = choice or Choice.of(study, coder)
        facts = study.facts
        with_outcomes = {role for role, about in study.settings.roles.items() if about.outcomes}
        holds: dict[bool | None, list[str]] = {True: [], False: [], None: []}
        for case, role, held in zip(facts["case"], facts["role"], decide(where, facts), strict=True):
            if not with_outcomes or role in with_outcomes:
                holds[held].append(case)
        heard, readers = (
            tuple(_Voice(codings_by_case(study, name), study.record(name).reviewed) for name in names)
            for names in (choice.coders, choice.readers)
        )
        language = language or study.language
        return cls(study, tuple(holds[True]), choice.combine, language, heard, tuple(holds[None]), readers)

    def group(self, code: str | Iterable[str], group: Grouping = "has") -> Groups:
        """The cases in groups, as `group_cases` says."""
        if group not in GROUPINGS:
            raise QualkitError(f"no grouping {group!r}: {suggest(str(group), GROUPINGS)}")
        source = code if isinstance(code, str) else " or ".join(code)
        if group == "side":
            return self._by_side(source)
        study, language = self.study, self.language
        expression = parse_codes(source, study.codebook.select)

        def passages(said: Sequence[Coding]) -> Iterable[Coding]:
            return expression.passages(said, partial(_turn_of, study))

        def holds(_: str, said: Sequence[Coding]) -> float:
            return float(expression.holds(said, partial(_turn_of, study)))

        ways: dict[Grouping, Callable[[str, Sequence[Coding]], float]] = {
            "has": holds,
            "count": lambda _, said: len(list(passages(said))),
            "words": lambda case, said: share_of_words(study, case, passages(said)),
        }
        found, unread = self._ask(expression.all_codes, ways[group])
        values = {case: (min if self.combine == "both" else max)(per_coder) for case, per_coder in found.items()}
        names_of = {"has": _name_having, "count": _name_counts, "words": _name_words}[group]
        names, of_case = names_of(values, language)
        return Groups(names, of_case, unread, _label(study, source, language), ordered=group != "has", open=self.open)

    def _by_side(self, code: str) -> Groups:
        study, language = self.study, self.language
        pair = code, _opposite(study, code)
        sides = [frozenset(study.codebook.select(one)) for one in pair]
        flags, unread = self._ask(
            sides[0] | sides[1], lambda case, said: tuple(any(c.code in side for c in said) for side in sides)
        )
        side = _side_names(study, pair, language)
        of_case = {case: side[self._join(found)] for case, found in flags.items()}
        names = tuple(side.values())
        return Groups(names, of_case, unread, _label(study, code, language), apart=names[2:], open=self.open)

    def _ask(
        self, codes: frozenset[str], answer: Callable[[str, Sequence[Coding]], Answer]
    ) -> tuple[dict[str, list[Answer]], tuple[str, ...]]:
        """For each case the answers of the coders who have read it for the codes; and the cases that are unread.

        What not all have read who must is neither.
        """
        documents = self.study.documents_by_case
        answers: dict[str, list[Answer]] = {}
        cases = [
            case
            for case in self.cases
            if all(is_case_read(documents[case], codes, reader.reviewed) for reader in self._readers)
        ]
        for case in cases:
            readers = [voice for voice in self._heard if is_case_read(documents[case], codes, voice.reviewed)]
            if readers and (self.combine != "both" or len(readers) == len(self._heard)):
                answers[case] = [answer(case, voice.by_case.get(case, ())) for voice in readers]
        return answers, tuple(case for case in cases if case not in answers)

    def _join(self, flags: Sequence[tuple[bool, ...]]) -> tuple[bool, bool]:
        """Whether a case is on the one and the other side; two coders who contradict each other put it on both."""
        every = all if self.combine == "both" else any
        joined = every(one for one, _ in flags), every(other for _, other in flags)
        return (True, True) if joined == (False, False) and all(map(any, flags)) else joined


def _opposite(study: Study, code: str) -> str:
    opposite = study.codebook[code].opposite if code in study.codebook else None
    if opposite is None:
        pairs = [one.path for one in study.codebook if one.opposite]
        raise QualkitError(f"{code!r} names no opposite in the codebook; those that do: {', '.join(pairs) or 'none'}")
    return opposite


def codings_by_case(
    study: Study, coder: str | Iterable[str] | None, *, set_aside: bool = False
) -> dict[str, list[Coding]]:
    """The chosen coders' codings about each case, in order; with `set_aside` also those taken back or only reported."""
    codings: dict[str, list[Coding]] = {}
    for name in study.choose_coders(coder):
        for coding in study.record(name).codings:
            if set_aside or coding.status == "stands":
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


def _side_names(study: Study, pair: tuple[str, str], language: str) -> dict[tuple[bool, bool], str]:
    one, other = (study.codebook.label(code, language) for code in pair)
    both, neither = say("both_sides", language), say("neither_side", language)
    if len({one, other, both, neither}) < 4:  # two codes of one label are two sides
        one, other = pair
    return {(True, False): one, (False, True): other, (True, True): both, (False, False): neither}


Named = tuple[tuple[str, ...], dict[str, str]]


def _name_having(values: Mapping[str, float], language: str) -> Named:
    names = (say("coded", language), say("not_coded", language))
    return names, {case: names[0] if holds else names[1] for case, holds in values.items()}


def _name_counts(values: Mapping[str, float], language: str) -> Named:
    names = (*(str(number) for number in range(MANY)), f"{MANY}+")
    return names, {case: names[min(int(n), MANY)] for case, n in values.items()}


def _name_words(values: Mapping[str, float], language: str) -> Named:
    told = [share for share in values.values() if share]
    middle = median(told) if told else 0.0
    shown = format_share(middle, language)
    names = (say("no_words", language), say("below", language, value=shown), say("at_least", language, value=shown))
    return names, {
        case: names[0] if not share else names[1] if share < middle else names[2] for case, share in values.items()
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
