"""An import: what every file would become is made ready and shown, and then accepted or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from qualkit.columns import make_table
from qualkit.errors import QualkitError
from qualkit.files import hash_file
from qualkit.importing.cases import add_cases
from qualkit.importing.comments import write_comments
from qualkit.importing.incoming import Comments, Ready, Row
from qualkit.importing.showing import show_plan
from qualkit.importing.staging import ORIGINALS, Places, Staging
from qualkit.importing.surveys import add_facts, tell_added
from qualkit.reading.folders import FOLDERS, TRANSCRIPTS
from qualkit.study import CASES

if TYPE_CHECKING:
    import pandas as pd

FILES = ("file", "document", "kind", "format", "turns", "words", "state", "problem", "notes")
SPEAKERS = ("document", "tag", "turns", "words", "role", "why")
COLUMNS = ("document", "column", "use", "told", "distinct", "words", "why")
NOTES = ("file", "note")
Progress = Callable[[int, int, str], None]

_FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}
_BATCH = 64  # files after which progress is told


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be done when a plan is accepted."""

    comments: Comments = "drop"
    coder: str | None = None  # whose log comments go into
    role: str | None = None  # of new cases


class Plan:
    """An import that waits to be accepted; make one with `plan_import`. Used in a `with`, it is refused at its end.

    Attributes
    ----------
    files : one row a file: file, document, kind, format, turns, words, state (new, again, present, edited, failed),
        problem, notes.
    speakers : one row a speaker of a document, as guessed: document, tag, turns, words, role, and why it has that role.
    columns : one row a column of tables with a row a person: document, column, use (case, open, closed, empty), told
        (rows that hold something), distinct (different ones), words (on average), and why it is used so.
    told : after `accept`, what else was done: cases, comments.
    failures : after `accept`, what else could not be done, each with the cause. The same import does it when it is gone.
    """

    def __init__(
        self,
        root: Path,
        staging: Staging,
        rows: Iterable[Row],
        wishes: Wishes,
        notes: Iterable[tuple[str, str]] = (),  # on what is among no rows
    ) -> None:
        self._root, self._staging, self._wishes = root, staging, wishes
        self._rows = list(rows)
        self._notes = tuple(notes)
        self._places = Places(root)
        self._open = True
        self.told: tuple[str, ...] = ()
        self.failures: tuple[str, ...] = ()

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
    def columns(self) -> pd.DataFrame:
        return make_table((row for one in self._rows for row in _tell_columns(one)), COLUMNS)

    @property
    def notes(self) -> pd.DataFrame:
        """One row for each thing that its user should know of a file, and of what was left out: file, note."""
        of_files = ((row.source.file, note) for row in self._rows for note in _find_notes(row))
        return make_table(({"file": file, "note": note} for file, note in (*of_files, *self._notes)), NOTES)

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

    def accept(self, progress: Progress | None = None) -> Plan:
        """Write what is ready into the study, each file whole or not at all; `files` tells what became of each.

        Originals go to transcripts/originals, transcripts to the folder of their kind. Every new informant gets a row
        in transcripts/cases.csv. Raises QualkitError where the plan was accepted or refused before.
        """
        if not self._open:
            raise QualkitError("this import was accepted or refused already; plan it anew")
        try:
            todo = [number for number, row in enumerate(self._rows) if row.state in ("new", "again")]
            with suppress(OSError):  # what is not on the disk will not be in its place either, and is told then
                self._staging.settle([path for number in todo for path in _find_ready(self._rows[number])])
            for begin in range(0, len(todo), _BATCH):
                self._write(todo[begin : begin + _BATCH])
                if progress:
                    progress(min(begin + _BATCH, len(todo)), len(todo), "writing")
            written = [one for row in self._rows if row.state in ("new", "again", "present") for one in row.documents]
            self._tell(f"the informants were not added to {CASES}", _add_cases(self._root, written, self._wishes.role))
            self._add_facts()
            self.told += write_comments(self._root, self._find_remarks(), self._wishes.comments, self._wishes.coder)
        finally:
            self.refuse()
        return self

    def _write(self, numbers: Sequence[int]) -> None:
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
        """The original first: where the transcript is missing, the next import reads it again.

        What a survey tells that takes another's place stands before its answers: these tell the next import how it was
        read until then.
        """
        for one in row.documents:
            if one.path and one.replaces and hash_file(one.replaces.path) != one.replaces_sha256:
                raise QualkitError(
                    f"{one.replaces.file} was edited meanwhile, and was left: give the same command again"
                )
        transcripts = self._root / TRANSCRIPTS
        placed: Path | None = None
        if row.original_path:
            placed = transcripts / ORIGINALS / row.original
            self._places.put(row.original_path, placed)
        n_placed = 0
        try:
            for one in row.documents:
                if row.state == "again" and one.facts_path:
                    self.told += tuple(add_facts(self._root, one.facts_path))
            for one in row.documents:
                if one.path:
                    ending = ".csv" if one.kind == "answer" else ".txt"
                    self._place_transcript(one, transcripts / _FOLDER_OF[one.kind] / f"{one.identity}{ending}")
                    n_placed += 1
        except (OSError, QualkitError):
            if placed and not n_placed:
                placed.unlink(missing_ok=True)
            raise

    def _place_transcript(self, one: Ready, target: Path) -> None:
        assert one.path
        old = one.replaces.path if one.replaces else None
        if old is None:
            self._places.put(one.path, target)
        else:
            if old.parent != target.parent:  # of another kind now: the old one goes there, so that there are never two
                self._places.move(old, target)
                old = target
            self._places.put(one.path, old, replace=True)

    def _add_facts(self) -> None:
        """Add what surveys tell of their cases; those that are read anew have told it before."""
        for one in (one for row in self._rows if row.state in ("new", "present") for one in row.documents):
            if one.facts_path:
                self._tell(
                    f"what {one.identity!r} tells of its persons was not added", add_facts(self._root, one.facts_path)
                )

    def _tell(self, failed: str, done: Iterable[str]) -> None:
        """Do what tells itself line by line; where it cannot be done, the cause is kept."""
        try:
            for line in done:
                self.told += (line,)
        except QualkitError as error:
            self.failures += (f"{failed}: {error}",)

    def _find_remarks(self) -> Iterator[tuple[str, str, Path]]:
        """Of each document whose comments are wanted: its id, the hash of its original, where they are ready."""
        for row in self._rows:
            if row.state in ("new", "again", "present"):
                for one in row.documents:
                    if one.remarks_path:
                        yield one.identity, row.sha256, one.remarks_path

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {state}" for state, count in self.files["state"].value_counts().items())
        how = "look at .speakers and .files, then .accept() or .refuse()" if self._open else "see .files and .told"
        return f"<Plan: {counts or 'no files'}; {how}>"

    def _repr_html_(self) -> str:
        how = "then <code>.accept()</code> or <code>.refuse()</code>" if self._open else "see <code>.told</code>"
        return show_plan(self.files, self.speakers, self.columns, how)


def _find_ready(row: Row) -> Iterator[Path]:
    yield from (path for path in (row.original_path, *(one.path for one in row.documents)) if path)


def _find_notes(row: Row) -> Iterable[str]:
    """What its user should know of a file; of a survey that is there already it was told when it came in."""
    if row.state == "present" and any(one.columns for one in row.documents):
        return row.notes
    return dict.fromkeys((*row.notes, *(note for one in row.documents for note in one.notes)))


def _tell_file(row: Row) -> dict[str, object]:
    turns, words = (sum(getattr(one, what) for one in row.documents) or None for what in ("turns", "words"))
    return {
        "file": row.source.file,
        "document": ", ".join(one.identity for one in row.documents),
        "kind": ", ".join(dict.fromkeys(one.kind for one in row.documents)),
        "format": row.format,
        "turns": turns,
        "words": words,
        "state": row.state,
        "problem": row.problem,
        "notes": "; ".join(_find_notes(row)),
    }


def _tell_speakers(row: Row) -> Iterator[dict[str, object]]:
    if row.state in ("new", "again"):
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


def _tell_columns(row: Row) -> Iterator[dict[str, object]]:
    for one in row.documents if row.state in ("new", "again") else ():
        for column in one.columns:
            yield {
                "document": one.identity,
                "column": column.name,
                "use": column.use,
                "told": column.told,
                "distinct": column.distinct,
                "words": column.words,
                "why": column.why,
            }


def _add_cases(root: Path, documents: Iterable[Ready], role: str | None) -> Iterator[str]:
    cases = dict.fromkeys(case for one in documents for case in one.cases)
    if cases:
        yield from tell_added(add_cases(root, [{"case": case} for case in cases], role=role))
