"""Talks in Markdown: what `#` heads is a heading, and what stands between `---` lines at the top is the header's."""

from __future__ import annotations

from qualkit.reading.drafting.draft import Draft, draft_transcript, format_draft
from qualkit.reading.formats.plain import read_plain
from qualkit.reading.transcript import parse_transcript

TALK = (
    "Where did the boat come from?", "My uncle built it, out of what the storm had left.", "And it held?",
    "It held for nine years.", "What became of it?", "Somebody burnt it on the beach.",
)  # fmt: skip


def draft(text: str) -> Draft:
    return draft_transcript(read_plain(text.encode(), file="F1.md"), identity="F1")


def said(made: Draft) -> list[tuple[str | None, str]]:
    document = parse_transcript(format_draft(made), file="F1.md")
    return [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


def talk(*between: str) -> str:
    tagged = [f"{['Ane', 'Per'][n % 2]}: {words}\n\n" for n, words in enumerate(TALK)]
    return "".join([tagged[0], tagged[1], *between[:1], *tagged[2:4], *between[1:2], *tagged[4:], *between[2:]])


def test_headings_amid_a_talk_are_said_by_nobody_whatever_they_say() -> None:
    made = draft(talk("## Nine years\n\n", "### [12:30] Who burnt the boat?\n\n"))
    assert "\n\n[Nine years]\n\n" in made.text
    assert "\n\n[(12:30) Who burnt the boat?]\n\n" in made.text
    assert {tag.tag: tag.turns for tag in made.tags} == {"Ane": 3, "Per": 3}
    assert any("nobody says" in note for note in made.notes)


def test_a_heading_with_a_colon_is_no_speaker() -> None:
    made = draft("# A talk\n\n### [00:00] Childhood: what there was\n\n" + talk("## Nine years: what held\n\n"))
    assert {tag.tag: tag.turns for tag in made.tags} == {"Ane": 3, "Per": 3}


def test_headings_may_be_who_speaks() -> None:
    made = draft("".join(f"### {['Ane', 'Per'][n % 2]}:\n\n{words}\n\n" for n, words in enumerate(TALK)))
    assert said(made) == [(["Ane", "Per"][n % 2], words) for n, words in enumerate(TALK)]


def test_what_stands_below_the_last_heading_without_a_tag_is_told() -> None:
    made = draft(talk("", "", "## Remarks of the editor\n\n- The uncle's name was changed.\n- The year is not sure.\n"))
    assert "[Remarks of the editor]" in made.text
    assert "The year is not sure." in made.text
    assert any("'Remarks of the editor'" in note and "'Per'" in note for note in made.notes)


def test_headings_that_ask_are_questions_where_nobody_has_a_tag() -> None:
    made = draft("# Interview 4\n\n" + "".join(f"{'## ' * (n % 2 == 0)}{words}\n\n" for n, words in enumerate(TALK)))
    assert said(made) == [(("Question", "Answer")[n % 2], words) for n, words in enumerate(TALK)]


def test_headings_that_ask_between_counted_questions_are_questions_too() -> None:
    first, second = (
        "".join(f"## Question {n}: {TALK[0]}\n\n{TALK[1]}\n\n" for n in (1, 2)),
        f"### {TALK[2]}\n\n{TALK[3]}\n\n",
    )
    made = draft(first + second + f"## Question 3: {TALK[4]}\n\n{TALK[5]}\n")
    assert [speaker for speaker, _ in said(made)] == ["Question", "Answer"] * 4


def test_what_is_between_lines_at_the_top_goes_into_the_header_all_of_it() -> None:
    head = '---\nlayout: post\ntitle: "The boat"\ndate: 2021-06-24\nspeakers:\n  - Ane\n  - Per\nplace: Bergen\n---\n\n'
    made = draft(head + talk())
    assert made.header["title"] == "The boat"
    assert made.header["date"] == "2021-06-24"
    assert made.header["place"] == "Bergen"
    assert made.header["layout"] == "post"
    assert made.header["told_speakers"] == "Ane, Per"
    assert made.text.startswith("Ane: ")


def test_a_head_between_lines_is_no_text_where_nobody_has_a_tag_either() -> None:
    made = draft("---\nlayout: post\nmood: grey\n---\n\nWe went out early. Nobody spoke, and the boat was gone.\n")
    assert made.header["layout"] == "post"
    assert made.header["mood"] == "grey"
    assert made.text == "We went out early. Nobody spoke, and the boat was gone."
