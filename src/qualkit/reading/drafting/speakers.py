"""Who speaks in a transcript, as guessed from it, and what its user says about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qualkit.errors import QualkitError, suggest
from qualkit.model import TURN_ROLES, TurnRole

Roles = Mapping[str, TurnRole]
"""What a user said: the role of a tag."""

_FORM = 'write --speakers "I1,I2=interviewer; M,K=informant"'


@dataclass(frozen=True, slots=True)
class Tag:
    """One speaker as guessed."""

    tag: str  # as it stands in the transcript
    turns: int
    words: int
    role: TurnRole
    why: str  # what the guess rests on: "legend", "name of the tag", "asks in 62 % of its turns", "--speakers"
    name: str = ""  # what a legend calls it


def read_roles(said: str) -> dict[str, TurnRole]:
    """The roles that a user names on the command line.

    Raises QualkitError for what is not of the form `tags=role; tags=role`.

    >>> read_roles("I1, I2 = interviewer; M=informant")
    {'I1': 'interviewer', 'I2': 'interviewer', 'M': 'informant'}
    """
    roles: dict[str, TurnRole] = {}
    for part in filter(str.strip, re.split(r"[;\n]", said)):
        tags, sign, role = part.rpartition("=")
        role = role.strip().lower()
        if not sign or not tags.strip():
            raise QualkitError(f"speakers {part.strip()!r} has no tags and role: {_FORM}")
        if role not in TURN_ROLES:
            raise QualkitError(f"speakers {part.strip()!r}: role {role!r} is unknown; {suggest(role, TURN_ROLES)}")
        for tag in tags.split(","):
            tag = " ".join(tag.strip().rstrip(":").split())
            if not tag:
                raise QualkitError(f"speakers {part.strip()!r} has an empty tag: {_FORM}")
            known: TurnRole = next(one for one in TURN_ROLES if one == role)
            if roles.setdefault(tag, known) != role:
                raise QualkitError(f"speakers: {tag!r} has two roles, {roles[tag]} and {role}; keep one")
    return roles


def match_roles(said: Roles, tags: Mapping[str, object]) -> tuple[dict[str, TurnRole], list[str]]:
    """The user's roles by the tags of a file, and those names that it does not have.

    A name that is not there letter by letter is looked for without regard to capitals and spaces.
    """
    loose = {_loose(tag): tag for tag in tags}
    matched: dict[str, TurnRole] = {}
    missing: list[str] = []
    for name, role in said.items():
        tag = name if name in tags else loose.get(_loose(name))
        if tag is None:
            missing.append(name)
        else:
            matched[tag] = role
    return matched, missing


def _loose(tag: str) -> str:
    return "".join(tag.casefold().split())
