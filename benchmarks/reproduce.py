"""How long `qualkit reproduce` takes on a copy of the example, and how much memory, beside the limits that are set.

    python benchmarks/reproduce.py

Each run is a whole process, as a user starts it: the interpreter, the imports, the work. After one warm-up (files in
the cache, byte code compiled, matplotlib's list of fonts) five runs are timed, and their median is told; memory is the
peak of the largest of them. A laptop with two cores is what the limits are meant for: on a machine with more, run
`taskset -c 0,1 python benchmarks/reproduce.py`; on one that is doing something else, the figures mean little.

Nothing is checked by this in the tests: the pace of a machine decides no test.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qualkit.columns import format_table, make_table
from qualkit.start import copy_example

RUNS = 5
LIMITS = {"reproduce": (10.0, 450.0), "--help": (0.3, None)}
"""Seconds, and MB at the peak (1 MB = 10^6 bytes); None is no limit."""


def measure(command: list[str]) -> float:
    """Seconds of wall-clock time; raises where the command fails."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "qualkit", *command], check=True, capture_output=True)
    return time.perf_counter() - begin


def peak_of_children() -> float:
    """MB of the largest process that was waited for so far; NaN on Windows, which does not tell."""
    try:
        import resource
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        study = copy_example(Path(folder) / "study")
        commands = {"--help": ["--help"], "reproduce": ["reproduce", "--study", str(study)]}
        for name, command in commands.items():  # the larger one last: the peak is that of all children so far
            measure(command)
            seconds = [measure(command) for _ in range(RUNS)]
            limit, limit_mb = LIMITS[name]
            rows.append(
                {
                    "command": f"qualkit {name}",
                    "median_s": statistics.median(seconds),
                    "slowest_s": max(seconds),
                    "limit_s": limit,
                    "peak_mb": peak_of_children(),
                    "limit_mb": limit_mb,
                }
            )
    print(f"{RUNS} runs after one warm-up, on {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    columns = ("command", "median_s", "slowest_s", "limit_s", "peak_mb", "limit_mb")
    print(format_table(make_table(rows, columns), width=100), end="")


if __name__ == "__main__":
    main()
