"""What words look like: names set apart otherwise than in bold, questions in italics, headings that are styles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from office_files import make_docx, make_odt, p, r
from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.opendocument import read_opendocument
from qualkit.reading.formats.plain import read_plain
from qualkit.reading.formats.rtf import read_rtf
from qualkit.reading.formats.web import read_html
from qualkit.reading.formats.word import read_word

ASKED = [
    "Tell me how you came to the mill, from the beginning.",
    "What did they pay you?",
    "Right.",
    "Did you stay long?",
]
TOLD = [
    "My brother was there, and he took me along.",
    "Two coins a week, and a loaf.",
    "And a coat once.",
    "Till it shut.",
]
SAID = [(kind, words) for pair in zip(ASKED, TOLD, strict=True) for kind, words in zip("QA", pair, strict=True)]
SAID += [
    ("Q", "Was it loud?"),
    ("A", "So loud that we learnt to read lips."),
    ("Q", "And later?"),
    ("A", "Later I sewed."),
]
ODT_STYLE = '<style:style style:name="X" style:family="text"><style:text-properties {}/></style:style>'


def word(look: str) -> Callable[[list[list[tuple[str, bool]]]], Manuscript]:
    return lambda paragraphs: read_word(
        make_docx("".join(p(*(r(text, look if apart else "") for text, apart in runs)) for runs in paragraphs)),
        file="a.docx",
    )


def odt(look: str) -> Callable[[list[list[tuple[str, bool]]]], Manuscript]:
    span = '<text:span text:style-name="X">{}</text:span>'
    return lambda paragraphs: read_opendocument(
        make_odt(
            "".join(
                f"<text:p>{''.join(span.format(text) if apart else text for text, apart in runs)}</text:p>"
                for runs in paragraphs
            ),
            styles=ODT_STYLE.format(look),
        ),
        file="a.odt",
    )


def rtf(on: str, off: str) -> Callable[[list[list[tuple[str, bool]]]], Manuscript]:
    lines = "\\par "
    return lambda paragraphs: read_rtf(
        (
            "{\\rtf1\\ansi{\\colortbl;\\red0\\green0\\blue200;}\\pard "
            + lines.join(
                "".join(f"{on} {text}{off} " if apart else text for text, apart in runs) for runs in paragraphs
            )
            + "}"
        ).encode(),
        file="a.rtf",
    )


def html(tag: str) -> Callable[[list[list[tuple[str, bool]]]], Manuscript]:
    return lambda paragraphs: read_html(
        "".join(
            f"<p>{''.join(f'<{tag}>{text}</{tag}>' if apart else text for text, apart in runs)}</p>"
            for runs in paragraphs
        ).encode(),
        file="a.html",
    )


LOOKS = pytest.mark.parametrize(
    "make",
    [word("<w:i/>"), word('<w:color w:val="1F4E79"/>'), word("<w:smallCaps/>"), odt('fo:font-style="italic"'),
     odt('fo:color="#204060"'), odt('fo:font-variant="small-caps"'), rtf("\\i", "\\i0"), rtf("\\cf1", "\\cf0"), html("i")],
    ids=["word italic", "word colour", "word capitals", "odt italic", "odt colour", "odt capitals", "rtf italic",
         "rtf colour", "html italic"],
)  # fmt: skip


def draft(manuscript: Manuscript) -> Draft:
    return draft_transcript(manuscript, identity="F1")


@LOOKS
def test_names_in_a_look_of_their_own_are_tags(make: Callable[[list[list[tuple[str, bool]]]], Manuscript]) -> None:
    names = {"Q": "Interviewer", "A": "Birgit"}
    made = draft(make([[(names[kind], True), (f" {words}", False)] for kind, words in SAID]))
    assert made.text == "\n\n".join(f"{names[kind]}: {words}" for kind, words in SAID)


@LOOKS
def test_questions_in_a_look_of_their_own_are_told_from_the_answers(
    make: Callable[[list[list[tuple[str, bool]]]], Manuscript],
) -> None:
    made = draft(make([[(words, kind == "Q")] for kind, words in SAID]))
    names = dict(zip("QA", made.header["speakers"], strict=True))
    assert made.text == "\n\n".join(f"{names[kind]}: {words}" for kind, words in SAID)


@LOOKS
def test_a_word_that_is_stressed_is_no_name(make: Callable[[list[list[tuple[str, bool]]]], Manuscript]) -> None:
    paragraphs = [[(f"{'Ana' if kind == 'Q' else 'Birgit'}: {words}", False)] for kind, words in SAID]
    for place in (2, 5, 8):
        paragraphs.insert(place, [("Never", True), (" did I hear that.", False)])
    made = draft(make(paragraphs))
    assert list(made.header["speakers"]) == ["Ana", "Birgit"]


@LOOKS
def test_words_that_are_stressed_again_and_again_are_no_names_where_their_sentences_go_on(
    make: Callable[[list[list[tuple[str, bool]]]], Manuscript],
) -> None:
    made = draft(make([[("Never" if n % 2 else "Always", True), (" did I hear that.", False)] for n in range(8)]))
    assert "speakers" not in made.header


@pytest.mark.parametrize("where", ["style", "paragraph", "odt", "html", "rtf", "md"])
def test_headings_amid_a_talk_are_said_by_nobody(where: str) -> None:
    lines = [f"{kind}: {words}" for kind, words in SAID]
    lines.insert(4, "About the wages")
    styles = '<w:style w:type="paragraph" w:styleId="U2"><w:name w:val="heading 2"/></w:style>'
    if where in ("style", "paragraph"):
        level = '<w:pStyle w:val="U2"/>' if where == "style" else '<w:outlineLvl w:val="1"/>'
        body = "".join(p(line, properties=level * line.startswith("About")) for line in lines)
        made = draft(read_word(make_docx(body, styles=styles), file="a.docx"))
    elif where == "odt":
        tags = ["h" if line.startswith("About") else "p" for line in lines]
        body = "".join(f"<text:{tag}>{line}</text:{tag}>" for tag, line in zip(tags, lines, strict=True))
        made = draft(read_opendocument(make_odt(body), file="a.odt"))
    elif where == "rtf":
        level = "\\outlinelevel1 "
        body = "".join(f"\\pard {level * line.startswith('About')}{line}\\par\n" for line in lines)
        made = draft(read_rtf(("{\\rtf1 " + body + "}").encode(), file="a.rtf"))
    elif where == "md":
        body = "\n\n".join("## " * line.startswith("About") + line for line in lines)
        made = draft(read_plain(body.encode(), file="a.md"))
    else:
        tags = ["h3" if line.startswith("About") else "p" for line in lines]
        body = "".join(f"<{tag}>{line}</{tag}>" for tag, line in zip(tags, lines, strict=True))
        made = draft(read_html(body.encode(), file="a.html"))
    lines[4] = "[About the wages]"
    assert made.text == "\n\n".join(lines)


def test_questions_that_are_headings_without_bold_letters_are_questions() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="U2"><w:name w:val="heading 2"/></w:style>'
    level = '<w:pStyle w:val="U2"/>'
    body = p("At the mill", properties=level.replace("U2", "U1"))
    body += "".join(p(words, properties=level * (kind == "Q")) for kind, words in SAID)
    made = draft(read_word(make_docx(body, styles=styles), file="a.docx"))
    names = dict(zip("QA", made.header["speakers"], strict=True))
    assert "\n\n".join(f"{names[kind]}: {words}" for kind, words in SAID) in made.text


def test_a_look_that_all_paragraphs_have_tells_nothing() -> None:
    made = draft(word('<w:color w:val="333333"/>')([[(f"{kind}: {words}", True)] for kind, words in SAID]))
    assert made.text == "\n\n".join(f"{kind}: {words}" for kind, words in SAID)


@pytest.mark.parametrize("kind", ["word", "odt", "rtf"])
def test_names_in_capitals_or_small_letters_before_a_tab_are_tags(kind: str) -> None:
    names = {"Q": "ANNEKE", "A": "Birgit"}
    lines = [(names[who], words) for who, words in SAID]
    if kind == "word":
        manuscript = read_word(make_docx("".join(p(f"<w:r><w:t>{n}</w:t><w:tab/><w:t>{w}</w:t></w:r>") for n, w in lines)), file="a")  # fmt: skip
    elif kind == "odt":
        body = "".join(f"<text:p>{n}<text:tab/>{w}</text:p>" for n, w in lines)
        manuscript = read_opendocument(make_odt(body), file="a")
    else:
        manuscript = read_rtf(
            ("{\\rtf1 " + "".join(f"\\pard {n}\\tab {w}\\par " for n, w in lines) + "}").encode(), file="a"
        )
    assert draft(manuscript).text == "\n\n".join(f"{name}: {words}" for name, words in lines)


def test_what_stands_before_tabs_once_each_is_no_name() -> None:
    lines = ["Rice\t12", "Oil\t30", "Coffee\t25", "Sugar\t14", "Soap\t9"]
    manuscript = read_rtf(("{\\rtf1 " + "".join(f"\\pard {line}\\par ".replace("\t", "\\tab ") for line in lines) + "}").encode(), file="a")  # fmt: skip
    assert not any(one.bold for one in manuscript.paragraphs)
