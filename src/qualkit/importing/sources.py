"""Which files are meant, when somebody names files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.errors import QualkitError
from qualkit.reading.names import make_id, make_portable, show_name, tell_apart

_RUBBISH = frozenset({"thumbs.db", "desktop.ini", "icon\r"})  # what systems leave in folders


@dataclass(frozen=True, slots=True)
class Source:
    """One file that is to come in."""

    path: Path
    file: str  # how messages name it
    identity: str  # the id that its transcript gets
    original: str  # the name under which it is kept

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower()


def find_sources(files: Iterable[str | Path]) -> tuple[Source, ...]:
    """The files that are named, and those in folders that are named, with all folders below.

    In folders what no reader takes is left out where it is no document at all: hidden files, the lock files of Office,
    what systems leave there. A file that is named itself is never left out.

    Raises
    ------
    QualkitError
        There is no such file or folder, or no file in what is named.
    """
    paths: dict[Path, str] = {}
    for named in files:
        for one in _find(Path(named)):
            paths.setdefault(_identify(one), str(one))
    if not paths:
        raise QualkitError("there is no document in what was named, only empty folders or what systems leave there")
    listed = [Path(path) for path in paths.values()]
    names = tell_apart(listed)
    return tuple(
        Source(path, show_name(str(path)), make_id(Path(name).stem), make_portable(name))
        for path, name in zip(listed, names, strict=True)
    )


def _find(path: Path) -> list[Path]:
    """The file itself, or what is in the folder. Raises QualkitError where there is neither."""
    try:
        if path.is_dir():
            return list(_walk(path))
        found = path.exists() or path.is_symlink()  # a dead link is told with the other files that cannot be read
    except OSError as error:  # a name that is too long, a folder that is somebody else's
        raise QualkitError(f"{show_name(str(path))!r} cannot be read: {error.strerror}; nothing was read") from None
    if not found:
        raise QualkitError(f"there is no file or folder {show_name(str(path))!r}; nothing was read")
    return [path]


def _identify(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (a link is a file of its own)


def _walk(folder: Path) -> Iterator[Path]:
    """The files in a folder and those below it, in the order of their names; links to folders are not followed.

    A folder that cannot be looked into stands for what is in it.
    """
    closed: list[Path] = []
    for top, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            if not _is_rubbish(name):
                yield Path(top, name)
    yield from closed


def _is_rubbish(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _RUBBISH or name.lower().endswith((".tmp", ".lock"))
