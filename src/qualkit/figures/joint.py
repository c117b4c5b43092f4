"""The joint display: codes against an outcome, with the numbers, the words that stand behind them, and who differs."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.errors import QualkitError
from qualkit.figures.dots import name_rows
from qualkit.figures.frame import SWATCH, Frame, Key, check_table, nothing_to_draw, plain
from qualkit.figures.lettering import SMALL, text_height, text_width, wrap
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import FAINT, GREY, INK, STEPS, style
from qualkit.wording import say, say_or_same

COLUMNS: Final = (
    *("code", "label", "measure", "measure_label", "unit", "value", "n", "n_units", "n_unread"),
    *("quotes", "quoted", "negative_case", "negative_quote"),
)
WIDTH: Final = 7.0
LABEL_WIDTH: Final = 1.25
LABEL_WIDEST: Final = 2.4  # where there are no quotes
BETWEEN: Final = 0.16  # columns
WITH_QUOTES: Final = 1.75  # of the narrowest column
WIDEST: Final = 3.6
MOST_CODES: Final = 8  # with quotes
MOST_QUOTES: Final = 3  # in a cell
MOST_LINES: Final = 9  # of a quote
MOST_LETTERS: Final = 1500  # that can stand in so many lines of the widest column
BAR_HEIGHT: Final = 0.09
SHORTEST: Final = 0.5  # bar
MARK: Final = 0.16  # room for the mark of a negative case
INSET: Final = 0.1  # of a negative case's words
SPACE: Final = 0.06  # above each quote
FACE: Final = STEPS[3]
GROUND: Final = "#F0F0F0"


def plot_joint_display(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    language: str = "en",
    note: str | None = None,
    quotes: bool | None = None,
) -> Axes:
    """Draw codes (rows) against the values of an outcome (columns), with the quotes that speak for each cell.

    Parameters
    ----------
    table : DataFrame
        `code label measure measure_label unit value n n_units n_unread quotes quoted negative_case negative_quote`,
        one row a code and value of one measure. A pair without a row is drawn as '–'.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure that grows downwards with the quotes.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.
    quotes : bool, optional
        Whether the quotes are written; by default for up to 8 codes. Left out, the figure says so.

    Returns
    -------
    Axes
        A cell has n of N with a bar of n / N; below it each quote with its case, and, on a grey ground behind a rule,
        the negative case. A quote of more than nine lines is shortened, which '[…]' tells.

    Examples
    --------
    >>> table = pd.DataFrame({"code": "a/b", "label": "relief", "measure": "income", "measure_label": "income",
    ...     "unit": "case", "value": ["better", "worse"], "n": [3, 0], "n_units": [4, 2], "n_unread": 0,
    ...     "quotes": ["“I can save.”", ""], "quoted": ["C1", ""], "negative_case": ["", "C2"],
    ...     "negative_quote": ["", "Nothing is left."]})
    >>> [text.get_text() for text in plot_joint_display(table).texts][-3:]
    ['0 of 2', 'Negative case: C2', '“Nothing is left.”']
    """
    with style():
        if table.empty:
            return nothing_to_draw(ax, say("joint_nothing", language), language, note)
        check_table(table, COLUMNS, once=("code", "measure", "value"))
        _check_one(table)
        plan = _Plan.of(table, language, quotes)
        title = say("joint_title", language, measure=plain(table["measure_label"].iloc[0]))
        frame = Frame(plan.width, plan.height, title, _tell(table, plan), _keys(plan), note)
        sheet = frame.open(ax)
        _draw(sheet, plan, frame.top)
        return sheet.ax


@dataclass(frozen=True)
class _Cell:
    number: str  # n of N
    share: float  # NaN where nobody was read
    unread: str  # who was not read, or nothing
    quotes: list[list[str]]  # each in its lines
    negative: list[str]  # who it is; empty where there is none
    contrary: list[str]  # the negative case's words
    cut: bool  # whether words are left out

    @classmethod
    def of(cls, row: dict[Hashable, Any], width: float, language: str) -> _Cell:
        """A row's cell, its words set as wide as the column."""
        n, n_units, n_unread = (_count(row[column]) for column in ("n", "n_units", "n_unread"))
        if n is not None and n_units is not None and n > n_units:
            told = f"code {plain(row['code'])!r}, value {plain(row['value'])!r}"
            raise QualkitError(
                f"{told}: n is {n} of n_units {n_units}; n counts some of n_units, and is at most as many"
            )
        number = say("not_told", language)
        if n is not None and n_units is not None:
            number = say("joint_n", language, n=n, total=n_units) if n_units else say("map_none_read", language)
        said, case = _quotes(row), plain(row["negative_case"])
        shown = [_shorten(quote, width) for quote in said[:MOST_QUOTES]]
        contrary = _shorten(_marked(row["negative_quote"]), width - 2 * INSET) if case else ([], False)
        more = say("joint_more", language, n=len(said) - MOST_QUOTES)
        return cls(
            number,
            n / n_units if n_units and n is not None else math.nan,
            say("joint_unread", language, n=n_unread) if n_unread else "",
            [lines for lines, _ in shown] + ([wrap(more, width, SMALL)] if len(said) > MOST_QUOTES else []),
            wrap(say("joint_negative", language, case=case), width - 2 * INSET, SMALL, bold=True) if case else [],
            contrary[0],
            any(cut for _, cut in [*shown, contrary]) or len(said) > MOST_QUOTES,
        )

    @property
    def head(self) -> float:
        """Height of the number, its bar and who was not read."""
        return text_height([""]) + 0.03 + BAR_HEIGHT + (text_height([""], SMALL) if self.unread else 0)

    @property
    def height(self) -> float:
        said = sum(text_height(lines, SMALL) + SPACE for lines in self.quotes)
        return self.head + said + (self.aside + SPACE if self.negative else 0)

    @property
    def aside(self) -> float:
        """Height of what is set apart."""
        return text_height([*self.negative, *self.contrary], SMALL) + 0.06

    def draw(self, sheet: Sheet, x: float, y: float, width: float) -> None:
        """The number above its bar, the words below."""
        sheet.text(x, y, self.number, bold=True, va="top")
        self.draw_bar(sheet, x, y + text_height([""]) + 0.03, width)
        if self.unread:
            sheet.text(x, y + self.head, self.unread, size=SMALL, colour=GREY, va="bottom")
        y += self.head + SPACE
        for lines in self.quotes:
            sheet.text(x, y, lines, size=SMALL, va="top")
            y += text_height(lines, SMALL) + SPACE
        if self.negative:
            sheet.boxes([(x, y, width, self.aside)], face=GROUND, edge=GROUND)
            sheet.line([x + 0.015] * 2, [y, y + self.aside], colour=INK, width=2)
            sheet.text(x + INSET, y + 0.03, self.negative, size=SMALL, bold=True, va="top")
            sheet.text(x + INSET, y + 0.03 + text_height(self.negative, SMALL), self.contrary, size=SMALL, va="top")

    def draw_short(self, sheet: Sheet, x: float, y: float, width: float, number: float) -> None:
        """The number beside its bar, and a mark where there is a negative case; y is the middle of the line."""
        sheet.text(x, y, self.number, bold=True)
        self.draw_bar(sheet, x + number, y - BAR_HEIGHT / 2, width - number - MARK)
        if self.negative:
            _draw_mark(sheet, x + width - MARK / 2, y)
        if self.unread:
            sheet.text(x, y + text_height([""]) / 2, self.unread, size=SMALL, colour=GREY, va="top")

    def draw_bar(self, sheet: Sheet, x: float, y: float, width: float) -> None:
        """All who were read, filled as far as the code was found."""
        if math.isnan(self.share):
            sheet.line([x, x + width], [y + BAR_HEIGHT / 2] * 2, colour=FAINT, dash=(0, (2, 2)))
            return
        if self.share:
            sheet.boxes([(x, y, width * self.share, BAR_HEIGHT)], face=FACE, edge=FACE)
        sheet.outline((x, y, width, BAR_HEIGHT))


@dataclass(frozen=True)
class _Plan:
    cells: Mapping[tuple[str, str], _Cell]  # of code and value
    labels: Mapping[str, list[str]]
    heads: Mapping[str, list[str]]
    left: float  # width of the labels
    column: float
    quoted: bool
    left_out: bool  # quotes that the table has
    language: str

    @classmethod
    def of(cls, table: pd.DataFrame, language: str, quotes: bool | None) -> _Plan:
        table = table.assign(code=table["code"].map(plain), value=table["value"].map(plain))
        has = bool(((table["quotes"].map(plain) + table["negative_quote"].map(plain)) != "").any())
        quoted = has and (table["code"].nunique() <= MOST_CODES if quotes is None else quotes)
        values, rows = list(dict.fromkeys(table["value"])), table.to_dict("records")
        least = WITH_QUOTES if quoted else _numbers(_Cell.of(row, WIDEST, language) for row in rows) + SHORTEST + MARK
        room = WIDTH - len(values) * (least + BETWEEN)
        left = LABEL_WIDTH if quoted else min(LABEL_WIDEST, max(LABEL_WIDTH, room))
        column = min(WIDEST, max(least, (WIDTH - left) / len(values) - BETWEEN))
        return cls(
            {(row["code"], row["value"]): _Cell.of(row, column, language) for row in rows},
            {code: wrap(label, left, bold=True) for code, label in name_rows(table, "code", "label").items()},
            {value: wrap(value or "–", column, bold=True) for value in values},
            left,
            column,
            quoted,
            has and not quoted,
            language,
        )

    @property
    def width(self) -> float:
        return max(WIDTH, self.left + len(self.heads) * (self.column + BETWEEN))

    @property
    def head(self) -> float:
        return max(text_height(lines) for lines in self.heads.values()) + 0.08

    @property
    def height(self) -> float:
        return self.head + sum(self.row_height(code) for code in self.labels)

    def row_height(self, code: str) -> float:
        cells = [self.cells[code, value] for value in self.heads if (code, value) in self.cells]
        if self.quoted:
            return max(text_height(self.labels[code]), *(cell.height for cell in cells)) + 0.2
        unread = text_height([""], SMALL) if any(cell.unread for cell in cells) else 0.0  # below the number
        return max(text_height(self.labels[code]), text_height([""]) + unread) + 0.1


def _numbers(cells: Iterable[_Cell]) -> float:
    """Room for the numbers, where they stand beside their bars."""
    return max(text_width(cell.number, bold=True) for cell in cells) + 0.08


def _count(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _quotes(row: dict[Hashable, Any]) -> list[str]:
    """Each quote with its case; where the two lists do not match, all in one with all of the cases."""
    text, cases = "" if pd.isna(row["quotes"]) else str(row["quotes"]).strip(), plain(row["quoted"])
    if not text:
        return []
    said, by = re.split(r"(?<=”)\n(?=“)", text), cases.split(", ")
    if len(said) != len(by):
        said, by = [text], [cases]
    return [f"{_marked(quote)} ({case})" if case else _marked(quote) for quote, case in zip(said, by, strict=True)]


def _marked(quote: Any) -> str:
    """In quotation marks, once."""
    text = plain(quote)
    return text if not text or text.startswith("“") else f"“{text}”"


def _shorten(quote: str, width: float) -> tuple[list[str], bool]:
    """The quote in lines, and whether it was shortened: at a word, within one only where it fills the cell alone."""
    if len(quote) <= MOST_LETTERS:
        lines = wrap(quote, width, SMALL) if quote else []
        if len(lines) <= MOST_LINES:
            return lines, False
    text, mark, case = quote.rpartition("”")
    text = text[:MOST_LETTERS].rpartition(" ")[0] or text[:MOST_LETTERS]
    words, end = text.split(), f" […]{mark}{case}"

    def fits(shown: str) -> bool:
        return len(wrap(shown + end, width, SMALL)) <= MOST_LINES

    n = bisect_left(range(1, len(words)), True, key=lambda n: not fits(" ".join(words[:n])))
    if n:
        return wrap(" ".join(words[:n]) + end, width, SMALL), True
    n = bisect_left(range(1, len(words[0])), True, key=lambda n: not fits(words[0][:n]))
    return wrap(words[0][:n] + end, width, SMALL), True


def _check_one(table: pd.DataFrame) -> None:
    measures = list(dict.fromkeys(table["measure"].map(plain)))
    if len(measures) > 1:
        raise QualkitError(f"one figure draws one measure, the table has {', '.join(measures)}: choose one of them")


def _tell(table: pd.DataFrame, plan: _Plan) -> list[str]:
    language = plan.language
    units = dict.fromkeys(say_or_same("unit", plain(unit), language) for unit in table["unit"])
    told = [say("joint_size", language, unit=", ".join(units))]
    if plan.left_out:
        told.append(say("joint_left_out", language))
    elif plan.quoted and any(cell.cut for cell in plan.cells.values()):
        told.append(say("joint_cut", language))
    if any(math.isnan(cell.share) for cell in plan.cells.values()):
        told.append(say("joint_unknown", language))
    if len(plan.cells) < len(plan.labels) * len(plan.heads):
        told.append(say("joint_no_row", language))
    return told


def _keys(plan: _Plan) -> list[Key]:
    keys = [Key(say("joint_key_bar", plan.language), _draw_bar_key)]
    if any(cell.negative for cell in plan.cells.values()):
        word = "joint_key_negative" if plan.quoted else "joint_key_mark"
        keys.append(Key(say(word, plan.language), _draw_aside_key if plan.quoted else _draw_mark_key))
    return keys


def _draw_bar_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.boxes([(x, y - BAR_HEIGHT / 2, SWATCH * 0.6, BAR_HEIGHT)], face=FACE, edge=FACE)
    sheet.outline((x, y - BAR_HEIGHT / 2, SWATCH, BAR_HEIGHT))


def _draw_aside_key(sheet: Sheet, x: float, y: float) -> None:
    sheet.boxes([(x, y - 0.065, SWATCH, 0.13)], face=GROUND, edge=GROUND)
    sheet.line([x + 0.015] * 2, [y - 0.065, y + 0.065], colour=INK, width=2)


def _draw_mark_key(sheet: Sheet, x: float, y: float) -> None:
    _draw_mark(sheet, x + SWATCH / 2, y)


def _draw_mark(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([x], [y], colour=INK, dash="", marker="D", size=4.5)


def _draw(sheet: Sheet, plan: _Plan, top: float) -> None:
    lefts = {value: plan.left + BETWEEN + i * (plan.column + BETWEEN) for i, value in enumerate(plan.heads)}
    for value, lines in plan.heads.items():
        sheet.text(lefts[value], top + plan.head - 0.06, lines, bold=True, va="bottom")
    y, numbers = top + plan.head, _numbers(plan.cells.values())
    for code, label in plan.labels.items():
        sheet.line([0, plan.width], [y, y], colour=FAINT)
        inside = y + (0.08 if plan.quoted else 0.05)
        sheet.text(0, inside, label, bold=True, va="top")
        for value, x in lefts.items():
            cell = plan.cells.get((code, value))
            if cell is None:
                sheet.text(x, inside, "–", colour=GREY, va="top")
            elif plan.quoted:
                cell.draw(sheet, x, inside, plan.column)
            else:
                cell.draw_short(sheet, x, inside + text_height([""]) / 2, plan.column, numbers)
        y += plan.row_height(code)
