"""What a page may ask to be written: every event is checked before it comes near a log.

A page is a program in somebody's browser, and what it sends may be of another version, of another text, or nothing
that the view ever meant: so each key is known, and each value is held against the study.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from qualkit.coding.events import Event
from qualkit.model import CERTAINTIES, STATUSES, Document
from qualkit.study import Study
from qualkit.widget.refusal import Refused, refuse
from qualkit.wording import say

MOST_EVENTS = 1000
MOST_CHARACTERS = 20_000
AROUND = 32  # characters of context before and after a quote, by which it is found again
ACCEPTABLE = ("manual", "accepted")
MEMO_ON = ("study", "document", "case", "code", "coding", "finding")

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SPAN = ("start", "end")
_QUALITIES = ("memo", "cases", "when", "status", "certainty")
# of each event: the keys it must have, and those it may
_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "add": (("id", *_SPAN, "code"), ("method", "source", *_QUALITIES)),
    "change": (("id",), (*_SPAN, "code", *_QUALITIES)),
    "remove": (("id",), ()),
    "memo": (("on", "target", "text"), ()),
    "reviewed": ((), ()),
    "unreviewed": ((), ()),
    "reject": (("id", "whose"), ("reason",)),
    "move": (("id", *_SPAN), ("why",)),
}
_ANYWHERE = ("event_id", "event", "document")


class Asked:
    """Checks what is asked of one document, in a study as it is now."""

    def __init__(self, study: Study, document: Document, language: str) -> None:
        self.study = study
        self.document = document
        self.language = language
        self._cases = frozenset(study.cases["case"])

    def check(self, asked: Any) -> Event:
        """The event as it may be written, quote and context filled in. Raises Refused.

        Whether the codings it names exist is for the caller to say, who knows the log.
        """
        if not isinstance(asked, Mapping):
            raise self._wrong("events", asked)
        try:
            return self._complete(self._check(asked))
        except Refused as refused:
            refused.event_id = str(asked.get("event_id"))
            raise

    def _check(self, asked: Mapping[str, Any]) -> Event:
        kind = asked.get("event")
        if not isinstance(kind, str) or kind not in _KEYS:
            raise self._wrong("event", kind)
        if kind == "add":  # of a new coding null tells no more than silence
            asked = {key: value for key, value in asked.items() if value is not None}
        needed, possible = _KEYS[kind]
        for key in ("event_id", *needed):
            if asked.get(key) is None:
                raise refuse("key_missing", self.language, event=kind, field=key)
        for key, value in asked.items():
            if key not in (*needed, *possible, *_ANYWHERE):
                raise refuse("key_unknown", self.language, event=kind, field=str(key)[:60])
            if not _CHECKS[key](self, value):
                raise self._wrong(key, value)
        if kind == "change" and ("start" in asked) != ("end" in asked):
            raise refuse("key_missing", self.language, event=kind, field="end" if "start" in asked else "start")
        if kind == "memo":
            self._check_target(str(asked["on"]), str(asked["target"]))
        return dict(asked)

    def _complete(self, event: Event) -> Event:
        """The event with what Python knows better than the page: the words, their context, the hashes."""
        if event["event"] == "memo":
            return event | {"document": self.document.id}
        if "start" in event:
            event |= self._quote(event["start"], event["end"])
        if event["event"] == "reviewed":
            event["codes"] = ["*"]
        if event["event"] in ("add", "reviewed"):
            event["codebook_sha256"] = self.study.codebook.sha256
        if event["event"] in ("add", "reviewed", "move") or "start" in event:
            event["text_sha256"] = self.document.text_sha256
        if event["event"] == "add":
            event.setdefault("method", "manual")
        return event | {"document": self.document.id}

    def _quote(self, start: int, end: int) -> Event:
        text = self.document.text
        if not start < end <= len(text):
            raise refuse("span", self.language, start=start, end=end, document=self.document.id, length=len(text))
        if not text[start:end].strip():
            raise refuse("blank", self.language, start=start, end=end)
        return {
            "quote": text[start:end],
            "before": text[max(0, start - AROUND) : start],
            "after": text[end : end + AROUND],
        }

    # --- values -----------------------------------------------------------------------------------------------

    def _is_code(self, value: Any) -> bool:
        if not isinstance(value, str) or value not in self.study.codebook:
            raise refuse("code", self.language, code=str(value)[:60])
        return True

    def _are_cases(self, value: Any) -> bool:
        if value is None:
            return True
        if not isinstance(value, list):
            return False
        for case in value:
            self._know("case", case, self._cases)
        return len(set(value)) == len(value)

    def _is_wave(self, value: Any) -> bool:
        return value is None or self._know("wave", value, self.study.settings.waves)

    def _is_this_document(self, value: Any) -> bool:
        return bool(value == self.document.id)

    def _is_words(self, value: Any) -> bool:
        if not isinstance(value, str):
            return False
        if len(value) > MOST_CHARACTERS:
            raise refuse("too_long", self.language, field="text", n=len(value), most=MOST_CHARACTERS)
        return _is_whole(value)

    def _is_source(self, value: Any) -> bool:
        return isinstance(value, Mapping) and set(value) == {"coder", "id"} and all(map(_is_id, value.values()))

    def _check_target(self, on: str, target: str) -> None:
        known: dict[str, Iterable[str]] = {
            "document": self.study.documents.ids,
            "case": self._cases,
            "code": self.study.codebook.codes,
            "finding": [claim.id for claim in self.study.findings],
        }
        if on == "study" and target:
            raise self._wrong("target", target)
        if on in known:
            self._know(on, target, known[on])

    def _know(self, what: str, name: Any, known: Iterable[str]) -> bool:
        if not isinstance(name, str) or name not in known:
            what = say(f"session.what.{what}", self.language)
            raise refuse("unknown", self.language, what=what, name=str(name)[:60])
        return True

    def _wrong(self, key: str, value: Any) -> Refused:
        return refuse("key_wrong", self.language, field=key, value=repr(value)[:60])


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_place(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_whole(value: str) -> bool:
    """Whether no half of a surrogate pair is in it, which UTF-8 cannot write."""
    return not any("\ud800" <= character <= "\udfff" for character in value)


def _one_of(choices: Iterable[str]) -> Callable[[Asked, Any], bool]:
    return lambda asked, value: isinstance(value, str) and value in choices


def _any_id(asked: Asked, value: Any) -> bool:
    return _is_id(value)


def _any_place(asked: Asked, value: Any) -> bool:
    return _is_place(value)


_CHECKS: Mapping[str, Callable[[Asked, Any], bool]] = {
    "event_id": _any_id,
    "event": _one_of(_KEYS),
    "document": Asked._is_this_document,
    "id": _any_id,
    "start": _any_place,
    "end": _any_place,
    "code": Asked._is_code,
    "method": _one_of(ACCEPTABLE),
    "source": Asked._is_source,
    "memo": Asked._is_words,
    "cases": Asked._are_cases,
    "when": Asked._is_wave,
    "status": _one_of(STATUSES),
    "certainty": _one_of(CERTAINTIES),
    "on": _one_of(MEMO_ON),
    "target": Asked._is_words,
    "text": Asked._is_words,
    "whose": _any_id,
    "reason": Asked._is_words,
    "why": Asked._is_words,
}
