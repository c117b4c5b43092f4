"""From the bytes of a file to the transcript it becomes, with what was guessed: plain data that fits through a pipe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

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


def transcribe(job: Job) -> Taken:
    """Read a file, and draft the transcript, or the transcripts, that it becomes. Raises FaultsError."""
    read = _read(job)
    return read if isinstance(read, Grid) else tuple(_draft(job, *one) for one in read)


def _read(job: Job) -> list[tuple[str, Manuscript]] | Grid:
    found = find_format(job.suffix, job.file, job.raw)
    if not found.is_table:
        return [(job.identity, read_manuscript(job.raw, file=job.file, suffix=job.suffix, encoding=job.encoding))]
    from qualkit.reading.drafting.turn_grids import find_turn_columns, read_turns

    check_content(job.raw, found, job.suffix, job.file)
    grid: Grid = found.read(job.raw, file=job.file, encoding=job.encoding if found.is_text else None)
    columns = find_turn_columns(grid)
    if columns is None:
        return grid
    manuscripts = read_turns(grid, columns)
    if len(manuscripts) == 1:
        return [(job.identity, next(iter(manuscripts.values())))]
    names = _name(list(manuscripts), job.identity)
    return list(zip(names, manuscripts.values(), strict=True))


def _name(called: list[str], identity: str) -> list[str]:
    """Ids for the transcripts in a table: what they are called there; where that tells two not apart, numbered."""
    names: list[str] = []
    for name in called:
        made = make_id(name) if name else identity
        taken = {other.casefold() for other in names}
        number = 1
        while made.casefold() in taken:
            number += 1
            made = f"{make_id(name or identity)[:58]}-{number}"
        names.append(made)
    return names


def _draft(job: Job, identity: str, manuscript: Manuscript) -> Transcribed:
    from qualkit.reading.drafting.draft import draft_transcript

    draft = draft_transcript(
        manuscript, identity=identity, kind=job.kind, roles=job.roles or None, cases=frozenset(job.cases)
    )
    if not draft.text.strip():
        raise FaultsError(
            [Fault(job.file, 0, "there is no text in it, or nothing below its title: see that it is whole")]
        )
    return _finish(draft, job.source)


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
