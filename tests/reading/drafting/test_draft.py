"""A draft keeps every word, and reads back as it was meant."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualkit.reading.drafting.draft import Draft, draft_transcript, format_draft
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, Remark, clean, make_manuscript
from qualkit.reading.transcript import parse_transcript

REAL = Path(__file__).parents[4] / "shared" / "real"


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def read_back(made: Draft) -> list[tuple[str | None, str]]:
    document = parse_transcript(format_draft(made), file="made.txt")
    assert document.text == made.text
    counted = Counter(turn.speaker for turn in document.turns if turn.speaker)
    assert {tag.tag: tag.turns for tag in made.tags} == counted
    return [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


def redraft(made: Draft) -> Draft:
    return draft_transcript(make_manuscript(map(Paragraph, made.text.split("\n\n"))), identity="F1")


# Any text

TOKENS = st.sampled_from(
    [
        "P:",
        "N:",
        "P",
        "N",
        "p:",
        "I1:",
        "I1;",
        "K.",
        "Pak",
        "Bu",
        "Siti:",
        "Informan:",
        "Peneliti",
        "Peneliti:",
        "[00:12]",
        "(07.09)",
        "*0:0",
        "=",
        ":",
        "::",
        "hal:",
        "Satu",
        "10:30",
        "1.",
        "ya,",
        "tidak.",
        "apa?",
        "-",
        "–",
        "(tertawa)",
        "[N]",
        "M",
        "&",
        "K:",
        "http://a.b",
        "Rp:",
        "É́",
        "ﬁ",
        "日本",
        "…",
        '"',
        "'",
        "#",
        "---",
        "id:",
        "{a}",
        "^",
        "Jawab:",
        "T:",
        "Mt",
        "5:3",
    ]
)
LINES = st.lists(TOKENS, min_size=1, max_size=7).map(" ".join)
PARAGRAPHS = st.builds(
    lambda lines, bold, speaker, time: (clean("\n".join(lines)), bold, speaker, time),
    st.lists(LINES, min_size=1, max_size=3), st.integers(0, 6), st.sampled_from(["", "", "", "Ani", "P", "Dr: X"]),
    st.sampled_from(["", "", "00:01:02.500"]),
)  # fmt: skip
SOUP = st.lists(PARAGRAPHS, max_size=14).map(
    lambda made: make_manuscript(
        Paragraph(text, min(bold, len(text)), speaker, time) for text, bold, speaker, time in made
    )
)


TWICE = make_manuscript(
    map(Paragraph, ["Peneliti [N]", "Peneliti [N]", "N: apa?", "P: ya, tidak.", "N: hal:", "P: Satu"])
)


BELOW = make_manuscript(
    map(
        Paragraph,
        ["P:\nP:\n[00:12]", "10:30 N: N:\nP:", "(07.09)\n10:30 N: N:\nP 10:30", "N: P:", "10:30\nN: P:\n10:30"],
    )
)


@settings(max_examples=250, deadline=None)
@example(TWICE)
@example(BELOW)
@given(SOUP)
def test_whatever_it_is_no_word_is_lost_and_it_reads_back(manuscript: Manuscript) -> None:
    made = draft_transcript(manuscript, identity="F1")
    if not manuscript.paragraphs:
        assert made.text == ""
        return
    read_back(made)
    given_words = Counter(words(manuscript.text))
    kept = Counter(words(format_draft(made)))
    for line, times in Counter(manuscript.text.split("\n")).items():
        if times > 1 and line not in made.text.split("\n"):  # a legend that stands twice is told once, in the header
            given_words -= Counter(words(line) * (times - 1))
    lost = given_words - kept
    labels = set(made.header) - {"id", "type", "date", "place", "speakers", "title", "preamble"}
    if labels:  # what the header calls otherwise, and its running number: 1. Informan
        lost = Counter(
            {word: n for word, n in lost.items() if word not in ("informan", "peneliti") and not word.isdigit()}
        )
    # full names of first turns become the letters that follow, slips of tags the tags, and running numbers before tags
    # are left out; all of it is told
    told = ("the first turns have the tag", "is taken for a slip of")
    names = words("\n".join(note for note in made.notes if any(one in note for one in told)))
    lost = Counter({word: n for word, n in lost.items() if word not in names})
    assert not {word for word in lost if not word.isdigit()}, lost
    assert not lost or any("number" in note for note in made.notes)


# Dialogues

PLAIN = st.lists(
    st.sampled_from(["saya", "tidak", "tahu,", "harga", "naik;", "jam", "10:30", "dan", "P:", "lalu", "(tertawa)", "ya.", "[diam]", "rumah", "–", "besar"]),
    min_size=1, max_size=12,
).map(lambda made: "kata " + " ".join(made)).filter(lambda made: not re.search(r"ya\.( [(\[]\w+[)\]])* P:", made))  # fmt: skip
"""What one says: a tag amid a sentence is said, too; one behind the end of a sentence is somebody's."""
FORMS = st.sampled_from(
    ["{tag}: {words}", "{tag} : {words}", "[00:01:12] {tag}: {words}", "{tag} [00:12]: {words}", "*0:0 = {tag}: {words}",
     "• {tag}: {words}", "{tag}:\n{words}", "(00:12) {tag}: {words}"]
)  # fmt: skip
TURNS = st.lists(st.tuples(st.sampled_from(["P", "N", "Bu Siti", "Informan 1"]), PLAIN, st.lists(PLAIN, max_size=2)),
                 min_size=6, max_size=14)  # fmt: skip


def complete(turns: list[tuple[str, str, list[str]]]) -> bool:
    """Every tag speaks more than once: who speaks once may be nobody."""
    return min(Counter(tag for tag, _, _ in turns).values()) > 1


@settings(max_examples=150, deadline=None)
@given(TURNS.filter(complete), FORMS, st.booleans())
def test_the_turns_of_a_dialogue_come_out_as_they_went_in(
    turns: list[tuple[str, str, list[str]]], form: str, headed: bool
) -> None:
    paragraphs = [Paragraph("Transkrip Wawancara"), Paragraph("Tempat : Rumah")] if headed else []
    for tag, said, more in turns:
        paragraphs += [Paragraph(form.format(tag=tag, words=said)), *map(Paragraph, more)]
    made = draft_transcript(make_manuscript(paragraphs), identity="F1")
    expected = [(tag, "\n\n".join([said, *more])) for tag, said, more in turns]
    assert read_back(made) == expected
    assert read_back(redraft(made)) == expected


@settings(max_examples=150, deadline=None)
@given(TURNS.filter(complete), FORMS, st.data())
def test_a_comment_stands_on_the_same_words_before_and_after(
    turns: list[tuple[str, str, list[str]]], form: str, data: st.DataObject
) -> None:
    paragraphs = [Paragraph("Transkrip Wawancara")]
    for tag, said, more in turns:
        paragraphs += [Paragraph(form.format(tag=tag, words=said)), *map(Paragraph, more)]
    manuscript = make_manuscript(paragraphs)
    line = data.draw(st.sampled_from([said for _, said, _ in turns]))
    place = manuscript.text.index(line)
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    remark = Remark(place + start, place + end, "ya?", "a", "2024-01-01T00:00:00Z")
    made = draft_transcript(Manuscript(manuscript.paragraphs, (remark,)), identity="F1")
    (moved,) = made.remarks
    assert made.text[moved.start : moved.end] == line[start:end]
    assert (moved.text, moved.author, moved.at) == ("ya?", "a", "2024-01-01T00:00:00Z")


DIALOGUE = ("Interview 9", "P : Apa kabar?", "N : Baik saja.", "P : Sehat?", "N : Sehat.")


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        pytest.param("N : Baik saja.", "Baik saja.", id="a tag and its words"),
        pytest.param("N", "Baik saja.", id="a tag alone"),
        pytest.param("saja.\n\nP : Sehat", "saja.\n\nP: Sehat", id="over two turns"),
        pytest.param("Interview 9\n\nP : Apa", "Apa", id="from the header into the words"),
    ],
)
def test_a_comment_on_a_tag_moves_to_its_words(passage: str, words: str) -> None:
    manuscript = make_manuscript(map(Paragraph, DIALOGUE))
    start = manuscript.text.index(passage, 0 if passage[0] == "I" else 12)
    manuscript = Manuscript(manuscript.paragraphs, (Remark(start, start + len(passage), "x"),))
    made = draft_transcript(manuscript, identity="F1")
    assert [made.text[one.start : one.end] for one in made.remarks] == [words]


def test_a_comment_on_the_head_becomes_a_note() -> None:
    manuscript = Manuscript(make_manuscript(map(Paragraph, DIALOGUE)).paragraphs, (Remark(0, 9, "which one?", "Ani"),))
    made = draft_transcript(manuscript, identity="F1")
    assert not made.remarks
    assert any("which one?" in note and "Ani" in note for note in made.notes)


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=30), max_size=4))
@example(
    {
        "a": "NO",
        "b": "010",
        "c": "x: y",
        "d": "[1]",
        "e": "---",
        "f": '"',
        "g": "# no",
        "h": " ",
        "i": "~",
        "j": "a\u2028b",
    }
)
def test_any_header_reads_back(more: dict[str, str]) -> None:
    more = {f"key_{key}": value for key, value in more.items() if clean(key) == key and clean(value) == value}
    made = draft_transcript(make_manuscript(map(Paragraph, DIALOGUE)), identity="F1")
    document = parse_transcript(format_draft(made, **more), file="made.txt")
    assert {key: document.header[key] for key in more} == more
    assert document.id == "F1"


# Real files


def read_paragraphs(path: Path) -> Manuscript:
    import docx

    return make_manuscript(Paragraph(clean(one.text)) for one in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize(
    ("name", "roles", "turns"),
    [
        ("ecape-interview-01", {"I1": "interviewer", "K": "informant", "M": "informant", "I2": "interviewer"}, 995),
        ("ecape-interview-09", {"I": "interviewer", "X": "informant"}, 247),
        ("ecape-interview-18", {"I": "interviewer", "X": "informant", "Y": "informant"}, 529),
    ],
)
def test_a_real_interview_keeps_its_words_and_speakers(name: str, roles: dict[str, str], turns: int) -> None:
    path = REAL / f"{name}.docx"
    if not path.exists():
        pytest.skip("the real files are not here")
    manuscript = read_paragraphs(path)
    made = draft_transcript(manuscript, identity="F1")
    assert {tag.tag: tag.role for tag in made.tags} == roles
    assert len(read_back(made)) == turns
    first = next(number for number, one in enumerate(manuscript.paragraphs) if ": " in one.text and len(one.text) > 40)
    below = "\n\n".join(one.text for one in manuscript.paragraphs[first:])
    marks = {word for time in re.findall(r"[0-9:.]+", below) for word in words(time)}
    expected = [word for word in words(below) if word not in marks]
    assert [word for word in words(made.text) if word not in marks] == expected


def test_the_language_of_a_long_text_is_written_into_the_header_and_a_told_one_stays() -> None:
    talk = [
        Paragraph("P: Bagaimana ceritanya?"),
        Paragraph("N: Saya tidak tahu, sudah lama sekali tidak ke sana. " * 12),
    ]
    header = draft_transcript(make_manuscript(talk), identity="W1").header
    assert header["language"] == "id"
    assert list(header)[:4] == ["id", "type", "date", "language"]
    told = [Paragraph("Bahasa: Jawa"), *talk]
    assert draft_transcript(make_manuscript(told), identity="W1").header["language"] == "jv"
    short = [Paragraph("P: Bagaimana?"), Paragraph("N: Sudah lama.")]
    assert draft_transcript(make_manuscript(short), identity="W1").header["language"] == ""
