"""The codeline: bars where the passages are, as long as they are, none hidden by another."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection
from test_portrait_figure import make_rows, make_sequence

import qualkit as qk
from qualkit.errors import QualkitError
from qualkit.figures.codeline import LANE, SHORTEST, plot_codeline

ONE = make_rows(("A", 1, 0.0, 0.5, "w/x"), ("A", 2, 0.25, 0.75, "w/x"), ("A", 3, 0.9, 1.0, "s/y"))


def make_codeline(documents: int, codes: int, length: int = 60) -> pd.DataFrame:
    themes = max(1, codes // 9)
    table = make_sequence(documents, themes, steps=codes * 3, codes=9)
    words = " of the loans and the savings of the family of the members of the group"
    return table.assign(code=(table["code"] + words).str[:length])


def _bars(ax) -> list[tuple[float, float, float]]:
    """Left, top and width of all bars of passages, without the row of all text."""
    found = []
    for collection in ax.findobj(PolyCollection):
        for path in collection.get_paths():
            (left, top), (right, bottom) = path.vertices.min(axis=0), path.vertices.max(axis=0)
            if collection.get_zorder() > 2 and abs(bottom - top - LANE) < 1e-6:
                found.append((float(left), float(top), float(right - left)))
    return sorted(found, key=lambda bar: bar[1])


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("documents", "codes"), [(1, 1), (1, 8), (5, 30), (1, 120)])
@pytest.mark.parametrize("length", [24, 60])
def test_no_text_is_cut_or_overlaps(documents, codes, length, language, check_legible):
    table = make_codeline(documents, codes, length)
    check_legible(plot_codeline(table, language=language, note="Fictional example study"))


def test_hostile_labels_are_legible(check_legible):
    labels = {"w/x": "$x$ <b> \\beta " * 5, "s/y": "w" * 60, "w": "$theme$" * 12, "s": "{0} %s"}
    check_legible(plot_codeline(ONE, labels=labels))


def test_bars_stand_from_start_to_end_and_those_that_overlap_below_each_other():
    bars = _bars(plot_codeline(ONE))[2:]  # behind those of all text
    (first, upper, wide), (second, lower, same), (third, _, narrow) = bars
    assert wide == pytest.approx(same) and narrow == pytest.approx(wide / 5)
    assert second - first == pytest.approx(wide / 2)
    assert third - first == pytest.approx(wide / 0.5 * 0.9)
    assert lower >= upper + LANE


def test_the_first_row_is_all_text_with_a_code(written):
    ax = plot_codeline(ONE)
    (left, top, wide), (other, same, _) = _bars(ax)[:2]
    assert top == same and left < other
    assert wide / 0.75 == pytest.approx((other - left) / 0.9)
    assert "any code" in written(ax)
    assert any("Passages: 3, under 2 codes. Text without a code: 15%" in text for text in written(ax))


def test_a_passage_of_a_few_letters_is_seen_and_stays_inside():
    table = make_rows(("A", 1, 0.9999, 1.0, "w/x"), ("A", 2, 0.0, 0.5, "w/x"))
    narrow = min(_bars(plot_codeline(table)), key=lambda bar: bar[2])
    whole = max(left + wide for left, _, wide in _bars(plot_codeline(table.assign(position_start=0.0))))
    assert narrow[2] == pytest.approx(SHORTEST)
    assert narrow[0] + narrow[2] <= whole + 1e-9


def test_codes_stand_by_theme_with_the_number_of_their_passages(written):
    told = written(plot_codeline(ONE, labels={"w": "Welfare", "w/x": "relief"}))
    assert told.index("Welfare") < told.index("relief (2)") < told.index("s") < told.index("y (1)")
    assert "Codes along A" in told


def test_several_documents_have_a_panel_each(written):
    told = written(plot_codeline(pd.concat([ONE, ONE.assign(document="B").iloc[:1]])))
    assert "A: passages 3, codes 2, text without a code 15%" in told
    assert "B: passages 1, codes 1, text without a code 50%" in told


def test_too_many_documents_are_an_error_that_says_what_to_do():
    table = pd.concat([ONE.assign(document=f"D{number}") for number in range(7)])
    with pytest.raises(QualkitError, match=r"7 documents .* up to 6: choose some.*isin.*plot_portrait"):
        plot_codeline(table)
    with pytest.raises(QualkitError, match="outside 0 to 1"):
        plot_codeline(ONE.assign(position_end=np.inf))


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_example_is_legible(language, example, check_legible):
    labels = {code.path: example.codebook.label(code.path, language) for code in example.codebook}
    table = qk.find_sequence(example)
    some = table["document"].unique()[:3]
    check_legible(plot_codeline(table[table["document"].isin(some)], labels=labels, language=language))
