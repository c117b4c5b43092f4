"""Where no cue is in reach of a hit, the rules say nothing of it, whatever else the text holds."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.language.cues import Passage, read_kinds
from qualkit.language.meaning import Meaning, find_kinds, find_meaning, weigh
from qualkit.language.reach import Reach, read_signs
from qualkit.language.vocabulary import STOP

CUES = sorted(read_kinds())
OFTEN = [
    "", "", "", "", "tidak", "belum", "yang", "who", "lain", "apalagi", "let", "alon", "saya", "dia", "tetangga", "bu", "ada",
    "kalau", "kata", "katanya", "waktu", "itu", "dulu", "kecil", "sudah", "siapa", "bilang", "di", "lah", "adik",
]  # fmt: skip


@st.composite
def spoken(draw: st.DrawFn) -> tuple[list[str], str]:
    """Up to four sentences of one speaker, the last perhaps without an end."""
    words = draw(st.lists(st.sampled_from(OFTEN) | st.sampled_from(CUES), min_size=1, max_size=24))
    signs = draw(st.lists(st.sampled_from("      ,.?"), min_size=len(words), max_size=len(words)))
    return words, "".join(signs)


def read_both(said: tuple[list[str], str], first: int, last: int) -> tuple[object, object]:
    """What the rules say of a hit in its sentence and the next one: all that they can, and what is in reach."""
    words, marks = said
    breaks = np.array([" ,.?".index(mark) for mark in marks], dtype=np.int8)
    ends = breaks >= STOP
    sentence = np.cumsum(ends) - ends
    signs = np.array([read_signs().get(word, 0) for word in words], dtype=np.uint16)
    (aspects,) = Reach(signs, breaks, sentence).find_aspects(np.array([first]), np.array([last])).tolist()
    begin, end, limit = np.searchsorted(sentence, sentence[first] + np.arange(3)).tolist()
    passage = Passage(words, find_kinds(words, marks), marks, first, last, begin, end, limit)
    whole = find_meaning(words[begin:limit], marks[begin:limit], first - begin, last - begin)
    return whole, weigh(passage, aspects)


@given(spoken(), st.data())
@settings(max_examples=500, deadline=None)
def test_what_is_out_of_reach_says_nothing(said: tuple[list[str], str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(said[0]) - 1))
    last = first + 1
    while last < len(said[0]) and said[1][last - 1] in " ," and data.draw(st.booleans()):
        last += 1
    whole, in_reach = read_both(said, first, last)
    assert whole == in_reach


def test_nothing_is_asked_of_a_sentence_without_cues() -> None:
    none = np.zeros(6, dtype=np.uint16)
    reach = Reach(none, none.astype(np.int8), np.array([0, 0, 0, 1, 1, 1]))
    assert not reach.find_aspects(np.arange(6), np.arange(6) + 1).any()


def test_the_next_sentence_says_nothing_of_a_hit_unless_this_one_asks() -> None:
    words = ["yang", "", "tetangga", "saya"]
    assert read_both((words, " .  "), 1, 2) == (Meaning(), Meaning())
    assert read_both((words, " ?  "), 1, 2) == (Meaning(about="other"), Meaning(about="other"))
