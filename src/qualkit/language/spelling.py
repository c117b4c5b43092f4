"""How a written root sounds in speech: the laws by which pinjam is said pinjem, naik naek and habis abis.

Each law maps a root to the spellings it yields; the roots' list is run through them once, so that a spoken form is
found by a look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_E, _C = "[aeiou]", "[bcdfghjklmnpqrstvwxyz]"
_Rule = tuple[float, Callable[[str], str]]


def _rule(cost: float, pattern: str, instead: str) -> _Rule:
    found = re.compile(pattern)
    return cost, lambda word: found.sub(instead, word, count=1)


# Vowels of the last syllable, and h, are what speech changes most. Costs are added to those of the affixes.
_LAWS: tuple[_Rule, ...] = (
    _rule(0.4, rf"^h(?={_E})", ""),  # habis abis, hitung itung
    _rule(0.3, rf"(?<={_E})h(?={_E})", ""),  # lihat liat, tahun taun, tahu tau
    _rule(0.6, r"(?<=[aeiou])h$", ""),  # boleh bole
    _rule(0.4, rf"(?<=[^aeou])a({_C}{{1,2}})$", r"e\1"),  # pinjam pinjem, dapat dapet, senang seneng
    _rule(0.3, r"ai$", "e"),  # pakai pake
    _rule(0.3, r"au$", "o"),  # kalau kalo
    _rule(0.4, r"ai$", "ay"),
    _rule(0.4, r"au$", "aw"),
    _rule(0.4, rf"a(h?)i({_C}{{1,2}})$", r"ae\2"),  # naik naek, main maen
    _rule(0.4, rf"a(h?)u({_C}{{1,2}})$", r"ao\2"),  # jauh jaoh, tahun taon
    _rule(
        0.4, rf"(?<={_E}{_C})u({_C}{{1,2}})$|(?<={_E}{_C}{_C})u({_C}{{1,2}})$", r"o\1\2"
    ),  # belum belom, kampung kampong
    _rule(0.6, rf"i({_C}{{1,2}})$", r"e\1"),  # adik adek, balik balek
    _rule(0.6, rf"o({_C}{{1,2}})$", r"u\1"),
    _rule(0.5, rf"^([bcdgkpst])e(?=[lrmn]{_E})", r"\1"),  # terus trus, berapa brapa, selalu slalu
    _rule(0.6, rf"(?<={_C})e(?=r{_C})", ""),  # pernah prnah, kerja krja
    _rule(0.6, rf"(?<=[aeiou][lr])e(?={_C}{_E})", ""),  # karena karna
    _rule(0.5, rf"(?<=[a-z][bcdgkpst])e(?=[lr]{_E})", ""),  # seberang sebrang, menteri mentri
    _rule(0.4, r"z", "j"),
    _rule(0.4, r"[fv]", "p"),
    _rule(0.4, r"v", "f"),
    _rule(0.4, r"sy", "s"),
    _rule(0.4, r"kh", "k"),
    _rule(0.4, r"kh", "h"),
    _rule(0.4, r"(?<=[aiou])u(?=[aei])", "uw"),
    _rule(0.4, r"u(?=a)", "uw"),  # kuat kuwat
    _rule(0.4, r"i(?=a)", "iy"),  # siang siyang
    _rule(0.5, r"k$", "q"),
    _rule(0.7, r"(?<=[aeou])$", "k"),  # minta mintak, coba cobak
    _rule(0.5, r"ai$", "ek"),  # pakai pakek
    _rule(0.6, r"i(?=h)", "e"),  # nasihat nasehat
    _rule(1.2, rf"(?<={_C})a$", "e"),  # saya saye, apa ape
)


_ALONE = 0.5  # what costs more goes with no other law


def find_spellings(root: str) -> Iterator[tuple[str, float]]:
    """What a root may be spelt like in speech, by one law or two, each with its cost.

    >>> sorted(spelling for spelling, _ in find_spellings("habis"))
    ['abes', 'abis', 'habes']
    """
    for n, (cost, law) in enumerate(_LAWS):
        if (word := law(root)) != root:
            yield word, cost
            if cost > _ALONE:
                continue
            for more, other in _LAWS[n + 1 :]:
                if (twice := other(word)) not in (word, root):
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
