"""The commands for the work of coding: where it is done, and what a second coder is to read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualkit.cli.options import OutFile, StudyFolder, TableFormat, app, fits, print_table, tell


@app.command(
    epilog="Example: qualkit lab --study my-study --no-browser",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def lab(
    context: typer.Context,
    study: StudyFolder = Path(),
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Tell the address and open no browser.")] = False,
) -> None:
    """Open JupyterLab on the study.

    The whole study is in its list of files, and nothing asks for news or updates. What else you give (--port 9000)
    is passed on to JupyterLab.
    """
    from qualkit.lab import open_lab

    open_lab(study, [*(["--no-browser"] if no_browser else []), *context.args])


@app.command(epilog="Example: qualkit sample --share .2 --by kind")
def sample(
    study: StudyFolder = Path(),
    share: Annotated[float, typer.Option("--share", help="Of the documents, above 0 and up to 1.")] = 0.2,
    by: Annotated[
        str, typer.Option("--by", help="What the strata are: kind, a key of the headers, role, a column of cases.csv.")
    ] = "kind",
    seed: Annotated[int | None, typer.Option("--seed", help="Another draw; study.yaml's seed by default.")] = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Draw the documents that a second coder is to read.

    From every stratum in proportion, at least one. The same seed draws the same documents on every machine.
    """
    from qualkit.analysis.sampling import sample_documents
    from qualkit.study import open_study

    opened = open_study(study)
    table = sample_documents(opened, share=share, by=by, seed=seed)
    if fits(format, out):
        used = opened.settings.seed if seed is None else seed
        tell(f"{len(table)} of {len(opened.documents)} documents, strata by {by}, seed {used}")
        if table["stratum"].nunique() > round(share * len(opened.documents)):
            tell(f"there are {table['stratum'].nunique()} strata, and each gives at least one document")
        for note, rows in table[table["note"] != ""].groupby("note", sort=True):
            tell(f"{', '.join(rows['document'])}: {note}; such documents are a stratum of their own")
        table = table.drop(columns="note")
    print_table(table, format, out)
