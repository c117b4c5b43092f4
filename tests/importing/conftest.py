"""What tests of importing share: a study, a folder of files to come in, and the processes that read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from qualkit.reading.apart import Readers


class _Lasting(Readers):
    """Processes that stay when an import has ended: to start them takes longer than a test."""

    def close(self) -> None: ...


@pytest.fixture(scope="session")
def lasting_readers() -> Iterator[Readers]:
    readers = _Lasting(2)
    yield readers
    Readers.close(readers)


@pytest.fixture(autouse=True)
def _read_by_lasting(monkeypatch: pytest.MonkeyPatch, lasting_readers: Readers) -> None:
    monkeypatch.setattr("qualkit.importing.planning.Readers", lambda count, limits: lasting_readers)


@pytest.fixture
def root(make_study: Callable[..., Any]) -> Path:
    """An empty study."""
    made: Path = make_study(
        codes=["need/met", {"code": "need/unmet", "label": {"en": "Not met", "id": "Belum"}}]
    ).write()
    return made


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder of files that are to come in."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder
