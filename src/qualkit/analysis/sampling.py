"""Drawing the documents that a second coder is to read: the same ones for everybody who draws with the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.model import Document
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

SAMPLE_COLUMNS = ("document", "kind", "stratum", "n", "n_units", "words", "reviewed_by", "note")
_OWN = {"kind", "id", "type"}  # header keys that are the document's kind, or tell each document from every other


def sample_documents(
    study: Study, *, share: float = 0.2, by: str | None = "kind", seed: int | None = None
) -> pd.DataFrame:
    """Draw documents to be coded by a second coder, from every stratum in proportion.

    Each document has a lot, the SHA-256 of the seed and its id; of each stratum those with the smallest lots are
    drawn. So a draw is the same on every machine, whatever order the files stand in, and a document that is added
    later moves no other's lot. How many come from each stratum is settled by largest remainders: the total is
    `share` of all documents, rounded, and each stratum gives at least one (which may make the total larger).

    Parameters
    ----------
    share : of the documents, above 0 and up to 1.
    by : what the strata are: `kind`; a key of the documents' headers (`place`); `role`, or another column of
        cases.csv, of the cases that speak in the document. None draws from all documents alike.
    seed : a whole number; study.yaml's `seed` by default.

    Returns
    -------
    DataFrame, one row a document drawn, by stratum and id
        `document kind stratum`; `n`, how many were drawn from the stratum, and `n_units`, how many it has; `words`
        of the document; `reviewed_by`, the coders who have marked it reviewed already, joined with '; '; and `note`,
        why a document belongs to the stratum '': those that cannot be put into another (the header lacks the key,
        nobody speaks, or people speak who differ) are one of their own.

    Raises
    ------
    QualkitError
        For a share outside 0 to 1, and where nothing in the study is called `by`.

    Examples
    --------
    >>> sample_documents(study, share=0.2, by="kind").groupby("stratum")[["n", "n_units"]].first()
                 n  n_units
    stratum
    document     1        3
    interview    5       29
    observation  2        8
    """
    if not 0 < share <= 1:
        raise QualkitError(f"the share of documents to draw is {share}; name one above 0 and up to 1, such as 0.2")
    seed = study.settings.seed if seed is None else seed
    placed = _place_documents(study, by)
    strata: dict[str, list[Document]] = {}
    for document in study.documents:
        strata.setdefault(placed[document.id][0], []).append(document)
    drawn = allocate({stratum: len(documents) for stratum, documents in strata.items()}, share)
    reviewed = {coder: study.record(coder).reviewed for coder in study.coders}
    return make_table(
        (
            {
                "document": document.id,
                "kind": document.kind,
                "stratum": stratum,
                "n": drawn[stratum],
                "n_units": len(strata[stratum]),
                "words": len(document.text.split()),
                "reviewed_by": "; ".join(coder for coder, read in reviewed.items() if read.get(document.id)),
                "note": placed[document.id][1],
            }
            for stratum in sorted(strata)
            for document in _draw(strata[stratum], drawn[stratum], seed)
        ),
        SAMPLE_COLUMNS,
    )


def allocate(sizes: Mapping[str, int], share: float) -> dict[str, int]:
    """How many to draw from strata of these sizes: at least one each, largest remainders for the rest.

    Examples
    --------
    >>> allocate({"interview": 29, "observation": 8, "document": 3}, 0.2)
    {'interview': 5, 'observation': 2, 'document': 1}
    """
    exact = Fraction(str(share))
    total = int(sum(sizes.values()) * exact + Fraction(1, 2))
    open_strata, drawn = dict(sizes), dict.fromkeys(sizes, 1)
    while open_strata:
        left = total - (len(sizes) - len(open_strata))
        whole = sum(open_strata.values())
        quotas = {name: Fraction(left * size, whole) for name, size in open_strata.items()}
        below = [name for name, quota in quotas.items() if quota < 1]
        if not below:
            drawn |= _share_out(quotas, left)
            break
        for name in below:  # it gives its one; what is left is shared out among the others
            del open_strata[name]
    return drawn


def _share_out(quotas: Mapping[str, Fraction], total: int) -> dict[str, int]:
    drawn = {name: int(quota) for name, quota in quotas.items()}
    by_remainder = sorted(quotas, key=lambda name: (drawn[name] - quotas[name], -quotas[name], name))
    for name in by_remainder[: total - sum(drawn.values())]:
        drawn[name] += 1
    return drawn


def _draw(documents: Iterable[Document], n: int, seed: int) -> list[Document]:
    drawn = sorted(documents, key=lambda document: sha256(f"{seed}\n{document.id}".encode()).digest())[:n]
    return sorted(drawn, key=lambda document: document.id)


# Strata


def _place_documents(study: Study, by: str | None) -> dict[str, tuple[str, str]]:
    """The stratum of each document, and why it is '' where it is."""
    place = _find_rule(study, by)
    return {document.id: place(document) for document in study.documents}


def _find_rule(study: Study, by: str | None) -> Callable[[Document], tuple[str, str]]:
    if by is None:
        return lambda document: ("all", "")
    if by == "kind":
        return lambda document: (document.kind, "")
    told = {
        (key, value) for document in study.documents for key, value in document.header.items() if isinstance(value, str)
    }
    keys = {key for key, value in told if value.strip()} - _OWN
    if by in keys:
        return lambda document: _place_by_header(document, by)
    columns = [column for column in study.cases.columns if column != "case"]
    if by not in columns:
        raise QualkitError(
            f"nothing to sort documents by is called {by!r} (neither a key of their headers nor a column of cases.csv): "
            f"{suggest(by, ['kind', *keys, *columns])}"
        )
    values = dict(zip(study.cases["case"], study.cases[by], strict=True))
    return lambda document: _place_by_cases(document, by, values)


def _place_by_header(document: Document, by: str) -> tuple[str, str]:
    value = document.header.get(by)
    if isinstance(value, str) and value.strip():
        return value.strip(), ""
    return "", f"its header has no {by}"


def _place_by_cases(document: Document, by: str, values: Mapping[str, Any]) -> tuple[str, str]:
    told = {_word(values.get(case)) for case in document.cases} - {""}
    if not document.cases:
        return "", "nobody speaks in it"
    if len(told) == 1:
        return told.pop(), ""
    if not told:
        return "", f"{by} of {', '.join(document.cases)} is not known"
    return "", f"those who speak differ in {by}: {', '.join(sorted(told))}"


def _word(value: Any) -> str:
    """A value of cases.csv as text; '' where it was not told."""
    if value is None or value != value:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value).strip()
