"""Names that stand in a column of their own, and come before all that is said beside them in the order of a PDF."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from msgspec.structs import replace as change

from qualkit.reading.formats.lines import Line
from qualkit.reading.formats.pages import Page

LEAST = 4  # names in such a column
NARROW = 0.3  # of a page's width, that one takes at most
REPEATED = 0.5  # of them at most are other names
ALIGNED = 2.0  # points between what begins at one place
LEVEL = 0.35  # of a letter's height, between what stands on one line

_NAME = re.compile(r"[^\W_][^\s,;?!]{0,15}(?: [^\s,;?!]{1,12}){0,2}(?<![.,])")

_Pair = tuple[Line, Line]  # a name, and the line beside it


def put_beside(pages: Sequence[Page]) -> list[Page]:
    """The pages, with names from a column at the left before what stands beside them.

    Programs that set names afloat write them first, and then all that is said. They are names where few come again and
    again, each level with the beginning of a line that stands further on in the file.
    """
    found = [_find_pairs(page) for page in pages]
    names = [name.text.casefold() for pairs in found for name, _ in pairs]
    if len(names) < LEAST or len(set(names)) > max(2, REPEATED * len(names)):
        return list(pages)
    known = set(names)
    return [
        replace(page, lines=tuple(_sink(_merge(page.lines, pairs), pairs, known))) if pairs else page
        for page, pairs in zip(pages, found, strict=True)
    ]


def _find_pairs(page: Page) -> list[_Pair]:
    """The lines of a page that may be such names, and the lines beside them; none where not all begin at one place."""
    places = sorted((line.y, number) for number, line in enumerate(page.lines))
    feet = [foot for foot, _ in places]
    pairs: list[tuple[int, int]] = []
    for number, line in enumerate(page.lines):
        if line.cell or line.x1 - line.x0 > NARROW * page.width or line.gaps or not _NAME.fullmatch(line.text):
            continue
        reach = LEVEL * line.height
        level = places[bisect_left(feet, line.y - reach) : bisect_right(feet, line.y + reach)][:3]
        beside = [other for _, other in level if other != number and page.lines[other].x0 > line.x1]
        if len(beside) == 1:
            pairs.append((number, beside[0]))
    if not pairs:
        return []
    columns = Counter(
        (round(page.lines[name].x0 / ALIGNED), round(page.lines[words].x0 / ALIGNED)) for name, words in pairs
    )
    left, right = columns.most_common(1)[0][0]
    fitting = [
        (name, words) for name, words in pairs
        if abs(page.lines[name].x0 / ALIGNED - left) < 1 and abs(page.lines[words].x0 / ALIGNED - right) < 1
    ]  # fmt: skip
    afloat = all(here < after for here, after in pairwise(name for name, _ in fitting)) and all(
        words > fitting[-1][0] for _, words in fitting
    )
    return [(page.lines[name], page.lines[words]) for name, words in fitting] if afloat else []


def _merge(lines: Sequence[Line], pairs: Sequence[_Pair]) -> tuple[Line, ...]:
    names = {id(words): name for name, words in pairs}
    moved = {id(name) for name, _ in pairs}
    return tuple(_append(names.get(id(line)), line) for line in lines if id(line) not in moved)


def _sink(lines: Sequence[Line], pairs: Sequence[_Pair], known: Container[str]) -> list[Line]:
    """The lines, with a name whose words stand on the next page behind all of its own."""
    place, lowest = pairs[0][0].x0, min(words.y for _, words in pairs)
    alone = {
        id(line) for line in lines
        if line.y < lowest and abs(line.x0 - place) < ALIGNED and line.text.casefold() in known
    }  # fmt: skip
    return [line for line in lines if id(line) not in alone] + [line for line in lines if id(line) in alone]


def _append(name: Line | None, words: Line) -> Line:
    if name is None:
        return words
    at = len(name.text) + 1
    gaps = ((at, name.x1, words.x0), *((place + at, begin, end) for place, begin, end in words.gaps))
    return change(
        name, text=f"{name.text} {words.text}", x1=words.x1, y=words.y, height=words.height, gaps=gaps,
        lefts=name.lefts + words.lefts,
    )  # fmt: skip
