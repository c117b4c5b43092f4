"""Which words of a vocabulary fit which words of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qualkit.language.rooter import Rooter
from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.phrases import Phrase, Slot, Word

if TYPE_CHECKING:
    import numpy as np

Symbols = frozenset[int]


class Table:
    """Numbers for what phrases tell apart: two words that fit the same words of phrases have the same symbol, 0 is none.

    It follows the vocabulary: `look_up` learns the words that were new.
    """

    def __init__(self, vocabulary: Vocabulary, words: Iterable[Word], cues: frozenset[str]) -> None:
        self._vocabulary, self._cues = vocabulary, cues
        wanted = dict.fromkeys(words)
        rooter = vocabulary.rooter
        self._roots: dict[str, list[Word]] = {}
        self._forms: dict[str, list[Word]] = {}
        self._likes: list[tuple[re.Pattern[str], Word]] = []
        self._close = _Close(word for word in wanted if word.kind == "close")
        for word in wanted:
            if word.kind == "root":
                self._roots.setdefault(rooter.find_root(word.text), []).append(word)
            elif word.kind == "form":
                self._forms.setdefault(word.text, []).append(word)
            elif word.kind == "like":
                self._likes.append((compile_like(word.text), word))
        self._wanted = self._roots.keys() | cues
        self._narrow = rooter.narrow(self._wanted)
        self._keys: dict[tuple[tuple[Word, ...], str], int] = {}
        self._with: dict[Word, set[int]] = {word: set() for word in wanted}
        self.cues: list[str] = []  # the cue that each symbol is, '' for most
        self._begin()

    def _begin(self) -> None:
        import numpy as np

        self._forms_seen = self._vocabulary.forms
        self._slots: dict[Slot, tuple[int, Symbols]] = {}
        self._symbol_of: np.ndarray = np.zeros(0, dtype=np.int32)
        self._keys.clear()
        self._keys[(), ""] = 0
        self.cues[:] = [""]
        for symbols in self._with.values():
            symbols.clear()

    def look_up(self, words: np.ndarray) -> np.ndarray:
        """The symbols of words, given by their numbers in the vocabulary."""
        import numpy as np

        forms = self._vocabulary.forms
        if self._forms_seen is not forms:  # the vocabulary has forgotten its words
            self._begin()
        known = len(self._symbol_of)
        if known < len(forms):
            more = np.zeros(len(forms) - known, dtype=np.int32)
            for number, root in self._find_candidates(known):
                more[number - known] = self._find_symbol(forms[number], root)
            self._symbol_of = np.concatenate([self._symbol_of, more])
        symbols: np.ndarray = self._symbol_of[words]
        return symbols

    def _find_candidates(self, begin: int) -> Iterator[tuple[int, str]]:
        """The words from one on that may have a symbol, and their roots where a phrase asks for these."""
        forms, roots = self._vocabulary.forms, self._vocabulary.roots
        rooted = {number: roots[number] for number in roots.find(self._wanted, self._narrow, begin)}
        numbers: Iterable[int] = range(begin, len(forms))
        if not self._likes and not self._close:
            numbers = sorted({*rooted, *(number for number in numbers if self._forms and forms[number] in self._forms)})
        return ((number, rooted.get(number, "")) for number in numbers)

    def find_met(self) -> set[Word]:
        """The words of phrases that some word of the vocabulary fits."""
        import numpy as np

        self.look_up(np.zeros(0, dtype=np.int32))
        return {word for word, symbols in self._with.items() if symbols}

    def find_symbols(self, slot: Slot) -> Symbols:
        """The symbols of the words that fit a slot, as far as words are known."""
        kept = self._slots.get(slot)
        if kept is None or kept[0] != len(self.cues):
            kept = self._slots[slot] = len(self.cues), frozenset().union(*(self._with[word] for word in slot.words))
        return kept[1]

    def count(self) -> int:
        """How many symbols there are."""
        return len(self.cues)

    def _find_symbol(self, form: str, root: str) -> int:
        fits = self._roots.get(root, [])
        if more := self._forms.get(form):
            fits = [*fits, *more]
        if self._likes and form:
            fits = [*fits, *(word for pattern, word in self._likes if pattern.fullmatch(form))]
        if self._close and form:
            fits = [*fits, *self._close.find(form)]
        cue = root if root in self._cues else ""
        if not fits and not cue:
            return 0
        key = (tuple(fits), cue)
        if (symbol := self._keys.get(key)) is None:
            symbol = self._keys[key] = len(self.cues)
            self.cues.append(cue)
            for word in fits:
                self._with[word].add(symbol)
        return symbol


class _Close:
    """Words, found by others that differ from them by one letter."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._shorter: dict[str, list[Word]] = {}
        for word in words:
            for less in _shorten(word.text):
                self._shorter.setdefault(less, []).append(word)

    def __bool__(self) -> bool:
        return bool(self._shorter)

    def find(self, form: str) -> list[Word]:
        shorter = self._shorter
        return list(
            dict.fromkeys(
                word for less in _shorten(form) for word in shorter.get(less, ()) if is_close(form, word.text)
            )
        )


def find_alike(words: Iterable[Word], forms: Iterable[str]) -> dict[Word, str]:
    """For words that nothing fits the first form that differs from them by a letter, where there is one.

    >>> find_alike([Word("root", "rentnir")], ["pinjam", "rentenir"])
    {Word(kind='root', text='rentnir'): 'rentenir'}
    """
    close = _Close(words)
    alike: dict[Word, str] = {}
    for form in forms:
        for word in close.find(form):
            alike.setdefault(word, form)
    return alike


def compile_like(text: str) -> re.Pattern[str]:
    """What a word with `*` in it fits: the whole of a form."""
    return re.compile(".*".join(map(re.escape, text.split("*"))))


def find_words(phrases: Iterable[Phrase]) -> Iterator[Word]:
    """All words of phrases."""
    return (word for phrase in phrases for slot in phrase for word in slot.words)


def expand(phrase: Phrase, rooter: Rooter) -> list[Phrase]:
    """A phrase with each of its words one word of the language: gamau is two, which stand together."""
    phrases: list[tuple[Slot, ...]] = [()]
    for slot in phrase:
        ways = _find_ways(slot, rooter)
        phrases = [(*before, *way) for before in phrases for way in ways]
    return phrases


def _find_ways(slot: Slot, rooter: Rooter) -> list[Phrase]:
    single, ways = set(), []
    for word in slot.words:
        parts = rooter.split(word.text) if word.kind in ("root", "form") else ()
        if len(parts) < 2:
            single.add(word)
            continue
        said = [
            Word(word.kind, part.root if word.kind == "root" else word.text[part.start : part.end]) for part in parts
        ]
        first, *rest = said
        ways.append((Slot(frozenset({first}), slot.least, slot.most), *(Slot(frozenset({one})) for one in rest)))
    return [*([(Slot(frozenset(single), slot.least, slot.most),)] if single else []), *ways]


def _shorten(word: str) -> set[str]:
    """The word, and what is left of it without any one letter: two words one letter apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def is_close(one: str, other: str) -> bool:
    """Whether two words are the same but for one letter more, less, other, or two that are exchanged."""
    if abs(len(one) - len(other)) > 1:
        return False
    begin = 0
    while begin < min(len(one), len(other)) and one[begin] == other[begin]:
        begin += 1
    rest, rest_of_other = one[begin:], other[begin:]
    return (
        rest[1:] == rest_of_other[1:]
        or rest[1:] == rest_of_other
        or rest == rest_of_other[1:]
        or (rest[:2] == rest_of_other[1::-1] and len(rest) > 1 and rest[2:] == rest_of_other[2:])
    )
