"""Plain-text transcripts: the header, the text all offsets refer to, and who speaks when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast, get_args

from qualkit.errors import Fault, FaultsError, suggest
from qualkit.files import decode_text, hash_text, is_safe_name, normalise, read_text
from qualkit.model import KINDS, TURN_ROLES, Document, Kind, Turn, TurnRole

_FENCE = re.compile(r"---[^\S\n]*$", re.MULTILINE)
_PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*(?:\n|\Z)))*")
TIME = r"[0-9]{1,3}(?::[0-9]{1,2}){1,2}(?:[.,][0-9]{1,3})?"
"""How a time mark is written: 12:05, 1:02:03.5."""
_TIMED = re.compile(rf"\[({TIME})\][^\S\n]*(?=\S)")
_OWN_KEYS = re.compile(r"^(?:id|type|kind|speakers|interviewer|informant):", re.MULTILINE)
_BEGIN = re.compile(rf"\n[^\S\n]*(?:(\[)({TIME})\][^\S\n]*)?")
OUTSIDE: tuple[TurnRole, None] = ("other", None)
Speakers = Mapping[str, tuple[TurnRole, str | None]]
"""The tags of a transcript, each with its role and the case it stands for."""


def count_seconds(time: str) -> float:
    """A time mark, or a number alone, as seconds.

    >>> count_seconds("1:02,5"), count_seconds("1:00:01"), count_seconds("75")
    (62.5, 3601.0, 75.0)
    """
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


def read_transcript(path: Path, *, file: str) -> Document:
    """Read a .txt transcript; `file` is how faults name it. Raises FaultsError."""
    return parse_transcript(read_text(path, file), file=file, name=path.stem)


def read_own(raw: bytes, *, file: str, name: str, certain: int = 1) -> Document | None:
    """The transcript in the bytes of a file, where it is one as a study has it: it begins with such a header.

    None for any other text, though it may begin with a line `---` too. Raises FaultsError where the header has at least
    so many of our keys, and faults; or where the file is not UTF-8.
    """
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if not raw[:16].decode(encoding, "replace").startswith("---"):
        return None
    try:
        return parse_transcript(decode_text(raw, file), file=file, name=name)
    except FaultsError:
        header, closing, _ = normalise(raw.decode(encoding, "replace"))[3:].partition("\n---")
        if closing and len(_OWN_KEYS.findall(header)) >= certain:
            raise
        return None


def parse_transcript(source: str, *, file: str, name: str = "") -> Document:
    r"""Take a transcript apart. `name` stands in where the header gives no id.

    The text is what follows the header's closing line, with LF line ends, in NFC, without the blank lines
    around it.

    >>> document = parse_transcript("---\nid: F1\ntype: interview\n"
    ...     "speakers: {I: {role: interviewer}, R: {role: informant, case: F01}}\n---\n\nI: How?\n\nR: Slowly.\n",
    ...     file="F1.txt")
    >>> document.text
    'I: How?\n\nR: Slowly.'
    >>> [(turn.speaker, turn.case, document.text[turn.start : turn.end]) for turn in document.turns]
    [('I', None, 'How?'), ('R', 'F01', 'Slowly.')]
    """
    from qualkit.yaml_file import load_strings  # takes longer to import than a file to read, for who only needs TIME

    source = normalise(source)
    header_source, body = _split(source, file)
    header = load_strings(header_source, file, first_line=2) or {}
    if not isinstance(header, Mapping):
        raise FaultsError([Fault(file, 2, "the header must be `key: value` lines between two `---` lines")])
    faults: list[Fault] = []
    text, blank_lines = _without_blank_lines(body)
    if not text:
        begin = header_source.count("\n") + 3
        faults.append(Fault(file, begin, "the transcript is empty: there is no text below its header"))
    identity = str(header.get("id") or name)
    if not is_safe_name(identity):
        faults.append(Fault(file, _header_line(header, "id"), f"id {identity!r} cannot name a file; use letters, "
                            "digits, '.', '_' and '-', at most 64"))  # fmt: skip
    kind = str(header.get("kind") or header.get("type") or "")
    if kind not in KINDS:
        found = f"type {kind!r} is unknown" if kind else "the header has no type"
        key = "kind" if "kind" in header else "type"
        faults.append(Fault(file, _header_line(header, key), f"{found}; write `type: {'` or `type: '.join(KINDS)}`"))
    speakers = read_speakers(header, file, faults)
    if faults:
        raise FaultsError(faults)
    return Document(
        id=identity,
        kind=cast(Kind, kind),
        text=text,
        turns=tuple(find_turns(text, speakers)),
        header=MappingProxyType(dict(header)),
        file=file,
        text_line=3 + (header_source.count("\n") + 1 if header_source else 0) + blank_lines,
        text_sha256=hash_text(text),
    )


def find_turns(text: str, speakers: Speakers) -> Iterator[Turn]:
    """The turns of a text: by its tags, or, where it has none, one a paragraph without a speaker.

    A time mark in square brackets may stand before the tag or the paragraph: `[00:12:05] M07: words`.
    """
    if not speakers:
        for number, paragraph in enumerate(_PARAGRAPH.finditer(text), start=1):
            mark = _TIMED.match(text, paragraph.start(), paragraph.end())
            end = paragraph.start() + len(paragraph[0].rstrip())
            yield Turn(number, None, "other", mark.end() if mark else paragraph.start(), end, None, mark and mark[1])
        return
    begins = list(_find_begins(f"\n{text}", speakers))
    before_first = begins[0][0] if begins else len(text)
    spans: list[tuple[str | None, str | None, int, int]] = []
    if text[:before_first].strip():
        spans.append((None, None, 0, before_first))
    ends = [*(begin for begin, *_ in begins[1:]), len(text)][: len(begins)]
    spans += [(tag, time, behind - 1, end) for (_, time, tag, behind), end in zip(begins, ends, strict=True)]
    for number, (tag, time, start, end) in enumerate(spans, start=1):
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        role, case = speakers[tag] if tag else OUTSIDE
        yield Turn(number, tag, role, min(start, end), max(start, start + len(words.strip())), case, time)


def _find_begins(text: str, speakers: Iterable[str]) -> Iterator[tuple[int, str | None, str, int]]:
    """Where turns begin: the end of the line above, the time, the tag, and where the colon behind it ends."""
    find_tag = find_tags(speakers)
    # looking for the line end before a tag is several times faster than trying every character for a line's beginning
    for begin in _BEGIN.finditer(text):
        if found := find_tag(text, begin.end()):
            yield begin.start(), begin[2], *found
        elif begin[1] and (found := find_tag(text, begin.start(1))):
            yield begin.start(), None, *found


def find_tags(tags: Iterable[str]) -> Callable[[str, int], tuple[str, int] | None]:
    """Make a function that tells which of the tags, the longest, stands at a place in a text with a colon behind it.

    It also tells where the colon ends. However many tags there are, it takes as long.

    >>> find_tag = find_tags(["R", "R 1"])
    >>> find_tag("R 1 : yes", 0), find_tag("R: yes", 0), find_tag("Rina: yes", 0)
    (('R 1', 5), ('R', 2), None)
    """
    written = {tag.strip(): tag for tag in tags}
    longest = max(map(len, written), default=0)

    def find_tag(text: str, at: int) -> tuple[str, int] | None:
        found = None
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        colon = text.find(":", at, stop)
        while colon >= 0 and len(tag := text[at:colon].rstrip()) <= longest:
            if tag in written:
                found = written[tag], colon + 1
            colon = text.find(":", colon + 1, stop)
        return found

    return find_tag


def _split(source: str, file: str) -> tuple[str, str]:
    opening = _FENCE.match(source)
    if not opening:
        raise FaultsError([Fault(file, 1, "a transcript begins with a header: a line `---`, then lines such as "
                                 "`id: R01` and `type: interview`, then a line `---`; `qualkit import` makes one "
                                 "of any file")])  # fmt: skip
    closing = _FENCE.search(source, opening.end())
    while closing and closing.start() > 0 and source[closing.start() - 1] != "\n":
        closing = _FENCE.search(source, closing.end())
    if not closing:
        raise FaultsError([Fault(file, 1, "the header is never closed: put a line `---` after its last line")])
    return source[opening.end() + 1 : closing.start() - 1], source[closing.end() + 1 :]


def _without_blank_lines(body: str) -> tuple[str, int]:
    """The body without the blank lines around it, and how many stood before it."""
    words = body.strip()
    if not words:
        return "", 0
    first = len(body) - len(body.lstrip())
    begin = body.rfind("\n", 0, first) + 1
    end = body.find("\n", first + len(words))
    return body[begin : end if end >= 0 else len(body)], body.count("\n", 0, begin)


def _header_line(header: Any, key: str) -> int:
    return int(getattr(header, "lines", {}).get(key, 1))


def read_speakers(header: Mapping[str, Any], file: str, faults: list[Fault]) -> Speakers:
    """The tags that a header names; what is wrong with them joins `faults`."""
    declared = header.get("speakers")
    if declared:
        return _declared_speakers(declared, header, file, faults)
    speakers: dict[str, tuple[TurnRole, str | None]] = {}
    roles: tuple[TurnRole, ...] = ("interviewer", "informant")
    for role in roles:
        named = header.get(role) or []
        for tag in filter(None, [named] if isinstance(named, str) else named):
            speakers[str(tag)] = (role, str(tag) if role == "informant" else None)
    return speakers


def _declared_speakers(declared: Any, header: Mapping[str, Any], file: str, faults: list[Fault]) -> Speakers:
    line = _header_line(header, "speakers")
    if not isinstance(declared, Mapping):
        faults.append(
            Fault(file, line, "speakers must look like {I: {role: interviewer}, R: {role: informant, case: R01}}")
        )
        return {}
    speakers: dict[str, tuple[TurnRole, str | None]] = {}
    for tag, about in declared.items():
        about = {"role": about} if isinstance(about, str) else about
        role = str(about.get("role", "")) if isinstance(about, Mapping) else ""
        if role not in get_args(TurnRole):
            faults.append(Fault(file, line, f"speaker {tag!r} has the role {role!r}; {suggest(role, TURN_ROLES)}"))
            continue
        case = about.get("case")
        speakers[str(tag)] = (cast(TurnRole, role), str(case) if case else (str(tag) if role == "informant" else None))
    return speakers
