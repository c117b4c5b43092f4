"""Tables in which people keep transcripts: who | what, question | answer, line | words | theme, label | value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from qualkit.reading.drafting.asking import name_sides
from qualkit.reading.drafting.counting import strip_counts
from qualkit.reading.drafting.kin import kin_of
from qualkit.reading.drafting.labels import is_label, plain_label
from qualkit.reading.drafting.legend_tables import count_beginnings, find_legend
from qualkit.reading.drafting.lexicon import SIDES
from qualkit.reading.drafting.lines import Line, as_time, find_mark, find_opening, lines_of
from qualkit.reading.drafting.shapes import role_word, shape_of
from qualkit.reading.formats.manuscript import BETWEEN, Manuscript, Paragraph, Remark
from qualkit.reading.languages import guess_language

_NUMBER = re.compile(r"[0-9]{1,5}[.)]?(?:\s*[-–]?\s*[0-9]{1,5}[.)]?)*")
_KINDS = {
    "number": "no nomor number nr num baris line lines linje zeile nummer rad regel línea ligne",
    "question": "questions tanya soal",
    "answer": "jawab answers respons response responses",
    "note": "tema theme themes kode koding coding code codes kategori category interpretasi analisis keterangan ket "
    "catatan note notes comment comments komentar makna refleksi subtema pemadatan konsep temuan kesimpulan analysis "
    "memo thema themen código códigos kategorie anmerkung anmerkungen opmerking opmerkingen kommentar kommentarer "
    "memos",
    "topic": "indikator aspek variabel dimensi fokus subfokus topik indicator aspect topic focus variable",
    "time": "waktu menit time timestamp timecode tid durasi durations zeit tijd uhrzeit hora heure tidpunkt tidskode "
    "timespan begin start",
    "speaker": "pembicara penutur speaker nama name pelaku taler sprecher who peran inisial speakers subjek partisipan "
    "sprecherin spreker talare hablante locuteur person persona persoon wer vem quién hvem wie siapa intervenant tier",
    "words": "ujaran ucapan verbatim transkrip transkripsi isi percakapan tale udsagn ytring text teks words "
    "utterance transcript dialog wawancara interview tuturan pernyataan uraian speech content hasil data deskripsi "
    "tekst texto texte transkript transcriptie transcripción utskrift replik aussage äußerung beitrag inhalt intervju "
    "entrevista annotation annotations",
}
_SECONDS = re.compile(r"[0-9]{1,6}[.,][0-9]{1,3}")
_TELLING = frozenset(("question", "answer", "words", "speaker", "note"))
_COLONS = ":： "  # behind who speaks, in a column of their own or before the words
_TAGGED = 0.6  # share of the rows of a table of numbers and words that begin with a tag, where all are turns
_DIGITS = 6  # of a running number
_LETTERS = 2  # of a tag in small letters at most, where it is no word
_HEAD = 80  # rows of labels that may stand above a talk
_BY = "@"  # before a title: what stands below it is said by whom another column names
_KIND_OF = {
    **{word: kind for kind, words in _KINDS.items() for word in words.split()},
    **{asked.lower(): "question" for asked, _ in SIDES.values()},
    **{told.lower(): "answer" for _, told in SIDES.values()},
}


@dataclass(slots=True)
class Tables:
    """The lines of a manuscript's rows, and what its tables hold beside the words."""

    lines: dict[int, list[Line]] = field(default_factory=dict)  # by the number of the paragraph
    remarks: list[Remark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int  # of its paragraph
    cells: tuple[tuple[int, str], ...]  # where each begins in the manuscript, and its text

    def text(self, column: int) -> str:
        return self.cells[column][1]


def read_lines(manuscript: Manuscript, tables: Tables) -> list[Line]:
    """All lines of a manuscript, those of its tables as these were read."""
    lines: list[Line] = []
    start = 0
    for number, paragraph in enumerate(manuscript.paragraphs):
        lines += tables.lines[number] if number in tables.lines else lines_of(paragraph, number, start)
        start += len(paragraph.text) + len(BETWEEN)
    return lines


def read_tables(manuscript: Manuscript) -> Tables:
    """Give the rows of tables their speakers; a table that is no transcript stays as its reader wrote it."""
    tables = Tables()
    if any(paragraph.cells for paragraph in manuscript.paragraphs):
        beginnings = count_beginnings(manuscript.paragraphs)
        for rows in _group(manuscript.paragraphs):
            cells = [[cell for _, cell in row.cells] for row in rows]
            if people := find_legend(rows[0].number, cells, beginnings):
                _read_legend(rows, people, tables)
                continue
            head = _count_labels(rows)
            if head:
                _read_table(rows[:head], tables)
            _read_table(rows[head:], tables)
    return tables


def _read_legend(rows: Sequence[_Row], people: Mapping[int, tuple[str, str]], tables: Tables) -> None:
    """The rows as lines of which the first of each tells who somebody is; titles tell nothing more."""
    for number, row in enumerate(rows):
        lines = [line for place, cell in row.cells if cell for line in _cell_lines(cell, place, row.number)]
        named = [replace(lines[0], row=(*people[number], len(lines)), names=True)] if number in people else []
        tables.lines[row.number] = [
            replace(line, opens=at == 0) for at, line in enumerate([*named, *lines[1:]] * bool(named))
        ]


def _group(paragraphs: Sequence[Paragraph]) -> Iterator[list[_Row]]:
    rows: list[_Row] = []
    start = 0
    asked = _find_framed(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        cells = asked.get(number, paragraph.cells)
        fits = len(cells) > 1 and "\n".join(filter(None, cells)) == paragraph.text
        if rows and (not fits or len(rows[-1].cells) != len(cells)):
            yield rows
            rows = []
        if fits:
            rows.append(_Row(number, tuple(_places(cells, start))))
        start += len(paragraph.text) + len(BETWEEN)
    if rows:
        yield rows


def _find_framed(paragraphs: Sequence[Paragraph]) -> dict[int, tuple[str, ...]]:
    """Questions between rows, by their paragraphs, as rows: a cell across all columns is no row in its file."""
    found: dict[int, tuple[str, ...]] = {}
    for number, (one, after) in enumerate(pairwise(paragraphs)):
        above = paragraphs[number - 1].cells if number else ()
        width = len(after.cells)
        if (
            not one.cells
            and width > 1
            and len(above or after.cells) == width
            and one.text.endswith("?")
            and "\n" not in one.text
        ):
            found[number] = (one.text, *[""] * (width - 1))
    return found if len(found) > 1 else {}


def _places(cells: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    for cell in cells:
        yield start, cell
        start += len(cell) + 1 if cell else 0


def _count_labels(rows: Sequence[_Row]) -> int:
    """How many rows of labels stand above a talk with as many columns: two tables look like one where nothing parts them."""
    named = (row for row in rows if not all(shape_of(cell) == "role" for _, cell in row.cells))
    times = Counter(pairs[0][0][1] for row in named if (pairs := _pairs(row)))
    known: list[bool] = []
    for number, row in enumerate(rows):
        if number == _HEAD:
            return 0
        pairs = _pairs(row)
        label = pairs[0][0][1] if pairs else ""
        again = times[label] > 1 and not _is_named(rows[number : number + 2])
        if not label or again or len(set((_titles(row) | _find_sides(rows[number:])).values())) > 1:
            break
        known.append(is_label(label))
    number = max((number for number, one in enumerate(known, start=1) if one), default=0)
    if 2 * sum(known) < number:
        return 0
    return number if 2 <= number <= len(rows) - 2 else 0


def _is_named(rows: Sequence[_Row]) -> bool:
    """Whether a role has a name beside it, and a label of a head below it: who it is, and not what they say."""
    (here, after) = rows if len(rows) > 1 else (rows[0], None)
    below = _pairs(after)[:1] if after else []
    value = _pairs(here)[0][1][1].lstrip(":： ")
    named = all(word[0].isupper() for word in re.findall(r"[^\s()]+", value)) and value[-1:] not in ".?!…"
    return named and bool(value) and any(is_label(pair[0][1]) and role_word(pair[0][1]) is None for pair in below)


def _find_sides(rows: Sequence[_Row]) -> dict[int, str]:
    """The columns that are called by who speaks in them: Pewawancara, Narasumber; none where they only name people."""
    sides: dict[int, str] = {}
    for column, (_, title) in enumerate(rows[0].cells):
        role = role_word(title) if shape_of(title.rstrip(" :：")) == "role" else None
        if role in ("interviewer", "informant") and not _is_who(rows, column):
            sides[column] = "question" if role == "interviewer" else "answer"
    cells = [row.text(column) for row in rows[1:] for column in sides]
    talk = sum(len(cell.split()) for cell in cells) >= 3 * len(cells)
    return sides if talk and len(set(sides.values())) == 2 else {}


def _is_who(rows: Sequence[_Row], column: int) -> bool:
    """Whether below a title that is a role (Informan) stands who it is each time; a cell may span several rows."""
    title = rows[0].text(column).rstrip(" :：")
    tags = [tag for row in rows[1:] if (tag := row.text(column).rstrip(" :：")) and not _is_asked(row)]
    return shape_of(title) == "role" and _are_speakers(tags, len(rows) - 1)


def _is_asked(row: _Row) -> bool:
    """Whether a row is one question across its columns, whose answers stand in the rows below."""
    filled = [cell for _, cell in row.cells if cell]
    return len(row.cells) > 1 and len(filled) == 1 and filled[0].endswith("?") and filled[0] == row.text(0)


def _read_asked(rows: Sequence[_Row], tags: Sequence[str]) -> dict[int, list[Line]]:
    """The rows that are one question each, by their paragraphs, in a table in which none of the speakers asks."""
    asked = [row for row in rows if _is_asked(row)]
    if len(asked) < 2 or any(role_word(tag) == "interviewer" for tag in tags):
        return {}
    ask, _ = name_sides(" ".join(row.text(0) for row in asked))
    lines = {row.number: _cell_lines(row.text(0), row.cells[0][0], row.number) for row in asked}
    return {number: [replace(cell[0], speaker=ask, opens=True), *cell[1:]] for number, cell in lines.items()}


def _read_table(rows: list[_Row], tables: Tables) -> None:
    kinds, titled = _find_kinds(rows)
    if not kinds:
        if _is_head(rows):
            for row in rows:
                tables.lines[row.number] = _head_lines(row)
            return
        plain = [row for row in rows if not _is_asked(row)]
        kinds, titled = _guess_columns(plain), False
        if plain and (below := _find_untitled(plain)):
            kinds, titled = below, plain[0] is rows[0]
    known = set(kinds.values())
    tiers = any(kind.startswith("=") for kind in known)
    if not known & {"speaker", "answer"} and not tiers and not (titled and "words" in known):
        _leave_out_numbers(rows, kinds, tables)
        return
    kept = dict(kinds)
    if titled:
        tables.lines[rows[0].number] = []
        for column, (_, title) in enumerate(rows[0].cells):
            if kept.get(column) in ("question", "answer"):  # of an answer, another column may tell whose it is
                sign = _BY if kept[column] == "answer" and {"question", "speaker"} <= known else "="
                kept[column] = f"{sign}{_tag_of(title)}"
    titles = [title for _, title in rows[0].cells] if titled else []
    talk = rows[titled:]
    who = next((column for column, kind in kept.items() if kind == "speaker"), None)
    written = [row.text(who).rstrip(" :：") if who is not None else "" for row in talk]
    asked = _read_asked(talk, written) if who is not None else {}
    for row, speaker in zip(talk, strip_counts(written), strict=True):
        if [cell for _, cell in row.cells] == titles:  # again, on the next page
            tables.lines[row.number] = []
        elif row.number in asked:
            tables.lines[row.number] = asked[row.number]
        else:
            tables.lines[row.number] = _turn_lines(row, kept, rows[0] if titled else None, tables, speaker)
    if told := _tell_translation(talk, titles, kept):
        tables.notes.append(told)
    if "number" in kept.values():
        tables.notes.append(f"the running numbers of a table of {len(rows) - titled} rows are left out")


def _leave_out_numbers(rows: Sequence[_Row], kinds: Mapping[int, str], tables: Tables) -> None:
    """Of rows that are a running number and a turn with its tag, the turns."""
    said = [column for column, kind in kinds.items() if kind == "words"]
    if len(said) != 1 or {*kinds.values()} != {"number", "words"}:
        return
    tagged = sum((one := find_opening(row.text(said[0]))) is not None and one.kind == "colon" for row in rows)
    if tagged < _TAGGED * len(rows):
        return
    for row in rows:
        place, cell = row.cells[said[0]]
        lines = _cell_lines(cell, place, row.number) if cell else []
        tables.lines[row.number] = [replace(line, opens=at == 0) for at, line in enumerate(lines)]
    tables.notes.append(f"the running numbers of a table of {len(rows)} rows are left out")


def _tell_translation(rows: Sequence[_Row], titles: Sequence[str], kinds: Mapping[int, str]) -> str:
    """What to say of a talk that stands in a table twice, in two languages; '' where it stands there once."""
    said = [column for column in range(len(rows[0].cells)) if kinds.get(column, "") in ("", "words")] if rows else []
    if len(said) < 2:
        return ""
    languages = {column: guess_language(" ".join(row.text(column) for row in rows)) for column in said}
    known = {column: language for column, language in languages.items() if language}
    if len(set(known.values())) < 2:
        return ""
    named = ", ".join(f"{titles[column]!r} ({known[column]})" if titles else known[column] for column in known)
    return f"a table has words in several languages side by side, {named}: each turn has them all, one below the other"


def _find_kinds(rows: Sequence[_Row]) -> tuple[dict[int, str], bool]:
    """What the columns are by their titles, and whether they have titles; nothing where these tell of no talk."""
    times = _find_times(rows)
    if told := _find_tiers(rows, times):
        return told, True
    kinds = _find_sides(rows) | _titles(_without(rows[0], times)) | dict.fromkeys(times, "time")
    if {"answer", "words"} & {*kinds.values()} and "speaker" not in kinds.values():
        kinds |= {column: "speaker" for column in range(len(rows[0].cells)) if _is_who(rows, column)}
    known = set(kinds.values())
    if known - {"time", "number"} == {"speaker"} and _is_titled(
        rows, next(column for column, kind in kinds.items() if kind == "speaker")
    ):
        return _guess_columns(rows[1:]), True
    whole = {column: kinds.get(column) or _count_kind(rows[1:], column) for column in range(len(rows[0].cells))}
    titled = len(known & _TELLING) > 1 or ("question" in known and len(kinds) > 1)
    if len(rows) < 2 or not (titled or ("words" in known and len(kinds) > 1)):
        return {}, False
    codes = {} if known & {"speaker", "question", "answer"} else _find_codes(rows[1:], whole)
    return (whole | codes, True) if titled or codes else ({}, False)


def _count_kind(rows: Sequence[_Row], column: int) -> str:
    """'number' where a column whose title nobody knows counts the rows; else ''."""
    cells = [row.text(column).rstrip(".) ") for row in rows if row.text(column)]
    counted = len(cells) > 1 and all(cell.isdecimal() and len(cell) < _DIGITS for cell in cells)
    return "number" if counted and all(int(after) == int(here) + 1 for here, after in pairwise(cells)) else ""


def _find_times(rows: Sequence[_Row]) -> list[int]:
    """The columns below whose titles stand times alone, whatever the titles say; and seconds alone beside such."""
    columns = range(len(rows[0].cells))
    below = [[cell for row in rows[1:] if (cell := row.text(column))] for column in columns]
    times = [column for column in columns if below[column] and all(map(find_mark, below[column]))]
    seconds = [column for column in columns if below[column] and all(map(_SECONDS.fullmatch, below[column]))]
    return sorted({*times, *seconds}) if times and not find_mark(rows[0].text(times[0]) or "-") else []


def _find_tiers(rows: Sequence[_Row], times: Sequence[int]) -> dict[int, str]:
    """A column for each speaker, where beside times one of them holds what is said in each row; else nothing."""
    rest = [column for column in range(len(rows[0].cells)) if column not in times]
    titles = [rows[0].text(column) for column in rest]
    if not times or len(rest) < 2 or len(set(titles)) < len(titles) or not all(map(shape_of, titles)):
        return {}
    if any(kind != "speaker" for kind in _titles(_without(rows[0], times)).values()):
        return {}
    single = sum(sum(bool(row.text(column)) for column in rest) == 1 for row in rows[1:])
    if single < 0.9 * (len(rows) - 1):
        return {}
    return dict.fromkeys(times, "time") | {column: f"={title}" for column, title in zip(rest, titles, strict=True)}


def _without(row: _Row, columns: Sequence[int]) -> _Row:
    cells = ((place, "" if column in columns else cell) for column, (place, cell) in enumerate(row.cells))
    return _Row(row.number, tuple(cells))


def _is_titled(rows: Sequence[_Row], who: int) -> bool:
    """Whether the first row, which calls one column that of speakers, is nobody's: short, and they come below it."""
    titles = [title for _, title in rows[0].cells]
    short = all(len(title.split()) <= 3 and title[-1:] not in tuple(".?!…") for title in titles)
    tags = [tag for row in rows[1:] if (tag := row.text(who).rstrip(" :："))]
    below = titles[who] not in tags and _are_speakers(tags, len(rows) - 1)
    return short and below and "speaker" in _guess_columns(rows[1:]).values()


def _find_codes(rows: Sequence[_Row], kinds: Mapping[int, str]) -> dict[int, str]:
    """The column of codes that tell who speaks, and count the lines perhaps, though its title says something else."""
    for column, kind in kinds.items():
        tags = strip_counts([row.text(column).rstrip(" :：") for row in rows])
        if kind in ("note", "") and all(tags) and not _are_words(tags) and _are_speakers(tags, len(rows)):
            return {column: "speaker"}
    return {}


def _titles(row: _Row) -> dict[int, str]:
    """What the columns are, by their titles; nothing where it is no row of titles."""
    kinds: dict[int, str] = {}
    for column, (_, cell) in enumerate(row.cells):
        words = plain_label(cell).split()
        if len(words) > 5 or cell.endswith("?"):
            return {}
        found = [_KIND_OF[word] for word in words if word in _KIND_OF]
        found = [kind for kind in found if kind != "topic"] or found[:1]
        if found:
            kinds[column] = next((kind for kind in ("note", "question", "answer") if kind in found), found[0])
    if {"question", "answer"} <= set(kinds.values()):  # what is asked about is nothing that is said
        return {column: "note" if kind == "topic" else kind for column, kind in kinds.items()}
    return {column: kind for column, kind in kinds.items() if kind != "topic"}


def _guess_columns(rows: Sequence[_Row]) -> dict[int, str]:
    """What the columns of a table without titles are: running numbers, times, speakers, and the words."""
    kinds: dict[int, str] = {}
    known: set[str] = set()
    for column in range(len(rows[0].cells)) if rows else ():
        cells = [row.text(column) for row in rows if row.text(column)]
        if not cells:
            continue
        tags = [cell.rstrip(" :：") for cell in cells]
        if all(_NUMBER.fullmatch(cell) for cell in cells) and len(cells) > 1:
            kinds[column] = "number"
        elif all(map(find_mark, cells)) or (all(map(_SECONDS.fullmatch, cells)) and "time" in known):
            kinds[column] = "time"
        elif "speaker" not in known and _are_speakers(tags, len(rows)) and not ("words" in known and _are_words(tags)):
            kinds[column] = "speaker"
        else:
            kinds[column] = "words"
        known.add(kinds[column])
    return kinds if "words" in known else {}


def _find_untitled(rows: Sequence[_Row]) -> dict[int, str]:
    """The columns below a row of titles that nobody knows: times or numbers begin below it, as do the speakers."""
    kinds = _guess_columns(rows[1:]) if len(rows) > 2 else {}
    titles = {column: rows[0].text(column) for column in kinds}
    counted = [titles[column] for column, kind in kinds.items() if kind in ("time", "number")]
    short = all(len(title.split()) <= 3 and title[-1:] not in tuple(".?!…:") for title in titles.values())
    above = bool(counted) and not any(find_mark(title) or _NUMBER.fullmatch(title) for title in counted if title)
    return kinds if short and above and all(counted) and "speaker" in kinds.values() else {}


def _are_speakers(tags: Sequence[str], rows: int) -> bool:
    shaped = [tag for tag in tags if shape_of(tag) or kin_of(tag)]
    if len(shaped) < 0.9 * len(tags) or rows < 2:
        return False
    distinct = set(shaped)
    if all(shape_of(tag) in ("role", "code") for tag in distinct):
        return len(distinct) > 1 and (len(distinct) < len(tags) or len(tags) == 2)
    return 1 < len(distinct) <= len(tags) / 2


def _are_words(tags: Sequence[str]) -> bool:
    """Whether words in small letters are among them, which somebody notes beside others: busy, quiet."""
    return any(shape_of(tag) == "word" and len(tag) > _LETTERS for tag in tags)


def _is_head(rows: Sequence[_Row]) -> bool:
    """Whether its rows are labels with values: each label once, most of them known."""
    labels = [pairs[0][0][1] for row in rows if (pairs := _pairs(row))]
    known = sum(is_label(label) for label in labels)
    return bool(labels) and len(set(labels)) == len(labels) and known * 2 >= len(rows) and len(labels) * 2 >= len(rows)


def _pairs(row: _Row) -> list[tuple[tuple[int, str], tuple[int, str]]]:
    cells = [cell for cell in row.cells if cell[1] and cell[1] not in (":", "：")]
    if len(cells) > 2 and _NUMBER.fullmatch(cells[0][1]):
        cells = cells[1:]
    if len(cells) == 1 and is_label(cells[0][1]):
        return [(cells[0], (cells[0][0], ""))]
    if len(cells) % 2 or not all(0 < len(cell[1].split()) <= 8 for cell in cells[::2]):
        return []
    pairs = list(zip(cells[::2], cells[1::2], strict=True))
    return pairs if len(pairs) == 1 or all(is_label(label[1]) for label, _ in pairs) else []


def _head_lines(row: _Row) -> list[Line]:
    pairs = {label[0]: (label[1], value[1].removeprefix(": ")) for label, value in _pairs(row)}
    lines = [line for place, cell in row.cells if cell for line in _cell_lines(cell, place, row.number)]
    begins = [number for number, line in enumerate(lines) if line.start in pairs]
    for here, after in pairwise([*begins, len(lines)]):
        label, value = pairs[lines[here].start]
        lines[here] = replace(lines[here], row=(label.rstrip(" :："), value.lstrip(":： "), after - here))
    return [replace(line, opens=number == 0) for number, line in enumerate(lines)]


def _turn_lines(row: _Row, kinds: dict[int, str], titles: _Row | None, tables: Tables, who: str) -> list[Line]:
    lines: list[Line] = []
    speaker = time = ""
    notes: list[tuple[str, str]] = []
    for column, (place, cell) in enumerate(row.cells):
        kind = kinds.get(column, "")
        if not cell or (kind == "number" and _NUMBER.fullmatch(cell)):
            continue
        if kind == "speaker" and len(cell) <= 60 and "\n" not in cell:
            speaker = "" if any(kind.startswith(_BY) for kind in kinds.values()) else who
        elif kind == "time" and (found := find_mark(cell) or as_time(cell) or _SECONDS.fullmatch(cell)):
            time = time or (found if isinstance(found, str) else "")  # the first of two columns: begin and end
        elif kind == "note" and titles is not None:
            notes.append((titles.text(column), cell))
        elif words := cell.lstrip(_COLONS) if speaker and not lines else cell:
            more = _cell_lines(words, place + len(cell) - len(words), row.number)
            if kind.startswith(("=", _BY)) and len(kind) > 1:  # below a cell that spans rows, an answer goes on
                whose = who or kind[1:] * bool(lines) if kind.startswith(_BY) else kind[1:]
                more[0] = replace(more[0], speaker=whose, opens=True)
            lines += more
    if not lines and (who or notes):  # a row without words: nothing to take apart
        return [line for place, cell in row.cells if cell for line in _cell_lines(cell, place, row.number)]
    if lines:
        lines[0] = replace(lines[0], speaker=speaker or lines[0].speaker, time=time, opens=True)
        start, end = lines[0].start, lines[-1].start + len(lines[-1].text)
        tables.remarks += [Remark(start, end, f"{title}: {note}" if title else note) for title, note in notes]
        if notes and not any(note.startswith("the column") for note in tables.notes):
            names = ", ".join(repr(title) for title, _ in notes)
            tables.notes.append(f"the column {names} of a table is kept as comments on its rows")
    return lines


def _cell_lines(cell: str, place: int, number: int) -> list[Line]:
    lines: list[Line] = []
    for text in cell.split("\n"):
        lines.append(Line(text, place, number))
        place += len(text) + 1
    return lines


def _tag_of(title: str) -> str:
    """A column's title as a tag: Pertanyaan, Jawaban Informan 1."""
    title = title.strip(" :：")
    if shape_of(title) == "role":
        return title
    return next((word for word in re.findall(r"\w+", title) if role_word(word)), title)
