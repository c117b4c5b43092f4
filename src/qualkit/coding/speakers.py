"""Passages that were found again in somebody else's mouth: the words alone do not tell that they are the coded ones.

An interviewer who says a person's words again ('So you said: …') speaks no evidence for that person. The old text is
not kept, so who spoke there is known only from a tag that stood shortly before the passage; else from the words before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qualkit.coding.anchors import Placement
from qualkit.coding.candidates import CONTEXT, Anchor
from qualkit.model import Document, Turn

_ALIKE = 0.6  # from which words around a passage are taken for the old ones


def doubt_other_speakers(
    anchors: Sequence[Anchor], placements: Sequence[Placement], document: Document
) -> list[Placement]:
    """The placements, those doubtful that stand where another speaks than did, or perhaps does.

    What was found elsewhere, or in other words, is asked for its speaker; what stands where it did is not.
    """
    speakers = {turn.speaker: turn for turn in document.turns if turn.speaker}
    if not speakers:
        return list(placements)
    tags = "|".join(sorted(map(re.escape, speakers), key=len, reverse=True))
    tag = re.compile(rf"\n[^\S\n]*({tags})[^\S\n]*:\s*")
    several = sum(turn.turn_role == "informant" for turn in speakers.values()) > 1
    return [
        _doubt(one, now)
        if one.how in ("moved", "reworded")
        and (now := document.turn_at(one.start or 0, one.end or 0))
        and _is_anothers(anchor, one, now, document.text, tag, several)
        else one
        for anchor, one in zip(anchors, placements, strict=True)
    ]


def _doubt(one: Placement, now: Turn) -> Placement:
    return replace(one, how="doubtful", speaker=now.speaker or "")


def _is_anothers(anchor: Anchor, one: Placement, now: Turn, text: str, tag: re.Pattern[str], several: bool) -> bool:
    then = _find_speaker(anchor, tag)
    if then:
        return then != now.speaker
    start, end = one.start or 0, one.end or 0
    before = _is_alike(anchor.before, text[max(start - len(anchor.before), 0) : start])
    if now.turn_role != "informant":
        return not before  # without a tag in them, the words before were the same speaker's
    after = _is_alike(anchor.after, text[end : end + len(anchor.after)])
    return several and not anchor.is_bare and not before and not after


def _find_speaker(anchor: Anchor, tag: re.Pattern[str]) -> str:
    """Whose turn the passage began in, by the last tag before its first word; '' where none is that near."""
    cut = len(anchor.before) >= CONTEXT  # else the text began there, as if a line had ended before
    framed = f"{'' if cut else chr(10)}{anchor.before}{anchor.quote}"
    begin = len(framed) - len(anchor.quote)
    speaker = ""
    for found in tag.finditer(framed):
        if found.start() > begin and framed[begin : found.start()].strip():
            break
        speaker = found[1]
    return speaker


def _is_alike(old: str, new: str) -> bool:
    from rapidfuzz.distance import Indel

    return bool(old) and Indel.normalized_similarity(old, new) >= _ALIKE
