"""One coder's log, open for writing: what was acknowledged is on the disk, whatever happens after.

Several programs may have one log open (two notebooks, a command): each appends under a lock, and reads what the others
appended before it. Nothing is ever rewritten, except that a write which failed half-way is taken back.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from qualkit.coding.events import UNDOABLE, Event, Passage, read_event
from qualkit.coding.log import (
    State,
    find_undone,
    fold,
    identity_of,
    leave_out_doublets,
    read_lines,
    unreadable,
    when,
)
from qualkit.coding.times import check_times, format_time
from qualkit.errors import Fault, QualkitError
from qualkit.files import append_whole, is_safe_name, lock_file

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_AS_IT_IS = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ESCAPED = json.JSONEncoder(allow_nan=False)
_KEPT = 4096  # so many bytes before the place read up to are compared, to see that they are still the same


class Journal:
    """One coder's log, open for reading on and for writing; make one with `study.open_journal(coder)`.

    Attributes
    ----------
    coder : whose log it is.
    path, file : where it lies, and how the study calls it.
    """

    def __init__(self, path: Path, *, file: str, keep_version: Callable[[str], None] = lambda sha256: None) -> None:
        self.coder, self.path, self.file = path.stem, path, file
        self._keep_version = keep_version
        self._begin()
        self.catch_up()

    def _begin(self) -> None:
        self._events: list[Passage | Event] = []
        self._tuple: tuple[Passage | Event, ...] | None = None
        self._known: dict[str, Passage | Event] = {}
        self._faults: list[Fault] = []
        self._torn: Fault | None = None  # of a last line without its end, which may yet become whole
        self._offset = self._lines = 0  # how many bytes were read, and how many line ends are among them
        self._before = b""  # the last bytes that were read
        self._seen: tuple[int, int, int] | None = None
        self._last = ""  # the latest time that an event of this log tells
        self._by_document: dict[str, list[Passage | Event]] = defaultdict(list)
        self._by_target: dict[str, list[Event]] = defaultdict(list)  # of changes by coding, of undos by event

    @property
    def events(self) -> tuple[Passage | Event, ...]:
        """All that was read so far, in the order of the file."""
        if self._tuple is None:
            self._tuple = tuple(self._events)
        return self._tuple

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The lines that were set aside; among them a torn last one."""
        return tuple(sorted([*self._faults, *([self._torn] if self._torn else [])]))

    # --- reading -------------------------------------------------------------------------------------------

    def catch_up(self) -> bool:
        """Read what was appended since, by anyone; True if there was something.

        A log that is not the one it was up to the place read (somebody edited it, git merged another into it, it is
        gone) is read anew.
        """
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            there_was = self._seen is not None
            self._begin()
            return there_was
        except OSError as error:
            raise QualkitError(str(unreadable(error, self.file))) from None
        if self._seen == _mark(stat):
            return False
        try:
            with self._whole_or_anew(), self.path.open("rb") as stream:
                stat = os.fstat(stream.fileno())
                if not self._goes_on(stream, stat):
                    self._begin()
                stream.seek(self._offset)
                self._read_on(stream)
        except OSError as error:
            raise QualkitError(str(unreadable(error, self.file))) from None
        self._seen = _mark(stat)
        return True

    @contextmanager
    def _whole_or_anew(self) -> Iterator[None]:
        """What was half taken up when somebody interrupted the kernel is forgotten, and read anew the next time."""
        try:
            yield
        except (QualkitError, OSError):
            raise
        except BaseException:
            self._begin()
            raise

    def _goes_on(self, stream: BinaryIO, stat: os.stat_result) -> bool:
        """Whether the file is the one that was read, with something appended; else it was written anew.

        An edit that keeps the length of all that was read, in a file that grew since, is not seen before the journal
        is opened again: to see it, every append would have to read the whole log.
        """
        if self._seen is None:
            return True
        inode, size, _ = self._seen
        stream.seek(self._offset - len(self._before))
        begun = bool(self._before) and not self._before.endswith(b"\n")  # an event on a line without its end
        same = stream.read(len(self._before)) == self._before and (not begun or stream.read(1) in (b"", b"\r", b"\n"))
        return inode == stat.st_ino and size < stat.st_size and same

    def _read_on(self, stream: BinaryIO) -> None:
        """Take up the lines from the place read up to. A torn last one, without its end, waits there."""
        self._torn = None
        events, faults = read_lines(self._whole_lines(stream), self.coder, self.file, self._lines + 1)
        check_times(events, self.file)  # what it tells is told of the study: nothing is set aside for it
        events, doublets = leave_out_doublets(events, self.file, self._known)
        if self._known and any(identity_of(event) in self._known for event in events):
            self._begin()  # one takes the place of an event that was read before: both are to be judged together
            stream.seek(0)
            self._read_on(stream)
            return
        self._take(events)
        self._faults += [*faults, *doublets]
        stream.seek(max(0, self._offset - _KEPT))
        self._before = stream.read(min(self._offset, _KEPT))

    def _whole_lines(self, stream: BinaryIO) -> Iterator[bytes]:
        offset, lines = self._offset, self._lines
        for line in stream:
            ended = line.endswith(b"\n")
            if not ended and (problem := read_event(line, self.coder)[1]):
                self._torn = Fault(self.file, lines + 1, f"set aside: {problem}", warning=True)
                break
            offset += len(line)
            lines += ended
            yield line
        self._offset, self._lines = offset, lines

    def _take(self, events: list[Passage | Event]) -> None:
        self._known.update(zip(map(identity_of, events), events, strict=True))
        by_document, by_target = self._by_document, self._by_target
        times = [self._last]
        for event in events:
            if isinstance(event, Passage):
                times.append(event.at or "")
                by_document[event.document].append(event)
                continue
            times.append(event.get("at") or "")
            if event["event"] in ("undo", "redo"):
                by_target[event["of"]].append(event)
            elif isinstance(event.get("document"), str):
                by_document[event["document"]].append(event)
            elif isinstance(event.get("id"), str):
                by_target[event["id"]].append(event)
            else:
                by_document[""].append(event)
        last = max(times)
        self._last = last if _TIME.fullmatch(last) else max(filter(_TIME.fullmatch, times), default="")
        self._events += events
        self._tuple = None

    # --- what it adds up to --------------------------------------------------------------------------------

    def events_of(self, document: str) -> list[Passage | Event]:
        """The events about one document, in the order of their times: its codings and what became of them, its memos.

        Under '' those that are about none: what was judged or noted elsewhere.
        """
        found = list(self._by_document.get(document, ()))
        codings = {event.id if isinstance(event, Passage) else event.get("id") for event in found}
        found += [event for coding in codings if isinstance(coding, str) for event in self._changes(coding)]
        waiting = found
        while waiting:  # an undo may itself be undone
            waiting = [undo for event in waiting for undo in self._undos(identity_of(event))]
            found += waiting
        return sorted({identity_of(event): event for event in found}.values(), key=when)

    def _changes(self, coding: str) -> list[Event]:
        return [event for event in self._by_target.get(coding, ()) if event["event"] not in ("undo", "redo")]

    def _undos(self, identity: str) -> list[Event]:
        return [event for event in self._by_target.get(identity, ()) if event["event"] in ("undo", "redo")]

    def fold(self, document: str | None = None) -> State:
        """What the events add up to: all, or those about one document, which costs no more in a log of any length."""
        return fold(self._events if document is None else self.events_of(document))

    def last_undoable(self, document: str) -> Event | Passage | None:
        """What undo would take back: the latest event about a document that stands."""
        return _find_last(self.events_of(document))[0]

    def last_undone(self, document: str) -> Event | Passage | None:
        """What redo would bring back: what was undone last, unless something new was done since."""
        return _find_last(self.events_of(document))[1]

    # --- writing -------------------------------------------------------------------------------------------

    def append(self, *events: Event, keep_times: bool = False) -> tuple[Event, ...]:
        """Write events, all of them or none, and return those that were written, as they stand in the log.

        Parameters
        ----------
        events : what `event` needs, as DESIGN tells. `event_id` is made where it is absent; `coder` and `at` are the
            journal's: UTC to the millisecond, later than every event that the log holds, even if the clock went back.
            One whose event_id the log holds already was sent again, and is left out.
        keep_times : for imports: an event that tells `at` keeps it, null (not known) too.

        Raises
        ------
        QualkitError
            Nothing was written: the disk is full, the folder is read-only, another program holds the lock, or an
            event is none that the log's reader would take.
        """
        with lock_file(self.path, self.file), self._whole_or_anew():
            self.catch_up()
            made = self._complete(events, keep_times)
            for version in dict.fromkeys(event.get("codebook_sha256") for event in made):
                if isinstance(version, str):
                    self._keep_version(version)
            if made:
                self._write(made)
        return tuple(made)

    def _complete(self, events: Iterable[Event], keep_times: bool) -> list[Event]:
        made: dict[str, Event] = {}
        last = self._last
        for event in events:
            identity = event.get("event_id") or uuid4().hex
            if identity in self._known or identity in made:
                continue
            if event.get("coder", self.coder) != self.coder:
                raise QualkitError(
                    f"{self.file}: nothing was written: an event of coder {event['coder']!r} does not belong into "
                    f"the log of {self.coder!r}; everybody writes into their own"
                )
            if keep_times and "at" in event:
                at = event["at"]
            else:
                at = last = _later_than(last)
            own = {"event_id": identity, "event": event.get("event"), "coder": self.coder, "at": at}
            made[identity] = own | {key: value for key, value in event.items() if key not in own}
        return list(made.values())

    def _write(self, made: list[Event]) -> None:
        lines = [_write_line(event, self.file) for event in made]
        read, faults = read_lines(lines, self.coder, self.file, self._lines + 1)
        if faults:
            raise QualkitError(f"{self.file}: nothing was written: {faults[0].problem.removeprefix('set aside: ')}")
        content = b"".join(lines)
        plain = self._torn is None and (self._offset == 0 or self._before.endswith(b"\n"))
        stat = append_whole(self.path, content, self.file)
        if not plain or stat.st_size != self._offset + len(content):
            self.catch_up()  # there is more to read than what was written here: the end of a torn line
            return
        self._offset += len(content)
        self._lines += len(lines)
        self._before = (self._before + content)[-_KEPT:]
        self._seen = _mark(stat)
        self._take(read)


def check_coder(coder: str, others: Iterable[str] = ()) -> None:
    """Raise QualkitError for a name that cannot be a coder's, or that some systems take for another's."""
    if not is_safe_name(coder):
        raise QualkitError(
            f"{coder!r} cannot be a coder's name, of which the log's file is called: use letters, digits, '.', '_' "
            "and '-', 64 at most, such as 'siti' or 'coder-2'"
        )
    if coder == "rules":
        raise QualkitError("the coder 'rules' is the codebook's patterns; choose another name")
    for other in others:
        if other != coder and other.casefold() == coder.casefold():
            raise QualkitError(
                f"there is a coder {other!r} already, whose log {coder!r} would share on some systems; "
                f"write {other!r}, or choose another name"
            )


def _mark(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def _write_line(event: Event, file: str) -> bytes:
    try:
        try:
            text = _AS_IT_IS.encode(event).encode()
        except UnicodeEncodeError:  # half of a surrogate pair: written as an escape it is at least valid UTF-8
            text = _ESCAPED.encode(event).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise QualkitError(f"{file}: nothing was written: an event cannot be told in JSON ({error})") from None
    return text + b"\n"


def _later_than(last: str) -> str:
    """Now, or where the clock does not show a later time than `last`, the first millisecond that is later."""
    now = datetime.now(UTC)
    if format_time(now) <= last:
        now = datetime.fromisoformat(last)
        while format_time(now) <= last:  # once; a time that was told without its milliseconds sorts behind them
            now += timedelta(milliseconds=1)
    return format_time(now)


def _find_last(events: list[Passage | Event]) -> tuple[Event | Passage | None, Event | Passage | None]:
    """Of events in order of time: the last that stands, and the last that was undone with nothing new done since."""
    undone = find_undone(event for event in events if not isinstance(event, Passage))
    undoable = [
        event for event in events if when(event)[0] and (isinstance(event, Passage) or event["event"] in UNDOABLE)
    ]  # what has no time was imported: nobody did it here
    standing = [event for event in undoable if identity_of(event) not in undone]
    taken = [event for event in undoable if identity_of(event) in undone]
    last = max(taken, key=lambda event: when(undone[identity_of(event)]), default=None)
    if last is not None and when(undoable[-1]) > when(undone[identity_of(last)]):
        last = None
    return (standing[-1] if standing else None), last
