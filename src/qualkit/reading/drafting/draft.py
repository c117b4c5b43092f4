"""A manuscript becomes a transcript: its head the header, its tags the turns, every word in its place."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from msgspec.structs import replace

from qualkit.files import hash_text, is_safe_name
from qualkit.model import Kind, TurnRole
from qualkit.reading.drafting.chats import Chat, read_chat
from qualkit.reading.drafting.counting import leave_out_line_numbers
from qualkit.reading.drafting.front import Front, read_front
from qualkit.reading.drafting.heading import format_header
from qualkit.reading.drafting.inherited import forget_absent
from qualkit.reading.drafting.initials import find_initials
from qualkit.reading.drafting.labels import as_date, find_date, find_day
from qualkit.reading.drafting.legends import CODED, find_spelt_out
from qualkit.reading.drafting.lines import Line, Opening, join_torn
from qualkit.reading.drafting.roles import guess_roles
from qualkit.reading.drafting.run_together import part_questions, part_turns
from qualkit.reading.drafting.shapes import role_word
from qualkit.reading.drafting.speakers import Roles, Tag, match_roles
from qualkit.reading.drafting.tables import Tables, read_lines, read_tables
from qualkit.reading.drafting.tags import Chosen, resolve
from qualkit.reading.drafting.talks import Talk, find_talk
from qualkit.reading.drafting.time_marks import leave_out_labels, place_times, tells_times
from qualkit.reading.drafting.unsaid import find_unsaid, frame, tell_rest
from qualkit.reading.drafting.writing import Composed, compose, tidy
from qualkit.reading.formats.manuscript import Manuscript, Remark
from qualkit.reading.languages import guess_language

_ENOUGH = 400  # characters from which on a language is written into the header unasked
_TOP = 20  # lines among which a file whose lines are counted has a number
_LOST = 3  # lines that begin with a colon, from which on tags are missing
_TOLD = ("date", "place", "interviewer", "informant", "language")
_ASKED: Mapping[Kind, tuple[str, ...]] = {
    "interview": _TOLD,
    "observation": ("date", "place", "language"),
    "document": ("date", "language"),
}
"""What stands in a header also where nobody knows it yet, to be filled in."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A transcript as it would be imported, for its user to look at."""

    header: Mapping[str, Any]
    text: str  # the body as the transcript will have it; '' where the manuscript is empty
    tags: tuple[Tag, ...] = ()
    remarks: tuple[Remark, ...] = ()  # offsets in `text`
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What a manuscript was understood to be."""

    lines: list[Line]
    openings: list[Opening | None]
    chosen: Chosen
    front: Front
    tables: Tables
    notes: list[str] = field(default_factory=list)


def draft_transcript(
    manuscript: Manuscript,
    *,
    identity: str,
    kind: Kind | None = None,
    roles: Roles | None = None,
    cases: Container[str] = (),
) -> Draft:
    """Guess who speaks in a manuscript and write it as a transcript.

    Parameters
    ----------
    manuscript : the words of a file, as its reader found them.
    identity : the document's id.
    kind : what it is; guessed where None.
    roles : what the user says of its tags; that wins over every guess.
    cases : the ids of known cases: a tag that is one of them stands for it.

    Examples
    --------
    >>> from qualkit.reading.formats.manuscript import Paragraph, make_manuscript
    >>> draft = draft_transcript(make_manuscript([Paragraph("Interview 9"), Paragraph("I = interviewer, X = informant"),
    ...     Paragraph("I: How long?"), Paragraph("X: Ten years.")]), identity="F9")
    >>> draft.text
    'I: How long?\\n\\nX: Ten years.'
    >>> draft.header["speakers"]
    {'I': {'role': 'interviewer', 'name': 'interviewer'}, 'X': {'role': 'informant', 'case': 'F9', 'name': 'informant'}}
    """
    said = dict(roles or {})
    reading = _read(manuscript, said)
    remarks = [*manuscript.remarks, *reading.tables.remarks]
    composed = compose(reading.lines, reading.openings, reading.front.taken, remarks=remarks)
    matched, missing = match_roles(said, composed.voices)
    tags = _find_tags(composed, reading.front, matched)
    notes = [*manuscript.notes, *reading.tables.notes, *reading.notes, *composed.notes]
    if missing:
        notes.append(f"--speakers names {', '.join(map(repr, missing))}, but nobody is tagged so here")
    header = _make_header(identity, kind, reading.front, tags, cases)
    if not header["language"] and len(composed.text) >= _ENOUGH:
        header["language"] = guess_language(composed.text)
    return Draft(header, composed.text, tags, tuple(composed.remarks), tuple(notes))


def format_draft(draft: Draft, **more_header: Any) -> str:
    """The whole transcript: the header between its lines, then the text. More of the header may be given."""
    header = {**draft.header, **more_header}
    if "imported_sha256" not in header:
        header["imported_sha256"] = hash_text(draft.text)
    return f"---\n{format_header(header)}---\n\n{draft.text}\n"


def _read(manuscript: Manuscript, said: Mapping[str, TurnRole]) -> _Reading:
    tables = read_tables(manuscript)
    lines = read_lines(manuscript, tables)
    if chat := read_chat(lines):
        return _read_messages(chat, tables)
    joined = join_torn(lines)
    lines = part_turns(part_questions(joined))
    parted = len(lines) - len(joined)
    timed = tells_times(manuscript.text)
    label = ""
    if timed:
        lines, label = leave_out_labels(lines)
    initials = find_initials([(tidy(line.speaker), line.text) for line in lines if line.speaker], apart=said)
    if initials.letters:
        lines = [replace(line, speaker=initials.letters.get(tidy(line.speaker), line.speaker)) for line in lines]
    talk = find_talk(lines, manuscript, said)
    front, chosen = talk.front, talk.chosen
    notes = [f"turns that began within the line of another begin lines of their own: {parted}"] * bool(parted)
    notes += [f"the word {label!r} before times that stand alone is left out"] * bool(label)
    resolved, more = _resolve(talk, timed=timed)
    _name_speakers(talk, {one.tag for one in resolved if one is not None})
    spelt, unclear = initials.letters | chosen.spelt, initials.unclear | chosen.unclear
    for way, tag in spelt.items():
        if front.names.setdefault(tag, way) == way and (role := role_word(way)):
            front.roles.setdefault(tag, role)
    notes = [*_tell_lost(talk), *notes, *more, *_tell_talk(talk), *_tell_short(spelt, unclear)]
    return _Reading(talk.lines, resolved, chosen, front, tables, notes)


def _resolve(talk: Talk, *, timed: bool) -> tuple[list[Opening | None], list[str]]:
    """Who begins to speak in each line, without what nobody says, which is framed; and what to tell of that."""
    lines, taken = talk.lines, talk.front.taken
    resolved = resolve(lines, talk.openings, talk.chosen)
    counted = leave_out_line_numbers(lines, resolved) if any(line.text[0].isdigit() for line in lines[:_TOP]) else 0
    unsaid = [number for number in find_unsaid(lines, resolved) if number not in taken]
    for number in unsaid:
        lines[number], resolved[number] = replace(lines[number], text=frame(lines[number].text), opens=True), None
    at_ends = place_times(lines, resolved, taken) if timed else 0
    notes = []
    if unsaid:
        shown = ", ".join(dict.fromkeys(repr(lines[number].text[1:-1][:60]) for number in unsaid[:4]))
        notes.append(f"what nobody says (headings, page numbers: {len(unsaid)}) stands in square brackets: {shown}")
    notes += filter(None, [tell_rest(lines, resolved, unsaid)])
    if counted:
        notes.append(f"{counted} lines that go on with a turn have the running number of the line; it is left out")
    if at_ends:
        notes.append(f"{at_ends} turns had a time mark at their end; it stands before them as their time")
    return resolved, notes


def _name_speakers(talk: Talk, tags: Set[str]) -> None:
    """What legends call the tags that speak."""
    front = talk.front
    _spell_out(front, tags)
    forget_absent(front, talk.inherited, tags)
    for way, tag in talk.chosen.tags.items():
        if (coded := CODED.fullmatch(way)) and coded[2] == tag:
            front.names.setdefault(tag, coded[1])


def _tell_talk(talk: Talk) -> Iterator[str]:
    """What was done to find who speaks."""
    if talk.asked:
        yield f"one side of the talk has no tag in the file; it is given {talk.asked!r}"
    if talk.both:
        yield f"questions and answers have no tags in the file; they are given {talk.both}"
    for way, tag in talk.chosen.slips.items():
        yield f"the tag {way!r} is taken for a slip of {tag!r}"


def _tell_short(spelt: Mapping[str, str], unclear: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Tags that are short for others, and those that may be."""
    for way, tag in spelt.items():
        yield f"the first turns have the tag {way!r}, the others {tag!r}: both are read as {tag!r}"
    for tag, names in unclear.items():
        yield (f"the tag {tag!r} may be short for {' or '.join(map(repr, names))}, and is left a speaker of its own: "
               "where they are one, write one tag for both")  # fmt: skip


def _tell_lost(talk: Talk) -> list[str]:
    """What to do where lines begin with a colon: the tag before it was lost, and whose it was nobody can tell."""
    lines = [line for number, line in enumerate(talk.lines) if number not in talk.front.taken]
    lost = [line.text for line in lines if line.text[0] in ":：" and any(map(str.isalpha, line.text))]
    if len(lost) < _LOST:
        return []
    return [f"{len(lost)} lines begin with a colon, the first {lost[0][:40]!r}: the tags before them were lost in copying. "
            "Copy the text again with its tags (from the PDF or Word file, or as a table), or write them before the "
            "colons, and import it again"]  # fmt: skip


def _read_messages(chat: Chat, tables: Tables) -> _Reading:
    openings: list[Opening | None] = [None] * len(chat.lines)
    front = read_front(chat.lines, openings, Chosen())
    front.header.setdefault("date", chat.first_day)
    notes = [
        "it is read as a chat: who sent each message, and when; what the program itself says is in square brackets"
    ]
    if len(chat.days) > 1:
        notes.append(f"the chat is of {len(chat.days)} days, {chat.days[0]} to {chat.days[-1]}; each stands before its "
                     "first message, and the header has the first")  # fmt: skip
    return _Reading(chat.lines, openings, Chosen(), front, tables, notes)


def _spell_out(front: Front, tags: Set[str]) -> None:
    """A legend of letters (R1 = vendor) names the tags that are words (Respondent 1)."""
    spelt_out = find_spelt_out(sorted(tags))
    for code in [code for code in front.names if code not in tags]:
        if (tag := spelt_out.get(code.upper())) and tag not in front.names:
            front.names[tag] = front.names.pop(code)
            if role := front.roles.pop(code, None):
                front.roles[tag] = role


def _find_tags(composed: Composed, front: Front, said: Mapping[str, TurnRole]) -> tuple[Tag, ...]:
    voices = composed.voices
    told = {tag: role for tag, role in front.roles.items() if tag in voices}
    if told and "interviewer" in told.values():
        told |= {
            tag: "informant" for tag in front.names if tag in voices and tag not in told and role_word(tag) is None
        }
    named: dict[str, TurnRole] = {}
    for key, value in front.header.items():
        role = "interviewer" if key == "nama" and "nim" in front.header else _role_of(key)  # who hands it in
        named |= {tag: role for tag in voices if _names(key) and _is_called(tag, value)}
    guessed = guess_roles(voices, told, named, certain=said)
    return tuple(
        Tag(tag, voice.turns, voice.words, *guessed[tag], front.names.get(tag, "")) for tag, voice in voices.items()
    )


def _names(key: str) -> bool:
    """Whether a key of the header names a person."""
    return key.startswith(
        ("interviewer", "informant", "nama", "name", "inisial", "initial", "kode", "code", "pseudonym")
    )


def _role_of(key: str) -> TurnRole:
    return "interviewer" if role_word(key) == "interviewer" else "informant"


def _is_called(tag: str, value: str) -> bool:
    """Whether a tag is a name that the head tells, its first part, or its first letters."""
    names = re.findall(r"[^\W\d_]+", value)
    initials = "".join(name[0] for name in names).upper()
    return bool(names) and (tag == value or tag in names or (len(tag) > 1 and tag == initials) or f"({tag})" in value)


def _make_header(
    identity: str, kind: Kind | None, front: Front, tags: Sequence[Tag], cases: Container[str]
) -> dict[str, Any]:
    kind = kind or _guess_kind(front, tags)
    header: dict[str, Any] = {"id": identity, "type": kind, **dict.fromkeys(_ASKED[kind], "")}
    told = dict(front.header)
    if not tags:  # without a speakers list these two would be read as tags
        told = {f"told_{key}" if key in ("interviewer", "informant") else key: value for key, value in told.items()}
    if front.when and as_date(told.get("date", "")) == "":
        told |= {"date": front.when} | ({"told_date": told["date"]} if "date" in told else {})
    header |= {key: told.pop(key) for key in _TOLD if key in told}
    header["date"] = header["date"] or next(filter(None, map(find_date, [front.title, *front.preamble])), "")
    header["date"] = header["date"] or find_day(front.above)
    if tags:
        header["speakers"] = _speakers(identity, tags, cases)
    if front.title:
        header["title"] = front.title
    header |= told
    if front.preamble:
        header["preamble"] = list(front.preamble)
    speaking = {one.tag for one in tags}
    unused = {tag: name for tag, name in front.names.items() if tag not in speaking}
    if unused:
        header["legend"] = [f"{tag} = {name}" for tag, name in unused.items()]
    return header


def _guess_kind(front: Front, tags: Sequence[Tag]) -> Kind:
    if len(tags) > 1 and any(tag.role == "informant" for tag in tags):
        return "interview"
    return "observation" if front.is_observation else "document"


def _speakers(identity: str, tags: Sequence[Tag], cases: Container[str]) -> dict[str, dict[str, str]]:
    informants = [tag.tag for tag in tags if tag.role == "informant"]
    speakers: dict[str, dict[str, str]] = {}
    used: set[str] = set()
    copies = count(2)
    for tag in tags:
        about: dict[str, str] = {"role": tag.role}
        if tag.role == "informant":
            about["case"] = _case(identity, tag.tag, cases, alone=len(informants) == 1, used=used, copies=copies)
            used.add(about["case"])
        if tag.name:
            about["name"] = tag.name
        speakers[tag.tag] = about
    return speakers


def _case(identity: str, tag: str, cases: Container[str], *, alone: bool, used: set[str], copies: Iterator[int]) -> str:
    if tag in cases:
        return tag
    if alone:
        return identity
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", tag).strip("-")
    name = f"{identity}-{stem}"[:64].rstrip(".-")
    while not stem or name in used or not is_safe_name(name):
        name = f"{identity[:50]}-S{next(copies)}"
        stem = "S"
    return name
