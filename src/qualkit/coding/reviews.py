"""Who has read what: 'read, nothing found' is told from 'not yet read'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualkit.codebook.tree import Codebook
from qualkit.errors import QualkitError
from qualkit.model import Documents, Review

Reviewed = Mapping[str, frozenset[str]]
"""For each document the codes it was read for."""


def reviewed_codes(reviews: Iterable[Review], documents: Documents, codebook: Codebook) -> Reviewed:
    """For each document the codes that one coder has read it for, in its present text.

    A review of a text that has changed since is stale and counts for nothing. `*` covers the codes that the
    codebook had at that time: not those that its history says came later.
    """
    read: dict[str, set[str]] = {}
    for review in reviews:
        if not documents.has(review.document):
            continue
        if review.text_sha256 not in (None, documents[review.document].text_sha256):
            continue
        read.setdefault(review.document, set()).update(_covered(review, codebook))
    return {document: frozenset(codes) for document, codes in read.items()}


def _covered(review: Review, codebook: Codebook) -> set[str]:
    later = {
        path
        for change in codebook.history
        if change.action in ("new", "split") and (review.at or "") < change.at
        for path in change.new
    }
    covered: set[str] = set()
    for code in review.codes:
        if code == "*":
            covered |= {path for path in codebook.codes if path not in later}
            continue
        try:
            covered |= {path for now in codebook.resolve(code) for path in codebook.select(now)}
        except QualkitError:
            continue  # the log's fault is told by `qualkit check`
    return covered


def is_case_read(documents: Iterable[str], codes: Iterable[str], reviewed: Reviewed) -> bool:
    """Whether every document in which a case speaks (there is at least one) was read for every one of the codes."""
    documents, codes = list(documents), frozenset(codes)
    return bool(documents) and all(codes <= reviewed.get(document, frozenset()) for document in documents)
