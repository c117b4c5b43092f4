"""What stands between a page and a coder's log: asks come in, answers go out, and nothing here knows of a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import RLock
from typing import Any

from qualkit.codebook.write import add_code
from qualkit.coding.events import Event, Passage, as_event
from qualkit.coding.rules import RULES
from qualkit.errors import QualkitError
from qualkit.files import is_safe_name
from qualkit.model import Document
from qualkit.study import CODEBOOK, Study
from qualkit.widget.asked import MOST_CHARACTERS, MOST_EVENTS, Asked
from qualkit.widget.disk import Disk
from qualkit.widget.places import Places
from qualkit.widget.refusal import Refused, refuse
from qualkit.widget.state import AnyEvent, DocumentState, Index, fold_document, read_key
from qualkit.widget.telling import (
    Told,
    count_used,
    tell_codebook,
    tell_coding,
    tell_document,
    tell_documents,
    tell_people,
    tell_study,
    tell_words,
)
from qualkit.wording import say

Message = Mapping[str, Any]
_ONE_AT_A_TIME = RLock()  # newer kernels answer views in threads of their own, and views share a study
BY_HAND = "placed by hand in the changed text"


class Session:
    """One coder at work on the documents of a study.

    `answer` takes what the page asks and gives what the page is told. What cannot be done raises Refused, and then
    nothing was written. An ask names its document, else it is about the one that was opened last: what a page could
    not send while the kernel was away may be about another.
    """

    def __init__(self, study: Study, document: str, coder: str, *, language: str | None = None) -> None:
        if not isinstance(coder, str) or not is_safe_name(coder):
            raise QualkitError(
                f"coder {coder!r} cannot name a file; use letters, digits, '.', '_' and '-', at most 64, such as 'siti'"
            )
        self.study = study
        self.coder = coder
        self.language = language or study.language
        self.document = study.documents[document]
        self._disk = Disk(study, self.language, coder)
        self._shown: dict[str, Document] = {}  # documents as the page has them
        self._told_codebook = ""
        self._journal = study.open_journal(coder)
        self._is_new = bool(study.coders) and coder not in study.coders  # in a study without logs everybody is
        self._index = Index()
        self._places = Places()
        self._folded: tuple[object, DocumentState] | None = None

    def answer(self, message: Message) -> Told:
        """What the page is told. Raises Refused (or another QualkitError), and nothing was written then."""
        ask = message.get("ask") if isinstance(message, Mapping) else None
        answer = _ANSWERS.get(ask) if isinstance(ask, str) else None
        if answer is None:
            raise refuse("unknown_ask", self.language, ask=str(ask)[:60])
        with _ONE_AT_A_TIME:
            return answer(self, message)

    # --- reading ------------------------------------------------------------------------------------------------

    def _open(self, message: Message) -> Told:
        document = self._disk.read_again(str(message.get("document") or self.document.id))
        self.document = self._shown[document.id] = document
        self._catch_up()
        state = self._fold(document)
        told = self._tell_state(state)
        work = self._journal.fold()
        return {
            "answer": "opened",
            "study": tell_study(self.study, self.language),
            "language": self.language,
            "words": tell_words("coder.", self.language),
            "coder": self.coder,
            "document": tell_document(document, self.study.settings.languages),
            **tell_people(self.study, self.language),
            "codebook": self._tell_codebook(work.passages),
            "documents": tell_documents(self.study, work.passages, work.reviews),
            "others": self._tell_others(state),
            "state": told,
            "notices": self._take_notices(),
        }

    def _take_notices(self) -> list[str]:
        """What must be known when the view opens, told once."""
        notices = [say("session.elsewhere", self.language, fault=fault) for fault in self._disk.take_faults()]
        if self._is_new:
            self._is_new = False
            coders = ", ".join(coder for coder in self.study.coders if coder != self.coder)
            notices.append(say("session.new_coder", self.language, coder=self.coder, coders=coders))
        return notices

    def _look(self, message: Message) -> Told:
        document = self._named(message)
        self._disk.check_text(document, document.text_sha256)
        self._disk.check_codebook()
        self._catch_up()
        return {"answer": "seen", "state": self._tell_state(self._fold(document)), **self._new_codebook()}

    # --- writing ------------------------------------------------------------------------------------------------

    def _write(self, message: Message) -> Told:
        document, asked = self._named(message), message.get("events")
        if not isinstance(asked, list) or not all(isinstance(event, Mapping) for event in asked):
            raise refuse("key_wrong", self.language, field="events", value=repr(asked)[:60])
        if len(asked) > MOST_EVENTS:
            raise refuse("too_many", self.language, n=len(asked), most=MOST_EVENTS)
        self._catch_up()
        fresh = [event for event in asked if not self._is_written(event.get("event_id"))]
        if fresh:
            if any(event.get("event") != "memo" for event in fresh):  # a thought holds whatever became of the files
                self._disk.check_text(document, message.get("text_sha256"))
                self._disk.check_codebook()
            check = Asked(self.study, document, self.language).check
            events = [check(event) for event in fresh]
            state = self._fold(document)
            self._check_targets(events, state)
            self._append(*(_say_whence(event, state) for event in events))
        return {
            "answer": "written",
            "event_ids": [event["event_id"] for event in asked],
            "state": self._tell_state(self._fold(document)),
            **self._new_codebook(),
        }

    def _step(self, message: Message) -> Told:
        """Undo or redo, as the log has it: so it goes on after a reload, and in another window.

        The page names the event it means as `of`, or as `after` the step before, where that is still on its way: what
        never came into the log must not let something older be taken back in its place.
        """
        document, identity, ask = self._named(message), message.get("event_id"), message["ask"]
        if not isinstance(identity, str) or not is_safe_name(identity):
            raise refuse("key_wrong", self.language, field="event_id", value=repr(identity)[:60])
        self._catch_up()
        if not self._is_written(identity):
            self._disk.check_text(document, document.text_sha256)
            of = self._last(ask, document)
            if of is None:
                raise refuse(f"nothing_to_{ask}", self.language, document=document.id)
            meant, after = message.get("of"), message.get("after")
            if meant not in (None, read_key(of, "event_id")) or not (after is None or self._is_written(after)):
                raise refuse("other_step", self.language, document=document.id)
            self._append({"event_id": identity, "event": ask, "of": read_key(of, "event_id")})
        of = self._index.events.get(str(read_key(self._index.events[identity], "of")))
        told = self._tell_state(self._fold(document))
        return {"answer": "written", "event_ids": [identity], "state": told, "of": of and self._tell_step(of)}

    def _is_written(self, identity: object) -> bool:
        return isinstance(identity, str) and identity in self._index.events

    def _last(self, ask: str, document: Document) -> AnyEvent | None:
        """What undo or redo is about. A decision between two coders may be several events, and is undone as one there."""
        last = (self._journal.last_undoable if ask == "undo" else self._journal.last_undone)(document.id)
        return None if last is None or as_event(last).get("decision") else last

    def _append(self, *events: Event) -> None:
        try:
            self._journal.append(*events)
        except (QualkitError, OSError) as error:
            raise Refused("disk", str(error)) from error
        self._index.follow(self._journal.events)

    def _catch_up(self) -> None:
        try:
            self._journal.catch_up()
        except (QualkitError, OSError) as error:
            raise Refused("disk", str(error)) from error
        self._index.follow(self._journal.events)

    def _check_targets(self, events: list[Event], state: DocumentState) -> None:
        """Whether the codings that events are about are there, counting what earlier events of the same ask do."""
        alive = set(state.passages)
        for event in events:
            kind, identity = event["event"], event.get("id")
            if kind == "add":
                if identity in self._index.codings or identity in alive:
                    raise refuse("id_taken", self.language, name=identity, event_id=event["event_id"])
                alive.add(str(identity))
                self._check_source(event, state)
            elif kind == "reject":
                self._check_other(event, str(event["whose"]), str(identity), state)
            elif _needs_coding(event) and (identity or event.get("target")) not in alive:
                raise refuse("no_coding", self.language, document=state.document.id, event_id=event["event_id"])
            if kind == "remove":
                alive.discard(identity)

    def _check_source(self, event: Event, state: DocumentState) -> None:
        """What is accepted was another's, and was shown; what is not has no source."""
        source = event.get("source")
        if (event["method"] == "accepted") != (source is not None):
            raise refuse("key_missing", self.language, event="add", field="source", event_id=event["event_id"])
        if source:
            self._check_other(event, source["coder"], source["id"], state)

    def _check_other(self, event: Event, whose: str, identity: str, state: DocumentState) -> None:
        document = state.document.id
        if whose not in state.shown:
            raise refuse("not_shown", self.language, coder=whose, document=document, event_id=event["event_id"])
        if not any(one.id == identity and one.document == document for one in self.study.record(whose).log.codings):
            raise refuse("no_coding", self.language, document=document, event_id=event["event_id"])

    # --- others -------------------------------------------------------------------------------------------------

    def _show(self, message: Message) -> Told:
        """Another's codings, once the log says that they were seen."""
        document, whose = self._named(message), message.get("coder")
        if not isinstance(whose, str) or whose == self.coder or whose not in self._find_others():
            raise refuse("unknown", self.language, what=say("session.what.coder", self.language), name=str(whose)[:60])
        self._disk.check_text(document, document.text_sha256)
        self._catch_up()
        before_review = not self._fold(document).is_reviewed
        if before_review and message.get("anyway") is not True:
            raise refuse("blind", self.language, reason="blind", coder=whose, document=document.id)
        shown = {"event": "shown", "document": document.id, "whose": whose, "before_review": before_review}
        request = message.get("request")
        if isinstance(request, str) and is_safe_name(request):  # the same ask sent twice is one event
            shown["event_id"] = f"shown-{request}"[:64]
        self._append(shown)
        codings = [one for one in self.study.record(whose).codings if one.document == document.id]
        return {"answer": "shown", "coder": whose, "codings": [tell_coding(one) | {"coder": whose} for one in codings]}

    def _tell_others(self, state: DocumentState) -> list[Told]:
        others = []
        blind = not state.is_reviewed
        for coder in self._find_others():
            n = None
            if not blind and coder != RULES:  # what the rules find is worked out when it is asked for
                log = self.study.record(coder).log
                n = sum(passage.document == state.document.id for passage in log.passages)
            others.append({"coder": coder, "codings": n, "blind": blind})
        return others

    def _find_others(self) -> list[str]:
        """Whose codings may be shown: all other coders', and what the codebook's patterns find."""
        others = [coder for coder in self.study.coders if coder != self.coder and is_safe_name(coder)]
        return [*others, RULES] if self.study.codebook.patterns() else others

    # --- codebook -----------------------------------------------------------------------------------------------

    def _add_code(self, message: Message) -> Told:
        given = {name: message.get(name) or "" for name in ("code", "label", "definition", "include", "exclude")}
        for name, text in given.items():
            if not isinstance(text, str):
                raise refuse("key_wrong", self.language, field=name, value=repr(text)[:60])
            if len(text) > MOST_CHARACTERS:
                raise refuse("too_long", self.language, field=name, n=len(text), most=MOST_CHARACTERS)
        add_code(self.study.root / CODEBOOK, **given, language=self.language, by=self.coder, file=CODEBOOK)
        self._disk.check_codebook()
        return {"answer": "codebook", "codebook": self._tell_codebook()}

    def _tell_codebook(self, passages: Iterable[Passage] | None = None) -> Told:
        if passages is None:
            passages = self._journal.fold().passages
        self._told_codebook = self.study.codebook.sha256
        return tell_codebook(self.study.codebook, self.language, count_used(passages, self.study.codebook))

    def _new_codebook(self) -> Told:
        """The codebook, where it was changed since the page had it: in another window, or by hand."""
        if self._told_codebook in ("", self.study.codebook.sha256):
            return {}
        return {"codebook": self._tell_codebook()}

    # --- state --------------------------------------------------------------------------------------------------

    def _named(self, message: Message) -> Document:
        """The document that an ask is about, as the page has it."""
        named = message.get("document") or self.document.id
        if isinstance(named, str) and named in self._shown:
            return self._shown[named]
        if not isinstance(named, str) or not self.study.documents.has(named):
            raise self._disk.unknown(str(named)[:60])
        return self.study.documents[named]

    def _fold(self, document: Document) -> DocumentState:
        """The state of a document; the last one, where the log has nothing new."""
        now = (document.id, document.text_sha256, self.study.codebook.sha256, self._index.version)
        if self._folded is None or self._folded[0] != now:
            self._folded = now, self._fold_anew(document)
        return self._folded[1]

    def _fold_anew(self, document: Document) -> DocumentState:
        return fold_document(self._journal, self._index, self._places, document, self.study.codebook)

    def _tell_state(self, state: DocumentState) -> Told:
        document = state.document
        undo, redo = self._last("undo", document), self._last("redo", document)
        told = state.tell()
        for step, of in (("undo", undo), ("redo", redo)):
            told[step] = of and self._tell_step(of) | {"event_id": read_key(of, "event_id")}
        told["faults"] = [*map(str, self._journal.faults), *told["faults"]]
        return told

    def _tell_step(self, event: AnyEvent) -> Told:
        """What undo or redo is about: which event, and under which code."""
        code = self._index.find_code(event)
        return {"event": read_key(event, "event"), **({"code": code} if code else {})}


def _say_whence(event: Event, state: DocumentState) -> Event:
    """A move with where the coding was: moving is a decision, and the log shows what was decided."""
    passage = state.passages.get(str(event.get("id")))
    if event["event"] != "move" or passage is None:
        return event
    return {"why": BY_HAND} | event | {"from": [passage.start, passage.end], "to": [event["start"], event["end"]]}


def _needs_coding(event: Event) -> bool:
    return event["event"] in ("change", "remove", "move") or (event["event"] == "memo" and event["on"] == "coding")


_ANSWERS: Mapping[str, Callable[[Session, Message], Told]] = {
    "open": Session._open,
    "look": Session._look,
    "write": Session._write,
    "undo": Session._step,
    "redo": Session._step,
    "show": Session._show,
    "add_code": Session._add_code,
}
