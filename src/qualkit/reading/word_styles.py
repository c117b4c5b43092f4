"""What Word's styles say of a run of words: whether it is set apart (bold, underlined), and whether it is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
RUN_PROPERTIES = name_tags("rPr")
_TOLD = _BOLD | _UNDERLINED | _HIDDEN | _CHARACTER_STYLE


@dataclass(frozen=True, slots=True)
class _Look:
    """None where nothing is said."""

    bold: bool | None = None
    underlined: bool | None = None
    hidden: bool | None = None
    style: str | None = None

    def over(self, base: _Look) -> _Look:
        """This look, with what it leaves open taken from what it is based on."""
        return _Look(
            base.bold if self.bold is None else self.bold,
            base.underlined if self.underlined is None else self.underlined,
            base.hidden if self.hidden is None else self.hidden,
        )


_PLAIN = _Look()


class Styles:
    """The styles of a document; `look` tells (set apart, hidden) of a run."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, tuple[_Look, str | None]] = {}
        self._default: str | None = None  # the paragraphs' style where they name none
        self._base = _PLAIN
        self._resolved: dict[str | None, _Look] = {}
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
        self._styles[name] = look, None if base is None else read_attribute(base)
        if read_attribute(element, "type") == "paragraph" and read_attribute(element, "default") in ("1", "true", "on"):
            self._default = name

    def look(self, paragraph_style: str | None, properties: etree._Element | None) -> tuple[bool, bool]:
        below = self._look_of_paragraph(paragraph_style)
        own = _PLAIN if properties is None else _read_look(properties)
        if own.style:
            style = self._follow(own.style)
            # bold in a style of characters inside bold in a style of paragraphs is not bold (ECMA-376, 17.7.3)
            switched = _Look(
                bool(style.bold) != bool(below.bold), style.underlined, bool(style.hidden) != bool(below.hidden)
            )
            below = switched.over(below)
        seen = own.over(below)
        return bool(seen.bold or seen.underlined), bool(seen.hidden)

    def _look_of_paragraph(self, name: str | None) -> _Look:
        if name not in self._resolved:
            self._resolved[name] = self._follow(name or self._default).over(self._base)
        return self._resolved[name]

    def _follow(self, name: str | None) -> _Look:
        look = _PLAIN
        for style in self._chain(name):
            look = look.over(style)
        return look

    def _chain(self, name: str | None) -> Iterator[_Look]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            look, name = self._styles[name]
            yield look


def _read_look(properties: etree._Element | None) -> _Look:
    bold = underlined = hidden = style = None
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
        else:
            hidden = value not in _OFF
    return _Look(bold, underlined, hidden, style)
