"""Where the rows and columns of the theme map lie, before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from qualkit.errors import QualkitError
from qualkit.figures.frame import plain
from qualkit.figures.lettering import text_height, text_width, wrap
from qualkit.wording import say

NUMBER: Final = 7.5  # font size of the numbers in the cells
WIDTH: Final = 7.0  # inches, a column of A4; the cells take what the labels leave of it, as long as they can be read
ROLE_GAP, THEME_GAP = 0.08, 0.09
LABEL_WIDTH, LABEL_WIDEST, CASE_LENGTH = 1.6, 2.6, 2.0  # what is longer is wrapped
NARROWEST, WIDEST = 0.165, 0.5  # of a cell
LOWEST_ROW, HIGHEST_ROW = 0.2, 0.25
INDENT: Final = 0.15  # from the colour of the theme to its codes


@dataclass(frozen=True)
class Group:
    """A theme with its rows, or a role with its columns; a theme's name stands above its first row."""

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
    headings: Mapping[str, list[str]]  # by theme
    shares: Mapping[str, str]  # by code, in how many of the cases read it was found
    language: str

    @cached_property
    def left(self) -> float:
        """Where the cells begin."""
        return _left(self.labels)

    @cached_property
    def right(self) -> float:
        """Where the shares end."""
        return self.left + _end(self.roles) + _share_width(self.shares, self.language)

    @cached_property
    def width(self) -> float:
        """Width of all."""
        return max(WIDTH, self.right)

    @cached_property
    def upright(self) -> bool:
        """Whether the names of the cases stand upright, because they are too long to lie over a cell."""
        return _longest(self.names) + 0.04 > min(size for role in self.roles for _, size in role.members.values())

    @cached_property
    def name_length(self) -> float:
        """Height of the longest name of a case."""
        return _longest(self.names) + 0.04 if self.upright else text_height([""])

    @cached_property
    def head(self) -> float:
        """Height of what stands above the cells: the cases, the head of the shares and the first theme's name."""
        roles = max(role.name_height for role in self.roles) + 0.1 + self.name_length
        shares = text_height(say("map_share_head", self.language).split("\n"), NUMBER)
        return max(roles, shares + 0.04, text_height(self.headings[self.themes[0].name])) + 0.04

    @cached_property
    def height(self) -> float:
        """Height of all."""
        return self.head + _end(self.themes)


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
    wide = max(LABEL_WIDTH, min(LABEL_WIDEST, WIDTH - 1 - HIGHEST_ROW * len(cases)))  # few cases leave room for labels
    labels = {str(code): wrap(plain(label), wide) for code, label in codes["label"].items()}
    names = {str(case): wrap(str(case), CASE_LENGTH) for case in cases.index}
    shares = {code: _write_share(code, names, count, read, language) for code in labels}
    cell = _cell_width(labels, cases["role"], shares, count, language)
    deep = {case: text_height(lines) for case, lines in names.items()} if _longest(names) + 0.04 > cell else {}
    roles = _group(
        cases["role"],
        {case: max(cell, deep.get(case, 0) + 0.015) for case in names},
        dict.fromkeys(cases["role"], ROLE_GAP),
        least=text_height([""]),
    )
    themes = list(codes["theme"].unique())
    across = _left(labels) + _end(roles) - INDENT
    first = _left(labels) - INDENT - 0.06  # beside the names of the cases; the others have a line to themselves
    headings = {name: wrap(name, across if name != themes[0] else first, bold=True) for name in themes}
    least = min(HIGHEST_ROW, max(LOWEST_ROW, cell))
    heights = {code: max(least, text_height(lines) + 0.05) for code, lines in labels.items()}
    gaps = {name: THEME_GAP + text_height(lines) + 0.04 for name, lines in headings.items()}
    rows = _group(codes["theme"], heights, gaps)
    return Grid(count, read, labels, names, rows, roles, headings, shares, language)


def _cell_width(
    labels: Mapping[str, list[str]],
    roles: pd.Series[str],
    shares: Mapping[str, str],
    count: Mapping[tuple[str, str], int],
    language: str,
) -> float:
    """As wide as the column of A4 allows, and wide enough for its numbers."""
    room = WIDTH - _left(labels) - ROLE_GAP * (roles.nunique() - 1) - _share_width(shares, language)
    number = text_width(str(max(count.values(), default=0)), NUMBER) + 0.03
    return float(max(NARROWEST, number, min(WIDEST, room / len(roles))))


def _write_share(
    code: str,
    names: Mapping[str, list[str]],
    count: Mapping[tuple[str, str], int],
    known: frozenset[tuple[str, str]],
    language: str,
) -> str:
    read = [count[code, case] for case in names if (code, case) in known]
    if not read:
        return say("map_none_read", language)
    return say("map_share", language, n=sum(n > 0 for n in read), total=len(read))


def _share_width(shares: Mapping[str, str], language: str) -> float:
    """Of the column of the shares with the room before it."""
    head = max(text_width(line, NUMBER) for line in say("map_share_head", language).split("\n"))
    return 0.1 + max(head, *map(text_width, shares.values()))


def _left(labels: Mapping[str, list[str]]) -> float:
    return INDENT + _longest(labels) + 0.08


def _longest(texts: Mapping[str, list[str]]) -> float:
    return max(text_width(line) for lines in texts.values() for line in lines)


def _end(groups: list[Group]) -> float:
    return groups[-1].start + groups[-1].size


def _group(
    names: pd.Series[str], sizes: Mapping[str, float], gaps: Mapping[str, float], *, least: float = 0.0
) -> list[Group]:  # of a theme or role by code or case
    """Put the members of each group side by side, with the group's gap before it, but for the first."""
    groups: list[Group] = []
    for name in names.unique():
        members = [str(member) for member in names.index[names == name]]
        more = max(0.0, least - sum(sizes[member] for member in members)) / len(members)
        start = _end(groups) + gaps[name] if groups else 0.0
        places, at = {}, start
        for member in members:
            places[member] = (at, sizes[member] + more)
            at += sizes[member] + more
        groups.append(Group(name, start, at - start, places))
    return groups
