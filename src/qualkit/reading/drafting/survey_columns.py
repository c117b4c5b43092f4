"""Tables with one row a person: which columns are open answers, which are closed, and which names the persons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from qualkit.errors import QualkitError
from qualkit.reading.drafting.turn_grids import word_of
from qualkit.reading.formats.grids import Grid, is_number

Use = Literal["case", "open", "closed", "empty"]

_CASE_HEADS = (
    "case id kasus kode code id_kasus kode_kasus id_responden kode_responden responden_id respondent_id responden "
    "respondent informan informant participant partisipan participant_id id_partisipan kode_informan id_informan "
    "case_id person person_id responseid response_id id_response_id respondentid recordid record_id uuid no nomor "
    "no_responden nomor_responden no_urut nomor_urut"
)
_NAME_HEADS = "nama name nama_lengkap full_name nama_responden nama_informan"
_CLOSED_HEADS = (
    "alamat address email e_mail surel telepon telpon phone hp no_hp nomor_hp whatsapp wa timestamp cap_waktu tanggal "
    "date waktu time url link kota kabupaten desa dusun kecamatan provinsi city village district pekerjaan occupation"
)
_ASKING = (
    "apa apakah bagaimana mengapa kenapa ceritakan jelaskan sebutkan tuliskan uraikan gambarkan what why how describe "
    "tell explain please alasan saran kritik harapan pendapat komentar pesan comment comments reason reasons "
    "suggestions other lainnya"
)
_LONG = 4.0  # words on average
_SOME = 2.0
_MOST_CHOICES = 12
_FEW, _RARELY = 3, 0.05  # answers, at least, and as a share, by which a column is seen to be open
_OFTEN = 3.0  # times that each choice comes, where answers are lists of choices
_CHOICES = re.compile(r"\s*[,;|]\s*")
_LONGEST_CASE = 64


@dataclass(frozen=True, slots=True)
class Column:
    """A column as guessed, or as somebody said."""

    name: str
    use: Use
    why: str  # what the guess rests on
    told: int  # rows in which it holds something
    distinct: int  # how many different things it holds
    words: float  # on average, of an answer


def find_columns(
    grid: Grid, *, open_columns: Iterable[str] | None = None, case_column: str | None = None
) -> tuple[Column, ...]:
    """What each column of a table of persons is for, in the order of the table.

    Open answers are longer than a choice and seldom the same twice; their heads often ask. The case is a column that is
    called so and tells every row apart.

    Parameters
    ----------
    grid : the table.
    open_columns : the columns of open answers; all others are closed then. By default guessed.
    case_column : the column that names the persons; '' for none, by default looked for.

    Raises
    ------
    QualkitError
        Where a column that is named does not exist, or the cases in it are missing or stand twice.
    """
    said = None if open_columns is None else {grid.columns[grid.find(column)] for column in open_columns}
    case = _find_case(grid) if case_column is None else _check_case(grid, case_column)
    return tuple(_judge(grid, column, case, said, named=case_column is not None) for column in grid.columns)


def _judge(grid: Grid, column: str, case: str, said: set[str] | None, *, named: bool) -> Column:
    cells = [cell for cell in grid.cells(column) if cell]
    words = sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0
    use: Use
    if column == case:
        use, why = "case", "as said" if named else "its name, and it tells every row apart"
    elif said is not None and column in said:
        use, why = "open", "as said"
    elif not cells:
        use, why = "empty", "no row holds anything"
    elif said is not None:
        use, why = "closed", "not among the open ones"
    else:
        use, why = _guess(column, cells, words)
    return Column(column, use, why, len(cells), len(set(cells)), round(words, 1))


def _guess(column: str, cells: Sequence[str], words: float) -> tuple[Use, str]:
    distinct = len({cell.casefold() for cell in cells})
    if sum(map(is_number, cells)) >= 0.9 * len(cells):
        return "closed", "numbers, dates or times"
    if word_of(column) in {*_CLOSED_HEADS.split(), *_NAME_HEADS.split(), *_CASE_HEADS.split()}:
        return "closed", "its name"
    if _is_list_of_choices(cells):
        return "closed", "lists of the same choices"
    own = sum(times == 1 and len(cell.split()) >= _LONG for cell, times in Counter(map(str.casefold, cells)).items())
    if own >= max(_FEW, _RARELY * len(cells)) and distinct > _MOST_CHOICES:
        return "open", f"{own} of {len(cells)} are longer, and nobody else's"  # beside many times "nothing" or "-"
    if distinct <= max(1, len(cells) / 3):
        return "closed", f"the same {distinct} answers again and again" if distinct > 1 else "always the same"
    if words >= _LONG:
        return "open", f"{words:.0f} words on average, {distinct} different ones of {len(cells)}"
    if words >= _SOME and (column.rstrip().endswith("?") or set(_ASKING.split()) & set(word_of(column).split("_"))):
        return "open", "its head asks, and the answers differ"
    if max(len(cell.split()) for cell in cells) >= 3 * _LONG and words >= _SOME / 2:
        return "open", f"up to {max(len(cell.split()) for cell in cells)} words"
    return "closed", f"short: {words:.0f} words on average"


def _is_list_of_choices(cells: Sequence[str]) -> bool:
    """Whether answers are put together of the same few pieces, as forms write what was ticked."""
    pieces = [piece.casefold() for cell in cells for piece in _CHOICES.split(cell) if piece]
    return len(set(pieces)) <= _MOST_CHOICES and len(pieces) >= _OFTEN * len(set(pieces))


def _find_case(grid: Grid) -> str:
    order = {word: number for number, word in enumerate([*_CASE_HEADS.split(), *_NAME_HEADS.split()])}
    named = sorted((c for c in grid.columns if word_of(c) in order), key=lambda column: order[word_of(column)])
    return next((column for column in named if not _wrong_cases(grid, column)), "")


def _check_case(grid: Grid, column: str) -> str:
    if not column:
        return ""
    column = grid.columns[grid.find(column)]
    wrong = _wrong_cases(grid, column)
    if wrong:
        raise QualkitError(f"{grid.file}: {column!r} cannot name the cases: {wrong}")
    return column


def _wrong_cases(grid: Grid, column: str) -> str:
    """Why a column does not tell the persons apart; '' where it does."""
    first: dict[str, int] = {}
    for line, cell in zip(grid.lines, grid.cells(column), strict=True):
        if not cell:
            return f"it is empty on line {line}"
        if len(cell) > _LONGEST_CASE or "\n" in cell:
            return f"line {line} holds {cell[:40]!r}…, which is longer than a name"
        if cell in first:
            return f"{cell!r} stands on line {first[cell]} and on line {line}"
        first[cell] = line
    return ""


def is_persons_name(column: str) -> bool:
    """Whether a column is called as people's names are."""
    return word_of(column) in _NAME_HEADS.split()
