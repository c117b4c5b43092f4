"""Where a document's codings stand in its text of today; looked for once, not at every key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True)
class Displaced:
    """A coding that does not stand as its log says, under the code of today where there is one."""

    passage: Passage
    code: str
    place: Placement


@dataclass(frozen=True)
class Placed:
    """One passage held against today's text and codebook."""

    passage: Passage
    coding: Coding | None = None  # as it is drawn; doubtful ones too, for a person to decide
    displaced: Displaced | None = None
    fault: str = ""  # what is wrong with its code


class Places:
    """Where a coder's passages stand, remembered: a view asks at every key, and then nearly all are where they were.

    A search in a changed text takes up to a second in a long interview with many codings.
    """

    def __init__(self) -> None:
        self._document: Document | None = None
        self._codebook = ""
        self._known: dict[str, Placed] = {}

    def place(
        self, passages: Sequence[Passage], document: Document, codebook: Codebook, file: str
    ) -> tuple[Placed, ...]:
        """Each passage of one document, in the order given."""
        if self._document is not document or self._codebook != codebook.sha256:
            self._document, self._codebook, self._known = document, codebook.sha256, {}
        known = self._known
        new = [number for number, one in enumerate(passages) if one.id not in known or known[one.id].passage != one]
        if new:
            known |= {one.passage.id: one for one in _place(passages, new, document, codebook, file)}
        return tuple(known[passage.id] for passage in passages)


def _place(
    passages: Sequence[Passage], new: Sequence[int], document: Document, codebook: Codebook, file: str
) -> Iterator[Placed]:
    """The new ones among the passages; the others help to find them, where the text changed."""
    documents = Documents([document])
    astray = [number for number in new if not has_its_place(passages[number], document)]
    places = dict(find_places(passages, astray, documents)) if astray else {}
    for number in new:
        passage, place = passages[number], places.get(number)
        at = passage if place is None else _at(passage, place, document)
        standing, _, faults = find_standing([at], documents, codebook, file)
        code = tuple(codebook.codes)[standing.code[0]] if standing.code else None
        is_drawn = code is not None and (place is None or place.start is not None)
        yield Placed(
            passage,
            make_coding(replace(at, code=code)) if is_drawn else None,
            None if place is None or place.how == "exact" else Displaced(passage, code or passage.code, place),
            "; ".join(map(str, faults)),
        )


def _at(passage: Passage, place: Placement, document: Document) -> Passage:
    """The passage where it stands today; what is lost is put somewhere, so that its code is still looked up."""
    start, end = (0, 1) if place.start is None or place.end is None else (place.start, place.end)
    return replace(passage, start=start, end=end, quote=document.text[start:end], text_sha256=UNSET)
