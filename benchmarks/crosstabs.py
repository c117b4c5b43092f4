"""How long many crosstabs take: the example's 30 codes x 14 outcomes, and 200 codes x 50 outcomes x 5,000 cases.

Run: python benchmarks/crosstabs.py. The aims are 3 s, with exact tests and intervals, and 5 s, with Fisher's test and
score intervals; nothing is asserted. On a busy machine the processor's own time says more than the clock's.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import qualkit as qk
from qualkit.analysis.pairs import compare_shares, count_tables
from qualkit.statistics.effects import hybrid_intervals, score_intervals
from qualkit.statistics.exact import fisher_tests

EXAMPLE = Path(__file__).parents[1]
CASES, CODES, OUTCOMES = 5_000, 200, 50


def measure(what: str, work: Callable[[], object]) -> object:
    begin, busy = time.perf_counter(), time.process_time()
    result = work()
    print(f"{what:<66}{time.perf_counter() - begin:>7.2f} s, processor {time.process_time() - busy:.2f} s", flush=True)
    return result


def make_survey(seed: int = 2017) -> tuple[np.ndarray, np.ndarray]:
    """Codes and outcomes of all prevalences, some of them related, one in ten unread or not told."""
    random = np.random.default_rng(seed)
    latent = random.normal(size=(CASES, 1))

    def draw(columns: int) -> np.ndarray:
        lean, level = random.normal(scale=0.5, size=columns), random.normal(scale=1.5, size=columns)
        values = (latent * lean + random.normal(size=(CASES, columns)) < level).astype(float)
        values[random.random(values.shape) < 0.1] = np.nan
        return values

    return draw(CODES), draw(OUTCOMES)


def main() -> None:
    study = qk.open_study(EXAMPLE)
    codes = list(study.codebook.leaves)[:30]
    for run in ("first", "second"):
        table = measure(f"30 codes x 14 outcomes of the example, {run} run", lambda: qk.compare_outcomes(study, codes))
    print(f"  {len(table)} pairs, {table['n_tests'].iloc[0]} tested; {table['method'].value_counts().to_dict()}")
    has, outcome = make_survey()
    cells = measure("200 codes x 50 outcomes x 5,000 cases: counting", lambda: count_tables(has, outcome))
    a, b, c, d = (cell.ravel() for cell in cells)
    measure("  Fisher's test of 10,000 tables", lambda: fisher_tests(a, b, c, d))
    measure("  score intervals of 10,000 tables", lambda: score_intervals(a, b, c, d))
    measure("  hybrid intervals of 10,000 tables", lambda: hybrid_intervals(a, b, c, d))
    rows = measure("  all of it as rows, with what could have been seen", lambda: compare_shares(a, b, c, d))
    print(f"  intervals: {sorted({row['interval'] for row in rows})}")


if __name__ == "__main__":
    main()
