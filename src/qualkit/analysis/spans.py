"""The passages of a study as columns of numbers, and the units that carry them: for counting millions at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from qualkit.coding.record import empty_record
from qualkit.model import Turn
from qualkit.study import Study

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]
    Marks = NDArray[np.bool_]

Cases = Sequence[str]


def tabulate_spans(study: Study, code: str | Iterable[str], coder: str | Iterable[str] | None) -> pd.DataFrame:
    """One row a passage of the chosen codes and coders that counts: coder, and the columns of `Record.spans`."""
    import numpy as np
    import pandas as pd

    chosen = np.isin(list(study.codebook.codes), study.codebook.select(code))
    names = study.choose_coders(coder)
    known = list(dict.fromkeys(names))
    tables = []
    for name in names:
        spans = study.record(name).spans
        spans = spans[chosen[spans["code"].cat.codes] & spans["counts"].to_numpy()]
        number = np.full(len(spans), known.index(name))
        tables.append(spans.assign(coder=pd.Categorical.from_codes(number, known)))
    if not tables:
        return empty_record("", study.documents, study.codebook).spans.assign(coder=pd.Categorical([], []))
    return pd.concat(tables, ignore_index=True)


def find_cases(study: Study, spans: pd.DataFrame) -> list[Cases]:
    """Whom each passage is about: the cases that it names, else those that speak in it."""
    turns, first, behind = _find_turns(study, spans)
    speaking: list[Cases] = [(turn.case,) if turn.case else () for turn in turns]
    return [
        tuple(dict.fromkeys(chain.from_iterable(speaking[begin:end]))) if named is None else named
        for named, begin, end in zip(spans["cases"], first.tolist(), behind.tolist(), strict=True)
    ]


def count_in_turns(study: Study, spans: pd.DataFrame) -> pd.DataFrame:
    """The passages with the first and the last turn they touch as start and end; without those that touch none.

    Turns are numbered through all documents.
    """
    _, first, behind = _find_turns(study, spans)
    return spans.assign(start=first, end=behind - 1)[first < behind]


def find_carriers(
    study: Study, unit: str, spans: pd.DataFrame, held: set[str] | None
) -> tuple[list[list[int]], Counts, Counts]:
    """The documents of each unit; and which unit (its number) carries which passage (its row), pair by pair.

    A passage is carried by the turn in which it begins, by its document, or by each of the cases it is about.
    """
    import numpy as np

    passages = np.arange(len(spans))
    if unit == "case":
        place = {document: number for number, document in enumerate(study.documents.ids)}
        chosen = {
            case: [place[document] for document in documents]
            for case, documents in study.documents_by_case.items()
            if documents and (held is None or case in held)
        }
        row = {case: number for number, case in enumerate(chosen)}
        units, passages = _list_cases(study, spans, row)
        return list(chosen.values()), units[units >= 0], passages[units >= 0]
    if unit == "document":
        kept = np.array([held is None or not held.isdisjoint(one.cases) for one in study.documents], dtype=bool)
        documents = np.arange(len(kept))
        units = _document(spans)
    else:
        turns, first, behind = _find_turns(study, spans)
        kept = np.array([t.turn_role != "interviewer" and (held is None or t.case in held) for t in turns], dtype=bool)
        documents = np.repeat(np.arange(len(study.documents)), [len(one.turns) for one in study.documents])
        units, passages = first[first < behind], passages[first < behind]
    row_of = np.cumsum(kept) - 1
    carried = kept[units]
    return [[number] for number in documents[kept].tolist()], row_of[units[carried]], passages[carried]


def _list_cases(study: Study, spans: pd.DataFrame, row: Mapping[str, int]) -> tuple[Counts, Counts]:
    """The numbers of the cases (-1: none that counts) and of the passages about them, pair by pair."""
    import numpy as np

    turns, first, behind = _find_turns(study, spans)
    plain = spans["cases"].isna().to_numpy() & (behind - first == 1)  # about whoever speaks in its only turn
    speaking = np.array([row.get(turn.case or "", -1) for turn in turns], dtype=np.int64)
    cases = find_cases(study, spans[~plain])
    units = [speaking[first[plain]], np.array([row.get(case, -1) for named in cases for case in named], dtype=np.int64)]
    passages = [np.flatnonzero(plain), np.repeat(np.flatnonzero(~plain), [len(named) for named in cases])]
    return np.concatenate(units), np.concatenate(passages)


def _find_turns(study: Study, spans: pd.DataFrame) -> tuple[list[Turn], Counts, Counts]:
    """All turns in a row, and for each passage the place of the first that it touches and of the first behind it."""
    import numpy as np

    turns = [turn for document in study.documents for turn in document.turns]
    document = np.repeat(np.arange(len(study.documents)), [len(one.turns) for one in study.documents])
    starts, ends = (np.array([getattr(turn, edge) for turn in turns], dtype=np.int64) for edge in ("start", "end"))
    width = max((len(one.text) for one in study.documents), default=0) + 1
    line, place = document * width, _document(spans) * width  # every text behind the one before it
    first = np.searchsorted(line + ends, place + spans["start"].to_numpy(), side="right")
    behind = np.searchsorted(line + starts, place + spans["end"].to_numpy(), side="left")
    return turns, first, behind


def _document(spans: pd.DataFrame) -> Counts:
    import numpy as np

    number: Counts = spans["document"].cat.codes.to_numpy(dtype=np.int64)
    return number
