"""Excel workbooks (.xlsx): the cells of one sheet, as texts, the way a person sees them."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from qualkit.errors import FaultsError, suggest
from qualkit.reading.formats.archive import Archive
from qualkit.reading.formats.separated import Cells

MOST_CELLS = 20_000_000
_MOST_ROWS = 1_100_000  # a sheet has 1,048,576
_MOST_UNPACKED = 512 * 2**20  # bytes of all XML together

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell ")
_NEVER_COMPUTED = re.compile(
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PADDED = re.compile(r'(?:"([^"]*)")?(0{2,})')


def read_workbook(raw: bytes, *, file: str, sheet: str | None = None) -> Cells:
    """The cells of the first visible sheet that holds anything, or of the one that is named. Raises FaultsError.

    Formulas are read as the values that Excel stored for them. What was left out is told in the notes.
    """
    archive = Archive(raw, file)
    if not any(name.startswith("xl/workbook") for name in archive.names):  # online, it is workbook2.xml at times
        raise archive.refuse("it is no Excel workbook, whatever its name says; save it as .xlsx or as CSV (UTF-8)")
    _check_parts(archive)
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions and styles that openpyxl does not know, and we do not need
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
            return _read_book(book, archive, sheet)
    except FaultsError:
        raise
    except Exception as error:  # openpyxl raises whatever comes of it when a file is not as it should be
        problem = f"it is broken ({type(error).__name__}: {error}); open it in Excel or LibreOffice and save it again"
        raise archive.refuse(problem) from None


def _check_parts(archive: Archive) -> None:
    """Refuse what unpacks to too much, and XML that declares entities: openpyxl unpacks and parses on its own."""
    unpacked = 0
    for name in sorted(archive.names):
        if not name.lower().endswith((".xml", ".rels")):
            continue
        content = archive.read(name)
        unpacked += len(content)
        if unpacked > _MOST_UNPACKED:
            raise archive.refuse(f"it unpacks to more than {_MOST_UNPACKED // 2**20} MB: it was not read")
        if b"<!DOCTYPE" in (content.replace(b"\0", b"") if b"\0" in content[:8] else content):
            raise archive.refuse(f"{name} in it declares entities of its own, as no program writes them; "
                                 "the file was not read")  # fmt: skip


def _read_book(book: Any, archive: Archive, named: str | None) -> Cells:
    sheets = {each.title: each for each in book.worksheets}
    if named is not None and named not in sheets:
        raise archive.refuse(f"it has no sheet {named!r}: {suggest(named, sheets)}")
    hidden = {title for title, each in sheets.items() if each.sheet_state != "visible"}
    order = [named] if named is not None else sorted(sheets, key=lambda title: title in hidden)
    read: Cells = Cells([], [])
    title = ""
    for title in order:
        read = _read_sheet(sheets[title], archive)
        if read.rows:
            break
    others = [each for each in sheets if each != title and _has_content(sheets[each])]
    notes = []
    if others or title in hidden:
        notes.append(f"the sheet {title!r}{' (hidden)' if title in hidden else ''} was read")
    if others:
        names = ", ".join(f"{each!r}{' (hidden)' if each in hidden else ''}" for each in others)
        notes.append(f"other sheets were not read: {names}; name one to read it")
    if any(name.startswith(("xl/comments", "xl/threadedComments")) for name in archive.names):
        notes.append("comments on its cells were left out")
    return Cells(read.rows, read.lines, (*notes, *read.notes))


def _has_content(sheet: Any) -> bool:
    sheet.reset_dimensions()
    return any(cell.value is not None for row in _limited(sheet) for cell in row)


def _limited(sheet: Any) -> Iterator[Any]:
    """The rows of a sheet, but never more than a sheet can have, or than fit into memory."""
    cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells += len(row)
        if number > _MOST_ROWS or cells > MOST_CELLS:
            raise OverflowError(f"more cells than {MOST_CELLS:,}, or rows than any sheet has")
        yield row


def _read_sheet(sheet: Any, archive: Archive) -> Cells:
    sheet.reset_dimensions()  # what a file says of its own size is often wrong, and cuts cells off
    rows: list[list[str]] = []
    lines: list[int] = []
    for line, row in enumerate(_limited(sheet), start=1):
        texts = [_show(cell.value, cell.number_format) if cell.value is not None else "" for cell in row]
        if any(texts):
            rows.append(texts)
            lines.append(line)
    source = archive.read(getattr(sheet, "_worksheet_path", ""))
    notes = []
    merged, uncomputed = len(_MERGED.findall(source)), len(_NEVER_COMPUTED.findall(source))
    if merged:
        several = f"{merged} groups of merged cells" if merged > 1 else "one group of merged cells"
        notes.append(f"{several}: what they hold was read into the first cell of each, and the others are empty")
    if uncomputed:
        several = f"{uncomputed} formulas have" if uncomputed > 1 else "one formula has"
        notes.append(f"{several} no stored value and count as empty: open the file in Excel, save it, read it again")
    return Cells(rows, lines, tuple(notes))


def _show(value: Any, form: str) -> str:
    """A cell as a person sees it, but for dates, which are written 2020-01-31, and the roundings of display."""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _show_number(value, form or "")
    if isinstance(value, datetime):
        return _show_moment(value)
    if isinstance(value, time):
        return _show_clock(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second,
                                     microseconds=value.microsecond), "02")  # fmt: skip
    if isinstance(value, timedelta):
        return _show_clock(value, "")
    return value.isoformat() if isinstance(value, date) else str(value)


def _show_number(value: float, form: str) -> str:
    if form.endswith("%"):
        return f"{value * 100:.15g}%"
    if float(value).is_integer() and abs(value) < 1e15:
        padded = _PADDED.fullmatch(form)
        if padded and value >= 0:
            return f"{padded[1] or ''}{int(value):0{len(padded[2])}}"
        return str(int(value))
    return f"{value:.15g}"


def _show_moment(value: datetime) -> str:
    # a day's fraction in binary: seconds come as 59.999997
    value = (value + timedelta(microseconds=500)) if value < datetime.max - timedelta(seconds=1) else value
    value = value.replace(microsecond=value.microsecond // 1000 * 1000)
    if not (value.hour or value.minute or value.second or value.microsecond):
        return value.date().isoformat()
    how = "milliseconds" if value.microsecond else "seconds" if value.second else "minutes"
    return value.isoformat(sep=" ", timespec=how)


def _show_clock(value: timedelta, hours: str) -> str:
    thousandths = round(value.total_seconds() * 1000)
    seconds, rest = divmod(abs(thousandths), 1000)
    shown = f"{seconds // 3600:{hours}}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{'-' if thousandths < 0 else ''}{shown}{f'.{rest:03}' if rest else ''}"
