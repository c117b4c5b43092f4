"""Subtitles taken apart: what is said from when to when, of .vtt and .srt alike.

The parser is our own. A library for subtitles (webvtt-py was tried) leaves out, without a word, a cue whose time it
cannot read, what `<laughs>` stands for, and all but the first voice of a cue; a transcript must have every word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3})\d*)?"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-{{1,2}}>\s*{_STAMP}(?!\d)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>")
# marks of subtitles and no others: <laughs> is a word
_MARK = re.compile(
    r"</?(?:[biuv]|c|ruby|rt|lang|font|s|em|strong)(?:[.\s][^<>]*)?>|<\d{1,3}(?::\d{1,2}){1,2}[.,]\d{1,3}>|\{\\[^{}]*\}",
    re.IGNORECASE,
)  # fmt: skip
_NAME = re.compile(r"\d+|(?=\S*\d)[\w./{}-]{8,}")
_WHOSE = re.compile(r"\d+\s+\"([^\"]+)\"\s*(?:\(\d*\))?")  # a number and who speaks: Webex
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-fA-F]{1,5}|[A-Za-z]{2,8});")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: when it is shown, and its lines, each with the voice that the file itself names ('' where none)."""

    start: float  # seconds; NaN where its time cannot be read
    end: float
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a file, and what stands in it beside them."""

    cues: tuple[Cue, ...]
    remarks: tuple[str, ...]  # what its maker noted, which nobody said
    notes: tuple[str, ...]


def read_cues(text: str) -> Cues:
    """Take a file of subtitles apart. Lines that belong to no cue are kept as a cue without time, and told.

    >>> read_cues("1\\n00:00:01,000 --> 00:00:02,500\\n<i>Yes.</i>").cues
    (Cue(start=1.0, end=2.5, lines=(('', 'Yes.'),)),)
    """
    lines = [line.strip() for line in text.split("\n")]
    arrows = [n for n, line in enumerate(lines) if "->" in line and (_TIMES.match(line) or _is_torn(line))]
    begins = [_find_begin(lines, arrow, arrows[n - 1] if n else -1) for n, arrow in enumerate(arrows)]
    cues: list[Cue] = []
    remarks: list[str] = []
    notes: list[str] = []
    head = lines[: begins[0]] if begins else lines
    _keep_outside(list(_parts(_without_head(head))), 1, cues, remarks, notes)
    for arrow, begin, end in zip(arrows, begins, [*begins, len(lines)][1:], strict=True):
        payload, rest = _take_payload(lines[arrow + 1 : end])
        times = _TIMES.match(lines[arrow])
        if not times:
            notes.append(f"line {arrow + 1}: the time {lines[arrow]!r} cannot be read; the words below it are kept")
        start, stop = (_seconds(times.groups()[:4]), _seconds(times.groups()[4:])) if times else (float("nan"),) * 2
        whose = _WHOSE.fullmatch(lines[begin]) if begin < arrow else None
        said = tuple((voice or (whose[1] if whose else ""), line) for voice, line in _read_lines(payload))
        if said:
            cues.append(Cue(start, stop, said))
        _keep_outside(rest, arrow + 1, cues, remarks, notes)
    return Cues(tuple(cues), tuple(remarks), tuple(notes))


def format_time(seconds: float) -> str:
    """A time as transcripts have it: 00:01:12; '' where it is not known.

    >>> format_time(72.9), format_time(float("nan"))
    ('00:01:12', '')
    """
    if seconds != seconds:
        return ""
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{int(seconds) % 60:02}"


def _is_torn(line: str) -> bool:
    return "-->" in line and line[:1].isdigit()


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, rest = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + int((rest or "0").ljust(3, "0")) / 1000


def _find_begin(lines: Sequence[str], arrow: int, last: int) -> int:
    """Where the cue of a line of times begins: there, or at its name in the line above.

    A name is a number, one with who speaks, or like Teams' `4c1b-…/12-0`; whatever else stands there may be words, and
    is kept as such.
    """
    above = arrow - 1
    if above <= last:
        return arrow
    name = lines[above]
    alone = above == 0 or (above > last + 1 and not lines[above - 1])
    # some programs leave the empty line between two cues away: then only the next number is a name
    counted = name.isdecimal() and last > 0 and lines[last - 1] == str(int(name[:9]) - 1)
    return above if counted or (alone and (_NAME.fullmatch(name) or _WHOSE.fullmatch(name))) else arrow


def _take_payload(lines: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """The lines of a cue up to an empty one, and the parts that follow before the next cue."""
    parts = list(_parts(lines))
    if not parts or (lines and not lines[0]):
        return [], parts
    return parts[0], parts[1:]


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in [*lines, ""]:
        if line:
            part.append(line)
        elif part:
            yield part
            part = []


def _without_head(lines: Sequence[str]) -> Sequence[str]:
    """The lines before the first cue without the name of the format and what belongs to it."""
    if not lines or not lines[0].startswith("WEBVTT"):
        return lines
    title = lines[0][6:].strip(" \t-")
    rest = lines[next((number for number, line in enumerate(lines) if not line), len(lines)) :]
    return [f"NOTE {title}", "", *rest] if title else rest


def _keep_outside(
    parts: Sequence[Sequence[str]], line: int, cues: list[Cue], remarks: list[str], notes: list[str]
) -> None:
    for part in parts:
        if part[0] == "NOTE" or part[0].startswith(("NOTE ", "NOTE\t")):
            words = " ".join([part[0][4:].strip(), *part[1:]]).strip()
            remarks += [words] if words else []
        elif part[0] not in ("STYLE", "REGION") and (said := tuple(_read_lines(part))):
            notes.append(f"near line {line}: {part[0][:60]!r} stands outside of every cue; it is kept")
            cues.append(Cue(float("nan"), float("nan"), said))


def _read_lines(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines of a cue with their voices, without marks; a voice goes on until it ends or another begins."""
    voice = ""
    for line in lines:
        if "<" not in line and "&" not in line and "{" not in line:
            yield voice, " ".join(line.split())
            continue
        at = 0
        for found in _VOICE.finditer(line):
            yield from _read_words(voice, line[at : found.start()])
            voice, at = " ".join(_ENTITY.sub(_unescape, found[1]).split()), found.end()
        yield from _read_words(voice, line[at:])
        if line.rstrip().endswith("</v>"):
            voice = ""


def _read_words(voice: str, words: str) -> Iterator[tuple[str, str]]:
    inside, ended, after = words.partition("</v>")
    for speaker, part in ((voice, inside), ("" if ended else voice, after)):
        plain = " ".join(_ENTITY.sub(_unescape, _MARK.sub("", part)).split())
        if plain:
            yield speaker, plain


def _unescape(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])
