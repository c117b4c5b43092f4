"""study.yaml and methods.yaml: what a study is, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from qualkit.yaml_file import Schema, Text, Words, in_language

MeasureType = Literal["amount", "yes/no", "category", "count"]


def _role(value: Any) -> Any:
    return {} if value is None or value == "" else value


def _labelled(value: Any) -> Any:
    """`waves: [before, now]` is short for waves without labels."""
    if isinstance(value, list):
        return {str(name): {} for name in value}
    if isinstance(value, Mapping):
        return {name: {} if label in (None, "") else label for name, label in value.items()}
    return value


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
    """A code and an outcome to set against each other in the report."""

    code: str
    outcome: str


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
    stages: Stages | None = None
    crosstabs: tuple[Crosstab, ...] = ()
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
    coding: Text = Field(default_factory=dict)
