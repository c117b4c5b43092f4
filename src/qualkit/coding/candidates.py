"""The places of a text at which a passage may stand now, each with what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualkit.coding.alignment import Span, align_passage, find_words

_GRAM = 6  # characters
_COMMON = 24  # a gram that stands at more places tells nothing
_KEPT = 6  # places that are looked at
_PAD = 12  # characters around what the grams point to
_EDGE = 10  # characters just outside a passage
_CHANCE = 0.5  # how alike any two pieces of one language are


@dataclass(frozen=True)
class Anchor:
    """A passage as its coder saw it: its place, its words and those around it.

    `same` tells that the text is known to be the one in which it was coded; `version` names that text: passages of
    one version shift together.
    """

    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""
    same: bool = False
    version: str = ""

    @property
    def framed(self) -> str:
        return f"{self.before}{self.quote}{self.after}"

    @property
    def is_bare(self) -> bool:
        """Whether its log does not tell what stood around it, as old ones do not."""
        return not self.before and not self.after

    @property
    def begin(self) -> int:
        """Where the words before it begin."""
        return self.start - len(self.before)


@dataclass(frozen=True)
class Candidate:
    """A place, and how alike its words and those before and after are to the old ones (0 to 1)."""

    start: int
    end: int
    words: float
    before: float
    after: float
    evidence: float  # in characters that speak for it, above what chance gives
    firm: bool  # whether at each end the word inside or what is outside is the old one

    def overlaps(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end


class Finder:
    """A text in which passages are looked for, all of them at once."""

    def __init__(self, text: str, anchors: Iterable[Anchor]) -> None:
        self.text = text
        self._places: dict[str, list[int]] = {gram: [] for anchor in anchors for gram in _cut(anchor.framed)}
        places = self._places
        for place, gram in enumerate(_cut(text)):
            if gram in places:
                places[gram].append(place)

    def count_rare(self, words: str) -> int:
        """How many of its grams stand once in the text: few where the words are said time and again."""
        return sum(len(self._places.get(gram, ())) == 1 for gram in set(_cut(words)))

    def find_exact(self, words: str) -> list[int]:
        """The places at which the words stand unchanged, at most `_COMMON` of them."""
        found: list[int] = []
        place = self.text.find(words)
        while place >= 0 and len(found) < _COMMON:
            found.append(place)
            place = self.text.find(words, place + 1)
        return found

    def find_candidates(self, anchor: Anchor) -> list[Candidate]:
        """The places to which enough of the passage and its surroundings point, the likeliest first."""
        return _sort(
            candidate for within in self._find_stretches(anchor) for candidate in self.weigh_stretch(anchor, within)
        )

    def find_near(self, anchor: Anchor, within: Span) -> list[Candidate]:
        """The places in a part of the text that are most like the passage with its surroundings."""
        from rapidfuzz.fuzz import partial_ratio_alignment

        part, frame = self.text[slice(*within)], anchor.framed
        found = []
        for words, ahead, behind in ((frame, 0, 0), (anchor.quote, len(anchor.before), len(anchor.after))):
            if len(words) > len(part):
                found.append(within)
                continue
            best = partial_ratio_alignment(words, part, score_cutoff=50)
            if best:
                start, end = within.start + best.dest_start - ahead, within.start + best.dest_end + behind
                found.append(Span(max(start - _PAD, 0), min(end + _PAD, len(self.text))))
        return _sort(candidate for stretch in dict.fromkeys(found) for candidate in self.weigh_stretch(anchor, stretch))

    def _find_stretches(self, anchor: Anchor) -> list[Span]:
        votes: dict[int, int] = {}
        for offset, gram in enumerate(_cut(anchor.framed)):
            places = self._places[gram]
            if len(places) <= _COMMON:
                for place in places:
                    votes[place - offset] = votes.get(place - offset, 0) + 1
        stretches = _gather(votes, max(40, len(anchor.quote) // 3))
        most = max((count for count, _ in stretches), default=0)
        chosen = sorted((-count, shift) for count, shift in stretches if count >= max(2, most / 5))[:_KEPT]
        pad = _PAD + len(anchor.quote) // 5
        size = len(anchor.framed) + pad
        return [Span(max(first - pad, 0), min(last + size, len(self.text))) for _, (first, last) in chosen]

    def weigh_stretch(self, anchor: Anchor, within: Span) -> Iterator[Candidate]:
        """The passage where its words stand unchanged in that part of the text; and, if that is not sure, aligned."""
        exact: list[Candidate] = []
        start = self.text.find(anchor.quote, *within)
        while start >= 0 and len(exact) < _COMMON:
            exact.append(self.weigh(anchor, self._take_words(anchor, start, start + len(anchor.quote))))
            start = self.text.find(anchor.quote, start + 1, within.end)
        yield from exact
        if not any(one.before > 0.9 or one.after > 0.9 for one in exact):
            aligned = align_passage(anchor.before, anchor.quote, anchor.after, self.text, within)
            if aligned:
                yield self.weigh(anchor, aligned)

    def weigh(self, anchor: Anchor, span: Span) -> Candidate:
        """How alike a place is to the passage."""
        from rapidfuzz.distance import Indel

        alike = Indel.normalized_similarity
        text, (start, end) = self.text, span
        words = alike(anchor.quote, text[start:end])
        before = alike(anchor.before, text[max(start - len(anchor.before), 0) : start])
        after = alike(anchor.after, text[end : end + len(anchor.after)])
        evidence = sum(
            len(old) * max(0.0, (share - _CHANCE) / (1 - _CHANCE))
            for old, share in ((anchor.quote, words), (anchor.before, before), (anchor.after, after))
        )
        if not anchor.before or not anchor.after:  # at an edge of the text, the other side tells alone
            before = after = 0.0 if anchor.is_bare else after if anchor.after else before
        return Candidate(start, end, words, before, after, evidence, words >= 0.999 or self._is_firm(anchor, span))

    def _take_words(self, anchor: Anchor, start: int, end: int) -> Span:
        """The place, up to the ends of the words in which it begins and ends, where it did not begin or end in words."""
        text, quote = self.text, anchor.quote
        if quote[0].isalnum() and not anchor.before[-1:].isalnum():
            while start and text[start - 1].isalnum():
                start -= 1
        if quote[-1].isalnum() and not anchor.after[:1].isalnum():
            while end < len(text) and text[end].isalnum():
                end += 1
        return Span(start, end)

    def _is_firm(self, anchor: Anchor, span: Span) -> bool:
        from rapidfuzz.distance import Indel

        alike, text, (start, end) = Indel.normalized_similarity, self.text, span
        old, new = find_words(anchor.quote), find_words(text[start:end])
        if not old or not new:
            return False
        outer_start = (
            alike(anchor.before[-_EDGE:], text[max(start - _EDGE, 0) : start]) if anchor.before else start == 0
        )
        outer_end = alike(anchor.after[:_EDGE], text[end : end + _EDGE]) if anchor.after else end == len(text)
        return max(outer_start, alike(old[0], new[0])) >= 0.65 and max(outer_end, alike(old[-1], new[-1])) >= 0.65


def _cut(text: str) -> Iterator[str]:
    return (text[place : place + _GRAM] for place in range(len(text) - _GRAM + 1))


def _gather(votes: Mapping[int, int], gap: int) -> list[tuple[int, Span]]:
    """Neighbouring shifts together, each group with its votes."""
    groups: list[tuple[int, Span]] = []
    for shift in sorted(votes):
        if groups and shift - groups[-1][1].end <= gap:
            count, span = groups[-1]
            groups[-1] = (count + votes[shift], Span(span.start, shift))
        else:
            groups.append((votes[shift], Span(shift, shift)))
    return groups


def _sort(candidates: Iterable[Candidate]) -> list[Candidate]:
    best: dict[tuple[int, int], Candidate] = {(one.start, one.end): one for one in candidates}
    return sorted(best.values(), key=lambda one: (-one.evidence, one.start, one.end))


def distinct(candidates: Sequence[Candidate], best: Candidate) -> list[Candidate]:
    """The others that are somewhere else than the best."""
    return [one for one in candidates if not one.overlaps(best)]
