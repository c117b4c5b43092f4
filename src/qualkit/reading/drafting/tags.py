"""Which of the words before a colon are tags of speakers: decided by evidence over the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as change
from itertools import accumulate, pairwise

from msgspec.structs import replace

from qualkit.reading.alike import find_one_edit
from qualkit.reading.drafting.callings import find_callings
from qualkit.reading.drafting.evidence import Evidence, SureTags
from qualkit.reading.drafting.initials import find_initials
from qualkit.reading.drafting.kin import find_kin
from qualkit.reading.drafting.legends import CODED, read_legend
from qualkit.reading.drafting.lexicon import ASKING_FIRST, TITLES, greets
from qualkit.reading.drafting.lines import STRONG, Line, Opening, find_by_sign
from qualkit.reading.drafting.people import is_name
from qualkit.reading.drafting.shapes import names_thing, role_word, shape_of
from qualkit.reading.drafting.titles import find_same

_ASIDE = re.compile(r"\s*[\[(][^\])]*[\])]$")
_NUMBERED = re.compile(
    r"(pertanyaan|jawaban|tanya|jawab|question|answer|soal|spørgsmål|svar|frage|antwort|vraag|antwoord|[QATJ])"
    r"[ .-]?[0-9]{1,3}",
    re.IGNORECASE,
)
_SLIP = 6  # letters of a role from which on a letter more, less or exchanged is a slip
_PAIRED = dict.fromkeys("qa", frozenset("qa")) | dict.fromkeys("tj", frozenset("tj"))
_ALL = 0.8  # share of the paragraphs that begin as a turn does, from which on they are nothing else
_PERSON = re.compile(r"[^\W\d_]{1,8}[ ._-]?[0-9]{1,3}")  # id1, person 2
_FRAMED = 0.8  # share of the paragraphs that begin with a word in brackets, from which on it is who speaks
_GOES_ON = re.compile(r"[0-9]{1,4}[.:)]?\s+(?![A-Z“\"])")  # a counted line amid a sentence
_LEGEND = 120  # letters of a line that says who is who
_QUOTES = tuple('“”„«»"')
_TALK = 4  # turns of those who have spoken before, from which on what stands once above them may be a label
_OFTEN = 60  # tags that come most often, of which others may be slips
_TURNS = 0.6  # share of the lines with Q or A behind which the other comes


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
        found = SureTags(sure, evidence.first)
        for canon, total in groups.totals.items():
            if canon not in sure and evidence.fits(canon, total, found, covered):
                found.add(canon)
        sure = found.tags
    if not weak:
        sure |= find_callings([(groups.ways.get(tag, tag), "?" in words) for tag, words in said], sure, units)
    if sure and not weak and (dotted := _find_dotted(openings)):
        weak, sure = frozenset({"dot"}), sure | dotted
        groups.ways.update((tag, tag) for tag in dotted)
    sure -= _find_labels([base for base, _ in said], groups.ways, sure.difference(named.values()))
    if not named and not weak and not _is_enough(sure, groups.totals, units):
        return Chosen()
    keys = set(map(_key, sure))
    sure |= {tag for key, tag in named.items() if key not in keys}
    ways = {way: canon for way, canon in groups.ways.items() if canon in sure}
    slips = {way: canon for way, canon in ways.items() if way in groups.slips}  # in an order that is always the same
    spelt = {way: tag for way, tag in initials.letters.items() if ways.get(way) == tag}
    unclear = {tag: names for tag, names in initials.unclear.items() if {tag, *names} <= ways.keys()}
    return Chosen(ways | {tag: tag for tag in sure}, weak, slips, spelt, unclear)


def _gather(
    lines: Sequence[Line], openings: Sequence[Opening | None], text: str
) -> tuple[Evidence, list[tuple[str, str]]]:
    """What tells of the tags that strong signs make, and these tags in their order, each with the words behind it."""
    signed = [
        (line, one) for line, one in zip(lines, openings, strict=True) if one is not None and one.kind in STRONG
    ]  # fmt: skip
    plain = Counter([one.tag for _, one in signed if not one.aside[1]])
    said = [(base_of(one, plain) if one.aside[1] else one.tag, line.text[one.body :]) for line, one in signed]
    alone = [(line, one) for line, one in signed if one.body == len(line.text)]
    above = sum(line.opens and one.kind != "bold" for line, one in alone)
    units = max(1, sum([line.opens for line in lines]) - above)  # a tag and the words below it are one
    bare = {id(one) for _, one in alone}
    below = (
        Counter(one.tag for here, one in pairwise(openings) if one is not None and id(here) in bare)
        if bare
        else Counter()
    )
    return Evidence(signed, [base for base, _ in said], below, units, text), said


def _find_labels(sequence: Sequence[str], ways: Mapping[str, str], sure: Container[str]) -> set[str]:
    """The labels above a talk that look like roles: they stand once, before who comes again, and name a thing."""
    said = [tag for base in sequence if (tag := ways.get(base, "")) in sure]
    times = Counter(said)
    if times.total() - len(times) < _TALK:
        return set()
    first = next(number for number, tag in enumerate(said) if times[tag] > 1)
    return {tag for tag in said[:first] if shape_of(tag) == "role" and names_thing(tag)}


def _find_dotted(openings: Sequence[Opening | None]) -> set[str]:
    """Q and A with a dot behind them, by turns, where others have a colon: `Q. Where?`, `A. Here.`, `The Court: Go on.`"""
    said = [one.tag for one in openings if one is not None and one.kind == "dot" and one.tag.lower() in _PAIRED]
    times = Counter(said)
    tags = {tag for tag, number in times.items() if number > 1}
    turns = sum(here != there for here, there in pairwise(said))
    pair = frozenset(tag.lower() for tag in tags)
    return tags if pair in _PAIRED.values() and len(tags) == len(times) and turns >= _TURNS * (len(said) - 1) else set()


def names_speaker(label: str, chosen: Chosen) -> bool:
    """Whether what looks like a label calls somebody who speaks: B Warni, beside Ibu Warni; or is asked of a tag.

    >>> names_speaker("B Warni", Chosen({"Ibu Warni": "Ibu Warni"})), names_speaker("How old is P", Chosen({"P": "P"}))
    (True, True)
    """
    words = re.findall(r"\w+", label)
    if not words or label in chosen.tags:
        return False
    if words[0].lower() in ASKING_FIRST and words[-1].rstrip("0123456789") in {
        tag.rstrip("0123456789") for tag in chosen.tags if shape_of(tag) == "code"
    }:
        return True
    named = {word.lower() for word in words if len(word) > 2} - TITLES
    return bool(named) and any(
        shape_of(tag) in ("title", "name", "word") and named <= set(re.findall(r"\w+", tag.lower()))
        for tag in chosen.tags
    )


def leave_out_names(lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen) -> Chosen:
    """The tags without those that stand once, with nothing but a name behind them, before who comes again.

    They tell who was there: Juru Foto: Bima Saputra.
    """
    named = {tag for tag in chosen.tags.values() if shape_of(tag) in ("title", "name")}
    sure = find_sure(openings, chosen) if named else []
    times = Counter(filter(None, sure))
    first = next((number for number, tag in enumerate(sure) if times[tag] > 1), 0)
    if times.total() - len(times) < _TALK:
        return chosen
    labels = {
        tag for tag, line, one in zip(sure[:first], lines, openings, strict=False)
        if tag in named and one is not None and _is_only_name(line.text[one.body :].strip())
    }  # fmt: skip
    return (
        change(chosen, tags={way: tag for way, tag in chosen.tags.items() if tag not in labels}) if labels else chosen
    )


def _is_only_name(words: str) -> bool:
    return len(words.split()) > 1 and is_name(words) and not greets(words)


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
    parted = 2 * sum(line.opens for line in lines) >= len(lines)  # else each line is a paragraph
    for kind in chosen.weak:
        for number, (line, one) in enumerate(zip(lines, openings, strict=True)):
            if one is None or one.kind != "colon" or one.tag in chosen.tags or (parted and not line.opens):
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
    called = set(named.values())
    stems = {found[1].casefold() for tag in strong if (found := _NUMBERED.fullmatch(tag))}
    for tag, times in strong.most_common():
        found = _NUMBERED.fullmatch(tag)
        if found and tag not in called and (len(found[1]) > 1 or len(stems & _PAIRED[found[1].casefold()]) > 1):
            tag_of_all = found[1]  # Question 7 is no seventh speaker
        else:
            tag_of_all = tag
        canon = first.setdefault(_key(tag_of_all), tag_of_all)
        ways[tag] = canon
        totals[canon] += times
    slips = {tag: right for tag, right in (_find_same(strong) | _find_right(strong)).items() if tag not in called}
    codes = {tag: coded[2] for tag in strong if (coded := CODED.fullmatch(tag)) and coded[2] in strong}
    for tag, right in (
        slips | {tag: code for tag, code in codes.items() if role_word(tag)} | dict(spelt or {})
    ).items():
        totals[ways[tag]] -= strong[tag]
        ways[tag] = ways[right]
        totals[ways[right]] += strong[tag]
    return _Groups(ways, +totals, frozenset(slips))


def _find_same(strong: Counter[str]) -> dict[str, str]:
    """The persons whose title is written in several ways, each with the way that is written most often."""
    often = {tag: number for tag, number in strong.most_common(_OFTEN) if number > 1}
    return {tag: same for tag in strong if " " in tag and (same := find_same(tag, often))}


def _find_right(strong: Counter[str]) -> dict[str, str]:
    """The tags that are slips of a role which is written as often in the file, each with that role."""
    roles = [tag for tag in strong if shape_of(tag) == "role"]
    long = [tag for tag in strong if len(tag) >= _SLIP and shape_of(tag) != "role"]
    near = {tag: [role for role in alike if strong[role] >= max(2, strong[tag])]
            for tag, alike in find_one_edit(long, roles).items()}  # fmt: skip
    return {tag: alike[0] for tag, alike in near.items() if alike}


def _is_enough(sure: set[str], totals: Counter[str], units: int) -> bool:
    lines = sum(totals[tag] for tag in sure)
    if lines < 2:
        return False
    if any(shape_of(tag) in ("role", "") for tag in sure):
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
    kin = find_kin(found, units) if "name" in shapes else frozenset()
    times = Counter(
        tag for tag in found if shape_of(tag) in shapes or tag in kin or (framed and _PERSON.fullmatch(tag))
    )
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
    before = [*accumulate(sure, lambda last, tag: tag or last, initial="")]  # of each line, the last tag above it
    after = [*accumulate(reversed(sure), lambda last, tag: tag or last, initial="")][-2::-1]
    result: list[Opening | None] = []
    for number, (line, one) in enumerate(zip(lines, openings, strict=True)):
        beside = (before[number], after[number])
        tag = sure[number] or (one and _weak_tag(number, line, one, sure, beside, lines, chosen))
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
    number: int, line: Line, opening: Opening, sure: Sequence[str], beside: tuple[str, str], lines: Sequence[Line],
    chosen: Chosen,
) -> str:  # fmt: skip
    """A tag with a slip of the pen behind it: `M; no`, `K. No`, `K No`, or alone on its line without a colon."""
    tag = chosen.tags.get(opening.tag, "")
    shape = shape_of(tag) if tag else ""
    if opening.kind == "quote" and shape == "name":  # Rina “Sejak kapan?”, and nothing behind it
        return tag if line.text.rstrip(" .").endswith(_QUOTES) else ""
    if not tag or shape not in ("role", "code", "caps", "title"):
        return ""
    if opening.kind == "dot" and line.text[opening.body - 1] == "." and line.text[opening.body].isdigit():
        return ""  # P6.2 is a number
    if opening.kind == "dot" and shape == "code":
        return tag if beside[0] else ""  # I. Identitas, above the first turn, is a heading
    if opening.kind in ("semicolon", "dash", "quote"):
        return tag
    if opening.kind == "own":
        followed = number + 1 < len(lines) and not sure[number + 1]
        return tag if followed and (shape != "code" or line.opens) else ""
    if opening.kind == "bare" and line.opens and line.text[opening.body : opening.body + 1].isupper():
        return tag if tag not in beside and all(beside) else ""
    return ""
