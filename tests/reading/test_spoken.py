"""The words that somebody says: not the transcriber's notes, and no dashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reading.spoken import count_words, find_spoken


@pytest.mark.parametrize(
    ("text", "n"), [("", 0), ("Ya. - [tertawa keras] Sudah...", 2), ("500 ribu", 2), ("... ?!", 0), ("a[x]b", 2)]
)
def test_words_are_counted_as_they_are_found(text: str, n: int) -> None:
    assert count_words(text) == len(find_spoken(text)) == n


@given(st.text(st.sampled_from("ab1_[]- .\n\u00a0\u2028é"), max_size=60))
def test_counting_and_finding_agree_on_any_text(text: str) -> None:
    assert count_words(text) == len(find_spoken(text))
