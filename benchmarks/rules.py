"""How well the example's patterns find what its coders coded, sentence by sentence, and how well the coders agree.

Run: python benchmarks/rules.py. Held out are the documents from which no pattern was written; only their scores say how
it goes with new interviews. The last column, and the last line, are for orientation: what the other coder reaches.
"""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd

import qualkit as qk
from qualkit.analysis.scoring import HELD_OUT, WRITTEN_FROM, choose_documents, compare_records

EXAMPLE = Path(__file__).parents[1]
CODER, OTHER = "a", "b"


def score_coder(study: qk.Study, documents: str) -> pd.Series:
    """F1 of each code, and of `*`, of the other coder against the coder."""
    chosen = choose_documents(study, documents)[1]
    record = study.record(CODER)
    scores = compare_records(record, study.record(OTHER), study.codebook.codes, chosen, record.reviewed)
    counts = {one.code: (len(one.true), len(one.missed) + len(one.false)) for one in scores}
    counts["*"] = (sum(true for true, _ in counts.values()), sum(wrong for _, wrong in counts.values()))
    return pd.Series({code: 2 * true / (2 * true + wrong) for code, (true, wrong) in counts.items() if true + wrong})


def main() -> None:
    study = qk.open_study(EXAMPLE)
    begin = time.perf_counter()
    study.record("rules")
    print(
        f"{len(study.codebook.patterns())} patterns, {len(study.documents)} documents: {time.perf_counter() - begin:.2f} s"
    )
    for documents in (HELD_OUT, WRITTEN_FROM):
        table = qk.score_rules(study, CODER, documents=documents).set_index("code")
        table["f1_of_coders"] = score_coder(study, documents)
        shown = table[["n", "n_found", "n_true", "precision", "recall", "f1", "f1_of_coders"]]
        print(f"\n{documents}, {table['n_documents'].max()} documents\n{shown.round(2).to_string()}")
        themes = (
            shown[shown.index != "*"].groupby(lambda code: code.partition("/")[0])[["n", "n_found", "n_true"]].sum()
        )
        themes["f1"] = 2 * themes["n_true"] / (themes["n"] + themes["n_found"])
        print(f"\n{documents}, by theme\n{themes.round(2).to_string()}")


if __name__ == "__main__":
    main()
