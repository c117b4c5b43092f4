"""A picture on paper: whole where it fits, else as several pages that lose no row and tell that they are parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib.figure import Figure

from made_study import MadeStudy
from qualkit.figures.paper import lay_on
from qualkit.report.drawing import draw
from qualkit.report.parts import part_picture
from qualkit.report.pictures import Picture
from qualkit.report.reproduce import reproduce
from qualkit.report.results import work_out
from qualkit.study import Study


def plot_list(table: pd.DataFrame, *, note: str | None) -> Any:
    """An inch for each row, 7 points: eight fit on a slide (6.9 inches within its margins) with 6 points, not nine."""
    figure = Figure(figsize=(7, len(table)))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.text(0, 0, "a", fontsize=7)
    ax.text(0, 0, note or "", fontsize=7)
    return ax


def make_picture(length: int, **how: str) -> Picture:
    table = pd.DataFrame({"row": range(length), "group": [f"g{row // 10}" for row in range(length)]})
    return Picture("list", "A list", "Rows.", plot_list, table, "Fictional.", "Part {part} of {parts}.", **how)


def rows_of(parts: list[Picture]) -> list[list[int]]:
    return [part.table["row"].tolist() for part in parts]


def test_what_fits_stays_whole_and_as_it_was() -> None:
    picture = make_picture(8, rows="row")
    (whole,) = part_picture(picture, "slide")
    assert whole is picture


@pytest.mark.parametrize(("rows", "sizes"), [(9, [5, 4]), (16, [8, 8]), (17, [6, 6, 5]), (25, [7, 6, 6, 6])])
def test_rows_come_on_as_few_pages_as_they_take_and_evenly(rows: int, sizes: list[int]) -> None:
    parts = part_picture(make_picture(rows, rows="row"), "slide")
    assert [len(part.table) for part in parts] == sizes
    assert [row for part in rows_of(parts) for row in part] == list(range(rows))


def test_parts_are_numbered_in_name_title_and_note() -> None:
    first, second = part_picture(make_picture(9, rows="row"), "slide")
    assert (first.name, first.title, first.note) == ("list-1", "A list (1/2)", "Part 1 of 2. Fictional.")
    assert (second.name, second.title, second.note) == ("list-2", "A list (2/2)", "Part 2 of 2. Fictional.")
    assert second.draw().texts[1].get_text() == "Part 2 of 2. Fictional."


def test_each_value_has_a_page_and_what_is_still_too_large_is_parted_further() -> None:
    parts = part_picture(make_picture(23, each="group", rows="row"), "slide")
    assert [len(part.table) for part in parts] == [5, 5, 5, 5, 3]
    assert [part.name for part in parts] == ["list-1", "list-2", "list-3", "list-4", "list-5"]


def test_a_value_that_fits_no_page_is_a_part_all_the_same_so_that_it_is_told() -> None:
    parts = part_picture(make_picture(13, each="group"), "slide")
    assert [len(part.table) for part in parts] == [10, 3]


@pytest.mark.parametrize("how", [{}, {"each": "one"}, {"rows": "one"}])
def test_what_cannot_be_parted_stays_whole(how: dict[str, str]) -> None:
    picture = make_picture(9, **how)
    picture.table["one"] = None  # a missing value is a value, no row of it is lost
    (whole,) = part_picture(picture, "slide")
    assert whole is picture


def test_rows_that_belong_together_stay_together() -> None:
    picture = make_picture(12, rows="group")
    picture.table["group"] = [*"aaaaabbbccdd"]
    assert [set(part.table["group"]) for part in part_picture(picture, "slide")] == [{"a", "b"}, {"c", "d"}]


def test_the_table_is_as_it_was() -> None:
    picture = make_picture(23, each="group", rows="row")
    before = picture.table.copy()
    part_picture(picture, "slide")
    pd.testing.assert_frame_equal(picture.table, before)


# The pictures of a study


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    """Thirty-two people and two themes of twenty codes: a map that no slide holds, by theme one that it does."""
    made = make_study(codes=["a", "b", *(f"{theme}/c{number}" for theme in "ab" for number in range(20))])
    for number in range(32):
        made.add_case(f"K{number:02}")
        made.add_voice(f"K{number:02}", {"It helps.": f"a/c{number % 20}", "It fails.": f"b/c{number % 7}"})
    made.write()
    return made


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_map_too_large_for_a_slide_comes_by_theme(made: MadeStudy, language: str) -> None:
    (picture,) = [one for one in work_out(made.open(), language).pictures if one.name == "theme_map"]
    parts = part_picture(picture, "slide")
    assert [part.table["theme"].nunique() for part in parts] == [1, 1]
    assert sum(len(part.table) for part in parts) == len(picture.table)
    note = {"en": "Part 2 of 2.", "id": "Bagian 2 dari 2."}[language]
    assert note in [text.get_text() for text in parts[1].draw().texts]


def test_slides_are_written_in_parts_and_without_a_paper_nothing_changes(
    made: MadeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = [one for one in work_out(made.open()).pictures if one.name == "theme_map"]
    monkeypatch.setattr("qualkit.report.results.list_pictures", lambda *_: iter(pictures))
    done = reproduce(made.folder, parts=("figures",), paper="slide")
    slides = sorted(path.name for path in (done.folder / "figures-slide").glob("*.svg"))
    assert slides == ["theme_map-1.svg", "theme_map-2.svg"]
    assert not [note for note in done.notes if "not written" in note]
    done = reproduce(made.folder, parts=("figures",))
    assert [path.name for path in (done.folder / "figures").glob("*.svg")] == ["theme_map.svg"]


def test_a_part_that_fits_nowhere_is_told_and_the_others_are_written(tmp_path: Path) -> None:
    parts = part_picture(make_picture(13, each="group"), "slide")
    told = [draw(part.draw, tmp_path / part.name, part.title, part.description, "slide") for part in parts]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list-2.png", "list-2.svg"]
    (refused,) = filter(None, told)
    assert refused.startswith("list-1 is not written: too large for a slide")


PARTED = {
    "findings": ("", "finding"),
    "theme_map": ("theme", "code"),
    "before_now": ("measure", ""),
    "family-money": ("effect_name", "measure"),
    "joint-1-cashbook": ("", "code"),
    "portrait": ("", "document"),
    "agreement": ("", "code"),
}


def test_the_example_on_slides(example: Study) -> None:
    """Every figure has slides that fit, and a column that parts it where it takes several."""
    for picture in work_out(example).pictures:
        parts = part_picture(picture, "slide")
        assert (picture.each, picture.rows) == PARTED.get(picture.name, ("", ""))
        assert sum(len(part.table) for part in parts) == len(picture.table)
        for part in parts:
            lay_on(part.draw().figure, "slide")
