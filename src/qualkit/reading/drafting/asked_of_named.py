"""Talks in which those who answer have tags, and what they are asked is only set apart: in bold, as headings, by numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qualkit.reading.drafting.asking import name_sides
from qualkit.reading.drafting.lines import Line, Opening
from qualkit.reading.drafting.shapes import role_word
from qualkit.reading.drafting.tags import Chosen, find_sure

_LEAST, _ASKING, _ANSWERED = 3, 0.6, 0.8  # questions; the share of them that ask, and of those that somebody answers
_TOLD = 0.2  # share of the turns with a tag that may look as the questions do, or ask
_NUMBERED = re.compile(r"[0-9]{1,3}[.)]\s+\S")


def _is_numbered(line: Line) -> bool:
    return _NUMBERED.match(line.text) is not None


def _is_bold(line: Line) -> bool:
    return line.bold >= len(line.text)


_LOOKS: tuple[Callable[[Line], bool], ...] = (
    _is_bold, lambda line: line.part == "heading", lambda line: line.apart, lambda line: line.item, _is_numbered,
)  # fmt: skip


def add_questions(
    lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen, text: str
) -> tuple[list[Opening | None], Chosen, str]:
    """Give a tag to the questions where only those who answer have one, none of whom asks; which tag, comes third.

    Without it each question would be the end of what was answered before it.
    """
    sure = find_sure(openings, chosen)
    tagged = [number for number, tag in enumerate(sure) if tag]
    if len(tagged) < _LEAST or any(role_word(tag) == "interviewer" for tag in set(sure) - {""}):
        return list(openings), chosen, ""
    if sum("?" in lines[number].text for number in tagged) > _TOLD * len(tagged):
        return list(openings), chosen, ""
    asked = next(filter(None, (_find_asked(lines, sure, tagged, look) for look in _LOOKS)), [])
    if not asked:
        return list(openings), chosen, ""
    tag, _ = name_sides(text)
    result = list(openings)
    for number in asked:
        result[number] = Opening(tag, "colon", 0)
    return result, Chosen({**chosen.tags, tag: tag}, chosen.weak, chosen.slips, chosen.spelt, chosen.unclear), tag


def _find_asked(
    lines: Sequence[Line], sure: Sequence[str], tagged: Sequence[int], look: Callable[[Line], bool]
) -> list[int]:
    """The lines without a tag that a look sets apart, where most of them ask, and turns with tags begin below them."""
    found = [number for number, line in enumerate(lines) if line.opens and not sure[number] and look(line)]
    asking = [number for number in found if "?" in lines[number].text]
    if len(asking) < _LEAST or sum(map(look, (lines[number] for number in tagged))) > _TOLD * len(tagged):
        return []
    last = {*found, len(lines)}
    answered = [number for number in asking if number + 1 not in last and sure[number + 1]]
    among = [number for number in found if number >= asking[0]]
    clear = len(asking) >= _ASKING * len(among) and len(answered) >= _ANSWERED * len(asking)
    return [number for number in among if number + 1 not in last and sure[number + 1]] if clear else []
