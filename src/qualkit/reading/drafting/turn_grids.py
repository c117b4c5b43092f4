"""Transcripts that are kept as a table, one row a turn: which column holds what, and the manuscripts they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qualkit.errors import Fault, FaultsError, QualkitError
from qualkit.reading.formats.grids import Grid, is_number
from qualkit.reading.formats.manuscript import Manuscript, Paragraph, clean, make_manuscript
from qualkit.reading.transcript import TIME

Shape = Literal["turns", "answers"]

_SPEAKER = (
    "speaker speakers speaker_name speakername speaker_label penutur pembicara nama_pembicara narator talker turn_taker "
    "pembicaranya sprecher sprecherin locuteur locutrice intervenant hablante orador interlocutor parlante spreker taler "
    "talare puhuja mówca řečník mluvčí hovoriaci govornik beszélő vorbitor ομιλητής спикер говорящий"
)
_PERHAPS_SPEAKER = "nama name tag pelaku who siapa informan informant role peran participant partisipan oleh dari from"
_SAID = (
    "text teks ucapan ujaran tuturan utterance utterances content contents words isi kalimat transcript transcription "
    "transkrip transkripsi percakapan dialog dialogue pernyataan statement speech said kata pesan message caption sentence "
    "sentences texte texto testo tekst teksti szöveg κείμενο текст transkript transcripción transcrição trascrizione "
    "äußerung énoncé replik replika"
)
_TIME = (
    "time waktu start mulai timestamp jam mark begin stempel_waktu start_time starttime waktu_mulai tc timecode menit "
    "begin_time zeit start_timestamp startzeit anfang début temps inicio início tiempo tempo inizio tijd tid starttid aika "
    "czas čas vreme"
)
_END = "end stop ende fin fim fine slut eind koniec konec kraj selesai akhir end_time endtime waktu_selesai endzeit to until"
_DOCUMENT = (
    "document dokumen file berkas filename nama_berkas nama_file interview wawancara transcript_id id_transkrip "
    "document_id id_dokumen interview_id id_wawancara rekaman recording source sumber id session sesi"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(rf"(?:[0-9/.-]+[T ]+)?({TIME})")
_SECONDS = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_LONG = 4  # words on average: more than a name has
_SLOW = 60  # seconds a word: nobody speaks so, and whole numbers are thousandths of seconds then
_MOST_SPEAKERS = 40  # of one table whose heads do not say which column the speakers are


@dataclass(frozen=True, slots=True)
class TurnColumns:
    """The columns of a table of turns, by name; '' for none."""

    said: str
    speaker: str = ""
    time: str = ""
    document: str = ""


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
    is longer than a name.
    """
    said = _find_said(grid)
    if not said:
        return None
    speaker = _find_speaker(grid, said)
    if not speaker:
        return _find_times(grid, said)
    rest = [column for column in grid.columns if column not in (said, speaker)]
    time = next((column for column in _named(rest, _TIME) if _is_time(grid.cells(column))), "")
    document = next((c for c in _named(rest, _DOCUMENT) if c != time and _comes_again(grid.cells(c))), "")
    return TurnColumns(said, speaker, time, document)


def _find_times(grid: Grid, said: str) -> TurnColumns | None:
    """The columns of a table of what is said from when to when, and nothing else, as Whisper writes it (.tsv)."""
    rest = [column for column in grid.columns if column != said]
    start, end = _named(rest, _TIME), _named(rest, _END)
    timed = all(_is_time(grid.cells(column)) for column in rest) and _named([said], _SAID)
    return TurnColumns(said, "", start[0]) if timed and len(start) == len(end) == 1 and len(rest) == 2 else None


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
    nothing = ("",) * len(grid.rows)
    speakers, times, documents = (
        grid.cells(name) if name else nothing for name in (columns.speaker, columns.time, columns.document)
    )
    if _are_thousandths(times, said):
        times = tuple(f"{int(time) / 1000:.3f}".removesuffix(".000") if time else "" for time in times)
    paragraphs: dict[str, list[Paragraph]] = {}
    silent: list[int] = []
    document = ""
    for row, (words, speaker, time) in enumerate(zip(said, speakers, times, strict=True)):
        document = documents[row] or document
        text = clean(words)
        if not text:
            silent.append(grid.lines[row])
            continue
        paragraph = Paragraph(text, speaker=" ".join(speaker.split()), time=_write_time(time))
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
    return bool(told) and sum(map(is_number, told)) >= 0.9 * len(told)


def _are_thousandths(times: Sequence[str], said: Sequence[str]) -> bool:
    """Whether times are whole numbers so large, for the words that are said, that they cannot be seconds."""
    told = [time for time in times if time]
    if len(told) < 2 or not all(time.isdecimal() and len(time) < 12 for time in told):
        return False
    words = sum(len(cell.split()) for cell in said[:-1])  # those of the last one are said after its time
    return int(told[-1]) - int(told[0]) > _SLOW * max(words, 1)


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


def _write_time(cell: str) -> str:
    """A time as transcripts have it; seconds alone become hours, minutes and seconds.

    >>> _write_time("75.25"), _write_time("00:12:05"), _write_time("2020-01-31 12:05")
    ('0:01:15.250', '00:12:05', '12:05')
    """
    clock = _CLOCK.fullmatch(cell)
    if clock:
        return clock[1]
    if not _SECONDS.fullmatch(cell) or len(cell) > 12:
        return ""
    seconds, thousandths = divmod(round(float(cell.replace(",", ".")) * 1000), 1000)
    shown = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{shown}.{thousandths:03}" if thousandths else shown


def _tell_rest(grid: Grid, columns: TurnColumns, silent: Sequence[int]) -> list[str]:
    used = Counter({columns.said, columns.speaker, columns.time, columns.document})
    rest = [column for column in grid.columns if column not in used]
    notes = []
    if rest:
        notes.append(f"columns that are no part of the transcript were left out: {', '.join(map(repr, rest))}")
    if silent:
        some = ", ".join(map(str, silent[:5])) + (", …" if len(silent) > 5 else "")
        notes.append(f"rows in which nothing is said ({len(silent)}): line {some}")
    return notes
