"""The crosstab: every number stands in or beside its segment, and p never without its effect."""

from __future__ import annotations

import pandas as pd
import pytest

from qualkit.errors import QualkitError
from qualkit.figures.crosstab import plot_crosstab


def make_crosstab(counts: dict[str, dict[str, int]], **changes: object) -> pd.DataFrame:
    rows = [
        {
            "code": "welfare/free",
            "label": "free of the moneylender",
            "measure": "income",
            "measure_label": "monthly income",
            "side": side,
            "value": value,
            "n": n,
            "n_units": sum(cells.values()),
            "share": n / sum(cells.values()) if sum(cells.values()) else float("nan"),
            "n_missing": 2,
            "n_unread": 3,
            "effect": 3.214,
            "effect_name": "odds_ratio",
            "ci_low": 0.81,
            "ci_high": 12.3,
            "p_value": 0.0312,
        }
        for side, cells in counts.items()
        for value, n in cells.items()
    ]
    return pd.DataFrame(rows).assign(**changes)


TWO = {"coded": {"better": 12, "same": 1, "worse": 1}, "not coded": {"better": 2, "same": 0, "worse": 8}}


def test_every_count_has_its_share_and_every_row_its_n(written):
    texts = written(plot_crosstab(make_crosstab(TWO)))
    assert {"12 (86%)", "1 (7%)", "2 (20%)", "8 (80%)", "n = 14 missing: 2", "n = 10 missing: 2"} <= set(texts)


def test_subtitle_tells_missing_unread_and_the_effect_with_interval_and_p(written):
    told = " ".join(written(plot_crosstab(make_crosstab(TWO))))
    assert "Unit of counting: case." in told
    assert "missing, not drawn: coded 2, not coded 2." in told
    assert "Not read for the code, not drawn: 3." in told
    assert "Odds ratio: 3.21 (95% interval 0.81 to 12.3); exact test: p = 0.031." in told


def test_indonesian_numbers_have_a_decimal_comma(written):
    told = " ".join(written(plot_crosstab(make_crosstab(TWO), language="id")))
    assert "Rasio odds: 3,21 (interval 95% 0,81 sampai 12,3); uji eksak: p = 0,031." in told


def test_p_is_not_told_without_an_effect(written):
    told = " ".join(written(plot_crosstab(make_crosstab(TWO, effect=float("nan")))))
    assert "0.031" not in told
    assert "cannot be computed" in told


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("values", [2, 5, 9, 14])
@pytest.mark.parametrize("sides", [1, 2, 8])
def test_narrow_segments_have_legible_numbers(values, sides, language, check_legible, written):
    name = "the side of the savings and loan groups of the villages no. "
    counts = {
        f"{name}{side}": {f"category {value}": 60 if value == side % values else 1 for value in range(values)}
        for side in range(sides)
    }
    ax = plot_crosstab(make_crosstab(counts), language=language, note="Fictional example study")
    check_legible(ax)
    share = 100 / (59 + values)
    assert " ".join(written(ax)).count(f"1 ({share:.0f}%)") == sides * (values - 1)


def test_a_side_without_cases_says_so(written, check_legible):
    ax = plot_crosstab(make_crosstab({"coded": {"yes": 0, "no": 0}, "not coded": {"yes": 2, "no": 1}}))
    check_legible(ax)
    assert "no cases" in written(ax)


def test_unknown_missing_is_not_a_zero(written):
    told = " ".join(written(plot_crosstab(make_crosstab(TWO, n_missing=float("nan"), n_unread=float("nan")))))
    assert "coded unknown" in told
    assert "not drawn: unknown." in told


def test_two_measures_in_one_figure_are_refused():
    table = make_crosstab(TWO)
    with pytest.raises(QualkitError, match="welfare/free × income; welfare/free × savings"):
        plot_crosstab(pd.concat([table, table.assign(measure="savings")]))


def test_the_test_its_family_and_what_was_forced_are_told(written):
    table = make_crosstab(TWO).assign(
        method="Fisher, exact", p_adjusted=0.124, n_tests=4, correction="holm", note="forced: they share a village"
    )
    told = " ".join(written(plot_crosstab(table)))
    assert "; Fisher’s exact test: p = 0.031; p = 0.124 after Holm’s correction over 4 tests." in told
    assert "forced: they share a village" in told


def test_notes_are_told_in_the_language_of_the_figure_and_what_could_have_been_seen(written):
    table = make_crosstab(TWO).assign(note="a group has no cases; 9999 random arrangements, seed 7", detectable=0.66)
    told = " ".join(written(plot_crosstab(table, language="id")))
    assert "ada kelompok tanpa kasus; 9999 susunan acak, benih 7" in told
    assert "dapat menunjukkan selisih 0,66 atau lebih" in told


def test_amounts_that_are_nominal_are_called_so_in_the_title():
    table = make_crosstab(TWO).assign(measure_label="Income", prices="nominal")
    assert plot_crosstab(table).get_title().endswith("outcome “Income (nominal)”")
    assert plot_crosstab(table.assign(prices="")).get_title().endswith("outcome “Income”")
