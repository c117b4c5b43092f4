"""From the bytes of a file to the transcript it becomes, with what was guessed: plain data that fits through a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from qualkit.errors import Fault, FaultsError
from qualkit.files import hash_text
from qualkit.model import TurnRole
from qualkit.reading.formats.endings import check_content, find_format, read_manuscript
from qualkit.reading.formats.grids import Grid
from qualkit.reading.formats.manuscript import Manuscript, Remark
from qualkit.reading.names import make_id

if TYPE_CHECKING:
    from qualkit.reading.drafting.draft import Draft

KindOfFile = Literal["interview", "observation", "document"]
"""What a file can become; answers are rows of a table."""


class Job(Struct, frozen=True):
    """A file to be read."""

    raw: bytes
    file: str  # how faults name it
    suffix: str
    identity: str  # of the transcript
    encoding: str | None = None
    kind: KindOfFile | None = None
    roles: dict[str, TurnRole] = {}
    cases: tuple[str, ...] = ()
    source: dict[str, str] = {}  # goes into the header: where it comes from
    whole: bool = False  # one document, also where several interviews stand in it
    parts: dict[str, str] = {}  # the ids that it has in the study where it is several documents, by `part`


class Spoken(Struct, frozen=True):
    """One speaker of a transcript as guessed; see `reading.speakers.Tag`."""

    tag: str
    turns: int
    words: int
    role: TurnRole
    why: str
    name: str = ""


class Transcribed(Struct, frozen=True):
    """A transcript as it will be written, and what was guessed."""

    identity: str
    kind: KindOfFile
    content: str  # the whole file: header and text
    text_sha256: str
    turns: int
    words: int
    tags: tuple[Spoken, ...]
    cases: tuple[str, ...]  # who speaks in it as informant
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()
    text: str = ""  # only where there are remarks, whose offsets count it


Taken = tuple[Transcribed, ...] | Grid
"""What a file is taken for: transcripts; or the table that it is, with a row a person."""


class _Text(NamedTuple):
    """A manuscript on its way to its transcript."""

    identity: str
    manuscript: Manuscript
    part: str = ""  # which of several in the file: 2 of 3


def transcribe(job: Job) -> Taken:
    """Read a file, and draft the transcript, or the transcripts, that it becomes. Raises FaultsError."""
    read = _read(job)
    return read if isinstance(read, Grid) else tuple(_draft(job, one) for one in read)


def _read(job: Job) -> list[_Text] | Grid:
    found = find_format(job.suffix, job.file, job.raw)
    if not found.is_table:
        return _part(job, read_manuscript(job.raw, file=job.file, suffix=job.suffix, encoding=job.encoding))
    from qualkit.reading.drafting.turn_grids import find_turn_columns, read_turns

    check_content(job.raw, found, job.suffix, job.file)
    grid: Grid = found.read(job.raw, file=job.file, encoding=job.encoding if found.is_text else None)
    columns = find_turn_columns(grid)
    if columns is None:
        return grid
    manuscripts = read_turns(grid, columns)
    if len(manuscripts) == 1:
        return [_Text(job.identity, next(iter(manuscripts.values())))]
    names = _name(list(manuscripts), job.identity)
    return [
        _Text(*one, tell_part(number, len(names)))
        for number, one in enumerate(zip(names, manuscripts.values(), strict=True), 1)
    ]


def tell_part(number: int, count: int) -> str:
    """Which of the documents of one file a transcript is, as its header tells it."""
    return f"{number} of {count}"


def _part(job: Job, manuscript: Manuscript) -> list[_Text]:
    """The interviews of a file, each a text of its own where it is sure where they begin; else the whole, and what to do."""
    from qualkit.reading.drafting.parts import find_parts

    parts = find_parts(manuscript)
    if parts is None:
        return [_Text(job.identity, manuscript)]
    seem = f"{parts.count} interviews {'stand' if parts.sure else 'seem to stand'} in the file ({parts.titles})"
    if job.whole or not parts.sure:
        why = "it is kept one document" if job.whole else "where each begins is not sure, so that it is one document"
        note = f"{seem}; {why}: to have a document of each, part the file there and import the parts"
        return [_Text(job.identity, replace(manuscript, notes=(*manuscript.notes, note)))]
    note = (
        f"{seem}; each becomes a document, with its number behind the id. If they are one, --whole keeps them together"
    )
    texts = []
    for number, one in enumerate(parts.found, start=1):
        part = tell_part(number, len(parts.found))
        identity = job.parts.get(part) or f"{job.identity[: 63 - len(str(one.number))].rstrip('-._')}-{one.number}"
        texts.append(_Text(identity, replace(one.manuscript, notes=(*manuscript.notes, note)), part))
    return texts


def _name(called: list[str], identity: str) -> list[str]:
    """Ids for the transcripts in a table: what they are called there; where that tells two not apart, numbered."""
    names: dict[str, str] = {}  # by how they are compared
    numbers: Counter[str] = Counter()
    for name in called:
        made = make_id(name) if name else identity
        stem = make_id(name or identity)[:58]
        while made.casefold() in names:
            numbers[stem.casefold()] += 1
            made = f"{stem}-{numbers[stem.casefold()] + 1}"
        names[made.casefold()] = made
    return list(names.values())


def _draft(job: Job, text: _Text) -> Transcribed:
    from qualkit.reading.drafting.draft import draft_transcript

    draft = draft_transcript(
        text.manuscript, identity=text.identity, kind=job.kind, roles=job.roles or None, cases=frozenset(job.cases)
    )
    if not draft.text.strip():
        raise FaultsError(
            [Fault(job.file, 0, "there is no text in it, or nothing below its title: see that it is whole")]
        )
    return _finish(draft, ({"part": text.part} if text.part else {}) | job.source)


def _finish(draft: Draft, source: Mapping[str, str]) -> Transcribed:
    from qualkit.reading.drafting.draft import format_draft

    sha256 = hash_text(draft.text)
    speakers = draft.header.get("speakers") or {}
    tags = tuple(Spoken(tag.tag, tag.turns, tag.words, tag.role, tag.why, tag.name) for tag in draft.tags)
    return Transcribed(
        identity=str(draft.header["id"]),
        kind=draft.header["type"],
        content=format_draft(draft, **source, imported_sha256=sha256),
        text_sha256=sha256,
        turns=sum(tag.turns for tag in tags) or draft.text.count("\n\n") + 1,
        words=sum(tag.words for tag in tags) or len(draft.text.split()),
        tags=tags,
        cases=tuple(dict.fromkeys(str(about["case"]) for about in speakers.values() if about.get("case"))),
        remarks=draft.remarks,
        notes=draft.notes,
        text=draft.text if draft.remarks else "",
    )
