"""The command that tells who did what when."""

from __future__ import annotations

from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualkit.cli.options import OutFile, StudyFolder, TableFormat, app, fits, print_table, tell

if TYPE_CHECKING:
    import pandas as pd

_FEWEST, _MOST = 36, 72  # characters of what was coded and done that a terminal shows


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
        return mark + _cut(what, room)
    said = f" {_cut(what, room * 2 // 3)}" if what else ""
    return f"{mark}“{_cut(quote, room - len(said) - 2)}”{said}"


def _cut(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: max(length - 1, 0)].rstrip() + "…"
