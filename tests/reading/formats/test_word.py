"""Word's .docx: all that was said in its order, what was deleted out, comments at their words."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office_files import STRICT, TRANSITIONAL, broken, make_docx, p, r, remarks, texts, zip_files
from qualkit.errors import FaultsError
from qualkit.reading.drafting.draft import draft_transcript
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.word import read_word

REAL = Path(__file__).parents[4] / "shared" / "real"


def read(body: str, **parts: str) -> Manuscript:
    return read_word(make_docx(body, **parts), file="made.docx")


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def comment(number: int, *paragraphs: str, more: str = "") -> str:
    return f'<w:comment w:id="{number}" w:author="Ana" {more}>{"".join(map(p, paragraphs))}</w:comment>'


def note(kind: str, number: int, *paragraphs: str) -> str:
    return f'<w:{kind} w:id="{number}">{"".join(map(p, paragraphs))}</w:{kind}>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("one" + "", "one"),
        (r("<w:t>one</w:t><w:br/><w:t>two</w:t><w:cr/><w:t>three</w:t>"), "one\ntwo\nthree"),
        (r("<w:t>one</w:t><w:tab/><w:t>two</w:t>"), "one two"),
        (r("<w:t>e</w:t><w:noBreakHyphen/><w:t>mail co</w:t><w:softHyphen/><w:t>op</w:t>"), "e-mail coop"),
        (r('<w:t>well </w:t><w:sym w:font="Wingdings" w:char="F04A"/>'), "well ☺"),
        (r('<w:t>x </w:t><w:sym w:font="Arial" w:char="2013"/><w:sym w:char="no"/>'), "x –"),
        (r("<w:t>one\n two</w:t>"), "one two"),
        (f"<w:ins>{r('put in')}</w:ins><w:del>{r('<w:delText>taken out</w:delText>')}</w:del>", "put in"),
        (f"<w:moveFrom>{r('from here')}</w:moveFrom><w:moveTo>{r('to here')}</w:moveTo>", "to here"),
        (f"<w:ins>{r('kept ')}<w:del>{r('gone')}</w:del></w:ins>", "kept"),
        (f"<w:hyperlink>{r('a link')}</w:hyperlink>", "a link"),
        (f"<w:smartTag>{r('Jakarta')}</w:smartTag>", "Jakarta"),
        (f"<w:fldSimple>{r('12')}</w:fldSimple>", "12"),
        (
            r('<w:fldChar w:fldCharType="begin"/><w:instrText>PAGEREF x</w:instrText>'
              '<w:fldChar w:fldCharType="separate"/><w:t>12</w:t><w:fldChar w:fldCharType="end"/>'),
            "12",
        ),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{r('controlled')}</w:sdtContent></w:sdt>", "controlled"),
        ("<m:oMath><m:r><m:t>n = 12</m:t></m:r></m:oMath>", "n = 12"),
    ],
)  # fmt: skip
def test_what_a_paragraph_says(inside: str, text: str) -> None:
    assert texts(read(p(inside))) == [text]


def test_deletions_are_told_once_and_only_where_there_are_some() -> None:
    deleted = f"<w:del>{r('<w:delText>gone</w:delText>')}</w:del>"
    assert read(p("one", deleted, deleted)).notes == (
        "tracked changes were taken as accepted: 2 deletions were left out",
    )
    assert read(p("one")).notes == ()


def test_where_the_end_of_a_paragraph_was_deleted_the_next_one_joins_it() -> None:
    assert texts(read(p("one ", properties="<w:rPr><w:del/></w:rPr>") + p("two") + p("three"))) == ["one two", "three"]


def test_text_boxes_stand_after_their_paragraph_and_only_once() -> None:
    box = f"<w:txbxContent>{p('in the box')}{p('too')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert texts(read(p("before ", r(both), "after"))) == ["before after", "in the box", "too"]
    old = f"<mc:AlternateContent><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert texts(read(p("before", r(old)))) == ["before", "in the box", "too"]


def test_a_row_is_a_paragraph_with_cells() -> None:
    (row,) = read(f"<w:tbl>{tr(p('P') + p('(f)'), p(), p('well'))}</w:tbl>").paragraphs
    assert (row.text, row.cells) == ("P\n(f)\nwell", ("P\n(f)", "", "well"))


def test_merged_cells_say_their_words_once_and_keep_the_columns() -> None:
    wide = f"<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('wide')}"
    below = f"<w:tcPr><w:vMerge/></w:tcPr>{p()}"
    manuscript = read(f"<w:tbl>{tr(wide, p('c'))}{tr(p('a'), p('b'), below)}</w:tbl>")
    assert [row.cells for row in manuscript.paragraphs] == [("wide", "", "c"), ("a", "b", "")]


def test_a_cell_may_claim_any_number_of_columns_and_gets_a_few() -> None:
    wide = f"<w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr>{p('wide')}"
    assert len(read(f"<w:tbl>{tr(wide, p('c'))}</w:tbl>").paragraphs[0].cells) == 65


def test_a_table_of_one_cell_is_a_frame_around_paragraphs_and_tables() -> None:
    inner = f"<w:tbl>{tr(p('P'), p('well'))}</w:tbl>"
    manuscript = read(f"<w:tbl>{tr(p('one') + inner + p('two'))}</w:tbl>")
    assert [(row.text, row.cells) for row in manuscript.paragraphs] == [
        ("one", ()), ("P\nwell", ("P", "well")), ("two", ()),
    ]  # fmt: skip


def test_a_table_in_a_cell_of_a_row_is_lines_of_that_cell() -> None:
    inner = f"<w:tbl>{tr(p('x'), p('y'))}</w:tbl>{p()}"
    assert read(f"<w:tbl>{tr(p('P'), inner)}</w:tbl>").paragraphs[0].cells == ("P", "x\ny")


def test_deleted_rows_and_cells_are_out_and_cells_in_controls_are_in() -> None:
    gone = tr(p("a"), p("b"), properties="<w:trPr><w:del/></w:trPr>")
    cell = f"<w:sdt><w:sdtContent><w:tc>{p('c')}</w:tc></w:sdtContent></w:sdt>"
    manuscript = read(f"<w:tbl>{gone}<w:tr>{cell}<w:tc>{p('d')}</w:tc></w:tr></w:tbl>")
    assert [row.cells for row in manuscript.paragraphs] == [("c", "d")]


def test_footnotes_and_endnotes_stand_where_they_are_referred_to() -> None:
    first, second = r('<w:footnoteReference w:id="7"/>'), r('<w:footnoteReference w:id="3"/>')
    manuscript = read(
        p("one", first, " two", second, r('<w:endnoteReference w:id="2"/>'), first),
        footnotes=note("footnote", 3, "third.") + note("footnote", 7, "said ", "laughing "),
        endnotes=note("endnote", 2, "at the end"),
    )
    assert texts(manuscript) == [
        "one [footnote 1: said laughing] two [footnote 2: third.] [endnote 1: at the end] [footnote 1]"
    ]


def test_a_note_that_refers_to_itself_or_to_nothing_ends() -> None:
    reference = r('<w:footnoteReference w:id="1"/>')
    assert texts(read(p("one", reference), footnotes=note("footnote", 1, "see", reference))) == [
        "one [footnote 1: see]"
    ]
    assert texts(read(p("one", reference))) == ["one"]


def test_a_comment_points_at_its_words() -> None:
    manuscript = read(
        p("P: ", '<w:commentRangeStart w:id="4"/>', "how  are", " you", '<w:commentRangeEnd w:id="4"/>',
          r('<w:commentReference w:id="4"/>'), "?"),
        comments=comment(4, "a question", "to me", more='w:date="2024-05-01T10:00:00Z"'),
    )  # fmt: skip
    (remark,) = manuscript.remarks
    assert remarks(manuscript) == [("how are you", "a question\nto me")]
    assert (remark.author, remark.at) == ("Ana", "2024-05-01T10:00:00Z")


def test_a_comment_may_run_over_paragraphs_tables_and_emoji() -> None:
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    manuscript = read(
        p("😀 e\u0301 one ", start, "two") + p() + f"<w:tbl>{tr(p('a'), p('b', end, ' c'))}</w:tbl>",
        comments=comment(1, "long"),
    )
    assert remarks(manuscript) == [("two\n\na\nb", "long")]


def test_a_comment_without_a_range_stands_at_the_word_before_it() -> None:
    manuscript = read(p("one two", r('<w:commentReference w:id="1"/>'), " three"), comments=comment(1, "here"))
    assert remarks(manuscript) == [("two", "here")]


def test_replies_are_remarks_of_their_own_and_a_comment_on_what_was_deleted_stays() -> None:
    places = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in (1, 2))
    ends = "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in (1, 2))
    manuscript = read(
        p("one ", f"<w:del>{places}{r('<w:delText>gone</w:delText>')}{ends}</w:del>"),
        comments=comment(1, "why?") + comment(2, "because"),
    )
    assert remarks(manuscript) == [("one", "why?"), ("one", "because")]


@pytest.mark.parametrize(
    ("run", "bold"),
    [
        ("<w:b/>", 4), ('<w:b w:val="1"/>', 4), ('<w:b w:val="0"/>', 0), ('<w:b w:val="false"/>', 0),
        ('<w:u w:val="single"/>', 4), ('<w:u w:val="none"/>', 0), ("<w:i/>", 0), ('<w:rStyle w:val="Loud"/>', 4),
        ('<w:rStyle w:val="Louder"/>', 4), ('<w:rStyle w:val="Loud"/><w:b w:val="0"/>', 0), ("", 0),
    ],
)  # fmt: skip
def test_bold_tells_how_long_a_beginning_is_set_apart(run: str, bold: int) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Loud"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Louder"><w:basedOn w:val="Loud"/></w:style>'
    )
    assert read(p(r("Rina", run), " well"), styles=styles).paragraphs[0].bold == bold


def test_bold_follows_the_styles_of_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Loud"><w:rPr><w:b/></w:rPr></w:style>'
    )
    heading = '<w:pStyle w:val="H"/>'
    body = p("whole", properties=heading) + p(r("not", '<w:rStyle w:val="Loud"/>'), " this", properties=heading)
    assert [one.bold for one in read(body, styles=styles).paragraphs] == [5, 0]
    by_default = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:b/></w:rPr></w:style>'
    assert read(p("whole"), styles=by_default).paragraphs[0].bold == 5
    of_all = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert read(p("whole"), styles=of_all).paragraphs[0].bold == 5


def test_hidden_words_are_left_out_and_counted() -> None:
    manuscript = read(p("seen ", r("her real name", "<w:vanish/>"), r("too", '<w:vanish w:val="0"/>')))
    assert texts(manuscript) == ["seen too"]
    assert manuscript.notes == ("3 words that the file hides were left out",)


def test_numbers_that_word_sets_are_told() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    manuscript = read(p("one", properties=numbered) + p("two", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'))
    assert texts(manuscript) == ["one", "two"]
    assert [paragraph.item for paragraph in manuscript.paragraphs] == [True, False]
    assert manuscript.notes == ("1 paragraphs have a number or bullet that Word sets; these are not in the text",)


def test_numbers_that_a_style_sets_are_told_too_unless_the_paragraph_has_none() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Question"><w:basedOn w:val="List"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Answer"><w:basedOn w:val="List"/><w:pPr><w:numPr><w:numId w:val="0"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    styled = ['<w:pStyle w:val="Question"/>', '<w:pStyle w:val="Answer"/>']
    without = f'{styled[0]}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("plain") + "".join(p("one", properties=properties) for properties in (*styled, without))
    manuscript = read(body, styles=styles)
    assert [paragraph.item for paragraph in manuscript.paragraphs] == [False, True, False, False]
    assert manuscript.notes == ("1 paragraphs have a number or bullet that Word sets; these are not in the text",)


def test_questions_that_a_style_numbers_are_asked(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Hasil wawancara dengan Bu Sri")
    for number in range(5):
        document.add_paragraph(f"Bagaimana pendapat Ibu tentang hal {number}?", style="List Number")
        document.add_paragraph(f"Menurut saya hal {number} itu baik sekali bagi kami di sini.")
    document.save(tmp_path / "sri.docx")
    manuscript = read_word((tmp_path / "sri.docx").read_bytes(), file="sri.docx")
    tags = [tag.tag for tag in draft_transcript(manuscript, identity="S1").tags]
    assert tags == ["Pertanyaan", "Jawaban"]


def test_text_that_lies_in_it_as_another_file_is_told() -> None:
    (said,) = read(p("one") + "<w:altChunk/>").notes
    assert "was not read" in said


@pytest.mark.parametrize("space", [TRANSITIONAL, STRICT])
@pytest.mark.parametrize("document", ["word/document.xml", "word/document2.xml", "text/main.xml"])
def test_both_dialects_are_read_wherever_the_text_lies(space: str, document: str) -> None:
    raw = make_docx(p(r("P", "<w:b/>"), ": well", r('<w:footnoteReference w:id="1"/>')), space=space, document=document,
                    footnotes=note("footnote", 1, "so"))  # fmt: skip
    (paragraph,) = read_word(raw, file="made.docx").paragraphs
    assert (paragraph.text, paragraph.bold) == ("P: well [footnote 1: so]", 1)


def test_headers_and_footers_are_other_parts_and_stay_out() -> None:
    assert texts(read(p("one") + "<w:sectPr/>", header1=p("the header"), footer1=p("page 1"))) == ["one"]


def test_a_file_without_words_is_an_empty_manuscript() -> None:
    assert read(p() + "<w:sectPr/>") == Manuscript((), (), ())


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "broken, or not what its name says"),
        (b"words", "broken, or not what its name says"),
        (b"\xd0\xcf\x11\xe0" * 9, "locked by a password, or in the old format"),
        (zip_files({"a.txt": "a"}), "no text of Word is in it"),
        (zip_files({"xl/workbook.xml": "<w/>"}), r"give it the ending \.xlsx"),
        (zip_files({"ppt/slides/slide1.xml": "<w/>"}), "it is a presentation"),
        (zip_files({"mimetype": "x", "content.xml": "<w/>"}), r"give it the ending \.odt"),
        (zip_files({"word/document.xml": "<w/>"}), "no text of Word is in it"),
        (zip_files({"word/document.xml": "<w"}), "is broken XML"),
        (zip_files({"word/document.xml": "<!DOCTYPE w [<!ENTITY a 'a'>]><w>&a;</w>"}), "declares entities"),
        (make_docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "is nested deeper, or unpacks to more, than any text does"),
    ],
)
def test_what_is_no_text_of_word_is_refused_with_what_to_do(raw: bytes, problem: str) -> None:
    with pytest.raises(FaultsError, match=problem):
        read_word(raw, file="made.docx")


END = '<w:commentRangeEnd w:id="1"/>'
CHOICE = f"<mc:AlternateContent><mc:Choice><w:txbxContent>{p('box')}</w:txbxContent></mc:Choice></mc:AlternateContent>"
EVERYTHING = (
    p(r("P", "<w:b/>"), ": one", r('<w:footnoteReference w:id="1"/><w:br/>'), '<w:commentRangeStart w:id="1"/>', "two")
    + f"<w:tbl>{tr(p('a'), p('b', END))}</w:tbl>"
    + p(r(CHOICE))
)
PARTS = {
    "footnotes": note("footnote", 1, "note"),
    "comments": comment(1, "aside"),
    "styles": '<w:style w:styleId="a"/>',
}


@settings(max_examples=150)
@given(broken(make_docx(EVERYTHING, **PARTS)))
def test_a_damaged_file_ends_in_a_manuscript_or_a_fault(raw: bytes) -> None:
    try:
        assert isinstance(read_word(raw, file="made.docx"), Manuscript)
    except FaultsError as error:
        assert str(error).startswith("made.docx: ")


@settings(max_examples=150)
@given(broken(EVERYTHING.encode()))
def test_damaged_xml_ends_in_a_manuscript_or_a_fault(body: bytes) -> None:
    try:
        assert isinstance(read(body.decode("utf-8", "replace"), **PARTS), Manuscript)
    except FaultsError as error:
        assert "broken XML" in str(error)


LEAVES = st.text(alphabet="ab é😀", min_size=1, max_size=6).map(r) | st.sampled_from(
    ['<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>', r('<w:footnoteReference w:id="1"/>'),
     r("<w:br/>"), r("<w:tab/>"), r('<w:sym w:char="F04A"/>')]
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(
        st.sampled_from(["p", "r", "tbl", "tr", "tc", "del", "ins", "sdt", "sdtContent", "txbxContent", "moveFrom"]),
        st.lists(inner, max_size=4),
    ).map(lambda made: f"<w:{made[0]}>{''.join(made[1])}</w:{made[0]}>"),
    max_leaves=25,
)


@given(TREES)
def test_any_tree_of_its_elements_is_read(tree: str) -> None:
    manuscript = read(tree, **PARTS)
    for remark in manuscript.remarks:
        assert 0 <= remark.start < remark.end <= len(manuscript.text)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.parametrize("name", ["ecape-interview-01", "ecape-interview-09", "ecape-interview-18"])
def test_real_interviews_keep_every_word(name: str) -> None:
    docx = pytest.importorskip("docx")
    path = REAL / f"{name}.docx"
    told = [word for paragraph in docx.Document(path).paragraphs for word in paragraph.text.split()]
    assert read_word(path.read_bytes(), file=path.name).text.split() == told
