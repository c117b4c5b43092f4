"""The findings: for each claim what its cases say, where the threshold lies, and the verdict."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes

from qualkit.figures.bars import Bar, Segment
from qualkit.figures.frame import SWATCH, Frame, Key, check_table, nothing_to_draw, plain
from qualkit.figures.lettering import SMALL, text_height, wrap
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import EVIDENCE, FAINT, GREY, INK, PAPER, style
from qualkit.wording import CATALOGUE, format_number, say, say_or_same

COLUMNS: Final = (
    *("finding", "claim", "kind", "verdict", "n_cases", "n_support", "n_contradict"),
    *("n_both", "n_silent", "n_unread", "low", "high", "threshold"),
)
PARTS: Final = ("support", "both", "silent", "unread", "contradict")  # from left to right
NO_SHARE: Final = frozenset({"event", "outcome", "association", "combination"})  # their threshold is no share
CLAIM_WIDTH: Final = 2.6
BAR_WIDTH: Final = 3.6
BAR_HEIGHT: Final = 0.28
VERDICT_WIDTH: Final = 1.25
BETWEEN: Final = 0.2
WIDTH: Final = CLAIM_WIDTH + 0.15 + BAR_WIDTH + 0.15 + VERDICT_WIDTH


def plot_findings(
    table: pd.DataFrame, *, ax: Axes | None = None, language: str = "en", note: str | None = None
) -> Axes:
    """Draw a bar per finding: the cases that support it, contradict it, are silent or unread.

    Parameters
    ----------
    table : DataFrame
        `finding claim kind verdict n_cases n_support n_contradict n_both n_silent n_unread low high threshold`, one
        row a finding; without cases (`n_cases` 0 or missing) only claim and verdict are written.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        The support begins at the left and the contradiction at the right, so that the threshold can be compared.

    Examples
    --------
    >>> table = pd.DataFrame({"finding": ["F1"], "claim": ["Most are free of debt"], "kind": "prevalence",
    ...     "verdict": "supported", "n_cases": 9, "n_support": 7, "n_contradict": 1, "n_both": 0, "n_silent": 1,
    ...     "n_unread": 0, "low": 0.78, "high": 0.89, "threshold": 0.5})
    >>> plot_findings(table).get_title()
    'Findings and the cases behind them'
    """
    with style():
        title = say("findings_title", language)
        if table.empty:
            return nothing_to_draw(ax, title, language, note)
        check_table(table, COLUMNS, once=("finding",))
        rows = [_Row.of(row, language) for row in table.to_dict("records")]
        body = sum(row.height + BETWEEN for row in rows) - BETWEEN
        told = [say("findings_size", language, unread=sum(row.unread for row in rows))]
        frame = Frame(WIDTH, body, title, told, _keys(rows, language), note)
        return _draw(frame.open(ax), rows, frame.top, language)


@dataclass(frozen=True)
class _Row:
    finding: str
    claim: list[str]
    verdict: list[str]
    weighed: list[str]  # what is written where no cases are counted
    bar: Bar | None
    threshold: float
    unread: int

    @classmethod
    def of(cls, row: dict[Hashable, Any], language: str) -> _Row:
        kind = plain(row["kind"])
        counts = {part: _count(row[f"n_{part}"]) for part in PARTS}
        total = max(_count(row["n_cases"]), sum(counts.values()))
        bar = Bar(_segments(counts, total, language), total, BAR_WIDTH, BAR_HEIGHT) if total else None
        threshold = math.nan if kind in NO_SHARE or pd.isna(row["threshold"]) else float(row["threshold"])
        weighed = f"weighed.{kind}" if f"weighed.{kind}" in CATALOGUE else "weighed.other"
        return cls(
            plain(row["finding"]),
            wrap(plain(row["claim"]), CLAIM_WIDTH),
            wrap(say_or_same("verdict", plain(row["verdict"]), language), VERDICT_WIDTH, bold=True),
            wrap(say(weighed, language), BAR_WIDTH, SMALL),
            bar,
            threshold if 0 <= threshold <= 1 else math.nan,
            counts["unread"],
        )

    @property
    def has_threshold(self) -> bool:
        return self.bar is not None and not math.isnan(self.threshold)

    @property
    def height(self) -> float:
        """Of the row, with the finding's name above its claim and N below the verdict."""
        texts = text_height([self.finding], SMALL) + text_height(self.claim)
        verdict = text_height(self.verdict) + text_height([""], SMALL)
        return max(texts, verdict, self.above + BAR_HEIGHT + 0.06)

    @property
    def above(self) -> float:
        return max(self.bar.above if self.bar else 0.0, 0.06)

    def draw(self, sheet: Sheet, y: float, language: str) -> None:
        sheet.text(0, y, self.finding, size=SMALL, colour=GREY, va="top")
        sheet.text(0, y + text_height([""], SMALL), self.claim, va="top")
        left = CLAIM_WIDTH + 0.15
        right = left + BAR_WIDTH + 0.15
        top = y + max(self.above, (self.height - BAR_HEIGHT) / 2)
        middle = top + BAR_HEIGHT / 2
        if self.bar is None:
            sheet.text(left, middle, self.weighed, size=SMALL, colour=GREY)
            sheet.text(right, middle, self.verdict, bold=True)
            return
        sheet.outline((left, top, BAR_WIDTH, BAR_HEIGHT), colour=FAINT)
        self.bar.draw(sheet, left, top)
        if self.has_threshold:
            _draw_threshold(sheet, left + self.threshold * BAR_WIDTH, top, BAR_HEIGHT)
        n = say("findings_n", language, n=format_number(self.bar.total, language))
        deep = text_height(self.verdict) + text_height([n], SMALL)
        start = min(max(y, middle - deep / 2), y + self.height - deep)
        sheet.text(right, start, self.verdict, bold=True, va="top")
        sheet.text(right, start + text_height(self.verdict), n, size=SMALL, colour=GREY, va="top")


def _draw(sheet: Sheet, rows: list[_Row], y: float, language: str) -> Axes:
    for index, row in enumerate(rows):
        if index:
            sheet.line([0, WIDTH], [y - BETWEEN / 2] * 2, colour="#DDDDDD")
        row.draw(sheet, y, language)
        y += row.height + BETWEEN
    return sheet.ax


def _count(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _segments(counts: dict[str, int], total: int, language: str) -> list[Segment]:
    rest = total - sum(counts.values())
    parts = [(part, counts[part]) for part in PARTS]
    parts.insert(4, ("rest", rest))  # before what contradicts, which ends at the right
    return [_segment(part, n, language) for part, n in parts]


def _segment(part: str, n: int, language: str) -> Segment:
    word = "not_read" if part == "unread" else f"findings_{part}"
    hatch = {"unread": "/////", "both": "....", "contradict": "\\\\\\"}.get(part)
    return Segment(say(word, language), n, str(n), EVIDENCE.get(part, PAPER), hatch)


def _keys(rows: list[_Row], language: str) -> list[Key]:
    drawn = [segment for row in rows if row.bar for segment in row.bar.segments]
    keys = [_segment(part, 1, language).key for part in PARTS] if drawn else []
    rest = say("findings_rest", language)
    if any(segment.n and segment.label == rest for segment in drawn):
        keys.append(_segment("rest", 1, language).key)
    if any(row.has_threshold for row in rows):
        threshold = say("findings_threshold", language)
        keys.append(Key(threshold, lambda sheet, x, y: _draw_threshold(sheet, x + SWATCH / 2, y - 0.05, 0.1)))
    return keys


def _draw_threshold(sheet: Sheet, x: float, top: float, height: float) -> None:
    """A line in ink on paper, that is seen on light and dark, with a foot below the bar."""
    ends = [top - 0.02, top + height + 0.02]
    sheet.line([x, x], ends, colour=PAPER, width=3)
    sheet.line([x, x], ends, colour=INK, width=1.3)
    sheet.line([x], [top + height + 0.045], colour=INK, dash="", marker="^", size=4.5)
