"""One case at a time: who it is, what happened to its money, what it says and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from qualkit.analysis.counts import count_matrix
from qualkit.analysis.groups import codings_by_case
from qualkit.analysis.waves import as_float, exact_values, name_side, relative_change
from qualkit.columns import make_table
from qualkit.errors import QualkitError, suggest
from qualkit.model import Coding
from qualkit.prices import name_prices
from qualkit.study import Study
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import pandas as pd

FACT_COLUMNS = ("case", "column", "value")
OUTCOME_COLUMNS = (
    "case", "measure", "measure_label", "type", "unit", "wave", "wave_label", "value", "change", "change_relative", "side",
    "comparable", "reason", "prices",
)  # fmt: skip
CODE_COLUMNS = (
    "case", "code", "label", "theme", "theme_label", "n", "n_set_aside", "read", "role", "n_cases", "n_units",
)  # fmt: skip
SIDE_COLUMNS = ("case", "code", "label", "n_a", "code_b", "label_b", "n_b", "side")
QUOTE_COLUMNS = ("case", "document", "turn", "speaker", "start", "end", "code", "label", "quote")
TRAJECTORY_COLUMNS = (
    "case", "document", "step", "turn", "position", "start", "end", "code", "label", "theme", "theme_label", "status",
    "id",
)  # fmt: skip
Span = tuple[str, int, int]  # document, start, end
READABLE = (30, 280)  # characters: a quote that says enough, and is read to its end


@dataclass(frozen=True)
class CaseProfile:
    """What there is of one case, as tables; made by `describe_case`."""

    case: str
    role: str
    facts: pd.DataFrame
    outcomes: pd.DataFrame
    codes: pd.DataFrame
    sides: pd.DataFrame
    quotes: pd.DataFrame
    trajectory: pd.DataFrame

    def __repr__(self) -> str:
        return (
            f"<CaseProfile {self.case}: {len(self.trajectory)} codings, {len(self.quotes)} quotes; "
            ".facts .outcomes .codes .sides .quotes .trajectory are tables>"
        )


def describe_case(
    study: Study,
    case: str,
    *,
    quotes: int = 5,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> CaseProfile:
    """Everything there is of one case, as tables.

    Parameters
    ----------
    case : its id in cases.csv.
    quotes : how many quotes at most. Chosen are passages that the case says itself and that stand for sure, one after
        the other: the one that shows the most codes not shown yet, of equals one of 30 to 280 characters, of these the
        longest. None overlaps another.
    coder : whose codings; the coders of record by default.
    language : of labels; the study's by default.

    Returns
    -------
    CaseProfile, with the tables
    `facts` : one row an attribute, `column value` (NaN or '' where it is missing).
    `outcomes` : one row a measure and wave: `value` (missing where not told), `change` from the wave before, in the
        measure's unit (yes is 1, no is 0), `change_relative` as a share of the value before (NaN where that is 0),
        `side` better, same, worse, or '' where no change is known. Where the waves cannot be compared (`comparable`)
        there is no change, and `reason` says why.
    `codes` : one row a code: `n` codings about the case, `n_set_aside` of them retracted or reported, `read` whether
        the case was read for the code (where not, 0 says nothing); `n_cases` of `n_units` cases of its role that were
        read for the code have it, this one included.
    `sides` : one row a pair of opposites: `n_a` and `n_b` passages that stand; `side` a, b, both, neither, or unread
        where the case was not read for both and so could still be on the other side.
    `quotes` : in the order of the texts; the labels of a passage's codes are joined with '; ', so are the codes.
    `trajectory` : one row a coding, in the order of the documents: `position` (0 to 1) of the passage's middle in the
        document, `step` 1, 2, … in it; passages of the same place have the same step.

    Raises
    ------
    QualkitError
        For an unknown case or coder.

    Examples
    --------
    >>> profile = describe_case(study, "M07")
    >>> profile.outcomes[["measure", "wave", "value", "change", "side"]].head(2)
      measure    wave      value    change    side
    0  income  before  1600000.0       NaN
    1  income     now  1700000.0  100000.0  better
    """
    return next(describe_cases(study, [case], quotes=quotes, coder=coder, language=language))


def describe_cases(
    study: Study,
    cases: Iterable[str],
    *,
    quotes: int = 5,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> Iterator[CaseProfile]:
    """The profiles of several cases; what they share is counted once."""
    language = language or study.language
    roles = dict(zip(study.cases["case"], study.cases["role"], strict=True))
    matrix = _read_matrix(count_matrix(study, coder=coder))
    spoken = codings_by_case(study, coder, set_aside=True)
    place = {document.id: number for number, document in enumerate(study.documents)}
    for case in cases:
        if case not in roles:
            raise QualkitError(f"no case {case!r} in cases.csv: {suggest(case, roles)}")
        codings = sorted(spoken.get(case, ()), key=lambda one: (place[one.document], one.start, one.end, one.code))
        yield CaseProfile(
            case,
            roles[case],
            _list_facts(study, case),
            _list_outcomes(study, case, language),
            _list_codes(study, case, matrix, codings, roles[case], language),
            _list_sides(study, case, matrix, codings, language),
            _choose_quotes(study, case, codings, quotes, language),
            _follow(study, case, codings, language),
        )


@dataclass(frozen=True)
class _Matrix:
    """What the code × case matrix says: its codes, what was read, and n of N cases of a role that have a code."""

    codes: Sequence[str]
    read: frozenset[tuple[str, str]]
    by_role: Mapping[tuple[str, str], tuple[int, int]]


def _read_matrix(table: pd.DataFrame) -> _Matrix:
    read, by_role = set[tuple[str, str]](), dict[tuple[str, str], tuple[int, int]]()
    for row in table[table["read"]].to_dict("records"):
        read.add((row["case"], row["code"]))
        n_cases, n_units = by_role.get((row["role"], row["code"]), (0, 0))
        by_role[row["role"], row["code"]] = (n_cases + (row["n"] > 0), n_units + 1)
    return _Matrix(list(dict.fromkeys(table["code"])), frozenset(read), by_role)


def _list_facts(study: Study, case: str) -> pd.DataFrame:
    [row] = study.cases[study.cases["case"] == case].to_dict("records")
    known = {column: value for column, value in row.items() if column not in ("case", "role")}
    return make_table(({"case": case, "column": name, "value": value} for name, value in known.items()), FACT_COLUMNS)


def _list_outcomes(study: Study, case: str, language: str) -> pd.DataFrame:
    """One row a measure and wave; none for a case that has no row in outcomes.csv."""
    settings, facts = study.settings, study.facts
    found = study.outcomes[study.outcomes["case"] == case]
    rows: list[dict[str, Any]] = []
    for name, measure in settings.measures.items() if len(found) else ():
        before: Fraction | None = None
        for wave, column in measure.columns.items():
            number = None if measure.type == "category" else exact_values(name, settings, wave, found, facts)[0]
            both = measure.comparable and before is not None and number is not None
            change = number - before if both and number is not None and before is not None else None
            rows.append(
                {
                    "case": case,
                    "measure": name,
                    "measure_label": settings.measure_label(name, language),
                    "type": measure.type,
                    "unit": measure.unit,
                    "wave": wave,
                    "wave_label": settings.wave_label(wave, language),
                    "value": found[column].iloc[0],
                    "change": as_float(change),
                    "change_relative": as_float(relative_change(before, number) if both else None),
                    "side": name_side(change, measure),
                    "comparable": measure.comparable,
                    "reason": in_language(measure.reason, language),
                    "prices": name_prices(measure, settings),
                }
            )
            before = number
    return make_table(rows, OUTCOME_COLUMNS)


def _list_codes(
    study: Study, case: str, matrix: _Matrix, codings: Sequence[Coding], role: str, language: str
) -> pd.DataFrame:
    rows = []
    for path in matrix.codes:
        mine = [coding for coding in codings if coding.code == path]
        n_cases, n_units = matrix.by_role.get((role, path), (0, 0))
        rows.append(
            {
                "case": case,
                "code": path,
                "label": study.codebook.label(path, language),
                "theme": path.partition("/")[0],
                "theme_label": study.codebook.label(path.partition("/")[0], language),
                "n": len(mine),
                "n_set_aside": sum(coding.status != "stands" for coding in mine),
                "read": (case, path) in matrix.read,  # who never speaks is not read
                "role": role,
                "n_cases": n_cases,
                "n_units": n_units,
            }
        )
    return make_table(rows, CODE_COLUMNS)


def _list_sides(study: Study, case: str, matrix: _Matrix, codings: Sequence[Coding], language: str) -> pd.DataFrame:
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for code in study.codebook:
        if code.opposite:
            pairs.setdefault(frozenset((code.path, code.opposite)), (code.path, code.opposite))
    rows = []
    for pair in pairs.values():
        below = [set(study.codebook.select(path)) for path in pair]
        n = [sum(coding.code in paths and coding.status == "stands" for coding in codings) for paths in below]
        side = "both" if all(n) else "a" if n[0] else "b" if n[1] else "neither"
        known = all((case, path) in matrix.read for paths in below for path in paths if path in matrix.codes)
        rows.append(
            {
                "case": case,
                "code": pair[0],
                "label": study.codebook.label(pair[0], language),
                "n_a": n[0],
                "code_b": pair[1],
                "label_b": study.codebook.label(pair[1], language),
                "n_b": n[1],
                "side": side if known or side == "both" else "unread",
            }
        )
    return make_table(rows, SIDE_COLUMNS)


def _choose_quotes(study: Study, case: str, codings: Sequence[Coding], most: int, language: str) -> pd.DataFrame:
    passages: dict[Span, list[Coding]] = {}
    for coding in codings:
        turn = study.documents[coding.document].turn_at(coding.start, coding.end)
        if turn and turn.case == case and coding.status == "stands" and coding.certainty == "sure":
            passages.setdefault((coding.document, coding.start, coding.end), []).append(coding)
    rows = []
    for span in _most_telling(passages, most):
        found = passages[span]
        turn = study.documents[span[0]].turn_at(span[1], span[2])
        paths = list(dict.fromkeys(coding.code for coding in found))
        rows.append(
            {
                "case": case,
                "document": span[0],
                "turn": turn.number if turn else 0,
                "speaker": (turn.speaker if turn else None) or "",
                "start": span[1],
                "end": span[2],
                "code": "; ".join(paths),
                "label": "; ".join(study.codebook.label(path, language) for path in paths),
                "quote": found[0].quote,
            }
        )
    return make_table(rows, QUOTE_COLUMNS)


def _most_telling(passages: Mapping[Span, Sequence[Coding]], most: int) -> list[Span]:
    """The passages that together show the most codes, in their order."""
    spans = list(passages)
    chosen: list[Span] = []
    shown: set[str] = set()

    def speaks(span: Span) -> tuple[int, bool, int, int]:
        length = span[2] - span[1]
        readable = READABLE[0] <= length <= READABLE[1]
        new = len({coding.code for coding in passages[span]} - shown)
        return -new, not readable, -length if readable else length, spans.index(span)

    def apart(span: Span) -> bool:
        return all(span[0] != one[0] or span[2] <= one[1] or one[2] <= span[1] for one in chosen)

    while len(chosen) < most and (rest := [span for span in spans if apart(span)]):
        best = min(rest, key=speaks)
        chosen.append(best)
        shown |= {coding.code for coding in passages[best]}
    return sorted(chosen, key=spans.index)


def _follow(study: Study, case: str, codings: Sequence[Coding], language: str) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    step, before = 0, ("", 0, 0)
    for coding in codings:
        here = (coding.document, coding.start, coding.end)
        step = 1 if here[0] != before[0] else step + (here != before)
        before = here
        document = study.documents[coding.document]
        turn = document.turn_at(coding.start, coding.end)
        theme = coding.code.partition("/")[0]
        rows.append(
            {
                "case": case,
                "document": coding.document,
                "step": step,
                "turn": turn.number if turn else 0,
                "position": (coding.start + coding.end) / 2 / len(document.text),
                "start": coding.start,
                "end": coding.end,
                "code": coding.code,
                "label": study.codebook.label(coding.code, language),
                "theme": theme,
                "theme_label": study.codebook.label(theme, language),
                "status": coding.status,
                "id": coding.id,
            }
        )
    return make_table(rows, TRAJECTORY_COLUMNS)
