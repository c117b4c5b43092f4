"""A file is what its ending says, or is told what it seems to be; whatever it holds ends in a document or a QualkitError."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qualkit as qk
from qualkit.errors import FaultsError, QualkitError
from qualkit.model import Document
from qualkit.reading.apart import Limits, Readers
from qualkit.reading.formats.endings import FORMATS, find_content
from qualkit.reading.transcribe import Job, transcribe
from qualkit.reading.transcript import parse_transcript

ENDINGS = tuple(FORMATS)
TALK = "I: How did you come to the group?\n\nR: My neighbour took me along.\n\nI: And then?\n\nR: I stayed.\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RTF = rb"{\rtf1\ansi I: How?\par R: Slowly.\par}"


def make_docx() -> bytes:
    document = docx.Document()
    for line in TALK.split("\n\n"):
        document.add_paragraph(line.strip())
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pack(**files: str | bytes) -> bytes:
    """A zip of files, whose names have '__' for '/' and '_dot_' for '.'."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def pack_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return out.getvalue()


DOCX, XLSX = make_docx(), pack(xl__workbook_dot_xml="<x/>")
ODT = pack(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml="<x/>")


def read(raw: bytes, suffix: str) -> object:
    return transcribe(Job(raw, f"made{suffix}", suffix, "made"))


def find_problem(raw: bytes, suffix: str) -> str:
    with pytest.raises(FaultsError) as told:
        read(raw, suffix)
    (fault,) = told.value.faults
    assert fault.file == f"made{suffix}"
    return fault.problem


# What a file seems to be


def no_bytes(value: object) -> str | None:
    """Names of tests hold no bytes: archives tell the time, and processes that share the tests compare names."""
    return f"{len(value)}-bytes" if isinstance(value, bytes) else None


@pytest.mark.parametrize(
    ("raw", "content"),
    [
        (DOCX, "docx"),
        (XLSX, "xlsx"),
        (ODT, "odt"),
        (pack(a="b"), "zip"),
        (pack_tar(), "packed"),
        (RTF, "rtf"),
        (b"%PDF-1.4\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ole"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"\xff\xd8\xff\xe0\0\0JFIF", "picture"),
        (b"\0\0\0\x20ftypM4A \0", "sound"),
        (b"ID3\x04\0\0", "sound"),
        (b"WEBVTT\n\n", "vtt"),
        (b"\xef\xbb\xbfWEBVTT\n\n", "vtt"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"<?xml version='1.0'?><html>", "html"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "xml"),
        (TALK.encode(), "text"),
        (TALK.encode("utf-16"), "text"),
        (TALK.encode("utf-16-le"), "text"),
        (TALK.encode("utf-16-be"), "text"),
        ("Mau? Ya… “é”".encode("cp1252"), "text"),
        (b"Magic: \0\1\2\3 data \0\0\0", "binary"),
        (b"MZ: so it begins", "text"),
    ],
    ids=no_bytes,
)
def test_what_a_file_holds_is_seen_from_its_bytes(raw: bytes, content: str) -> None:
    assert find_content(raw) == content


@pytest.mark.parametrize(
    ("raw", "suffix", "told"),
    [
        (b"%PDF-1.4\n", ".docx", "it ends in .docx but holds a PDF: rename it so that it ends in .pdf"),
        (DOCX, ".txt", "it ends in .txt but holds a Word document: rename it so that it ends in .docx"),
        (XLSX, ".csv", "it ends in .csv but holds an Excel workbook: rename it so that it ends in .xlsx"),
        (DOCX, ".odt", "it ends in .odt but holds a Word document: rename it so that it ends in .docx"),
        (RTF, ".docx", "it ends in .docx but holds rich text: rename it so that it ends in .rtf"),
        (RTF, ".doc", "a .doc file is not read; it holds rich text: rename it so that it ends in .rtf"),
        (b"<html>P: Hm.", ".txt", "it ends in .txt but holds a web page: rename it so that it ends in .html"),
        (b"\x89PNG\r\n\x1a\n", ".pdf", "it ends in .pdf but holds a picture: have its text recognised (OCR)"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), ".doc", "a .doc file is not read; it holds a file in the old format"),
        (TALK.encode(), ".pdf", "it is no pdf file, or its beginning is torn"),
        (TALK.encode(), ".docx", "it is no docx file, or its beginning is torn"),
        (TALK.encode(), ".json", "a .json file is not read; it holds plain text: rename it so that it ends in .txt"),
        (TALK.encode(), "", "a file without an ending is not read; it holds plain text"),
    ],
    ids=no_bytes,
)  # fmt: skip
def test_a_file_that_is_not_what_its_ending_says_is_told_what_to_do(raw: bytes, suffix: str, told: str) -> None:
    assert find_problem(raw, suffix).startswith(told)


@pytest.mark.parametrize("suffix", ENDINGS)
@pytest.mark.parametrize("raw", [b"", b" \n\r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0\0\0"], ids=no_bytes)
def test_an_empty_file_is_told_in_every_format(raw: bytes, suffix: str) -> None:
    assert find_problem(raw, suffix).startswith("the file is empty")


# Hostile files


@pytest.fixture(scope="module")
def readers() -> object:
    with Readers(1, Limits(60, 1024 * 2**20)) as opened:
        yield opened


def find_problem_apart(readers: Readers, raw: bytes, suffix: str) -> str:
    with pytest.raises(FaultsError) as told:
        readers.read(Job(raw, f"made{suffix}", suffix, "made"))
    return told.value.faults[0].problem


def make_bomb() -> bytes:
    """A .docx of 2 MB that says it unpacks to 2 GB, and does: one deflated block, many times."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    begin = squeeze.compress(f"<w:document {W}><w:body><w:p><w:r><w:t>".encode()) + squeeze.flush(zlib.Z_FULL_FLUSH)
    block = squeeze.compress(b"0" * 2**24) + squeeze.flush(zlib.Z_FULL_FLUSH)
    data, name = begin + block * 127 + squeeze.flush(), b"word/document.xml"
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(data), 2**31, len(name), 0) + name
    about = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(data), 2**31, len(name), *[0] * 6) + name
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(about), len(local) + len(data), 0)
    return local + data + about + end


def test_a_zip_that_unpacks_to_gigabytes_is_not_unpacked(readers: Readers) -> None:
    bomb = make_bomb()
    assert len(bomb) < 4 * 2**20
    assert "unpacks to more than" in find_problem_apart(readers, bomb, ".docx")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY e "&b;&b;">]>',
        '<!DOCTYPE d [<!ENTITY e "&e;">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e "x">]>',
    ],
)
@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_entities_are_never_resolved(readers: Readers, doctype: str, suffix: str) -> None:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    odt = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>&e;</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    raw = (
        pack(word__document_dot_xml=f"<?xml version='1.0'?>{doctype}{body}")
        if suffix == ".docx"
        else pack(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml=f"{doctype}{odt}")
    )
    assert find_problem_apart(readers, raw, suffix)


def test_names_in_an_archive_are_never_paths(readers: Readers, tmp_path: Path) -> None:
    content = zipfile.ZipFile(io.BytesIO(DOCX))
    files = {name: content.read(name) for name in content.namelist()}
    for name in ("../../evil.txt", str(tmp_path / "evil.txt"), "word/../../evil.xml", "C:\\evil.txt"):
        files[name] = b"evil"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    folder = tmp_path / "inbox"
    folder.mkdir()
    file = folder / "a.docx"
    file.write_bytes(out.getvalue())
    assert "My neighbour" in qk.read_document(file).text
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["inbox", "inbox/a.docx"]


@pytest.mark.parametrize(
    "raw", [DOCX[: len(DOCX) // 2], DOCX[:-200], RTF[:20], ODT], ids=["half", "tail", "rtf", "odt"]
)
def test_a_torn_file_is_told(readers: Readers, raw: bytes) -> None:
    suffix = ".rtf" if raw.startswith(b"{") else ".odt" if raw is ODT else ".docx"
    try:
        readers.read(Job(raw, f"made{suffix}", suffix, "made"))
    except QualkitError as error:
        assert str(error).startswith(f"made{suffix}: ")


SEEDS = {
    ".docx": DOCX, ".docm": DOCX, ".odt": ODT, ".rtf": RTF, ".pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer",
    ".html": b"<html><body><p><b>I:</b> How?<p>R: Slowly.", ".xlsx": XLSX, ".vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nI: How?\n",
    ".srt": b"1\n00:00:01,000 --> 00:00:02,000\nI: How?\n", ".csv": b"speaker,text\nI,How are you?\nR,Slowly does it\n",
}  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> tuple[bytes, str]:
    """Bytes under some ending: any, or a good file cut, pasted over and mixed."""
    suffix = draw(st.sampled_from(ENDINGS))
    seed = SEEDS.get(suffix, TALK.encode())
    raw = bytearray(
        draw(
            st.one_of(
                st.binary(max_size=400),
                st.just(seed),
                st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")),
            )
        )
    )
    for _ in range(draw(st.integers(0, 6))):
        if not raw:
            break
        place = draw(st.integers(0, len(raw) - 1))
        change = draw(st.binary(max_size=12))
        raw[place : place + draw(st.integers(0, 12))] = change
    return bytes(raw), suffix


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_whatever_a_file_holds_it_ends_in_a_document_or_a_qualkit_error(file: tuple[bytes, str]) -> None:
    raw, suffix = file
    try:
        taken = read(raw, suffix)
    except QualkitError as error:
        assert "\n" not in str(error) or isinstance(error, FaultsError)
    else:
        for one in taken if isinstance(taken, tuple) else ():
            document = parse_transcript(one.content, file="made", name=one.identity)
            assert document.text_sha256 == one.text_sha256
            assert document.id == one.identity


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(damaged())
def test_so_it_does_through_read_document_and_nothing_else_is_touched(
    tmp_path_factory: pytest.TempPathFactory, file: tuple[bytes, str]
) -> None:
    raw, suffix = file
    folder = tmp_path_factory.mktemp("fuzz")
    path = folder / f"made{suffix}"
    path.write_bytes(raw)
    with suppress(QualkitError):
        assert isinstance(qk.read_document(path), Document)
    assert [one.name for one in folder.iterdir()] == [path.name]
    assert path.read_bytes() == raw
