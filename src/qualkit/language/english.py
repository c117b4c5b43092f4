"""English stems, by the Snowball stemmer (Porter 2); a contraction gives its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from qualkit.language.splitting import Part

_LONGEST_WORD = 80  # letters: what is longer is kept as it is
_CONTRACTED = re.compile(r"([a-z]+?)(n't|'(?:s|re|ve|ll|d|m))")
_WHOLE = {"n't": "not", "'re": "be", "'m": "be", "'ve": "have", "'ll": "will"}
_IRREGULAR = {"can't": ("can", 3), "won't": ("will", 2), "shan't": ("shall", 3), "cannot": ("can", 3)}
# Verbs and nouns whose forms no rule joins; the commonest of speech
_FORMS = {
    form: root
    for line in (
        "be am is are was were been being", "have has had having", "do does did done", "go goes went gone",
        "say said", "get got gotten", "make made", "know knew known", "think thought", "take took taken", "see saw seen",
        "come came", "give gave given", "find found", "tell told", "feel felt", "become became", "leave left",
        "bring brought", "begin began begun", "keep kept", "hold held", "write wrote written", "stand stood",
        "hear heard", "mean meant", "meet met", "run ran", "pay paid", "sit sat", "speak spoke spoken", "lead led",
        "grow grew grown", "lose lost", "fall fell fallen", "send sent", "build built", "understand understood",
        "break broke broken", "spend spent", "buy bought", "sell sold", "lend lent", "teach taught", "catch caught",
        "fight fought", "sleep slept", "eat ate eaten", "drink drank drunk", "drive drove driven", "choose chose chosen",
        "rise rose risen", "forget forgot forgotten", "steal stole stolen", "borrow", "child children", "man men",
        "woman women", "person people", "foot feet", "tooth teeth", "mouse mice", "wife wives", "life lives",
        "shoot shot", "wear wore worn", "win won", "throw threw thrown", "draw drew drawn", "fly flew flown",
        "sing sang sung", "swim swam swum", "hide hid hidden", "ride rode ridden", "shake shook shaken", "owe",
    )
    for root, *forms in [line.split()]
    for form in forms
}  # fmt: skip


@cache
def _load_stemmer() -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem


def find_stem(word: str) -> str:
    """The stem of a folded English word.

    >>> [find_stem(word) for word in ("loans", "borrowed", "borrowing", "paid", "women")]
    ['loan', 'borrow', 'borrow', 'pay', 'woman']
    """
    return _load_stemmer()(_FORMS.get(word, word))


def is_one_english(word: str) -> bool:
    """Whether a folded English token is surely one word, whatever its stem."""
    return word.isalpha() and word not in _IRREGULAR


def split_english(word: str) -> tuple[Part, ...]:
    """The parts of a folded English token: don't gives do and not.

    >>> [part.root for part in split_english("don't")], [part.root for part in split_english("long-term")]
    (['do', 'not'], ['long', 'term'])
    """
    if len(word) > _LONGEST_WORD:
        return (Part(0, len(word), word),)
    if "-" in word.strip("-"):
        return tuple(
            Part(piece.start() + start, piece.start() + end, root)
            for piece in re.finditer(r"[^-]+", word)
            for start, end, root in split_english(piece[0])
        )
    if word in _IRREGULAR:
        verb, cut = _IRREGULAR[word]
        return Part(0, cut, verb), Part(cut, len(word), "not")
    if contracted := _CONTRACTED.fullmatch(word):
        first = Part(0, contracted.end(1), find_stem(contracted[1]))
        tail = contracted[2]
        return (first, Part(first.end, len(word), _WHOLE[tail])) if tail in _WHOLE else (first,)
    return (Part(0, len(word), find_stem(word)),)
