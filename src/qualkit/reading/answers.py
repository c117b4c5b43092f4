"""Open answers of a survey: a CSV file with one row a person, of which every answer is a document of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from qualkit.errors import Fault, FaultsError
from qualkit.files import hash_text, is_safe_name
from qualkit.model import Document, Turn
from qualkit.sheets import read_records, tell_ragged

ROW, CASE = "row", "case"
ABOUT = ("date", "place", "interviewer", "language")
"""Columns that tell about the row, as a header does, and hold no answers."""
RESERVED = (ROW, CASE, *ABOUT)

MOST_IN_ID = 64
_MOST_IN_COLUMN, _FEWEST_IN_COLUMN = 30, 8
_ROW_DIGITS = 7
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_COLUMN = re.compile(r"[A-Za-z0-9_-]+")
_ROW_NUMBER = re.compile(rf"[1-9][0-9]{{0,{_ROW_DIGITS - 1}}}")


def read_answers(path: Path, *, file: str) -> tuple[Document, ...]:
    """Read the open answers of a survey; `file` is how faults name it.

    The column `case` tells who answers; `row`, where there is one, gives each row the number that its answers keep when
    the file is sorted or rows are taken out, else rows are counted from 1. `date`, `place`, `interviewer` and
    `language` go into the headers. Every other column is a question, and each cell in it that holds something a
    document: its id is FILE.ROW.COLUMN, its one turn the person's.

    Raises FaultsError with all faults of the file.
    """
    columns, records = read_records(path, file=file, needed=(CASE,))
    faults = _check_heads(path.stem, columns, file)
    if faults:
        raise FaultsError(faults)
    names = name_columns([column for column in columns if column not in RESERVED], stem=path.stem)
    documents: list[Document] = []
    rows: dict[str, int] = {}
    for number, (line, cells) in enumerate(records, start=1):
        if len(cells) != len(columns):
            faults.append(tell_ragged(file, line, len(cells), len(columns)))
            continue
        begin = line - sum(cell.count("\n") for cell in cells)
        row = dict(zip(columns, cells, strict=True))
        identity = row.get(ROW, str(number)).strip()
        problem = _check_row(identity, row[CASE], rows)
        if problem:
            faults.append(Fault(file, begin, problem))
            continue
        rows[identity] = begin
        documents += _read_row(row, f"{path.stem}.{identity}", begin, names, file)
    if faults:
        raise FaultsError(faults)
    return tuple(documents)


def name_columns(heads: Sequence[str], *, stem: str) -> dict[str, str]:
    """How ids name each column: by its head where that can be part of a name, else by its words, cut where too long.

    A name that was cut, or that another column has already, ends on four signs that belong to the whole head: so it
    stays the same when columns are added, moved or taken out.

    >>> name_columns(["Q1", "Why did you join?", "What has changed in your life since then?"], stem="survey")
    {'Q1': 'Q1', 'Why did you join?': 'Why-did-you-join', 'What has changed in your life since then?': 'What-has-changed-in-your-958e'}
    """
    most = min(_MOST_IN_COLUMN, MOST_IN_ID - len(stem) - _ROW_DIGITS - 2)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for head in heads:
        whole = _COLUMN.fullmatch(head) is not None
        letters = unicodedata.normalize("NFKD", head).encode("ascii", "ignore").decode()
        name = head if whole else _NOT_IN_NAMES.sub("-", letters).strip("-")
        begin, signs = name[: most - 5].strip("-"), 4
        whole_sign = sha256(head.encode("utf-8", "surrogatepass")).hexdigest()
        while len(name) > most or not name or name.lower() in taken:
            name = f"{begin[: max(most - signs - 1, 0)]}-{whole_sign[:signs]}".lstrip("-")
            signs += 1
        names[head] = name
        taken.add(name.lower())
    return names


def _check_heads(stem: str, columns: Sequence[str], file: str) -> list[Fault]:
    most = MOST_IN_ID - _ROW_DIGITS - 2 - _FEWEST_IN_COLUMN
    faults = []
    if not is_safe_name(stem) or len(stem) > most:
        problem = f"its name begins the ids of its answers: use letters, digits, '.', '_' and '-', at most {most}"
        faults.append(Fault(file, 0, f"{problem}; rename the file"))
    if "" in columns:
        faults.append(Fault(file, 1, f"column {columns.index('') + 1} has no name; name it by its question"))
    if not set(columns) - set(RESERVED):
        faults.append(Fault(file, 1, "there is no question: every column but "
                            f"{', '.join(RESERVED)} holds open answers, with the question as its name"))  # fmt: skip
    return faults


def _check_row(identity: str, case: str, rows: Mapping[str, int]) -> str:
    if not _ROW_NUMBER.fullmatch(identity):
        return f"{ROW} is {identity!r}; number the rows 1, 2, 3, …, or leave out the column {ROW!r}"
    if identity in rows:
        return f"{ROW} {identity!r} stands already on line {rows[identity]}; give each row its own number"
    return "" if case.strip() else f"the row has no {CASE}: tell whose answers they are, as in cases.csv"


def _read_row(row: Mapping[str, str], stem: str, line: int, names: Mapping[str, str], file: str) -> list[Document]:
    """The answers of one person; `line` is that on which the row begins."""
    case = row[CASE].strip()
    about = {key: row[key].strip() for key in ABOUT if row.get(key, "").strip()}
    documents = []
    for column, cell in row.items():
        text = cell.strip()
        if text and column in names:
            first = line + cell[: len(cell) - len(cell.lstrip())].count("\n")
            header = {"question": column, "case": case, **about}
            documents.append(
                Document(
                    id=f"{stem}.{names[column]}",
                    kind="answer",
                    text=text,
                    turns=(Turn(1, case, "informant", 0, len(text), case=case),),
                    header=MappingProxyType(header),
                    file=file,
                    text_line=first,
                    text_sha256=hash_text(text),
                )
            )
        line += cell.count("\n")
    return documents
