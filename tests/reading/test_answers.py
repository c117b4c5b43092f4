"""Open answers of a survey: each a document of its case, with an id that stays and a line to find it on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import FaultsError
from qualkit.files import is_safe_name
from qualkit.model import Document, Turn
from qualkit.reading.answers import name_columns, read_answers


def read(folder: Path, content: str | bytes, name: str = "survey.csv") -> tuple[Document, ...]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_answers(path, file=f"transcripts/answers/{name}")


def test_every_answer_is_a_document_of_its_case(tmp_path: Path) -> None:
    documents = read(tmp_path, "case,joined,Why did you stay?\nF1,Because of my sister.,It is near.\nF2,,Habit.\n")
    assert [(one.id, one.kind, one.text, one.cases) for one in documents] == [
        ("survey.1.joined", "answer", "Because of my sister.", ("F1",)),
        ("survey.1.Why-did-you-stay", "answer", "It is near.", ("F1",)),
        ("survey.2.Why-did-you-stay", "answer", "Habit.", ("F2",)),
    ]
    assert documents[0].turns == (Turn(1, "F1", "informant", 0, 21, case="F1"),)
    assert documents[1].header == {"question": "Why did you stay?", "case": "F1"}


def test_the_answer_na_is_an_answer_and_an_empty_cell_is_none(tmp_path: Path) -> None:
    documents = read(tmp_path, "case,a,b,c,d\nF1,NA,  ,-,007\n")
    assert [one.text for one in documents] == ["NA", "-", "007"]


def test_an_answer_of_several_lines_tells_the_line_it_stands_on(tmp_path: Path) -> None:
    documents = read(tmp_path, 'case,a,b\r\nF1,"one\r\n\r\ntwo","\r\n three"\r\n\r\nF2,four,"five\r\nsix"\r\n')
    assert [(one.text, one.text_line) for one in documents] == [
        ("one\n\ntwo", 2), ("three", 5), ("four", 7), ("five\nsix", 7),
    ]  # fmt: skip
    assert documents[0].line_at(documents[0].text.index("two")) == 4


def test_a_column_of_row_numbers_keeps_the_ids_when_the_file_is_sorted(tmp_path: Path) -> None:
    before = read(tmp_path, "row,case,a\n1,F1,yes\n2,F2,no\n3,F3,perhaps\n")
    after = read(tmp_path, "row,case,a\n3,F3,perhaps\n1,F1,yes\n")
    assert {one.id: one.text for one in before} == {"survey.1.a": "yes", "survey.2.a": "no", "survey.3.a": "perhaps"}
    assert {one.id: one.text for one in after} == {"survey.3.a": "perhaps", "survey.1.a": "yes"}


def test_what_a_row_tells_about_itself_goes_into_the_headers(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "date,case,language,a\n2020-01-01,F1,id,yes\n")
    assert document.header == {"question": "a", "case": "F1", "date": "2020-01-01", "language": "id"}


def test_a_person_may_have_several_rows(tmp_path: Path) -> None:
    assert [one.id for one in read(tmp_path, "case,a\nF1,yes\nF1,no\n")] == ["survey.1.a", "survey.2.a"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("kase,a\nF1,yes\n", r"transcripts/answers/survey\.csv:1: there is no column 'case': did you mean 'kase'"),
        ("case;a\nF1;yes\n", r"survey\.csv:1: the columns are separated by ';'"),
        ("case,date\nF1,2020-01-01\n", r"survey\.csv:1: there is no question: every column but row, case, date"),
        ("case,a,\nF1,yes,\n", r"survey\.csv:1: column 3 has no name"),
        ("case,a,a\nF1,yes,no\n", r"survey\.csv:1: two columns are called 'a'"),
        ("case,a\nF1,yes\n ,no\n", r"survey\.csv:3: the row has no case"),
        ("case,a\nF1,yes,no\n", r"survey\.csv:2: 3 cells where the first line names 2 columns"),
        ("row,case,a\n1,F1,yes\n1,F2,no\n", r"survey\.csv:3: row '1' stands already on line 2"),
        ("row,case,a\nfirst,F1,yes\n", r"survey\.csv:2: row is 'first'; number the rows 1, 2, 3"),
        (b"case,a\nF1,caf\xe9\n", r"survey\.csv:2: not UTF-8"),
        ("", r"survey\.csv:1: the file is empty"),
        ('case,a\nF1,"yes\n', r"survey\.csv:\d: not readable as CSV"),
    ],
)
def test_a_faulty_file_says_where_and_what(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(FaultsError, match=message):
        read(tmp_path, content)


def test_a_file_whose_name_cannot_begin_an_id_is_refused(tmp_path: Path) -> None:
    for name in ("my survey.csv", "s" * 48 + ".csv"):
        with pytest.raises(FaultsError, match="its name begins the ids of its answers"):
            read(tmp_path, "case,a\nF1,yes\n", name)


heads = st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=12, unique=True)


@given(heads=heads, stem=st.from_regex(r"[A-Za-z0-9_-]{1,47}", fullmatch=True))
def test_every_column_has_a_name_of_its_own_that_fits_into_an_id(heads: list[str], stem: str) -> None:
    names = name_columns(heads, stem=stem)
    assert list(names) == heads
    assert len({name.lower() for name in names.values()}) == len(heads)
    assert all(is_safe_name(f"{stem}.9999999.{name}") for name in names.values())


def test_a_long_questions_name_stays_when_columns_are_added_or_moved() -> None:
    long, other = "What has changed in your life since then?", "What has changed in your work since then?"
    alone = name_columns([long], stem="s")[long]
    assert name_columns([other, "new", long], stem="s")[long] == alone
