"""Indents in a PDF: where first lines begin, or others hang, and which names stand before the place where they hang."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from qualkit.reading.formats.lines import Line
from qualkit.reading.formats.wrapping import ends_sentence

ALIGNED = 1.5  # points between what begins at one tab stop
INDENTS = 4  # paragraphs that begin further in, or hang, from which on all do
USUAL = 0.25  # of the lines hang, where that is how turns are set
LONGEST = 40  # letters of a name

_TIMED = re.compile(r"\A\W*[0-9]{1,3}(?::[0-9]{2}){1,2}\W*")


def find_first_lines(together: Sequence[tuple[Line, Line]]) -> float | None:
    """Where the first lines of paragraphs begin, further in than all others; None where they do not.

    Nearly all of them stand below the end of a sentence; what hangs below a tag goes on with one.
    """
    place, above = _find_further_in(together)
    ended = sum(ends_sentence(line.text) for line in above)
    back = sum(_is_at(line.x0, place) and below.x0 < line.x0 for line, below in together)
    return place * ALIGNED if above and back >= INDENTS and ended >= 0.9 * len(above) else None


def find_hanging(together: Sequence[tuple[Line, Line]]) -> float | None:
    """Where lines begin that hang below the beginning of a turn; None where they do not.

    Few of them stand below the end of a sentence: that tells them from the first lines of paragraphs.
    """
    place, above = _find_further_in(together)
    ended = sum(ends_sentence(line.text) for line in above)
    there = sum(_is_at(below.x0, place) for _, below in together)
    return place * ALIGNED if above and there >= USUAL * len(together) and ended <= 0.4 * len(above) else None


def _find_further_in(together: Sequence[tuple[Line, Line]]) -> tuple[int, list[Line]]:
    """The place where most lines begin that stand further in than the one above, and those above; none where few do."""
    steps = [(above, below) for above, below in together if below.x0 > above.x0 + 0.7 * below.height]
    for place, times in Counter(round(below.x0 / ALIGNED) for _, below in steps).most_common(1):
        if times >= INDENTS:
            return place, [above for above, below in steps if _is_at(below.x0, place)]
    return 0, []


def _is_at(left: float, place: int) -> bool:
    return abs(round(left / ALIGNED) - place) < 2


def find_named(lines: Sequence[Line], hanging: float | None) -> dict[int, int]:
    """How many letters of lines stand before the place where others hang, by their identities: names without a colon.

    Nearly all lines that begin further out have a word at that place, and what stands before it comes again and again.
    """
    if hanging is None:
        return {}
    outer = [line for line in lines if line.x0 < hanging - 0.7 * line.height]
    found = {id(line): lead for line in outer if (lead := _measure_lead(line, hanging))}
    said: dict[str, set[str]] = defaultdict(set)
    for line in outer:
        if id(line) in found:
            said[_name_of(line, found)].add(_TIMED.sub("", line.text))
    if len(found) < max(INDENTS, 0.7 * len(outer)) or len(said) > max(2, 0.4 * len(found)):
        return {}
    # what says one thing alone is said once, or is the titles of a table, at the top of every page
    return {
        id(line): found[id(line)] for line in outer if id(line) in found and len(said[_name_of(line, found)]) > 1
    }  # fmt: skip


def _name_of(line: Line, found: Mapping[int, int]) -> str:
    return _TIMED.sub("", line.text[: found[id(line)]])


def _measure_lead(line: Line, hanging: float) -> int:
    number = next((n for n, left in enumerate(line.lefts) if n and abs(left - hanging) < ALIGNED), 0)
    lead = len(" ".join(line.text.split(" ")[:number]))
    named = (
        0 < lead <= LONGEST and ":" not in _TIMED.sub("", line.text[:lead]) and line.text[lead + 1 : lead + 2] != ":"
    )
    return lead if named and any(map(str.isalpha, line.text[:lead])) else 0
