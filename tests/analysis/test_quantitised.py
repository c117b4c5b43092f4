"""One row a case for other programs: what they read back is what the study holds."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

import qualkit as qk

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def study() -> qk.Study:
    return qk.open_study(ROOT)


def test_each_case_has_one_row_with_a_column_for_each_code(study: qk.Study) -> None:
    table = qk.quantitise(study)
    assert table["case"].tolist() == study.cases["case"].tolist()
    assert [column for column in table if "/" in str(column)] == list(study.codebook.leaves)


def test_having_a_code_agrees_with_the_counts_of_cases(study: qk.Study) -> None:
    table, counts = qk.quantitise(study), qk.count_codes(study).set_index("code")
    assert {code: int(table[code].sum()) for code in counts.index} == counts["n"].to_dict()


def test_a_case_that_was_not_read_is_missing_and_not_nought(study: qk.Study, monkeypatch: pytest.MonkeyPatch) -> None:
    record = study.record("a")
    unread = {document: codes for document, codes in record.reviewed.items() if document != "M07"}
    monkeypatch.setattr(study, "record", lambda _: replace(record, reviewed=unread))
    row = qk.quantitise(study).set_index("case").loc["M07"]
    assert row[list(study.codebook.leaves)].isna().all()


@pytest.mark.parametrize(("ending", "read"), [(".sav", pyreadstat.read_sav), (".dta", pyreadstat.read_dta)])
def test_spss_and_stata_read_back_what_was_written_with_labels(study: qk.Study, tmp_path: Path, ending, read) -> None:  # type: ignore[no-untyped-def]
    path = qk.write_quantitised(study, tmp_path / f"study{ending}", filling="n")
    table, meta = read(str(path))
    expected = qk.quantitise(study, filling="n")
    assert table.shape == expected.shape
    assert pd.Series(table.iloc[:, -1].tolist()).equals(pd.Series(expected.iloc[:, -1].tolist()))
    assert meta.column_labels[-1] == "Charity (strategy/charity)"
    assert table["income_before"].isna().sum() == expected["income_before"].isna().sum()


def test_another_ending_is_refused(study: qk.Study, tmp_path: Path) -> None:
    with pytest.raises(qk.QualkitError, match=r"the ending must be one of \.csv, \.sav, \.dta"):
        qk.write_quantitised(study, tmp_path / "study.xls")
