"""The README's Python examples run as they stand, in order, from the repository's root."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```python\n(.*?)^```\s*$", flags=re.M | re.S)
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def find_blocks(text: str) -> list[tuple[int, str]]:
    """Each ```python block, with the line before its first one."""
    return [(text.count("\n", 0, block.start(1)), block[1]) for block in BLOCK.finditer(text)]


def run_blocks(blocks: list[tuple[int, str]], name: str) -> None:
    """In one namespace, as a reader would type them; blocks with >>> are compared with what they print."""
    namespace: dict[str, object] = {"__name__": "readme"}
    for line, code in blocks:
        if code.lstrip().startswith(">>>"):
            examples = doctest.DocTestParser().get_examples(code)
            test = doctest.DocTest(examples, namespace, name, name, line, code)
            doctest.DebugRunner(optionflags=FLAGS).run(test, clear_globs=False)
            namespace.update(test.globs)
        else:
            exec(compile("\n" * line + code, name, "exec"), namespace)


def test_the_examples_of_the_readme_run(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = find_blocks(README.read_text(encoding="utf-8"))
    assert blocks, "README.md shows no Python: it needs at least one ```python block"
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    run_blocks(blocks, str(README))


def test_blocks_share_what_they_define() -> None:
    run_blocks(find_blocks("```python\nx = 1\n```\ntext\n```python\n>>> x + 1\n2\n```\n"), "made.md")


def test_an_example_that_fails_is_told_by_its_line() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        run_blocks(find_blocks("Title\n\n```python\nx = 1\nx / 0\n```\n"), "made.md")
    assert caught.traceback[-1].lineno == 4  # counted from 0: the fifth line


def test_an_example_that_prints_something_else_fails() -> None:
    with pytest.raises(doctest.DocTestFailure):
        run_blocks(find_blocks("```python\n>>> 1 + 1\n3\n```\n"), "made.md")
