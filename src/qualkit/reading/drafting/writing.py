"""Turns written one below the other, while it is remembered where each word came from."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from msgspec.structs import replace

from qualkit.reading.drafting.lines import Line, Opening, find_mark
from qualkit.reading.drafting.roles import Voice, is_marked, is_question
from qualkit.reading.formats.manuscript import Remark
from qualkit.reading.transcript import TIME, find_tags

_TIME = re.compile(rf"\[({TIME})\]\s*")


@dataclass(slots=True)
class Composed:
    """A transcript's text, who speaks in it, and its remarks by their new places."""

    text: str
    voices: dict[str, Voice]
    remarks: list[Remark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def compose(
    lines: Sequence[Line], openings: Sequence[Opening | None], taken: Container[int], *, remarks: Iterable[Remark] = ()
) -> Composed:
    """Write the lines that are not taken by the header: a tag, a colon, the words, an empty line between turns."""
    return _Composer(lines, openings, taken).compose(list(remarks))


class _Composer:
    def __init__(self, lines: Sequence[Line], openings: Sequence[Opening | None], taken: Container[int]) -> None:
        self.lines, self.taken = lines, taken
        given = any(line.speaker for line in lines)
        self.openings = (
            openings
            if not given
            else [
                Opening(tidy(line.speaker), "given", 0, line.time or (one.time if one else "")) if line.speaker else one
                for line, one in zip(lines, openings, strict=True)
            ]
        )
        tags = {one.tag for number, one in enumerate(self.openings) if one is not None and number not in taken}
        self.tags = tags
        self.find_tag = find_tags(tags)
        self.parts: list[str] = []
        self.starts: list[int] = []  # of each part, where it stood; -1 for what is put in
        self.voices: dict[str, Voice] = {}
        self.voice: Voice | None = None
        self.asked = self.marked = False
        self.bare = False  # a tag is written and its words are still to come
        self.timed = False  # with the time of its turn
        self.paragraph = -1  # the one whose line was written last
        self.turns = self.numbered = self.weak = 0

    def compose(self, remarks: Sequence[Remark]) -> Composed:
        waiting: int | None = None  # the line of a time mark that may belong to the next turn
        for number, (line, found) in enumerate(zip(self.lines, self.openings, strict=True)):
            if number in self.taken:
                continue
            opening = found or self._by_format(line)
            if opening is None and self.bare and not line.speaker and (mark := find_mark(line.text)):
                self._time_turn(number, line, mark)
                continue
            if opening is None and self.tags and not line.speaker and find_mark(line.text):
                if waiting is not None:
                    self._continue(self.lines[waiting])
                waiting = number
                continue
            if waiting is not None:
                if opening is not None and not (opening.time or line.time):
                    opening = replace(opening, time=find_mark(self.lines[waiting].text))
                else:
                    self._continue(self.lines[waiting])
                waiting = None
            if opening is not None:
                self._open(line, opening)
            else:
                self._continue(line)
        if waiting is not None:
            self._continue(self.lines[waiting])
        composed = Composed("".join(self.parts), self.voices, notes=self._notes())
        self._move(remarks, composed)
        return composed

    def _time_turn(self, number: int, line: Line, mark: str) -> None:
        """A time below a tag that stands alone is when the turn begins, if words follow; else it is what is said."""
        after = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if self.timed or after is None or self.openings[number + 1] is not None or find_mark(after.text):
            self._continue(line)
            return
        head = self.parts[-1]
        begin = len(head) - len(head.lstrip("\n"))
        self.parts[-1], self.timed = f"{head[:begin]}[{mark}] {head[begin:]}", True

    def _by_format(self, line: Line) -> Opening | None:
        """What the transcript's format will read as a turn is one."""
        if ":" not in line.text[:80]:
            return None
        mark = _TIME.match(line.text)
        found = self.find_tag(line.text, mark.end()) if mark else None
        if not found:
            mark, found = None, self.find_tag(line.text, 0)
        if not found:
            return None
        words = line.text[found[1] :].lstrip()
        return Opening(found[0], "colon", len(line.text) - len(words), mark[1] if mark else "")

    def _open(self, line: Line, opening: Opening) -> None:
        self.turns += 1
        voice = self.voices.get(opening.tag)
        if voice is None:
            voice = self.voices[opening.tag] = Voice(first=self.turns)
        voice.turns += 1
        self.voice, self.asked, self.marked = voice, False, False
        self.numbered += opening.numbered
        self.weak += opening.kind in ("semicolon", "dot", "bare")
        time = opening.time or line.time
        self.timed = bool(time)
        head = f"[{time}] {opening.tag}:" if time else f"{opening.tag}:"
        self._write(f"\n\n{head}" if self.parts else head)
        self.bare, self.paragraph = True, line.paragraph
        start, end = opening.aside
        if end:
            self._words(line.text[start:end], line.start + start)
            self.bare = True  # the rest stands behind one blank
        self._words(line.text[opening.body :], line.start + opening.body)
        self.bare = self.bare and not end

    def _continue(self, line: Line) -> None:
        """A line without a tag: of the turn's, of a paragraph of its own, or the words of a tag that stands alone."""
        if not self.bare and self.parts:
            self._write("\n" if line.paragraph == self.paragraph and not line.opens else "\n\n")
        if line.time and not self.tags:
            self._write(f"[{line.time}] ")
        self.paragraph = line.paragraph
        self._words(line.text, line.start)

    def _words(self, text: str, start: int) -> None:
        if not text:
            return
        if self.bare:
            self.parts += (" ", text)
            self.starts += (-1, start)
            self.bare = False
        else:
            self._write(text, start)
        voice = self.voice
        if voice is not None:
            voice.words += text.count(" ") + 1
            if not self.marked and is_marked(text):
                self.marked = True
                voice.marked += 1
            if not self.asked and (self.marked or is_question(text)):
                self.asked = True
                voice.asked += 1

    def _write(self, text: str, start: int = -1) -> None:
        self.parts.append(text)
        self.starts.append(start)

    def _pieces(self) -> list[tuple[int, int, int]]:
        """Where each piece of the manuscript stood (from, to) and where it stands now, in the order of the first."""
        places = accumulate(map(len, self.parts), initial=0)
        pieces = zip(self.starts, self.parts, places, strict=False)
        return sorted((start, start + len(text), place) for start, text, place in pieces if start >= 0)

    def _notes(self) -> list[str]:
        notes = []
        if self.numbered:
            notes.append(f"{self.numbered} turns had a running number beside the tag; it is left out")
        if self.weak:
            notes.append(f"{self.weak} turns begin with a tag without a colon (`K. No`, `K; no`, `K No`): look at them")
        return notes

    def _move(self, remarks: Sequence[Remark], composed: Composed) -> None:
        if not remarks:
            return
        pieces = self._pieces()
        starts = [piece[0] for piece in pieces]
        spans = self._find_spans()
        for remark in remarks:
            first, after = max(0, bisect_right(starts, remark.start) - 1), bisect_left(starts, remark.end)
            ends = [*pieces[first : min(first + 2, after)], *pieces[max(first, after - 1) : after]]  # with all between
            inside = [
                (place + max(0, remark.start - start), place + min(end, remark.end) - start)
                for start, end, place in ends if end > remark.start
            ] or self._beside(remark, pieces, starts, spans)  # fmt: skip
            if inside:
                start, end = min(one for one, _ in inside), max(one for _, one in inside)
                composed.remarks.append(Remark(start, end, remark.text, remark.author, remark.at))
            else:
                author = f" by {remark.author}" if remark.author else ""
                composed.notes.append(f"a comment{author} stood on what is now in the header: {remark.text}")

    def _find_spans(self) -> list[tuple[int, int]]:
        """From where to where paragraphs reach."""
        spans: dict[int, tuple[int, int]] = {}
        for line in self.lines:
            low, high = spans.get(line.paragraph, (line.start, 0))
            spans[line.paragraph] = min(low, line.start), max(high, line.start + len(line.text))
        return sorted(spans.values())

    @staticmethod
    def _beside(
        remark: Remark, pieces: Sequence[tuple[int, int, int]], starts: Sequence[int], spans: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The words of the paragraph on whose tag it stands; the place in them, of one that spans nothing."""
        above = bisect_right(starts, remark.start)
        for start, end, place in pieces[max(0, above - 2) : above]:
            if remark.start == remark.end <= end:
                return [(place + remark.start - start, place + remark.start - start)]
        at = bisect_right(spans, (remark.start, math.inf)) - 1
        if at < 0:
            return []
        low, high = spans[at]
        first = bisect_left(starts, low)
        return [(place, place + end - start) for start, end, place in pieces[first : first + 1] if end <= high]


def tidy(tag: str) -> str:
    """A speaker that a format gives, as the transcript will write it."""
    return " ".join(tag.split()).rstrip(" :：")
