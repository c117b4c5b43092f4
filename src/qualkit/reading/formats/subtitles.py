"""Subtitles (.vtt, .srt) of Zoom, Teams, Whisper and YouTube: turns with the time at which each begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qualkit.errors import Fault, FaultsError
from qualkit.files import normalise
from qualkit.reading.formats.cues import Cue, format_time, read_cues
from qualkit.reading.formats.decoding import decode
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, clean, make_manuscript

PAUSE = 2.0  # seconds of silence after which a new paragraph begins where nobody says who speaks
LONG = 120  # words after which the next end of a sentence ends a paragraph there

_NAMED = re.compile(
    r"\[(?P<bracketed>[^\[\]:]{1,60})\]\s?:(?:\s+|\Z)|(?:>>\s*)?(?P<plain>[^\s:\[\]<>][^:\[\]<>\n]{0,59}?)\s?:(?:\s+|\Z)"
)
_FRAMED = re.compile(r"[\[(]([^\W\d_a-z][^\[\]():]{0,39})[\])]\s+(?=\S)")  # [Interviewer] words; or [Music] words
_ALONE = re.compile(
    r"[\[(]([^\W\d_][^\[\]():]{0,39})[\])]|([^\W\d_][^\[\]().,:;?!…]{0,39})"
)  # above the words of a cue
_MOST = 0.8  # share of the cues that have a name above their words, where names stand there
_DASH = re.compile(r"[-–—]\s?\S")
_ENDED = re.compile(r"[.?!…。？！][\"'”’)\]]*\Z")


@dataclass(slots=True)
class _Turn:
    """What one person says, while it is put together of cues."""

    speaker: str
    start: float
    end: float
    words: list[str]


def read_vtt(raw: bytes, *, file: str, encoding: str | None = None) -> Manuscript:
    r"""Read WebVTT: the captions of Zoom (`Name: words`), Teams (`<v Name>`), Whisper (no names) and others.

    Cues that one person says in a row are one paragraph with its speaker and the time of its first cue. Where nobody
    is named, a paragraph ends at a pause of two seconds, or with a sentence after 120 words. Captions that roll (each
    repeats the line before, as YouTube's do) are taken once. What is no word (styles, settings, marks) goes; what the
    file's maker noted is told.

    Raises FaultsError where it is no text, or holds no cue.

    >>> source = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ani>Yes.</v>\n\n00:02.500 --> 00:04.000\n<v Ani>And you?</v>\n"
    >>> [(one.time, one.speaker, one.text) for one in read_vtt(source.encode(), file="a.vtt").paragraphs]
    [('00:00:01', 'Ani', 'Yes. And you?')]
    """
    return _read(raw, file, encoding)


def read_srt(raw: bytes, *, file: str, encoding: str | None = None) -> Manuscript:
    r"""Read SubRip, which differs from WebVTT in its commas and numbers; see `read_vtt`.

    >>> source = "1\n00:01:12,000 --> 00:01:14,000\nP: Yes.\n"
    >>> [(one.time, one.speaker, one.text) for one in read_srt(source.encode(), file="a.srt").paragraphs]
    [('00:01:12', 'P', 'Yes.')]
    """
    return _read(raw, file, encoding)


def _read(raw: bytes, file: str, encoding: str | None) -> Manuscript:
    decoded = decode(raw, file=file, encoding=encoding)
    # a feed or a Unicode line end is no end of a line in subtitles
    taken = read_cues(re.sub("[\x00\x0b\x0c\x85\u2028\u2029]", " ", normalise(decoded.text)))
    if not any(cue.start == cue.start for cue in taken.cues):
        raise FaultsError([Fault(file, 0, "it holds no subtitles: lines such as `00:01:02.000 --> 00:01:04.000` with "
                                 "words below; if it is a text, give it the ending .txt")])  # fmt: skip
    notes = [*decoded.notes, *_shorten(taken.notes)]
    if taken.remarks:
        notes.append(f"{len(taken.remarks)} notes of its maker are left out: {_quote(taken.remarks)}")
    return join_cues(taken.cues, notes)


def join_cues(cues: Sequence[Cue], notes: Sequence[str] = ()) -> Manuscript:
    """The turns that cues are pieces of, by who is named in them, or by pauses where nobody is; see `read_vtt`."""
    cues, repeated = _unroll(cues)
    told = list(notes)
    if repeated:
        told.append(f"captions that roll: {repeated} lines that repeat the one before were taken once")
    if any(after.start < before.start - 60 for before, after in pairwise(cues)):
        told.append("its times go back: parts of it may be out of order, or several recordings follow one another")
    cues = _take_names_above(cues)
    framed = _find_framed(cues)
    names = _find_names(cues) | framed
    turns = _merge(_name(cue, names, framed) for cue in cues)
    return make_manuscript((_paragraph(turn) for turn in turns), notes=told)


def _shorten(notes: Sequence[str]) -> list[str]:
    return [*notes[:5], *([f"… and {len(notes) - 5} more places like these"] if len(notes) > 5 else [])]


def _quote(words: Sequence[str]) -> str:
    return ", ".join(repr(one[:60]) for one in words[:3]) + (", …" if len(words) > 3 else "")


def _unroll(cues: Sequence[Cue]) -> tuple[list[Cue], int]:
    """The cues without lines that only repeat the cue before, and how many those were.

    Done where at least half of the cues begin with the line that the one before ended with, of two lines or more, and
    five do: nobody speaks so. Who says "Yes." in cue after cue says it as often.
    """
    same = [_count_same(above, cue) for above, cue in pairwise(cues)]
    rolling = sum(map(bool, same))
    if rolling < 5 or 2 * rolling < len(same):
        return list(cues), 0
    new = [replace(cue, lines=cue.lines[repeated:]) for cue, repeated in zip(cues, [0, *same], strict=True)]
    return [cue for cue in new if cue.lines], sum(same)


def _count_same(above: Cue, cue: Cue) -> int:
    """How many lines a cue repeats of the one before."""
    most = min(len(above.lines), len(cue.lines))
    if len(above.lines) == len(cue.lines) == 1:
        return 0
    return next((size for size in range(most, 0, -1) if above.lines[-size:] == cue.lines[:size]), 0)


def _take_names_above(cues: list[Cue]) -> list[Cue]:
    """The cues, where most have a name on a line of its own above their words, with that name as their voice.

    One alone in brackets is a sound (Music); and no name ends with a word in small letters, as a line that goes on does.
    """
    begins = Counter(
        cue.lines[0][1] for cue in cues
        if len(cue.lines) > 1 and not cue.lines[0][0] and _ALONE.fullmatch(cue.lines[0][1])
    )  # fmt: skip
    above = {line for line in begins if _is_like_name(line) and (line[0] in "[(" or not line.split()[-1][0].islower())}
    total = sum(begins[line] for line in above)
    sound = len(above) == 1 and all(line[0] in "[(" for line in above)
    if sound or total < max(2 * len(above), _MOST * len(cues), 3):
        return cues
    return [replace(cue, lines=lines) for cue in cues if (lines := tuple(_under_names(cue, above)))]


def _under_names(cue: Cue, above: Container[str]) -> Iterator[tuple[str, str]]:
    """The lines of a cue, each with the name above it. One in brackets may stand amid a cue too."""
    speaker = ""
    for number, (voice, line) in enumerate(cue.lines):
        found = _ALONE.fullmatch(line) if line in above and not voice else None
        if found and (found[1] or not number):
            speaker = found[1] or found[2]
        else:
            yield voice or speaker, line


def _find_names(cues: Iterable[Cue]) -> frozenset[str]:
    """What stands before a colon at the beginning of lines and is a name: it comes often, or most cues have one."""
    begins: Counter[str] = Counter()
    named = many = 0
    for cue in cues:
        found = [name for voice, line in cue.lines if not voice and (name := _take_name(line)[0])]
        begins.update(found)
        many += 1
        named += bool(found)
    most = named >= 0.6 * many
    return frozenset(name for name, n in begins.items() if n >= 3 or (most and _is_like_name(name)))


def _find_framed(cues: Sequence[Cue]) -> frozenset[str]:
    """The names in brackets with which most cues begin; a sound is noted now and then, and nobody answers it."""
    begins = Counter(found[1] for cue in cues if (found := _FRAMED.match(cue.lines[0][1])) and not cue.lines[0][0])
    alike = len(begins) > 1 and begins.total() >= 0.6 * len(cues) and begins.total() >= 2 * len(begins)
    return frozenset(begins) if alike else frozenset()


def _take_name(line: str, framed: frozenset[str] = frozenset()) -> tuple[str, str]:
    if framed and (found := _FRAMED.match(line)) and found[1] in framed:
        return found[1], line[found.end() :]
    found = _NAMED.match(line)
    if not found or len((found["plain"] or "").split()) > 6:
        return "", line
    return found["bracketed"] or found["plain"], line[found.end() :]


def _is_like_name(name: str) -> bool:
    return not name[0].islower() and len(name.split()) <= 5


def _name(cue: Cue, names: frozenset[str], framed: frozenset[str]) -> Iterator[tuple[str | None, Cue, str]]:
    """The lines of a cue with who says each: None where nothing tells."""
    for voice, line in cue.lines:
        name, words = _take_name(line, framed)
        if not voice and name in names:
            yield name, cue, words
        else:
            yield voice or None, cue, line


def _merge(cues: Iterable[Iterable[tuple[str | None, Cue, str]]]) -> Iterator[_Turn]:
    turn: _Turn | None = None
    for cue_lines in cues:
        for speaker, cue, words in cue_lines:
            if turn and _goes_on(turn, speaker, cue):
                dashed = not turn.speaker and bool(_DASH.match(words))
                turn.words.append(("\n" if dashed else " ") + words)
                turn.end = cue.end if cue.end == cue.end else turn.end
                continue
            if turn:
                yield turn
            turn = _Turn(speaker or "", cue.start, cue.end, [words])
    if turn:
        yield turn


def _goes_on(turn: _Turn, speaker: str | None, cue: Cue) -> bool:
    if speaker is not None or turn.speaker:
        return speaker is None or speaker == turn.speaker
    if cue.start - turn.end >= PAUSE:
        return False
    return not (_ENDED.search(turn.words[-1]) and sum(len(words.split()) for words in turn.words) >= LONG)


def _paragraph(turn: _Turn) -> Paragraph:
    return Paragraph(clean("".join(turn.words)), speaker=clean(turn.speaker), time=format_time(turn.start))
