"""When further interviews brought nothing new, or, for codes fixed beforehand, how soon they were all met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from qualkit.coding.record import Record
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.model import Document
from qualkit.study import Study

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Marks = NDArray[np.bool_]
    Curves = NDArray[np.float64]

COLUMNS = (
    "position", "document", "date", "n_new", "n_seen", "n_run", "n_base", "share_new", "permuted_mean",
    "permuted_low", "permuted_high", "seen_mean", "seen_low", "seen_high", "reached", "curve", "unit", "base", "run",
    "threshold", "n_missing",
)  # fmt: skip
_PERCENTILES = (2.5, 97.5)


def count_saturation(
    study: Study,
    *,
    base: int = 4,
    run: int = 2,
    threshold: float = 0.05,
    code: str | Iterable[str] = "**",
    coder: str | Iterable[str] | None = None,
    order: Sequence[str] | None = None,
    permutations: int = 1000,
    seed: int | None = None,
) -> pd.DataFrame:
    """How many new codes each interview brought, and when a run of interviews brought next to none.

    Saturation is reached with the first run in which new codes / codes of the base <= threshold. Runs follow the
    base and move on by one interview. That the codes were there to be found beforehand, or were made up while
    reading, makes all the difference to what the curve says: see `curve`.

    Parameters
    ----------
    base : interviews whose codes are the denominator. run : interviews in a run. threshold : 0 to below 1.
    code, coder : as in `find_quotes`. A code counts itself, not what is below it.
    order : ids of the interviews in the order in which they were made. By default by the `date` of their headers,
        those of one day by id.
    permutations : how many random orders stand beside the real one; drawn by `seed` (study.yaml's by default).

    Returns
    -------
    DataFrame, one row an interview that was read, in order.
    `position` from 1, `document`, `date`.
    `n_new` : codes not met before. `n_seen` : codes met so far.
    `n_run` : new codes in the run that ends here, NaN before the end of the first run. `n_base` : codes in the
        base. `share_new` : n_run / n_base, 0 or more (above 1 too); NaN as n_run, and where the base has no codes.
    `permuted_mean permuted_low permuted_high` : of share_new over the random orders, mean and 2.5 and 97.5
        percentiles; orders whose base has no codes are left out. `seen_mean seen_low seen_high` : of n_seen.
    `reached` : whether saturation was reached here or before. At its first True, `position` - `run` interviews
        were enough and `run` more confirmed it.
    `curve` : 'saturation' where the codebook's history has codes that came up between the first and the last dated
        coding; else 'coverage': the codes were fixed beforehand (or nothing is dated), so that the curve tells when
        all had been met, never that nothing else was to be found.
    `unit` : 'interview'. `base run threshold` as given. `n_missing` : interviews left out since nobody has read
        them.

    Raises
    ------
    QualkitError
        For an interview without a date, an order that lacks an interview, and values out of range.

    References
    ----------
    Guest, Namey & Chen (2020), doi:10.1371/journal.pone.0232076.

    Examples
    --------
    >>> table = count_saturation(study, permutations=100)
    >>> table[["position", "document", "n_new", "n_run", "n_base", "share_new", "reached", "curve"]].iloc[3:8].round(2)
       position document  n_new  n_run  n_base  share_new  reached     curve
    3         4      M17      0    NaN      23        NaN    False  coverage
    4         5      M06      5    NaN      23        NaN    False  coverage
    5         6      M22      2    7.0      23       0.30    False  coverage
    6         7      M13      0    2.0      23       0.09    False  coverage
    7         8      M03      0    0.0      23       0.00     True  coverage
    """
    _check_numbers(base, run, threshold, permutations)
    paths = study.codebook.select(code)
    records = [study.record(name) for name in study.choose_coders(coder)]
    interviews = [document for document in study.documents if document.kind == "interview"]
    read = [document for document in interviews if any(record.reviewed.get(document.id) for record in records)]
    ordered = _order(read, interviews, order)
    found = _mark_codes(records, [document.id for document in ordered], paths)
    curves = measure_curves(
        found,
        base=base,
        run=run,
        threshold=threshold,
        permutations=permutations,
        seed=study.settings.seed if seed is None else seed,
    )
    shared = {
        "curve": "saturation" if _has_grown(study, records) else "coverage",
        "unit": "interview",
        "base": base,
        "run": run,
        "threshold": threshold,
        "n_missing": len(interviews) - len(read),
    }
    rows = (
        {"position": number, "document": document.id, "date": str(document.header.get("date") or ""), **curve, **shared}
        for number, (document, curve) in enumerate(zip(ordered, curves, strict=True), start=1)
    )
    return make_table(rows, COLUMNS)


def measure_curves(
    found: Marks, *, base: int, run: int, threshold: float, permutations: int, seed: int
) -> list[dict[str, Any]]:
    """The curves over interviews (rows) that have codes (columns), in the order of the rows and in random orders.

    In the paper's example 37 codes in the base and 7 more in the first run make 19 % new information.

    >>> import numpy as np
    >>> found = np.zeros((6, 44), dtype=bool)
    >>> found[:4, :37] = found[4, 37:41] = found[5, 41:] = True
    >>> rows = measure_curves(found, base=4, run=2, threshold=0.05, permutations=0, seed=0)
    >>> [(row["n_new"], row["n_run"], round(row["share_new"], 2)) for row in rows[4:]]
    [(4, nan, nan), (3, 7.0, 0.19)]
    """
    import numpy as np

    if not len(found):
        return []
    real = _follow(found, base, run)
    random = np.random.default_rng(seed)
    shuffled = [_follow(found[random.permutation(len(found))], base, run) for _ in range(permutations)]
    share = _summarise([one.share for one in shuffled], len(found))
    seen = _summarise([one.seen for one in shuffled], len(found))
    reached = np.logical_or.accumulate(real.share <= threshold)  # NaN is never within it
    return [
        {
            "n_new": int(real.new[place]),
            "n_seen": int(real.seen[place]),
            "n_run": float(real.in_run[place]),
            "n_base": real.in_base,
            "share_new": float(real.share[place]),
            **dict(zip(("permuted_mean", "permuted_low", "permuted_high"), share[place], strict=True)),
            **dict(zip(("seen_mean", "seen_low", "seen_high"), seen[place], strict=True)),
            "reached": bool(reached[place]),
        }
        for place in range(len(found))
    ]


class _Course(NamedTuple):
    new: Curves
    seen: Curves
    in_run: Curves
    in_base: int
    share: Curves


def _follow(found: Marks, base: int, run: int) -> _Course:
    import numpy as np

    first = found.argmax(axis=0)[found.any(axis=0)]
    new = np.bincount(first, minlength=len(found)).astype(np.float64)
    seen = np.cumsum(new)
    in_run = np.full(len(found), np.nan)
    in_run[base + run - 1 :] = seen[base + run - 1 :] - seen[base - 1 : -run]
    in_base = int(seen[min(base, len(seen)) - 1])
    return _Course(new, seen, in_run, in_base, in_run / in_base if in_base else np.full(len(found), np.nan))


def _summarise(curves: Sequence[Curves], length: int) -> list[tuple[float, float, float]]:
    """Mean and percentiles at each position; NaN where no curve is defined there."""
    import numpy as np

    summary = []
    for values in np.array(curves).reshape(len(curves), length).T:
        defined = values[~np.isnan(values)]
        if len(defined):
            low, high = np.percentile(defined, _PERCENTILES)
            summary.append((float(defined.mean()), float(low), float(high)))
        else:
            summary.append((float("nan"),) * 3)
    return summary


def _check_numbers(base: int, run: int, threshold: float, permutations: int) -> None:
    for name, value, least in (("base", base, 1), ("run", run, 1), ("permutations", permutations, 0)):
        if value < least:
            raise QualkitError(f"{name}={value}: it must be {least} or more")
    if not 0 <= threshold < 1:
        raise QualkitError(f"threshold={threshold}: it is a share, 0 to below 1, such as 0.05")


def _order(read: Sequence[Document], interviews: Sequence[Document], order: Sequence[str] | None) -> list[Document]:
    """The interviews that were read, as they were made."""
    if order is None:
        undated = [document.file for document in read if not _is_date(str(document.header.get("date") or ""))]
        if undated:
            raise QualkitError(
                f"no date like 2017-02-16 in the header of {', '.join(undated[:12])}{', …' if undated[12:] else ''}: "
                "write `date: …`, or name the interviews in order=[…]"
            )
        return sorted(read, key=lambda document: (str(document.header["date"]), document.id))
    known = [document.id for document in interviews]
    for identity in order:
        if identity not in known:
            raise QualkitError(f"order names {identity!r}, which is no interview: {suggest(identity, known)}")
    twice = [identity for identity in dict.fromkeys(order) if list(order).count(identity) > 1]
    if twice:
        raise QualkitError(f"order names {twice[0]!r} more than once: name each interview once")
    lacking = [document.id for document in read if document.id not in order]
    if lacking:
        raise QualkitError(f"order lacks {', '.join(lacking[:12])}: name every interview that was read")
    return sorted(read, key=lambda document: list(order).index(document.id))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _mark_codes(records: Iterable[Record], documents: Sequence[str], paths: Sequence[str]) -> Marks:
    import numpy as np

    row = {document: number for number, document in enumerate(documents)}
    column = {path: number for number, path in enumerate(paths)}
    found = np.zeros((len(documents), len(paths)), dtype=bool)
    for record in records:
        for coding in record.codings:
            if coding.document in row and coding.code in column:
                found[row[coding.document], column[coding.code]] = True
    return found


def _has_grown(study: Study, records: Sequence[Record]) -> bool:
    """Whether codes were added to the codebook after the first dated coding or review, and not after the last.

    A change that has a day and no time counts from the day after the first coding: on that day either may be first.
    """
    times = [coding.at for record in records for coding in record.codings]
    times += [review.at for record in records for review in record.log.reviews]
    known = sorted(at for at in times if at)
    if not known:
        return False
    return any(
        change.action in ("new", "split") and known[0][: len(change.at)] < change.at <= known[-1][: len(change.at)]
        for change in study.codebook.history
    )
