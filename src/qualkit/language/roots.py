"""The root of an Indonesian word, formal or spoken: every reading its affixes allow, and the most likely of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qualkit.language.affixes import CLITICS, ENDS, HEADS, MELTED, NO_HEAD
from qualkit.language.lexicon import Lexicon, read_lexicon
from qualkit.language.spelling import fold, shorten

LONGEST_WORD = 40  # letters: what is longer is no word, and is kept as it is

_DEAREST = 1.3  # a reading that costs more is not believed
_ITSELF = 0.7  # how far a rare root is preferred to a reading with affixes
_UNASSIMILATED = 0.3  # a loan that kept its first consonant: mengkritik
_SWALLOWED = 0.25
_AFTER_NASAL = frozenset("aeiourl")  # before these a nasal swallows its consonant: memakai, memroses


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
    for reading in sorted(_find_readings(word, read_lexicon().stems)) if len(word) <= LONGEST_WORD else ():
        best.setdefault(reading[1], Candidate(*reading))
    return list(best.values())


def _find_readings(word: str, stems: Mapping[str, tuple[tuple[str, float], ...]]) -> list[tuple[float, str, str, str]]:
    """Each reading as (cost, root, prefix, ending). One loop, since it runs once a type of word."""
    found: list[tuple[float, str, str, str]] = []
    length = len(word)
    ends = [(length - len(end), end) for end in ENDS.get(word[-1], ()) if word.endswith(end)]
    ends.append((length, ""))
    if word.endswith("in"):
        ends.append((length - 1, MELTED))
    for head, (_, _, first, swallowed, loan, longest), costs in HEADS.get(word[0], NO_HEAD):
        if not word.startswith(head):
            continue
        begin = len(head)
        letter = word[begin : begin + 1]
        stays, is_loan = not head or letter in first, letter in loan
        if not stays and not is_loan and not (swallowed and letter in _AFTER_NASAL):
            continue
        for place, end in ends:
            if place - begin < 1 or end not in costs:
                continue
            stem, cost = word[begin:place], costs[end]
            if stays or is_loan:
                for root, more in stems.get(stem, ()):
                    if len(root) <= longest:
                        found.append((cost + more + (0.0 if stays else _UNASSIMILATED), root, head, end))
            if swallowed and letter in _AFTER_NASAL:
                for consonant in swallowed:
                    for root, more in stems.get(consonant + stem, ()):
                        found.append((cost + more + _SWALLOWED, root, head, end))
    return found


def read_root(word: str, lexicon: Lexicon) -> str:
    """The root of a folded word without hyphens; of an unknown one what is left without what is surely an affix."""
    if word in lexicon.common:
        return word
    if (words := lexicon.spoken.get(word)) is not None:
        return words[-1]
    length = len(word)
    if length > LONGEST_WORD or length < 3:
        return word
    for clitic in CLITICS.get(word[-1], ()):
        if word.endswith(clitic):
            if (left := word[: -len(clitic)]) in lexicon.common:
                return left
            if left in lexicon.spoken:
                return lexicon.spoken[left][-1]
    if root := _choose(word, lexicon):
        return root
    if (short := shorten(word)) != word:
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
    sure = _SURE.fullmatch(word)
    return word if sure is None else sure[1] or sure[2]


def has_root(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded word is known, by itself or by what is left of it without affixes."""
    return word in lexicon.roots or word in lexicon.spoken or bool(_choose(word, lexicon))
