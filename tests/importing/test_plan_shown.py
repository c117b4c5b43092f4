"""What a notebook shows of a plan: its files and speakers, short, and nothing in it that a browser would run."""

from __future__ import annotations

import inspect
import os
from html.parser import HTMLParser
from pathlib import Path

import pytest

import qualkit as qk

TALK = "I: How did you come here?\n\nR: On foot.\n\nI: And then?\n\nR: I stayed.\n"
SURVEY = "id,age,What do you say about it?\n" + "".join(
    f"A{n},{20 + n},I say number {n} of many things\n" for n in range(8)
)


class Page(HTMLParser):
    """The tags of a page, and the rows of its tables."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.words: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def put(folder: Path, name: str, content: str = TALK) -> None:
    (folder / name).write_text(content, encoding="utf-8")


def test_files_and_speakers_stand_in_tables(root: Path, inbox: Path) -> None:
    put(inbox, "R01.txt")
    put(inbox, "scan.docx", "no archive")
    with qk.plan_import(root, inbox, processes=1) as plan:
        page = Page(plan._repr_html_())
        assert ["R01.txt", "R01", "interview", "4", "11", "new", ""] in page.rows
        assert ["R01", "I", "2", "7", "interviewer", "asks in 2 of its 2 turns"] in page.rows
        (failed,) = (row for row in page.rows if row[0] == "scan.docx")
        assert failed[1:6] == ["", "", "", "", "failed"]
        assert failed[6] == plan.files["problem"][1]
        assert ".accept()" in "".join(page.words)
        plan.accept()
    assert ".accept()" not in "".join(Page(plan._repr_html_()).words)
    assert ".told" in repr(plan)


def test_the_columns_of_a_survey_too(root: Path, inbox: Path) -> None:
    put(inbox, "s.csv", SURVEY)
    with qk.plan_import(root, inbox, processes=1) as plan:
        assert ["s", "id", "case", "8", "its name, and it tells every row apart"] in Page(plan._repr_html_()).rows


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_and_words_are_escaped(root: Path, inbox: Path) -> None:
    evil = "<script>x</script>"
    put(inbox, "<img src=x onerror=x>.txt")
    put(inbox, "s.csv", SURVEY.replace("age", f'"{evil}"'))
    put(inbox, "t.csv", f"speaker,text\n{evil},How did you come?\nR,On foot\n{evil},And then?\nR,I stayed\n")
    with qk.plan_import(root, inbox, processes=1) as plan:
        html = plan._repr_html_()
        assert Page(html).tags <= {"p", "b", "table", "tr", "td", "th", "code"}
        assert html.count("&lt;script&gt;") >= 2
        assert "&lt;img" in html


def test_of_many_files_the_first_are_shown(root: Path, inbox: Path) -> None:
    for number in range(25):
        put(inbox, f"{number:02}.txt", TALK + str(number))
    with qk.plan_import(root, inbox) as plan:
        page = Page(plan._repr_html_())
        assert len(page.rows) == 2 * (1 + 20)
        assert "… 5 more: see .files" in "".join(page.words)


def test_the_options_of_a_survey_are_a_public_name(root: Path, inbox: Path) -> None:
    put(inbox, "s.csv", SURVEY)
    said = qk.SurveyOptions(outcomes=("age",))
    with qk.plan_import(root, inbox, survey=said, processes=1) as plan:
        plan.accept()
    assert (root / "transcripts" / "outcomes.csv").is_file()
    assert "SurveyOptions" in qk.__all__
    assert type(inspect.signature(qk.plan_import).parameters["survey"].default) is qk.SurveyOptions
