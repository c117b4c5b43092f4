"""In which mode something is said, and of which time: stated, supposed or reported; still open, or true once."""

from __future__ import annotations

from typing import Literal

from qualkit.language.cues import Kind, Passage

Mode = Literal["stated", "supposed", "reported"]
Time = Literal["open", "past"]

_PEOPLE = Kind.SELF | Kind.THIRD | Kind.PERSON | Kind.TITLE
_REPORTS = Kind.SAID | Kind.HEARSAY | Kind.HEAR | Kind.ACCORDING | Kind.SAY | Kind.ACCUSE
_SUPPOSES = Kind.IF | Kind.TOPICAL | Kind.TRY | Kind.WOULD
PASTS = Kind.PAST | Kind.DULU | Kind.FIRST | Kind.AGE | Kind.BEFORE | Kind.USED
# Two words that together tell of a time gone by
_THEN = frozenset(
    tuple(pair.split())
    for pair in (
        "waktu itu", "saat itu", "ketika itu", "masa itu", "tempo hari", "waktu kecil", "waktu muda", "waktu masih", "masa kecil",
        "pas itu", "waktu dulu", "tempo dulu", "back then", "that time", "those day", "old day",
    )
)  # fmt: skip
_SPAN = Kind.TIME | Kind.LIGHT
_BEFORE_DULU = (
    _REPORTS
    | _PEOPLE
    | Kind.MARK
    | Kind.TIME
    | Kind.BARRIER
    | Kind.SOFT
    | Kind.TOPICAL
    | Kind.LIGHT
    | Kind.AGE
    | Kind.MODAL
    | Kind.FRAME
)
MODE_REACH, TIME_REACH = 8, 6  # words after the hit
MODE_TRIGGERS = _REPORTS | _SUPPOSES
TIME_TRIGGERS = PASTS | Kind.THEN


def find_mode(passage: Passage, negator: int) -> Mode:
    """Whether the hit is stated, supposed or reported; `negator` is the word that denies it, or -1."""
    for at in range(passage.first - 1, passage.begin - 1, -1):
        kind = passage.kinds[at]
        if kind & Kind.CONTRAST:
            break
        if kind & _REPORTS and _is_report(passage, at):
            return "reported"
    if _is_said_after(passage):
        return "reported"
    for at in range(passage.first - 1, passage.begin - 1, -1):
        kind = passage.kinds[at]
        if kind & Kind.CONTRAST:
            break
        if kind & _SUPPOSES and _is_supposition(passage, at, negator):
            return "supposed"
    return "stated"


def _is_report(passage: Passage, at: int) -> bool:
    kind, after = passage.kinds[at], passage.kind(at + 1)
    before = 0 if passage.is_start(at) else passage.kinds[at - 1]
    if kind & Kind.HEARSAY:
        return True
    if before & (Kind.NOT | Kind.YET | Kind.DONT):
        return False
    if kind & (Kind.SAID | Kind.ACCORDING):
        return not after & Kind.SELF and not before & (Kind.PREP | Kind.HAVE) and passage.word(at + 1) != "lain"
    if kind & Kind.ACCUSE:
        return True
    if kind & Kind.HEAR:
        return at == passage.begin or bool(before & Kind.SELF)
    if passage.words[at] == "anggap":
        return not after & (Kind.LIGHT | Kind.PERSON)
    if _is_told_by_other(passage, at):
        return True
    said_by_self = any(other & Kind.SELF for other in passage.kinds[max(passage.begin, at - 4) : at])
    return bool(after & Kind.PREP) and not said_by_self


def _is_told_by_other(passage: Passage, at: int) -> bool:
    """Whether it is somebody else who says it, or nobody is named."""
    if passage.word(at - 1) == "be":  # we were told
        return True
    if passage.words[at] == "kira" and at == passage.begin:  # dikira saya …, but perkiraan
        return bool(passage.kind(at + 1) & _PEOPLE)
    for place in range(at - 1, max(passage.begin, at - 5) - 1, -1):
        if place == at - 1 and passage.breaks[place] != " ":
            return True
        if passage.kinds[place] & Kind.SELF and not passage.kind(place - 1) & (Kind.PERSON | Kind.TITLE | Kind.NEXT):
            return passage.words[at] == "kira" and place < at - 1  # saya sering dikira
        if passage.kinds[place] & (_PEOPLE | Kind.GROUP):
            return True
    return at == passage.begin and not passage.kind(at + 1) & Kind.SELF


def _is_said_after(passage: Passage) -> bool:
    """…, kata Pak Lurah; … katanya."""
    is_parted = False
    for at in range(passage.last, min(passage.end, passage.last + MODE_REACH)):
        is_parted = is_parted or passage.breaks[at - 1] != " "
        kind = passage.kinds[at]
        if kind & (Kind.BARRIER | Kind.SOFT) and passage.words[at] != "ya":
            return False
        is_said = kind & Kind.SAID and not passage.kind(at + 1) & Kind.SELF
        is_told = kind & Kind.SAY and passage.kinds[at - 1] & (Kind.THIRD | Kind.PERSON) and is_parted
        if passage.words[at] == "katanya" or is_said or is_told:
            return passage.end - at <= 4 or not is_parted
    return False


def _is_supposition(passage: Passage, at: int, negator: int) -> bool:
    kind = passage.kinds[at]
    if kind & Kind.IF:
        return not passage.kind(at - 1) & Kind.KNOW or passage.is_start(at)
    if kind & Kind.WOULD:
        if passage.kind(at + 1) & (Kind.SAY | Kind.SEE):  # I would say
            return False
        is_past = passage.kind(at + 1) & Kind.NOT and not any(other & Kind.IF for other in passage.kinds)
        return passage.first - at <= 4 and not is_past  # she would not let us
    if kind & Kind.TRY:
        begins = passage.is_start(at) if passage.words[at] == "coba" else at == passage.begin
        return begins and not passage.kind(at + 1) & Kind.FRAME
    return not passage.is_complement(at) and not _is_topic(passage, at, negator)


def _is_topic(passage: Passage, at: int, negator: int) -> bool:
    """Whether kalau is 'as for': kalau saya mah, kalau dulu, kalau soal; or part of a phrase: kalau nggak salah."""
    if negator >= passage.last or passage.is_end(at):
        return True
    after = passage.kinds[at + 1]
    if after & (Kind.FRAME | Kind.TIME | Kind.NOW | Kind.ABOUT | Kind.TOPIC):
        is_denied = any(kind & Kind.NOT for kind in passage.kinds[at + 2 : passage.first])
        if after & Kind.TIME and not after & Kind.NOW and _has_consequence(passage, at):
            return False
        return "ada" not in passage.words[at + 2 : passage.first] and (not is_denied or bool(after & ~_SPAN))
    if after & Kind.NOT and passage.kind(at + 2) & Kind.AVERSE and passage.word(at + 2) == "salah":
        return True
    if passage.first - at <= 2 and _asks_of(passage):
        return True
    spare = 1
    for place in range(at + 1, min(at + 5, passage.end)):
        if passage.kinds[place] & Kind.TOPIC:
            return True
        spare -= not passage.kinds[place]
        if spare < 0 or passage.kinds[place] & (Kind.NOT | Kind.YET) or passage.is_end(place):
            break
    if not after & _PEOPLE:
        return False
    return _is_of_people(passage, at)


def _is_of_people(passage: Passage, at: int) -> bool:
    """Whether kalau with a person says 'as for': kalau saya, …; kalau saya dulu; kalau saya ikut."""
    place = at + 1
    while passage.kind(place) & _PEOPLE:
        if passage.is_end(place):
            return True
        place += 1
    if passage.kind(place) & (Kind.DULU | Kind.NOW):
        return True
    if any(not kind & (Kind.MARK | Kind.BARRIER | Kind.YES) for kind in passage.kinds[passage.begin : at]):
        return False
    rest = range(place, passage.end - 1)
    return not any(passage.breaks[n] != " " or passage.kinds[n] & (Kind.SOFT | Kind.SELF) for n in rest)


def _has_consequence(passage: Passage, at: int) -> bool:
    """Whether a main clause follows the one that kalau begins and the hit is in: …, saya …; …, ya …"""
    if any(passage.breaks[place] != " " for place in range(at, passage.last - 1)):
        return False
    for place in range(passage.last - 1, min(passage.end, passage.last + 5)):
        if passage.breaks[place] == ",":
            return bool(passage.kind(place + 1) & (Kind.SELF | Kind.THIRD) or passage.word(place + 1) == "ya")
    return False


def _asks_of(passage: Passage) -> bool:
    """Whether all that is said of the hit is a question, or whether there is any: kalau rapat, datang?"""
    if passage.breaks[passage.end - 1] == "?" and passage.end - passage.last <= 4:
        return True
    for at in range(passage.last - 1, min(passage.end - 1, passage.last + 3)):
        if passage.breaks[at] == ",":
            return bool(passage.kinds[at + 1] & Kind.HAVE)
    return False


def find_time(passage: Passage) -> Time:
    """Whether the hit is told of a time gone by."""
    for at in range(passage.first - 1, passage.begin - 1, -1):
        kind = passage.kinds[at]
        if not kind:  # no cue, as most words are
            continue
        if kind & Kind.NOW:
            return "open"
        if kind & (PASTS | Kind.THEN) and _is_past(passage, at):
            return "past"
        if kind & (Kind.YOUNG | Kind.GONE) and _is_then(passage, at):
            return "past"
    return "past" if _is_past_after(passage) else "open"


def _is_then(passage: Passage, at: int) -> bool:
    if passage.kinds[at] & Kind.YOUNG and not passage.is_start(at):
        return any(passage.kind(place) & Kind.THEN for place in range(at - 3, at))
    return at > passage.begin and (passage.word(at - 1), passage.words[at]) in _THEN


def _is_past(passage: Passage, at: int) -> bool:
    kind, after = passage.kinds[at], passage.kind(at + 1)
    before = 0 if passage.is_start(at) else passage.kinds[at - 1]
    if kind & Kind.PAST:
        return True
    if kind & Kind.DULU:
        if not passage.is_start(at) and passage.word(at - 1) in ("dari", "sejak", "daripada"):
            return False
        return passage.is_start(at) or bool(before & _BEFORE_DULU or after & Kind.SELF)
    if kind & Kind.FIRST:
        is_first = passage.is_start(at) or (before & (Kind.PREP | Kind.THEN) and passage.is_start(at - 1))
        return bool(is_first) and not after & Kind.TIME
    if kind & Kind.AGE:
        return not after & Kind.NOW and passage.word(at + 1) != "ini"
    if kind & Kind.USED:
        return passage.word(at + 1) == "to" and passage.first - at <= 4
    begins = kind & Kind.BEFORE or (kind & Kind.THEN and after & Kind.YET)  # sebelum ada …, waktu belum ada …
    return bool(begins) and _has_main_clause(passage, at)


def _has_main_clause(passage: Passage, at: int) -> bool:
    """Whether the clause that 'sebelum' begins has ended before the hit."""
    has_content = False
    for place in range(at + 1, passage.first):
        kind = passage.kinds[place]
        if has_content and kind & (Kind.SELF | Kind.THIRD):
            return True
        has_content = has_content or not kind & (Kind.LIGHT | _PEOPLE)
        if passage.breaks[place] != " ":
            return True
    return False


def _is_past_after(passage: Passage) -> bool:
    """… waktu itu; pernah … dulu; sebelum ada …, in the hit's own clause."""
    for at in range(passage.last, min(passage.end, passage.last + TIME_REACH)):
        kind = passage.kinds[at]
        if passage.breaks[at - 1] != " " or kind & Kind.CONTRAST:
            return False
        if kind & (Kind.PAST | Kind.AGE) or (kind & Kind.GONE and at > passage.last and _is_then(passage, at)):
            return True
        if kind & Kind.DULU and "pernah" in passage.words[passage.begin : passage.first]:
            return True
        if kind & Kind.BEFORE and passage.word(at + 1) == "ada":
            return True
    return False
