"""What the codebook's patterns find in the texts: codings that are derived, never logged, each with its reasons."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from qualkit.codebook.tree import Codebook
from qualkit.coding.events import Passage
from qualkit.coding.log import Log
from qualkit.coding.placing import find_standing
from qualkit.coding.record import Record
from qualkit.language.meaning import Meaning
from qualkit.language.rooter import Rooter
from qualkit.language.sentences import find_clauses, find_sentences
from qualkit.language.stream import Piece
from qualkit.language.vocabulary import Vocabulary
from qualkit.model import Document, Documents, Status, Turn
from qualkit.patterns.matching import Hit, Matcher
from qualkit.patterns.pattern import Pattern, Span
from qualkit.reading.languages import guess_language, read_languages

RULES = "rules"
"""The coder of what patterns find."""

_CONTEXT = 40  # characters before and after a passage
_BATCH = 1_200_000  # characters of the documents that are held at a time


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a passage has a code: the pattern, the words that met it, and what the sentence says of them."""

    pattern: str  # the phrase as the codebook writes it
    line: int  # of the codebook
    matched: str
    start: int
    end: int
    meaning: Meaning

    def __str__(self) -> str:
        said = ", ".join(value for value, usual in zip(self.meaning, Meaning(), strict=True) if value != usual)
        return f"{self.pattern} (line {self.line}): “{self.matched}”{f', {said}' if said else ''}"


@dataclass(frozen=True, slots=True)
class Ruled:
    """A passage that has a code by rule."""

    document: Document
    turn: Turn
    start: int
    end: int
    code: str
    reasons: tuple[Reason, ...]

    @property
    def id(self) -> str:
        """The same as long as text, place, code and patterns are."""
        patterns = "\n".join(sorted({reason.pattern for reason in self.reasons}))
        key = f"{self.document.id}\n{self.start}\n{self.end}\n{self.code}\n{patterns}"
        return f"r-{hashlib.sha256(key.encode()).hexdigest()[:24]}"

    @property
    def status(self) -> Status:
        """`reported` where nothing but what others say met the patterns."""
        return "reported" if all(reason.meaning.mode == "reported" for reason in self.reasons) else "stands"

    @property
    def cases(self) -> tuple[str, ...]:
        """Whom it is about: who speaks, unless it is said of somebody else."""
        is_own = any(reason.meaning.about == "self" for reason in self.reasons)
        return (self.turn.case,) if self.turn.case and is_own else ()

    def to_passage(self) -> Passage:
        """It as a coding of the coder `rules`; its memo tells the reasons."""
        text = self.document.text
        return Passage(
            event_id=self.id, event="add", coder=RULES, id=self.id, document=self.document.id, start=self.start,
            end=self.end, quote=text[self.start : self.end], code=self.code, at=None, method="rule",
            before=text[max(0, self.start - _CONTEXT) : self.start], after=text[self.end : self.end + _CONTEXT],
            memo="\n".join(map(str, self.reasons)), cases=list(self.cases), status=self.status,
            text_sha256=self.document.text_sha256,
        )  # fmt: skip


class _Turn(NamedTuple):
    """A turn among the documents that are held."""

    document: Document
    turn: Turn


def code_documents(
    documents: Iterable[Document],
    patterns: Sequence[Pattern],
    *,
    languages: Sequence[str],
    synonyms: Mapping[str, str] | None = None,
    roles: Mapping[str, str] | None = None,
) -> Iterator[Ruled]:
    """Apply patterns to documents, of which only some are held at a time.

    Parameters
    ----------
    documents : read once, in order.
    patterns : what is looked for.
    languages : of documents whose header names none. Where there are several, each turn is read in the one it is in.
    synonyms : words, each with that for which it counts.
    roles : of each case.

    Returns
    -------
    Iterator of Ruled, document by document, in each by place and code. An interviewer's turns are never coded; passages
    of one code that overlap are one.
    """
    matchers: dict[str, Matcher] = {}
    same = tuple(sorted((synonyms or {}).items()))
    for batch in _batch(documents):
        turns: dict[str, list[_Turn]] = {}
        for document in batch:
            for turn, language in find_languages(document, languages):
                turns.setdefault(language, []).append(_Turn(document, turn))
        numbers = {document.id: number for number, document in enumerate(batch)}
        found: list[Ruled] = []
        for language, some in turns.items():
            if language not in matchers:
                matchers[language] = Matcher(patterns, read_vocabulary(language, same))
            pieces = [_make_piece(numbers[one.document.id], one, roles or {}) for one in some]
            found += _widen(matchers[language].find(pieces), patterns, pieces, some)
        yield from sorted(found, key=lambda one: (numbers[one.document.id], one.start, one.end, one.code))


def _batch(documents: Iterable[Document]) -> Iterator[list[Document]]:
    held: list[Document] = []
    size = 0
    for document in documents:
        held.append(document)
        size += len(document.text)
        if size > _BATCH:
            yield held
            held, size = [], 0
    if held:
        yield held


def _make_piece(number: int, one: _Turn, roles: Mapping[str, str]) -> Piece:
    document, turn = one
    return Piece(
        document.text, turn.start, turn.end, number, turn.turn_role == "interviewer", turn.speaker is not None,
        document.kind, roles.get(turn.case or "", ""),
    )  # fmt: skip


def find_languages(document: Document, languages: Sequence[str]) -> Iterator[tuple[Turn, str]]:
    """Each turn and the language in which it is read."""
    header = document.header.get("language") or document.header.get("languages")
    spoken = sorted(read_languages(header) or {str(header).casefold()}) if header else list(languages)
    first = next((one for one in languages if one in spoken), spoken[0] if spoken else "id")
    for turn in document.turns:
        guessed = guess_language(document.text[turn.start : turn.end], spoken) if len(spoken) > 1 else ""
        yield turn, guessed or first


@lru_cache(maxsize=8)
def read_vocabulary(language: str, synonyms: tuple[tuple[str, str], ...]) -> Vocabulary:
    """The words of a language that were met, kept from one call to the next."""
    return Vocabulary(Rooter(language, synonyms=dict(synonyms)))


# --- what of the text is coded ------------------------------------------------------------------------------


def _widen(
    hits: Iterable[Hit], patterns: Sequence[Pattern], pieces: Sequence[Piece], turns: Sequence[_Turn]
) -> Iterator[Ruled]:
    """The passages that carry what was found, those of one code that overlap as one."""
    spans = _Spans()
    by_place: dict[tuple[int, str], list[tuple[int, int, Reason]]] = {}
    number_of = {id(piece): number for number, piece in enumerate(pieces)}
    for hit in hits:
        pattern = patterns[hit.pattern]
        start, end = spans.widen(hit, pattern.span)
        matched = " ".join(hit.piece.text[hit.start : hit.end].split())
        reason = Reason(pattern.written[hit.phrase], pattern.line, matched, hit.start, hit.end, hit.meaning)
        by_place.setdefault((number_of[id(hit.piece)], pattern.code), []).append((start, end, reason))
    for (number, code), passages in by_place.items():
        document, turn = turns[number]
        for start, end, reasons in _merge(passages):
            yield Ruled(document, turn, start, end, code, reasons)


def _merge(passages: list[tuple[int, int, Reason]]) -> Iterator[tuple[int, int, tuple[Reason, ...]]]:
    passages.sort(key=lambda one: (*one[:2], one[2].start))
    begin, behind, _ = passages[0]
    reasons: list[Reason] = []
    for start, end, reason in passages:
        if start >= behind:
            yield begin, behind, tuple(reasons)
            begin, reasons = start, []
        behind = max(behind, end) if reasons else end
        reasons.append(reason)
    yield begin, behind, tuple(reasons)


class _Spans:
    """The sentences of a piece, found once for all the hits in it."""

    def __init__(self) -> None:
        self._piece: Piece | None = None
        self._kept: dict[tuple[int, Span], list[tuple[int, int]]] = {}

    def widen(self, hit: Hit, span: Span) -> tuple[int, int]:
        piece = hit.piece
        if span == "words":
            return hit.start, hit.end
        if span == "turn":
            return piece.start, piece.end
        key = (id(piece), span)
        if key not in self._kept:
            find = find_sentences if span == "sentence" else find_clauses
            self._kept[key] = find(piece.text, piece.start, piece.end)
        parts = self._kept[key]
        first = max(0, bisect_right(parts, (hit.start, piece.end + 1)) - 1)
        last = max(first, bisect_right(parts, (hit.end - 1, piece.end + 1)) - 1)
        return min(parts[first][0], hit.start), max(parts[last][1], hit.end)


# --- as a coder's record ------------------------------------------------------------------------------------


def make_record(ruled: Iterable[Ruled], documents: Documents, codebook: Codebook) -> Record:
    """What the rules found, in the form of a coder's log; every document counts as read for the codes with patterns."""
    passages = tuple(one.to_passage() for one in ruled)
    standing, displaced, faults = find_standing(passages, documents, codebook, codebook.file)
    read = frozenset(code.path for code in codebook if code.patterns)
    reviewed = {document.id: read for document in documents}
    return Record(Log(RULES, passages, (), (), 0), standing, reviewed, faults, documents, codebook, displaced)
