"""The words that go in are the words that come out: in every format, from the file to the transcript on the disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from textwrap import wrap

import pytest

from office_files import make_docx, make_odt, p
from pages_of_text import make_pdf, set_lines
from qualkit.importing.planning import plan_import
from qualkit.reading.transcript import read_transcript

Talk = Sequence[tuple[str, str]]

TALK: Talk = [
    ("P", "Assalamualaikum, Bu. Jam 10:30 ya janjinya? Apa kabar?"),
    ("N", "Baik. Satu hal: anak-anak lagi sekolah, jadi sepi… (tertawa) Rp: 50.000 buat jajan, café-nya dekat."),
    ("P", "Sudah berapa lama ikut?"),
    ("N", "Dari 2012 – eh, 2013 – waktu itu suami saya kena PHK. P nya siapa? Catatan: saya ndak dicatat di situ, "
          "dan itu yang saya bilang ke semua orang yang tanya, berkali-kali, sampai bosan sendiri dengarnya."),
    ("P", "Terus?"),
    ("N", "[suara motor] Ya begitu. Kalau ditanya untung atau rugi & kenapa, saya bilang <belum tahu>."),
]  # fmt: skip


def to_txt(talk: Talk) -> bytes:
    return "\n\n".join(f"{tag} : {said}" for tag, said in talk).encode("cp1252")


def to_md(talk: Talk) -> bytes:
    return "\n\n".join(f"**{tag}:** {said}".replace("<", r"\<") for tag, said in talk).encode()


def to_docx(talk: Talk) -> bytes:
    return make_docx("".join(p(f"{escape(tag)}: {escape(said)}") for tag, said in talk))


def to_odt(talk: Talk) -> bytes:
    return make_odt("".join(f"<text:p>{tag}: {escape(said)}</text:p>" for tag, said in talk))


def to_rtf(talk: Talk) -> bytes:
    body = "".join(f"{tag}: {said}\\par\n" for tag, said in talk)
    signs = "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in body)
    return f"{{\\rtf1\\ansi {signs}}}".encode()


def to_html(talk: Talk) -> bytes:
    body = "".join(f"<p><b>{tag}:</b> {escape(said)}</p>" for tag, said in talk)
    return f"<html><head><title>no word of it</title></head><body>{body}<script>no()</script></body></html>".encode()


def to_pdf(talk: Talk) -> bytes:
    lines = [line for tag, said in talk for line in (*wrap(f"{tag}: {said}", 80), "")]
    return make_pdf([set_lines(lines[:6]), set_lines(lines[6:])])


def to_vtt(talk: Talk) -> bytes:
    cues = [f"00:{n:02}:00.000 --> 00:{n:02}:40.000\n<v {tag}>{escape(said)}</v>" for n, (tag, said) in enumerate(talk)]
    return "\n\n".join(["WEBVTT", *cues]).encode()


def to_srt(talk: Talk) -> bytes:
    cues = [f"{n}\n00:{n:02}:00,000 --> 00:{n:02}:40,000\n{tag}: {said}" for n, (tag, said) in enumerate(talk, start=1)]
    return "\r\n\r\n".join(cues).replace("\n", "\r\n").encode("utf-8-sig")


def to_csv(talk: Talk) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([("speaker", "text"), *talk])
    return out.getvalue().encode()


def to_xlsx(talk: Talk) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in [("speaker", "text"), *talk]:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[Talk], bytes]] = {
    ".txt": to_txt, ".md": to_md, ".docx": to_docx, ".odt": to_odt, ".rtf": to_rtf, ".html": to_html, ".pdf": to_pdf,
    ".vtt": to_vtt, ".srt": to_srt, ".csv": to_csv, ".xlsx": to_xlsx,
}  # fmt: skip


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_word_comes_out_under_who_said_it(suffix: str, root: Path, inbox: Path) -> None:
    raw = WRITERS[suffix](TALK)
    (inbox / f"talk{suffix}").write_bytes(raw)
    with plan_import(root, [inbox], processes=1) as plan:
        assert list(plan.accept().files["problem"]) == [""]
    document = read_transcript(root / "transcripts" / "interviews" / "talk.txt", file="talk.txt")
    said = [(turn.speaker, document.text[turn.start : turn.end].split()) for turn in document.turns]
    assert said == [(tag, words.split()) for tag, words in TALK]
    assert [turn.turn_role for turn in document.turns[:2]] == ["interviewer", "informant"]
    assert (root / "transcripts" / "originals" / f"talk{suffix}").read_bytes() == raw


@pytest.mark.parametrize("suffix", [".vtt", ".srt"])
def test_every_turn_keeps_its_time(suffix: str, root: Path, inbox: Path) -> None:
    (inbox / f"talk{suffix}").write_bytes(WRITERS[suffix](TALK))
    with plan_import(root, [inbox], processes=1) as plan:
        plan.accept()
    document = read_transcript(root / "transcripts" / "interviews" / "talk.txt", file="talk.txt")
    first = 0 if suffix == ".vtt" else 1
    assert [turn.time for turn in document.turns] == [f"00:{n:02}:00" for n in range(first, first + len(TALK))]
