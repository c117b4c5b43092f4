"""The roots of a language's words, and of the words that a study counts as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import NamedTuple

from qualkit.language.english import is_one_english, split_english
from qualkit.language.lexicon import read_lexicon
from qualkit.language.narrowing import narrow_to_affixes, narrow_to_all, narrow_to_forms
from qualkit.language.spelling import fold
from qualkit.language.splitting import Part, is_one, split_word
from qualkit.language.tokens import TOKEN

LANGUAGES = ("id", "en")  # those with roots; any other is read by its exact forms, in small letters


class Rooter:
    """Finds the roots of a language's words.

    Parameters
    ----------
    language
        `id` (Indonesian, spoken and written) or `en` (English stems). Any other language is read by its exact forms,
        in small letters: see `has_roots`.
    synonyms
        Words that a study counts as one, each with the word it stands for: `{"duit": "uang"}`. Any form of either does.

    >>> rooter = Rooter("id", synonyms={"duit": "uang"})
    >>> rooter.find_roots("Duitnya dipinjemin, gamau ngutang lagi.")
    ['uang', 'pinjam', 'tidak', 'mau', 'utang', 'lagi']
    """

    def __init__(self, language: str = "id", *, synonyms: Mapping[str, str] | None = None) -> None:
        self.language = language
        self._split, self._is_one, self._narrow = _load_reading(language)
        self._synonyms: dict[str, str] = {}
        self._synonyms = {self.find_root(word): self.find_root(other) for word, other in (synonyms or {}).items()}

    @property
    def has_roots(self) -> bool:
        """Whether the language has roots here, or is read by its exact forms."""
        return self.language in LANGUAGES

    def split(self, word: str) -> tuple[Part, ...]:
        """The words that a token holds, with their places in it and their roots; nearly always one.

        >>> Rooter("id").split("Gabisa")
        (Part(start=0, end=2, root='tidak'), Part(start=2, end=6, root='bisa'))
        """
        folded = fold(word)
        parts = self._split(folded)
        if len(folded) != len(word):  # a letter that folds into two: places inside the token are lost
            parts = tuple(Part(0, len(word), part.root) for part in parts)
        if self._synonyms:
            parts = tuple(part._replace(root=self._synonyms.get(part.root, part.root)) for part in parts)
        return parts

    def is_one(self, word: str) -> bool:
        """Whether a folded token is surely one word: told without looking for its root, in a tenth of the time.

        >>> [Rooter("id").is_one(word) for word in ("minjem", "gabisa", "ibu-bapak")]
        [True, False, False]
        """
        return self._is_one(word)

    def narrow(self, roots: Collection[str]) -> re.Pattern[str]:
        """What fits all words that have one of some roots, and few others: a text of them, folded, one a line.

        It is for tokens that `is_one` tells of.
        """
        return self._narrow(frozenset(roots).union(root for root, other in self._synonyms.items() if other in roots))

    def find_root(self, word: str) -> str:
        """The root of a word, in any case; of a token that holds two, the last one's.

        >>> rooter = Rooter("id")
        >>> [rooter.find_root(word) for word in ("Meminjamkan", "minjemin", "anak-anaknya", "nggak", "Tarsih")]
        ['pinjam', 'pinjam', 'anak', 'tidak', 'tarsih']
        """
        return self.split(word)[-1].root

    def find_roots(self, text: str) -> list[str]:
        """The roots of a text, in order; a `Stream` does it fast.

        >>> Rooter("en").find_roots("She didn't borrow: borrowing costs.")
        ['she', 'do', 'not', 'borrow', 'borrow', 'cost']
        """
        return [part.root for word in TOKEN.findall(text) for part in self.split(word)]


class _Reading(NamedTuple):
    """How the words of a language are read; all are given folded."""

    split: Callable[[str], tuple[Part, ...]]
    is_one: Callable[[str], bool]
    narrow: Callable[[frozenset[str]], re.Pattern[str]]


@cache
def _load_reading(language: str) -> _Reading:
    if language == "en":
        return _Reading(split_english, is_one_english, narrow_to_all)
    if language != "id":
        return _Reading(lambda word: (Part(0, len(word), word),), lambda _: True, narrow_to_forms)
    lexicon = read_lexicon()
    return _Reading(lambda word: split_word(word, lexicon), lambda word: is_one(word, lexicon), narrow_to_affixes)
