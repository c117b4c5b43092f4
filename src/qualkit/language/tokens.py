"""Tokens of a text with their exact places: words, amounts, times, addresses, emoji.

One compiled pattern finds them in one pass. A token is what stands between blanks and punctuation; a hyphen or an
apostrophe inside it belongs to it (anak-anak, Qur'an), so does what makes a number one (2,5 and Rp50.000 and 08.30).
What a token holds besides one word (gamau, ibu-bapak) is taken apart later, once a type.
"""

from __future__ import annotations

import re

# `re` has no class for combining marks: the common blocks, and those of the scripts of South and South-East Asia
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03"
    "\u0d3b-\u0d57\u0d82\u0d83\u0dca-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u0f18-\u0f3f\u0f71-\u0fbc\u102b-\u103e\u1056-\u1059\u135d-\u135f\u1712-\u1714\u1732-\u1734\u17b4-\u17d3"
    "\u18a9\u1920-\u193b\u1a17-\u1a1b\u1ab0-\u1aff\u1b00-\u1b04\u1b34-\u1b44\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3"
    "\u1c24-\u1c37\u1cd0-\u1cff\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ua66f-\ua672\ua6f0\ua6f1\ua802"
    "\ua823-\ua827\ua8b4-\ua8c5\ua926-\ua92d\ua947-\ua953\ua980-\ua983\ua9b3-\ua9c0\uaa29-\uaa36\ufb1e\ufe20-\ufe2f"
    "\u200c\u200d"
)
_JOINTS = "\\-'’ʼ‘ʻ\u2010\u2011"  # inside a word
_EMOJI = "[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff]"
_SKIN = "[\ufe0f\U0001f3fb-\U0001f3ff]"
_ADDRESS = r"[^\s<>\"”]*[^\s<>\"”.,;:!?)\]]"

# The word comes first, and what may follow one is asked by its first letter: this order is what makes it fast.
TOKEN = re.compile(
    rf"[^\W_]++(?:(?=[{_JOINTS}.,:{_MARKS}])"
    rf"(?:[{_MARKS}]++[^\W_]*+|[{_JOINTS}][^\W_]++|(?<=\d)[.,:]\d++[^\W_]*+"
    rf"|(?<=ttps)://{_ADDRESS}|(?<=http)://{_ADDRESS}|(?<=www)\.{_ADDRESS}))*+"
    rf"|{_EMOJI}{_SKIN}*+(?:\u200d{_EMOJI}{_SKIN}*+)*+"
)


def find_tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where the tokens of a text stand.

    Parameters
    ----------
    text
        Any text.
    start, end
        The part to look at, in code points; the whole text by default. Places are counted from the text's beginning.

    >>> text = "Bu Tarsih pinjam Rp50.000, jam 08.30. Anak-anak gak-papa!"
    >>> [text[start:end] for start, end in find_tokens(text)]
    ['Bu', 'Tarsih', 'pinjam', 'Rp50.000', 'jam', '08.30', 'Anak-anak', 'gak-papa']
    """
    return [found.span() for found in TOKEN.finditer(text, start, len(text) if end is None else end)]
