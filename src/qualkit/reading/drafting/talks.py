"""Who speaks in the lines of a file: which tags are speakers, what stands above them, and which tags were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from qualkit.model import TurnRole
from qualkit.reading.drafting.asked_of_named import add_questions
from qualkit.reading.drafting.asking import add_other_side, find_numbered_talk
from qualkit.reading.drafting.callings import find_first_words
from qualkit.reading.drafting.counting import leave_out_numbers, take_counted
from qualkit.reading.drafting.front import Front, read_front
from qualkit.reading.drafting.inherited import inherit_legend
from qualkit.reading.drafting.legends import read_legend
from qualkit.reading.drafting.lines import Line, Opening, find_openings
from qualkit.reading.drafting.shapes import role_word
from qualkit.reading.drafting.tags import Chosen, choose_tags, leave_out_names, uncover
from qualkit.reading.formats.manuscript import Manuscript

_LAST = 8  # lines at the end of a file that may hold its legend


@dataclass(slots=True)
class Talk:
    """The lines of a file, what each may begin with, and who speaks."""

    lines: list[Line]
    openings: list[Opening | None]
    chosen: Chosen
    front: Front
    asked: str = ""  # the tag that the side without one was given
    both: str = ""  # the tags that both sides were given
    inherited: set[str] = field(default_factory=set)  # of whom a legend above several interviews tells


def find_talk(lines: Sequence[Line], manuscript: Manuscript, said: Mapping[str, TurnRole]) -> Talk:
    """Who speaks in the lines of a manuscript; `said` is what its user says of the tags.

    Where nobody was found, or only who asks, and few lines have an empty one above them, each is taken for a paragraph.
    """
    talk = _find_talk(list(lines), manuscript, said)
    unanswered = talk.asked and "interviewer" in map(role_word, {*talk.chosen.tags.values()} - {talk.asked})
    if (talk.chosen and not unanswered) or 2 * sum(line.opens for line in lines) >= len(lines):
        return talk
    again = _find_talk([replace(line, opens=True) for line in lines], manuscript, said)
    if unanswered:
        return again if again.asked == talk.asked else talk
    return again if again.chosen and "bare" not in again.chosen.weak else talk  # I went; A man


def _find_talk(lines: list[Line], manuscript: Manuscript, said: Mapping[str, TurnRole]) -> Talk:
    openings, text = leave_out_numbers(take_counted(lines, find_openings(lines))), manuscript.text
    known = {*said, *(line.row[0] for line in lines if line.names and line.row)}
    openings, chosen, asked = add_other_side(lines, openings, choose_tags(lines, openings, known=known, text=text))
    if not asked:
        openings, chosen, asked = add_questions(lines, openings, chosen, text)
    openings = uncover(lines, openings, chosen)
    both = ""
    if not said and not asked:
        openings, chosen, both = find_numbered_talk(lines, openings, chosen, text)
    worded = not (chosen or both or said)
    if worded:
        begun, tags = find_first_words(lines)
        openings, chosen = (begun, Chosen(tags, frozenset({"bare"}))) if tags else (openings, chosen)
    front = read_front(lines, openings, chosen)
    inherited = inherit_legend(front, manuscript.legend)
    if (front.taken or inherited) and not both and not (worded and chosen):
        again = _choose_again(lines, openings, front, said, text)
        if bool(again) != bool(chosen) or set(again.tags.values()) - set(chosen.tags.values()):
            front = read_front(lines, openings, again)
            inherited = inherit_legend(front, manuscript.legend)
        chosen = again
    _read_last_legend(lines, front)
    if not said and not both:
        below = [None if number in front.taken else one for number, one in enumerate(openings)]
        chosen = leave_out_names(lines, below, chosen)
    return Talk(lines, openings, chosen, front, asked, both, inherited)


def _choose_again(
    lines: Sequence[Line], openings: Sequence[Opening | None], front: Front, said: Mapping[str, TurnRole], text: str
) -> Chosen:
    """The tags below the head, now that it has told who is who."""
    body = [number for number in range(len(lines)) if number not in front.taken]
    known = {*said, *front.names}
    return choose_tags(
        [lines[number] for number in body], [openings[number] for number in body], known=known, text=text
    )


def _read_last_legend(lines: Sequence[Line], front: Front) -> None:
    """A legend at the end of a file tells as much as one at its top; its lines stay where they are."""
    for line in lines[-_LAST:]:
        if "=" in line.text and len(line.text) < 200:
            for tag, name in read_legend(line.text):
                if tag not in front.names and (role := role_word(name)):
                    front.names[tag], front.roles[tag] = name, role
