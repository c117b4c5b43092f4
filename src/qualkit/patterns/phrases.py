"""The little language of phrases: roots in order, with small gaps, and what may stand in place of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from qualkit.language.spelling import fold

GAP = 2  # words that may stand between two of a phrase
WIDE = 12  # those for which `...` stands, at most
MOST_SLOTS = 12

_PART = re.compile(r"\s*(?:(\.{3}|…)|\"([^\"]*)\"|“([^”]*)”|([^\s\"“”…]+))")
_SIGNS = re.compile(r"[^\w*~'’-]")


class Word(NamedTuple):
    """What a word of a text must be: of this root, in this very form, of a form like `pin*`, or but for one letter."""

    kind: Literal["root", "form", "like", "close"]
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: the words that fit there, and how many others may stand before it, at least and at most."""

    words: frozenset[Word]
    least: int = 0
    most: int = 0


Phrase = tuple[Slot, ...]


def parse_phrase(text: str, *, gap: int = GAP) -> Phrase:
    """What a phrase means. Raises ValueError with what is wrong with it.

    - `pinjam rentenir`: any form of the two, in this order, with up to `gap` words between.
    - `pinjam|utang rentenir`: one or the other.
    - `"tidak lagi"`: exactly so, in small or capital letters, nothing between.
    - `pinjam*`, `*nya`: any word that begins or ends so; `*` alone is any one word.
    - `rentenir~`: also with one letter more, less, other or exchanged.
    - `lunas ... koperasi`: up to twelve words between.

    >>> [(slot.least, slot.most, *sorted(slot.words)) for slot in parse_phrase("pinjam ... bank|rentenir")]
    [(0, 0, Word(kind='root', text='pinjam')), (0, 12, Word(kind='root', text='bank'), Word(kind='root', text='rentenir'))]
    """
    slots: list[Slot] = []
    least, most, at = 0, gap, 0
    while at < len(text.rstrip()):
        found = _PART.match(text, at)
        if found is None:
            raise ValueError("a quotation mark has no partner")
        at = found.end()
        if found[1]:
            most = WIDE
        elif found[4] is None:
            slots += _read_exact(found[2] or found[3] or "", least, most if slots else 0)
            least, most = 0, gap
        elif found[4].strip("*") == "":
            least += len(found[4])
            most = max(most, least)
            if least > WIDE:
                raise ValueError(f"more than {WIDE} words between two are no phrase: two phrases, one `near` the other")
        else:
            slots.append(Slot(frozenset(_read_alternatives(found[4])), least if slots else 0, most if slots else 0))
            least, most = 0, gap
    if not slots:
        raise ValueError("it names no word")
    if len(slots) > MOST_SLOTS:
        raise ValueError(f"it has {len(slots)} words, more than {MOST_SLOTS}: what people say is shorter")
    return tuple(slots)


def _read_exact(words: str, least: int, most: int) -> Iterator[Slot]:
    for number, word in enumerate(words.split()):
        form = fold(word).strip(".,;:!?()[]")
        if not form:
            raise ValueError(f"{word!r} in quotes is no word")
        yield Slot(frozenset({Word("form", form)}), *((0, 0) if number else (least, most)))


def _read_alternatives(written: str) -> Iterator[Word]:
    for part in written.split("|"):
        if not part or not any(map(str.isalnum, part)):
            raise ValueError(
                f"{written!r} is no word" if "|" not in written else f"{written!r} has an empty alternative"
            )
        if sign := _SIGNS.search(part):
            raise ValueError(f"{part!r} holds {sign[0]!r}, which means nothing here: write words, | * ~ ... or quotes")
        if part.endswith("~") and "*" not in part:
            if "~" in part[:-1] or len(part) < 5:
                raise ValueError(f"{part!r}: a word of four letters or more may have one ~, at its end")
            yield Word("close", fold(part[:-1]))
        elif "~" in part:
            raise ValueError(f"{part!r}: ~ stands at the end of a word, and not with *")
        elif "*" in part:
            if len(part.replace("*", "")) < 2:
                raise ValueError(f"{part!r} fits nearly every word: give two letters or more")
            yield Word("like", fold(part))
        else:
            yield Word("root", fold(part))


def show_phrase(phrase: Phrase) -> str:
    """The words of a phrase, for people.

    >>> show_phrase(parse_phrase('"tidak lagi" pinjam|utang'))
    '"tidak" "lagi" pinjam|utang'
    """
    marks = {"root": "{}", "form": '"{}"', "like": "{}", "close": "{}~"}
    return " ".join("|".join(marks[kind].format(text) for kind, text in sorted(slot.words)) for slot in phrase)
