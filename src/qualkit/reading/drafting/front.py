"""What stands above the first turn: a title, a legend that says who is who, labels that belong into the header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from qualkit.model import TurnRole
from qualkit.reading.drafting.beginnings import KINDS
from qualkit.reading.drafting.labels import (
    RECORDED,
    as_date,
    behind_title,
    find_when,
    is_furniture,
    is_label,
    key_of,
    label_of,
    plain_label,
    split_labels,
    value_for,
)
from qualkit.reading.drafting.legends import CODED, below_heading, read_legend, read_turned, stands_for, title_of_legend
from qualkit.reading.drafting.lexicon import greets
from qualkit.reading.drafting.lines import STRONG, Line, Opening, find_mark
from qualkit.reading.drafting.people import is_ended, is_name, is_name_with_more, lists_names, names_somebody
from qualkit.reading.drafting.shapes import role_word, shape_of
from qualkit.reading.drafting.tags import Chosen, names_speaker

FAR = 80  # lines: a front is not longer
_FEW = 6  # labels that name people, one below the other
_TITLES = 5  # lines above the labels of a text without speakers
_SHORT = 16  # words of a line that may stand in a front; what is longer is text
_RESERVED = frozenset(("id", "type", "kind", "speakers", "title", "preamble", "legend"))
_FIELD_NOTES = r"catatan lapangan|field ?notes?|feltnoter|observasi|observation"
_TITLE = re.compile(
    rf"\b(?:{KINDS['transcript']}|{KINDS['interview']}|{_FIELD_NOTES}|transkip\w*|interview\w*|intervju\w*|notulen|"
    r"interjú\w*|interviu\w*|intervist\w+|wywiad\w*|rozhovor\w*|razgovor\w*|haastattelu\w*|συνέντευξη\w*|интервью|"
    r"інтерв['’]ю|transcrição|trascrizione|retranscription|transkrypcja|přepis|litteraatti|grupo focal|groupe de discussion)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"{_TITLE.pattern}[ #.]*[0-9]{{1,3}}", re.IGNORECASE)  # Interview 22: Bob Harris
_OBSERVATION = re.compile(rf"{_FIELD_NOTES}|memo lapangan", re.IGNORECASE)
_ASIDE = re.compile(r"[\[(]([^\[\]()]+)[\])]")
_AND = re.compile(r"\s*[/+&]\s*|\s(?:og|och|and|und|en|y|dan)\s")


@dataclass(slots=True)
class Front:
    """What the head of a file tells, and which of its lines tell it (the rest stays in the text)."""

    header: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # tag: what a legend calls it
    roles: dict[str, TurnRole] = field(default_factory=dict)
    preamble: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    body: int = 0  # the line of the first turn
    title: str = ""
    when: str = ""  # the day that a label tells beside other things, such as the hour
    above: list[str] = field(default_factory=list)  # sentences above the first turn, which stay in the text

    @property
    def is_observation(self) -> bool:
        """Whether the title calls it notes from the field."""
        return bool(_OBSERVATION.search(" ".join([self.title, *self.preamble])))


def read_front(lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen) -> Front:
    """Read what stands above the first turn, or, where nobody is tagged, the labels at the top."""
    reader = _Reader(lines, openings, chosen)
    return reader.read_dialogue() if chosen or any(line.speaker for line in lines) else reader.read_prose()


def read_names_above(
    lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen, count: int
) -> dict[str, str]:
    """Who is who as the first lines of a file tell, that stand above the first of several texts in it."""
    reader = _Reader(lines, openings, chosen)
    for number, line in enumerate(lines[: min(count, FAR)]):
        if line.speaker or not reader._take(number, line):
            break
    return reader.front.names


class _Reader:
    def __init__(self, lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen) -> None:
        self.lines, self.openings, self.chosen = lines, openings, chosen
        strong = {*STRONG, *chosen.weak}
        self.times = Counter(
            [one.tag for one in openings if one is not None and one.kind in strong and one.tag in chosen.tags]
        )
        self.timed = Counter(one.tag for one in openings if one is not None and one.time)
        self.front = Front()
        self.seen: set[str] = set()
        self.legend = -2  # the last line of a legend, or its heading
        self.headed = -2  # the last line of a legend with a heading above it
        self.waiting = ""  # a label whose value stands on the next line
        self.top = 0  # the first line that no site has written
        self.spoken = False  # a long paragraph has been met: what follows stays text unless it is a label

    def read_dialogue(self) -> Front:
        front = self.front
        for number, line in enumerate(self.lines[:FAR]):
            if line.speaker or not self._take(number, line):
                break
            front.body = number + 1
        if front.body >= min(len(self.lines), FAR):
            return Front()  # no turn follows: all of it is text
        front.above = [self.lines[number].text for number in range(front.body) if number not in front.taken]
        return front

    def read_prose(self) -> Front:
        """Only labels that are known, and the title above them."""
        front, held = self.front, -1
        for number, line in enumerate(self.lines[:FAR]):
            if number in front.taken or self._heads(number, line):
                continue
            title, label = self._label_of(line)
            known = label is not None and is_label(label[0]) and 0 < len(label[1].split()) <= _SHORT
            if label and known and not self._is_said(label):
                self._tell(number, *label)
                self._add_title(title)
            elif self._legend(number, line.text):
                pass
            elif number == 0 and len(line.text.split()) <= _SHORT and line.text[-1] not in ".?!…":
                held = number
            elif front.taken or not self._is_above_labels(number):
                break
        said = len(front.taken)
        if held == 0 and len(self.lines) > 1 and (said or _TITLE.search(self.lines[0].text)):
            self._title(0, self.lines[0].text)
        if len(front.taken) >= len(self.lines):
            return Front()
        front.body = max(front.taken, default=-1) + 1
        return front

    def _is_above_labels(self, number: int) -> bool:
        """Whether a short line without an end stands above a label that is common: another title, which stays there."""
        for line in self.lines[number : number + _TITLES]:
            label = label_of(line)
            if label and label[1] and key_of(label[0]) in ("date", "place", "time"):
                return True
            if len(line.text.split()) > _SHORT or line.text[-1] in ".?!…":
                return False
        return False

    def _take(self, number: int, line: Line) -> bool:
        """Whether the line belongs to the front; a turn does not."""
        text = line.text
        if number in self.front.taken or find_mark(text) or self._heads(number, line):
            return True
        if line.names and line.row is not None:
            self._name(line.row[0], line.row[1], line.row[1])
            self.front.taken.update(range(number, number + line.row[2]))
            return True
        if self._lists(number, text) or self._legend(number, text) or self._waits_for(number, text):
            return True
        title, label = self._label_of(line)
        if label and _COUNTED.fullmatch(label[0]) and not self._speaks(number):
            return self._title_or_text(number, text)
        if label and not label[1] and not self.front.title and _TITLE.search(text) and not self._speaks(number):
            self._title(number, text)
            return True
        opening = self.openings[number]
        if opening is not None and opening.time and opening.tag in self.chosen.tags:
            return False
        if label and not is_label(label[0]) and names_speaker(label[0], self.chosen) and not is_name(label[1]):
            return False
        accepted = opening is not None and opening.tag in self.chosen.tags and self._is_strong(opening)
        if label and len(label[1].split()) <= 2 * _SHORT and self._is_told(number, label, accepted=accepted):
            self._tell(number, *label)
            self._add_title(title)
            return True
        if accepted or (opening is not None and self._is_turn(opening)):
            return False
        return self._title_or_text(number, text)

    def _heads(self, number: int, line: Line) -> bool:
        """Whether the line is of a header that the file itself has, and told."""
        label = label_of(line) if line.part == "head" else None
        if label is None:
            return False
        value = label[1][1:-1] if label[1][:1] in ("'", '"') and label[1][-1:] == label[1][:1] else label[1]
        if label[0].lower() == "title" and value and not self.front.title:
            self._title(number, value)
        else:
            self._tell(number, label[0], value)
        self.waiting = ""
        return True

    def _lists(self, number: int, text: str) -> bool:
        """Whether what a heading in capitals lists stands below it, as programs write it: SPEAKERS."""
        after = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if after is None or not text.isupper() or len(text.split()) > 3 or after.speaker or ":" in text + after.text:
            return False
        if read_legend(after.text):
            return False
        listed = after.text.split(", ")
        many = len(listed) > 1 and after.text[-1] not in ".?!…" and all(len(one.split()) <= 4 for one in listed)
        if not (many or after.text in self.chosen.tags):
            return False
        self._keep(key_of(text), after.text)
        self.front.taken.update((number, number + 1))
        return True

    @staticmethod
    def _label_of(line: Line) -> tuple[str, tuple[str, str] | None]:
        """The title that stands before a label on its line, and the label with its value."""
        label = label_of(line)
        title, name = behind_title(label[0]) if label and line.row is None else ("", "")
        return (title, (name, label[1])) if label and title and _TITLE.search(title) else ("", label)

    def _is_told(self, number: int, label: tuple[str, str], *, accepted: bool) -> bool:
        """Whether a label belongs into the header: one that is known, or one more below others."""
        if accepted:
            return self._is_role_label(number, label)
        if self._is_said(label):
            return False
        if is_label(label[0]) or (plain_label(label[0]) in RECORDED and as_date(label[1])):
            return True
        value, taken = label[1], bool(self.front.taken)
        said = "?" in value or len(value.split()) > _SHORT or self._runs_on(number)
        return taken and bool(value) and len(label[0].split()) <= 4 and not self.spoken and not said

    def _is_said(self, label: tuple[str, str]) -> bool:
        """Whether what stands behind a role is no name but what somebody says, though nothing else tells of a talk."""
        value = label[1]
        if not value or key_of(label[0]) not in ("interviewer", "informant"):
            return False
        if len(value.split()) <= 8 and value[-1] not in ".?!…":
            return False  # a name, or what somebody is
        return not (is_name(value) or is_name_with_more(value))

    def _is_strong(self, opening: Opening) -> bool:
        return opening.kind in STRONG or opening.kind in self.chosen.weak

    def _is_turn(self, opening: Opening) -> bool:
        """Signs that are weak by themselves, of a tag that is known."""
        return opening.tag in self.chosen.tags and opening.kind in ("semicolon", "own") and (
            opening.kind != "own" or shape_of(opening.tag) in ("role", "caps")
        )  # fmt: skip

    def _is_role_label(self, number: int, label: tuple[str, str]) -> bool:
        """Whether `Informan: Bu Siti` tells who it is, where the same word is a tag."""
        tag, value = self.openings[number].tag if self.openings[number] else label[0], label[1]  # type: ignore[union-attr]
        words = value.split()
        others = sum(times for other, times in self.times.items() if self.chosen.tags[other] != tag and times > 1)
        if not words:
            return self.times[tag] <= 1 and others > 0 and is_label(label[0])
        if self.times[tag] <= 1 and others > 3 and role_word(tag) == "interviewer" and lists_names(value):
            return True
        if len(words) > 10 or value[-1] in "?!…" or "?" in value:
            return False
        if greets(value):
            return False
        known = is_label(label[0])
        if self._lacks_time(number) and known and not is_ended(value):
            return True
        if self.times[tag] <= 1:
            if known and others > 0 and not self._is_said(label):
                return True
            placed = self._beside_labels(number) or (number == 0 and len(words) > 1)
            return others > 3 and placed and (is_name(value) or is_name_with_more(value))
        if tag in self.seen or not known or is_ended(value):
            return False
        if is_name(value) or (is_name_with_more(value) and self._is_before_a_name(number)):
            return True
        return self._is_between_labels(number)

    def _lacks_time(self, number: int) -> bool:
        """Whether a tag has no time here, and one wherever else it stands: there it speaks, here it is named."""
        one = self.openings[number]
        return one is not None and not one.time and self.timed[one.tag] == self.times[one.tag] - 1 > 1

    def _is_between_labels(self, number: int) -> bool:
        """Whether a label stands above the line, and one that is no speaker's below it."""
        after = label_of(self.lines[number + 1]) if number + 1 < len(self.lines) else None
        below = self.openings[number + 1] if after else None
        known = after is not None and is_label(after[0]) and bool(after[1])
        return number - 1 in self.front.taken and known and (below is None or below.tag not in self.chosen.tags)

    def _speaks(self, number: int) -> bool:
        """Whether a line begins with a tag that comes again, so that its words stand below: Interviewer 1:"""
        one = self.openings[number]
        return one is not None and one.tag in self.chosen.tags and self.times[one.tag] > 1

    def _runs_on(self, number: int) -> bool:
        """Whether the sentence of a line goes on in the next one, which begins with a small letter."""
        after = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if after is None or after.opens or after.row is not None or not after.text[0].islower():
            return False
        opening = self.openings[number + 1]
        return not label_of(after) and (opening is None or opening.tag not in self.chosen.tags)

    def _is_before_a_name(self, number: int) -> bool:
        """Whether labels stand around the line, so that it is likely to be one too."""
        after = label_of(self.lines[number + 1]) if number + 1 < len(self.lines) else None
        return (number - 1 in self.front.taken and bool(self.front.header)) or bool(
            after and is_label(after[0]) and after[1] and is_name(after[1]) and names_somebody(after[1])
        )

    def _beside_labels(self, number: int) -> bool:
        """Whether a label stands above the line, or below it, where others that name somebody once may come between."""
        if number - 1 in self.front.taken:
            return True
        for after in range(number + 1, min(number + _FEW, len(self.lines))):
            label, one = label_of(self.lines[after]), self.openings[after]
            if label is None or is_label(label[0]):
                return label is not None
            if one is None or self.times[one.tag] != 1 or not is_name(label[1]):
                return False
        return False

    def _waits_for(self, number: int, text: str) -> bool:
        """The value of a label that stands alone on the line above."""
        label, self.waiting = self.waiting, ""
        one = self.openings[number]
        speaks = one is not None and one.tag in self.chosen.tags
        if not label or speaks or len(text.split()) > _SHORT or ":" in text or self._runs_on(number):
            return False
        self.front.header.pop(label, None)
        self._keep(label, text)
        self.front.taken.add(number)
        return True

    def _tell(self, number: int, label: str, value: str) -> None:
        front = self.front
        coded = CODED.fullmatch(label)
        if coded and shape_of(coded[2]) == "code" and coded[2].upper() == coded[2]:
            self._name(coded[2], value or coded[1], coded[1])
        elif (coded := CODED.fullmatch(value)) and self.times[coded[2]] > 1:
            self._name(coded[2], coded[1], label)
        elif "(" in value:
            for tag, name in read_legend(value):
                self._name(tag, name, name)
        last = number
        while self.lines[number].row is None and is_label(label) and self._runs_on(last):
            last += 1
            value = f"{value} {self.lines[last].text}"
            front.taken.add(last)
        if (role := key_of(label)) in ("interviewer", "informant"):
            self.seen.add(label)
            if self.openings[number] is not None:
                self.seen.add(self.openings[number].tag)  # type: ignore[union-attr]
        if role in ("interviewer", "informant", "place"):  # Interviewer (by telephone): the key has no room for it
            value = " ".join([value, *(f"({one})" for one in _ASIDE.findall(label) if one not in front.names)]).strip()
        if plain_label(label) in RECORDED and as_date(value):
            role = "date"
        self.front.when = self.front.when or find_when(label, value)
        for another, told in split_labels(value) if self.lines[number].row is None else [("", value)]:
            role = key_of(another) if another else role
            self._keep(role, told)
        self.waiting = role if not told else ""
        front.taken.add(number)
        if (row := self.lines[number].row) is not None:
            front.taken.update(range(number, number + row[2]))

    def _keep(self, key: str, value: str) -> None:
        """A label told twice keeps both values; a key that means something else to the header gets a name of its own."""
        if key in _RESERVED or key.startswith(("source", "imported")):
            key = f"told_{key}"
        name, copy = key, 2
        while self.front.header.get(name):
            name, copy = f"{key}_{copy}", copy + 1
        self.front.header[name] = value_for(key, " ".join(value.split("\n")) if "\n" in value else value)

    def _name(self, tag: str, name: str, told: str) -> None:
        several = _AND.split(tag)
        if 1 < len(several) == len(set(several)) and all(self.times[one] for one in several):  # I1/I2: interviewers
            for one in several:
                self._name(one, name, told)
            return
        self.front.names[tag] = name
        role = role_word(told) or role_word(name)
        if role:
            self.front.roles[tag] = role

    def _legend(self, number: int, text: str) -> bool:
        rest, one = below_heading(text), self.openings[number]
        if not rest and one is not None and self.times[one.tag] > 1:
            return False  # who speaks
        if not rest:
            self.headed = number
            self.front.preamble.append(text)
        elif pairs := read_turned(text, self.times) or read_legend(text) or self._colon_pair(number, rest):
            for tag, name in pairs:
                told = self.front.names.get(tag, name)  # another legend has said it otherwise
                self._name(tag, told if name in told.split("; ") else f"{told}; {name}", name)
            self.waiting = ""
            self.headed = number if self.headed == number - 1 else self.headed
            self.front.preamble += filter(None, [title_of_legend(text)])
        else:
            return False
        self.front.taken.add(number)
        self.legend = number
        return True

    def _colon_pair(self, number: int, text: str) -> list[tuple[str, str]]:
        """`I1: Interviewer 1` says who is who; `I1: Welcome.` is a turn."""
        coded = CODED.fullmatch(text)
        known = coded is not None and bool(role_word(coded[1]) or self.times[coded[2]] > 1)
        if coded and known and shape_of(coded[2]) == "code" and not (coded[3] or _TITLE.search(text)):
            return [(coded[2], coded[1])]
        one = self.openings[number] if text == self.lines[number].text else None
        kinds = ("colon", "dash", "bare") if self.headed == number - 1 else ("colon", "dash")
        if one is None or one.kind not in kinds or one.time:  # who is who has no time
            return []
        value = text[one.body :].strip()
        if one.tag in self.front.names:
            again = self.front.names[one.tag] == value and ":" not in value
            return [(one.tag, value)] if again else []  # a legend that stands twice
        if not all(shape_of(part) == "code" for part in _AND.split(one.tag)):
            below = self.legend == number - 1 and self.times[one.tag] > 1 and len(value.split()) < 4
            named = names_somebody(value) and is_name(value)
            spelt = below and (role_word(value) or (named and " " in value))
            return [(one.tag, value)] if spelt or (named and self._lacks_time(number) and not is_label(one.tag)) else []
        if not names_somebody(value):
            return []
        if role_word(value):
            return [(one.tag, value)]
        if number - 1 in self.front.taken and self.front.roles and self.times[one.tag] > 1:
            return [(one.tag, value)]  # a line further down a legend
        if self.headed == number - 1 and self._lists_each_once(number):
            return [(one.tag, value)]
        return [(one.tag, value)] if is_name(value) and self._in_legend(number, value) else []

    def _lists_each_once(self, number: int) -> bool:
        """Whether lines that name somebody each stand one below the other, until the first of these speaks."""
        seen: set[str] = set()
        for line, one in zip(self.lines[number:FAR], self.openings[number:FAR], strict=False):
            if one is None or self.times[one.tag] < 2 or one.tag in seen:
                break
            if not names_somebody(line.text[one.body :].strip()):
                break
            seen.add(one.tag)
        return len(seen) > 1 or bool(self.front.names)

    def _in_legend(self, number: int, name: str) -> bool:
        """Whether the line stands beside one that is surely of a legend, or two lines name two tags, each again used."""
        if number - 1 in self.front.taken and self.front.names:
            return True
        after = self.lines[number + 1].text if number + 1 < len(self.lines) else ""
        one = self.openings[number + 1] if after else None
        if one is None or one.kind not in ("colon", "dash") or shape_of(one.tag) != "code":
            return False
        value, this = after[one.body :].strip(), self.openings[number]
        spelt = this is not None and stands_for(this.tag, name) and stands_for(one.tag, value)
        named = is_name(value) and (spelt or " " in value or one.kind == "dash")
        return names_somebody(value) and (bool(role_word(value)) or named)

    def _title_or_text(self, number: int, text: str) -> bool:
        called = _TITLE.search(text) is not None
        is_title = called and not _TITLE.search(self.front.title)
        if len(text.split()) > _SHORT or "?" in text or self.spoken or (self._runs_on(number) and not is_title):
            self.spoken = True
            return True  # it stays in the text, above the first turn
        if text[0] in "([" or (text[-1] in ".!…" and not called):
            return True  # a note, or something that was said
        if called and self.front.title and not _TITLE.search(self.front.title):
            self.front.preamble.insert(0, self.front.title)  # Lampiran 3, above Transkrip Wawancara
            self._title(number, text)
        elif not self.front.title and (number == self.top or called) and not is_furniture(text):
            self._title(number, text)
        else:
            self.top += is_furniture(text) and number == self.top
            self.front.preamble.append(text)
            self.front.taken.add(number)
        return True

    def _add_title(self, title: str) -> None:
        if title and self.front.title and not _TITLE.search(self.front.title):
            self.front.preamble.insert(0, self.front.title)
            self.front.title = title
        elif title and not self.front.title:
            self.front.title = title
        elif title:
            self.front.preamble.append(title)

    def _title(self, number: int, text: str) -> None:
        self.front.title = text
        self.front.taken.add(number)
