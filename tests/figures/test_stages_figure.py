"""Problems by stage: the order of the table, what has no stage last, and no zero where nothing was counted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from qualkit.figures.stages import plot_stages


def make_stages(problems: int, stages: int, length: int = 20) -> pd.DataFrame:
    random = np.random.default_rng(problems)
    text = "the planning of the yearly loans without the members at all "
    return pd.DataFrame(
        [
            {
                "stage": "" if s == 0 else f"s{s}",
                "stage_label": "" if s == 0 else f"{s} {text}"[:length],
                "problem": f"p{p}",
                "problem_label": f"{p} {text}"[:length],
                "n": int(random.integers(0, 130)),
                "n_cases": 3,
                "n_documents": int(random.integers(1, 60)),
            }
            for p in range(problems)
            for s in range(stages)
        ]
    )


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("problems", "stages"), [(1, 1), (8, 5), (30, 9)])
@pytest.mark.parametrize("length", [12, 60])
def test_no_text_is_cut_or_overlaps(problems, stages, length, language, check_legible):
    table = make_stages(problems, stages, length)
    check_legible(plot_stages(table, language=language, note="Fictional example study"))


def test_what_has_no_stage_is_the_last_column(written):
    table = make_stages(1, 3).assign(stage_label=["", "saving", "borrowing"])
    told = written(plot_stages(table))
    assert [text for text in told if text in ("saving", "borrowing", "no stage")] == ["saving", "borrowing", "no stage"]


def test_tiles_tell_passages_and_documents(written):
    table = make_stages(1, 4).assign(n=[2, 12, 0, 1], n_documents=[1, 8, 0, 1])
    told = written(plot_stages(table))
    assert told.count("in 1 document") == 2
    assert {"12", "in 8 documents", "0"} <= set(told)
    assert any("All tiles: 15 passages; with no stage: 2." in text for text in told)


def test_a_tile_without_a_row_is_not_a_zero(written):
    told = written(plot_stages(make_stages(2, 2).iloc[:3].assign(n=4)))
    assert "–" in told
    assert "0" not in told
    assert any("not counted, 1 tiles" in text for text in told)
