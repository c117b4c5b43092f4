"""Counts of codes, worked out by hand: the unit is named, and what was not read is counted beside."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy

KEPT, SPENT, PLAN = "money/kept", "money/spent", "plan"
COLUMNS = ["code", "label", "theme", "unit", "by", "value", "n", "n_units", "n_missing", "share"]
NAN = float("nan")


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    """Three cases that were read, one (F04) that was not, and a paper."""
    made = make_study(codes=[KEPT, {"code": SPENT, "label": {"en": "Spent at once"}}, PLAN], coders=("a", "b"))
    for case, gender in (("F01", "female"), ("F02", "male"), ("F03", None), ("F04", "female")):
        made.add_case(case, gender=gender)
    made.add_voice("F01", {"I keep some.": KEPT, "I keep more.": KEPT, "I spend it.": SPENT})
    made.add_voice("F02", {"I keep a little.": KEPT})
    made.add_voice("F03", {})
    made.add_voice("F04", {}, review=False)
    made.add_text("D1", "The plan is this.")
    made.code("D1", "The plan is this.", PLAN)
    made.review("D1")
    return made


@pytest.mark.parametrize(
    ("unit", "rows"),  # of each code: n, n_units, n_missing
    [
        ("case", [(2, 3, 1), (1, 3, 1), (0, 3, 1)]),
        ("document", [(2, 4, 1), (1, 4, 1), (1, 4, 1)]),
        ("turn", [(3, 6, 1), (1, 6, 1), (1, 6, 1)]),  # without the interviewer's
        ("coding", [(3, 5, 0), (1, 5, 0), (1, 5, 0)]),
    ],
)
def test_codes_are_counted_by_unit(made: MadeStudy, unit: str, rows: list[tuple[int, int, int]]) -> None:
    expected = pd.DataFrame(
        [
            [path, label, path.split("/")[0], unit, "", "", n, n_units, n_missing, n / n_units]
            for (path, label), (n, n_units, n_missing) in zip(
                [(KEPT, "kept"), (SPENT, "Spent at once"), (PLAN, "plan")], rows, strict=True
            )
        ],
        columns=COLUMNS,
    )
    pd.testing.assert_frame_equal(qk.count_codes(made.open(), unit), expected)  # type: ignore[arg-type]


def test_by_an_attribute_the_missing_ones_are_a_value_of_their_own(made: MadeStudy) -> None:
    expected = pd.DataFrame(
        [
            [KEPT, "kept", "money", "case", "gender", "female", 1, 1, 1, 1.0],
            [KEPT, "kept", "money", "case", "gender", "male", 1, 1, 0, 1.0],
            [KEPT, "kept", "money", "case", "gender", "", 0, 1, 0, 0.0],
        ],
        columns=COLUMNS,
    )
    pd.testing.assert_frame_equal(qk.count_codes(made.open(), code=KEPT, by="gender"), expected)


def test_by_kind_a_document_is_counted_with_its_kind(made: MadeStudy) -> None:
    table = qk.count_codes(made.open(), "document", code=PLAN, by="kind")
    assert table[["value", "n", "n_units", "n_missing"]].to_numpy().tolist() == [
        ["document", 1, 1, 0],
        ["interview", 0, 3, 1],
    ]


def test_where_leaves_out_who_does_not_fit_and_who_is_not_known_to(made: MadeStudy) -> None:
    table = qk.count_codes(made.open(), code=KEPT, where="gender == 'female'")
    assert table[["n", "n_units", "n_missing"]].to_numpy().tolist() == [[1, 1, 1]]


def test_what_nobody_has_read_has_no_share(made: MadeStudy) -> None:
    row = qk.count_codes(made.open(), code=KEPT, coder="b").iloc[0]
    assert (row["n"], row["n_units"], row["n_missing"]) == (0, 0, 4)
    assert pd.isna(row["share"])


@pytest.mark.parametrize("unit", ["case", "document", "turn"])
@pytest.mark.parametrize("by", [None, "gender", "role"])
def test_what_was_read_and_what_was_not_are_all_there_is(made: MadeStudy, unit: str, by: str | None) -> None:
    study = made.open()
    table = qk.count_codes(study, unit, by=by)  # type: ignore[arg-type]
    whole = {"case": 4, "document": 5, "turn": 7}[unit]
    assert set((table["n_units"] + table["n_missing"]).groupby(table["code"]).sum()) == {whole}
    assert (table["n"] <= table["n_units"]).all()


def test_an_inner_node_is_counted_where_it_was_given(made: MadeStudy) -> None:
    made.code("F02", "I keep a little.", "money")
    table = qk.count_codes(made.open(), code="money").set_index("code")
    assert table["n"].to_dict() == {"money": 1, KEPT: 2, SPENT: 1}


def test_the_matrix_tells_nothing_found_from_not_read(made: MadeStudy) -> None:
    expected = pd.DataFrame(
        [
            [case, "member", code, label, code.split("/")[0], n, case != "F04"]
            for case, found in {"F01": (2, 1), "F02": (1, 0), "F03": (0, 0), "F04": (0, 0)}.items()
            for (code, label), n in zip([(KEPT, "kept"), (SPENT, "Spent at once")], found, strict=True)
        ],
        columns=["case", "role", "code", "label", "theme", "n", "read"],
    )
    pd.testing.assert_frame_equal(qk.count_matrix(made.open(), code="money"), expected)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"unit": "cases"}, "no unit 'cases': did you mean 'case'"),
        ({"by": "gendr"}, "cannot count by 'gendr': did you mean 'gender'"),
        ({"code": "money/kep"}, "no code 'money/kep' .*did you mean 'money/kept'"),
        ({"coder": "c"}, "no coder 'c' has a log"),
        ({"where": "gendr == 'x'"}, "names the column 'gendr'"),
    ],
)
def test_a_misspelt_name_is_an_error_and_no_zero(made: MadeStudy, asked: dict[str, str], message: str) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.count_codes(made.open(), **asked)  # type: ignore[arg-type]


def test_counting_changes_nothing_in_the_study(made: MadeStudy) -> None:
    study = made.open()
    before = [table.copy(deep=True) for table in (study.cases, study.outcomes, study.codings)]
    codes = [KEPT, SPENT]
    qk.count_codes(study, by="gender", code=codes)
    qk.count_matrix(study, code=codes)
    for old, now in zip(before, (study.cases, study.outcomes, study.codings), strict=True):
        pd.testing.assert_frame_equal(now, old)
    assert codes == [KEPT, SPENT]


# Words


@pytest.fixture
def spoken(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    """Two cases with 8 and 4 words of their own, a third that is not read, and a paper."""
    made = make_study(codes=[KEPT, SPENT], coders=("a", "b"))
    for case, gender in (("F01", "female"), ("F02", "male"), ("F03", "male")):
        made.add_case(case, gender=gender)
    made.add_interview("D01", ("I", "How much money is kept?"), ("F01", "I keep 500 [laughs] – and spend the rest."))
    made.add_interview("D02", ("I", "And you?"), ("F02", "I keep it all."))
    made.add_interview("D03", ("I", "And you?"), ("F03", "Not a word."))
    made.add_text("P1", "People keep much.")
    made.review("D01", "D02", "P1")
    return made


def test_words_are_those_of_informants_and_what_overlaps_counts_once(spoken: MadeStudy) -> None:
    spoken.code("D01", "keep 500 [laughs]", KEPT)
    spoken.code("D01", "500 [laughs] – and", KEPT)
    spoken.code("D01", "500", KEPT, coder="b")
    spoken.code("P1", "People keep much.", KEPT)
    spoken.code("D01", "much money", SPENT)  # the interviewer's
    spoken.code("D03", "Not a word", SPENT)  # not read
    spoken.settings["coders"]["of_record"] = ["a", "b"]
    table = qk.count_codes(spoken.open(), "word")
    assert table[["code", "unit", "n", "n_units", "n_missing", "share"]].to_numpy().tolist() == [
        [KEPT, "word", 3, 11, 3, 3 / 11],  # keep 500 and
        [SPENT, "word", 0, 11, 3, 0.0],
    ]


def test_a_word_that_a_passage_cuts_counts_and_counts_once(spoken: MadeStudy) -> None:
    spoken.code("D01", "I ke", KEPT)
    spoken.code("D01", "ep 5", KEPT)
    assert qk.count_codes(spoken.open(), "word", code=KEPT)["n"].tolist() == [3]


def test_words_are_counted_by_an_attribute_and_under_a_condition(spoken: MadeStudy) -> None:
    spoken.code("D02", "keep it", KEPT)
    study = spoken.open()
    table = qk.count_codes(study, "word", code=KEPT, by="gender")
    assert table[["value", "n", "n_units", "n_missing"]].to_numpy().tolist() == [["female", 0, 7, 0], ["male", 2, 4, 3]]
    table = qk.count_codes(study, "word", code=KEPT, where="gender == 'female'")
    assert table[["n", "n_units"]].to_numpy().tolist() == [[0, 7]]


def test_where_nobody_has_read_words_have_no_share(spoken: MadeStudy) -> None:
    row = qk.count_codes(spoken.open(), "word", code=KEPT, coder="b").iloc[0]
    assert (row["n"], row["n_units"], row["n_missing"]) == (0, 0, 14)
    assert pd.isna(row["share"])


# The order of the matrix


def orders(table: pd.DataFrame) -> tuple[list[str], list[str]]:
    return table["case"].drop_duplicates().tolist(), table["code"].drop_duplicates().tolist()


def test_similar_cases_and_codes_stand_side_by_side_within_role_and_theme(
    make_study: Callable[..., MadeStudy],
) -> None:
    made = make_study(codes=["x/1", "x/2", "x/3", "y/1"], roles={"member": {}, "board": {}})
    said = {"M1": "13", "M2": "2", "M3": "13", "M4": "2", "B1": "2"}
    for case, codes in said.items():
        made.add_case(case, role="board" if case == "B1" else "member")
        made.add_voice(case, {f"Sentence {code}.": f"x/{code}" for code in codes})
    plain, sorted_ = (qk.count_matrix(made.open(), order=order) for order in ("codebook", "similar"))
    assert orders(plain) == (["M1", "M2", "M3", "M4", "B1"], ["x/1", "x/2", "x/3", "y/1"])
    cases, codes = orders(sorted_)
    assert (set(cases[:2]), set(cases[2:4]), cases[4:]) == ({"M1", "M3"}, {"M2", "M4"}, ["B1"])
    assert codes == ["x/1", "x/3", "x/2", "y/1"]
    names = ["case", "code"]
    pd.testing.assert_frame_equal(
        plain.sort_values(names, ignore_index=True), sorted_.sort_values(names, ignore_index=True)
    )


def test_the_similar_order_does_not_depend_on_the_order_of_the_file(make_study: Callable[..., MadeStudy]) -> None:
    said = {"M1": "ab", "M2": "c", "M3": "abd", "M4": "", "M5": "cd", "M6": "a"}
    found = []
    for cases in (list(said), list(said)[::-1]):
        made = make_study(codes=list("abcd"))
        for case in cases:
            made.add_voice(case, {f"Sentence {code}.": code for code in said[case]})
        found.append(orders(qk.count_matrix(made.open(), order="similar"))[0])
    assert found[0] == found[1]


def test_an_order_that_does_not_exist_is_an_error(made: MadeStudy) -> None:
    with pytest.raises(qk.QualkitError, match="no order 'similiar': did you mean 'similar'"):
        qk.count_matrix(made.open(), order="similiar")  # type: ignore[arg-type]


def test_what_was_taken_back_or_only_reported_is_listed_and_not_counted(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=[KEPT])
    for case, status in (("F01", "stands"), ("F02", "retracted"), ("F03", "reported")):
        made.add_voice(case, {"I keep some.": None})
        made.code(case, "I keep some.", KEPT, status=status)
    study = made.open()
    for unit in ("case", "document", "turn", "coding"):
        assert qk.count_codes(study, unit)["n"].tolist() == [1]
    assert qk.count_matrix(study)["n"].tolist() == [1, 0, 0]
    assert qk.find_quotes(study)["status"].tolist() == ["stands", "retracted", "reported"]
