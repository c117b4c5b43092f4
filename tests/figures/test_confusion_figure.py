"""The confusion map: what was confused is shaded, each number stands in its cell, and nothing is cut or overlaps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from qualkit.analysis.confusions import CONFUSION_COLUMNS
from qualkit.errors import QualkitError
from qualkit.figures.confusion import COLUMNS, plot_confusion
from qualkit.figures.style import STEPS, save_figure

LONG = "the planning of the yearly loans without the members at all "


def make_confusion(n: np.ndarray, labels: list[str] | None = None, **changes: object) -> pd.DataFrame:
    """A table of units: rows and columns are codes, the last of each is no code."""
    size = len(n) - 1
    codes = [*(f"theme{i % 4}/{i:02}" for i in range(size)), ""]
    labels = [*(labels or [f"code {i}" for i in range(size)]), ""]
    first, second = np.array(n.sum(axis=1), dtype=float), np.array(n.sum(axis=0), dtype=float)
    first[-1] = second[-1] = np.nan
    rows = [
        {
            "code": codes[i], "label": labels[i], "code_other": codes[j], "label_other": labels[j], "coder": "siti",
            "other": "budi", "unit": "word", "n": float(n[i, j]), "n_units": first[i], "share": n[i, j] / first[i],
            "n_units_other": second[j], "share_other": n[i, j] / second[j], "n_compared": 30, "n_missing": 2,
        }
        for i, j in zip(*n.nonzero(), strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows).assign(**changes)


def draw_codes(size: int, length: int) -> pd.DataFrame:
    random = np.random.default_rng(size)
    n = np.diag(random.integers(100, 9000, size + 1))
    n[random.integers(0, size + 1, 4 * size), random.integers(0, size + 1, 4 * size)] = 40
    n[-1, -1] = 0
    return make_confusion(n, [f"{i} {LONG}"[:length] for i in range(size)])


TWO = np.array([[90, 8, 2], [0, 600, 400], [30, 0, 0]])


def test_the_figure_draws_what_the_analysis_gives():
    assert set(COLUMNS) <= set(CONFUSION_COLUMNS)


def test_every_share_stands_in_per_cent_and_every_total_beside_it(written):
    texts = written(plot_confusion(make_confusion(TWO)))
    assert {"90", "8", "2", "60", "40", "25"} <= set(texts)  # 25: of 120 words of budi's, 30 to which siti gave nothing
    assert {"100", "1,000", "120", "608"} <= set(texts)  # n of siti at the right, of budi below
    assert {"coded by siti", "coded by budi", "nothing"} <= set(texts)


def test_coders_unit_base_and_what_was_compared_are_told(written):
    told = " ".join(written(plot_confusion(make_confusion(TWO))))
    assert "Unit of counting: word. A cell: of what siti gave the code of the row" in told
    assert "Last row: of what budi gave the code of the column" in told
    assert "30 of 32 documents" in told
    bare = make_confusion(TWO).drop(columns=["n_compared", "n_missing"])
    assert "documents" not in " ".join(written(plot_confusion(bare)))


def test_in_indonesian(written):
    texts = written(plot_confusion(make_confusion(TWO), language="id"))
    assert {"tanpa kode", "dikode oleh siti", "1.000"} <= set(texts)
    assert "Kode yang dipakai budi di tempat siti memakai kode lain" in texts


def test_a_share_is_never_rounded_to_none_or_all(written):
    texts = written(plot_confusion(make_confusion(np.array([[9999, 1, 0], [0, 5, 0], [0, 0, 0]]))))
    assert {"99", "<1"} <= set(texts)


def test_what_both_gave_is_not_shaded_and_a_confusion_is_the_darker_the_larger():
    ax = plot_confusion(make_confusion(np.array([[50, 30, 3, 0], [0, 9, 0, 0], [0, 0, 9, 4], [0, 0, 0, 0]])))
    n_boxes = dict.fromkeys(STEPS, 0)
    for drawn in ax.collections:
        for face in map(to_hex, drawn.get_facecolor()):
            if face.upper() in n_boxes:
                n_boxes[face.upper()] += len(drawn.get_paths())
    in_key = 1
    assert [n - in_key for n in n_boxes.values()] == [0, 1, 0, 0, 1]  # 4 and 36 per cent; not the 60 that both gave


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("length", [12, 60])
@pytest.mark.parametrize("size", [1, 3, 30, 60])
def test_no_text_is_cut_or_overlaps(size, length, language, check_legible):
    check_legible(plot_confusion(draw_codes(size, length), language=language, note="Fictional example"))


def test_thirty_codes_fit_an_a4_page(tmp_path):
    ax = plot_confusion(draw_codes(30, 20))
    assert save_figure(ax, tmp_path / "confusion", title="T", description="D", paper="a4")


def test_codes_with_one_label_are_told_apart(written):
    texts = written(plot_confusion(make_confusion(TWO, ["money", "money"])))
    assert {"money (theme0/00)", "money (theme1/01)"} <= set(texts)


def test_a_table_without_rows_says_so(written):
    empty = make_confusion(TWO).iloc[:0]
    assert "nothing to draw" in written(plot_confusion(empty))


def test_some_rows_of_a_table_can_be_drawn(check_legible):
    table = make_confusion(TWO)
    check_legible(plot_confusion(table[(table["code"] != table["code_other"]) & (table["code_other"] != "")]))
    check_legible(plot_confusion(table[table["code"] == ""]))


def test_two_pairs_of_coders_in_one_figure_are_refused():
    table = make_confusion(TWO)
    with pytest.raises(QualkitError, match="siti × budi × word; siti × ani × word: choose one"):
        plot_confusion(pd.concat([table, table.assign(other="ani", code="theme3/x")]))


def test_a_pair_that_stands_twice_and_a_missing_column_are_told():
    table = make_confusion(TWO)
    with pytest.raises(QualkitError, match="more than one row for code 'theme0/00', code_other 'theme0/00'"):
        plot_confusion(pd.concat([table, table]))
    with pytest.raises(QualkitError, match="'share_other'"):
        plot_confusion(table.drop(columns="share_other"))


def test_the_table_is_left_as_it_was():
    table = make_confusion(TWO)
    before = table.copy()
    plot_confusion(table)
    pd.testing.assert_frame_equal(table, before)
