"""Reading a transcript: the header, the text that offsets count, and who speaks when."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import FaultsError
from qualkit.model import Document, Turn
from qualkit.reading import read_document
from qualkit.reading.transcript import parse_transcript

INTERVIEW = "id: R01\ntype: interview\ninterviewer: I\ninformant: R01\n"
NOTE = "id: O1\ntype: observation\n"


def parse(header: str, body: str) -> Document:
    return parse_transcript(f"---\n{header}---\n{body}", file="made.txt")


def said(document: Document) -> list[tuple[str | None, str]]:
    """Who says what, turn by turn."""
    return [(turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


def test_a_transcript_is_a_header_and_turns() -> None:
    document = parse(INTERVIEW + "place: at home\n", "\nI: How?\n\nR01: Slowly.\n\n")
    assert (document.id, document.kind, document.text) == ("R01", "interview", "I: How?\n\nR01: Slowly.")
    assert document.turns == (
        Turn(1, "I", "interviewer", 3, 7),
        Turn(2, "R01", "informant", 14, 21, case="R01"),
    )
    assert document.cases == ("R01",)
    assert document.header["place"] == "at home"
    assert document.text_sha256 == sha256(document.text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("body", "turns"),
    [
        pytest.param("I: Yes?\nR01: No.", [("I", "Yes?"), ("R01", "No.")], id="no blank line between turns"),
        pytest.param("R01: One.\n\nTwo.", [("R01", "One.\n\nTwo.")], id="a paragraph without a tag continues"),
        pytest.param("R01: One\ntwo.", [("R01", "One\ntwo.")], id="a line without a tag continues"),
        pytest.param("R01: Well.\nSatu hal: mahal.", [("R01", "Well.\nSatu hal: mahal.")], id="words before a colon"),
        pytest.param("R01: Well.\n\nX: who?", [("R01", "Well.\n\nX: who?")], id="an unknown tag is text"),
        pytest.param("R01: He asked I: why?", [("R01", "He asked I: why?")], id="a tag inside a line is text"),
        pytest.param("R01: See R012: no.\nR012: no.", [("R01", "See R012: no.\nR012: no.")], id="a longer tag is text"),
        pytest.param("r01: no.", [(None, "r01: no.")], id="a tag in small letters is text"),
        pytest.param("[noise]\n\nI: Yes?", [(None, "[noise]"), ("I", "Yes?")], id="words before the first tag"),
        pytest.param("I:\n\nR01: No.", [("I", ""), ("R01", "No.")], id="an empty turn"),
        pytest.param("I: Yes?\n\nR01:", [("I", "Yes?"), ("R01", "")], id="an empty last turn"),
        pytest.param("  I : Yes?", [("I", "Yes?")], id="blanks around the tag"),
        pytest.param("R01: One: two: three", [("R01", "One: two: three")], id="more colons"),
        pytest.param("R01: One.\n---\nTwo.", [("R01", "One.\n---\nTwo.")], id="a rule of three dashes in the text"),
    ],
)
def test_turns_are_begun_by_the_tags_of_the_header_alone(body: str, turns: list[tuple[str, str]]) -> None:
    assert said(parse(INTERVIEW, body)) == turns


def test_speakers_name_the_tags_their_roles_and_cases() -> None:
    header = (
        "id: pair\ntype: interview\nspeakers:\n  I: {role: interviewer}\n  W: {role: informant, case: F06}\n"
        "  H: {role: informant}\n  N: other\n"
    )
    document = parse(header, "I: a\nW: b\nH: c\nN: d\nF06: e")
    assert [(turn.speaker, turn.turn_role, turn.case) for turn in document.turns] == [
        ("I", "interviewer", None),
        ("W", "informant", "F06"),
        ("H", "informant", "H"),
        ("N", "other", None),
    ]
    assert said(document)[-1] == ("N", "d\nF06: e")


def test_several_informants_may_be_listed() -> None:
    document = parse("id: g\ntype: interview\ninterviewer: I\ninformant: [R1, R2]\n", "R1: a\nR2: b")
    assert document.cases == ("R1", "R2")


def test_a_tag_is_taken_to_the_letter_and_is_no_pattern() -> None:
    document = parse("id: g\ntype: interview\nspeakers: {'R.1': {role: informant}}\n", "R.1: a\nRx1: b")
    assert said(document) == [("R.1", "a\nRx1: b")]


def test_prose_has_a_turn_a_paragraph_and_no_speaker() -> None:
    document = parse(NOTE, "One line,\nand its second.\n\n  \nAnother: paragraph.  \n")
    assert document.turns == (
        Turn(1, None, "other", 0, 25),
        Turn(2, None, "other", 30, 49),
    )


def test_header_values_are_texts() -> None:
    document = parse("id: 010\ntype: observation\nrecorded: NO\ndate: 2017-02-16\n", "Words.")
    assert (document.id, document.header["recorded"], document.header["date"]) == ("010", "NO", "2017-02-16")


@pytest.mark.parametrize("key", ["type", "kind"])
def test_type_is_read_as_kind(key: str) -> None:
    assert parse(f"id: D1\n{key}: document\n", "Words.").kind == "document"


def test_the_line_of_an_offset_counts_from_the_top_of_the_file() -> None:
    document = parse(NOTE, "\n\nFirst.\n\nThird.")
    assert [document.line_at(turn.start) for turn in document.turns] == [7, 9]


# --- the text never drifts

marks = st.sampled_from(["é", "e\u0301", "a\u0323\u0302", "🙂", "👩\u200d🌾", "\u2028", "\u0085", "\r\n", "\r", "\n", "\ufeff", "I:", "R01: ", " "])  # fmt: skip
texts = st.lists(marks | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=30).map("".join)


def normal_form(text: str) -> str:
    """The text as DESIGN has it, by other means than qualkit's."""
    text = unicodedata.normalize("NFC", "\n".join(text.replace("\r\n", "\n").split("\r")))
    lines = text.split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return "\n".join(lines)


filled = texts.filter(lambda text: normal_form(text) != "")


@given(filled, st.sampled_from(["", "\ufeff"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_text_is_what_follows_the_header_normalised(body: str, bom: str, line_end: str) -> None:
    header = f"---\n{INTERVIEW}---\n".replace("\n", line_end)
    document = parse_transcript(bom + header + body, file="made.txt")
    assert document.text == normal_form(body)


@given(filled)
def test_a_file_reads_like_its_text(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    path = tmp_path_factory.mktemp("file") / "R01.txt"
    path.write_bytes(f"\ufeff---\r\n{INTERVIEW}---\r\n{body}".encode())
    document = read_document(path)
    assert document.text == normal_form(body)
    assert document.text_sha256 == sha256(document.text.encode()).hexdigest()


@given(filled)
def test_reading_again_what_was_read_changes_nothing(body: str) -> None:
    once = parse(INTERVIEW, body)
    again = parse(INTERVIEW, once.text)
    assert (again.text, again.turns, again.text_sha256) == (once.text, once.turns, once.text_sha256)


@given(filled, st.sampled_from([INTERVIEW, NOTE]))
def test_turns_are_ordered_disjoint_and_hold_all_words_but_the_tags(body: str, header: str) -> None:
    document = parse(header, body)
    text, place, between = document.text, 0, []
    for turn in document.turns:
        assert place <= turn.start <= turn.end <= len(text)
        words = text[turn.start : turn.end]
        assert words == words.strip()
        between.append(text[place : turn.start].strip())
        place = turn.end
    assert not text[place:].strip()
    for turn, gap in zip(document.turns, between, strict=True):
        tag, colon = (turn.speaker or "", ":" if turn.speaker else "")
        assert "".join(gap.split()) == tag + colon
    assert [turn.number for turn in document.turns] == list(range(1, len(document.turns) + 1))


@given(filled, st.sampled_from([INTERVIEW, NOTE]), st.integers(0, 60), st.integers(0, 60))
def test_the_turns_of_a_span_are_those_that_share_a_character_with_it(
    body: str, header: str, start: int, end: int
) -> None:
    document = parse(header, body)
    assert document.turns_between(start, end) == tuple(
        turn for turn in document.turns if turn.start < end and start < turn.end
    )


@given(filled, st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_editing_the_header_moves_neither_text_nor_hash(body: str, place: str) -> None:
    before, after = parse(INTERVIEW, body), parse(f"{INTERVIEW}place: x{place}\nnote: more\n", body)
    assert (after.text, after.turns, after.text_sha256) == (before.text, before.turns, before.text_sha256)


# --- what cannot be read


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("I: How?\n", r"made\.txt:1: a transcript begins with a header", id="no header"),
        pytest.param("", r"made\.txt:1: a transcript begins with a header", id="an empty file"),
        pytest.param("---\nid: R01\nI: How?\n", r"made\.txt:1: the header is never closed", id="an unclosed header"),
        pytest.param(f"---\n{NOTE}---\n", r"made\.txt:4: the transcript is empty", id="no text"),
        pytest.param(f"---\n{NOTE}---\n \n\t\n", r"made\.txt:4: the transcript is empty", id="blank lines only"),
        pytest.param("---\nid: R01\n---\nA.", r"made\.txt:1: the header has no type; write `type: interview`", id="no type"),
        pytest.param("---\nid: R01\ntype: talk\n---\nA.", r"made\.txt:3: type 'talk' is unknown; write `type: interview`", id="an unknown type"),
        pytest.param("---\ntype: document\nid: ../R01\n---\nA.", r"made\.txt:3: id '\.\./R01' cannot name a file", id="an id that leaves the folder"),
        pytest.param("---\nid: con\ntype: document\n---\nA.", r"made\.txt:2: id 'con' cannot name a file", id="a reserved id"),
        pytest.param("---\n- a\n---\nA.", r"made\.txt:2: the header must be `key: value` lines", id="a list for a header"),
        pytest.param("---\nid: 1\nid: 2\n---\nA.", r"made\.txt:3: the key 'id' stands twice", id="a key twice"),
        pytest.param("---\nid: [1\n---\nA.", r"made\.txt:\d: not valid YAML", id="bad YAML"),
        pytest.param(f"---\n{NOTE}speakers: [I, R]\n---\nA.", r"made\.txt:4: speakers must look like", id="speakers as a list"),
        pytest.param(f"---\n{NOTE}speakers: {{R: {{role: informan}}}}\n---\nA.", r"made\.txt:4: speaker 'R' has the role 'informan'; did you mean 'informant'", id="an unknown role"),
    ],
)  # fmt: skip
def test_a_faulty_transcript_says_where_and_what(content: str, message: str) -> None:
    with pytest.raises(FaultsError, match=message):
        parse_transcript(content, file="made.txt")


def test_all_faults_of_a_header_are_told_together() -> None:
    with pytest.raises(FaultsError, match="is empty") as caught:
        parse("id: a/b\ntype: talk\nspeakers: x\n", "")
    assert [fault.line for fault in caught.value.faults] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"---\nid: R1\ntype: document\n---\nCaf\xe9.\n", r"R1\.txt:5: not UTF-8 text \(byte 0xe9\), perhaps Windows"),
        (
            "---\nid: R1\ntype: document\n---\nCafé.\n".encode("utf-16"),
            r"R1\.txt:1: not UTF-8 text \(byte 0xff\), perhaps UTF-16",
        ),
    ],
)
def test_another_encoding_is_named_with_its_line(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "R1.txt"
    path.write_bytes(raw)
    with pytest.raises(FaultsError, match=message):
        read_document(path)


def test_a_missing_file_and_another_format_are_told(tmp_path: Path) -> None:
    with pytest.raises(FaultsError, match=r"gone\.txt: the file is missing"):
        read_document(tmp_path / "gone.txt")
    (tmp_path / "R1.wpd").write_bytes(b"\xffWPC\0\0\0\0")
    with pytest.raises(FaultsError, match=r"R1\.wpd: a \.wpd file is not read; it holds no text but binary data"):
        read_document(tmp_path / "R1.wpd")


def test_a_text_that_begins_with_a_line_is_not_taken_for_a_transcript(tmp_path: Path) -> None:
    for begin in ("---\n", "-------------\n", "---\ntags: x\n---\n"):
        path = tmp_path / "R1.txt"
        path.write_text(f"{begin}I: How did it begin?\n\nR: Slowly, slowly.\n\nI: And then?\n\nR: Well.\n", "utf-8")
        assert [turn.turn_role for turn in read_document(path).turns if turn.speaker][:2] == [
            "interviewer",
            "informant",
        ]
