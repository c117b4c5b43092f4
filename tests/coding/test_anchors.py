"""Passages found again in an edited text: the same words, other words, perhaps, or not any more; never silently wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.coding.anchors import Placement, find_anchors
from qualkit.coding.candidates import Anchor

TALK = (
    "P: Dulu pinjam ke mana, Bu?\n\nM: Ke tetangga yang punya warung di ujung gang. Bunganya tinggi sekali, saya sampai "
    "jual cincin.\n\nP: Terus gimana?\n\nM: Ya, ikut kumpulan ibu-ibu. Bu Sri yang ngajak pertama kali. Kata Bu Sri, "
    "nabung dulu baru pinjam.\n\nP: Sekarang masih nabung?\n\nM: Masih, tiap Kamis lima ribu. Kadang sepuluh ribu kalau "
    "warung ramai. Anak saya yang kecil juga ikut nabung di celengan."
)


def anchor(text: str, start: int, end: int, *, version: str = "old", size: int = 32) -> Anchor:
    return Anchor(
        start, end, text[start:end], text[max(start - size, 0) : start], text[end : end + size], False, version
    )


def quoted(text: str, *quotes: str) -> list[Anchor]:
    return [anchor(text, text.index(quote), text.index(quote) + len(quote)) for quote in quotes]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its ⟦marks⟧, and what they enclosed."""
    spans, out, start = [], "", 0
    for part in re.split("([⟦⟧])", text):
        if part == "⟦":
            start = len(out)
        elif part == "⟧":
            spans.append((start, len(out)))
        else:
            out += part
    return out, spans


def found(placements: Sequence[Placement]) -> list[tuple[str, str]]:
    return [(one.how, one.quote) for one in placements]


EDITED = {
    "a typo inside": ("Bunganya tinggi sekali", "Bunganya tingi sekali", "Bunganya tingi sekali"),
    "a typo in the first letter": ("Bunganya tinggi", "bunganya tinggi", "bunganya tinggi"),
    "a typo in the last letter": ("jual cincin", "jual cincim", "jual cincim"),
    "the first word written anew": ("Bunganya tinggi", "Ongkosnya tinggi", "Ongkosnya tinggi"),
    "a word put in": ("tinggi sekali, saya", "tinggi sekali memang, saya", "tinggi sekali memang, saya"),
    "a letter doubled at the edge": ("Bunganya", "BBunganya", "BBunganya"),
}


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, new, _ in EDITED.values()], ids=list(EDITED))
def test_words_that_were_edited_are_found_up_to_their_edges(old: str, new: str) -> None:
    whole = "Bunganya tinggi sekali, saya sampai jual cincin"
    text = TALK.replace(whole, whole.replace(old, new))
    [one] = find_anchors(text, quoted(TALK, whole))
    assert (one.how, one.quote) == ("reworded", whole.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("sekali, saya sampai jual", "sekali saya, sampai jual", id="a comma"),
        pytest.param("gang. Bunganya", "gang. Waktu itu Bunganya", id="words just before it"),
        pytest.param("gang. Bunganya", "gang itu. Bunganya", id="a word a little before it"),
        pytest.param("cincin.\n\nP: Terus gimana?", "cincin.\n\nP: Lalu?", id="what follows"),
    ],
)
def test_what_is_edited_around_a_passage_does_not_reach_into_it(old: str, new: str) -> None:
    quote = "Bunganya tinggi sekali" if "sampai" in old else "Bunganya tinggi sekali, saya sampai jual cincin."
    text = TALK.replace(old, new)
    [one] = find_anchors(text, quoted(TALK, quote))
    assert one.stands
    assert one.quote == quote
    assert text[one.start : one.end] == quote


def test_a_text_that_did_not_change_there_holds_its_passages_exactly() -> None:
    quotes = ("Ke tetangga", "Bunganya tinggi sekali", "tiap Kamis lima ribu")
    text = TALK.replace("celengan", "celengan ayam")
    assert find_anchors(text, quoted(TALK, *quotes)) == [
        Placement("exact", TALK.index(quote), TALK.index(quote) + len(quote), quote) for quote in quotes
    ]


def test_what_was_put_in_before_shifts_them_all_alike() -> None:
    quotes = ("Ke tetangga", "Bunganya tinggi sekali", "tiap Kamis lima ribu", "Ya")
    text = "P: Selamat pagi.\n\n" + TALK
    shift = len(text) - len(TALK)
    for quote, one in zip(quotes, find_anchors(text, quoted(TALK, *quotes)), strict=True):
        assert (one.how, one.start) == ("moved", TALK.index(quote) + shift)


def test_a_passage_that_went_elsewhere_is_found_there() -> None:
    turn = "M: Ya, ikut kumpulan ibu-ibu. Bu Sri yang ngajak pertama kali. Kata Bu Sri, nabung dulu baru pinjam.\n\n"
    text = turn + TALK.replace(turn, "")
    quotes = ("ikut kumpulan ibu-ibu", "Kata Bu Sri, nabung dulu baru pinjam.", "Ke tetangga yang punya warung")
    assert found(find_anchors(text, quoted(TALK, *quotes))) == [("moved", quote) for quote in quotes]


def test_a_passage_that_was_deleted_is_lost_and_its_neighbours_are_not() -> None:
    gone = "Bunganya tinggi sekali, saya sampai jual cincin."
    quotes = ("di ujung gang", gone, "ikut kumpulan ibu-ibu")
    placements = find_anchors(TALK.replace(f" {gone}", ""), quoted(TALK, *quotes))
    assert [one.how for one in placements] == ["exact", "lost", "moved"]
    assert (placements[1].start, placements[1].end, placements[1].quote) == (None, None, "")


def test_a_passage_that_stands_twice_now_is_found_where_its_neighbours_say() -> None:
    sentence = "Kadang sepuluh ribu kalau warung ramai."
    text = TALK + f"\n\nP: Bagaimana?\n\nM: {sentence}"
    [one] = find_anchors(text, quoted(TALK, sentence))
    assert (one.how, one.start) == ("exact", TALK.index(sentence))


def test_half_a_passage_is_for_a_person_to_decide_or_stands_as_what_is_left() -> None:
    quote = "Kadang sepuluh ribu kalau warung ramai. Anak saya yang kecil juga ikut nabung di celengan."
    [one] = find_anchors(TALK.replace("Kadang sepuluh ribu kalau warung ramai. ", ""), quoted(TALK, quote))
    assert one.how in ("reworded", "doubtful")
    assert one.quote.endswith("Anak saya yang kecil juga ikut nabung di celengan.")


# Short answers, given time and again

YES = "\n\n".join(
    f"P: {question}\n\nM: Ya."
    for question in (
        "Ikut rapat tahun lalu?", "Tabungan jalan?", "Anak sekolah semua?", "Rumah sendiri?", "Warung ramai?",
        "Suami kerja di kota?", "Ikut pelatihan?", "Buku kas diisi?", "Pinjaman lunas?", "Masih ke rentenir?",
    )
)  # fmt: skip
ANSWERS = [anchor(YES, hit.start(), hit.end()) for hit in re.finditer(r"Ya\.", YES)]


def test_of_answers_that_are_all_alike_each_is_found_by_what_stands_around_it() -> None:
    text = YES.replace("P: Tabungan jalan?", "P: Kalau tabungan, jalan?").replace("Rumah", "Tinggal di rumah")
    for old, one in zip(ANSWERS, find_anchors(text, ANSWERS), strict=True):
        before = old.before[-8:]
        assert one.how in ("exact", "moved")
        assert text[: one.start].endswith(before)
        assert text[: one.start].count("Ya.") == YES[: old.start].count("Ya.")


def test_another_answer_that_slipped_into_the_old_place_is_not_taken_for_it() -> None:
    turn = "P: Tabungan jalan?\n\nM: Ya.\n\n"
    old, new = YES.replace("P: Anak sekolah semua?", "P: Apa bisa menabung?"), ""
    assert len("P: Apa bisa menabung?\n\nM: Ya.\n\n") != len(turn)
    new = old.replace(turn, "", 1) + "\n\n" + "P: Dan?\n\nM: Ya."
    answers = [anchor(old, hit.start(), hit.end()) for hit in re.finditer(r"Ya\.", old)]
    for place, (coded, one) in enumerate(zip(answers, find_anchors(new, answers), strict=True)):
        if place == 1:
            assert not one.stands
        elif one.stands:
            assert new[: one.start].endswith(coded.before[-12:])


def test_an_answer_of_which_nothing_tells_which_it_is_is_doubtful() -> None:
    old = "P: Ya?\n\nM: Ya.\n\n" * 8
    answers = [anchor(old, hit.start(), hit.end()) for hit in re.finditer(r"Ya\.", old)]
    new = "P: Mulai.\n\n" + "P: Ya?\n\nM: Ya.\n\n" * 6
    placements = find_anchors(new, answers)
    assert not any(one.stands for one in placements[2:-2])


# All kinds of writing


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "M: Senang 😀👩‍👩‍👧 sekali waktu itu. ⟦Anak-anak 👨‍👩‍👧‍👦 semua ikut⟧, ramai sekali di rumah.",
            "M: Wah, senang 😀👩‍👩‍👧 sekali waktu itu. ⟦Anak-anak 👨‍👩‍👧‍👦 semua ikutt⟧, ramai sekali di rumah.",
            id="emoji",
        ),
        pytest.param(
            "M: मैं रोज़ बचत करती हूँ। ⟦समूह की बैठक में सब महिलाएँ आती हैं⟧ और हिसाब लिखती हैं।",
            "M: हाँ, मैं रोज़ बचत करती हूँ। ⟦समूह की बैठक में सभी महिलाएँ आती हैं⟧ और हिसाब लिखती हैं।",
            id="combining marks",
        ),
        pytest.param(
            "س: كيف كان الأمر؟\n\nج: كنا نوفر كل أسبوع. ⟦ثم انضممت إلى الجمعية مع جاراتي⟧ في القرية.",
            "س: كيف كان الأمر يا أختي؟\n\nج: كنا نوفر كل أسبوع. ⟦ثم انضممت الى الجمعية مع جاراتي⟧ في القرية.",
            id="right to left",
        ),
        pytest.param(
            "甲:以前怎么样?乙:我们每个星期存一点钱,⟦后来大家一起成立了合作社⟧,生活好多了。",
            "甲:请问以前怎么样?乙:我们每个星期存一点钱,⟦后来大家一同成立了合作社⟧,生活好多了。",
            id="no blanks between words",
        ),
        pytest.param(
            "M: Awalnya takut. ⟦  lalu berani juga akhirnya \n⟧\n\nP: Oh, begitu ya ceritanya.",
            "M: Dulu awalnya takut. ⟦  lalu berani juga akhirnya \n⟧\n\nP: Oh, begitu ya ceritanya.",
            id="blanks at the edges",
        ),
        pytest.param(
            "M: Saya menabung lima ribu setiap ming⟦gu di koperasi kam⟧pung itu, tidak pernah putus.",
            "M: Ya saya menabung lima ribu setiap ming⟦gu di koperasi kam⟧pung itu, tidak pernah putus.",
            id="edges inside words",
        ),
    ],
)
def test_every_script_keeps_its_passage_to_the_letter(old: str, new: str) -> None:
    (before, [span]), (text, [expected]) = marked(old), marked(new)
    [one] = find_anchors(text, [anchor(before, *span)])
    assert one.how == ("moved" if before[slice(*span)] == text[slice(*expected)] else "reworded")
    assert (one.start, one.end) == expected


def test_names_that_became_pseudonyms_everywhere_lose_nothing() -> None:
    quotes = (
        "Bu Sri", "Bu Sri yang ngajak pertama kali.", "Kata Bu Sri", "nabung dulu baru pinjam", "pertama kali. Kata Bu Sri",
    )  # fmt: skip
    text = TALK.replace("Bu Sri", "[nama ibu]")
    assert found(find_anchors(text, quoted(TALK, *quotes))) == [
        ("moved" if "Sri" not in quote else "reworded", quote.replace("Bu Sri", "[nama ibu]")) for quote in quotes
    ]


# What is not there


@pytest.mark.parametrize("text", ["", " ", "x", "Rapat dibuka pukul sembilan oleh ketua. Hadir dua puluh orang. " * 40])
def test_in_quite_another_text_all_are_lost(text: str) -> None:
    quotes = ("Ke tetangga yang punya warung", "Bunganya tinggi sekali", "Ya", "Masih, tiap Kamis lima ribu.")
    assert [one.how for one in find_anchors(text, quoted(TALK, *quotes))] == ["lost"] * 4


def test_no_passages_are_no_placements() -> None:
    assert find_anchors(TALK, []) == []


def test_a_passage_without_words_is_lost() -> None:
    assert find_anchors(TALK, [Anchor(3, 3, "", "P: ", "Dulu")])[0].how == "lost"


def test_in_the_text_it_was_made_in_a_passage_stands_whatever_is_around_it() -> None:
    one = Anchor(3, 7, "Dulu", "wrong", "wrong", same=True, version="now")
    assert find_anchors(TALK, [one]) == [Placement("exact", 3, 7, "Dulu")]


def test_where_a_log_does_not_name_its_text_place_and_words_are_enough() -> None:
    assert find_anchors(TALK, [Anchor(3, 7, "Dulu")]) == [Placement("exact", 3, 7, "Dulu")]


def test_words_without_surroundings_are_taken_only_if_they_stand_once() -> None:
    once, twice = Anchor(0, 22, "Bunganya tinggi sekali"), Anchor(0, 6, "Bu Sri")
    assert [one.how for one in find_anchors(TALK, [once, twice])] == ["moved", "doubtful"]


def test_passages_of_two_versions_of_a_text_are_each_shifted_by_their_own() -> None:
    second = "P: Pagi, Bu.\n\n" + TALK
    text = "P: Selamat pagi semuanya.\n\n" + TALK
    quotes = ("Ke tetangga yang punya", "tiap Kamis lima ribu", "Ya, ikut")
    first = quoted(TALK, *quotes)
    later = [
        anchor(second, second.index(quote), second.index(quote) + len(quote), version="second") for quote in quotes
    ]
    for quote, one, two in zip(
        quotes, *[iter(find_anchors(text, first)), iter(find_anchors(text, later))], strict=True
    ):
        assert (one.how, one.start) == (two.how, two.start) == ("moved", text.index(quote))
    assert find_anchors(text, first + later) == find_anchors(text, first) + find_anchors(text, later)


def test_a_long_text_keeps_all_its_passages() -> None:
    chance = random.Random(5)
    words = [
        f"{a}{b}{c}" for a in ("ka", "mu", "se", "ti") for b in ("ra", "lo", "bi", "nu") for c in ("n", "s", "t", "r")
    ]
    old = ""
    while len(old) < 200_000:
        old += f"M: {' '.join(chance.choices(words, k=30))}.\n\n"
    starts = sorted(chance.sample(range(len(old) - 200), 300))
    coded = [anchor(old, start, start + chance.randint(5, 150)) for start in starts if old[start].isalpha()]
    text = "P: Mulai.\n\n" + old[:50_000] + "P: Lalu bagaimana?\n\n" + old[50_000:]
    inside = [one for one in coded if one.end < 49_900 or one.start > 50_100]
    for one, now in zip(inside, find_anchors(text, inside), strict=True):
        assert (now.how, now.quote) == ("moved", one.quote)
        assert now.start == one.start + (11 if one.end < 50_000 else 31)


# Laws

texts = st.text(alphabet="ab Ya.\n😀é\u0301ش", min_size=1, max_size=120)


@st.composite
def coded_texts(draw: st.DrawFn) -> tuple[str, list[Anchor]]:
    text = draw(texts)
    starts = draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=8))
    spans = [(start, draw(st.integers(start + 1, len(text)))) for start in starts]
    return text, [anchor(text, *span) for span in spans]


@given(coded_texts(), texts, st.randoms(use_true_random=False))
def test_a_placement_is_within_the_text_and_the_order_of_the_passages_changes_nothing(
    coded: tuple[str, list[Anchor]], text: str, chance: random.Random
) -> None:
    _, anchors = coded
    placements = find_anchors(text, anchors)
    for one in placements:
        if one.how == "lost":
            assert (one.start, one.end, one.quote) == (None, None, "")
        else:
            assert one.start is not None and one.end is not None
            assert 0 <= one.start < one.end <= len(text)
            assert one.quote == text[one.start : one.end]
    order = list(range(len(anchors)))
    chance.shuffle(order)
    assert find_anchors(text, [anchors[number] for number in order]) == [placements[number] for number in order]


@given(coded_texts())
def test_in_an_unchanged_text_all_are_exact(coded: tuple[str, list[Anchor]]) -> None:
    text, anchors = coded
    assert find_anchors(text, anchors) == [Placement("exact", one.start, one.end, one.quote) for one in anchors]


@given(st.integers(0, 400), st.data())
def test_a_pure_shift_is_followed_exactly(shift: int, data: st.DataObject) -> None:
    words = [f"{number}kata{number * 7919 % 1000}" for number in range(60)]
    text = " ".join(words)
    starts = data.draw(st.lists(st.integers(0, len(text) - 30), min_size=1, max_size=10))
    anchors = [anchor(text, start, start + data.draw(st.integers(4, 30))) for start in starts]
    moved = " " * shift + text
    for old, one in zip(anchors, find_anchors(moved, anchors), strict=True):
        assert (one.start, one.quote) == (old.start + shift, old.quote)
        assert one.how == ("moved" if shift else "exact")
