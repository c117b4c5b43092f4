"""study.yaml and methods.yaml: what a study is, and how it was made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from qualkit.yaml_file import Schema, Text, Words, in_language

MeasureType = Literal["amount", "yes/no", "category", "count"]
Analysis = Literal["reflexive thematic", "interpretive", "codebook", "content analysis", ""]
"""What kind of analysis it is: whether agreement between coders is a criterion of its quality depends on it."""


def _role(value: Any) -> Any:
    return {} if value is None or value == "" else value


def _labelled(value: Any) -> Any:
    """`waves: [before, now]` is short for waves without labels."""
    if isinstance(value, list):
        return {str(name): {} for name in value}
    if isinstance(value, Mapping):
        return {name: {} if label in (None, "") else label for name, label in value.items()}
    return value


def _year(value: Any) -> int:
    if not re.fullmatch("[0-9]{4}", str(value)):
        raise ValueError("must be a year such as 2017")
    return int(value)


def _index(value: Any) -> Fraction:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", str(value)) or not Fraction(str(value)):
        raise ValueError("must be a number above 0 such as 118.6, with a point")
    return Fraction(str(value))


Year = Annotated[int, BeforeValidator(_year)]
Index = Annotated[Fraction, BeforeValidator(_index)]


class Role(Schema):
    """A role of cases; `outcomes` says whether such cases have outcomes."""

    label: Text = Field(default_factory=dict)
    outcomes: bool = False


class Measure(Schema):
    """One outcome: what it measures, in which unit, in which column of outcomes.csv at which wave."""

    type: MeasureType
    columns: Mapping[str, str]
    label: Text = Field(default_factory=dict)
    unit: str = ""
    period: Text = Field(default_factory=dict)
    better: Literal["up", "down", ""] = ""
    includes: Text = Field(default_factory=dict)
    source: Literal["told", "books", "observed", ""] = ""
    comparable: bool = True
    reason: Text = Field(default_factory=dict)
    missing: Words = ()
    values: Mapping[str, Text] = Field(default_factory=dict)  # labels of a category's values

    @model_validator(mode="after")
    def _has_reason(self) -> Measure:
        if not self.comparable and not self.reason:
            raise ValueError("is not comparable between waves, but no `reason:` says why")
        return self


class Coders(Schema):
    """Whose codings count when nothing else is said, and how several are combined."""

    of_record: Words
    combine: Literal["either", "both", "consensus"] = "either"


class Stages(Schema):
    """The codes that are stages of a programme, in order, those that are its problems, and what is told with these."""

    stages: Words
    problems: Words
    consequences: Words = ()


class Crosstab(Schema):
    """A code and an outcome to set against each other in the report, with the options of the function `crosstab`."""

    code: str
    outcome: str
    by: str | None = None
    group: Literal["has", "side", "count", "words"] = "has"
    change: Literal["direction", "absolute", "relative", "per_member"] | None = None
    bands: tuple[float, ...] | None = None
    test: str | None = None
    effect: str | None = None
    clusters: str | None = None
    force: bool = False


class JointDisplay(Schema):
    """Codes to show with quotes in the groups of an outcome, with the options of the function `joint_display`."""

    codes: Words
    outcome: str
    change: Literal["direction", "absolute", "relative", "per_member"] | None = None
    bands: tuple[float, ...] | None = None


class Family(Schema):
    """Codes and outcomes that are tested together, so that their p values are corrected together."""

    codes: Words
    outcomes: Words = ()
    correction: Literal["holm", "benjamini-hochberg"] = "holm"


class Prices(Schema):
    """A series of prices by which amounts of different years are told in the prices of one.

    `years` gives each wave its year, or names the column of cases.csv or outcomes.csv that holds the year of each
    case; `unit` is that of the measures that are money, needed only where amounts have several units. An amount is
    then told as amount x index of the base year / index of its year:

        prices:
          source: "BPS, consumer price index, yearly means"
          series: {2010: 74.2, 2017: 100}
          base: 2017
          years: {before: joined, now: 2017}

    Conditions (`where`, `cases`) see amounts as they were told.
    """

    source: Text
    series: Mapping[Year, Index]
    base: Year
    years: Mapping[str, str]
    unit: str = ""

    @field_validator("base")
    @classmethod
    def _is_in_series(cls, base: int, info: ValidationInfo) -> int:
        series = info.data.get("series") or {base: 1}  # a faulty series is told already
        if base not in series:
            raise ValueError(f"must be a year of the series, which has {min(series)} to {max(series)}")
        return base


class Settings(Schema):
    """study.yaml."""

    title: Text
    sampling: str
    coders: Coders
    languages: Words = ("id",)
    report_language: str = "en"
    fictional: bool = False
    about: Text = Field(default_factory=dict)
    roles: Mapping[str, Annotated[Role, BeforeValidator(_role)]] = Field(default_factory=dict)
    waves: Annotated[Mapping[str, Text], BeforeValidator(_labelled)] = Field(default_factory=dict)
    measures: Mapping[str, Measure] = Field(default_factory=dict)
    prices: Prices | None = None
    stages: Stages | None = None
    clusters: str = ""  # the column of cases.csv that says which cases belong together: group, village, branch
    crosstabs: tuple[Crosstab, ...] = ()
    joint_displays: tuple[JointDisplay, ...] = ()
    families: Mapping[str, Family] = Field(default_factory=dict)
    seed: int = 0

    def role_label(self, role: str, language: str) -> str:
        return (in_language(self.roles[role].label, language) if role in self.roles else "") or role.replace("_", " ")

    def wave_label(self, wave: str, language: str) -> str:
        return in_language(self.waves.get(wave, {}), language) or wave

    def measure_label(self, measure: str, language: str) -> str:
        return in_language(self.measures[measure].label, language) or measure.replace("_", " ")


class Methods(Schema):
    """methods.yaml: what is blank is reported as not stated."""

    access: Text = Field(default_factory=dict)
    consent: Text = Field(default_factory=dict)
    interviewer: Text = Field(default_factory=dict)
    transcription: Text = Field(default_factory=dict)
    analysis: Analysis = ""
    coding: Text = Field(default_factory=dict)
