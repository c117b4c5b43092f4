"""What of a transcript stays when its original is read anew: what a person wrote into its header."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from qualkit.model import Document

_OURS = frozenset(
    {"source", "version_of", "source_sha256", "imported_sha256", "part", "id", "type", "kind", "speakers"}
)


def merge_headers(old: Document, new: Document, said: Container[str]) -> dict[str, Any]:
    """The header of a transcript that takes another's place.

    What stands in the old one stays: a person may have written it, and nothing tells what nobody did. Of the speakers
    that stay the same only those change that `said` names, by whom the import was told; new ones are added, those that
    the new text has no more are left out.
    """
    merged = dict(new.header)
    for key, value in old.header.items():
        if key not in _OURS and _is_told(value):
            merged[key] = value
    if "kind" in old.header or "type" in old.header:
        merged.pop("kind", None)
        merged["type"] = new.kind
    speakers = _merge_speakers(old, new, said)
    if speakers:
        merged["speakers"] = speakers
        _tell_roles(merged, speakers)
    return merged


def _merge_speakers(old: Document, new: Document, said: Container[str]) -> dict[str, Any]:
    before, after = old.header.get("speakers"), new.header.get("speakers")
    if not isinstance(before, Mapping):
        return dict(after) if isinstance(after, Mapping) else {}
    speakers = dict(after) if isinstance(after, Mapping) else {}
    for tag, about in before.items():
        there = tag in speakers or f"\n{tag}:" in f"\n{new.text}"
        if there and tag not in said:
            speakers[tag] = about
    return speakers


def _tell_roles(header: dict[str, Any], speakers: Mapping[str, Any]) -> None:
    """Interviewer and informant, where the header names them by tag, as the speakers now tell."""
    for role in ("interviewer", "informant"):
        named = header.get(role)
        if named in speakers or (isinstance(named, list) and any(name in speakers for name in named)):
            tags = [tag for tag, about in speakers.items() if isinstance(about, Mapping) and about.get("role") == role]
            header[role] = tags[0] if len(tags) == 1 else tags


def _is_told(value: Any) -> bool:
    return value not in (None, "", [], {})
