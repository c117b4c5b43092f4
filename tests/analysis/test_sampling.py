"""Drawing what to double-code: in proportion, the same for everybody, and nothing left out unsaid."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.sampling import SAMPLE_COLUMNS, allocate
from qualkit.model import Documents

MakeStudy = Callable[..., MadeStudy]


@pytest.fixture
def made(make_study: MakeStudy) -> MadeStudy:
    """Twelve interviews of women and men in two villages, a group, notes, and one paper."""
    made = make_study(codes=["help"], coders=("a", "b"))
    for number in range(12):
        made.add_case(f"R{number:02}", gender="f" if number % 3 else "m", age=30 + number % 2)
        village = {"village": "Uphill"} if number < 8 else {"village": "Downhill"} if number < 11 else {}
        made.add_interview(f"R{number:02}", ("I", "Well?"), (f"R{number:02}", "They help. " * (number + 1)), **village)
    made.add_case("R12", gender="f")
    made.add_interview("G01", ("I", "Well?"), ("R00", "Yes."), ("R01", "No."))
    made.add_interview("R12", ("I", "Well?"), ("R12", "Yes."))
    for number in range(4):
        made.add_text(f"N{number}", "Some people came.", kind="observation")
    made.add_text("P1", "The plan.")
    return made


def test_each_kind_gives_its_share_and_at_least_one(made: MadeStudy) -> None:
    made.review("P1", coder="b")
    made.review("P1", coder="a")
    table = qk.sample_documents(made.open(), share=0.25)
    assert tuple(table.columns) == SAMPLE_COLUMNS
    counted = table.groupby("stratum")[["n", "n_units"]].first()
    assert counted.T.to_dict("list") == {"document": [1, 1], "interview": [3, 14], "observation": [1, 4]}
    assert table.groupby("stratum").size().tolist() == [1, 3, 1]
    paper = table.set_index("document").loc["P1"]
    assert paper.tolist() == ["document", "document", 1, 1, 2, "a; b", ""]
    assert set(table["reviewed_by"]) == {"a; b", ""}


def test_a_draw_depends_on_the_seed_alone(made: MadeStudy) -> None:
    study = made.open()
    table = qk.sample_documents(study, share=0.3)
    assert table.equals(qk.sample_documents(study, share=0.3, seed=0))
    study.documents = Documents(tuple(study.documents)[::-1])
    assert table.equals(qk.sample_documents(study, share=0.3))
    draws = {tuple(qk.sample_documents(study, share=0.3, seed=seed)["document"]) for seed in range(20)}
    assert len(draws) > 10
    assert tuple(table["document"]) in draws


def test_the_draw_of_the_example_is_the_same_on_every_machine(example: qk.Study) -> None:
    drawn = ["D01", "M05", "M11", "M13", "M16", "M24", "O01", "O03"]
    assert qk.sample_documents(example)["document"].tolist() == drawn


def test_the_seed_of_the_study_is_used_unless_another_is_named(make_study: MakeStudy) -> None:
    made = make_study(codes=["help"], seed=7)
    for number in range(30):
        made.add_text(f"P{number:02}", "The plan.")
    study = made.open()
    assert qk.sample_documents(study).equals(qk.sample_documents(study, seed=7))
    assert not qk.sample_documents(study).equals(qk.sample_documents(study, seed=8))


def test_what_has_no_value_is_a_stratum_of_its_own_and_told(made: MadeStudy) -> None:
    table = qk.sample_documents(made.open(), share=1, by="village").set_index("document")
    assert table.loc["R11", ["stratum", "n", "n_units", "note"]].tolist() == ["", 8, 8, "its header has no village"]
    assert table.loc["R00", ["stratum", "n_units", "note"]].tolist() == ["Uphill", 8, ""]
    table = qk.sample_documents(made.open(), share=1, by="gender").set_index("document")
    assert table.loc["G01", ["stratum", "note"]].tolist() == ["", "those who speak differ in gender: f, m"]
    assert table.loc["N0", ["stratum", "note"]].tolist() == ["", "nobody speaks in it"]
    assert table.loc["R01", ["stratum", "note"]].tolist() == ["f", ""]
    table = qk.sample_documents(made.open(), share=1, by="age").set_index("document")
    assert table.loc["R12", ["stratum", "note"]].tolist() == ["", "age of R12 is not known"]
    assert table.loc["R01", "stratum"] == "31"


def test_roles_are_strata_too_and_none_is_all(made: MadeStudy) -> None:
    study = made.open()
    assert set(qk.sample_documents(study, by="role", share=1)["stratum"]) == {"member", ""}
    table = qk.sample_documents(study, by=None, share=0.5)
    assert (table["stratum"].unique().tolist(), len(table), table["n_units"].iloc[0]) == (["all"], 10, 19)


@pytest.mark.parametrize("share", [0, -0.1, 1.01, float("nan")])
def test_a_share_that_is_none_is_refused(made: MadeStudy, share: float) -> None:
    with pytest.raises(qk.QualkitError, match="name one above 0 and up to 1"):
        qk.sample_documents(made.open(), share=share)


@pytest.mark.parametrize("by", ["vilage", "id", "interviewers"])
def test_what_nothing_is_called_by_is_refused_with_the_nearest(made: MadeStudy, by: str) -> None:
    with pytest.raises(qk.QualkitError, match=f"is called '{by}'.*(?:did you mean|known are)"):
        qk.sample_documents(made.open(), by=by)


def test_a_study_without_documents_gives_an_empty_table(make_study: MakeStudy) -> None:
    table = qk.sample_documents(make_study(codes=["help"]).open())
    assert (tuple(table.columns), len(table)) == (SAMPLE_COLUMNS, 0)


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(1, 60), min_size=1),
    st.integers(1, 100).map(lambda percent: percent / 100),
)
def test_the_total_is_right_and_no_stratum_gives_none_or_more_than_it_has(sizes: dict[str, int], share: float) -> None:
    drawn = allocate(sizes, share)
    total = int(sum(sizes.values()) * round(share * 100) / 100 + 0.5)
    assert sum(drawn.values()) == max(total, len(sizes))
    assert all(1 <= drawn[name] <= size for name, size in sizes.items())
    assert allocate(dict(reversed(sizes.items())), share) == drawn
    for name, size in sizes.items():  # never more than one away from its proportion, but for those that give their one
        assert drawn[name] <= max(1, size * total / sum(sizes.values()) + 1)
        assert all(drawn[name] >= drawn[other] for other in sizes if sizes[other] < size)
