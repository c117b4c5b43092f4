"""The confusion map: which code one coder uses where another uses another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.errors import QualkitError
from qualkit.figures.dots import name_rows, number_or_nan
from qualkit.figures.frame import SWATCH, Frame, Key, check_table, nothing_to_draw, plain
from qualkit.figures.lettering import BODY, SMALL, text_height, text_width, wrap
from qualkit.figures.numbers import Number, Numbers
from qualkit.figures.sheet import Box, Sheet
from qualkit.figures.style import FAINT, GREY, INK, PAPER, STEPS, ink_on, style
from qualkit.wording import format_number, say, say_or_same

COLUMNS: Final = (
    *("code", "label", "code_other", "label_other", "coder", "other", "unit"),
    *("n", "n_units", "share", "n_units_other", "share_other"),
)
LOWEST: Final = (0, 2, 5, 10, 25)  # per cent, as written, where each step of the scale begins
STEP_NAMES: Final = ("<2", "2–4", "5–9", "10–24", "25+")
NOTHING: Final = ""  # no code
NOTHING_FACE: Final = "#E4E4E4"
WIDTH: Final = 7.0
CELL, WIDEST = 0.2, 0.5  # inches: "100" fits the narrowest
LABEL_WIDTH: Final = 1.7
GAP: Final = 0.08  # before what is no code
BETWEEN: Final = 0.08
NUMBER: Final = 7.0


def plot_confusion(
    table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None
) -> Axes:
    """Draw a coder's codes (rows) against another's (columns), with what they confused in the cells.

    Parameters
    ----------
    table : DataFrame
        `code label code_other label_other coder other unit n n_units share n_units_other share_other` of two coders,
        one row a pair of codes, '' for none; `n_compared n_missing` are told where the table has them.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure that grows with the number of codes.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        Codes stand in the order of their paths. A cell holds the per cent of what the first coder gave the code, darker
        the more; what both gave is outlined and not shaded. Last column and row: no code of the other's.

    Examples
    --------
    >>> table = pd.DataFrame({"code": ["a", "a"], "label": "relief", "code_other": ["b", "a"],
    ...     "label_other": ["debt", "relief"], "coder": "x", "other": "y", "unit": "word", "n": [2.0, 6.0],
    ...     "n_units": 8.0, "share": [0.25, 0.75], "n_units_other": [2.0, 6.0], "share_other": 1.0})
    >>> plot_confusion(table).get_title()
    'Which code y uses where x uses another'
    """
    with style():
        if table.empty:
            return nothing_to_draw(ax, say("confusion_nothing", language), language, note)
        check_table(table, COLUMNS)
        coders = _read_coders(table)
        check_table(table, COLUMNS, once=("code", "code_other"))
        grid = _Grid.of(table, language)
        title = say("confusion_title", language, **coders)
        frame = Frame(grid.width, grid.height, title, _tell(table, coders, language), _keys(grid), note)
        sheet = frame.open(ax)
        _draw_heads(sheet, grid, coders, frame.top)
        _draw_cells(sheet, grid, frame.top + grid.head)
        _draw_totals(sheet, grid, frame.top + grid.head)
        return sheet.ax


def _read_coders(table: pd.DataFrame) -> dict[str, str]:
    pairs = table[["coder", "other", "unit"]].drop_duplicates()
    if len(pairs) > 1:
        told = "; ".join(" × ".join(map(str, pair)) for pair in pairs.itertuples(index=False))
        raise QualkitError(f"one figure draws two coders and one unit, the table has {told}: choose one of them")
    return {name: plain(pairs.iloc[0][name]) for name in ("coder", "other")}


@dataclass(frozen=True)
class _Grid:
    """The codes with their labels, their cells, and every place in inches; the last row and column are no code."""

    codes: Sequence[str]
    labels: Mapping[str, list[str]]
    cells: Mapping[tuple[str, str], float]  # the share of each pair
    totals: Mapping[str, str]  # of the first coder's codes, as written
    totals_other: Mapping[str, str]
    language: str

    @classmethod
    def of(cls, table: pd.DataFrame, language: str) -> _Grid:
        table = table.assign(**{name: table[name].map(plain) for name in ("code", "code_other")})
        named = pd.concat([
            table[["code", "label"]],
            table[["code_other", "label_other"]].set_axis(["code", "label"], axis=1),
        ])  # fmt: skip
        names = name_rows(named[named["code"] != NOTHING], "code", "label") | {
            NOTHING: say("confusion_nobody", language)
        }
        rows = table.to_dict("records")
        cells = {(row["code"], row["code_other"]): _share(row) for row in rows}
        totals, totals_other = (
            {row[code]: _write_total(row[n], language) for row in rows if row[code] != NOTHING}
            for code, n in (("code", "n_units"), ("code_other", "n_units_other"))
        )
        codes = [*sorted(set(names) - {NOTHING}, key=lambda code: code.split("/")), NOTHING]
        labels = {code: wrap(names[code], LABEL_WIDTH) for code in codes}
        return cls(codes, labels, cells, totals, totals_other, language)

    @cached_property
    def left(self) -> float:
        """Where the cells begin."""
        return _longest(self.labels.values()) + BETWEEN

    @cached_property
    def right(self) -> float:
        """Width of the totals at the right, with the room before them."""
        return BETWEEN + _longest([["n"], list(self.totals.values())], SMALL)

    @cached_property
    def foot(self) -> float:
        """Height of the totals below, which stand upright."""
        return BETWEEN + _longest([["n"], list(self.totals_other.values())], SMALL)

    @cached_property
    def head(self) -> float:
        """Height of the labels above, which stand upright, and of the second coder's name over them."""
        return text_height([""]) + 0.06 + _longest(self.labels.values()) + BETWEEN

    @cached_property
    def _cell(self) -> float:
        return max(CELL, min(WIDEST, (WIDTH - self.left - self.right - GAP) / len(self.codes)))

    @cached_property
    def columns(self) -> Mapping[str, tuple[float, float]]:
        """Of each code where its column begins, from the left of the cells, and how wide it is."""
        return _place({code: max(self._cell, text_height(lines) + 0.03) for code, lines in self.labels.items()})

    @cached_property
    def rows(self) -> Mapping[str, tuple[float, float]]:
        """Of each code where its row begins, from the top of the cells, and how high it is."""
        low = min(self._cell, 0.3)
        return _place({code: max(low, text_height(lines) + 0.05) for code, lines in self.labels.items()})

    @property
    def width(self) -> float:
        return max(WIDTH, self.left + sum(self.columns[NOTHING]) + self.right)

    @property
    def height(self) -> float:
        return self.head + sum(self.rows[NOTHING]) + self.foot


def _share(row: Mapping[Any, Any]) -> float:
    return number_or_nan(row["share_other"] if row["code"] == NOTHING else row["share"])


def _write_total(n: object, language: str) -> str:
    value = number_or_nan(n)
    return "?" if math.isnan(value) else format_number(value, language, decimals=0)


def _longest(texts: Iterable[Sequence[str]], size: float = BODY) -> float:
    return max(text_width(line, size) for lines in texts for line in lines)


def _place(sizes: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    placed, at = {}, 0.0
    for code, size in sizes.items():
        at += GAP if code == NOTHING else 0.0
        placed[code] = (at, size)
        at += size
    return placed


def _tell(table: pd.DataFrame, coders: Mapping[str, str], language: str) -> list[str]:
    unit = say_or_same("unit", plain(table["unit"].iloc[0]), language)
    told = [say("confusion_size", language, unit=unit, **coders), say("confusion_none", language, **coders)]
    if {"n_compared", "n_missing"} <= set(table.columns):
        n, missing = (int(table[name].iloc[0]) for name in ("n_compared", "n_missing"))
        told.append(say("confusion_compared", language, n=n, total=n + missing))
    return told


def _keys(grid: _Grid) -> list[Key]:
    def swatch(face: str, edge: str) -> Callable[[Sheet, float, float], None]:
        def draw(sheet: Sheet, x: float, y: float) -> None:
            sheet.boxes([(x, y - 0.065, SWATCH, 0.13)], face=face, edge=face)
            sheet.outline((x, y - 0.065, SWATCH, 0.13), colour=edge)

        return draw

    language = grid.language
    keys = [Key(say("confusion_key", language))]
    keys += [Key(name, swatch(face, GREY)) for name, face in zip(STEP_NAMES, STEPS, strict=True)]
    keys.append(Key(say("confusion_key_both", language), swatch(PAPER, INK)))
    keys.append(Key(say("confusion_key_nothing", language), swatch(NOTHING_FACE, GREY)))
    return keys


def _draw_heads(sheet: Sheet, grid: _Grid, coders: Mapping[str, str], top: float) -> None:
    bottom = top + grid.head
    first, second = (say("confusion_coder", grid.language, coder=coders[name]) for name in ("coder", "other"))
    sheet.text(0, bottom - 0.04, wrap(first, grid.left, bold=True), bold=True, va="bottom")
    sheet.text(grid.left, top, second, bold=True, va="top")
    for code, (start, size) in grid.columns.items():
        middle = grid.left + start + size / 2
        lines = grid.labels[code]
        for index, line in enumerate(lines):  # one by one: lines of a turned text are centred on each other
            at = middle + (index - (len(lines) - 1) / 2) * text_height([line])
            sheet.text(at, bottom - 0.04, line, ha="center", va="bottom", rotation=90)
    for code, (start, size) in grid.rows.items():
        sheet.text(0, bottom + start + size / 2, grid.labels[code])


def _draw_cells(sheet: Sheet, grid: _Grid, top: float) -> None:
    kinds: dict[tuple[str, str], list[Box]] = {}
    outlined: list[Box] = []
    numbers: list[Number] = []
    for code, (y, height) in grid.rows.items():
        for other, (x, width) in grid.columns.items():
            if code == other == NOTHING:
                continue
            box = (grid.left + x, top + y, width, height)
            share = grid.cells.get((code, other), 0.0)
            face = _face(code, other, share)
            kinds.setdefault((face, "#E0E0E0" if face == PAPER else PAPER), []).append(box)
            if code == other:
                outlined.append(box)
            if share > 0:
                numbers.append((box[0] + width / 2, box[1] + height / 2, _write_share(share), ink_on(face)))
    for (face, edge), boxes in kinds.items():
        sheet.boxes(boxes, face=face, edge=edge)
    _part_themes(sheet, grid, top)
    for box in outlined:
        sheet.outline(box, colour=INK, width=0.8)
    Numbers(sheet, numbers, size=NUMBER)


def _face(code: str, other: str, share: float) -> str:
    if code == other or not share > 0:
        return PAPER
    return NOTHING_FACE if NOTHING in (code, other) else STEPS[sum(_percent(share) >= low for low in LOWEST) - 1]


def _percent(share: float) -> int:
    """In whole per cent; what is not all is never 100."""
    percent = round(100 * share)
    return 99 if percent >= 100 and share < 1 - 1e-9 else percent


def _write_share(share: float) -> str:
    """Without the sign, for which a cell has no room; what is not nothing is never 0."""
    return str(_percent(share) or "<1")


def _part_themes(sheet: Sheet, grid: _Grid, top: float) -> None:
    """A line between the codes of two themes."""
    width, height = (sum(places[NOTHING]) for places in (grid.columns, grid.rows))
    for before, code in pairwise(grid.codes[:-1]):
        if before.split("/")[0] != code.split("/")[0]:
            x, y = grid.left + grid.columns[code][0], top + grid.rows[code][0]
            sheet.line([grid.left, grid.left + width], [y, y], colour=FAINT, width=0.9)
            sheet.line([x, x], [top, top + height], colour=FAINT, width=0.9)


def _draw_totals(sheet: Sheet, grid: _Grid, top: float) -> None:
    right, bottom = grid.left + sum(grid.columns[NOTHING]) + grid.right, top + sum(grid.rows[NOTHING])
    sheet.text(right, top - 0.04, "n", size=SMALL, colour=GREY, ha="right", va="bottom")
    for code, (start, size) in grid.rows.items():
        if code != NOTHING:
            total = grid.totals.get(code, "0")
            sheet.text(right, top + start + size / 2, total, size=SMALL, colour=GREY, ha="right")
    sheet.text(grid.left - 0.06, bottom + BETWEEN, "n", size=SMALL, colour=GREY, ha="right", va="top")
    for code, (start, size) in grid.columns.items():
        if code != NOTHING:
            middle, total = grid.left + start + size / 2, grid.totals_other.get(code, "0")
            sheet.text(middle, bottom + BETWEEN, total, size=SMALL, colour=GREY, ha="center", va="top", rotation=90)
