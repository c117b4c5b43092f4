"""The patterns of a codebook: how they are written in YAML, and what is wrong with them whatever the texts are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field

from qualkit.errors import Fault, suggest
from qualkit.language.lexicon import read_particles
from qualkit.language.meaning import About, Mode, Polarity, Time
from qualkit.model import KINDS
from qualkit.patterns.pattern import SPANS, Pattern, Span, Within
from qualkit.patterns.phrases import GAP, Phrase, parse_phrase, show_phrase
from qualkit.yaml_file import Schema, Words

MOST_WITHIN = 60  # words
_FLAGS: dict[str, tuple[str, ...]] = {
    "polarity": get_args(Polarity), "about": get_args(About), "mode": get_args(Mode), "time": get_args(Time),
}  # fmt: skip
_STOP_EN = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "to",
        "in",
        "is",
        "it",
        "you",
        "that",
        "he",
        "she",
        "was",
        "for",
        "on",
        "are",
        "with",
        "as",
        "his",
        "her",
        "they",
        "at",
        "be",
        "this",
        "have",
        "from",
        "or",
        "had",
        "by",
        "not",
        "do",
        "we",
        "i",
        "me",
        "my",
        "your",
        "our",
        "their",
        "them",
        "there",
        "what",
        "which",
        "who",
        "will",
        "would",
        "can",
        "could",
    ]
)


class _Pattern(Schema):
    phrase: str | None = None
    any_of: Words = Field(default=(), alias="any of")
    near: Words = ()
    not_with: Words = Field(default=(), alias="not with")
    within: str = "sentence"
    gap: str = str(GAP)
    polarity: Words = ("affirmed",)
    about: Words = ("self",)
    mode: Words = ("stated",)
    time: Words = ("any",)
    after_question: Words = Field(default=(), alias="after question")
    role: Words = ()
    kind: Words = ()
    span: str = ""


def _as_mapping(value: Any) -> Any:
    return {"phrase": value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) or hasattr(value, "items") else value


PatternSchema = Annotated[_Pattern, BeforeValidator(_as_mapping)]
"""A pattern as it is written: a phrase, or a mapping."""

PatternList = Annotated[tuple[PatternSchema, ...], BeforeValidator(_as_list)]


def read_patterns(
    written: Sequence[_Pattern], code: str, span: Span, line: Callable[[int], int], file: str, faults: list[Fault]
) -> tuple[Pattern, ...]:
    """The patterns of a code; what is wrong with them goes to `faults`."""
    patterns = []
    for number, one in enumerate(written):
        problems: list[str] = []
        pattern = _read(one, code, span, line(number), problems)
        faults += [Fault(file, line(number), f"pattern {number + 1} of {code}: {problem}") for problem in problems]
        if not problems:
            patterns.append(pattern)
    return tuple(patterns)


def _read(written: _Pattern, code: str, span: Span, line: int, problems: list[str]) -> Pattern:
    gap = _read_number("gap", written.gap, 12, problems)

    def read(key: str, phrases: Iterable[str]) -> tuple[Phrase, ...]:
        return tuple(_read_phrases(key, phrases, gap, problems))

    main = [*([written.phrase] if written.phrase is not None else []), *written.any_of]
    if not main:
        problems.append("it has no phrase: write `phrase: …`, or `any of: […]`")
    phrases, near, after = (
        read("phrase", main),
        read("near", written.near),
        read("after question", written.after_question),
    )
    if all(map(_is_stop_only, (*near, *after))):  # else 'belum' may say much
        problems += [f"phrase {show_phrase(phrase)!r} holds only words that stand everywhere; add one that carries the "
                     "meaning, or put it in quotes" for phrase in phrases if _is_stop_only(phrase)]  # fmt: skip
    flags = {key: _read_flag(key, getattr(written, key), problems) for key in _FLAGS}
    pattern = Pattern(
        phrases=phrases,
        near=near,
        avoid=read("not with", written.not_with),
        within=_read_within(written.within, problems),
        **flags,
        after=after,
        roles=frozenset(written.role) or None,
        kinds=frozenset(_read_kinds(written.kind, problems)) or None,
        span=_read_span(written.span, problems) if written.span else span,
        code=code,
        line=line,
        written=tuple(main),
    )
    problems += _find_impossible(pattern)
    return pattern


def _read_phrases(key: str, written: Iterable[str], gap: int, problems: list[str]) -> Iterator[Phrase]:
    for text in written:
        try:
            yield parse_phrase(text, gap=gap)
        except ValueError as error:
            problems.append(f"{key} {text!r}: {error}")


def _is_stop_only(phrase: Phrase) -> bool:
    """Whether every word of it may be one that carries no meaning; in quotes two of them may."""
    stop = read_particles() | _STOP_EN
    words = [word for slot in phrase for word in slot.words]
    exact = all(word.kind == "form" for word in words) and len(phrase) > 1
    return not exact and all(any(w.kind in ("root", "form") and w.text in stop for w in slot.words) for slot in phrase)


def _read_number(key: str, text: str, most: int, problems: list[str]) -> int:
    if text.isascii() and text.isdigit() and int(text) <= most:
        return int(text)
    problems.append(f"{key} {text!r} is no number of words from 0 to {most}")
    return GAP


def _read_within(text: str, problems: list[str]) -> Within:
    if text in ("sentence", "turn", "exchange"):
        return text  # type: ignore[return-value]
    if text.isascii() and text.isdigit() and 0 < int(text) <= MOST_WITHIN:
        return int(text)
    problems.append(f"within {text!r}: write sentence, turn, exchange, or a number of words from 1 to {MOST_WITHIN}")
    return "sentence"


def _read_flag(key: str, said: Words, problems: list[str]) -> frozenset[str] | None:
    if said == ("any",):
        return None
    for value in said:
        if value not in _FLAGS[key]:
            problems.append(f"{key} {value!r} is unknown: {suggest(value, [*_FLAGS[key], 'any'])}")
    return frozenset(said)


def _read_kinds(said: Words, problems: list[str]) -> Words:
    problems += [f"kind {kind!r} is unknown: {suggest(kind, KINDS)}" for kind in said if kind not in KINDS]
    return said


def _read_span(text: str, problems: list[str]) -> Span:
    if text not in SPANS:
        problems.append(f"span {text!r} is unknown: {suggest(text, SPANS)}")
    return text  # type: ignore[return-value]


def _find_impossible(pattern: Pattern) -> Iterator[str]:
    """Why a pattern can never be met."""
    shut = [phrase for phrase in pattern.phrases if any(_holds(phrase, other) for other in pattern.avoid)]
    if shut and len(shut) == len(pattern.phrases):
        yield "it can never be met: each of its phrases holds what `not with` forbids"
    if pattern.after and pattern.kinds and not pattern.kinds & {"interview"}:
        yield "it can never be met: only interviews have questions, and `kind` names none"
    if pattern.roles and pattern.kinds and pattern.kinds <= {"observation", "document"}:
        yield "it can never be met: nobody speaks in observations and documents, and `role` asks who does"


def _holds(phrase: Phrase, other: Phrase) -> bool:
    """Whether wherever the one is met the other is: for single words of it, which is what people write."""
    return len(other) == 1 and any(slot.words <= other[0].words for slot in phrase)


def find_twins(patterns: Iterable[Pattern], file: str) -> Iterator[Fault]:
    """Warnings of patterns that are the same as one before them."""
    seen: dict[object, Pattern] = {}
    for pattern in patterns:
        key = (
            frozenset(pattern.phrases), frozenset(pattern.near), frozenset(pattern.avoid), frozenset(pattern.after),
            pattern.within, pattern.polarity, pattern.about, pattern.mode, pattern.time, pattern.roles, pattern.kinds,
        )  # fmt: skip
        first = seen.setdefault(key, pattern)
        if first is pattern:
            continue
        if first.code == pattern.code:
            yield Fault(file, pattern.line, f"the pattern {pattern.source!r} of {pattern.code} is the same as that on "
                        f"line {first.line}; keep one", warning=True)  # fmt: skip
        else:
            yield Fault(file, pattern.line, f"the pattern {pattern.source!r} of {pattern.code} is the same as that of "
                        f"{first.code} on line {first.line}: it gives both codes to the same passages", warning=True)  # fmt: skip
