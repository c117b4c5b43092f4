"""What tests of small made studies need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from made_study import MadeStudy


@pytest.fixture
def make_study(tmp_path: Path) -> Callable[..., MadeStudy]:
    """A new made study in a folder of its own; the arguments are MadeStudy's."""
    number = iter(range(100))
    return lambda **about: MadeStudy(tmp_path / f"study{next(number)}", **about)
