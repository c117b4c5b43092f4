"""Words that another one says now are not taken for those that were coded, unless a person says so."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest

import qualkit as qk
from made_study import MadeStudy

SAID = "Saya jual cincin kawin buat bayar bunga rentenir yang dua puluh persen itu."
LONG = (
    f"Waktu itu musim hujan dan pasar sepi sekali, tidak ada yang beli apa-apa di sini. {SAID} Suami saya marah tiga "
    "hari, lalu diam saja sampai lebaran datang."
)
TALK = (
    ("I", "Dulu bagaimana ceritanya sampai pinjam uang, Bu?"),
    ("M01", LONG),
    ("I", "Sekarang masih ada utang ke tetangga yang lain?"),
    ("M01", "Sudah tidak, tinggal cicilan koperasi sampai bulan depan."),
    ("I", "Kalau koperasinya sendiri, bagaimana pelayanannya?"),
    ("M01", "Petugasnya ramah, datang tiap minggu bawa buku catatan."),
)
ECHO = ("I: Kalau koperasinya", f"I: Tadi ibu bilang: {SAID} Begitu ya? Kalau koperasinya")
GONE = (f" {SAID}", "")


def make_talk(
    make_study: Callable[..., MadeStudy], *turns: tuple[str, str], quote: str = SAID, **header: object
) -> MadeStudy:
    made = make_study(codes=["debt"])
    for case in ("M01", "M02"):
        made.add_case(case)
    made.add_interview("M01", *(turns or TALK), **header)
    code(made, quote)
    return made


def code(made: MadeStudy, quote: str) -> None:
    text = made.documents["M01"][2]
    start, end = text.index(quote), text.index(quote) + len(quote)
    around = {"before": text[max(start - 32, 0) : start], "after": text[end : end + 32]}
    made.code("M01", quote, "debt", text_sha256=sha256(text.encode()).hexdigest(), **around)


def open_edited(made: MadeStudy, *changes: tuple[str, str]) -> qk.Study:
    kind, header, text = made.documents["M01"]
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    made.documents["M01"] = (kind, header, text)
    return made.open()


def test_an_interviewer_who_says_the_words_again_is_no_evidence_for_whom_she_asked(
    make_study: Callable[..., MadeStudy],
) -> None:
    study = open_edited(make_talk(make_study), GONE, ECHO)
    record = study.record("a")
    assert [(one.how, one.new, one.speaker) for one in record.displaced] == [("doubtful", SAID, "I")]
    assert not record.codings
    [told] = [fault.problem for fault in study.warnings if "perhaps it is" in fault.problem]
    assert "where I speaks, who perhaps did not when it was coded" in told


def test_words_said_again_with_what_followed_them_are_not_taken_either(make_study: Callable[..., MadeStudy]) -> None:
    rest = LONG.partition(SAID)[2]
    echo = ("I: Kalau koperasinya", f"I: Tadi ibu bilang: {SAID}{rest} Kalau koperasinya")
    record = open_edited(make_talk(make_study), (f" {SAID}{rest}", ""), echo).record("a")
    assert [one.how for one in record.displaced] == ["doubtful"]


def test_a_person_may_take_the_place_all_the_same(make_study: Callable[..., MadeStudy]) -> None:
    study = open_edited(make_talk(make_study), GONE, ECHO)
    qk.move_codings(study, "a", [study.record("a").displaced[0].id])
    [coding] = study.record("a").codings
    assert (coding.quote, coding.cases) == (SAID, ())
    assert study.record("a").displaced == ()


def test_a_passage_whose_tag_was_another_is_doubtful_whatever_is_around_it(
    make_study: Callable[..., MadeStudy],
) -> None:
    made = make_talk(make_study, quote="Petugasnya ramah, datang tiap minggu bawa buku catatan.")
    record = open_edited(made, ("M01: Petugasnya", "I: Petugasnya")).record("a")
    assert [(one.how, one.speaker) for one in record.displaced] == [("doubtful", "I")]


def test_of_several_informants_each_keeps_what_she_said(make_study: Callable[..., MadeStudy]) -> None:
    turns = (*TALK[:4], ("M02", "Saya tidak pernah pinjam ke siapa pun, malu sama anak."), *TALK[4:])
    echo = ("M02: Saya tidak", f"M02: Seperti kata dia, {SAID} Nah begitu. Saya tidak")
    record = open_edited(make_talk(make_study, *turns), GONE, echo).record("a")
    assert [(one.how, one.speaker) for one in record.displaced] == [("doubtful", "M02")]


@pytest.mark.parametrize(
    ("quote", "changes", "how"),
    [
        pytest.param(SAID, [("Dulu bagaimana", "Jadi dulu itu bagaimana")], "moved", id="all that follows shifted"),
        pytest.param(SAID, [GONE, ("M01: Petugasnya", f"M01: {SAID} Petugasnya")], "moved", id="she says it later"),
        pytest.param(SAID, [("cincin kawin", "cincin kawn")], "reworded", id="a typo"),
        pytest.param(
            "tetangga yang lain", [("Dulu bagaimana", "Jadi dulu bagaimana")], "moved", id="coded in a question"
        ),
        pytest.param(
            "M01: Petugasnya ramah, datang tiap minggu", [("Dulu bagaimana", "Jadi dulu bagaimana")], "moved",
            id="coded with its tag",
        ),
    ],
)  # fmt: skip
def test_what_the_same_one_says_elsewhere_stands(
    make_study: Callable[..., MadeStudy], quote: str, changes: list[tuple[str, str]], how: str
) -> None:
    record = open_edited(make_talk(make_study, quote=quote), *changes).record("a")
    assert [one.how for one in record.displaced] == [how]
    assert len(record.codings) == 1


def test_in_prose_nobody_speaks(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=["debt"])
    made.add_text("M01", f"Hari pertama di pasar yang ramai.\n\n{LONG}\n\nHari kedua hujan deras sampai sore.")
    code(made, SAID)
    edits = (GONE, ("Hari kedua", f"{SAID} Hari kedua"))
    assert [one.how for one in open_edited(made, *edits).record("a").displaced] == ["moved"]
