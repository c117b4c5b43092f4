"""How well the codebook's patterns agree with a person, sentence by sentence, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import nan
from typing import TYPE_CHECKING, Any

from qualkit.analysis.rules import code_by_rules
from qualkit.analysis.speech import find_touched
from qualkit.analysis.units import find_told_sentences
from qualkit.coding.record import Record
from qualkit.coding.reviews import Reviewed
from qualkit.coding.rules import RULES
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.language.sentences import Span
from qualkit.model import Document
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

SCORE_COLUMNS = (
    "code", "documents", "n_documents", "n_missing", "n_units", "n", "n_found", "n_true", "n_missed", "n_false",
    "precision", "recall", "f1", "missed", "false",
)  # fmt: skip
ERROR_COLUMNS = ("code", "error", "document", "start", "end", "quote", "pattern", "line", "matched")
HELD_OUT, WRITTEN_FROM, ALL = "held out", "written from", "all"
ALL_CODES = "*"
_UNTOLD = "all, written_from not told"
_EXAMPLES = 3  # quotes beside a score
_MOST_QUOTED = 160  # letters of such a quote


def score_rules(
    study: Study, coder: str, code: str | Iterable[str] = "**", *, documents: str | Iterable[str] = HELD_OUT
) -> pd.DataFrame:
    """How well the rules find what a coder has coded, sentence by sentence.

    The unit is a sentence of what is not an interviewer's. It carries a code, for the coder or for the rules, where a
    passage with that very code covers one of its letters; codes below it are codes of their own. A document counts for a
    code where the coder has read it for that code.

    Who writes a pattern and scores it on the same texts fools herself. So the codebook tells from which documents its
    patterns were written (`written_from: [M01, M02]`, a key of its own at the top or the end of codebook.yaml), and the
    others are scored.

    Parameters
    ----------
    coder : whom the rules are held against.
    code : the codes; of those the ones that have patterns, or that the coder has used.
    documents : `held out` (those that no pattern was written from), `written from`, `all`, or the ids of some.

    Returns
    -------
    DataFrame, one row a code, in the codebook's order, and `*` for all together (micro: their numbers are summed).
    `documents` : which were scored: as asked for, `chosen` for ids; `all, written_from not told` where the codebook does
        not say from which its patterns were written, so that none is known to be held out.
    `n_documents n_missing` : documents that count, and those that do not since the coder has not read them.
    `n_units` : sentences; of `*` pairs of a sentence and a code.
    `n n_found` : sentences that carry the code for the coder, and for the rules.
    `n_true n_missed n_false` : for both, for the coder alone, for the rules alone.
    `precision` : n_true / n_found; NaN where the rules found none.
    `recall` : n_true / n; NaN where the coder has none.
    `f1` : their harmonic mean, 2 n_true / (n + n_found); NaN where neither has any.
    `missed false` : some of the sentences with document and place; `find_rule_errors` lists all of them.

    Raises
    ------
    QualkitError
        For an unknown coder, code or document, and where no document is left that the coder has read.

    Notes
    -----
    What a coder took over from the rules agrees with them for that reason alone. And a coder is no truth: compare the
    scores with those of two coders with each other.

    References
    ----------
    Precision, recall and F: van Rijsbergen (1979), Information Retrieval, 2nd edition, chapter 7; Manning, Raghavan &
    Schütze (2008), Introduction to Information Retrieval, chapter 8 (micro averages: 13), doi:10.1017/CBO9780511809071.

    Examples
    --------
    >>> table = score_rules(study, "a")
    >>> set(table["documents"]), table["code"].iloc[-1]
    ({'held out'}, '*')
    """
    told, scores = _score(study, coder, code, documents)
    rows = [score_row(one) for one in [*scores, sum_scores(scores, len(choose_documents(study, documents)[1]))]]
    return make_table(({"documents": told, **row} for row in rows), SCORE_COLUMNS)


def find_rule_errors(
    study: Study, coder: str, code: str | Iterable[str] = "**", *, documents: str | Iterable[str] = HELD_OUT
) -> pd.DataFrame:
    """The sentences that the rules missed, and those that they found and the coder did not: to learn from.

    Whoever mends patterns by what this shows has read these documents: add them to `written_from`, or ask for
    `documents="written from"`.

    Parameters
    ----------
    coder, code, documents : as for `score_rules`.

    Returns
    -------
    DataFrame, one row a sentence and code, by code and place: `code error` (missed, false) `document start end quote`,
    and of a false one the `pattern` that was met, its `line` in the codebook and the words that `matched`.

    Raises
    ------
    QualkitError
        As `score_rules`.

    Examples
    --------
    >>> table = find_rule_errors(study, "a", "welfare/moneylender", documents="written from")
    >>> sorted(set(table["error"]))
    ['false', 'missed']
    """
    scores = _score(study, coder, code, documents)[1]
    codes = [one.code for one in scores if one.false]
    reasons: dict[tuple[str, str], list[Any]] = {}
    if codes:
        for row in code_by_rules(study, codes).itertuples():
            reasons.setdefault((row.document, row.code), []).append(row)
    rows = [
        row | _find_reasons(row, reasons.get((row["document"], row["code"]), []) if row["error"] == "false" else [])
        for one in scores
        for row in list_errors(one, study.documents.ids)
    ]
    return make_table(rows, ERROR_COLUMNS)


def score_sentences(
    units: Sequence[Span], coder: Iterable[Span], rules: Iterable[Span]
) -> tuple[list[int], list[int], list[int]]:
    """The numbers of the units that passages of both cover, of the coder alone, and of the rules alone.

    >>> score_sentences([(0, 9), (10, 19), (20, 29)], coder=[(5, 12)], rules=[(11, 12), (28, 40)])
    ([1], [0], [2])
    """
    theirs, found = _mark(units, coder), _mark(units, rules)
    return sorted(theirs & found), sorted(theirs - found), sorted(found - theirs)


def _mark(units: Sequence[Span], spans: Iterable[Span]) -> set[int]:
    starts, ends = [start for start, _ in units], [end for _, end in units]
    return {number for start, end in spans for number in find_touched(starts, ends, start, end)}


Place = tuple[Document, Span]


@dataclass
class Score:
    """What was counted of a code, in the documents that were read for it."""

    code: str
    scored: Mapping[str, Sequence[Span]]  # the documents, with their sentences
    n_missing: int = 0
    true: list[Place] = field(default_factory=list)
    missed: list[Place] = field(default_factory=list)
    false: list[Place] = field(default_factory=list)

    @property
    def n_units(self) -> int:
        return sum(map(len, self.scored.values()))


def _score(study: Study, coder: str, code: str | Iterable[str], which: str | Iterable[str]) -> tuple[str, list[Score]]:
    """How the documents are called that were chosen, and the score of each code."""
    record = study.record(coder)
    told, chosen = choose_documents(study, which)
    scores = compare_records(record, study.record(RULES), study.codebook.select(code), chosen, record.reviewed)
    scores = [one for one in scores if study.codebook[one.code].patterns or one.true or one.missed or one.false]
    if not any(one.scored for one in scores):
        raise QualkitError(
            f"no document is {told} that coder {coder!r} has read for such a code: choose others by `documents`"
        )
    return told, scores


def compare_records(
    record: Record, other: Record, codes: Iterable[str], documents: Sequence[Document], reviewed: Reviewed
) -> list[Score]:
    """For each code the sentences with codings of the one, of the other, of both, in documents that were read for it."""
    theirs, found = _find_spans(record), _find_spans(other)
    units = {document.id: list(find_told_sentences(document)) for document in documents}
    scores = []
    for code in codes:
        read = [document for document in documents if code in reviewed.get(document.id, ())]
        score = Score(code, {document.id: units[document.id] for document in read}, len(documents) - len(read))
        for document in read:
            place, here = (document.id, code), units[document.id]
            parts = score_sentences(here, theirs.get(place, ()), found.get(place, ()))
            for places, numbers in zip((score.true, score.missed, score.false), parts, strict=True):
                places += [(document, here[number]) for number in numbers]
        scores.append(score)
    return scores


def _find_spans(record: Record) -> dict[tuple[str, str], list[Span]]:
    spans: dict[tuple[str, str], list[Span]] = {}
    for coding in record.codings:
        spans.setdefault((coding.document, coding.code), []).append((coding.start, coding.end))
    return spans


def choose_documents(study: Study, which: str | Iterable[str]) -> tuple[str, list[Document]]:
    """How the chosen documents are called in the table, and they themselves."""
    documents, written_from = study.documents, study.codebook.written_from
    if not isinstance(which, str):
        wanted = {documents[identity].id for identity in which}
        return "chosen", [document for document in documents if document.id in wanted]
    known = (HELD_OUT, WRITTEN_FROM, ALL)
    if which not in known:
        raise QualkitError(
            f"documents {which!r} are none; list some ids, or write one of three: {suggest(which, known)}"
        )
    if which == ALL or (which == HELD_OUT and not written_from):
        return (ALL if which == ALL else _UNTOLD), list(documents)
    for identity in written_from:
        if not documents.has(identity):
            raise QualkitError(
                f"{study.codebook.file}: written_from names {identity!r}, which is no document of this study: "
                f"{suggest(identity, documents.ids)}; where the patterns come from another study, delete the key or say "
                "documents='all'"
            )
    return which, [document for document in documents if (document.id in written_from) == (which == WRITTEN_FROM)]


def sum_scores(scores: Sequence[Score], n_documents: int) -> Score:
    """All codes together, as `*` (micro), of the documents that were chosen."""
    units: dict[str, list[Span]] = {}
    for one in scores:
        for document, some in one.scored.items():
            units.setdefault(document, []).extend(some)
    whole = Score(ALL_CODES, units, n_documents - len(units))
    for one in scores:
        whole.true += one.true
        whole.missed += one.missed
        whole.false += one.false
    return whole


def score_row(score: Score) -> dict[str, Any]:
    """A row of numbers and examples; of all codes together without examples."""
    true, missed, false = len(score.true), len(score.missed), len(score.false)
    n, n_found = true + missed, true + false
    return {
        "code": score.code,
        "n_documents": len(score.scored),
        "n_missing": score.n_missing,
        "n_units": score.n_units,
        "n": n,
        "n_found": n_found,
        "n_true": true,
        "n_missed": missed,
        "n_false": false,
        "precision": true / n_found if n_found else nan,
        "recall": true / n if n else nan,
        "f1": 2 * true / (n + n_found) if n + n_found else nan,
        "missed": "" if score.code == ALL_CODES else _quote_some(score.missed),
        "false": "" if score.code == ALL_CODES else _quote_some(score.false),
    }


def _quote_some(places: Sequence[Place]) -> str:
    """A few, from all over the documents, and always the same ones."""
    step = max(1, len(places) // _EXAMPLES)
    return "; ".join(
        f"{document.id} {start}–{end}: “{_shorten(document.text[start:end])}”"
        for document, (start, end) in places[::step][:_EXAMPLES]
    )


def _shorten(quote: str) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= _MOST_QUOTED else f"{quote[: _MOST_QUOTED - 1]}…"


def list_errors(score: Score, documents: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What was missed and what was found falsely of a code, in the order of the documents."""
    order = {document: number for number, document in enumerate(documents)}
    errors = [*((place, "missed") for place in score.missed), *((place, "false") for place in score.false)]
    for (document, (start, end)), error in sorted(errors, key=lambda pair: (order[pair[0][0].id], pair[0][1])):
        quote = document.text[start:end]
        yield {
            "code": score.code, "error": error, "document": document.id, "start": start, "end": end, "quote": quote,
        }  # fmt: skip


def _find_reasons(row: Mapping[str, Any], ruled: Sequence[Any]) -> dict[str, Any]:
    met = [one for one in ruled if one.start < row["end"] and one.end > row["start"]]
    return {
        "pattern": "; ".join(one.pattern for one in met),
        "line": met[0].line if met else 0,
        "matched": "; ".join(one.matched for one in met),
    }
