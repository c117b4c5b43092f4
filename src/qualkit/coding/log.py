"""A coder's log: one JSON object a line, never rewritten. The state is a fold over its events as a set.

A line that is torn or foreign is set aside and told, never dropped in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import NamedTuple, TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from qualkit.coding.events import (
    EVENTS,
    UNDOABLE,
    Event,
    Passage,
    canonical,
    is_same,
    make_passage,
    read_as_json,
    read_event,
)
from qualkit.coding.times import check_times
from qualkit.errors import Fault
from qualkit.files import collector_paused
from qualkit.model import Coding, Judgement, Memo, Rejection, Review, Shown

_CHANGEABLE = frozenset({
    "code", "start", "end", "quote", "before", "after", "text_sha256", "codebook_sha256", "memo", "cases", "when",
    "status", "certainty",
})  # fmt: skip
_NEEDED = frozenset({"code", "start", "end", "quote"})
_TOGETHER = {"move": "change", "unreviewed": "reviewed"}  # whose order among each other matters
Told = TypeVar("Told", Judgement, Memo, Rejection, Shown)


class State(NamedTuple):
    """What a coder's events add up to."""

    passages: tuple[Passage, ...]  # each coding as its `add` tells it, with what was changed since
    reviews: tuple[Review, ...]
    judgements: tuple[Judgement, ...]
    memos: tuple[Memo, ...]
    rejections: tuple[Rejection, ...]
    shown: tuple[Shown, ...]

    @property
    def codings(self) -> tuple[Coding, ...]:
        """The passages as objects, in the order in which they were added."""
        return tuple(map(make_coding, sorted(self.passages, key=_when_added)))


@dataclass(frozen=True)
class Log:
    """One coder's log, read and folded."""

    coder: str
    passages: tuple[Passage, ...]
    reviews: tuple[Review, ...]
    judgements: tuple[Judgement, ...]
    events: int
    faults: tuple[Fault, ...] = ()
    memos: tuple[Memo, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    shown: tuple[Shown, ...] = ()

    @cached_property
    def codings(self) -> tuple[Coding, ...]:
        """The passages as objects, made when they are asked for: a million of them take time."""
        return tuple(map(make_coding, sorted(self.passages, key=_when_added)))


def read_log(path: Path, *, file: str, ends: Mapping[str, str] | None = None) -> Log:
    """Read the log of the coder whose name the file bears.

    What cannot be read as an event of that coder is in `faults`, each with its line; the rest is folded. `ends` gives
    for some documents a time (UTC): of those only what happened before it counts.
    """
    events, faults = read_events(path, file=file)
    state = fold(events if ends is None else leave_out_later(events, ends))
    return Log(
        path.stem,
        state.passages,
        state.reviews,
        state.judgements,
        len(events),
        faults,
        state.memos,
        state.rejections,
        state.shown,
    )


def read_events(path: Path, *, file: str) -> tuple[list[Passage | Event], tuple[Fault, ...]]:
    """The events of a log in the order of its lines, each once; and what was set aside, or why there are none."""
    try:
        with path.open("rb", buffering=1 << 20) as stream:
            events, faults = read_lines(stream, path.stem, file)
    except OSError as error:
        return [], (unreadable(error, file),)
    faults += check_times(events, file)
    events, doublets = leave_out_doublets(events, file)
    return events, tuple(sorted(faults + doublets))


def unreadable(error: OSError, file: str) -> Fault:
    """What to say of a log that cannot be opened."""
    if isinstance(error, IsADirectoryError) or (error.filename and Path(error.filename).is_dir()):
        return Fault(file, 0, "this is a folder, where a coder's log should be: move it away")
    return Fault(file, 0, f"the log cannot be read ({error.strerror}); ask for the right to read it")


@collector_paused()
def read_lines(
    lines: Iterable[bytes], coder: str, file: str, first: int = 1
) -> tuple[list[Passage | Event], list[Fault]]:
    """The events on the lines of a coder's log, whose number begins with `first`, and what was set aside."""
    events: list[Passage | Event] = []
    faults: list[Fault] = []
    read = read_event
    for number, raw in enumerate(lines, start=first):
        if raw.isspace():
            continue
        event, problem = read(raw, coder)
        if problem:
            faults.append(Fault(file, number, f"set aside: {problem}", warning=True))
            continue
        if isinstance(event, Passage):
            event.line = number
            read = read_event if event.more is None else read_as_json  # after one with unknown keys comes another
            event.coder, event.document, event.code = coder, intern(event.document), intern(event.code)
        else:
            event["line"] = number
        events.append(event)
    return events, faults


def identity_of(event: Passage | Event) -> str:
    return event.event_id if isinstance(event, Passage) else str(event["event_id"])


def leave_out_doublets(
    events: list[Passage | Event], file: str, known: dict[str, Passage | Event] | None = None
) -> tuple[list[Passage | Event], list[Fault]]:
    """Each event once that is not known yet; and the lines that give its identity to another event.

    Of two events with one identity the same stands whatever the order of the lines, which a merge may change. So one
    that is left may have the identity of a known one, and is to stand in its place.
    """
    identities = list(map(identity_of, events))
    if not known and len(set(identities)) == len(identities):
        return events, []
    known, stands = known or {}, dict[str, Passage | Event]()
    faults: list[Fault] = []
    for identity, event in zip(identities, events, strict=True):
        before = stands.setdefault(identity, known.get(identity, event))
        if before is event or is_same(before, event):
            continue
        stays, goes = sorted((before, event), key=canonical)
        stands[identity] = stays
        problem = (
            f"set aside: the event_id {identity!r} belongs to another event too, which stays (line {_line(stays)})"
        )
        faults.append(Fault(file, _line(goes), problem, warning=True))
    return [event for identity, event in zip(identities, events, strict=True) if stands[identity] is event], faults


def _line(event: Passage | Event) -> int:
    return event.line if isinstance(event, Passage) else int(event.get("line", 0))


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


def fold(events: Iterable[Passage | Event]) -> State:
    """What a coder's events add up to, whatever their order.

    Undone events leave the fold; remove beats add; of two changes of one thing the later (at, event_id) wins,
    where an unknown time (null) is the earliest.
    """
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
    undone = find_undone(others).keys()
    if undone:
        adds = [event for event in adds if event.event_id not in undone]
    told: dict[str, list[Event]] = {kind: [] for kind in EVENTS}
    for event in others:
        if event["event_id"] not in undone or event["event"] not in UNDOABLE:
            told[_TOGETHER.get(event["event"]) or event["event"]].append(event)
    return State(
        _fold_passages(adds, told["remove"], told["change"]),
        _fold_reviews(told["reviewed"]),
        _keep_last(told["judge"], ("finding", "case"), _make_judgement),
        tuple(memo for memo in _keep_last(told["memo"], ("on", "target"), _make_memo) if memo.text),
        _keep_last(told["reject"], ("whose", "id"), _make_rejection),
        _keep_last(told["shown"], ("event_id",), _make_shown),
    )


def leave_out_later(events: Iterable[Passage | Event], ends: Mapping[str, str]) -> list[Passage | Event]:
    """The events without those that, in a document named in `ends`, did not come before its time.

    What concerns a coding, or takes back another event, concerns the document of that. An unknown time is the earliest.
    """
    events = list(events)
    known = {identity_of(event): event for event in events}
    places = {event.id: event.document for event in events if isinstance(event, Passage)}

    def find_document(event: Passage | Event | None) -> str:
        for _ in known:  # an undo may take back an undo, and a log from elsewhere go round in a circle
            if isinstance(event, Passage):
                return event.document
            if event is None or event["event"] not in ("undo", "redo"):
                break
            event = known.get(event["of"])
        told = {} if event is None or isinstance(event, Passage) else event
        return str(told.get("document") or places.get(told.get("id", ""), ""))

    return [event for event in events if (end := ends.get(find_document(event))) is None or when(event)[0] < end]


def find_first_reviews(events: Iterable[Passage | Event]) -> dict[str, str]:
    """For each document the time ('' for an unknown one) at which it was first marked as reviewed, if that stands."""
    others = sorted((event for event in events if not isinstance(event, Passage)), key=_when)
    undone = find_undone(others)
    first: dict[str, str] = {}
    for event in others:
        if event["event"] == "reviewed" and event["event_id"] not in undone:
            first.setdefault(event["document"], event.get("at") or "")
    return first


def find_undone(events: Iterable[Event]) -> dict[str, Event]:
    """The `undo` that is in force, for each event_id that is undone; `events` in order of time.

    Of all undos and redos of one event the last counts that was not itself undone later.
    """
    last: dict[str, Event] = {}
    for event in reversed([event for event in events if event["event"] in ("undo", "redo")]):
        if event["event_id"] not in last or last[event["event_id"]]["event"] == "redo":
            last.setdefault(event["of"], event)
    return {of: event for of, event in last.items() if event["event"] == "undo"}


def when(event: Passage | Event) -> tuple[str, str]:
    """What events are put in order by: their time, an unknown one first, then their event_id."""
    return _when_added(event) if isinstance(event, Passage) else _when(event)


def _when(event: Event) -> tuple[str, str]:
    return (event.get("at") or "", event["event_id"])


def _when_added(event: Passage) -> tuple[str, str]:
    return (event.at or "", event.event_id)


def _fold_passages(adds: list[Passage], removals: list[Event], changes: list[Event]) -> tuple[Passage, ...]:
    distinct = len({event.id for event in adds}) == len(adds)
    if distinct and not removals and not changes:
        return tuple(adds)
    # of two that add one coding the later stands
    state = {event.id: event for event in (adds if distinct else sorted(adds, key=_when_added))}
    for event in removals:
        state.pop(event["id"], None)
    changed: dict[str, Event] = {}
    for event in changes:
        if event["id"] in state:
            changed.setdefault(event["id"], {}).update(_find_changes(event))
    for coding, told in changed.items():
        state[coding] = replace(state[coding], **told)
    return tuple(state.values())


def _find_changes(event: Event) -> Event:
    """What it changes; null takes back what a coding need not have, and leaves what it must have."""
    return {
        key: value for key, value in event.items() if key in _CHANGEABLE and (value is not None or key not in _NEEDED)
    }


def _fold_reviews(events: list[Event]) -> tuple[Review, ...]:
    last: dict[tuple[str, tuple[str, ...]], Event] = {}
    read_for: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for event in events:
        document, codes = event["document"], _codes_of(event)
        if event["event"] == "reviewed":
            last[document, codes] = event
            read_for[document].add(codes)
            continue
        for taken in read_for.pop(document, ()) if "*" in codes else (codes,):
            last.pop((document, taken), None)
    return tuple(map(_make_review, last.values()))


def _codes_of(event: Event) -> tuple[str, ...]:
    named = event.get("codes") or "*"
    return (named,) if isinstance(named, str) else tuple(named)


def _keep_last(events: list[Event], keys: tuple[str, ...], make: Callable[[Event], Told]) -> tuple[Told, ...]:
    """Of the events that agree in these keys the last one, as an object."""
    last = {tuple(event[key] for key in keys): event for event in events}
    return tuple(map(make, last.values()))


def _make_review(event: Event) -> Review:
    return Review(
        event["coder"],
        event["document"],
        _codes_of(event),
        event.get("at"),
        event.get("text_sha256"),
        event.get("line", 0),
    )


def _make_judgement(event: Event) -> Judgement:
    return Judgement(
        event["coder"],
        event["finding"],
        event["case"],
        event["side"],
        event["reason"],
        event.get("at"),
        event.get("line", 0),
    )


def _make_memo(event: Event) -> Memo:
    return Memo(
        event["coder"],
        event["on"],
        event["target"],
        event["text"],
        event.get("at"),
        event.get("document"),
        event.get("line", 0),
    )


def _make_rejection(event: Event) -> Rejection:
    return Rejection(
        event["coder"],
        event["id"],
        event["document"],
        event["whose"],
        event.get("reason") or "",
        event.get("at"),
        event.get("line", 0),
    )


def _make_shown(event: Event) -> Shown:
    return Shown(event["coder"], event["document"], event["whose"], event.get("at"), event.get("line", 0))
