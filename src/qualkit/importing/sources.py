"""Which files are meant, when somebody names files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.errors import QualkitError
from qualkit.importing.staging import ORIGINALS
from qualkit.reading.folders import FOLDERS, TRANSCRIPTS
from qualkit.reading.names import make_id, make_portable, show_name, tell_apart
from qualkit.study import CASES, OUTCOMES, STUDY

_OWN_FILES = frozenset({STUDY, "methods.yaml", CASES, OUTCOMES})
_OWN_FOLDERS = ("coding", "notebooks", "reports", *(f"{TRANSCRIPTS}/{name}" for name in (*FOLDERS, ORIGINALS)))
_OURS = "left out as the study's own; name a file itself to import it"
_LEADS_OUT = "left out, for the link leads out of the folder that was named; name what it leads to"
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


@dataclass(frozen=True, slots=True)
class Found:
    """What is meant by files and folders that somebody named."""

    sources: tuple[Source, ...]
    left_out: tuple[tuple[str, str], ...] = ()  # files and folders, each with the reason


def find_sources(files: Iterable[str | Path], root: Path) -> Found:
    """The files that are named, and those in folders that are named, with all folders below.

    In folders what no reader takes is left out where it is no document at all: hidden files, the lock files of Office,
    what systems leave there. So is, and this is told, what belongs to the study in the folder `root`, but for its
    originals where they are named; and every link that leads out of the folder that is named. A file that is named
    itself is left out only where the study is made of it.

    Raises
    ------
    QualkitError
        There is no such file or folder, or no file in what is named.
    """
    finder = _Finder(root)
    paths: dict[Path, str] = {}
    for named in files:
        for one in finder.find(Path(named)):
            paths.setdefault(_identify(one), str(one))
    if not paths:
        raise QualkitError(f"there is no document in what was named{finder.explain()}")
    listed = [Path(path) for path in paths.values()]
    names = tell_apart(listed)
    sources = (
        Source(path, show_name(str(path)), make_id(Path(name).stem), make_portable(name))
        for path, name in zip(listed, names, strict=True)
    )
    return Found(tuple(sources), tuple((show_name(str(path)), reason) for path, reason in finder.left_out.items()))


class _Finder:
    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.left_out: dict[Path, str] = {}

    def find(self, path: Path) -> list[Path]:
        """The file itself, or what is in the folder. Raises QualkitError where there is neither."""
        try:
            if path.is_dir():
                return list(self._walk(path))
            found = path.exists() or path.is_symlink()  # a dead link is told with the other files that cannot be read
        except OSError as error:  # a name that is too long, a folder that is somebody else's
            raise QualkitError(f"{show_name(str(path))!r} cannot be read: {error.strerror}; nothing was read") from None
        if not found:
            raise QualkitError(f"there is no file or folder {show_name(str(path))!r}; nothing was read")
        if self._name(_follow(path)) in _OWN_FILES:
            self.left_out[path] = _OURS
            return []
        return [path]

    def explain(self) -> str:
        """What there is, where no document was found."""
        if _OURS in self.left_out.values():
            return " but the study's own: name a file itself to import it"
        if self.left_out:
            return " but links that lead out of it: name what they lead to"
        return ", only empty folders or what systems leave there"

    def _walk(self, folder: Path) -> Iterator[Path]:
        """The files in a folder and those below it, in the order of their names; links to folders are not followed.

        A folder that cannot be looked into stands for what is in it.
        """
        within = folder.resolve()
        may_be_own = not within.is_relative_to(self._root / TRANSCRIPTS / ORIGINALS)
        if may_be_own and self._is_own(within):
            self.left_out[folder] = _OURS
            return
        closed: list[Path] = []

        def is_meant(path: Path) -> bool:
            link = path.is_symlink()
            place = _follow(path) if link else within / path.relative_to(folder)
            if link and not place.is_relative_to(within):
                self.left_out[path] = _LEADS_OUT
            elif may_be_own and self._is_own(place):
                self.left_out[path] = _OURS
            return path not in self.left_out

        for top, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
            below = (name for name in sorted(folders) if not name.startswith((".", "__")))
            folders[:] = [name for name in below if is_meant(Path(top, name))]
            for name in sorted(names):
                if not _is_rubbish(name) and is_meant(path := Path(top, name)):
                    yield path
        yield from closed

    def _is_own(self, place: Path) -> bool:
        name = self._name(place)
        return name in _OWN_FILES or any(f"{name}/".startswith(f"{own}/") for own in _OWN_FOLDERS)

    def _name(self, place: Path) -> str:
        """How the study calls it; '' for what is not in its folder."""
        return place.relative_to(self._root).as_posix() if place.is_relative_to(self._root) else ""


def _identify(one: Path) -> Path:
    return Path(os.path.abspath(one))  # noqa: PTH100  (a link is a file of its own)


def _follow(path: Path) -> Path:
    """Where a link leads; where it is itself, if it leads round in a circle."""
    return Path(os.path.realpath(path))  # resolve raises for a circle


def _is_rubbish(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _RUBBISH or name.lower().endswith((".tmp", ".lock"))
