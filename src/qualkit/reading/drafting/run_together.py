"""Turns that a web page ran together: `P : Kapan? N : Dulu sekali. P : Lalu?` on one line, or a page on one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from qualkit.reading.drafting.legends import read_legend
from qualkit.reading.drafting.lexicon import TITLES
from qualkit.reading.drafting.lines import Line
from qualkit.reading.drafting.shapes import shape_of

_TITLE = "|".join(sorted(filter(str.isalpha, map(str.capitalize, TITLES))))
_TAG = re.compile(
    rf"(?<!\S)((?:(?:{_TITLE}) [^\W\d_a-z]|[^\W\d_a-z])(?:[^\W_]{{0,2}}[0-9]{{0,2}}|[^\W\d_]{{3,14}}(?: [0-9]{{1,2}})?)) ?: ?(?=\S)"
)
_BEGINS_SPEECH = re.compile(
    r"[^:]+: ?(?:[^\W\d_a-z]\w*(?! ?:)|[\"“‘])"
)  # a tag, and a word with a capital that is none
_ENDED = re.compile(r"(?:[.?!…:\"”]|[.?!…:\"”]\s*[(\[][^()\[\]]*)[\"'”’)\]]*\s*\Z")  # a sentence, or a note behind one
_BEGINS = re.compile(r"(?:[0-9]{1,4}[.)]?\s+)?([^\W\d_][\w.'’ ()]{0,30}?) ?[:;](?=\s|\Z|[^\W\d_]|[\"“‘'(])")
_NUMBERED = re.compile(r"[0-9]{1,4}[.)]\s+[^\W\d_][\w.'’ ()]{0,30}? ?:")
_COUNTED = re.compile(r"(?<!\S)([0-9]{1,3})[.)]\s+(?=[^\W\d_])")
_ANSWER = re.compile(r"\?[\"”]?\s+(?:[0-9]{1,4}\s+)?(?=(?:jawab(?:an)?|answer)\s*[:：]|[“„])", re.IGNORECASE)
_COUNT = re.compile(r"(?:[0-9]{1,3}|[a-z])[.)]\s+(?=[^\W\d_]|[“\"])")
_ITEM = re.compile(r"([0-9]{1,3})[.)] ?(?=[^\W\d_])")
_TOLD = re.compile(r"\?[\"”’)]*\s+([^\W_][^?]*)\Z")  # behind the last question of a line
_BEFORE = 40  # letters at the beginning of a line among which a tag ends
_WRAPPED = 4  # lines of a question at most
_QUESTIONS = 3  # on one line, or in a file with their answers on the same line
_LEAST, _TURNS = 2, 5  # times that a tag stands within lines, and that they do together
_LONG = 80  # letters of a line in which somebody else may begin to speak
_SURE = 3  # times that a tag begins a line, or what stands behind a sentence, before it parts a line
_SPEAKERS = 40  # tags of a file at most that may stand within lines
_NUMBER = re.compile(r"(?<!\S)[0-9]{1,3}[.)]\s+\Z")  # right before a tag
_NUMBERS = 3  # turns that begin lines with a running number, from which on those within lines have one too
_NAMED, _NAMES = 3, 6  # times that a name stands within lines, and names that do at most
_ASKED = 0.1  # share of the turns of names that ask, where it is a talk
_NOTE = 160  # letters before a tag among which a sentence ends, and a note in brackets begins
_OF_ALL = 0.2  # share of the lines that begin so at least, where it is a talk


def part_turns(lines: Sequence[Line]) -> list[Line]:
    """The lines, parted where the tags stand by which most turns begin, or begin elsewhere; else as they are.

    >>> lines = [Line("P : Kapan Ibu mulai? N : Dulu. P : Siapa yang mengajak? N : Bu RT. P : Lalu? N : Ya ikut.", 0, 0)]
    >>> [line.text for line in part_turns(lines)][:3]
    ['P : Kapan Ibu mulai?', 'N : Dulu.', 'P : Siapa yang mengajak?']
    """
    may_hold = {
        number: line for number, line in enumerate(lines)
        if ":" in line.text and line.row is None and not line.speaker
    }  # fmt: skip
    within = {
        number: [*_TAG.finditer(line.text)] for number, line in may_hold.items()
        if len(line.text) >= _LONG and line.text.count(":") > 1
    }  # fmt: skip
    inner = [(number, tag) for number, found in within.items() for tag in found if tag.start()]
    if tags := _choose(inner, lines) or _choose_names(inner, lines):
        places = {
            number: [tag.start() for tag in found if tag.start() and tag[1] in tags] for number, found in within.items()
        } | {
            number: [
                tag.start() for tag in _TAG.finditer(line.text)
                if tag.start() and tag[1] in tags and _ENDED.search(line.text[: tag.start()])
            ]
            for number, line in may_hold.items() if number not in within and line.text.count(":") > 1
        }  # fmt: skip
    else:
        places = _find_beside(lines, may_hold) if may_hold else {}
    if not any(places.values()):
        return list(lines)
    places = _take_numbers(lines, places)
    return [part for number, line in enumerate(lines) for part in _part(line, places.get(number, ()))]


def _take_numbers(lines: Sequence[Line], places: dict[int, list[int]]) -> dict[int, list[int]]:
    """The places, before the running number where turns have one: 4. Andi: …"""
    if sum(_NUMBERED.match(line.text) is not None for line in lines) < _NUMBERS:
        return places
    result: dict[int, list[int]] = {}
    for number, found in places.items():
        text = lines[number].text
        begins = [mark.start() if (mark := _NUMBER.search(text[max(0, at - 8) : at])) else -1 for at in found]
        moved = [max(0, at - 8) + begin if begin >= 0 else at for at, begin in zip(found, begins, strict=True)]
        result[number] = [at for at in moved if at]
    return result


def part_questions(lines: Sequence[Line]) -> list[Line]:
    """The lines, parted before each of several numbered questions on one, and before an answer behind its question.

    >>> line = Line("1. Kapan? Jawab: Dulu. 2. Di mana? Jawab: Sini. 3. Lalu? Jawab: Ya.", 0, 0)
    >>> [part.text for part in part_questions([line])][:3]
    ['1. Kapan?', 'Jawab: Dulu.', '2. Di mana?']
    """
    told = {
        number: line.text for number, line in enumerate(lines)
        if "?" in line.text and line.row is None and not line.speaker and _ANSWER.search(line.text)
    }  # fmt: skip
    places = {number: _find_questions(text) for number, text in told.items() if text.count("?") >= _QUESTIONS}
    if not any(places.values()) and (below := _find_answers_behind(lines)):
        places = below
    if not any(places.values()):
        answers = {number: answer for number, text in told.items() if (answer := _find_answer(text))}
        places = {number: [answer] for number, answer in answers.items()} if len(answers) >= _QUESTIONS else {}
    if not any(places.values()):
        return list(lines)
    return [part for number, line in enumerate(lines) for part in _part(line, places.get(number, ()))]


def _find_answers_behind(lines: Sequence[Line]) -> dict[int, list[int]]:
    """Where answers begin that stand behind the questions that numbers count up, each on the line of its question mark."""
    begins = [number for number, line in enumerate(lines) if _ITEM.match(line.text)]
    counts = [int(_ITEM.match(lines[number].text)[1]) for number in begins]  # type: ignore[index]
    if len(begins) < _QUESTIONS or 2 * sum(map(bool, (_BEGINS.match(line.text) for line in lines))) > len(begins):
        return {}
    if any(after != here + 1 for here, after in pairwise(counts)):
        return {}
    places: dict[int, list[int]] = {}
    for begin, end in pairwise([*begins, len(lines)]):
        asks = next((at for at in range(begin, min(end, begin + _WRAPPED)) if "?" in lines[at].text), None)
        if asks is None or lines[asks].row is not None or not (told := _TOLD.search(lines[asks].text)):
            return {}
        places[asks] = [told.start(1)]
    return places


def _find_answer(text: str) -> int:
    """Where the answer begins behind the question with which a counted line begins; 0 where there is none."""
    answer = _ANSWER.search(text) if _COUNT.match(text) else None
    return answer.end() if answer and "?" not in text[: answer.start()] else 0


def _find_questions(text: str) -> list[int]:
    """Where questions begin that are counted from 1, each with an answer that a word or a quotation mark tells."""
    begins: list[int] = []
    for found in _COUNTED.finditer(text):
        if int(found[1]) == len(begins) + 1:
            begins.append(found.start())
        elif found[1] == "1":
            begins = [found.start()]
    places: list[int] = []
    for begin, end in pairwise([*begins, len(text)]):
        answer = _ANSWER.search(text, begin, end)
        if answer is None:
            return []
        places += [begin, answer.end()]
    return [place for place in places if place] if len(begins) >= _QUESTIONS else []


def _find_beside(lines: Sequence[Line], may_hold: Mapping[int, Line]) -> dict[int, list[int]]:
    """The places within lines where somebody else begins who has begun lines before, behind the end of a sentence.

    Where most of them stand so, those count too that stand amid a sentence; never those right behind a colon. A word
    that is neither role nor code begins as many lines as it parts: what both sides say again and again is no name.
    """
    begun = [one[1] if (one := _BEGINS.match(line.text)) else "" for line in lines]
    times = Counter(tag for tag in begun if tag and shape_of(tag) in ("role", "code", "title", "caps", "name"))
    tags = [tag for tag, number in times.most_common(_SPEAKERS) if number >= _LEAST]
    if len(tags) < 2 or sum(times[tag] for tag in tags) < _OF_ALL * len(lines):
        return {}
    more = {  # those with another colon than that of the tag they begin with
        number: line.text for number, line in may_hold.items()
        if begun[number] not in tags or line.text.count(":") + (";" in line.text[:_BEFORE]) > 1
    }  # fmt: skip
    one_of = "|".join(map(re.escape, sorted(tags, key=len, reverse=True)))
    pattern = re.compile(
        rf"(?<!\S)(?:[^\W\d_a-z][^\W\d_]+ \((?=[\w.]+\) ?:))?({one_of})\)? ?: ?(?=\S)"
    )  # J :, Jawab (J) :
    found = [
        (number, tag.start(), tag[1], bool(_ENDED.search(before)))
        for number, tag in _differing(begun, {number: pattern.finditer(text, 1) for number, text in more.items()})
        if not _is_open(before := lines[number].text[max(0, tag.start() - _NOTE) : tag.start()])
        and not before.rstrip().endswith(":")
    ]  # fmt: skip
    within = Counter(tag for _, _, tag, _ in found)
    found = [one for one in found if within[one[2]] <= times[one[2]] or shape_of(one[2]) in ("role", "code")]
    times.update(tag for *_, tag, ended in found if ended)
    alone = _find_answering_himself(begun, tags, [(number, at) for number, at, *_ in found], lines)
    clear = [
        (number, at) for number, at, tag, ended in found if (ended and times[tag] >= _SURE) or (number, at) in alone
    ]
    chosen = clear if len(clear) <= 2 * (len(found) - len(clear)) else [(number, at) for number, at, *_ in found]
    places: dict[int, list[int]] = {}
    for number, at in chosen:
        places.setdefault(number, []).append(at)
    return places


def _find_answering_himself(
    begun: Sequence[str], tags: Container[str], found: Sequence[tuple[int, int]], lines: Sequence[Line]
) -> set[tuple[int, int]]:
    """The places of the one tag within a line, where who begins that line begins the next turn too."""
    within = Counter(number for number, _ in found)
    after, below = "", [""] * len(begun)
    for number in range(len(begun) - 1, -1, -1):
        below[number] = after
        after = begun[number] if begun[number] in tags else after
    return {
        (number, at) for number, at in found
        if within[number] == 1 and begun[number] in tags and begun[number] == below[number]
        and _BEGINS_SPEECH.match(lines[number].text, at) and not read_legend(lines[number].text)
    }  # fmt: skip


def _is_open(before: str) -> bool:
    """Whether a note in brackets has begun and goes on: (background talk… I1: …)."""
    return before.rfind("(") > before.rfind(")") or before.rfind("[") > before.rfind("]")


def _differing(
    begun: Sequence[str], within: Mapping[int, Iterable[re.Match[str]]]
) -> Iterator[tuple[int, re.Match[str]]]:
    """The tags within lines that are not the one before: who speaks on needs none."""
    last = ""
    for number, tag_of_line in enumerate(begun) if within else ():
        last = tag_of_line or last
        for tag in within.get(number, ()):
            if tag[1] != last:
                yield number, tag
                last = tag[1]


def _choose(inner: Sequence[tuple[int, re.Match[str]]], lines: Sequence[Line]) -> set[str]:
    """The tags of a talk: letters or roles that come again and again within lines, by turns, where sentences end."""
    times = Counter(tag[1] for _, tag in inner if shape_of(tag[1]) in ("code", "role"))
    tags = {tag for tag, number in times.items() if number >= _LEAST}
    sequence = [(number, tag) for number, tag in inner if tag[1] in tags]
    if len(tags) < 2 or len(sequence) < _TURNS:
        return set()
    turns = sum(here[1][1] != there[1][1] for here, there in pairwise(sequence))
    ended = sum(
        bool(_ENDED.search(lines[number].text[max(0, tag.start() - _NOTE) : tag.start()])) for number, tag in sequence
    )
    begin = sum(_begins_with(line, tags) for line in lines)
    clear = turns >= 0.6 * (len(sequence) - 1) and ended >= 0.7 * len(sequence) and begin <= len(sequence)
    first = (sequence[0][0], sequence[0][1].start())
    labels = {  # of the head: 1. Narasumber : …
        tag[1] for number, tag in inner
        if (number, tag.start()) < first and not _ends_sentence(lines[number].text[: tag.start()])
    }  # fmt: skip
    return {tag for tag in times if tag in tags or (times[tag] == 1 and tag not in labels)} if clear else set()


def _ends_sentence(before: str) -> bool:
    last = before[-_NOTE:]
    return _ENDED.search(last) is not None and _NUMBER.search(last[-8:]) is None


def _choose_names(inner: Sequence[tuple[int, re.Match[str]]], lines: Sequence[Line]) -> set[str]:
    """The names of a talk that stands on one line: a few take turns where sentences end, and questions are asked."""
    times = Counter(tag[1] for _, tag in inner)
    shapes = {tag: shape_of(tag) for tag in times}
    tags = {
        tag for tag, number in times.items()
        if (shapes[tag] == "role" and number >= _LEAST) or (shapes[tag] in ("name", "title", "caps") and number >= _NAMED)
    }  # fmt: skip
    sequence = [(number, tag) for number, tag in inner if tag[1] in tags]
    if not 2 <= len(tags) <= _NAMES or len(sequence) < _TURNS:
        return set()
    turns = sum(here[1][1] != there[1][1] for here, there in pairwise(sequence))
    before = [lines[number].text[max(0, tag.start() - _NOTE) : tag.start()].rstrip() for number, tag in sequence]
    asked = sum(words[-2:].rstrip('"”’) ').endswith("?") for words in before)
    ended = sum(bool(_ENDED.search(words)) for words in before)
    clear = turns >= 0.8 * (len(sequence) - 1) and ended >= 0.7 * len(sequence) and asked >= _ASKED * len(sequence)
    return tags if clear and sum(_begins_with(line, tags) for line in lines) <= len(sequence) else set()


def _begins_with(line: Line, tags: Container[str]) -> bool:
    tag = _TAG.match(line.text)
    return tag is not None and tag[1] in tags


def _part(line: Line, places: Sequence[int]) -> Iterator[Line]:
    text = line.text
    for begin, end in pairwise([0, *places, len(text)]):
        words = text[begin:end].rstrip()
        first = begin == 0
        yield replace(
            line, text=words, start=line.start + begin, opens=line.opens or not first,
            bold=min(line.bold, len(words)) if first else 0, time=line.time if first else "",
        )  # fmt: skip
