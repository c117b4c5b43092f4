"""A manuscript becomes a transcript: its head the header, its tags the turns, every word in its place."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from qualkit.files import hash_text, is_safe_name
from qualkit.model import Kind, TurnRole
from qualkit.reading.drafting.asking import add_other_side, find_numbered_talk
from qualkit.reading.drafting.chats import Chat, read_chat
from qualkit.reading.drafting.counting import leave_out_line_numbers, leave_out_numbers
from qualkit.reading.drafting.front import Front, read_front
from qualkit.reading.drafting.heading import format_header
from qualkit.reading.drafting.inherited import forget_absent, inherit_legend
from qualkit.reading.drafting.initials import CODED, find_initials
from qualkit.reading.drafting.labels import find_date, find_day
from qualkit.reading.drafting.legends import find_spelt_out, read_legend
from qualkit.reading.drafting.lines import Line, Opening, find_openings, join_torn
from qualkit.reading.drafting.roles import guess_roles
from qualkit.reading.drafting.run_together import part_questions, part_turns
from qualkit.reading.drafting.shapes import role_word
from qualkit.reading.drafting.speakers import Roles, Tag, match_roles
from qualkit.reading.drafting.tables import Tables, read_lines, read_tables
from qualkit.reading.drafting.tags import Chosen, choose_tags, resolve, uncover
from qualkit.reading.drafting.time_marks import leave_out_labels, place_times
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
    composed = compose(
        reading.lines, reading.openings, reading.front.taken, remarks=_remarks(manuscript, reading.tables)
    )
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
    lines = leave_out_labels(lines)
    initials = find_initials([(tidy(line.speaker), line.text) for line in lines if line.speaker], apart=said)
    if initials.letters:
        lines = [replace(line, speaker=initials.letters.get(tidy(line.speaker), line.speaker)) for line in lines]
    openings = leave_out_numbers(find_openings(lines))
    text = manuscript.text
    openings, chosen, asked = add_other_side(lines, openings, choose_tags(lines, openings, known=said, text=text))
    openings = uncover(lines, openings, chosen)
    openings, chosen, both = (
        ([*openings], chosen, "") if said or asked else find_numbered_talk(lines, openings, chosen, text)
    )
    front = read_front(lines, openings, chosen)
    inherited = inherit_legend(front, manuscript.legend)
    if (front.taken or inherited) and not both:
        known = {*said, *front.names}
        body = [number for number in range(len(lines)) if number not in front.taken]
        again = choose_tags(
            [lines[number] for number in body], [openings[number] for number in body], known=known, text=text
        )
        if bool(again) != bool(chosen) or set(again.tags.values()) - set(chosen.tags.values()):
            front = read_front(lines, openings, again)
            inherited = inherit_legend(front, manuscript.legend)
        chosen = again
    _read_last_legend(lines, front)
    resolved = resolve(lines, openings, chosen)
    counted = leave_out_line_numbers(lines, resolved) if any(line.text[0].isdigit() for line in lines[:_TOP]) else 0
    unsaid = [number for number in find_unsaid(lines, resolved) if number not in front.taken]
    for number in unsaid:
        lines[number], resolved[number] = replace(lines[number], text=frame(lines[number].text), opens=True), None
    at_ends = place_times(lines, resolved, front.taken)
    _spell_out(front, {one.tag for one in resolved if one is not None})
    forget_absent(front, inherited, {one.tag for one in resolved if one is not None})
    for way, tag in chosen.tags.items():
        if (coded := CODED.fullmatch(way)) and coded[2] == tag:
            front.names.setdefault(tag, coded[1])
    spelt, unclear = initials.letters | chosen.spelt, initials.unclear | chosen.unclear
    for way, tag in spelt.items():
        if front.names.setdefault(tag, way) == way and (role := role_word(way)):
            front.roles.setdefault(tag, role)
    notes = _tell_lost([line for number, line in enumerate(lines) if number not in front.taken])
    notes += [f"turns that began within the line of another begin lines of their own: {parted}"] * bool(parted)
    if unsaid:
        shown = ", ".join(dict.fromkeys(repr(lines[number].text[1:-1][:60]) for number in unsaid[:4]))
        notes.append(f"{len(unsaid)} lines that nobody says (headings, page numbers) stand in square brackets: {shown}")
    notes += filter(None, [tell_rest(lines, resolved, unsaid)])
    notes += [f"{counted} lines that go on with a turn have the running number of the line; it is left out"] * bool(
        counted
    )
    notes += [f"{at_ends} turns had a time mark at their end; it stands before them as their time"] if at_ends else []
    notes += [f"one side of the talk has no tag in the file; it is given {asked!r}"] if asked else []
    notes += [f"questions and answers have no tags in the file; they are given {both}"] if both else []
    notes += [f"the tag {way!r} is taken for a slip of {tag!r}" for way, tag in chosen.slips.items()]
    notes += [
        f"the first turns have the tag {way!r}, the others {tag!r}: both are read as {tag!r}"
        for way, tag in spelt.items()
    ]
    notes += [
        f"the tag {tag!r} may be short for {' or '.join(map(repr, names))}, and is left a speaker of its own: "
        "where they are one, write one tag for both"
        for tag, names in unclear.items()
    ]
    return _Reading(lines, resolved, chosen, front, tables, notes)


def _tell_lost(lines: Sequence[Line]) -> list[str]:
    """What to do where lines begin with a colon: the tag before it was lost, and whose it was nobody can tell."""
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


def _read_last_legend(lines: Sequence[Line], front: Front) -> None:
    """A legend at the end of a file tells as much as one at its top; its lines stay where they are."""
    for line in lines[-8:]:
        if "=" in line.text and len(line.text) < 200:
            for tag, name in read_legend(line.text):
                if tag not in front.names and (role := role_word(name)):
                    front.names[tag], front.roles[tag] = name, role


def _spell_out(front: Front, tags: Set[str]) -> None:
    """A legend of letters (R1 = vendor) names the tags that are words (Respondent 1)."""
    for code in [code for code in front.names if code not in tags]:
        if (tag := find_spelt_out(code, sorted(tags))) and tag not in front.names:
            front.names[tag] = front.names.pop(code)
            if role := front.roles.pop(code, None):
                front.roles[tag] = role


def _remarks(manuscript: Manuscript, tables: Tables) -> list[Remark]:
    return [*manuscript.remarks, *tables.remarks]


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
    return "interviewer" if key.startswith("interviewer") else "informant"


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
    unused = {tag: name for tag, name in front.names.items() if tag not in {one.tag for one in tags}}
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
    for tag in tags:
        about: dict[str, str] = {"role": tag.role}
        if tag.role == "informant":
            about["case"] = _case(identity, tag.tag, cases, alone=len(informants) == 1, used=used)
            used.add(about["case"])
        if tag.name:
            about["name"] = tag.name
        speakers[tag.tag] = about
    return speakers


def _case(identity: str, tag: str, cases: Container[str], *, alone: bool, used: set[str]) -> str:
    if tag in cases:
        return tag
    if alone:
        return identity
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", tag).strip("-")
    name, copy = f"{identity}-{stem}"[:64].rstrip(".-"), 2
    while not stem or name in used or not is_safe_name(name):
        name, copy = f"{identity[:50]}-S{copy}", copy + 1
        stem = "S"
    return name
