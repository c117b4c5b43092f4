"""Readers that do what no reader should, for the process that reads apart."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from qualkit.reading import apart
from qualkit.reading.formats import endings
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, clean, make_manuscript

PROGRAM = "import sys; sys.path[:] = {path!r}; from strange_readers import serve; serve({limits!r})"


def read_well(raw: bytes, *, file: str) -> Manuscript:
    return make_manuscript(Paragraph(clean(part)) for part in raw.decode().split("\n\n"))


def read_forever(raw: bytes, *, file: str) -> Manuscript:
    while True:
        pass


def sleep_on(raw: bytes, *, file: str) -> Manuscript:
    time.sleep(600)
    return make_manuscript([])


def eat_memory(raw: bytes, *, file: str) -> Manuscript:
    eaten = [bytearray(64 * 2**20) for _ in range(1000)]
    return make_manuscript([Paragraph(str(len(eaten)))])


def crash(raw: bytes, *, file: str) -> Manuscript:
    ctypes.string_at(0)
    return make_manuscript([])


def end_itself(raw: bytes, *, file: str) -> Manuscript:
    os._exit(3)


def fail(raw: bytes, *, file: str) -> Manuscript:
    raise KeyError("what no reader should raise")


def say_too_much(raw: bytes, *, file: str) -> Manuscript:
    apart._send = lambda pipe, message: (pipe.write((2**40).to_bytes(8, "big")), pipe.flush())  # type: ignore
    return make_manuscript([])


def chatter(raw: bytes, *, file: str) -> Manuscript:
    sys.__stdout__.write("not an answer\n")
    sys.__stdout__.flush()
    os.write(1, b"nor is this")
    return read_well(raw, file=file)


def recurse(raw: bytes, *, file: str) -> Manuscript:
    return recurse(raw, file=file)


def reach_out(raw: bytes, *, file: str) -> Manuscript:
    """Try to write, to connect and to start something; what went through is told."""
    target = Path(raw.decode())
    tries: dict[str, Callable[[], Any]] = {
        "write": lambda: target.write_text("touched"),
        "make": lambda: target.mkdir(),
        "open": lambda: os.close(os.open(target, os.O_CREAT | os.O_WRONLY)),
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), 0.1),
        "start": lambda: subprocess.run([sys.executable, "-c", ""], check=False),
    }
    through = []
    for name, attempt in tries.items():
        try:
            attempt()
        except PermissionError:
            continue
        through.append(name)
    return make_manuscript([Paragraph(f"went through: {', '.join(through) or 'nothing'}")])


READERS = (
    read_well, read_forever, sleep_on, eat_memory, crash, end_itself, fail, say_too_much, chatter, recurse, reach_out,
)  # fmt: skip


def serve(limits: Any) -> None:
    module = ModuleType("qualkit.reading.formats.strange")
    sys.modules[module.__name__] = module
    for reader in READERS:
        setattr(module, reader.__name__, reader)
        endings.FORMATS[f".{reader.__name__}"] = endings.Format(reader.__name__, "strange", reader.__name__, "text")
    apart.serve(limits)
