"""From a file to a Document. A format is one module with one `read_` function, listed in `READERS`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qualkit.errors import Fault, FaultsError
from qualkit.model import Document
from qualkit.reading.transcript import read_transcript

READERS: dict[str, Callable[..., Document]] = {".txt": read_transcript}


def read_document(path: str | Path, *, file: str | None = None) -> Document:
    """Read one document.

    Parameters
    ----------
    path : path of a transcript: a header (YAML between `---` lines), then turns `TAG: words` or prose.
    file : how error messages name it; the file's own name by default.

    Raises
    ------
    FaultsError
        With every fault of the file and its line.

    Examples
    --------
    >>> document = read_document("transcripts/interviews/M07.txt")
    >>> document.turns[1].speaker, document.text[document.turns[1].start :][:23]
    ('M07', 'Ngobrolnya gratis, kopi')
    """
    path = Path(path)
    file = file or path.name
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        readable = ", ".join(sorted(READERS))
        raise FaultsError([Fault(file, 0, f"cannot read a {path.suffix or 'nameless'} file; readable are {readable}")])
    return reader(path, file=file)
