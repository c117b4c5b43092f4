"""Where two coders differ, as quotes: first what the findings hang on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualkit.analysis.choices import Choice
from qualkit.analysis.compared import Compared, check_pair, choose_compared
from qualkit.coding.differences import Difference, find_differences
from qualkit.columns import make_table
from qualkit.findings.basis import Basis
from qualkit.findings.evidence import Reading
from qualkit.findings.sides import Change, find_sided
from qualkit.model import EVIDENCE_METHODS, Coding, Document
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

DISAGREEMENT_COLUMNS = (
    "document", "case", "speaker", "turn", "kind_of_difference", "code", "label", "code_other", "label_other", "coder",
    "other", "start", "end", "quote", "only", "other_only", "length", "note", "n_cases", "cases", "findings", "changes",
    "open",
)  # fmt: skip
_DETAILS = ("status", "certainty", "when", "cases")
_BETWEEN, _GAP = "; ", " […] "


def find_disagreements(
    study: Study,
    *coders: str,
    code: str | Iterable[str] = "**",
    documents: str | Iterable[str] | None = None,
    blind: bool = True,
    language: str | None = None,
) -> pd.DataFrame:
    """The places where two coders differ, first those by which most cases would change sides in the findings.

    Of each difference it is asked: were the first coder's codings there replaced by the second's, and all else left as
    the first coder has it, which cases would then support, contradict, do both or be silent otherwise than they do by
    her? So name first whose reading stands, as a rule the coder of record; with the coders exchanged it is asked of the
    other's reading. Asked are claims of prevalence and association, and events, where it is the marked sources that
    change sides. What is measured (outcomes) does not hang on codings. A case that is not wholly read, or that a person
    has judged, changes by none. Each difference is asked about alone: two about one case may do together what neither
    does, or undo one another.

    Parameters
    ----------
    coders : two, by their logs; `rules` are what the codebook's patterns find, taken here as if accepted.
    code, documents, blind : as in `compare_coders`. Compared is what both have read, and read for the code.
    language : of the labels; the study's by default.

    Returns
    -------
    DataFrame, one row a difference; most cases first, then the longest, then in the order of the texts.
    `document case speaker turn` : where it begins, and whom the passages are about; several cases joined with '; '.
    `kind_of_difference` : `borders` (one code, words that overlap), `codes` (other codes on words that overlap), `left`
        (only the first coder), `right` (only the second), `details` (the same passage with another status, certainty,
        time or case).
    `code label` : of the first coder, `code_other label_other` of the second, '' for none; `coder other` are the two.
    `start end quote` : the whole place, with what either coded.
    `only other_only` : the words to which only the first, only the second gave the code. `length` : how many characters
        these are.
    `note` : the details in which they differ, first coder | second.
    `n_cases` : cases (of an event: marked sources) that would change sides in some finding; `cases` and `findings` name
        them, `changes` tells each with the side now and then.
    `open` : the call that opens the place in the compare view.

    Raises
    ------
    QualkitError
        For other than two coders, an unknown coder, code or document, and where no document was read by both.

    Examples
    --------
    >>> table = find_disagreements(study, "a", "b")
    >>> table[["document", "kind_of_difference", "n_cases", "findings"]].head(2)
      document kind_of_difference  n_cases                              findings
    0      M04              right        1  training-passive; active-independent
    1      M03               left        1                             needs-met
    >>> table["changes"][1]
    'needs-met: M03 supports → silent'
    """
    check_pair(coders, "disagreements are")
    compared = choose_compared(study, coders, code, documents=documents, blind=blind)
    language = language or study.language
    told = [
        _tell(difference, document, changes, compared, language)
        for document, difference, changes in _weigh(compared, language)
    ]
    return make_table(sorted(told, key=lambda row: (-row["n_cases"], -row["length"])), DISAGREEMENT_COLUMNS)


def _weigh(compared: Compared, language: str) -> Iterator[tuple[Document, Difference, list[Change]]]:
    """Every difference in the order of the texts, with who would change sides by it."""
    study, first = compared.study, compared.coders[0]
    record = compared.records[first]
    reading = Reading(first, _accept(record.codings), record.reviewed, record.log.judgements)
    claims = find_sided(study.findings, Basis.of(study, Choice.of(study, first), language), reading)
    sides = {coder: _by_document(compared, coder) for coder in compared.coders}
    for document in compared.documents:
        left, right = (some.get(document.id, []) for some in sides.values())
        for difference in find_differences(left, right):
            if difference.kind != "agreement":
                come = _accept(difference.right)
                changes = [one for claim in claims for one in claim.find_changes(difference.left, come)]
                yield document, difference, changes


def _accept(codings: Iterable[Coding]) -> tuple[Coding, ...]:
    """A rule's codings as if a person had accepted them; others as they are."""
    return tuple(one if one.method in EVIDENCE_METHODS else replace(one, method="accepted") for one in codings)


def _by_document(compared: Compared, coder: str) -> dict[str, list[Coding]]:
    """A coder's codings of codes for which both have read the document."""
    found: dict[str, list[Coding]] = {}
    for coding in compared.codings[coder]:
        if len(compared.readers(coding.document, coding.code)) == len(compared.coders):
            found.setdefault(coding.document, []).append(coding)
    return found


def _tell(
    difference: Difference, document: Document, changes: Sequence[Change], compared: Compared, language: str
) -> dict[str, Any]:
    first, second = compared.coders
    label = compared.study.codebook.label
    codes, others = (list(dict.fromkeys(one.code for one in side)) for side in (difference.left, difference.right))
    start, end = difference.start, difference.end
    turn = document.turn_at(start, end)
    left, right = _cover(difference.left), _cover(difference.right)
    only, other_only = ({at for _, at in some} for some in (left - right, right - left))
    cases = dict.fromkeys(change.case for change in changes)
    return {
        "document": document.id,
        "case": _BETWEEN.join(dict.fromkeys(case for one in difference.codings for case in one.cases or ())),
        "speaker": (turn.speaker if turn else None) or "",
        "turn": turn.number if turn else None,
        "kind_of_difference": difference.kind,
        "code": _BETWEEN.join(codes),
        "label": _BETWEEN.join(label(one, language) for one in codes),
        "code_other": _BETWEEN.join(others),
        "label_other": _BETWEEN.join(label(one, language) for one in others),
        "coder": first,
        "other": second,
        "start": start,
        "end": end,
        "quote": document.text[start:end],
        "only": _cite(document, only),
        "other_only": _cite(document, other_only),
        "length": len(only | other_only),
        "note": _tell_details(difference),
        "n_cases": len(cases),
        "cases": _BETWEEN.join(cases),
        "findings": _BETWEEN.join(dict.fromkeys(change.finding for change in changes)),
        "changes": _BETWEEN.join(map(str, changes)),
        "open": f'qk.open_compare(study, "{document.id}", "{first}", "{second}", start={start})',
    }


def _cover(codings: Iterable[Coding]) -> set[tuple[str, int]]:
    """Every character with each code that it was given."""
    return {(coding.code, at) for coding in codings for at in range(coding.start, coding.end)}


def _cite(document: Document, places: set[int]) -> str:
    """The words at these places; what lies between them is left out."""
    begins = sorted(at for at in places if at - 1 not in places)
    ends = sorted(at + 1 for at in places if at + 1 not in places)
    pieces = (document.text[start:end].strip() for start, end in zip(begins, ends, strict=True))
    return _GAP.join(filter(None, pieces))


def _tell_details(difference: Difference) -> str:
    """In what else they differ where both gave the code."""
    if difference.kind not in ("details", "borders"):
        return ""
    told = []
    for name in _DETAILS:
        sides = (difference.left, difference.right)
        one, other = (sorted({_write(getattr(coding, name)) for coding in side}) for side in sides)
        if one != other:
            told.append(f"{name}: {', '.join(one)} | {', '.join(other)}")
    return _BETWEEN.join(told)


def _write(detail: object) -> str:
    return ", ".join(sorted(detail)) if isinstance(detail, tuple) else str(detail or "") or "–"
