"""The things a study consists of. Offsets are half-open, in Unicode code points of a document's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from operator import attrgetter
from typing import Any, Literal, overload

from qualkit.errors import QualkitError, suggest

Kind = Literal["interview", "observation", "document", "answer"]
KINDS: tuple[Kind, ...] = ("interview", "observation", "document", "answer")
TurnRole = Literal["interviewer", "informant", "other"]
TURN_ROLES: tuple[TurnRole, ...] = ("interviewer", "informant", "other")


@dataclass(frozen=True)
class Turn:
    """What one speaker says until the next one does, or a paragraph of prose; `number` counts from 1."""

    number: int
    speaker: str | None
    turn_role: TurnRole
    start: int
    end: int
    case: str | None = None
    time: str | None = None


@dataclass(frozen=True)
class Document:
    """A transcript, note or paper: its header, and the text that all offsets refer to."""

    id: str
    kind: Kind
    text: str
    turns: tuple[Turn, ...]  # in the order of the text; none begins before the one before it ends
    header: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    text_line: int = 1  # the line of the file on which the text begins
    text_sha256: str = ""

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that speak in it, in the order in which they begin."""
        return tuple(dict.fromkeys(turn.case for turn in self.turns if turn.case))

    def line_at(self, offset: int) -> int:
        """The line of the file on which the character at `offset` stands."""
        return self.text_line + self.text.count("\n", 0, offset)

    def turns_between(self, start: int, end: int) -> tuple[Turn, ...]:
        """The turns that share at least one character with the span."""
        first = bisect_right(self.turns, start, key=attrgetter("end"))
        behind = bisect_left(self.turns, end, key=attrgetter("start"))
        return self.turns[first:behind]

    def turn_at(self, start: int, end: int) -> Turn | None:
        """The turn in which a passage begins; None where it lies in none."""
        return next(iter(self.turns_between(start, end)), None)

    def __repr__(self) -> str:
        return f"<Document {self.id}: {self.kind}, {len(self.turns)} turns, {len(self.text.split()):,} words>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{turn.number}</td><td><b>{escape(turn.speaker or '')}</b></td>"
            f"<td style='text-align:left'>{escape(self.text[turn.start : turn.end])}</td></tr>"
            for turn in self.turns[:6]
        )
        more = f"<p>… {len(self.turns) - 6} more turns: see <code>.text</code></p>" if self.turns[6:] else ""
        return f"<p><b>{escape(self.id)}</b> ({escape(self.kind)})</p><table>{rows}</table>{more}"


class Documents(Sequence[Document]):
    """A study's documents in order: `documents["M07"]`, `documents[0]`, `for document in documents`."""

    def __init__(self, documents: Sequence[Document] = ()) -> None:
        self._all = tuple(documents)
        self._by_id = {document.id: document for document in self._all}

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._by_id)

    @overload
    def __getitem__(self, key: str | int) -> Document: ...
    @overload
    def __getitem__(self, key: slice) -> Documents: ...
    def __getitem__(self, key: str | int | slice) -> Document | Documents:
        if isinstance(key, slice):
            return Documents(self._all[key])
        if isinstance(key, str):
            if key not in self._by_id:
                raise QualkitError(f"no document {key!r}: {suggest(key, self._by_id)}")
            return self._by_id[key]
        return self._all[key]

    def __contains__(self, item: object) -> bool:
        return item in self._by_id if isinstance(item, str) else item in self._all

    def has(self, identity: str) -> bool:
        """Whether there is a document with this id."""
        return identity in self._by_id

    def __iter__(self) -> Iterator[Document]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __repr__(self) -> str:
        return f"<{len(self)} documents: {', '.join(self.ids[:8])}{', …' if len(self) > 8 else ''}>"


Method = Literal["manual", "accepted", "import", "rule"]
METHODS: tuple[Method, ...] = ("manual", "accepted", "import", "rule")
EVIDENCE_METHODS: tuple[Method, ...] = ("manual", "accepted", "import")
Status = Literal["stands", "retracted", "reported"]
STATUSES: tuple[Status, ...] = ("stands", "retracted", "reported")
CERTAINTIES = ("sure", "doubtful")
MemoOn = Literal["study", "document", "case", "code", "coding", "finding"]
MEMO_ON: tuple[MemoOn, ...] = ("study", "document", "case", "code", "coding", "finding")


@dataclass(frozen=True)
class Coding:
    """One passage of one document under one code, by one coder."""

    id: str
    document: str
    start: int
    end: int
    quote: str
    code: str
    coder: str
    method: Method = "manual"
    before: str = ""
    after: str = ""
    memo: str = ""
    at: str | None = None
    cases: tuple[str, ...] | None = None  # None: whoever speaks there
    when: str | None = None
    status: Status = "stands"
    certainty: str = "sure"
    line: int = 0  # of the log, to point at it


@dataclass(frozen=True)
class Review:
    """Coder has read document, in the text with this hash, for these codes (`*`: all there were then)."""

    coder: str
    document: str
    codes: tuple[str, ...] = ("*",)
    at: str | None = None
    text_sha256: str | None = None
    line: int = 0


@dataclass(frozen=True)
class Judgement:
    """A person's decision about a case (or a source) in one finding, with the reason."""

    coder: str
    finding: str
    case: str
    side: str
    reason: str
    at: str | None = None
    line: int = 0


@dataclass(frozen=True)
class Memo:
    """What a coder noted on something; `target` is its id ('' for the study)."""

    coder: str
    on: MemoOn
    target: str
    text: str
    at: str | None = None
    document: str | None = None  # in which it was written
    line: int = 0


@dataclass(frozen=True)
class Rejection:
    """A coder has looked at another's coding (`whose`: a coder, or `rules`) and does not take it over."""

    coder: str
    id: str
    document: str
    whose: str
    reason: str = ""
    at: str | None = None
    line: int = 0


@dataclass(frozen=True)
class Shown:
    """A coder has seen what another one coded in a document: from then on the coding there is not blind."""

    coder: str
    document: str
    whose: str
    at: str | None = None
    line: int = 0
