"""Whether what stands behind a label is a person: Ibu Siti; Rina, Dewi, dan kawan-kawan; or something that is said."""

from __future__ import annotations

import re

from qualkit.reading.drafting.lexicon import PARTICLES, TITLES, greets

_WORD = re.compile(r"[^\s,;/()]+")
_INITIAL = re.compile(r"\b[^\W\d_]\.\Z")
_MOST, _MOST_ENDED = 8, 6  # words of names; of a name with what it is


def is_name(value: str) -> bool:
    """Whether all words are those of names: with a capital, a number, a title or a particle.

    >>> is_name("Ibu Siti binti Ahmad"), is_name("Ibu yang di sana")
    (True, False)
    """
    words = _WORD.findall(value)
    return 0 < len(words) <= _MOST and all(
        word[0].isupper() or word[0].isdigit() or word.lower() in PARTICLES or word.lower() in TITLES for word in words
    )


def is_name_with_more(value: str) -> bool:
    """Whether a name is followed by what somebody is: Ibu Siti, pedagang sayur."""
    name = re.split(r"[,(]", value)[0]
    return name != value and len(name.split()) > 1 and is_name(name)


def begins_with_name(value: str) -> bool:
    """Whether its first two words may be a name, whatever is told of it behind.

    >>> begins_with_name("Ibu Sri"), begins_with_name("Amina, 24, a nurse"), begins_with_name("Ya, sudah")
    (True, True, False)
    """
    words = value.split()[:2]
    named = all(word[0].isupper() or not word[0].isalpha() for word in words)
    return value[:1].isupper() and value[-1] not in ".!?…," and named and not greets(value)


def lists_names(value: str) -> bool:
    """Whether it is a name with what somebody is, or several names.

    >>> [lists_names(value) for value in ("Rina Wulandari, siswa kelas XI", "Rina, Dewi, dan kawan-kawan", "Ya, itu")]
    [True, True, False]
    """
    first, sign, rest = value.partition(",")
    if not sign or "?" in value or not is_name(first):
        return False
    return " " in first.strip() or is_name(rest.partition(",")[0])


def is_ended(value: str) -> bool:
    """Whether a point, or the like, ends it, and not the initial of a name.

    >>> is_ended("Begitu."), is_ended("Åsa B.")
    (True, False)
    """
    return value[-1:] in (".", "!", "…") and not _INITIAL.search(value)


def names_somebody(value: str) -> bool:
    """Whether it is short, and neither a sentence nor a greeting."""
    words = value.split()
    return 0 < len(words) <= _MOST_ENDED and value[-1] not in "?!….," and not greets(value)
