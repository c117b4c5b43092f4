"""What a log of 200,000 events costs: to be read and folded, to be opened for writing, and to be appended to.

    python benchmarks/log.py

Reading stands beside a bare pass of json.loads over the lines, an append beside a bare append of the same bytes with
fsync, on the disk of the current folder. What is compared is measured by turns in one run, so that a busy machine slows
both; told are the best of each for reading, and the median of many for appending. The aims are 2.5 and 3 at most.
`mostly adds` is what coding by hand leaves behind, a tenth of it changed, removed, moved, undone; `many changes` is half
of each; of `other keys` every line has one that qualkit does not know. Nothing is asserted.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from qualkit.coding.journal import Journal
from qualkit.coding.log import read_log
from qualkit.coding.times import format_time
from qualkit.columns import format_table, make_table

EVENTS, ROUNDS, APPENDS = 200_000, 5, 400
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
QUOTE = "So it went on, and on, and then it was over. "


def make_log(path: Path, adds: float, **more: Any) -> None:
    """Write a log of which so large a share are `add` events."""
    chance = random.Random(2017)
    added: list[str] = []
    with path.open("w", encoding="utf-8") as log:
        for number in range(EVENTS):
            kind = (
                "add"
                if not added or chance.random() < adds
                else chance.choice(["change", "remove", "move", "undo", "reviewed"])
            )
            event = {
                "event_id": f"a-{number:06}",
                "event": kind,
                "coder": "a",
                "at": format_time(BEGIN + timedelta(seconds=number)),
            } | more
            start = chance.randrange(20_000)
            span = {"start": start, "end": start + 90, "quote": QUOTE * 2}
            document = f"D{chance.randrange(2_000):05}"
            about: dict[str, dict[str, Any]] = {
                "change": {"code": f"theme/code{chance.randrange(30):02}", "memo": "read again"},
                "move": {**span, "why": "the text was corrected"},
                "undo": {"of": f"a-{chance.randrange(max(number, 1)):06}"},
                "reviewed": {"document": document, "codes": ["*"], "text_sha256": "0" * 64},
            }
            if kind == "add":
                added.append(f"a{number:06}")
                event |= {"id": added[-1], "document": document, **span, "code": f"theme/code{chance.randrange(30):02}"}
                event |= {"before": QUOTE[:32], "after": QUOTE[:32], "method": "manual", "text_sha256": "0" * 64}
            elif kind in ("change", "remove", "move"):
                event["id"] = chance.choice(added)
            log.write(json.dumps(event | about.get(kind, {})) + "\n")


def pass_over(path: Path) -> None:
    with path.open("rb") as lines:
        for line in lines:
            json.loads(line)


def measure(*works: Callable[[], object]) -> list[float]:
    """The best time of each, in seconds of the processor; they take turns."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for number, work in enumerate(works):
            begin = time.process_time()
            work()
            best[number] = min(best[number], time.process_time() - begin)
    return best


def measure_appends(path: Path) -> list[float]:
    """The median time of a bare append and of one to a journal, in seconds by the clock; they take turns."""
    journal = Journal(path, file=path.name)
    event = {
        "event": "add", "document": "D00001", "start": 0, "end": 90, "quote": QUOTE * 2, "code": "theme/code01",
        "before": QUOTE[:32], "after": QUOTE[:32], "method": "manual", "text_sha256": "0" * 64,
    }  # fmt: skip
    bare, whole = [], []
    with path.with_name("bare").open("ab", buffering=0) as log:
        for number in range(APPENDS):
            begin = time.perf_counter()
            (written,) = journal.append(event | {"id": f"new{number}"})
            whole.append(time.perf_counter() - begin)
            line = json.dumps(written).encode() + b"\n"
            begin = time.perf_counter()
            log.write(line)
            os.fsync(log.fileno())
            bare.append(time.perf_counter() - begin)
    return [statistics.median(bare), statistics.median(whole)]


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".benchmark") as folder:
        path = Path(folder) / "a.jsonl"
        for name, adds, more in (
            ("mostly adds", 0.9, {}),
            ("many changes", 0.5, {}),
            ("other keys", 0.9, {"tool": "x"}),
        ):
            make_log(path, adds, **more)
            log = read_log(path, file=path.name)
            bare, read, opened = measure(
                lambda: pass_over(path),
                lambda: read_log(path, file=path.name),
                lambda: Journal(path, file=path.name),
            )
            synced, appended = measure_appends(path)
            rows.append(
                {
                    "log": name, "events": log.events, "codings": len(log.passages), "json_s": bare,
                    "read": read / bare, "open": opened / bare,
                    "fsync_ms": 1000 * synced, "append_ms": 1000 * appended, "append": appended / synced,
                }
            )  # fmt: skip
    print(format_table(make_table(rows, tuple(rows[0])), width=110), end="")


if __name__ == "__main__":
    main()
