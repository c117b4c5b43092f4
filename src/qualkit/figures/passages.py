"""The rows of `find_sequence` as figures read them: for each document its passages in order, with codes and themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from qualkit.errors import QualkitError
from qualkit.figures.frame import check_table, plain

COLUMNS: Final = ("document", "coder", "step", "position_start", "position_end", "code", "theme")


@dataclass(frozen=True)
class Passage:
    """A span of a document with all that one coder gave it; start and end are shares of the text."""

    start: float
    end: float
    codes: Mapping[str, str]  # each with its theme

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of its codes, each once."""
        return tuple(dict.fromkeys(self.codes.values()))


@dataclass(frozen=True)
class Course:
    """The passages of one document by one coder, in order."""

    name: str
    passages: tuple[Passage, ...]

    @property
    def covered(self) -> float:
        """The share of the text that has a code."""
        return sum(end - start for start, end in join_spans((one.start, one.end) for one in self.passages))


def read_courses(table: pd.DataFrame) -> list[Course]:
    """A course for each document and coder, in the table's order; the coder is named where there are several."""
    check_table(table, COLUMNS)
    clean = table.assign(**{column: table[column].map(plain) for column in ("document", "coder", "code", "theme")})
    for column in ("step", "position_start", "position_end"):
        try:
            clean[column] = pd.to_numeric(clean[column]).astype(float)
        except (TypeError, ValueError) as error:
            raise QualkitError(f"column {column!r} must have numbers to be drawn: {error}") from None
    start, end = clean["position_start"], clean["position_end"]
    wrong = clean[~(start.ge(0) & start.le(end) & end.le(1))]
    if len(wrong):
        row = wrong.iloc[0]
        raise QualkitError(
            f"{len(wrong)} passage(s) end before they begin or lie outside 0 to 1, the first in {row['document']!r} "
            f"({row['position_start']} to {row['position_end']}): give shares of the text, as find_sequence does"
        )
    several = clean["coder"].nunique() > 1
    found: dict[tuple[str, str], dict[tuple[float, float, float], dict[str, str]]] = {}
    for document, coder, *place, code, theme in zip(*(clean[column] for column in COLUMNS), strict=True):
        found.setdefault((document, coder), {}).setdefault(tuple(place), {})[code] = theme
    return [
        Course(
            f"{document} · {coder}" if several else document,
            tuple(
                Passage(float(start), float(end), codes) for (_, start, end), codes in sorted(places.items(), key=_at)
            ),
        )
        for (document, coder), places in found.items()
    ]


def _at(item: tuple[tuple[float, float, float], dict[str, str]]) -> tuple[float, float, float]:
    return item[0]


def join_spans(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans as few as cover the same, in order.

    Examples
    --------
    >>> join_spans([(0.5, 0.75), (0.0, 0.25), (0.125, 0.375)])
    [(0.0, 0.375), (0.5, 0.75)]
    """
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def order_themes(courses: Sequence[Course]) -> list[str]:
    """The themes, the most frequent first; those that are equal by name."""
    counted: dict[str, int] = {}
    for course in courses:
        for passage in course.passages:
            for theme in passage.themes:
                counted[theme] = counted.get(theme, 0) + 1
    return sorted(counted, key=lambda theme: (-counted[theme], theme))
