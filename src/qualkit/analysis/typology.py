"""Cases grouped by what they say and what happened to them: types, the case that stands for each, how sure it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualkit.analysis.counts import count_matrix
from qualkit.analysis.similarity import (
    Feature,
    compare_columns,
    find_medoids,
    gower_distance,
    join_nearest,
    mean_distance,
    silhouettes,
)
from qualkit.columns import check_columns, make_table
from qualkit.errors import QualkitError
from qualkit.outcomes import find_measure
from qualkit.settings import Measure
from qualkit.study import Study
from qualkit.wording import say
from qualkit.yaml_file import in_language

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

TYPE_COLUMNS = (
    "case", "role", "type", "rank", "is_medoid", "distance", "silhouette", "neighbour", "n_known", "n_features", "unit",
    "n_units", "n_missing", "n_types", "chosen", "silhouette_mean", "silhouette_chance", "structure", "note",
)  # fmt: skip
DESCRIPTION_COLUMNS = (
    "type", "n_cases", "feature", "name", "label", "value", "unit", "n", "n_units", "n_missing", "share", "share_all",
    "median", "median_all", "difference",
)  # fmt: skip
MOST = 8  # types that are tried where their number is not given
FEW = 3  # cases; what has fewer is no type yet
_STRUCTURES = ((0.25, "none"), (0.5, "weak"), (0.7, "reasonable"))  # Kaufman & Rousseeuw (1990), p. 88; above: strong


@dataclass(frozen=True)
class _Outcome:
    """A column of outcomes.csv that is compared."""

    column: str
    measure: Measure
    label: str


@dataclass(frozen=True)
class _Grouping:
    """Cases (by their place) in groups: the place of each group's medoid, and each case's group."""

    medoids: Sequence[int]
    groups: NDArray[np.int64]
    lies: NDArray[np.float64]
    other: NDArray[np.int64]

    @property
    def mean(self) -> float:
        return float(self.lies.mean())


def find_types(
    study: Study,
    *,
    code: str | Iterable[str] = "**",
    outcomes: str | Iterable[str] | None = None,
    n_types: int | None = None,
    shuffles: int = 99,
    seed: int | None = None,
    where: str | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """Types of cases: groups of those alike in codes and outcomes, and the case that stands for each.

    Likeness is Gower's: the mean over all codes and columns of outcomes that are known of both cases. A code that one
    of two cases has and the other not sets them apart; one that neither has says nothing. Yes/no and categories are
    alike or not, numbers differ by a share of their range. What is the same in all cases is left out. The groups are
    made around medoids (PAM), cases that lie in the midst of their group.

    Groups are always found, also where there are none: read `structure` and `note` before any type. To ask whether
    types differ in an outcome, form them without it.

    Parameters
    ----------
    code : as in `count_codes`; not read is missing.
    outcomes : measures of study.yaml or columns of outcomes.csv; all by default, () for none. With outcomes only cases
        of roles that have them are grouped.
    n_types : how many; by default that number, from 2 to 8, whose average silhouette is highest (the fewer of equals),
        and 1 where fewer than three cases differ.
    shuffles : how often each code and outcome is dealt anew to the cases, each by itself, to see how high an average
        silhouette comes about where they have nothing to do with each other; 0 for not at all.
    seed : of the shuffles; study.yaml's by default.
    where : a condition on the case.
    coder : whose codings; the coders of record by default.
    language : of the note.

    Returns
    -------
    DataFrame, one row a case, by type and rank; `unit` is 'case'.
    `type` : '1' is the largest type (of equals, the one whose medoid has the earlier name); '' for a case that has
        nothing known in common with some other case and so cannot be compared.
    `rank` : 1 for the medoid, 2 for the case nearest to it, …; `is_medoid`; `distance` to the medoid, 0 to 1.
    `silhouette` : from -1 (nearer to another type) over 0 (between two) to 1; `neighbour` is the nearest other type.
    `n_known` : of the `n_features` codes and columns that were used, those known of the case.
    `n_units` : cases grouped; `n_missing` cases that could not be.
    `n_types`, `chosen` : their number, and whether it was 'given' or chosen by the 'silhouette'.
    `silhouette_mean` : of all cases; `silhouette_chance` what 95 of 100 shuffles do not exceed. `structure`, after Kaufman & Rousseeuw: 'none' up to .25, 'weak' up to .50,
        'reasonable' up to .70, else 'strong'; '' for a single type. `note` : what is to be minded:
        weak structure or none, none above chance, types of fewer than three cases. Few codes make many cases equal,
        and the silhouette high by that alone: there chance tells more than the bounds do.

    Raises
    ------
    QualkitError
        For an unknown code, outcome, column or coder, and for more types than there are cases that differ.

    References
    ----------
    Gower (1971), doi:10.2307/2528823. Kaufman & Rousseeuw (1990), Finding Groups in Data, doi:10.1002/9780470316801:
    PAM in ch. 2, the bounds on p. 88. Rousseeuw (1987), doi:10.1016/0377-0427(87)90125-7.

    Examples
    --------
    >>> types = find_types(study)
    >>> types[types["rank"] <= 2][["case", "type", "distance", "silhouette", "structure"]].round(2)
      case type  distance  silhouette structure
    0  M09    1      0.00        0.38      weak
    1  M20    1      0.16        0.39      weak
    20 M22    2      0.00        0.61      weak
    21 M07    2      0.19        0.60      weak
    >>> print(types["note"][0])
    The grouping is weak (average silhouette 0.34, not above 0.50) and may be an artefact of the method: read ...
    """
    import numpy as np

    language = language or study.language
    columns = _list_outcomes(study, outcomes, language)
    matrix = _choose_cases(study, count_matrix(study, code=code, where=where, coder=coder), bool(columns))
    features, kinds = _tabulate(study, matrix, columns)
    differs = features.nunique() > 1
    features = features.loc[:, differs[differs].index] if differs.any() else features
    distance = gower_distance(features, {name: kinds[name] for name in features.columns})
    compared = _comparable(distance)
    near = distance.loc[compared, compared].to_numpy()
    grouping = _group(near, n_types)
    random = np.random.default_rng(study.settings.seed if seed is None else seed)
    chance = (
        _shuffle(features.loc[compared], kinds, n_types, shuffles, random) if len(grouping.medoids) > 1 else math.nan
    )
    cases = dict(zip(matrix["case"], matrix["role"], strict=True))
    shared = {
        "n_features": features.shape[1],
        "unit": "case",
        "n_units": len(compared),
        "n_missing": len(features) - len(compared),
        "n_types": len(grouping.medoids),
        "chosen": "given" if n_types else "silhouette",
        "silhouette_mean": grouping.mean if len(compared) else math.nan,
        "silhouette_chance": chance,
    }
    shared |= _judge(grouping, chance, n_types, language)
    rows = [
        {"case": case, "role": cases[case], "n_known": int(features.loc[case].notna().sum())} | about | shared
        for case, about in _place(list(features.index), compared, near, grouping)
    ]
    return make_table(rows, TYPE_COLUMNS)


def describe_types(
    study: Study,
    types: pd.DataFrame,
    *,
    code: str | Iterable[str] = "**",
    outcomes: str | Iterable[str] | None = None,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """What each type says and what happened to it, against all cases that have a type.

    Parameters
    ----------
    types : a table with `case` and `type`, as `find_types` gives it; cases of type '' are left out.
    code, outcomes, coder : what to describe, as in `find_types`; it need not be what the types were made of.

    Returns
    -------
    DataFrame, one row a type and code, number, or value of a yes/no or category; `unit` is 'case'.
    `feature` : 'code' or 'outcome'; `name` its path or column, `label` what to call it.
    `n` : cases of the type with the code or this `value` (for a number: for which it was told), of `n_units` that were
        read for it or told it; `n_missing` the other cases of the type, `n_cases` all of them.
    `share` : n / n_units, NaN for numbers and where nothing is known; `share_all` the same of all types together.
    `median median_all` : of numbers. `difference` : the type's share or median less that of all.

    Examples
    --------
    >>> types = find_types(study)
    >>> table = describe_types(study, types, code="welfare/needs/met", outcomes="income")
    >>> table[["type", "name", "n", "n_units", "share", "share_all", "median"]].round(2)
      type               name   n  n_units  share  share_all     median
    0    1  welfare/needs/met  20       20    1.0       0.83        NaN
    1    1      income_before  19       19    NaN        NaN  1400000.0
    2    1         income_now  20       20    NaN        NaN  1925000.0
    3    2  welfare/needs/met   0        4    0.0       0.83        NaN
    4    2      income_before   4        4    NaN        NaN  1425000.0
    5    2         income_now   4        4    NaN        NaN  1475000.0
    """
    import pandas as pd

    check_columns(types, ("case", "type"))
    language = language or study.language
    of_case = {case: kind for case, kind in zip(types["case"], types["type"], strict=True) if kind}
    columns = _list_outcomes(study, outcomes, language)
    matrix = count_matrix(study, code=code, coder=coder)
    features, kinds = _tabulate(study, matrix[matrix["case"].isin(of_case)], columns)
    kind_of = pd.Series(of_case).reindex(features.index)
    labels = {column.column: column for column in columns}
    rows: list[dict[str, Any]] = []
    for kind in sorted(set(of_case.values()), key=lambda name: (len(str(name)), name)):
        for name in features.columns:
            outcome = labels.get(name)
            about = {
                "type": kind,
                "n_cases": int((kind_of == kind).sum()),
                "feature": "outcome" if outcome else "code",
                "name": name,
                "label": outcome.label if outcome else study.codebook.label(name, language),
                "unit": "case",
            }
            inside, everyone = features.loc[kind_of == kind, name], features[name]
            rows += [about | counted for counted in _describe(inside, everyone, kinds[name], outcome, language)]
    return make_table(rows, DESCRIPTION_COLUMNS)


def _list_outcomes(study: Study, outcomes: str | Iterable[str] | None, language: str) -> list[_Outcome]:
    settings = study.settings
    wanted = [outcomes] if isinstance(outcomes, str) else settings.measures if outcomes is None else outcomes
    found: dict[str, _Outcome] = {}
    for outcome in wanted:
        name, measure, only = find_measure(outcome, settings.measures)
        label = settings.measure_label(name, language)
        for wave, column in measure.columns.items():
            if only in (None, column):
                when = f", {settings.wave_label(wave, language)}" if len(measure.columns) > 1 else ""
                found[column] = _Outcome(column, measure, label + when)
    return list(found.values())


def _choose_cases(study: Study, matrix: pd.DataFrame, with_outcomes: bool) -> pd.DataFrame:
    having = [role for role, about in study.settings.roles.items() if about.outcomes]
    return matrix[matrix["role"].isin(having)] if with_outcomes and having else matrix


def _tabulate(
    study: Study, matrix: pd.DataFrame, columns: Sequence[_Outcome]
) -> tuple[pd.DataFrame, dict[str, Feature]]:
    """One row a case, by name, so that their order in the file decides nothing; the codes, then the outcomes."""
    import pandas as pd

    has = matrix.assign(has=matrix["n"].gt(0).astype(float).where(matrix["read"]))
    codes = list(dict.fromkeys(matrix["code"]))
    grid = has.pivot(index="case", columns="code", values="has")[codes].sort_index()
    kinds: dict[str, Feature] = dict.fromkeys(codes, "has")
    told = study.outcomes.set_index("case").reindex(grid.index)
    for column in columns:
        kinds[column.column] = "number" if column.measure.type in ("amount", "count") else "category"
    return pd.concat([grid, told[[column.column for column in columns]]], axis=1), kinds


def _comparable(distance: pd.DataFrame) -> list[str]:
    """The cases that have a distance to each other; taken out is who lacks most, of equals the later by name."""
    known = distance.notna()
    names = [name for name in distance.index if known.loc[name, name]]
    while names:
        lacking = (~known.loc[names, names]).sum()
        if not lacking.max():
            break
        names.remove(lacking[lacking == lacking.max()].index[-1])
    return names


def _group(distance: NDArray[np.float64], n_types: int | None, *, strict: bool = True) -> _Grouping:
    tried: list[_Grouping] = []
    n_cases = len(distance)
    if n_types is not None and n_types < 1:
        raise QualkitError(f"n_types={n_types}: write 1 or more, or leave it out to have the number chosen")
    for number in [n_types] if n_types else [1, *range(2, min(MOST, n_cases - 1) + 1)]:
        medoids = find_medoids(distance, number) if n_cases else []
        if len(medoids) < number and n_types and strict:
            raise QualkitError(f"n_types={n_types}, but only {len(medoids)} of {n_cases} cases differ; ask for fewer")
        if len(medoids) < number and tried:
            break
        groups = join_nearest(distance, medoids) if medoids else distance.sum(axis=1).astype(int)
        tried.append(_Grouping(medoids, groups, *silhouettes(distance, groups)))
    several = [grouping for grouping in tried if len(grouping.medoids) > 1]
    return max(several, key=lambda grouping: round(grouping.mean, 12)) if several else tried[0]


def _shuffle(
    features: pd.DataFrame, kinds: Mapping[str, Feature], n_types: int | None, times: int, random: np.random.Generator
) -> float:
    """The average silhouette that 95 of 100 shuffles do not exceed; NaN without shuffles."""
    import numpy as np

    means = []
    columns = compare_columns(features, kinds)
    for _ in range(times):
        dealt = [column.dealt(random.permutation(len(features))) for column in columns]
        distance = np.nan_to_num(mean_distance(len(features), dealt), nan=1.0)
        grouping = _group(distance, n_types, strict=False)
        means.append(0.0 if len(grouping.medoids) < 2 else grouping.mean)
    return float(np.quantile(means, 0.95, method="higher")) if means else math.nan


def _place(
    names: Sequence[str], compared: Sequence[str], distance: NDArray[np.float64], grouping: _Grouping
) -> list[tuple[str, dict[str, Any]]]:
    """The cases by type and rank, each with its place; last those that could not be compared."""
    members = [[row for row in range(len(compared)) if grouping.groups[row] == g] for g in range(len(grouping.medoids))]
    by_size = sorted(range(len(members)), key=lambda group: (-len(members[group]), group))
    name_of = {group: str(number) for number, group in enumerate(by_size, start=1)}
    placed: list[tuple[str, dict[str, Any]]] = []
    for group in by_size:
        medoid = grouping.medoids[group]
        ranked = sorted(members[group], key=lambda row: (row != medoid, distance[medoid, row], row))
        for rank, row in enumerate(ranked, start=1):
            about = {
                "type": name_of[group],
                "rank": rank,
                "is_medoid": row == medoid,
                "distance": float(distance[medoid, row]),
                "silhouette": float(grouping.lies[row]),
                "neighbour": name_of.get(int(grouping.other[row]), ""),
            }
            placed.append((compared[row], about))
    nowhere = {"type": "", "rank": 0, "is_medoid": False, "neighbour": ""} | dict.fromkeys(
        ("distance", "silhouette"), math.nan
    )
    return placed + [(name, nowhere) for name in names if name not in set(compared)]


def _judge(grouping: _Grouping, chance: float, asked: int | None, language: str) -> dict[str, str]:
    """How much structure the average silhouette shows, and what is to be minded."""
    n_cases, sizes = len(grouping.groups), [int((grouping.groups == g).sum()) for g in range(len(grouping.medoids))]
    if len(sizes) < 2:
        return {"structure": "", "note": "" if asked else say("types_single", language, n=n_cases)}
    structure = next((name for bound, name in _STRUCTURES if grouping.mean <= bound), "strong")
    mean = f"{grouping.mean:.2f}".replace(".", "," if language == "id" else ".")
    notes = [say(f"types_{structure}", language, mean=mean, n=n_cases)] if structure in ("none", "weak") else []
    if grouping.mean <= chance:
        high = f"{chance:.2f}".replace(".", "," if language == "id" else ".")
        notes.append(say("types_chance", language, mean=mean, chance=high))
    small = sum(size < FEW for size in sizes)
    if small:
        notes.append(say("types_small", language, small=small, n=len(sizes), few=FEW))
    return {"structure": structure, "note": " ".join(notes)}


def _describe(
    inside: pd.Series, everyone: pd.Series, kind: Feature, outcome: _Outcome | None, language: str
) -> list[dict[str, Any]]:
    """The rows of one type and feature: one, or one a value."""
    known, known_all = inside.dropna(), everyone.dropna()
    counts = {"n_units": len(known), "n_missing": len(inside) - len(known)}
    if kind == "number":
        median, median_all = (float(values.median()) if len(values) else math.nan for values in (known, known_all))
        medians = {"median": median, "median_all": median_all, "difference": median - median_all}
        return [counts | medians | {"value": "", "n": len(known), "share": math.nan, "share_all": math.nan}]
    values = [("", 1.0)]
    if outcome:
        values = [(_name_value(outcome.measure, value, language), value) for value in sorted(set(known_all))]
    rows = []
    for name, value in values:
        n = int((known == value).sum())
        share = n / len(known) if len(known) else math.nan
        share_all = float((known_all == value).mean()) if len(known_all) else math.nan
        shares = {"share": share, "share_all": share_all, "difference": share - share_all}
        rows.append(counts | shares | {"value": name, "n": n, "median": math.nan, "median_all": math.nan})
    return rows


def _name_value(measure: Measure, value: str, language: str) -> str:
    if measure.type == "yes/no":
        return say(value, language)
    return in_language(measure.values.get(value, {}), language) or value
