"""Codings found again in a text that was corrected since: where each stands now, how sure that is, or that it is gone.

Edits shift all that follows alike. So those that are found beyond doubt come first, and the others are looked for where
their neighbours say; words that are said time and again ('Ya.') are decided by what stands around them, or not at all.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from qualkit.coding.alignment import Span
from qualkit.coding.candidates import Anchor, Candidate, Finder, distinct, rank

How = Literal["exact", "moved", "reworded", "doubtful", "lost"]
HOWS: tuple[How, ...] = ("exact", "moved", "reworded", "doubtful", "lost")


@dataclass(frozen=True)
class Placement:
    """Where a passage stands now.

    `exact`: at its old place, in its old words; `moved`: in its old words elsewhere; `reworded`: in other words;
    `doubtful`: perhaps here; `lost`: its words are not there any more, and start and end are None.
    """

    how: How
    start: int | None = None
    end: int | None = None
    quote: str = ""  # as the text has it there
    speaker: str = field(default="", repr=False)  # who speaks there, where it is doubtful because another one did

    @property
    def stands(self) -> bool:
        return self.how in ("exact", "moved", "reworded")


LOST = Placement("lost")
Found = dict[Anchor, Placement]


def find_anchors(text: str, anchors: Sequence[Anchor]) -> list[Placement]:
    r"""Where each of a document's passages stands in its present text, in the order given.

    >>> coded = Anchor(3, 32, "I saved a little every week.", "M: ", " Then I lost my work.", version="before")
    >>> text = "P: And then?\n\nM: I savde a little every week. Then I lost my work."
    >>> find_anchors(text, [coded])
    [Placement(how='reworded', start=17, end=45, quote='I savde a little every week.')]
    """
    found: Found = {}
    versions: dict[str, set[Anchor]] = {}
    for anchor in anchors:
        if anchor.quote and is_at_its_place(text, anchor):
            found[anchor] = Placement("exact", anchor.start, anchor.end, anchor.quote)
        elif not anchor.quote or not text:
            found[anchor] = LOST
        versions.setdefault(anchor.version, set()).add(anchor)
    for version in versions.values():
        if any(anchor not in found for anchor in version):
            found |= _find_again(text, sorted(version, key=_order), found)
    return [found[anchor] for anchor in anchors]


def is_at_its_place(text: str, anchor: Anchor) -> bool:
    """Whether the passage stands where it did: the quote and, in a text that may be another one, what is around it."""
    if text[anchor.start : anchor.end] != anchor.quote:
        return False
    if anchor.same or not anchor.version:
        return True
    return anchor.begin >= 0 and text.startswith(anchor.framed, anchor.begin)


def _order(anchor: Anchor) -> tuple[int, int, str, str, str]:
    return (anchor.start, anchor.end, anchor.quote, anchor.before, anchor.after)


def _find_again(text: str, anchors: Sequence[Anchor], found: Mapping[Anchor, Placement]) -> Found:
    """The passages of one version of the text that are not in `found`."""
    open_ = [anchor for anchor in anchors if anchor not in found]
    finder = Finder(text, open_)
    pins = _Pins({a: (found[a].start or 0, found[a].end or 0) for a in anchors if a in found and found[a].stands})
    candidates: dict[Anchor, list[Candidate]] = {}
    for anchor in open_:
        places = finder.find_exact(anchor.framed)
        spans = [Span(place + len(anchor.before), place + len(anchor.before) + len(anchor.quote)) for place in places]
        candidates[anchor] = [finder.weigh(anchor, span) for span in spans] or finder.find_candidates(anchor)
    sure = {a: best for a in open_ if (best := _choose_alone(a, candidates[a], finder))}
    pins = pins.with_more({anchor: (best.start, best.end) for anchor, best in sure.items()})
    for _ in range(2):  # what is found by its neighbours helps to find others
        chosen = {a: _choose(a, candidates[a], finder, pins) for a in open_}
        more = {a: (one.start, one.end) for a, (one, certain) in chosen.items() if one and certain}
        pins = pins.without(open_).with_more(more)
    claims = [_Claim(one.start, one.end, a, one.evidence) for a, (one, certain) in chosen.items() if one and certain]
    claims += [_Claim(found[a].start or 0, found[a].end or 0, a) for a in anchors if a in found and found[a].stands]
    taken = _find_taken(claims)
    return {a: _place(a, text, one, certain and a not in taken) for a, (one, certain) in chosen.items()}


class _Claim(NamedTuple):
    """A place that a passage has, with what speaks for it."""

    start: int
    end: int
    anchor: Anchor
    evidence: float = math.inf


def _find_taken(claims: Iterable[_Claim]) -> set[Anchor]:
    """Those at whose place another passage is with as much right, though both stood apart before."""
    placed = sorted(claims, key=lambda claim: (claim.start, claim.end, _order(claim.anchor)))
    taken: set[Anchor] = set()
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            shared = min(one.end, other.end) - other.start
            if shared <= 0:
                break
            apart = one.anchor.end <= other.anchor.start or other.anchor.end <= one.anchor.start
            if apart and 2 * shared > min(one.end - one.start, other.end - other.start):
                taken |= {one.anchor} if one.evidence < other.evidence + _AHEAD else set()
                taken |= {other.anchor} if other.evidence < one.evidence + _AHEAD else set()
    return taken


def _place(anchor: Anchor, text: str, one: Candidate | None, certain: bool) -> Placement:
    if one is None:
        return LOST
    quote = text[one.start : one.end]
    if not certain:
        return Placement("doubtful", one.start, one.end, quote)
    if quote != anchor.quote:
        return Placement("reworded", one.start, one.end, quote)
    return Placement("exact" if one.start == anchor.start else "moved", one.start, one.end, quote)


# --- how sure ---------------------------------------------------------------------------------------------------

_ALONE = 36.0  # characters that speak for a place that no neighbour confirms
_BESIDE = 14.0  # … and for one that a neighbour does
_AHEAD = 10.0  # … and by which it must be ahead of any other
_RARE = 8  # grams that stand nowhere else
_LONG = 24  # characters of a quote that are said but once
_FAINT = 8.0  # with less than this nothing is left of a passage


def _choose_alone(anchor: Anchor, candidates: list[Candidate], finder: Finder) -> Candidate | None:
    """The place that is beyond doubt whatever the neighbours say."""
    solid = _without_hollow(anchor, candidates)
    if not solid:
        return None
    best = solid[0]
    rivals = distinct(solid, best)
    ahead = not rivals or best.evidence - rivals[0].evidence >= max(_AHEAD, best.evidence / 4)
    rare = finder.count_rare(finder.text[max(best.start - 32, 0) : best.end + 32]) >= _RARE
    return best if ahead and rare and best.evidence >= _ALONE and _is_alike(anchor, best) else None


def _choose(anchor: Anchor, candidates: list[Candidate], finder: Finder, pins: _Pins) -> tuple[Candidate | None, bool]:
    """The likeliest place, and whether it is beyond doubt."""
    near = pins.around(anchor)
    fitting = [one for one in candidates if near.fits(anchor, one)]
    if not fitting or fitting[0].evidence < _BESIDE:
        stretches = near.stretches(anchor, len(finder.text))
        candidates = rank([*candidates, *(one for within in stretches for one in finder.find_near(anchor, within))])
        fitting = [one for one in candidates if near.fits(anchor, one)]
    candidates, fitting = _without_hollow(anchor, candidates), _without_hollow(anchor, fitting)
    if fitting and _is_certain_beside(anchor, fitting):
        return fitting[0], True
    alone = _choose_alone(anchor, candidates, finder)
    if alone and (not fitting or fitting[0].evidence < alone.evidence / 2):
        return alone, True
    return next((one for one in (*fitting, *candidates) if _is_left(anchor, one)), None), False


def _without_hollow(anchor: Anchor, candidates: list[Candidate]) -> list[Candidate]:
    """Without places that have the old surroundings but other words, if the words themselves are somewhere."""
    if len(anchor.quote) < _LONG / 2 or all(one.words < 0.95 for one in candidates):
        return candidates
    return [one for one in candidates if one.words >= 0.6]


def _is_certain_beside(anchor: Anchor, fitting: Sequence[Candidate]) -> bool:
    best = fitting[0]
    rivals = distinct(fitting, best)
    ahead = not rivals or best.evidence - rivals[0].evidence >= min(_AHEAD, best.evidence / 2)
    return ahead and best.evidence >= _BESIDE and _is_alike(anchor, best)


def _is_alike(anchor: Anchor, one: Candidate) -> bool:
    """Whether the words are the old ones; the fewer and the less alike they are, the more must stand around them."""
    size = len(anchor.quote)
    if anchor.is_bare:
        return one.words >= 0.999 and size >= _LONG / 2
    if not one.firm or (one.end - one.start) * 3 < size:
        return False
    better = max(one.before, one.after)
    poorer = min(max(one.before, one.close_before), max(one.after, one.close_after))
    if size < _LONG / 2:
        closer = min(one.close_before, one.close_after)
        return better >= 0.75 and closer >= (0.65 if one.words >= 0.999 else 0.8)
    if one.words >= 0.999:
        return size >= _LONG or better >= 0.75
    if one.words >= 0.9 and size >= 2 * _LONG:
        return True
    if one.words >= 0.85 or (one.kept >= 0.95 and one.words >= 0.6):
        return better >= 0.75 and (poorer >= 0.6 or size >= 2 * _LONG)
    if one.words >= 0.6:
        return poorer >= 0.75
    between = poorer >= 0.7 and poorer + better >= 1.7
    return between and size <= _LONG and one.end - one.start <= size + _LONG / 2


def _is_left(anchor: Anchor, one: Candidate) -> bool:
    """Whether enough is left of a passage to show it to a person."""
    if anchor.is_bare:
        return one.words >= 0.8
    return one.evidence >= _FAINT and (one.words >= 0.5 or min(one.before, one.after) >= 0.6)


# --- neighbours -------------------------------------------------------------------------------------------------


class _Near:
    """Where the neighbours of a passage went: their shifts, and how far they were away."""

    def __init__(self, shifts: Sequence[tuple[int, int]], ordered: bool) -> None:
        self.shifts = shifts
        self.ordered = ordered

    def fits(self, anchor: Anchor, one: Candidate) -> bool:
        """Whether a place is one to which the passage may have come with a neighbour, or between both."""
        shift = one.start - anchor.start
        if any(abs(shift - by) <= _slack(away) for by, away in self.shifts):
            return True
        both = [by for by, _ in self.shifts]
        return self.ordered and min(both) <= shift <= max(both)

    def stretches(self, anchor: Anchor, size: int) -> Iterable[Span]:
        """The parts of the text, up to its size, in which the passage should be."""
        for by, away in self.shifts:
            start = anchor.begin + by - _slack(away)
            end = anchor.start + by + len(anchor.quote) + len(anchor.after) + _slack(away)
            if max(start, 0) < min(end, size):
                yield Span(max(start, 0), min(end, size))


def _slack(away: int) -> int:
    return min(40 + away // 4, 1200)


class _Pins:
    """The passages whose places are known, in the order of the old text."""

    def __init__(self, places: Mapping[Anchor, tuple[int, int]]) -> None:
        self._places = dict(places)
        self._order = sorted(places, key=_order)
        self._starts = [anchor.start for anchor in self._order]

    def with_more(self, places: Mapping[Anchor, tuple[int, int]]) -> _Pins:
        return _Pins(self._places | dict(places))

    def without(self, anchors: Iterable[Anchor]) -> _Pins:
        gone = set(anchors)
        return _Pins({anchor: place for anchor, place in self._places.items() if anchor not in gone})

    def around(self, anchor: Anchor) -> _Near:
        """The nearest on either side."""
        left = bisect_left(self._starts, anchor.start) - 1
        right = bisect_right(self._starts, anchor.start)
        near = [self._order[place] for place in (left, right) if 0 <= place < len(self._order)]
        shifts = [(self._places[one][0] - one.start, abs(one.start - anchor.start)) for one in near]
        ordered = len(near) == 2 and self._places[near[0]][0] <= self._places[near[1]][0]
        return _Near(shifts or [(0, 10_000)], ordered)
