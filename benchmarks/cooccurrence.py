"""How long co-occurrence takes: 1,000,000 codings over 10,000 documents. Run: python benchmarks/cooccurrence.py [--logs]

From a table the aim is 1 s, overlap and 'near' with 10 million pairs alike; from logs (--logs: a study is written to
a temporary folder and opened) 15 s. Nothing is asserted. On a busy machine the processor's own time says more than the clock's.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

import qualkit as qk
from qualkit.analysis.cooccurrence import UNITS, count_cooccurrence, count_near, count_pairs

CODINGS, DOCUMENTS, CODES, LENGTH = 1_000_000, 10_000, 30, 20_000
SENTENCE = "So it went on, and on, and then it was over. "
ROUNDS = 5


def make_codings(seed: int = 2017) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    start = random.integers(0, LENGTH - 300, CODINGS)
    return pd.DataFrame(
        {
            "document": [f"D{number:05}" for number in random.integers(0, DOCUMENTS, CODINGS)],
            "coder": "a",
            "start": start,
            "end": start + random.integers(20, 300, CODINGS),
            "code": [f"theme{number % 5}/code{number:02}" for number in random.integers(0, CODES, CODINGS)],
        }
    )


def find_distance(table: pd.DataFrame, pairs: int) -> int:
    """The distance within which there are about so many pairs of passages, of one code or of two."""
    code = np.zeros(len(table), dtype=int)
    document = pd.factorize(table["document"].to_numpy(object))[0]
    low, high = 0, LENGTH
    while low < high:
        middle = (low + high) // 2
        found = int(count_near(document, table["start"], table["end"], code, 1, middle)[0, 0])
        low, high = (middle + 1, high) if found < pairs else (low, middle)
    return low


def measure(what: str, work: Callable[[], object], rounds: int = ROUNDS) -> object:
    taken, busy = [], []
    for _ in range(rounds):
        begin, begin_busy = time.perf_counter(), time.process_time()
        result = work()
        taken.append(time.perf_counter() - begin)
        busy.append(time.process_time() - begin_busy)
    print(
        f"{what:<56}{min(taken):>8.2f} s best, {sorted(taken)[rounds // 2]:.2f} s median of {rounds}; "
        f"processor {min(busy):.2f} s"
    )
    return result


def from_table() -> None:
    table = make_codings()
    for words, rows in (
        ("text columns", table),
        ("categories", table.astype({"document": "category", "code": "category"})),
    ):
        measure(f"overlap, {words}", lambda rows=rows: count_pairs(rows))
    for pairs in (10_000_000, 40_000_000):
        distance = find_distance(table, pairs)
        measure(
            f"near, {pairs:,} pairs (within {distance:,} characters)", lambda d=distance: count_pairs(table, within=d)
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 if sys.platform != "win32" else float("nan")
    print(f"most memory of the process, the made table included: {peak:,.0f} MB")


def from_logs(folder: Path) -> None:
    """Opening and counting, of each unit anew: a study that was opened for one unit is at hand for the next."""
    write_study(folder, make_codings())
    for unit in UNITS:
        kept: list[qk.Study] = []
        begin, begin_busy = time.perf_counter(), time.process_time()
        measure("opening the study (texts and logs)", lambda kept=kept: kept.append(qk.open_study(folder)), rounds=1)
        measure(
            f"count_cooccurrence(study, {unit!r})",
            lambda kept=kept, unit=unit: count_cooccurrence(kept[0], unit),
            rounds=1,
        )
        taken, busy = time.perf_counter() - begin, time.process_time() - begin_busy
        print(f"{'in all':<56}{taken:>8.2f} s; processor {busy:.2f} s")


def write_study(folder: Path, table: pd.DataFrame) -> None:
    turn = f"R: {SENTENCE * 44}".strip()
    text = "\n\n".join([turn] * (LENGTH // len(turn) + 1))
    for path in ("transcripts/interviews", "coding/codings"):
        (folder / path).mkdir(parents=True)
    (folder / "study.yaml").write_text("title: T\nsampling: purposive\ncoders: {of_record: [a]}\nroles: {member: {}}\n")
    (folder / "coding/codebook.yaml").write_text(
        "codes:\n" + "".join(f"  - code: {code}\n" for code in sorted(table["code"].unique()))
    )
    names = sorted(table["document"].unique())
    (folder / "transcripts/cases.csv").write_text("case,role\n" + "".join(f"{name},member\n" for name in names))
    for name in names:
        header = f"---\nid: {name}\ntype: interview\nspeakers: {{R: {{role: informant, case: {name}}}}}\n---\n"
        (folder / f"transcripts/interviews/{name}.txt").write_text(header + text)
    with (folder / "coding/codings/a.jsonl").open("w") as log:
        for number, row in enumerate(table.itertuples(index=False)):
            event = {
                "event_id": f"a-{number}", "event": "add", "coder": "a", "at": None, "id": f"a{number}",
                "document": row.document, "start": row.start, "end": row.end, "quote": text[row.start : row.end],
                "code": row.code,
            }  # fmt: skip
            log.write(json.dumps(event) + "\n")
        for name in names:
            event = {"event_id": f"r-{name}", "event": "reviewed", "coder": "a", "at": None, "document": name}
            log.write(json.dumps(event | {"codes": ["*"]}) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--logs", action="store_true", help="also from logs; writes about 400 MB to a temporary folder")
    if parser.parse_args().logs:
        with tempfile.TemporaryDirectory() as temporary:
            from_logs(Path(temporary))
    from_table()
