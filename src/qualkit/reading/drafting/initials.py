"""First turns under a full name or role, later ones under its letters: Peneliti and Pak Kasim, then P and K."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from qualkit.reading.drafting.legends import CODED
from qualkit.reading.drafting.lexicon import NAMING, TITLES, greets
from qualkit.reading.drafting.shapes import shape_of

_NAMES = ("title", "name", "caps")
_WORDS = 8  # from which on what stands behind a name is no other name
_MOST = 100  # letters, one or several, that speak in a file
_TITLE_LETTERS = {"bu": "ib", "ibu": "ib", "pak": "pb", "bapak": "pb"}


@dataclass(frozen=True, slots=True)
class Initials:
    """Which letters go on with whose turns; and those that may be of several, or of one who has others too."""

    letters: dict[str, str] = field(default_factory=dict)  # by the name
    unclear: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the names by the letters


def find_initials(said: Sequence[tuple[str, str]], *, apart: Collection[str] = ()) -> Initials:
    """Who has first turns under a name and all later ones under letters. `said` are tags, each with its words.

    Names in `apart`, which somebody has named as speakers, stay what they are.

    >>> words = "Saya sudah lama di sini."
    >>> find_initials([(tag, words) for tag in ("P", "Pak Kasim", "P", "K", "P", "K")]).letters
    {'Pak Kasim': 'K'}
    >>> find_initials([(tag, words) for tag in ("Pak Kasim", "Bu Karti", "K", "Y", "K", "Y")]).unclear
    {'K': ('Pak Kasim', 'Bu Karti')}
    """
    times = Counter(tag for tag, _ in said)
    codes = {tag for tag in times if times[tag] > 1 and len(tag) <= 4 and tag.isalnum() and _is_code(tag)}
    if not 0 < len(codes) <= _MOST or len(codes) == len(times):
        return Initials()
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    spoken: dict[str, list[tuple[str, str]]] = {}  # what each says, and what was said right before
    for at, (tag, words) in enumerate(said):
        first.setdefault(tag, at)
        last[tag] = at
        spoken.setdefault(tag, []).append((words, said[at - 1][1] if at else ""))
    fits: dict[str, set[str]] = {}
    for name in first:
        if name in codes or name in apart:
            continue
        if not _may_name(name, spoken[name], sum(first[code] < first[name] for code in codes)):
            continue
        after = {code for code in codes if last[name] < first[code] and times[name] <= times[code]}
        if fitting := {code for code in after if _is_short_for(code, name)}:
            fits[name] = fitting
    return _match(fits)


def _is_code(tag: str) -> bool:
    """Whether a tag is letters: P, SA; or the beginning of a role: Int, Inf."""
    return tag.isupper() or tag.lower() in NAMING


def _may_name(tag: str, said: Sequence[tuple[str, str]], spoken: int) -> bool:
    """Whether a tag is a role, or a name behind which somebody speaks: in a head stands another name, or a value.

    `said` are its words, and what was said before each time. A word that looks like a name is one only where at most
    one (`spoken`) has had letters before.
    """
    shape = shape_of(tag)
    if shape not in _NAMES:
        return shape == "role"
    speech = sum(_is_speech(*one) for one in said)
    return 2 * speech >= len(said) and (shape == "title" or spoken <= 1)


def _is_speech(words: str, before: str) -> bool:
    """Whether somebody says these words: a sentence, a greeting, or what comes behind a question or a greeting."""
    ended = words.rstrip(" )]”\"'").endswith((".", "?", "!", "…"))
    return ended or len(words.split()) >= _WORDS or greets(words) or before.rstrip().endswith("?") or greets(before)


def _match(fits: Mapping[str, set[str]]) -> Initials:
    """The letters that only one can have, while those that are given away are nobody else's."""
    letters: dict[str, str] = {}
    while True:
        left = {name: codes - set(letters.values()) for name, codes in fits.items() if name not in letters}
        sure = Counter(code for codes in left.values() if len(codes) == 1 for code in codes)
        found = {name: code for name, codes in left.items() if len(codes) == 1 for code in codes if sure[code] == 1}
        if not found:
            break
        letters |= found
    claimed = {code for codes in left.values() for code in codes}
    return Initials(letters, {code: tuple(name for name in left if code in left[name]) for code in sorted(claimed)})


def _is_short_for(code: str, name: str) -> bool:
    """Whether a code has the first letter of a name or role, others in their order, and its number: P, PW, S1, IS."""
    coded = CODED.fullmatch(name)
    if coded and coded[2].isupper():
        return coded[2] == code
    words = re.findall(r"[^\W_]+", name.casefold())
    bare = [word for word in words if word not in TITLES] or words
    code = code.casefold()
    return _has_letters(code, bare) or (
        len(bare) < len(words) and len(code) > 1
        and code[0] in _TITLE_LETTERS.get(words[0], words[0][0]) and _has_letters(code[1:], bare)
    )  # fmt: skip


def _has_letters(code: str, words: Sequence[str]) -> bool:
    letters = iter("".join(words))
    same = re.findall(r"[0-9]+", code) in ([], re.findall(r"[0-9]+", " ".join(words)))
    return code[0] == words[0][0] and same and all(letter in letters for letter in code)
