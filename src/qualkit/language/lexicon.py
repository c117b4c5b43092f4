"""The words Indonesian is read with: roots and how common they are, spoken spellings, names."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qualkit.language.affixes import CLITICS
from qualkit.language.spelling import find_spellings

_SHORT = {1: -3.0, 2: -1.0, 3: -0.1}  # a short root is easily there by chance
_VARIED = 0.6  # the least commonness of a root whose spoken spellings are looked for


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of a language's words.

    Attributes
    ----------
    roots
        Each root and how common it is, from 0.3 (a rare word of the dictionary) to 1.2.
    common
        Words in everyday use and names: they are never taken apart.
    particles
        Those of the common words that take clitics and nothing else.
    known
        Words that need no look at their affixes, and their roots: common and spoken ones, with clitics too.
    spoken
        What people say or type, and the written word or words it stands for.
    stems
        Roots and their spoken spellings: the readings of each, as (root, cost), the cost less how common the root is.
    """

    roots: Mapping[str, float]
    common: frozenset[str]
    particles: frozenset[str]
    known: Mapping[str, str]
    spoken: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[tuple[str, float], ...]]


def read_lines(name: str) -> Iterator[str]:
    """The lines of a list of words, without comments."""
    text = files("qualkit.language").joinpath("words", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _read_words(name: str) -> set[str]:
    return {word for line in read_lines(name) for word in line.split()}


def _read_spoken() -> dict[str, tuple[str, ...]]:
    entries = (line.partition(":") for line in read_lines("spoken_id.txt"))
    return {form: tuple(written.split()) for written, _, forms in entries for form in forms.split()}


def _weigh_roots(common: set[str], names: set[str]) -> dict[str, float]:
    """Derived forms tell how common a root is: 1 → 0.3, 3 → 0.6, 15 and more → 1.2."""
    counted = (line.split() for line in read_lines("roots_id.txt"))
    roots = {root: min(1.2, 0.3 * math.log2(1 + int(n))) for root, n in counted}
    for word in common:
        roots[word] = max(1.0, roots.get(word, 0.0))
    for name in names:
        roots.setdefault(name, 0.3)
    return roots


def _find_stems(
    roots: Mapping[str, float], names: set[str], common: set[str]
) -> dict[str, tuple[tuple[str, float], ...]]:
    stems: dict[str, dict[str, float]] = {root: {root: -weight} for root, weight in roots.items()}
    for root, weight in roots.items():
        if weight < _VARIED or root in names or len(root) < 4:
            continue
        for spelling, cost in find_spellings(root):
            if spelling in common:  # what is a word of its own is not another's spelling
                continue
            readings = stems.setdefault(spelling, {})
            readings[root] = min(cost - weight, readings.get(root, 9.0))
    return {stem: tuple(readings.items()) for stem, readings in stems.items()}


@cache
def read_particles() -> frozenset[str]:
    """Words that carry no meaning of their own: pronouns, prepositions, conjunctions, particles of speech."""
    return frozenset(_read_words("particles_id.txt"))


@cache
def read_lexicon() -> Lexicon:
    """The Indonesian words that come with the package; read once, in about a quarter of a second."""
    spoken, names, particles = _read_spoken(), _read_words("names_id.txt"), set(read_particles())
    common = _read_words("common_id.txt") | particles
    roots = _weigh_roots(common, names)
    for form in spoken.keys() - common:  # hutang is a spelling of utang, and no root beside it; aku is one, in mengaku
        roots.pop(form, None)
    taken = {root: weight + _SHORT.get(len(root), 0.0) for root, weight in roots.items() if root not in particles}
    stems = _find_stems(taken, names - common, common)
    for form, (word, *others) in spoken.items():
        if not others and word in taken and len(form) > 2 and form not in common:
            stems[form] = ((word, 0.1 - taken[word]),)
    whole = (common | names) - spoken.keys()
    known = _find_known(
        {**{word: word for word in whole}, **{form: words[-1] for form, words in spoken.items()}}, particles, stems
    )
    return Lexicon(roots, frozenset(whole), frozenset(particles), known, spoken, stems)


def _find_known(words: Mapping[str, str], particles: set[str], stems: Container[str]) -> dict[str, str]:
    """The words, and particles and spoken forms with every clitic: no other affix can be on them."""
    known = {
        word + clitic: root for word, root in words.items() if word in particles or root != word for clitic in CLITICS
    }
    spelt = {
        spelling: word
        for word in particles
        if len(word) > 3
        for spelling, _ in find_spellings(word)
        if len(spelling) > 3 and spelling not in stems
    }
    return {**spelt, **known, **words}
