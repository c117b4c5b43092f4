"""The root of an Indonesian word, formal or spoken: every reading its affixes allow, and the most likely of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qualkit.language.affixes import ENDS, HEADS, MELTED, PLAIN_HEAD
from qualkit.language.lexicon import Lexicon, read_lexicon
from qualkit.language.spelling import fold, shorten

LONGEST_WORD = 40  # letters: what is longer is no word, and is kept as it is

_DEAREST = 1.3  # a reading that costs more is not believed
Stems = Mapping[str, tuple[tuple[str, float], ...]]
_LEAST_LEFT = 3  # letters after a nasal that swallowed one: no root is shorter but by chance
_ITSELF = 0.7  # how far a rare root is preferred to a reading with affixes


@dataclass(frozen=True, order=True, slots=True)
class Candidate:
    """One reading of a word: its root, and what it costs to believe it (less is likelier)."""

    cost: float
    root: str
    prefix: str
    suffix: str


def find_candidates(word: str) -> list[Candidate]:
    """Every reading of a word as affixes around a known root, the likeliest first.

    >>> [candidate.root for candidate in find_candidates("mengarang")][:2]
    ['karang', 'arang']
    """
    word = shorten(fold(word))
    best: dict[str, Candidate] = {}
    for reading in sorted(_find_readings(word, read_lexicon().stems)) if 0 < len(word) <= LONGEST_WORD else ():
        best.setdefault(reading[1], Candidate(*reading))
    return list(best.values())


def _find_readings(word: str, stems: Stems) -> list[tuple[float, str, str, str]]:
    """Each reading as (cost, root, prefix, ending). Written flat, since it runs once a type of word."""
    found = [(cost, root, "", "") for root, cost in stems.get(word, ())]
    length = len(word)
    ends = [(length, "")]
    for end in ENDS.get(word[-3:]) or ENDS.get(word[-2:]) or ENDS.get(word[-1:], ()):
        if word.endswith(end):
            place = length - len(end)
            ends.append((place, end))
            if place and (readings := stems.get(word[:place])) is not None:
                found += [(PLAIN_HEAD[2][end] + more, root, "", end) for root, more in readings]
    if word.endswith("in"):
        ends.append((length - 1, MELTED))
        found += [(PLAIN_HEAD[2][MELTED] + more, root, "", MELTED) for root, more in stems.get(word[:-1], ())]
    for begin in range(1, length):
        if (heads := HEADS.get(word[:begin])) is None:
            break
        if not heads:
            continue
        rest, letter = word[begin:], word[begin]
        for head, ways, costs in heads:
            for consonant, extra, longest in ways.get(letter, ()):
                stem = consonant + rest
                cut = begin - len(consonant)
                for place, end in ends:
                    if (readings := stems.get(stem[: place - cut])) is not None and place > begin and end in costs:
                        found += [(costs[end] + extra + more, root, head, end) for root, more in readings if len(root) <= longest]  # fmt: skip
    return found


def read_root(word: str, lexicon: Lexicon) -> str:
    """The root of a folded word without hyphens; of an unknown one what is left without what is surely an affix."""
    if (root := lexicon.known.get(word)) is not None:
        return root
    if not 3 <= len(word) <= LONGEST_WORD:
        return word
    if root := _choose(word, lexicon):
        return root
    if len(word) > 3 and (short := shorten(word)) != word:
        return read_root(short, lexicon)
    return _strip_safely(word)


def _choose(word: str, lexicon: Lexicon) -> str:
    best, chosen = _DEAREST, ""
    for cost, root, _, _ in _find_readings(word, lexicon.stems):
        if root == word:
            cost -= _ITSELF
        if cost < best:
            best, chosen = cost, root
    return chosen


# What takes an affix of either kind is a word new to the list, mostly a loan: diuploadin, ngevlogin
_SURE = re.compile(r"(?:di|nge)([^\W\d_]{4,}?)(?:in|kan)(?:nya)?|([^\W\d_]{3,})nya")


def _strip_safely(word: str) -> str:
    sure = _SURE.fullmatch(word) if word.endswith(("nya", "in", "kan")) else None
    return word if sure is None else sure[1] or sure[2]


def has_root(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded word is known, by itself or by what is left of it without affixes."""
    return word in lexicon.roots or word in lexicon.known or bool(_choose(word, lexicon))
