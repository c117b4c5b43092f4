"""The rules of the house, held by a test: what imports what, how long, how cheap, how private."""

from __future__ import annotations

import ast
import functools
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "qualkit"
MODULES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

HEAVY = {"pandas", "numpy", "spacy", "sklearn", "matplotlib", "scipy", "anywidget", "ipywidgets"}

# Bottom to top: a module imports from its own room and from those named before it, never from those after it.
ROOMS = (
    "errors",
    "statistics",
    "start",
    "lab",
    "wording",
    "model",
    "columns",
    "conditions",
    "files",
    "language",
    "patterns",
    "yaml_file",
    "settings",
    "amounts",
    "sheets",
    "outcomes",
    "prices",
    "reading",
    "codebook",
    "claims",
    "coding",
    "study",
    "importing",
    "analysis",
    "findings",
    "figures",
    "checks",
    "report",
    "widget",
    "",  # qualkit/__init__.py, the public names
    "cli",
    "__main__",
)
# Beyond the order of the list: a figure draws a table and knows nothing of where it came from.
NEVER = {("figures", room) for room in ("study", "analysis", "findings")}

# GPL or AGPL: they may be an oracle in a test, the package does not import them.
COPYLEFT = {
    "Levenshtein", "PyQt5", "PyQt6", "Unidecode", "fitz", "html2text", "igraph", "krippendorff", "leidenalg",
    "odf", "pingouin", "pymupdf", "rpy2", "unidecode",
}  # fmt: skip

LEFT_OPEN = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X])\b")
PRIVATE_PATH = re.compile(
    r"(?<![\w./+:-])"  # not inside an address, a relative path or base64
    r"(?:/(?:ho[m]e|Us[e]rs|ro[o]t|wo[r]k|t[m]p)/|[A-Za-z]:[\\/]+Us[e]rs\b)"
)
EXAMPLE_WORDS = {"moneylender", "moneylenders", "rentenir", "koperasi", "cooperative", "co-operative"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


def parametrize_paths(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=name_of)


# Imports


def room_of(path: Path) -> str:
    top = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if top == "__init__" else top


def imported_names(path: Path) -> Iterator[tuple[int, str]]:
    """Every imported name in full, with its line: inside functions and under TYPE_CHECKING too."""
    package = ["qualkit", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)


def imported_rooms(path: Path) -> Iterator[tuple[int, str]]:
    for line, name in imported_names(path):
        top, _, rest = name.partition(".")
        if top == "qualkit":
            room = rest.partition(".")[0]
            yield line, room if (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").is_file() else ""


@parametrize_paths(MODULES)
def test_every_module_stands_in_a_room(path: Path) -> None:
    assert room_of(path) in ROOMS, (
        f"{name_of(path)} stands in no room: add {room_of(path)!r} to ROOMS in {name_of(Path(__file__))}, at its height"
    )


@parametrize_paths(MODULES)
def test_imports_run_downward_only(path: Path) -> None:
    own = room_of(path)
    height = {room: level for level, room in enumerate(ROOMS)}
    faults = [
        f"{name_of(path)}:{line} imports {room or 'the public names'}"
        for line, room in imported_rooms(path)
        if height.get(room, len(ROOMS)) > height.get(own, -1) or (own, room) in NEVER
    ]
    assert not faults, f"{own or 'qualkit'} may import only what stands below it: " + "; ".join(faults)


def test_import_is_cheap() -> None:
    program = "import json, sys, qualkit; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert HEAVY.isdisjoint(json.loads(done.stdout)), "import them where they are used"


# Licences


def declared_dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["lab"]]
    return sorted({re.match(r"[\w.-]+", requirement)[0] for requirement in declared})


def read_licence(distribution: str) -> str:
    """The licence by the most exact field there is; of the old free field, which holds whole texts, one line."""
    about = importlib.metadata.metadata(distribution)
    classifiers = [line for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    first_line = (about.get("License") or "").strip().partition("\n")[0]
    return about.get("License-Expression") or "; ".join(classifiers) or first_line


def is_copyleft(licence: str) -> bool:
    """True for GPL and AGPL; false for the LGPL, and for GCC's libraries, whose exception allows any use."""
    allowed = r"LGPL|Lesser General Public|GPL\S*(?: WITH |-with-)GCC"
    rest = re.sub(allowed, "", licence, flags=re.I)
    return bool(re.search(r"GPL|GNU (?:Affero )?General Public", rest, flags=re.I))


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("MIT", False),
        ("BSD-3-Clause AND GPL-3.0-or-later WITH GCC-exception-3.1", False),
        ("LGPL-3.0-or-later", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("GPL-3.0-only", True),
        ("AGPL-3.0", True),
        ("License :: OSI Approved :: GNU General Public License v2 (GPLv2)", True),
        ("GNU Affero General Public License v3", True),
    ],
)
def test_a_copyleft_licence_is_told_from_the_others(licence: str, expected: bool) -> None:
    assert is_copyleft(licence) is expected


@pytest.mark.parametrize("distribution", declared_dependencies())
def test_no_dependency_is_under_the_gpl(distribution: str) -> None:
    licence = read_licence(distribution)
    assert licence, f"{distribution} names no licence"
    assert not is_copyleft(licence), f"{distribution}: {licence}"


@parametrize_paths(MODULES)
def test_the_package_imports_no_gpl_library(path: Path) -> None:
    found = [(line, name) for line, name in imported_names(path) if name.split(".")[0] in COPYLEFT]
    assert not found, name_of(path)


# Nothing is wired to the example study


def example_words() -> set[str]:
    """Words of the example: its documents, cases, measures and codes, and what it is about."""
    folder = ROOT / "transcripts"
    cases, outcomes = ((folder / name).read_text(encoding="utf-8") for name in ("cases.csv", "outcomes.csv"))
    ids = {line.partition(",")[0] for line in cases.splitlines()[1:]}
    measures = set(outcomes.splitlines()[0].split(",")[1:])
    documents = {path.stem for path in folder.rglob("*.txt")}
    codes: set[str] = set()
    for log in (ROOT / "coding" / "codings").glob("*.jsonl"):
        with log.open(encoding="utf-8") as lines:
            codes |= {str(json.loads(line).get("code")) for line in lines}
    return EXAMPLE_WORDS | ids | measures | documents | {code for code in codes if "/" in code}


@functools.cache
def example_pattern() -> re.Pattern[str]:
    words = sorted(map(re.escape, example_words()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", flags=re.I)


def docstrings(tree: ast.Module) -> set[ast.expr]:
    """Every string that stands as a statement of its own, docstrings of attributes included."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def words_in_code(path: Path) -> Iterator[tuple[int, str]]:
    """Strings outside docstrings, and the words of names, each with its line."""
    tree = parse(path)
    documentation = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation:
            yield node.lineno, node.value
        for field in ("id", "attr", "name", "arg"):
            if isinstance(name := getattr(node, field, None), str):
                yield getattr(node, "lineno", 0), f"{name} {name.replace('_', ' ')}"


@parametrize_paths(MODULES)
def test_the_code_knows_nothing_of_the_example(path: Path) -> None:
    hits = [(line, hit[0]) for line, words in words_in_code(path) for hit in example_pattern().finditer(words)]
    assert not hits, f"{name_of(path)}: these belong into the study's files, or into a docstring's example"


@pytest.mark.parametrize("word", ["M01", "D03", "income_before", "owes the moneylender", "welfare/moneylender/**"])
def test_a_word_of_the_example_is_seen(word: str) -> None:
    assert example_pattern().search(word)


def test_templates_know_nothing_of_the_example() -> None:
    dictionary = PACKAGE / "language" / "words"  # lists of a language's words: those of the example are among them
    files = [path for path in text_files() if path.is_relative_to(PACKAGE) and path.suffix != ".py"]
    templates = [path for path in files if not path.is_relative_to(dictionary)]
    assert not find_lines(example_pattern(), templates)


# Sizes, notebooks, what is left open, privacy


@parametrize_paths(MODULES)
def test_a_module_is_about_one_thing(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 500, f"{name_of(path)} is two things: split it"


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert len(names) == len(set(names)), "pytest takes two files of one name for one"


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS, "notebooks/ is empty"


@parametrize_paths(NOTEBOOKS)
def test_a_notebook_keeps_no_outputs(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    kept = [n for n, cell in enumerate(cells, 1) if cell["outputs"] or cell["execution_count"] is not None]
    assert not kept, f"{name_of(path)}: code cells {kept} hold outputs; clear all outputs and save again"
    assert "widgets" not in notebook["metadata"], f"{name_of(path)} holds the state of widgets"


def text_files() -> list[Path]:
    """The project's text files: what git has or would take; outside git, all but hidden folders."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if listing.returncode == 0:
        paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if "/." not in f"/{name_of(path)}"]
    return sorted({path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8192]})


def find_lines(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{name_of(path)}:{number} {hit[0]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        for hit in pattern.finditer(line)
    ]


def test_nothing_is_left_open() -> None:
    paths = [path for path in text_files() if path.relative_to(ROOT).parts[0] in {"src", "tests", "docs"}]
    assert not find_lines(LEFT_OPEN, paths)


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert not find_lines(PRIVATE_PATH, text_files())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("open('/ho" + "me/siti/study.yaml')", True),
        ("C:" + r"\Us" + r"ers\siti", True),
        ("see /wo" + "rk/main", True),
        ("https://example.org/ho" + "me/siti", False),
        ("src/wo" + "rk/main", False),
        ("iVBOR/t" + "mp/w0KGgo", False),
    ],
)
def test_a_private_path_is_told_from_an_address(line: str, expected: bool) -> None:
    assert bool(PRIVATE_PATH.search(line)) is expected
