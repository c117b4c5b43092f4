"""Codings held against the texts and the codebook as they are today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qualkit.codebook.tree import Codebook
from qualkit.coding.events import Passage
from qualkit.errors import Fault, QualkitError, suggest
from qualkit.model import Coding, Document, Documents


@dataclass(frozen=True)
class Standing:
    """The places that stand, as columns: each one's number in the list that was given, and where and what it is."""

    number: list[int] = field(default_factory=list)
    document: list[int] = field(default_factory=list)  # its place among the documents
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    code: list[int] = field(default_factory=list)  # the place of today's code in the codebook


def place_codings(
    codings: Iterable[Coding], documents: Documents, codebook: Codebook, file: str
) -> tuple[tuple[Coding, ...], tuple[Fault, ...]]:
    """The codings that stand where they say, with today's code and the cases they are about; and what is wrong.

    A coding without cases of its own is about the cases that speak in its passage; in prose about none. One whose
    code was retired or split is set aside with a warning, until a person has read it again.
    """
    codings = tuple(codings)
    standing, faults = find_standing(codings, documents, codebook, file)
    order = {document: number for number, document in enumerate(documents.ids)}
    codes = tuple(codebook.codes)
    placed = []
    for number, code in zip(standing.number, standing.code, strict=True):
        coding = codings[number]
        cases = coding.cases
        if cases is None:
            turns = documents[coding.document].turns_between(coding.start, coding.end)
            cases = tuple(dict.fromkeys(turn.case for turn in turns if turn.case))
        placed.append(Coding(**vars(coding) | {"code": codes[code], "cases": cases}))
    placed.sort(key=lambda coding: (order[coding.document], coding.start, coding.end, coding.code, coding.id))
    return tuple(placed), faults


def find_standing(
    codings: Iterable[Coding | Passage], documents: Documents, codebook: Codebook, file: str
) -> tuple[Standing, tuple[Fault, ...]]:
    """The codings that stand where they say, with today's code; and what is wrong with the others.

    The columns are filled here, where each coding is at hand: going through a million of them again costs seconds.
    """
    texts = {document.id: (number, document.text) for number, document in enumerate(documents)}
    codes: dict[str, tuple[int, str, bool]] = {}
    standing = Standing()
    add_number, add_document, add_code = standing.number.append, standing.document.append, standing.code.append
    add_start, add_end = standing.start.append, standing.end.append
    faults: list[Fault] = []
    for number, coding in enumerate(codings):
        start, end = coding.start, coding.end
        if coding.code not in codes:
            codes[coding.code] = _read_code(coding.code, codebook)
        today, problem, warning = codes[coding.code]
        place, text = texts.get(coding.document, (-1, ""))
        if text[start:end] != coding.quote or start >= end or place < 0:
            problem, warning = _find_misplacement(coding, documents), False
        if problem:
            faults.append(Fault(file, coding.line, problem, warning))
            continue
        add_number(number)
        add_document(place)
        add_start(start)
        add_end(end)
        add_code(today)
    return standing, tuple(faults)


def find_moved(codings: Iterable[Coding], documents: Documents, file: str) -> tuple[Fault, ...]:
    """The codings whose document or quote is not where they say, whatever their codes."""
    return tuple(Fault(file, c.line, problem) for c in codings if (problem := _find_misplacement(c, documents)))


def _read_code(code: str, codebook: Codebook) -> tuple[int, str, bool]:
    """The place of today's code in the codebook, what is wrong with it ('' if nothing), and if that is a warning."""
    try:
        now = codebook.resolve(code)
    except QualkitError as error:
        return -1, str(error), False
    if not now:
        return -1, f"set aside: the code {code!r} was retired; code the passage anew or remove it", True
    if len(now) > 1:
        return -1, f"set aside: the code {code!r} was split into {', '.join(now)}; read the passage again", True
    return list(codebook.codes).index(now[0]), "", False


def _find_misplacement(coding: Coding | Passage, documents: Documents) -> str:
    if not documents.has(coding.document):
        return f"no document {coding.document!r}: {suggest(coding.document, documents.ids)}"
    document = documents[coding.document]
    if document.text[coding.start : coding.end] != coding.quote or coding.start >= coding.end:
        return _explain_moved(coding, document)
    return ""


def _explain_moved(coding: Coding | Passage, document: Document) -> str:
    quote, found = coding.quote, document.text[coding.start : coding.end]
    said = f"the quote {_short(quote)!r} is not at {coding.start}-{coding.end} of {document.file}"
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
