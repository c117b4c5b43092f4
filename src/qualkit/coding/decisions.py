"""Deciding differences between two coders: each decision is a few events in a third log, and can be read from it again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, get_args

from qualkit.coding.differences import Difference
from qualkit.coding.events import UNDOABLE, Event
from qualkit.coding.log import find_undone, when
from qualkit.model import Coding, Document

Choice = Literal["left", "right", "both", "neither", "other"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
KEPT = "keep"  # what is chosen for a decision whose codings are gone
AROUND = 32  # characters of context before and after a quote, by which it is found again

Mark = tuple[str, str, str, str]
"""A coding as it was when it was decided: whose, which, under which code, and its words.

Where the words stand is no part of it: that changes for all of them with one edit further up in the text.
"""


@dataclass(frozen=True)
class Decision:
    """What was chosen for some codings, and stands; `step` is that of all that was decided at once, and undone at once."""

    step: str
    choice: Choice
    of: frozenset[Mark]
    reason: str
    at: str
    added: tuple[str, ...]  # the codings it made
    rejecting: tuple[str, ...]  # its events that reject a coding
    line: int = 0  # of the log, to point at it
    is_kept: bool = False  # somebody chose that it stands although its codings are gone

    @property
    def about(self) -> frozenset[tuple[str, str]]:
        """Whose codings it decides, and which."""
        return frozenset((coder, identity) for coder, identity, *_ in self.of)


@dataclass(frozen=True)
class Words:
    """Words of the document under a code: what somebody codes who takes neither side's coding."""

    start: int
    end: int
    code: str


def mark(coding: Coding) -> Mark:
    return coding.coder, coding.id, coding.code, coding.quote


# Reading


def read_decisions(events: Iterable[Event], alive: Collection[str]) -> tuple[Decision, ...]:
    """The decisions that stand, the latest last.

    Parameters
    ----------
    events : of the log that decides, about one document, in order of time.
    alive : the codings of that log that are not removed.

    One stands as long as something of it does: a coding that it made, or a rejection.
    """
    events = list(events)
    undone = find_undone(events)
    groups: dict[tuple[str, frozenset[Mark]], list[Event]] = {}
    for event in events:
        of = _read_marks(event)
        stands = event.get("id") in alive if event["event"] == "add" else event["event"] == "reject"
        if of and stands and event["event_id"] not in undone:
            groups.setdefault((str(event["decision"]), of), []).append(event)
    kept = {
        event["id"]
        for event in events
        if event["event"] == "change" and event.get("choice") == KEPT and event["event_id"] not in undone
    }
    decisions = [_make_decision(step, of, some, kept) for (step, of), some in groups.items()]
    return tuple(sorted(decisions, key=lambda decision: decision.at))


def _read_marks(event: Event) -> frozenset[Mark]:
    """What an event decides; nothing where it is none of a decision, or not of this form."""
    told = event.get("decides")
    if not isinstance(event.get("decision"), str) or event.get("choice") not in CHOICES or not isinstance(told, list):
        return frozenset()
    try:
        return frozenset((one["coder"], one["id"], one["code"], one.get("quote", "")) for one in told)
    except (KeyError, TypeError, AttributeError):
        return frozenset()


def _make_decision(step: str, of: frozenset[Mark], events: Sequence[Event], kept: Collection[str]) -> Decision:
    adds = [event for event in events if event["event"] == "add"]
    rejects = [event for event in events if event["event"] == "reject"]
    reason = next((event["memo"] for event in adds if event.get("memo")), "")
    reason = reason or next((event["reason"] for event in rejects if event.get("reason")), "")
    return Decision(
        step=step,
        choice=events[0]["choice"],
        of=of,
        reason=reason,
        at=max(str(event.get("at") or "") for event in events),
        added=tuple(str(event["id"]) for event in adds),
        rejecting=tuple(str(event["event_id"]) for event in rejects),
        line=int(events[0].get("line") or 0),
        is_kept=all(event["id"] in kept for event in adds),
    )


def find_decision(
    difference: Difference, decisions: Iterable[Decision], coders: Collection[str] | None = None
) -> Decision | None:
    """The decision about a difference's codings as they are now, and about no others.

    One about other words or codes of them decides nothing any more, nor does one without a coding that came since or
    with one that is gone. Where several stand about one coding, as when git joined what was decided in two copies,
    none does: together they count what nobody chose.

    Parameters
    ----------
    coders : who is compared; what was decided about codings of others besides is no hindrance. All, unless given.
    """
    wanted = {mark(coding) for coding in difference.codings}
    about = {(coding.coder, coding.id) for coding in difference.codings}
    standing = [decision for decision in decisions if not about.isdisjoint(decision.about)]
    if len(standing) != 1:
        return None
    told = {one for one in standing[0].of if coders is None or one[0] in coders}
    return standing[0] if told == wanted else None


def find_contradictions(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, Decision, tuple[str, str]]]:
    """Decisions that stand beside each other about the same coding, and about whose and which."""
    by_coding: dict[tuple[str, str], list[Decision]] = {}
    for decision in decisions:
        for coding in decision.about:
            by_coding.setdefault(coding, []).append(decision)
    for coding, several in sorted(by_coding.items()):
        yield from ((one, other, coding) for one, other in combinations(several, 2))


def find_orphans(decisions: Iterable[Decision], there: Mapping[str, Collection[str]]) -> tuple[Decision, ...]:
    """Decisions with codings that stand although all that they are about is gone from the coders' logs.

    Somebody who removes a passage and codes it anew leaves one behind, beside what is decided of the new one.

    Parameters
    ----------
    there : the ids in each coder's log; what is about another coder's besides is left to whoever compares that one.
    """
    return tuple(
        decision
        for decision in decisions
        if decision.added and all(coder in there and identity not in there[coder] for coder, identity in decision.about)
    )


# Writing


def decide(
    difference: Difference,
    choice: Choice,
    *,
    step: str,
    document: Document,
    reason: str = "",
    others: Sequence[Words] = (),
    former: Iterable[Decision] = (),
    cases: Mapping[tuple[str, str], tuple[str, ...] | None] | None = None,
    first: int = 0,
) -> list[Event]:
    """The events of one decision, as they go into the log of whoever decides.

    Parameters
    ----------
    difference, choice : what is decided, and how. To choose a side that coded nothing rejects what the other coded.
    step : the id of all that is decided at once; the ids of its events and codings begin with it.
    reason : the memo of the codings, or the reason of the rejections.
    others : with `other`: the words and codes to take instead.
    former : the decisions that stand; what those about the same codings made is removed, their rejections undone.
    cases : whom each coding (by coder and id) itself names; those who speak where it names nobody.
    first : how many events the step has already.
    """
    decided = {"decision": step, "choice": choice, "decides": [_tell_mark(coding) for coding in difference.codings]}
    chosen = _choose(difference, choice)
    events: list[Event] = list(_take_back(difference, former, document))
    for coding in chosen:
        events.append(_accept(coding, document, reason, cases or {}))
    for words in others if choice == "other" else ():
        events.append(_code(words, document, reason))
    if not chosen and choice != "other":
        events += [_reject(coding, document, reason) for coding in difference.codings]
    for number, event in enumerate(events, start=first):
        event |= {"event_id": f"{step}-{number}"} | decided
        if event["event"] == "add":
            event["id"] = f"{step}-{number}"
    return events


def settle_orphan(decision: Decision, *, keep: bool, step: str, document: str) -> list[Event]:
    """The events that keep or remove what a decision made of codings that are gone.

    To keep it changes nothing in a coding, and says that somebody looked.
    """
    told: Event = {"event": "change" if keep else "remove", "document": document, "decision": step}
    told |= {"choice": KEPT} if keep else {}
    return [told | {"event_id": f"{step}-{number}", "id": one} for number, one in enumerate(decision.added)]


def step_back(step: str, events: Iterable[Event]) -> list[Event]:
    """The events that undo a step, of the events about the document. A rejection that it undid is redone."""
    return [_reverse(event, undo=True) for event in events if event.get("decision") == step]


def step_again(step: str, events: Iterable[Event]) -> list[Event]:
    """The events that redo a step that was undone."""
    return [_reverse(event, undo=False) for event in events if event.get("decision") == step]


def find_last_undone(events: Iterable[Event]) -> Event | None:
    """What redo would bring back: what was undone last, unless something new was done since.

    What a decision took back of a former one was not undone by anybody, and is no more to be redone than that.
    """
    events = list(events)
    undone = find_undone(events)
    done = [event for event in events if event["event"] in UNDOABLE and event.get("at")]
    taken = [one for one in done if one["event_id"] in undone and "decision" not in undone[one["event_id"]]]
    last = max(taken, key=lambda event: when(undone[event["event_id"]]), default=None)
    return None if last is None or when(done[-1]) > when(undone[last["event_id"]]) else last


def _reverse(event: Event, *, undo: bool) -> Event:
    if event["event"] == "undo":
        again = {} if undo else {"decision": f"{event['decision']} again"}  # a part of it, and yet not undone for it
        return {"event": "redo" if undo else "undo", "of": event["of"]} | again
    return {"event": "undo" if undo else "redo", "of": event["event_id"]}


def _choose(difference: Difference, choice: Choice) -> tuple[Coding, ...]:
    """The codings that a choice takes. Of an agreement one is enough."""
    if choice == "both":
        return difference.left if difference.kind == "agreement" else difference.codings
    sides: dict[Choice, tuple[Coding, ...]] = {"left": difference.left, "right": difference.right}
    return sides.get(choice, ())


def _take_back(difference: Difference, former: Iterable[Decision], document: Document) -> Iterable[Event]:
    about = {(coding.coder, coding.id) for coding in difference.codings}
    for decision in former:
        if any((coder, identity) in about for coder, identity, *_ in decision.of):
            yield from ({"event": "remove", "id": identity, "document": document.id} for identity in decision.added)
            yield from ({"event": "undo", "of": identity} for identity in decision.rejecting)


def _accept(
    coding: Coding, document: Document, reason: str, cases: Mapping[tuple[str, str], tuple[str, ...] | None]
) -> Event:
    event = _code(Words(coding.start, coding.end, coding.code), document, reason)
    event |= {"method": "accepted", "source": {"coder": coding.coder, "id": coding.id}}
    named = cases.get((coding.coder, coding.id))
    about: dict[str, Any] = {"cases": None if named is None else list(named), "when": coding.when}
    about |= {"status": coding.status if coding.status != "stands" else None}
    about |= {"certainty": coding.certainty if coding.certainty != "sure" else None}
    return event | {key: value for key, value in about.items() if value is not None}


def _code(words: Words, document: Document, reason: str) -> Event:
    text, start, end = document.text, words.start, words.end
    event: Event = {"event": "add", "document": document.id, "start": start, "end": end, "quote": text[start:end]}
    event |= {"before": text[max(0, start - AROUND) : start], "after": text[end : end + AROUND]}
    event |= {"code": words.code, "method": "manual"}
    return event | ({"memo": reason} if reason else {})


def _reject(coding: Coding, document: Document, reason: str) -> Event:
    event = {"event": "reject", "id": coding.id, "document": document.id, "whose": coding.coder}
    return event | ({"reason": reason} if reason else {})


def _tell_mark(coding: Coding) -> dict[str, Any]:
    named = dict(zip(("coder", "id", "code", "quote"), mark(coding), strict=True))
    return named | {"start": coding.start, "end": coding.end}
