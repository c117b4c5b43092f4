"""Event: established by those who were there and by the paper, never by how many say so."""

from __future__ import annotations

from qualkit.claims import Event
from qualkit.columns import make_table
from qualkit.findings.basis import Basis
from qualkit.findings.passages import list_passages, source_of, triangulate
from qualkit.findings.prevalence import count_sides
from qualkit.findings.verdicts import Source, judge_event
from qualkit.findings.weighed import Numbers, Weighed
from qualkit.model import Coding


def weigh_event(claim: Event, basis: Basis) -> Weighed:
    """Weigh by the marked sources; what others say is hearsay, listed and not counted."""
    question = basis.ask(claim.id, claim.support, claim.contradict)
    marked = tuple(dict.fromkeys(claim.firsthand + claim.official))

    def sources_of(coding: Coding) -> tuple[str, ...]:
        speaker = source_of(coding, basis.documents)
        return (coding.document,) if coding.document in marked and speaker not in marked else (speaker,)

    documents = {source: basis.spoken.get(source) or (source,) for source in marked}
    apart = basis.find_apart(question, marked, documents=documents, units_of=sources_of)
    read = [source for source in marked if source not in apart]
    sides = basis.decide(question, read, documents=documents, units_of=sources_of)
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
