"""A second process that takes over a part of the work, and is never needed: what it does not do is done here."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Self

from qualkit.reading.apart import count_cores

Job = Callable[[], str]
PROGRAM = "import sys; sys.path[:] = {path!r}; from qualkit.report.worker import serve; serve({modules!r})"


class Worker:
    """Does jobs from the first on, while this process does them from the last on.

    It is started at once, and imports `modules` while there are no jobs yet. It runs no main module, so that a script
    that calls this needs no `if __name__ == "__main__"`. Where there is one core, or no process can be started, and for
    whatever the worker fails at, the jobs are done here: an error has its own message and place.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._process = _start(PROGRAM.format(path=sys.path, modules=list(modules))) if modules else None
        self._thread = Thread(target=self._supply, daemon=True)
        self._jobs: Sequence[Job] = ()
        self._waiting: deque[int] = deque()
        self._answers: Sequence[Future[str | None]] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def begin(self, jobs: Sequence[Job]) -> None:
        """Let it begin; `jobs` do not depend on each other."""
        self._jobs, self._answers = jobs, [Future() for _ in jobs]
        self._waiting.extend(range(len(jobs)))
        if self._process:
            self._thread.start()

    def finish(self, tell: Callable[[int, int], None]) -> list[str]:
        """Do what is left, and wait for the rest; the answers in the order of the jobs.

        `tell` is called with how many are done, and with the number of the next.
        """
        while self._waiting:
            with suppress(IndexError):  # the worker took the last one just now
                number = self._waiting.pop()
                tell(sum(answer.done() for answer in self._answers), number)
                self._answers[number].set_result(self._jobs[number]())
        told = []
        for number, answer in enumerate(self._answers):
            if not answer.done():
                tell(sum(answer.done() for answer in self._answers), number)
            done = answer.result()
            told.append(self._jobs[number]() if done is None else done)
        return told

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._waiting.clear()
        if not self._process:
            return
        self._process.kill()
        self._process.wait()
        if self._thread.ident:
            self._thread.join()  # at once: what it reads from has ended
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not sent yet
                pipe.close()  # type: ignore[union-attr]  # both are pipes

    def _supply(self) -> None:
        if self._receive() is None:  # the first answer: it has started, and can be given something
            return
        while self._waiting:
            with suppress(IndexError):  # this process took the last one just now
                number = self._waiting.popleft()
                self._answers[number].set_result(self._ask(self._jobs[number]))

    def _ask(self, job: Job) -> str | None:
        """The worker's answer, None where it has none."""
        assert self._process and self._process.stdin
        try:
            pickle.dump(pickle.dumps(job), self._process.stdin)
            self._process.stdin.flush()
        except Exception:  # it has ended, or the job cannot be sent, for which there is no common error
            return None
        return self._receive()

    def _receive(self) -> str | None:
        assert self._process and self._process.stdout
        try:
            answer: str | None = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        return answer


def serve(modules: Sequence[str]) -> None:
    """Do what comes in on standard input until it ends; the answers go to standard output, and nothing else does."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        for module in modules:
            import_module(module)
        answer: str | None = ""
        while True:
            pickle.dump(answer, answers)
            answers.flush()
            try:
                job = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            try:
                answer = pickle.loads(job)()
            except Exception:  # it is done again by who asked, whose error it is then
                answer = None


def _start(program: str) -> subprocess.Popen[bytes] | None:
    """A Python like this one, out of reach of Ctrl-C and without a window; None where that cannot be."""
    if count_cores() < 2 or not Path(sys.executable or "").stem.lower().startswith("python"):  # or inside another one
        return None
    try:
        return subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
