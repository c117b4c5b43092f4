"""What stands between the page that compares two coders and the log of whoever decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from qualkit.coding.decisions import (
    CHOICES,
    Choice,
    Decision,
    Words,
    decide,
    find_decision,
    find_last_undone,
    find_orphans,
    read_decisions,
    settle_orphan,
    step_again,
    step_back,
)
from qualkit.coding.differences import Difference, find_differences
from qualkit.coding.events import Event, as_event
from qualkit.coding.log import State
from qualkit.errors import QualkitError
from qualkit.files import is_safe_name
from qualkit.model import Coding, Review
from qualkit.study import Study
from qualkit.widget.disk import Disk
from qualkit.widget.refusal import Reason, Refused
from qualkit.widget.telling import Told, tell_codebook, tell_coding, tell_document, tell_study, tell_words
from qualkit.wording import say

Message = Mapping[str, Any]
_MOST_CHARACTERS = 20_000
_DETAILS = ("status", "certainty", "when")


class CompareSession:
    """Two coders' work on one document, and a third log in which their differences are decided.

    `answer` takes what the page asks and gives what the page is told. What cannot be done raises Refused, and then
    nothing was written.
    """

    def __init__(
        self,
        study: Study,
        document: str,
        left: str,
        right: str,
        *,
        coder: str = "consensus",
        language: str | None = None,
        blind: bool = True,
        start: int | None = None,
    ) -> None:
        self.study = study
        self.language = language or study.language
        self.document = study.documents[document]
        self.left, self.right, self.coder = left, right, coder
        if len({left, right, coder}) < 3:
            raise QualkitError(self._say("same"))
        self._blind = blind
        if start is not None and not 0 <= start <= len(self.document.text):
            raise QualkitError(f"start={start}: {document} has characters 0 to {len(self.document.text)}")
        self._start = start
        self._found: tuple[tuple[object, ...], tuple[Difference, ...]] | None = None
        for one in (left, right):
            study.record(one)
        self._check_blind()
        self._disk = Disk(study, self.language)
        self._journal = study.open_journal(coder)

    def answer(self, message: Message) -> Told:
        """What the page is told. Raises Refused (or another QualkitError), and nothing was written then."""
        ask = message.get("ask") if isinstance(message, Mapping) else None
        answer = _ANSWERS.get(ask) if isinstance(ask, str) else None
        if answer is None:
            raise self._refuse("choice", what=str(ask)[:60])
        return answer(self, message)

    # --- reading -------------------------------------------------------------------------------------------------

    def _open(self, message: Message) -> Told:
        self.document = self._disk.read_again(self.document.id)
        self._check_blind()
        self._note_shown()
        words = tell_words("compare.", self.language) | tell_words("coder.", self.language)
        return {
            "answer": "opened",
            "study": tell_study(self.study, self.language),
            "language": self.language,
            "words": words,
            "coder": self.coder,
            "left": self.left,
            "right": self.right,
            "document": tell_document(self.document),
            "codebook": tell_codebook(self.study.codebook, self.language, {}),
            "state": self._tell_state(),
            "at": self._find_first(),
        }

    def _find_first(self) -> str | None:
        """The difference nearest to where the view is to begin, before an agreement that is as near."""
        start, differences = self._start, self._differences()
        if start is None or not differences:
            return None
        return _key(min(differences, key=lambda one: (abs(one.start - start), one.kind == "agreement")))

    def _look(self, message: Message) -> Told:
        self._check_text(self.document.text_sha256)
        self._catch_up()
        return {"answer": "seen", "state": self._tell_state()}

    # --- deciding ------------------------------------------------------------------------------------------------

    def _decide(self, message: Message) -> Told:
        """One decision, or the same one for several differences (all agreements)."""
        step = self._read_step(message)
        self._catch_up()
        if not self._is_known(step):
            self._check_text(message.get("text_sha256"))
            self._check_blind()
            choice, reason = message.get("choice"), message.get("reason") or ""
            if choice not in CHOICES or not isinstance(reason, str) or len(reason) > _MOST_CHARACTERS:
                raise self._refuse("choice", what=repr(choice)[:60])
            if orphan := self._find_orphan(message):
                self._append(*self._settle(orphan, choice, step))
                return {"answer": "written", "event_ids": [step], "state": self._tell_state()}
            others = self._read_words(message) if choice == "other" else ()
            asked = self._find_asked(message)
            if choice == "both" and any(difference.kind == "details" for difference in asked):
                raise self._refuse("details")  # the same words would stand twice under one code
            self._append(*self._make_events(asked, choice, step, reason.strip(), others))
        return {"answer": "written", "event_ids": [step], "state": self._tell_state()}

    def _make_events(
        self, differences: list[Difference], choice: Choice, step: str, reason: str, others: tuple[Words, ...]
    ) -> list[Event]:
        self._disk.check_codebook()
        decisions, named = self._decisions(), self._named_cases()
        versions = {"text_sha256": self.document.text_sha256, "codebook_sha256": self.study.codebook.sha256}
        made: list[Event] = []
        for difference in differences:
            made += decide(
                difference, choice, step=step, document=self.document, reason=reason, others=others,
                former=decisions, cases=named, first=len(made),
            )  # fmt: skip
        return [event | versions if event["event"] == "add" else event for event in made]

    def _settle(self, orphan: Decision, choice: Choice, step: str) -> list[Event]:
        """What was decided about codings that are gone is kept (`both`) or removed (`neither`)."""
        if choice not in ("both", "neither"):
            raise self._refuse("gone")
        return settle_orphan(orphan, keep=choice == "both", step=step, document=self.document.id)

    def _find_orphan(self, message: Message) -> Decision | None:
        """The decision about codings that are gone, if it is one that the page names."""
        asked = message.get("keys")
        if not isinstance(asked, list) or len(asked) != 1:
            return None
        return next((one for one in self._orphans() if _orphan_key(one) == asked[0]), None)

    def _find_asked(self, message: Message) -> list[Difference]:
        """The differences that the page names, as they still are."""
        known = {_key(difference): difference for difference in self._differences()}
        asked = message.get("keys")
        if not isinstance(asked, list) or not asked or not all(isinstance(key, str) and key in known for key in asked):
            raise self._refuse("changed")
        return [known[key] for key in dict.fromkeys(asked)]

    def _read_words(self, message: Message) -> tuple[Words, ...]:
        start, end, code = (message.get(key) for key in ("start", "end", "code"))
        text = self.document.text
        if (
            type(start) is not int
            or type(end) is not int
            or not 0 <= start < end <= len(text)
            or text[start:end].isspace()
        ):
            raise self._refuse("words", start=start, end=end, document=self.document.id)
        if not isinstance(code, str) or code not in self.study.codebook:
            raise self._refuse("code", code=str(code)[:60])
        return (Words(start, end, code),)

    def _step(self, message: Message) -> Told:
        """Undo or redo the last step: all that was decided at once, or one event that was written elsewhere."""
        step, ask = self._read_step(message), message["ask"]
        self._catch_up()
        if not self._is_known(step):
            of = self._last(ask)
            if of is None:
                raise self._refuse(f"nothing_to_{ask}")
            meant = message.get("of")  # what was on its way when undo was pressed
            if ask == "undo" and meant is not None and not str(of["event_id"]).startswith(f"{meant}-"):
                raise self._refuse("not_last")
            make = step_back if ask == "undo" else step_again
            events = make(str(of["decision"]), self._events()) if of.get("decision") else []
            events = events or [{"event": ask, "of": of["event_id"]}]
            self._append(*(event | {"event_id": f"{step}-{number}"} for number, event in enumerate(events)))
        return {"answer": "written", "event_ids": [step], "state": self._tell_state()}

    def _last(self, ask: str) -> Event | None:
        """What undo or redo is about."""
        if ask == "redo":
            return find_last_undone(self._events())
        last = self._journal.last_undoable(self.document.id)
        return None if last is None else as_event(last)

    def _review(self, message: Message) -> Told:
        step = self._read_step(message)
        self._catch_up()
        if not self._is_known(step):
            self._check_text(message.get("text_sha256"))
            listed = self._tell_differences()
            if still := sum(one["decision"] is None for one in listed):
                raise self._refuse("open", n=still, total=len(listed))
            event = {"event": "reviewed", "event_id": f"{step}-0", "document": self.document.id, "codes": ["*"]}
            event |= {"text_sha256": self.document.text_sha256, "codebook_sha256": self.study.codebook.sha256}
            self._append(event)
        return {"answer": "written", "event_ids": [step], "state": self._tell_state()}

    # --- what is known -------------------------------------------------------------------------------------------

    def _codings(self, coder: str) -> list[Coding]:
        return [coding for coding in self.study.record(coder).codings if coding.document == self.document.id]

    def _differences(self) -> tuple[Difference, ...]:
        """Worked out anew when a log, the text or the codebook is another one."""
        records = (self.study.record(self.left), self.study.record(self.right), self.document)
        if self._found is None or any(one is not other for one, other in zip(self._found[0], records, strict=True)):
            self._found = records, find_differences(self._codings(self.left), self._codings(self.right))
        return self._found[1]

    def _named_cases(self) -> dict[tuple[str, str], tuple[str, ...] | None]:
        """Whom each coding names itself, and not by who speaks there."""
        return {
            (coder, coding.id): coding.cases
            for coder in (self.left, self.right)
            for coding in self.study.record(coder).log.codings
            if coding.document == self.document.id
        }

    def _events(self) -> list[Event]:
        return [as_event(event) for event in self._journal.events_of(self.document.id)]

    def _decisions(self) -> tuple[Decision, ...]:
        alive = {passage.id for passage in self._journal.fold(self.document.id).passages}
        return read_decisions(self._events(), alive)

    def _orphans(self) -> dict[Decision, list[Coding]]:
        """Decisions whose codings are gone, with what stands of them."""
        logs = {coder: {one.id for one in self.study.record(coder).log.passages} for coder in (self.left, self.right)}
        orphans = find_orphans(self._decisions(), logs)
        codings = self._codings(self.coder) if orphans else []
        stands = {one: [coding for coding in codings if coding.id in one.added] for one in orphans}
        return {one: made for one, made in stands.items() if made}

    def _tell_differences(self) -> list[Told]:
        """All that is to decide, in the order of the text."""
        decisions, compared = self._decisions(), (self.left, self.right)
        told = [_tell_difference(one, find_decision(one, decisions, compared)) for one in self._differences()]
        told += [_tell_orphan(one, made) for one, made in self._orphans().items()]
        return sorted(told, key=lambda one: (one["start"], one["end"]))

    def _is_known(self, step: str) -> bool:
        """Whether a step is in the log already, so that it was only sent again."""
        return any(str(event["event_id"]).startswith(f"{step}-") for event in self._events())

    def _tell_state(self) -> Told:
        fold = self._journal.fold(self.document.id)
        review = _find_review(fold)
        return {
            "differences": self._tell_differences(),
            "unset": {coder: n for coder in (self.left, self.right) if (n := self._count_unset(coder))},
            "reviewed": review and {"at": review.at, "stale": not self._is_read(fold)},
            "undo": self._last("undo") is not None,
            "redo": self._last("redo") is not None,
            "faults": [*self._disk.take_faults(), *map(str, self._journal.faults)],
        }

    def _count_unset(self, coder: str) -> int:
        log = self.study.record(coder).log
        return sum(one.document == self.document.id for one in log.passages) - len(self._codings(coder))

    # --- guards --------------------------------------------------------------------------------------------------

    def _check_blind(self) -> None:
        for coder in (self.left, self.right):
            if self._blind and not self._has_read(coder):
                raise self._refuse("blind", reason="blind", coder=coder, document=self.document.id)

    def _has_read(self, coder: str) -> bool:
        return bool(self.study.record(coder).reviewed.get(self.document.id))

    def _is_read(self, fold: State) -> bool:
        """Whether the one who decides has marked the document as reviewed, in this very text."""
        review = _find_review(fold)
        return review is not None and review.text_sha256 in (None, self.document.text_sha256)

    def _note_shown(self) -> None:
        """That the one who decides sees the work of the two, if the log does not say so: whoever codes on has seen it.

        What cannot be noted is not shown.
        """
        try:
            self._catch_up()
            fold = self._journal.fold(self.document.id)
            seen = {one.whose for one in fold.shown}
            about = {"event": "shown", "document": self.document.id, "before_review": not self._is_read(fold)}
            if events := [about | {"whose": whose} for whose in (self.left, self.right) if whose not in seen]:
                self._append(*events)
        except Refused as refused:
            raise self._refuse("shown", reason="disk", why=refused) from refused

    def _check_text(self, shown_sha256: object) -> None:
        self._disk.check_text(self.document, shown_sha256)

    def _read_step(self, message: Message) -> str:
        if message.get("document") != self.document.id:  # sent again by a page that shows another document
            raise self._refuse("document", document=self.document.id, other=str(message.get("document"))[:60])
        step = message.get("step")
        if not isinstance(step, str) or not is_safe_name(step) or len(step) > 48:
            raise self._refuse("choice", what=repr(step)[:60])
        return step

    def _catch_up(self) -> None:
        try:
            self._journal.catch_up()
        except (QualkitError, OSError) as error:
            raise Refused("disk", str(error)) from error

    def _append(self, *events: Event) -> None:
        try:
            self._journal.append(*events)
        except (QualkitError, OSError) as error:
            raise Refused("disk", str(error)) from error

    def _say(self, key: str, **about: object) -> str:
        named = {"left": self.left, "right": self.right, "coder": self.coder} | about
        return say(f"compare.refused.{key}", self.language, **named)

    def _refuse(self, key: str, *, reason: Reason = "invalid", **about: object) -> Refused:
        return Refused(reason, self._say(key, **about))


def _find_review(fold: State) -> Review | None:
    return next((one for one in fold.reviews if one.codes == ("*",)), None)


def _key(difference: Difference) -> str:
    """What the page calls a difference: another one as soon as anything in it is."""
    told = [(*_place(coding), *(getattr(coding, name) for name in _DETAILS)) for coding in difference.codings]
    return sha256(repr(sorted(map(repr, told))).encode()).hexdigest()[:16]


def _place(coding: Coding) -> tuple[object, ...]:
    return coding.coder, coding.id, coding.start, coding.end, coding.code, coding.cases


def _tell_difference(difference: Difference, decision: Decision | None) -> Told:
    return {
        "key": _key(difference),
        "kind": difference.kind,
        "start": difference.start,
        "end": difference.end,
        "left": [tell_coding(coding) | {"coder": coding.coder} for coding in difference.left],
        "right": [tell_coding(coding) | {"coder": coding.coder} for coding in difference.right],
        "decision": decision
        and {"choice": decision.choice, "reason": decision.reason, "at": decision.at, "added": list(decision.added)},
    }


def _orphan_key(orphan: Decision) -> str:
    return sha256(repr(sorted(orphan.added)).encode()).hexdigest()[:16]


def _tell_orphan(orphan: Decision, made: list[Coding]) -> Told:
    """What was decided about codings that are gone, as a row that is decided by keeping or removing it."""
    return {
        "key": _orphan_key(orphan),
        "kind": "gone",
        "start": min(coding.start for coding in made),
        "end": max(coding.end for coding in made),
        "left": [],
        "right": [],
        "made": [tell_coding(coding) | {"coder": coding.coder} for coding in made],
        "decision": {"choice": "both", "reason": orphan.reason, "at": orphan.at, "added": list(orphan.added)}
        if orphan.is_kept
        else None,
    }


_ANSWERS: Mapping[str, Callable[[CompareSession, Message], Told]] = {
    "open": CompareSession._open,
    "look": CompareSession._look,
    "decide": CompareSession._decide,
    "undo": CompareSession._step,
    "redo": CompareSession._step,
    "review": CompareSession._review,
}
