"""Who is called by what they are (Penjual jamu, Wali murid), and tags of words without a sign behind them."""

from __future__ import annotations

import pytest

from drafted import ASKED, TOLD, lines, said, turns
from drafted import draft_paragraphs as draft


@pytest.mark.parametrize("asks", ["Pewawancara", "P", "Saya", "Rina", "Guru kelas"])
@pytest.mark.parametrize(
    "tells", ["Penjual jamu gendong", "Wali murid", "Orang tua siswa kelas V (Ibu Yanti)", "Mas tukang parkir",
              "Kepala Sekolah (Bapak Drs. H. Sugeng Riyadi, M.Pd.)"],
)  # fmt: skip
def test_who_answers_is_called_by_what_he_is(asks: str, tells: str) -> None:
    made = draft("Laporan wawancara", *lines(asks, tells))
    assert said(made) == turns(asks, tells)
    assert {tag.tag: tag.role for tag in made.tags} == {asks: "interviewer", tells: "informant"}


def test_both_are_called_by_what_they_are() -> None:
    assert said(draft("Laporan", *lines("Anggota kelompok", "Penjual jamu"))) == turns(
        "Anggota kelompok", "Penjual jamu"
    )


@pytest.mark.parametrize("label", ["Tema yang muncul", "Makna awal", "Rangkuman jawaban tadi"])
def test_what_is_noted_below_each_answer_is_no_speaker(label: str) -> None:
    talk = [text for number, text in enumerate(lines("P", "N"), start=1)
            for text in ([text] if number % 2 else [text, f"{label}: kerja keluarga"])]  # fmt: skip
    assert {tag.tag for tag in draft(*talk).tags} == {"P", "N"}


def test_what_somebody_says_before_a_colon_now_and_then_is_no_speaker() -> None:
    told = ["N : Begini.\nYang pertama kali: kain.\nYang kedua kali: benang.", "N : Lagi.\nYang pertama kali: kapas."]
    made = draft(*lines("P", "N"), "P : Apa saja?", told[0], "P : Lalu?", told[1], "P : Oh.")
    assert {tag.tag for tag in made.tags} == {"P", "N"}


@pytest.mark.parametrize("form", ["{n}.{line}", "{n}){line}", "{n}. {line}"])
def test_numbers_may_stand_close_before_tags(form: str) -> None:
    written = [form.format(n=n, line=line) for n, line in enumerate(lines("Peneliti", "Informan"), start=1)]
    assert said(draft("Transkrip", *written)) == turns("Peneliti", "Informan")


@pytest.mark.parametrize(
    ("asks", "tells"), [("Peneliti", "Informan"), ("Interviewer", "Respondent 2"), ("Kirno", "Parjo")]
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("counted", [False, True])
def test_words_without_a_sign_tell_who_speaks_where_each_line_begins_with_one(
    asks: str, tells: str, between: str, counted: bool
) -> None:
    written = lines(asks, tells, " ")
    if counted:
        written = [f"{number}. {line}" for number, line in enumerate(written, start=1)]
    assert said(draft("Transkrip Wawancara", *between.join(written).split("\n\n"))) == turns(asks, tells)


def test_a_text_whose_lines_begin_with_names_is_prose() -> None:
    told = ["Warni Astuti lahir di Kudus.", "Warni Astuti sekolah di Demak.", "Sinta Dewi lahir di Pati.",
            "Warni Astuti bekerja di Jepara.", "Sinta Dewi pindah ke Solo.", "Warni Astuti pulang.", "Sinta Dewi menikah.",
            "Warni Astuti pensiun."]  # fmt: skip
    assert not draft(*told).tags


def test_words_that_begin_some_lines_of_many_tell_nobody() -> None:
    written = lines("Kirno", "Parjo", " ")
    made = draft("\n".join(part for line in written for part in (line, "lalu kami pulang", "dan besoknya datang lagi")))
    assert not made.tags


@pytest.mark.parametrize(
    ("asks", "tells", "sign"),
    [("Peneliti", "Informan", " :: "), ("Tanya", "Jawab", ". "), ("Peneliti", "Informan", ". "), ("P", "N", " -> "),
     ("Peneliti", "Bu Darmi", " → "), ("Peneliti", "Informan", " | "), ("P", "N", " => ")],
)  # fmt: skip
def test_other_signs_behind_tags(asks: str, tells: str, sign: str) -> None:
    assert said(draft("Transkrip Wawancara", *lines(asks, tells, sign))) == turns(asks, tells)


def test_a_word_of_a_role_may_end_a_sentence() -> None:
    made = draft(
        "Peneliti. Itu cita-cita saya dulu.", "Lalu saya kuliah.", "Informan. Begitu kami disebut.", "Lalu pulang."
    )
    assert not made.tags


def test_one_of_a_group_is_called_by_what_he_is() -> None:
    who = ("Fasilitator", "Peserta A", "Fasilitator", "Petani muda", "Peserta A", "Petani muda", "Fasilitator",
           "Petani muda", "Peserta B", "Peserta A")  # fmt: skip
    told = ("Apa kabar?", "Baik.", "Panennya?", "Jalan.", "Ramai.", "Ya.", "Lalu?", "Dijual.", "Ya.", "Begitu.")
    talk = [*zip(who, told, strict=True)]
    assert said(draft("FGD petani", *(f"{tag}: {words}" for tag, words in talk))) == talk


def test_a_question_without_a_tag_may_have_the_answers_of_several_below_it() -> None:
    made = draft("Hasil Wawancara", *(text for number, (asked, told) in enumerate(zip(ASKED, TOLD, strict=True), start=1)
                                      for text in (f"{number}. {asked}", f"Informan 1 : {told}", "Informan 2 : Sama saja.")))  # fmt: skip
    assert [tag for tag, _ in said(made)] == ["Pertanyaan", "Informan 1", "Informan 2"] * 4
    assert [tag.role for tag in made.tags] == ["interviewer", "informant", "informant"]


def test_a_note_may_stand_behind_a_word_without_a_sign() -> None:
    pairs = [("Kapan mulai?", "[tertawa] Dulu sekali."), ("Sendiri?", "Dengan adik."), ("Lalu?", "(diam) Ya begitu.")]
    turns = [(tag, words) for pair in pairs for tag, words in zip(("Peneliti", "Sari"), pair, strict=True)]
    assert said(draft(*(f"{tag} {words}" for tag, words in turns))) == turns
