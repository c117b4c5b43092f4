"""The commands for the work of coding: where it is done, by whom, and what became of it."""

from __future__ import annotations

from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualkit.cli.options import OutFile, StudyFolder, TableFormat, app, cut, fits, print_table, tell

if TYPE_CHECKING:
    import pandas as pd

_FEWEST, _MOST = 36, 72  # characters of what was coded and done that a terminal shows


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


@app.command(epilog="Example: qualkit code --code welfare/needs --explain")
def code(
    study: StudyFolder = Path(),
    code: Annotated[str, typer.Option("--code", help="welfare/needs, 'welfare/*', '**', …")] = "**",
    explain: Annotated[bool, typer.Option("--explain", help="Why: pattern, words, what the sentence says.")] = False,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Find what the codebook's patterns find.

    Nothing is written: rule codings count nowhere until a person takes them over in the coder.
    """
    from qualkit.analysis.rules import code_by_rules, find_pattern_faults
    from qualkit.study import open_study

    opened = open_study(study)
    for fault in find_pattern_faults(opened, code):
        tell(str(fault))
    table = code_by_rules(opened, code)
    if fits(format, out):
        table = table[["document", "turn", "code", *(["memo"] if explain else []), "quote"]]
        table = table.rename(columns={"memo": "why"})
        tell(f"{len(table)} codings by rule, in {table['document'].nunique()} of {len(opened.documents)} documents")
    print_table(table, format, out)


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


@app.command(epilog="Example: qualkit log --coder a --code welfare/needs")
def log(
    study: StudyFolder = Path(),
    coder: Annotated[
        list[str] | None, typer.Option("--coder", help="Whose log; repeatable. Everybody's by default.")
    ] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Only what concerns it; repeatable.")] = None,
    code: Annotated[
        list[str] | None, typer.Option("--code", help="A code, by its present or an older name; repeatable.")
    ] = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """Tell who did what when, the latest last.

    From the logs of all coders, coding by coding: what was added, changed from what to what, removed, undone, noted,
    reviewed and shown. Lines that are set aside are told with their number.
    """
    from qualkit.analysis.events import find_events
    from qualkit.errors import FaultsError
    from qualkit.study import read_study

    opened = read_study(study)  # with its faults: when something is wrong people ask who did what
    if not opened.is_whole:
        raise FaultsError(opened.faults)
    table = find_events(opened, coder=coder or None, document=document or None, code=code or None)
    for name in coder or opened.coders:
        for fault in opened.record(name).log.faults:
            tell(str(fault))
    n_faults = sum(not fault.warning for fault in opened.faults)
    if n_faults:
        tell(f"the study has {n_faults} {'fault' if n_faults == 1 else 'faults'}: qualkit check lists them")
    if fits(format, out):
        n_undone = int(table["undone"].sum())
        tell(f"events: {len(table)}" + (f", undone: {n_undone}" if n_undone else "") + "; times are UTC")
        table = _shorten(table)
    print_table(table, format, out)


@app.command(epilog="Example: qualkit moved --settle a")
def moved(
    study: StudyFolder = Path(),
    coder: Annotated[list[str] | None, typer.Option("--coder", help="Whose codings; everyone's by default.")] = None,
    settle: Annotated[
        str | None, typer.Option("--settle", metavar="CODER", help="Write the new places into this coder's log.")
    ] = None,
    identity: Annotated[
        list[str] | None, typer.Option("--id", help="With --settle: only these, doubtful ones too; repeatable.")
    ] = None,
    format: TableFormat = "table",
    out: OutFile = None,
) -> None:
    """List the codings whose transcript was edited since.

    Moved and reworded ones count at their new place, doubtful and lost ones do not count. What --settle wrote is
    listed; it can be undone.
    """
    from qualkit.analysis.moved import find_moved, move_codings
    from qualkit.coding.displaced import show_difference
    from qualkit.study import open_study

    if settle is None and identity:
        raise typer.BadParameter("goes with --settle", param_hint="--id")
    if settle is not None and coder:
        raise typer.BadParameter("does not go with --settle, which names the coder", param_hint="--coder")
    opened = open_study(study)
    table = find_moved(opened, coder) if settle is None else move_codings(opened, settle, identity)
    counts = ", ".join(f"{name} {number}" for name, number in table["how"].value_counts().sort_index().items())
    said = "written into the log: " if settle else ""
    tell(
        f"{said}{counts}" if counts else "nothing was written: no coding is displaced" if settle else "no coding moved"
    )
    if fits(format, out):
        both = [show_difference(*quotes) for quotes in zip(table["quote"], table["quote_now"], strict=True)]
        changed = [new if how != "moved" else "" for how, (_, new) in zip(table["how"], both, strict=True)]
        table = table.assign(quote=[old for old, _ in both], quote_now=changed)
        table = table[["document", "coder", "how", "line_now", "quote", "quote_now", "id"]]
    print_table(table, format, out)


def _shorten(table: pd.DataFrame) -> pd.DataFrame:
    """What fits a terminal: times to the minute, the words and what was done with them in one column.

    Where there is no room beside the code, they stand below it.
    """
    shown = table[["at", "coder", "event", "document", "code"]].copy()
    shown["at"] = table["at"].fillna("").str[:16].str.replace("T", " ")
    width = {name: max([len(name), *shown[name].str.len()]) + 3 for name in shown}
    room = get_terminal_size().columns - sum(width.values())
    below = room < _FEWEST
    room = min(_MOST, room + width["code"] if below else room)
    told = zip(table["quote"], table["what"], table["undone"], strict=True)
    shown["what"] = [_tell_shortly(quote, what, undone, room) for quote, what, undone in told]
    if below:
        shown["what"] = shown.pop("code").str.cat(shown["what"], sep="\n").str.strip()
    return shown


def _tell_shortly(quote: Any, what: str, undone: bool, room: int) -> str:
    """What was done, if it tells words of its own, else the quote and what there is to say of it."""
    mark = "undone: " if undone else ""
    room -= len(mark)
    if not isinstance(quote, str) or "→" in what:
        return mark + cut(what, room)
    said = f" {cut(what, room * 2 // 3)}" if what else ""
    return f"{mark}“{cut(quote, room - len(said) - 2)}”{said}"
