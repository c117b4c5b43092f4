"""The numbers that programs set beside lines: in a margin of a PDF's pages, of each line or of every fifth one."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from msgspec.structs import replace as change

from qualkit.reading.formats.lines import Line
from qualkit.reading.formats.pages import Page

LEAST = 5  # numbers that make a margin of them
MOST_STEP = 10  # lines of which one is numbered
AGREEING = 0.9  # share of them that go on as they should
SHARED = 0.15  # of a page's lines begin at its left margin at least
RUNNING_ON = 0.15  # of the lines begin with a small letter: the rows of a table seldom do
BESIDE = 0.6  # of a letter's height: how far a number may stand above or below its line

_LEADING = re.compile(r"(\d{1,4})(?: (?=\S)|\Z)")


@dataclass(frozen=True, slots=True)
class _Number:
    line: Line
    value: int
    alone: bool  # whether the line is nothing else


def leave_line_numbers(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """The pages without the numbers of their lines, and how many these were.

    They stand outside the text, in steps that are always the same, each beside a line, and between two of them are no
    more lines than these steps say: that tells them from the numbers of the rows of a table.
    """
    found = [_find_numbers(page) for page in pages]
    step = _find_step(found)
    if not step or not _count_lines(pages, found, step):
        return list(pages), 0
    kept = []
    for page, numbers in zip(pages, found, strict=True):
        by_line = {id(number.line): number for number in numbers}
        lines = (_strip(line, by_line.get(id(line))) for line in page.lines)
        kept.append(replace(page, lines=tuple(line for line in lines if line is not None)))
    return kept, sum(map(len, found))


def _find_numbers(page: Page) -> list[_Number]:
    """What may be numbers of lines on a page, from top to bottom: they stand left or right of all else."""
    leading = [(line, found) for line in page.lines if not line.cell and (found := _LEADING.match(line.text))]
    begun = {id(line) for line, _ in leading}
    others = [line for line in page.lines if id(line) not in begun]
    behind = [line.lefts[1] for line, found in leading if found.end() < len(line.text)]
    begins = Counter(round(place / 2) for place in (*(line.x0 for line in others), *behind))
    shared = [place for place, number in begins.items() if number >= max(2, SHARED * begins.total())]
    if not shared:
        return []
    left, right = 2.0 * min(shared) - 1.0, max((line.x1 for line in others), default=math.inf)
    sides: tuple[list[_Number], list[_Number]] = [], []
    for line, found in leading:
        alone = found.end() == len(line.text)
        if line.x1 <= left if alone else line.x0 < left - 2 <= line.lefts[1] - 2:
            sides[0].append(_Number(line, int(found[1]), alone))
        elif alone and line.x0 >= right:
            sides[1].append(_Number(line, int(found[1]), alone))
    numbers = sides[len(sides[1]) > len(sides[0])]
    return sorted(numbers, key=lambda number: -number.line.y)


def _find_step(found: Sequence[Sequence[_Number]]) -> int:
    """By how much the numbers grow from one to the next on their pages; 0 where these are no numbers of lines."""
    steps = Counter(after.value - here.value for numbers in found for here, after in pairwise(numbers))
    if steps.total() < LEAST - 1:
        return 0
    step, times = steps.most_common(1)[0]
    return step if 0 < step <= MOST_STEP and times >= AGREEING * steps.total() else 0


def _count_lines(pages: Sequence[Page], found: Sequence[Sequence[_Number]], step: int) -> bool:
    """Whether each number stands beside a line, no more than a step's lines come between two, and sentences run on."""
    fitting = asked = 0
    low: list[bool] = []
    for page, numbers in zip(pages, found, strict=True):
        if not numbers:
            continue
        whole = {id(number.line) for number in numbers if number.alone}
        rows = sorted(_find_rows([line for line in page.lines if id(line) not in whole]))
        low += _begin_low(page.lines, numbers)
        for here, after in pairwise(numbers):
            asked += 1
            reach = BESIDE * here.line.height
            beside = bisect_right(rows, here.line.y + reach) - bisect_left(rows, here.line.y - reach)
            between = bisect_left(rows, here.line.y - reach) - bisect_right(rows, after.line.y + reach)
            fitting += beside > 0 and between < step
    runs_on = sum(low) >= RUNNING_ON * len(low) if step == 1 else True
    return asked >= LEAST - 1 and fitting >= AGREEING * asked and runs_on


def _find_rows(lines: Sequence[Line]) -> Iterator[float]:
    """Where lines stand, what stands side by side once."""
    last: float | None = None
    for line in sorted(lines, key=lambda line: -line.y):
        if last is None or last - line.y > 0.5 * line.height:
            yield line.y
            last = line.y


def _begin_low(lines: Sequence[Line], numbers: Sequence[_Number]) -> list[bool]:
    """Of each line of the text, whether it begins with a small letter, as one that a margin ended does."""
    by_line = {id(number.line): number for number in numbers}
    texts = [
        _LEADING.sub("", line.text, count=1) if (number := by_line.get(id(line))) and not number.alone else line.text
        for line in lines
        if not ((number := by_line.get(id(line))) and number.alone)
    ]
    return [text[:1].islower() for text in texts if text]


def _strip(line: Line, number: _Number | None) -> Line | None:
    if number is None:
        return line
    if number.alone:
        return None
    cut = line.text.index(" ") + 1
    lefts = line.lefts[1:]
    lead = lefts[1] - lefts[0] - 0.25 * line.height if len(lefts) > 1 else line.x1 - lefts[0]
    gaps = tuple((at - cut, begin, end) for at, begin, end in line.gaps if at > cut)
    return change(
        line, text=line.text[cut:], x0=lefts[0], lead=lead, bold=max(0, line.bold - cut), gaps=gaps, lefts=lefts
    )
