"""How fast patterns are matched, beside what spaCy needs for the same, and beside the bare regex of the tokens.

    python benchmarks/patterns.py [--words 1000000] [--times 5] [--far]

The text is generated (`make_text` of roots.py): Zipf-like, some 40,000 types a million words, in documents of 5,000 words
and turns of 30. 200 patterns of one to three words, with gaps, are drawn from it so that they have 30 to 100 hits a
thousand words; a tenth of all sentences holds a negation. Told are words a second of
processor time of
- `patterns`: `Matcher.find`, from text to hits with their offsets, gaps and what the sentence says of them: the first
  time, when all types of words are new, and again, when they are known;
- `tokens`: the bare regex that finds the tokens, nothing else;
- `spacy`: `spacy.blank("id")`, the roots as lemmas, PhraseMatcher on LEMMA: no gaps, no negation;
then the time for 1,000 patterns that have together as many hits as the 200. With `--far`, ten times the text from a
generator: words a second, and the most memory, at each tenth. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from roots import make_text

from qualkit.language import Rooter
from qualkit.language.stream import Piece
from qualkit.language.tokens import TOKEN
from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.matching import Matcher
from qualkit.patterns.pattern import Pattern
from qualkit.patterns.phrases import parse_phrase

TURN, DOCUMENT = 30, 5_000  # words
CUES = ("tidak", "nggak", "udah nggak", "belum", "kalau", "dulu", "tetangga saya", "katanya")
ANY = {"polarity": None, "about": None, "mode": None}


def make_pieces(words: int, seed: int = 1) -> list[Piece]:
    dice = random.Random(seed)
    said = make_text(words, seed).split()
    for at in range(0, len(said), 100):
        said[at] = f"{dice.choice(CUES)} {said[at]}"
    pieces, turn = [], DOCUMENT // TURN
    for number, at in enumerate(range(0, len(said), TURN)):
        text = " ".join(said[at : at + TURN])
        pieces.append(Piece(text, 0, len(text), number // turn))
    return pieces


def make_patterns(pieces: Sequence[Piece], count: int, hits: float, seed: int = 2) -> list[Pattern]:
    """Patterns that have, together, about so many hits a thousand words, on as many kinds of words."""
    dice = random.Random(seed)
    rooter = Rooter("id")
    sample = [rooter.find_root(word) for piece in pieces[:6_000] for word in TOKEN.findall(piece.text)]
    common = Counter(root for root in sample if len(root) > 3)
    wanted = hits / 1000 * len(sample) / count
    near = sorted(common, key=lambda root: abs(common[root] - wanted))[: 2 * count]
    dice.shuffle(near)
    patterns = []
    for number, root in enumerate(near[:count]):
        other = dice.choice(sample)
        phrase = (root, f"{root}|{near[count + number % count]}", f"{root} ... {other}", f"{other} {root}")[(number % 5) % 4]
        patterns.append(Pattern((parse_phrase(phrase),), **ANY))
    return patterns


def time_best(runs: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """The least processor time of each, in seconds; they take turns, so that a busy machine is busy for all."""
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            begin = time.process_time()
            run()
            took[name].append(time.process_time() - begin)
    return {name: min(seconds) for name, seconds in took.items()}


def make_spacy(pieces: Sequence[Piece], patterns: Sequence[Pattern]) -> Callable[[], int]:
    """What spaCy does with pieces."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    nlp = spacy.blank("id")
    rooter, roots = Rooter("id"), dict[str, str]()

    def lemmatise(doc: Doc) -> Doc:
        for token in doc:
            if token.text not in roots:
                roots[token.text] = rooter.find_root(token.text)
            token.lemma_ = roots[token.text]
        return doc

    matcher = PhraseMatcher(nlp.vocab, attr="LEMMA")
    for number, pattern in enumerate(patterns):
        words = [min(slot.words).text for slot in pattern.phrases[0]]
        matcher.add(str(number), [Doc(nlp.vocab, words=words, lemmas=words)])
    return lambda: sum(len(matcher(lemmatise(nlp.make_doc(piece.text)))) for piece in pieces)


def read_far(words: int, patterns: Sequence[Pattern]) -> None:
    """Ten times the text, from a generator."""
    matcher = Matcher(patterns, Vocabulary(Rooter("id")))
    done = [0, 0]

    def pieces() -> Iterator[Piece]:
        for part in range(10):
            begin = time.perf_counter()
            for piece in make_pieces(words, seed=part + 1):
                yield piece._replace(document=piece.document + 1_000_000 * part)
            done[0] += words
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{done[0]:12,} words  {words / (time.perf_counter() - begin) / 1e6:.2f} M/s with making them  {peak:.0f} MB")

    for hit in matcher.find(pieces()):
        done[1] += bool(hit)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--far", action="store_true")
    chosen = parser.parse_args()
    pieces = make_pieces(chosen.words)
    words = sum(len(piece.text.split()) for piece in pieces)
    patterns = make_patterns(pieces, 200, hits=60)
    Rooter("id")

    def match(known: Vocabulary | None = None, some: Sequence[Pattern] = patterns) -> int:
        return sum(1 for _ in Matcher(some, known or Vocabulary(Rooter("id"))).find(pieces))

    vocabulary = Vocabulary(Rooter("id"))
    many = make_patterns(pieces, 1_000, hits=60)
    hits, more = match(vocabulary), match(vocabulary, many)
    tenth = pieces[: len(pieces) // 10]
    seconds = time_best(
        {
            "tokens": lambda: sum(1 for piece in pieces for _ in TOKEN.finditer(piece.text)),
            "patterns, new types": match,
            "patterns, known types": lambda: match(vocabulary),
            "1,000 patterns": lambda: match(vocabulary, many),
            "spacy, a tenth": make_spacy(tenth, patterns),
        },
        chosen.times,
    )
    seconds["spacy"] = 10 * seconds.pop("spacy, a tenth")
    print(f"{words:,} words, {len(vocabulary.forms):,} types; hits a thousand words: {1000 * hits / words:.0f} of 200 "
          f"patterns, {1000 * more / words:.0f} of 1,000")  # fmt: skip
    for name, took in seconds.items():
        print(f"{name:24} {words / took / 1e6:6.2f} M words/s  {seconds['tokens'] / took:6.2f} of the bare tokens  "
              f"{seconds['spacy'] / took:6.1f} of spacy")  # fmt: skip
    if chosen.far:
        read_far(chosen.words, patterns)


if __name__ == "__main__":
    main()
