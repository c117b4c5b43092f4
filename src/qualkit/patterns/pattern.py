"""A pattern: phrases, what must and must not stand near them, and what the sentence has to say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qualkit.patterns.phrases import Phrase

Within = int | Literal["sentence", "turn", "exchange"]
Span = Literal["words", "clause", "sentence", "turn"]
SPANS: tuple[Span, ...] = ("words", "clause", "sentence", "turn")


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for, and where.

    Attributes
    ----------
    phrases
        Any of them is a hit.
    near, avoid
        One of `near`, where there are some, and none of `avoid` stands `within` the same sentence, the same turn, the
        same turn or the question that it answers (an exchange), or so many words, on either side.
    polarity, about, mode, time
        What the sentence may say of it (see `language.meaning`); None where that does not matter.
    after
        One of these phrases stands in the question before, where there are some.
    roles, kinds
        Of the case that speaks, and of the document; None for all.
    span
        What of the text is coded.
    written
        The phrases as they were written, one for one.
    """

    phrases: tuple[Phrase, ...]
    near: tuple[Phrase, ...] = ()
    avoid: tuple[Phrase, ...] = ()
    within: Within = "sentence"
    polarity: frozenset[str] | None = frozenset({"affirmed"})
    about: frozenset[str] | None = frozenset({"self"})
    mode: frozenset[str] | None = frozenset({"stated"})
    time: frozenset[str] | None = None
    after: tuple[Phrase, ...] = ()
    roles: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    span: Span = "sentence"
    code: str = ""
    line: int = 0
    written: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """What was written, for people."""
        return " / ".join(self.written[:3]) + (" / …" if len(self.written) > 3 else "")
