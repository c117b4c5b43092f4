"""Transcripts kept as tables: told from surveys, and turned into manuscripts in which nothing said is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import FaultsError, QualkitError
from qualkit.reading.drafting.turn_grids import TurnColumns, find_shape, find_turn_columns, read_turns
from qualkit.reading.formats.grids import Grid, read_grid
from qualkit.reading.formats.manuscript import clean


def read(content: str) -> Grid:
    return read_grid(content.encode(), file="a.csv")


TALK = ["How has it been since then?", "It was hard in the first year.", "And now?", "Now we sleep at night."]


def talk(head: str, *columns: list[str]) -> Grid:
    rows = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in zip(*columns, strict=True))
    return read(f"{head}\n{rows}")


@pytest.mark.parametrize(
    ("head", "said", "speaker"),
    [
        ("Penutur,Ucapan", "Ucapan", "Penutur"),
        ("speaker,text", "text", "speaker"),
        ("Nama,Isi", "Isi", "Nama"),
        ("tag,words", "words", "tag"),
        ("who,what", "what", "who"),
        ("x,y", "y", "x"),
        ("speaker_name,sentence", "sentence", "speaker_name"),
        ("Sprecher,Äußerung", "Äußerung", "Sprecher"),
        ("locuteur,texte", "texte", "locuteur"),
    ],
)
def test_a_table_of_turns_is_seen_by_its_heads_or_by_speakers_who_speak_again(
    head: str, said: str, speaker: str
) -> None:
    grid = talk(head, ["I", "P", "I", "P"], TALK)
    assert find_turn_columns(grid) == TurnColumns(said, speaker)
    assert find_shape(grid) == "turns"


@pytest.mark.parametrize(
    "source",
    [
        "id,Why did you join?\n1,Because it was near\n2,My sister told me to\n",
        "nama,jawaban,usia\nAni,Karena dekat dari rumah,40\nBudi,Diajak oleh kakak saya,31\n",
        "name,text\nAni,It is near my house\nBudi,I was asked to come\nCici,They told me to come\n",
        "gender,why,what changed\nF,it is near my house,I sleep well now\nM,I was asked to come,not a thing has changed\n"
        "F,they told me to come,more work than before\nM,nobody told me about it,we eat better than before\n",
        "no\n1\n2\n",
    ],
)
def test_a_survey_is_no_table_of_turns(source: str) -> None:
    assert find_shape(read(source)) == "answers"


def test_turns_keep_their_order_their_speakers_and_their_times() -> None:
    grid = talk("start,speaker,text", ["75.5", "00:02:10", "2020-01-01 12:05:03", ""], ["I", "P", "", "P"], TALK)
    (manuscript,) = read_turns(grid).values()
    assert [(one.time, one.speaker, one.text) for one in manuscript.paragraphs] == [
        ("0:01:15.500", "I", TALK[0]), ("00:02:10", "P", TALK[1]), ("12:05:03", "", TALK[2]), ("", "P", TALK[3]),
    ]  # fmt: skip


def test_a_span_of_time_begins_where_its_turn_does() -> None:
    spans = ["0:00.0 - 0:04.2", "0:04.2 - 0:11.0", "0:11.0 – 1:13.5", "1:13.5-1:20"]
    grid = talk("Timespan,Content,Speaker", spans, TALK, ["I", "P", "I", "P"])
    (manuscript,) = read_turns(grid).values()
    assert [one.time for one in manuscript.paragraphs] == ["0:00.0", "0:04.2", "0:11.0", "1:13.5"]
    assert manuscript.notes == ()


def test_thousandths_are_told_from_seconds_by_how_fast_people_speak() -> None:
    grid = talk("start,speaker,text", ["0", "3200", "9100", "3611000"], ["I", "P", "I", "P"], TALK)
    (manuscript,) = read_turns(grid).values()
    assert [one.time for one in manuscript.paragraphs] == ["0:00:00", "0:00:03.200", "0:00:09.100", "1:00:11"]


@pytest.mark.parametrize("unit", [1, 1000])
def test_what_a_program_heard_in_pieces_is_read_as_subtitles_are(unit: int) -> None:
    starts, ends = [0, 3, 9, 15], [3, 8, 11, 19]
    grid = talk("start,end,text", [str(start * unit) for start in starts], [str(end * unit) for end in ends], TALK)
    assert find_turn_columns(grid) == TurnColumns("text", time="start", end="end")
    (manuscript,) = read_turns(grid).values()
    assert [(one.time, one.speaker, one.text) for one in manuscript.paragraphs] == [
        ("00:00:00", "", " ".join(TALK[:3])), ("00:00:15", "", TALK[3]),
    ]  # fmt: skip


def test_a_table_of_times_and_one_long_answer_stays_a_survey() -> None:
    grid = talk("start,end,text", ["9", "3", "30", "1"], ["12", "8", "41", "19"], TALK)
    assert find_shape(grid) == "answers"


def test_several_transcripts_in_one_table_are_told_apart() -> None:
    grid = talk("file,speaker,text", ["one", "", "two", "two"], ["I", "P", "I", "P"], TALK)
    manuscripts = read_turns(grid)
    assert {name: [one.text for one in each.paragraphs] for name, each in manuscripts.items()} == {
        "one": TALK[:2], "two": TALK[2:],
    }  # fmt: skip


def test_other_columns_and_rows_in_which_nothing_is_said_are_told() -> None:
    grid = talk("speaker,text,code", ["I", "P", "I", "P"], [*TALK[:3], " "], ["a", "b", "c", "d"])
    (manuscript,) = read_turns(grid).values()
    assert manuscript.notes == (
        "columns that are no part of the transcript were left out: 'code'",
        "rows in which nothing is said (1): line 5",
    )


def test_somebody_can_name_the_columns() -> None:
    grid = read("a,b,c\nx,Ani,It is near\ny,Budi,I was asked\n")
    with pytest.raises(
        QualkitError, match=r"a\.csv: no column of speakers and of what they say was found among 'a', 'b'"
    ):
        read_turns(grid)
    (manuscript,) = read_turns(grid, TurnColumns("c", "b")).values()
    assert [(one.speaker, one.text) for one in manuscript.paragraphs] == [
        ("Ani", "It is near"),
        ("Budi", "I was asked"),
    ]
    with pytest.raises(QualkitError, match="no column 'd'"):
        read_turns(grid, TurnColumns("d"))


def test_a_table_in_which_nobody_says_anything_is_refused() -> None:
    with pytest.raises(FaultsError, match="nothing is said in it: the column 'text' is empty"):
        read_turns(read("speaker,text\nI,\nP,\n"))


@given(st.lists(st.tuples(st.sampled_from("IP"), st.text(max_size=30)), min_size=1, max_size=20))
def test_no_word_that_is_said_is_lost(turns: list[tuple[str, str]]) -> None:
    rows = tuple((tag, words) for tag, words in turns)
    rows = (*rows, ("I", "The end."))
    turns = [*turns, ("I", "The end.")]
    grid = Grid("a.csv", ("speaker", "text"), rows, tuple(range(2, len(rows) + 2)))
    said = [one.text for each in read_turns(grid, TurnColumns("text", "speaker")).values() for one in each.paragraphs]
    assert said == [clean(words) for _, words in turns if clean(words)]


def test_whole_seconds_stay_seconds() -> None:
    grid = read("start,speaker,text\n0,A,So tell me\n4,B,It was the year of the flood\n65,A,Oh\n")
    assert [one.time for one in read_turns(grid)[""].paragraphs] == ["0:00:00", "0:00:04", "0:01:05"]


def test_words_with_times_and_other_numbers_may_be_answers() -> None:
    assert find_shape(read("start,end,age,text\n9,10,40,It was far\n9,11,31,It was not\n")) == "answers"


def test_words_with_times_and_other_words_are_answers() -> None:
    assert find_shape(read("start,end,role,text\n9,10,member,It was far\n9,11,staff,It was not\n")) == "answers"
