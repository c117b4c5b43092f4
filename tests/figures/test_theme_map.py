"""The theme map: every code and case legible, unread told from not found."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from qualkit.errors import QualkitError
from qualkit.figures.frame import MARGIN
from qualkit.figures.numbers import Numbers
from qualkit.figures.paper import lay_on, smallest_text
from qualkit.figures.style import save_figure
from qualkit.figures.theme_map import plot_theme_map


def make_map(cases: int, codes: int, length: int = 30) -> pd.DataFrame:
    random = np.random.default_rng(cases * codes)
    rows = []
    for j in range(codes):
        words = f"code {j} loans/savings_and_the_family of the members " * 3
        for i in range(cases):
            read = random.random() > 0.07
            rows.append(
                {
                    "case": f"M{i:02d}",
                    "role": "member" if i < cases * 0.7 else "officer" if i < cases - 1 else "village head",
                    "code": f"c{j}",
                    "theme": f"the theme number {j * 7 // codes}",
                    "label": words[:length],
                    "n": int(random.poisson(1.2)) * int(random.integers(0, 5)) if read else 0,
                    "read": read,
                }
            )
    return pd.DataFrame(rows)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("cases", "codes"), [(5, 8), (24, 30), (60, 8)])
@pytest.mark.parametrize("length", [12, 60])
def test_no_text_is_cut_or_overlaps(cases, codes, length, language, check_legible):
    table = make_map(cases, codes, length)
    check_legible(plot_theme_map(table, language=language, note="Fictional example study. " * 12))


@pytest.mark.parametrize("cases", [5, 24, 60])
def test_no_text_is_cut_or_overlaps_in_the_largest_maps(cases, check_legible):
    check_legible(plot_theme_map(make_map(cases, 120, 60)))


def make_realistic(language: str) -> pd.DataFrame:
    """As large as a thesis has it: 29 cases of five roles, 30 codes of four themes."""
    words = {"en": "Monitoring and follow-up", "id": "Masih berutang ke rentenir"}[language]
    table = make_map(29, 30, 12).assign(read=True, label=words)
    table.loc[table["code"].isin(["c3", "c19"]), "label"] = "Keperluan mendadak tertutup"  # two lines
    number = table["case"].str[1:].astype(int)
    return table.assign(
        role=number.map(lambda case: "Anggota" if case < 24 else f"Petugas {'abcc'[min(case - 24, 3)]}"),
        theme=table["code"].str[1:].astype(int).map(lambda code: f"theme {code // 8}"),
    )


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_map_of_29_cases_and_30_codes_fits_a_page(language):
    page = lay_on(plot_theme_map(make_realistic(language), language=language, note="Fictional").figure, "a4")
    assert page.height > page.width
    assert smallest_text(page.figure) * page.scale >= 6.2


@pytest.mark.parametrize("cases", [5, 24])
def test_up_to_24_cases_it_is_as_wide_as_a_column_and_the_cells_take_what_is_left(cases):
    drawn = plot_theme_map(make_map(cases, 8, 12))
    assert drawn.figure.get_figwidth() == pytest.approx(7.0 + 2 * MARGIN)


@pytest.mark.parametrize(("cases", "turned"), [(5, False), (24, True)])
def test_names_of_cases_stand_upright_only_where_cells_are_narrow(cases, turned):
    drawn = plot_theme_map(make_map(cases, 8, 12))
    assert {text.get_rotation() for text in drawn.texts if text.get_text().startswith("M0")} == {90.0 * turned}


def test_a_theme_is_named_once_above_its_codes_and_a_long_name_only_takes_more_lines(check_legible):
    table = make_map(24, 8)
    table["theme"] = table["theme"] + " of what the members of the group told about loans, savings and the family"
    drawn = plot_theme_map(table)
    check_legible(drawn)
    lines = {text.get_text().split("\n")[0]: text for text in drawn.texts}
    first, second = (next(lines[line] for line in lines if line.startswith(start)) for start in ("the", "code 2"))
    assert first.get_text().count("\n") > 1  # beside the names of the cases
    assert first.get_position()[1] < second.get_position()[1]
    names = [" ".join(text.get_text().split()) for text in drawn.texts]
    assert sorted(name for name in names if name.startswith("the theme")) == sorted(table["theme"].unique())


def test_labels_without_a_space_and_long_case_names_are_legible(check_legible):
    table = make_map(5, 8)
    table["label"] = table["code"] + "x" * 58
    table["theme"] = table["theme"].str.replace(" ", "")
    table["case"] = "the.savings.group.of.the.eastern.hamlet." + table["case"]
    table["role"] = "women who do not belong to the group"
    check_legible(plot_theme_map(table))


def test_share_counts_only_the_cases_that_were_read(written):
    table = pd.DataFrame(
        {
            "case": ["M01", "M02", "M03", "M04"],
            "role": "member",
            "code": "a/b",
            "theme": "a",
            "label": "relief",
            "n": [2, 0, 0, 5],
            "read": [True, True, False, False],
        }
    )
    texts = written(plot_theme_map(table))
    assert "1 of 2" in texts
    assert "5" in texts  # a coding is shown even where the reading is unfinished
    assert any("2 of 4 cells" in text and "unfinished: 1" in text for text in texts)


def test_a_pair_without_a_row_is_unread_and_never_a_zero(written):
    table = make_map(2, 2).assign(read=True, n=1).iloc[:3]
    texts = written(plot_theme_map(table))
    assert "1 of 1" in texts
    assert "not read" in texts


def test_codes_keep_the_order_of_the_table_within_their_theme(written):
    table = make_map(3, 8).assign(label=lambda frame: "label " + frame["code"])
    texts = written(plot_theme_map(table))
    assert [text for text in texts if text.startswith("label")] == [f"label c{j}" for j in range(8)]


def test_a_label_with_dollar_signs_is_no_formula(check_legible, written):
    table = make_map(2, 2).assign(label="owes $5 to $9")
    check_legible(plot_theme_map(table))
    assert "owes $5 to $9" in written(plot_theme_map(table))


def test_given_axes_are_filled_and_nothing_leaves_them(check_legible):
    figure = Figure(figsize=(22, 10))
    left, right = figure.subplots(1, 2)
    right.set_axis_off()
    drawn = plot_theme_map(make_map(24, 30), ax=left)
    assert drawn is left
    check_legible(drawn, smallest=1)
    assert left.get_tightbbox().xmax <= right.get_window_extent().x0 + 1


def test_text_instead_of_true_and_false_is_refused():
    with pytest.raises(QualkitError, match="'read' has texts"):
        plot_theme_map(make_map(2, 2).assign(read="False"))


def test_a_case_and_code_told_twice_are_refused():
    table = make_map(2, 2)
    with pytest.raises(QualkitError, match="more than one row for case 'M00', code 'c0'"):
        plot_theme_map(pd.concat([table, table]))


def test_its_numbers_are_drawn_as_matplotlib_would_draw_each_by_itself(monkeypatch, tmp_path):
    table = make_map(5, 8)
    fast = save_figure(plot_theme_map(table), tmp_path / "fast", title="T", description="D")
    one_by_one = lambda numbers, renderer: [text.draw(renderer) for text in numbers.get_children()]  # noqa: E731
    monkeypatch.setattr(Numbers, "draw", one_by_one)
    slow = save_figure(plot_theme_map(table), tmp_path / "slow", title="T", description="D")
    assert [file.read_bytes() for file in fast] == [file.read_bytes() for file in slow]
    assert fast[0].read_text(encoding="utf-8").count("text-anchor: middle") > 20
