"""Whose codings are used: one coder's, both coders', either's or those that were agreed; and over which cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from qualkit.errors import QualkitError, suggest
from qualkit.study import Study
from qualkit.wording import say

Combine = Literal["either", "both", "consensus"]
Over = Literal["shared", "all"]
CONSENSUS = "consensus"
_COMBINED: tuple[Combine, ...] = ("both", "either")


@dataclass(frozen=True)
class Choice:
    """`readers` are the coders who must all have read a case for it to be compared; it need not be read by others."""

    name: str
    coders: tuple[str, ...]
    combine: Combine
    readers: tuple[str, ...] = ()

    @classmethod
    def of(cls, study: Study, coder: str | Iterable[str] | None = None) -> Choice:
        """The coders that are named, or those of record, combined as study.yaml says."""
        return cls("", study.choose_coders(coder), study.settings.coders.combine)


def list_choices(study: Study, coders: Iterable[str], over: Over) -> tuple[Choice, ...]:
    """The choice of record first, then each coder's, both's, either's, and the consensus where there is such a log.

    Raises QualkitError for fewer than two coders, an unknown one, one with the name of a choice, and unknown `over`.
    """
    named = study.choose_coders(tuple(dict.fromkeys(coders)))
    if len(named) < 2:
        raise QualkitError(f"name two coders or more to compare; those of this study: {', '.join(study.coders)}")
    if taken := set(named) & set(_COMBINED):
        raise QualkitError(f"the coder {min(taken)!r} has the name of a choice: give the log another name")
    if over not in get_args(Over):
        raise QualkitError(f"no such cases {over!r}: {suggest(str(over), get_args(Over))}")
    choices = [Choice.of(study), *(Choice(name, (name,), "either") for name in named)]
    choices += [Choice(combine, named, combine) for combine in _COMBINED]
    if CONSENSUS in study.coders and CONSENSUS not in named:
        choices.append(Choice(CONSENSUS, (CONSENSUS,), "consensus"))
    readers = named if over == "shared" else ()
    return tuple(replace(choice, readers=readers) for choice in choices)


def tell_unread(n: int, n_of_record: int, language: str) -> str:
    """How many of the compared cases the choice, or the coders of record, have not read; '' for none."""
    told = {"choice.unread": n, "choice.record_unread": n_of_record}
    return "; ".join(say(key, language, n=number) for key, number in told.items() if number)


def count_moves(here: Mapping[str, str], of_record: Mapping[str, str]) -> dict[str, Any]:
    """Of the cases that were read, by their sides: how many change, which, and how many only one choice has read."""
    changed = sorted(case for case in here.keys() & of_record.keys() if here[case] != of_record[case])
    only_one = len(here.keys() ^ of_record.keys())
    return {"n_changed": len(changed), "changed": ", ".join(changed), "n_read_by_one": only_one}
