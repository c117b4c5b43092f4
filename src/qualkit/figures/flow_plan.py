"""Where the boxes and bands of a figure of flows lie, before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from qualkit.errors import QualkitError
from qualkit.figures.frame import plain
from qualkit.figures.lettering import BODY, text_height, text_width, wrap
from qualkit.wording import say

WIDTH: Final = 7.0  # inches, an A4 page's column of text
COLUMNS: Final = ("stage", "problem", "consequence")
LANES: Final = (1.3, 1.45, 1.3)  # the widest that labels of a column become
ROOM: Final = 3.2  # of all boxes of a column one below the other, where labels or bands do not need more
COMMON: Final = 0.02  # of a band, on average, at least
LARGEST: Final = 0.22  # of one passage
THINNEST: Final = 0.014  # of a band; what would be thinner is drawn so, and told
BOX: Final = 0.3
END: Final = 0.05  # of the bar at which bands leave a problem
PAD: Final = 0.06
BETWEEN, APART, WIDEST_GAP = 0.13, 0.16, 0.5  # two boxes; what is none from the others; boxes of a short column


@dataclass(frozen=True)
class Node:
    """A stage, problem or consequence: its label and its box."""

    name: str
    lines: list[str]
    n: int
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def is_thin(self) -> bool:
        """Whether the box is too low for its number, which then stands before the label."""
        return self.height < NUMBER_HEIGHT


@dataclass(frozen=True)
class Band:
    """Passages between two boxes: `n` of them, where it begins and ends (its upper edge), and how wide it is."""

    stage: str
    n: int
    begin: float
    end: float
    width: float


@dataclass(frozen=True)
class Plan:
    """Three columns of boxes, and the bands between the first two and the last two."""

    columns: tuple[tuple[Node, ...], ...]
    into: tuple[Band, ...]
    out: tuple[Band, ...]
    lanes: tuple[float, ...]
    heads: tuple[list[str], ...]
    box: float
    scale: float
    n: int
    unknown: int
    thin: int

    @property
    def width(self) -> float:
        return WIDTH

    @property
    def reach(self) -> float:
        """From one column to the next: the length of the bands."""
        return (WIDTH - sum(self.lanes) - 3 * self.box - END - 3 * PAD) / 2

    @property
    def lefts(self) -> tuple[float, float, float]:
        """Left edges of the boxes."""
        stage = self.lanes[0] + PAD
        problem = stage + self.box + self.reach
        return stage, problem, problem + self.box + PAD + self.lanes[1] + END + self.reach

    @property
    def head(self) -> float:
        return max(text_height(lines) for lines in self.heads) + 0.1

    @property
    def height(self) -> float:
        lows = [max(node.top + node.height, node.middle + text_height(node.lines) / 2) for node in self._nodes]
        return self.head + max(lows) + 0.02  # the edge of the lowest box

    @property
    def _nodes(self) -> list[Node]:
        return [node for column in self.columns for node in column]


NUMBER_HEIGHT: Final = text_height([""]) + 0.02


def lay_out(table: pd.DataFrame, language: str) -> Plan:
    """The plan of a table with at least one row, one row a stage, problem and consequence."""
    clean = table.assign(**{name: table[name].map(plain) for name in COLUMNS})
    flows = {
        (stage, problem, consequence): int(n)
        for stage, problem, consequence, n in zip(*(clean[name] for name in (*COLUMNS, "n")), strict=True)
        if not pd.isna(n)
    }
    if any(n < 0 for n in flows.values()):
        raise QualkitError(f"column 'n' has {min(flows.values())}: a number of passages is 0 or more")
    names = [_names(clean, name, language) for name in COLUMNS]
    total = sum(flows.values())
    counts = [{name: sum(n for flow, n in flows.items() if flow[i] == name) for name in names[i]} for i in range(3)]
    labels = [
        sum(text_height(wrap(label, lane)) for label in column.values())
        for column, lane in zip(names, LANES, strict=True)
    ]
    drawn = sum(n > 0 for n in flows.values())
    scale = min(LARGEST, max(ROOM, *labels, COMMON * drawn) / max(total, 1))
    columns = _stack([_wrap(names[i], counts[i], LANES[i], scale) for i in range(3)], counts, scale)
    into, out = _join(flows, columns, scale)
    box = max(BOX, *(text_width(str(node.n), BODY, bold=True) + 0.1 for column in columns for node in column))
    told = [say(key, language) for key in ("flows_stage", "flows_problem", "flows_consequence")]
    words = [max(text_width(word, bold=True) for word in head.split()) + 0.01 for head in told]  # none is broken
    lanes = tuple(max(words[i] - box, *(_width(node) for node in columns[i])) for i in range(3))
    heads = tuple(wrap(head, lane + box, bold=True) for head, lane in zip(told, lanes, strict=True))
    unknown = len(names[0]) * len(names[1]) * len(names[2]) - len(flows)
    thin = max((band.n for band in (*into, *out) if band.n * scale < THINNEST), default=0)
    return Plan(columns, into, out, lanes, heads, box, scale, total, unknown, thin)


def inset(node: Node) -> float:
    """What the number takes of the label's line where the box cannot hold it."""
    return text_width(str(node.n), BODY, bold=True) + 0.07 if node.is_thin else 0.0


def _width(node: Node) -> float:
    return inset(node) + max(text_width(line) for line in node.lines)


def _names(table: pd.DataFrame, column: str, language: str) -> dict[str, str]:
    """What stands in a column with its labels, in the table's order, what is none last."""
    once = table.drop_duplicates(column).set_index(column)[f"{column}_label"]
    none = {"stage": "no_stage", "consequence": "no_consequence"}
    labels = {str(name): plain(label) or str(name) for name, label in once.items()}
    if column in none and "" in labels:
        given = labels.pop("")
        labels[""] = given or say(none[column], language)
    return labels


def _wrap(names: Mapping[str, str], counts: Mapping[str, int], lane: float, scale: float) -> dict[str, list[str]]:
    bare = {name: Node(name, [""], counts[name], 0.0, counts[name] * scale) for name in names}
    return {name: wrap(label, lane - inset(bare[name])) for name, label in names.items()}


def _stack(
    labels: Sequence[Mapping[str, list[str]]], counts: Sequence[Mapping[str, int]], scale: float
) -> tuple[tuple[Node, ...], ...]:
    """The boxes of each column from the top; the gaps of a short column grow, and it is put in the middle."""
    slots = [
        {name: max(counts[i][name] * scale, text_height(lines), NUMBER_HEIGHT) for name, lines in labels[i].items()}
        for i in range(3)
    ]
    apart = [APART if column and list(column)[-1] == "" and len(column) > 1 else 0.0 for column in labels]
    needed = [sum(slots[i].values()) + BETWEEN * (len(slots[i]) - 1) + apart[i] for i in range(3)]
    columns = []
    for i in range(3):
        spare = max(needed) - needed[i]
        more = min(spare / (len(slots[i]) - 1), WIDEST_GAP) if len(slots[i]) > 1 else 0.0
        y = (spare - more * (len(slots[i]) - 1)) / 2
        column: list[Node] = []
        for name, slot in slots[i].items():
            y += apart[i] if name == "" and column else 0.0
            height = counts[i][name] * scale
            column.append(Node(name, labels[i][name], counts[i][name], y + (slot - height) / 2, height))
            y += slot + BETWEEN + more
        columns.append(tuple(column))
    return tuple(columns)


def _join(
    flows: Mapping[tuple[str, str, str], int], columns: tuple[tuple[Node, ...], ...], scale: float
) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
    """The bands in the order of drawing: wide ones first, so that they hide no narrow one."""
    stages, problems, consequences = ({node.name: i for i, node in enumerate(column)} for column in columns)
    into: dict[Any, int] = {}
    for (stage, problem, _), n in flows.items():
        into[stage, problem] = into.get((stage, problem), 0) + n
    out = {flow: n for flow, n in flows.items() if n}
    into = {flow: n for flow, n in into.items() if n}
    ends: dict[Any, float] = {}

    def place(pairs: Mapping[Any, int], part: str, column: tuple[Node, ...], at: int, order: Any) -> None:
        tops = {node.name: node.top for node in column}
        for flow in sorted(pairs, key=order):
            ends[part, flow] = tops[flow[at]]
            tops[flow[at]] += pairs[flow] * scale

    place(into, "stage", columns[0], 0, lambda flow: problems[flow[1]])
    place(into, "problem", columns[1], 1, lambda flow: stages[flow[0]])
    place(out, "leave", columns[1], 1, lambda flow: (consequences[flow[2]], stages[flow[0]]))
    place(out, "arrive", columns[2], 2, lambda flow: (problems[flow[1]], stages[flow[0]]))

    def bands(pairs: Mapping[Any, int], begin: str, end: str) -> tuple[Band, ...]:
        made = [Band(f[0], n, ends[begin, f], ends[end, f], n * scale) for f, n in pairs.items()]
        return tuple(sorted(made, key=lambda band: -band.n))

    return bands(into, "stage", "problem"), bands(out, "leave", "arrive")
