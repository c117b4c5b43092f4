"""Numbers of lines in the margin of a PDF, and names in a column of their own."""

from __future__ import annotations

import textwrap

import pytest

from pages_of_text import FONTS, Word, make_pdf, set_lines
from qualkit.reading.drafting.draft import draft_transcript
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.pdf import read_pdf

SAID = [
    "I: How did you come to keep the lock, and who had it before you came here with your family?",
    "R: My uncle had it, and when his knees went he asked me whether I would take it on for a year or so, until they "
    "found somebody. That was in the spring of the big flood, and nobody came to look at it, so I stayed where I was "
    "and learnt the gates by myself, with the book on the wall beside me.",
    "I: What was in the book?",
    "R: Every boat since the war. He wrote down the names and the weather, and once a week what he had paid for coal, "
    "because they never gave it back to him unless he could show it to them in writing.",
]
LINES = [line for words in SAID for line in textwrap.wrap(words, 70)]


def read(*pages: list[Word]) -> Manuscript:
    return read_pdf(make_pdf(pages), file="a.pdf")


def texts(*pages: list[Word]) -> list[str]:
    return [paragraph.text for paragraph in read(*pages).paragraphs]


def number_lines(words: list[Word], step: int, first: int, order: str, x: float = 45) -> list[Word]:
    numbers = [(x, y, str(n)) for n, (_, y, _) in enumerate(words, start=first) if n % step == 0]
    if order == "last":
        return words + numbers
    beside = {y: number for number in numbers for _, y, _ in [number]}
    return [one for word in words for one in ([beside[word[1]]] if word[1] in beside else []) + [word]]


@pytest.mark.parametrize("order", ["last", "beside"])
@pytest.mark.parametrize("step", [1, 2, 5])
@pytest.mark.parametrize("again", [True, False], ids=["each page anew", "through"])
def test_the_numbers_of_lines_are_left_out_and_told(order: str, step: int, again: bool) -> None:
    whole = set_lines(LINES)
    pages = [number_lines(whole, step, 1 if again else 1 + len(LINES) * n, order) for n in range(5 if step == 5 else 2)]
    manuscript = read(*pages)
    assert [one.text for one in manuscript.paragraphs] == SAID * len(pages)
    assert any("numbers of lines in the margin" in note for note in manuscript.notes)


def test_numbers_in_the_right_margin_are_left_out_too() -> None:
    assert texts(number_lines(set_lines(LINES), 1, 1, "last", x=530)) == SAID


def test_the_numbers_of_the_rows_of_a_table_stay() -> None:
    words: list[Word] = []
    y = 760.0
    for n, said in enumerate([*SAID, *SAID], start=1):
        lines = textwrap.wrap(said, 50)
        words += [(45.0, y, str(n)), *((120.0, y - 13 * k, line) for k, line in enumerate(lines))]
        y -= 13 * len(lines) + 6
    assert not any("numbers of lines" in note for note in read(words).notes)


def test_a_talk_that_counts_loses_no_number() -> None:
    words = set_lines(["R: I counted:", *map(str, range(1, 9)), "and then I went home, for it was", "late by then."])
    assert " ".join(texts(words)).split()[3:11] == [str(number) for number in range(1, 9)]


def test_names_that_are_written_before_all_that_is_said_stand_before_their_turns() -> None:
    names: list[Word] = []
    said: list[Word] = []
    y = 760.0
    for n, words in enumerate(SAID):
        names.append((72.0, y, "Keeper" if n % 2 else "Interviewer"))
        lines = textwrap.wrap(words.split(": ", 1)[1], 50)
        said += [(160.0, y - 13 * k, line) for k, line in enumerate(lines)]
        y -= 13 * len(lines) + 8
    heading: list[Word] = [(72.0, 790.0, "At the lock")]
    draft = draft_transcript(read(names + heading + said), identity="F1")
    whole = [words.replace("I: ", "Interviewer: ", 1).replace("R: ", "Keeper: ", 1) for words in SAID]
    assert draft.text == "\n\n".join(whole)


def test_two_columns_of_text_stay_columns() -> None:
    left = set_lines(textwrap.wrap(" ".join(SAID), 30), x=60)
    right = set_lines(textwrap.wrap(" ".join(reversed(SAID)), 30), x=320)
    whole = " ".join(texts(left + right))
    assert whole.index("My uncle") < whole.index("on the wall") < whole.index("Every boat", whole.index("on the wall"))


def test_a_question_that_is_bold_over_two_lines_is_one() -> None:
    asked = textwrap.wrap(SAID[0].removeprefix("I: ") + " And did you want to, or did they send you there?", 70)
    told = textwrap.wrap(SAID[1].removeprefix("R: "), 70)
    words: list[Word] = []
    y = 760.0
    for _ in range(3):
        for n, line in enumerate(asked):
            words.append((72.0, y, f"**{line}"))
            y -= 17.5 if n + 1 < len(asked) else 18
        for line in told:
            words.append((72.0, y, line))
            y -= 11.5
        y -= 8
    assert texts(words) == [" ".join(asked), " ".join(told)] * 3


def test_paragraphs_of_one_line_among_such_that_begin_further_in_are_paragraphs() -> None:
    words: list[Word] = []
    y = 760.0
    told = textwrap.wrap(SAID[1].removeprefix("R: "), 66)
    for _ in range(5):
        for line in ("Right.", *told):
            indent = line in ("Right.", told[0])
            words.append((90.0 if indent else 72.0, y, line))
            y -= 13
    assert texts(words) == ["Right.", " ".join(told)] * 5


def test_a_bold_line_begins_anew_though_the_line_above_is_full() -> None:
    told = textwrap.wrap(SAID[1].removeprefix("R: ") + " So there I was for good and so it went on.", 70)[:4]
    told[-1] = told[-1][:66].rstrip(" .,") + "."
    words = set_lines([*told, "**Right.", *told, "**Right.", *told])
    assert texts(words) == [" ".join(told), "Right.", " ".join(told), "Right.", " ".join(told)]


def test_a_running_head_near_the_text_is_left_out_where_every_page_has_it() -> None:
    body = textwrap.wrap(" ".join(SAID), 70)
    pages = [[(72.0, 773.0, "Chapter 9. Interviews"), *set_lines(body)] for _ in range(5)]
    assert "Chapter 9" not in read(*pages).text
    assert "Chapter 9" in read(*pages[:2]).text


def test_questions_in_italics_are_told_from_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FONTS, "**", "Courier-Oblique")
    lines: list[str] = []
    for said in (*SAID, *SAID):
        asked = said.startswith("I: ")
        lines += [f"{'**' * asked}{line}" for line in textwrap.wrap(said[3:], 70)]
    draft = draft_transcript(read(set_lines(lines)), identity="F1")
    whole = [f"{'Question' if said.startswith('I: ') else 'Answer'}: {said[3:]}" for said in (*SAID, *SAID)]
    assert draft.text == "\n\n".join(whole)


def test_a_stressed_line_of_an_answer_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FONTS, "**", "Courier-Oblique")
    lines = [f"{'**' * (number == 3)}{line}" for number, line in enumerate(LINES)]
    assert texts(set_lines(lines)) == SAID


def test_the_number_of_a_page_near_the_text_is_left_out() -> None:
    body = textwrap.wrap(" ".join(SAID), 70)
    pages = [[(500.0, 776.0, str(number)), *set_lines(body)] for number in (1, 2)]
    assert [one for one in read(*pages).text.split() if one.isdecimal()] == []
    same = [[(500.0, 776.0, "7"), *set_lines(body)] for _ in range(2)]
    assert [one for one in read(*same).text.split() if one.isdecimal()] == ["7", "7"]


def hang(turns: list[tuple[str, str]], place: float, width: int) -> list[Word]:
    words: list[Word] = []
    y = 770.0
    for lead, said in turns:
        lines = textwrap.wrap(said, width)
        words += [(72.0, y, lead), *((place, y - 13 * k, line) for k, line in enumerate(lines))]
        y -= 13 * len(lines)
    return words


@pytest.mark.parametrize("lead", ["{}", "00:0{n} {}"], ids=["name", "time and name"])
def test_names_before_what_hangs_are_tags_though_the_gap_is_narrow(lead: str) -> None:
    turns = [("Interviewer" if said[0] == "I" else "Keeper", said[3:]) for said in SAID * 3]
    set_as = [(lead.format(name, n=n % 10), said) for n, (name, said) in enumerate(turns)]
    draft = draft_transcript(read(hang(set_as, 72 + 6 * len(set_as[0][0]) + 9, 60)), identity="F1")
    times = [f"[00:0{n % 10}] " if "n" in lead else "" for n in range(len(turns))]
    assert draft.text == "\n\n".join(f"{time}{name}: {said}" for time, (name, said) in zip(times, turns, strict=True))


def test_a_turn_of_one_full_line_is_a_turn_where_others_hang() -> None:
    full = textwrap.wrap(SAID[1][3:], 60)[0].rstrip(" .,") + "."
    turns = [*[("**INT", full), ("**VOL", SAID[1][3:])] * 4, ("**INT", full), ("**VOL", full)]
    assert texts(hang(turns, 96, 60)) == [f"{lead[2:]} {said}" for lead, said in turns]


def test_the_titles_of_a_table_on_every_page_are_no_name() -> None:
    turns = [("00:05 Interviewer" if said[0] == "I" else "00:06 Keeper", said[3:]) for said in SAID * 2]
    pages = [hang([("**Time  Person", "**Text"), *turns], 72 + 6 * 17 + 9, 60) for _ in range(3)]
    draft = draft_transcript(read(*pages), identity="F1")
    assert list(draft.header["speakers"]) == ["Interviewer", "Keeper"]
    assert draft.text.count("Time Person Text") == draft.text.count("[Time Person Text]") == 2
