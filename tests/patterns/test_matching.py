"""Where patterns are met, held against the plainest search there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.language import Rooter, find_tokens
from qualkit.language.stream import Piece, Stream, read_streams
from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.matching import Hit, Matcher
from qualkit.patterns.pattern import Pattern
from qualkit.patterns.phrases import Phrase, parse_phrase

ANY: dict[str, Any] = {"polarity": None, "about": None, "mode": None}


def pattern(*phrases: str, gap: int = 2, **about: Any) -> Pattern:
    lists = {
        key: tuple(parse_phrase(one) for one in about.pop(key)) for key in ("near", "avoid", "after") if key in about
    }
    return Pattern(tuple(parse_phrase(one, gap=gap) for one in phrases), **{**ANY, **lists, **about})


def piece(text: str, **about: Any) -> Piece:
    return Piece(text, 0, len(text), **about)


def find(text: str | Sequence[Piece], *patterns: Pattern, language: str = "id") -> list[str]:
    pieces = [piece(text)] if isinstance(text, str) else text
    hits = Matcher(patterns, Vocabulary(Rooter(language))).find(pieces)
    return [hit.piece.text[hit.start : hit.end] for hit in hits]


def test_any_form_is_found_with_small_gaps() -> None:
    text = "Saya minjem duit ke rentenir. Dipinjemin rentenir, pinjaman dari si Anu yang rentenir."
    assert find(text, pattern("pinjam rentenir")) == ["minjem duit ke rentenir", "Dipinjemin rentenir"]
    assert find(text, pattern("pinjam rentenir", gap=0)) == ["Dipinjemin rentenir"]
    assert find(text, pattern("pinjam ... rentenir"))[-1] == "pinjaman dari si Anu yang rentenir"


def test_no_phrase_goes_from_one_sentence_to_the_next() -> None:
    assert find("Saya pinjam. Rentenir datang.", pattern("pinjam ... rentenir")) == []
    assert find("Saya pinjam Rp. 5.000 ke rentenir.", pattern("pinjam ... rentenir")) == [
        "pinjam Rp. 5.000 ke rentenir"
    ]


def test_exact_words_are_no_other_forms() -> None:
    text = "Nggak lagi minjem, tidak lagi meminjam. TIDAK LAGI!"
    assert find(text, pattern('"tidak lagi"')) == ["tidak lagi", "TIDAK LAGI"]
    assert find(text, pattern("tidak lagi")) == ["Nggak lagi", "tidak lagi", "TIDAK LAGI"]


def test_wildcards_and_spellings() -> None:
    text = "rentenir, rentenirnya, renteniir, renten, lintah"
    assert find(text, pattern("rent*")) == ["rentenir", "rentenirnya", "renteniir", "renten"]
    assert find(text, pattern("rentenir~")) == ["rentenir", "renteniir"]
    assert find("utang saya lunas, utang itu sudah lunas", pattern("utang * lunas", gap=1)) == ["utang saya lunas"]


def test_two_words_in_one_are_two() -> None:
    assert find("Gamau ngutang, tidak mau", pattern("tidak mau")) == ["Gamau", "tidak mau"]
    assert find("Tidak mau, gamau", pattern("gamau")) == ["Tidak mau", "gamau"]


def test_near_and_not_with() -> None:
    text = "Lunas utangnya. Lunas. Lunas ke bank, utang habis."
    assert len(find(text, pattern("lunas", near=["utang"]))) == 2
    assert len(find(text, pattern("lunas", avoid=["utang"]))) == 1
    assert len(find(text, pattern("lunas", near=["utang"], within=1))) == 2  # the next sentence counts
    assert len(find(text, pattern("lunas", near=["utang"], within="turn"))) == 3
    assert (
        find(text, pattern("lunas", near=["kerbau"])) == find(text, pattern("lunas", near=["kerbau"], within=5)) == []
    )


def test_what_follows_a_question() -> None:
    talk = [
        piece("Pernah ikut pelatihan?", is_question=True),
        piece("Nggak pernah.", kind="interview", role="member"),
        piece("Sama sekali nggak."),
        piece("Kalau rapat?", is_question=True),
        piece("Nggak juga."),
        piece("Nggak.", document=1),
    ]
    assert find(talk, pattern("tidak", after=["latih"])) == ["Nggak", "nggak"]
    assert find(talk, pattern("latih")) == [], "an interviewer's words are never a hit"
    assert find(talk, pattern("tidak", roles=frozenset({"member"}))) == ["Nggak"]
    assert len(find(talk, pattern("tidak", kinds=frozenset({"interview"})))) == 1


def test_only_what_the_sentence_says_counts() -> None:
    text = "Saya nggak utang. Saya utang banyak."
    assert len(find(text, pattern("utang", polarity=frozenset({"affirmed"})))) == 1
    assert len(find(text, pattern("utang", polarity=frozenset({"negated"})))) == 1
    assert len(find(text, pattern("utang"))) == 2


def test_english_and_a_language_without_roots() -> None:
    assert find("She borrowed from a moneylender.", pattern("borrow moneylender"), language="en")
    assert find("Kuring nginjeum ka bank", pattern("nginjeum bank"), language="su") == ["nginjeum ka bank"]


def test_a_question_without_content_follows_up_the_one_before() -> None:
    talk = [
        piece("Ibu pernah ikut pelatihan?", is_question=True),
        piece("Belum, Kak."),
        piece("Kenapa, Bu?", is_question=True),
        piece("Nggak sempat."),
        piece("Terus?", is_question=True),
        piece("Nggak ada waktu."),
        piece("Kalau rapat tahunan, Ibu datang juga?", is_question=True),
        piece("Nggak."),
        piece("Oh.", is_question=True),
        piece("Nggak lah.", document=1),
    ]
    assert find(talk, pattern("tidak", after=["latih"])) == ["Nggak", "Nggak"]
    assert len(find(talk, pattern("tidak", after=["rapat"]))) == 1


# --- against a plain search -----------------------------------------------------------------------------------

WORDS = ["pinjam", "utang", "bank", "lunas", "itu"]
SIGNS = [" ", " ", " ", ", ", ". ", "? ", "\n\n"]


def search(text: str, phrase: Phrase) -> set[tuple[int, int]]:
    """For each last word the nearest first: every way to place the words, tried one by one."""
    rooter = Rooter("id")
    places = find_tokens(text)
    roots = [rooter.find_root(text[start:end]) for start, end in places]
    stops = [any(sign in text[end:start] for sign in ".?!") for (_, end), (start, _) in pairwise(places)]
    best: dict[int, int] = {}
    for way in product(range(len(roots)), repeat=len(phrase)):
        fits = all(any(word.text == roots[at] for word in slot.words) for at, slot in zip(way, phrase, strict=True))
        gaps = [after - before - 1 for before, after in pairwise(way)]
        near = all(slot.least <= gap <= slot.most for gap, slot in zip(gaps, phrase[1:], strict=True))
        if fits and near and not any(stops[way[0] : way[-1]]):
            best[way[-1]] = max(way[0], best.get(way[-1], -1))
    return {(places[first][0], places[last][1]) for last, first in best.items()}


@st.composite
def texts(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SIGNS)), max_size=14))
    return "".join(word + sign for word, sign in words).rstrip()


@given(texts(), st.lists(st.sampled_from([*WORDS[:4], "bank|utang"]), min_size=1, max_size=3), st.integers(0, 3))
def test_phrases_are_found_as_by_trying_everything(text: str, words: list[str], gap: int) -> None:
    phrase = parse_phrase(" ".join(words), gap=gap)
    hits = Matcher([Pattern((phrase,), **ANY)], Vocabulary(Rooter("id"))).find([piece(text)])
    assert {(hit.start, hit.end) for hit in hits} == search(text, phrase)


@given(st.lists(texts(), max_size=6))
def test_streams_and_pieces_change_nothing(several: list[str]) -> None:
    """However texts are parted into streams, and however few words are kept, the hits are the same."""
    pieces = [piece(text, document=number) for number, text in enumerate(several)]
    wanted = [pattern("utang bank"), pattern("lunas", near=["utang"]), pattern("pinjam*")]

    def key(hits: Iterator[Hit]) -> list[tuple[int, int, int, int]]:
        return sorted((hit.pattern, hit.piece.document, hit.start, hit.end) for hit in hits)

    whole = key(Matcher(wanted, Vocabulary(Rooter("id"))).find(pieces))
    small = Matcher(wanted, Vocabulary(Rooter("id"), most_types=2))
    streams = read_streams(small.vocabulary, pieces, most_words=1)
    assert key(hit for stream in streams for hit in small.find_in(stream)) == whole
    alone = [Matcher(wanted, Vocabulary(Rooter("id"))).find([one]) for one in pieces]
    assert sorted(one for hits in alone for one in key(hits)) == whole


def test_a_megabyte_in_one_turn_and_ten_thousand_patterns() -> None:
    text = "saya pinjam uang ke bank lalu lunas, " * 27_000
    patterns = [pattern(f"kata{number} bank|kota{number}") for number in range(10_000)]
    hits = list(Matcher([*patterns, pattern("pinjam bank", gap=3)], Vocabulary(Rooter("id"))).find([piece(text)]))
    assert len(hits) == 27_000
    assert len(Stream(Vocabulary(Rooter("id")), [])) == 0


@pytest.mark.parametrize("text", ["", " \n ", "…", "?", "-- –"])
def test_texts_without_words(text: str) -> None:
    assert find(text, pattern("pinjam"), pattern("rent*")) == []
