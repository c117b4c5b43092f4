"""The places of a text at which a passage may stand now, each with what speaks for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualkit.coding.alignment import Span, align_passage, find_words

_GRAM = 6  # characters
_TELLING = 12  # a gram that stands at more places tells nothing
_COMMON = 24  # places of the very same words that are looked at
_WINDOW = 1_500  # characters of a passage that is slid along the text
_KEPT = 6  # places that are looked at
_PAD = 12  # characters around what the grams point to
_EDGE, _CLOSE, CONTEXT = 10, 14, 32  # characters outside a passage: just beside it, close by, and all that is kept
_TAG = re.compile(r"\n[^\S\n]*\w{1,12}:")  # of a turn's speaker
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
    """A place, and how alike it is to the old one: its words, what stands before and after, and that close by (0 to 1)."""

    start: int
    end: int
    words: float
    kept: float  # share of the old words' characters that are there, in order
    before: float
    after: float
    close_before: float
    close_after: float
    firm: bool  # whether at each end the word inside or what is outside is the old one
    evidence: float  # in characters that speak for it, above what chance gives

    def overlaps(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end


class Finder:
    """A text in which passages are looked for, all of them at once."""

    def __init__(self, text: str, anchors: Iterable[Anchor]) -> None:
        self.text = text
        self._places: dict[str, list[int]] = {gram: [] for anchor in anchors for gram in _cut(anchor.framed)}
        places = self._places
        for place, gram in enumerate(_cut(text)):
            known = places.get(gram)
            if known is not None:
                known.append(place)

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
        return rank(
            candidate for within in self._find_stretches(anchor) for candidate in self.weigh_stretch(anchor, within)
        )

    def find_near(self, anchor: Anchor, within: Span) -> list[Candidate]:
        """The places in a part of the text that are most like the passage with its surroundings."""
        from rapidfuzz.fuzz import partial_ratio_alignment

        part, frame = self.text[slice(*within)], anchor.framed
        found = []
        for words, ahead, behind in ((frame, 0, 0), (anchor.quote, len(anchor.before), len(anchor.after))):
            if len(words) > _WINDOW:  # of so long a passage enough grams are left, if anything is; sliding it is slow
                continue
            if len(words) > len(part):
                found.append(within)
                continue
            best = partial_ratio_alignment(words, part, score_cutoff=50)
            if best:
                start, end = within.start + best.dest_start - ahead, within.start + best.dest_end + behind
                found.append(Span(max(start - _PAD, 0), min(end + _PAD, len(self.text))))
        return rank(candidate for stretch in dict.fromkeys(found) for candidate in self.weigh_stretch(anchor, stretch))

    def _find_stretches(self, anchor: Anchor) -> list[Span]:
        pointed: list[int] = []
        for offset, gram in enumerate(_cut(anchor.framed)):
            places = self._places[gram]
            if len(places) <= _TELLING:
                pointed += [place - offset for place in places]
        votes = {shift: count for shift, count in Counter(pointed).items() if count > 1}
        stretches = _gather(votes, max(40, len(anchor.quote) // 3))
        most = max((count for count, _ in stretches), default=0)
        chosen = sorted((-count, shift) for count, shift in stretches if count >= max(2, most / 5))[:_KEPT]
        pad = _PAD + len(anchor.quote) // 5
        size = len(anchor.framed) + pad
        return [Span(max(first - pad, 0), min(last + size, len(self.text))) for _, (first, last) in chosen]

    def weigh_stretch(self, anchor: Anchor, within: Span) -> Iterator[Candidate]:
        """The passage where its words stand unchanged in that part of the text; and, if that is not sure, aligned."""
        exact: list[Candidate] = []
        within = self._to_blanks(within)
        start = self.text.find(anchor.quote, *within)
        while start >= 0 and len(exact) < _COMMON:
            exact.append(self.weigh(anchor, self._take_words(anchor, start, start + len(anchor.quote))))
            start = self.text.find(anchor.quote, start + 1, within.end)
        yield from exact
        if not any(one.before > 0.9 or one.after > 0.9 for one in exact):
            aligned = align_passage(anchor.before, anchor.quote, anchor.after, self.text, within)
            if aligned:
                yield self.weigh(anchor, aligned)

    def _to_blanks(self, within: Span) -> Span:
        """That part of the text with the words whole in which it begins and ends."""
        start, end = within
        while start > max(within.start - CONTEXT, 0) and not self.text[start - 1].isspace():
            start -= 1
        while end < min(within.end + CONTEXT, len(self.text)) and not self.text[end].isspace():
            end += 1
        return Span(start, end)

    def weigh(self, anchor: Anchor, span: Span) -> Candidate:
        """How alike a place is to the passage."""
        from rapidfuzz.distance import Indel, LCSseq

        text, (start, end), quote = self.text, span, anchor.quote
        words = Indel.normalized_similarity(quote, text[start:end])
        before, after = self._compare(anchor, span, CONTEXT)
        evidence = sum(
            len(old) * max(0.0, (share - _CHANCE) / (1 - _CHANCE))
            for old, share in ((quote, words), (anchor.before, before), (anchor.after, after))
        )
        close_before, close_after = self._compare_close(anchor, span)
        firm = words >= 0.999 or self._is_firm(anchor, span)
        kept = LCSseq.similarity(quote, text[start:end]) / len(quote)
        return Candidate(start, end, words, kept, before, after, close_before, close_after, firm, evidence)

    def _compare(self, anchor: Anchor, span: Span, size: int) -> tuple[float, float]:
        """How alike so many characters before and after are; at an edge of the text the other side tells alone."""
        from rapidfuzz.distance import Indel

        old_before, old_after = anchor.before[-size:], anchor.after[:size]
        if not old_before and not old_after:
            return 0.0, 0.0
        start, end = span
        before = Indel.normalized_similarity(old_before, self.text[max(start - len(old_before), 0) : start])
        after = Indel.normalized_similarity(old_after, self.text[end : end + len(old_after)])
        return before if old_before else after, after if old_after else before

    def _compare_close(self, anchor: Anchor, span: Span) -> tuple[float, float]:
        """How alike the nearest letters before and after are, whoever says them: what all turns have tells nothing."""
        from rapidfuzz.fuzz import partial_ratio

        start, end = span
        old_before, old_after = _letters(anchor.before)[-_CLOSE:], _letters(anchor.after)[:_CLOSE]
        before = _letters(self.text[max(start - 2 * CONTEXT, 0) : start])[-2 * _CLOSE :]  # words may have been put in
        after = _letters(self.text[end : end + 2 * CONTEXT])[: 2 * _CLOSE]
        share_before = partial_ratio(old_before, before) / 100 if old_before else 0.0
        share_after = partial_ratio(old_after, after) / 100 if old_after else share_before
        return share_before if old_before else share_after, share_after

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

        alike = Indel.normalized_similarity
        old, new = find_words(anchor.quote), find_words(self.text[slice(*span)])
        if not old or not new:
            return False
        before, after = self._compare(anchor, span, _EDGE)
        return max(before, alike(old[0], new[0])) >= 0.65 and max(after, alike(old[-1], new[-1])) >= 0.65


def _cut(text: str) -> list[str]:
    return [text[place : place + _GRAM] for place in range(len(text) - _GRAM + 1)]


def _letters(text: str) -> str:
    return "".join(letter for letter in _TAG.sub("", text) if letter.isalnum())


def _gather(votes: Mapping[int, int], gap: int) -> list[tuple[int, Span]]:
    """Neighbouring shifts together, each group with its votes."""
    groups: list[tuple[int, Span]] = []
    shifts = sorted(votes)
    begin = 0
    for number, shift in enumerate(shifts, start=1):
        if number == len(shifts) or shifts[number] - shift > gap:
            count = sum(votes[one] for one in shifts[begin:number])
            groups.append((count, Span(shifts[begin], shift)))
            begin = number
    return groups


def rank(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each place once, the one for which most speaks first."""
    best: dict[tuple[int, int], Candidate] = {(one.start, one.end): one for one in candidates}
    return sorted(best.values(), key=lambda one: (-one.evidence, one.start, one.end))


def distinct(candidates: Sequence[Candidate], best: Candidate) -> list[Candidate]:
    """The others that are somewhere else than the best."""
    return [one for one in candidates if not one.overlaps(best)]
