"""How a theme looks in every figure: colour, hatch, shape and a letter, so that no reader needs the colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from qualkit.figures.frame import SWATCH, Key, plain
from qualkit.figures.lettering import SMALL, text_height, text_width
from qualkit.figures.sheet import Box, Sheet
from qualkit.figures.style import GREY, INK, fill, ink_on

# Each shape with the factor that gives it the area of a circle of the same size.
SHAPES: Final = (
    ("o", 1.0), ("s", 0.89), ("^", 1.25), ("D", 0.89), ("v", 1.25), ("P", 1.19), ("p", 1.15), ("X", 1.19),
    ("<", 1.25), (">", 1.25), ("h", 1.1),
)  # fmt: skip
OUTERMOST: Final = 1.26  # how far a shape reaches beyond a circle of its area
CELL: Final = 0.16  # height of a cell with a letter
ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789"


@dataclass(frozen=True)
class Look:
    """A theme with its name and all that tells it from the others."""

    name: str
    letter: str
    face: str
    hatch: str | None
    shape: str
    factor: float

    @property
    def room(self) -> float:
        """Width of a cell that has the letter in it."""
        return text_width(self.letter, SMALL) + 0.03

    @property
    def key(self) -> Key:
        """Its entry in a legend of cells."""
        return Key(self.name, lambda sheet, x, y: self.paint(sheet, [(x, y - CELL / 2, SWATCH, CELL)]))

    def paint(self, sheet: Sheet, cells: list[Box]) -> None:
        """Draw cells, with the letter in those that have room for it."""
        edge = GREY if self.hatch and ink_on(self.face) == INK else ink_on(self.face) if self.hatch else GREY
        sheet.boxes(cells, face=self.face, edge=edge, hatch=self.hatch)
        lettered = [cell for cell in cells if cell[2] >= self.room]
        if self.hatch:  # on a ground of its own, or the hatch runs through the letter
            wide, tall = self.room - 0.02, text_height([""], SMALL) - 0.02
            grounds = [(x + (w - wide) / 2, y + (h - tall) / 2, wide, tall) for x, y, w, h in lettered]
            sheet.boxes(grounds, face=self.face, edge=self.face, over=True)
            sheet.boxes(cells, face="none", edge=GREY, over=True)
        for x, y, width, height in lettered:
            colour = ink_on(self.face)
            sheet.text(x + width / 2, y + height / 2, self.letter, size=SMALL, colour=colour, ha="center")

    def mark(self, sheet: Sheet, x: float, y: float, size: float) -> None:
        """Draw the shape with the area of a circle of `size` inches across."""
        sheet.ax.plot(
            [x],
            [y],
            linestyle="",
            marker=self.shape,
            markersize=size * 72 * self.factor * sheet.scale,
            markerfacecolor=self.face,
            markeredgecolor=INK,
            markeredgewidth=0.7 * sheet.scale,
            scalex=False,
            scaley=False,
            clip_on=False,
            zorder=3,
        )


def dress_themes(themes: Iterable[str], labels: Mapping[str, str] | None = None) -> dict[str, Look]:
    """A look for each theme, in the order in which they come; `labels` has the names of some.

    Where `labels` is a whole codebook's, by path, themes stand in its order and look the same in every figure.

    Examples
    --------
    >>> looks = dress_themes(["welfare", "service", "strategy", "welfare"], {"service": "quality"})
    >>> [(theme, look.name, look.letter, look.shape) for theme, look in looks.items()]
    [('welfare', 'welfare', 'W', 'o'), ('service', 'quality', 'Q', 's'), ('strategy', 'strategy', 'S', '^')]
    >>> [look.letter for look in dress_themes(["service", "strategy", "12", "…"]).values()]
    ['S', 'T', '1', 'A']
    """
    themes = list(themes)
    listed = [path.partition("/")[0] for path in labels or ()]
    listed = listed if set(themes) <= set(listed) else []
    names = {theme: plain((labels or {}).get(theme)) or theme for theme in dict.fromkeys([*listed, *themes])}
    letters = _shorten(list(names.values()))
    return {
        theme: Look(name, letter, *fill(index), *SHAPES[index % len(SHAPES)])
        for index, ((theme, name), letter) in enumerate(zip(names.items(), letters, strict=True))
        if theme in themes
    }


def name_code(code: str, labels: Mapping[str, str] | None = None) -> str:
    """What to call a code under the name of its theme: its label, else its path without the theme.

    Examples
    --------
    >>> name_code("welfare/debts/free"), name_code("welfare"), name_code("a/b", {"a/b": "relief"})
    ('debts/free', 'welfare', 'relief')
    """
    return plain((labels or {}).get(code)) or code.partition("/")[2] or code


def _shorten(names: list[str]) -> list[str]:
    """The first letter of each name that none before it has, else of the alphabet, else a number."""
    short: list[str] = []
    for number, name in enumerate(names, start=1):
        letters = [letter for letter in name.upper() if letter in ALPHABET]
        free = [letter for letter in (*letters, *ALPHABET) if letter not in short]
        short.append(free[0] if free else str(number))
    return short
