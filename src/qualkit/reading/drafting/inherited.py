"""A legend above several interviews of a file: it names the speakers of each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set

from qualkit.reading.drafting.front import Front
from qualkit.reading.drafting.shapes import role_word

_NAMING = ("informant", "nama", "name")


def inherit_legend(front: Front, legend: Iterable[tuple[str, str]]) -> set[str]:
    """Add what a legend above all tells of tags, where a text does not tell it itself; those that were added come back.

    Who has another name in the head of the text is not who the legend names: then its names tell nothing here.

    >>> front = Front(header={"informant": "Pak Budi"})
    >>> sorted(inherit_legend(front, [("P", "Peneliti"), ("N", "Ibu Sri")])), front.roles
    (['P'], {'P': 'interviewer'})
    """
    told = [value for key, value in front.header.items() if value and key.startswith(_NAMING)]
    added: set[str] = set()
    for tag, name in legend:
        role = role_word(name)
        is_person = role is None and not name[0].islower()
        if tag in front.names or (is_person and told and not _is_told(name, told)):
            continue
        front.names[tag] = name
        added.add(tag)
        if role and tag not in front.roles:
            front.roles[tag] = role
    return added


def forget_absent(front: Front, inherited: Set[str], tags: Collection[str]) -> None:
    """Leave out who does not speak in this text: the text that stands with the legend tells of them."""
    for tag in inherited - set(tags):
        front.names.pop(tag, None)
        front.roles.pop(tag, None)


def _is_told(name: str, told: Iterable[str]) -> bool:
    words = name.casefold().split()
    return any(word in value.casefold().split() for value in told for word in words[-1:])
