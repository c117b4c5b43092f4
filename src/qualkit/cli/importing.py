"""The command that brings files into a study: what they seem to be is shown before anything is written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qualkit.cli.options import OutFile, StudyFolder, TableFormat, app, fits, print_table, tell

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.importing.plan import Plan

_FEW = 3  # files whose speakers are shown file by file
_MOST_TOLD = 5


@app.command("import", epilog='Example: qualkit import recordings/ --speakers "I1,I2=interviewer; M,K=informant"')
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILES", help="Files and folders, from anywhere.")],
    kind: Annotated[
        Literal["interview", "observation", "document"] | None,
        typer.Option("--as", help="What they are, instead of what each seems to be."),
    ] = None,
    speakers: Annotated[
        str | None, typer.Option("--speakers", help='Who is who: "I1,I2=interviewer; M,K=informant".')
    ] = None,
    comments: Annotated[
        Literal["drop", "as-memos", "as-codings"], typer.Option("--comments", help="What becomes of Word's comments.")
    ] = "drop",
    coder: Annotated[
        str | None, typer.Option("--coder", help="In whose log comments go; each author's own by default.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Of text files, instead of a guess: cp1252, utf-16, …")
    ] = None,
    role: Annotated[str | None, typer.Option("--role", help="Of new cases; the study's only role by default.")] = None,
    open_: Annotated[
        list[str] | None, typer.Option("--open", metavar="COLUMN", help="Of a survey: open answers; repeatable.")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="COLUMN", help="Of a survey: what names the persons; '' for none.")
    ] = None,
    outcome: Annotated[
        list[str] | None,
        typer.Option("--outcome", metavar="COLUMN", help="Of a survey: an outcome; repeatable; '' for none."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read anew what was imported, but for transcripts edited by hand.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Keep each file one document, also where several interviews stand in it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Accept without asking.")] = False,
    look: Annotated[bool, typer.Option("--look", help="Only show what they would become.")] = False,
    study: StudyFolder = Path(),
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Bring files into the study.

    .docx .odt .rtf .pdf .txt .md .html .srt .vtt .csv .xlsx become transcripts. Who speaks in them is guessed, shown in
    a table, and can be corrected by --speakers. The originals are kept beside, untouched.
    """
    from qualkit.cli.progress import show_progress
    from qualkit.importing.planning import plan_import
    from qualkit.importing.surveys import SurveyOptions

    with show_progress() as progress:
        plan = plan_import(
            study, files, kind=kind, speakers=speakers, comments=comments, coder=coder, encoding=encoding, again=again,
            whole=whole, role=role, survey=SurveyOptions(tuple(open_ or ()), case, tuple(outcome or ())), progress=progress,
        )  # fmt: skip
    with plan:
        _show(plan, format, out)
        if plan.n_new and not look and _is_accepted(plan, yes):
            _accept(plan)
        elif look or plan.n_new:
            tell("nothing was written")
        else:
            plan.accept()  # the comments of what is there already
            _tell_done(plan)
        _tell_failed(plan)
        if plan.n_failed or plan.failures:
            raise typer.Exit(1)


def _show(plan: Plan, format: Literal["table", "csv", "json", "md"], out: Path | None) -> None:
    """The speakers as guessed: file by file, or of many files tag by tag."""
    speakers = plan.speakers
    if fits(format, out):
        many = plan.files["document"].nunique() > _FEW
        table = _sum_up(speakers) if many else speakers
        if len(table):
            print_table(table, format, out)
    else:
        print_table(speakers, format, out)
    columns = plan.columns
    if len(columns) and fits(format, out):
        print_table(columns[["document", "column", "use", "told", "why"]], format, out)
    _tell_notes(plan)


def _sum_up(speakers: pd.DataFrame) -> pd.DataFrame:
    """Tags over all documents, those of most words first; a tag with several roles has several rows."""
    groups = speakers.groupby(["tag", "role"], sort=False)
    table = groups.agg(
        documents=("document", "nunique"), turns=("turns", "sum"), words=("words", "sum"), why=("why", "first"),
        first=("document", "first"), ways=("why", "nunique"),
    ).reset_index()  # fmt: skip
    table["why"] = [
        f"{why} (in {first})" if ways > 1 else why
        for why, first, ways in zip(table["why"], table["first"], table["ways"], strict=True)
    ]
    table = table.sort_values("words", ascending=False, kind="stable")
    rest = table.iloc[40:]
    if len(rest):
        tell(f"and {len(rest)} more tags; --format csv lists all, document by document")
    return table.iloc[:40][["tag", "documents", "turns", "words", "role", "why"]]


def _tell_notes(plan: Plan) -> None:
    """What the readers have to say, each once with the files that it is about."""
    said: dict[str, list[str]] = {}
    for file, note in plan.notes.itertuples(index=False):
        said.setdefault(note, []).append(Path(file).name)
    for note, names in said.items():
        tell(f"{_name_some(names)}: {note}")


def _name_some(names: list[str]) -> str:
    more = len(names) - _MOST_TOLD
    return ", ".join(names[:_MOST_TOLD]) + (f" and {more} more" if more > 0 else "")


def _is_accepted(plan: Plan, yes: bool) -> bool:
    """Whether to go on; without a terminal nobody can be asked, and what was imported can be imported again."""
    if yes or sys.stdin is None or not sys.stdin.isatty():
        return True
    return typer.confirm(f"{_count(plan.n_new, 'file')} to import. Accept?", default=True, err=True)


def _accept(plan: Plan) -> None:
    from qualkit.cli.progress import show_progress

    with show_progress() as progress:
        plan.accept(progress)
    _tell_done(plan)


def _tell_done(plan: Plan) -> None:
    states = plan.files["state"]
    n_new, n_again, n_present, n_edited = (int((states == s).sum()) for s in ("new", "again", "present", "edited"))
    if n_new:
        tell(f"imported: {_count(n_new, 'file')}; the originals are in transcripts/originals")
    if n_again:
        tell(f"read anew: {_count(n_again, 'file')}")
    if n_present:
        hint = "".join(f"; {how}" for how in _tell_again(plan.files, "it" if n_present == 1 else "them"))
        tell(f"there already, and left alone: {_count(n_present, 'file')}{hint}")
    if n_edited:
        names = [Path(file).name for file in plan.files["file"][states == "edited"]]
        tell(
            f"edited by hand since, and left alone: {_name_some(names)}; correct there what is wrong, roles in the header"
        )
    for line in plan.told:
        tell(line)
    if n_new or n_again:
        kinds = set(plan.files["kind"][states.isin(("new", "again"))])
        if kinds - {"answer"}:
            tell('speakers or roles are wrong? qualkit import … --again --speakers "I=interviewer; R=informant"')
        if "answer" in kinds:
            tell("columns are wrong? qualkit import … --again --open COLUMN --case COLUMN --outcome COLUMN")
        if not plan.failures:
            tell("next: qualkit check")


def _tell_again(files: pd.DataFrame, them: str) -> Iterator[str]:
    """How to read anew what was left alone and need not be: what nobody drafted stays."""
    kinds = set(files["kind"][(files["state"] == "present") & (files["format"] != "qualkit")]) - {""}
    if kinds - {"answer"}:
        yield f"--again reads {them} anew"
    if "answer" in kinds:
        yield "--again with --open, --case or --outcome reads a survey's columns otherwise"


def _tell_failed(plan: Plan) -> None:
    failed = plan.files[plan.files["state"] == "failed"]
    if len(failed):
        tell(f"not imported: {_count(len(failed), 'file')}")
        for file, problem in zip(failed["file"], failed["problem"], strict=True):
            tell(f"  {file}: {problem}")
    for failure in plan.failures:
        tell(failure)
    if plan.failures:
        tell("put that right, then give the same command again: it adds what is missing")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
