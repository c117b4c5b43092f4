"""What becomes of one file that comes in: read, drafted, and made ready, without anything being in its place yet."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Literal

import msgspec

from qualkit.errors import Fault, FaultsError, QualkitError
from qualkit.files import hash_file, is_inside, is_safe_name
from qualkit.importing.existing import Existing, Known, find_cases
from qualkit.importing.merging import merge_headers
from qualkit.importing.revising import asks_the_same, check_losses, find_former
from qualkit.importing.sources import Source
from qualkit.importing.staging import ORIGINALS, Staging
from qualkit.importing.surveys import AS_GUESSED, Survey, SurveyOptions, name_survey, plan_survey
from qualkit.importing.versions import Family, find_family, have_little_in_common, is_kept, number_name
from qualkit.model import Document, TurnRole
from qualkit.reading.apart import Readers
from qualkit.reading.drafting.survey_columns import Column
from qualkit.reading.folders import ANSWERS, TRANSCRIPTS
from qualkit.reading.formats.endings import FORMATS, MOST_BYTES
from qualkit.reading.formats.grids import Grid
from qualkit.reading.names import make_id, make_portable
from qualkit.reading.transcribe import Job, KindOfFile, Spoken, Transcribed
from qualkit.reading.transcript import parse_transcript, read_own

State = Literal["new", "again", "present", "edited", "failed"]
"""new: to be written; again: takes the place of what was imported before; present: there already, and left alone;
edited: there already, edited by hand since, and left alone; failed: cannot be imported."""
Comments = Literal["drop", "as-memos", "as-codings"]

TABLES = frozenset(suffix for suffix, found in FORMATS.items() if found.is_table)
_OWN = {".txt": 1, ".text": 1, ".md": 2, ".markdown": 2}
"""What a transcript may end in, and how many of its keys make sure that it is one: notes have headers too."""

_ORIGIN = ("source", "version_of", "source_sha256", "imported_sha256")


@dataclass(frozen=True, slots=True)
class Options:
    """What was said of the files that come in."""

    kind: KindOfFile | None = None
    roles: Mapping[str, TurnRole] = field(default_factory=dict)
    comments: Comments = "drop"
    encoding: str | None = None
    again: bool = False
    survey: SurveyOptions = AS_GUESSED
    cases: tuple[str, ...] = ()  # that the study knows
    whole: bool = False  # each file is one document


@dataclass(frozen=True, slots=True)
class Ready:
    """A transcript that is ready to be put in its place."""

    identity: str
    kind: str
    turns: int
    words: int
    tags: tuple[Spoken, ...] = ()
    cases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    path: Path | None = None  # where it is ready; None where what lies in its place stays
    remarks_path: Path | None = None
    replaces: Known | None = None
    replaces_sha256: str = ""  # of what it takes the place of, as that was read
    columns: tuple[Column, ...] = ()  # of a survey
    facts_path: Path | None = None  # of a survey: what it tells of its cases


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of one file."""

    source: Source
    state: State
    problem: str = ""
    format: str = ""
    documents: tuple[Ready, ...] = ()
    notes: tuple[str, ...] = ()
    sha256: str = ""
    original: str = ""  # the name under which it is kept; none for what is a transcript already
    original_path: Path | None = None  # where it is ready; None where it is kept already


class Intake:
    """Takes files in, from several threads at once."""

    def __init__(self, root: Path, staging: Staging, readers: Readers, options: Options) -> None:
        self._root, self._staging, self._readers, self._options = root, staging, readers, options
        self._existing = Existing(root)
        self._originals: dict[str, str] = {}  # names that were given, each with the hash of what is called so
        self._lock = threading.Lock()

    def take(self, number: int, source: Source) -> Row:
        """Read a file and make its transcript ready; what cannot be is told in the row."""
        row = Row(source, "failed", format=source.suffix.removeprefix("."))
        try:
            raw = _read(source)
            row = replace(row, sha256=sha256(raw).hexdigest())
            own = _read_own(raw, source)
            if own is not None:
                return self._take_own(row, number, raw, own)
            return self._take_foreign(row, number, raw)
        except FaultsError as error:
            return replace(row, problem="; ".join(fault.problem for fault in error.faults))
        except QualkitError as error:
            return replace(row, problem=str(error).removeprefix(f"{source.file}: "))
        except OSError as error:
            return replace(row, problem=f"it cannot be made ready: {error.strerror or error}; is the disk full?")

    def stop(self) -> None:
        """Read no more; what is being read ends at once."""
        self._readers.close()

    # --- transcripts as qualkit has them --------------------------------------------------------------------

    def _take_own(self, row: Row, number: int, raw: bytes, document: Document) -> Row:
        row = replace(row, format="qualkit")
        ready = Ready(document.id, document.kind, len(document.turns), len(document.text.split()), cases=document.cases)
        there = self._existing.with_id(document.id)
        if document.kind == "answer":
            raise _fault(row, "it is an answer of a survey: those come in as a table, one row a person")
        if there is None:
            path = self._staging.put(f"{number}.txt", raw)
            return replace(row, state="new", documents=(replace(ready, path=path, notes=("copied as it is",)),))
        if hash_file(there.path) == row.sha256:
            return replace(row, state="present", documents=(ready,))
        raise _fault(row, f"its id {document.id!r} belongs to {there.file} already, which is not the same: give it "
                          "another id in its header")  # fmt: skip

    # --- all other files --------------------------------------------------------------------------------------

    def _take_foreign(self, row: Row, number: int, raw: bytes) -> Row:
        source, options = row.source, self._options
        if source.suffix in FORMATS:
            row = replace(row, format=FORMATS[source.suffix].name)
        known = self._existing.from_source(row.sha256)
        family = find_family(self._existing, source, self._originals_folder, known)
        as_it_is = known and not options.again and options.comments == "drop"
        if as_it_is and not _lacks_parts(known):
            return replace(row, state="present", documents=tuple(_as_ready(one) for one in known))
        newest = None if source.suffix in TABLES else family.newest
        if newest and is_kept(newest, row.sha256, len(raw), self._originals_folder):
            if not self._goes_back(source, family):
                return _leave_former(row, newest)
            row = replace(row, notes=("it is an earlier version, and takes the place of a later one",))
        there = known[0] if known else family.only or self._existing.with_id(source.identity)
        if there is not None and not known and source.suffix not in TABLES:
            self._check_version(row, there, family)
        called = family.members[0].called if family.members else source.original
        original = self._choose_original(called, row.sha256)
        taken = self._readers.read(self._make_job(row, raw, known or (there,), called, original))
        if isinstance(taken, Grid):
            return self._take_survey(row, number, raw, taken, original)
        documents = tuple(self._make_ready(row, f"{number}.{part}", each, family) for part, each in enumerate(taken))
        row = replace(row, notes=(*row.notes, *_tell_parts(row, documents, family), *_tell_namesakes(family)))
        if known and not options.again:  # only its comments are wanted, or what is missing of it
            documents = tuple(replace(one, path=None) if one.replaces else one for one in documents)
            if all(one.replaces for one in documents):
                return replace(row, state="present", documents=documents)
            return replace(self._with_original(row, number, raw, original), state="new", documents=documents)
        state: State = "again" if any(one.replaces for one in documents) else "new"
        edited = [one.identity for one in documents if one.path is None]
        row = replace(row, notes=(*row.notes, *_tell_not_taken(row, documents)))
        if len(edited) == len(documents):
            state = "edited"
        elif edited:
            note = f"edited by hand since, and left alone: {', '.join(edited)}; correct there what is wrong"
            row = replace(row, notes=(*row.notes, note))
        return replace(self._with_original(row, number, raw, original), state=state, documents=documents)

    def _goes_back(self, source: Source, family: Family) -> bool:
        """Whether somebody wants an earlier version back; who names all originals does not."""
        inside = is_inside(source.path, self._originals_folder)
        return self._options.again and bool(family.members) and not inside

    def _with_original(self, row: Row, number: int, raw: bytes, original: str) -> Row:
        kept = (self._originals_folder / original).exists()
        path = None if kept else self._staging.put(f"{number}.original", raw, verify=True)
        return replace(row, original=original, original_path=path)

    def _take_survey(self, row: Row, number: int, raw: bytes, grid: Grid, original: str) -> Row:
        name = name_survey(row.source.identity)
        file = f"{TRANSCRIPTS}/{ANSWERS}/{name}.csv"
        there = Known(self._root / file, file, name, "answer") if (self._root / file).exists() else None
        before = hash_file(there.path) if there else ""
        state, survey = self._plan_survey(row, grid, original, there)
        if survey is None:
            return replace(row, state=state, documents=(Ready(name, "answer", 0, 0),))
        ready = Ready(
            survey.name, "answer", survey.n_answers, survey.n_words, notes=survey.notes, columns=survey.columns,
            facts_path=self._staging.put(f"{number}.json", msgspec.json.encode(survey.facts)), replaces=there,
        )  # fmt: skip
        if state == "present":  # what it tells of its cases may not have come in with it
            return replace(row, state=state, documents=(ready,))
        ready = replace(ready, path=self._staging.put(f"{number}.csv", survey.content), replaces_sha256=before)
        return replace(self._with_original(row, number, raw, original), state=state, documents=(ready,))

    def _plan_survey(self, row: Row, grid: Grid, original: str, there: Known | None) -> tuple[State, Survey | None]:
        """What a survey becomes, where the study may have its answers already. Raises QualkitError."""
        identity, options = row.source.identity, self._options
        if there is None:
            return "new", plan_survey(grid, identity=identity, said=options.survey, known=options.cases)
        answers = there.path.read_bytes()
        former = find_former(grid, answers, identity=identity, known=options.cases, root=self._root)
        if former is None:
            kept = self._originals_folder / original
            if kept.is_file() and hash_file(kept) == row.sha256:
                return "edited", None
            found = f"its answers would be {there.file}, which is there already and holds something else"
            if not asks_the_same(grid, answers):
                raise _fault(row, f"{found}: rename the file, or move the answers away")
            raise _fault(
                row, f"{found}, as another version of this survey does. New persons: import a file with their rows "
                f"alone, under another name. Corrected answers: correct them in {there.file}. All anew, where nobody "
                f"has coded these answers yet: delete {there.file} and give the same command again"
            )  # fmt: skip
        said = former.complete(options.survey, grid)
        survey = plan_survey(grid, identity=identity, said=said, known=former.known)
        if former.is_same(survey):
            return "present", survey
        if not options.again:
            raise _fault(
                row, f"it is in the study already, with other columns: --again reads it anew, {there.file} too"
            )
        kept_cases = check_losses(self._root, former.survey, survey)
        return "again", survey.instead_of(former.survey, kept_cases)

    def _check_version(self, row: Row, there: Known, family: Family) -> None:
        """Raise FaultsError where a transcript of other origin has the id, unless it is to be read again."""
        names = (make_portable(row.source.path.name), row.source.original)
        is_version = there in family.members or there.called in names
        if is_version and self._options.again:
            return
        if is_version:
            raise _fault(row, f"another version of it is in the study, {there.file}: --again reads this one in its "
                              "place; if it is another text, rename it")  # fmt: skip
        raise _fault(row, f"its id {there.identity!r} belongs to {there.file} already: rename the file")

    def _make_job(self, row: Row, raw: bytes, known: Sequence[Known | None], called: str, original: str) -> Job:
        options, source = self._options, row.source
        parts = {one.part: one.identity for one in known if one and one.part}
        there = known[0] if len(known) == 1 and not parts else None  # of what became several the ids stand in it
        kept: KindOfFile | None = there.kind if there and there.kind != "answer" else None  # type: ignore[assignment]
        version = {"version_of": called} if original != called else {}
        own = source.identity if called == source.original else make_id(PurePath(called).stem)
        return Job(
            raw=raw,
            file=source.file,
            suffix=source.suffix,
            identity=there.identity if there else own,
            encoding=options.encoding,
            kind=options.kind or kept,
            roles=dict(options.roles),
            cases=options.cases,
            source={"source": original, **version, "source_sha256": row.sha256},
            whole=options.whole or there is not None,  # what is one document in the study stays one
            parts=parts,
        )

    def _make_ready(self, row: Row, name: str, done: Transcribed, family: Family) -> Ready:
        if not is_safe_name(done.identity):
            raise _fault(row, f"the id {done.identity!r} cannot name a file")
        there = self._existing.with_id(done.identity)
        ready = Ready(
            done.identity, done.kind, done.turns, done.words, done.tags, done.cases, replaces=there,
            notes=(*done.notes, *_tell_draft(done, self._options)),
        )  # fmt: skip
        if done.remarks and self._options.comments != "drop":
            remarks = msgspec.json.encode({"text": done.text, "remarks": done.remarks})
            ready = replace(ready, remarks_path=self._staging.put(f"{name}.json", remarks))
        content = done.content
        if there is not None:
            is_other = there.source_sha256 != row.sha256
            if is_other and not self._options.again and self._existing.from_source(row.sha256):
                return ready  # what is missing of a file comes in, and what came of another version of it stays
            if is_other:
                self._check_version(row, there, family)
            ready = replace(ready, replaces_sha256=hash_file(there.path))
            old = _read_transcript(there.path, there.file)
            if old.text_sha256 != there.imported_sha256:
                return ready
            if is_other and have_little_in_common(
                old.text, parse_transcript(done.content, file=row.source.file, name=done.identity).text
            ):
                raise _fault(row, f"it has hardly any words in common with {there.file}, whose place it would take: if "
                                  "it is another text, rename the file; if not, delete that transcript and import it "
                                  "again")  # fmt: skip
            content = self._merge(old, done, row)
        return replace(ready, path=self._staging.put(f"{name}.txt", content.encode()))

    def _merge(self, old: Document, done: Transcribed, row: Row) -> str:
        from qualkit.reading.drafting.draft import Draft, format_draft

        new = parse_transcript(done.content, file=row.source.file, name=done.identity)
        header = merge_headers(old, new, self._options.roles)
        own = {key: str(header.pop(key)) for key in _ORIGIN if key in header}
        return format_draft(Draft(header, new.text, (), (), ()), **own)

    # --- originals --------------------------------------------------------------------------------------------

    @property
    def _originals_folder(self) -> Path:
        return self._root / TRANSCRIPTS / ORIGINALS

    def _choose_original(self, called: str, sha256: str) -> str:
        """A name under which nothing else is kept."""
        number = 1
        with self._lock:
            while self._is_other(name := number_name(called, number), sha256):
                number += 1
            self._originals[name.casefold()] = sha256
        return name

    def _is_other(self, name: str, sha256: str) -> bool:
        path = self._originals_folder / name
        there = self._originals.get(name.casefold())
        if there is None and path.exists():
            there = hash_file(path) if path.is_file() else "no file"
        return there not in (None, sha256)


def _read(source: Source) -> bytes:
    """The bytes of a file. Raises FaultsError."""
    try:
        if source.path.is_dir():
            raise FaultsError([Fault(source.file, 0, "the folder cannot be looked into: it is not yours to read")])
        if not source.path.is_file():
            raise FaultsError([Fault(source.file, 0, "it is no file that can be read, but a device or a dead link")])
        size = source.path.stat().st_size
        if size > MOST_BYTES:
            problem = f"the file has {size / 2**20:,.0f} MB, more than any text: see that it is the right one"
            raise FaultsError([Fault(source.file, 0, problem)])
        return source.path.read_bytes()
    except OSError as error:
        raise FaultsError([Fault(source.file, 0, f"the file cannot be read: {error.strerror}")]) from None


def _read_own(raw: bytes, source: Source) -> Document | None:
    """A transcript as qualkit has them; None for any other file. Raises FaultsError for one with a faulty header."""
    if source.suffix not in _OWN:
        return None
    return read_own(raw, file=source.file, name=source.identity, certain=_OWN[source.suffix])


def _read_transcript(path: Path, file: str) -> Document:
    from qualkit.reading.transcript import read_transcript

    try:
        return read_transcript(path, file=file)
    except FaultsError as error:
        problem = f"the transcript that it would take the place of has faults, and was left: {error}"
        raise FaultsError([Fault(file, 0, problem)]) from None


def _as_ready(known: Known) -> Ready:
    """A transcript that stays as it is; who speaks in it is told, for an import that ended too early to tell it."""
    return Ready(known.identity, known.kind, 0, 0, cases=find_cases(known))


def _lacks_parts(known: Sequence[Known]) -> bool:
    """Whether transcripts of a file that became several are missing, as after an import that was stopped."""
    counts = {one.part.rpartition(" ")[2] for one in known}
    return len(counts) == 1 and (count := counts.pop()).isdecimal() and len(known) < int(count)


def _leave_former(row: Row, newest: Known) -> Row:
    """A version that another took the place of stays what it is: an original of the study."""
    note = (f"it is an earlier version of {newest.file}, which was made of {newest.source} since: left alone. To have it "
            "back, import it by itself with --again")  # fmt: skip
    return replace(row, state="present", notes=(*row.notes, note))


def _tell_not_taken(row: Row, documents: Sequence[Ready]) -> Iterator[str]:
    """What to do where a transcript was edited, and another version of its file comes."""
    kept = [one.replaces for one in documents if one.path is None and one.replaces]
    files = [one.file for one in kept if one.source_sha256 != row.sha256]
    if files:
        yield (f"nothing of this version was taken into {', '.join(files)}, edited by hand since: write there what it "
               "changes; or delete that transcript, with what was edited, and import the file again")  # fmt: skip


def _tell_namesakes(family: Family) -> Iterator[str]:
    """A file of the same name in another folder may be the same, and may be not."""
    if family.namesakes and not family.members:
        yield (f"{family.namesakes[0].file} came from a file of the same name: if this is another version of that, leave "
               "it out here and import it alone, with --again")  # fmt: skip


def _tell_parts(row: Row, documents: Sequence[Ready], family: Family) -> Iterator[str]:
    """What the study has of a former version of the file that is not in this one. Raises FaultsError.

    Where this one is no longer parted, or its parts were one document, the same words would come in twice.
    """
    ids = {one.identity.casefold() for one in documents}
    former = [one for one in family.members if one.part and one.identity.casefold() not in ids]
    if not former:
        return
    files = ", ".join(one.file for one in former[:6]) + (", …" if len(former) > 6 else "")
    if len(documents) == 1 and documents[0].replaces is None:
        raise _fault(row, f"it is in the study as several documents ({files}): delete these to have it as one")
    yield f"{files} came from it before and {'are' if len(former) > 1 else 'is'} not in it any more: left as before"


def _tell_draft(done: Transcribed, options: Options) -> Iterator[str]:
    """What is missing in a draft that somebody may look for."""
    if not done.tags and done.kind != "observation" and not options.kind:
        as_what = "" if done.kind == "interview" else f", and it is taken for a {done.kind}"
        yield f"no speakers were found{as_what}"
    count = len(done.remarks)
    if count:
        left = ", left out: --comments as-memos, or as-codings, takes them in" if options.comments == "drop" else ""
        yield f"{count} comment{'s' if count > 1 else ''} in the margin{left}"


def _fault(row: Row, problem: str) -> FaultsError:
    return FaultsError([Fault(row.source.file, 0, problem)])
