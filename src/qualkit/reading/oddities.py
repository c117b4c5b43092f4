"""What looks wrong in a transcript to an experienced eye: each is a warning, with the line, and what may be done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

from qualkit.errors import Fault
from qualkit.model import Document, Turn
from qualkit.reading.alike import find_alike
from qualkit.reading.languages import find_stretches, guess_language, is_near, name_language, read_languages
from qualkit.reading.spoken import count_words
from qualkit.reading.transcript import TIME, count_seconds, read_speakers

MOST_WORDS = 2_000  # of a turn; an hour's interview has some 9,000 in a hundred turns
_FEW_TURNS = 6  # in fewer everybody may speak once
_FEW_WORDS = 50  # of a whole interview: too few to say who speaks more
_SAME_WORDS = 12  # that nobody says twice by chance
_LEAD_WORDS = 40  # before the first tag; a title has fewer

_BEGIN = re.compile(rf"^[^\S\n]*(?:\[{TIME}\][^\S\n]*)?([^\W_][\w.'’() -]{{0,30}}?)[^\S\n]*:(?=\s)", re.MULTILINE)
_NUMBERED = re.compile(r"[A-Z]\d*")  # P, I2, M07
# What UTF-8 looks like where it was read as Windows' encoding (Ã¸, â€œ, Â°, ï»¿), and the sign for what is lost
_DAMAGE = re.compile("\ufffd|Ã[\x80-\xbf\u0152-\u0178\u0192\u02c6\u02dc\u2018-\u203a\u20ac\u2122]|â€.|Â[\xa0-\xbf]|ï»¿")

Odd = Iterator[tuple[int, str]]
"""The offset at which something is odd (-1: the header), and what."""


def find_oddities(document: Document) -> Iterator[Fault]:
    r"""What looks wrong in one transcript, as warnings: what was found, where, and what to do about it.

    Told are turns of over 2,000 words, tags that occur once or are a letter apart, lines that begin like a tag which
    the header does not name, tags without a colon, tags that never speak, interviewers who say more than the informants,
    another language than the header's or the rest's, damaged letters, turns without words, what stands there twice, time
    marks that run backwards, headings of further interviews. Nothing is changed.

    Examples
    --------
    >>> from qualkit.reading.transcript import parse_transcript
    >>> document = parse_transcript("---\ntype: interview\ninterviewer: Tanya\ninformant: Jawab\n---\n"
    ...     "Tanya: Sudah?\n\nJawab: Sudah.\n\nTnaya: Kapan?\n\nJawab: Kemarin.\n", file="R1.txt", name="R1")
    >>> for fault in find_oddities(document):
    ...     print(fault)
    R1.txt:10: warning: a line begins with 'Tnaya', no tag of this transcript, so that what follows counts as said by 'Jawab'; if it is a speaker's, write 'Tanya', or name it under `speakers:` in the header
    """
    checks: list[Callable[[Document], Odd]] = [_find_damage]
    if document.kind != "answer":  # too short for a language, and they come by the thousand
        checks.append(_find_languages)
    if document.kind == "interview":
        words = [count_words(document.text[turn.start : turn.end]) for turn in document.turns]
        checks += [partial(_find_long, words=words), partial(_find_unequal, words=words), _find_tags, _find_overlooked]
        checks += [_find_mistyped, _find_silent, partial(_find_empty, words=words), _find_repeated, _find_backward]
        checks.append(_find_several)
    for check in checks:
        for at, problem in check(document):
            yield Fault(document.file, 1 if at < 0 else document.line_at(at), problem, warning=True)


# --- turns -----------------------------------------------------------------------------------------------------


_OTHER_DAY = re.compile(r"\[[0-9]{1,4}[/.-][0-9]{1,2}(?:[/.-][0-9]{2,4})?\]")  # the note of a chat that goes on


def _find_long(document: Document, *, words: list[int]) -> Odd:
    for turn, n in zip(document.turns, words, strict=True):
        if n > MOST_WORDS:
            problem = f"{_name(turn)} has {n:,} words without a break: look whether the tag of somebody else is missing"
            yield _begin(document, turn), f"{problem} or misspelt in it"
    first = document.turns[0] if document.turns else None
    if first and not first.speaker and _LEAD_WORDS <= words[0] <= MOST_WORDS and len(document.turns) > 1:
        problem = f"{words[0]} words stand before the first tag and are nobody's: give them a tag, "
        yield first.start, f"{problem}or put what tells of the interview into the header"


def _find_unequal(document: Document, *, words: list[int]) -> Odd:
    said: Counter[str] = Counter()
    for turn, n in zip(document.turns, words, strict=True):
        said[turn.turn_role] += n
    asked, told = said["interviewer"], said["informant"]
    if told and asked > told and asked + told >= _FEW_WORDS:
        yield (
            -1,
            (
                f"the interviewer says {asked:,} words and the informants {told:,}: look whether their tags are exchanged "
                "in the header, or whether a tag of an informant is missing or misspelt"
            ),
        )


def _find_empty(document: Document, *, words: list[int]) -> Odd:
    empty = [turn for turn, n in zip(document.turns, words, strict=True) if turn.start == turn.end and not n]
    if empty:
        more = f", and {len(empty) - 1} more have none" if len(empty) > 1 else ""
        problem = f"the tag {empty[0].speaker!r} stands here without words{more}: take it out, or put in what was said"
        yield _begin(document, empty[0]), problem


def _find_repeated(document: Document) -> Odd:
    """Turns that say word for word what an earlier one of the same speaker says; of several one behind the other the first."""
    seen: dict[tuple[str | None, str], Turn] = {}
    told = 0  # how far behind the first the last one stood: as far behind are the next of the same paste
    for turn in document.turns:
        said = document.text[turn.start : turn.end]
        if len(said.split()) < _SAME_WORDS:
            continue
        first = seen.setdefault((turn.speaker, said), turn)
        behind = turn.number - first.number
        if not behind or behind == told or (turn.turn_role == "interviewer" and behind > 1):
            continue  # an interviewer may read a question to each
        told = behind
        line = document.line_at(first.start)
        yield turn.start, f"{_name(turn)} says word for word what stands on line {line}: was it pasted twice?"


def _find_backward(document: Document) -> Odd:
    timed = [(turn, count_seconds(turn.time)) for turn in document.turns if turn.time]
    back = [
        (turn, one.time) for (one, before), (turn, at) in pairwise(timed)
        if at < before and not _OTHER_DAY.search(document.text, one.start, turn.start)
    ]  # fmt: skip
    if back:
        turn, before = back[0]
        more = f"; so do {len(back) - 1} more" if len(back) > 1 else ""
        problem = (
            f"the time {turn.time} comes after {before} and is earlier{more}: look whether turns are out of order, "
        )
        yield _begin(document, turn), f"{problem}a time is mistyped, or another recording begins"


_NOTE = re.compile(r"^\[([^\]\n]{4,140})\]$", re.MULTILINE)


def _find_several(document: Document) -> Odd:
    """Headings of interviews amid the talk, in the square brackets in which an import leaves what nobody says."""
    notes = list(_NOTE.finditer(document.text))
    if not notes:
        return
    from qualkit.reading.drafting.beginnings import heads_interview

    found = [note for note in notes if note.start() and heads_interview(note[1])]
    if found:
        also = f" and {len(found) - 1} more like it" if len(found) > 1 else ""
        problem = (
            f"{found[0][1]!r}{also} seems to head another interview: where they are several, part the file there, "
        )
        yield found[0].start(), f"{problem}and import each as a document of its own"


# --- tags ------------------------------------------------------------------------------------------------------


def _find_tags(document: Document) -> Odd:
    turns = [turn for turn in document.turns if turn.speaker]
    counts = Counter(turn.speaker or "" for turn in turns)
    firsts = {turn.speaker: turn for turn in reversed(turns)}
    for tag, n in counts.items():
        others = {other: m for other, m in counts.items() if (m, other) > (n, tag)}
        alike = find_alike(tag, others, turns=n)
        at = _begin(document, firsts[tag])
        if alike:
            problem = f"the tags {tag!r} ({_count(n)}) and {alike!r} ({_count(counts[alike])}) are nearly the same: "
            yield at, f"{problem}if both are one speaker, write {alike!r} everywhere and take {tag!r} out of the header"
        elif n == 1 and len(turns) >= _FEW_TURNS:
            problem = f"the tag {tag!r} occurs once, in {len(turns)} turns: look whether somebody else says this"
            yield at, f"{problem}, or whether it is a tag at all"


def _find_overlooked(document: Document) -> Odd:
    """Lines that begin like a tag and are in nobody's list, so that their words went to who spoke before."""
    known = Counter(turn.speaker for turn in document.turns if turn.speaker)
    if not known:
        return
    found: dict[str, list[int]] = {}
    for begin in _BEGIN.finditer(document.text):
        if begin[1] not in known and len(begin[1].split()) <= 3:
            found.setdefault(begin[1], []).append(begin.start(1))
    for tag, places in found.items():
        # the header does not know it: that tells for a slip already, however few turns the right one has
        alike = find_alike(tag, {one: n + 3 * len(places) for one, n in known.items()}, turns=len(places))
        numbered = _NUMBERED.fullmatch(tag) and any(map(_NUMBERED.fullmatch, known))
        if not (alike or numbered or (len(places) > 2 and tag[0].isupper())):
            continue
        before = next(iter(document.turns_between(places[0], places[0] + 1)), None)
        whose = f"counts as said by {before.speaker!r}" if before and before.speaker else "is nobody's"
        number = f"{len(places)} lines begin" if len(places) > 1 else "a line begins"
        right = f"write {alike!r}, or " if alike else ""
        problem = f"{number} with {tag!r}, no tag of this transcript, so that what follows {whose}; "
        yield places[0], f"{problem}if it is a speaker's, {right}name it under `speakers:` in the header"


def _find_mistyped(document: Document) -> Odd:
    """Lines that begin with a tag and another stop than a colon: `K. Yes`, `I1; How`."""
    known = {turn.speaker for turn in document.turns if turn.speaker}
    if not known:
        return
    tags = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    found: dict[str, list[int]] = {}
    for begin in re.finditer(rf"\n[^\S\n]*((?:{tags})[;.,])(?=[^\S\n]+\S)", f"\n{document.text}"):
        found.setdefault(begin[1], []).append(begin.end() - 2)
    for sign, places in found.items():
        lines = [document.line_at(place) for place in places]
        also = (
            f" ({'so do lines' if len(lines) > 2 else 'so does line'} {', '.join(map(str, lines[1:9]))}{', …' * (len(lines) > 9)})"
            if lines[1:]
            else ""
        )
        problem = (
            f"the line begins with '{sign}' and no colon{also}, so that its words count as said by whoever spoke before"
        )
        yield places[0], f"{problem}; write '{sign[:-1]}:' if {sign[:-1]!r} says it"


def _find_silent(document: Document) -> Odd:
    known = {turn.speaker for turn in document.turns}
    for tag, (role, _) in read_speakers(document.header, document.file, []).items():
        if tag not in known and (document.cases or role != "informant"):
            problem = f"the header names {tag!r} ({role}), but no line begins with `{tag}:`: correct the header, "
            yield -1, f"{problem}or the tags in the text"


# --- letters and languages -------------------------------------------------------------------------------------


def _find_damage(document: Document) -> Odd:
    if document.text.isascii():
        return
    found = list(_DAMAGE.finditer(document.text))
    if found:
        number = f"{len(found)} letters are" if len(found) > 1 else "a letter is"
        problem = f"{number} damaged ({found[0][0]!r} here): the file was once read in a wrong encoding; "
        yield found[0].start(), f"{problem}import the original again, or save it as UTF-8 there"


def _find_languages(document: Document) -> Odd:
    declared = read_languages(document.header.get("language") or document.header.get("languages"))
    main = guess_language(document.text)
    if declared is None or not main:
        return
    if declared and not any(is_near(main, language) for language in declared):
        names = " and ".join(sorted(map(name_language, declared)))
        yield (
            -1,
            f"the header says that the text is {names}, but it reads like {name_language(main)}: correct `language:`",
        )
        return
    sides = (
        [(turn.start, turn.end) for turn in document.turns if turn.turn_role == "interviewer"],
        [(turn.start, turn.end) for turn in document.turns if turn.turn_role != "interviewer"],
    )
    for side in sides:
        for stretch in find_stretches(document.text, main, side):
            if not any(is_near(stretch.language, language) for language in declared):
                last = document.line_at(stretch.end - 1)
                code = ", ".join([*sorted(declared or {main}), stretch.language])
                yield (
                    stretch.start,
                    (
                        f"{stretch.words} words, to line {last}, read like {name_language(stretch.language)}, and most of "
                        f"the text like {name_language(main)}: if that is right, write `language: {code}` in the header"
                    ),
                )


# --- words -----------------------------------------------------------------------------------------------------


def _begin(document: Document, turn: Turn) -> int:
    """Where the line of a turn's tag begins; its words may begin further down."""
    if not turn.speaker:
        return turn.start
    tag = document.text.rfind(turn.speaker, 0, turn.start)
    return tag if tag >= 0 else turn.start


def _name(turn: Turn) -> str:
    return f"this turn of {turn.speaker!r}" if turn.speaker else "this part without a tag"


def _count(n: int) -> str:
    return f"{n:,} turns" if n > 1 else "1 turn"
