"""Phrases are found as one by one, and so are tags and slips, however many there are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reading.alike import find_one_edit, is_one_edit
from qualkit.reading.drafting.draft import draft_transcript
from qualkit.reading.drafting.parts import find_parts
from qualkit.reading.drafting.phrases import find_phrases
from qualkit.reading.formats.endings import read_manuscript
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, Remark, make_manuscript
from qualkit.reading.transcript import TIME, find_tags, find_turns

WRITTEN = st.from_regex(r"[abA][ab A.-]{0,4}", fullmatch=True)


@given(st.lists(WRITTEN, max_size=6), st.text("ab A.-_\n", max_size=60))
def test_a_phrase_is_found_where_it_stands_between_the_ends_of_words(phrases: list[str], text: str) -> None:
    expected = {one for one in phrases if re.search(rf"(?<![^\W_]){re.escape(one)}(?![^\W_])", text)}
    assert find_phrases(phrases, text) == expected


@given(st.lists(st.text("abA", min_size=1, max_size=5), max_size=5), st.lists(st.text("abB", max_size=5), max_size=5))
def test_slips_are_those_that_each_pair_tells(words: list[str], others: list[str]) -> None:
    others = list(dict.fromkeys(others))
    expected = {word: [other for other in others if is_one_edit(word.casefold(), other.casefold())] for word in words}
    assert find_one_edit(words, others) == {word: alike for word, alike in expected.items() if alike}


@given(
    st.lists(st.sampled_from(["P", "N", "P 1", "Dr: X", "[0:1] P", "P:", "[00:12]"]), min_size=1, unique=True),
    st.lists(st.sampled_from(["P", "N", "P 1", ":", " ", "\n", "[00:12]", "[", "x", "Dr: X", "\u00a0"])).map("".join),
)
def test_turns_begin_where_one_pattern_of_all_tags_finds_them(tags: list[str], text: str) -> None:
    ways = "|".join(sorted(map(re.escape, tags), key=len, reverse=True))
    begins = re.finditer(rf"\n[^\S\n]*(?:\[({TIME})\][^\S\n]*)?({ways})[^\S\n]*:", f"\n{text}")
    found = [turn for turn in find_turns(text, dict.fromkeys(tags, ("other", None))) if turn.speaker]
    assert [(turn.time, turn.speaker) for turn in found] == [(begin[1], begin[2]) for begin in begins]


def test_a_tag_is_the_longest_that_has_a_colon_behind_it() -> None:
    find_tag = find_tags(["P", "P: dua", "P "])
    assert find_tag("x P: dua : ya", 2) == ("P: dua", 10)
    assert find_tag("Pak: ya", 0) is None
    assert find_tag("P\n: ya", 0) is None


LARGE = 5_000
MANY = {
    "names": "\n".join(f"Kasim{number}: kata" for number in range(LARGE)),
    "roles": "\n".join(f"Informan {number}: kata\nInfroman {number}: kata" for number in range(LARGE)),
    "names that come again": "\n".join(f"Pak K{number % LARGE}: apa?\nIbu {chr(97 + number % 26)}ri: ya" for number in range(2 * LARGE)),
    "letters after names": "\n".join(f"Ibu Sari{number}: kata." for number in range(LARGE)) + "\nS: ya.\nI: apa?" * LARGE,
    "tags with dots": "P: apa?\nN: ya.\n" + "P. Kata\nN Kata\n" * LARGE,
    "labels of roles": "\n".join(f"Peneliti ke {chr(97 + n % 26)}{n}: Budi" for n in range(LARGE)) + "\nNama: Siti\nNama: Ani",
    "legends": "Keterangan: " + ", ".join(f"P{number} = Siti" for number in range(LARGE)) + "\nP1: apa?\nP2: ya.\n" * 9,
    "a legend that says and": "P = Siti " + "dan Ani " * LARGE * 4 + "\nP: apa?\nN: ya.\nP: di mana?\nN: sini.",
    "questions": "\n".join(f"{1 + number % 3}. Apa?\nYa" for number in range(LARGE)),
    "guides": "\n".join(f"{1 + number % 3}. Apa?" for number in range(LARGE)) + "\n1. Apa?\nYa\n2. Apa?\nYa\n3. Apa?\nYa",
    "signs": "((\n\n" * LARGE + "Kasim: ya\nPeneliti: apa?\n" * 30,
    "letters of others": "\n".join(f"日本{chr(0x4E00 + n)}: 話。\nP: 話？" for n in range(LARGE)),
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_many_of_everything_are_read(name: str) -> None:
    manuscript = read_manuscript(MANY[name].encode(), file="many.txt", suffix=".txt")
    assert draft_transcript(manuscript, identity="F1").text
    find_parts(manuscript)


def test_many_rows_of_labels_and_remarks_are_read() -> None:
    rows = [Paragraph(f"Nama {n}\nSiti {n}", cells=(f"Nama {n}", f"Siti {n}")) for n in range(LARGE)]
    said = [Paragraph(f"{'PN'[n % 2]}: kata ke {n}") for n in range(LARGE)]
    whole = make_manuscript([*rows, *said])
    remarks = tuple(Remark(n * 20, n * 20 + 30, "apa?") for n in range(LARGE))
    assert draft_transcript(Manuscript(whole.paragraphs, remarks), identity="F1").tags
