"""Which transcripts a study has, and where they came from: what is there already is not imported again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from qualkit.errors import FaultsError
from qualkit.files import normalise
from qualkit.model import KINDS
from qualkit.reading.folders import FOLDERS, TRANSCRIPTS
from qualkit.reading.names import make_id
from qualkit.reading.transcript import read_speakers

_HEADER = 16 * 2**10  # bytes in which a header ends
_KEYS = "id|type|kind|source|source_sha256|imported_sha256|part|version_of"
_KEY = re.compile(rf"^({_KEYS}):[^\S\n]*(.*?)[^\S\n]*$", re.MULTILINE)
_COUNT = re.compile(r"-[0-9]{1,4}$")  # behind a name that something else has already


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
    version_of: str = ""  # what its file is called, where `source` has a number behind it: another version was kept

    @property
    def called(self) -> str:
        """What the file is called that it was made of, also where a former version of it is kept under that name.

        Headers that do not tell it tell it by their id, which is made of the file's name.
        """
        if self.version_of or not self.source or self._may_be_of(self.source):
            return self.version_of or self.source
        path = PurePath(self.source)
        stem = _COUNT.sub("", path.stem)
        plain = f"{stem}{path.suffix}"
        return plain if stem and self._may_be_of(plain) else self.source

    def _may_be_of(self, name: str) -> bool:
        """Whether the id is one that a file of this name gives, or one of the interviews in it."""
        own = make_id(PurePath(name).stem).casefold()
        identity = self.identity.casefold()
        return _COUNT.sub("", identity) == own if self.part else identity == own


class Existing:
    """The transcripts of a study by id, by original, and by what their files are called; found anew when it is made."""

    def __init__(self, root: Path) -> None:
        known = list(_find_transcripts(root))
        self._by_id: Mapping[str, Known] = {one.identity.casefold(): one for one in reversed(known)}
        self._by_source: dict[str, list[Known]] = {}
        self._by_name: dict[str, list[Known]] = {}
        for one in known:
            if one.source_sha256:
                self._by_source.setdefault(one.source_sha256, []).append(one)
                self._by_name.setdefault(one.called.casefold(), []).append(one)

    def with_id(self, identity: str) -> Known | None:
        """The transcript that has an id; capitals do not tell two apart, as some systems would not."""
        return self._by_id.get(identity.casefold())

    def from_source(self, sha256: str) -> tuple[Known, ...]:
        """The transcripts that were made of a file with these bytes."""
        return tuple(self._by_source.get(sha256, ()))

    def versions_of(self, names: Iterable[str]) -> tuple[Known, ...]:
        """The transcripts that were made of a file of one of these names, whichever version of it."""
        keys = dict.fromkeys(name.casefold() for name in names)
        return tuple(one for key in keys for one in self._by_name.get(key, ()))


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
                told.get("version_of", ""),
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
