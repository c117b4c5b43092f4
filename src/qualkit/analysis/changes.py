"""Before and now in one row a measure: how many fare better, same or worse, by how much, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Any

from qualkit.analysis.crosstab import divide_cases
from qualkit.analysis.waves import compare_waves, list_comparable
from qualkit.columns import make_table
from qualkit.conditions import decide
from qualkit.statistics.effects import share_interval
from qualkit.statistics.exact import UNDEFINED, Interval, mcnemar_test, sign_test
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

_NAMES = (
    "measure", "measure_label", "unit", "better", "wave_from", "wave_to", "wave_from_label", "wave_to_label", "prices",
)  # fmt: skip
COLUMNS = (
    *_NAMES[:4], "by", "value_by", *_NAMES[4:8], "n_better", "n_same", "n_worse", "n_units", "n_missing",
    "share_from", "share_to", "median_from", "median_to", "median_change", "median_low", "median_high", "effect",
    "effect_name", "ci_low", "ci_high", "p_value", "method", "prices",
)  # fmt: skip
LEVEL = Fraction(95, 100)


def count_changes(
    study: Study,
    measure: str | None = None,
    *,
    by: str | None = None,
    where: str | None = None,
    waves: Sequence[str] | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """How many cases changed between two waves of a measure, and by how much.

    Parameters
    ----------
    measure : a measure of study.yaml; by default all that can be compared between waves.
    by : an attribute, outcome or `role`: a row for each of its values ('' where it is missing).
    where : a condition on the case.
    waves : two of the measure's waves; the first and the last by default.

    Returns
    -------
    DataFrame, one row a measure and value of `by`. Cases are counted: `n_better n_same n_worse` (better and worse
    are NaN where study.yaml does not say which way is better), `n_units` with both waves, `n_missing` without (also
    cases of a role with outcomes that have no row in outcomes.csv), or of which a missing value leaves open whether
    `where` holds. Numbers: `median_from median_to` of the cases with
    both waves, `median_change` with its interval from `median_low` to `median_high` (of at least 95 %; NaN below six
    cases). Yes/no has `share_from share_to`, the share of yes, instead. `effect` is the share that is better among
    those that changed (`share_up` where better is not declared: the share that has more, or yes now), with its exact
    95 % interval (`ci_low ci_high`; Clopper & Pearson); `p_value`, exact and
    two-sided, is what `method` names: the sign test, or McNemar's for yes/no. `prices` as in `compare_waves`.
    Undefined is NaN. Interval and p value are about those whom the cases were drawn from by chance; of a purposive
    sample they say no more than how uneven the counts are. Several measures are several tests.

    Raises
    ------
    QualkitError
        For an unknown measure, wave or column, a category, and waves that study.yaml says cannot be compared.

    Source: Conover (1999), Practical Nonparametric Statistics, 3.2 (interval of a quantile) and 3.4 (sign test);
    McNemar (1947), doi:10.1007/BF02295996; Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404.

    Examples
    --------
    >>> table = count_changes(study, "income")
    >>> table[["n_better", "n_same", "n_worse", "n_units", "n_missing", "median_change", "prices"]]
       n_better  n_same  n_worse  n_units  n_missing  median_change   prices
    0        22       0        1       23          1       300000.0  nominal
    """
    facts = study.facts
    held = dict(zip(facts["case"], decide(where, facts), strict=True))
    chosen = {case for case, holds in held.items() if holds is not False}
    absent = _without_row(study) & chosen
    rows = []
    for name in [measure] if measure else list_comparable(study.settings):
        changes = compare_waves(study, name, waves=waves, language=language)
        for value, cases in divide_cases(study, by).items():
            part = changes[changes["case"].isin(cases & chosen)]
            n_absent = len(absent & cases)
            if len(changes) and (by is None or len(part) or n_absent):
                known = part["case"].isin([case for case in chosen if held[case] is True])
                shared = {column: changes[column].iloc[0] for column in _NAMES}
                row = shared | {"by": by or "", "value_by": value}
                row |= _count(part[known], int((~known).sum()) + n_absent, shared["better"])
                rows.append(row | (_of_yes_no(part[known]) if study.settings.measures[name].type == "yes/no" else {}))
    return make_table(rows, COLUMNS)


def median_interval(values: Sequence[float], *, level: Fraction = LEVEL) -> Interval:
    """The interval of a median from the k-th smallest to the k-th largest value, whatever the distribution.

    k is the largest for which fair coins fall k - 1 times or less on one side of n with a chance of at most
    (1 - level) / 2, so that it covers the level at least; with ties too. NaN where n is too small for any k: below
    six values for 95 %. Source: Conover (1999), Practical Nonparametric Statistics, section 3.2.

    >>> median_interval([5, 1, 4, 2, 6, 3]), median_interval([1, 2, 3, 4, 5])
    ((1, 6), (nan, nan))
    """
    ordered, n = sorted(values), len(values)
    room = (1 - level) / 2 * 2**n
    k, below = 0, 1
    while below <= room:  # `below` of the 2**n ways have at most k values on the one side
        k += 1
        below += math.comb(n, k)
    return (ordered[k - 1], ordered[-k]) if k else UNDEFINED


def _without_row(study: Study) -> set[str]:
    """The cases of roles that have outcomes, but no row among them."""
    with_outcomes = [role for role, about in study.settings.roles.items() if about.outcomes]
    return set(study.cases.loc[study.cases["role"].isin(with_outcomes), "case"]) - set(study.outcomes["case"])


def _count(part: pd.DataFrame, untold: int, better: str) -> dict[str, Any]:
    both = part[part["change"].notna()]
    up, down = int((both["change"] > 0).sum()), int((both["change"] < 0).sum())
    n_better, n_worse = (up, down) if better == "up" else (down, up)
    effect = share_interval(n_better if better else up, up + down)
    low, high = median_interval(both["change"].tolist())
    return {
        "n_better": n_better if better else math.nan,
        "n_same": len(both) - up - down,
        "n_worse": n_worse if better else math.nan,
        "n_units": len(both),
        "n_missing": len(part) - len(both) + untold,
        "share_from": math.nan,
        "share_to": math.nan,
        **{f"median_{wave}": _median(both[f"value_{wave}"]) for wave in ("from", "to")},
        "median_change": _median(both["change"]),
        "median_low": low,
        "median_high": high,
        "effect": effect.estimate,
        "effect_name": "share_better" if better else "share_up",
        "ci_low": effect.ci_low,
        "ci_high": effect.ci_high,
        "p_value": sign_test(up, down),
        "method": "sign test, exact",
    }


def _of_yes_no(part: pd.DataFrame) -> dict[str, Any]:
    """What stands for yes/no instead: shares and no medians, and the sign test by the name it goes by there."""
    both = part[part["change"].notna()]
    test = mcnemar_test(int((both["change"] > 0).sum()), int((both["change"] < 0).sum()))
    shares = {f"share_{wave}": float(both[f"value_{wave}"].mean()) for wave in ("from", "to")}
    medians = ("median_from", "median_to", "median_change", "median_low", "median_high")
    return shares | dict.fromkeys(medians, math.nan) | {"p_value": test.p_value, "method": test.method}


def _median(values: pd.Series) -> float:
    return float(median(values)) if len(values) else math.nan
