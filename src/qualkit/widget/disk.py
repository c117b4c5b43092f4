"""Whether the files on disk are still those that are shown: people correct transcripts and codebooks while they code."""

from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path

from qualkit.errors import Fault, FaultsError
from qualkit.files import hash_text, read_text
from qualkit.model import Document
from qualkit.reading.folders import read_again, read_texts
from qualkit.study import CODEBOOK, CODINGS, Study
from qualkit.widget.refusal import Refused, refuse
from qualkit.wording import say

_SETTLED = 2.0  # seconds; a file that was written more lately may be written again with the same time and size
_MOST_TOLD = 5

Look = tuple[int, int, int]


class WatchedFile:
    """A file that is looked at before each write, cheaply: by its time and size, then by its bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sha256 = ""
        self._look: Look | None = None

    def has_changed(self) -> bool:
        """Whether its bytes are others than when this was asked before. Raises OSError."""
        look = self._stat()
        if look == self._look:
            return False
        now = sha256(self.path.read_bytes()).hexdigest()
        settled = time.time() - look[0] / 1e9 > _SETTLED
        self._look = look if settled and look == self._stat() else None
        before, self._sha256 = self._sha256, now
        return now != before

    def forget(self) -> None:
        """Have it count as changed next time."""
        self._sha256, self._look = "", None

    def _stat(self) -> Look:
        stat = self.path.stat()
        return stat.st_mtime_ns, stat.st_size, stat.st_ino


class Disk:
    """The transcripts and the codebook of a study as they are on disk now."""

    def __init__(self, study: Study, language: str, coder: str = "") -> None:
        self.study = study
        self._own = f"{CODINGS}/{coder}.jsonl" if coder else ""  # a coder at work reads no other's codes and words
        self.language = language
        self._faults: tuple[str, ...] = ()  # what was wrong elsewhere in the study when it was last read again
        self._files: dict[str, WatchedFile] = {}
        self._texts: dict[str, dict[str, str]] = {}  # of each file the hashes of its texts, by document

    def check_text(self, document: Document, shown_sha256: object) -> None:
        """Whether the page, Python and the disk have one text of the document. Raises Refused."""
        now = self._read_sha256(document)
        if not now == document.text_sha256 == shown_sha256:
            raise refuse("stale", self.language, reason="stale", document=document.id)

    def check_codebook(self) -> None:
        """Take up a codebook that was changed since. Raises Refused where it cannot be read."""
        watched = self._watch(CODEBOOK)
        try:
            if watched.has_changed() and hash_text(read_text(watched.path, CODEBOOK)) != self.study.codebook.sha256:
                self._reload()
        except Refused:
            watched.forget()
            raise
        except (FaultsError, OSError) as error:
            watched.forget()
            raise refuse("codebook", self.language, reason="broken", why=error) from error

    def read_again(self, name: str) -> Document:
        """The document as it is now; all of the study is read again if it or the codebook is another than before.

        Raises Refused where the document is not there or no transcript any more.
        """
        documents = self.study.documents
        if documents.has(name):
            self._read_sha256(documents[name])
            if read_again(self.study.root, documents[name]) != documents[name]:
                self._reload()
            self.check_codebook()
        else:
            self._reload()
        if not self.study.documents.has(name):
            raise self.unknown(name)
        return self.study.documents[name]

    def take_faults(self) -> tuple[str, ...]:
        """What is wrong elsewhere in the study, told once each time it was read again."""
        faults, self._faults = self._faults, ()
        return faults

    def unknown(self, name: str) -> Refused:
        """No such document."""
        return refuse("unknown", self.language, what=say("session.what.document", self.language), name=name)

    def _reload(self) -> None:
        """Read the study again. What is wrong with other files keeps nobody from coding this one, and is told."""
        self._faults = ()
        try:
            self.study.reload()
        except FaultsError as error:
            told = tuple(self._tell_fault(fault) for fault in error.faults if not fault.warning)
            self._faults = told[:_MOST_TOLD]
            if not self.study.is_whole:
                raise refuse("study", self.language, reason="broken", why="\n".join(told)) from error

    def _tell_fault(self, fault: Fault) -> str:
        if not self._own or not fault.file.startswith(f"{CODINGS}/") or fault.file == self._own:
            return str(fault)
        return say("session.fault_in_log", self.language, file=fault.file, line=fault.line)

    def _read_sha256(self, document: Document) -> str:
        """The hash of the text that the file holds now: a new header or other line ends make no other text."""
        watched = self._watch(document.file)
        try:
            if watched.has_changed():
                read = read_texts(watched.path, file=document.file)
                self._texts[document.file] = {one.id: one.text_sha256 for one in read}
        except FileNotFoundError:
            watched.forget()
            raise refuse("gone", self.language, reason="gone", file=document.file) from None
        except (FaultsError, OSError) as error:
            watched.forget()
            raise refuse("unreadable", self.language, reason="gone", document=document.id, why=error) from error
        texts = self._texts[document.file]
        if document.kind == "answer" and document.id not in texts:
            raise refuse("gone", self.language, reason="gone", file=f"{document.file}, {document.id}")
        return texts[document.id] if document.kind == "answer" else next(iter(texts.values()))

    def _watch(self, file: str) -> WatchedFile:
        return self._files.setdefault(file, WatchedFile(self.study.root / file))
