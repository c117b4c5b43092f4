"""The columns of a crosstab, on a made study of four households."""

from pathlib import Path

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.bands import band_outcome

MEASURES = {
    "maize": {"type": "amount", "unit": "kg", "columns": {"first": "maize_1", "last": "maize_2"}, "better": "up"},
    "debt": {
        "type": "amount", "unit": "kg", "columns": {"first": "debt_1", "last": "debt_2"},
        "comparable": "false", "reason": "asked differently",
    },
    "phone": {"type": "yes/no", "columns": {"last": "phone"}},
    "crop": {"type": "category", "columns": {"last": "crop"}, "values": {"m": {"en": "maize", "id": "jagung"}}},
}  # fmt: skip
TOLD = {
    "H1": {"maize_1": 100, "maize_2": 150, "debt_1": 0, "debt_2": 1, "phone": "ya", "crop": "m"},
    "H2": {"maize_1": 100, "maize_2": 100, "debt_1": 0, "debt_2": 1, "phone": "no", "crop": "beans"},
    "H3": {"maize_1": 200, "maize_2": 100, "debt_1": 0, "debt_2": 1, "phone": None, "crop": "m"},
    "H4": {"maize_1": None, "maize_2": 900, "debt_1": 0, "debt_2": 1, "phone": "no", "crop": None},
}


@pytest.fixture
def study(tmp_path: Path) -> qk.Study:
    made = MadeStudy(tmp_path, codes=["any"], waves=("first", "last"), measures=MEASURES)
    for number, (case, told) in enumerate(TOLD.items(), start=1):
        made.add_case(case, outcomes=told, household_size=number)
        made.add_voice(case, {f"{case} speaks.": None})
    return made.open()


@pytest.mark.parametrize(
    ("asked", "bands"),
    [
        ({"outcome": "maize"}, {"H1": "better", "H2": "same", "H3": "worse"}),
        ({"outcome": "maize", "change": "absolute"}, {"H1": "0 kg or more", "H2": "0 kg or more", "H3": "below 0 kg"}),
        (
            {"outcome": "maize", "change": "relative", "bands": [0, 0.5]},
            {"H1": "50% or more", "H2": "0% to under 50%", "H3": "below 0%"},
        ),
        (
            {"outcome": "maize", "change": "per_member", "bands": [10]},
            {"H1": "10 kg or more", "H2": "below 10 kg", "H3": "below 10 kg"},
        ),
        (
            {"outcome": "maize_2", "bands": [150, 500]},
            {"H1": "150 kg to under 500 kg", "H2": "below 150 kg", "H3": "below 150 kg", "H4": "500 kg or more"},
        ),
        ({"outcome": "debt_2"}, dict.fromkeys(TOLD, "1 kg or less")),  # nobody told less than the median
        ({"outcome": "phone"}, {"H1": "yes", "H2": "no", "H4": "no"}),
        ({"outcome": "crop"}, {"H1": "maize", "H2": "beans", "H3": "maize"}),
        ({"outcome": "crop", "language": "id"}, {"H1": "jagung", "H2": "beans", "H3": "jagung"}),
    ],
)
def test_an_outcome_becomes_a_few_values_and_what_was_not_told_has_none(
    study: qk.Study, asked: dict[str, object], bands: dict[str, str]
) -> None:
    assert dict(band_outcome(study, **asked).of_case) == bands  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"outcome": "mais"}, "no outcome 'mais': did you mean 'maize'"),
        ({"outcome": "debt"}, "the waves of 'debt' cannot be compared: asked differently"),
        ({"outcome": "maize_1", "change": "absolute"}, "'maize_1' is one wave; name the measure 'maize'"),
        ({"outcome": "maize", "bands": [1]}, "better, same and worse have no bands"),
        ({"outcome": "crop", "bands": [1]}, "'crop' holds no numbers"),
        ({"outcome": "maize_1", "bands": [2, 1]}, "bands must ascend"),
        ({"outcome": "maize", "change": "relativ"}, "no change 'relativ': did you mean 'relative'"),
        ({"outcome": "maize", "change": "per_member", "members": "people"}, "no attribute 'people'"),
    ],
)
def test_what_has_no_bands_is_told(study: qk.Study, asked: dict[str, object], problem: str) -> None:
    with pytest.raises(qk.QualkitError, match=problem):
        band_outcome(study, **asked)  # type: ignore[arg-type]
