"""The texts of a study: what lies in the folders of transcripts/, read in order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qualkit.errors import Fault, FaultsError
from qualkit.model import Document, Documents
from qualkit.reading.answers import read_answers
from qualkit.reading.transcript import read_transcript

TRANSCRIPTS = "transcripts"
ANSWERS = "answers"
FOLDERS = {"interviews": "interview", "observations": "observation", "documents": "document", ANSWERS: "answer"}
"""The folders of transcripts/, each with the kind of text it is for."""


def read_folders(root: Path, faults: list[Fault]) -> Documents:
    """Every text of a study; what is wrong is added to the faults, and what else there is is read."""
    documents: list[Document] = []
    files: dict[str, str] = {}
    for folder in FOLDERS:
        ending = _ending(folder)
        for path in sorted((root / TRANSCRIPTS / folder).glob("*")):
            file = f"{TRANSCRIPTS}/{folder}/{path.name}"
            if path.name.startswith((".", "~")) or path.is_dir():
                continue
            if path.suffix.lower() != ending:
                faults.append(Fault(file, 0, _tell_unread(folder), warning=True))
                continue
            try:
                read = read_texts(path, file=file)
            except FaultsError as error:
                faults += error.faults
                continue
            documents += _take_new(read, files, faults)
    return Documents(documents)


def read_texts(path: Path, *, file: str) -> tuple[Document, ...]:
    """The texts of one of a study's files: one of a transcript, many of a file of answers. Raises FaultsError."""
    if path.suffix.lower() == ".csv":
        return read_answers(path, file=file)
    return (read_transcript(path, file=file),)


def read_again(root: Path, document: Document) -> Document:
    """A document as its file holds it now. Raises FaultsError where the file cannot be read, or holds it no more."""
    for read in read_texts(root / document.file, file=document.file):
        if read.id == document.id or document.kind != "answer":
            return read
    raise FaultsError([Fault(document.file, 0, f"it holds no answer {document.id!r} any more; put it back, or open the "
                             "study again")])  # fmt: skip


def find_untold(documents: Iterable[str], faults: Iterable[Fault]) -> set[str]:
    """Those of the documents that are missing because of a file whose own fault is told."""
    told = [fault for fault in faults if fault.file.startswith(f"{TRANSCRIPTS}/")]
    stems = {Path(fault.file).stem for fault in told}
    answers = [f for f in told if f.file.startswith(f"{TRANSCRIPTS}/{ANSWERS}/") and not (f.warning and f.line)]
    begins = tuple({f"{Path(fault.file).stem}." for fault in answers})
    return {name for name in documents if name in stems or name.startswith(begins)}


def _ending(folder: str) -> str:
    return ".csv" if folder == ANSWERS else ".txt"


def _tell_unread(folder: str) -> str:
    if folder == ANSWERS:
        return "not read: answers are .csv files with the columns case and one a question; import it (qualkit import)"
    return "not read: only .txt files are; import it (qualkit import), or save it as plain text (UTF-8)"


def _take_new(read: Iterable[Document], files: dict[str, str], faults: list[Fault]) -> Iterable[Document]:
    """The documents whose ids no other file has."""
    for document in read:
        if files.setdefault(document.id, document.file) != document.file:
            problem = f"the id {document.id!r} belongs to {files[document.id]} already; give each file its own id"
            faults.append(Fault(document.file, 1, problem))
        else:
            yield document
