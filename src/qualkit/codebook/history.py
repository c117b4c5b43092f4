"""How the codebook came to be: old paths in the logs are read through its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Action = Literal["new", "rename", "merge", "split", "redefine", "retire"]


@dataclass(frozen=True)
class Change:
    """One entry of the history: what became of `old` (`new` lists what it is called since)."""

    at: str
    by: str
    action: Action
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    why: str = ""

    def touches(self, path: str) -> bool:
        return any(path == old or path.startswith(old + "/") for old in self.old)


def follow(path: str, history: Iterable[Change]) -> tuple[str, ...]:
    """The paths that `path` has become, through renames, merges and splits; none once retired.

    >>> follow("a/x", [Change("2017-05-01", "s", "rename", ("a",), ("b",))])
    ('b/x',)
    """
    now = [path]
    for change in sorted(history, key=lambda change: change.at):
        following: list[str] = []
        for current in now:
            old = next((old for old in change.old if current == old or current.startswith(old + "/")), None)
            if old is None or change.action in ("new", "redefine"):
                following.append(current)
            elif change.action in ("rename", "merge"):
                following += [new + current.removeprefix(old) for new in change.new[:1]]
            elif change.action == "split":
                following += change.new if current == old else [current]
        now = list(dict.fromkeys(following))
    return tuple(now)
