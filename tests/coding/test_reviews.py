"""'Read, nothing found' is told from 'not yet read'."""

from __future__ import annotations

import pytest

from qualkit.codebook.history import Change
from qualkit.codebook.tree import Code, Codebook, with_inner_nodes
from qualkit.coding.reviews import is_case_read, reviewed_codes
from qualkit.model import Document, Documents, Review

DOCUMENTS = Documents([Document(name, "interview", "Yes.", (), text_sha256="now") for name in ("F01", "F02")])
JUNE = "2020-06-01T00:00:00.000Z"


def codebook(*history: Change) -> Codebook:
    return Codebook(
        with_inner_nodes(Code(path, path) for path in ("money/kept", "money/spent", "plan")), history=history
    )


def read_for(*reviews: Review, history: tuple[Change, ...] = ()) -> dict[str, set[str]]:
    return {name: set(codes) for name, codes in reviewed_codes(reviews, DOCUMENTS, codebook(*history)).items()}


ALL = {"money", "money/kept", "money/spent", "plan"}


@pytest.mark.parametrize(
    ("codes", "covered"),
    [
        (("*",), ALL),
        (("money",), {"money", "money/kept", "money/spent"}),
        (("money/kept", "plan"), {"money/kept", "plan"}),
        (("no/such/code", "plan"), {"plan"}),
    ],
)
def test_a_review_covers_its_codes_and_all_below(codes: tuple[str, ...], covered: set[str]) -> None:
    assert read_for(Review("a", "F01", codes)) == {"F01": covered}


def test_reviews_of_one_document_add_up() -> None:
    assert read_for(Review("a", "F01", ("plan",)), Review("a", "F01", ("money/kept",))) == {
        "F01": {"plan", "money/kept"}
    }


@pytest.mark.parametrize(("sha256", "read"), [("now", True), (None, True), ("before", False)])
def test_a_changed_text_makes_a_review_stale(sha256: str | None, read: bool) -> None:
    assert ("F01" in read_for(Review("a", "F01", text_sha256=sha256))) is read


def test_a_review_of_no_document_counts_for_nothing() -> None:
    assert read_for(Review("a", "F99")) == {}


@pytest.mark.parametrize("action", ["new", "split"])
@pytest.mark.parametrize(
    ("at", "missing"),
    [(None, {"plan"}), ("2020-05-31T23:59:59.999Z", {"plan"}), (JUNE, set()), ("2020-06-02T00:00:00.000Z", set())],
)
def test_a_star_covers_the_codes_there_were_at_that_time(action: str, at: str | None, missing: set[str]) -> None:
    history = (Change(JUNE, "a", action, ("old",), ("plan",)),)  # type: ignore[arg-type]
    assert read_for(Review("a", "F01", at=at), history=history) == {"F01": ALL - missing}


def test_a_renamed_code_was_there_under_its_old_name() -> None:
    history = (Change(JUNE, "a", "rename", ("scheme",), ("plan",)),)
    assert read_for(Review("a", "F01"), history=history) == {"F01": ALL}
    assert read_for(Review("a", "F01", ("scheme",)), history=history) == {"F01": {"plan"}}


@pytest.mark.parametrize(
    ("documents", "codes", "read"),
    [
        (["F01"], ["money/kept"], True),
        (["F01", "F02"], ["plan"], True),
        (["F01", "F02"], ["plan", "money/kept"], False),
        (["F02"], ["money/kept"], False),
        (["F03"], ["plan"], False),
        ([], ["plan"], False),
    ],
)
def test_a_case_is_read_when_all_its_documents_are_read_for_all_codes(
    documents: list[str], codes: list[str], read: bool
) -> None:
    reviewed = {"F01": frozenset({"money/kept", "plan"}), "F02": frozenset({"plan"})}
    assert is_case_read(documents, codes, reviewed) is read
