"""The rows of a crosstab, on a made study of six farmers."""

from collections.abc import Callable
from pathlib import Path

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.groups import group_cases, share_of_words

CODES = ({"code": "seed/kept", "opposite": "seed/sold"}, {"code": "seed/sold", "opposite": "seed/kept"}, "rain")


@pytest.fixture
def study(tmp_path: Path) -> qk.Study:
    made = MadeStudy(tmp_path, codes=CODES, roles={"farmer": {"outcomes": True}, "trader": {}})
    for case in ("F1", "F2", "F3", "F4", "F5"):
        made.add_case(case, role="farmer", outcomes={})
    made.add_case("T1", role="trader")
    made.add_voice("F1", {"I kept it. All of it.": "seed/kept", "I kept it again.": "seed/kept"})
    made.add_voice("F2", {"I sold it.": "seed/sold"})
    made.add_voice("F3", {"I kept half.": "seed/kept", "I sold half.": "seed/sold"})
    made.add_voice("F4", {"It rained.": "rain"})
    made.add_voice("F5", {"I kept it too.": "seed/kept"}, review=False)
    made.add_voice("T1", {"They sold it.": "seed/sold"})
    return made.open()


def test_cases_have_a_code_or_were_read_without_it_and_roles_without_outcomes_are_left_out(study: qk.Study) -> None:
    groups = group_cases(study, "seed/kept")
    assert dict(groups.of_case) == {"F1": "coded", "F2": "not coded", "F3": "coded", "F4": "not coded"}
    assert groups.unread == ("F5",)


def test_a_case_stands_on_one_side_of_a_pair_on_both_or_on_neither(study: qk.Study) -> None:
    groups = group_cases(study, "seed/kept", group="side")
    assert dict(groups.of_case) == {"F1": "kept", "F2": "sold", "F3": "both", "F4": "neither"}
    assert groups.names == ("kept", "sold", "both", "neither")


def test_codings_are_counted_up_to_three_and_more(study: qk.Study) -> None:
    assert dict(group_cases(study, "seed", group="count").of_case) == {"F1": "2", "F2": "1", "F3": "2", "F4": "0"}


def test_a_combination_groups_by_all_its_codes(study: qk.Study) -> None:
    groups = group_cases(study, "seed/kept and not seed/sold")
    assert [case for case, group in groups.of_case.items() if group == "coded"] == ["F1"]


def test_the_share_of_words_counts_own_words_once_however_often_they_are_coded(study: qk.Study) -> None:
    codings = [coding for coding in study.record("a").codings if coding.document == "F1"]
    assert share_of_words(study, "F1", [codings[0], codings[0]]) == pytest.approx(6 / 10)
    assert share_of_words(study, "F1", codings) == 1
    assert share_of_words(study, "F1", []) == 0


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"code": "seed/kep"}, "did you mean 'seed/kept'"),
        ({"code": "rain", "group": "side"}, "'rain' names no opposite .* seed/kept, seed/sold"),
        ({"code": "rain", "group": "sides"}, "no grouping 'sides': did you mean 'side'"),
    ],
)
def test_what_cannot_be_grouped_is_told(study: qk.Study, asked: dict[str, str], problem: str) -> None:
    with pytest.raises(qk.QualkitError, match=problem):
        group_cases(study, **asked)  # type: ignore[arg-type]


@pytest.fixture
def two_coders(tmp_path: Path) -> Callable[[str], qk.Study]:
    """Coder b found what a did in F1, less in F2, and the opposite in F3; b has not read F4."""

    def make(combine: str) -> qk.Study:
        made = MadeStudy(tmp_path / combine, codes=CODES, coders=("a", "b"), combine=combine)
        for case in ("F1", "F2", "F3", "F4"):
            made.add_case(case)
            made.add_voice(case, {"I kept it. All of it.": "seed/kept"})
        made.code("F1", "I kept it.", "seed/kept", coder="b")
        made.code("F3", "I kept it.", "seed/sold", coder="b")
        for document in ("F1", "F2", "F3"):
            made.review(document, coder="b")
        return made.open()

    return make


@pytest.mark.parametrize(
    ("combine", "has", "sides", "unread"),
    [
        ("either", ["coded"] * 4, ["kept", "kept", "both", "kept"], ()),
        ("both", ["coded", "not coded", "not coded"], ["kept", "neither", "both"], ("F4",)),
    ],
)
def test_each_coder_decides_by_herself_and_then_they_are_combined(
    two_coders: Callable[[str], qk.Study], combine: str, has: list[str], sides: list[str], unread: tuple[str, ...]
) -> None:
    study = two_coders(combine)
    found = group_cases(study, "seed/kept")
    assert list(found.of_case.values()) == has
    assert found.unread == unread
    assert list(group_cases(study, "seed/kept", group="side").of_case.values()) == sides


def test_passages_that_were_taken_back_or_only_reported_do_not_count(tmp_path: Path) -> None:
    made = MadeStudy(tmp_path, codes=CODES)
    for case, status in (("F1", "stands"), ("F2", "retracted"), ("F3", "reported")):
        made.add_case(case)
        made.add_voice(case, {"I kept it.": None})
        made.code(case, "I kept it.", "seed/kept", status=status)
    assert list(group_cases(made.open(), "seed/kept").of_case.values()) == ["coded", "not coded", "not coded"]
