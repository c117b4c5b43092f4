"""With what interviews begin, where several stand in one file: headings that call them so, and labels of a head."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from qualkit.reading.drafting.labels import is_label, key_of, label_of
from qualkit.reading.drafting.lines import STRONG, Line, find_opening
from qualkit.reading.drafting.people import begins_with_name
from qualkit.reading.drafting.shapes import role_word, shape_of

_NUMBER = r"[0-9]{1,3}|[IVX]{1,4}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|pertama|kedua|ketiga|keempat|kelima"
_ABOVE = r"lampiran|appendix|annex|anexo|annexe|bijlage|anhang|bilag"
KINDS = {
    "transcript": r"transkrip\w*|transcript\w*|transskri\w*|transcripci\w*|verbatim",
    "interview": r"wawancara|interview|intervju|entrevista|entretien|fgd|focus group(?: discussion)?|fokusgruppe|"
    r"diskusi kelompok(?: terarah)?|temu ?bual",
    "informant": r"informan|informant|narasumber|nara sumber|responden|respondent|subjek|subyek|partisipan|participant|"
    r"interviewee|informante|deltager",
}
"""What headings call an interview, the surest first."""
KIND = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in KINDS.items()), re.IGNORECASE)
COUNTED = re.compile(
    rf"\b(?:{'|'.join(KINDS.values())})\b(?:\s+(?:ke|no|nr|kunci|utama|pendukung|tambahan)\b)?[\s.:#№–—-]*({_NUMBER})\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:dengan|bersama|bersama-sama|with|mit|med|met|avec|con|informan\w*|narasumber|responden\w*|participant|partisipan)"
    r"\s+\(?[A-Z0-9]|\([A-Z][^()]*\)"
)
_NO_HEADING = re.compile(
    r"\b(?:pedoman|panduan|kisi-kisi|guide|schedule|daftar|dokumentasi|foto|lanjutan|continued|cont|sambungan|bagian|part|"
    r"sesi|session|tape|side|section|summary|ringkasan|kesimpulan|analisis|analysis|selesai|akhir|end)\b",
    re.IGNORECASE,
)
_ABOVE_IT = re.compile(rf"(?:{_ABOVE})\b", re.IGNORECASE)
_WORDS, LETTERS = 16, 140  # of a line of a heading at most
_MOST = 80  # lines of a heading with its labels at most
_TITLES = 3  # lines that say something else between a heading and its labels


@dataclass(slots=True)
class Block:
    """A heading, or labels, with the lines that belong to them."""

    first: int
    titles: dict[str, str]  # by what it calls the interview
    labels: set[str]
    number: str = ""
    called: bool = False  # whether the heading says who is interviewed
    text: str = ""  # all of its lines
    behind: int = 0  # the line behind them


def heads_interview(text: str) -> bool:
    """Whether a line counts an interview, or says with whom it is, as the headings of several in a file do.

    >>> heads_interview("Wawancara 2"), heads_interview("Interview with Ana Cruz"), heads_interview("Wawancara lagi")
    (True, True, False)
    """
    kinds = _heading_kinds(Line(text, 0, 0, True))
    return bool(kinds) and bool(COUNTED.search(text) or _CALLED.search(text))


def find_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Headings with the lines below that belong to them, and labels that stand together without one."""
    told = [(_label_key(line), _heading_kinds(line)) for line in lines]
    number = 0
    while number < len(lines):
        block = _read_block(lines, told, number)
        if block is None:
            number += 1
            continue
        yield block[0]
        number = block[1]


def _read_block(
    lines: Sequence[Line], told: Sequence[tuple[str | None, set[str]]], first: int
) -> tuple[Block, int] | None:
    """The block that begins with a line, and the number of the line behind it; `told` are labels and kinds of lines."""
    block = Block(first, {}, set())
    others, above = 0, False
    number = behind = first
    while number < min(len(lines), first + _MOST):
        line = lines[number]
        label, kinds = told[number]
        if kinds and not block.labels:
            counted, called = COUNTED.search(line.text), bool(_CALLED.search(line.text))
            new = kinds if counted or called else kinds - block.titles.keys()
            block.titles |= dict.fromkeys(new, line.text)
            block.number = counted[1] if counted else block.number
            block.called |= called
        elif not block.titles and _ABOVE_IT.match(line.text) and _is_short(line) and not label:
            above = True
        elif label and label not in block.labels:
            block.labels.add(label)
        elif label is None and (block.titles or above) and others < _TITLES and _is_short(line) and not line.speaker:
            others += 1
            number += 1
            continue
        else:
            break
        number += line.row[2] if line.row else 1
        behind = number
    telling = any(not label.startswith("=") for label in block.labels)
    if not block.titles and (len(block.labels) < 2 or not telling):
        return None
    if len(block.labels) > 1 and telling:
        block.titles["labels"] = next(iter(block.titles.values()), lines[first].text)
    behind = max(behind, first + 1)
    block.behind = behind
    block.text = "\n".join(line.text for line in lines[first:behind])
    return block, behind


def find_beginning(lines: Sequence[Line], block: Block, kind: str, labels: Container[str]) -> int:
    """The line with which the first interview of a file begins, where a title or a legend of the whole is in its block.

    Its heading counts it, or says with whom it is; else it is the one that comes first. Where labels alone begin the
    interviews, it is the first that others have too.
    """
    numbers = range(block.first, block.behind)
    if kind == "labels":
        told = [number for number in numbers if _label_key(lines[number]) in labels]
        return told[0] if told else block.first
    headings = [number for number in numbers if kind in _heading_kinds(lines[number])]
    for sure in (COUNTED, _CALLED):
        for number in headings:
            if sure.search(lines[number].text):
                return number
    return headings[0] if headings else block.first


def _heading_kinds(line: Line) -> set[str]:
    """What a line calls the interview that it heads; nothing for any other line."""
    text = line.text
    if not _is_short(line) or line.row is not None or not (text[0].isupper() or text[0].isdigit() or text[0] in "(["):
        return set()
    kinds = {found.lastgroup or "" for found in KIND.finditer(text)}
    if not kinds or _NO_HEADING.search(text):
        return set()
    opening = find_opening(text)
    if opening is not None and opening.kind in STRONG and shape_of(opening.tag) in ("role", "code"):
        named = COUNTED.fullmatch(opening.tag) and begins_with_name(text[opening.body :])
        return {"person"} if named else set()  # who it is; or who speaks
    if kinds == {"informant"} and not COUNTED.search(text):
        return set()
    label = label_of(line)
    return set() if label and is_label(label[0]) and not COUNTED.search(label[0]) else kinds


def _label_key(line: Line) -> str | None:
    """The label of a line that tells of an interview, those of who speaks with a sign before them; None for no label."""
    label = label_of(line)
    if label is None or not is_label(label[0]) or line.speaker:
        return None
    value = label[1]
    if "?" in value or len(value.split()) > _WORDS:
        return None
    if (key := key_of(label[0])) not in ("interviewer", "informant") and role_word(label[0]) is None:
        return key
    return f"={key}" if begins_with_name(value) else None


def _is_short(line: Line) -> bool:
    text = line.text
    return len(text) <= LETTERS and len(text.split()) <= _WORDS and text[-1] not in ".?!…,;" and not line.speaker
