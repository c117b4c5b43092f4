"""Whatever root a word has, the word is among those that are told by their letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.language import Rooter
from qualkit.language.affixes import ENDS, HEADS
from qualkit.language.lexicon import read_lexicon
from qualkit.language.spelling import fold
from qualkit.language.stream import Piece, Stream
from qualkit.language.vocabulary import Vocabulary

LEXICON = read_lexicon()
WORDS = sorted({*LEXICON.stems, *LEXICON.known, "upload", "vlog", "foto", "x", "qq"})
ENDINGS = sorted({"", "n"}.union(*ENDS.values()))
SPOKEN = st.builds(
    lambda head, word, cut, ending, more: (head + word[cut:] + ending) + more * (head + word + ending)[-1:],
    st.sampled_from(["", *(head for head in HEADS if HEADS[head])]),
    st.sampled_from(WORDS), st.integers(0, 1), st.sampled_from(ENDINGS), st.sampled_from([0, 0, 0, 1, 3]),
)  # fmt: skip


@given(st.lists(SPOKEN | st.text(max_size=12), min_size=1, max_size=30), st.sampled_from(["id", "en", "jv"]))
def test_no_word_that_has_a_root_is_left_out(words: list[str], language: str) -> None:
    rooter = Rooter(language, synonyms={"duit": "uang", "vlog": "upload"})
    vocabulary = Vocabulary(rooter)
    stream = Stream(vocabulary, [Piece(text := " ".join(words), 0, len(text))])
    numbers = range(len(vocabulary.forms))
    roots = {rooter.find_root(word) for word in words}
    for some in ({min(roots)}, {max(roots), min(roots)}):
        fresh = Vocabulary(rooter)
        assert Stream(fresh, stream.pieces).words.tolist() == stream.words.tolist()
        found = fresh.roots.find(some, rooter.narrow(some))
        assert found == [number for number in numbers if vocabulary.roots[number] in some and number]


@pytest.mark.parametrize("language", ["id", "en", "jv"])
@given(word=SPOKEN | st.sampled_from(["gamau", "cannot", "ketidakadilan", "makasih"]) | st.text(max_size=12))
def test_what_is_told_to_be_one_word_is_one(language: str, word: str) -> None:
    rooter = Rooter(language)
    assert not rooter.is_one(fold(word)) or len(rooter.split(word)) == 1


def test_few_other_words_are_read() -> None:
    narrow = Rooter("id").narrow({"pinjam"})
    assert sum(1 for _ in narrow.finditer("\n".join(LEXICON.roots))) < len(LEXICON.roots) / 100
