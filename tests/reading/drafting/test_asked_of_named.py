"""Questions without a tag, set apart by their look, above the turns of those who answer."""

from __future__ import annotations

import pytest

from drafted import Said, said
from qualkit.reading.drafting.draft import draft_transcript
from qualkit.reading.formats.manuscript import Paragraph, make_manuscript

ASKED = ("Apa kesulitan di posyandu?", "Bagaimana mengatasinya?", "Apa harapan ibu-ibu?")
SAYS = ("Tempatnya sempit.", "Alatnya rusak.", "Kami jemput.", "Diumumkan saja.", "Timbangan baru.", "Sama.")


def paragraphs(look: str, *names: str) -> list[Paragraph]:
    result = []
    for number, question in enumerate(ASKED):
        made = {
            "bold": Paragraph(question, bold=len(question)),
            "heading": Paragraph(question, part="heading"),
            "italic": Paragraph(question, apart=True),
            "item": Paragraph(question, item=True),
            "numbered": Paragraph(f"{number + 1}. {question}"),
            "plain": Paragraph(question),
        }[look]
        answers = SAYS[2 * number : 2 * number + 2]
        result += [made, *(Paragraph(f"{name}: {words}") for name, words in zip(names, answers, strict=False))]
    return result


def expected(*names: str, numbered: bool = False) -> Said:
    result: Said = []
    for number, question in enumerate(ASKED):
        result.append(("Pertanyaan", f"{number + 1}. {question}" if numbered else question))
        result += zip(names, SAYS[2 * number : 2 * number + 2], strict=False)
    return result


@pytest.mark.parametrize("look", ["bold", "heading", "italic", "item", "numbered"])
@pytest.mark.parametrize("names", [("Bu Tini", "Bu Asih"), ("R1", "R2"), ("Bu Tini",)])
def test_questions_that_are_set_apart_are_asked_of_those_who_are_named(look: str, names: tuple[str, ...]) -> None:
    made = draft_transcript(make_manuscript([Paragraph("FGD kader"), *paragraphs(look, *names)]), identity="F1")
    assert said(made) == expected(*names, numbered=look == "numbered")
    roles = {tag.tag: tag.role for tag in made.tags}
    assert roles == {"Pertanyaan": "interviewer", **dict.fromkeys(names, "informant")}
    assert any("one side of the talk has no tag" in note for note in made.notes)


def test_questions_that_look_as_all_else_are_left_where_they_are() -> None:
    made = draft_transcript(make_manuscript(paragraphs("plain", "Bu Tini", "Bu Asih")), identity="F1")
    assert "Pertanyaan" not in {tag.tag for tag in made.tags}


def test_where_somebody_asks_headings_are_no_questions_of_theirs() -> None:
    talk = [Paragraph(f"{tag}: {words}") for words in ASKED for tag, words in (("P", words), ("N", "Begini."))]
    heads = [Paragraph(text, bold=len(text)) for text in ("Apa itu posyandu?", "Siapa kader?", "Untuk apa?")]
    mixed = [
        one for head, pair in zip(heads, zip(talk[::2], talk[1::2], strict=True), strict=True) for one in (head, *pair)
    ]
    assert {tag.tag for tag in draft_transcript(make_manuscript(mixed), identity="F1").tags} == {"P", "N"}
