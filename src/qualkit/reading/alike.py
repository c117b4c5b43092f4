"""Two tags that may be one speaker's, written twice: `Informan` and `Infroman`, `M01` and `MO1`, `P` and `p`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_LOOKALIKES = str.maketrans("l|O", "110")
_LONG, _MIDDLING = 6, 4  # letters
_TWO = frozenset(("interviewer", "interviewee"))  # a letter apart, and never one
_WHOLE = re.compile(r"[^\W_]+")


def find_alike(tag: str, others: Mapping[str, int], *, turns: int = 1) -> str:
    """The tag, of those given with their numbers of turns, that this one is likely a slip of; "" for none.

    The shorter the tags, the rarer must the slip be: M and K are two people, and so are R1 and R2, Ibu A and Ibu B.

    >>> find_alike("Infroman", {"Informan": 40, "Pewawancara": 41})
    'Informan'
    >>> find_alike("K", {"M": 40, "I1": 41}), find_alike("I2", {"M": 40, "I1": 41})
    ('', '')
    """
    near = [other for other, n in others.items() if other != tag and _is_alike(tag, turns, other, n)]
    return max(near, key=lambda other: (_is_same(tag, other), others[other]), default="")


def find_one_edit(words: Iterable[str], others: Iterable[str]) -> dict[str, list[str]]:
    """The words that are a letter away from some of others, whatever the capitals, each with these in their order.

    >>> find_one_edit(["Infroman", "Ani"], ["Peneliti", "Informan"])
    {'Infroman': ['Informan']}
    """
    by_rest: dict[str, dict[str, int]] = {}  # what is left where a letter is taken out, and of which it is
    for number, other in enumerate(others):
        for rest in _leave_one_out(other.casefold()):
            by_rest.setdefault(rest, {})[other] = number
    found: dict[str, list[str]] = {}
    for word in words:
        near = {other: n for rest in _leave_one_out(word.casefold()) for other, n in by_rest.get(rest, {}).items()}
        if alike := [other for other in near if is_one_edit(word.casefold(), other.casefold())]:
            found[word] = sorted(alike, key=near.__getitem__)
    return found


def _leave_one_out(word: str) -> Iterator[str]:
    """A word, and what is left of it without each of its letters: two that are a letter apart have one of these in common."""
    yield word
    yield from (word[:n] + word[n + 1 :] for n in range(len(word)))


def is_one_edit(one: str, other: str) -> bool:
    """Whether a letter put in, left out or exchanged, or two neighbours swapped, makes one word of the other.

    >>> is_one_edit("informan", "infroman"), is_one_edit("ani", "anna")
    (True, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    same = next((n for n, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    swapped = long[same + 1 : same + 2] + long[same : same + 1] + long[same + 2 :]
    return short[same + 1 :] == long[same + 1 :] or short[same:] == swapped


def _is_alike(one: str, n: int, other: str, m: int) -> bool:
    if _is_same(one, other):
        return True
    (word, number), (its_word, its_number) = _part(one), _part(other)
    if number != its_number or {word, its_word} == _TWO or not is_one_edit(word, its_word):
        return False
    shorter, rarer, commoner = min(len(word), len(its_word)), min(n, m), max(n, m)
    if shorter >= _LONG:
        return True
    if shorter >= _MIDDLING:
        return 3 * rarer <= commoner
    if one.isupper() != other.isupper():  # P is a speaker, and Rp money
        return False
    return len(word) + len(its_word) > 2 and rarer <= 2 and 5 * rarer <= commoner


def _is_same(one: str, other: str) -> bool:
    """Whether two tags differ only by capitals, spaces, stops, zeros before a number, O for 0, or l for 1."""
    return _fold(one) == _fold(other) or _fold(one.translate(_LOOKALIKES)) == _fold(other.translate(_LOOKALIKES))


def _fold(tag: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", "".join(_WHOLE.findall(tag))).casefold()


def _part(tag: str) -> tuple[str, tuple[str, ...]]:
    """The letters of a tag, and what numbers its speakers: figures, or a letter by itself behind a word (Ibu A)."""
    parts = re.findall(r"\d+|[^\W\d_]+", tag.casefold())
    numbers = [part for n, part in enumerate(parts) if part[0].isdigit() or (n and len(part) == 1)]
    words = [part for n, part in enumerate(parts) if not (part[0].isdigit() or (n and len(part) == 1))]
    return "".join(words), tuple(number.lstrip("0") for number in numbers)
