"""Comments in the margin of what came in: codings and memos of those who wrote them, in logs of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from qualkit.codebook.book import read_codebook
from qualkit.codebook.tree import Codebook
from qualkit.coding.candidates import CONTEXT
from qualkit.coding.journal import Journal
from qualkit.coding.times import format_time
from qualkit.errors import QualkitError
from qualkit.files import hash_text
from qualkit.model import Memo
from qualkit.reading.formats.manuscript import Remark
from qualkit.reading.names import make_id
from qualkit.study import CODEBOOK, find_coders, open_log

_NOBODY = "comments"  # the coder of comments that name no author
_RESERVED = frozenset({"rules", "consensus"})
_APART = re.compile(r"[;,\n]+")
_LINE = re.compile(r"[^\n]+")


class _Commented(Struct):
    text: str
    remarks: tuple[Remark, ...]


def write_comments(
    root: Path, commented: Iterable[tuple[str, str, Path]], how: str, coder: str | None = None
) -> tuple[str, ...]:
    """Write the comments of documents into the logs of their authors; what was done is told.

    Parameters
    ----------
    commented : of each document its id, the hash of its original, and the file with its text and remarks.
    how : `as-codings`, `as-memos` or `drop`.
    coder : whose log it is, for all of them; by default each author's.
    """
    if how == "drop":
        return ()
    codebook = read_codebook(root / CODEBOOK, file=CODEBOOK)
    names = _Names(codebook) if how == "as-codings" else None
    desk = _Desk(root, codebook, coder)
    for document, source, path in commented:
        read = msgspec.json.decode(path.read_bytes(), type=_Commented)
        for author, remarks in _by_author(read.remarks).items():
            desk.write(document, source, read.text, author, remarks, names)
    return tuple(desk.tell())


def _by_author(remarks: Iterable[Remark]) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        if remark.text.strip():
            found.setdefault(remark.author.strip(), []).append(remark)
    return found


class _Desk:
    """The logs that are written to, and what went into each."""

    def __init__(self, root: Path, codebook: Codebook, coder: str | None) -> None:
        self._root, self._codebook, self._coder = root, codebook, coder
        self._journals: dict[str, Journal] = {}
        self._held: dict[str, dict[str, Memo]] = {}  # of each log its memos on documents
        self._codings: Counter[str] = Counter()
        self._memos: Counter[str] = Counter()
        self._unmatched: Counter[str] = Counter()
        self._refused: list[str] = []

    def write(
        self, document: str, source: str, text: str, author: str, remarks: list[Remark], names: _Names | None
    ) -> None:
        try:
            journal = self._open(author)
            codings, others = _make_codings(document, source, text, remarks, names, self._codebook.sha256)
            self._codings[journal.coder] += len(journal.append(*codings, keep_times=True))
            self._write_memo(journal, document, text, others)
            if names:
                self._unmatched.update(" ".join(remark.text.split())[:40] for remark in others)
        except QualkitError as error:
            self._refused.append(f"comments in {document} by {author or 'nobody named'} were not taken: {error}")

    def _write_memo(self, journal: Journal, document: str, text: str, remarks: list[Remark]) -> None:
        """A coder has one memo on a document: what it held before stays in it."""
        memos = self._held[journal.coder]
        before = memos.get(document)
        lines = _tell_remarks(text, remarks, before.text if before else "")
        if not lines:
            return
        whole = "\n".join(filter(None, [before.text if before else "", *lines]))
        identity = sha256(f"{journal.coder}\x00{document}\x00{whole}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        event = {
            "event_id": f"import-{identity}", "event": "memo", "on": "document", "target": document, "text": whole,
            "document": document,
        }  # fmt: skip
        (written,) = journal.append(event if before and before.at else event | {"at": None}, keep_times=True) or (
            event,
        )
        memos[document] = Memo(journal.coder, "document", document, whole, written.get("at"))
        self._memos[journal.coder] += len(lines)

    def _open(self, author: str) -> Journal:
        name = self._coder or _name_coder(author, find_coders(self._root))
        if name.casefold() in _RESERVED:
            raise QualkitError(f"{name!r} is no name for a person's log; name another by --coder")
        if name not in self._journals:
            journal = self._journals[name] = open_log(self._root, name, lambda: self._codebook)
            self._held[name] = {memo.target: memo for memo in journal.fold().memos if memo.on == "document"}
        return self._journals[name]

    def tell(self) -> Iterator[str]:
        for coder in self._journals:
            parts = [
                f"{count} {what}{'s' if count > 1 else ''}"
                for count, what in ((self._codings[coder], "coding"), (self._memos[coder], "memo"))
                if count
            ]
            yield f"comments: {' and '.join(parts) or 'nothing new'} in the log of {coder!r}"
        if self._unmatched:
            some = ", ".join(f"“{text}”" for text, _ in self._unmatched.most_common(5))
            count = sum(self._unmatched.values())
            yield f"{count} comment{'s name' if count > 1 else ' names'} no code of the codebook: {some}"
        yield from self._refused


def _name_coder(author: str, coders: Iterable[str]) -> str:
    """A coder's name for an author; that of a coder who is called the same."""
    name = make_id(author).lower() if author else _NOBODY
    return next((coder for coder in coders if coder.casefold() == name), name)


# --- codings --------------------------------------------------------------------------------------------------


class _Names:
    """What the codes of a codebook are called: by path, by label in any language, by id."""

    def __init__(self, codebook: Codebook) -> None:
        found: dict[str, set[str]] = {}
        for code in codebook:
            for name in (code.path, code.id, *code.label.values()):
                found.setdefault(_plain(name), set()).add(code.path)
        self._paths = {name: next(iter(paths)) for name, paths in found.items() if len(paths) == 1 and name}
        longest = sorted(map(re.escape, self._paths), key=len, reverse=True)
        self._begin = re.compile(rf"(?:{'|'.join(longest)})(?!\w)") if longest else None

    def find(self, remark: str) -> list[tuple[str, str]]:
        """The codes that a remark names, each with what else it says; nothing where it names none."""
        parts = [part for part in map(_plain, _APART.split(remark)) if part]
        if parts and all(part in self._paths for part in parts):
            return [(self._paths[part], "") for part in dict.fromkeys(parts)]
        words = remark.strip().lstrip("#[").strip()
        begun = self._begin.match(words.casefold()) if self._begin else None
        if not begun or len(words.casefold()) != len(words):
            return []
        return [(self._paths[begun[0]], words[begun.end() :].strip(" \t\n.:;,–—-])"))]


def _plain(name: str) -> str:
    return " ".join(name.strip(" \t\n#[]\"'“”.").casefold().split())


def _make_codings(
    document: str, source: str, text: str, remarks: list[Remark], names: _Names | None, codebook_sha256: str
) -> tuple[list[dict[str, Any]], list[Remark]]:
    """The `add` events that remarks stand for, and the remarks that stand for none.

    Their ids follow from the original and the remark, so that the same comment is never taken twice.
    """
    events: list[dict[str, Any]] = []
    others: list[Remark] = []
    text_sha256 = hash_text(text)
    seen: Counter[str] = Counter()
    for remark in remarks:
        start, end = _find_span(text, remark)
        codes = names.find(remark.text) if names and start < end else []
        if not codes:
            others.append(remark)
        for code, memo in codes:
            told = "\x00".join((source, document, text[start:end], code, remark.text, remark.author, remark.at or ""))
            seen[told] += 1
            identity = sha256(f"{told}\x00{seen[told]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
            event = {
                "event_id": f"import-{identity}", "event": "add", "at": _tell_time(remark.at), "id": identity,
                "document": document, "start": start, "end": end, "quote": text[start:end],
                "before": text[max(0, start - CONTEXT) : start], "after": text[end : end + CONTEXT], "code": code,
                "method": "import", "text_sha256": text_sha256, "codebook_sha256": codebook_sha256,
            }  # fmt: skip
            events.append(event | ({"memo": memo} if memo else {}))
    return events, others


def _find_span(text: str, remark: Remark) -> tuple[int, int]:
    """The words at which a remark stands, without the spaces around them; where it stands at none, its line's."""
    start, end = max(0, remark.start), min(len(text), remark.end)
    words = text[start:end]
    if not words.strip():
        line = next((line for line in _LINE.finditer(text) if line.start() <= start <= line.end()), None)
        return line.span() if line else (0, 0)
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _tell_time(at: str | None) -> str | None:
    """A remark's time as events tell it; None where it does not say in which zone of time it is."""
    try:
        time = datetime.fromisoformat(at or "")
        return format_time(time.astimezone(UTC)) if time.tzinfo else None
    except (ValueError, OverflowError):
        return None


# --- memos ----------------------------------------------------------------------------------------------------


def _tell_remarks(text: str, remarks: Iterable[Remark], held: str) -> list[str]:
    """A line for each remark that is not held already."""
    return [line for line in dict.fromkeys(_tell_remark(text, remark) for remark in remarks) if line not in held]


def _tell_remark(text: str, remark: Remark) -> str:
    start, end = _find_span(text, remark)
    quote = " ".join(text[start:end].split())
    said = " ".join(remark.text.split())
    when = f" ({remark.at[:10]})" if remark.at else ""
    return f"“{quote}”: {said}{when}"
