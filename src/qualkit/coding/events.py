"""One event of a coder's log: what it must hold, and how a line is read as one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType
from pydantic_core import from_json

from qualkit.model import CERTAINTIES, METHODS, STATUSES, Method, Status

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
_TEXTS = ("id", "document", "code", "coder", "finding", "case", "of", "quote", "reason")
_CHOICES = {"method": METHODS, "status": STATUSES, "certainty": CERTAINTIES, "side": SIDES, "event": EVENTS}


Text = str | None | UnsetType
Place = Annotated[int, Meta(ge=0)]


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
    line: int = 0


_PASSAGE = msgspec.json.Decoder(Passage)


def read_event(raw: bytes, coder: str) -> tuple[Passage | Event, str]:
    """The event on one line of this coder's log, or what is wrong with the line.

    Nearly all lines of a log are plain `add` events: these are read and checked in one pass. What that pass refuses
    (it is the stricter one: it takes no other event, no key it does not know, no half of a surrogate pair) is read
    key by key.
    """
    try:
        passage = _PASSAGE.decode(raw)
    except (ValueError, RecursionError):
        return _read_by_key(raw, coder)
    return (passage, "") if passage.coder == coder else _read_by_key(raw, coder)


def make_passage(event: Event) -> Passage:
    """An `add` that was read key by key, without the keys that nobody knows."""
    return Passage(**{key: event[key] for key in Passage.__struct_fields__ if key in event})


def is_same(first: Passage | Event, second: Passage | Event) -> bool:
    """Whether two lines tell one event, in all their keys."""
    return first is second or _all_keys(first) == _all_keys(second)


def _all_keys(event: Passage | Event) -> Event:
    told = msgspec.structs.asdict(event) if isinstance(event, Passage) else event
    return {key: value for key, value in told.items() if value is not UNSET and key != "line"}


def _read_by_key(raw: bytes, coder: str) -> tuple[Event, str]:
    try:
        event = parse_json(raw)
    except (ValueError, RecursionError):
        return {}, "not a whole JSON object; perhaps a write was interrupted here"
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
    for key, value in event.items():
        check = _CHECKS.get(key)
        if check and value is not None and not check[0](value):
            return {}, _explain(event)
    return event, ""


def parse_json(raw: bytes) -> Any:
    """What json.loads makes of a line, several times faster. Raises ValueError or RecursionError.

    The fast reader is the stricter one: it takes no NaN, no half of a surrogate pair, no byte order mark, no deep
    nesting. So what it takes is what json.loads takes, and what it refuses is left to json.loads.
    """
    try:
        return from_json(raw, allow_inf_nan=False, cache_strings="keys")
    except ValueError:
        return json.loads(raw)


def _explain(event: Event) -> str:
    """What is wrong with the first key, in the order of the checks, whose value is not what it should be."""
    wrong = (key for key, (check, _) in _CHECKS.items() if event.get(key) is not None and not check(event[key]))
    key = next(wrong)
    return f"{key} is {str(event[key])[:60]!r}; {_CHECKS[key][1]}"


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
    "cases": (_are_texts, "it must be a list of texts"),
    "codes": (lambda value: value == "*" or _are_texts(value), "it must be a list of codes"),
}
