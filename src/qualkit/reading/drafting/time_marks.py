"""Time marks that programs for transcribing leave among the words: at the end of turns, within them, behind a tag.

The first mark of a turn is its time, as one before the tag is. What else stands within a turn stays in its place, in
square brackets, as what nobody says. A time of the day (at 10:30) is no mark: that takes brackets, and hours, minutes
and seconds, or marks that go up from turn to turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from qualkit.reading.drafting.lines import Line, Opening, as_time, find_mark
from qualkit.reading.drafting.shapes import role_word
from qualkit.reading.transcript import count_seconds

_CLOCK = r"[0-9]{1,2}:[0-5][0-9]:[0-5][0-9](?:[.,-][0-9]{1,3})?"
_SHORT = r"[0-9]{1,3}:[0-5][0-9](?:[.,-][0-9]{1,3})?"
_UNTIL = r"(?:\s?(?:-->|[-–—])\s?{})?"


def _framed(clock: str) -> re.Pattern[str]:
    inside = rf"\s?({clock}){_UNTIL.format(clock)}\s?"
    frames = (r"#{}#", r"\[{}\]", r"\({}\)", r"\{{{}\}}", r"<{}>")
    return re.compile("|".join(frame.format(inside) for frame in frames))


_MARK, _SHORT_MARK = _framed(_CLOCK), _framed(_SHORT)
_LABELLED = re.compile(rf"([^\W\d_][^:]{{0,40}}?)\s?[:.]?\s(?={_CLOCK}{_UNTIL.format(_CLOCK)}$)")
_SOME = re.compile(r":[0-5][0-9]")
_TENTHS = re.compile(r"(?<=:[0-5][0-9])[,-](?=[0-9])")
_FRAMES = "#[({<"
_ENDS = frozenset("#])}>")
_SENTENCE_ENDS = frozenset('.?!…"”’)]')
_LABEL = 50  # letters of a line that is a word and a time, at most
_WORD = 12  # letters of a label of times
_LEAST = 3  # marks of minutes and seconds that go up


@dataclass(slots=True)
class _Turn:
    """The turn, or in a text without tags the paragraph, that is read."""

    line: int
    time: str
    within: str = ""  # the first mark that stands amid its words


def tells_times(text: str) -> bool:
    """Whether a text holds anything that may be a time mark, which most do not."""
    return _SOME.search(text) is not None


def leave_out_labels(lines: list[Line]) -> tuple[list[Line], str]:
    """The lines, those of one word and a time, again and again (TC 00:00:01.2 - 00:00:04.0), without that word; and it.

    Where other words stand so too, they are people: each has the time beside the name.
    """
    short = [(number, line.text) for number, line in enumerate(lines) if len(line.text) <= _LABEL]
    found = {number: label for number, text in short if (label := _LABELLED.match(text))}
    times = Counter(label[1] for label in found.values())
    again = [word for word, number in times.items() if number > 1]
    if len(again) != 1 or times[again[0]] < _LEAST or role_word(again[0]) or not _is_label(again[0]):
        return lines, ""
    left = [
        replace(line, text=line.text[label.end() :], start=line.start + label.end(), bold=0)
        if (label := found.get(number)) and label[1] == again[0]
        else line
        for number, line in enumerate(lines)
    ]
    return left, again[0]


def _is_label(word: str) -> bool:
    return word.isalpha() and len(word) <= _WORD


def place_times(lines: list[Line], openings: list[Opening | None], taken: set[int]) -> int:
    """Give turns the time that stands in them, in place, or alone below them; how many had it so at their end.

    Marks at the ends are something else, and stay, where most turns have their time before the tag. The lines that are
    nothing but the mark of the turn above are added to `taken`.
    """
    below = _take_those_below(lines, openings, taken)
    body = [number for number in range(len(lines)) if number not in taken and _may_hold(lines[number].text)]
    if not body:
        return below
    short = _are_regular(lines, openings, body)
    ends = sum(_find_end(lines[number].text, short) is not None for number in body)
    begun = [(line, one) for line, one in zip(lines, openings, strict=True) if one is not None or line.speaker]
    tagged = bool(begun)
    moves = ends >= sum(bool(line.time or (one and one.time)) for line, one in begun)
    wrapped = moves and tagged and 2 * ends >= len(begun)
    marked, moved = frozenset(body), 0
    turn: _Turn | None = None
    for number, line in enumerate(lines):
        if number in taken:
            continue
        opening = openings[number]
        if opening is not None or line.speaker or (not tagged and line.opens):
            turn = _Turn(number, line.time or (opening.time if opening else ""))
        if number not in marked:
            continue
        if wrapped and turn is not None and not (turn.time or turn.within) and _MARK.fullmatch(line.text):
            turn.time = find_mark(line.text)  # on a page its line was full
            _give(lines, openings, turn)
            taken.add(number)
            moved += 1
        else:
            moved += _read_line(lines, openings, number, turn, short, moves=moves)
    return below + moved


def _take_those_below(lines: list[Line], openings: list[Opening | None], taken: set[int]) -> int:
    """The marks that stand alone, one below each turn and none above the first: they are those of the turns above."""
    begins = [number for number, one in enumerate(openings) if number not in taken and (one or lines[number].speaker)]
    if len(begins) < 2 or any(line.time for line in lines):
        return 0
    marks: dict[int, int] = {}
    for turn, after in zip(begins, [*begins[1:], len(lines)], strict=True):
        own = [number for number in range(turn + 1, after) if number not in taken]
        alone = [number for number in own if _is_alone(lines[number].text)]
        opening = openings[turn]
        if len(alone) != 1 or alone[0] != own[-1] or (opening is not None and opening.time):
            return 0
        marks[turn] = alone[0]
    if any(number not in taken and _is_alone(lines[number].text) for number in range(begins[0])):
        return 0
    for turn, number in marks.items():
        _give(lines, openings, _Turn(turn, find_mark(lines[number].text)))
        taken.add(number)
    return len(marks)


def _is_alone(text: str) -> bool:
    return not text[0].isalpha() and bool(find_mark(text))


def _may_hold(text: str) -> bool:
    return ":" in text and any(frame in text for frame in _FRAMES)


def _read_line(
    lines: list[Line], openings: list[Opening | None], number: int, turn: _Turn | None, short: bool, *, moves: bool
) -> bool:
    """Take the time out of one line, and write its other marks in square brackets; whether it stood at the end."""
    line, moved = lines[number], False
    if not find_mark(line.text) and turn is not None:
        _take_first(lines, openings, number, turn)
        line = lines[number]
        begin = _begin_of(openings[number], line)
        end = _find_end(line.text, short)
        if moves and not turn.time and end is not None:
            turn.within = turn.within or _first_time(line.text, begin, end.start())
            moved = not turn.within and end.start() > begin
            if moved:
                lines[number] = line = replace(line, text=line.text[: end.start()].rstrip())
            if moved or turn.within:
                turn.time = turn.within or _time_of(end)
                _give(lines, openings, turn)
        turn.within = turn.within or _first_time(line.text, begin, len(line.text))
    text = _MARK.sub(_in_brackets, line.text)
    if text != line.text:
        lines[number] = replace(line, text=text)
    return moved


def _take_first(lines: list[Line], openings: list[Opening | None], number: int, turn: _Turn) -> None:
    """The mark between a tag and the words."""
    opening, line = openings[number], lines[number]
    if turn.line != number or turn.time or opening is None or line.speaker:
        return
    mark = _MARK.match(line.text, opening.body)
    if mark is not None and (rest := line.text[mark.end() :].lstrip()):
        turn.time = _time_of(mark)
        openings[number] = replace(opening, time=turn.time, body=len(line.text) - len(rest))


def _give(lines: list[Line], openings: list[Opening | None], turn: _Turn) -> None:
    opening = openings[turn.line]
    if opening is None or lines[turn.line].speaker:
        lines[turn.line] = replace(lines[turn.line], time=turn.time)
    else:
        openings[turn.line] = replace(opening, time=turn.time)


def _begin_of(opening: Opening | None, line: Line) -> int:
    return opening.body if opening is not None and not line.speaker else 0


def _find_end(text: str, short: bool) -> re.Match[str] | None:
    """The mark with which a line ends, behind words.

    Minutes and seconds in round brackets stand behind a sentence: amid one, (06:00) is a time of the day.
    """
    if text[-1:] not in _ENDS:
        return None
    begin = max(text.rfind(sign, 0, len(text) - 1) for sign in _FRAMES)
    mark = _MARK.fullmatch(text, begin) if begin > 0 else None
    if mark is None and short and begin > 0 and (text[begin] != "(" or text[:begin].rstrip()[-1:] in _SENTENCE_ENDS):
        mark = _SHORT_MARK.fullmatch(text, begin)
    return mark


def _are_regular(lines: Sequence[Line], openings: Sequence[Opening | None], body: Sequence[int]) -> bool:
    """Whether minutes and seconds in brackets at the ends of lines go up through the whole talk."""
    times = [
        count_seconds(_time_of(mark)) for number in body if (mark := _find_end(lines[number].text, True)) is not None
    ]
    turns = sum(one is not None or bool(line.speaker) for line, one in zip(lines, openings, strict=True))
    return len(times) >= _LEAST and 2 * len(times) >= turns and all(one <= other for one, other in pairwise(times))


def _first_time(text: str, begin: int, end: int) -> str:
    mark = _MARK.search(text, begin, end)
    return _time_of(mark) if mark else ""


def _time_of(mark: re.Match[str]) -> str:
    return as_time(_TENTHS.sub(".", next(filter(None, mark.groups()))))


def _in_brackets(mark: re.Match[str]) -> str:
    return f"[{_TENTHS.sub('.', mark[0][1:-1])}]"
