"""Several interviews in one file, as the appendices of theses have them: with what each begins, and where that is sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from msgspec import structs

from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.drafting.front import label_of
from qualkit.reading.drafting.labels import is_label, key_of
from qualkit.reading.drafting.lexicon import greets
from qualkit.reading.drafting.lines import STRONG, Line, find_opening, lines_of
from qualkit.reading.drafting.shapes import role_word, shape_of
from qualkit.reading.drafting.tables import read_tables
from qualkit.reading.formats.manuscript import BETWEEN, Manuscript, Paragraph, Remark

_NUMBER = r"[0-9]{1,3}|[IVX]{1,4}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|pertama|kedua|ketiga|keempat|kelima"
_ABOVE = r"lampiran|appendix|annex|anexo|annexe|bijlage|anhang|bilag"
_KINDS = {
    "transcript": r"transkrip\w*|transcript\w*|transskri\w*|transcripci\w*|verbatim",
    "interview": r"wawancara|interview|intervju|entrevista|entretien|fgd|focus group(?: discussion)?|fokusgruppe|"
    r"diskusi kelompok(?: terarah)?|temu ?bual",
    "informant": r"informan|informant|narasumber|nara sumber|responden|respondent|subjek|subyek|partisipan|participant|"
    r"interviewee|informante|deltager",
}
"""What headings call an interview, the surest first."""
_KIND = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in _KINDS.items()), re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?:{'|'.join(_KINDS.values())})\b(?:\s+(?:ke|no|nr|kunci|utama|pendukung|tambahan)\b)?[\s.:#№–—-]*({_NUMBER})\b",
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
_WORDS, _LETTERS = 16, 140  # of a line of a heading at most
_LEAST = 4  # turns of an interview
_MOST = 200  # interviews in a file
_FRONT = 60  # words that may stand above the first interview without being a text of their own
_TITLES = 3  # lines that say something else between a heading and its labels


@dataclass(frozen=True, slots=True)
class Part:
    """One interview of a file: what stands at its top, what counts it there, and its words."""

    title: str
    number: int  # as its heading counts it, else in the order of the file; 0 for what stands above the first
    manuscript: Manuscript


@dataclass(frozen=True, slots=True)
class Parts:
    """The interviews that seem to stand in a file, and whether that is sure."""

    found: tuple[Part, ...]
    sure: bool

    @property
    def titles(self) -> str:
        """The first of them by what stands at their top, for a message."""
        names = [repr(part.title[:60]) for part in self.found if part.number]
        return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")

    @property
    def count(self) -> int:
        return sum(part.number > 0 for part in self.found)


@dataclass(slots=True)
class _Block:
    """A heading, or labels, with the lines that belong to them."""

    first: int
    titles: dict[str, str]  # by what it calls the interview
    labels: set[str]
    number: str = ""
    called: bool = False  # whether the heading says who is interviewed


def find_parts(manuscript: Manuscript) -> Parts | None:
    """The interviews that stand in a file one below the other; None where there is one, or none.

    Each begins with a heading that calls it so, or with the labels with which the others begin too (Nama, Tanggal …),
    and is a talk by itself. It is sure where each has labels, or headings that differ, by a number or by who is
    interviewed, with a turn right below.

    >>> one = "P: Kapan mulai?\\nN: Dulu.\\nP: Sendiri?\\nN: Tidak."
    >>> lines = ["Wawancara 1", *one.split("\\n"), "Wawancara 2", *one.split("\\n")]
    >>> parts = find_parts(Manuscript(tuple(Paragraph(line) for line in lines)))
    >>> parts.sure, [(part.title, part.number, len(part.manuscript.paragraphs)) for part in parts.found]
    (True, [('Wawancara 1', 1, 5), ('Wawancara 2', 2, 5)])
    """
    if not _may_have_parts(manuscript) or any(paragraph.speaker for paragraph in manuscript.paragraphs):
        return None
    lines = _read_lines(manuscript)
    blocks = list(_find_blocks(lines))
    unsure: Parts | None = None
    for kind in (*_KINDS, "person", "labels"):
        begins = [block for block in blocks if kind in block.titles]
        if kind == "labels":
            begins = _with_same_labels(begins)
        elif kind == "person" and begins and not _are_counted(lines, begins):
            continue
        if not 1 < len(begins) <= _MOST or not _are_different(begins, kind):
            continue
        parts = _take_apart(manuscript, lines, begins, kind)
        if parts is not None and parts.sure:
            return parts
        unsure = unsure or parts
    return unsure


def heads_interview(text: str) -> bool:
    """Whether a line counts an interview, or says with whom it is, as the headings of several in a file do.

    >>> heads_interview("Wawancara 2"), heads_interview("Interview with Ana Cruz"), heads_interview("Wawancara lagi")
    (True, True, False)
    """
    kinds = _heading_kinds(Line(text, 0, 0, True))
    return bool(kinds) and bool(_COUNTED.search(text) or _CALLED.search(text))


def _may_have_parts(manuscript: Manuscript) -> bool:
    """Whether two lines look like headings of interviews, or the same label stands there twice: most files end here."""
    found: Counter[str] = Counter()
    labels: dict[str, str] = {}  # what comes before a colon, most of it again and again
    lines = [line for paragraph in manuscript.paragraphs for line in paragraph.text.split("\n")]
    for line in [line for line in lines if line[-1] not in ".?!…,;" and len(line) <= _LETTERS]:
        label = line.partition(":")[0]
        if label not in labels:
            is_tag = shape_of(label.strip()) in ("role", "code")
            found["person"] += is_tag and _COUNTED.fullmatch(label) is not None
            labels[label] = "tag" if is_tag else f"={key_of(label)}" if len(label) < 40 and is_label(label) else ""
        key = labels[label]
        if key.startswith("=") and (label != line or label[0].isupper()):
            found[key] += 1
        if (key != "tag" or label == line) and (kind := _KIND.search(line)):
            found[kind.lastgroup or ""] += 1
    return any(times > 1 for times in found.values())


def _read_lines(manuscript: Manuscript) -> list[Line]:
    tables = read_tables(manuscript)
    lines: list[Line] = []
    start = 0
    for number, paragraph in enumerate(manuscript.paragraphs):
        lines += tables.lines[number] if number in tables.lines else lines_of(paragraph, number, start)
        start += len(paragraph.text) + len(BETWEEN)
    return lines


# --- with what interviews begin ------------------------------------------------------------------------------


def _find_blocks(lines: Sequence[Line]) -> Iterator[_Block]:
    """Headings with the lines below that belong to them, and labels that stand together without one."""
    number = 0
    while number < len(lines):
        block = _read_block(lines, number)
        if block is None:
            number += 1
            continue
        yield block[0]
        number = block[1]


def _read_block(lines: Sequence[Line], first: int) -> tuple[_Block, int] | None:
    """The block that begins with a line, and the number of the line behind it."""
    block = _Block(first, {}, set())
    others, above = 0, False
    number = behind = first
    while number < len(lines):
        line = lines[number]
        label = _label_key(line)
        if (kinds := _heading_kinds(line)) and not block.labels:
            counted, called = _COUNTED.search(line.text), bool(_CALLED.search(line.text))
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
    told = {label for label in block.labels if not label.startswith("=")}
    if not block.titles and (len(block.labels) < 2 or not told):
        return None
    if len(block.labels) > 1 and told:
        block.titles["labels"] = next(iter(block.titles.values()), lines[first].text)
    return block, max(behind, first + 1)


def _heading_kinds(line: Line) -> set[str]:
    """What a line calls the interview that it heads; nothing for any other line."""
    text = line.text
    if not _is_short(line) or line.row is not None or not (text[0].isupper() or text[0].isdigit() or text[0] in "(["):
        return set()
    kinds = {found.lastgroup or "" for found in _KIND.finditer(text)}
    if not kinds or _NO_HEADING.search(text):
        return set()
    opening = find_opening(text)
    if opening is not None and opening.kind in STRONG and shape_of(opening.tag) in ("role", "code"):
        named = _COUNTED.fullmatch(opening.tag) and _is_name(text[opening.body :])
        return {"person"} if named else set()  # who it is; or who speaks
    if kinds == {"informant"} and not _COUNTED.search(text):
        return set()
    label = label_of(line)
    return set() if label and is_label(label[0]) and not _COUNTED.search(label[0]) else kinds


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
    return f"={key}" if _is_name(value) else None


def _is_name(value: str) -> bool:
    """Whether words name somebody: Ibu Sri; Amina, 24."""
    words = value.split()[:2]
    named = all(word[0].isupper() or not word[0].isalpha() for word in words)
    return value[:1].isupper() and value[-1:] not in ".!?…," and named and not greets(value)


def _are_counted(lines: Sequence[Line], blocks: Sequence[_Block]) -> bool:
    """Whether roles with a name (Participant 1: Amina, 24) count from one upwards, the first above all turns.

    In a group somebody asks before, and people speak more than once.
    """
    above = (find_opening(line.text) for line in lines[: blocks[0].first])
    asked = any(one is not None and one.kind in STRONG and shape_of(one.tag) in ("role", "code") for one in above)
    return not asked and [block.number for block in blocks] == [str(n) for n in range(1, len(blocks) + 1)]


def _is_short(line: Line) -> bool:
    text = line.text
    return len(text) <= _LETTERS and len(text.split()) <= _WORDS and text[-1] not in ".?!…,;" and not line.speaker


def _with_same_labels(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks that have at least half of their labels in common with the first of them that comes again."""
    for first in blocks:
        alike = [block for block in blocks if 2 * len(block.labels & first.labels) >= max(3, len(first.labels))]
        if len(alike) > 1:
            return alike
    return []


def _are_different(blocks: Sequence[_Block], kind: str) -> bool:
    """Whether headings tell interviews apart, or labels below each do: what stands on every page does not."""
    return all(block.labels for block in blocks) or len({_plain(block.titles[kind]) for block in blocks}) == len(blocks)


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


# --- the interviews ------------------------------------------------------------------------------------------


def _take_apart(manuscript: Manuscript, lines: Sequence[Line], blocks: Sequence[_Block], kind: str) -> Parts | None:
    """The file, taken apart where blocks begin that head a talk; None where these are fewer than two."""
    heads: list[_Block] = []
    sure = True
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        (whole,) = _cut(manuscript, [lines[block.first].start], lines[after.first].start if after else None)
        draft = draft_transcript(whole, identity="part")
        if _is_talk(draft):
            heads.append(block)
            sure = sure and _begins_surely(block, draft)
        elif heads and len(draft.text.split()) > _FRONT and block.labels:
            sure = False  # an interview perhaps, in which nobody was found to speak
    if len(heads) < 2:
        return None
    starts = [lines[block.first].start for block in heads]
    if len(manuscript.text[: starts[0]].split()) > _FRONT:
        starts, heads = [0, *starts], [_Block(0, {}, set()), *heads]
    else:
        starts[0] = 0
    numbers = _number(heads)
    made = _cut(manuscript, starts)
    found = (
        Part(block.titles.get(kind, ""), number, one) for block, number, one in zip(heads, numbers, made, strict=True)
    )
    return Parts(tuple(found), sure)


def _is_talk(draft: Draft) -> bool:
    roles = {tag.role for tag in draft.tags}
    return {"interviewer", "informant"} <= roles and sum(tag.turns for tag in draft.tags) >= _LEAST


def _begins_surely(block: _Block, draft: Draft) -> bool:
    """Whether labels stand below a heading; or a number or name in it, and a turn, or a note in brackets, below it."""
    if any(not label.startswith("=") for label in block.labels):
        return True
    first = draft.text.lstrip("[0123456789:.] ")
    tagged = draft.text[:1] in "([" or any(first.startswith(f"{tag.tag}:") for tag in draft.tags)
    return tagged and bool(block.number or block.called or block.labels)


def _number(blocks: Sequence[_Block]) -> list[int]:
    """How the headings count the interviews, where they do so upwards; else their order."""
    counted = [int(block.number) if block.number.isdecimal() else 0 for block in blocks if block.titles]
    above = [0] * (len(blocks) - len(counted))
    rising = all(0 < here < there for here, there in pairwise(counted))
    return [*above, *(counted if rising else range(1, len(counted) + 1))]


def _cut(manuscript: Manuscript, starts: Sequence[int], end: int | None = None) -> list[Manuscript]:
    """The manuscripts from each of these places in its text to the next, with the remarks that stand there."""
    ends = [*starts[1:], len(manuscript.text) + len(BETWEEN) if end is None else end]
    made: list[Manuscript] = []
    for start, stop in zip(starts, ends, strict=True):
        remarks = (
            Remark(max(one.start, start) - start, min(one.end, stop) - start, one.text, one.author, one.at)
            for one in manuscript.remarks if start <= one.start < stop
        )  # fmt: skip
        paragraphs = tuple(_between(manuscript.paragraphs, start, stop))
        made.append(replace(manuscript, paragraphs=paragraphs, remarks=tuple(remarks)))
    return made


def _between(paragraphs: Sequence[Paragraph], start: int, stop: int) -> Iterator[Paragraph]:
    """The paragraphs, and the lines of them, between two places."""
    at = 0
    for paragraph in paragraphs:
        begin, end = max(start - at, 0), min(stop - at, len(paragraph.text))
        if begin < end:
            text = paragraph.text[begin:end].rstrip("\n")
            yield (
                paragraph
                if text == paragraph.text
                else structs.replace(
                    paragraph, text=text, bold=max(0, min(paragraph.bold - begin, len(text))), cells=()
                )
            )
        at += len(paragraph.text) + len(BETWEEN)
