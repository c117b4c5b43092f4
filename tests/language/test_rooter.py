"""Texts as roots: languages, synonyms, tokens of several words, and the arrays that patterns match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.language import Encoder, Rooter

PIECES = [*"abgkmnptuadi .,-'2\n1é👍", "gamau", " ibu-bapak ", "anak-anak", "yang ", "makasih"]
SPEECH = st.lists(st.sampled_from(PIECES)).map("".join)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("gamau", [(0, 2, "tidak"), (2, 5, "mau")]),
        ("Gakbisa", [(0, 3, "tidak"), (3, 7, "bisa")]),
        ("gapernah", [(0, 2, "tidak"), (2, 8, "pernah")]),
        ("gaada", [(0, 2, "tidak"), (2, 5, "ada")]),
        ("gak-papa", [(0, 3, "tidak"), (4, 8, "papa")]),
        ("ibu-bapak", [(0, 3, "ibu"), (4, 9, "bapak")]),
        ("gaji", [(0, 4, "gaji")]),
        ("gatal", [(0, 5, "gatal")]),
        ("anak-anaknya", [(0, 12, "anak")]),
        ("sayur-mayur", [(0, 11, "sayur")]),
        ("anak2", [(0, 5, "anak")]),
        ("makasih", [(0, 7, "terima"), (0, 7, "kasih")]),
        ("50rb", [(0, 2, "50"), (2, 4, "ribu")]),
        ("2019", [(0, 4, "2019")]),
    ],
)
def test_a_token_holds_these_words(word: str, parts: list[tuple[int, int, str]]) -> None:
    assert [tuple(part) for part in Rooter("id").split(word)] == parts


def test_synonyms_hold_for_every_form() -> None:
    rooter = Rooter("id", synonyms={"duit": "uang", "minjem": "utang"})
    assert rooter.find_roots("Duitnya dipinjam, uangku, ngutang") == ["uang", "utang", "uang", "utang"]


def test_synonyms_of_one_study_are_not_another_s() -> None:
    Rooter("id", synonyms={"duit": "uang"})
    assert Rooter("id").find_root("duitnya") == "duit"


def test_english_has_stems_and_a_negation_of_its_own() -> None:
    rooter = Rooter("en")
    assert rooter.find_roots("They didn’t lend; she can't pay loans. Women's") == [
        "they", "do", "not", "lend", "she", "can", "not", "pay", "loan", "woman",
    ]  # fmt: skip
    assert rooter.find_root("lent") == rooter.find_root("lending")


def test_another_language_is_read_by_its_exact_forms() -> None:
    rooter = Rooter("jv")
    assert not rooter.has_roots
    assert rooter.find_roots("Nyilih DHUWIT") == ["nyilih", "dhuwit"]


def test_roots_of_interest_have_numbers_and_all_others_none() -> None:
    encoder = Encoder(Rooter("id"), roots=["pinjam", "tidak"])
    assert encoder.encode("Nggak minjem beras, gapinjam").tolist() == [2, 1, 0, 0]
    assert encoder.numbers == {"pinjam": 1, "tidak": 2}


@given(SPEECH)
def test_numbers_and_places_go_together(text: str) -> None:
    rooter = Rooter("id")
    encoder = Encoder(rooter)
    numbers, places = encoder.encode(text), encoder.find_places(text)
    names = {number: root for root, number in encoder.numbers.items()}
    assert [names[number] for number in numbers] == rooter.find_roots(text)
    assert len(places) == len(numbers)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(SPEECH, st.integers(0, 20), st.integers(0, 20))
def test_a_part_of_a_text_is_read_as_if_it_were_alone(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    encoder = Encoder(Rooter("id"))
    assert encoder.encode(text, start, end) == encoder.encode(text[start:end])


WORDS = [
    "gamau",
    "minjemin",
    "dipinjem",
    "nyicil",
    "ketidakadilan",
    "bangeeet",
    "capeee",
    "sukaa",
    "kaya",
    "makan",
    "Tarsih",
]
WORDS += [
    "anak-anak",
    "ngutang",
    "uangnya",
    "duit",
    "ngecat",
    "udah",
    "mereka",
    "perampokan",
    "di-scan",
    "pakein",
    "seblah",
]


@given(
    st.lists(st.sampled_from(WORDS)),
    st.sets(st.sampled_from(["tidak", "pinjam", "uang", "cat", "suka", "pakai", "apa"])),
)
def test_with_roots_of_interest_the_same_is_found_as_without(words: list[str], roots: set[str]) -> None:
    rooter = Rooter("id", synonyms={"duit": "uang"})
    encoder = Encoder(rooter, roots=sorted(roots))
    text = " ".join(words)
    assert encoder.encode(text).tolist() == [encoder.numbers.get(root, 0) for root in rooter.find_roots(text)]


def test_what_is_forgotten_is_found_again() -> None:
    encoder = Encoder(Rooter("id"), most_types=2)
    text = "gamau minjem lagi, " * 3
    assert encoder.encode(text) == encoder.encode(text)
    assert len(encoder.find_places(text)) == len(encoder.encode(text))


def test_a_long_text_is_read_in_parts_without_a_seam() -> None:
    text = "gamau minjem dua-dua " * 20_000
    encoder = Encoder(Rooter("id"))
    assert encoder.encode(text).tolist() == encoder.encode("gamau minjem dua-dua").tolist() * 20_000


def test_a_megabyte_in_one_token_is_one_root() -> None:
    assert len(Encoder(Rooter("id")).encode("a" * 1_000_000)) == 1
    assert len(Encoder(Rooter("en")).encode("b" * 1_000_000)) == 1
