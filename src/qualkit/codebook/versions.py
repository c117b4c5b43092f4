"""Every version of the codebook that something was coded under, by its hash: coding/codebook.jsonl."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qualkit.codebook.tree import Codebook
from qualkit.errors import QualkitError
from qualkit.files import append_whole, lock_file

FILE = "coding/codebook.jsonl"


@dataclass(frozen=True)
class Version:
    """The codebook as it was when something was first coded under it; `text` is that of codebook.yaml."""

    codebook_sha256: str
    at: str
    text: str


def read_versions(path: Path, *, file: str = FILE) -> Mapping[str, Version]:
    """The versions by their hash, in the order of the file. A torn or foreign line holds none."""
    versions: dict[str, Version] = {}
    try:
        with path.open("rb") as stream:
            for line in stream:
                version = _read_version(line)
                if version:
                    versions.setdefault(version.codebook_sha256, version)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise QualkitError(f"{file} cannot be read: {error.strerror}") from None
    return versions


class Keeper:
    """Sees to it that the version of the codebook that an event names is kept."""

    def __init__(self, path: Path, current: Callable[[], Codebook], *, file: str = FILE) -> None:
        self._path, self._current, self._file = path, current, file
        self._kept: set[str] = set()

    def keep(self, sha256: str) -> None:
        """Append the present codebook, if it is this version and not there yet. Raises QualkitError as a log does."""
        codebook = self._current()
        if sha256 in self._kept or sha256 != codebook.sha256:
            return  # of another version than the one at hand there is nothing to keep
        if sha256 not in read_versions(self._path, file=self._file):
            at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            version = {"codebook_sha256": sha256, "at": at, "text": codebook.source}
            line = json.dumps(version, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
            with lock_file(self._path, self._file):
                if sha256 not in read_versions(self._path, file=self._file):
                    append_whole(self._path, line, self._file)
        self._kept.add(sha256)


def _read_version(line: bytes) -> Version | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    keys = ("codebook_sha256", "at", "text")
    if not isinstance(told, dict) or not all(isinstance(told.get(key), str) for key in keys):
        return None
    return Version(*(told[key] for key in keys))
