"""Amounts by what people say, on a made study of seven households, beside numpy and scipy."""

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import permutation_test as scipys

import qualkit as qk
from made_study import MadeStudy

TOLD = {"K1": 900, "K2": 700, "K3": 800, "N1": 100, "N2": 300, "N3": 200, "N4": None}


@pytest.fixture
def study(tmp_path: Path) -> qk.Study:
    measures = {
        "maize": {"type": "amount", "unit": "kg", "columns": {"now": "maize"}},
        "crop": {"type": "category", "columns": {"now": "crop"}},
    }
    made = MadeStudy(tmp_path, codes=["seed/kept", "rain"], waves=("now",), measures=measures)
    for case, maize in TOLD.items():
        made.add_case(case, outcomes={"maize": maize, "crop": "m"})
        made.add_voice(case, {f"{case} speaks.": "seed/kept" if case.startswith("K") else None})
    return made.open()


def test_each_side_has_its_numbers_and_what_was_not_told_is_counted(study: qk.Study) -> None:
    table = qk.compare_groups(study, "seed/kept", "maize").set_index("side")
    assert table[["n", "n_missing", "n_unread"]].to_dict("index") == {
        "coded": {"n": 3, "n_missing": 0, "n_unread": 0},
        "not coded": {"n": 3, "n_missing": 1, "n_unread": 0},
    }
    for side, values in (("coded", [900, 700, 800]), ("not coded", [100, 300, 200])):
        expected = np.percentile(values, [25, 50, 75])
        assert table.loc[side, ["quartile_low", "median", "quartile_high"]].tolist() == pytest.approx(list(expected))


def test_the_exact_test_agrees_with_scipy(study: qk.Study) -> None:
    found = qk.compare_groups(study, "seed/kept", "maize")["p_value"].iloc[0]
    result = scipys(([900, 700, 800], [100, 300, 200]), lambda x, y: np.mean(x) - np.mean(y), n_resamples=np.inf)
    assert found == pytest.approx(result.pvalue) == pytest.approx(0.1)


def test_p_values_are_corrected_over_the_codes_that_were_asked_together(study: qk.Study) -> None:
    table = qk.compare_groups(study, ["seed/kept", "not seed/kept"], "maize")
    assert table["n_tests"].eq(2).all()
    assert table["p_adjusted"].tolist() == pytest.approx([0.2] * 4)


def test_a_code_that_nobody_has_yields_no_number_and_no_error(study: qk.Study) -> None:
    table = qk.compare_groups(study, "rain", "maize").set_index("side")
    assert table.loc["coded", "n"] == 0
    assert table[["estimate", "effect", "p_value", "p_adjusted"]].isna().all(axis=None)


def test_what_holds_no_numbers_is_refused(study: qk.Study) -> None:
    with pytest.raises(qk.QualkitError, match="'crop' holds no numbers to compare"):
        qk.compare_groups(study, "seed/kept", "crop")
