"""Who has read what: 'read, nothing found' is told from 'not yet read'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualkit.codebook.tree import Codebook
from qualkit.errors import QualkitError
from qualkit.model import Documents, Review

Reviewed = Mapping[str, frozenset[str]]
"""For each document the codes it was read for."""


def reviewed_codes(
    reviews: Iterable[Review],
    documents: Documents,
    codebook: Codebook,
    missing: Iterable[tuple[str, str]] = (),
) -> Reviewed:
    """For each document the codes that one coder has read it for, in its present text.

    A review of a text that has changed since is stale and counts for nothing. `*` covers the codes that the
    codebook had at that time: not those that its history says came later. `missing` are document and code of what
    was coded there and is not found in the text any more: a review that does not name its text says nothing of these.
    """
    gone: dict[str, set[str]] = {}
    for document, code in missing:
        gone.setdefault(document, set()).update(_with_all_above(code, codebook))
    read: dict[str, set[str]] = {}
    for review in reviews:
        if not documents.has(review.document):
            continue
        if review.text_sha256 not in (None, documents[review.document].text_sha256):
            continue
        unsure = gone.get(review.document, set()) if review.text_sha256 is None else set()
        read.setdefault(review.document, set()).update(_covered(review, codebook) - unsure)
    return {document: frozenset(codes) for document, codes in read.items()}


def _covered(review: Review, codebook: Codebook) -> set[str]:
    later = {
        path
        for change in codebook.history
        if change.action in ("new", "split") and (review.at or "") < _end(change.at)
        for path in change.new
    }
    covered: set[str] = set()
    for code in review.codes:
        if code == "*":
            covered |= {path for path in codebook.codes if path not in later}
            continue
        try:
            since = later - {code}  # what a review names was there
            covered |= {path for now in codebook.resolve(code) for path in codebook.select(now) if path not in since}
        except QualkitError:
            continue  # the log's fault is told by `qualkit check`
    return covered


def _end(at: str) -> str:
    """A time to compare with; of a bare date the day's end, as nobody knows what was done before and what after."""
    return at if "T" in at else f"{at}T99"


def _with_all_above(code: str, codebook: Codebook) -> set[str]:
    """Today's codes for one that was used, and those above them, under which it counts too."""
    try:
        now = codebook.resolve(code)
    except QualkitError:
        return set()  # the log's fault is told by `qualkit check`
    parts = [path.split("/") for path in now]
    return {"/".join(path[:depth]) for path in parts for depth in range(1, len(path) + 1)}


def is_case_read(documents: Iterable[str], codes: Iterable[str], reviewed: Reviewed) -> bool:
    """Whether every document in which a case speaks (there is at least one) was read for every one of the codes."""
    documents, codes = list(documents), frozenset(codes)
    return bool(documents) and all(codes <= reviewed.get(document, frozenset()) for document in documents)
