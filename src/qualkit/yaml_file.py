"""YAML that people write by hand: every scalar is a string until a schema says otherwise, every fault has a line.

`NO`, `010` and `2017-02-16` stay what was typed. Anchors, aliases and tags are refused.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from qualkit.errors import Fault, FaultsError, suggest
from qualkit.files import read_text

_PLAIN = {"str", "int", "float", "bool", "null", "timestamp", "value", "merge", "map", "seq"}  # tags nobody wrote
_PLAIN_SOURCE = re.compile(r"[A-Za-z0-9_ \n{}\[\]:,.#-]*")
_WORDS = re.compile(r"[A-Za-z0-9_]+(?: [A-Za-z0-9_]+)*")
_NUMBERED = re.compile(r"w([0-9]+)")


class Schema(BaseModel):
    """Base of what a YAML file may hold: unknown keys are faults, values do not change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _by_language(value: Any) -> Any:
    return {"": value} if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""One word, or a list of words."""

Text = Annotated[Mapping[str, str], BeforeValidator(_by_language)]
"""A text, or one a language: `{en: Service, id: Pelayanan}`; a bare string serves every language."""

SchemaType = TypeVar("SchemaType", bound=Schema)


def in_language(text: Mapping[str, str], language: str) -> str:
    """The text in that language, else in the first it has, else ''.

    >>> in_language({"en": "Service", "id": "Pelayanan"}, "id")
    'Pelayanan'
    """
    return text.get(language) or text.get("") or next((words for words in text.values() if words), "")


class Lines(dict[str, Any]):
    """A mapping that knows the line of each of its keys."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


class LinedList(list[Any]):
    """A list that knows the line of each of its items."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


def load_strings(source: str, file: str, first_line: int = 1) -> Any:
    """Parse YAML into maps and lists of strings that know their lines; None where there is nothing.

    Raises FaultsError for what is not YAML, a repeated key, an anchor, an alias or a tag.
    """
    form, words = _find_form(source)
    node = _compose_form(form) if form else None
    try:
        if node is None:
            node, words = _compose(source), []
        return _construct(node, file, first_line, words)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else 0
        raise FaultsError([Fault(file, line, f"not valid YAML: {_first_line(error.problem)}")]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise FaultsError([Fault(file, 0, f"not valid YAML: {_first_line(str(error))}")]) from None


def _compose(source: str) -> Any:
    return YAML(typ="safe", pure=True).compose(source)


def _find_form(source: str) -> tuple[str, list[str]]:
    """A plain source with its words numbered (`w0: w1`), and the words; no form where something is not plain.

    The headers of a study differ in their words and have few forms. Where there are no signs but brackets, colons,
    commas, points, hyphens and number signs, no word means more to YAML than any other word that stands in its place.
    A key may have 1,024 characters; so many has a plain source at most.
    """
    if len(source) > 1024 or not _PLAIN_SOURCE.fullmatch(source):
        return "", []
    words = _WORDS.findall(source)
    numbers = itertools.count()
    return _WORDS.sub(lambda _: f"w{next(numbers)}", source), words


@functools.lru_cache(maxsize=1024)
def _compose_form(form: str) -> Any:
    """What the reader of YAML makes of a form; None where there is nothing or a fault (told from the source itself)."""
    try:
        return _compose(form)
    except (YAMLError, ValueError, RecursionError):
        return None


def _construct(node: Any, file: str, first_line: int, words: Sequence[str]) -> Any:
    """What a node means, with `words` in place of its numbered words, where there are any."""

    def value_of(scalar: ScalarNode) -> str:
        if words and (alone := _NUMBERED.fullmatch(scalar.value)):
            return words[int(alone[1])]
        return _NUMBERED.sub(lambda found: words[int(found[1])], scalar.value) if words else str(scalar.value)

    if node is not None and (node.anchor or str(node.tag).removeprefix("tag:yaml.org,2002:") not in _PLAIN):
        problem = "anchors (&), aliases (*) and tags (!) are not allowed; put a value that begins so in quotes"
        raise FaultsError([Fault(file, node.start_mark.line + first_line, problem)])
    if isinstance(node, ScalarNode):
        return value_of(node)
    if isinstance(node, SequenceNode):
        items = LinedList()
        for item in node.value:
            items.append(_construct(item, file, first_line, words))
            items.lines.append(item.start_mark.line + first_line)
        return items
    if not isinstance(node, MappingNode):
        return None
    mapping = Lines()
    for key, value in node.value:
        line = key.start_mark.line + first_line
        if not isinstance(key, ScalarNode):
            raise FaultsError([Fault(file, line, "a key must be a plain word")])
        name = value_of(key)
        if name in mapping:
            raise FaultsError([Fault(file, line, f"the key {name!r} stands twice; keep one")])
        mapping[name] = _construct(value, file, first_line, words)
        mapping.lines[name] = line
    return mapping


def _first_line(problem: str | None) -> str:
    return " ".join((problem or "it cannot be parsed").strip().splitlines()[:1])


def read_yaml(path: Path, file: str, schema: type[SchemaType]) -> tuple[SchemaType, Callable[..., int]]:
    """Read a file against a schema; also a function that tells the line of a place in it.

    `line("findings", 2, "support")` is the line on which that value stands (0 if it stands nowhere).
    Raises FaultsError with every fault of the file.
    """
    return validate(load_strings(read_text(path, file), file), file, schema)


def validate(data: Any, file: str, schema: type[SchemaType]) -> tuple[SchemaType, Callable[..., int]]:
    """Hold loaded YAML against a schema, as `read_yaml` does."""
    data = Lines() if data in (None, "") else data

    def line(*place: str | int) -> int:
        return _line_of(data, place)

    if not isinstance(data, Mapping):
        raise FaultsError([Fault(file, 1, "expected `key: value` lines at the top of the file")])
    try:
        return schema.model_validate(_without_empty(data)), line
    except ValidationError as error:
        raise FaultsError(
            Fault(file, _line_of(data, problem["loc"]), _explain(dict(problem), schema)) for problem in error.errors()
        ) from None


def _without_empty(data: Any) -> Any:
    """A key with nothing behind it is as if it were not there."""
    if isinstance(data, Mapping):
        return {key: _without_empty(value) for key, value in data.items() if value is not None and value != ""}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [_without_empty(value) for value in data]
    return data


def _line_of(data: Any, place: Sequence[str | int]) -> int:
    line = 1
    for step in place:
        if not (isinstance(data, Lines) and step in data.lines) and not (
            isinstance(data, LinedList) and isinstance(step, int) and step < len(data.lines)
        ):
            break
        line, data = data.lines[step], data[step]  # type: ignore[index]
    return line


def _explain(problem: dict[str, Any], schema: type[BaseModel]) -> str:
    place = [step for step in problem["loc"] if isinstance(step, str) and step != "[key]"]
    key = place[-1] if place else ""
    if problem["type"] == "missing":
        return f"'{key}' is missing; add a line `{key}: …`"
    if problem["type"] == "extra_forbidden":
        return f"unknown key '{key}'; {suggest(key, _keys(schema, problem['loc'][:-1]))}"
    if problem["type"] in ("union_tag_invalid", "union_tag_not_found"):
        expected = problem["ctx"].get("expected_tags", "")
        return f"'kind' is missing or unknown; it is one of {expected}" if expected else "'kind' is missing"
    found = problem["input"]
    shown = f", found {str(found)[:60]!r}" if isinstance(found, str | int | float) else ""
    message = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return f"'{key}' {message[:1].lower()}{message[1:]}{shown}"


def _keys(schema: type[BaseModel], place: Sequence[str | int]) -> set[str]:
    """The keys a schema knows at a place; all keys of all its parts where the place is one of several kinds."""
    seen: set[type[BaseModel]] = set()
    queue: list[Any] = [schema]
    while queue:
        part = queue.pop()
        queue.extend(getattr(part, "__args__", ()))
        if isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
            seen.add(part)
            queue.extend(described.annotation for described in part.model_fields.values())
    parts = [part for part in seen if part is not schema] if place else [schema]
    return {described.alias or name for part in parts for name, described in part.model_fields.items()}
