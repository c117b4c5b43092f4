"""From the bytes of a file to the transcript it becomes, with what was guessed: plain data that fits through a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from qualkit.files import hash_text
from qualkit.model import TurnRole
from qualkit.reading.formats import read_manuscript
from qualkit.reading.manuscript import Manuscript, Remark

if TYPE_CHECKING:
    from qualkit.reading.draft import Draft

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


def transcribe(job: Job) -> tuple[Transcribed, ...]:
    """Read a file, and draft the transcript, or the transcripts, that it becomes. Raises FaultsError."""
    return tuple(_draft(job))


def _draft(job: Job) -> Iterator[Transcribed]:
    from qualkit.reading.draft import draft_transcript

    for identity, manuscript in _read(job):
        draft = draft_transcript(
            manuscript, identity=identity, kind=job.kind, roles=job.roles or None, cases=frozenset(job.cases)
        )
        yield _finish(draft, job.source)


def _read(job: Job) -> Iterator[tuple[str, Manuscript]]:
    yield job.identity, read_manuscript(job.raw, file=job.file, suffix=job.suffix, encoding=job.encoding)


def _finish(draft: Draft, source: Mapping[str, str]) -> Transcribed:
    from qualkit.reading.draft import format_draft

    sha256 = hash_text(draft.text)
    speakers = draft.header.get("speakers") or {}
    tags = tuple(Spoken(tag.tag, tag.turns, tag.words, tag.role, tag.why, tag.name) for tag in draft.tags)
    return Transcribed(
        identity=str(draft.header["id"]),
        kind=draft.header["type"],
        content=format_draft(draft, **source, **({"imported_sha256": sha256} if source else {})),
        text_sha256=sha256,
        turns=sum(tag.turns for tag in tags) or draft.text.count("\n\n") + 1,
        words=sum(tag.words for tag in tags) or len(draft.text.split()),
        tags=tags,
        cases=tuple(dict.fromkeys(str(about["case"]) for about in speakers.values() if about.get("case"))),
        remarks=draft.remarks,
        notes=draft.notes,
        text=draft.text if draft.remarks else "",
    )
