"""Where two coders agree in one document, and where they differ: what they have to talk about, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from qualkit.model import Coding

Kind = Literal["agreement", "details", "borders", "codes", "left", "right"]
KINDS: tuple[Kind, ...] = ("agreement", "details", "borders", "codes", "left", "right")


@dataclass(frozen=True)
class Difference:
    """One thing to decide: an agreement, or a difference, with the codings of both coders that it concerns.

    `kind` is `agreement` (one code, the same words), `details` (so too, but for status, certainty, time or cases),
    `borders` (one code, words that overlap), `codes` (other codes on words that overlap), `left` or `right` (one
    coder's only).
    """

    kind: Kind
    left: tuple[Coding, ...]
    right: tuple[Coding, ...]

    @property
    def codings(self) -> tuple[Coding, ...]:
        return (*self.left, *self.right)

    @property
    def start(self) -> int:
        return min(coding.start for coding in self.codings)

    @property
    def end(self) -> int:
        return max(coding.end for coding in self.codings)


def find_differences(left: Iterable[Coding], right: Iterable[Coding]) -> tuple[Difference, ...]:
    """Hold two coders' codings of one document against each other.

    Every coding is in exactly one difference. What is alike is taken out first, so that a difference concerns as few
    codings as it can: the same code on the same words; then one code on words that overlap; then other codes on
    words that overlap, all those that hang together by overlaps between the two. Whoever is left and whoever is
    right changes nothing but the names.

    Parameters
    ----------
    left, right : the codings of each, in the same document, in any order.

    Returns
    -------
    In the order of the text: by where each begins and ends.

    Examples
    --------
    >>> of_a, of_b = ([one for one in study.record(coder).codings if one.document == "M07"] for coder in "ab")
    >>> kinds = [difference.kind for difference in find_differences(of_a, of_b)]
    >>> {kind: kinds.count(kind) for kind in KINDS}
    {'agreement': 10, 'details': 0, 'borders': 13, 'codes': 2, 'left': 2, 'right': 3}
    """
    differences: list[Difference] = []
    rest = (sorted(left, key=_order), sorted(right, key=_order))
    pairs, rest = _take_pairs(*rest, _are_equal)
    differences += [Difference("agreement", (one,), (other,)) for one, other in pairs]
    pairs, rest = _take_pairs(*rest, _are_same)
    differences += [Difference("details", (one,), (other,)) for one, other in pairs]
    groups, rest = _take_groups(*rest, _share_code)
    differences += [Difference("borders", *group) for group in groups]
    groups, rest = _take_groups(*rest, _overlap)
    differences += [Difference("codes", *group) for group in groups]
    differences += [Difference("left", (one,), ()) for one in rest[0]]
    differences += [Difference("right", (), (one,)) for one in rest[1]]
    return tuple(sorted(differences, key=_place))


def mirror(difference: Difference) -> Difference:
    """The same with left and right exchanged."""
    sides: dict[Kind, Kind] = {"left": "right", "right": "left"}
    return Difference(sides.get(difference.kind, difference.kind), difference.right, difference.left)


Sides = tuple[list[Coding], list[Coding]]


def _take_pairs(
    left: Sequence[Coding], right: Sequence[Coding], alike: Callable[[Coding, Coding], bool]
) -> tuple[list[tuple[Coding, Coding]], Sides]:
    """Pairs of codings that are alike, one of each side, and the rest; of several the first ones are paired."""
    waiting: dict[tuple[int, int, str], list[Coding]] = {}
    for other in right:
        waiting.setdefault(_passage(other), []).append(other)
    pairs: list[tuple[Coding, Coding]] = []
    rest = []
    for one in left:
        candidates = waiting.get(_passage(one), [])
        partner = next((other for other in candidates if alike(one, other)), None)
        if partner is None:
            rest.append(one)
        else:
            candidates.remove(partner)
            pairs.append((one, partner))
    return pairs, (rest, sorted((other for others in waiting.values() for other in others), key=_order))


def _take_groups(
    left: Sequence[Coding], right: Sequence[Coding], linked: Callable[[Coding, Coding], bool]
) -> tuple[list[tuple[tuple[Coding, ...], tuple[Coding, ...]]], Sides]:
    """Codings that hang together by links between the sides, and those that have none."""
    group_of: dict[tuple[int, int], int] = {}
    members: dict[int, list[tuple[int, int]]] = {}
    longest = max((other.end - other.start for other in right), default=0)
    starts = [other.start for other in right]  # they stand in the order of their beginnings
    for number, one in enumerate(left):
        for other_number in range(bisect_right(starts, one.start - longest), bisect_left(starts, one.end)):
            if linked(one, right[other_number]):
                _join((0, number), (1, other_number), group_of, members)
    groups = []
    for keys in members.values():
        ones = tuple(left[number] for side, number in sorted(keys) if side == 0)
        others = tuple(right[number] for side, number in sorted(keys) if side == 1)
        groups.append((ones, others))
    rest = (
        [one for number, one in enumerate(left) if (0, number) not in group_of],
        [one for number, one in enumerate(right) if (1, number) not in group_of],
    )
    return groups, rest


def _join(
    one: tuple[int, int],
    other: tuple[int, int],
    group_of: dict[tuple[int, int], int],
    members: dict[int, list[tuple[int, int]]],
) -> None:
    for key in (one, other):
        if key not in group_of:
            group_of[key] = len(group_of)
            members[group_of[key]] = [key]
    kept, given = group_of[one], group_of[other]
    if kept != given:
        for key in members.pop(given):
            group_of[key] = kept
            members[kept].append(key)


def _passage(coding: Coding) -> tuple[int, int, str]:
    return coding.start, coding.end, coding.code


def _are_equal(one: Coding, other: Coding) -> bool:
    return _details(one) == _details(other)


def _details(coding: Coding) -> tuple[object, ...]:
    cases = None if coding.cases is None else frozenset(coding.cases)
    return coding.status, coding.certainty, coding.when or None, cases


def _are_same(one: Coding, other: Coding) -> bool:
    return True  # they were found by their passage


def _overlap(one: Coding, other: Coding) -> bool:
    return one.start < other.end and other.start < one.end


def _share_code(one: Coding, other: Coding) -> bool:
    return one.code == other.code and _overlap(one, other)


def _order(coding: Coding) -> tuple[int, int, str, str, str]:
    return coding.start, coding.end, coding.code, coding.coder, coding.id


def _place(difference: Difference) -> tuple[object, ...]:
    """The order of the text; of those at one place an order that knows no side."""
    about = sorted((coding.code, coding.coder, coding.id) for coding in difference.codings)
    return difference.start, difference.end, about
