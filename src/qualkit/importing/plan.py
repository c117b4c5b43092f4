"""An import: what every file would become is made ready and shown, and then accepted or refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from qualkit.columns import make_table
from qualkit.errors import FaultsError, QualkitError
from qualkit.importing.comments import write_comments
from qualkit.importing.incoming import Comments, Intake, Options, Ready, Row
from qualkit.importing.sources import Source, find_sources
from qualkit.importing.staging import ORIGINALS, Staging, place
from qualkit.reading.apart import LIMITS, Limits, Readers, count_cores
from qualkit.reading.folders import FOLDERS, TRANSCRIPTS
from qualkit.reading.transcribe import KindOfFile
from qualkit.sheets import read_sheet
from qualkit.study import CASES, STUDY, Study

if TYPE_CHECKING:
    import pandas as pd

FILES = ("file", "document", "kind", "format", "turns", "words", "state", "problem", "notes")
SPEAKERS = ("document", "tag", "turns", "words", "role", "why")
Progress = Callable[[int, int, str], None]

_FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}
_BATCH = 64  # files that are put on the disk together


class Plan:
    """An import that waits to be accepted; make one with `plan_import`. Used in a `with`, it is refused at its end.

    Attributes
    ----------
    files : one row a file: file, document, kind, format, turns, words, state (new, again, present, edited, failed),
        problem, notes.
    speakers : one row a speaker of a document, as guessed: document, tag, turns, words, role, and why it has that role.
    told : after `accept`, what else was done: cases, comments.
    """

    def __init__(
        self, root: Path, staging: Staging, rows: Iterable[Row], comments: Comments, coder: str | None
    ) -> None:
        self._root, self._staging = root, staging
        self._rows = list(rows)
        self._comments, self._coder = comments, coder
        self._open = True
        self.told: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.refuse()

    @property
    def files(self) -> pd.DataFrame:
        return make_table(map(_tell_file, self._rows), FILES)

    @property
    def speakers(self) -> pd.DataFrame:
        return make_table((row for one in self._rows for row in _tell_speakers(one)), SPEAKERS)

    @property
    def n_new(self) -> int:
        """How many files would be written."""
        return sum(row.state in ("new", "again") for row in self._rows)

    @property
    def n_failed(self) -> int:
        """How many files could not be read, or written."""
        return sum(row.state == "failed" for row in self._rows)

    def refuse(self) -> None:
        """Leave the study as it is, and let others import into it."""
        if self._open:
            self._open = False
            self._staging.remove()

    def accept(self, progress: Progress | None = None) -> pd.DataFrame:
        """Write what is ready into the study, each file whole or not at all, and return `files` as they are then.

        Originals go to transcripts/originals, transcripts to the folder of their kind. Every new informant gets a row
        in transcripts/cases.csv. Raises QualkitError where the plan was accepted or refused before.
        """
        if not self._open:
            raise QualkitError("this import was accepted or refused already; plan it anew")
        try:
            todo = [number for number, row in enumerate(self._rows) if row.state in ("new", "again")]
            for begin in range(0, len(todo), _BATCH):
                self._write(todo[begin : begin + _BATCH])
                if progress:
                    progress(min(begin + _BATCH, len(todo)), len(todo), "writing")
            written = [one for row in self._rows if row.state in ("new", "again", "present") for one in row.documents]
            self.told = (
                *_add_cases(self._root, written),
                *write_comments(self._root, self._find_remarks(), self._comments, self._coder),
            )
        finally:
            self.refuse()
        return self.files

    def _write(self, numbers: Sequence[int]) -> None:
        paths = [path for number in numbers for path in _find_ready(self._rows[number])]
        with suppress(OSError):  # what is not on the disk will not be in its place either, and is told then
            self._staging.settle(paths)
        for number in numbers:
            row = self._rows[number]
            try:
                self._place(row)
            except FileExistsError:
                problem = "something lies already where its transcript or original would be: rename the file"
                self._rows[number] = replace(row, state="failed", problem=problem)
            except OSError as error:
                problem = f"it could not be written: {error.strerror or error}"
                self._rows[number] = replace(row, state="failed", problem=problem)
            except QualkitError as error:
                self._rows[number] = replace(row, state="failed", problem=str(error))

    def _place(self, row: Row) -> None:
        """The original first: where the transcript is missing, the next import reads it again."""
        transcripts = self._root / TRANSCRIPTS
        placed: Path | None = None
        if row.original_path:
            placed = transcripts / ORIGINALS / row.original
            place(row.original_path, placed, self._root)
        n_placed = 0
        try:
            for one in row.documents:
                if one.path:
                    self._place_transcript(one, transcripts / _FOLDER_OF[one.kind] / f"{one.identity}.txt")
                    n_placed += 1
        except (OSError, QualkitError):
            if placed and not n_placed:
                placed.unlink(missing_ok=True)
            raise

    def _place_transcript(self, one: Ready, target: Path) -> None:
        assert one.path
        old = one.replaces.path if one.replaces else None
        if old and (old.parent != target.parent or old.name == target.name):
            place(one.path, target, self._root, replace=old.name == target.name and old.parent == target.parent)
            if old.parent != target.parent:
                old.unlink()
        elif old:
            place(one.path, old, self._root, replace=True)
        else:
            place(one.path, target, self._root)

    def _find_remarks(self) -> Iterator[tuple[str, str, Path]]:
        """Of each document whose comments are wanted: its id, the hash of its original, where they are ready."""
        for row in self._rows:
            if row.state in ("new", "again", "present"):
                for one in row.documents:
                    if one.remarks_path:
                        yield one.identity, row.sha256, one.remarks_path

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {state}" for state, count in self.files["state"].value_counts().items())
        return f"<Plan: {counts or 'no files'}; look at .speakers and .files, then .accept() or .refuse()>"


def plan_import(
    study: Study | str | Path,
    files: str | Path | Iterable[str | Path],
    *,
    kind: KindOfFile | None = None,
    speakers: str | None = None,
    comments: Comments = "drop",
    encoding: str | None = None,
    coder: str | None = None,
    again: bool = False,
    processes: int | None = None,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Plan:
    """Read files from anywhere, and make ready what they would become in a study.

    Nothing in the study changes before the plan is accepted. The files themselves are only read.

    Parameters
    ----------
    study : the study, or its folder.
    files : files and folders; of a folder all files in it and below.
    kind : interview, observation or document, instead of what each seems to be.
    speakers : who is who, where the guess is wrong: "I1,I2=interviewer; M,K=informant".
    comments : what becomes of comments in the margin: `drop`, `as-memos` (on the document, with the words they stand
        at), `as-codings` (those that name a code of the codebook; the others become memos).
    encoding : of text files that are not UTF-8, instead of a guess.
    coder : in whose log comments go, instead of one named after each author.
    again : read anew what was imported before; a transcript that was edited by hand since is left as it is.
    processes : how many files are read at once; as many as there are cores by default.
    limits : how long reading one file may take, in seconds, and how much memory, in bytes.
    progress : called with files done, files in all, and what is next.

    Raises
    ------
    QualkitError
        There is no study, no such file, another import is open, or an option means nothing.

    Examples
    --------
    >>> with plan_import(study, "recordings/") as plan:  # doctest: +SKIP
    ...     print(plan.speakers)
    ...     plan.accept()
    """
    root = study.root if isinstance(study, Study) else Path(study)
    if not (root / STUDY).is_file():
        raise QualkitError(f"no study in {root}: there is no {STUDY}; name another folder, or make one (qualkit init)")
    options = _read_options(root, kind, speakers, comments, encoding, again)
    sources = find_sources([files] if isinstance(files, str | os.PathLike) else files)
    staging = Staging(root)
    try:
        with Readers(processes or count_cores(), limits) as readers:
            intake = Intake(root, staging, readers, options)
            rows = _take_all(intake, sources, processes or count_cores(), progress)
    except BaseException:
        staging.remove()
        raise
    return Plan(root, staging, _tell_apart(rows), comments, coder)


def _read_options(
    root: Path, kind: KindOfFile | None, speakers: str | None, comments: Comments, encoding: str | None, again: bool
) -> Options:
    from qualkit.reading.speakers import read_roles

    if encoding is not None:
        try:
            "".encode(encoding)
        except (LookupError, UnicodeError):
            raise QualkitError(f"no encoding {encoding!r}: utf-8, cp1252, utf-16, latin-1, … are some") from None
    roles = dict(read_roles(speakers)) if speakers else {}
    return Options(kind, roles, comments, encoding, again, _find_cases(root))


def _take_all(intake: Intake, sources: Sequence[Source], processes: int, progress: Progress | None) -> list[Row]:
    """One more thread than processes: while one waits for the disk, no process waits for work."""
    rows: dict[int, Row] = {}
    with ThreadPoolExecutor(processes + 1) as threads:
        futures: dict[Future[Row], int] = {
            threads.submit(intake.take, number, source): number for number, source in enumerate(sources)
        }
        try:
            for done, future in enumerate(as_completed(futures), start=1):
                rows[futures[future]] = future.result()
                if progress:
                    progress(done, len(sources), rows[futures[future]].source.path.name)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            intake.stop()
            raise
    return [rows[number] for number in range(len(sources))]


def _tell_apart(rows: Iterable[Row]) -> Iterator[Row]:
    """What two files of one import would both be is told of the later one."""
    ids: dict[str, str] = {}
    contents: dict[str, str] = {}
    for row in rows:
        if row.state in ("failed", "present"):
            yield row
            continue
        same = contents.get(row.sha256)
        taken = next((one for one in row.documents if one.identity.casefold() in ids), None)
        if same:
            yield replace(row, state="present", documents=(), notes=(f"the same as {same}: left out",))
        elif taken:
            other = ids[taken.identity.casefold()]
            problem = f"its id would be {taken.identity!r}, as that of {other}: rename it, or leave one of them out"
            yield replace(row, state="failed", problem=problem)
        else:
            contents[row.sha256] = row.source.file
            ids |= {one.identity.casefold(): row.source.file for one in row.documents}
            yield row


def _find_ready(row: Row) -> Iterator[Path]:
    yield from (path for path in (row.original_path, *(one.path for one in row.documents)) if path)


def _tell_file(row: Row) -> dict[str, object]:
    turns, words = (sum(getattr(one, what) for one in row.documents) or None for what in ("turns", "words"))
    remarks = sum(one.remarks for one in row.documents)
    notes = [*row.notes, *(note for one in row.documents for note in one.notes)]
    if remarks:
        notes.append(f"{remarks} comment{'s' if remarks > 1 else ''} in the margin")
    return {
        "file": row.source.file,
        "document": ", ".join(one.identity for one in row.documents),
        "kind": ", ".join(dict.fromkeys(one.kind for one in row.documents)),
        "format": row.format,
        "turns": turns,
        "words": words,
        "state": row.state,
        "problem": row.problem,
        "notes": "; ".join(dict.fromkeys(notes)),
    }


def _tell_speakers(row: Row) -> Iterator[dict[str, object]]:
    if row.state in ("new", "again", "edited"):
        for one in row.documents:
            for tag in one.tags:
                yield {
                    "document": one.identity,
                    "tag": tag.tag,
                    "turns": tag.turns,
                    "words": tag.words,
                    "role": tag.role,
                    "why": tag.why,
                }


def _find_cases(root: Path) -> tuple[str, ...]:
    """The cases that the study knows; none where its table of them cannot be read, which `qualkit check` tells."""
    try:
        return tuple(row["case"] for row in read_sheet(root / CASES, file=CASES, needed=("case",), key="case").rows)
    except FaultsError:
        return ()


def _add_cases(root: Path, documents: Iterable[Ready]) -> tuple[str, ...]:
    from qualkit.importing.answers import add_cases

    cases = dict.fromkeys(case for one in documents for case in one.cases)
    try:
        added = add_cases(root, cases)
    except QualkitError as error:
        return (f"the informants were not added to {CASES}: {error}",)
    if not added:
        return ()
    some = ", ".join(added[:8]) + (", …" if len(added) > 8 else "")
    return (f"{len(added)} new in {CASES}, whose role and attributes are yours to fill in: {some}",)
