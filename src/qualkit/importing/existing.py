"""Which transcripts a study has, and where they came from: what is there already is not imported again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qualkit.errors import FaultsError
from qualkit.files import normalise
from qualkit.model import KINDS
from qualkit.reading.folders import FOLDERS, TRANSCRIPTS
from qualkit.reading.transcript import read_speakers

_HEADER = 16 * 2**10  # bytes in which a header ends
_KEY = re.compile(r"^(id|type|kind|source|source_sha256|imported_sha256|part):[^\S\n]*(.*?)[^\S\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Known:
    """A transcript of the study, as far as its header tells where it came from."""

    path: Path
    file: str  # how the study calls it
    identity: str
    kind: str
    source: str = ""
    source_sha256: str = ""
    imported_sha256: str = ""
    part: str = ""  # which of several documents that its file became: 2 of 3


class Existing:
    """The transcripts of a study by id and by original; found anew when it is made."""

    def __init__(self, root: Path) -> None:
        known = list(_find_transcripts(root))
        self._by_id: Mapping[str, Known] = {one.identity.casefold(): one for one in reversed(known)}
        self._by_source: dict[str, list[Known]] = {}
        for one in known:
            if one.source_sha256:
                self._by_source.setdefault(one.source_sha256, []).append(one)

    def with_id(self, identity: str) -> Known | None:
        """The transcript that has an id; capitals do not tell two apart, as some systems would not."""
        return self._by_id.get(identity.casefold())

    def from_source(self, sha256: str) -> tuple[Known, ...]:
        """The transcripts that were made of a file with these bytes."""
        return tuple(self._by_source.get(sha256, ()))

    def parts_of(self, names: Collection[str]) -> tuple[Known, ...]:
        """The transcripts that are parts of a file of one of these names, whichever version of it."""
        found = (one for one in self._by_id.values() if one.part and one.source in names)
        return tuple(sorted(found, key=lambda one: one.file))


def find_cases(known: Known) -> tuple[str, ...]:
    """Who a transcript's header names as informants; nobody where it is faulty, which `qualkit check` tells."""
    from qualkit.yaml_file import load_strings

    try:
        header = load_strings(_read_source(known.path).removeprefix("---"), known.file)
    except FaultsError:
        return ()
    speakers = read_speakers(header, known.file, []) if isinstance(header, Mapping) else {}
    return tuple(dict.fromkeys(case for _, case in speakers.values() if case))


def _find_transcripts(root: Path) -> Iterator[Known]:
    for folder, kind in FOLDERS.items():
        for path in sorted((root / TRANSCRIPTS / folder).glob("*.txt")):
            if path.name.startswith((".", "~")):
                continue
            told = _read_header(path)
            found = told.get("kind") or told.get("type") or kind
            yield Known(
                path,
                f"{TRANSCRIPTS}/{folder}/{path.name}",
                told.get("id") or path.stem,
                found if found in KINDS else kind,
                told.get("source", ""),
                told.get("source_sha256", ""),
                told.get("imported_sha256", ""),
                told.get("part", ""),
            )


def _read_header(path: Path) -> dict[str, str]:
    """Some keys of a header, without a reader of YAML: thousands of headers are looked at before anything is read."""
    return {key: value.strip("'\"") for key, value in _KEY.findall(_read_source(path))}


def _read_source(path: Path) -> str:
    """The header with the line that opens it; '' where there is none, or the file cannot be read."""
    try:
        with path.open("rb") as stream:
            begin = normalise(stream.read(_HEADER).decode("utf-8", "replace"))
    except OSError:
        return ""
    if not begin.startswith("---"):
        return ""
    end = begin.find("\n---", 3)
    return begin[: end if end >= 0 else len(begin)]
