"""One talk, set in the many ways that people set theirs, as .docx, .html and .txt: the same people say the same words."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import docx
import pytest

from qualkit.reading.drafting.draft import draft_transcript, format_draft
from qualkit.reading.formats.endings import read_manuscript
from qualkit.reading.transcript import parse_transcript

TALK = (
    ("Selamat sore, Bu. Boleh saya duduk di sini?", "Boleh, Nak. Awas, kursinya goyang satu."),
    ("Sejak kapan Ibu ikut koperasi?", "Sudah lama. Waktu anak kedua masuk sekolah, jadi sekitar enam tahun."),
    ("Awalnya diajak siapa?", "Tetangga depan itu. Dia bilang: ikut saja dulu, nanti juga paham."),
    ("Terus ikut pelatihannya juga?", "Ikut dua kali. Duduk, dengar, pulang. Mau tanya juga bingung tanya apa."),
    ("Jadi bertanya tidak pernah.", "Tidak pernah. [tertawa] Yang tanya itu-itu saja."),
    ("Dulu sempat pinjam ke rentenir?", "Pernah. Siapa yang tidak? Sekarang sudah tidak lagi, alhamdulillah."),
    ("Kalau ada perlu mendadak bagaimana?", "Ya dari tabungan. Sedikit, tapi ada."),
    ("Baik, Bu. Ada yang mau ditambahkan?", "Tidak ada. Semoga sehat semua."),
)
TURNS = [turn for pair in TALK for turn in pair]
QUESTION, ANSWER = "Pertanyaan", "Jawaban"


class Run(NamedTuple):
    text: str
    look: str = ""  # b, i


Row = list[list[Run]]  # the cells of a row; one for a paragraph
Layout = tuple[list[Row], str, str]  # what stands in the file, and the tags of who asks and who tells


def tagged(form: str, asks: str, tells: str, *, tags: tuple[str, str] | None = None) -> Layout:
    written = [
        form.format(tag=(asks, tells)[n % 2], words=words, n=n + 1, time=times(n)) for n, words in enumerate(TURNS)
    ]
    return [[[Run(words)]] for words in written], *(tags or (asks, tells))


def times(number: int) -> str:
    return f"00:{number:02}:{number * 7 % 60:02}"


def looks(look: str, asks: str, tells: str, between: str) -> Layout:
    return [[[Run((asks, tells)[n % 2], look), Run(f"{between}{words}")]] for n, words in enumerate(TURNS)], asks, tells


def above(look: str, asks: str, tells: str, form: str = "{tag}") -> Layout:
    tags = [form.format(tag=(asks, tells)[n % 2], time=times(n)) for n in range(len(TURNS))]
    return (
        [row for tag, words in zip(tags, TURNS, strict=True) for row in ([[Run(tag, look)]], [[Run(words)]])],
        asks,
        tells,
    )


def asked(look: str) -> Layout:
    return [[[Run(words, look if n % 2 == 0 else "")]] for n, words in enumerate(TURNS)], QUESTION, ANSWER


def table(titles: Sequence[str], cells: Callable[[int, str, str], Sequence[str]], asks: str, tells: str) -> Layout:
    rows = [[[Run(title)] for title in titles]] if titles else []
    rows += [[[Run(cell)] for cell in cells(n, (asks, tells)[n % 2], words)] for n, words in enumerate(TURNS)]
    return rows, asks, tells


def pairs(titles: Sequence[str]) -> Layout:
    rows = [[[Run(title)] for title in titles]]
    rows += [[[Run(str(n))], [Run(ask)], [Run(tell)]] for n, (ask, tell) in enumerate(TALK, 1)]
    return rows, QUESTION, ANSWER


def one_side(asks: str) -> Layout:
    return [[[Run(words if n % 2 else f"{asks}: {words}")]] for n, words in enumerate(TURNS)], asks, ANSWER


LAYOUTS: dict[str, Layout] = {
    **{
        form: tagged(form, "P", "I")
        for form in ("{tag}: {words}", "{tag} : {words}", "{tag}\t: {words}", "{tag} - {words}", "{tag}. {words}",
                     "[{tag}] {words}", "({tag}) {words}", "{tag}; {words}", "{tag} = {words}", ">> {tag}: {words}",
                     "{n}. {tag}: {words}", "[{time}] {tag}: {words}", "{tag} ({time}): {words}",
                     "{tag}: {words} #{time}-1#", "{tag}:\t{words}")
    },
    **{
        f"{asks}, {tells}": tagged("{tag}: {words}", asks, tells)
        for asks, tells in (("Pewawancara", "Informan"), ("PENELITI", "SARI"), ("Tanya", "Jawab"), ("T", "J"), ("p", "n"),
                            ("Peneliti", "Ibu Sri Lestari"), ("Peneliti", "Informan 3 (P, 43 th)"), ("W1.P", "W1.S"),
                            ("P01", "S01"), ("Interviewer", "Respondent"), ("Q", "A"), ("I1", "K"), ("YKK", "S"))
    },
    "dots": tagged("{tag} ....: {words}", "Peneliti", "Informan"),
    "dash": tagged("{tag} — {words}", "PENELITI", "SARI"),
    "name above": above("", "PENELITI", "SARI"),
    "name and colon above": (above("", "Peneliti:", "Sari:")[0], "Peneliti", "Sari"),
    "name and time above": above("", "Peneliti", "Sari", "{tag}  {time}"),
    "bold name above": above("b", "Peneliti", "Sari"),
    "bold name": looks("b", "Peneliti", "Sari", " "),
    "bold name, tab": looks("b", "Peneliti", "Sari", "\t"),
    "bold name, colon": (looks("b", "Peneliti:", "Sari:", " ")[0], "Peneliti", "Sari"),
    "italic name": looks("i", "Peneliti", "Sari", " "),
    "tab": looks("", "Peneliti", "Sari", "\t"),
    "bold question": asked("b"),
    "italic question": asked("i"),
    "one side": one_side("Peneliti"),
    "two columns": table((), lambda n, tag, words: (tag, words), "P", "I"),
    "no, who, words": table(("No", "Pelaku", "Verbatim"), lambda n, tag, words: (str(n + 1), tag, words), "P", "I"),
    "time, who, words": table(("Waktu", "Siapa", "Ucapan"), lambda n, tag, words: (times(n), tag, words), "P", "I"),
    "questions, answers": pairs(("No", "Pertanyaan", "Jawaban")),
}  # fmt: skip


def make_docx(rows: Sequence[Row]) -> bytes:
    made = docx.Document()
    grid = None
    for row in rows:
        if len(row) > 1:
            grid = grid or made.add_table(rows=0, cols=len(row))
        cells = grid.add_row().cells if grid is not None else (made,)
        for cell, runs in zip(cells, row, strict=True):
            paragraph = cell.paragraphs[0] if grid is not None else made.add_paragraph()
            for run in runs:
                added = paragraph.add_run(run.text)
                added.bold, added.italic = run.look == "b", run.look == "i"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def make_html(rows: Sequence[Row]) -> bytes:
    def write(runs: Sequence[Run]) -> str:
        return "".join(f"<{run.look}>{html.escape(run.text)}</{run.look}>" if run.look else html.escape(run.text)
                       for run in runs)  # fmt: skip

    if any(len(row) > 1 for row in rows):
        told = "".join(f"<tr>{''.join(f'<td>{write(cell)}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table>{told}</table>".encode()
    return "".join(f"<p>{write(row[0])}</p>" for row in rows).encode()


def make_txt(rows: Sequence[Row], between: str) -> bytes:
    return between.join("\t".join("".join(run.text for run in cell) for cell in row) for row in rows).encode()


def needs_look(rows: Sequence[Row]) -> bool:
    return any(run.look for row in rows for cell in row for run in cell)


def write(layout: str) -> Iterator[tuple[str, str, bytes]]:
    rows = LAYOUTS[layout][0]
    yield "docx", ".docx", make_docx(rows)
    if layout not in ("tab", "{tag}:\t{words}"):  # a page has no tabs
        yield "html", ".html", make_html(rows)
    if not needs_look(rows):
        yield "txt", ".txt", make_txt(rows, "\n\n" if len(rows[0]) == 1 else "\n")
    if not needs_look(rows) and layout != "one side":
        yield "txt without empty lines", ".txt", make_txt(rows, "\n")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_people_say_the_same_words(layout: str) -> None:
    _, asks, tells = LAYOUTS[layout]
    for name, suffix, raw in write(layout):
        manuscript = read_manuscript(raw, file=f"F{suffix}", suffix=suffix)
        document = parse_transcript(format_draft(draft_transcript(manuscript, identity="F")), file="F.md")
        said = [(turn.speaker, " ".join(document.text[turn.start : turn.end].split())) for turn in document.turns]
        assert said == [((asks, tells)[n % 2], words) for n, words in enumerate(TURNS)], name
