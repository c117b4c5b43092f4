"""Files inside a study: names that are safe, text that is what it says, writes that are whole or not at all."""

from __future__ import annotations

import errno
import gc
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

from qualkit.errors import Fault, FaultsError, QualkitError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LOCK_SECONDS = 10.0  # a write takes milliseconds: who holds a lock longer hangs, or is stopped in a debugger

_POLL = 0.005  # seconds between two tries for a lock
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
    limit = LOCK_SECONDS if seconds is None else seconds
    try:
        release = _acquire(path.with_name(f".{path.name}.lock"), limit)
    except TimeoutError:
        raise QualkitError(
            f"{file}: another program has been writing to it for more than {limit:g} seconds; nothing was written: "
            "wait, or end that program (a notebook that hangs, a second qualkit), and do it again"
        ) from None
    except (OSError, NotImplementedError) as error:
        raise QualkitError(_explain_unwritten(error, path.parent, file)) from None
    try:
        yield
    finally:
        release()


def _acquire(lock: Path, seconds: float) -> Callable[[], None]:
    """Take a lock, and return what gives it back. Who may write in the folder may lock: several share a study.

    Where the system locks open files (all but Windows) nothing more is needed: the library's lock, which does so too,
    takes as long as putting a line on the disk. They exclude each other.
    """
    mode = lock.parent.stat().st_mode & 0o666 | 0o600
    if fcntl is None:
        from filelock import FileLock

        library = FileLock(lock, mode=mode)
        library.acquire(timeout=seconds, poll_interval=_POLL)
        return library.release
    end = monotonic() + seconds
    while True:
        stream = os.open(lock, os.O_RDWR | os.O_CREAT, mode)
        try:
            if _try_lock(stream, lock, mode):
                return partial(_release, stream)
        except BaseException:
            os.close(stream)
            raise
        os.close(stream)
        if monotonic() > end:
            raise TimeoutError
        sleep(_POLL)


def _try_lock(stream: int, lock: Path, mode: int) -> bool:
    """Whether the lock was free, and the file that was locked is still the one that others would lock."""
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        held, there = os.fstat(stream), lock.stat()
    except (BlockingIOError, FileNotFoundError):
        return False
    if held.st_mode & 0o666 != mode and held.st_uid == os.getuid():
        os.fchmod(stream, mode)  # it was made under a umask that shuts the others out
    return (held.st_dev, held.st_ino) == (there.st_dev, there.st_ino)


def _release(stream: int) -> None:
    """Not by closing alone: a process that was forked meanwhile holds the file open too."""
    fcntl.flock(stream, fcntl.LOCK_UN)
    os.close(stream)


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
