"""The catalogue of words: both languages, the same placeholders; amounts as people read them."""

from __future__ import annotations

import string
from importlib import import_module
from pkgutil import iter_modules

import pytest

from qualkit import analysis, wording
from qualkit.errors import QualkitError
from qualkit.wording import CATALOGUE, format_amount, format_number, format_share, say, say_or_same


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_entry_has_both_languages_and_the_same_placeholders(key):
    entry = CATALOGUE[key]
    assert set(entry) == {"en", "id"}
    assert all(text.strip() for text in entry.values())
    assert placeholders(entry["en"]) == placeholders(entry["id"])


@pytest.mark.parametrize(
    "verdict",
    [
        *("supported", "contradicted", "mixed", "insufficient", "present"),
        *("established", "disputed", "qualified", "not established"),
    ],
)
def test_every_verdict_has_a_word_in_each_language(verdict):
    assert say_or_same("verdict", verdict, "en") == verdict
    assert say_or_same("verdict", verdict, "id") != verdict


def test_an_unknown_language_is_answered_in_english():
    assert say("not_read", "nl") == say("not_read", "en") == "not read"


def test_an_unknown_key_names_the_nearest():
    with pytest.raises(QualkitError, match="no 'not_raed': did you mean 'not_read'"):
        say("not_raed", "en")


@pytest.mark.parametrize(
    ("value", "unit", "en", "id"),
    [
        (0, "IDR", "Rp 0", "Rp 0"),
        (750, "IDR", "Rp 750", "Rp 750"),
        (250_000, "IDR", "Rp 250,000", "Rp 250 ribu"),
        (250_500, "IDR", "Rp 250,500", "Rp 250.500"),
        (999_999.7, "IDR", "Rp 1 million", "Rp 1 juta"),
        (1_700_000, "IDR", "Rp 1.7 million", "Rp 1,7 juta"),
        (-1_234_567, "IDR", "−Rp 1.23 million", "−Rp 1,23 juta"),
        (999_999_999, "IDR", "Rp 1 billion", "Rp 1 miliar"),
        (2.5e12, "IDR", "Rp 2.5 trillion", "Rp 2,5 triliun"),
        (-0.2, "IDR", "Rp 0", "Rp 0"),
        (12_300, "EUR", "12,300 EUR", "12.300 EUR"),
        (0.5, "", "0.5", "0,5"),
        (float("nan"), "IDR", "not told", "tidak disebut"),
        (None, "EUR", "not told", "tidak disebut"),
    ],
)
def test_amounts_are_written_as_people_read_them(value, unit, en, id):
    assert format_amount(value, unit, "en") == en
    assert format_amount(value, unit, "id") == id


@pytest.mark.parametrize(("share", "text"), [(0.0, "0%"), (0.004, "<1%"), (0.5, "50%"), (0.997, ">99%"), (1.0, "100%")])
def test_a_share_is_never_rounded_to_none_or_all(share, text):
    assert format_share(share, "en") == text


def test_undefined_numbers_are_not_told():
    assert format_number(float("nan"), "en") == format_share(float("nan"), "en") == "not told"


def test_no_word_stands_in_two_parts_of_the_catalogue() -> None:
    parts = [
        value
        for module in (import_module(f"qualkit.wording.{found.name}") for found in iter_modules(wording.__path__))
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, dict)
    ]
    assert sum(map(len, parts)) == len(CATALOGUE)


def test_every_column_of_an_analysis_has_a_name_in_words() -> None:
    modules = [import_module(f"qualkit.analysis.{found.name}") for found in iter_modules(analysis.__path__)]
    columns = {
        column
        for module in modules
        for name, value in vars(module).items()
        if name.endswith("COLUMNS") and isinstance(value, tuple)
        for column in value
    }
    assert {column for column in columns if f"column.{column}" not in CATALOGUE} == set()
