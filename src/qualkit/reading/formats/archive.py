"""Zip archives and the XML in them, as strangers make them: what unpacks to too much or names an entity is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from qualkit.errors import Fault, FaultsError

if TYPE_CHECKING:
    from lxml import etree

MOST_UNPACKED = 256 * 2**20  # bytes of one file in an archive; an hour's interview has some 2 MB of XML
MOST_FILES = 20_000

_OLE = b"\xd0\xcf\x11\xe0"  # what a file begins with that Office locked with a password, or made before 2007
_NO_MEMORY, _BEYOND_LIMITS = 2, 114  # what libxml2 calls them
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip


class Archive:
    """The files of an archive (.docx, .odt, .xlsx), each unpacked only when it is asked for, and never beyond a limit.

    Raises FaultsError where it is no archive, is torn, or is locked by a password.
    """

    def __init__(self, raw: bytes, file: str) -> None:
        self.file = file
        if raw.startswith(_OLE):
            raise self.refuse("it is locked by a password, or in the old format of Office (.doc, .xls): open it in the "
                              "program it comes from and save it without password, as .docx, .odt or .xlsx")  # fmt: skip
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            self.names = frozenset(self._zip.namelist())
        except _BROKEN as error:
            why = "part of it is missing" if isinstance(error, zipfile.BadZipFile) else str(error)
            raise self.refuse(f"it is broken, or not what its name says ({why}): copy it anew, or open it in the "
                              "program it comes from, and save it again") from None  # fmt: skip
        if len(self.names) > MOST_FILES:
            raise self.refuse(f"it holds {len(self.names):,} files, more than any text has; it was not unpacked")

    def refuse(self, problem: str) -> FaultsError:
        return FaultsError([Fault(self.file, 0, problem)])

    def read(self, name: str) -> bytes:
        """The bytes of one of its files; b'' where it has none of that name."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(MOST_UNPACKED + 1)
        except _BROKEN as error:
            locked = "password" in str(error) or "encrypt" in str(error)
            why = "it is locked by a password: save it without" if locked else f"it is broken ({error})"
            raise self.refuse(f"{name} in it cannot be unpacked: {why}") from None
        if len(content) > MOST_UNPACKED:
            raise self.refuse(f"{name} in it unpacks to more than {MOST_UNPACKED // 2**20} MB: it was not read. No text is "
                              "so long: see that it is the right file")  # fmt: skip
        return content

    def read_xml(self, name: str) -> etree._Element | None:
        """The root of one of its XML files; None where it has none of that name."""
        content = self.read(name)
        return parse_xml(content, self.file, name) if content else None


def parse_xml(content: bytes, file: str, name: str) -> etree._Element:
    """The root of an XML file. Raises FaultsError where it is torn or declares a document type, which may hold a bomb."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FaultsError([Fault(file, 0, _explain(error, name))]) from None
    if root.getroottree().docinfo.doctype:
        problem = f"{name} in it declares entities of its own, as no program writes them; the file was not read"
        raise FaultsError([Fault(file, 0, problem)])
    return root


def _explain(error: Exception, name: str) -> str:
    """What is wrong with an XML file; the parser's own words only where they say it."""
    code, said = getattr(error, "code", None), str(error)
    if code == _NO_MEMORY:
        return f"{name} in it is larger than any text is, and was not read: save the file in parts"
    if code == _BEYOND_LIMITS:
        return (f"{name} in it is nested deeper, or unpacks to more, than any text does, as in hostile files; it was not "
                "read")  # fmt: skip
    said = said.removesuffix(f" (<string>, line {getattr(error, 'lineno', 0)})")
    return f"{name} in it is broken XML ({said}): open it in the program it comes from, and save it again"
