"""Codings whose transcript was edited since: where they stand now, and writing that into their coder's log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from qualkit.coding.candidates import CONTEXT
from qualkit.coding.displaced import Displaced
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.reading.folders import read_again
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

MOVED_COLUMNS = (
    "document", "coder", "code", "how", "start", "end", "quote", "start_now", "end_now", "quote_now", "line_now", "id",
)  # fmt: skip
WHY = {"moved": "the words shifted", "reworded": "the words changed", "doubtful": "a person found the words again"}


def find_moved(study: Study, coder: str | Iterable[str] | None = None) -> pd.DataFrame:
    """The codings that do not stand as their log says, because the transcript was edited since.

    What stands at its old place in its old words is not listed, whatever else was edited.

    Parameters
    ----------
    coder : whose codings; by default everyone's who has a log.

    Returns
    -------
    DataFrame, one row a coding, by document, coder and old place: `document coder code how start end quote` as the log
    has them, `start_now end_now quote_now` as the text has them today, `line_now` the line of the transcript, `id`.
    `how` is `moved` (the same words elsewhere) or `reworded` (found beyond doubt, in other words), which count at their
    new place; `doubtful` (the likeliest place is given) or `lost` (no place: missing), which do not count.

    Raises
    ------
    QualkitError
        For an unknown coder.

    Examples
    --------
    >>> len(find_moved(study))
    0
    """
    names = study.coders if coder is None else study.choose_coders(coder)
    rows = [row for name in names for row in _list_rows(study, name, study.record(name).displaced)]
    return _tabulate(study, rows)


def move_codings(study: Study, coder: str, ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Write into a coder's log where its codings stand now, as `move` events; they can be undone like any other.

    Parameters
    ----------
    coder : whose log; nobody writes into another's.
    ids : which codings, doubtful ones among them: naming one takes the place that `find_moved` gives. By default all
        that are moved or reworded, and no doubtful one.

    Returns
    -------
    DataFrame, the rows of `find_moved` that were written.

    Raises
    ------
    QualkitError
        A named coding is not displaced, or is lost; a transcript was edited again since the study was opened; or the
        log cannot be written. Then nothing is.

    Examples
    --------
    >>> len(move_codings(study, "a"))  # nothing has moved: nothing is written
    0
    """
    displaced = study.record(*study.choose_coders(coder)).displaced
    chosen = [one for one in displaced if one.stands] if ids is None else _find_named(displaced, ids, coder)
    _check_texts(study, dict.fromkeys(one.document for one in chosen))
    if chosen:
        study.open_journal(coder).append(*(_make_event(study, one) for one in chosen))
    return _tabulate(study, list(_list_rows(study, coder, chosen)))


def _find_named(displaced: Iterable[Displaced], ids: Iterable[str], coder: str) -> list[Displaced]:
    known = {one.id: one for one in displaced}
    chosen = []
    for identity in dict.fromkeys([ids] if isinstance(ids, str) else ids):
        if identity not in known:
            raise QualkitError(f"no coding {identity!r} of {coder!r} is displaced: {suggest(identity, known)}")
        if known[identity].how == "lost":
            raise QualkitError(
                f"{identity!r} is lost: {known[identity].document} does not hold {known[identity].old[:40]!r} any "
                "more; restore the text, or code the passage again"
            )
        chosen.append(known[identity])
    return chosen


def _check_texts(study: Study, documents: Iterable[str]) -> None:
    """Places in a text that is no longer on the disk would undo what was settled in the one that is."""
    for name in documents:
        document = study.documents[name]
        if read_again(study.root, document).text_sha256 != document.text_sha256:
            raise QualkitError(
                f"{document.file} was edited since the study was opened, and its codings stand elsewhere by now; nothing "
                "was written: read it again (`study.reload()`), look at `find_moved`, and settle then"
            )


def _make_event(study: Study, one: Displaced) -> dict[str, Any]:
    document = study.documents[one.document]
    start, end = one.start or 0, one.end or 0
    return {
        "event": "move",
        "id": one.id,
        "document": one.document,
        "start": start,
        "end": end,
        "quote": one.new,
        "before": document.text[max(start - CONTEXT, 0) : start],
        "after": document.text[end : end + CONTEXT],
        "text_sha256": document.text_sha256,
        "from": [one.old_start, one.old_end],
        "to": [start, end],
        "why": WHY[one.how],
    }


def _list_rows(study: Study, coder: str, displaced: Iterable[Displaced]) -> Iterator[dict[str, Any]]:
    for one in displaced:
        yield {
            "document": one.document,
            "coder": coder,
            "code": one.code,
            "how": one.how,
            "start": one.old_start,
            "end": one.old_end,
            "quote": one.old,
            "start_now": one.start,
            "end_now": one.end,
            "quote_now": one.new,
            "line_now": None if one.start is None else study.documents[one.document].line_at(one.start),
            "id": one.id,
        }


def _tabulate(study: Study, rows: list[dict[str, Any]]) -> pd.DataFrame:
    order = {document: number for number, document in enumerate(study.documents.ids)}
    rows.sort(key=lambda row: (order[row["document"]], row["coder"], row["start"], row["end"], row["code"], row["id"]))
    table = make_table(rows, MOVED_COLUMNS)
    return table.astype(dict.fromkeys(("start_now", "end_now", "line_now"), "Int64"))
