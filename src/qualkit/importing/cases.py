"""Rows and columns for cases.csv and outcomes.csv: what is there stays as it is, to the letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualkit.errors import FaultsError, QualkitError
from qualkit.files import is_inside, normalise, write_whole
from qualkit.settings import Settings
from qualkit.sheets import read_sheet
from qualkit.study import CASES, OUTCOMES, STUDY
from qualkit.yaml_file import read_yaml

Rows = Iterable[Mapping[str, str]]

CASE, ROLE = "case", "role"


@dataclass(frozen=True, slots=True)
class Added:
    """What comes, or has come, into one of the two files."""

    file: str
    cases: tuple[str, ...]  # that it did not have
    columns: tuple[str, ...]  # that it did not have
    filled: int  # cells of known cases in which nothing was told before
    conflicts: tuple[str, ...]  # where it tells something else: that stays, and this is to be looked at
    content: bytes  # the whole file
    gone: tuple[str, ...] = ()  # cases of which nothing was left
    emptied: tuple[str, ...] = ()  # columns in which nothing was left
    cleared: int = 0  # cells that were told before and are not told any more
    left: tuple[str, ...] = ()  # cases that nobody tells any more, and of which more stands there

    @property
    def is_change(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.cases or self.columns or self.filled or self.gone or self.cleared)


def add_cases(
    root: Path,
    rows: Rows,
    *,
    role: str | None = None,
    former: Rows = (),
    kept: Collection[str] = (),
    dry: bool = False,
) -> Added:
    """Add what is known of cases to transcripts/cases.csv, in one write, or not at all.

    Parameters
    ----------
    root : the study's folder.
    rows : one a case: `case`, perhaps `role`, and attributes. Empty cells tell nothing.
    role : of new cases whose row has none; by default the study's only role, or none where it has several.
    former : what the same source told before: where just that stands, and is not told any more, it is taken out, and a
        case of which nothing else is known but its role.
    kept : cases that stay in any case.
    dry : only find out what would be added.

    What stands in the file stays there, letter by letter: a case gets a row, an attribute a column, an empty cell what
    is told now. Where another value stands, it is kept, and the conflict told.

    Raises
    ------
    FaultsError
        Where the file is faulty; nothing was written then.
    """
    role = _find_only_role(root) if role is None else role
    return _add(root, CASES, rows, needed=(CASE, ROLE), new={ROLE: role}, former=former, kept=kept, dry=dry)


def add_outcomes(root: Path, rows: Rows, *, former: Rows = (), kept: Collection[str] = (), dry: bool = False) -> Added:
    """Add outcomes of cases to transcripts/outcomes.csv, as `add_cases` adds attributes."""
    return _add(root, OUTCOMES, rows, needed=(CASE,), new={}, former=former, kept=kept, dry=dry)


def _find_only_role(root: Path) -> str:
    try:
        roles = list(read_yaml(root / STUDY, STUDY, Settings)[0].roles)
    except FaultsError:  # told when the study is opened
        return ""
    return roles[0] if len(roles) == 1 else ""


def _add(
    root: Path,
    file: str,
    rows: Rows,
    *,
    needed: Sequence[str],
    new: Mapping[str, str],
    former: Rows,
    kept: Collection[str],
    dry: bool,
) -> Added:
    path = root / file
    if not is_inside(path, root):
        raise QualkitError(f"{file} leads out of the study; nothing was read or written: put the file itself here")
    if path.exists():
        read_sheet(path, file=file, needed=needed, key=CASE)  # raises what is wrong with it
        source = path.read_bytes().decode("utf-8")
    else:
        source = ",".join(needed) + "\n"
    table = _Table(source)
    told, before = ([_clean(row) for row in some] for some in (rows, former))
    table.clear(before, told)
    for row in told:
        table.take(row, new)
    table.drop(before, {*kept, *(row[CASE] for row in told)}, new)
    added = table.tell(file)
    if added.is_change and not dry:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, added.content)
        except OSError as error:
            raise QualkitError(
                f"{file}: nothing was written ({error.strerror}); is it open elsewhere, or read-only?"
            ) from None
    return added


def _clean(row: Mapping[str, str]) -> dict[str, str]:
    return {normalise(key.strip()): normalise(value).strip() for key, value in row.items()}


class _Table:
    """A CSV file that is added to: what nobody touches leaves it as it came, quotation marks and blank lines too."""

    def __init__(self, source: str) -> None:
        self._mark = "\ufeff" * source.startswith("\ufeff")
        self._end = "\r\n" if "\r\n" in source else "\n"
        self._lines = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        records = list(self._read())
        self._spans = [(first, last) for first, last, _ in records]
        self.columns = [normalise(cell.strip()) for cell in records[0][2]]
        self.n_old = len(self.columns)
        self._known = dict.fromkeys(self.columns, True)  # columns; False for those that are new
        self._cells = [dict(zip(self.columns, map(str.strip, cells), strict=True)) for _, _, cells in records[1:]]
        self._by_case = {normalise(row[CASE]): row for row in self._cells}
        self._n_rows = len(self._cells)
        self._touched: set[int] = set()
        self.cases: dict[str, None] = {}
        self.conflicts: list[str] = []
        self.filled = self.cleared = 0
        self.gone: dict[str, None] = {}
        self.emptied: dict[str, None] = {}
        self.left: list[str] = []

    def _read(self) -> Iterator[tuple[int, int, list[str]]]:
        """The records that hold anything, each with the numbers of its first and last line, from 0."""
        reader = csv.reader(io.StringIO("\n".join(self._lines), newline=""))
        before = 0
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before, reader.line_num - 1, cells
            before = reader.line_num

    def take(self, told: Mapping[str, str], new: Mapping[str, str]) -> None:
        """Take in what is told of one case; `new` is what a case has that is not known yet, and is told nothing else."""
        case = told.get(CASE, "")
        if not case:
            raise QualkitError(f"a row names no case: {dict(told)!r}")
        row = self._by_case.get(case)
        if row is None:
            row = {CASE: case}
            self._by_case[case] = row
            self._cells.append(row)
            self.cases[case] = None
            told = {**told, **{key: told.get(key) or value for key, value in new.items()}}
        for column, value in told.items():
            before = row.get(column, "")
            if value and not before:
                row[column] = value
                if column not in self._known:
                    self._known[column] = False
                    self.columns.append(column)
                elif self._known[column] and case not in self.cases:
                    self.filled += 1
                    self._touched.add(id(row))
            elif value and value != before:
                self.conflicts.append(
                    f"{column} of {case!r} is {before!r} there and {value!r} here: {before!r} was kept"
                )

    def clear(self, former: Rows, told: Rows) -> None:
        """Take out what a source told before, and tells no more, where just that stands."""
        now = {(row.get(CASE), *cell) for row in told for cell in row.items()}
        for before in former:
            row = self._by_case.get(before[CASE], {})
            for column, value in before.items():
                there = normalise(row.get(column, ""))
                if column != CASE and value and there == value and (before[CASE], column, value) not in now:
                    row[column] = ""
                    self.cleared += 1
                    self.emptied[column] = None
                    self._touched.add(id(row))

    def drop(self, former: Rows, kept: Container[str], new: Mapping[str, str]) -> None:
        """Drop what was cleared and holds nothing else: cases that are not to be kept, and columns."""
        for case in dict.fromkeys(before[CASE] for before in former):
            row = self._by_case.get(case)
            if row is None or case in kept:
                continue
            if any(value and value != new.get(column) for column, value in row.items() if column != CASE):
                self.left.append(case)
            else:
                self.gone[case] = None
        rest = [row for row in self._cells if normalise(row[CASE]) not in self.gone]
        self.emptied = {c: None for c in self.emptied if not any(row.get(c) for row in rest)}

    def tell(self, file: str) -> Added:
        """What was done to it."""
        return Added(
            file,
            tuple(self.cases),
            tuple(self.columns[self.n_old :]),
            self.filled,
            tuple(self.conflicts),
            self._write().encode(),
            tuple(self.gone),
            tuple(self.emptied),
            self.cleared,
            tuple(self.left),
        )

    def _write(self) -> str:
        """The whole file."""
        added = self.columns[self.n_old :]
        columns = [column for column in self.columns if column not in self.emptied]
        out: list[str] = []
        behind = 0
        for number, (first, last) in enumerate(self._spans):
            out += self._lines[behind:first]
            row = self._cells[number - 1] if number else {column: column for column in self.columns}
            if number and normalise(row[CASE]) in self.gone:
                pass
            elif self.emptied or (number and id(row) in self._touched):
                out.append(_format([row.get(column, "") for column in columns]))
            else:
                out += self._lines[first : last + 1]
                out[-1] += _format(["", *(row.get(column, "") for column in added)]) if added else ""
            behind = last + 1
        rest = self._lines[behind:]
        new = [_format([row.get(column, "") for column in columns]) for row in self._cells[self._n_rows :]]
        return self._mark + "\n".join([*out, *new, *(rest or [""])]).replace("\n", self._end)


def _format(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue().replace("\r\n", "\n").replace("\r", "\n")
