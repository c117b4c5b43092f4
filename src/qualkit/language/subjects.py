"""Whose state a sentence tells: the speaker's, or somebody else's.

The nearest person before the concept that is a subject: not after a preposition, not an object, not the owner of a thing.
Where there is none, one right after it (ngutang dia mah). Without any it is the speaker's.
"""

from __future__ import annotations

from typing import Literal

from qualkit.language.cues import Kind, Passage

About = Literal["self", "other"]

SOMEBODY = Kind.THIRD | Kind.PERSON | Kind.TITLE
_EMPTY = Kind.NEXT | Kind.LIGHT | Kind.MODAL | Kind.MARK | Kind.TIME | Kind.NOT | Kind.YET | Kind.DONT
_BEFORE_SUBJECT = (
    _EMPTY | Kind.BARRIER | Kind.SOFT | Kind.UNDER | Kind.SEE | Kind.IF | Kind.HEARSAY | Kind.GROUP | Kind.TOPICAL
)
TRIGGERS = SOMEBODY | Kind.GROUP
BEHIND = Kind.THIRD | Kind.PERSON | Kind.GROUP  # a subject after the hit
REACH = 4  # words after the hit, and two more behind 'yang'


def find_about(passage: Passage) -> About:
    """Whose the hit is."""
    for kind in passage.kinds[passage.first : passage.last]:
        if kind & Kind.SELF:
            return "self"
    yang = _find_yang(passage)
    if _has_owner(passage) or (passage.is_start(yang) and _is_of_nobody_named(passage, yang)):
        return "other"
    at = passage.first - 1
    while at >= passage.begin:
        if not passage.words[at]:  # no cue, as most words are
            at -= 1
            continue
        if passage.kinds[at] & Kind.SAY and passage.breaks[at] != " ":  # what follows is a quotation
            break
        about, at = _look(passage, at)
        if about:
            return about
    return "other" if _is_of_nobody_named(passage, yang) else _find_behind(passage, has_yang=yang >= 0)


def _look(passage: Passage, at: int) -> tuple[About | None, int]:
    """Whose the hit is, if a word before it tells, and where to look next."""
    kind, word = passage.kinds[at], passage.words[at]
    if kind & Kind.SELF:
        if _is_owner(passage, at) or _is_object(passage, at):
            return None, at - 1
        is_after = _is_after(passage, at, Kind.PREP) and not _is_joined(passage, at)
        return (None, at - 2) if is_after else ("self", at)
    if kind & SOMEBODY and _is_person(passage, at):
        start = _find_start(passage, at)
        if _has_relative(passage, at) or _is_subject(passage, start, at):
            return "other", at
        return None, start - 1 - _is_after(passage, start, Kind.PREP | Kind.SAID | Kind.ACCORDING)
    if word in ("yang", "who") and _is_some(passage, at):
        return "other", at
    return ("self" if word == "jangan" and passage.is_start(at) else None), at - 1


def _has_owner(passage: Passage) -> bool:
    """bunga dia dua puluh."""
    is_behind = passage.kind(passage.last) & Kind.THIRD and passage.breaks[passage.last - 1] == " "
    return bool(is_behind) and passage.is_start(passage.first)


def _is_after(passage: Passage, at: int, kinds: int) -> bool:
    return not passage.is_start(at) and bool(passage.kinds[at - 1] & kinds)


def _is_owner(passage: Passage, at: int) -> bool:
    """Whether 'saya' says whose relative it is: tetangga saya, orang tua saya. 'Orang saya …' says why."""
    if _is_after(passage, at, Kind.NEXT) and passage.kind(at - 2) & (Kind.PERSON | Kind.TITLE):
        return True
    if not _is_after(passage, at, Kind.PERSON | Kind.TITLE) or passage.word(at - 1) == "orang":
        return False
    return not (passage.word(at - 1) in ("ibu", "bapak") and _is_after(passage, at - 1, Kind.YES))


def _is_object(passage: Passage, at: int) -> bool:
    """Whether 'saya' ends its clause after a word of content: lihat muka saya, …"""
    return passage.breaks[at] != " " and not passage.is_start(at) and not passage.kinds[at - 1]


def _is_joined(passage: Passage, at: int) -> bool:
    """Suami sama saya: both."""
    return bool(passage.kinds[at - 1] & Kind.JOIN) and bool(passage.kind(at - 2) & (SOMEBODY | Kind.SELF))


def _is_person(passage: Passage, at: int) -> bool:
    """Whether a title is somebody and no address: with a name, or an owner, or a pointer."""
    kind = passage.kinds[at]
    if not kind & Kind.TITLE:
        return True
    if _is_after(passage, at, Kind.GROUP | Kind.DET) or (
        _is_after(passage, at, Kind.LIGHT) and passage.word(at - 1) == "satu"
    ):
        return True
    if passage.is_end(at) or at + 1 >= passage.first:
        return False
    if _is_after(passage, at, Kind.YES | Kind.NOT | Kind.YET) and not passage.kinds[at + 1] & Kind.SELF:
        return False
    following = passage.kinds[at + 1]
    if passage.word(passage.first - 1) == "pada":  # ibu-ibu di sini pada …
        return True
    return not following or bool(following & SOMEBODY) or passage.word(at + 1) in ("saya", "itu", "pada", "yang")


def _find_start(passage: Passage, at: int) -> int:
    """Where what names a person begins: si, para, my, anak tetangga."""
    while not passage.is_start(at) and passage.kinds[at - 1] & (Kind.DET | Kind.PERSON | Kind.TITLE):
        at -= 1
    if not passage.is_start(at) and passage.word(at - 1) == "of" and passage.kind(at - 2) & (Kind.GROUP | Kind.NOT):
        at -= 2
    return at


def _has_relative(passage: Passage, at: int) -> bool:
    """tetangga saya yang masih …: the hit is told of that person, whatever the person is in the sentence."""
    after = at + 1
    while after < passage.first and passage.kinds[after] & (Kind.SELF | Kind.MARK) and passage.words[after] != "yang":
        after += 1
    return (
        after < passage.first
        and passage.words[after] == "yang"
        and passage.is_clear(at, passage.first, _EMPTY | Kind.SELF | SOMEBODY)
        and not _is_predicate(passage, at)
    )


def _is_subject(passage: Passage, start: int, at: int) -> bool:
    if _is_after(passage, start, Kind.PREP | Kind.SAID | Kind.ACCORDING):
        return bool(passage.kinds[start - 1] & Kind.SAID and passage.kinds[at] & Kind.THIRD)
    if _is_predicate(passage, start) or _is_source(passage, at):
        return False
    named = at + (passage.kinds[at] & Kind.TITLE > 0 and not passage.kinds[at + 1])
    near = passage.is_clear(named + 1, passage.first, _EMPTY | SOMEBODY | Kind.SELF | Kind.HAVE)
    if not near and _is_aside(passage, start, at):
        return False
    if passage.is_start(start) or (near and passage.kinds[at] & Kind.THIRD):
        return True
    before = passage.kinds[start - 1]
    if before & Kind.ORDER:
        return bool(passage.kinds[at] & Kind.JUNIOR)
    if before & Kind.SEE and _is_after(passage, start - 1, Kind.LET):  # dikasih tahu tetangga
        return False
    return bool(before & _BEFORE_SUBJECT) or _ends_phrase(passage, start - 1)


def _is_predicate(passage: Passage, start: int) -> bool:
    """saya anak petani, saya bukan orang yang …"""
    at = start - 1
    while at >= passage.begin and passage.breaks[at] == " ":
        kind = passage.kinds[at]
        if kind & Kind.SELF:
            return not _is_owner(passage, at)
        if not kind & (Kind.LIGHT | Kind.NOT | Kind.DET) or passage.words[at] == "yang":
            return False
        at -= 1
    return False


def _is_source(passage: Passage, at: int) -> bool:
    """Suami bilang …: who says it is not whom it is about."""
    is_one = passage.kinds[at] & Kind.THIRD and passage.words[at] not in ("they", "mereka")
    at += 1
    while at < passage.first and passage.kinds[at] & (Kind.SELF | Kind.LIGHT | Kind.MODAL | Kind.BARRIER | Kind.TIME):
        at += 1
    return at < passage.first and bool(passage.kinds[at] & Kind.SAY) and (not is_one or passage.breaks[at] != " ")


def _is_aside(passage: Passage, start: int, at: int) -> bool:
    """Whether a person with words of content after it belongs to another clause: karena anak sakit, ngutang."""
    if any(passage.kinds[place] & Kind.TOPIC for place in range(at + 1, min(at + 4, passage.first))):
        return False
    back = start - 1
    while back >= passage.begin and passage.breaks[back] == " " and passage.kinds[back] & (Kind.LIGHT | Kind.UNDER):
        if passage.kinds[back] & Kind.UNDER:
            return True
        back -= 1
    if passage.kinds[at] & Kind.THIRD:
        return False
    return _is_left(passage, at)


def _is_left(passage: Passage, at: int) -> bool:
    """Whether another clause begins between a person and the hit that the person may have no part in."""
    befalls = False
    for place in range(at, passage.first):
        kind = passage.kinds[place]
        befalls = befalls or kind & (Kind.STATE | Kind.NOT | Kind.YET) > 0
        begins = kind & (Kind.BARRIER | Kind.SOFT) and not _is_after(passage, place, Kind.TIME)
        if befalls and (begins or passage.breaks[place] != " "):
            return True
    return False


def _ends_phrase(passage: Passage, at: int) -> bool:
    """Whether a word of content ends a phrase of place or time, after which a subject may begin: di kampung sini."""
    for back in range(at, max(passage.begin, at - 3), -1):
        if passage.breaks[back] != " " or passage.kinds[back] & (Kind.SELF | Kind.THIRD):
            return False
        if _is_after(passage, back, Kind.PREP):
            return passage.is_start(back - 1)
    return False


def _is_some(passage: Passage, at: int) -> bool:
    """banyak yang, ada yang, yang lain: some people; only what stands right behind it is said of them."""
    if passage.word(at + 1) == "lain":
        return passage.is_clear(at + 1, passage.first, _EMPTY | Kind.PARTLY)
    if not passage.is_clear(at + 1, passage.first, _EMPTY | Kind.HAVE):
        return False
    while _is_after(passage, at, Kind.MARK):
        at -= 1
    return _is_after(passage, at, Kind.GROUP)


def _find_yang(passage: Passage) -> int:
    """The 'yang' that the hit stands right behind, or -1."""
    at = passage.first - 1
    while passage.word(at) != "yang" and passage.kind(at) & (Kind.LIGHT | Kind.MODAL | Kind.NOT | Kind.YET):
        at -= 1
    return at if passage.word(at) == "yang" else -1


def _is_of_nobody_named(passage: Passage, yang: int) -> bool:
    """yang datang sedikit: whoever does; but 'yang bayar saya'."""
    if yang < 0 or _has_self_after(passage) or passage.kind(yang - 2) & Kind.HOW:
        return False
    return passage.is_start(yang) or bool(passage.kinds[yang - 1] & Kind.TOPIC)


def _find_behind(passage: Passage, *, has_yang: bool) -> About:
    """A subject after the hit: ngutang dia mah, yang kerja di sana itu adik saya."""
    skipped = Kind.LIGHT | Kind.DET | Kind.MARK if has_yang else Kind.DET
    for at in range(passage.last, min(passage.end, passage.last + REACH + 2 * bool(has_yang))):
        kind = passage.kinds[at]
        if passage.breaks[at - 1] != " ":
            return "self"
        is_owned = passage.kind(at + 1) & (Kind.SELF | Kind.TOPIC)  # utang suami saya
        if kind & Kind.THIRD or (has_yang and kind & (Kind.GROUP | Kind.PERSON)) or (kind & Kind.PERSON and is_owned):
            return "other"
        if not kind & skipped and not (has_yang and (not kind or kind & Kind.PREP)):
            return "self"
    return "self"


def _has_self_after(passage: Passage) -> bool:
    for at in range(passage.last, passage.end):
        if passage.breaks[at - 1] != " ":
            return False
        if passage.kinds[at] & Kind.SELF:
            return True
    return False
