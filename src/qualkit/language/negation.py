"""Whether a sentence affirms a concept, denies it, or says that it ended or has not come.

A negator reaches forward, over six words at most, to the end of its clause; what says that it does not deny (tidak hanya),
that it asks (apa nggak), or that it denies a denial (tidak pernah tidak) is looked for around it. Where nothing before the
concept denies it, a negator after it may, if it is the last that its clause says (utang sih enggak).
"""

from __future__ import annotations

from typing import Literal

from qualkit.language.cues import Kind, Passage

Polarity = Literal["affirmed", "negated", "ceased", "not yet"]

REACH = 6  # words

_PLAIN = Kind.NOT | Kind.DONT | Kind.YET
_DENIES = _PLAIN | Kind.STOP | Kind.REFUSE | Kind.FREE | Kind.ALMOST | Kind.RATHER | Kind.MANA
_SUBJECT = Kind.SELF | Kind.THIRD | Kind.PERSON
_LINK = Kind.LIGHT | Kind.MODAL  # between two negators, or between a verb that denies and its object
_ROAD = _LINK | _SUBJECT | Kind.PREP | Kind.TITLE
_SAID_AFTER = Kind.SOFT | Kind.MARK | Kind.TIME | Kind.LIGHT | Kind.MODAL | Kind.NOW | _SUBJECT | Kind.TITLE
_REST = Kind.MARK | Kind.TIME | Kind.AGAIN | Kind.SELF | Kind.THIRD | Kind.TITLE | Kind.NOW
TRIGGERS = _DENIES | Kind.LEAST | Kind.HOW
BEFORE = _DENIES | Kind.HOW  # what denies a hit that stands after it
AFTER = Kind.NOT | Kind.YET | Kind.STOP | Kind.LOATH  # one that stands before it
LEADS = Kind.PREP | _SAID_AFTER  # what may stand between


def find_polarity(passage: Passage) -> tuple[Polarity, int]:
    """What is said of the hit, and at which word, or -1 where nothing is."""
    negator = _find_before(passage)
    if negator >= 0:
        return _weigh(passage, negator), negator
    negator = _find_after(passage)
    if negator >= 0:
        polarity = _name(passage, negator, passage.last)
        return ("ceased" if polarity == "negated" and _is_over(passage, negator) else polarity), negator
    return "affirmed", -1


def _find_before(passage: Passage) -> int:
    """The nearest negator whose scope the hit is in, or one inside it."""
    kinds, breaks, first = passage.kinds, passage.breaks, passage.first
    for at in range(first + 1, passage.last - 1):
        if kinds[at] & _PLAIN:
            return at
    has_subject = False
    for at in range(first - 1, max(passage.begin, first - REACH) - 1, -1):
        kind = kinds[at]
        if breaks[at] != " ":
            return -1
        if passage.words[at] == "apalagi" or (passage.words[at] == "alon" and passage.word(at - 1) == "let"):
            return _find_least(passage, at)
        if kind & _DENIES and _is_negator(passage, at):
            return at
        if kind & Kind.SAY and passage.word(at - 1) == "siapa":  # siapa bilang …?
            return at
        if kind & (Kind.BARRIER | Kind.SOFT):
            if _is_barrier(passage, at):
                return -1
            continue
        if kind & Kind.TOPIC and has_subject and not passage.kind(at - 1) & _PLAIN:  # nggak pas mah saya …
            return -1
        if kind & _SUBJECT:
            has_subject = has_subject or _is_subject(passage, at)
        elif has_subject and not kind & (_LINK | Kind.TITLE):
            if not kind & Kind.LET:
                return -1
            has_subject = False
    return -1


def _find_least(passage: Passage, at: int) -> int:
    """What denies the less, and so the more: makan aja susah, apalagi nabung."""
    for place in range(at - 1, passage.begin - 1, -1):
        if passage.kinds[place] & (Kind.NOT | Kind.YET | Kind.LEAST) and passage.words[place] != "alon":
            return place
    return -1


def _is_over(passage: Passage, negator: int) -> bool:
    """Dulu ngutang, sekarang nggak."""
    is_past = any(kind & (Kind.DULU | Kind.PAST) for kind in passage.kinds[passage.begin : passage.first])
    return is_past and any(kind & Kind.NOW for kind in passage.kinds[passage.last : negator])


def _is_negator(passage: Passage, at: int) -> bool:
    kind, first = passage.kinds[at], passage.first
    if kind & (_PLAIN | Kind.STOP):
        if passage.words[at] == "up" and passage.word(at - 1) != "give":
            return False
        return not kind & Kind.STOP or passage.is_clear(at + 1, first, _ROAD | Kind.HAVE)
    if kind & Kind.REFUSE:
        return passage.is_clear(at + 1, first, _ROAD)
    if kind & Kind.FREE:
        return bool(passage.kind(at + 1) & Kind.PREP) and at + 1 < first
    if kind & Kind.ALMOST:
        return passage.is_clear(at + 1, first, Kind.LIGHT | Kind.MODAL) and not passage.kind(at + 1) & Kind.PARTLY
    if kind & Kind.RATHER:
        is_better = "mending" in passage.words[passage.begin : at]
        return is_better or passage.is_start(at) or passage.kind(at + 1) & Kind.PREP > 0
    return (
        bool(passage.kind(at + 1) & (Kind.MODAL | Kind.HAVE))
        and at + 1 < first
        and not passage.kind(at - 1) & Kind.PREP
    )


def _is_barrier(passage: Passage, at: int) -> bool:
    """Whether a conjunction begins another clause; 'tidak jadi' and 'tahun lalu' hold none."""
    before = passage.kind(at - 1) if not passage.is_start(at) else 0
    if passage.words[at] == "pun":  # tanpa disuruh pun saya, but tidak satu pun
        return not before & (Kind.LIGHT | Kind.PERSON | Kind.PARTLY | Kind.TIME | Kind.NOT)
    if passage.kinds[at] & Kind.SOFT:
        return not before & (_PLAIN | Kind.MODAL | Kind.ALREADY)
    if at == passage.first - 1 and before & Kind.NOT and passage.words[at] == "karena":  # bukan karena bunganya
        return False
    if passage.kinds[at] & Kind.TOPICAL:
        is_known = before & Kind.MODAL or passage.word(at - 1) == "benar"
        return not (is_known and passage.kind(at - 2) & Kind.NOT)  # nggak sanggup kalau harus, tidak benar kalau
    return not before & Kind.TIME


def _is_subject(passage: Passage, at: int) -> bool:
    """Whether a person may begin a clause of its own: not the owner of what stands before, nor one told of with yang."""
    if passage.word(at + 1) == "yang" or passage.kind(at + 1) & Kind.SELF:
        return False
    return not passage.kind(at - 1) & (Kind.PREP | Kind.PERSON | Kind.DET) or passage.word(at - 1) == "orang"


def _weigh(passage: Passage, negator: int) -> Polarity:
    if passage.kinds[negator] & Kind.SAY:
        return "negated"
    checks = (_is_cancelled, _is_rhetorical, _is_turned, _is_asked)
    if any(check(passage, negator) for check in checks):
        return "affirmed"
    return _name(passage, negator, passage.last)


def _is_cancelled(passage: Passage, at: int) -> bool:
    """tidak hanya, tidak jarang, mau tidak mau, and the question 'pernah nggak ikut?'."""
    if not passage.kinds[at] & (Kind.NOT | Kind.YET):
        return False
    after = passage.kind(at + 1) if at + 1 < passage.first else 0
    if passage.kinds[at] & Kind.YET and after & Kind.AGAIN:  # belum lagi: besides
        return True
    if after & (Kind.ONLY | Kind.PARTLY) and passage.word(at + 2) != "pun":
        return True
    if at + 2 < passage.first and passage.kind(at + 2) & Kind.ONLY and after & (Kind.LIGHT | Kind.SELF | Kind.AGAIN):
        return True
    if passage.words[at] == "tidak" and not passage.is_start(at) and passage.word(at - 1) == passage.word(at + 1) != "":
        return True
    if passage.word(at - 1) == "apa" and passage.is_start(at - 1) and not passage.is_start(at):
        return True
    return _is_question(passage) and bool(passage.kind(at - 1) & (Kind.MODAL | Kind.HAVE))


def _is_question(passage: Passage) -> bool:
    return passage.breaks[passage.end - 1] == "?"


def _is_asked(passage: Passage, _: int) -> bool:
    """nggak tahu masih kerja apa nggak."""
    for at in range(passage.last, min(passage.end, passage.last + 4)):
        if passage.breaks[at - 1] != " ":
            return False
        if passage.kinds[at] & Kind.OR:
            return passage.kind(at + 1) & (Kind.NOT | Kind.YET) > 0
    return False


def _is_rhetorical(passage: Passage, at: int) -> bool:
    """gimana nggak, siapa yang nggak."""
    while at > passage.begin and passage.breaks[at - 1] == " ":
        at -= 1
        if passage.kinds[at] & Kind.HOW:
            return True
        if not passage.kinds[at] & (Kind.MARK | Kind.LIGHT):
            return False
    return False


def _is_turned(passage: Passage, negator: int) -> bool:
    """Whether the negator is denied itself, or denies a reluctance: tidak pernah tidak, tidak takut."""
    turns = 0
    for at in range(negator + 1, passage.first):
        if passage.kinds[at] & Kind.AVERSE:
            turns += 1
            break
        if not passage.kinds[at] & _LINK or passage.breaks[at] != " ":
            break
    return (turns + _count_outer(passage, negator)) % 2 == 1


def _count_outer(passage: Passage, negator: int) -> int:
    """How many negators deny this one; between them may stand content in 'tidak ada alasan untuk tidak'."""
    count, at = 0, negator
    spare = 2 if passage.word(negator - 1) in ("yang", "untuk", "buat") else 0
    while at > passage.begin and passage.breaks[at - 1] == " ":
        at -= 1
        kind = passage.kinds[at]
        if kind & _PLAIN:
            is_partial = passage.kind(at + 1) & (Kind.ONLY | Kind.PARTLY)
            is_one = at == negator - 1 and passage.kinds[negator] & Kind.YET  # teu acan
            count += not (is_partial or is_one) and (passage.words[at] != passage.words[negator] or at < negator - 1)
        elif passage.words[at] == "karena":
            if passage.word(at - 1) != "bukan":
                break
        elif not kind & (_LINK | _SUBJECT | Kind.PREP if spare else _LINK | _SUBJECT):
            spare -= 1
            if spare < 0:
                break
    return count


def _name(passage: Passage, negator: int, after: int) -> Polarity:
    """Which denial it is: of what never was, of what ended, of what has not come."""
    kind = passage.kinds[negator]
    if kind & Kind.YET:
        return "not yet"
    if kind & Kind.STOP:
        return "ceased"
    if kind & (Kind.NOT | Kind.REFUSE | Kind.FREE) and _has_already(passage, negator):
        return "ceased"
    if not kind & Kind.NOT:
        return "negated"
    return _find_again(passage, negator, max(after, negator + 1))


def _has_already(passage: Passage, negator: int) -> bool:
    """sudah tidak, sudah lama saya tidak."""
    has_time = False
    for at in range(negator - 1, max(passage.begin, negator - 5) - 1, -1):
        kind = passage.kinds[at]
        if passage.breaks[at] != " " or kind & Kind.BARRIER:
            return False
        if kind & Kind.ALREADY:
            return has_time or passage.is_clear(at + 1, negator, Kind.LIGHT | Kind.MARK)
        has_time = has_time or bool(kind & Kind.TIME)
    return False


def _find_again(passage: Passage, negator: int, after: int) -> Polarity:
    """tidak … lagi ended it, unless it is ability that is denied; not … yet."""
    is_able = False
    end = passage.end if negator < passage.end else passage.limit
    for at in range(negator + 1, min(end, after + REACH)):
        kind = passage.kinds[at]
        if kind & Kind.BARRIER and at >= passage.last:
            break
        is_able = is_able or bool(kind & Kind.ABLE and at < passage.first)
        if kind & Kind.AGAIN or (passage.words[at] == "more" and passage.word(at - 1) in ("ani", "no")):
            return "negated" if is_able else "ceased"
        if kind & Kind.AGAIN_YET:
            return "not yet"
        if passage.breaks[at] != " ":
            break
    return "negated"


def _find_after(passage: Passage) -> int:
    """A negator after the hit that closes what is said of it; -1 where there is none."""
    at, is_parted = passage.last, False
    limit = min(passage.limit, passage.last + REACH)
    skip, is_topic = 0, bool(passage.kind(passage.first - 1) & Kind.TOPICAL)
    while at < limit:
        mark = passage.breaks[at - 1]
        if mark == "." or (mark == "?" and is_parted):
            return -1
        is_parted = is_parted or mark != " "
        kind = passage.kinds[at]
        if kind & AFTER:
            return at if _is_closing(passage, at) else -1
        is_asked = kind & Kind.OR and passage.kind(at + 1) & (Kind.NOT | Kind.YET)
        if is_asked or (kind & Kind.BARRIER and not kind & Kind.TIME):
            return -1
        if kind & Kind.SOFT and kind & Kind.HAVE and not passage.kind(at + 1) & (Kind.TIME | Kind.NOW):
            return -1  # sampai nggak …, but sampai sekarang
        if kind & Kind.PREP and not is_parted:
            skip = 2
        elif kind & _SAID_AFTER and (is_topic or not (is_parted and mark == "," and kind & _SUBJECT)):
            skip = 0 if not kind & Kind.LIGHT else skip
        elif skip:
            skip -= 1
        else:
            return -1
        at += 1
    return -1


def _is_closing(passage: Passage, negator: int) -> bool:
    """Whether nothing follows the negator but what denies all that stands before it, and it asks nothing."""
    if passage.kind(negator - 1) & Kind.OR:
        return False
    if negator < passage.end and _is_question(passage):
        return False
    at, has_verb = negator, False
    verbs = Kind.MODAL | Kind.HAVE
    if _has_own_subject(passage):
        verbs = Kind.MODAL if passage.breaks[negator - 1] == "," else Kind.MODAL | Kind.OWN
    while passage.breaks[at] == " " and at + 1 < passage.limit:
        at += 1
        kind = passage.kinds[at]
        if kind & verbs:
            has_verb = True
        elif kind & (Kind.BARRIER | Kind.SOFT) or (has_verb and (kind & Kind.PREP or passage.words[at] == "yang")):
            return True
        elif not kind & _REST:
            return False
    return True


def _has_own_subject(passage: Passage) -> bool:
    """Whether the hit is a verb with its subject: 'saya daftar nggak diterima' denies no 'daftar'."""
    at = passage.first - 1
    while at > passage.begin and passage.kinds[at] & (Kind.LIGHT | Kind.MODAL) and passage.breaks[at] == " ":
        at -= 1
    return bool(passage.kind(at) & _SUBJECT) and passage.breaks[at] == " "
