"""Joint displays: counts that agree with the crosstab, and quotes that speak for their cell."""

from pathlib import Path

import pytest

import qualkit as qk

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def study() -> qk.Study:
    return qk.open_study(ROOT)


def test_its_counts_are_those_of_the_crosstab(study: qk.Study) -> None:
    joint = qk.joint_display(study, "welfare/finance/managed", "income").set_index("value")
    cross = qk.crosstab(study, "welfare/finance/managed", "income")
    coded = cross[cross["side"] == "coded"].set_index("value")
    assert joint["n"].to_dict() == coded["n"].to_dict()
    assert joint["n_units"].to_dict() == cross.groupby("value")["n"].sum().to_dict()


def test_every_quote_is_from_a_case_of_its_cell_and_of_its_code(study: qk.Study) -> None:
    outcomes = study.outcomes.set_index("case")["keeps_cashbook"]
    for row in qk.joint_display(study, "welfare/*", "cashbook").itertuples(index=False):
        said = qk.find_quotes(study, code=row.code)
        for case, quote in zip(filter(None, row.quoted.split(", ")), row.quotes.split("\n"), strict=False):
            assert outcomes[case] == row.value
            assert quote.strip("“”") in set(said.loc[said["case"] == case, "quote"]) or "\n" in quote


def test_the_negative_case_has_the_opposite_code_and_not_this_one(study: qk.Study) -> None:
    table = qk.joint_display(study, "welfare/finance/managed", "cashbook").set_index("value")
    negative = table.loc["no", "negative_case"]
    has = set(qk.find_quotes(study, code="welfare/finance/managed")["case"])
    assert negative in set(qk.find_quotes(study, code="welfare/finance/strained")["case"]) - has
    assert table.loc["yes", "negative_case"] == ""


def test_no_case_is_quoted_twice_in_a_cell(study: qk.Study) -> None:
    for quoted in qk.joint_display(study, "**", "cashbook", quotes=3)["quoted"]:
        cases = quoted.split(", ")
        assert len(cases) == len(set(cases)) <= 3
