"""How long a concordance takes: 1,000,000 words in 100 interviews of 200 turns each, some 40,000 types.

    python benchmarks/kwic.py [--words 1000000] [--profile]

The texts are made by make_text of benchmarks/roots.py. Told are the first call in a process, without and with the time
in which the lists of the language are read; the first call on another study with the same words; and later calls, for
rare and frequent words and phrases. The aim is 1 s for the first call and 30 ms for later ones. Nothing is asserted; on
a busy machine the processor's own time says more than the clock's.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from roots import make_text

import qualkit as qk
from qualkit.analysis.kwic import read_texts
from qualkit.language.lexicon import read_lexicon
from qualkit.start import make_study

DOCUMENTS, TURN = 100, 50
ROUNDS = 5


def write_study(folder: Path, words: list[str]) -> Path:
    make_study(folder)
    size = len(words) // DOCUMENTS
    for number in range(DOCUMENTS):
        some = words[number * size : (number + 1) * size]
        turns = [" ".join(some[n : n + TURN]) for n in range(0, len(some), TURN)]
        text = "\n\n".join(f"{'I' if n % 2 == 0 else 'P'}: {turn}" for n, turn in enumerate(turns))
        head = "---\ntype: interview\ninterviewer: I\ninformant: P\n---\n"
        file = folder / "transcripts" / "interviews" / f"D{number:03}.txt"
        file.write_text(head + text + "\n", encoding="utf-8")
    return folder


def measure(what: str, work: Callable[[], object], rounds: int = 1) -> None:
    taken, busy = [], []
    for _ in range(rounds):
        begin, begin_busy = time.perf_counter(), time.process_time()
        found = work()
        taken.append(time.perf_counter() - begin)
        busy.append(time.process_time() - begin_busy)
    hits = f"{len(found):>7,} hits" if hasattr(found, "columns") else ""
    print(f"{what:<44}{1000 * min(taken):>8.1f} ms best of {rounds}; processor {1000 * min(busy):>7.1f} ms {hits}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--profile", action="store_true", help="Of the first call.")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    words = make_text(asked.words).split(" ")
    write_study(folder / "study", words)
    ranked = [word for word, _ in Counter(word.strip(".,").lower() for word in words if word).most_common()]
    often, middle, seldom = ranked[0], ranked[len(ranked) // 50], ranked[-1]
    del words
    study, other = qk.open_study(folder / "study"), qk.open_study(folder / "study")
    read_lexicon.cache_clear()
    import pandas  # noqa: F401  (what the first call is not to pay for)

    measure("the lists of the language", read_lexicon)
    profile = cProfile.Profile()
    if asked.profile:
        profile.enable()
    measure("first call, types new", lambda: qk.find_kwic(study, middle))
    profile.disable()
    if asked.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(20)
    measure("first call, types known", lambda: qk.find_kwic(other, middle))
    (texts,) = read_texts(study)
    print(f"{len(texts.words):,} words, {len(ranked):,} types, {len(texts.turns):,} turns")
    calls = {
        "a rare word": seldom, "a word": middle, "a frequent word": often, "two words": f"{often} {middle}",
        "two frequent words": f"{often} ... {ranked[1]}", "a word of a form": f'"{middle}"', "endings": "*annya",
        "a word that stands nowhere": "qqqqxx", "a word but for a letter": f"{middle}~",
    }  # fmt: skip
    for what, phrase in calls.items():
        measure(what, lambda phrase=phrase: qk.find_kwic(study, phrase), ROUNDS)
    measure("a frequent word, of informants", lambda: qk.find_kwic(study, often, turn_role="informant"), ROUNDS)


if __name__ == "__main__":
    main()
