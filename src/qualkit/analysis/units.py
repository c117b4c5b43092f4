"""The units in which coders are compared: where each coder's codings lie, counted in characters, words, … or cases."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qualkit.analysis.compared import Compared
from qualkit.analysis.speech import find_touched
from qualkit.coding.reviews import is_case_read
from qualkit.language.sentences import Span, find_sentences
from qualkit.model import Document
from qualkit.reading.spoken import find_spoken

if TYPE_CHECKING:
    from qualkit.statistics.runs import Unitized

CodedUnit = Literal["segment", "character", "word", "sentence", "turn", "document", "case"]
CODED_UNITS: tuple[CodedUnit, ...] = ("segment", "character", "word", "sentence", "turn", "document", "case")
Row = tuple[str, str, str, int, int]  # where, coder, code, start, end


@dataclass(frozen=True, eq=False)
class Units:
    """Codings counted in units, for some codes that the same coders have read everywhere.

    `texts` holds all codes, so that what else was given is known; `codes` are those whose figures stand. `kinds` are
    those of `texts.compared`: the kind of each document, or the role of each case. `n_outside` counts the codings that
    touch no unit, such as those of an interviewer's words alone.
    """

    texts: Unitized
    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    n_outside: int

    @property
    def n_documents(self) -> int:
        """The documents (or cases) that two or more have read."""
        return len(self.kinds)


def find_units(compared: Compared, unit: CodedUnit) -> tuple[Units | None, tuple[Units, ...]]:
    """The units for all codes together, and those for each code.

    Together count, of each document, the codes for which all who have read it did; None where there are none. A
    code's own documents are those that two have read for it; codes that were read alike share their units.
    """
    place = _PLACES[unit](compared)
    together = {
        where: {coder: _common(by) for coder in by} for where, by in place.read.items() if len(by) > 1 and _common(by)
    }
    whole = _make(compared, place, together, compared.codes) if together else None
    patterns: dict[tuple[tuple[str, tuple[str, ...]], ...], list[str]] = {}
    for code in compared.codes:
        read = ((where, tuple(coder for coder in by if code in by[coder])) for where, by in place.read.items())
        patterns.setdefault(tuple((where, by) for where, by in read if len(by) > 1), []).append(code)
    each = []
    for pattern, codes in patterns.items():
        read_by = {where: {coder: place.read[where][coder] for coder in by} for where, by in pattern}
        each.append(_make(compared, place, read_by, tuple(codes)))
    return whole, tuple(each)


ReadBy = Mapping[str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True)
class _Place:
    """Where units are: how many in each document (or case), who has read it for what, and where codings lie."""

    lengths: Mapping[str, int]
    read: ReadBy
    kinds: Mapping[str, str]
    rows: Sequence[Row]
    n_outside: int


def _common(by: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*by.values())


def _make(compared: Compared, place: _Place, read: ReadBy, codes: tuple[str, ...]) -> Units:
    from qualkit.statistics.runs import Unitized

    rows = [row for row in place.rows if row[2] in read.get(row[0], {}).get(row[1], ())]
    lengths: dict[Hashable, int] = {where: place.lengths[where] for where in read}
    by: dict[Hashable, tuple[str, ...]] = {where: tuple(some) for where, some in read.items()}
    texts = Unitized.of(rows, lengths, compared.coders, codes=compared.codes, read=by)
    return Units(texts, codes, tuple(place.kinds[where] for where in read), place.n_outside)


# --- where ----------------------------------------------------------------------------------------------------------


def _list_codings(compared: Compared) -> Iterator[Row]:
    for coder, codings in compared.codings.items():
        for coding in codings:
            yield coding.document, coder, coding.code, coding.start, coding.end


def _in_documents(compared: Compared, lengths: Mapping[str, int], rows: Sequence[Row], n_outside: int = 0) -> _Place:
    filled = {document.id for document in compared.documents if lengths[document.id]}
    read = {document: by for document, by in compared.read.items() if document in filled}
    return _Place(lengths, read, {one.id: one.kind for one in compared.documents}, rows, n_outside)


def _in_characters(compared: Compared) -> _Place:
    return _in_documents(compared, {one.id: len(one.text) for one in compared.documents}, list(_list_codings(compared)))


def _in_whole_documents(compared: Compared) -> _Place:
    rows = [(document, coder, code, 0, 1) for document, coder, code, _, _ in _list_codings(compared)]
    return _in_documents(compared, {one.id: 1 for one in compared.documents}, rows)


def find_told_words(document: Document) -> Iterator[Span]:
    """The words of what is not an interviewer's."""
    for start, end in find_told_turns(document):
        for one, other in find_spoken(document.text[start:end]):
            yield start + one, start + other


def find_told_sentences(document: Document) -> Iterator[Span]:
    """The sentences of what is not an interviewer's."""
    for start, end in find_told_turns(document):
        yield from find_sentences(document.text, start, end)


def find_told_turns(document: Document) -> Iterator[Span]:
    """The turns that are not an interviewer's."""
    return ((turn.start, turn.end) for turn in document.turns if turn.turn_role != "interviewer")


def _in_spans(find: Callable[[Document], Iterator[Span]]) -> Callable[[Compared], _Place]:
    """Units that `find` finds; a unit carries a code that touches one of its letters."""

    def place(compared: Compared) -> _Place:
        spans = {document.id: list(find(document)) for document in compared.documents}
        starts = {document: [start for start, _ in some] for document, some in spans.items()}
        ends = {document: [end for _, end in some] for document, some in spans.items()}
        rows, n_outside = [], 0
        for document, coder, code, start, end in _list_codings(compared):
            touched = find_touched(starts[document], ends[document], start, end)
            if touched:
                rows.append((document, coder, code, touched.start, touched.stop))
            else:
                n_outside += 1
        return _in_documents(compared, {document: len(some) for document, some in spans.items()}, rows, n_outside)

    return place


def _in_cases(compared: Compared) -> _Place:
    """A case carries a code that a passage about it has, if the passage counts; read is what all its documents were."""
    study = compared.study
    read: dict[str, dict[str, frozenset[str]]] = {}
    for case, documents in study.documents_by_case.items():
        by: dict[str, frozenset[str]] = {}
        for coder in compared.coders:
            reviewed = {one: compared.read.get(one, {}).get(coder, frozenset()) for one in documents}
            codes = frozenset(code for code in compared.codes if is_case_read(documents, [code], reviewed))
            by |= {coder: codes} if codes else {}
        if by:
            read[case] = by
    rows, n_outside = [], 0
    for coder, codings in compared.codings.items():
        for coding in codings:
            about = [case for case in coding.cases or () if case in read] if coding.status == "stands" else []
            rows += [(case, coder, coding.code, 0, 1) for case in about]
            n_outside += not about
    roles = dict(zip(study.cases["case"], study.cases["role"], strict=True))
    return _Place(dict.fromkeys(read, 1), read, {case: str(roles.get(case, "")) for case in read}, rows, n_outside)


_PLACES: Mapping[CodedUnit, Callable[[Compared], _Place]] = {
    "segment": _in_characters,
    "character": _in_characters,
    "word": _in_spans(find_told_words),
    "sentence": _in_spans(find_told_sentences),
    "turn": _in_spans(find_told_turns),
    "document": _in_whole_documents,
    "case": _in_cases,
}
