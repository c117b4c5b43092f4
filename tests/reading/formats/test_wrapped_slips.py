"""Lines that a margin ended, in a text with slips of the pen behind tags."""

from __future__ import annotations

from qualkit.reading.formats.wrapping import begins_anew


def test_a_code_with_a_semicolon_begins_a_turn() -> None:
    assert begins_anew("S ; jadi bagaimana") and begins_anew("P1; sudah lama")


def test_a_word_with_a_semicolon_goes_on() -> None:
    assert not begins_anew("Kudus; lalu saya pulang") and not begins_anew("ke RT; lalu pulang")
