"""Who did what when: the events of the logs as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from qualkit.codebook.tree import Codebook
from qualkit.coding.events import Event, Passage, as_event
from qualkit.coding.log import find_undone, identity_of, read_events, when
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "at", "coder", "event", "document", "code", "start", "end", "quote", "what", "undone", "event_id", "line",
)  # fmt: skip
_HOW = {"accepted": "accepted", "import": "imported", "rule": "by rule"}  # what was coded by hand says nothing
_PLACE = ("start", "end", "quote")
_FOLLOWED = ("code", "status", "certainty", "when", "cases", "memo", *_PLACE)


def find_events(
    study: Study,
    coder: str | Iterable[str] | None = None,
    document: str | Iterable[str] | None = None,
    code: str | Iterable[str] | None = None,
) -> pd.DataFrame:
    """Who did what when, from the logs as they are on the disk now; the latest last.

    Parameters
    ----------
    coder : whose logs; everybody's by default, whether of record or not.
    document : only what concerns these documents.
    code : only what concerns these codes: `welfare/needs` (it and all below), `welfare/*`, … A code is followed
        through its renames: it finds what was logged under its older names, and an older name finds the code. A review
        of all codes is not counted as one of each.

    Returns
    -------
    DataFrame, one row an event: `at` (UTC; None where an import did not know it, and these come first), `coder`,
    `event`, `document` and `code` ('' where it concerns none; the code as it was logged then), `start`, `end` and
    `quote` of the passage (missing where there is none), `what` it did (what changed to what, the memo, the reason),
    `undone` (whether it was taken back since), `event_id`, and `line` of the coder's log.

    Raises
    ------
    QualkitError
        For an unknown coder, document or code.

    Examples
    --------
    >>> find_events(study, coder="b", document="M07", code="welfare/moneylender")[["event", "start", "what", "line"]]
      event  start      what  line
    0   add   4439  imported   160
    1   add   4582  imported   162
    2   add   4933  imported   163
    3   add   5182  imported   164
    """

    @cache
    def read(name: str) -> list[Passage | Event]:
        path, file = study.find_log(name)
        return sorted(read_events(path, file=file)[0], key=when)

    @cache
    def read_codings(name: str) -> Mapping[str, Event]:
        adds = (event for event in (read(name) if name in study.coders else ()) if isinstance(event, Passage))
        return {event.id: as_event(event) for event in adds}

    coders = study.coders if coder is None else study.choose_coders(coder)
    rows = [row for name in coders for row in _Story(read(name), read_codings).rows()]
    if document is not None:
        wanted = {document} if isinstance(document, str) else set(document)
        _check_documents(wanted, {*study.documents.ids, *(row["document"] for row in rows)} - {""})
        rows = [row for row in rows if row["document"] in wanted]
    if code is not None:
        codes = _Codes(study.codebook, code)
        rows = [row for row in rows if any(map(codes.hold, row["codes"]))]
    rows.sort(key=lambda row: (row["at"] or "", row["coder"], row["line"]))
    return make_table(rows, COLUMNS).astype({"start": "Int64", "end": "Int64", "undone": bool})


def _check_documents(wanted: Iterable[str], known: set[str]) -> None:
    for name in wanted:
        if name not in known:
            raise QualkitError(f"no document {name!r}: {suggest(name, known)}")


class _Codes:
    """Some codes, by whatever name they had."""

    def __init__(self, codebook: Codebook, code: str | Iterable[str]) -> None:
        self._codebook = codebook
        self._chosen: set[str] = set()
        self._retired: list[str] = []
        self._held: dict[str, bool] = {}
        for selection in [code] if isinstance(code, str) else code:
            try:
                self._chosen |= set(codebook.select(selection))
            except QualkitError:
                stem = selection.removesuffix("/**")
                now = codebook.resolve(stem)
                self._chosen |= set(codebook.select(now))
                self._retired += [] if now else [stem]

    def hold(self, path: str) -> bool:
        """Whether a path, as a log tells it, is one of them."""
        if path not in self._held:
            try:
                now = self._codebook.resolve(path)
            except QualkitError:
                now = ()
            retired = any(path == stem or path.startswith(stem + "/") for stem in self._retired)
            self._held[path] = retired or not self._chosen.isdisjoint(now)
        return self._held[path]


class _Told(NamedTuple):
    """What an event is about: the passage or document, the code it leaves, all codes it concerns, what it did."""

    about: Event
    what: str
    code: str = ""
    codes: tuple[str, ...] = ()


class _Story:
    """One coder's events in order of time, told as rows; each coding is followed from event to event."""

    def __init__(self, events: list[Passage | Event], read_codings: Any) -> None:
        self._events, self._read_codings = events, read_codings
        self._codings: dict[str, Event] = {}
        self._told: dict[str, tuple[str, _Told]] = {}

    def rows(self) -> Iterator[dict[str, Any]]:
        undone = find_undone(event for event in self._events if not isinstance(event, Passage))
        for found in self._events:
            event = as_event(found)
            told = self._describe(event)
            self._told[event["event_id"]] = (event["event"], told)
            stands = identity_of(found) not in undone
            if stands and event["event"] in ("add", "change", "move"):
                self._follow(event)
            yield {
                "at": event.get("at"),
                "coder": event["coder"],
                "event": event["event"],
                "document": told.about.get("document") or "",
                "code": told.code,
                **{key: told.about.get(key) for key in _PLACE},
                "what": told.what,
                "undone": not stands,
                "event_id": event["event_id"],
                "line": event["line"],
                "codes": told.codes,
            }

    def _follow(self, event: Event) -> None:
        told = {key: event[key] for key in (*_FOLLOWED, "document") if key in event}
        self._codings[event["id"]] = self._codings.get(event["id"], {}) | told

    def _describe(self, event: Event) -> _Told:
        kind = event["event"]
        if kind == "add":
            return _Told(event, "; ".join(_tell_addition(event)), event["code"], (event["code"],))
        if kind in ("change", "remove", "move"):
            return self._describe_change(event)
        if kind in ("undo", "redo"):
            what, of = self._told.get(event["of"], (f"{event['of']}, which is not in this log,", _Told({}, "")))
            done = f"{what} {'taken back' if kind == 'undo' else 'done again'}"
            return of._replace(what=done + (f" ({of.what})" if of.what else ""))
        if kind == "memo":
            return self._describe_memo(event)
        return self._describe_decision(event)

    def _describe_change(self, event: Event) -> _Told:
        before = self._codings.get(event["id"], {})
        after = before | {key: event[key] for key in _FOLLOWED if event.get(key) is not None}
        codes = tuple(dict.fromkeys(one["code"] for one in (before, after) if one.get("code")))
        return _Told(after, "; ".join(_tell_changes(before, event)), after.get("code") or "", codes)

    def _describe_memo(self, event: Event) -> _Told:
        on, target = event["on"], event["target"]
        text = event["text"] or "(memo taken away)"
        about = {"document": target if on == "document" else event.get("document")}
        if on == "coding":
            coding = self._codings.get(target, {})
            code = coding.get("code") or ""
            return _Told(coding | {"document": about["document"] or coding.get("document")}, text, code, (code,))
        what = f"on {on} {target}: {text}" if on in ("case", "finding") else f"on the {on}: {text}"
        return _Told(about, what, *((target, (target,)) if on == "code" else ()))

    def _describe_decision(self, event: Event) -> _Told:
        kind, about = event["event"], {"document": event.get("document")}
        if kind == "reject":
            coding = self._read_codings(event["whose"]).get(event["id"], {})
            what = f"of {event['whose']}" + (f": {event['reason']}" if event.get("reason") else "")
            code = coding.get("code") or ""
            return _Told({key: coding.get(key) for key in _PLACE} | about, what, code, (code,))
        if kind == "judge":
            return _Told(about, f"{event['finding']}, {event['case']}: {event['side']} ({event['reason']})")
        if kind == "shown":
            return _Told(about, f"what {event['whose']} coded")
        named = event.get("codes") or "*"
        codes = tuple(code for code in ([named] if isinstance(named, str) else named) if code != "*")
        return _Told(about, ", ".join(codes) or "all codes", "", codes)


def _tell_addition(event: Event) -> Iterator[str]:
    """What there is to tell of a coding beyond passage and code."""
    source = event.get("source") or {}
    how = _HOW.get(event.get("method") or "")
    if how:
        yield f"{how} from {source['coder']}" if source.get("coder") else how
    for key in ("status", "certainty", "when"):
        if event.get(key) not in (None, "stands", "sure"):
            yield str(event[key])
    if event.get("cases"):
        yield f"about {', '.join(event['cases'])}"
    if event.get("memo"):
        yield event["memo"]


def _tell_changes(before: Event, event: Event) -> Iterator[str]:
    """What a change or a move made of what was there before."""
    for key in ("code", "status", "certainty", "when", "cases"):
        if key in event and event[key] != before.get(key):
            yield f"{key}: {_name(before.get(key))} → {_name(event[key])}"
    if "memo" in event:
        yield event["memo"] or "(memo taken away)"
    if event.get("quote") is not None and event["quote"] != before.get("quote"):
        yield f"“{before.get('quote') or ''}” → “{event['quote']}”"
    elif event.get("start") is not None and event["start"] != before.get("start"):
        yield f"from {before.get('start')} to {event['start']}"
    if event.get("why"):
        yield str(event["why"])


def _name(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "(none)")
