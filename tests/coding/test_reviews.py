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


@pytest.mark.parametrize(
    ("codes", "covered"),
    [
        (("use",), {"plan"}),
        (("money",), {"money", "money/spent"}),
        (("money/kept",), {"money/kept"}),
        (("*",), ALL - {"money/kept"}),
    ],
)
def test_a_review_does_not_cover_what_came_later_because_it_names_what_is_above(
    codes: tuple[str, ...], covered: set[str]
) -> None:
    history = (Change(JUNE, "a", "new", (), ("money/kept",)), Change(JUNE, "a", "rename", ("use",), ("plan",)))
    assert read_for(Review("a", "F01", codes, "2020-05-01T00:00:00.000Z"), history=history) == {"F01": covered}


def test_who_read_for_a_code_that_was_split_since_has_read_for_none_of_its_parts() -> None:
    history = (Change(JUNE, "a", "split", ("use",), ("money/kept", "money/spent")),)
    before, after = "2020-05-01T00:00:00.000Z", "2020-06-02T00:00:00.000Z"
    assert read_for(Review("a", "F01", ("use", "plan"), before), history=history) == {"F01": {"plan"}}
    assert read_for(Review("a", "F01", ("money/kept",), after), history=history) == {"F01": {"money/kept"}}


@pytest.mark.parametrize(
    ("at", "read"),
    [("2020-06-01T08:00:00.000Z", False), ("2020-06-01", False), ("2020-06-02T00:00:00.000Z", True)],
)
def test_of_a_code_that_came_on_a_day_the_reviews_of_that_day_say_nothing(at: str, read: bool) -> None:
    history = (Change("2020-06-01", "a", "new", (), ("plan",)),)
    assert ("plan" in read_for(Review("a", "F01", at=at), history=history)["F01"]) is read


@pytest.mark.parametrize(("sha256", "missing"), [(None, {"money", "money/kept"}), ("now", set())])
def test_what_was_coded_and_is_not_found_is_not_read_by_a_review_that_names_no_text(
    sha256: str | None, missing: set[str]
) -> None:
    history = (Change(JUNE, "a", "rename", ("savings",), ("money/kept",)),)
    gone = [("F01", "savings"), ("F01", "no/such/code"), ("F02", "plan")]
    reviews = [Review("a", "F01", text_sha256=sha256)]
    assert reviewed_codes(reviews, DOCUMENTS, codebook(*history), gone) == {"F01": ALL - missing}


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
