"""The header of an imported transcript, as YAML that reads back as it was meant."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_ .-]*[A-Za-z0-9_.-])?")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
ORDER = ("id", "type", "date", "place", "interviewer", "informant", "language", "speakers")
LAST = ("preamble", "part", "source", "version_of", "source_sha256", "imported_sha256")


def format_header(header: Mapping[str, Any]) -> str:
    r"""The lines of a header, without the `---` around them.

    >>> format_header({"id": "F1", "place": "Pasar: utara", "speakers": {"P": {"role": "informant", "case": "F1"}}})
    'id: F1\nplace: "Pasar: utara"\nspeakers:\n  P: {role: informant, case: F1}\n'
    """
    keys = [key for key in ORDER if key in header]
    keys += [key for key in header if key not in ORDER and key not in LAST]
    keys += [key for key in LAST if key in header]
    return "".join(_entry(key, header[key]) for key in keys)


def _entry(key: str, value: Any) -> str:
    if isinstance(value, Mapping):
        rows = "".join(f"  {_scalar(name)}: {_flow(about)}\n" for name, about in value.items())
        return f"{_scalar(key)}:\n{rows}" if rows else ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"{_scalar(key)}:\n" + "".join(f"  - {_scalar(item)}\n" for item in value) if value else ""
    return f"{_scalar(key)}: {_scalar(value)}\n" if value != "" else f"{_scalar(key)}:\n"


def _flow(about: Any) -> str:
    if not isinstance(about, Mapping):
        return _scalar(about)
    return "{" + ", ".join(f"{_scalar(key)}: {_scalar(value)}" for key, value in about.items()) + "}"


def _scalar(value: Any) -> str:
    text = str(value)
    if _PLAIN.fullmatch(text) and not text.startswith("---"):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
