"""Reading files in processes of their own, with limits: what a broken or hostile file does there costs only itself.

A process gets a file's bytes through a pipe and answers with a transcript through another; what it answers is parsed as
plain data. It opens no file for writing, and no connection. One that takes too long, needs too much memory or crashes
is ended and replaced, and the file's fault tells so.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

import msgspec
from msgspec import Struct

from qualkit.errors import Fault, FaultsError, QualkitError
from qualkit.reading.formats.grids import Grid
from qualkit.reading.transcribe import Job, Taken, Transcribed

MOST_SECONDS = 60.0  # for one file; a thesis of 400 pages takes some 5
MOST_MEMORY = 1536 * 2**20  # bytes; hours of talk with all their markup take some 200 MB
MOST_ANSWER = 128 * 2**20  # bytes
PROGRAM = "import sys; sys.path[:] = {path!r}; from qualkit.reading.apart import serve; serve({limits!r})"

_HEAD = 8  # bytes that tell how long a message is
_TICK = 0.1  # how often the watch looks at its clock, in seconds


class Limits(NamedTuple):
    """What one file may cost."""

    seconds: float = MOST_SECONDS
    memory: int = MOST_MEMORY


LIMITS = Limits()


class Failure(Struct, frozen=True):
    """Why a file could not be read: its faults (line, problem)."""

    faults: tuple[tuple[int, str], ...]
    is_spent: bool = False  # the process is not to be used again


class Answer(Struct, frozen=True):
    """What a process answers."""

    done: tuple[Transcribed, ...] = ()
    grid: Grid | None = None
    failure: Failure | None = None


_ENCODE = msgspec.msgpack.Encoder()
_ANSWER = msgspec.msgpack.Decoder(Answer)


class Reader:
    """One process that reads files, one after the other; it is started with the first, and again when it has ended.

    `program` is what it runs; `PROGRAM` by default.
    """

    def __init__(self, limits: Limits = LIMITS, program: str = "") -> None:
        self._limits = limits
        self._program = program or PROGRAM
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()  # around its start and end, which two threads may want
        self._closed = False
        self.deadline: float | None = None  # on the monotonic clock, while it works on a file
        self.is_late = False

    def read(self, job: Job) -> Taken:
        """What a file becomes. Raises FaultsError with its faults, also where the process did not live through it."""
        process = self._process if self._process and self._process.poll() is None else self._start()
        self.is_late, self.deadline = False, time.monotonic() + self._limits.seconds
        try:
            answer = self._ask(process, job)
        finally:
            self.deadline = None
        if answer is None:
            code = self._end(patience=0.2)
            raise FaultsError([Fault(job.file, 0, self._explain(code))])
        if answer.failure is None:
            return answer.done if answer.grid is None else answer.grid
        if answer.failure.is_spent:
            self._end()
        raise FaultsError(Fault(job.file, line, problem) for line, problem in answer.failure.faults)

    def stop_if_late(self) -> None:
        """End the process where it has taken too long; called by the watch."""
        deadline, process = self.deadline, self._process
        if deadline is not None and process is not None and time.monotonic() > deadline:
            self.is_late = True
            process.kill()

    def close(self) -> None:
        """End the process, whatever it is doing, and start no other."""
        self._closed = True
        self._end()

    def _start(self) -> subprocess.Popen[bytes]:
        self._end()
        with self._lock:
            if self._closed:
                raise QualkitError("reading was stopped")
            self._process = _start(self._program.format(path=sys.path, limits=tuple(self._limits)))
            return self._process

    def _ask(self, process: subprocess.Popen[bytes], job: Job) -> Answer | None:
        """Its answer; None where it has none, or none that is an answer."""
        assert process.stdin and process.stdout
        try:
            _send(process.stdin, _ENCODE.encode(job))
            message = _receive(process.stdout, MOST_ANSWER)
            return None if message is None else _ANSWER.decode(message)
        except (OSError, ValueError, RecursionError):  # its end of the pipe is closed; too much, or no answer of ours
            return None

    def _end(self, patience: float = 0) -> int:
        """End it; the exit code tells how it ended, if it had by itself."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return 0
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)  # one that crashes closes its pipe before it has ended
        process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not sent yet
                pipe.close()  # type: ignore[union-attr]  # both are pipes
        return code

    def _explain(self, code: int) -> str:
        if self.is_late or _is_late_by_itself(code):
            problem = f"reading it took longer than {self._limits.seconds:g} seconds and was stopped: open it in the "
            return problem + "program it comes from and save it again, or in parts"
        return _tell_crash("")


def _tell_crash(how: str) -> str:
    problem = f"the reader crashed on it{how}, as happens with broken or hostile files; nothing else was touched: "
    return f"{problem}open it in the program it comes from and save it again"


def _is_late_by_itself(code: int) -> bool:
    """Whether the system ended it for the time it took."""
    import signal

    return code == -int(getattr(signal, "SIGXCPU", 0)) != 0


class Readers:
    """Several such processes, lent one by one to the threads that ask them, and watched by one clock."""

    def __init__(self, count: int, limits: Limits = LIMITS, program: str = "") -> None:
        self._all = [Reader(limits, program) for _ in range(count)]
        self._free = list(self._all)
        self._changed = threading.Condition()
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, job: Job) -> Taken:
        """Let a free one read a file, waiting for one. Raises FaultsError, or QualkitError after `close`."""
        with self._changed:
            while not self._free and not self._closed.is_set():
                self._changed.wait()
            if self._closed.is_set():
                raise QualkitError("reading was stopped")
            reader = self._free.pop()
        try:
            return reader.read(job)
        finally:
            with self._changed:
                self._free.append(reader)
                self._changed.notify()

    def close(self) -> None:
        """End all of them."""
        self._closed.set()
        with self._changed:
            self._changed.notify_all()
        for reader in self._all:
            reader.close()

    def _watch(self) -> None:
        while not self._closed.wait(_TICK):
            for reader in self._all:
                reader.stop_if_late()


def read_apart(job: Job, limits: Limits = LIMITS) -> Taken:
    """Read one file in a process of its own. Raises FaultsError."""
    with Readers(1, limits) as readers:
        return readers.read(job)


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start(program: str) -> subprocess.Popen[bytes]:
    """A Python like this one, out of reach of Ctrl-C and without a window. It runs no main module.

    So a script that calls this needs no `if __name__ == "__main__"`.
    """
    if not Path(sys.executable or "").stem.lower().startswith("python"):
        raise QualkitError("files of this kind are read by a second Python, and there is none to start inside this one")
    try:
        return subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise QualkitError(f"cannot start a process to read files in: {error.strerror}; close some programs") from None


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(_HEAD, "big"))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes], most: int) -> bytes | None:
    """The next message; None at the end, and for one that is torn. Raises ValueError for one that is too long."""
    head = pipe.read(_HEAD)
    if len(head) < _HEAD:
        return None
    length = int.from_bytes(head, "big")
    if length > most:
        raise ValueError("too long")
    message = pipe.read(length)
    return message if len(message) == length else None


# --- in the process itself ------------------------------------------------------------------------------------


def serve(limits: Sequence[Any] = LIMITS) -> None:
    """Read the files that come in on standard input until it ends; the answers go to standard output."""
    from qualkit.reading.confine import confine, give_time

    allowed = Limits(*limits)
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what a library prints belongs to nobody's answer
        os.dup2(nothing, stream)
    confine(allowed.memory)
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)  # a reader makes much and keeps nothing
    decode = msgspec.msgpack.Decoder(Job).decode
    while (message := _receive(jobs, 2**62)) is not None:
        with give_time(allowed.seconds):
            answer = answer_job(decode(message), allowed)
        del message
        _send(answers, _ENCODE.encode(answer))
        if answer.failure and answer.failure.is_spent:
            return


def answer_job(job: Job, limits: Limits) -> Answer:
    """What becomes of a file, whatever its reader does."""
    from qualkit.reading.transcribe import transcribe

    try:
        taken = transcribe(job)
        return Answer(taken) if isinstance(taken, tuple) else Answer(grid=taken)
    except FaultsError as error:
        return Answer(failure=Failure(tuple((fault.line, fault.problem) for fault in error.faults)))
    except MemoryError:
        problem = f"reading it needed more than {limits.memory / 2**20:,.0f} MB and was stopped: save it in parts"
        return Answer(failure=Failure(((0, problem),), is_spent=True))
    except RecursionError:
        problem = "it is nested deeper than any text is: open it in the program it comes from and save it again"
        return Answer(failure=Failure(((0, problem),)))
    except Exception as error:  # whatever a library raises on what it did not expect
        return Answer(failure=Failure(((0, _tell_crash(f" ({type(error).__name__})")),), is_spent=True))
