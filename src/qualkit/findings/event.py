"""Event: established by those who were there and by the paper, never by how many say so."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.claims import Event
from qualkit.columns import make_table
from qualkit.findings.basis import Basis
from qualkit.findings.evidence import Question, Side, Units
from qualkit.findings.passages import list_passages, source_of, triangulate
from qualkit.findings.prevalence import count_sides
from qualkit.findings.verdicts import Source, judge_event
from qualkit.findings.weighed import Numbers, Weighed
from qualkit.model import Coding


def weigh_event(claim: Event, basis: Basis) -> Weighed:
    """Weigh by the marked sources; what others say is hearsay, listed and not counted."""
    question, marked, sources_of = _ask(claim, basis), find_marked(claim), name_sources(claim, basis)
    apart = basis.find_apart(question, marked, documents=_list_documents(marked, basis), units_of=sources_of)
    sides = decide_event(claim, basis, [source for source in marked if source not in apart])
    excepted = {
        judgement.case: judgement.reason
        for reading in basis.readings
        for judgement in reading.judgements
        if judgement.finding == claim.id and judgement.side == "exception"
    }
    sources = [
        Source(
            name=source,
            firsthand=source in claim.firsthand,
            supports=side in ("supports", "both"),
            contradicts=side in ("contradicts", "both"),
            excepted=source in excepted,
        )
        for source, side in sides.items()
    ]
    rows = (
        {
            "source": source.name,
            "marked": "firsthand" if source.firsthand else "official",
            "side": sides[source.name],
            "judged": "exception" if source.excepted else "",
            "reason": excepted.get(source.name, ""),
        }
        for source in sources
    )
    return Weighed(
        claim=claim,
        verdict=judge_event(sources),
        numbers=Numbers(counts=count_sides(sides.values())),
        sides=sides,
        excluded=apart,
        evidence=list_passages(question, basis.readings, basis.documents, sides, sources_of),
        triangulation=triangulate(question, basis.readings, basis.documents, basis.roles),
        tables={"sources": make_table(rows, ("source", "marked", "side", "judged", "reason"))},
    )


def find_marked(claim: Event) -> tuple[str, ...]:
    """The sources that are marked, each once."""
    return tuple(dict.fromkeys(claim.firsthand + claim.official))


def name_sources(claim: Event, basis: Basis) -> Units:
    """Which source a passage is of: the document, if it is marked and who speaks there is not."""
    marked = find_marked(claim)

    def sources_of(coding: Coding) -> tuple[str, ...]:
        speaker = source_of(coding, basis.documents)
        return (coding.document,) if coding.document in marked and speaker not in marked else (speaker,)

    return sources_of


def decide_event(claim: Event, basis: Basis, sources: Sequence[str]) -> dict[str, Side]:
    """What each marked source says."""
    documents = _list_documents(sources, basis)
    return basis.decide(_ask(claim, basis), sources, documents=documents, units_of=name_sources(claim, basis))


def _list_documents(sources: Sequence[str], basis: Basis) -> dict[str, Sequence[str]]:
    """Those that must be read to know what a source says: in which it speaks, or it itself."""
    return {source: basis.spoken.get(source) or (source,) for source in sources}


def _ask(claim: Event, basis: Basis) -> Question:
    return basis.ask(claim.id, claim.support, claim.contradict)
