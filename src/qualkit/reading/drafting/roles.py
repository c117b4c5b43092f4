"""Who of the speakers asks and who answers: by legend, by name, by what they do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from qualkit.model import TurnRole
from qualkit.reading.drafting.lexicon import AND, ASKING_AMID, ASKING_FIRST, NEUTRAL
from qualkit.reading.drafting.shapes import role_word, shape_of, split_tag

_FIRST_WORDS = re.compile(r"\W*(\w+)(?:\W+(\w+)(?:\W+(\w+))?)?")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]['\"’”»)]*;")  # asks with a semicolon
_STEM = re.compile(r"[^\W\d_]+")
_MARKED = 3  # turns with the mark of a question, from which on it alone tells what is asked
_MANY, _HALF = 4, 0.5  # people of one kind, and the share of their turns with a question, up to which nobody asks
_SAME = 10.0  # the score of one whose kin is an interviewer
_ASKERS = frozenset({"P", "I", "Q", "T", "M", "MOD", "PW", "PWR", "IV", "IW", "INT"})
_LEANING = {
    "Q": 3.0, "MOD": 4.0, "PW": 2.0, "PWR": 2.0, "IV": 3.0, "IW": 2.0, "F": 0.5, "M": 0.3, "P": 0.6, "I": 0.6,
    "A": -1.0, "J": -1.5, "N": -1.5, "NS": -3.0, "R": -1.5, "S": -1.2, "X": -0.8, "K": -0.2, "RESP": -4.0, "INF": -4.0,
    "IF": -1.5, "IP": -3.0, "RES": -3.0, "NAR": -3.0, "B": -0.5, "KI": -1.0, "SBJ": -3.0, "W": -0.2,
}  # fmt: skip


@dataclass(slots=True)
class Voice:
    """What one tag says in a whole file."""

    turns: int = 0
    words: int = 0
    asked: int = 0  # turns with a question
    marked: int = 0  # those with its mark
    first: int = 0  # the number of its first turn

    @property
    def share(self) -> float:
        return self.asked / self.turns if self.turns else 0.0


def is_question(words: str) -> bool:
    """Whether something is asked: by its mark, or, in short ones, by how it begins.

    >>> is_question("Since when?"), is_question("And how long have you"), is_question("She was how old then")
    (True, True, False)
    """
    if is_marked(words):
        return True
    if len(words) >= 300:
        return False
    first = _FIRST_WORDS.match(words[:60].lower())
    if first is None:
        return False
    begins = next((word for word in first.groups() if word not in AND), "")
    return begins in ASKING_FIRST or not ASKING_AMID.isdisjoint(first.groups())


def is_marked(words: str) -> bool:
    """Whether words have the mark of a question; in Greek it is a semicolon."""
    return "?" in words or (";" in words and _GREEK.search(words) is not None)


def guess_roles(
    voices: Mapping[str, Voice],
    told: Mapping[str, TurnRole],
    header: Mapping[str, TurnRole],
    *,
    certain: Mapping[str, TurnRole],
) -> dict[str, tuple[TurnRole, str]]:
    """The role of each tag and what it rests on. `told` is a legend's word, `header` the names in a file's head."""
    if sum(voice.marked for voice in voices.values()) >= _MARKED:  # who writes marks writes them wherever one asks
        voices = {tag: replace(voice, asked=voice.marked) for tag, voice in voices.items()}
    result: dict[str, tuple[TurnRole, str]] = {}
    open_tags: list[str] = []
    for tag in voices:
        by_name = _by_name(tag)
        if tag in certain:
            result[tag] = (certain[tag], "--speakers")
        elif tag in told:
            result[tag] = (told[tag], "legend")
        elif by_name:
            result[tag] = (by_name, "name of the tag")
        elif tag in header:
            result[tag] = (header[tag], "named at the top")
        else:
            open_tags.append(tag)
    _follow_parts(open_tags, result, voices)
    if open_tags:
        _weigh(open_tags, voices, result)
        _follow_parts(open_tags, result, voices)
    return {tag: result[tag] for tag in voices}


def _by_name(tag: str) -> TurnRole | None:
    if shape_of(tag) not in ("role", "title", "word", "name", "caps"):
        return None
    if any(word in NEUTRAL for word in re.split(r"[\W\d_]+", tag.lower())):
        return None
    return role_word(tag)


def _weigh(open_tags: Sequence[str], voices: Mapping[str, Voice], result: dict[str, tuple[TurnRole, str]]) -> None:
    """Let what they do decide: who asks more than the others, says less at a time, and begins."""
    turns = sum(voice.turns for voice in voices.values()) or 1
    asking = sum(voice.asked for voice in voices.values()) / turns
    length = sum(voice.words for voice in voices.values()) / turns + 1
    roles = {role for role, _ in result.values()}
    stems = Counter(map(_stem, voices))
    numbered = {_stem(tag) for tag in voices if any(map(str.isdigit, tag))}
    scores: dict[str, float] = {}
    for tag in open_tags:
        voice = voices[tag]
        trust = min(1.0, voice.turns / 4)
        score = trust * (4 * (voice.share - asking) - 0.7 * log((voice.words / max(voice.turns, 1) + 1) / length))
        score += 0.4 * (voice.first == 1) + _lean(tag, stems, numbered)
        scores[tag] = score
    family = _by_family(open_tags, voices, scores, result)
    asking_roles = _asking(scores, voices, roles, asking)
    for tag in open_tags:
        role: TurnRole = "interviewer" if tag in asking_roles else "informant"
        result[tag] = (role, family.get(tag) or _why(voices[tag]))


def _asking(scores: Mapping[str, float], voices: Mapping[str, Voice], roles: set[TurnRole], asking: float) -> set[str]:
    """Those who ask: where an interviewer is known, only who asks a lot; where none is, at least one, but not all."""
    if len(voices) == 1 or (len(voices) > 2 and not any(voice.asked for voice in voices.values())):
        return set()  # where several speak and nobody asks, nobody is guessed to be who asks
    if len(voices) >= _MANY and _are_of_a_kind(voices) and all(voice.share <= _HALF for voice in voices.values()):
        return set()  # R1 to R6, below what a form asks
    if "interviewer" in roles:
        return {tag for tag, score in scores.items() if (score > 1.0 and voices[tag].share > asking) or score == _SAME}
    found = {tag for tag, score in scores.items() if score > 0}
    if not found:
        found = {max(scores, key=lambda tag: scores[tag])}
    if found == set(scores) and "informant" not in roles:
        found.discard(min(scores, key=lambda tag: scores[tag]))
    return found


def _are_of_a_kind(tags: Iterable[str]) -> bool:
    """Whether all are counted by one letter, which is none of those who ask."""
    stems = {_stem(tag) for tag in tags if shape_of(tag) == "code" and tag[-1].isdigit()}
    return len(stems) == 1 and stems.isdisjoint(_ASKERS - {"P"}) and all(shape_of(tag) == "code" for tag in tags)


def _lean(tag: str, stems: Mapping[str, int], numbered: set[str]) -> float:
    """What researchers use a letter for: R answers; P asks in Indonesian, and in English is a participant."""
    if shape_of(tag) != "code" and len(tag) > 2:
        return 0.0
    stem = _stem(tag)
    lean = _LEANING.get(stem, 0.0)

    def speaks(*others: str) -> bool:
        return any(other in stems for other in others if other != stem)

    if stem == "R" and not speaks(*_ASKERS) and tag == stem:
        lean = -0.4  # a respondent beside who asks by another letter; else as often the researcher
    if stem in ("P", "I") and speaks("P", "I"):
        lean = 0.0  # peneliti and informan, or interviewer and participant
    if (stem == "A" and speaks("Q")) or (stem == "J" and speaks("T")):
        lean = -4.0
    if stem == "T" and speaks("J"):
        lean = 4.0
    if stem in numbered and stems[stem] > 2:
        lean = min(lean, 0.0) - 1.0  # many of one kind are those who are asked
    return lean


def _by_family(
    open_tags: Sequence[str], voices: Mapping[str, Voice], scores: dict[str, float],
    result: Mapping[str, tuple[TurnRole, str]],
) -> dict[str, str]:  # fmt: skip
    """R1, R2 and R3 have one role: that of those already told, or what their weight together says."""
    why: dict[str, str] = {}
    stems = {_stem(tag) for tag in open_tags if any(map(str.isdigit, tag))}
    families: dict[str, list[str]] = {stem: [] for stem in stems - {""}}
    for tag in voices:
        if any(map(str.isdigit, tag)) and (kin := families.get(_stem(tag))) is not None:
            kin.append(tag)
    for family in families.values():
        told = next((tag for tag in family if tag in result), None)
        mine = [tag for tag in family if tag in scores]
        if told:
            scores.update(dict.fromkeys(mine, _SAME if result[told][0] == "interviewer" else -_SAME))
            why.update(dict.fromkeys(mine, f"as {told}"))
        elif 1 < len(mine) < len(voices):
            turns = sum(voices[tag].turns for tag in mine)
            mean = sum(scores[tag] * voices[tag].turns for tag in mine) / max(turns, 1)
            scores.update(dict.fromkeys(mine, mean))
    return why


def _follow_parts(open_tags: list[str], result: dict[str, tuple[TurnRole, str]], voices: Mapping[str, Voice]) -> None:
    """`I1 & I2` has the role of its parts, where they have one in common; else it is a choir."""
    for tag in list(open_tags):
        parts = split_tag(tag)
        if len(parts) > 1 and all(part in voices for part in parts) and all(part in result for part in parts):
            roles = {result[part][0] for part in parts}
            result[tag] = (roles.pop() if len(roles) == 1 else "other", "its parts")
    open_tags[:] = [tag for tag in open_tags if tag not in result]


def _why(voice: Voice) -> str:
    return f"asks in {voice.asked} of its {voice.turns} turns"


def _stem(tag: str) -> str:
    found = _STEM.match(tag)
    return found[0].upper() if found else ""
