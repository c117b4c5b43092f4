"""Words and their roots: languages, synonyms, tokens of several words."""

from __future__ import annotations

import pytest

from qualkit.language import Rooter


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
