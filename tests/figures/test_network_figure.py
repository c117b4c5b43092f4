"""The network of codes: no label over another, and no line left out without a word."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import qualkit as qk
from qualkit.errors import QualkitError
from qualkit.figures.network import MOST_LINES, plot_network
from qualkit.figures.ring import lay_out

WORDS = "loans and the savings of the family of the members of the group in the hamlet"


def make_network(codes: int, *, length: int = 12, themes: int | None = None, dense: float = 0.25) -> pd.DataFrame:
    random = np.random.default_rng(codes)
    themes = themes or max(1, codes // 9)
    paths = [f"theme {i * themes // codes}/{f'{i} {WORDS}'[:length]}" for i in range(codes)]
    n = random.integers(1, 60, codes)
    return pd.DataFrame(
        [
            {
                "code_a": paths[i],
                "code_b": paths[j],
                "unit": "case",
                "within": "",
                "n_a": int(n[i]),
                "n_b": int(n[j]),
                "n_units": 60,
                "n_missing": 0,
                "n": int(random.integers(0, min(n[i], n[j]) + 1) * (random.random() < dense)),
            }
            for i in range(codes)
            for j in range(i + 1, codes)
        ]
    )


def make_small(**columns: object) -> pd.DataFrame:
    pairs = [("a/x", "a/y"), ("a/x", "b/z"), ("a/y", "b/z")]
    table = pd.DataFrame(pairs, columns=["code_a", "code_b"])
    size = {"a/x": 9, "a/y": 4, "b/z": 1}
    table["n_a"], table["n_b"] = table["code_a"].map(size), table["code_b"].map(size)
    return table.assign(**({"unit": "case", "within": "", "n_units": 12, "n_missing": 0, "n": [4, 1, 0]} | columns))


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("codes", [2, 8, 30, 120])
@pytest.mark.parametrize("length", [12, 60])
def test_no_text_is_cut_or_overlaps(codes, length, language, check_legible):
    check_legible(plot_network(make_network(codes, length=length), language=language, note="Fictional example study"))


@pytest.mark.parametrize("themes", [1, 40, 120])
def test_one_theme_and_a_theme_for_each_code_are_legible(themes, check_legible):
    check_legible(plot_network(make_network(120, length=60, themes=themes)))


def test_hostile_labels_are_legible(check_legible):
    table = make_small()
    labels = {
        "a/x": "$x$ <b> & {0} \\alpha",
        "a/y": "w" * 60,
        "b/z": "%s\n\t100 % of $5",
        "a": "$theme$" * 12,
        "b": "…",
    }
    check_legible(plot_network(table, labels=labels))


@pytest.mark.parametrize("codes", [8, 30, 120])
def test_the_picture_is_as_wide_as_a_column_of_text(codes):
    width = plot_network(make_network(codes, length=60)).figure.get_size_inches()[0]
    assert width == pytest.approx(7.3)


@pytest.mark.parametrize(
    ("unit", "within", "language", "expected"),
    [
        ("overlap", "", "en", "pair of passages by one coder that overlap. Counted in 12 passages."),
        ("near", "200 characters", "en", "at most 200 characters between them"),
        ("near", "2 turns", "id", "berjarak paling jauh 2 giliran bicara"),
        ("turn", "", "en", "Counted in 12 turns."),
        ("case", "", "id", "Dihitung pada 12 kasus."),
        ("document", "", "en", "document that has both codes"),
    ],
)
def test_unit_distance_and_denominator_are_named(unit, within, language, expected, written):
    told = written(plot_network(make_small(unit=unit, within=within), language=language))
    assert any(expected in text for text in told)


def test_codes_tell_their_n_and_themes_stand_above_them(written):
    told = written(plot_network(make_small(), labels={"a": "Alpha", "b/z": "Zed"}))
    assert {"Alpha", "b", "x (9)", "y (4)", "Zed (1)"} <= set(told)


def test_weak_lines_are_left_out_counted_and_told(written):
    table = make_small(n=[4, 1, 2])
    assert any("at least once: 3 of 3. All lines are drawn" in text for text in written(plot_network(table)))
    told = written(plot_network(table, least=2))
    assert any("Drawn: 2 lines, times together 2 or more; weaker ones left out: 1." in text for text in told)
    assert not any("set by the figure" in text for text in told)
    assert any("Codes: 3; without a drawn line: 1" in text for text in written(plot_network(table, least=3)))


def test_many_lines_are_kept_to_the_strongest_and_the_limit_is_told(written):
    codes = [f"a/{i}" for i in range(20)]
    pairs = [(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :]]
    table = pd.DataFrame(pairs, columns=["code_a", "code_b"]).assign(
        unit="turn", within="", n_a=9, n_b=9, n_units=500, n_missing=0, n=[min(rank, 100) for rank in range(len(pairs))]
    )
    told = written(plot_network(table))  # 190 pairs: 90 of them have 100
    assert any("90 lines, times together 100 or more; weaker ones left out: 99" in text for text in told)
    assert any("set by the figure" in text for text in told)
    told = written(plot_network(table.assign(n=range(len(pairs)))))
    assert any(f"{MOST_LINES} lines, times together 130 or more" in text for text in told)


def _widths(ax) -> list[float]:
    """Widths of the curves between codes, without their light edges."""
    curves = [line for line in ax.lines if len(line.get_xdata()) > 2 and line.get_color() != "#FFFFFF"]
    return [line.get_linewidth() for line in curves]


def test_a_line_is_the_wider_the_more_the_codes_come_together():
    widths = _widths(plot_network(make_small(n=[4, 1, 2])))
    assert len(widths) == 3
    steps = np.diff(widths)
    assert steps[1] == pytest.approx(2 * steps[0]) and steps[0] > 0
    assert len(_widths(plot_network(make_small(n=[4, 0, 0])))) == 1


def test_the_area_of_a_mark_is_its_n():
    ring = lay_out(make_small(), None)
    assert ring.size(9) / ring.size(1) == pytest.approx(3)


def test_a_negative_phi_is_a_broken_line_and_told(written):
    told = written(plot_network(make_small(phi=[0.5, -0.25, np.nan]), measure="phi"))
    assert "together less often than by chance" in told
    assert any("Pairs whose phi (of either sign) is undefined, not drawn: 1" in text for text in told)
    assert "together less often than by chance" not in written(plot_network(make_small()))


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        (0, "None was left unread"),
        ([1, 3, 2], "Not read for both codes of a pair, and left out or incomplete: 1–3 cases"),
        (np.nan, "How many were not read is unknown"),
    ],
)
def test_what_was_not_read_is_told(missing, expected, written):
    assert any(expected in text for text in written(plot_network(make_small(n_missing=missing))))


def test_the_order_is_the_codebooks_also_in_a_table_sorted_by_n():
    table = make_network(12, themes=3)
    assert list(lay_out(table, None).nodes) == list(lay_out(table.sort_values("n", ascending=False), None).nodes)


@pytest.mark.parametrize(
    ("changed", "measure", "problem"),
    [
        ({}, "jacard", "no measure 'jacard': did you mean 'jaccard'"),
        ({"lift": np.nan}, "lift", "lift is undefined for every pair of unit 'case'"),
        ({"unit": ["case", "turn", "turn"]}, "n", "one figure draws one unit, the table has case; turn"),
        ({"unit": "cases"}, "n", "'unit' has 'cases': did you mean 'case'"),
        ({"n": "many"}, "n", "column 'n' must have numbers"),
        ({"n_units": None}, "n", "column 'n_units' has cells without a number"),
        ({"code_b": "a/y", "code_a": "a/x"}, "n", "more than one row for code_a 'a/x', code_b 'a/y'"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_an_error(changed, measure, problem):
    with pytest.raises(QualkitError, match=problem):
        plot_network(make_small(**changed), measure=measure)


@pytest.mark.parametrize(("unit", "measure"), [("near", "n"), ("overlap", "c_coefficient"), ("case", "phi")])
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_example_is_legible_on_a_page_and_on_small_axes(unit, measure, language, example, check_legible):
    labels = {code.path: example.codebook.label(code.path, language) for code in example.codebook}
    table = qk.count_cooccurrence(example, unit)
    check_legible(plot_network(table, measure=measure, labels=labels, language=language))
    ax = Figure(figsize=(4, 4)).add_axes((0, 0, 1, 1))
    check_legible(plot_network(table, measure=measure, ax=ax), smallest=0)
