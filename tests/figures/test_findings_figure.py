"""The findings: the numbers as given, the threshold only where it is a share of cases."""

from __future__ import annotations

import pandas as pd
import pytest

from qualkit.figures.findings import plot_findings
from qualkit.wording import CATALOGUE

KINDS = ["prevalence", "event", "outcome", "association", "combination"]


def make_findings(rows: list[tuple[str, str, int, int, int, int, int, int]]) -> pd.DataFrame:
    """kind, verdict, n_cases, and the five numbers from supports to contradicts."""
    names = ["n_cases", "n_support", "n_both", "n_silent", "n_unread", "n_contradict"]
    return pd.DataFrame(
        [
            {
                "finding": f"F{i + 1}",
                "claim": "Most members who owed a moneylender have paid the debt off since they joined the group.",
                "kind": kind,
                "verdict": verdict,
                **dict(zip(names, numbers, strict=True)),
                "low": 0.5,
                "high": 0.7,
                "threshold": 0.5,
            }
            for i, (kind, verdict, *numbers) in enumerate(rows)
        ]
    )


def test_every_number_is_written(written):
    told = written(plot_findings(make_findings([("prevalence", "supported", 24, 15, 2, 3, 1, 3)])))
    assert {"15", "2", "3", "1", "N = 24", "supported", "threshold"} <= set(told)


def test_findings_without_cases_are_a_row_of_text(written):
    told = written(plot_findings(make_findings([("event", "established", 0, 0, 0, 0, 0, 0)])))
    assert "weighed by its sources, not by a count of cases" in told
    assert "established" in told
    assert "supports" not in told


@pytest.mark.parametrize("kind", ["outcome", "association"])
def test_no_threshold_is_drawn_where_it_is_no_share(kind, written):
    assert "threshold" not in written(plot_findings(make_findings([(kind, "mixed", 9, 4, 0, 2, 0, 3)])))


def test_cases_that_no_number_accounts_for_are_told(written):
    told = written(plot_findings(make_findings([("outcome", "mixed", 12, 4, 0, 2, 0, 3)])))
    assert "none of these" in told
    assert told.count("3") == 2


def test_missing_numbers_are_no_error(written):
    table = make_findings([("event", "disputed", 0, 0, 0, 0, 0, 0)])
    numbers = [name for name in table if str(name).startswith("n_")] + ["low", "high", "threshold"]
    assert "disputed" in written(plot_findings(table.assign(**dict.fromkeys(numbers, None))))


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_text_is_cut_or_overlaps(language, check_legible, written):
    verdicts = [key.split(".")[1] for key in CATALOGUE if key.startswith("verdict.")]
    numbers = [(24, 15, 2, 3, 1, 3), (60, 56, 1, 1, 1, 1), (60, 1, 1, 1, 1, 56), (5, 5, 0, 0, 0, 0), (0,) * 6]
    rows = [(kind, verdict, *n) for kind in KINDS for verdict in verdicts for n in numbers]
    ax = plot_findings(make_findings(rows), language=language, note="Fictional example study")
    check_legible(ax)
    told = set(written(ax))
    assert {CATALOGUE[f"verdict.{verdict}"][language] for verdict in verdicts} <= told
