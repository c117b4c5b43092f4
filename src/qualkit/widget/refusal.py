"""Why Python does not do what the page asks."""

from __future__ import annotations

from typing import Literal

from qualkit.errors import QualkitError
from qualkit.wording import say

Reason = Literal["disk", "stale", "gone", "broken", "blind", "invalid"]


class Refused(QualkitError):
    """What was asked cannot be done, and nothing was written; `reason` tells the page what it can offer.

    After "disk", "gone" and "broken" the same can be asked again, once files are mended.

    `event_id` names the event that is at fault, where several were asked for.
    """

    def __init__(self, reason: Reason, why: str, event_id: str | None = None) -> None:
        super().__init__(why)
        self.reason = reason
        self.event_id = event_id


def refuse(
    key: str, language: str, *, reason: Reason = "invalid", event_id: str | None = None, **about: object
) -> Refused:
    """The refusal that `session.KEY` of the catalogue words."""
    return Refused(reason, say(f"session.{key}", language, **about), event_id)
