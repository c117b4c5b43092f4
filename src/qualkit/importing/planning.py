"""Planning an import: many files are taken in at once, by as many processes as there are cores."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from qualkit.errors import FaultsError, QualkitError
from qualkit.importing.incoming import TABLES, Comments, Intake, Options, Row
from qualkit.importing.plan import Plan, Progress, Wishes
from qualkit.importing.sources import Source, find_sources
from qualkit.importing.staging import Staging
from qualkit.importing.surveys import AS_GUESSED, NUMBERED, SurveyOptions
from qualkit.reading.apart import LIMITS, Limits, Readers, count_cores
from qualkit.reading.transcribe import KindOfFile
from qualkit.sheets import read_sheet
from qualkit.study import CASES, STUDY, Study


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
    whole: bool = False,
    role: str | None = None,
    survey: SurveyOptions = AS_GUESSED,
    processes: int | None = None,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Plan:
    """Read files from anywhere, and make ready what they would become in a study.

    Nothing in the study changes before the plan is accepted. The files themselves are only read.

    Parameters
    ----------
    study : the study, or its folder.
    files : files and folders; of a folder all files in it and below, but for what is the study's own and for links
        that lead out of it.
    kind : interview, observation or document, instead of what each seems to be.
    speakers : who is who, where the guess is wrong: "I1,I2=interviewer; M,K=informant".
    comments : what becomes of comments in the margin: `drop`, `as-memos` (on the document, with the words they stand
        at), `as-codings` (those that name a code of the codebook; the others become memos).
    encoding : of text files that are not UTF-8, instead of a guess.
    coder : in whose log comments go, instead of one named after each author.
    again : read anew what was imported before; a transcript that was edited by hand since is left as it is.
    whole : keep each file one document, also where several interviews stand in it, of which each would become one.
    role : of new cases, in transcripts/cases.csv; by default the study's only role.
    survey : which columns of a table with a row a person hold open answers, the case, outcomes, instead of a guess.
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
    options = _read_options(root, kind, speakers, comments, encoding, again, survey, whole)
    found = find_sources([files] if isinstance(files, str | os.PathLike) else files, root)
    sources = found.sources
    if sum(source.suffix in TABLES for source in sources) > 1:  # the first persons of two tables are not the same
        options = replace(options, cases=(*options.cases, *NUMBERED))
    staging = Staging(root)
    try:
        with Readers(processes or count_cores(), limits) as readers:
            intake = Intake(root, staging, readers, options)
            rows = _take_all(intake, sources, processes or count_cores(), progress)
    except BaseException:
        staging.remove()
        raise
    return Plan(root, staging, _tell_apart(rows), Wishes(comments, coder, role), found.left_out)


def _read_options(
    root: Path,
    kind: KindOfFile | None,
    speakers: str | None,
    comments: Comments,
    encoding: str | None,
    again: bool,
    survey: SurveyOptions,
    whole: bool,
) -> Options:
    from qualkit.reading.drafting.speakers import read_roles

    if encoding is not None:
        try:
            "".encode(encoding)
        except (LookupError, UnicodeError):
            raise QualkitError(f"no encoding {encoding!r}: utf-8, cp1252, utf-16, latin-1, … are some") from None
    roles = dict(read_roles(speakers)) if speakers else {}
    return Options(kind, roles, comments, encoding, again, survey, _find_cases(root), whole)


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


def _find_cases(root: Path) -> tuple[str, ...]:
    """The cases that the study knows; none where its table of them cannot be read, which `qualkit check` tells."""
    try:
        return tuple(row["case"] for row in read_sheet(root / CASES, file=CASES, needed=("case",), key="case").rows)
    except FaultsError:
        return ()
