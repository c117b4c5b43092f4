"""Patterns in codebook.yaml: how they are read, and that each fault is told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.codebook.book import parse_codebook
from qualkit.codebook.tree import Codebook
from qualkit.errors import FaultsError
from qualkit.patterns.phrases import parse_phrase

FILE = "coding/codebook.yaml"
HEAD = "title: A study\ncodes:\n"


def read(*patterns: str, more: str = "") -> Codebook:
    lines = "".join(f"  - {pattern}\n" for pattern in patterns)
    return parse_codebook(f"{more}{HEAD}- code: debt/free\n  patterns:\n{lines}", FILE)


def faults(*patterns: str, more: str = "") -> str:
    with pytest.raises(FaultsError) as error:
        read(*patterns, more=more)
    return str(error.value)


def test_a_phrase_alone_wants_an_affirmed_statement_about_the_speaker() -> None:
    (pattern,) = read("pinjam rentenir").codes["debt/free"].patterns
    assert pattern.phrases == (parse_phrase("pinjam rentenir"),)
    assert (pattern.polarity, pattern.about, pattern.mode) == ({"affirmed"}, {"self"}, {"stated"})
    assert (pattern.time, pattern.code, pattern.line, pattern.span) == (None, "debt/free", 5, "sentence")


def test_all_that_a_mapping_may_say() -> None:
    (pattern,) = (
        read(
            "{any of: [lunas, bebas utang], near: [bank, rentenir], not with: tetangga, within: 8, gap: 4, polarity: any, "
            "about: [self, other], mode: [stated, reported], time: past, after question: utang, role: member, "
            "kind: interview, span: clause}"
        )
        .codes["debt/free"]
        .patterns
    )
    assert pattern.phrases == (parse_phrase("lunas", gap=4), parse_phrase("bebas utang", gap=4))
    assert pattern.near == (parse_phrase("bank", gap=4), parse_phrase("rentenir", gap=4))
    assert pattern.avoid == (parse_phrase("tetangga", gap=4),)
    assert (pattern.within, pattern.polarity, pattern.about) == (8, None, {"self", "other"})
    assert (pattern.mode, pattern.time) == ({"stated", "reported"}, {"past"})
    assert (pattern.roles, pattern.kinds, pattern.span) == ({"member"}, {"interview"}, "clause")
    assert pattern.after == (parse_phrase("utang", gap=4),)


def test_synonyms_and_the_span_of_all() -> None:
    codebook = read("uang", more="synonyms: {uang: [duit, fulus]}\nspan: turn\n")
    assert codebook.synonyms == {"duit": "uang", "fulus": "uang"}
    assert codebook.patterns()[0].span == "turn"
    assert codebook.patterns("debt/free") == codebook.patterns("debt")


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("''", "names no word"),
        ("{near: bank}", "it has no phrase"),
        ("dan saya", "stand everywhere"),
        ("{phrase: belum, near: yang}", "stand everywhere"),
        ("{phrase: bank, fase: x}", "unknown key 'fase'"),
        ("{phrase: bank, polarity: sure}", "polarity 'sure' is unknown"),
        ("{phrase: bank, within: far}", "within 'far'"),
        ("{phrase: bank, within: 61}", "within '61'"),
        ("{phrase: bank, gap: -1}", "gap '-1'"),
        ("{phrase: bank, span: page}", "span 'page' is unknown"),
        ("{phrase: bank, kind: letter}", "kind 'letter' is unknown"),
        ("{phrase: bank, not with: bank}", "can never be met"),
        ("{phrase: bank, kind: document, after question: utang}", "can never be met"),
        ("{phrase: bank, kind: [document, observation], role: member}", "can never be met"),
        ("bank|", "empty alternative"),
    ],
)
def test_faults_are_told_with_their_line(pattern: str, problem: str) -> None:
    told = faults("utang", pattern)
    assert told.startswith(f"{FILE}:6: ")
    assert problem in told


def test_unknown_keys_are_compared_with_those_that_may_be_written() -> None:
    assert "'not with'" in faults("{phrase: bank, not_with: utang}")


def test_two_that_are_the_same_are_told() -> None:
    codebook = read("lunas|bebas utang", "bebas|lunas  utang", more="")
    assert [(fault.line, fault.warning) for fault in codebook.warnings] == [(6, True)]
    assert "line 5" in codebook.warnings[0].problem


def test_words_in_quotes_may_be_small() -> None:
    assert read("'\"tidak lagi\"'").patterns()


@given(st.lists(st.sampled_from(["phrase: bank", "near: [a]", "gap: 1", "polarity: [ceased]", "any of: []", "x: {}"])))
def test_any_mapping_is_patterns_or_faults(keys: list[str]) -> None:
    try:
        read("{" + ", ".join(dict.fromkeys(keys)) + "}")
    except FaultsError as error:
        assert str(error)
