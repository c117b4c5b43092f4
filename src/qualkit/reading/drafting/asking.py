"""Interviews in which one side alone has a tag: `1. How long?`, then `Jawab: Ten years.`, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qualkit.reading.drafting.lines import STRONG, Line, Opening, find_mark
from qualkit.reading.drafting.shapes import role_word
from qualkit.reading.drafting.tags import Chosen, base_of

_ASKED_AS = {
    "jawab": "Tanya", "jwb": "Tanya", "jawaban": "Pertanyaan", "j": "T", "a": "Q", "answer": "Question",
    "svar": "Spørgsmål", "antwort": "Frage", "antwoord": "Vraag", "réponse": "Question", "respuesta": "Pregunta",
}  # fmt: skip
_ANSWERED_AS = {
    "tanya": "Jawab", "pertanyaan": "Jawaban", "t": "J", "q": "A", "question": "Answer", "spørgsmål": "Svar",
    "frage": "Antwort", "vraag": "Antwoord", "pregunta": "Respuesta",
}  # fmt: skip
_NUMBERED = re.compile(r"[0-9]{1,3}[.)]\s")


def add_other_side(
    lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen
) -> tuple[list[Opening | None], Chosen, str]:
    """Give a tag to the questions where only answers have one, or to the answers; which tag, comes third.

    Without it each question would be the end of the answer before it, or each answer be said by who asks.
    """
    tags = set(chosen.tags.values())
    if _are_all(tags, "informant", _ASKED_AS):
        known, other = _ASKED_AS, "Pertanyaan"
    elif _are_all(tags, None, _ANSWERED_AS):
        known, other = _ANSWERED_AS, "Jawaban"
    else:
        return list(openings), chosen, ""
    tagged = [number for number, one in enumerate(openings) if one is not None and _is_turn(one, chosen)]
    found: list[int] = []
    if known is _ASKED_AS:
        for before, answer in zip([-1, *tagged], tagged, strict=False):
            found += _find_question(lines, before + 1, answer)
    else:
        for question, after in zip(tagged, [*tagged[1:], len(lines)], strict=True):
            found += _find_answer(lines, question, after)
    if len(found) < max(2, 0.6 * len(tagged)):
        return list(openings), chosen, ""
    tag = next((known[one.lower()] for one in sorted(tags) if one.lower() in known), other)
    result = list(openings)
    for number in found:
        result[number] = Opening(tag, "colon", 0)
    return result, Chosen({**chosen.tags, tag: tag}, chosen.weak), tag


def _are_all(tags: Iterable[str], role: str | None, words: Iterable[str]) -> bool:
    return bool(tags) and all(tag.lower() in words or (role and role_word(tag) == role) for tag in tags)


def _is_turn(opening: Opening, chosen: Chosen) -> bool:
    return opening.kind in STRONG and base_of(opening, chosen) in chosen.tags


def _find_question(lines: Sequence[Line], first: int, answer: int) -> list[int]:
    """The line with which the question before an answer begins: numbered and asking, else asking, else numbered."""
    between = range(first, answer)
    asking = [number for number in between if "?" in lines[number].text]
    numbered = [number for number in between if _NUMBERED.match(lines[number].text)]
    both = [number for number in asking if number in numbered]
    return both[:1] or asking[-1:] or numbered[-1:]


def _find_answer(lines: Sequence[Line], question: int, after: int) -> list[int]:
    """The paragraph that follows a question whose own paragraph asks something."""
    begins = [
        number for number in range(question + 1, after) if lines[number].opens and not find_mark(lines[number].text)
    ]
    return begins[:1] if begins and any("?" in lines[number].text for number in range(question, begins[0])) else []
