"""From a file to a Document: a study's own transcripts, and whatever else researchers have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qualkit.errors import Fault, FaultsError
from qualkit.model import Document, TurnRole
from qualkit.reading.transcribe import Job, KindOfFile, Taken, transcribe
from qualkit.reading.transcript import parse_transcript, read_own


def read_document(
    path: str | Path,
    *,
    kind: KindOfFile | None = None,
    speakers: str | None = None,
    encoding: str | None = None,
    file: str | None = None,
) -> Document:
    """Read one document, of any kind: a transcript as a study has it, or a file that somebody else wrote.

    Several interviews in one file are read as one text; `plan_import` makes a document of each.

    Parameters
    ----------
    path : a transcript (.txt) with its header (YAML between `---` lines), which is read as it stands; or .docx, .odt,
        .rtf, .pdf, .txt, .md, .html, .srt, .vtt, or a table (.csv, .xlsx) with a row a turn. Who speaks in these, and
        what stands at their top, is guessed, and stands in the header.
    kind : interview, observation or document, instead of what it seems to be.
    speakers : who is who, where the guess is wrong: "I1,I2=interviewer; M,K=informant".
    encoding : of a text file that is not UTF-8, instead of a guess.
    file : how error messages name it; the file's own name by default.

    Raises
    ------
    FaultsError
        With every fault of the file and its line: it is broken, locked, empty, or not what its ending says.
    QualkitError
        `speakers` or `encoding` mean nothing.

    Examples
    --------
    >>> document = read_document("transcripts/interviews/M07.txt")
    >>> document.turns[1].speaker, document.text[document.turns[1].start :][:23]
    ('M07', 'Ngobrolnya gratis, kopi')
    """
    path = Path(path)
    file = file or path.name
    raw = _read(path, file)
    if path.suffix.lower() == ".txt" and not (speakers or encoding):
        own = read_own(raw, file=file, name=path.stem)
        if own is not None:
            return own
    return _read_foreign(raw, path, file, kind, _read_roles(speakers), encoding)


def _read_foreign(
    raw: bytes,
    path: Path,
    file: str,
    kind: KindOfFile | None,
    roles: Mapping[str, TurnRole],
    encoding: str | None,
) -> Document:
    from qualkit.reading.formats.endings import find_format
    from qualkit.reading.names import make_id

    found = find_format(path.suffix, file, raw)
    job = Job(raw, file, path.suffix, make_id(path.stem), encoding, kind, dict(roles), whole=True)
    if found.is_text:
        return _take_one(transcribe(job), file)
    from qualkit.reading.apart import read_apart

    return _take_one(read_apart(job), file)


def _take_one(taken: Taken, file: str) -> Document:
    if not isinstance(taken, tuple):
        problem = "it is a table with a row a person, of which every answer is a document: bring it into a study with "
        raise FaultsError([Fault(file, 0, f"{problem}`qualkit import`, and find them in its documents")])
    if len(taken) != 1:
        names = ", ".join(one.identity for one in taken[:6])
        problem = f"the table holds {len(taken)} documents ({names}{', …' if len(taken) > 6 else ''})"
        raise FaultsError([Fault(file, 0, f"{problem}: bring them into a study with `qualkit import`")])
    return parse_transcript(taken[0].content, file=file, name=taken[0].identity)


def _read(path: Path, file: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FaultsError([Fault(file, 0, f"the file is missing; expected it at {file}")]) from None
    except OSError as error:
        raise FaultsError([Fault(file, 0, f"the file cannot be read: {error.strerror}")]) from None


def _read_roles(speakers: str | None) -> Mapping[str, TurnRole]:
    if not speakers:
        return {}
    from qualkit.reading.drafting.speakers import read_roles

    return read_roles(speakers)
