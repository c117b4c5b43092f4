"""Adding a code to codebook.yaml, which is a person's file: everything else in it stays as it was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ruamel.yaml.error import YAMLError

from qualkit.codebook.book import parse_codebook, read_codebook
from qualkit.codebook.history import Change
from qualkit.codebook.insertion import Fields, insert_code
from qualkit.codebook.tree import Code, Codebook
from qualkit.errors import QualkitError
from qualkit.files import is_safe_name, lock_file, normalise, write_whole

_NUMBERED_ID = re.compile(r"(\D*)([0-9]+)")
_WAIT = 10  # seconds for whoever else writes the codebook at this moment
_BOM = "\ufeff"


def add_code(
    path: Path,
    *,
    code: str,
    label: str,
    definition: str,
    include: str = "",
    exclude: str = "",
    language: str,
    by: str,
    at: str | None = None,
    why: str = "",
    file: str = "coding/codebook.yaml",
) -> Codebook:
    """Add a code to a codebook, and tell so in its history.

    The code stands after its last sibling (else its parent, else at the end). All that stands in the file already,
    comments, order and spaces among it, stays byte for byte. Inner nodes above the code that nobody listed appear
    by themselves, without a definition.

    Parameters
    ----------
    path : the codebook's file.
    code : the new path, such as `theme/code`.
    label, definition, include, exclude : what it is called and when it is given, in `language`.
    by : who adds it.
    at : when, as the logs write it (UTC, to the millisecond); now, if not said.
    why : the reason, for the history.
    file : what to call the file in messages.

    Returns
    -------
    Codebook
        As it is now on the disk.

    Raises
    ------
    QualkitError
        Where the path is taken, was used before (retired, renamed, merged, split) or holds characters that no code
        may have, where the definition is empty, where the file cannot be read or written, or where it is written in
        a way that leaves no place for the code without a change to the rest. Nothing is written then.

    Examples
    --------
    >>> add_code(Path("coding/codebook.yaml"), code="service", label="S", definition="S.", language="en", by="a")
    Traceback (most recent call last):
    ...
    qualkit.errors.QualkitError: coding/codebook.yaml:63: the code 'service' is there already; choose another path
    """
    at = at or datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    words = {"label": label, "definition": definition, "include": include, "exclude": exclude}
    words = {key: normalise(text).strip() for key, text in words.items()}
    why = normalise(why).strip()
    _check_words(words | {"by": by, "why": why, "language": language})
    try:
        path = path.resolve()  # a link stays a link
        with lock_file(path, file, seconds=_WAIT):
            before = read_codebook(path, file=file)
            _check_path(code, before, file)
            fields = _fields(code, words, language, before)
            change = [("at", at), ("by", by), ("action", "new"), ("to", code), *([("why", why)] if why else [])]
            raw = _insert(path, fields, change, before, file)
            write_whole(path, raw.encode("utf-8"))
            return read_codebook(path, file=file)
    except OSError as error:
        raise QualkitError(f"{file}: the code was not added, the file cannot be written ({error.strerror})") from None


def propose_path(code: str) -> str:
    """The nearest path that a code may have; '' where none of its letters can stand in one.

    >>> propose_path("Layanan/Antre lama!")
    'layanan/antre-lama'
    """
    parts = [_slug(part) for part in code.split("/")]
    return "/".join(part for part in parts if part)


def _slug(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9._]+", "-", plain).strip("-.")[:64].strip("-.")
    return slug if is_safe_name(slug) or not slug else f"{slug[:60]}-1"  # the names that Windows keeps for itself


def _check_words(words: Mapping[str, str]) -> None:
    if not words["definition"]:
        raise QualkitError("the definition is empty; say in a sentence what must be said for a passage to get the code")
    for key in ("by", "language"):
        if not words[key].strip():
            raise QualkitError(f"'{key}' is empty; a code is added by somebody, in a language")
    for key, text in words.items():
        if any(unicodedata.category(letter) == "Cs" for letter in text):
            raise QualkitError(f"the {key} holds half of a character ({text[:40]!r}); type it again")


def _check_path(code: str, book: Codebook, file: str) -> None:
    listed = {one.path: one for one in book if one.line}
    if code in listed:
        raise QualkitError(f"{file}:{listed[code].line}: the code {code!r} is there already; choose another path")
    if not all(is_safe_name(part) for part in code.split("/")):
        proposed = propose_path(code)
        hint = f"; write it like {proposed!r}" if proposed else ""
        problem = "a code's path may only hold letters a to z, digits, '.', '_' and '-', with '/' between its parts"
        raise QualkitError(f"{file}: {code!r}: {problem}{hint}")
    alike = {path.casefold(): path for path in book.codes}
    above = ["/".join(code.split("/")[:depth]) for depth in range(1, code.count("/") + 2)]
    for part in above:
        if (near := alike.get(part.casefold(), part)) != part:
            raise QualkitError(f"{file}: {part!r} differs from the code {near!r} in capitals only; choose another path")
    for change in book.history:
        if _has_used(change, code):
            became = f" (now {', '.join(change.new)})" if change.new else ""
            because = f": {change.why}" if change.why else ""
            raise QualkitError(
                f"{file}: the code {code!r} was used before: {change.action} by {change.by} on {change.at}{became}"
                f"{because}; old codings would be read as the new code, so choose another path"
            )


def _has_used(change: Change, code: str) -> bool:
    """Whether an entry of the history says of this path what codings under it have become."""
    if change.action in ("rename", "merge", "retire"):
        return change.touches(code)
    return change.action == "split" and code in change.old


def _fields(code: str, words: Mapping[str, str], language: str, book: Codebook) -> Fields:
    told = [text for one in book for text in (one.label, one.definition, one.include, one.exclude) if text]
    is_bare = bool(told) and all(set(text) == {""} for text in told)
    identity = _next_id(book)
    return [
        ("code", code),
        *([("id", identity)] if identity else []),
        *((key, text if is_bare else {language: text}) for key, text in words.items() if text),
    ]


def _next_id(book: Codebook) -> str:
    """The id after the highest one, where ids are numbered; else none, and the path is the id."""
    numbered = [found for one in book if one.id != one.path and (found := _NUMBERED_ID.fullmatch(one.id))]
    if not numbered:
        return ""
    last = max(numbered, key=lambda found: int(found[2]))
    return f"{last[1]}{int(last[2]) + 1:0{len(last[2])}}"


def _insert(path: Path, fields: Fields, change: Fields, before: Codebook, file: str) -> str:
    """The file's text with the code in it; proved to say all it said before, and the new code."""
    source = path.read_bytes().decode("utf-8")
    bom = _BOM if source.startswith(_BOM) else ""
    try:
        text = bom + insert_code(source.removeprefix(_BOM), fields, change)
        problem = _compare(before, parse_codebook(normalise(text), file), fields, change)
    except (QualkitError, YAMLError, IndexError, KeyError, ValueError, AttributeError) as error:
        problem = str(error).splitlines()[0]
    if problem:
        raise QualkitError(
            f"{file}: the code was not added, because the way in which this file is written leaves no safe place for "
            f"it ({problem}); write it there by hand: {dict(fields)}"
        )
    return text


def _compare(before: Codebook, after: Codebook, fields: Fields, change: Fields) -> str:
    """What is not as it should be in the codebook with the new code; '' where all is well."""
    told = dict(fields)
    code = str(told["code"])
    old = [_without_line(one) for one in before if one.line]
    new = [_without_line(one) for one in after if one.line]
    if [one for one in new if one.path != code] != old or after.title != before.title:
        return "another code would read otherwise than before"
    texts = {key: told.get(key, {}) for key in ("label", "definition", "include", "exclude")}
    texts = {key: {"": text} if isinstance(text, str) else text for key, text in texts.items()}
    if _without_line(after[code]) != Code(code, str(told.get("id", code)), **texts):  # type: ignore[arg-type]
        return "the code would read otherwise than it was given"
    about = dict(change)
    entry = Change(str(about["at"]), str(about["by"]), "new", (), (code,), str(about.get("why", "")))
    return "" if after.history == (*before.history, entry) else "the history would read otherwise than before"


def _without_line(code: Code) -> Code:
    return replace(code, line=0, patterns=tuple(replace(pattern, line=0) for pattern in code.patterns))
