"""Word's .docx: the text as it stands when all tracked changes are accepted, with footnotes in place and comments aside.

Read are paragraphs, tables, text boxes and content controls in their order. Headers and footers are other parts of the
file and are not read; hidden text and the numbers that Word puts before list items are left out, and told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qualkit.reading.formats.archive import Archive
from qualkit.reading.formats.composing import Comment, Composer
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.word_styles import (
    NAMESPACES,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TEXT_LEVEL,
    Styles,
    find_child,
    find_numbering,
    find_told,
    name_tags,
    read_attribute,
)

if TYPE_CHECKING:
    from lxml import etree

MOST_COLUMNS = 64  # of one merged cell; a file may claim any number

_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = name_tags("t")
_SAID = {
    tag: said
    for name, said in {
        "br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": "", "lastRenderedPageBreak": "",
    }.items()
    for tag in name_tags(name)
}  # fmt: skip
_PARAGRAPH_STYLE = name_tags("pStyle")
_DELETED, _OUTLINE = name_tags("del", "moveFrom"), name_tags("outlineLvl")
_CELL, _CELL_PROPERTIES, _SPAN, _CELL_DELETED = (
    name_tags("tc"), name_tags("tcPr"), name_tags("gridSpan"), name_tags("cellDel"),
)  # fmt: skip
_ROW_PROPERTIES = name_tags("trPr")
_PLACES = name_tags("commentRangeStart", "commentRangeEnd", "commentReference")

# Wingdings and Symbol keep their signs where Unicode has no names for them; these are what people set in transcripts.
_SIGNS = {
    ("wingdings", 0x4A): "☺", ("wingdings", 0x4B): "😐", ("wingdings", 0x4C): "☹", ("wingdings", 0xE0): "→",
    ("wingdings", 0xDF): "←", ("wingdings", 0xE8): "➔", ("wingdings", 0xFC): "✓", ("wingdings", 0xFB): "✗",
    ("wingdings", 0xA7): "▪", ("wingdings", 0xD8): "➢", ("symbol", 0xB7): "•", ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±", ("symbol", 0xB4): "×", ("symbol", 0xAE): "→", ("symbol", 0xAC): "←", ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥", ("symbol", 0xB9): "≠", ("symbol", 0x2D): "−",
}  # fmt: skip


def read_word(raw: bytes, *, file: str) -> Manuscript:
    """The words of a .docx (.docm, .dotx, .dotm) and its comments; `file` is how faults name it.

    A footnote stands where it is referred to, as ` [footnote 1: its words]`. A row of a table is one paragraph with
    `cells`; a merged cell is one cell, followed by empty ones. A file without words gives a manuscript without
    paragraphs. Raises FaultsError where it is broken, locked, or something else.
    """
    archive = Archive(raw, file)
    name = _find_document(archive)
    root = archive.read_xml(name)
    if root is None or root.tag not in name_tags("document"):
        raise archive.refuse(_explain_other(archive))
    parts = {kind: archive.read_xml(part) for kind, part in _find_parts(archive, name)}
    try:
        walk = _Walk(Styles(parts.get("styles")), parts)
        walk.expect(root, *(part for kind, part in parts.items() if kind.endswith("notes") and part is not None))
        comments = _read_comments(parts.get("comments"), walk.styles)
        walk.walk(root)
    except RecursionError:
        raise archive.refuse("its parts lie in one another deeper than any text's; it was not read") from None
    return walk.composer.compose(comments, walk.notes())


class _Walk:
    """Goes through a document once and tells its composer what it sees."""

    def __init__(self, styles: Styles, parts: dict[str, etree._Element | None] | None = None) -> None:
        self.styles = styles
        self.composer = Composer()
        self._sources = {kind: _find_notes((parts or {}).get(f"{kind}s")) for kind in ("footnote", "endnote")}
        self._numbers: dict[tuple[str, str | None], int] = {}
        self._in_note = False
        self._style: str | None = None
        self._plain = (False, False, False)  # how the paragraph's words look where they do not say
        self._boxes: list[etree._Element] = []
        self._placed: set[str] = set()
        self._told: set[etree._Element] = set()
        self._deletions = self._numbered = self._chunks = 0

    def expect(self, *roots: etree._Element) -> None:
        """Look through what is to be walked, faster than the walk does, for properties that matter to it."""
        self._told = set().union(*map(find_told, roots))

    def walk(self, parent: etree._Element) -> None:
        for child in parent:
            action = _ACTIONS.get(child.tag)
            if action:
                action(self, child)
            else:
                self.walk(child)

    def notes(self) -> Iterator[str]:
        if self._deletions:
            yield f"tracked changes were taken as accepted: {self._deletions:,} deletions were left out"
        if self._numbered:
            yield f"{self._numbered:,} paragraphs have a number or bullet that Word sets; these are not in the text"
        if self._chunks:
            yield ("a part of its text lies in it as a file of its own and was not read: open it in Word, "
                   "save it, and import it again")  # fmt: skip

    def paragraph(self, element: etree._Element) -> None:
        outer = self._style, self._plain, self._boxes
        first = next(iter(element), None)
        known = first is not None and first.tag in PARAGRAPH_PROPERTIES
        self._style, joined, listed, level = _read_properties(first) if known else (None, False, None, None)
        numbered = self.styles.numbers(self._style) if listed is None else listed
        self._plain, self._boxes = self.styles.look(self._style, None), []
        if numbered:
            self.composer.mark_item()
        if level if level is not None else self.styles.heads(self._style):
            self.composer.mark_heading()
        self.walk(element)
        if not joined:
            self.composer.end_paragraph()
        self._numbered += numbered
        boxes = self._boxes
        self._style, self._plain, self._boxes = outer
        for box in boxes:
            self.walk(box)

    def run(self, element: etree._Element) -> None:
        bold, hidden, apart = self._plain
        for child in element:
            tag = child.tag
            if tag in _TEXT:
                said = child.text or ""
                said = said.replace("\n", " ") if "\n" in said else said
            elif tag in RUN_PROPERTIES:
                if child in self._told:
                    bold, hidden, apart = self.styles.look(self._style, child)
                continue
            elif tag in _SAID:
                said = _SAID[tag]
            else:
                action = _ACTIONS.get(tag, _Walk.walk)
                action(self, child)
                continue
            if hidden:
                self.composer.hide(said)
            elif said:
                self.composer.say(said, bold=bold, apart=apart)

    def words(self, element: etree._Element) -> None:
        """Words outside a run, as formulas have them."""
        self.composer.say((element.text or "").replace("\n", " "), bold=self._plain[0])

    def sign(self, element: etree._Element) -> None:
        try:
            code = int(read_attribute(element, "char") or "", 16)
            self.composer.say(_SIGNS.get(((read_attribute(element, "font") or "").lower(), code & 0xFF)) or chr(code))
        except (ValueError, OverflowError):
            return

    def row(self, element: etree._Element) -> None:
        properties = find_child(element, _ROW_PROPERTIES)
        if properties is not None and find_child(properties, _DELETED) is not None:
            self.deletion(element)
            return
        framed = sum(1 for _ in _find_cells(element)) == 1  # a frame around paragraphs is no row
        if not framed:
            self.composer.begin_row()
        for cell in _find_cells(element, self.place):
            properties = find_child(cell, _CELL_PROPERTIES)
            if properties is not None and find_child(properties, _CELL_DELETED) is not None:
                self.deletion(cell)
                continue
            self.walk(cell)
            for _ in range(_count_columns(properties)):
                self.composer.end_cell()
        if not framed:
            self.composer.end_row()

    def alternative(self, element: etree._Element) -> None:
        """The first of what is there several times, for programs of different age."""
        for chosen in [child for child in element if child.tag == f"{_MARKUP}Choice"][:1] or element:
            self.walk(chosen)

    def box(self, element: etree._Element) -> None:
        """A text box is set after the paragraph that it hangs on."""
        self._boxes.append(element)

    def deletion(self, element: etree._Element) -> None:
        """What was deleted is left out, but not the comments' places in it."""
        self._deletions += any(child.text for child in element.iter(*name_tags("delText", "t")))
        for place in element.iter(*_PLACES):
            self.place(place)

    def place(self, element: etree._Element) -> None:
        key = read_attribute(element, "id") or ""
        name = element.tag.rpartition("}")[2]
        if name == "commentRangeStart":
            self.composer.begin_remark(key)
        elif name == "commentRangeEnd" or key not in self._placed:
            self._placed.add(key)
            self.composer.end_remark(key)

    def note(self, element: etree._Element) -> None:
        kind = element.tag.rpartition("}")[2].removesuffix("Reference")
        key = kind, read_attribute(element, "id")
        source = self._sources[kind].get(key[1])
        if source is None or self._in_note:
            return
        known = key in self._numbers
        number = self._numbers.setdefault(key, sum(1 for other, _ in self._numbers if other == kind) + 1)
        if known:  # a cross-reference: its words stand there already
            self.composer.say(f" [{kind} {number}]")
            return
        self.composer.begin_note(f"{kind} {number}")
        self._in_note = True
        self.walk(source)
        self._in_note = False
        self.composer.end_note()

    def chunk(self, element: etree._Element) -> None:
        self._chunks += 1

    def skip(self, element: etree._Element) -> None:
        pass


_ACTIONS: dict[str, Callable[[_Walk, etree._Element], None]] = {
    f"{{{space}}}{name}": action
    for space in NAMESPACES
    for action, names in {
        _Walk.paragraph: "p",
        _Walk.run: "r",
        _Walk.words: "t",
        _Walk.sign: "sym",
        _Walk.row: "tr",
        _Walk.box: "txbxContent",
        _Walk.deletion: "del moveFrom",
        _Walk.place: "commentRangeStart commentRangeEnd commentReference",
        _Walk.note: "footnoteReference endnoteReference",
        _Walk.chunk: "altChunk subDoc",
        _Walk.skip: "pPr rPr delText instrText delInstrText sdtPr sdtEndPr tblPr tblPrEx tblGrid trPr tcPr sectPr fldData "
        "ffData background docPartObj",
    }.items()
    for name in names.split()
} | {
    f"{{{_MATHS}}}t": _Walk.words,
    "{http://purl.oclc.org/ooxml/officeDocument/math}t": _Walk.words,
    f"{_MARKUP}AlternateContent": _Walk.alternative,
}  # fmt: skip


def _read_properties(properties: etree._Element) -> tuple[str | None, bool, bool | None, bool | None]:
    """A paragraph's style, whether its end was deleted (the next one joins it), and what it says of its own.

    That is whether it is numbered, and whether it is a heading.
    """
    style, joined, level = None, False, None
    for child in properties:
        if child.tag in _PARAGRAPH_STYLE:
            style = read_attribute(child)
        elif child.tag in RUN_PROPERTIES:
            joined = find_child(child, _DELETED) is not None
        elif child.tag in _OUTLINE:
            level = read_attribute(child) != TEXT_LEVEL
    return style, joined, find_numbering(properties), level


def _find_cells(
    parent: etree._Element, place: Callable[[etree._Element], None] | None = None
) -> Iterator[etree._Element]:
    """The cells of a row, also those in content controls; `place` is told of comments' places between them."""
    for child in parent:
        if child.tag in _CELL:
            yield child
        elif child.tag in _PLACES:
            if place:
                place(child)
        else:
            yield from _find_cells(child, place)


def _count_columns(properties: etree._Element | None) -> int:
    span = None if properties is None else find_child(properties, _SPAN)
    told = "" if span is None else read_attribute(span) or ""
    return min(max(int(told), 1), MOST_COLUMNS) if told.isdecimal() and len(told) < 9 else 1


def _find_notes(root: etree._Element | None) -> dict[str | None, etree._Element]:
    return {read_attribute(note, "id"): note for note in (() if root is None else root)}


def _read_comments(root: etree._Element | None, styles: Styles) -> dict[str, Comment]:
    comments = {}
    for element in () if root is None else root:
        walk = _Walk(styles)
        walk.expect(element)
        walk.walk(element)
        lines = "\n".join(paragraph.text for paragraph in walk.composer.compose({}).paragraphs)
        author, at = read_attribute(element, "author") or "", read_attribute(element, "date") or None
        comments[read_attribute(element, "id") or ""] = Comment(lines, author.strip(), at)
    return comments


def _find_document(archive: Archive) -> str:
    """Where the text lies: mostly word/document.xml, but a file may name it otherwise."""
    for kind, part in _find_relations(archive, "_rels/.rels", ""):
        if kind == "officeDocument" and part in archive.names:
            return part
    return "word/document.xml"


def _find_parts(archive: Archive, document: str) -> Iterator[tuple[str, str]]:
    folder, name = posixpath.split(document)
    for kind, part in _find_relations(archive, posixpath.join(folder, "_rels", f"{name}.rels"), folder):
        if kind in ("styles", "footnotes", "endnotes", "comments"):
            yield kind, part


def _find_relations(archive: Archive, name: str, folder: str) -> Iterator[tuple[str, str]]:
    root = archive.read_xml(name)
    for element in () if root is None else root:
        kind, target = element.get("Type") or "", element.get("Target") or ""
        if element.get("TargetMode") != "External":
            yield kind.rpartition("/")[2], posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _explain_other(archive: Archive) -> str:
    if "mimetype" in archive.names and "content.xml" in archive.names:
        return "it is an OpenDocument file, not Word's: give it the ending .odt"
    if any(name.startswith("xl/") for name in archive.names):
        return "it is a workbook of Excel, not a text of Word: give it the ending .xlsx"
    if any(name.startswith("ppt/") for name in archive.names):
        return "it is a presentation, not a text of Word: save its text as .docx, .txt or .pdf"
    return "no text of Word is in it: open it in the program it comes from, and save it as .docx"
