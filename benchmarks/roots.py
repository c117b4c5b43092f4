"""How often the right root is found, and how fast texts become roots.

    python benchmarks/roots.py [--words 1000000]

Accuracy: of the forms in tests/language (`forms.tsv` was written before the rules, `later_forms.tsv` after them and before
it was first scored; both were then used to mend the rules, and so was `unseen_forms.tsv`, after it was scored once: docs/language.md tells the first scores), and, where the folder
`../shared/language` is there, of its `colloquial.tsv` and its `pairs.tsv`. A root is right if it is one of those named, or
the root of one.

Speed: generated text, Zipf-like, of about 40,000 types a million words: roots with the affixes of speech, particles,
names that nobody knows. Told are words a second of the bare `\\w+`, of the tokens' pattern, and of a `Stream` with all
types new and with all known, one for each document of 5,000 words; the same with the numbers that 500 roots of phrases
have; and the time it takes to read the lists, once a process. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from qualkit.language import Rooter, Vocabulary
from qualkit.language.lexicon import read_lexicon
from qualkit.language.stream import Piece, Stream
from qualkit.language.tokens import TOKEN
from qualkit.patterns.phrases import Word
from qualkit.patterns.symbols import Table

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "language"
SHARED = ROOT.parent / "shared" / "language"
PREFIXES = ["me", "ber", "di", "ter", "ke", "se", "nge", "pe"]
ENDINGS = ["", "", "", "nya", "an", "kan", "in", "i", "lah", "innya"]


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def score_forms(path: Path, find_root: Callable[[str], str]) -> None:
    counted, right = Counter[str](), Counter[str]()
    for row in read_rows(path):
        stratum = row.get("stratum") or row["class"]
        wanted = row["root"].split("|")
        counted[stratum] += 1
        right[stratum] += find_root(row["form"]) in {*wanted, *map(find_root, wanted)}
    for stratum, n in counted.items():
        print(f"{path.name:22} {stratum:10} {right[stratum]:4} of {n:4}  {right[stratum] / n:.3f}")


def score_pairs(path: Path, find_root: Callable[[str], str]) -> None:
    told = Counter((row["label"], find_root(row["a"]) == find_root(row["b"])) for row in read_rows(path))
    found, missed, false = told["same", True], told["same", False], told["diff", True]
    print(f"{path.name:22} F1 {2 * found / (2 * found + missed + false):.3f} ({missed} missed, {false} false)")


def make_text(words: int, seed: int = 1) -> str:
    """Words drawn from a vocabulary so large, and so unequal, that a million hold about 40,000 types."""
    dice = random.Random(seed)
    roots = sorted(root for root in read_lexicon().roots if root.isalpha())
    particles = sorted(read_lexicon().particles)
    forms = [
        dice.choice(["", dice.choice(PREFIXES)]) + dice.choice(roots) + dice.choice(ENDINGS) for _ in range(55_000)
    ]
    names = ["".join(dice.choice("bdklmnprst") + dice.choice("aeiou") for _ in range(3)).title() for _ in range(3_000)]
    vocabulary = dice.sample(particles, len(particles)) + dice.sample(forms + names, len(forms) + len(names))
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(vocabulary))))
    drawn = dice.choices(vocabulary, cum_weights=weights, k=words)
    return "".join(word + (". " if dice.random() < 0.08 else ", " if dice.random() < 0.06 else " ") for word in drawn)


def time_best(run: Callable[[], object], *, times: int = 3) -> float:
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        took.append(time.perf_counter() - begin)
    return min(took)


def tell_speed(words: int) -> None:
    text = make_text(words).split(" ")
    documents = [" ".join(text[n : n + 5_000]) for n in range(0, len(text), 5_000)]
    bare = re.compile(r"\w+")
    n, types = sum(len(bare.findall(text)) for text in documents), len({*bare.findall(" ".join(documents))})
    print(f"{n:,} words of {types:,} types in {len(documents)} documents")
    rooter = Rooter("id")
    some = [Word("root", root) for root in random.Random(2).sample(sorted(read_lexicon().roots), 500)]
    known = Vocabulary(rooter)

    def read_all(read: Callable[[str], object]) -> None:
        for document in documents:
            read(document)

    def read_streams(vocabulary: Vocabulary) -> None:
        read_all(lambda text: Stream(vocabulary, [Piece(text, 0, len(text))]))

    def look_up(vocabulary: Vocabulary) -> None:
        table = Table(vocabulary, some, frozenset())
        read_all(lambda text: table.look_up(Stream(vocabulary, [Piece(text, 0, len(text))]).words))

    runs: dict[str, Callable[[], object]] = {
        r"bare \w+": lambda: read_all(bare.findall),
        "tokens": lambda: read_all(TOKEN.findall),
        "roots, types new": lambda: read_streams(Vocabulary(rooter)),
        "500 roots, types new": lambda: look_up(Vocabulary(rooter)),
        "roots, types known": lambda: read_streams(known),
        "500 roots, known": lambda: look_up(known),
    }
    seconds = {name: time_best(run) for name, run in runs.items()}
    for name, took in seconds.items():
        print(f"{name:22} {n / took / 1e6:5.2f} M words/s   {seconds[next(iter(runs))] / took:.2f} of the bare pattern")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=1_000_000)
    words = parser.parse_args().words
    begin = time.perf_counter()
    read_lexicon()
    print(f"the lists are read in {time.perf_counter() - begin:.2f} s")
    find_root = Rooter("id").find_root
    for path in [*sorted(OWN.glob("*forms.tsv")), SHARED / "colloquial.tsv"]:
        if path.is_file():
            score_forms(path, find_root)
    if (SHARED / "pairs.tsv").is_file():
        score_pairs(SHARED / "pairs.tsv", find_root)
    tell_speed(words)


if __name__ == "__main__":
    main()
