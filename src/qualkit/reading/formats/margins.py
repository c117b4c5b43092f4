"""Running headers, footers and page numbers: what recurs at the edge of pages and belongs to no sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from qualkit.reading.formats.lines import Line
from qualkit.reading.formats.pages import Page
from qualkit.reading.formats.wrapping import find_tag

MOST_LINES = 4  # of a header or a footer
APART = 1.5  # times the usual distance of lines: how far a header stands from the text
ALIGNED, _COLUMN = 1.5, 3  # points between what begins at one place, and how many lines of a column do
_WORDS = 8  # of a running head that stands near the text
_PAGES, MOST_PAGES = 4, 0.8  # on how many, and on which share, a line recurs that needs no room around it
EDGE = 0.13  # of the page's height: where a page number may stand

_NUMBER = re.compile(r"[0-9]+|\b[ivxlcIVXLC]{1,7}\b")
_PAGE_NUMBER = re.compile(
    r"(?:\W|\b(?:page|hal|halaman|hlm|side|seite|pagina|p|s)\b\.?)*([0-9]{1,4}|[ivxlc]{1,7})"
    r"(?:\W|\b(?:of|dari|af|von|van|de|page|halaman)\b|[0-9]{1,4})*",
    re.IGNORECASE,
)  # fmt: skip
_TIME = re.compile(r"[\[(]?\d{1,2}:\d{2}")


def leave_margins(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without what runs along their edges, and what that was, in order.

    A line is left out where it stands at the top or bottom, apart from the text (or smaller, or beside a page number),
    and stands so at the same height on other pages too, digits aside; or where it is nothing but the number of the
    page. A line that looks like a speaker's tag, a time, or the titles of a table is never left out. Where no line
    would be left, all stay: margins run along a text.
    """
    blocks = [block for page in pages for block in _edges(page)]
    edging = {id(line) for block in blocks for line in block}
    blocks += [[line] for line in _find_recurring(pages) if id(line) not in edging]
    seen = Counter(_key(line) for block in blocks for line in block)
    numbers = _find_numbers(pages, blocks)
    enough = max(2 if len(pages) < 5 else 3, 0.3 * len(pages))
    left_out = {
        id(line)
        for block in blocks
        if all(seen[_key(line)] >= enough or id(line) in numbers for line in block)
        for line in block
    } | numbers
    kept = [replace(page, lines=tuple(line for line in page.lines if id(line) not in left_out)) for page in pages]
    if not any(page.lines for page in kept):
        return list(pages), []
    return kept, [line.text for page in pages for line in page.lines if id(line) in left_out]


def find_pitch(lines: Iterable[tuple[Line, Line]]) -> float:
    """The usual distance from one line to the next, in heights of a letter; 1.2 where nothing tells."""
    apart = ((above.y - below.y) / above.height for above, below in lines)
    distances = sorted(distance for distance in apart if 0.8 < distance < 3.5)
    return distances[len(distances) // 4] if distances else 1.2


def _edges(page: Page) -> Iterator[list[Line]]:
    """The lines at the top and at the bottom that stand apart from the rest."""
    lines = sorted(page.lines, key=attrgetter("y"), reverse=True)
    if len(lines) < 2:
        return
    pitch = find_pitch(pairwise(lines))
    body = sorted(line.height for line in lines)[len(lines) // 2]
    for side in (lines, lines[::-1]):
        for size in range(1, min(MOST_LINES, len(side) - 1) + 1):
            block, after = side[:size], side[size]
            gap = abs(block[-1].y - after.y) / max(body, 1.0)
            smaller = all(line.height < 0.93 * body for line in block) and after.height >= 0.93 * body
            titles = side is lines and any(_heads_columns(line, side[size:]) for line in block)
            titles = titles or any(line.cell for line in block)
            if (gap > APART * pitch or smaller) and not titles and not any(map(_is_spoken, block)):
                yield block
                break


def _find_recurring(pages: Sequence[Page]) -> list[Line]:
    """The topmost and lowest lines that stand so on most pages, however near to the text.

    That are numbers that count up with the pages, and, where there are several pages, titles.
    """
    ends = [
        (edge, page) for page in pages if len(page.lines) > 1 for end in (max, min)
        if not (edge := end(page.lines, key=attrgetter("y"))).cell
    ]  # fmt: skip
    seen = Counter(_key(line) for line, _ in ends)
    counting = Counter(by for line, page in ends if (by := _count_from(line, page)) is not None)
    most = MOST_PAGES * len(pages)
    return [
        line for line, page in ends
        if (seen[_key(line)] >= max(_PAGES, most) and _is_title(line) and not _is_spoken(line))
        or ((by := _count_from(line, page)) is not None and counting[by] >= max(2, most))
    ]  # fmt: skip


def _count_from(line: Line, page: Page) -> tuple[int, float] | None:
    """By how much a number alone differs from that of its page, and where it stands; None for any other line."""
    number = line.text.strip("-–—| ")
    return (int(number) - page.number, round(line.y / 4)) if number.isdecimal() and len(number) < 5 else None


def _is_title(line: Line) -> bool:
    """Whether a line is short, begins with no small letter, and is no sentence."""
    return len(line.text.split()) <= _WORDS and not line.text[0].islower() and line.text[-1] not in ".?!…,"


def _is_spoken(line: Line) -> bool:
    return bool(_TIME.match(line.text) or line.text.rstrip().endswith(":") or find_tag(line.text))


def _heads_columns(line: Line, below: Sequence[Line]) -> bool:
    """Whether a line is the titles of a table: each of its parts begins where lines below do."""
    places = [line.x0, *(begin for _, _, begin in line.gaps)] if line.gaps else []
    begins = [begin for one in below for begin in (one.x0, *(gap[2] for gap in one.gaps))] if places else []
    return bool(places) and all(sum(abs(begin - place) < ALIGNED for begin in begins) >= _COLUMN for place in places)


def _key(line: Line) -> tuple[str, int]:
    """What a line has in common with those of other pages: its words without numbers, and its height on the page."""
    return _NUMBER.sub("#", " ".join(line.text.split())), round(line.y / 4)


def _find_numbers(pages: Sequence[Page], blocks: Iterable[Sequence[Line]]) -> set[int]:
    """The lines that are nothing but a page number: those that count up with the pages, most of them."""
    height = {id(line): page for page in pages for line in page.lines}
    found: dict[int, int] = {}
    for block in blocks:
        for line in block:
            page, number = height[id(line)], _PAGE_NUMBER.fullmatch(line.text.strip())
            if number and (line.y < EDGE * page.height or line.y + line.height > (1 - EDGE) * page.height):
                found[id(line)] = _value(number[1]) - page.number
    if not found:
        return set()
    offset, agreeing = Counter(found.values()).most_common(1)[0]
    if agreeing > 1 or (len(pages) == 1 and offset == 0):
        return {line for line, by in found.items() if by == offset or agreeing > 2}
    return set()


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    digits = [dict(zip("ivxlc", (1, 5, 10, 50, 100), strict=True))[sign] for sign in number.lower()]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
