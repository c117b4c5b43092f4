"""A process that has writers of a log killed at random moments: `python killing.py FOLDER SEED ROUNDS`.

It imports once and forks a writer for each round, since starting Python 500 times would take minutes. A writer opens
the log anew, as after a restart, appends events of up to 200,000 bytes (a write of many pages can be cut in the middle),
and acknowledges each on a pipe when `append` has returned. After each kill the log is read on from the disk, and after
some it is read whole. What came out is printed as JSON.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

import filelock

from qualkit.coding.journal import Journal
from qualkit.coding.log import identity_of, read_log

PER_LOG = 5  # so many kills a log


def write_until_killed(path: Path, pipe: int, chance: random.Random) -> None:
    journal = Journal(path, file=path.name)
    while True:
        size = chance.choice([20, 2_000, 100_000, 200_000])
        span = {"start": 0, "end": size, "quote": "y" * size}
        (written,) = journal.append(
            {"event": "add", "id": "x", "document": "F01", "code": "money", "method": "manual"} | span
        )
        os.write(pipe, written["event_id"].encode() + b"\n")


def kill_a_writer(path: Path, chance: random.Random, seed: int) -> list[str]:
    """Let one write, and kill it at some moment after its first acknowledgement; what it acknowledged comes back."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(reader)
            write_until_killed(path, writer, random.Random(seed))
        finally:
            os._exit(1)
    os.close(writer)
    told = os.read(reader, 4096)
    until = time.perf_counter() + chance.uniform(0, 0.003)
    while (left := until - time.perf_counter()) > 0:
        if select.select([reader], [], [], left)[0]:
            told += os.read(reader, 4096)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    while more := os.read(reader, 4096):
        told += more
    os.close(reader)
    if not os.WIFSIGNALED(status):
        raise SystemExit("a writer ended by itself")
    return told.decode().split()


def count_untold(path: Path) -> int:
    """How many lines of a log are neither an event nor set aside."""
    log = read_log(path, file=path.name)
    return sum(not line.isspace() for line in path.open("rb")) - log.events - len(log.faults)


def main() -> None:
    filelock.FileLock(Path(sys.argv[1]) / "none")  # imported here, once, and not by every writer
    folder, seed, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    found = {"rounds": rounds, "acknowledged": 0, "lost": 0, "torn": 0, "unclean": 0, "untold": 0}
    for begin in range(0, rounds, PER_LOG):
        path = folder / f"a{begin}.jsonl"
        reader = Journal(path, file=path.name)
        acknowledged: set[str] = set()
        for number in range(begin, min(begin + PER_LOG, rounds)):
            acknowledged.update(kill_a_writer(path, chance, seed + number))
            torn = len(reader.faults)
            reader.catch_up()
            found["lost"] += len(acknowledged - {identity_of(event) for event in reader.events})
            found["torn"] += len(reader.faults) - torn
            found["unclean"] += len(reader.faults) - torn not in (0, 1)
        found["acknowledged"] += len(acknowledged)
        found["untold"] += count_untold(path)
        path.unlink()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
