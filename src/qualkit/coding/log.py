"""A coder's log: one JSON object a line, never rewritten. The state is a fold over its events as a set.

A line that is torn or foreign is set aside and told, never dropped in silence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualkit.errors import Fault
from qualkit.model import CERTAINTIES, METHODS, STATUSES, Coding, Judgement, Review

Event = dict[str, Any]
SIDES = ("supports", "contradicts", "both", "silent", "exception")
EVENTS = (
    "add", "change", "remove", "memo", "reviewed", "unreviewed", "judge", "reject", "move", "shown", "undo", "redo",
)  # fmt: skip
_NEEDS: dict[str, tuple[str, ...]] = {
    "add": ("id", "document", "start", "end", "quote", "code"),
    "change": ("id",),
    "remove": ("id",),
    "move": ("id", "start", "end", "quote"),
    "reviewed": ("document",),
    "unreviewed": ("document",),
    "judge": ("finding", "case", "side", "reason"),
    "undo": ("of",),
    "redo": ("of",),
}
_CHANGEABLE = ("code", "start", "end", "quote", "before", "after", "memo", "cases", "when", "status", "certainty")
_TEXTS = ("id", "document", "code", "coder", "finding", "case", "of", "quote", "reason")
_CHOICES = {"method": METHODS, "status": STATUSES, "certainty": CERTAINTIES, "side": SIDES, "event": EVENTS}


@dataclass(frozen=True)
class Log:
    """One coder's log, read and folded."""

    coder: str
    codings: tuple[Coding, ...]
    reviews: tuple[Review, ...]
    judgements: tuple[Judgement, ...]
    events: int
    faults: tuple[Fault, ...] = ()


def read_log(path: Path, *, file: str) -> Log:
    """Read the log of the coder whose name the file bears.

    What cannot be read as an event of that coder is in `faults`, each with its line; the rest is folded.
    """
    coder = path.stem
    events: dict[str, Event] = {}
    faults: list[Fault] = []
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, start=1):
            if not raw.strip():
                continue
            event, problem = _read_event(raw, coder)
            if problem:
                faults.append(Fault(file, number, f"set aside: {problem}", warning=True))
            elif event["event_id"] in events and not _same(events[event["event_id"]], event):
                problem = f"the event_id {event['event_id']!r} belongs to another event already; the first stays"
                faults.append(Fault(file, number, f"set aside: {problem}", warning=True))
            else:
                events.setdefault(event["event_id"], event | {"line": number})
    codings, reviews, judgements = fold(events.values())
    return Log(coder, codings, reviews, judgements, len(events), tuple(faults))


def fold(
    events: Iterable[Event],
) -> tuple[tuple[Coding, ...], tuple[Review, ...], tuple[Judgement, ...]]:
    """What a coder's events add up to, whatever their order.

    Undone events leave the fold; remove beats add; of two changes of one thing the later (at, event_id) wins,
    where an unknown time (null) is the earliest.
    """
    ordered = sorted(events, key=_when)
    undone: dict[str, bool] = {}
    for event in ordered:
        if event["event"] in ("undo", "redo"):
            undone[event["of"]] = event["event"] == "undo"
    standing = [event for event in ordered if not undone.get(event["event_id"], False)]
    return _fold_codings(standing), _fold_reviews(standing), _fold_judgements(standing)


def _when(event: Event) -> tuple[str, str]:
    return (event.get("at") or "", event["event_id"])


def _fold_codings(events: list[Event]) -> tuple[Coding, ...]:
    removed = {event["id"] for event in events if event["event"] == "remove"}
    state = {event["id"]: dict(event) for event in events if event["event"] == "add" and event["id"] not in removed}
    for event in events:
        if event["event"] in ("change", "move") and event["id"] in state:
            state[event["id"]].update((key, event[key]) for key in _CHANGEABLE if key in event)
    return tuple(
        Coding(
            id=event["id"],
            document=event["document"],
            start=event["start"],
            end=event["end"],
            quote=event["quote"],
            code=event["code"],
            coder=event["coder"],
            method=event.get("method") or "manual",
            before=event.get("before") or "",
            after=event.get("after") or "",
            memo=event.get("memo") or "",
            at=event.get("at"),
            cases=tuple(event["cases"]) if event.get("cases") is not None else None,
            when=event.get("when"),
            status=event.get("status") or "stands",
            certainty=event.get("certainty") or "sure",
            line=event.get("line", 0),
        )
        for event in state.values()
    )


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


def _read_event(raw: bytes, coder: str) -> tuple[Event, str]:
    """The event on one line, or what is wrong with the line."""
    try:
        event = json.loads(raw)
    except (ValueError, RecursionError):
        return {}, "not a whole JSON object; perhaps a write was interrupted here"
    if not isinstance(event, dict) or not isinstance(event.get("event_id"), str):
        return {}, "no event of qualkit: it has no event_id"
    kind = event.get("event")
    missing = [key for key in _NEEDS.get(str(kind), ()) if event.get(key) is None]
    if missing:
        return {}, f"the event {kind!r} lacks {', '.join(missing)}"
    if event.get("coder") != coder:
        return {}, f"its coder is {event.get('coder')!r}, but this is the log of {coder!r}"
    for key, check, expected in _CHECKS:
        if event.get(key) is not None and not check(event[key]):
            return {}, f"{key} is {str(event[key])[:60]!r}; {expected}"
    return event, ""


def _is_span(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _one_of(choices: Iterable[str]) -> Callable[[Any], bool]:
    return lambda value: value in choices


_CHECKS: list[tuple[str, Callable[[Any], bool], str]] = [
    *((key, _one_of(choices), f"it is one of {', '.join(choices)}") for key, choices in _CHOICES.items()),
    *(
        (key, _is_text, "it must be a text")
        for key in (*_TEXTS, "at", "when", "memo", "before", "after", "text_sha256")
    ),
    *((key, _is_span, "it must be a whole number, 0 or more") for key in ("start", "end")),
    ("cases", _are_texts, "it must be a list of texts"),
    ("codes", lambda value: value == "*" or _are_texts(value), "it must be a list of codes"),
]


def _same(first: Event, second: Event) -> bool:
    return {**first, "line": 0} == {**second, "line": 0}
