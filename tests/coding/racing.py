"""A process that writes into a log at the same time as others: `python racing.py LOG NAME EVENTS`."""

from __future__ import annotations

import sys
from pathlib import Path

from qualkit.coding.journal import Journal


def main() -> None:
    path, name, events = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    journal = Journal(path, file=path.name)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()  # until all are ready
    for number in range(events):
        memo = {"event": "memo", "on": "case", "target": f"{name}-{number}", "text": "to think about " * 50}
        journal.append({"event_id": f"{name}-{number}"} | memo)


if __name__ == "__main__":
    main()
