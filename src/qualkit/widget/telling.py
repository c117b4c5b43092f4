"""What Python tells the page of a study, as plain values that travel in a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from qualkit.codebook.colours import find_colours
from qualkit.codebook.tree import Codebook
from qualkit.coding.events import Passage
from qualkit.errors import QualkitError
from qualkit.model import Coding, Document, Review
from qualkit.study import Study
from qualkit.wording import CATALOGUE, FALLBACK
from qualkit.yaml_file import in_language

Told = dict[str, Any]


def tell_study(study: Study, language: str) -> Told:
    """The title, whether people and words are made up, which must be seen wherever they are shown, and a key.

    The key tells one folder from another of the same title, so that unsaved work goes to no other study.
    """
    settings = study.settings
    key = sha256(str(study.root.resolve()).encode()).hexdigest()[:16]
    return {"key": key, "title": in_language(settings.title, language), "fictional": settings.fictional}


def tell_words(prefix: str, language: str) -> dict[str, str]:
    """All words of the catalogue whose keys begin so."""
    return {key: say_raw(key, language) for key in CATALOGUE if key.startswith(prefix)}


def say_raw(key: str, language: str) -> str:
    """The wording with its placeholders still in it: the page fills them."""
    entry = CATALOGUE[key]
    return entry.get(language, entry[FALLBACK])


def tell_document(document: Document, languages: Sequence[str] = ()) -> Told:
    """The text and its turns; offsets are in code points, as everywhere.

    Which language it is in tells the header, or the study where it has but one: screen readers and the breaking of
    lines go by it.
    """
    only = languages[0] if len(languages) == 1 else None
    return {
        "id": document.id,
        "kind": document.kind,
        "language": document.header.get("language") or only,
        "file": document.file,
        "text": document.text,
        "text_sha256": document.text_sha256,
        "turns": [
            {
                "number": turn.number,
                "speaker": turn.speaker,
                "role": turn.turn_role,
                "start": turn.start,
                "end": turn.end,
                "case": turn.case,
                "time": turn.time,
            }
            for turn in document.turns
        ],
    }


def tell_codebook(codebook: Codebook, language: str, used: Mapping[str, int]) -> Told:
    """The codes in their order, in one language; `used` says how often this coder used each."""
    colours = find_colours(codebook)
    leaves = frozenset(codebook.leaves)
    return {
        "sha256": codebook.sha256,
        "codes": [
            {
                "code": code.path,
                "id": code.id,
                "label": codebook.label(code.path, language),
                "definition": in_language(code.definition, language),
                "include": in_language(code.include, language),
                "exclude": in_language(code.exclude, language),
                "examples": [{"document": one.document, "quote": one.quote} for one in code.examples],
                "colour": colours[code.path],
                "opposite": code.opposite,
                "inner": code.path not in leaves,
                "used": used.get(code.path, 0),
            }
            for code in codebook
        ],
    }


def count_used(passages: Iterable[Passage], codebook: Codebook) -> Counter[str]:
    """How often each of today's codes was used; what was split or retired counts for none."""
    today: dict[str, str | None] = {}
    used: Counter[str] = Counter()
    for passage in passages:
        if passage.code not in today:
            today[passage.code] = _resolve(passage.code, codebook)
        if code := today[passage.code]:
            used[code] += 1
    return used


def _resolve(code: str, codebook: Codebook) -> str | None:
    try:
        now = codebook.resolve(code)
    except QualkitError:
        return None  # the log's fault is told by `qualkit check`
    return now[0] if len(now) == 1 else None


def tell_people(study: Study, language: str) -> Told:
    """Cases, waves and findings: what a passage or a memo can be about."""
    settings = study.settings
    rows = zip(study.cases["case"], study.cases["role"], strict=True)
    return {
        "cases": [{"case": case, "role": settings.role_label(role, language) if role else ""} for case, role in rows],
        "waves": [{"id": wave, "label": settings.wave_label(wave, language)} for wave in settings.waves],
        "findings": [{"id": claim.id, "claim": claim.words(language)} for claim in study.findings],
    }


def tell_documents(study: Study, passages: Iterable[Passage], reviews: Iterable[Review]) -> list[Told]:
    """Every document, whether this coder has marked it reviewed as it stands, and how many codings it has."""
    counted = Counter(passage.document for passage in passages)
    read = {(review.document, review.text_sha256) for review in reviews if review.codes == ("*",)}
    return [
        {
            "id": document.id,
            "kind": document.kind,
            "reviewed": bool({(document.id, None), (document.id, document.text_sha256)} & read),
            "codings": counted[document.id],
        }
        for document in study.documents
    ]


def tell_coding(coding: Coding) -> Told:
    """A coding as the page shows it."""
    return {
        "id": coding.id,
        "start": coding.start,
        "end": coding.end,
        "code": coding.code,
        "method": coding.method,
        "status": coding.status,
        "certainty": coding.certainty,
        "cases": None if coding.cases is None else list(coding.cases),
        "when": coding.when,
        "memo": coding.memo,
        "at": coding.at,
    }
