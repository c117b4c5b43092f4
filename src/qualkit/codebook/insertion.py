"""Where in the text of codebook.yaml a new code stands, and how it is written there.

Text is only ever put in between: what stands in the file stays as it is, byte for byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from qualkit.errors import QualkitError

Insertion = tuple[int, str]
"""A place in the text, and what is put there."""

Fields = Sequence[tuple[str, str | Mapping[str, str]]]
"""The keys of an entry, each with its words, or its words by language."""

# What no reader of YAML takes for a number, a date, yes or no.
_PLAIN = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)$)[a-z][a-z0-9._/-]*", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NAMES = ("code", "id", "by", "action", "to")
_LINE_END = re.compile(r"\r\n|\n|\r|$")
_REST_OF_LINE = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)")


def insert_code(source: str, code: Fields, change: Fields) -> str:
    """The codebook's text with one more code, and one more entry in its history.

    Raises QualkitError where the file is written in a way that leaves no place for it.
    """
    root = YAML(typ="safe", pure=True).compose(source)
    page = _Page(source, root)
    insertions = [*page.place_code(code), *page.place_change(change)]
    insertions.sort(key=lambda insertion: insertion[0])  # stable: what is put at one place keeps its order
    parts, last = [], 0
    for place, text in insertions:
        parts += [source[last:place], text]
        last = place
    return "".join([*parts, source[last:]])


class _Page:
    """The text of a codebook with the nodes that YAML sees in it."""

    def __init__(self, source: str, root: MappingNode) -> None:
        self.source = source
        self.root = root
        self.newline = next((end for end in ("\r\n", "\n", "\r") if end in source), "\n")
        self.nodes: dict[str, Any] = {key.value: value for key, value in root.value}

    # --- a code ------------------------------------------------------------------------------------------

    def place_code(self, code: Fields) -> list[Insertion]:
        codes = self.nodes["codes"]
        if not isinstance(codes, SequenceNode):
            raise QualkitError("`codes:` is no list")
        paths = [_value(item, "code") for item in codes.value]
        after, before = _find_neighbour(paths, str(dict(code)["code"]))
        if codes.flow_style:
            return self._put_in_brackets(codes, after, self._flow(code))
        fellow = codes.value[after]
        lines = [self._flow(code)] if fellow.flow_style else self._block(code, _styles(codes.value))
        return self._put_in_list(codes, after, lines, before=before)

    # --- the history -------------------------------------------------------------------------------------

    def place_change(self, change: Fields) -> list[Insertion]:
        history = self.nodes.get("history")
        if isinstance(history, SequenceNode) and history.flow_style:
            return self._put_in_brackets(history, len(history.value) - 1, self._flow(change))
        if isinstance(history, SequenceNode):
            lines = [self._flow(change)] if history.value[-1].flow_style else self._block(change, {})
            return self._put_in_list(history, len(history.value) - 1, lines)
        if self.root.flow_style:
            return [(self.root.value[-1][1].end_mark.index, f", {self._key('history')}: [{self._flow(change)}]")]
        entry = f"{' ' * self.root.start_mark.column}  - {self._flow(change)}{self.newline}"
        if history is not None:
            key = next(key for key, _ in self.root.value if key.value == "history")
            return [self._at_line(_LINE_END.search(self.source, key.end_mark.index).end(), entry)]  # type: ignore[union-attr]
        place = self._line_after(self.root)
        rest = self.source[place:]
        if not re.search(r"^[^#\s]", rest, re.MULTILINE):  # nothing but comments: they stay with what they are about
            place = len(self.source)
        return [self._at_line(place, f"{self.newline}{' ' * self.root.start_mark.column}history:{self.newline}{entry}")]

    # --- places ------------------------------------------------------------------------------------------

    def _put_in_list(
        self, items: SequenceNode, number: int, lines: list[str], *, before: bool = False
    ) -> list[Insertion]:
        """In a list of lines that begin with hyphens, beside its item `number`."""
        column, item = items.start_mark.column, items.value[number]
        beside = item.start_mark.column - column if item.start_mark.column > column else 2
        lines = [" " * column + "-" + " " * (beside - 1) + lines[0], *(" " * (column + beside) + x for x in lines[1:])]
        text = "".join(line + self.newline for line in lines)
        apart = self.newline if self._are_apart(items) else ""
        if before:
            dash = self.source.rindex("-", 0, item.start_mark.index)
            return [(dash - column, text + apart)]
        place = self._line_after(item)
        while comment := re.compile(rf"[ ]{{{column + 1},}}#[^\r\n]*(?:\r\n|\n|\r|$)").match(self.source, place):
            place = comment.end()  # it is set in: it belongs to the item
        if _ends_in_block(item):
            return [self._at_line(place, text + apart)]  # an empty line before it would belong to that text
        return [self._at_line(place, apart + text)]

    def _put_in_brackets(self, items: SequenceNode, number: int, text: str) -> list[Insertion]:
        """In a list in brackets, after its item `number`."""
        column = self.root.start_mark.column + 2
        if not items.value and self.root.flow_style:
            return [(items.start_mark.index + 1, text)]
        if not items.value:
            return [(items.start_mark.index + 1, f"{self.newline}{' ' * column}{text}")]
        item = items.value[number]
        end = item.end_mark.index
        rest = _REST_OF_LINE.match(self.source, end)
        begins = re.split("[\r\n]", self.source[: item.start_mark.index])[-1]
        has_line = not begins.strip(" ")
        if not rest:
            return [(end, f",{self.newline}{begins}{text}" if has_line else f", {text}")]
        indent = begins if has_line else " " * column
        put = [(rest.end(), f"{indent}{text}{rest[1]}{self.newline}")]
        return put if rest[1] else [*put, (end, ",")]

    def _line_after(self, node: Any) -> int:
        """Where the line after the last one of a node begins."""
        end, is_block = _end(node)
        if is_block:
            return end
        return _LINE_END.search(self.source, end).end()  # type: ignore[union-attr]

    def _at_line(self, place: int, text: str) -> Insertion:
        ended = not place or self.source[place - 1] in "\r\n"
        return place, text if ended else self.newline + text

    def _are_apart(self, items: SequenceNode) -> bool:
        """Whether empty lines stand between most items of a list."""
        gaps = [
            re.search(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)", self.source[_end(one)[0] : other.start_mark.index])
            for one, other in zip(items.value, items.value[1:], strict=False)
        ]
        return sum(gap is not None for gap in gaps) * 2 > len(gaps)

    # --- writing -----------------------------------------------------------------------------------------

    def _block(self, fields: Fields, styles: Mapping[str, bool]) -> list[str]:
        """An entry as lines `key: words`; `styles` tells of which keys the languages stand in braces."""
        lines: list[str] = []
        for key, value in fields:
            if isinstance(value, str) or styles.get(key, key == "label"):
                lines.append(f"{key}: {self._value(key, value)}")
            else:
                lines += [f"{key}:", *(f"  {_quote(language)}: {_text(text)}" for language, text in value.items())]
        return lines

    def _flow(self, fields: Fields) -> str:
        return "{" + ", ".join(f"{self._key(key)}: {self._value(key, value)}" for key, value in fields) + "}"

    def _key(self, key: str) -> str:
        return _text(key) if self.root.flow_style else _quote(key)  # a file all in braces may be JSON, and stays it

    def _value(self, key: str, value: str | Mapping[str, str]) -> str:
        if not isinstance(value, str):
            return "{" + ", ".join(f"{self._key(language)}: {_text(text)}" for language, text in value.items()) + "}"
        return self._key(value) if key in _NAMES else _text(value)


def _find_neighbour(paths: Sequence[str], code: str) -> tuple[int, bool]:
    """The number of the code beside which a new one stands, and whether before it: its last sibling or its parent."""
    children = [number for number, path in enumerate(paths) if path.startswith(f"{code}/")]
    if children:
        return children[0], True
    above = code
    while above := above.rpartition("/")[0]:
        family = [number for number, path in enumerate(paths) if path == above or path.startswith(f"{above}/")]
        if family:
            return family[-1], False
    return len(paths) - 1, False


def _styles(items: Sequence[MappingNode]) -> dict[str, bool]:
    """Of each key whose words stand by language: whether they stand in braces, as they do in most codes."""
    found: dict[str, list[bool]] = {}
    for item in items:
        for key, value in item.value:
            if isinstance(value, MappingNode):
                found.setdefault(key.value, []).append(bool(value.flow_style))
    return {key: sum(braces) * 2 > len(braces) for key, braces in found.items()}


def _value(item: Any, name: str) -> str:
    pairs = item.value if isinstance(item, MappingNode) else ()
    return next((str(value.value).strip() for key, value in pairs if key.value == name), "")


def _end(node: Any) -> tuple[int, bool]:
    """Where the last words of a node end, and whether as a block of text (`|` or `>`), whose end begins a line."""
    if isinstance(node, ScalarNode):
        return node.end_mark.index, node.style in ("|", ">")
    if node.flow_style or not node.value:
        return node.end_mark.index, False
    if isinstance(node, SequenceNode):
        return _end(node.value[-1])
    key, value = node.value[-1]
    if isinstance(value, ScalarNode) and value.start_mark.index == value.end_mark.index:
        return key.end_mark.index, False  # nothing stands behind the key: YAML sees nothing, further below
    return _end(value)


def _ends_in_block(node: Any) -> bool:
    return _end(node)[1]


def _quote(text: str) -> str:
    """Words as YAML: plain where they are one plain word, else in quotes."""
    return text if _PLAIN.fullmatch(text) else _text(text)


def _text(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
