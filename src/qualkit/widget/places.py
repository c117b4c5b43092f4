"""Where a document's codings stand in its text of today; found once, not at every key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import UNSET
from msgspec.structs import replace

from qualkit.codebook.tree import Codebook
from qualkit.coding.anchors import Placement
from qualkit.coding.displaced import find_places, has_its_place
from qualkit.coding.events import Passage
from qualkit.coding.log import make_coding
from qualkit.coding.placing import find_standing
from qualkit.model import Coding, Document, Documents

Key = tuple[str, str, int, int, str, object]


@dataclass(frozen=True)
class Displaced:
    """A coding that does not stand as its log says, under the code of today where there is one."""

    passage: Passage
    code: str
    place: Placement


@dataclass(frozen=True)
class Placed:
    """The codings of a document as they are drawn, those displaced, and what is wrong with their codes."""

    codings: tuple[Coding, ...]
    displaced: tuple[Displaced, ...]
    faults: tuple[str, ...]


class Places:
    """Finds codings in texts that changed since they were coded, and remembers where.

    A search takes up to a second in a long interview with many codings, and a view draws its state at every key. What
    was made in today's text, nearly always all, costs a comparison.
    """

    def __init__(self) -> None:
        self._found: dict[Key, Placement] = {}

    def place(self, passages: Sequence[Passage], document: Document, codebook: Codebook, file: str) -> Placed:
        """Where the passages of one document stand. Doubtful ones are drawn too, for a person to decide."""
        keys = [_key(passage, document) for passage in passages]
        astray = [number for number, passage in enumerate(passages) if not has_its_place(passage, document)]
        unknown = [number for number in astray if keys[number] not in self._found]
        for number, place in find_places(passages, unknown, Documents([document])) if unknown else ():
            self._found[keys[number]] = place
        places = {number: self._found[keys[number]] for number in astray}
        drawn = [_at(passage, places.get(number), document) for number, passage in enumerate(passages)]
        standing, _, faults = find_standing(drawn, Documents([document]), codebook, file)
        codes = tuple(codebook.codes)
        today = {number: codes[code] for number, _, _, _, code in standing.rows()}
        shown = [number for number in today if number not in places or places[number].start is not None]
        return Placed(
            tuple(sorted((_make(drawn[number], today[number]) for number in shown), key=_order)),
            tuple(
                Displaced(passages[number], today.get(number, passages[number].code), place)
                for number, place in places.items()
                if place.how != "exact"
            ),
            tuple(map(str, faults)),
        )


def _key(passage: Passage, document: Document) -> Key:
    return passage.id, document.text_sha256, passage.start, passage.end, passage.quote, passage.text_sha256


def _at(passage: Passage, place: Placement | None, document: Document) -> Passage:
    """The passage where it stands today; what is lost is put somewhere, so that its code is still looked up."""
    if place is None:
        return passage
    start, end = (place.start, place.end) if place.start is not None else (0, 1)
    return replace(passage, start=start, end=end, quote=document.text[start:end], text_sha256=UNSET)


def _make(passage: Passage, code: str) -> Coding:
    return make_coding(replace(passage, code=code))


def _order(coding: Coding) -> tuple[int, int, str, str]:
    return coding.start, coding.end, coding.code, coding.id
