r"""RTF: its words, with what striprtf loses of them; striprtf is the second witness where both read the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office_files import broken, remarks, texts
from qualkit.errors import FaultsError
from qualkit.reading.drafting.draft import draft_transcript
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.rtf import read_rtf

FONTS = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Times;}{\f2\fnil\fcharset128{\*\panose 02} Mincho;}}"


def read(body: str, *, begin: str = r"\ansi\ansicpg1252") -> Manuscript:
    return read_rtf(rf"{{\rtf1{begin}{FONTS}{body}}}".encode("latin-1"), file="made.rtf")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"one\par", "one"),
        ("one\r\n two", "one two"),
        (r"caf\'e9 \'93so\'94", "café “so”"),
        ("caf\xe9", "café"),
        (r"\f1 \'cf\f0  A", "П A"),
        (r"\f2 \'83\'41\'83A", "アア"),  # a letter may be the second half of a character
        (r"\u8217 ?s \u233\'e9", "’s é"),
        (r"\uc2\u8217 ab s{\uc0\u233 x}\u233 cde", "’ séxée"),
        (r"\u-10179 ?\u-8704 ? x", "😀 x"),
        (r"{\u-10179 ?}{\u-8704 ?}", "😀"),
        (r"one\line two\tab three\~four", "one\ntwo three four"),
        (r"e\_mail co\-op \{x\} \\", "e-mail coop {x} \\"),
        (r"a\emdash b\endash c\lquote d\rquote", "a—b–c‘d’"),
        (r"{\*\unknown gone}kept", "kept"),
        (r"{\info{\title gone}{\author gone}}kept", "kept"),
        (r"{\header gone\par}{\footerf gone\par}kept", "kept"),
        (r"{\pict\pngblip 89504e47}kept", "kept"),
        ("{\\pict\\bin5 }}{{\\}kept", "kept"),
        (r"{\field{\*\fldinst HYPERLINK http://x}{\fldrslt a link}}", "a link"),
        (r"{\upr{gone}{\*\ud{kept \u233 ?}}}", "kept é"),
        (r"one}two", "one"),
        (r"{{{one", "one"),
    ],
)
def test_what_a_file_says(body: str, text: str) -> None:
    assert texts(read(body)) == [text]


@pytest.mark.parametrize(
    ("begin", "byte", "text"),
    [
        (r"\mac", r"\'8e", "é"), (r"\pc", r"\'82", "é"), (r"\pca", r"\'82", "é"), (r"\ansi\ansicpg1251", r"\'cf", "П"),
        (r"\ansi\ansicpg65001", r"\'c3\'a9", "é"), (r"\ansi\ansicpg0", r"\'e9", "é"), (r"\ansi\ansicpg936", r"\'c4\'e3", "你"),
    ],
)  # fmt: skip
def test_the_encoding_is_what_the_file_says(begin: str, byte: str, text: str) -> None:
    assert texts(read(byte, begin=begin)) == [text]


def test_what_cannot_be_decoded_is_told() -> None:
    manuscript = read(r"a\'81b\u-10179 ?c\par")
    assert texts(manuscript) == ["a\ufffdb\ufffdc"]
    assert manuscript.notes == ("2 characters could not be decoded and stand as \ufffd",)


def test_deleted_and_hidden_words_are_out_and_told() -> None:
    manuscript = read(r"one {\deleted gone too\par}{\v hidden}two\par")
    assert texts(manuscript) == ["one two"]
    assert manuscript.notes == (
        "tracked changes were taken as accepted: 2 deleted words were left out",
        "1 words that the file hides were left out",
    )


def test_numbers_that_are_set_are_out_and_told() -> None:
    manuscript = read(r"{\listtext\pard 1.\tab}one\par{\pntext 2.}two\par three\par")
    assert [paragraph.item for paragraph in manuscript.paragraphs] == [True, True, False]
    assert texts(manuscript) == ["one", "two", "three"]
    assert manuscript.notes == ("2 paragraphs have a number or bullet that is set for them; these are not in the text",)


@pytest.mark.parametrize(
    ("body", "bold"),
    [
        (r"{\b Rina} well", 4), (r"\b Rina\b0  well", 4), (r"\ul Rina\ulnone  well", 4), (r"\b Rina\plain  well", 4),
        (r"\i Rina\i0  well", 0), (r"{\b Ri}{\b na} well", 4), (r"well {\b Rina}", 0), (r"{\uld Rina}: well", 4),
    ],
)  # fmt: skip
def test_bold_tells_how_long_a_beginning_is_set_apart(body: str, bold: int) -> None:
    assert read(body).paragraphs[0].bold == bold


def test_a_row_is_a_paragraph_with_cells() -> None:
    first = r"\trowd\cellx1\cellx2\cellx3\pard\intbl P\par (f)\cell\cell well\cell\row"
    manuscript = read(rf"before\par {first}\pard\intbl a\cell b\cell c\cell\row\pard after")
    assert [(row.text, row.cells) for row in manuscript.paragraphs] == [
        ("before", ()), ("P\n(f)\nwell", ("P\n(f)", "", "well")), ("a\nb\nc", ("a", "b", "c")), ("after", ()),
    ]  # fmt: skip


def test_a_row_that_never_ends_loses_nothing() -> None:
    assert texts(read(r"\trowd\cellx1\pard one\par two\par\trowd\intbl a\cell b")) == ["one", "two", "a", "b"]


def test_notes_stand_where_they_are_referred_to() -> None:
    manuscript = read(
        r"one{\super\chftn}{\footnote\pard\plain{\super\chftn} said\par so} two{\*\footnote\ftnalt\chftn end}."
    )
    assert texts(manuscript) == ["one [footnote 1: said so] two [endnote 1: end]."]


def test_a_comment_points_at_its_words() -> None:
    about = r"{\*\atnid A}{\*\atnauthor Ana}\chatn{\*\annotation{\*\atnref 7}{\*\atndate 1740966528}why?\par so}"
    manuscript = read(rf"P: {{\*\atrfstart 7}}how\par are{{\*\atrfend 7}}{about} you {{\*\annotation here}}")
    assert texts(manuscript) == ["P: how", "are you"]
    assert remarks(manuscript) == [("how\n\nare", "why?\nso"), ("you", "here")]
    assert (manuscript.remarks[0].author, manuscript.remarks[0].at) == ("Ana", "2024-05-01T10:00:00")
    assert manuscript.remarks[1].author == ""


def test_text_boxes_stand_after_their_paragraph_and_only_once() -> None:
    box = (
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt in\par the box}}{\shprslt{\*\do\dptxbx{\dptxbxtext in the box}}}}"
    )
    assert texts(read(rf"before {box}after\par last")) == ["before after", "in", "the box", "last"]


def test_a_file_without_words_is_an_empty_manuscript() -> None:
    assert read(r"\par") == Manuscript((), (), ())


@pytest.mark.parametrize("raw", [b"", b"words", b"{\\rt", b"PK\x03\x04", b"<html>"])
def test_what_is_no_rtf_is_refused_with_what_to_do(raw: bytes) -> None:
    with pytest.raises(FaultsError, match=r"it is no RTF, which begins with \{\\rtf: open it"):
        read_rtf(raw, file="made.rtf")


def test_groups_in_groups_without_end_are_refused() -> None:
    with pytest.raises(FaultsError, match="more than 10,000 deep"):
        read("{" * 20_000)


@pytest.mark.parametrize(
    "body",
    [r"\pard\plain\f0 P: How?\par R: \'93Fine\'94, \u233?so.\par", r"{\b P:} one\par\pard{\i two} three\line four\par"],
)
def test_striprtf_reads_the_same_words(body: str) -> None:
    striprtf = pytest.importorskip("striprtf.striprtf")
    assert read(body).text.split() == striprtf.rtf_to_text(rf"{{\rtf1\ansi\ansicpg1252{FONTS}{body}}}").split()


EVERYTHING = (
    r"{\rtf1\ansi\ansicpg1252" + FONTS + r"{\b P:} one{\footnote n\'e9} \u-10179 ?\u-8704 ?{\*\atrfstart 1}two{\*\atrfend 1}"
    r"{\*\annotation{\*\atnref 1}{\*\atndate 5}why}\par\trowd\pard\intbl a\cell b\cell\row\pard{\shp{\shptxt box}}\bin3 xyz}"
)  # fmt: skip


@settings(max_examples=300)
@given(broken(EVERYTHING.encode()))
def test_a_damaged_file_ends_in_a_manuscript_or_a_fault(raw: bytes) -> None:
    try:
        assert isinstance(read_rtf(raw, file="made.rtf"), Manuscript)
    except FaultsError as error:
        assert str(error).startswith("made.rtf: ")


PIECES = st.sampled_from([
    "{", "}", "\\", "one ", "*", "\\'e9", "\\par ", "\\cell ", "\\row ", "\\trowd ", "\\intbl ", "\\pard ", "\\footnote ",
    "{\\*\\annotation ", "{\\*\\atrfstart 1}", "{\\*\\atrfend 1}", "\\u-10179 ?", "\\u-8704 ?", "\\uc0 ", "\\b ", "\\b0 ",
    "{\\shptxt ", "{\\upr", "{\\fonttbl\\f1\\fcharset128;}", "\\f1 ", "\\bin9999999999 ", "\\deleted ", "\\v ", "\\u ", "\\ansicpg7 ",
])  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=30))
def test_any_order_of_commands_is_read(pieces: list[str]) -> None:
    manuscript = read_rtf(("{\\rtf1" + "".join(pieces)).encode("latin-1"), file="made.rtf")
    for remark in manuscript.remarks:
        assert 0 <= remark.start < remark.end <= len(manuscript.text)


@pytest.mark.parametrize("piece", [r"a\cell ", r"{\*\annotation a}", r"a\cell\row ", r"{\footnote a}"])
def test_many_cells_and_comments_are_read(piece: str) -> None:
    made = read_rtf(b"{\\rtf1\\ansi a " + piece.encode() * 5_000 + b"}", file="a.rtf")
    assert draft_transcript(made, identity="F1").text
