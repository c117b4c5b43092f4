"""Time marks that programs leave among the words: each turn keeps its first, and nobody says any of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reading.drafting.draft import Draft, draft_transcript, format_draft
from qualkit.reading.drafting.turn_grids import read_turns
from qualkit.reading.formats.endings import read_manuscript
from qualkit.reading.formats.grids import read_grid
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, Remark, make_manuscript
from qualkit.reading.spoken import count_words
from qualkit.reading.transcript import parse_transcript

WORDS = (
    ("P", "Sejak kapan Ibu ikut koperasi?"),
    ("N", "Sudah lama, sejak anak kedua lahir."),
    ("P", "Siapa yang mengajak?"),
    ("N", "Tetangga sebelah, jam 10:30 pagi dia datang."),
    ("P", "Langsung ikut?"),
    ("N", "Tidak, saya pikir dulu."),
)
SPOKEN = [text for _, text in WORDS]


def read(text: str, suffix: str = ".txt") -> Draft:
    return draft_transcript(read_manuscript(text.encode(), file=f"F{suffix}", suffix=suffix), identity="F")


def turns(made: Draft) -> list[tuple[str | None, str | None, str]]:
    document = parse_transcript(format_draft(made), file="F.txt", name="F")
    return [(one.time, one.speaker, document.text[one.start : one.end]) for one in document.turns]


def clock(number: int) -> str:
    return f"00:0{number}:1{number}"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("form", "time"),
    [
        ("{tag}: {words} #{clock}-3#", "{clock}.3"),
        ("{tag}: {words} #{clock}#", "{clock}"),
        ("{tag}: {words}#{clock}-3#", "{clock}.3"),
        ("{tag}: {words} [{clock}]", "{clock}"),
        ("{tag}: {words} [{clock}.21]", "{clock}.21"),
        ("{tag}: {words} ({clock})", "{clock}"),
        ("{tag}: {words} {{{clock}}}", "{clock}"),
        ("{tag}: {words} <{clock}>", "{clock}"),
        ("{tag}: {words} [{clock} - 00:09:00]", "{clock}"),
        ("{tag}: #{clock}-3# {words}", "{clock}.3"),
        ("#{clock}-3# {tag}: {words}", "{clock}.3"),
        ("[{clock}] {tag}: {words}", "{clock}"),
        ("[{clock}.21] {tag}: {words}", "{clock}.21"),
        ("{clock} {tag}: {words}", "{clock}"),
        ("{clock} - 00:09:00\t{tag}: {words}", "{clock}"),
        ("{tag}: {words}\n#{clock}-3#", "{clock}.3"),
        ("{tag}: {words}\n[{clock}]", "{clock}"),
        ("[{clock}]\n{tag}: {words}", "{clock}"),
        ("{tag}: {words} [0{n}:1{n}]", "0{n}:1{n}"),
        ("{tag}: {words} #0{n}:1{n}#", "0{n}:1{n}"),
    ],
)
def test_wherever_a_program_puts_the_mark_of_a_turn_it_is_its_time(form: str, time: str, between: str) -> None:
    written = [form.format(tag=tag, words=words, clock=clock(n), n=n) for n, (tag, words) in enumerate(WORDS, start=1)]
    made = read(between.join(written))
    expected = [(time.format(clock=clock(n), n=n), tag, words) for n, (tag, words) in enumerate(WORDS, start=1)]
    assert turns(made) == expected
    assert made.header["speakers"]["P"]["role"] == "interviewer"
    assert sum(tag.words for tag in made.tags) == count_words(" ".join(SPOKEN))


def test_a_mark_that_did_not_fit_on_the_line_is_of_the_turn_above() -> None:
    made = read(
        "P: Sejak kapan? #00:00:05-1#\n\nN: Dulu sekali.\n\n#00:00:09-2#\n\nP: Kenapa? #00:00:20-0#\n\n"
        "N: Anak sakit. #00:00:31-0#"
    )
    assert turns(made) == [
        ("00:00:05.1", "P", "Sejak kapan?"),
        ("00:00:09.2", "N", "Dulu sekali."),
        ("00:00:20.0", "P", "Kenapa?"),
        ("00:00:31.0", "N", "Anak sakit."),
    ]


def test_the_import_tells_that_marks_stood_at_the_ends() -> None:
    ends = [f"{tag}: {words} #{clock(n)}-3#" for n, (tag, words) in enumerate(WORDS, start=1)]
    assert "6 turns had a time mark at their end; it stands before them as their time" in read("\n".join(ends)).notes
    begins = [f"[{clock(n)}] {tag}: {words}" for n, (tag, words) in enumerate(WORDS, start=1)]
    assert not any("time mark" in note for note in read("\n".join(begins)).notes)


def test_marks_within_a_turn_stay_in_square_brackets_where_nobody_says_them() -> None:
    made = read(
        "P: Sejak kapan? #00:00:05-1#\nN: Dulu. #00:00:09-2# Lalu berhenti. #00:00:15-9#\n"
        "P: Kenapa? #00:00:20-0#\nN: Anak sakit. #00:00:31-0#\nLalu ikut lagi. #00:00:40-7#\n"
        "P: Sampai kini? #00:00:44-0#\nN: Ya (00:00:46) sampai kini."
    )
    assert turns(made) == [
        ("00:00:05.1", "P", "Sejak kapan?"),
        ("00:00:09.2", "N", "Dulu. [00:00:09.2] Lalu berhenti. [00:00:15.9]"),
        ("00:00:20.0", "P", "Kenapa?"),
        ("00:00:31.0", "N", "Anak sakit.\nLalu ikut lagi. [00:00:40.7]"),
        ("00:00:44.0", "P", "Sampai kini?"),
        (None, "N", "Ya [00:00:46] sampai kini."),
    ]


def test_where_turns_begin_with_their_time_a_mark_at_the_end_is_another_one() -> None:
    made = read(
        "[00:00:05] P: Sejak kapan?\n[00:00:09] N: Dulu. [00:00:15]\n[00:00:20] P: Kenapa?\nN: Anak sakit. [00:00:31]"
    )
    assert turns(made) == [
        ("00:00:05", "P", "Sejak kapan?"),
        ("00:00:09", "N", "Dulu. [00:00:15]"),
        ("00:00:20", "P", "Kenapa?"),
        (None, "N", "Anak sakit. [00:00:31]"),
    ]


@pytest.mark.parametrize(
    "words", ["Jam 10:30", "Dari 10:30 sampai [11:00]", "Skornya (3:1)", "Pagi, (06:00)", "Buka [10:30], tutup (11.00)"]
)
def test_a_time_of_the_day_is_said(words: str) -> None:
    made = read(f"P: Kapan buka?\nN: {words}\nP: Begitu.\nN: Ya, kadang (07:15)\nP: Lalu?\nN: Lalu tutup.")
    assert turns(made)[1] == (None, "N", words)
    assert turns(made)[3] == (None, "N", "Ya, kadang (07:15)")


def test_times_of_the_day_that_go_up_through_a_talk_are_said_where_no_sentence_ends_before_them() -> None:
    told = ["Pagi (05:30)", "Siang (12:15)", "Sore (16:00)", "Malam (19:30)"]
    made = read("\n".join(f"P: Lalu kapan?\nN: {words}" for words in told))
    assert turns(made)[1::2] == [(None, "N", words) for words in told]
    ends = ["Pagi. (00:05)", "Siang? (00:15)", "“Sore” (01:02)", "Malam… (02:40)"]
    made = read("\n".join(f"P: Lalu kapan?\nN: {words}" for words in ends))
    assert [time for time, *_ in turns(made)[1::2]] == ["00:05", "00:15", "01:02", "02:40"]


def test_without_speakers_a_mark_at_the_end_is_the_time_of_its_paragraph() -> None:
    made = read("Kami mulai dari rumah. #00:00:12-3#\n\nLalu pindah ke pasar. #00:00:48-1#")
    assert turns(made) == [
        ("00:00:12.3", None, "Kami mulai dari rumah."),
        ("00:00:48.1", None, "Lalu pindah ke pasar."),
    ]


def test_without_speakers_a_mark_on_a_line_of_its_own_stays_there() -> None:
    made = read("Kami mulai dari rumah. #00:00:12-3#\n\n#00:00:20-0#\n\nLalu pindah ke pasar. #00:00:48-1#")
    assert "[00:00:20.0]" in made.text


def test_what_stands_in_the_head_stays_there() -> None:
    made = read(
        "Wawancara 1\nDurasi: [00:45:12]\nP: Sejak kapan? #00:00:05-1#\nN: Dulu. #00:00:09-2#\nP: Lalu? #00:00:12-0#"
    )
    assert "00:45:12" in str(made.header)
    assert [time for time, _, _ in turns(made)] == ["00:00:05.1", "00:00:09.2", "00:00:12.0"]


# --- tables and lists of programs ---------------------------------------------------------------------------------


def table(*rows: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def spans(n: int) -> tuple[str, str]:
    return f"00:00:0{n}.200", f"00:00:0{n}.900"


TIMES = [spans(n)[0] for n in range(1, 7)]
TIMED = list(zip(TIMES, [tag for tag, _ in WORDS], SPOKEN, strict=True))
TABLES = {
    "a tier, begin, end, duration": [
        ("Tier", "Begin Time", "End Time", "Duration", "Annotation"),
        *((tag, *spans(n), "00:00:00.700", words) for n, (tag, words) in enumerate(WORDS, start=1)),
    ],
    "times as clock and as seconds, nobody named": [
        (tag, "", spans(n)[0], f"{n}.2", spans(n)[1], f"{n}.9", words) for n, (tag, words) in enumerate(WORDS, start=1)
    ],
    "a column for each speaker": [
        ("P", "N", "Begin Time - hh:mm:ss.ms", "End Time - hh:mm:ss.ms"),
        *((words, "", *spans(n)) if n % 2 else ("", words, *spans(n)) for n, (_, words) in enumerate(WORDS, start=1)),
    ],
    "a span": [
        ("Timespan", "Content", "Speaker"),
        *((" - ".join(spans(n)), words, tag) for n, (tag, words) in enumerate(WORDS, start=1)),
    ],
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES.keys())
def test_of_the_columns_of_times_the_first_is_when_a_turn_begins(rows: list[tuple[str, ...]]) -> None:
    assert turns(read(table(*rows))) == TIMED


@pytest.mark.parametrize("name", ["a tier, begin, end, duration", "a span"])
def test_so_it_is_in_tables_that_are_files_of_their_own(name: str) -> None:

    grid = read_grid(table(*TABLES[name]).encode(), file="F.csv")
    (manuscript,) = read_turns(grid).values()
    assert [(one.time, one.speaker, one.text) for one in manuscript.paragraphs] == TIMED


def test_a_line_of_times_below_each_turn_is_its_time_and_its_label_nobody() -> None:
    made = read(
        "\n\n".join(
            f"{tag}   {words}\nTC   {' - '.join(spans(n))}" for n, (tag, words) in enumerate(WORDS, start=1)
        ).replace(", jam 10:30", "")
    )
    assert turns(made) == [(time, tag, words.replace(", jam 10:30", "")) for time, tag, words in TIMED]
    assert set(made.header["speakers"]) == {"P", "N"}

    assert "the word 'TC' before times that stand alone is left out" in made.notes


@pytest.mark.parametrize("tags", [("R", "K"), ("Moderator", "Peserta 1"), ("Tanya", "Pak Arif")])
def test_names_with_their_times_are_people_and_no_labels(tags: tuple[str, str]) -> None:
    made = read("\n\n".join(f"{tags[n % 2]} 00:0{n}:12\nKata yang ke {n}." for n in range(8)))
    assert [turn[:2] for turn in turns(made)] == [(f"00:0{n}:12", tags[n % 2]) for n in range(8)]


def test_a_mark_behind_a_name_is_whole() -> None:
    made = read("\n".join(f"{tag}. #00:0{n}:03-4# lagi {n}" for n, tag in enumerate("KRKRKR")))
    assert "4#" not in made.text.replace("-4#", "") and "n: 4" not in made.text
    assert all(f"0{n}:03.4" in made.text.replace("-", ".") for n in range(6))


# --- what holds of all --------------------------------------------------------------------------------------------


def test_comments_stay_at_their_words() -> None:
    text = "P: Sejak kapan? #00:00:05-1#"
    other = "N: Dulu. #00:00:09-2# Lalu berhenti. #00:00:15-9#"
    start = len(text) + 2 + other.index("Lalu")
    manuscript = Manuscript((Paragraph(text), Paragraph(other)), (Remark(start, start + 4, "kapan?"),))
    made = draft_transcript(manuscript, identity="F")
    (remark,) = made.remarks
    assert made.text[remark.start : remark.end] == "Lalu"


said = st.lists(st.sampled_from(["ya", "pasar", "jam 10:30", "#00:00:12-3#", "[00:01:05]", "(00:02:07)"]), min_size=1)


@given(st.lists(st.tuples(st.sampled_from("PN"), said), min_size=1, max_size=8))
def test_no_word_is_lost_and_none_added(talk: list[tuple[str, list[str]]]) -> None:
    made = draft_transcript(
        make_manuscript(Paragraph(f"{tag}: {' '.join(words)}") for tag, words in talk),
        identity="F",
        roles={"P": "interviewer", "N": "informant"},
    )
    kept = [word for word in made.text.split() if word in ("ya", "pasar", "jam", "10:30")]
    assert kept == [word for _, words in talk for one in words for word in one.split() if word[0] not in "#[("]
