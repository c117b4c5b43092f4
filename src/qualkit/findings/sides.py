"""Where cases stand on every claim of a study by one reading, and what other codings in a place would change of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from qualkit.claims import Association, Claim, Event, Prevalence
from qualkit.findings.association import decide_association
from qualkit.findings.basis import Basis
from qualkit.findings.event import decide_event, find_marked, name_sources
from qualkit.findings.evidence import Reading, Units, cases_of
from qualkit.findings.prevalence import decide_prevalence
from qualkit.model import Coding

Decide = Callable[[Basis, Sequence[str]], Mapping[str, str]]


@dataclass(frozen=True)
class Change:
    """A case (of an event: a marked source) that would change sides."""

    finding: str
    case: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.finding}: {self.case} {self.before} → {self.after}"


@dataclass(frozen=True)
class Sided:
    """A claim of which codings decide, the cases (or sources) that it is about, and one coder's reading.

    `codes` are those that decide; `units_of` tells whom a passage is about.
    """

    finding: str
    codes: frozenset[str]
    units: tuple[str, ...]
    units_of: Units
    decide: Decide
    basis: Basis
    reading: Reading

    @cached_property
    def sides(self) -> Mapping[str, str]:
        """Where each stands by the reading as it is."""
        return self.decide(replace(self.basis, readings=(self.reading,)), self.units)

    @cached_property
    def _codings(self) -> Mapping[str, Sequence[Coding]]:
        """Of each unit the codings that bear on it."""
        found: dict[str, list[Coding]] = {unit: [] for unit in self.units}
        for coding in self.reading.codings:
            if coding.code in self.codes:
                for unit in self.units_of(coding):
                    if unit in found:
                        found[unit].append(coding)
        return found

    def find_changes(self, gone: Sequence[Coding], come: Sequence[Coding]) -> Iterator[Change]:
        """Who would stand elsewhere if some of the reading's codings were gone and others had come in their place."""
        bearing = [coding for coding in (*gone, *come) if coding.code in self.codes]
        units = tuple({unit: 0 for coding in bearing for unit in self.units_of(coding) if unit in self._codings})
        if not units:
            return
        without = {coding.id for coding in gone}
        kept = (coding for unit in units for coding in self._codings[unit] if coding.id not in without)
        reading = replace(self.reading, codings=(*kept, *come))
        for unit, after in self.decide(replace(self.basis, readings=(reading,)), units).items():
            if after != self.sides[unit]:
                yield Change(self.finding, unit, self.sides[unit], after)


def find_sided(claims: Iterable[Claim], basis: Basis, reading: Reading) -> list[Sided]:
    """The claims whose cases stand where codings put them.

    An outcome is decided by its measure, whatever is said of it, and a combination by its premises.
    """
    found = []
    for claim in claims:
        if isinstance(claim, Event):
            units, units_of = find_marked(claim), name_sources(claim, basis)
        elif isinstance(claim, Prevalence | Association):
            units, units_of = basis.choose(claim.cases)[0], cases_of
        else:
            continue
        codes = frozenset(basis.codebook.select(claim.codes)) if claim.codes else frozenset()
        found.append(Sided(claim.id, codes, units, units_of, partial(_decide, claim), basis, reading))
    return found


def _decide(claim: Event | Prevalence | Association, basis: Basis, units: Sequence[str]) -> Mapping[str, str]:
    match claim:
        case Prevalence():
            return decide_prevalence(claim, basis, units)
        case Association():
            return decide_association(claim, basis, units)
        case Event():
            return decide_event(claim, basis, units)
