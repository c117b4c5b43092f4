"""Where the rows and columns of the theme map lie, before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from qualkit.errors import QualkitError
from qualkit.figures.frame import plain
from qualkit.figures.lettering import BODY, text_height, text_width, wrap
from qualkit.wording import say

NUMBER: Final = 7.5  # font size of the numbers in the cells
GROUP_GAP: Final = 0.1
THEME_WIDTH, LABEL_WIDTH, CASE_LENGTH = 1.2, 2.6, 2.0  # inches; what is longer is wrapped
NARROWEST, WIDEST = 0.27, 0.5  # of a cell
LYING: Final = 0.34  # case names up to this length are not turned


@dataclass(frozen=True)
class Group:
    """A theme with its rows, or a role with its columns."""

    name: str
    start: float
    size: float
    members: Mapping[str, tuple[float, float]]  # code or case: start and size

    @property
    def upright(self) -> bool:
        """Whether the name must be turned to stand over a narrow group."""
        longest = max((text_width(word, bold=True) for word in self.name.split()), default=0)
        return longest > self.size

    @property
    def name_height(self) -> float:
        """What the name takes above the columns."""
        if self.upright:
            return text_width(self.name, bold=True)
        return text_height(wrap(self.name, self.size, bold=True))


@dataclass(frozen=True)
class Grid:
    """The table as codes by cases, in the order of drawing, with every place in inches."""

    n: Mapping[tuple[str, str], int]  # by code and case
    read: frozenset[tuple[str, str]]
    labels: Mapping[str, list[str]]
    names: Mapping[str, list[str]]
    themes: list[Group]
    roles: list[Group]
    language: str

    @cached_property
    def theme_width(self) -> float:
        """Width of the themes' column, the colour band included."""
        lines = [line for theme in self.themes for line in wrap(theme.name, THEME_WIDTH, bold=True)]
        return max(text_width(line, bold=True) for line in lines) + 0.24

    @cached_property
    def left(self) -> float:
        """Where the cells begin."""
        return self.theme_width + max(text_width(line) for lines in self.labels.values() for line in lines) + 0.1

    @cached_property
    def right(self) -> float:
        """Where the shares begin."""
        return self.left + self.roles[-1].start + self.roles[-1].size + 0.1

    @cached_property
    def width(self) -> float:
        """Width of all."""
        total = len(self.names)
        texts = [*say("map_share_head", self.language).split("\n"), say("map_none_read", self.language)]
        texts.append(say("map_share", self.language, n=total, total=total))
        return max(7.0, self.right + max(text_width(text) for text in texts))

    @cached_property
    def upright(self) -> bool:
        """Whether the names of the cases stand upright, because they are too long to lie over a cell."""
        return _longest(self.names) > LYING

    @cached_property
    def name_length(self) -> float:
        """Height of the longest name of a case."""
        return _longest(self.names) + 0.04 if self.upright else text_height([""])

    @cached_property
    def head(self) -> float:
        """Height of what stands above the cells."""
        roles = max(role.name_height for role in self.roles)
        return max(roles + 0.1 + self.name_length + 0.04, text_height(["", ""]) + 0.08)

    @cached_property
    def height(self) -> float:
        """Height of all."""
        return self.head + self.themes[-1].start + self.themes[-1].size


def lay_out(table: pd.DataFrame, language: str) -> Grid:
    """The grid of a table with at least one row, one row a case and code."""
    table = table.assign(**{column: table[column].map(plain) for column in ("case", "role", "code", "theme")})
    cells = list(zip(table["code"], table["case"], table["n"], table["read"], strict=True))
    if any(isinstance(read, str) for *_, read in cells):
        raise QualkitError("column 'read' has texts: give True or False, or 'False' would count as read")
    known = [(code, case, int(n), read) for code, case, n, read in cells if not pd.isna(n)]
    count = {(code, case): n for code, case, n, _ in known}
    read = frozenset((code, case) for code, case, _, read in known if not pd.isna(read) and bool(read))
    codes = table.drop_duplicates("code").set_index("code")
    cases = table.drop_duplicates("case").set_index("case")
    labels = {str(code): wrap(plain(label), LABEL_WIDTH) for code, label in codes["label"].items()}
    names = {str(case): wrap(str(case), CASE_LENGTH) for case in cases.index}
    heights = {code: max(0.25, text_height(lines) + 0.07) for code, lines in labels.items()}
    number = text_width(str(max(count.values(), default=0)), NUMBER) + 0.08
    cell = max(NARROWEST, min(WIDEST, 3.4 / len(names)), number)
    longest = _longest(names)
    least = {case: longest if longest <= LYING else text_height(lines) for case, lines in names.items()}
    widths = {case: max(cell, size + 0.04) for case, size in least.items()}
    themes = _group(codes["theme"], heights, lambda name: text_height(wrap(name, THEME_WIDTH, bold=True)) + 0.06)
    roles = _group(cases["role"], widths, lambda name: text_height([name], BODY))
    return Grid(count, read, labels, names, themes, roles, language)


def _longest(names: Mapping[str, list[str]]) -> float:
    return max(text_width(line) for lines in names.values() for line in lines)


def _group(
    names: pd.Series[str], sizes: Mapping[str, float], needed: Callable[[str], float]
) -> list[Group]:  # of a theme or role by code or case
    """Put the members of each group side by side; a group is at least as large as its name needs."""
    groups, start = [], 0.0
    for name in names.unique():
        members = [str(member) for member in names.index[names == name]]
        more = max(0.0, needed(name) - sum(sizes[member] for member in members)) / len(members)
        places, at = {}, start
        for member in members:
            places[member] = (at, sizes[member] + more)
            at += sizes[member] + more
        groups.append(Group(name, start, at - start, places))
        start = at + GROUP_GAP
    return groups
