"""Talks in which one side has no tag, or neither has: numbered questions, each with its answer below it."""

from __future__ import annotations

import pytest

from drafted import Said, said
from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.formats.manuscript import Paragraph, clean, make_manuscript
from qualkit.reading.formats.plain import read_plain

ASKED = ("Sejak kapan Ibu berjualan di sini?", "Berapa modal awalnya?", "Dari mana modal itu?")
TOLD = ("Sudah lama, sejak anak masih kecil.", "Tidak banyak, kira-kira dua juta.", "Saya pinjam dari saudara.")


def draft(text: str) -> Draft:
    return draft_transcript(make_manuscript(Paragraph(clean(block)) for block in text.split("\n\n")), identity="F1")


def talk(form: str) -> str:
    pairs = enumerate(zip(ASKED, TOLD, strict=True), 1)
    return "\n\n".join(form.format(n=number, asked=asked, told=told) for number, (asked, told) in pairs)


def turns(asks: str, tells: str, form: str = "{asked}") -> Said:
    return [
        turn
        for number, (asked, told) in enumerate(zip(ASKED, TOLD, strict=True), 1)
        for turn in ((asks, form.format(n=number, asked=asked)), (tells, told))
    ]


@pytest.mark.parametrize(
    ("form", "asks", "tells", "kept"),
    [
        pytest.param("{n}. {asked}\n{told}", "Pertanyaan", "Jawaban", "{n}. {asked}", id="numbers"),
        pytest.param("{n}) {asked}\n\n{told}", "Pertanyaan", "Jawaban", "{n}) {asked}", id="answers in paragraphs"),
        pytest.param("Q{n}. {asked}\n{told}", "Q", "A", "{asked}", id="a letter before the number"),
        pytest.param("Q{n}: {asked}\n{told}", "Q", "A", "{asked}", id="a letter, and a colon"),
        pytest.param("Q{n} {asked}\n{told}", "Q", "A", "{asked}", id="a letter, and no sign"),
        pytest.param("• {asked}\n\n{told}", "Pertanyaan", "Jawaban", "{asked}", id="bullets"),
    ],
)
def test_questions_that_are_numbered_are_asked_and_what_is_below_them_told(
    form: str, asks: str, tells: str, kept: str
) -> None:
    made = draft(f"Hasil wawancara\nNama: Ibu Parti\n\n{talk(form)}")
    assert said(made) == turns(asks, tells, kept)
    assert {tag.tag: tag.role for tag in made.tags} == {asks: "interviewer", tells: "informant"}
    assert made.header["nama"] == "Ibu Parti"
    assert any("no tags" in note for note in made.notes)


def test_a_question_may_go_on_below_and_an_answer_have_paragraphs() -> None:
    made = draft(
        f"1. Menurut Ibu, apakah koperasi\nitu membantu?\nYa.\n\nSangat.\n\n2. {ASKED[1]}\n{TOLD[1]}\n\n3. {ASKED[2]}\n{TOLD[2]}"
    )
    assert said(made)[:2] == [
        ("Pertanyaan", "1. Menurut Ibu, apakah koperasi\nitu membantu?"),
        ("Jawaban", "Ya.\n\nSangat."),
    ]


def test_a_wish_among_the_questions_is_one_where_the_numbers_go_on() -> None:
    made = draft(
        f"{talk('{n}. {asked}' + chr(10) + '{told}')}\n\n4. Ceritakan harapan Ibu.\nSemoga lancar.\n\n5. Ada lagi?\nTidak."
    )
    assert said(made)[6:8] == [("Pertanyaan", "4. Ceritakan harapan Ibu."), ("Jawaban", "Semoga lancar.")]


def test_a_list_within_an_answer_is_no_question() -> None:
    made = draft(
        f"1. {ASKED[0]}\nBanyak syaratnya:\n1. KTP\n2. KK\n\n2. {ASKED[1]}\n{TOLD[1]}\n\n3. {ASKED[2]}\n{TOLD[2]}"
    )
    assert said(made)[1] == ("Jawaban", "Banyak syaratnya:\n1. KTP\n2. KK")


def set_apart(*, bold: bool = False, item: bool = False, wish: str = "") -> Draft:
    """Questions that their look alone sets apart, below a bold title."""
    paragraphs = [Paragraph("Hasil wawancara", bold=len("Hasil wawancara"))]
    for asked, told in zip((*ASKED, *filter(None, [wish])), (*TOLD, "Semoga lancar."), strict=False):
        paragraphs += [Paragraph(asked, bold=len(asked) * bold, item=item), Paragraph(told), Paragraph("Begitu.")]
    return draft_transcript(make_manuscript(paragraphs), identity="F1")


@pytest.mark.parametrize("look", ["bold", "item"])
def test_questions_that_their_look_sets_apart_are_asked(look: str) -> None:
    made = set_apart(**{look: True}, wish="Ceritakan harapan Ibu nanti.")  # type: ignore[arg-type]
    expected = [
        (who, f"{words}\n\nBegitu." if who == "Jawaban" else words) for who, words in turns("Pertanyaan", "Jawaban")
    ]
    assert said(made)[:6] == expected
    assert said(made)[6] == ("Pertanyaan", "Ceritakan harapan Ibu nanti.")


def test_quotations_that_ask_and_tell_by_turns_are_a_talk() -> None:
    quoted = talk("“{asked}”\n“{told}”")
    made = draft(f"Transkrip Wawancara\n\n{quoted}")
    assert said(made) == [(who, f"“{words}”") for who, words in turns("Pertanyaan", "Jawaban")]


def test_quotations_in_a_report_are_no_talk() -> None:
    report = "“Saya pergi ke pasar.”\nKatanya begitu.\n“Siapa?”\n“Pak RT.”\n“Oh.”\n“Ya.”\n“Lalu?”\nSelesai."
    assert not draft(report).tags


def test_questions_that_nothing_sets_apart_stay_a_text() -> None:
    assert not set_apart().tags


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Pedoman wawancara\n\n1. Siapa nama Ibu?\n2. Berapa umur Ibu?\n3. Di mana Ibu tinggal?", id="a guide"),
        pytest.param(
            "Pedoman wawancara\n\n1. Bagaimana awalnya?\n- modal awal\n\n2. Siapa membantu?\n- suami\n\n3. Apa harapan Ibu?\n- anak",
            id="a guide with hints",
        ),
        pytest.param(
            "1. How did you start?\nProbe: capital, loans\n\n2. What changed?\nProbe: prices\n\n3. How do you save?\nProbe: bank",
            id="a guide with probes",
        ),
        pytest.param("1. Apa pekerjaan Ibu?\na. Petani\nb. Guru\n\n2. Berapa anak Ibu?\na. Satu\nb. Dua\n\n3. Punya sawah?\na. Ya", id="choices"),
        pytest.param("1. Siapa nama Ibu?\n.......\n\n2. Berapa umur Ibu?\n.......\n\n3. Di mana rumahnya?\n......", id="a form"),
        pytest.param("1. Latar\nPasar ini tua.\n\n2. Suasana\nRamai sekali.\n\n3. Harga\nNaik terus.", id="headings"),
        pytest.param("Rumusan masalah\n\n1. Apa itu koperasi?\n2. Siapa anggotanya?\n3. Apa manfaatnya?\n\nBab ini menjawabnya.", id="aims"),
    ],
)  # fmt: skip
def test_questions_without_answers_are_no_talk(text: str) -> None:
    assert not draft(text).tags


def test_answers_below_a_tagged_interviewer_are_the_other_side() -> None:
    made = draft(
        f"Narasumber: Ibu Kartini\nTanggal: 12 Mei 2024\n\n{talk('Pewawancara: {asked}' + chr(10) + '{told}')}"
    )
    assert said(made) == turns("Pewawancara", "Jawaban")
    assert (made.header["informant"], made.header["date"]) == ("Ibu Kartini", "2024-05-12")


def test_names_that_are_not_sure_are_not_taken_for_answers() -> None:
    made = draft(
        "\n".join(
            f"Pewawancara: {asked}\nbu {name}: {told}" for name, asked, told in zip("abc", ASKED, TOLD, strict=True)
        )
    )
    assert {tag.tag for tag in made.tags} == {"Pewawancara"}


def test_questions_that_letters_count_are_asked_and_what_is_below_them_told() -> None:
    text = "\n".join(f"{letter}. {asked}\n{told}" for letter, asked, told in zip("abc", ASKED, TOLD, strict=True))
    expected = [(who, f"{'abc'[n // 2]}. {words}" if n % 2 == 0 else words) for n, (who, words) in
                enumerate(turns("Pertanyaan", "Jawaban"))]  # fmt: skip
    assert said(draft(f"Hasil Wawancara\n{text}")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{letter}. {words}" for letter, words in zip("abcdef", [*ASKED, *TOLD], strict=True)),
        "\n".join(f"{letter}. {asked}\n{told}" for letter, asked, told in zip("adk", ASKED, TOLD, strict=True)),
        "\n".join(f"{letter}. {words.rstrip('?')}\n{words}" for letter, words in zip("abc", TOLD, strict=True)),
    ],
    ids=["a list", "letters that do not count", "no questions"],
)
def test_items_with_letters_that_are_no_questions_with_answers_stay_a_text(text: str) -> None:
    assert not draft(f"Catatan\n{text}").tags


def test_a_talk_of_lines_with_a_dash_of_which_every_other_one_asks_gets_tags() -> None:
    lines = ["When did you first go out?", "With my father, I was nine.", "Were you not afraid?", "Only when there was no fish.",
             "Who went on the boat?", "My brothers, and I."]  # fmt: skip
    text = "A talk with Marija, who fishes\n\n" + "\n".join(f"— {words}" for words in lines)
    made = draft_transcript(read_plain(text.encode(), file="F1.txt"), identity="F1")
    assert [(tag.turns, tag.role) for tag in made.tags] == [(3, "interviewer"), (3, "informant")]
    assert [f"— {words}" in made.text for words in lines] == [True] * 6


def test_a_list_with_dashes_is_no_talk() -> None:
    text = "What we bring:\n- the boat\n- the net\n- bread?\n- coffee\n- a rope\n- the dog\n- nothing else\n"
    assert not draft_transcript(read_plain(text.encode(), file="F1.txt"), identity="F1").tags


def test_what_looks_plain_below_a_question_answers_it_though_it_asks_too() -> None:
    asked = [*ASKED, "Ada yang bilang modal itu belum kembali."]
    told = [*TOLD, "Siapa yang bilang? Sudah lama kembali."]
    paragraphs = [
        Paragraph(words, bold=len(words) * is_asked)
        for pair in zip(asked, told, strict=True)
        for words, is_asked in zip(pair, (True, False), strict=True)
    ]
    made = draft_transcript(make_manuscript(paragraphs), identity="F1")
    assert said(made)[-2:] == [("Pertanyaan", asked[-1]), ("Jawaban", told[-1])]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_where_each_turn_of_who_asks_is_answered_a_remark_is_too(between: str) -> None:
    pairs = [*zip(ASKED, TOLD, strict=True), ("Lumayan itu, Bu.", "Lumayan, tapi waktu itu mahal.")]
    made = draft(between.join(f"Peneliti: {asked}{between}{told}" for asked, told in pairs))
    assert said(made) == [turn for pair in pairs for turn in zip(("Peneliti", "Jawaban"), pair, strict=True)]


def test_a_remark_that_goes_on_in_a_paragraph_of_its_own_is_no_answer_where_others_have_none() -> None:
    answered = talk("Peneliti: {asked}\n\n{told}")
    made = draft(f"{answered}\n\nPeneliti: Baik.\n\nPeneliti: Nah.\n\nSudah sore.")
    assert said(made)[-1] == ("Peneliti", "Nah.\n\nSudah sore.")
