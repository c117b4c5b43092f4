"""The command for agreement between coders: each table that helps to report it, or to learn from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

import qualkit as qk
from qualkit.cli.options import Language, OutFile, StudyFolder, TableFormat, app, cut, fits, print_table, tell

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.analysis.units import CodedUnit

Show = Literal[
    "coefficients", "codes", "confusions", "disagreements", "verdicts", "estimates", "times", "training", "advice"
]
_OF_CODES = {
    "code": "code",
    "n": "n",
    "n_other": "other",
    "overlap": "overlap",
    "paradox": "paradox",
    "estimate": "estimate",
    "ci_low": "low",
    "ci_high": "high",
}
_OF_CONFUSIONS = ["code", "code_other", "n", "n_units", "share", "n_passages"]
_OF_VERDICTS = {
    "finding": "finding",
    "choice": "choice",
    "verdict": "verdict",
    "n_cases": "cases",
    "n_support": "for",
    "n_contradict": "against",
    "changed": "changed",
}
_OF_ESTIMATES = ["code", "measure", "choice", "n", "effect", "ci_low", "ci_high", "shift", "changed"]
_OF_TRAINING = ["code", "n", "n_found", "n_missed", "n_false", "f1", "boundary", "n_instead"]
_MOST = 60  # letters of a quote on a terminal
_OF_DISAGREEMENTS = ["document", "turn", "code", "code_other", "quote", "changes"]


@app.command(epilog="Example: qualkit agree a b --show codes --unit sentence")
def agree(
    coders: Annotated[list[str] | None, typer.Argument(help="Two or more; all with a log by default.")] = None,
    study: StudyFolder = Path(),
    show: Annotated[Show, typer.Option("--show", help="What is printed.")] = "coefficients",
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            help="segment, character, word, sentence, turn, document, case; repeatable. By default segment and sentence.",
        ),
    ] = None,
    coefficient: Annotated[list[str] | None, typer.Option("--coefficient", help="Only these; repeatable.")] = None,
    code: Annotated[str, typer.Option("--code", help="welfare/needs, 'welfare/*', '**', …")] = "**",
    uncoded: Annotated[
        Literal["counts", "left out"], typer.Option("--uncoded", help="Units that none of them coded.")
    ] = "counts",
    depth: Annotated[int | None, typer.Option("--depth", help="1 compares themes.")] = None,
    at: Annotated[
        list[str] | None, typer.Option("--at", metavar="DATE", help="With --show times: when; repeatable.")
    ] = None,
    not_blind: Annotated[
        bool, typer.Option("--not-blind", help="Also what was coded after they saw each other's work.")
    ] = False,
    language: Language = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Measure how far coders agree.

    Only documents that two have marked as reviewed count, and what each coded there before seeing another's work.
    """
    from qualkit.analysis.compared import list_coders
    from qualkit.study import open_study

    opened = open_study(study)
    names = coders or list_coders(opened)
    asked: dict[str, Any] = {"code": code, "depth": depth, "blind": not not_blind, "language": language}
    short = fits(format, out)
    if show != "coefficients" and (len(unit or ()) > 1 or len(coefficient or ()) > 1):
        raise typer.BadParameter("takes one unit and one coefficient", param_hint=f"--show {show}")
    one: dict[str, Any] = {"unit": unit[0]} if unit else {}
    match show:
        case "coefficients":
            units = cast("list[CodedUnit]", unit or ["segment", "sentence"])
            table = qk.compare_coders(opened, *names, unit=units, coefficient=coefficient, uncoded=uncoded, **asked)
            table = _shorten(table) if short else table
        case "codes":
            name = coefficient[0] if coefficient else None
            table = qk.compare_codes(opened, *names, coefficient=name, uncoded=uncoded, **one, **asked)
            if short and len(table):
                tell(f"{table['coefficient'].iloc[0]} by {table['unit'].iloc[0]}")
            if short:
                pairs = table["coder"] + ", " + table["other"]
                table = table[[*_OF_CODES]].rename(columns=_OF_CODES)
                table = table.assign(coders=pairs) if len(names) > 2 else table
        case "confusions":
            table = qk.find_confusions(opened, *names, **one, **asked)
            table = table[table["code"] != table["code_other"]][_OF_CONFUSIONS] if short else table
        case "disagreements":
            del asked["depth"]
            table = qk.find_disagreements(opened, *names, **asked)
            if short:
                table = table[_OF_DISAGREEMENTS].assign(quote=[cut(quote, _MOST) for quote in table["quote"]])
        case "verdicts":
            table = qk.compare_verdicts(opened, *names, language=language)
            table = table[[*_OF_VERDICTS]].rename(columns=_OF_VERDICTS) if short else table
        case "estimates":
            table = qk.compare_estimates(opened, *names, language=language)
            table = table[_OF_ESTIMATES] if short else table
        case "times":
            if len(names) != 1:
                raise typer.BadParameter("takes one coder", param_hint="--show times")
            table = qk.compare_times(opened, names[0], *(at or ()), coefficient=coefficient, **one, **asked)
            table = _shorten(table) if short else table
        case "training":
            if len(names) != 2:
                raise typer.BadParameter("takes two: the new coder, and the reference", param_hint="--show training")
            table = qk.score_coder(opened, names[0], names[1], code, language=language)
            table = table[_OF_TRAINING] if short else table
        case "advice":
            table = qk.advise_agreement(opened, *names, language=language)
            if short:
                typer.echo(str(table))
                return
    print_table(table, format, out)


def _shorten(table: pd.DataFrame) -> pd.DataFrame:
    """All codes together, with what must be known told apart; each code has a table of its own."""
    together = table[table["code"] == "*"]
    if together.empty:
        tell("no document was read by two for codes in common: each code has its own documents (--show codes)")
        return table[["code", "coefficient", "unit", "estimate", "ci_low", "ci_high", "n_units"]]
    first = together.iloc[0]
    tell(
        f"coders {first['coders']}: {first['n_documents']} of {first['n_documents'] + first['n_missing']} documents "
        f"({first['share']:.0%}); all codes together, each code: --show codes"
    )
    for unit, note, names in _gather_notes(together):
        tell(f"{unit}: {', '.join(names) + ': ' if names else ''}{note}")
    short = together[together["coefficient"] == "krippendorff_alpha"]
    for row in short.itertuples():
        tell(
            f"{row.unit}: chance of alpha falling short of .667 {row.below_667:.2f}, of .800 {row.below_800:.2f}: "
            "customs of a field, not passes"
        )
    shown = ["coefficient", "unit", "estimate", "ci_low", "ci_high", "n_units"]
    return together[shown].reset_index(drop=True)


def _gather_notes(table: pd.DataFrame) -> Iterator[tuple[str, str, list[str]]]:
    """Each note once, with its unit and, where it is not of all, the coefficients that it is about."""
    for unit, rows in table.groupby("unit", sort=False):
        about: dict[str, list[str]] = {}
        for row in rows.itertuples():
            for note in filter(None, str(row.note).split("; ")):
                about.setdefault(note, []).append(str(row.coefficient))
        for note, names in about.items():
            yield str(unit), note, [] if len(names) == len(rows) else names
