"""Questions that stand without a tag before a tagged answer: `1. How long?`, then `Jawab: Ten years.`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualkit.reading.lines import STRONG, Line, Opening
from qualkit.reading.shapes import role_word
from qualkit.reading.tags import Chosen, base_of

_ASKED_AS = {
    "jawab": "Tanya", "jwb": "Tanya", "jawaban": "Pertanyaan", "j": "T", "a": "Q", "answer": "Question",
    "svar": "Spørgsmål", "antwort": "Frage", "antwoord": "Vraag", "réponse": "Question", "respuesta": "Pregunta",
}  # fmt: skip
_NUMBERED = re.compile(r"[0-9]{1,3}[.)]\s")


def add_questions(
    lines: Sequence[Line], openings: Sequence[Opening | None], chosen: Chosen
) -> tuple[list[Opening | None], Chosen, str]:
    """Where all tags are of those who answer, the questions before most answers get one too; which, comes third.

    Without it each question would be the end of the answer before it.
    """
    tags = set(chosen.tags.values())
    if not tags or any(role_word(tag) != "informant" and tag.lower() not in _ASKED_AS for tag in tags):
        return list(openings), chosen, ""
    answers = [number for number, one in enumerate(openings) if one is not None and _is_turn(one, chosen)]
    questions: list[int] = []
    for before, answer in zip([-1, *answers], answers, strict=False):
        questions += _find_question(lines, before + 1, answer)
    if len(questions) < max(2, 0.6 * len(answers)):
        return list(openings), chosen, ""
    tag = next((_ASKED_AS[one.lower()] for one in tags if one.lower() in _ASKED_AS), "Pertanyaan")
    result = list(openings)
    for number in questions:
        result[number] = Opening(tag, "colon", 0)
    return result, Chosen({**chosen.tags, tag: tag}, chosen.weak), tag


def _is_turn(opening: Opening, chosen: Chosen) -> bool:
    return opening.kind in STRONG and base_of(opening, chosen) in chosen.tags


def _find_question(lines: Sequence[Line], first: int, answer: int) -> list[int]:
    """The line with which the question before an answer begins: numbered and asking, else asking, else numbered."""
    between = range(first, answer)
    asking = [number for number in between if "?" in lines[number].text]
    numbered = [number for number in between if _NUMBERED.match(lines[number].text)]
    both = [number for number in asking if number in numbered]
    return both[:1] or asking[-1:] or numbered[-1:]
