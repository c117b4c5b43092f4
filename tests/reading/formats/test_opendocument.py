"""OpenDocument text: all that was said in its order, what was deleted out, comments at their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office_files import broken, make_docx, make_odt, p, remarks, texts, zip_files
from qualkit.errors import FaultsError
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.opendocument import read_opendocument

REAL = Path(__file__).parents[4] / "shared" / "real" / "qualcoder-id2.odt"
FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}</office:text></office:body>'
    "</office:document>"
)


def read(body: str, *, styles: str = "", common: str = "") -> Manuscript:
    return read_opendocument(make_odt(body, styles=styles, common=common), file="made.odt")


def para(inside: str, style: str = "") -> str:
    return f"<text:p{f' text:style-name={style!r}' * bool(style)}>{inside}</text:p>"


def style(name: str, family: str, properties: str, parent: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
        f"<style:text-properties {properties}/></style:style>"
    )


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(f'<table:table-cell>{cell}</table:table-cell>' for cell in cells)}</table:table-row>"


def comment(text: str, name: str = "") -> str:
    named = f' office:name="{name}"' * bool(name)
    return (
        f"<office:annotation{named}><dc:creator>Ana</dc:creator><dc:date>2024-05-01T10:00:00</dc:date>"
        f"{para(text)}</office:annotation>"
    )


def note(kind: str, *paragraphs: str) -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>*</text:note-citation>'
        f"<text:note-body>{''.join(map(para, paragraphs))}</text:note-body></text:note>"
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("one\n  two", "one two"),
        ("one<text:s/>two<text:s text:c='999999999'/>three<text:tab/>four", "one two three four"),
        ("one<text:line-break/>two", "one\ntwo"),
        ("one <text:span>two <text:a>three</text:a></text:span> four", "one two three four"),
        ("a<text:bookmark text:name='x'/>b<text:soft-page-break/>c<!-- no --><?no no?>d", "abcd"),
        ("page <text:page-number>3</text:page-number>", "page 3"),
        ("one<office:binary-data>AAAA</office:binary-data>", "one"),
    ],
)
def test_what_a_paragraph_says(inside: str, text: str) -> None:
    assert texts(read(para(inside))) == [text]


def test_headings_lists_and_sections_are_read_in_order() -> None:
    listed = f"<text:list><text:list-item>{para('two')}</text:list-item></text:list>"
    manuscript = read(f"<text:h>one</text:h>{listed}<text:section>{para('three')}</text:section>")
    assert [paragraph.item for paragraph in manuscript.paragraphs] == [False, True, False]
    assert texts(manuscript) == ["one", "two", "three"]
    assert manuscript.notes == (
        "1 items of lists have a number or bullet that is set for them; these are not in the text",
    )


def test_tracked_changes_are_taken_as_accepted() -> None:
    region = f"<text:changed-region text:id='c1'><text:deletion>{para('gone')}</text:deletion></text:changed-region>"
    changes = f"<text:tracked-changes>{region}</text:tracked-changes>"
    manuscript = read(changes + para("one<text:change text:change-id='c1'/> two"))
    assert texts(manuscript) == ["one two"]
    assert manuscript.notes == ("tracked changes were taken as accepted: 1 deletions were left out",)


def test_in_a_flat_file_deletions_stand_in_their_place_and_are_left_out() -> None:
    region = "<text:changed-region text:id='c1'><text:deletion/></text:changed-region>"
    start, end = "<text:change-start text:change-id='c1'/>", "<text:change-end text:change-id='c1'/>"
    body = f"<text:tracked-changes>{region}</text:tracked-changes>{para(f'one {start}gone')}{para(f'too{end}two')}"
    assert texts(read_opendocument(FLAT.format(body).encode(), file="made.fodt")) == ["one two"]


def test_a_row_is_a_paragraph_with_cells_and_a_merged_cell_says_its_words_once() -> None:
    spread = f"<table:table-row><table:table-cell table:number-columns-spanned='2'>{para('wide')}</table:table-cell>"
    spread += f"<table:covered-table-cell/><table:table-cell>{para('c')}</table:table-cell></table:table-row>"
    empty = "<table:table-row><table:table-cell table:number-columns-repeated='999999'/>"
    empty += f"<table:table-cell>{para('z')}</table:table-cell></table:table-row>"
    manuscript = read(f"<table:table>{row(para('P') + para('(f)'), '', para('well'))}{spread}{empty}</table:table>")
    cells = [paragraph.cells for paragraph in manuscript.paragraphs]
    assert cells[:2] == [("P\n(f)", "", "well"), ("wide", "", "c")]
    assert len(cells[2]) == 65


def test_text_boxes_stand_after_their_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{para('box')}</draw:text-box><svg:title>no</svg:title></draw:frame>"
    assert texts(read(para(f"before {box}after"))) == ["before after", "box"]


def test_notes_stand_where_they_are_referred_to() -> None:
    manuscript = read(para(f"one{note('footnote', 'said', 'so')} two{note('endnote', 'end')}{note('footnote', 'b')}"))
    assert texts(manuscript) == ["one [footnote 1: said so] two [endnote 1: end] [footnote 2: b]"]


def test_a_comment_points_at_its_words_and_its_own_are_not_in_the_sentence() -> None:
    manuscript = read(
        para(f"P: {comment('why?', 'k')}how  are") + para("you<office:annotation-end office:name='k'/>?")
        + para(f"one two{comment('here')} three{comment('', 'q')}")
    )  # fmt: skip
    assert texts(manuscript) == ["P: how are", "you?", "one two three"]
    assert remarks(manuscript) == [("how are\n\nyou", "why?"), ("two", "here")]
    assert (manuscript.remarks[0].author, manuscript.remarks[0].at) == ("Ana", "2024-05-01T10:00:00")


def test_bold_follows_styles_and_those_they_are_based_on() -> None:
    common = style("Strong", "text", 'fo:font-weight="bold"') + style("Loud", "paragraph", 'fo:font-weight="700"')
    styles = (
        style("T1", "text", "", "Strong") + style("T2", "text", 'fo:font-weight="normal"')
        + style("T3", "text", 'style:text-underline-style="solid"') + style("P1", "paragraph", "", "Loud")
        + style("X", "text", "", "Y") + style("Y", "text", "", "X")
    )  # fmt: skip
    body = para("<text:span text:style-name='T1'>Rina</text:span> well")
    body += para("<text:span text:style-name='T3'>Rina</text:span> <text:span text:style-name='X'>well</text:span>")
    body += para("<text:span text:style-name='T2'>not</text:span> this", "P1") + para("whole", "P1")
    assert [one.bold for one in read(body, styles=styles, common=common).paragraphs] == [4, 4, 0, 5]


def test_bold_may_be_the_default() -> None:
    default = '<style:default-style style:family="paragraph"><style:text-properties fo:font-weight="bold"/>'
    assert read(para("whole"), common=f"{default}</style:default-style>").paragraphs[0].bold == 5


def test_hidden_words_are_left_out_and_counted() -> None:
    styles = style("H", "text", 'text:display="none"')
    body = para("seen<text:span text:style-name='H'> her name</text:span>")
    body += f"<text:section text:display='none'>{para('one two three')}</text:section>"
    manuscript = read(body, styles=styles)
    assert texts(manuscript) == ["seen"]
    assert manuscript.notes == ("5 words that the file hides were left out",)


def test_a_table_of_contents_keeps_its_lines_and_not_its_pattern() -> None:
    index = "<text:table-of-content><text:table-of-content-source><text:index-title-template>Pattern"
    index += "</text:index-title-template></text:table-of-content-source>"
    assert texts(read(f"{index}<text:index-body>{para('Chapter 1')}</text:index-body></text:table-of-content>")) == [
        "Chapter 1"
    ]


def test_a_file_without_words_is_an_empty_manuscript() -> None:
    assert read(para("")) == Manuscript((), (), ())


LOCKED = make_odt("", manifest="<manifest><encryption-data/></manifest>")
SPREADSHEET = '<o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><o:body><o:spreadsheet/></o:body></o:document>'


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "broken, or not what its name says"),
        (b"words", "broken, or not what its name says"),
        (LOCKED, "it is locked by a password"),
        (zip_files({"a.txt": "a"}), "no text is in it"),
        (make_docx(p("one")), r"give it the ending \.docx"),
        (SPREADSHEET.encode(), "it is a spreadsheet in OpenDocument's form, not a text"),
        (b"<html><br></html>", "is broken XML"),
        (b"<html/>", "no text is in it"),
        (zip_files({"content.xml": "<!DOCTYPE w [<!ENTITY a 'a'>]><w>&a;</w>"}), "declares entities"),
    ],
)
def test_what_is_no_opendocument_text_is_refused_with_what_to_do(raw: bytes, problem: str) -> None:
    with pytest.raises(FaultsError, match=problem):
        read_opendocument(raw, file="made.odt")


EVERYTHING = (
    para(f"P: {comment('why', 'k')}one{note('footnote', 'note')}<text:s text:c='2'/>two")
    + f"<table:table>{row(para('a'), para('b'))}</table:table>"
    + para("<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>")
)


@settings(max_examples=150)
@given(broken(make_odt(EVERYTHING)))
def test_a_damaged_file_ends_in_a_manuscript_or_a_fault(raw: bytes) -> None:
    try:
        assert isinstance(read_opendocument(raw, file="made.odt"), Manuscript)
    except FaultsError as error:
        assert str(error).startswith("made.odt: ")


@settings(max_examples=150)
@given(broken(FLAT.format(EVERYTHING.replace("dc:", "text:")).encode()))
def test_a_damaged_flat_file_ends_in_a_manuscript_or_a_fault(raw: bytes) -> None:
    try:
        assert isinstance(read_opendocument(raw, file="made.fodt"), Manuscript)
    except FaultsError as error:
        assert str(error).startswith("made.fodt: ")


LEAVES = st.text(alphabet="ab é😀", max_size=6) | st.sampled_from(
    ["<text:s/>", "<text:line-break/>", comment("x", "k"), comment("y"), "<office:annotation-end office:name='k'/>"]
)
TAGS = [
    "text:p", "text:h", "text:span", "text:note", "text:note-body", "text:section", "table:table", "table:table-row",
    "table:table-cell", "draw:frame", "draw:text-box", "office:annotation", "text:tracked-changes", "text:list-item",
]  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=25,
)


@given(TREES)
def test_any_tree_of_its_elements_is_read(tree: str) -> None:
    manuscript = read(tree)
    for remark in manuscript.remarks:
        assert 0 <= remark.start < remark.end <= len(manuscript.text)


@pytest.mark.skipif(not REAL.is_file(), reason="the real files are not here")
def test_a_real_file_keeps_every_word() -> None:
    manuscript = read_opendocument(REAL.read_bytes(), file=REAL.name)
    assert len(manuscript.paragraphs) == 3
    assert manuscript.text.endswith("The course cost €200.00 and I do not want to waste my money.")
