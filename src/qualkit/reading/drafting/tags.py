"""Which of the words before a colon are tags of speakers: decided by evidence over the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from qualkit.reading.alike import is_one_edit
from qualkit.reading.drafting.initials import find_initials
from qualkit.reading.drafting.legends import CODED, read_legend
from qualkit.reading.drafting.lines import STRONG, Line, Opening, find_by_sign
from qualkit.reading.drafting.shapes import role_word, shape_of, split_tag

_ASIDE = re.compile(r"\s*[\[(][^\])]*[\])]$")
_NUMBERED = re.compile(
    r"(pertanyaan|jawaban|tanya|jawab|question|answer|soal|spørgsmål|svar|frage|antwort|vraag|antwoord|[QATJ])"
    r"[ .-]?[0-9]{1,3}",
    re.IGNORECASE,
)
_SLIP = 6  # letters of a role from which on a letter more, less or exchanged is a slip
_CALLED = re.compile(
    r"^\W*(?:[0-9]+[.)]\s*)?(?:nama|inisial|name|initial|navn|naam|nom|informan|narasumber|responden|subjek|interviewer|"
    r"pewawancara)[^\n:=]{0,20}[:=]([^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_PAIRED = dict.fromkeys("qa", frozenset("qa")) | dict.fromkeys("tj", frozenset("tj"))
_ASKING = frozenset("pitq")  # who asks, without one of whom two letters may be the choices of a question
_ALL = 0.8  # share of the paragraphs that begin as a turn does, from which on they are nothing else
_PERSON = re.compile(r"[^\W\d_]{1,8}[ ._-]?[0-9]{1,3}")  # id1, person 2
_FRAMED = 0.8  # share of the paragraphs that begin with a word in brackets, from which on it is who speaks
_GOES_ON = re.compile(r"[0-9]{1,4}[.:)]?\s+(?![A-Z“\"])")  # a counted line amid a sentence
_LEGEND = 120  # letters of a line that says who is who
_QUOTES = tuple('“”„«»"')
_KEPT = 0.3  # share of the paragraphs that begin with a sure tag, from which on a tag may occur once


@dataclass(frozen=True, slots=True)
class Chosen:
    """The tags of a file: how each is written, by the ways it is written; and the weak signs that count here."""

    tags: dict[str, str] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()
    slips: dict[str, str] = field(default_factory=dict)  # ways that are written wrongly, and what is meant
    spelt: dict[str, str] = field(default_factory=dict)  # what first turns have in full, and the letters from then on
    unclear: dict[str, tuple[str, ...]] = field(default_factory=dict)  # letters, and the full names they may be of

    def __bool__(self) -> bool:
        return bool(self.tags)


def choose_tags(
    lines: Sequence[Line], openings: Sequence[Opening | None], *, known: Iterable[str] = (), text: str = ""
) -> Chosen:
    """The tags of a file. `known` are tags that a legend or the user names; `text` is where words are looked up."""
    named = {_key(tag): tag for tag in known}
    evidence, said = _gather(lines, openings, text)
    strong, units = evidence.strong, evidence.units
    initials = find_initials(said, apart=named.values())
    groups = _group(strong, named, initials.letters)
    sure = {canon for canon, total in groups.totals.items() if _key(canon) in named or evidence.is_sure(canon, total)}
    sure |= {groups.ways[name] for code, names in initials.unclear.items() if code in sure for name in names}
    weak: frozenset[str] = frozenset()
    if sum(groups.totals[canon] for canon in sure) < max(2, 0.1 * units):
        weak, more = _weak_tags(lines, openings, units)
        if named and named.keys().isdisjoint(map(_key, more)):
            weak = frozenset()
        if weak:
            sure, groups = set(more.values()), _Groups(more, Counter(more.values()))
    covered = sum(groups.totals[canon] for canon in sure) / units
    if sure and strong.total() >= _ALL * units:  # a group of whom nobody says much
        covered = 1.0
    if not weak:
        for canon, total in groups.totals.items():
            if canon not in sure and evidence.fits(canon, total, sure, covered):
                sure.add(canon)
    if not named and not weak and not _is_enough(sure, groups.totals, units):
        return Chosen()
    sure |= {tag for key, tag in named.items() if key not in {_key(canon) for canon in sure}}
    ways = {way: canon for way, canon in groups.ways.items() if canon in sure}
    slips = {way: canon for way, canon in ways.items() if way in groups.slips}  # in an order that is always the same
    spelt = {way: tag for way, tag in initials.letters.items() if ways.get(way) == tag}
    unclear = {tag: names for tag, names in initials.unclear.items() if {tag, *names} <= ways.keys()}
    return Chosen(ways | {tag: tag for tag in sure}, weak, slips, spelt, unclear)


def _gather(
    lines: Sequence[Line], openings: Sequence[Opening | None], text: str
) -> tuple[_Evidence, list[tuple[str, str]]]:
    """What tells of the tags that strong signs make, and these tags in their order, each with the words behind it."""
    signed = [
        (line, one) for line, one in zip(lines, openings, strict=True) if one is not None and one.kind in STRONG
    ]  # fmt: skip
    plain = Counter([one.tag for _, one in signed if not one.aside[1]])
    said = [(base_of(one, plain) if one.aside[1] else one.tag, line.text[one.body :]) for line, one in signed]
    bare = [
        one is not None and one.kind in STRONG and one.body == len(line.text)
        for line, one in zip(lines, openings, strict=True)
    ]
    above = sum([line.opens and one.kind != "bold" and one.body == len(line.text) for line, one in signed])
    evidence = _Evidence(
        strong=Counter(
            [base for (base, _), (_, one) in zip(said, signed, strict=True) if one.kind == "colon" or shape_of(one.tag)]
        ),
        bold=Counter([one.tag for line, one in signed if line.bold and _is_set_apart(line, one)]),
        timed=Counter([one.tag for _, one in signed if one.time]),
        alone=Counter([one.tag for line, one in signed if one.kind == "bold" and one.body == len(line.text)]),
        below=Counter([one.tag for here, one in zip(bare, openings[1:], strict=False) if here and one is not None]),
        sequence=[base for base, _ in said],
        units=max(1, sum([line.opens for line in lines]) - above),  # a tag and the words below it are one
        text=text,
    )
    return evidence, said


def _is_set_apart(line: Line, one: Opening) -> bool:
    """Whether a tag is set apart from the words behind it; or stands, with its colon, above them."""
    return len(one.tag) <= line.bold < len(line.text) or (one.kind == "colon" and one.body == len(line.text))


def base_of(opening: Opening, known: Container[str]) -> str:
    """The tag of an opening, without a note in brackets where it is also written without one: K (laughs)."""
    if not opening.aside[1]:
        return opening.tag
    base = _ASIDE.sub("", opening.tag)
    return base if base in known else opening.tag


def find_sure(openings: Iterable[Opening | None], chosen: Chosen, signs: Container[str] = STRONG) -> list[str]:
    """Of each opening by a sign that makes a tag by itself, the tag as the transcript will write it; '' for the rest."""
    tags = chosen.tags
    return [
        tags.get(base_of(one, tags) if one.aside[1] else one.tag, "") if one is not None and one.kind in signs else ""
        for one in openings
    ]


def uncover(lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen) -> list[Opening | None]:
    """The openings, with those by the weak sign of this file that a colon among the words hid: `V I said: come by`."""
    result = list(openings)
    for kind in chosen.weak:
        for number, (line, one) in enumerate(zip(lines, openings, strict=True)):
            if one is None or one.kind != "colon" or one.tag in chosen.tags or not line.opens:
                continue
            weak = find_by_sign(line.text, kind)
            if weak is not None and weak.tag in chosen.tags:
                result[number] = weak
    return result


def _key(tag: str) -> str:
    return "".join(filter(str.isalnum, tag.casefold())) or tag


@dataclass(frozen=True, slots=True)
class _Groups:
    ways: dict[str, str]  # each way of writing a tag, and the commonest one of the same letters
    totals: Counter[str]
    slips: frozenset[str] = frozenset()


def _group(strong: Counter[str], named: dict[str, str], spelt: Mapping[str, str] | None = None) -> _Groups:
    ways: dict[str, str] = {}
    totals: Counter[str] = Counter()
    first = {key: tag for key, tag in named.items() if tag in strong}  # as the user writes it, where it is written so
    stems = {found[1].casefold() for tag in strong if (found := _NUMBERED.fullmatch(tag))}
    for tag, times in strong.most_common():
        found = _NUMBERED.fullmatch(tag)
        if found and tag not in named.values() and (len(found[1]) > 1 or len(stems & _PAIRED[found[1].casefold()]) > 1):
            tag_of_all = found[1]  # Question 7 is no seventh speaker
        else:
            tag_of_all = tag
        canon = first.setdefault(_key(tag_of_all), tag_of_all)
        ways[tag] = canon
        totals[canon] += times
    roles = {tag: times for tag, times in strong.items() if times > 1 and shape_of(tag) == "role"}
    slips = {tag: right for tag in strong if tag not in named.values() and (right := _find_right(tag, strong, roles))}
    codes = {tag: coded[2] for tag in strong if (coded := CODED.fullmatch(tag)) and coded[2] in strong}
    for tag, right in (
        slips | {tag: code for tag, code in codes.items() if role_word(tag)} | dict(spelt or {})
    ).items():
        totals[ways[tag]] -= strong[tag]
        ways[tag] = ways[right]
        totals[ways[right]] += strong[tag]
    return _Groups(ways, +totals, frozenset(slips))


def _find_right(tag: str, strong: Counter[str], roles: Mapping[str, int]) -> str:
    """The role, written as often in the file at least, of which this tag is a slip; '' where it is none."""
    if len(tag) < _SLIP or shape_of(tag) == "role":
        return ""
    often = (role for role, times in roles.items() if times >= strong[tag])
    return next((role for role in often if is_one_edit(tag.casefold(), role.casefold())), "")


@dataclass(slots=True)
class _Evidence:
    strong: Counter[str]
    bold: Counter[str]  # those set apart by their look
    timed: Counter[str]  # those with a time mark beside them
    alone: Counter[str]  # those that are a line by themselves, set apart by their look, as headings are too
    below: Counter[str]  # those right below a tag that stands alone, where words are
    sequence: list[str]
    units: int
    text: str
    called: str | None = None  # what stands behind the labels that name somebody

    def alternates(self, tag: str) -> bool:
        """Whether mostly another one begins after it: speakers take turns, headings and phrases do not."""
        after = [there for here, there in pairwise(self.sequence) if here == tag and shape_of(there)]
        return not after or sum(there != tag for there in after) * 2 >= len(after)

    def is_common_word(self, tag: str) -> bool:
        """Whether its words stand in the text in small letters: names do not."""
        low, at = tag.lower(), -1
        if low == tag:
            return False
        while (at := self.text.find(low, at + 1)) >= 0:
            if (
                not self.text[max(0, at - 1) : at].isalnum()
                and not self.text[at + len(low) : at + len(low) + 1].isalnum()
            ):
                return True
        return False

    def is_sure(self, tag: str, times: int) -> bool:
        shape = shape_of(tag)
        if shape == "role":
            return times > 1 or not self.alone[tag]
        if shape == "code":
            return times >= (2 if self.units < 80 or len(tag) < 3 else 3)
        if shape in ("caps", "title"):
            return times >= 2 and (shape == "title" or self.alternates(tag))
        if shape == "name":
            enough = times >= (2 if max(self.bold[tag], self.timed[tag]) > 1 else 3) and self.alternates(tag)
            return enough and (times >= 0.1 * self.units or not self.is_common_word(tag))
        if shape != "word" or not self.alternates(tag):
            return False
        if _letters(tag) == 1 and (times >= 4 or (times >= 2 and not _ASKING.isdisjoint(self.strong))):
            return times >= (0.05 if times >= 4 else 0.3) * self.units  # p and i, as others write P and I
        return times >= max(4, 0.15 * self.units)

    def fits(self, tag: str, times: int, sure: set[str], covered: float) -> bool:
        """Whether a rarer candidate is like the sure ones, in a file that is mostly turns."""
        shape = shape_of(tag)
        if not shape or shape == "word" or (shape == "name" and self.below[tag] >= times):
            return False
        parts = split_tag(tag)
        if len(parts) > 1 and all(part in sure for part in parts):
            return True
        if not sure:
            return shape == "code" and self._are_all_codes()
        if covered < _KEPT:
            return False
        if shape == "title":
            return True
        if shape == "code":  # no abbreviation that is longer than the tags: BPJS, among P and N
            letters = max((_letters(one) for one in sure if shape_of(one) == "code"), default=2)
            return _letters(tag) <= letters
        return shape == "name" and self._is_name(tag, times, sure)

    def _is_name(self, tag: str, times: int, sure: set[str]) -> bool:
        """Whether a word with a capital is somebody: a label tells it, or it stands where the others do."""
        if self.called is None:
            self.called = "\n".join(_CALLED.findall(self.text))
        if tag in self.called and re.search(rf"\b{re.escape(tag)}\b", self.called):
            return True
        first = next((number for number, one in enumerate(self.sequence) if one in sure), 0)
        if self.is_common_word(tag) or (times == 1 and self.sequence.index(tag) < first):
            return False
        if any(shape_of(one) in ("name", "title") for one in sure):
            return True
        one_side = len({role_word(one) for one in sure}) == 1 and all(shape_of(one) == "role" for one in sure)
        return one_side and times > 1 and self.alternates(tag)

    def _are_all_codes(self) -> bool:
        """A few lines, nearly each with a code of its own: P: … N: …"""
        codes = [tag for tag in self.strong if shape_of(tag) == "code"]
        return len(codes) >= 2 and sum(self.strong[tag] for tag in codes) >= 0.6 * self.units


def _letters(tag: str) -> int:
    return sum(map(str.isalpha, tag))


def _is_enough(sure: set[str], totals: Counter[str], units: int) -> bool:
    lines = sum(totals[tag] for tag in sure)
    if lines < 2:
        return False
    if any(shape_of(tag) == "role" for tag in sure):
        return True
    return lines >= 0.05 * units and (len(sure) > 1 or lines >= max(3, 0.2 * units))


def _weak_tags(
    lines: Sequence[Line], openings: Sequence[Opening | None], units: int
) -> tuple[frozenset[str], dict[str, str]]:
    """The weak sign, if any, by which this file tells its speakers, and the tags written so."""
    best: tuple[float, str, dict[str, str]] = (0.0, "", {})
    legend = _find_legend(lines, openings)
    for kind in ("dash", "dot", "semicolon", "bracket", "quote", "own", "bare"):
        anywhere = kind in ("dash", "own", "semicolon", "quote")
        found = [
            (number, lines[number], one) for number, one in enumerate(openings)
            if one is not None and (one.kind == kind or (kind == "quote" and _is_above_quotation(number, one, lines)))
        ]  # fmt: skip
        opening = [one.tag for _, line, one in found if line.opens or anywhere]
        below = next((number for number, _, one in found if one.tag in legend), 0)
        ways = [(opening, sum([line.opens for line in lines[below:]]) or 1 if below else units)]
        if not anywhere and all(
            line.text[one.body : one.body + 1].isupper() for _, line, one in found if not line.opens
        ):
            ways.append(([one.tag for *_, one in found], len(lines) - below or 1))
        if begin := _count_begun([(number, one) for number, _, one in found], lines):
            ways.append(([one.tag for *_, one in found], begin))
        for tags, of in ways:
            covered, groups = _weigh_sign(tags, kind, of)
            if covered > best[0]:
                best = (covered, kind, groups)
    return (frozenset({best[1]}), best[2]) if best[1] else (frozenset(), {})


def _count_begun(found: Sequence[tuple[int, Opening]], lines: Sequence[Line]) -> int:
    """The lines that do not go on with the one above, where all are counted and one tag mostly asks; else 0."""
    if not found or not all(one.numbered for _, one in found):
        return 0
    times = Counter(one.tag for _, one in found)
    asks = Counter(one.tag for number, one in found if any("?" in line.text for line in lines[number : number + 2]))
    if not any(2 * asks[tag] >= times[tag] > 1 for tag in asks):
        return 0
    first = found[0][0]
    return len(lines) - first - sum(_GOES_ON.match(line.text) is not None for line in lines[first:])


def _find_legend(lines: Sequence[Line], openings: Sequence[Opening | None]) -> set[str]:
    """The tags of which a line says what role they have: P : Peneliti. What stands above their turns is no talk."""
    said = [
        pair for line, one in zip(lines, openings, strict=True)
        if one is not None and one.kind in ("colon", "dash") and len(line.text) <= _LEGEND
        for pair in read_legend(line.text) or [(one.tag, line.text[one.body :])]
    ]  # fmt: skip
    return {tag for tag, name in said if len(name.split()) <= 4 and role_word(name) and shape_of(tag) == "code"}


def _is_above_quotation(number: int, opening: Opening, lines: Sequence[Line]) -> bool:
    """Whether a word stands alone above what is quoted, as in a table that was copied from a page."""
    return opening.kind == "own" and number + 1 < len(lines) and lines[number + 1].text[0] in _QUOTES


def _weigh_sign(found: Sequence[str], kind: str, units: int) -> tuple[float, dict[str, str]]:
    """The share of the lines that this sign begins, if it is likely to tell the speakers, and the tags; else 0."""
    code_like = ("role", "code", "caps")
    shapes = (*code_like, "title", "name") if kind in ("dash", "own", "semicolon") else code_like
    framed = kind == "bracket" and len(found) >= _FRAMED * units  # [p1], [Ana Lund]: a note comes now and then
    shapes = (*shapes, "title", "name", "word") if framed else shapes
    times = Counter(tag for tag in found if shape_of(tag) in shapes or (framed and _PERSON.fullmatch(tag)))
    least = 2 if framed else 3
    tags = {tag: number for tag, number in times.items() if number >= (least if shape_of(tag) == "name" else 2)}
    tags |= {tag: number for tag, number in times.items() if shape_of(tag) == "role"}
    sequence = [tag for tag in found if tag in tags]
    turns = sum(here != there for here, there in pairwise(sequence))
    covered = len(sequence) / units
    enough = covered >= (0.2 if kind == "own" else 0.4) and turns >= 0.4 * (len(sequence) - 1)
    if 2 <= len(tags) <= 12 and enough and len(sequence) > len(tags):
        return covered, _group(Counter(tags), {}).ways
    return 0.0, {}


def resolve(lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen) -> list[Opening | None]:
    """The openings that begin a turn, their tags as the transcript will write them; None for all other lines."""
    sure = find_sure(openings, chosen, {*STRONG, *chosen.weak})
    result: list[Opening | None] = []
    for number, (line, one) in enumerate(zip(lines, openings, strict=True)):
        tag = sure[number] or (one and _weak_tag(number, line, one, sure, lines, chosen))
        if not tag or one is None:
            result.append(None)
        elif one.tag == tag and not one.aside[1]:
            result.append(one)
        else:
            aside = one.aside if chosen.tags.get(one.tag) != tag else (0, 0)
            numbered = one.numbered or (_NUMBERED.fullmatch(one.tag) is not None and not tag[-1].isdigit())
            result.append(replace(one, tag=tag, aside=aside, numbered=numbered))
    return result


def _weak_tag(
    number: int, line: Line, opening: Opening, sure: Sequence[str], lines: Sequence[Line], chosen: Chosen
) -> str:
    """A tag with a slip of the pen behind it: `M; no`, `K. No`, `K No`, or alone on its line without a colon."""
    tag = chosen.tags.get(opening.tag, "")
    shape = shape_of(tag) if tag else ""
    if opening.kind == "quote" and shape == "name":  # Rina “Sejak kapan?”, and nothing behind it
        return tag if line.text.rstrip(" .").endswith(_QUOTES) else ""
    if not tag or shape not in ("role", "code", "caps", "title"):
        return ""
    if opening.kind == "dot" and shape == "code":
        return tag if any(sure[:number]) else ""  # I. Identitas, above the first turn, is a heading
    if opening.kind in ("semicolon", "dash", "quote"):
        return tag
    if opening.kind == "own":
        followed = number + 1 < len(lines) and not sure[number + 1]
        return tag if followed and (shape != "code" or line.opens) else ""
    if opening.kind == "bare" and line.opens and line.text[opening.body : opening.body + 1].isupper():
        before = next((one for one in reversed(sure[:number]) if one), "")
        after = next((one for one in sure[number + 1 :] if one), "")
        return tag if tag not in (before, after) and before and after else ""
    return ""
