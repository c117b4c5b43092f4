"""The portrait: each passage in its turn, every theme told without colour, empty text seen."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import qualkit as qk
from qualkit.errors import QualkitError
from qualkit.figures.passages import join_spans, read_courses
from qualkit.figures.portrait import LINES, PARTS, plot_portrait
from qualkit.figures.themes import dress_themes


def make_sequence(documents: int, themes: int, *, steps: int = 30, name: str = "", codes: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(documents * themes)
    rows = []
    for document in range(documents):
        edges = np.sort(random.random(2 * steps)).round(4)
        for step in range(steps):
            for theme in set(random.integers(0, themes, 1 + int(random.random() < 0.2)).tolist()):
                code = f"{theme} of the themes/{random.integers(0, codes)}"
                rows.append((f"D{document:02d}{name}", "a", step + 1, *edges[2 * step : 2 * step + 2], code))
    columns = ["document", "coder", "step", "position_start", "position_end", "code"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(theme=table["code"].str.partition("/")[0])


def make_rows(*rows: tuple[str, int, float, float, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["document", "step", "position_start", "position_end", "code"])
    table.insert(1, "coder", "a")
    return table.assign(theme=table["code"].str.partition("/")[0])


THREE = make_rows(
    ("A", 1, 0.0, 0.25, "w/x"), ("A", 2, 0.25, 0.5, "s/x"), ("A", 2, 0.25, 0.5, "w/y"), ("B", 1, 0.5, 0.75, "w/x"),
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("documents", "themes"), [(1, 3), (1, 30), (5, 4), (24, 8)])
def test_no_text_is_cut_or_overlaps(documents, themes, language, check_legible):
    check_legible(plot_portrait(make_sequence(documents, themes), language=language, note="Fictional example study"))


def test_sixty_documents_are_legible(check_legible):
    check_legible(plot_portrait(make_sequence(60, 12, steps=20)))


def test_long_names_and_long_documents_are_legible(check_legible):
    table = make_sequence(3, 40, steps=120, name="-" + "a.very.long.name." * 3)
    labels = {theme: f"{theme} $x$ <b> the savings of the family of the members of the" for theme in table["theme"]}
    check_legible(plot_portrait(table, labels=labels))
    check_legible(plot_portrait(table[table["document"] == table["document"].iloc[0]], labels=labels))


def test_passages_and_the_text_without_a_code_are_told_for_each_document(written):
    told = written(plot_portrait(THREE))
    assert any("Rows: 2. Passages: 3." in text for text in told)
    assert told[told.index("A") + 1 : told.index("A") + 3] == ["2", "50%"]
    assert told[told.index("B") + 1 : told.index("B") + 3] == ["1", "75%"]


def _in_order(ax, letters: str) -> str:
    found = [(round(t.get_position()[1], 2), t.get_position()[0], t.get_text()) for t in ax.texts]
    found = [one for one in found if one[2] in letters]
    return "".join(text for *_, text in sorted(found))


def test_cells_run_in_the_order_of_the_passages(written):
    passages = [("A", step, step / 10, step / 10 + 0.05, f"{theme}/x") for step, theme in enumerate("wswws", start=1)]
    table = make_rows(*passages, ("B", 1, 0.1, 0.2, "s/x"))
    shuffled = table.iloc[[4, 2, 0, 3, 1, 5]]
    assert _in_order(plot_portrait(shuffled), "WS") == "SW" + "WSWWS" + "S"  # the legend, A, B
    assert "one passage with several themes" not in written(plot_portrait(table))
    assert "one passage with several themes" in written(plot_portrait(THREE))


def test_coders_have_a_row_each_where_there_are_several(written):
    told = written(plot_portrait(pd.concat([THREE, THREE.assign(coder="b")])))
    assert {"A · a", "A · b", "B · a", "B · b"} <= set(told)


def test_one_document_is_drawn_in_full_with_its_empty_parts(written):
    told = written(plot_portrait(THREE[THREE["document"] == "A"]))
    parts = LINES * PARTS
    assert "Portrait of A" in told
    assert any("Passages: 2. Text without a code: 50%" in text for text in told)
    assert any(f"in {parts} equal parts" in text and f"none touches: {parts // 2}" in text for text in told)
    assert told.count("W") == 1 + parts // 2  # the legend, and each part, whole or shared
    assert told.count("S") == 1 + parts // 4


def test_letters_are_one_for_each_theme():
    for names in (["service", "strategy", "savings"], [f"theme {n}" for n in range(60)], ["", "…", "ä", "9"]):
        letters = [look.letter for look in dress_themes(names).values()]
        assert len(set(letters)) == len(letters)


def test_joined_spans_count_no_character_twice():
    assert join_spans([(0.5, 0.75), (0.0, 0.5), (0.125, 0.25)]) == [(0.0, 0.75)]
    assert join_spans([]) == []
    table = make_rows(("A", 1, 0.0, 0.5, "a"), ("A", 2, 0.25, 0.75, "b"), ("A", 3, 0.25, 0.5, "c"))
    assert read_courses(table)[0].covered == 0.75


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"position_end": 71.0}, "4 passage.* lie outside 0 to 1, the first in 'A'"),
        ({"position_start": 0.9}, "end before they begin"),
        ({"position_start": np.nan}, "4 passage"),
        ({"step": "first"}, "column 'step' must have numbers"),
    ],
)
def test_positions_that_are_no_shares_are_an_error(changed, problem):
    with pytest.raises(QualkitError, match=problem):
        plot_portrait(THREE.assign(**changed))


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_example_is_legible(language, example, check_legible):
    labels = {code.path: example.codebook.label(code.path, language) for code in example.codebook}
    table = qk.find_sequence(example, kind=None)
    check_legible(plot_portrait(table, labels=labels, language=language))
    check_legible(
        plot_portrait(table[table["document"] == table["document"].iloc[0]], labels=labels, language=language)
    )
