"""What tests of drafting ask of a text: the transcript that it becomes, and who says what in it."""

from __future__ import annotations

from qualkit.reading.drafting.draft import Draft, draft_transcript, format_draft
from qualkit.reading.formats.manuscript import Paragraph, clean, make_manuscript
from qualkit.reading.formats.plain import read_plain
from qualkit.reading.transcript import parse_transcript

Said = list[tuple[str | None, str]]
"""Who says what, in order."""

ASKED = ("Sejak kapan Ibu menenun?", "Siapa yang mengajari?", "Benangnya dari mana?", "Dijual ke mana?")
TOLD = ("Dari kelas tiga.", "Nenek saya sendiri.", "Beli di kota.", "Ke pengepul saja.")
"""A talk that several tests set in different ways."""


def draft_text(text: str) -> Draft:
    """What becomes of a file of text."""
    return draft_transcript(read_plain(text.encode(), file="F1.txt"), identity="F1")


def draft_paragraphs(*paragraphs: str) -> Draft:
    """What becomes of paragraphs, as a program for texts has them."""
    return draft_transcript(make_manuscript(Paragraph(clean(text)) for text in paragraphs), identity="F1")


def said(made: Draft) -> Said:
    """Who says what, when the transcript is read back."""
    return [(speaker, words) for _, speaker, words in said_when(made)]


def said_when(made: Draft) -> list[tuple[str | None, str | None, str]]:
    """When who says what."""
    document = parse_transcript(format_draft(made), file="F1.txt")
    return [(turn.time, turn.speaker, document.text[turn.start : turn.end]) for turn in document.turns]


def roles_of(made: Draft) -> dict[str, str]:
    return {tag.tag: tag.role for tag in made.tags}


def turns(asks: str, tells: str) -> list[tuple[str, str]]:
    """The talk as turns of two people."""
    return [turn for asked, told in zip(ASKED, TOLD, strict=True) for turn in ((asks, asked), (tells, told))]


def lines(asks: str, tells: str, sign: str = " : ") -> list[str]:
    """The talk as lines with tags."""
    return [f"{tag}{sign}{words}" for tag, words in turns(asks, tells)]
