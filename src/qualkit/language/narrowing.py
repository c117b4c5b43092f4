"""Which words may have one of some roots: told by their letters, all words at once, so that only these are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from qualkit.language.affixes import ENDS, HEADS, MELTED
from qualkit.language.lexicon import read_lexicon


def narrow_to_forms(roots: frozenset[str]) -> re.Pattern[str]:
    """What fits these very words, in a text of one word a line."""
    return _compile(_join(roots))


def narrow_to_all(_: frozenset[str]) -> re.Pattern[str]:
    """What fits every word."""
    return _compile(".*")


@lru_cache(maxsize=16)
def narrow_to_affixes(roots: frozenset[str]) -> re.Pattern[str]:
    """What fits all Indonesian words that have one of these roots, and few others, in a text of one word a line.

    Around every spelling of a root any affixes may stand, whether or not they go together. Words whose letters emphasis
    repeats (pinjaaam) are none of them: `is_one` leaves these to be read.

    >>> found = narrow_to_affixes(frozenset({"pinjam"})).finditer("dipinjemin\\npinjal\\nmeminjam\\nmeminjami")
    >>> [word[0] for word in found]
    ['dipinjemin', 'meminjam', 'meminjami']
    """
    heads, endings, swallowed = _join_affixes()
    known, stems = _find_spellings()
    whole = roots.union(*(stems.get(root, ()) for root in roots))
    cut = [stem[1:] for stem in whole if stem[:1] in swallowed and len(stem) > 1]
    forms = _join(form for root in roots for form in known.get(root, ()))
    return _compile(f"(?:{heads}?{_join(whole)}|{heads}{_join(cut)}){endings}?|{forms}")


def _compile(words: str) -> re.Pattern[str]:
    return re.compile(f"^(?:{words})$", re.MULTILINE)


@cache
def _join_affixes() -> tuple[str, str, frozenset[str]]:
    """What fits any prefix, any ending, and the letters that a prefix may have swallowed."""
    heads = [letters for letters, found in HEADS.items() if found]
    swallowed = {
        letter for found in HEADS.values() for _, ways, _ in found for each in ways.values() for letter, *_ in each
    }
    endings = {MELTED}.union(*ENDS.values())
    return _join(heads), _join(endings), frozenset(swallowed - {""})


@cache
def _find_spellings() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """By each root the forms that need no look at their affixes, and what its affixes may stand around."""
    known: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    lexicon = read_lexicon()
    for form, root in lexicon.known.items():
        known.setdefault(root, []).append(form)
    for stem, readings in lexicon.stems.items():
        for root, _ in readings:
            stems.setdefault(root, []).append(stem)
    return known, stems


def _join(words: Iterable[str]) -> str:
    """What fits any of some words, and nothing where there are none; by their letters one by one, so that it is fast."""
    letters: dict[str, Any] = {}
    for word in words:
        at = letters
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}
    return _branch(letters) if letters else "(?!)"


def _branch(letters: dict[str, Any]) -> str:
    run = ""
    while len(letters) == 1 and "" not in letters:
        ((letter, letters),) = letters.items()
        run += letter
    ways = "|".join(re.escape(letter) + _branch(behind) for letter, behind in letters.items() if letter)
    return re.escape(run) + (f"(?:{ways}){'?' if '' in letters else ''}" if ways else "")
