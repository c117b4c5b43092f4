"""Codings held against the texts and the codebook as they are today."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from qualkit.codebook.tree import Codebook
from qualkit.coding.events import Passage
from qualkit.errors import Fault, QualkitError, suggest
from qualkit.model import Coding, Document, Documents

Place = tuple[str, int, int, str, str, int]
"""Document, start, end, quote, code and line: what is to be held against the texts."""
_PLACE = ("document", "start", "end", "quote", "code", "line")


def place_codings(
    codings: Iterable[Coding], documents: Documents, codebook: Codebook, file: str
) -> tuple[tuple[Coding, ...], tuple[Fault, ...]]:
    """The codings that stand where they say, with today's code and the cases they are about; and what is wrong.

    A coding without cases of its own is about the cases that speak in its passage; in prose about none. One whose
    code was retired or split is set aside with a warning, until a person has read it again.
    """
    codings = tuple(codings)
    standing, faults = _hold(map(attrgetter(*_PLACE), codings), documents, codebook, file)
    order = {document: number for number, document in enumerate(documents.ids)}
    placed = []
    for number in standing:
        coding = codings[number]
        (code,), cases = codebook.resolve(coding.code), coding.cases
        if cases is None:
            cases = cases_between(documents[coding.document], coding.start, coding.end)
        placed.append(Coding(**vars(coding) | {"code": code, "cases": cases}))
    placed.sort(key=lambda coding: (order[coding.document], coding.start, coding.end, coding.code, coding.id))
    return tuple(placed), faults


def place_passages(
    passages: tuple[Passage, ...], documents: Documents, codebook: Codebook, file: str
) -> tuple[tuple[Passage, ...], tuple[Fault, ...]]:
    """The passages of a log that stand where they say, as the log has them; and what is wrong with the others."""
    standing, faults = _hold(map(attrgetter(*_PLACE), passages), documents, codebook, file)
    return (tuple(passages[number] for number in standing) if faults else passages), faults


def cases_between(document: Document, start: int, end: int) -> tuple[str, ...]:
    """The cases that speak in a passage, in the order in which they begin."""
    return tuple(dict.fromkeys(turn.case for turn in document.turns_between(start, end) if turn.case))


def find_moved(codings: Iterable[Coding], documents: Documents, file: str) -> tuple[Fault, ...]:
    """The codings whose document or quote is not where they say, whatever their codes."""
    problems = ((c.line, _find_misplacement(c.document, c.start, c.end, c.quote, documents)) for c in codings)
    return tuple(Fault(file, line, problem) for line, problem in problems if problem)


def _hold(
    places: Iterable[Place], documents: Documents, codebook: Codebook, file: str
) -> tuple[list[int], tuple[Fault, ...]]:
    """The numbers of the places that stand, and what is wrong with the others."""
    texts = {document.id: document.text for document in documents}
    problems: dict[str, tuple[str, bool]] = {}  # of each code
    standing: list[int] = []
    faults: list[Fault] = []
    for number, (document, start, end, quote, code, line) in enumerate(places):
        if code not in problems:
            problems[code] = _find_problem(code, codebook)
        problem, warning = problems[code]
        text = texts.get(document)
        if text is None or text[start:end] != quote or start >= end:
            problem, warning = _find_misplacement(document, start, end, quote, documents), False
        if problem:
            faults.append(Fault(file, line, problem, warning))
        else:
            standing.append(number)
    return standing, tuple(faults)


def _find_problem(code: str, codebook: Codebook) -> tuple[str, bool]:
    """What is wrong with a code ('' if nothing), and whether it is only a warning."""
    try:
        now = codebook.resolve(code)
    except QualkitError as error:
        return str(error), False
    if not now:
        return f"set aside: the code {code!r} was retired; code the passage anew or remove it", True
    if len(now) > 1:
        return f"set aside: the code {code!r} was split into {', '.join(now)}; read the passage again", True
    return "", False


def _find_misplacement(document: str, start: int, end: int, quote: str, documents: Documents) -> str:
    if not documents.has(document):
        return f"no document {document!r}: {suggest(document, documents.ids)}"
    if documents[document].text[start:end] != quote or start >= end:
        return _explain_moved(documents[document], start, end, quote)
    return ""


def _explain_moved(document: Document, start: int, end: int, quote: str) -> str:
    found = document.text[start:end]
    said = f"the quote {_short(quote)!r} is not at {start}-{end} of {document.file}"
    places = document.text.count(quote) if quote else 0
    if places == 1:
        start = document.text.index(quote)
        where = f"it stands at {start}-{start + len(quote)} (line {document.line_at(start)}) now"
    elif places:
        where = f"it stands at {places} other places"
    else:
        where = "the text does not hold it any more"
    return f"{said} (there stands {_short(found)!r}); {where}: restore the text, or code the passage again"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
