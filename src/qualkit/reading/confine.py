"""What a process that reads strangers' files takes from itself: memory, time, writing, connections."""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

_FORBIDDEN = ("socket.", "subprocess.", "shutil.", "ftplib.", "smtplib.", "urllib.", "http.")
_FORBIDDEN_CALLS = frozenset({
    "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork", "os.forkpty", "os.remove",
    "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime",
    "os.kill", "webbrowser.open",
})  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def confine(memory: int) -> None:
    """Bind this process for good: so much memory where the system can, no file written, nothing connected or started.

    No system is asked to do what Python itself refuses here; that is against readers gone astray, not against code
    that a file would bring with it.
    """
    sys.dont_write_bytecode = True
    with suppress(ImportError):
        import resource

        for limit, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),  # a core dump would hold transcripts
        ):
            with suppress(ValueError, OSError):  # less is allowed already
                resource.setrlimit(limit, (most, most))
    sys.addaudithook(_refuse)


@contextmanager
def give_time(seconds: float) -> Iterator[None]:
    """So much time for what is done here; then the process ends by itself, also where nobody is left to end it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 2, hard))
    faulthandler.dump_traceback_later(seconds + 5, exit=True, file=2)  # asks for no turn in Python, as a thread would
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event == "open":
        flags = args[2] if len(args) > 2 else 0
        if isinstance(flags, int) and flags & _WRITING and args[0] != os.devnull:
            raise PermissionError(f"a reader writes no file ({args[0]!r})")
    elif event in _FORBIDDEN_CALLS or event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader does not do {event}")
