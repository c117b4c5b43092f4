"""One event of a coder's log: what it must hold, and how a line is read as one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from qualkit.model import CERTAINTIES, MEMO_ON, METHODS, STATUSES, MemoOn, Method, Status

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
    "memo": ("on", "target", "text"),
    "judge": ("finding", "case", "side", "reason"),
    "reject": ("id", "document", "whose"),
    "shown": ("document", "whose"),
    "undo": ("of",),
    "redo": ("of",),
}
_TEXTS = ("id", "document", "code", "coder", "finding", "case", "of", "quote", "reason", "target", "text", "whose")
_CHOICES = {
    "method": METHODS, "status": STATUSES, "certainty": CERTAINTIES, "side": SIDES, "event": EVENTS, "on": MEMO_ON,
}  # fmt: skip
UNDOABLE = frozenset({"add", "change", "remove", "move", "memo", "reviewed", "unreviewed", "judge", "reject"})
"""What undo takes back. That another's work was shown stays so: nobody can unsee it."""


Text = str | None | UnsetType
Place = Annotated[int, Meta(ge=0)]
Source = dict[str, Any] | None | UnsetType
"""Of an accepted coding: whose it was (coder) and which (id)."""


class Passage(Struct, forbid_unknown_fields=True, gc=False):
    """What an `add` tells, as a log has it: what it does not tell is UNSET, which is not the same as null."""

    event_id: str
    event: Literal["add"]
    coder: str
    id: str
    document: str
    start: Place
    end: Place
    quote: str
    code: str
    at: Text = UNSET
    method: Method | UnsetType | None = UNSET
    before: Text = UNSET
    after: Text = UNSET
    memo: Text = UNSET
    cases: list[str] | UnsetType | None = UNSET
    when: Text = UNSET
    status: Status | UnsetType | None = UNSET
    certainty: Literal["sure", "doubtful"] | UnsetType | None = UNSET
    text_sha256: Text = UNSET
    codebook_sha256: Text = UNSET
    source: Source = UNSET
    line: int = 0
    more: Event | None = msgspec.field(default=None, name="")  # the keys that nobody here knows; never read as such


class _WithMore(Passage, forbid_unknown_fields=False, gc=False):
    """An `add` with keys that nobody here knows."""


class _Known(Struct):
    """What the keys of any event must be; only to be tried, so that nearly all are checked in one go."""

    event: Literal[EVENTS]  # type: ignore[valid-type]
    coder: str
    id: Text = UNSET
    document: Text = UNSET
    code: Text = UNSET
    finding: Text = UNSET
    case: Text = UNSET
    of: Text = UNSET
    quote: Text = UNSET
    reason: Text = UNSET
    target: Text = UNSET
    text: Text = UNSET
    whose: Text = UNSET
    at: Text = UNSET
    when: Text = UNSET
    memo: Text = UNSET
    before: Text = UNSET
    after: Text = UNSET
    text_sha256: Text = UNSET
    start: Place | UnsetType | None = UNSET
    end: Place | UnsetType | None = UNSET
    method: Method | UnsetType | None = UNSET
    status: Status | UnsetType | None = UNSET
    certainty: Literal["sure", "doubtful"] | UnsetType | None = UNSET
    side: Literal[SIDES] | UnsetType | None = UNSET  # type: ignore[valid-type]
    on: MemoOn | UnsetType | None = UNSET
    cases: list[str] | UnsetType | None = UNSET
    codes: list[str] | Literal["*"] | UnsetType | None = UNSET
    source: Source = UNSET


_JSON = msgspec.json.Decoder()
_PASSAGE = msgspec.json.Decoder(Passage)
_TOLD = frozenset(Passage.__struct_fields__) - {"line", "more"}
_OURS = _TOLD | {"line"}  # which line it stands on is found by reading, whatever a line says of it


def read_event(raw: bytes, coder: str) -> tuple[Passage | Event, str]:
    """The event on one line of this coder's log, or what is wrong with the line.

    Nearly all lines of a log are plain `add` events: these are read and checked in one pass. What that pass refuses
    (it is the stricter one: it takes no other event, no key it does not know, no half of a surrogate pair) is read
    as any JSON; an `add` with more keys than are known is then checked in one go too, all else key by key.
    """
    if b'"add"' not in raw:
        return read_as_json(raw, coder)
    try:
        passage = _PASSAGE.decode(raw)
    except (ValueError, RecursionError):
        return read_as_json(raw, coder)
    return (passage, "") if passage.coder == coder and passage.more is None else read_as_json(raw, coder)


def read_as_json(raw: bytes, coder: str) -> tuple[Passage | Event, str]:
    """What `read_event` tells, for a line that is no plain `add`."""
    try:
        event = parse_json(raw)
    except (ValueError, RecursionError):
        return {}, "not a whole JSON object; perhaps a write was interrupted here"
    if isinstance(event, dict) and event.get("event") == "add" and event.get("coder") == coder:
        more = {key: value for key, value in event.items() if key not in _OURS}
        if _CHECKS.keys().isdisjoint(more):
            try:
                passage: Passage = msgspec.convert(event, _WithMore)
            except (ValueError, RecursionError):
                return check_event(event, coder)  # it says what is wrong
            passage.more = more or None
            return passage, ""
    return check_event(event, coder)


def make_passage(event: Event) -> Passage:
    """An `add` that was checked key by key."""
    more = {key: value for key, value in event.items() if key not in _OURS}
    told = {key: event[key] for key in event.keys() & _TOLD}
    return Passage(**told, line=event.get("line", 0), more=more or None)


def is_same(first: Passage | Event, second: Passage | Event) -> bool:
    """Whether two lines tell one event, in all their keys."""
    return first is second or _all_keys(first) == _all_keys(second)


def canonical(event: Passage | Event) -> str:
    """An event as one text, whatever the order of its keys and the line it stands on."""
    return json.dumps(_all_keys(event), sort_keys=True)


def _all_keys(event: Passage | Event) -> Event:
    told = as_event(event)
    return {key: value for key, value in told.items() if key != "line"}


def as_event(event: Passage | Event) -> Event:
    """An event as a mapping of the keys that its line has, and `line`."""
    if not isinstance(event, Passage):
        return event
    told = {key: value for key, value in msgspec.structs.asdict(event).items() if value is not UNSET and key != "more"}
    return told | (event.more or {})


def check_event(event: Any, coder: str) -> tuple[Event, str]:
    """What a line of this coder's log holds, looked at key by key: the event, or what is wrong with it."""
    if not isinstance(event, dict) or not isinstance(event.get("event_id"), str):
        return {}, "no event of qualkit: it has no event_id"
    kind = event.get("event")
    if kind is None:
        return {}, f"no event of qualkit: it does not say which it is; it is one of {', '.join(EVENTS)}"
    missing = [key for key in _NEEDS.get(str(kind), ()) if event.get(key) is None]
    if missing:
        return {}, f"the event {kind!r} lacks {', '.join(missing)}"
    if event.get("coder") != coder:
        return {}, f"its coder is {event.get('coder')!r}, but this is the log of {coder!r}"
    try:
        msgspec.convert(event, _Known)
    except (ValueError, RecursionError):
        problem = find_wrong_key(event)
        return ({}, problem) if problem else (event, "")
    return event, ""


def parse_json(raw: bytes) -> Any:
    """What json.loads makes of a line, several times faster. Raises ValueError or RecursionError.

    The fast reader is the stricter one: it takes no NaN, no half of a surrogate pair, no byte order mark, no deep
    nesting. So what it takes is what json.loads takes, and what it refuses is left to json.loads.
    """
    try:
        return _JSON.decode(raw)
    except ValueError:
        return json.loads(raw)


def find_wrong_key(event: Event) -> str:
    """What is wrong with the first key, in the order of the checks, whose value is not what it should be; or ''."""
    for key, (check, must) in _CHECKS.items():
        if event.get(key) is not None and not check(event[key]):
            return f"{key} is {str(event[key])[:60]!r}; {must}"
    return ""


def _is_span(value: Any) -> bool:
    return type(value) is int and value >= 0  # True is an int too, but no place


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _one_of(choices: Iterable[str]) -> Callable[[Any], bool]:
    return lambda value: value in choices


_CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    **{key: (_one_of(choices), f"it is one of {', '.join(choices)}") for key, choices in _CHOICES.items()},
    **dict.fromkeys((*_TEXTS, "at", "when", "memo", "before", "after", "text_sha256"), (_is_text, "it must be a text")),
    **dict.fromkeys(("start", "end"), (_is_span, "it must be a whole number, 0 or more")),
    "source": (lambda value: isinstance(value, dict), "it must name coder and id of what was accepted"),
    "cases": (_are_texts, "it must be a list of texts"),
    "codes": (lambda value: value == "*" or _are_texts(value), "it must be a list of codes"),
}
