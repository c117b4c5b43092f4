"""What a reader takes out of a file of somebody else's: its words in order, before anyone asks who says them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec import Struct

from qualkit.files import normalise

BETWEEN = "\n\n"  # what stands between two paragraphs


class Paragraph(Struct, frozen=True, gc=False):
    """One paragraph, or one row of a table, and what the file tells of it beyond its words."""

    text: str  # cleaned by `clean`, never empty; several lines where the author broke them
    bold: int = 0  # how many characters at its beginning are set apart (bold, underlined): a name without a colon
    speaker: str = ""  # who speaks, where the format itself says so: a subtitle's voice, a column of speakers
    time: str = ""  # when it begins, as the file writes it: 00:01:12
    item: bool = False  # whether its author's program puts a number or bullet before it, which is not in the text
    apart: bool = False  # whether all of it looks otherwise than plain text, though it is not bold: italic, in a colour
    cells: tuple[str, ...] = ()  # of a row of a table, the empty ones too; its text is the filled ones, one a line
    part: str = ""  # what the format says it is: `head`, a `key: value` of the file's own header; `heading`


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the margin (Word's). `start` and `end` are half-open, in code points of a text."""

    start: int
    end: int
    text: str
    author: str = ""
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file's words in order. The offsets of remarks count `text`, its paragraphs with an empty line between them."""

    paragraphs: tuple[Paragraph, ...]
    remarks: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()  # what the reader did that its user should know: what was left out, what was guessed
    legend: tuple[tuple[str, str], ...] = ()  # tags and names, told above several texts of a file, of which it is one

    @property
    def text(self) -> str:
        return BETWEEN.join(paragraph.text for paragraph in self.paragraphs)


def clean(text: str) -> str:
    r"""The words of a paragraph as a transcript has them: NFC, one space for many, no spaces around lines, no empty lines.

    What cannot be seen and is no word (soft hyphens, zero-width spaces, controls) goes; the joiners that spell words go
    not.

    >>> clean("  P :\tHow  are\u00a0you?\r\n\n Fine\u00ad.\v")
    'P : How are you?\nFine.'
    """
    text = normalise(text)
    if not text.isprintable() or "\ufffc" in text:
        text = text.translate(_UNSEEN)
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


_UNSEEN = {ordinal: None for ordinal in range(32) if chr(ordinal) not in "\t\n\v\f"} | {
    0x0B: "\n", 0x0C: "\n", 0x7F: None, 0x85: "\n", 0xAD: None, 0x200B: None, 0x2028: "\n", 0x2029: "\n", 0x2060: None,
    0xFEFF: None, 0xFFFC: None,
}  # fmt: skip


def make_manuscript(
    paragraphs: Iterable[Paragraph], remarks: Iterable[Remark] = (), notes: Iterable[str] = ()
) -> Manuscript:
    """A manuscript of paragraphs that hold something."""
    return Manuscript(tuple(one for one in paragraphs if one.text), tuple(remarks), tuple(notes))
