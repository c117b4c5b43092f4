"""Several interviews in one file: with what each begins, where that is sure, and where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reading.drafting.draft import draft_transcript
from qualkit.reading.drafting.parts import Parts, find_parts
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, Remark, make_manuscript
from qualkit.reading.formats.plain import read_plain

ONE = "P: Sejak kapan Ibu berjualan?\nI: Sudah lama, sejak anak masih kecil.\nP: Modalnya?\nI: Pinjam dari saudara."
TWO = "P: Bapak jual apa?\nI: Ikan, dari dulu ikan terus.\nP: Ramai tidak?\nI: Kadang ramai kadang sepi."
LABELS = "Nama: {}\nUmur: {}\nTanggal: {} Juni 2024"
FIRST, SECOND = LABELS.format("Ibu Sulastri", "45 tahun", 3), LABELS.format("Pak Hadi", "52 tahun", 5)


def part(text: str) -> Parts | None:
    return find_parts(read_plain(text.encode(), file="F.txt"))


def titles(text: str) -> list[tuple[str, int]]:
    parts = part(text)
    return [(one.title, one.number) for one in parts.found] if parts and parts.sure else []


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("TRANSKRIP WAWANCARA 1", "TRANSKRIP WAWANCARA 2"),
        ("Wawancara I", "Wawancara II"),
        ("Transkrip Wawancara dengan Ibu Sulastri", "Transkrip Wawancara dengan Pak Hadi"),
        ("Hasil Wawancara dengan Informan 1 (Ibu Sulastri)", "Hasil Wawancara dengan Informan 2 (Pak Hadi)"),
        ("A. Informan 1 (Ibu Sulastri, pedagang)", "B. Informan 2 (Pak Hadi, nelayan)"),
        ("Interview with Maria Santos", "Interview with John Cruz"),
        ("Interview #1", "Interview #2"),
        ("Participant 1 (female, 34)", "Participant 2 (male, 51)"),
    ],
)
def test_headings_that_differ_begin_interviews(first: str, second: str, blank: str) -> None:
    assert titles(blank.join([first, ONE, second, TWO])) == [(first, 1), (second, 2)]


def test_what_stands_above_a_heading_belongs_to_it() -> None:
    parts = part(
        f"Lampiran 2\nTranskrip Wawancara 1\n{FIRST}\n{ONE}\n\nLampiran 3\nTranskrip Wawancara 2\n{SECOND}\n{TWO}"
    )
    assert parts and parts.sure
    assert parts.found[1].manuscript.text.startswith("Lampiran 3\nTranskrip Wawancara 2\nNama")


def test_a_heading_that_is_the_same_each_time_needs_labels_below_it() -> None:
    same = "TRANSKRIP WAWANCARA"
    assert titles(f"{same}\n{FIRST}\n\n{ONE}\n\n{same}\n{SECOND}\n\n{TWO}") == [(same, 1), (same, 2)]
    assert not titles(f"{same}\n{ONE}\n\n{same}\n{TWO}")


def test_labels_that_say_the_same_each_time_are_the_head_of_a_page() -> None:
    assert part(f"TRANSKRIP WAWANCARA\n{FIRST}\n\n{ONE}\n\nTRANSKRIP WAWANCARA\n{FIRST}\n\n{TWO}") is None
    assert part(f"{FIRST}\n\n{ONE}\n\n{FIRST}\n\n{TWO}") is None


def test_the_same_labels_again_begin_an_interview_without_a_heading() -> None:
    assert titles(f"{FIRST}\n\n{ONE}\n\n{SECOND}\n\n{TWO}") == [("Nama: Ibu Sulastri", 1), ("Nama: Pak Hadi", 2)]


def test_tables_of_labels_begin_interviews_too() -> None:
    rows = [
        [Paragraph(f"{label}\n{value}", cells=(label, value)) for label, value in (line.split(": ") for line in one.split("\n"))]
        for one in (FIRST, SECOND)
    ]  # fmt: skip
    talks = [[Paragraph(line) for line in one.split("\n")] for one in (ONE, TWO)]
    parts = find_parts(make_manuscript([*rows[0], *talks[0], *rows[1], *talks[1]]))
    assert parts and parts.sure
    assert [len(one.manuscript.paragraphs) for one in parts.found] == [7, 7]


def test_headings_count_the_interviews_where_their_numbers_rise() -> None:
    assert titles(f"Wawancara 4\n{ONE}\n\nWawancara 7\n{TWO}") == [("Wawancara 4", 4), ("Wawancara 7", 7)]
    assert [number for _, number in titles(f"Wawancara 7\n{ONE}\n\nWawancara 4\n{TWO}")] == [1, 2]


def test_a_text_above_the_first_interview_is_a_part_of_its_own_and_a_title_is_not() -> None:
    guide = "\n".join(
        f"{number}. Bagaimana pengalaman Ibu selama tinggal di desa ini dan apa saja?" for number in range(1, 9)
    )
    talks = f"Transkrip Wawancara 1\n{ONE}\n\nTranskrip Wawancara 2\n{TWO}"
    assert titles(f"PEDOMAN WAWANCARA\n{guide}\n\n{talks}") == [
        ("", 0), ("Transkrip Wawancara 1", 1), ("Transkrip Wawancara 2", 2)
    ]  # fmt: skip
    parts = part(f"LAMPIRAN\n\nHasil penelitian\n\n{talks}")
    assert parts and [one.manuscript.text[:8] for one in parts.found] == ["LAMPIRAN", "Transkri"]


def test_a_heading_below_which_nobody_speaks_begins_nothing() -> None:
    text = f"Transkrip Wawancara 1\n{ONE}\n\nTranskrip Wawancara 2\n{TWO}\n\nTranskrip Wawancara 3\n(hilang)"
    assert len(titles(text)) == 2
    assert part(text).found[1].manuscript.text.endswith("(hilang)")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "heading",
    ["Wawancara (lanjutan)", "Interview, part 2", "Wawancara sesi 2", "Pedoman Wawancara 2", "Modal 2 juta",
     "Informan 2: Pak Hadi", "112", "Wawancara 2 kali dengan bank, lalu ditolak."],
)  # fmt: skip
def test_other_lines_amid_a_talk_do_not_part_it(heading: str) -> None:
    assert part(f"Wawancara 1\n{ONE}\n\n{heading}\n{TWO}") is None


def test_one_interview_is_no_parts() -> None:
    assert part(f"Transkrip Wawancara 1\n{FIRST}\n{ONE}\n{TWO}") is None
    assert part(f"TRANSKRIP WAWANCARA\nWawancara 1\n{FIRST}\n{ONE}\n{TWO}") is None


def test_where_a_turn_goes_on_below_a_heading_it_is_not_sure() -> None:
    parts = part(f"Wawancara 1\n{ONE}\n\nWawancara 2\nyang kemarin belum selesai.\n{TWO}")
    assert parts and not parts.sure and parts.count == 2
    assert parts.titles == "'Wawancara 1', 'Wawancara 2'"


def test_tags_on_lines_of_their_own_are_no_headings() -> None:
    said = "\n\n".join(
        f"Interviewer\n\nWhat about number {n}?\n\nParticipant {n}\n\nI did that, too." for n in (1, 2, 3)
    )
    assert part(said) is None


def test_every_word_and_remark_is_in_one_of_the_parts() -> None:
    lines = f"Wawancara 1\n{ONE}\nWawancara 2\n{TWO}".split("\n")
    text = make_manuscript(map(Paragraph, lines)).text
    at = text.index("Ikan")
    whole = Manuscript(tuple(map(Paragraph, lines)), (Remark(at, at + 4, "fish"), Remark(0, 9, "title")))
    parts = find_parts(whole)
    assert parts
    assert "\n\n".join(one.manuscript.text for one in parts.found) == text
    (title,), (fish,) = (one.manuscript.remarks for one in parts.found)
    assert (title.text, parts.found[1].manuscript.text[fish.start : fish.end]) == ("title", "Ikan")


PEOPLE = ("Participant {}: Amina, 24", "Participant {}: Joyce, 31")


def test_people_who_are_counted_and_named_above_their_talk_begin_interviews() -> None:
    talks = [one.replace("P:", "Interviewer:").replace("I:", "Participant:") for one in (ONE, TWO)]
    heads = [form.format(n) for n, form in enumerate(PEOPLE, 1)]
    assert titles("\n".join([heads[0], talks[0], heads[1], talks[1]])) == [(heads[0], 1), (heads[1], 2)]


def test_people_of_a_group_who_speak_once_begin_nothing() -> None:
    said = [f"Moderator: {ask}\nParticipant 9: {tell}" for ask, tell in (("How?", "So."), ("And then?", "I left."))] * 2
    once = [form.format(n) for n, form in enumerate(PEOPLE, 1)]
    assert part("\n".join([*said, once[0], *said, once[1], *said])) is None


LINES = st.sampled_from(
    [*ONE.split("\n"), *FIRST.split("\n"), *SECOND.split("\n"), "Wawancara 1", "Wawancara 2", "TRANSKRIP WAWANCARA",
     "Lampiran 3", "Informan 2 (Pak Hadi)", "Participant 1: Amina, 24", "(diam)", "dan seterusnya"]
)  # fmt: skip


@given(st.lists(st.lists(LINES, min_size=1, max_size=6).map("\n".join), min_size=4, max_size=24))
def test_the_parts_of_any_file_are_its_words_in_order(blocks: list[str]) -> None:
    whole = make_manuscript(map(Paragraph, blocks))
    if parts := find_parts(whole):
        joined = " ".join(one.manuscript.text for one in parts.found)
        assert joined.split() == whole.text.split()
        assert parts.count > 1


# --- who is who, told above all of them ---------------------------------------------------------------------------

ASKED = "A: Sejak kapan mulai berjualan?\nB: Sudah lama, sejak kecil ikut ibu.\nA: Modalnya?\nB: Pinjam dari saudara."
LEGENDS = ["A = Peneliti, B = Narasumber", "Keterangan:\nA : Peneliti\nB : Narasumber", "(A: Peneliti B: Narasumber)"]


def speakers(text: str) -> list[dict[str, tuple[str, str]]]:
    """Of each interview the role and the name of its tags."""
    parts = part(text)
    assert parts and parts.sure
    drafts = [draft_transcript(one.manuscript, identity="F") for one in parts.found if one.number]
    return [
        {tag: (about["role"], about.get("name", "")) for tag, about in draft.header["speakers"].items()}
        for draft in drafts
    ]


NAMED = {"A": ("interviewer", "Peneliti"), "B": ("informant", "Narasumber")}
UNNAMED = {"A": ("interviewer", ""), "B": ("informant", "")}


@pytest.mark.parametrize("legend", LEGENDS)
@pytest.mark.parametrize("title", ["", "TRANSKRIP WAWANCARA\n"])
@pytest.mark.parametrize("labels", [True, False])
def test_a_legend_above_all_interviews_names_the_speakers_of_each(legend: str, title: str, labels: bool) -> None:
    first, second = (f"\n{FIRST}", f"\n{SECOND}") if labels else ("", "")
    text = f"{title}{legend}\n\nWawancara 1{first}\n{ASKED}\n\nWawancara 2{second}\n{ASKED}\n\nWawancara 3\n{ASKED}"
    assert speakers(text) == [NAMED] * 3
    assert speakers(f"{title}{legend}\n\n{FIRST}\n{ASKED}\n\n{SECOND}\n{ASKED}") == [NAMED] * 2


@pytest.mark.parametrize("legend", LEGENDS)
def test_a_legend_below_the_first_heading_is_of_that_interview_alone(legend: str) -> None:
    assert speakers(f"Wawancara 1\n{legend}\n{ASKED}\n\nWawancara 2\n{ASKED}") == [NAMED, UNNAMED]


def test_a_legend_of_its_own_is_worth_more_than_one_above_all() -> None:
    own = "A = Asisten peneliti, B = Warga"
    text = f"{LEGENDS[0]}\n\nWawancara 1\n{ASKED}\n\nWawancara 2\n{own}\n{ASKED}"
    assert speakers(text)[1] == {"A": ("interviewer", "Asisten peneliti"), "B": ("informant", "Warga")}


def test_of_a_legend_above_all_each_interview_gets_those_who_speak_in_it() -> None:
    legend = "A = Peneliti\nB = Narasumber 1\nC = Narasumber 2"
    parts = part(f"{legend}\n\nWawancara 1\n{ASKED}\n\nWawancara 2\n{ASKED.replace('B:', 'C:')}")
    assert parts
    header = draft_transcript(parts.found[1].manuscript, identity="F").header
    assert {tag: about["name"] for tag, about in header["speakers"].items()} == {"A": "Peneliti", "C": "Narasumber 2"}
    assert "legend" not in header


def test_the_name_of_one_person_is_not_given_to_another() -> None:
    text = f"A = Peneliti, B = Ibu Sulastri\n\nWawancara 1\n{FIRST}\n{ASKED}\n\nWawancara 2\n{SECOND}\n{ASKED}"
    assert [one["B"][1] for one in speakers(text)] == ["Ibu Sulastri", ""]


def test_a_legend_decides_who_asks_where_the_words_do_not() -> None:
    talk = "X: Ya, begitulah.\nY: Lalu bagaimana?\nX: Biasa saja.\nY: Kenapa begitu?\nX: Tidak tahu."
    text = f"X = Peneliti, Y = Narasumber\n\nWawancara 1\n{talk}\n\nWawancara 2\n{talk}"
    assert [one["X"][0] for one in speakers(text)] == ["interviewer"] * 2


def test_a_legend_below_a_guide_that_is_a_document_of_its_own_serves_too() -> None:
    guide = "Pedoman\n" + "\n".join(
        f"{n}. Bagaimana pengalaman Ibu selama berjualan di pasar ini?" for n in range(1, 12)
    )
    text = f"{LEGENDS[0]}\n{guide}\n\nWawancara 1\n{ASKED}\n\nWawancara 2\n{ASKED}"
    assert speakers(text) == [NAMED] * 2
