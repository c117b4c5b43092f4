"""Adding to cases.csv and outcomes.csv: what somebody wrote there stays, letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_study import MadeStudy
from qualkit.errors import FaultsError, QualkitError
from qualkit.importing.cases import add_cases, add_outcomes
from qualkit.sheets import read_sheet

CASES = "transcripts/cases.csv"


@pytest.fixture
def study(make_study: Callable[..., MadeStudy]) -> Path:
    """A study with one role and no case yet."""
    return make_study(codes=["a"], coders=()).write()


def put(study: Path, content: str) -> None:
    (study / CASES).write_bytes(content.encode())


def now(study: Path, file: str = CASES) -> str:
    return (study / file).read_bytes().decode()


def test_a_new_case_gets_a_row_with_the_studys_only_role(study: Path) -> None:
    added = add_cases(study, [{"case": "F1"}, {"case": "F2", "role": "staff"}])
    assert now(study) == "case,role\nF1,member\nF2,staff\n"
    assert (added.cases, added.columns, added.filled, added.conflicts) == (("F1", "F2"), (), 0, ())


def test_where_a_study_has_several_roles_the_role_stays_empty(make_study: Callable[..., MadeStudy]) -> None:
    study = make_study(codes=["a"], coders=(), roles={"member": {}, "staff": {}}).write()
    add_cases(study, [{"case": "F1"}])
    assert now(study) == "case,role\nF1,\n"
    add_cases(study, [{"case": "F2"}], role="staff")
    assert now(study) == "case,role\nF1,\nF2,staff\n"


def test_a_known_case_is_no_change(study: Path) -> None:
    put(study, "case,role\nF1,member")
    assert not add_cases(study, [{"case": "F1"}, {"case": "F1", "role": "member", "age": ""}]).is_change
    assert now(study) == "case,role\nF1,member"


def test_what_is_there_stays_letter_by_letter(study: Path) -> None:
    put(study, '\ufeffcase, role ,"note"\r\n\r\nF1,"member","two\r\nlines"\r\n F2 ,member,\r\n\r\n')
    added = add_cases(study, [{"case": "F1", "age": "40"}, {"case": "F3", "age": "a, b", "note": "x"}])
    assert now(study) == (
        '\ufeffcase, role ,"note",age\r\n\r\nF1,"member","two\r\nlines",40\r\n F2 ,member,,\r\n'
        'F3,member,x,"a, b"\r\n\r\n'
    )
    assert (added.cases, added.columns) == (("F3",), ("age",))


def test_another_value_is_kept_and_told(study: Path) -> None:
    put(study, "case,role,age\nF1,member,40\n")
    added = add_cases(study, [{"case": "F1", "age": "41", "role": "staff"}])
    assert now(study) == "case,role,age\nF1,member,40\n"
    assert added.conflicts == (
        "age of 'F1' is '40' there and '41' here: '40' was kept",
        "role of 'F1' is 'member' there and 'staff' here: 'member' was kept",
    )


def test_an_empty_cell_takes_what_is_told_now(study: Path) -> None:
    put(study, "case,role,age,note\nF1,member,,\nF2,member, ,y\n")
    added = add_cases(study, [{"case": "F1", "age": "40"}])
    assert now(study) == "case,role,age,note\nF1,member,40,\nF2,member, ,y\n"
    assert added.filled == 1


def test_a_dry_run_writes_nothing(study: Path) -> None:
    before = now(study)
    assert add_cases(study, [{"case": "F1"}], dry=True).content == b"case,role\nF1,member\n"
    assert now(study) == before


def test_files_that_are_missing_are_made(study: Path) -> None:
    (study / CASES).unlink()
    add_cases(study, [{"case": "F1"}])
    add_outcomes(study, [{"case": "F1", "saves": "yes"}, {"case": "F2", "saves": ""}])
    assert now(study) == "case,role\nF1,member\n"
    assert now(study, "transcripts/outcomes.csv") == "case,saves\nF1,yes\nF2,\n"


def test_cells_that_a_spreadsheet_would_run_are_data_and_stay(study: Path) -> None:
    add_cases(study, [{"case": "F1", "note": "=1+1"}])
    assert now(study) == "case,role,note\nF1,member,=1+1\n"


def test_a_faulty_file_is_told_and_left_alone(study: Path) -> None:
    put(study, "case;role\nF1;member\n")
    with pytest.raises(FaultsError, match=r"transcripts/cases\.csv:1: the columns are separated by ';'"):
        add_cases(study, [{"case": "F2"}])
    assert now(study) == "case;role\nF1;member\n"


def test_a_row_without_a_case_is_refused(study: Path) -> None:
    with pytest.raises(QualkitError, match="a row names no case"):
        add_cases(study, [{"case": " ", "age": "4"}])


def test_a_file_that_leads_out_of_the_study_is_not_touched(study: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("case,role\n", encoding="utf-8")
    (study / CASES).unlink()
    try:
        (study / CASES).symlink_to(outside)
    except OSError:
        pytest.skip("no links here")
    with pytest.raises(QualkitError, match="leads out of the study"):
        add_cases(study, [{"case": "F1"}])
    assert outside.read_text(encoding="utf-8") == "case,role\n"


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip)
rows = st.dictionaries(st.sampled_from(["A", "B", "C, d", 'E"']), st.dictionaries(st.sampled_from(["x", "y,z"]), texts))


@given(first=rows, second=rows)
def test_what_was_added_first_is_never_lost(
    first: dict, second: dict, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("study")
    for told in (first, second):
        add_cases(root, [{"case": case, **about} for case, about in told.items()], role="")
    expected: dict[str, dict[str, str]] = {}
    for told in (first, second):
        for case, about in told.items():
            for key, value in {"role": "", **about}.items():
                known = expected.setdefault(case, {})
                known[key] = known.get(key) or unicodedata.normalize("NFC", value).strip()
    if not (root / CASES).exists():
        assert not expected
        return
    sheet = read_sheet(root / CASES, file=CASES, needed=("case",), key="case")
    assert {row["case"]: {k: v for k, v in row.items() if v and k != "case"} for row in sheet.rows} == {
        case: {key: value for key, value in about.items() if value} for case, about in expected.items()
    }
