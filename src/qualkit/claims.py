"""findings.yaml: the claims of a thesis, each declared before it is weighed and bound to its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from qualkit.codebook.tree import Codebook
from qualkit.conditions import parse
from qualkit.errors import Fault, FaultsError, QualkitError, suggest
from qualkit.files import is_safe_name
from qualkit.settings import Settings
from qualkit.yaml_file import Schema, Text, Words, in_language, read_yaml


def _share(value: Any) -> Any:
    """'0.5', '50 %' and '2/3' are exact shares."""
    try:
        text = str(value).strip()
        return Fraction(text.removesuffix("%").strip()) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError("must be a number such as 0.5, 50 % or 2/3") from None


def _between(low: int, high: int | None) -> Callable[[Fraction], Fraction]:
    def check(value: Fraction) -> Fraction:
        if value <= low or (high is not None and value >= high):
            raise ValueError(f"must lie between {low} and {high}" if high is not None else f"must be more than {low}")
        return value

    return check


Share = Annotated[Fraction, BeforeValidator(_share), AfterValidator(_between(0, 1))]
Size = Annotated[Fraction, BeforeValidator(_share), AfterValidator(_between(0, None))]


class _Claim(Schema):
    id: str
    claim: Text
    declared: str
    note: Text = Field(default_factory=dict)
    cases: str = ""

    def words(self, language: str) -> str:
        return in_language(self.claim, language)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code selection the claim names."""
        return ()

    @property
    def conditions(self) -> tuple[str, ...]:
        return (self.cases,) if self.cases else ()


class Prevalence(_Claim):
    """More than `threshold` of the cases show the supporting codes; one-sided without contradicting ones."""

    kind: Literal["prevalence"]
    support: Words
    contradict: Words = ()
    threshold: Share = Fraction(1, 2)
    when: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return self.support + self.contradict


class Event(_Claim):
    """Something happened, or was done so: by sources who were there and by the paper."""

    kind: Literal["event"]
    support: Words
    contradict: Words = ()
    firsthand: Words
    official: Words = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return self.support + self.contradict


class Outcome(_Claim):
    """A measure changed between two waves, in the eligible cases, by at least `smallest`."""

    kind: Literal["outcome"]
    measure: str
    direction: Literal["up", "down"]
    smallest: Size
    change: Literal["relative", "absolute"] = "relative"
    wave_from: str | None = Field(default=None, alias="from")
    wave_to: str | None = Field(default=None, alias="to")
    said: Words = ()  # codes whose passages are shown beside the values; they decide nothing

    @property
    def codes(self) -> tuple[str, ...]:
        return self.said


class Side(Schema):
    """What makes a case one of a group: codes for and against it, or a condition on what is known of it."""

    label: Text = Field(default_factory=dict)
    support: Words = ()
    contradict: Words = ()
    where: str = ""


class Rival(Schema):
    """Another explanation: the association is looked at within and outside of it."""

    label: Text
    where: str


class Association(_Claim):
    """The response is more (or less) frequent among the exposed, by at least `smallest` in shares."""

    kind: Literal["association"]
    exposure: Side
    response: Side
    direction: Literal["more", "less"] = "more"
    smallest: Share
    rivals: tuple[Rival, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        sides = (self.exposure, self.response)
        return tuple(code for side in sides for code in side.support + side.contradict)

    @property
    def conditions(self) -> tuple[str, ...]:
        wheres = (self.cases, self.exposure.where, self.response.where, *(rival.where for rival in self.rivals))
        return tuple(where for where in wheres if where)


class Combination(_Claim):
    """As good as the worst of the claims it rests on."""

    kind: Literal["combination"]
    premises: Words


Claim = Prevalence | Event | Outcome | Association | Combination


class _Findings(Schema):
    findings: tuple[Annotated[Claim, Field(discriminator="kind")], ...] = ()


def read_claims(
    path: Path, *, file: str, codebook: Codebook, settings: Settings, columns: Iterable[str], sources: Iterable[str]
) -> tuple[Claim, ...]:
    """Read findings.yaml and hold it against the study.

    `columns` are those a condition may name, `sources` the cases and documents an event may mark.
    Raises FaultsError with all faults: unknown codes, columns, measures, waves, sources or premises, ids twice, …
    """
    read, line = read_yaml(path, file, _Findings)
    columns, sources = list(columns), set(sources)
    claims = {claim.id: claim for claim in read.findings}
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, claim in enumerate(read.findings):
        problems = [
            *_check_names(claim, seen),
            *_check_codes(claim, codebook),
            *_check_conditions(claim, columns),
            *_check_kind(claim, claims, settings, sources),
        ]
        faults += [Fault(file, line("findings", number), f"finding {claim.id!r}: {problem}") for problem in problems]
        seen.add(claim.id)
    if faults:
        raise FaultsError(faults)
    return read.findings


def _check_names(claim: Claim, seen: set[str]) -> Iterable[str]:
    if not is_safe_name(claim.id):
        yield "the id may only hold letters, digits, '.', '_' and '-', at most 64"
    if claim.id in seen:
        yield "the id stands twice; give each finding its own"


def _check_codes(claim: Claim, codebook: Codebook) -> Iterable[str]:
    for code in claim.codes:
        try:
            codebook.select(code)
        except QualkitError as error:
            yield str(error)


def _check_conditions(claim: Claim, columns: list[str]) -> Iterable[str]:
    for condition in claim.conditions:
        try:
            parse(condition, columns)
        except QualkitError as error:
            yield str(error)


def _check_kind(claim: Claim, claims: Mapping[str, Claim], settings: Settings, sources: set[str]) -> Iterable[str]:
    if isinstance(claim, Prevalence) and claim.when and claim.when not in settings.waves:
        yield f"no wave {claim.when!r} in study.yaml: {suggest(claim.when, settings.waves)}"
    if isinstance(claim, Event):
        for source in claim.firsthand + claim.official:
            if source not in sources:
                yield f"no case or document {source!r}: {suggest(source, sources)}"
    if isinstance(claim, Outcome):
        yield from _check_outcome(claim, settings)
    if isinstance(claim, Association):
        for name, side in (("exposure", claim.exposure), ("response", claim.response)):
            if bool(side.support) == bool(side.where):
                yield f"the {name} needs either `support:` codes or a `where:` condition"
    if isinstance(claim, Combination):
        for premise in claim.premises:
            if premise not in claims:
                yield f"no finding {premise!r}: {suggest(premise, claims)}"
            elif isinstance(claims[premise], Combination):
                yield f"the premise {premise!r} is a combination itself; name its premises instead"


def _check_outcome(claim: Outcome, settings: Settings) -> Iterable[str]:
    measure = settings.measures.get(claim.measure)
    if measure is None:
        yield f"no measure {claim.measure!r} in study.yaml: {suggest(claim.measure, settings.measures)}"
        return
    if measure.type == "category":
        yield f"{claim.measure!r} is a category, which has no direction; use an amount, a count or yes/no"
    if measure.type == "yes/no" and claim.change == "relative":
        yield f"{claim.measure!r} is yes or no: write `change: absolute` (1 is a change from no to yes)"
    if not measure.comparable:
        reason = in_language(measure.reason, "en")
        yield f"the waves of {claim.measure!r} cannot be compared ({reason}), so its change cannot be weighed"
    for wave in (claim.wave_from, claim.wave_to):
        if wave is not None and wave not in measure.columns:
            yield f"{claim.measure!r} has no wave {wave!r}: {suggest(wave, measure.columns)}"
    if len(measure.columns) < 2:
        yield f"{claim.measure!r} was measured once, so that there is no change to weigh"
