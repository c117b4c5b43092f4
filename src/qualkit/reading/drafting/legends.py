"""Legends: who the letters before the colons are, on one line or on several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from qualkit.reading.drafting.kin import kin_of
from qualkit.reading.drafting.labels import is_label
from qualkit.reading.drafting.shapes import role_word, shape_of

_PAIR = re.compile(
    r"\s*([^\W_][\w .’'/-]{0,24}?)\s*(?:=|→|->|[-–—](?=\s)|[:：])\s*([^=:;,\n]+?)\s*"
    r"(?:[;,]|\s(?:dan|and|og|und)\s(?=[^=:]{0,40}[=:–-])|\s(?=[^\W\d_a-z]{1,4}[0-9]{0,2}\s?[=:：])|$)"
)
_BRACKETED = re.compile(
    r"\s*[(\[]\s*([^\W\d_a-z]{1,4}[0-9]{0,2})\s*[)\]]\s*(?:[=:：→–-]\s*)?([^\W\d_][^()\[\]=:：,;\n]{1,40}?)\s*"
    r"(?:[,;.]|\s(?:dan|and|og|und|&)(?=\s*[(\[])|(?=[(\[])|$)"
)
_BEFORE = re.compile(r"[^()\[\]:：?!]{2,30}[:：]\s*(?=[(\[])")
_EQUALS = ("=", "→", "->")
_HEADING = re.compile(
    r"\s*(?:(?:daftar|list of|liste over|liste der|liste des|lista de|lijst van|lista över)\s+(?:the )?)?"
    r"(?:keterangan|ket|legend[ae]?|(?:speaker )?key|speakers?|forkortelser|abbreviations|kode|daftar singkatan|"
    r"inisial|pembicara|participants?|interviewees|attendees|participantes|participant\(e\)s|deltagere|deltagare|"
    r"deltakere|deelnemers|teilnehmer|teilnehmerinnen|teilnehmende|beteiligte|personen|personer i samtalet|peserta|"
    r"afkortingen|abkürzungen|förkortningar|abreviaturas|leyenda|légende|sprecher|sprekers|talere|talare|hablantes)"
    r"(?!\w)\s*\.?\s*[:：]?\s*",
    re.IGNORECASE,
)
_TURNED = re.compile(r"([^\W\d_][\w .’'-]{1,30}?)\s*[:：=]\s*([^\W\d_a-z]{1,3}[0-9]{0,2})")
_WORD = re.compile(r"([^\W\d_]{3,})\s*([0-9]{0,3})")
CODED = re.compile(
    r"(?:[0-9]{1,2}[.)]\s*|[-–•·]\s*)?([^\W\d_][^:：=\[\]()\n]{2,40}?)\s*[\[(]\s*([^\W\d_]{1,4}[ .-]?\d{0,3})\s*[\])]"
    r"\s*(?:[:：=]\s*(.*))?"
)
"""A name with its letters behind it, and what a label tells of it: Narasumber (N) : Siti."""


def read_legend(text: str) -> list[tuple[str, str]]:
    """The tags and names of a line such as `Keterangan: P = Peneliti, N = Narasumber`.

    >>> read_legend("(P: Peneliti N: Narasumber)"), read_legend("P: Apa kabar?")
    ([('P', 'Peneliti'), ('N', 'Narasumber')], [])
    """
    if pairs := _read_bracketed(text):
        return pairs
    if text[:1] in "([" and text[-1:] in ")]":
        text = text[1:-1]
    rest = below_heading(text)
    if rest != text or any(sign in text for sign in _EQUALS):
        return read_pairs(rest)
    pairs = read_pairs(text)
    sure = len({tag for tag, _ in pairs}) > 1 and all(shape_of(tag) == "code" for tag, _ in pairs)
    return pairs if sure and any(role_word(name) for _, name in pairs) else []


def _read_bracketed(text: str) -> list[tuple[str, str]]:
    """The pairs of a legend whose letters stand in brackets: (P) = Pewawancara, (N) Narasumber."""
    if "(" not in text[:32] and "[" not in text[:32]:
        return []
    before = _BEFORE.match(text)
    pairs: list[tuple[str, str]] = []
    at = before.end() if before else 0
    while at < len(text):
        found = _BRACKETED.match(text, at)
        if not found or len(found[2].split()) > 4:
            return []
        pairs.append((found[1], found[2]))
        at = found.end()
    return pairs if any(role_word(name) for _, name in pairs) else []


def title_of_legend(text: str) -> str:
    """What a legend in brackets has above it on its line, where that only heads it; '' for a common heading.

    >>> title_of_legend("Para pihak: (P) Peneliti (N) Narasumber"), title_of_legend("Keterangan: (P) Peneliti")
    ('Para pihak', '')
    """
    before = _BEFORE.match(text) if below_heading(text) == text and _read_bracketed(text) else None
    return before[0].rstrip(" :：") if before else ""


def below_heading(text: str) -> str:
    """What stands behind a word such as `Keterangan:`; the whole line where there is none."""
    heading = _HEADING.match(text)
    if heading and (heading.end() == len(text) or text[: heading.end()].rstrip()[-1:] in ":："):
        return text[heading.end() :]
    return text


def read_pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of a legend written on one line; none where the line is anything else.

    >>> read_pairs("I = interviewer, X = informant")
    [('I', 'interviewer'), ('X', 'informant')]
    """
    pairs: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        found = _PAIR.match(text, at)
        known = found and (shape_of(found[1]) in ("code", "caps", "name", "role") or kin_of(found[1]))
        if not found or not known or len(found[2].split()) > 8:
            return []
        if found[2][-1] in "?!…":
            return []  # who asks, not who it is
        pairs.append((found[1], found[2]))
        at = found.end()
    return pairs if len(dict(pairs)) == len(set(pairs)) else []  # nobody is two


def read_turned(text: str, times: Mapping[str, int]) -> list[tuple[str, str]]:
    """The tag behind the colon and the name before it that it is short for, where the tag speaks and the name does not.

    >>> read_turned("Saya : S", {"S": 4}), read_turned("Jenis kelamin : L", {"L": 4}), read_turned("Saya : S", {})
    ([('S', 'Saya')], [], [])
    """
    found = _TURNED.fullmatch(text)
    if not found or times.get(found[2], 0) < 2 or times.get(found[1], 0) > 1 or is_label(found[1]):
        return []
    return [(found[2], found[1])] if stands_for(found[2], found[1]) else []


def stands_for(code: str, words: str) -> bool:
    """Whether words begin with the letters of a code, or each with one of them: N of Novi, BS of Bu Sri.

    >>> stands_for("N", "Novi"), stands_for("BS1", "Bu Sri"), stands_for("S", "Novi")
    (True, True, False)
    """
    letters = code.rstrip("0123456789").casefold()
    first = "".join(word[0] for word in words.split()).casefold()
    return bool(letters) and (words.casefold().startswith(letters) or first.startswith(letters))


def find_spelt_out(tags: Iterable[str]) -> dict[str, str]:
    """The tags by their first letter and number (R1 of Respondent 1), where that is of one alone.

    >>> find_spelt_out(["Respondent 1", "Respondent 2", "Moderator", "Mother"])
    {'R1': 'Respondent 1', 'R2': 'Respondent 2'}
    """
    fits: dict[str, list[str]] = {}
    for tag in tags:
        if word := _WORD.fullmatch(tag):
            fits.setdefault(word[1][0].upper() + word[2], []).append(tag)
    return {code: told[0] for code, told in fits.items() if len(told) == 1}
