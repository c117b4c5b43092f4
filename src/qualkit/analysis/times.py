"""How far a coder agrees with herself: what her log added up to at one time, against another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from qualkit.analysis.agreement import AGREEMENT_COLUMNS, Uncoded, check_how, tabulate
from qualkit.analysis.compared import find_compared, find_shown
from qualkit.analysis.units import CodedUnit
from qualkit.coding.log import find_first_reviews, read_events
from qualkit.coding.record import Record
from qualkit.coding.rules import RULES
from qualkit.columns import make_table
from qualkit.errors import QualkitError
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

FIRST, NOW = "first", "now"
_LAST = "~"  # sorts behind every time
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?")
_DAY = timedelta(days=1)  # a researcher's today may be a day ahead of the UTC one


def compare_times(
    study: Study,
    coder: str,
    *times: str,
    unit: CodedUnit | Iterable[CodedUnit] = "segment",
    coefficient: str | Iterable[str] | None = None,
    code: str | Iterable[str] = "**",
    documents: str | Iterable[str] | None = None,
    again: bool = True,
    uncoded: Uncoded = "counts",
    blind: bool = True,
    depth: int | None = None,
    level: float = 0.95,
    n_resamples: int = 1_000,
    language: str | None = None,
) -> pd.DataFrame:
    """How far a coder agrees with herself at another time, from her log.

    Without `times` the state of each document when it was first marked as reviewed is compared with the present one:
    code a document and mark it as reviewed; weeks later take the mark away, read it anew, and mark it again.

    Whoever revises sees what she had coded. So this measures how stable the result is, and not how reliably she codes:
    it will be too high for that. For reliability read a second time without the first, under a name (and thus a log) of
    its own, and compare the two: `compare_coders(study, "a", "a-2")`.

    Parameters
    ----------
    times : none, one (against now), or two and more (against each other). A date such as `2026-03-01` (with what was
        done on that day), a time such as `2026-03-01T14:30` (with what was done in its last second), both UTC unless the
        time tells its zone (`+07:00`); `first` (of each document when it was first marked as reviewed), or `now`. What
        has no time in the log, such as what was imported, counts as done before everything else.
    again : True leaves out a document (for the codes) that was not marked as reviewed anew between the times: what
        nobody took up again agrees with itself. False compares all that were marked as reviewed at each of the times,
        which tells how much of the codings was changed.
    blind : True leaves out what she did in a document after another's work was shown to her there.
    unit, coefficient, code, documents, uncoded, depth, level, n_resamples, language : as for `compare_coders`.

    Returns
    -------
    DataFrame, as of `compare_coders`; its `coders` are the times, such as `a@first, a@now`. Texts and codebook are those
    of today: a document whose text was changed since the first time is left out, and codes have today's names.

    Raises
    ------
    QualkitError
        For a time that is none, that is yet to come or named twice, where no document was marked as reviewed at two of
        the times, and as `compare_coders`.

    Examples
    --------
    >>> table = compare_times(study, "a", unit="turn", coefficient="percent_agreement", again=False, n_resamples=50)
    >>> table[["code", "coders", "estimate", "n_documents"]].head(1)
      code          coders  estimate  n_documents
    0    *  a@first, a@now       1.0           40
    """
    units, how = check_how(study, unit, coefficient, uncoded, level, n_resamples, language)
    if coder == RULES:
        raise QualkitError("the rules have no log, so that nothing is known of them at another time; name a coder")
    names = times if len(times) > 1 else (*times, NOW) if times else (FIRST, NOW)
    if len(set(names)) < len(names):
        raise QualkitError(f"a time is named twice: {', '.join(names)}")
    records = _find_records(study, coder, names, again=again, blind=blind)
    advice = _advise(study, coder, again=again, blind=blind)
    compared = find_compared(study, records, code, documents=documents, depth=depth, advice=advice)
    return make_table((row for one in units for row in tabulate(compared, one, how)), AGREEMENT_COLUMNS)


def find_end(time: str) -> str:
    """What comes behind all times in the log up to this one.

    Raises QualkitError for what is neither a date nor a time, and for one that is yet to come.

    >>> find_end("2026-03-01"), find_end("2026-03-01 14:30+07:00").rstrip(chr(0))
    ('2026-03-01T99', '2026-03-01T07:30:00Z')
    """
    try:
        found = datetime.fromisoformat(time) if _DATE.fullmatch(time) or _TIME.fullmatch(time) else None
        at = found and (found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        at = None
    if at is None:
        raise QualkitError(
            f"time {time!r} is none: write a date that exists, such as '2026-03-01', a time such as "
            f"'2026-03-01T14:30', '{FIRST}' or '{NOW}'"
        )
    if at - _DAY > datetime.now(UTC):
        raise QualkitError(f"time {time!r} is yet to come: name one that has been, or '{NOW}'")
    if _DATE.fullmatch(time):
        return f"{time}T99"
    told = at.isoformat(timespec="milliseconds" if at.microsecond else "seconds")
    return told.replace("+00:00", "Z") + "\0"  # the next text behind it


def _find_records(
    study: Study, coder: str, names: tuple[str, ...], *, again: bool, blind: bool
) -> Mapping[str, Record]:
    """What the log added up to at each time, under `coder@time`."""
    record = study.record(coder)
    first: Mapping[str, str] = {}
    if FIRST in names and record.log.events:
        path, file = study.find_log(coder)
        first = find_first_reviews(read_events(path, file=file)[0])
    shown = find_shown(record) if blind else {}
    fixed = {name: _LAST if name == NOW else find_end(name) for name in names if name != FIRST}
    ends: dict[str, dict[str, str]] = {name: {} for name in names}
    starts: dict[str, dict[str, str]] = {name: {} for name in names}
    for document in study.documents.ids:
        for name in names:
            end = first.get(document, "") + "\0" if name == FIRST else fixed[name]
            ends[name][document] = min(end, shown.get(document, end))
        for before, name in pairwise(sorted(names, key=lambda name: ends[name][document])):
            starts[name][document] = ends[before][document]
    past = {name: study.past_record(coder, ends[name]) for name in names}
    return {f"{coder}@{name}": past[name].keep_reviews(starts[name]) if again else past[name] for name in names}


def _advise(study: Study, coder: str, *, again: bool, blind: bool) -> str:
    """What to do where nothing can be compared."""
    times = sorted(review.at for review in study.record(coder).log.reviews if review.at)
    told = f"the marks that now stand are from {times[0][:10]} to {times[-1][:10]}; " if times else ""
    todo = ["name other times", *(["mark documents as reviewed again after a second reading"] if again else [])]
    todo += ["compare those too that were not taken up again (again=False)"] if again else []
    todo += ["compare what was not coded blind too (blind=False)"] if blind and study.record(coder).log.shown else []
    return f"{told}{', '.join(todo[:-1])}{', or ' if todo[1:] else ''}{todo[-1]}"
