"""Selecting codes: a misspelt one is an error and never an empty result."""

from __future__ import annotations

import pytest

from qualkit.codebook.history import Change, follow
from qualkit.codebook.tree import Code, Codebook, with_inner_nodes
from qualkit.errors import QualkitError

LISTED = ("money/kept", "money/debt/old", "money/debt/new", "plan", "moneybox")
BOOK = Codebook(with_inner_nodes(Code(path, path) for path in LISTED))
ALL = ("money", "money/kept", "money/debt", "money/debt/old", "money/debt/new", "plan", "moneybox")


def test_inner_nodes_that_nobody_listed_are_codes_too() -> None:
    assert tuple(BOOK.codes) == ALL
    assert BOOK.leaves == LISTED
    assert BOOK["money/debt/old"].theme == "money"


def test_a_listed_inner_node_keeps_what_was_said_of_it() -> None:
    codes = [Code("money/kept", "c2"), Code("money", "c1", label={"en": "Money"})]
    book = Codebook(with_inner_nodes(codes))
    assert [code.id for code in book] == ["c1", "c2"]
    assert book.label("money") == "Money"


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        ("**", ALL),
        ("*", ("money", "plan", "moneybox")),
        ("plan", ("plan",)),
        ("money", ALL[:5]),
        ("money/**", ALL[:5]),
        ("money/*", ("money/kept", "money/debt")),
        ("money/debt", ("money/debt", "money/debt/old", "money/debt/new")),
        ("money/debt/*", ("money/debt/old", "money/debt/new")),
        (["plan", "money/kept"], ("money/kept", "plan")),
        (["plan", "**", "plan"], ALL),
        ([], ()),
    ],
)
def test_what_a_selection_means(selection: str | list[str], chosen: tuple[str, ...]) -> None:
    assert BOOK.select(selection) == chosen


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        ("money/kep", "no code 'money/kep' in coding/codebook.yaml: did you mean 'money/kept'"),
        ("money/kep/*", r"no code 'money/kep/\*' .*did you mean 'money/kept'"),
        ("plan/*", r"no code 'plan/\*'"),
        ("Money", "no code 'Money'.*did you mean 'money'"),
        ("mon", "no code 'mon'"),
        ("mon*", r"no code 'mon\*'"),
        ("money/", "no code 'money/'"),
        ("", "no code ''"),
        (["plan", "plam"], "no code 'plam'.*did you mean 'plan'"),
    ],
)
def test_a_selection_that_means_no_code_is_an_error(selection: str | list[str], message: str) -> None:
    with pytest.raises(QualkitError, match=message):
        BOOK.select(selection)


def test_a_code_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(QualkitError, match=r"no code 'plans' .*did you mean 'plan'"):
        BOOK["plans"]


def test_a_label_is_in_the_language_asked_for_or_the_last_part_of_the_path() -> None:
    book = Codebook(with_inner_nodes([Code("a/top-down", "1"), Code("a/b", "2", label={"id": "Bebas", "en": "Free"})]))
    assert [book.label("a/b", language) for language in ("en", "id", "fr")] == ["Free", "Bebas", "Bebas"]
    assert book.label("a/top-down") == "top down"


def change(at: str, action: str, old: tuple[str, ...], *new: str) -> Change:
    return Change(at, "a", action, old, new)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "now"),
    [
        ("cash", ("money",)),
        ("cash/kept", ("money/kept",)),
        ("cashier", ("cashier",)),
        ("purse/kept", ("money/kept",)),  # renamed twice, the entries out of order
        ("use", ("money/spent", "money/lent")),
        ("mood", ()),
        ("mood/low", ()),
        ("big", ("plan",)),
        ("small", ("plan",)),
    ],
)
def test_an_old_path_is_followed_through_the_history(path: str, now: tuple[str, ...]) -> None:
    history = [
        change("2020-02-01", "rename", ("cash",), "money"),
        change("2020-01-01", "rename", ("purse",), "cash"),
        change("2020-03-01", "split", ("use",), "money/spent", "money/lent"),
        change("2020-03-01", "retire", ("mood",)),
        change("2020-03-01", "merge", ("big", "small"), "plan"),
        change("2020-03-01", "redefine", ("plan",), "plan"),
    ]
    assert follow(path, history) == now
