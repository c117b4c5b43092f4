"""Interviews by chat, as the programs export or copy them: `12/03/24 19.05 - Sari: …`, `[12/03/24, 19.05.12] Sari: …`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from qualkit.reading.drafting.labels import as_date, is_label
from qualkit.reading.drafting.lines import Line, find_opening
from qualkit.reading.drafting.shapes import role_word

_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # which way letters run; nobody sees them
_DATE = r"(?P<day{0}>[0-9]{{1,4}}[/.-][0-9]{{1,2}}[/.-][0-9]{{2,4}})"
_DAY = _DATE.replace("[/.-][0-9]{{2,4}}", "(?:[/.-][0-9]{{2,4}})?")  # phones copy it without the year
_CLOCK = (
    r"(?P<hour{0}>[0-9]{{1,2}})[.:](?P<minute{0}>[0-9]{{2}})(?:[.:](?P<second{0}>[0-9]{{2}}))?"
    r"(?:\s?(?P<half{0}>[AaPp])\.?\s?[Mm]\.?)?"
)
_STAMP = re.compile(
    rf"[{_MARKS}\s]*(?:\[{_DAY.format(1)},?\s+{_CLOCK.format(1)}\]|\[{_CLOCK.format(2)},?\s+{_DAY.format(2)}\]"
    rf"|{_DATE.format(3)},?\s+(?:pukul\s+|at\s+)?{_CLOCK.format(3)}\s+[-–—])\s*"
)
_CLOCKED = re.compile(
    rf"[{_MARKS}\s]*(?:\[{_CLOCK.format(5)}\]|{_CLOCK.format(6)}(?P<dash>\s+[-–—])?(?![^\s]))\s*"
)  # where the day stands elsewhere
_SIGNED = re.compile(
    rf"([^:,\"“”\[\n]{{1,60}}), \[{_DAY.format(4)},?\s+{_CLOCK.format(4)}\]:?\s*"
)  # as Telegram copies
_ALONE = re.compile(rf"(?:[^\W\d_]+['’]?[^\W\d_]*,?\s+)?{_DATE.format(7)}")
_NAME = re.compile(rf"[{_MARKS}~\s]*([^:\n\"“”]{{1,60}}):(?:\s+|$)")
_SECURED = re.compile(r"end-to-end|enkripsi|encrypt", re.IGNORECASE)  # what the program says in somebody's name
_LEAST = 4  # messages of a chat
_MOST_ABOVE = 40  # lines above its first message


@dataclass(frozen=True, slots=True)
class Chat:
    """The lines of a chat, each message with who sent it and when; and its days as they are written."""

    lines: list[Line]
    days: tuple[str, ...]
    first_day: str  # YYYY-MM-DD where there is one way to read it, else as written


@dataclass(frozen=True, slots=True)
class _Message:
    day: str
    time: str
    twelve: bool  # whether its hours count to twelve
    dotted: bool  # whether points stand in its time
    sender: str
    words: int  # where they begin in the line


def read_chat(lines: Sequence[Line]) -> Chat | None:
    """The chat that lines hold; None where they hold none.

    A message goes on until the next one. What the program itself says (somebody left, messages are encrypted) and the
    day, where another begins, become notes in square brackets.

    >>> said = ["12/03/24 19.05 - Rina: Sejak kapan, Bu?", "12/03/24 19.06 - Bu Sari: Sudah lama.", "Sejak 2010.",
    ...         "12/03/24 19.07 - Rina: Sendiri?", "12/03/24 19.07 - Bu Sari: Ya."]
    >>> chat = read_chat([Line(text, 0, number) for number, text in enumerate(said)])
    >>> [(line.time, line.speaker, line.text) for line in chat.lines][:3], chat.first_day
    ([('19:05', 'Rina', 'Sejak kapan, Bu?'), ('19:06', 'Bu Sari', 'Sudah lama.'), ('', '', 'Sejak 2010.')], '2024-03-12')
    """
    if not any(_find_stamp(line.text) for line in lines[:_MOST_ABOVE]):
        return _read_clocked(lines)
    messages = [_read_message(line.text) for line in lines]
    sent = [one for one in messages if one is not None and one.sender]
    if not _is_talk([one.sender for one in sent]):
        return None
    days = tuple(dict.fromkeys(one.day for one in messages if one is not None))
    return Chat(list(_write(lines, messages)), days, _find_first_day(days, sent))


def _read_clocked(lines: Sequence[Line]) -> Chat | None:
    """A chat whose messages have a time alone: the day stands on a line of its own, above, or nowhere.

    Times of a recording, as tags of a talk have them, are left to these.
    """
    if not any(_CLOCKED.match(line.text) for line in lines[:_MOST_ABOVE]):
        return None
    messages: list[_Message | None] = []
    day = ""
    for line in lines:
        if _is_day(line.text):
            day = line.text.strip()
            messages.append(_Message(day, "", False, False, "", len(line.text)))
        else:
            messages.append(_read_clock(line.text, day))
    sent = [(number, one) for number, one in enumerate(messages) if one is not None and one.sender]
    tagged = sum(
        (opening := find_opening(lines[number].text)) is not None and bool(opening.time) and opening.tag == one.sender
        for number, one in sent
    )
    if not _is_talk([one.sender for _, one in sent]) or 2 * tagged >= len(sent) or not _go_forward(messages):
        return None
    first, began = sent[0][0], sent[0][1].day
    days = tuple(dict.fromkeys(one.day for one in messages[first:] if one is not None and one.day))
    return Chat(list(_write(lines, [*[None] * first, *messages[first:]])), days, as_date(began) or began)


def _is_day(text: str) -> bool:
    """Whether a line is a day and nothing else: Selasa, 12 Maret 2024; 12/03/24."""
    return len(text) <= 40 and any(map(str.isdigit, text)) and bool(as_date(text) or _ALONE.fullmatch(text.strip()))


def _go_forward(messages: Sequence[_Message | None]) -> bool:
    """Whether times are of a day, and nearly all later than the one before; a new day begins anew."""
    times = [(one.day, one.time) for one in messages if one is not None and one.time]
    back = sum(day == its and time > after for (day, time), (its, after) in pairwise(times))
    return 10 * back <= len(times) and all(time < "24" and time[3:5] < "60" for _, time in times)


def _read_clock(text: str, day: str) -> _Message | None:
    """A message that begins with a time; without a sender, what the program says, where a dash stands before it."""
    stamp = _CLOCKED.match(text)
    if stamp is None:
        return None
    message = _read_stamped(text, stamp, day)
    return message if message.sender or stamp["dash"] else None


def _find_stamp(text: str) -> re.Match[str] | None:
    """The day and the time with which a line begins; one that begins with a digit or a mark, or names who signs it."""
    if ", [" in text[:64]:
        return _SIGNED.match(text)
    return _STAMP.match(text) if any(map(str.isdigit, text[:4])) else None


def _read_message(text: str) -> _Message | None:
    stamp = _find_stamp(text)
    return None if stamp is None else _read_stamped(text, stamp)


def _read_stamped(text: str, stamp: re.Match[str], day: str = "") -> _Message:
    told = {key[:-1]: value for key, value in stamp.groupdict().items() if value}
    day = told.get("day", day)
    hour = int(told["hour"])
    if half := told.get("half", ""):
        hour = hour % 12 + 12 * (half in "pP")
    time = ":".join(filter(None, (f"{hour:02}", told["minute"], told.get("second"))))
    name = stamp if stamp.re is _SIGNED else _NAME.match(text, stamp.end())
    sender = name[1].strip(f"{_MARKS} ") if name else ""
    words = name.end() if name and sender else stamp.end()
    if text[words : words + 1] in _MARKS and _SECURED.search(text, words):
        sender = ""
    words += len(text[words:]) - len(text[words:].lstrip(f"{_MARKS} "))
    return _Message(day, time, bool(half), "." in stamp[0].replace(day, ""), sender, words)


def _is_talk(senders: Sequence[str]) -> bool:
    """Whether people speak by turns, each more than once, and not labels of a diary."""
    times = Counter(senders)
    again = sum(number for number in times.values() if number > 1)
    labels = sum(is_label(sender) and role_word(sender) is None for sender in times)
    return len(times) > 1 and len(senders) >= _LEAST and 2 * again >= len(senders) and 2 * labels < len(times)


def _write(lines: Sequence[Line], messages: Sequence[_Message | None]) -> Iterable[Line]:
    today = next(one.day for one in messages if one is not None and one.time)
    for line, message in zip(lines, messages, strict=True):
        if message is None:
            yield replace(line, bold=0)
            continue
        if message.day != today:
            today = message.day
            yield Line(f"[{today}]", line.start, line.paragraph, True)
        if not message.time:  # a day
            continue
        text = line.text[message.words :]
        start = line.start + message.words
        if message.sender:
            yield Line(text, start, line.paragraph, True, 0, message.sender, message.time)
        else:
            yield Line(f"[{message.time} {text}]", start, line.paragraph, True)


def _find_first_day(days: Sequence[str], sent: Sequence[_Message]) -> str:
    """The first day. Whether the day or the month comes first, all days together tell, or the country's clock."""
    parts = [[int(part) for part in re.split(r"[/.-]", day)] for day in days]
    if any(len(one) < 3 for one in parts):
        return days[0]
    if parts[0][0] > 31:
        ways = [[(year, month, day) for year, month, day in parts]]
    else:
        ways = [
            [(year % 100 + 2000, month, day) for day, month, year in parts],
            [(year % 100 + 2000, month, day) for month, day, year in parts],
        ]
    dates = [told for way in ways if (told := _read_days(way))]
    if len(dates) > 1:
        ordered = [one for one in dates if all(here <= there for here, there in pairwise(one))]
        dates = ordered if len(ordered) == 1 else dates
    if len(dates) > 1:  # 3/12/24, 7:05 PM is American; a nought before the month, or a point in the time, is not
        padded = any(part.startswith("0") for day in days for part in re.split(r"[/.-]", day)[:2])
        dotted = "." in days[0] or any(one.dotted for one in sent)
        if padded or dotted:
            dates = dates[:1]
        elif any(one.twelve for one in sent):
            dates = dates[1:]
    firsts = {one[0] for one in dates}
    return firsts.pop().isoformat() if len(firsts) == 1 else days[0]


def _read_days(days: Sequence[tuple[int, int, int]]) -> list[date]:
    """The days; nothing where one of them cannot be."""
    try:
        return [date(*day) for day in days]
    except ValueError:
        return []
