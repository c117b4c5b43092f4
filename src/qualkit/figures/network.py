"""The network of codes: which come together, how often, and how much was left out to keep it readable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from qualkit.errors import QualkitError, suggest
from qualkit.figures.frame import SWATCH, Frame, Key, check_table, nothing_to_draw, plain
from qualkit.figures.ring import MANY, Ring, lay_out
from qualkit.figures.sheet import Sheet
from qualkit.figures.style import INK, PAPER, style
from qualkit.wording import format_number, say, say_or_same

COLUMNS: Final = ("code_a", "code_b", "unit", "within", "n_a", "n_b", "n_units", "n_missing")
MEASURES: Final = ("n", "c_coefficient", "jaccard", "lift", "phi")
UNITS: Final = ("overlap", "near", "turn", "case", "document")
MOST_LINES: Final = 60  # by default; more cannot be followed by the eye
THINNEST, THICKEST = 0.5, 4.5  # points; half as thick where there are many codes
PALEST, DARKEST = 0.74, 0.18  # grey of the weakest line and of the strongest
FEWER: Final = (0, (3, 1.5))  # dashes of codes that avoid each other
Draw = Callable[[Sheet, float, float], None]


def plot_network(
    table: pd.DataFrame,
    *,
    measure: str = "n",
    least: float | None = None,
    labels: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    language: str = "en",
    note: str | None = None,
) -> Axes:
    """Draw codes by theme at both sides, with lines between those that come together.

    Parameters
    ----------
    table : DataFrame
        As `count_cooccurrence` gives it, one row a pair: `code_a code_b unit within n_a n_b n_units n_missing` and
        the measure.
    measure : str
        What the lines' width shows: 'n', 'c_coefficient', 'jaccard', 'lift' or 'phi'. A negative phi is a broken
        line as wide as a positive one of its size; pairs whose measure is 0 or undefined have no line.
    least : float, optional
        Lines below it are left out, and counted on the figure. By default there is no limit up to 60 lines, else the
        lowest that leaves 60 or fewer (more only where the strongest are equal).
    labels : mapping, optional
        Names of codes and themes by their path; by default the path.
    ax : Axes, optional
        Where to draw, scaled to fit; by default a new figure that grows with the codes.
    language : str
        'en' or 'id'.
    note : str, optional
        Small print at the bottom.

    Returns
    -------
    Axes
        The area of a code's mark is its n, which stands after its name: passages or units that have it, the largest
        number in any of its pairs where not all units were read for all codes. Shape and colour tell the theme, the
        first part of the path. Places follow the order of the codebook and mean nothing.

    Raises
    ------
    QualkitError
        For missing columns, rows of more than one unit, and a measure that is unknown or undefined for all pairs.

    Examples
    --------
    >>> table = pd.DataFrame({"code_a": ["a/x", "a/x"], "code_b": ["a/y", "b/z"], "unit": "case", "within": "",
    ...     "n": [3, 1], "n_a": 5, "n_b": [4, 2], "n_units": 9, "n_missing": 0})
    >>> [text.get_text() for text in plot_network(table, least=2).texts][-3:]
    ['x (5)', 'y (4)', 'z (2)']
    """
    with style():
        title = say("network_title", language)
        if table.empty:
            return nothing_to_draw(ax, title, language, note)
        if measure not in MEASURES:
            raise QualkitError(f"no measure {measure!r}: {suggest(measure, MEASURES)}")
        check_table(table, list(dict.fromkeys((*COLUMNS, measure))), once=("code_a", "code_b"))
        _check_units(table)
        strength = _measure(table, measure)
        bound, drawn = _choose(table, strength, least)
        ring = lay_out(table, labels)
        lines = [*_tell(table, language), _tell_lines(strength, drawn, measure, bound, least is None, language)]
        lines.append(_tell_rest(ring, drawn, strength, measure, language))
        keys = _keys(ring, drawn, plain(table["unit"].iloc[0]), measure, language)
        frame = Frame(ring.width, ring.height, title, lines, keys, note)
        sheet = frame.open(ax)
        _draw_lines(sheet, ring, drawn, frame.top)
        _draw_codes(sheet, ring, frame.top)
        return sheet.ax


def _check_units(table: pd.DataFrame) -> None:
    units = table[["unit", "within"]].drop_duplicates()
    if len(units) > 1:
        told = "; ".join(plain(" ".join(map(plain, unit))) for unit in units.itertuples(index=False))
        raise QualkitError(f"one figure draws one unit, the table has {told}: choose one of them")
    unit = plain(table["unit"].iloc[0])
    if unit not in UNITS:
        raise QualkitError(f"column 'unit' has {unit!r}: {suggest(unit, UNITS)}")
    for column in ("n_a", "n_b", "n_units"):
        if pd.to_numeric(table[column], errors="coerce").isna().any():
            raise QualkitError(f"column {column!r} has cells without a number: give one in each row")


def _measure(table: pd.DataFrame, measure: str) -> pd.Series[float]:
    try:
        strength = pd.to_numeric(table[measure]).astype(float)
    except (TypeError, ValueError) as error:
        raise QualkitError(f"column {measure!r} must have numbers to be drawn: {error}") from None
    if strength.isna().all():
        unit = plain(table["unit"].iloc[0])
        raise QualkitError(
            f"{measure} is undefined for every pair of unit {unit!r}: draw measure='n', or count by turn, case or document"
        )
    return strength


def _choose(
    table: pd.DataFrame, strength: pd.Series[float], least: float | None
) -> tuple[float | None, dict[tuple[str, str], float]]:
    """The limit and the lines that reach it, the weakest first."""
    size = strength.abs()
    bound = least
    if least is None and (size > 0).sum() > MOST_LINES:
        ordered = np.sort(size[size > 0].to_numpy())[::-1]
        weaker = ordered[MOST_LINES]  # the strongest that must not be drawn
        bound = float(min(ordered[ordered > weaker], default=ordered[0]))
    kept = strength[(size > 0) & (size >= (bound or 0))]
    rows = table.loc[kept.index, ["code_a", "code_b"]].map(plain)
    pairs = list(zip(rows["code_a"], rows["code_b"], kept, strict=True))
    return bound, {(a, b): float(value) for a, b, value in sorted(pairs, key=lambda pair: (abs(pair[2]), *pair[:2]))}


def _tell(table: pd.DataFrame, language: str) -> list[str]:
    unit, within = plain(table["unit"].iloc[0]), plain(table["within"].iloc[0])
    number, _, word = within.partition(" ")
    distance = f"{number} {say_or_same('distance', word, language)}" if word else within
    told = say("network_unit", language, unit=say(f"network_unit.{unit}", language, within=distance))
    fewest, most = (int(table["n_units"].agg(one)) for one in ("min", "max"))
    total = f"{fewest}" if fewest == most else f"{fewest}–{most}"
    told += " " + say("network_of", language, n=total, units=say(f"network_units.{unit}", language))
    missing = table["n_missing"]
    if missing.isna().any():
        return [told + " " + say("network_missing_unknown", language)]
    if missing.eq(0).all():
        return [told + " " + say("network_all_read", language)]
    what = say("network_units.document" if unit in ("overlap", "near") else f"network_units.{unit}", language)
    low, high = int(missing.min()), int(missing.max())
    return [told + " " + say("network_missing", language, n=low if low == high else f"{low}–{high}", units=what)]


def _tell_lines(
    strength: pd.Series[float],
    drawn: Mapping[tuple[str, str], float],
    measure: str,
    bound: float | None,
    chosen: bool,
    language: str,
) -> str:
    """How many pairs there are, and how many lines were left out as too weak."""
    present = int((strength.abs() > 0).sum())
    name = say(f"measure.{measure}", language)
    key = "network_together" if measure == "n" else "network_pairs"
    told = say(key, language, n=present, total=len(strength), name=name)
    if len(drawn) == present:
        return told + " " + say("network_all_drawn", language)
    limit = {"left": present - len(drawn), "name": name, "n": len(drawn)}
    told += " " + say("network_left", language, least=format_number(bound or 0, language, decimals=3), **limit)
    return told + (" " + say("network_chosen", language, most=MOST_LINES) if chosen else "")


def _tell_rest(
    ring: Ring, drawn: Mapping[tuple[str, str], float], strength: pd.Series[float], measure: str, language: str
) -> str:
    tied = {code for pair in drawn for code in pair}
    told = say("network_codes", language, n=len(ring.nodes), alone=len(ring.nodes) - len(tied))
    if strength.isna().any():
        name = say(f"measure.{measure}", language)
        told += " " + say("network_undefined", language, n=int(strength.isna().sum()), name=name)
    return told + " " + say("network_places", language)


# --- drawing -------------------------------------------------------------------------------------------------


def _keys(ring: Ring, drawn: Mapping[tuple[str, str], float], unit: str, measure: str, language: str) -> list[Key]:
    most = max((node.n for node in ring.nodes.values()), default=0)
    counts = sorted({n for n in (most, round(most / 4), 1) if n >= 1})
    units = say(f"network_units.{unit}", language)
    keys = [Key(say("network_key_size", language, units=units))]
    keys += [Key(format_number(n, language), _size_key(ring, n)) for n in counts]
    pen = _Pen.of(ring, drawn)
    if drawn:
        sizes = sorted({abs(value) for value in drawn.values()})
        shown = sorted({sizes[0], sizes[len(sizes) // 2], sizes[-1]})
        keys.append(Key(say("network_key_width", language, name=say(f"measure.{measure}", language)), fresh=True))
        keys += [pen.key(format_number(value, language, decimals=3), value) for value in shown]
    if any(value < 0 for value in drawn.values()):
        keys.append(pen.key(say("network_key_fewer", language), -pen.most / 3))
    return keys


def _size_key(ring: Ring, n: int) -> Draw:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        across = ring.size(n) * 72
        sheet.line([x + SWATCH / 2], [y], colour=INK, dash="", marker="o", size=across, open_marker=True)

    return draw


@dataclass(frozen=True)
class _Pen:
    """How wide and dark a line is."""

    most: float
    thickest: float

    @classmethod
    def of(cls, ring: Ring, drawn: Mapping[tuple[str, str], float]) -> _Pen:
        thickest = THICKEST if len(ring.nodes) < MANY else THICKEST / 2
        return cls(max(map(abs, drawn.values()), default=1.0), thickest)

    def draw(self, sheet: Sheet, x: list[float], y: list[float], value: float) -> None:
        """A light edge keeps lines apart where they cross."""
        share = abs(value) / self.most
        width = THINNEST + (self.thickest - THINNEST) * share
        shade = round(255 * (PALEST + (DARKEST - PALEST) * share))
        if value > 0:  # under a broken line it would cut the others
            sheet.line(x, y, colour=PAPER, width=width + 0.8)
        sheet.line(x, y, colour=f"#{shade:02x}{shade:02x}{shade:02x}", width=width, dash=FEWER if value < 0 else "-")

    def key(self, label: str, value: float) -> Key:
        """The entry of a value in the legend."""
        return Key(label, lambda sheet, x, y: self.draw(sheet, [x, x + SWATCH], [y, y], value))


def _draw_lines(sheet: Sheet, ring: Ring, drawn: Mapping[tuple[str, str], float], top: float) -> None:
    pen = _Pen.of(ring, drawn)
    for (first, second), value in drawn.items():
        x, y = ring.curve(first, second)
        pen.draw(sheet, x, [top + one for one in y], value)


def _draw_codes(sheet: Sheet, ring: Ring, top: float) -> None:
    for x, y, lines, ha in ring.headings:
        sheet.text(x, top + y, lines, size=ring.font, bold=True, ha=ha)
    for node in ring.nodes.values():
        if node.n:
            node.look.mark(sheet, node.x, top + node.y, ring.size(node.n))
        sheet.text(node.label_x, top + node.y, node.lines, size=ring.font, ha=node.ha)
