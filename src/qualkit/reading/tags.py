"""Which of the words before a colon are tags of speakers: decided by evidence over the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from qualkit.model import TurnRole
from qualkit.reading.lexicon import JOINS, NAMING, NO_TAGS, PARTICLES, ROLE_OF, TITLES, words
from qualkit.reading.lines import STRONG, Line, Opening

_CODE = re.compile(r"[^\W\d_]{1,4}[ ._-]?\d{0,3}[a-z]?(?:[/.-][^\W\d_]{1,3}\d{0,3}){0,2}")
_TOKEN = re.compile(r"[\w.'’,-]+|[&+/]|\([^()]*\)|\[[^\[\]]*\]")
_ALLOWED = re.compile(r"[\w.'’ ()\[\]/&+,#-]+")
_ASIDE = re.compile(r"\s*[\[(][^\])]*[\])]$")
_BESIDE_ROLE = words(
    "kunci utama pendukung tambahan ahli pertama kedua ketiga laki-laki perempuan pria wanita suami istri ibu bapak "
    "no nomor number key"
)
_KEPT = 0.3  # share of the paragraphs that begin with a sure tag, from which on a tag may occur once


@dataclass(frozen=True, slots=True)
class Chosen:
    """The tags of a file: how each is written, by the ways it is written; and the weak signs that count here."""

    tags: dict[str, str] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.tags)


def role_word(name: str) -> TurnRole | None:
    """The role that a name tells by a word in it.

    >>> role_word("Interviewer 1"), role_word("INFORMAN_2"), role_word("Siti")
    ('interviewer', 'informant', None)
    """
    for word in re.split(r"[\W\d_]+", name.lower()):
        if word in ROLE_OF:
            return ROLE_OF[word]
    return None


@lru_cache(maxsize=8192)
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
    if _is_role(tokens, low):
        return "role"
    if low[0].strip(".,") in NO_TAGS or low[0] in NO_TAGS:
        return ""
    if _CODE.fullmatch(tag) and (tag.isupper() or (any(map(str.isdigit, tag)) and tag[0].isupper())):
        return "code"
    if tag.isupper():
        return "caps"
    capital = [
        token[0].isupper() or token[0] in "([&+/" or word in PARTICLES for token, word in zip(tokens, low, strict=True)
    ]
    if len(tokens) > 1 and low[0] in TITLES and all(capital[1:]):
        return "title"
    if all(capital) and tokens[0][0].isupper():
        return "name"
    return "word" if len(tokens) == 1 and len(tag) <= 15 and tag[0].isalpha() else ""


def _is_role(tokens: list[str], low: list[str]) -> bool:
    stems = [word.strip("()[].,-_0123456789") for word in low]
    if not any(stem in NAMING for stem in stems):
        return False
    return all(
        stem in NAMING or not stem or len(stem) <= 2 or stem in _BESIDE_ROLE or stem in JOINS or token[0].isupper()
        or stem in TITLES for token, stem in zip(tokens, stems, strict=True)
    )  # fmt: skip


def choose_tags(
    lines: Sequence[Line], openings: Sequence[Opening | None], *, known: Iterable[str] = (), text: str = ""
) -> Chosen:
    """The tags of a file. `known` are tags that a legend or the user names; `text` is where words are looked up."""
    named = {_key(tag): tag for tag in known}
    pairs = [(line, one) for line, one in zip(lines, openings, strict=True) if one is not None]
    plain = Counter(one.tag for _, one in pairs if one.kind in STRONG and not one.aside[1])
    strong = Counter(
        base_of(one, plain) for _, one in pairs if one.kind in STRONG and (one.kind == "colon" or shape_of(one.tag))
    )
    units = sum(line.opens for line in lines) or 1
    bold = Counter(one.tag for line, one in pairs if one.kind in STRONG and len(one.tag) <= line.bold < len(line.text))
    sequence = [base_of(one, plain) for _, one in pairs if one.kind in STRONG]
    evidence = _Evidence(strong, bold, sequence, units, text)
    groups = _group(strong, named)
    sure = {canon for canon, total in groups.totals.items() if _key(canon) in named or evidence.is_sure(canon, total)}
    weak: frozenset[str] = frozenset()
    if not named and sum(groups.totals[canon] for canon in sure) < max(2, 0.1 * units):
        weak, more = _weak_tags(pairs, units)
        if weak:
            sure, groups = set(more.values()), _Groups(more, Counter(more.values()))
    covered = sum(groups.totals[canon] for canon in sure) / units
    if not weak:
        for canon, total in groups.totals.items():
            if canon not in sure and evidence.fits(canon, total, sure, covered):
                sure.add(canon)
    if not named and not weak and not _is_enough(sure, groups.totals, units):
        return Chosen()
    sure |= {tag for key, tag in named.items() if key not in {_key(canon) for canon in sure}}
    ways = {way: canon for way, canon in groups.ways.items() if canon in sure}
    return Chosen(ways | {tag: tag for tag in sure}, weak)


def base_of(opening: Opening, plain: Counter[str] | Chosen) -> str:
    """The tag of an opening, without a note in brackets where it is also written without one: K (laughs)."""
    if not opening.aside[1]:
        return opening.tag
    base = _ASIDE.sub("", opening.tag)
    known = plain.tags if isinstance(plain, Chosen) else plain
    return base if base in known else opening.tag


def _key(tag: str) -> str:
    return "".join(filter(str.isalnum, tag.casefold())) or tag


@dataclass(frozen=True, slots=True)
class _Groups:
    ways: dict[str, str]  # each way of writing a tag, and the commonest one of the same letters
    totals: Counter[str]


def _group(strong: Counter[str], named: dict[str, str]) -> _Groups:
    ways: dict[str, str] = {}
    totals: Counter[str] = Counter()
    first = {key: tag for key, tag in named.items() if tag in strong}  # as the user writes it, where it is written so
    for tag, times in strong.most_common():
        canon = first.setdefault(_key(tag), tag)
        ways[tag] = canon
        totals[canon] += times
    return _Groups(ways, totals)


@dataclass(slots=True)
class _Evidence:
    strong: Counter[str]
    bold: Counter[str]  # those set apart by their look
    sequence: list[str]
    units: int
    text: str

    def alternates(self, tag: str) -> bool:
        """Whether mostly another one begins after it: speakers take turns, headings and phrases do not."""
        after = [there for here, there in pairwise(self.sequence) if here == tag and shape_of(there)]
        return not after or sum(there != tag for there in after) * 2 >= len(after)

    def is_common_word(self, tag: str) -> bool:
        """Whether its words stand in the text in small letters: names do not."""
        low = tag.lower()
        return low != tag and re.search(rf"(?<!\w){re.escape(low)}(?!\w)", self.text) is not None

    def is_sure(self, tag: str, times: int) -> bool:
        shape = shape_of(tag)
        if shape == "role":
            return True
        if shape in ("code", "caps", "title"):
            return times >= 2 and (shape != "caps" or self.alternates(tag))
        if shape == "name":
            return times >= (2 if self.bold[tag] > 1 else 3) and self.alternates(tag) and not self.is_common_word(tag)
        return shape == "word" and times >= max(4, 0.15 * self.units) and self.alternates(tag)

    def fits(self, tag: str, times: int, sure: set[str], covered: float) -> bool:
        """Whether a rarer candidate is like the sure ones, in a file that is mostly turns."""
        shape = shape_of(tag)
        if not shape or shape == "word":
            return False
        parts = [part for part in re.split(r"\s*(?:[&+/,]|\b(?:og|dan|and|und|en|et|y|e)\b)\s*", tag) if part]
        if len(parts) > 1 and all(part in sure for part in parts):
            return True
        if not sure:
            return shape == "code" and self._are_all_codes()
        if covered < _KEPT:
            return False
        if shape in ("code", "title"):
            return True
        return (
            shape == "name" and not self.is_common_word(tag) and any(shape_of(one) in ("name", "title") for one in sure)
        )

    def _are_all_codes(self) -> bool:
        """A few lines, nearly each with a code of its own: P: … N: …"""
        codes = [tag for tag in self.strong if shape_of(tag) == "code"]
        return len(codes) >= 2 and sum(self.strong[tag] for tag in codes) >= 0.6 * self.units


def _is_enough(sure: set[str], totals: Counter[str], units: int) -> bool:
    lines = sum(totals[tag] for tag in sure)
    if lines < 2:
        return False
    if any(shape_of(tag) == "role" for tag in sure):
        return True
    return lines >= 0.05 * units and (len(sure) > 1 or lines >= max(3, 0.2 * units))


def _weak_tags(pairs: Sequence[tuple[Line, Opening]], units: int) -> tuple[frozenset[str], dict[str, str]]:
    """The weak sign, if any, by which this file tells its speakers, and the tags written so."""
    best: tuple[float, str, dict[str, str]] = (0.0, "", {})
    for kind in ("dash", "dot", "semicolon", "bracket", "own", "bare"):
        found = [
            one.tag for line, one in pairs if one.kind == kind and (line.opens or kind in ("dash", "own", "semicolon"))
        ]
        shapes = (
            ("role", "code", "caps", "title", "name")
            if kind in ("dash", "own", "semicolon")
            else ("role", "code", "caps")
        )
        times = Counter(tag for tag in found if shape_of(tag) in shapes)
        tags = {tag: number for tag, number in times.items() if number >= (3 if shape_of(tag) == "name" else 2)}
        tags |= {tag: number for tag, number in times.items() if shape_of(tag) == "role"}
        sequence = [tag for tag in found if tag in tags]
        turns = sum(here != there for here, there in pairwise(sequence))
        covered = len(sequence) / units
        enough = covered >= (0.2 if kind == "own" else 0.4) and turns >= 0.4 * (len(sequence) - 1)
        if 2 <= len(tags) <= 12 and enough and len(sequence) >= 3 and covered > best[0]:
            groups = _group(Counter(tags), {})
            best = (covered, kind, groups.ways)
    return (frozenset({best[1]}), best[2]) if best[1] else (frozenset(), {})


def resolve(lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen) -> list[Opening | None]:
    """The openings that begin a turn, their tags as the transcript will write them; None for all other lines."""
    sure = [_sure_tag(one, chosen) for one in openings]
    result: list[Opening | None] = []
    for number, (line, one) in enumerate(zip(lines, openings, strict=True)):
        tag = sure[number] or (one and _weak_tag(number, line, one, sure, lines, chosen))
        if not tag or one is None:
            result.append(None)
        elif one.tag == tag and not one.aside[1]:
            result.append(one)
        else:
            result.append(one._replace(tag=tag, aside=one.aside if chosen.tags.get(one.tag) != tag else (0, 0)))
    return result


def _sure_tag(opening: Opening | None, chosen: Chosen) -> str:
    if opening is None or (opening.kind not in STRONG and opening.kind not in chosen.weak):
        return ""
    return chosen.tags.get(base_of(opening, chosen), "")


def _weak_tag(
    number: int, line: Line, opening: Opening, sure: Sequence[str], lines: Sequence[Line], chosen: Chosen
) -> str:
    """A tag with a slip of the pen behind it: `M; no`, `K. No`, `K No`, or alone on its line without a colon."""
    tag = chosen.tags.get(opening.tag, "")
    shape = shape_of(tag) if tag else ""
    if not tag or shape not in ("role", "code", "caps", "title"):
        return ""
    if opening.kind in ("semicolon", "dash") or (opening.kind == "dot" and shape == "code"):
        return tag
    if opening.kind == "own":
        followed = number + 1 < len(lines) and not sure[number + 1]
        return tag if followed and (shape != "code" or line.opens) else ""
    if opening.kind == "bare" and line.opens and line.text[opening.body : opening.body + 1].isupper():
        before = next((one for one in reversed(sure[:number]) if one), "")
        after = next((one for one in sure[number + 1 :] if one), "")
        return tag if tag not in (before, after) and before and after else ""
    return ""
