"""outcomes.csv: what was told in its type, what is open as a fault, what was read from a notation as a warning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.checks import check_study

Make = Callable[..., MadeStudy]
FILE = "transcripts/outcomes.csv"


def make_told(make_study: Make, *cells: str, **measure: Any) -> MadeStudy:
    about = {"type": "amount", "unit": "IDR", "columns": {"now": "pay"}} | measure
    made = make_study(codes=["any"], waves=["now"], measures={"pay": about})
    for number, cell in enumerate(cells, start=1):
        made.add_case(f"F{number}", outcomes={"pay": f'"{cell}"'})
        made.add_voice(f"F{number}", {})
    return made


def test_amounts_are_read_as_people_write_them_and_one_warning_a_column_says_so(make_study: Make) -> None:
    study = make_told(make_study, "1500000", "1,5 jt", "500.000", "", "1e12").open()
    assert study.outcomes["pay"].fillna(-1).tolist() == [1_500_000, 1_500_000, 500_000, -1, 1e12]
    (warning,) = study.warnings
    assert (warning.file, warning.line) == (FILE, 3)
    assert warning.problem == (
        "pay: 3 cells were read from notation such as '1,5 jt' as 1500000; see that this is what was told (lines 3, 4, 6)"
    )


def test_plain_numbers_need_no_warning(make_study: Make) -> None:
    study = make_told(make_study, "1500000", "-3", "1500000.0", "0.125").open()
    assert study.outcomes["pay"].tolist() == [1_500_000, -3, 1_500_000, 0.125]
    assert not study.warnings


def test_all_open_cells_are_told_together_with_what_to_write(make_study: Make) -> None:
    made = make_told(make_study, "1.500", "-", "sekitar 2 juta", unit="kg")
    with pytest.raises(qk.FaultsError) as caught:
        made.open()
    assert [str(fault) for fault in caught.value.faults] == [
        f"{FILE}:2: pay of F1 is '1.500', which may be 1500 or 1.5: one separator before three digits may part "
        "thousands or decimals; write a plain number such as 1500 or 1.5; leave the cell empty where nothing was told, "
        "or declare the mark under `missing:` of the measure",
        f"{FILE}:3: pay of F2 is '-', which may be 0: the mark may mean none, or not told; write a plain number such "
        "as 0; leave the cell empty where nothing was told, or declare the mark under `missing:` of the measure",
        f"{FILE}:4: pay of F3 is 'sekitar 2 juta', which may be 2000000: it says more, or less, than one number; write "
        "a plain number such as 2000000; leave the cell empty where nothing was told, or declare the mark under "
        "`missing:` of the measure",
    ]


def test_a_declared_mark_is_missing(make_study: Make) -> None:
    study = make_told(make_study, "-", "2 juta", missing=["-"]).open()
    assert study.outcomes["pay"].isna().tolist() == [True, False]


def test_counts_are_whole(make_study: Make) -> None:
    made = make_told(make_study, "2", "3.0", "2.5", "2,5", type="count", unit="")
    faults = [fault for fault in check_study(made.write()) if fault.file == FILE]
    assert [fault.line for fault in faults] == [4, 5]
    assert "pay of F3 is '2.5', but a count is whole; write a whole number, or `type: amount`" in faults[0].problem


def test_yes_and_no_are_read_as_before(make_study: Make) -> None:
    study = make_told(make_study, "Ya", "no", "", type="yes/no", unit="").open()
    assert study.outcomes["pay"].tolist() == ["yes", "no", None]
    with pytest.raises(qk.FaultsError, match="pay of F1 is 'mungkin', not yes or no"):
        make_told(make_study, "mungkin", type="yes/no", unit="").open()


def test_a_trillion_passes_everywhere(make_study: Make) -> None:
    columns = {"before": "pay", "now": "later"}
    made = make_told(make_study, *["500 juta"] * 6, columns=columns, better="up")
    for told in made.outcomes.values():
        told["later"] = "1e12"
    made.settings["waves"] = ["before", "now"]
    study = made.open()
    assert qk.count_changes(study, "pay")["median_to"].tolist() == [1e12]
    texts = [text.get_text() for text in qk.plot_change(qk.compare_waves(study)).child_axes[0].texts]
    assert any("Rp 1 trillion" in text for text in texts)


# --- attributes in cases.csv, whose type nobody declares


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Rp 500.000", "2 juta"], [500_000.0, 2_000_000.0]),
        (["500.000", "1.500.000"], [500_000.0, 1_500_000.0]),
        (["1,3", "2"], ["1,3", "2"]),  # may be two choices of a question
        (["1e3", "2"], ["1e3", "2"]),  # may be a code
        (["5k", "2"], ["5k", "2"]),
        (["2 juta", "many"], ["2 juta", "many"]),
    ],
)
def test_an_attribute_is_read_where_it_says_that_it_is_an_amount(
    make_study: Make, cells: list[str], expected: list[Any]
) -> None:
    made = make_study(codes=["any"])
    for number, cell in enumerate(cells):
        made.add_case(f"F{number}", land=f'"{cell}"')
        made.add_voice(f"F{number}", {})
    land = made.open().cases["land"]
    assert (land.tolist(), land.dtype) == (expected, float if isinstance(expected[0], float) else object)


def test_half_a_million_in_an_attribute_is_never_silently_five_hundred(make_study: Make) -> None:
    made = make_study(codes=["any"])
    made.add_case("F1", land="500.000")
    made.add_voice("F1", {})
    with pytest.raises(qk.FaultsError, match=r"cases\.csv:2: land of F1 is '500\.000', which may be 500000 or 500"):
        made.open()
