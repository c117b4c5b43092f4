"""The codings that do not stand where their log says: where they stand now, and how that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from msgspec import UNSET

from qualkit.coding.anchors import How, Placement, find_anchors
from qualkit.coding.candidates import Anchor
from qualkit.coding.events import Passage
from qualkit.coding.speakers import doubt_other_speakers
from qualkit.errors import Fault
from qualkit.model import Coding, Document, Documents


@dataclass(frozen=True)
class Displaced:
    """A coding that its log places elsewhere, or in other words, than it has in today's text.

    `how` is `moved`, `reworded` (both count, at start and end), `doubtful` (perhaps there; does not count) or `lost`
    (`new` is '', start and end are None).
    """

    id: str
    code: str
    document: str
    how: How
    old: str
    new: str
    old_start: int
    old_end: int
    start: int | None
    end: int | None
    line: int  # of the log
    speaker: str = ""  # who speaks there now, where it is doubtful because another did when it was coded

    @property
    def stands(self) -> bool:
        return self.how in ("moved", "reworded")


def has_its_place(coding: Coding | Passage, document: Document) -> bool:
    """Whether a coding stands where it says, without a doubt: in the text that it was made in, or in one not named."""
    made_in = coding.text_sha256 if isinstance(coding, Passage) else None
    return (
        coding.start < coding.end
        and document.text[coding.start : coding.end] == coding.quote
        and (made_in is UNSET or made_in is None or made_in == document.text_sha256)
    )


def find_places(
    codings: Sequence[Coding | Passage], astray: Iterable[int], documents: Documents
) -> list[tuple[int, Placement]]:
    """Where those of the codings stand that may not be where they say, each with its number among all.

    The others of their documents help: they tell how the text shifted.
    """
    wanted = set(astray)
    names = {codings[number].document for number in wanted}
    within: dict[str, list[int]] = {}
    for number, coding in enumerate(codings if wanted else ()):
        if coding.document in names:
            within.setdefault(coding.document, []).append(number)
    places = []
    for name, numbers in within.items():
        document = documents[name]
        anchors = [_make_anchor(codings[number], document) for number in numbers]
        found = doubt_other_speakers(anchors, find_anchors(document.text, anchors), document)
        places += [(number, one) for number, one in zip(numbers, found, strict=True) if number in wanted]
    return sorted(places, key=lambda place: place[0])


def _make_anchor(coding: Coding | Passage, document: Document) -> Anchor:
    made_in = (coding.text_sha256 or "") if isinstance(coding, Passage) else ""
    same = made_in == document.text_sha256
    quote = coding.quote if coding.start < coding.end else ""
    return Anchor(coding.start, coding.end, quote, coding.before or "", coding.after or "", same, made_in)


def make_displaced(coding: Coding | Passage, code: str, place: Placement) -> Displaced:
    return Displaced(
        coding.id, code, coding.document, place.how, coding.quote, place.quote, coding.start, coding.end,
        place.start, place.end, coding.line, place.speaker,
    )  # fmt: skip


# --- telling ----------------------------------------------------------------------------------------------------


def tell_displaced(displaced: Sequence[Displaced], documents: Documents, file: str) -> tuple[Fault, ...]:
    """A warning for each coding whose words changed, is doubtful or lost; one a document for those that only moved.

    And, on the whole log, how many there are of each.
    """
    if not displaced:
        return ()
    coder = PurePosixPath(file).stem
    faults = [Fault(file, 0, _count(displaced), warning=True)]
    moved: dict[str, list[Displaced]] = {}
    for one in displaced:
        if one.how == "moved":
            moved.setdefault(one.document, []).append(one)
        else:
            faults.append(Fault(file, one.line, _tell_one(one, documents[one.document], coder), warning=True))
    for name, group in moved.items():
        first = min(group, key=lambda one: one.line)
        faults.append(Fault(file, first.line, _tell_moved(first, len(group), documents[name], coder), warning=True))
    return tuple(sorted(faults))


def _count(displaced: Sequence[Displaced]) -> str:
    def count(how: How) -> int:
        return sum(one.how == how for one in displaced)

    return (
        f"transcripts were edited since they were coded: moved {count('moved')}, reworded {count('reworded')} (they "
        f"count where they stand now), doubtful {count('doubtful')}, lost {count('lost')} (they do not count); "
        "`qualkit moved` lists them all"
    )


def _tell_moved(first: Displaced, number: int, document: Document, coder: str) -> str:
    one = "1 coding stands" if number == 1 else f"{number} codings stand"
    which = "" if number == 1 else "the first, "
    return (
        f"{one} elsewhere in {document.file} than when it was coded, in the same words ({which}{shorten(first.old)!r}, "
        f"{first.old_start}-{first.old_end}, now {_where(first, document)}); {_settle(coder)}"
    )


def _tell_one(one: Displaced, document: Document, coder: str) -> str:
    old, new = show_difference(one.old, one.new)
    said = f"{document.file}, coded {one.code}: "
    if one.how == "reworded":
        return f"{said}the words {old!r} are now {new!r}, {_where(one, document)}; read it again; {_settle(coder)}"
    if one.how == "doubtful":
        other = f", where {one.speaker} speaks, who perhaps did not when it was coded" if one.speaker else ""
        return (
            f"{said}{shorten(one.old)!r} is not where it was, and perhaps it is {shorten(one.new)!r}, "
            f"{_where(one, document)}{other}; it does not count until a person decides: "
            f"`qualkit moved --settle {coder} --id {one.id}` takes that place; else code the passage again"
        )
    gone = f"the text does not hold {shorten(one.old)!r} any more"
    if one.old and one.old in document.text:
        gone = f"{shorten(one.old)!r} is in the text, but nowhere with what stood around it"
    return (
        f"{said}lost: {gone} ({one.old_start}-{one.old_end}); it does not count: restore the text, or code the "
        "passage again"
    )


def _where(one: Displaced, document: Document) -> str:
    return f"{one.start}-{one.end} (line {document.line_at(one.start or 0)})"


def _settle(coder: str) -> str:
    return f"it counts there; `qualkit moved --settle {coder}` writes that into the log"


def shorten(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def show_difference(old: str, new: str) -> tuple[str, str]:
    """Both, shortened; where they are long, from a little before they differ on."""
    pairs = zip(old, new, strict=False)
    same = next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
    cut = same - 12 if same > 16 and same < max(len(old), len(new)) and max(len(old), len(new)) > 40 else 0
    before = "…" if cut else ""
    return before + shorten(old[cut:]), before + shorten(new[cut:])


def find_displaced(
    codings: Sequence[Coding | Passage], documents: Documents, file: str
) -> tuple[tuple[Displaced, ...], tuple[Fault, ...]]:
    """The codings that do not stand as they say, whatever their codes, and what is told of them."""
    known = [number for number, one in enumerate(codings) if documents.has(one.document)]
    astray = [number for number in known if not has_its_place(codings[number], documents[codings[number].document])]
    places = find_places(codings, astray, documents)
    displaced = tuple(_only_displaced(codings, places))
    return displaced, tell_displaced(displaced, documents, file)


def _only_displaced(
    codings: Sequence[Coding | Passage], places: Iterable[tuple[int, Placement]]
) -> Iterator[Displaced]:
    for number, place in places:
        if place.how != "exact":
            yield make_displaced(codings[number], codings[number].code, place)
