"""How long intervals of agreement take: alpha over 40 documents and 30 categories, the unitizing family of 30 codes.

Run: python benchmarks/agreement.py. The aims are 20 ms for 1,000 resamples of alpha, and 3 s for the unitizing family
of each code over 40 documents and 2,000 codings of two coders, with 1,000 resamples; nothing is asserted. On a busy
machine the processor's own time says more than the clock's.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

from qualkit.statistics.agreement import pool_agreement
from qualkit.statistics.alpha_distribution import draw_alpha
from qualkit.statistics.ratings import Ratings
from qualkit.statistics.resampling import resample_documents
from qualkit.statistics.runs import Unitized
from qualkit.statistics.unitizing import measure_unitizing, pool_all_codes, pool_each_code

DOCUMENTS, CODES, CODINGS, LENGTH = 40, 30, 2_000, 60_000


def measure(what: str, work: Callable[[], Any], times: int = 5) -> Any:
    """The fastest of some runs."""
    clock, busy = [], []
    for _ in range(times):
        begin, used = time.perf_counter(), time.process_time()
        result = work()
        clock.append(time.perf_counter() - begin)
        busy.append(time.process_time() - used)
    print(f"{what:<72}{min(clock) * 1000:>9.1f} ms, processor {min(busy) * 1000:.1f} ms", flush=True)
    return result


def make_ratings(random: np.random.Generator) -> Ratings:
    """100 units a document, seven in ten alike."""
    n = 100 * DOCUMENTS
    first = random.integers(0, CODES, n)
    second = np.where(random.random(n) < 0.7, first, random.integers(0, CODES, n))
    documents = np.repeat(np.arange(DOCUMENTS), n // DOCUMENTS)
    return Ratings.packed(np.stack([first, second], axis=1), tuple(range(CODES)), documents=documents)


def make_codings(random: np.random.Generator, length: int) -> list[tuple[int, str, str, int, int]]:
    """Half as many passages as codings, each coded by both, the ends and one code in four apart."""
    rows = []
    for _ in range(CODINGS // 2):
        document, code = int(random.integers(DOCUMENTS)), int(random.integers(CODES))
        start = int(random.integers(length - length // 50))
        for coder in "ab":
            other = int(random.integers(CODES)) if random.random() < 0.25 else code
            shift, size = random.integers(0, length // 400, 2)
            rows.append(
                (document, coder, f"code {other}", start + int(shift), start + int(shift) + length // 200 + int(size))
            )
    return rows


def main() -> None:
    random = np.random.default_rng(2026)
    ratings = make_ratings(random)
    for metric in ("nominal", "interval", "ordinal"):
        pooled = measure(f"sums of alpha, {metric}", lambda metric=metric: pool_agreement(ratings, metric=metric))
        measure(f"  1,000 resamples of {DOCUMENTS} documents", lambda pooled=pooled: resample_documents(pooled, random))
    measure("Krippendorff's distribution of alpha, 10,000 draws", lambda: draw_alpha(ratings, random))
    for length in (LENGTH, 100 * LENGTH):
        rows, lengths = make_codings(random, length), dict.fromkeys(range(DOCUMENTS), length)
        tracemalloc.start()

        def whole(rows: Any = rows, lengths: Any = lengths) -> None:
            texts = Unitized.of(rows, lengths, "ab", codes=[f"code {i}" for i in range(CODES)])
            measure_unitizing(texts)
            for pooled in (*pool_all_codes(texts).values(), *pool_each_code(texts).values()):
                resample_documents(pooled, random)

        measure(f"unitizing family, texts of {length:,} characters, with 1,000 resamples", whole, 3)
        print(f"  {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MB at most")
        tracemalloc.stop()


if __name__ == "__main__":
    main()
