"""What the examples in the docstrings, and the tests of the example study, are run on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import qualkit as qk

settings.register_profile("qualkit", deadline=None)  # how fast a machine is decides no test
settings.load_profile("qualkit")

ROOT = Path(__file__).parent


@pytest.fixture(scope="session")
def example() -> qk.Study:
    """The example study, which is the repository's own; opened once, by the first test that asks for it."""
    return qk.open_study(ROOT)


@pytest.fixture(autouse=True)
def _name_the_study(request: pytest.FixtureRequest) -> None:
    """Examples in docstrings may use `study`, and paths as seen from the repository."""
    if isinstance(request.node, pytest.DoctestItem):
        request.getfixturevalue("monkeypatch").chdir(ROOT)
        names: dict[str, Any] = request.getfixturevalue("doctest_namespace")
        names["study"] = request.getfixturevalue("example")
