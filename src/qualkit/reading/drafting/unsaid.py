"""Lines amid a talk that nobody says: headings of its parts, what stands at the top of pages, the numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from qualkit.reading.drafting.beginnings import heads_interview
from qualkit.reading.drafting.labels import as_date, is_label, label_of
from qualkit.reading.drafting.lexicon import PARTICLES, TITLES
from qualkit.reading.drafting.lines import Line, Opening
from qualkit.reading.drafting.people import is_ended, is_name
from qualkit.reading.drafting.shapes import role_word, shape_of

_PAGE = re.compile(r"(?:[-–—|]\s*)?(?:(?:halaman|hal\.|page|side|seite)\s*)?([0-9]{1,4})(?:\s*[-–—|])?", re.IGNORECASE)
_MARK = re.compile(r"\(([0-9]{1,4})\)")
"""A page as sites mark it that show theses: (12) on a line of its own."""
_PART = re.compile(
    r"(?:(?:[A-Z]|[IVX]{1,4}|[0-9]{1,2})[.)]\s+)?(?:(?:lampiran|appendix|transkr?ip\w*|transcript|verbatim|hasil|wawancara|"
    r"interview|informan|informant|narasumber|responden|respondent|subjek|subyek|subject|partisipan|participant|fgd|sesi|session|"
    r"pertemuan|kunci|ke|dengan)\b[\s:–—-]*)+(?:(?:[0-9]{1,3}|[IVX]{1,4})\b.*|\(.*\)|(?-i:[A-Z]{1,4}))?",
    re.IGNORECASE,
)
_TAPE = re.compile(
    r"(?:(?:tape|side|kaset|sisi|reel|disc|disk|cd|audio|file|rekaman|recording)\s*(?:[0-9]{1,3}|[AB])\b[\s,.:;/–—-]*)+",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(question|pertanyaan|soalan|frage|vraag|pregunta|pergunta|domanda|fråga|spørsmål|spørgsmål|topic|topik|theme|tema|"
    r"thema|thème|part|bagian|section|teil|parte)\s+([0-9]{1,2})(?!\w)",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"[A-Z][.)]\s+[^\W\d_]")
_NUMBER = re.compile(r"\b(?:[0-9]{1,3}|[IVX]{1,4})\b")
_CLOSING = re.compile(
    r"[-–—*=#~\s]*(?:(?:the )?(?:end of (?:the )?(?:interview|recording|transcript\w*|tape|audio)|interview (?:ends|ended|over)|"
    r"recording (?:ends|ended|stopped)|transcri(?:bed|ption) by .{3,60}|end|"
    r"(?:wawancara|rekaman|transkrip|diskusi|fgd) (?:selesai|berakhir|ditutup)(?: (?:pada )?(?:pukul|jam) [0-9.:]{4,5}(?: wi(?:b|ta|t))?)?|"
    r"selesai|demikian(?:lah)? (?:transkrip|verbatim|hasil wawancara|catatan)\b[^?!…]{2,100}|"
    r"mengetahui\s*[,:]?(?:\s*(?:informan|narasumber|responden|pembimbing|dosen|kepala|ketua)\b[^.?!…]{0,30})?|"
    r"(?:©|(?:\(c\)|copyright|hak cipta)\s?©?\s?(?=[12][0-9]{3}\b))[^?!]{2,100}|"
    r"akhir (?:wawancara|rekaman|transkrip)|ende des (?:interviews|gesprächs)|ende der aufnahme|"
    r"(?:slut|slutt) på (?:interview|intervju|optagelse|opptak|inspelning|transskription|transkription)\w*|"
    r"einde (?:van (?:het|de) )?(?:interview|opname|gesprek|transcript)|"
    r"fin de l(?:a|['’]) ?(?:entrevista|entretien|enregistrement|grabación|transcripción)|"
    r"fine (?:dell['’]intervista|della registrazione)|"
    r"fim da (?:entrevista|gravação)|koniec (?:wywiadu|nagrania|rozmowy)|konec (?:rozhovoru|nahrávky)|"
    r"kraj (?:razgovora|intervjua|snimke)|(?:interjú|felvétel) vége|haastattelu päättyy|"
    r"τέλος (?:της )?(?:συνέντευξης|ηχογράφησης)|конец (?:интервью|записи)|"
    r"tidak ada komentar:?|posting komentar|no comments:?|post a comment|"
    r"[^.?!…:]{2,60} (?:stopped|started) transcription|(?:meeting|transcription|recording|call) ended after [0-9:]{4,8}\W*))[-–—*=#~.\s]*",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\A[\[(*#]*(?:[0-9]{1,3}(?:[:.][0-9]{2}){1,2}[\])*#]*\s*[-–—=]?\s*[\[(]*)?|[\])*#]+\Z")
_CLOSE = 2  # lines at the end of a file that may close it
_BELOW = 8  # lines at its end, where more than one word says that it ends
_THEME = 8  # words of the title of a theme
_PLACE = 3  # words of where somebody signs
_WORDS = 12  # of a heading at most
_ASKED = 40  # of a question of the guide
_REPEATED = 3  # words of a line that stands there again by no chance
_FEW = 0.2  # share of the lines that are headings at most
_LEAST = 3  # pages, where nothing else tells them


def find_unsaid(lines: Sequence[Line], openings: Sequence[Opening | None]) -> list[int]:
    """The lines below the first turn that nobody says, by their numbers.

    >>> lines = [Line(text, 0, n) for n, text in enumerate(["P: Kapan?", "N: Dulu.", "WAWANCARA 2", "P: Di mana?"])]
    >>> find_unsaid(lines, [Opening("P", "colon", 3), Opening("N", "colon", 3), None, Opening("P", "colon", 3)])
    [2]
    """
    turns = [number for number, one in enumerate(openings) if one is not None or lines[number].speaker]
    if not turns or len(turns) == len(lines) - turns[0]:
        return []
    bare = {
        number + 1 for number, one in enumerate(openings) if one is not None and one.body >= len(lines[number].text)
    }
    plain = [
        number for number in range(turns[0], len(lines))
        if openings[number] is None and number not in bare and _is_plain(lines[number])
    ]  # fmt: skip
    pages = _find_pages(lines, plain, turns[0])
    begins = {*turns, *pages}
    sections = {*_find_sections(lines, plain, turns), *_find_counted(lines, plain, turns)}
    found = {*pages, *sections, *_find_again(lines, plain, turns[0])}
    found |= _find_end(lines, openings, turns[-1]) | _find_headings(lines, openings, turns)
    for number in reversed(plain):  # from below, for a heading may stand above another, or above labels
        if number + 1 not in begins:
            continue
        if _is_heading(lines[number - 1], lines[number]):
            found.add(number)
            begins.add(number)
        elif _tells_of(lines[number], None):
            begins.add(number)
    for number in range(turns[0], len(lines) - 1):
        below = number - 1 in found and number - 1 not in pages
        if below and number not in found and not lines[number].speaker and _tells_of(lines[number], openings[number]):
            found.add(number)
    return sorted(found)


def frame(text: str) -> str:
    """A line that nobody says, in square brackets.

    >>> frame("Wawancara 2"), frame("[00:30] Masa kecil")
    ('[Wawancara 2]', '[(00:30) Masa kecil]')
    """
    return f"[{text.replace('[', '(').replace(']', ')')}]"


def _is_plain(line: Line) -> bool:
    return not line.speaker and line.row is None and not set("[]") & set(line.text)


def _find_pages(lines: Sequence[Line], plain: Sequence[int], first: int) -> set[int]:
    """Numbers on lines of their own that go up by one, with the same line beside each; or many of them.

    What stands above the first turn counts with them, so that one number may go on with it.
    """
    marks, _ = _count_up(lines, plain, first, _MARK)
    beside_marks = {number for mark in marks for number in (mark - 1, mark + 1)}
    numbers, goes_on = _count_up(lines, plain, first, _PAGE)
    if not numbers:
        return {*marks}
    free = set(plain)
    for step in (1, -1) if len(numbers) > 1 else ():
        beside = [number + step for number in numbers if number + step in free]
        texts = Counter(lines[number].text for number in beside)
        if len(beside) == len(numbers) and len(texts) == 1:
            return {*marks, *beside, *numbers}
    if goes_on or len(numbers) >= _LEAST:
        return {*marks, *numbers}
    return {*marks, *beside_marks.intersection(numbers)}


def _count_up(lines: Sequence[Line], plain: Sequence[int], first: int, form: re.Pattern[str]) -> tuple[list[int], bool]:
    """The lines with nothing but a number, where each is one more than the last; whether they go on with one above."""
    found = [(number, int(page[1])) for number in plain if (page := form.fullmatch(lines[number].text.strip()))]
    if not found or any(after != here + 1 for (_, here), (_, after) in pairwise(found)):
        return [], False
    above = [int(page[1]) for line in lines[:first] if (page := form.fullmatch(line.text.strip()))]
    goes_on = bool(above) and above[-1] + 1 == found[0][1]
    return ([number for number, _ in found] if len(found) > 1 or goes_on else []), goes_on


def _find_sections(lines: Sequence[Line], plain: Sequence[int], turns: Sequence[int]) -> list[int]:
    """Headings that letters count, each right above a turn: A. Latar Belakang, B. Pekerjaan; the first above all turns."""
    above = [number for number in range(turns[0]) if _LETTERED.match(lines[number].text)][-1:]
    begins = set(turns)
    found = [number for number in plain if number + 1 in begins and _LETTERED.match(lines[number].text)]
    counted = [lines[number].text[0] for number in (*above, *found)]
    follow = all(ord(after) == ord(here) + 1 for here, after in pairwise(counted))
    short = all(len(lines[number].text.split()) <= _WORDS and lines[number].text[-1] not in ".?!…," for number in found)
    return found if len(counted) > 1 and counted[0] == "A" and follow and short else []


def _find_counted(lines: Sequence[Line], plain: Sequence[int], turns: Sequence[int]) -> list[int]:
    """Counted questions or topics of a guide, each right above a turn (Question 2. How …), the first above all."""
    above = [number for number in range(turns[0]) if _COUNTED.match(lines[number].text)][-1:]
    begins = set(turns)
    found = [number for number in plain if number + 1 in begins and _COUNTED.match(lines[number].text)]
    counted = [
        (one[1].lower(), int(one[2])) for number in (*above, *found) if (one := _COUNTED.match(lines[number].text))
    ]
    follow = all(here[0] == after[0] and after[1] == here[1] + 1 for here, after in pairwise(counted))
    short = all(len(lines[number].text.split()) <= _ASKED for number in found)
    return found if len(counted) > 1 and follow and short else []


def _find_again(lines: Sequence[Line], plain: Sequence[int], first: int) -> list[int]:
    """What stands above the first turn and again amid the talk, as the head of a page does."""
    above = {line.text for line in lines[:first] if len(line.text.split()) >= _REPEATED}
    return [number for number in plain if lines[number].text in above] if above else []


def _find_headings(lines: Sequence[Line], openings: Sequence[Opening | None], turns: Sequence[int]) -> set[int]:
    """What the format calls a heading, but for those that are like the tags where headings are who speaks.

    Where they are many, it is a look that was chosen for talk. One that asks is said, unless somebody asks below it.
    """
    by_heading = sum(lines[number].part == "heading" for number in turns) * 2 >= len(turns)
    asked = {number - 1 for number in turns if "?" in lines[number].text}
    found = {
        number for number in range(turns[0], len(lines))
        if lines[number].part == "heading" and openings[number] is None and not lines[number].speaker
        and (number in asked or lines[number].text[-1] not in "?…")
        and not (by_heading and shape_of(lines[number].text.rstrip(" :")))
    }  # fmt: skip
    found |= _find_bold(lines, openings, turns)
    return found if len(found) <= max(2, _FEW * len(lines)) else set()


def _find_bold(lines: Sequence[Line], openings: Sequence[Opening | None], turns: Sequence[int]) -> set[int]:
    """Titles of themes: short bold lines above turns, several of them, where nothing that is said is bold."""
    begins = set(turns)
    bold = [
        number for number in range(turns[0] + 1, len(lines))
        if lines[number].opens and lines[number].bold >= len(lines[number].text) and openings[number] is None
    ]  # fmt: skip
    titles = {
        number for number in bold
        if number + 1 in begins and not lines[number].speaker and not _is_bare(lines, openings, number - 1)
        and lines[number].text[0].isupper() and lines[number].text[-1] not in ".?!…,:"
        and len(lines[number].text.split()) <= _THEME
    }  # fmt: skip
    asked = sum("?" in lines[number + 1].text for number in titles)
    return titles if len(titles) > 1 and len(titles) == len(bold) and 2 * asked >= len(titles) else set()


def _is_bare(lines: Sequence[Line], openings: Sequence[Opening | None], number: int) -> bool:
    """Whether a line is a tag whose words stand below it."""
    one = openings[number]
    return one is not None and one.body >= len(lines[number].text)


def tell_rest(lines: Sequence[Line], openings: Sequence[Opening | None], unsaid: Sequence[int]) -> str:
    """What to say of a last heading below which nobody has a tag: whose its words count as; '' where there is none."""
    last = max((number for number, one in enumerate(openings) if one is not None or lines[number].speaker), default=-1)
    below = [number for number in unsaid if number > last and lines[number].part == "heading"]
    framed = set(unsaid)
    rest = [line.text for number, line in enumerate(lines) if below and number > below[0] and number not in framed]
    words = sum(len(text.split()) for text in rest)
    if not words:
        return ""
    one = openings[last]
    whose = one.tag if one is not None else lines[last].speaker
    return (f"nobody has a tag below the last heading {lines[below[0]].text.strip('[]')!r}: its {words} words count as "
            f"said by {whose!r}, who spoke before; take out what nobody said")  # fmt: skip


def _find_end(lines: Sequence[Line], openings: Sequence[Opening | None], last: int) -> set[int]:
    """The line that closes a file, and what stands below it: who made the transcript, when, and what for."""
    for number in range(max(last + 1, len(lines) - _BELOW), len(lines)):
        line, opening = lines[number], openings[number - 1]
        words = _AROUND.sub("", line.text)
        near = number >= len(lines) - _CLOSE or len(words.split()) > 1 or words.endswith(",")
        bare = opening is not None and opening.body >= len(lines[number - 1].text)  # the words of a tag above it
        signed = line.opens and _is_signed(words) and _are_names(lines[number + 1 :])
        if near and not bare and line.row is None and (signed or _CLOSING.fullmatch(words)):
            return {below for below in range(number, len(lines)) if not _is_in_brackets(lines[below].text)}
    return set()


def _is_signed(text: str) -> bool:
    """Whether a line tells where and when somebody signs, whose name stands below: Kudus, 7 September 2024."""
    place, sign, day = text.partition(",")
    return bool(sign) and place[:1].isupper() and len(place.split()) <= _PLACE and bool(as_date(day.rstrip(" .")))


def _are_names(lines: Sequence[Line]) -> bool:
    """Whether all words of lines have capitals, as names and offices do: Peneliti, / Rina Andriani."""
    words = [word for line in lines for word in re.findall(r"[^\W\d_]+", line.text)]
    return bool(words) and all(word[0].isupper() or word.lower() in PARTICLES | TITLES for word in words)


def _is_in_brackets(text: str) -> bool:
    return text[0] == "[" and text.find("]") == len(text) - 1


def _is_heading(above: Line, line: Line) -> bool:
    """Whether a line names a part of the file: WAWANCARA 2, B. Informan 2 (Bu Sri), Tape 1 Side B, a day."""
    text = line.text
    if len(text.split()) > _WORDS or text[-1] in ".?!…,;" or not (text[0].isupper() or text[0].isdigit()):
        return False
    named = _PART.fullmatch(text) is not None and (bool(_NUMBER.search(text)) or text.isupper())
    named = named or _TAPE.fullmatch(text) is not None or (line.opens and bool(as_date(text))) or heads_interview(text)
    return named and (line.opens or above.text[-1] in '.?!…)”"»')


def _tells_of(line: Line, opening: Opening | None) -> bool:
    """Whether a line below a heading is a label with its value, or names who it is: Informan 2: Pak Hadi."""
    label, value = label_of(line) or ("", "")
    if not value or len(value.split()) > _WORDS or "?" in value:
        return False
    if opening is None:
        return is_label(label)
    named = is_name(value) and not is_ended(value)
    return named and role_word(opening.tag) == "informant" and shape_of(opening.tag) == "role"
