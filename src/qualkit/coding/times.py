"""The times that events tell: those that cannot be are taken for unknown, and those that are yet to come are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from qualkit.coding.events import Event, Passage
from qualkit.errors import Fault

_DAY = timedelta(days=1)  # clocks of two places differ by no more


def check_times(events: Iterable[Passage | Event], file: str) -> list[Fault]:
    """Forget times that are none (30 February), which would come after all others; tell of them and of future ones.

    Future times stay: what is written after a clock that ran ahead is dated behind it, so that what was done later
    still counts as done later. All of them are told in one warning, at the first.
    """
    ahead = format_time(datetime.now(UTC) + _DAY)
    faults: list[Fault] = []
    coming: list[tuple[int, str]] = []
    parse = datetime.fromisoformat
    for event in events:
        at = event.at if isinstance(event, Passage) else event.get("at")
        if not at:
            continue
        try:
            parse(at)
            if at < ahead:
                continue
            parse(at) + _DAY  # the last time there is has none behind it
        except (ValueError, OverflowError):
            problem = f"its time {at[:40]!r} is none; it counts as unknown, before all others; correct it"
            faults.append(Fault(file, _line(event), problem, warning=True))
            if isinstance(event, Passage):
                event.at = None
            else:
                event["at"] = None
            continue
        coming.append((_line(event), at))
    return faults + ([_tell_coming(coming, file)] if coming else [])


def _line(event: Passage | Event) -> int:
    return event.line if isinstance(event, Passage) else int(event.get("line", 0))


def _tell_coming(coming: list[tuple[int, str]], file: str) -> Fault:
    line, at = min(coming)
    first = "an event is" if len(coming) == 1 else f"{len(coming)} events, from here on, are"
    problem = (
        f"{first} dated in the future ({at[:40]}): the clock ran ahead; all that is written later is dated behind it, "
        "to stay in order; set the clock, and correct the times of these lines, in their order"
    )
    return Fault(file, line, problem, warning=True)


def format_time(time: datetime) -> str:
    """A time in UTC as events tell it, to the millisecond."""
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
