"""The index of texts finds the same words as a look at each of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.language import Rooter
from qualkit.language.stream import Piece
from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.index import Index
from qualkit.patterns.phrases import Slot, Word
from qualkit.patterns.symbols import is_close

WORDS = st.text(alphabet="abc", min_size=3, max_size=8)


@st.composite
def with_neighbours(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A word, and others of which some are it with a letter more, less or other, or two exchanged."""
    word = draw(st.text(alphabet="abc", min_size=4, max_size=8))
    at = draw(st.integers(0, len(word) - 1))
    changed = [
        word[:at] + word[at + 1 :], word[:at] + "d" + word[at:], word[:at] + "d" + word[at + 1 :], word + "d",
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ]  # fmt: skip
    return word, [word, *changed, *draw(st.lists(WORDS))]


@given(with_neighbours())
def test_words_that_differ_by_a_letter_are_all_found(said: tuple[str, list[str]]) -> None:
    word, others = said
    text = " ".join(others)
    index = Index(Vocabulary(Rooter("xx")), [Piece(text, 0, len(text))])
    found = [text[start:end] for _, start, end in index.place(index.find((Slot(frozenset({Word("close", word)})),)))]
    assert found == [other for other in others if is_close(other, word)]
    assert len(found) >= 6
