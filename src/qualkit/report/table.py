"""A table for a paper: three rules, rounded for reading, to copy from the notebook or to write as a Word file."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from qualkit.columns import to_rows
from qualkit.errors import QualkitError
from qualkit.files import write_whole
from qualkit.wording import format_number, format_share, say, say_or_same

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["text", "number", "share", "p"]
EMPTY: Final = "–"
_SHARES: Final = {"share", "share_all", "low", "high", "threshold", "change_relative"}
_OPEN: Final = {"change_relative"}  # shares that may lie beyond 0 and 1
_GROUPED: Final = 10_000  # a column that stays below it has no thousands marks: 2017 is a year as often as a number
_MOST_DECIMALS: Final = 4
_NARROW: Final = 14  # letters: no column of words is made narrower
_LETTER: Final = 74_000  # of a page's measure (914,400 an inch): a broad letter of this size
_WORDED = {"effect_name": "effect", "method": "method", "correction": "correction", "verdict": "verdict"}
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in any XML
_FONT, _SIZE, _SMALL = "Times New Roman", 10, 9
_THICK, _THIN = 1.5, 0.75  # points
_SUFFIXES = (".docx", ".html")


@dataclass(frozen=True)
class Column:
    """A column as it is shown: its head, its cells, and whether they are numbers."""

    head: str
    kind: Kind
    cells: tuple[str, ...]

    @property
    def align(self) -> str:
        return "left" if self.kind == "text" else "right"


@dataclass(frozen=True)
class ShownTable:
    """A table as it is printed; make one with `show_table`."""

    columns: tuple[Column, ...]
    n_rows: int
    caption: str = ""
    note: str = ""

    def __repr__(self) -> str:
        named = f" {self.caption!r}" if self.caption else ""
        return f"<Table{named}: {self.n_rows} rows, {len(self.columns)} columns; next: qk.write_table(table, 't.docx')>"

    def _repr_html_(self) -> str:
        last = self.n_rows - 1
        head = "".join(_cell("th", column.head, column, rule=_THIN, top=_THICK) for column in self.columns)
        rows = "".join(
            "<tr>"
            + "".join(_cell("td", c.cells[row], c, rule=_THICK if row == last else 0) for c in self.columns)
            + "</tr>"
            for row in range(self.n_rows)
        )
        caption, note = _paragraph(self.caption, _SIZE, "0 0 4pt"), _paragraph(self.note, _SMALL, "4pt 0 0")
        table = f"<table style='border-collapse:collapse;margin:0'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return f"<div style='background:#fff;color:#000'>{caption}{table}{note}</div>"


def show_table(table: pd.DataFrame, *, caption: str = "", note: str = "", language: str = "en") -> ShownTable:
    """A table as papers print it, which keeps its form when it is copied from the notebook into a text.

    Parameters
    ----------
    table : any table. An index that has a name, or names in it, stands first.
    caption : above the table.
    note : below it: what n is, what is missing. What is empty is told in any case.
    language : of the heads and numbers, `en` or `id`.

    Returns
    -------
    ShownTable
        Rules at the top, under the head and at the bottom. Rounded for reading, the table itself is not changed:
        shares (between 0 and 1, in columns that hold shares) in whole percent; p values with three decimals, below
        .001 as such; other numbers with two decimals, or whole if all of the column are, or with up to four
        where all are small. Numbers stand at the right. `–` is an empty cell. The house's columns are named in
        words, others by their name.

    Examples
    --------
    >>> import pandas as pd
    >>> shown = show_table(pd.DataFrame({"code": ["a", "b"], "share": [0.5, None], "p_value": [0.0004, 0.03]}))
    >>> [(column.head, column.cells) for column in shown.columns]
    [('Code', ('a', 'b')), ('Share', ('50%', '–')), ('p', ('< .001', '.030'))]
    """
    if table.index.nlevels > 1 or table.index.name is not None or table.index.dtype.kind == "O":
        table = table.reset_index()
    columns = tuple(
        _show_column(table.columns[place], to_rows(table.iloc[:, [place]]), language) for place in range(table.shape[1])
    )
    empty = say("table_empty", language) if any(EMPTY in column.cells for column in columns) else ""
    return ShownTable(columns, len(table), caption, " ".join(filter(None, (note, empty))))


def write_table(
    table: pd.DataFrame | ShownTable, path: str | Path, *, caption: str = "", note: str = "", language: str = "en"
) -> Path:
    """Write a table, as `show_table` shows it, into a Word file (.docx) or a page (.html).

    Parameters
    ----------
    table : a table, or what `show_table` made of one; then caption, note and language are that one's.
    path : the file; what is there is written over. A table of more than eight columns lies across the page (A4).

    Raises
    ------
    QualkitError
        For another ending, and where the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() not in _SUFFIXES:
        raise QualkitError(f"cannot write {path.name}: write a file that ends in {' or '.join(_SUFFIXES)}")
    shown = table if isinstance(table, ShownTable) else show_table(table, caption=caption, note=note, language=language)
    content = _to_docx(shown) if path.suffix.lower() == ".docx" else _to_page(shown, language)
    try:
        write_whole(path, content)
    except OSError as error:
        raise QualkitError(f"cannot write {path}: {error.strerror}; is it open in another program?") from None
    return path


# Cells


def _show_column(name: Any, rows: Sequence[Mapping[str, Any]], language: str) -> Column:
    values = [value for row in rows for value in row.values()]
    kind = _kind(name, values)
    numbers = [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    decimals = _decimals(numbers)
    grouped = any(abs(number) >= _GROUPED for number in numbers)

    def show(value: Any) -> str:
        if value is None or value == "":
            return EMPTY
        if isinstance(value, bool):
            return say("yes" if value else "no", language)
        if not isinstance(value, int | float):
            return say_or_same(_WORDED[str(name)], str(value), language) if name in _WORDED else str(value)
        if kind == "share":
            return format_share(value, language)
        return _format_p(value, language) if kind == "p" else _format_fixed(value, decimals, grouped, language)

    return Column(_head(name, language), kind, tuple(show(value) for value in values))


def _head(name: Any, language: str) -> str:
    """The name in words: with a capital, but for n and p, and for what may be a code, a case or a sign."""
    if isinstance(name, tuple):  # of several rows of heads
        return " · ".join(_head(part, language) for part in name)
    words = say_or_same("column", str(name), language)
    plain = words.split(",")[0] in ("n", "p") or not (
        str(name).isidentifier() and (len(str(name)) > 2 or words != str(name))
    )
    return words if plain else words[:1].upper() + words[1:]


def _kind(name: Any, values: Iterable[Any]) -> Kind:
    known = [value for value in values if value is not None and value != ""]
    if not known or not all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return "text"
    within = all(0 <= value <= 1 for value in known)
    if str(name) in _OPEN or (within and (str(name) in _SHARES or str(name).startswith("share_"))):
        return "share"
    return "p" if within and str(name) in ("p", "p_value", "p_adjusted") else "number"


def _decimals(numbers: Sequence[float]) -> int:
    """0 where all are whole or some are large; else two, or more where all are small."""
    if all(number.is_integer() for number in numbers) or any(abs(number) >= _GROUPED for number in numbers):
        return 0
    most = max(abs(number) for number in numbers)
    return min(_MOST_DECIMALS, max(2, 1 + math.ceil(-math.log10(most))))


def _format_fixed(value: float, decimals: int, grouped: bool, language: str) -> str:
    text = f"{abs(value):{',' if grouped else ''}.{decimals}f}"
    if language == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    if value and not float(text.translate(str.maketrans("", "", ",."))):
        least = format_number(10**-decimals, language, decimals=decimals)
        return f"< {least}" if value > 0 else f"> −{least}"
    return f"−{text}" if value < 0 else text


def _format_p(value: float, language: str) -> str:
    """.012 in English, 0,012 in Indonesian; never 0 or 1 by rounding.

    >>> [_format_p(p, "en") for p in (0.0004, 0.0123, 0.9996, 1.0)], _format_p(0.0123, "id")
    (['< .001', '.012', '> .999', '1.000'], '0,012')
    """
    sign, shown = ("< ", 0.001) if value < 0.001 else ("> ", 0.999) if 0.9995 <= value < 1 else ("", value)
    text = f"{shown:.3f}"
    return sign + (text.replace(".", ",") if language == "id" else text.removeprefix("0"))


# As HTML


def _paragraph(text: str, size: int, margin: str) -> str:
    style = f"font:{size}pt {_FONT},serif;margin:{margin};text-align:left"
    return f"<p style='{style}'>{_lines(text)}</p>" if text else ""


def _cell(tag: str, text: str, column: Column, *, rule: float, top: float = 0) -> str:
    """A cell with all its form in itself: that is what a word processor keeps."""
    rules = f"border:none;border-bottom:{rule}pt solid #000" if rule else "border:none"
    over = f";border-top:{top}pt solid #000" if top else ""
    font = f"font:{'bold ' if tag == 'th' else ''}{_SIZE}pt {_FONT},serif"
    place = f"text-align:{column.align};vertical-align:{'bottom' if tag == 'th' else 'top'};padding:2pt 6pt"
    wide = ";white-space:nowrap" if column.kind != "text" and tag == "td" else ""
    return f"<{tag} style='{rules}{over};{font};{place};background:#fff;color:#000{wide}'>{_lines(text)}</{tag}>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _to_page(shown: ShownTable, language: str) -> bytes:
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    head = f"<meta charset='utf-8'><meta http-equiv='Content-Security-Policy' content=\"{policy}\">"
    title = f"<title>{escape(shown.caption or 'qualkit')}</title>"
    return f"<!DOCTYPE html><html lang='{escape(language)}'><head>{head}{title}</head><body>{shown._repr_html_()}</body></html>\n".encode()


# As a Word file


def _to_docx(shown: ShownTable) -> bytes:
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = _legal(shown.caption)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    section = document.sections[0]
    sides = (Mm(210), Mm(297))
    across = len(shown.columns) > 8
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = sides[::-1] if across else sides
    section.left_margin = section.right_margin = Mm(25)
    if shown.caption:
        _write_paragraph(document.add_paragraph(), shown.caption, before_table=True)
    if shown.columns:
        _add_table(document, shown, int(section.page_width) - int(Mm(50)))
    if shown.note:
        _write_paragraph(document.add_paragraph(), shown.note, size=_SMALL)
    out = io.BytesIO()
    document.save(out)
    return _without_time(out.getvalue())


def _add_table(document: Any, shown: ShownTable, width: int) -> None:
    from docx.oxml import OxmlElement

    grid = document.add_table(rows=1 + shown.n_rows, cols=len(shown.columns))
    grid.autofit = False  # the widths are ours, in the grid as in each cell: programs read the one or the other
    letters = width // _LETTER
    parts = _share_out(shown.columns, letters)
    for number, column in enumerate(shown.columns):
        grid.columns[number].width = width * parts[number] // max(sum(parts), letters)
        for row, text in enumerate((column.head, *column.cells)):
            cell = grid.cell(row, number)
            cell.width = width * parts[number] // max(sum(parts), letters)
            top, bottom = (_THICK if row == 0 else 0), (_THIN if row == 0 else 0)
            _rule(cell, top, _THICK if row == shown.n_rows else bottom)
            _write_paragraph(cell.paragraphs[0], text, bold=row == 0, right=column.align == "right")
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # the head again on each page


def _share_out(columns: Sequence[Column], letters: int) -> list[int]:
    """The width of each column in letters: as it wants, and where that is too much the widest give way first."""
    parts = []
    for column in columns:
        lines = [line for text in column.cells for line in text.split("\n")]
        parts.append(4 + max(map(len, (*lines, *column.head.split(), "–"))))  # four for the margins of a cell
    while sum(parts) > letters and max(parts) > _NARROW:
        parts[parts.index(max(parts))] -= 1
    return parts


def _write_paragraph(
    paragraph: Any, text: str, *, size: int = _SIZE, bold: bool = False, right: bool = False, before_table: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(_legal(text))
    run.font.name, run.font.size, run.bold = _FONT, Pt(size), bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), _FONT)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = Pt(1 if not before_table else 0)
    paragraph.paragraph_format.space_after = Pt(4 if before_table else 1)
    paragraph.paragraph_format.keep_with_next = before_table


def _rule(cell: Any, top: float, bottom: float) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tcBorders")
    for side, points in (("top", top), ("bottom", bottom)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "single" if points else "nil")
        if points:
            edge.set(qn("w:sz"), str(round(points * 8)))  # eighths of a point
            edge.set(qn("w:color"), "000000")
        borders.append(edge)
    cell._tc.get_or_add_tcPr().append(borders)


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


def _without_time(archive: bytes) -> bytes:
    """The same archive with no clock in it: the same table gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
