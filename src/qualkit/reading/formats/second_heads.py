"""Rows below the heads of a table that go on with them: what survey services and joined cells put there, no persons."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_KEY = re.compile(r"\{\s*\"ImportId\"\s*:.*\}", re.DOTALL)  # Qualtrics' own name of a column
_FEWEST = 2  # columns without a head of their own, by which a second row of heads is known
_LETTERS = re.compile(r"[\W_]+")


def join_heads(
    heads: Sequence[str], rows: Sequence[Sequence[str]], is_number: Callable[[str], bool]
) -> tuple[list[str], int]:
    """The heads, joined with what the rows below say of them, and how many rows that are.

    Either these end with keys, one for each column, above which the texts of questions may stand; or one of them names
    the parts of questions, whose other columns have no head. Such a row says nothing where all others do: in the first
    column, and, where one column alone has no head, in all that are no parts.

    >>> join_heads(["No", "Uses", "", ""], [["", "A", "B", "C"], ["1", "x", "", "y"]], str.isdecimal)
    (['No', 'Uses [A]', 'Uses [B]', 'Uses [C]'], 1)
    """
    keys = next((number for number, row in enumerate(rows[:2]) if _are_keys(row)), -1)
    if keys >= 0 and len(rows) > keys + 1:
        texts = rows[0] if keys else []
        return [_join_text(head, texts[n] if n < len(texts) else "") for n, head in enumerate(heads)], keys + 1
    if rows and names_parts(heads, rows[0], rows[1:], is_number):
        return _join_parts(heads, rows[0]), 1
    return list(heads), 0


def _are_keys(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and all(map(_KEY.fullmatch, filled))


def _join_text(code: str, text: str) -> str:
    """A question's code and its text; one of them where they say the same."""
    same = _LETTERS.sub("", code).casefold() == _LETTERS.sub("", text).casefold()
    return code if same or not text else f"{code} {text}".strip()


def names_parts(
    heads: Sequence[str], row: Sequence[str], below: Sequence[Sequence[str]], is_number: Callable[[str], bool]
) -> bool:
    """Whether a row names the parts of questions: of all columns that have no head, and of each question's first."""
    width = max(len(heads), len(row))
    nameless = [n for n in range(1, width) if n >= len(heads) or not heads[n]]
    parts = {*nameless, *(n - 1 for n in nameless)}
    if not nameless or not below or 0 in parts or any(len(other) > width for other in below):
        return False
    if not all(n < len(row) and row[n] for n in parts) or any(map(is_number, filter(None, row))):
        return False
    others = [n for n in range(width) if n not in parts and not (n < len(row) and row[n])]  # of which it says nothing
    told = [all(n < len(other) and other[n] for other in below) for n in others]
    return 0 in others and told[0] and (len(nameless) >= _FEWEST or (len(told) > 1 and all(told)))


def _join_parts(heads: Sequence[str], row: Sequence[str]) -> list[str]:
    """The heads with their parts; where a question has but one, what stands below it says how it is answered."""
    joined: list[str] = []
    head = ""
    for n, part in enumerate(row):
        own = heads[n] if n < len(heads) else ""
        head = own or head
        alone = own and (n + 1 >= len(row) or (n + 1 < len(heads) and heads[n + 1]))
        joined.append(head if alone or not part else f"{head} [{part}]")
    return [*joined, *heads[len(row) :]]
