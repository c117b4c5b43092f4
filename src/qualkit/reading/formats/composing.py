"""Putting a manuscript together as a file is walked through: its words, what is bold, and what remarks point at.

A remark's place is known while the words are still raw. What `clean` does to them moves it, so every place is counted
again in the cleaned words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from qualkit.reading.formats.manuscript import BETWEEN, Manuscript, Paragraph, Remark, clean, make_manuscript

_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_INK = re.compile(r"\S")
_NAMED = 0.25  # share of the paragraphs that begin in a look of their own, from which on it is that of names
_DISTINCT = 0.4  # share of these beginnings that are other names, at most
_LEAST = 4  # such paragraphs
_LONGEST = 40  # letters of a name


@dataclass(frozen=True, slots=True)
class Comment:
    """What a comment in the margin says, before it is known where it stands."""

    text: str
    author: str = ""
    at: str | None = None


@dataclass(slots=True)
class _Raw:
    """The paragraph or row that is open, as the file has it. All places are in order."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    bold: list[tuple[int, int]] = field(default_factory=list)
    apart: list[tuple[int, int]] = field(default_factory=list)  # italic, in a colour, in small capitals
    item: bool = False
    heading: bool = False
    cells: list[int] = field(default_factory=list)  # where each ends
    marks: list[tuple[int, str, bool]] = field(default_factory=list)  # the key of a remark, and whether it begins
    ended: set[str] = field(default_factory=set)  # the keys of remarks that end in it


class Composer:
    r"""Takes a file's words in their order and makes paragraphs, rows and remarks of them.

    An empty line inside a paragraph ends it; inside a row it does not. A row of one cell is a frame around paragraphs,
    not a row.

    >>> composer = Composer()
    >>> composer.say("Rina ", bold=True); composer.begin_remark("1"); composer.say(" Yes,  often."); composer.end_remark("1")
    >>> manuscript = composer.compose({"1": Comment("how often?", "AB")})
    >>> manuscript.paragraphs[0].text, manuscript.paragraphs[0].bold
    ('Rina Yes, often.', 4)
    >>> [(manuscript.text[remark.start : remark.end], remark.text) for remark in manuscript.remarks]
    [('Yes, often.', 'how often?')]
    """

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._length = 0  # of the manuscript's text so far
        self._rows = 0  # how many rows, one in another, are open
        self._in_note = False
        self._gap = False  # whether a paragraph of a note has just ended
        self._leads: dict[int, int] = {}  # of paragraphs that begin in a look of their own, or before a tab: how far
        self._going_on = 0  # those whose look ends amid a sentence
        self._begins: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._waiting: list[str] = []  # remarks that begin with the next paragraph
        self.hidden = 0  # words that the file hides
        self._open = _Raw()

    def say(self, text: str, *, bold: bool = False, apart: bool = False) -> None:
        """Words of the paragraph that is open; a line feed in them is a line break.

        `apart` are those that look otherwise without being bold: italic, in a colour, in small capitals.
        """
        if self._in_note:
            bold = False
            text = text.replace("\n", " ")
            if self._gap and text:
                text, self._gap = f" {text}", False
        raw = self._open
        if bold:
            raw.bold.append((raw.size, raw.size + len(text)))
        if apart and not self._in_note:
            raw.apart.append((raw.size, raw.size + len(text)))
        raw.parts.append(text)
        raw.size += len(text)

    def mark_item(self) -> None:
        """The paragraph that is open has a number or bullet that is not among its words."""
        if not (self._rows or self._in_note):
            self._open.item = True

    def mark_heading(self) -> None:
        """The paragraph that is open is a heading."""
        if not (self._rows or self._in_note):
            self._open.heading = True

    def hide(self, text: str) -> None:
        """Words that the file has and does not show: they are counted, and left out."""
        self.hidden += len(text.split())

    def end_paragraph(self) -> None:
        if self._in_note:
            self._gap = True
        elif self._rows:
            self.say(BETWEEN)
        elif self._open.parts or self._open.marks:
            self._flush()

    def begin_row(self) -> None:
        if not self._in_note:
            if not self._rows:
                self.end_paragraph()
            self._rows += 1

    def end_cell(self) -> None:
        self.end_paragraph()
        if self._rows == 1 and not self._in_note:
            self._open.cells.append(self._open.size)

    def end_row(self) -> None:
        if self._rows and not self._in_note:
            self._rows -= 1
            if not self._rows:
                self._flush()

    def begin_note(self, label: str) -> None:
        """A footnote, put where it is referred to: ` [footnote 1: its words]`."""
        self.say(f" [{label}: ")
        self._in_note, self._gap = True, False

    def end_note(self) -> None:
        """The end of a footnote; what ended it (a space, an empty paragraph) is dropped."""
        self._in_note, self._gap = False, False
        raw = self._open
        while raw.parts and raw.parts[-1] != raw.parts[-1].rstrip():
            last = raw.parts.pop()
            raw.size -= len(last) - len(last.rstrip())
            raw.parts += filter(None, [last.rstrip()])
        self.say("]")

    def begin_remark(self, key: str) -> None:
        self._open.marks.append((self._open.size, key, True))

    def end_remark(self, key: str) -> None:
        self._open.marks.append((self._open.size, key, False))
        self._open.ended.add(key)

    def is_placed(self, key: str) -> bool:
        """Whether a remark has an end by now."""
        return key in self._ends or key in self._open.ended

    def compose(self, comments: Mapping[str, Comment], notes: Iterable[str] = ()) -> Manuscript:
        """The manuscript of all that was said. A comment that points at no words is told among the notes."""
        self._rows, self._in_note = 0, False
        self.end_paragraph()
        for key in self._waiting:
            self._begins.setdefault(key, self._length)
        told = list(notes)
        if self.hidden:
            told.append(f"{self.hidden:,} words that the file hides were left out")
        self._name_leads()
        manuscript = make_manuscript(self._paragraphs)
        text = manuscript.text
        remarks = list(self._place_remarks(text, comments))
        told += [
            f"a comment stands at no words of the text and was left out: {comment.text!r}"
            for key, comment in comments.items()
            if comment.text and not (text and (key in self._begins or key in self._ends))
        ]
        return make_manuscript(manuscript.paragraphs, sorted(remarks, key=lambda one: (one.start, one.end)), told)

    def _flush(self) -> None:
        raw, self._open = self._open, _Raw()
        words = "".join(raw.parts)
        if len(raw.cells) > 1:
            ends = [*raw.cells[:-1], len(words)]
            self._add(raw, words, 0, tuple(clean(words[a:b]) for a, b in zip([0, *ends], ends, strict=False)))
            return
        first = 0
        if "\n" not in words:
            self._add(raw, words, 0, last=True)
            return
        for gap in _EMPTY_LINES.finditer(words):
            if words[first : gap.start()].strip():
                self._add(raw, words[first : gap.end()], first)
                first = gap.end()
        self._add(raw, words[first:], first, last=True)

    def _add(self, raw: _Raw, words: str, begin: int, cells: tuple[str, ...] = (), *, last: bool = False) -> None:
        """Add one paragraph: the `words` that stand in `raw` from `begin` on."""
        text = clean(words)
        offset = self._length + len(BETWEEN) * bool(self._paragraphs)
        if text:
            lead = _measure_bold(words, begin, raw.bold) if raw.bold else 0
            other = _measure_bold(words, begin, raw.apart) if raw.apart and not cells else 0
            apart = other > 0 and not any(map(str.isalnum, text[other:]))
            if not (lead or apart or cells) and (first := _measure_name(words, text, other)):
                self._leads[len(self._paragraphs)] = first
                self._going_on += bool(other) and text[first:].lstrip()[:1].islower()
            self._paragraphs.append(
                Paragraph(text, min(lead, len(text)), item=raw.item and not begin, cells=cells, apart=apart,
                          part="heading" if raw.heading else "")
            )  # fmt: skip
            for key in self._waiting:
                self._begins.setdefault(key, offset)
            self._waiting = []
            self._length = offset + len(text)
        if not raw.marks:
            return
        marked = bisect_left(raw.marks, begin, key=lambda mark: mark[0])
        for number in range(marked, len(raw.marks)):
            place, key, begins = raw.marks[number]
            if place >= begin + len(words) and not (last or cells):
                break
            self._mark(key, begins, min(len(clean(words[: place - begin])), len(text)), text, offset)

    def _name_leads(self) -> None:
        """A look of their own with which many paragraphs begin, or a tab, sets names apart, as bold does anywhere.

        Names come again and again, and what is said begins behind them; words that are stressed are others each time,
        or begin what is said.
        """
        names = {self._paragraphs[number].text[:lead] for number, lead in self._leads.items()}
        several = len(self._leads) >= max(_LEAST, _NAMED * sum(not one.cells for one in self._paragraphs))
        again = len(names) <= max(2, _DISTINCT * len(self._leads))
        if several and again and 2 * self._going_on <= len(self._leads):
            for number, lead in self._leads.items():
                self._paragraphs[number] = replace(self._paragraphs[number], bold=lead)
        self._leads = {}

    def _mark(self, key: str, begins: bool, place: int, text: str, offset: int) -> None:
        if not begins:
            self._ends.setdefault(key, offset + place if text else self._length)
        elif place == len(text):
            self._waiting.append(key)
        else:
            ink = _INK.search(text, place)
            self._begins.setdefault(key, offset + (ink.start() if ink else place))

    def _place_remarks(self, text: str, comments: Mapping[str, Comment]) -> Iterator[Remark]:
        for key, comment in comments.items():
            if not comment.text or not text or not (key in self._begins or key in self._ends):
                continue
            end = self._ends.get(key, self._begins.get(key, 0))
            start = min(self._begins.get(key, end), end)
            end = start + len(text[start:end].rstrip())
            if start == end:
                start, end = _find_word(text, self._ends.get(key, start))
            yield Remark(start, end, comment.text, comment.author, comment.at)


def _measure_bold(words: str, begin: int, spans: list[tuple[int, int]]) -> int:
    """How many cleaned characters are bold from the beginning on; spaces between bold words count as bold."""
    lead = 0
    for number in range(bisect_left(spans, begin + 1, key=lambda span: span[1]), len(spans)):
        start, end = spans[number]
        ink = _INK.search(words, lead)
        if ink is None or start - begin > ink.start():
            break
        lead = max(lead, min(end - begin, len(words)))
    return len(clean(words[:lead]))


def _measure_name(words: str, text: str, other: int) -> int:
    """How many letters of a paragraph may be a name: those in a look of their own, or before a tab; 0 for none.

    What a colon stands near is a tag, or a label, by that sign alone.
    """
    tab = words.find("\t", 0, 3 * _LONGEST) if not other else -1
    lead = other or (len(clean(words[:tab])) if tab > 0 and "\n" not in words[:tab] else 0)
    return lead if 0 < lead <= _LONGEST and ":" not in text[: lead + 2] else 0


def _find_word(text: str, place: int) -> tuple[int, int]:
    """The word that a place lies in or after."""
    start = end = place
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
