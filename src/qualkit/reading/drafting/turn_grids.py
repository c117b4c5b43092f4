"""Transcripts that are kept as a table, one row a turn: which column holds what, and the manuscripts they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qualkit.errors import Fault, FaultsError, QualkitError
from qualkit.reading.formats.cues import Cue
from qualkit.reading.formats.grids import Grid, is_number
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, clean, make_manuscript
from qualkit.reading.formats.subtitles import join_cues
from qualkit.reading.transcript import TIME, count_seconds

Shape = Literal["turns", "answers"]

_SPEAKER = (
    "speaker speakers tier speaker_name speakername speaker_label penutur pembicara nama_pembicara narator talker "
    "turn_taker pembicaranya sprecher sprecherin locuteur locutrice intervenant hablante orador interlocutor parlante "
    "spreker taler talare puhuja mówca řečník mluvčí hovoriaci govornik beszélő vorbitor ομιλητής спикер говорящий"
)
_PERHAPS_SPEAKER = "nama name tag pelaku who siapa informan informant role peran participant partisipan oleh dari from"
_SAID = (
    "text teks ucapan ujaran tuturan utterance utterances content contents words isi kalimat transcript transcription "
    "transkrip transkripsi percakapan dialog dialogue pernyataan statement speech said kata pesan message caption "
    "sentence sentences texte texto testo tekst teksti szöveg κείμενο текст transkript transcripción transcrição "
    "trascrizione äußerung énoncé replik replika annotation annotations"
)
_TIME = (
    "time waktu start mulai timestamp jam mark begin stempel_waktu start_time starttime waktu_mulai tc timecode menit "
    "begin_time zeit start_timestamp startzeit anfang début temps inicio início tiempo tempo inizio tijd tid starttid "
    "aika czas čas vreme timespan rentang_waktu"
)
_END = "end stop ende fin fim fine slut eind koniec konec kraj selesai akhir end_time endtime waktu_selesai endzeit to until"
_DOCUMENT = (
    "document dokumen file berkas filename nama_berkas nama_file interview wawancara transcript_id id_transkrip "
    "document_id id_dokumen interview_id id_wawancara rekaman recording source sumber id session sesi"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SPAN = re.compile(rf"({TIME})(?:\s*[-–—]\s*{TIME})?")
_CLOCK = re.compile(rf"(?:[0-9/.-]+[T ]+)?{_SPAN.pattern}")
_SECONDS = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_APART = 0.8  # of the pieces of a talk begin when the one before has ended
_SLOWEST = 0.02  # words a second: who speaks slower than that is timed in thousandths
_DIGITS, _FEWEST = 12, 2  # of a number that tells a time, at most; rows of a table of turns
_LONG = 4  # words on average: more than a name has
_MOST_SPEAKERS = 40  # of one table whose heads do not say which column the speakers are


@dataclass(frozen=True, slots=True)
class TurnColumns:
    """The columns of a table of turns, by name; '' for none."""

    said: str
    speaker: str = ""
    time: str = ""
    document: str = ""
    end: str = ""  # of each piece, where nobody is named


def word_of(head: str) -> str:
    """A head as it is looked up: its words in small letters, joined by '_'.

    >>> word_of("Waktu mulai:")
    'waktu_mulai'
    """
    return "_".join(_LETTERS.findall(head.casefold()))


def find_shape(grid: Grid) -> Shape:
    """Whether a table has one row a turn, or one row a person, with the answers in columns."""
    return "turns" if find_turn_columns(grid) else "answers"


def find_turn_columns(grid: Grid) -> TurnColumns | None:
    """Which column holds who speaks, what is said, when, and in which transcript; None where it is no table of turns.

    By the names of the columns, in Indonesian and English, and by what they hold: speakers come again, and what is said
    is longer than a name; or it is said in pieces, each of which ends before the next but one begins.
    """
    said = _find_said(grid)
    if not said:
        return None
    speaker = _find_speaker(grid, said)
    rest = [column for column in grid.columns if column not in (said, speaker)]
    if not speaker:
        return _find_pieces(grid, said, rest)
    named = (column for column in _named(rest, _TIME) if _is_time(grid.cells(column)))
    clocks = (column for column in rest if all(map(_SPAN.fullmatch, filter(None, grid.cells(column)))))
    time = next(named, "") or next((column for column in clocks if any(grid.cells(column))), "")
    document = next((c for c in _named(rest, _DOCUMENT) if c != time and _comes_again(grid.cells(c))), "")
    return TurnColumns(said, speaker, time, document)


def read_turns(grid: Grid, columns: TurnColumns | None = None) -> Mapping[str, Manuscript]:
    """The manuscripts in a table of turns, by what its column of documents calls them; '' where there is but one.

    Every row whose cell of words holds any is a paragraph; without a speaker it goes on where the row above ends.
    Rows of one transcript keep their order. A row that says nothing, and the other columns, are told in the notes.

    Raises QualkitError where a column that is named does not exist, none is found, or nothing is said.
    """
    columns = columns or find_turn_columns(grid)
    if columns is None:
        heads = ", ".join(map(repr, grid.columns[:12]))
        raise QualkitError(f"{grid.file}: no column of speakers and of what they say was found among {heads}; name them, "
                           "such as 'speaker' and 'text'")  # fmt: skip
    said = grid.cells(columns.said)
    if columns.end:
        return {"": _join_pieces(grid, columns)}
    nothing = ("",) * len(grid.rows)
    speakers, times, documents = (
        grid.cells(name) if name else nothing for name in (columns.speaker, columns.time, columns.document)
    )
    unit = _find_unit(times, said)
    paragraphs: dict[str, list[Paragraph]] = {}
    silent: list[int] = []
    document = ""
    for row, (words, speaker, time) in enumerate(zip(said, speakers, times, strict=True)):
        document = documents[row] or document
        text = clean(words)
        if not text:
            silent.append(grid.lines[row])
            continue
        paragraph = Paragraph(text, speaker=" ".join(speaker.split()), time=_write_time(time, unit))
        paragraphs.setdefault(document, []).append(paragraph)
    if not paragraphs:
        raise FaultsError([Fault(grid.file, 0, f"nothing is said in it: the column {columns.said!r} is empty")])
    notes = [*grid.notes, *_tell_rest(grid, columns, silent)]
    return {name: make_manuscript(told, notes=notes) for name, told in paragraphs.items()}


def _find_said(grid: Grid) -> str:
    """The column of what is said: the one so called, else the only one with more words than a name has."""
    named = _named(grid.columns, _SAID)
    if named:
        return max(named, key=lambda column: _mean_words(grid.cells(column)))
    long = [column for column in grid.columns if _mean_words(grid.cells(column)) >= _LONG]
    return long[0] if len(long) == 1 and len(grid.columns) <= len(("document", "time", "speaker", "said")) else ""


def _find_speaker(grid: Grid, said: str) -> str:
    rest = [column for column in grid.columns if column != said]
    certain = _named(rest, _SPEAKER)
    if certain:
        return certain[0]
    if not _named(grid.columns, _SAID) and len(grid.columns) > len(("document", "time", "speaker", "said")):
        return ""
    perhaps = [*_named(rest, _PERHAPS_SPEAKER), *(rest if not _named(grid.columns, _SAID) else ())]
    return next((column for column in perhaps if _is_speaker(grid.cells(column))), "")


def _is_speaker(cells: Sequence[str]) -> bool:
    """Whether cells are like tags: short, no numbers, and the same few come again and again."""
    told = [cell for cell in cells if cell]
    if len(told) < 2 or any(len(cell) > 60 for cell in told) or sum(map(is_number, told)) > len(told) / 2:
        return False
    return len(set(told)) <= min(_MOST_SPEAKERS, max(len(told) // 2, 1))


def _is_time(cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if cell]
    return bool(told) and sum(is_number(cell) or bool(_CLOCK.fullmatch(cell)) for cell in told) >= 0.9 * len(told)


def _comes_again(cells: Sequence[str]) -> bool:
    """Whether cells name larger things than rows; they may stand in the first row of each alone."""
    told = {cell for cell in cells if cell}
    return bool(told) and len(told) <= len(cells) / 2


def _mean_words(cells: Sequence[str]) -> float:
    told = [len(cell.split()) for cell in cells if cell and not is_number(cell)]
    return sum(told) / len(told) if told else 0.0


def _named(columns: Iterable[str], words: str) -> list[str]:
    """The columns that are called by one of these words, those by the first words first."""
    order = {word: number for number, word in enumerate(words.split())}
    found = [column for column in columns if word_of(column) in order]
    return sorted(found, key=lambda column: order[word_of(column)])


def _find_pieces(grid: Grid, said: str, rest: Sequence[str]) -> TurnColumns | None:
    """The columns of a table of what a program heard, piece by piece: each begins after the one before."""
    start, end = (next(iter(_named(rest, words)), "") for words in (_TIME, _END))
    if not start or not end or not _named([said], _SAID) or not all(_is_time(grid.cells(column)) for column in rest):
        return None
    begins, ends = ([second for cell in grid.cells(column) if (second := _read_seconds(cell)) is not None]
                    for column in (start, end))  # fmt: skip
    if not len(begins) == len(ends) == len(grid.rows) >= _FEWEST or begins != sorted(begins):
        return None
    whole = all(begin <= after for begin, after in zip(begins, ends, strict=True))
    apart = sum(begin >= end for end, begin in zip(ends, begins[1:], strict=False))  # from the one before
    return TurnColumns(said, time=start, end=end) if whole and apart >= _APART * (len(begins) - 1) else None


def _join_pieces(grid: Grid, columns: TurnColumns) -> Manuscript:
    """What a program heard, as its subtitles would be read."""
    said, starts, ends = (grid.cells(name) for name in (columns.said, columns.time, columns.end))
    unit = _find_unit(starts, said)
    cues, silent = [], []
    for row, words in enumerate(said):
        if text := clean(words):
            start, end = _read_seconds(starts[row]) or 0.0, _read_seconds(ends[row]) or 0.0
            cues.append(Cue(start / unit, end / unit, (("", " ".join(text.split())),)))
        else:
            silent.append(grid.lines[row])
    return join_cues(cues, [*grid.notes, *_tell_rest(grid, columns, silent)])


def _find_unit(times: Sequence[str], said: Sequence[str]) -> int:
    """How many units of times that are numbers make a second: 1, or 1,000 where nobody speaks so slowly."""
    numbers = [float(time.replace(",", ".")) for time in times if _SECONDS.fullmatch(time) and len(time) <= _DIGITS]
    if len(numbers) < _FEWEST:
        return 1
    return 1000 if sum(len(words.split()) for words in said) < _SLOWEST * (max(numbers) - min(numbers)) else 1


def _read_seconds(cell: str) -> float | None:
    """A time as a number; None where it is none.

    >>> _read_seconds("1:02.5"), _read_seconds("75"), _read_seconds("later")
    (62.5, 75.0, None)
    """
    clock = _SPAN.fullmatch(cell)
    if not clock and not (_SECONDS.fullmatch(cell) and len(cell) <= _DIGITS):
        return None
    return count_seconds(clock[1] if clock else cell)


def _write_time(cell: str, unit: int = 1) -> str:
    """A time as transcripts have it; numbers alone, `unit` a second, become hours, minutes and seconds.

    >>> _write_time("75.25"), _write_time("00:12:05"), _write_time("2020-01-31 12:05"), _write_time("0:05.0 - 0:12.3")
    ('0:01:15.250', '00:12:05', '12:05', '0:05.0')
    """
    clock = _CLOCK.fullmatch(cell)
    if clock:
        return clock[1]
    if not _SECONDS.fullmatch(cell) or len(cell) > _DIGITS:
        return ""
    seconds, thousandths = divmod(round(float(cell.replace(",", ".")) * 1000 / unit), 1000)
    shown = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{shown}.{thousandths:03}" if thousandths else shown


def _tell_rest(grid: Grid, columns: TurnColumns, silent: Sequence[int]) -> list[str]:
    used = Counter({columns.said, columns.speaker, columns.time, columns.document, columns.end})
    rest = [column for column in grid.columns if column not in used]
    notes = []
    if rest:
        notes.append(f"columns that are no part of the transcript were left out: {', '.join(map(repr, rest))}")
    if silent:
        some = ", ".join(map(str, silent[:5])) + (", …" if len(silent) > 5 else "")
        notes.append(f"rows in which nothing is said ({len(silent)}): line {some}")
    return notes
