"""What Word's styles say: how words look (bold, underlined, otherwise apart, hidden), and what are items or headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml import etree

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # what Word calls "Strict Open XML"
)
_OFF = frozenset({"0", "false", "off", "none"})


def name_tags(*names: str) -> frozenset[str]:
    """The full tags of Word's elements, as both of its namespaces write them."""
    return frozenset(f"{{{space}}}{name}" for space in NAMESPACES for name in names)


def read_attribute(element: etree._Element, name: str = "val") -> str | None:
    for space in NAMESPACES:
        value: str | None = element.get(f"{{{space}}}{name}")
        if value is not None:
            return value
    return None


def find_child(element: etree._Element, tags: frozenset[str]) -> etree._Element | None:
    return next((child for child in element if child.tag in tags), None)


_BOLD, _UNDERLINED, _HIDDEN = name_tags("b"), name_tags("u"), name_tags("vanish")
_CHARACTER_STYLE, _BASE, _STYLE, _DEFAULTS = (
    name_tags("rStyle"), name_tags("basedOn"), name_tags("style"), name_tags("rPrDefault"),
)  # fmt: skip
_CAPITALS_OR_SLANTED, _COLOUR = name_tags("i", "smallCaps", "caps"), name_tags("color")
_PLAIN_COLOURS = frozenset({"auto", "000000", "windowtext", "none"})
_NAME, _OUTLINE = name_tags("name"), name_tags("outlineLvl")
TEXT_LEVEL = "9"  # of an outline: no heading
RUN_PROPERTIES, PARAGRAPH_PROPERTIES = name_tags("rPr"), name_tags("pPr")
_NUMBERED, _NUMBERING = name_tags("numPr"), name_tags("numId")
_TOLD = _BOLD | _UNDERLINED | _HIDDEN | _CHARACTER_STYLE | _CAPITALS_OR_SLANTED | _COLOUR


_Look = tuple[bool | None, bool | None, bool | None, bool | None, str | None]
"""Bold, underlined, hidden, otherwise apart, and the style of characters; None where nothing is said."""
_PLAIN: _Look = (None, None, None, None, None)


class Styles:
    """The styles of a document: `look` tells of a run whether it is (bold or underlined, hidden, otherwise apart).

    `numbers` and `heads` tell whether paragraphs are items of a list, or headings.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, tuple[_Look, bool | None, str | None]] = {}
        self._headings: dict[str, bool] = {}  # of the styles that say so themselves
        self._default: str | None = None  # the paragraphs' style where they name none
        self._base = _PLAIN
        self._known: dict[tuple[str | None, _Look], tuple[bool, bool, bool]] = {}
        for element in () if root is None else root:
            if element.tag in _STYLE:
                self._add(element)
            else:
                for defaults in element.iter(*_DEFAULTS):
                    self._base = _read_look(find_child(defaults, RUN_PROPERTIES))

    def _add(self, element: etree._Element) -> None:
        name = read_attribute(element, "styleId") or ""
        base = find_child(element, _BASE)
        look = _read_look(find_child(element, RUN_PROPERTIES))
        properties = find_child(element, PARAGRAPH_PROPERTIES)
        listed = None if properties is None else find_numbering(properties)
        self._styles[name] = look, listed, None if base is None else read_attribute(base)
        level = None if properties is None else find_child(properties, _OUTLINE)
        called = find_child(element, _NAME)
        if level is not None:
            self._headings[name] = read_attribute(level) != TEXT_LEVEL
        elif called is not None and (read_attribute(called) or "").lower().startswith(("heading", "title")):
            self._headings[name] = True
        if read_attribute(element, "type") == "paragraph" and read_attribute(element, "default") in ("1", "true", "on"):
            self._default = name

    def look(self, paragraph_style: str | None, properties: etree._Element | None) -> tuple[bool, bool, bool]:
        own = _PLAIN if properties is None else _read_look(properties)
        key = paragraph_style, own
        if key not in self._known:
            self._known[key] = self._resolve(paragraph_style, own)
        return self._known[key]

    def _resolve(self, paragraph_style: str | None, own: _Look) -> tuple[bool, bool, bool]:
        below = _put_over(self._follow(paragraph_style or self._default), self._base)
        if own[4]:
            bold, underlined, hidden, apart, _ = self._follow(own[4])
            # bold in a style of characters inside bold in a style of paragraphs is not bold (ECMA-376, 17.7.3)
            switched = (bool(bold) != bool(below[0]), underlined, bool(hidden) != bool(below[2]), apart, None)
            below = _put_over(switched, below)
        seen_bold, seen_underlined, seen_hidden, seen_apart, _ = _put_over(own, below)
        return bool(seen_bold or seen_underlined), bool(seen_hidden), bool(seen_apart)

    def numbers(self, paragraph_style: str | None) -> bool:
        """Whether a style puts a number or bullet before its paragraphs."""
        told = (listed for _, listed in self._find_bases(paragraph_style or self._default) if listed is not None)
        return next(told, False)

    def heads(self, paragraph_style: str | None) -> bool:
        """Whether a style is that of a heading, or of a title."""
        name, seen = paragraph_style, set[str]()
        while name is not None and name in self._styles and name not in seen:
            if name in self._headings:
                return self._headings[name]
            seen.add(name)
            name = self._styles[name][2]
        return False

    def _follow(self, name: str | None) -> _Look:
        """How a style looks, with what it leaves open taken from those it is based on."""
        look = _PLAIN
        for own, _ in self._find_bases(name):
            look = _put_over(look, own)
        return look

    def _find_bases(self, name: str | None) -> Iterator[tuple[_Look, bool | None]]:
        """What a style says itself, then those it is based on."""
        seen = set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            look, listed, name = self._styles[name]
            yield look, listed


def find_numbering(properties: etree._Element) -> bool | None:
    """Whether a paragraph's or style's properties number it; None where they leave it open. Number 0 takes it away."""
    numbered = find_child(properties, _NUMBERED)
    number = None if numbered is None else find_child(numbered, _NUMBERING)
    return None if number is None else read_attribute(number) != "0"


def find_told(root: etree._Element) -> set[etree._Element]:
    """The properties of runs that say anything of what is asked here; most tell of fonts alone."""
    return {told.getparent() for told in root.iter(*_TOLD)}


def _put_over(look: _Look, base: _Look) -> _Look:
    bold, underlined, hidden, apart, _ = (below if own is None else own for own, below in zip(look, base, strict=True))
    return cast(_Look, (bold, underlined, hidden, apart, None))


def _read_look(properties: etree._Element | None) -> _Look:
    bold = underlined = hidden = apart = None
    style: str | None = None
    for child in () if properties is None else properties:
        tag = child.tag
        if tag not in _TOLD:
            continue
        value = read_attribute(child)
        if tag in _CHARACTER_STYLE:
            style = value
        elif tag in _BOLD:
            bold = value not in _OFF
        elif tag in _UNDERLINED:
            underlined = value not in _OFF and value is not None
        elif tag in _CAPITALS_OR_SLANTED:
            apart = apart or value not in _OFF
        elif tag in _COLOUR:
            apart = apart or (value or "auto").lower() not in _PLAIN_COLOURS
        else:
            hidden = value not in _OFF
    return bold, underlined, hidden, apart, style
