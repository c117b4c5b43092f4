"""Codes that count the lines of a talk: `P.1.1`, `S1.1.2`, `P01`, `S01`. Who speaks is what stands before the number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from qualkit.reading.drafting.lines import Line, Opening
from qualkit.reading.drafting.shapes import shape_of

_SET_APART = re.compile(r"(.*?[^\W_])((?:[.,/-][0-9]{1,4})+)")
_JOINED = re.compile(r"([^\W\d_]{1,4})([0-9]{1,4})")
_LINE = re.compile(r"([0-9]{1,4})[.:)]?\s+(?=\S)")
_PAIRED = re.compile(r"([^\W\d_a-z]{1,3})[ .]?([0-9]{1,3})\s?(?:[.):：]|[-–—](?=\s))\s*(?=\S)")
_PAIRS = 3  # questions with their answers
_COUNTED = 6  # lines with a number, from which on they are counted
_STEPS = 0.7  # share of the numbers of one speaker that are higher than the one before; the rest begin anew


def leave_out_numbers(openings: Sequence[Opening | None]) -> list[Opening | None]:
    """The openings, those whose tag counts the lines with what stands before the number as their tag."""
    result = list(openings)
    coloned = [(number, one) for number, one in enumerate(openings) if one is not None and one.kind == "colon"]
    for (number, one), stem in zip(coloned, strip_counts([one.tag for _, one in coloned]), strict=True):
        if stem != one.tag:
            result[number] = replace(one, tag=stem, numbered=True)
    return result


def take_counted(lines: Sequence[Line], openings: Sequence[Opening | None]) -> list[Opening | None]:
    """The openings, with letters that count questions and answers side by side, whatever sign is behind: P1. … R1. …

    Of each of two letters the numbers go up by one, from 1, and the second of a pair stands below the first.
    """
    found = {number: mark for number, line in enumerate(lines) if (mark := _PAIRED.match(line.text))}
    marks = [(mark[1], int(mark[2])) for mark in found.values()]
    stems = list(dict.fromkeys(stem for stem, _ in marks))
    if len(stems) != 2 or len(marks) < 2 * _PAIRS:
        return list(openings)
    if marks != [(stem, at // 2 + 1) for at, stem in zip(range(len(marks)), stems * len(marks), strict=False)]:
        return list(openings)
    result = list(openings)
    for number, mark in found.items():
        result[number] = Opening(mark[1] + mark[2], "colon", mark.end())
    return result


def leave_out_line_numbers(lines: list[Line], openings: Sequence[Opening | None]) -> int:
    """Take the numbers of the lines off those that go on with a turn, where nearly all lines of a file are counted.

    How many they are comes back; beside tags they are left out with these.
    """
    marks = {number: mark for number, line in enumerate(lines) if (mark := _LINE.match(line.text))}
    going_on = [number for number in marks if openings[number] is None]
    if len(marks) < max(_COUNTED, 0.8 * len(lines)) or not going_on or len(going_on) == len(marks):
        return 0
    counts = [int(mark[1]) for mark in marks.values()]
    if sum(after == here + 1 for here, after in pairwise(counts)) < 0.95 * (len(counts) - 1):
        return 0
    for number in going_on:
        line, end = lines[number], marks[number].end()
        lines[number] = replace(line, text=line.text[end:], start=line.start + end)
    return len(going_on)


def strip_counts(tags: Sequence[str]) -> list[str]:
    """The tags without their numbers, where two or more codes count side by side: people with numbers speak again.

    >>> strip_counts(["P.1.1", "S1.1.1", "P.1.2", "S1.1.2"]), strip_counts(["P", "R1", "P", "R2"])
    (['P', 'S1', 'P', 'S1'], ['P', 'R1', 'P', 'R2'])
    """
    result = list(tags)
    for form, least in ((_SET_APART, 2), (_JOINED, 3)):
        codes: dict[str, tuple[str, tuple[int, ...]]] = {}
        for tag in set(result):
            code = form.fullmatch(tag)
            if code and shape_of(code[1]) == "code":
                codes[tag] = (code[1], tuple(map(int, re.findall(r"[0-9]+", code[2]))))
        if codes and _count([codes[tag] for tag in result if tag in codes], least, is_joined=form is _JOINED):
            result = [codes[tag][0] if tag in codes else tag for tag in result]
    return result


def _count(codes: Sequence[tuple[str, tuple[int, ...]]], least: int, *, is_joined: bool) -> bool:
    """Whether numbers go up with the lines, in each of several codes."""
    told: dict[str, list[tuple[int, ...]]] = {}
    for stem, number in codes:
        told.setdefault(stem, []).append(number)
    if len(told) < 2:
        return False
    for numbers in told.values():
        rising = sum(here < there for here, there in pairwise(numbers))
        enough = _STEPS if len(numbers[0]) > 1 else 1.0
        if len(numbers) < least or rising < enough * (len(numbers) - 1):
            return False
    return not is_joined or all(here[1] <= there[1] for here, there in pairwise(codes))
