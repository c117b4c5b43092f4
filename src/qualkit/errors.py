"""What qualkit says when something is wrong: the place, what was found, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class QualkitError(Exception):
    """An input that qualkit cannot use; the message is meant for the researcher."""


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of an input file. `line` counts from 1; 0 means the whole file."""

    file: str
    line: int
    problem: str
    warning: bool = False  # set aside and told, but nothing is wrong with the rest

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {'warning: ' if self.warning else ''}{self.problem}"


class FaultsError(QualkitError):
    """All faults of an input, reported together."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def suggest(name: object, known: Iterable[str]) -> str:
    """The tail of a message about an unknown name: the nearest known ones, or what there is."""
    known = sorted({str(candidate) for candidate in known})
    near = get_close_matches(str(name), known, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(repr(candidate) for candidate in near)}?"
    if not known:
        return "there are none"
    shown = ", ".join(repr(candidate) for candidate in known[:12])
    return f"known are {shown}{', …' if len(known) > 12 else ''}"


def list_names(names: str | Iterable[str], what: str) -> tuple[str, ...]:
    """One name or several, as several. Raises QualkitError for what is neither.

    >>> list_names("a", "coder"), list_names(["a", "b"], "coder")
    (('a',), ('a', 'b'))
    """
    found = (names,) if isinstance(names, str) else tuple(names) if isinstance(names, Iterable) else (names,)
    for name in found:
        if not isinstance(name, str):
            raise QualkitError(f"{what}={names!r}: give a name, or a list of names")
    return found
