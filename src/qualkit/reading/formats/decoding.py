"""Bytes of somebody else's file as text: what is certain first, then a guess, and a guess is always told."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from encodings.aliases import aliases
from typing import TYPE_CHECKING

from qualkit.errors import Fault, FaultsError, suggest

if TYPE_CHECKING:
    from chardet import EncodingEra

# UTF-32 before UTF-16: the one's mark begins with the other's
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"PK\x03\x04", "a zip archive or an Office file (.docx, .xlsx, .odt)"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"RIFF", "a recording"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)  # fmt: skip
# Python's codecs that spell programs or addresses, or only exist on Windows: no file of words is written in them
_NO_TEXT = {
    "base64_codec", "bz2_codec", "hex_codec", "idna", "mbcs", "oem", "punycode", "quopri_codec", "raw_unicode_escape",
    "rot_13", "tactis", "undefined", "unicode_escape", "uu_codec", "zlib_codec",
}  # fmt: skip
_KNOWN = ({*aliases, *aliases.values()} - _NO_TEXT) - {name for name, codec in aliases.items() if codec in _NO_TEXT}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_LOOKED_AT = 64 * 1024  # bytes: for what shows early, such as binary content
_ENOUGH = 24 * 1024  # bytes with letters beyond ASCII: more change no guess and cost 0.2 ms each kB

_FOREIGN = bytes(range(128, 256))
# old Macs, DOS, and the parts of ISO 8859 that hardly anything was ever written in
_SELDOM = ("mac", "cp4", "cp7", "cp8", "iso8859-3", "iso8859-4", "iso8859-10", "iso8859-14", "iso8859-16", "cp1006",
           "hp-roman8", "kz1048", "ptcp154")  # fmt: skip

_SPOILT = re.compile(
    r"[\u00c3\u00c5][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac[\u0080-\uffff]|\u00c2[\u00a0-\u00bf]"
)
_TWO_SCRIPTS = re.compile(r"[A-Za-z][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z]")
_OTHER_LETTER = re.compile(r"[\u0370-\u06ff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read in, and what its user should know of that."""

    text: str
    encoding: str
    guessed: bool  # False where its bytes or its user say so
    notes: tuple[str, ...] = ()


def decode(raw: bytes, *, file: str, encoding: str | None = None) -> Decoded:
    r"""The text of a file in whatever encoding.

    In this order: what the user says, a byte order mark, strict UTF-8 (ASCII is that too), UTF-16 without mark, and
    only then a guess (chardet). A guess is never certain, whatever figure stands beside it, so that it is told.

    Parameters
    ----------
    raw
        The bytes of the file.
    file
        How faults name it.
    encoding
        What the user says it is written in, as Python names it; it wins over everything. None: find out.

    Returns
    -------
    Decoded
        Its text without byte order mark; line ends are as they were.

    Raises
    ------
    FaultsError
        Where it is no text, where the user names no encoding of text, or one that the bytes are not written in.

    >>> decode("Hvad gør I så?".encode("cp1252"), file="a.txt")
    Decoded(text='Hvad gør I så?', encoding='cp1252', guessed=True, notes=('read as cp1252, ...',))
    >>> decode(b"Yes.", file="a.txt")
    Decoded(text='Yes.', encoding='utf-8', guessed=False, notes=())
    """
    if encoding is not None:
        return _decode_as_told(raw, file, encoding)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw[len(mark) :], name, file)
    if b"\0" in raw:
        name = _find_wide(raw)
        if name:
            text = raw[: len(raw) // 2 * 2].decode(name, "replace")
            return _tell(text, name, guessed=True)
    _check_text(raw, file)
    if b"\x1b" not in raw or not (
        b"\x1b$" in raw or b"\x1b(" in raw
    ):  # ISO-2022 writes Japanese and Korean in ASCII with escapes
        try:
            return _tell(raw.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    return _decode_by_guess(raw)


def _decode_as_told(raw: bytes, file: str, encoding: str) -> Decoded:
    name = find_encoding(encoding, file=file)
    try:
        text = raw.decode(name)
        text.encode("utf-8")  # UTF-7 can spell half a letter, which no file can hold
    except (UnicodeError, LookupError, ValueError) as error:
        start = getattr(error, "start", 0)
        line = raw.count(b"\n", 0, start) + 1
        found = f"byte {raw[start]:#04x}" if start < len(raw) and isinstance(error, UnicodeDecodeError) else str(error)
        raise FaultsError([Fault(file, line, f"it is not written in {encoding} ({found}); leave --encoding away to have "
                                 "it guessed, or name another")]) from None  # fmt: skip
    return _tell(text.removeprefix("\ufeff"), name)


def find_encoding(encoding: str, *, file: str) -> str:
    """The name under which Python knows an encoding of text. Raises FaultsError where it is none.

    >>> find_encoding("Windows-1252", file="a.txt")
    'cp1252'
    """
    plain = re.sub(r"[\W_]+", "_", encoding.strip().lower(), flags=re.ASCII)
    try:
        name = codecs.lookup(plain).name
        if name.replace("-", "_") not in _NO_TEXT and codecs.lookup(plain)._is_text_encoding:
            return name
    except (LookupError, ValueError, UnicodeError, ImportError):
        pass
    raise FaultsError([Fault(file, 0, f"{encoding!r} is no encoding of text: {_suggest(plain)}")])


def _suggest(name: str) -> str:
    hint = suggest(name, {known.replace("_", "-") for known in _KNOWN} | {"utf-8", "windows-1252"})
    return hint if hint.startswith("did") else "often met are 'utf-8', 'utf-16', 'cp1252' (Windows), 'mac-roman'"


def _decode_marked(raw: bytes, name: str, file: str) -> Decoded:
    if name == "utf-8":
        try:
            return _tell(raw.decode(name), name)
        except UnicodeDecodeError:
            _check_text(raw, file)
            return _decode_by_guess(raw, marked=True)
    text = raw.decode(name, "replace")
    if text.count("\ufffd") * 100 > len(text) + 100:
        raise FaultsError([Fault(file, 0, f"it says by its first bytes that it is {name}, and is not: its text is torn; "
                                 "save it again as UTF-8")])  # fmt: skip
    return _tell(text, name)


def _find_wide(raw: bytes) -> str:
    """Which UTF-16 it is written in without saying so: nearly every second byte of a Latin text is 0 then; '' if none.

    Other scripts have a 0 in their spaces and line ends at least.
    """
    head = raw[: _LOOKED_AT // 4 * 4]
    for name, high, low in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        if high.count(0) * 50 < len(high) or low.count(0) * 10 > high.count(0):
            continue
        text = head[: len(head) // 2 * 2].decode(name, "replace")
        if sum(map(str.isprintable, text)) + sum(map(text.count, "\t\n\r")) > 0.98 * len(text):
            return name
    return ""


def _check_text(raw: bytes, file: str) -> None:
    """Raise FaultsError where the bytes are those of a picture, an archive, a recording."""
    found = next((what for magic, what in _BINARY if raw.startswith(magic)), "")
    head = raw[:_LOOKED_AT]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if not found and controls * 100 > len(head):
        found = "bytes that are no letters"
    if found:
        raise FaultsError([Fault(file, 0, f"it is not a text, it holds {found}: give it the ending it should have, or "
                                 "open it in its program and save it as text")])  # fmt: skip


def _decode_by_guess(raw: bytes, *, marked: bool = False) -> Decoded:
    mended = _mend(raw, at_least=1 if marked else 3)
    if mended:
        return mended
    name = _guess(raw)
    try:
        text = raw.decode(name)
    except (UnicodeDecodeError, LookupError):  # the rest of the file does not bear the guess out
        name = "cp1252"
        text = raw.decode(name, "replace")
    return _tell(text, name, guessed=True)


def _mend(raw: bytes, *, at_least: int) -> Decoded | None:
    """UTF-8 into which a few letters of cp1252 were pasted; None where its letters are not mostly UTF-8's."""
    text = raw.decode("utf-8", "surrogateescape")
    foreign = len(re.findall(r"[\udc80-\udcff]", text))
    own = sum(not letter.isascii() for letter in text) - foreign
    if not foreign or own < at_least * foreign:
        return None
    letters = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)}
    note = f"read as UTF-8; {foreign} bytes that are not were read as cp1252, a guess: look at {{places}}"
    places = [text[max(0, hit.start() - 12) : hit.end() + 12] for hit in re.finditer(r"[\udc80-\udcff]", text)][:3]
    shown = ", ".join(repr(place.translate(letters)) for place in places)
    decoded = _tell(text.translate(letters), "utf-8", guessed=True)
    return Decoded(decoded.text, "utf-8", True, (note.format(places=shown), *decoded.notes[1:]))


def _guess(raw: bytes) -> str:
    from chardet import EncodingEra

    sample = raw
    if len(raw) > _ENOUGH:  # only lines with letters beyond ASCII tell anything
        sample = b"\n".join(line for line in raw.split(b"\n") if not line.isascii() or b"\x1b" in line)[:_ENOUGH]
    name, certainty = _ask(sample, EncodingEra.ALL ^ EncodingEra.MAINFRAME)
    foreign = len(sample) - len(sample.translate(None, _FOREIGN))
    if name.startswith(_SELDOM):  # only where it fits clearly better, and has enough to show that
        modern, other = _ask(sample, EncodingEra.MODERN_WEB)
        name = modern if foreign < 5 or other > 0.85 * certainty else name
    text = sample.decode(name, "replace")
    few = foreign < (3 if name in ("cp1250", "cp1254") else 5 if name in ("cp1257", "cp1258") else 0)
    if few or text == sample.decode("cp1252", "replace"):  # a Polish text has more than two letters beyond ASCII
        return "cp1252"
    if 4 * len(_TWO_SCRIPTS.findall(text)) > len(_OTHER_LETTER.findall(text)) > 0:  # a word is written in one alphabet
        return "cp1252"
    return name


def _ask(sample: bytes, era: EncodingEra) -> tuple[str, float]:
    import chardet

    found = chardet.detect(
        sample, encoding_era=era, prefer_superset=True, compat_names=False, max_bytes=_ENOUGH,
    )  # fmt: skip
    try:
        return codecs.lookup(found["encoding"] or "cp1252").name, found["confidence"] or 0.0
    except LookupError:
        return "cp1252", 0.0


def _tell(text: str, encoding: str, *, guessed: bool = False) -> Decoded:
    text = text.removeprefix("\ufeff")
    notes = []
    if guessed:
        notes.append(f"read as {encoding}, a guess: if letters look wrong, say --encoding")
    if not text.isascii():
        lost = text.count("\ufffd")
        spoilt = _SPOILT.findall(text) if any(sign in text for sign in "\u00c3\u00c5\u00c2\u00e2") else []
        if lost:
            notes.append(f"{lost} characters could not be read and stand as \ufffd")
        if len(spoilt) > 1:
            notes.append(f"{len(spoilt)} places look like UTF-8 that was once read as something else and saved so "
                         f"({spoilt[0]!r}); nothing was changed: look for an older copy of the file")  # fmt: skip
    return Decoded(text, encoding, guessed, tuple(notes))
