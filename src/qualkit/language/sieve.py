"""Which words cannot have one of a few roots, told without taking them apart.

A codebook asks for some hundred roots, a study has ten thousands of types of words. A root, or one of its spoken
spellings, stands in every word that has it, but for a first consonant that a nasal may have swallowed; so a word without
four letters in a row of any of them is passed over.
"""

from __future__ import annotations

from collections.abc import Collection

from qualkit.language.lexicon import Lexicon
from qualkit.language.splitting import may_be_fused

_GRAM = 4  # letters
_SWALLOWED = "kptsc"


class Sieve:
    """Lets pass every Indonesian word that may have one of the roots, and of the others few."""

    def __init__(self, roots: Collection[str], lexicon: Lexicon) -> None:
        wanted = set(roots)
        cores = {_find_core(root) for root in wanted}
        cores |= {_find_core(stem) for stem, found in lexicon.stems.items() if any(root in wanted for root, _ in found)}
        cores |= {letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz"}  # lengthened: not as it will be read
        self._fours = frozenset(core for core in cores if len(core) == _GRAM)
        self._fewer = tuple(core for core in cores if len(core) < 3)
        self._threes = frozenset(core for core in cores if len(core) == 3)
        self._known = lexicon.known

    def may_hold(self, word: str) -> bool:
        """Whether a folded word has to be looked at."""
        if (
            word in self._known
            or not (word.isascii() and word.isalpha())
            or may_be_fused(word)
            or word[-1:] == word[-2:-1]
        ):
            return True
        fours, threes = self._fours, self._threes
        for n in range(len(word) - 2):
            if word[n : n + 4] in fours or word[n : n + 3] in threes:
                return True
        return any(core in word for core in self._fewer)


def _find_core(stem: str) -> str:
    return (stem[1:] if stem[:1] in _SWALLOWED and len(stem) > 3 else stem)[:_GRAM]
