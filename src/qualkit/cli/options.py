"""What the commands share: the options they take, and how they print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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


def fits(format: str, out: Path | None) -> bool:
    """Whether a table is printed for a person to read, and may lack columns to fit the terminal."""
    return format == "table" and out is None


def cut(text: str, length: int) -> str:
    """A text on one line, with … for what is longer.

    >>> cut("one  two", 5)
    'one…'
    """
    text = " ".join(text.split())
    return text if len(text) <= length else text[: max(length - 1, 0)].rstrip() + "…"


def print_table(table: pd.DataFrame, format: Format, out: Path | None) -> None:
    text = format_table(table, format)
    if out is None:
        typer.echo(text, nl=False)
        return
    from qualkit.files import write_whole

    try:
        write_whole(out, text.encode())
    except OSError as error:
        raise QualkitError(f"cannot write {out}: {error.strerror}") from None


def tell(message: str) -> None:
    typer.echo(message, err=True)


def show_verdicts(table: pd.DataFrame, format: str) -> pd.DataFrame:
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
