"""What pages that show theses make of a transcript: tags without signs, page marks, labels and legends on one line."""

from __future__ import annotations

import pytest

from drafted import Said, roles_of, said
from drafted import draft_paragraphs as draft
from qualkit.reading.drafting.draft import format_draft

TALK = (
    ("Sejak kapan Ibu berjualan di sini?", "Sudah lama, sejak anak pertama masih kecil."),
    ("Berapa modal awalnya?", "Tidak banyak, saya pinjam dari saudara."),
    ("Lalu sekarang?", "Ya sudah lunas semua."),
)


def turns(asks: str, tells: str) -> Said:
    return [turn for asked, told in TALK for turn in ((asks, asked), (tells, told))]


def lines(asks: str, tells: str, form: str = "{} : {}") -> list[str]:
    return [form.format(tag, words) for tag, words in turns(asks, tells)]


HEAD = ("Nama : Ibu Wati", "Umur : 41 tahun", "Asal : Blora", "Lama berdagang : 12 tahun", "Jumlah anak : 3")


# Tags without a sign


def test_letters_of_a_legend_are_tags_without_a_colon_too() -> None:
    made = draft(*HEAD, "Keterangan:", "P : Peneliti", "I : Informan", *lines("P", "I", "{} {}"))
    assert said(made) == turns("P", "I")
    assert roles_of(made) == {"P": "interviewer", "I": "informant"}
    assert made.header["umur"] == "41 tahun"


def test_a_long_head_does_not_hide_the_letters_below_its_legend() -> None:
    made = draft("(7)", *HEAD, *HEAD[1:], "P : Peneliti", "RP : Partisipan", *lines("P", "RP1", "{} {}"))
    assert said(made)[-6:] == turns("P", "RP1")


def test_letters_alone_above_what_is_quoted_are_its_tags() -> None:
    quoted = [f"“{words}”" for _, words in turns("P", "RP1")]
    made = draft(
        "P : Peneliti", "RP1 : Partisipan pertama", f"P {quoted[0]}", f"RP1 {quoted[1]}",
        f"P {quoted[2]}", "RP1", quoted[3], "P", quoted[4], f"RP1 {quoted[5]}",
    )  # fmt: skip
    assert said(made) == [(tag, f"“{words}”") for tag, words in turns("P", "RP1")]


@pytest.mark.parametrize(
    "torn", ["Bu Lastri “Tidak pernah.”", "Bu Lastri “ Tidak pernah. ”", "Bu Lastri“Tidak pernah.”"]
)
@pytest.mark.parametrize("name", ["Bu Lastri", "Lastri"])
def test_a_quotation_behind_a_tag_is_a_turn_though_its_colon_is_missing(name: str, torn: str) -> None:
    torn = torn.replace("Bu Lastri", name)
    made = draft(*lines("Rina", name, "{}: “{}”"), "Rina: “Pernah rugi?”", torn)
    assert [tag for tag, _ in said(made)] == ["Rina", name] * 4


def test_a_name_before_some_quoted_words_of_a_sentence_goes_on_with_the_turn() -> None:
    made = draft(*lines("Rina", "Lastri"), "Lastri “tidak pernah” bilang begitu, kata tetangga.")
    assert said(made)[-1][1].endswith("kata tetangga.")
    assert len(said(made)) == 6


# Pages


def test_page_marks_in_brackets_that_go_up_by_one_are_said_by_nobody() -> None:
    talk = lines("P", "N")
    made = draft("(1)", "Transkrip Wawancara", *talk[:2], "(2)", "69", *talk[2:4], "(3)", "70", *talk[4:])
    assert said(made)[-6:] == [
        ("P", TALK[0][0]), ("N", f"{TALK[0][1]}\n\n[(2)]\n\n[69]"), ("P", TALK[1][0]),
        ("N", f"{TALK[1][1]}\n\n[(3)]\n\n[70]"), ("P", TALK[2][0]), ("N", TALK[2][1]),
    ]  # fmt: skip
    assert any("nobody says" in note for note in made.notes)


def test_a_page_number_amid_the_talk_goes_on_with_those_above_it() -> None:
    talk = lines("P", "N")
    made = draft("112", "Lampiran 3", "Transkrip Wawancara", "113", *talk[:2], "114", *talk[2:])
    assert said(made)[1] == ("N", f"{TALK[0][1]}\n\n[114]")


def test_one_number_alone_may_be_an_answer() -> None:
    talk = lines("P", "N")
    made = draft(*talk, "P: Berapa anaknya?", "3")
    assert "[3]" not in made.text


# Labels of a head on one line


def test_labels_on_one_line_are_parted() -> None:
    made = draft(
        "Transkrip Wawancara", "Hari, tanggal : Selasa, 7 April 2015 Tempat : Ruang rapat Waktu : 09.20 WIB",
        *lines("P", "G"),
    )  # fmt: skip
    assert made.header["date"] == "2015-04-07"
    assert made.header["place"] == "Ruang rapat"
    assert made.header["time"] == "09.20 WIB"


def test_a_label_behind_a_title_is_one() -> None:
    made = draft("Transkrip Wawancara Hari/Tanggal : Selasa, 7 April 2015", "Lokasi : Kantor", *lines("P", "G"))
    assert made.header["date"] == "2015-04-07"
    assert made.header["title"] == "Transkrip Wawancara"


@pytest.mark.parametrize(
    "value", ["Ruang Kelas Waktu Belajar", "Kantor Desa (Tempat: lantai dua)", "Jl. Mawar No. 5 RT: 03 RW: 02"]
)
def test_a_value_that_holds_the_word_of_a_label_is_left_whole(value: str) -> None:
    made = draft("Transkrip Wawancara", f"Lokasi : {value}", *lines("P", "G"))
    assert made.header["place"] == value


def test_a_word_before_a_colon_with_nothing_behind_it_is_no_label() -> None:
    made = draft("Transkrip Wawancara", "Lokasi : Kantor Desa Keterangan :", *lines("P", "G"))
    assert made.header["place"] == "Kantor Desa Keterangan :"


def test_what_is_said_is_not_parted_at_labels() -> None:
    made = draft("Transkrip Wawancara", "Lokasi : Kantor", *lines("P", "G"), "G : Di brosur ada Waktu : jam delapan.")
    assert said(made)[-1] == ("G", "Di brosur ada Waktu : jam delapan.")


# Who is who


@pytest.mark.parametrize(
    "legend",
    [
        ["(P) = Pewawancara", "(N) = Narasumber"],
        ["(P) Pewawancara, (N) Narasumber"],
        ["Keterangan : (P) Pewawancara, (N) Narasumber"],
        ["Responden : (P) Pewawancara, (N) Narasumber"],
    ],
)
def test_letters_in_brackets_say_who_is_who(legend: list[str]) -> None:
    made = draft("Transkrip Wawancara", *legend, *lines("P", "N"))
    assert said(made) == turns("P", "N")
    assert roles_of(made) == {"P": "interviewer", "N": "informant"}
    assert made.header["speakers"]["P"]["name"] == "Pewawancara"


def test_names_below_a_legend_belong_to_it() -> None:
    made = draft("Keterangan:", "P : Peneliti", "SISWA1 : Ratna Dewi", "SISWA2 : Joko Susilo",
                 "P : Apa kabar?", "SISWA1 : Baik.", "SISWA2 : Baik juga.", *lines("P", "SISWA1"), "SISWA2 : Sama.")  # fmt: skip
    assert made.header["speakers"]["SISWA2"]["name"] == "Joko Susilo"
    assert said(made)[0] == ("P", "Apa kabar?")


def test_a_legend_that_stands_twice_is_no_turn() -> None:
    made = draft("R: Researcher", "Sabtu, 14 Maret 2015", "R: Researcher", *lines("R", "S2"))
    assert said(made)[0] == ("R", TALK[0][0])


def test_who_wrote_it_is_no_speaker() -> None:
    made = draft("Wawancara dengan Pak Marno", "Penulis : Rina Wulandari, siswa kelas XI di SMA Harapan.",
                 "Berikut wawancara kami.", *lines("Rina", "Pak Marno"))  # fmt: skip
    assert set(roles_of(made)) == {"Rina", "Pak Marno"}
    assert "siswa kelas XI di SMA Harapan" in format_draft(made)


def test_a_label_that_begins_as_a_letter_is_not_who_has_the_letter() -> None:
    made = draft("Informan 1", "Nama : Wati", "Profesi : Penjual jamu dan gado-gado di pasar.", *lines("P", "R"))
    assert said(made) == turns("P", "R")
    assert made.header["profesi"] == "Penjual jamu dan gado-gado di pasar."


def test_the_title_is_what_calls_it_a_transcript_not_what_a_page_has_above_it() -> None:
    made = draft("Tidak ada hasil", "Transkrip Wawancara Tanggal : 7 April 2015", *lines("P", "G"))
    assert made.header["title"] == "Transkrip Wawancara"
    assert "Tidak ada hasil" in made.header["preamble"]


# Texts without speakers


def test_labels_below_the_titles_of_notes_are_read() -> None:
    made = draft(
        "Lampiran II: Catatan Lapangan", "Catatan Lapangan 4 Cara Mencatat Data : Buku", "Hari/Tanggal : Jumat, 24 Januari 2020",
        "Lokasi : Balai Desa", "Rapat dimulai pukul sembilan. Semua anggota datang, dan ketua membuka rapat.",
    )  # fmt: skip
    assert made.header["type"] == "observation"
    assert (made.header["date"], made.header["place"]) == ("2020-01-24", "Balai Desa")
    assert "Catatan Lapangan 4" in made.text


def test_a_label_further_down_a_text_stays_there() -> None:
    made = draft("Laporan Tahunan", "Koperasi ini berdiri pada tahun 1998, dan anggotanya naik.", "Tempat : Balai Desa")
    assert "Tempat : Balai Desa" in made.text


# Questions and answers


def test_a_question_begins_at_its_number_though_that_stands_alone() -> None:
    made = draft(
        "Hasil Wawancara", "1.\nBagaimana tanggapan\nIbu terhadap pasar ini?\nJawab: Bagus.",
        "2.\nApa yang paling\ndisukai?\nJawab: Ramainya,\nsetiap hari.", "3.\nPernah rugi?\nJawab: Pernah.",
    )  # fmt: skip
    assert said(made) == [
        ("Tanya", "1.\nBagaimana tanggapan\nIbu terhadap pasar ini?"), ("Jawab", "Bagus."),
        ("Tanya", "2.\nApa yang paling\ndisukai?"), ("Jawab", "Ramainya,\nsetiap hari."),
        ("Tanya", "3.\nPernah rugi?"), ("Jawab", "Pernah."),
    ]  # fmt: skip


def test_a_question_that_goes_on_in_the_next_line_is_one() -> None:
    made = draft(
        "1. Bagaimana tanggapan Ibu\nterhadap pasar ini?\nJawab: Bagus.", "2. Apa yang paling\ndisukai?\nJawab: Ramainya.",
        "Dan apa yang tidak\ndisukai?\nJawab: Becek.",
    )  # fmt: skip
    assert [tag for tag, _ in said(made)] == ["Tanya", "Jawab"] * 3
    assert said(made)[4] == ("Tanya", "Dan apa yang tidak\ndisukai?")


ASKED = ("Sejak kapan Ibu berjualan?", "Berapa modal awalnya?")
GUIDE = ("1. Sejak kapan Ibu berjualan?", "2. Berapa modal awalnya?", "3. Apa kesulitannya?")
TOLD = (
    "Sejak anak saya masih kecil, sudah lama.",
    "Tidak banyak, dua juta saja waktu itu.",
    "Pembeli sering tidak datang kalau hujan.",
)


def test_a_guide_above_the_talk_that_asks_the_same_is_no_part_of_it() -> None:
    talk = [words for pair in zip(GUIDE, TOLD, strict=True) for words in pair]
    made = draft("Pedoman Wawancara", *GUIDE, "Hasil Wawancara", *talk)
    assert said(made)[-6:] == [(("Pertanyaan", "Jawaban")[n % 2], words) for n, words in enumerate(talk)]
    assert "Pedoman Wawancara" in format_draft(made)


@pytest.mark.parametrize("form", ["{} Jawab : {}", "{} “{}”"])
def test_numbered_questions_on_one_line_are_parted(form: str) -> None:
    made = draft("Lampiran 3", "Transkrip Wawancara Tempat : Kantor " + " ".join(
        form.format(asked, told) for asked, told in zip(GUIDE, TOLD, strict=True)
    ))  # fmt: skip
    spoken = [words for tag, words in said(made) if tag]
    assert spoken[0::2] == [*GUIDE]
    assert [words.strip("“”") for words in spoken[1::2]] == [*TOLD]


def test_what_is_counted_within_an_answer_is_no_question() -> None:
    made = draft(*lines("P", "N"), "N : Ada tiga. 1. modal sendiri 2. modal saudara 3. modal bank, begitu.")
    assert len(said(made)) == 6 or said(made)[-1][0] == "N"
    assert "1. modal sendiri 2. modal saudara" in made.text


def test_a_second_question_that_goes_on_in_the_next_line_is_no_answer() -> None:
    asked = "Apa modalnya sudah kembali? Kalau belum, apa\nkendalanya?"
    made = draft(f"1. {ASKED[0]}\n{TOLD[0]}", f"2. {ASKED[1]}\n{TOLD[1]}", f"3. {asked}\n{TOLD[2]}")
    assert said(made)[-2:] == [("Pertanyaan", f"3. {asked}"), ("Jawaban", TOLD[2])]


# Tags torn from their colons


@pytest.mark.parametrize(("asks", "tells"), [("R", "T"), ("P", "S2"), ("Peneliti", "Informan")])
def test_a_tag_at_the_end_of_a_line_belongs_to_the_colon_below(asks: str, tells: str) -> None:
    torn = (
        f"{asks} : “{TALK[0][0]}” {tells}\n: “{TALK[0][1]}” {asks}\n: “{TALK[1][0]}”\n{tells} : “Tidak banyak, saya "
        f"pinjam\ndari saudara.” {asks}\n: “{TALK[2][0]}” {tells}\n: “{TALK[2][1]}”"
    )
    made = draft("Transkrip Wawancara", torn)
    assert [(tag, words.replace("\n", " ").strip("“”")) for tag, words in said(made)] == turns(asks, tells)


def test_the_last_word_of_a_line_is_no_tag_where_no_sentence_ends_before_it() -> None:
    made = draft(*lines("P", "N"), "N : Kalau hujan ya tutup, kata Bu RT\n: begitu, Mas.")
    assert "kata Bu RT" in made.text
    assert {tag.tag for tag in made.tags} == {"P", "N"}


def test_letters_behind_the_numbers_of_lines_are_tags_though_most_lines_go_on() -> None:
    parts = (
        "P Bagaimana perasaan Mbak waktu itu?", "S Ya waktu itu saya sedih karena", "orang tua tidak ada di rumah dan",
        "saya harus mengurus adik sendiri,", "tapi ya lama-lama terbiasa juga",
    )  # fmt: skip
    counted = [f"{number} {words}" for number, words in enumerate(parts * 4, start=1)]
    made = draft("Verbatim Wawancara", "Baris Pelaku Verbatim", *counted)
    assert roles_of(made) == {"P": "interviewer", "S": "informant"}
    assert said(made)[1][1].replace("\n\n", " ") == " ".join(parts[1:])[2:]


def test_counted_lines_that_begin_with_a_capital_letter_now_and_then_are_prose() -> None:
    text = (
        "A man came to the market", "and sold fish for a while,", "until it was gone.", "I went home then",
        "and cooked the fish,", "which was fresh.",
    )  # fmt: skip
    assert not draft(*(f"{number} {words}" for number, words in enumerate(text * 3, start=1))).tags


@pytest.mark.parametrize("form", ["{} Jawab : {}", "{} “{}”"])
@pytest.mark.parametrize("counts", ["123", "abc"])
def test_an_answer_on_the_line_of_its_question_is_parted_from_it(form: str, counts: str) -> None:
    asked = [f"{count}. {question[3:]}" for count, question in zip(counts, GUIDE, strict=True)]
    made = draft("Transkrip Wawancara", *(form.format(*pair) for pair in zip(asked, TOLD, strict=True)))
    spoken = [words for tag, words in said(made) if tag]
    assert spoken[0::2] == asked
    assert [words.strip("“”") for words in spoken[1::2]] == [*TOLD]


def test_a_quotation_behind_one_question_is_no_answer_by_itself() -> None:
    made = draft(*lines("P", "N"), "1. Mau apa? “Tidak tahu” kata saya.")
    assert "1. Mau apa? “Tidak tahu” kata saya." in made.text
