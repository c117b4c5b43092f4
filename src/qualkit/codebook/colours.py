"""The colour of each code, also of those for which the codebook names none."""

from __future__ import annotations

from typing import Final

from qualkit.codebook.tree import Code, Codebook

# The hues of Okabe and Ito (2008), darkened until words on white can be read in them; for themes without a colour.
PALETTE: Final = ("#0072B2", "#B35900", "#007A5A", "#A64D84", "#2B7BA8", "#8F3A00", "#5C5C5C")
_DIM = 0.3  # relative luminance below which a colour is hard to see on black


def find_colours(codebook: Codebook) -> dict[str, str]:
    """A colour for every code: its own, else that of the code above it, else one of the palette for its theme.

    >>> find_colours(study.codebook)["service/planning"]
    '#1E4F86'
    """
    themes = {theme: number for number, theme in enumerate(dict.fromkeys(code.theme for code in codebook))}
    colours: dict[str, str] = {}

    def colour_of(code: Code) -> str:
        above = code.path.rpartition("/")[0]
        if code.path not in colours:
            inherited = colour_of(codebook[above]) if above in codebook else PALETTE[themes[code.theme] % len(PALETTE)]
            colours[code.path] = code.colour or inherited
        return colours[code.path]

    return {code.path: colour_of(code) for code in codebook}


def lighten(colour: str) -> str:
    """The colour as it can be seen on black: as it is, or with as much white in it as it takes.

    >>> lighten("#FFC000"), lighten("#1E4F86")
    ('#ffc000', '#7c99b9')
    """
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    white = next((share for share in range(100) if _luminance(_mix(channels, share)) >= _DIM), 100)
    return "#" + "".join(f"{channel:02x}" for channel in _mix(channels, white))


def _mix(channels: list[int], white: int) -> list[int]:
    return [round(channel + (255 - channel) * white / 100) for channel in channels]


def _luminance(channels: list[int]) -> float:
    shares = [channel / 255 for channel in channels]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
