"""Names for what comes in: an id from a file's name, and a name for its original that every system can have."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePath

from qualkit.files import is_safe_name

_LONGEST_ID, _LONGEST_NAME = 64, 120
_FOREIGN = re.compile(r"[^A-Za-z0-9._-]+")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def make_id(name: str) -> str:
    """A document's id from the name of its file without the ending, or of a person.

    Accents are dropped. Letters that have no likeness among the plain ones are left out; a hash of the name then keeps
    two such names apart.

    >>> make_id("Wawancara 01 (Bu Siti)"), make_id("José"), make_id("con"), make_id("interview …")
    ('Wawancara-01-Bu-Siti', 'Jose', 'file-con', 'interview')
    >>> make_id("访谈 1") != make_id("笔记 1")
    True
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    identity = _FOREIGN.sub("-", plain)
    lost = any(not sign.isascii() and sign.isalnum() for sign in plain)
    if lost or not identity.strip("-._"):
        mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
        identity = f"{identity.strip('-._')[: _LONGEST_ID - 7].strip('-._') or 'file'}-{mark}"
    identity = identity.strip("-._")
    if len(identity) > _LONGEST_ID:
        mark = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
        identity = f"{identity[: _LONGEST_ID - 7].strip('-._')}-{mark}"  # long names often differ at their end only
    return identity if is_safe_name(identity) else f"file-{identity}"[:_LONGEST_ID].strip("-._")


def make_portable(name: str) -> str:
    r"""A file's name with what some system forbids in names replaced; nearly all names stay as they are.

    >>> make_portable("Wawancara 01 (Bu Siti).docx"), make_portable("a/b:c\n?.docx"), make_portable("NUL.txt")
    ('Wawancara 01 (Bu Siti).docx', 'a_b_c__.docx', '_NUL.txt')
    """
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).rstrip(" .")
    if not name or name.startswith((".", "~")) or _RESERVED.fullmatch(name):
        name = f"_{name}"
    suffix = PurePath(name).suffix[:16]
    stem = name.removesuffix(suffix)
    while len((stem + suffix).encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return (stem + suffix).rstrip(" .")


def show_name(name: str) -> str:
    r"""A file's name as a message can print it, on one line and in any terminal.

    >>> show_name("a\nb\x1b[31m.docx")
    'a?b?[31m.docx'
    """
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def tell_apart(paths: Sequence[PurePath]) -> list[str]:
    """A name for each file: its own, and where several would be called the same, with its folder's before it.

    What differs only in capitals, or not at all once it is an id, is called the same. Files of one folder stay so.

    >>> tell_apart([PurePath("wave1/M01.docx"), PurePath("wave2/m01.docx"), PurePath("wave2/M02.docx")])
    ['wave1-M01.docx', 'wave2-m01.docx', 'M02.docx']
    """
    depths = [0] * len(paths)
    while True:
        names = ["-".join(path.parts[-1 - depth :]) for path, depth in zip(paths, depths, strict=True)]
        keys = [make_id(PurePath(name).stem).casefold() for name in names]
        count = Counter(keys)
        folders: dict[str, set[PurePath]] = {}
        for key, path in zip(keys, paths, strict=True):
            folders.setdefault(key, set()).add(path.parent)
        deeper = [
            number
            for number, (key, path) in enumerate(zip(keys, paths, strict=True))
            if count[key] > 1 and len(folders[key]) > 1 and depths[number] < len(_folders(path))
        ]
        if not deeper:
            return names
        for number in deeper:
            depths[number] += 1


def _folders(path: PurePath) -> tuple[str, ...]:
    return tuple(part for part in path.parent.parts if part not in (path.anchor, "", ".", ".."))
