"""What two coders or more can be compared on: documents that they have read, and what each coded there blind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qualkit.analysis.choices import CONSENSUS
from qualkit.coding.record import Record
from qualkit.errors import QualkitError, list_names
from qualkit.model import Coding, Document
from qualkit.study import Study

Read = Mapping[str, frozenset[str]]
"""The codes for which each coder has read a document."""
_MOST_TOLD = 3  # documents in an error
_READ = "mark documents as reviewed in the coder, or name others"
_ADVICE = (
    "only what was read before they saw each other's work counts; mark documents as reviewed in the coder, name others, "
    "or compare what was not coded blind too (blind=False)"
)


@dataclass(frozen=True)
class Compared:
    """Coders, the documents that two or more of them have read, and their codings there.

    `read` holds for each of `documents` the coders who have read it, each with the codes (of `codes`) for which she
    has; `left_out` tells of every other document why it is not compared. `codes` are those that one of the coders used,
    in the codebook's order. `records` are the coders' logs, as far as they count.
    """

    study: Study
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    documents: tuple[Document, ...]
    read: Mapping[str, Read]
    left_out: Mapping[str, str]
    records: Mapping[str, Record]
    depth: int | None = None
    unblind: frozenset[str] = frozenset()  # of `left_out`: two have read it, one after another's work was shown to her

    @cached_property
    def codings(self) -> Mapping[str, tuple[Coding, ...]]:
        """Each coder's codings of these codes in these documents, in the order of the texts."""
        return {
            coder: tuple(
                coding if self.depth is None else replace(coding, code=code)
                for coding in record.codings
                if (code := cut(coding.code, self.depth)) in self.read.get(coding.document, {}).get(coder, ())
            )
            for coder, record in self.records.items()
        }

    def readers(self, document: str, code: str) -> tuple[str, ...]:
        """Who has read a document for a code."""
        return tuple(coder for coder, codes in self.read[document].items() if code in codes)

    def find_empty(self) -> tuple[str, ...]:
        """The coders who have read some of the documents, and coded nothing there."""
        read = frozenset(coder for by in self.read.values() for coder in by)
        return tuple(coder for coder, codings in self.codings.items() if coder in read and not codings)

    @property
    def share(self) -> float:
        """Of the study's documents, those that two or more of the coders have read."""
        return len(self.documents) / (len(self.documents) + len(self.left_out))


def find_compared(
    study: Study,
    records: Mapping[str, Record],
    code: str | Iterable[str] = "**",
    *,
    documents: str | Iterable[str] | None = None,
    depth: int | None = None,
    shown: Mapping[str, Collection[str]] | None = None,
    advice: str = _READ,
) -> Compared:
    """What the records of two coders or more, each under a name, have in common to be compared.

    `shown` names for each coder the documents that she read too, but only after another's work was shown to her there.

    Raises QualkitError where no document was read by two (with the `advice`), and for an unknown code or document.
    """
    if depth is not None and not (isinstance(depth, int) and depth >= 1):
        raise QualkitError(f"depth={depth!r}: how many parts of a code's path count, 1 for its theme")
    chosen = dict.fromkeys(cut(path, depth) for path in study.codebook.select(code))
    used = {cut(coding.code, depth) for record in records.values() for coding in record.codings}
    codes = tuple(path for path in chosen if path in used)
    wanted = frozenset(codes or chosen)
    read: dict[str, Read] = {}
    left_out: dict[str, str] = {}
    unblind: set[str] = set()
    for document in study.documents:
        by = {coder: wanted & record.reviewed.get(document.id, frozenset()) for coder, record in records.items()}
        by = {coder: some for coder, some in by.items() if some}
        if sum(len(some) for some in by.values()) > len(frozenset().union(*by.values())):
            read[document.id] = by
        else:
            late = tuple(coder for coder, seen in (shown or {}).items() if document.id in seen and coder not in by)
            left_out[document.id] = _tell_unread(by, late)
            unblind |= {document.id} if len(by) + len(late) > 1 else set()
    both = tuple(document for document in study.documents if document.id in read)
    compared = Compared(study, tuple(records), codes, both, read, left_out, records, depth, frozenset(unblind))
    chosen_documents = None if documents is None else _choose(study, documents)
    kept = compared if chosen_documents is None else _keep(compared, chosen_documents)
    if not kept.documents:
        told = {name: why for name, why in left_out.items() if chosen_documents is None or name in chosen_documents}
        raise QualkitError(_tell_nothing(kept.coders, told, advice))
    return kept


def choose_compared(
    study: Study,
    coders: Sequence[str],
    code: str | Iterable[str] = "**",
    *,
    documents: str | Iterable[str] | None = None,
    blind: bool = True,
    depth: int | None = None,
) -> Compared:
    """The comparison of coders by their names.

    With `blind` a coder's work on a document counts as it was before another's work, the rules' or a suggestion was
    first shown to her there; a document that she had not marked as reviewed by then is left out.

    Raises
    ------
    QualkitError
        For fewer than two coders, one named twice, an unknown one, an unknown code or document, and where no document
        was read by two.
    """
    coders = list_names(coders, "coders")
    if len(coders) < 2:
        raise QualkitError(f"agreement is between two coders or more, here: {', '.join(coders) or 'none'}; name others")
    if len(set(coders)) < len(coders):
        raise QualkitError(f"a coder is named twice: {', '.join(coders)}; for one coder at two times: compare_times")
    study.choose_coders(coders)
    records = {coder: find_blind(study, coder) if blind else study.record(coder) for coder in coders}
    shown = {coder: _find_late(study.record(coder), records[coder]) for coder in coders}
    advice = _ADVICE if blind else _READ
    return find_compared(study, records, code, documents=documents, depth=depth, shown=shown, advice=advice)


def check_pair(coders: Sequence[str], what: str) -> None:
    """Raise QualkitError for more than two coders; `what` is it that there is between two."""
    if len(coders) > 2:
        raise QualkitError(f"{what} between two coders, here: {', '.join(coders)}; make a table for each two")


def list_coders(study: Study) -> tuple[str, ...]:
    """Everybody with a log, but for the one in which differences are settled."""
    return tuple(coder for coder in study.coders if coder != CONSENSUS)


def find_blind(study: Study, coder: str) -> Record:
    """A coder's record with, of each document, only what she did before anything was shown to her there."""
    ends = find_shown(study.record(coder))
    return study.past_record(coder, ends) if ends else study.record(coder)


def _find_late(now: Record, counted: Record) -> frozenset[str]:
    """The documents that a coder has read by now, and had not while she was blind."""
    return frozenset(document for document in now.reviewed if document not in counted.reviewed)


def find_shown(record: Record) -> dict[str, str]:
    """For each document in which anything was shown to a coder the time ('' for an unknown one) when it first was."""
    first: dict[str, str] = {}
    for shown in record.log.shown:
        at = shown.at or ""
        first[shown.document] = min(at, first.get(shown.document, at))
    return first


def cut(code: str, depth: int | None) -> str:
    """The first parts of a code's path, all of them where `depth` is None.

    >>> cut("welfare/moneylender/free", 2)
    'welfare/moneylender'
    """
    return code if depth is None else "/".join(code.split("/")[:depth])


def _choose(study: Study, documents: str | Iterable[str]) -> frozenset[str]:
    return frozenset(study.documents[name].id for name in (list_names(documents, "documents")))


def _keep(compared: Compared, chosen: frozenset[str]) -> Compared:
    """Only some documents, the others left out because they were not asked for."""
    kept = tuple(document for document in compared.documents if document.id in chosen)
    others = {document.id: "not asked for" for document in compared.documents if document.id not in chosen}
    read = {document.id: compared.read[document.id] for document in kept}
    left_out, unblind = {**compared.left_out, **others}, compared.unblind & chosen
    return replace(compared, documents=kept, read=read, left_out=left_out, unblind=unblind)


def _tell_unread(by: Read, late: Sequence[str]) -> str:
    seen = f", and by {' and '.join(late)} only after another's work was shown" if late else ""
    if len(by) == 1:
        return f"read by {next(iter(by))} {'' if late else 'alone'}".rstrip() + seen
    return (f"read by {' and '.join(by)} for different codes" if by else "read by none of them") + seen


def _tell_nothing(coders: Sequence[str], left_out: Mapping[str, str], advice: str) -> str:
    told = [f"{document}: {why}" for document, why in left_out.items()][:_MOST_TOLD]
    more = f" and {len(left_out) - _MOST_TOLD} more" if len(left_out) > _MOST_TOLD else ""
    why = f" ({'; '.join(told)}{more})" if told else ""
    return f"no document was read by two of {', '.join(coders)}{why}: {advice}"
