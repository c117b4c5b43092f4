"""report.html: one file that a supervisor reads on a phone and prints, with nothing loaded from anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualkit.claims import Association, Event, Outcome
from qualkit.findings.sentences import write_sentence
from qualkit.findings.weighed import Weighed
from qualkit.report.results import Results
from qualkit.report.templates import load_templates
from qualkit.report.words import words_for
from qualkit.settings import Methods
from qualkit.wording import format_amount, format_number, format_share, say, say_or_same
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import pandas as pd

SIDES = ("supports", "contradicts", "both", "silent", "same", "unread")


@dataclass(frozen=True)
class Passage:
    """A quote with its place."""

    case: str
    document: str
    turn: str
    code: str
    quote: str
    doubtful: bool


def write_page(results: Results, figures: Path, path: Path) -> None:
    """Write the page; the figures are taken from their SVG files."""
    path.write_bytes(render_page(results, figures).encode())


def render_page(results: Results, figures: Path) -> str:
    """The whole page as HTML. Everything that comes from the study is escaped."""
    environment = load_templates()
    style = environment.get_template("report.css").render().strip()
    study, language = results.study, results.language
    return environment.get_template("report.html.j2").render(
        t=words_for(language),
        language=language,
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        study=study,
        title=in_language(study.settings.title, language),
        about=in_language(study.settings.about, language),
        methods=_list_methods(study.methods, language),
        n_words=f"{sum(len(document.text.split()) for document in study.documents):,}",
        n_codings=f"{sum(len(study.record(coder).codings) for coder in study.choose_coders()):,}",
        coders=", ".join(study.choose_coders()),
        roles=_count_roles(results),
        findings=[_describe(one, results) for one in results.weighed],
        pictures=[(picture, _embed(figures / f"{picture.name}.svg")) for picture in results.pictures],
        tables=list(results.tables),
        notes=results.notes,
        sampling=say_or_same("sampling", study.settings.sampling, language),
        version=version("qualkit"),
    )


def _embed(svg: Path) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.read_bytes()).decode()}"


def _list_methods(methods: Methods, language: str) -> list[tuple[str, str]]:
    texts = {key: in_language(getattr(methods, key), language) for key in Methods.model_fields if key != "analysis"}
    texts["analysis"] = methods.analysis and say(f"analysis.{methods.analysis}", language)
    return [(key, texts[key]) for key in Methods.model_fields]


def _count_roles(results: Results) -> list[tuple[str, int]]:
    counts = results.study.cases["role"].value_counts(sort=False)
    return [
        (results.study.settings.role_label(str(role), results.language), int(count)) for role, count in counts.items()
    ]


def _describe(weighed: Weighed, results: Results) -> dict[str, Any]:
    """What the template shows of one finding."""
    claim, language = weighed.claim, results.language
    numbers, counts = weighed.numbers, weighed.numbers.counts
    return {
        "id": claim.id,
        "claim": claim.words(language),
        "kind": say_or_same("claim", claim.kind, language),
        "verdict": say_or_same("verdict", weighed.verdict, language),
        "verdict_class": weighed.verdict.replace(" ", "-"),
        "declared": claim.declared,
        "note": in_language(claim.note, language),
        "sentence": write_sentence(weighed, results.study, language),
        "n": counts.all + numbers.n_same if weighed.sides else None,
        "support": counts.support,
        "contradict": counts.contradict,
        "open": counts.both + counts.silent + counts.unread + numbers.n_same,
        "turns_with": "" if numbers.turns_with != numbers.turns_with else f"{numbers.turns_with:.0f}",
        "sides": [(side, weighed.on(side)) for side in SIDES if weighed.on(side)],
        "undecided": list(weighed.excluded),
        "passages": list(_passages(weighed)),
        "triangulation": _triangulation(weighed, results),
        "changes": _changes(weighed, results),
        "cross": weighed.tables["cross"].iloc[0].to_dict() if "cross" in weighed.tables else None,
        "cross_labels": _cross_labels(weighed, language),
        "rivals": _rivals(weighed, language),
        "premises": _premises(weighed, language),
        "sources": _rows(weighed.tables["sources"]) if isinstance(claim, Event) else [],
    }


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return list(table.to_dict("records"))


def _passages(weighed: Weighed) -> Iterator[tuple[str, list[Passage]]]:
    """The passages in groups: against, for, those that do not count, and those of sources not counted."""
    table = weighed.evidence[weighed.evidence["quote"] != ""]
    if not len(table):
        return
    inside = table["case"].isin(set(weighed.sides))
    groups = {
        "contradicts": table[(table["side"] == "contradicts") & table["counts"] & inside],
        "supports": table[(table["side"] == "supports") & table["counts"] & inside],
        "": table[(table["side"] == "") & table["counts"] & inside],
        "uncounted": table[~table["counts"].astype(bool)],
        "elsewhere": table[table["counts"].astype(bool) & ~inside],
    }
    for name, rows in groups.items():
        if len(rows):
            yield name, [_passage(row) for row in _rows(rows)]


def _passage(row: dict[str, Any]) -> Passage:
    turn = "" if row["turn"] != row["turn"] or row["turn"] is None else f"{row['turn']:.0f}"
    return Passage(row["case"], row["document"], turn, row["code"], row["quote"], row["certainty"] == "doubtful")


def _triangulation(weighed: Weighed, results: Results) -> list[dict[str, Any]]:
    settings, language = results.study.settings, results.language

    def name(source: str) -> str:
        return (
            settings.role_label(source, language) if source in settings.roles else say_or_same("kind", source, language)
        )

    return [row | {"source": name(row["source"])} for row in _rows(weighed.triangulation)]


def _changes(weighed: Weighed, results: Results) -> list[dict[str, Any]]:
    claim, language = weighed.claim, results.language
    if not isinstance(claim, Outcome):
        return []
    unit = results.study.settings.measures[claim.measure].unit
    return [
        {
            "case": row["case"],
            "value_from": format_amount(row["value_from"], unit, language),
            "value_to": format_amount(row["value_to"], unit, language),
            "change": format_share(row["change_relative"], language) if claim.change == "relative" else "",
            "side": row["side"],
        }
        for row in _rows(weighed.tables["changes"])
    ]


def _cross_labels(weighed: Weighed, language: str) -> tuple[str, str]:
    claim = weighed.claim
    if not isinstance(claim, Association):
        return "", ""
    sides = (claim.exposure, claim.response)
    exposure, response = (in_language(s.label, language) or s.where or ", ".join(s.support) for s in sides)
    return exposure, response


def _rivals(weighed: Weighed, language: str) -> list[dict[str, Any]]:
    if "rivals" not in weighed.tables:
        return []
    return [row | {"difference": format_number(row["difference"], language)} for row in _rows(weighed.tables["rivals"])]


def _premises(weighed: Weighed, language: str) -> list[dict[str, Any]]:
    if "premises" not in weighed.tables:
        return []
    return [
        row | {"verdict": say_or_same("verdict", row["verdict"], language)} for row in _rows(weighed.tables["premises"])
    ]
