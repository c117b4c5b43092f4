"""PDF: lines on pages become paragraphs again, without what runs along the edges of the pages."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from qualkit.errors import Fault, FaultsError
from qualkit.reading.formats.indents import ALIGNED, find_first_lines, find_hanging, find_named
from qualkit.reading.formats.line_numbers import leave_line_numbers
from qualkit.reading.formats.lines import Line
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, clean, make_manuscript
from qualkit.reading.formats.margins import find_pitch, leave_margins
from qualkit.reading.formats.pages import Page, read_pages
from qualkit.reading.formats.paired_cells import find_paired_cells
from qualkit.reading.formats.ruled_tables import find_ruled_tables
from qualkit.reading.formats.side_columns import put_beside
from qualkit.reading.formats.wrapped_tables import find_wrapped_tables, make_rows
from qualkit.reading.formats.wrapping import (
    CODED,
    begins_anew,
    ends_sentence,
    find_low_tags,
    find_tag,
    find_words,
    join_wrapped,
)

NEARBY = 25  # lines before and after one, among which its right margin shows
SHORT = 0.55  # of a page's width: lines that reach less far may tell no margin
HEADING = 1.6  # times the usual distance of lines, that those of a heading may be apart, whose letters are others
FEW = 0.05  # share of the lines that begin with a tag, up to which looks tell who speaks
COLUMN = 8  # letters' heights: who goes up the page by more is in the next column, by less in a table's next cell

_LISTED = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]\s")
_PARTED = re.compile(r"[^\W_]-\Z")

_Table = tuple[int, list[list[list[str]]]]  # the number of the line behind it, and the lines of each cell of each row
_Placed = tuple[Line, int]  # a line, and the page it stands on


def read_pdf(raw: bytes, *, file: str) -> Manuscript:
    """Read a PDF: its columns in order, its wrapped lines joined to paragraphs, over the ends of pages too.

    A new paragraph begins after a wider gap, with an indent, after a line into which the next word would have fitted,
    and with a time mark, a bullet or a speaker's tag. Hyphens at line ends go where the typesetter set them and stay
    in compound and doubled words (`anak-anak`). Running headers, footers, the numbers of pages and of lines are left
    out, and told, as are pages without text. How many letters at a paragraph's beginning are bold is kept, for names
    without a colon.

    Raises FaultsError where it is broken, locked by a password, or a scan without text.
    """
    pages, numbers = leave_line_numbers(put_beside(read_pages(raw, file=file)))
    kept, left_out = leave_margins(pages)
    _check_scan(kept, file)
    paragraphs = list(_find_paragraphs(kept))
    if not any(paragraph.text for paragraph in paragraphs):
        raise FaultsError([Fault(file, 0, "it is empty: there is no text on its pages; is it the right file?")])
    return make_manuscript(paragraphs, notes=_tell(kept, left_out, numbers))


def _check_scan(pages: Sequence[Page], file: str) -> None:
    scans = [page.number for page in pages if page.pictured]
    if scans and all(page.pictured or not page.lines for page in pages):
        problem = (
            f"it has pictures and no text on {_name_pages(scans)}: a scan? Run a text recognition first "
            "(`ocrmypdf -l ind scan.pdf text.pdf`, or that of your scanner's program), and read it over"
        )
        raise FaultsError([Fault(file, 0, problem)])


def _name_pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:12]))
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}{', …' if len(numbers) > 12 else ''}"


def _tell(pages: Sequence[Page], left_out: Sequence[str], numbers: int) -> list[str]:
    notes = [f"{numbers:,} numbers of lines in the margin are left out"] * bool(numbers)
    if left_out:
        kinds = Counter(re.sub(r"\d+", "#", line) for line in left_out).most_common(4)
        shown = ", ".join(repr(kind[:60]) for kind, _ in kinds)
        notes.append(f"{len(left_out)} lines of headers, footers and page numbers are left out: {shown}")
    pictures = [page.number for page in pages if page.pictured]
    if pictures:
        notes.append(f"{_name_pages(pictures)}: a picture and hardly a word; what is written in it was not read")
    blank = [page.number for page in pages if not page.pictured and not page.lines]
    if blank:
        notes.append(f"{_name_pages(blank)}: no text")
    asides = sum(page.asides for page in pages)
    if asides:
        notes.append(f"{asides} comments or text boxes that were put upon the pages in a reader of PDFs were not read")
    unreadable = sum(line.text.count("\ufffd") for page in pages for line in page.lines)
    if unreadable:
        notes.append(f"{unreadable} letters have no meaning in its fonts and stand as \ufffd")
    return notes


# Paragraphs


def _find_paragraphs(pages: Sequence[Page]) -> Iterator[Paragraph]:
    lines = [(line, page.number) for page in pages for line in page.lines]
    if not lines:
        return
    rules, titles = _Rules(lines, pages), _find_titles(pages)
    words = find_words([line.text for line, _ in lines])
    tables = _find_tables([line for line, _ in lines], [page for _, page in lines])
    inside = {number for start, (end, _) in tables.items() for number in range(start + 1, end)}
    anew = {end for end, _ in tables.values()}.union(tables)
    begins = [
        number
        for number in range(1, len(lines))
        if number not in inside and (number in anew or not rules.goes_on(number))
    ]
    for start, end in pairwise([0, *begins, len(lines)]):
        if start in tables:
            yield from make_rows(tables[start][1], words)
            continue
        here = [line for line, _ in lines[start:end]]
        apart = rules.by_look and all(line.slanted for line in here)
        if len(here) == 1 and here[0].text in titles:
            yield Paragraph(clean(here[0].text))  # the drafting knows them again; as a row they would be who speaks
            continue
        if name := rules.measure_name(here[0]):
            yield replace(_paragraph(here, words), bold=name)
            continue
        yield _read_row(lines, start, end, words) or _paragraph(here, words, apart=apart)


def _find_tables(lines: Sequence[Line], pages: Sequence[int]) -> dict[int, _Table]:
    """The tables whose cells wrap, by their first lines; where two ways of finding them differ, the larger one."""
    ruled = find_ruled_tables(lines, pages)
    taken = {number for start, (end, _) in ruled.items() for number in range(start, end)}
    tables = find_wrapped_tables(lines, pages)
    inside = {number: start for start, (end, _) in tables.items() for number in range(start, end)}
    for start, end, rows in find_paired_cells(lines, pages):
        others = {inside[number] for number in range(start, end) if number in inside}
        if all(_is_part(tables[other], other, (end, rows), start) for other in others):
            for other in others:
                del tables[other]
            tables[start] = (end, rows)
    if taken:
        tables = {start: table for start, table in tables.items() if taken.isdisjoint(range(start, table[0]))}
    return tables | ruled


def _is_part(table: _Table, start: int, other: _Table, begin: int) -> bool:
    """Whether another table has all lines of one, more of them, and no fewer columns."""
    longer = other[0] - begin > table[0] - start
    return begin <= start and table[0] <= other[0] and longer and len(other[1][0]) >= len(table[1][0])


def _find_titles(pages: Sequence[Page]) -> set[str]:
    """The row of titles of a table, which stands at the top of every page but perhaps the first."""
    tops = {page.lines[0].text for page in pages[1:] if page.lines}
    gaps = all(page.lines[0].gaps for page in pages[1:] if page.lines)
    known = bool(pages) and any(line.text in tops for line in pages[0].lines)
    return tops if len(tops) == 1 and gaps and known and not any(map(find_tag, tops)) else set()


def _paragraph(lines: Sequence[Line], words: set[str] | None, *, apart: bool = False) -> Paragraph:
    text = clean(join_wrapped([line.text for line in lines], words))
    bold, place = 0, 0
    for line in lines:
        bold = place + line.bold if line.bold else bold
        place += len(line.text) + 1
        if line.bold < len(line.text):
            break
    return Paragraph(text, len(text) if bold >= place - 1 else min(bold, len(text)), apart=apart)


def _read_row(placed: Sequence[_Placed], start: int, end: int, words: set[str] | None) -> Paragraph | None:
    """A row of a table, such as "Nomor | 6": a gap that a row beside it has too, or in whose last cell lines go on.

    Wide gaps of justified lines are at no such place. A tag with a tab behind it is no row.
    """
    first = placed[start][0]
    if not first.gaps:
        return None
    below = [line for line, _ in placed[start + 1 : end]]
    beside = [placed[number][0] for number in (start - 1, end) if 0 <= number < len(placed)]
    begin = first.gaps[-1][2]
    hanging = bool(below) and all(abs(line.x0 - begin) < ALIGNED for line in below)
    if not hanging and (below or not any(_share_gap(first, other) for other in beside)):
        return None
    places = [0, *(at for at, _, _ in first.gaps), len(first.text) + 1]
    parts = [first.text[at : after - 1] for at, after in pairwise(places)]
    if parts[0].rstrip().endswith(":") or parts[1].startswith(":"):
        return None
    parts[-1] = join_wrapped([parts[-1], *(line.text for line in below)], words)
    cells = tuple(map(clean, parts))
    return Paragraph("\n".join(filter(None, cells)), min(first.bold, len(cells[0])), cells=cells)


def _share_gap(one: Line, other: Line) -> bool:
    """Whether something begins at the same place in both; justified lines, which also end at the same, do not count."""
    if not one.gaps or not other.gaps or abs(one.x1 - other.x1) <= ALIGNED:
        return False
    return any(abs(mine[2] - its[2]) < ALIGNED for mine in one.gaps for its in other.gaps)


class _Rules:
    """Where a line goes on with the sentence of the one before: what that rests on, found once in the whole document."""

    def __init__(self, lines: Sequence[_Placed], pages: Sequence[Page]) -> None:
        self._lines = lines
        self._widths = {page.number: page.width for page in pages}
        together = [(above, below) for (above, page), (below, other) in pairwise(lines) if page == other]
        self._pitch = find_pitch(together)
        self._tags = Counter(filter(None, (find_tag(line.text) for line, _ in lines)))
        self.by_look = self._tags.total() <= FEW * len(lines)  # whether looks alone may tell who speaks
        self._low_tags = find_low_tags(line.text for line, _ in lines)
        # the lines that begin at one place: their numbers, and where they end
        self._by_margin: dict[int, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for number, (line, _) in enumerate(lines):
            numbers, ends = self._by_margin[round(line.x0 / 4)]
            numbers.append(number)
            ends.append(line.x1)
        farthest = {bucket: max(ends) for bucket, (_, ends) in self._by_margin.items()}
        self._farthest = {
            bucket: max(farthest.get(bucket + beside, end) for beside in (-1, 0, 1)) for bucket, end in farthest.items()
        }
        self._first, self._hanging = find_first_lines(together), find_hanging(together)
        self._named = find_named([line for line, _ in lines], self._hanging)
        self._rightmost = {page.number: max((line.x0 for line in page.lines), default=0.0) for page in pages}

    def _find_edge(self, number: int) -> float:
        """The right margin: as far as lines nearby reach that begin at the same place."""
        line, page = self._lines[number]
        bucket = round(line.x0 / 4)
        nearby: list[float] = []
        for beside in (bucket - 1, bucket, bucket + 1):
            if beside in self._by_margin:
                numbers, ends = self._by_margin[beside]
                nearby += ends[bisect_left(numbers, number - NEARBY) : bisect_right(numbers, number + NEARBY)]
        if len(nearby) < 3:
            nearby += self._by_margin[bucket][1]
        edge = max(nearby)
        # short lines alone tell no margin, but for those in a column or a table with something to their right
        return math.inf if self._rightmost[page] < edge < SHORT * self._widths[page] else edge

    def measure_name(self, line: Line) -> int:
        """How many letters of a line are a name that stands before the place where others hang; 0 for none."""
        return self._named.get(id(line), 0)

    def goes_on(self, number: int) -> bool:
        (above, page), (line, other) = self._lines[number - 1], self._lines[number]
        if self.measure_name(line):
            return False
        if above.text.endswith("-") and _PARTED.search(above.text[-2:]) and line.text[:1].isalpha():
            return True
        if _share_gap(above, line):
            return False  # rows of a table, or tags with tabs behind them
        if above.bold >= len(above.text) and not line.bold:
            return False  # a heading, a name
        if line.bold >= len(line.text) and not above.bold:
            return False
        if not 0.85 < line.height / above.height < 1.18:
            return False
        turned = page != other or line.y - above.y > COLUMN * line.height  # to the next page or column
        if not turned and not self._is_next(above, line):
            return False
        ended = ends_sentence(above.text)
        if ended and (turned or (self.by_look and above.slanted != line.slanted)):
            return False
        if self._begins(line.text, open_ended=not ended):
            return False
        if above.text.rstrip().endswith(":") and find_tag(above.text) and above.x1 < 0.5 * self._widths[page]:
            return False
        return self._is_full(number - 1, line) and (turned or not self._is_indented(number))

    def _is_next(self, above: Line, line: Line) -> bool:
        """Whether a line stands right below another: neither in the next cell of a table, nor behind a wider gap."""
        bold = above.bold >= len(above.text) and line.bold >= len(line.text) and not ends_sentence(above.text)
        most = (HEADING if bold else 1.3) * self._pitch + 0.05
        return line.y <= above.y and (above.y - line.y) / above.height <= most

    def _begins(self, text: str, *, open_ended: bool) -> bool:
        """Whether a line begins anew. In the middle of a sentence, a number or a word with a colon may be chance."""
        if not begins_anew(text, self._low_tags):
            return False
        tag = find_tag(text)
        return not open_ended or not (self._tags[tag] < 2 if tag else _LISTED.match(text) or CODED.match(text))

    def _is_full(self, number: int, below: Line) -> bool:
        """Whether the first word of the line below would not have fitted; where it fits nowhere, none nearby is asked."""
        line, page = self._lines[number]
        needed, slack = line.x1 + below.lead + 0.25 * below.height, 0.1 * below.height
        if needed > self._farthest[round(line.x0 / 4)] - slack and line.x1 >= SHORT * self._widths[page]:
            return True
        return needed > self._find_edge(number) - slack

    def _is_indented(self, number: int) -> bool:
        """Whether a line begins a paragraph by standing further in, or further out, than the lines around it."""
        above, line = self._lines[number - 1][0], self._lines[number][0]
        step = 0.7 * line.height
        if self._first is not None and abs(line.x0 - self._first) < ALIGNED and ends_sentence(above.text):
            return True
        if self._first is not None and abs(above.x0 - self._first) < ALIGNED and line.x0 < above.x0 - step:
            return False
        if self._hanging is not None and line.x0 < self._hanging - step and ends_sentence(above.text):
            return True
        if self._hanging is not None and above.x0 + step < line.x0 and abs(line.x0 - self._hanging) < ALIGNED:
            return False
        if line.x0 < above.x0 - step:  # back at the margin: after an indented first line, the paragraph goes on
            return number > 1 and abs(self._lines[number - 2][0].x0 - above.x0) < step
        if line.x0 > above.x0 + step:  # further in: the second line of a hanging indent, or a paragraph's first
            after = self._lines[number + 1][0] if number + 1 < len(self._lines) else None
            return after is not None and after.x0 < line.x0 - step and not find_tag(above.text)
        return False
