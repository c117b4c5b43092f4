"""Training: where a new coder does not code as a reference does, and what to read anew in the codebook for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from qualkit.analysis.agreement import How, tabulate
from qualkit.analysis.compared import Compared, find_blind, find_compared
from qualkit.analysis.measured import Resampling
from qualkit.analysis.scoring import ALL_CODES, Score, compare_records, list_errors, score_row, sum_scores
from qualkit.columns import make_table
from qualkit.errors import QualkitError, list_names
from qualkit.model import Document
from qualkit.study import Study
from qualkit.wording import say
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import pandas as pd

TRAINING_COLUMNS = (
    "code", "label", "n_documents", "n_missing", "n_units", "n", "n_found", "n_true", "n_missed", "n_false",
    "precision", "recall", "f1", "coefficient", "estimate", "ci_low", "ci_high", "reread", "definition", "include",
    "exclude", "boundary", "boundary_label", "n_instead", "n_in_place_of", "boundary_definition", "boundary_include",
    "boundary_exclude", "missed", "false", "note",
)  # fmt: skip
TRAINING_ERROR_COLUMNS = ("code", "label", "error", "document", "start", "end", "quote", "given", "reference")
_UNTOLD = {"n_instead": 0, "n_in_place_of": 0}
_COEFFICIENT = "krippendorff_alpha"


def score_coder(
    study: Study,
    coder: str,
    reference: str,
    code: str | Iterable[str] = "**",
    *,
    documents: str | Iterable[str] | None = None,
    level: float = 0.95,
    n_resamples: int = 1_000,
    language: str | None = None,
) -> pd.DataFrame:
    """How far a new coder codes as a reference does, and what she should read anew in the codebook, that first.

    The unit is a sentence of what is not an interviewer's; it carries a code that touches one of its letters. Only
    documents count that both have marked as reviewed, and of the new coder only what she did before anybody's work was
    shown to her there. The reference counts as it is now, such as the log in which two coders settled their differences.

    Parameters
    ----------
    coder : who is learning.
    reference : whose codings she is held against.
    code : which codes are told. With which other codes they were confused is looked for among all.
    documents : only these.
    level, n_resamples : of the interval.
    language : of labels and definitions; the study's by default.

    Returns
    -------
    DataFrame, one row a code that either used, those with most sentences coded otherwise first; `*`, all together, last.
    `n_documents n_missing` : documents that both have read for the code, and others (of those that were asked for).
    `n_units` : sentences there; of `*` pairs of a sentence and a code.
    `n n_found n_true n_missed n_false` : sentences that carry the code for the reference, for the new coder, for both,
        for the reference alone, for the new coder alone.
    `precision recall f1` : n_true / n_found, n_true / n, and 2 n_true / (n + n_found); NaN where that divides by 0.
    `coefficient estimate ci_low ci_high note` : Krippendorff's alpha as `compare_coders` has it for sentences.
    `reread` : file and line of the code in the codebook, and of the `boundary`; '' where nothing was coded otherwise.
    `definition include exclude` : what the codebook says of the code.
    `boundary boundary_label` : the code that it was confused with in most sentences, '' where with none.
    `n_instead` : sentences in which she gave the boundary instead of this code; `n_in_place_of` : in which she gave this
        code in place of it. A sentence counts where one has the one code alone and the other the other alone.
    `boundary_definition boundary_include boundary_exclude` : what the codebook says of it.
    `missed false` : some of the sentences with document and place; `find_coder_errors` lists all of them.

    A reference is no truth. Where a new reader differs with reason, it is the codebook that should change; and who has
    read definitions anew is scored again on documents that she has not been told of.

    Raises
    ------
    QualkitError
        For an unknown coder, code or document, and where no document was read by both.

    Examples
    --------
    >>> table = score_coder(study, "b", "a", "service", n_resamples=50)
    >>> table[["code", "n_missed", "n_false", "boundary"]].head(2)
                         code  n_missed  n_false                       boundary
    0  service/delivery/loans        27       49  service/evaluation/monitoring
    1         service/problem        17       56     participation/contribution
    """
    training = _Training.of(study, coder, reference, documents)
    scores = training.choose(code)
    scores.sort(key=lambda score: (-len(score.missed) - len(score.false), _f1(score)))
    language = language or study.language
    how = How((_COEFFICIENT,), resampling=Resampling(level, n_resamples, study.settings.seed), language=language)
    measured = {row["code"]: row for row in tabulate(training.narrow(code), "sentence", how)}
    rows = [
        _measured(measured, score.code)
        | {"label": study.codebook.label(score.code, language)}
        | score_row(score)
        | training.tell(score, language)
        for score in scores
    ]
    whole = _measured(measured, ALL_CODES) | score_row(sum_scores(scores, len(training.documents)))
    rows.append(dict.fromkeys(TRAINING_COLUMNS, "") | _UNTOLD | whole | {"label": say("agreement_all", language)})
    return make_table(rows, TRAINING_COLUMNS)


def find_coder_errors(
    study: Study,
    coder: str,
    reference: str,
    code: str | Iterable[str] = "**",
    *,
    documents: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """The sentences that a new coder coded otherwise than the reference, to be talked over.

    Parameters
    ----------
    coder, reference, code, documents, language : as for `score_coder`.

    Returns
    -------
    DataFrame, one row a sentence and code, in the codebook's and the documents' order: `code label error` (missed, false)
    `document start end quote`, and all codes that the new coder gave there (`given`) and that the reference did
    (`reference`), '' for none.

    Raises
    ------
    QualkitError
        As `score_coder`.

    Examples
    --------
    >>> table = find_coder_errors(study, "b", "a", "welfare/moneylender")
    >>> sorted(set(table["error"]))
    ['false', 'missed']
    """
    training = _Training.of(study, coder, reference, documents)
    language = language or study.language
    rows = [
        row
        | {
            "label": study.codebook.label(score.code, language),
            "given": "; ".join(training.given[row["document"], row["start"]]),
            "reference": "; ".join(training.expected[row["document"], row["start"]]),
        }
        for score in training.choose(code)
        for row in list_errors(score, study.documents.ids)
    ]
    return make_table(rows, TRAINING_ERROR_COLUMNS)


@dataclass(frozen=True)
class _Training:
    """A new coder beside a reference: what both have read, and the score of every code that either used."""

    compared: Compared
    documents: Sequence[Document]  # that were asked for
    scores: Sequence[Score]

    @classmethod
    def of(cls, study: Study, coder: str, reference: str, documents: str | Iterable[str] | None) -> _Training:
        if coder == reference:
            raise QualkitError(f"coder and reference are both {coder!r}: name another; for two times: compare_times")
        records = {reference: study.record(reference), coder: find_blind(study, coder)}
        ids = study.documents.ids if documents is None else list_names(documents, "documents")
        chosen = [study.documents[identity] for identity in dict.fromkeys(ids)]
        advice = (
            "the new coder's work counts as it was before another's was shown to her; have both mark documents as "
            "reviewed, she without seeing the reference, or name others"
        )
        compared = find_compared(study, records, documents=[document.id for document in chosen], advice=advice)
        both = {document: frozenset.intersection(*by.values()) for document, by in compared.read.items() if len(by) > 1}
        scores = compare_records(records[reference], records[coder], compared.codes, chosen, both)
        return cls(compared, chosen, [score for score in scores if score.true or score.missed or score.false])

    def choose(self, code: str | Iterable[str]) -> list[Score]:
        wanted = frozenset(self.compared.study.codebook.select(code))
        return [score for score in self.scores if score.code in wanted]

    def narrow(self, code: str | Iterable[str]) -> Compared:
        """Only some codes, to be measured."""
        ids = [document.id for document in self.compared.documents]
        return find_compared(self.compared.study, self.compared.records, code, documents=ids)

    @cached_property
    def given(self) -> Mapping[tuple[str, int], list[str]]:
        """The codes that the new coder gave each sentence."""
        return _by_sentence((score.code, place) for score in self.scores for place in [*score.true, *score.false])

    @cached_property
    def expected(self) -> Mapping[tuple[str, int], list[str]]:
        return _by_sentence((score.code, place) for score in self.scores for place in [*score.true, *score.missed])

    def tell(self, score: Score, language: str) -> dict[str, Any]:
        """What to read anew for a code."""
        book = self.compared.study.codebook
        instead = Counter(self._others(score.missed, self.given, self.expected))
        in_place_of = Counter(self._others(score.false, self.expected, self.given))
        both = instead + in_place_of
        boundary = min(both, key=lambda path: -both[path]) if both else ""
        paths = [path for path in (score.code, boundary) if path] if score.missed or score.false else []
        return {
            "reread": "; ".join(f"{book.file}:{book[path].line} {path}" for path in paths),
            **_define(book[score.code], language),
            "boundary": boundary,
            "boundary_label": book.label(boundary, language) if boundary else "",
            "n_instead": instead[boundary],
            "n_in_place_of": in_place_of[boundary],
            **{f"boundary_{key}": text for key, text in _define(book.codes.get(boundary), language).items()},
        }

    @staticmethod
    def _others(
        places: Iterable[Any], theirs: Mapping[Any, list[str]], not_of: Mapping[Any, list[str]]
    ) -> Iterator[str]:
        """The codes that one alone gave, in the sentences where the other alone gave this one."""
        for document, (start, _) in places:
            there = not_of.get((document.id, start), ())
            yield from (path for path in theirs.get((document.id, start), ()) if path not in there)


def _by_sentence(places: Iterable[tuple[str, Any]]) -> Mapping[tuple[str, int], list[str]]:
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for code, (document, (start, _)) in places:
        found[document.id, start].append(code)
    return found


def _define(code: Any, language: str) -> dict[str, str]:
    keys = ("definition", "include", "exclude")
    return {key: in_language(getattr(code, key), language) if code else "" for key in keys}


def _f1(score: Score) -> float:
    value = score_row(score)["f1"]
    return 0.0 if isnan(value) else float(value)


def _measured(measured: Mapping[str, Mapping[str, Any]], code: str) -> dict[str, Any]:
    row = measured.get(code, {})
    told = {name: row.get(name, nan) for name in ("estimate", "ci_low", "ci_high")}
    return {"coefficient": _COEFFICIENT, "note": row.get("note", ""), **told}
