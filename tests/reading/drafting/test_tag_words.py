"""Tags in small letters, and first turns under other names than the rest."""

from __future__ import annotations

import textwrap

import pytest

from drafted import draft_text as draft
from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.formats.manuscript import Paragraph, make_manuscript
from qualkit.reading.formats.plain import read_plain

ASK, TELL = "Sejak kapan Ibu berjualan di sini?", "Sudah lama, sejak anak pertama masih kecil."
ASK2, TELL2 = "Berapa modal awalnya?", "Tidak banyak. Satu hal: saya pinjam dari saudara dulu."
FOUR = (ASK, TELL, ASK2, TELL2)


def talk(tags: list[str], between: str = "\n") -> str:
    return between.join(f"{tag}: {words}" for tag, words in zip(tags, FOUR * 4, strict=False))


def told(made: Draft) -> dict[str, tuple[int, str]]:
    return {tag.tag: (tag.turns, tag.role) for tag in made.tags}


@pytest.mark.parametrize(
    ("asks", "tells"),
    [("p", "i"), ("p", "n"), ("q", "a"), ("pewawancara", "informan"), ("rina", "pak budi"), ("p", "i1")],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_tags_in_small_letters_speak_where_they_do_all_over_the_file(asks: str, tells: str, between: str) -> None:
    assert told(draft(talk([asks, tells] * 4, between))) == {asks: (4, "interviewer"), tells: (4, "informant")}


def test_a_letter_speaks_also_where_answers_have_many_paragraphs() -> None:
    more = "\n\nLalu kami pindah ke kota." * 6
    made = draft("\n\n".join(f"p: {ASK}\n\ni: {TELL}{more}" for _ in range(5)))
    assert told(made) == {"p": (5, "interviewer"), "i": (5, "informant")}


@pytest.mark.parametrize(
    "text",
    [
        "Pagi ini ramai.\nharga: naik semua\njam: 10.30 baru sepi\nRp: 5.000\nharga: turun lagi\nSiang sepi.",
        "Hari ini saya belajar.\na: setuju\nb: tidak setuju\na: ragu\nb: tidak tahu\nSelesai.",
        "\n".join(["ke: rumah", "Saya pergi ke pasar.", "rp: 500", "dr: pasar", "Lalu pulang.", "Sudah sore."] * 3),
        "\n".join(f"{fruit}: Rp {price}" for fruit, price in zip(["cabai", "bawang", "tomat"] * 2, range(9), strict=False)),
    ],
)  # fmt: skip
def test_words_in_small_letters_before_a_colon_are_prose(text: str) -> None:
    assert not draft(text).tags


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (["Peneliti", "Informan"], ["P", "I"]),
        (["Peneliti", "N", "Peneliti", "N"], ["P", "N"]),
        (["Pewawancara", "Narasumber"], ["PW", "NS"]),
        (["Interviewer", "Respondent"], ["I", "R"]),
        (["Peneliti", "Subjek 1"], ["P", "S1"]),
    ],
)
def test_first_turns_under_the_word_that_the_letters_stand_for_are_of_the_same_speaker(
    first: list[str], then: list[str]
) -> None:
    made = draft(talk(first + then * 5))
    half = (len(first) + 10) // 2
    assert told(made) == {then[0]: (half, "interviewer"), then[1]: (half, "informant")}
    assert any(f"{first[0]!r}" in note and f"{then[0]!r}" in note for note in made.notes)


@pytest.mark.parametrize(
    "tags",
    [
        pytest.param(["Peneliti", "P", "Moderator", "P"] * 3, id="by turns, so they are two"),
        pytest.param(["Peneliti", "Partisipan", *["P", "Q"] * 4], id="two words for one letter"),
        pytest.param(["Peneliti", "Subjek 2", *["P", "S1"] * 4], id="another number"),
    ],
)
def test_a_letter_that_may_be_somebody_else_is_left_alone(tags: list[str]) -> None:
    assert {tags[1]} <= set(told(draft(talk(tags)))) <= set(tags)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (["Peneliti", "Pak Kasim"], ["P", "K"]),
        (["Peneliti", "Pak Kasim"], ["Peneliti", "K"]),
        (["P", "Ibu Sari", "P", "Ibu Sari"], ["P", "S"]),
        (["Pewawancara", "Ibu Sari"], ["P", "IS"]),
        (["Peneliti", "Ibu Sari"], ["P", "BS"]),
        (["Rina Wati", "Siti"], ["RW", "S"]),
        (["Andi", "Sari"], ["A", "S"]),
        (["Peneliti (P)", "Bu Wati (W)"], ["P", "W"]),
        (["Peneliti", "Pak Pardi"], ["P", "PP"]),
    ],
)
def test_first_turns_under_a_full_name_are_of_the_speaker_whose_initials_follow(
    first: list[str], then: list[str]
) -> None:
    made = draft(talk(first + then * 5))
    half = (len(first) + 10) // 2
    assert told(made) == {then[0]: (half, "interviewer"), then[1]: (half, "informant")}
    assert {tag.tag: tag.name for tag in made.tags}[then[1]].startswith(first[1].split(" (")[0])
    assert any(f"{first[1]!r}" in note and f"{then[1]!r}" in note for note in made.notes)


def test_of_a_group_each_name_goes_with_its_own_initials() -> None:
    made = draft(talk(["Moderator", "Pak Kasim", "Bu Kartini", "Mbak Tika", *["M", "KS", "KT", "T"] * 3]))
    assert {tag: turns for tag, (turns, _) in told(made).items()} == {"M": 4, "KS": 4, "KT": 4, "T": 4}


@pytest.mark.parametrize(
    "names", [["Pak Kasim", "Bu Karti"], ["Karim", "Kartini"]], ids=["with titles", "without titles"]
)
def test_an_initial_that_two_names_share_is_left_apart_and_told(names: list[str]) -> None:
    made = draft(talk(["P", names[0], "P", names[1], "P", names[0], "P", names[1], *["P", "K"] * 4]))
    assert {tag: turns for tag, (turns, _) in told(made).items()} == {"P": 8, names[0]: 2, names[1]: 2, "K": 4}
    assert any(all(f"{name!r}" in note for name in [*names, "K"]) for note in made.notes)


@pytest.mark.parametrize(
    "above",
    [
        "Kelompok: Melati Indah",
        "Ketua Kelompok: Pak Surip",
        "Peneliti: Andi\nKelompok: Melati Indah",
        "Kisah: awal usaha",
    ],
)
def test_a_label_above_the_talk_is_nobody_whose_initial_speaks(above: str) -> None:
    made = draft(f"{above}\n\n{talk(['P', 'K'] * 5)}")
    assert told(made)["K"] == (5, "informant")
    assert told(made)["P"] == (5, "interviewer")


def test_a_phrase_in_speech_is_nobody_whose_initial_speaks_later() -> None:
    more = "\nSolusinya: ya pinjam lagi ke koperasi."
    made = draft(f"{talk(['P', 'N'])}{more}\n{talk(['P', 'S', 'P', 'N'] * 3)}")
    assert {tag: turns for tag, (turns, _) in told(made).items()} == {"P": 7, "N": 4, "S": 3}
    assert more.strip() in made.text


def test_a_full_name_that_the_user_names_stays_a_speaker() -> None:
    text = talk(["P", "Pak Kasim", *["P", "K"] * 5])
    made = draft_transcript(read_plain(text.encode(), file="F1.txt"), identity="F1", roles={"Pak Kasim": "informant"})
    assert {tag: turns for tag, (turns, _) in told(made).items()} == {"P": 6, "Pak Kasim": 1, "K": 5}


def test_full_names_in_the_first_rows_of_a_table_are_of_the_speakers_whose_initials_follow() -> None:
    rows = [*zip(["Peneliti", "Pak Kasim", *["P", "K"] * 3], FOUR * 2, strict=True)]
    made = draft_transcript(make_manuscript(Paragraph("\n".join(row), cells=row) for row in rows), identity="F1")
    assert told(made) == {"P": (4, "interviewer"), "K": (4, "informant")}
    assert any("'Pak Kasim'" in note and "'K'" in note for note in made.notes)


def test_a_name_that_goes_on_beside_the_letter_is_somebody_else() -> None:
    made = draft(talk(["P", "Pak Kasim", "P", "K"] * 3))
    assert set(told(made)) == {"P", "Pak Kasim", "K"}


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_tags_that_were_lost_before_their_colons_are_told_and_not_guessed(between: str) -> None:
    made = draft(between.join(f": {words}" for words in FOUR))
    assert not made.tags
    assert made.text.count(": ") >= len(FOUR)
    assert any("4 lines begin with a colon" in note and "import it again" in note for note in made.notes)


def test_values_torn_from_their_labels_are_no_lost_tags() -> None:
    made = draft(f"Nama\n: Siti\nUmur\n: 40\nTempat\n: Pasar\n\n{talk(['P', 'N'] * 3)}")
    assert not any("colon" in note for note in made.notes)


def test_tags_in_small_letters_begin_lines_where_lines_were_broken_at_a_width() -> None:
    more = " Lalu kami pindah ke kota dan mulai lagi dari awal, karena modalnya habis dan pembelinya belum ada sama sekali."
    told_long = [f"{words}{more if n % 2 else ''}" for n, words in enumerate(FOUR * 3)]
    tags = ("pewawancara", "informan") * 6
    lines = [textwrap.fill(f"{tag}: {words}", 72) for tag, words in zip(tags, told_long, strict=True)]
    made = draft("\n".join(lines))
    assert told(made) == {"pewawancara": (6, "interviewer"), "informan": (6, "informant")}
    assert made.text.split("\n\n") == [f"{tag}: {words}" for tag, words in zip(tags, told_long, strict=True)]


def test_a_colon_in_what_is_said_hides_no_sign_behind_the_tag() -> None:
    words = (ASK, "Ada. Sok naros: piye carane?", ASK2, "Sama: tidak ada.", "Lalu?", "Begitu: biasa saja.")
    made = draft("\n".join(f"{tag} = {said}" for tag, said in zip(["T", "Abah Uca"] * 3, words, strict=True)))
    assert told(made) == {"T": (3, "interviewer"), "Abah Uca": (3, "informant")}
    made = draft("\n".join(f"{tag}.- {said}" for tag, said in zip(["T", "J"] * 3, words, strict=True)))
    assert told(made) == {"T": (3, "interviewer"), "J": (3, "informant")}


@pytest.mark.parametrize("reply", ["Ya", "Iya Mbak", "Waalaikumsalam", "Boleh, silakan", "Sehat", "Ya."])
@pytest.mark.parametrize("name", ["Siti Aminah", "Ibu Siti Aminah"])
def test_a_short_first_reply_under_a_full_name_is_of_who_has_its_initials(name: str, reply: str) -> None:
    made = draft(f"Peneliti: Apa kabar, Bu?\n{name}: {reply}\n{talk(['P', 'SA'] * 3)}")
    assert told(made) == {"P": (4, "interviewer"), "SA": (4, "informant")}


def test_a_greeting_without_a_stop_is_said_by_who_has_the_letter_later() -> None:
    made = draft(f"Rina: Selamat pagi, Bu\nSiti Aminah: Pagi\n{talk(['R', 'S'] * 3)}")
    assert told(made) == {"R": (4, "interviewer"), "S": (4, "informant")}


def test_the_beginning_of_a_role_is_its_letters_too() -> None:
    made = draft(f"Interviewer: Can we start?\nMary Jones: Yes\n{talk(['Int', 'MJ'] * 3)}")
    assert told(made) == {"Int": (4, "interviewer"), "MJ": (4, "informant")}


@pytest.mark.parametrize(
    "above",
    [
        "Ketua Kelompok: Pak Surip",
        "Kepala Desa: H. Suparman\nKetua RT: Ibu Ani\nTanggal: 3 Mei 2024",
        "TRANSKRIP WAWANCARA\nKetua Kelompok: Pak Surip, petani",
        "Sekretaris Desa: Bu Narti\nTempat: Balai Desa",
    ],
)
def test_a_title_above_the_talk_whose_name_stands_behind_it_is_no_speaker(above: str) -> None:
    made = draft(f"{above}\n\n{talk(['Peneliti', 'Informan'] * 3)}")
    assert set(told(made)) == {"Peneliti", "Informan"}
    label, _, value = above.removeprefix("TRANSKRIP WAWANCARA\n").split("\n")[0].partition(": ")
    assert made.header[label.lower().replace(" ", "_")] == value


def test_a_title_that_says_something_once_is_a_speaker() -> None:
    made = draft(f"Ketua Kelompok: Ya, kami mulai tahun lalu.\n{talk(['Moderator', 'Bu Narti'] * 3)}")
    assert told(made)["Ketua Kelompok"] == (1, "informant")
