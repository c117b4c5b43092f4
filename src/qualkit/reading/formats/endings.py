"""Which reader a file's ending calls for, and whether the file is what its ending says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from qualkit.errors import Fault, FaultsError, suggest

if TYPE_CHECKING:
    from qualkit.reading.formats.manuscript import Manuscript

MOST_BYTES = 256 * 2**20  # of a file; a book of interviews has some 10 MB


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what reads it, and what its content may look like."""

    name: str
    module: str  # in this room; imported when a file of the kind is read
    function: str
    holds: str  # what `find_content` tells of such a file
    is_text: bool = False  # read by this process, in an encoding; what is not is read apart
    is_table: bool = False  # a spreadsheet: of turns, or of answers

    @property
    def read(self) -> Callable[..., Any]:
        reader: Callable[..., Any] = getattr(import_module(f"qualkit.reading.formats.{self.module}"), self.function)
        return reader


_PLAIN = Format("txt", "plain", "read_plain", "text", is_text=True)
_MARKDOWN = Format("md", "plain", "read_plain", "text", is_text=True)
_WORD = Format("docx", "word", "read_word", "docx")
_HTML = Format("html", "web", "read_html", "html")
_EXCEL = Format("xlsx", "grids", "read_grid", "xlsx", is_table=True)
_SEPARATED = Format("csv", "grids", "read_grid", "text", is_text=True, is_table=True)

FORMATS: dict[str, Format] = {
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".docx": _WORD,
    ".docm": _WORD,
    ".odt": Format("odt", "opendocument", "read_opendocument", "odt"),
    ".rtf": Format("rtf", "rtf", "read_rtf", "rtf"),
    ".html": _HTML,
    ".htm": _HTML,
    ".pdf": Format("pdf", "pdf", "read_pdf", "pdf"),
    ".vtt": Format("vtt", "subtitles", "read_vtt", "vtt", is_text=True),
    ".srt": Format("srt", "subtitles", "read_srt", "text", is_text=True),
    ".csv": _SEPARATED,
    ".tsv": _SEPARATED,
    ".xlsx": _EXCEL,
    ".xlsm": _EXCEL,
}
"""Every ending that can be read."""

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0", "ole"), (b"WEBVTT", "vtt"), (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"II*\x00", "picture"), (b"MM\x00*", "picture"),
    (b"ID3", "sound"), (b"OggS", "sound"), (b"fLaC", "sound"), (b"RIFF", "sound"), (b"#!AMR", "sound"),
    (b"\xff\xfb", "sound"), (b"\x1a\x45\xdf\xa3", "sound"), (b"7z\xbc\xaf", "packed"), (b"Rar!", "packed"),
    (b"\x1f\x8b", "packed"), (b"MZ", "program"), (b"\x7fELF", "program"),
)  # fmt: skip
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx"),
    (b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods"), (b"content.xml", "odt"),
    (b"epub+zip", "epub"), (b"Index/Document.iwa", "pages"),
)  # fmt: skip
_RENAME = "rename it so that it ends in {}"
_ADVICE: Mapping[str, tuple[str, str]] = {
    "text": ("plain text", _RENAME.format(".txt")),
    "docx": ("a Word document", _RENAME.format(".docx")),
    "odt": ("an OpenDocument text", _RENAME.format(".odt")),
    "rtf": ("rich text", _RENAME.format(".rtf")),
    "html": ("a web page", _RENAME.format(".html")),
    "pdf": ("a PDF", _RENAME.format(".pdf")),
    "vtt": ("WebVTT subtitles", _RENAME.format(".vtt")),
    "xlsx": ("an Excel workbook", _RENAME.format(".xlsx")),
    "ods": ("an OpenDocument spreadsheet", "open it and save it as .xlsx"),
    "pptx": ("a presentation", "copy its text into a .docx"),
    "epub": ("an e-book", "copy its text into a .docx"),
    "pages": ("a document of Apple Pages", "open it and export it as .docx"),
    "ole": ("a file in the old format of Office, or one locked by a password",
            "open it in Word or LibreOffice and save it without password as .docx (a table as .xlsx)"),
    "xml": ("XML", "open it in the program it comes from and save it as .docx"),
    "zip": ("a zip archive", "unpack it and import the files in it"),
    "packed": ("a packed archive", "unpack it and import the files in it"),
    "picture": ("a picture", "have its text recognised (OCR) and import that"),
    "sound": ("sound or video", "have it transcribed and import the transcript"),
    "program": ("a program", "leave it out"),
    "binary": ("no text but binary data", "open it in the program it comes from and save it as .docx or .txt"),
}  # fmt: skip
"""What a content is called, and what to do with a file whose ending says something else."""
_FITS: Mapping[str, frozenset[str]] = {
    "text": frozenset({"text", "xml"}),
    "html": frozenset({"html", "text", "xml"}),
    "vtt": frozenset({"vtt", "text"}),  # without its first line the reader says what is missing
    # what is torn at its beginning, or locked, is told by the reader
    "docx": frozenset({"docx", "ole", "zip"}),
    "odt": frozenset({"odt", "zip"}),
    "xlsx": frozenset({"xlsx", "ole", "zip"}),
}


def find_format(suffix: str, file: str, raw: bytes | None = None) -> Format:
    """The format of an ending. Raises FaultsError where there is none, telling by `raw` what can be done."""
    found = FORMATS.get(suffix.lower())
    if found is not None:
        return found
    called = f"a {suffix} file" if suffix else "a file without an ending"
    if raw:
        content, advice = _ADVICE[find_content(raw)]
        raise FaultsError([Fault(file, 0, f"{called} is not read; it holds {content}: {advice}")])
    known = ", ".join(FORMATS)
    near = suggest(suffix, FORMATS) if suffix else ""
    hint = f"; {near}" if near.startswith("did you mean") else ""
    raise FaultsError([Fault(file, 0, f"{called} is not read{hint}; readable are {known}")])


def find_content(raw: bytes) -> str:
    r"""What the bytes of a file look like, whatever the file is called.

    >>> find_content(b"%PDF-1.7 ..."), find_content(b"P: Hello."), find_content(b"PK\x03\x04...word/document.xml...")
    ('pdf', 'text', 'docx')
    """
    begin = raw[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((content for name, content in _IN_ZIP if name in raw), "zip")
    for sign, content in _BEGINNINGS:
        if begin.startswith(sign) and (content != "program" or b"\0" in begin):
            return content
    if begin[4:8] == b"ftyp":
        return "sound"
    lower = begin.lower()
    if lower.startswith((b"<!doctype html", b"<html")) or (lower.startswith(b"<?xml") and b"<html" in lower):
        return "html"
    if lower.startswith(b"<?xml"):
        return "xml"
    return "text" if _is_text(raw) else "binary"


def _is_text(raw: bytes) -> bool:
    """Whether bytes can be text in any encoding: no zeros, but every second one in UTF-16, three of four in UTF-32."""
    sample = raw[:4096]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or b"\0" not in sample:
        return True
    zeros = (sample[::2].count(0), sample[1::2].count(0))
    return max(zeros) * 4 > len(sample) and min(zeros) * 50 < len(sample)


def check_content(raw: bytes, found: Format, suffix: str, file: str) -> None:
    """Raise FaultsError where a file is empty, too large, or not what its ending says."""
    if not raw.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n\f\v\x1a"):
        raise FaultsError([Fault(file, 0, "the file is empty: was it saved, or copied whole?")])
    if len(raw) > MOST_BYTES:
        problem = f"the file has {len(raw) / 2**20:,.0f} MB, more than any text: see that it is the right one"
        raise FaultsError([Fault(file, 0, problem)])
    content = find_content(raw)
    if content == found.holds or content in _FITS.get(found.holds, ()):
        return
    if content in ("text", "binary") and found.holds not in ("text", "html", "vtt"):
        problem = f"it is no {found.name} file, or its beginning is torn: open it in the program it comes from"
        raise FaultsError([Fault(file, 0, f"{problem} and save it again as {suffix.lower()}")])
    called, advice = _ADVICE[content]
    raise FaultsError([Fault(file, 0, f"it ends in {suffix} but holds {called}: {advice}")])


def read_manuscript(raw: bytes, *, file: str, suffix: str, encoding: str | None = None) -> Manuscript:
    """Read the bytes of a file by its ending.

    Parameters
    ----------
    raw : its content.
    file : how faults name it.
    suffix : its ending, with the point.
    encoding : of a text file; guessed where it is not told and the text is not UTF-8.

    Raises
    ------
    FaultsError
        It is empty, broken, locked, not what its ending says, or no text.
    """
    found = find_format(suffix, file, raw)
    check_content(raw, found, suffix, file)
    options = {"encoding": encoding} if found.is_text else {}
    manuscript: Manuscript = found.read(raw, file=file, **options)
    return manuscript
