"""Files inside a study: names that are safe, text that is what it says, writes that are whole or not at all."""

from __future__ import annotations

import os
import re
import unicodedata
from hashlib import sha256
from pathlib import Path

from qualkit.errors import Fault, FaultsError

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?|\.+|.*\.", re.IGNORECASE)


def is_safe_name(name: str) -> bool:
    """Whether an id, coder or code may become a file's name on every system.

    >>> is_safe_name("M07"), is_safe_name("../M07"), is_safe_name("nul.txt")
    (True, False, False)
    """
    return _NAME.fullmatch(name) is not None and _RESERVED.fullmatch(name) is None


def read_text(path: Path, file: str) -> str:
    """The text of a UTF-8 file: BOM dropped, CRLF and CR to LF, NFC.

    Raises FaultsError where the file is missing or not UTF-8, naming the line of the first foreign byte.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise FaultsError([Fault(file, 0, f"the file is missing; expected it at {file}")]) from None
    except OSError as error:
        raise FaultsError([Fault(file, 0, f"the file cannot be read: {error.strerror}")]) from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        guess = "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows (cp1252)"
        raise FaultsError([Fault(file, line, f"not UTF-8 text (byte {raw[error.start]:#04x}), perhaps {guess}; open it "
                                 "in the program it comes from and save it as 'UTF-8' (Excel: 'CSV UTF-8')")]) from None  # fmt: skip
    return normalise(text)


def normalise(text: str) -> str:
    r"""Text as every offset counts it: no BOM, LF as the only line end, NFC.

    >>> normalise("\ufeffa\r\nb\rc")
    'a\nb\nc'
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def hash_text(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hex."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hash_file(path: Path) -> str:
    """SHA-256 of the file's bytes, in hex."""
    return sha256(path.read_bytes()).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the new one, never half of it."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with aside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
