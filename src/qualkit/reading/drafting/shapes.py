"""What a candidate for a tag looks like: a role, a code, a name, or nothing that names a speaker."""

from __future__ import annotations

import re
from functools import lru_cache

from qualkit.model import TurnRole
from qualkit.reading.drafting.labels import is_label
from qualkit.reading.drafting.lexicon import JOINS, NAMING, NO_TAGS, NOTES, PARTICLES, ROLE_OF, TITLES, words

_CODE = re.compile(r"[^\W\d_]{1,4}[ ._-]?\d{0,3}[a-z]?(?:[/.-][^\W\d_]{1,3}\d{0,3}){0,2}")
_TOKEN = re.compile(r"[\w.'’,-]+|[&+/]|\([^()]*\)|\[[^\[\]]*\]")
_ALLOWED = re.compile(r"[\w.'’ ()\[\]/&+,#-]+")
_SEVERAL = re.compile(r"\s*(?:[&+/,]|\b(?:og|dan|and|und|en|et|y|e)\b)\s*")
_BESIDE_ROLE = words(
    "kunci utama pendukung tambahan ahli pertama kedua ketiga laki-laki perempuan pria wanita suami istri ibu bapak "
    "no nomor number key"
)

_IN_TWO_WORDS = (("nara sumber", "narasumber"), ("penemu bual", "penemubual"))


def role_word(name: str) -> TurnRole | None:
    """The role that a name tells by a word in it.

    >>> role_word("Interviewer 1"), role_word("INFORMAN_2"), role_word("Siti"), role_word("Catatan peneliti")
    ('interviewer', 'informant', None, 'other')
    """
    found = re.split(r"[\W\d_]+", join_words(name.lower()))
    role = next((ROLE_OF[word] for word in found if word in ROLE_OF), None)
    return "other" if found[0] in NOTES and (role or not NOTES.isdisjoint(found[1:])) else role


def split_tag(tag: str) -> list[str]:
    """The parts of a tag of several people.

    >>> split_tag("I1 & I2"), split_tag("Rina dan Sari"), split_tag("P")
    (['I1', 'I2'], ['Rina', 'Sari'], ['P'])
    """
    return list(filter(None, _SEVERAL.split(tag)))


def join_words(name: str) -> str:
    """A name in small letters with the roles that some write in two words in one."""
    for parts, whole in _IN_TWO_WORDS:
        name = name.replace(parts, whole)
    return name


@lru_cache(maxsize=65536)
def shape_of(tag: str) -> str:
    """What a candidate looks like: role, code, caps, title, name, word, or '' where it is no tag.

    >>> [shape_of(tag) for tag in ("Informan 1", "YKK", "Pak RT", "Siti", "Satu hal", "10")]
    ['role', 'code', 'title', 'name', '', '']
    """
    if not 0 < len(tag) <= 40 or not _ALLOWED.fullmatch(tag) or not any(map(str.isalpha, tag)):
        return ""
    tokens = _TOKEN.findall(tag)
    low = [token.lower() for token in tokens]
    if not tokens or len(tokens) > 5:
        return ""
    if _is_role(tokens, low) or ((one := join_words(tag.lower())) != tag.lower() and shape_of(one) == "role"):
        return "role"
    if low[0].strip(".,") in NO_TAGS or (low[0] in NO_TAGS and not tokens[0].istitle()):
        return ""  # HR. Bukhari is a source, Hr. Jensen a man
    if _CODE.fullmatch(tag) and (tag.isupper() or (any(map(str.isdigit, tag)) and tag[0].isupper())):
        return "code"
    capital = [
        token[0].isupper() or token[0] in "([&+/" or word in PARTICLES for token, word in zip(tokens, low, strict=True)
    ]
    if low[0] in TITLES and all(capital[1:]) and (len(tokens) > 1 or (len(tag) > 2 and capital[0])):
        return "title"
    if is_label(tag):
        return ""  # Usia, Pekerjaan: the labels of a head, again and again where a file holds several interviews
    if tag.isupper():
        return "caps"
    if all(capital) and tokens[0][0].isupper():
        return "name"
    is_word = len(tokens) == 1 or (len(tokens) == 2 and low[0] in TITLES)  # pak budi
    return "word" if is_word and len(tag) <= 15 and tag[0].isalpha() else ""


def _is_role(tokens: list[str], low: list[str]) -> bool:
    stems = [word.strip("()[].,-_0123456789") for word in low]
    if not any(stem in NAMING for stem in stems) or (stems[0] not in NAMING | TITLES and is_label(stems[0])):
        return False
    return all(
        stem in NAMING or not stem or len(stem) <= 2 or stem in _BESIDE_ROLE or stem in JOINS or stem in TITLES
        or token[0].isupper() or token[0] in "([" for token, stem in zip(tokens, stems, strict=True)
    )  # fmt: skip


def names_thing(tag: str) -> bool:
    """Whether a word of a role stands behind another that is none: what is told of somebody, and not who it is.

    >>> names_thing("II. Profil Informan"), names_thing("Informan Kunci"), names_thing("Bu Informan")
    (True, False, False)
    """
    words_of = [word.strip("()[].,-_0123456789").lower() for word in tag.split()]
    first = next((word for word in words_of if len(word) > 2), "")
    return bool(first) and first not in NAMING | TITLES and first not in _BESIDE_ROLE
