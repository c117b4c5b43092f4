"""Turns that a web page ran together: `P : Kapan? N : Dulu sekali. P : Lalu?` on one line, or a page on one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from qualkit.reading.drafting.lines import Line
from qualkit.reading.drafting.shapes import shape_of

_TAG = re.compile(r"(?<!\S)([^\W\d_a-z][^\W_]{0,2}[0-9]{0,2}|[^\W\d_a-z][^\W\d_]{3,14}(?: [0-9]{1,2})?) ?: ?(?=\S)")
_ENDED = re.compile(r"[.?!…:][\"'”’)\]]*\s*\Z")
_LEAST, _TURNS = 2, 5  # times that a tag stands within lines, and that they do together
_LONG = 80  # letters of a line in which somebody else may begin to speak


def part_turns(lines: Sequence[Line]) -> list[Line]:
    """The lines, parted where the tags stand by which most turns begin within a line; else as they are.

    >>> lines = [Line("P : Kapan Ibu mulai? N : Dulu. P : Siapa yang mengajak? N : Bu RT. P : Lalu? N : Ya ikut.", 0, 0)]
    >>> [line.text for line in part_turns(lines)][:3]
    ['P : Kapan Ibu mulai?', 'N : Dulu.', 'P : Siapa yang mengajak?']
    """
    within = {
        number: [*_TAG.finditer(line.text)]
        for number, line in enumerate(lines)
        if len(line.text) >= _LONG and line.text.count(":") > 1 and line.row is None and not line.speaker
    }
    inner = [(number, tag) for number, found in within.items() for tag in found if tag.start()]
    tags = _choose(inner, lines)
    if not tags:
        return list(lines)
    return [part for number, line in enumerate(lines) for part in _part(line, within.get(number, ()), tags)]


def _choose(inner: Sequence[tuple[int, re.Match[str]]], lines: Sequence[Line]) -> set[str]:
    """The tags of a talk: letters or roles that come again and again within lines, by turns, where sentences end."""
    times = Counter(tag[1] for _, tag in inner if shape_of(tag[1]) in ("code", "role"))
    tags = {tag for tag, number in times.items() if number >= _LEAST}
    sequence = [(number, tag) for number, tag in inner if tag[1] in tags]
    if len(tags) < 2 or len(sequence) < _TURNS:
        return set()
    turns = sum(here[1][1] != there[1][1] for here, there in pairwise(sequence))
    ended = sum(bool(_ENDED.search(lines[number].text[: tag.start()])) for number, tag in sequence)
    begin = sum((tag := _TAG.match(line.text)) is not None and tag[1] in tags for line in lines)
    clear = turns >= 0.6 * (len(sequence) - 1) and ended >= 0.7 * len(sequence) and begin <= len(sequence)
    return {tag for tag in times if tag in tags or times[tag] == 1} if clear else set()


def _part(line: Line, found: Sequence[re.Match[str]], tags: set[str]) -> Iterator[Line]:
    text = line.text
    places = [0, *(tag.start() for tag in found if tag.start() and tag[1] in tags), len(text)]
    for begin, end in pairwise(places):
        words = text[begin:end].rstrip()
        first = begin == 0
        yield replace(
            line, text=words, start=line.start + begin, opens=line.opens or not first,
            bold=min(line.bold, len(words)) if first else 0, time=line.time if first else "",
        )  # fmt: skip
