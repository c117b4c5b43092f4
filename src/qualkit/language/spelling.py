"""How a written root sounds in speech: the laws by which pinjam is said pinjem, naik naek and habis abis.

Each law maps a root to the spellings it yields; the roots' list is run through them once, so that a spoken form is
found by a look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_E, _C = "[aeiou]", "[bcdfghjklmnpqrstvwxyz]"


class _Law(NamedTuple):
    """What speech changes: its cost, letters without which it does not apply, and the change."""

    cost: float
    needs: str
    change: Callable[[str], str]


def _law(cost: float, needs: str, pattern: str, instead: str) -> _Law:
    found = re.compile(pattern)
    return _Law(cost, needs, lambda word: found.sub(instead, word, count=1))


# Vowels of the last syllable, and h, are what speech changes most. Costs are added to those of the affixes.
_LAWS: tuple[_Law, ...] = (
    _law(0.4, "h", rf"^h(?={_E})", ""),  # habis abis, hitung itung
    _law(0.3, "h", rf"(?<={_E})h(?={_E})", ""),  # lihat liat, tahun taun, tahu tau
    _law(0.6, "h", r"(?<=[aeiou])h$", ""),  # boleh bole
    _law(0.4, "a", rf"(?<=[^aeou])a({_C}{{1,2}})$", r"e\1"),  # pinjam pinjem, dapat dapet, senang seneng
    _law(0.3, "ai", r"ai$", "e"),  # pakai pake
    _law(0.3, "au", r"au$", "o"),  # kalau kalo
    _law(0.4, "ai", r"ai$", "ay"),
    _law(0.4, "au", r"au$", "aw"),
    _law(0.4, "a", rf"a(h?)i({_C}{{1,2}})$", r"ae\2"),  # naik naek, main maen
    _law(0.4, "a", rf"a(h?)u({_C}{{1,2}})$", r"ao\2"),  # jauh jaoh, tahun taon
    _law(
        0.4, "u", rf"(?<={_E}{_C})u({_C}{{1,2}})$|(?<={_E}{_C}{_C})u({_C}{{1,2}})$", r"o\1\2"
    ),  # belum belom, kampung kampong
    _law(0.6, "i", rf"i({_C}{{1,2}})$", r"e\1"),  # adik adek, balik balek
    _law(0.6, "o", rf"o({_C}{{1,2}})$", r"u\1"),
    _law(0.5, "e", rf"^([bcdgkpst])e(?=[lrmn]{_E})", r"\1"),  # terus trus, berapa brapa, selalu slalu
    _law(0.6, "e", rf"(?<={_C})e(?=r{_C})", ""),  # pernah prnah, kerja krja
    _law(0.6, "e", rf"(?<=[aeiou][lr])e(?={_C}{_E})", ""),  # karena karna
    _law(0.5, "e", rf"(?<=[a-z][bcdgkpst])e(?=[lr]{_E})", ""),  # seberang sebrang, menteri mentri
    _law(0.4, "z", r"z", "j"),
    _law(0.4, "", r"[fv]", "p"),
    _law(0.4, "v", r"v", "f"),
    _law(0.4, "sy", r"sy", "s"),
    _law(0.4, "kh", r"kh", "k"),
    _law(0.4, "kh", r"kh", "h"),
    _law(0.4, "u", r"(?<=[aiou])u(?=[aei])", "uw"),
    _law(0.4, "u", r"u(?=a)", "uw"),  # kuat kuwat
    _law(0.4, "i", r"i(?=a)", "iy"),  # siang siyang
    _law(0.5, "k", r"k$", "q"),
    _law(0.7, "", r"(?<=[aeou])$", "k"),  # minta mintak, coba cobak
    _law(0.5, "ai", r"ai$", "ek"),  # pakai pakek
    _law(0.6, "i", r"i(?=h)", "e"),  # nasihat nasehat
    _law(1.2, "a", rf"(?<={_C})a$", "e"),  # saya saye, apa ape
)


_ALONE = 0.5  # what costs more goes with no other law


def find_spellings(root: str) -> Iterator[tuple[str, float]]:
    """What a root may be spelt like in speech, by one law or two, each with its cost.

    >>> sorted(spelling for spelling, _ in find_spellings("habis"))
    ['abes', 'abis', 'habes']
    """
    for n, (cost, needs, change) in enumerate(_LAWS):
        if needs in root and (word := change(root)) != root:
            yield word, cost
            if cost > _ALONE:
                continue
            for more, needed, other in _LAWS[n + 1 :]:
                if needed in word and (twice := other(word)) not in (word, root):
                    yield twice, cost + more


_DRAWN_OUT = re.compile(r"([^\W\d_])\1(?:\1|$)")
_THRICE = re.compile(r"([^\W\d_])\1{2,}")
_LENGTHENED = re.compile(r"([^\W\d_])\1+$")
_MARKS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "ʻ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-"})


def fold(word: str) -> str:
    """The word in small letters, with one kind of apostrophe and hyphen.

    >>> fold("Qur’an"), fold("ANAK\N{NON-BREAKING HYPHEN}anak")
    ("qur'an", 'anak-anak')
    """
    return word.translate(_MARKS).casefold() if not word.isascii() else word.lower()


def shorten(word: str) -> str:
    """The word without the letters that emphasis repeats: three and more of one, and two at the end.

    >>> shorten("bangeeet"), shorten("iyaa"), shorten("maaf")
    ('banget', 'iya', 'maaf')
    """
    return _LENGTHENED.sub(r"\1", _THRICE.sub(r"\1", word)) if _DRAWN_OUT.search(word) else word
