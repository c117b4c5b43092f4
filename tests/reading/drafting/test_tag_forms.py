"""Tags as they come when a thesis is copied from the web: codes that count the lines, slips, signs that were torn off."""

from __future__ import annotations

import pytest

from drafted import Said, roles_of, said
from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.formats.manuscript import Paragraph, clean, make_manuscript
from qualkit.reading.formats.plain import read_plain

ASK, TELL = "Sejak kapan Ibu berjualan di sini?", "Sudah lama, sejak anak pertama masih kecil."
ASK2, TELL2 = "Berapa modal awalnya?", "Tidak banyak, saya pinjam dari saudara dulu."
FOUR = (ASK, TELL, ASK2, TELL2)


def draft(text: str) -> Draft:
    """What becomes of a text whose blocks are paragraphs."""
    return draft_transcript(make_manuscript(Paragraph(clean(block)) for block in text.split("\n\n")), identity="F1")


def pairs(asks: str, tells: str, words: tuple[str, ...] = FOUR) -> Said:
    return list(zip((asks, tells) * (len(words) // 2), words, strict=True))


@pytest.mark.parametrize(
    "tags",
    [
        pytest.param(("P.1.1", "S1.1.1", "P.1.2", "S1.1.2"), id="person, question, line"),
        pytest.param(("P-01", "S1-01", "P-02", "S1-02"), id="with a hyphen"),
        pytest.param(("P.1", "S1.2", "P.3", "S1.4"), id="one count for both"),
    ],
)
def test_a_code_that_counts_the_lines_is_one_speaker(tags: tuple[str, ...]) -> None:
    made = draft("\n".join(f"{tag} : {words}" for tag, words in zip(tags, FOUR, strict=True)))
    assert said(made) == pairs("P", "S1")
    assert any("running number" in note for note in made.notes)


def test_letters_with_a_running_number_are_one_speaker_where_two_run_side_by_side() -> None:
    eight = FOUR * 2
    tags = [f"{letter}{number:02}" for number in range(1, 5) for letter in "PS"]
    made = draft("\n".join(f"{tag}: {words}" for tag, words in zip(tags, eight, strict=True)))
    assert said(made) == pairs("P", "S", eight)


def test_people_with_numbers_are_not_counted_lines() -> None:
    made = draft(f"P: {ASK}\nR1: {TELL}\nR2: {TELL2}\nR3: Saya juga.\nP: {ASK2}\nR1: Ya.\nR2: Sama.\nR3: Belum.")
    assert set(roles_of(made)) == {"P", "R1", "R2", "R3"}


def test_a_code_of_the_line_before_a_tag_is_a_running_number() -> None:
    tags = ("P1.W1.1 Peneliti", "P1.W1.2 Partisipan", "P1.W1.3 Peneliti", "P1.W1.4 Partisipan")
    made = draft("\n".join(f"{tag}: {words}" for tag, words in zip(tags, FOUR, strict=True)))
    assert said(made) == pairs("Peneliti", "Partisipan")


def test_a_role_with_its_letter_behind_it_is_that_letter() -> None:
    made = draft(f"Pewawancara (P) : {ASK}\nNarasumber (N) : {TELL}\nP : {ASK2}\nN : {TELL2}\nP : Baik.\nN : Ya.")
    assert said(made) == [*pairs("P", "N"), ("P", "Baik."), ("N", "Ya.")]
    assert {tag.tag: tag.name for tag in made.tags} == {"P": "Pewawancara", "N": "Narasumber"}


def test_a_role_misspelt_is_the_role() -> None:
    made = draft(
        f"Peneiti : {ASK}\nInforman : {TELL}\nPeneliti : {ASK2}\nInforman : {TELL2}\nPenelti : Baik?\nInfroman : Ya.\n"
        "Peneliti : Sudah?\nInforman : Sudah."
    )
    assert said(made) == [
        *pairs("Peneliti", "Informan"), ("Peneliti", "Baik?"), ("Informan", "Ya."), ("Peneliti", "Sudah?"),
        ("Informan", "Sudah."),
    ]  # fmt: skip
    assert any("'Peneiti'" in note and "'Peneliti'" in note for note in made.notes)


def test_a_quotation_mark_may_stand_for_the_colon() -> None:
    made = draft(f"Peneliti : “{ASK}”\nInforman : “{TELL}”\nPeneliti “{ASK2}”\nInforman “{TELL2}”")
    assert said(made) == pairs("Peneliti", "Informan", tuple(f"“{words}”" for words in FOUR))


def test_a_role_in_two_words_is_a_role() -> None:
    made = draft(f"Pewawancara : {ASK}\nNara Sumber : {TELL}\nPewawancara : {ASK2}\nNara sumber : {TELL2}")
    assert list(roles_of(made).values()) == ["interviewer", "informant"]
    assert [words for _, words in said(made)] == list(FOUR)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("{tag}\n: {words}", id="the colon on the next line"),
        pytest.param("{tag}\n\n: {words}", id="the colon in the next paragraph"),
        pytest.param("({tag})\n: {words}", id="in brackets, the colon on the next line"),
        pytest.param("({tag}) : {words}", id="in brackets"),
        pytest.param("({tag}):\n{words}", id="in brackets, the words on the next line"),
    ],
)
def test_what_a_page_tears_apart_is_put_together(form: str) -> None:
    made = draft("\n".join(form.format(tag=tag, words=words) for tag, words in pairs("P", "N")))
    assert said(made) == pairs("P", "N")


def test_a_label_torn_from_its_value_is_a_label() -> None:
    turns = "\n".join(f"{tag} : {words}" for tag, words in pairs("P", "N"))
    made = draft(f"Verbatim Wawancara\n\nUmur\n\n: 24 tahun\n\nTempat\n\n: Kampus II\n\n{turns}")
    assert (made.header["umur"], made.header["place"]) == ("24 tahun", "Kampus II")
    assert said(made) == pairs("P", "N")


def test_letters_alone_begin_lines_that_are_no_paragraphs() -> None:
    made = draft(f"Hasil wawancara\n\nR {ASK}\nLA {TELL}\nR {ASK2}\nLA {TELL2}\ndulu waktu masih muda.\nR Oh.\nLA Iya.")
    assert said(made) == [
        ("R", ASK), ("LA", TELL), ("R", ASK2), ("LA", f"{TELL2}\ndulu waktu masih muda."), ("R", "Oh."), ("LA", "Iya.")
    ]  # fmt: skip


def test_lines_that_begin_with_a_letter_now_and_then_are_no_turns() -> None:
    lines = ["I went to the market that day.", "The rain came late and we waited for the bus.", "A man sold us fish."]
    assert not draft("\n".join(lines * 3)).tags


def test_a_name_that_a_label_tells_is_a_tag_even_where_it_is_rare() -> None:
    made = draft(
        f"Informan 1\nNama : Suharti\n\nPeneliti : {ASK}\nSuharti : {TELL}\nPeneliti : {ASK2}\nSuharti : {TELL2}\n\n"
        f"Informan 2\nNama : Lestari\n\nPeneliti : {ASK}\nLestari : {TELL}"
    )
    assert roles_of(made) == {"Peneliti": "interviewer", "Suharti": "informant", "Lestari": "informant"}


def test_a_group_of_whom_nobody_says_much_is_one() -> None:
    who = ("Moderator", "Andi", "Bayu", "Citra", "Dewi", "Moderator", "Andi", "Citra", "Bayu", "Moderator", "Dewi")
    made = draft("FGD Pemuda\n\n" + "\n\n".join(f"{name}: Ini kata ke-{number}." for number, name in enumerate(who)))
    assert set(roles_of(made)) == {"Moderator", "Andi", "Bayu", "Citra", "Dewi"}


def test_what_stands_in_the_head_once_is_no_tag_among_names() -> None:
    head = "Transskription af interview\nKursiv: Indikerer, der er lagt ekstra tryk på ordet."
    turns = "\n".join(f"{tag}: {words}" for tag, words in pairs("Interviewer", "Hassan", FOUR * 2))
    assert set(roles_of(draft(f"{head}\n{turns}"))) == {"Interviewer", "Hassan"}


@pytest.mark.parametrize("form", ["{}.: {}", "{}. : {}", "{}. — {}", "{}.- {}"])
def test_a_dot_behind_a_tag_is_none_of_its_letters(form: str) -> None:
    words = ("Kapan mulai?", "Dulu sekali.", "Sendiri?", "Berdua.", "Dan sekarang?", "Ya begini.")
    text = "\n".join(form.format(("Peneliti", "Sri")[n % 2], one) for n, one in enumerate(words))
    made = draft_transcript(read_plain(text.encode(), file="F1.txt"), identity="F1")
    assert [tag.tag for tag in made.tags] == ["Peneliti", "Sri"]


@pytest.mark.parametrize("form", ["({}) {}", "[{}] {}", "{}. {}"])
def test_lines_are_paragraphs_where_no_line_is_empty(form: str) -> None:
    tags = ("P", "N") * 2
    made = draft("\n".join(form.format(tag, words) for tag, words in zip(tags, FOUR, strict=True)))
    assert said(made) == [*zip(tags, FOUR, strict=True)]


@pytest.mark.parametrize("dots", [" ....", "......", "…", " …"])
def test_dots_that_lead_to_the_colon_are_none_of_the_tag(dots: str) -> None:
    made = draft(
        f"Peneliti{dots}: {ASK}\n\nInforman{dots}: {TELL}\n\nPeneliti{dots}: {ASK2}\n\nInforman{dots}: {TELL2}"
    )
    assert [tag for tag, _ in said(made)] == ["Peneliti", "Informan"] * 2


@pytest.mark.parametrize("letters", ["PR", "SJ", "QA", "FA", "TJ"])
@pytest.mark.parametrize("sign", [". ", ") ", " - ", ": "])
def test_letters_that_count_questions_and_answers_side_by_side_speak_whatever_sign_is_behind(
    letters: str, sign: str
) -> None:
    eight = FOUR * 2
    tags = [f"{letter}{number}" for number in range(1, 5) for letter in letters]
    made = draft(
        "Wawancara Bu Sri\n\n" + "\n".join(f"{tag}{sign}{words}" for tag, words in zip(tags, eight, strict=True))
    )
    assert said(made) == pairs(letters[0], letters[1], eight)


def test_letters_that_count_otherwise_speak_not() -> None:
    made = draft(
        "\n".join(f"{tag}. {words}" for tag, words in zip(("A1", "B2", "A3", "B1", "A2", "B3"), FOUR * 2, strict=False))
    )
    assert not made.tags
