"""The page's side of a view: ES modules joined into one text, as a notebook's page takes it, and the styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from qualkit.errors import QualkitError

SCRIPTS = Path(__file__).parent / "js"

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w-]+\.js)"[ \t]*;?[ \t]*(?://.*)?$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const|let|var)\b)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default\b", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_NAME = re.compile(r"^(export )?(?:(?:async )?function\b\*?|class|const|let|var)\s+([A-Za-z_$][\w$]*)", re.MULTILINE)


@cache
def join_scripts(entry: str, folder: Path = SCRIPTS) -> str:
    """The module `entry` and all that it imports, in one text, each module once and after those that it needs.

    A page gets one text and cannot ask for files beside it, so `import` lines are left out and `export ` before a
    declaration too: all modules then share their top-level names. Raises QualkitError for what cannot be joined so:
    other forms of import and export, a name that two modules declare, a name that the other module does not export,
    modules that import each other.
    """
    modules: dict[str, str] = {}
    _read(entry, folder, (), modules)
    _check_names(modules, folder)
    parts = []
    for name, source in modules.items():
        without = _IMPORT.sub(lambda line: "\n" * line[0].count("\n"), source)  # lines keep their numbers
        joined = _EXPORT.sub("", without)
        for line in _LEFT.finditer(joined):
            if name == entry and _DEFAULT.match(line[0]):
                continue
            raise _fault(name, joined, line, "imports are `import { a, b } from \"./x.js\"`, exports stand before a "
                         "declaration, and only the entry has a default")  # fmt: skip
        parts.append(f"// {name}\n{joined.strip()}\n")
    return "\n".join(parts)


@cache
def join_styles(*names: str, folder: Path = SCRIPTS) -> str:
    """The style sheets in one text, in the order given."""
    return "\n".join(f"/* {name} */\n{_source(name, folder).strip()}\n" for name in names)


def _source(name: str, folder: Path) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise QualkitError(f"this installation lacks widget/js/{name}; install qualkit anew") from None


def _read(name: str, folder: Path, importing: tuple[str, ...], modules: dict[str, str]) -> None:
    """Put the module's source behind those that it imports."""
    if name in importing:
        circle = " → ".join([*importing[importing.index(name) :], name])
        raise QualkitError(f"widget/js: modules that import each other cannot be joined: {circle}")
    if name in modules:
        return
    source = _source(name, folder)
    for match in _IMPORT.finditer(source):
        _read(match[2], folder, (*importing, name), modules)
    modules[name] = source


def _check_names(modules: dict[str, str], folder: Path) -> None:
    exported = {name: {match[2] for match in _NAME.finditer(source) if match[1]} for name, source in modules.items()}
    home: dict[str, str] = {}
    for name, source in modules.items():
        for match in _NAME.finditer(source):
            if home.setdefault(match[2], name) != name:
                raise _fault(name, source, match, f"{match[2]!r} is declared in {home[match[2]]} too: rename one, as "
                             "joined modules share their names")  # fmt: skip
        for match in _IMPORT.finditer(source):
            for wanted in _imported(match[1]):
                if wanted not in exported[match[2]]:
                    raise _fault(name, source, match, f"{match[2]} exports no {wanted!r}; import names as they are")


def _imported(names: str) -> Iterator[str]:
    return filter(None, (name.strip() for name in names.split(",")))


def _fault(name: str, source: str, match: re.Match[str], problem: str) -> QualkitError:
    line = source.count("\n", 0, match.start()) + 1
    return QualkitError(f"widget/js/{name}:{line}: cannot be joined: {match[0].strip()!r}: {problem}")
