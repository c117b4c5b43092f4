"""The figures of a report: which there are, what each shows in words, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from qualkit.report.words import words_for
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Picture:
    """A figure of the report: its file's name, what it shows in words, and how it is drawn from which table.

    Where it is too large for a page, there may be one page for `each` value of a column, and as many as it takes for
    all of the values of `rows`.
    """

    name: str
    title: str
    description: str
    plot: Callable[..., Axes]
    table: pd.DataFrame
    note: str | None
    part_note: str
    each: str = ""
    rows: str = ""

    def draw(self) -> Axes:
        """The figure."""
        return self.plot(self.table, note=self.note)

    def part(self, table: pd.DataFrame, part: int, parts: int) -> Picture:
        """The same figure of some of its table's rows, numbered."""
        note = " ".join([self.part_note.format(part=part, parts=parts), self.note or ""]).strip()
        title = f"{self.title} ({part}/{parts})"
        return replace(self, name=f"{self.name}-{part}", title=title, table=table, note=note)


def list_pictures(tables: Mapping[str, pd.DataFrame], study: Study, language: str) -> Iterator[Picture]:
    """Every figure that the tables have something for."""
    from qualkit.figures.findings import plot_findings
    from qualkit.figures.stages import plot_stages
    from qualkit.figures.theme_map import plot_theme_map

    picture = _Painter(study, language)
    if len(tables["findings"]):
        yield picture("findings", "findings", plot_findings, tables["findings"], rows="finding")
    grid = tables["codes_by_case"]
    by_role = grid.assign(
        role=grid["role"].map(lambda role: study.settings.role_label(role, language)),
        theme=grid["theme"].map(lambda theme: study.codebook.label(theme, language)),
    )
    yield picture("theme_map", "theme_map", plot_theme_map, by_role, each="theme", rows="code")
    yield from _of_outcomes(tables, study, picture)
    if "stages" in tables:
        yield picture("stages", "stages", plot_stages, tables["stages"])
    yield from _of_codes(tables, study, picture)


class _Painter:
    """Makes pictures in the words of a language, marked where the study is fictional."""

    def __init__(self, study: Study, language: str) -> None:
        self.words = words_for(language)
        self.language = language
        self.note = self.words["fictional_note"] if study.settings.fictional else None
        self.labels = study.codebook.labels(language)

    def __call__(
        self,
        name: str,
        key: str,
        plot: Callable[..., Axes],
        table: pd.DataFrame,
        *,
        about: Mapping[str, str] | None = None,
        each: str = "",
        rows: str = "",
        **options: Any,
    ) -> Picture:
        title, description = (self.words[f"{key}_{part}"].format(**about or {}) for part in ("title", "about"))
        drawn = partial(plot, language=self.language, **options)
        return Picture(name, title, description, drawn, table, self.note, self.words["part_note"], each, rows)


def _of_outcomes(tables: Mapping[str, pd.DataFrame], study: Study, picture: _Painter) -> Iterator[Picture]:
    from qualkit.figures.change import plot_change
    from qualkit.figures.crosstab import plot_crosstab
    from qualkit.figures.effects import plot_effects
    from qualkit.figures.joint import plot_joint_display

    for name, table in tables.items():
        if name.startswith("crosstab-"):
            for number, (value, part) in enumerate(table.groupby("value_by", sort=False), start=1):
                about = {"code": str(part["label"].iloc[0]), "outcome": str(part["measure_label"].iloc[0])}
                if value:  # one picture for each part
                    about["outcome"] += f" ({part['by'].iloc[0]}: {value})"
                part = part.assign(measure_label=about["outcome"])
                yield picture(f"{name}-{number}" if value else name, "crosstab", plot_crosstab, part, about=about)
        elif name.startswith("joint-") and len(table):
            about = {"outcome": str(table["measure_label"].iloc[0])}
            yield picture(name, "joint", plot_joint_display, table, about=about, rows="code")
        elif name.startswith("family-") and len(table):
            rows = "measure" if table["measure"].nunique() > 1 else "code"
            yield picture(name, "effects", plot_effects, table, each="effect_name", rows=rows)
    if "waves" in tables:
        amounts = [name for name, measure in study.settings.measures.items() if measure.type == "amount"]
        money = tables["waves"].loc[lambda rows: rows["measure"].isin(amounts)]
        if len(money):
            yield picture("before_now", "before_now", plot_change, money, each="measure")


def _of_codes(tables: Mapping[str, pd.DataFrame], study: Study, picture: _Painter) -> Iterator[Picture]:
    """Pictures of how codes stand together and follow each other."""
    from qualkit.figures.agreement import plot_agreement
    from qualkit.figures.codeline import plot_codeline
    from qualkit.figures.flows import plot_flows
    from qualkit.figures.network import plot_network
    from qualkit.figures.portrait import plot_portrait
    from qualkit.figures.saturation import plot_saturation

    if "flows" in tables:
        yield picture("flows", "flows", plot_flows, tables["flows"])
    if len(tables["cooccurrence"]):
        yield picture("network", "network", plot_network, tables["cooccurrence"], labels=picture.labels)
    if len(sequence := tables["sequence"]):
        yield picture("portrait", "portrait", plot_portrait, sequence, labels=picture.labels, rows="document")
        fullest = sequence["document"].value_counts(sort=False).idxmax()
        line = sequence[sequence["document"] == fullest]
        yield picture("codeline", "codeline", plot_codeline, line, labels=picture.labels)
    if len(tables.get("agreement", ())):
        yield picture("agreement", "agreement", plot_agreement, tables["agreement"], rows="code")
    if len(tables.get("saturation", ())):
        yield picture("saturation", "saturation", plot_saturation, tables["saturation"])
