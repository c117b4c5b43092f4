"""A code against an outcome, worked out by hand: no case is dropped in silence."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy

KEPT, SPENT = "money/kept", "money/spent"
NAN = float("nan")
MEASURES = {
    "shop": {"type": "yes/no", "columns": {"now": "shop_now"}, "label": "Has a shop"},
    "debt": {"type": "amount", "unit": "KES", "columns": {"before": "d0", "now": "d1"}, "better": "down"},
    "book": {"type": "amount", "columns": {"before": "k0", "now": "k1"}, "comparable": False, "reason": "another book"},
}


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    """Six members (F06 not read, the shop of F05 not told), and one of the staff, who has no outcomes."""
    roles = {"member": {"outcomes": True}, "staff": {}}
    made = make_study(codes=[KEPT, SPENT], roles=roles, waves=["before", "now"], measures=MEASURES)
    for case, area, shop, debt in [
        ("F01", "hill", "yes", (90, 0)),
        ("F02", "hill", "yes", (90, 90)),
        ("F03", "town", "no", (0, 50)),
        ("F04", "town", "no", (90, 40)),
        ("F05", "town", None, (90, None)),
        ("F06", "hill", "yes", (90, 10)),
    ]:
        outcomes = {"shop_now": shop, "d0": debt[0], "d1": debt[1], "k0": 1, "k1": 2}
        made.add_case(case, area=area, outcomes=outcomes)
        said = {"I keep some.": KEPT} if case in ("F01", "F02", "F03") else {}
        made.add_voice(case, said, review=case != "F06")
    made.add_case("P01", role="staff")
    made.add_voice("P01", {"They keep some.": KEPT})
    return made


def test_every_cell_carries_its_denominators(made: MadeStudy) -> None:
    table = qk.crosstab(made.open(), KEPT, "shop")
    expected = pd.DataFrame(
        {
            "code": KEPT,
            "label": "kept",
            "measure": "shop",
            "measure_label": "Has a shop",
            "unit": "case",
            "side": ["coded", "coded", "not coded", "not coded"],
            "value": ["yes", "no", "yes", "no"],
            "n": [2, 1, 0, 1],
            "n_units": [3, 3, 1, 1],
            "share": [2 / 3, 1 / 3, 0.0, 1.0],
            "share_column": [1.0, 0.5, 0.0, 0.5],
            "share_total": [0.5, 0.25, 0.0, 0.25],
            "n_missing": [0, 0, 1, 1],  # F05
            "n_unread": 1,  # F06
            "effect": 2 / 3,
            "effect_name": "risk_difference",
            "p_value": 1.0,
        }
    )
    pd.testing.assert_frame_equal(table[list(expected.columns)], expected)
    assert (table["ci_low"] < table["effect"]).all()
    assert (table["effect"] < table["ci_high"]).all()


def test_a_measure_with_two_waves_stands_for_its_change(made: MadeStudy) -> None:
    table = qk.crosstab(made.open(), KEPT, "debt")
    counts = table.pivot(index="side", columns="value", values="n")
    assert counts.loc["coded", ["better", "same", "worse"]].tolist() == [1, 1, 1]
    assert counts.loc["not coded", ["better", "same", "worse"]].tolist() == [1, 0, 0]
    assert table.groupby("side")["n_missing"].first().to_dict() == {"coded": 0, "not coded": 1}


@pytest.mark.parametrize("outcome", ["shop", "shop_now", "debt", "d0", "d1", "k1"])
@pytest.mark.parametrize("by", [None, "area"])
def test_the_cases_of_all_cells_and_the_missing_and_unread_are_all_members(
    made: MadeStudy, outcome: str, by: str | None
) -> None:
    table = qk.crosstab(made.open(), KEPT, outcome, by=by)
    rows = table.groupby(["value_by", "side"])
    assert (rows["n"].sum() == rows["n_units"].first()).all()
    in_rows = rows[["n_units", "n_missing"]].first().to_numpy().sum()
    assert in_rows + table.groupby("value_by")["n_unread"].first().sum() == 6


def test_by_an_attribute_there_is_a_table_for_each_value(made: MadeStudy) -> None:
    table = qk.crosstab(made.open(), KEPT, "shop", by="area")
    cells = table.set_index(["value_by", "side", "value"])["n"]
    assert cells["hill"].tolist() == [2, 0, 0, 0]
    assert cells["town"].tolist() == [0, 1, 0, 1]
    assert table.groupby("value_by")["n_unread"].first().to_dict() == {"hill": 1, "town": 0}


def test_where_one_row_is_empty_there_is_no_effect_and_no_test(made: MadeStudy) -> None:
    table = qk.crosstab(made.open(), KEPT, "shop", where="area == 'hill'")
    assert table["n"].tolist() == [2, 0, 0, 0]
    assert table[["effect", "ci_low", "ci_high", "p_value"]].isna().all(axis=None)
    assert table["share"].isna().tolist() == [False, False, True, True]


@pytest.mark.parametrize(
    ("code", "outcome", "more", "message"),
    [
        ("money/kep", "shop", {}, "no code 'money/kep' .*did you mean 'money/kept'"),
        (KEPT, "shopp", {}, "no outcome 'shopp': did you mean 'shop'"),
        (KEPT, "book", {}, "the waves of 'book' cannot be compared: another book"),
        (KEPT, "shop", {"by": "aria"}, "cannot divide by 'aria': did you mean 'area'"),
        (KEPT, "shop", {"coder": "z"}, "no coder 'z' has a log"),
        (KEPT, "shop", {"where": "area > 1"}, "put texts in quotes"),
    ],
)
def test_what_cannot_be_crossed_is_refused(
    made: MadeStudy, code: str, outcome: str, more: dict[str, str], message: str
) -> None:
    with pytest.raises(qk.QualkitError, match=message):
        qk.crosstab(made.open(), code, outcome, **more)  # type: ignore[arg-type]


def test_more_than_two_rows_or_columns_have_an_effect_beside_their_p(made: MadeStudy) -> None:
    first = qk.crosstab(made.open(), KEPT, "debt").iloc[0]
    assert (first["method"], first["effect_name"]) == ("Freeman-Halton, exact", "cramers_v")
    assert first["p_value"] == 1  # 1, 1, 1 against 1, 0, 0
    assert first["ci_low"] <= first["effect"] <= first["ci_high"]
    assert pd.isna(first["detectable"])


def test_the_numbers_beneath_the_bands_can_be_compared(made: MadeStudy) -> None:
    """Debts now of F01 to F03 beside F04's: 0, 90, 50 and 40."""
    first = qk.crosstab(made.open(), KEPT, "d1", test="mann_whitney").iloc[0]
    assert (first["effect_name"], first["statistic"], first["p_value"]) == ("rank_biserial", 2.0, 1.0)
    assert first["effect"] == pytest.approx(1 / 3)


def test_of_two_sides_those_on_both_or_neither_are_shown_and_take_no_part_in_the_test(
    make_study: Callable[..., MadeStudy],
) -> None:
    pair = [{"code": KEPT, "opposite": SPENT}, {"code": SPENT, "opposite": KEPT}]
    made = make_study(codes=pair, waves=["now"], measures={"shop": MEASURES["shop"]})
    sides = {"A": [KEPT], "B": [KEPT], "C": [SPENT], "D": [SPENT], "E": [KEPT, SPENT], "F": None}
    for case, codes in sides.items():
        made.add_case(case, outcomes={"shop_now": "yes" if KEPT in (codes or ()) else "no"})
        made.add_voice(case, {f"{case} speaks.": codes})
    table = qk.crosstab(made.open(), KEPT, "shop", group="side")
    assert table.groupby("side", sort=False)["n_units"].first().tolist() == [2, 2, 1, 1]
    assert table["effect"].eq(1.0).all()
    assert table["p_value"].iloc[0] == pytest.approx(1 / 3)  # of 2 and 2, not of 3 and 3


def test_the_tables_of_the_parts_are_one_family(make_study: Callable[..., MadeStudy]) -> None:
    """On the hill all who keep have a shop (4 and 4: p 2/70), in town nothing goes with anything (2 and 2: p 1)."""
    made = make_study(codes=[KEPT], waves=["now"], measures={"shop": MEASURES["shop"]})
    for number in range(12):
        hill, keeps = number < 8, number % 2 == 0
        shop = keeps if hill else number < 10
        made.add_case(f"F{number}", area="hill" if hill else "town", outcomes={"shop_now": "yes" if shop else "no"})
        made.add_voice(f"F{number}", {"I keep some.": KEPT} if keeps else {})
    table = qk.crosstab(made.open(), KEPT, "shop", by="area").groupby("value_by").first()
    assert table["p_value"].to_dict() == pytest.approx({"hill": 2 / 70, "town": 1})
    assert table["p_adjusted"].to_dict() == pytest.approx({"hill": 4 / 70, "town": 1})
    assert table["n_tests"].eq(2).all()


def test_cases_of_one_area_are_no_independent_witnesses(made: MadeStudy) -> None:
    made.settings["clusters"] = "area"
    study = made.open()
    first = qk.crosstab(study, KEPT, "shop").iloc[0]
    assert first["method"] == "permutation within clusters, exact"
    assert pd.isna(first["ci_low"])
    assert "share their area" in first["note"]
    with pytest.raises(qk.QualkitError, match="fisher is refused: cases that share their area"):
        qk.crosstab(study, KEPT, "shop", test="fisher")
    forced = qk.crosstab(study, KEPT, "shop", test="fisher", force=True).iloc[0]
    assert forced["note"].startswith("forced: cases that share their area")
    assert forced["ci_low"] < forced["ci_high"]
    assert qk.crosstab(study, KEPT, "shop", clusters="").iloc[0]["method"] == "Fisher, exact"


def test_a_trend_over_what_has_no_order_is_refused(made: MadeStudy) -> None:
    made.settings["measures"]["crop"] = {"type": "category", "columns": {"now": "crop"}}
    for number, case in enumerate(made.outcomes):
        made.outcomes[case]["crop"] = "xyz"[number % 3]
    with pytest.raises(qk.QualkitError, match="trend is refused: the values x, y, z have no order"):
        qk.crosstab(made.open(), KEPT, "crop", test="trend")
    assert qk.crosstab(made.open(), KEPT, "debt", test="trend").iloc[0]["method"] == "linear-by-linear trend, exact"


def test_a_crosstab_changes_nothing_in_the_study(made: MadeStudy) -> None:
    study = made.open()
    before = [table.copy(deep=True) for table in (study.cases, study.outcomes, study.facts)]
    qk.crosstab(study, [KEPT, SPENT], "debt", by="area")
    for old, now in zip(before, (study.cases, study.outcomes, study.facts), strict=True):
        pd.testing.assert_frame_equal(now, old)
