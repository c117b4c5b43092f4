"""OpenDocument text (.odt, as LibreOffice writes it; .fodt too), with footnotes in place and comments aside.

Tracked changes are taken as accepted. Headers and footers lie with the styles and are not read; hidden text is left out,
and told.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import TYPE_CHECKING

from qualkit.errors import Fault, FaultsError
from qualkit.reading.formats.archive import Archive, parse_xml
from qualkit.reading.formats.composing import Comment, Composer
from qualkit.reading.formats.manuscript import Manuscript, clean

if TYPE_CHECKING:
    from lxml import etree

MOST_REPEATED = 64  # empty cells and spaces in a row; a file may claim any number

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE, _STYLE, _DRAW = (_SPACE % name for name in ("office", "text", "table", "style", "drawing"))
_FO, _SVG = (_SPACE % name for name in ("xsl-fo-compatible", "svg-compatible"))
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_NAME = f"{_OFFICE}name"


def read_opendocument(raw: bytes, *, file: str) -> Manuscript:
    """The words of a text in OpenDocument's form and its comments; `file` is how faults name it.

    A footnote stands where it is referred to, as ` [footnote 1: its words]`. A row of a table is one paragraph with
    `cells`. A file without words gives a manuscript without paragraphs. Raises FaultsError where it is broken, locked,
    or something else.
    """
    roots = _read_flat(raw, file) if raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else _read_parts(raw, file)
    body = next(roots[-1].iter(f"{_OFFICE}text"), None)
    if body is None:
        other = next(
            (child.tag.rpartition("}")[2] for child in roots[-1].iter(f"{_OFFICE}body") for child in child), ""
        )
        found = f"it is a {other} in OpenDocument's form, not a text" if other else "no text is in it"
        raise FaultsError([Fault(file, 0, f"{found}: open it in LibreOffice, and save its text as .odt")])
    try:
        walk = _Walk(_Styles(roots), {end.get(_NAME) for end in body.iter(f"{_OFFICE}annotation-end")})
        walk.blocks(body)
    except RecursionError:
        problem = "its parts lie in one another deeper than any text's; it was not read"
        raise FaultsError([Fault(file, 0, problem)]) from None
    return walk.composer.compose(walk.comments, walk.notes())


def _read_flat(raw: bytes, file: str) -> list[etree._Element]:
    return [parse_xml(raw.lstrip(), file, "the text")]


def _read_parts(raw: bytes, file: str) -> list[etree._Element]:
    """The roots of the styles, where there are some, and of the text."""
    archive = Archive(raw, file)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise archive.refuse("it is locked by a password: open it in LibreOffice, and save it without")
    content = archive.read_xml("content.xml")
    if content is None:
        word = any(name.startswith("word/") for name in archive.names)
        raise archive.refuse("it is a file of Word: give it the ending .docx" if word else
                             "no text is in it: open it in the program it comes from, and save it as .odt")  # fmt: skip
    styles = archive.read_xml("styles.xml")
    return [content] if styles is None else [styles, content]


_UNSET = (False, False, False, False)  # bold, underlined, hidden, otherwise apart


class _Styles:
    """Whether a style sets words apart (bold, underlined) and whether it hides them; None where it does not say."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], tuple[bool | None, bool | None, bool | None, bool | None, str]] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style", f"{_STYLE}default-style"):
                self._add(style)

    def _add(self, style: etree._Element) -> None:
        properties = style.find(f"{_STYLE}text-properties")
        told: Mapping[str, str] = {} if properties is None else properties.attrib
        weight, line = told.get(f"{_FO}font-weight"), told.get(f"{_STYLE}text-underline-style")
        display = told.get(f"{_TEXT}display")
        section = style.find(f"{_STYLE}section-properties")
        if section is not None:
            display = section.get(f"{_TEXT}display")
        key = style.get(f"{_STYLE}family") or "", style.get(f"{_STYLE}name") or ""
        self._styles[key] = (
            None if weight is None else weight == "bold" or weight in ("600", "700", "800", "900"),
            None if line is None else line != "none",
            None if display is None else display == "none",
            _is_apart(told),
            style.get(f"{_STYLE}parent-style-name") or "",
        )

    def look(self, family: str, name: str) -> tuple[bool | None, bool | None, bool | None, bool | None]:
        """(bold, underlined, hidden, otherwise apart) by a style and those it is based on; '' is that of what names none."""
        told: list[bool | None] = [None, None, None, None]
        seen: set[str] = set()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            *own, parent = self._styles[family, name]
            told = [mine if known is None else known for known, mine in zip(told, own, strict=True)]
            name = parent
        return told[0], told[1], told[2], told[3]


def _is_apart(told: Mapping[str, str]) -> bool | None:
    """Whether a style is italic, in a colour, or in capitals; None where it says nothing of these."""
    signs = {
        f"{_FO}font-style": ("normal",), f"{_FO}font-variant": ("normal",), f"{_FO}text-transform": ("none",),
        f"{_FO}color": ("#000000",),
    }  # fmt: skip
    said = [told[key] not in plain for key, plain in signs.items() if key in told]
    return any(said) if said else None


class _Walk:
    """Goes through a text once and tells its composer what it sees."""

    def __init__(self, styles: _Styles, ends: Container[str | None] = ()) -> None:
        self.styles = styles
        self._ends = ends  # the names of comments that have an end of their own
        self.composer = Composer()
        self.comments: dict[str, Comment] = {}
        self._numbers = {"footnote": 0, "endnote": 0}
        self._in_note = False
        self._deletions = self._numbered = 0
        self._deleted: set[str] = set()  # the changes that are deletions
        self._deleting: str | None = None
        self._look = _UNSET
        self._boxes: list[etree._Element] = []

    def notes(self) -> Iterator[str]:
        if self._deletions:
            yield f"tracked changes were taken as accepted: {self._deletions:,} deletions were left out"
        if self._numbered:
            yield f"{self._numbered:,} items of lists have a number or bullet that is set for them; these are not in the text"

    def blocks(self, parent: etree._Element) -> None:
        """What stands between paragraphs; words there belong to no paragraph and are none."""
        for child in parent:
            action = _BLOCKS.get(child.tag)
            if action:
                action(self, child)
            else:
                self.blocks(child)

    def paragraph(self, element: etree._Element) -> None:
        outer = self._look, self._boxes
        self._look, self._boxes = _UNSET, []
        if element.tag == f"{_TEXT}h":
            self.composer.mark_heading()
        self.styled(element, "paragraph")
        if not self._deleting:  # else the next paragraph joins this one
            self.composer.end_paragraph()
        boxes = self._boxes
        self._look, self._boxes = outer
        for box in boxes:
            self.blocks(box)

    def item(self, element: etree._Element) -> None:
        self._numbered += 1
        self.composer.mark_item()
        self.blocks(element)

    def styled(self, element: etree._Element, family: str = "text") -> None:
        outer = self._look
        told = self.styles.look(family, element.get(f"{_TEXT}style-name") or "")
        bold, underlined, hidden, apart = (was if now is None else now for now, was in zip(told, outer, strict=True))
        self._look = bold, underlined, hidden, apart
        self.inline(element)
        self._look = outer

    def inline(self, element: etree._Element) -> None:
        self.say(element.text)
        for child in element:
            action = _INLINE.get(child.tag)
            if action:
                action(self, child)
            elif isinstance(child.tag, str):
                self.inline(child)
            self.say(child.tail)

    def say(self, text: str | None) -> None:
        if text and not self._deleting:
            if self._look[2]:
                self.composer.hide(text)
            else:
                self.composer.say(text.replace("\n", " "), bold=self._look[0] or self._look[1], apart=self._look[3])

    def spaces(self, element: etree._Element) -> None:
        self.say(" ")  # however many: a paragraph is cleaned to one

    def tab(self, element: etree._Element) -> None:
        self.say("\t")

    def line(self, element: etree._Element) -> None:
        if not self._look[2] and not self._deleting:
            self.composer.say("\n")

    def section(self, element: etree._Element) -> None:
        condition = element.get(f"{_TEXT}display")
        hidden = condition == "none" or self.styles.look("section", element.get(f"{_TEXT}style-name") or "")[2]
        if hidden:
            self.composer.hide("".join(element.itertext()))
        else:
            self.blocks(element)

    def row(self, element: etree._Element) -> None:
        cells = [child for child in element if child.tag in _CELLS]
        framed = len(cells) == 1  # a frame around paragraphs is no row
        if not framed:
            self.composer.begin_row()
        for cell in cells:
            self.blocks(cell)
            told = cell.get(f"{_TABLE}number-columns-repeated") or "1"
            for _ in range(min(max(int(told), 1), MOST_REPEATED) if told.isdecimal() and len(told) < 9 else 1):
                self.composer.end_cell()
        if not framed:
            self.composer.end_row()

    def box(self, element: etree._Element) -> None:
        """A text box is set after the paragraph that it hangs on."""
        self._boxes.append(element)

    def note(self, element: etree._Element) -> None:
        kind = "endnote" if element.get(f"{_TEXT}note-class") == "endnote" else "footnote"
        body = element.find(f"{_TEXT}note-body")
        if body is None or self._in_note:
            return
        self._numbers[kind] += 1
        self.composer.begin_note(f"{kind} {self._numbers[kind]}")
        self._in_note = True
        self.blocks(body)
        self._in_note = False
        self.composer.end_note()

    def comment(self, element: etree._Element) -> None:
        """A comment. Where it has an end further on, that names it; where it has none, it stands at the word before."""
        key = element.get(_NAME) or f"{len(self.comments)}."
        walk = _Walk(self.styles)
        walk.blocks(element)
        lines = "\n".join(paragraph.text for paragraph in walk.composer.compose({}).paragraphs)
        author, at = element.findtext(f"{_DC}creator") or "", element.findtext(f"{_DC}date")
        if key in self.comments:
            key = f"{key} {len(self.comments)}."
        self.comments[key] = Comment(lines, clean(author), at or None)
        if key in self._ends:
            self.composer.begin_remark(key)
        else:
            self.composer.end_remark(key)

    def comment_end(self, element: etree._Element) -> None:
        self.composer.end_remark(element.get(_NAME) or "")

    def changes(self, element: etree._Element) -> None:
        """What was deleted, kept at the beginning of a file for who would have it back."""
        for deletion in element.iter(f"{_TEXT}deletion"):
            self._deletions += 1
            region = deletion.getparent()
            self._deleted |= {region.get(f"{_TEXT}id"), region.get(f"{_XML}id")} - {None}

    def change_start(self, element: etree._Element) -> None:
        """In a .fodt what was deleted stands in its place, between two marks."""
        if element.get(f"{_TEXT}change-id") in self._deleted:
            self._deleting = element.get(f"{_TEXT}change-id")

    def change_end(self, element: etree._Element) -> None:
        if element.get(f"{_TEXT}change-id") == self._deleting:
            self._deleting = None

    def skip(self, element: etree._Element) -> None:
        pass


_SKIPPED = {
    f"{_OFFICE}forms": _Walk.skip,
    f"{_OFFICE}binary-data": _Walk.skip,
    f"{_SVG}title": _Walk.skip,
    f"{_SVG}desc": _Walk.skip,
    f"{_TEXT}tracked-changes": _Walk.changes,
    f"{_TEXT}change-start": _Walk.change_start,
    f"{_TEXT}change-end": _Walk.change_end,
    f"{_OFFICE}annotation": _Walk.comment,
    f"{_OFFICE}annotation-end": _Walk.comment_end,
}
_Action = Callable[[_Walk, "etree._Element"], None]
_BLOCKS: dict[str, _Action] = _SKIPPED | {
    f"{_TEXT}p": _Walk.paragraph,
    f"{_TEXT}h": _Walk.paragraph,
    f"{_TEXT}section": _Walk.section,
    f"{_TEXT}list-item": _Walk.item,
    f"{_TABLE}table-row": _Walk.row,
    **{
        f"{_TEXT}{kind}-source": _Walk.skip
        for kind in ("table-of-content", "illustration-index", "table-index", "object-index", "user-index",
                     "alphabetical-index", "bibliography")
    },
}  # fmt: skip
_INLINE: dict[str, _Action] = _SKIPPED | {
    f"{_TEXT}span": _Walk.styled,
    f"{_TEXT}s": _Walk.spaces,
    f"{_TEXT}tab": _Walk.tab,
    f"{_TEXT}line-break": _Walk.line,
    f"{_TEXT}note": _Walk.note,
    f"{_TEXT}p": _Walk.paragraph,
    **{
        f"{_DRAW}{shape}": _Walk.box
        for shape in ("frame", "g", "custom-shape", "rect", "ellipse", "circle", "line", "path", "polygon", "polyline",
                      "connector", "caption", "regular-polygon", "measure", "a")
    },
}  # fmt: skip
