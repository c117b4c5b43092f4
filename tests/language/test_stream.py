"""Texts as arrays of numbers: the same words, at the same places, as token by token; whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.language import Rooter, find_tokens
from qualkit.language.stream import Piece, Stream, read_streams
from qualkit.language.vocabulary import PAUSE, QUESTION, STOP, Vocabulary

PIECES = [
    *"abgkmnptuadi .,-'2\n1é👍?!:…–\u00a0\u2028\u0301", "gamau", " ibu-bapak ", "anak-anak", "yang ", "makasih", "  ", "\n\n",
    "50rb", "👩‍👩‍👧", "👍🏽", "cafe\u0301", "Rp50.000", " - ", "“pinjam”", "İstanbul", "https://a.id/b?c=1,2", "ﬁ",
]  # fmt: skip
SPEECH = st.lists(st.sampled_from(PIECES)).map("".join) | st.text()
rooter = Rooter("id", synonyms={"duit": "uang"})


def whole(text: str, document: int = 0) -> Piece:
    return Piece(text, 0, len(text), document)


def words_of(stream: Stream) -> list[tuple[int, int, int, str]]:
    """Each word: its piece, its place, its root; what holds no word is left out."""
    return [
        (int(stream.piece[n]), int(stream.begins[n]), int(stream.ends[n]), stream.vocabulary.roots[number])
        for n, number in enumerate(stream.words.tolist())
        if number
    ]


def words_one_by_one(piece: Piece, number: int = 0) -> list[tuple[int, int, int, str]]:
    return [
        (number, start + part.start, start + part.end, part.root)
        for start, end in find_tokens(piece.text, piece.start, piece.end)
        for part in rooter.split(piece.text[start:end])
    ]


@given(SPEECH)
def test_words_and_their_places_are_those_of_the_tokens(text: str) -> None:
    assert words_of(Stream(Vocabulary(rooter), [whole(text)])) == words_one_by_one(whole(text))


@given(SPEECH, st.integers(0, 30), st.integers(0, 30))
def test_a_part_of_a_text_is_read_as_if_it_were_alone(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    stream, alone = (Stream(Vocabulary(rooter), [piece]) for piece in (Piece(text, start, end), whole(text[start:end])))
    assert stream.words.tolist() == alone.words.tolist()
    assert stream.breaks.tolist() == alone.breaks.tolist()
    assert words_of(stream) == [(n, begin + start, stop + start, root) for n, begin, stop, root in words_of(alone)]


@given(st.lists(SPEECH, max_size=4))
def test_several_pieces_are_read_one_after_the_other(texts: list[str]) -> None:
    stream = Stream(Vocabulary(rooter), [whole(text) for text in texts])
    assert words_of(stream) == [word for n, text in enumerate(texts) for word in words_one_by_one(whole(text), n)]
    sentences = list(zip(stream.piece.tolist(), stream.sentence.tolist(), strict=True))
    assert sentences == sorted(sentences)
    assert len({sentence for _, sentence in set(sentences)}) == len(set(sentences)), "no sentence is of two pieces"


@pytest.mark.parametrize(
    ("text", "breaks", "sentences"),
    [
        ("Udah lunas, ya.", [0, PAUSE, STOP], [0, 0, 0]),
        ("Lunas? Belum! Gamau…", [QUESTION, STOP, 0, STOP], [0, 1, 2, 2]),
        ("Bu. Tarsih Rp. 500", [PAUSE, 0, PAUSE, 0], [0, 0, 0, 0]),
        ("(lagi) pinjam - bank: itu", [PAUSE, 0, PAUSE, PAUSE, 0], [0, 0, 0, 0, 0]),
        ("Lunas.\n\nPinjam", [STOP, 0], [0, 1]),
        ("", [], []),
    ],
)
def test_what_follows_a_word_parts_sentences(text: str, breaks: list[int], sentences: list[int]) -> None:
    stream = Stream(Vocabulary(rooter), [whole(text)])
    assert stream.breaks.tolist() == breaks
    assert stream.sentence.tolist() == sentences


@given(st.lists(SPEECH, min_size=1, max_size=6))
def test_what_is_forgotten_between_streams_is_found_again(texts: list[str]) -> None:
    pieces = [whole(text, n) for n, text in enumerate(texts)]
    small, large = Vocabulary(rooter, most_types=1), Vocabulary(rooter)
    forgetful = [
        (stream.pieces[n].document, *word)
        for stream in read_streams(small, pieces, most_words=1)
        for n, *word in words_of(stream)
    ]
    assert forgetful == words_of(Stream(large, pieces))


def test_room_is_made_only_where_it_is_needed() -> None:
    vocabulary = Vocabulary(rooter, most_types=3)
    Stream(vocabulary, [whole("gamau minjem lagi")])
    assert not vocabulary.make_room()
    Stream(vocabulary, [whole("besok bayar")])
    assert vocabulary.make_room()
    assert vocabulary.forms == [""] and not vocabulary.roots.own
    assert words_of(Stream(vocabulary, [whole("gamau")])) == words_one_by_one(whole("gamau"))


@pytest.mark.parametrize("count", range(4))
def test_who_interrupts_it_reads_the_same_words_later(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    vocabulary, text = Vocabulary(rooter), "gamau minjem lagi, besok bayar utang"
    find, asked = vocabulary.find_words, iter(range(10))

    def find_or_stop(token: str) -> object:
        if next(asked) == count:
            raise KeyboardInterrupt
        return find(token)

    monkeypatch.setattr(vocabulary, "find_words", find_or_stop)
    with pytest.raises(KeyboardInterrupt):
        Stream(vocabulary, [whole(text)])
    monkeypatch.undo()
    assert words_of(Stream(vocabulary, [whole(f"besok lagi {text}")])) == words_one_by_one(whole(f"besok lagi {text}"))


def test_a_long_text_is_read_without_a_seam() -> None:
    vocabulary = Vocabulary(rooter)
    one = Stream(vocabulary, [whole("gamau minjem dua-dua")]).words.tolist()
    assert Stream(vocabulary, [whole("gamau minjem dua-dua " * 20_000)]).words.tolist() == one * 20_000


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_megabyte_in_one_token_is_one_word(language: str) -> None:
    vocabulary = Vocabulary(Rooter(language))
    assert len(Stream(vocabulary, [whole("a" * 1_000_000)])) == 1
    assert vocabulary.find_words("a" * 1_000_000)
