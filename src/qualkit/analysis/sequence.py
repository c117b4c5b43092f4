"""Codes along the interview: where each stands, and what follows what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualkit.columns import check_columns, make_table
from qualkit.conditions import decide
from qualkit.errors import QualkitError, suggest
from qualkit.model import KINDS, Coding
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

SEQUENCE_COLUMNS = (
    "document", "kind", "case", "coder", "step", "position", "position_start", "position_end", "start", "end", "code",
    "theme", "id",
)  # fmt: skip
POSITION_COLUMNS = ("code", "theme", "unit", "n", "n_documents", "position_q1", "position_median", "position_q3")
TRANSITION_COLUMNS = ("code_from", "code_to", "unit", "n", "n_units", "share", "n_documents")


def find_sequence(
    study: Study,
    code: str | Iterable[str] = "**",
    *,
    kind: str | None = "interview",
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
) -> pd.DataFrame:
    """The coded passages in the order of their document, each with its place in it.

    Parameters
    ----------
    code, coder : as in `find_quotes`.
    kind : of document; None for all.
    where : a condition on the case; passages about no such case are left out.

    Returns
    -------
    DataFrame, one row a coding, by document, coder and place.
    `position` : the middle of the passage, (start + end) / 2, divided by the length of the document's text; between
        0 (its beginning) and 1 (its end). What is said by the interviewer, and headings, are part of the length.
    `position_start position_end` : start and end, divided by the same length, 0 to 1; their difference is the share
        of the text that the passage takes up.
    `step` : 1 for the first passage of that coder in that document, 2 for the next …; codings of exactly the same
        passage have the same step.
    `document kind case coder start end code theme id` : the coding.

    Raises
    ------
    QualkitError
        For an unknown code, kind, column or coder.

    Examples
    --------
    >>> find_sequence(study, "welfare/moneylender")[["document", "step", "position", "code"]].head(3).round(2)
      document  step  position                      code
    0      M01     1      0.18  welfare/moneylender/past
    1      M01     2      0.22  welfare/moneylender/past
    2      M01     3      0.29  welfare/moneylender/free
    """
    if kind is not None and kind not in KINDS:
        raise QualkitError(f"no kind {kind!r} of document: {suggest(kind, KINDS)}")
    held = set(study.facts["case"][decide(where, study.facts).eq(True)]) if where else None
    paths = set(study.codebook.select(code))
    place = {document.id: number for number, document in enumerate(study.documents)}
    codings = sorted(
        (
            (place[coding.document], number, coding)
            for number, name in enumerate(study.choose_coders(coder))
            for coding in study.record(name).codings
            if coding.code in paths
            and kind in (None, study.documents[coding.document].kind)
            and (held is None or not held.isdisjoint(coding.cases or ()))
        ),
        key=lambda item: (*item[:2], item[2].start, item[2].end),
    )
    rows = []
    before: Coding | None = None
    step = 0
    for _, _, coding in codings:
        if before is None or (before.document, before.coder) != (coding.document, coding.coder):
            step = 1
        elif (before.start, before.end) != (coding.start, coding.end):
            step += 1
        before = coding
        document = study.documents[coding.document]
        length = len(document.text)
        rows.append(
            {
                "document": document.id,
                "kind": document.kind,
                "case": "; ".join(coding.cases or ()),
                "coder": coding.coder,
                "step": step,
                "position": (coding.start + coding.end) / 2 / length,
                "position_start": coding.start / length,
                "position_end": coding.end / length,
                "start": coding.start,
                "end": coding.end,
                "code": coding.code,
                "theme": coding.code.partition("/")[0],
                "id": coding.id,
            }
        )
    return make_table(rows, SEQUENCE_COLUMNS)


def count_sequence(
    study: Study,
    code: str | Iterable[str] = "**",
    *,
    kind: str | None = "interview",
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
) -> pd.DataFrame:
    """Where in the interview each code tends to stand.

    Parameters
    ----------
    code, kind, where, coder : as in `find_sequence`.

    Returns
    -------
    DataFrame, one row a code that occurs, the earliest first: `unit` 'coding', `n` codings in `n_documents`
    documents, and the quartiles of their positions (0 to 1, linearly interpolated) `position_q1 position_median
    position_q3`. With few codings the quartiles say little.

    Raises
    ------
    QualkitError
        For an unknown code, kind, column or coder.

    Examples
    --------
    >>> count_sequence(study, "welfare/moneylender")[["code", "n", "n_documents", "position_median"]].round(2)
                            code   n  n_documents  position_median
    0   welfare/moneylender/past  30           17             0.24
    1   welfare/moneylender/free  35           19             0.38
    2  welfare/moneylender/owing  16            6             0.62
    """
    return summarise_positions(find_sequence(study, code, kind=kind, where=where, coder=coder))


def count_transitions(
    study: Study,
    code: str | Iterable[str] = "**",
    *,
    kind: str | None = "interview",
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
) -> pd.DataFrame:
    """Which code follows which within a document.

    Parameters
    ----------
    code, kind, where, coder : as in `find_sequence`. What is left out does not stand between: codes chosen here
        follow each other across passages of other codes, and across passages without a code.

    Returns
    -------
    DataFrame, one row an ordered pair of codes that occurs, most frequent first: `n` times that a passage under
    `code_to` is the next one, by the same coder, after a passage under `code_from`; a code may follow itself. Where a
    passage has several codes, each of them follows and is followed. `n_units` all transitions from `code_from` (those
    of the last passages have none), `share` n / n_units, `n_documents` documents with this transition, `unit`
    'transition'.

    Raises
    ------
    QualkitError
        For an unknown code, kind, column or coder.

    Examples
    --------
    >>> table = count_transitions(study, "welfare/moneylender")
    >>> table[["code_from", "code_to", "n", "n_units"]].head(3)
                      code_from                   code_to   n  n_units
    0  welfare/moneylender/past  welfare/moneylender/free  17       30
    1  welfare/moneylender/free  welfare/moneylender/free  15       18
    2  welfare/moneylender/past  welfare/moneylender/past  13       30
    """
    return tabulate_transitions(find_sequence(study, code, kind=kind, where=where, coder=coder))


def summarise_positions(sequence: pd.DataFrame) -> pd.DataFrame:
    """Quartiles of the positions of each code, of rows as `find_sequence` gives them.

    >>> import pandas as pd
    >>> one = pd.DataFrame({"document": "A", "code": "x", "position": [0.0, 0.25, 0.5, 1.0]})
    >>> summarise_positions(one)[["n", "position_q1", "position_median", "position_q3"]]
       n  position_q1  position_median  position_q3
    0  4       0.1875            0.375        0.625
    """
    check_columns(sequence, ("document", "code", "position"))
    rows = [
        {
            "code": code,
            "theme": code.partition("/")[0],
            "unit": "coding",
            "n": len(found),
            "n_documents": found["document"].nunique(),
            **{
                f"position_{name}": float(found["position"].quantile(share))
                for name, share in (("q1", 0.25), ("median", 0.5), ("q3", 0.75))
            },
        }
        for code, found in sequence.groupby("code", sort=True)
    ]
    rows.sort(key=lambda row: row["position_median"])
    return make_table(rows, POSITION_COLUMNS)


def tabulate_transitions(sequence: pd.DataFrame) -> pd.DataFrame:
    """Transitions from each step to the next, of rows as `find_sequence` gives them.

    >>> import pandas as pd
    >>> rows = [("A", "a", 1, "x"), ("A", "a", 2, "y"), ("A", "a", 2, "z"), ("A", "a", 3, "x"), ("B", "a", 1, "z")]
    >>> table = tabulate_transitions(pd.DataFrame(rows, columns=["document", "coder", "step", "code"]))
    >>> table[["code_from", "code_to", "n", "n_units", "share"]]
      code_from code_to  n  n_units  share
    0         x       y  1        2    0.5
    1         x       z  1        2    0.5
    2         y       x  1        1    1.0
    3         z       x  1        1    1.0
    """
    check_columns(sequence, ("document", "coder", "step", "code"))
    steps = sequence[["document", "coder", "step", "code"]]
    pairs = steps.assign(step=steps["step"] + 1).merge(
        steps, on=["document", "coder", "step"], suffixes=("_from", "_to")
    )
    from_each = pairs["code_from"].value_counts()
    rows = [
        {
            "code_from": code_from,
            "code_to": code_to,
            "unit": "transition",
            "n": len(found),
            "n_units": int(from_each[code_from]),
            "share": len(found) / int(from_each[code_from]),
            "n_documents": found["document"].nunique(),
        }
        for (code_from, code_to), found in pairs.groupby(["code_from", "code_to"], sort=True)
    ]
    rows.sort(key=lambda row: -row["n"])
    return make_table(rows, TRANSITION_COLUMNS)
