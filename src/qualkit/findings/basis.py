"""What all claims of a study are weighed on: the coders' readings, the texts and what is known of each case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualkit.analysis.choices import Choice, Combine
from qualkit.columns import make_table
from qualkit.conditions import decide
from qualkit.findings.evidence import Question, Reading, Side, Units, decide_sides
from qualkit.findings.passages import TRIANGULATION_COLUMNS
from qualkit.findings.weighed import NOT_SHARED
from qualkit.model import Documents
from qualkit.settings import Settings
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.codebook.tree import Codebook


@dataclass(frozen=True)
class Basis:
    """`spoken` names for each case the documents in which it speaks; `facts` has one row a case.

    Where there are `readers`, only what all of them have read is weighed, whoever's `readings` then count.
    """

    readings: tuple[Reading, ...]
    combine: Combine
    documents: Documents
    codebook: Codebook
    settings: Settings
    language: str
    facts: pd.DataFrame
    spoken: Mapping[str, Sequence[str]]
    readers: tuple[Reading, ...] = ()

    @classmethod
    def of(cls, study: Study, choice: Choice, language: str) -> Basis:
        return cls(
            readings=tuple(_read(study, coder) for coder in choice.coders),
            combine=choice.combine,
            readers=tuple(_read(study, coder) for coder in choice.readers),
            documents=study.documents,
            codebook=study.codebook,
            settings=study.settings,
            language=language,
            facts=study.facts,
            spoken=study.documents_by_case,
        )

    @property
    def roles(self) -> dict[str, str]:
        return {case: role or "" for case, role in zip(self.facts["case"], self.facts["role"], strict=True)}

    def ask(self, finding: str, support: Iterable[str], contradict: Iterable[str], when: str | None = None) -> Question:
        """The question behind two selections of codes."""
        against = tuple(contradict)
        return Question(
            finding,
            frozenset(self.codebook.select(tuple(support))),
            frozenset(self.codebook.select(against)) if against else frozenset(),
            when,
        )

    def choose(self, condition: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The cases for which a condition holds, and those for which a missing value leaves it open."""
        held = decide(condition, self.facts)
        cases = list(zip(self.facts["case"], held, strict=True))
        return tuple(case for case, holds in cases if holds is True), tuple(c for c, holds in cases if holds is None)

    def decide(
        self,
        question: Question,
        units: Sequence[str],
        *,
        documents: Mapping[str, Sequence[str]] | None = None,
        units_of: Units | None = None,
    ) -> dict[str, Side]:
        """Where each unit stands, by the coders of this basis."""
        return decide_sides(
            question,
            units,
            self.readings,
            documents=self.spoken if documents is None else documents,
            combine=self.combine,
            units_of=units_of,
        )

    def find_apart(
        self,
        question: Question,
        units: Sequence[str],
        *,
        documents: Mapping[str, Sequence[str]] | None = None,
        units_of: Units | None = None,
    ) -> dict[str, str]:
        """The units that not all of the `readers` have read, with the reason: they are not weighed."""
        if not self.readers:
            return {}
        by_all = replace(self, readings=self.readers, combine="both")
        sides = by_all.decide(question, units, documents=documents, units_of=units_of)
        return {unit: NOT_SHARED for unit, side in sides.items() if side == "unread"}

    def no_triangulation(self) -> pd.DataFrame:
        return make_table([], TRIANGULATION_COLUMNS)


def _read(study: Study, coder: str) -> Reading:
    record = study.record(coder)
    return Reading(coder, record.codings, record.reviewed, record.log.judgements)
