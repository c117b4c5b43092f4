"""Where patterns are met in a stream of words: all places of a phrase at once, by arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from qualkit.files import collector_paused
from qualkit.language.cues import find_fillers
from qualkit.language.meaning import PLAIN, Meaning, find_cues
from qualkit.language.stream import Piece, Stream, read_streams
from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.following import Places, follow, join, set_apart
from qualkit.patterns.meanings import read_meanings
from qualkit.patterns.pattern import Pattern, Within
from qualkit.patterns.phrases import Phrase, Slot
from qualkit.patterns.symbols import Symbols, Table, expand, find_words

if TYPE_CHECKING:
    import numpy as np

_QUESTIONS = 3  # that an answer may answer: the last, and those before that it only follows up
_SHORT = 6  # words of a question that follows up another


class Hit(NamedTuple):
    """A place where a pattern is met."""

    pattern: int  # its number
    phrase: int  # that of the first of its phrases that is met
    piece: Piece
    start: int  # in the piece's text
    end: int
    meaning: Meaning


class Matcher:
    """Finds patterns in texts of one language.

    Parameters
    ----------
    patterns
        What is looked for; their order numbers them.
    vocabulary
        Of the language; it may be shared, and kept.
    """

    def __init__(self, patterns: Sequence[Pattern], vocabulary: Vocabulary) -> None:
        self.patterns, self.vocabulary = patterns, vocabulary
        self._wants_plain = [_fits(pattern, PLAIN) for pattern in patterns]
        rooter = vocabulary.rooter
        self._ways: dict[Phrase, list[Phrase]] = {}
        for pattern in patterns:
            for phrase in (*pattern.phrases, *pattern.near, *pattern.avoid, *pattern.after):
                if phrase not in self._ways:
                    self._ways[phrase] = expand(phrase, rooter)
        ways = [way for each in self._ways.values() for way in each]
        self._table = Table(vocabulary, find_words(ways), find_cues(rooter.language))

    def find(self, pieces: Iterable[Piece]) -> Iterator[Hit]:
        """All hits in pieces of text, pattern by pattern in each stream of some 200,000 words; memory stays bounded."""
        for stream in read_streams(self.vocabulary, pieces):
            with collector_paused():
                hits = self.find_in(stream)
            yield from hits

    def find_in(self, stream: Stream) -> list[Hit]:
        """All hits in a stream, pattern by pattern, and in each in the order of the text."""
        scene = _Scene(stream, self._table, self._ways)
        number, phrase, first, last = scene.find_patterns(self.patterns)
        pieces = map(stream.pieces.__getitem__, stream.piece[first].tolist())
        meanings = read_meanings(stream, scene.symbols, self._table.cues, first, last)
        columns = (
            number.tolist(),
            phrase.tolist(),
            pieces,
            stream.begins[first].tolist(),
            stream.ends[last - 1].tolist(),
        )
        patterns, wants_plain = self.patterns, self._wants_plain
        return [
            hit
            for hit in starmap(Hit, zip(*columns, meanings, strict=True))
            if (wants_plain[hit.pattern] if hit.meaning is PLAIN else _fits(patterns[hit.pattern], hit.meaning))
        ]


def _fits(pattern: Pattern, meaning: Meaning) -> bool:
    return (
        (pattern.polarity is None or meaning.polarity in pattern.polarity)
        and (pattern.about is None or meaning.about in pattern.about)
        and (pattern.mode is None or meaning.mode in pattern.mode)
        and (pattern.time is None or meaning.time in pattern.time)
    )


class _Scene:
    """A stream while patterns are looked for in it: what was found once is not sought again."""

    def __init__(self, stream: Stream, table: Table, ways: dict[Phrase, list[Phrase]]) -> None:
        import numpy as np

        self.stream, self._table, self._ways = stream, table, ways
        self.symbols = table.look_up(stream.words)
        meant = np.flatnonzero(self.symbols)
        self._order = meant[np.argsort(self.symbols[meant], kind="stable")]
        counts = np.bincount(self.symbols[self._order], minlength=table.count() + 1)
        self._until = np.cumsum(counts)
        self._apart = set_apart(stream.words, stream.sentence)
        self._slots: dict[Symbols, np.ndarray] = {}
        self._symbols: dict[Slot, Symbols] = {}
        self._found: dict[Phrase, Places] = {}
        self._all: dict[tuple[Phrase, ...], Places] = {}

    # --- phrases ------------------------------------------------------------------------------------------

    def _find_slot(self, slot: Slot) -> np.ndarray:
        """Where words stand that fit a slot, in order."""
        import numpy as np

        symbols = self._symbols.get(slot)
        if symbols is None:
            symbols = self._symbols[slot] = self._table.find_symbols(slot)
        if (places := self._slots.get(symbols)) is None:
            until = self._until
            runs = [self._order[until[one - 1] : until[one]] for one in symbols]
            places = np.concatenate(runs) if runs else np.zeros(0, dtype=np.intp)
            if len(runs) > 1:
                places.sort()
            self._slots[symbols] = places
        return places

    def find_phrase(self, phrase: Phrase) -> Places:
        """Where a phrase is met, in the order of its last words; of each last word the nearest first one."""
        if (found := self._found.get(phrase)) is None:
            ways = [follow(way, self._find_slot, self._apart) for way in self._ways[phrase]]
            found = self._found[phrase] = join(ways)
        return found

    def find_any(self, phrases: tuple[Phrase, ...]) -> Places:
        """Where any of several phrases is met."""
        if (found := self._all.get(phrases)) is None:
            found = self._all[phrases] = join([self.find_phrase(phrase) for phrase in phrases])
        return found

    def find_which(self, phrases: tuple[Phrase, ...], first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """The number of the first of several phrases that is met at each place."""
        import numpy as np

        which = np.zeros(len(first), dtype=np.intp)
        size = len(self.stream) + 1
        for number in reversed(range(len(phrases) if len(phrases) > 1 else 0)):
            begins, ends = self.find_phrase(phrases[number])
            which[np.isin(first * size + last, begins * size + ends)] = number
        return which

    # --- patterns -----------------------------------------------------------------------------------------

    def find_pattern(self, pattern: Pattern) -> Places:
        """Where a pattern's phrases are met, with what it wants near and not near, in the pieces that it is for."""
        first, last = self.find_any(pattern.phrases)
        if not len(first):
            return first, last
        keep = ~self._is_question[self.stream.piece[first]]
        if pattern.kinds or pattern.roles:
            keep &= self._is_of(pattern.kinds, pattern.roles)[self.stream.piece[first]]
        if pattern.after:
            keep &= self._follows(pattern.after)[self.stream.piece[first]]
        if pattern.near:
            keep &= self._is_near(first, last, pattern.near, pattern.within)
        if pattern.avoid:
            keep &= ~self._is_near(first, last, pattern.avoid, pattern.within)
        return first[keep], last[keep]

    def find_patterns(self, patterns: Sequence[Pattern]) -> tuple[np.ndarray, ...]:
        """All places where patterns are met: the number of the pattern, that of its phrase, the first word and the last, that
        not included."""
        import numpy as np

        columns = [[np.zeros(0, dtype=np.intp)] * 4]
        for number, pattern in enumerate(patterns):
            first, last = self.find_pattern(pattern)
            if len(first):
                which = self.find_which(pattern.phrases, first, last)
                columns.append([np.full(len(first), number), which, first, last + 1])
        return tuple(np.concatenate(column) for column in zip(*columns, strict=True))

    def _is_near(self, first: np.ndarray, last: np.ndarray, phrases: tuple[Phrase, ...], within: Within) -> np.ndarray:
        import numpy as np

        other = self.find_any(phrases)
        if within in ("sentence", "turn", "exchange"):
            place: np.ndarray = self.stream.sentence if within == "sentence" else self.stream.piece
            is_near = np.isin(place[first], place[other[0]])
            return is_near | self._follows(phrases)[place[first]] if within == "exchange" else is_near
        assert isinstance(within, int)
        begins, ends, piece = np.sort(other[0]), other[1], self.stream.piece
        near = np.zeros(len(first), dtype=bool)
        if len(begins):
            after = np.minimum(np.searchsorted(begins, last, side="right"), len(begins) - 1)
            before = np.searchsorted(ends, first, side="left") - 1
            for there, distance in ((begins[after], begins[after] - last), (ends[before], first - ends[before])):
                near |= (distance > 0) & (distance <= within) & (piece[there] == piece[first])
        return near

    @cached_property
    def _is_question(self) -> np.ndarray:
        import numpy as np

        return np.array([piece.is_question for piece in self.stream.pieces], dtype=bool)

    def _is_of(self, kinds: frozenset[str] | None, roles: frozenset[str] | None) -> np.ndarray:
        import numpy as np

        return np.array(
            [(not kinds or one.kind in kinds) and (not roles or one.role in roles) for one in self.stream.pieces],
            dtype=bool,
        )

    def _follows(self, phrases: tuple[Phrase, ...]) -> np.ndarray:
        """Which pieces answer a question in which a phrase stands."""
        import numpy as np

        asked = np.zeros(len(self.stream.pieces) + 1, dtype=bool)
        asked[self.stream.piece[self.find_any(phrases)[0]]] = True
        return asked[self._questions].any(axis=1)  # type: ignore[no-any-return]

    @cached_property
    def _questions(self) -> np.ndarray:
        """For each piece the questions that it answers, shape (n, 3); -1 for none.

        The last one of its document before it; where that only follows up another (Terus? Kenapa, Bu?), that one too.
        """
        import numpy as np

        begins = np.searchsorted(self.stream.piece, np.arange(len(self.stream.pieces) + 1)).tolist()
        none = [-1] * _QUESTIONS
        answered, now, document = [], none, -1
        for number, piece in enumerate(self.stream.pieces):
            if piece.document != document:
                now, document = none, piece.document
            if piece.is_question:
                follows_up = self._follows_up(*begins[number : number + 2])
                now = [number, *(now if follows_up else none)][:_QUESTIONS]
            answered.append(none if piece.is_question else now)
        return np.array(answered, dtype=np.intp).reshape(-1, _QUESTIONS)

    def _follows_up(self, begin: int, end: int) -> bool:
        """Whether a question is short and has no word of content."""
        roots, fillers = self.stream.vocabulary.roots, find_fillers()
        return end - begin <= _SHORT and all(roots[word] in fillers for word in self.stream.words[begin:end].tolist())
