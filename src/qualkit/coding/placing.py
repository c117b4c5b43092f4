"""Codings held against the texts and the codebook as they are today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qualkit.codebook.tree import Codebook
from qualkit.errors import Fault, QualkitError, suggest
from qualkit.model import Coding, Document, Documents


def place_codings(
    codings: Iterable[Coding], documents: Documents, codebook: Codebook, file: str
) -> tuple[tuple[Coding, ...], tuple[Fault, ...]]:
    """The codings that stand where they say, with today's code and the cases they are about; and what is wrong.

    A coding without cases of its own is about the cases that speak in its passage; in prose about none. One whose
    code was retired or split is set aside with a warning, until a person has read it again.
    """
    placed: list[Coding] = []
    faults: list[Fault] = []
    order = {document: number for number, document in enumerate(documents.ids)}
    for coding in codings:
        problem, warning = _find_problem(coding, documents, codebook)
        if problem:
            faults.append(Fault(file, coding.line, problem, warning))
            continue
        cases = coding.cases
        if cases is None:
            turns = documents[coding.document].turns_between(coding.start, coding.end)
            cases = tuple(dict.fromkeys(turn.case for turn in turns if turn.case))
        placed.append(replace(coding, code=codebook.resolve(coding.code)[0], cases=cases))
    placed.sort(key=lambda coding: (order[coding.document], coding.start, coding.end, coding.code, coding.id))
    return tuple(placed), tuple(faults)


def find_moved(codings: Iterable[Coding], documents: Documents, file: str) -> tuple[Fault, ...]:
    """The codings whose document or quote is not where they say, whatever their codes."""
    return tuple(Fault(file, c.line, problem) for c in codings if (problem := _find_misplacement(c, documents)))


def _find_problem(coding: Coding, documents: Documents, codebook: Codebook) -> tuple[str, bool]:
    """What is wrong with a coding ('' if nothing), and whether it is only a warning."""
    misplaced = _find_misplacement(coding, documents)
    if misplaced:
        return misplaced, False
    try:
        now = codebook.resolve(coding.code)
    except QualkitError as error:
        return str(error), False
    if not now:
        return f"set aside: the code {coding.code!r} was retired; code the passage anew or remove it", True
    if len(now) > 1:
        return f"set aside: the code {coding.code!r} was split into {', '.join(now)}; read the passage again", True
    return "", False


def _find_misplacement(coding: Coding, documents: Documents) -> str:
    if not documents.has(coding.document):
        return f"no document {coding.document!r}: {suggest(coding.document, documents.ids)}"
    document = documents[coding.document]
    if document.text[coding.start : coding.end] != coding.quote or coding.start >= coding.end:
        return _explain_moved(coding, document)
    return ""


def _explain_moved(coding: Coding, document: Document) -> str:
    found = document.text[coding.start : coding.end]
    said = f"the quote {_short(coding.quote)!r} is not at {coding.start}-{coding.end} of {document.file}"
    places = document.text.count(coding.quote) if coding.quote else 0
    if places == 1:
        start = document.text.index(coding.quote)
        where = f"it stands at {start}-{start + len(coding.quote)} (line {document.line_at(start)}) now"
    elif places:
        where = f"it stands at {places} other places"
    else:
        where = "the text does not hold it any more"
    return f"{said} (there stands {_short(found)!r}); {where}: restore the text, or code the passage again"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
