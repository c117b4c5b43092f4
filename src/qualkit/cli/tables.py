"""The commands that print a table: to standard output, with all that is told about it on standard error."""

from __future__ import annotations

from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated, Any, Literal

import typer

from qualkit.cli.options import (
    CoderName,
    Language,
    OutFile,
    StudyFolder,
    TableFormat,
    Where,
    app,
    fits,
    print_table,
    show_verdicts,
    tell,
)  # fmt: skip
from qualkit.patterns.phrases import GAP
from qualkit.statistics.names import Correction, EffectName, Permute, Test
from qualkit.wording import format_p


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
        print_table(table[shown] if fits(format, out) else table, format, out)
        return
    table = weigh_findings(opened, coder=coder, language=language)
    print_table(show_verdicts(table, format if out is None else "csv"), format, out)


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
        if fits(format, out):
            table = table.assign(n=table["n"].where(table["read"])).pivot(index="code", columns="case", values="n")
            table = table.reset_index()
    else:
        table = count_codes(opened, unit, by=by, code=code, where=where, coder=coder, language=language)
        if fits(format, out):
            table = table.drop(columns=["theme", "label"] + ([] if by else ["by", "value"]))
    print_table(table, format, out)


@app.command(epilog="Example: qualkit crosstab --code strategy --outcome cashbook --by gender")
def crosstab(
    code: Annotated[
        list[str] | None,
        typer.Option("--code", help="A code (it and all below), or 'A and not B', 'A near B', 'A with B'; repeatable."),
    ] = None,
    outcome: Annotated[
        list[str] | None,
        typer.Option("--outcome", help="A measure of study.yaml or a column of outcomes.csv; repeatable."),
    ] = None,
    study: StudyFolder = Path(),
    family: Annotated[
        str | None, typer.Option("--family", help="All pairs of a family that study.yaml declares, instead.")
    ] = None,
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
    test: Annotated[Test | None, typer.Option("--test", help="Instead of the one that fits.")] = None,
    effect: Annotated[EffectName | None, typer.Option("--effect", help="Instead of the one that fits.")] = None,
    clusters: Annotated[
        str | None, typer.Option("--clusters", metavar="COLUMN", help="Which cases belong together; '' for none.")
    ] = None,
    permute: Annotated[
        Permute | None, typer.Option("--permute", help="Of cases in groups: whole clusters, or cases within them.")
    ] = None,
    correction: Annotated[
        Correction, typer.Option("--correction", help="Of p values that are told together.")
    ] = "holm",
    force: Annotated[
        bool, typer.Option("--force", help="Carry out a test that the design forbids, and say so.")
    ] = False,
    where: Where = None,
    coder: CoderName = None,
    language: Language = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Set codes against outcomes, case by case.

    With denominators, the effect and its interval, and the test that fits. Of one code and one outcome the cells are
    printed; of several, or a family, a row for each pair, their p values corrected together.
    """
    from qualkit.study import open_study

    for option, named in (("--code", code), ("--outcome", outcome)):
        if not named and family is None:
            raise typer.BadParameter("name at least one, or a --family instead", param_hint=option)
    opened = open_study(study)
    asked: dict[str, Any] = {
        "clusters": clusters,
        "permute": permute,
        "where": where,
        "coder": coder,
        "language": language,
    }
    if family is None and len(code or ()) == 1 and len(outcome or ()) == 1:
        from qualkit.analysis.crosstab import crosstab as cross

        asked |= {"by": by, "group": group, "change": change, "bands": _read_limits(bands), "test": test}
        asked |= {"effect": effect, "correction": correction, "force": force}
        table = cross(opened, (code or [""])[0], (outcome or [""])[0], **asked)
        if fits(format, out) and len(table):
            for value, part in table.groupby("value_by", sort=False):
                _tell_crosstab(part.iloc[0], f"{by} {value or '(not told)'}: " if by else "")
            table = table[[*(["value_by"] if by else []), "side", "value", "n", "n_units", "share", "n_missing"]]
    else:
        from qualkit.analysis.pairs import compare_outcomes

        alone = {"--by": by, "--bands": bands, "--test": test, "--effect": effect, "--force": force}
        alone["--group"] = group != "has"
        for option, given in alone.items():
            if given:
                raise typer.BadParameter("goes with one --code and one --outcome", param_hint=option)
        correction_asked = None if family else correction
        table = compare_outcomes(
            opened, code, outcome, family=family, change=change, correction=correction_asked, **asked
        )
        if fits(format, out):
            kinds = ", ".join(table["effect_name"].str.replace("_", " ").unique())
            over = f"p after {table['correction'].iloc[0]} over {table['n_tests'].iloc[0]} tests"
            tell(f"unit: case; effect: {kinds}; {over}")
            table = table[["code", "outcome", "n_units", "effect", "ci_low", "ci_high", "p_adjusted"]]
    print_table(table, format, out)


def _tell_crosstab(first: Any, group: str) -> None:
    """What a crosstab comes to, for the group of cases that it is about."""
    prices = f" ({first['prices']})" if first["prices"] else ""
    tell(
        f"{group}{first['label']} by {first['measure_label']}{prices}; unit: {first['unit']}; "
        f"not read: {first['n_unread']}"
    )
    if first["effect"] == first["effect"]:
        name = first["effect_name"].replace("_", " ")
        of = f" of {first['value']!r}" if first["effect_name"] == "risk_difference" else ""
        interval = f"95% interval {first['ci_low']:.2f} to {first['ci_high']:.2f}"
        known = first["ci_low"] == first["ci_low"]
        tell(f"  {name}{of}: {first['effect']:.2f} ({interval if known else 'no interval'})")
    if first["p_value"] == first["p_value"]:
        adjusted = (
            f"; {format_p(first['p_adjusted'], 'en')} over {first['n_tests']} tests" if first["n_tests"] > 1 else ""
        )
        tell(f"  {first['method']}: p {format_p(first['p_value'], 'en')}{adjusted}")
    if first["detectable"] == first["detectable"]:
        tell(f"  groups of these sizes show differences of {first['detectable']:.2f} or more (power .8 at .05)")
    if first["note"]:
        tell(f"  {first['note']}")


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
    print_table(table[["document", "turn", "code", "quote"]] if fits(format, out) else table, format, out)


@app.command(epilog="Example: qualkit kwic 'pinjam ... bank' --turn-role informant")
def kwic(
    phrase: Annotated[
        str, typer.Argument(metavar="PHRASE", help='Words in any form; also one|other, "exactly so", begin*, ...')
    ],
    study: StudyFolder = Path(),
    where: Where = None,
    turn_role: Annotated[
        list[str] | None, typer.Option("--turn-role", help="Only what the informant says, say; repeatable.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Only in interviews, say; repeatable.")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Only in this one; repeatable.")] = None,
    gap: Annotated[int, typer.Option("--gap", help="Words that may stand between two of the phrase.")] = GAP,
    width: Annotated[int, typer.Option("--width", help="Characters before and after a hit.")] = 50,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Find a phrase in the texts, in all forms of its words.

    Key words in context, each hit with its place. The phrase is written as in the codebook's patterns.
    """
    from qualkit.analysis.kwic import find_kwic
    from qualkit.study import open_study

    table = find_kwic(
        open_study(study), phrase, where=where, turn_role=turn_role, kind=kind, document=document, gap=gap, width=width
    )
    if note := table.attrs.get("note"):
        tell(str(note))
    if not fits(format, out):
        print_table(table, format, out)
        return
    from qualkit.analysis.concordance import format_concordance

    typer.echo(format_concordance(table, get_terminal_size().columns), nl=False)
    tell(f"hits: {len(table)}, in {table['document'].nunique()} documents")


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
    if fits(format, out):
        columns = ["code_a", "code_b", "n", "n_a", "n_b", "c_coefficient" if unit in ("overlap", "near") else "jaccard"]
        table = table[columns]
    print_table(table, format, out)


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
    if fits(format, out):
        if len(table):
            tell(f"a curve of {table['curve'].iloc[0]}: base {base}, run {run}, threshold {threshold:g}")
        table = table[["position", "document", "n_new", "n_seen", "share_new", "permuted_mean", "reached"]]
    print_table(table, format, out)


def _read_limits(bands: str | None) -> list[float] | None:
    try:
        return [float(limit) for limit in bands.split(",")] if bands else None
    except ValueError:
        raise typer.BadParameter(
            f"{bands!r} is no list of numbers such as 1000000,2000000", param_hint="--bands"
        ) from None
