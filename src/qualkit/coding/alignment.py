"""Where the edges of a passage fall in a stretch of text in which its words were edited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# A word is a run of letters, digits, marks and emoji; every sign between words stands for itself.
_TOKEN = re.compile(r"(?:\w|[^\w\s\x00-\x7f\u2010-\u2027\u2030-\u205e\u3000-\u303f«»¿¡])+|[^\w\s]")
_FIRM = 2  # edits: so much better must a place inside a changed stretch be than that stretch's own edge

_REACH = 400  # characters (and words) of a changed stretch that are looked at on either side of an edge


class Span(NamedTuple):
    """A part of a text, half-open."""

    start: int
    end: int


class _Block(NamedTuple):
    """Words a to b of the old text, which became words c to d of the new one."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def align_passage(before: str, quote: str, after: str, text: str, within: Span) -> Span | None:
    """Where the quote stands in that part of the text, by the words that it and its surroundings share with it.

    The passage runs from the first to the last of its words that are there, in whatever wording. Words put in at its
    very edge stay outside. None if nothing is left of it.
    """
    old = f"{before}{quote}{after}"
    first, last = len(before), len(before) + len(quote)
    pieces = [*_find_words(old, 0, first), *_find_words(old, first, last), *_find_words(old, last, len(old))]
    new = list(_find_words(text, *within))
    begin = sum(piece.start < first for piece in pieces)
    finish = sum(piece.start < last for piece in pieces)
    if begin == finish or not new:
        return _align_signs(quote, text, within)
    blocks = _align_words([old[slice(*p)] for p in pieces], [text[slice(*p)] for p in new])
    start = _map_edge(blocks, pieces, new, old, text, begin, first, starts=True)
    end = _map_edge(blocks, pieces, new, old, text, finish, last, starts=False)
    return _take_blanks(quote, text, Span(start, end)) if start < end else None


def find_words(text: str) -> list[str]:
    """The words of a text, and the signs between them."""
    return _TOKEN.findall(text)


def _find_words(text: str, start: int, end: int) -> Iterable[Span]:
    return (Span(*found.span()) for found in _TOKEN.finditer(text, start, end))


def _align_signs(quote: str, text: str, within: Span) -> Span | None:
    """A quote of blanks alone has no words to align: it is where it stands unchanged, or nowhere."""
    place = text.find(quote, *within)
    return Span(place, place + len(quote)) if place >= 0 else None


def _align_words(old: Sequence[str], new: Sequence[str]) -> list[_Block]:
    """Same and changed stretches in turn."""
    from rapidfuzz.distance import Levenshtein

    blocks: list[_Block] = []
    for code in Levenshtein.opcodes(old, new):
        same = code.tag == "equal"
        one = _Block(same, code.src_start, code.src_end, code.dest_start, code.dest_end)
        if blocks and blocks[-1].same == same:
            one = _Block(same, blocks[-1].a, one.b, blocks[-1].c, one.d)
            blocks[-1] = one
        else:
            blocks.append(one)
    return blocks


def _map_edge(
    blocks: Sequence[_Block],
    pieces: Sequence[Span],
    new: Sequence[Span],
    old: str,
    text: str,
    word: int,
    edge: int,
    *,
    starts: bool,
) -> int:
    """Where an edge of the passage falls: before the word of that number if it starts there, else behind the last."""
    inner = word if starts else word - 1
    block = next(block for block in blocks if block.a <= inner < block.b)
    if block.same:
        found = new[block.c + inner - block.a + _slide(blocks, block, inner, new, text, starts=starts)]
        return found.start if starts else found.end
    if block.c == block.d:  # the words at the edge are gone
        nearest = block.d if starts else block.c - 1
        if not 0 <= nearest < len(new):
            return new[-1].end if starts else new[0].start
        return new[nearest].start if starts else new[nearest].end
    left = old[pieces[block.a].start : edge] if pieces[block.a].start < edge else ""
    right = old[edge : pieces[block.b - 1].end]
    inside = Span(new[block.c].start, new[block.d - 1].end)
    whole = inside.start if starts else inside.end
    outer = left if starts else right
    return _split(left, right, text, new[block.c : block.d], inside, whole if not outer else None, starts)


def _slide(blocks: Sequence[_Block], block: _Block, inner: int, new: Sequence[Span], text: str, *, starts: bool) -> int:
    """By how many words to draw an edge in, past words put in just inside it that end (or begin) with the same ones.

    'Yes, I save' may have become 'Yes, I spend. Yes, I save' by words put in before it, or behind its first word.
    """
    beside = blocks.index(block) + (1 if starts else -1)
    put_in = blocks[beside] if 0 <= beside < len(blocks) else block
    size = block.b - inner if starts else inner + 1 - block.a
    added = put_in.d - put_in.c
    if put_in.same or put_in.a < put_in.b or added < size:
        return 0
    place = block.c + inner - block.a
    own = range(place, place + size) if starts else range(place + 1 - size, place + 1)
    step = added if starts else -added
    alike = all(text[slice(*new[word])] == text[slice(*new[word + step])] for word in own)
    return step if alike else 0


def _split(
    left: str, right: str, text: str, words: Sequence[Span], inside: Span, whole: int | None, starts: bool
) -> int:
    """The place between (or, if need be, in) changed words that best parts what was left of the edge from the rest."""
    from rapidfuzz.distance import Levenshtein

    ends, begins = left.strip()[-_REACH:], right.strip()[:_REACH]

    def cost(place: int) -> float:
        ahead = text[max(inside.start, place - _REACH) : place].strip()
        behind = text[place : min(inside.end, place + _REACH)].strip()
        return float(Levenshtein.distance(ends, ahead) + Levenshtein.distance(begins, behind))

    places = [*(word.start for word in words), inside.end] if starts else [inside.start, *(word.end for word in words)]
    places = places[:_REACH] if starts else places[-_REACH:]
    best: int = min(places, key=cost)
    if whole is not None and cost(whole) <= cost(best) + _FIRM:
        return whole
    in_word = left[-1:].isalnum() and right[:1].isalnum()
    if in_word and inside.end - inside.start <= _REACH:
        best = min([best, *range(inside.start, inside.end + 1)], key=cost)
    return best


def _take_blanks(quote: str, text: str, span: Span) -> Span:
    """With the blanks at its ends that the quote had there."""
    start, end = span
    for _ in range(len(quote) - len(quote.lstrip())):
        start -= start > 0 and text[start - 1].isspace()
    for _ in range(len(quote) - len(quote.rstrip())):
        end += end < len(text) and text[end].isspace()
    return Span(start, end)
