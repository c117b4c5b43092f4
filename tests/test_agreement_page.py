"""docs/agreement.md: its numbers are those of the example, its calls can be made, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import qualkit as qk
from qualkit.analysis.agreement import _KNOWN
from qualkit.analysis.units import CODED_UNITS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")


def read_example() -> list[list[str]]:
    """The rows of the table about one code in several units."""
    table = PAGE.split("<!-- welfare/needs/unmet -->\n")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


@pytest.fixture(scope="module")
def measured(example: qk.Study) -> dict[tuple[str, str], dict[str, float]]:
    names = ["krippendorff_alpha", "percent_agreement"]
    units = [unit for unit, *_ in read_example()]
    table = qk.compare_coders(
        example, "a", "b", code="welfare/needs/unmet", unit=units, coefficient=names, n_resamples=10
    )
    rows = table[table["code"] == "welfare/needs/unmet"].to_dict("records")
    return {(row["unit"], row["coefficient"]): row for row in rows}


@pytest.mark.parametrize(("unit", "alpha", "percent", "n"), read_example())
def test_the_example_says_what_the_study_says(measured, unit, alpha, percent, n):
    rows = measured[unit, "krippendorff_alpha"], measured[unit, "percent_agreement"]
    assert f"{rows[0]['estimate']:.2f}".removeprefix("0") == alpha
    assert f"{rows[1]['estimate']:.0%}" == percent
    assert f"{rows[0]['n_units']:,}" == n


def test_sentences_that_nobody_coded_left_out(example):
    table = qk.compare_coders(
        example, "a", "b", code="welfare/needs/unmet", unit="sentence", coefficient="krippendorff_alpha",
        uncoded="left out", n_resamples=10,
    )  # fmt: skip
    assert f"from .57 to\n−{abs(table['estimate'].iloc[-1]):.2f}".replace("0.", ".") in PAGE


def test_the_paragraph_is_what_is_advised(example):
    quoted = " ".join(line.removeprefix("> ") for line in PAGE.splitlines() if line.startswith("> "))
    advised = " ".join(filter(None, qk.advise_agreement(example, "a", "b")["sentence"]))
    assert advised.startswith(quoted.removesuffix(" …"))


def test_every_coefficient_and_unit_on_the_page_is_known():
    table = PAGE.split("| passages | a place has |")[1].split("\n\n")[0]
    names = set(re.findall(r"`(\w+_\w+)`", table))
    assert names <= set(_KNOWN)
    assert set(re.findall(r'unit="(\w+)"', PAGE)) <= set(CODED_UNITS)


def test_links_lead_somewhere():
    heads = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^#+ (.*)$", PAGE, re.M)}
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        file, _, part = target.partition("#")
        assert (PAGE and not file) or (ROOT / "docs" / file).is_file(), target
        assert file or part in heads, target
