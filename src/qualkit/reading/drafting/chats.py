"""Interviews by chat, as the programs export or copy them: `12/03/24 19.05 - Sari: …`, `[12/03/24, 19.05.12] Sari: …`."""

from __future__ import annotations

import dataclasses
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
_BEHIND = re.compile(
    rf"(?:^|[\s\[(]+)(?:{_DAY.format(8)},?\s+)?{_CLOCK.format(8)}(?:,?\s+{_DAY.format(9)})?[\])]?\s*[✓✔√]*$"
)  # at the end of a message, or below it
_HEADED = re.compile(
    rf"(?P<name>[^\W\d_][^:\n\[]{{0,40}}?)\s*(?:\s|[—–|•·-])\s*\[?(?:{_DAY.format(10)},?\s+|(?:today|yesterday|hari ini|kemarin)"
    rf"\s*,?\s+)?(?:at\s+|pukul\s+)?{_CLOCK.format(10)}\]?|\[?{_CLOCK.format(11)}\]?\s+(?P<behind>[^\W\d_][^:\n]{{0,40}})",
    re.IGNORECASE,
)  # on a line of its own, above the message
_FROM = re.compile(r"(?:From|Dari)\s+(.+?)(?:\s+(?:to|kepada)\s+.+)?")  # the chat of a meeting
_TAIL = 48  # letters of a line in which a time behind it stands
_NUMERIC = re.compile(r"[0-9]+(?:[/.-][0-9]+)+")
_SECURED = re.compile(r"end-to-end|enkripsi|encrypt", re.IGNORECASE)  # what the program says in somebody's name
_LEAST = 4  # messages of a chat
_MORNING = 5  # the hour from which on a time without a day is one of the day, and not of a recording
_ENDS = frozenset("mM]0123456789")
_LONGEST = 70  # letters of a line that tells who sent a message, and when
_BELOW = 3  # lines that may stand below the last time
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
        return _read_headed(lines) or _read_clocked(lines) or _read_behind(lines)
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
    first = sent[0][0]
    days = tuple(dict.fromkeys(one.day for one in messages[first:] if one is not None and one.day))
    messages[:first] = [None] * first
    began = sent[0][1].day
    return Chat(list(_write(lines, messages)), days, as_date(began) or began)


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
    if found := _FROM.fullmatch(message.sender):
        message = dataclasses.replace(message, sender=found[1])
    return message if message.sender or stamp["dash"] else None


def _read_headed(lines: Sequence[Line]) -> Chat | None:
    """A chat whose messages stand each below a line of who sent it and when."""
    if not any(line.text[-1] in _ENDS or line.text[0] in "[0123456789" for line in lines[:_MOST_ABOVE]):
        return None
    heads = [_find_head(line.text) if len(line.text) <= _LONGEST else None for line in lines]
    names = Counter((head["name"] or head["behind"]).strip() for head in heads if head)
    if not _is_talk([*names.elements()]) or any(here and there for here, there in pairwise(heads)) or heads[-1]:
        return None
    written: list[Line] = []
    sent: list[_Message] = []
    for number, (line, head) in enumerate(zip(lines, heads, strict=True)):
        if head:
            message = _read_stamped(head[0], head, sent[-1].day if sent else "")
            sent.append(dataclasses.replace(message, sender=(head["name"] or head["behind"]).strip()))
            if len(sent) > 1 and sent[-2].day != message.day:
                written.append(Line(f"[{message.day}]", line.start, line.paragraph, True))
        elif number and heads[number - 1]:
            written.append(replace(line, speaker=sent[-1].sender, time=sent[-1].time, opens=True, bold=0))
        else:
            written.append(replace(line, bold=0))
    if not _go_forward(sent) or not any(one.twelve or one.day for one in sent):
        return None  # times of a recording
    days = tuple(dict.fromkeys(one.day for one in sent if one.day))
    return Chat(written, days, _find_first_day(days, sent))


def _find_head(text: str) -> re.Match[str] | None:
    head = _HEADED.fullmatch(text)
    return None if head is None or as_date((head["name"] or head["behind"]).rstrip(", ")) else head


def _read_behind(lines: Sequence[Line]) -> Chat | None:
    """A chat whose times stand below the messages, or at their end: behind the last one, and not above the first."""
    if not any(_find_end(line.text) for line in lines[-_BELOW:]):
        return None
    ended: list[tuple[_Message, list[Line]]] = []
    rest: list[Line] = []
    day = ""
    for line in lines:
        if _is_day(line.text):
            day = line.text.strip()
            continue
        end = _find_end(line.text)
        words = line.text[: end.start()].rstrip() if end else line.text
        if end and as_date(words.rstrip(",")):
            day, words = words.rstrip(","), ""
        if end and not (words or rest):  # below no message: it is one
            end, words = None, line.text
        rest += [replace(line, text=words)] if words else []
        if end:
            ended.append((_read_stamped(end[0], end, day), rest))
            day, rest = ended[-1][0].day, []
    written, messages = _name_senders(ended)
    if len(messages) < 0.8 * len(ended) or not _is_talk([one.sender for one in messages]) or not _go_forward(messages):
        return None
    first = messages[0]
    if not (first.day or first.twelve or int(first.time[:2]) >= _MORNING) or len(first.time) > len("00:00"):
        return None  # times of a recording
    if len({one.time for one in messages}) == 1:
        return None  # the same hour, spoken of again and again
    days = tuple(dict.fromkeys(one.day for one in messages if one.day))
    return Chat([*written, *rest], days, _find_first_day(days, messages))


def _find_end(text: str) -> re.Match[str] | None:
    """The time with which a line ends."""
    if not any(map(str.isdigit, text[-12:])):
        return None
    end = _BEHIND.search(text, max(0, len(text) - _TAIL))
    if end is None or text[: end.start()].endswith(":"):  # of a message, nothing is left but who sent it
        return None
    return end if int(end["hour8"]) < 24 and int(end["minute8"]) < 60 else None


def _name_senders(ended: Sequence[tuple[_Message, Sequence[Line]]]) -> tuple[list[Line], list[_Message]]:
    """The lines of messages by who sent them, and the messages: a name before a colon, or on a line alone, tells it.

    One without a name is of who sent the one before. What stands above the first stays as it is.
    """
    times = Counter(_read_sender(line.text, more) for _, (line, *more) in ended)
    known = {name for name, number in times.items() if name and number > 1}
    written: list[Line] = []
    messages: list[_Message] = []
    sender, today = "", ended[0][0].day if ended else ""
    for message, lines in ended:
        begin = 0
        while (
            not sender and begin + 1 < len(lines) and _read_sender(lines[begin].text, lines[begin + 1 :]) not in known
        ):
            begin += 1  # titles above the first message
        first, *more = lines[begin:]
        if message.day != today:
            today = message.day
            written.append(Line(f"[{today}]", first.start, first.paragraph, True))
        if (name := _read_sender(first.text, more)) in known:
            sender, found = name, _NAME.match(first.text)
            words = found.end() if found else len(first.text)
            rest = replace(first, text=first.text[words:], start=first.start + words)
            first, more = (rest, more) if rest.text else (more[0], more[1:])
        if not sender:  # of nobody yet: all stays
            begin, (first, *more) = 0, lines
        written += [
            *lines[:begin],
            replace(first, speaker=sender, time=message.time * bool(sender), opens=True, bold=0),
        ]
        written += more
        messages += [dataclasses.replace(message, sender=sender)] * bool(sender)
    return written, messages


def _read_sender(text: str, more: Sequence[Line]) -> str:
    """Who may have sent a message by its first line: a name before a colon, or one above the words; '' for nobody."""
    if name := _NAME.match(text):
        return name[1].strip(f"{_MARKS} ") if more or name.end() < len(text) else ""
    return text if more and len(text.split()) <= 5 and text[-1] not in ".?!…" else ""


def _find_stamp(text: str) -> re.Match[str] | None:
    """The day and the time with which a line begins; one that begins with a digit or a mark, or names who signs it."""
    if ", [" in text[:64]:
        return _SIGNED.match(text)
    return _STAMP.match(text) if any(map(str.isdigit, text[:4])) else None


def _read_message(text: str) -> _Message | None:
    stamp = _find_stamp(text)
    return None if stamp is None else _read_stamped(text, stamp)


def _read_stamped(text: str, stamp: re.Match[str], day: str = "") -> _Message:
    told = {key.rstrip("0123456789"): value for key, value in stamp.groupdict().items() if value}
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
    if not days or not all(map(_NUMERIC.fullmatch, days)):  # in words
        return (as_date(days[0]) or days[0]) if days else ""
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
