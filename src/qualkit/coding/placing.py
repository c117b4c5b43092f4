"""Codings held against the texts and the codebook as they are today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualkit.codebook.tree import Codebook
from qualkit.coding.displaced import Displaced, find_displaced, find_places, make_displaced, tell_displaced
from qualkit.coding.events import Passage
from qualkit.coding.log import make_coding
from qualkit.errors import Fault, QualkitError, suggest
from qualkit.model import Coding, Documents

_NOWHERE = (-1, "", "")


@dataclass(frozen=True)
class Standing:
    """The places that stand, as columns: each one's number in the list that was given, and where and what it is."""

    number: list[int] = field(default_factory=list)
    document: list[int] = field(default_factory=list)  # its place among the documents
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    code: list[int] = field(default_factory=list)  # the place of today's code in the codebook

    def rows(self) -> Iterator[tuple[int, int, int, int, int]]:
        """Number, document, start, end and code of each."""
        return zip(self.number, self.document, self.start, self.end, self.code, strict=True)

    def add(self, number: int, document: int, start: int, end: int, code: int) -> None:
        columns = (self.number, self.document, self.start, self.end, self.code)
        for column, value in zip(columns, (number, document, start, end, code), strict=True):
            column.append(value)

    def in_order(self) -> Standing:
        """The same in the order of the list that was given."""
        rows = sorted(self.rows())
        return Standing(*map(list, zip(*rows, strict=True))) if rows else Standing()


def place_codings(
    codings: Iterable[Coding], documents: Documents, codebook: Codebook, file: str
) -> tuple[tuple[Coding, ...], tuple[Fault, ...]]:
    """The codings that stand, with today's place, words and code and the cases they are about; and what is wrong.

    A coding without cases of its own is about the cases that speak in its passage; in prose about none. One whose
    code was retired or split is set aside with a warning, until a person has read it again.
    """
    codings = tuple(codings)
    standing, _, faults = find_standing(codings, documents, codebook, file)
    return make_placed(codings, standing, documents, codebook), faults


def make_placed(
    codings: Sequence[Coding | Passage], standing: Standing, documents: Documents, codebook: Codebook
) -> tuple[Coding, ...]:
    """The codings that stand as objects, in the order of the texts."""
    codes = tuple(codebook.codes)
    placed = []
    for number, document, start, end, code in standing.rows():
        coding = codings[number]
        coding = make_coding(coding) if isinstance(coding, Passage) else coding
        text = documents[document]
        cases = coding.cases
        if cases is None:
            cases = tuple(dict.fromkeys(turn.case for turn in text.turns_between(start, end) if turn.case))
        today = {"code": codes[code], "cases": cases, "start": start, "end": end, "quote": text.text[start:end]}
        placed.append((document, Coding(**vars(coding) | today)))
    placed.sort(key=lambda pair: (pair[0], pair[1].start, pair[1].end, pair[1].code, pair[1].id))
    return tuple(coding for _, coding in placed)


def find_standing(
    codings: Iterable[Coding | Passage], documents: Documents, codebook: Codebook, file: str
) -> tuple[Standing, tuple[Displaced, ...], tuple[Fault, ...]]:
    """The codings that stand, with today's place and code; those displaced; and what is wrong or to be known.

    The columns are filled here, where each coding is at hand: going through a million of them again costs seconds.
    So only those are looked for that do not stand where they say, or were made in another text than today's.
    """
    codings = tuple(codings)
    texts = {document.id: (number, document.text, document.text_sha256) for number, document in enumerate(documents)}
    codes: dict[str, tuple[int, str, bool]] = {}
    standing = Standing()
    add_number, add_document, add_code = standing.number.append, standing.document.append, standing.code.append
    add_start, add_end = standing.start.append, standing.end.append
    astray: list[int] = []
    faults: list[Fault] = []
    for number, coding in enumerate(codings):
        start, end = coding.start, coding.end
        if coding.code not in codes:
            codes[coding.code] = _read_code(coding.code, codebook)
        today, problem, warning = codes[coding.code]
        place, text, sha256 = texts.get(coding.document, _NOWHERE)
        made_in = coding.text_sha256 if isinstance(coding, Passage) else None
        if place < 0:
            problem, warning = f"no document {coding.document!r}: {suggest(coding.document, documents.ids)}", False
        elif text[start:end] != coding.quote or start >= end or (made_in and made_in != sha256):
            astray.append(number)
            continue
        if problem:
            faults.append(Fault(file, coding.line, problem, warning))
            continue
        add_number(number)
        add_document(place)
        add_start(start)
        add_end(end)
        add_code(today)
    if not astray:
        return standing, (), tuple(faults)
    displaced, more = _add_found(standing, codings, astray, documents, codes, file)
    return standing.in_order(), displaced, tuple(sorted([*faults, *more]))


def _add_found(
    standing: Standing,
    codings: Sequence[Coding | Passage],
    astray: Sequence[int],
    documents: Documents,
    codes: Mapping[str, tuple[int, str, bool]],
    file: str,
) -> tuple[tuple[Displaced, ...], list[Fault]]:
    """Add what stands elsewhere, or in another text, to the columns; the displaced, and what is to be told."""
    numbers = {document: number for number, document in enumerate(documents.ids)}
    displaced: list[Displaced] = []
    faults: list[Fault] = []
    for number, place in find_places(codings, astray, documents):
        coding = codings[number]
        today, problem, warning = codes[coding.code]
        if problem:
            faults.append(Fault(file, coding.line, problem, warning))
        if place.how != "exact":
            displaced.append(make_displaced(coding, coding.code, place))
        if place.stands and not problem:
            assert place.start is not None and place.end is not None
            standing.add(number, numbers[coding.document], place.start, place.end, today)
    return tuple(displaced), [*faults, *tell_displaced(displaced, documents, file)]


def find_astray(codings: Sequence[Coding | Passage], documents: Documents, file: str) -> tuple[Fault, ...]:
    """What can be told of the codings' places, whatever their codes."""
    faults = [
        Fault(file, coding.line, f"no document {coding.document!r}: {suggest(coding.document, documents.ids)}")
        for coding in codings
        if not documents.has(coding.document)
    ]
    return (*faults, *find_displaced(codings, documents, file)[1])


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
