"""One person whose title is written in several ways: Bu Siti, Ibu Siti, B. Siti; or whose name lacks a letter once."""

from __future__ import annotations

from collections.abc import Mapping

from qualkit.reading.drafting.lexicon import words

_WAYS = tuple(
    map(
        words,
        ("bu ibu ibuk buk b", "pak bapak bpk p b", "mbak mba mb", "mas ms", "kak kakak ka", "bang abang", "dik adik dek",
         "teh teteh", "ustad ustadz ustaz", "ustadzah ustadah", "kiai kyai", "haji h", "hajjah hj", "tuan tn", "nyonya ny",
         "nona nn", "dr", "prof", "mr", "mrs", "ms"),
    )
)  # fmt: skip
"""The ways in which each title is written."""
_NAMED = 3  # letters of a name at least behind a title that is a letter itself
_LONG = 5  # letters of a name from which on a letter too much or too little is a slip


def find_same(tag: str, times: Mapping[str, int]) -> str:
    """The tag, of those that come at least as often, by which the same person is called; '' for none, and for several.

    >>> find_same("Bu Warni", {"Bu Warni": 1, "Ibu Warni": 4, "Pak Warni": 4})
    'Ibu Warni'
    >>> find_same("B. Warni", {"B. Warni": 1, "Ibu Warni": 4, "Pak Warni": 4}), find_same("Ibu A", {"Ibu A": 1, "Ibu B": 4})
    ('', '')
    >>> find_same("Pak P", {"Pak P": 1, "P P": 2})
    ''
    """
    title, name = _part(tag)
    if not name:
        return ""
    ahead = {other for other, number in times.items() if (number, other) > (times.get(tag, 1), tag) and number > 1}
    found = [other for other in ahead if (one := _part(other))[1] and _is_same(title, name, *one)]
    if not all(_is_same(*_part(here), *_part(other)) for here in found for other in found):
        return ""
    return max(found, key=lambda other: (times[other], other), default="")


def _part(tag: str) -> tuple[str, str]:
    """The title and the name, in small letters; nothing where there is no title."""
    title, _, name = tag.casefold().partition(" ")
    title, name = title.rstrip("."), name.strip()
    letters = len(title) == 1 and len(name) < _NAMED  # P P, B 2: letters, and no title
    return (title, name) if not letters and any(title in ways for ways in _WAYS) else ("", "")


def _is_same(title: str, name: str, other_title: str, other: str) -> bool:
    if title != other_title and not any(title in ways and other_title in ways for ways in _WAYS):
        return False
    short, long = sorted((name, other), key=len)
    if len(long) == len(short) or len(short) < _LONG or len(long) - len(short) > 1:
        return name == other
    same = next((at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[same:] == long[same + 1 :]
