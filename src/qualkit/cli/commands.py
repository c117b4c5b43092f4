"""The commands that make a study, check it, and write its reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from qualkit.cli.options import Language, NewFolder, StudyFolder, TableFormat, app, print_table, show_verdicts, tell


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
    tell(f"made an empty study in {folder}; next: qualkit import FILES --study {folder}")


@app.command(epilog="Example: qualkit example my-copy && qualkit reproduce --study my-copy")
def example(folder: NewFolder) -> None:
    """Copy the fictional example study, to learn from."""
    from qualkit.start import copy_example

    copy_example(folder)
    tell(f"copied the fictional example study to {folder}; next: qualkit reproduce --study {folder}")


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
    tell(f"faults: {errors}, warnings: {len(faults) - errors}" if faults else "no faults found")
    if errors:
        raise typer.Exit(1)


@app.command(epilog="Example: qualkit reproduce --study my-study --language id")
def reproduce(study: StudyFolder = Path(), language: Language = None, format: TableFormat = "table") -> None:
    """Do everything from transcripts to report.

    Prints the verdict of each finding and writes figures, tables, report.html and audit.json into reports/.
    """
    done = _write_reports(study, language, None)
    print_table(show_verdicts(done.results.tables["findings"], format), format, None)
    tell(f"written to {done.folder}: open {done.folder / 'report.html'}")


@app.command(epilog="Example: qualkit figures --paper slide --language id")
def figures(
    study: StudyFolder = Path(),
    paper: Annotated[
        Literal["a4", "slide"] | None, typer.Option("--paper", help="As pages of that size, in a folder of their own.")
    ] = None,
    language: Language = None,
) -> None:
    """Draw the figures into reports/figures.

    Each as SVG and PNG, as large as it needs to be. On pages of a given size one that is too large comes as several;
    what would be unreadable even so is left out, and told.
    """
    done = _write_reports(study, language, ("figures",), paper)
    folder = f"figures-{paper}" if paper else "figures"
    tell(f"{len(list((done.folder / folder).glob('*.svg')))} figures in {done.folder / folder}")


@app.command(epilog="Example: qualkit report --language id")
def report(study: StudyFolder = Path(), language: Language = None) -> None:
    """Write reports/report.html, and the figures it shows."""
    done = _write_reports(study, language, ("figures", "report"))
    tell(f"written: {done.folder / 'report.html'}")


def _write_reports(
    study: Path, language: str | None, parts: tuple[str, ...] | None, paper: Literal["a4", "slide"] | None = None
) -> Any:
    from qualkit.cli.progress import show_progress
    from qualkit.report.reproduce import PARTS, reproduce

    with show_progress() as progress:
        done = reproduce(study, language=language, parts=parts or PARTS, paper=paper, progress=progress)
    for note in done.notes:
        tell(note)
    return done
