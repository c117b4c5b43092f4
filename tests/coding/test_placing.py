"""Codings held against today's texts and codebook: what stands, whom it is about, and what to do with the rest."""

from __future__ import annotations

from typing import Any

import pytest

from qualkit.codebook.history import Change
from qualkit.codebook.tree import Code, Codebook, with_inner_nodes
from qualkit.coding.placing import place_codings
from qualkit.errors import Fault
from qualkit.model import Coding, Documents
from qualkit.reading.transcript import parse_transcript

FILE = "coding/codings/a.jsonl"
SPEAKERS = "speakers: {I: {role: interviewer}, W: {role: informant, case: F1}, H: {role: informant, case: F2}}"
PAIR = parse_transcript(
    f"---\nid: pair\ntype: interview\n{SPEAKERS}\n---\nI: So?\n\nW: I save.\n\nH: I spend. I spend.\n", file="pair.txt"
)
NOTE = parse_transcript("---\nid: note\ntype: observation\n---\nNobody came.\n", file="note.txt")
DOCUMENTS = Documents([PAIR, NOTE])
JUNE = "2020-06-01T00:00:00.000Z"
BOOK = Codebook(
    with_inner_nodes(Code(path, path) for path in ("money/kept", "money/spent", "money/lent", "plan")),
    history=(
        Change(JUNE, "a", "rename", ("cash",), ("money",)),
        Change(JUNE, "a", "merge", ("plan/big", "plan/small"), ("plan",)),
        Change(JUNE, "a", "split", ("use",), ("money/spent", "money/lent")),
        Change(JUNE, "a", "retire", ("mood",), ()),
    ),
)


def coding(quote: str = "I save.", code: str = "money/kept", document: str = "pair", **more: Any) -> Coding:
    text = DOCUMENTS[document].text if DOCUMENTS.has(document) else ""
    start = more.pop("start", max(text.find(quote), 0))
    return Coding("x", document, start, start + len(quote), quote, code, "a", line=7, **more)


def place(one: Coding) -> tuple[Coding | None, Fault | None]:
    placed, faults = place_codings([one], DOCUMENTS, BOOK, FILE)
    return next(iter(placed), None), next(iter(faults), None)


@pytest.mark.parametrize(
    ("one", "cases"),
    [
        pytest.param(coding("I save."), ("F1",), id="whoever speaks there"),
        pytest.param(coding("save.\n\nH: I spend. I"), ("F1", "F2"), id="both, over two turns"),
        pytest.param(coding("So?"), (), id="the interviewer is no case"),
        pytest.param(coding("Nobody came.", document="note"), (), id="prose is about nobody"),
        pytest.param(coding("Nobody came.", document="note", cases=("F2",)), ("F2",), id="unless a person names them"),
        pytest.param(coding("I save.", cases=("F2",)), ("F2",), id="somebody else"),
        pytest.param(coding("I save.", cases=()), (), id="nobody"),
    ],
)
def test_whom_a_coding_is_about(one: Coding, cases: tuple[str, ...]) -> None:
    placed, fault = place(one)
    assert fault is None
    assert placed is not None
    assert placed.cases == cases


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("money/kept", "money/kept"),
        ("money", "money"),
        ("cash/kept", "money/kept"),
        ("cash", "money"),
        ("plan/big", "plan"),
    ],
)
def test_an_old_code_is_read_through_the_history(code: str, today: str) -> None:
    placed, fault = place(coding(code=code))
    assert fault is None
    assert placed is not None
    assert placed.code == today


@pytest.mark.parametrize(
    ("one", "problem", "warning"),
    [
        pytest.param(coding(code="money/kep"), "unknown code 'money/kep': did you mean 'money/kept'", False, id="misspelt"),
        pytest.param(coding(code="mood"), "set aside: the code 'mood' was retired; code the passage anew", True, id="retired"),
        pytest.param(coding(code="mood/low"), "set aside: the code 'mood/low' was retired", True, id="below a retired one"),
        pytest.param(coding(code="use"), "set aside: the code 'use' was split into money/spent, money/lent; read the passage again", True, id="split"),
        pytest.param(coding(document="pairs"), "no document 'pairs': did you mean 'pair'", False, id="no document"),
    ],
)  # fmt: skip
def test_what_does_not_stand_is_told_with_its_line(one: Coding, problem: str, warning: bool) -> None:
    placed, fault = place(one)
    assert placed is None
    assert fault is not None
    assert (fault.file, fault.line, fault.warning) == (FILE, 7, warning)
    with pytest.raises(AssertionError, match=problem):
        raise AssertionError(fault.problem)


@pytest.mark.parametrize(
    ("one", "problems"),
    [
        pytest.param(
            coding("W: I save.\n\nH: I spend", start=2),
            ["1 coding stands elsewhere in pair.txt than when it was coded, in the same words ('W: I save.\\n\\nH: I spend', 2-24, now 8-30 (line 8)); it counts there; `qualkit moved --settle a`"],
            id="moved",
        ),
        pytest.param(
            coding("I spend.", start=0),
            ["pair.txt, coded money/kept: 'I spend.' is not where it was, and perhaps it is 'I spend.', ", "--settle a --id x"],
            id="at two places",
        ),
        pytest.param(
            coding("I lent it to her.", start=11),
            ["lost: the text does not hold 'I lent it to her.' any more (11-28); it does not count: restore the text"],
            id="gone",
        ),
        pytest.param(coding("I lent it to her.", start=9_999), ["lost: the text does not hold"], id="past the end"),
        pytest.param(coding(""), ["lost: the text does not hold ''"], id="an empty passage"),
        pytest.param(coding("I save.", code="mood", start=9_999), ["set aside: the code 'mood' was retired", "pair.txt"], id="retired too"),
    ],
)  # fmt: skip
def test_what_is_displaced_is_a_warning_with_what_to_do(one: Coding, problems: list[str]) -> None:
    _, faults = place_codings([one], DOCUMENTS, BOOK, FILE)
    count, *told = sorted(faults)
    assert (count.file, count.line) == (FILE, 0)
    assert "`qualkit moved` lists them all" in count.problem
    assert all(fault.warning for fault in faults)
    assert {(fault.file, fault.line) for fault in told} == {(FILE, 7)}
    for problem in problems:
        assert any(problem in fault.problem for fault in told), told


def test_codings_come_in_the_order_of_the_texts() -> None:
    codings = [
        coding("Nobody came.", document="note"),
        coding("I save.", code="plan"),
        coding("I save.", code="money/kept"),
        coding("So?"),
    ]
    placed, _ = place_codings(codings, DOCUMENTS, BOOK, FILE)
    assert [(one.quote, one.code) for one in placed] == [
        ("So?", "money/kept"),
        ("I save.", "money/kept"),
        ("I save.", "plan"),
        ("Nobody came.", "money/kept"),
    ]
