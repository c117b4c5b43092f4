"""The joint display: n of N, the words for it and against it, and nothing left out in silence."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import qualkit as qk
from qualkit.errors import QualkitError
from qualkit.figures.joint import MOST_LINES, plot_joint_display

LONG = "the planning of the yearly loans without the members at all "
QUOTE = "We were asked once and then never again, and when the money came it was already divided among them all. "


def make_joint(codes: int, values: int = 2, length: int = 20, *, quotes: int = 2, **changes: object) -> pd.DataFrame:
    said = "\n".join(f"“{QUOTE}{i}”" for i in range(quotes))
    rows = [
        {
            "code": f"a/{c}",
            "label": f"{c} {LONG}"[:length],
            "measure": "income",
            "measure_label": "monthly income",
            "unit": "case",
            "value": f"{v} {LONG}"[:length],
            "n": v + 1,
            "n_units": 24 + c,
            "n_unread": c % 3,
            "quotes": said,
            "quoted": ", ".join(f"M{i:02d}" for i in range(quotes)),
            "negative_case": "M24" if v else "",
            "negative_quote": QUOTE.strip() if v else "",
        }
        for c in range(codes)
        for v in range(values)
    ]
    return pd.DataFrame(rows).assign(**changes)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("length", [12, 60])
@pytest.mark.parametrize(("codes", "values"), [(1, 1), (8, 2), (3, 4), (30, 3), (8, 9)])
def test_no_text_is_cut_or_overlaps(codes, values, length, language, check_legible):
    check_legible(plot_joint_display(make_joint(codes, values, length), language=language, note="Fictional example"))


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_hundred_and_twenty_codes_are_legible_without_quotes(language, check_legible, written):
    ax = plot_joint_display(make_joint(120, 2, 60), language=language)
    check_legible(ax)
    assert ax.figure.get_size_inches()[0] == pytest.approx(7.3)
    assert any(text in " ".join(written(ax)) for text in ("Quotes left out: see the table", "Kutipan tidak dimuat"))


@pytest.mark.parametrize("quotes", [True, False])
def test_quotes_can_be_forced_and_left_out(quotes, check_legible, written):
    ax = plot_joint_display(make_joint(8 if not quotes else 12), quotes=quotes)
    check_legible(ax)
    told = " ".join(written(ax))
    assert ("Quotes left out: see the table." in told) is not quotes
    assert ("We were asked once" in told) is quotes


def test_two_or_three_columns_fit_the_page():
    for table in (make_joint(8, 2), make_joint(3, 3), make_joint(30, 4)):
        assert plot_joint_display(table).figure.get_size_inches()[0] == pytest.approx(7.3)


def test_a_cell_tells_n_of_n_who_speaks_and_who_does_not(written):
    told = written(plot_joint_display(make_joint(2)))
    assert {"1 of 24", "2 of 24", "1 of 25", "2 of 25", "not read: 1", "Negative case: M24"} <= set(told)
    assert any(text.endswith("them all. 1” (M01)") for text in told)
    assert any("Unit of counting: case." in text for text in told)
    assert f"“{QUOTE.strip()}”" in told


def test_the_bar_is_as_long_as_the_share():
    ax = plot_joint_display(make_joint(1, 1, n=6, n_units=24, quotes=0, negative_case=""))
    bars = [path.get_extents() for path in ax.collections[-1].get_paths()]
    outline = [line for line in ax.lines if len(line.get_xdata()) == 5][-1].get_xdata()
    assert bars[0].width == pytest.approx((max(outline) - min(outline)) / 4)


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_long_quote_is_shortened_at_a_word_and_told(language, check_legible, written):
    words = [f"word{i}" for i in range(400)]
    ax = plot_joint_display(make_joint(1, 2, quotes=1).assign(quotes=f"“{' '.join(words)}”"), language=language)
    check_legible(ax)
    shown = [text for text in written(ax) if text.startswith("“word0 ")]
    assert len(shown) == 2
    for text in shown:
        assert text.endswith(" […]” (M00)")
        kept = text.removeprefix("“").removesuffix(" […]” (M00)").split()
        assert kept == words[: len(kept)]
        assert 20 < len(kept) < 400
    assert any("[…]" in text and not text.startswith("“word0") for text in written(ax))
    lines = [text.get_text() for text in ax.texts if text.get_text().startswith("“word0")]
    assert all(text.count("\n") == MOST_LINES - 1 for text in lines)


def test_a_word_longer_than_the_cell_is_cut_with_the_mark(check_legible, written):
    ax = plot_joint_display(make_joint(1, 3, quotes=1).assign(quotes=f"“{'y' * 2000}”"))
    check_legible(ax)
    assert sum(text.endswith("y […]” (M00)") for text in written(ax)) == 3


def test_a_quote_that_fits_is_whole(written):
    told = written(plot_joint_display(make_joint(8)))
    assert not any("[…]" in text for text in told)


def test_more_than_three_quotes_are_counted(written):
    told = written(plot_joint_display(make_joint(1, 1, quotes=5)))
    assert "[… more quotes: 2, see the table]" in told


def test_quotes_that_do_not_match_their_cases_stand_together(written):
    table = make_joint(1, 1, quotes=2).assign(quoted="M00, M01, M02")
    assert any(text.endswith("(M00, M01, M02)") for text in written(plot_joint_display(table)))


def test_nobody_read_is_no_zero(written):
    told = written(plot_joint_display(make_joint(1, 1, n=0, n_units=0, n_unread=9)))
    assert {"none read", "not read: 9"} <= set(told)
    assert "0 of 0" not in told
    assert any("no share" in text for text in told)


def test_unknown_counts_and_missing_rows_are_told(written):
    told = written(plot_joint_display(make_joint(2, 2, n=float("nan")).iloc[:3]))
    assert told.count("not told") == 3
    assert "–" in told
    assert any("“–”: not in the table." in text for text in told)


def test_codes_with_the_same_label_are_told_apart(written):
    told = written(plot_joint_display(make_joint(2, 1, label="relief")))
    assert {"relief (a/0)", "relief (a/1)"} <= set(told)


def test_hostile_text_is_harmless(check_legible, written):
    table = make_joint(1, 2).assign(label="<b>$x$ 😀</b>", negative_quote="$\\frac{1}{0}$ <script>", quoted="$1, <2>")
    ax = plot_joint_display(table)
    check_legible(ax)
    assert "“$\\frac{1}{0}$ <script>”" in written(ax)


def test_an_empty_table_is_drawn_as_such(written):
    told = written(plot_joint_display(make_joint(1).iloc[:0], language="id"))
    assert sorted(told) == ["Tampilan gabungan", "tidak ada yang dapat digambar"]


def test_wrong_tables_are_refused():
    table = make_joint(2)
    with pytest.raises(QualkitError, match="'negative_case': did you mean 'negative_cases'"):
        plot_joint_display(table.rename(columns={"negative_case": "negative_cases"}))
    with pytest.raises(QualkitError, match="one measure, the table has income, savings"):
        plot_joint_display(pd.concat([table, table.assign(measure="savings")]))
    with pytest.raises(QualkitError, match="more than one row for code 'a/0'"):
        plot_joint_display(pd.concat([table, table]))
    with pytest.raises(QualkitError, match="n is 30 of n_units 24"):
        plot_joint_display(make_joint(1, 1, n=30))


def test_drawing_leaves_the_table_as_it_was():
    table = make_joint(3)
    before = table.copy(deep=True)
    plot_joint_display(table)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("outcome", ["cashbook", "emergency_paid"])
def test_the_example_study_is_drawn_with_whole_quotes(example, outcome, language, check_legible, written):
    codes = ["welfare/finance/managed", "welfare/needs/met", "welfare/moneylender/free"]
    table = qk.joint_display(example, codes, outcome, language=language)
    ax = plot_joint_display(table, language=language)
    check_legible(ax)
    told = " ".join(written(ax))
    for quote in "\n".join(table["quotes"]).split("\n"):
        assert " ".join(quote.split()) in told
    assert len(re.findall(r"Negative case|Kasus negatif", told)) == (table["negative_case"] != "").sum()
