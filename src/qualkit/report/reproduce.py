"""From transcripts to report in one go: checked, weighed, drawn and written, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from qualkit.checks import check_opened
from qualkit.columns import format_table
from qualkit.errors import FaultsError, QualkitError
from qualkit.report.audit import format_audit, make_audit
from qualkit.report.folder import AUDIT, move_into, read_recorded, written_aside
from qualkit.report.page import write_page
from qualkit.report.parts import part_picture
from qualkit.report.pictures import Picture
from qualkit.report.profiles import write_profiles
from qualkit.report.results import Results, work_out
from qualkit.study import read_study

REPORTS = "reports"
PARTS = ("tables", "figures", "report")
Paper = Literal["a4", "slide"]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Reproduced:
    """What a run came to: the results, where they lie, and what the user should know."""

    results: Results
    folder: Path
    notes: tuple[str, ...]


def reproduce(
    path: str | Path = ".",
    *,
    language: str | None = None,
    parts: tuple[str, ...] = PARTS,
    paper: Paper | None = None,
    progress: Progress | None = None,
) -> Reproduced:
    """Do everything from transcripts to `reports/`: figures, tables, report.html, profiles.html and audit.json.

    Parameters
    ----------
    path : the study's folder.
    language : of labels and text, `en` or `id`; the study's by default.
    parts : which of `tables`, `figures` and `report` to write; what else lies in `reports/` stays.
    paper : `a4` or `slide`: the figures as pages of that size, in `reports/figures-a4` or `reports/figures-slide`; one
        that is too large comes as several, and what would be unreadable even so is not written, and told.
    progress : called with steps done, steps in all, and what is next.

    Raises
    ------
    FaultsError
        With all faults of the study; then nothing is written.
    """
    report = progress or (lambda done, steps, what: None)
    report(0, 3, "reading and checking")
    study = read_study(path)
    faults = check_opened(study)
    if any(not fault.warning for fault in faults):
        raise FaultsError(faults)
    report(1, 3, "weighing and counting")
    results = work_out(study, language)
    folder = study.root / REPORTS
    too_large: list[str] = []
    with written_aside(folder) as aside:
        steps = list(_steps(results, aside, parts, paper, too_large))
        for number, (what, write) in enumerate(steps):
            report(2 + number, 2 + len(steps), what)
            write()
        whole = set(parts) == set(PARTS)
        options = [
            word for name, value in (("language", language), ("paper", paper)) if value for word in (f"--{name}", value)
        ]
        command = ["qualkit", "reproduce" if whole else parts[-1], *options]
        audit = make_audit(study, aside, command, {} if whole else read_recorded(folder))
        (aside / AUDIT).write_bytes(format_audit(audit).encode())
        try:
            notes = move_into(aside, folder, whole=whole)
        except OSError as error:
            place, why = error.filename2 or error.filename or folder, error.strerror
            raise QualkitError(f"cannot write {place}: {why}; is it open in another program, or read-only?") from None
    report(2 + len(steps), 2 + len(steps), "done")
    return Reproduced(results, folder, (*map(str, faults), *too_large, *notes))


def _steps(
    results: Results, aside: Path, parts: tuple[str, ...], paper: Paper | None, too_large: list[str]
) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is to be written, each with its name; figures are drawn even if only the report shows them."""
    figures = aside / (f"figures-{paper}" if paper else "figures")
    if "tables" in parts:
        yield "tables", partial(write_tables, results, aside / "tables")
    if "figures" in parts or "report" in parts:
        for picture in results.pictures:
            yield f"figure {picture.name}", partial(_draw, picture, figures, paper, too_large)
    if "report" in parts:
        yield "report", partial(write_page, results, figures, aside / "report.html")
        if len(results.study.cases):
            profiles = aside / "profiles.html"
            yield "profiles", partial(write_profiles, results.study, profiles, language=results.language)


def write_tables(results: Results, folder: Path) -> None:
    """Each table as a CSV file that spreadsheets open in the right encoding and never run as formulas."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in results.tables.items():
        (folder / f"{name}.csv").write_bytes(b"\xef\xbb\xbf" + format_table(table, "csv").encode())


def _draw(picture: Picture, folder: Path, paper: Paper | None, too_large: list[str]) -> None:
    from qualkit.figures.style import save_figure

    for part in part_picture(picture, paper) if paper else [picture]:
        drawn, path = part.draw(), folder / part.name
        try:
            save_figure(drawn, path, title=part.title, description=part.description, paper=paper)
        except QualkitError as error:
            if paper is None:
                raise
            too_large.append(f"{part.name} is not written: {error}")
