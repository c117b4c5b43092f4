"""How a study was coded twice: who read what, where passages were cut, and what the logs tell of how it came about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from qualkit.analysis.choices import CONSENSUS
from qualkit.analysis.compared import Compared, choose_compared, list_coders
from qualkit.analysis.sampling import sample_documents
from qualkit.coding.rules import RULES
from qualkit.errors import QualkitError
from qualkit.language.sentences import find_sentences
from qualkit.model import Coding, Document
from qualkit.study import Study

Boundaries = Literal["document", "turn", "sentence", "given", "free"]
Obstacle = Literal["", "nobody", "one coder", "not the same", "not blind", "nothing coded"]
Draw = Literal["all", "kind", "any", "unknown"]
Spans = Mapping[tuple[str, str], Sequence[Coding]]  # by document and coder
_CUSTOMARY = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)  # shares that people draw
_ENOUGH = 5  # passages that coders have in common, to tell that their boundaries were given and not met by chance


@dataclass(frozen=True)
class Situation:
    """What decides how agreement is measured.

    `obstacle` says why nothing can be compared; `compared` is None then. `seen` are documents that are left out because
    a coder saw another's work there before she had finished.
    """

    study: Study
    coders: tuple[str, ...]
    obstacle: Obstacle
    compared: Compared | None
    seen: frozenset[str] = frozenset()

    @property
    def documents(self) -> tuple[Document, ...]:
        """Those that two or more have read blind."""
        return self.compared.documents if self.compared else ()

    @cached_property
    def n_by_all(self) -> int:
        """Documents that every coder has read."""
        read = self.compared.read if self.compared else {}
        return sum(len(by) == len(self.coders) for by in read.values())

    @property
    def is_complete(self) -> bool:
        return self.n_by_all == len(self.documents)

    @property
    def has_common_codes(self) -> bool:
        """Whether in some document all who have read it have read it for the same code."""
        read = self.compared.read if self.compared else {}
        return any(len(by) > 1 and frozenset.intersection(*by.values()) for by in read.values())

    @cached_property
    def boundaries(self) -> Boundaries:
        """What every passage keeps to: whole documents, turns or sentences; passages that were given; nothing."""
        documents = {document.id: document for document in self.documents}
        codings = [(documents[one.document], one) for some in self._spans.values() for one in some]
        for name, find in _CUTS.items():
            if codings and _keeps_to(codings, find):
                return name
        return "given" if _are_given(self._spans) else "free"

    @cached_property
    def has_several(self) -> bool:
        """Whether a coder gave one place several codes."""
        return any(_overlap(some) for some in self._spans.values())

    @cached_property
    def is_recorded(self) -> bool:
        """Whether the log can vouch that codings are blind: imported ones bear no time, and come from elsewhere."""
        codings = [one for some in self._spans.values() for one in some]
        return not any(one.method == "import" for one in codings)

    @cached_property
    def draw(self) -> Draw:
        """How the documents were chosen, as far as a draw of `sample_documents` gives just these."""
        chosen = {document.id for document in self.documents} | self.seen
        n, total = len(chosen), len(self.study.documents)
        if n == total:
            return "all"
        for draw, by in (("kind", "kind"), ("any", None)):
            for share in (n / total, *_CUSTOMARY):
                if set(sample_documents(self.study, share=share, by=by)["document"]) == chosen:
                    return "kind" if draw == "kind" else "any"
        return "unknown"

    @cached_property
    def n_consensus(self) -> int:
        """Codings that were decided together, in the documents that are compared."""
        if CONSENSUS not in self.study.coders:
            return 0
        chosen = {document.id for document in self.documents}
        return sum(one.document in chosen for one in self.study.record(CONSENSUS).codings)

    @cached_property
    def _spans(self) -> Spans:
        found: dict[tuple[str, str], list[Coding]] = {}
        for coder, codings in self.compared.codings.items() if self.compared else ():
            for one in codings:
                found.setdefault((one.document, coder), []).append(one)
        return found


def read_situation(study: Study, coders: Sequence[str] = ()) -> Situation:
    """The situation of some coders, by default of all who have marked a document as reviewed.

    Raises QualkitError for an unknown coder, one named twice, and one that is no person who codes independently.
    """
    for name in coders:
        if name in (RULES, CONSENSUS):
            raise QualkitError(f"{name!r} is no coder who read independently; {_INSTEAD[name]}")
    if len(set(coders)) < len(coders):
        raise QualkitError(f"a coder is named twice: {', '.join(coders)}")
    persons = [name for name in list_coders(study) if name != RULES]
    known = study.choose_coders(coders) if coders else tuple(name for name in persons if study.record(name).reviewed)
    if len(known) < 2:
        return Situation(study, known, "one coder" if known else "nobody", None)
    blind, whole = _compare(study, known, blind=True), _compare(study, known, blind=False)
    kept = {document.id for document in blind.documents} if blind else set()
    seen = frozenset(document.id for document in whole.documents if document.id not in kept) if whole else frozenset()
    if blind and not any(blind.codings.values()):
        return Situation(study, known, "nothing coded", None)
    obstacle: Obstacle = "" if blind else "not blind" if seen else "not the same"
    return Situation(study, known, obstacle, blind, seen)


_INSTEAD = {
    RULES: "how well rules find what a person codes is told by score_rules",
    CONSENSUS: "it is what coders decided together: name those who coded before it",
}


def _compare(study: Study, coders: Sequence[str], *, blind: bool) -> Compared | None:
    try:
        return choose_compared(study, coders, blind=blind)
    except QualkitError:  # no document was read by two: the names were checked
        return None


# --- where passages are cut -----------------------------------------------------------------------------------------

_Edges = tuple[frozenset[int], frozenset[int]]


def _find_document_edges(document: Document) -> _Edges:
    text = document.text
    whole = [(0, len(text)), *((turn.start, turn.end) for turn in document.turns[:1] if len(document.turns) == 1)]
    return _edges(text, whole)


def _find_turn_edges(document: Document) -> _Edges:
    return _edges(document.text, [(turn.start, turn.end) for turn in document.turns])


def _find_sentence_edges(document: Document) -> _Edges:
    turns = document.turns
    return _edges(
        document.text, [span for turn in turns for span in find_sentences(document.text, turn.start, turn.end)]
    )


_CUTS: Mapping[Boundaries, Callable[[Document], _Edges]] = {
    "document": _find_document_edges,
    "turn": _find_turn_edges,
    "sentence": _find_sentence_edges,
}


def _keeps_to(codings: Iterable[tuple[Document, Coding]], find: Callable[[Document], _Edges]) -> bool:
    """Whether every coding begins where a unit begins, and ends where one ends."""
    known: dict[str, _Edges] = {}
    for document, one in codings:
        if document.id not in known:
            known[document.id] = find(document)
        start, end = _trim(document.text, one.start, one.end)
        starts, ends = known[document.id]
        if start not in starts or end not in ends:
            return False
    return True


def _edges(text: str, spans: Iterable[tuple[int, int]]) -> _Edges:
    trimmed = [_trim(text, start, end) for start, end in spans]
    return frozenset(start for start, _ in trimmed), frozenset(end for _, end in trimmed)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _are_given(spans: Spans) -> bool:
    """Whether passages of different coders are the same or apart, and several are the same."""
    by: dict[str, list[set[tuple[int, int]]]] = {}
    for (document, _), some in spans.items():
        by.setdefault(document, []).append({(one.start, one.end) for one in some})
    shared = 0
    for sets in by.values():
        together = sorted(set().union(*sets))
        if any(second[0] < first[1] for first, second in pairwise(together)):
            return False
        shared += sum(sum(span in some for some in sets) > 1 for span in together)
    return shared >= _ENOUGH


def _overlap(codings: Sequence[Coding]) -> bool:
    """Whether two codings of different codes share a letter."""
    ends: dict[str, int] = {}
    for one in sorted(codings, key=lambda one: one.start):
        if any(end > one.start for code, end in ends.items() if code != one.code):
            return True
        ends[one.code] = max(one.end, ends.get(one.code, 0))
    return False
