"""What stands near a phrase may stand in the question that is answered, and a short answer may be a common word."""

from __future__ import annotations

import pytest

from qualkit.codebook.book import parse_codebook
from qualkit.errors import FaultsError
from qualkit.language.rooter import Rooter
from qualkit.language.stream import Piece
from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.matching import Matcher


def find(patterns: str, *turns: str) -> list[str]:
    """The words that patterns find in turns; those that end with a question mark are an interviewer's."""
    book = parse_codebook(f"codes:\n- code: x\n  patterns:\n  - {patterns}\n", "codebook.yaml")
    pieces = [Piece(turn, 0, len(turn), is_question=turn.endswith("?")) for turn in turns]
    matcher = Matcher(book["x"].patterns, Vocabulary(Rooter("id")))
    return [hit.piece.text[hit.start : hit.end] for hit in matcher.find(pieces)]


TURNS = ("Ikut pelatihan?", "Datang. Duduk di pojok.", "Lalu di rumah?", "Duduk di teras. Capek.")


def test_near_within_an_exchange_looks_into_the_answer_and_its_question() -> None:
    assert find("{phrase: duduk, near: latih, within: exchange}", *TURNS) == ["Duduk"]
    assert find("{phrase: duduk, near: capek, within: exchange}", *TURNS) == ["Duduk"]
    assert find("{phrase: duduk, near: latih, within: turn}", *TURNS) == []


def test_not_with_within_an_exchange_looks_there_too() -> None:
    assert find("{phrase: duduk pojok|teras, not with: latih, within: exchange}", *TURNS) == ["Duduk di teras"]
    assert find("{phrase: duduk pojok|teras, not with: latih, within: turn}", *TURNS) == [
        "Duduk di pojok",
        "Duduk di teras",
    ]


def test_an_exchange_ends_with_the_next_question() -> None:
    assert find("{phrase: capek, near: latih, within: exchange}", *TURNS) == []


def test_a_common_word_may_be_a_phrase_where_a_question_or_company_says_what_it_means() -> None:
    assert find("{phrase: belum, after question: mandiri, polarity: any}", "Sudah mandiri?", "Belum.") == ["Belum"]
    assert find("{phrase: saya, near: mandiri}", "Saya mandiri. Saya makan.") == ["Saya"]
    with pytest.raises(FaultsError, match="only words that stand everywhere"):
        find("belum", "Belum.")
