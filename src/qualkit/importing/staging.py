"""A place inside the study where files are made ready, and how they get from there to theirs: each whole, or not at all.

What is left there by an import that was killed is removed by the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from qualkit.errors import QualkitError
from qualkit.files import is_inside
from qualkit.reading.folders import TRANSCRIPTS

ORIGINALS = "originals"
_NAME, _ENDING = ".import-", ".partial"
_LOCK = ".import.lock"
_FEW = 16  # files


class Staging:
    """The place for one import. There is one import into a study at a time; it is over with `remove`.

    Raises QualkitError where there is another one, or the study cannot be written to.
    """

    def __init__(self, root: Path) -> None:
        from filelock import FileLock, Timeout

        self.root = root
        self._parent = root / TRANSCRIPTS
        check_inside(self._parent, root)
        try:
            self._parent.mkdir(exist_ok=True)
            self._lock = FileLock(self._parent / _LOCK, mode=self._parent.stat().st_mode & 0o666 | 0o600)
            self._lock.acquire(timeout=0.2, poll_interval=0.05)
        except Timeout:
            raise QualkitError(
                "another import into this study has not ended; nothing was written: answer its question, or end it"
            ) from None
        except (OSError, NotImplementedError) as error:
            raise QualkitError(_explain(error)) from None
        try:
            self._remove_old()
            self.folder = self._parent / f"{_NAME}{os.getpid()}{_ENDING}"
            self.folder.mkdir()
        except OSError as error:
            self._lock.release()
            raise QualkitError(_explain(error)) from None

    def put(self, name: str, content: bytes, *, verify: bool = False) -> Path:
        """Make a file ready. Raises OSError where the disk is full, or `verify` finds that it holds something else."""
        path = self.folder / name
        with path.open("w+b") as stream:
            stream.write(content)
            if verify:
                stream.seek(0)
                if stream.read() != content:
                    raise OSError(0, "the disk does not hold what was written to it")
        return path

    def settle(self, paths: Sequence[Path]) -> None:
        """Put what was made ready on the disk, to be there also when the power fails. Raises OSError.

        Many files are put there all at once, where the system can: one by one each waits for the disk.
        """
        if len(paths) > _FEW and hasattr(os, "sync"):
            os.sync()
            return
        for path in paths:
            stream = os.open(path, os.O_RDWR)
            try:
                os.fsync(stream)
            finally:
                os.close(stream)

    def remove(self) -> None:
        """Remove all that was made ready and is not in its place, and let others import."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.release()

    def _remove_old(self) -> None:
        """What an import left that was killed: the lock is ours, so nobody is at work there."""
        for old in self._parent.glob(f".*{_ENDING}"):  # half a table of cases too
            if old.is_symlink() or old.is_file():
                old.unlink()
            elif old.name.startswith(_NAME):
                shutil.rmtree(old, ignore_errors=True)


class Places:
    """The folders of a study into which files that are ready are moved."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._checked: set[Path] = set()

    def put(self, ready: Path, target: Path, *, replace: bool = False) -> None:
        """Move a file to its place, where nothing lies yet or what lies there is to go.

        Raises OSError where it cannot be done, FileExistsError where something lies there, QualkitError where the place
        is outside the study.
        """
        self._check(target.parent)
        if replace:
            ready.replace(target)
            return
        if os.name != "nt":
            with suppress(PermissionError, NotImplementedError):  # disks without links
                os.link(ready, target)  # refuses where something lies there, which a rename would not
                ready.unlink()
                return
            if os.path.lexists(target):
                raise FileExistsError(0, "something lies there already", str(target))
        ready.rename(target)

    def move(self, old: Path, target: Path) -> None:
        """Move a file of the study to another place in it, in one step. Raises as `put` does."""
        self._check(target.parent)
        if os.path.lexists(target):
            raise FileExistsError(0, "something lies there already", str(target))
        old.rename(target)

    def _check(self, folder: Path) -> None:
        if folder not in self._checked:
            check_inside(folder, self._root)
            folder.mkdir(parents=True, exist_ok=True)
            check_inside(folder, self._root)
            self._checked.add(folder)


def check_inside(folder: Path, root: Path) -> None:
    """Raise QualkitError for a folder that leads out of the study."""
    if not is_inside(folder, root):
        name = folder.relative_to(root).as_posix()
        raise QualkitError(f"{name} leads out of the study; nothing was written there: put the folder itself here")


def _explain(error: OSError | NotImplementedError) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return (
        f"cannot write into {TRANSCRIPTS}: {reason}; is it yours to write to, and the disk not full? Nothing was read"
    )
