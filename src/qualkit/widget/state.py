"""What one coder has done in one document, as the page shows it; what other documents hold costs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import UNSET

from qualkit.codebook.tree import Codebook
from qualkit.coding.events import Event, Passage
from qualkit.coding.journal import Journal
from qualkit.coding.log import fold
from qualkit.model import Document, Memo, Rejection, Review
from qualkit.widget.places import Displaced, Placed, Places
from qualkit.widget.telling import Told, tell_coding

AnyEvent = Passage | Event


def read_key(event: AnyEvent, key: str) -> Any:
    """What an event tells under a key; None where it does not."""
    if isinstance(event, Passage):
        value = getattr(event, key, None)
        return None if value is UNSET else value
    return event.get(key)


class Index:
    """Which events and codings a log holds, and its memos, wherever they were written; kept up as the log grows."""

    def __init__(self) -> None:
        self.version = 0  # another one whenever there is something new
        self._begin()

    def _begin(self) -> None:
        self.events: dict[str, AnyEvent] = {}
        self.codings: dict[str, AnyEvent] = {}  # the event that added each, removed since or not
        self._memos: dict[str, list[AnyEvent]] = {}  # each memo's event, and those that undo and redo it
        self._taken = 0
        self._newest: AnyEvent | None = None

    def follow(self, events: Sequence[AnyEvent]) -> None:
        """Take up what is new in a log that was read on; all of it, where the log is another one now."""
        if self._taken and (len(events) < self._taken or events[self._taken - 1] is not self._newest):
            self._begin()
            self.version += 1
        self.version += len(events) - self._taken
        for event in events[self._taken :]:
            kind, identity = read_key(event, "event"), read_key(event, "event_id")
            self.events[identity] = event
            if kind == "add":
                self.codings[read_key(event, "id")] = event
            elif kind == "memo":
                self._memos.setdefault(identity, []).append(event)
            elif kind in ("undo", "redo"):
                self._memos.setdefault(read_key(event, "of"), []).append(event)
        self._taken, self._newest = len(events), events[-1] if events else None

    def fold_memos(self) -> tuple[Memo, ...]:
        """The coder's memos on whatever, as they stand."""
        chains = [chain for identity, chain in self._memos.items() if self._is_memo(identity)]
        return fold([event for chain in chains for event in chain]).memos

    def _is_memo(self, identity: str) -> bool:
        event = self.events.get(identity)
        return event is not None and read_key(event, "event") == "memo"

    def find_code(self, event: AnyEvent) -> str | None:
        """The code that an event is about, if it is about a coding."""
        code = read_key(event, "code")
        if code is None and read_key(event, "id") in self.codings:
            code = read_key(self.codings[read_key(event, "id")], "code")
        return None if code is None else str(code)


@dataclass(frozen=True)
class DocumentState:
    """What one coder's events in one document add up to, against the text as the page has it."""

    document: Document
    passages: Mapping[str, Passage]  # the codings that are not removed, whether or not they stand in this text
    placed: tuple[Placed, ...]
    review: Review | None  # the coder's word that all of it was read, in whatever text
    shown: frozenset[str]  # whose codings the coder has seen here
    rejections: tuple[Rejection, ...]
    memos: tuple[Memo, ...]

    @property
    def is_reviewed(self) -> bool:
        """Whether it was read in this very text."""
        return self.review is not None and self.review.text_sha256 in (None, self.document.text_sha256)

    def tell(self) -> Told:
        """What the page shows, but for undo and redo."""
        review, displaced = self.review, [one.displaced for one in self.placed if one.displaced]
        about = [one for one in self.memos if one.on != "coding" or one.document in (None, self.document.id)]
        return {
            "codings": [tell_coding(one.coding) | _tell_source(one.passage) for one in self.placed if one.coding],
            "memos": [{"on": one.on, "target": one.target, "text": one.text, "at": one.at} for one in about],
            "reviewed": None if review is None else {"at": review.at, "stale": not self.is_reviewed},
            "rejected": [one.id for one in self.rejections],
            "moved": [_tell_displaced(one) for one in displaced if one.place.stands],
            "doubtful": [_tell_displaced(one) for one in displaced if one.place.how == "doubtful"],
            "lost": [_tell_lost(one) for one in displaced if one.place.how == "lost"],
            "faults": [one.fault for one in self.placed if one.fault],
        }


def _tell_source(passage: Passage) -> Told:
    """Whose coding was taken over: it stays so wherever its borders went, and whatever code it has now."""
    source = read_key(passage, "source")
    return {"source": source} if source else {}


def _tell_displaced(one: Displaced) -> Told:
    place = one.place
    told = {"id": one.passage.id, "code": one.code, "old": one.passage.quote, "new": place.quote}
    return told | {"start": place.start, "end": place.end, "how": place.how}


def _tell_lost(one: Displaced) -> Told:
    passage = one.passage
    return {"id": passage.id, "code": one.code, "quote": passage.quote, "start": passage.start, "end": passage.end}


def fold_document(
    journal: Journal, index: Index, places: Places, document: Document, codebook: Codebook
) -> DocumentState:
    """The state of one document."""
    state = journal.fold(document.id)
    return DocumentState(
        document,
        {passage.id: passage for passage in state.passages},
        places.place(state.passages, document, codebook, journal.file),
        next((one for one in state.reviews if one.codes == ("*",)), None),
        frozenset(one.whose for one in state.shown),
        state.rejections,
        index.fold_memos(),
    )
