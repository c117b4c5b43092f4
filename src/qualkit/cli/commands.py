"""The commands. Tables go to standard output, all else to standard error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from qualkit.columns import Format, format_table
from qualkit.errors import QualkitError

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(
    name="qualkit",
    help="Qualitative research: transcripts, codes, outcomes, and whether the evidence supports each claim.",
    epilog="Example: qualkit example my-study && cd my-study && qualkit reproduce",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

StudyFolder = Annotated[Path, typer.Option("--study", metavar="DIR", help="The study's folder.")]
TableFormat = Annotated[Format, typer.Option("--format", help="How a table is printed.")]
OutFile = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write there instead of printing.")]
CoderName = Annotated[
    list[str] | None, typer.Option("--coder", help="Whose codings; repeatable. The coders of record by default.")
]
Language = Annotated[Literal["en", "id"] | None, typer.Option("--language", help="Of labels; the study's by default.")]
Where = Annotated[
    str | None,
    typer.Option("--where", metavar="CONDITION", help="Cases that count: \"role == 'member' and age > 40\"."),
]
NewFolder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet, or is empty.")]


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Tell the version and stop.", is_eager=True)] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"qualkit {installed('qualkit')}")
        raise typer.Exit


@app.command(epilog="Example: qualkit init my-study")
def init(folder: NewFolder) -> None:
    """Make an empty study.

    The folders, and files that tell what belongs in them. Nothing that exists is overwritten.
    """
    from qualkit.start import make_study

    make_study(folder)
    _tell(f"made an empty study in {folder}; next: put transcripts into {folder / 'transcripts' / 'interviews'}")


@app.command(epilog="Example: qualkit example my-copy && qualkit reproduce --study my-copy")
def example(folder: NewFolder) -> None:
    """Copy the fictional example study, to learn from."""
    from qualkit.start import copy_example

    copy_example(folder)
    _tell(f"copied the fictional example study to {folder}; next: qualkit reproduce --study {folder}")


@app.command(epilog="Example: qualkit check --study my-study")
def check(study: StudyFolder = Path()) -> None:
    """List all faults of a study together.

    Everything is read and held against everything else; each fault has its file and line.
    """
    from qualkit.checks import check_study

    faults = check_study(study)
    for fault in faults:
        typer.echo(str(fault))
    errors = sum(not fault.warning for fault in faults)
    _tell(f"faults: {errors}, warnings: {len(faults) - errors}" if faults else "no faults found")
    if errors:
        raise typer.Exit(1)


@app.command(epilog="Example: qualkit reproduce --study my-study --language id")
def reproduce(study: StudyFolder = Path(), language: Language = None, format: TableFormat = "table") -> None:
    """Do everything from transcripts to report.

    Prints the verdict of each finding and writes figures, tables, report.html and audit.json into reports/.
    """
    done = _write_reports(study, language, None)
    _print(_verdicts(done.results.tables["findings"], format), format, None)
    _tell(f"written to {done.folder}: open {done.folder / 'report.html'}")


@app.command(epilog="Example: qualkit findings --evidence training-passive --format csv --out evidence.csv")
def findings(
    study: StudyFolder = Path(),
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="FINDING", help="The passages behind one finding instead.")
    ] = None,
    coder: CoderName = None,
    language: Language = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Weigh each claim against the evidence.

    The claims are those of coding/findings.yaml; the columns count cases, `turns` is the fewest cases that,
    read otherwise, would change the verdict.
    """
    from qualkit.findings.weigh import find_evidence, weigh_findings
    from qualkit.study import open_study

    opened = open_study(study)
    if evidence:
        table = find_evidence(opened, evidence, coder=coder)
        shown = ["case", "case_side", "side", "counts", "document", "turn", "code", "quote"]
        _print(table[shown] if _fits(format, out) else table, format, out)
        return
    table = weigh_findings(opened, coder=coder, language=language)
    _print(_verdicts(table, format if out is None else "csv"), format, out)


@app.command(epilog="Example: qualkit count --code welfare --by gender --where \"role == 'member'\"")
def count(
    study: StudyFolder = Path(),
    unit: Annotated[
        Literal["case", "document", "turn", "coding", "word"], typer.Option("--unit", help="What is counted.")
    ] = "case",
    by: Annotated[str | None, typer.Option("--by", help="An attribute or outcome of the case, role, or kind.")] = None,
    code: Annotated[str, typer.Option("--code", help="welfare/needs, 'welfare/*', '**', …")] = "**",
    matrix: Annotated[bool, typer.Option("--matrix", help="The code by case matrix instead.")] = False,
    where: Where = None,
    coder: CoderName = None,
    language: Language = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Count in how many units each code occurs.

    Out of those that were read for it; n_missing were not.
    """
    from qualkit.analysis.counts import count_codes, count_matrix
    from qualkit.study import open_study

    opened = open_study(study)
    if matrix:
        table = count_matrix(opened, code=code, where=where, coder=coder, language=language)
        if _fits(format, out):
            table = table.assign(n=table["n"].where(table["read"])).pivot(index="code", columns="case", values="n")
            table = table.reset_index()
    else:
        table = count_codes(opened, unit, by=by, code=code, where=where, coder=coder, language=language)
        if _fits(format, out):
            table = table.drop(columns=["theme", "label"] + ([] if by else ["by", "value"]))
    _print(table, format, out)


@app.command(epilog="Example: qualkit crosstab --code strategy --outcome cashbook --by gender")
def crosstab(
    code: Annotated[
        str, typer.Option("--code", help="A code (it and all below), or 'A and not B', 'A near B', 'A with B'.")
    ],
    outcome: Annotated[str, typer.Option("--outcome", help="A measure of study.yaml or a column of outcomes.csv.")],
    study: StudyFolder = Path(),
    by: Annotated[str | None, typer.Option("--by", help="A table for each value of this.")] = None,
    group: Annotated[
        Literal["has", "side", "count", "words"], typer.Option("--group", help="What the rows are.")
    ] = "has",
    change: Annotated[
        Literal["direction", "absolute", "relative", "per_member"] | None,
        typer.Option("--change", help="How a measure with two waves is taken."),
    ] = None,
    bands: Annotated[
        str | None, typer.Option("--bands", metavar="LIMITS", help="Inner limits of numbers: 1000000,2000000.")
    ] = None,
    where: Where = None,
    coder: CoderName = None,
    language: Language = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Set a code against an outcome, case by case.

    With denominators, the effect and its interval, and the exact test.
    """
    from qualkit.analysis.crosstab import crosstab as cross
    from qualkit.study import open_study

    limits = _read_limits(bands)
    table = cross(
        open_study(study),
        code,
        outcome,
        by=by,
        group=group,
        change=change,
        bands=limits,
        where=where,
        coder=coder,
        language=language,
    )
    if _fits(format, out) and len(table):
        for value, part in table.groupby("value_by", sort=False):
            _tell_crosstab(part.iloc[0], f"{by} {value or '(not told)'}: " if by else "")
        table = table[[*(["value_by"] if by else []), "side", "value", "n", "n_units", "share", "n_missing"]]
    _print(table, format, out)


def _tell_crosstab(first: Any, group: str) -> None:
    """What a crosstab comes to, for the group of cases that it is about."""
    _tell(f"{group}{first['label']} by {first['measure_label']}; unit: {first['unit']}; not read: {first['n_unread']}")
    if first["effect"] == first["effect"]:
        interval = f"{first['ci_low']:.2f} to {first['ci_high']:.2f}"
        _tell(f"  difference of the shares of {first['value']!r}: {first['effect']:.2f} (95% interval {interval})")
    p_value = first["p_value"]
    exact = "p < 0.001" if p_value < 0.001 else f"p = {p_value:.3f}"
    none = "no exact test: a row or column is empty, or the table has more than two of both"
    _tell(f"  Fisher's exact test: {exact}" if p_value == p_value else f"  {none}")


@app.command(epilog='Example: qualkit quotes --code welfare/needs --where "age < 40"')
def quotes(
    study: StudyFolder = Path(),
    code: Annotated[str, typer.Option("--code", help="welfare/needs, 'welfare/*', '**', …")] = "**",
    where: Where = None,
    coder: CoderName = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """List the coded passages, each with its place."""
    from qualkit.analysis.retrieve import find_quotes
    from qualkit.study import open_study

    table = find_quotes(open_study(study), code, where=where, coder=coder)
    _print(table[["document", "turn", "code", "quote"]] if _fits(format, out) else table, format, out)


@app.command(epilog="Example: qualkit cooccurrence --unit turn --code service")
def cooccurrence(
    study: StudyFolder = Path(),
    unit: Annotated[
        Literal["overlap", "near", "turn", "case", "document"], typer.Option("--unit", help="What is counted.")
    ] = "overlap",
    within: Annotated[
        str | None, typer.Option("--within", metavar="DISTANCE", help="With near: '200 characters' or '2 turns'.")
    ] = None,
    code: Annotated[str, typer.Option("--code", help="welfare/needs, 'welfare/*', '**', …")] = "**",
    where: Where = None,
    coder: CoderName = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Count how often each two codes come together.

    By overlapping or near passages, or by turns, cases or documents that have both.
    """
    from qualkit.analysis.cooccurrence import count_cooccurrence
    from qualkit.study import open_study

    table = count_cooccurrence(open_study(study), unit, within=within, code=code, where=where, coder=coder)
    if _fits(format, out):
        columns = ["code_a", "code_b", "n", "n_a", "n_b", "c_coefficient" if unit in ("overlap", "near") else "jaccard"]
        table = table[columns]
    _print(table, format, out)


@app.command(epilog="Example: qualkit saturation --code welfare")
def saturation(
    study: StudyFolder = Path(),
    base: Annotated[int, typer.Option("--base", help="Interviews whose codes are the denominator.")] = 4,
    run: Annotated[int, typer.Option("--run", help="Interviews in a run.")] = 2,
    threshold: Annotated[
        float, typer.Option("--threshold", help="New codes of a run, as a share of the base's.")
    ] = 0.05,
    code: Annotated[str, typer.Option("--code", help="welfare/needs, 'welfare/*', '**', …")] = "**",
    coder: CoderName = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Tell when interviews brought no new codes.

    After Guest, Namey and Chen (2020), in the real order of the interviews, with random orders beside it. For
    codes that were fixed beforehand the curve is one of coverage, and says so.
    """
    from qualkit.analysis.saturation import count_saturation
    from qualkit.study import open_study

    opened = open_study(study)
    table = count_saturation(opened, base=base, run=run, threshold=threshold, code=code, coder=coder)
    if _fits(format, out):
        if len(table):
            _tell(f"a curve of {table['curve'].iloc[0]}: base {base}, run {run}, threshold {threshold:g}")
        table = table[["position", "document", "n_new", "n_seen", "share_new", "permuted_mean", "reached"]]
    _print(table, format, out)


@app.command(epilog="Example: qualkit figures --language id")
def figures(study: StudyFolder = Path(), language: Language = None) -> None:
    """Draw the figures into reports/figures.

    Each as SVG and PNG.
    """
    done = _write_reports(study, language, ("figures",))
    _tell(f"{len(done.results.pictures)} figures in {done.folder / 'figures'}")


@app.command(epilog="Example: qualkit report --language id")
def report(study: StudyFolder = Path(), language: Language = None) -> None:
    """Write reports/report.html, and the figures it shows."""
    done = _write_reports(study, language, ("figures", "report"))
    _tell(f"written: {done.folder / 'report.html'}")


def _read_limits(bands: str | None) -> list[float] | None:
    try:
        return [float(limit) for limit in bands.split(",")] if bands else None
    except ValueError:
        raise typer.BadParameter(
            f"{bands!r} is no list of numbers such as 1000000,2000000", param_hint="--bands"
        ) from None


def _write_reports(study: Path, language: str | None, parts: tuple[str, ...] | None) -> Any:
    from qualkit.cli.progress import show_progress
    from qualkit.report.reproduce import PARTS, reproduce

    with show_progress() as progress:
        done = reproduce(study, language=language, parts=parts or PARTS, progress=progress)
    for note in done.notes:
        _tell(note)
    return done


def _verdicts(table: pd.DataFrame, format: str) -> pd.DataFrame:
    """The table of findings, cut to what fits a terminal where it is printed as one."""
    if format != "table":
        return table
    shown = table[["finding", "verdict", "n_cases", "n_support", "n_contradict", "turns_with"]].copy()
    shown["open"] = table[["n_both", "n_silent", "n_unread", "n_same"]].sum(axis=1)
    uncounted = ["n_cases", "n_support", "n_contradict", "open", "turns_with"]
    shown[uncounted] = shown[uncounted].astype(float).where(table["n_cases"] > 0)
    shown = shown[["finding", "verdict", "n_cases", "n_support", "n_contradict", "open", "turns_with"]]
    return shown.rename(
        columns={"n_cases": "cases", "n_support": "for", "n_contradict": "against", "turns_with": "turns"}
    )


def _fits(format: str, out: Path | None) -> bool:
    """Whether a table is printed for a person to read, and may lack columns to fit the terminal."""
    return format == "table" and out is None


def _print(table: pd.DataFrame, format: Format, out: Path | None) -> None:
    text = format_table(table, format)
    if out is None:
        typer.echo(text, nl=False)
        return
    from qualkit.files import write_whole

    try:
        write_whole(out, text.encode())
    except OSError as error:
        raise QualkitError(f"cannot write {out}: {error.strerror}") from None


def _tell(message: str) -> None:
    typer.echo(message, err=True)
