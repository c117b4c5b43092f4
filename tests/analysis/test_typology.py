"""Types of cases: planted ones are found, and where there are none, it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy

CODES = [f"t/{number}" for number in range(8)]
MEASURES = {
    "income": {"type": "amount", "columns": {"then": "income_then", "now": "income_now"}, "label": {"en": "Income"}},
    "book": {"type": "yes/no", "columns": {"now": "book"}},
    "paid": {"type": "category", "columns": {"now": "paid"}, "values": {"o": {"en": "own", "id": "sendiri"}}},
}


def make(make_study: Callable[..., MadeStudy], cases: Iterable[tuple[str, str, dict]]) -> MadeStudy:
    """A study of cases `(name, codes as digits, outcomes)`."""
    made = make_study(
        codes=CODES, measures=MEASURES, waves=["then", "now"], roles={"member": {"outcomes": True}, "board": {}}
    )
    for case, codes, outcomes in cases:
        made.add_case(case, outcomes={"income_then": None, "income_now": None, "book": None, "paid": None} | outcomes)
        made.add_voice(case, {f"Sentence {code}.": f"t/{code}" for code in codes})
    return made


PLANTED = [
    ("C01", "012", {"income_now": 100, "book": "yes"}),
    ("C02", "456", {"income_now": 900, "book": "no"}),
    ("C03", "01", {"income_now": 120, "book": "yes"}),
    ("C04", "56", {"income_now": 800, "book": "no"}),
    ("C05", "012", {"income_now": 110, "book": "yes"}),
    ("C06", "0123", {"income_now": 90, "book": "yes"}),
    ("C07", "4567", {"income_now": 950, "book": "no"}),
]


def test_planted_types_are_found_with_the_case_that_stands_for_each(make_study: Callable[..., MadeStudy]) -> None:
    table = qk.find_types(make(make_study, PLANTED).open())
    assert table["type"].tolist() == ["1"] * 4 + ["2"] * 3
    assert set(table["case"][:4]) == {"C01", "C03", "C05", "C06"}
    assert table[table["is_medoid"]][["case", "rank", "distance"]].to_numpy().tolist() == [["C05", 1, 0], ["C02", 1, 0]]
    assert table["rank"].tolist() == [1, 2, 3, 4, 1, 2, 3]
    assert table.groupby("type")["distance"].is_monotonic_increasing.all()
    first = table.iloc[0]
    assert (first["n_types"], first["chosen"], first["structure"], first["note"]) == (2, "silhouette", "strong", "")
    assert first["silhouette_mean"] == pytest.approx(table["silhouette"].mean()) and first["silhouette_mean"] > 0.7
    assert first["silhouette_chance"] < first["silhouette_mean"]


def test_the_order_of_the_cases_decides_nothing(make_study: Callable[..., MadeStudy]) -> None:
    tables = [
        qk.find_types(make(make_study, cases).open())
        for cases in (PLANTED, PLANTED[::-1], sorted(PLANTED[3:]) + PLANTED[:3])
    ]
    for table in tables[1:]:
        pd.testing.assert_frame_equal(table, tables[0])


def test_ties_are_settled_by_name(make_study: Callable[..., MadeStudy]) -> None:
    table = qk.find_types(make(make_study, [("B", "0", {}), ("A", "0", {}), ("D", "5", {}), ("C", "5", {})]).open())
    assert table[["case", "type", "rank"]].to_numpy().tolist() == [
        ["A", "1", 1],
        ["B", "1", 2],
        ["C", "2", 1],
        ["D", "2", 2],
    ]


def test_where_there_are_no_types_it_is_said(make_study: Callable[..., MadeStudy]) -> None:
    random = np.random.default_rng(1)
    cases = [(f"C{n:02}", "".join(str(c) for c in range(8) if random.random() < 0.5), {}) for n in range(24)]
    study = make(make_study, cases).open()
    table = qk.find_types(study, n_types=4)
    assert table["structure"].unique().tolist() == ["none"]
    assert table["note"].str.startswith("No grouping is convincing").all()
    assert table["chosen"].unique().tolist() == ["given"]
    assert qk.find_types(study, n_types=4, language="id")["note"].str.contains("Jangan dilaporkan sebagai tipe").all()
    chosen = qk.find_types(study).iloc[0]
    assert chosen["silhouette_mean"] <= chosen["silhouette_chance"]
    assert "no higher than shuffled" in chosen["note"]


def test_the_shuffles_are_repeatable_and_can_be_left_out(make_study: Callable[..., MadeStudy]) -> None:
    study = make(make_study, PLANTED).open()
    chance = [qk.find_types(study, shuffles=19, seed=seed)["silhouette_chance"][0] for seed in (1, 1, 2)]
    assert chance[0] == chance[1] != chance[2]
    assert qk.find_types(study, shuffles=0)["silhouette_chance"].isna().all()


def test_a_type_of_one_case_is_told(make_study: Callable[..., MadeStudy]) -> None:
    table = qk.find_types(
        make(make_study, [*PLANTED, ("C99", "37", {"income_now": 500, "book": "yes"})]).open(), n_types=3
    )
    assert table["type"].tolist()[-1] == "3" and table["silhouette"].tolist()[-1] == 0
    assert "Of 3 types 1 have fewer than 3 cases" in table["note"][0]


def test_what_is_missing_is_left_out_of_the_comparison(make_study: Callable[..., MadeStudy]) -> None:
    made = make(make_study, PLANTED)
    made.add_case("C08", outcomes={"income_now": 105, "book": "yes"})
    made.add_voice("C08", {}, review=False)
    made.add_case("C09", outcomes={})
    made.add_voice("C09", {"Sentence 5.": "t/5"})
    table = qk.find_types(made.open()).set_index("case")
    assert table.loc["C08", "type"] == "1"  # by what is known of it
    assert table.loc["C09", "type"] == ""  # it and C08 have nothing known in common: the later by name is left out
    assert (table["n_units"] == 8).all() and (table["n_missing"] == 1).all()
    assert table.loc["C08", "n_known"] == 2 and table.loc["C09", "n_known"] == 8
    del made.cases["C08"], made.outcomes["C08"], made.documents["C08"]
    types = qk.find_types(made.open()).set_index("case")["type"]
    assert types["C09"] == types["C04"] != types["C05"]


def test_what_is_the_same_in_all_is_no_feature(make_study: Callable[..., MadeStudy]) -> None:
    cases = [
        (name, codes + "3" * ("3" not in codes), outcomes | {"paid": "o", "income_then": 5})
        for name, codes, outcomes in PLANTED
    ]
    plain, constant = (qk.find_types(make(make_study, rows).open(), code=["t/0", "t/1", "t/2", "t/4", "t/5", "t/6", "t/7", *more])
                       for rows, more in ((PLANTED, ()), (cases, ("t/3",))))  # fmt: skip
    pd.testing.assert_frame_equal(constant, plain)


@pytest.mark.parametrize("cases", [[("A", "0", {})], [("A", "0", {}), ("B", "1", {})], [(c, "0", {}) for c in "ABC"]])
def test_too_few_that_differ_are_one_type_without_a_silhouette(
    make_study: Callable[..., MadeStudy], cases: list
) -> None:
    table = qk.find_types(make(make_study, cases).open(), outcomes=())
    assert (table["n_types"] == 1).all() and (table["type"] == "1").all()
    assert table["silhouette"].isna().all() and (table["structure"] == "").all()
    assert len(table) == len(cases)
    assert (table["note"] == f"No types: too few of the {len(cases)} cases differ.").all()


def test_nobody_gives_an_empty_table(make_study: Callable[..., MadeStudy]) -> None:
    study = make(make_study, PLANTED).open()
    table = qk.find_types(study, where="income_now > 5000")
    assert len(table) == 0
    assert list(table) == list(qk.find_types(study, shuffles=0))
    assert len(qk.describe_types(study, table)) == 0


def test_more_types_than_cases_that_differ_are_an_error(make_study: Callable[..., MadeStudy]) -> None:
    study = make(make_study, [("A", "0", {}), ("B", "0", {}), ("C", "1", {})]).open()
    with pytest.raises(qk.QualkitError, match="n_types=3, but only 2 of 3 cases differ; ask for fewer"):
        qk.find_types(study, n_types=3)
    with pytest.raises(qk.QualkitError, match="n_types=0: write 1 or more"):
        qk.find_types(study, n_types=0)
    with pytest.raises(qk.QualkitError, match="no outcome 'incme': did you mean 'income'"):
        qk.find_types(study, outcomes="incme")


def test_a_type_is_described_against_all(make_study: Callable[..., MadeStudy]) -> None:
    made = make(make_study, [*PLANTED, ("C08", "5", {"paid": "o"})])
    study = made.open()
    types = pd.DataFrame({"case": [name for name, *_ in PLANTED] + ["C08"], "type": [*"1212112", ""]})
    table = qk.describe_types(study, types, code="t/0", outcomes=["book", "income_now"])
    columns = ["type", "n_cases", "feature", "name", "label", "value", "n", "n_units", "n_missing"]
    assert table[columns].to_numpy().tolist() == [
        ["1", 4, "code", "t/0", "0", "", 4, 4, 0],
        ["1", 4, "outcome", "book", "book", "no", 0, 4, 0],
        ["1", 4, "outcome", "book", "book", "yes", 4, 4, 0],
        ["1", 4, "outcome", "income_now", "Income, now", "", 4, 4, 0],
        ["2", 3, "code", "t/0", "0", "", 0, 3, 0],
        ["2", 3, "outcome", "book", "book", "no", 3, 3, 0],
        ["2", 3, "outcome", "book", "book", "yes", 0, 3, 0],
        ["2", 3, "outcome", "income_now", "Income, now", "", 3, 3, 0],
    ]
    first = table.iloc[0]
    assert (first["share"], first["share_all"], first["difference"]) == (1.0, 4 / 7, 1 - 4 / 7)
    number = table.iloc[3]
    assert (number["median"], number["median_all"], number["difference"]) == (105, 120, -15)
    assert pd.isna(number["share"])


def test_a_value_is_called_by_its_label_and_who_did_not_tell_is_missing(make_study: Callable[..., MadeStudy]) -> None:
    study = make(make_study, [("A", "0", {"paid": "o"}), ("B", "1", {})]).open()
    types = pd.DataFrame({"case": ["A", "B"], "type": ["1", "2"]})
    table = qk.describe_types(study, types, code="t/0", outcomes="paid", language="id")
    paid = table[table["name"] == "paid"]
    assert paid[["value", "n", "n_units", "n_missing"]].to_numpy().tolist() == [
        ["sendiri", 1, 1, 0],
        ["sendiri", 0, 0, 1],
    ]
    assert pd.isna(paid["share"].iloc[1])
