"""The coded passages of one document as they are shown: numbered, in lanes, and cut where they begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qualkit.model import Coding, Document, Turn

LANES = 12  # more stripes side by side begin again in the first lane
LEVELS = 6
_LINE = 100  # letters: two passages so near may stand on one line, and take two lanes


@dataclass
class Passage:
    """A passage under one code, by one coder or several who set the same borders."""

    number: int
    start: int
    end: int
    code: str
    status: str
    certainty: str
    coders: list[str] = field(default_factory=list)
    memos: list[tuple[str, str]] = field(default_factory=list)  # who wrote it, and what
    lane: int = 0
    level: int = 0


@dataclass(frozen=True)
class Piece:
    """Words with the passages that cover them; `begins` are those that begin here."""

    start: int
    end: int
    passages: tuple[Passage, ...] = ()
    begins: tuple[Passage, ...] = ()


def gather_passages(codings: Iterable[Coding]) -> list[Passage]:
    """The codings as passages in the order of the text, each with its number, lane and level."""
    gathered: dict[tuple[int, int, str, str, str], Passage] = {}
    for coding in sorted(codings, key=lambda one: (one.start, -one.end, one.code, one.coder, one.id)):
        key = (coding.start, coding.end, coding.code, coding.status, coding.certainty)
        passage = gathered.setdefault(key, Passage(len(gathered) + 1, *key))
        if coding.coder not in passage.coders:
            passage.coders.append(coding.coder)
        if coding.memo:
            passage.memos.append((coding.coder, coding.memo))
    passages = list(gathered.values())
    for passage, lane in zip(passages, _lay_out(passages, _LINE), strict=True):
        passage.lane = lane % LANES
    for passage, level in zip(passages, _lay_out(passages, 0), strict=True):
        passage.level = level % LEVELS
    return passages


def _lay_out(passages: Sequence[Passage], apart: int) -> list[int]:
    """For each passage the first lane that is free where it begins; in a lane they stand `apart` letters from each other."""
    free_from: list[int] = []
    lanes = []
    for passage in passages:
        lane = next((lane for lane, free in enumerate(free_from) if free <= passage.start), len(free_from))
        free_from[lane : lane + 1] = [passage.end + apart]
        lanes.append(lane)
    return lanes


def cut_turns(document: Document, passages: Sequence[Passage]) -> list[tuple[Turn, list[Piece], list[Passage]]]:
    """Each turn with its words in pieces, and the passages that begin in it (or in what stands before it)."""
    cut, waiting, running = [], list(passages[::-1]), list[Passage]()
    last = document.turns[-1] if document.turns else None
    for turn in document.turns:
        begun = []
        while waiting and (waiting[-1].start < turn.end or turn is last):
            begun.append(waiting.pop())
        running = [one for one in [*running, *begun] if one.end > turn.start]
        cut.append((turn, _cut(turn, running, begun), begun))
    return cut


def _cut(turn: Turn, passages: Sequence[Passage], begun: Sequence[Passage]) -> list[Piece]:
    inside = [one for one in passages if one.start < turn.end and one.end > turn.start]
    borders = {turn.start, turn.end}
    for one in inside:
        borders |= {max(one.start, turn.start), min(one.end, turn.end)}
    places = sorted(borders)
    pieces = []
    for start, end in pairwise(places):
        here = tuple(sorted((one for one in inside if one.start < end and one.end > start), key=lambda one: -one.level))
        begins = tuple(one for one in begun if start == max(one.start, turn.start))
        pieces.append(Piece(start, end, here, begins))
    return pieces
