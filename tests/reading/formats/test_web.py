"""Web pages: the words that a reader sees, in paragraphs as the page sets them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office_files import broken, remarks, texts
from qualkit.errors import FaultsError
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.web import read_html


def read(page: str) -> Manuscript:
    return read_html(page.encode(), file="made.html")


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        ("<p>one</p><p>two", ["one", "two"]),
        ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
        ("<p>one\n  two<br>three</p>", ["one two\nthree"]),
        ("<p>one<br>\n<br/>two</p>", ["one", "two"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<h1>one</h1>two<hr>three", ["one", "two", "three"]),
        ("<p>P&amp;R &lt;so&gt; caf&eacute; &#128512;&nbsp;x</p>", ["P&R <so> café 😀 x"]),
        ("<p>o<i>n</i>e <span>two</span></p>", ["one two"]),
        ("<pre>one\ntwo\n\nthree</pre>", ["one\ntwo", "three"]),
        ("<div style='white-space: pre-wrap'>one\ntwo</div>", ["one\ntwo"]),
        ("plain words", ["plain words"]),
        ("<b>one <p>two</b> three", ["one", "two three"]),
        ("<p>one<!-- no --><?php no ?><![CDATA[no]]> two</p>", ["one two"]),
        ("<p>a\0b", ["ab"]),
        ("</div></p>one</td>", ["one"]),
        ("<blockquote><p>one</p><footer>Ana, 34</footer></blockquote>", ["one", "Ana, 34"]),
        ("<?xml version='1.0' encoding='UTF-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>é</p></body></html>", ["é"]),
    ],
)  # fmt: skip
def test_what_a_page_says(page: str, paragraphs: list[str]) -> None:
    assert texts(read(page)) == paragraphs


@pytest.mark.parametrize(
    "left_out",
    [
        "<script>var a = '<p>no</p>';</script>", "<style>p {color: red}</style>", "<template><p>no</p></template>",
        "<noscript>no</noscript>", "<div title='header'><p>no</p></div>", "<div style='mso-element:footer'>no</div>",
        "<svg><text>no</text></svg>", "<title>no</title>",
    ],
)  # fmt: skip
def test_what_no_reader_sees_is_left_out(left_out: str) -> None:
    assert read(f"<html><head>{left_out}</head><body>{left_out}<p>one</p>{left_out}two</body></html>") == read(
        "<p>one</p>two"
    )


def test_menus_and_hidden_words_are_left_out_and_counted() -> None:
    manuscript = read(
        "<nav><a>Home</a> <a>About us</a></nav><p>one<span hidden> her name</span></p><p style='DISPLAY: none'>x</p>"
        "<table><tr hidden><td>a</td><td>b</td></tr></table>"
    )
    assert texts(manuscript) == ["one"]
    assert manuscript.notes == (
        "3 words of menus and fields to fill in were left out",
        "4 words that the file hides were left out",
    )


def test_a_row_is_a_paragraph_with_cells() -> None:
    manuscript = read(
        "<table><tr><th>Who<th>Words</tr><tr><td><p>P</p><p>(f)</p><td>well<br>so</tr><tr><td colspan=2>wide<td>c</tr>"
        "<tr><td colspan=99999999>a<td></table>"
    )
    cells = [paragraph.cells for paragraph in manuscript.paragraphs]
    assert cells[:3] == [("Who", "Words"), ("P\n(f)", "well\nso"), ("wide", "", "c")]
    assert len(cells[3]) == 65


def test_a_table_that_sets_the_page_is_a_frame_around_paragraphs_and_tables() -> None:
    inner = "<table><tr><td>P<td>well</table>"
    manuscript = read(f"<table><tr><td><p>side</p><p>bar</p><td><p>one</p>{inner}</table><table><tr><td>x</table>")
    assert [(one.text, one.cells) for one in manuscript.paragraphs] == [
        ("side", ()), ("bar", ()), ("one", ()), ("P\nwell", ("P", "well")), ("x", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "bold"),
    [
        ("<b>Rina</b> well", 4), ("<strong>Rina</strong>: well", 4), ("<u>Rina</u> well", 4), ("<h2>Rina</h2>", 4),
        ("<span style='font-weight:700'>Rina</span> well", 4), ("<span style='text-decoration: underline'>Rina</span>", 4),
        ("<b style='font-weight:normal'>Rina</b> well", 0), ("<i>Rina</i> well", 0), ("well <b>Rina</b>", 0),
        ("<style>.c1{color:red;font-weight:700}</style><span class='c0 c1'>Rina</span> well", 4),
        ("<p><b>Ri</b><b>na</b> well", 4),
    ],
)  # fmt: skip
def test_bold_tells_how_long_a_beginning_is_set_apart(page: str, bold: int) -> None:
    assert read(page).paragraphs[0].bold == bold


def test_comments_as_word_saves_them_point_at_their_words() -> None:
    manuscript = read(
        "<p>P: <a style='mso-comment-reference:AB_1;mso-comment-date:20240102T1111'>how are you</a>"
        "<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1' name='_msoanchor_1'>[AB1]</a>"
        "<span style='mso-special-character:comment'>&nbsp;</span></span>?</p>"
        "<div style='mso-element:comment-list'><hr><div style='mso-element:comment'><div><a name='_msocom_1'></a>"
        "<p><a href='#_msoanchor_1'>[AB1]</a> why so?</p></div></div></div>"
    )
    assert texts(manuscript) == ["P: how are you ?"]
    assert remarks(manuscript) == [("how are you", "why so?")]


def test_comments_as_google_saves_them_stand_at_the_word_before() -> None:
    manuscript = read(
        "<p>how are you<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup>?</p><p>one<a href='#ftnt1'>[1]</a></p>"
        "<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>why so?</span></p></div>"
    )
    assert texts(manuscript) == ["how are you?", "one[1]"]
    assert remarks(manuscript) == [("you?", "why so?")]


@pytest.mark.parametrize(
    ("raw", "encoding", "notes"),
    [
        ("é“".encode(), None, ()),
        ("é“".encode("utf-8-sig"), None, ()),
        ("é“".encode("utf-16"), None, ()),
        ("<meta charset=windows-1252>é“".encode("cp1252"), None, ()),
        ("<META http-equiv=x content='text/html; charset=ISO-8859-1'>é“".encode("cp1252"), None, ()),
        (b"<meta charset=shift_jis><p lang=ja>" + "é“".encode("cp1252"), "cp1252", ()),
        ("é“".encode("cp1252"), None, ("its encoding was guessed: cp1252",)),
        ("<meta charset=utf-8>é“".encode("cp1252"), None,
         ("the page says that its encoding is utf-8, and it is not", "its encoding was guessed: cp1252")),
        ("<meta charset=unicode_escape>é“".encode(), None,
         ("the page says that its encoding is unicode_escape, and it is not",)),
        ("<meta charset=utf-16>é“".encode(), None, ()),
    ],
)  # fmt: skip
def test_the_encoding_is_what_is_told_first(raw: bytes, encoding: str | None, notes: tuple[str, ...]) -> None:
    manuscript = read_html(raw, file="made.html", encoding=encoding)
    assert (manuscript.text, manuscript.notes) == ("é“", notes)


@pytest.mark.parametrize("encoding", ["ascii", "utf-16", "klingon", "idna"])
def test_a_wrong_encoding_is_refused_with_what_to_do(encoding: str) -> None:
    with pytest.raises(FaultsError, match=f"not in the encoding {encoding} .*: name another one"):
        read_html("é“x".encode("cp1252"), file="made.html", encoding=encoding)


@pytest.mark.parametrize("page", ["", " \n", "<p></p>", "<!-- -->", "<script>x</script>"])
def test_a_page_without_words_is_an_empty_manuscript(page: str) -> None:
    assert read(page) == Manuscript((), (), ())


def test_pages_nest_deep_and_beyond_all_reason_are_refused() -> None:
    assert texts(read("<div>" * 1500 + "one" + "</div>" * 1500)) == ["one"]
    with pytest.raises(FaultsError, match="deeper than any page's; open it in a browser"):
        read("<div>" * 50_000 + "one")


EVERYTHING = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><style>.a{font-weight:700}</style></head><body><h1>one</h1><p class=a>é "
    "<a style='mso-comment-reference:A_1'>two</a><a href='#_msocom_1'>[A1]</a><br><br>three</p><table><tr><td>a<td>b</table>"
    "<div style='mso-element:comment-list'><div style='mso-element:comment'><a name=_msocom_1></a>why</div></div><pre>\nx</pre>"
)  # fmt: skip


@settings(max_examples=300)
@given(broken(EVERYTHING.encode()))
def test_a_damaged_page_ends_in_a_manuscript_or_a_fault(raw: bytes) -> None:
    try:
        assert isinstance(read_html(raw, file="made.html"), Manuscript)
    except FaultsError as error:
        assert str(error).startswith("made.html: ")


TAGS = ["p", "div", "b", "span", "table", "tr", "td", "th", "ul", "li", "pre", "blockquote", "h1", "a", "section"]
TREES = st.recursive(
    st.text(alphabet="ab é😀\n", max_size=6) | st.sampled_from(["<br>", "<hr>", "<a href='#cmnt1'>[a]</a>"]),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=25,
)


@given(TREES)
def test_any_tree_of_visible_elements_keeps_every_letter(tree: str) -> None:
    html = pytest.importorskip("lxml.html")
    page = f"<body>{tree.replace('[a]', '')}</body>"
    seen = "".join(html.document_fromstring(page).itertext())
    assert "".join(read(page).text.split()) == "".join(seen.split())


def test_a_cell_on_several_rows_stands_in_the_first_and_leaves_the_others_empty() -> None:
    made = read(
        "<table><tr><td rowspan=2>Modal<td>P<td>Kapan?<tr><td>N<td>Dulu.<tr><td rowspan=99999>Harga<td>P<td>Lalu?<tr><td>N"
        "<td>Naik.</table><table><tr><td rowspan=2>Kapan?<td>Dulu.<tr><td>Lama.</table>"
    )
    assert [paragraph.cells for paragraph in made.paragraphs] == [
        ("Modal", "P", "Kapan?"), ("", "N", "Dulu."), ("Harga", "P", "Lalu?"), ("", "N", "Naik."), ("Kapan?", "Dulu."),
        ("", "Lama."),
    ]  # fmt: skip
