"""What tells whether a tag is somebody who speaks: how often it comes, how it looks, and who comes behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress, pairwise

from qualkit.model import TurnRole
from qualkit.reading.drafting.kin import find_kin, kin_of
from qualkit.reading.drafting.lines import Line, Opening
from qualkit.reading.drafting.phrases import find_phrases
from qualkit.reading.drafting.shapes import role_word, shape_of, split_tag

_CALLED = re.compile(
    r"^[^\w\n]*(?:[0-9]+[.)]\s*)?(?:nama|inisial|name|initial|navn|naam|nom|informan|narasumber|responden|subjek|interviewer|"
    r"pewawancara)[^\n:=]{0,20}[:=]([^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_ASKING = frozenset("pitq")  # who asks, without one of whom two letters may be the choices of a question
_KEPT = 0.3  # share of the paragraphs that begin with a sure tag, from which on a tag may occur once


class SureTags:
    """The tags that are sure so far, and what they have in common."""

    def __init__(self, tags: Iterable[str], first: Mapping[str, int]) -> None:
        self.tags: set[str] = set()
        self.shapes: set[str] = set()
        self.roles: set[TurnRole | None] = set()
        self.letters = 0  # of the longest code
        self.begin: int | None = None  # the first place of one of them
        self._first = first
        for tag in tags:
            self.add(tag)

    def add(self, tag: str) -> None:
        shape = shape_of(tag)
        self.tags.add(tag)
        self.shapes.add(shape)
        self.roles.add(role_word(tag))
        self.letters = max(self.letters, _letters(tag) if shape == "code" else 0)
        if (place := self._first.get(tag)) is not None and (self.begin is None or place < self.begin):
            self.begin = place


class Evidence:
    """What a file tells of the tags that strong signs make: how often, in which look, and in which order they come."""

    def __init__(
        self,
        signed: Sequence[tuple[Line, Opening]],
        sequence: Sequence[str],
        below: Counter[str],
        units: int,
        text: str,
    ) -> None:
        named = [one.kind == "colon" or shape_of(one.tag) or kin_of(one.tag) for _, one in signed]
        self.strong = Counter(compress(sequence, named))
        # those set apart by their look; with a time mark; alone on a line, set apart by their look, as headings are too
        self.bold = Counter([one.tag for line, one in signed if line.bold and _is_set_apart(line, one)])
        self.timed = Counter([one.tag for _, one in signed if one.time])
        self.alone = Counter([one.tag for line, one in signed if one.kind == "bold" and one.body == len(line.text)])
        self.below = below  # those right below a tag that stands alone, where words are
        self.units, self.text = units, text
        self.kin = find_kin(sequence, units, self.timed)  # those who are counted by what they are
        self.first: dict[str, int] = {}
        for number, tag in enumerate(sequence):
            self.first.setdefault(tag, number)
        shaped = [(here, there) for here, there in pairwise(sequence) if shape_of(there)]
        self.followed = Counter(here for here, _ in shaped)
        self.changes = Counter(here for here, there in shaped if here != there)

    def alternates(self, tag: str) -> bool:
        """Whether mostly another one begins after it: speakers take turns, headings and phrases do not."""
        return self.changes[tag] * 2 >= self.followed[tag]

    @cached_property
    def common(self) -> set[str]:
        """What stands in the text in small letters of the tags that have capitals: names do not."""
        return find_phrases({low for tag in self.strong if (low := tag.lower()) != tag}, self.text)

    @cached_property
    def called(self) -> set[str]:
        """The tags that stand behind the labels that name somebody."""
        return find_phrases(self.strong, "\n".join(_CALLED.findall(self.text)))

    def is_common_word(self, tag: str) -> bool:
        return tag.lower() != tag and tag.lower() in self.common

    def is_sure(self, tag: str, times: int) -> bool:
        shape = shape_of(tag)
        if tag in self.kin:
            return True
        if shape == "role":
            return times > 1 or not self.alone[tag]
        if shape == "code":
            return times >= (2 if self.units < 80 or len(tag) < 3 else 3)
        if shape in ("caps", "title"):
            return times >= 2 and (shape == "title" or self.alternates(tag))
        if shape == "name":
            enough = times >= (2 if max(self.bold[tag], self.timed[tag]) > 1 else 3) and self.alternates(tag)
            return enough and (times >= 0.1 * self.units or not self.is_common_word(tag))
        if shape != "word" or not self.alternates(tag):
            return False
        if _letters(tag) == 1 and (times >= 4 or (times >= 2 and not _ASKING.isdisjoint(self.strong))):
            return times >= (0.05 if times >= 4 else 0.3) * self.units  # p and i, as others write P and I
        return times >= max(4, 0.15 * self.units)

    def fits(self, tag: str, times: int, sure: SureTags, covered: float) -> bool:
        """Whether a rarer candidate is like the sure ones, in a file that is mostly turns."""
        shape = shape_of(tag)
        if not shape or shape == "word" or (shape == "name" and self.below[tag] >= times):
            return False
        parts = split_tag(tag)
        if len(parts) > 1 and all(part in sure.tags for part in parts):
            return True
        if not sure.tags:
            return shape == "code" and self._are_all_codes
        if covered < _KEPT:
            return False
        if shape == "title":
            return True
        if shape == "code":  # no abbreviation that is longer than the tags: BPJS, among P and N
            return _letters(tag) <= (sure.letters or 2)
        return shape == "name" and self._is_name(tag, times, sure)

    def _is_name(self, tag: str, times: int, sure: SureTags) -> bool:
        """Whether a word with a capital is somebody: a label tells it, or it stands where the others do."""
        if tag in self.called:
            return True
        if self.is_common_word(tag) or (times == 1 and self.first[tag] < (sure.begin or 0)):
            return False
        if not sure.shapes.isdisjoint(("name", "title")):
            return True
        return len(sure.roles) == 1 and sure.shapes == {"role"} and times > 1 and self.alternates(tag)

    @cached_property
    def _are_all_codes(self) -> bool:
        """A few lines, nearly each with a code of its own: P: … N: …"""
        codes = [tag for tag in self.strong if shape_of(tag) == "code"]
        return len(codes) >= 2 and sum(self.strong[tag] for tag in codes) >= 0.6 * self.units


def _letters(tag: str) -> int:
    return sum(map(str.isalpha, tag))


def _is_set_apart(line: Line, one: Opening) -> bool:
    """Whether a tag is set apart from the words behind it; or stands, with its colon, above them."""
    return len(one.tag) <= line.bold < len(line.text) or (one.kind == "colon" and one.body == len(line.text))
