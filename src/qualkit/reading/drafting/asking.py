"""Interviews in which one side alone has a tag, or neither: `1. How long?`, then `Jawab: Ten years.`, or `Ten years.`"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise

from qualkit.reading.drafting.lexicon import SIDES
from qualkit.reading.drafting.lines import Line, Opening, find_mark
from qualkit.reading.drafting.shapes import role_word
from qualkit.reading.drafting.tags import Chosen, find_sure
from qualkit.reading.languages import guess_language

_PAIRS = (*SIDES.values(), ("Tanya", "Jawab"), ("Tanya", "Jwb"), ("T", "J"), ("Q", "A"))  # the commonest first
_ASKED_AS = {answer.lower(): question for question, answer in reversed(_PAIRS)}
_ANSWERED_AS = {question.lower(): answer for question, answer in reversed(_PAIRS)}
_LEAST = 3  # questions that make a talk
_WISH = 4  # words of a wish among questions; what is shorter is a heading
_NUMBERED = re.compile(r"[0-9]{1,3}[.)](?:\s|\Z)")
_MARK = re.compile(
    r"(?:(?:(Q|T|Pertanyaan|Tanya|Soalan|Question|Spørgsmål|Frage|Vraag|Pregunta)[. ]*)?"
    r"([0-9]{1,3})(?:[.):]{1,2}|(?(1)(?=\s)|(?!)))|([•·▪●○◦‣➢\uf020-\uf0ff]))\s*"
    r"(?=[^\W\d_])"
)
_TOLD_MARK = re.compile(
    r"(?:A|J|R|Jawaban|Jawab|Answer|Svar|Antwort|Antwoord|Réponse|Respuesta)[. ]*([0-9]{1,3})?[.):]+\s*(?=\S)"
)
_LETTERED = re.compile(r"([a-z])[.)]\s+(?=[^\W\d_])")
_TOLD = 6  # words of an answer on average, where a guide's hints have fewer
_GUIDE = re.compile(
    r"pedoman|panduan|daftar pertanyaan|kisi-kisi|guide\b|interview schedule|leitfaden|topiclijst", re.IGNORECASE
)
_DASHED = re.compile(r"[-–—―]\s*(?=[^\W\d_])|[-–—―]\s*[¿¡\"“„«]")
_ENDS = frozenset('.?!…:;”"')
_WRAPPED = 5  # lines of a question at most below a number that stands alone
_NEARLY_ALL, _SOME = 0.9, 0.6  # shares of the turns of who asks: that are answered below, and that ask
_CHOICE = re.compile(r"[(]?[a-eA-E][.)]\s")


def add_other_side(
    lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen
) -> tuple[list[Opening | None], Chosen, str]:
    """Give a tag to the questions where only answers have one, or to the answers; which tag, comes third.

    Without it each question would be the end of the answer before it, or each answer be said by who asks.
    """
    sure = find_sure(openings, chosen)
    times = Counter(filter(None, sure))
    first = next((number for number, tag in enumerate(sure) if times[tag] > 1), 0)
    tags = set(filter(None, sure[first:]))  # what comes once before them is a label
    if _are_all(tags, "informant", _ASKED_AS):
        known, other = _ASKED_AS, "Pertanyaan"
    elif _are_all(tags, "interviewer", _ANSWERED_AS):
        known, other = _ANSWERED_AS, "Jawaban"
    else:
        return list(openings), chosen, ""
    tagged = [number for number, tag in enumerate(sure) if tag and number >= first]
    headed = _find_headed(lines, tagged) if known is _ANSWERED_AS else []
    tagged = sorted([*tagged, *headed])
    found: list[int] = []
    if known is _ASKED_AS:
        for before, answer in zip([-1, *tagged], tagged, strict=False):
            found += _find_question(lines, before + 1, answer)
    else:
        below = [*zip(tagged, [*tagged[1:], len(lines)], strict=True)]
        each = sum(_is_answered(lines, *one) for one in below) >= _NEARLY_ALL * len(below)
        asks = sum("?" in lines[question].text for question in tagged) >= _SOME * len(tagged)
        for question, after in below:
            found += _find_answer(lines, question, after, told=each and asks)
    named = sum((one := openings[number]) is not None and one.kind == "colon" for number in found)
    needed = max(times.values()) if known is _ASKED_AS else len(tagged)  # several may answer one question
    if len(found) < max(2, 0.6 * needed) or named * 2 >= len(found):
        return list(openings), chosen, ""
    tag = next((known[one.lower()] for one in sorted(tags) if one.lower() in known), other)
    result = list(openings)
    for number in found:
        result[number] = Opening(tag, "colon", 0)
    for number in headed:
        result[number] = Opening(min(tags), "colon", 0)
    return result, Chosen({**chosen.tags, tag: tag}, chosen.weak, chosen.slips), tag


def find_numbered_talk(
    lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen, text: str
) -> tuple[list[Opening | None], Chosen, str]:
    """Give tags to the questions of a file without any, and to what is told below each; which tags, comes third.

    The questions are numbered, or items of a list, or headings, or look otherwise, or are every other quotation or dash;
    else nobody can tell where an answer ends.
    """
    tagged = [number for number, tag in enumerate(find_sure(openings, chosen)) if tag]
    if tagged and 2 * tagged[-1] > len(lines) and not _MARK.match(lines[tagged[-1]].text):
        return list(openings), chosen, ""  # who speaks is told to the end
    told = _find_answers(lines, openings, tagged)
    if not told:
        return list(openings), chosen, ""
    asked = min(told)
    ask, tell = _sides(_MARK.match(lines[asked].text), text)
    result = [one if number < asked else None for number, one in enumerate(openings)]
    marked = all(_TOLD_MARK.match(lines[answer].text) for answer in told.values() if answer)
    for question, answer in told.items():
        mark = _MARK.match(lines[question].text)
        keep = mark is None or not (mark[1] or mark[3])  # a number belongs to the question, a letter or a sign not
        result[question] = Opening(
            ask, "colon", 0 if keep or mark is None else mark.end(), numbered=bool(mark and mark[1])
        )
        if answer:
            mark = _TOLD_MARK.match(lines[answer].text) if marked else None
            result[answer] = Opening(tell, "colon", mark.end() if mark else 0, numbered=bool(mark and mark[1]))
    return result, Chosen({ask: ask, tell: tell}), f"{ask!r} and {tell!r}"


def _find_answers(lines: Sequence[Line], openings: Sequence[Opening | None], tagged: Sequence[int]) -> dict[int, int]:
    """The lines in which questions begin, each with that of its answer, 0 for none; nothing where it is no talk.

    A guide has hints and choices below its questions, or nothing; and `tagged` lines tell who speaks better.
    """
    asked, look = _find_asked(lines) or _find_lettered(lines), None
    for is_set_apart in (_is_item, _is_bold, _is_headed, _is_apart):
        if not asked and (asked := _find_set_apart(lines, is_set_apart)):
            look = is_set_apart
    every = asked or _find_quoted(lines, openings)
    asked = _leave_out_guide(lines, every)
    above = every[-len(asked) - 1] + 1 if len(every) > len(asked) else 0
    if not asked or not set(asked).issuperset(number for number in tagged if number >= asked[0]):
        return {}
    told = {
        one: _find_told(lines, one, after, look) for one, after in zip(asked, [*asked[1:], len(lines)], strict=True)
    }
    answers = [lines[number].text for number in told.values() if number]
    choices = sum(bool(_CHOICE.match(answer)) or "?" in answer for answer in answers)
    few = len(answers) < 0.8 * len(asked) or choices * 2 >= len(answers)
    return {} if few or _is_guide([line.text for line in lines[above : asked[0]]], answers) else told


def _find_asked(lines: Sequence[Line]) -> list[int]:
    """The lines with which numbered questions begin; a wish among them (Tell me …) if its number is the next."""
    marks = {number: mark for number, line in enumerate(lines) if (mark := _MARK.match(line.text))}
    starts = [*marks]
    asking = {
        one for one, after in zip(starts, [*starts, len(lines)][1:], strict=True)
        if any("?" in line.text for line in lines[one : min(after, one + 3)])
    }  # fmt: skip
    found: list[int] = []
    numbers = {int(marks[one][2]) for one in asking if marks[one][2]}
    for one in starts:
        number, last = marks[one][2], marks[found[-1]][2] if found else ""
        is_next = number and last and int(number) == int(last) + 1 and int(number) not in numbers
        if one in asking or is_next:
            found.append(one)
    return found if sum(one in asking for one in found) >= _LEAST else []


def _leave_out_guide(lines: Sequence[Line], asked: Sequence[int]) -> list[int]:
    """The questions without those above them that are counted by themselves and of which hardly one has an answer."""
    marks = [_MARK.match(lines[one].text) for one in asked]
    counts = [int(mark[2]) if mark and mark[2] else 0 for mark in marks]
    begin = 0
    told: list[int] = []  # how many have an answer of those above each
    for again, (here, after) in enumerate(pairwise(counts), start=1):
        if 0 < after <= here and again - begin >= _LEAST:
            told = told or [*accumulate((bool(_find_told(lines, *one)) for one in pairwise(asked)), initial=0)]
            begin = again if told[again] - told[begin] <= 1 else begin
    return [*asked[begin:]]


def _find_lettered(lines: Sequence[Line]) -> list[int]:
    """The questions that letters count: each of these lines asks, and what is told below does not."""
    marks = [(number, mark[1]) for number, line in enumerate(lines) if (mark := _LETTERED.match(line.text))]
    letters = [ord(letter) - ord("a") for _, letter in marks]
    counted = all(after in (here + 1, 0) for here, after in pairwise([-1, *letters]))
    asks = all(lines[number].text.rstrip().endswith("?") for number, _ in marks)
    return [number for number, _ in marks] if len(marks) >= _LEAST and counted and asks else []


def _is_guide(head: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether what stands below questions is what to ask for: called so by its title, and short, or by a label each."""
    labels = Counter(answer.partition(":")[0] for answer in answers if ":" in answer[:20])
    words = sum(len(answer.split()) for answer in answers) / max(len(answers), 1)
    return max(labels.values(), default=0) * 2 > len(answers) or (words < _TOLD and bool(_GUIDE.search(" ".join(head))))


def _find_quoted(lines: Sequence[Line], openings: Sequence[Opening | None]) -> list[int]:
    """The questions of a talk of quotations, or of lines with a dash as books set talk, of which every other one asks."""
    dashed = [number for number, line in enumerate(lines) if _DASHED.match(line.text)]
    quoted = [number for number, line in enumerate(lines) if line.text[0] in '“"„']
    quoted = dashed if len(dashed) > len(quoted) else quoted
    tagged = sum((one := openings[number]) is not None and one.kind == "dot" and len(one.tag) == 1 for number in quoted)
    if len(quoted) < 2 * _LEAST or tagged >= _SOME * len(quoted):
        return []
    asks, tells = quoted[::2], quoted[1::2]
    ends = dict(zip(quoted, [*quoted[1:], len(lines)], strict=True))
    asking, telling = (
        sum(any("?" in line.text for line in lines[one : ends[one]]) for one in side) for side in (asks, tells)
    )
    rest = len(lines) - quoted[0] - len(quoted)
    clear = asking >= 0.7 * len(asks) and telling <= 0.3 * len(tells) and rest <= 0.5 * len(quoted)
    return asks if clear else []


def _is_item(line: Line) -> bool:
    return line.item


def _is_headed(line: Line) -> bool:
    return line.part == "heading"


def _find_headed(lines: Sequence[Line], tagged: Sequence[int]) -> list[int]:
    """Headings that ask, without a tag, where all questions with a tag are headings."""
    if not all(lines[number].part == "heading" for number in tagged):
        return []
    known = set(tagged)
    return [
        number for number in range(tagged[0], len(lines))
        if lines[number].part == "heading" and number not in known and lines[number].text.rstrip()[-1] == "?"
    ]  # fmt: skip


def _is_bold(line: Line) -> bool:
    return line.bold >= len(line.text)


def _is_apart(line: Line) -> bool:
    return line.apart


def _find_set_apart(lines: Sequence[Line], is_set_apart: Callable[[Line], bool]) -> list[int]:
    """The questions, and the wishes among them, that their look sets apart from what is told."""
    found = [number for number, line in enumerate(lines) if line.opens and is_set_apart(line)]
    asking = [
        one for one in found
        if any("?" in line.text for line in lines[one : one + 3] if line.paragraph == lines[one].paragraph)
    ]  # fmt: skip
    if len(asking) < _LEAST or len(asking) < 0.6 * sum(one >= asking[0] for one in found):
        return []
    wishes = {one for one in found if one > asking[0] and _is_wish(lines[one].text)}
    if (first := _find_first(lines, [one for one in found if one < asking[0]], asking[0])) >= 0:
        wishes.add(first)
    found_all = wishes.union(asking)
    asked = sorted(found_all)
    told = [one + 1 for one in asked if one + 1 < len(lines) and one + 1 not in found_all]
    return asked if sum(not is_set_apart(lines[one]) for one in told) >= 0.8 * len(asked) else []


def _is_wish(text: str) -> bool:
    """Whether words that are set apart are more than a heading: several, or a sentence that ends."""
    return len(text.split()) >= _WISH or (text[0].isalnum() and text[-1] in ".!…")


def _find_first(lines: Sequence[Line], above: Sequence[int], asking: int) -> int:
    """The wish with which a talk begins, above the first question, and answered before it; -1 for none."""
    found = [one for one in above if len(lines[one].text.split()) >= _WISH and lines[one].text[-1] in ".!…:"]
    return found[-1] if found and found[-1] == above[-1] and asking - found[-1] > 1 else -1


def _find_told(
    lines: Sequence[Line], question: int, after: int, is_set_apart: Callable[[Line], bool] | None = None
) -> int:
    """The line with which the answer begins: the first one below what is asked that says something; 0 for none.

    Where questions are set apart by their look, it is the first that looks otherwise.
    """
    if is_set_apart is not None:
        below = (one for one in range(question + 1, after) if not is_set_apart(lines[one]))
        return next((one for one in below if any(map(str.isalnum, lines[one].text))), 0)
    asks = next((one for one in range(question, min(after, question + 3)) if "?" in lines[one].text), question)
    while asks + 2 < after and lines[asks + 1].text[0].islower() and lines[asks].text[-1] not in _ENDS:
        asks += 1  # … If not, what | was in the way?
    return next((one for one in range(asks + 1, after) if any(map(str.isalnum, lines[one].text))), 0)


def _sides(mark: re.Match[str] | None, text: str) -> tuple[str, str]:
    if mark and mark[1]:
        return mark[1], _ANSWERED_AS.get(mark[1].lower(), "A")
    return name_sides(text)


def name_sides(text: str) -> tuple[str, str]:
    """What the language of a text calls a question and an answer."""
    return SIDES.get(guess_language(text) or "id", SIDES["en"])


def _are_all(tags: Iterable[str], role: str | None, words: Iterable[str]) -> bool:
    return bool(tags) and all(tag.lower() in words or (role and role_word(tag) == role) for tag in tags)


def _find_question(lines: Sequence[Line], first: int, answer: int) -> list[int]:
    """The line with which the question before an answer begins: numbered and asking, else asking, else numbered."""
    between = range(first, answer)
    asking = [number for number in between if "?" in lines[number].text]
    numbered = [number for number in between if _NUMBERED.match(lines[number].text)]
    if both := set(asking).intersection(numbered):
        return [min(both)]
    return [_find_begin(lines, first, asking[-1])] if asking else numbered[-1:]


def _find_begin(lines: Sequence[Line], first: int, asks: int) -> int:
    """The line with which a question begins that goes over several: at its number, or where no sentence goes on."""
    begin = asks
    while begin > first:
        text, above = lines[begin].text, lines[begin - 1].text
        goes_on = (text[0].islower() or text[0] == "(") and not _LETTERED.match(text)
        if not goes_on or _NUMBERED.fullmatch(above) or above[-1] in _ENDS:
            break
        begin -= 1
    for number in range(begin - 1, max(first, begin - _WRAPPED) - 1, -1):
        if _NUMBERED.fullmatch(lines[number].text):
            return number
        if lines[number].text[-1] in _ENDS:
            break
    return begin


def _is_answered(lines: Sequence[Line], question: int, after: int) -> bool:
    """Whether a paragraph stands between two turns of who asks."""
    return any(lines[number].opens for number in range(question + 1, after))


def _find_answer(lines: Sequence[Line], question: int, after: int, *, told: bool) -> list[int]:
    """The paragraph that follows a question whose own paragraph asks something; any that does, where each has one."""
    rest = [number for number in range(question + 1, after) if not find_mark(lines[number].text)]
    begins = [number for number in rest if lines[number].opens]
    if begins:
        return begins[:1] if told or any("?" in lines[number].text for number in range(question, begins[0])) else []
    return [number for number in rest if lines[number - 1].text.endswith("?")][:1]
