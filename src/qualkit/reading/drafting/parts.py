"""Several interviews in one file, as the appendices of theses have them: with what each begins, and where that is sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from msgspec import structs

from qualkit.reading.drafting.beginnings import COUNTED, KIND, KINDS, LETTERS, Block, find_beginning, find_blocks
from qualkit.reading.drafting.draft import Draft, draft_transcript
from qualkit.reading.drafting.front import read_names_above
from qualkit.reading.drafting.labels import is_label, key_of
from qualkit.reading.drafting.lines import STRONG, Line, find_opening, find_openings
from qualkit.reading.drafting.shapes import shape_of
from qualkit.reading.drafting.tables import read_lines, read_tables
from qualkit.reading.drafting.tags import choose_tags
from qualkit.reading.formats.manuscript import BETWEEN, Manuscript, Paragraph, Remark

_STOPS = frozenset([*".?!…,;", ""])  # that end no heading; and no letter at all
_LEAST = 4  # turns of an interview
_MOST = 200  # interviews in a file
_FRONT = 60  # words that may stand above the first interview without being a text of their own


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
    lines = read_lines(manuscript, read_tables(manuscript))
    blocks = list(find_blocks(lines))
    unsure: Parts | None = None
    for kind in (*KINDS, "person", "labels"):
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


def _may_have_parts(manuscript: Manuscript) -> bool:
    """Whether two lines look like headings of interviews, or the same label stands there twice: most files end here."""
    found: Counter[str] = Counter()
    labels: dict[str, str] = {}  # what comes before a colon, most of it again and again
    texts = [text for one in manuscript.paragraphs if (text := one.text)[-1] not in _STOPS or "\n" in text]
    lines = "\n".join(texts).split("\n")
    for line in [line for line in lines if len(line) <= LETTERS and line[-1:] not in _STOPS]:
        label = line.partition(":")[0]
        if label not in labels:
            is_tag = shape_of(label.strip()) in ("role", "code")
            found["person"] += is_tag and COUNTED.fullmatch(label) is not None
            labels[label] = "tag" if is_tag else f"={key_of(label)}" if len(label) < 40 and is_label(label) else ""
        key = labels[label]
        if key.startswith("=") and (label != line or label[0].isupper()):
            found[key] += 1
        if (key != "tag" or label == line) and (kind := KIND.search(line)):
            found[kind.lastgroup or ""] += 1
    return any(times > 1 for times in found.values())


def _are_counted(lines: Sequence[Line], blocks: Sequence[Block]) -> bool:
    """Whether roles with a name (Participant 1: Amina, 24) count from one upwards, the first above all turns.

    In a group somebody asks before, and people speak more than once.
    """
    above = (find_opening(line.text) for line in lines[: blocks[0].first])
    asked = any(one is not None and one.kind in STRONG and shape_of(one.tag) in ("role", "code") for one in above)
    return not asked and [block.number for block in blocks] == [str(n) for n in range(1, len(blocks) + 1)]


def _with_same_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that have at least half of their labels in common with the first of them that comes again."""
    for first in blocks:
        alike = [block for block in blocks if 2 * len(block.labels & first.labels) >= max(3, len(first.labels))]
        if len(alike) > 1:
            return alike
    return []


def _are_different(blocks: Sequence[Block], kind: str) -> bool:
    """Whether headings tell interviews apart, or labels below each do: what stands on every page does not."""
    told = [block.text if block.labels else block.titles[kind] for block in blocks]
    return len(set(map(_plain, told))) == len(blocks)


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


# --- the interviews ------------------------------------------------------------------------------------------


def _take_apart(manuscript: Manuscript, lines: Sequence[Line], blocks: Sequence[Block], kind: str) -> Parts | None:
    """The file, taken apart where blocks begin that head a talk; None where these are fewer than two."""
    heads: list[Block] = []
    sure = True
    legend = _read_legend(manuscript, lines, blocks, kind)
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        (whole,) = _cut(manuscript, [lines[block.first].start], lines[after.first].start if after else None)
        draft = draft_transcript(replace(whole, legend=legend), identity="part")
        if _is_talk(draft):
            heads.append(block)
            sure = sure and _begins_surely(block, draft)
        elif heads and len(draft.text.split()) > _FRONT and block.labels:
            sure = False  # an interview perhaps, in which nobody was found to speak
    if len(heads) < 2:
        return None
    if heads[0] is not blocks[0]:  # a list of contents above it heads no talk
        legend = _read_legend(manuscript, lines, heads, kind)
    if kind == "labels" and len(heads[0].titles) == 1:
        heads[0].titles[kind] = lines[_find_first(lines, heads, kind)].text
    starts = [lines[block.first].start for block in heads]
    if len(manuscript.text[: starts[0]].split()) > _FRONT:
        starts, heads = [0, *starts], [Block(0, {}, set()), *heads]
    else:
        starts[0] = 0
    numbers = _number(heads)
    made = _cut(replace(manuscript, legend=legend), starts)
    found = (
        Part(block.titles.get(kind, ""), number, one) for block, number, one in zip(heads, numbers, made, strict=True)
    )
    return Parts(tuple(found), sure)


def _read_legend(
    manuscript: Manuscript, lines: Sequence[Line], blocks: Sequence[Block], kind: str
) -> tuple[tuple[str, str], ...]:
    """Who is who in all interviews, as a legend tells that stands above the first of them, and is not of it alone."""
    begin = _find_first(lines, blocks, kind)
    if not begin:
        return ()
    openings = find_openings(lines)
    chosen = choose_tags(lines, openings, known=(), text=manuscript.text)
    return tuple(read_names_above(lines, openings, chosen, begin).items())


def _find_first(lines: Sequence[Line], blocks: Sequence[Block], kind: str) -> int:
    """The line with which the first interview begins."""
    if kind == "labels" and all(len(block.titles) > 1 for block in blocks):
        return blocks[0].first
    shared = {label for block in blocks[1:] for label in block.labels}
    return find_beginning(lines, blocks[0], kind, shared)


def _is_talk(draft: Draft) -> bool:
    roles = {tag.role for tag in draft.tags}
    return {"interviewer", "informant"} <= roles and sum(tag.turns for tag in draft.tags) >= _LEAST


def _begins_surely(block: Block, draft: Draft) -> bool:
    """Whether labels stand below a heading; or a number or name in it, and a turn, or a note in brackets, below it."""
    if any(not label.startswith("=") for label in block.labels):
        return True
    first = draft.text.lstrip("[0123456789:.] ")
    tagged = draft.text[:1] in "([" or any(first.startswith(f"{tag.tag}:") for tag in draft.tags)
    return tagged and bool(block.number or block.called or block.labels)


def _number(blocks: Sequence[Block]) -> list[int]:
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
