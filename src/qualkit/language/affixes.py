"""What may stand before and after an Indonesian root: formal and spoken affixes, and which go together.

A prefix names what its root may begin with as it stands, and which consonant its nasal has swallowed (`memakai` from
pakai, `nyuci` from cuci). Costs say how readily a reading is believed: the cheapest wins. They were set by laws of the
language and by the example's speech; sources: Sneddon, Adelaar, Djenar and Ewing, Indonesian: A Comprehensive Grammar
(2010, ISBN 978-0-415-58153-0), chapter 1, for the formal ones; Sneddon, Colloquial Jakartan Indonesian (2006,
doi:10.15144/PL-581) for `N- nge- -in ke-`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

VOWELS = "aeiou"
_ANY = "abcdefghijklmnopqrstuvwxyz"


class Prefix(NamedTuple):
    """One reading of a prefix: its kind, its cost, how a root may begin after it, and what it may have swallowed."""

    kind: str
    cost: float
    first: frozenset[str]
    swallowed: str = ""  # consonants to put back where a vowel follows
    loan: frozenset[str] = frozenset()  # beginnings that only unassimilated loans keep: mengkritik, menstabilkan
    longest: int = 99  # letters of the root: menge- is for roots of one syllable


def _read(kind: str, cost: float, first: str = _ANY, swallowed: str = "", loan: str = "", longest: int = 99) -> Prefix:
    return Prefix(kind, cost, frozenset(first), swallowed, frozenset(loan), longest)


def _nasal(head: str, kind: str, cost: float) -> dict[str, Prefix]:
    """The forms of a formal nasal prefix: me-, pe- and what ends in them."""
    return {
        head: _read(kind, cost, "lrwymn"),
        f"{head}m": _read(kind, cost, "bfv", "p", "p"),
        f"{head}n": _read(kind, cost, "dcjz", "t", "ts"),
        f"{head}ng": _read(kind, cost, "aeioughxq", "k", "klr"),
        f"{head}ny": _read(kind, cost, "", "sc"),
        f"{head}nge": _read(kind, cost + 0.2, _ANY, longest=4),
    }


def _merge(*tables: dict[str, Prefix]) -> dict[str, tuple[Prefix, ...]]:
    merged: dict[str, tuple[Prefix, ...]] = {}
    for table in tables:
        for text, prefix in table.items():
            merged[text] = (*merged.get(text, ()), prefix)
    return merged


_PREFIXES: dict[str, tuple[Prefix, ...]] = _merge(
    {"": _read("", 0.0)},
    _nasal("me", "M", 0.5),
    _nasal("pe", "P", 0.6),
    {
        # ber- and ter- lose their r before r and before a first syllable in -er-; belajar, pelajaran
        "ber": _read("B", 0.5), "be": _read("B-", 0.8, "bcdfgjklpstr"),
        "ter": _read("T", 0.6), "te": _read("B-", 0.9, "bcdfgjkpstr"),
        "per": _read("R", 0.7),
        "di": _read("D", 0.5), "se": _read("S", 0.8), "ke": _read("K", 0.9), "ku": _read("U", 1.2), "kau": _read("U", 1.0),
        "memper": _read("M", 0.7), "mempe": _read("M", 1.2),
        "diper": _read("D", 0.7), "dipe": _read("D", 1.4), "terpe": _read("T", 1.1), "pembe": _read("PX", 1.0, "l"), "bersi": _read("B", 1.0),
        "kuper": _read("U", 1.3), "diber": _read("D", 1.0), "member": _read("M", 1.0), "dike": _read("D", 1.0),
        "menge": _read("M", 1.0), "menye": _read("M", 1.1), "dise": _read("D", 1.2), "mense": _read("M", 1.1),
        "berke": _read("BK", 0.9), "berse": _read("B", 1.0), "keber": _read("KX", 0.8), "kebe": _read("KX", 1.0, "r"),
        "keter": _read("KX", 0.7), "kese": _read("KX", 1.0), "keper": _read("KX", 0.9), "ketidak": _read("KX", 0.6),
        "seper": _read("S", 1.0), "seke": _read("S", 1.2), "pember": _read("PX", 0.7),
        "sepenge": _read("S", 0.9), "penye": _read("PX", 1.1), "penge": _read("PX", 1.1), "pemer": _read("PX", 1.6), "berper": _read("B", 1.0),
        "pe": _read("P-", 0.9),
        "pese": _read("PX", 1.0),
    },
    _nasal("kepe", "KX", 0.8),
    _nasal("sepe", "S", 1.1),
    _nasal("berpe", "B", 0.7),
    _nasal("dipe", "D", 1.2),
    {"nge": _read("N", 0.5, longest=3)},
    {
        # Spoken: the nasal alone, and nge- before anything
        "ng": _read("N", 0.7, "aeioughlr", "k"), "nge": _read("N", 0.85), "ny": _read("N", 0.7, "", "sc"),
        "n": _read("N", 0.8, "dcjt", "t"), "m": _read("N", 0.8, "bp", "p"), "dinge": _read("D", 1.2), "mer": _read("N", 1.0),
    },
)  # fmt: skip

# Spoken -in stands for both -kan and -i.
_SUFFIXES = {"": 0.0, "kan": 0.5, "an": 0.5, "i": 0.8, "in": 0.5}
_CLITICS = {
    "": 0.0, "nya": 0.3, "lah": 0.5, "kah": 0.5, "pun": 0.5, "ku": 0.7, "mu": 0.7, "nyalah": 0.6, "nyakah": 0.6,
    "nyapun": 0.7, "kulah": 1.0, "mulah": 1.0, "nye": 0.7, "ne": 1.3, "e": 1.4, "tah": 1.0,
}  # fmt: skip
_ENDINGS: dict[str, tuple[str, float]] = {}
for _suffix, _cost in _SUFFIXES.items():
    for _clitic, _more in _CLITICS.items():
        _known = _ENDINGS.get(_suffix + _clitic)
        if _known is None or _known[1] > _cost + _more:
            _ENDINGS[_suffix + _clitic] = (_suffix, _cost + _more)
MELTED = "n"  # -in after a root in -i: nyelesain, mandin; `ENDS` does not hold it, since it needs that i
_ENDINGS[MELTED] = ("in", 1.0)

_NEVER = 9.0
# What a kind of prefix adds for the suffix that follows it; what is not named is free.
_TOGETHER: dict[tuple[str, str], float] = {
    ("", "i"): 0.2,
    ("M", "an"): _NEVER, ("M", "in"): 0.2,
    ("N", "an"): 0.8, ("N", "kan"): 0.2, ("N", "i"): 0.3,
    ("D", "an"): 1.5,
    ("B", "kan"): 0.2, ("B", "i"): _NEVER, ("B", "in"): _NEVER, ("B-", "kan"): 0.4, ("B-", "i"): _NEVER, ("B-", "in"): _NEVER,
    ("BK", ""): 0.5, ("BK", "kan"): _NEVER, ("BK", "i"): _NEVER, ("BK", "in"): _NEVER,
    ("T", "an"): 1.0, ("T", "kan"): 0.1, ("T", "i"): 0.1, ("T", "in"): 0.5,
    ("S", "kan"): _NEVER, ("S", "i"): _NEVER, ("S", "in"): _NEVER, ("S", "an"): 0.2,
    ("K", "an"): -0.4, ("K", "kan"): 1.0, ("K", "i"): 1.5, ("K", "in"): 0.7,
    ("KX", ""): 1.0, ("KX", "kan"): _NEVER, ("KX", "i"): _NEVER, ("KX", "in"): _NEVER,
    ("U", "an"): _NEVER,
}  # fmt: skip
for _kind in ("P", "P-", "PX"):
    _TOGETHER |= {(_kind, "kan"): _NEVER, (_kind, "i"): _NEVER, (_kind, "in"): _NEVER}
_TOGETHER |= {("P-", "an"): 0.4, ("PX", ""): 0.5, ("PX", "an"): -0.2, ("R", ""): 0.2}


def _weigh_endings(prefix: Prefix) -> dict[str, float]:
    """What each ending costs after a prefix, the prefix included; those that never follow it are left out."""
    costs = {
        end: prefix.cost + cost + _TOGETHER.get((prefix.kind, suffix), 0.0) for end, (suffix, cost) in _ENDINGS.items()
    }
    return {end: cost for end, cost in costs.items() if cost < 4.0}


UNASSIMILATED = 0.3  # a loan that kept its first consonant: mengkritik
SWALLOWED = 0.25
_AFTER_NASAL = "aeiourl"  # before these a nasal swallows a consonant: memakai, memroses

# How a root is made from what follows a prefix, by the first letter of that: what to put before it, what that costs,
# and how long the root may be.
Ways = dict[str, tuple[tuple[str, float, int], ...]]


def _find_ways(prefix: Prefix) -> Ways:
    ways: dict[str, list[tuple[str, float, int]]] = {}
    for letter in prefix.first | prefix.loan:
        ways[letter] = [("", 0.0 if letter in prefix.first else UNASSIMILATED, prefix.longest)]
    for letter in _AFTER_NASAL if prefix.swallowed else "":
        ways.setdefault(letter, []).extend(
            (consonant, SWALLOWED + 0.1 * n, prefix.longest) for n, consonant in enumerate(prefix.swallowed)
        )
    return {letter: tuple(found) for letter, found in ways.items()}


Head = tuple[str, Ways, dict[str, float]]  # its letters, the ways, and what each ending costs after it


def _index_heads() -> tuple[Head, dict[str, tuple[Head, ...]]]:
    """The empty head, and by the letters of every prefix and all its beginnings the heads that have just these."""
    heads = [
        (text, _find_ways(prefix), _weigh_endings(prefix)) for text, found in _PREFIXES.items() for prefix in found
    ]
    beginnings = {text[:n] for text, *_ in heads for n in range(1, len(text) + 1)}
    plain = next(head for head in heads if not head[0])
    return plain, {letters: tuple(head for head in heads if head[0] == letters) for letters in beginnings}


def _index_ends(endings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By the last three letters of a word, or two, or one, the endings it may have."""
    known = sorted(endings)
    keys = {end[-n:] for end in known for n in (1, 2, 3)}
    return {
        key: found for key in keys if (found := tuple(end for end in known if end.endswith(key) or key.endswith(end)))
    }


# Every type of word is looked up in these, so they are made to fail early.
PLAIN_HEAD, HEADS = _index_heads()
ENDS = _index_ends(end for end in _ENDINGS if end not in ("", MELTED))
CLITICS = tuple(clitic for clitic in _CLITICS if len(clitic) > 2)
