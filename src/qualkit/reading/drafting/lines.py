"""The lines of a manuscript, each with the place it came from, and what a line may begin with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qualkit.reading.drafting.shapes import shape_of
from qualkit.reading.formats.manuscript import Paragraph
from qualkit.reading.transcript import TIME


class Line(Struct, frozen=True, gc=False):
    """One line of a paragraph; `start` counts the manuscript's text."""

    text: str
    start: int
    paragraph: int  # its number, from 0
    opens: bool = False  # whether a paragraph begins with it
    bold: int = 0
    speaker: str = ""  # given by the format
    time: str = ""
    item: bool = False  # whether a number or bullet stands before it, which is not in the text
    row: tuple[str, str, int] | None = None  # label, value, and on how many lines they stand: of a table's row
    part: str = ""  # see `Paragraph.part`
    apart: bool = False  # whether all of its paragraph looks otherwise than plain text
    names: bool = False  # whether the row of a table that begins with it says who somebody is


class Opening(Struct, frozen=True, gc=False):
    """What a line begins with, if it begins a turn: a tag as it may be, and where the words begin."""

    tag: str
    kind: str  # by what sign: see KINDS_OF_SIGN
    body: int  # offset in the line
    time: str = ""
    aside: tuple[int, int] = (0, 0)  # a note in brackets between tag and colon, which belongs to the words
    numbered: bool = False  # a running number stood before it


STRONG = ("colon", "bold", "timed")
"""Signs that make a tag by themselves. The weak ones (semicolon, dash, dot, bare, bracket, quote, own) need more."""

_MARK_TIME = r"[0-9]{1,3}(?::[0-9]{1,2}|\.[0-9]{2})(?::[0-9]{1,2}|\.[0-9]{2})?(?:[.,-][0-9]{1,3})?(?![0-9])"
_MARK = re.compile(
    rf"([\[({{<*#]{{1,2}})?\s*({_MARK_TIME})(\s*(?:-->|[-–—])\s*{_MARK_TIME})?\s*([\])}}>#*]{{1,2}})?"
    r"\s*([=|–—-]|:(?![0-9]))?\s*"
)
_BULLET = re.compile(r"(?:[-–—•·▪●○◦‣■□➢*#>»\uf020-\uf0ff]+\s*)?(?:([0-9]{1,4})(?:[.)]\s*|\s+)(?=[^\W\d_]))?")
_COLON = re.compile(r"([^\W_][^:：;\n]{0,63})([:：;])[:：]*(?:\*{2}(?=\s)|__(?=\s))?\s*(?=([\[(])?)")
_SECONDS = r"[0-9]{1,6}(?:\.[0-9]{1,3})?\s?s(?:ec)?"
_UNTIL = rf"(?:\s*(?:-->|[-–—]|to)\s*(?:{_MARK_TIME}|{_SECONDS}))?"
_TIME_BEHIND = re.compile(
    rf"([^\W_][^:：;\n]{{0,40}}?)\s*(?:[-–—@|,·]\s*)?(?:[\[(]\s*({_MARK_TIME}|{_SECONDS}){_UNTIL}\s*[\])]\s*(?:[:：-]\s*)?"
    rf"|({_MARK_TIME}){_UNTIL}(?!:[0-9])\s*(?:[:：-]\s*|$))"
)
_DASH = re.compile(r"([^\W\d_][\w.'’]{0,19}(?: [\w.'’()]{1,19}){0,3}) ?(?:[-–—]+>?|[=>]+|[→|])\s+")
_DOT_DASH = re.compile(r"[^\W\d_]{1,3}[0-9]{0,3}\. ?[-–—]+\s")
_DOT = re.compile(
    r"([^\W\d_a-z]{1,3}[0-9]{0,3}|[^\W\d_a-z]{2,20}(?: [^\W\d_a-z]{2,20}){0,2})\.\s*(?:[-–—]+\s*)?(?=[^\s.])"
)
_ROLE_DOT = re.compile(r"([^\W\d_a-z][^\W\d_]{3,15}(?: [0-9]{1,2})?)\.\s+(?=[^\s.])")
_BARE = re.compile(r"([^\W\d_a-z]{1,3}[0-9]{0,3})\s(?=\S)")
_BRACKET = re.compile(r"[\[(<]([^\])>\n]{1,30})[\])>](?:\s*([:：])\s*|\s*(?=\S))")
_QUOTED = re.compile(r"([^\W\d_][\w.'’ ]{0,24}?)\s*(?=[“„«\"]\s?[^\W_])")
_WEAK = {"dash": _DASH, "dot": _DOT, "bare": _BARE}
_OPENED, _WITHIN = frozenset('“„«"'), ("colon", "dot", "bracket")
_QUOTED_TAG = re.compile(r"[“„«\"](?=[^\W_]|[\[(][^\W_])")
_LINE_CODE = re.compile(r"(?:[^\W\d_a-z]{1,3}[0-9]{0,3}[./-])+[0-9]{1,4}[.)]?\s+(?=[^\W\d_])")
_SIGNS, _DOTS = frozenset("./-"), frozenset(".…")
_BEHIND = 3  # times that stand alone behind colons, from which on a file has its times there
_TORN = 40  # letters that a tag or label may have whose colon stands on the next line
_TORN_TAG = re.compile(r"(?<=[.?!…\"”)])\s+(?:[0-9]{1,4}\s+)?([^\W\d_a-z][^\W_]{0,14})\Z")
_LAST_WORD = re.compile(r"(?<=\S)\s+([^\W\d_a-z][^\W_]{0,14})\Z")
_BEGUN = re.compile(r"(?:[0-9]{1,4}[.)]?\s+)?([^\W\d_a-z][^\W_]{0,14})\s*(?:[:：]|\Z)")
_KNOWN = 2  # lines that a tag begins, from which on it may stand behind words that end no sentence
_TORN_CODE = 3  # letters of a code that may stand behind the last words of another turn
_OWN = re.compile(r"[^\W_][\w.'’ ()/&+-]{0,39}")
_ASIDE = re.compile(r"(.*?\S)\s*([\[(][^\])\n]*[\])])")
_FORM = re.compile(TIME)
_TIME_ENDS = frozenset("0123456789sc])")
_FRAMES = frozenset("#<{*[(")  # that open a time mark among the words, and end no tag


def lines_of(paragraph: Paragraph, number: int, start: int) -> list[Line]:
    """The lines of one paragraph that begins at `start`."""
    text, bold, speaker, time = paragraph.text, paragraph.bold, paragraph.speaker, paragraph.time
    speaker = speaker if speaker.strip(" :：") else ""
    if "\n" not in text:
        return [
            Line(text, start, number, True, bold, speaker, time, paragraph.item, None, paragraph.part, paragraph.apart)
        ]
    lines: list[Line] = []
    for text in paragraph.text.split("\n"):
        first = not lines
        lines.append(
            Line(text, start, number, first, max(0, min(bold, len(text))),
                 speaker if first else "", time if first else "", paragraph.item and first, None, paragraph.part,
                 paragraph.apart)
        )  # fmt: skip
        bold -= len(text) + 1
        start += len(text) + 1
    return lines


def join_torn(lines: Sequence[Line]) -> list[Line]:
    """The lines, where a colon begins one, with that colon behind the tag or label on the line before.

    Tables lose their cells that way when they are copied from a page. A tag may also stand behind the last words of the
    turn before: `He came late.” R`, and then `: “When?”`.
    """
    result: list[Line] = []
    begun = Counter(tag[1] for line in lines if (tag := _BEGUN.match(line.text))) if _are_torn(lines) else Counter()
    for line in lines:
        above = result[-1] if result and line.text[0] in ":：" else None
        if above is not None and line.row is None and above.row is None and (torn := _find_torn(above.text, begun)):
            result[-1] = replace(above, text=above.text[: torn.start(1)].rstrip())
            result.append(Line(torn[1], above.start + torn.start(1), above.paragraph, True))
            above = result[-1]
        if (
            above is not None and (words := line.text.lstrip(":： ")) and line.row is None and above.row is None
            and len(above.text) <= _TORN and above.text[-1] not in ":：.?!…," and above.text[0] not in ":："
        ):  # fmt: skip
            result[-1] = replace(above, text=f"{above.text}:")
            line = replace(line, text=words, start=line.start + len(line.text) - len(words), opens=False)
        result.append(line)
    return result


def _are_torn(lines: Sequence[Line]) -> bool:
    return any(line.text[0] in ":：" for line in lines)


def _find_torn(text: str, begun: Mapping[str, int]) -> re.Match[str] | None:
    """The tag behind the last words of a line, whose colon begins the next one: it begins lines, or is like one that does."""
    if torn := _TORN_TAG.search(text):
        shape = shape_of(torn[1])
        known = shape == "role" or (shape == "code" and len(torn[1]) <= _TORN_CODE)
        return torn if known or begun.get(torn[1]) else None
    torn = _LAST_WORD.search(text)
    return torn if torn and begun.get(torn[1], 0) >= _KNOWN and shape_of(torn[1]) in ("role", "code") else None


def find_openings(lines: Sequence[Line]) -> list[Opening | None]:
    """What each line may begin with; a time that stands alone behind most tags is when the turn begins."""
    openings = [find_opening(line.text, bold=line.bold) for line in lines]
    _leave_headings(lines, openings)
    _take_times_behind(lines, openings)
    return openings


def _take_times_behind(lines: Sequence[Line], openings: list[Opening | None]) -> None:
    """The times that stand alone behind tags of one kind, where most of them have one there."""
    behind: dict[str, dict[int, Opening]] = {"colon": {}, "bold": {}, "bracket": {}}
    signs: Counter[str] = Counter()
    for number, one in enumerate(openings):
        if one is None or one.kind not in behind or one.time or one.body >= len(text := lines[number].text):
            continue
        signs[one.kind] += 1
        if not text[one.body].isalpha() and (time := find_mark(text[one.body :])):
            behind[one.kind][number] = replace(one, kind="timed", time=time, body=len(text))
    for kind, found in behind.items():
        if len(found) >= max(_BEHIND, 0.5 * signs[kind]):
            for number, one in found.items():
                openings[number] = one


def _leave_headings(lines: Sequence[Line], openings: list[Opening | None]) -> None:
    """A heading begins with a tag only where others do too (Question 1, Question 2), or lines that are no headings."""
    tags: dict[int, str] = {}
    for number, one in enumerate(openings):
        if one is not None and lines[number].part == "heading":
            tags[number] = one.tag.rstrip("0123456789 ")
    if not tags:
        return
    times = Counter(tags.values())
    beside = {one.tag for number, one in enumerate(openings) if one is not None and number not in tags}
    for number, tag in tags.items():
        if times[tag] == 1 and openings[number].tag not in beside:  # type: ignore[union-attr]
            openings[number] = None


def find_opening(text: str, *, bold: int = 0) -> Opening | None:
    """What a line may begin with: a time mark, a tag, and a sign that parts it from the words.

    >>> find_opening("*0:0 = I1: Welcome")
    Opening(tag='I1', kind='colon', body=11, time='0:0', aside=(0, 0), numbered=False)
    >>> find_opening("They came late.") is None
    True
    """
    if text[:1] in _OPENED and (framed := _QUOTED_TAG.match(text)):
        return _find_within(text, framed.end(), bold)
    at, time, numbered = 0, "", False
    if text[:1].isalpha():
        if _SIGNS.isdisjoint(text[:8]):
            return _find_tag(text, 0, bold)
    else:
        mark = _MARK.match(text)
        if mark and _is_mark(mark):
            time, at = as_time(mark[2]), mark.end()
        bullet = _BULLET.match(text, at)
        if bullet:
            at, numbered = bullet.end(), bool(bullet[1])
        if not time and at and (mark := _MARK.match(text, at)) and _is_mark(mark):
            time, at = as_time(mark[2]), mark.end()
    if not at and not _SIGNS.isdisjoint(text[:8]) and (code := _LINE_CODE.match(text)):
        opening = _find_tag(text, code.end(), bold)
        if opening is not None and opening.kind == "colon":
            return replace(opening, numbered=True)
    opening = _find_tag(text, at, bold, timed=bool(time))
    if opening is None or not (time or numbered):
        return opening
    kind = "timed" if time and opening.kind == "own" else opening.kind
    if time and opening.time:  # the second time mark stays with the words
        behind = text.index(opening.tag, at) + len(opening.tag)
        rest = text[behind:]
        opening = replace(opening, time="", body=behind + len(rest) - len(rest.lstrip()))
    return replace(opening, time=opening.time or time, numbered=numbered, kind=kind)


def _find_within(text: str, at: int, bold: int) -> Opening | None:
    """The tag behind a quotation mark: “A. Yes; “[Counsel]: Where?"""
    one = find_opening(text[at:], bold=max(0, bold - at))
    if one is None or one.kind not in _WITHIN:
        return None
    begin, end = one.aside
    return replace(one, body=one.body + at, aside=(begin + at, end + at) if end else one.aside)


def _take_time(text: str, opening: Opening) -> Opening:
    """A tag with the time mark in brackets that stands right behind its colon, and before the words."""
    mark = _MARK.match(text, opening.body)
    if mark is None or not mark[1] or not mark[4] or mark[5] or mark.end() == len(text):
        return opening
    return replace(opening, time=as_time(mark[2]), body=mark.end()) if ":" in mark[2] and _is_mark(mark) else opening


def _find_tag(text: str, at: int, bold: int, *, timed: bool = False) -> Opening | None:
    if at < bold < len(text) and (opening := _after_bold(text, at, bold)):
        mark = None if timed else _MARK.fullmatch(text, opening.body)
        return replace(opening, time=as_time(mark[2]), body=len(text)) if mark and _is_mark(mark) else opening
    found = _COLON.match(text, at)
    if found and ("=" in found[1] or _DOT_DASH.match(text, at)) and (dash := _DASH.match(text, at)):
        return _by_sign("dash", dash)  # T = He said: no; T.- He said: no
    behind = _TIME_BEHIND.match(text, at) if found and found[1][-1] in _TIME_ENDS else None
    if behind and behind[1][-1:] in _FRAMES:
        found = None  # N #00:01:02-3#: the colon is that of a time
    if found:
        tag, sign, framed = found.groups()
        if behind:
            return Opening(behind[1].strip(), "timed", behind.end(), as_time(behind[2] or behind[3]))
        tag = _without_dot(tag.rstrip(" *_"))
        if not tag:
            return None
        if sign == ";":
            return Opening(tag, "semicolon", found.end())
        if tag[-1] in ")]" and (aside := _ASIDE.fullmatch(tag)):
            return Opening(tag, "colon", found.end(), "", (at + aside.start(2), at + aside.end(2)))
        opening = Opening(tag, "colon", found.end())
        return _take_time(text, opening) if framed and not timed else opening
    for kind, pattern in (("dash", _DASH), ("dot", _DOT), ("quote", _QUOTED)):
        if found := pattern.match(text, at):
            return _by_sign(kind, found)
    if (found := _ROLE_DOT.match(text, at)) and shape_of(found[1]) == "role":
        return Opening(found[1], "dot", found.end())
    if found := _BRACKET.match(text, at):
        return Opening(found[1].strip(), "colon" if found[2] else "bracket", found.end())
    if len(text) - at <= 60:
        if (behind := _TIME_BEHIND.fullmatch(text, at)) and behind[1][-1:] not in _FRAMES:
            return Opening(behind[1].strip(), "timed", len(text), as_time(behind[2] or behind[3]))
        own = _OWN.fullmatch(text, at)
        if own and own[0][-1] not in ".," and (own[0].isupper() or not _BARE.match(text, at)):
            return Opening(own[0].strip(), "bold" if bold >= len(text) else "own", len(text))
    found = _BARE.match(text, at)
    return Opening(found[1], "bare", found.end()) if found else None


def _without_dot(tag: str) -> str:
    """A tag without the dots that shorten it, or part it from the words: B., Enquêteur., Informan ......"""
    if tag[-1:] not in _DOTS:
        return tag
    bare = tag.rstrip(" .…")
    dots = tag[len(bare) :].replace(" ", "")
    return bare if bare and (len(dots) > 1 or dots == "…" or (dots and "." not in bare)) else tag


def _after_bold(text: str, at: int, bold: int) -> Opening | None:
    """A name that is set apart by its look alone."""
    tag, rest = text[at:bold].strip(), text[bold:].lstrip()
    if not 0 < len(tag) <= 40 or not tag[0].isalpha() or tag[-1] in ".,;:：!?-–" or not rest or rest[0] in ".,;:：-–":
        return None
    if ":" in tag or (text[bold - 1].isalnum() and text[bold].isalnum()):
        return None
    return Opening(tag, "bold", len(text) - len(rest))


def find_by_sign(text: str, kind: str) -> Opening | None:
    """The tag with which a line begins by a weak sign, though a colon further on looks like that of a tag.

    >>> find_by_sign("V I said: come by", "bare").tag, find_by_sign("R.- I said: come by", "dash").tag
    ('V', 'R')
    """
    found = _WEAK[kind].match(text) if kind in _WEAK else None
    return _by_sign(kind, found) if found else None


def _by_sign(kind: str, found: re.Match[str]) -> Opening:
    tag = found[1].strip()
    return Opening(_without_dot(tag.rstrip(".") if tag.isupper() else tag), kind, found.end())


def find_mark(text: str) -> str:
    """The time of a line that is nothing but a time mark, as the format writes it; '' for any other line.

    >>> find_mark("(07.09)"), find_mark("0:02:16.6"), find_mark("at 10:30")
    ('07:09', '0:02:16.6', '')
    """
    if text[0].isalpha() or len(text) > 40:
        return ""
    mark = _MARK.fullmatch(text)
    return as_time(mark[2]) if mark and _is_mark(mark) else ""


def as_time(written: str) -> str:
    """A time mark as transcripts have it: colons between its parts, a point before the fraction; '' if it cannot be.

    >>> as_time("1.01.35"), as_time("00:00:10-0"), as_time("12:05"), as_time("75.2s")
    ('1:01:35', '00:00:10.0', '12:05', '1:15.2')
    """
    if written[-1:] in "sc":
        minutes, seconds = divmod(float(written.rstrip("sec ")), 60)
        return f"{int(minutes)}:{f'{seconds:06.3f}'.rstrip('0').rstrip('.')}"
    written = written.strip("[](){}<>#* ").replace("-", ".")
    if ":" not in written:
        written = ":".join(written.split(".", 2))
    return written if _FORM.fullmatch(written) else ""


def _is_mark(mark: re.Match[str]) -> bool:
    opened, written, until, _, sign = mark.groups()
    plain = ":" in written or written.count(".") > 1
    return bool(as_time(written)) and bool(plain or opened or sign == "=" or until)
