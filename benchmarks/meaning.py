"""How often it is told right what a sentence says of a concept, and how long it takes.

    python benchmarks/meaning.py [--wrong] [LIST …]

The lists in tests/language (`meaning_*.tsv`: a sentence with the concept in [[ ]], and its polarity, about, mode and time)
and, where the folder `../shared/language` is there, its `negation.tsv` (label `neg` or `aff`), or the lists named. Told is
the share that is right, by flag and of all four together; `--wrong` shows the sentences that are not. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from qualkit.language import Rooter
from qualkit.language.meaning import Meaning, find_cues, find_meaning, find_triggers, read_meaning

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "language"
SHARED = ROOT.parent / "shared" / "language"


def read_sentences(path: Path) -> Iterator[tuple[dict[str, str], Meaning]]:
    rooter = Rooter("en" if "english" in path.stem else "id")
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            before, _, rest = row["text"].partition("[[")
            concept, _, after = rest.partition("]]")
            start, end = len(before), len(before) + len(concept)
            yield row, read_meaning(before + concept + after, start, end, rooter)


def compare(row: dict[str, str], meaning: Meaning) -> dict[str, bool]:
    """By flag whether it is right; of a list with labels only whether the denial is."""
    if "label" in row:
        return {"denied": (row["label"] == "neg") == (meaning.polarity != "affirmed")}
    right = {flag: row[flag] == getattr(meaning, flag) for flag in Meaning._fields}
    denied = (row["polarity"] == "affirmed") == (meaning.polarity == "affirmed")
    return {"denied": denied, **right, "all": all(right.values())}


def score(path: Path, *, shows_wrong: bool) -> None:
    counted, n = Counter[str](), 0
    for row, meaning in read_sentences(path):
        right = compare(row, meaning)
        n += 1
        counted.update(right)
        if shows_wrong and not all(right.values()):
            wanted = row.get("label") or " ".join(row[flag] for flag in Meaning._fields)
            print(f"    {row['text']}\n        {wanted} | {' '.join(meaning)}")
    shares = "  ".join(f"{flag} {hits / n:.3f}" for flag, hits in counted.items())
    print(f"{path.name:22} {n:4}  {shares}")


def tell_speed(times: int = 20_000) -> None:
    sentence = "tetangga saya sudah tidak utang ke warung lagi katanya karena sekarang punya uang sendiri".split()
    words = [word if word in find_cues() else "" for word in sentence]
    plain = [word if word not in find_triggers() else "" for word in words]
    for name, said in (("with cues", words), ("without", plain)):
        begin = time.perf_counter()
        for _ in range(times):
            find_meaning(said, " " * len(said), 4, 7)
        print(f"{name:10} {(time.perf_counter() - begin) / times * 1e6:5.1f} µs a hit")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--wrong", action="store_true")
    chosen = parser.parse_args()
    for path in chosen.lists or [*sorted(OWN.glob("meaning_*.tsv")), SHARED / "negation.tsv"]:
        if path.is_file():
            score(path, shows_wrong=chosen.wrong)
    tell_speed()


if __name__ == "__main__":
    main()
