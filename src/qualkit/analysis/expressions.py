"""Combinations of codes: `A and not B`, `A near B`, `A with B` (in the same turn), read by whitelist.

`with` and `near` bind most tightly, then `not`, `and`, `or`; brackets group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qualkit.errors import QualkitError
from qualkit.model import Coding

NEAR = 200
"""Two passages are near each other if at most so many characters lie between them."""

_TOKEN = re.compile(r"\(|\)|[^\s()]+")
_WORDS = {"and", "or", "not", "near", "with", "(", ")"}
Select = Callable[[str], Sequence[str]]
TurnOf = Callable[[Coding], tuple[str, int]]


@dataclass(frozen=True)
class Expression:
    """A combination of codes: an operator over parts, or a selection of codes (operator '')."""

    operator: str
    parts: tuple[Expression, ...] = ()
    codes: frozenset[str] = frozenset()

    @property
    def all_codes(self) -> frozenset[str]:
        """Every code that decides it, so that a case can be told to have been read for them."""
        return self.codes.union(*(part.all_codes for part in self.parts))

    def holds(self, codings: Sequence[Coding], turn_of: TurnOf) -> bool:
        """Whether the passages of one case fulfil it."""
        if self.operator == "not":
            return not self.parts[0].holds(codings, turn_of)
        if self.operator == "and":
            return all(part.holds(codings, turn_of) for part in self.parts)
        if self.operator == "or":
            return any(part.holds(codings, turn_of) for part in self.parts)
        return any(True for _ in self.passages(codings, turn_of))

    def passages(self, codings: Sequence[Coding], turn_of: TurnOf) -> Iterator[Coding]:
        """The passages that speak for it, where it holds: of `A with B` and `A near B` those of A, of `not A` none."""
        if self.operator == "":
            yield from (coding for coding in codings if coding.code in self.codes)
            return
        if self.operator == "not":
            return
        if self.operator in ("and", "or"):
            if self.holds(codings, turn_of):  # a part that does not hold, and a `not`, has none of its own
                spoken = (coding for part in self.parts for coding in part.passages(codings, turn_of))
                yield from {id(coding): coding for coding in spoken}.values()
            return
        left, right = (list(part.passages(codings, turn_of)) for part in self.parts)
        for coding in left:
            others = (other for other in right if other is not coding)
            if any(_are_together(coding, other, self.operator, turn_of) for other in others):
                yield coding


def parse_codes(expression: str, select: Select) -> Expression:
    """Read a combination of codes; `select` turns a selection such as `welfare/**` into paths.

    Raises QualkitError for an unknown code and for what cannot be read.

    >>> expression = parse_codes("welfare/needs/met and not welfare/moneylender/owing", study.codebook.select)
    >>> expression.operator, sorted(expression.all_codes)
    ('and', ['welfare/moneylender/owing', 'welfare/needs/met'])
    """
    tokens = _TOKEN.findall(expression)
    if not tokens or len(tokens) > 200:
        raise QualkitError(f"cannot read the codes {expression[:80]!r}: name 1 to 100 codes, joined by and, or, not")
    reader = _Reader(tokens, expression, select)
    read = reader.read_or()
    if reader.left:
        raise QualkitError(
            f"cannot read {reader.left[0]!r} in the codes {expression!r}; join them by and, or, near, with"
        )
    return read


@dataclass
class _Reader:
    """Recursive descent over the tokens that are left."""

    left: list[str]
    source: str
    select: Select

    def read_or(self) -> Expression:
        return self._read_joined("or", self._read_and)

    def _read_and(self) -> Expression:
        return self._read_joined("and", self._read_not)

    def _read_joined(self, word: str, read: Callable[[], Expression]) -> Expression:
        parts = [read()]
        while self.left and self.left[0] == word:
            self.left.pop(0)
            parts.append(read())
        return parts[0] if len(parts) == 1 else Expression(word, tuple(parts))

    def _read_not(self) -> Expression:
        if self.left and self.left[0] == "not":
            self.left.pop(0)
            return Expression("not", (self._read_not(),))
        return self._read_pair()

    def _read_pair(self) -> Expression:
        first = self._read_one()
        while self.left and self.left[0] in ("near", "with"):
            first = Expression(self.left.pop(0), (first, self._read_one()))
        return first

    def _read_one(self) -> Expression:
        token = self.left.pop(0) if self.left else ""
        if token == "(":
            inner = self.read_or()
            if not self.left or self.left.pop(0) != ")":
                raise QualkitError(f"a bracket is never closed in the codes {self.source!r}")
            return inner
        if token in _WORDS or not token:
            raise QualkitError(f"a code is missing {f'before {token!r}' if token else 'at the end'} of {self.source!r}")
        return Expression("", codes=frozenset(self.select(token)))


def _are_together(first: Coding, second: Coding, how: str, turn_of: TurnOf) -> bool:
    if first.document != second.document:
        return False
    if how == "with":
        return turn_of(first) == turn_of(second)
    return max(first.start - second.end, second.start - first.end) <= NEAR
