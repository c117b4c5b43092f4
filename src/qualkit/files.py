"""Files inside a study: names that are safe, text that is what it says, writes that are whole or not at all."""

from __future__ import annotations

import errno
import gc
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.errors import Fault, FaultsError, QualkitError

if TYPE_CHECKING:
    from filelock import FileLock

LOCK_SECONDS = 10.0  # a write takes milliseconds: who holds a lock longer hangs, or is stopped in a debugger

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?|\.+|.*\.", re.IGNORECASE)


def is_safe_name(name: str) -> bool:
    """Whether an id, coder or code may become a file's name on every system.

    >>> is_safe_name("M07"), is_safe_name("../M07"), is_safe_name("nul.txt")
    (True, False, False)
    """
    return _NAME.fullmatch(name) is not None and _RESERVED.fullmatch(name) is None


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path lies in a folder, with all links followed."""
    return path.resolve().is_relative_to(folder.resolve())


def read_text(path: Path, file: str) -> str:
    """The text of a UTF-8 file: BOM dropped, CRLF and CR to LF, NFC.

    Raises FaultsError where the file is missing or not UTF-8, naming the line of the first foreign byte.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise FaultsError([Fault(file, 0, f"the file is missing; expected it at {file}")]) from None
    except OSError as error:
        raise FaultsError([Fault(file, 0, f"the file cannot be read: {error.strerror}")]) from None
    return decode_text(raw, file)


def decode_text(raw: bytes, file: str) -> str:
    """The text in the bytes of a UTF-8 file, as `read_text` gives it. Raises FaultsError."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        guess = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows (cp1252)"
        raise FaultsError([Fault(file, line, f"not UTF-8 text (byte {raw[error.start]:#04x}), perhaps {guess}; open it "
                                 "in the program it comes from and save it as 'UTF-8' (Excel: 'CSV UTF-8')")]) from None  # fmt: skip
    return normalise(text)


def normalise(text: str) -> str:
    r"""Text as every offset counts it: no BOM, LF as the only line end, NFC.

    >>> normalise("\ufeffa\r\nb\rc")
    'a\nb\nc'
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def hash_text(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hex."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hash_file(path: Path) -> str:
    """SHA-256 of the file's bytes, in hex."""
    return sha256(path.read_bytes()).hexdigest()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without searches for circular garbage, of which reading makes none, but which go through all that was read."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the new one, never half of it."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with aside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def lock_file(path: Path, file: str, *, seconds: float | None = None) -> Iterator[None]:
    """Hold the lock on a file that several programs append to; it lies beside the file, hidden, and stays there.

    The system frees it when its holder dies. Raises QualkitError where it is not free in time, or cannot be made.
    """
    from filelock import Timeout

    limit = LOCK_SECONDS if seconds is None else seconds
    try:
        lock = _make_lock(path)
        lock.acquire(timeout=limit, poll_interval=0.005)
    except Timeout:
        raise QualkitError(
            f"{file}: another program has been writing to it for more than {limit:g} seconds; nothing was written: "
            "wait, or end that program (a notebook that hangs, a second qualkit), and do it again"
        ) from None
    except (OSError, NotImplementedError) as error:
        raise QualkitError(_explain_unwritten(error, path.parent, file)) from None
    try:
        yield
    finally:
        lock.release()


@lru_cache(maxsize=256)
def _make_lock(path: Path) -> FileLock:
    """To make a lock takes as long as to hold it. Who may write in the folder may lock: several share a study."""
    from filelock import FileLock

    return FileLock(path.with_name(f".{path.name}.lock"), mode=path.parent.stat().st_mode & 0o666 | 0o600)


def append_whole(path: Path, content: bytes, file: str) -> os.stat_result:
    """Append lines to a file so that all of them are on the disk, or none; what comes back is its state then.

    To be called under `lock_file`. A last line that lacks its end (torn, or made so by an editor) gets one first. What
    was written of lines that do not fit is taken back. Raises QualkitError, with nothing written.
    """
    try:
        stream = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise QualkitError(_explain_unwritten(error, path.parent, file)) from None
    try:
        before = os.fstat(stream).st_size
        try:
            _write_all(stream, (b"" if _ends_a_line(stream, before) else b"\n") + content)
            os.fsync(stream)
        except BaseException as error:  # an interrupt too: what was not acknowledged is not to stand there by half
            _take_back(stream, before, file, error)
            if isinstance(error, OSError):
                raise QualkitError(_explain_unwritten(error, path.parent, file)) from None
            raise
        if before == 0:
            _sync_folder(path.parent)
        return os.fstat(stream)
    finally:
        os.close(stream)


def _ends_a_line(stream: int, size: int) -> bool:
    if size == 0:
        return True
    os.lseek(stream, size - 1, os.SEEK_SET)
    return os.read(stream, 1) == b"\n"


def _write_all(stream: int, content: bytes) -> None:
    """Write in one go; where the system takes only a part (a full disk does that), the next try tells why."""
    left = memoryview(content)
    while left:
        left = left[os.write(stream, left) :]


def _take_back(stream: int, size: int, file: str, reason: BaseException) -> None:
    try:
        os.ftruncate(stream, size)
    except OSError as error:
        raise QualkitError(
            f"{file}: a write was interrupted ({reason}) and could not be taken back ({error.strerror}); "
            "what is torn is set aside when it is read, and nothing that was saved before is touched"
        ) from None
    with suppress(OSError):
        os.fsync(stream)


def _sync_folder(folder: Path) -> None:
    """Put the name of a new file on the disk, where the system can (Windows cannot, and needs not)."""
    with suppress(OSError):
        stream = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(stream)
        finally:
            os.close(stream)


def _explain_unwritten(error: OSError | NotImplementedError, folder: Path, file: str) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    if isinstance(error, IsADirectoryError):
        return f"{file} is a folder, not a file; nothing was written: move it away, or rename it"
    if isinstance(error, PermissionError):
        return (
            f"{file}: nothing was written ({reason}); the file or its folder is read-only for you: "
            "ask for the right to write there, or work on a copy of the study"
        )
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return f"{file}: nothing was written, the disk is full ({reason}); make room and do it again"
    if isinstance(error, FileNotFoundError):
        return f"{file}: nothing was written, its folder {folder.name} is gone; was the study moved? Open it again"
    return f"{file}: nothing was written ({reason}); is the disk still there and whole? Then do it again"
