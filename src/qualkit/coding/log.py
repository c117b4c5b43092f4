"""A coder's log: one JSON object a line, never rewritten. The state is a fold over its events as a set.

A line that is torn or foreign is set aside and told, never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sys import intern

from msgspec import UNSET
from msgspec.structs import replace

from qualkit.coding.events import Event, Passage, is_same, make_passage, read_event
from qualkit.errors import Fault
from qualkit.model import Coding, Judgement, Review

_CHANGEABLE = ("code", "start", "end", "quote", "before", "after", "memo", "cases", "when", "status", "certainty")


@dataclass(frozen=True)
class Log:
    """One coder's log, read and folded."""

    coder: str
    passages: tuple[Passage, ...]  # each coding as its `add` tells it, with what was changed since
    reviews: tuple[Review, ...]
    judgements: tuple[Judgement, ...]
    events: int
    faults: tuple[Fault, ...] = ()

    @cached_property
    def codings(self) -> tuple[Coding, ...]:
        """The passages as objects, made when they are asked for: a million of them take time."""
        return _make_codings(self.passages)


def read_log(path: Path, *, file: str) -> Log:
    """Read the log of the coder whose name the file bears.

    What cannot be read as an event of that coder is in `faults`, each with its line; the rest is folded.
    """
    coder = path.stem
    events: list[Passage | Event] = []
    identities: list[str] = []
    faults: list[Fault] = []
    with path.open("rb", buffering=1 << 20) as stream:
        for number, raw in enumerate(stream, start=1):
            if raw.isspace():
                continue
            event, problem = read_event(raw, coder)
            if problem:
                faults.append(Fault(file, number, f"set aside: {problem}", warning=True))
                continue
            if isinstance(event, Passage):
                event.line, identity = number, event.event_id
                event.coder, event.document, event.code = coder, intern(event.document), intern(event.code)
            else:
                event["line"], identity = number, event["event_id"]
            events.append(event)
            identities.append(identity)
    if len(set(identities)) < len(identities):
        events, doublets = _tell_doublets(events, identities, file)
        faults = sorted(faults + doublets)
    passages, reviews, judgements = _fold(events)
    return Log(coder, passages, reviews, judgements, len(events), tuple(faults))


def _tell_doublets(
    events: list[Passage | Event], identities: list[str], file: str
) -> tuple[list[Passage | Event], list[Fault]]:
    """The first event of each identity; and the lines that give an identity to another event."""
    first: dict[str, Passage | Event] = {}
    faults: list[Fault] = []
    for identity, event in zip(identities, events, strict=True):
        if not is_same(first.setdefault(identity, event), event):
            line = event.line if isinstance(event, Passage) else event["line"]
            problem = f"set aside: the event_id {identity!r} belongs to another event already; the first stays"
            faults.append(Fault(file, line, problem, warning=True))
    return list(first.values()), faults


def fold(events: Iterable[Passage | Event]) -> tuple[tuple[Coding, ...], tuple[Review, ...], tuple[Judgement, ...]]:
    """What a coder's events add up to, whatever their order.

    Undone events leave the fold; remove beats add; of two changes of one thing the later (at, event_id) wins,
    where an unknown time (null) is the earliest.
    """
    passages, reviews, judgements = _fold(events)
    return _make_codings(passages), reviews, judgements


def make_coding(told: Passage) -> Coding:
    """The coding that an `add` tells."""
    return Coding(
        id=told.id,
        document=told.document,
        start=told.start,
        end=told.end,
        quote=told.quote,
        code=told.code,
        coder=told.coder,
        method=told.method or "manual",
        before=told.before or "",
        after=told.after or "",
        memo=told.memo or "",
        at=None if told.at is UNSET else told.at,
        cases=None if told.cases is UNSET or told.cases is None else tuple(told.cases),
        when=None if told.when is UNSET else told.when,
        status=told.status or "stands",
        certainty=told.certainty or "sure",
        line=told.line,
    )


def _make_codings(passages: Iterable[Passage]) -> tuple[Coding, ...]:
    return tuple(map(make_coding, sorted(passages, key=_when_added)))


def _fold(
    events: Iterable[Passage | Event],
) -> tuple[tuple[Passage, ...], tuple[Review, ...], tuple[Judgement, ...]]:
    adds: list[Passage] = []
    others: list[Event] = []
    for event in events:
        if isinstance(event, Passage):
            adds.append(event)
        elif event["event"] == "add":
            adds.append(make_passage(event))
        else:
            others.append(event)
    others.sort(key=_when)
    undone = {event["of"]: event["event"] == "undo" for event in others if event["event"] in ("undo", "redo")}
    if any(undone.values()):
        adds = [event for event in adds if not undone.get(event.event_id, False)]
        others = [event for event in others if not undone.get(event["event_id"], False)]
    return _fold_passages(adds, others), _fold_reviews(others), _fold_judgements(others)


def _when(event: Event) -> tuple[str, str]:
    return (event.get("at") or "", event["event_id"])


def _when_added(event: Passage) -> tuple[str, str]:
    return (event.at or "", event.event_id)


def _fold_passages(adds: list[Passage], others: list[Event]) -> tuple[Passage, ...]:
    distinct = len({event.id for event in adds}) == len(adds)
    if distinct and not any(event["event"] in ("remove", "change", "move") for event in others):
        return tuple(adds)
    # of two that add one coding the later stands
    state = {event.id: event for event in (adds if distinct else sorted(adds, key=_when_added))}
    for event in others:
        if event["event"] == "remove":
            state.pop(event["id"], None)
    for event in others:
        if event["event"] in ("change", "move") and event["id"] in state:
            changes = {key: event[key] for key in _CHANGEABLE if key in event}
            state[event["id"]] = replace(state[event["id"]], **changes)
    return tuple(state.values())


def _fold_reviews(events: list[Event]) -> tuple[Review, ...]:
    reviews: dict[tuple[str, tuple[str, ...]], Review] = {}
    for event in events:
        named = event.get("codes") or "*"
        codes = (named,) if isinstance(named, str) else tuple(named)
        if event["event"] == "reviewed":
            reviews[event["document"], codes] = Review(
                event["coder"],
                event["document"],
                codes,
                event.get("at"),
                event.get("text_sha256"),
                event.get("line", 0),
            )
        elif event["event"] == "unreviewed":
            for document, reviewed in list(reviews):
                if document == event["document"] and ("*" in codes or reviewed == codes):
                    del reviews[document, reviewed]
    return tuple(reviews.values())


def _fold_judgements(events: list[Event]) -> tuple[Judgement, ...]:
    judged = {}
    for event in events:
        if event["event"] == "judge":
            judged[event["finding"], event["case"]] = Judgement(
                event["coder"],
                event["finding"],
                event["case"],
                event["side"],
                event["reason"],
                event.get("at"),
                event.get("line", 0),
            )
    return tuple(judged.values())
